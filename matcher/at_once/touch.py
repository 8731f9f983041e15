"""Owns which entries of a record could speak to a requirement; where none does, its answer is the same for everyone.

That answer depends on nothing but which lists are whole and whether any treatment is recorded (``Silence``), so it is
found once for many patients. Touching errs on the side of asking: what is touched is evaluated in full.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from criteria.tree import Kind, Requirement
from criteria.vocabulary import load
from matcher.bounds import bound
from matcher.derive.receptors import family, is_derived, marker_name
from matcher.derive.resistance import tells_of
from matcher.derive.therapy import ANTICANCER, components, is_instance
from matcher.entries.disease_names import disease_in
from matcher.entries.names import name, words
from matcher.entries.qualifiers import core
from matcher.entries.treatment_names import needed_now, operation_in_conditions, operation_named, told_of
from matcher.evaluate.allergy import is_of_allergy
from matcher.evaluate.lab import ESTIMATED, OF_LUNG_DISEASE, lab_key
from matcher.evaluate.other import TOXICITY, may_be_measured
from matcher.evaluate.plans import PLANNED, UNFIT, speaks_of_plans
from matcher.evaluate.viral_load import CARRIED
from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth


class Silence(NamedTuple):
    """All that decides what it means that no entry touches a requirement: which lists are whole, and if one is empty."""

    conditions: bool
    treatments: bool
    medications: bool
    untreated: bool
    biomarkers: bool

    def of(self, kind: Kind) -> Hashable:
        """What of it decides for a kind."""
        if kind is Kind.THERAPY:
            return self.treatments, self.medications, self.untreated
        return (self.biomarkers, self.conditions) if kind is Kind.BIOMARKER else self.conditions

    def of_words(self) -> Hashable:
        """What of it decides for unread words."""
        return self.conditions, self.treatments, self.medications


def silence_of(patient: Patient) -> Silence:
    """The silence of a record."""
    whole = patient.complete
    untreated = not (patient.treatments or patient.medications)
    return Silence(
        conditions="conditions" in whole,
        treatments="treatments" in whole,
        medications="medications" in whole,
        untreated=untreated,
        biomarkers="biomarkers" in whole,
    )


def can_be_silent(requirement: Requirement) -> bool:
    """Whether the requirement is one of entries in lists and of nothing else."""
    concept = requirement.concept
    match requirement.kind:
        case Kind.COMORBIDITY:
            told_by_treatments = operation_in_conditions(concept) is not None
            elsewhere = may_be_measured(requirement) or told_by_treatments
            return not elsewhere and concept not in TOXICITY and bool(words(concept))
        case Kind.THERAPY:
            if requirement.value == PLANNED:
                # else the extent of the disease may tell, or what was given since
                return requirement.setting is None and UNFIT not in requirement.detail
            return bound(requirement.value) is None and concept not in ANTICANCER and bool(words(concept))
        case Kind.ALLERGY:
            return True
        case Kind.LAB:
            # the entry of an infection may tell its load, that of a lung disease may ask for its measure
            asked = lab_key(concept) not in ESTIMATED and OF_LUNG_DISEASE not in requirement.detail
            return asked and concept not in CARRIED and bool(words(concept))
        case Kind.BIOMARKER:
            return not is_derived(concept) and bool(words(concept))
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in one of the lists of a record, without any value; ``kind`` is that of a treatment, ``drug`` for a medicine."""

    of: str
    kind: str
    name: str


def entries_of(patient: Patient) -> tuple[Entry, ...]:
    """The names in the lists that such requirements look at."""
    return tuple(
        dict.fromkeys(
            [
                *(Entry("treatments", t.kind, t.name) for t in patient.treatments),
                *(Entry("treatments", "drug", m.name) for m in patient.medications),
                *(Entry("conditions", "", c.name) for c in patient.conditions),
                *(Entry("labs", "", lab_key(lab.name)) for lab in patient.labs),
                *(Entry("biomarkers", "", marker_name(lab.name).lower()) for lab in patient.labs),
                *(Entry("biomarkers", "", marker_name(m.name).lower()) for m in patient.biomarkers),
            ]
        )
    )


