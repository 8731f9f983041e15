"""Whom a statement is about: what is asked of some patients, or under a condition, is asked of nobody else."""

from __future__ import annotations

import pytest

from criteria.tree import All, Any, If, Leaf, Not, Unless, Unparsed, walk
from tests.criteria.trees import concepts, tree_of, trees_of


@pytest.mark.parametrize(
    ("line", "whom", "asked"),
    [
        ("Patients older than 65 should have a normal LVEF", "age", "LVEF"),
        ("Women over 60 years of age must have creatinine clearance >= 60 mL/min", "age", "creatinine clearance"),
        ("Patients 70 years or older must have an ECOG of 0", "age", "ECOG"),
        ("Stage I disease must be HER2-positive", "stage", "HER2"),
        ("Node-negative tumors must be HER2-positive", "N", "HER2"),
        ("Tumors smaller than 1 cm must be HER2-positive", "tumor size", "HER2"),
        ("Inflammatory breast cancer patients must have received a taxane", "inflammatory breast cancer", "taxane"),
        ("Patients treated with trastuzumab must have a normal LVEF", "trastuzumab", "LVEF"),
        ("Non-Hodgkin's lymphomas: relapsed after chemotherapy", "non-hodgkin lymphoma", "chemotherapy"),
        ("Patients with hepatic metastases: AST <= 5 x ULN", "liver", "AST"),
        ("All stage III patients must have received a taxane", "stage", "taxane"),
        ("LVEF must be at least 55% in stage II or III patients", "stage", "LVEF"),
        ("HER2-positive patients, defined as IHC 3+, must have received pertuzumab", "HER2", "pertuzumab"),
        ("Men aged 20 to 45 must have a normal LVEF", "age", "LVEF"),
        ("Creatinine < 1.5 mg/dL for patients older than 60 years", "age", "creatinine"),
        ("LVEF > 50% (if older than 65)", "age", "LVEF"),
        ("Hemoglobin at least 11 g/dL in patients aged 50 to 65 years", "age", "hemoglobin"),
        ("In the patients with heart failure, LVEF must be > 50%", "heart failure", "LVEF"),
        ("Prior epirubicin or mediastinal radiotherapy must have LVEF >= 50%", "epirubicin", "LVEF"),
        ("Tumor at least 3 cm in diameter for node-negative disease", "N", "tumor size"),
        (
            "Prior trastuzumab is required before registration for patients with HER2-positive disease",
            "HER2",
            "trastuzumab",
        ),
        (
            "Patients (gastric and lung cancers) must have had at least 2 prior regimens",
            "lung cancer",
            "systemic therapy",
        ),
        ("Therefore if the tumor was HER2-positive, then trastuzumab was required", "HER2", "trastuzumab"),
        ("If ER or PR positive must have progressed on hormonal therapy", "HR", "endocrine therapy"),
        ("If HER2 positive must have had trastuzumab", "HER2", "trastuzumab"),
        ("If premenopausal must be on ovarian suppression", "premenopausal", "ovarian suppression"),
    ],
)
def test_a_subject_that_is_some_of_the_patients_is_a_condition(line: str, whom: str, asked: str) -> None:
    tree = tree_of(line)
    assert isinstance(tree, If)
    assert whom in concepts(tree.condition)
    assert concepts(tree.node) == {asked}


@pytest.mark.parametrize(
    "line",
    [
        "Small cell lung cancer patients: Karnofsky 70-100%",
        "Melanoma patients must have received a checkpoint inhibitor",
        "For ovarian cancer patients: prior platinum",
    ],
)
def test_what_is_asked_of_another_tumor_is_asked_of_no_other(line: str) -> None:
    assert isinstance(tree_of(line), If)


@pytest.mark.parametrize(
    "line",
    [
        "Patients with histologically confirmed breast cancer must have measurable disease",
        "Breast cancer patients must have measurable disease",
        "Patients over 18 years of age must have measurable disease",
    ],
)
def test_the_population_of_the_trial_is_no_condition(line: str) -> None:
    assert isinstance(tree_of(line), All)


