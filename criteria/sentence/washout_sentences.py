"""Owns sentences that do no more than name a washout, "Washout period for tamoxifen of 4 weeks": not taken so recently."""

from __future__ import annotations

from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Leaf, Node, Not, Requirement, Window

_WASHOUT = regex(
    r"\W*(?:however,? )?(?:an? |the )?(?:(?:required|minimum|minimal|adequate) )*wash-?\s?out"
    r"(?: (?:periods?|times?|intervals?))? (?:for|of) (?P<what>[^.;:<>\d]{3,80}?)[ ,:]+"
    r"(?:(?:is|are|of|must be|should be|will be|at least|a minimum of|[>≥]=?) ?)*(?P<n>\d+) "
    r"(?P<unit>days?|weeks?|months?)(?: (?:is |are )?(?:required|needed))?(?: (?:prior to|before)\b[^.;,]*)?\W*"
)


def of_a_washout(passage: Passage) -> Node | None:
    """That nothing which the sentence names was taken within its washout; None where it says anything else."""
    match = _WASHOUT.fullmatch(passage.lower) if passage.base is Effect.REQUIRE else None
    if match is None:
        return None
    named = [m for m in passage.of_kind(Kind.THERAPY) if match.start("what") <= m.start < match.end("what")]
    when = Window("<", float(match["n"]), match["unit"].rstrip("s") + "s")
    taken = [Leaf(Requirement(Kind.THERAPY, m.name, "prior", when), passage.view.span(m.start, m.end)) for m in named]
    return all_of([Not(leaf, leaf.span) for leaf in taken]) if taken else None
