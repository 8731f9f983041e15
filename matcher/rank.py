"""Owns the order in which trials are shown to one person: named features, their weights in one table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

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


class Candidate(NamedTuple):
    """What the features look at; ``questions`` counts the open criteria that decide, ``about`` is the trial's topic."""

    patient: Patient
    study: Study
    verdict: Verdict
    questions: int
    nearest: Site | None
    km: float | None
    about: Topic | None = None


def total(candidate: Candidate) -> float:
    """The total of ``rank``, without its features."""
    return sum([value(candidate) * weight for value, weight in _MEASURES])


def rank(candidate: Candidate) -> Rank:
    """The place of one trial in the list, with every feature that it comes from."""
    features = tuple(
        Feature(name, measure.value(candidate), weight, measure.why(candidate)) for name, weight, measure in FEATURES
    )
    return Rank(total(candidate), features)


@dataclass(frozen=True, slots=True)
class Measure:
    """How a feature is measured, 0–1, and how its value is explained; words are made only for what is shown."""

    value: Callable[[Candidate], float]
    why: Callable[[Candidate], str]


_WORTH = {Verdict.ELIGIBLE: 1.0, Verdict.UNKNOWN: 0.5, Verdict.INELIGIBLE: 0.0}
_STATUS = {"RECRUITING": 1.0, "NOT_YET_RECRUITING": 0.6, "ENROLLING_BY_INVITATION": 0.4, "AVAILABLE": 0.4}
_ABOUT = {Topic.BREAST: 0.7, Topic.CANCER: 0.3, Topic.OTHER: 0.0}


def _verdict(candidate: Candidate) -> float:
    return _WORTH[candidate.verdict]


def _settled(candidate: Candidate) -> float:
    return 1.0 / (1 + candidate.questions)


def _why_settled(candidate: Candidate) -> str:
    return f"{candidate.questions} open question{'' if candidate.questions == 1 else 's'}"


def _about(candidate: Candidate) -> tuple[Topic, bool]:
    """What the trial is about, and whether it is about breast cancer and little else."""
    about = candidate.about or topic(candidate.study)
    return about, about is Topic.BREAST and len(candidate.study.conditions) <= 3


def _fit(candidate: Candidate) -> float:
    about, specific = _about(candidate)
    return 1.0 if specific else _ABOUT[about]


def _why_fit(candidate: Candidate) -> str:
    about, specific = _about(candidate)
    return f"about {about}" + ("" if specific or about is not Topic.BREAST else " among others")


def _recruiting(candidate: Candidate) -> float:
    return _STATUS.get(candidate.study.status or "", 0.0)


def _why_recruiting(candidate: Candidate) -> str:
    return (candidate.study.status or "status not given").lower().replace("_", " ")


def _near(candidate: Candidate) -> float:
    if candidate.nearest is None:
        return 0.0
    return 0.5 if candidate.km is None else max(0.0, 1 - candidate.km / _FAR_KM)


def _why_near(candidate: Candidate) -> str:
    if candidate.nearest is None:
        return "no open site known nearby"
    if candidate.km is None:
        return f"a site in {candidate.nearest.country}"
    return f"{candidate.km:.0f} km to {candidate.nearest.city or 'the site'}"


def _wishes(candidate: Candidate) -> list[tuple[str, bool]]:
    """The wishes that the trial speaks to, with whether it meets them."""
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
    return checks


def _wished(candidate: Candidate) -> float:
    checks = _wishes(candidate)
    return sum(held for _, held in checks) / len(checks) if checks else 0.5


def _why_wished(candidate: Candidate) -> str:
    checks = _wishes(candidate)
    kept = [name for name, held in checks if held]
    if not checks:
        return "no wishes that it speaks to"
    return f"meets {', '.join(kept)}" if kept else "meets none of the wishes"


def _fresh(candidate: Candidate) -> float:
    posted = candidate.study.last_update_posted
    if not posted:
        return 0.0
    age = (candidate.patient.as_of - _last_day(posted)).days
    return max(0.0, min(1.0, 1 - age / _OLD_DAYS))


@lru_cache(maxsize=16384)
def _last_day(posted: str) -> date:
    return PartialDate.parse(posted).last


def _why_fresh(candidate: Candidate) -> str:
    posted = candidate.study.last_update_posted
    return f"record updated {posted}" if posted else "date of the record not given"


FEATURES: tuple[tuple[str, float, Measure], ...] = (
    # The verdict outweighs all the rest together; then what is open, then where and when one could join.
    ("verdict", 200.0, Measure(_verdict, lambda candidate: str(candidate.verdict))),
    ("open questions", 40.0, Measure(_settled, _why_settled)),
    ("recruiting", 20.0, Measure(_recruiting, _why_recruiting)),
    ("fit", 15.0, Measure(_fit, _why_fit)),
    ("near", 15.0, Measure(_near, _why_near)),
    ("wishes", 6.0, Measure(_wished, _why_wished)),
    ("fresh", 3.0, Measure(_fresh, _why_fresh)),
)
_MEASURES = tuple((measure.value, weight) for _, weight, measure in FEATURES)


def open_sites(study: Study) -> tuple[Site, ...]:
    """The sites of a trial that are open to join, now or soon."""
    return tuple(site for site in study.sites if study.site_status(site) in OPEN_STATUSES)


def nearest_site(sites: Sequence[Site], place: Location | None) -> tuple[Site | None, float | None]:
    """The closest of these sites, with its distance in km; without coordinates one in the same country."""
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
