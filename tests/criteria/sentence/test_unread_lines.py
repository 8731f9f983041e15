"""Lines under the exclusions of which nothing was read: whom they can be meant for, and what is said by the way."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Allow, If, Kind, Leaf, Node, Not, Unparsed, walk


def excluded(words: str) -> list[Node]:
    text = f"Inclusion Criteria:\n\n* Breast cancer\n\nExclusion Criteria:\n\n* {words}\n"
    return [c.node for c in parse(text).criteria if c.registry_field is None][1:]


def concepts(node: Node) -> set[str]:
    return {part.requirement.concept for part in walk(node) if isinstance(part, Leaf)}


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("Patients with psoriasis must have their eyes zorbled", {"psoriasis"}),
        ("Participants with gout should be on stable zorbs", {"gout"}),
        ("Those with hepatitis B or hepatitis C need to have undetectable zorbs", {"hepatitis b", "hepatitis c"}),
    ],
)
def test_a_demand_among_exclusions_is_made_of_those_whom_it_names(words: str, of: set[str]) -> None:
    (only,) = excluded(words)
    assert isinstance(only, If)
    assert concepts(only.condition) == of
    assert isinstance(only.node, Unparsed)


def test_whom_a_demand_does_not_name_may_be_everyone() -> None:
    (only,) = excluded("Participants with a spouse must have their eyes zorbled")
    assert not isinstance(only, If)


@pytest.mark.parametrize(
    ("words", "drug"),
    [
        ("Severe or life-threatening immune-related AE with prior nivolumab", "nivolumab"),
        ("Experienced a grade 3 or 4 AE while receiving trastuzumab", "trastuzumab"),
    ],
)
def test_what_a_drug_did_is_in_nobody_who_never_had_it(words: str, drug: str) -> None:
    (only,) = excluded(words)
    assert isinstance(only, If)
    assert concepts(only.condition) == {drug}


def test_what_a_drug_did_or_something_else_may_be_in_anybody() -> None:
    (only,) = excluded("Zorbled adverse events or marked zorbs with prior nivolumab")
    assert not isinstance(only, If)


def test_spread_that_must_not_be_had_is_of_those_with_spread() -> None:
    lines = parse("Inclusion Criteria:\n\n* Breast cancer\n* Must not have rapidly zorbling metastases").criteria
    (only,) = [c.node for c in lines if c.registry_field is None][1:]
    assert isinstance(only, If)
    assert concepts(only.condition) == {"metastatic"}


@pytest.mark.parametrize(
    "line", ["Involvement of more than 1/3 of the liver", "Metastases to over 30 percent of the hepatic parenchyma"]
)
def test_a_share_of_the_liver_is_of_those_with_metastases_there(line: str) -> None:
    (only,) = excluded(line)
    assert isinstance(only, If)
    assert concepts(only.condition) == {"liver"}


def test_the_score_of_a_failing_liver_is_of_those_with_liver_disease() -> None:
    (only,) = excluded("The score of Child and Pugh (Child-Pugh score) is zorbled")
    assert isinstance(only, Not)
    assert isinstance(only.node, All)
    assert concepts(only.node) == {"liver disease"}


def test_what_an_exception_does_not_take_in_excludes() -> None:
    (only,) = excluded(
        "Active brain metastases. Treated and stable brain metastases are allowed. This exception does not include "
        "leptomeningeal disease, which is excluded in any case."
    )
    assert isinstance(only, All)
    assert concepts(only.nodes[-1]) == {"leptomeningeal"}
    assert isinstance(only.nodes[-1], Not)


@pytest.mark.parametrize(
    "head",
    [
        "Patients with the following prior conditions are excluded:",
        "Patients with any of the following diseases or symptoms are excluded:",
    ],
)
def test_a_head_that_says_that_the_list_excludes_sets_no_condition(head: str) -> None:
    found = excluded(f"{head}\n  * Gout\n  * Stroke")
    assert {"gout", "stroke"} <= set().union(*map(concepts, found))
    assert not any(isinstance(part, If) for node in found for part in walk(node))


@pytest.mark.parametrize(
    "words",
    [
        "Patients not meeting the inclusion criteria for organ function",
        "Any condition that does not fit the entry criteria",
    ],
)
def test_boilerplate_about_the_inclusions_excludes_nobody(words: str) -> None:
    assert [type(node) for node in excluded(words)] == [Allow]


def test_what_one_has_received_of_a_name_is_looked_for_among_the_treatments() -> None:
    (only,) = excluded("Patients who have received prior therapy with ZRBS77-001")
    assert isinstance(only, Not)
    assert isinstance(only.node, Unparsed)
    assert only.node.kind is Kind.THERAPY


def required(words: str) -> list[Node]:
    text = f"Inclusion Criteria:\n\n* Breast cancer\n* {words}\n"
    return [c.node for c in parse(text).criteria if c.registry_field is None][1:]


@pytest.mark.parametrize(
    ("words", "drug"),
    [
        ("No zorbling toxicity due to prior lapatinib", "lapatinib"),
        ("No change in bisphosphonates within 2 weeks", "bisphosphonate"),
    ],
)
def test_a_harm_or_change_that_is_denied_is_asked_of_those_who_had_the_treatment(words: str, drug: str) -> None:
    (only,) = required(words)
    assert isinstance(only, If)
    assert concepts(only.condition) == {drug}
    assert isinstance(only.node, Unparsed)


def test_a_change_that_excludes_is_one_of_those_who_had_the_treatment() -> None:
    (only,) = excluded("Change in the dose of bisphosphonates within 2 weeks")
    assert isinstance(only, If)
    assert concepts(only.condition) == {"bisphosphonate"}


@pytest.mark.parametrize("words", ["No response to prior lapatinib", "No zorb or toxicity due to prior lapatinib"])
def test_what_may_have_another_cause_or_is_no_harm_is_asked_of_everyone(words: str) -> None:
    (only,) = required(words)
    assert not isinstance(only, If)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Prior psychotherapy", Kind.THERAPY),
        ("Undergoing a weight loss program", Kind.THERAPY),
        ("Received any type of dental treatment in the past month", Kind.THERAPY),
        ("Previous peripheral blood stem cell collection", Kind.THERAPY),
        ("Missing fingers or toes", Kind.COMORBIDITY),
        ("Participants with intestinal stomas are also excluded", Kind.COMORBIDITY),
        ("Has fainted within the last week", Kind.COMORBIDITY),
        ("Positive urine test for drugs of abuse", Kind.COMORBIDITY),
        ("High risk of death from a concurrent disease", Kind.COMORBIDITY),
        ("Women who vape", Kind.COMORBIDITY),
        ("Portal vein invasion", Kind.COMORBIDITY),
        ("Problems walking without a cane or other assistance", Kind.COMORBIDITY),
        ("Fear of needles", Kind.COMORBIDITY),
        ("Women who use a wheelchair", Kind.COMORBIDITY),
        ("Pacemaker or other implanted device that is not MRI safe", Kind.COMORBIDITY),
        ("Zorbocin must not be given within 6 weeks", Kind.THERAPY),
    ],
)
def test_what_a_line_names_is_of_a_list_that_a_record_may_hold_whole(words: str, kind: Kind) -> None:
    (only,) = excluded(words)
    assert isinstance(only, Not)
    assert isinstance(only.node, Unparsed)
    assert only.node.kind is kind


@pytest.mark.parametrize(
    "words",
    [
        "Prior treatment with the zorb of the trial",
        "Positive zorb test",
        "ZRB-123456",
        "Patients who are also eligible",
    ],
)
def test_what_may_be_of_no_list_stays_unread(words: str) -> None:
    (only,) = excluded(words)
    assert not (isinstance(only, Not) and isinstance(only.node, Unparsed))
