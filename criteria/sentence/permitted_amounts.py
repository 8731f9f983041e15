"""Owns permissions with a limit that stand by themselves: "up to 4 weeks of tamoxifen is allowed" keeps out who had more."""

from __future__ import annotations

from dataclasses import replace

from criteria.tree import CONTRARY, All, Comparison, Kind, Leaf, Node, Not


def beyond_the_permitted(node: Node) -> Node:
    """The statement of a sentence that permits, its upper limits on treatments as what must not be gone beyond.

    Nobody need have had any. An exception to another statement is no such sentence: of who is spared, it must be true.
    """
    if isinstance(node, All):
        return replace(node, nodes=tuple(beyond_the_permitted(part) for part in node.nodes))
    if not isinstance(node, Leaf) or node.requirement.kind is not Kind.THERAPY:
        return node
    limit = node.requirement.value
    if not isinstance(limit, Comparison) or not limit.op.startswith("<"):
        return node
    beyond = replace(node.requirement, value=replace(limit, op=CONTRARY[limit.op]))
    return Not(replace(node, requirement=beyond), node.span)
