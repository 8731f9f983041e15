"""Prints how facts and verdicts on labelled sets come out, in numbers only, so that an unseen set can be measured and stay unseen.

python -m tests.labels.measure [gold|ours|later|wide|unseen|fresh|modern|learned|kept …]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from criteria import parse
from matcher.doubts import beyond_doubt
from matcher.patient import load_patient
from matcher.screen import screen_softened
from tests.labels.layout import lay_out, rows
from tests.labels.scored_facts import figures
from tests.shared import SHARED

Table = Counter[tuple[str, str]]
"""How often each label met each verdict."""


def measure(folder: Path) -> tuple[Table, Table]:
    """The tables of the made-to-measure patients and of the gold's eight, of a folder in the gold's form."""
    everyone = {one["id"]: one for one in json.loads((SHARED / "gold" / "patients_dev.json").read_text())}
    made, verdicts = Table(), Table()
    for file in sorted((folder / "made").glob("*.json")):
        criteria = beyond_doubt(parse((folder / "texts" / f"{file.stem}.txt").read_text()))
        for record in json.loads(file.read_text()):
            label = record.pop("made")["verdict"]
            made[label, str(screen_softened(load_patient(record), criteria).verdict)] += 1
        labelled = folder / "verdicts" / file.name
        found = json.loads(labelled.read_text())["verdicts"] if labelled.exists() else {}
        for name, one in found.items():
            verdicts[one["verdict"], str(screen_softened(load_patient(everyone[name]), criteria).verdict)] += 1
    return made, verdicts


def line(what: str, table: Table) -> str:
    """One table in one line of figures."""
    total = table.total()
    right = sum(count for (label, verdict), count in table.items() if label == verdict)
    lost = sum(count for (label, verdict), count in table.items() if label != "ineligible" and verdict == "ineligible")
    missed = table["ineligible", "unknown"]
    return (
        f"{what}: {right} of {total} right ({right / total:.3f}), {lost} lost, {missed} rule-outs left unknown, "
        f"{table['ineligible', 'eligible']} unsafe, {table['eligible', 'eligible']} eligible found"
    )


def main() -> None:
    """Print a line for each kind of label that a set has."""
    for name in sys.argv[1:] or ["gold", "ours", "later", "wide", "unseen", "fresh", "modern", "learned", "kept"]:
        if name == "gold" or next(rows(name, "facts"), None):
            sys.stdout.write(f"{name} facts: F1 {figures(name)['all']:.3f}\n")
        with TemporaryDirectory() as place:
            made, verdicts = measure(SHARED / "gold" if name == "gold" else lay_out(name, Path(place)))
        for what, table in (("made", made), ("verdicts", verdicts)):
            if table:
                sys.stdout.write(f"{line(f'{name} {what}', table)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
