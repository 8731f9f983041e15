"""Time one patient against every trial of an index, in process on one core.

bench/match.py --index sqlite:PATH [--patients N]    the index is one that ``trialmatch refresh`` has filled

A patient is new to the program each time. Seconds are those of the processor. Three times are shown: until every trial is decided and ranked, then with the
reasons of the first 20 spelt out, then with those of every trial kept.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time

from api.memory import keep_apart
from bench.people import people
from indexer.index import open_index
from matcher.at_once.corpus import Corpus

SHOWN = 20


def main() -> None:
    """Print the time to load and the times to match."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", required=True)
    parser.add_argument("--patients", type=int, default=100)
    given = parser.parse_args()
    begun = time.process_time()
    corpus = Corpus.load(open_index(given.index))
    keep_apart()  # as the service does
    print(f"{len(corpus.trials)} trials loaded in {time.process_time() - begun:.1f} s, {memory():.0f} MB")
    report(corpus, given.patients)
    print(f"most memory of the process: {memory():.0f} MB")


def memory() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(corpus: Corpus, count: int) -> None:
    """Print the spread of the times of ``count`` patients."""
    everyone = people(count + 5)
    decided, shown, spelt, kept = [], [], [], []
    for number, patient in enumerate(everyone):
        begun = time.process_time()
        found = corpus.match(patient, limit=len(corpus.trials))
        first = time.process_time()
        for match in found[:SHOWN]:
            assert match.screening.criteria
        second = time.process_time()
        for match in found:
            assert match.screening is not None
        if number == 0:
            print(f"the first patient of a new process: {(first - begun) * 1000:.0f} ms")
        if number >= 5:
            decided.append((first - begun) * 1000)
            shown.append((second - begun) * 1000)
            spelt.append((time.process_time() - begun) * 1000)
            kept.append(len(found))
    print(f"{count} patients, {statistics.median(kept):.0f} trials kept at the median, {max(kept)} at most")
    line("decided and ranked", decided)
    line(f"with the reasons of the first {SHOWN}", shown)
    line("with the reasons of all that are kept", spelt)


def line(name: str, times: list[float]) -> None:
    """Print one spread, in ms."""
    cuts = statistics.quantiles(times, n=20)
    print(f"{name}: median {statistics.median(times):.1f} ms, p95 {cuts[18]:.1f} ms, most {max(times):.1f} ms")


if __name__ == "__main__":
    main()
