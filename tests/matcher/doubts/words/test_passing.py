"""What a sentence names in passing, or narrows, rules nobody out by its name."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import (
    Kind,
)
from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, excluded, node, read, verdict


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Patients must be willing to take calcium tablets", "calcium", Verdict.UNKNOWN),
        ("Haemoglobin of 10 or more; iron therapy should be given to keep it there", "iron therapy", Verdict.UNKNOWN),
        ("Scheduled for surgical resection of the tumour", "surgical resection", Verdict.UNKNOWN),
        ("At least two weeks between radiation and the start of gemcitabine", "gemcitabine", Verdict.UNKNOWN),
        ("Patients must have received gemcitabine", "gemcitabine", Verdict.INELIGIBLE),
        ("Previous treatment must have included:\n* gemcitabine", "gemcitabine", Verdict.INELIGIBLE),
    ],
)
def test_a_treatment_that_is_only_named_need_not_have_been_had(text: str, words: str, expected: Verdict) -> None:
    asked = node(text, words, Kind.THERAPY, words, "prior")
    assert verdict(text, asked, treatments=[], complete=["treatments", "medications"]) is expected


@pytest.mark.parametrize(
    ("text", "words", "kind", "concept", "record"),
    [
        ("Unstable illness (e.g., asthma, angina)", "asthma", Kind.COMORBIDITY, "asthma", {"conditions": [{"name": "asthma"}]}),
        ("Prior chemotherapy for stage II disease", "stage II", Kind.STAGE, "metastatic", METASTATIC),
        ("Patients with metastatic disease who cannot lie flat", "metastatic", Kind.STAGE, "metastatic", METASTATIC),
        ("Previous breast cancer of the same side", "breast cancer", Kind.CANCER, "breast cancer", METASTATIC),
    ],
)  # fmt: skip
def test_what_its_sentence_narrows_or_only_mentions_is_not_excluded_as_such(
    text: str, words: str, kind: Kind, concept: str, record: dict[str, Any]
) -> None:
    assert verdict(text, excluded(node(text, words, kind, concept)), **record) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Surgery to the stomach",
        "Surgery in excess of two hours",
        "Not a candidate for surgery",
        "Surgery planned within 6 months",
        "Surgery requiring general anaesthesia",
    ],
)
def test_a_treatment_that_is_narrowed_or_lies_ahead_is_not_excluded_as_such(text: str) -> None:
    words = "Surgery" if "Surgery" in text else "surgery"
    had = {"treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2024-03"}]}
    assert verdict(text, excluded(node(text, words, Kind.THERAPY, "surgery", "prior")), **had) is Verdict.UNKNOWN


def test_either_result_of_a_test_restricts_nobody() -> None:
    text = "Progesterone receptor positive or negative"
    asked = node(text, "Progesterone receptor positive", Kind.BIOMARKER, "PR", "positive")
    assert verdict(text, asked, biomarkers=[{"name": "PR", "result": "negative"}]) is Verdict.ELIGIBLE


def test_no_trial_asks_for_a_cancer_that_it_lists_as_harmless() -> None:
    text = "Treated basal cell carcinoma"
    asked = node(text, "basal cell carcinoma", Kind.CANCER, "basal cell carcinoma")
    assert verdict(text, asked, conditions=[], complete=["conditions"]) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("status", "expected"),
    [("uncontrolled", Verdict.INELIGIBLE), ("controlled", Verdict.ELIGIBLE), (None, Verdict.UNKNOWN)],
)
def test_an_example_of_uncontrolled_conditions_is_one_that_is_uncontrolled(
    status: str | None, expected: Verdict
) -> None:
    text = "Uncontrolled disease (e.g., asthma, hypertension)"
    asked = excluded(node(text, "hypertension", Kind.COMORBIDITY, "hypertension"))
    held = {"name": "hypertension"} | ({"status": status} if status else {})
    assert verdict(text, asked, conditions=[held], complete=["conditions"]) is expected


@pytest.mark.parametrize(
    ("text", "words", "kind", "concept", "record"),
    [
        ("Interval from mastectomy to first relapse of under a year", "relapse", Kind.STAGE, "recurrent", {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic", "presentation": "recurrent"}}),
        ("Metastatic disease to the central nervous system", "Metastatic", Kind.STAGE, "metastatic", METASTATIC),
        ("Metastases to bone marrow", "Metastases to bone", Kind.METASTASIS, "bone", {"metastases": [{"site": "bone"}]}),
        ("No tumour left following treatment with systemic chemotherapy", "chemotherapy", Kind.THERAPY, "chemotherapy", {"treatments": [{"name": "paclitaxel", "start": "2024-03", "end": "2024-05"}]}),
        ("Prior antibody-drug conjugate containing a plant toxin", "antibody-drug conjugate", Kind.THERAPY, "antibody-drug conjugate", {"treatments": [{"name": "sacituzumab govitecan", "start": "2024-03"}]}),
    ],
)  # fmt: skip
def test_a_point_in_time_or_another_place_excludes_nobody(
    text: str, words: str, kind: Kind, concept: str, record: dict[str, Any]
) -> None:
    assert verdict(text, excluded(node(text, words, kind, concept)), **record) is Verdict.UNKNOWN


@pytest.mark.parametrize("text", ["More than the highest total dose of doxorubicin", "Six cycles of doxorubicin"])
def test_an_amount_of_a_treatment_is_not_the_treatment(text: str) -> None:
    had = {"treatments": [{"name": "doxorubicin", "start": "2023-01", "end": "2023-02"}]}
    asked = excluded(node(text, "doxorubicin", Kind.THERAPY, "doxorubicin", "prior"))
    assert verdict(text, asked, **had) is Verdict.UNKNOWN


@pytest.mark.parametrize("text", ["Prior exposure to doxorubicin", "Earlier courses of doxorubicin"])
def test_exposure_to_a_treatment_is_the_treatment(text: str) -> None:
    had = {"treatments": [{"name": "doxorubicin", "start": "2023-01", "end": "2023-02"}]}
    asked = excluded(node(text, "doxorubicin", Kind.THERAPY, "doxorubicin", "prior"))
    assert verdict(text, asked, **had) is Verdict.INELIGIBLE


def test_a_number_of_metastases_is_not_any_metastasis() -> None:
    text = "> 3 metastases in the liver"
    asked = excluded(node(text, "metastases in the liver", Kind.METASTASIS, "liver", "any"))
    assert verdict(text, asked, metastases=[{"site": "liver"}]) is Verdict.UNKNOWN


def test_a_number_of_something_else_leaves_metastases_as_they_are() -> None:
    text = "ECOG 2 with liver metastases"
    asked = excluded(node(text, "liver metastases", Kind.METASTASIS, "liver", "any"))
    assert verdict(text, asked, metastases=[{"site": "liver"}]) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("* Men who agree to use a condom", {"sex": "female"}),
        ("* Male participant agrees to abstain", {"sex": "female"}),
        ("* No distant metastases present (M0)", {"diagnosis": {"cancer": "breast cancer", "m": "M0"}}),
        (
            "* Endocrine therapy: see disease characteristics",
            {"treatments": [], "complete": ["treatments", "medications"]},
        ),
        ("* Bone scan to confirm or exclude bone metastases", {"metastases": [], "complete": ["metastases"]}),
        (
            "* Patients whose tumors are HER2-positive will receive trastuzumab",
            {"biomarkers": [{"name": "HER2", "ihc": "0"}]},
        ),
        ("* HER2-positive by IHC 3+ or FISH, or negative tumors", {"biomarkers": [{"name": "HER2", "ihc": "0"}]}),
    ],
)
def test_whom_or_what_a_sentence_speaks_of_is_not_asked_of_everyone(line: str, record: dict[str, Any]) -> None:
    assert read(inclusion=line, **record) is not Verdict.INELIGIBLE


def test_what_excludes_only_together_is_as_doubtful_as_its_parts() -> None:
    record = {"diagnosis": {"cancer": "breast cancer", "extent": "locally advanced", "presentation": "recurrent"}}
    line = "* Chemotherapy given for metastatic or recurrent locally advanced disease"
    assert (
        read(exclusion=line, treatments=[], complete=["treatments", "medications"], **record) is not Verdict.INELIGIBLE
    )


def test_a_line_with_a_capital_is_no_longer_of_the_treatment_before_it() -> None:
    lines = "  Inadequate recovery after treatment\n  Patients with metastatic disease\n"
    assert read(exclusion=lines, **METASTATIC) is Verdict.INELIGIBLE


def test_how_many_of_a_required_treatment_excludes_is_not_taken_for_a_contradiction() -> None:
    record = {
        "treatments": [{"name": "palbociclib", "outcome": "progression"}],
        "complete": ["treatments", "medications"],
    }
    trial = {
        "inclusion": "* Prior CDK4/6 inhibitor",
        "exclusion": "* Prior treatment with more than one CDK4/6 inhibitor",
    }
    assert read(**trial, **METASTATIC, **record) is Verdict.ELIGIBLE  # type: ignore[arg-type]


def test_a_lesion_to_be_measured_is_not_asked_for_where_evaluable_disease_will_do() -> None:
    lines = "* Measurable or evaluable disease\n* Bidimensionally measurable lesions"
    record = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic", "measurable_disease": False}}
    assert read(inclusion=lines, metastases=[{"site": "bone"}], **record) is Verdict.UNKNOWN
    assert read(inclusion="* Bidimensionally measurable lesions", **record) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Earlier invasive breast cancer, or DCIS (carcinoma in situ) treated with radiation therapy",
        "* EIC: defined as intraductal carcinoma within and beyond the tumor",
    ],
)
def test_what_a_disease_was_treated_with_or_a_word_means_excludes_nobody_alone(line: str) -> None:
    record = {
        "diagnosis": {"cancer": "breast cancer", "histology": "ductal carcinoma in situ", "stage": "0"},
        "treatments": [{"name": "radiation therapy", "kind": "radiation"}],
    }
    assert read(exclusion=line, **record) is Verdict.UNKNOWN


def test_an_earlier_diagnosis_that_is_ok_is_not_asked_for() -> None:
    record = {"diagnosis": {"cancer": "breast cancer", "histology": "invasive ductal carcinoma"}}
    lines = "* Breast cancer\n* Earlier diagnosis of noninvasive breast cancer is OK."
    assert read(inclusion=lines, **record) is Verdict.ELIGIBLE


def test_what_must_not_be_there_is_excluded_whatever_was_treated_before() -> None:
    text = "Off chemotherapy with no evidence of metastatic disease"
    assert (
        verdict(text, excluded(node(text, "metastatic", Kind.STAGE, "metastatic")), **METASTATIC) is Verdict.INELIGIBLE
    )
