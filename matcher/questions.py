"""Owns the next question: which missing fact, once known, decides most of the trials that are still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from criteria.criterion import Criteria
from criteria.render.names import plain, written
from criteria.tree import Kind, Requirement
from matcher.answer import Answer
from matcher.at_once.program import Compiled, Op, Program
from matcher.at_once.run import Run
from matcher.at_once.silence import Shared
from matcher.at_once.standing import verdict_of
from matcher.at_once.states import BAD, BLOCKS, GOOD, OPEN, joined
from matcher.patient.record import Patient
from matcher.screening import Verdict

# Where one fact answers every requirement of a kind, whatever its bound.
_ONE_FACT = {
    Kind.AGE: ("age", "How old is the patient?", "How old are you?"),
    Kind.SEX: ("sex", "What is the patient's sex?", "What is your sex?"),
    Kind.MENOPAUSE: ("menopausal_status", "What is the menopausal status?", "Have your periods stopped for good?"),
    Kind.PERFORMANCE: ("ecog", "What is the ECOG performance status?", "How active are you in daily life?"),
}
_ASK = {
    Kind.BIOMARKER: ("What is the result for {0}?", "What does your pathology report say about {0}?"),
    Kind.LAB: ("What is the latest {0}?", "What was your latest {0}?"),
    Kind.THERAPY: ("Has there been any {0}, and when was it last given?", "Have you had {0}? If so, when was the last time?"),
    Kind.LINES: ("How many lines of {0} have there been?", "How many different courses of {0} have you had?"),
    Kind.METASTASIS: ("Is there {0} metastasis, and in what state?", "Has the cancer spread to: {0}?"),
    Kind.COMORBIDITY: ("Is there {0}, now or in the history?", "Do you have, or have you had, {0}?"),
    Kind.ALLERGY: ("Is there an allergy to {0}?", "Are you allergic to {0}?"),
    Kind.PREGNANCY: ("Is the patient {0}?", "Are you {0}?"),
    Kind.DISEASE_MEASURE: ("Is there {0}?", "Does your latest scan report say anything about: {0}?"),
    Kind.STAGE: ("Is the disease {0}?", "What stage is your cancer ({0})?"),
    Kind.CANCER: ("Is there {0}?", "Have you had {0}?"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both wordings.

    ``rules_out`` is how many of the trials that are still open an answer against the trial would close, ``completes``
    how many an answer for it would make ``eligible``; ``decides`` is the sum.
    """

    key: str
    text: str
    patient_text: str
    where: str
    decides: int
    rules_out: int
    completes: int
    answers: tuple[str, ...] = ("yes", "no", "not known")


def questions(patient: Patient, trials: Iterable[Criteria], limit: int = 5) -> tuple[Question, ...]:
    """The questions that decide most of these trials, best first; none when no answer would change a verdict.

    The trials' criteria are those with every doubtful reading softened.
    """
    program = Program()
    compiled = [program.compile_softened(criteria) for criteria in trials]
    return questions_of(Run(Shared(program), patient), compiled, limit)


def questions_of(run: Run, trials: Iterable[Compiled], limit: int = 5) -> tuple[Question, ...]:
    """``questions`` of trials of a program that has been run already. Equal counts are ordered by name."""
    supposed = _Supposed(run)
    rules_out: Counter[str] = Counter()
    completes: Counter[str] = Counter()
    for compiled in trials:
        decided = verdict_of(compiled, run.states, run.state)
        if decided is not None and decided[0] is Verdict.UNKNOWN:
            against, for_it = supposed.of(compiled)
            rules_out.update(against)
            completes.update(for_it)
    ranked = sorted(
        rules_out.keys() | completes.keys(),
        key=lambda key: (-(rules_out[key] + completes[key]), key),
    )
    return tuple(_question(key, *supposed.asked[key], rules_out[key], completes[key]) for key in ranked[:limit])


