"""Owns the words and symbols that every interface uses for verdicts, so that nothing is told by colour alone."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """How one outcome is shown: a symbol, a few words, and what it means in a sentence for the patient."""

    symbol: str
    label: str
    meaning: str


VERDICTS = {
    "eligible": Wording("✓", "Could fit", "What you told us meets every requirement that we could check."),
    "unknown": Wording("?", "Might fit", "Nothing rules you out so far. Some requirements are still open."),
    "ineligible": Wording(
        "✗", "Does not fit", "At least one requirement, as we read it, is not met by what you told us."
    ),
}
"""A trial as a whole, by ``Verdict``."""

OUTCOMES = {
    "met": Wording("✓", "met", "You meet this."),
    "open": Wording("?", "open", "We cannot tell yet."),
    "not met": Wording("✗", "not met", "You do not meet this."),
    "not asked": Wording("–", "for the trial team", "The trial team checks this with you."),
}
"""One criterion, by the ``met`` of ``Screening.full_record``."""

STATUSES = {
    "RECRUITING": "recruiting",
    "NOT_YET_RECRUITING": "not yet recruiting",
    "ENROLLING_BY_INVITATION": "by invitation only",
    "ACTIVE_NOT_RECRUITING": "running, no longer recruiting",
    "AVAILABLE": "expanded access",
    "SUSPENDED": "paused",
    "COMPLETED": "completed",
    "TERMINATED": "stopped early",
    "WITHDRAWN": "withdrawn",
    "UNKNOWN": "status not known",
}
"""The registry's overall and site status, in words."""

REGISTRY_FIELDS = {
    "sex": "Sex",
    "minimumAge": "Youngest age",
    "maximumAge": "Oldest age",
    "healthyVolunteers": "Healthy volunteers",
    "conditions": "Conditions",
}
"""The registry's own fields that count as criteria."""

PHASES = {
    "EARLY_PHASE1": "early phase 1",
    "PHASE1": "phase 1",
    "PHASE2": "phase 2",
    "PHASE3": "phase 3",
    "PHASE4": "phase 4",
    "NA": "no phase",
}


def registry_field(name: str) -> str:
    """A field of the registry's record in words."""
    return REGISTRY_FIELDS.get(name, name)


def quote(criterion: dict[str, Any], longest: int = 300) -> str:
    """The words of a criterion as the trial has them; of a long one only the sentences that decide, where known."""
    whole: str = criterion["words"]
    if len(whole) <= longest:
        return plain_markup(whole).strip()
    start = criterion["start"]
    clauses = criterion["broken"] or criterion["unsettled"]
    sentences = dict.fromkeys(_sentence(whole, clause["start"] - start, clause["end"] - start) for clause in clauses)
    told = " … ".join(" ".join(sentence.split()) for sentence in sentences if sentence)
    return plain_markup(told or textwrap.shorten(whole, longest, placeholder=" …"))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentences or lines of ``text`` that hold the characters from ``start`` to ``end``."""
    begins = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    stop = _STOP.search(text, end)
    return text[begins : stop.start() + 1 if stop else len(text)].strip()


_STOP = re.compile(r"\n|[.;] ")


def look_in(missing: list[dict[str, str]]) -> dict[str, list[str]]:
    """Missing facts gathered by where one finds them; words that could not be read are no facts."""
    places: dict[str, list[str]] = {}
    for fact in missing:
        if fact["where"] != _TRIAL_TEAM:
            places.setdefault(fact["where"], []).append(fact["what"])
    return places


_TRIAL_TEAM = "the study team"
"""Where the matcher sends one for words that it could not read."""


def status(value: str | None) -> str:
    """The status in words; one that the registry does not name is shown as it stands."""
    return STATUSES.get(value or "", (value or "status not known").replace("_", " ").lower())


def phases(values: tuple[str, ...]) -> str:
    """The phases in words: "phase 1, phase 2"."""
    return ", ".join(PHASES.get(value, value.lower()) for value in values)


def plain_markup(text: str) -> str:
    """The text without the backslashes by which the registry escapes its markdown."""
    return _ESCAPED.sub(r"\1", text)


_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~^=&])")
