"""Whose cells a transplant gave is said of it too where it shares its noun with that of an organ."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, walk
from tests.criteria.trees import tree_of


def donors(line: str) -> list[dict[str, str]]:
    found = [n.requirement for n in walk(tree_of(line, "Exclusion")) if isinstance(n, Leaf)]
    return [dict(r.detail) for r in found if r.concept == "stem cell transplant"]


@pytest.mark.parametrize(
    "line",
    [
        "Earlier allogeneic bone marrow or solid organ transplant",
        "Earlier allogeneic solid organ or bone marrow transplantation",
        "Received an allogenic stem cell or other organ transplant",
    ],
)
def test_the_donor_is_another(line: str) -> None:
    assert donors(line) == [{"donor": "allogeneic"}]


@pytest.mark.parametrize(
    "line",
    ["Earlier bone marrow or organ transplant", "Earlier autologous or allogeneic stem cell or organ transplant"],
)
def test_any_donor_is_meant(line: str) -> None:
    assert donors(line) == [{}]
