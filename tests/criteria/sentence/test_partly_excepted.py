"""Exceptions of which only a part was read: who is in that part is spared only if the rest cannot narrow it."""

from __future__ import annotations

import pytest

from tests.criteria.trees import lifts_alone


@pytest.mark.parametrize(
    "line",
    [
        "Bone metastases only, unless a lytic lesion with a soft tissue component can be followed by MRI",
        "Prior radiotherapy, unless regrowth inside the irradiated portal was shown by biopsy",
        "Use of corticosteroids, except steroid inhalers, eye drops or joint injections",
    ],
)
def test_who_has_what_an_exception_mentions_is_not_spared_for_that(line: str) -> None:
    assert lifts_alone(line) == []


@pytest.mark.parametrize(
    ("line", "spares"),
    [
        ("Prior bisphosphonates other than zoledronic acid (Zometa) at any time before study entry", "zoledronic acid"),
        (
            "Anticancer therapy within 21 days, except hormone therapy, which can be given up to 7 days before cycle 1",
            "endocrine therapy",
        ),
    ],
)
def test_a_brand_or_the_moment_counted_from_narrows_nothing(line: str, spares: str) -> None:
    assert lifts_alone(line) == [spares]


def test_the_cause_of_a_raised_value_spares_though_its_other_causes_were_not_read() -> None:
    line = (
        "Bilirubin <= ULN unless the elevation is due to Gilbert's syndrome or a similar slow conjugation of bilirubin"
    )
    assert lifts_alone(line, "Inclusion") == ["gilbert's syndrome"]


def test_what_a_drug_was_stopped_for_is_read_with_it() -> None:
    line = "Progression on the most recent therapy, unless the latest therapy was everolimus, discontinued for toxicity"
    assert lifts_alone(line, "Inclusion") == ["everolimus"]


def test_any_part_of_what_ends_a_permission_keeps_out() -> None:
    line = "Prior chemotherapy is allowed, except anthracyclines beyond cumulative limits chosen by a hospital pharmacy"
    assert lifts_alone(line, "Inclusion") == ["anthracycline"]
