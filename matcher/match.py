"""Owns the way from an index to the ranked trials of one patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from criteria.criterion import Criteria
from criteria.tree import Requirement
from indexer.index import SearchQuery
from indexer.index.base import StudyIndex
from indexer.study import Site, Study
from matcher.answer import Answer
from matcher.derive.status import age_range
from matcher.evaluate import evaluate
from matcher.hard import mismatches, softened
from matcher.patient.record import Patient
from matcher.rank import Candidate, Rank, nearest_site, open_sites, rank, total
from matcher.screen import screen_softened
from matcher.screening import Screening, Verdict
from matcher.topic import Topic, topic


class Match:
    """One trial for one patient, with its place in the list and the closest site that is open.

    ``screening`` and ``rank`` are put together when they are first looked at: of many matches, few are shown.
    """

    __slots__ = ("_candidate", "_rank", "_screen", "_screening", "criteria", "total")

    def __init__(self, criteria: Criteria, candidate: Candidate, total: float, screen: Callable[[], Screening]) -> None:
        """``total`` is that of the rank; ``screen`` gives the screening."""
        self.criteria = criteria
        self.total = total
        self._candidate = candidate
        self._screen = screen
        self._screening: Screening | None = None
        self._rank: Rank | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Match) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.study.nct_id, self._candidate.patient.id))

    def _parts(self) -> tuple[object, ...]:
        return self.study, self.criteria, self.screening, self.rank, self.nearest, self.km

    @property
    def study(self) -> Study:
        """The trial."""
        return self._candidate.study

    @property
    def verdict(self) -> Verdict:
        """The verdict of the screening."""
        return self._candidate.verdict

    @property
    def nearest(self) -> Site | None:
        """The closest site that is open to join, where the patient's place is known."""
        return self._candidate.nearest

    @property
    def km(self) -> float | None:
        """How far it is, in km."""
        return self._candidate.km

    @property
    def screening(self) -> Screening:
        """The verdict on every criterion, with reasons."""
        if self._screening is None:
            self._screening = self._screen()
        return self._screening

    @property
    def rank(self) -> Rank:
        """The features that the place in the list comes from."""
        if self._rank is None:
            self._rank = rank(self._candidate)
        return self._rank


def match(
    patient: Patient, index: StudyIndex, query: SearchQuery | None = None, limit: int = 20, *, ruled_out: bool = True
) -> list[Match]:
    """The best ``limit`` trials among those that the query admits, best first; equal ones by NCT id.

    The registry's sex and age fields are filtered inside the index; trials on other diseases are left out; everything
    else is screened here, and trials that are ruled out come last, with their reasons. Without ``ruled_out`` they are
    left out, those that fail a gate already inside the index.
    """
    ask = answers(patient)
    query = narrow(patient, query)
    if not ruled_out:
        query = replace(query, without=(*query.without, *mismatches(index, ask)))
    found = []
    for stored in index.scan(query):
        study = stored.study()
        if topic(study) is not Topic.OTHER:
            one = matched(patient, study, softened(stored, study), ask)
            if ruled_out or one.screening.verdict is not Verdict.INELIGIBLE:
                found.append(one)
    found.sort(key=order)
    return found[:limit]


def order(found: Match) -> tuple[float, str]:
    """The sort key of matches."""
    return -found.total, found.study.nct_id


def matched(patient: Patient, study: Study, criteria: Criteria, ask: Callable[[Requirement], Answer]) -> Match:
    """One trial screened and ranked, by its softened criteria; ``ask`` answers their requirements."""
    screening = screen_softened(patient, criteria, study, ask)
    nearest, km = nearest_site(open_sites(study), patient.location)
    candidate = Candidate(patient, study, screening.verdict, len(screening.open), nearest, km)
    return Match(criteria, candidate, total(candidate), lambda: screening)


def answers(patient: Patient) -> Callable[[Requirement], Answer]:
    """``evaluate`` for one patient that answers each requirement once, however many trials ask it."""
    known: dict[Requirement, Answer] = {}

    def ask(requirement: Requirement) -> Answer:
        found = known.get(requirement)
        if found is None:
            found = known[requirement] = evaluate(requirement, patient)
        return found

    return ask


def narrow(patient: Patient, query: SearchQuery | None) -> SearchQuery:
    """The query with the patient's sex and age, which the index compares with the registry's fields."""
    years = age_range(patient)
    age = years[0] if years and years[0] == years[1] else None
    sex = patient.sex.upper() if patient.sex else None
    base = query or SearchQuery()
    return replace(base, sex=base.sex or sex, age=base.age if base.age is not None else age)
