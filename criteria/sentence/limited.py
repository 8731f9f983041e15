"""Owns sentences that hold for some arms only: what names the arm is no statement, and the rest asks nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria import atoms
from criteria.atoms import Atom
from criteria.nodes import OF_AN_ARM, together
from criteria.patterns import regex
from criteria.sentence.compose import compose
from criteria.span import Span
from criteria.text.arms import Limit
from criteria.text.passage import Passage
from criteria.tree import If, Node, Unparsed

_OR = regex(r"\bor\b")


def read_beside(passage: Passage, limits: Sequence[Limit]) -> list[Atom]:
    """The atoms of a sentence without those that the name of an arm seems to hold: "(for the tamoxifen alone arm)"."""
    passage.claimed.extend((limit.start, limit.end) for limit in limits)
    found = atoms.read(passage)
    return [a for a in found if not any(limit.start <= a.start < limit.end for limit in limits)]


def compose_limited(passage: Passage, found: list[Atom], limits: Sequence[Limit]) -> Node | None:
    """The tree of a sentence in which each arm is named before or behind what holds for it alone."""
    limits = [one for one in limits if not any(a.start < one.start and one.end <= a.end for a in found)]
    behind = [limit for limit in limits if limit.start > 0]
    if len(behind) < 2:
        node = compose(passage, found)
        return None if node is None else _of_each(passage, node, limits)
    nodes: list[Node] = []
    begin = 0
    for limit in behind:
        node = compose(passage, _of_one_arm(passage, found, begin, limit.start))
        if node is not None:
            nodes.append(_of_each(passage, node, [limit]))
        begin = limit.end
    rest = compose(passage, _of_one_arm(passage, found, begin, len(passage.text)))
    whole = together(nodes if rest is None else [*nodes, rest])
    return None if whole is None else _of_each(passage, whole, [limit for limit in limits if limit.start == 0])


def _of_one_arm(passage: Passage, found: Sequence[Atom], start: int, end: int) -> list[Atom]:
    """The atoms of one arm; those that are one choice with another arm's are none by themselves, unless their own words say "or"."""
    own = [a for a in found if start <= a.start < end]
    elsewhere = {a.alternatives for a in found if a not in own} - {None}
    if not elsewhere or _OR.search(passage.lower, start, max((a.end for a in own), default=start)) is not None:
        return own
    return [replace(a, alternatives=None, together=None) if a.alternatives in elsewhere else a for a in own]


def _of_each(passage: Passage, node: Node, limits: Sequence[Limit]) -> Node:
    for limit in limits:
        node = of_arm(node, passage.view.span(limit.start, limit.end))
    return node


def of_arm(node: Node, where: Span) -> Node:
    """The node for those of an arm that is named at ``where``; nobody can say who will be in it."""
    return If(Unparsed(where, OF_AN_ARM), node, where.cover(node.span))
