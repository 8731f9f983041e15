"""What asks for stages that no patient has both of are other ways to join, not requirements that nobody can meet."""

from __future__ import annotations

from criteria import parse
from criteria.criterion import Criterion
from criteria.items.stages_apart import ELSEWHERE
from criteria.tree import All, Any, Unparsed, walk


def criteria(*lines: str) -> tuple[Criterion, ...]:
    """The criteria of inclusions, a line each."""
    return parse("Inclusion Criteria:\n\n" + "\n".join(f"* {line}" for line in lines)).criteria


def is_doubtful(criterion: Criterion) -> bool:
    """Whether the line may be for other patients."""
    return any(isinstance(node, Unparsed) and node.why == ELSEWHERE for node in walk(criterion.node))


def test_neighbouring_lines_are_alternatives() -> None:
    (only,) = criteria("Stage II disease with 4 or more involved nodes", "Stage IIIB disease", "Stage IV in remission")
    assert isinstance(only.node, Any)
    assert len(only.node.nodes) == 3


def test_lettered_sentences_of_one_line_are_alternatives() -> None:
    (only,) = criteria("a. Stage IIB cancer judged unresectable. b. Stage IIIC cancer.")
    assert isinstance(only.node, Any)


def test_lines_further_apart_are_doubtful() -> None:
    one, between, other = criteria("Stage III breast cancer", "ECOG 0-1", "Stage IV breast cancer in remission")
    assert is_doubtful(one)
    assert is_doubtful(other)
    assert not is_doubtful(between)


def test_stages_that_meet_are_both_asked_for() -> None:
    one, other = criteria("Stage II-III breast cancer", "Stage IIIA with clear margins")
    assert not is_doubtful(one)
    assert not is_doubtful(other)


def test_stages_under_exclusion_are_left_as_they_are() -> None:
    text = "Inclusion Criteria:\n\n* Stage II breast cancer\n\nExclusion Criteria:\n\n* Stage IV breast cancer"
    one, other = parse(text).criteria
    assert not is_doubtful(one)
    assert not is_doubtful(other)


def test_only_the_stage_of_a_longer_line_is_doubtful() -> None:
    text = (
        "Age 18 to 70 years with stage II breast cancer, ECOG 0-1",
        "Life expectancy of more than 6 months",
        "Stage IV breast cancer",
    )
    first = criteria(*text)[0]
    assert isinstance(first.node, All)
    assert is_doubtful(first)