class Topic(NamedTuple):
    """The kind and the concept of a requirement, and whether it asks for plans; those of one topic are touched together."""

    kind: Kind
    concept: str
    planned: bool = False


def topic_of(requirement: Requirement) -> Topic:
    """The topic of a requirement that can be silent."""
    return Topic(requirement.kind, requirement.concept, requirement.value == PLANNED)


LISTS = ("treatments", "conditions", "labs", "biomarkers")
"""The lists of a record that such requirements look at."""


def may_touch(of: str, topic: Topic) -> bool:
    """Whether any entry of a list could touch a topic."""
    if of == "treatments":
        return topic.kind is Kind.THERAPY
    return of == "conditions" or topic.kind is (Kind.LAB if of == "labs" else Kind.BIOMARKER)


def touched(entry: Entry, topics: Iterable[tuple[int, Topic]]) -> Iterable[int]:
    """The numbers of the topics that an entry touches, among those that its list ``may_touch``."""
    touches = _BY_LIST[entry.of](entry)
    return (number for number, topic in topics if touches(topic))


def _treatment(entry: Entry) -> Callable[[Topic], bool]:
    # the site of an operation, which an entry lacks, may tell that it was one of the breast
    treatment = Treatment(entry.name, entry.kind, site="breast" if entry.kind == "surgery" else None)
    return lambda topic: _may_be(treatment, topic.concept)


def _lab(entry: Entry) -> Callable[[Topic], bool]:
    return lambda topic: lab_key(topic.concept) == entry.name


def _biomarker(entry: Entry) -> Callable[[Topic], bool]:
    return lambda topic: (
        entry.name in (marker_name(topic.concept).lower(), *(gene.lower() for gene in family(topic.concept)))
    )


def _condition(entry: Entry) -> Callable[[Topic], bool]:
    """An entry of the conditions may stand for anything that shares a word with it."""
    ours = words(entry.name) if words(core(entry.name)) else frozenset()
    related, of_plans, done = (
        _related(entry.name),
        speaks_of_plans(entry.name),
        told_of(entry.name) | operation_named(entry.name) | needed_now(entry.name),
    )
    of_allergy = is_of_allergy(entry.name)

    def touches(topic: Topic) -> bool:
        if topic.planned:
            return of_plans
        if topic.kind is Kind.ALLERGY:
            return of_allergy
        if topic.kind is Kind.THERAPY and (topic.concept in done or tells_of(entry.name, topic.concept)):
            return True
        return not ours or not ours.isdisjoint(words(topic.concept)) or not related.isdisjoint(_known(topic.concept))

    return touches


_BY_LIST = {"treatments": _treatment, "labs": _lab, "biomarkers": _biomarker, "conditions": _condition}


_RADIATION = Treatment("radiation therapy", "radiation")


def _may_be(treatment: Treatment, concept: str) -> bool:
    if treatment.kind == "radiation" and is_instance(_RADIATION, concept) is not Truth.FALSE:
        return True  # the site, which an entry lacks, may tell
    return is_instance(treatment, concept) is not Truth.FALSE or any(
        _may_be(treatment, part) for part in components(concept)
    )


@lru_cache(maxsize=65536)
def _known(concept: str) -> frozenset[str]:
    """What the vocabulary calls a condition, with and without its qualifiers."""
    forms = (name(Kind.COMORBIDITY, concept).concept, name(Kind.COMORBIDITY, core(concept)).concept)
    return frozenset(form for form in forms if form)


@lru_cache(maxsize=16384)
def _related(condition: str) -> frozenset[str]:
    """Everything that the vocabulary knows to be the condition, a kind of it, or what it is a kind of."""
    vocabulary = load()
    longer = disease_in(condition)
    own = _known(condition) | ({longer} if longer else frozenset())
    found = set(own)
    for one in own:
        found.update(vocabulary.ancestors(Kind.COMORBIDITY, one))
        found.update(vocabulary.descendants(Kind.COMORBIDITY, one))
    return frozenset(found)
