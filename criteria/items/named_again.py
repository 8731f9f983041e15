"""Owns exceptions that only name again what they are an exception to: which of it they spare was not read.

"No anticoagulants. Prophylactic use of anticoagulants is allowed" spares some who take them; read as these alone it would
spare everybody whom the criterion keeps out.
"""

from __future__ import annotations

from dataclasses import replace

from criteria.tree import All, Any, If, Leaf, Node, Not, Requirement, Unless, Unparsed, walk

WHICH = "which of it is excepted"


def spares_some_of_it(node: Node) -> Node:
    """The same tree, where no exception spares all whom its criterion keeps out: who has the thing may be spared."""
    match node:
        case All(nodes, span):
            return All(tuple(spares_some_of_it(part) for part in nodes), span)
        case If(condition, asked, span):
            return If(condition, spares_some_of_it(asked), span)
        case Unless(inner, exception, span):
            kept_out = [n.node.requirement for n in walk(inner) if isinstance(n, Not) and isinstance(n.node, Leaf)]
            return Unless(spares_some_of_it(inner), _some(exception, kept_out), span)
        case _:
            return node


def _some(exception: Node, kept_out: list[Requirement]) -> Node:
    match exception:
        case Any(ways, span):
            return Any(tuple(_some(way, kept_out) for way in ways), span)
        case Leaf(named, span) if any(_is_true_of_all(named, one) for one in kept_out):
            return All((exception, Unparsed(span, WHICH)), span)
        case _:
            return exception


def _is_true_of_all(named: Requirement, kept_out: Requirement) -> bool:
    """Whether what an exception names is true of all whom a requirement keeps out."""
    return named in (kept_out, replace(kept_out, when=None, setting=None, detail=()))
