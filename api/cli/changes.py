"""Owns ``trialmatch changes``: whose standing with a trial changed, and by which change of the trial."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from api.cli.inputs import INPUT_PATH, read_patients
from api.cli.services import index_option, open_named_index


@click.command("changes")
@click.option(
    "--since", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The first day that counts."
)
@click.option("--patients", required=True, type=INPUT_PATH, help="JSON: one patient or a list of them.")
@index_option
@click.option("--json", "as_json", is_flag=True, help="One JSON line a patient and trial.")
def command(since: datetime, patients: Path, index_at: str | None, as_json: bool) -> None:
    """Tell whose verdict flipped since a day, and by which change.

    A trial that opens, closes, is new or leaves the registry counts too.
    """
    from api.history import flip_record
    from matcher.flips import flips

    people = read_patients(patients)
    found = [flip_record(flip) for flip in flips(open_named_index(index_at), since.date().isoformat(), people)]
    if as_json:
        for record in found:
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    for person in people:
        own = [record for record in found if record["patient"] == person.id]
        click.secho(f"{person.id}: {len(own)} trials", bold=True)
        for record in own:
            click.echo(f"  {record['nct_id']} {record['title']}: {record['before']} → {record['now']}")
            for reason in record["because"]:
                click.echo(f"    {reason}")
