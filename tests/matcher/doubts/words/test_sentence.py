"""The sentence of a criterion does not begin in the line before it."""

from __future__ import annotations

from criteria import parse
from criteria.span import Span
from matcher.doubts.words.sentence import around, up_to
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import ALL_LISTS, patient


def test_a_line_of_its_own_begins_a_sentence() -> None:
    text = "Not willing to comply\n  Earlier trastuzumab"
    start = text.index("Earlier")
    marked = up_to(Span(start, len(text)), text)
    assert len(marked) == len(text)
    assert around(Span(text.index("trastuzumab"), len(text)), marked).clause.strip() == "Earlier"


def test_a_line_that_goes_on_does_not() -> None:
    for head in ("Patients must have had:", "Treatment with a taxane or", "Earlier use of the"):
        text = f"{head}\n  trastuzumab"
        assert up_to(Span(text.index("trastuzumab"), len(text)), text) == text


def test_what_the_line_before_says_does_not_weaken_an_exclusion() -> None:
    text = "Exclusion Criteria:\n  Women who are not willing to use contraception\n  Earlier trastuzumab or pertuzumab\n  Gout\n"
    had = [{"name": "trastuzumab", "setting": "adjuvant", "start": "2022-01", "end": "2022-12"}]
    assert screen(patient(treatments=had, complete=ALL_LISTS), parse(text)).verdict is Verdict.INELIGIBLE


def test_a_criterion_begins_a_sentence_wherever_it_stands_in_its_line() -> None:
    line = "No prior strontium Prior radiotherapy must have been to few bones"
    begins = line.index("Prior")
    assert up_to(Span(begins, len(line)), line).startswith("No prior strontiu. Prior")
    list_goes_on = "Prior radiotherapy and surgery"
    begins = list_goes_on.index("surgery")
    assert up_to(Span(begins, len(list_goes_on)), list_goes_on) == list_goes_on
