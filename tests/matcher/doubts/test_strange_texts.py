"""Doubts look at texts of any shape, and take no longer than in proportion to their length."""

from __future__ import annotations

import pytest

from criteria import parse
from matcher.doubts import beyond_doubt


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria: * " + "postmenopausal ovarian suppression " * 3000,
        "Exclusion Criteria: * " + "brain metastases unless stable, and " * 2500,
        "Exclusion Criteria: * " + "allergy to x, asthma asthma " * 1500,
        "Age. 1. Adult. - " * 4000,
        "* Stage II\n* Stage III\n" * 1500,
        "* " + "tamoxifen or raloxifene or " * 2000,
    ],
    ids=["suppression", "brain metastases", "allergies", "ages", "stages apart", "treatments"],
)
def test_strange_texts_are_looked_at_to_the_end(text: str) -> None:
    softened = beyond_doubt(parse(text))
    assert softened.text == text
    assert len(softened.criteria) == len(parse(text).criteria)
