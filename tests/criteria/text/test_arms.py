"""Limits of lines and sentences to some arms: who is not in the arm is asked for nothing, and nobody for its name."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.text.arms import arms_named, arms_within, is_same, limited_line, told_apart, unnamed
from criteria.tree import All, Any, If, Leaf, Node, Unparsed, walk


def criteria_of(lines: str) -> list[tuple[str | None, Node]]:
    return [(c.arm, c.node) for c in parse(f"Inclusion Criteria:\n\n{lines}").criteria]


def concepts(node: Node) -> set[str]:
    return {n.requirement.concept for n in walk(node) if isinstance(n, Leaf)}


@pytest.mark.parametrize(
    ("line", "arm"),
    [
        ("* Measurable disease by RECIST (dose expansion only)", "dose expansion"),
        ("* Measurable disease (Part B only).", "Part B"),
        ("* Measurable disease (phase II)", "phase II"),
        ("* Measurable disease [for patients in cohort 3]", "cohort 3"),
        ("* Measurable disease - Arm 2 only", "Arm 2"),
        ("* Measurable disease (for the exemestane alone arm only);", "exemestane alone arm"),
        ("* Measurable disease (randomised cohort only)", "randomised cohort"),
        ("* For Part 2 (Dose expansion): The patient has measurable disease", "Part 2"),
        ("* In cohort B, patients must have measurable disease", "cohort B"),
        ("* For the phase II portion of the study: measurable disease", "phase II"),
        ("* (For cohort C only): measurable disease", "cohort C"),
        ("* Cohort 4 patients must have measurable disease", "Cohort 4"),
        ("* Participants enrolled in Part C must have measurable disease", "Part C"),
        ("* Monotherapy cohorts: measurable disease", "Monotherapy cohorts"),
        ("* Measurable disease (phase IB2)", "phase IB2"),
        ("* For Design 3: measurable disease", "Design 3"),
        ("* Part 2 - Measurable disease", "Part 2"),
        ("* Phase 2 requires measurable disease", "Phase 2"),
        ("* Cohorts 1 and 2 must have measurable disease", "Cohorts 1 and 2"),
        ("* Measurable disease for Phase 2", "Phase 2"),
        ("* [For the combination arms; Part 1 only]: measurable disease", "combination arms"),
        ("* Part 2C (combination, dose escalation) Measurable disease", "Part 2C"),
        (
            "* Subjects enrolled in the solid tumor expansion cohorts must have measurable disease",
            "solid tumor expansion cohorts",
        ),
        ("* Measurable disease is needed to be treated in the neoadjuvant setting", "neoadjuvant setting"),
        (
            "* Patients without measurable disease are not eligible for the surgical portion of the trial",
            "surgical portion",
        ),
    ],
)
def test_a_line_that_names_its_arm_holds_for_that_arm(line: str, arm: str) -> None:
    ((named, tree),) = criteria_of(line)
    assert named == arm
    assert concepts(tree) == {"measurable disease"}


def test_what_a_part_of_the_trial_takes_is_asked_of_nobody_outside_it() -> None:
    assert [arm for arm, _ in criteria_of("* Part 3 includes patients with pancreatic cancer")] == ["Part 3"]


@pytest.mark.parametrize(
    "line",
    [
        "* No participation in another clinical trial (phase I)",
        "* ECOG 0-1 (both cohorts)",
        "* For all arms: ECOG 0-1",
        "* Member of a support group: fully recovered",
        "* Aged 50 to 70 (middle age group)",
    ],
)
def test_what_holds_for_all_or_names_no_arm_is_no_limit(line: str) -> None:
    assert limited_line(line.strip("* ")) is None


def test_a_sentence_of_a_line_is_limited_by_itself() -> None:
    ((arm, tree),) = criteria_of("* No prior radiotherapy of the chest (cohort 2 only); no prior mastectomy")
    assert arm is None
    assert isinstance(tree, All)
    limited, plain = tree.nodes
    assert isinstance(limited, If)
    assert isinstance(limited.condition, Unparsed)
    assert concepts(plain) == {"mastectomy"}
    assert not isinstance(plain, If)


def test_each_of_two_limits_in_a_sentence_has_what_stands_before_it() -> None:
    ((_, tree),) = criteria_of("* ECOG 0-1 (dose escalation) and measurable disease (dose expansion)")
    limited = [n for n in walk(tree) if isinstance(n, If)]
    assert [concepts(n.node) for n in limited] == [{"ECOG"}, {"measurable disease"}]


def test_an_alternative_of_one_arm_is_met_by_nobody_outside_it() -> None:
    ((_, tree),) = criteria_of(
        "* One of the following tumors:\n  * (Dose escalation only) ovarian cancer\n  * Triple-negative breast cancer"
    )
    assert isinstance(tree, Any)
    assert isinstance(tree.nodes[0], All)


def test_a_heading_at_the_end_of_a_line_is_the_heading_of_the_next() -> None:
    found = criteria_of(
        "* Brain metastases of breast cancer. Part 2 (Cohort B)\n* Brain metastases of melanoma. Part 2 (Cohort C)\n* Glioma"
    )
    assert [arm for arm, _ in found] == [None, "Part 2 (Cohort B)", "Part 2 (Cohort C)"]


def test_the_cohorts_of_a_numbered_list_hold_nothing_of_what_follows_the_list() -> None:
    cohorts = "  1. Cohort A (Ovarian Cancer)\n  2. Cohort B (Breast Cancer)"
    arm, tree = criteria_of(f"* Measurable disease\n\n{cohorts}\n\nExclusion Criteria:\n\n* Pregnancy")[-1]
    assert (arm, concepts(tree)) == (None, {"pregnant"})


def test_cohorts_inside_the_parts_of_a_trial_are_no_parts_of_it() -> None:
    text = (
        "Part 1 inclusion criteria:\n* Any solid tumor\n\nPart 2 inclusion criteria:\n* Breast cancer\n\n"
        "Exclusion criteria:\n* For the triple combination cohorts: prior everolimus\n"
    )
    found = parse(text)
    assert found.arms == ("Part 1", "Part 2")
    assert isinstance(found.criteria[-1].node, If)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Part 2 only", "part 2"),
        ("Phase II portion", "phase 2"),
        ("Part 2 (Dose expansion)", "Dose expansion only"),
        ("Cohorts 3", "cohort 3"),
    ],
)
def test_names_of_one_arm_are_one_arm(one: str, other: str) -> None:
    assert is_same(one, other)


def test_cohorts_of_one_part_are_not_the_same() -> None:
    assert not is_same("Part 2 (Cohort B)", "Part 2 (Cohort C)")


def test_arms_before_those_that_are_named_are_arms_too() -> None:
    assert unnamed(["Cohort C", "Cohort B1"]) == ["Cohort A"]
    assert unnamed(["Part 2"]) == ["Part 1"]
    assert unnamed(["Phase 1b", "Phase 2"]) == []
    assert unnamed(["Part 3", "Cohort C"]) == ["Part 1", "Part 2", "Cohort A", "Cohort B"]
    assert unnamed(["letrozole arm"]) == []


def test_arms_named_together_are_told_apart_where_others_are_named_alone() -> None:
    assert arms_named("Cohorts 2 and 3") == ["Cohort 2", "Cohort 3"]
    assert told_apart(["Cohorts 2 and 3"]) == {"Cohorts 2 and 3": ["Cohorts 2 and 3"]}
    assert told_apart(["Cohorts 2 and 3", "Cohort 3"])["Cohorts 2 and 3"] == ["Cohort 2", "Cohort 3"]


def test_lines_that_name_an_arm_and_its_tumour_are_arms_over_what_follows() -> None:
    text = "Inclusion Criteria:\n  ECOG 0-1\n  Part 2: NSCLC\n  Prior platinum therapy\n  Part 2: Melanoma\n  Prior ipilimumab\n"
    found = [(criterion.arm, criterion.span.of(text).strip()) for criterion in parse(text).criteria]
    assert found == [
        (None, "ECOG 0-1"),
        ("Part 2: NSCLC", "Part 2: NSCLC"),
        ("Part 2: NSCLC", "Prior platinum therapy"),
        ("Part 2: Melanoma", "Part 2: Melanoma"),
        ("Part 2: Melanoma", "Prior ipilimumab"),
    ]


@pytest.mark.parametrize(
    ("line", "arms"),
    [
        ("* Women in Part 1 must have had a taxane. Women in Part 2 must be chemotherapy-naive.", ["Part 1", "Part 2"]),
        ("* Cohort A: prior taxane; Cohort B: no prior taxane", ["Cohort A", "Cohort B"]),
        ("* ECOG 0-1. For Part 1: no steroids", [None]),
    ],
)
def test_sentences_of_several_arms_are_criteria_of_their_own(line: str, arms: list[str | None]) -> None:
    assert [arm for arm, _ in criteria_of(line)] == arms


def test_a_part_of_the_study_is_a_part() -> None:
    assert is_same("Study Part C", "Part C")


@pytest.mark.parametrize(
    ("line", "limited"),
    [
        ("* Prior docetaxel, and for the expansion phase, prior topotecan", {"topotecan"}),
        ("* T3 tumor in Cohort A; liver metastases in Cohorts B/C.", {"T", "liver"}),
        ("* Prior topotecan and in cohort 2: prior docetaxel", {"docetaxel"}),
    ],
)
def test_an_arm_within_a_sentence_limits_what_stands_with_it(line: str, limited: set[str]) -> None:
    found = [n for _, tree in criteria_of(line) for n in walk(tree) if isinstance(n, If)]
    assert {concept for n in found for concept in concepts(n.node)} == limited


@pytest.mark.parametrize("line", ["Patients previously treated in part A", "However, in cohort B, prior docetaxel"])
def test_who_was_in_an_arm_is_not_limited_to_it(line: str) -> None:
    assert arms_within(line, 0, len(line)) == ()


HEADED = """Part 1 of the study

