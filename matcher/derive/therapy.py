"""Owns what a treatment is (its classes), when it was, in which setting and line, and how it ended."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from criteria.tree import Kind, Window
from criteria.vocabulary import load
from criteria.words.effects import is_named_by_effect
from matcher.answer import Evidence
from matcher.entries.names import Relation, by_words, name, relate
from matcher.entries.treatment_names import is_of_no_breast, is_of_one_day, named_in
from matcher.patient.dates import Gap, PartialDate
from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth, any_of

_MODALITY = {
    "surgery": "surgery",
    "radiation": "radiation therapy",
    "transplant": "stem cell transplant",
    "vaccine": "vaccine",
}
_NOT_DRUGS = frozenset({"surgery", "radiation therapy", "stem cell transplant", "organ transplant"})
ANTICANCER = frozenset(
    {"anticancer therapy", "antineoplastic therapy", "cancer therapy", "standard therapy", "systemic therapy",
     "systemic anticancer therapy", "antitumor therapy"}
)  # fmt: skip
"""Classes that stand for any treatment of the cancer."""

_SYSTEMIC = frozenset(
    {"chemotherapy", "endocrine therapy", "targeted therapy", "immunotherapy", "antibody-drug conjugate",
     "HER2-targeted therapy", "biologic therapy", "systemic therapy", "radiopharmaceutical", "anticancer therapy"}
)  # fmt: skip
_LOCAL = re.compile(
    r"\b(?:creams?|gels?|ointments?|lotions?|drops|inhal\w+|sprays?|nasal|topical\w*|vaginal|intra-?articular|eye|enemas?)\b",
    re.IGNORECASE,
)
_PALLIATIVE = "palliative radiation therapy"
_BRAIN = re.compile(r"brain|crani|cereb|\bcns\b|mening|\bhead\b", re.IGNORECASE)
_GAP_DAYS = 45
_MINOR = re.compile(r"\bminor\b|\bport\b|biops|catheter|needle", re.IGNORECASE)
# "core needle biopsy": no operation, and no biopsy with a knife
_NEEDLE = re.compile(
    r"\bneedle\b|\bfna[bc]?\b|\bcnb\b|\bcore(?: \w+)? biops|\baspirat|\bvacuum[- ]assisted|\bpunch biops", re.IGNORECASE
)
_KIND_OF = (Relation.SAME, Relation.NARROWER)
PROHIBITED = "prohibited medication"
REPLACEMENT = "corticosteroid replacement therapy"
_USES = {REPLACEMENT: "corticosteroid", "weight loss drug": "GLP-1 agonist"}
"""Treatments that are a use of drugs of a class: whether a drug of it is taken for that, its name does not say."""


@lru_cache(maxsize=65536)
def _is_a(kind: str, drug: str, concept: str) -> Truth:
    """Whether something called ``drug``, of the record's ``kind``, is an instance of the class or drug ``concept``.

    An entry may name several treatments ("letrozole + palbociclib"), or one with how it was given ("weekly paclitaxel").
    """
    whole = _is_one(kind, drug, concept)
    if whole is Truth.TRUE:
        return whole
    ours, named = name(Kind.THERAPY, drug).concept, named_in(drug)
    parts = (*named.treatments, *(components(ours) if ours else ()))
    if not parts or parts == (ours,):
        return whole
    of_parts = any_of(_is_one(kind, part, concept) for part in parts)
    if kind == "drug" and of_parts is Truth.TRUE and _LOCAL.search(drug):
        of_parts = Truth.UNKNOWN  # whether a cream or an inhaler is meant, few trials say
    return of_parts if ours is None and named.nothing_else else any_of((whole, of_parts))


def _is_one(kind: str, drug: str, concept: str) -> Truth:
    ours, theirs = name(Kind.THERAPY, drug), name(Kind.THERAPY, concept)
    wanted = theirs.concept or concept
    modality = _MODALITY.get(kind)
    if modality and wanted not in ANTICANCER and relate(Kind.THERAPY, modality, wanted) in _KIND_OF:
        return Truth.TRUE
    relation = relate(Kind.THERAPY, drug, concept)
    if relation is Relation.OTHER and kind == "radiation" and ours.concept == _PALLIATIVE:
        relation = relate(Kind.THERAPY, "radiation therapy", concept)  # says what for, and not which
    if wanted in ANTICANCER:
        return _anticancer(kind, drug, wanted)
    if modality is None and (wanted == PROHIBITED or (theirs.concept is None and is_named_by_effect(wanted))):
        return Truth.UNKNOWN  # whether a drug has that effect, or is on the trial's list, its name does not say
    if relation in _KIND_OF:
        return Truth.TRUE
    if relation is Relation.WIDER:
        return Truth.UNKNOWN
    if wanted == "chemotherapy" and relate(Kind.THERAPY, drug, "antibody-drug conjugate") in _KIND_OF:
        return Truth.UNKNOWN  # gold guidelines, section 3: counts only where the trial says so
    if wanted == "monoclonal antibody" and relate(Kind.THERAPY, drug, "antibody-drug conjugate") in _KIND_OF:
        return Truth.UNKNOWN  # it holds one, and is more than that
    if wanted in _USES and relate(Kind.THERAPY, drug, _USES[wanted]) in _KIND_OF:
        return Truth.UNKNOWN
    if ours.concept is None and theirs.concept and modality is None and _is_class(theirs.concept):
        if kind == "other" and is_anticancer_class(theirs.concept):
            return Truth.FALSE  # what a record lists as no drug is none that treats cancer
        return Truth.UNKNOWN  # a drug that the vocabulary does not know may be of any class
    return Truth.FALSE


def _anticancer(kind: str, drug: str, wanted: str) -> Truth:
    if kind == "surgery" or kind in ("vaccine", "other"):
        return Truth.FALSE
    if kind == "radiation":
        return Truth.of(not wanted.startswith("systemic"))
    concept = name(Kind.THERAPY, drug).concept
    if concept is None:
        return Truth.UNKNOWN
    return Truth.of(bool({concept, *load().ancestors(Kind.THERAPY, concept)} & _SYSTEMIC))


def _is_class(concept: str) -> bool:
    found = load().find(Kind.THERAPY, concept)
    return found is not None and found.category in ("class", "general")


@lru_cache(maxsize=4096)
def components(concept: str) -> tuple[str, ...]:
    """The drugs of a regimen such as AC; none for a drug or a class."""
    found = load().find(Kind.THERAPY, concept)
    return found.components if found is not None and found.category == "regimen" else ()


def is_class(concept: str) -> bool:
    """Whether the vocabulary has a class of this very name."""
    return name(Kind.THERAPY, concept).concept == concept


def known_concept(concept: str) -> bool:
    """Whether the vocabulary knows the drug, class or modality that a trial names."""
    return name(Kind.THERAPY, concept).concept is not None or concept in ANTICANCER


_PREVENTION = "chemoprevention"
_CURATIVE = "curative therapy"
"""A purpose rather than a class: what is given before or after the operation is meant to cure."""


@lru_cache(maxsize=16384)
def is_anticancer_class(concept: str) -> bool:
    """Whether a class or drug is one that treats cancer, and so stands in the list of treatments."""
    if concept in ANTICANCER:
        return True
    found = name(Kind.THERAPY, concept).concept
    if found is None:
        return False
    return bool({found, *load().ancestors(Kind.THERAPY, found)} & (_SYSTEMIC | _NOT_DRUGS))


def is_instance(treatment: Treatment, concept: str) -> Truth:
    """Whether a treatment is one of the class, the drug or the modality that a trial names.

    What was given for another disease is no treatment of this cancer, and so no "anticancer therapy".
    """
    if treatment.indication and concept in ANTICANCER:
        return Truth.FALSE
    if concept == _CURATIVE:
        return Truth.of({"neoadjuvant": True, "adjuvant": True, "metastatic": False}.get(treatment.setting or ""))
    if concept == _PREVENTION and treatment.kind == "drug":
        return Truth.of(None if treatment.setting is None else treatment.setting == "prevention")
    named = _is_instance(treatment.kind, treatment.name, concept)
    if named is Truth.TRUE and treatment.kind == "surgery" and load().is_a(Kind.THERAPY, concept, "breast surgery"):
        return Truth.of(not is_of_no_breast(treatment.name, treatment.site, treatment.indication))
    if named is not Truth.TRUE and treatment.site is not None and treatment.kind == "radiation":
        return _given_there(named, treatment.site, concept)
    return named


def _given_there(named: Truth, site: str, concept: str) -> Truth:
    """Whether radiation to a site is one of a class that is called by its site: "brain radiation therapy"."""
    there = _is_instance("radiation", f"{site} radiation therapy", concept)
    if there is Truth.TRUE:
        return there
    elsewhere = _BRAIN.search(concept) is not None and _BRAIN.search(site) is None
    return Truth.FALSE if elsewhere else named


@lru_cache(maxsize=262_144)
def _is_instance(kind: str, named: str, concept: str) -> Truth:
    if _is_by_needle(named):
        return Truth.of(name(Kind.THERAPY, concept).concept in _BY_NEEDLE)
    if concept == "surgery" and kind == "surgery" and _MINOR.search(named):
        return Truth.UNKNOWN  # trials mean major surgery unless they say otherwise
    found = _is_a(kind, named, concept)
    plain = _PLAIN_FORMS.get(concept)
    if plain is not None and found is Truth.UNKNOWN and name(Kind.THERAPY, named).concept == plain:
        return Truth.FALSE  # a chart that names the plain drug means that, and no other form of it
    if found is Truth.FALSE and by_words(named, concept) is Relation.SAME:
        return Truth.TRUE
    return found


_PLAIN_FORMS = {"nab-paclitaxel": "paclitaxel", "pegylated liposomal doxorubicin": "doxorubicin"}
_BY_NEEDLE = frozenset({"biopsy", "minor surgery"})


def _is_by_needle(named: str) -> bool:
    """Whether an entry is of a biopsy by needle and of nothing beside it."""
    return _NEEDLE.search(named) is not None and set(named_in(named).treatments) <= {"biopsy"}


def medicine_is(medicine: str, concept: str) -> Truth:
    """Whether a medicine that the patient takes is of the class or is the drug that a trial names."""
    return _is_a("drug", medicine, concept)


def is_treated_with(patient: Patient, medicine: str) -> bool:
    """Whether a medicine that is taken stands among the treatments, too."""
    return any(medicine_is(treatment.name, medicine) is Truth.TRUE for treatment in patient.treatments)


@lru_cache(maxsize=4096)
def _half_life(drug: str) -> float | None:
    found = name(Kind.THERAPY, drug).concept
    known = load().find(Kind.THERAPY, found) if found else None
    if known is None:
        return None
    parts = [_half_life(part) for part in known.components] if known.components else [known.half_life_days]
    return max((part for part in parts if part is not None), default=None) if None not in parts else None


def half_life(treatment: Treatment) -> float | None:
    """The terminal half-life of a drug in days, of a regimen that of its slowest drug; None where it is not known."""
    return _half_life(treatment.name)


def counted_in(window: Window, treatment: Treatment) -> Window:
    """The window for this treatment: an operation or radiation has no half-lives."""
    if treatment.kind == "drug" or (window.half_lives is None and window.whichever is None):
        return window
    return replace(window, half_lives=None, whichever=None)


def describe(place: int, treatment: Treatment) -> Evidence:
    """A treatment in words."""
    return Evidence(f"treatments[{place}]", treatment.words)


def is_ongoing(treatment: Treatment) -> bool | None:
    """Whether it is being given now; None where neither an end nor an outcome says so."""
    if treatment.outcome == "ongoing":
        return True
    of_one_day = is_of_one_day(treatment.kind, treatment.name)
    if treatment.end is not None or of_one_day or treatment.outcome is not None:
        return False
    return None


def gap(patient: Patient, treatment: Treatment) -> Gap:
    """The days since the last dose: none while it is ongoing, between start and today where no end is recorded."""
    if treatment.outcome == "ongoing":
        return Gap(0, 0)
    if treatment.end is not None:
        return Gap.since(treatment.end, patient.as_of)
    if is_of_one_day(treatment.kind, treatment.name) and treatment.start is not None:
        return Gap.since(treatment.start, patient.as_of)
    return Gap.between(treatment.start, None, patient.as_of)


def last_day(treatment: Treatment) -> PartialDate | None:
    """When it ended; an operation or a vaccination ends on the day on which it is done."""
    return treatment.end or (treatment.start if is_of_one_day(treatment.kind, treatment.name) else None)


def in_setting(patient: Patient, treatment: Treatment, setting: str | None) -> Truth:
    """Whether a treatment was given in a setting; ``early`` is neoadjuvant or adjuvant.

    Where the record names no setting, the day on which the disease became metastatic decides.
    """
    if setting is None:
        return Truth.TRUE
    given = treatment.setting
    if given is not None:
        return Truth.of(given == setting or (setting == "early" and given in ("neoadjuvant", "adjuvant")))
    since = patient.diagnosis.metastatic_since
    if patient.diagnosis.extent == "locally advanced" and treatment.line is not None:
        return Truth.of(setting == "metastatic")  # lines are counted of what is treated as advanced disease is
    if patient.diagnosis.extent in ("early", "locally advanced"):
        return Truth.FALSE if setting == "metastatic" else Truth.UNKNOWN
    if since is None or treatment.start is None or setting in ("neoadjuvant", "adjuvant"):
        return Truth.UNKNOWN
    after = True if treatment.start.first >= since.last else False if treatment.start.last < since.first else None
    return Truth.of(after if setting == "metastatic" else None if after is None else not after)


def latest(patient: Patient) -> tuple[tuple[int, Treatment], ...]:
    """The drugs of the most recent systemic regimen, given together; empty where nothing is recorded."""
    drugs = [(i, t) for i, t in enumerate(patient.treatments) if t.kind == "drug" and not t.indication and t.start]
    if not drugs:
        return ()
    lines = [t.line for _, t in drugs if t.line]
    if lines:
        top = [(i, t) for i, t in drugs if t.line == max(lines)]
        if not any(t.start and t.start.first > _begun(top) for _, t in drugs if t.line is None):
            return tuple(top)
    begun = max(t.start.first for _, t in drugs if t.start)
    return tuple((i, t) for i, t in drugs if t.start and (begun - t.start.first).days <= _GAP_DAYS)


def _begun(drugs: list[tuple[int, Treatment]]) -> date:
    return max(t.start.first for _, t in drugs if t.start)


def number_in(text: str | None) -> float | None:
    """The first number in a dose such as ``240 mg/m2 cumulative``."""
    match = re.search(r"\d+(?:[.,]\d+)?", text or "")
    return float(match[0].replace(",", ".")) if match else None
