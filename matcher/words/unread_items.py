"""Owns what a record holds of an unread item of a list that excludes: whether its own list is whole, and if it names the item."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load
from criteria.words.exposures import may_be_a_class
from matcher.entries.names import name, words
from matcher.entries.sites import COVERS, KNOWN_SITES
from matcher.patient.record import Patient

# what a record must hold whole to be silent on an item of a list
_WHOLE = {
    Kind.COMORBIDITY: {"conditions"},
    Kind.ALLERGY: {"conditions"},
    Kind.CANCER: {"conditions"},
    Kind.THERAPY: {"treatments", "medications"},
    Kind.METASTASIS: {"metastases", "conditions"},
}
_TAKEN_FOR = re.compile(r"\b(?:for|against|because of)\s+(\D+)")
# words that an item shares with entries which have nothing to do with it: "oxygen therapy" with "radiation therapy"
_SHARED_BY_MANY = frozenset(
    [
        "therapy",
        "surgery",
        "planned",
        "treated",
        "breast",
        "lesion",
        "acid",
        "replacement",
        "progressive",
        "able",
        "under",
        "pre",
        "existing",
        "require",
        "continuous",
        "normal",
        "complete",
        "level",
    ]
)
_ONE_WORD = re.compile(r"([a-z-]+)(?: therapy)?")
_TELLS_LITTLE = frozenset({"systemic", "local", "based"})
_OF_RELATIVES = re.compile(r"\b(?:family|familial|relatives?|parents?|siblings?)\b", re.IGNORECASE)
_ANY_SPREAD = "(spread)"
_SITES = frozenset[str]().union(
    *map(words, (*KNOWN_SITES, *COVERS, *(part for covered in COVERS.values() for part in covered))),
    words("epidural parenchymal"),
)


def is_whole(kind: Kind, patient: Patient) -> bool:
    """Whether the record's own list of a kind is whole."""
    return kind in _WHOLE and _WHOLE[kind] <= patient.complete


def holds(kind: Kind, phrase: str, content: frozenset[str], patient: Patient) -> bool:
    """Whether any entry of the record that is not denied may be the item, by a word that carries meaning."""
    if kind is Kind.COMORBIDITY and _OF_RELATIVES.search(phrase):
        return True  # no list of one's own conditions speaks of these
    if kind is Kind.METASTASIS and _has_spread(content, patient):
        return True
    present = (words(condition.name) for condition in patient.conditions if condition.present)
    return not _telling(kind, phrase, content).isdisjoint(words_of_names(patient).union(*present) | taken(patient))


def _telling(kind: Kind, phrase: str, content: frozenset[str]) -> frozenset[str]:
    """The words that tell which thing is meant; all of them where none tells, or where a class of treatments may be meant."""
    if kind is Kind.THERAPY and may_be_a_class(phrase.lower()):
        return content
    return content - _SHARED_BY_MANY or content


def _has_spread(content: frozenset[str], patient: Patient) -> bool:
    """Whether the cancer has spread to a site that the item names, or anywhere at all where it names none."""
    asked = content & _SITES
    present = [metastasis.site.lower() for metastasis in patient.metastases if metastasis.present]
    if not asked:
        return bool(present)
    return any(not asked.isdisjoint(_names_of_site(site)) for site in present)


def _names_of_site(site: str) -> frozenset[str]:
    """The words by which an item may mean a site of a record: its own, those of its fellows, and "visceral"."""
    found = set(words(site))
    for wide, covered in COVERS.items():
        if site == wide or site in covered:
            found |= words(wide)
            if wide != "visceral" or site == wide:
                found |= words(" ".join(covered))
    return frozenset(found)


def words_of_names(patient: Patient) -> frozenset[str]:
    """The words of markers that are named in several."""
    found = (words(marker.name) for marker in patient.biomarkers)
    return frozenset[str]().union(*(own for own in found if len(own) > 1))


def taken(patient: Patient) -> frozenset[str]:
    """The further words of a record that are looked for in an item of a list: of its treatments and medicines.

    What a medicine is taken for is one of its words ("venlafaxine, 75 mg daily, for hot flashes"), and what it is:
    whoever had capecitabine had chemotherapy.
    """
    names = [t.name for t in patient.treatments] + [m.name for m in patient.medications]
    reasons = [found[1] for m in patient.medications if (found := _TAKEN_FOR.search(m.dose or "")) is not None]
    return frozenset[str]().union(*(words(name) for name in (*names, *reasons)), *map(_classes, names))


@lru_cache(maxsize=4096)
def _classes(treatment: str) -> frozenset[str]:
    """The words for the kinds of a treatment that one word tells: "chemotherapy", "targeted (therapy)"."""
    concept = name(Kind.THERAPY, treatment).concept
    broader = load().ancestors(Kind.THERAPY, concept) if concept else ()
    told = (_ONE_WORD.fullmatch(kind) for kind in broader)
    return (
        frozenset[str]().union(*(words(kind[1]) for kind in told if kind is not None)) - _SHARED_BY_MANY - _TELLS_LITTLE
    )


def looked_at(patient: Patient) -> frozenset[str]:
    """The words by which a record may speak to an item: see ``looked_for``."""
    return taken(patient) | ({_ANY_SPREAD} if "metastases" in patient.complete else set())


def looked_for(kind: Kind, content: frozenset[str]) -> frozenset[str]:
    """What an item of ``kind`` looks for; to records none of whose ``looked_at`` is in it, all items mean the same."""
    return content | {_ANY_SPREAD} if kind is Kind.METASTASIS else content
