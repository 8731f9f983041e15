"""Owns which trials are closed before they are looked at one by one: for each requirement that closes some, those trials.

The trials are the bits of an integer. A requirement is asked only while it can still close a trial, those of many
trials first, so that most trials are closed by few answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from criteria.tree import Kind
from matcher.at_once.program import Compiled, Op
from matcher.at_once.run import Run
from matcher.at_once.silence import Shared
from matcher.at_once.states import BAD
from matcher.at_once.touch import Silence

# Cheap to answer and shared by many trials go first; dearer kinds are asked of the trials that these leave open.
_EARLY = frozenset({Kind.AGE, Kind.SEX, Kind.CANCER, Kind.STAGE, Kind.BIOMARKER, Kind.MENOPAUSE, Kind.PERFORMANCE})
_CHEAP = (Kind.BIOMARKER, Kind.LAB, Kind.ALLERGY, Kind.COMORBIDITY)
_NEXT = (Kind.DISEASE_MEASURE, Kind.METASTASIS, Kind.LAB, Kind.LINES)

Closer = tuple[int, int]
"""A step, and the trials that it closes when it is bad."""


class Closing:
    """The steps that close trials, in the order in which a patient is asked."""

    def __init__(self, shared: Shared, trials: Sequence[Compiled]) -> None:
        self._shared = shared
        self.everything = (1 << len(trials)) - 1
        closes: dict[int, int] = {}
        for place, trial in enumerate(trials):
            for step in {alone for whole in trial.general for alone in shared.program.conjuncts(whole)}:
                closes[step] = closes.get(step, 0) | (1 << place)
        by_size = sorted(closes.items(), key=lambda item: -item[1].bit_count())
        loud = [(kind, closer) for closer in by_size if shared.loud[closer[0]] and (kind := self._kind(closer[0]))]
        self._early = [closer for kind, closer in loud if kind in _EARLY]
        self._next = [closer for wanted in _NEXT for kind, closer in loud if kind is wanted]
        self._silent = [closer for closer in by_size if not shared.loud[closer[0]]]
        self._on_topic: list[list[Closer]] = [
            [(step, closes[step]) for step in steps if step in closes and self._kind(step)] for steps in shared.on_topic
        ]
        self._dear = [min(map(self._cost, steps), default=0) for steps in shared.on_topic]
        self._shut: dict[Silence, list[Closer]] = {}

    def open(self, run: Run) -> int:
        """The trials that none of these steps closes for a patient."""
        still_open, states, state = self.everything, run.states, run.state
        for closers in (self._early, self._shut_by(run.silence), self._next, self._touched(run)):
            for step, trials in closers:
                if trials & still_open and (states[step] or state(step)) == BAD:
                    still_open &= ~trials
        return still_open

    def _kind(self, step: int) -> Kind | None:
        program = self._shared.program
        return program.leaves[program.parts[step][0]].kind if program.ops[step] == Op.LEAF else None

    def _cost(self, step: int) -> int:
        """Where what is asked at a step comes in the order of asking."""
        kind = self._kind(step)
        return len(_CHEAP) if kind is None or kind not in _CHEAP else _CHEAP.index(kind)

    def _shut_by(self, silence: Silence) -> Iterable[Closer]:
        """The steps that are bad of whoever does not speak to them."""
        found = self._shut.get(silence)
        if found is None:
            states = self._shared.states(silence)
            found = self._shut[silence] = [closer for closer in self._silent if states[closer[0]] == BAD]
        return found

    def _touched(self, run: Run) -> Iterable[Closer]:
        """The requirements that an entry of the record speaks to."""
        return chain.from_iterable(self._on_topic[topic] for topic in sorted(run.touched, key=self._dear.__getitem__))
