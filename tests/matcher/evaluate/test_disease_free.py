"""How long the disease stayed away is counted from the last treatment with curative intent to its return."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

_TREATED = [
    {"name": "docetaxel", "setting": "adjuvant", "start": "2020-01", "end": "2020-04-30"},
    {"name": "tamoxifen", "setting": "adjuvant", "start": "2020-05", "end": "2023-10-31"},
]
_RELAPSED = {"cancer": "breast cancer", "presentation": "recurrent", "metastatic_since": "2024-01-01"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Disease-free interval of at least 9 months", Verdict.INELIGIBLE),
        ("Disease-free interval of at most 9 months", Verdict.ELIGIBLE),
        ("Disease-free interval from completion of non-hormonal treatment to relapse of >= 9 months", Verdict.ELIGIBLE),
    ],
)
def test_hormones_count_unless_they_are_left_out(line: str, expected: Verdict) -> None:
    assert read(inclusion=line, diagnosis=_RELAPSED, treatments=_TREATED) is expected


def test_what_has_not_come_back_leaves_it_open() -> None:
    diagnosis = {"cancer": "breast cancer", "presentation": "de_novo"}
    assert read(inclusion="Disease-free interval of at least 9 months", diagnosis=diagnosis) is Verdict.UNKNOWN
