"""Owns ``trialmatch parse``: eligibility text beside what was read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.inputs import INPUT_PATH, Source, read_source

if TYPE_CHECKING:
    from criteria.criterion import Criterion


@click.command("parse")
@click.argument("paths", nargs=-1, required=True, type=INPUT_PATH, metavar="PATH...")
@click.option("--facts", "view", flag_value="facts", help="One JSON line a file: its facts, flat.")
@click.option("--json", "view", flag_value="json", help="One JSON line a file: its criteria as trees.")
@click.option("--tree", "view", flag_value="tree", help="The logic of each criterion, one node a line.")
def command(paths: tuple[Path, ...], view: str | None) -> None:
    """Show what is read from eligibility criteria.

    Source words, facts and plain sentence stand side by side. A PATH is a study record of ClinicalTrials.gov's API v2
    if it ends in .json, else the text of the criteria.
    """
    views = {"facts": _facts, "json": _json, "tree": _tree, None: _beside}
    for path in paths:
        views[view](read_source(path))


def _facts(source: Source) -> None:
    facts = [fact.record(source.criteria.text) for fact in source.criteria.facts()]
    click.echo(json.dumps({"study": source.name, "facts": facts}, ensure_ascii=False))


def _json(source: Source) -> None:
    from api.records import criteria_record

    click.echo(json.dumps({"study": source.name} | criteria_record(source.criteria), ensure_ascii=False))


def _tree(source: Source) -> None:
    from api.cli.outline import outline

    click.echo(_heading(source))
    for criterion in source.criteria.criteria:
        click.echo(_place(criterion) + (f" [{criterion.arm}]" if criterion.arm else ""))
        for line in outline(criterion.node, source.criteria.text, 1):
            click.echo(line)


def _beside(source: Source) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from api.cli.facts import fact_words
    from criteria.criterion import facts_of
    from criteria.lint import lint
    from criteria.render import render

    text = source.criteria.text
    table = Table(
        "words of the text", "facts", "read as", title=_heading(source), title_justify="left", show_lines=True
    )
    for column in table.columns:
        column.ratio, column.overflow = 1, "fold"
    for criterion in source.criteria.criteria:
        words = f"{_place(criterion)}: {criterion.span.of(text).strip()}"
        facts = "\n".join(fact_words(fact, text) for fact in facts_of(criterion))
        sentence = render(criterion.node, text) + (
            "" if criterion.read >= 1 else f"\n({criterion.read:.0%} of it read)"
        )
        table.add_row(*(Text(cell) for cell in (words.rstrip(": "), facts or "none", sentence)))
    console = Console(highlight=False)
    console.print(table)
    for warning in lint(source.criteria):
        console.print(Text(f"! {warning}"))


def _heading(source: Source) -> str:
    return f"{source.name}: {len(source.criteria.criteria)} criteria, {source.criteria.coverage:.0%} of the words read"


def _place(criterion: Criterion) -> str:
    return f"registry field {criterion.registry_field}" if criterion.registry_field else str(criterion.section)
