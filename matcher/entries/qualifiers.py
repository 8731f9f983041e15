"""Owns the words that qualify a condition, such as "uncontrolled", and whether an entry of the record has them."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.tree import Comparison, Kind
from criteria.vocabulary import load
from matcher.bounds import compare
from matcher.entries.disease_names import disease_in
from matcher.entries.names import words
from matcher.patient.record import Condition
from matcher.truth import Truth

_QUALIFIERS = {
    "uncontrolled": "uncontrolled", "poorly controlled": "uncontrolled", "not controlled": "uncontrolled",
    "inadequately controlled": "uncontrolled", "unstable": "uncontrolled", "active": "active", "current": "active",
    "ongoing": "active", "untreated": "active", "unresolved": "active", "concurrent": "active", "severe": "severe",
    "serious": "severe", "significant": "severe", "clinically significant": "severe", "major": "severe",
    "clinically relevant": "severe", "symptomatic": "symptomatic", "chronic": "chronic", "acute": "acute",
    "history of": "history", "prior": "history", "previous": "history", "controlled": "controlled",
    "stable": "controlled", "well controlled": "controlled", "decompensated": "uncontrolled",
}  # fmt: skip
STATES = frozenset({"resolved", "asymptomatic", "mild", "suspected", "treated"})
"""States that exceptions ask for, and the one that excludes what has not been shown to be absent."""
# "controlled with current therapy", "on a stable dose": what is current or stable is the therapy
_QUALIFIER = re.compile(
    r"\b(?:"
    + "|".join(sorted(_QUALIFIERS, key=len, reverse=True))
    + r")\b(?!\s+(?:oral\s+)?(?:therap|treatment|medic|dos(?:e|ing)|regimen|drugs?\b|management))",
    re.IGNORECASE,
)
# words that belong to the name of a disease and qualify nothing
_NAMES = re.compile(
    r"\b(?:unstable angina|major depress\w+|severe combined|chronic kidney|chronic obstructive)\b", re.I
)

OVER = re.compile(
    r"resolved|remission|cured|curatively|disease[- ]free|no evidence|no recurrence|adequately treated|excised|"
    r"resected|(?<!un)treated|recovered|healed|inactive|past|in the past|\bnever(?:\s+(?:smok|us|had|present)\w*)?\W*$",
    re.IGNORECASE,
)
"""A status by which a condition has been dealt with; what "never needed treatment" is there."""
# the name of an entry may say so itself: "surgical wounds completely healed"
_OVER_BY_NAME = re.compile(r"(?<!un)(?<!non-)(?<!not )\b(?:healed|resolved|cured)\b", re.IGNORECASE)
_TREATED = re.compile(r"(?<!un)treated|resected|excised|cured", re.IGNORECASE)
HELD = re.compile(
    r"(?<!un)(?<!poorly )(?<!not )controlled|(?<!un)stable|mild|asymptomatic|observation|(?<!de)(?<!un)compensated|"
    r"quiescent|(?<!poorly )(?<!un)managed|under control|\bno (?:current )?symptoms|symptom[- ]free|free of symptoms|dormant|"
    r"\bminimal|\bslight|\bnever (?:needed|required|drained|treated)\b",
    re.IGNORECASE,
)
"""A status by which it is held in check."""
_NO_SYMPTOMS = re.compile(r"\b(?:no (?:current )?symptoms|symptom[- ]free|free of symptoms)", re.IGNORECASE)
_CHRONIC = re.compile(r"\bchronic\b", re.IGNORECASE)
# the words of CTCAE for its grades
_GRADES = {"mild": 1, "moderate": 2, "severe": 3}


@lru_cache(maxsize=65536)
def qualifiers(text: str) -> frozenset[str]:
    """The qualifiers in a name or a status, each in one form."""
    plain = _NAMES.sub(" ", text)
    return frozenset(_QUALIFIERS[m[0].lower()] for m in _QUALIFIER.finditer(plain))


@lru_cache(maxsize=65536)
def core(text: str) -> str:
    """A name without its qualifiers, except where they are part of it."""
    if _NAMES.search(text):
        return text
    bare = re.sub(r"\s+", " ", _QUALIFIER.sub(" ", text)).strip(" ,;")
    return bare or text


def has(condition: Condition, qualifier: str) -> Truth:
    """Whether a present condition has a qualifier, by its status, grade and NYHA class."""
    status = condition.status or ""
    own = qualifiers(status)
    if qualifier in own:
        return Truth.TRUE
    over, held = is_over(condition), bool(HELD.search(status))
    match qualifier:
        case "uncontrolled":
            return Truth.of(False if over or held else None)
        case "controlled":
            return Truth.of(True if over or held else False if "uncontrolled" in own else None)
        case "active":
            return Truth.of(False if over else None)
        case "severe":
            if condition.grade is not None:
                return Truth.of(True if condition.grade >= 3 else False if condition.grade <= 1 else None)
            return Truth.of(False if over or "mild" in status.lower() else None)
        case "resolved":
            return Truth.of(True if over else False if {"active", "uncontrolled"} & own else None)
        case "treated":
            return Truth.of(
                True if condition.treated or _TREATED.search(status) else False if "untreated" in status else None
            )
        case "mild":
            known = None if condition.grade is None else condition.grade <= 1
            return Truth.of(True if "mild" in status.lower() else False if "severe" in own else known)
        case "asymptomatic":
            return ~has(condition, "symptomatic")
        case "acute" | "symptomatic":
            return _acute(condition) if qualifier == "acute" else _symptomatic(condition, over)
        case _:
            # what a record states without a doubt was not only suspected
            only = qualifier == "suspected" and "suspect" not in f"{condition.name} {status}".lower()
            return Truth.FALSE if only else Truth.UNKNOWN


def _acute(condition: Condition) -> Truth:
    return Truth.of(False if _CHRONIC.search(f"{condition.name} {condition.status or ''}") else None)


def _symptomatic(condition: Condition, over: bool) -> Truth:
    status = condition.status or ""
    if over or "asymptomatic" in status.lower() or _NO_SYMPTOMS.search(status):
        return Truth.FALSE
    return Truth.of({"I": False, "II": True, "III": True, "IV": True}.get(condition.nyha or ""))


def graded(condition: Condition, bound: Comparison) -> Truth:
    """How a present condition compares by CTCAE grade, NYHA class or size; UNKNOWN where it has none."""
    unit = bound.unit.strip().lower()
    if unit in ("nyha", "class", "nyha class"):
        grade = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(condition.nyha or "")
    elif unit in ("grade", "ctcae grade", "ctcae", ""):
        said = [_GRADES[word] for word in _GRADES if re.search(rf"\b{word}\b", condition.status or "", re.IGNORECASE)]
        grade = said[0] if condition.grade is None and len(said) == 1 else condition.grade
    elif unit in ("cm", "mm") and condition.size_cm is not None:
        size = condition.size_cm * (10 if unit == "mm" else 1)
        return compare(bound.op, bound.number, size, size)
    else:
        return Truth.UNKNOWN
    return Truth.UNKNOWN if grade is None else compare(bound.op, bound.number, grade, grade)


def is_over(condition: Condition) -> bool:
    """Whether the status says that a condition has been dealt with."""
    return bool(OVER.search(condition.status or "") or _OVER_BY_NAME.search(condition.name))


# treated or inactive may be needed still: what is gone needs nothing
_GONE = re.compile(r"(?<!un)(?<!not )\b(?:resolved|cured|recovered|healed)\b", re.IGNORECASE)


def is_gone(condition: Condition) -> bool:
    """Whether the status says that nothing of a condition is left that could need anything."""
    return _GONE.search(condition.status or "") is not None


def falls_short(
    condition: Condition, bound: Comparison | None, wanted: frozenset[str], alternatives: tuple[str, ...]
) -> bool:
    """Whether a condition, whatever it is exactly, is not so bad or so active as is asked."""
    if "history" in wanted:
        return False
    if bound is not None and graded(condition, bound) is Truth.FALSE:
        return True
    either = bool(alternatives) and all(has(condition, one) is Truth.FALSE for one in alternatives)
    return either or any(has(condition, one) is Truth.FALSE for one in wanted & _AT_WORK)


_AT_WORK = frozenset({"active", "uncontrolled", "symptomatic", "severe"})
_GOES_ON = re.compile(
    r"\b(?:active|ongoing|persist\w*|chronic|current\w*|continu\w*|mild|moderate|severe)\b", re.IGNORECASE
)
# what happens once, however it is qualified
_EVENT = re.compile(
    r"infarct|stroke|accident|attack|embol|thrombos|ha?emorrhag|bleed|arrest|fracture|perforat|obstruction|seizure|injur|anaphyla|surger|biops",
    re.IGNORECASE,
)


def goes_on(condition: Condition) -> bool:
    """Whether the status says that a condition is there now, so that its date is when it began."""
    lasts = _EVENT.search(condition.name) is None and not is_over(condition)
    return lasts and _GOES_ON.search(condition.status or "") is not None


_PASSING = frozenset({"wound", "burn", "fever", "nausea", "vomiting", "diarrhea", "mucositis", "dehydration"})


def leaves_nothing(text: str) -> bool:
    """Whether a name is that of what is gone when it is over: an infection, a wound; hepatitis or HIV is told by antibodies for life."""
    if _PASSING & words(text):
        return True
    known = disease_in(text) or text
    vocabulary = load()
    lasting = ("hepatitis", "hiv infection")
    return vocabulary.is_a(Kind.COMORBIDITY, known, "infection") and not any(
        vocabulary.is_a(Kind.COMORBIDITY, known, one) for one in lasting
    )
