"""Owns how matches and studies are laid out for the pages: grouped, in words, ready to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from api import records, words
from api.sites import nearest_words, place_words
from criteria.criterion import Criteria
from criteria.render import render
from indexer.study import Study
from matcher.match import Match
from matcher.screening import Verdict

GROUP_TITLES = {"not met": "Not met", "met": "You meet", "not asked": "The trial team checks"}
_MOST_SITES = 60
_BULLET = re.compile(r"[*•·▪◦o\-–—]|\(?(\d{1,3}|[A-Za-z]|[ivxIVX]+)[.)]")


def trial_view(match: Match) -> dict[str, Any]:
    """One trial for the results page, its criteria grouped by outcome, those that decide first."""
    record = match.screening.full_record(match.criteria.text, audience="patient")
    groups: dict[str, list[dict[str, Any]]] = {outcome: [] for outcome in words.OUTCOMES}
    for criterion in record["criteria"]:
        groups[criterion["met"]].append(_criterion_view(criterion))
    return {
        "study": study_view(match.study),
        "verdict": record["verdict"],
        "groups": groups,
        "nearest_words": nearest_words(match),
        "arms": record["arms"],
        "eligible_on": record["eligible_on"],
    }


def _criterion_view(criterion: dict[str, Any]) -> dict[str, Any]:
    """One criterion with what is missing gathered by where one finds it; ``unread`` where words were not understood."""
    unread = any(leaf["kind"] is None and leaf["truth"] == "unknown" for leaf in criterion["leaves"])
    look_in = words.look_in(criterion["missing"])
    field = criterion["registry_field"]
    registered = None if field is None else f"{words.registry_field(field)}, as registered: {criterion['sentence']}"
    told = {"quote": words.quote(criterion), "registered": registered}
    return criterion | told | {"look_in": list(look_in.items()), "unread": unread or not look_in}


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
        if heading := _heading(text[position : criterion.span.start]):
            yield {"heading": True, "words": heading}
        position = max(position, criterion.span.end)
        yield {
            "heading": False,
            "words": words.plain_markup(criterion.span.of(text)).strip(),
            "sentence": render(criterion.node, text, audience="patient"),
            "read": criterion.read,
            "arm": criterion.arm,
        }
    if rest := _heading(text[position:]):
        yield {"heading": True, "words": rest}
    for criterion in criteria.criteria:
        if criterion.registry_field is not None:
            sentence = render(criterion.node, text, audience="patient")
            field = words.registry_field(criterion.registry_field)
            yield {"heading": False, "words": f"{field} (as registered)", "sentence": sentence, "read": 1}


def _heading(between: str) -> str:
    """What stands between two criteria, without the bullets and numbers of the list that they form."""
    lines = (line.strip() for line in words.plain_markup(between).splitlines())
    return "\n".join(line for line in lines if line and not _BULLET.fullmatch(line))


def summary(kept: Sequence[Match], shown: int, country: str | None) -> str:
    """What was found, in a few sentences."""
    fits = sum(one.screening.verdict is Verdict.ELIGIBLE for one in kept)
    looked = (
        f"We looked through all trials{f' with a site in {country}' if country else ''} that take people now or soon."
    )
    if not kept:
        return looked
    told = [f"For {fits}, everything that could be checked is met." if fits else ""]
    told += [f"For {len(kept) - fits}, something is still open." if fits < len(kept) else ""]
    told += [f"The first {shown} are below." if shown < len(kept) else ""]
    return " ".join([looked, *filter(None, told)])
