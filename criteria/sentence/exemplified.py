"""Owns what examples share with what they exemplify: its window, its purpose, the direction of its count."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms import Atom
from criteria.text.passage import Passage
from criteria.tree import Comparison, Kind
from criteria.words.context import Cue


def examples_within(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """Examples share the window and purpose of what they exemplify: "cancer therapy within 4 weeks (including chemotherapy)"."""
    found: list[Atom] = []
    heads: list[Atom] = []  # one name in each of its roles: "prior or concurrent therapy, such as …"
    for atom in atoms:
        if passage.scopes.over(atom.start, Cue.EXAMPLES) is None:
            heads = [*(head for head in heads if head.start == atom.start), atom]
        else:
            head = next((head for head in heads if _is_example_of(passage, atom, head)), None)
            atom = _exemplifying(atom, head) if head is not None else _counted_with(passage, atom, heads)
        found.append(atom)
    return found


def _is_example_of(passage: Passage, atom: Atom, head: Atom) -> bool:
    """Whether an atom among examples is one of ``head``; what is excepted from that is none."""
    requirement = atom.requirement
    if requirement.kind is not Kind.THERAPY or requirement.value != head.requirement.value:
        return False
    excepted = passage.scopes.over(atom.start, Cue.EXCEPTION)
    return excepted is None or excepted.at <= head.start


def _counted_with(passage: Passage, atom: Atom, heads: list[Atom]) -> Atom:
    """A count without a sign limits as the one does that takes it in: "at most 2 regimens, including 1 adjuvant one"."""
    count = atom.requirement.value
    if atom.requirement.kind is not Kind.LINES or not isinstance(count, Comparison) or count.op != "=":
        return atom
    whole = [h.requirement.value for h in heads if h.requirement.kind is Kind.LINES]
    scope = passage.scopes.over(atom.start, Cue.EXAMPLES)
    if not whole or scope is None or not passage.lower.startswith("incl", scope.at):
        return atom
    at_most = isinstance(whole[0], Comparison) and whole[0].op in ("<", "<=")
    limit = replace(count, op="<=" if at_most else ">=")
    return replace(atom, requirement=replace(atom.requirement, value=limit))


def _exemplifying(atom: Atom, head: Atom) -> Atom:
    requirement = atom.requirement
    purpose = [pair for pair in head.requirement.detail if pair[0] == "for"]
    if purpose and "for" not in dict(requirement.detail):
        requirement = replace(requirement, detail=tuple(sorted((*requirement.detail, *purpose))))
    if requirement.when is not None or head.requirement.when is None:
        return replace(atom, requirement=requirement)
    return replace(atom, requirement=replace(requirement, when=head.requirement.when), polarity=head.polarity)
