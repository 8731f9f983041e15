"""Owns shares of a whole that a trial asks for and no fact carries: "at least 70 % of the lesions take up the tracer"."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.span import Span
from criteria.tree import All, Allow, Between, Comparison, If, Kind, Leaf, Node, Section, Unparsed, walk

# of cells, nuclei and stains a share is how a marker's own result is told; of a normal value, how a lab's is
_SHARE = re.compile(
    r"(?:(?:≥|>|<|≤|at least|more than|less than|no more than|greater than|up to)[\s\\=]*)(?P<number>\d+(?:\.\d+)?)\s*(?:%|percent)\s+of\s+"
    r"(?!(?:[\w/-]+\s+){0,7}?(?:cells?|nuclei|nucleus|staining|predicted|normal|lln|uln|value|limit|baseline|expected|women|patients|cases|users)\b)",
    re.IGNORECASE,
)
_NOT_OF_A_STATE = frozenset({Kind.CONTRACEPTION, Kind.ADMINISTRATIVE})
_STOP = re.compile(r"[.;](?=\s|$)|\n\s*\n")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WHY = "a share that was not read"


def with_lost_shares(criterion: Criterion, text: str) -> Criterion:
    """The criterion, an inclusion, left open for each share in it that no requirement has.

    What is only permitted up to a share asks that of those who had it: "earlier radiation of less than 20 % of the marrow".
    """
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    if any(isinstance(part, Unparsed) for part in walk(criterion.node)):
        return criterion  # it is open already
    words = criterion.span.of(text)
    found = _SHARE.search(words)
    if found is None or not _asks_of_a_state(criterion.node) or float(found["number"]) in _numbers(criterion.node):
        return criterion
    stop = _STOP.search(words, found.end())
    begin, end = found.start(), stop.start() if stop else len(words.rstrip())
    unread = Unparsed(Span(criterion.span.start + begin, criterion.span.start + end), _WHY)
    return replace(criterion, node=_opened(criterion.node, unread))


def _asks_of_a_state(node: Node) -> bool:
    return any(isinstance(part, Leaf) and part.requirement.kind not in _NOT_OF_A_STATE for part in walk(node))


def _numbers(node: Node) -> set[float]:
    """The numbers that the requirements of a criterion have; a share of a normal value is one of it too."""
    asked = [part.requirement for part in walk(node) if isinstance(part, Leaf)]
    values = [requirement.value for requirement in asked]
    plain = {v.number for v in values if isinstance(v, Comparison)}
    plain |= {bound for v in values if isinstance(v, Between) for bound in (v.low, v.high)}
    plain |= {float(n) for requirement in asked for _, told in requirement.detail for n in _NUMBER.findall(told)}
    return plain | {round(number * 100, 6) for number in plain}


def _opened(node: Node, unread: Unparsed) -> Node:
    """The criterion with the unread share: of whoever has had the treatment that is let in up to it, else of everybody."""
    let_in = [part.node for part in walk(node) if isinstance(part, Allow) and isinstance(part.node, Leaf)]
    treatments = [leaf for leaf in let_in if leaf.requirement.kind is Kind.THERAPY]
    if not treatments:
        return All((node, unread), node.span)
    asked = If(treatments[-1], unread, node.span)
    return asked if isinstance(node, Allow) else All((node, asked), node.span)
