"""Allergies of the record against the things that a trial names."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Kind
from matcher.answer import Weight
from matcher.evaluate.allergy import allergens
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.doubts.readings import read
from tests.matcher.people import ask, patient, truth


def has(*names: str, present: bool = True, whole: bool = True) -> Any:
    conditions = [{"name": name, "present": present} for name in names]
    return patient(conditions=conditions, complete=["conditions"] if whole else [])


def test_without_an_entry_a_whole_list_rules_it_out_and_an_open_one_does_not() -> None:
    assert truth(has(), Kind.ALLERGY, "trastuzumab") is Truth.FALSE
    assert truth(has(whole=False), Kind.ALLERGY, "trastuzumab") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("entry", "concept"),
    [
        ("trastuzumab allergy", "trastuzumab"),
        ("anaphylactic reaction to Taxol", "paclitaxel"),
        ("hypersensitivity to docetaxel", "taxane"),
        ("allergy to taxanes", "docetaxel"),
        ("egg allergy", "eggs"),
        ("shellfish allergy", "seafood"),
        ("allergy to shrimps", "seafood"),
        ("allergy to amoxicillin", "drug allergy"),
    ],
)
def test_an_allergy_to_it_or_to_its_class(entry: str, concept: str) -> None:
    assert truth(has(entry), Kind.ALLERGY, concept) is Truth.TRUE


@pytest.mark.parametrize(
    ("entry", "concept"),
    [
        ("seasonal allergic rhinitis", "paclitaxel"),
        ("peanut allergy", "study drug"),
        ("latex allergy", "monoclonal antibody"),
        ("penicillin allergy", "trastuzumab"),
        ("allergy to iodinated contrast", "capecitabine"),
        ("no known drug allergies", "paclitaxel"),
    ],
)
def test_an_allergy_to_something_else_is_none_to_it(entry: str, concept: str) -> None:
    assert truth(has(entry), Kind.ALLERGY, concept) is Truth.FALSE
    assert truth(has(entry, whole=False), Kind.ALLERGY, concept) in (Truth.UNKNOWN, Truth.FALSE)


@pytest.mark.parametrize(
    ("entry", "concept", "weight"),
    [
        ("penicillin allergy", "study drug", Weight.REQUIRED),
        ("penicillin allergy", "drug substance", Weight.REQUIRED),
        ("penicillin allergy", "drug", Weight.REQUIRED),
        ("hypersensitivity to paclitaxel", "study drug", Weight.ALWAYS),
        ("hypersensitivity to paclitaxel", "polysorbate 80", Weight.ALWAYS),
        ("allergy to zorblitol", "lapatinib", Weight.REQUIRED),
        ("allergic reaction", "lapatinib", Weight.ALWAYS),
    ],
)
def test_one_that_may_extend_to_it_leaves_it_open(entry: str, concept: str, weight: Weight) -> None:
    answer = ask(has(entry), Kind.ALLERGY, concept)
    assert (answer.truth, answer.weight) == (Truth.UNKNOWN, weight)


def test_every_entry_is_looked_at() -> None:
    assert truth(has("hay fever allergy", "hypersensitivity to docetaxel"), Kind.ALLERGY, "docetaxel") is Truth.TRUE


def test_a_denied_allergy_denies_what_it_names() -> None:
    person = has("hypersensitivity to Taxol or Taxotere", present=False, whole=False)
    assert truth(person, Kind.ALLERGY, "docetaxel") is Truth.FALSE
    assert truth(person, Kind.ALLERGY, "trastuzumab") is Truth.UNKNOWN


def test_what_an_allergy_is_to() -> None:
    assert allergens("severe hypersensitivity to Taxol or Taxotere (grade 3)") == ("Taxol", "Taxotere")


def test_an_allergy_to_one_is_none_to_several() -> None:
    record = {"conditions": [{"name": "allergy to naproxen"}], "complete": ["conditions"]}
    assert read("", "* Allergy to more than one nonsteroidal anti-inflammatory drug", **record) is Verdict.UNKNOWN
    assert read("", "* Allergy to any nonsteroidal anti-inflammatory drug", **record) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Prior unanticipated severe reaction to taxanes", Verdict.ELIGIBLE),
        ("Severe (grade 3 or 4) hypersensitivity reaction to taxanes", Verdict.ELIGIBLE),
        ("Unexpected or severe reactions to taxanes", Verdict.INELIGIBLE),
    ],
)
def test_a_mild_allergy_is_no_severe_reaction(line: str, expected: Verdict) -> None:
    record = {"conditions": [{"name": "mild allergy to paclitaxel"}], "complete": ["conditions"]}
    assert read("", f"* {line}", **record) is expected


SEVERE = (("severity", "severe"),)


@pytest.mark.parametrize(
    "entry", ["mild seasonal allergic rhinitis", "mild allergy to penicillin", "mild drug allergy"]
)
def test_a_mild_allergy_to_another_thing_says_nothing_of_a_severe_one(entry: str) -> None:
    assert truth(has(entry, whole=False), Kind.ALLERGY, "monoclonal antibody", detail=SEVERE) is Truth.UNKNOWN
    assert truth(has(entry), Kind.ALLERGY, "monoclonal antibody", detail=SEVERE) is Truth.FALSE


def test_a_mild_allergy_to_the_thing_itself_is_no_severe_one() -> None:
    entry = "mild allergic reaction to trastuzumab"
    assert truth(has(entry, whole=False), Kind.ALLERGY, "monoclonal antibody", detail=SEVERE) is Truth.FALSE
    assert truth(has(entry), Kind.ALLERGY, "monoclonal antibody") is Truth.TRUE
