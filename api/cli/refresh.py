"""Owns ``trialmatch refresh``: from the registry into the index, with progress and a report."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from api.cli.progress import progress_bar
from api.cli.services import index_option, open_named_index
from api.errors import InputError
from api.settings import Settings

if TYPE_CHECKING:
    from indexer.report import RefreshReport


@click.command("refresh")
@click.option("--scope", default="breast", show_default=True, help="breast, all, or the words of a condition.")
@click.option("--full", is_flag=True, help="Read every record.")
@click.option("--delta", is_flag=True, help="Read what was posted since the last refresh.")
@click.option("--reconcile", is_flag=True, help="Compare every id and date, and read what differs.")
@index_option
@click.option("--registry", metavar="URL", help="The registry's API v2; default: $TRIALMATCH_REGISTRY_URL.")
@click.option("--pace", type=click.FloatRange(0, 3600), help="Least seconds between two requests; default 1.")
@click.option("--allow-shrink", is_flag=True, help="Withdraw even more trials at once than is believable.")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def command(
    scope: str,
    full: bool,
    delta: bool,
    reconcile: bool,
    index_at: str | None,
    registry: str | None,
    pace: float | None,
    allow_shrink: bool,
    as_json: bool,
) -> None:
    """Bring the index up to date with the registry.

    Without --full, --delta or --reconcile it does what is needed: everything the first time, then what was posted
    since, and once a week a comparison of all ids and dates. A run that was killed goes on where it stood. Readers see
    the old index until the new one is whole.
    """
    from indexer.refresh import refresh
    from indexer.registry import RegistryClient
    from indexer.scope import scope_of
    from matcher.hard import stored_gates

    try:
        scope_of(scope)
    except ValueError as error:
        raise InputError(f"--scope is {scope!r}: {error}") from None
    chosen = [name for name, given in (("full", full), ("delta", delta), ("reconcile", reconcile)) if given]
    if len(chosen) > 1:
        raise InputError(f"--{chosen[0]} and --{chosen[1]} exclude each other")
    mode = chosen[0] if chosen else "auto"
    asked = {"TRIALMATCH_REGISTRY_URL": registry or "", "TRIALMATCH_PACE": "" if pace is None else str(pace)}
    settings = Settings.from_environment({**os.environ, **{name: value for name, value in asked.items() if value}})
    client = RegistryClient(base_url=settings.registry_url, pace=settings.pace)
    index = open_named_index(index_at)
    with progress_bar() as progress:
        report = refresh(client, index, scope, progress, mode, allow_shrink=allow_shrink, gates=stored_gates())
    if as_json:
        click.echo(json.dumps(report.record(), ensure_ascii=False))
    else:
        _tell(report)


def _tell(report: RefreshReport) -> None:
    in_view = "" if report.total is None else f"; the registry has {report.total} in view"
    click.echo(f"{report.studies} trials in the index{in_view}, by its data of {report.stamp}.")
    click.echo(
        f"{report.read} records read: {report.new} new, {report.changed} changed, {report.unchanged} unchanged; "
        f"{report.reread} read again, {report.closed} closed, {report.withdrawn} withdrawn, {report.aside} set aside."
    )
    comparing = f" ({report.comparing} of them to find what left)" if report.comparing else ""
    click.echo(f"{report.requests} requests{comparing}, {report.retries} retries, {report.seconds:.0f} s.")
    if report.resumed:
        click.echo("Went on where an earlier run had stopped.")
    if report.coverage is not None:
        click.echo(f"{report.coverage:.1%} of the words of the criteria were read.")
    for reason in report.set_aside.values():
        click.echo(f"Set aside: {reason}", err=True)
    for warning in report.warnings:
        click.echo(f"Warning: {warning}", err=True)