def test_breast_cancer_beside_another_cancer_is_one_of_those_who_are_meant() -> None:
    tree = tree_of("Patients with breast or bladder cancer must have received cisplatin")
    assert isinstance(tree, If)
    assert isinstance(tree.condition, Any)
    assert concepts(tree.condition) == {"breast cancer", "bladder cancer"}


def test_alterations_of_several_genes_are_asked_after_one_by_one() -> None:
    node = tree_of("Participants with ALK, EGFR and ROS1 aberrations must have received targeted therapy", "Inclusion")
    assert isinstance(node, If)
    assert isinstance(node.condition, Any)
    assert concepts(node.condition) == {"ALK", "EGFR", "ROS1"}


@pytest.mark.parametrize("words", ["ER-negative or Ki-67 > 20%", "node-positive, or with a tumor size > 5 cm"])
def test_of_what_an_or_joins_in_a_condition_one_is_enough(words: str) -> None:
    tree = tree_of(f"Locally advanced disease if {words}", "Exclusion")
    assert isinstance(tree, If)
    assert isinstance(tree.condition, Any)


def test_what_a_procedure_has_shown_is_more_than_that_it_was_done() -> None:
    tree = tree_of("Patients with a positive sentinel node biopsy must have had an axillary dissection")
    assert isinstance(tree, If)
    assert isinstance(tree.condition, All)
    assert any(isinstance(part, Unparsed) for part in tree.condition.nodes)


def test_a_condition_that_opens_the_sentence_holds_for_an_exclusion_with_its_own_exception() -> None:
    tree = tree_of(
        "If another invasive cancer was diagnosed, should have complete recovery from all toxicity except alopecia",
        "Exclusion",
    )
    assert isinstance(tree, If)
    assert "unresolved toxicity" in concepts(tree.node)


def test_what_is_not_evaluated_under_a_condition_is_asked_of_nobody() -> None:
    tree = tree_of(
        "However, if bisphosphonates were started within 2 months, the bone lesions will not be evaluated for response"
    )
    assert not [n for n in walk(tree) if isinstance(n, Not)]


def test_a_subject_of_whom_nothing_was_read_is_not_what_is_asked_for() -> None:
    tree = tree_of("Node-negative tumors must be > 2 cm")
    assert isinstance(tree, If)
    assert isinstance(tree.node, Unparsed)


@pytest.mark.parametrize(
    "line",
    [
        "If no prior taxane, anthracycline is required",
        "Patients not able to have a biopsy must have received an anthracycline",
        "For women in whom a biopsy is not possible, it is required that they have had an anthracycline",
    ],
)
def test_a_negation_within_a_condition_ends_with_it(line: str) -> None:
    tree = tree_of(line)
    assert isinstance(tree, If)
    assert isinstance(tree.node, Leaf)
    assert tree.node.requirement.concept == "anthracycline"


def test_a_negation_does_not_reach_into_the_condition_that_follows_it() -> None:
    tree = tree_of("No prior chemotherapy, if HER2-negative")
    assert isinstance(tree, If)
    assert isinstance(tree.condition, Leaf)
    assert isinstance(tree.node, Not)


def test_what_cannot_be_is_no_state_of_the_patient() -> None:
    tree = tree_of("When chemotherapy is not indicated, endocrine therapy must have been given")
    assert isinstance(tree, If)
    assert isinstance(tree.condition, Unparsed)


@pytest.mark.parametrize(
    "line",
    [
        "Has completed adjuvant radiotherapy (if indicated)",
        "Prior trastuzumab, if appropriate",
        "Completion of radiotherapy, as applicable",
        "Radiotherapy must have been given where appropriate",
    ],
)
def test_treatment_if_indicated_is_asked_of_those_who_needed_it(line: str) -> None:
    tree = tree_of(line)
    assert isinstance(tree, If)
    assert isinstance(tree.condition, Unparsed)


