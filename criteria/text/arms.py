"""Owns the limits of a line or sentence to some arms of a trial, and which names mean one arm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from criteria.patterns import regex
from criteria.text.arm_headings import arm_prefix

_LABEL = r"(?:[ivx]{1,4}(?:[ab]\d?)?|\d{1,2}[a-z]?|[a-h]\d?[a-z]?|one|two|three)\b"
_WORD = r"(?:phase|part|arm|cohort|(?:sub-?)?group|strat(?:um|a)|module|sub-?study|design)s?"
_MANY = rf"{_WORD}\s*\#?\s*{_LABEL}(?:(?:\s*[/,&]\s*|\s*,?\s+(?:and|or)\s+|\s*[-–]\s*)(?:{_WORD}\s*)?{_LABEL})*"
_GIVEN = (
    r"(?:dose[\s-])?(?:escalation|expansion|finding|optimi[sz]ation)"
    r"(?:\s+(?:phase|part|cohort|arm|portion|stage|component)s?)?"
    r"|(?:cohort|phase|part)\s+expansion|safety\s+lead-in|run-in(?:\s+phase)?"
)
_NUMBERED = rf"(?:(?:treatment|study|dose|patient)\s+)?{_MANY}|{_GIVEN}"
# an arm that is named by what is given in it: "the letrozole alone arm"
_NAMED = (
    r"(?!(?:both|all|each|every|any|either|an?|age|one)\b)"
    r"(?:(?!(?:both|all|each|every|any|either|of|with|or|who|that|if|is|are)\b)[\w+/&.-]+\s+){1,6}?"
    r"(?:arm|cohort|group|portion|component|sub-?study)s?"
)
_KIND = r"(?:\s+(?:portion|part|phase|cohort|component|segment|arm|stage)s?)?(?:\s+of\s+(?:the\s+)?(?:study|trial|protocol))?"
_WHO = r"(?:all\s+)?(?:patients|participants|subjects|those|women)"
_ENROLLED = (
    rf"(?:{_WHO}\s+)?(?:(?:enrolled|enrolling|treated|entering|participating)\s+)?(?:(?:in|on|to|into)\s+)?(?:the\s+)?"
)
_ASIDE = r"(?:\s*\([^()]{1,60}\))?"

# "(part 2 only)", "(for patients in cohort C)", "- Arm B only" behind what they limit
_BEHIND = regex(
    r"\s*[(\[]\s*(?:(?:this\s+)?(?:applies|applicable)\s+(?:only\s+)?(?:to|for)\s+)?(?:only\s+)?(?:(?:for|in)\s+)?"
    rf"{_ENROLLED}(?P<numbered>{_NUMBERED}){_KIND}{_ASIDE}(?:\s+{_WHO})?(?:,?\s+only)?\s*[)\]]"
    r"|\s*[(\[]\s*"
    r"(?P<lead>(?:only\s+)?(?:for|in)\s+(?:only\s+)?|(?:applies|applicable)\s+(?:only\s+)?(?:to|for)\s+|only\s+)?"
    rf"{_ENROLLED}(?P<named>{_NAMED})(?P<only>\s+only)?\s*[)\]]"
    rf"|\s*[-–—,]\s*(?:only\s+)?(?:(?:for|in)\s+)?{_ENROLLED}(?P<dashed>{_NUMBERED}){_KIND}\s+only(?=\W*$)"
    rf"|\s*[-–—,]\s*only\s+(?:for|in)\s+{_ENROLLED}(?P<last>{_NUMBERED}|{_NAMED}){_KIND}(?=\W*$)"
    r"|\s+(?:in|for)\s+(?P<plain>"
    rf"(?:cohort|arm|part)s?\s*{_LABEL}(?:(?:\s*[/,&]\s*|\s*,?\s+(?:and|or)\s+)(?:(?:cohort|arm|part)\s*)?{_LABEL})*)"
    r"(?:\s+only)?(?=[.;]|\W*$)"
    rf"|(?<!eligible)\s+for\s+(?P<phase>phase\s*{_LABEL})(?:\s+only)?(?=[.;]|\W*$)"
    # "… are not eligible for the neoadjuvant portion", "… to be treated in the neoadjuvant setting"
    rf"|(?:(?<=not\seligible)|(?<=ineligible)|(?<=excluded))\s+(?:for|from)\s+(?:the\s+)?(?P<portion>{_NUMBERED}|{_NAMED}){_KIND}{_ASIDE}(?=[.;]|\W*$)"
    r"|\s+(?:in\s+order\s+)?to\s+(?:be\s+(?:treated|enrolled|included|eligible|entered)|enter|participate|enroll?)\s+"
    r"(?:(?:in|on|for|into|to)\s+)?(?:the\s+)?"
    rf"(?P<setting>(?:neo-?\s?adjuvant|adjuvant|metastatic)\s+setting|{_NUMBERED}|{_NAMED}){_KIND}{_ASIDE}"
    r"(?=[.;]|\W*$)",
    re.IGNORECASE,
)
# "For Part 2 (dose expansion):", "In cohort B, …" before what they limit
_BEFORE = regex(
    rf"\W{{0,4}}(?:only\s+)?(?:for|in|during)\s+(?:enrol?lment\s+(?:in|during|to|into)\s+)?{_ENROLLED}"
    rf"(?P<name>{_NUMBERED}|{_NAMED}){_KIND}{_ASIDE}(?:\s+{_WHO})?(?:\s+only)?{_ASIDE}\s*"
    r"(?:\\?[)\]]\s*[:,–-]?|[:,]|\s[–-])\s*(?=\S)"
    rf"|\W{{0,4}}(?P<dashed>{_NUMBERED}){_KIND}\s+only\s*[–-]\s*(?=\S)"
    rf"|\W{{0,4}}(?P<ruled>{_MANY})[ \t]+[-–—][ \t]+(?![ivx]+\b)(?=\S)"
    rf"|\W{{0,3}}\\?[(\[]\s*(?P<bracketed>{_NUMBERED}){_KIND}(?:\s+only)?\\?[)\]]\s*[:–-]?\s*(?=\S)"
    # "[For the combination arms; part 1 only]:", where what stands behind the sign narrows the arm
    r"|\W{0,3}\\?[(\[]\s*(?:only\s+)?for\s+(?:the\s+)?(?P<boxed>[^;,()\[\]]{0,60}?\b(?:arms?|cohorts?|groups?|parts?)\b[^;,()\[\]]{0,50}?)"
    r"(?:\s*[;,]\s*[^;()\[\]]{2,40}?){1,2}\\?[)\]]\s*:\s*(?=\S)"
    rf"|\W{{0,3}}(?:the\s+)?(?P<label>{_NAMED}){_ASIDE}(?:\s+only)?\s*:\s+(?=\S)"
    rf"|\W{{0,3}}(?:for\s+)?{_WHO}\s+(?:(?:enrolled|enrolling|treated|entering|participating)\s+)?(?:in|on|to)\s+"
    r"(?:the\s+)?(?:"
    rf"(?P<subject>{_NUMBERED})|(?:(?<=[gd]\s(?:in|to)\s)|(?<=[gd]\s(?:in|to)\sthe\s))(?!the\s)(?P<cohort>{_NAMED}))"
    rf"{_KIND}{_ASIDE}(?:\s+only)?(?:,|:)?\s+(?=(?:must|should|have|has|need|will|may|can|with|who|are)\b)"
    rf"|\W{{0,3}}(?:the\s+)?(?P<agent>{_NUMBERED}){_KIND}{_ASIDE}\s+"
    r"(?:(?:(?:will|may|can)\s+(?:only\s+)?(?:enrol\w*|includ\w*|recruit\w*|accept\w*)"
    r"|(?:includ|enroll?|recruit|accept|compris)e?s|is\s+(?:open|limited|restricted)\s+to|consists\s+of)\s+"
    rf"|(?={_WHO}\b(?!\s+only\b)))"
    # "Phase 2 requires measurable disease", "Cohorts 1 and 2 must have received a taxane"
    rf"|\W{{0,3}}(?P<asking>{_MANY}){_KIND}\s+(?:requires?\s+|(?=(?:must|should|(?:has|have|needs?)\s+to)\b))"
    # "Part 1B (combination, dose escalation) Metastatic breast cancer": no colon stands behind the bracket
    rf"|\W{{0,3}}(?P<open>{_MANY})\s*\([^()]{{3,120}}\)\s+(?=(?-i:[A-Z][a-z]))",
    re.IGNORECASE,
)
# "prior irinotecan, and for expansion phase patients, prior topotecan": another arm within the sentence
_WITHIN = regex(r"(?:[,;]\s+|,?\s+and,?\s+|[,;]\s+and,?\s+)(?=(?:only\s+)?(?:for|in)\s)", re.IGNORECASE)
# "participation in a clinical trial (phase I)" is limited to nobody; nor is "0 (phase I), or 0-1 (phase II)" as one
_OF_A_TRIAL = regex(r"\b(?:trials?|stud(?:y|ies))\s*$", re.IGNORECASE)
# "previously enrolled in part A" says what someone has done
_JOINED = regex(
    r"\b(?:"
    r"enrol\w*|participat\w*|treated|includ\w*|randomi[sz]\w*|assign\w*|register\w*|patients?|subjects?|participants?"
    r"|those|women|entered|received|defined|described|listed|outlined|responded|completed)\s*$",
    re.IGNORECASE,
)
_NO_ARM = regex(
    r"\b(?:control|placebo)?\s*(?:age|ethnic|blood|racial|support|cooperative|oncology|working|study) (?:group|cohort)s?\b",
    re.IGNORECASE,
)
_HINTS = regex(
    r"phase|part|arm|cohort|group|strat|module|study|design|setting|escalation|expansion|finding|optimi|lead-in|run-in|portion|component",
    re.IGNORECASE,
)
_ANY = regex(rf"\b(?:{_NUMBERED})\b", re.IGNORECASE)
_TOGETHER = regex(
    rf"(?P<word>(?:(?:treatment|study|dose|patient)\s+)?{_WORD})\s*\#?\s*"
    rf"(?P<labels>{_LABEL}(?:(?:\s*[/,&]\s*|\s*,?\s+(?:and|or)\s+)(?:{_WORD}\s*)?{_LABEL})+)",
    re.IGNORECASE,
)
_EACH_LABEL = regex(rf"\b{_LABEL}", re.IGNORECASE)
_ONE = regex(rf"(?P<word>{_WORD})\s*\#?\s*(?P<label>{_LABEL})", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "one": "1", "two": "2", "three": "3"}
_BARE = regex(rf"{_WORD}\s*{_LABEL}\W*", re.IGNORECASE)
_SAYS_LITTLE = regex(r"\b(?:for|in|the|only|enrolled|patients?|participants?|subjects?)\b", re.IGNORECASE)
_OF_THE_STUDY = regex(rf"^(?:study|treatment|patient) (?={_WORD} )")
_WITH_ASIDE = regex(
    r"(?P<name>[^()]+)\((?P<aside>[^()]+)\)(?:\s+(?:only|(?:in|ex)clusion criteria|criteria))*\s*", re.IGNORECASE
)
_MOST_ARMS = 9
_DOSE = regex(r"escalation|expansion|finding|optimi|lead-in|run-in", re.IGNORECASE)
_LETTER = regex(r"[^\W\d_]")
_ENDS = regex(r"[.;]\s+(?=[A-Z(])")


@dataclass(frozen=True, slots=True)
class Limit:
    """Arms that a stretch of words limits its line or sentence to; the words stand at ``start`` to ``end``."""

    arm: str
    start: int
    end: int


def limit_before(words: str) -> Limit | None:
    """The arms that a line or sentence names before it begins: "In cohort B, measurable disease"."""
    match = _BEFORE.match(words)
    name = None if match is None else _name(match)
    return None if match is None or name is None else Limit(name, 0, match.end())


def _limits_behind(words: str) -> tuple[Limit, ...]:
    """The arms that a line or sentence names behind what holds for them: "measurable disease (part 2 only)"."""
    found = []
    for match in _BEHIND.finditer(words):
        name = _name(match)
        bare = match["named"] is not None and match["lead"] is None and match["only"] is None
        joins = match["plain"] is not None and _JOINED.search(words, 0, match.start()) is not None
        joins = joins or (match["phase"] is not None and names_an_arm(words[: match.start()]))
        if name is not None and not bare and not joins and _OF_A_TRIAL.search(words, 0, match.start()) is None:
            start = match.end() - len(match.group().lstrip())
            found.append(Limit(name, start, match.end()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is limited to an arm as a whole: what is left of it stands at ``start`` to ``end``."""

    arm: str
    start: int
    end: int


