"""Time generated patients against every trial of an index, in one process on one core, and show how it grows.

bench/cohort.py --index sqlite:PATH [--patients N]    the index is one that ``trialmatch refresh`` has filled

Each line starts afresh, with the softened criteria that the index holds; the program that they make is timed apart and
in the sum.
Seconds are those of the processor, so that what else the machine does counts less.
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from collections.abc import Sequence

from bench.people import people
from criteria.criterion import Criteria
from indexer.index import open_index
from matcher.at_once.cohort import Cohort
from matcher.at_once.program import Program
from matcher.hard import softened
from matcher.patient import Patient

TRIALS = (1000, 3000, 10_000)
PATIENTS = (100, 300)


def main() -> None:
    """Print the time of the whole cohort, and of parts of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", required=True)
    parser.add_argument("--patients", type=int, default=1000)
    given = parser.parse_args()
    begun = time.process_time()
    trials = [softened(stored, stored.study()) for stored in open_index(given.index).scan()]
    print(f"{len(trials)} trials read in {time.process_time() - begun:.1f} s, {memory():.0f} MB")
    gc.freeze()
    report(trials, people(given.patients))


def memory() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(trials: Sequence[Criteria], patients: Sequence[Patient]) -> None:
    """Print a table of trials by patients, the whole first, so that its memory is its own."""
    line(trials, patients)
    for count in TRIALS:
        if count < len(trials):
            line(trials[:count], patients)
    for count in PATIENTS:
        if count < len(patients):
            line(trials, patients[:count])


def line(trials: Sequence[Criteria], patients: Sequence[Patient]) -> None:
    """Screen, and print one line."""
    begun = time.process_time()
    program = Program()
    compiled = [program.compile_softened(criteria) for criteria in trials]
    made = time.process_time()
    cohort = Cohort(patients, program)
    kept = ruled_out = 0
    for one in compiled:
        found = cohort.screen_compiled(one)
        ruled_out += found.ineligible.bit_count()
        kept += found.eligible.bit_count()
    done = time.process_time()
    pairs = len(trials) * len(patients)
    print(
        f"{len(trials):>6} trials x {len(patients):>5} patients: {done - begun:6.1f} s "
        f"(program {made - begun:.1f}, screening {done - made:.1f}), {pairs / (done - begun) / 1000:.0f} thousand pairs "
        f"a second, {memory():.0f} MB; ruled out {ruled_out / pairs:.3f}, eligible {kept / pairs:.4f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
