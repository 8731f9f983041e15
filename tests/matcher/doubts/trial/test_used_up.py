"""A trial for those who have no standard treatment left takes nobody who has had none yet."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

DOCETAXEL = {
    "name": "docetaxel",
    "setting": "metastatic",
    "start": "2024-01",
    "end": "2024-06",
    "outcome": "progression",
}
EARLIER = {"name": "doxorubicin", "setting": "adjuvant", "start": "2020-01", "end": "2020-06", "outcome": "completed"}
NONE_LEFT = "* No further standard therapy available for the cancer"
OR_FAILED = "* Solid tumor that is refractory to standard therapy or for which no standard therapy exists"
FOR_CURE = "* No curative standard therapy exists"
MEASURED = "* Measurable or evaluable disease and who are refractory to standard therapy or for whom no standard therapy exists"


def someone(*treatments: dict[str, Any], extent: str = "metastatic", whole: bool = True) -> dict[str, Any]:
    diagnosis = {"cancer": "breast cancer", "extent": extent}
    return {"diagnosis": diagnosis, "treatments": list(treatments), "complete": ALL_LISTS if whole else []}


@pytest.mark.parametrize(
    ("line", "record", "verdict"),
    [
        (NONE_LEFT, someone(), Verdict.INELIGIBLE),
        (NONE_LEFT, someone(EARLIER), Verdict.INELIGIBLE),
        (NONE_LEFT, someone(DOCETAXEL), Verdict.ELIGIBLE),
        (NONE_LEFT, someone(whole=False), Verdict.UNKNOWN),
        (NONE_LEFT, someone(EARLIER, extent="early"), Verdict.INELIGIBLE),
        (OR_FAILED, someone(), Verdict.INELIGIBLE),
        (OR_FAILED, someone(EARLIER), Verdict.UNKNOWN),
        (OR_FAILED, someone(EARLIER, extent="early"), Verdict.INELIGIBLE),
        (FOR_CURE, someone(), Verdict.UNKNOWN),
        (FOR_CURE, someone(EARLIER, extent="early"), Verdict.INELIGIBLE),
        (MEASURED, someone(), Verdict.INELIGIBLE),
        (MEASURED, someone(DOCETAXEL), Verdict.UNKNOWN),
        ("* All zorbic therapies were given; or no standard therapy exists for candidates", someone(), Verdict.UNKNOWN),
        ("* No standard therapy available, or standard therapy declined", someone(), Verdict.UNKNOWN),
        ("* Not a candidate for standard therapy, or no standard therapy exists", someone(), Verdict.UNKNOWN),
    ],
)
def test_whoever_has_had_none_has_not_used_it_up(line: str, record: dict[str, Any], verdict: Verdict) -> None:
    assert read(inclusion=line, **record) is verdict


def test_a_choice_that_lets_in_others_asks_it_of_nobody() -> None:
    line = "* One of: locally advanced breast cancer or a cancer for which no standard treatment exists"
    assert read(inclusion=line, **someone(extent="locally advanced")) is Verdict.ELIGIBLE
