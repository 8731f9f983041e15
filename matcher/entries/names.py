"""Owns how the names of a record and the names of a trial are related: by the vocabulary, else by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load
from matcher.entries.disease_names import disease_in


class Relation(Enum):
    """What the patient's thing is to the trial's: the same, a kind of it, a wider notion, or another thing."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    OTHER = "other"


_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "or",
        "and",
        "in",
        "on",
        "to",
        "for",
        "with",
        "without",
        "at",
        "by",
        "from",
        "any",
        "other",
        "history",
        "known",
        "prior",
        "previous",
        "documented",
        "evidence",
        "presence",
        "disease",
        "disorder",
        "condition",
        "syndrome",
        "illness",
        "medical",
        "patient",
        "subject",
        "participant",
        "has",
        "have",
        "had",
        "is",
        "are",
        "be",
        "been",
        "past",
        "last",
        "recent",
        "within",
        "before",
        "after",
        "during",
        "day",
        "week",
        "month",
        "year",
        "more",
        "less",
        "than",
        "least",
        "up",
        "confirmed",
        "diagnosed",
        "type",
        "grade",
        "ctcae",
        "lasting",
        "who",
        "which",
        "that",
        "this",
        "their",
        "they",
        "such",
        "as",
        "including",
        "e",
        "g",
        "eg",
        "i",
        "ie",
        "and/or",
        "study",
        "trial",
        "treatment",
        "clinically",
        "uncontrolled",
        "active",
        "severe",
        "symptomatic",
        "significant",
        "unstable",
        "chronic",
        "acute",
        "serious",
        "current",
        "major",
        "ongoing",
        "untreated",
        "poorly",
        "controlled",
        "relevant",
        "important",
        "marked",
        "requiring",
        "concurrent",
        "intercurrent",
        "concomitant",
        "suspected",
        "unresolved",
        "history",
        "medically",
        "clinical",
        "immediate",
    ]
)
_ALIKE = {
    "fna": "aspiration", "fnac": "aspiration", "fnab": "aspiration", "aspirate": "aspiration",
    "cardiac": "heart", "cardiovascular": "heart", "cardio": "heart", "coronary": "heart", "pulmonary": "lung",
    "respiratory": "lung", "renal": "kidney", "hepatic": "liver", "cerebral": "brain", "neurologic": "neurological",
    "tumor": "cancer", "tumour": "cancer", "carcinoma": "cancer", "malignancy": "cancer", "malignant": "cancer",
    "neoplasm": "cancer", "malignancie": "cancer", "adenocarcinoma": "cancer", "cancerous": "cancer",
    "cutaneous": "skin", "cervical": "cervix", "endometrial": "endometrium", "uterine": "uterus", "ovarian": "ovary",
    "ovarie": "ovary", "thyroidal": "thyroid", "gastric": "stomach", "intestinal": "bowel", "gastrointestinal": "gi",
    "colonic": "colon", "oesophageal": "esophagus", "esophageal": "esophagus", "haemorrhage": "bleeding",
    "hemorrhage": "bleeding", "hypersensitivity": "allergy", "allergic": "allergy", "anaphylactic": "allergy",
    "anaphylaxis": "allergy", "psychological": "psychiatric", "mental": "psychiatric", "obstructive": "obstruction",
    "diabetic": "diabetes", "infarct": "infarction", "swallowing": "swallow", "inability": "able", "unable": "able",
    "ability": "able", "dysfunction": "impairment", "impaired": "impairment", "insufficiency": "impairment",
    "failure": "failure", "ecg": "electrocardiogram", "ekg": "electrocardiogram", "abnormality": "abnormal",
    "abnormalitie": "abnormal", "fractures": "fracture", "planned": "planned", "scheduled": "planned",
    "schedule": "planned", "plan": "planned", "planning": "planned", "candidate": "planned", "indicated": "planned",
    "intent": "planned", "intend": "planned", "intended": "planned", "anticipated": "planned", "scheduling": "planned",
    "feasible": "planned", "amenable": "planned", "suitable": "planned", "bony": "bone",
    "resection": "surgery", "operative": "surgery", "operable": "surgery", "worst": "worst", "irradiation": "radiation",
    "radiotherapy": "radiation", "pregnancy": "pregnant", "lactating": "breastfeeding", "progressing": "progressive",
    "progression": "progressive", "progressed": "progressive", "lesion": "lesion", "hepatiti": "hepatitis",
    "metastatic": "metastasis", "metastase": "metastasis", "oral": "oral", "medication": "medication",
    "operation": "surgery", "surgical": "surgery", "arrhythmic": "arrhythmia", "smoker": "smoking",
    "smoke": "smoking", "smokes": "smoking", "reduction": "loss", "prohibit": "contraindication",
    "contraindicated": "contraindication",
    "resistant": "resistance", "intolerant": "intolerance",
    "corticosteroid": "steroid", "glucocorticoid": "steroid", "participated": "participation",
    "participate": "participation", "participating": "participation",
    "preclude": "contraindication", "invaded": "invasion", "invading": "invasion",
}  # fmt: skip


