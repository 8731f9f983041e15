"""What a treatment was given for, said behind its name or behind a list: whoever had it for something else is not meant."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read
from tests.matcher.people import ALL_LISTS

YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNKNOWN


def had(name: str, **more: Any) -> dict[str, Any]:
    return {"treatments": [{"name": name, "start": "2015-02", "end": "2015-07", **more}], "complete": ALL_LISTS}


FOR_LYMPHOMA = had("doxorubicin", indication="Hodgkin lymphoma")
FOR_THE_OTHER_BREAST = had("doxorubicin", indication="contralateral breast cancer of 2015")
FOR_THIS = had("doxorubicin", setting="neoadjuvant")
PREVENTIVE = had("tamoxifen", setting="prevention")
ADJUVANT = had("tamoxifen", setting="adjuvant")


@pytest.mark.parametrize(
    "line",
    [
        "* Radiotherapy, chemotherapy or antibodies (any dose) for this malignancy",
        "* Chemotherapy or biologic therapy (e.g., bevacizumab) for the primary tumour",
        "* Earlier treatment, including surgery, chemotherapy and/or tamoxifen, given for the presently diagnosed or current breast cancer",
        "* Chemotherapy, hormone therapy or surgery for ipsilateral breast cancer",
        "* Prior or concurrent anticancer treatment for breast cancer such as chemotherapy or immunotherapy",
    ],
)
def test_treatment_of_another_disease_is_not_meant(line: str) -> None:
    assert read(exclusion=line, **FOR_LYMPHOMA) is not NO
    assert read(exclusion=line, **FOR_THIS) is NO


def test_a_cancer_of_the_breast_may_be_an_earlier_one() -> None:
    line = "* Earlier chemotherapy or hormone therapy for a breast tumor"
    assert [read(exclusion=line, **who) for who in (FOR_LYMPHOMA, FOR_THE_OTHER_BREAST, FOR_THIS)] == [YES, OPEN, NO]


def test_treatment_of_something_else_is_all_that_is_meant() -> None:
    line = "* Earlier chemotherapy or radiotherapy for any condition unrelated to breast cancer"
    assert [read(exclusion=line, **who) for who in (FOR_LYMPHOMA, FOR_THIS)] == [NO, YES]


def test_what_was_taken_lest_a_cancer_come() -> None:
    line = "* Earlier tamoxifen or raloxifene for the prevention of breast cancer"
    assert read(exclusion=line, **ADJUVANT) is not NO
    assert read(exclusion=line, **PREVENTIVE) is NO
    either = "* Earlier tamoxifen for prevention or treatment of breast cancer"
    assert read(exclusion=either, **ADJUVANT) is not YES


@pytest.mark.parametrize(
    "line",
    [
        "* Earlier chemotherapy or radiotherapy for bladder cancer",
        "* Chemotherapy (any regimen) for their advanced or recurrent lung cancer",
        "* Anticancer therapy for melanoma, including chemotherapy, antibodies or radiotherapy, in the past 20 years",
    ],
)
def test_treatment_of_a_cancer_elsewhere_is_none_of_the_breast(line: str) -> None:
    assert read(exclusion=line, **FOR_THIS) is YES
    assert read(exclusion=line, **FOR_LYMPHOMA) is OPEN


@pytest.mark.parametrize(
    "line",
    [
        "* Earlier chemotherapy for ovarian or breast cancer",
        "* Earlier chemotherapy for a solid tumor",
        "* Chemotherapy, hormones for prostate cancer, or radiotherapy within 20 years",
        "* Chemotherapy in anyone who has bladder cancer or breast cancer",
    ],
)
def test_treatment_of_the_breast_too_may_be_meant(line: str) -> None:
    assert read(exclusion=line, **FOR_THIS) is not YES


def test_small_molecules_are_no_antibodies() -> None:
    line = "* Chemotherapy or targeted small molecule therapy within 20 years"
    assert read(exclusion=line, **had("trastuzumab")) is YES
    assert read(exclusion=line, **had("lapatinib")) is NO


def test_one_of_several_cancers_is_the_one_in_the_breast() -> None:
    line = "* Anticancer drugs within 3 weeks. Concurrent hormonal therapy for prostate or breast cancer are permitted"
    taken = had("letrozole", setting="adjuvant") | {}
    taken["treatments"][0] |= {"start": "2025-11", "outcome": "ongoing"}
    taken["treatments"][0].pop("end")
    assert read(exclusion=line, **taken) is not NO
    assert read(exclusion="* Anticancer drugs within 3 weeks", **taken) is NO


def test_who_could_have_a_treatment_is_said_of_the_disease_that_excludes() -> None:
    line = "* Locally advanced tumor that is a candidate for curative treatment"
    assert read("", line, complete=ALL_LISTS, **METASTATIC) is Verdict.ELIGIBLE
    early = {"extent": "locally advanced", "cancer": "breast cancer"}
    assert read("", line, complete=ALL_LISTS, diagnosis=early) is Verdict.UNKNOWN


def endocrine(*later: dict[str, Any]) -> dict[str, Any]:
    letrozole = {"name": "letrozole", "setting": "metastatic", "start": "2022-01", "end": "2024-01", "line": 1}
    return {"treatments": [{**letrozole, "outcome": "progression"}, *later], "complete": ALL_LISTS, **METASTATIC}


NO_LONGER_SUITS = "* Disease that is not suitable for endocrine therapy"


def test_whether_a_treatment_suits_is_not_said_by_planning_none() -> None:
    assert read(NO_LONGER_SUITS, "", **endocrine()) is OPEN


def test_what_one_has_moved_on_from_suits_no_longer() -> None:
    capecitabine = {"name": "capecitabine", "setting": "metastatic", "start": "2024-02", "line": 2}
    fulvestrant = {**capecitabine, "name": "fulvestrant"}
    assert read(NO_LONGER_SUITS, "", **endocrine(capecitabine)) is YES
    assert read(NO_LONGER_SUITS, "", **endocrine(fulvestrant)) is OPEN


@pytest.mark.parametrize(
    ("conditions", "expected"), [([], NO), ([{"name": "melanoma of the arm", "status": "treated"}], OPEN)]
)
def test_an_operation_on_the_armpit_is_for_breast_cancer_where_there_is_no_other(
    conditions: Any, expected: Verdict
) -> None:
    who = {"treatments": [{"name": "axillary lymph node dissection", "kind": "surgery", "start": "2025-02"}]}
    line = "* Earlier surgery for the present breast cancer"
    assert read(exclusion=line, conditions=conditions, **who) is expected
