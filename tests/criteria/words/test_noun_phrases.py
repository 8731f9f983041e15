"""Lists taken apart into members, and members into names and the words around them."""

from __future__ import annotations

import pytest

from criteria.words.noun_phrases import members, names


def parts(words: str) -> list[str]:
    return [words[m.start : m.end].strip() for m in members(words, 0, len(words))]


def first_name(words: str) -> str:
    (member, *_) = members(words, 0, len(words))
    name = next(names(words, member))
    return words[name.start : name.end]


def test_commas_conjunctions_and_brackets_part_members() -> None:
    assert parts("stroke, seizure (epilepsy) and/or coma") == ["stroke", "seizure", "epilepsy", "coma"]


@pytest.mark.parametrize(
    "words",
    [
        "grade 2 or higher neuropathy",
        "active or uncontrolled infection",
        "acute and/or chronic hepatitis",
        "two or more falls",
    ],
)
def test_what_belongs_together_is_not_parted(words: str) -> None:
    assert parts(words) == [words]


def test_a_decimal_and_a_species_are_not_parted() -> None:
    assert parts("potassium of 3.5, e. coli infection") == ["potassium of 3.5", "e. coli infection"]


def test_the_sign_before_a_member_is_kept() -> None:
    found = members("gout, or such as asthma", 0, 23)
    assert [m.separator for m in found] == ["", ", or such as"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("patients with a known history of asthma within 6 months", "asthma"),
        ("clinically significant liver disease requiring treatment", "liver disease"),
        ("grade 2 or higher neuropathy", "neuropathy"),
        ("positive test results for hepatitis b", "hepatitis b"),
        ("hypertension not controlled by medicines", "hypertension"),
    ],
)
def test_a_name_is_stripped_of_the_words_around_it(words: str, name: str) -> None:
    assert first_name(words) == name
