"""Cancers of the other breast, and what the denial of one form of a cancer says of its other forms."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Kind, Requirement, Window
from matcher.evaluate import evaluate
from matcher.truth import Truth
from tests.matcher.people import patient

OWN = {"cancer": "breast cancer", "histology": "invasive ductal carcinoma", "extent": "early"}
NO_OTHER = {"name": "other malignancy", "present": False}


def truth(concept: str, *conditions: dict[str, Any], when: Window | None = None) -> Truth:
    record = patient(diagnosis=OWN, conditions=[*conditions, NO_OTHER], complete=["conditions"])
    return evaluate(Requirement(Kind.CANCER, concept, when=when), record).truth


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contralateral breast cancer", Truth.TRUE),
        ("contralateral invasive ductal carcinoma", Truth.TRUE),
        ("invasive lobular carcinoma of the other breast", Truth.TRUE),
        ("ductal carcinoma in situ of the contralateral breast", Truth.UNKNOWN),
        ("pain in the contralateral breast", Truth.FALSE),
        ("contralateral breast cancer of the mother", Truth.FALSE),
    ],
)
def test_a_cancer_of_the_other_breast_is_one_in_whatever_words(name: str, expected: Truth) -> None:
    assert truth("contralateral breast cancer", {"name": name, "date": "2012"}) is expected


def test_how_long_ago_it_was_decides_where_the_trial_asks() -> None:
    entry = {"name": "contralateral invasive ductal carcinoma", "date": "2012"}
    assert truth("contralateral breast cancer", entry, when=Window("<=", 5, "years")) is Truth.FALSE
    assert truth("contralateral breast cancer", entry, when=Window("<=", 20, "years")) is Truth.TRUE


@pytest.mark.parametrize("order", [1, -1])
def test_without_one_form_of_a_cancer_there_may_be_another(order: int) -> None:
    denied = {"name": "lobular carcinoma in situ", "present": False}
    had = {"name": "ductal carcinoma in situ of the contralateral breast", "date": "2019"}
    assert truth("carcinoma in situ", *[denied, had][::order]) is not Truth.FALSE


@pytest.mark.parametrize("form", ["synchronous", "metachronous", "gestational", "mixed", "secretory", "occult"])
def test_a_cancer_of_the_breast_is_not_of_every_form_that_a_trial_may_leave_out(form: str) -> None:
    record = patient(diagnosis={**OWN, "t": "T2"}, conditions=[], complete=["conditions"])
    found = evaluate(Requirement(Kind.CANCER, f"{form} breast cancer"), record).truth
    assert found is (Truth.FALSE if form in ("mixed", "secretory", "occult") else Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("date", "years", "expected"),
    [("2012", 5, Truth.FALSE), ("2012", 20, Truth.TRUE), (None, 5, Truth.UNKNOWN)],
)
def test_an_earlier_cancer_counts_in_the_time_that_the_trial_gives(
    date: str | None, years: int, expected: Truth
) -> None:
    entry = {"name": "previous invasive breast cancer"} | ({"date": date} if date else {})
    record = patient(diagnosis=OWN, conditions=[entry, NO_OTHER], complete=["conditions"])
    asked = Requirement(Kind.CANCER, "breast cancer", "prior", Window("<=", years, "years"))
    assert evaluate(asked, record).truth is expected


@pytest.mark.parametrize(
    ("concept", "name", "expected"),
    [
        ("carcinoma in situ of the breast", "ductal carcinoma in situ of the contralateral breast", Truth.UNKNOWN),
        ("ductal carcinoma in situ", "DCIS of the left breast", Truth.UNKNOWN),
        ("lobular carcinoma in situ", "DCIS of the left breast", Truth.FALSE),
        ("ductal carcinoma in situ", "melanoma in situ", Truth.FALSE),
    ],
)
def test_cancer_in_situ_beside_an_invasive_one_may_be_the_one_that_is_meant(
    concept: str, name: str, expected: Truth
) -> None:
    assert truth(concept, {"name": name, "date": "2019"}) is expected


def test_to_have_had_no_form_of_it_says_nothing_of_the_other() -> None:
    denied = {"name": "lobular carcinoma in situ", "present": False}
    had = {"name": "ductal carcinoma in situ of the contralateral breast"}
    assert truth("carcinoma in situ of the breast", denied, had) is Truth.UNKNOWN
    assert truth("carcinoma in situ of the breast", denied) is Truth.FALSE


def test_of_a_cancer_in_situ_in_one_breast_alone_the_trial_may_mean_either() -> None:
    record = patient(
        diagnosis=OWN,
        conditions=[
            {"name": "ductal carcinoma in situ of the contralateral breast"},
            {"name": "ductal carcinoma in situ of the ipsilateral breast", "present": False},
        ],
        complete=["conditions"],
    )
    assert evaluate(Requirement(Kind.CANCER, "ductal carcinoma in situ", "had before"), record).truth is Truth.UNKNOWN
    assert evaluate(Requirement(Kind.CANCER, "ductal carcinoma in situ"), record).truth is Truth.UNKNOWN
