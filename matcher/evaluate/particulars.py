"""Owns the particulars that narrow a treatment: its extent, site, technique, route, line, purpose, time to relapse."""

from __future__ import annotations

import re
from collections.abc import Callable

from criteria.atoms.therapies.surgery_site import is_elsewhere
from criteria.tree import Comparison, Requirement
from matcher.bounds import satisfies
from matcher.derive import irradiated
from matcher.derive.disease import relapse_date
from matcher.derive.steroids import daily_steroid
from matcher.derive.therapy import is_instance, known_concept, last_day, medicine_is
from matcher.entries.names import words
from matcher.evaluate.begun import begun
from matcher.evaluate.donor import of_donor
from matcher.evaluate.operated_there import ANY_PLACE, ON_THE_BREAST, operated_there
from matcher.evaluate.purpose import given_for
from matcher.evaluate.route import given_by
from matcher.evaluate.side import side_of_the_cancer
from matcher.patient.dates import days
from matcher.patient.record import Medication, Patient, Treatment
from matcher.truth import Truth, all_of, any_of

_MINOR = re.compile(r"\bminor\b|\bport\b|biops|catheter|needle|\bdental", re.IGNORECASE)
_MAJOR = re.compile(
    r"\bmajor\b|ectomy|plasty|craniotomy|laparotomy|thoracotomy|sternotomy|osteotomy|resection|dissection|bypass|"
    r"\breplacement\b|\bfusion\b|amputation",
    re.IGNORECASE,
)
_NEAR_THE_BREAST = re.compile(
    r"breast|mamma|axilla|chest|thora|nod[ae]|wall|region|lesion|area|site|tumou?r|cancer|metasta|disease|place"
)
# operations of which the name tells no place
_UNPLACED = re.compile(
    r"(?:[\w-]+ )?(?:surger(?:y|ies)|operation|resection|excision|procedure)(?: of)?(?: the)?(?: primary)?(?: tumou?r)?",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?:"
    r"contra-?lateral|ipsi-?lateral|opposite|other|uninvolved|unaffected|same|affected|involved|study|studied|index"
    r"|target|current|intended|planned|treated|adjacent)\b",
    re.IGNORECASE,
)
# the breast that has the cancer, and the other one
_SIDES = {
    True: re.compile(r"\b(?:ipsi-?lateral|same|affected|involved)\b", re.IGNORECASE),
    False: re.compile(r"\b(?:contra-?lateral|opposite|unaffected|uninvolved)\b", re.IGNORECASE),
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NEVER_CAME_BACK = ("primary", "de_novo")
_RELAPSE = re.compile(r"(>=|<=|>|<)\s*(\d+(?:\.\d+)?)\s*(\w+)")
_OF_ITS_START = "of its start"
_IGNORED = ("origin", "washout", "planned", "elapsed", "while", "resisted")
"""Qualifiers that the vocabulary's classes carry already, that only explain the window, or are heeded elsewhere."""

_HOLDS_MARROW = words("bone marrow pelvis pelvic body skeleton")
_HOLDS_SOME = words("spine spinal lumbar thoracic sacrum sacral vertebra vertebrae hip femur iliac")
Given = tuple[int, Treatment, Truth]
"""The place of a treatment, the treatment, and whether it is what is asked for."""


def narrows(requirement: Requirement) -> bool:
    """Whether the requirement has particulars that a treatment must answer to."""
    return any(key not in _IGNORED for key, _ in requirement.detail)


def of_treatment(requirement: Requirement, treatment: Treatment, patient: Patient) -> Truth:
    """Whether a treatment has all the particulars; one that the record does not speak of is open."""
    return all_of(
        _OF_ITS_CLASS[key](value, requirement.concept, treatment.name, treatment.dose)
        if key in _OF_ITS_CLASS
        else _BY_KEY.get(key, _not_recorded)(value, treatment, patient)
        for key, value in requirement.detail
        if key not in _IGNORED
    )


def in_particular(requirement: Requirement, found: list[Given], patient: Patient) -> list[Given]:
    """Those of the treatments that have, or may have, all the particulars: given for this cancer, to this site."""
    narrowed = ((i, t, all_of((is_it, of_treatment(requirement, t, patient)))) for i, t, is_it in found)
    return [given for given in narrowed if given[2] is not Truth.FALSE]


def of_medicine(requirement: Requirement, medicine: Medication) -> Truth:
    """Whether a medicine that is being taken has all the particulars; its route and its kind can be told from the record."""
    return all_of(
        _OF_ITS_CLASS[key](value, requirement.concept, medicine.name, medicine.dose)
        if key in _OF_ITS_CLASS
        else _of_medicine(key, value, medicine)
        for key, value in requirement.detail
        if key not in _IGNORED
    )


def _acts_so(strength: str, concept: str, drug: str, dose: str | None) -> Truth:
    """Whether a drug acts on its enzyme as strongly as is meant; open where the vocabulary has no class of such drugs."""
    degrees = strength.split(" or ")
    narrower = [f"{degree} {concept}" for degree in degrees if known_concept(f"{degree} {concept}")]
    known = any_of(medicine_is(drug, one) for one in narrower)
    return known if known is Truth.TRUE or len(narrower) == len(degrees) else Truth.UNKNOWN


def _of_medicine(key: str, value: str, medicine: Medication) -> Truth:
    if key == "kind":
        return medicine_is(medicine.name, value)
    if key == "dose":
        return daily_steroid(value, medicine.name, medicine.dose)
    return Truth.UNKNOWN


def _not_recorded(value: str, treatment: Treatment, patient: Patient) -> Truth:
    return Truth.UNKNOWN


def _extent(value: str, treatment: Treatment, patient: Patient) -> Truth:
    if value == "systemic" and treatment.kind == "radiation":
        return Truth.FALSE  # external beams are local; systemic radiation is a radiopharmaceutical
    if value == "major":
        return Truth.of(False if _MINOR.search(treatment.name) else True if _MAJOR.search(treatment.name) else None)
    if value == "minor":
        return ~_extent("major", treatment, patient)
    return Truth.UNKNOWN


def _site(value: str, treatment: Treatment, patient: Patient) -> Truth:
    if (
        treatment.kind == "surgery"
        and (treatment.site is None or is_elsewhere(value))
        and not _NEAR_THE_BREAST.search(value)
    ):
        return operated_there(value, treatment)
    if treatment.site is not None:
        whole = treatment.kind == "radiation" and irradiated.WHOLE_BRAIN.search(value)
        return irradiated.of_whole_brain(treatment) if whole else _there(value, treatment.site, patient)
    if irradiated.applies(treatment):
        return irradiated.where_adjuvant(value, treatment, patient)
    if "breast" not in value or treatment.kind != "surgery" or _UNPLACED.fullmatch(treatment.name):
        return Truth.UNKNOWN
    if not ON_THE_BREAST.search(treatment.name):
        return Truth.FALSE
    return Truth.of(None if _RELATIVE.search(value) else True)


def _there(asked: str, site: str, patient: Patient) -> Truth:
    """Whether a treatment of ``site`` was one of the place asked for; which is "the other breast", the side of the cancer tells."""
    places, told = words(asked) - ANY_PLACE, words(site)
    if not places:
        return Truth.UNKNOWN
    if (
        "marrow" in places
    ):  # "to > 25% of the bone marrow": how much of it lies where some was irradiated, no record says
        share = any(character.isdigit() for character in asked)
        return Truth.of(None if told & (_HOLDS_MARROW if share else _HOLDS_MARROW | _HOLDS_SOME) else False)
    if not places & told and irradiated.CHEST & places and told & (irradiated.CHEST | irradiated.BREAST):
        return Truth.of(None if "wall" in places or _RELATIVE.search(asked) else True)  # the breast is on the chest
    if not places & told or {"left", "right"} <= (places ^ told):
        return Truth.FALSE
    if any(_SIDES[one].search(asked) and _SIDES[not one].search(site) for one in (True, False)):
        return Truth.FALSE
    side, cancer = words(site) & {"left", "right"}, side_of_the_cancer(patient)
    if cancer is not None and len(side) == 1 and "breast" in places:
        for same, named in _SIDES.items():
            if named.search(asked):
                return Truth.of((side == {cancer}) is same)
    relative = _RELATIVE.search(asked)
    return Truth.of(None if relative is not None and not words(relative[0]) <= told else True)


def _technique(value: str, treatment: Treatment, patient: Patient) -> Truth:
    if words(value) <= words(treatment.name):
        return Truth.TRUE
    named = is_instance(treatment, f"{value} radiation therapy")
    generic = treatment.name.lower() in ("radiation therapy", "radiotherapy", "radiation")
    return Truth.UNKNOWN if generic and named is Truth.FALSE else named


def _kind_of(value: str, treatment: Treatment, patient: Patient) -> Truth:
    return is_instance(treatment, value)


def _dose(value: str, treatment: Treatment, patient: Patient) -> Truth:
    return daily_steroid(value, treatment.name, treatment.dose)


_TOLD_FRACTIONS = re.compile(r"\b(\d{1,2})\s+(?:daily\s+)?fractions?\b|\bsingle (?:fraction|dose)\b", re.IGNORECASE)


def _fractions(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether radiation was given in as few fractions as is asked, as its dose or its note tells."""
    op, number = value.split()
    told = _TOLD_FRACTIONS.search(f"{treatment.name}; {treatment.dose or ''}; {treatment.note or ''}")
    if told is None:
        return Truth.UNKNOWN
    given = float(told[1] or 1)
    return satisfies(Comparison(op, float(number)), given, given)


def _line(value: str, treatment: Treatment, patient: Patient) -> Truth:
    number = _ORDINALS.get(value.lower())
    return Truth.of(None if number is None or treatment.line is None else treatment.line == number)


def _other_than(value: str, treatment: Treatment, patient: Patient) -> Truth:
    return ~is_instance(treatment, value)


_NOT_LIVE = re.compile(
    r"\b(?:non|not)[- ]?live\b|killed|inactivat|recombinant|\bm-?rna\b|subunit|conjugate|toxoid|split|adjuvanted|high[- ]dose",
    re.I,
)
_OTHER_TYPE = {"live": "inactivated", "inactivated": "live"}


def _type(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether a vaccine is a live one, or another treatment one of a type that its class or its name tells."""
    if value == "live" and _NOT_LIVE.search(treatment.name):
        return Truth.FALSE
    if words(value) <= words(treatment.name):
        return Truth.TRUE
    if treatment.kind != "vaccine":
        return Truth.UNKNOWN
    if is_instance(treatment, f"{value} vaccine") is Truth.TRUE:
        return Truth.TRUE
    other = value in _OTHER_TYPE and is_instance(treatment, f"{_OTHER_TYPE[value]} vaccine") is Truth.TRUE
    return Truth.of(False if other else None)


def _side(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether an operation was one of both breasts: what is recorded once, and of one side or of none, was not."""
    told = words(f"{treatment.name} {treatment.site or ''}")
    if words(value) <= told:
        return Truth.TRUE
    alone = sum(other.name == treatment.name for other in patient.treatments) == 1
    return Truth.of(False if value == "bilateral" and alone else None)


_AIMED = re.compile(r"stereotactic|radiosurg|ablat|sbrt|sabr|\bsrs\b|curative|definitive|radical", re.IGNORECASE)


def _intent(value: str, treatment: Treatment, patient: Patient) -> Truth:
    if treatment.setting is None:
        return Truth.UNKNOWN
    if value == "curative":
        # of an early cancer it may be no more than part of a cure; few metastases may be meant to be cured
        aimed = _AIMED.search(f"{treatment.name} {treatment.note or ''} {treatment.dose or ''}")
        return Truth.of(False if treatment.setting == "metastatic" and aimed is None else None)
    return Truth.of(treatment.setting == "metastatic" if value == "palliative" else None)


def _relapse(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """How long after the end of this treatment the cancer came back; on treatment counts as no time at all.

    Under treatment for metastatic disease it has come back already: there the treatment itself tells how long it held.
    """
    if treatment.setting == "metastatic":
        return _held(value, treatment)
    if patient.diagnosis.presentation in _NEVER_CAME_BACK:
        return Truth.FALSE
    asked, relapse = _RELAPSE.search(value), relapse_date(patient)
    end = treatment.start if _OF_ITS_START in value else last_day(treatment)
    length = days(float(asked[2]), asked[3]) if asked else None
    if asked is None or length is None or relapse is None or end is None:
        return Truth.UNKNOWN
    least, most = max(0, (relapse.first - end.last).days), max(0, (relapse.last - end.first).days)
    return satisfies(Comparison(asked[1], length), least, most)


def _held(value: str, treatment: Treatment) -> Truth:
    """How long a treatment held before the cancer progressed under it."""
    asked, start, end = _RELAPSE.search(value), treatment.start, treatment.end
    length = days(float(asked[2]), asked[3]) if asked else None
    if value.endswith("or during") and treatment.outcome == "progression":
        return Truth.TRUE
    if asked is None or length is None or start is None or end is None or treatment.outcome != "progression":
        return Truth.UNKNOWN
    held = satisfies(Comparison(asked[1], length), max(0, (end.first - start.last).days), (end.last - start.first).days)
    if _OF_ITS_START in value or ">" in asked[1]:
        return held
    return held if held is Truth.TRUE else Truth.UNKNOWN  # it may be counted from the last dose


def _outcome(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether the cancer responded; how fully, no record says, and a course that was completed does not tell.

    A response that was over by the time of the record leaves no trace there.
    """
    if value == "response" and treatment.outcome == "response":
        return Truth.TRUE
    return Truth.of(False if treatment.outcome == "progression" and treatment.setting == "neoadjuvant" else None)


_OF_ITS_CLASS: dict[str, Callable[[str, str, str, str | None], Truth]] = {"strength": _acts_so, "route": given_by}
_BY_KEY: dict[str, Callable[[str, Treatment, Patient], Truth]] = {
    "extent": _extent,
    "severity": _extent,
    "site": _site,
    "region": _site,
    "technique": _technique,
    "kind": _kind_of,
    "donor": of_donor,
    "dose": _dose,
    "fractions": _fractions,
    "line": _line,
    "for": given_for,
    "intent": _intent,
    "relapse": _relapse,
    "outcome": _outcome,
    "begun": begun,
    "not": _other_than,
    "type": _type,
    "side": _side,
}
