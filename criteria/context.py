"""Owns the scopes of a sentence: what its words negate, except, permit, forbid or make conditional.

The cues follow the idea of ConText (Harkema et al., J Biomed Inform 2009), with the categories that eligibility needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from criteria.patterns import either, regex


class Cue(StrEnum):
    """What a stretch of words does to the statements in it."""

    NEGATED = "negated"
    EXCEPTION = "exception"
    CONDITION = "condition"
    EXAMPLES = "examples"


class Mood(StrEnum):
    """What the sentence as a whole says of its statements."""

    PLAIN = "plain"
    PERMITTED = "permitted"  # "is allowed", "are eligible", "does not exclude"
    FORBIDDEN = "forbidden"  # "not allowed", "are ineligible", "must not"
    REQUIRED = "required"  # "must have", "is required"


class Scope(NamedTuple):
    """Characters ``start`` to ``end`` under a cue, which itself stands at ``cue`` to ``start``."""

    cue: Cue
    at: int
    start: int
    end: int


class Clause(NamedTuple):
    """A part of the sentence with one mood."""

    start: int
    end: int
    mood: Mood


class Scopes(NamedTuple):
    """All scopes of one sentence; ``asides`` are its parentheses that permit or forbid ("low-dose warfarin allowed")."""

    found: tuple[Scope, ...]
    clauses: tuple[Clause, ...]
    asides: tuple[Clause, ...] = ()

    def over(self, start: int, cue: Cue) -> Scope | None:
        """The innermost scope of that kind that holds the character, or None."""
        innermost = None
        for scope in self.found:
            holds = scope.cue is cue and scope.start <= start < scope.end
            if holds and (innermost is None or scope.start > innermost.start):
                innermost = scope
        return innermost

    def negations(self, start: int, read: Sequence[tuple[int, int]] = ()) -> int:
        """How many negations hold the character; a cue inside ``read`` words has said its say there."""
        count = 0
        for scope in self.found:
            if scope.cue is Cue.NEGATED and scope.start <= start < scope.end:
                count += all(not a <= scope.at < b for a, b in read)
        return count

    def mood(self, start: int) -> Mood:
        """The mood of the clause that holds the character."""
        for clauses in (self.asides, self.clauses):
            for clause in clauses:
                if clause.start <= start < clause.end:
                    return clause.mood
        return Mood.PLAIN


_NEGATION = regex(
    r"""\b(?:no\ longer
      | no(?!\ (?:more|less|fewer|greater|later|earlier|lower|higher|worse|limit|upper|restriction|minimum|maximum|effective|available|(?:other\ )?(?:approved|satisfactory|curative|alternative|acceptable|suitable)|standard\ (?:of\ care|therapy|treatment))\b)(?!\.)
      | not(?!\ (?:amenable|grounds|limited|more|less|fewer|greater|exceed|exclude|excluded|an?\ exclusion|a\ contraindication|considered|count|required|necessary|only|specified|mandatory|allowed|permitted|eligible|be\ eligible|acceptable|be\ allowed|be\ permitted)\b)
      | (?<!with\ or\ )(?<!with/)(?<!and/or\ )without | never | none | neither | nor | absence\ of | lack\ of | lacking | free\ (?:of|from) | freedom\ from | (?:sero-?)?negative\ for | denies | cannot | can't | don't | doesn't | hasn't | haven't)(?!\w)""",
    re.VERBOSE,
)
_NEGATION_ENDS = regex(
    r"\b(?:but|however|although|except|unless|other than|who (?:are|have|do|will|may)|or who\b|that (?:is|are|would|could|may)|which|for whom|and (?:must|have|has|is|are|able|willing|adequate|be|at least|a)\b|and no\b|, (?:on|with|within) |with at least |,? as judged|in the opinion|with (?=(?:a |an )?(?:adequate|normal|measurable)|(?:documented |radiographic |disease |tumou?r |clinical )*progress))|,? (?:or )?(?:no|not|nor|without|never)\b|;|: (?=[a-z]+ \()"
)
_WITHOUT_ENDS = regex(_NEGATION_ENDS.pattern + r"|,")
_EVIDENCE = regex(
    r" (?:\w+ )?(?:evidence|residual|recurren\w+|sign|signs|remaining)\b[^.;]{0,60}?\b(?:disease|cancer|tumou?r|carcinoma|recurrence|progression|metastas[ei]s|metastatic)\b"
)
_EVIDENCE_ENDS = regex(_NEGATION_ENDS.pattern + r"|\b(?:after|following)\b")
_EXCEPTION = regex(
    r"\b(?:except(?:ing|ions?|ional)?(?: (?:for|of|that|if|in|when|to|where|include|includes|are|is))*|unless|other than|with the exceptions? of|with exceptions?|excluding|exclusive of|apart from|aside from|but not including|exclud(?:es|ing)|not including|save for)\b:?"
)
_CONDITION = regex(
    r"\b(?:(?:(?<=^)|(?<=[,(;:] )|(?<=[(]))(?:if|for (?:all )?(?:patients?|subjects?|participants?|women|men|those|males?|females?)(?: (?:with|who|in|on|whose|that|of|receiving|taking|undergoing|enrolled))?|in (?:patients?|subjects?|participants?|women|men|those|case|the case)(?: (?:with|who|of|on|whose))?|when|where|in the presence of|in the setting of)\b"
    r"|(?:(?<=[\d%)] )|(?<=uln )|(?<=lln )|(?<=predicted )|(?<=/[dmu]l )|(?<=/mm3 )|(?<=/l )|(?<=required )|(?<=mandatory ))for (?:all )?(?:patients?|subjects?|participants?|women|men|those|males?|females?) (?:with|who|whose|on|receiving|taking|undergoing|treated|having)\b"
    r"|(?:in|for)(?= (?:er|pr|hr|her-?2|hormone[- ]receptor|tnbc|triple)[\w/+, -]{0,30}?(?:patients|participants|subjects|women)\b)"
    r"|(?:if|provided(?: that)?|as long as|only if|providing|in (?:patients|subjects|participants|case|the presence|those) (?:with|of|who))\b)"
)
# "Patients with HER2-positive tumors must …" and "TNBC: participants must …" speak of some of the patients only
_SUBJECT = either(
    r"(?:for )?(?:(?:pre|peri|post)-?(?:/|, | or | and )?-?){1,3}menopausal (?:women|patients|females|subjects|participants)\b[^.;:]{0,60}?(?=,? (?:must|should|need to|have to|are required|will be required|will receive|receiving)\b)",
    r"(?:in|for) (?:both|these|such|this|that|those|either) (?:cases?|patients?|subjects?|participants?|women|situations?)\b,?",
    r"(?:these|such|those) (?:patients|subjects|participants|women|cases|individuals)\b",
    r"(?:however,? |but |also,? |in addition,? |note: )?(?:all |any |those |the )?(?:fe?male |adult )?(?:patients?|subjects?|participants?|women|men|individuals|persons?|females?|males?|those) (?:currently )?(?:with|who (?:have|are|had|has|were|underwent|received)|whose|in|on|receiving|taking|previously|having)\b(?:[^.;:]|\be\.g\.|\bi\.e\.){2,200}?(?=,? (?:must|should|need to|have to|are required|is required|will be required|will need)\b)",
    r"(?!\W*(?:exceptions?|notes?)\b)(?:for )?[^.;:]{2,90}+(?=: (?:patients?|subjects?|participants?|individuals?|women|men|must|should|have|has|progress\w*|at least|no more|prior|received|previously|disease)\b)",
    r"for (?!(?:the|this|their|a|an|other|any|another)\b)[^.;:,]{2,60}? (?:disease|cancers?|tumou?rs?|carcinomas?|malignanc(?:y|ies))(?=, )",
    r"(?:hormone receptor|er|pr|hr|her-?2|tnbc|triple)[^.;:]{1,60}?(?= must have (?:had|received|failed|progress))",
    r"(?:hormone receptor|er|pr|hr|her2|tnbc|triple)[^.;:]{2,60}? (?:cancers?|disease|tumou?rs?|patients?|carcinomas?)(?= (?:must|should) (?:be (?:refractory|resistant|progress)|have (?:received|failed|progress)))",
)
_EXAMPLES = regex(
    r"\b(?:e\.? ?g\.?|i\.? ?e\.?|such as|for example|including(?:,? but (?:is |are )?not limited to)?|include(?:s|d)?(?:,? but (?:is |are )?not limited to)?|like|namely)\b[,:]?"
)

