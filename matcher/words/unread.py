"""Owns what unread words mean for a verdict: most keep it open, those that are plainly administrative do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from criteria.tree import Kind, Leaf, Node, walk
from matcher.answer import Answer, Missing, Weight, presumed_absent, unknown, yes
from matcher.doubts.trial.unsaid import UNSAID
from matcher.entries import conditions
from matcher.entries.names import words
from matcher.evaluate.second_cancer import is_cancer
from matcher.patient.dates import WRITTEN, Gap, date_told
from matcher.patient.record import Condition, Patient
from matcher.words import brain, excepted_spread, excepted_treatment
from matcher.words.asked import is_negated, is_wanted
from matcher.words.settled_words import is_done_at_screening, is_seen_at_the_door, is_settled
from matcher.words.told import DENIALS, told
from matcher.words.unread_conditions import conditions_denied
from matcher.words.unread_items import holds, is_whole, words_of_names
from matcher.words.unread_markers import known_markers, words_of_markers
from matcher.words.unread_measures import counts_times, measured, names_of

_UNITS = frozenset({"cm", "mm", "mg", "kg", "ml", "uln", "lln"})


@dataclass(frozen=True, slots=True)
class _Words:
    """Unread words in one line, those that carry meaning, and what kind of sentence they look like."""

    phrase: str
    content: frozenset[str]
    settled: bool
    procedure: bool


@lru_cache(maxsize=200_000)
def _look(text: str) -> _Words:
    phrase = " ".join(text.split())
    at_the_door = is_seen_at_the_door(phrase)
    # what defines a complaint by how often it comes asks for that
    says = _DEFINED.sub(" ", phrase) if counts_times(phrase) else phrase
    return _Words(
        phrase,
        words(phrase) - _UNITS - DENIALS,
        is_settled(says) or (at_the_door and is_negated(phrase)),
        at_the_door or is_done_at_screening(phrase),
    )


def evaluate(text: str, patient: Patient, *, asked: bool, listed: Kind | None = None) -> Answer:
    """An open answer, which is no obstacle where the words decide nothing or the record speaks to them.

    It does so where it affirms what is ``asked`` (``matcher.words.asked``), or denies what is not, in the trial's own
    words. An excluded item of a list of kind ``listed`` is presumed absent where the record's own list is whole and
    holds no word of it. ``listed`` is UNSAID for a trial that says nothing of who may take part.
    """
    look = _look(text)
    if listed is UNSAID:
        return unknown("the record does not say who may take part", Missing("the criteria", "the study team"))
    if not look.content:
        return unknown("nothing is asked here", weight=Weight.NEVER)
    wanted = listed is None and is_wanted(look.phrase, asked=asked)
    if (denied_case := conditions_denied(look.phrase, patient)) is not None:
        return unknown("it is asked of others", evidence=(denied_case,), weight=Weight.NEVER)
    said_by = told(look.content, look.phrase, wanted, patient)
    if said_by is not None:
        # said in these very words, it is known: whoever had "no radical mastectomy" is not asked about other mastectomies
        weight = Weight.ALWAYS if not said_by.good else Weight.SETTLED if said_by.exactly else Weight.NEVER
        said = said_by.evidence
        return unknown(f"not read; the record says: {said.text}", evidence=(said,), weight=weight)
    told_by = measured(text, look.content, asked, patient)
    if told_by is None and asked:
        told_by = known_markers(look.phrase, patient)
    if told_by is not None:
        return unknown(f"not read; the record says: {told_by.text}", evidence=(told_by,), weight=Weight.NEVER)
    if look.settled or (look.procedure and asked):
        return unknown("settled in person", Missing(look.phrase, "the study team"), weight=Weight.NEVER)
    missing = Missing(look.phrase, "the study team")
    if listed is not None and is_whole(listed, patient) and not holds(listed, look.phrase, look.content, patient):
        return presumed_absent("these words could not be read; nothing like them is in the complete record", missing)
    return unknown("these words could not be read", missing)


def exception(text: str, of: Node, patient: Patient) -> Answer:
    """Unread words of an exception to ``of``: for brain metastases by their parts, for other cancers by name, else open."""
    look = _look(text)
    if any(isinstance(node, Leaf) and brain.is_about(node.requirement) for node in walk(of)):
        of_the_brain = brain.exception(look.phrase, patient)
        if of_the_brain is not None:
            return of_the_brain
    told = excepted_treatment.exception(look.phrase, of, patient) or excepted_spread.exception(look.phrase, of, patient)
    if told is not None:
        return told
    cancers = [(i, c) for i, c in enumerate(patient.conditions) if c.present and is_cancer(c)]
    if cancers and "cancer" in look.content and all(_excepted(c, look, patient) for _, c in cancers):
        evidence = tuple(conditions.describe(i, c) for i, c in cancers)
        return yes(f"the exception names {evidence[0].text}", *evidence)
    return unknown("this exception could not be read", Missing(look.phrase, "the study team"))


def content(text: str) -> frozenset[str]:
    """The words that carry the meaning; ``evaluate`` says the same of every record none of whose ``names`` has one."""
    return _look(text).content


def names(patient: Patient) -> frozenset[str]:
    """The words of a record that ``evaluate`` looks for: of its conditions, its scores, and markers named in several words."""
    measurements = (names_of(lab) for lab in patient.labs)
    return (words_of_names(patient) | words_of_markers(patient)).union(
        *(words(condition.name) for condition in patient.conditions), *measurements
    )


def excepts(text: str, of: Node) -> frozenset[Kind]:
    """What an exception to ``of`` could be for: brain metastases, treatments, spread, other cancers; it is open whoever has none."""
    look = _look(text)
    found = {Kind.CANCER} if "cancer" in look.content else set[Kind]()
    about_brain = any(isinstance(node, Leaf) and brain.is_about(node.requirement) for node in walk(of))
    if about_brain and brain.is_excepted(look.phrase):
        found.add(Kind.METASTASIS)
    if excepted_treatment.is_excepted(look.phrase, of):
        found.add(Kind.THERAPY)
    if excepted_spread.is_excepted(look.phrase, of):
        found.add(Kind.STAGE)
    return frozenset(found)


def excepted(patient: Patient) -> frozenset[Kind]:
    """Which of these a record holds; ``exception`` is the same for all records without what it ``excepts``."""
    found = {Kind.CANCER} if any(c.present and is_cancer(c) for c in patient.conditions) else set[Kind]()
    if brain.is_affected(patient):
        found.add(Kind.METASTASIS)
    if excepted_treatment.is_affected(patient):
        found.add(Kind.THERAPY)
    if excepted_spread.is_affected(patient):
        found.add(Kind.STAGE)
    return frozenset(found)


def _excepted(cancer: Condition, look: _Words, patient: Patient) -> bool:
    """Whether an exception covers a cancer: by its name, or as one that has been over for the asked number of years."""
    if words(cancer.name) <= look.content:
        return True
    years = _DISEASE_FREE.search(look.phrase)
    found = _SINCE.search(cancer.status or "")
    since = None if found is None else date_told(found[1])
    if years is None or since is None:
        return False
    return Gap.since(since, patient.as_of).least >= int(years[1]) * 365.25


_DEFINED = re.compile(r"\bdefined (?:as|by)\b", re.IGNORECASE)
_DISEASE_FREE = re.compile(r"disease[- ]free\b.{0,40}?(\d+)\s*years?", re.IGNORECASE)
_SINCE = re.compile(rf"since ({WRITTEN})")
