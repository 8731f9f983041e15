"""Owns sentences that only say what a menopausal status means, of which the text speaks elsewhere: they ask for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import with_leaves
from criteria.patterns import regex
from criteria.span import Span
from criteria.text.remarks import REMARK
from criteria.tree import Allow, Kind, Leaf, Node, Not, Unparsed, walk

IS_DEFINED = regex(r"\s*(?:status\s+)?(?:is|are|was|will be)\s+(?:\w+\s+)?defined\b")
# "postmenopausal status defined as …": asked for, unless the trial speaks of the other status too
_DEFINED_AS = regex(r"\s*status\s+defined (?:as|by)\b")
_NAMES_A_STATUS = regex(
    r"\bpre-?(?=(?:,? (?:or|and|and/or) |/|, )(?:peri|post)-?\s?menopaus)|\b(?:pre|peri|post)-?\s?menopaus\w+|(?<![\w-])(?<!post )(?<!pre )menopausal status\b"
)
# what may stand before the term in the sentence that defines it: "for study purposes, postmenopausal is defined as"
_LEADS_IN = regex(
    r"(?:^|[.;:\n(*•])\s*[-–•]?\s*(?:\d{1,2}[.)]\s*)?(?:(?:note|please note)(?: that)?:?\s*)?"
    r"(?:(?:for|in) (?:the )?(?:purposes?|study purposes?|this (?:study|trial))[^,.;:]{0,40},\s*)?"
    r"(?:(?:the|a|clinical|diagnosis|definition|term|of|women|female|patients?|are|is|considered)\s+)*[\"'“]?$"
)
_LEAD = 120  # characters


def without_definitions(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, where a definition of menopause is a remark and no demand."""
    if not any(_asks(leaf) for criterion in criteria for leaf in walk(criterion.node)):
        return list(criteria)
    words = text.lower()
    return [_without_definitions(words, criterion) for criterion in criteria]


def _without_definitions(words: str, criterion: Criterion) -> Criterion:
    denied = {leaf.span for node in walk(criterion.node) if isinstance(node, Not) for leaf in walk(node)}

    def told(leaf: Leaf) -> Node:
        if _asks(leaf) and leaf.span not in denied and _is_only_defined(leaf, words, criterion.span):
            return Allow(Unparsed(leaf.span, REMARK), leaf.span)
        return leaf

    return replace(criterion, node=with_leaves(criterion.node, told))


def _asks(node: Node) -> bool:
    return isinstance(node, Leaf) and node.requirement.kind is Kind.MENOPAUSE


def _is_only_defined(leaf: Leaf, words: str, where: Span) -> bool:
    """Whether a sentence of the criterion at ``where`` does nothing but say what a status means, of which the text speaks elsewhere."""
    (start, end), (first, last) = (leaf.span.start, leaf.span.end), (where.start, where.end)
    if not first <= start or last < end:
        return False
    said = IS_DEFINED.match(words, end, last) is not None
    if not said and _DEFINED_AS.match(words, end, last) is None:
        return False
    if _LEADS_IN.search(words[max(0, start - _LEAD) : start]) is None:
        return False
    own = words[start : start + 3]  # "pre", "per", "pos"
    others = [m for m in _NAMES_A_STATUS.finditer(words) if not m[0].startswith(own)]
    if said:
        return bool(others) or any(not start <= m.start() < last for m in _NAMES_A_STATUS.finditer(words))
    return any(not first <= m.start() < last for m in others if m[0].startswith(("pre", "peri")))
