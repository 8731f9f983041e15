"""Owns the reading of the vocabulary's files: tab-separated tables with a header, one row a concept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from criteria.errors import VocabularyError
from criteria.tree import Kind
from criteria.vocabulary.concept import Concept


@dataclass(frozen=True, slots=True)
class Table:
    """One file of concepts: what kind they are, and whether people keep it or a script builds it."""

    file: str
    kind: Kind
    curated: bool = True


TABLES = (
    Table("therapies.tsv", Kind.THERAPY),
    Table("conditions.tsv", Kind.COMORBIDITY),
    Table("cancers.tsv", Kind.CANCER),
    Table("sites.tsv", Kind.METASTASIS),
    Table("biomarkers.tsv", Kind.BIOMARKER),
    Table("labs.tsv", Kind.LAB),
    Table("drugs.tsv", Kind.THERAPY, curated=False),
    Table("genes.tsv", Kind.BIOMARKER, curated=False),
    Table("diseases.tsv", Kind.COMORBIDITY, curated=False),
    Table("neoplasms.tsv", Kind.CANCER, curated=False),
)
"""Every table of concepts; a name that an earlier table has gains synonyms and codes from a later one."""

COLUMNS = ("name", "category", "synonyms", "parents", "codes", "source", "note")
"""The columns that every table of concepts has; some have more."""


def rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of one file of this package, as column to text.

    Raises VocabularyError when a row has not as many cells as the header.
    """
    lines = files(__package__).joinpath(file).read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise VocabularyError(f"{file}, line {number}: {len(cells)} cells under a header of {len(header)}")
        yield dict(zip(header, cells, strict=True))


def many(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(cell.split("|")) if cell else ()


def concepts(table: Table) -> Iterator[Concept]:
    """The concepts of one table. Raises VocabularyError for a half-life that is no number."""
    for row in rows(table.file):
        yield Concept(
            table.kind,
            row["name"],
            row["category"],
            many(row["synonyms"]),
            many(row["parents"]),
            many(row.get("components", "")),
            many(row.get("members", "")),
            _number(table.file, row, "half_life_days"),
            many(row["codes"]),
            row["source"],
            row["note"],
        )


def _number(file: str, row: dict[str, str], column: str) -> float | None:
    cell = row.get(column, "")
    if not cell:
        return None
    try:
        return float(cell)
    except ValueError:
        raise VocabularyError(f"{file}, {row['name']!r}: {column} must be a number, got {cell!r}") from None
