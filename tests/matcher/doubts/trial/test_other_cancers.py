"""Lines about a cancer of another organ, in a trial that takes hers: they are asked of those who have it."""

from __future__ import annotations

import pytest

from criteria import parse
from matcher.doubts.trial.other_cancers import taking_hers
from matcher.screen import screen
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.people import patient

SHE = {
    "age": 60,
    "sex": "female",
    "diagnosis": {"cancer": "breast cancer", "extent": "metastatic"},
    "biomarkers": [{"name": "HER2", "result": "negative"}],
    "treatments": [],
    "conditions": [],
    "complete": ["treatments", "medications", "conditions", "metastases"],
}


def verdict(*lines: str, **more: object) -> Verdict:
    text = "Inclusion Criteria:\n\n" + "\n".join(lines) + "\n"
    return screen(patient(**{**SHE, **more}), parse(text)).verdict


@pytest.mark.parametrize(
    "line",
    [
        "* Urothelial cancer that has progressed on cisplatin",
        "* Patients must have pancreatic cancer. Patients must have had gemcitabine.",
        "* Metastatic thyroid cancer, treated with lenvatinib",
        "* Must be diagnosed with small cell lung cancer",
    ],
)
def test_it_is_asked_of_those_who_have_it(line: str) -> None:
    lines = ("* Metastatic breast cancer", "* At least 18 years old", line)
    assert verdict(*lines) is Verdict.ELIGIBLE


def test_where_no_line_takes_hers_it_is_open_at_best() -> None:
    assert verdict("* At least 18 years old", "* Metastatic thyroid cancer") is not Verdict.ELIGIBLE


def test_what_stands_before_it_is_asked_of_her_too() -> None:
    lines = (
        "* Metastatic breast cancer",
        "* At least 18 years old",
        "* Prior cisplatin required. Ovarian cancer only.",
    )
    assert verdict(*lines) is not Verdict.ELIGIBLE


def test_what_takes_hers_names_it_among_the_inclusions() -> None:
    assert taking_hers(parse("Inclusion Criteria:\n\n* Triple-negative breast cancer")) == {None}
    assert taking_hers(parse("Inclusion Criteria:\n\n* No breast cancer")) == frozenset()
    assert taking_hers(parse("Exclusion Criteria:\n\n* Breast cancer")) == frozenset()


OPEN = {"complete": ["treatments", "medications"]}  # nobody says that the conditions are all


@pytest.mark.parametrize(
    "line",
    [
        "* Metastatic urothelial carcinoma",
        "* Participants must have pancreatic cancer of any subtype",
        "* Triple-negative breast cancer, ovarian cancer, or melanoma",
    ],
)
def test_another_disease_is_not_hers_though_her_conditions_are_not_whole(line: str) -> None:
    her2 = {"biomarkers": [{"name": "HER2", "result": "positive"}]}
    assert verdict("* At least 18 years old", line, **OPEN, **her2) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Personal history of ovarian cancer",
        "* Prior treatment of a melanoma",
        "* Meningioma",
    ],
)
def test_what_may_have_been_before_or_be_beside_hers_is_open_where_they_are_not_whole(line: str) -> None:
    assert verdict("* At least 18 years old", line, **OPEN) is Verdict.UNKNOWN


def test_an_exclusion_of_another_cancer_stays_a_question_of_her_history() -> None:
    text = "Inclusion Criteria:\n\n* Breast cancer\n\nExclusion Criteria:\n\n* Ovarian cancer\n"
    open_record = screen(patient(**{**SHE, **OPEN}), parse(text))
    assert open_record.criteria[-1].truth is Truth.UNKNOWN


def test_a_group_of_high_risk_may_be_of_another_disease() -> None:
    line = "* High-risk renal cell carcinoma"
    assert verdict("* At least 18 years old", line, **OPEN) is Verdict.INELIGIBLE