@lru_cache(maxsize=4)  # a line is asked for its arm, and then what the arm leaves of it
def limited_line(words: str) -> Line | None:
    """The arm that a whole line is limited to, by the words before or behind it; None for a line that holds for all."""
    hinted = _HINTS.search(words) is not None
    before = limit_before(words) if hinted else None
    if before is not None:
        return Line(before.arm, before.end, len(words))
    prefix = arm_prefix(words)
    if prefix is not None:
        return Line(prefix[0], prefix[1], len(words))
    behind = _limits_behind(words) if hinted else ()
    if len(behind) != 1 or _LETTER.search(words, behind[0].end) or _ENDS.search(words, 0, behind[0].start):
        return None
    return Line(behind[0].arm, 0, behind[0].start) if _LETTER.search(words, 0, behind[0].start) else None


def arms_within(words: str, start: int, end: int) -> tuple[int, ...]:
    """Where within a sentence the words for another arm begin: "prior taxane, and for the control arm: no diabetes"."""
    if _HINTS.search(words, start, end) is None:
        return ()
    found = (m.end() for m in _WITHIN.finditer(words, start, end) if len(words[start : m.start()].split()) > 1)
    return tuple(at for at in found if limit_before(words[at:end]) is not None)


def names_an_arm(words: str) -> bool:
    """Whether an arm is named among the words, by a number or by what is given: "phase II", "the dose expansion"."""
    return _HINTS.search(words) is not None and _ANY.search(words) is not None


