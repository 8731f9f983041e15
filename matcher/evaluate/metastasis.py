"""Owns the evaluation of where the cancer has spread and in what state that is."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.cancers.sole_sites import AMONG_THE_BRAIN
from criteria.render import describe
from criteria.tree import Between, Comparison, Requirement, Window
from matcher.answer import Answer, Evidence, Missing, either, no, presumed_absent, unknown, yes
from matcher.bounds import bound, leaves_window, satisfies, undecided, within
from matcher.derive.disease import is_metastatic
from matcher.derive.therapy import gap
from matcher.entries import conditions, phrases
from matcher.entries.names import words
from matcher.entries.sites import COVERS, KNOWN_SITES
from matcher.patient.dates import Gap, PartialDate
from matcher.patient.record import Metastasis, Patient
from matcher.truth import Truth, all_of

_SCAN = "a CT, MRI or bone scan"
_LOCAL = {"lymph node", "lymph nodes", "skin", "soft tissue", "chest wall", "breast", "nodal"}


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """A site with its state: ``any``, ``active`` (untreated, symptomatic or progressing) or ``stable``."""
    concept = requirement.concept.lower()
    if concept.endswith(" only") or AMONG_THE_BRAIN in requirement.detail:
        return _only(concept.removesuffix(" only"), requirement, patient)
    covered = COVERS.get(concept, {concept})
    found, denied = [], []
    for place, metastasis in enumerate(patient.metastases):
        site = metastasis.site.lower()
        evidence = _describe(place, metastasis)
        if not metastasis.present and (site == concept or (site in covered and site in COVERS["bone"])):
            denied.append(no(evidence.text, evidence))
        elif metastasis.present and (site in covered or any(word in site for word in covered if len(word) > 4)):
            found.append(_state(requirement, metastasis, evidence, patient))
    if found and bound(requirement.value) is not None:
        return either(found, found[0])  # a condition that names the site tells no size and no number
    if any(answer.truth is Truth.UNKNOWN for answer in found):
        state = {"active": "active symptomatic", "stable": "stable"}.get(str(requirement.value), "")
        spoken = conditions.answer(replace(requirement, concept=f"{state} {concept}".strip(), value=None), patient)
        if spoken.truth is not Truth.UNKNOWN and spoken.evidence[0].path != "complete":
            return spoken
    rest = denied[0] if denied else _silence(requirement, patient)
    if found and rest.truth is Truth.UNKNOWN and rest.evidence and "metastases" in patient.complete:
        return either(found, found[0])  # an entry of the conditions that only speaks of them tells less than their own
    return either(found, rest)


def _describe(place: int, metastasis: Metastasis) -> Evidence:
    status = f" ({metastasis.status})" if metastasis.status else ""
    text = f"{metastasis.site} metastasis{status}" if metastasis.present else f"no {metastasis.site} metastasis"
    return Evidence(f"metastases[{place}]", text)


def _state(requirement: Requirement, metastasis: Metastasis, evidence: Evidence, patient: Patient) -> Answer:
    value = requirement.value
    truths, until = [Truth.TRUE], None
    if value in ("active", "stable"):
        truths.append(Truth.of(None if metastasis.status is None else metastasis.status == value))
    elif (asked := bound(value)) is not None:
        truths.append(_measured(asked, metastasis))
    elif isinstance(value, str) and value != "any":
        truths.append(Truth.UNKNOWN)
    if requirement.when is not None:
        truths.append(_dated(requirement.when, metastasis, patient))
        last = _last_change(metastasis)
        until = leaves_window(requirement.when, last.last) if last else None
    details = [_detail(key, text, metastasis, patient) for key, text in requirement.detail]
    truth = all_of((*truths, *details))
    if truth is Truth.UNKNOWN:
        text = f"{evidence.text}; whether it is {_asked(requirement)} is not recorded"
        return unknown(text, Missing(f"state of the {metastasis.site} metastasis", _SCAN), evidence=(evidence,))
    return Answer(truth, evidence.text, (evidence,), until=until if truth is Truth.TRUE else None)


def _asked(requirement: Requirement) -> str:
    value = requirement.value if isinstance(requirement.value, str) and requirement.value != "any" else ""
    return ", ".join(part for part in (value, *undecided(requirement)) if part) or "as the trial asks"


def _measured(asked: object, metastasis: Metastasis) -> Truth:
    if not isinstance(asked, Comparison | Between):
        return Truth.UNKNOWN
    unit = asked.unit.lower().rstrip("s")
    if unit in ("lesion", "", "metastase", "site") and metastasis.lesions is not None:
        return satisfies(asked, metastasis.lesions, metastasis.lesions)
    if unit in ("cm", "mm") and metastasis.largest_cm is not None:
        size = metastasis.largest_cm * (10 if unit == "mm" else 1)
        return satisfies(asked, size, size)
    return Truth.UNKNOWN


def _last_change(metastasis: Metastasis) -> PartialDate | None:
    """What a window on a metastasis counts from: its last treatment, else since when it has been stable."""
    if isinstance(metastasis.treated, PartialDate):
        return metastasis.treated
    return metastasis.stable_since or metastasis.diagnosed


def _dated(window: Window, metastasis: Metastasis, patient: Patient) -> Truth:
    """Whether its last change, a treatment of that site among them, lies within the window."""
    last = _last_change(metastasis)
    gaps = [Gap.since(last, patient.as_of)] if last is not None else []
    gaps += treatments_of(metastasis.site, patient)
    return within(window, min(gaps, key=lambda gap: gap.least)) if gaps else Truth.UNKNOWN


def treatments_of(site: str, patient: Patient) -> list[Gap]:
    """How long ago each treatment of that site was, as the list of treatments has it."""
    names = COVERS.get(site.lower(), {site.lower()}) | ({"brain"} if site.lower() in BRAIN else set())
    return [gap(patient, t) for t in patient.treatments if (t.site or "").lower() in names]


def never_treated(metastasis: Metastasis, patient: Patient) -> bool:
    """Whether active metastases of the brain had no treatment of their own: nothing in the whole list is radiation or surgery but of the breast."""
    if metastasis.status != "active" or metastasis.site.lower() not in BRAIN or "treatments" not in patient.complete:
        return False
    local = (t for t in patient.treatments if t.kind in ("radiation", "surgery"))
    if any("intrathecal" in t.name.lower() for t in patient.treatments):
        return False
    return not metastasis.treated and all(_OF_THE_BREAST.search(f"{t.name} {t.site or ''}") for t in local)


_OF_THE_BREAST = re.compile(r"breast|mastectom|lumpectom|axilla|chest wall", re.IGNORECASE)
BRAIN = frozenset({"brain", "cns", "central nervous system", "leptomeningeal"})
"""The sites that an exception for metastases of the brain speaks of."""


def _detail(key: str, text: str, metastasis: Metastasis, patient: Patient) -> Truth:
    plain = f"{key} {text}".lower()
    treated = bool(metastasis.treated) or bool(treatments_of(metastasis.site, patient))
    if "untreated" in plain or "not treated" in plain:
        return Truth.of(False if treated else None)
    if "treated" in plain:
        return Truth.of(True if treated else False if never_treated(metastasis, patient) else None)
    if "asymptomatic" in plain or plain == "symptoms none":
        return ~symptoms(metastasis, patient)
    if "symptomatic" in plain:
        return symptoms(metastasis, patient)
    return Truth.UNKNOWN


def symptoms(metastasis: Metastasis, patient: Patient) -> Truth:
    """Whether a metastasis makes itself felt; a stable one does not where the list of conditions is whole and names no sign of it."""
    stated = phrases.stated(patient, f"symptoms of {metastasis.site} metastases")
    if stated is not None:
        return stated.truth
    if metastasis.note is not None and _QUIET.search(metastasis.note) and not _BUT.search(metastasis.note):
        return Truth.FALSE
    whole = "conditions" in patient.complete and metastasis.status == "stable"
    if not whole or any(c.present and _SIGNS.search(c.name) for c in patient.conditions):
        return Truth.UNKNOWN
    return Truth.FALSE


# what a note beside the metastasis says of it; one that goes on with a "but" or a former time says less than that
_QUIET = re.compile(
    r"\basymptomatic\b|\bneurologically (?:stable|intact|normal)\b|\b(?:no|without|free of)(?: \w+){0,2} symptoms?\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:but|except|although|until|since then|other|not asymptomatic|initially|at first|previously)\b", re.IGNORECASE
)
_SIGNS = re.compile(
    r"symptom(?!s? of menopause)|neuro(?!path)|seiz|epilep|headache|migraine|paresis|paralys|ataxi|vertigo|dizz|vomit|confus|aphasi|vision|visual|"
    r"deficit|cognit|edema|brain|cerebr|intracranial|nerve",
    re.IGNORECASE,
)


def _only(site: str, requirement: Requirement, patient: Patient) -> Answer:
    """Only this site: FALSE as soon as another one is recorded, TRUE only when the list is whole."""
    sites = [(i, m) for i, m in enumerate(patient.metastases) if m.present]
    wanted = COVERS.get(site, {site})
    if AMONG_THE_BRAIN in requirement.detail:
        sites = [(i, m) for i, m in sites if m.site.lower() in COVERS["brain"]]
        if not sites:
            return evaluate(replace(requirement, concept=site, detail=()), patient)
    if site == "local":
        wanted = _LOCAL
    others = [_describe(i, m) for i, m in sites if m.site.lower() not in wanted]
    if others:
        return no(others[0].text, *others)
    metastatic, evidence = is_metastatic(patient)
    if metastatic is False and evidence is not None:
        return no(evidence.text, evidence)
    if "metastases" not in patient.complete or not sites or words(requirement.concept) & {"blastic", "lytic"}:
        return unknown("whether there are other sites is not recorded", Missing("all sites of metastasis", _SCAN))
    facts = [_describe(i, m) for i, m in sites]
    return yes(f"{facts[0].text} and no other", *facts)


def _silence(requirement: Requirement, patient: Patient) -> Answer:
    """What it means that no entry names the site."""
    concept = requirement.concept
    metastatic, evidence = is_metastatic(patient)
    if metastatic is False and evidence is not None:
        return no(f"{evidence.text}: no distant metastasis", evidence)
    named = conditions.answer(requirement, patient)
    if named.evidence and named.evidence[0].path != "complete" and not _says_else(requirement, named):
        return named
    missing = Missing(f"{concept} metastasis", _SCAN)
    if "metastases" not in patient.complete:
        return unknown(f"whether there is {concept} metastasis is not recorded", missing)
    if concept.lower() in COVERS or concept.lower() in KNOWN_SITES:
        return no(f"no {describe(requirement)} in the complete list of metastases", Evidence("complete", "metastases"))
    return presumed_absent(f"nothing like {describe(requirement)} in the complete list of metastases", missing)


_IRRADIATED = re.compile(r"\bradiation\b|irradiat|radiother", re.IGNORECASE)
_GREAT = re.compile(r"extens|replac|bulky|massive|diffuse|involv|\d\s?%|half|most of", re.IGNORECASE)


def _says_else(requirement: Requirement, named: Answer) -> bool:
    """Whether a condition that names the site tells nothing of what is asked: where one was irradiated, a lesion of no said extent."""
    if named.truth is not Truth.TRUE:
        return False
    text = named.evidence[0].text
    great = requirement.value == "extensive" and _GREAT.search(text) is None
    return great or _IRRADIATED.search(text) is not None
