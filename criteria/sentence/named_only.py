"""Owns sentences that state nothing but whom they are about: what is left to ask of those, if anything."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms import Atom, Polarity
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.sentence.statement import as_condition, statement
from criteria.text.passage import Passage
from criteria.tree import Allow, Effect, If, Kind, Node, Unparsed

_MUST = regex(r"\b(?:must|should|has to|have to|need to)\b")
# of prior radiotherapy, that patients may have had it
_LABEL_THEN_LEAVE = regex(
    r"[^.;:]{3,60}: (?:patients?|subjects?|participants?|women) (?:may|can) (?:have|be)\b"
    r"(?![^;]*\b(?:if|provided|unless|except|only|must|should|not|no|but|up to|at most|when|as long)\b)[^;]*$"
)


def of_those_it_names(
    passage: Passage, conditions: dict[tuple[int, int], list[Atom]]
) -> tuple[Node, dict[tuple[int, int], list[Atom]]]:
    """What a sentence asks that states nothing but whom it is about, and the conditions that are left of it."""
    first = min(start for start, _ in conditions)
    if passage.base is Effect.REQUIRE and _LABEL_THEN_LEAVE.match(passage.lower, first) is not None:
        return Allow(Unparsed(passage.view.span(0, len(passage.text))), passage.view.span(0, len(passage.text))), {}
    held = _of_its_takers(passage, conditions)
    return (Unparsed(passage.view.span(0, len(passage.text))), conditions) if held is None else (held, {})


def _of_its_takers(passage: Passage, conditions: dict[tuple[int, int], list[Atom]]) -> Node | None:
    """How long those must have taken a medicine who take it: "patients on goserelin must have started at least 4 weeks before".

    None where a sentence asks for something else of those whom it names.
    """
    if len(conditions) != 1 or _MUST.search(passage.lower) is None:
        return None
    (_, taken), *_ = conditions.items()
    if any(a.requirement.kind is not Kind.THERAPY or a.requirement.value != "concurrent" for a in taken):
        return None
    if any(a.requirement.when is None or a.requirement.when.op not in (">=", ">") for a in taken):
        return None
    nodes: list[Node] = []
    for atom in taken:
        who = as_condition(passage, replace(atom, requirement=replace(atom.requirement, when=None)))
        held = statement(passage, replace(atom, polarity=Polarity.MUST), Effect.REQUIRE)
        nodes.append(If(who, held, held.span))
    return all_of(nodes)
