"""Specifies lines that begin with a tumor each: each is asked of those alone who have it."""

from __future__ import annotations

from criteria import parse
from criteria.nodes import all_of
from criteria.tree import Any, If, Leaf, Node, Unparsed, walk


def _trees(*lines: str) -> list[Node]:
    return [c.node for c in parse("Inclusion Criteria:\n\n" + "\n".join(f"* {line}" for line in lines)).criteria]


def _asked(node: Node) -> list[tuple[set[str], set[str]]]:
    found = [part for part in walk(node) if isinstance(part, If)]
    return [(_concepts(part.condition), _concepts(part.node)) for part in found]


def _concepts(node: Node) -> set[str]:
    return {leaf.requirement.concept for leaf in walk(node) if isinstance(leaf, Leaf)}


def test_what_a_line_asks_is_asked_of_its_tumor() -> None:
    trees = _trees("Melanoma - no prior ipilimumab", "TNBC - at least 2 prior regimens")
    assert _asked(all_of(trees)) == [({"melanoma"}, {"ipilimumab"}), ({"TNBC"}, {"systemic therapy"})]


def test_one_of_the_tumors_is_asked_for_or_another_that_is_let_in() -> None:
    first = _trees("Melanoma - no prior ipilimumab", "TNBC - at least 2 prior regimens")[0]
    either = next(part for part in walk(first) if isinstance(part, Any))
    assert _concepts(either) == {"melanoma", "TNBC"}
    assert isinstance(either.nodes[-1], Unparsed)


def test_a_tumor_of_which_nothing_was_read_is_told_by_its_name() -> None:
    trees = _trees(
        "Tumors and prior regimens:\n  - Bladder cancer - at most 1 prior regimen\n  - Breast cancer - at most 2 prior regimens"
    )
    assert "bladder cancer" in _concepts(trees[0])


def test_one_line_alone_or_values_of_one_tumor_are_asked_of_everybody() -> None:
    assert not any(_asked(tree) for tree in _trees("TNBC - at least 2 prior regimens", "ECOG 0-1"))
    assert not any(_asked(tree) for tree in _trees("Breast cancer: stage II", "Tumor status: known"))
