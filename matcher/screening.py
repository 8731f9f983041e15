"""Owns the result of screening: verdicts per trial, arm and criterion, with reasons and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any as Json
from typing import NamedTuple

from criteria.criterion import Criterion
from criteria.span import NOWHERE, Span
from criteria.tree import Kind, Requirement
from matcher import reasons as wording
from matcher.answer import Evidence, Missing
from matcher.truth import Truth

_CHANGEABLE = {Kind.LAB, Kind.PERFORMANCE, Kind.PREGNANCY}


class Verdict(StrEnum):
    """What a record says to a trial; ``unknown`` keeps it in the patient's list."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNKNOWN = "unknown"


class LeafResult(NamedTuple):
    """One requirement in one place; ``requirement`` is None for unread words, ``wanted`` False under a negation."""

    requirement: Requirement | None
    span: Span
    truth: Truth
    wanted: bool
    decisive: bool
    why: str
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    eligible_on: date | None = None

    @property
    def met(self) -> bool | None:
        """Whether it came out as it should; None while it is open."""
        return None if self.truth is Truth.UNKNOWN else (self.truth is Truth.TRUE) == self.wanted


class CriterionResult(NamedTuple):
    """One criterion with its truth; ``decisive`` is whether an open one keeps the verdict from ``eligible``.

    ``broken`` are the shortest clauses that are contradicted, ``unsettled`` those that keep the verdict open.
    """

    criterion: Criterion
    truth: Truth
    decisive: bool
    leaves: tuple[LeafResult, ...]
    broken: tuple[Span, ...] = ()
    unsettled: tuple[Span, ...] = ()
    eligible_on: date | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return self.criterion.span

    @property
    def arm(self) -> str | None:
        """The arm that it is limited to."""
        return self.criterion.arm

    @property
    def reasons(self) -> tuple[str, ...]:
        """What in the record contradicts it, without repetition."""
        return tuple(dict.fromkeys(leaf.why for leaf in self.leaves if leaf.met is False))


@dataclass(frozen=True, slots=True)
class ArmResult:
    """The verdict for one arm, from its own criteria and those that hold for all."""

    arm: str
    verdict: Verdict
    criteria: tuple[CriterionResult, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """One patient against one trial. ``score`` is 0 if ineligible, 0.01–0.74 while open, 0.75–1 if eligible."""

    patient_id: str
    study_id: str | None
    verdict: Verdict
    score: float
    criteria: tuple[CriterionResult, ...]
    arms: tuple[ArmResult, ...]
    coverage: float
    eligible_on: date | None = None

    @property
    def contradicted(self) -> tuple[CriterionResult, ...]:
        """The criteria that rule the patient out: those for all, and those of the arms if every arm is ruled out."""
        return tuple(c for c in self.criteria if c.truth is Truth.FALSE and (c.arm is None or self._arms_decide))

    @property
    def open(self) -> tuple[CriterionResult, ...]:
        """The criteria that the record leaves open and that keep the verdict from ``eligible``."""
        ruled_out = {arm.arm for arm in self.arms if arm.verdict is Verdict.INELIGIBLE}
        return tuple(c for c in self.criteria if c.decisive and c.arm not in ruled_out)

    @property
    def _arms_decide(self) -> bool:
        general = any(c.truth is Truth.FALSE for c in self.criteria if c.arm is None)
        return self.verdict is Verdict.INELIGIBLE and not general

    @property
    def near_miss(self) -> bool:
        """Whether exactly one criterion rules the patient out, and that one can change."""
        against = self.contradicted
        if self.verdict is not Verdict.INELIGIBLE or len(against) != 1:
            return False
        if against[0].eligible_on is not None:
            return True
        failed = [leaf for leaf in against[0].leaves if leaf.met is False]
        return bool(failed) and all(f.requirement is not None and f.requirement.kind in _CHANGEABLE for f in failed)

    def record(self, text: str) -> dict[str, Json]:
        """The contract of ``trialmatch screen --json``; offsets are those of the criteria text."""
        against = [
            {"start": span.start, "end": span.end, "why": "; ".join(result.reasons) or span.of(text)}
            for result in self.contradicted
            for span in result.broken
            if span != NOWHERE
        ]
        unknown = [{"start": s.start, "end": s.end} for result in self.open for s in result.unsettled if s != NOWHERE]
        return {
            "patient": self.patient_id,
            "study": self.study_id,
            "verdict": str(self.verdict),
            "score": round(self.score, 4),
            "contradicted": against,
            "unknown": unknown,
            "arms": [{"arm": arm.arm, "verdict": str(arm.verdict)} for arm in self.arms],
            "eligible_on": self.eligible_on.isoformat() if self.eligible_on else None,
            "coverage": round(self.coverage, 4),
        }

    def full_record(self, text: str, *, audience: str = "clinician") -> dict[str, Json]:
        """Everything, with each criterion's words, sentence, reasons and missing facts; for a clinician or a patient."""
        return wording.full_record(self, text, audience)
