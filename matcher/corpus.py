"""Owns trials held in memory with their gates, so that one patient is matched to all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from criteria.criterion import Criteria, Criterion
from criteria.tree import Kind, Requirement
from indexer.index.base import SearchQuery, StudyIndex
from indexer.study import Study
from matcher.answer import Answer
from matcher.doubts import beyond_doubt
from matcher.gates import gates, in_order_of_cost
from matcher.logic import blocks
from matcher.match import Match, answers, matched
from matcher.patient.record import Patient
from matcher.rank import Candidate, nearest_site, rank
from matcher.screen import arm_names, arm_verdicts, criterion_outcome, trial_verdict
from matcher.screening import Verdict
from matcher.topic import Topic, topic
from matcher.truth import Truth

# Cheap to answer and shared by many trials; dearer kinds are left to the trials that these leave open.
_GATE_KINDS = frozenset({Kind.AGE, Kind.SEX, Kind.CANCER, Kind.STAGE, Kind.BIOMARKER, Kind.MENOPAUSE, Kind.PERFORMANCE})

Ask = Callable[[Requirement], Answer]


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial with its criteria, those that are cheap to answer first, and the names of its arms."""

    study: Study
    criteria: Criteria
    ordered: tuple[Criterion, ...]
    arms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """As much of a criterion's result as a verdict needs."""

    truth: Truth
    decisive: bool
    arm: str | None


class Corpus:
    """Trials about the patients' disease, and for each gate those that it closes, as the bits of an integer."""

    def __init__(self, trials: Iterable[tuple[Study, Criteria]]) -> None:
        self.trials = tuple(
            Trial(study, criteria, in_order_of_cost(criteria.criteria), arm_names(criteria))
            for study, criteria in ((s, beyond_doubt(c)) for s, c in trials if topic(s) is not Topic.OTHER)
        )
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

        def decoded() -> Iterator[tuple[Study, Criteria]]:
            for stored in index.scan(query):
                study = stored.study()
                yield study, stored.criteria(study)

        return cls(decoded())

    def match(self, patient: Patient, limit: int = 20) -> list[Match]:
        """The best ``limit`` of the trials that the record does not rule out, with full reasons, best first.

        They are those of ``matcher.match``, in the same order.
        """
        ask = answers(patient)
        found = []
        for trial in self._open(self._closed(ask)):
            place = _place(trial, patient, ask)
            if place is not None:
                found.append((-place, trial.study.nct_id, trial))
        found.sort(key=lambda one: one[:2])
        return [matched(patient, trial.study, trial.criteria, ask) for _, _, trial in found[:limit]]

    def _closed(self, ask: Ask) -> int:
        """The trials that a gate closes."""
        closed = 0
        for (requirement, wanted), trials in self._closes:
            if trials & ~closed and ask(requirement).truth is (Truth.FALSE if wanted else Truth.TRUE):
                closed |= trials
        return closed

    def _open(self, closed: int) -> Iterator[Trial]:
        remaining = ~closed & ((1 << len(self.trials)) - 1)
        while remaining:
            lowest = remaining & -remaining
            yield self.trials[lowest.bit_length() - 1]
            remaining ^= lowest


def _place(trial: Trial, patient: Patient, ask: Ask) -> float | None:
    """The rank of a trial, without its reasons; None as soon as it is ruled out."""
    general: list[_Judged] = []
    own: dict[str, list[_Judged]] = {name: [] for name in trial.arms}
    for criterion in trial.ordered:
        outcome = criterion_outcome(criterion, patient, trial.criteria.text, ask)
        if outcome.truth is Truth.FALSE and criterion.arm is None:
            return None
        result = _Judged(outcome.truth, blocks(outcome), criterion.arm)
        (general if criterion.arm is None else own[criterion.arm]).append(result)
    arms = arm_verdicts(general, own)
    verdict = trial_verdict(general, arms)
    if verdict is Verdict.INELIGIBLE:
        return None
    still_open = [name for name, one in arms.items() if one is not Verdict.INELIGIBLE]
    questions = sum(r.decisive for r in general) + sum(r.decisive for name in still_open for r in own[name])
    nearest, km = nearest_site(trial.study, patient.location)
    return rank(Candidate(patient, trial.study, verdict, questions, nearest, km)).total
