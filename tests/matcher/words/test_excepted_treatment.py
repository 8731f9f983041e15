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


TAKES = "* Long-lasting use of systemic steroids (nasal, inhaled or ophthalmic steroids are permitted)"


@pytest.mark.parametrize(
    ("medicine", "expected"),
    [
        ({"name": "dexamethasone", "dose": "2 mg daily"}, Verdict.INELIGIBLE),
        ({"name": "prednisone", "dose": "7.5 mg/day"}, Verdict.INELIGIBLE),
        ({"name": "prednisolone", "dose": "eye drops"}, Verdict.ELIGIBLE),
        ({"name": "dexamethasone"}, Verdict.UNKNOWN),
    ],
)
def test_steroids_that_act_where_they_are_put(medicine: dict[str, Any], expected: Verdict) -> None:
    assert read(exclusion=TAKES, **NOTHING | {"medications": [medicine]}) is expected


def test_a_biopsy_is_no_treatment() -> None:
    line = "* Earlier treatment for breast cancer, with the exception of core needle biopsies"
    drug = {"name": "docetaxel", "start": "2025-02", "end": "2025-06"}
    assert read(exclusion=line, **NOTHING | {"treatments": [drug]}) is Verdict.INELIGIBLE
    assert read(exclusion=line, **NOTHING) is Verdict.ELIGIBLE


@pytest.mark.parametrize(("site", "expected"), [("lung", Verdict.INELIGIBLE), ("axillary lymph node", Verdict.UNKNOWN)])
def test_nodes_that_are_let_in_let_in_no_other_spread(site: str, expected: Verdict) -> None:
    line = "* Metastatic disease other than axillary or supraclavicular nodes"
    assert read(exclusion=line, **NOTHING | {"metastases": [{"site": site}]}) is expected


def test_a_category_of_nodes_that_is_let_in_lets_in_no_metastases() -> None:
    line = "* Women with N2 or N3 nodal disease, or metastatic disease. Women with pN2a are eligible."
    assert read(exclusion=line, **NOTHING) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("medicine", "expected"), [("rivaroxaban", Verdict.INELIGIBLE), ("enoxaparin", Verdict.UNKNOWN)]
)
def test_tablets_against_clots(medicine: str, expected: Verdict) -> None:
    assert read(exclusion="* Use of oral anticoagulants", **NOTHING | {"medications": [{"name": medicine}]}) is expected


def test_what_a_condition_needs_is_read_with_it() -> None:
    line = "* High blood pressure requiring medication"
    treated = told("hypertension") | {"medications": [{"name": "amlodipine"}]}
    assert read(exclusion=line, **treated) is Verdict.INELIGIBLE
    assert read(exclusion=line, **told("hypertension") | {"medications": []}) is Verdict.ELIGIBLE


def test_a_steroid_in_milligrams_a_day_is_taken_by_mouth() -> None:
    line = "* Present use of oral corticosteroids"
    assert read(exclusion=line, **NOTHING | {"medications": [{"name": "dexamethasone", "dose": "4 mg daily"}]}) is (
        Verdict.INELIGIBLE
    )
    assert read(exclusion=line, **NOTHING | {"medications": [{"name": "dexamethasone"}]}) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("indications", "expected"),
    [
        (("acute zorbic palsy",), Verdict.ELIGIBLE),
        (("osteoporosis",), Verdict.UNKNOWN),
        ((None,), Verdict.UNKNOWN),
        (("acute zorbic palsy", "osteoporosis"), Verdict.UNKNOWN),
    ],
)
def test_what_was_given_for_the_reason_that_is_excepted(indications: tuple[str | None, ...], expected: Verdict) -> None:
    given = [
        {"name": "zoledronic acid", "start": "2026-03-01", "end": "2026-03-01", "indication": why}
        for why in indications
    ]
    line = "* Bisphosphonates within 4 weeks, unless given for acute zorbic palsy"
    assert read(exclusion=line, **(NOTHING | {"treatments": given})) is expected
