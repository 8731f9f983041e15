"""A document is what an index needs of a record: checked, parsed, cut into fields, the same for the same record."""

from __future__ import annotations

import json
import pickle
import zlib
from typing import Any

import pytest

from indexer.document import NEVER, canonical, digest, folded, parser_version, prepare, rank
from tests.indexer.records import record, site

SEEN = "2026-02-01T09:00:00"


def eligibility(**fields: Any) -> dict[str, Any]:
    return record(1, eligibilityModule=fields)


@pytest.mark.parametrize(
    ("low", "high", "years"),
    [
        ("18 Years", "65 Years", (18, 66)),
        ("18 Years", None, (18, NEVER)),
        (None, "1 Year", (0, 2)),
        ("6 Months", "23 Months", (0.5, 2)),
        (None, None, (0, NEVER)),
        ("18 Years", f"{'9' * 400} Years", (18, NEVER)),
    ],
)
def test_ages_reach_to_the_end_of_the_last_year(low: str | None, high: str | None, years: tuple[float, float]) -> None:
    made = prepare(eligibility(minimumAge=low, maximumAge=high), SEEN)
    assert (made.age_low, made.age_high) == pytest.approx(years)


def test_the_hash_is_that_of_the_content_whatever_the_order_of_the_keys() -> None:
    item = record(1)
    turned = json.loads(json.dumps(item, sort_keys=True))
    assert prepare(item, SEEN).hash == prepare(turned, "later").hash == digest(canonical(item))
    assert prepare(eligibility(sex="ALL"), SEEN).hash != prepare(item, SEEN).hash
    assert json.loads(zlib.decompress(prepare(item, SEEN).raw)) == item


def test_what_one_can_join_first_ranks_first() -> None:
    ranks = [rank(name) for name in ("RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE")]
    assert ranks == sorted(ranks)
    assert rank("COMPLETED") == rank(None) > max(ranks)


def test_sites_in_one_place_are_one_place() -> None:
    twice = [site("Boston", "United States", 42.36, -71.06), site("Boston", "United States", 42.36, -71.06)]
    made = prepare(record(1, contactsLocationsModule={"locations": twice}), SEEN)
    assert len(made.sites) == 1
    assert made.sites[0].country == folded("United States")


def test_how_a_study_belongs_is_told() -> None:
    basket = record(1, conditionsModule={"conditions": ["Advanced Solid Tumors"]})
    other = record(1, conditionsModule={"conditions": ["Asthma"]})
    assert [prepare(item, SEEN).values["membership"] for item in (record(1), basket, other)] == [
        ("named",),
        ("basket",),
        ("other",),
    ]
    headings = {"conditionBrowseModule": {"meshes": [{"id": "D001943", "term": "Breast Neoplasms"}]}}
    assert prepare(other | {"derivedSection": headings}, SEEN).values["membership"] == ("mesh",)


def test_a_document_goes_to_another_process_and_back() -> None:
    made = prepare(record(1), SEEN)
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 – our own


def test_enormous_criteria_are_taken_whole() -> None:
    text = "Inclusion Criteria:\n\n" + "* ECOG performance status 0 or 1\n" * 2000
    made = prepare(eligibility(eligibilityCriteria=text), SEEN)
    assert made.words["criteria"].count("ecog") >= 2000


def test_the_parser_has_a_version() -> None:
    assert len(parser_version()) == 16
    assert parser_version() == prepare(record(1), SEEN).parser
