"""Remarks and definitions: what they name is asked of nobody, and excludes nobody."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.text.remarks import is_elsewhere, is_remark
from criteria.tree import Allow, Effect, If, Leaf, Node, Not, Unless, Unparsed, walk


def trees(lines: str, section: str = "Inclusion") -> list[Node]:
    return [c.node for c in parse(f"{section} Criteria:\n\n{lines}").criteria]


def asked(node: Node) -> set[str]:
    """The concepts that a tree asks for or forbids beyond doubt."""
    match node:
        case Allow() | Unparsed():
            return set()
        case If(Unparsed(), _):
            return set()
        case _:
            return {n.requirement.concept for n in walk(node) if isinstance(n, Leaf)}


@pytest.mark.parametrize(
    "line",
    [
        "Note: the effects of letrozole on the fetus are unknown",
        "Appropriate monitoring will be done in women who take tamoxifen",
        "Examples of live vaccines include those against mumps, yellow fever and tuberculosis (BCG)",
        "Further inclusion and exclusion criteria defined by the protocol may apply",
        "A new classification of lymphoma has been adopted",
        "Participants will have baseline imaging of the chest and a bone scan",
        "For the purposes of exclusion, leptomeningeal disease is a clinical diagnosis of spread to the meninges",
        "Patients with meningeal enhancement would be considered to have leptomeningeal disease",
        "Active infection is defined as needing intravenous antibiotics",
        "Stratification factors: visceral metastases, prior taxane",
        "Patients will be stratified by nodal status (N0 vs N1)",
        "Treatment with high-dose chemotherapy will be considered one regimen",
        "Patients will receive docetaxel instead of paclitaxel after a reaction",
        "Non-measurable disease includes ascites and inflammatory breast disease",
        "Infant under 2 years, 2-12 years (changes the units)",
        "Hormone receptor positivity is defined as 10% of stained cells",
        "Tumors will be considered ER positive if the local laboratory says so",
        "Note: no testing for hepatitis C is required unless local rules mandate it",
        "No pregnancy test is needed",
        "See Appendix 7 for the assessment of measurable disease",
        "For a complete list of CYP3A4 inhibitors, ask the pharmacy",
        "Participants, once enrolled, must not receive live vaccines until 90 days after the last infusion",
        "In patients with impaired kidneys (creatinine clearance 30-50 mL/min), a dose reduction of capecitabine is required",
        "Such conditions should be discussed with the person before registration",
    ],
)
@pytest.mark.parametrize("section", ["Inclusion", "Exclusion"])
def test_a_remark_asks_for_nothing(line: str, section: str) -> None:
    assert [asked(tree) for tree in trees(f"* {line}", section)] in ([set()], [])


@pytest.mark.parametrize(
    "line",
    [
        "note: patients must have recovered from surgery",
        "note: patients with treated brain metastases are eligible",
        "patients who are considered potentially unreliable",
        "receiving an agent which would be considered as a treatment of the tumor",
        "note: ovarian suppression will not be considered systemic therapy",
        "postmenopausal status is defined as either:",
    ],
)
def test_what_demands_or_excepts_something_is_no_remark(line: str) -> None:
    assert not is_remark(line, Effect.REQUIRE)


@pytest.mark.parametrize(
    "line",
    [
        "Hormone receptor-positive tumors as defined by local rules",
        "Estrogen and progesterone receptor status must be assessed according to the guidelines",
        "ER/PgR positivity to follow local guidelines",
    ],
)
def test_a_marker_that_was_asked_for_before_is_doubtful_where_it_is_only_spelled_out(line: str) -> None:
    first, again = trees(f"* ER-positive and PR-positive, hormone receptor-positive breast cancer\n* {line}")
    assert asked(first) == {"ER", "PR", "HR", "breast cancer"}
    assert asked(again) == set()
    assert {n.requirement.concept for n in walk(again) if isinstance(n, Leaf)} <= {"ER", "PR", "HR"}


def test_what_this_includes_widens_an_exclusion_and_asks_for_nothing() -> None:
    assert is_remark("this includes patients with t4 tumors", Effect.REQUIRE)
    assert not is_remark("this includes patients with t4 tumors", Effect.EXCLUDE)


def test_the_definition_of_what_is_excluded_is_no_exception_to_it() -> None:
    (tree,) = trees(
        "* Leptomeningeal disease (LMD). Note: LMD is defined as positive cerebrospinal fluid cytology", "Exclusion"
    )
    assert not any(isinstance(n, Unless) for n in walk(tree))
    assert any(isinstance(n, Not) for n in walk(tree))


@pytest.mark.parametrize(
    "lines",
    [
        "* The following are not considered measurable:\n  * Bone lesions\n  * Inflammatory breast disease",
        "* Ascites\n* Lymphangitis cutis/pulmonis\n* Inflammatory breast disease",
    ],
)
def test_lesions_that_are_not_measurable_are_nothing_to_have(lines: str) -> None:
    assert all(not any(isinstance(n, Leaf) for n in walk(tree)) for tree in trees(lines))


@pytest.mark.parametrize("word", ["NOT explicitly excluded", "not specifically excluded", "not a specific exclusion"])
def test_who_is_not_explicitly_excluded_may_join(word: str) -> None:
    (tree,) = trees(f"* Patients with N2 disease are {word}")
    assert isinstance(tree, Allow)


def test_what_is_no_exclusion_criterion_is_no_heading() -> None:
    found = parse("Inclusion Criteria:\n* HIV-positivity is not an exclusion criterion\n* Measurable disease").criteria
    assert [c.section for c in found] == ["inclusion", "inclusion"]


@pytest.mark.parametrize(
    "line",
    [
        "patients enrolled on trials in which one arm is axillary dissection are not eligible",
        "node-negative patients may not participate in ab.20",
    ],
)
def test_who_may_be_in_other_trials_is_nothing_of_this_one(line: str) -> None:
    assert is_elsewhere(line)


def test_the_name_of_a_questionnaire_is_no_condition() -> None:
    found = [
        asked(tree) for tree in trees("* Certain scores on an anxiety and depression mood questionnaire", "Exclusion")
    ]
    assert found == [set()]


def test_two_points_end_a_sentence() -> None:
    (tree,) = trees(
        "* At least 1 prior line of a CDK4/6 inhibitor.. Participants must not have had more than 3 prior lines of therapy"
    )
    excluded = {
        leaf.requirement.concept for n in walk(tree) if isinstance(n, Not) for leaf in walk(n) if isinstance(leaf, Leaf)
    }
    assert excluded == {"systemic therapy"}


def test_the_title_of_two_doctors_ends_no_sentence() -> None:
    (tree,) = trees("* The biopsy may be waived in consultation with the chairs (Drs. Zorb or Klint) if not feasible")
    assert isinstance(tree, Allow)


def test_a_permission_in_brackets_within_what_is_denied_is_no_part_of_it() -> None:
    (tree,) = trees("* No active brain metastases or leptomeningeal disease (controlled brain metastases eligible)")
    (lifted,) = (n for n in walk(tree) if isinstance(n, Unless))
    assert {leaf.requirement.value for leaf in walk(lifted.exception) if isinstance(leaf, Leaf)} == {"stable"}
    assert "stable" not in {leaf.requirement.value for leaf in walk(lifted.node) if isinstance(leaf, Leaf)}


def test_what_follows_an_exception_in_brackets_has_no_part_in_it() -> None:
    (tree,) = trees(
        "* A live vaccine within 28 days (except influenza vaccine) or vaccination for travel within 14 days",
        "Exclusion",
    )
    (lifted,) = (n for n in walk(tree) if isinstance(n, Unless))
    details = [dict(leaf.requirement.detail).get("type") for leaf in walk(lifted.node) if isinstance(leaf, Leaf)]
    assert details == ["live"]


def test_what_is_asked_again_behind_an_exception_is_asked_of_everybody() -> None:
    (tree,) = trees("* No prior chemotherapy except adjuvant, no prior radiotherapy")
    inside = [n for n in walk(tree) if isinstance(n, Unless)]
    assert all("radiation therapy" not in asked(n.exception) for n in inside)


def test_who_can_hold_a_drug_is_the_exception_to_its_users() -> None:
    (tree,) = trees("* Warfarin on the day of surgery (they are eligible if warfarin is held)", "Exclusion")
    assert isinstance(tree, Unless)
    assert isinstance(tree.exception, Unparsed)


@pytest.mark.parametrize(
    "line",
    [
        "See a doctor at once for active hepatitis",
        "No positive test for hepatitis C",
        "Testing for hepatitis C must be negative",
        "A list of excluded conditions: hepatitis C",
    ],
)
def test_what_stands_beside_a_test_or_a_list_may_exclude(line: str) -> None:
    assert not is_remark(line.lower(), Effect.EXCLUDE)


def test_a_washout_of_a_drug_that_is_not_needed_asks_nothing() -> None:
    (only,) = trees("* Note: no washout from letrozole is required\n")
    assert isinstance(only, Allow)
