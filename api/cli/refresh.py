"""Owns ``trialmatch refresh``: from the registry into the index, with progress and a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from api.cli.services import index_option, open_named_index
from api.settings import Settings

if TYPE_CHECKING:
    from indexer.refresh import Progress, RefreshReport

_PHASES = {
    "asking": "asking the registry",
    "crawling": "reading the registry",
    "repairing": "reading again what changed meanwhile",
    "reading": "reading the criteria",
    "loading": "loading the index",
    "done": "done",
}


@click.command("refresh")
@click.option("--scope", default="breast", show_default=True, help="breast, all, or the words of a condition.")
@click.option(
    "--mode",
    type=click.Choice(["auto", "full", "delta", "reconcile"]),
    default="auto",
    show_default=True,
    help="Everything, what changed since the last time, or only whether ids and dates agree.",
)
@index_option
@click.option("--registry", metavar="URL", help="The registry's API v2; default: $TRIALMATCH_REGISTRY_URL.")
@click.option("--pace", type=click.FloatRange(0, 3600), help="Least seconds between two requests; default 1.")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def command(
    scope: str, mode: str, index_at: str | None, registry: str | None, pace: float | None, as_json: bool
) -> None:
    """Bring the index up to date with the registry. A run that was killed goes on where it stood."""
    from indexer.refresh import refresh
    from indexer.registry import RegistryClient

    settings = Settings.from_environment({**_environment(), **_asked(registry, pace)})
    client = RegistryClient(base_url=settings.registry_url, pace=settings.pace)
    index = open_named_index(index_at)
    with _progress() as progress:
        report = refresh(client, index, scope=scope, mode=mode, progress=progress)
    if as_json:
        click.echo(json.dumps(report.record(), ensure_ascii=False))
    else:
        _tell(report)


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def _asked(registry: str | None, pace: float | None) -> dict[str, str]:
    asked = {"TRIALMATCH_REGISTRY_URL": registry, "TRIALMATCH_PACE": None if pace is None else str(pace)}
    return {variable: value for variable, value in asked.items() if value is not None}


def _tell(report: RefreshReport) -> None:
    click.echo(
        f"{report.read} records read of {report.total} in view: {report.new} new, {report.changed} changed, "
        f"{report.unchanged} unchanged, {report.closed} closed, {report.withdrawn} withdrawn, {report.aside} set aside."
    )
    click.echo(f"{report.requests} requests, {report.retries} retries; the registry's data of {report.stamp}.")
    if report.coverage is not None:
        click.echo(f"{report.coverage:.1%} of the words of the criteria are read.")
    for warning in report.warnings:
        click.echo(f"Warning: {warning}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None] | None]:
    """Tell how far the work is, on stderr and only to a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking the registry", total=None)

        def show(progress: Progress) -> None:
            words = _PHASES.get(progress.phase, progress.phase)
            bar.update(task, description=words, completed=progress.done, total=progress.total)

        yield show
