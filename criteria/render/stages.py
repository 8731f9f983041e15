"""Owns how the extent of the disease is put: stages, categories of TNM, and what is metastatic, advanced or come back."""

from __future__ import annotations

from criteria.render.phrase import Phrase, listed
from criteria.tree import Requirement

_ADJECTIVES = {"early": "early-stage"}
_PREDICATES: dict[str, tuple[str, str]] = {
    "metastatic": ("has spread to distant parts of the body", "has not spread to distant parts of the body"),
    "unresectable": ("cannot be removed by an operation", "can be removed by an operation"),
    "recurrent": ("has come back", "has not come back"),
    "locally advanced": ("is large or has grown into its surroundings (locally advanced)", "is not locally advanced"),
    "advanced": ("is advanced", "is not advanced"),
    "early": ("is at an early stage", "is not at an early stage"),
}
_CATEGORIES = {
    "T": "the size of your tumor is ",
    "N": "the state of your lymph nodes is ",
    "M": "the distant spread of your cancer is ",
}


def stage(requirement: Requirement, wanted: bool, *, patient: bool) -> Phrase:
    """The extent as it should be (``wanted``), or as it should not."""
    signs = "".join(f" ({sign})" for key, sign in requirement.detail if key == "sign")
    if isinstance(requirement.value, tuple):
        return _listed(requirement, wanted, patient, signs)
    concept = requirement.concept
    local = any(key == "where" for key, _ in requirement.detail)
    if patient:
        predicate = _PREDICATES.get(concept, (f"is {concept}", f"is not {concept}"))[not wanted]
        return Phrase("your cancer ", f"{predicate}{' near where it began' if local else ''}{signs}")
    name = f"{'locally ' if local else ''}{_ADJECTIVES.get(concept, concept)}"
    return Phrase("" if wanted else "no ", name, f" disease{signs}", denied=not wanted)


def _listed(requirement: Requirement, wanted: bool, patient: bool, signs: str) -> Phrase:
    values = listed(requirement.value, "or") if isinstance(requirement.value, tuple) else ""
    category = requirement.concept in _CATEGORIES
    name = f"{values if category else f'{requirement.concept} {values}'}{signs}"
    if not patient:
        return Phrase("" if wanted else "not ", name, denied=not wanted)
    start = _CATEGORIES.get(requirement.concept, "your cancer is ")
    return Phrase(start if wanted else f"{start}not ", name, denied=not wanted)
