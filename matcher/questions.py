"""Owns the next question: which missing fact, once known, decides most of the trials that are still open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from criteria.criterion import Criteria
from criteria.tree import Kind, Requirement
from matcher.answer import Answer
from matcher.patient.record import Patient
from matcher.program import Compiled, Op, Program
from matcher.run import Run
from matcher.screening import Verdict
from matcher.silence import Shared
from matcher.standing import verdict_of
from matcher.states import BAD, BLOCKS, GOOD, OPEN, joined

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
    """The questions that decide most of these trials, best first; none when no answer would change a verdict."""
    program = Program()
    compiled = [program.compile(criteria) for criteria in trials]
    return questions_of(Run(Shared(program), patient), compiled, limit)


def questions_of(run: Run, trials: Iterable[Compiled], limit: int = 5) -> tuple[Question, ...]:
    """``questions`` of trials of a program that has been run already. Equal counts are ordered by name."""
    supposed = _Supposed(run)
    rules_out: Counter[str] = Counter()
    completes: Counter[str] = Counter()
    for compiled in trials:
        decided = verdict_of(compiled, run.states, run.state)
        if decided is None or decided[0] is not Verdict.UNKNOWN:
            continue
        for key in supposed.keys(compiled):
            rules_out[key] += verdict_of(compiled, _NONE_KNOWN, supposed.states(key, BAD)) is None
            best = verdict_of(compiled, _NONE_KNOWN, supposed.states(key, GOOD))
            completes[key] += best is not None and best[0] is Verdict.ELIGIBLE
    ranked = sorted(
        (key for key in rules_out if rules_out[key] + completes[key]),
        key=lambda key: (-(rules_out[key] + completes[key]), key),
    )
    return tuple(_question(key, *supposed.asked[key], rules_out[key], completes[key]) for key in ranked[:limit])


class _NoneKnown(Sequence[int]):
    """States of which none is known, so that each is asked for."""

    def __getitem__(self, step: int) -> int:  # type: ignore[override]
        return 0

    def __len__(self) -> int:
        return 0


_NONE_KNOWN = _NoneKnown()


class _Supposed:
    """What steps would say if a fact that is not known turned out for the trials, or against them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._program = run.program
        self._open: dict[int, dict[str, frozenset[int]]] = {}
        self._found: dict[tuple[int, str, int], int] = {}
        self.asked: dict[str, tuple[Requirement, str]] = {}

    def keys(self, compiled: Compiled) -> set[str]:
        """The facts that a trial waits for."""
        steps = chain(compiled.general, *(steps for _, steps in compiled.arms))
        return {key for step in steps if self._run.state(step) & BLOCKS for key in self._waits_for(step)}

    def states(self, key: str, state: int) -> Callable[[int], int]:
        """What each step says if every open requirement of the fact has this state."""

        def found(step: int) -> int:
            own = self._run.state(step)
            if not own & OPEN:
                return own
            at = self._waits_for(step).get(key)
            if at is None:
                return own
            known = self._found.get((step, key, state))
            if known is None:
                known = self._found[step, key, state] = self._suppose(step, at, state)
            return known

        return found

    def _suppose(self, step: int, at: frozenset[int], state: int) -> int:
        program = self._program
        if step in at:
            return state
        if program.ops[step] in (Op.LEAF, Op.UNREAD, Op.GOOD, Op.BAD):
            return self._run.state(step)
        states = [self._suppose(part, at, state) for part in program.parts[step]]
        return states[0] if program.ops[step] == Op.EACH else joined(program.ops[step], program.counts[step], states)

    def _waits_for(self, step: int) -> dict[str, frozenset[int]]:
        """The open, decisive requirements below a step, by the fact that would answer them."""
        found = self._open.get(step)
        if found is None:
            by_key: defaultdict[str, set[int]] = defaultdict(set)
            for at in self._program.below(step):
                if self._program.ops[at] == Op.LEAF and self._run.state(at) & BLOCKS:
                    leaf = self._program.parts[at][0]
                    requirement = self._program.leaves[leaf]
                    key = _key(requirement)
                    by_key[key].add(at)
                    where = _where(self._run.answer(leaf))
                    known = self.asked.get(key)
                    # whichever trial comes first: the same place is named for the same fact
                    self.asked[key] = (requirement, where if known is None else min(where, known[1]))
            found = self._open[step] = {key: frozenset(steps) for key, steps in by_key.items()}
        return found


def _key(requirement: Requirement) -> str:
    if requirement.kind in _ONE_FACT:
        return _ONE_FACT[requirement.kind][0]
    return f"{requirement.kind}: {requirement.concept}"


def _where(answer: Answer) -> str:
    return answer.missing[0].where if answer.missing else "the clinic notes"


def _question(key: str, requirement: Requirement, where: str, rules_out: int, completes: int) -> Question:
    if requirement.kind in _ONE_FACT:
        _, text, plain = _ONE_FACT[requirement.kind]
    else:
        clinical, simple = _ASK.get(requirement.kind, ("What about {0}?", "What about {0}?"))
        text, plain = clinical.format(requirement.concept), simple.format(requirement.concept)
    return Question(key, text, plain, where, rules_out + completes, rules_out, completes)
