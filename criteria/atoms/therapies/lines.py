"""Owns counted lines of therapy: "at least one but no more than three prior lines of chemotherapy for metastatic disease"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.line_counts import BUT_AT_MOST, COUNTED
from criteria.atoms.therapies.lines_by_rank import ordinals
from criteria.atoms.therapies.lines_numbered import numbered
from criteria.atoms.therapies.lines_of import (
    all_settings,
    class_named,
    counted_class,
    counted_setting,
    headed_class,
    how_it_went,
    names_a_choice,
    what_counts,
    with_another_class,
    with_early_lines,
)
from criteria.atoms.therapies.lines_of_which import of_which
from criteria.atoms.therapies.setting import setting_in
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement
from criteria.words.moods import Mood
from criteria.words.numbers import comparator_before, number

_ONLY = regex(r"\b(?:only|a\s+single|exactly|just)\s*$")
_BRACKET = regex(r"\s*[(\[]")  # "two (2)"
_SIGN_IN_PARENTHESES = regex(r"(?:(?:less|greater|more)\s+than\s+or\s+equal\s+to\s*)?\(\s*(?P<sign>[≤≥])\s*\)\s*$")
# "progressed on more than one CDK4/6 inhibitor"
_HAD = regex(
    r"\b(?:receiv\w+|treated\s+with|treatment\s+with|progress\w*\s+(?:on|after)|failed|expos\w+\s+to)\s+"
    r"(?:more\s+than|at\s+least|[>≥]=?|[<≤]=?|up\s+to|no\s+more\s+than)?\s*$"
)
_WITH_DRUG = regex(r"\s+with\s")
_COUNTED_AS = regex(
    r"\b(?:considered|regarded|counted)\s+(?:to\s+have|as\s+having)\s+(?:\w+\s+)?$"
    r"|\b(?:"
    r"(?:considered|counts?|counted|counting|regarded)\s+(?:as\s+)?(?:a\s+)?|grade\s*|phase\s*|stage\s*|cohort\s*"
    r"|part\s*|\bday\s*|\bcycle\s*|\bweek\s*|\bvisit\s*)$"
)
_CAUSED = regex(r"[\s-]+(?:related|emergent|associated|induced|limiting)\b")  # "grade ≥ 3 treatment-related toxicity"
_AND = regex(r"(?:\s+of(?:\s+(?!and\b|or\b)[\w/-]+){1,4})?,?\s+(?:and|or|and/or)\s+")
_UNLIKELY = regex(
    r"\b(?:cycles?|courses?|doses?|lesions?|weeks?|months?|years?|days?|fractions?|sites?|both|agents? of|drugs?|of\s+(?:these|those|which))\b"
)
# what is not counted: "(excluding adjuvant therapy)", "(adjuvant therapy does not count)"
_NOT_COUNTED = regex(
    r"[\s,;(-]{0,4}\(?\s*(?:"
    r"(?:not\s+(?:including|counting)|excluding|exclusive\s+of|without\s+counting|other\s+than|except(?:\s+for)?"
    r"|in\s+addition\s+to)\s+"
    r"(?:(?:any|prior|previous|the|regimens?|lines?|treatments?|therap(?:y|ies)|received|given|in|as)\s+)*"
    r"(?:\(?neo-?\)?-?\s?/?\s?)?adjuvant\b[^.;()]{0,60}?(?=\s*(?:$|[.;),]))"
    r"|\(\s*(?:prior\s+|previous\s+)?(?:\(?neo-?\)?-?\s?/?\s?)?adjuvant\b[^.;()]{0,50}?\b"
    r"(?:(?:does|do|will|should|is|are)\s+not\s+(?:be\s+)?(?:count\w*|includ\w+|consider\w*)"
    r"|not\s+(?:counted|included|counting)|excluded)\b[^.;()]{0,40})\)?"
)
# "one of the regimens below": which of it, not how often
_ONE_OF_THE = regex(r"(?:one|1)\s+of\s+(?:the|these|those|our)\b")
_STOP = regex(r"[.;]\s")
_IN_A_SETTING = regex(
    r"\s+(?:in|for)\s+(?:the\s+)?(?:metastatic|advanced|recurrent|(?:neo-?)?adjuvant)\s+(?:setting|disease|stage)\b"
)
# "up to three regimens, and no more than one regimen for metastatic disease": a part of those before it
_AND_AT_MOST = regex(
    r"(?:\s+(?:overall|in\s+total))?(?:\s*\([^()]*\))?,\s*(?:and|but|with|including)\s+(?:with\s+)?"
    r"(?:no(?:t)?\s+more\s+than|at\s+most|up\s+to|a\s+maximum\s+of|≤|<)\s*(?=\w+\s+(?:\w+\s+)?(?:lines?|regimens?)\b)"
)
_OF_A_DRUG = regex(r"-(?:based|containing)\s")
_HOLDING = regex(r"\s+(?:containing|including|that\s+(?:contained|included))\s+(?:an?\s+)?[a-z]")
_IS_REQUIRED = regex(r"\s+(?:is|are|will\s+be)\s+required\b")
_PROGRESS_BEFORE = regex(r"\b(?:progress\w*|relaps\w*|recur\w*)\s+$")
# whoever failed three has failed one; "progression after one line" says where in her treatment she is
_AS_MANY_AT_LEAST = regex(
    r"\b(?:failed|failure\s+of|refractory\s+to|(?:must|should)\s+have\s+(?:received|had|undergone)"
    r"|progressed\s+on)\s+$"
)
_AT_ONCE = 14  # characters between a count and the drug that is counted
_BESIDE = regex(r"[,;]|\b(?:or|and|no)\b")  # "more than one regimen, or chemotherapy within 3 weeks": another thing
_ALL = regex(r"\bsystemic\b|\btherap|\btreatment")
_BEFORE_IT = 90  # characters between a count and what it leaves out
_HINTS = hints(
    "line",
    "regimen",
    "one chemo",
    "1 chemo",
    "one (1)",
    "one endocrine",
    "1 endocrine",
    "one hormon",
    "1 hormon",
    "one systemic",
    "1 systemic",
    "one anti",
    "1 anti",
    "prior",
    "previous",
    "therapies",
    "than three chemo",
    "treatments",
    "forms of",
    "inhibitor",
    "agents",
)


# "Prior therapy received in the metastatic setting includes:" over a list of lines
_OVER = regex(
    r"\b(?:in|for) (?:the )?(?:metastatic|advanced|neo-?adjuvant|adjuvant)(?: or (?:metastatic|advanced))? (?:setting|disease)\b[^.;:]{0,20}:?\s*$"
)


def read(passage: Passage) -> list[Atom]:
    """The limits that the passage sets on how many lines of a class were given, and in which setting."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    counted = list(_counted(passage))
    found = [*counted, *ordinals(passage), *of_which(passage, counted), *_numbered(passage)]
    return sorted(found, key=lambda a: a.start)


