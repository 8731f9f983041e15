"""Owns what the vocabulary knows of measurements: units and their spellings, and each lab's unit and plausible range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from criteria.errors import VocabularyError
from criteria.vocabulary.spelling import fold, key
from criteria.vocabulary.tables import many, rows

OVER_ULN = " over ULN"
"""How a unit ends that counts by how much a value exceeds the upper limit of normal: "0.3 mg/dL over ULN"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by the name that the gold guidelines give it; ``factor`` relates it to others of its ``dimension``."""

    name: str
    dimension: str
    factor: float


@dataclass(frozen=True, slots=True)
class Analyte:
    """What is measured by one lab: its canonical ``unit`` and how other units convert to it.

    ``uln`` and ``lln`` are what to assume where a laboratory gives none (those of the gold guidelines, section 3,
    where these name one); values outside ``low`` to ``high`` are not plausible. All in ``unit``; None is not known.
    """

    name: str
    unit: str
    conversions: tuple[tuple[str, float], ...]
    uln: float | None
    lln: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Measures:
    """All units and analytes; ``measures()`` gives those that the package carries.

    ``spellings`` maps each spelling of a unit to its name, ``names`` each folded name and synonym of a lab to its name.
    """

    units: dict[str, Unit]
    spellings: dict[str, str]
    analytes: dict[str, Analyte]
    names: dict[str, str]

    def unit(self, spelling: str) -> Unit | None:
        """The unit that a text writes so ("x 10^9/L", "cells/mm3", "times ULN"), or None."""
        written = " ".join(spelling.split())
        name = self.spellings.get(written) or self.spellings.get(_folded(written))
        return self.units[name] if name else None

    def analyte(self, lab: str) -> Analyte | None:
        """What is known of the lab with this name or synonym, or None."""
        name = self.names.get(key(lab))
        return self.analytes[name] if name else None

    def convert(self, lab: str, number: float, unit: str) -> float | None:
        """``number`` in the lab's canonical unit, or None where the unit is unknown or does not measure this lab.

        Multiples of ULN and LLN are not converted: they depend on the laboratory.
        """
        analyte, given = self.analyte(lab), self.unit(unit)
        if analyte is None or given is None or not analyte.unit:
            return None
        if given.name == analyte.unit:
            return number
        for other, factor in analyte.conversions:
            if other == given.name:
                return number * factor
        canonical = self.units[analyte.unit]
        if canonical.dimension != given.dimension:
            return None
        return number * given.factor / canonical.factor


def _folded(spelling: str) -> str:
    return spelling.replace(" ", "").replace("μ", "µ").lower()


def _number(row: dict[str, str], column: str) -> float | None:
    try:
        return float(row[column]) if row[column] else None
    except ValueError:
        raise VocabularyError(f"labs.tsv, {row['name']!r}: {column} must be a number, got {row[column]!r}") from None


def _conversions(row: dict[str, str]) -> tuple[tuple[str, float], ...]:
    pairs = [pair.split("=") for pair in many(row["conversions"])]
    try:
        return tuple((unit, float(factor)) for unit, factor in pairs)
    except ValueError:
        raise VocabularyError(
            f"labs.tsv, {row['name']!r}: conversions must be unit=factor, got {row['conversions']!r}"
        ) from None


@lru_cache(maxsize=1)
def measures() -> Measures:
    """The units and analytes of ``units.tsv`` and ``labs.tsv``, read once. Raises VocabularyError on a bad row."""
    units: dict[str, Unit] = {}
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for row in rows("units.tsv"):
        units[row["unit"]] = Unit(row["unit"], row["dimension"], float(row["factor"]))
        for spelling in (row["unit"], *many(row["spellings"])):
            exact.setdefault(spelling, row["unit"])
            folded.setdefault(_folded(spelling), row["unit"])
    analytes: dict[str, Analyte] = {}
    names: dict[str, str] = {}
    for row in rows("labs.tsv"):
        name = row["name"]
        limits = (_number(row, column) for column in ("uln", "lln", "low", "high"))
        analytes[name] = Analyte(name, row["unit"], _conversions(row), *limits)
        names |= {fold(spelling): name for spelling in (name, *many(row["synonyms"]))}
    return Measures(units, folded | exact, analytes, names)
