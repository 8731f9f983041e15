"""What is doubted does not depend on where the registry has broken the lines of a text."""

from __future__ import annotations

import textwrap

import pytest

from api.cli.outline import outline
from criteria import parse
from criteria.criterion import Criteria
from matcher.doubts import beyond_doubt

_SENTENCES = (
    "Whoever is still fertile is told so; pre- or peri-menopausal sexually active women must use effective contraception throughout",
    "Lymphangitic spread in the lung is told too. Any peripheral neuropathy must recover to grade 2 before anyone is enrolled in it",
    "Patients with bone scans that are suspicious and whose alkaline phosphatase is raised must have imaging that rules out metastatic disease",
    "Uncontrolled illness including, but not limited to, ongoing infection, angina, or social situations that would limit compliance with the study",
)


def _text(width: int) -> str:
    lines = (textwrap.fill(f"  -  {one}", width, subsequent_indent="     ") for one in _SENTENCES)
    return "DISEASE CHARACTERISTICS:\n\n" + "\n\n".join(lines) + "\n"


def _seen(criteria: Criteria, text: str) -> list[list[str]]:
    return [[" ".join(line.split()) for line in outline(one.node, text)] for one in criteria.criteria]


@pytest.mark.parametrize("width", range(66, 100))
def test_wrapping_changes_no_doubt(width: int) -> None:
    whole, wrapped = _text(1000), _text(width)
    assert _seen(beyond_doubt(parse(wrapped)), wrapped) == _seen(beyond_doubt(parse(whole)), whole)


def test_what_is_not_doubted_stays_the_same_object() -> None:
    criteria = parse(_text(70))
    softened = beyond_doubt(criteria).criteria
    untouched = [old for old, new in zip(criteria.criteria, softened, strict=True) if old == new]
    assert all(any(one is old for one in softened) for old in untouched)
