"""Owns states that exclude only where the investigator means to treat them: "HER2-equivocal, and trastuzumab is planned"."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.nodes import cover
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Not, Unparsed

_AND_IS_PLANNED = regex(
    r"\W*(?:status |tumou?rs? |disease )?and (?:for whom |in whom )?(?:the |their )?(?:treating |study )?"
    r"(?:investigators?|physicians?|oncologists?|doctors?|clinicians?)\b"
    r"[^.;,]{0,30}\b(?:plans?|planning|intends?|intending|wish(?:es)?|recommends?|will)\b[^.;,]{0,30}",
    re.IGNORECASE,
)
_OR_ANOTHER = regex(r"\W*or (?:(?:any|other|another|an?) )*", re.IGNORECASE)


def only_if_planned(node: All, text: str) -> All:
    """The exclusions, with a state and what is planned for it as one that holds only of both together."""
    order = sorted(node.nodes, key=lambda part: part.span)
    parts: list[Node] = []
    state: Not | None = None
    for part in order:
        last = parts[-1] if parts else None
        gap = text[last.span.end : part.span.start] if last is not None else ""
        if state is not None and isinstance(part, Not) and _is_treatment(part.node) and _OR_ANOTHER.fullmatch(gap):
            parts[-1] = _both(state, part, parts[-1])
        elif (
            isinstance(last, Not)
            and isinstance(part, Not)
            and _is_treatment(part.node)
            and _AND_IS_PLANNED.fullmatch(gap)
        ):
            state = last
            parts[-1] = _both(last, part)
        else:
            state = None
            parts.append(part)
    return node if len(parts) == len(node.nodes) else replace(node, nodes=tuple(parts))


def _both(state: Not, planned: Not, known: Node | None = None) -> Not:
    """The exclusion of a state with a treatment planned for it, or one of those that are ``known`` already."""
    ways: tuple[Node, ...] = (planned.node,)
    if isinstance(known, Not) and isinstance(known.node, All):
        before = known.node.nodes[-1]
        ways = (*(before.nodes if isinstance(before, Any) else (before,)), planned.node)
    treated = ways[0] if len(ways) == 1 else Any(ways, cover(ways))
    span = state.span.cover(planned.span)
    return Not(All((state.node, treated), span), span)


def _is_treatment(node: Node) -> bool:
    match node:
        case Leaf(requirement):
            return requirement.kind is Kind.THERAPY
        case All(nodes) | Any(nodes):
            return all(_is_treatment(part) or isinstance(part, Unparsed) for part in nodes)
        case _:
            return False
