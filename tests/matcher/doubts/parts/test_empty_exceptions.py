"""Exceptions that, as read, would let in whomever the exclusion is about."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

WARFARIN = {"medications": [{"name": "warfarin"}]}
HEPARIN = {"medications": [{"name": "enoxaparin"}]}
PLATINUM = {
    "treatments": [
        {"name": "carboplatin", "setting": "metastatic", "start": "2024-02", "end": "2024-06", "outcome": "progression"}
    ]
}


@pytest.mark.parametrize(
    ("line", "record", "verdict"),
    [
        ("Warfarin. Other anticoagulants are allowed", WARFARIN, Verdict.UNKNOWN),
        ("Warfarin. Other anticoagulants are allowed", HEPARIN, Verdict.ELIGIBLE),
        (
            "Progression on platinum for metastatic disease; those who had low-dose platinum with radiation are not excluded",
            PLATINUM,
            Verdict.UNKNOWN,
        ),
        ("Anticoagulants. Enoxaparin is allowed", HEPARIN, Verdict.ELIGIBLE),
        ("Anticoagulants. Enoxaparin is allowed", WARFARIN, Verdict.INELIGIBLE),
    ],
)
def test_an_exception_does_not_let_in_everyone_whom_the_exclusion_is_about(
    line: str, record: dict[str, Any], verdict: Verdict
) -> None:
    assert read(exclusion=line, complete=ALL_LISTS, **record) is verdict
