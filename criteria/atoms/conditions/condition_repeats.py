"""Owns which conditions of a sentence are only named again: an abbreviation in brackets, an aside that says the same."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.conditions.condition import Condition
from criteria.patterns import regex
from criteria.text.passage import Passage

_ACRONYM = regex(r"^\W*(?=\w*[A-Z]\w*[A-Z])[A-Za-z][A-Za-z0-9/-]{1,7}\W*$")


def _is_aside(condition: Condition) -> bool:
    """Whether the condition stands in brackets."""
    return any(sign in condition.member.separator for sign in "([")


def without_repeats(passage: Passage, found: list[Condition]) -> list[Condition]:
    """An abbreviation in brackets says nothing beyond the name before it."""
    kept: list[Condition] = []
    for condition in found:
        words = passage.text[condition.member.start : condition.member.end]
        acronym = "(" in condition.member.separator and _ACRONYM.match(words) is not None
        if kept and acronym and (condition.concept == kept[-1].concept or not condition.known):
            if condition.value is not None and kept[-1].value is None:  # "heart failure (CHF) above NYHA class II"
                kept[-1] = replace(kept[-1], value=condition.value)
            continue
        behind = ")" in condition.member.separator and condition.concept in ("infection", "infections")
        if behind or any(
            c.concept == condition.concept and c.said == condition.said for c in kept if _is_aside(condition)
        ):
            continue
        kept.append(condition)
    return kept
