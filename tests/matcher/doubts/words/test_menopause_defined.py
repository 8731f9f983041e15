"""What only says when a woman counts as postmenopausal is asked of nobody, where the trial speaks of menopause elsewhere."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

PREMENOPAUSAL = {"sex": "female", "age": 41, "menopausal_status": "premenopausal", "pregnant": False}


@pytest.mark.parametrize(
    "lines",
    [
        "- Pre- or postmenopausal women\n- Postmenopausal status is defined as one of:\n  - Bilateral oophorectomy\n  - No menses for 2 years",
        "- Women of any menopausal status: premenopausal, postmenopausal\n- For study purposes, postmenopausal is defined as age over 60",
        "- Have menopausal status determined; for study purposes, postmenopausal is defined as\n- A prior oophorectomy, or\n- No menses for a year",
        "- Female, pre and post-menopausal\n- Post-menopausal status defined as 2 years without menses or prior oophorectomy",
    ],
)
def test_a_definition_asks_for_nothing(lines: str) -> None:
    assert read(inclusion=f"- At least 18 years old\n{lines}", **PREMENOPAUSAL) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    "lines",
    [
        "- Postmenopausal women. Postmenopausal status is defined as age over 60",
        "- Postmenopausal women, defined as age over 60",
        "- Postmenopausal status defined as age over 60\n- Postmenopausal women on letrozole",
    ],
)
def test_who_is_asked_for_beside_it_is_asked_for(lines: str) -> None:
    assert read(inclusion=lines, **PREMENOPAUSAL) is not Verdict.ELIGIBLE


def test_where_nothing_else_speaks_of_it_the_definition_may_be_the_demand() -> None:
    lines = "- Postmenopausal status is defined as one of:\n  - Bilateral oophorectomy\n  - No menses for 2 years"
    assert read(inclusion=lines, **PREMENOPAUSAL) is not Verdict.ELIGIBLE


def test_suppression_of_the_ovaries_far_down_a_definition_lets_others_in() -> None:
    ways = [
        "No menses for at least 12 months in women of 50 years or more without any other known medical cause",
        "No menses for at least 12 months in younger women, with estradiol within the range of the laboratory after menopause",
        "Removal of both ovaries at any time before registration, confirmed by the report of the operation",
        "After hysterectomy with ovaries left in place, estradiol within the range of the laboratory after menopause",
        "If premenopausal, treatment with goserelin since at least 4 weeks",
    ]
    lines = "- Postmenopausal women defined by one of the criteria:\n" + "\n".join(f"  - {way};" for way in ways)
    assert read(inclusion=lines, **PREMENOPAUSAL) is not Verdict.INELIGIBLE
