"""Owns laboratory values that exclude only with another value, or with the condition in which they are found."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind

# "diabetes with glucose > 200", "neuromuscular disorders that are associated with an elevated creatine kinase"
_WITH_A_FINDING = regex(
    r"(?:\s+mellitus\b)?(?:\s*\([^()]*\))?\s*,?\s*(?:(?:that|which)\s+)?(?:(?:is|are|may be|can be)\s+)?"
    r"(?:(?:associated|accompanied)\s+(?:with|by)|with)\s+(?:(?:an?|the)\s+)?"
    r"(?:(?:baseline|current|recent|absolute|elevated|increased|raised|high|low|decreased|reduced|abnormal)\s+)?"
    r"(?:serum\s+)?"
)
# "renal insufficiency with a creatinine > 2 mg/dl": the value says from where on the organ works too badly
_WORKS_BADLY = regex(r"\b(?:dys)?function\b|\binsufficiency\b|\bimpairment\b")


def found_in_it(passage: Passage, condition: Atom, value: Atom) -> bool:
    """Whether a value excludes only where it is found in the condition before it: not one that says how badly an organ works."""
    if _WORKS_BADLY.search(passage.lower, condition.start, condition.end) is not None:
        return False
    return _WITH_A_FINDING.fullmatch(passage.lower, condition.end, value.start) is not None


# "AST and/or ALT > 1.5 x ULN associated with ALP > 2.5 x ULN"
_ASSOCIATED = regex(
    r"(?:[\s,)]|\b(?:is|are|that|which|values?|levels?)\b)*\b(?:(?:with|and) (?:an? )?)?"
    r"(?:"
    r"associated|concomitant(?:ly)?|concurrent(?:ly)?|combined|together|along|coupled|accompanied|simultaneous(?:ly)?"
    r"|in (?:conjunction|combination|association|the presence))\b"
    r"(?:\s|\b(?:with|by|of|to|an?|elevated|increased|raised|serum|total|values?|levels?)\b)*"
)


# "a creatinine greater than 1.2 but less than 1.5"
_BUT_LESS = regex(
    r"\s*(?:but|and)\s+(?:is\s+)?(?:[<≤]|less|lower|below|under|no (?:more|greater|higher)|not (?:more|greater))"
)


def _is_between(passage: Passage, left: Atom, atom: Atom) -> bool:
    """Whether two bounds are the ends of a range of one lab, within which it excludes."""
    low, high = left.requirement.value, atom.requirement.value
    if left.requirement.concept != atom.requirement.concept or left.end > atom.end:
        return False
    if not isinstance(low, Comparison) or not isinstance(high, Comparison) or low.unit != high.unit:
        return False
    ends = low.op[0] == ">" and high.op[0] == "<" and low.number < high.number
    return ends and _BUT_LESS.match(passage.lower, left.end) is not None


def with_another_value(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether a laboratory value excludes only with another: "AST and/or ALT > 1.5 x ULN associated with ALP > 2.5 x ULN".

    Those that share the first bound are of one run before the other value comes.
    """
    left = run[-1]
    if any(a.requirement.kind is not Kind.LAB or a.exception or a.condition for a in (*run, atom)):
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE for a in (*run, atom)):
        return False
    if _is_between(passage, left, atom):
        return True
    gap = _ASSOCIATED.match(passage.lower, left.end)
    if gap is None:
        return False
    if left.end == atom.end:
        return any(gap.start() < m.start <= gap.end() for m in passage.of_kind(Kind.LAB))
    return left.end < atom.start <= gap.end()
