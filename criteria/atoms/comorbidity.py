"""Owns what a text says about conditions: which of them keep a person out, since when, and which are accepted."""

from __future__ import annotations

import re

from criteria.atoms import ability, recovery
from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.condition_names import Condition, conditions
from criteria.atoms.qualifiers import grade
from criteria.context import Cue, Mood
from criteria.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Section, Window
from criteria.windows import windows

_LEADS = re.compile(
    r"\W*(?:(?:any|the|of|following|history|with|had|has|have|patients?|subjects?|who|if|experienced|occurrence|one)\W*)*"
)
_QT = re.compile(r"\bqt")


def read(passage: Passage) -> list[Atom]:
    """The conditions that a passage excludes, allows or makes an exception of, with unresolved toxicity and abilities."""
    found = [*recovery.read(passage), *ability.read(passage)]
    if not _may_speak_of_conditions(passage):
        return found
    taken = [(a.start, a.end) for a in found]
    named = [
        c
        for c in conditions(passage)
        if not any(a < c.end and c.start < b for a, b in taken) and not _is_measured(passage, c)
    ]
    for condition, window in zip(named, _windows(passage, named), strict=True):
        polarity = _polarity(passage, condition)
        if polarity is not None:
            found.append(Atom(condition.start, condition.end, _requirement(passage, condition, window), polarity))
    return found


def _may_speak_of_conditions(passage: Passage) -> bool:
    if passage.base is not Effect.REQUIRE or passage.section is Section.EXCLUSION:
        return True
    return any(s.cue in (Cue.NEGATED, Cue.EXCEPTION) for s in passage.scopes.found) or any(
        c.mood in (Mood.FORBIDDEN, Mood.PERMITTED) for c in passage.scopes.clauses
    )


def _is_measured(passage: Passage, condition: Condition) -> bool:
    """Whether the words only introduce a figure that has been read: "prolongation of QTc > 480 ms"."""
    if not _QT.search(condition.concept) or condition.said.history:
        return False
    return any(_QT.search(passage.lower, a, b) for a, b in passage.claimed)


def _requirement(passage: Passage, condition: Condition, window: Window | None) -> Requirement:
    words = passage.lower[condition.member.start : condition.member.end]
    bound = condition.value or grade(words)
    detail = condition.said.detail()
    if bound is not None and condition.said.words:
        detail = tuple(sorted({*detail, ("qualifiers", ", ".join(condition.said.words))}))
    return Requirement(Kind.COMORBIDITY, condition.concept, bound or condition.said.value, window, detail=detail)


def _windows(passage: Passage, found: list[Condition]) -> list[Window | None]:
    """The window of each condition: its own, that of the list it closes, or the one that leads the list.

    In "A, B within 6 months, C" the window is B's; in "A, B or C within 6 months" it is everyone's.
    """
    dealt: list[Window | None] = [None] * len(found)
    if not found:
        return dealt
    spans = list(windows(passage.lower))
    for window in spans:
        before = [
            i
            for i, c in enumerate(found)
            if c.end <= window.start + 1 and ";" not in passage.lower[c.end : window.start]
        ]
        if not before:
            if _LEADS.fullmatch(passage.lower[: window.start]):
                dealt = [window.window] * len(found)
            continue
        ends_list = not any(c.start >= window.end for c in found)
        for i in reversed(before):
            if dealt[i] is not None and i != before[-1]:
                break
            dealt[i] = window.window
            if not ends_list and not found[i].member.is_loose or found[i].value is not None and i != before[-1]:
                break
    if not spans and passage.lead:
        over = list(windows(passage.lead))
        dealt = [over[0].window] * len(found) if over else dealt
    return dealt


def _polarity(passage: Passage, condition: Condition) -> Polarity | None:
    """No one is required to have a condition: what is not excluded, allowed or an exception is left out (None)."""
    scopes, start = passage.scopes, condition.start
    if scopes.over(start, Cue.EXCEPTION) is not None:
        return Polarity.FOLLOW
    mood = scopes.mood(start)
    if mood is Mood.PERMITTED:
        return Polarity.FOLLOW
    if passage.base is Effect.EXCLUDE:
        return (
            None
            if passage.section is Section.EXCLUSION and scopes.over(start, Cue.CONDITION) is not None
            else Polarity.MUST_NOT
        )
    if mood is Mood.FORBIDDEN or passage.base is Effect.ALLOW:
        return Polarity.FOLLOW
    if scopes.negations(start) % 2:
        return None if "(" in condition.member.separator else Polarity.MUST_NOT
    return Polarity.FOLLOW if passage.section is Section.EXCLUSION else None
