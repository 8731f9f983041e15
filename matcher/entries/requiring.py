"""Owns whether a disease needs what a trial speaks of ("requiring insulin"): by its own entry, else by the medicines that are taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load
from matcher.entries.names import name, words
from matcher.entries.qualifiers import is_gone
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth


@dataclass(frozen=True, slots=True)
class _Need:
    """What is needed: how trials and charts say it, the medicines that are it, the diseases that they are taken for alone.

    ``others``: medicines that serve as well, so that without these nothing is known. ``lasting`` is false for what a
    trial may speak of in the past, "pneumonitis that required steroids". ``always``: a disease that nobody has without.
    """

    said: re.Pattern[str]
    classes: tuple[str, ...]
    diseases: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    lasting: bool = True
    always: str | None = None


def _need(
    said: str,
    *classes: str,
    disease: str | tuple[str, ...] = (),
    others: tuple[str, ...] = (),
    lasting: bool = True,
    always: str | None = None,
) -> _Need:
    diseases = (disease,) if isinstance(disease, str) else disease
    return _Need(re.compile(rf"\b(?:{said})", re.IGNORECASE), classes, diseases, others, lasting, always)


_RATE = ("beta blocker", "calcium channel blocker", "digoxin")
_NEEDS = (
    _need("insulin", "insulin", disease="diabetes", always="type 1 diabetes mellitus"),
    _need(r"anti-?(?:hyperglyc|diabet)\w*|oral hypoglyc\w*", "antidiabetic agent", disease="diabetes"),
    _need(r"(?:combination )?anti-?retroviral", "antiretroviral therapy", disease="hiv infection"),
    _need("anti-?viral", "antiviral therapy"),
    _need("anti-?fungal", "antifungal", disease="fungal infection"),
    _need(
        r"antibiotics?|anti-?(?:bacterial|infective|microbial)s?", "antibiotic", "antifungal", "antiviral therapy",
        disease="infection",
    ),
    _need(r"anti-?(?:convulsa|epilep|seizure)\w*", "anticonvulsant", disease="seizure disorder"),
    _need(r"anti-?coag\w*", "anticoagulant", disease=("thromboembolism", "atrial fibrillation")),
    _need(r"anti-?arr?h?ythmic\w*", "antiarrhythmic", disease="arrhythmia", others=_RATE),
    _need(r"anti-?anginal\w*|nitrates?", "nitrate", disease="angina pectoris", others=_RATE),
    _need(r"bronchodilat\w*|inhalers?|inhaled", "bronchodilator", disease="lung disease"),
    _need(r"(?:supplemental )?oxygen", "supplemental oxygen"),
    _need(r"anti-?hypertensive\w*", "blood pressure lowering drug", disease="hypertension"),
    _need(r"thyroid (?:hormone|replacement)|(?:levo)?thyroxine|(?:thyroid )?hormone replacement", "thyroid hormone", disease="thyroid disease"),
    _need(r"immunosuppress\w*", "immunosuppressive therapy", disease="autoimmune disease", lasting=False),
    _need(r"(?:cortico|gluco)?(?:corticoid|steroid)\w*", "corticosteroid", lasting=False),
)  # fmt: skip
_IMMUNE = next(need for need in _NEEDS if "autoimmune disease" in need.diseases)
_ANY = re.compile(
    r"\b(?:treatments?|therap(?:y|ies)|medications?|medicines?|drugs?|management|interventions?)\b", re.IGNORECASE
)
_NONE_AT_ALL = re.compile(
    r"\b(?:without|no|off|not (?:on|requiring|needing)|never)\b[^,;.]{0,20}\b(?:treatment|therapy|medication|drugs?)\b|\buntreated\b|"
    r"\b(?:diet[- ]controlled|(?:diet|exercise|lifestyle)(?: changes)? (?:only|alone)|observation only)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\bnever\b[^,;.]{0,20}\b(?:treat\w*|therapy|medication)|\bno other (?:treatment|therapy)\b|\breplacement only\b"
    r"|\btopical\b[^,;.]{0,30}\bonly\b|\bonly topical\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w-]{3,}(?: [A-Za-z][\w-]{3,})?")
_NOT_NEEDED = re.compile(
    r"\b(?:not (?:requiring|needing|in need of)|(?:no|without) (?:the )?need (?:for|of))\b[^,;.]*", re.IGNORECASE
)
_BY_NOW = re.compile(
    r"[^.;,]{0,20}\b(?:since|now|currently|any ?more|any longer|at present|for \d|in the last)\b", re.IGNORECASE
)
_NEED = words("requiring needing need in of for")
# "no insulin", "not insulin-dependent"
_WITHOUT = r"(?:\b(?:no|without|off|never|not (?:on|requiring|needing|taking))\b[^,;.]{0,25}|\b(?:not|non)[- ])"


def requires(what: str, condition: Condition, patient: Patient, *, ever: bool) -> Truth:
    """Whether a condition needs ``what``; ``ever``: the trial asks of the past too, of which medicines of today say nothing."""
    told = f"{condition.name}; {condition.status or ''}; {condition.note or ''}"
    need = next((one for one in _NEEDS if one.said.search(what)), None)
    if need is None and "systemic" in what and _is_for(condition.name, _IMMUNE):
        need = _IMMUNE  # of an autoimmune disease
    if need is None:
        return _needs_anything(what, condition, told, patient, ever=ever)
    if need.always is not None and name(Kind.COMORBIDITY, condition.name).concept == need.always:
        return Truth.TRUE
    if (denied := re.search(rf"{_WITHOUT}{need.said.pattern}", told, re.IGNORECASE)) is not None:
        # what is over "without steroids" never needed them; "no steroids since May" says nothing of before
        then = is_gone(condition) and _BY_NOW.match(told, denied.end()) is None
        return Truth.of(None if ever and not need.lasting and not then else False)
    if need.said.search(told) or any(_is_one_of(word, need.classes) for word in _phrases(told)):
        return Truth.TRUE
    if _takes(patient, need.classes):
        return Truth.of(True if _is_for(condition.name, need) else None)
    if not need.lasting and need.diseases:  # a whole list of treatments holds those of the past
        ever = False
    elif not need.lasting:
        return Truth.UNKNOWN
    if _takes(patient, need.others) or ever:
        return Truth.UNKNOWN
    return Truth.of(False if {"medications", "treatments"} <= patient.complete else None)


def _needs_anything(what: str, condition: Condition, told: str, patient: Patient, *, ever: bool) -> Truth:
    """Whether a condition is treated at all."""
    if (asked := words(what) - _NEED) and any(asked <= words(denied[0]) for denied in _NOT_NEEDED.finditer(told)):
        return Truth.of(None if ever else False)  # "small, not requiring drainage"
    if _ANY.search(what) is None:
        return Truth.UNKNOWN
    if _NEVER.search(told):
        return Truth.FALSE
    if _NONE_AT_ALL.search(told):
        return Truth.of(None if ever else False)
    if any(_is_for(condition.name, one) and _takes(patient, one.classes) for one in _NEEDS):
        return Truth.TRUE
    return Truth.of(False if not ever and _takes_nothing(patient) else None)


def _takes(patient: Patient, classes: tuple[str, ...]) -> bool:
    return any(_is_one_of(medicine, classes) for medicine in _taken(patient))


def _takes_nothing(patient: Patient) -> bool:
    return {"medications", "treatments"} <= patient.complete and not _taken(patient)


def _taken(patient: Patient) -> list[str]:
    """The medicines that are taken now, and what has been given for something else."""
    given = (t.name for t in patient.treatments if t.indication is not None and t.kind == "drug")
    return [*(m.name for m in patient.medications), *given]


def _phrases(told: str) -> set[str]:
    found = {match.group() for match in _WORD.finditer(told)}
    return found | {word for phrase in found for word in phrase.split()}


@lru_cache(maxsize=16384)
def _is_one_of(medicine: str, classes: tuple[str, ...]) -> bool:
    known = name(Kind.THERAPY, medicine).concept
    return known is not None and any(load().is_a(Kind.THERAPY, known, one) for one in classes)


def _is_for(disease: str, need: _Need) -> bool:
    """Whether the medicines are those of this disease and of hardly any other."""
    known = name(Kind.COMORBIDITY, disease).concept
    return known is not None and any(load().is_a(Kind.COMORBIDITY, known, one) for one in need.diseases)