# the letter of a disease that is told by it, which is no article
_LETTERED = re.compile(r"\b(hepatitis|hemophilia|influenza|vitamin) a\b")


@lru_cache(maxsize=65536)
def words(name: str) -> frozenset[str]:
    """The words that carry the meaning of a name, each in one form; numbers and qualifiers are left out."""
    found = set()
    for token in re.findall(
        r"[a-z][a-z'0-9]*(?:-[a-z0-9]+)*|[0-9]+[a-z][a-z0-9]*", _LETTERED.sub(r"\1 type-a", name.lower())
    ):
        for word in token.split("-") if len(token) > 6 else [token]:
            stem = word.removesuffix("'s")
            if stem in _STOP:
                continue
            stem = _ALIKE.get(stem, stem)
            if stem not in _STOP and len(stem) > 3 and stem.endswith("s") and not stem.endswith(("ss", "us", "is")):
                stem = stem[:-1]
            stem = _ALIKE.get(stem, stem)
            if stem not in _STOP:
                found.add(stem)
    return frozenset(found)


@lru_cache(maxsize=65536)
def overlap(ours: str, theirs: str) -> float:
    """The share of the record's words that the trial's phrase holds too; 0 unless two of them do."""
    left, right = words(ours), words(theirs)
    common = len(left & right)
    return common / len(left) if common >= 2 else 0.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the vocabulary knows it (``concept`` None where it does not) and as words."""

    text: str
    concept: str | None
    words: frozenset[str]


@lru_cache(maxsize=65536)
def name(kind: Kind, text: str) -> Name:
    """Look a name up, as it stands and without a plural ending or a bracketed remark."""
    vocabulary = load()
    for form in _forms(text):
        found = vocabulary.find(kind, form)
        if found is not None:
            return Name(text, found.name, words(text))
    return Name(text, None, words(text))


def _forms(text: str) -> tuple[str, ...]:
    plain = " ".join(text.split())
    bare = re.sub(r"\s*\([^)]*\)", "", plain).strip()
    forms = [plain, bare]
    forms += [form[:-1] for form in (plain, bare) if form.endswith("s")]
    return tuple(dict.fromkeys(form for form in forms if form))


@lru_cache(maxsize=262144)
def relate(kind: Kind, ours: str, theirs: str) -> Relation:
    """What ``ours`` (the record's name) is to ``theirs`` (the trial's)."""
    left, right = name(kind, ours), name(kind, theirs)
    if left.concept and right.concept:
        if left.concept == right.concept:
            return Relation.SAME
        vocabulary = load()
        if right.concept in vocabulary.ancestors(kind, left.concept):
            return Relation.NARROWER
        return Relation.WIDER if left.concept in vocabulary.ancestors(kind, right.concept) else Relation.OTHER
    shown = by_words(ours, theirs)
    if kind is Kind.COMORBIDITY and right.concept and shown is not Relation.SAME:
        disease = disease_in(ours)
        if disease is not None and load().is_a(kind, disease, right.concept):
            return Relation.NARROWER
    return shown


def by_words(ours: str, theirs: str) -> Relation:
    """The relation as far as the words show it: every word of the wider name stands in the narrower one."""
    left, right = words(ours), words(theirs)
    if not left or not right:
        return Relation.SAME if ours.lower() == theirs.lower() else Relation.OTHER
    if left == right:
        return Relation.SAME
    if right < left:
        return Relation.NARROWER
    return Relation.WIDER if left < right else Relation.OTHER
