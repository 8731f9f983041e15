"""Owns invented registry records for tests: small, of the form that API v2 gives."""

from __future__ import annotations

from typing import Any


def record(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A record with every module; ``changes`` replaces whole modules of its protocol section by name."""
    nct_id = f"NCT9{number:07}"
    section: dict[str, Any] = {
        "identificationModule": {"nctId": nct_id, "briefTitle": f"Invented study {number}"},
        "statusModule": {
            "overallStatus": "RECRUITING",
            "lastUpdatePostDateStruct": {"date": f"2026-01-{number % 28 + 1:02}", "type": "ACTUAL"},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Invented Hospital", "class": "OTHER"}},
        "descriptionModule": {"briefSummary": "It is not a real study."},
        "conditionsModule": {"conditions": ["Breast Cancer"], "keywords": ["invented"]},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"]},
        "armsInterventionsModule": {"interventions": [{"type": "DRUG", "name": "Letrozole", "otherNames": ["Femara"]}]},
        "eligibilityModule": {
            "eligibilityCriteria": "Inclusion Criteria:\n\n* ECOG performance status 0 or 1\n",
            "sex": "FEMALE",
            "minimumAge": "18 Years",
            "healthyVolunteers": False,
        },
        "contactsLocationsModule": {"locations": []},
    }
    return {"protocolSection": {name: value for name, value in {**section, **changes}.items() if value is not None}}


def site(city: str, country: str, lat: float, lon: float, status: str | None = None) -> dict[str, Any]:
    """A location as the registry gives it."""
    found = {"facility": f"{city} Clinic", "city": city, "country": country, "geoPoint": {"lat": lat, "lon": lon}}
    return found | ({"status": status} if status else {})


def status(overall: str | None, posted: str | None) -> dict[str, Any]:
    """A status module."""
    found: dict[str, Any] = {"overallStatus": overall} if overall else {}
    return found | ({"lastUpdatePostDateStruct": {"date": posted}} if posted else {})
