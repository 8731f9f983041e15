"""Owns what a record does not say: who may take part at all, or for which tumor an arm is."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criteria, Criterion
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Kind, Leaf, Section, Unparsed, walk
from matcher.ways import IN

UNSAID = Kind.ADMINISTRATIVE
"""The kind that marks the words of such a record; they keep every verdict open."""


_LONGEST = 120  # characters; a longer text says more than where the criteria are
_POINTS_ELSEWHERE = regex(
    r"\b(?:see|refer|contact|protocol|description|n/?a|none|not (?:available|identified|provided|specified|applicable|listed))\b",
    re.IGNORECASE,
)
_WORD = regex(r"[^\W\d_]{3,}")
_HEADINGS = regex(r"\b(?:(?:in|ex)clusion|eligibility|criteria|key|main)\b", re.IGNORECASE)


def says_something(criteria: Criteria) -> bool:
    """Whether the text asks for anything, read or not, and does more than to point elsewhere."""
    texts = (one for one in criteria.criteria if one.registry_field is None)
    leaves = (node for one in texts for node in walk(one.node) if isinstance(node, Leaf))
    if any(leaf.requirement.kind is not UNSAID for leaf in leaves):
        return True
    words = _HEADINGS.sub(" ", criteria.text)
    return bool(_WORD.search(words)) and (len(words) > _LONGEST or not _POINTS_ELSEWHERE.search(words))


def with_what_is_unsaid(criteria: Criteria) -> Criteria:
    """The criteria, with an open one that stands for what the record does not say."""
    whole = Span(0, len(criteria.text))
    unsaid = Unparsed(whole, "it does not say who may take part", UNSAID)
    return replace(criteria, criteria=(*criteria.criteria, Criterion(whole, Section.INCLUSION, unsaid, read=0.0)))


# what is asked of anybody who takes part, and tells nothing of whom an arm is for
_OF_ANYBODY = frozenset(
    {Kind.ADMINISTRATIVE, Kind.AGE, Kind.SEX, Kind.LIFE_EXPECTANCY, Kind.CONTRACEPTION, Kind.PREGNANCY, Kind.MENOPAUSE}
)


def with_what_arms_leave_unsaid(criteria: Criteria) -> Criteria:
    """The criteria, with an open one for each arm that does not say for which tumor it is, where nothing for all names one.

    That is an arm which asks for nothing of its own, or only for what is settled in person and holds of anybody: it may be of
    people beside the patients ("Cohort 2: volunteers"). What other arms ask for changes nothing of that.
    """
    asked = [c for c in criteria.criteria if c.section is Section.INCLUSION]
    if any(c.arm is None and _names_a_tumor(c) for c in asked):
        return criteria
    arms = dict.fromkeys((*criteria.arms, *(c.arm for c in criteria.criteria if c.arm)))
    whole = Span(0, len(criteria.text))
    unsaid = Unparsed(whole, "it does not say which tumor this arm is for", UNSAID)
    telling = [c.arm for c in asked if c.arm is not None and _tells_of_whom(c)]
    silent = {arm for arm in arms if not any(_is_in(arm, told) or _is_in(told, arm) for told in telling)}
    found = tuple(Criterion(whole, Section.INCLUSION, unsaid, arm, read=0.0) for arm in arms if arm in silent)
    return replace(criteria, criteria=(*criteria.criteria, *found)) if found else criteria


def _is_in(arm: str, whole: str) -> bool:
    """Whether an arm is another, or lies in it: "Phase 1: Part 2" in "Phase 1"."""
    return arm == whole or arm.startswith(f"{whole}{IN}")


def _names_a_tumor(criterion: Criterion) -> bool:
    leaves = (node.requirement for node in walk(criterion.node) if isinstance(node, Leaf))
    return any(requirement.kind in (Kind.CANCER, Kind.BIOMARKER) for requirement in leaves)


def _tells_of_whom(criterion: Criterion) -> bool:
    """Whether a line says anything of those whom it asks for that does not hold of anybody."""
    leaves = (node.requirement for node in walk(criterion.node) if isinstance(node, Leaf))
    return any(requirement.kind not in _OF_ANYBODY for requirement in leaves)
