"""Owns which of what a condition, or a joint exclusion, names an "or" joins: all of it, or neighbours of one kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from criteria.atoms.atom import Atom
from criteria.atoms.markers.receptor_words import RECEPTORS
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Any, Kind, Node

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


_OR_OF_TWO = r"[\s,/()]*(?:with |known |documented )*(?:or|and/or)(?: (?:with|known|documented|have|has))*\s*"
_OR_BETWEEN = regex(_OR_OF_TWO)
_OR_STATED = regex(
    rf"\w*(?:\s*(?:mutation|alteration|amplification|fusion|rearrangement|translocation|positivity)s?)?{_OR_OF_TWO}"
)
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


def of_one_word(left: Atom, right: Atom) -> bool:
    """Whether one word names both markers, of which either will do: "a BRCA mutation"."""
    markers = left.requirement.kind is right.requirement.kind is Kind.BIOMARKER
    own = left.alternatives is not None and left.alternatives == right.alternatives
    return markers and own and (left.start, left.end) == (right.start, right.end)


def with_choices(
    found: Sequence[Atom], nodes: Sequence[Node], are_a_choice: Callable[[Atom, Atom], bool] = of_one_word
) -> list[Node]:
    """The ``nodes`` read from ``found``, neighbours that are a choice as one: "HR-positive advanced or metastatic disease"."""
    chosen: list[list[Node]] = []
    for place, node in enumerate(nodes):
        if place and are_a_choice(found[place - 1], found[place]):
            chosen[-1].append(node)
        else:
            chosen.append([node])
    return [ways[0] if len(ways) == 1 else Any(tuple(ways), ways[0].span.cover(ways[-1].span)) for ways in chosen]


def are_a_choice(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether one word names both, or two stages or genes have nothing but an "or" between them."""
    if left.requirement.kind is not right.requirement.kind or left.together is not None or right.together is not None:
        return False
    if left.alternatives is not None and left.alternatives == right.alternatives:
        return True
    if left.requirement.kind is Kind.BIOMARKER and {left.requirement.concept, right.requirement.concept} & RECEPTORS:
        return False
    kinds = (Kind.STAGE, Kind.BIOMARKER)
    return left.requirement.kind in kinds and _OR_STATED.fullmatch(passage.lower, left.end, right.start) is not None
