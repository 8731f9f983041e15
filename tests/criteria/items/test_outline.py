"""Lines under lines: what a line takes from the one before it, and the arms that lines name."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Allow, Any, Effect, If, Leaf, Not, Unless, walk
from tests.criteria.trees import trees


@pytest.mark.parametrize(
    "line",
    [
        "* Exception: previously treated brain metastases that are stable",
        "* Exceptions: brain metastases, if treated and stable",
        "* Except for treated and stable brain metastases",
    ],
)
def test_a_line_that_calls_itself_an_exception_belongs_to_the_line_before_it(line: str) -> None:
    (tree,) = trees(f"Exclusion Criteria:\n\n* Metastases of the brain\n{line}")
    assert isinstance(tree, Unless)
    lifting = [n.requirement for n in walk(tree.exception) if isinstance(n, Leaf)]
    assert [(r.concept, r.value) for r in lifting] == [("brain", "stable")]


def test_an_exception_of_several_parts_asks_for_all_of_them() -> None:
    (tree,) = trees(
        "Exclusion Criteria:\n\n* Brain metastases\n* Exception: those treated, stable and off steroids are eligible"
    )
    assert isinstance(tree, Unless)
    assert isinstance(tree.exception, All)


def test_a_time_over_flat_lines_holds_for_the_treatments_under_it() -> None:
    text = (
        "Exclusion Criteria:\n* Treatment of the cancer within 3 weeks before the first dose:\n* Chemotherapy or antibodies\n"
        "* Radiotherapy\n* Major surgery\n* Prior organ transplant"
    )
    windows = {
        n.requirement.concept: n.requirement.when for tree in trees(text) for n in walk(tree) if isinstance(n, Leaf)
    }
    assert windows["chemotherapy"] == windows["radiation therapy"]
    assert windows["radiation therapy"] is not None
    assert windows["organ transplant"] is None


def test_lines_that_name_their_cohort_hold_for_it_alone() -> None:
    text = (
        "Inclusion Criteria:\n* Earlier capecitabine:\n  * Cohort B1: must be capecitabine naive\n"
        "  * Cohort B2: must have received capecitabine"
    )
    assert [c.arm for c in parse(text).criteria] == ["Cohort B1", "Cohort B2"]


def test_arms_within_a_part_of_the_trial_are_arms_of_their_own() -> None:
    text = (
        "Inclusion Criteria:\n* Dose expansion: patients must fulfil one of these:\n  * Arm A: no prior fulvestrant\n"
        "  * Arm B: prior fulvestrant"
    )
    arms = [c.arm for c in parse(text).criteria]
    assert len(set(arms)) == 2
    assert all(arm is not None and arm.startswith("Dose expansion") for arm in arms)


def test_an_exclusion_list_of_noes_asks_for_what_it_says() -> None:
    lines = [
        "No brain metastases",
        "No prior taxane",
        "No active infection",
        "No pregnancy",
        "Bilirubin more than 3 mg/dL",
    ]
    found = parse("Exclusion Criteria:\n\n" + "\n".join(f"* {line}" for line in lines)).facts()
    assert {str(f.effect) for f in found} == {"exclude"}


def test_a_definition_of_what_is_no_measure_asks_for_nothing() -> None:
    text = "Inclusion Criteria:\n\n* Measurable disease. Bone metastases are not considered measurable."
    asked = [f.requirement.concept for f in parse(text).facts() if f.effect is not Effect.ALLOW]
    assert asked == ["measurable disease"]


def test_cohorts_named_together_are_each_a_cohort() -> None:
    text = (
        "Inclusion Criteria:\n* Earlier capecitabine:\n  * Cohorts A1/C: must be capecitabine naive\n"
        "  * Cohort B: must have received capecitabine"
    )
    found = parse(text)
    assert [c.arm for c in found.criteria] == ["Cohort A1", "Cohort C", "Cohort B"]
    assert found.arms == ("Cohort A1", "Cohort C", "Cohort B")


@pytest.mark.parametrize(
    ("head", "members", "concepts"),
    [
        ("HER2 negative, shown by:", ["IHC 0 or 1+", "FISH ratio below 2"], {"HER2"}),
        ("Must be postmenopausal, shown by any of:", ["Age over 60", "Amenorrhea for 14 months"], {"postmenopausal"}),
        ("Disease that is one of:", ["Triple-negative, or", "Of stage IIIC"], {"TNBC", "stage"}),
        (
            "No antiplatelet agents, including any of the following*:",
            ["Aspirin or aspirin-containing powders", "Zorbiprost", "Clopidogrel"],
            {"antiplatelet agent", "aspirin", "clopidogrel"},
        ),
    ],
)
def test_a_list_without_indentation_is_told_by_what_it_is_about(
    head: str, members: list[str], concepts: set[str]
) -> None:
    lines = "".join(f"  {line}\n" for line in (head, *members, "ECOG 0-1"))
    listed, after = trees(f"Inclusion Criteria:\n{lines}")
    assert {n.requirement.concept for n in walk(listed) if isinstance(n, Leaf)} == concepts
    assert [n.requirement.concept for n in walk(after) if isinstance(n, Leaf)] == ["ECOG"]


def test_the_next_number_follows_an_indented_list() -> None:
    text = "Exclusion Criteria:\n\n1. Rash, allowed if:\n\n   * It is mild,\n2. Hepatitis B,\n3. Pregnancy"
    assert len(trees(text)) == 3


def test_small_lines_under_a_number_are_its_list() -> None:
    text = "Inclusion Criteria:\n\n  4. Women with brain metastases may join if they:\n  are off steroids,\n  have no seizures, and\n  have a scan.\n  5. ECOG 0-1"
    first, second = trees(text)
    assert isinstance(first, If)
    assert isinstance(second, Leaf)


def test_the_other_menopause_is_an_alternative() -> None:
    (tree,) = trees("Inclusion Criteria:\n\n* Postmenopausal women\n* OR premenopausal women on goserelin")
    assert isinstance(tree, Any)


def test_a_state_in_two_lines_of_a_choice_is_stated_twice() -> None:
    (tree,) = trees("Inclusion Criteria:\n\n* Either of:\n\n  * HER2 of IHC 3+\n  * HER2 amplified by FISH")
    assert isinstance(tree, Any)
    assert len(tree.nodes) == 2


@pytest.mark.parametrize("line", ["MALES - over 40 years of age", "Men: over 40 years of age", "Women - no lactation"])
def test_a_sex_before_a_colon_or_dash_says_of_whom_the_line_asks(line: str) -> None:
    (tree,) = trees(f"Inclusion Criteria:\n\n* {line}")
    assert isinstance(tree, If)


def test_what_names_the_stage_in_brackets_is_not_denied() -> None:
    (tree,) = trees(
        "Inclusion Criteria:\n\n* No palpable nodes and no sign of metastatic disease (T1 or T2 N0 M0; AJCC)"
    )
    denied = {
        n.requirement.concept for part in walk(tree) if isinstance(part, Not) for n in walk(part) if isinstance(n, Leaf)
    }
    assert denied == {"metastatic"}


@pytest.mark.parametrize(
    "line",
    [
        "* Note: adjuvant chemotherapy is allowed",
        "\n  NB. Adjuvant chemotherapy is permitted.",
        "* Adjuvant chemotherapy is allowed",
    ],
)
def test_a_line_that_permits_part_of_what_the_one_before_excludes_is_its_exception(line: str) -> None:
    (tree,) = trees(f"Exclusion Criteria:\n\n* Prior chemotherapy\n{line}")
    assert isinstance(tree, Unless)


def test_a_permission_of_another_time_is_no_exception() -> None:
    assert len(trees("Inclusion Criteria:\n\n* No surgery within 2 weeks\n* Prior surgery for cancer is allowed")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "  * up to 5 x ULN in patients with liver metastases",
        "  * Patients with liver metastases: ≤ 5 x ULN",
        "* If liver metastases: < 5 x ULN",
    ],
)
def test_a_looser_bound_without_a_name_is_one_of_the_line_before(line: str) -> None:
    (tree,) = trees(f"Inclusion Criteria:\n\n* AST ≤ 2.5 x ULN\n{line}")
    assert isinstance(tree, Unless)
    named = {n.requirement.concept for n in walk(tree.exception) if isinstance(n, Leaf)}
    assert named == {"AST", "liver"}


def test_an_item_below_a_line_that_begins_with_or_is_another_way_of_meeting_it() -> None:
    (tree,) = trees("Inclusion Criteria:\n\n* Creatinine ≤ 1.5 mg/dL\n  * or creatinine clearance ≥ 55 mL/min")
    assert isinstance(tree, Any)


def test_what_is_asked_of_those_whom_the_line_before_excludes_lets_them_in() -> None:
    (tree,) = trees(
        "Exclusion Criteria:\n\n* Brain metastases\n* Patients with brain metastases must be stable for 2 months"
    )
    assert isinstance(tree, Unless)


def test_withdrawal_criteria_ask_for_nothing() -> None:
    (kept, later) = trees("Exclusion Criteria:\n* Heart failure\n\nWithdrawal Criteria:\n* Pregnancy")
    assert isinstance(kept, Not)
    assert isinstance(later, Allow)


def test_criteria_of_both_groups_behind_those_of_one_are_of_all() -> None:
    text = (
        "Inclusion Criteria:\n\nGroup 1:\n* Stage II\n\nGroup 2:\n* Stage IV\n\nBoth groups:\n* ECOG 0-1\n"
        "\nCaregivers:\n* Age 18 or older\n\nPatients:\n* Postmenopausal"
    )
    assert [c.arm for c in parse(text).criteria] == ["Group 1", "Group 2", None, "Caregivers", None]


def test_flat_exceptions_behind_other_malignancies_are_its_own() -> None:
    found = trees(
        "Exclusion Criteria:\n* Other cancer within 3 years\n* Exceptions:\n* Basal cell carcinoma\n"
        "* Cervical carcinoma in situ\n* Prior treatment with olaparib"
    )
    assert [type(tree) for tree in found] == [Unless, Not]


def test_all_that_must_be_there_to_keep_out_is_not_asked_for() -> None:
    text = "Exclusion Criteria:\n\n* All of the following must be present:\n  * hypertension\n  * diabetes\n"
    (criterion,) = parse(text).criteria
    assert len([n for n in walk(criterion.node) if isinstance(n, Not)]) == 2


def test_a_line_under_both_headings_keeps_nobody_out() -> None:
    text = "Inclusion Criteria:\n\n* Women aged 45 or older\n\nExclusion Criteria:\n\n* Women aged 45 or older\n* HIV\n"
    found = [c.node for c in parse(text).criteria]
    assert isinstance(found[1], Allow)
    assert isinstance(found[2], Not)


def test_a_line_without_a_no_among_many_is_not_surely_an_exclusion() -> None:
    lines = "\n".join(f"* {one}" for one in ("No HIV", "No diabetes", "No stroke", "Prior docetaxel"))
    found = [c.node for c in parse(f"Exclusion Criteria:\n\n{lines}").criteria]
    assert [isinstance(node, Any) for node in found] == [False, False, False, True]


def test_a_bound_in_a_line_of_its_own_is_that_of_the_line_before() -> None:
    (tree,) = trees("Inclusion Criteria:\n\n* ALT ≤ 2.5 X ULN OR\n    * 5 X ULN for subjects with liver metastases")
    assert isinstance(tree, Unless)
    assert {n.requirement.concept for n in walk(tree.exception) if isinstance(n, Leaf)} == {"liver", "ALT"}


def test_what_the_item_under_an_exclusion_permits_is_excepted_from_it() -> None:
    text = "Exclusion Criteria:\n\n* Pneumonitis on the screening scan:\n    * Radiation pneumonitis in the field is {}"
    (tree,) = trees(text.format("permitted"))
    assert isinstance(tree, Unless)
    (tree,) = trees(text.format("excluded too"))
    assert not any(isinstance(n, Unless) for n in walk(tree))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("* No other concurrent anticancer therapy, including any of the following:", "anticancer therapy"),
        ("* No metastases, as shown by one of the following scans:", "metastatic"),
    ],
)
def test_what_a_line_denies_is_read_though_its_list_is_lost(line: str, kept: str) -> None:
    (tree, _) = trees(f"Inclusion Criteria:\n\n{line}\n* ECOG 0-1")
    assert isinstance(tree, Not)
    assert [n.requirement.concept for n in walk(tree) if isinstance(n, Leaf)] == [kept]
