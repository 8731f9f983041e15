"""Owns the evaluation of laboratory values and measurements, in whatever unit and against limits of normal."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from criteria.render.amounts import amount
from criteria.tree import Between, Comparison, Kind, Requirement
from criteria.vocabulary import measures
from matcher.answer import Answer, Evidence, Missing, Weight, either, presumed_absent, unknown, yes
from matcher.bounds import bound, satisfies, undecided, words_of
from matcher.derive.renal import cockcroft_gault
from matcher.entries import conditions, phrases
from matcher.evaluate.over_limits import counts_from_limit, over_limit
from matcher.evaluate.viral_load import undetectable
from matcher.patient.record import Lab, Patient
from matcher.patient.units import analyte, convert, multiple, same_unit
from matcher.truth import Truth

_NORMAL = {"normal", "adequate", "within normal limits"}
_UNDETECTABLE = {"undetectable", "not detected", "negative", "below limit of detection", "<lod"}
_IN_WORDS = _NORMAL | _UNDETECTABLE
_SURELY_FOUND = 1000
"""Copies or international units a milliliter of a virus that every test in use detects."""
_WHERE = {
    "QTc": "an electrocardiogram report", "LVEF": "an echocardiogram or MUGA report", "BMI": "weight and height",
    "systolic blood pressure": "the clinic notes", "diastolic blood pressure": "the clinic notes",
    "weight": "the clinic notes", "proteinuria": "a urine test", "spirometry": "a lung function test",
    "DLCO": "a lung function test", "oxygen saturation": "the clinic notes",
}  # fmt: skip
ESTIMATED = frozenset({"creatinine clearance"})
"""What is worked out from other facts where it was not measured."""

# where the tables of units have other names than the vocabulary, and what only a record calls so
_ALIASES = {
    "spirometry": "fev1", "qtcf": "qtc", "hbv viral load": "hbv dna", "hcv viral load": "hcv rna", "hiv viral load": "hiv rna",
    "cd4": "cd4 count", "ck": "cpk", "ldl": "ldl cholesterol", "t-score": "bone mineral density",
    "dxa t-score": "bone mineral density",
}  # fmt: skip

_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
# "DLCO corrected", "FEV1 % predicted", "lumbar spine BMD T-score": how it is given, and of which bone
_GIVEN_AS = re.compile(
    r"\b(?:un)?(?:corrected|adjusted)(?: for (?:ha?emoglobin|hb))?\b|%?\s*(?:of )?predicted\b", re.IGNORECASE
)
_A_TIME = re.compile(r"(?: frequency)?(?: ?(?:per|/|an?|each) ?(?:week|day))?$")  # "hot flashes per week"
_T_SCORE = re.compile(r"\bt[- ]?score\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def lab_key(name: str) -> str:
    """A lab's name in the form in which labs are compared: by the vocabulary, with and without a bracketed remark."""
    plain = " ".join(name.lower().split())
    if plain in _ALIASES:
        return _ALIASES[plain]
    if _T_SCORE.search(plain):
        return _ALIASES["t-score"]
    known = measures().analyte(plain) or measures().analyte(_REMARK.sub("", plain))
    if known is None:
        known = measures().analyte(" ".join(_GIVEN_AS.sub(" ", plain).split()))
    return _ALIASES.get(known.name.lower(), known.name.lower()) if known else _A_TIME.sub("", plain)


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """A value against its bound. When it was taken does not decide; "adequate organ function" alone does not either."""
    concept = requirement.concept
    asked = bound(requirement.value)
    if concept == "organ function" or (asked is None and requirement.value not in _IN_WORDS):
        return unknown(f"{concept} is not tied to a number", Missing(concept, "the laboratory"), weight=Weight.NEVER)
    found = _latest(patient, concept)
    if asked is not None and asked.unit in _PERIODS:
        return _how_often(requirement, asked, found)
    answers = [_one(requirement, asked, lab, place) for place, lab in found]
    if not answers and lab_key(concept) in ESTIMATED and not undecided(requirement, "formula", "method"):
        return _estimated(requirement, asked, patient)
    if not answers:
        return _stated(requirement, patient) or _untested(requirement, patient) or _missing(requirement.concept)
    truths = {answer.truth for answer in answers}
    if len(truths) > 1:
        facts = [fact for answer in answers for fact in answer.evidence]
        return unknown(
            f"several values of {concept} disagree", Missing(f"the latest {concept}", _where(concept)), evidence=facts
        )
    return answers[0]


_PERIODS = {"/week": "week", "/day": "da"}  # "per day", "daily"


def _how_often(requirement: Requirement, asked: Comparison | Between, found: list[tuple[int, Lab]]) -> Answer:
    """How often a complaint comes, where the record counts it in the same time: "hot flashes per week", "35 /week"."""
    for place, lab in found:
        if isinstance(lab.value, int | float) and _PERIODS[asked.unit] in f"{lab.name} {lab.unit or ''}".lower():
            evidence = _describe(place, lab)
            return Answer(satisfies(asked, lab.value, lab.value), evidence.text, (evidence,))
    what = f"how often there are {requirement.concept}"
    return unknown(f"{what} is not recorded", Missing(what, "the clinic notes"))


