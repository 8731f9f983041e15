"""Owns where places are: a town is where the registry puts the trial sites in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from indexer.index import StudyIndex

Point = tuple[float, float]


@dataclass(slots=True)
class Gazetteer:
    """The towns with trial sites, as the index had them in one generation."""

    generation: str
    towns: dict[tuple[str, str], Point]

    @classmethod
    def of(cls, index: StudyIndex) -> Gazetteer:
        """All towns of the sites in the index."""
        towns: dict[tuple[str, str], Point] = {}
        for stored in index.scan():
            for site in stored.study().sites:
                if site.city and site.country and site.lat is not None and site.lon is not None:
                    towns.setdefault((_plain(site.city), _plain(site.country)), (site.lat, site.lon))
        return cls(index.status().generation, towns)

    def find(self, town: str, country: str) -> Point | None:
        """Degrees of latitude and longitude of ``town`` in ``country``; None where no trial site is there."""
        return self.towns.get((_plain(town), _plain(country)))


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())