_PERMITTED = either(
    r"\b(?:(?:is|are|will be|may be|was|were|be|also|still|remain) )*(?:(?<!than the )allowed|permitted|permissible|acceptable(?! \w* ?(?:method|form|contracept|birth|means|measure|limit|range|hepatic|renal|organ|level|function))|(?<!if )(?<!not )eligible(?! (?:for|to receive|to undergo) (?!(?:the |this |our )?(?:study|trial|enrol|inclusion|participat|entry|random|regist|screen|phase|part|cohort|arm|dose)))|(?<!generally )(?<!locally )(?<!widely )accepted(?! to)(?! (?:and )?(?:\w+ )?(?:method|form|contracept|birth))|allowable)\b",
    r"\b(?:does|do|will|shall|would|should) not (?:exclude|preclude|count|be (?:excluded|considered (?:an? )?exclu\w*))",
    r"\bnot (?:prohibited|forbidden|disallowed)\b",
    r"\bnot (?:be )?(?:a )?(?:grounds?|reasons?|causes?) (?:for|to)\b",
    r"\bnot (?:be )?(?:an? )?(?:exclusion\w*|excluded|exclusionary|contraindication\w*)",
    r"\bmay (?:have|participate|enroll|be (?:included|enrolled|enroled|eligible|allowed)|receive|start|begin|continue|still)\b",
    r"\b(?:can|may) be (?:currently |already |still )?(?:receiving|on|taking|using|treated)\b",
    r"\b(?:can|may) be (?:administered|given|used)\b",
    r"\bcan (?:be (?:included|enrolled|allowed)|have (?:been|had|received|undergone)|participate|continue|receive|start)\b",
    r"\b(?:is|are|would be|would not be|will be|will not be) considered (?:to have|as\b|an?\b(?! (?:appropriate|standard))|one\b|the same|measurable|evaluable|positive|negative|treatment|part)",
    r"\b(?:is|are) not (?:considered )?(?:an? (?:form of )?)?systemic (?:treatment|therapy)\b",
    r"\b(?:is|are|will be|be) not (?:(?:considered|regarded|counted|accepted|classified|defined) )?(?:to be |as )?(?:being )?(?:an? )?(?:reliably )?(?:measurable|evaluable|target lesions?)\b",
    r"\b(?:is|are|will be) not (?:counted|regarded|classified) as\b",
    r"\b(?<!not )(?<!been )(?:recommended|encouraged|preferred)\b(?! (?:\w+ )?(?:therap|treatment|dos|daily|by\b))",
    r"\bwill be (?:included|allowed|permitted)\b",
    r"\bnot (?:required|necessary|mandatory)\b",
    r"(?<!than the )(?<!maximum )(?<!maximal )(?<!maximally )\ballowed\b",
    r"\bpermitted\b",
)
# "for whom chemotherapy is recommended" says who is meant and permits nothing
_ADVISED = regex(r"\b(?:whom|which)\b[^.;]*\b(?:is|are)\s+(?:recommended|preferred|acceptable)\b")
_FORBIDDEN = either(
    r"\b(?:(?:is|are|will be|may be|be) )?(?:not|never) (?:be )?(?:considered )?(?:allowed|permitted|permissible|acceptable|eligible(?!,? (?:or )?(?:are )?intoleran| (?:for|to receive|to undergo) (?!(?:the |this |our )?(?:(?!other|higher|another)[\w-]+ ){0,2}?(?:study|trial|enrol|inclusion|participat|entry|random|regist|screen|phase|portion|part|cohort|arm|dose)|(?:the|this|our) protocol))|accepted|included|allowable)\b",
    r"\bineligible\b",
    r"\b(?:is|are|will be|be|must be|should be|also) excluded\b",
    r"(?<!not )\bprohibited\b",
    r"\bexclude the patient\b",
    r"(?<!not )\bforbidden\b",
    r"(?<!may or )\b(?:must|should|may|can|will|shall) not (?:be|have|receive|take|undergo|participate|use|enroll|require|currently|previously)\b",
    r"\b(?:patients?|subjects?|participants?|women|they) cannot (?:be|have|receive)\b",
    r"\bnot (?:be )?(?:included|enrolled)\b",
    r"\b(?:no|nor)\b(?:[^.;,]*|[^.;]{1,120}, (?:or|nor) [^.;,]*)\b(?:allowed|permitted)\b",
    r"(?<!not )\bdisallowed\b",
    r"\bcontraindicated\b",
)
# "for whom no therapy is left, or who are not eligible for it" forbids nothing
_NO_CANDIDATES = regex(
    r"\b(?:who|whom|that|which|or|and)\s(?:is|are|was|were)\s(?:either\s|also\s)?(?:not\s|in)eligible(?=,| (?:for|to|or|and)\b|$)(?! for (?:the|this) (?:study|trial))|\b(?:which|that)\s(?:must|should|may|can)\snot\s(?:be|have)\b"
)
_REQUIRED = regex(
    r"\b(?:must|required|requires? that|is mandatory|are mandatory|has to|have to|need to|should (?:have|be))\b(?! not)"
)
_HINTS_NEGATION = regex(r"no|without|never|absence|lack|free|negative for|deni|can|doesn't|hasn't|haven't")
_HINTS_EXAMPLES = regex(r"e\.g|e\. g|eg|i\.e|such as|for example|includ|like|namely")
# "patients on any drug other than a beta blocker are allowed": the exception stands within the subject
_OF_ALL = regex(
    r"(?:any |all |those )?(?:patients?|participants?|subjects?|women|individuals|people)(?:(?!\b(?:no|not|must|should|are|is|may|will|can|never|without)\b)[^.;:])*?"
    r"\b(?:other than|except(?: for)?|excluding)\b(?:(?!\b(?:if|unless|who|which|that)\b)[^.;:,])*?\b(?:are|is|may be|will be) (?:also |still )?(?:eligible|allowed|permitted|acceptable|included)\b"
)
_ASIDE = regex(
    r"\(([^()]*\b(?:allowed|permitted|acceptable|(?:is|are) accepted|may continue|not required|not (?:an? )?(?:form of )?systemic|excluded|prohibited|ineligible|disallowed)\b[^()]*)\)"
)
# an exception in brackets: "hepatitis C (patients who have been cured are eligible)", as a whole sentence would be
_EXCEPTED_ASIDE = regex(
    r"\((?:note:? )?(?:however,? )?(?:patients?|subjects?|participants?|individuals|those|women|persons?) (?:with|who|whose|on|in)\b(?:[^()]|\([^()]*\))*?\b(?<!not )(?<!not be )(?:eligible|allowed|permitted|acceptable|not (?:be )?excluded)\b(?:[^()]|\([^()]*\))*\)"
)
_HINTS_MOOD = regex(
    r"allow|consider|recommend|encourag|prefer|permi|eligib|accept|may |can |not |exclu|contra|requir|must|should|has to|have to|need to|prohib|forbid|includ"
)
# "Exception: treated and stable brain metastases": a sentence of its own that lets in what it names
_OPENS_EXCEPTION = regex(
    r"\W*(?:(?:the |an? |with (?:the )?)?(?:only |following )?exceptions?(?: (?:to|from) (?:this|the above)[^:]{0,30})?(?: (?:include|is|are|of|for))?\b|except(?:ed)?(?: for)?) ?:"
)
# "aspirin, except for low doses, is not allowed": an exception between commas, behind which the sentence goes on
_SET_OFF = regex(
    r", (?:other than|except(?:ing)?(?: for)?|excluding|apart from|with the exceptions? of) [^,;:]*"
    r"(?=, (?:(?:is|are|will be|must be|may be|should be|may|should) )?(?:not |also |still |be )*(?:allowed|permitted|acceptable|eligible|prohibited|forbidden|disallowed|excluded|ineligible)\b)"
)
_STOPS = regex(r"[,:;]| then ")
_SEMICOLON = regex(r";")
_INNER = regex(r"\([^()]*\)")
_LETTERS = regex(r"[a-z]{3}")
_PARENTHESIS = regex(r"[()\[\]]")
_CLAUSE = regex(
    r"; | and (?=may (?:also )?have)|, (?:but|however|though|although|and (?:patients|subjects|participants))\b|\bhowever,? "
)


