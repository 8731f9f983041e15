"""Owns the evaluation of allergies: whether one of the record's is to what a trial names, or to something else altogether."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.tree import Kind, Requirement
from criteria.vocabulary import load
from matcher.answer import Answer, Evidence, Missing, Weight, either, no, unknown, yes
from matcher.entries import conditions
from matcher.entries.names import name, words
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth

_ALLERGY = "allergy"
_OF_ALLERGY = re.compile(
    r"allerg|hypersensitiv|anaphyla|\breactions? to\b|\bintoleran(?:ce|t) (?:to|of)\b", re.IGNORECASE
)
# lungs, skin and joints that are inflamed, and what is no allergy at all
_NO_ALLERGY = re.compile(
    r"pneumonitis|vasculitis|alveolitis|(?:glucose|lactose|fructose|gluten) intoleran", re.IGNORECASE
)
_NONE = re.compile(r"^(?:no|nil|without)\b|^nk[d]?a\b", re.IGNORECASE)
# what stands around the name of what somebody is allergic to
_AROUND = re.compile(
    r"\b(?:allerg(?:y|ies|ic)|hypersensitiv\w+|sensitiv(?:e|ity)|anaphyla\w+|intoleran\w+|reactions?|known|severe|mild|"
    r"moderate|history|multiple|several|seasonal|perennial|immediate|delayed|infusion|skin|rash|hives|urticaria|"
    r"components?|ingredients?|excipients?|products?|compounds?|derivatives?|the|an?|any|its|of|to|from|with|after|by)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\([^()]*\)")
_JOINED = re.compile(r"\s*(?:[,;/]|\b(?:and|or|other)\b)\s*", re.IGNORECASE)
# what is breathed, eaten, touched or stung by
_NO_DRUG = re.compile(
    r"\b(?:rhinitis|hay fever|seasonal|pollens?|dust|mites?|dander|cats?|dogs?|animals?|pets?|horses?|feathers?|mou?lds?|"
    r"grass(?:es)?|ragweed|trees?|birch|environmental|food|foods|peanuts?|nuts?|almonds?|shellfish|shrimps?|seafood|fish|"
    r"eggs?|milk|dairy|lactose|soy|wheat|gluten|kiwi|strawberr\w+|fruits?|apples?|celery|mushrooms?|corn|bees?|wasps?|"
    r"insects?|stings?|venom|latex|nickel|adhesives?|tape|plasters?|perfumes?|cosmetics?|asthma|conjunctivitis|dermatitis|eczema)\b",
    re.IGNORECASE,
)
# seafood, which trials name as one
_FROM_THE_SEA = re.compile(
    r"\b(?:shellfish|shrimps?|prawns?|crabs?|lobsters?|clams?|mussels?|oysters?|fish)\b", re.IGNORECASE
)
_CONTRAST = re.compile(r"\bcontrast\b|\bgadolinium\b|\biodin", re.IGNORECASE)
_OF_THE_TRIAL = re.compile(
    r"\bstudy drug\b|\bexcipient|\bcompound|\bsubstance|^(?:drugs?|agents?|products?|medications?)$", re.IGNORECASE
)
_SOLVENT = re.compile(r"polysorbate|cremophor|castor oil|tween", re.IGNORECASE)
_DRUGS = frozenset({"drug", "medication", "medicine"})
_ANY_DRUG = frozenset({"drug allergy", "drug allergies"})
_ANY_FOOD = re.compile(r"\bfoods?\b|\benvironmental\b|\banimals?\b", re.IGNORECASE)


def is_of_allergy(entry: str) -> bool:
    """Whether an entry of the conditions speaks of an allergy, or of a reaction to something."""
    return bool(_OF_ALLERGY.search(entry)) and not _NO_ALLERGY.search(entry)


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """An allergy in the list of conditions; a closed list without one to this rules it out."""
    concept = requirement.concept
    found = [
        answer
        for place, entry in enumerate(patient.conditions)
        if is_of_allergy(entry.name) and (answer := _from(place, entry, requirement)) is not None
    ]
    affirmed = [answer for answer in found if answer.truth is not Truth.FALSE]
    if len(affirmed) < len(found):
        return either(affirmed, next(answer for answer in found if answer.truth is Truth.FALSE))
    if "conditions" in patient.complete:
        return either(affirmed, no(f"no allergy to {concept} in the complete list of conditions", _WHOLE))
    missing = Missing(f"allergy to {concept}", "the patient")
    return either(affirmed, unknown(f"allergy to {concept} is not recorded", missing))


_WHOLE = Evidence("complete", "conditions")


_SEVERE_GRADE = 3  # from CTCAE's third grade on
_MILD = re.compile(r"\b(?:mild|moderate|minor|grade [12]|skin rash only|local)\b", re.IGNORECASE)


def _is_mild(entry: Condition) -> bool:
    """Whether the record says that a reaction was less than severe."""
    if entry.grade is not None:
        return entry.grade < _SEVERE_GRADE
    return _MILD.search(" ".join((entry.name, entry.status or ""))) is not None


def _from(place: int, entry: Condition, requirement: Requirement) -> Answer | None:
    """What one allergy says to the one that is asked for; None where it is to something else, or mild and maybe to another thing."""
    answer = _said_of(place, entry, requirement.concept)
    if answer is None or answer.truth is Truth.FALSE or not requirement.detail or not _is_mild(entry):
        return answer
    if answer.truth is Truth.UNKNOWN:
        return None
    return no(f"{answer.why}: not severe", *answer.evidence)


def _said_of(place: int, entry: Condition, concept: str) -> Answer | None:
    """What one allergy says to an allergy to ``concept`` of any grade; None where it is to something else."""
    evidence = conditions.describe(place, entry)
    asked = words(concept) - {_ALLERGY}
    own = words(_BRACKET.sub("", entry.name)) - {_ALLERGY}
    if _NONE.search(entry.name):
        return no(evidence.text, evidence) if entry.present else None
    if not entry.present:
        return no(evidence.text, evidence) if _denies(entry.name, own, asked, concept) else None
    if (
        asked
        and not _OF_THE_TRIAL.search(concept)
        and (asked <= own or any(_is_one(thing, concept) or _is_one(concept, thing) for thing in allergens(entry.name)))
    ):
        return yes(evidence.text, evidence)
    if concept in _ANY_DRUG and any(_known(thing) for thing in allergens(entry.name)):
        return yes(evidence.text, evidence)
    if asked and _is_to_something_else(entry.name, own, asked, concept):
        return None
    missing = Missing(f"whether the allergy extends to {concept}", "the patient")
    weight = Weight.ALWAYS if _may_be(entry.name, concept) else Weight.REQUIRED
    return unknown(evidence.text, missing, evidence=(evidence,), weight=weight)


def _denies(entry: str, own: frozenset[str], asked: frozenset[str], concept: str) -> bool:
    if not own or asked & own or (own <= _DRUGS and not _NO_DRUG.search(concept)):
        return True
    return any(_is_one(concept, thing) for thing in allergens(entry))


def _is_to_something_else(entry: str, own: frozenset[str], asked: frozenset[str], concept: str) -> bool:
    """Whether the allergy is to another thing than what is asked for: to pollen, or to a drug that is not of that class."""
    if asked & own and not _OF_THE_TRIAL.search(concept):
        return False
    if _NO_DRUG.search(entry):
        return not (_ANY_FOOD.search(entry) and _NO_DRUG.search(concept))
    if _CONTRAST.search(entry):
        return not _CONTRAST.search(concept)
    things = allergens(entry)
    if not things or _OF_THE_TRIAL.search(concept) or not all(map(_known, things)):
        return False
    # a cancer drug may be of a kind, or hold a substance, that the vocabulary does not know
    told_apart = (_known(concept) is not None and not _SOLVENT.search(concept)) or bool(_NO_DRUG.search(concept))
    return told_apart or not any(map(_is_of_cancer, things))


def _may_be(entry: str, concept: str) -> bool:
    """Whether the allergy may be to what is asked for: it is to a cancer drug, or nobody knows to what."""
    things = allergens(entry)
    if _CONTRAST.search(entry) or _NO_DRUG.search(entry):
        return bool(_CONTRAST.search(entry) and _CONTRAST.search(concept))
    return not things or any(map(_is_of_cancer, things))


@lru_cache(maxsize=16384)
def allergens(entry: str) -> tuple[str, ...]:
    """The things that an allergy is to: "hypersensitivity to Taxol or Taxotere"."""
    plain = (" ".join(_AROUND.sub(" ", part).split()) for part in _JOINED.split(_BRACKET.sub("", entry)))
    return tuple(part for part in plain if part)


def _is_of_cancer(thing: str) -> bool:
    known = _known(thing)
    return known is not None and load().is_a(Kind.THERAPY, known, "anticancer therapy")


def _known(thing: str) -> str | None:
    return name(Kind.THERAPY, thing).concept


def _is_one(narrow: str, wide: str) -> bool:
    """Whether one thing is the other or of its class, as drugs or as food; unknown names are only themselves."""
    if wide.lower() == "seafood":
        return _FROM_THE_SEA.search(narrow) is not None
    one, other = _known(narrow), _known(wide)
    return one is not None and other is not None and load().is_a(Kind.THERAPY, one, other)