* Measurable disease

Part 2 (cohort A)

* Lung cancer

Part 2 (cohort B)

* Melanoma
"""


def test_a_part_beside_those_of_the_headings_is_an_arm_and_a_part_over_them_is_none() -> None:
    lines = "* For part 3: prior lapatinib\n* For part 2: prior eribulin\n\n" + HEADED
    found = {tuple(sorted(concepts(node))): arm for arm, node in criteria_of(lines)}
    assert found[("lapatinib",)] == "part 3"
    assert found[("eribulin",)] is None


def test_what_its_heading_says_of_an_arm_limits_no_line_twice() -> None:
    lines = "* Part B: NSCLC\n  * Prior cisplatin\n* Part B: Melanoma\n  * Prior ipilimumab\n"
    assert not [n for _, tree in criteria_of(lines) for n in walk(tree) if isinstance(n, If)]


@pytest.mark.parametrize("between", ["\n", "\n\n", "; "])
def test_lines_that_each_tell_of_an_arm_are_of_that_arm(between: str) -> None:
    text = f"Inclusion Criteria:\n\nArm 1:Patients with HER2 positive disease{between}Arm 2:Patients with HER2 negative disease"
    assert [(c.arm, c.node.requirement.value) for c in parse(text).criteria if isinstance(c.node, Leaf)] == [
        ("Arm 1", "positive"),
        ("Arm 2", "negative"),
    ]
