"""Owns what a requirement is about as a noun with its qualifiers: "severe", "hypertension", " requiring treatment"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from criteria.render.amounts import after_its_end, bound, graded, since, spelt
from criteria.render.names import plain, written
from criteria.render.phrase import listed
from criteria.tree import Between, Comparison, Kind, Requirement


class Noun(NamedTuple):
    """``adjectives`` and ``after`` stand around ``name``."""

    adjectives: str
    name: str
    after: str


_STATES = {"significant": "clinically significant", "prior": "previous", "excised": "removed"}
_EXTENTS = {"wide field": "wide-field"}
_SETTINGS = {"metastatic": " for metastatic disease", "early": " for early disease"}
_PURPOSES = {"prevention": " to prevent cancer"}
_AMONG_TREATMENTS = ("extent", "technique", "strength", "route", "type", "intent", "donor", "side")
"""The qualifiers that stand before the name of a treatment."""


def noun(requirement: Requirement, *, patient: bool) -> Noun:
    """What the requirement is about; in everyday words for a patient."""
    build = _BUILT.get(requirement.kind)
    return build(requirement, patient) if build else Noun("", _name(requirement, patient), "")


def _name(requirement: Requirement, patient: bool) -> str:
    return plain(requirement.kind, requirement.concept) if patient else written(requirement.concept)


def _details(requirement: Requirement) -> dict[str, str]:
    return {key: written(value) for key, value in requirement.detail}


def _before(words: Iterable[str]) -> str:
    return "".join(f"{word} " for word in dict.fromkeys(words) if word)


def _treatment(requirement: Requirement, patient: bool) -> Noun:
    told = _details(requirement)
    name = told.get("kind") or _name(requirement, patient)
    before = [_EXTENTS.get(word, word) for key in _AMONG_TREATMENTS if (word := told.get(key)) and word not in name]
    if requirement.setting in ("adjuvant", "neoadjuvant"):
        before.append(requirement.setting)
    if told.get("as"):
        before.insert(0, told["as"])
    dose, after = told.get("dose"), ""
    if dose in ("low", "high"):
        before.insert(0, f"{dose}-dose")
    elif dose:
        after += f" ({spelt(dose)})"
    if isinstance(requirement.value, Comparison | Between):
        after += f" {'for' if requirement.value.unit in _TIMES else 'of'} {bound(requirement.value)}"
    after += f" to the {told['site'].removeprefix('the ')}" if "site" in told else ""
    left_out = [value for key, value in requirement.detail if key == "not"]
    after += f" other than {' or '.join(left_out)}" if left_out else ""
    after += f" in {spelt(told['fractions'])} fractions" if "fractions" in told else ""
    after += " alone" if "given" in told else ""
    after += f", with {told['outcome']}" if "outcome" in told else ""
    after += f", because of {told['reason']}" if "reason" in told else ""
    after += _PURPOSES.get(told["for"], f" for {told['for']}") if "for" in told else ""
    after += _SETTINGS.get(requirement.setting or "", "")
    after += f" with relapse {after_its_end(told['relapse'])}" if "relapse" in told else ""
    after += f", begun {spelt(told['begun'])} ago" if "begun" in told else ""
    if requirement.apart_from:
        alike = [replace(one, when=None) if one.when == requirement.when else one for one in requirement.apart_from]
        spared = ["".join(noun(one, patient=patient)) for one in alike]
        after += f" other than {listed(spared, 'or')}"
    going_on = requirement.value == "concurrent" and requirement.when is not None and requirement.when.op in (">=", ">")
    when = since(requirement.when, patient=patient)
    return Noun(
        _before(before),
        name,
        after + (f" for{when.removesuffix(' ago')}" if going_on and when.endswith("ago") else when),
    )


_TIMES = frozenset({"days", "weeks", "months", "years"})


def _lines(requirement: Requirement, patient: bool) -> Noun:
    told = _details(requirement)
    after = _SETTINGS.get(
        requirement.setting or "", f" in the {requirement.setting} setting" if requirement.setting else ""
    )
    after += " in any setting" if "settings" in told else ""
    after += " on which the cancer grew" if "outcome" in told else ""
    after += f" without {told['without']}" if "without" in told else ""
    after += f", {told['counting']} counted" if "counting" in told else ""
    return Noun("", _name(requirement, patient), after + since(requirement.when, patient=patient))


def _condition(requirement: Requirement, patient: bool) -> Noun:
    told, value = _details(requirement), requirement.value
    name, after = _name(requirement, patient), ""
    states: list[str] = []
    if isinstance(value, Comparison | Between):
        nyha = value.unit == "NYHA"
        scale = "NYHA class" if nyha else "grade"
        is_graded = value.unit in ("NYHA", "grade", "")
        after = " " + graded(value, scale, roman=nyha) if is_graded else f" of {bound(value)}"
    elif isinstance(value, str) and value.startswith("requiring "):
        after = f" {value}"
    elif isinstance(value, str):
        states = [value]
    elif value is not None:
        states = list(value)
    states = [state for text in states for state in text.split(" or ")]
    both = [state for state in told.get("qualifiers", "").split(", ") if state]
    spoken = listed([_STATES.get(s, s) for s in states if not _says(requirement, s)], "or")
    adjectives = _before([_STATES.get(s, s) for s in both if not _says(requirement, s) and s not in states] + [spoken])
    if "requiring" in told and told["requiring"] not in after:
        after += f" requiring {told['requiring']}"
    after += f" due to {told['due to']}" if "due to" in told else ""
    return Noun(adjectives, name, after + since(requirement.when, patient=patient))


def _says(requirement: Requirement, state: str) -> bool:
    """Whether the concept says the state itself: "active infection"."""
    return state in requirement.concept.replace(",", " ").split()


def _cancer(requirement: Requirement, patient: bool) -> Noun:
    told, value = _details(requirement), requirement.value
    states = [value] if isinstance(value, str) and value != "disease-free" else []
    diagnosed = f"{told['diagnosed']} diagnosed" if "diagnosed" in told else ""
    before = [diagnosed, *(_STATES.get(s, s) for s in states if not _says(requirement, s)), told.get("extent", "")]
    after = f" of stage {told['stage']}" if "stage" in told else ""
    after += f" with {told['risk']} risk" if "risk" in told else ""
    after += " without sign of it since" if value == "disease-free" else ""
    when = since(requirement.when, patient=patient)
    if patient and requirement.concept == "other malignancy" and any(before):
        return Noun(_before(["other", *before]), "cancer", after + when)
    return Noun(_before(before), _name(requirement, patient), after + when)


_SPREADS = {
    "visceral crisis": "visceral crisis", "oligometastatic": "oligometastatic disease", "lymphangitic": "lymphangitic spread",
    "pleural effusion": "malignant pleural effusion", "ascites": "malignant ascites", "local": "local disease",
}  # fmt: skip


def _metastasis(requirement: Requirement, patient: bool) -> Noun:
    told, value, concept = _details(requirement), requirement.value, requirement.concept
    states = [value] if isinstance(value, str) and value != "any" else []
    if "treated" in told:
        states.append("treated")
    alone = concept.removesuffix(" only")
    name = f"{alone}-only disease" if alone != concept else _SPREADS.get(concept, f"{written(concept)} metastases")
    after = " without symptoms" if "symptoms" in told else ""
    if isinstance(value, Comparison | Between) and value.unit == "lesions":
        counted = bound(replace(value, unit=""))
        return Noun("", f"{counted} {name}", after + since(requirement.when, patient=patient))
    if isinstance(value, Comparison | Between):
        after = f" of {bound(value)}{after}"
    return Noun(_before(states), name, after + since(requirement.when, patient=patient))


def _allergy(requirement: Requirement, patient: bool) -> Noun:
    concept = requirement.concept
    name = {"study drug": "a study drug", "study drug excipients": "an ingredient of a study drug"}.get(
        concept, written(concept)
    )
    return Noun("", name, since(requirement.when, patient=patient))


_BUILT: dict[Kind, Callable[[Requirement, bool], Noun]] = {
    Kind.THERAPY: _treatment,
    Kind.LINES: _lines,
    Kind.COMORBIDITY: _condition,
    Kind.CANCER: _cancer,
    Kind.METASTASIS: _metastasis,
    Kind.ALLERGY: _allergy,
}
