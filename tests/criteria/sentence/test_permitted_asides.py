"""What a sentence lets in behind a "but" or in a bracket is an exception to what it keeps out."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Allow, Unless, walk
from matcher.screen import screen
from matcher.screening import Verdict
from tests.criteria.trees import shape
from tests.matcher.people import patient


def read(text: str) -> str:
    (criterion,) = parse(f"Exclusion Criteria:\n\n* {text}\n").criteria
    return shape(criterion.node)


@pytest.mark.parametrize(
    "text",
    [
        "Prior chemotherapy is not permitted, but adjuvant chemotherapy is allowed",
        "Prior chemotherapy, however adjuvant chemotherapy is acceptable",
        "Prior chemotherapy (adjuvant chemotherapy is permitted)",
        "Prior chemotherapy (adjuvant chemotherapy allowed)",
    ],
)
def test_treatment_in_another_setting_is_let_in(text: str) -> None:
    assert read(text) == "(-chemotherapy prior unless chemotherapy prior)"


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Brain metastases (treated brain metastases are allowed)", {"metastases": [{"site": "brain", "status": "stable"}]}),
        ("Brain metastases, but treated brain metastases are allowed", {"metastases": [{"site": "brain", "status": "stable"}]}),
        ("Brain metastases (treated ones are allowed) or leptomeningeal disease",
         {"metastases": [{"site": "brain", "status": "stable"}]}),
        ("Other malignancy (basal cell carcinoma is permitted)", {"conditions": [{"name": "basal cell carcinoma"}]}),
        ("Another malignancy (basal cell carcinoma is permitted) within 5 years",
         {"conditions": [{"name": "basal cell carcinoma", "date": "2024"}]}),
        ("Autoimmune disease (vitiligo is accepted) or immunodeficiency", {"conditions": [{"name": "vitiligo"}]}),
        ("Prior taxane, but adjuvant docetaxel is allowed",
         {"treatments": [{"name": "docetaxel", "setting": "adjuvant", "start": "2020-01", "end": "2020-05"}]}),
    ],
)  # fmt: skip
def test_whom_the_sentence_lets_in_is_not_ruled_out(text: str, record: dict[str, object]) -> None:
    person = patient(**{"complete": ["conditions", "metastases", "treatments"]} | record)
    assert screen(person, parse(f"Exclusion Criteria:\n\n* {text}\n")).verdict is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Brain metastases (treated brain metastases are allowed)", {"metastases": [{"site": "brain", "status": "active"}]}),
        ("Brain metastases (treated ones are allowed) or leptomeningeal disease",
         {"metastases": [{"site": "leptomeningeal", "status": "active"}]}),
        ("Brain metastases except those that have been treated and are stable",
         {"metastases": [{"site": "brain", "status": "active"}]}),
        ("Other malignancy (basal cell carcinoma is permitted)", {"conditions": [{"name": "melanoma", "date": "2024"}]}),
    ],
)  # fmt: skip
def test_whom_it_does_not_let_in_is_ruled_out(text: str, record: dict[str, object]) -> None:
    person = patient(**{"complete": ["conditions", "metastases", "treatments"]} | record)
    assert screen(person, parse(f"Exclusion Criteria:\n\n* {text}\n")).verdict is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "Palliative chemotherapy is not allowed, but adjuvant chemotherapy is",
            "(-chemotherapy prior & allow chemotherapy prior)",
        ),
        (
            "Bisphosphonates are allowed, but denosumab is not",
            "(allow bisphosphonate concurrent & -denosumab concurrent)",
        ),
    ],
)
def test_a_verb_of_the_first_clause_counts_in_the_second(text: str, tree: str) -> None:
    assert read(text) == tree


def test_what_is_asked_for_needs_no_exception() -> None:
    (criterion,) = parse("Inclusion Criteria:\n\n* Hemoglobin ≥ 9 g/dL (transfusion is allowed)\n").criteria
    assert "unless" not in shape(criterion.node)


@pytest.mark.parametrize(
    "text", ["Prior chemotherapy (prior letrozole is allowed)", "Prior chemotherapy, but prior letrozole is allowed"]
)
def test_a_treatment_of_another_class_is_no_exception(text: str) -> None:
    assert read(text) == "(-chemotherapy prior & allow letrozole prior)"


def test_what_stands_without_something_and_is_let_in_stays_one_sentence() -> None:
    line = "Patients without a palpable mass but radiographically measurable tumors are acceptable"
    (criterion,) = parse(f"Inclusion Criteria:\n\n* {line}\n").criteria
    assert shape(criterion.node).startswith("allow")


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Known HIV infection (mandatory testing is not required) or hepatitis C", {"conditions": [{"name": "HIV infection"}]}),
        ("Uncontrolled ascites (medical treatment is permitted, but ascites requires review)",
         {"conditions": [{"name": "ascites", "status": "uncontrolled"}]}),
    ],
)  # fmt: skip
def test_a_bracket_about_something_else_lets_nobody_in(text: str, record: dict[str, object]) -> None:
    person = patient(**{"complete": ["conditions"]} | record)
    assert screen(person, parse(f"Exclusion Criteria:\n\n* {text}\n")).verdict is Verdict.INELIGIBLE


def test_a_bracket_that_explains_asks_nothing_of_those_without() -> None:
    text = "Untreated brain metastases (i.e., patients with brain metastases are eligible if stable and off steroids for 14 days)"
    taking = patient(medications=[{"name": "prednisone"}], complete=["metastases", "medications"])
    assert screen(taking, parse(f"Exclusion Criteria:\n\n* {text}\n")).verdict is not Verdict.INELIGIBLE


def test_a_condition_goes_on_behind_a_but() -> None:
    text = "If there is a history of reflux, but symptoms are well controlled, patients are eligible"
    (criterion,) = parse(f"Exclusion Criteria:\n\n* {text}\n").criteria
    assert criterion.node.span.of(f"Exclusion Criteria:\n\n* {text}\n").startswith("If there is")
    assert not isinstance(criterion.node, All)


def test_what_is_let_in_beside_what_is_taken_is_taken_too() -> None:
    (criterion,) = parse("Exclusion Criteria:\n\n* Concurrent endocrine therapy (LHRH agonists are allowed)\n").criteria
    assert shape(criterion.node) == "(-endocrine therapy concurrent unless LHRH agonist concurrent)"


def test_of_several_that_are_let_in_on_a_condition_one_is_enough() -> None:
    text = "Whole blood transfusion within 120 days (red blood cells and platelets are acceptable if given before screening)"
    (criterion,) = parse(f"Exclusion Criteria:\n\n* {text}\n").criteria
    assert isinstance(criterion.node, Unless)
    assert not [part for part in walk(criterion.node.exception) if isinstance(part, Allow)]
