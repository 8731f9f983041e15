"""Exceptions that only name again what the criterion keeps out: whoever has it may be one of those whom they spare."""

from __future__ import annotations

import pytest

from tests.criteria.trees import lifts_alone


@pytest.mark.parametrize(
    "line",
    [
        "Use of anticoagulants. Prophylactic use of anticoagulants is allowed",
        "Current anticholinergic drugs; agents with weak anticholinergic activity may be taken",
        "T4 tumors. Patients with limited T4 are eligible",
    ],
)
def test_not_everyone_who_is_kept_out_is_let_in_again(line: str) -> None:
    assert lifts_alone(line) == []


@pytest.mark.parametrize(
    ("line", "spares"),
    [
        ("Prior radiotherapy within 4 weeks, except palliative radiotherapy", "radiation therapy"),
        ("Use of anticoagulants, except low molecular weight heparin", "low molecular weight heparin"),
    ],
)
def test_some_of_what_is_kept_out_is_let_in(line: str, spares: str) -> None:
    assert spares in lifts_alone(line)
