"""Owns which of several looser bounds is for whom: "≤ 5 x ULN with liver metastases, ≤ 10 x ULN with bone metastases"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from criteria.tree import Node


class Part(NamedTuple):
    """A bound, or those for whom one is, at character ``start`` of its sentence."""

    start: int
    node: Node
    is_bound: bool


class Group(NamedTuple):
    """Those for whom bounds are, and the bounds."""

    whose: tuple[Node, ...]
    bounds: tuple[Node, ...]


def groups(parts: Sequence[Part]) -> list[Group]:
    """The bounds with those for whom they are, who stand behind each of them, or before each where they come first."""
    found: list[tuple[list[Node], list[Node]]] = []
    ordered = sorted(parts, key=lambda part: part.start)
    first = ordered[0].is_bound if ordered else True
    before: bool | None = None
    for part in ordered:
        if part.is_bound is first and before is not first:
            found.append(([], []))
        found[-1][part.is_bound].append(part.node)
        before = part.is_bound
    return [Group(tuple(whose), tuple(bounds)) for whose, bounds in found]
