"""Owns what a record says of treatments to come: those planned or indicated, and those for which one is a candidate."""

from __future__ import annotations

import re

from criteria.tree import Requirement
from matcher.answer import Answer, Missing, Weight, no, unknown, yes
from matcher.derive import therapy as derived
from matcher.derive.disease import extent, is_metastatic, primary_resected
from matcher.derive.moved_on import moved_on
from matcher.entries import conditions
from matcher.entries.names import words
from matcher.entries.treatment_names import treatments_named
from matcher.evaluate.given import matching
from matcher.evaluate.purpose import OF_NO_CANCER
from matcher.patient.record import Patient
from matcher.truth import Truth

PLANNED = "planned"
"""The value of a requirement that asks for a plan."""
SUITS = ("suits", "yes")
"""The detail of a requirement for whose treatment one must only be a candidate: whether it suits is for the doctors to say."""
UNFIT = ("suits", "no")
"""The detail of a treatment for which one must be no candidate: who plans none may still be one."""

_CURATIVE = frozenset({"neoadjuvant", "adjuvant", "early"})
_PLANS = frozenset({"planned", "consent"})
_AHEAD = re.compile(
    r"\b(?:referred (?:for|to)|considered|considering|decided|decision (?:to|for)|about to"
    r"|(?:will|who|(?<!able )(?<!eligible )(?<!fit )(?<!appropriate )to) (?:undergo|receive|start|begin|initiate)"
    r"|undergoing|"
    r"starting|initiating|beginning|requir(?:es?|ing)|recommended|expected to|expects to|awaiting|upcoming|intends? to|intention to|prescribed)\b",
    re.IGNORECASE,
)
_FIT_FOR = re.compile(r"\b(?:eligible for|fit for|appropriate|able to receive)\b", re.IGNORECASE)
# "radiotherapy without concurrent chemotherapy" plans no chemotherapy
_BUT_NOT = re.compile(r"\b(?:without|no|not|except|instead of|rather than|other than|but)\b", re.IGNORECASE)
_GENERAL = frozenset({"treatment", "therapy"})
"""What a trial calls any treatment of the cancer; an entry that names one speaks of it."""
_ON_THE_BREAST = re.compile(r"\bbreast|mastectom|lumpectom", re.IGNORECASE)


def planned(requirement: Requirement, patient: Patient) -> Answer:
    """Plans are read from the conditions; where none is recorded it is open, and no obstacle to an exclusion."""
    if UNFIT in requirement.detail:
        return _may_suit(requirement, patient)
    concept, judged = requirement.concept, SUITS in requirement.detail
    denied, unsure = None, None
    for place, condition in enumerate(patient.conditions):
        if not speaks_of_plans(condition.name) or not _names(_affirmed(condition.name), concept):
            continue
        if _is_of_another_setting(condition.name, requirement.setting):
            continue
        evidence = conditions.describe(place, condition)
        if not condition.present or _BUT_NOT.match(condition.name):
            denied = no(evidence.text, evidence) if _is_denied(condition.name, concept) else denied
        elif judged and _suits(condition.name, requirement):
            return yes(evidence.text, evidence)
        elif not _is_plan(condition.name) or (
            concept in derived.ANTICANCER and not _is_of_setting(condition.name, requirement.setting)
        ):
            # some treatment lies ahead, or could be given; whether it is the one that is meant is for the team to say
            unsure = unknown(evidence.text, evidence=(evidence,), weight=Weight.NEVER)
        elif all(_has_detail(condition.name, *one) for one in requirement.detail if one != SUITS):
            return yes(evidence.text, evidence)
        else:
            details = Missing(f"details of the planned {concept}", "the treating team")
            unsure = unknown(f"{evidence.text}; the trial asks for more", details, evidence=(evidence,))
    if (past := _too_late(requirement, patient) or _out_of_setting(requirement, patient)) is not None:
        return past
    unsure = unsure or _being_given(requirement, patient)
    if judged:
        suits = Missing(f"whether {concept} suits", "the treating team")
        if denied is not None:
            return unknown(denied.why, suits, evidence=denied.evidence)
        return unsure or unknown(f"whether {concept} suits is for the doctors to say", suits, weight=Weight.NEVER)
    missing = Missing(f"whether {concept} is planned", "the treating team")
    none = unknown(f"plans for {concept} are not recorded", missing, weight=Weight.REQUIRED)
    return denied or unsure or none


def _being_given(requirement: Requirement, patient: Patient) -> Answer | None:
    """That the treatment is being given: so will it be; whether its beginning was meant is for the team to say."""
    for place, treatment, belongs in matching(requirement, patient):
        if belongs is Truth.TRUE and derived.is_ongoing(treatment):
            evidence = derived.describe(place, treatment)
            return unknown(f"{evidence.text}, which is given already", evidence=(evidence,), weight=Weight.NEVER)
    return None


