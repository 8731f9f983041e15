"""Exceptions that unread words narrow: who has nothing of what they name has no exception."""

from __future__ import annotations

import pytest

from criteria.tree import All, Any, Leaf, Unless, Unparsed
from tests.criteria.trees import concepts, tree_of


@pytest.mark.parametrize(
    "words",
    [
        "INR ≤ 1.4 unless on warfarin, as long as the INR or PT is in its range",
        "INR ≤ 1.4 unless taking warfarin, in which case the INR must be steady",
        "INR ≤ 1.4, unless the patient is on warfarin and the INR is in the intended range",
        "INR ≤ 1.4 unless on anticoagulants, provided that the clinic is told of the intended anticoagulant",
    ],
)
def test_who_takes_no_anticoagulant_has_no_exception(words: str) -> None:
    node = tree_of(words)
    assert isinstance(node, Unless)
    assert isinstance(node.exception, All)
    assert [type(part) for part in node.exception.nodes] == [Leaf, Unparsed]
    assert concepts(node.exception) == {"anticoagulant"}


@pytest.mark.parametrize(
    "words",
    [
        "INR ≤ 1.4 unless on warfarin, as long as the zorble is steady, or with a zorbled valve",
        "INR ≤ 1.4 unless zorbled or on warfarin, as long as the zorble is steady and quiet",
    ],
)
def test_another_way_out_keeps_its_own(words: str) -> None:
    node = tree_of(words)
    assert isinstance(node, Unless)
    assert isinstance(node.exception, Any | Unparsed)
