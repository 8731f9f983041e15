"""Owns ``trialmatch demo``: the invented patients of examples/ matched to its invented trials, without network."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.inputs import read_json, read_patients
from api.cli.show import show_match
from api.errors import InputError

if TYPE_CHECKING:
    from indexer.index import StudyIndex

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_SEEN = "2026-03-02T09:00:00"  # the day on which the invented patients' records are true


@click.command("demo")
@click.option("--examples", type=click.Path(file_okay=False, path_type=Path), default=_EXAMPLES, help="Another folder.")
@click.option("--limit", type=click.IntRange(1, 48), default=3, show_default=True, help="Most trials a patient.")
@click.option("--all", "everything", is_flag=True, help="Show the criteria that are met, too.")
def command(examples: Path, limit: int, everything: bool) -> None:
    """Match invented patients to invented trials.

    Builds an index of the trials in examples/ in a temporary file; needs no network and keeps nothing.
    """
    from indexer.index import SearchQuery, open_index
    from indexer.study import OPEN_STATUSES
    from matcher.match import match

    if not (examples / "studies").is_dir():
        raise InputError(f"{examples}: holds no examples; run this in a clone of the repository or give --examples")
    patients = read_patients(examples / "patients.json")
    with tempfile.TemporaryDirectory(prefix="trialmatch-") as folder:
        index = open_index(f"sqlite:{folder}/demo.sqlite")
        count = _load(index, examples / "studies")
        click.echo(f"{count} invented trials read; {len(patients)} invented patients.")
        for patient in patients:
            matches = match(patient, index, SearchQuery(statuses=OPEN_STATUSES), limit)
            click.echo()
            click.secho(f"━━ {patient.id}: the first {len(matches)} trials", bold=True)
            for one in matches:
                click.echo()
                show_match(one, everything=everything)
        index.close()
    click.echo(
        "\nAll of this is invented. `trialmatch refresh` builds an index of real trials; `trialmatch serve` shows it."
    )


def _load(index: StudyIndex, folder: Path) -> int:
    from indexer.document import prepare
    from matcher.hard import stored_gates

    paths, gates = sorted(folder.glob("*.json")), stored_gates()
    with index.change(rebuild=True) as change:
        for path in paths:
            change.put(prepare(read_json(path), _SEEN, gates=gates))
    return len(paths)
