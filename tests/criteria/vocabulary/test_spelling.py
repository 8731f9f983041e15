"""Spellings that mean the same fold to one key, and a phrase knows its variants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.vocabulary.spelling import fold, key, plain, plural, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CDK4/6 inhibitors", "cdk4/6 inhibitor"),
        ("triple-negative", "Triple negative"),
        ("tumour", "tumor"),
        ("Haemorrhages", "hemorrhage"),
        ("leukaemia", "leukemia"),
        ("metastases", "metastasis"),
        ("biopsies", "biopsy"),
        ("viruses", "virus"),
        ("Taxotere®", "taxotere"),
        ("Crohn’s disease", "crohn's disease"),
        ("PD‑1", "PD-1"),
        ("  heart   failure ", "heart failure"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("pancreatitis", "pancreatiti"), ("virus", "viru"), ("AST", "AS"), ("stroke", "strokes of luck")]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_is_total_and_key_agrees_with_it(text: str) -> None:
    assert key(text) == fold(text)


@given(st.text(max_size=40))
def test_plain_is_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("therapy", "therapies"),
        ("inhibitor", "inhibitors"),
        ("metastasis", "metastases"),
        ("biopsy", "biopsies"),
        ("day", None),
        ("delay", "delays"),
        ("cortex", "cortexes"),
        ("diabetes", None),
        ("T-DM1", None),
    ],
)
def test_plurals_are_formed_by_rule_or_not_at_all(one: str, many: str | None) -> None:
    assert plural(one) == many


def test_variants_hold_the_phrase_itself_first_and_nothing_twice() -> None:
    found = variants("anti-tumor therapy")
    assert found[0] == "anti-tumor therapy"
    assert {"anti tumor therapy", "anti-tumour therapies", "anti tumour therapy"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("phrase", ["hormone receptor", "hemorrhage", "anti-tumor therapy", "crohn's disease", "edema"])
def test_every_variant_folds_to_the_phrase_or_drops_its_apostrophe(phrase: str) -> None:
    without = phrase.replace("'s", "s"), phrase.replace("'s", "")
    assert all(fold(form) in {fold(f) for f in (phrase, *without)} for form in variants(phrase))
