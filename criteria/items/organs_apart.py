"""Owns cancers of several organs in one criterion, hers among them: nobody has them all, so each is a way to join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from criteria.criterion import Criterion
from criteria.nodes import all_of, cover
from criteria.patterns import regex
from criteria.tree import All, Any, If, Kind, Leaf, Node, Requirement, Section, Unparsed, walk
from criteria.vocabulary import load

ANY_CANCER = frozenset({"solid tumor", "cancer", "carcinoma", "adenocarcinoma", "other malignancy"})
"""What names a cancer of no organ."""

# kinds of tissue, of which hers may be one; and what may be found beside it
_OF_TISSUE = regex(
    r"squamous|neuroendocrine|sarcoma|carcinosarcoma|phyllodes|adenosquamous|cell (?:adeno)?carcinoma$|serous|mucinous|papillary|adenoid cystic"
    r"|unknown primary|hyperplasia|in situ|benign|central nervous system|non-melanoma"
)
_OF_AN_ORGAN = regex(
    r"ovar|fallopian|periton|uter|endometri|cervi|prostat|bladder|urothel|renal|kidney|lung|esophag|gastr|colo|rect|liver|hepat|bili"
    r"|chol|pancrea|head and neck|laryn|pharyn|thyroid|thym|skin|brain|testic"
)
_NAMES_HERS = regex(r"\bbreast\b|\b(?:[a-z]{1,4})?bc\b|triple[- ]negative|mammary")
# "with a history of ovarian cancer", "a second primary": had before or beside hers, and no way to join
_BESIDE_HERS = regex(
    r"\b(?:history|prior|previous(?:ly)?|past|earlier|second|another|other than|concurrent|concomitant|synchronous|both"
    r"|famil\w+|relatives?|risk)\b[^,.;:()]{0,60}$"
)
_PARTED = regex(r"[,;.()]|\b(?:and|or)\b")
_OF_A_CANCER = frozenset({Kind.STAGE, Kind.BIOMARKER})
_OF_WHO_HAS_IT = frozenset({Kind.THERAPY, Kind.LINES, Kind.METASTASIS})
OF_EACH = "whether it is asked of each of the cancers before it"


class _Whose(StrEnum):
    """Which cancers a part of a criterion asks for."""

    NONE = "no cancer of an organ"
    HERS = "of the breast, or a choice in which it is"
    THEIRS = "of other organs only"


class _Part(NamedTuple):
    node: Node
    whose: _Whose


def is_elsewhere(requirement: Requirement) -> bool:
    """Whether a requirement is a cancer that is not of the breast."""
    concept = requirement.concept
    if requirement.kind is not Kind.CANCER or requirement.value == "prior" or concept in ANY_CANCER:
        return False
    is_a = load().is_a
    return not is_a(Kind.CANCER, concept, "breast cancer") and not is_a(Kind.CANCER, "breast cancer", concept)


def organs_apart(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, in which what asks for breast cancer and for another cancer together asks for one of them."""
    return [
        one
        if one.section is not Section.INCLUSION or (node := _apart(one.node, text)) is one.node
        else replace(one, node=node)
        for one in criteria
    ]


def _apart(node: Node, text: str) -> Node:
    match node:
        case All(nodes) | Any(nodes):
            parts = tuple(_apart(part, text) for part in nodes)
            same = all(new is old for new, old in zip(parts, nodes, strict=True))
            node = node if same else replace(node, nodes=parts)
            return _regrouped(node, text) if isinstance(node, All) else node
        case If(condition, asked):
            whom, inner = _apart(condition, text), _apart(asked, text)
            return node if whom is condition and inner is asked else replace(node, condition=whom, node=inner)
        case _:
            return node


def _regrouped(node: All, text: str) -> Node:
    """What a conjunction asks of everybody, and its cancers as ways, each with what is said of it."""
    parts = [one for part in node.nodes for one in _parts(part, text)]
    if not {_Whose.HERS, _Whose.THEIRS} <= {part.whose for part in parts}:
        return node
    named = [part.node.span.start for part in parts if part.whose is not _Whose.NONE]
    if any(_BESIDE_HERS.search(text[node.span.start : start].lower()) for start in named):
        return node
    parts.sort(key=lambda part: part.node.span.start >= min(named))  # what stands before the cancers is asked of all
    first = next(place for place, part in enumerate(parts) if part.whose is not _Whose.NONE)
    ways: list[list[Node]] = []
    last, told = _Whose.NONE, 0
    for place, part in enumerate(parts[first:], first):
        if part.whose is _Whose.NONE:
            ways[-1].append(part.node)
            continue
        if part.whose is _Whose.THEIRS or last is not _Whose.HERS:
            ways.append(_described(ways, part.node, text) if place > first else [])
        ways[-1].append(part.node)
        last, told = part.whose, len(ways[-1])
    of_all: list[Node] = [part.node for part in parts[:first]]
    behind: list[Node] = []
    if last is _Whose.THEIRS:  # what stands behind the last may be asked of hers too
        behind = [_in_doubt(one) for one in ways[-1][told:]]
        del ways[-1][told:]
    either = tuple(all_of(way) for way in ways)
    return all_of([*of_all, Any(either, cover(either)), *behind])


