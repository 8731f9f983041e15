"""Owns exceptions to what is asked of treatments, read from their words: contraindicated or refused, palliative radiation,
steroids that act where they are put, biopsies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.tree import Kind, Leaf, Node, Requirement, Window, walk
from matcher.answer import Answer, Evidence, no, yes
from matcher.bounds import within
from matcher.derive import therapy as derived
from matcher.derive.steroids import takes_daily
from matcher.entries import conditions
from matcher.entries.names import words
from matcher.entries.treatment_names import treatments_named
from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth

# why a treatment that is asked for need not have been had; an entry gives one of the reasons that the text takes
_REASONS = (
    re.compile(
        r"contra-?indicat|ineligib|inappropriate|unsuitable|\bunfit\b|\bnot (?:be |been )?(?:an? |medically |clinically |considered )*"
        r"(?:appropriate|indicated|suitable|eligible|candidates?|fit)\b",
        re.IGNORECASE,
    ),
    re.compile(r"intoleran|intolerable|not (?:be )?tolerat", re.IGNORECASE),
    re.compile(r"\bdeclin|\brefus", re.IGNORECASE),
)
_PALLIATIVE = re.compile(
    r"\bpalliat|\bpain|\bsymptom|\blimited[- ](?:field|radi)|\bsingle[- ](?:fraction|dose)", re.IGNORECASE
)
_SINGLE = re.compile(r"\b(?:single|one|1)\s*(?:x\s*8|[- ]?fraction|[- ]?dose)|\b1\s*x\s*8", re.IGNORECASE)
_TO_BONE = re.compile(r"\bbon[ey]|skelet|fracture", re.IGNORECASE)
_A_BONE = words(
    "bone spine vertebra rib femur hip pelvis sacrum humerus skull sternum shoulder scapula lumbar thoracic cervix ilium acetabulum tibia"
)
# what else such an exception may ask for, which is not looked up
_MORE = re.compile(
    r"\bnon-?\s?target|\bgy\b|\bgray\b|\bcgy\b|%|\bdays?\b|\bweeks?\b|\bmonths?\b|\bbrain|\brecover|\bprior to\b|\bcomplet|\bonly\b",
    re.IGNORECASE,
)


_SAYS_EXCEPTION = (
    r"\W|\b(?:except\w*|with|the|exceptions?|of|for|other|than|excluding|exclusive|unless|apart|from|note|only|an?|is|are|was|were|be|may|if|and|or|and/or|"
    r"not|prohibited|permitted|allowed|acceptable|patients?|subjects?|participants?|use|used|receive|received|treatment|therapy|administration)\b"
)
# "(topical, inhaled and intranasal steroids are permitted)", of nothing that is swallowed or infused
_LOCAL_STEROIDS = re.compile(
    r"(?=.*\b(?:topical|inhal|intra-?nasal|nasal|ophthalm|ocular|intra-?articular|local))"
    rf"(?:{_SAYS_EXCEPTION}"
    r"|\b(?:"
    r"topical(?:ly)?|inhaled|inhalers?|inhalation(?:al)?|intra-?nasal|nasal|ophthalmic|ocular|eye|ear|otic|drops?"
    r"|creams?|sprays?|"
    r"intra-?articular|local(?:ly)?|joint|injections?|injected|steroids?|(?:gluco)?cortico-?steroids?|preparations?"
    r"|formulations?|asthma|copd|allerg\w+|rhinitis|skin|rash|dermatitis|psoriasis)\b)*",
    re.IGNORECASE,
)
# "with the exception of diagnostic biopsy for primary breast cancer"
_BIOPSIES = re.compile(
    rf"(?=.*\bbiops)(?:{_SAYS_EXCEPTION}"
    r"|\b(?:biops(?:y|ies)|diagnostic|diagnosis|core|needle|excisional|incisional|fine|aspirations?|fna|surgical|open"
    r"|simple|primary|initial|breast|cancer|tumou?r|purposes?|procedures?|prior|previous)\b)*",
    re.IGNORECASE,
)
# "unless they were given for acute hypercalcemia"
_GIVEN_FOR = re.compile(
    r"\W*(?:(?:unless|except|if|when|where|they|it|these|that|is|are|was|were|has|have|been|being|only|the)\s+)*"
    r"(?:given|used|taken|administered|prescribed|needed|indicated)\s+(?:only\s+)?for\s+(?:the\s+treatment\s+of\s+)?"
    r"(?P<why>(?:(?!\b(?:or|and|more|less|at|than|within|up|prior|before|any)\b)[^.;,()\d]){4,50})\W*",
    re.IGNORECASE,
)
_STEROID, _BIOPSY = "corticosteroid", re.compile(r"\bbiops|\bneedle\b|\baspirat|\bfna", re.IGNORECASE)
_ACTS_THERE = re.compile(
    r"\b(?:topical|inhal\w*|intra-?nasal|nasal|ophthalm\w*|ocular|eye|ear|drops?|creams?|ointments?|sprays?|puffs?|intra-?articular)\b",
    re.IGNORECASE,
)


def is_excepted(phrase: str, of: Node) -> bool:
    """Whether the words may be of such an exception; ``exception`` has nothing to say of others."""
    if not any(True for _ in _therapies(of)):
        return False
    if any(words_of_it.fullmatch(phrase) for words_of_it in (_LOCAL_STEROIDS, _BIOPSIES, _GIVEN_FOR)):
        return True
    return _PALLIATIVE.search(phrase) is not None or any(reason.search(phrase) for reason in _REASONS)


def is_affected(patient: Patient) -> bool:
    """Whether the record holds a treatment, a steroid or such a reason; ``exception`` has nothing to say of records without."""
    told = any(reason.search(condition.name) for condition in patient.conditions for reason in _REASONS)
    return told or bool(patient.treatments) or any(_is_steroid(medicine.name) for medicine in patient.medications)


def exception(phrase: str, of: Node, patient: Patient) -> Answer | None:
    """Whether the exception holds; None where its words, or the record, are of something else."""
    asked = tuple(_therapies(of))
    if not asked:
        return None
    if _PALLIATIVE.search(phrase) and all(derived.is_instance(_RADIATION, one.concept) is Truth.TRUE for one in asked):
        return _only_palliative(phrase, asked, patient)
    if _LOCAL_STEROIDS.fullmatch(phrase):
        return _only_local(patient)
    if _BIOPSIES.fullmatch(phrase):
        return _only_biopsies(asked, patient)
    if (given := _GIVEN_FOR.fullmatch(phrase)) is not None:
        return _only_given_for(given["why"], asked, patient)
    concepts = {one.concept for one in asked}
    return _could_not_be_had(phrase, next(iter(concepts)), patient) if len(concepts) == 1 else None


_RADIATION = Treatment("radiation therapy", "radiation")


def _therapies(node: Node) -> Iterator[Requirement]:
    return (part.requirement for part in walk(node) if isinstance(part, Leaf) and part.requirement.kind is Kind.THERAPY)


def _is_steroid(medicine: str) -> bool:
    return derived.medicine_is(medicine, _STEROID) is Truth.TRUE


def _only_local(patient: Patient) -> Answer | None:
    """Whether every steroid that is taken acts where it is put; None where the record does not say of one."""
    taken = [
        (Evidence(f"medications[{place}]", f"takes {medicine.name}"), medicine)
        for place, medicine in enumerate(patient.medications)
        if _is_steroid(medicine.name)
    ]
    if not taken:
        return None
    for evidence, medicine in taken:
        if takes_daily(medicine.name, medicine.dose) and not _ACTS_THERE.search(f"{medicine.name} {medicine.dose}"):
            return no(f"{evidence.text} {medicine.dose}", evidence)
    if all(_ACTS_THERE.search(f"{medicine.name} {medicine.dose or ''}") for _, medicine in taken):
        return yes(taken[0][0].text, *(evidence for evidence, _ in taken))
    return None


def _only_biopsies(asked: tuple[Requirement, ...], patient: Patient) -> Answer | None:
    """Whether no more than a biopsy was done, where the treatments that are meant are recorded."""
    for place, treatment in enumerate(patient.treatments):
        meant = any(
            one.setting is None
            and derived.is_instance(treatment, one.concept) is Truth.TRUE
            and _in(one.when, treatment, patient)
            for one in asked
        )
        if meant and not _BIOPSY.search(treatment.name):
            evidence = derived.describe(place, treatment)
            return no(evidence.text, evidence)
    return None


def _only_given_for(why: str, asked: tuple[Requirement, ...], patient: Patient) -> Answer | None:
    """Whether all that is meant was given for what the exception names; None where the record tells of another or of no purpose."""
    meant = [
        (derived.describe(place, treatment), treatment)
        for place, treatment in enumerate(patient.treatments)
        if any(
            derived.is_instance(treatment, one.concept) is not Truth.FALSE and _in(one.when, treatment, patient)
            for one in asked
        )
    ]
    taken = any(
        derived.medicine_is(m.name, one.concept) is not Truth.FALSE for m in patient.medications for one in asked
    )
    if not meant or taken or not words(why):
        return None
    if all(words(why) <= words(treatment.indication or "") for _, treatment in meant):
        return yes(meant[0][0].text, *(evidence for evidence, _ in meant))
    return None


def _could_not_be_had(phrase: str, concept: str, patient: Patient) -> Answer | None:
    reasons = [reason for reason in _REASONS if reason.search(phrase)]
    for place, condition in enumerate(patient.conditions):
        if any(reason.search(condition.name) for reason in reasons) and _names(condition.name, concept):
            evidence = conditions.describe(place, condition)
            return yes(evidence.text, evidence) if condition.present else no(evidence.text, evidence)
    return None


def _names(entry: str, concept: str) -> bool:
    if words(concept) <= words(entry):
        return True
    return any(derived.medicine_is(one, concept) is Truth.TRUE for one in treatments_named(entry))


def _only_palliative(phrase: str, asked: tuple[Requirement, ...], patient: Patient) -> Answer | None:
    """Whether all radiation that is meant was palliative: what was given for metastatic disease, outside the brain."""
    meant = [
        (place, treatment)
        for place, treatment in enumerate(patient.treatments)
        if treatment.kind == "radiation" and any(_in(one.when, treatment, patient) for one in asked)
    ]
    if not meant or _MORE.search(phrase):
        return None
    evidence = tuple(derived.describe(place, treatment) for place, treatment in meant)
    if any(treatment.setting in ("neoadjuvant", "adjuvant") for _, treatment in meant):
        return no(evidence[0].text, *evidence)
    if all(_is_palliative(phrase, treatment) for _, treatment in meant):
        return yes(evidence[0].text, *evidence)
    return None


def _in(window: Window | None, treatment: Treatment, patient: Patient) -> bool:
    return window is None or within(window, derived.gap(patient, treatment), None) is not Truth.FALSE


def _is_palliative(phrase: str, treatment: Treatment) -> bool:
    told = f"{treatment.name} {treatment.dose or ''}"
    site = words(treatment.site or "")
    if "palliat" not in told.lower() and (treatment.setting != "metastatic" or not site or site & words("brain")):
        return False
    if _SINGLE.search(phrase) and not _SINGLE.search(told):
        return False
    return not _TO_BONE.search(phrase) or bool(site & _A_BONE)
