"""Owns steroids as they are taken: by which route, and in which daily dose, which trials bound by that of prednisone."""

from __future__ import annotations

import re

from criteria.tree import Comparison
from matcher.bounds import satisfies
from matcher.derive.therapy import REPLACEMENT, medicine_is
from matcher.patient.record import Medication
from matcher.truth import Truth

_AS_PREDNISONE = {
    "prednisone": 1.0, "prednisolone": 1.0, "methylprednisolone": 1.25, "dexamethasone": 6.67, "betamethasone": 6.67,
    "hydrocortisone": 0.25, "cortisone": 0.2,
}  # fmt: skip
"""Milligrams of prednisone with the glucocorticoid effect of one milligram (20 mg hydrocortisone, 5 mg prednisone, 4 mg
methylprednisolone, 0.75 mg dexamethasone: the table of every pharmacology handbook)."""

_BOUND = re.compile(r"(?P<op>>=|<=|>|<|=)?\s*(?P<number>[\d.]+) mg(?: (?P<drug>\w+))?")
_TAKEN = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*mg\b", re.IGNORECASE)
_TWICE = re.compile(r"\b(?:bid|b\.i\.d|twice|2\s*x|every 12)\b", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:tid|t\.i\.d|qid|three times|four times|every \d|week|month|alternate)", re.IGNORECASE)


_DAILY = re.compile(
    r"\bmg\b.{0,12}?(?:\b(?:daily|qd|q\.d|od|bid|b\.i\.d|tid|a day|per day|every (?:day|morning)|(?:once|twice) (?:a day|daily))\b|/\s*d(?:ay)?\b)",
    re.IGNORECASE,
)


_REPLACES = re.compile(
    r"(?<!supra)(?<!supra-)\b(?:physiologic(?:al)?|replacement|substitution) (?:\w+ )?(?:doses?|dosing|therapy)\b|"
    r"\b(?:replacement|for (?:\w+ )?(?:adrenal|pituitary) insufficiency|addison\S*)\b",
    re.IGNORECASE,
)


def taken_is(medicine: Medication, concept: str) -> Truth:
    """Whether a medicine, as it is taken, is of the class or is the drug that a trial names.

    The route tells steroids that act on the whole body from the others; any other medicine is what its name says.
    """
    is_steroid = medicine_is(medicine.name, "corticosteroid") is Truth.TRUE
    if is_steroid and concept == REPLACEMENT and _REPLACES.search(f"{medicine.dose or ''}; {medicine.note or ''}"):
        return Truth.TRUE
    return medicine_is(medicine.as_taken if is_steroid else medicine.name, concept)


def takes_daily(name: str, dose: str | None) -> bool:
    """Whether a steroid is taken in milligrams day by day, which is by mouth where nothing else is said."""
    named = any(drug in name.lower().split() for drug in _AS_PREDNISONE)
    return named and _DAILY.search(dose or "") is not None


def daily_steroid(bound: str, name: str, dose: str | None) -> Truth:
    """Whether a steroid taken at ``dose`` is within a bound such as "> 10 mg prednisone"; open where either says too little.

    A bound that names no steroid, such as "> 325 mg", is one of the medicine itself.
    """
    factor, taken = _as_prednisone(name), _milligrams_a_day(dose)
    if bound in (_LOW, _HIGH) and factor is not None:
        never_high = taken is not None and taken * factor <= _NEVER_HIGH
        return Truth.of(bound == _LOW if never_high else None)
    if bound == _LOW:
        return _is_low(name, taken)
    asked = _BOUND.fullmatch(bound)
    if asked is None or asked["op"] is None or taken is None:
        return Truth.UNKNOWN
    ours = 1.0 if asked["drug"] is None else factor
    if ours is None:
        return Truth.UNKNOWN
    limit = float(asked["number"]) * _AS_PREDNISONE.get(asked["drug"] or "", 1.0)
    return satisfies(Comparison(asked["op"], limit), taken * ours, taken * ours)


def _as_prednisone(name: str) -> float | None:
    """How many milligrams of prednisone one of a steroid is worth; None for another medicine."""
    return next((factor for drug, factor in _AS_PREDNISONE.items() if drug in name.lower().split()), None)


def _milligrams_a_day(dose: str | None) -> float | None:
    taken = _TAKEN.search(dose or "")
    if taken is None or _OFTEN.search(dose or ""):
        return None
    return float(taken["number"].replace(",", ".")) * (2 if _TWICE.search(dose or "") else 1)


_LOW, _HIGH = "low", "high"
_NEVER_HIGH = 10.0
"""Milligrams of prednisone a day that no trial calls a high dose."""
_LOW_UP_TO = {
    "aspirin": (100.0, 325.0),
    "acetylsalicylic acid": (100.0, 325.0),
    "warfarin": (1.0, 2.0),
    "coumadin": (1.0, 2.0),
}
"""Milligrams a day that every trial calls low, and those beyond which none does."""


def _is_low(name: str, taken: float | None) -> Truth:
    """Whether so many milligrams a day are a low dose of a medicine, as trials say it of what thins the blood."""
    limits = next((limits for drug, limits in _LOW_UP_TO.items() if drug in name.lower()), None)
    if limits is None or taken is None:
        return Truth.UNKNOWN
    return Truth.of(True if taken <= limits[0] else False if taken > limits[1] else None)
