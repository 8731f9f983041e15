"""Whether it speaks for a patient to have what unread words name: by where they stand, and by their own "not"."""

from __future__ import annotations

import pytest

from criteria.span import Span
from criteria.tree import All, Kind, Not, Section, Unparsed
from matcher.words.asked import denied_in, is_asked, is_wanted


def asked(before: str, words: str, section: Section, listed: Kind | None = None) -> bool:
    text = before + words
    return is_asked(text, Span(len(before), len(text)), section, listed)


@pytest.mark.parametrize("before", ["", "Three xanthic nodes and ", "No fever. ", "Not older than 70, with "])
def test_an_inclusion_asks_for_what_it_names(before: str) -> None:
    assert asked(before, "zorbic humour", Section.INCLUSION)


@pytest.mark.parametrize("before", ["no ", "Up to 3 nodes and no ", "without any history of ", "Has never had "])
def test_a_no_right_before_the_words_denies_them(before: str) -> None:
    assert not asked(before, "zorbic humour", Section.INCLUSION)


def test_a_no_far_before_the_words_denies_them_where_the_tree_has_them_under_it() -> None:
    before = "No patient has been found on the day of the visit to have a fever or "
    text = f"{before}zorbic humour"
    assert not is_asked(text, Span(len(before), len(text)), Section.INCLUSION, None, denied=True)
    assert is_asked(text, Span(0, len(text)), Section.INCLUSION, None, denied=True)  # its own "no" is heeded apart


def test_words_under_two_denials_are_not_denied() -> None:
    words = Unparsed(Span(0, 5))
    other = Unparsed(Span(6, 9))
    node = Not(All((words, Not(other, other.span)), Span(0, 9)), Span(0, 9))
    assert list(denied_in(node)) == [words]


def test_an_exclusion_and_an_item_of_a_denied_list_are_not_asked_for() -> None:
    assert not asked("", "zorbic humour", Section.EXCLUSION)
    assert not asked("No fever or ", "zorbic humour", Section.INCLUSION, Kind.COMORBIDITY)


@pytest.mark.parametrize(
    ("phrase", "among_inclusions", "among_exclusions"),
    [
        ("zorbic humour", True, False),
        ("no zorbic humour", False, True),
        ("zorbic humour (not counting the first)", True, False),
        ("Patients with zorbic humour are not eligible", False, False),
        ("Those with zorbic humour are excluded", False, False),
        ("Zorbic humour will make the patient ineligible", False, False),
        ("Participants must not plan to use zorbic oil", False, False),
        ("Patients without zorbic humour are not eligible", True, True),
    ],
)
def test_what_rules_out_by_its_own_words_does_so_in_either_section(
    phrase: str, among_inclusions: bool, among_exclusions: bool
) -> None:
    assert is_wanted(phrase, asked=True) is among_inclusions
    assert is_wanted(phrase, asked=False) is among_exclusions