def _counted(passage: Passage) -> Iterator[Atom]:
    lower = passage.lower
    reach, before, said = 0, headed_class(passage) or "systemic therapy", None
    for match in COUNTED.finditer(lower):
        if match.start() < reach or not _counts_lines(lower, match):
            continue
        start, op = _comparator(lower, match, reach)
        if op is None and reach and _AND.fullmatch(lower, reach, start):
            op = said  # "no more than 2 lines of chemotherapy and 3 lines of endocrine therapy"
        if op is None and match["behind"]:  # "four lines or more"
            op = ">=" if match["behind"] in ("more", "greater") else "<="
        value = _value(lower, match, op, start)
        apart = _uncounted(lower, match.end())
        again = _AND_AT_MOST.search(lower, match.end())
        end = min(apart.start() if apart else len(lower), again.start() if again else len(lower))
        concept, setting = (
            counted_class(passage, match),
            counted_setting(lower, start, match.start("noun"), match.end(), end),
        )
        again_of_it = _AND_AT_MOST.match(lower, max(0, reach)) or not reach
        if concept == "systemic therapy" and again_of_it and not _ALL.search(match.group()):
            concept = (
                before  # "up to three chemotherapy regimens, and no more than two regimens for metastatic disease"
            )
        if op in (">=", ">") and names_a_choice(passage, concept, match.end("noun")):
            concept = "systemic therapy"  # which of them it held is asked beside the count
        before = concept
        for drug in passage.of_kind(Kind.THERAPY):
            at_once = match.end() <= drug.start <= match.end() + _AT_ONCE
            if drug.name == concept and at_once and not _BESIDE.search(lower, match.end(), drug.start):
                passage.claimed.append((drug.start, drug.end))  # "two regimens containing capecitabine"
        if apart is not None and setting is None:
            setting = "metastatic"
        if setting is None and (over := _OVER.search(passage.lead)) is not None:
            setting = setting_in(over[0])
        detail, close = what_counts(lower, match.end(), concept)
        detail = (*detail, *(with_early_lines(passage, match.end()) or all_settings(lower, match.end(), setting)))
        requirement = Requirement(Kind.LINES, concept, value, None, setting, detail)
        requirement, polarity = _stated(passage, requirement, start, match.end())
        requirement = _as_it_went(lower, requirement, polarity, start, match.end())
        atom = Atom(start, max(close, apart.end() if apart else match.end()), requirement, polarity)
        yield from with_another_class(passage, atom, match.end())
        reach, said = match.end(), op


