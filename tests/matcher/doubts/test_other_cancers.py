"""Lines about a cancer of another organ, in a trial that takes hers: they are asked of those who have it."""

from __future__ import annotations

import pytest

from criteria import parse
from matcher.doubts.other_cancers import taking_hers
from matcher.screen import screen
from matcher.screening import Verdict
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
