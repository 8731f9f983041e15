"""The part of the body that the name of an operation tells."""

from __future__ import annotations

import pytest

from matcher.entries.operation_places import is_in_another_part


@pytest.mark.parametrize(
    ("operation", "place"),
    [
        ("vaginal hysterectomy", "upper gi tract"),
        ("partial nephrectomy", "stomach or small bowel"),
        ("cataract surgery", "spine"),
        ("hemicolectomy", "cardiac"),
    ],
)
def test_an_operation_whose_name_tells_its_part_was_in_no_other(operation: str, place: str) -> None:
    assert is_in_another_part(operation, place)


@pytest.mark.parametrize(
    ("operation", "place"),
    [
        ("hemicolectomy", "gastrointestinal"),
        ("hysterectomy", "pelvic"),
        ("hysterectomy with bowel resection", "gastrointestinal"),
        ("laparoscopic surgery", "gastrointestinal"),
        ("hysterectomy", "painful site"),
    ],
)
def test_what_may_have_been_there_stays_open(operation: str, place: str) -> None:
    assert not is_in_another_part(operation, place)
