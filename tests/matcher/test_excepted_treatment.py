"""Exceptions to what is asked of treatments, settled by the record: contraindicated, refused, palliative radiation."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read
from tests.matcher.people import ALL_LISTS

NOTHING: dict[str, Any] = {"treatments": [], "complete": ALL_LISTS} | METASTATIC


def told(name: str, **more: Any) -> dict[str, Any]:
    return NOTHING | {"conditions": [{"name": name, **more}]}


def irradiated(**more: Any) -> dict[str, Any]:
    return NOTHING | {
        "treatments": [
            {"name": "radiation therapy", "kind": "radiation", "start": "2026-03-01", "end": "2026-03-01", **more}
        ]
    }


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (told("anthracyclines contraindicated by cardiomyopathy"), Verdict.ELIGIBLE),
        (told("doxorubicin contraindicated"), Verdict.ELIGIBLE),
        (told("not a candidate for anthracyclines"), Verdict.ELIGIBLE),
        (told("anthracycline contraindicated", present=False), Verdict.INELIGIBLE),
        (told("taxane contraindicated"), Verdict.UNKNOWN),
        (told("declined anthracyclines"), Verdict.UNKNOWN),
    ],
)
def test_what_could_not_be_had(record: dict[str, Any], expected: Verdict) -> None:
    assert read(inclusion="* Prior anthracycline, unless medically contraindicated", **record) is expected


PALLIATION = "* Radiotherapy within 4 weeks before enrolment, except for single fractions for pain"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (irradiated(setting="metastatic", site="lumbar spine", dose="8 Gy in a single fraction"), Verdict.ELIGIBLE),
        (irradiated(setting="metastatic", site="lumbar spine", dose="30 Gy in 10 fractions"), Verdict.UNKNOWN),
        (irradiated(setting="adjuvant", site="chest wall"), Verdict.INELIGIBLE),
    ],
)
def test_palliative_radiation(record: dict[str, Any], expected: Verdict) -> None:
    assert read(exclusion=PALLIATION, **record) is expected


def test_able_and_unable_are_two_things() -> None:
    line = "* Unable to zorb the device arm"
    assert read(exclusion=line, **told("able to zorb the device arm")) is Verdict.ELIGIBLE
    assert read(exclusion=line, **told("unable to zorb the device arm")) is not Verdict.ELIGIBLE
