"""The lines of a registration that go on with how a menopausal status is known ask for nothing; the next label and other demands do."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Effect, Leaf, Unparsed, walk

HEAD = "PATIENT CHARACTERISTICS:\n\nMenopausal status:\n\n* {first}\n{rest}\n\nPerformance status:\n\n* ECOG 0-2"


def asked(first: str, *rest: str) -> list[str]:
    """What is asked for by the lines under the label of the status and by the next."""
    text = HEAD.format(first=first, rest="\n".join(f"* {line}" for line in rest))
    return [fact.requirement.concept for fact in parse(text).facts() if fact.effect is not Effect.ALLOW]


def unread(first: str, *rest: str) -> list[str]:
    text = HEAD.format(first=first, rest="\n".join(f"* {line}" for line in rest))
    nodes = [c.node for c in parse(text).criteria]
    return [
        n.span.of(text)
        for top in nodes
        if isinstance(top, Unparsed | Leaf)
        for n in walk(top)
        if isinstance(n, Unparsed)
    ]


WAYS = (
    "Prior hysterectomy and no HRT, and FSH in the range after menopause",
    "Under age 54 with prior hysterectomy without oophorectomy",
    "If unclear by the above definitions, FSH decides",
)


@pytest.mark.parametrize(
    "first",
    [
        "Premenopausal, defined by 1 of the following: Last menstrual period within 8 months",
        "Pre- or perimenopausal, i.e.: Regular periods",
        "Postmenopausal by one of these criteria: No menses for 14 months",
    ],
)
def test_the_ways_ask_for_nothing(first: str) -> None:
    assert set(asked(first, *WAYS)) <= {"premenopausal", "perimenopausal", "postmenopausal", "ECOG"}
    assert "ECOG" in asked(first, *WAYS)
    assert unread(first, *WAYS) == []


def test_what_is_asked_beside_it_is_asked() -> None:
    first = "Postmenopausal, defined as: No menses for 14 months"
    assert "hormone replacement therapy" in asked(first, WAYS[1], "HRT must not be taken")
    assert unread(first, "Zorblified before menopause") == ["Zorblified before menopause"]


def test_lines_behind_a_bare_status_stay_as_they_are() -> None:
    assert unread("Postmenopausal", WAYS[1]) == [WAYS[1]]
