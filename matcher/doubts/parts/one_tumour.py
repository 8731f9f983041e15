"""Owns attributes of one tumour in a row, which exclude together: "node negative, T1 breast cancer"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from criteria.nodes import cover
from criteria.patterns import regex
from criteria.tree import All, Kind, Leaf, Node, Not, Unparsed

_OF_A_TUMOUR = frozenset({Kind.STAGE, Kind.BIOMARKER})
_A_TUMOUR = regex(r"(?:[\s,-]*[\w+-]+){0,5}?\s+(?:cancers?|carcinomas?|tumou?rs?|disease)\b", re.IGNORECASE)
_COMMA = regex(r"\s*,\s*")


def of_one_tumour(node: All, text: str) -> All:
    """Attributes in a row before one noun exclude together; of one alone it is open: "node negative, T1 breast cancer"."""
    order = sorted(node.nodes, key=lambda part: part.span)
    row = [part for part in order if isinstance(part, Not) and _describes_a_tumour(part.node)]
    joined = all(_COMMA.fullmatch(text, a.span.end, b.span.start) for a, b in pairwise(row))
    if len(row) < 2 or not joined or not _A_TUMOUR.match(text, row[-1].span.end):
        return node
    nodes, span = tuple(part.node for part in row), cover(row)
    alone = (Not(All((one, Unparsed(span, "it excludes with the rest of it")), span), span) for one in nodes)
    rest = tuple(part for part in node.nodes if part not in row)
    return replace(node, nodes=(*rest, Not(All(nodes, span), span), *alone))


def _describes_a_tumour(node: Node) -> bool:
    parts = node.nodes if isinstance(node, All) else (node,)
    return all(isinstance(part, Leaf) and part.requirement.kind in _OF_A_TUMOUR for part in parts)
