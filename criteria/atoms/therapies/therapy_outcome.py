"""Owns the roles that a therapy may have, and how it went: never given, progressed on, not tolerated, responded to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect


class Role(StrEnum):
    """How the patient stands to a therapy; the values of the gold guidelines."""

    PRIOR = "prior"
    CONCURRENT = "concurrent"
    PROGRESSED = "progressed"
    INTOLERANT = "intolerant"
    PLANNED = "planned"


class Said(NamedTuple):
    """The roles that the words around a therapy give it; ``sure`` is False when nothing was said and habit decides.

    ``denied`` tells that the cue itself holds a negation ("cannot tolerate").
    """

    roles: tuple[Role, ...]
    sure: bool = True
    denied: bool = False


_FILL = (
    r"(?:\s+|[-,/(]"
    r"|\b(?:"
    r"on|or|and|after|subsequent|during|following|under|while|whilst|with|within|from|of|to|by|for|the|their|a|an|at"
    r"|least|one|two|three|1|2|more|prior|previous|last|latest|most|recent|recently|first|second|third|line|lines"
    r"|first-line|second-line|first/second-line|receiving|received|receipt|taking|being|treated|treatment|therapy"
    r"|therapies|treatments|course|completion|completing|end|discontinuation|cessation|initiation|starting|that|which"
    r"|include[ds]?|contained|standard|any|all|available|currently|recommended|approved|administered|including|either"
    r"|both|previously|prescribed|adjuvant|neoadjuvant|neo|palliative|current|combination|regimens?|containing|based"
    r"|months?|weeks?|days?|years?|\d+|<|≤|>|≥|single|agent|systemic|known|dose|doses|ongoing|has|have|had|exposure"
    r"|intolerance|intolerant|intolerable|be|is|are|was|were|considered|refractory|resistant|resistance|failed"
    r"|failure|progressed|progression|documented|radiographic|disease|e\.g\.|i\.e\.|such|as|ineligibility|ineligible"
    r"|candidates?|eligible|suitable|been|become|not|would|refused?|declined|were|no|longer|patients?|subjects?|who"
    r"|benefit|candidates?|contraindication|recurrence|relapse|relapsed|recurred|toxicity|unacceptable|lack|response"
    r"|non-response|responded|respond|inadequate|earlier|in|this|indication|setting)\b\.?"
    r"|[)≥≤<>])*"
)
_PROGRESS = (
    r"(?<!non)(?<!non-)(?<!non )(?:progress(?:ed|es|ing|ion|ive(?:\s+(?:metastatic|recurrent|advanced|breast))*)"
    r"|recurr(?:ed|ence|ing|ent\s+disease)|relaps(?:ed\s+disease|ed|e|ing)|worsen(?:ed|ing))\b"
    r"(?:\s+(?:of|in)\s+(?:the\s+)?(?:disease|cancer|their\s+disease|breast\s+cancer))?(?:\s+\(pd\))?"
    r"(?:\s+(?:either|disease|(?:must\s+|should\s+)?(?:have|has)\s+occurred|must\s+occur|occur(?:red|s)?|documented"
    r"|must\s+be\s+documented|radiographically))*"
    r"\s+(?:(?:"
    r"on|upon|after|during|following|under|while|whilst|despite|in\s+spite\s+of|within|through|from|to|with|or|and/or"
    r"|and|either|at|subsequent|post|both|<|≤|>|≥|\d|less|more|greater)\b"
    r"|[<>≤≥/,])"
)
_PROGRESSED = regex(
    rf"(?:{_PROGRESS}|\b(?:refractory|resistant|unresponsive)\s+(?:to|after)"
    r"|\bresistan(?:ce|t)\s+(?:(?:and/or|or|and)\s+intoleran\w+\s+)?to"
    r"|\b(?:has|have|had|who|which|that|must|prior|previously|disease)?\s*(?:failed|failing)\b"
    r"|\bfail(?:ure|ures)?\s+(?:(?:and/or|or|and)\s+intoleran\w+\s+)?(?:of|to|on|after|with)"
    r"|\bprogress(?:ed|ion)\b(?=[\s,]*(?:prior|previous))|\bdespite|\bexhausted"
    r"|\b(?:lack|absence|failure)\s+of\s+(?:an?\s+|any\s+)?(?:\w+\s+)?(?:response|benefit|efficacy)\s+"
    r"(?:to|from|of|on|with)"
    r"|\b(?:non-?respon\w+|inadequate\s+response|insufficient\s+response|poor\s+response)\s+(?:to|on)"
    r"|\bno\s+longer\s+(?:benefit\w*|deriv\w+\s+(?:\w+\s+)?benefit|sensitive)\s+(?:from|to|with|on)"
    rf"|(?:\bnot\s+respond(?:ed|ing)?\s+to|\bno\s+(?:longer\s+)?respon\w+\s+to)){_FILL}$"
)
_PROGRESSED_AFTER = regex(r"^[\s-]*(?:refractory|resistant|resistance|failure|failures|pretreated\s+and\s+progress)\b")
_INTOLERANT = regex(
    r"(?:\b(?:intolera\w+(?:\s+(?:and/or|or|and)\s+failure)?|unable\s+to\s+(?:tolerate|receive)"
    r"|(?:"
    r"cannot\s+tolerate|can\s?not\s+tolerate|could\s+not\s+tolerate|(?:did|does|do)\s+not\s+tolerate|not\s+tolerat\w+)"
    rf"|contraindicat\w+\s+(?:to|for)|discontinued\s+due\s+to\s+(?:toxicity|intolerance)\s+(?:of|to|from))){_FILL}$"
)
# "who failed on endocrine therapy are eligible for X": what they may be given
_ELIGIBLE_FOR = regex(r"\b(?:is|are|will\s+be)\s+eligible\s+(?:for|to\s+receive)\s+(?:[\w-]+\s+)?$")
# words that hold a negation of their own, wherever they stand: "progressed or not responded to"
_DENIED = regex(
    r"\b(?:not\s+(?:respond(?:ed|ing)?\s+to|tolerat\w+)|no\s+(?:longer\s+)?respon\w+\s+to|(?:cannot|can\s?not|could\s+not)\s+tolerate)\b"
)
# "have received, completed, or become intolerant of": to have had it is enough
_OR_HAD = regex(
    r"\b(?:receiv\w+|completed|had|undergone|exhausted|treated)\b(?:\s+with)?(?:\s*,\s*\w+){0,2}\s*,?\s+or\s+"
    r"(?:(?:have|has|had|are|is|been|be|become|became|were|was|who|documented|shown|proven|to)\s+)*$"
)
_INTOLERANT_AFTER = regex(
    r"^[\s-]*(?:intoleran\w+|was\s+discontinued\s+due\s+to\s+(?:intoleran|toxic)\w*"
    r"|where\s+the\s+[^,;.]{0,40}discontinued\s+due\s+to\s+(?:intoleran|toxic)\w*)"
)
# "chemotherapy has not been given for metastatic disease"
_NOT_GIVEN = regex(
    r"^\s*(?:\([^()]*\)\s*)?(?:therapy\s+)?(?:has|have|had|was|were)\s+(?:not|never)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:given|received|administered|used|performed|done)\b"
)
# stopped for one reason or another: "discontinued for progression or intolerance"
_STOPPED_FOR = regex(
    r"^(?:[^.;]{0,60}?\b(?:discontinued|stopped|terminated|ended)\s+(?:for|due\s+to|because\s+of|on\s+account\s+of|after)"
    r"|[^.;]{0,220}?\b(?:discontinued|stopped|withdrawn|withdrew)\s+(?:from\s+)?(?:that|this|the|their|such|it)\s+"
    r"(?:(?:treatment|therapy|agent|drug|inhibitor)\s+)?(?:for|due\s+to|because\s+of|owing\s+to|on\s+account\s+of))"
    r"\s+(?P<why>[^.;]{0,60})"
)
# what stopped it: "a toxicity that led to permanent discontinuation of prior immunotherapy"
STOPPED_BY = regex(
    r"(?<!immune-related )(?<!immune-mediated )\b(?:toxicit\w+|adverse\s+(?:\w+\s+)?(?:events?|effects?|reactions?)|side[- ]effects?)\b[^.;]{0,40}?"
    r"\b(?:led\s+to|leading\s+to|leads\s+to|result(?:ed|ing|s)?\s+in|requir(?:ed|ing|es?)|caus(?:ed|ing))\s+(?:the\s+)?(?:permanent\s+)?"
    r"(?:treatment\s+)?(?:discontinuation|cessation|withdrawal|termination)\s+(?:of|from)\s+"
    r"(?:(?!and\b|or\b)[\w-]+\s+){0,3}$"
)
# who stopped it: "discontinued immunotherapy due to toxicity"
_STOPPING = regex(r"\b(?:discontinu(?:ed?|ing|ation of)|stopp(?:ed|ing)|withdr\w+ from)\s+(?:\w+\s+){0,3}$")
_BECAUSE_OF = regex(r"^[^.;,]{0,30}?\b(?:for|due\s+to|because\s+of|on\s+account\s+of)\s+(?P<why>[^.;]{0,60})")
# "for toxicity and not for progression", "for intolerance rather than progression"
_NOT_FOR_PROGRESSION = regex(
    r"\b(?:not|rather\s+than|other\s+than)\s+(?:(?:for|due\s+to|because\s+of)\s+)?(?:(?:disease|tumou?r)\s+)?progress\w*"
)
_FOR_PROGRESSION = regex(r"\bprogress|\brelaps|\brecurren|\black\s+of\s+(?:efficacy|response)")
_FOR_TOXICITY = regex(
    r"\bintoleran|toxic|\badverse|\bside[- ]effect|\bir-?aes?\b|\bimaes?\b|\bgrade\s*[≥>]?\s*[2-5]\b|\bsevere\b|\bserious\b"
)
# "objective response to prior chemotherapy", "disease stabilization achieved following tamoxifen"
_RESPONDED = regex(
    r"\b(?:(?:"
    r"achiev\w+|objective|partial|complete|ongoing|clinical|minor|major|documented|tumou?r|prior|previous|at\s+least"
    r"|had|having|have|has|an?|[cp]r\)?|benefit(?:ed)?|\[|\()\s*[\w\s()/-]{0,50}?)?\b"
    r"(?:respon(?:se|ses|ded|ding|sive|d)|remissions?|stabili[sz]ation|stable\s+disease|benefit(?:ed)?)\b"
    r"(?:\s+(?:or|and/or)\s+(?:stable\s+disease|stabili[sz]ation|better|disease\s+control))?"
    r"(?:\s+(?:achieved|documented|obtained|lasting\s+[^.;,]{3,20}))?\s+(?:to|after|following|with|from|on|under)\s+"
    r"(?:[\w/-]+,?\s+){0,7}$"
)
_NO_RESPONSE = regex(
    r"\b(?:no|not|non|without|lack|absence|fail\w*|poor|inadequate|insufficient|less\s+than|incomplete|prevent\w*"
    r"|render\w*|unlikely|potential|predict\w*|recovered|immune|antibody|allergic|adverse|if|when|provided|unless"
    r"|candidates?|expected|likely|eligible|appropriate)\b[^.;]{0,60}$"
)


def went(near: str, after: str) -> Said | None:
    """How it went, by words that say so: it was never given, it failed, or was not tolerated."""
    if _NOT_GIVEN.match(after):
        return Said((Role.PRIOR,), denied=True)
    roles: list[Role] = []
    progressed = None if _ELIGIBLE_FOR.search(near) else _PROGRESSED.search(near)
    if progressed or _PROGRESSED_AFTER.match(after):
        roles.append(Role.PROGRESSED)
    intolerant = _INTOLERANT.search(near) or STOPPED_BY.search(near)
    if intolerant or _INTOLERANT_AFTER.match(after):
        roles.append(Role.INTOLERANT)
    denied = any(found is not None and _DENIED.search(found.group()) for found in (progressed, intolerant))
    if intolerant and not denied and _OR_HAD.search(near, 0, intolerant.start()):
        roles.insert(0, Role.PRIOR)
    return Said(tuple(roles), denied=denied) if roles else None


def stopped_for(near: str, after: str) -> tuple[Role, ...]:
    """How it went, by the reason for which it was stopped."""
    stopped = _STOPPED_FOR.match(after) or (_STOPPING.search(near) and _BECAUSE_OF.match(after))
    why = _NOT_FOR_PROGRESSION.sub(" ", stopped["why"]) if stopped else ""
    ended = ((Role.PROGRESSED, _FOR_PROGRESSION), (Role.INTOLERANT, _FOR_TOXICITY))
    return tuple(role for role, pattern in ended if pattern.search(why))


def responded(words: Around) -> str | None:
    """What is asked for of how the cancer responded to it: "objective response to prior chemotherapy"; None for nothing."""
    if words.passage.base is not Effect.REQUIRE or not any(
        stem in words.own for stem in ("respon", "stabil", "remission")
    ):
        return None
    found = None if "transplant" in words.name.concept else _RESPONDED.search(words.own)
    if found is None or _NO_RESPONSE.search(words.own) is not None:
        return None
    words.passage.claimed.append((words.name.start - len(words.own) + found.start(), words.name.start))
    return "complete response" if "complete" in found.group() and "partial" not in found.group() else "response"