def _may_suit(requirement: Requirement, patient: Patient) -> Answer:
    """Whether a treatment could still be given: no more where others have come after it, else for the doctors to say."""
    concept = requirement.concept
    if (later := moved_on(patient, concept)) is not None:
        return no(f"treated with {later.text} after progression on {concept}", later)
    return unknown(
        f"whether {concept} suits is for the doctors to say", Missing(f"whether {concept} suits", "the treating team")
    )


def _out_of_setting(requirement: Requirement, patient: Patient) -> Answer | None:
    """That no such treatment lies ahead: before or after curative surgery where the cancer has spread, of spread where it has not."""
    elsewhere = any(key in ("site", "for") for key, _ in requirement.detail)
    if elsewhere or requirement.setting not in (*_CURATIVE, "metastatic"):
        return None
    if requirement.setting == "metastatic":
        found, evidence = extent(patient)
        if found != "early" or evidence is None or patient.diagnosis.presentation != "primary":
            return None
        return no(f"{evidence.text}, and so no {requirement.concept} of metastatic disease", evidence)
    spread, evidence = is_metastatic(patient)
    if not spread or evidence is None:
        return None
    return no(f"{evidence.text}, and so no {requirement.setting} {requirement.concept}", evidence)


def _too_late(requirement: Requirement, patient: Patient) -> Answer | None:
    """That nothing can be given before the operation any more, which has been done; a cancer that came back may have another."""
    diagnosis = patient.diagnosis
    if requirement.setting != "neoadjuvant" or diagnosis.presentation != "primary" or diagnosis.diagnosed is None:
        return None
    done = primary_resected(patient)
    dated = [t.start for t in patient.treatments if t.kind == "surgery" and t.start is not None]
    if done is None or not any(start.first >= diagnosis.diagnosed.first for start in dated):
        return None
    return no(f"the time before the operation is over: {done.text}", done)


# "planned adjuvant chemotherapy" says nothing of any before the operation
_SETTINGS = {
    "neoadjuvant": re.compile(r"\b(?:neo-?\s?adjuvant|pre-?operative|induction)\b", re.IGNORECASE),
    "adjuvant": re.compile(r"(?<!neo)(?<!neo-)(?<!neo )\badjuvant\b|\bpost-?operative\b", re.IGNORECASE),
    "metastatic": re.compile(r"\bmetastatic\b", re.IGNORECASE),
}


def _is_of_another_setting(entry: str, setting: str | None) -> bool:
    """Whether an entry says of which setting the treatment is, and it is not the one that is asked for."""
    told = any(words_of_it.search(entry) for words_of_it in _SETTINGS.values())
    return told and setting in _SETTINGS and not _is_of_setting(entry, setting)


def _is_of_setting(entry: str, setting: str | None) -> bool:
    """Whether an entry says that the treatment is one of the setting."""
    words_of_it = _SETTINGS.get(setting or "")
    return words_of_it is not None and words_of_it.search(entry) is not None


def speaks_of_plans(entry: str) -> bool:
    """Whether an entry of the conditions is about treatment to come; no other one decides what is planned."""
    return _is_plan(entry) or _FIT_FOR.search(entry) is not None


def _is_plan(entry: str) -> bool:
    return bool(words(entry) & _PLANS) or _AHEAD.search(entry) is not None


def _affirmed(entry: str) -> str:
    """What an entry speaks of, without what it says is not meant."""
    denied = _BUT_NOT.search(entry)
    return entry[: denied.start()] if denied is not None and denied.start() else entry


def _names(entry: str, concept: str) -> bool:
    """Whether an entry about plans names the treatment, or one that is an instance of it."""
    if words(concept) and words(concept) <= words(entry):
        return True
    named = treatments_named(entry)
    if concept in derived.ANTICANCER:
        return bool(named) or bool(_GENERAL & set(entry.lower().split()))
    return any(derived.medicine_is(one, concept) is Truth.TRUE for one in named)


def _suits(entry: str, requirement: Requirement) -> bool:
    """Whether an entry says that someone is a candidate for the treatment; of any treatment at all, for one of the setting."""
    if requirement.concept in derived.ANTICANCER and not _is_of_setting(entry, requirement.setting):
        return False
    return all(_has_detail(entry, *one) for one in requirement.detail if one != SUITS)


def _is_denied(entry: str, concept: str) -> bool:
    """Whether the denial of an entry is one of the treatment itself, and not of a kind or a use of it alone."""
    return _is_plan(entry) and words(concept) <= words(entry) and concept not in derived.ANTICANCER


def _has_detail(entry: str, key: str, value: str) -> bool:
    """Whether an entry about plans speaks of a particular, in its words or by an abbreviation such as SBRT."""
    if words(value) <= words(entry) or (key == "technique" and _names(entry, f"{value} radiation therapy")):
        return True
    if key == "for" and value in ("breast cancer", "any breast cancer"):
        return OF_NO_CANCER.search(entry) is None  # what is planned is for the cancer of the record
    on_breast = _ON_THE_BREAST.search(entry) is not None
    return on_breast and (key, value) in (("site", "breast"), ("for", "cancer"))
