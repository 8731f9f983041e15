"""Any tree reads as a plain sentence, so that a person can check the parser against the source words."""

from __future__ import annotations

import pytest

from criteria.render import describe, render
from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Any,
    AtLeast,
    Between,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Unless,
    Unparsed,
    Window,
)

HERE = Span(0, 4)


def leaf(kind: Kind, concept: str, **rest: object) -> Leaf:
    return Leaf(Requirement(kind, concept, **rest), HERE)  # type: ignore[arg-type]


HER2 = leaf(Kind.BIOMARKER, "HER2", value="negative")
BRAIN = leaf(Kind.METASTASIS, "brain", value="any")
STABLE = leaf(Kind.METASTASIS, "brain", value="stable")


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        (Requirement(Kind.LAB, "ANC", Comparison(">=", 1500, "/mm3")), "ANC at least 1,500 /mm3"),
        (Requirement(Kind.LAB, "ALT", Comparison("<=", 2.5, "ULN")), "ALT at most 2.5 times the upper limit of normal"),
        (Requirement(Kind.PERFORMANCE, "ECOG", Between(0, 1)), "ECOG 0 to 1"),
        (Requirement(Kind.STAGE, "stage", ("II", "III")), "stage II or III"),
        (
            Requirement(Kind.THERAPY, "chemotherapy", "prior", setting="metastatic"),
            "prior chemotherapy in the metastatic setting",
        ),
        (Requirement(Kind.THERAPY, "surgery", "prior", Window("<=", 28, "days")), "prior surgery within 28 days"),
        (
            Requirement(Kind.THERAPY, "tamoxifen", "prior", Window("<", 4, "weeks", half_lives=5, whichever="shorter")),
            "prior tamoxifen within 4 weeks or 5 half-lives, whichever is shorter",
        ),
        (Requirement(Kind.LINES, "chemotherapy", Comparison("<=", 2, "lines")), "at most 2 lines of chemotherapy"),
        (Requirement(Kind.ALLERGY, "paclitaxel"), "allergy to paclitaxel"),
    ],
)
def test_one_requirement_in_words(requirement: Requirement, words: str) -> None:
    assert describe(requirement) == words


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        (HER2, "HER2 negative."),
        (Not(BRAIN, HERE), "No brain metastases."),
        (Any((HER2, BRAIN), HERE), "Either HER2 negative or brain metastases."),
        (All((HER2, BRAIN), HERE), "HER2 negative; brain metastases."),
        (AtLeast(2, (HER2, BRAIN), HERE), "At least 2 of: HER2 negative; brain metastases."),
        (Not(Any((HER2, BRAIN), HERE), HERE), "Not (HER2 negative or brain metastases)."),
        (Unless(Not(BRAIN, HERE), STABLE, HERE), "No brain metastases, unless stable brain metastases."),
        (If(HER2, BRAIN, HERE), "Where HER2 negative: brain metastases."),
        (Allow(BRAIN, HERE), "Allowed: brain metastases."),
    ],
)
def test_logic_in_words(node: Node, sentence: str) -> None:
    assert render(node, "word") == sentence


def test_unread_words_are_shown_as_they_stand() -> None:
    assert render(Unparsed(Span(0, 9)), "odd  text") == "Not read: “odd text”."


def test_a_patient_reads_what_an_abbreviation_means() -> None:
    node = leaf(Kind.LAB, "platelets", value=Comparison(">=", 100, "10*9/L"))
    assert "stop bleeding" in render(node, "", audience="patient")
    assert "stop bleeding" not in render(node, "")
