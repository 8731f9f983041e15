"""Time generated patients against every trial of an index, in one process on one core, and show how it grows.

bench/cohort.py --index sqlite:PATH [--patients N]    the index is one that ``trialmatch refresh`` has filled
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
from matcher.cohort import Cohort
from matcher.patient import Patient


def main() -> None:
    """Print the time of the whole cohort, and of parts of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", required=True)
    parser.add_argument("--patients", type=int, default=1000)
    given = parser.parse_args()
    trials = [stored.criteria() for stored in open_index(given.index).scan()]
    gc.freeze()
    report(trials, people(given.patients))


def report(trials: Sequence[Criteria], patients: Sequence[Patient]) -> None:
    """Print a table of trials by patients."""
    for share in (10, 3, 1):
        line(trials[: len(trials) // share], patients)
    for share in (10, 3):
        line(trials, patients[: len(patients) // share])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory of the process: {peak:.0f} MB")


def line(trials: Sequence[Criteria], patients: Sequence[Patient]) -> None:
    """Screen, and print one line."""
    begun = time.perf_counter()
    cohort = Cohort(patients)
    kept = ruled_out = 0
    for criteria in trials:
        found = cohort.screen(criteria)
        ruled_out += found.ineligible.bit_count()
        kept += found.eligible.bit_count()
    seconds = time.perf_counter() - begun
    pairs = len(trials) * len(patients)
    print(
        f"{len(trials):>6} trials x {len(patients):>5} patients: {seconds:6.1f} s, "
        f"{pairs / seconds / 1000:.0f} thousand pairs a second; ruled out {ruled_out / pairs:.3f}, eligible {kept / pairs:.4f}"
    )


if __name__ == "__main__":
    main()