def _as_it_went(lower: str, requirement: Requirement, polarity: Polarity, start: int, end: int) -> Requirement:
    """The count with what must have come of the lines; a limit asks nothing of how those below it went."""
    at_most = isinstance(requirement.value, Comparison) and requirement.value.op in ("<", "<=")
    if at_most or polarity is not Polarity.FOLLOW:
        return requirement
    return replace(requirement, detail=(*requirement.detail, *how_it_went(lower, start, end)))


def _counts_lines(lower: str, match: re.Match[str]) -> bool:
    """Whether lines are what the number counts: treatments count as lines only when called prior, or in the plural."""
    noun, words = match["noun"], lower[match.start() : match.end()]
    if _ONE_OF_THE.match(match["low"] + " " + match["fill"]):
        return False
    if "additional" in match["fill"]:
        return False
    start = comparator_before(lower, match.start())[0]
    if _UNLIKELY.search(match["fill"]) or _COUNTED_AS.search(lower[max(0, start - 30) : start]):
        return False
    if _CAUSED.match(lower, match.end("noun")):
        return False
    if (
        noun.startswith(("therap", "treat"))
        and _WITH_DRUG.match(lower, match.end("noun"))
        and _at_least_one(lower, match)
    ):
        return False
    if noun.startswith(("agent", "drug", "inhibitor")):
        had = re.search(r"\bprior\b|\bprevious", match["fill"]) or _HAD.search(
            lower, max(0, match.start() - 60), match.start()
        )
        counted = had is not None or (noun.startswith("inhibitor") and _is_bounded(lower, match))
        return counted and not _at_least_one(lower, match)
    if noun.startswith(("line", "regimen", "form", "type", "schedule", "program")) or re.search(
        r"\b(?:lines?|regimens?)$", match["tail"]
    ):
        return (
            re.search(r"\b(?:regimens?|lines?)\b", words) is not None
            or re.search(r"therap|treatment|chemo|hormon", words) is not None
        )
    if re.search(r"\bprior\b|\bprevious", match["fill"]):
        return not _is_one_drug(match)
    received = re.search(
        r"\b(?:receiv\w+|had|treated\s+with|prior|previous|undergone|failed|progress\w*\s+(?:on|after)|more\s+than|less\s+than|fewer\s+than|least|most|maximum|up\s+to)\b[^,;.]{0,30}$",
        lower[max(0, match.start() - 50) : match.start()],
    )
    if _is_one_drug(match):
        return False
    there = _IN_A_SETTING.match(lower, match.end())  # "0, 1 or 2 chemotherapies in the metastatic setting"
    plural = (noun + match["tail"]).endswith(("ies", "s"))
    return _is_bounded(lower, match) or (plural and (received is not None or there is not None))


def _uncounted(lower: str, end: int) -> re.Match[str] | None:
    """What a count that ends at ``end`` leaves out: the treatment of early disease; None where it leaves out nothing."""
    if "adjuvant" not in lower[end:]:
        return None
    stop = _STOP.search(lower, end)
    reach = min(stop.start() if stop else len(lower), end + _BEFORE_IT)
    return next((m for m in _NOT_COUNTED.finditer(lower, end) if m.start() <= reach), None)


def _at_least_one(lower: str, match: re.Match[str]) -> bool:
    """Whether one is enough: "one prior CDK4/6 inhibitor" asks for the drug; "more than one" counts."""
    one = _BRACKET.split(match["low"])[0].strip() in ("one", "1") and match["high"] is None and match["top"] is None
    at_most = _ONLY.search(lower, max(0, match.start() - 20), match.start()) or "fewer" in (
        match["after"],
        match["behind"],
    )
    return one and not at_most and comparator_before(lower, match.start())[1] not in (">", "<=")


