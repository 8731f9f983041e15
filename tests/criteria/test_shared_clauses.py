"""What a sentence says of a whole list, of one side of an "or", or only in passing, rules nobody out beyond that."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Any, If, Leaf, Node, Not, Unless, Unparsed, walk


def tree(line: str, section: str = "Exclusion") -> Node:
    criteria = parse(f"{section} Criteria:\n\n* {line}").criteria
    return criteria[0].node if len(criteria) == 1 else All(tuple(c.node for c in criteria), criteria[0].span)


def outright(node: Node) -> set[str]:
    """What excludes by its name alone, whatever it needs ("requiring insulin")."""
    denied = [n.node.requirement for n in walk(node) if isinstance(n, Not) and isinstance(n.node, Leaf)]
    return {requirement.concept for requirement in denied if "requiring" not in dict(requirement.detail)}


def named(node: Node) -> list[tuple[str, object]]:
    return [(n.requirement.concept, n.requirement.value) for n in walk(node) if isinstance(n, Leaf)]


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Ascites, pleural effusion, or pericardial effusion that needs drainage", set()),
        ("Ascites, pleural effusion or pericardial effusion requiring weekly drainage", set()),
        ("Known epilepsy or valvular heart disease that requires medication", set()),
        ("Patients with diabetes or hypertension who are not under adequate control", set()),
        ("Taking sedative or immunosuppressive medications that could raise the risk of infection", set()),
        ("Myocardial infarction, stroke, or asthma that is hard to live with", {"myocardial infarction", "stroke"}),
        ("Gout, or asthma requiring steroids", {"gout"}),
        ("Gout or other diseases that require oxygen therapy", {"gout"}),
        ("Lupus or scleroderma with lung involvement", set()),
        ("Any inflammatory disorder with suspected pulmonary involvement (e.g., sarcoidosis)", set()),
        ("Stroke or diabetes with complications", {"stroke", "diabetes"}),
        ("Active heart disease: angina or a recent infarction", {"infarction", "angina pectoris"}),
        ("Heart disease (past or present) that would preclude the use of an anthracycline", set()),
    ],
)
def test_a_clause_behind_a_list_narrows_each_of_it(line: str, alone: set[str]) -> None:
    assert outright(tree(line)) <= alone


@pytest.mark.parametrize(
    ("line", "concepts"),
    [
        ("Patients on warfarin, which may affect the injection of goserelin or the use of fulvestrant", {"warfarin"}),
        ("Lupus that requires chronic steroids (> 5 mg daily) or other immunosuppressive drugs", set()),
        ("Neurologic CNS disease such as epilepsy or stroke", {"seizure disorder", "stroke"}),
        ("CNS disease including brain metastases", {"brain"}),
        ("Asthma requiring inhalers or immunosuppressive therapy in the past year", {"immunosuppressive therapy"}),
    ],
)
def test_what_stands_in_such_a_clause_excludes_nobody(line: str, concepts: set[str]) -> None:
    assert concepts >= outright(tree(line)) & {"goserelin", "fulvestrant", "immunosuppressive therapy", "brain"}


@pytest.mark.parametrize(
    ("line", "whom", "asked"),
    [
        ("If taking letrozole, exemestane, or anastrozole, must have normal bone density", 3, False),
        ("If on another glucocorticoid, e.g., prednisone, must have a normal LVEF", 1, True),
        ("If hormone receptor positive, letrozole or tamoxifen, or both, must have been given", 1, True),
    ],
)
def test_a_list_within_a_condition_is_not_asked_for(line: str, whom: int, *, asked: bool) -> None:
    node = tree(line, "Inclusion")
    assert isinstance(node, If)
    assert len(named(node.condition)) == whom
    assert bool(named(node.node)) is asked


def test_who_takes_something_need_not_take_it() -> None:
    node = tree("If taking letrozole or exemestane; willing to go on with it", "Inclusion")
    held = next(n for n in walk(node) if isinstance(n, If))
    assert len(named(node)) == len(named(held.condition)) + 1  # the willingness


@pytest.mark.parametrize(
    "line",
    [
        "Bloody nipple discharge or a tumor of at least 3 cm",
        "Progression in the metastatic setting or relapse within 12 months of completing adjuvant therapy",
    ],
)
def test_the_first_side_of_an_or_stays_open(line: str) -> None:
    node = tree(line, "Inclusion")
    assert isinstance(node, Any)
    assert any(isinstance(part, Unparsed) for part in walk(node.nodes[0]))


def test_how_a_tumor_was_found_is_no_side_of_an_or() -> None:
    assert isinstance(tree("Clinically or radiologically measured tumor of at least 3 cm", "Inclusion"), Leaf)


@pytest.mark.parametrize("disease", ["metastatic disease", "locally advanced/metastatic BC", "LABC/mBC"])
def test_the_time_since_adjuvant_treatment_is_of_that_alone(disease: str) -> None:
    line = f"Progression must occur during or after the latest treatment for {disease} or within 6 months of completing adjuvant therapy"
    node = tree(line, "Inclusion")
    assert isinstance(node, Any)
    later, adjuvant = (n.requirement for n in node.nodes if isinstance(n, Leaf))
    assert (later.value, later.setting, later.when) == ("progressed", "metastatic", None)
    assert (adjuvant.value, adjuvant.setting) == ("progressed", "adjuvant")
    assert dict(adjuvant.detail)["relapse"].startswith("<= 6 months")


def test_a_permission_with_a_but_no_lets_in_those_without() -> None:
    node = tree("Prior chemotherapy\n  * Prior tamoxifen is allowed, but no prior letrozole and no prior lapatinib")
    assert isinstance(node, Unless)
    assert {n.node.requirement.concept for n in walk(node.exception) if isinstance(n, Not)} == {
        "letrozole",
        "lapatinib",
    }


@pytest.mark.parametrize(
    "line",
    ["Tamoxifen is allowed, but no prior letrozole", "Adjuvant chemotherapy is permitted, but not trastuzumab"],
)
def test_a_but_no_among_exclusions_asks_for_nothing(line: str) -> None:
    assert len(outright(tree(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Treatment with raloxifene or tamoxifen. Patients are eligible only if these medicines are stopped before randomization",
        "Current use of raloxifene or tamoxifen. Women will be eligible provided that these drugs have been discontinued",
    ],
)
def test_who_can_stop_a_medicine_is_not_kept_out_for_having_had_it(line: str) -> None:
    node = tree(line)
    assert {value for _, value in named(node)} <= {"concurrent", None}
    lifted = [n for n in walk(node) if isinstance(n, Unless)]
    assert len(lifted) == 2
    assert all(isinstance(n.exception, Unparsed) for n in lifted)


def test_a_dose_that_must_be_stopped_lets_nobody_in() -> None:
    node = tree("Treatment with raloxifene. Patients are eligible if these scans are clear")
    assert not any(isinstance(n, Unless) for n in walk(node))


def test_menopause_in_a_list_of_women_who_cannot_bear_children_is_not_asked_for() -> None:
    lines = "A woman is eligible if she is of:\n  Non-childbearing potential (unable to become pregnant), including any female who has had:\n  A hysterectomy\n  A bilateral oophorectomy\n  Is post-menopausal\n  Childbearing potential, with a negative pregnancy test"
    criteria = parse(f"Inclusion Criteria:\n  Breast cancer\n  {lines}\n  ECOG 0-1\n").criteria
    assert not any("postmenopausal" in dict(named(c.node)) for c in criteria)
    alone = parse("Inclusion Criteria:\n  Breast cancer\n  Is post-menopausal\n  ECOG 0-1\n").criteria
    assert any("postmenopausal" in dict(named(c.node)) for c in alone)


@pytest.mark.parametrize(
    ("line", "concepts"),
    [
        ("All measurable disease must be imaged within 5 weeks prior to registration", set()),
        ("Measurable disease must be assessed by CT", {"measurable disease"}),
        ("Urine is collected before surgery or trastuzumab treatment", set()),
        ("No taxane before enrolment or trastuzumab at any time", {"taxane", "trastuzumab"}),
    ],
)
def test_when_something_is_done_asks_for_nothing(line: str, concepts: set[str]) -> None:
    found = {concept for concept, _ in named(tree(line, "Inclusion"))}
    assert found & {"measurable disease", "surgery", "trastuzumab", "taxane"} == concepts


def test_what_is_said_of_denied_nodes_is_denied_with_them() -> None:
    node = tree("No axillary nodes that are matted or fixed (N2 disease)", "Inclusion")
    assert isinstance(node, Not)


def test_who_needs_to_stop_a_medicine_need_not_plan_it() -> None:
    (only,) = named(tree("Patients need to stop letrozole 3 weeks before entry", "Inclusion"))
    assert only == ("letrozole", "prior")
    assert isinstance(tree("Patients need to stop letrozole 3 weeks before entry", "Inclusion"), Not)


@pytest.mark.parametrize(
    "line",
    [
        "Creatinine <= 1.4 x ULN or, if creatinine > 1.4 x ULN, creatinine clearance must be >= 55 mL/min",
        "Creatinine <= 1.4 x ULN; if creatinine > 1.4 x ULN the calculated creatinine clearance should be >= 55 mL/min",
        "Serum creatinine <= 1.4 x ULN. If serum creatinine is above 1.4 x ULN, then creatinine clearance must be >= 55 mL/min",
    ],
)
def test_another_bound_for_those_outside_the_first_is_asked_instead_of_it(line: str) -> None:
    node = tree(line, "Inclusion")
    assert isinstance(node, Any | Unless)
    assert not any(isinstance(part, Unparsed) for part in walk(node))
    instead = node.nodes[1] if isinstance(node, Any) else node.exception
    assert named(instead)[-1][0] == "creatinine clearance"


@pytest.mark.parametrize(
    ("line", "narrowed"),
    [
        ("ER-positive contralateral tumor", True),
        ("ER-positive tumor", False),
        ("Serious food or drug allergies", True),
        ("Ascites or pericardial effusion only", True),
        ("Ascites or pericardial effusion", False),
        ("Local recurrence only", True),
        ("Local recurrence", False),
    ],
)
def test_words_that_say_which_of_its_kind_excludes(line: str, *, narrowed: bool) -> None:
    assert bool(outright(tree(line))) is not narrowed


def test_what_closes_a_choice_of_extents_is_said_of_the_first_too() -> None:
    node = tree("Locally advanced cancer or a local relapse amenable to surgery")
    assert "locally advanced" not in outright(node)
    assert "ER" not in outright(tree("Locally advanced disease (stage III) that is ER-positive"))
    assert "ER" in outright(tree("Tumors that are ER-positive"))


def test_a_screening_is_no_disease() -> None:
    assert not named(tree("Overdue for breast, cervical or colorectal cancer screening", "Inclusion"))
    assert named(tree("Breast or ovarian cancer", "Inclusion"))


def test_lines_that_define_a_resistance_are_ways_to_show_it() -> None:
    text = "Inclusion Criteria:\n  Breast cancer\n  Resistance to hormones is defined as:\n  Relapse during adjuvant tamoxifen.\n  Progression on letrozole for metastatic disease.\n  ECOG 0-1\n"
    ways = [c.node for c in parse(text).criteria if isinstance(c.node, Any)]
    assert [sorted(concept for concept, _ in named(way)) for way in ways] == [["letrozole", "tamoxifen"]]


@pytest.mark.parametrize(
    ("line", "concept", "narrowed"),
    [
        (
            "Bone pain, raised alkaline phosphatase, or hot spots that cannot be ruled out as metastases",
            "alkaline phosphatase",
            True,
        ),
        ("Raised alkaline phosphatase", "alkaline phosphatase", False),
        ("Any other malignancy that is considered in complete remission", "other malignancy", True),
        ("Recent start or cessation of hormonal treatment (letrozole etc.)", "letrozole", True),
        ("Recent hormonal treatment (letrozole etc.)", "letrozole", False),
    ],
)
def test_a_sign_a_remission_or_a_change_narrows(line: str, concept: str, *, narrowed: bool) -> None:
    assert (concept in outright(tree(line))) is not narrowed


def test_a_bracket_that_speaks_of_these_lets_in_the_takers_of_each() -> None:
    node = tree("Raloxifene, tamoxifen or estrogen (these women are eligible if the medicine is stopped before entry)")
    assert sum(isinstance(part, Unless) for part in walk(node)) == 3
    heparin = tree("Warfarin or heparin (low doses are allowed)")
    assert sum(isinstance(part, Unless) for part in walk(heparin)) == 1


def test_what_is_required_of_some_is_not_excluded_under_exclusion() -> None:
    node = tree("For patients with a lumpectomy, breast irradiation is required")
    assert isinstance(node, If)
    assert isinstance(node.node, Leaf)
    assert isinstance(tree("Patients for whom irradiation is required"), Not)


@pytest.mark.parametrize(
    ("line", "concept", "narrowed"),
    [
        ("Systemic disease that could interfere with treatment (e.g. gout, unstable angina)", "gout", True),
        ("Systemic disease that could interfere with treatment (e.g. gout, unstable angina)", "unstable angina", False),
        ("Any severe disease, infection, or comorbid condition that renders the woman unfit", "infection", True),
        ("Other malignancy within 4 years, and is progressing or requires treatment", "other malignancy", True),
        ("Other malignancy within 4 years", "other malignancy", False),
        ("PT > ULN + 3 seconds", "PT", True),
        ("PT > ULN", "PT", False),
        ("Disease which could interfere (i.e., heart failure NYHA class III)", "heart failure", False),
    ],
)
def test_what_a_sentence_goes_on_to_say_narrows(line: str, concept: str, *, narrowed: bool) -> None:
    assert (concept in outright(tree(line))) is not narrowed
