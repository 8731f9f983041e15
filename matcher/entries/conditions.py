"""Owns what the patient's list of conditions says to a name: has it, is known not to, or leaves it open."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from criteria.render import describe as in_words
from criteria.sentence.condition_states import BESIDE, OTHERS
from criteria.tree import Comparison, Kind, Requirement, Window
from criteria.vocabulary import load
from matcher.answer import Answer, Evidence, Missing, Weight, either, no, presumed_absent, unknown, yes
from matcher.bounds import compare, leaves_window, within
from matcher.entries import entry_sense
from matcher.entries.disease_names import disease_in
from matcher.entries.fields_of_medicine import Standing, standing
from matcher.entries.names import Relation, by_words, name, relate, words
from matcher.entries.qualifiers import (
    HELD,
    OVER,
    STATES,
    core,
    falls_short,
    goes_on,
    graded,
    has,
    is_gone,
    is_over,
    leaves_nothing,
    qualifiers,
)
from matcher.entries.requiring import requires
from matcher.patient.dates import WRITTEN, Gap, PartialDate, date_told
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth, all_of, any_of

_CHART = "the medical history"

# What a closed list of conditions does not speak of (gold guidelines, section 3); what is wrong with the heart it does.
_NOT_HISTORY = re.compile(
    r"^(?!.*\b(?:rhythm|conduction)\b).*\b(?:qtc?f?(?! syndrome)|qt interval|ecg|ekg|electrocardiogra\w+|blood pressure|family|imaging|margins?|laborator\w+|"
    r"abnormal lab\w*|pregnancy test)\b",
    re.IGNORECASE,
)
_GRADED_BY_NYHA = "congestive heart failure"
_NO_QUALIFIERS = frozenset({"requiring", BESIDE, OTHERS})
_IN_FORCE = frozenset({"active", "severe", "symptomatic", "uncontrolled"})
_WITH_GRADE = re.compile(r"(?P<name>.+) (?P<op>[<>]?=|[<>]) (?P<number>[\d.]+) grade")
ABILITY = re.compile(r"\b(?:inability|unable|inadequate|cannot|impaired|difficulty|not able)\b", re.IGNORECASE)
"""Words by which an entry or a requirement is of the lack of an ability."""
_CAN = re.compile(r"\b(?:able|ability|can|capable)\b", re.IGNORECASE)


def describe(place: int, condition: Condition) -> Evidence:
    """A condition in words."""
    parts = [
        condition.status or "",
        f"grade {condition.grade}" if condition.grade is not None else "",
        f"NYHA {condition.nyha}" if condition.nyha else "",
        str(condition.date or ""),
    ]
    extra = ", ".join(part for part in parts if part)
    text = condition.name if condition.present else f"{condition.name}: no"
    return Evidence(f"conditions[{place}]", f"{text} ({extra})" if extra else text)


def answer(requirement: Requirement, patient: Patient) -> Answer:
    """Whether the patient has a condition, with every qualifier of the requirement.

    A qualifier that the record does not decide leaves it open; so does a condition that an open list does not name.
    """
    concept = requirement.concept
    asked = _asked(requirement)
    answers = [a for i, c in enumerate(patient.conditions) if (a := _from(i, c, asked, patient)) is not None]
    denied = [a for a in answers if a.truth is Truth.FALSE]
    affirmed = [a for a in answers if a.truth is not Truth.FALSE]
    if denied and (not affirmed or _denied_outright(patient, asked, affirmed)):
        return denied[0]
    return either(affirmed, denied[0] if denied else _silence(concept, patient, asked))


def _denied_outright(patient: Patient, asked: _Asked, affirmed: list[Answer]) -> bool:
    """Whether the record denies the very thing that is asked, where what speaks for it is open."""
    if any(a.truth is Truth.TRUE for a in affirmed):
        return False
    return any(not c.present and _relation(c.name, asked) is Relation.SAME for c in patient.conditions)


class _Asked:
    """What a requirement asks of a condition."""

    def __init__(self, requirement: Requirement) -> None:
        self.requirement = requirement
        self.concept = requirement.concept
        self.core = core(requirement.concept)
        extra = requirement.value if isinstance(requirement.value, str) else ""
        details = " ".join(f"{key} {value}" for key, value in requirement.detail if key not in _NO_QUALIFIERS)
        alternatives = extra.split(" or ") if " or " in extra else []
        told = "" if alternatives or extra.startswith("requiring") else extra
        self.qualifiers = qualifiers(f"{requirement.concept} {told} {details}")
        if extra in STATES:
            self.qualifiers |= {extra}
        self.alternatives = tuple(q for a in alternatives for q in qualifiers(a))
        self.requiring = dict(requirement.detail).get("requiring") or (extra if extra.startswith("requiring") else None)
        self.bound = requirement.value if isinstance(requirement.value, Comparison) else None
        self.when = requirement.when
        self.inability = bool(ABILITY.search(requirement.concept))


@lru_cache(maxsize=65536)
def _asked(requirement: Requirement) -> _Asked:
    return _Asked(requirement)


def _relation(ours: str, asked: _Asked) -> Relation:
    if asked.inability and _CAN.search(ours):
        return by_words(ours, asked.concept)
    whole = relate(Kind.COMORBIDITY, ours, asked.concept)
    if whole in (Relation.SAME, Relation.NARROWER):
        return whole
    bare = relate(Kind.COMORBIDITY, core(ours), asked.core)
    return bare if bare is not Relation.OTHER else whole


def is_named(condition: Condition, theirs: str) -> bool:
    """Whether a condition of the record is what a trial names, or a kind of it, and of no worse grade: "pain <= 2 grade"."""
    found = _WITH_GRADE.fullmatch(theirs)
    name_ = found["name"] if found else theirs
    if found and condition.grade is not None:
        grade = condition.grade
        if compare(found["op"], float(found["number"]), grade, grade) is Truth.FALSE:
            return False
    return relate(Kind.COMORBIDITY, core(condition.name), core(name_)) in (Relation.SAME, Relation.NARROWER)


def _from(place: int, condition: Condition, asked: _Asked, patient: Patient) -> Answer | None:
    """What one entry of the list says to the requirement; None where it says nothing."""
    evidence = describe(place, condition)
    if condition.present and (denied := entry_sense.denied_in(condition.name)) is not None:
        condition = replace(condition, name=denied, present=False)
    if condition.nyha is not None and asked.core == _GRADED_BY_NYHA and core(condition.name) == "heart failure":
        condition = replace(condition, name=_GRADED_BY_NYHA)  # what has a class is that
    relation = _relation(condition.name, asked)
    if not condition.present and relation is not Relation.SAME and not qualifiers(condition.name) - {"history"}:
        same = (one for one in entry_sense.each_of(condition.name) if _relation(one, asked) is Relation.SAME)
        if (one := next(same, None)) is not None:
            condition, relation = replace(condition, name=one), Relation.SAME
    if relation is Relation.OTHER or entry_sense.is_of_a_test(condition.name):
        return None
    return _related(condition, relation, asked, patient, evidence)


def _related(
    condition: Condition, relation: Relation, asked: _Asked, patient: Patient, evidence: Evidence
) -> Answer | None:
    ours = qualifiers(condition.name)
    if asked.inability and not ABILITY.search(condition.name) and _CAN.search(condition.name):
        # the record speaks of the ability where the trial speaks of its lack
        return no(evidence.text, evidence) if condition.present else yes(evidence.text, evidence)
    if (
        condition.present
        and entry_sense.is_tested_negative(condition.name)
        and not entry_sense.is_tested_negative(asked.concept)
    ):
        return no(evidence.text, evidence)
    if not condition.present:
        wide_enough = relation in (Relation.SAME, Relation.WIDER) or words(condition.name) == words(asked.core)
        return no(evidence.text, evidence) if wide_enough and ours - {"history"} <= asked.qualifiers else None
    if relation is Relation.NARROWER and _by_words_alone(condition.name, asked.core):
        said = entry_sense.sense(condition.name, asked.core)
        if (
            said is entry_sense.Sense.NOT_HAD or name(Kind.METASTASIS, condition.name).concept
        ):  # carcinomatous meningitis is a spread
            return None
        if said is entry_sense.Sense.MENTIONED:
            return _perhaps(asked, evidence, Weight.REQUIRED)
    if entry_sense.is_milder(condition.name, asked.concept) or entry_sense.is_only_looked_for(
        condition.name, asked.core
    ):
        return _perhaps(asked, evidence, Weight.REQUIRED)
    if entry_sense.is_only_suspected(condition.name, asked.core):
        return _perhaps(asked, evidence)
    if relation is Relation.WIDER and falls_short(condition, asked.bound, asked.qualifiers, asked.alternatives):
        return no(f"{evidence.text} is not {_phrase(asked)}", evidence)
    if relation is Relation.WIDER or entry_sense.is_past_contact(
        f"{condition.name} {condition.status or ''}", asked.concept
    ):
        return _perhaps(asked, evidence)
    if relation is Relation.NARROWER and (doubted := _of_the_field(condition, asked, evidence)) is not None:
        return doubted
    return _qualified(condition, asked, patient, evidence, ours)


def _perhaps(asked: _Asked, evidence: Evidence, weight: Weight = Weight.ALWAYS) -> Answer:
    """An entry that may or may not be what is asked for."""
    text = f"{evidence.text} may or may not be {asked.concept}"
    return unknown(text, Missing(asked.concept, _CHART), evidence=(evidence,), weight=weight)


def _by_words_alone(ours: str, theirs: str) -> bool:
    """Whether nothing but the words of an entry ties it to what is asked for."""
    if name(Kind.COMORBIDITY, ours).concept is not None:
        return False
    disease = disease_in(ours)
    return disease is None or not load().is_a(Kind.COMORBIDITY, disease, theirs)


def _of_the_field(condition: Condition, asked: _Asked, evidence: Evidence) -> Answer | None:
    """A disease that may be one of the field that a trial names; None where it surely is.

    It is open, and no obstacle where it is held in check or of those that are seldom meant.
    """
    rank, status = standing(condition.name, asked.core), condition.status or ""
    mild = bool(OVER.search(status) or HELD.search(status)) or (condition.grade is not None and condition.grade <= 1)
    ever = "history" in asked.qualifiers  # what is held in check is history all the same
    if rank is Standing.MEMBER or (rank is Standing.OF_FIELD and (ever or not mild)):
        return None
    if rank is Standing.OF_FIELD and "severe" in asked.qualifiers and "uncontrolled" not in asked.qualifiers:
        mild = not _ONLY_CONTROLLED.fullmatch(
            status
        )  # "clinically significant cardiac disease": it may be, though controlled
    mild = mild or (rank is Standing.SELDOM and not _IN_FORCE & qualifiers(status))
    missing = Missing(f"whether {condition.name} is what the trial means by {asked.concept}", _CHART)
    weight = Weight.REQUIRED if mild else Weight.ALWAYS
    return unknown(
        f"{evidence.text} may or may not count as {asked.concept}", missing, evidence=(evidence,), weight=weight
    )


_ONLY_CONTROLLED = re.compile(
    r"\W*(?:(?:well|rate|currently)[- ])?(?:controlled|stable)\b(?:\s+(?:on|with|by|under)\b.*)?", re.IGNORECASE
)


def _qualified(
    condition: Condition, asked: _Asked, patient: Patient, evidence: Evidence, ours: frozenset[str]
) -> Answer:
    truths = [has(condition, q) if q not in ours else Truth.TRUE for q in sorted(asked.qualifiers - {"history"})]
    if asked.alternatives:
        truths.append(any_of(has(condition, q) for q in asked.alternatives))
    if asked.requiring:
        ever = "history" in asked.qualifiers or asked.when is not None
        needs = requires(asked.requiring, condition, patient, ever=ever)
        truths.append(Truth.FALSE if needs is Truth.UNKNOWN and not ever and is_gone(condition) else needs)
    until = None
    if asked.bound is not None:
        truths.append(graded(condition, asked.bound))
    if asked.when is not None:
        if condition.date is None:
            truths.append(_over_in_time(asked.when, condition, patient))
        else:
            truths.append(_in_time(asked.when, condition, condition.date, patient))
            until = leaves_window(asked.when, condition.date.last)
    asks_for_state = asked.qualifiers & {"history", "controlled", *STATES}
    if is_over(condition) and not asks_for_state and asked.when is None:
        # an infection or a wound that is over is none now; of other diseases a trial may mean the history too
        truths.append(Truth.FALSE if leaves_nothing(condition.name) else Truth.UNKNOWN)
    truth = all_of(truths)
    if truth is Truth.TRUE:
        return yes(evidence.text, evidence, until=until)
    if truth is Truth.FALSE:
        return no(f"{evidence.text} is not {_phrase(asked)}", evidence)
    missing = Missing(f"whether {condition.name} is {_phrase(asked)}", _CHART)
    text = f"{evidence.text}; whether it is {_phrase(asked)} is not recorded"
    in_check = bool(HELD.search(condition.status or "")) and bool(asked.qualifiers & _IN_FORCE or asked.alternatives)
    in_check = in_check and asked.requiring is None
    return unknown(text, missing, evidence=(evidence,), weight=Weight.REQUIRED if in_check else Weight.ALWAYS)


def _in_time(window: Window, condition: Condition, began: PartialDate, patient: Patient) -> Truth:
    """Whether it was had within a window of time: what goes on is had now, whenever it began."""
    if window.op in ("<", "<=") and goes_on(condition):
        return Truth.TRUE
    return within(window, Gap.since(began, patient.as_of))


_OVER_SINCE = re.compile(rf"\b(?:since|in) ({WRITTEN})\b")


def _over_in_time(window: Window, condition: Condition, patient: Patient) -> Truth:
    """Whether what has no date was had within a window of time: FALSE of what has been over for longer, "in remission since 2019"."""
    found = _OVER_SINCE.search(condition.status or "")
    since = None if found is None else date_told(found[1])
    if since is None or not is_over(condition) or window.op not in ("<", "<="):
        return Truth.UNKNOWN
    lately = within(window, Gap.since(since, patient.as_of))
    return Truth.FALSE if lately is Truth.FALSE else Truth.UNKNOWN


def _phrase(asked: _Asked) -> str:
    return in_words(asked.requirement).removeprefix("history of ")


def _silence(concept: str, patient: Patient, asked: _Asked) -> Answer:
    """What it means that no entry speaks of the condition."""
    missing = Missing(concept, _CHART)
    if "conditions" not in patient.complete or _NOT_HISTORY.search(concept):
        return unknown(f"{concept} is not recorded", missing)
    if name(Kind.COMORBIDITY, concept).concept or name(Kind.COMORBIDITY, asked.core).concept:
        return no(f"{concept} is not in the complete list of conditions", Evidence("complete", "conditions"))
    return presumed_absent(f"nothing like {concept} is in the complete list of conditions", missing)
