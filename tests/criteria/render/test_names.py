"""Concepts are written with their capitals, and for patients in everyday words that the vocabulary's concepts have."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from criteria import vocabulary
from criteria.render.names import plain, written
from criteria.tree import Kind

NAMES = tomllib.loads(files("criteria.render").joinpath("names.toml").read_text(encoding="utf-8"))
WORDS = [(Kind(kind), concept, words) for kind, table in NAMES["plain"].items() for concept, words in table.items()]
WITHOUT_A_TABLE = {Kind.PERFORMANCE, Kind.DISEASE_MEASURE}


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("hiv infection", "HIV infection"),
        ("hepatitis b", "hepatitis B"),
        ("gilbert's syndrome", "Gilbert's syndrome"),
        ("contraindication to mri", "contraindication to MRI"),
        ("hearing aids", "hearing aids"),
        ("HER2-targeted therapy", "HER2-targeted therapy"),
        ("chiropractic", "chiropractic"),
    ],
)
def test_names_have_their_capitals(concept: str, words: str) -> None:
    assert written(concept) == words


def test_a_concept_without_everyday_words_is_as_it_is_written() -> None:
    assert plain(Kind.COMORBIDITY, "hiv infection") == "HIV infection"
    assert plain(Kind.COMORBIDITY, "stroke") == "a stroke"


@pytest.mark.parametrize(("kind", "concept", "words"), WORDS, ids=lambda value: str(value))
def test_everyday_words_are_of_a_concept_by_the_name_it_is_read_by(kind: Kind, concept: str, words: str) -> None:
    assert words != concept or words.startswith(("a ", "an "))
    if kind not in WITHOUT_A_TABLE:
        found = vocabulary.load().find(kind, concept)
        assert found is not None
        assert found.name in concept
