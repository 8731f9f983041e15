"""Owns the building of all cut tables and of SOURCES.tsv from the wheels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from criteria.tree import Kind
from criteria.vocabulary.tables import TABLES, concepts
from criteria.vocabulary.vocabulary import Vocabulary
from vocabulary_cut import diseases, drugs, genes
from vocabulary_cut.table import write
from vocabulary_cut.wheels import HGNC, MONDO, UNII

_OURS = (
    ("curated", "Written for this project from general oncology knowledge"),
    ("label", "Written for this project; half-lives after the US prescribing information, section 12.3"),
)


def tables(wheels: Path) -> dict[str, str]:
    """The text of every built file by its name."""
    curated = Vocabulary(concept for table in TABLES if table.curated for concept in concepts(table))
    taken = frozenset(surface.text.lower() for surface in curated.surfaces())
    biomarkers = frozenset(s.text.lower() for s in curated.surfaces() if s.kind is Kind.BIOMARKER)
    mondo = MONDO.read(wheels)
    rows = {
        "genes.tsv": genes.cut(HGNC.read(wheels), biomarkers, taken),
        "diseases.tsv": diseases.cut_conditions(mondo, _finder(curated, Kind.COMORBIDITY), taken),
        "neoplasms.tsv": diseases.cut_cancers(mondo, _finder(curated, Kind.CANCER), taken),
        "drugs.tsv": drugs.cut(UNII.read(wheels), _finder(curated, Kind.THERAPY), taken),
    }
    return {name: write(found) for name, found in rows.items()} | {"SOURCES.tsv": _sources(wheels)}


def _finder(vocabulary: Vocabulary, kind: Kind) -> Callable[[str], str | None]:
    def find(name: str) -> str | None:
        concept = vocabulary.find(kind, name)
        return concept.name if concept else None

    return find


def _sources(wheels: Path) -> str:
    header = ("source", "title", "package", "version", "file", "dated", "sha256", "licence", "dropped")
    lines = [(key, title, "", "", "", "", "", "Apache-2.0", "") for key, title in _OURS]
    lines += [
        (d.key, d.title, d.package, d.version, d.member, d.dated(wheels), d.sha256(wheels), d.licence, d.dropped)
        for d in (HGNC, MONDO, UNII)
    ]
    return "".join("\t".join(cells) + "\n" for cells in (header, *lines))
