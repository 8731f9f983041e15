"""What an exclusion says of an earlier cancer in situ, or of how far a cancer of another organ has come."""

from __future__ import annotations

from typing import Any

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

OUT = Verdict.INELIGIBLE
INVASIVE = {"cancer": "breast cancer", "histology": "invasive ductal carcinoma", "presentation": "primary", "m": "M0"}


def _told(*conditions: str, **diagnosis: Any) -> dict[str, Any]:
    return {
        "diagnosis": INVASIVE | diagnosis,
        "conditions": [{"name": name} for name in conditions],
        "complete": ALL_LISTS,
    }


def test_an_earlier_cancer_in_situ_is_looked_for_in_the_history() -> None:
    line = "* History of LCIS, DCIS"
    assert read("", line, **_told("ductal carcinoma in situ of the other breast")) is OUT
    assert read("", line, **_told("lobular carcinoma in situ")) is OUT
    assert read("", line, **_told()) is Verdict.ELIGIBLE
    assert read("", "* Previous DCIS", **_told("lobular carcinoma in situ")) is Verdict.ELIGIBLE
    present = _told(histology="ductal carcinoma in situ")
    assert read("", line, **present) is Verdict.UNKNOWN
    of_one_side = "* History of ipsilateral DCIS"
    assert read("", of_one_side, **_told("ductal carcinoma in situ of the other breast")) is not OUT


def test_the_stage_of_another_cancer_is_not_that_of_the_record() -> None:
    line = "* Prior diagnosis of stage IV colon cancer"
    spread = {"stage": "IV", "extent": "metastatic", "m": "M1"}
    assert read("", line, **_told("colon cancer (stage I)", **spread)) is not OUT
    assert read("", line, **_told("colon cancer (stage IV)", stage="IIA")) is not Verdict.ELIGIBLE
    assert read("", line, **_told(**spread)) is Verdict.ELIGIBLE
    assert read("", "* Prior diagnosis of colon cancer", **_told("colon cancer (stage I)")) is OUT
    assert read("", "* Stage IV breast cancer", **_told(**spread)) is OUT


def test_one_form_denied_says_nothing_of_another_that_is_recorded() -> None:
    line = "* Earlier breast cancer in the same breast"
    told = _told("prior ductal carcinoma in situ of the ipsilateral breast")
    denied = {"name": "invasive cancer of the ipsilateral breast", "present": False}
    assert read("", line, **told | {"conditions": [denied, *told["conditions"]]}) is Verdict.UNKNOWN
    assert read("", line, **told | {"conditions": [denied]}) is Verdict.ELIGIBLE
    assert read("", line, **_told("prior breast cancer of the other breast")) is Verdict.ELIGIBLE
    assert read("", line, **_told("prior breast cancer of the same breast")) is OUT


def test_what_is_said_of_a_cancer_of_another_organ_excludes_only_with_it() -> None:
    resisted = "* Resistant ovarian cancer (i.e., progression on platinum therapy)"
    given = {
        "name": "carboplatin",
        "setting": "metastatic",
        "start": "2024-01",
        "end": "2024-06",
        "outcome": "progression",
    }
    hers = _told() | {"treatments": [given]}
    assert read("", resisted, **hers) is Verdict.ELIGIBLE
    assert read("", resisted, **hers | {"conditions": [{"name": "ovarian cancer"}]}) is OUT
    altered = "* Colorectal cancer patients with known KRAS, NRAS mutations and RET fusion"
    mutated = {"biomarkers": [{"name": "NRAS", "result": "mutated"}]}
    assert read("", altered, **_told() | mutated) is Verdict.ELIGIBLE
    assert read("", altered, **_told("colorectal cancer") | mutated) is Verdict.UNKNOWN
