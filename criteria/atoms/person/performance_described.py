"""Owns performance status told in the words of the scale and without a grade: "restricted in strenuous activity, able to carry out light work"."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement

_HINTS = hints("strenuous", "light work", "light nature", "fully active", "self-care", "self care", "self needs")
_GRADE_1 = regex(
    r"(?:(?:be |is |are )?fully active(?:,? (?:or|to))? )?(?:(?:may|can) be )?(?:only )?restricted (?:only )?in "
    r"(?:performing )?(?:physically )?strenuous activit(?:y|ies)"
    r"(?:,? (?:but|and)(?: is| are)? (?:ambulatory and )?able to (?:carry out|perform|do) "
    r"(?:light work|work of a light(?: or sedentary)? nature))?"
    r"|(?:is |be )?able to (?:carry out|perform|do) (?:light work|work of a light(?: or sedentary)? nature)"
)
_GRADE_2 = regex(
    r"(?:is |be |are )?(?:ambulatory and )?(?:capable of (?:all )?|able to (?:take care of|perform|do) )(?:self[- ]?care|self needs)"
)
_NOT = regex(r"\b(?:not|no|unable|incapable|cannot|unless|if|when|in)\b")


def described(passage: Passage) -> list[Atom]:
    """The grade that a requirement describes; none where it is excluded, denied or a figure stands beside it."""
    lower = passage.lower
    if not _HINTS.search(lower) or passage.base is not Effect.REQUIRE:
        return []
    for pattern, worst in ((_GRADE_1, 1), (_GRADE_2, 2)):
        match = pattern.search(lower)
        if match is not None and passage.is_free(*match.span()) and not _NOT.search(lower, 0, match.start()):
            requirement = Requirement(Kind.PERFORMANCE, "ECOG", Comparison("<=", worst, ""))
            return [Atom(match.start(), match.end(), requirement, Polarity.MUST)]
    return []
