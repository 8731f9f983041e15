"""Owns ``trialmatch index``: what the index holds, whether it is sound, and its upkeep."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from api.cli.progress import progress_bar
from api.cli.services import index_option, open_named_index

if TYPE_CHECKING:
    from indexer.index import StudyIndex


@click.group("index")
def command() -> None:
    """Look after the index of trials."""


@command.command("status")
@index_option
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status(index_at: str | None, as_json: bool) -> None:
    """What the index holds and when it was last refreshed."""
    record = _status(open_named_index(index_at))
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.echo(
        f"{record['url']}: {record['studies']} trials, {record['versions']} versions, {record['bytes'] / 1e6:.1f} MB"
    )
    found = {name: record["membership"].get(name, 0) for name in ("mesh", "named", "basket", "other")}
    click.echo(
        f"{found['mesh']} are on breast cancer by heading, {found['named']} by name, {found['basket']} on any solid "
        f"tumour or on metastases, {found['other']} on something else."
    )
    if record["withdrawn"]:
        click.echo(f"{record['withdrawn']} have left the registry and are out of search.")
    if report := record["last_refresh"]:
        click.echo(
            f"Last refresh: {report['finished']}, scope {report['scope']}, registry's data of {report['stamp']}."
        )
    if aside := record["set_aside"]:
        click.echo(f"{len(aside)} records could not be read and are set aside:")
        for reason in aside.values():
            click.echo(f"  {reason}")


def _status(index: StudyIndex) -> dict[str, Any]:
    from indexer.refresh import last_report, set_aside

    holds, report = index.status(), last_report(index)
    return {
        "url": holds.url,
        "studies": holds.studies,
        "withdrawn": holds.withdrawn,
        "versions": holds.versions,
        "generation": holds.generation,
        "parsers": dict(holds.parsers),
        "bytes": holds.size,
        "membership": index.terms("membership"),
        "set_aside": {nct_id: record["reason"] for nct_id, record in set_aside(index).items()},
        "last_refresh": report.record() if report else None,
    }


@command.command("verify")
@index_option
@click.pass_context
def verify(ctx: click.Context, index_at: str | None) -> None:
    """Read everything again and prove it sound; exit 1 if it is not."""
    from indexer.upkeep import verify as problems_of
    from matcher.hard import stored_gates

    index = open_named_index(index_at)
    with progress_bar() as progress:
        problems = list(problems_of(index, progress, stored_gates()))
    for problem in problems:
        click.echo(problem)
    if problems:
        ctx.exit(1)
    click.echo(f"{index.status().studies} trials, all sound.")


@command.command("rebuild")
@index_option
def rebuild(index_at: str | None) -> None:
    """Read every stored record again with this version, without the registry."""
    from indexer.upkeep import rebuild as read_again
    from matcher.hard import stored_gates

    with progress_bar() as progress:
        count = read_again(open_named_index(index_at), progress, min(os.cpu_count() or 1, 4), stored_gates())
    click.echo(f"{count} records read again.")


@command.command("export")
@index_option
def export(index_at: str | None) -> None:
    """One JSON line a trial: its record and the facts that were read."""
    from indexer.upkeep import export as lines_of

    for line in lines_of(open_named_index(index_at)):
        click.echo(line)


@command.command("compact")
@index_option
def compact(index_at: str | None) -> None:
    """Give back the space that nothing needs any more."""
    from indexer.upkeep import compact as give_back

    index = open_named_index(index_at)
    before = index.status().size
    give_back(index)
    click.echo(f"{before / 1e6:.1f} MB before, {index.status().size / 1e6:.1f} MB now.")