def test_if_indicated_is_said_of_the_treatment_alone() -> None:
    tree = tree_of("HER2-positive breast cancer treated by surgery and by trastuzumab if indicated")
    free = [n for n in walk(tree) if isinstance(n, Leaf)]
    limited = [leaf for n in walk(tree) if isinstance(n, If) for leaf in walk(n) if isinstance(leaf, Leaf)]
    assert {"HER2", "breast cancer"} <= {n.requirement.concept for n in free} - {n.requirement.concept for n in limited}


def test_a_condition_of_a_test_is_none_of_what_the_test_shows() -> None:
    assert isinstance(tree_of("No distant metastasis, by bone scan only if medically required"), Not)


@pytest.mark.parametrize(
    "line",
    [
        "If the first LVEF is greater than 70%, the scan must be repeated before entry",
        "Patients presenting with LVEF above 70% must have the scan repeated",
    ],
)
def test_a_value_in_a_condition_is_asked_of_nobody(line: str) -> None:
    for node in walk(tree_of(line)):
        if isinstance(node, If):
            assert not isinstance(node.condition, Not)
    assert not isinstance(tree_of(line), Leaf)


def test_a_bound_that_is_adjusted_for_some_asks_nobody_to_be_one_of_them() -> None:
    tree = tree_of(
        "Creatinine clearance >= 75 mL/min, and adjusted for age by 10% per decade for subjects over 60 years of age"
    )
    assert isinstance(tree, Unless)
    assert "age" not in concepts(tree.node)


def test_what_shows_control_is_the_exception_to_what_is_uncontrolled() -> None:
    tree = tree_of("Uncontrolled diabetes (control indicated with HbA1c < 8 %)", "Exclusion")
    assert isinstance(tree, Unless)
    assert concepts(tree.node) == {"uncontrolled diabetes"}
    assert "HbA1c" in concepts(tree.exception)


def test_what_may_be_done_about_a_value_out_of_bounds_is_its_exception() -> None:
    (tree,) = trees_of("* Fasting glucose <= 200 mg/dL. If greater, it must be treated before entry")
    assert isinstance(tree, Unless)
    assert isinstance(tree.exception, Unparsed)


@pytest.mark.parametrize(
    "line",
    [
        "Women older than 60 with prior chemotherapy are excluded",
        "Patients with HER2-positive disease and an LVEF < 50% are excluded",
        "Patients who are HER2-positive with cardiac disease are not eligible, including angina",
    ],
)
def test_an_exclusion_of_whom_two_things_hold_excludes_for_neither_alone(line: str) -> None:
    tree = tree_of(line, "Exclusion")
    assert isinstance(tree, Not)
    assert isinstance(tree.node, All)


@pytest.mark.parametrize(
    "line",
    [
        "Stage III disease that is HER2-positive",
        "Patients with metastatic disease who have had prior chemotherapy",
        "More than 4 positive nodes, requiring axillary radiotherapy",
        "Node-negative, HER2-positive tumors",
        "Stage I cancer whose cells are HER2-positive",
    ],
)
def test_a_clause_that_says_which_of_them_excludes_only_with_it(line: str) -> None:
    tree = tree_of(line, "Exclusion")
    assert isinstance(tree, Not)
    assert isinstance(tree.node, All)


def test_an_or_between_a_disease_and_a_treatment_parts_them() -> None:
    tree = tree_of("Patients with metastatic disease or who have had chemotherapy", "Exclusion")
    assert isinstance(tree, All)
    assert all(isinstance(part, Not) for part in tree.nodes)


def test_who_will_not_give_up_a_medicine_is_more_than_who_takes_it() -> None:
    tree = tree_of("Patients who are taking tamoxifen and are unwilling to stop it", "Exclusion")
    assert not [n for n in walk(tree) if isinstance(n, Not) and isinstance(n.node, Leaf)]


