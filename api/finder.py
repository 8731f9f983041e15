"""Owns how a running service finds trials for a patient: those open to join stay in memory while the index stands."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from api.memory import keep_apart
from indexer.index import SearchQuery, StudyIndex
from indexer.study import OPEN_STATUSES
from matcher.at_once.corpus import Corpus
from matcher.match import Match, match, narrow
from matcher.patient import Patient
from matcher.questions import Question, questions

OPEN = SearchQuery(statuses=OPEN_STATUSES)
"""The trials that a person may join now or soon."""


@dataclass(slots=True)
class Finder:
    """Finds as ``matcher.match`` does, without decoding and screening every trial anew for each request."""

    index: StudyIndex
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _loaded: tuple[str, Corpus] | None = None

    def find(self, patient: Patient, query: SearchQuery, limit: int) -> list[Match]:
        """The best ``limit`` trials of those that the query admits: those not ruled out, best first, then some that are."""
        kept = self.kept(patient, query, limit)
        missing = limit - len(kept)
        return kept + (self.ruled_out(patient, query, kept, missing) if missing else [])

    def kept(self, patient: Patient, query: SearchQuery, limit: int | None = None) -> list[Match]:
        """The best ``limit`` of the trials that the record does not rule out, or all of them, best first."""
        if not _open_only(query):
            return match(patient, self.index, query, limit or self.index.count(query), ruled_out=False)
        admitted = self._admitted(patient, query)
        corpus = self.corpus()
        found = corpus.match(patient, len(corpus.trials))
        return [one for one in found if one.study.nct_id in admitted][:limit]

    def questions(self, patient: Patient, query: SearchQuery, limit: int = 5) -> tuple[Question, ...]:
        """The facts worth asking for, by how many of the trials that are still open each decides; none if none does."""
        if not _open_only(query):
            found = match(patient, self.index, query, self.index.count(query), ruled_out=False)
            return questions(patient, (one.criteria for one in found), limit)
        return self.corpus().questions(patient, self._admitted(patient, query), limit)

    def _admitted(self, patient: Patient, query: SearchQuery) -> set[str]:
        return set(self.index.ids(narrow(patient, query)))

    def ruled_out(self, patient: Patient, query: SearchQuery, kept: Collection[Match], limit: int) -> list[Match]:
        """Up to ``limit`` trials that the record rules out, with the reasons; not all, for none of them is an answer."""
        known = {one.study.nct_id for one in kept}
        others = [nct_id for nct_id in self.index.ids(narrow(patient, query)) if nct_id not in known][: 2 * limit]
        found = match(patient, self.index, replace(query, ids=tuple(others)), limit) if others else []
        return [one for one in found if one.screening.score == 0]

    def corpus(self) -> Corpus:
        """The open trials, read anew when the index has moved on. Raises IndexMissingError, IndexUnavailableError."""
        generation = self.index.status().generation
        with self._lock:
            if self._loaded is None or self._loaded[0] != generation:
                self._loaded = generation, Corpus.load(self.index, OPEN)
                keep_apart()
            return self._loaded[1]


def _open_only(query: SearchQuery) -> bool:
    """Whether the query admits none but trials that are kept in memory."""
    return bool(query.statuses) and set(query.statuses) <= set(OPEN_STATUSES)
