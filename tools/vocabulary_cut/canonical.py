"""Owns the canonical form of the curated vocabulary tables: rows sorted, lists sorted and without doubles."""

from __future__ import annotations

from pathlib import Path

VOCABULARY = Path(__file__).resolve().parents[2] / "criteria" / "vocabulary"

CURATED = {
    "therapies.tsv": ("synonyms", "parents", "components", "codes"),
    "conditions.tsv": ("synonyms", "parents", "codes"),
    "cancers.tsv": ("synonyms", "parents", "codes"),
    "sites.tsv": ("synonyms", "parents", "codes"),
    "biomarkers.tsv": ("synonyms", "parents", "members", "codes"),
    "labs.tsv": ("synonyms", "parents", "members", "conversions", "codes"),
    "units.tsv": ("spellings",),
    "surfaces.tsv": (),
}
"""Each table that people keep, and its columns that hold lists."""


def canonical(text: str, lists: tuple[str, ...]) -> str:
    """The table in its canonical form: trimmed cells, sorted lists, rows in the order of their first cell."""
    header, *lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    rows = []
    for cells in lines:
        padded = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
        rows.append(
            [_list(cell) if column in lists else cell for column, cell in zip(header, padded, strict=True)],
        )
    rows.sort(key=lambda row: (row[0].lower(), row))
    return "".join("\t".join(row) + "\n" for row in [header, *rows])


def _list(cell: str) -> str:
    parts = {part.strip() for part in cell.split("|")} - {""}
    return "|".join(sorted(parts, key=lambda part: (part.lower(), part)))


def format_all(folder: Path = VOCABULARY) -> list[str]:
    """Rewrite every curated table that is not in canonical form; the names of those that changed."""
    changed = []
    for name, lists in CURATED.items():
        file = folder / name
        before = file.read_text(encoding="utf-8")
        after = canonical(before, lists)
        if after != before:
            file.write_text(after, encoding="utf-8")
            changed.append(name)
    return changed
