"""Time one patient against every trial of an index, in one process on one core.

bench/match.py --index sqlite:PATH [--patients N]    the index is one that ``trialmatch refresh`` has filled
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time

from bench.people import people
from indexer.index import open_index
from matcher.corpus import Corpus


def main() -> None:
    """Print the time to load and the times to match."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", required=True)
    parser.add_argument("--patients", type=int, default=100)
    given = parser.parse_args()
    begun = time.perf_counter()
    corpus = Corpus.load(open_index(given.index))
    gc.freeze()
    print(f"{len(corpus.trials)} trials loaded in {time.perf_counter() - begun:.1f} s")
    report(corpus, given.patients)


def report(corpus: Corpus, count: int) -> None:
    """Print the spread of the times of ``count`` patients."""
    patients = people(count)
    for patient in patients[:5]:
        corpus.match(patient)
    times, kept = [], []
    for patient in patients:
        begun = time.perf_counter()
        kept.append(len(corpus.match(patient, limit=len(corpus.trials))))
        times.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(times, n=20)
    print(
        f"{count} patients: median {statistics.median(times):.1f} ms, p95 {cuts[18]:.1f} ms, most {max(times):.1f} ms"
    )
    print(f"kept with full reasons: median {statistics.median(kept):.0f} trials, most {max(kept)}")


if __name__ == "__main__":
    main()