def _described(ways: list[list[Node]], cancer: Node, text: str) -> list[Node]:
    """What stands before a cancer and describes it, taken from the way before: "…, metastatic HER2-negative breast cancer"."""
    found: list[Node] = []
    before = ways[-1]
    while len(before) > 1 and _describes(before[-1]):
        between = text[before[-1].span.end : (found[0] if found else cancer).span.start]
        if _PARTED.search(between.lower()) is not None:
            break
        found.insert(0, before.pop())
    return found


def _describes(node: Node) -> bool:
    return all(leaf.requirement.kind in _OF_A_CANCER for leaf in walk(node) if isinstance(leaf, Leaf))


def _in_doubt(node: Node) -> Node:
    return Any((node, Unparsed(node.span, OF_EACH)), node.span)


def _parts(node: Node, text: str) -> Iterator[_Part]:
    """A part of a conjunction; a choice of a treatment or the next cancer is two: "lymphoma on steroids or breast cancer on X"."""
    if isinstance(node, Any) and (cut := _cut(node)):
        for ways in (node.nodes[:cut], node.nodes[cut:]):
            one = ways[0] if len(ways) == 1 else Any(ways, cover(ways))
            yield _Part(one, _whose(one, text))
    else:
        yield _Part(node, _whose(node, text))


def _cut(node: Any) -> int:
    """Where in a choice the cancers begin behind what is had of one; 0 where it is no such choice."""
    kinds = [part.requirement.kind if isinstance(part, Leaf) else None for part in node.nodes]
    cut = next((place for place, kind in enumerate(kinds) if kind not in _OF_WHO_HAS_IT), 0)
    return cut if cut and all(_is_a_cancer(part) for part in node.nodes[cut:]) else 0


def _is_a_cancer(node: Node) -> bool:
    if isinstance(node, All | Any):
        return any(map(_is_a_cancer, node.nodes))
    return isinstance(node, Leaf) and (node.requirement.kind is Kind.CANCER or _is_triple_negative(node.requirement))


def _whose(node: Node, text: str) -> _Whose:
    match node:
        case Leaf(requirement, span):
            if _is_hers(requirement) and _NAMES_HERS.search(span.of(text).lower()) is not None:
                return _Whose.HERS
            return _Whose.THEIRS if _is_theirs(requirement) else _Whose.NONE
        case All(nodes):
            found = {_whose(part, text) for part in nodes} - {_Whose.NONE}
        case Any(nodes):
            said = [part for part in nodes if not isinstance(part, Unparsed)]
            if any(_is_of_any_organ(part) for part in said):
                return _Whose.HERS if _NAMES_HERS.search(node.span.of(text).lower()) is not None else _Whose.NONE
            found = {_whose(part, text) for part in said}
            if _Whose.NONE in found and _Whose.HERS not in found:
                return _Whose.NONE
        case _:
            return _Whose.NONE
    return _Whose.HERS if _Whose.HERS in found else _Whose.THEIRS if _Whose.THEIRS in found else _Whose.NONE


def _is_of_any_organ(node: Node) -> bool:
    return isinstance(node, Leaf) and node.requirement.kind is Kind.CANCER and node.requirement.concept in ANY_CANCER


def _is_triple_negative(requirement: Requirement) -> bool:
    return requirement.concept == "TNBC" and requirement.value == "positive"


def _is_hers(requirement: Requirement) -> bool:
    if requirement.kind is not Kind.CANCER or requirement.value is not None:
        return _is_triple_negative(requirement)
    return load().is_a(Kind.CANCER, requirement.concept, "breast cancer")


def _is_theirs(requirement: Requirement) -> bool:
    plain = requirement.value is None and not requirement.detail
    concept = requirement.concept
    of_an_organ = _OF_TISSUE.search(concept) is None or _OF_AN_ORGAN.search(concept) is not None
    return plain and is_elsewhere(requirement) and of_an_organ
