"""Owns the evaluation of stage groups, TNM categories and the words for how far the cancer has come."""

from __future__ import annotations

import re

from criteria.tree import Requirement
from matcher.answer import Answer, Evidence, Missing, Weight, known, no, unknown
from matcher.bounds import detail
from matcher.derive.disease import category_parts, extent, primary_resected, stage_parts, stages_by_categories
from matcher.derive.no_cancer import without_cancer
from matcher.entries import conditions
from matcher.evaluate.signs import with_sign
from matcher.patient.record import Patient
from matcher.truth import Truth, any_of

_UNRESECTABLE = re.compile(
    r"\b(?:unresectable|inoperable|non-?resectable|incurable|not (?:resectable|operable|amenable to))\b", re.I
)
_RESECTABLE = re.compile(r"\b(?:amenable to (?:\w+ )?(?:resection|surgery)|resectable|operable)\b", re.IGNORECASE)
_NO_GROUPS = (("I", "C"), ("II", "C"))
_CELLS = "+)"
_PATHOLOGY = "the pathology report or the staging scans"


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """``stage`` and ``T``, ``N``, ``M`` against a list; early, locally advanced, metastatic and so on by extent."""
    concept = requirement.concept
    if (healthy := without_cancer(patient)) is not None:
        return no(healthy.text, healthy)
    if concept == "stage":
        return _group(requirement, patient)
    if concept in ("T", "N", "M"):
        category, sign = _category(requirement, patient), detail(requirement, "sign")
        return category if sign is None else with_sign(category, sign, _values(requirement), patient)
    found, evidence = extent(patient)
    if concept == "recurrent":
        return _recurrent(requirement, patient)
    if found is None or evidence is None:
        return unknown("the extent of the disease is not recorded", Missing("extent of disease", _PATHOLOGY))
    truth = _extent_is(concept, found, patient)
    if concept == "unresectable" and truth is not Truth.TRUE and (told := _told_unresectable(patient)) is not None:
        return told
    if truth is not Truth.TRUE and found != "metastatic" and detail(requirement, "defined"):
        # the stages that the trial gives decide, whatever the record calls it
        text = f"{evidence.text}; the stages decide whether it is {concept}"
        return unknown(text, evidence=(evidence,), weight=Weight.NEVER)
    if truth is Truth.UNKNOWN:
        missing = Missing(f"whether the disease is {concept}", _PATHOLOGY)
        return unknown(f"{evidence.text}; whether it is {concept} is not recorded", missing, evidence=(evidence,))
    return Answer(truth, evidence.text, (evidence,))


def _extent_is(concept: str, found: str, patient: Patient) -> Truth:
    metastatic, locally = found == "metastatic", found == "locally advanced"
    resected = primary_resected(patient) is not None
    again = patient.diagnosis.presentation == "recurrent"  # what has come back may be so, whatever was taken out
    match concept:
        case "metastatic":
            return Truth.of(metastatic)
        case "early":
            return Truth.of(False if metastatic else None if locally else True)
        case "locally advanced":
            return Truth.of(locally)
        case "unresectable" | "inoperable":
            # a locally advanced tumour that has been taken out was resectable
            return Truth.of(True if metastatic else None if again or locally and not resected else False)
        case "advanced":
            return Truth.of(True if metastatic else None if locally and (again or not resected) else False)
        case "resectable" | "operable":
            return Truth.of(False if metastatic else None if locally else True)
        case _:
            return Truth.UNKNOWN


def _told_unresectable(patient: Patient) -> Answer | None:
    """What an entry of the conditions says of whether the tumour can be taken out."""
    for place, condition in enumerate(patient.conditions):
        denied = _UNRESECTABLE.search(condition.name) is not None
        if denied or _RESECTABLE.search(condition.name):
            evidence = conditions.describe(place, condition)
            return known(condition.present is denied, evidence.text, evidence)
    note = patient.diagnosis.note or ""
    if _UNRESECTABLE.match(note):
        return known(True, note, Evidence("diagnosis.note", note))
    return None


_CAME_BACK_LOCALLY = re.compile(
    r"\b(?:local|loco-?\s?regional|regional)(?:ly)?[ -](?:recurren\w+|relaps\w+)|\brecurren\w+ (?:in|of) (?:the )?(?:ipsilateral )?(?:breast|chest wall)\b",
    re.IGNORECASE,
)


