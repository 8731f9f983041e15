"""Owns what the index stores for verdicts: softened criteria, and gates, which tell what trials need not be read.

The gates are those of the criteria beyond doubt, which is what a screening evaluates. So whatever the index leaves out
by them, the screening would have ruled out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from criteria.criterion import Criteria
from criteria.tree import Kind, Requirement
from indexer.gates import Gate, Gates
from indexer.index.base import StoredStudy, StudyIndex
from indexer.study import Study
from matcher.answer import Answer
from matcher.doubts import beyond_doubt
from matcher.gates import gates
from matcher.truth import Truth

KINDS = frozenset(
    {Kind.AGE, Kind.SEX, Kind.MENOPAUSE, Kind.PERFORMANCE, Kind.CANCER, Kind.STAGE, Kind.BIOMARKER, Kind.METASTASIS}
)
"""Kinds that are cheap to answer and shared by many trials; the others would only make the list of keys longer."""


def stored_gates() -> Gates:
    """The gates for an index to store."""
    return Gates(hard_gates, _version(), beyond_doubt)


def hard_gates(softened: Criteria) -> Iterator[Gate]:
    """What alone rules a patient out, whatever else is true of her."""
    return (gate for gate in gates(softened) if gate[0].kind in KINDS)


def softened(stored: StoredStudy, study: Study) -> Criteria:
    """The criteria of a trial with every doubtful reading softened, as this version stored them or else made now."""
    found = stored.softened(_version(), study)
    return beyond_doubt(stored.criteria(study)) if found is None else found


def mismatches(index: StudyIndex, ask: Callable[[Requirement], Answer]) -> tuple[str, ...]:
    """The keys of the stored gates that a patient fails; ``ask`` answers for her."""
    known = stored_gates().read(index.terms("gate"))
    return tuple(key for key, (requirement, wanted) in known.items() if ask(requirement).truth is _FAILS[wanted])


_FAILS = {True: Truth.FALSE, False: Truth.TRUE}


@cache
def _version() -> str:
    """A fingerprint of this package: gates that another version stored are not filtered by."""
    found = hashlib.blake2b(digest_size=4)
    for path in sorted(_sources(files("matcher")), key=str):
        found.update(path.read_bytes())
    return found.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _sources(item)
        elif item.name.endswith((".py", ".tsv", ".json")):
            yield item
