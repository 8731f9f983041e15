"""Second cancers and what trials except of them, from the words of a criterion to the verdict."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from matcher.at_once.cohort import Cohort
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import patient

DUCTAL = {"cancer": "breast cancer", "histology": "invasive ductal carcinoma"}
SKIN = {"name": "basal cell carcinoma", "treated": "2023"}
UNTREATED = {"name": "basal cell carcinoma", "date": "2026-02", "status": "untreated"}
OVARY = {"name": "ovarian cancer", "date": "2022-06"}
COLON = {"name": "colon cancer", "date": "2019-02", "status": "resected, no recurrence"}
DCIS = {"name": "ductal carcinoma in situ of the other breast", "date": "2023", "status": "treated"}

LISTED = "Other malignancy within 5 years except adequately treated basal cell carcinoma, carcinoma in situ of the cervix, or DCIS"
NONINVASIVE = "Prior malignancy, except for treated basal cell carcinoma or noninvasive carcinomas"
OF_THE_REST = "Active second malignancy other than basal cell carcinoma. Patients with other malignancies must have been disease-free for at least 5 years."
FREE = "Any other malignancy unless disease-free for at least 5 years"
BOTH = "Prior malignancy, except non-melanoma skin cancer or curatively treated cancers without recurrence for over 5 years"
ACTIVE = "Concurrent active malignancy"
STAGED = "Stage III or IV cancer other than breast cancer in the previous 10 years"
EARLY = "Other malignancy except in situ cervical cancer, stage I or stage II cancer in complete remission"
MELANOMA = "Other malignancy except treated melanoma"
BEHIND = "Other cancer, except basal cell carcinoma, < 5 years before enrolment"
TREATED = "Treatment for another cancer within the past 3 years"


def verdict(words: str, *cancers: dict[str, Any]) -> Verdict:
    """The verdict on someone with these cancers and no others; that of a cohort must be the same."""
    person = patient(diagnosis=DUCTAL, conditions=list(cancers), complete=["conditions"])
    criteria = parse(f"Exclusion Criteria:\n\n* {words}\n")
    found = screen(person, criteria).verdict
    assert Cohort([person]).screen(criteria).verdict(0) is found
    return found


@pytest.mark.parametrize(
    ("words", "cancers", "expected"),
    [
        (LISTED, (), Verdict.ELIGIBLE),
        (LISTED, (SKIN,), Verdict.ELIGIBLE),
        (LISTED, (UNTREATED,), Verdict.INELIGIBLE),
        (LISTED, (OVARY,), Verdict.INELIGIBLE),
        (LISTED, (COLON,), Verdict.ELIGIBLE),
        (LISTED, (DCIS,), Verdict.ELIGIBLE),
        (NONINVASIVE, (DCIS,), Verdict.ELIGIBLE),
        (OF_THE_REST, (SKIN,), Verdict.ELIGIBLE),
        (OF_THE_REST, (COLON,), Verdict.ELIGIBLE),
        (OF_THE_REST, (OVARY,), Verdict.INELIGIBLE),
        (NONINVASIVE, (SKIN, DCIS), Verdict.ELIGIBLE),
        (NONINVASIVE, (OVARY,), Verdict.UNKNOWN),
        (FREE, (OVARY,), Verdict.INELIGIBLE),
        (FREE, (COLON,), Verdict.ELIGIBLE),
        (FREE, ({"name": "colon cancer", "date": "2019-02"},), Verdict.UNKNOWN),
        (BOTH, (SKIN,), Verdict.ELIGIBLE),
        (BOTH, (COLON,), Verdict.ELIGIBLE),
        (BOTH, ({"name": "melanoma", "date": "2021-06", "status": "disease-free since 2021-07"},), Verdict.INELIGIBLE),
        (BOTH, ({"name": "melanoma", "date": "2015", "status": "disease-free since 2016-01"},), Verdict.ELIGIBLE),
        (STAGED, ({**OVARY, "name": "stage IIIC ovarian cancer"},), Verdict.INELIGIBLE),
        (STAGED, ({**OVARY, "name": "stage I ovarian cancer"},), Verdict.ELIGIBLE),
        (STAGED, (OVARY,), Verdict.UNKNOWN),
        (EARLY, ({**COLON, "name": "stage II colon cancer"},), Verdict.ELIGIBLE),
        (EARLY, ({"name": "carcinoma in situ of the cervix", "status": "adequately treated"},), Verdict.ELIGIBLE),
        (EARLY, ({**COLON, "name": "stage III colon cancer"},), Verdict.INELIGIBLE),
        (EARLY, ({**COLON, "note": "stage I, resected"},), Verdict.ELIGIBLE),
        (FREE, ({"name": "prostate cancer", "date": "2015", "status": "s/p radical prostatectomy"},), Verdict.ELIGIBLE),
        (FREE, ({"name": "prostate cancer", "date": "2015", "status": "prostatectomy planned"},), Verdict.UNKNOWN),
        (MELANOMA, ({"name": "non-melanoma skin cancer", "date": "2022", "status": "excised"},), Verdict.INELIGIBLE),
        (STAGED, (DCIS,), Verdict.ELIGIBLE),
        (BEHIND, (COLON,), Verdict.ELIGIBLE),
        (BEHIND, (OVARY,), Verdict.INELIGIBLE),
        (TREATED, (COLON,), Verdict.ELIGIBLE),
        (TREATED, ({"name": "colon cancer", "date": "2019-02", "treated": "2025-09"},), Verdict.INELIGIBLE),
        ("Metastatic disease from another malignancy", (COLON,), Verdict.UNKNOWN),
        ("Metastatic disease from another malignancy", (), Verdict.ELIGIBLE),
        (ACTIVE, (COLON,), Verdict.ELIGIBLE),
        (ACTIVE, (OVARY,), Verdict.UNKNOWN),
        (ACTIVE, ({"name": "lymphoma", "status": "on treatment"},), Verdict.INELIGIBLE),
    ],
)
def test_a_second_cancer_is_settled_by_its_kind_state_and_years(
    words: str, cancers: tuple[dict[str, Any], ...], expected: Verdict
) -> None:
    assert verdict(words, *cancers) is expected


def test_each_of_several_cancers_must_be_excepted() -> None:
    assert verdict(BOTH, SKIN, COLON) is Verdict.ELIGIBLE
    assert verdict(BOTH, SKIN, OVARY) is Verdict.INELIGIBLE
    assert verdict(LISTED, OVARY, SKIN) is Verdict.INELIGIBLE


def test_a_wider_name_than_the_exception_has_leaves_it_open() -> None:
    assert verdict(LISTED, {"name": "skin cancer", "date": "2025"}) is Verdict.UNKNOWN


def test_words_of_an_exception_that_were_not_read_leave_it_open() -> None:
    assert verdict("Other malignancy except those with a negligible risk of death", OVARY) is Verdict.UNKNOWN


def test_a_permission_in_an_item_of_its_own_lifts_the_exclusion_before_it() -> None:
    words = "Second malignancy in the last 10 years\n* Treated skin cancers are permitted"
    assert verdict(words, SKIN) is Verdict.ELIGIBLE
    assert verdict(words, OVARY) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "name",
    [
        "primary tumor adequately excised",
        "surgical resection of the primary tumor planned",
        "histologically proven breast cancer",
        "tumor grade III on final pathology",
        "tumor sensitive to chemotherapy",
    ],
)
def test_a_statement_about_the_tumour_is_no_second_cancer(name: str) -> None:
    assert verdict("Other malignancies", {"name": name}) is Verdict.ELIGIBLE


def test_when_something_is_excluded_dates_no_exception_and_each_exception_is_a_way_out() -> None:
    bladder = {"name": "superficial bladder cancer", "status": "controlled", "date": "2024-04"}
    dated = "Other malignancy except skin cancer or controlled superficial bladder cancer within the past 5 years"
    assert verdict(dated, bladder) is not Verdict.INELIGIBLE
    either = "Previous malignancies, except non-melanoma skin cancers, unless curatively treated and without recurrence for 5 years"
    assert verdict(either, {"name": "basal cell carcinoma of the skin", "date": "2025-05"}) is Verdict.ELIGIBLE
    assert verdict(either, OVARY | {"status": "under treatment"}) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "entry",
    [
        "clip placed in the breast tumor",
        "tumor evaluation within 3 weeks",
        "margins free of ductal carcinoma in situ",
        "positive cancer screening test",
        "mother with breast cancer",
        "core biopsy showing invasive breast cancer",
    ],
)
def test_what_is_said_of_the_cancer_itself_is_no_second_one(entry: str) -> None:
    assert verdict(LISTED, {"name": entry}) is Verdict.ELIGIBLE


@pytest.mark.parametrize("entry", ["testicular cancer", "multiple myeloma"])
def test_a_cancer_is_one_whatever_its_name_begins_with(entry: str) -> None:
    assert verdict("Any other malignancy", {"name": entry}) is Verdict.INELIGIBLE


EXPLAINED = (
    "Second malignancy other than basal cell carcinoma; women are not considered to have a currently active "
    "malignancy if they have completed therapy and are at low risk of relapse"
)


@pytest.mark.parametrize(
    ("cancer", "expected"),
    [
        ({"name": "colon cancer", "date": "2019", "status": "curatively treated, no recurrence"}, Verdict.ELIGIBLE),
        ({"name": "colon cancer", "date": "2025", "status": "active, on treatment"}, Verdict.INELIGIBLE),
    ],
)
def test_where_it_is_said_when_a_cancer_is_no_longer_active_only_an_active_one_excludes(
    cancer: dict[str, Any], expected: Verdict
) -> None:
    assert verdict(EXPLAINED, cancer) is expected


def test_a_time_behind_the_exception_is_of_the_other_malignancies() -> None:
    words = "Other malignancy, except basal cell carcinoma, 5 years before registration"
    assert verdict(words, {"name": "ovarian cancer", "date": "2010"}) is Verdict.ELIGIBLE
    assert verdict(words, OVARY) is Verdict.INELIGIBLE


def test_a_kind_of_cancer_in_a_list_that_ends_in_the_breast_is_not_that_of_the_skin() -> None:
    skin = {"name": "squamous cell carcinoma of the skin"}
    assert verdict("Squamous cell carcinoma or lymphoma of the breast", skin) is Verdict.UNKNOWN
    assert verdict("Squamous cell carcinoma or lymphoma of the breast") is Verdict.ELIGIBLE


def test_a_time_free_of_disease_behind_the_exception_is_of_what_it_is_excepted_from() -> None:
    words = "Previous malignancy, other than cervical carcinoma in situ or basal cell carcinoma, from which the patient has been disease free for less than 4 years"
    assert (
        verdict(words, {"name": "melanoma", "date": "2024-03", "status": "disease-free since 2024-05"})
        is Verdict.INELIGIBLE
    )
    assert (
        verdict(words, {"name": "melanoma", "date": "2015-03", "status": "disease-free since 2015-05"})
        is Verdict.ELIGIBLE
    )


def test_a_prior_malignancy_is_another_than_the_one_of_the_record() -> None:
    assert verdict("Prior breast cancer malignancies") is not Verdict.INELIGIBLE


@pytest.mark.parametrize("name", ["ductal carcinoma in situ", "LCIS", "carcinoma in situ of the breast"])
def test_whether_carcinoma_in_situ_of_the_breast_is_another_malignancy_is_open(name: str) -> None:
    assert verdict("Any other malignancy", {"name": name}) is Verdict.UNKNOWN


def test_a_cancer_in_the_family_is_none_of_her_own() -> None:
    assert verdict("Ovarian cancer", OVARY) is Verdict.INELIGIBLE
    assert verdict("Ovarian cancer", {"name": "family history of ovarian cancer"}) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ({"name": "invasive breast cancer of the right breast", "date": "2015-03"}, Verdict.UNKNOWN),
        ({"name": "prior ipsilateral breast cancer"}, Verdict.INELIGIBLE),
        ({"name": "prior cancer of the contralateral breast"}, Verdict.ELIGIBLE),
        ({"name": "ipsilateral DCIS", "date": "2015-03", "treated": "2015-04"}, Verdict.UNKNOWN),
        ({"name": "colon cancer", "date": "2015-03"}, Verdict.ELIGIBLE),
        ({"name": "family history of breast cancer"}, Verdict.ELIGIBLE),
    ],
)
def test_an_earlier_cancer_of_the_same_breast_is_told_by_its_words_and_side(
    earlier: dict[str, Any], expected: Verdict
) -> None:
    diagnosis = {**DUCTAL, "diagnosed": "2025-10", "presentation": "primary"}
    person = patient(diagnosis=diagnosis, conditions=[earlier], complete=["conditions"])
    criteria = parse("Exclusion Criteria:\n\n* History of invasive breast cancer or DCIS in the same breast\n")
    assert screen(person, criteria).verdict is expected


OTHER_SIDE = {"name": "contralateral breast cancer", "date": "2014-03", "status": "no evidence of disease"}
RELAPSED = {"name": "contralateral breast cancer", "date": "2014-03", "status": "recurrent"}


UNLESS_FREE = "Prior contralateral breast cancer, unless disease-free for 5 years"
IF_FREE = (
    "Patients with a prior history of contralateral breast cancer are eligible if they have no evidence of recurrence "
    "of their initial primary breast cancer"
)


@pytest.mark.parametrize("words", [UNLESS_FREE, IF_FREE])
def test_a_cancer_of_the_other_breast_is_let_in_where_it_is_over(words: str) -> None:
    assert verdict(words, OTHER_SIDE) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("words", "cancer"),
    [(UNLESS_FREE, RELAPSED), (IF_FREE, RELAPSED), ("Prior contralateral breast cancer", OTHER_SIDE)],
)
def test_it_is_not_where_it_came_back_or_nothing_lets_it_in(words: str, cancer: dict[str, Any]) -> None:
    assert verdict(words, cancer) is not Verdict.ELIGIBLE


@pytest.mark.parametrize("words", [FREE, BOTH])
def test_a_date_that_no_calendar_has_frees_of_no_disease(words: str) -> None:
    assert verdict(words, {"name": "melanoma", "status": "disease-free since 2015-13"}) is not Verdict.ELIGIBLE
