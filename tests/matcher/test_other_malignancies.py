"""Which other malignancies exclude: invasive ones, those that stand in the way, and none that a list lets back in."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from criteria.tree import Kind, Leaf, walk
from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read
from tests.matcher.people import ALL_LISTS

OUT = Verdict.INELIGIBLE
MELANOMA = {"name": "melanoma", "status": "curatively treated, disease-free", "date": "2025-02"}
IN_SITU = {"name": "carcinoma in situ of the cervix", "status": "excised, no recurrence", "date": "2025-02"}
BASAL = {"name": "basal cell carcinoma of the skin", "status": "excised", "date": "2025-02", "treated": "2025-03"}


def _had(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"as_of": "2026-01-15", "conditions": list(conditions), "complete": ALL_LISTS, **METASTATIC}


@pytest.mark.parametrize(
    "line", ["* Another invasive malignancy within 3 years", "* Invasive malignancy other than breast cancer"]
)
def test_what_is_in_situ_is_no_invasive_malignancy(line: str) -> None:
    assert read("", line, **_had(IN_SITU)) is not OUT
    assert read("", line, **_had(MELANOMA)) is OUT


def test_what_is_in_situ_is_one_of_any_malignancies() -> None:
    assert read("", "* Another malignancy, invasive or in situ, within 3 years", **_had(IN_SITU)) is OUT
    assert read("", "* A second invasive cancer or any other malignancy", **_had(IN_SITU)) is OUT


@pytest.mark.parametrize(
    "line",
    [
        "* Other malignancies likely to interfere with the assessments",
        "* A second primary that would preclude the operation",
        "* Clinically significant second malignancy",
        "* Any malignancy other than basal cell carcinoma in patients who are on active treatment",
        "* History of another malignancy with some exceptions",
        "* Another malignancy as defined in the protocol",
        "* A history of another active malignancy",
        "* A second malignancy, or a mental illness that could, in the doctor's view, affect compliance",
    ],
)
def test_a_malignancy_that_need_not_be_meant_rules_nobody_out(line: str) -> None:
    assert read("", line, **_had(MELANOMA)) is Verdict.UNKNOWN
    assert read("", line, **_had()) is Verdict.ELIGIBLE


@pytest.mark.parametrize("line", ["* Active or previous other malignancy", "* Another primary malignancy ever"])
def test_any_malignancy_rules_out(line: str) -> None:
    assert read("", line, **_had(MELANOMA)) is OUT


@pytest.mark.parametrize(
    "line",
    [
        "* Another malignancy within 3 years. Basal cell carcinoma or carcinoma in situ, excluding that of the bladder, that"
        " have been treated with curative intent are not excluded",
        "* Another malignancy within 3 years. The following are exempt from this limit:\n  * basal cell carcinoma\n"
        "  * localized prostate cancer",
        "* Another malignancy within 3 years, except malignancies of little risk (5-year survival above 90%), including, but not"
        " limited to, basal cell carcinoma",
        "* Other malignancies:\n  * another malignancy within 3 years, except basal cell carcinoma\n"
        "  * another active malignancy",
    ],
)
def test_what_a_list_lets_back_in_rules_nobody_out(line: str) -> None:
    assert read("", line, **_had(BASAL)) is Verdict.ELIGIBLE
    assert read("", line, **_had(MELANOMA)) is not Verdict.ELIGIBLE


def test_a_chance_of_survival_is_no_time_that_has_passed() -> None:
    line = "* Another malignancy unless it has a 5-year survival above 95%"
    assert read("", line, **_had(MELANOMA)) is Verdict.UNKNOWN
    assert read("", "* Another malignancy unless treated more than 5 years ago", **_had(MELANOMA)) is OUT


def test_former_patients_may_be_let_in_behind_a_but() -> None:
    line = "* Another malignancy. Those with previous malignancies but without evidence of disease for 6 months will be allowed to enter"
    assert read("", line, **_had(MELANOMA)) is not OUT


def test_carcinoma_in_situ_of_another_organ_is_not_that_of_the_breast() -> None:
    assert read("", "* Bilateral breast cancer or carcinoma in situ", **_had(IN_SITU)) is not OUT


def test_what_her_mother_had_is_not_hers() -> None:
    healthy = {"conditions": [{"name": "breast cancer", "present": False}, {"name": "mother with breast cancer at 46"}]}
    assert read("", "* Prior breast cancer", complete=ALL_LISTS, **healthy) is not OUT
    assert read("* Breast cancer", complete=ALL_LISTS, **healthy) is OUT


def test_what_is_asked_of_those_with_another_cancer_is_asked_of_no_former_patient() -> None:
    lines = "* Breast cancer or melanoma\n* Patients with melanoma must have received {}"
    assert read(lines.format("ipilimumab"), **_had(MELANOMA), treatments=[]) is Verdict.ELIGIBLE
    over = "* Breast cancer\n* Patients with melanoma must have received ipilimumab and be in remission"
    assert read(over, **_had(MELANOMA), treatments=[]) is not Verdict.ELIGIBLE


def test_how_long_it_must_be_over_is_asked_of_whoever_had_one() -> None:
    line = "Patients with a history of other malignancies must have been disease-free for at least 5 years"
    assert read(f"* {line}", "", **_had(MELANOMA)) is OUT
    assert read(f"* {line}", "", **_had()) is Verdict.ELIGIBLE


def test_treatment_for_a_cancer_that_was_found_lately_tells_of_that_cancer() -> None:
    line = "* No prior treatment for this cancer or for any malignancy diagnosed or treated within the past three years, except for skin cancer other than melanoma"
    assert read(line, "", **_had(MELANOMA)) is OUT
    assert read(line, "", **_had(BASAL)) is not OUT


@pytest.mark.parametrize("which", ["other than melanoma", "(excluding melanoma)", "that is not melanoma"])
def test_a_melanoma_is_not_excepted_with_the_other_cancers_of_the_skin(which: str) -> None:
    line = f"* Another malignancy within 5 years, except skin cancer {which}"
    assert read("", line, **_had(MELANOMA | {"name": "melanoma of the skin"})) is OUT
    assert read("", line, **_had(BASAL)) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Another malignancy except: (a) those who have been free of disease for 3 years; (b) basal cell carcinoma that was excised",
        "* Another malignancy except 1) melanoma in situ; 2) a history of basal cell carcinoma",
    ],
)
def test_letters_go_on_with_what_is_excepted(line: str) -> None:
    assert read("", line, **_had(BASAL)) is Verdict.ELIGIBLE
    assert read("", line, **_had(MELANOMA)) is OUT


@pytest.mark.parametrize(
    "line",
    ["* Prior cancer chemotherapy", "* History of any malignant hematologic disorder", "* Prior malignant ascites"],
)
def test_cancer_as_a_word_of_something_else_is_no_other_malignancy(line: str) -> None:
    assert read("", line, **_had(MELANOMA), treatments=[]) is Verdict.ELIGIBLE


def test_years_under_a_label_are_no_life_expectancy() -> None:
    lines = "PATIENT CHARACTERISTICS:\n\n  -  Life expectancy: At least 12 weeks\n\n  -  {}"
    asked = parse(lines.format("At least 5 years since prior malignancy"))
    kinds = [leaf.requirement.kind for one in asked.criteria for leaf in walk(one.node) if isinstance(leaf, Leaf)]
    assert kinds.count(Kind.LIFE_EXPECTANCY) == 1
