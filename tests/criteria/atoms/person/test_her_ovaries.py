"""What a line says of a premenopausal woman's ovaries is not lost beside her status."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Leaf, Node, Unparsed, walk


def tree(section: str, words: str) -> Node:
    """The tree of one line."""
    (found,) = (c.node for c in parse(f"{section} Criteria:\n\n* {words}\n").criteria)
    return found


def statuses(node: Node) -> list[str]:
    """The menopausal statuses that a tree names."""
    return [n.requirement.concept for n in walk(node) if isinstance(n, Leaf) and "menopaus" in n.requirement.concept]


@pytest.mark.parametrize("said", ["not on ovarian suppression", "on ovarian function suppression", "on a GnRH agonist"])
def test_a_status_is_asked_for_with_what_is_said_of_her_ovaries(said: str) -> None:
    found = tree("Inclusion", f"Premenopausal women {said}")
    assert statuses(found) == ["premenopausal"]
    assert any(isinstance(n, Unparsed) for n in walk(found))


def test_her_status_alone_does_not_exclude_her() -> None:
    found = tree("Exclusion", "Premenopausal women not on ovarian suppression")
    assert statuses(found) == []
    assert any(isinstance(n, Unparsed) for n in walk(found))
    assert statuses(tree("Exclusion", "Premenopausal women")) == ["premenopausal"]
