"""Denials within exceptions: they limit who is let in, and nobody is let in for what they have not had."""

from __future__ import annotations

import pytest

from tests.criteria.trees import lifts_alone, shape, tree_of


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        (
            "Prior HER2-directed drugs, except trastuzumab, but not pertuzumab",
            "(-HER2-targeted therapy prior unless (trastuzumab prior & -pertuzumab prior))",
        ),
        (
            "Prior endocrine therapy. Prior anastrozole is allowed but must be stopped before entry",
            "(-endocrine therapy prior unless (anastrozole prior & -anastrozole concurrent))",
        ),
        (
            "Prior endocrine therapy (prior toremifene is permitted but should be discontinued at entry)",
            "(-endocrine therapy prior unless (toremifene prior & -toremifene concurrent))",
        ),
        (
            "Prior CDK4/6 inhibitor. Women may have received palbociclib or ribociclib, but not abemaciclib",
            "(-CDK4/6 inhibitor prior unless ((palbociclib prior | ribociclib prior) & -abemaciclib prior))",
        ),
    ],
)
def test_what_was_not_had_is_asked_of_those_who_are_let_in(line: str, tree: str) -> None:
    assert shape(tree_of(line, "Exclusion")) == tree


@pytest.mark.parametrize(
    ("line", "drug"),
    [
        ("Anticoagulants (does not include aspirin)", "aspirin"),
        ("Any PARP inhibitor (not including iniparib)", "iniparib"),
    ],
)
def test_what_is_not_included_among_the_excluded_may_be_had(line: str, drug: str) -> None:
    assert lifts_alone(line) == [drug]


def test_what_may_be_taken_until_it_must_be_stopped_may_be_taken_today() -> None:
    line = "Current endocrine therapy. Women may be taking tamoxifen at diagnosis, but must stop tamoxifen before entry"
    assert "tamoxifen" in lifts_alone(line)


def test_a_denial_alone_lets_nobody_in_for_certain() -> None:
    line = "No systemic therapy within 12 months. Earlier treatment is allowed (doxorubicin no more than 360 mg/m2)"
    assert lifts_alone(line, "Inclusion") == []


def test_who_lacks_what_is_kept_out_needs_no_exception() -> None:
    line = "Uncontrolled ascites (drainage is permitted, but ascites requires review)"
    assert shape(tree_of(line, "Exclusion")) == "-ascites uncontrolled"


def test_a_treatment_that_must_only_be_stopped_rules_nobody_out_for_certain() -> None:
    line = (
        "Current or past use of gabapentin for pain (use for hot flashes is permitted, but gabapentin must be stopped)"
    )
    assert shape(tree_of(line, "Exclusion")).endswith("unless Unparsed)")
