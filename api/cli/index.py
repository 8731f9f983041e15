"""Owns ``trialmatch index``: what the index holds."""

from __future__ import annotations

import json

import click

from api.cli.services import index_option, open_named_index


@click.group("index")
def command() -> None:
    """Look after the index of trials."""


@command.command("status")
@index_option
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status(index_at: str | None, as_json: bool) -> None:
    """What the index holds and when it was last refreshed."""
    from indexer.refresh import last_report, set_aside

    index = open_named_index(index_at)
    holds = index.status()
    report = last_report(index)
    aside = set_aside(index)
    if as_json:
        record = {
            "url": holds.url,
            "studies": holds.studies,
            "withdrawn": holds.withdrawn,
            "versions": holds.versions,
            "generation": holds.generation,
            "parsers": dict(holds.parsers),
            "bytes": holds.size,
            "set_aside": {nct_id: record["reason"] for nct_id, record in aside.items()},
            "last_refresh": report.record() if report else None,
        }
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.echo(f"{holds.url}: {holds.studies} trials, {holds.versions} versions, {holds.size / 1e6:.1f} MB")
    if holds.withdrawn:
        click.echo(f"{holds.withdrawn} have left the registry and are out of search.")
    if report:
        click.echo(f"Last refresh: {report.finished}, scope {report.scope}; the registry's data of {report.stamp}.")
    if aside:
        click.echo(f"{len(aside)} records could not be read and are set aside:")
        for nct_id, record in aside.items():
            click.echo(f"  {nct_id}: {record['reason']}")
