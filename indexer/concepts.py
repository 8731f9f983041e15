"""Owns what search knows beyond letters: brand, generic and class, abbreviation and name lead to one another.

A document's fields hold, after their words, one mark for each concept of the vocabulary that they name and for every
broader one. A query looks for its words or for the marks of what it names, so "Ibrance" finds palbociclib, "CDK4/6
inhibitor" finds it too, and "palbociclib" finds no other inhibitor. Every storage sees plain words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from criteria import vocabulary
from criteria.criterion import Criteria
from criteria.span import Span
from criteria.text.clean import clean
from criteria.text.tag import mentions
from criteria.tree import Kind
from indexer.words import QUOTED, Phrase, phrases, words

Concept = tuple[Kind, str]

SAME: dict[Concept, Concept] = {
    (Kind.BIOMARKER, "ERBB2"): (Kind.BIOMARKER, "HER2"),  # the gene and its protein: criteria differ, seekers do not
    (Kind.BIOMARKER, "HER2"): (Kind.BIOMARKER, "ERBB2"),
}
"""Concepts that are different to a criterion and one to someone who searches."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a query asks for: all of ``phrases``, or any of the concepts with these ``marks``."""

    phrases: tuple[Phrase, ...]
    marks: tuple[str, ...] = ()


def marks_of_texts(texts: Iterable[str | None]) -> list[str]:
    """The marks of what texts name, and of everything broader."""
    return _marks(concept for text in texts if text for concept, _, _ in _named(text))


def marks_of_criteria(criteria: Criteria) -> list[str]:
    """The marks of what criteria ask for or exclude, and of everything broader."""
    return _marks((fact.requirement.kind, fact.requirement.concept) for fact in criteria.facts())


def therapy_classes(texts: Iterable[str | None]) -> list[str]:
    """The classes of therapy to which what texts name belongs, itself if it is a class."""
    known = vocabulary.load()
    found: dict[str, None] = {}
    for text in texts:
        for (kind, name), _, _ in _named(text or ""):
            if kind is Kind.THERAPY:
                candidates = (name, *sorted(known.ancestors(kind, name)))
                found |= {each: None for each in candidates if _is_class(each)}
    return list(found)


def units(text: str) -> tuple[Unit, ...]:
    """What a query asks for: the concepts that it names, then its other words; a quoted phrase is only itself."""
    found = [Unit((phrase,)) for quoted in QUOTED.findall(text) for phrase in phrases(f'"{quoted}"')]
    rest = QUOTED.sub(" ", text)
    places: dict[tuple[int, int], list[Concept]] = {}
    for concept, start, end in _named(rest):
        places.setdefault((start, end), []).append(concept)
    at = 0
    for (start, end), concepts in sorted(places.items()):
        found += [Unit((phrase,)) for phrase in phrases(rest[at:start])]
        known = [other for concept in concepts for other in (concept, SAME.get(concept)) if other]
        found.append(Unit(phrases(rest[start:end]), tuple(dict.fromkeys(map(_mark, known)))))
        at = end
    found += [Unit((phrase,)) for phrase in phrases(rest[at:])]
    return tuple(dict.fromkeys(unit for unit in found if unit.phrases))


def _named(text: str) -> list[tuple[Concept, int, int]]:
    view = clean(text, Span(0, len(text)))
    found = []
    for mention in mentions(view):
        span = view.span(mention.start, mention.end)
        found.append(((mention.kind, mention.name), span.start, span.end))
    return found


def _marks(named: Iterable[Concept]) -> list[str]:
    known = vocabulary.load()
    found: dict[str, None] = {}
    for kind, name in dict.fromkeys(named):
        if known.find(kind, name):
            found[_mark((kind, name))] = None
            found |= {_mark((kind, broader)): None for broader in sorted(known.ancestors(kind, name))}
    return list(found)


def _mark(concept: Concept) -> str:
    kind, name = concept
    return "_".join(["", kind, *words(name)])


def _is_class(name: str) -> bool:
    concept = vocabulary.load().find(Kind.THERAPY, name)
    return concept is not None and concept.category in ("class", "modality")
