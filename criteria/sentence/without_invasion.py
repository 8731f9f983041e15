"""Owns cancer in situ that excludes only by itself: "DCIS alone", "purely noninvasive cancer" keep out nobody whose cancer is invasive besides."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import All, Kind, Leaf, Node, Not, Requirement

_IN_SITU = frozenset(
    {
        "ductal carcinoma in situ",
        "lobular carcinoma in situ",
        "carcinoma in situ",
        "carcinoma in situ of the breast",
        "paget's disease of the breast",
    }
)
_PURE = regex(r"\bpure(?:ly)? (?:\w+ )?(?:\w+ \w+ \((?:i\.e\.|e\.g\.)[^()]*)?$")
_NAMED_PURE = regex(r"pure\b")
_OR_THE_OTHER = r"(?:,? (?:or|and|and/or) (?:(?:ductal|lobular) carcinoma in[ -]situ|[dl]cis)(?: \([^()]*\))?)?"
_ALONE = regex(
    rf"(?: \([^()]*\))?{_OR_THE_OTHER}(?: of the (?:breast|nipple))?"
    r" (?:only|alone|without (?:an? |any )?(?:\w+ )?(?:invasion|invasive))\b"
)
# an earlier one is no part of the cancer that she has now, whatever that is
_EARLIER = regex(r"\b(?:prior|previous|past|history|earlier)\b")
_INVASIVE = Requirement(Kind.CANCER, "invasive breast cancer")


def without_invasion(passage: Passage, atom: Atom, leaf: Leaf) -> Node | None:
    """What is excluded where no invasive cancer stands beside it; None where it excludes as such."""
    if atom.requirement.kind is not Kind.CANCER or atom.requirement.concept not in _IN_SITU:
        return None
    lower = passage.lower
    alone = _ALONE.match(lower, atom.end) or _PURE.search(lower, 0, atom.start) or _NAMED_PURE.match(lower, atom.start)
    if alone is None or _EARLIER.search(lower, 0, atom.start):
        return None
    where = passage.view.span(min(alone.start(), atom.start), max(alone.end(), atom.end))
    return All((leaf, Not(Leaf(_INVASIVE, where), where)), where)
