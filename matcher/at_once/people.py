"""Owns the answers of many patients at once: those alike in all that a requirement looks at share one answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from criteria.tree import Kind
from matcher.answer import Answer, Weight
from matcher.at_once.program import Program
from matcher.at_once.run import meaning
from matcher.at_once.slices import Face, faces, slice_of
from matcher.at_once.touch import Topic, can_be_silent, entries_of, may_touch, silence_of, topic_of, touched
from matcher.evaluate import evaluate
from matcher.patient.record import Patient
from matcher.truth import Truth
from matcher.words import unread, unread_items
from matcher.words.unread_measures import names_of

_Part = TypeVar("_Part", bound=Hashable)


class Known:
    """What has been asked so far of one requirement or of unread words, as sets of patients.

    ``always``, ``required`` and ``settled`` are those of whom it is open, by the weight of the answer.
    """

    __slots__ = ("always", "asked", "false", "required", "settled", "true")

    def __init__(self) -> None:
        self.asked = self.true = self.false = self.always = self.required = self.settled = 0

    def note(self, answer: Answer, patients: int) -> None:
        """Keep an answer that all these patients share."""
        self.asked |= patients
        if answer.truth is Truth.TRUE:
            self.true |= patients
        elif answer.truth is Truth.FALSE:
            self.false |= patients
        elif answer.weight is Weight.ALWAYS:
            self.always |= patients
        elif answer.weight is Weight.REQUIRED:
            self.required |= patients
        elif answer.weight is Weight.SETTLED:
            self.settled |= patients


class People:
    """The patients of a cohort, with what is known of them so far."""

    def __init__(self, patients: Iterable[Patient], program: Program) -> None:
        self.patients: Sequence[Patient] = tuple(patients)
        self._program = program
        self._everyone = (1 << len(self.patients)) - 1
        self._faces = faces(self.patients)
        self._leaves: dict[int, Known] = {}
        self._words: dict[int, Known] = {}
        self._slices: dict[Hashable, tuple[list[int], dict[Hashable, int]]] = {}
        self._touched: dict[Topic, int] = {}
        self._entries = _places(self.patients, entries_of)
        self._names = _places(self.patients, unread.names)
        self._taken = _places(self.patients, unread_items.looked_at)
        self._whole = _places(self.patients, lambda patient: (silence_of(patient),))
        self._excepted = _places(self.patients, unread.excepted)
        self._silences = {kind: _places(self.patients, _silent_in(kind)) for kind in Kind}

    def answers(self, leaf: int, among: int) -> Known:
        """What is known of the requirement at ``leaf``, after asking of all these patients."""
        known = self._leaves.get(leaf)
        if known is None:
            known = self._leaves[leaf] = Known()
        missing = among & ~known.asked
        if not missing:
            return known
        requirement = self._program.leaves[leaf]
        if can_be_silent(requirement):
            touching = self._touching(topic_of(requirement))
            quiet = missing & ~touching
            if quiet:
                for alike in self._silences[requirement.kind].values():
                    if alike & quiet:
                        known.note(evaluate(requirement, self._first(alike & quiet)), alike & ~touching)
            missing &= touching
        if missing:
            key, part = slice_of(requirement)
            self._ask(known, missing, key, part, lambda patient: evaluate(requirement, patient))
        return known

    def meanings(self, place: int, among: int) -> Known:
        """What is known of the unread words at ``place``, after asking of all these patients."""
        known = self._words.get(place)
        if known is None:
            known = self._words[place] = Known()
        missing = among & ~known.asked
        if not missing:
            return known
        words = self._program.words[place]
        if words.excepting is None:
            content = unread.content(words.text)
            spoken = _holders(self._names, content)
            if words.listed is not None:
                spoken |= _holders(self._taken, unread_items.looked_for(words.listed, content))
        else:
            spoken = _holders(self._excepted, unread.excepts(words.text, words.excepting))
        quiet = missing & ~spoken
        for alike in self._whole.values() if quiet else ():
            if alike & quiet:
                known.note(meaning(words, self._first(alike & quiet)), alike & ~spoken)
        missing &= spoken
        if missing and words.excepting is None:
            key, part = ("words", _told) if words.listed is None else ("listed words", _listed)
            self._ask(known, missing, key, part, lambda patient: meaning(words, patient))
        elif missing:
            # an exception for brain metastases looks at the whole record
            for at in members(missing):
                known.note(meaning(words, self.patients[at]), 1 << at)
        return known

    def _ask(
        self,
        known: Known,
        missing: int,
        key: Hashable,
        part: Callable[[Face], Hashable],
        ask: Callable[[Patient], Answer],
    ) -> None:
        """Ask of one patient in each group that is alike in ``part``."""
        groups: dict[int, int] = {}
        found = self._slices.get(key)
        if found is None:
            found = self._slices[key] = [-1] * len(self.patients), {}
        numbers, kept = found
        for at in members(missing):
            number = numbers[at]
            if number < 0:
                number = numbers[at] = kept.setdefault(part(self._faces[at]), len(kept))
            groups[number] = groups.get(number, 0) | 1 << at
        for alike in groups.values():
            known.note(ask(self._first(alike)), alike)

    def _touching(self, topic: Topic) -> int:
        """The patients with an entry that touches a topic."""
        found = self._touched.get(topic)
        if found is None:
            found = 0
            for entry, holders in self._entries.items():
                if holders & ~found and may_touch(entry.of, topic) and any(True for _ in touched(entry, ((0, topic),))):
                    found |= holders
            self._touched[topic] = found
        return found

    def _first(self, among: int) -> Patient:
        return self.patients[(among & -among).bit_length() - 1]


def _told(face: Face) -> tuple[Hashable, ...]:
    return face.conditions, face.biomarkers, tuple(lab for lab in face.patient.labs if names_of(lab))


def _listed(face: Face) -> Hashable:
    return *_told(face), face.treatments, face.medications, face.disease, face.complete


def _holders(names: Mapping[_Part, int], content: frozenset[_Part]) -> int:
    """The patients who hold one of the words."""
    found = 0
    for name, holders in names.items():
        if name in content:
            found |= holders
    return found


def _silent_in(kind: Kind) -> Callable[[Patient], tuple[Hashable]]:
    return lambda patient: (silence_of(patient).of(kind),)


def _places(patients: Sequence[Patient], parts: Callable[[Patient], Iterable[_Part]]) -> dict[_Part, int]:
    """For each part that a record can have, the patients who have it."""
    found: dict[_Part, int] = {}
    for place, patient in enumerate(patients):
        for part in parts(patient):
            found[part] = found.get(part, 0) | 1 << place
    return found


def members(patients: int) -> Iterator[int]:
    """The places of the patients in a set."""
    while patients:
        lowest = patients & -patients
        yield lowest.bit_length() - 1
        patients ^= lowest