def _is_bounded(lower: str, match: re.Match[str]) -> bool:
    """Whether a number is a limit, so that it counts without a word for lines too: "no more than 1 chemotherapy"."""
    only = _ONLY.search(lower, max(0, match.start() - 20), match.start())
    bound = only or comparator_before(lower, match.start())[1] or match["after"] or match["behind"]
    return bool(bound) and not _at_least_one(lower, match)


def _is_one_drug(match: re.Match[str]) -> bool:
    """Whether one drug is asked for: "at least one prior platinum-based therapy" asks for the drug, not for a count."""
    one = _BRACKET.split(match["low"])[0].strip() in ("one", "1") and match["high"] is None and match["top"] is None
    return one and re.search(r"-(?:based|containing)|platinum|taxane|anthracycline", match["fill"]) is not None


def _comparator(lower: str, match: re.Match[str], floor: int) -> tuple[int, str | None]:
    start, op = comparator_before(lower, match.start(), floor)
    if op is None and (only := _ONLY.search(lower[max(floor, match.start() - 20) : match.start()])):
        return max(floor, match.start() - 20) + only.start(), "="
    if op is None and (sign := _SIGN_IN_PARENTHESES.search(lower[max(floor, match.start() - 50) : match.start()])):
        return max(floor, match.start() - 50) + sign.start(), "<=" if sign["sign"] in "≤<" else ">="
    if op == ">" and lower.startswith("beyond", start) and _PROGRESS_BEFORE.search(lower, 0, start):
        return start, ">="  # "progression beyond two lines" is progression after them
    if after := match["after"]:
        return start, "<=" if after in ("fewer", "less") else ">="
    return start, ">=" if op is None and "+" in lower[match.start() : match.start("fill")] else op


def _value(lower: str, match: re.Match[str], op: str | None, start: int) -> Comparison | Between:
    low = number(_BRACKET.split(match["low"])[0])
    if match["high"] and op is None and _IS_REQUIRED.match(lower, match.end()):
        return Comparison(">=", low, "lines")  # "1 or 2 regimens are required": as many at least, whatever decides
    if top := match["top"] or (match["high"] if op is None or op == ">=" else None):
        high = number(_BRACKET.split(top)[0])
        if high > low:
            return Between(low, high, "lines")
    most = BUT_AT_MOST.match(lower, match.end()) if op == ">=" else None
    if most is not None and number(most["most"]) > low:
        return Between(low, number(most["most"]), "lines")
    if match["high"] and op in ("<=", "<", ">"):
        return Comparison(op, number(_BRACKET.split(match["high"])[0]) if op == "<=" else low, "lines")
    if op is None and low == 1 and (_OF_A_DRUG.search(match["fill"]) or _HOLDING.match(lower, match.end())):
        op = ">="  # "one taxane-containing regimen" asks for the drug, and for no more than one of nothing
    if op is None and _AS_MANY_AT_LEAST.search(lower, 0, start):
        op = ">="
    return Comparison(op or "=", low, "lines")


def _stated(passage: Passage, requirement: Requirement, start: int, end: int) -> tuple[Requirement, Polarity]:
    """The requirement with its polarity: an upper limit binds wherever it stands, a permitted count is an upper limit."""
    value = requirement.value
    permits = passage.scopes.mood(start) is Mood.PERMITTED or re.search(
        r"\bmay\s+have\b[^.;,]{0,40}$", passage.lower[max(0, start - 60) : start]
    )
    most: Comparison | None = None
    match value:
        case Comparison("<=", _, _):
            most = value
        case Comparison("<", _, _) if passage.base is Effect.REQUIRE:
            most = value
        case Comparison("=", count, unit) if permits:
            most = Comparison("<=", count, unit)
        case Between(_, high, unit) if permits:
            most = Comparison("<=", high, unit)
        case Between() if passage.base is Effect.EXCLUDE:
            return requirement, Polarity.MUST  # "at least one, but not more than three lines" names who is sought
        case _:
            return requirement, Polarity.FOLLOW
    if most is None:
        return requirement, Polarity.FOLLOW
    return replace(requirement, value=most), Polarity.MUST


def _numbered(passage: Passage) -> Iterator[Atom]:
    """Lines whose number stands behind: "number of prior chemotherapy lines: 0 to 3"."""
    for count in numbered(passage.lower) if "number of" in passage.lower else ():
        concept = class_named(count.what) or "systemic therapy"
        setting = counted_setting(passage.lower, count.start, count.start, count.end)
        requirement = Requirement(Kind.LINES, concept, count.value, None, setting)
        yield Atom(count.start, count.end, *_stated(passage, requirement, count.start, count.end))
