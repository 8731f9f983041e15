"""Owns trials held in memory with their gates, so that one patient is matched to all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from criteria.criterion import Criteria
from criteria.tree import Kind, Requirement
from indexer.index.base import SearchQuery, StudyIndex
from indexer.study import Study
from matcher.gates import gates
from matcher.match import Match, answers, matched, order
from matcher.patient.record import Patient
from matcher.truth import Truth

# Cheap to answer and shared by many trials; dearer kinds are left to the trials that these leave open.
_GATE_KINDS = frozenset({Kind.AGE, Kind.SEX, Kind.CANCER, Kind.STAGE, Kind.BIOMARKER, Kind.MENOPAUSE, Kind.PERFORMANCE})


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial with its criteria decoded."""

    study: Study
    criteria: Criteria


class Corpus:
    """Trials, and for each gate the set of trials that it closes, as the bits of an integer."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        self.trials = tuple(trials)
        closes: dict[tuple[Requirement, bool], int] = {}
        for place, trial in enumerate(self.trials):
            for gate in set(gates(trial.criteria)):
                if gate[0].kind in _GATE_KINDS:
                    closes[gate] = closes.get(gate, 0) | (1 << place)
        # the gate that closes most goes first, so that later ones are asked only while they can close more
        self._closes = sorted(closes.items(), key=lambda item: -item[1].bit_count())

    @classmethod
    def load(cls, index: StudyIndex, query: SearchQuery | None = None) -> Corpus:
        """All trials that the index holds, or those that a query admits."""
        trials = []
        for stored in index.scan(query):
            study = stored.study()
            trials.append(Trial(study, stored.criteria(study)))
        return cls(trials)

    def match(self, patient: Patient, limit: int = 20) -> list[Match]:
        """The best ``limit`` of the trials that the record does not rule out, with full reasons, best first."""
        ask = answers(patient)
        closed = 0
        for (requirement, wanted), trials in self._closes:
            if trials & ~closed:
                truth = ask(requirement).truth
                if truth is (Truth.FALSE if wanted else Truth.TRUE):
                    closed |= trials
        found = [matched(patient, trial.study, trial.criteria, ask) for trial in self._open(closed)]
        found.sort(key=order)
        return [one for one in found if one.screening.score > 0][:limit]

    def _open(self, closed: int) -> Iterator[Trial]:
        remaining = ~closed & ((1 << len(self.trials)) - 1)
        while remaining:
            lowest = remaining & -remaining
            yield self.trials[lowest.bit_length() - 1]
            remaining ^= lowest
