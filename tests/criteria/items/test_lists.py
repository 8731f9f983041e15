"""A line over a list: what it makes of the items under it, and what line and items come to together."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Allow, Any, If, Leaf, Node, Not, Unless, Unparsed, walk
from tests.criteria.trees import trees, trees_of


def test_a_list_of_conditions_holds_for_those_whom_its_line_lets_in() -> None:
    (tree,) = trees(
        "Inclusion Criteria:\n\n* Brain metastases are permitted provided that:\n\n  * No steroids are needed\n"
        "  * Radiotherapy of the brain ended at least 4 weeks ago"
    )
    assert isinstance(tree, If)
    assert [n.requirement.concept for n in walk(tree.condition) if isinstance(n, Leaf)] == ["brain"]
    assert any(isinstance(n, Not) for n in walk(tree.node))


@pytest.mark.parametrize("section", ["Inclusion", "Exclusion"])
@pytest.mark.parametrize("whom", ["Patients with brain metastases", "HIV-positive patients"])
def test_what_those_with_a_condition_must_meet_is_asked_of_nobody_else(whom: str, section: str) -> None:
    (tree,) = trees(
        f"{section} Criteria:\n\n* {whom} must meet the following criteria:\n\n  * No steroids\n  * ECOG 0 or 1"
    )
    assert isinstance(tree, If)
    assert isinstance(tree.condition, Leaf)
    assert isinstance(tree.node, All)


def test_what_only_names_again_whom_it_is_asked_of_is_unread() -> None:
    (tree,) = trees(
        "Inclusion Criteria:\n\n* Women with brain metastases are eligible only if:\n\n  * The brain metastases are below 2 cm\n  * No seizures"
    )
    assert isinstance(tree, If)
    assert not any(isinstance(n, Leaf) and n.requirement.concept == "brain" for n in walk(tree.node))


def test_of_the_ways_in_which_something_is_defined_one_is_enough() -> None:
    (tree,) = trees(
        "Inclusion Criteria:\n\n* Hormone resistance is defined as:\n\n  * Progression on letrozole\n  * Progression on tamoxifen"
    )
    (ways,) = [n for n in walk(tree) if isinstance(n, Any)]
    assert len(ways.nodes) == 2


@pytest.mark.parametrize(
    "line", ["For tumors with HER2 amplification:", "For older patients whose tumor is HER2-positive:"]
)
def test_a_line_whose_list_is_lost_asks_nobody_for_what_it_says_of_some(line: str) -> None:
    first, _ = trees(f"Inclusion Criteria:\n  {line}\n  No prior taxane")
    assert isinstance(first, Allow)


@pytest.mark.parametrize(
    "lead",
    [
        "Women are eligible to be included in this trial only if each of the following criteria applies:",
        "A subject will be eligible for inclusion only if all of the following criteria are met:",
    ],
)
def test_a_line_that_lets_everybody_in_asks_for_its_list(lead: str) -> None:
    found = trees(f"Inclusion Criteria:\n\n{lead}\n\n  * ECOG 0 or 1\n  * At least 21 years old")
    asked = [leaf.requirement.concept for tree in found for leaf in walk(tree) if isinstance(leaf, Leaf)]
    assert asked == ["ECOG", "age"]
    assert not any(isinstance(n, Allow) for tree in found for n in walk(tree))


@pytest.mark.parametrize("opening", ["except", "other than", "with the exception of", "except for:"])
def test_a_line_that_ends_with_except_is_excepted_from_by_its_list(opening: str) -> None:
    (tree,) = trees(f"Exclusion Criteria:\n\n* Autoimmune disease, {opening}\n  * vitiligo\n  * hypothyroidism")
    assert isinstance(tree, Unless)
    assert isinstance(tree.exception, Any)


def test_conditions_under_an_exception_must_all_hold() -> None:
    (tree,) = trees(
        "Exclusion Criteria:\n\n* Brain metastases, except those meeting the following criteria:\n"
        "  * stable for two months\n  * no corticosteroids"
    )
    assert isinstance(tree, Unless)
    assert isinstance(tree.exception, Any)
    together, some = tree.exception.nodes
    assert isinstance(together, All)
    assert any(isinstance(n, Unparsed) for n in walk(some))


@pytest.mark.parametrize(
    "lead",
    [
        "A patient with any of the following is excluded:",
        "You will not be eligible for this study if you have:",
        "Who cannot take part:",
        "A woman meeting any of these is not eligible:",
    ],
)
def test_lines_that_keep_people_out_open_exclusions(lead: str) -> None:
    found = trees(f"Inclusion Criteria:\n\n* Breast cancer\n\n{lead}\n\n* HIV infection\n* Heart failure")[1:]
    assert not any(isinstance(tree, Leaf) for tree in found)
    assert {n.node.requirement.concept for tree in found for n in walk(tree) if isinstance(n, Not)} == {
        "hiv infection",
        "heart failure",
    }


@pytest.mark.parametrize(
    "lines",
    [
        "* HER2-negative tumor. If HER2-negative, this is defined as follows:\n  * IHC of 0 or 1+\n  * FISH not amplified",
        "* For HER2-negative:\n  * IHC 0 or 1+, or\n  * IHC 2+ and in situ hybridization without amplification",
    ],
)
def test_a_list_that_says_what_shows_a_marker_asks_for_no_more_than_the_marker(lines: str) -> None:
    (tree,) = trees(f"Inclusion Criteria:\n\n{lines}")
    asked = [n for n in walk(tree) if isinstance(n, Leaf)]
    assert [(n.requirement.concept, n.requirement.value) for n in asked] == [("HER2", "negative")]
    loose = [n for n in (tree.nodes if isinstance(tree, All) else (tree,)) if not isinstance(n, Leaf | Allow)]
    assert not loose


def test_a_line_that_ends_in_defined_as_has_the_lines_of_its_column_under_it() -> None:
    text = "Inclusion Criteria:\n* Postmenopausal women, defined as\n* Bilateral oophorectomy, or\n* Two years of amenorrhea\n* ECOG 0-1"
    assert len(trees(text)) == 2


@pytest.mark.parametrize("step", ["", "REGISTRATION: ", "PRE-REGISTRATION: "])
def test_the_list_under_a_status_says_who_has_it_at_whichever_step_it_is_asked(step: str) -> None:
    ways = "  * Removal of both ovaries, or\n  * No menses for 14 months with estradiol as it is after menopause"
    (tree,) = trees(f"Exclusion Criteria:\n\n* {step}Postmenopausal:\n{ways}")
    assert isinstance(tree, Not)
    assert isinstance(tree.node, Leaf)


def test_what_someone_must_be_is_asked_for_under_exclusion_too() -> None:
    text = "Exclusion Criteria:\n\n* Female participants must be either:\n  * postmenopausal\n  * surgically sterile\n"
    (criterion,) = parse(text).criteria
    assert not [n for n in walk(criterion.node) if isinstance(n, Not)]


def test_what_the_next_lines_define_is_not_excluded_by_its_name() -> None:
    text = "Exclusion Criteria:\n\n* Invasive procedures defined as follows:\n* Major surgery within 28 days\n"
    first, second = (c.node for c in parse(text).criteria)
    assert isinstance(first, Allow)
    assert isinstance(second, Not)


def test_none_of_the_following_needs_no_colon() -> None:
    text = "Inclusion Criteria:\n\n* None of the following planned therapies (aspirin is allowed)\n* Chemotherapy\n* Androgens\n"
    (criterion,) = parse(text).criteria
    assert len([n for n in walk(criterion.node) if isinstance(n, Not)]) == 2


def test_a_list_of_those_who_are_eligible_if_asks_it_of_them_alone() -> None:
    (tree,) = trees(
        "Inclusion Criteria:\n\n* Patients with HIV infection are eligible if:\n    * They take antiretroviral therapy\n"
        "    * There was no opportunistic infection within 12 months"
    )
    assert isinstance(tree, If)
    assert isinstance(tree.condition, Leaf)
    assert tree.condition.requirement.concept == "hiv infection"


def test_a_list_of_those_in_whom_a_test_is_made_asks_nobody_to_be_one() -> None:
    (tree,) = trees(
        "Exclusion Criteria:\n\n* LVEF of 45% or less; testing is required in patients with:\n    * Age > 65 years\n"
        "    * Ventricular arrhythmia"
    )
    assert {n.requirement.concept for n in walk(tree) if isinstance(n, Leaf)} == {"LVEF"}
    (tree,) = trees(
        "Exclusion Criteria:\n\n* LVEF of 45% or less, or:\n    * Age > 65 years\n    * Ventricular arrhythmia"
    )
    assert {n.requirement.concept for n in walk(tree) if isinstance(n, Leaf)} >= {"age", "ventricular arrhythmia"}


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n\n* Normal treadmill test required if any of the following is present:\n    * Over age 45\n    * Asthma",
        "Inclusion Criteria:\n  Breast cancer of any stage\n  Normal treadmill test required if any of the following is present:\n  Over age 45\n"
        "  History of asthma\n  ECOG 0-1",
        "PATIENT CHARACTERISTICS: Cardiovascular: Normal treadmill test required for: Age over 45 History of asthma "
        "Renal: Creatinine no greater than 1.5 mg/dL",
    ],
)
def test_who_is_tested_only_where_something_is_present_need_not_have_it(text: str) -> None:
    named = {n.requirement.concept for tree in trees(text) for n in walk(tree) if isinstance(n, Leaf)}
    assert named <= {"breast cancer", "ECOG", "creatinine"}


@pytest.mark.parametrize(
    ("line", "joined"),
    [
        ("Patients with gout or asthma must meet the following criteria:", All),
        ("Patients with gout or asthma are eligible if all of the following conditions are met:", All),
        ("Patients with gout or asthma must meet one of the following criteria:", Any),
        ("Prior treatment with, or refusal of, each of the following:", Any),
    ],
)
def test_an_or_of_whom_a_list_is_for_makes_no_choice_of_it(line: str, joined: type[Node]) -> None:
    (tree,) = trees(f"Inclusion Criteria:\n\n* {line}\n  * LVEF > 50%\n  * Hemoglobin > 9 g/dL")
    listed = tree.node if isinstance(tree, If) else tree
    assert any(
        isinstance(n, joined) and {type(p) for p in n.nodes} == {Leaf} for n in walk(listed) if isinstance(n, All | Any)
    )


def test_a_line_that_takes_who_meets_its_list_asks_for_the_list() -> None:
    lead = "Women satisfying the following are eligible:"
    text = f"Inclusion Criteria:\n\n{lead}\n\n* ECOG 0-1\n* Stage II breast cancer\n"
    nodes = [criterion.node for criterion in parse(text).criteria]
    assert not any(isinstance(part, Allow) for node in nodes for part in walk(node))
    assert {"ECOG", "stage"} <= {p.requirement.concept for node in nodes for p in walk(node) if isinstance(p, Leaf)}


def test_an_or_of_an_earlier_sentence_makes_no_choice_of_the_list() -> None:
    lines = "* ECOG 0 or 1. Breast cancer that:\n  * is metastatic\n  * is HER2-positive\n"
    assert not any(isinstance(node, Any) for tree in trees_of(lines) for node in walk(tree))
