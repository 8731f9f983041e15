"""Owns the screening of many patients for many trials: equal requirements are answered once for all of them.

What a step of the program says is held in sets of patients, as the bits of integers; Kleene logic is then bitwise logic,
and a whole cohort goes through a step at once. The verdicts are those of ``matcher.screen``, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from criteria.criterion import Criteria
from matcher.at_once.people import Known, People, members
from matcher.at_once.program import Compiled, Op, Program
from matcher.evaluate.second_cancer import has_several, one_alone
from matcher.patient.record import Patient
from matcher.screening import Verdict


class Sets(NamedTuple):
    """Of whom a step is good and of whom bad; and of those of whom it is open, whose verdict it keeps open (``blocks``)
    and who are taken to be as they should (``presumed``, see ``matcher.logic``).
    """

    good: int
    bad: int
    blocks: int = 0
    presumed: int = 0


class TrialCohort(NamedTuple):
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

    def __init__(self, patients: Iterable[Patient], program: Program | None = None) -> None:
        """``program`` may hold trials that have been compiled already."""
        self.program = program or Program()
        self._people = People(patients, self.program)
        self.patients: Sequence[Patient] = self._people.patients
        self.everyone = (1 << len(self.patients)) - 1
        self._several = sum(1 << place for place, patient in enumerate(self.patients) if has_several(patient))
        self._alone: dict[int, Cohort] = {}
        self._joined = {
            Op.ALL.value: self._all, Op.ANY.value: self._any, Op.AT_LEAST.value: self._counted,
            Op.FEWER.value: self._counted, Op.SPARED.value: self._spared, Op.BOTH.value: self._both,
            Op.MEANT.value: self._meant, Op.EACH.value: self._each,
        }  # fmt: skip

    def ids(self, patients: int) -> tuple[str, ...]:
        """The ids of the patients in a set."""
        return tuple(self.patients[place].id for place in members(patients))

    def screen(self, criteria: Criteria) -> TrialCohort:
        """The verdict of every patient on one trial."""
        return self.screen_compiled(self.program.compile(criteria))

    def screen_softened(self, criteria: Criteria) -> TrialCohort:
        """``screen``, of criteria in which every doubtful reading has been softened already."""
        return self.screen_compiled(self.program.compile_softened(criteria))

    def screen_compiled(self, compiled: Compiled) -> TrialCohort:
        """The verdict of every patient on one trial of the program."""
        general = self._together(compiled.general, self.everyone)
        if not compiled.ways:
            return TrialCohort(self.everyone & ~(general.bad | general.blocks), general.bad)
        ways = []
        for steps in compiled.ways:
            own = self._together(steps, self.everyone & ~general.bad)
            ways.append(Sets(0, general.bad | own.bad, general.blocks | own.blocks))
        ineligible, eligible = self.everyone, 0
        for way in ways:
            ineligible &= way.bad
            eligible |= self.everyone & ~(way.bad | way.blocks)
        return TrialCohort(eligible & ~general.bad, ineligible | general.bad)

    def failing(self, criteria: Criteria) -> tuple[int, ...]:
        """For each criterion, the patients whom it contradicts."""
        return self.failing_compiled(self.program.compile(criteria))

    def failing_compiled(self, compiled: Compiled) -> tuple[int, ...]:
        """For each criterion of a trial of the program, the patients whom it contradicts."""
        return tuple(self._sets(step, self.everyone).bad for step in compiled.steps)

    def _together(self, steps: Sequence[int], among: int) -> Sets:
        """All criteria together; whom one rules out is not asked about by the next."""
        bad, blocks = 0, 0
        for step in steps:
            remaining = among & ~bad
            if not remaining:
                break
            found = self._sets(step, remaining)
            bad |= found.bad
            blocks |= found.blocks
        return Sets(0, bad, blocks & ~bad)

    def _sets(self, step: int, among: int) -> Sets:
        program = self.program
        op = program.ops[step]
        if op == Op.LEAF:
            return self._known(self._people.answers(program.parts[step][0], among), program.wanted[step], among)
        if op == Op.UNREAD:
            return self._known(self._people.meanings(program.parts[step][0], among), program.wanted[step], among)
        if op == Op.GOOD:
            return Sets(among, 0)
        if op == Op.BAD:
            return Sets(0, among)
        if op == Op.PERMITTED:
            return self._sets(program.parts[step][0], among)._replace(presumed=0)
        return self._joined[op](step, among)

    @staticmethod
    def _known(known: Known, wanted: bool, among: int) -> Sets:
        settled = known.settled & among
        if wanted:
            return Sets(known.true & among, known.false & among, (known.always | known.required) & among, settled)
        presumed = known.required & among | settled
        return Sets(known.false & among, known.true & among, known.always & among, presumed)

    def _each(self, step: int, among: int) -> Sets:
        """Whoever has several second cancers is asked about each of them alone."""
        (part,) = self.program.parts[step]
        found = self._sets(part, among & ~self._several)
        for place in members(among & self._several):
            own = self._alone.get(place)
            if own is None:
                own = self._alone[place] = Cohort(one_alone(self.patients[place]), self.program)
            sets = own._sets(part, own.everyone)
            good, bad = sets.good == own.everyone, bool(sets.bad)
            first = (own.everyone & ~sets.good) & -(own.everyone & ~sets.good)  # the worst that is met first
            blocks = not (good or bad) and bool(sets.blocks & first)
            found = Sets(
                found.good | good << place, found.bad | bad << place, found.blocks | blocks << place, found.presumed
            )
        return found

    def _all(self, step: int, among: int) -> Sets:
        """Whom one part rules out is not asked about by the next."""
        good, bad, blocks, presumed = among, 0, 0, among
        for part in self.program.parts[step]:
            found = self._sets(part, among & ~bad)
            good &= found.good
            bad |= found.bad
            blocks |= found.blocks
            presumed &= found.good | found.presumed
        return Sets(good, bad, blocks & ~bad, presumed & ~(good | bad))

    def _any(self, step: int, among: int) -> Sets:
        """Of whom one part is good, nothing more is asked."""
        good, bad, blocks, presumed = 0, among, 0, 0
        for part in self.program.parts[step]:
            found = self._sets(part, among & ~good)
            good |= found.good
            bad &= found.bad
            blocks |= found.blocks | found.bad
            presumed |= found.presumed
        still_open = among & ~(good | bad)
        presumed &= still_open
        return Sets(good, bad, blocks & still_open & ~presumed, presumed)

    def _counted(self, step: int, among: int) -> Sets:
        parts = [self._sets(part, among) for part in self.program.parts[step]]
        count, blocks = self.program.counts[step], 0
        for part in parts:
            blocks |= part.blocks
        if self.program.ops[step] == Op.AT_LEAST:
            good = _in_at_least(count, [part.good for part in parts], among)
            bad = among & ~_in_at_least(count, [among & ~part.bad for part in parts], among)
            for part in parts:
                blocks |= part.bad
            return Sets(good, bad, blocks & ~(good | bad))
        bad = _in_at_least(count, [part.bad for part in parts], among)
        good = among & ~_in_at_least(count, [among & ~part.good for part in parts], among)
        presumed = among & ~(good | bad)
        for part in parts:
            presumed &= part.good | part.presumed
        return Sets(good, bad, blocks & ~(good | bad), presumed)

    def _spared(self, step: int, among: int) -> Sets:
        first, second = self.program.parts[step]
        held = self._sets(first, among)
        spares = self._sets(second, among & ~held.good)
        good, bad = held.good | spares.good, held.bad & spares.bad
        return Sets(good, bad, (held.bad | held.blocks) & ~(good | bad))

    def _both(self, step: int, among: int) -> Sets:
        first, second = self.program.parts[step]
        held = self._sets(first, among)
        spares = self._sets(second, among & ~held.bad)
        bad = held.bad | spares.bad
        return Sets(held.good & spares.good, bad, (held.blocks | spares.blocks) & ~bad)

    def _meant(self, step: int, among: int) -> Sets:
        first, second = self.program.parts[step]
        applies = self._sets(first, among)
        held = self._sets(second, among & ~applies.good)
        good, bad = applies.bad & held.good, applies.good | held.bad
        return Sets(good, bad, (applies.bad | applies.blocks | held.blocks) & ~(good | bad))


def _in_at_least(count: int, sets: Sequence[int], among: int) -> int:
    """Who is in ``count`` or more of the sets."""
    reached = [among] + [0] * count
    for one in sets:
        for number in range(count, 0, -1):
            reached[number] |= reached[number - 1] & one
    return reached[count]
