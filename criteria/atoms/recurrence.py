"""Owns recurrence by its noun: "no evidence of recurrence or metastases", "with recurrence or metastasis"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.passage import Passage
from criteria.patterns import hints, regex
from criteria.tree import Effect

_NONE_CAME_BACK = regex(
    r"\bno(?: (?:known|current|clinical|radiographic|radiologic(?:al)?|evidence of|signs? of|suspicion of|any|local|regional|loco-?regional|distant|disease|tumou?r|or|and|systemic|breast cancer))* (?P<again>recurrences?|relapse)\b"
    r"(?=(?:,? (?:or|and|and/or|nor),? (?:distant )?(?:metasta|progress|spread))|\W*$|[.;,(])"
)
_CAME_BACK = regex(
    r"\b(?:with|have|has|had|having) (?:(?:documented|confirmed|local|regional|loco-?regional|distant|or|and) )*(?P<again>recurrence|relapse)(?:,? (?:or|and/or) (?:distant )?(?P<spread>metasta[st]\w+))"
)
_ANOTHER_CANCER = hints(
    "malignan", "other cancer", "prior cancer", "skin", "melanoma", "second", "basal", "years", "months"
)


def of_recurrence(passage: Passage, kept: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Where it is spoken of, and the spread beside it, as start, end and concept; ``kept`` are the extents found so far."""
    lower = passage.lower
    if passage.base is not Effect.REQUIRE or _ANOTHER_CANCER.search(lower):
        return
    for match in (_NONE_CAME_BACK.search(lower), _CAME_BACK.search(lower)):
        if match is None or any(start < match.end("again") and match.start("again") < end for start, end, _ in kept):
            continue
        yield *match.span("again"), "recurrent"
        spread = match.groupdict().get("spread")
        if spread and not any(start <= match.start("spread") < end for start, end, _ in kept):
            yield *match.span("spread"), "metastatic"
