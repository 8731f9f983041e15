"""Owns the cut of the FDA's UNII names: brands and code names of known drugs, and further drugs by their INN stem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from vocabulary_cut.table import Row

_STEMS = Path(__file__).with_name("stems.tsv")

_SALT = re.compile(
    r"[ ,](?:\(?[A-Z])?(?:HYDROCHLORIDE|DIHYDROCHLORIDE|MONOHYDROCHLORIDE|HYDROBROMIDE|MESYLATE|MESILATE|DIMESYLATE|TOSYLATE|"
    r"DITOSYLATE|BESYLATE|MALEATE|DIMALEATE|SUCCINATE|TARTRATE|DITARTRATE|CITRATE|ACETATE|PHOSPHATE|DIPHOSPHATE|SULFATE|FUMARATE|"
    r"HEMIFUMARATE|MALATE|CAMSYLATE|LACTATE|GLUCONATE|NITRATE|ESYLATE|ISETHIONATE|EDISYLATE|PAMOATE|EMBONATE|OXALATE|ADIPATE|"
    r"SODIUM|DISODIUM|TETRASODIUM|POTASSIUM|DIPOTASSIUM|CALCIUM|MAGNESIUM|MEGLUMINE|TROMETHAMINE|ERBUMINE|ANHYDROUS|MONOHYDRATE|DIHYDRATE|"
    r"TRIHYDRATE|TETRAHYDRATE|HEMIHYDRATE|SESQUIHYDRATE|HYDRATE|MEDOXOMIL|CILEXETIL|AXETIL|BITARTRATE|HCL|FREE BASE|NAPSYLATE)\b.*$"
)
_BIOSIMILAR = re.compile(r"-[a-z]{4}$")
_RADIO = re.compile(r"[\d(),\[\]]|-D\d|\bD\d\b|\bISOMER|RACEM|\bCIS-|\bTRANS-|,|\+/-")
_BRAND = re.compile(r"[A-Z]{5,14}")
_CODE = re.compile(r"(?!NSC|NCI|LS-|CCRIS|HSDB)(?=.{4,14}$)[A-Z]{1,6}[- ]?\d{2,7}(?:[- ]?\d{1,4})?[A-Z]?")
_NOT_BRANDS = frozenset(
    [
        "choice",
        "score",
        "sentinel",
        "manage",
        "luteinizing",
        "advance",
        "advantage",
        "balance",
        "banner",
        "candid",
        "cancer",
        "comfort",
        "common",
        "control",
        "correct",
        "crystal",
        "daily",
        "dimension",
        "diamond",
        "dynamic",
        "emerge",
        "essential",
        "evolve",
        "extend",
        "final",
        "focus",
        "forte",
        "freedom",
        "frontline",
        "gentle",
        "genius",
        "guardian",
        "heart",
        "horizon",
        "impact",
        "intense",
        "liberty",
        "light",
        "major",
        "mobile",
        "natural",
        "nexus",
        "optimal",
        "optimum",
        "orbit",
        "panel",
        "patent",
        "peace",
        "perfect",
        "phase",
        "power",
        "premier",
        "prime",
        "profile",
        "protect",
        "quest",
        "quick",
        "rapid",
        "relief",
        "response",
        "result",
        "revolution",
        "safeguard",
        "select",
        "signal",
        "simple",
        "solution",
        "source",
        "spectrum",
        "stable",
        "standard",
        "status",
        "strong",
        "summit",
        "super",
        "support",
        "supreme",
        "surge",
        "target",
        "therapy",
        "total",
        "trend",
        "trial",
        "trust",
        "ultra",
        "unity",
        "universal",
        "valor",
        "vector",
        "verdict",
        "victory",
        "vision",
        "vital",
        "water",
        "wonder",
        "zenith",
    ]
)
"""Words of everyday English: a brand so called would be found where no drug is meant."""


def stems() -> list[tuple[re.Pattern[str], str]]:
    """The INN stems that bring a drug into the vocabulary, with the class that each gives it."""
    lines = _STEMS.read_text(encoding="utf-8").splitlines()[1:]
    return [(re.compile(stem), parent) for stem, parent, _ in (line.split("\t") for line in lines)]


def cut(unii: str, find: Callable[[str], str | None], taken: frozenset[str]) -> list[Row]:
    """Brands and codes of curated drugs, and all drugs with one of the stems; salts are one with their base.

    ``find`` gives the curated name of a drug, ``taken`` the lower-case spellings that curated tables use.
    """
    classes = stems()
    spellings: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    parents: dict[str, str] = {}
    for name, kind, code, display in _records(unii):
        base = _base(display)
        if base is None:
            continue
        curated = find(base)
        drug = curated or base
        if curated is None:
            parent = next((parent for stem, parent in classes if stem.search(base)), None)
            if parent is None:
                continue
            parents[drug] = parent
        spellings.setdefault(drug, set())
        if display.lower() == base:
            codes.setdefault(drug, set()).add(f"UNII:{code}")
        spelling = _spelling(name, kind)
        if spelling is not None and spelling.lower() != drug.lower():
            spellings[drug].add(spelling)
    uses = _uses(spellings)
    rows = []
    for drug in spellings:
        own = {s for s in spellings[drug] if s.lower() not in taken and len(uses[s.lower()]) == 1}
        if drug not in parents and not own and drug not in codes:
            continue
        classified = (parents[drug],) if drug in parents else ()
        rows.append(Row(drug, "drug", _once(own), classified, tuple(codes.get(drug, ())), "unii"))
    return [row for row in rows if row.name.lower() not in taken or row.name not in parents]


def _records(unii: str) -> Iterable[tuple[str, str, str, str]]:
    for line in unii.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) == 4 and cells[1] in ("of", "bn", "cd"):
            yield cells[0], cells[1], cells[2], cells[3]


def _base(display: str) -> str | None:
    """The drug's name without its salt, in lower case; None for what is no drug name."""
    name = _SALT.sub("", display).strip().lower()
    if _RADIO.search(name.upper()) or not 4 <= len(name) <= 40 or len(name.split()) > 2:
        return None
    return _BIOSIMILAR.sub("", name)


def _spelling(name: str, kind: str) -> str | None:
    """How a text may write it: official names in lower case, brands and codes as they are; None where unusable."""
    if kind == "of":
        plain = _SALT.sub("", name).strip().lower()
        usable = not _RADIO.search(plain.upper()) and len(plain) >= 5 and len(plain.split()) <= 2
        return plain if usable and plain.replace("-", "").replace(" ", "").isalpha() else None
    if kind == "bn":
        return name.capitalize() if _BRAND.fullmatch(name) and name.lower() not in _NOT_BRANDS else None
    return name if _CODE.fullmatch(name) else None


def _uses(spellings: dict[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for drug, names in spellings.items():
        for name in names:
            found.setdefault(name.lower(), set()).add(drug)
    for drug in spellings:
        found.setdefault(drug.lower(), set()).add(drug)
    return found


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({name.lower(): name for name in sorted(names)}.values())
