"""Owns the verdict of one patient on one trial, from its typed criteria."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from criteria.criterion import Criteria, Criterion
from criteria.tree import Leaf, Node, Requirement, Unparsed
from matcher.answer import Answer, Weight
from matcher.doubts import beyond_doubt
from matcher.evaluate import evaluate, second_cancer
from matcher.logic import Asked, Outcome, blocks, broken, judge, leaves, passes_on, unsettled
from matcher.patient.record import Patient
from matcher.screening import ArmResult, CriterionResult, LeafResult, Screening, Verdict
from matcher.truth import Truth
from matcher.ways import ways
from matcher.words import unread
from matcher.words.asked import denied_in, is_asked

if TYPE_CHECKING:
    from indexer.study import Study

Ask = Callable[[Requirement], Answer]


class Judged(Protocol):
    """What a verdict needs to know of a criterion."""

    @property
    def truth(self) -> Truth:
        """Its truth."""

    @property
    def decisive(self) -> bool:
        """Whether it is open and keeps the verdict from ``eligible``."""

    @property
    def arm(self) -> str | None:
        """The arm that it is limited to."""


def screen(patient: Patient, criteria: Criteria, study: Study | None = None, ask: Ask | None = None) -> Screening:
    """The verdict per trial, arm and criterion. ``ask`` may stand in for ``evaluate``, as a cache of its answers."""
    return screen_softened(patient, beyond_doubt(criteria), study, ask)


def screen_softened(
    patient: Patient, criteria: Criteria, study: Study | None = None, ask: Ask | None = None
) -> Screening:
    """``screen``, of criteria in which every doubtful reading has been softened already."""
    answer = ask or (lambda requirement: evaluate(requirement, patient))
    results = tuple(_result(c, criterion_outcome(c, patient, criteria.text, answer)) for c in criteria.criteria)
    general = [r for r in results if r.arm is None]
    into = ways(criteria)
    own = {way.name: tuple(r for r in results if r.arm in way.arms) for way in into if way.name is not None}
    verdicts = arm_verdicts(general, own)
    verdict = trial_verdict(general, verdicts, rest=len(own) < len(into))
    arms = tuple(ArmResult(name, verdicts[name], own[name]) for name in own)
    return Screening(
        patient_id=patient.id,
        study_id=study.nct_id if study else None,
        verdict=verdict,
        score=_score(verdict, results),
        criteria=results,
        arms=arms,
        coverage=criteria.coverage,
        eligible_on=_eligible_on(verdict, general, arms),
    )


def criterion_outcome(criterion: Criterion, patient: Patient, text: str, answer: Ask) -> Outcome:
    """The tree of one criterion, evaluated; unread words are looked for in the record as they stand in ``text``."""
    denied = frozenset(id(words) for words in denied_in(criterion.node))

    def outcome(person: Patient, answer: Ask) -> Outcome:
        def ask(node: Leaf | Unparsed, excepting: Node | None) -> Answer:
            if isinstance(node, Leaf):
                return answer(node.requirement)
            if excepting is not None:
                return unread.exception(node.span.of(text), excepting, person)
            asked = is_asked(text, node.span, criterion.section, node.kind, denied=id(node) in denied)
            return unread.evaluate(node.span.of(text), person, asked=asked, listed=node.kind)

        return judge(criterion.node, ask)

    alone = second_cancer.one_by_one(criterion.node, patient)
    if len(alone) == 1:
        return outcome(patient, answer)
    return min((outcome(p, partial(evaluate, patient=p)) for p in alone), key=lambda o: _WORST_FIRST.index(o.truth))


_WORST_FIRST = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)


def _result(criterion: Criterion, outcome: Outcome) -> CriterionResult:
    return CriterionResult(
        criterion=criterion,
        truth=outcome.truth,
        decisive=blocks(outcome),
        leaves=tuple(map(_leaf, leaves(outcome))),
        broken=tuple(dict.fromkeys(broken(outcome))),
        unsettled=tuple(dict.fromkeys(unsettled(outcome))),
        eligible_on=passes_on(outcome) if outcome.truth is Truth.FALSE else None,
    )


def _leaf(asked: Asked) -> LeafResult:
    outcome, wanted, is_open = asked
    answer = outcome.answer
    assert answer is not None  # noqa: S101  # leaves() yields only what has one
    decisive = answer.weight is Weight.ALWAYS or (answer.weight is Weight.REQUIRED and wanted)
    return LeafResult(
        requirement=outcome.node.requirement if isinstance(outcome.node, Leaf) else None,
        span=outcome.node.span,
        truth=answer.truth,
        wanted=wanted,
        decisive=decisive and is_open,
        why=answer.why,
        evidence=answer.evidence,
        missing=answer.missing,
        eligible_on=answer.until,
    )


def joint_verdict(results: Iterable[Judged]) -> Verdict:
    """FALSE anywhere rules out; what is open and decisive keeps it unknown."""
    verdict = Verdict.ELIGIBLE
    for result in results:
        if result.truth is Truth.FALSE:
            return Verdict.INELIGIBLE
        if result.decisive:
            verdict = Verdict.UNKNOWN
    return verdict


def arm_verdicts(general: Sequence[Judged], own: Mapping[str, Sequence[Judged]]) -> dict[str, Verdict]:
    """The verdict for each arm: what holds for all, and its own criteria."""
    return {name: joint_verdict((*general, *results)) for name, results in own.items()}


def trial_verdict(general: Sequence[Judged], arms: Mapping[str, Verdict], *, rest: bool = False) -> Verdict:
    """A trial is open to whom one of its arms is open, or its ``rest``, where that is one more way into it."""
    overall = joint_verdict(general)
    if overall is Verdict.INELIGIBLE or not arms:
        return overall
    verdicts = set(arms.values()) | ({overall} if rest else set())
    for best in (Verdict.ELIGIBLE, Verdict.UNKNOWN):
        if best in verdicts:
            return best
    return Verdict.INELIGIBLE


def _score(verdict: Verdict, results: Sequence[CriterionResult]) -> float:
    """Orders a patient's trials: by verdict, then by the share of criteria that the record settles."""
    if verdict is Verdict.INELIGIBLE:
        return 0.0
    met = sum(r.truth is Truth.TRUE for r in results)
    share = met / len(results) if results else 0.0
    if verdict is Verdict.ELIGIBLE:
        return 0.75 + 0.25 * share
    undecided = sum(r.decisive for r in results)
    return 0.01 + 0.73 * met / (met + undecided) if met else 0.01


def _eligible_on(verdict: Verdict, general: Sequence[CriterionResult], arms: Sequence[ArmResult]) -> date | None:
    """The day on which time alone will have removed every contradiction: of the trial, or of its soonest arm."""
    if verdict is not Verdict.INELIGIBLE:
        return None
    shared = [r for r in general if r.truth is Truth.FALSE]
    groups = [shared + [r for r in arm.criteria if r.truth is Truth.FALSE] for arm in arms] or [shared]
    days = []
    for group in groups:
        each = [r.eligible_on for r in group]
        known = [day for day in each if day is not None]
        if known and len(known) == len(each):
            days.append(max(known))
    return min(days, default=None)