def _where(concept: str) -> str:
    return _WHERE.get(concept, "the laboratory report")


@lru_cache(maxsize=4096)
def _missing(concept: str) -> Answer:
    return unknown(f"{concept} is not recorded", Missing(concept, _where(concept)))


LUNG_FUNCTION = frozenset({"DLCO", "FEV1", "FVC", "spirometry"})
"""What is measured of those alone whose lungs are ill."""
LUNG_DISEASE = "lung disease"
OF_LUNG_DISEASE = ("of", LUNG_DISEASE)
"""A detail: the bound says how bad a disease of the lung must be."""


def _untested(requirement: Requirement, patient: Patient) -> Answer | None:
    """Lung function that says how bad a lung disease is, of someone who has none by a whole list: no obstacle where it excludes."""
    if OF_LUNG_DISEASE not in requirement.detail:
        return None
    ill = conditions.answer(Requirement(Kind.COMORBIDITY, LUNG_DISEASE), patient)
    missing = Missing(requirement.concept, _where(requirement.concept))
    return (
        presumed_absent(f"{ill.why}; {requirement.concept} is not recorded", missing)
        if ill.truth is Truth.FALSE
        else None
    )


def _stated(requirement: Requirement, patient: Patient) -> Answer | None:
    """A finding that the record holds in words, such as an absent QTc prolongation."""
    if requirement.value in _NORMAL:
        return phrases.stated(patient, f"{requirement.concept} normal")
    return undetectable(requirement.concept, patient) if requirement.value in _UNDETECTABLE else None


def _latest(patient: Patient, concept: str) -> list[tuple[int, Lab]]:
    key = lab_key(concept)
    found = [(i, lab) for i, lab in enumerate(patient.labs) if lab.value is not None and lab_key(lab.name) == key]
    dated = [lab.date.first for _, lab in found if lab.date]
    if not dated:
        return found
    return [(i, lab) for i, lab in found if lab.date is None or lab.date.last >= max(dated)]


def _describe(place: int, lab: Lab) -> Evidence:
    unit = lab.unit or ""
    value = amount(lab.value, unit) if isinstance(lab.value, int | float) else f"{lab.value} {unit}".strip()
    return Evidence(f"labs[{place}]", f"{lab.name} {value}")


def compare_with(requirement: Requirement, asked: Comparison | Between, entry: Lab, place: int) -> Answer:
    """A score or measurement without a table, compared by number alone."""
    evidence = _describe(place, entry)
    if not isinstance(entry.value, int | float):
        return unknown(evidence.text, Missing(requirement.concept, "the clinic notes"), evidence=(evidence,))
    return Answer(satisfies(asked, entry.value, entry.value), evidence.text, (evidence,))


def _one(requirement: Requirement, asked: Comparison | Between | None, lab: Lab, place: int) -> Answer:
    evidence = _describe(place, lab)
    span = _span(requirement.concept, lab)
    if span is None or (asked is None and isinstance(lab.value, str)):
        return _reported(requirement, asked, lab, evidence)
    if asked is None:
        truth = _normal(requirement, lab)
    elif counts_from_limit(asked):
        truth = over_limit(lab_key(requirement.concept), asked, lab, span)
    elif multiple(asked.unit):
        truth = _in_limits(requirement.concept, asked, lab, span)
    else:
        truth = _in_units(requirement.concept, asked, lab, span)
    words = words_of(asked) if asked else str(requirement.value)
    if truth is Truth.UNKNOWN:
        missing = Missing(f"{requirement.concept} with unit and limits of normal", _where(requirement.concept))
        return unknown(f"{evidence.text} cannot be compared with {words}", missing, evidence=(evidence,))
    return Answer(truth, f"{evidence.text}; the trial says {words}", (evidence,))


def _reported(requirement: Requirement, asked: Comparison | Between | None, lab: Lab, evidence: Evidence) -> Answer:
    """A value that the laboratory reports as a word."""
    word = str(lab.value).strip().lower()
    if asked is None:
        fine = word in (_NORMAL if requirement.value in _NORMAL else _UNDETECTABLE)
        return yes(evidence.text, evidence) if fine else unknown(evidence.text, evidence=(evidence,))
    plus = {"negative": 0, "trace": 0, "1+": 1, "2+": 2, "3+": 3, "4+": 4}.get(word)
    if plus is not None and asked.unit.strip().lower() in ("+", "", "plus"):
        return Answer(satisfies(asked, plus, plus), evidence.text, (evidence,))
    if word in _UNDETECTABLE:
        return Answer(satisfies(asked, 0, 0), evidence.text, (evidence,))
    return unknown(
        f"{evidence.text} is not a number", Missing(requirement.concept, "the laboratory"), evidence=(evidence,)
    )


