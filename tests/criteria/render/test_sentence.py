"""Any tree reads as a plain sentence, so that a person can check the parser against the source words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import parse
from criteria.render import describe, render
from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Any,
    AtLeast,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Unless,
    Unparsed,
    walk,
)

HERE = Span(0, 4)


def leaf(kind: Kind, concept: str, **rest: object) -> Leaf:
    return Leaf(Requirement(kind, concept, **rest), HERE)  # type: ignore[arg-type]


HER2 = leaf(Kind.BIOMARKER, "HER2", value="negative")
BRAIN = leaf(Kind.METASTASIS, "brain", value="any")
STABLE = leaf(Kind.METASTASIS, "brain", value="stable")
TAXANE, ANTHRACYCLINE, SURGERY = (
    leaf(Kind.THERAPY, name, value="prior") for name in ("taxane", "anthracycline", "surgery")
)
ALT, AST = (leaf(Kind.LAB, name, value=Comparison("<=", 2.5, "ULN")) for name in ("ALT", "AST"))
WORD = Unparsed(HERE)


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        (HER2, "HER2-negative."),
        (Not(BRAIN, HERE), "No brain metastases."),
        (Not(Not(BRAIN, HERE), HERE), "Brain metastases."),
        (Any((HER2, BRAIN), HERE), "HER2-negative or brain metastases."),
        (All((HER2, BRAIN), HERE), "HER2-negative; brain metastases."),
        (AtLeast(2, (HER2, BRAIN), HERE), "At least 2 of (HER2-negative; brain metastases)."),
        (Not(AtLeast(2, (HER2, BRAIN), HERE), HERE), "Fewer than 2 of (HER2-negative; brain metastases)."),
        (Not(Any((HER2, BRAIN), HERE), HERE), "Not HER2-negative; no brain metastases."),
        (Not(All((HER2, BRAIN), HERE), HERE), "Not together (HER2-negative; brain metastases)."),
        (Unless(Not(BRAIN, HERE), STABLE, HERE), "No brain metastases, unless stable brain metastases."),
        (Not(Unless(BRAIN, STABLE, HERE), HERE), "No brain metastases; no stable brain metastases."),
        (If(HER2, BRAIN, HERE), "If HER2-negative: brain metastases."),
        (Not(If(HER2, BRAIN, HERE), HERE), "HER2-negative; no brain metastases."),
        (Allow(BRAIN, HERE), "Allowed: brain metastases."),
    ],
)
def test_logic_in_words(node: Node, sentence: str) -> None:
    assert render(node, "word") == sentence


class TestWhatIsSharedIsSaidOnce:
    def test_what_is_denied_together_is_joined_by_or(self) -> None:
        denied = All((Not(TAXANE, HERE), Not(ANTHRACYCLINE, HERE), Not(SURGERY, HERE)), HERE)
        assert render(denied, "word") == "No prior taxane, anthracycline or surgery."

    def test_denials_of_which_one_is_enough_stand_apart(self) -> None:
        either = Any((Not(TAXANE, HERE), Not(SURGERY, HERE)), HERE)
        assert render(either, "word") == "Either no prior taxane or no prior surgery."

    def test_equal_bounds_are_joined(self) -> None:
        assert render(All((ALT, AST), HERE), "word") == "ALT and AST at most 2.5 times the upper limit of normal."
        assert render(Any((ALT, AST), HERE), "word") == "ALT or AST at most 2.5 times the upper limit of normal."

    def test_what_is_allowed_is_a_list_of_choices(self) -> None:
        both = All((Allow(TAXANE, HERE), Allow(SURGERY, HERE)), HERE)
        assert render(both, "word") == "Allowed: prior taxane or surgery."

    def test_what_is_said_twice_is_told_once(self) -> None:
        assert render(All((Not(BRAIN, HERE), Not(BRAIN, HERE)), HERE), "word") == "No brain metastases."

    def test_ways_that_are_long_stand_in_brackets(self) -> None:
        ways = Any((All((HER2, BRAIN), HERE), TAXANE, ALT), HERE)
        assert render(ways, "word") == (
            "One of (HER2-negative and brain metastases; prior taxane; ALT at most 2.5 times the upper limit of normal)."
        )


class TestUnreadWords:
    def test_are_quoted(self) -> None:
        assert render(Unparsed(Span(0, 9)), "odd  text") == "Not read: “odd text”."

    def test_are_quoted_in_short(self) -> None:
        assert render(Unparsed(Span(0, 300)), "x" * 300) == f"Not read: “{'x' * 199}…”."

    def test_that_narrow_what_is_denied_stand_beside_it(self) -> None:
        assert render(Not(All((BRAIN, WORD), HERE), HERE), "that") == "No brain metastases (not read: “that”)."

    def test_of_an_exception_lose_the_word_that_joins_them(self) -> None:
        text = "unless proven benign"
        node = Unless(Not(BRAIN, HERE), Unparsed(Span(0, len(text))), HERE)
        assert render(node, text) == "No brain metastases, unless “proven benign” (not read)."

    def test_that_allow_are_told_as_allowed(self) -> None:
        assert render(Allow(WORD, HERE), "dogs") == "Allowed: “dogs” (not read)."


def test_one_requirement_stands_alone() -> None:
    assert describe(TAXANE.requirement) == "prior taxane"


def test_the_patient_is_spoken_to() -> None:
    node = All((Not(TAXANE, HERE), Not(SURGERY, HERE)), HERE)
    told = render(node, "word", audience="patient")
    assert told == "You have had no taxane (such as paclitaxel or docetaxel) or surgery."


def test_a_criterion_as_it_is_read_and_told() -> None:
    text = (
        "Exclusion Criteria:\n\n* Prior treatment with a CDK4/6 inhibitor, everolimus or fulvestrant within 4 weeks\n"
        "* Pregnant or breastfeeding women\n* Known HIV infection or active hepatitis B\n"
    )
    told = [render(criterion.node, text, audience="patient") for criterion in parse(text).criteria]
    assert told == [
        "You have had no CDK4/6 inhibitor (such as palbociclib or ribociclib), everolimus or fulvestrant in the last 4 weeks.",
        "You are not pregnant or breastfeeding.",
        "You have no HIV infection; you have no active hepatitis B.",
    ]


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, inner, st.just(HERE)),
        st.builds(All, several, st.just(HERE)),
        st.builds(Any, several, st.just(HERE)),
        st.builds(AtLeast, st.just(1), several, st.just(HERE)),
        st.builds(Unless, inner, inner, st.just(HERE)),
        st.builds(If, inner, inner, st.just(HERE)),
        st.builds(Allow, inner, st.just(HERE)),
    )


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda place: Span(place[0], sum(place)))
LEAVES = st.sampled_from([HER2, BRAIN, STABLE, TAXANE, ANTHRACYCLINE, SURGERY, ALT, AST])


@given(
    st.recursive(LEAVES | st.builds(Unparsed, SPANS), _grown, max_leaves=8), st.sampled_from(["clinician", "patient"])
)
def test_every_tree_has_a_sentence_that_quotes_all_unread_words(node: Node, audience: str) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 40)))
    sentence = render(node, text, audience=audience)
    assert sentence.endswith(".")
    for part in walk(node):
        assert not isinstance(part, Unparsed) or part.span.of(text) in sentence
