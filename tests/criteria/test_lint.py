"""Criteria that contradict themselves, or whose figures no author could mean, are pointed out; sound ones are not."""

from __future__ import annotations

from criteria.criterion import Criteria, Criterion
from criteria.fields import from_registry_fields
from criteria.lint import lint
from criteria.span import Span
from criteria.tree import Comparison, Kind, Leaf, Node, Not, Requirement, Section, Value

TEXT = "x" * 100


def criterion(
    at: int, kind: Kind, concept: str, value: Value | None = None, *, negated: bool = False, arm: str | None = None
) -> Criterion:
    span = Span(at, at + 5)
    node: Node = Leaf(Requirement(kind, concept, value), span)
    return Criterion(
        span, Section.EXCLUSION if negated else Section.INCLUSION, Not(node, span) if negated else node, arm
    )


def checks(*criteria: Criterion) -> list[str]:
    return [warning.check for warning in lint(Criteria(TEXT, criteria))]


def test_an_age_that_no_one_has() -> None:
    assert checks(
        criterion(0, Kind.AGE, "age", Comparison(">=", 70, "years")),
        criterion(10, Kind.AGE, "age", Comparison("<=", 65, "years")),
    ) == ["empty range"]


def test_a_range_that_someone_has() -> None:
    assert (
        checks(
            criterion(0, Kind.AGE, "age", Comparison(">=", 18, "years")),
            criterion(10, Kind.AGE, "age", Comparison("<=", 65, "years")),
        )
        == []
    )


def test_an_excluded_bound_counts_the_other_way_round() -> None:
    low = criterion(0, Kind.LAB, "ANC", Comparison(">=", 1.5, "10*9/L"))
    assert checks(low, criterion(10, Kind.LAB, "ANC", Comparison("<", 1.5, "10*9/L"), negated=True)) == []
    assert checks(low, criterion(10, Kind.LAB, "ANC", Comparison(">", 1, "10*9/L"), negated=True)) == ["empty range"]


def test_arms_may_ask_for_opposite_things() -> None:
    first = criterion(0, Kind.AGE, "age", Comparison(">=", 70, "years"), arm="Cohort A")
    assert checks(first, criterion(10, Kind.AGE, "age", Comparison("<=", 65, "years"), arm="Cohort B")) == []


def test_hemoglobin_in_the_wrong_unit() -> None:
    assert checks(criterion(0, Kind.LAB, "hemoglobin", Comparison(">=", 90, "g/dL"))) == ["implausible figure"]
    assert checks(criterion(0, Kind.LAB, "hemoglobin", Comparison(">=", 9, "g/dL"))) == []


def test_the_same_state_required_and_excluded() -> None:
    assert checks(
        criterion(0, Kind.BIOMARKER, "HER2", "positive"),
        criterion(10, Kind.BIOMARKER, "HER2", "positive", negated=True),
    ) == ["contradiction"]


def test_a_text_that_differs_from_the_registry_fields() -> None:
    fields = from_registry_fields(
        sex="MALE", minimum_age="18 Years", maximum_age=None, healthy_volunteers=None, conditions=[]
    )
    text = (criterion(0, Kind.SEX, "female"), criterion(10, Kind.AGE, "age", Comparison(">=", 65, "years")))
    assert [w.message for w in lint(Criteria(TEXT, (*fields, *text)))] == [
        "the text asks for female, the registry's field for male",
        "the text says age 65, the registry's field 18",
    ]
