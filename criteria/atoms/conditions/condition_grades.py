"""Owns the grade that the conditions of a list share: "grade 3 diarrhea or vomiting", "bleeding or hemorrhage of grade 3 or higher"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.atoms.conditions.condition import Condition
from criteria.atoms.conditions.grade_beside import grade_beside
from criteria.atoms.conditions.qualifiers import grade, grade_in_front
from criteria.patterns import regex
from criteria.tree import Comparison

# what is had in grades, so that the grade behind "A or B" is that of both
_GRADED = regex(
    r"bleed|ha?emorrhag|nausea|vomiting|diarrh|neuropath|neurotox|fatigue|mucositis|stomatitis|rash|pain|anorexia"
    r"|o?edema|dermatitis|colitis|pneumonitis|myalgia|arthralgia|constipation|dyspn|cough|anemia|anaemia|penia"
    r"|toxicit|infection"
)
_BARE = regex(r"\W*(?:(?:an?|the|any|other|any other)\s+)?")
_REACH = 110  # characters before a name in which its grade may stand
_CLOSE = 30  # characters behind the kinds of a condition that tell its grade
_OR = regex(r"(?:\s*[([][^()\[\]]*[)\]])?\s*(?:,\s*)?(?:or|and/or|/)\s*")


def with_shared_grades(lower: str, named: Sequence[Condition], before: Sequence[Atom]) -> list[Condition]:
    """The conditions of a list, each with the grade before or behind the list that it shares; ``before`` may hold toxicity of a grade."""
    if "gr" not in lower:
        return list(named)
    found: list[Condition] = []
    for condition in named:
        lead = grade(lower[condition.member.start : condition.start])
        if lead is None and condition.value is None:
            own = _of_the_one_before(lower, condition, found, before)
            if own is None and not _has_a_grade(lower, condition):
                own = grade_beside(lower, condition.start, condition.end) or _behind_its_kinds(lower, condition)
            condition = replace(condition, value=own)
        found.append(condition if lead is None or condition.value is not None else replace(condition, value=lead))
    shared = False
    for at in range(len(found) - 2, -1, -1):
        condition, following = found[at], found[at + 1]
        listed = following.member.is_loose or (shared and following.member.separator == ",")
        shared = False
        behind = grade(lower[following.end : following.member.end]) or following.value
        if behind is None or behind.unit != "grade" or _has_a_grade(lower, condition):
            continue
        joined = listed and _BARE.fullmatch(lower, following.member.start, following.start)
        both = _GRADED.search(condition.concept) and _GRADED.search(following.concept)
        led = grade(lower[following.member.start : following.start]) is not None
        if joined and not led and (both or following.member.separator == "/"):
            found[at], shared = replace(condition, value=behind), True
    return found


# "peripheral neuropathy, sensory or motor, grade 2 or greater"
_KINDS = regex(r"\s*,\s*(?:sensory|motor)\s*,?\s*(?:(?:or|and/or|and|/)\s*(?:sensory|motor)\s*,?\s*)?(?=grade|[≥>])")


def _behind_its_kinds(lower: str, condition: Condition) -> Comparison | None:
    """The grade behind the kinds of neuropathy that are set off behind the name."""
    kinds = _KINDS.match(lower, condition.end) if "neuropath" in condition.concept else None
    return None if kinds is None else grade(lower[kinds.end() : kinds.end() + _CLOSE])


def _has_a_grade(lower: str, condition: Condition) -> bool:
    return condition.value is not None or grade(lower[condition.member.start : condition.member.end]) is not None


def _of_the_one_before(
    lower: str, condition: Condition, found: Sequence[Condition], before: Sequence[Atom]
) -> Comparison | None:
    """The grade that leads the list, or the one of the toxicity that the condition is an alternative to."""
    if not found and (led_by := grade_in_front(lower[max(0, condition.start - _REACH) : condition.start])) is not None:
        return led_by
    if (
        grade(lower[condition.end : condition.member.end]) is not None
        or _BARE.fullmatch(lower, condition.member.start, condition.start) is None
    ):
        return None
    if not found:
        toxicity = [a for a in before if a.end <= condition.start and _OR.fullmatch(lower, a.end, condition.start)]
        value = toxicity[-1].requirement.value if toxicity else None
        return value if isinstance(value, Comparison) and value.unit == "grade" else None
    last = found[-1]
    led = grade(lower[last.member.start : last.start]) is not None or last.value is not None
    listed = condition.member.is_loose or condition.member.separator.startswith(",")
    graded = last.value is not None and last.value.unit == "grade" and _GRADED.search(condition.concept) is not None
    between = lower[last.end : condition.start]
    return last.value if led and listed and graded and grade(between) is None else None
