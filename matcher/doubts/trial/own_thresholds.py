"""Owns the share of stained cells by which a trial itself calls a receptor negative, where only the word was read."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Comparison, Kind, Leaf, Node, Requirement, Section, Unparsed, walk

_RECEPTORS = {"HR": ("ER", "PR"), "ER": ("ER",), "PR": ("PR",)}
# "hormone receptor poor, defined as staining in < 10 % of cells", "… in 10 % of cells" where the sign was lost
_SHARE = regex(
    r"\b(?:stain\w*|immuno-?reactiv\w*|express\w*|nuclei|cells|ihc|immunohistochemi\w+|defined as|weak\w*)\b[^.;%<>≥≤]{0,40}?"
    r"(?:<\s?=?|≤|=<|less than|no more than|up to|\bin|\bof|\s)\s*(?P<share>\d{1,2})\s?%"
)
_OF_ANOTHER = regex(r"ki-?\s?67|\bmib|pd-?l1|\bcps\b|\btps\b|\btils?\b|her-?2|[>≥]|\bpositiv")
_NEAR = 20  # characters before the word of staining in which another marker may be named
_WHY = "the share of cells is that of another receptor"
_USUAL, _MOST = 1, 50  # percent; more is no threshold of negative disease


def with_shares_of_their_own(criterion: Criterion, text: str) -> Criterion:
    """The criterion, receptors that must be negative as negative or stained in no more cells than its words allow."""
    if criterion.section is not Section.INCLUSION:
        return criterion
    found = [
        (part, b) for part in walk(criterion.node) if isinstance(part, Leaf) and (b := _bound_of(part)) is not None
    ]
    bounds = [bound for _, bound in found]
    of_which = frozenset(one for leaf, _ in found for one in _RECEPTORS[leaf.requirement.concept])
    most = bounds[0] if bounds else _share(criterion.span.of(text).lower())
    if most is None or any(bound.op[0] == ">" for bound in bounds):
        return criterion
    node = _widened(criterion.node, most, of_which)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _share(words: str) -> Comparison | None:
    """The share of cells up to which the words call a receptor negative."""
    for found in _SHARE.finditer(words):
        share = float(found["share"])
        if _USUAL < share <= _MOST and _OF_ANOTHER.search(words, max(0, found.start() - _NEAR), found.end()) is None:
            return Comparison("<=", share, "%")
    return None


def _bound_of(node: Node) -> Comparison | None:
    """The bound that was read for a receptor."""
    if not isinstance(node, Leaf) or node.requirement.concept not in _RECEPTORS:
        return None
    value = node.requirement.value
    return value if isinstance(value, Comparison) and value.unit == "%" else None


def _widened(node: Node, most: Comparison, of_which: frozenset[str]) -> Node:
    """The tree with that share allowed beside "negative"; left open where it was read ``of_which`` receptor it is, and that is another."""
    match node:
        case Leaf(Requirement(kind=Kind.BIOMARKER, concept=concept, value="negative"), span) if concept in _RECEPTORS:
            few: tuple[Node, ...] = tuple(
                Leaf(Requirement(Kind.BIOMARKER, one, most), span) for one in _RECEPTORS[concept]
            )
            if of_which and not of_which.issuperset(_RECEPTORS[concept]):
                few = (*few, Unparsed(span, _WHY))
            return Any((node, few[0] if len(few) == 1 else All(few, span)), span)
        case Any(nodes) if any(_bound_of(part) is not None for part in nodes):
            return node
        case All(nodes) | Any(nodes):
            parts = tuple(_widened(part, most, of_which) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node
