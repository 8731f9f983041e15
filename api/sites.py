"""Owns how the sites of a study are told: a place in a line, and where one could join."""

from __future__ import annotations

from api import words
from indexer.study import OPEN_STATUSES, Site
from matcher.match import Match


def nearest_words(match: Match) -> str:
    """Where one could join, in a sentence: the nearest site that is open, or in which countries there are any."""
    site, km, study = match.nearest, match.km, match.study
    if site is not None:
        status = words.status(study.site_status(site))
        far = "" if km is None else f", {'less than 1' if km < 1 else f'about {km:.0f}'} km away"
        return f"Nearest open site: {place_words(site)} ({status}{far})."
    open_sites = [site for site in study.sites if study.site_status(site) in OPEN_STATUSES]
    if not open_sites:
        return "No site that takes new people is on record."
    countries = ", ".join(sorted({site.country for site in open_sites if site.country})) or "places not on record"
    return f"Open sites: {len(open_sites)}, in {countries}."


def place_words(site: Site) -> str:
    """A site as "facility, city, country"."""
    return ", ".join(filter(None, [site.facility, site.city, site.state, site.country]))
