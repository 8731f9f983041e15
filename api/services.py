"""Owns what the views ask of the running service: its index, and which trials count as open to join."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import Flask, current_app

from api.errors import SettingsError
from api.finder import OPEN, Finder
from api.web.places import Gazetteer
from indexer.index import SearchQuery, StudyIndex, open_index
from indexer.review import Doubt, queue

_FINDER = "trialmatch.finder"
_GAZETTEER = "trialmatch.gazetteer"
_DOUBTS = "trialmatch.doubts"

MOST_DOUBTS = 1000
"""Criteria to look at that the service keeps."""


def install_index(app: Flask, url: str) -> None:
    """Give ``app`` the index at ``url``; nothing is read yet, so that a service starts before its index is built.

    Raises SettingsError if ``url`` names none.
    """
    try:
        app.extensions[_FINDER] = Finder(open_index(url))
    except ValueError as error:
        raise SettingsError(str(error)) from None


def index() -> StudyIndex:
    """The index of the running service."""
    return finder().index


def finder() -> Finder:
    """What finds trials for a patient in the running service."""
    return cast(Finder, current_app.extensions[_FINDER])


def open_to_join(query: SearchQuery) -> SearchQuery:
    """The query, limited to trials that a person may join now or soon if it names no status."""
    return query if query.statuses else replace(query, statuses=OPEN.statuses)


def gazetteer() -> Gazetteer:
    """Where the towns with trial sites are; read once for each generation of the index, since that takes seconds."""
    known: Gazetteer | None = current_app.extensions.get(_GAZETTEER)
    if known is None or known.generation != index().status().generation:
        known = current_app.extensions[_GAZETTEER] = Gazetteer.of(index())
    return known


def doubts() -> tuple[Doubt, ...]:
    """Criteria in the order of doubt; found once for each generation of the index, since that takes seconds."""
    generation = index().status().generation
    known: tuple[str, tuple[Doubt, ...]] | None = current_app.extensions.get(_DOUBTS)
    if known is None or known[0] != generation:
        known = current_app.extensions[_DOUBTS] = generation, tuple(queue(index(), MOST_DOUBTS))
    return known[1]


def countries() -> tuple[str, ...]:
    """The countries with trial sites, in order."""
    return tuple(sorted(index().terms("country")))
