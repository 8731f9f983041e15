"""A disease of the record under the name of the group or field that a trial names, whatever else the entry's name says."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Kind
from matcher.answer import Weight
from matcher.entries.disease_names import disease_in
from matcher.truth import Truth
from tests.matcher.people import ask, patient, truth


def has(name: str, **more: Any) -> Any:
    return patient(conditions=[{"name": name, **more}], complete=["conditions"])


@pytest.mark.parametrize(
    ("disease", "group"),
    [
        ("rheumatoid arthritis (in remission)", "autoimmune disease"),
        ("alopecia areata", "autoimmune disease"),
        ("von Willebrand disease, type 2", "coagulation disorder"),
        ("hemophilia A", "bleeding diathesis"),
        ("mitral regurgitation", "valvular heart disease"),
        ("paroxysmal atrial fibrillation", "arrhythmia"),
        ("chronic kidney disease stage 3", "renal disease"),
        ("beta thalassemia trait", "hemoglobinopathy"),
        ("essential hypertension", "hypertension"),
        ("cirrhosis", "liver disease"),
    ],
)
def test_a_kind_of_it_is_it(disease: str, group: str) -> None:
    assert truth(has(disease), Kind.COMORBIDITY, group) is Truth.TRUE


@pytest.mark.parametrize(
    ("disease", "group"),
    [
        ("thalassemia", "sickle cell disease"),
        ("family history of hemophilia", "coagulation disorder"),
        ("portal hypertension", "hypertension"),
        ("deep vein thrombosis", "coagulation disorder"),
        ("eczema", "autoimmune disease"),
        ("osteopenia", "osteogenesis imperfecta"),
        ("kidney stones", "glomerulonephritis"),
        ("osteoarthritis", "rheumatoid arthritis"),
        ("hypertension", "hypertensive crisis"),
    ],
)
def test_a_neighbour_is_not(disease: str, group: str) -> None:
    assert truth(has(disease), Kind.COMORBIDITY, group) is Truth.FALSE


@pytest.mark.parametrize(
    ("disease", "status", "weight"),
    [
        ("gastroesophageal reflux disease", None, Weight.REQUIRED),
        ("gastroesophageal reflux disease", "active", Weight.ALWAYS),
        ("hiatal hernia", None, Weight.REQUIRED),
        ("intestinal polyp", None, Weight.ALWAYS),
        ("crohn's disease", "controlled", Weight.REQUIRED),
    ],
)
def test_what_a_field_seldom_means_is_open_and_no_obstacle(disease: str, status: str | None, weight: Weight) -> None:
    answer = ask(has(disease, status=status), Kind.COMORBIDITY, "gastrointestinal disease")
    assert (answer.truth, answer.weight) == (Truth.UNKNOWN, weight)


def test_a_state_that_is_asked_is_asked_of_the_kinds_too() -> None:
    assert truth(has("rheumatoid arthritis", status="remission"), Kind.COMORBIDITY, "autoimmune disease", "active") is (
        Truth.FALSE
    )
    assert truth(has("rheumatoid arthritis"), Kind.COMORBIDITY, "autoimmune disease", "active") is Truth.UNKNOWN


def test_that_a_kind_is_absent_says_nothing_of_the_others() -> None:
    person = patient(conditions=[{"name": "paroxysmal atrial fibrillation", "present": False}])
    assert truth(person, Kind.COMORBIDITY, "atrial fibrillation") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("name", "disease"),
    [
        ("moderate persistent asthma, on inhalers", "asthma"),
        ("history of gout", "gout"),
        ("asthma without exacerbations", "asthma"),
        ("risk of stroke", None),
        ("possible sarcoidosis", None),
        ("no gout", None),
    ],
)
def test_the_disease_in_a_longer_name(name: str, disease: str | None) -> None:
    assert disease_in(name) == disease


@pytest.mark.parametrize(
    ("disease", "words"), [("fatty liver", "hepatic insufficiency"), ("psoriasis", "inflammatory disease")]
)
def test_words_that_may_mean_something_else_leave_it_open(disease: str, words: str) -> None:
    assert truth(has(disease), Kind.COMORBIDITY, words) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("value", "status", "weight"),
    [
        ("significant", "controlled", Weight.ALWAYS),
        ("significant", "stable on metoprolol", Weight.ALWAYS),
        ("significant", "mild", Weight.REQUIRED),
        ("significant", "asymptomatic, controlled", Weight.REQUIRED),
        ("uncontrolled", "controlled", Weight.REQUIRED),
        (None, "controlled", Weight.REQUIRED),
    ],
)
def test_a_controlled_disease_may_be_a_significant_one_of_its_field(
    value: str | None, status: str, weight: Weight
) -> None:
    answer = ask(has("atrial fibrillation", status=status), Kind.COMORBIDITY, "cardiac disease", value)
    assert answer.truth is not Truth.TRUE
    assert answer.truth is Truth.FALSE or answer.weight is weight


@pytest.mark.parametrize(("asked", "expected"), [("history of", Truth.TRUE), (None, Truth.UNKNOWN)])
def test_what_is_held_in_check_is_history_all_the_same(asked: str | None, expected: Truth) -> None:
    detail = (("history", asked),) if asked else ()
    record = has("atrial fibrillation", status="controlled")
    assert truth(record, Kind.COMORBIDITY, "cardiac disease", detail=detail) is expected