def is_bare_arm(words: str) -> bool:
    """Whether a line is the name of an arm and nothing else: "Part II"."""
    return _BARE.fullmatch(words) is not None


def sentence_limits(words: str) -> tuple[Limit, ...]:
    """The limits within one sentence, in its order."""
    if _HINTS.search(words) is None:
        return ()
    before, behind = limit_before(words), _limits_behind(words)
    return behind if before is None else (before, *(limit for limit in behind if limit.start >= before.end))


def _name(match: re.Match[str]) -> str | None:
    """The arm that a match names; None where it is no arm."""
    names = {key: value for key, value in match.groupdict().items() if key not in ("lead", "only") and value}
    name = " ".join(next(iter(names.values()), "").split())
    return name if name and _NO_ARM.search(name) is None else None


def arms_named(name: str) -> list[str]:
    """The arms that one name holds together, each by its own: "Cohorts A1/B" are cohort A1 and cohort B."""
    found = _TOGETHER.fullmatch(name)
    if found is None:
        return [name]
    word = found["word"]
    return [
        f"{word.removesuffix('s') if word.lower().endswith('s') else word} {m.group()}"
        for m in _EACH_LABEL.finditer(found["labels"])
    ]


def told_apart(names: Sequence[str]) -> dict[str, list[str]]:
    """What each of these names stands for: arms named together are each one where others of their level are named."""
    each = {name: arms_named(name) for name in names}
    levels = [level(arms[0]) for arms in each.values()]
    return {name: arms if levels.count(level(arms[0])) > 1 else [name] for name, arms in each.items()}


