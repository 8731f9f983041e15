"""Owns the evaluation of conditions and of what is settled in person."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.conditions import anesthetic_class
from criteria.sentence.condition_states import BESIDE, OTHERS
from criteria.tree import Comparison, Kind, Requirement
from matcher.answer import Answer, Evidence, Missing, Weight, no, presumed_absent, unknown
from matcher.bounds import bound, compare
from matcher.entries import conditions
from matcher.entries.names import Relation, by_words, name, overlap
from matcher.evaluate import lab
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth

TOXICITY = ("unresolved toxicity", "toxicity", "unresolved adverse event")
"""Concepts that are read off the grades of all conditions, not off one that is so called."""

# Side effects of cancer treatment that stay, and the classes that cause them
_LASTING = (
    "neuropathy", "alopecia", "fatigue", "diarrhea", "mucositis", "rash", "lymphedema", "anemia", "neutropenia",
    "hand-foot", "palmar-plantar", "stomatitis",
)  # fmt: skip
# what else an entry says that treatment has caused
_CAUSED = re.compile(
    r"\b(?:chemotherapy|treatment|therapy|radiation|drug|immune|cisplatin|taxane|paclitaxel)-(?:induced|related)\b"
    r"|\b(?:due|secondary|related) to (?:the |prior |earlier |previous )*(?P<what>[\w-]+)|\b(?:caused by|induced by) (?P<by>[\w-]+)",
    re.IGNORECASE,
)


DEFINED = ("defined", "by a bound")
"""A detail: the trial says by a bound beside it what it means by the condition, so that this need not be known by itself."""
_LONG_QT = re.compile(r"\bqtc?f?\b.*prolong|prolong\w*.*\bqt|long qt", re.IGNORECASE)
_CLOSE = 0.6


def condition(requirement: Requirement, patient: Patient) -> Answer:
    """A condition of the list; unresolved toxicity is read off the grades of what treatment leaves behind."""
    details = dict(requirement.detail)
    if DEFINED in requirement.detail:
        plain = replace(requirement, detail=tuple(pair for pair in requirement.detail if pair != DEFINED))
        found = condition(plain, patient)
        return found._replace(weight=Weight.REQUIRED) if found.truth is Truth.UNKNOWN else found
    if OTHERS in details:
        return _excepted(requirement, details, patient)
    if requirement.concept == anesthetic_class.CONCEPT:
        return unknown("the ASA class is not recorded", Missing("ASA class", "the record of anesthesia"))
    if requirement.concept in TOXICITY:
        return _toxicity(requirement, patient)
    found = conditions.answer(requirement, patient)
    if all(fact.path == "complete" for fact in found.evidence):  # a whole list of conditions holds no measurements
        return _measured(requirement, patient) or found
    return found


def _excepted(requirement: Requirement, details: dict[str, str], patient: Patient) -> Answer:
    """A condition that an exception names, where it is all that the person has of what is excluded.

    "Autoimmune disease except vitiligo or psoriasis" still excludes whoever has vitiligo and lupus.
    """
    found = condition(replace(requirement, detail=()), patient)
    if found.truth is Truth.FALSE or BESIDE not in details:
        return found
    names = details[OTHERS].split("; ")
    others = tuple(c for c in patient.conditions if not any(conditions.is_named(c, name) for name in names))
    beside = [
        condition(Requirement(Kind.COMORBIDITY, name), replace(patient, conditions=others))
        for name in details[BESIDE].split("; ")
    ]
    for rest in beside:
        if rest.truth is Truth.TRUE:
            return no(f"{rest.why}, which is not excepted", *rest.evidence)
    return next((rest for rest in beside if rest.truth is Truth.UNKNOWN and rest.evidence), found)


def may_be_measured(requirement: Requirement) -> bool:
    """Whether a condition is one that a measurement of the record may decide, beside the list of conditions."""
    return bound(requirement.value) is not None or "qt" in requirement.concept.lower()


def _measured(requirement: Requirement, patient: Patient) -> Answer | None:
    """A condition that a measurement of the record decides: a long QTc, or a score named in the trial's words."""
    if _LONG_QT.search(requirement.concept):
        normal = Requirement(Kind.LAB, "QTc", Comparison("<=", 450, "ms"))
        long = Requirement(Kind.LAB, "QTc", Comparison(">", 500, "ms"))
        if lab.evaluate(normal, patient).truth is Truth.TRUE:
            answer = lab.evaluate(normal, patient)
            return no(answer.why, *answer.evidence)
        answer = lab.evaluate(long, patient)
        return answer if answer.truth is Truth.TRUE else None
    asked = bound(requirement.value)
    if asked is None:
        return None
    for place, entry in enumerate(patient.labs):
        if overlap(entry.name, f"{requirement.concept} {asked.unit}") >= _CLOSE:
            return lab.compare_with(requirement, asked, entry, place)
    return None


