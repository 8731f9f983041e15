"""Whether a trial is about the patient's disease at all; what might be is kept."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.study import Study
from matcher.topic import Topic, topic


def about(title: str = "A trial", *conditions: str, text: str = "", **more: Any) -> Topic:
    return topic(Study(nct_id="NCT90000001", title=title, conditions=conditions, eligibility=text, **more))


@pytest.mark.parametrize("title", ["Letrozole in breast cancer", "Surgery of DCIS", "A drug for mammary carcinoma"])
def test_breast_cancer_in_the_title(title: str) -> None:
    assert about(title) is Topic.BREAST


@pytest.mark.parametrize("condition", ["Breast Neoplasms", "TNBC", "Metastatic Breast Carcinoma"])
def test_breast_cancer_among_the_conditions(condition: str) -> None:
    assert about("A trial", condition) is Topic.BREAST


@pytest.mark.parametrize(
    "conditions",
    [
        ("Lung Cancer",),
        ("Leukemia, Chronic Lymphocytic", "Richter Syndrome"),
        ("Recurrent Renal Cell Cancer",),
        ("Melanoma (Skin)", "BRAF V600 Mutation"),
        ("Locally Advanced Pancreatic Adenocarcinoma",),
        ("HIV Infections", "Lymphoma, AIDS-Related"),
        ("Prostatic Neoplasms",),
        ("Urologic Cancer", "Gastrointestinal (Stromal) Tumors"),
    ],
)
def test_cancers_of_other_organs_are_something_else(conditions: tuple[str, ...]) -> None:
    assert about("A trial", *conditions) is Topic.OTHER


def test_breastfeeding_is_no_breast_cancer() -> None:
    text = "Exclusion Criteria:\n\n* Pregnant or breast-feeding women\n* Breastfeeding\n* Breast feeding"
    assert about("Support of breastfeeding", "Breast Feeding, Exclusive") is Topic.OTHER
    assert about("A trial", "Lung Cancer", text=text) is Topic.OTHER


def test_a_transporter_is_no_breast_cancer() -> None:
    assert about("A trial", "Lung Cancer", text="No inhibitors of breast cancer resistance protein") is Topic.OTHER


def test_a_text_that_names_breast_cancer_keeps_the_trial() -> None:
    text = "Inclusion Criteria:\n\n* Breast or ovarian cancer"
    assert about("A trial", "Ovarian Cancer", text=text) is Topic.CANCER


@pytest.mark.parametrize(
    ("title", "conditions"),
    [
        ("A new drug in advanced solid tumors", ("Lung Cancer",)),
        ("Omega-3 in patients with advanced cancer", ("Leukemia", "Lymphoma")),
        ("A new drug", ("Solid Tumor", "Lung Cancer")),
        ("A new drug", ("Advanced Malignancies",)),
        ("Radiosurgery", ("Brain Neoplasms",)),
        ("Oral pouches for fewer cases of smoking-related cancer", ("Smoking-Related Carcinoma",)),
        ("Radiosurgery", ("Liver Metastases",)),
        ("A drug for BRCA-mutated tumors", ("BRCA1 Mutation", "PALB2 Gene Mutation")),
        ("Fentanyl for cancer pain", ("Pain",)),
    ],
)
def test_cancer_in_general_may_be_hers(title: str, conditions: tuple[str, ...]) -> None:
    assert about(title, *conditions) is Topic.CANCER


@pytest.mark.parametrize("title", ["Tumor necrosis factor in arthritis", "A trial of aspirin"])
def test_what_is_no_cancer_is_something_else(title: str) -> None:
    assert about(title, "Arthritis") is Topic.OTHER
