"""Owns how a screening is told in a terminal: verdict, reasons in the trial's own words, what is missing."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from api import words

if TYPE_CHECKING:
    from matcher.match import Match
    from matcher.screening import Screening

_COLOURS = {
    "eligible": "green",
    "met": "green",
    "unknown": "yellow",
    "open": "yellow",
    "ineligible": "red",
    "not met": "red",
}
_ORDER = ("not met", "open", "met", "not asked")
_LONGEST_QUOTE = 300


def show_screening(heading: str, screening: Screening, text: str, *, everything: bool = False) -> None:
    """Print the verdict and the criteria that decide it; with ``everything``, those that are met too."""
    record = screening.full_record(text, audience="clinician")
    wording = words.VERDICTS[record["verdict"]]
    verdict = click.style(f"{wording.symbol} {record['verdict']}", fg=_COLOURS[record["verdict"]], bold=True)
    click.echo(f"{heading}: {verdict}, score {record['score']:.2f}, {record['coverage']:.0%} of the text read")
    show_criteria(record, everything=everything)


def show_match(match: Match, *, everything: bool = False) -> None:
    """Print one ranked trial: what it is, the verdict and its reasons, the nearest site that recruits."""
    from api.sites import nearest_words

    study = match.study
    phases = words.phases(study.phases)
    show_screening(f"{study.nct_id} {study.title}", match.screening, match.criteria.text, everything=everything)
    click.echo(_wrapped(", ".join(filter(None, [words.status(study.status), phases, study.sponsor])), 2))
    click.echo(_wrapped(nearest_words(match), 2))


def show_criteria(record: dict[str, Any], *, everything: bool) -> None:
    """Print the criteria of a full record, what decides first, each with its reasons."""
    count = Counter(criterion["met"] for criterion in record["criteria"])
    shown = _ORDER if everything else _ORDER[:2]
    for outcome in shown:
        for criterion in record["criteria"]:
            if criterion["met"] == outcome:
                click.echo("\n".join(_criterion_lines(criterion)))
    if record["eligible_on"]:
        click.echo(f"  Time alone removes the obstacle: could join on {record['eligible_on']}.")
    rest = [
        f"{count[outcome]} {words.OUTCOMES[outcome].label}"
        for outcome in _ORDER
        if outcome not in shown and count[outcome]
    ]
    if rest:
        click.echo(f"  and {', '.join(rest)}")


def _criterion_lines(criterion: dict[str, Any]) -> Iterator[str]:
    wording = words.OUTCOMES[criterion["met"]]
    label = click.style(f"{wording.symbol} {wording.label}", fg=_COLOURS.get(criterion["met"]))
    quote = textwrap.shorten(criterion["words"], _LONGEST_QUOTE, placeholder=" …")
    said = (
        f"“{quote}”"
        if criterion["registry_field"] is None
        else f"registry field {criterion['registry_field']}: {criterion['sentence']}"
    )
    arm = f" [{criterion['arm']}]" if criterion["arm"] else ""
    yield f"  {label}{arm}" + _wrapped(said, 6)[5:]
    for reason in criterion["reasons"]:
        yield _wrapped(reason, 8)
    for missing in criterion["missing"]:
        yield _wrapped(f"missing: {missing['what']} ({missing['where']})", 8)


def _wrapped(text: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(text, get_terminal_size().columns, initial_indent=margin, subsequent_indent=margin)
