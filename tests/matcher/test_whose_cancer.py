"""Whether the cancer of the record counts where a trial excludes who has had cancer, or asks for one found of late."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS


def person(presentation: str = "recurrent", diagnosed: str = "2019-03", **more: Any) -> dict[str, Any]:
    diagnosis = {"cancer": "breast cancer", "histology": "invasive ductal carcinoma", "presentation": presentation}
    return {"diagnosis": diagnosis | {"diagnosed": diagnosed} | more, "complete": ALL_LISTS}


CAME_BACK = person(extent="metastatic", metastatic_since="2025-05")
NEW = person("primary", "2026-01", extent="early")
OLD = person("de_novo", "2022-02", extent="metastatic", metastatic_since="2022-02")


@pytest.mark.parametrize(
    ("inclusion", "exclusion", "record", "expected"),
    [
        # a trial for people at risk means every invasive breast cancer
        (
            "* Increased risk of breast cancer by the Gail model",
            "* Earlier invasive breast cancer",
            NEW,
            Verdict.INELIGIBLE,
        ),
        ("* Increased risk of breast cancer by the Gail model", "* History of breast cancer", OLD, Verdict.INELIGIBLE),
        # a trial of people of whom no cancer is asked
        ("* Women over 40", "* History of cancer", NEW, Verdict.INELIGIBLE),
        ("* Women over 40", "* Any earlier history of invasive cancer", NEW, Verdict.INELIGIBLE),
        ("* Women over 40", "* Any type of cancer within the past 3 years", OLD, Verdict.INELIGIBLE),
        ("* Women over 40", "* Personal history of breast cancer", CAME_BACK, Verdict.INELIGIBLE),
        ("* Women over 40", "* Personal history of breast cancer", NEW, Verdict.UNKNOWN),
        # a trial of a first breast cancer: one that came back was there before
        ("* Invasive breast cancer", "* Previous history of breast cancer", CAME_BACK, Verdict.INELIGIBLE),
        ("* Invasive breast cancer", "* Previous history of breast cancer", NEW, Verdict.ELIGIBLE),
        # a trial that takes what came back, or means another cancer
        ("* Metastatic or recurrent breast cancer", "* Previous history of breast cancer", CAME_BACK, Verdict.UNKNOWN),
        ("* Invasive breast cancer", "* Previous breast cancer of the other breast", CAME_BACK, Verdict.UNKNOWN),
        ("* Women with breast cancer", "* History of other cancers", NEW, Verdict.ELIGIBLE),
    ],
)
def test_history_of_cancer(inclusion: str, exclusion: str, record: dict[str, Any], expected: Verdict) -> None:
    assert read(inclusion=inclusion, exclusion=exclusion, sex="female", age=50, **record) is expected


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        ("* Newly diagnosed invasive breast cancer", NEW, Verdict.ELIGIBLE),
        ("* Newly diagnosed invasive breast cancer", OLD, Verdict.INELIGIBLE),
        ("* Recent, histologically proven diagnosis of breast cancer", NEW, Verdict.ELIGIBLE),
        ("* Recent histologically proven diagnosis of breast cancer", OLD, Verdict.INELIGIBLE),
        ("* A new breast cancer diagnosis", OLD, Verdict.INELIGIBLE),
        ("* Recently diagnosed breast cancer of stage I, II or III", CAME_BACK, Verdict.INELIGIBLE),
        ("* A new diagnosis of breast cancer", person("primary", "2024-09"), Verdict.UNKNOWN),
        (
            "* First diagnosed with breast cancer",
            OLD,
            Verdict.ELIGIBLE,
        ),  # tells of the beginning, which may lie far back
        ("* Newly diagnosed or recurrent breast cancer", CAME_BACK, Verdict.ELIGIBLE),
        ("* Newly diagnosed metastatic breast cancer", OLD, Verdict.INELIGIBLE),
        ("* Newly diagnosed metastatic breast cancer", CAME_BACK, Verdict.UNKNOWN),
    ],
)
def test_newly_diagnosed(line: str, record: dict[str, Any], expected: Verdict) -> None:
    assert read(inclusion=line, **record) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("* No current evidence of breast cancer, as shown by a mammogram", Verdict.INELIGIBLE),
        ("* Free of disease in the axilla", Verdict.UNKNOWN),
    ],
)
def test_no_evidence_of_disease_where_nothing_has_been_done(line: str, expected: Verdict) -> None:
    assert read(inclusion=line, **NEW) is expected


@pytest.mark.parametrize(
    ("histology", "earlier", "expected"),
    [
        ("invasive ductal carcinoma", "cervical carcinoma in situ", Verdict.ELIGIBLE),
        ("invasive ductal carcinoma", "DCIS of the left breast", Verdict.INELIGIBLE),
        # beside the present tumor it was not before it
        ("invasive ductal carcinoma with ductal carcinoma in situ", "hypertension", Verdict.UNKNOWN),
    ],
)
def test_an_earlier_cancer_in_situ_is_one_of_the_breast(histology: str, earlier: str, expected: Verdict) -> None:
    own = {"cancer": "breast cancer", "histology": histology, "diagnosed": "2025-11"}
    before = [{"name": earlier, "date": "2015"}]
    for line in ("* Prior ductal carcinoma in situ", "* Prior in situ or invasive carcinoma of the breast"):
        assert read(exclusion=line, diagnosis=own, conditions=before, complete=ALL_LISTS) is expected
