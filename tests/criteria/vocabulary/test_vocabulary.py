"""The vocabulary finds concepts in any spelling, and knows which is a kind of which."""

from __future__ import annotations

import pytest

from criteria.tree import Kind
from criteria.vocabulary import Concept, Vocabulary, load

VOCABULARY = load()


@pytest.mark.parametrize(
    ("kind", "written", "name"),
    [
        (Kind.THERAPY, "Ibrance", "palbociclib"),
        (Kind.THERAPY, "PD-0332991", "palbociclib"),
        (Kind.THERAPY, "CDK 4/6 Inhibitors", "CDK4/6 inhibitor"),
        (Kind.THERAPY, "T-DXd", "trastuzumab deruxtecan"),
        (Kind.THERAPY, "ado–trastuzumab emtansine", "trastuzumab emtansine"),
        (Kind.THERAPY, "Herceptin®", "trastuzumab"),
        (Kind.THERAPY, "hormonal therapies", "endocrine therapy"),
        (Kind.THERAPY, "oestrogens", "estrogen"),
        (Kind.THERAPY, "radiotherapy", "radiation therapy"),
        (Kind.COMORBIDITY, "HIV positive", "hiv infection"),
        (Kind.COMORBIDITY, "Crohn’s disease", "crohn's disease"),
        (Kind.COMORBIDITY, "deep venous thromboses", "deep vein thrombosis"),
        (Kind.COMORBIDITY, "interstitial lung diseases", "interstitial lung disease"),
        (Kind.CANCER, "IDC", "ductal carcinoma"),
        (Kind.CANCER, "leukaemia", "leukemia"),
        (Kind.METASTASIS, "CNS metastases", "brain"),
        (Kind.METASTASIS, "carcinomatous meningitis", "leptomeningeal"),
        (Kind.BIOMARKER, "oestrogen receptor", "ER"),
        (Kind.BIOMARKER, "HER-2/neu", "HER2"),
        (Kind.BIOMARKER, "p53", "TP53"),
        (Kind.LAB, "SGOT", "AST"),
        (Kind.LAB, "haemoglobin", "hemoglobin"),
        (Kind.LAB, "absolute neutrophil count", "ANC"),
    ],
)
def test_a_concept_is_found_by_name_synonym_and_spelling(kind: Kind, written: str, name: str) -> None:
    concept = VOCABULARY.find(kind, written)
    assert concept is not None
    assert concept.name == name


def test_what_is_no_concept_is_not_found() -> None:
    assert VOCABULARY.find(Kind.THERAPY, "a walk in the park") is None
    assert VOCABULARY.find(Kind.LAB, "palbociclib") is None


@pytest.mark.parametrize(
    ("drug", "broader"),
    [
        ("palbociclib", {"CDK4/6 inhibitor", "targeted therapy", "systemic therapy", "anticancer therapy"}),
        (
            "trastuzumab deruxtecan",
            {"antibody-drug conjugate", "HER2-targeted therapy", "topoisomerase I inhibitor antibody-drug conjugate"},
        ),
        ("letrozole", {"aromatase inhibitor", "endocrine therapy", "systemic therapy"}),
        ("capecitabine", {"fluoropyrimidine", "antimetabolite", "chemotherapy"}),
        ("elacestrant", {"oral SERD", "SERD", "endocrine therapy"}),
        ("pembrolizumab", {"PD-1 inhibitor", "immune checkpoint inhibitor", "immunotherapy"}),
        ("whole brain radiation therapy", {"brain radiation therapy", "radiation therapy", "anticancer therapy"}),
        ("bilateral mastectomy", {"mastectomy", "breast surgery", "surgery"}),
    ],
)
def test_classes_inherit(drug: str, broader: set[str]) -> None:
    assert broader <= VOCABULARY.ancestors(Kind.THERAPY, drug)


@pytest.mark.parametrize(
    ("drug", "not_broader"),
    [
        ("trastuzumab deruxtecan", "chemotherapy"),
        ("sacituzumab govitecan", "chemotherapy"),
        ("palbociclib", "chemotherapy"),
        ("mastectomy", "systemic therapy"),
        ("hormone replacement therapy", "endocrine therapy"),
        ("denosumab", "anticancer therapy"),
        ("dexamethasone", "anticancer therapy"),
        ("G-CSF", "chemotherapy"),
        ("fluticasone", "immunosuppressive therapy"),
        ("oophorectomy", "endocrine therapy"),
        ("mastectomy", "anticancer therapy"),
        ("valproic acid", "anticancer therapy"),
    ],
)
def test_what_is_not_a_kind_of_something_is_not_called_so(drug: str, not_broader: str) -> None:
    assert not VOCABULARY.is_a(Kind.THERAPY, drug, not_broader)


