"""Owns what a refresh tells: its progress while it runs, its report afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from indexer.index.base import StudyIndex

KEPT = 100
"""Reports that an index keeps; older ones go."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a refresh stands. ``phase``: asking, crawling, repairing, reading, loading, done; ``total`` if known."""

    phase: str
    done: int
    total: int | None = None
    note: str = ""


Listener = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did. Times are UTC; ``stamp`` is the registry's data timestamp that the index now stands for.

    ``total`` is what the registry has in view (None after a delta that needed no count), ``studies`` what the index
    has in view, ``read`` the records that were sent, ``closed`` those that were open before, ``reread`` those that a
    newer parser read again, ``comparing`` how many of the requests listed ids and dates to find out what left, beyond
    the one that tells whether any did, ``coverage`` the mean share of criteria that the parser read in new and changed ones.
    ``set_aside`` are the records that cannot be read, by id, with the reason; ``refresh.set_aside`` has them whole.
    """

    scope: str
    mode: str
    started: str
    finished: str
    stamp: str
    total: int | None
    studies: int
    read: int
    new: int
    changed: int
    unchanged: int
    reread: int
    closed: int
    withdrawn: int
    aside: int
    odd: int
    coverage: float | None
    requests: int
    retries: int
    resumed: bool
    repaired: bool
    seconds: float
    comparing: int = 0
    warnings: tuple[str, ...] = ()
    set_aside: Mapping[str, str] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return asdict(self) | {"warnings": list(self.warnings)}


def keep_report(index: StudyIndex, report: RefreshReport) -> None:
    """Stores a report in the index."""
    index.keep("report", report.finished, report.record())
    for key in list(index.kept("report"))[:-KEPT]:
        index.drop("report", key)


def reports(index: StudyIndex) -> list[RefreshReport]:
    """The reports that an index keeps, newest first."""
    found = [RefreshReport(**{**kept, "warnings": tuple(kept["warnings"])}) for kept in index.kept("report").values()]
    return found[::-1]


def last_report(index: StudyIndex) -> RefreshReport | None:
    """The newest report; None before the first refresh."""
    return next(iter(reports(index)), None)
