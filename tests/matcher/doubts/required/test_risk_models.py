"""A risk that a model works out lets in whoever has it, and keeps nobody out who may be at risk in another way."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

LABS = [{"name": "Gail 5-year risk", "value": 1.4, "unit": "%"}]
ASKED = "* Five-year risk of breast cancer by the Gail model of at least {bound}%"


def test_too_little_of_it_keeps_nobody_out() -> None:
    assert read(ASKED.format(bound="1.9"), labs=LABS) is Verdict.UNKNOWN


def test_enough_of_it_lets_in() -> None:
    assert read(ASKED.format(bound="1.2"), labs=LABS) is Verdict.ELIGIBLE


def test_an_exclusion_keeps_out() -> None:
    assert read("", "* Gail 5-year risk ≥ 1.2%", labs=LABS) is Verdict.INELIGIBLE
