"""People without breast cancer, whose records deny it: what is asked of a cancer is not true of them."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Kind, Requirement
from matcher.evaluate import evaluate
from matcher.truth import Truth
from tests.matcher.people import patient

DENIED = [{"name": "breast cancer", "present": False}]
WHOLE = ["conditions", "treatments", "medications"]


def truth(kind: Kind, concept: str, value: Any = None, **record: Any) -> Truth:
    record = {"conditions": DENIED, "complete": WHOLE} | record
    return evaluate(Requirement(kind, concept, value), patient(**record)).truth


@pytest.mark.parametrize(
    ("kind", "concept", "value"),
    [
        (Kind.CANCER, "invasive breast cancer", None),
        (Kind.CANCER, "breast cancer", "prior"),
        (Kind.CANCER, "ductal carcinoma in situ", None),
        (Kind.CANCER, "lobular carcinoma in situ", None),
        (Kind.CANCER, "solid tumor", None),
        (Kind.CANCER, "ovarian cancer", None),
        (Kind.STAGE, "stage", ("I", "II")),
        (Kind.STAGE, "recurrent", None),
        (Kind.STAGE, "metastatic", None),
        (Kind.DISEASE_MEASURE, "measurable disease", None),
    ],
)
def test_who_denies_it_has_no_form_of_it(kind: Kind, concept: str, value: Any) -> None:
    assert truth(kind, concept, value) is Truth.FALSE


def test_there_is_no_evidence_of_disease() -> None:
    assert truth(Kind.DISEASE_MEASURE, "no evidence of disease") is Truth.TRUE


def test_what_is_no_cancer_yet_is_denied_by_a_whole_list_only() -> None:
    assert truth(Kind.CANCER, "lobular carcinoma in situ", complete=[]) is Truth.UNKNOWN
    present = [*DENIED, {"name": "lobular carcinoma in situ"}]
    assert truth(Kind.CANCER, "lobular carcinoma in situ", conditions=present) is Truth.TRUE


@pytest.mark.parametrize(
    "record",
    [
        {"conditions": []},
        {"conditions": [{"name": "contralateral breast cancer", "present": False}]},
        {"conditions": [{"name": "family history of breast cancer", "present": False}]},
        {"conditions": [*DENIED, {"name": "history of breast cancer"}]},
        {"diagnosis": {"stage": "II"}},
        {"diagnosis": {"extent": "early"}},
        {"metastases": [{"site": "bone", "status": "active"}]},
    ],
)
def test_silence_about_the_diagnosis_is_not_health(record: dict[str, Any]) -> None:
    assert truth(Kind.CANCER, "invasive breast cancer", **record) is not Truth.FALSE
