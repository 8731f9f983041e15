"""Text becomes the same search words for documents and queries, and only words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.words import GAP, LONGEST, Phrase, joined, phrases, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HER2-positive Breast Cancers", ["her2", "positive", "breast", "cancer"]),
        ("anti-PD-L1 (≥1%)", ["anti", "pd", "l1", "1"]),
        ("Hôpital Saint-Étienne", ["hopital", "saint", "etienne"]),
        ("biopsies metastases diagnosis status class", ["biopsy", "metastase", "diagnosis", "status", "class"]),
        ("Straße µg ﬁrst", ["strasse", "μg", "first"]),
        ("乳がん", ["乳かん"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_very_long_word_is_cut() -> None:
    assert words("a" * 1000) == ["a" * LONGEST]


@given(st.text())
def test_words_are_letters_and_digits_alone_and_stay_as_they_are(text: str) -> None:
    found = words(text)
    assert all(re.fullmatch(r"[^\W_]+", word) for word in found)
    assert words(" ".join(found)) == [twice for word in found for twice in words(word)]


def test_texts_of_one_field_are_kept_apart() -> None:
    assert joined(["Breast Cancer", None, "", "Bone"]) == f"breast cancer {GAP} bone"


def test_a_query_is_words_and_quoted_phrases_each_once() -> None:
    assert phrases('bone "lung cancer" PD-L1 bone ""') == (
        Phrase(("lung", "cancer")),
        Phrase(("bone",)),
        Phrase(("pd", "l1")),
    )
