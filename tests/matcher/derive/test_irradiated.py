"""Where adjuvant radiation was given, of which records keep silent."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

RADIATION = {"name": "radiation therapy", "kind": "radiation", "start": "2022-03", "end": "2022-04"}


def verdict(line: str, operation: str, **radiation: str) -> Verdict:
    treatments = [{"name": operation, "kind": "surgery", "start": "2022-01"}, RADIATION | radiation]
    return read(exclusion=line, treatments=treatments, complete=ALL_LISTS)


@pytest.mark.parametrize("operation", ["lumpectomy", "mastectomy"])
@pytest.mark.parametrize(
    "line",
    [
        "* Earlier radiotherapy to the breast or chest wall",
        "* Earlier ipsilateral breast radiation",
        "* Has had radiation to the affected breast",
        "* Any previous irradiation of the chest",
        "* Previous thoracic radiotherapy",
        "* Radiation of the ipsilateral breast, chest wall or axilla in the past",
    ],
)
def test_adjuvant_radiation_was_given_to_the_breast_or_the_wall_of_the_chest(line: str, operation: str) -> None:
    assert verdict(line, operation, setting="adjuvant") is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Earlier radiotherapy to the contralateral breast or chest wall",
        "* Previous radiation of the left chest",
        "* Earlier mediastinal irradiation",
        "* Previous mantle radiation",
        "* Earlier radiation to the axilla",
        "* Radiation to the breast to be studied",
    ],
)
def test_another_side_or_part_of_it_is_open(line: str) -> None:
    assert verdict(line, "mastectomy", setting="adjuvant") is Verdict.UNKNOWN


def test_the_wall_of_the_chest_is_where_the_breast_was_taken_off() -> None:
    line = "* Previous radiation to the chest wall"
    assert verdict(line, "mastectomy", setting="adjuvant") is Verdict.INELIGIBLE
    assert verdict(line, "lumpectomy", setting="adjuvant") is Verdict.UNKNOWN


def test_other_radiation_tells_no_place() -> None:
    line = "* Previous radiation to the chest"
    assert verdict(line, "lumpectomy", setting="metastatic") is Verdict.UNKNOWN
    assert verdict(line, "lumpectomy", setting="adjuvant", indication="thyroid cancer") is Verdict.UNKNOWN
    assert verdict(line, "lumpectomy", setting="adjuvant", name="ovarian irradiation") is not Verdict.INELIGIBLE


def test_a_breast_that_is_recorded_lies_on_the_chest() -> None:
    line = "* Previous thoracic radiation"
    assert verdict(line, "lumpectomy", setting="adjuvant", site="left breast") is Verdict.INELIGIBLE
    assert verdict(line, "lumpectomy", setting="metastatic", site="pelvis") is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("name", "site", "expected"),
    [
        ("stereotactic radiosurgery", "brain", Verdict.ELIGIBLE),
        ("whole brain radiotherapy", "brain", Verdict.INELIGIBLE),
        ("radiation therapy", "brain", Verdict.UNKNOWN),
        ("radiation therapy", "femur", Verdict.ELIGIBLE),
        ("radiation therapy", "whole brain", Verdict.INELIGIBLE),
    ],
)
def test_radiosurgery_is_not_of_the_whole_brain(name: str, site: str, expected: Verdict) -> None:
    assert verdict("* Earlier radiotherapy to the entire brain", "mastectomy", name=name, site=site) is expected
