"""Owns the cut of MONDO: common diseases for conditions, malignant neoplasms for cancers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vocabulary_cut.table import Row

_DISEASE, _NEOPLASM, _CANCER = "0000001", "0005070", "0004992"

_SYSTEMS = ("DOID", "ICD10CM", "NCIT", "ONCOTREE")
"""The code systems whose codes may be passed on (LIBRARIES B.4)."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 '/-]*")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_NUMBERED = re.compile(r"\d|\btype\b|\bchildhood\b|\badult\b|\bpediatric\b|\bcongenital\b|\bneonatal\b|\bsomatic\b")
_CLUMSY = re.compile(r" - |\bcaused\b|\bor\b|\bdue to\b|\bwith\b|\bunspecified\b|\bNOS\b")
_VAGUE = frozenset(
    [
        "disease",
        "disorder",
        "syndrome",
        "human disease",
        "injury",
        "symptom",
        "poisoning",
        "allergic disease",
        "mental disorder",
        "infertility",
        "pregnancy disorder",
        "childhood disease",
        "animal disease",
        "intoxication",
        "starvation",
        "conduct disorder",
        "burn",
        "cancer",
        "malignant tumor",
        "neoplasm",
        "carcinoma",
        "carcinoma in situ",
        "disability",
        "congenital abnormality",
        "frailty",
        "female reproductive system disorder",
        "male reproductive system disorder",
        "breast disease",
        "breast disorder",
        "neoplastic disease",
        "drug dependence",
        "parasitic infection",
        "blister",
        "hiccup",
        "stuttering",
        "tic disorder",
        "mono",
        "hemorrhoids",
        "haemorrhoids",
        "mass",
        "lesion",
        "measles",
        "mumps",
        "rubella",
        "rabies",
        "typhoid",
        "typhoid fever",
        "vaccinia",
        "smallpox",
        "polio",
        "poliomyelitis",
        "tetanus",
        "diphtheria",
        "pertussis",
        "cholera",
        "yellow fever",
        "calcification",
        "calcinosis",
        "rheumatism",
        "phobia",
        "eosinophilia",
        "dish",
        "reticulum cell sarcoma",
    ]
)
"""Names that say too little to be a condition, or that are words of everyday text."""


@dataclass(frozen=True, slots=True)
class Term:
    """One disease of MONDO."""

    id: str
    name: str
    synonyms: tuple[str, ...]
    parents: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]

    @property
    def systems(self) -> frozenset[str]:
        """The code systems that know the disease."""
        return frozenset(system for system, _ in self.codes)


def terms(mondo: str) -> dict[str, Term]:
    """The diseases of the ontology by number."""
    found = {}
    for record in json.loads(mondo):
        codes = tuple((xref["namespace"], xref["id"]) for xref in record.get("xrefs", ()))
        parents = tuple(record.get("relations", {}).get("is_a", ()))
        name = _plain(record["name"])
        found[record["id"]] = Term(record["id"], name, tuple(record.get("synonyms", ())), parents, codes)
    return found


def cut_conditions(mondo: str, find: Callable[[str], str | None], taken: frozenset[str]) -> list[Row]:
    """Diseases other than neoplasms that hospitals code and that are no single gene's."""
    known = terms(mondo)
    growths = below(known, _NEOPLASM) | below(known, _CANCER)
    chosen = [
        term
        for term in known.values()
        if term.id not in growths
        and "MESH" in term.systems
        and term.systems & {"ICD9", "ICD10CM"}
        and "OMIM" not in term.systems
        and _usable(term.name, words=5)
    ]
    return _rows(known, chosen, "disease", find, taken)


def cut_cancers(mondo: str, find: Callable[[str], str | None], taken: frozenset[str]) -> list[Row]:
    """Malignant neoplasms that oncology codes."""
    known = terms(mondo)
    growths = below(known, _CANCER)
    chosen = [
        term
        for term in known.values()
        if term.id in growths
        and term.systems & {"NCIT", "ONCOTREE", "ICD10CM"}
        and term.systems & {"DOID", "ONCOTREE", "MESH"}
        and "OMIM" not in term.systems
        and _usable(term.name, words=5)
    ]
    return _rows(known, chosen, "neoplasm", find, taken)


def below(known: dict[str, Term], root: str) -> set[str]:
    """The numbers of all diseases under ``root``, without itself."""
    children: dict[str, list[str]] = {}
    for term in known.values():
        for parent in term.parents:
            children.setdefault(parent, []).append(term.id)
    found: set[str] = set()
    waiting = [root]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def _rows(
    known: dict[str, Term],
    chosen: Iterable[Term],
    category: str,
    find: Callable[[str], str | None],
    taken: frozenset[str],
) -> list[Row]:
    same = _same_as_curated(known, find)
    ours = {
        term.id: same.get(term.id, term.name.lower())
        for term in chosen
        if term.id in same or (find(term.name) is None and term.name.lower() not in taken)
    }
    nearest = same | ours
    rows: dict[str, Row] = {}
    for term_id, name in ours.items():
        term = known[term_id]
        synonyms = (synonym for synonym in map(_plain, term.synonyms) if _usable(synonym, words=6))
        free = _once(
            synonym for synonym in synonyms if synonym.lower() not in taken and synonym.lower() != name.lower()
        )
        parents = () if term_id in same else tuple(_parents(known, term, nearest) - {name})
        codes = (f"MONDO:{term_id}", *(f"{system}:{code}" for system, code in term.codes if system in _SYSTEMS))
        rows.setdefault(name, Row(name, category, free, parents, codes, "mondo"))
    return list(rows.values())


def _same_as_curated(known: dict[str, Term], find: Callable[[str], str | None]) -> dict[str, str]:
    """Diseases that are a curated concept: by its very name, else by a name of ours that is one of their synonyms."""
    by_name = {term.name.lower(): term.id for term in known.values()}
    found = {}
    for term in known.values():
        curated = find(term.name)
        if curated is None:
            continue
        exact = by_name.get(curated.lower())
        if exact == term.id or (exact is None and curated.lower() in {s.lower() for s in term.synonyms}):
            found[term.id] = curated
    return found


def _parents(known: dict[str, Term], term: Term, names: dict[str, str]) -> set[str]:
    """The nearest broader diseases that are in the vocabulary."""
    found: set[str] = set()
    waiting = list(term.parents)
    while waiting:
        above = waiting.pop()
        if above in names:
            found.add(names[above])
        elif above in known:
            waiting += known[above].parents
    return found


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({name.lower(): name for name in sorted(names)}.values())


def _plain(name: str) -> str:
    return name.replace("’", "'").removesuffix(" (disease)").strip()


def _usable(name: str, words: int) -> bool:
    return (
        len(name) >= 5
        and len(name.split()) <= words
        and bool(_NAME.fullmatch(name))
        and not _NUMBERED.search(name.lower())
        and not _CLUMSY.search(name)
        and not _ACRONYM.fullmatch(name)
        and name.lower() not in _VAGUE
    )
