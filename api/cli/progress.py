"""Owns the bar that tells how far long work is: on stderr, and only to a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.report import Progress

_PHASES = {
    "asking": "asking the registry",
    "crawling": "reading the registry",
    "repairing": "reading again what changed meanwhile",
    "reading": "reading the criteria",
    "loading": "loading the index",
    "verifying": "verifying",
    "done": "done",
}


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """What to call with each Progress; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        phase = ""

        def show(progress: Progress) -> None:
            nonlocal phase
            words = _PHASES.get(progress.phase, progress.phase)
            if progress.phase != phase:
                phase = progress.phase
                bar.reset(task, description=words)  # each phase has a speed of its own
            bar.update(task, description=words, completed=progress.done, total=progress.total)

        yield show
