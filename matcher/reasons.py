"""Owns the words in which a result is told: to a clinician in the terms of the field, to a patient in plain ones."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any as Json

from criteria.render import render, written
from criteria.render.names import everyday
from criteria.span import NOWHERE
from matcher.truth import Truth

if TYPE_CHECKING:
    from matcher.screening import CriterionResult, LeafResult, Screening

_MET = {Truth.TRUE: "met", Truth.FALSE: "not met"}
_PLAIN_MET = {"met": "You meet this", "not met": "You do not meet this", "open": "We need to know more"}
_NOTHING_ASKED = "This rules nobody out"
_SETTLED_LATER = "The study team will go through this with you"


def met(result: CriterionResult) -> str:
    """``met``, ``not met``, ``open`` (decisive and not known) or ``not asked`` (settled in person, or no obstacle)."""
    return _MET.get(result.truth) or ("open" if result.decisive else "not asked")


def reasons(result: CriterionResult, *, audience: str = "clinician") -> tuple[str, ...]:
    """Why a criterion came out as it did: the facts that decided, or what is missing and where one finds it."""
    state = met(result)
    told = _plain(result, state) if audience == "patient" else _clinical(result, state)
    return tuple(map(written, told))


def _clinical(result: CriterionResult, state: str) -> tuple[str, ...]:
    if state == "open":
        return tuple(dict.fromkeys(leaf.why for leaf in result.leaves if leaf.decisive)) or (
            "not settled by the record",
        )
    if state == "not met":
        return result.reasons
    if state == "met":
        return tuple(dict.fromkeys(leaf.why for leaf in result.leaves if leaf.met)) or ("restricts nobody",)
    return tuple(dict.fromkeys(leaf.why for leaf in result.leaves if leaf.met is None)) or ("settled in person",)


def _plain(result: CriterionResult, state: str) -> tuple[str, ...]:
    if state == "not asked":
        return (_SETTLED_LATER + ".",)
    if state == "open":
        asked = {(m.what, m.where) for leaf in result.leaves if leaf.decisive for m in leaf.missing}
        found = tuple(f"{_PLAIN_MET['open']}: {what}. You can find it here: {where}." for what, where in sorted(asked))
        return found or (_PLAIN_MET["open"] + ".",)
    wanted = state == "met"
    facts = [e.text for leaf in result.leaves if leaf.met is wanted for e in leaf.evidence if e.path != "complete"]
    told = "; ".join(dict.fromkeys(facts))
    if state == "met" and not any(leaf.met for leaf in result.leaves):
        return (_NOTHING_ASKED + ".",)
    return (f"{_PLAIN_MET[state]}. Your record says: {told}." if told else f"{_PLAIN_MET[state]}.",)


def criterion_record(result: CriterionResult, text: str, audience: str) -> dict[str, Json]:
    """One criterion in full, for an interface."""
    criterion = result.criterion
    named = everyday if audience == "patient" else written
    missing = dict.fromkeys(
        (named(m.what), m.where) for leaf in result.leaves if leaf.met is None for m in leaf.missing
    )
    evidence = dict.fromkeys((e.path, e.text) for leaf in result.leaves for e in leaf.evidence)
    return {
        "start": criterion.span.start,
        "end": criterion.span.end,
        "words": criterion.span.of(text) if criterion.span != NOWHERE else "",
        "section": str(criterion.section),
        "arm": criterion.arm,
        "registry_field": criterion.registry_field,
        "read": criterion.read,
        "truth": result.truth.value,
        "decisive": result.decisive,
        "met": met(result),
        "sentence": render(criterion.node, text, audience=audience),
        "reasons": list(reasons(result, audience=audience)),
        "evidence": [{"path": path, "text": fact} for path, fact in evidence],
        "missing": [{"what": what, "where": where} for what, where in missing],
        "eligible_on": result.eligible_on.isoformat() if result.eligible_on else None,
        "broken": [{"start": span.start, "end": span.end} for span in result.broken if span != NOWHERE],
        "unsettled": [{"start": span.start, "end": span.end} for span in result.unsettled if span != NOWHERE],
        "leaves": [_leaf_record(leaf) for leaf in result.leaves],
    }


def _leaf_record(leaf: LeafResult) -> dict[str, Json]:
    return {
        "kind": str(leaf.requirement.kind) if leaf.requirement else None,
        "concept": leaf.requirement.concept if leaf.requirement else None,
        "start": leaf.span.start,
        "end": leaf.span.end,
        "truth": leaf.truth.value,
        "wanted": leaf.wanted,
        "decisive": leaf.decisive,
        "why": written(leaf.why),
    }


def full_record(screening: Screening, text: str, audience: str) -> dict[str, Json]:
    """A screening with every criterion, for an interface."""
    short = screening.record(text)
    return {
        "patient": short["patient"],
        "study": short["study"],
        "verdict": short["verdict"],
        "score": short["score"],
        "coverage": short["coverage"],
        "eligible_on": short["eligible_on"],
        "near_miss": screening.near_miss,
        "criteria": [criterion_record(result, text, audience) for result in screening.criteria],
        "arms": short["arms"],
    }
