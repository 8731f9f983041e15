"""Performance status: which words name a scale, and what is no grade."""

from __future__ import annotations

import pytest

from criteria import parse


def grades(words: str) -> list[tuple[str, object]]:
    facts = parse(f"Inclusion Criteria:\n\n* {words}\n").facts()
    return [(f.requirement.concept, f.requirement.value) for f in facts if f.requirement.kind == "performance"]


@pytest.mark.parametrize("scale", ["ECOG", "WHO", "Zubrod", "SWOG", "GOG", "Eastern Cooperative Oncology Group (ECOG)"])
def test_scales_that_grade_as_ecog_does_are_ecog(scale: str) -> None:
    (found,) = grades(f"{scale} performance status ≤ 1")
    assert found[0] == "ECOG"


@pytest.mark.parametrize("words", ["Karnofsky performance status ≥ 70", "KPS ≥ 70%", "Karnofsky index of at least 70"])
def test_karnofsky_goes_by_many_names(words: str) -> None:
    (found,) = grades(words)
    assert found[0] == "Karnofsky"


@pytest.mark.parametrize(
    "words",
    [
        "Patients who had a biopsy 2 weeks ago",
        "ECOG performance status must be recorded within 7 days",
        "Lansky performance status ≥ 50",
        "Women who received 2 or more cycles",
    ],
)
def test_numbers_near_a_scale_are_not_always_its_grades(words: str) -> None:
    assert grades(words) == []


def test_a_scale_far_from_its_number_is_not_joined_to_it() -> None:
    assert grades("ECOG performance status was assessed by the investigator in the 2 weeks before") == []