def scopes(lower: str) -> Scopes:
    """The scopes of one sentence given in lower case."""
    asides = (
        [m for m in _EXCEPTED_ASIDE.finditer(lower) if _LETTERS.search(lower, 0, m.start())] if "(" in lower else []
    )
    clauses = _clauses(_without(lower, asides))
    found: list[Scope] = []
    for match in _EXCEPTION.finditer(lower):
        set_off = _SET_OFF.match(lower, max(0, match.start() - 2))
        end = set_off.end() if set_off else _end_of(lower, match.start(), len(lower))
        found.append(Scope(Cue.EXCEPTION, match.start(), match.end(), end))
    for match in asides:
        found.append(Scope(Cue.EXCEPTION, match.start(), match.start() + 1, match.end() - 1))
    for match in _CONDITION.finditer(lower):
        end = _condition_end(lower, match.start(), match.end())
        found.append(Scope(Cue.CONDITION, match.start(), match.end(), end))
    subject = _SUBJECT.match(lower)
    if subject is not None:
        found.append(Scope(Cue.CONDITION, 0, 0, subject.end()))
    for match in _EXAMPLES.finditer(lower) if _HINTS_EXAMPLES.search(lower) else ():
        found.append(Scope(Cue.EXAMPLES, match.start(), match.end(), _end_of(lower, match.start(), len(lower))))
    for match in _NEGATION.finditer(lower) if _HINTS_NEGATION.search(lower) else ():
        clause = next((c for c in clauses if c.start <= match.start() < c.end), None)
        if clause is not None and clause.mood is Mood.FORBIDDEN and not _judged_without(lower, match, clause):
            continue  # "no prior X allowed", "must not have": the mood says it already
        if match.group() == "nor" and any(s.cue is Cue.NEGATED and s.start <= match.start() < s.end for s in found):
            continue  # "neither A nor B" negates each once
        limit = _end_of(lower, match.start(), len(lower))
        ends = _WITHOUT_ENDS if match.group() == "without" else _NEGATION_ENDS
        if _EVIDENCE.match(lower, match.end()):
            ends = _EVIDENCE_ENDS  # "no evidence of disease after completion of surgery": there was surgery
        stop = ends.search(lower, match.end(), limit)
        found.append(Scope(Cue.NEGATED, match.start(), match.end(), stop.start() if stop else limit))
    return Scopes(tuple(found), clauses, _asides(lower))


