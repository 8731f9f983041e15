"""An item that nobody could read, in a list of which the rest was read, stays in the tree."""

import pytest

from criteria import parse
from criteria.tree import Any, Not, Unparsed, walk


def _unread(text: str) -> list[str]:
    return [
        node.span.of(text)
        for criterion in parse(text).criteria
        for node in walk(criterion.node)
        if isinstance(node, Unparsed)
    ]


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("Prior trastuzumab, zorblification, or lapatinib", "zorblification"),
        ("Heart failure, quokka of the left ear, or stroke", "quokka of the left ear"),
        ("Prior trastuzumab, zorblification, lapatinib or neratinib", "zorblification"),
        (
            "Prior trastuzumab, lapatinib, or zorblification within the past 3 months.",
            "zorblification within the past 3 months",
        ),
        ("Long QT syndrome, family history of sudden death, or uncontrolled hypertension", "uncontrolled hypertension"),
    ],
)
def test_an_unread_item_of_an_exclusion_is_one_more_thing_to_be_free_of(line: str, unread: str) -> None:
    text = f"Exclusion Criteria:\n\n* {line}\n"
    assert _unread(text) == [unread]
    assert any(isinstance(node, Not) for node in walk(parse(text).criteria[0].node))


def test_an_unread_item_of_an_inclusion_is_one_more_way_to_meet_it() -> None:
    text = "Inclusion Criteria:\n\n* Prior trastuzumab, zorblification, lapatinib or neratinib\n"
    (criterion,) = parse(text).criteria
    assert isinstance(criterion.node, Any)
    assert [n.span.of(text) for n in criterion.node.nodes if isinstance(n, Unparsed)] == ["zorblification"]


@pytest.mark.parametrize(
    "line",
    [
        "Prior trastuzumab, pertuzumab, or lapatinib",
        "Heart failure, or stroke",
        "Neuropathy of grade 2 or greater",
        "Prior lapatinib or therapy within 4 weeks",
    ],
)
def test_a_list_that_was_read_whole_has_nothing_unread(line: str) -> None:
    assert _unread(f"Exclusion Criteria:\n\n* {line}\n") == []
