"""A bound that holds only beside another, or that some may pass, rules out nobody by itself."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read


def labs(**values: tuple[float, str]) -> dict[str, Any]:
    names = {"clearance": "creatinine clearance", "inr": "INR", "ast": "AST"}
    found = [{"name": names.get(name, name), "value": v, "unit": unit} for name, (v, unit) in values.items()]
    return {"labs": found, "age": 50}


HIGH_AST = labs(ast=(90, "U/L"))


@pytest.mark.parametrize(
    "line",
    [
        "- AST > 1.5 x ULN associated with alkaline phosphatase > 2.5 x ULN",
        "- Alkaline phosphatase > 2.5 x ULN together with AST > 1.5 x ULN",
        "- AST > 1.5 x ULN with bilirubin > 1.5 x ULN",
        "- AST > 1.5 x ULN and bilirubin > 1.5 x ULN",
        "- Abnormal liver function with bilirubin above 1.5 x ULN and AST above 1.5 x ULN",
        "- Women with both AST > 1.5 x ULN and alkaline phosphatase > 2.5 x ULN",
    ],
)
def test_a_bound_that_excludes_beside_another_excludes_nobody_alone(line: str) -> None:
    assert read(exclusion=line, **HIGH_AST) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "- AST > 1.5 x ULN or alkaline phosphatase > 2.5 x ULN",
        "- AST > 1.5 x ULN and ALT > 1.5 x ULN",
        "- Platelets < 100 x 10^9/L and AST > 1.5 x ULN",
    ],
)
def test_each_of_two_bounds_excludes_where_nothing_joins_them(line: str) -> None:
    assert read(exclusion=line, **HIGH_AST) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "record"),
    [
        (
            "- Creatinine <= 1.3 mg/dL. If creatinine is above that, a clearance of at least 50 mL/min is needed",
            labs(creatinine=(1.6, "mg/dL")),
        ),
        ("- AST below 1.5 x ULN* NOTE: *Unless a scan has shown the liver to be healthy", HIGH_AST),
        ("- INR <= 1.4 and aPTT <= 1.4 x ULN unless warfarin is taken", labs(inr=(2.4, ""))),
    ],
)
def test_a_bound_that_some_may_pass_rules_nobody_out(line: str, record: dict[str, Any]) -> None:
    assert read(inclusion=line, **record) is not Verdict.INELIGIBLE


def test_a_bound_that_nobody_may_pass_rules_out() -> None:
    line = "- Creatinine <= 1.3 mg/dL. Bilirubin within normal limits"
    assert read(inclusion=line, **labs(creatinine=(1.6, "mg/dL"))) is Verdict.INELIGIBLE


def test_an_age_may_say_of_whom_the_rest_is_asked() -> None:
    assert read(inclusion="- Participants aged 15-17 years must weigh over 45 kg", age=50) is not Verdict.INELIGIBLE
    assert read(inclusion="- Participants aged 15-17 years", age=50) is Verdict.INELIGIBLE


def test_the_most_that_there_may_be_is_not_asked_for() -> None:
    none = {"metastases": [], "complete": ["metastases"], "diagnosis": {"cancer": "breast cancer", "extent": "early"}}
    assert read(inclusion="- No more than 10 liver metastases", **none) is not Verdict.INELIGIBLE
    assert read(inclusion="- At least one liver metastasis", **none) is Verdict.INELIGIBLE


def test_a_condition_of_what_is_allowed_is_asked_of_nobody_else() -> None:
    spread = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}}
    allowed = "- Earlier cancers are allowed (no evidence of disease)"
    assert read(inclusion=allowed, **spread) is not Verdict.INELIGIBLE
    assert read(inclusion="- No evidence of disease", **spread) is Verdict.INELIGIBLE


def test_treatment_before_the_cancer_spread_may_not_be_meant() -> None:
    early = {"treatments": [{"name": "docetaxel", "setting": "adjuvant", "start": "2020-01", "end": "2020-04"}]}
    line = "- Metastatic breast cancer not previously treated with docetaxel"
    spread = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}}
    assert read(inclusion=line, **early, **spread) is not Verdict.INELIGIBLE
    assert read(inclusion="- No previous docetaxel", **early, **spread) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "- AST <= 3 x ULN in those with spread; all others AST <= 1.5 x ULN",
        "- Age 32 to 39 with a family history, or 52 to 69 without",
        "- Upper age limit: 45 years for the intensive arm, none for the other",
        "- Age ≥ 52 years for men, ≥ 40 for women",
        "- Age 18 to 45. Older women may be included if fit",
    ],
)
def test_a_bound_of_one_group_rules_out_nobody_of_another(line: str) -> None:
    assert read(line, **HIGH_AST) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line", ["BMI > 44 kg/m^2 with any uncontrolled condition", "Creatinine > 2 mg/dL with proteinuria"]
)
def test_a_bound_with_a_state_behind_it_excludes_only_with_that(line: str) -> None:
    heavy = [{"name": "BMI", "value": 47, "unit": "kg/m2"}, {"name": "creatinine", "value": 3, "unit": "mg/dL"}]
    assert read(exclusion=f"* {line}", labs=heavy) is Verdict.UNKNOWN


def test_a_bound_with_the_method_behind_it_excludes_by_itself() -> None:
    weak = [{"name": "LVEF", "value": 35, "unit": "%"}]
    assert read(exclusion="* LVEF < 50% with echocardiography", labs=weak) is Verdict.INELIGIBLE


def test_a_second_bound_with_its_sign_alone_is_another_way() -> None:
    high = [{"name": "AST", "value": 120, "unit": "U/L", "uln": 40}]
    assert read("* AST < 2.5 x ULN or < 5 x ULN", labs=high) is not Verdict.INELIGIBLE
    assert read("* AST < 2.5 x ULN", labs=high) is Verdict.INELIGIBLE
