"""Owns lists of whom an exclusion lets in after all: "Known HIV. The following may take part:"."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.items.lists import Item
from criteria.named import excludes, permitted
from criteria.nodes import all_of, conjuncts
from criteria.sentence.afterthoughts import attach
from criteria.tree import All, Allow, Effect, Leaf, Node, Unparsed, walk


def lets_in(nodes: Sequence[Node], base: Effect, asked: Effect) -> bool:
    """Whether the items of a list, which become ``asked``, are exceptions to the sentence before the line over them."""
    return asked is Effect.ALLOW and base is Effect.EXCLUDE and bool(nodes) and excludes(nodes[-1])


def except_items(nodes: list[Node], items: Sequence[Item]) -> None:
    """Make each item an exception of the exclusions before the list.

    Of an item that names nothing but what is excluded, the words that say which of it is let in were not read.
    """
    excluded = set[str]().union(*map(_concepts, nodes))
    for item in items:
        named = [leaf.requirement for leaf in walk(item.node) if isinstance(leaf, Leaf)]
        says_which = any(r.detail or isinstance(r.value, str) and r.concept not in excluded for r in named)
        node = item.node
        if named and not says_which and all(r.concept in excluded for r in named):
            node = Allow(All((permitted(node), Unparsed(item.where, "which of it is let in")), item.where), item.where)
        _except(nodes, node, {r.concept for r in named}, item)


def _except(nodes: list[Node], node: Node, names: set[str], item: Item) -> None:
    """Except what an item names from its own exclusion, where it stands among several, else from all of the sentence."""
    parts = conjuncts(nodes[-1])
    own = [place for place, part in enumerate(parts) if excludes(part) and _concepts(part) & names]
    if len(parts) == 1 or len(own) != 1:
        attach(nodes, node, item.words, item.where, permits=True)
        return
    excepted = [parts[own[0]]]
    attach(excepted, node, item.words, item.where, permits=True)
    parts[own[0]] = all_of(excepted)
    nodes[-1] = all_of(parts)


def _concepts(node: Node) -> set[str]:
    return {leaf.requirement.concept for leaf in walk(node) if isinstance(leaf, Leaf)}
