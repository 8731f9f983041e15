"""Owns ``trialmatch screen``: patients against eligibility texts, without an index."""

from __future__ import annotations

import json
from pathlib import Path

import click

from api.cli.inputs import INPUT_PATH, read_patients, read_source
from api.cli.show import show_screening


@click.command("screen")
@click.argument("paths", nargs=-1, required=True, type=INPUT_PATH, metavar="PATH...")
@click.option("--patients", required=True, type=INPUT_PATH, help="JSON: one patient or a list of them.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a pair of patient and file.")
@click.option("--all", "everything", is_flag=True, help="Show the criteria that are met, too.")
def command(paths: tuple[Path, ...], patients: Path, as_json: bool, everything: bool) -> None:
    """Screen patients against texts or study records.

    Each pair is eligible, ineligible or unknown, with the reasons. A PATH is a study record of ClinicalTrials.gov's
    API v2 if it ends in .json, else the text of the criteria.
    """
    from matcher.screen import screen

    people = read_patients(patients)
    for path in paths:
        source = read_source(path)
        text = source.criteria.text
        for patient in people:
            screening = screen(patient, source.criteria, source.study)
            if as_json:
                click.echo(json.dumps(screening.record(text) | {"study": source.name}, ensure_ascii=False))
            else:
                show_screening(f"{patient.id}, {source.name}", screening, text, everything=everything)
