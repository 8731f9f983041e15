"""Owns exceptions to distant spread that name regional nodes: these are no distant spread, so the exception takes nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.text.remarks import REMARK
from criteria.tree import All, Allow, Kind, Leaf, Node, Not, Unless, Unparsed, walk

# "except ipsilateral axillary lymph nodes", "isolated supraclavicular node involvement is allowed"
_REGIONAL = regex(
    r"(?=.*\b(?:nodes?|nodal|lymphadenopathy|axilla)\b)(?=.*\b(?:axilla\w*|regional|internal mammary|supra-?\s?clavicular|infra-?\s?clavicular)\b)"
    r"\W*(?:(?:except(?:ing|ions?)?|other than|with|exceptions?|apart from|excluding|for|to|in|into|of|the|an?|isolated|positive|involved|palpable"
    r"|ipsilateral|same side|regional|loco-?regional|local|axillary|axilla|internal|mammary|intra-?mammary|(?:supra|infra)-?\s?clavicular"
    r"|sentinel|lymph|nodes?|nodal|lymphadenopathy|spread|metasta\w+|involvement|disease|and|or|and/or|is|are|may be|allowed|permitted"
    r"|eligible|accepted|acceptable)\b\W*)+"
)
_SPREAD = frozenset({"metastatic", "M"})


def without_regional(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, each such exception kept as a remark beside what it was to lift."""
    return [replace(c, node=node) if (node := _plain(text, c.node)) is not c.node else c for c in criteria]


def _plain(text: str, node: Node) -> Node:
    match node:
        case Unless(inner, Unparsed(span)) if _is_spread(inner) and _REGIONAL.fullmatch(span.of(text).lower()):
            return All((inner, Allow(Unparsed(span, REMARK), span)), node.span)
        case All(nodes):
            plain = tuple(_plain(text, part) for part in nodes)
            return node if all(a is b for a, b in zip(plain, nodes, strict=True)) else replace(node, nodes=plain)
        case _:
            return node


def _is_spread(node: Node) -> bool:
    """Whether distant spread is all that a criterion keeps out."""
    kept_out = [part for denied in walk(node) if isinstance(denied, Not) for part in walk(denied.node)]
    return bool(kept_out) and all(
        isinstance(part, Leaf) and part.requirement.kind is Kind.STAGE and part.requirement.concept in _SPREAD
        for part in kept_out
    )
