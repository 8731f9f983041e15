"""What a sentence asks of one arm is a criterion of that arm, and who does not meet it has the others left."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Leaf, Node, walk
from matcher.screen import screen
from matcher.screening import Verdict
from matcher.told_of_arms import of_their_arms
from tests.matcher.people import patient


def concepts(node: Node) -> set[str]:
    return {n.requirement.concept for n in walk(node) if isinstance(n, Leaf)}


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (
            "Liver metastases (part 1). Measurable disease (part 2)",
            {"part 1": {"liver"}, "part 2": {"measurable disease"}},
        ),
        ("Normal LVEF. For cohort 1, prior docetaxel is required.", {None: {"LVEF"}, "cohort 1": {"docetaxel"}}),
        # what is said of another arm was not read, one arm is named twice, a patient may be in one of each
        ("ECOG 0-1 (phase 1) or 0-2 (phase 2)", {}),
        ("Lung cancer (phases 1 and 2) or melanoma (phase 1)", {}),
        ("Prior letrozole (ER-positive cohorts only). Neuropathy (docetaxel cohorts only)", {}),
    ],
)
def test_what_a_sentence_asks_of_an_arm_is_a_criterion_of_it(line: str, asked: dict[str | None, set[str]]) -> None:
    found = {c.arm: concepts(c.node) for c in of_their_arms(parse(f"Inclusion Criteria:\n\n* {line}")).criteria}
    assert found == asked if asked else set(found) == {None}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Breast cancer. Measurable disease (part 2 only).", Verdict.ELIGIBLE),  # part 1 is left
        ("Breast cancer. ECOG 0-1 (part 1). Measurable disease (part 2).", Verdict.INELIGIBLE),
    ],
)
def test_who_does_not_meet_what_one_arm_asks_has_the_others(text: str, verdict: Verdict) -> None:
    disease = {"cancer": "breast cancer", "stage": "IV", "extent": "metastatic", "measurable_disease": False}
    who = patient(diagnosis=disease, ecog=2)
    assert screen(who, parse(f"Inclusion Criteria:\n\n* {text}")).verdict is verdict
