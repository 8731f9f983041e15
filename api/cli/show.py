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


def show_screening(heading: str, screening: Screening, text: str, *, everything: bool = False) -> None:
    """Print the verdict and the criteria that decide it; with ``everything``, those that are met too."""
    record = screening.full_record(text, audience="clinician")
    click.echo(f"{heading}: {_verdict(record)}")
    show_criteria(record, everything=everything)


def show_match(match: Match, *, everything: bool = False) -> None:
    """Print one ranked trial: what it is, where one could join, the verdict and its reasons.

    What is met is shown too where ``everything`` is asked for, and where it is what makes the verdict.
    """
    from api.sites import nearest_words

    study = match.study
    record = match.screening.full_record(match.criteria.text, audience="clinician")
    click.secho(_wrapped(f"{study.nct_id} {study.title}", 0), bold=True)
    click.echo(f"  {_verdict(record)}")
    click.echo(
        _wrapped(", ".join(filter(None, [words.status(study.status), words.phases(study.phases), study.sponsor])), 2)
    )
    click.echo(_wrapped(nearest_words(match), 2))
    show_criteria(record, everything=everything or record["verdict"] == "eligible")


def _verdict(record: dict[str, Any]) -> str:
    wording = words.VERDICTS[record["verdict"]]
    verdict = click.style(f"{wording.symbol} {record['verdict']}", fg=_COLOURS[record["verdict"]], bold=True)
    return f"{verdict}, score {record['score']:.2f}, {record['coverage']:.0%} of the text read"


def show_criteria(record: dict[str, Any], *, everything: bool) -> None:
    """Print the criteria of a full record, what decides first, each with its reasons."""
    count = Counter(criterion["met"] for criterion in record["criteria"])
    shown = _ORDER if everything else _ORDER[:2]
    for outcome in shown:
        for criterion in record["criteria"]:
            if criterion["met"] == outcome:
                click.echo("\n".join(_criterion_lines(criterion)))
    if record["arms"]:
        arms = "; ".join(f"{arm['arm']}: {arm['verdict']}" for arm in record["arms"])
        click.echo(_wrapped(f"Arms: {arms}", 2))
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
    label = f"{wording.symbol} {wording.label}"
    field = criterion["registry_field"]
    said = (
        f"“{' '.join(words.quote(criterion).split())}”"
        if field is None
        else f"{words.registry_field(field)}, as registered: {criterion['sentence']}"
    )
    arm = f" [{criterion['arm']}]" if criterion["arm"] else ""
    told = textwrap.fill(f"{label}{arm} {said}", get_terminal_size().columns - 6, subsequent_indent="      ")
    yield f"  {click.style(label, fg=_COLOURS.get(criterion['met']))}{told.removeprefix(label)}"
    for reason in criterion["reasons"]:
        if not reason.endswith("is not recorded"):  # which the line of what is missing says too
            yield _wrapped(words.plain_markup(reason), 8)
    if criterion["met"] == "open":
        for where, what in words.look_in(criterion["missing"]).items():
            yield _wrapped(f"missing: {', '.join(what)} ({where})", 8)


def _wrapped(text: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(text, get_terminal_size().columns, initial_indent=margin, subsequent_indent=margin)