def _span(concept: str, lab: Lab) -> tuple[float, float] | None:
    """Between which numbers of its unit a value lies: itself, the limits of "normal", what "< 20" leaves; None for another word."""
    if isinstance(lab.value, int | float):
        return float(lab.value), float(lab.value)
    word = str(lab.value).strip().lower()
    if word in _NORMAL:
        table = None if lab.lln is not None or lab.uln is not None else analyte(lab_key(concept))
        low, high = (lab.lln, lab.uln) if table is None else (table.low, table.high)
        return low or 0.0, math.inf if high is None else high
    limit = _LIMIT.fullmatch(word)
    if limit is None:
        return None
    number, op = float(limit["number"].replace(",", "")), limit["op"]
    beyond = number * _BEYOND if op in "<>" else 0.0
    return (0.0, number - beyond) if op[0] in "<≤" else (number + beyond, math.inf)


_LIMIT = re.compile(r"(?P<op>[<>≤≥]=?)\s*(?P<number>\d[\d,]*(?:\.\d+)?)")
_BEYOND = 1e-3  # what lies beyond the limit of a method is not the limit itself


def _in_units(concept: str, asked: Comparison | Between, lab: Lab, span: tuple[float, float]) -> Truth:
    key = lab_key(concept)
    table = analyte(key)
    common = (
        str(lab.value).strip().lower() in _NORMAL and lab.lln is None and lab.uln is None
    )  # "normal" by the limits of the table
    unit = table.unit if table is not None and common else lab.unit
    low, high = (end if math.isinf(end) else convert(key, end, unit) for end in span)
    if table is None:
        return satisfies(asked, *span) if same_unit(asked.unit, lab.unit) else Truth.UNKNOWN
    if low is None or high is None:
        # a unit that the table does not hold still compares with itself
        return satisfies(asked, *span) if lab.unit and lab.unit == asked.unit else Truth.UNKNOWN
    theirs = _converted(key, asked)
    # the rounding of a conversion must not decide at the very limit
    return Truth.UNKNOWN if theirs is None else satisfies(theirs, round(low, 4), round(high, 4))


@lru_cache(maxsize=16384)
def _converted(concept: str, asked: Comparison | Between) -> Comparison | Between | None:
    if isinstance(asked, Comparison):
        number = convert(concept, asked.number, asked.unit)
        return None if number is None else Comparison(asked.op, round(number, 4))
    low, high = convert(concept, asked.low, asked.unit), convert(concept, asked.high, asked.unit)
    return None if low is None or high is None else Between(round(low, 4), round(high, 4))


def _in_limits(concept: str, asked: Comparison | Between, lab: Lab, span: tuple[float, float]) -> Truth:
    """Multiples of the laboratory's own limit, else of the common one."""
    which = multiple(asked.unit)
    if str(lab.value).strip().lower() in _NORMAL:
        return satisfies(asked, *((0.0, 1.0) if which == "uln" else (1.0, math.inf)))
    if multiple(lab.unit) == which:
        return satisfies(asked, *span)
    own = lab.uln if which == "uln" else lab.lln
    if own:
        ends = [end / own for end in span]
    else:
        table = analyte(lab_key(concept))
        limit = None if table is None else table.high if which == "uln" else table.low
        ours = [end if math.isinf(end) else convert(lab_key(concept), end, lab.unit) for end in span]
        known = [end for end in ours if end is not None]
        if not limit or len(known) < len(ours):
            return Truth.UNKNOWN
        ends = [end / limit for end in known]
    return satisfies(asked, *(round(end, 4) for end in ends))


def _normal(requirement: Requirement, lab: Lab) -> Truth:
    assert isinstance(lab.value, int | float)  # noqa: S101  # text went to _reported()
    if requirement.value in _UNDETECTABLE:
        return Truth.of(True if lab.value == 0 else False if lab.value > _SURELY_FOUND else None)
    table = analyte(lab_key(requirement.concept))
    ours = convert(lab_key(requirement.concept), float(lab.value), lab.unit)
    low = lab.lln if lab.lln is not None else table.low if table else None
    high = lab.uln if lab.uln is not None else table.high if table else None
    if lab.uln is not None or lab.lln is not None:
        ours = float(lab.value)
    if ours is None or (low is None and high is None):
        return Truth.UNKNOWN
    return Truth.of((low is None or ours >= low) and (high is None or ours <= high))


def _estimated(requirement: Requirement, asked: Comparison | Between | None, patient: Patient) -> Answer:
    """Creatinine clearance by Cockcroft-Gault, where no measured one is recorded and its parts are."""
    estimate = cockcroft_gault(patient)
    if estimate is None or asked is None:
        return _missing(requirement.concept)
    clearance, evidence = estimate
    truth = satisfies(asked, clearance, clearance)
    why = f"creatinine clearance {clearance:.0f} mL/min by Cockcroft-Gault; the trial says {words_of(asked)}"
    return either([], Answer(truth, why, evidence))
