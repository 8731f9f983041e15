"""Owns the hard facts of a study: criteria so plain that one look at the patient decides them, as keys to filter by.

A hard fact is one requirement, or its negation, that binds everyone who joins, with nothing around it that could
loosen it: no arm, condition, alternative or exception. ``index.terms("hard")`` lists the keys; ``node_of`` reads one.
Whoever makes one FALSE fails the criteria as they were parsed. A reader that doubts some of what was parsed, as
``matcher.doubts`` does, must check what the filter leaves out, or it loses the trials that its doubt would keep.
"""

from __future__ import annotations

from collections.abc import Iterator

from criteria.criterion import Criteria
from criteria.serial import dump_requirement, load_requirement
from criteria.span import NOWHERE
from criteria.tree import All, Kind, Leaf, Node, Not

KINDS = frozenset(
    {
        Kind.AGE,
        Kind.SEX,
        Kind.MENOPAUSE,
        Kind.PERFORMANCE,
        Kind.CANCER,
        Kind.STAGE,
        Kind.METASTASIS,
        Kind.BIOMARKER,
        Kind.PREGNANCY,
        Kind.LINES,
        Kind.THERAPY,
    }
)
"""Kinds that a patient's record usually settles; the others would only make the list of keys longer."""

LONGEST = 2000
"""Characters of a key; a longer one is no fact that several studies share."""


def hard_keys(criteria: Criteria) -> tuple[str, ...]:
    """The keys of the hard facts among criteria, each once."""
    found = (_key(node) for c in criteria.criteria if c.arm is None for node in _conjuncts(c.node))
    return tuple(dict.fromkeys(key for key in found if key and len(key) <= LONGEST))


def node_of(key: str) -> Node:
    """The criterion that a key stands for, without a place in any text."""
    leaf = Leaf(load_requirement(key[1:]), NOWHERE)
    return leaf if key[0] == "+" else Not(leaf, NOWHERE)


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, All):
        for part in node.nodes:
            yield from _conjuncts(part)
    else:
        yield node


def _key(node: Node) -> str | None:
    inner = node.node if isinstance(node, Not) else node
    if not isinstance(inner, Leaf) or inner.requirement.kind not in KINDS:
        return None
    return ("-" if isinstance(node, Not) else "+") + dump_requirement(inner.requirement)
