"""Stored criteria come back exactly as they were."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria import serial
from criteria.criterion import Criteria, Criterion
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
    Section,
    Unless,
    Unparsed,
    Window,
)

words = st.text(max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 10**6)
spans = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: Span(min(pair), max(pair)))
# every field is drawn, so that a field added to the tree and forgotten in the stored form fails here
windows = st.builds(
    Window,
    op=words,
    number=numbers,
    unit=words,
    anchor=words,
    half_lives=st.none() | numbers,
    whichever=st.none() | words,
)
values = (
    st.none()
    | words
    | st.lists(words, max_size=3).map(tuple)
    | st.builds(Comparison, op=words, number=numbers, unit=words)
    | st.builds(Between, low=numbers, high=numbers, unit=words)
)
members = st.builds(Requirement, kind=st.sampled_from(Kind), concept=words, when=st.none() | windows)
requirements = st.builds(
    Requirement,
    kind=st.sampled_from(Kind),
    concept=words,
    value=values,
    when=st.none() | windows,
    setting=st.none() | words,
    detail=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    apart_from=st.lists(members, max_size=2).map(tuple),
)


def branches(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, nodes, spans),
        st.builds(Allow, nodes, spans),
        st.builds(All, several, spans),
        st.builds(Any, several, spans),
        st.builds(AtLeast, st.integers(0, 3), several, spans),
        st.builds(Unless, nodes, nodes, spans),
        st.builds(If, nodes, nodes, spans),
    )


unread = st.builds(Unparsed, spans, words, st.sampled_from([None, *Kind]))
nodes = st.recursive(st.builds(Leaf, requirements, spans) | unread, branches, max_leaves=6)
criterions = st.builds(
    Criterion,
    span=spans,
    section=st.sampled_from(Section),
    node=nodes,
    arm=st.none() | words,
    read=st.floats(0, 1),
    registry_field=st.none() | words,
)
all_criteria = st.builds(
    Criteria,
    text=words,
    criteria=st.lists(criterions, max_size=4).map(tuple),
    arms=st.lists(words, max_size=2).map(tuple),
    coverage=st.floats(0, 1),
)


@settings(max_examples=60, deadline=None)
@given(all_criteria)
def test_any_criteria_come_back_equal(criteria: Criteria) -> None:
    assert serial.load(serial.dump(criteria), criteria.text) == criteria


@settings(max_examples=60, deadline=None)
@given(all_criteria)
def test_the_stored_form_is_stable(criteria: Criteria) -> None:
    once = serial.dump(criteria)
    assert serial.dump(serial.load(once, criteria.text)) == once


@settings(max_examples=60, deadline=None)
@given(all_criteria, st.lists(criterions, max_size=2), st.randoms(use_true_random=False))
def test_softened_criteria_come_back_beside_those_that_were_read(
    criteria: Criteria, others: list[Criterion], lot: random.Random
) -> None:
    kept = [criterion for criterion in criteria.criteria if lot.random() < 0.5]
    softened = replace(criteria, criteria=tuple(kept + others))
    stored = serial.dump(criteria, softened)
    assert serial.load(stored, criteria.text) == criteria
    assert serial.load_softened(stored, criteria.text) == softened


def test_criteria_that_are_as_they_were_read_are_stored_once() -> None:
    line = Criterion(Span(0, 5), Section.INCLUSION, Unparsed(Span(0, 5), "not read"))
    criteria = Criteria("words", (line,))
    assert json.loads(serial.dump(criteria, criteria))["s"] == [0]


def test_criteria_that_were_stored_without_softened_ones_have_none() -> None:
    with pytest.raises(ValueError, match="not stored criteria"):
        serial.load_softened(serial.dump(Criteria("", ())), "")


@given(requirements)
def test_equal_requirements_of_two_trials_are_one_object(requirement: Requirement) -> None:
    key = serial.dump_requirement(requirement)
    assert serial.load_requirement(key) == requirement
    assert serial.load_requirement(key) is serial.load_requirement(serial.dump_requirement(requirement))


def test_every_field_of_the_tree_is_drawn_above() -> None:
    drawn = {
        Requirement: "kind concept value when setting detail apart_from",
        Window: "op number unit anchor half_lives whichever",
        Criterion: "span section node arm read registry_field",
        Criteria: "text criteria arms coverage",
        Comparison: "op number unit",
        Between: "low high unit",
        Leaf: "requirement span",
        Unparsed: "span why kind",
    }
    assert {kind.__name__: " ".join(kind.__slots__) for kind in drawn} == {k.__name__: v for k, v in drawn.items()}


@pytest.mark.parametrize(
    "damaged",
    [
        "{}",
        "[]",
        "not json",
        json.dumps({"v": 99, "r": [], "c": [], "a": [], "n": 1}),
        json.dumps(
            {"v": serial.FORMAT, "r": [], "c": [["inclusion", 0, 1, [0, 0, 1], None, 1, None]], "a": [], "n": 1}
        ),
        json.dumps(
            {"v": serial.FORMAT, "r": [], "c": [["inclusion", 0, 1, ["?", 0, 1], None, 1, None]], "a": [], "n": 1}
        ),
        json.dumps(
            {"v": serial.FORMAT, "r": [], "c": [["nowhere", 0, 1, ["u", 0, 1, ""], None, 1, None]], "a": [], "n": 1}
        ),
    ],
)
def test_what_is_not_stored_criteria_is_refused(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"stored criteria|Expecting value"):
        serial.load(damaged, "")
