"""Owns ``trialmatch review``: the criteria that people should look at, and the corrections that they make."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.inputs import INPUT_PATH, read_text
from api.cli.services import index_option, open_named_index
from api.errors import InputError

if TYPE_CHECKING:
    from indexer.index import StudyIndex


@click.group("review")
def command() -> None:
    """Look at what the parser is least sure of, and correct it.

    A correction holds for every trial that has the same words, now and after any refresh.
    """


@command.command("list")
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="How many.")
@index_option
@click.option("--json", "as_json", is_flag=True, help="One JSON line a criterion.")
def list_doubts(limit: int, index_at: str | None, as_json: bool) -> None:
    """List criteria in the order of doubt: the least read first, then those with warnings."""
    from api.history import doubt_record
    from indexer.review import queue

    for doubt in queue(open_named_index(index_at), limit):
        if as_json:
            click.echo(json.dumps(doubt_record(doubt), ensure_ascii=False))
            continue
        click.echo(f"{doubt.hash[:12]}  {doubt.read:.0%} read, {len(doubt.studies)} trials, such as {doubt.studies[0]}")
        click.echo(f"    {doubt.section}: “{' '.join(doubt.text.split())}”")
        for warning in doubt.warnings:
            click.echo(f"    {warning}")


@command.command("correct")
@click.argument("nct_id", metavar="NCT…")
@click.argument("fingerprint")
@click.option("--who", required=True, help="Your name; it is kept with the correction.")
@click.option("--as", "words", metavar="WORDS", help="What the criterion means, in words that are read.")
@click.option("--confirm", is_flag=True, help="It means what was read.")
@click.option("--unread", is_flag=True, help="It means something that cannot be said: it stays open for everyone.")
@click.option("--note", default="", help="Why.")
@index_option
def correct_one(
    nct_id: str, fingerprint: str, who: str, words: str | None, confirm: bool, unread: bool, note: str,
    index_at: str | None,
) -> None:  # fmt: skip
    """Say what a criterion means; FINGERPRINT is that of the list, or its beginning.

    An exclusion is said as an exclusion: “brain metastases”, not “no brain metastases”.
    """
    from indexer import restate
    from indexer.review import correct, correction

    if (words is not None) + confirm + unread != 1:
        raise InputError("expected one of --as, --confirm and --unread")
    index = open_named_index(index_at)
    stored = index.get(nct_id)
    if stored is None:
        raise InputError(f"the index holds no study {nct_id}")
    criteria = stored.criteria()
    criterion = restate.find_criterion(criteria, fingerprint)
    if words is not None:
        node, note = restate.restated(criterion, words), note or f"means: {words}"
    else:
        node = criterion.node if confirm else restate.unread(criterion, note or "a reviewer could not say it")
    made = correction(criteria, criterion, node, nct_id=stored.nct_id, who=who, note=note)
    _tell_reread(correct(index, [made], _reread(index)))


@command.command("withdraw")
@click.argument("fingerprint")
@index_option
def withdraw_one(fingerprint: str, index_at: str | None) -> None:
    """Take a correction back; FINGERPRINT is given in full."""
    from indexer.review import corrections, withdraw

    index = open_named_index(index_at)
    if fingerprint not in corrections(index):
        raise InputError(f"there is no correction {fingerprint!r}")
    _tell_reread(withdraw(index, fingerprint, _reread(index)))


@command.command("outdated")
@index_option
def list_outdated(index_at: str | None) -> None:
    """List corrections whose words no longer stand in the trial that they were made for."""
    from indexer.review import outdated

    for each in outdated(open_named_index(index_at)):
        click.echo(f"{each.hash}  {each.nct_id}, by {each.who}, {each.when}: “{each.text}”")


@command.command("export")
@index_option
def export_all(index_at: str | None) -> None:
    """Every correction, one JSON line each, with who made it and when."""
    from indexer.review import export

    for line in export(open_named_index(index_at)):
        click.echo(line)


@command.command("import")
@click.argument("path", type=INPUT_PATH, metavar="FILE")
@index_option
def import_all(path: Path, index_at: str | None) -> None:
    """Keep the corrections that `review export` wrote."""
    from indexer.errors import IndexerError
    from indexer.review import correct, read_lines

    try:
        made = read_lines(read_text(path).splitlines())
    except IndexerError as error:
        raise InputError(f"{path}: {error}") from None
    index = open_named_index(index_at)
    _tell_reread(correct(index, made, _reread(index)), f"{len(made)} corrections kept; ")


def _reread(index: StudyIndex) -> Callable[[Iterable[str]], Any]:
    from indexer.upkeep import reread
    from matcher.hard import stored_gates

    return partial(reread, index, gates=stored_gates())


def _tell_reread(ids: list[str], before: str = "") -> None:
    click.echo(f"{before}{len(ids)} trials read again.")
