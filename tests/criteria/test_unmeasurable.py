"""Lists of what cannot be measured ask nobody to have it."""

from __future__ import annotations

import pytest

from criteria import parse

LIST = ("Bone lesions", "Leptomeningeal disease", "Ascites", "Inflammatory breast disease", "Cystic lesions")


def concepts(text: str) -> list[str]:
    return [fact.requirement.concept for fact in parse(text).facts()]


@pytest.mark.parametrize(
    "head",
    [
        "The following are not considered measurable:",
        "These are considered non-measurable disease:",
        "Non-measurable disease, including the following:",
        "Lesions that are not measurable are:",
    ],
)
@pytest.mark.parametrize("indent", ["", "  "])
def test_the_list_under_its_head_asks_for_nothing(head: str, indent: str) -> None:
    lines = "\n".join(f"{indent}* {line}" for line in LIST)
    text = f"Inclusion Criteria:\n\n* Measurable disease\n* {head}\n{lines}\n* ECOG 0-1"
    assert concepts(text) == ["measurable disease", "ECOG"]


def test_a_list_that_lost_its_head_asks_for_nothing() -> None:
    lines = "\n".join(f"* {line}" for line in LIST)
    assert concepts(f"Inclusion Criteria:\n\n{lines}\n* ECOG 0-1") == ["ECOG"]


def test_a_single_site_is_asked_for() -> None:
    assert concepts("Inclusion Criteria:\n\n* Leptomeningeal disease\n* ECOG 0-1") == ["leptomeningeal", "ECOG"]


def test_in_an_exclusion_the_list_excludes_nobody() -> None:
    lines = "\n".join(f"  * {line}" for line in LIST)
    text = f"Exclusion Criteria:\n\n* Only non-measurable disease, which includes the following:\n{lines}\n* Pregnancy"
    assert concepts(text) == ["measurable disease", "pregnant"]


def test_whatever_stands_under_the_head_asks_for_nothing() -> None:
    lines = "  * Bone disease only; lytic lesions are to be followed\n  * Skin plaques"
    assert concepts(f"Inclusion Criteria:\n\n* Lesions that do not qualify as measurable:\n\n{lines}\n* ECOG 0-1") == [
        "ECOG"
    ]