def test_a_regimen_is_what_its_drugs_are() -> None:
    assert {"trastuzumab", "docetaxel", "taxane", "HER2-targeted therapy"} <= VOCABULARY.ancestors(Kind.THERAPY, "TCHP")
    assert VOCABULARY.is_a(Kind.THERAPY, "AC-T", "anthracycline")
    assert not VOCABULARY.is_a(Kind.THERAPY, "TCHP", "anthracycline")


def test_is_a_takes_synonyms_and_holds_for_a_concept_itself() -> None:
    assert VOCABULARY.is_a(Kind.THERAPY, "Enhertu", "ADCs")
    assert VOCABULARY.is_a(Kind.THERAPY, "Enhertu", "T-DXd")


def test_an_unknown_name_is_only_itself() -> None:
    assert VOCABULARY.is_a(Kind.THERAPY, "XYZ-123", "xyz 123")
    assert not VOCABULARY.is_a(Kind.THERAPY, "XYZ-123", "chemotherapy")
    assert VOCABULARY.ancestors(Kind.THERAPY, "XYZ-123") == frozenset()


def test_descendants_are_the_other_side_of_ancestors() -> None:
    below = VOCABULARY.descendants(Kind.THERAPY, "CDK4/6 inhibitor")
    assert {"palbociclib", "ribociclib", "abemaciclib", "dalpiciclib"} <= below
    assert "CDK4/6 inhibitor" not in below
    assert all("CDK4/6 inhibitor" in VOCABULARY.ancestors(Kind.THERAPY, name) for name in below)


def test_conditions_and_sites_inherit_too() -> None:
    assert VOCABULARY.is_a(Kind.COMORBIDITY, "unstable angina", "cardiovascular disease")
    assert VOCABULARY.is_a(Kind.COMORBIDITY, "hepatitis b", "infection")
    assert VOCABULARY.is_a(Kind.COMORBIDITY, "uncontrolled hypertension", "cardiovascular disease")
    assert not VOCABULARY.is_a(Kind.COMORBIDITY, "hypertension", "cardiovascular disease")
    assert not VOCABULARY.is_a(Kind.COMORBIDITY, "gilbert's syndrome", "liver disease")
    assert VOCABULARY.is_a(Kind.METASTASIS, "leptomeningeal", "brain")
    assert VOCABULARY.is_a(Kind.METASTASIS, "liver", "visceral")
    assert VOCABULARY.is_a(Kind.BIOMARKER, "BRCA1", "BRCA")
    assert VOCABULARY.is_a(Kind.CANCER, "inflammatory breast cancer", "breast cancer")


def test_an_umbrella_name_lists_its_members() -> None:
    for kind, name, members in (
        (Kind.LAB, "transaminases", ("ALT", "AST")),
        (Kind.BIOMARKER, "BRCA1/2", ("BRCA1", "BRCA2")),
    ):
        concept = VOCABULARY.find(kind, name)
        assert concept is not None
        assert concept.members == members


def test_half_lives_are_in_days() -> None:
    fulvestrant, warfarin = (VOCABULARY.find(Kind.THERAPY, name) for name in ("fulvestrant", "warfarin"))
    assert fulvestrant is not None
    assert warfarin is not None
    assert fulvestrant.half_life_days == 40
    assert warfarin.half_life_days == pytest.approx(1.7)


def test_a_later_table_gives_synonyms_and_codes_to_a_name_that_is_there() -> None:
    ours = Concept(Kind.THERAPY, "drugamab", "drug", ("Drugex",), ("antibody",), source="curated")
    theirs = Concept(Kind.THERAPY, "Drugamab", "drug", ("DR-1234",), ("other",), codes=("UNII:1",), source="unii")
    found = Vocabulary([ours, theirs]).find(Kind.THERAPY, "DR-1234")
    assert found is not None
    assert (found.name, found.synonyms, found.parents) == ("drugamab", ("Drugex", "DR-1234"), ("antibody",))
    assert found.codes == ("UNII:1",)


def test_brands_and_codes_come_with_the_built_tables() -> None:
    osimertinib = VOCABULARY.find(Kind.THERAPY, "osimertinib")
    assert osimertinib is not None
    assert any(code.startswith("UNII:") for code in osimertinib.codes)


def test_loading_twice_gives_the_same_vocabulary() -> None:
    assert load() is VOCABULARY
