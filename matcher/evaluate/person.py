"""Owns the evaluation of age, sex, menopause, pregnancy and performance status."""

from __future__ import annotations

from datetime import date

from criteria.tree import Between, Comparison, Requirement
from matcher.answer import Answer, Evidence, Missing, Weight, known, no, unknown
from matcher.bounds import bound, detail, satisfies, words_of
from matcher.derive import status
from matcher.entries.phrases import stated
from matcher.patient.dates import days
from matcher.patient.record import Patient
from matcher.truth import Truth

_OPEN_AGE = unknown("the age is not recorded", Missing("age", "the patient"))


def age(requirement: Requirement, patient: Patient) -> Answer:
    """Age in completed years against a bound."""
    found = status.age_range(patient)
    value = bound(requirement.value)
    if found is None or value is None:
        return _OPEN_AGE
    low, high, evidence = found
    scale = days(1, value.unit) or 365.25
    if scale != days(1, "years"):
        factor = 365.25 / scale
        low, high = low * factor, (high + 1) * factor
    truth = satisfies(value, low, high)
    turns = _birthday(value, patient) if truth is Truth.FALSE else None
    return Answer(truth, f"{evidence.text}; the trial says {words_of(value)}", (evidence,), until=turns)


def _birthday(value: Comparison | Between, patient: Patient) -> date | None:
    """The day on which a patient who is too young is old enough, where the birth date is known to the day."""
    born = patient.birth_date
    needed = value.low if isinstance(value, Between) else value.number if value.op == ">=" else None
    if born is None or born.first != born.last or needed is None or needed != int(needed):
        return None
    year = born.first.year + int(needed)
    turned = date(year, 3, 1) if (born.first.month, born.first.day) == (2, 29) else born.first.replace(year=year)
    return turned if turned > patient.as_of else None


def sex(requirement: Requirement, patient: Patient) -> Answer:
    """Sex as recorded."""
    if patient.sex is None:
        return unknown("the sex is not recorded", Missing("sex", "the patient"))
    return known(patient.sex == requirement.concept, f"the patient is {patient.sex}", Evidence("sex", patient.sex))


def menopause(requirement: Requirement, patient: Patient) -> Answer:
    """Menopausal status; asked of a man it is not met (gold guidelines, section 3)."""
    found, evidence = status.menopause(patient)
    if patient.sex == "male":
        return no("the patient is male", Evidence("sex", "male"))
    if found is None:
        where = Missing("menopausal status", "the patient, or FSH and estradiol")
        return unknown("the menopausal status is not recorded", where)
    facts = (evidence,) if evidence else ()
    if found == "perimenopausal" and requirement.concept == "premenopausal":
        return unknown("perimenopausal, which some trials count as premenopausal", evidence=facts)
    return known(found == requirement.concept, f"the patient is {found}", *facts)


def pregnancy(requirement: Requirement, patient: Patient) -> Answer:
    """Pregnancy, breastfeeding, childbearing potential; none of them apply to men or after menopause."""
    if requirement.concept == "childbearing potential":
        truth, fact = status.childbearing_potential(patient)
        facts = (fact,) if fact else ()
        return Answer(truth, fact.text if fact else "childbearing potential is not recorded", facts)
    ruled_out = status.cannot_be_pregnant(patient)
    if ruled_out:
        return no(f"does not apply: {ruled_out.text}", ruled_out)
    if requirement.value == "planned":
        plan = stated(patient, f"intent to become {requirement.concept}")
        return plan or unknown("plans are not recorded", Missing("plans", "the patient"), weight=Weight.REQUIRED)
    recorded = patient.pregnant if requirement.concept == "pregnant" else patient.breastfeeding
    key = "pregnant" if requirement.concept == "pregnant" else "breastfeeding"
    if recorded is None:
        where = "a pregnancy test" if key == "pregnant" else "the patient"
        return unknown(f"whether the patient is {key} is not recorded", Missing(key, where))
    if not recorded and requirement.when is not None:
        return unknown(f"since when the patient is not {key} is not recorded", Missing(key, "the patient"))
    text = key if recorded else f"not {key}"
    return known(recorded, f"the patient is {text}", Evidence(key, text))


def performance(requirement: Requirement, patient: Patient) -> Answer:
    """ECOG or Karnofsky; each is converted to the other where only that is recorded."""
    scale = requirement.concept
    found = status.karnofsky_range(patient) if scale == "Karnofsky" else status.ecog_range(patient)
    value = bound(requirement.value)
    if found is None:
        return unknown("performance status is not recorded", Missing(f"{scale} performance status", "the clinic notes"))
    low, high, evidence = found
    if evidence.path != scale.lower() and detail(requirement, "beside") is not None:
        return no(f"{evidence.text}, and the trial names a grade on that scale", evidence)
    if value is None:
        return unknown("the trial names no bound", evidence=(evidence,))
    return Answer(
        satisfies(value, low, high), f"{evidence.text}; the trial says {scale} {words_of(value)}", (evidence,)
    )