def _recurrent(requirement: Requirement, patient: Patient) -> Answer:
    """Whether the cancer has come back; that it came back elsewhere does not say that it did so where it began."""
    presentation = patient.diagnosis.presentation
    local = detail(requirement, "where") == "local"
    for place, condition in enumerate(patient.conditions) if local else ():
        if _CAME_BACK_LOCALLY.search(condition.name):
            evidence = conditions.describe(place, condition)
            return known(condition.present, evidence.text, evidence)
    if local and presentation == "recurrent" and patient.diagnosis.extent == "metastatic":
        missing = Missing("whether the cancer has come back in the breast or its nodes", "the clinic notes")
        far = Evidence("diagnosis.presentation", "recurrent, metastatic disease")
        return unknown(f"{far.text}; whether it is locally recurrent is not recorded", missing, evidence=(far,))
    if presentation is None:
        return unknown("whether the cancer has come back is not recorded", Missing("recurrence", "the clinic notes"))
    text = presentation.replace("_", " ") + " disease"
    return known(presentation == "recurrent", text, Evidence("diagnosis.presentation", text))


def _values(requirement: Requirement) -> tuple[str, ...]:
    value = requirement.value
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _group(requirement: Requirement, patient: Patient) -> Answer:
    """A group without a letter holds all its letters: III holds IIIA; IIIA is open to a record that says III."""
    own = patient.diagnosis.stage
    if own is None:
        return _by_categories(requirement, patient)
    evidence = Evidence("diagnosis.stage", f"stage {own}")
    ours = stage_parts(own)
    if ours is None:
        return unknown("the recorded stage is not a stage group", Missing("stage", _PATHOLOGY), evidence=(evidence,))
    truth = any_of(_within_group(ours, stage_parts(asked)) for asked in _values(requirement))
    return Answer(truth, evidence.text, (evidence,))


def _by_categories(requirement: Requirement, patient: Patient) -> Answer:
    """The stage groups as far as T, N and the extent leave them open."""
    possible, evidence = stages_by_categories(patient)
    asked = [stage_parts(value) for value in _values(requirement)]
    truths = {any_of(_within_group((number, ""), group) for group in asked) for number in possible}
    truth = truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    if truth is Truth.UNKNOWN or evidence is None:
        return unknown("the stage is not recorded", Missing("stage", _PATHOLOGY))
    return Answer(truth, f"{evidence.text}: stage {' or '.join(sorted(possible))}", (evidence,))


def _within_group(ours: tuple[str, str], asked: tuple[str, str] | None) -> Truth:
    if asked is None:
        return Truth.UNKNOWN
    if ours[0] != asked[0]:
        return Truth.FALSE
    if not asked[1] or ours[1] == asked[1]:
        return Truth.TRUE
    if asked in _NO_GROUPS:
        return Truth.UNKNOWN  # there is no stage IC
    return Truth.FALSE if ours[1] else Truth.UNKNOWN


def _category(requirement: Requirement, patient: Patient) -> Answer:
    letter = requirement.concept.lower()
    own = getattr(patient.diagnosis, letter)
    if own is None and letter == "m":
        found, _ = extent(patient)
        own = None if found is None else "M1" if found == "metastatic" else "M0"
    if own is None:
        missing = Missing(f"{requirement.concept} category", _PATHOLOGY)
        return unknown(f"the {requirement.concept} category is not recorded", missing)
    evidence = Evidence(f"diagnosis.{letter}", own)
    ours = category_parts(own if own[:1].isalpha() else f"{letter}{own}")
    truth = any_of(_within_category(own, ours, requirement.concept, asked) for asked in _values(requirement))
    if truth is Truth.FALSE and ours == ("T", "is", "") and {"T0", "T1"} <= set(_values(requirement)):
        # Tis stands between T0 and T1 (AJCC); a range over both may take it in
        missing = Missing("whether the trial takes carcinoma in situ", "the study team")
        return unknown(f"{own}; T0 to T1 may take it in", missing, evidence=(evidence,))
    return Answer(truth, own, (evidence,))


def _within_category(own: str, ours: tuple[str, str, str] | None, letter: str, asked: str) -> Truth:
    bare = asked if asked[:1].isalpha() else f"{letter}{asked}"
    theirs = category_parts(bare)
    if theirs is None and asked.lower() in ("is", "tis"):
        theirs = ("T", "is", "")
    if ours is None or theirs is None:
        return Truth.UNKNOWN
    if _CELLS in asked and _CELLS not in own and ours[1] == theirs[1]:
        return Truth.FALSE  # N0(i+) is not N0
    if ours[1] == "x" or ours[1] != theirs[1]:
        return Truth.UNKNOWN if ours[1] == "x" != theirs[1] else Truth.of(ours[1] == theirs[1])
    if not theirs[2] or ours[2] == theirs[2]:
        return Truth.TRUE
    return Truth.FALSE if ours[2] else Truth.UNKNOWN
