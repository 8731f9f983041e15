"""A record may hold anything in any field: every index takes it, finds it, and gives it back as it was."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from indexer.document import prepare
from indexer.index import SearchQuery, StudyIndex
from tests.indexer.records import record, site

LONG = "very long words indeed " * 3000
SOLID = "x" * 40_000

ODD: dict[str, dict[str, Any]] = {
    "without modules": dict.fromkeys(
        ("statusModule", "conditionsModule", "designModule", "eligibilityModule", "contactsLocationsModule")
    ),
    "without criteria": {"eligibilityModule": {"eligibilityCriteria": ""}},
    "criteria of blanks": {"eligibilityModule": {"eligibilityCriteria": " \n\t \n"}},
    "enormous criteria": {"eligibilityModule": {"eligibilityCriteria": "* No other disease of this number\n" * 5000}},
    "one enormous word": {"eligibilityModule": {"eligibilityCriteria": f"Inclusion Criteria:\n\n* {SOLID}\n"}},
    "long conditions": {"conditionsModule": {"conditions": [LONG, SOLID], "keywords": [LONG, SOLID]}},
    "long codes": {
        "statusModule": {"overallStatus": SOLID, "lastUpdatePostDateStruct": {"date": SOLID}},
        "designModule": {"studyType": SOLID, "phases": [SOLID, LONG]},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": LONG, "class": SOLID}},
    },
    "long names of treatments": {
        "armsInterventionsModule": {"interventions": [{"type": SOLID, "name": LONG, "otherNames": [SOLID]}]}
    },
    "long places": {
        "contactsLocationsModule": {
            "locations": [site(LONG, LONG, 1.0, 1.0, SOLID), site(SOLID, SOLID, 91.0, 1.0, LONG)]
        }
    },
    "very many sites": {
        "contactsLocationsModule": {
            "locations": [site(f"City {n}", "Country", n / 1000, n / 1000, "RECRUITING") for n in range(12_000)]
        }
    },
    "signs and letters of all kinds": {
        "conditionsModule": {"conditions": ["\x00\ud800\u202e", "乳腺癌", "Brustkrebs\u0301", "_ _", "NEAR(a b)"]}
    },
    "odd dates": {"statusModule": {"lastUpdatePostDateStruct": {"date": "2026-02-31"}, "overallStatus": "RECRUITING"}},
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD)
def test_it_is_taken_and_given_back_as_it_was(index: StudyIndex, changes: dict[str, Any]) -> None:
    odd = record(1, **changes)
    with index.change() as change:
        for item in (odd, record(2)):
            change.put(prepare(item, "2026-02-01T09:00:00"))
    stored = index.get("NCT90000001")
    assert stored is not None
    assert json.loads(zlib.decompress(stored.raw)) == odd
    assert index.count(SearchQuery()) == 2
    assert set(index.ids(SearchQuery(text="invented"))) == {"NCT90000001", "NCT90000002"}
    assert index.search(SearchQuery(facets=True)).total == 2
    assert list(index.verify()) == []


def test_former_ids_that_make_no_sense_lead_nowhere_else(index: StudyIndex) -> None:
    odd = record(1)
    odd["protocolSection"]["identificationModule"]["nctIdAliases"] = [SOLID, "", "NCT90000002", "NCT90000009"]
    with index.change() as change:
        for item in (odd, record(2)):
            change.put(prepare(item, "2026-02-01T09:00:00"))
    found = {name: index.get(name) for name in ("NCT90000009", "NCT90000002")}
    assert {name: stored and stored.nct_id for name, stored in found.items()} == {
        "NCT90000009": "NCT90000001",
        "NCT90000002": "NCT90000002",
    }
