"""Owns what several commands share: the settings, the index and the registry that the options name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.settings import Settings, index_url

if TYPE_CHECKING:
    from indexer.index import StudyIndex


class IndexUrl(click.ParamType):
    """An option that names an index."""

    name = "URL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value`` itself, if it names an index."""
        try:
            return index_url(value)
        except ValueError as error:
            self.fail(f"{value!r} is no index: expected {error}", param, ctx)


index_option = click.option(
    "--index", "index_at", type=IndexUrl(), help="sqlite:PATH or http(s)://host:port; default: $TRIALMATCH_INDEX."
)


def open_named_index(url: str | None) -> StudyIndex:
    """The index at ``url``, or the one that the settings name."""
    from indexer.index import open_index

    return open_index(url or Settings.from_environment().index)
