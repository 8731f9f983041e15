"""Operations that were on no breast: who had only the breast operated on has not had them."""

from __future__ import annotations

import pytest

from criteria import parse
from matcher.patient import load_patient
from matcher.screen import screen
from matcher.screening import Verdict

_BREAST = [{"name": "mastectomy", "kind": "surgery", "start": "2020-03"}]


def _verdict(line: str, treatments: list[dict[str, str]], conditions: tuple[str, ...] = ()) -> Verdict:
    record = {
        "id": "p",
        "as_of": "2024-01-10",
        "treatments": treatments,
        "conditions": [{"name": name} for name in conditions],
        "medications": [],
        "complete": ["treatments", "conditions", "medications"],
    }
    return screen(load_patient(record), parse(f"Exclusion Criteria:\n\n* {line}")).verdict


@pytest.mark.parametrize(
    "line",
    [
        "Prior abdominal surgery",
        "History of a major surgical resection involving the stomach or small bowel",
        "Previous surgery of the upper gastrointestinal tract",
        "Earlier pelvic or intestinal operations",
    ],
)
def test_an_operation_of_the_breast_is_none_of_another_organ(line: str) -> None:
    assert _verdict(line, _BREAST) is Verdict.ELIGIBLE
    assert _verdict(line, [{"name": "surgery", "kind": "surgery"}]) is Verdict.UNKNOWN
    assert _verdict(line, [{"name": "resection", "kind": "surgery", "site": "stomach"}]) is not Verdict.ELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "Breast or abdominal surgery",
        "Surgery of the abdomen or chest",
        "Previous abdominal surgery or radiotherapy",
    ],
)
def test_an_organ_beside_the_breast_leaves_it_open(line: str) -> None:
    assert _verdict(line, [*_BREAST, {"name": "radiation therapy", "kind": "radiation"}]) is Verdict.UNKNOWN


def test_such_an_operation_may_stand_among_the_conditions() -> None:
    assert _verdict("Prior abdominal surgery", _BREAST, ("two abdominal operations",)) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line", ["Radiotherapy or surgery to the painful site", "Surgery or radiation of the target area"]
)
def test_a_place_that_no_record_names_leaves_it_open(line: str) -> None:
    assert _verdict(line, _BREAST) is Verdict.UNKNOWN
    assert _verdict(line, [{"name": "radiation therapy", "kind": "radiation", "site": "hip"}]) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("line", "operation", "expected"),
    [
        ("Surgery of the gastrointestinal tract", "hysterectomy", Verdict.ELIGIBLE),
        ("Prior spinal surgery", "thyroidectomy", Verdict.ELIGIBLE),
        ("Earlier knee surgery", "appendectomy", Verdict.ELIGIBLE),
        ("Prior cardiac surgery", "cataract extraction", Verdict.ELIGIBLE),
        ("Prior pelvic surgery", "hysterectomy", Verdict.UNKNOWN),
        ("Prior abdominal surgery", "cholecystectomy", Verdict.UNKNOWN),
        ("Prior bowel surgery", "hysterectomy with removal of a loop", Verdict.UNKNOWN),
        ("Prior bowel surgery", "laparotomy", Verdict.UNKNOWN),
    ],
)
def test_an_operation_that_names_its_organ_is_none_where_that_does_not_lie(
    line: str, operation: str, expected: Verdict
) -> None:
    assert _verdict(line, [{"name": operation, "kind": "surgery", "start": "2018-04"}]) is expected


def test_an_operation_of_neck_limb_or_skin_is_none_of_the_organs_in_the_trunk() -> None:
    for name in ("thyroid lobectomy", "total knee replacement", "excision of a skin tag"):
        assert (
            _verdict("Previous gastric or intestinal surgery", [{"name": name, "kind": "surgery"}]) is Verdict.ELIGIBLE
        )
    took_both = [{"name": "skin flap and bowel repair", "kind": "surgery"}]
    assert _verdict("Previous abdominal surgery", took_both) is Verdict.UNKNOWN


def test_a_condition_that_only_names_the_place_is_no_operation_there() -> None:
    line = "Surgery of the knees or hands within 6 months"
    assert _verdict(line, _BREAST, ("stiff knees and hands",)) is Verdict.ELIGIBLE
    assert _verdict(line, _BREAST, ("surgery of the knees",)) is Verdict.UNKNOWN
