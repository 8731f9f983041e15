"""Owns the rule that one process at a time writes to an index, and takes over from one that has died."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from indexer.errors import IndexUnavailableError, RefreshRefusedError
from indexer.index.base import StudyIndex

SECONDS = 120
"""For how long a writer that shows no sign of life keeps others out."""


@contextmanager
def held(index: StudyIndex) -> Iterator[Callable[[], None]]:
    """Holds the lease of the index; call what it gives now and then, to renew it.

    RefreshRefusedError if another process has it, unless that one ran on this machine and is gone.
    """
    host = socket.gethostname()
    holder = f"{host}/{os.getpid()}/{time.time_ns()}"
    other = index.lease("refresh", holder, SECONDS)
    if other and _is_dead(other, host):
        index.release("refresh", other)
        other = index.lease("refresh", holder, SECONDS)
    if other:
        machine, process, _ = other.split("/")
        raise RefreshRefusedError(f"another refresh is under way (process {process} on {machine})")
    renewed = time.monotonic()

    def renew() -> None:
        nonlocal renewed
        if time.monotonic() - renewed < SECONDS / 6:
            return
        taken = index.lease("refresh", holder, SECONDS)
        if taken:
            raise RefreshRefusedError(f"this refresh was taken over by {taken}")
        renewed = time.monotonic()

    try:
        yield renew
    finally:
        _release(index, holder)


def _release(index: StudyIndex, holder: str) -> None:
    try:
        index.release("refresh", holder)
    except IndexUnavailableError:
        return  # it runs out by itself


def _is_dead(holder: str, host: str) -> bool:
    machine, process, _ = holder.split("/")
    if machine != host:
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
