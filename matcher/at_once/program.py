"""Owns trees of criteria as one flat program: equal requirements, unread words and sub-trees of all trials are one step.

Each step says whether something is as the trial wants it: GOOD, BAD or OPEN. Negation is gone, for a part under it is
wanted to be false: what would be TRUE of it is BAD. What the steps mean is ``matcher.logic``, node for node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from criteria.criterion import Criteria, Criterion
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Requirement, Section, Unless, Unparsed
from matcher.doubts import beyond_doubt
from matcher.evaluate.second_cancer import excepts_some
from matcher.gates import in_order_of_cost
from matcher.ways import ways
from matcher.words.asked import denied_in, is_asked


class Op(IntEnum):
    """What a step does with its parts."""

    LEAF = 0  # the answer to a requirement
    UNREAD = 1  # what unread words mean
    GOOD = 2  # a permission, which restricts nobody
    BAD = 3  # the denial of a permission
    ALL = 4  # every part must be good
    ANY = 5  # one good part will do
    AT_LEAST = 6  # ``count`` good parts
    FEWER = 7  # fewer than ``count`` bad parts
    SPARED = 8  # the first part, or else the second, which spares from it
    BOTH = 9  # the denial of SPARED by an exception: neither part may be bad
    MEANT = 10  # the denial of SPARED by a condition: the first must be bad, the second good
    PERMITTED = 11  # a permission inside an exception: its part, but never taken for granted
    EACH = 12  # its part, of each second cancer alone for whoever has several; the worst counts


@dataclass(frozen=True, slots=True)
class Words:
    """Unread words, whether they are asked for, and the node that they are an exception to, if they are part of one.

    ``listed`` is the kind of a list that they are an item of.
    """

    text: str
    asked: bool
    excepting: Node | None
    listed: Kind | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """One trial: the steps of the criteria for all, those of each way into it, and the step of each criterion in its order.

    ``general`` and ``ways`` have the cheap ones first; of a trial without arms there are no ways.
    """

    criteria: Criteria
    general: tuple[int, ...]
    ways: tuple[tuple[int, ...], ...]
    steps: tuple[int, ...]


Key = tuple[int, bool, int, tuple[int, ...]]


class Program:
    """The steps so far. ``ops``, ``wanted``, ``counts`` and ``parts`` are parallel; a step comes after its parts.

    ``wanted`` is whether a leaf should be true; ``parts`` of a leaf is the place of its requirement in ``leaves``, of
    unread words that in ``words``; ``leaf_places`` finds a requirement.
    """

    def __init__(self) -> None:
        self.leaves: list[Requirement] = []
        self.words: list[Words] = []
        self.ops: list[int] = []
        self.wanted: list[bool] = []
        self.counts: list[int] = []
        self.parts: list[tuple[int, ...]] = []
        self.leaf_places: dict[Requirement, int] = {}
        self._word_places: dict[tuple[str, bool, int, Kind | None], int] = {}
        self._steps: dict[Key, int] = {}

    def compile(self, criteria: Criteria) -> Compiled:
        """Add a trial, with every doubtful reading softened."""
        return self.compile_softened(beyond_doubt(criteria))

    def compile_softened(self, criteria: Criteria) -> Compiled:
        """``compile``, of criteria in which every doubtful reading has been softened already."""
        steps = {id(c): self.step(c, criteria.text) for c in criteria.criteria}
        ordered = in_order_of_cost(criteria.criteria)
        return Compiled(
            criteria,
            tuple(steps[id(c)] for c in ordered if c.arm is None),
            tuple(tuple(steps[id(c)] for c in ordered if c.arm in way.arms) for way in ways(criteria)),
            tuple(steps[id(c)] for c in criteria.criteria),
        )

    def step(self, criterion: Criterion, text: str) -> int:
        """The step of one criterion, which stands in ``text``."""
        denied = frozenset(id(words) for words in denied_in(criterion.node))
        step = self._step(criterion.node, _Place(text, criterion.section, denied), wanted=True)
        return self._add(Op.EACH, (step,)) if excepts_some(criterion.node) else step

    def conjuncts(self, step: int) -> Iterator[int]:
        """The steps each of which alone makes the step bad when it is bad."""
        if self.ops[step] in (Op.ALL, Op.EACH):
            for part in self.parts[step]:
                # what excepts one of several second cancers is good or bad of each alone, not of all together
                yield from (c for c in self.conjuncts(part) if self.ops[step] == Op.ALL or self.ops[c] == Op.LEAF)
        else:
            yield step

    def _add(self, op: Op, parts: Sequence[int], wanted: bool = True, count: int = 0) -> int:
        key = (op.value, wanted, count, tuple(parts))
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = len(self.ops)
            self.ops.append(op.value)
            self.wanted.append(wanted)
            self.counts.append(count)
            self.parts.append(key[3])
        return found

    def _step(self, node: Node, place: _Place, *, wanted: bool) -> int:
        match node:
            case Leaf(requirement):
                leaf = self.leaf_places.setdefault(requirement, len(self.leaves))
                if leaf == len(self.leaves):
                    self.leaves.append(requirement)
                return self._add(Op.LEAF, (leaf,), wanted)
            case Unparsed():
                return self._add(Op.UNREAD, (self._words(node, place),), wanted)
            case Not(inner):
                return self._step(inner, place, wanted=not wanted)
            case Allow(inner) if place.excepting is None:
                # its parts decide nothing, and are kept so that they can be asked for
                return self._add(Op.GOOD if wanted else Op.BAD, (self._step(inner, place, wanted=wanted),))
            case Allow(inner):
                return self._add(Op.PERMITTED, (self._step(inner, place, wanted=wanted),))
            case All(nodes) | Any(nodes) | AtLeast(_, nodes):
                parts = tuple(self._step(part, place, wanted=wanted) for part in nodes)
                return self._add(*_joint(node, parts, wanted))
            case Unless(inner, exception):
                held = self._step(inner, place, wanted=wanted)
                spares = self._step(exception, place.inside(inner, held), wanted=wanted)
                return self._add(Op.SPARED if wanted else Op.BOTH, (held, spares))
            case If(condition, inner) if place.excepting is not None:
                # "stable ones are eligible, provided …" excepts only where the proviso holds
                return self._step(All((condition, inner), node.span), place, wanted=wanted)
            case If(condition, inner):
                applies = self._step(condition, place, wanted=False)
                held = self._step(inner, place, wanted=wanted)
                return self._add(Op.SPARED, (held, applies)) if wanted else self._add(Op.MEANT, (applies, held))

    def _words(self, node: Unparsed, place: _Place) -> int:
        text = node.span.of(place.text)
        asked = is_asked(place.text, node.span, place.section, node.kind, denied=id(node) in place.denied)
        key = (text, asked, place.held, node.kind)
        found = self._word_places.setdefault(key, len(self.words))
        if found == len(self.words):
            self.words.append(Words(text, asked, place.excepting, node.kind))
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands; ``held`` is the step of what it is an exception to, so that equal ones can be shared."""

    text: str
    section: Section
    denied: frozenset[int]
    excepting: Node | None = None
    held: int = -1

    def inside(self, excepting: Node, held: int) -> _Place:
        return _Place(self.text, self.section, self.denied, excepting, held)


def _joint(node: All | Any | AtLeast, parts: tuple[int, ...], wanted: bool) -> tuple[Op, tuple[int, ...], bool, int]:
    if isinstance(node, AtLeast):
        return (Op.AT_LEAST if wanted else Op.FEWER), parts, True, node.count
    return (Op.ALL if isinstance(node, All) is wanted else Op.ANY), parts, True, 0
