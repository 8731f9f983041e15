"""Asks both indexes 200 generated questions: whether they answer the same, and how long each takes.

    bench/search.py sqlite:PATH http://HOST:PORT[/PREFIX] [--queries N]

Both must have been refreshed from the same registry. Compared: the ids of every hit in their order, scores, counts,
facets. Printed: differences, and the 50th and 95th percentile of a page of 20 with facets.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from dataclasses import replace

from indexer.index import SearchQuery, StudyIndex, open_index

WORDS = (
    "breast cancer",
    "HER2 positive",
    "triple negative",
    "letrozole",
    "Ibrance",
    "CDK4/6 inhibitor",
    '"brain metastases"',
    "neoadjuvant chemotherapy",
    "T-DXd",
    "PD-L1",
    "anthracycline",
    "bone",
    "solid tumor",
    "radiotherapy lumpectomy",
    "quality of life",
    "BRCA1",
    "exercise",
    "trastuzumab pertuzumab",
    "vaccine",
    "pain",
)
STATUSES = ("RECRUITING", "NOT_YET_RECRUITING", "COMPLETED", "TERMINATED", "UNKNOWN")
PHASES = ("EARLY_PHASE1", "PHASE1", "PHASE2", "PHASE3", "PHASE4", "NA")
COUNTRIES = ("United States", "France", "China", "Germany", "Canada", "Japan")
PLACES = ((42.36, -71.06), (48.86, 2.35), (34.05, -118.24), (39.9, 116.4), (-33.87, 151.21), (51.51, -0.13))


def queries(count: int) -> list[SearchQuery]:
    """Always the same ones: every field by itself and with others."""
    draw = random.Random(1)
    return [_query(draw) for _ in range(count)]


def _query(draw: random.Random) -> SearchQuery:
    query = SearchQuery(facets=True)
    if draw.random() < 0.7:
        query = replace(query, text=" ".join(draw.sample(WORDS, draw.choice((1, 1, 2)))))
    if draw.random() < 0.2:
        query = replace(query, condition=draw.choice(("breast cancer", "lung cancer", "solid tumor", "DCIS")))
    if draw.random() < 0.2:
        query = replace(query, intervention=draw.choice(("tamoxifen", "taxane", "radiation", "placebo")))
    if draw.random() < 0.4:
        query = replace(query, statuses=tuple(draw.sample(STATUSES, draw.choice((1, 2)))))
    if draw.random() < 0.3:
        query = replace(query, phases=tuple(draw.sample(PHASES, draw.choice((1, 2)))))
    if draw.random() < 0.2:
        query = replace(query, country=draw.choice(COUNTRIES))
    if draw.random() < 0.3:
        lat, lon = draw.choice(PLACES)
        query = replace(query, lat=lat, lon=lon, km=draw.choice((25.0, 100.0, 500.0, 3000.0)))
    if draw.random() < 0.3:
        query = replace(query, sex=draw.choice(("FEMALE", "MALE")), age=float(draw.randint(1, 90)))
    if draw.random() < 0.1:
        query = replace(query, biomarkers=(draw.choice(("HER2 negative", "HER2 positive", "ER positive")),))
    if draw.random() < 0.1:
        query = replace(query, intervention_classes=(draw.choice(("chemotherapy", "endocrine therapy", "taxane")),))
    if draw.random() < 0.1:
        query = replace(query, updated_since=f"{draw.randint(2010, 2026)}-06-01")
    return query


def answer(index: StudyIndex, query: SearchQuery) -> dict[str, object]:
    """All that two indexes must agree on."""
    page = index.search(replace(query, limit=100_000))
    return {
        "hits": [hit.nct_id for hit in page.hits],
        "scores": [hit.score for hit in page.hits],
        "distances": [hit.km for hit in page.hits],
        "total": page.total,
        "count": index.count(query),
        "facets": page.facets,
    }


def times(index: StudyIndex, asked: list[SearchQuery]) -> list[float]:
    """Milliseconds for each question, the first page alone."""
    found = []
    for query in asked:
        began = time.perf_counter()
        index.search(query)
        found.append((time.perf_counter() - began) * 1000)
    return found


def main() -> None:
    """Compares, then measures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("indexes", nargs=2)
    arguments.add_argument("--queries", type=int, default=200)
    given = arguments.parse_args()
    indexes = [open_index(url) for url in given.indexes]
    asked = queries(given.queries)
    differing, hits = 0, 0
    for query in asked:
        first, second = (answer(index, query) for index in indexes)
        hits += len(first["hits"])  # type: ignore[arg-type]
        if first != second:
            differing += 1
            print("differ in", [name for name in first if first[name] != second[name]], query)
    print(f"{len(asked)} queries, {hits} hits in all, {differing} answered differently")
    for index in indexes:
        found = times(index, asked)
        print(f"{index.url}: p50 {statistics.median(found):.1f} ms, p95 {statistics.quantiles(found, n=20)[-1]:.1f} ms")


if __name__ == "__main__":
    main()