class _Supposed:
    """What steps would say if a fact that is not known turned out for the trials, or against them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._program = run.program
        self._waits: dict[int, Collection[str]] = {}
        self._closes: dict[int, frozenset[str]] = {}
        self._found: dict[tuple[int, str, int], int] = {}
        self.asked: dict[str, tuple[Requirement, str]] = {}

    def of(self, compiled: Compiled) -> tuple[set[str], set[str]]:
        """The facts that would close an open trial, and those that would make it eligible."""
        general = self._open(compiled.general)
        closes_all = {key for step in general for key in self._closing(step)}
        if not compiled.ways:
            return closes_all, self._completing(general)
        run = self._run
        ways = [self._open(steps) for steps in compiled.ways if all(run.state(step) != BAD for step in steps)]
        closing = [{key for step in way for key in self._closing(step)} for way in ways]
        return (
            closes_all | set[str].intersection(*closing),
            set[str]().union(*(self._completing([*general, *way]) for way in ways)),
        )

    def _open(self, steps: Iterable[int]) -> list[int]:
        return [step for step in steps if self._run.state(step) & OPEN]

    def _completing(self, steps: list[int]) -> set[str]:
        """The facts that leave none of these open steps to keep the verdict open."""
        waiting = [self._waits_for(step) for step in steps if self._run.state(step) & BLOCKS]
        # what does not bear on each of them cannot complete them all
        keys = set(waiting[0]).intersection(*waiting[1:]) if waiting else set[str]()
        return {key for key in keys if not any(self._state(step, key, GOOD) & (BAD | BLOCKS) for step in steps)}

    def _closing(self, step: int) -> frozenset[str]:
        """The facts that an answer against the trial makes the step bad by."""
        found = self._closes.get(step)
        if found is None:
            keys = self._waits_for(step)
            found = self._closes[step] = frozenset(key for key in keys if self._state(step, key, BAD) == BAD)
        return found

    def _state(self, step: int, key: str, state: int) -> int:
        """What a step says if every open requirement of the fact has this state."""
        if key not in self._waits_for(step):
            return self._run.state(step)
        found = self._found.get((step, key, state))
        if found is None:
            program = self._program
            op = program.ops[step]
            if op == Op.LEAF:
                found = state
            else:
                states = [self._state(part, key, state) for part in program.parts[step]]
                found = states[0] if op == Op.EACH else joined(op, program.counts[step], states)
            self._found[step, key, state] = found
        return found

    def _waits_for(self, step: int) -> Collection[str]:
        """The facts that would answer the open, decisive requirements below a step."""
        found = self._waits.get(step)
        if found is None:
            op, parts = self._program.ops[step], self._program.parts[step]
            if op == Op.LEAF:
                found = (self._ask(parts[0]),) if self._run.state(step) & BLOCKS else ()
            elif op in (Op.UNREAD, Op.GOOD, Op.BAD):
                found = ()
            else:
                found = frozenset(key for part in parts for key in self._waits_for(part))
            self._waits[step] = found
        return found

    def _ask(self, leaf: int) -> str:
        requirement = self._program.leaves[leaf]
        key, where = _key(requirement), _where(self._run.answer(leaf))
        known = self.asked.get(key)
        # whichever trial comes first: the same place is named for the same fact
        self.asked[key] = (requirement, where if known is None else min(where, known[1]))
        return key


def _key(requirement: Requirement) -> str:
    if requirement.kind in _ONE_FACT:
        return _ONE_FACT[requirement.kind][0]
    return f"{requirement.kind}: {requirement.concept}"


def _where(answer: Answer) -> str:
    return answer.missing[0].where if answer.missing else "the clinic notes"


def _question(key: str, requirement: Requirement, where: str, rules_out: int, completes: int) -> Question:
    if requirement.kind in _ONE_FACT:
        _, text, told = _ONE_FACT[requirement.kind]
    else:
        clinical, simple = _ASK.get(requirement.kind, ("What about {0}?", "What about {0}?"))
        text, told = (
            clinical.format(written(requirement.concept)),
            simple.format(plain(requirement.kind, requirement.concept)),
        )
    return Question(key, text, told, where, rules_out + completes, rules_out, completes)
