"""Owns the screening of many patients for many trials: equal requirements are answered once for all of them.

Truth is held in two sets of patients for each node, TRUE and FALSE, as the bits of integers; Kleene logic is then
bitwise logic, and a whole cohort goes through a tree at once. The verdicts are those of ``screen``, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from criteria.criterion import Criteria, Criterion
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed
from matcher import unread
from matcher.answer import Answer, Weight
from matcher.doubts import beyond_doubt
from matcher.evaluate import evaluate
from matcher.evaluate.second_cancer import excepts_some, has_several
from matcher.gates import in_order_of_cost
from matcher.logic import blocks
from matcher.patient.record import Patient
from matcher.screen import arm_names, criterion_outcome
from matcher.screening import Verdict
from matcher.slices import faces, slice_of
from matcher.truth import Truth


@dataclass(frozen=True, slots=True)
class Masks:
    """The patients of whom a node is TRUE, of whom it is FALSE, and of whom it is open and keeps a verdict open.

    ``presumed`` are those of whom it is open and taken to be as it should (see ``matcher.logic.presumed``).
    """

    true: int
    false: int
    blocks: int
    presumed: int = 0


@dataclass(slots=True)
class _Known:
    """What has been asked of one requirement so far, by patients as bits."""

    asked: int = 0
    true: int = 0
    false: int = 0
    always: int = 0
    required: int = 0

    def note(self, answer: Answer, patients: int) -> None:
        self.asked |= patients
        if answer.truth is Truth.TRUE:
            self.true |= patients
        elif answer.truth is Truth.FALSE:
            self.false |= patients
        elif answer.weight is Weight.ALWAYS:
            self.always |= patients
        elif answer.weight is Weight.REQUIRED:
            self.required |= patients

    def masks(self, among: int, wanted: bool) -> Masks:
        blocks = self.always | self.required if wanted else self.always
        return Masks(self.true & among, self.false & among, blocks & among, 0 if wanted else self.required & among)


@dataclass(frozen=True, slots=True)
class TrialCohort:
    """The verdicts of one trial, as sets of places in the list of patients."""

    eligible: int
    ineligible: int

    def verdict(self, place: int) -> Verdict:
        """The verdict of the patient at ``place``."""
        if self.ineligible >> place & 1:
            return Verdict.INELIGIBLE
        return Verdict.ELIGIBLE if self.eligible >> place & 1 else Verdict.UNKNOWN


class Cohort:
    """Patients whose answers to each requirement are kept while trial after trial asks for them."""

    def __init__(self, patients: Iterable[Patient]) -> None:
        self.patients: Sequence[Patient] = tuple(patients)
        self.everyone = (1 << len(self.patients)) - 1
        self._faces = faces(self.patients)
        self._several = sum(1 << place for place, patient in enumerate(self.patients) if has_several(patient))
        self._known: dict[Requirement, _Known] = {}
        self._groups: dict[object, tuple[tuple[int, Patient], ...]] = {}

    def screen(self, criteria: Criteria) -> TrialCohort:
        """The verdict of every patient on one trial."""
        criteria = beyond_doubt(criteria)
        general = self._joint([c for c in criteria.criteria if c.arm is None], criteria.text, self.everyone)
        names = arm_names(criteria)
        if not names:
            return TrialCohort(self.everyone & ~(general.false | general.blocks), general.false)
        ways = [general] if len(names) == 1 else []
        for name in names:
            own = self._joint(
                [c for c in criteria.criteria if c.arm == name], criteria.text, self.everyone & ~general.false
            )
            ways.append(Masks(0, general.false | own.false, general.blocks | own.blocks))
        ineligible = self.everyone
        eligible = 0
        for way in ways:
            ineligible &= way.false
            eligible |= self.everyone & ~(way.false | way.blocks)
        return TrialCohort(eligible & ~general.false, ineligible | general.false)

    def failing(self, criteria: Criteria) -> tuple[int, ...]:
        """For each criterion, the patients whom it contradicts."""
        criteria = beyond_doubt(criteria)
        return tuple(self._criterion(c, criteria.text, self.everyone).false for c in criteria.criteria)

    def _joint(self, criteria: Sequence[Criterion], text: str, among: int) -> Masks:
        """All criteria together; whom one rules out is not asked about by the next."""
        false, blocks = 0, 0
        for criterion in in_order_of_cost(criteria):
            remaining = among & ~false
            if not remaining:
                break
            found = self._criterion(criterion, text, remaining)
            false |= found.false
            blocks |= found.blocks
        return Masks(0, false, blocks & ~false)

    def _criterion(self, criterion: Criterion, text: str, among: int) -> Masks:
        """One criterion; whoever has several second cancers is asked about each of them alone where it excepts some."""
        apart = among & self._several
        if not apart or not excepts_some(criterion.node):
            return self._judge(criterion.node, (text, criterion), among, wanted=True, excepting=None)
        found = self._judge(criterion.node, (text, criterion), among & ~apart, wanted=True, excepting=None)
        true, false, open_ = found.true, found.false, found.blocks
        for place, patient in enumerate(self.patients):
            if apart >> place & 1:
                outcome = criterion_outcome(criterion, patient, text, partial(evaluate, patient=patient))
                true |= (outcome.truth is Truth.TRUE) << place
                false |= (outcome.truth is Truth.FALSE) << place
                open_ |= blocks(outcome) << place
        return Masks(true, false, open_)

    def _judge(
        self, node: Node, place: tuple[str, Criterion], among: int, *, wanted: bool, excepting: Node | None
    ) -> Masks:
        match node:
            case Leaf(requirement):
                return self._answered(requirement, among).masks(among, wanted)
            case Unparsed(span):
                return self._unread(span.of(place[0]), place[1], among, wanted=wanted, excepting=excepting)
            case Not(inner):
                part = self._judge(inner, place, among, wanted=not wanted, excepting=excepting)
                return Masks(part.false, part.true, part.blocks, part.presumed)
            case Allow(inner):
                if excepting is None:
                    return Masks(among, 0, 0)
                return self._judge(inner, place, among, wanted=wanted, excepting=excepting)
            case All(nodes) | Any(nodes) | AtLeast(_, nodes):
                parts = [self._judge(n, place, among, wanted=wanted, excepting=excepting) for n in nodes]
                return _joined(node, parts, among, wanted)
            case Unless(inner, exception):
                held = self._judge(inner, place, among, wanted=wanted, excepting=excepting)
                excepted = self._judge(exception, place, among, wanted=wanted, excepting=inner)
                return _softened(held, excepted, among, wanted)
            case If(condition, inner) if excepting is not None:
                both = All((condition, inner), node.span)
                return self._judge(both, place, among, wanted=wanted, excepting=excepting)
            case If(condition, inner):
                applies = self._judge(condition, place, among, wanted=False, excepting=excepting)
                held = self._judge(inner, place, among, wanted=wanted, excepting=excepting)
                spared = Masks(applies.false, applies.true, applies.blocks | (0 if wanted else applies.true))
                return _softened(held, spared, among, wanted)

    def _answered(self, requirement: Requirement, among: int) -> _Known:
        known = self._known.get(requirement)
        if known is None:
            known = self._known[requirement] = _Known()
        if among & ~known.asked:
            for members, patient in self._grouped(requirement):
                if members & among & ~known.asked:
                    known.note(evaluate(requirement, patient), members)
        return known

    def _grouped(self, requirement: Requirement) -> tuple[tuple[int, Patient], ...]:
        """The patients in groups that are alike in all that the requirement looks at, each with one to stand for it."""
        key, part = slice_of(requirement)
        found = self._groups.get(key)
        if found is None:
            groups: dict[object, tuple[int, Patient]] = {}
            for place, face in enumerate(self._faces):
                alike = part(face)
                members, first = groups.get(alike, (0, face.patient))
                groups[alike] = (members | 1 << place, first)
            found = self._groups[key] = tuple(groups.values())
        return found

    def _unread(self, text: str, criterion: Criterion, among: int, *, wanted: bool, excepting: Node | None) -> Masks:
        known = _Known()
        for members, patient in self._grouped(_WORDS_OF_EXCEPTIONS if excepting is not None else _WORDS):
            if members & among:
                answer = (
                    unread.exception(text, excepting, patient)
                    if excepting is not None
                    else unread.evaluate(text, criterion.section, patient)
                )
                known.note(answer, members)
        return known.masks(among, wanted)


def _joined(node: Node, parts: Sequence[Masks], among: int, wanted: bool) -> Masks:
    """A conjunction, a disjunction or a count, as ``matcher.logic`` has them."""
    need = len(parts) if isinstance(node, All) else node.count if isinstance(node, AtLeast) else 1
    true = _at_least(need, [part.true for part in parts], among)
    false = among & ~_at_least(need, [among & ~part.false for part in parts], among)
    strict = isinstance(node, All) if wanted else isinstance(node, Any | AtLeast)
    blocks, presumed = 0, among if strict else 0
    for part in parts:
        blocks |= part.blocks
        if strict:
            presumed &= part.presumed | (part.true if wanted else part.false)
        else:
            blocks |= part.false if wanted else part.true
            presumed |= 0 if isinstance(node, AtLeast) else part.presumed
    still_open = among & ~(true | false)
    presumed &= still_open
    return Masks(true, false, blocks & still_open & ~(0 if strict else presumed), presumed)


def _at_least(count: int, sets: Sequence[int], among: int) -> int:
    """Who is in ``count`` or more of the sets."""
    reached = [among] + [0] * count
    for one in sets:
        for number in range(count, 0, -1):
            reached[number] |= reached[number - 1] & one
    return reached[count]


def _softened(held: Masks, other: Masks, among: int, wanted: bool) -> Masks:
    """``held``, or else what spares the patient from it: an exception, or a condition that does not apply."""
    true, false = held.true | other.true, held.false & other.false
    blocks = held.blocks | held.false if wanted else held.blocks | held.true | other.blocks | other.true
    return Masks(true, false, among & blocks & ~(true | false))


_WORDS = Requirement(Kind.ADMINISTRATIVE, "unread words")
# an exception for brain metastases looks at the whole record, as a measure of disease does
_WORDS_OF_EXCEPTIONS = Requirement(Kind.DISEASE_MEASURE, "unread words")


def screen_cohort(patients: Iterable[Patient], trials: Mapping[str, Criteria]) -> Iterator[tuple[str, TrialCohort]]:
    """The verdicts of every patient, trial by trial."""
    cohort = Cohort(patients)
    for study_id, criteria in trials.items():
        yield study_id, cohort.screen(criteria)
