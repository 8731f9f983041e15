"""Owns what is said of records that are silent on a requirement, so that it is found once for all patients.

Most entries of most records have nothing to do with most requirements (``matcher.touch``).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from threading import Lock

from criteria.tree import Kind
from matcher.answer import Answer
from matcher.at_once.program import Op, Program
from matcher.at_once.touch import LISTS, Entry, Silence, Topic, can_be_silent, entries_of, may_touch, topic_of, touched
from matcher.patient.record import Patient
from matcher.words import unread, unread_items

_KEPT_ENTRIES = 4096
_LEAF, _UNREAD, _GOOD, _BAD, _EACH = (op.value for op in (Op.LEAF, Op.UNREAD, Op.GOOD, Op.BAD, Op.EACH))


class Shared:
    """What the runs of all patients share: what is said of records that are silent, and which entries break silence.

    Nothing of a patient is in it but the names of drugs and diseases, each by itself.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        topics: dict[Topic, int] = {}
        self.topics: list[int | None] = [
            topics.setdefault(topic_of(r), len(topics)) if can_be_silent(r) else None for r in program.leaves
        ]
        self._topics = {of: [(number, t) for t, number in topics.items() if may_touch(of, t)] for of in LISTS}
        self._with_word: dict[str, list[int]] = {}
        self._listed_with_word: dict[str, list[int]] = {}
        self._exceptions: dict[Kind, list[int]] = {}
        for place, words in enumerate(program.words):
            for kind in unread.excepts(words.text, words.excepting) if words.excepting is not None else ():
                self._exceptions.setdefault(kind, []).append(place)
            content = unread.content(words.text) if words.excepting is None else frozenset[str]()
            for word in content:
                self._with_word.setdefault(word, []).append(place)
            for word in unread_items.looked_for(words.listed, content) if words.listed is not None else ():
                self._listed_with_word.setdefault(word, []).append(place)
        self.on_topic, self.on_words, self.loud = _rests_on(program, self.topics, len(topics))
        self._meanings: dict[Hashable, list[Answer | None]] = {}
        self._touched: dict[Entry, frozenset[int]] = {}
        self._answers: dict[Hashable, list[Answer | None]] = {}
        self._states: dict[Silence, bytearray] = {}
        self._lock = Lock()

    def touched(self, patient: Patient) -> frozenset[int]:
        """The topics that the entries of a record touch."""
        return frozenset[int]().union(*(self._touched_by(entry) for entry in entries_of(patient)))

    def _touched_by(self, entry: Entry) -> frozenset[int]:
        found = self._touched.get(entry)
        if found is None:
            found = frozenset(touched(entry, self._topics[entry.of]))
            with self._lock:
                while len(self._touched) >= _KEPT_ENTRIES:
                    del self._touched[next(iter(self._touched))]
                self._touched[entry] = found
        return found

    def spoken_to(self, patient: Patient) -> set[int]:
        """The places of the unread words that a record could speak to."""
        found: set[int] = set()
        for name in unread.names(patient):
            found.update(self._with_word.get(name, ()))
        for name in unread_items.looked_at(patient):
            found.update(self._listed_with_word.get(name, ()))
        for kind in unread.excepted(patient):
            found.update(self._exceptions.get(kind, ()))
        return found

    def answers(self, silence: Silence, kind: Kind) -> list[Answer | None]:
        """The answers found so far to requirements of a kind that are not touched, by their places."""
        key = kind, silence.of(kind)
        found = self._answers.get(key)
        return self._answers.setdefault(key, [None] * len(self.topics)) if found is None else found

    def meanings(self, silence: Silence) -> list[Answer | None]:
        """What unread words were found to mean so far for records that do not speak to them, by their places."""
        key = silence.of_words()
        found = self._meanings.get(key)
        return self._meanings.setdefault(key, [None] * len(self.program.words)) if found is None else found

    def states(self, silence: Silence) -> bytearray:
        """What is known so far of the steps that rest on nothing but silence; 0 where it is not known yet."""
        found = self._states.get(silence)
        return self._states.setdefault(silence, bytearray(len(self.program.ops))) if found is None else found


def _rests_on(
    program: Program, topics: Sequence[int | None], count: int
) -> tuple[list[list[int]], list[list[int]], bytearray]:
    """The steps that rest on each topic and on each unread words, and 1 for each step that rests on more than these."""
    on_topic: list[list[int]] = [[] for _ in range(count)]
    on_words: list[list[int]] = [[] for _ in program.words]
    loud = bytearray(len(program.ops))
    below: list[tuple[frozenset[int], frozenset[int]]] = []
    for step, (op, parts) in enumerate(zip(program.ops, program.parts, strict=True)):
        own: tuple[frozenset[int], frozenset[int]] = frozenset(), frozenset()
        if op == _LEAF:
            topic = topics[parts[0]]
            loud[step] = topic is None
            own = frozenset(() if topic is None else (topic,)), frozenset()
        elif op == _UNREAD:
            own = frozenset(), frozenset(parts)
        elif op not in (_GOOD, _BAD):
            loud[step] = op == _EACH or any(loud[part] for part in parts)
            if not loud[step]:
                own = (
                    frozenset[int]().union(*(below[part][0] for part in parts)),
                    frozenset[int]().union(*(below[part][1] for part in parts)),
                )
        below.append(own)
        for topic in own[0]:
            on_topic[topic].append(step)
        for words in own[1]:
            on_words[words].append(step)
    return on_topic, on_words, loud
