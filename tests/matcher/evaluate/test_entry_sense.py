"""What an entry of a record that shares words with a disease says of it: a kind, a sister, a mention, or its absence."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Kind
from matcher.answer import Weight
from matcher.truth import Truth
from tests.matcher.people import ask, patient, truth


def has(name: str, **more: Any) -> Any:
    return patient(conditions=[{"name": name, **more}], complete=["conditions"])


@pytest.mark.parametrize(
    ("disease", "asked"),
    [
        ("ischemic stroke", "hemorrhagic stroke"),
        ("gallstones", "cholangitis"),
        ("keratoconus", "keratitis"),
        ("retinal vein occlusion", "macular degeneration"),
        ("lactose intolerance", "hereditary galactose intolerance"),
        ("atrial flutter", "atrial fibrillation"),
        ("hepatitis b core antibody positive", "hepatitis a"),
        ("carcinomatous meningitis", "meningitis"),
        ("no vaginal bleeding since 2019", "bleeding"),
        ("normal allergy skin testing", "anaphylaxis"),
        ("skin changes without infection", "infection"),
        ("tumor grade II on pathology", "serious concomitant pathology"),
        ("donor site wound healed", "wound"),
    ],
)
def test_a_sister_or_what_is_not_had_is_none(disease: str, asked: str) -> None:
    assert truth(has(disease), Kind.COMORBIDITY, asked) is not Truth.TRUE


@pytest.mark.parametrize(
    ("disease", "asked"),
    [
        ("stroke", "hemorrhagic stroke"),
        ("dementia", "alzheimer's disease"),
        ("peripheral neuropathy", "motor neuropathy"),
        ("anxiety", "panic disorder"),
        ("penicillin allergy", "anaphylaxis"),
        ("latex allergy with rash", "rash"),
        ("able to stay away from persons with eczema", "eczema"),
        ("lesion 2 cm from the skin", "skin lesion"),
        ("onychomycosis", "skin infection"),
        ("hepatitis b core antibody positive", "hepatitis b"),
    ],
)
def test_what_may_or_may_not_be_it_is_open(disease: str, asked: str) -> None:
    assert truth(has(disease), Kind.COMORBIDITY, asked) in (Truth.UNKNOWN, Truth.FALSE)
    assert truth(patient(conditions=[{"name": disease}]), Kind.COMORBIDITY, asked) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("disease", "asked"),
    [
        ("hemorrhagic stroke", "stroke"),
        ("hemorrhagic stroke", "intracranial hemorrhage"),
        ("deep vein thrombosis", "venous thromboembolism"),
        ("alzheimer's disease", "dementia"),
        ("eczema, both hands", "dermatitis"),
        ("anaphylaxis to bee stings", "anaphylaxis"),
        ("open wound of the left arm", "wound"),
        ("hepatitis b core antibody positive, HBsAg positive", "hepatitis b"),
    ],
)
def test_a_kind_of_it_is_it(disease: str, asked: str) -> None:
    assert truth(has(disease), Kind.COMORBIDITY, asked) is Truth.TRUE


def test_decompensated_is_not_what_is_held_in_check() -> None:
    assert truth(has("cirrhosis", status="compensated"), Kind.COMORBIDITY, "decompensated cirrhosis") is Truth.FALSE
    assert truth(has("cirrhosis"), Kind.COMORBIDITY, "decompensated cirrhosis") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ("non-smoker", "smoking"),
        ("never smoker", "smoking"),
        ("no history of stroke", "stroke"),
        ("free of active infection", "infection"),
    ],
)
def test_an_entry_that_denies_is_a_denial(entry: str, asked: str) -> None:
    assert truth(has(entry), Kind.COMORBIDITY, asked) is Truth.FALSE


def test_a_non_before_a_kind_of_disease_denies_nothing() -> None:
    assert truth(has("non-ischemic cardiomyopathy"), Kind.COMORBIDITY, "cardiomyopathy") is Truth.TRUE


def test_what_protects_from_an_infection_is_none() -> None:
    assert truth(has("hepatitis B surface antibody positive"), Kind.COMORBIDITY, "hepatitis b") is not Truth.TRUE
    assert truth(has("hepatitis b"), Kind.COMORBIDITY, "hepatitis b") is Truth.TRUE


@pytest.mark.parametrize("entry", ["deep vein thrombosis after surgery", "thrombosis after vaccination"])
def test_what_a_disease_came_after_makes_it_no_less_had(entry: str) -> None:
    assert truth(has(entry), Kind.COMORBIDITY, "thromboembolism") is Truth.TRUE


def test_what_is_only_suspected_is_open_and_keeps_the_verdict_open() -> None:
    answer = ask(has("suspected interstitial lung disease"), Kind.COMORBIDITY, "interstitial lung disease")
    assert answer.truth is Truth.UNKNOWN
    assert answer.weight is Weight.ALWAYS


def test_a_vaccination_is_not_the_disease_that_it_protects_from() -> None:
    assert truth(has("hepatitis B vaccination"), Kind.COMORBIDITY, "hepatitis b") is not Truth.TRUE
    assert truth(has("myocarditis after vaccination"), Kind.COMORBIDITY, "myocarditis") is Truth.TRUE


@pytest.mark.parametrize("entry", ["normal or nonspecific EKG", "ECG normal in January"])
def test_a_normal_electrocardiogram_denies_an_abnormal_one(entry: str) -> None:
    assert truth(has(entry), Kind.COMORBIDITY, "abnormal ecg") is Truth.FALSE


def test_who_had_a_disease_for_certain_did_not_have_it_only_suspected() -> None:
    had = has("interstitial lung disease", status="resolved without steroids")
    assert truth(had, Kind.COMORBIDITY, "interstitial lung disease", "suspected") is Truth.FALSE
