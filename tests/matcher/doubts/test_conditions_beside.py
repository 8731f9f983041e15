"""A condition that only shows, explains or places what excludes keeps out nobody by its name."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read


def with_condition(name: str, **more: object) -> dict[str, object]:
    return METASTATIC | {"conditions": [{"name": name} | more], "complete": ["conditions"]}


@pytest.mark.parametrize(
    ("line", "name", "verdict"),
    [
        ("- Heart failure (dyspnea, edema)", "dyspnea", Verdict.ELIGIBLE),
        ("- Heart failure (dyspnea, edema)", "heart failure", Verdict.INELIGIBLE),
        ("- Connective tissue disease, specifically scleroderma", "systemic lupus erythematosus", Verdict.ELIGIBLE),
        ("- Connective tissue disease, specifically scleroderma", "scleroderma", Verdict.INELIGIBLE),
        ("- Use of steroids for asthma or arthritis", "arthritis", Verdict.UNKNOWN),
        ("- Asthma (moderate to severe)", "asthma", Verdict.UNKNOWN),
        ("- Fracture of the wrist", "bone fracture", Verdict.UNKNOWN),
        ("- Chronic kidney disease (stage 4)", "chronic kidney disease", Verdict.UNKNOWN),
        ("- Lupus or myositis with a creatinine above normal", "myositis", Verdict.UNKNOWN),
        ("- Prior severe reaction to taxanes", "myositis", Verdict.ELIGIBLE),
        ("- ASA class III", "myositis", Verdict.UNKNOWN),
        (
            "- Inflammatory disorders (e.g., sarcoidosis) where there is documented lung involvement",
            "sarcoidosis",
            Verdict.UNKNOWN,
        ),
    ],
)
def test_what_stands_beside_the_exclusion_does_not_exclude(line: str, name: str, verdict: Verdict) -> None:
    assert read(exclusion=line, **with_condition(name)) is verdict


def test_bleeding_after_menopause_excludes_nobody_for_menopause() -> None:
    record = with_condition("gout") | {"sex": "female", "age": 64, "menopausal_status": "postmenopausal"}
    assert read(exclusion="- Postmenopausal uterine bleeding", **record) is Verdict.ELIGIBLE


def test_a_grade_behind_a_list_is_that_of_each() -> None:
    line = "- Any bleeding or hemorrhage of CTCAE grade 3 or higher"
    assert read(exclusion=line, **with_condition("bleeding", grade=1)) is Verdict.ELIGIBLE
    assert read(exclusion=line, **with_condition("hemorrhage", grade=3)) is Verdict.INELIGIBLE


def test_the_word_before_a_list_is_said_of_each() -> None:
    line = "- Severe renal, hepatic or other organ disease"
    assert read(exclusion=line, **with_condition("hepatic disease", status="mild")) is Verdict.ELIGIBLE
    assert read(exclusion=line, **with_condition("severe hepatic disease")) is Verdict.INELIGIBLE
