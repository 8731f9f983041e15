"""Whole texts in every ordinary layout: who meets all of it joins, whom a line bars does not, and what lacks is unknown."""

from __future__ import annotations

import pytest

from criteria import parse
from matcher.patient.schema import load_patient
from matcher.screen import screen
from tests.matcher.whole_texts import Case, cases


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.title}: {case.changes or 'as she is'}")
def test_the_layout_of_a_text_does_not_change_who_may_join(case: Case) -> None:
    screening = screen(load_patient(case.record), parse(case.text))
    assert str(screening.verdict) == case.verdict, [
        (c.truth.name, c.criterion.arm, c.criterion.span.of(case.text)) for c in screening.criteria
    ]
