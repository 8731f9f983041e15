"""Owns ``trialmatch diff``: what changed between two versions of a trial."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from api.cli.services import index_option, open_named_index
from api.errors import InputError

if TYPE_CHECKING:
    from indexer.index.base import Version


@click.command("diff")
@click.argument("nct_id", metavar="NCT…")
@click.option("--from", "earlier", metavar="VERSION|DAY", help="Number or day; default: the version before the last.")
@click.option("--to", "later", metavar="VERSION|DAY", help="Number or day; default: the last version.")
@index_option
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(nct_id: str, earlier: str | None, later: str | None, index_at: str | None, as_json: bool) -> None:
    """Show what changed in a trial: fields, sites, and criteria by their meaning.

    A DAY, such as 2026-05-04, stands for the version in force when it ended.
    """
    from api.history import diff_record
    from indexer.diff import diff, versions_in_force

    index = open_named_index(index_at)
    stored = index.get(nct_id)
    versions = versions_in_force(index, stored) if stored else ()
    if not versions:
        raise InputError(f"the index holds no study {nct_id}")
    after = _version(versions, later, "--to") if later else versions[-1]
    before = _version(versions, earlier, "--from") if earlier else _before(versions, after)
    record = diff_record(before, after, diff(before.record(), after.record()))
    click.echo(json.dumps(record, ensure_ascii=False) if as_json else "\n".join(_lines(record)))


def _version(versions: tuple[Version, ...], which: str, option: str) -> Version:
    from indexer.diff import version_at

    found = version_at(versions, which)
    if found is None:
        seen = ", ".join(f"{v.number} ({v.seen[:10]})" for v in versions)
        raise InputError(f"{option} is {which!r}: there are versions {seen}")
    return found


def _before(versions: tuple[Version, ...], after: Version) -> Version:
    earlier = [version for version in versions if version.number < after.number]
    if not earlier:
        raise InputError(f"{after.nct_id} has no version before {after.number} ({after.seen[:10]})")
    return earlier[-1]


def _lines(record: dict[str, Any]) -> list[str]:
    before, after = record["from"], record["to"]
    lines = [
        f"{record['nct_id']}: version {before['number']} ({before['seen'][:10]}) → "
        f"{after['number']} ({after['seen'][:10]})"
    ]
    for field in record["fields"]:
        lines.append(f"  {field['name']}: {_shown(field['before'])} → {_shown(field['after'])}")
    for site in record["sites"]:
        place = ", ".join(filter(None, (site["facility"], site["city"], site["country"])))
        lines.append(f"  site {site['how']}: {place}: {_shown(site['before'])} → {_shown(site['after'])}")
    for criterion in record["criteria"]:
        lines.append(f"  {criterion['section']} {criterion['how']}:")
        lines += [f"    {sign} “{' '.join(words.split())}”" for sign, words in _words(criterion)]
        lines += [f"      {meaning}" for meaning in criterion["meaning"]]
    return lines if len(lines) > 1 else [*lines, "  nothing that is compared has changed"]


def _words(criterion: dict[str, Any]) -> list[tuple[str, str]]:
    both = (("-", criterion["before"]), ("+", criterion["after"]))
    return [(sign, words) for sign, words in both if words]


def _shown(value: Any) -> str:
    return "none" if value in (None, []) else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
