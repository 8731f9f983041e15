"""Owns how matches and studies are laid out for the pages: grouped, in words, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from api import records, words
from api.sites import nearest_words, place_words
from criteria.criterion import Criteria
from criteria.render import render
from indexer.study import Study
from matcher.match import Match

GROUP_TITLES = {"not met": "Not met", "met": "You meet", "not asked": "The trial team checks"}
_MOST_SITES = 60


def trial_view(match: Match) -> dict[str, Any]:
    """One trial for the results page, its criteria grouped by outcome, those that decide first."""
    record = match.screening.full_record(match.criteria.text, audience="patient")
    groups: dict[str, list[dict[str, Any]]] = {outcome: [] for outcome in words.OUTCOMES}
    for criterion in sorted(record["criteria"], key=lambda c: not c["decisive"]):
        groups[criterion["met"]].append(criterion | {"words": criterion["words"].strip()})
    return {
        "study": study_view(match.study),
        "verdict": record["verdict"],
        "groups": groups,
        "nearest_words": nearest_words(match),
        "eligible_on": record["eligible_on"],
    }


def study_view(study: Study) -> dict[str, Any]:
    """A study with its codes in words."""
    in_words = {"status_words": words.status(study.status), "phase_words": words.phases(study.phases)}
    return records.full_study_record(study) | in_words


def site_views(study: Study) -> tuple[list[dict[str, str]], int]:
    """The sites of a study, those that recruit first, and how many more there are."""
    ordered = sorted(study.sites, key=lambda site: (study.site_status(site) != "RECRUITING", site.country or ""))
    shown = [{"place": place_words(s), "status": words.status(study.site_status(s))} for s in ordered[:_MOST_SITES]]
    return shown, len(ordered) - len(shown)


def criteria_rows(criteria: Criteria) -> Iterator[dict[str, Any]]:
    """The whole text in its order: each criterion beside what was read, the words between as headings."""
    text, position = criteria.text, 0
    for criterion in sorted(criteria.criteria, key=lambda c: c.span):
        if criterion.registry_field is not None:
            continue
        if between := text[position : criterion.span.start].strip():
            yield {"heading": True, "words": between}
        position = max(position, criterion.span.end)
        yield {
            "heading": False,
            "words": criterion.span.of(text).strip(),
            "sentence": render(criterion.node, text, audience="patient"),
            "read": criterion.read,
            "arm": criterion.arm,
        }
    if rest := text[position:].strip():
        yield {"heading": True, "words": rest}
    for criterion in criteria.criteria:
        if criterion.registry_field is not None:
            sentence = render(criterion.node, text, audience="patient")
            yield {"heading": False, "words": f"Registry: {criterion.registry_field}", "sentence": sentence, "read": 1}


def summary(possible: Sequence[dict[str, Any]], country: str | None) -> str:
    """What was found, in a sentence."""
    fits = sum(trial["verdict"] == "eligible" for trial in possible)
    where = f" with a site in {country}" if country else ""
    if not possible:
        return f"We looked through the trials{where} that take new people now or soon."
    return (
        f"Out of the trials{where} that take new people now or soon. For {fits} of these, everything that could be "
        f"checked is met; for {len(possible) - fits}, something is still open."
    )