_WHO_LACK = regex(
    r"\b(?:patients?|subjects?|participants?|women|men|individuals?|those|persons?)(?: (?:with|who have|having|have))? $"
)
_ARE_OUT = regex(
    r"\b(?:(?:is|are|will be) (?:not eligible|ineligible|excluded|not allowed to participate)|(?:may|will|can|should|must) not be (?:enrolled|included))\b"
)


def _judged_without(lower: str, negation: re.Match[str], clause: Clause) -> bool:
    """Whether who lacks something is turned away: "patients without measurable disease are not eligible"."""
    who = _WHO_LACK.search(lower, clause.start, negation.start())
    return (
        who is not None
        and who.end() == negation.start()
        and _ARE_OUT.search(lower, negation.end(), clause.end) is not None
    )


def _without(lower: str, asides: Sequence[re.Match[str]]) -> str:
    """The sentence with these stretches blanked."""
    for match in asides:
        lower = f"{lower[: match.start()]}{' ' * len(match.group())}{lower[match.end() :]}"
    return lower


def _asides(lower: str) -> tuple[Clause, ...]:
    """Parentheses that permit or forbid for themselves, which the clause around them does not share."""
    inside = [Clause(m.start(), m.end(), _mood(m.group(1))) for m in _ASIDE.finditer(lower)] if "(" in lower else []
    return tuple(clause for clause in inside if clause.mood in (Mood.PERMITTED, Mood.FORBIDDEN))


