"""Reads the eligibility texts of records: trials a second on one core, how that scales over two processes, what is loaded.

    bench/parse.py RECORDS.jsonl[.gz] [--condition WORD] [--limit N]

Nothing is cached from an earlier run: every process loads the vocabulary anew, and loading is timed apart. Beside the
figure stand those of the peers that publish one (Clinical-Trial-Parser in Go, TrialMatchAI's rules in Python).
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import resource
import time
from collections.abc import Iterator
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


def read(found: list[str]) -> tuple[float, float, float, int, int]:
    """Seconds to load, seconds to read, peak megabytes, criteria, and those read wholly or in part."""
    begun = time.perf_counter()
    from criteria import parse

    parse("Inclusion Criteria:\n\n* ECOG 0-1")
    loaded = time.perf_counter()
    criteria = [criterion for text in found for criterion in parse(text).criteria]
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return loaded - begun, done - loaded, peak, len(criteria), sum(c.read > 0 for c in criteria)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--condition", default="breast")
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    found = list(texts(given.records, given.condition))[: given.limit]
    alone = multiprocessing.get_context("spawn")
    with alone.Pool(1) as pool:
        load, seconds, peak, criteria, understood = pool.apply(read, (found,))
    one = len(found) / seconds
    print(
        f"{len(found)} texts, {sum(map(len, found)):,} characters; vocabulary and rules loaded in {load:.2f} s, peak {peak:.0f} MB"
    )
    print(f"{criteria} criteria, {understood / max(criteria, 1):.1%} of them read wholly or in part")
    print(f"one process: {one:.0f} trials a second")
    for name, figure in PEERS:
        print(f"    {name}, as measured elsewhere: {figure} ({one / figure:.2f} of it)")
    with alone.Pool(2) as pool:
        halves = pool.map(read, (found[::2], found[1::2]))
    two = len(found) / max(seconds for _, seconds, *_ in halves)
    print(f"two processes: {two:.0f} trials a second, {two / one:.2f} times one")


if __name__ == "__main__":
    main()
