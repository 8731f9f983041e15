"""Lines that only say what others are about ask for nothing, and are kept."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Allow, Not, Unparsed
from criteria.words.labels import points_below


@pytest.mark.parametrize(
    "line",
    [
        "Renal",
        "SYSTEM: LABORATORY VALUES",
        "Any tumor size",
        "Diet: not specified",
        "Estimated by the Cockcroft formula",
    ],
)
def test_a_label_asks_for_nothing_and_is_kept(line: str) -> None:
    text = f"Inclusion Criteria:\n\n* Age 18 or over\n* {line}\n* Female"
    own = [c.node for c in parse(text).criteria if c.span.of(text) == line]
    assert [type(node) for node in own] == [Allow]


@pytest.mark.parametrize("line", ["Renal", "Zorblified marrow", "Laboratory values > 3"])
def test_what_may_exclude_is_no_label(line: str) -> None:
    (only,) = parse(f"Exclusion Criteria:\n\n* {line}").criteria
    assert isinstance(only.node, Unparsed | Not)


def test_an_unread_exclusion_of_an_ailment_is_known_to_be_one() -> None:
    (only,) = parse("Exclusion Criteria:\n\n* Whatever brings about splenomegaly").criteria
    assert isinstance(only.node, Not)
    assert isinstance(only.node.node, Unparsed)


def test_boilerplate_excludes_nobody() -> None:
    (only,) = parse("Exclusion Criteria:\n\n* Anyone not meeting the eligibility criteria").criteria
    assert isinstance(only.node, Allow)


@pytest.mark.parametrize(
    ("line", "excludes"),
    [
        ("whoever of the subjects meets any of the following criteria is not eligible:", False),
        ("patients who meet any of the following criteria will not be included", True),
        ("patients with gout who meet any of the following criteria will not be included", False),
        ("patients who meet the following criteria are eligible", False),
    ],
)
def test_a_line_that_only_points_at_its_list_asks_for_nothing(line: str, excludes: bool) -> None:
    assert points_below(line, excludes=True) is excludes
