"""Owns trials held in memory as one program, so that one patient is matched to all of them at once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from criteria.criterion import Criteria
from indexer.index.base import StudyIndex
from indexer.index.query import SearchQuery
from indexer.study import Site, Study
from matcher.at_once.closing import Closing
from matcher.at_once.program import Compiled, Program
from matcher.at_once.run import Run, prepare
from matcher.at_once.silence import Shared
from matcher.at_once.standing import verdict_of
from matcher.hard import softened
from matcher.match import Match, order
from matcher.patient.record import Patient
from matcher.questions import Question, questions_of
from matcher.rank import Candidate, nearest_site, open_sites, total
from matcher.screen import screen_softened
from matcher.screening import Screening
from matcher.topic import Topic, topic


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial, what it is about, its sites that are open, and its criteria as steps of the program."""

    study: Study
    about: Topic
    sites: tuple[Site, ...]
    compiled: Compiled

    @property
    def criteria(self) -> Criteria:
        """The criteria as the matcher takes them, with doubtful readings softened."""
        return self.compiled.criteria


class Corpus:
    """Trials about the patients' disease, as one program, and what closes them."""

    def __init__(self, trials: Iterable[tuple[Study, Criteria]]) -> None:
        """The criteria are those with every doubtful reading softened."""
        program = Program()
        kept = ((study, topic(study), criteria) for study, criteria in trials)
        self.trials = tuple(
            Trial(study, about, open_sites(study), program.compile_softened(criteria))
            for study, about, criteria in kept
            if about is not Topic.OTHER
        )
        self._shared = Shared(program)
        prepare(self._shared)
        self._closing = Closing(self._shared, [trial.compiled for trial in self.trials])

    @classmethod
    def load(cls, index: StudyIndex, query: SearchQuery | None = None) -> Corpus:
        """All trials that the index holds, or those that a query admits."""

        def decoded() -> Iterator[tuple[Study, Criteria]]:
            for stored in index.scan(query):
                study = stored.study()
                yield study, softened(stored, study)

        return cls(decoded())

    def match(self, patient: Patient, limit: int = 20) -> list[Match]:
        """The best ``limit`` of the trials that the record does not rule out, with full reasons, best first.

        They are those of ``matcher.match``, in the same order.
        """
        run = Run(self._shared, patient)
        found = [match for trial in self._open(run) if (match := _matched(trial, patient, run)) is not None]
        found.sort(key=order)
        return found[:limit]

    def questions(self, patient: Patient, among: Container[str] | None = None, limit: int = 5) -> tuple[Question, ...]:
        """The facts worth asking for, by how many trials that are still open each decides; ``among`` limits them."""
        run = Run(self._shared, patient)
        asking = (trial.compiled for trial in self._open(run) if among is None or trial.study.nct_id in among)
        return questions_of(run, asking, limit)

    def _open(self, run: Run) -> Iterator[Trial]:
        """The trials that no requirement closes by itself."""
        digits = f"{self._closing.open(run):b}"[::-1]  # the trial at place 0 is the last digit
        return (trial for trial, digit in zip(self.trials, digits, strict=False) if digit == "1")


def _matched(trial: Trial, patient: Patient, run: Run) -> Match | None:
    """The trial with its rank; None if it is ruled out."""
    decided = verdict_of(trial.compiled, run.states, run.state)
    if decided is None:
        return None
    nearest, km = nearest_site(trial.sites, patient.location)
    candidate = Candidate(patient, trial.study, *decided, nearest, km, trial.about)

    def screening() -> Screening:
        return screen_softened(patient, trial.criteria, trial.study, run.ask)

    return Match(trial.criteria, candidate, total(candidate), screening)