def is_same(one: str, other: str) -> bool:
    """Whether two names mean one arm: "Part 2 (Dose expansion)" is "part 2 only", and "dose expansion"."""
    left, right = _keys(one), _keys(other)
    return left == right if len(left) == len(right) else bool(set(left) & set(right))


def _keys(name: str) -> tuple[str, ...]:
    """What the names of one arm have in common; what stands in brackets behind it is a name of its own."""
    aside = _WITH_ASIDE.fullmatch(name)
    if aside is None or _HINTS.search(aside["aside"]) is None:
        return (_key(name if aside is None else aside["name"]) or name.lower(),)
    return (_key(aside["name"]), _key(aside["aside"]))


def _key(name: str) -> str:
    words = " ".join(_SAYS_LITTLE.sub(" ", name.lower().replace("-", " ")).split()).strip(" .,:;()[]")
    words = _OF_THE_STUDY.sub("", words)
    one = _ONE.match(words)
    if one is None:
        return (
            " ".join(w for w in words.split() if w not in ("phase", "part", "cohort", "cohorts", "portion", "stage"))
            or words
        )
    rest = words[one.end() :].strip()
    label = one["label"]
    number = _ROMAN.get(label, label)
    kept = (
        rest if rest not in ("portion", "part", "cohort", "component", "phase", "arm", "of study", "of trial") else ""
    )
    return f"{one['word'].removesuffix('s')} {number} {kept}".strip()


def level(name: str) -> str:
    """Into what a name divides the trial: its phases, its parts, its cohorts, or by what is given."""
    one = _ONE.match(_keys(name)[0])
    return one["word"].lower() if one is not None else "dose" if _DOSE.search(name) is not None else "given"


def unnamed(names: Sequence[str]) -> list[str]:
    """The arms before those that are named: where there is a cohort C there are cohorts A and B."""
    known = dict.fromkeys(key for name in names for one in arms_named(name) for key in _keys(one))
    found: dict[str, None] = {}
    for key in known:
        one = _ONE.fullmatch(key)
        if one is None:
            continue
        for label in _before(one["label"]):
            earlier = f"{one['word']} {label}"
            same = rf"{earlier}(?!{'[a-z]' if label.isalpha() else '[0-9]'})"
            if not any(re.match(same, other) for other in known):
                found[f"{one['word'].capitalize()} {label.upper()}"] = None
    return list(found)


def _before(label: str) -> list[str]:
    number = re.match(r"\d+", label)
    if number is not None:
        return [str(n) for n in range(1, int(number.group()))] if int(number.group()) <= _MOST_ARMS else []
    return [chr(c) for c in range(ord("a"), ord(label))] if len(label) == 1 and "a" <= label <= "h" else []
