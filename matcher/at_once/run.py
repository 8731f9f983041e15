"""Owns the run of one patient through a program: each step is decided once, and only when a trial still needs it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain, combinations, product

from criteria.tree import Requirement
from matcher.answer import Answer
from matcher.at_once.program import Op, Words
from matcher.at_once.silence import Shared
from matcher.at_once.states import BAD, GOOD, OPEN, joined, none_good, state_of
from matcher.at_once.touch import silence_of
from matcher.evaluate import evaluate
from matcher.evaluate.second_cancer import one_alone
from matcher.patient.record import Condition, Patient, Treatment
from matcher.words import unread

_LEAF, _UNREAD, _GOOD, _BAD, _ALL, _ANY, _SPARED, _EACH = (
    op.value for op in (Op.LEAF, Op.UNREAD, Op.GOOD, Op.BAD, Op.ALL, Op.ANY, Op.SPARED, Op.EACH)
)


class Run:
    """One patient: what each step says, and the answers that it rests on; ``touched`` are the topics of its entries."""

    def __init__(self, shared: Shared, patient: Patient) -> None:
        program = shared.program
        self._shared = shared
        self._patient = patient
        self.program = program
        self._ops, self._parts, self._counts, self._wanted = program.ops, program.parts, program.counts, program.wanted
        self._answers: list[Answer | None] = [None] * len(program.leaves)
        self._unread: dict[int, Answer] = {}
        self._alone: list[Run] | None = None
        self.silence = silence_of(patient)
        self.touched = shared.touched(patient)
        self._spoken_to = shared.spoken_to(patient)
        self._silent = shared.states(self.silence)
        self.states = bytearray(self._silent)
        self._own = bytearray(shared.loud)
        for step in chain.from_iterable(shared.on_topic[topic] for topic in self.touched):
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
        topic = self._shared.topics[leaf]
        requirement = self.program.leaves[leaf]
        if topic is None or topic in self.touched:
            return evaluate(requirement, self._patient)
        silent = self._shared.answers(self.silence, requirement.kind)
        found = silent[leaf]
        if found is None:
            found = silent[leaf] = evaluate(requirement, self._patient)
        return found

    def ask(self, requirement: Requirement) -> Answer:
        """The answer to a requirement of the program."""
        return self.answer(self.program.leaf_places[requirement])

    def _meaning(self, words: int) -> Answer:
        if words in self._spoken_to:
            found = self._unread.get(words)
            if found is None:
                found = self._unread[words] = meaning(self.program.words[words], self._patient)
            return found
        silent = self._shared.meanings(self.silence)
        found = silent[words]
        if found is None:
            found = silent[words] = meaning(self.program.words[words], self._patient)
        return found

    def settle(self, step: int) -> None:
        """Find what a step says if it rests on nothing but silence."""
        if not self._own[step]:
            self.state(step)

    def state(self, step: int) -> int:
        """What a step says, found from its parts as far as they are needed."""
        states = self.states
        found = states[step]
        if found:
            return found
        op, parts = self._ops[step], self._parts[step]
        if op == _LEAF:
            found = state_of(self.answer(parts[0]), self._wanted[step])
        elif op == _ALL:
            for part in parts:
                state = states[part] or self.state(part)
                if state == BAD:
                    found = BAD
                    break
                found |= state
            else:
                found = found & ~GOOD or GOOD
        elif op == _ANY:
            presumed = False
            for part in parts:
                state = states[part] or self.state(part)
                if state == GOOD:
                    found = GOOD
                    break
                found |= state
                presumed = presumed or state == OPEN
            else:
                found = none_good(found, presumed)
        elif op == _SPARED:
            first, second = parts
            found = states[first] or self.state(first)
            if found != GOOD:
                found = joined(op, 0, (found, states[second] or self.state(second)))
        else:
            found = self._found(op, step, parts)
        states[step] = found
        if not self._own[step]:
            self._silent[step] = found
        return found

    def _found(self, op: int, step: int, parts: Sequence[int]) -> int:
        if op == _UNREAD:
            return state_of(self._meaning(parts[0]), self._wanted[step])
        if op in (_GOOD, _BAD):
            return GOOD if op == _GOOD else BAD
        if op == _EACH:
            return min((run.state(parts[0]) for run in self._of_each_cancer()), key=_worst_first)
        return joined(op, self._counts[step], [self.state(part) for part in parts])

    def _of_each_cancer(self) -> Sequence[Run]:
        """The runs of the same patient with each second cancer alone; this one where there are not several.

        It does not keep itself: in a cycle its thousands of answers would wait for the garbage collector.
        """
        if self._alone is None:
            alone = one_alone(self._patient)
            self._alone = [Run(self._shared, patient) for patient in alone] if len(alone) > 1 else []
        return self._alone or (self,)


def prepare(shared: Shared) -> None:
    """Find what every kind of silence means, so that no patient waits for it."""
    lists = ("conditions", "treatments", "medications", "biomarkers")
    wholes = [frozenset(c) for size in range(5) for c in combinations(lists, size)]
    for whole, treated in product(wholes, ((), (_OF_NO_CLASS,))):
        run = Run(shared, Patient("", date.min, treatments=treated, complete=whole))
        for step in range(len(shared.program.ops)):
            run.settle(step)
    shared.touched(Patient("", date.min, conditions=(_OF_NO_KIND,)))  # looks up what is below each condition


_OF_NO_CLASS = Treatment("vaccine", kind="vaccine")
"""A treatment that touches hardly anything."""
_OF_NO_KIND = Condition("anything")


def meaning(words: Words, patient: Patient) -> Answer:
    """What unread words mean for a patient."""
    if words.excepting is not None:
        return unread.exception(words.text, words.excepting, patient)
    return unread.evaluate(words.text, patient, asked=words.asked, listed=words.listed)


def _worst_first(state: int) -> int:
    return 0 if state == BAD else 2 if state == GOOD else 1
