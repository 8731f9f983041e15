"""What an entry among the conditions tells of treatments that no longer help."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Kind
from matcher.derive.resistance import tells_of
from matcher.truth import Truth
from tests.matcher.people import ALL_LISTS, patient, truth


@pytest.mark.parametrize(
    ("entry", "concept", "told"),
    [
        ("platinum- and taxane-resistant disease", "taxane", True),
        ("platinum- and taxane-resistant disease", "anthracycline", False),
        ("progression on letrozole and palbociclib", "CDK4/6 inhibitor", True),
        ("disease refractory to standard treatment", "anticancer therapy", True),
        ("radiographic disease progression", "systemic therapy", True),
        ("radiographic disease progression", "taxane", False),
        ("platinum-sensitive disease, progression after 9 months", "platinum-based chemotherapy", False),
        ("progression of brain metastases after therapy", "anticancer therapy", False),
        ("no progression on letrozole", "aromatase inhibitor", False),
    ],
)
def test_resistance_is_told_of_what_is_named(entry: str, concept: str, *, told: bool) -> None:
    assert tells_of(entry, concept) is told


def treated(outcome: str, *entries: str) -> Any:
    course = {"name": "docetaxel", "setting": "metastatic", "line": 1, "start": "2025-01", "end": "2025-06"}
    return patient(
        treatments=[course | {"outcome": outcome}], conditions=[{"name": one} for one in entries], complete=ALL_LISTS
    )


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (treated("completed"), Truth.UNKNOWN),
        (treated("completed", "taxane-resistant disease"), Truth.TRUE),
        (treated("completed", "anthracycline-resistant disease"), Truth.UNKNOWN),
        (treated("ongoing", "taxane-resistant disease"), Truth.FALSE),
    ],
)
def test_it_settles_what_the_treatments_leave_open(person: Any, expected: Truth) -> None:
    assert truth(person, Kind.THERAPY, "taxane", "progressed") is expected
