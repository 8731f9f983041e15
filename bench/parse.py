"""Reads the eligibility texts of records: trials a second on one core, how that scales over two processes, what is loaded.

    bench/parse.py RECORDS.jsonl[.gz] [--condition WORD] [--limit N]

Nothing is cached from an earlier run: every process loads the vocabulary anew, and loading is timed apart. Seconds are
of the processor, which a busy machine stretches less than the clock's. Beside the figure stand those of the peers that
publish one (Clinical-Trial-Parser in Go, TrialMatchAI's rules in Python).
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PEERS = (("Clinical-Trial-Parser (Go)", 300), ("TrialMatchAI's rules (Python)", 240))  # trials a second on one core


def texts(path: Path, condition: str) -> Iterator[str]:
    """The criteria of the records whose conditions or title name ``condition``."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt") as lines:
        for line in lines:
            section = json.loads(line)["protocolSection"]
            named = [
                *section.get("conditionsModule", {}).get("conditions", []),
                section["identificationModule"].get("briefTitle", ""),
            ]
            text = section.get("eligibilityModule", {}).get("eligibilityCriteria")
            if text and condition in " ".join(named).lower():
                yield text


@dataclass(frozen=True)
class Reading:
    """What one process did: seconds of its processor, and of the clock for reading; its peak of memory."""

    rules: float
    vocabulary: float
    reading: float
    clock: float
    megabytes: float
    criteria: int
    understood: int


def read(found: list[str]) -> Reading:
    """Load the rules, then the vocabulary with the dictionary over it, then read the texts."""
    begun = time.process_time()
    from criteria import parse

    rules = time.process_time()
    parse("Inclusion Criteria:\n\n* ECOG 0-1")  # the first line read loads the vocabulary
    loaded = time.process_time()
    clock = time.perf_counter()
    criteria = [criterion for text in found for criterion in parse(text).criteria]
    done, clock = time.process_time(), time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    understood = sum(c.read > 0 for c in criteria)
    return Reading(rules - begun, loaded - rules, done - loaded, clock, peak, len(criteria), understood)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--condition", default="breast")
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    found = list(texts(given.records, given.condition))[: given.limit]
    alone = multiprocessing.get_context("spawn")
    with alone.Pool(1) as pool:
        one = pool.apply(read, (found,))
    print(f"{len(found)} texts, {sum(map(len, found)):,} characters")
    print(f"{one.criteria} criteria, {one.understood / max(one.criteria, 1):.1%} of them read wholly or in part")
    print(f"vocabulary loaded in {one.vocabulary:.2f} s, rules in {one.rules:.2f} s, peak {one.megabytes:.0f} MB")
    rate = len(found) / one.reading
    print(f"one process: {rate:.0f} trials a second of processor time ({len(found) / one.clock:.0f} by the clock)")
    for name, figure in PEERS:
        print(f"    {name}, as measured elsewhere: {figure} ({rate / figure:.2f} of it)")
    with alone.Pool(2) as pool:
        halves = pool.map(read, (found[::2], found[1::2]))
    both = len(found) / max(half.reading for half in halves)
    clock = len(found) / max(half.clock for half in halves)
    print(f"two processes: {both:.0f} trials a second ({clock:.0f} by the clock), {both / rate:.2f} times one")


if __name__ == "__main__":
    main()
