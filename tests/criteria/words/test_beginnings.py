"""Where no full stop ends a sentence, the capital of the next criterion does."""

from __future__ import annotations

from itertools import pairwise

import pytest

from criteria.words.beginnings import beginnings


def pieces(text: str) -> list[str]:
    """The sentences of a text in single spaces."""
    cuts = [0, *beginnings(text, 0, len(text)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WHO score 0-2 without weight loss Life expectancy over 6 months No prior taxane",
            ["WHO score 0-2 without weight loss", "Life expectancy over 6 months", "No prior taxane"],
        ),
        (
            "ANC at least 1,500/mm3 Platelets at least 90,000/mm3",
            ["ANC at least 1,500/mm3", "Platelets at least 90,000/mm3"],
        ),
        ("seizures within 6 weeks History of stroke", ["seizures within 6 weeks", "History of stroke"]),
    ],
)
def test_a_criterion_begins_at_its_capital(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lobular cancer confirmed by Pathology report",
        "Untreated lesions (of the brain Measurable disease elsewhere) or liver lesions",
        "For group 2 Patients who had surgery",
        "one of these: (ii) Histologically confirmed sarcoma",
        "No illness such as: lung fibrosis Severe asthma or Known hepatitis",
        "Normal kidneys and Serum creatinine below 1.4 mg/dL",
        "Eastern Cooperative Oncology Group Performance status of 1",
    ],
)
def test_a_capital_alone_begins_none(text: str) -> None:
    assert pieces(text) == [text]
