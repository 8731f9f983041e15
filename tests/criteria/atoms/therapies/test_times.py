"""How long a therapy has gone on, when it was started, and when the cancer came through it, counted back from today."""

from __future__ import annotations

import pytest

from criteria.tree import Comparison, If, Leaf, Node, Not, Requirement, Window, walk
from tests.criteria.trees import tree_of


def asked(node: Node) -> list[Requirement]:
    return [part.requirement for part in walk(node) if isinstance(part, Leaf)]


def only(line: str, section: str = "Inclusion") -> Requirement:
    (found,) = asked(tree_of(line, section))
    return found


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("Currently taking exemestane for at least 90 days prior to registration", Window(">=", 90, "days")),
        ("Have been on exemestane for at least 6 months", Window(">=", 6, "months")),
        ("Must be receiving goserelin for a minimum of 12 weeks", Window(">=", 12, "weeks")),
        ("Women taking anastrozole for two years or longer", Window(">=", 2, "years")),
        ("Taking toremifene, 60 mg daily, for more than 3 months", Window(">", 3, "months")),
        ("Currently taking anastrozole for the past 3 months", Window(">=", 3, "months")),
        ("Currently receiving goserelin, initiated at least 4 weeks before entry", Window(">=", 4, "weeks")),
    ],
)
def test_what_one_is_on_must_have_gone_on_for_so_long(line: str, window: Window) -> None:
    requirement = only(line)
    assert (requirement.value, requirement.when) == ("concurrent", window)


def test_a_time_that_is_an_upper_limit_is_one_of_the_start() -> None:
    requirement = only("Have been taking anastrozole for less than 12 months")
    assert (requirement.value, requirement.when, requirement.detail) == (
        "concurrent",
        None,
        (("begun", "< 12 months"),),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Must have started exemestane at least 60 days prior to enrolling", ">= 60 days"),
        ("Toremifene must have been started within 8 weeks before registration", "<= 8 weeks"),
    ],
)
def test_when_it_was_started_is_no_time_of_its_end(line: str, told: str) -> None:
    requirement = only(line)
    assert (requirement.when, requirement.detail) == (None, (("begun", told),))


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Zoledronic acid started within 5 weeks before registration", "Exclusion"),
        ("Zoledronic acid must not be started within 5 weeks of study entry", "Inclusion"),
    ],
)
def test_a_medicine_that_was_started_of_late_is_no_medicine_of_long_standing(line: str, section: str) -> None:
    requirement = only(line, section)
    assert (requirement.value, requirement.when, requirement.detail) == ("prior", None, (("begun", "<= 5 weeks"),))


@pytest.mark.parametrize(
    "line", ["Docetaxel started within 5 weeks before entry", "Statins started or changed within 5 weeks before entry"]
)
def test_treatment_of_the_cancer_and_a_new_dose_are_kept_out_whenever_they_were_started(line: str) -> None:
    assert only(line, "Exclusion").when == Window("<=", 5, "weeks")


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("Has received exemestane for at least 2 years", Comparison(">=", 2, "years")),
        ("Has received toremifene for at least 3 months before registration", Comparison(">=", 3, "months")),
        ("Prior treatment with lapatinib lasting at least 6 weeks", Comparison(">=", 6, "weeks")),
    ],
)
def test_what_one_had_must_have_been_given_for_so_long(line: str, length: Comparison) -> None:
    assert only(line).value == length


def test_a_dose_that_must_be_stable_is_asked_of_those_who_take_it() -> None:
    node = tree_of("On a stable dose of zoledronic acid for >= 4 weeks")
    assert isinstance(node, If)
    assert [requirement.when for requirement in asked(node)] == [None, Window(">=", 4, "weeks")]


@pytest.mark.parametrize(
    "line",
    [
        "At least 4 weeks since capecitabine",
        "Capecitabine completed at least 4 weeks before registration",
        "Off capecitabine for at least 4 weeks",
        "Must not have taken capecitabine for at least 4 weeks before entry",
    ],
)
def test_a_washout_is_no_length_of_treatment(line: str) -> None:
    node = tree_of(line)
    assert isinstance(node, Not)
    assert [requirement.when for requirement in asked(node)] == [Window("<", 4, "weeks")]


@pytest.mark.parametrize(
    "line",
    [
        "Received radiation therapy, followed for at least 6 months",
        "Prior chemotherapy and stable disease for at least 3 months",
        "Objective response to lapatinib for at least 6 months",
    ],
)
def test_a_time_of_something_else_is_not_how_long_it_was_given(line: str) -> None:
    assert all(requirement.when is None and requirement.value == "prior" for requirement in asked(tree_of(line)))


def test_what_is_let_in_must_have_been_started_by_those_who_take_it() -> None:
    line = "Endocrine agents are allowed but must be initiated at least 1 month prior to enrollment"
    assert "concurrent" in {r.value for r in asked(tree_of(line)) if r.when == Window(">=", 1, "months")}


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("Failure of lapatinib within the previous 6 months", Window("<=", 6, "months")),
        ("Progression on vinorelbine within 3 months prior to study entry", Window("<=", 3, "months")),
        ("Relapse after vinorelbine within the last 12 months", Window("<=", 12, "months")),
    ],
)
def test_a_progression_is_dated_back_from_today(line: str, window: Window) -> None:
    requirement = only(line)
    assert (requirement.value, requirement.when, requirement.detail) == ("progressed", window, ())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Progression within 12 months of adjuvant exemestane", "<= 12 months"),
        ("Relapsed within 12 months of completing adjuvant exemestane", "<= 12 months"),
        ("Recurrent disease within 6 months after completion of adjuvant capecitabine", "<= 6 months"),
        ("Recurrence while on, or within 12 months of the end of, adjuvant exemestane", "<= 12 months or during"),
        (
            "Progressive disease during or within 9 months of receiving a regimen containing eribulin",
            "<= 9 months or during",
        ),
        ("Progressed on or within 6 months after a PARP inhibitor", "<= 6 months or during"),
        ("Progression within 9 months of starting first-line exemestane", "<= 9 months of its start"),
        ("Received exemestane and progressed within 9 months of starting it", "<= 9 months of its start"),
        ("Received exemestane and progressed within 9 months of completing it", "<= 9 months"),
    ],
)
def test_how_long_a_therapy_held_is_a_detail(line: str, told: str) -> None:
    requirement = only(line)
    assert (requirement.value, requirement.when, requirement.detail) == ("progressed", None, (("relapse", told),))
