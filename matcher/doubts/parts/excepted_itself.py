"""Owns exceptions that name again what they lift: of whom an exclusion is true, that need not be asked once more."""

from __future__ import annotations

from dataclasses import replace

from criteria.nodes import all_of
from criteria.tree import All, Leaf, Not, Unless


def without_itself(node: Unless) -> Unless:
    """``node`` with an exception that asks no more than it says beyond what is excluded.

    "No hepatitis; who has hepatitis must have no virus in the blood": of whom nobody knows whether she has it, it is enough
    that there is none. Whoever has it not is let in anyhow.
    """
    match node:
        case Unless(Not(Leaf(excluded)), All(nodes)):
            left = [part for part in nodes if not (isinstance(part, Leaf) and part.requirement == excluded)]
            return node if not left or len(left) == len(nodes) else replace(node, exception=all_of(left))
        case _:
            return node
