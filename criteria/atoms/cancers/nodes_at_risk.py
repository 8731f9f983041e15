"""Owns node-negative disease that is let in only where its risk is high: "node-positive or high-risk node-negative" does not let in everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms.atom import UNREAD, Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_HINTS = hints("risk")
_BEFORE = regex(r"\b(?P<cue>high[- ]risk),?(?: (?:lymph|axillary))? $")
_BEHIND = regex(
    r"(?: (?:breast|disease|cancers?|tumou?rs?|patients))*,? "
    r"(?P<cue>(?:(?:and|with|but|at|of|are|is|considered|deemed) )*high[- ]risk)(?: (?:features?|disease|criteria|characteristics|factors?))?"
)
# what says which risk is meant is read for itself: "high-risk node-negative (tumor > 2 cm)"
_DEFINED = regex(
    r"(?: (?:breast|disease|cancers?|tumou?rs?|patients))*\s*(?::|\((?!see\b)|,? (?:as )?(?:defined|meeting|i\.e)| that (?:is|has|have)\b)"
    r"|[^.;:]{0,60}\bdefined as\b"
)
_OR = regex(r"\bor\b|/")


def with_their_risk(passage: Passage, atoms: Sequence[Atom]) -> list[Atom]:
    """The categories, and beside "N0" the high risk without which it does not do, which no record tells."""
    found = list(atoms)
    if passage.base is not Effect.REQUIRE or not _HINTS.search(passage.lower):
        return found
    none = next((a for a in atoms if a.requirement.concept == "N" and a.requirement.value == ("N0",)), None)
    cue = None if none is None else _cue(passage.lower, none)
    if none is None or cue is None or none.polarity is not Polarity.FOLLOW or passage.scopes.negations(none.start):
        return found
    risk = Atom(*cue, Requirement(Kind.STAGE, UNREAD), alternatives=none.alternatives, together=none.together)
    others = (a for a in atoms if a is not none and a.alternatives is none.alternatives is None)
    some = next(
        (a for a in others if a.requirement.kind is Kind.STAGE and _OR.search(_between(passage.lower, a, none))), None
    )
    if some is not None:
        ways = {id(some): "with nodes", id(none): "without nodes"}
        found = [replace(a, alternatives="nodes", together=ways[id(a)]) if id(a) in ways else a for a in found]
        risk = replace(risk, alternatives="nodes", together="without nodes")
    return sorted([*found, risk], key=lambda a: a.start)


def _cue(lower: str, none: Atom) -> tuple[int, int] | None:
    """Where its risk stands; None where nothing is said of that, or what is meant by it."""
    before = _BEFORE.search(lower, 0, none.start)
    behind = _BEHIND.match(lower, none.end)
    end = behind.end() if behind else none.end
    if _DEFINED.match(lower, end):
        return None
    said = before or behind
    return None if said is None else said.span("cue")


def _between(lower: str, one: Atom, other: Atom) -> str:
    return lower[one.end : other.start] if one.end <= other.start else lower[other.end : one.start]
