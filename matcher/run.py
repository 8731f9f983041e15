"""Owns the run of one patient through a program: each step is decided once, and only when a trial still needs it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain, combinations, product

from criteria.tree import Requirement
from matcher import unread
from matcher.answer import Answer, Weight
from matcher.evaluate import evaluate
from matcher.evaluate.second_cancer import one_alone
from matcher.patient.record import Patient, Treatment
from matcher.program import Op, Words
from matcher.silence import Shared
from matcher.touch import silence_of
from matcher.truth import Truth

# What a step says, as bits that are joined by "or": GOOD, BAD, or OPEN. What is open may BLOCK the verdict; unless it is
# LOOSE it is taken to be as it should (see ``matcher.logic.blocks`` and ``presumed``, of which LOOSE is the contrary).
GOOD, BAD, OPEN, BLOCKS, LOOSE = 1, 2, 4, 8, 16

_LEAF, _UNREAD, _GOOD, _BAD, _ALL, _ANY, _AT_LEAST, _FEWER, _SPARED, _BOTH, _, _PERMITTED, _EACH = (
    op.value for op in Op
)


def state_of(answer: Answer, wanted: bool) -> int:
    """What an answer says where its requirement should be true (``wanted``), or false."""
    if answer.truth is Truth.UNKNOWN:
        if answer.weight is Weight.NEVER:
            return OPEN | LOOSE
        if answer.weight is Weight.REQUIRED and not wanted:
            return OPEN
        return OPEN | LOOSE | BLOCKS
    return GOOD if (answer.truth is Truth.TRUE) is wanted else BAD


class Run:
    """One patient: what each step says, and the answers that it rests on."""

    def __init__(self, shared: Shared, patient: Patient) -> None:
        program = shared.program
        self._shared = shared
        self._patient = patient
        self._program = program
        self._ops, self._parts, self._counts, self._wanted = program.ops, program.parts, program.counts, program.wanted
        self._answers: list[Answer | None] = [None] * len(program.leaves)
        self._unread: dict[int, Answer] = {}
        self._alone: list[Run] | None = None
        self._silence = silence_of(patient)
        self._touched = shared.touched(patient)
        self._spoken_to = shared.spoken_to(patient)
        self._silent = shared.states(self._silence)
        self.states = bytearray(self._silent)
        self._own = bytearray(shared.loud)
        for step in chain.from_iterable(shared.on_topic[topic] for topic in self._touched):
            self._own[step] = 1
            self.states[step] = 0
        for step in chain.from_iterable(shared.on_words[words] for words in self._spoken_to):
            self._own[step] = 1
            self.states[step] = 0

    def answer(self, leaf: int) -> Answer:
        """The answer to the requirement at ``leaf``."""
        found = self._answers[leaf]
        if found is None:
            found = self._answers[leaf] = self._answered(leaf)
        return found

    def _answered(self, leaf: int) -> Answer:
        topic, requirement = self._shared.topics[leaf], self._program.leaves[leaf]
        if topic is None or topic in self._touched:
            return evaluate(requirement, self._patient)
        silent = self._shared.answers(self._silence, requirement.kind)
        found = silent[leaf]
        if found is None:
            found = silent[leaf] = evaluate(requirement, self._patient)
        return found

    def ask(self, requirement: Requirement) -> Answer:
        """The answer to a requirement of the program."""
        return self.answer(self._program.leaf_places[requirement])

    def _meaning(self, words: int) -> Answer:
        if words in self._spoken_to:
            found = self._unread.get(words)
            if found is None:
                found = self._unread[words] = meaning(self._program.words[words], self._patient)
            return found
        silent = self._shared.unread
        found = silent[words]
        if found is None:
            found = silent[words] = meaning(self._program.words[words], self._patient)
        return found

    def settle(self, step: int) -> None:
        """Find what a step says if it rests on nothing but silence."""
        if not self._own[step]:
            self.state(step)

    def state(self, step: int) -> int:
        """What a step says."""
        found = self.states[step]
        if found:
            return found
        if self._ops[step] == _LEAF:
            leaf = self._parts[step][0]
            found = state_of(self._answers[leaf] or self.answer(leaf), self._wanted[step])
        else:
            found = self._found(step)
        self.states[step] = found
        if not self._own[step]:
            self._silent[step] = found
        return found

    def _found(self, step: int) -> int:
        op, parts = self._ops[step], self._parts[step]
        if op == _ALL:
            return self._all(parts)
        if op == _ANY:
            return self._any(parts)
        if op == _UNREAD:
            return state_of(self._meaning(parts[0]), self._wanted[step])
        if op in (_GOOD, _BAD):
            return GOOD if op == _GOOD else BAD
        if op == _PERMITTED:
            state = self.state(parts[0])
            return state | LOOSE if state & OPEN else state
        if op == _EACH:
            return min((run.state(parts[0]) for run in self._of_each_cancer()), key=_worst_first)
        if op in (_AT_LEAST, _FEWER):
            return counted(op == _AT_LEAST, self._counts[step], [self.state(part) for part in parts])
        return paired(op, self.state(parts[0]), self.state(parts[1]))

    def _of_each_cancer(self) -> Sequence[Run]:
        """The runs of the same patient with each second cancer alone; this one where there are not several."""
        if self._alone is None:
            alone = one_alone(self._patient)
            self._alone = [Run(self._shared, patient) for patient in alone] if len(alone) > 1 else [self]
        return self._alone

    def _all(self, parts: Sequence[int]) -> int:
        states, joined = self.states, 0
        for part in parts:
            state = states[part] or self.state(part)
            if state == BAD:
                return BAD
            joined |= state
        return joined & ~GOOD or GOOD

    def _any(self, parts: Sequence[int]) -> int:
        joined, presumed = 0, False
        for part in parts:
            state = self.state(part)
            if state == GOOD:
                return GOOD
            joined |= state
            presumed = presumed or state == OPEN
        if not joined & OPEN:
            return BAD
        if presumed:
            return OPEN
        return OPEN | LOOSE | (BLOCKS if joined & (BAD | BLOCKS) else 0)


def prepare(shared: Shared) -> None:
    """Find what every kind of silence means, so that no patient waits for it."""
    lists = ("conditions", "treatments", "medications")
    wholes = [frozenset(c) for size in range(4) for c in combinations(lists, size)]
    for whole, treated in product(wholes, ((), (_OF_NO_CLASS,))):
        run = Run(shared, Patient("", date.min, treatments=treated, complete=whole))
        for step in range(len(shared.program.ops)):
            run.settle(step)


_OF_NO_CLASS = Treatment("vaccine", kind="vaccine")
"""A treatment that touches hardly anything."""


def meaning(words: Words, patient: Patient) -> Answer:
    """What unread words mean for a patient."""
    if words.excepting is not None:
        return unread.exception(words.text, words.excepting, patient)
    return unread.evaluate(words.text, words.section, patient)


def _worst_first(state: int) -> int:
    return 0 if state == BAD else 2 if state == GOOD else 1


def counted(at_least: bool, count: int, states: Sequence[int]) -> int:
    """Whether ``count`` parts or more are good; or, where that is not wanted, whether fewer than ``count`` are bad."""
    reached, failed = (GOOD, BAD) if at_least else (BAD, GOOD)
    if sum(state == reached for state in states) >= count:
        return reached
    if sum(state != failed for state in states) < count:
        return failed
    joined = 0
    for state in states:
        joined |= state
    if at_least:
        return OPEN | LOOSE | (BLOCKS if joined & (BAD | BLOCKS) else 0)
    return OPEN | (joined & BLOCKS) | (LOOSE if joined & (LOOSE | BAD) else 0)


def paired(op: int, first: int, second: int) -> int:
    """A requirement with an exception or a condition."""
    if op == _SPARED:
        if first == GOOD or second == GOOD:
            return GOOD
        if first == BAD and second == BAD:
            return BAD
        return OPEN | LOOSE | (BLOCKS if first & (BAD | BLOCKS) else 0)
    if op == _BOTH:
        if first == BAD or second == BAD:
            return BAD
        if first == GOOD and second == GOOD:
            return GOOD
        return OPEN | LOOSE | ((first | second) & BLOCKS)
    if first == GOOD or second == BAD:
        return BAD
    if first == BAD and second == GOOD:
        return GOOD
    return OPEN | LOOSE | (BLOCKS if first & (BAD | BLOCKS) or second & BLOCKS else 0)