def _toxicity(requirement: Requirement, patient: Patient) -> Answer:
    """Whether earlier treatment has left that much behind; of one treatment alone, no entry tells that it is due to that."""
    asked = requirement.value if isinstance(requirement.value, Comparison) else Comparison(">", 1, "grade")
    missing = Missing("grade of what earlier treatment has left behind", "the clinic notes")
    for place, entry in enumerate(patient.conditions):
        if "toxicity" in entry.name.lower() and not entry.present:
            evidence = conditions.describe(place, entry)
            grade = 1 if "above grade 1" in entry.name.lower() else 0
            return Answer(compare(asked.op, asked.number, 0, grade), evidence.text, (evidence,))
    graded = [
        (conditions.describe(i, c), c.grade)
        for i, c in enumerate(patient.conditions)
        if c.present and c.grade is not None and _is_left_behind(c)
    ]
    if graded:
        evidence, worst = max(graded, key=lambda pair: pair[1])
        of_one = any(key == "due to" for key, _ in requirement.detail)
        if of_one and compare(asked.op, asked.number, worst, worst) is not compare(asked.op, asked.number, 0, 0):
            return unknown(f"{evidence.text}; what it is due to is not recorded", missing)
        return Answer(compare(asked.op, asked.number, worst, worst), evidence.text, (evidence,))
    if "conditions" in patient.complete:
        truth = compare(asked.op, asked.number, 0, 0)
        return Answer(truth, "no toxicity in the complete list of conditions", (Evidence("complete", "conditions"),))
    return unknown("what earlier treatment has left behind is not recorded", missing)


def _is_left_behind(entry: Condition) -> bool:
    """Whether a condition is what treatment leaves behind, by its name or by the treatment that its entry blames."""
    if any(word in entry.name.lower() for word in _LASTING):
        return True
    blamed = _CAUSED.search(f"{entry.name}; {entry.status or ''}; {entry.note or ''}")
    if blamed is None:
        return False
    what = blamed["what"] or blamed["by"]
    return what is None or name(Kind.THERAPY, what).concept is not None


# an entry that tells of a trial, other than of being willing to join one
_TAKES_PART = re.compile(
    r"^(?!.*\b(?:(?:willing|agree|able|consent|plan|eligible|ready|interested)\w*|no|not|never)\b).*"
    r"\b(?:participat\w+|enroll?\w*|(?:took|taking|takes) part)\b.*\b(?:trial|study|protocol)\b",
    re.IGNORECASE,
)


ENROLMENT = "enrolment in other trial"
"""What is settled in person unless the record tells of another trial."""


def settled_in_person(requirement: Requirement, patient: Patient) -> Answer:
    """Consent, compliance, contraception, life expectancy, judgement: asked at the visit, never from the record.

    Having been in another trial, where that is asked for, keeps the verdict open: few have, and no visit changes it.
    """
    for place, entry in enumerate(patient.conditions):
        if requirement.kind is Kind.ADMINISTRATIVE and by_words(entry.name, requirement.concept) is Relation.SAME:
            evidence = conditions.describe(place, entry)
            return Answer(Truth.of(entry.present), evidence.text, (evidence,))
        if requirement.concept == ENROLMENT and entry.present and _TAKES_PART.search(entry.name):
            told = conditions.describe(place, entry)
            missing = Missing("whether that trial is what is meant", "the study team")
            return unknown(f"{told.text}; whether it is what is meant decides", missing, evidence=(told,))
    if requirement.kind is Kind.ADMINISTRATIVE and requirement.concept == ENROLMENT:
        return presumed_absent(f"{ENROLMENT} is not recorded", Missing(ENROLMENT, "the study team"))
    what = requirement.concept if requirement.concept != "other" else "this"
    return unknown(f"{what} is settled in person", Missing(what, "the study team"), weight=Weight.NEVER)
