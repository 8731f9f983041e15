"""Owns whether an "or" joins all that a condition names, of whatever kinds: "if ER-negative, or larger than 5 cm"."""

from __future__ import annotations

from itertools import pairwise

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind

_NOUN = r"(?:\s*(?:tumou?rs?|disease|cancers?|status))?"
_LITTLE = r"(?:(?:if|with|have|has|had|who|the|an?|clinical|pathologic(?:al)?|presence of|tumou?rs?|is|are)\s+)*"
_OR_JOINS = regex(rf"{_NOUN}\s*,?\s*(?:\bor\b|\band/or\b)\s+{_LITTLE}")
_LISTED = regex(rf"{_NOUN}\s*,\s*{_LITTLE}")


def _listed_with_or(passage: Passage, found: list[Atom]) -> bool:
    """Whether nothing else stands between those named, with an "or" before the last."""
    pairs = list(pairwise(found))
    ored = [_OR_JOINS.fullmatch(passage.lower, a.end, b.start) is not None for a, b in pairs]
    return (
        bool(ored)
        and ored[-1]
        and all(
            joined or _LISTED.fullmatch(passage.lower, a.end, b.start)
            for joined, (a, b) in zip(ored, pairs, strict=True)
        )
    )


_OR_BETWEEN = regex(r"[\s,/()]*(?:with |known |documented )*(?:or|and/or)(?: (?:with|known|documented|have|has))*\s*")
_COMMA = regex(r"s?\s*,\s*")  # "palbociclib, abemaciclib, or ribociclib"
_OF_ONE_KIND = (Kind.METASTASIS, Kind.COMORBIDITY, Kind.THERAPY)


def one_is_enough(passage: Passage, found: list[Atom]) -> bool:
    """Whether an "or" joins all that a condition names: "patients with liver or bone metastases"."""
    if found[0].alternatives is not None and len({a.alternatives for a in found}) == 1 and found[0].together is None:
        return True
    if len({a.requirement.kind for a in found}) > 1 or found[0].requirement.kind not in _OF_ONE_KIND:
        return _listed_with_or(passage, found)
    pairs = list(pairwise(found))
    joined = [_OR_BETWEEN.search(passage.lower, a.start, b.end) is not None for a, b in pairs]
    listed = (_COMMA.fullmatch(passage.lower, a.end, b.start) is not None for a, b in pairs)
    return all(joined) or (joined[-1] and all(either or comma for either, comma in zip(joined, listed, strict=True)))
