"""Owns the generated patients of the benchmarks: plausible, varied, and the same for the same seed."""

from __future__ import annotations

import random
from typing import Any

from matcher.patient import Patient, load_patient

_SITES = ("bone", "liver", "lung", "lymph node", "pleura")
_CONDITIONS = (
    {"name": "hypertension", "status": "controlled"}, {"name": "type 2 diabetes", "status": "controlled"},
    {"name": "peripheral neuropathy", "grade": 1}, {"name": "hypothyroidism", "status": "controlled"},
    {"name": "deep vein thrombosis", "date": "2024-03", "status": "resolved"}, {"name": "asthma"},
    {"name": "basal cell carcinoma of the skin", "status": "excised, no recurrence", "date": "2021"},
)  # fmt: skip
_EARLY = (("doxorubicin", "cyclophosphamide"), ("paclitaxel",), ("docetaxel", "carboplatin"))
_LATE = {
    "hr": (
        ("letrozole", "palbociclib"),
        ("fulvestrant", "ribociclib"),
        ("capecitabine",),
        ("exemestane", "everolimus"),
    ),
    "her2": (("docetaxel", "trastuzumab", "pertuzumab"), ("trastuzumab deruxtecan",), ("tucatinib", "capecitabine")),
    "tn": (("pembrolizumab", "paclitaxel"), ("sacituzumab govitecan",), ("eribulin",), ("capecitabine",)),
}
_LABS = (
    ("ANC", 0.8, 6.0, "10*9/L"), ("platelets", 60, 350, "10*9/L"), ("hemoglobin", 8.0, 14.5, "g/dL"),
    ("creatinine", 0.5, 1.9, "mg/dL"), ("creatinine clearance", 35, 120, "mL/min"), ("bilirubin", 0.3, 2.0, "mg/dL"),
    ("AST", 12, 120, "U/L"), ("ALT", 12, 120, "U/L"), ("LVEF", 45, 68, "%"),
)  # fmt: skip


def people(count: int, seed: int = 20260115) -> list[Patient]:
    """That many patients as of 2026-01-15."""
    chance = random.Random(seed)
    return [load_patient(_person(f"G{number}", chance)) for number in range(count)]


def _person(name: str, chance: random.Random) -> dict[str, Any]:
    kind = chance.choices(("hr", "her2", "tn"), (65, 18, 17))[0]
    metastatic = chance.random() < 0.6
    sex = "male" if chance.random() < 0.02 else "female"
    age = chance.randint(28, 85)
    person: dict[str, Any] = {
        "id": name, "as_of": "2026-01-15", "age": age, "sex": sex, "ecog": chance.choices((0, 1, 2, 3), (40, 42, 14, 4))[0],
        "diagnosis": _diagnosis(metastatic, chance),
        "metastases": _metastases(metastatic, chance),
        "biomarkers": _biomarkers(kind, chance),
        "treatments": _treatments(kind, metastatic, chance),
        "labs": [{"name": n, "value": round(chance.uniform(a, b), 1), "unit": u} for n, a, b, u in _LABS
                 if chance.random() < 0.85],
        "conditions": chance.sample(_CONDITIONS, chance.choice((0, 0, 1, 1, 2))),
        "medications": [{"name": chance.choice(("amlodipine", "metformin", "apixaban", "levothyroxine"))}]
        if chance.random() < 0.4 else [],
        "complete": ["treatments", *(n for n in ("conditions", "metastases", "medications") if chance.random() < 0.8)],
    }  # fmt: skip
    if sex == "female":
        person["menopausal_status"] = "postmenopausal" if age > 51 else "premenopausal"
    return person


def _diagnosis(metastatic: bool, chance: random.Random) -> dict[str, Any]:
    histology = chance.choices(("invasive ductal carcinoma", "invasive lobular carcinoma"), (85, 15))[0]
    if metastatic:
        return {"cancer": "breast cancer", "histology": histology, "stage": "IV", "extent": "metastatic",
                "presentation": chance.choice(("recurrent", "de_novo")), "metastatic_since": f"202{chance.randint(1, 5)}-06",
                "measurable_disease": chance.random() < 0.75}  # fmt: skip
    t, n, stage = chance.choice((("T1c", "N0", "IA"), ("T2", "N0", "IIA"), ("T2", "N1", "IIB"), ("T3", "N1", "IIIA")))
    return {"cancer": "breast cancer", "histology": histology, "stage": stage, "t": t, "n": n, "m": "M0",
            "extent": "locally advanced" if stage == "IIIA" else "early", "presentation": "primary",
            "tumor_size_cm": round(chance.uniform(0.6, 6), 1)}  # fmt: skip


def _metastases(metastatic: bool, chance: random.Random) -> list[dict[str, Any]]:
    if not metastatic:
        return []
    sites: list[dict[str, Any]] = [{"site": site} for site in chance.sample(_SITES, chance.randint(1, 3))]
    if chance.random() < 0.15:
        sites.append({"site": "brain", "status": chance.choice(("stable", "active"))})
    return sites


def _biomarkers(kind: str, chance: random.Random) -> list[dict[str, Any]]:
    positive = kind == "hr" or (kind == "her2" and chance.random() < 0.5)
    er = {"name": "ER", "result": "positive" if positive else "negative", "value": chance.randint(10, 100) if positive else 0,
          "unit": "%"}  # fmt: skip
    her2 = (
        {"name": "HER2", "ihc": "3+"}
        if kind == "her2"
        else {"name": "HER2", "ihc": chance.choice(("0", "1+")), "result": "negative"}
    )
    found = [er, {"name": "PR", "result": er["result"]}, her2]
    if chance.random() < 0.3:
        found.append({"name": "BRCA2", "result": chance.choice(("wild-type", "mutated")), "origin": "germline"})
    return found


def _treatments(kind: str, metastatic: bool, chance: random.Random) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = []
    if chance.random() < 0.6:
        given.append({"name": chance.choice(("mastectomy", "lumpectomy")), "kind": "surgery", "start": "2020-03"})
        for drug in chance.choice(_EARLY):
            given.append(
                {"name": drug, "setting": "adjuvant", "start": "2020-05", "end": "2020-09", "outcome": "completed"}
            )
    if metastatic:
        regimens = _LATE[kind]
        for line in range(chance.randint(0, len(regimens))):
            for drug in regimens[line]:
                given.append(
                    {"name": drug, "setting": "metastatic", "line": line + 1, "start": f"202{line + 1}-01",
                     "end": f"202{line + 1}-{chance.randint(3, 12):02}", "outcome": "progression"}
                )  # fmt: skip
    return given
