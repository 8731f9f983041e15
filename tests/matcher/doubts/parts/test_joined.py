"""The words between the parts of a criterion say how these hang together; where they may be misread, they rule nobody out."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import (
    Comparison,
    Kind,
    Section,
    Unparsed,
)
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, both, excluded, node, read, verdict
from tests.matcher.people import ALL_LISTS, patient


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ER positive or PIK3CA mutated", Verdict.ELIGIBLE),
        ("ER positive and PIK3CA mutated", Verdict.INELIGIBLE),
        ("ER positive (or so). Also PIK3CA mutated", Verdict.INELIGIBLE),
    ],
)
def test_the_text_decides_between_and_and_or(text: str, expected: Verdict) -> None:
    tree = both(
        node(text, "ER positive", Kind.BIOMARKER, "ER", "positive"),
        node(text, "PIK3CA mutated", Kind.BIOMARKER, "PIK3CA", "mutated"),
    )
    markers = [{"name": "ER", "result": "positive"}, {"name": "PIK3CA", "result": "wild-type"}]
    assert verdict(text, tree, biomarkers=markers) is expected


def test_pregnancy_or_lactation_under_exclusion_means_neither() -> None:
    text = "Pregnancy or lactation"
    tree = both(
        excluded(node(text, "Pregnancy", Kind.PREGNANCY, "pregnant")),
        excluded(node(text, "lactation", Kind.PREGNANCY, "breastfeeding")),
    )
    assert verdict(text, tree, sex="female", pregnant=True, breastfeeding=False) is Verdict.INELIGIBLE


def test_tumour_types_that_are_announced_as_a_list_are_alternatives() -> None:
    text = "Patients must have one of these tumor types:\nBRCA1 mutated breast cancer\nMSI-high tumors\nECOG 0"
    lines = {line: Span(text.index(line), text.index(line) + len(line)) for line in text.splitlines()}
    first, second, third, last = lines.values()
    criteria = Criteria(
        text,
        (
            Criterion(first, Section.INCLUSION, Unparsed(first)),
            Criterion(second, Section.INCLUSION, node(text, "BRCA1 mutated", Kind.BIOMARKER, "BRCA1", "mutated")),
            Criterion(third, Section.INCLUSION, node(text, "MSI-high", Kind.BIOMARKER, "MSI", "high")),
            Criterion(last, Section.INCLUSION, node(text, "ECOG 0", Kind.PERFORMANCE, "ECOG", Comparison("<=", 0))),
        ),
    )
    markers = [{"name": "BRCA1", "result": "wild-type"}, {"name": "MSI", "result": "stable"}]
    assert screen(patient(biomarkers=markers, ecog=0), criteria).verdict is Verdict.UNKNOWN
    assert screen(patient(biomarkers=markers, ecog=2), criteria).verdict is Verdict.INELIGIBLE


def test_operable_or_something_else_rules_nobody_out() -> None:
    criteria = parse("Inclusion Criteria:\n\n* Operable disease, or disease that may be down-staged by chemotherapy\n")
    spread = patient(**METASTATIC)
    assert screen(spread, criteria).verdict is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "Women with histologically or cytologically confirmed metastatic breast cancer",
        "Breast tumors of clinical and/or radiologic size > 3 cm",
        "Breast cancer, and completed uni- or bilateral mastectomy with reconstruction",
    ],
)
def test_an_or_between_two_modifiers_joins_no_parts(line: str) -> None:
    early = {"cancer": "breast cancer", "extent": "early", "tumor_size_cm": 1.2}
    assert read(inclusion=line, diagnosis=early, sex="female", complete=ALL_LISTS) is Verdict.INELIGIBLE


@pytest.mark.parametrize(("ecog", "expected"), [(2, Verdict.ELIGIBLE), (3, Verdict.INELIGIBLE)])
def test_a_performance_status_by_two_scales_is_met_by_either(ecog: int, expected: Verdict) -> None:
    assert read(inclusion="Performance status by Karnofsky must be greater than 70; ECOG 0 to 2", ecog=ecog) is expected


@pytest.mark.parametrize(
    ("t", "n", "expected"),
    [("T1", "N0", Verdict.INELIGIBLE), ("T2", "N0", Verdict.ELIGIBLE), ("T2", "N1", Verdict.ELIGIBLE)],
)
def test_attributes_of_one_tumour_exclude_together(t: str, n: str, expected: Verdict) -> None:
    diagnosis = {"cancer": "breast cancer", "t": t, "n": n, "m": "M0"}
    assert read(exclusion="Patients with node negative, T1 breast cancer", diagnosis=diagnosis) is expected


@pytest.mark.parametrize(("ast", "expected"), [(30, Verdict.ELIGIBLE), (300, Verdict.UNKNOWN)])
def test_of_two_enzymes_joined_by_and_or_one_may_do(ast: int, expected: Verdict) -> None:
    labs = [
        {"name": "ALT", "value": 20, "unit": "U/L", "uln": 40},
        {"name": "AST", "value": ast, "unit": "U/L", "uln": 40},
    ]
    assert read(inclusion="AST and/or ALT < 2 times upper limit of normal", labs=labs) is expected


@pytest.mark.parametrize(("alp", "expected"), [(100, Verdict.ELIGIBLE), (400, Verdict.INELIGIBLE)])
def test_labs_that_are_associated_exclude_together(alp: int, expected: Verdict) -> None:
    values = {"AST": 80, "ALT": 80, "alkaline phosphatase": alp}
    labs = [{"name": name, "value": value, "unit": "U/L", "uln": 40} for name, value in values.items()]
    labs[2]["uln"] = 120
    line = "If AST and ALT > 1.5 ULN are associated to alkaline phosphatase > 2.5 ULN, the patient is not eligible"
    assert read(inclusion=line, labs=labs) is expected


@pytest.mark.parametrize(
    ("alt", "alp", "expected"),
    [(100, 400, Verdict.INELIGIBLE), (100, 100, Verdict.ELIGIBLE), (20, 400, Verdict.ELIGIBLE)],
)
def test_one_of_two_enzymes_excludes_with_what_accompanies_it(alt: int, alp: int, expected: Verdict) -> None:
    values = {"AST": 20, "ALT": alt, "alkaline phosphatase": alp}
    labs = [{"name": name, "value": value, "unit": "U/L", "uln": 40} for name, value in values.items()]
    labs[2]["uln"] = 120
    line = "- AST and/or ALT > 1.5 x ULN accompanied by an elevated alkaline phosphatase > 2.5 x ULN"
    assert read(exclusion=line, labs=labs) is expected


@pytest.mark.parametrize("head", ["In the absence of liver metastases:", "For patients with no liver metastases:"])
@pytest.mark.parametrize(("present", "expected"), [(True, Verdict.ELIGIBLE), (False, Verdict.INELIGIBLE)])
def test_a_list_for_those_without_something_is_asked_of_them_only(head: str, present: bool, expected: Verdict) -> None:
    record = {
        "labs": [{"name": "AST", "value": 160, "unit": "U/L", "uln": 40}],
        "metastases": [{"site": "liver", "present": present}],
    }
    assert read(inclusion=f"- {head}\n  - AST <= 2.5 x ULN", **record) is expected


EARLY = {"diagnosis": {"cancer": "breast cancer", "t": "T2", "n": "N0", "stage": "IIA", "extent": "early", "m": "M0"}}
NEVER = {"treatments": [], "metastases": [], "complete": ["treatments", "metastases"]}


@pytest.mark.parametrize(
    "words",
    [
        "Metastatic breast cancer that is wugged or unlikely to zorble after at least two prior chemotherapy regimens",
        "Metastatic disease and must be receiving or plan to receive systemic treatment",
        "Metastatic disease with zorbling during or following one prior line of chemotherapy",
    ],
)
def test_an_or_within_what_is_said_of_a_disease_leaves_the_disease_asked_for(words: str) -> None:
    assert read(inclusion=f"* {words}", **EARLY, **NEVER) is Verdict.INELIGIBLE


def test_whoever_is_in_none_of_the_extents_that_an_or_joins_is_ruled_out() -> None:
    lines = "* Metastatic disease or patients with stage IIIB or IIIC disease"
    assert read(inclusion=lines, **EARLY, **NEVER) is Verdict.INELIGIBLE
    late = {"diagnosis": {"cancer": "breast cancer", "stage": "IIIB", "extent": "locally advanced", "m": "M0"}}
    assert read(inclusion=lines, **late, **NEVER) is Verdict.ELIGIBLE


def test_an_or_with_unread_words_before_it_may_join_a_third() -> None:
    lines = "* Metastatic disease, wugged tumors of the zorble or stage IIIB disease"
    assert read(inclusion=lines, **EARLY, **NEVER) is not Verdict.INELIGIBLE


def test_who_has_nothing_in_the_bone_has_no_disease_of_the_bone_only() -> None:
    lines = "* Metastases: bone only"
    assert read(inclusion=lines, **EARLY, **NEVER) is Verdict.INELIGIBLE
    both = {"diagnosis": {"cancer": "breast cancer"}, "metastases": [{"site": "bone"}, {"site": "liver"}]}
    assert read(inclusion=lines, **both) is not Verdict.INELIGIBLE


def test_inflammatory_disease_is_locally_advanced() -> None:
    lines = "* Locally advanced, inflammatory, or metastatic adenocarcinoma of the breast"
    assert read(inclusion=lines, **EARLY, **NEVER) is Verdict.INELIGIBLE
    inflamed = {"diagnosis": {"cancer": "inflammatory breast cancer", "stage": "IIIB", "extent": "locally advanced"}}
    assert read(inclusion=lines, **inflamed) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        # what is said of a disease leaves the disease asked for
        ("* Metastatic cancer that is HER2-positive or of another kind", Verdict.INELIGIBLE),
        # ways in which treatment went are alternatives wherever the "or" stands
        (
            "* Disease progression on prior standard treatment, intolerance to or ineligibility for standard treatment",
            Verdict.UNKNOWN,
        ),
    ],
)
def test_only_what_is_said_of_a_disease_hangs_on_it(criterion: str, expected: Verdict) -> None:
    person = patient(diagnosis={"cancer": "breast cancer", "extent": "early", "m": "M0"}, complete=ALL_LISTS)
    assert screen(person, parse(f"Inclusion Criteria:\n\n{criterion}")).verdict is expected


def test_bone_alone_beside_another_choice_rules_nobody_out() -> None:
    liver = patient(
        diagnosis={"cancer": "breast cancer", "extent": "metastatic"},
        metastases=[{"site": "liver"}],
        complete=ALL_LISTS,
    )
    text = "Inclusion Criteria:\n\n* At least one evaluative focus or disease that cannot be measured but only bone metastases"
    assert screen(liver, parse(text)).verdict is not Verdict.INELIGIBLE


def test_numbered_ways_are_alternatives_whatever_stands_before_their_or() -> None:
    given = {"name": "letrozole", "setting": "metastatic", "start": "2022-01", "end": "2024-01", "line": 1}
    again = {"name": "fulvestrant", "setting": "metastatic", "start": "2024-02", "end": "2025-01", "line": 2}
    person = patient(
        diagnosis={"cancer": "breast cancer", "extent": "metastatic"}, treatments=[given, again], complete=ALL_LISTS
    )
    text = (
        "Inclusion Criteria:\n\n* Had endocrine therapy and has 1) progression on tamoxifen in combination with everolimus in "
        "the metastatic setting or 2) Received at least 2 lines of endocrine therapy"
    )
    assert screen(person, parse(text)).verdict is Verdict.ELIGIBLE


def test_what_an_and_joins_to_an_unread_way_lets_in_nobody_by_itself() -> None:
    lines = "* Tumor larger than 3 cm, or wider than 9 mm and node-positive"
    involved = {"cancer": "breast cancer", "n": "N1", "m": "M0", "extent": "early"}
    assert read(inclusion=lines, diagnosis=involved) is Verdict.UNKNOWN
    large = {"cancer": "breast cancer", "n": "N0", "m": "M0", "tumor_size_cm": 4.0}
    assert read(inclusion=lines, diagnosis=large) is Verdict.ELIGIBLE
