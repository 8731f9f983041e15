"""Owns the cut of HGNC: the listed genes with those of their aliases that name nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from vocabulary_cut.table import Row

_LIST = Path(__file__).with_name("genes.txt")

_ALIAS = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Za-z0-9-]{4,8}")
"""An alias that looks like nothing but a gene: with a digit, four to eight characters."""

_CLONE = re.compile(r"FLJ|KIAA|MGC|DKFZ|HSPC|LOC|PRO\d|DJ\d|C\d+orf|RECQ|PP\d|P\d{3}", re.IGNORECASE)
"""Names of clones and of proteins by their weight, which no trial uses."""

_REPAIR = frozenset(
    [
        "BRCA1",
        "BRCA2",
        "ATM",
        "BARD1",
        "BRIP1",
        "CDK12",
        "CHEK1",
        "CHEK2",
        "FANCL",
        "PALB2",
        "PPP2R2A",
        "RAD51B",
        "RAD51C",
        "RAD51D",
        "RAD54L",
    ]
)
"""The genes of homologous recombination repair that PARP inhibitor trials list."""

_UMBRELLAS = {
    "BRCA": re.compile(r"BRCA[12]"),
    "NTRK": re.compile(r"NTRK[123]"),
    "FGFR": re.compile(r"FGFR[1-4]"),
    "RAS": re.compile(r"[KHN]RAS"),
    "AKT": re.compile(r"AKT[123]"),
}
"""Names of the curated table that stand for any of several genes."""


def listed() -> dict[str, tuple[str, ...]]:
    """The symbols of ``genes.txt`` and the further spellings given there."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            symbol, _, spellings = line.partition(": ")
            found[symbol] = tuple(spellings.split("|")) if spellings else ()
    return found


def cut(hgnc: str, biomarkers: frozenset[str], taken: frozenset[str]) -> list[Row]:
    """The genes of the vocabulary, without those that are biomarkers of the curated table already.

    ``taken`` are the lower-case spellings that curated tables use for anything: no alias may be one of them.
    """
    header, *lines = [line.split("\t") for line in hgnc.splitlines()]
    records = [dict(zip(header, cells, strict=False)) for cells in lines]
    approved = {record["Approved symbol"]: record for record in records if record["Status"] == "Approved"}
    uses: Counter[str] = Counter()
    for record in approved.values():
        uses.update({alias.lower() for alias in _aliases(record)} | {record["Approved symbol"].lower()})
    rows = []
    for symbol, spellings in listed().items():
        if symbol not in approved or symbol.lower() in biomarkers:
            continue
        record = approved[symbol]
        names = {*spellings}
        names |= {alias for alias in _aliases(record) if uses[alias.lower()] == 1 and _is_name(alias)}
        title = record["Approved name"]
        if 1 < len(title.split()) <= 6 and "," not in title:
            names.add(title)
        names = {name for name in names if name.lower() not in taken and name.lower() != symbol.lower()}
        rows.append(Row(symbol, "gene", tuple(names), _parents(symbol), (record["HGNC ID"],), "hgnc"))
    return rows


def missing(hgnc: str) -> list[str]:
    """Listed symbols that HGNC does not approve."""
    known = {line.split("\t")[1] for line in hgnc.splitlines()}
    return [symbol for symbol in listed() if symbol not in known]


def _parents(symbol: str) -> tuple[str, ...]:
    found = [name for name, symbols in _UMBRELLAS.items() if symbols.fullmatch(symbol)]
    return (*found, "HRR gene") if symbol in _REPAIR else tuple(found)


def _aliases(record: dict[str, str]) -> set[str]:
    cells = f"{record.get('Alias symbols', '')}, {record.get('Previous symbols', '')}"
    return {alias.strip() for alias in cells.split(",")} - {""}


def _is_name(alias: str) -> bool:
    return bool(_ALIAS.fullmatch(alias)) and not _CLONE.match(alias)
