"""Owns treatments that are asked for only where they are called for: "completed radiotherapy, if indicated"."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.words.context import Cue
from criteria.words.cues import BY_ITSELF

_NEAR = 40  # characters between treatments of one list, and before what is said of them
_AND_IF = regex(r"\b(?:and|or),?\s+\(?$")  # "surgery and, if applicable, radiotherapy"


def if_indicated(passage: Passage, main: list[Atom]) -> tuple[list[Atom], Span] | None:
    """The treatments that are asked for only where they are called for: "completed radiotherapy, if indicated"."""
    for scope in passage.scopes.found:
        if scope.cue is not Cue.CONDITION or not BY_ITSELF.match(passage.lower, scope.at):
            continue
        asked = [a for a in main if a.requirement.kind is Kind.THERAPY and effect(passage, a) is Effect.REQUIRE]
        if _AND_IF.search(passage.lower, 0, scope.at) is not None:
            behind = [a for a in asked if a.start >= scope.end and ";" not in passage.lower[scope.end : a.start]]
            if behind and all(a.condition is None for a in behind):
                return behind, passage.view.span(scope.at, scope.end)
        limited: list[Atom] = []
        begin = scope.at
        opens = passage.lower.rfind("(", 0, begin)
        if opens > passage.lower.rfind(")", 0, begin) and any(opens < a.start < begin for a in asked):
            asked = [a for a in asked if a.start > opens]  # "(lumpectomy with nodal evaluation if feasible)"
        for atom in reversed([a for a in asked if a.end <= scope.at]):
            if begin - atom.end > _NEAR or ";" in passage.lower[atom.end : begin]:
                break
            limited.insert(0, atom)
            begin = atom.start
        if limited and all(a.condition is None for a in limited):
            limited += [a for a in asked if passage.scopes.over(a.start, Cue.EXAMPLES) and a.start > scope.at]
            return limited, passage.view.span(scope.at, scope.end)
    return None
