"""Lines under lines: what a line takes from the one before it, and the arms that lines name."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Effect, Leaf, Node, Unless, walk


def trees(text: str) -> list[Node]:
    return [criterion.node for criterion in parse(text).criteria]


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
