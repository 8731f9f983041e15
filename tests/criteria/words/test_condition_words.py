"""Which bare noun phrases name a condition."""

from __future__ import annotations

import pytest

from criteria.words.condition_words import is_condition, may_name_condition


@pytest.mark.parametrize(
    "words",
    [
        "hereditary fructose intolerance",
        "cardiomyopathy",
        "bleeding diatheses",
        "kidney diseases",
        "impaired lung function",
        "impairment of renal function",
        "prolonged qt interval",
        "cerebrovascular events",
        "loss of consciousness",
        "immunocompromised",
        "gastritis",
    ],
)
def test_these_are_conditions(words: str) -> None:
    assert is_condition(words)


@pytest.mark.parametrize(
    "words",
    [
        "prior chemotherapy",
        "diagnosis",
        "measurable disease",
        "stage iv disease",
        "drug intolerance",
        "disease",
        "complications",
        "lung function",
        "events",
        "metastasis",
    ],
)
def test_these_are_not(words: str) -> None:
    assert not is_condition(words)


def test_the_quick_look_passes_whatever_could_be_a_condition() -> None:
    assert may_name_condition("severe renal impairment")
    assert not may_name_condition("signed informed consent form")
