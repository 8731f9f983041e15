"""States that no patient has both of are ways to be let in, each with what goes with it."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Any, Unparsed
from tests.criteria.trees import shape


def read(text: str) -> str:
    (criterion,) = parse(f"Inclusion Criteria:\n\n* {text}\n").criteria
    return shape(criterion.node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Node-positive disease, or node-negative disease with a tumor > 2 cm",
         "(N N1/N2/N3 | (N N0 & tumor size >2))"),
        ("HER2-positive tumors, or HER2-negative tumors with positive nodes",
         "(HER2 positive | (HER2 negative & N N1/N2/N3))"),
        ("HR positive with Ki-67 ≥ 20% or triple negative disease",
         "((HR positive & Ki-67 >=20) | TNBC positive)"),
        ("HER2-negative, node-positive or node-negative with Ki-67 > 20%",
         "(HER2 negative & (N N1/N2/N3 | (N N0 & Ki-67 >20)))"),
        ("HR-negative or, if positive, progression on endocrine therapy",
         "(HR negative | endocrine therapy progressed)"),
        ("HER2-negative, or if HER2-positive, prior trastuzumab",
         "(HER2 negative | (HER2 positive & trastuzumab prior))"),
        ("Node-positive disease. OR node-negative disease with a tumor > 2 cm",
         "(N N1/N2/N3 | (N N0 & tumor size >2))"),
        ("Node-positive disease; OR, node-negative disease with a tumor > 2 cm",
         "(N N1/N2/N3 | (N N0 & tumor size >2))"),
        ("At least 2 lines of chemotherapy. OR a prior taxane",
         "(chemotherapy >=2 | taxane prior)"),
    ],
)  # fmt: skip
def test_each_of_two_opposite_states_keeps_what_goes_with_it(text: str, tree: str) -> None:
    assert read(text) == tree


def test_what_stands_behind_a_comma_is_asked_of_everybody() -> None:
    assert read("Node-negative with a tumor > 2 cm or node-positive, HER2-negative").endswith("& HER2 negative)")


def test_opposite_states_without_more_are_simple_alternatives() -> None:
    assert read("HER2-positive or HER2-negative disease") == "allow HER2 any"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("BRCA wild type with an HRD score ≥ 42, or BRCA mutated",
         "((BRCA1 wild-type & BRCA2 wild-type & HRD >=42) | (BRCA1 mutated | BRCA2 mutated))"),
        ("PD-L1 negative, or PD-L1 positive and previously treated with pembrolizumab",
         "(PD-L1 negative | (PD-L1 positive & pembrolizumab prior))"),
        ("Ki-67 ≥ 20% or grade 3", "(Ki-67 >=20 | histologic grade =3)"),
    ],
)  # fmt: skip
def test_markers_have_ways_too(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Liver or lung metastases with organ dysfunction", "-((liver any | lung any) & organ dysfunction)"),
        ("Brain metastases with seizures", "-(brain any & seizure disorder)"),
        ("Luminal A tumors (ER+, HER2-, Ki-67 < 14%)", "-(ER positive & HER2 negative & Ki-67 <14)"),
        ("Metastatic disease, heart failure", "(-metastatic & -heart failure)"),
    ],
)
def test_what_comes_with_a_spread_excludes_only_together(text: str, tree: str) -> None:
    (criterion,) = parse(f"Exclusion Criteria:\n\n* {text}\n").criteria
    assert shape(criterion.node) == tree


def test_a_list_of_which_at_least_one_is_met_is_a_choice() -> None:
    text = "Inclusion Criteria:\n\n* Cancer that meets at least one:\n  - Tumor larger than 5 cm\n  - Clinically N2\n"
    (criterion,) = parse(text).criteria
    assert "(tumor size >5 | N N2)" in shape(criterion.node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("HR+ with N2 or higher, or TNBC, or HER2+ with residual disease",
         "((HR positive & N N2/N3) | TNBC positive | (HER2 positive & residual disease))"),
        ("ER-positive/HER2-negative with Ki-67 ≥ 20%, or HER2-positive, or TNBC, stage II-III",
         "(((ER positive & HER2 negative & Ki-67 >=20) | HER2 positive | TNBC positive) & stage II/III)"),
        ("At least one of: tumor > 5 cm, grade 3, ER-negative",
         "(tumor size >5 | ER negative | Unparsed)"),
        ("Tumor > 2 cm, or grade 3, or age < 35", "(tumor size >2 | histologic grade =3 | age <35)"),
        ("Stage I disease with a tumor > 1 cm, stage II, or stage IIIA",
         "((stage I & tumor size >1) | stage II/IIIA)"),
        ("Tumor stage up to and including cT2", "T Tis/T0/T1/T2"),
        ("Node-positive disease, or node-negative disease with a tumor > 2 cm, grade 3, or age < 35 years",
         "(N N1/N2/N3 | (N N0 & (tumor size >2 | histologic grade =3 | age <35)))"),
        ("Node-positive or node-negative with at least one of the following: tumor > 3 cm, age < 40",
         "(N N1/N2/N3 | (N N0 & tumor size >3) | (N N0 & age <40))"),
        ("Metastatic (stage IV) or unresectable stage III disease",
         "((metastatic & stage IV) | (unresectable & stage III))"),
        ("Measurable disease or, in its absence, bone-only disease with a lytic lesion",
         "(measurable disease | bone only any)"),
    ],
)  # fmt: skip
def test_several_ways_in_one_line(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Tumors < 2 cm without nodal involvement", "-(tumor size <2 & N N0)"),
        ("HER2-negative tumors with ER < 1%", "-(HER2 negative & ER <1)"),
    ],
)
def test_size_nodes_and_receptors_exclude_only_together(text: str, tree: str) -> None:
    (criterion,) = parse(f"Exclusion Criteria:\n\n* {text}\n").criteria
    assert shape(criterion.node) == tree


def test_what_is_not_suitable_does_not_leave_out_its_examples() -> None:
    tree = read("Locally advanced disease not suitable for initial surgery, including inflammatory carcinoma")
    assert "-inflammatory" not in tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Lumpectomy or mastectomy with either sentinel node biopsy or axillary dissection",
         "((lumpectomy prior | mastectomy prior)"
         " & (sentinel lymph node biopsy prior | axillary lymph node dissection prior))"),
        ("Prior therapy with a taxane and either capecitabine or vinorelbine",
         "(taxane prior & (capecitabine prior | vinorelbine prior))"),
    ],
)  # fmt: skip
def test_a_choice_that_begins_behind_what_is_asked_is_one_of_its_own(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "At least one prior line of chemotherapy for metastatic disease or not be a candidate for chemotherapy",
        "Have had prior endocrine therapy, or are unsuitable for endocrine therapy",
    ],
)
def test_who_is_no_candidate_for_a_treatment_need_not_have_had_it(text: str) -> None:
    (criterion,) = parse(f"Inclusion Criteria:\n\n* {text}\n").criteria
    assert isinstance(criterion.node, Any)
    assert [isinstance(way, Unparsed) for way in criterion.node.nodes] == [False, True]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Mastectomy with or without radiotherapy, or lumpectomy with radiotherapy",
         "(mastectomy prior | (lumpectomy prior & radiation therapy prior))"),
        ("Mastectomy with or without radiotherapy, or radiotherapy alone",
         "(mastectomy prior | radiation therapy prior)"),
        ("Mastectomy with or without radiotherapy or chemotherapy",
         "(mastectomy prior & allow Unparsed)"),
    ],
)  # fmt: skip
def test_what_may_be_or_not_ends_where_another_way_begins(text: str, tree: str) -> None:
    assert read(text) == tree
