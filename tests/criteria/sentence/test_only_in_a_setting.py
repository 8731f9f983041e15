"""A treatment that is permitted in one setting only keeps out who had it in another."""

from __future__ import annotations

import pytest

from tests.criteria.trees import shape, tree_of


@pytest.mark.parametrize(
    "line",
    [
        "Prior taxanes are allowed only in the adjuvant setting",
        "Prior taxanes are permitted in the adjuvant setting only",
        "Only prior adjuvant taxane therapy is allowed",
        "Prior taxanes are acceptable only as neoadjuvant or adjuvant therapy",
    ],
)
def test_it_keeps_out_who_had_it_for_metastases(line: str) -> None:
    assert shape(tree_of(line)) == "(allow taxane prior & -taxane prior)"


def test_a_plain_permission_keeps_nobody_out() -> None:
    assert shape(tree_of("Prior taxanes are allowed in the adjuvant setting")) == "allow taxane prior"
