"""Owns the order in which trials are shown to one person: named features, their weights in one table."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from indexer.study import OPEN_STATUSES, Site, Study
from matcher.patient.dates import PartialDate
from matcher.patient.record import Location, Patient
from matcher.screening import Verdict
from matcher.topic import Topic, topic

_EARTH_KM = 6371.0
_FAR_KM = 1000.0
_OLD_DAYS = 730.0


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for a place in the list: ``value`` is 0–1, and counts ``weight`` times."""

    name: str
    value: float
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Rank:
    """The sum of the weighted features, and the features."""

    total: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the features look at; ``questions`` counts the open criteria that decide."""

    patient: Patient
    study: Study
    verdict: Verdict
    questions: int
    nearest: Site | None
    km: float | None


def rank(candidate: Candidate) -> Rank:
    """The place of one trial in the list, with every feature that it comes from."""
    features = []
    for name, weight, measure in FEATURES:
        value, why = measure(candidate)
        features.append(Feature(name, value, weight, why))
    return Rank(sum(f.value * f.weight for f in features), tuple(features))


def _verdict(candidate: Candidate) -> tuple[float, str]:
    worth = {Verdict.ELIGIBLE: 1.0, Verdict.UNKNOWN: 0.5, Verdict.INELIGIBLE: 0.0}
    return worth[candidate.verdict], str(candidate.verdict)


def _settled(candidate: Candidate) -> tuple[float, str]:
    count = candidate.questions
    return 1.0 / (1 + count), f"{count} open question{'' if count == 1 else 's'}"


def _fit(candidate: Candidate) -> tuple[float, str]:
    about = topic(candidate.study)
    specific = about is Topic.BREAST and len(candidate.study.conditions) <= 3
    value = 1.0 if specific else {Topic.BREAST: 0.7, Topic.CANCER: 0.3, Topic.OTHER: 0.0}[about]
    return value, f"about {about}" + ("" if specific or about is not Topic.BREAST else " among others")


def _recruiting(candidate: Candidate) -> tuple[float, str]:
    status = candidate.study.status
    value = {"RECRUITING": 1.0, "NOT_YET_RECRUITING": 0.6, "ENROLLING_BY_INVITATION": 0.4, "AVAILABLE": 0.4}
    return value.get(status or "", 0.0), (status or "status not given").lower().replace("_", " ")


def _near(candidate: Candidate) -> tuple[float, str]:
    if candidate.km is not None and candidate.nearest is not None:
        return max(0.0, 1 - candidate.km / _FAR_KM), f"{candidate.km:.0f} km to {candidate.nearest.city or 'the site'}"
    if candidate.nearest is not None:
        return 0.5, f"a site in {candidate.nearest.country}"
    return 0.0, "no open site known nearby"


def _wishes(candidate: Candidate) -> tuple[float, str]:
    wanted, study = candidate.patient.preferences, candidate.study
    checks = []
    if wanted.phases:
        checks.append(("phase", bool(set(wanted.phases) & set(study.phases))))
    if wanted.max_distance_km is not None and candidate.km is not None:
        checks.append(("distance", candidate.km <= wanted.max_distance_km))
    if wanted.randomisation is False and study.allocation is not None:
        checks.append(("not randomised", study.allocation != "RANDOMIZED"))
    if wanted.placebo is False:
        placebo = any("placebo" in (arm.type or "").lower() or "placebo" in arm.label.lower() for arm in study.arms)
        checks.append(("no placebo", not placebo))
    if not checks:
        return 0.5, "no wishes that it speaks to"
    kept = [name for name, held in checks if held]
    return len(kept) / len(checks), f"meets {', '.join(kept)}" if kept else "meets none of the wishes"


def _fresh(candidate: Candidate) -> tuple[float, str]:
    posted = candidate.study.last_update_posted
    if not posted:
        return 0.0, "date of the record not given"
    age = (candidate.patient.as_of - PartialDate.parse(posted).last).days
    return max(0.0, min(1.0, 1 - age / _OLD_DAYS)), f"record updated {posted}"


FEATURES: tuple[tuple[str, float, Callable[[Candidate], tuple[float, str]]], ...] = (
    # The verdict outweighs all the rest together; then what is open, then where and when one could join.
    ("verdict", 200.0, _verdict),
    ("open questions", 40.0, _settled),
    ("recruiting", 20.0, _recruiting),
    ("fit", 15.0, _fit),
    ("near", 15.0, _near),
    ("wishes", 6.0, _wishes),
    ("fresh", 3.0, _fresh),
)


def nearest_site(study: Study, place: Location | None) -> tuple[Site | None, float | None]:
    """The closest site that is open to join, with its distance in km; without coordinates one in the same country."""
    sites = [site for site in study.sites if study.site_status(site) in OPEN_STATUSES]
    if place is None or not sites:
        return None, None
    if place.lat is not None and place.lon is not None:
        located = [
            (distance_km(place.lat, place.lon, s.lat, s.lon), s)
            for s in sites
            if s.lat is not None and s.lon is not None
        ]
        if located:
            km, site = min(located, key=lambda pair: pair[0])
            return site, km
    if place.country is not None:
        return next((s for s in sites if (s.country or "").lower() == place.country.lower()), None), None
    return None, None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance in km between two places given in degrees (haversine)."""
    p, q = math.radians(lat), math.radians(other_lat)
    a = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, a)))
