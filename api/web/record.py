"""Owns the way from the answers of the form to a patient record; what was left open is left out, and so unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.web import treatments
from api.web.fields import SITES

Answers = Mapping[str, str]
Record = dict[str, Any]

_CLOSED_BY = {
    "all_treatments": "treatments",
    "all_sites": "metastases",
    "all_illnesses": "conditions",
    "all_medicines": "medications",
}


def patient_record(answers: Answers, given_treatments: Iterable[Answers], ticked: frozenset[str]) -> Record:
    """The patient record that the answers make, without the place where the patient lives."""
    given = {name: answer for name, answer in answers.items() if answer}
    record = {
        "id": "you",
        "age": _number(given.get("age")),
        "sex": given.get("sex"),
        "menopausal_status": given.get("menopausal_status"),
        "ecog": _number(given.get("ecog")),
        "diagnosis": {"cancer": "breast cancer"} | {key: given[key] for key in ("stage", "extent") if key in given},
        "metastases": _metastases(given.get("brain"), ticked),
        "biomarkers": [*_receptor("ER", given), *_receptor("PR", given), *_her2(given), *_genes(given), *_pd_l1(given)],
        "treatments": [_treatment(treatment) for treatment in given_treatments],
        "conditions": _named(given.get("illnesses")),
        "medications": _named(given.get("medicines")),
        "complete": [closed for flag, closed in _CLOSED_BY.items() if flag in ticked],
        "preferences": {"max_distance_km": _number(given["km"])} if "km" in given else None,
    }
    return {key: value for key, value in record.items() if value not in (None, [])}


def _metastases(brain: str | None, ticked: frozenset[str]) -> list[Record]:
    found: list[Record] = [{"site": site} for site, _ in SITES if f"site-{site}" in ticked]
    if brain is not None:
        found.append({"site": "brain"} | ({"present": False} if brain == "none" else {"status": brain}))
    return found


def _receptor(name: str, given: Answers) -> list[Record]:
    result, percent = given.get(name.lower()), _number(given.get(f"{name.lower()}_percent"))
    if result is None and percent is None:
        return []
    measured = {} if percent is None else {"value": percent, "unit": "%"}
    return [{"name": name} | ({"result": result} if result else {}) | measured]


def _her2(given: Answers) -> list[Record]:
    parts = {"ihc": given.get("her2_ihc"), "ish": given.get("her2_ish"), "result": given.get("her2")}
    known = {key: value for key, value in parts.items() if value}
    return [{"name": "HER2"} | known] if known else []


def _genes(given: Answers) -> list[Record]:
    found: list[Record] = []
    if brca := given.get("brca"):
        # a change in one gene says nothing of the other
        tested = ("BRCA1", "BRCA2") if brca == "none" else (brca,)
        result = "wild-type" if brca == "none" else "mutated"
        found += [{"name": gene, "result": result, "origin": "germline"} for gene in tested]
    somatic = [(gene, given[gene.lower()]) for gene in ("PIK3CA", "ESR1") if gene.lower() in given]
    return found + [{"name": gene, "result": result, "origin": "somatic"} for gene, result in somatic]


def _pd_l1(given: Answers) -> list[Record]:
    score = _number(given.get("pd_l1"))
    return [] if score is None else [{"name": "PD-L1", "score": "CPS", "value": score}]


def _treatment(given: Answers) -> Record:
    kind = treatments.kind(given["name"])
    return {part: answer for part, answer in given.items() if answer} | ({"kind": kind} if kind else {})


def _named(lines: str | None) -> list[Record]:
    return [{"name": line.strip(" \t,;")} for line in (lines or "").splitlines() if line.strip(" \t,;")]


def _number(answer: str | None) -> int | float | None:
    if answer is None:
        return None
    number = float(answer)
    return int(number) if number == int(number) else number
