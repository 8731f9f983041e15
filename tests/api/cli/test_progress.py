"""Whoever watches a terminal sees how far long work is and how long it will take; no one else is bothered."""
# ruff: noqa: S603 – it starts a script of its own

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

SCRIPT = """
import time
from api.cli.progress import progress_bar
from indexer.report import Progress
with progress_bar() as tell:
    if tell is None:
        raise SystemExit(7)
    for phase, pause in (("crawling", 0.0), ("reading", 0.1)):
        for done in range(1, 9):
            tell(Progress(phase, 100 * done, 2000))
            time.sleep(pause)
"""


def test_a_terminal_is_told_what_is_done_how_far_it_is_and_how_long_it_will_take() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT], stderr=theirs, env={**os.environ, "COLUMNS": "120"}
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # the other end was closed
                break
            if not part:
                break
            seen += part
    os.close(ours)
    assert process.returncode == 0
    told = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode())
    last = [line for line in re.split(r"[\r\n]+", told) if "reading the criteria" in line][-1]
    assert "800/2000" in last
    assert re.search(r"\d:\d\d:\d\d", last), "the time that is left"


def test_where_nobody_watches_nothing_is_written() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (7, b"")
