"""What unread words mean for a verdict: most keep it open; those that ask for nothing do not."""

from __future__ import annotations

import pytest

from criteria.tree import Section
from matcher import unread
from matcher.answer import Weight
from tests.matcher.people import patient


def weight(text: str, section: Section = Section.INCLUSION) -> Weight:
    return unread.evaluate(text, section, patient()).weight


@pytest.mark.parametrize(
    "text",
    [
        "See below for the criteria of each phase",
        "In both cases,",
        "(Key conditions)",
        "Patients are not eligible if the baseline bone scan was not performed",
        "Patients may join provided all other criteria are met",
        "Whoever becomes pregnant should inform her study physician",
        "Other illnesses should be taken into consideration",
        "Results are recorded as positive or negative",
        "A list of these substances is kept by the pharmacy",
        "The study staff will explain all criteria to you",
        "If you do not qualify, we will tell you why",
        "Women of childbearing potential will have a serum pregnancy test",
        "This summary is not intended to contain all considerations",
    ],
)
def test_words_that_ask_for_nothing_keep_no_verdict_open(text: str) -> None:
    assert weight(text) is Weight.NEVER


@pytest.mark.parametrize(
    "text",
    [
        "Patients are not eligible if the baseline bone scan shows a fracture",
        "Patients with severe unheard-of disease",
        "Xanthic humour above the norm",
        "Other conditions of a xanthic kind",
        "Takes anything of a list of xanthic substances",
        "There is no known xanthic humour",
    ],
)
def test_words_that_may_ask_for_something_keep_it_open(text: str) -> None:
    assert weight(text) is Weight.ALWAYS
