"""Surfaces are every way of writing a concept, with what the tagger must mind."""

from __future__ import annotations

import pytest

from criteria.tree import Kind
from criteria.vocabulary import Concept, Surface, Vocabulary, load

SURFACES = {(surface.text, surface.kind): surface for surface in load().surfaces()}


def written(*concepts: Concept, rules: dict[tuple[str, str], str] | None = None) -> list[Surface]:
    return list(Vocabulary(concepts, rules).surfaces())


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("cdk4/6 inhibitors", Kind.THERAPY, "CDK4/6 inhibitor"),
        ("radiation therapies", Kind.THERAPY, "radiation therapy"),
        ("brain metastases", Kind.METASTASIS, "brain"),
        ("haemoglobin", Kind.LAB, "hemoglobin"),
        ("oestrogen receptor", Kind.BIOMARKER, "ER"),
        ("t dm1", Kind.THERAPY, "trastuzumab emtansine"),
        ("crohn’s disease", Kind.COMORBIDITY, "crohn's disease"),
        ("crohns disease", Kind.COMORBIDITY, "crohn's disease"),
    ],
)
def test_plurals_british_forms_and_marks_are_there(text: str, kind: Kind, name: str) -> None:
    assert SURFACES[text, kind].name == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AI", Kind.THERAPY),
        ("AC", Kind.THERAPY),
        ("TC", Kind.THERAPY),
        ("SG", Kind.THERAPY),
        ("ER", Kind.BIOMARKER),
        ("PR", Kind.BIOMARKER),
        ("AR", Kind.BIOMARKER),
        ("MET", Kind.BIOMARKER),
        ("KIT", Kind.BIOMARKER),
        ("EGFR", Kind.BIOMARKER),
        ("eGFR", Kind.LAB),
        ("PT", Kind.LAB),
    ],
)
def test_short_codes_match_only_as_they_stand(text: str, kind: Kind) -> None:
    assert SURFACES[text, kind].case
    assert (text.lower(), kind) not in SURFACES


def test_all_other_surfaces_are_in_lower_case() -> None:
    assert all(surface.text == surface.text.lower() for surface in SURFACES.values() if not surface.case)


def test_an_organ_alone_needs_context_to_be_a_site() -> None:
    assert SURFACES["liver", Kind.METASTASIS].context
    assert not SURFACES["liver metastases", Kind.METASTASIS].context


def test_a_drug_has_no_plural() -> None:
    assert [s.text for s in written(Concept(Kind.THERAPY, "palbociclib", "drug"))] == ["palbociclib"]
    assert [s.text for s in written(Concept(Kind.THERAPY, "taxane", "class"))] == ["taxane", "taxanes"]


def test_a_name_comes_before_another_concepts_synonym() -> None:
    first = Concept(Kind.COMORBIDITY, "angina", "cardiac", ("heart pain",))
    second = Concept(Kind.COMORBIDITY, "heart pain", "cardiac")
    assert {s.text: s.name for s in written(first, second)}["heart pain"] == "heart pain"


def test_rules_restrict_a_surface_for_all_kinds_or_for_one() -> None:
    lab = Concept(Kind.LAB, "estradiol", "endocrine")
    drug = Concept(Kind.THERAPY, "estradiol", "drug")
    found = written(lab, drug, rules={("estradiol", "therapy"): "context"})
    assert [(s.kind, s.context) for s in found if s.text == "estradiol"] == [
        (Kind.LAB, False),
        (Kind.THERAPY, True),
    ]
    assert written(drug, rules={("estradiol", ""): "never"}) == []
    assert written(drug, rules={("estradiol", ""): "case"}) == [Surface("estradiol", Kind.THERAPY, "estradiol", True)]


def test_a_surface_that_is_never_tagged_is_still_found() -> None:
    vocabulary = Vocabulary([Concept(Kind.THERAPY, "gemcitabine", "drug", ("GEM",))], {("GEM", ""): "never"})
    found = vocabulary.find(Kind.THERAPY, "gem")
    assert found is not None
    assert found.name == "gemcitabine"