def _clauses(lower: str) -> tuple[Clause, ...]:
    cuts = [0, *(m.start() for m in _CLAUSE.finditer(lower)), len(lower)]
    found = [Clause(a, b, _mood(lower[a:b])) for a, b in pairwise(cuts) if a < b]
    if found and found[0].mood in (Mood.PLAIN, Mood.REQUIRED) and _OPENS_EXCEPTION.match(lower):
        found[0] = Clause(found[0].start, found[0].end, Mood.PERMITTED)
    if len(found) < 2:
        return tuple(found)
    for i in range(len(found) - 2, -1, -1):  # "patients with A, and patients with B, are eligible": one verb for both
        following = found[i + 1]
        if found[i].mood is Mood.PLAIN and lower.startswith(", and", following.start):
            found[i] = Clause(found[i].start, found[i].end, following.mood)
    return tuple(found)


def _mood(clause: str) -> Mood:
    if _HINTS_MOOD.search(clause) is None:
        return Mood.PLAIN
    outside = _INNER.sub(lambda m: " " * len(m.group()), clause) if "(" in clause else clause
    outside = outside if outside is clause or _LETTERS.search(outside) else clause
    outside = _SET_OFF.sub(" ", outside)
    main = outside if _OF_ALL.match(outside) else _EXCEPTION.split(outside)[0]
    if _FORBIDDEN.search(main) and _FORBIDDEN.search(_NO_CANDIDATES.sub(" ", main)):
        return Mood.FORBIDDEN
    if _PERMITTED.search(main) and not _ADVISED.search(main):
        return Mood.PERMITTED
    return Mood.REQUIRED if _REQUIRED.search(main) else Mood.PLAIN


def _end_of(lower: str, at: int, limit: int) -> int:
    """Where a scope that begins at ``at`` ends: at the parenthesis that closes around it, or at the limit."""
    depth = 0
    for match in _PARENTHESIS.finditer(lower, at, limit):
        depth += 1 if match.group() in "([" else -1
        if depth < 0:
            return match.start()
    return limit


def _condition_end(lower: str, at: int, start: int) -> int:
    """A condition that opens the sentence ends at its comma or colon; one that follows runs to the end of its clause."""
    limit = _end_of(lower, at, len(lower))
    leads = at == 0 or lower[at - 2 : at] in ("; ", ": ")
    stop = (_STOPS if leads else _SEMICOLON).search(lower, start, limit)
    return stop.start() if stop else limit