def test_what_is_planned_and_leaves_no_time_excludes_only_so() -> None:
    tree = tree_of("Planned mastectomy, and does not have time for chemotherapy", "Exclusion")
    assert isinstance(tree, Not)
    assert isinstance(tree.node, All)


def test_both_ends_of_a_value_in_an_opening_condition_say_for_whom_it_is() -> None:
    node = tree_of("If AST is above the ULN but less than 2 x ULN, alkaline phosphatase must be <= ULN")
    assert isinstance(node, If)
    assert isinstance(node.condition, All)
    assert concepts(node.node) == {"alkaline phosphatase"}


def test_without_either_is_with_neither() -> None:
    node = tree_of("ALT <= 2 x ULN for patients without bone or liver metastases")
    assert isinstance(node, If)
    assert isinstance(node.condition, All)
    assert all(isinstance(part, Not) for part in node.condition.nodes)


def test_a_worse_value_in_brackets_is_permitted_on_its_condition() -> None:
    node = tree_of(
        "Hemoglobin >= 10 g/dL (a hemoglobin < 10 g/dL would be acceptable if it can be corrected by growth factor or transfusion), and platelets >= 100,000"
    )
    (loosened,) = (part for part in walk(node) if isinstance(part, Unless))
    assert any(isinstance(part, Unparsed) for part in walk(loosened.exception))


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        ("A tumor of 4 cm or less for patients who are treated by lumpectomy", {"lumpectomy"}),
        ("Clear margins for women who have had a mastectomy", {"mastectomy"}),
        ("No fixed nodes for women undergoing a mastectomy", {"mastectomy"}),
    ],
)
def test_whose_treatment_stands_at_the_end_is_asked_for_of_nobody(line: str, whose: set[str]) -> None:
    node = tree_of(line)
    assert isinstance(node, If)
    assert concepts(node.condition) == whose


@pytest.mark.parametrize(
    ("line", "whom", "asked"),
    [
        ("Prior vinorelbine and, if HER2-positive, prior pertuzumab", "HER2", "pertuzumab"),
        ("Progressed on a taxane and if ER positive, progressed on fulvestrant", "ER", "fulvestrant"),
        ("Prior anthracycline, taxane, and, if hormone receptor positive, anastrozole", "HR", "anastrozole"),
    ],
)
def test_what_a_list_asks_of_some_alone(line: str, whom: str, asked: str) -> None:
    node = tree_of(line)
    assert isinstance(node, All)
    some = node.nodes[-1]
    assert isinstance(some, If)
    assert concepts(some.condition) == {whom}
    assert concepts(some.node) == {asked}


@pytest.mark.parametrize(
    "line",
    [
        "For patients in whom pembrolizumab is approved, prior treatment with pembrolizumab is not allowed",
        "Where olaparib is standard of care, patients must have had olaparib",
    ],
)
def test_where_a_drug_can_be_had_is_not_who_has_had_it(line: str) -> None:
    node = tree_of(line)
    assert isinstance(node, If)
    assert isinstance(node.condition, Unparsed)


@pytest.mark.parametrize(
    "line", ["At least 150,000 in patients aged 30 to 50 years", "Zorb count > 8 for patients over 60 years"]
)
def test_an_age_behind_a_bound_of_what_was_not_read_is_asked_of_nobody(line: str) -> None:
    tree = tree_of(line)
    assert isinstance(tree, If)
    assert concepts(tree.condition) == {"age"}
    assert isinstance(tree.node, Unparsed)


def test_the_ages_for_which_percentiles_are_given_keep_nobody_out() -> None:
    line = (
        "Too thin (BMI below the 5th percentile for age for patients age 12-17 years, BMI < 17 in patients 18-25 years)"
    )
    assert concepts(tree_of(line, "Exclusion")) == {"BMI"}
