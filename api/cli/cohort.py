"""Owns ``trialmatch cohort``: many patients against one trial or all, with counts, funnels and what-if."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from api.cli.inputs import INPUT_PATH, read_patients
from api.cli.services import index_option, open_named_index
from api.errors import InputError


@click.command("cohort")
@click.argument("nct_ids", nargs=-1, metavar="[NCT…]...")
@click.option("--patients", required=True, type=INPUT_PATH, help="JSON: one patient or a list of them.")
@index_option
@click.option("--status", "statuses", multiple=True, help="Such as RECRUITING; default: all that one may still join.")
@click.option("--condition", help="Words that a trial's title, conditions or keywords must hold.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Most trials to show.")
@click.option("--without", multiple=True, type=click.IntRange(1), help="What if this criterion fell away? Its number.")
@click.option("--reword", nargs=2, type=(click.IntRange(1), str), help="What if it read so? Its number and the words.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a trial: all of them, without --limit.")
def command(
    nct_ids: tuple[str, ...],
    patients: Path,
    index_at: str | None,
    statuses: tuple[str, ...],
    condition: str | None,
    limit: int,
    without: tuple[int, ...],
    reword: tuple[int, str] | None,
    as_json: bool,
) -> None:
    """Count whom each trial fits.

    With NCT ids, show for each trial its funnel: whom each criterion contradicts, who is left, and whom it alone rules
    out. Without, screen for all trials of the index and show those first that fit most.
    """
    from api import cohorts
    from indexer.index import SearchQuery
    from indexer.study import OPEN_STATUSES
    from matcher.at_once.cohort import Cohort

    if (without or reword) and len(nct_ids) != 1:
        raise InputError("--without and --reword change one trial: name one")
    cohort = Cohort(read_patients(patients))
    index = open_named_index(index_at)
    if not nct_ids:
        query = SearchQuery(statuses=statuses or OPEN_STATUSES, condition=condition)
        found = cohorts.best_first(list(cohorts.every_trial(cohort, index, query)))
        _show_all(found, len(cohort.patients), limit, as_json=as_json)
        return
    for nct_id in nct_ids:
        stored = index.get(nct_id)
        if stored is None:
            raise InputError(f"the index holds no study {nct_id}")
        try:
            record = cohorts.one_trial(cohort, stored, without, dict([reword] if reword else []))
        except ValueError as error:
            raise InputError(str(error)) from None
        click.echo(json.dumps(record, ensure_ascii=False) if as_json else "\n".join(_lines(record)))


def _show_all(found: list[dict[str, Any]], patients: int, limit: int, *, as_json: bool) -> None:
    if as_json:
        for record in found:
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    some = [record for record in found if record["eligible"] or record["unknown"]]
    click.secho(f"{patients} patients, {len(found)} trials; {len(some)} may take one of them", bold=True)
    for record in some[:limit]:
        click.echo(f"  {_counts(record)}  {record['study']} {record['title']}")
    if len(some) > limit:
        click.echo(f"  and {len(some) - limit} more")
    fits = Counter(patient for record in found for patient in record["eligible"])
    may = Counter(patient for record in found for patient in record["unknown"])
    everyone = sorted(fits.keys() | may.keys())
    for patient in everyone[:limit]:
        click.echo(f"  {patient}: eligible for {fits[patient]}, unknown for {may[patient]}")
    if len(everyone) > limit:
        click.echo(f"  and {len(everyone) - limit} more patients")


def _counts(record: dict[str, Any]) -> str:
    return f"✓ {len(record['eligible'])}  ? {len(record['unknown'])}  ✗ {record['ineligible']}"


def _lines(record: dict[str, Any]) -> list[str]:
    lines = [click.style(f"{record['study']} {record['title']}", bold=True)]
    lines.append(f"  {record['patients']} patients: {_counts(record)}")
    for step in record["criteria"]:
        if step["fails"]:
            alone = f", {len(step['returns'])} by it alone" if step["returns"] else ""
            said = " ".join(step["words"].split()) or step["sentence"]
            lines.append(f"  {step['number']:>3}. rules out {step['fails']}{alone}; {step['remaining']} left: {said}")
    silent = sum(not step["fails"] for step in record["criteria"])
    if silent:
        lines.append(f"  {silent} criteria rule out no one")
    if "what_if" in record:
        after = record["what_if"]
        changed = ", ".join(
            [*(f"without {number}" for number in after["without"]),
             *(f"{one['number']} as “{one['words']}”" for one in after["reworded"])]
        )  # fmt: skip
        back = ", ".join(after["returning"]) or "no one"
        lines.append(f"  What if, {changed}: {_counts(after)}; back come {back}")
    return lines
