"""Owns what several commands share: the option that names an index, and the index that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.errors import InputError
from api.settings import Settings, index_url

if TYPE_CHECKING:
    from indexer.index import StudyIndex


def _index_url(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    try:
        return value and index_url(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no index: expected {error}") from None


index_option = click.option(
    "--index",
    "index_at",
    metavar="URL",
    callback=_index_url,
    help="sqlite:PATH or http(s)://host:port; default: $TRIALMATCH_INDEX.",
)


def open_named_index(url: str | None) -> StudyIndex:
    """The index at ``url``, or the one that the settings name. Raises InputError for an address that is none."""
    from indexer.index import open_index

    try:
        return open_index(url or Settings.from_environment().index)
    except ValueError as error:
        raise InputError(str(error)) from None
