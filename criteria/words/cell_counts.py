"""Owns the units of counted cells: powers of ten, cubic millimeters and litres, and what a bare number means."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.vocabulary import measures

_PER = r"(?:/|per|\bp\.)\s*"
_MICROLITRE = (
    r"(?:c?mm\s?(?:\^|\*|\()?\s?3?\)?|cu\.?\s?mm|cmm|cubic\s?(?:millimet(?:er|re)s?|mm)|[uµ]\s?l|mcl"
    r"|mic?rol(?:it(?:er|re))?s?|m3|\*l|ul|µ|[?]l|mkl|ml)"
)
_LITRE = r"(?:l(?:it(?:er|re))?)"
_CELLS = r"(?:(?:cells?|neutrophils?|granulocytes?|platelets?|wbc|plts?)\s*)?"
_POWER = regex(
    r"\s*(?:x|\*|·|\.)?\s*10\s*(?:\^|\*\*?|e\+?|exp|\(|-|'|to the power(?: of)?|to the)?\s*(?P<power>[369]|1[0-2])"
    rf"(?:th)?\s*\)?\s*{_CELLS}(?:{_PER}{_CELLS}(?:(?P<micro>{_MICROLITRE})|{_LITRE})(?![a-z])|(?![\d.]))"
)
_PLAIN = regex(
    rf"\s*{_CELLS}{_PER}{_CELLS}(?:(?P<micro>{_MICROLITRE})|(?P<litre>{_LITRE}))(?![a-z/])|\s*(?P<cells>cells)\b"
)
_THOUSANDS = regex(
    rf"\s*(?:(?:k|thou(?:sand)?s?|thsd)\s*(?:{_CELLS}{_PER}\s*(?:{_MICROLITRE}|l\b))?|(?:g|gi|giga|gpt)\s*/\s*l)(?![a-z])"
)
COUNTED = frozenset(
    {"ANC", "WBC", "platelets", "lymphocytes", "CD4 count", "eosinophils", "monocytes", "reticulocytes"}
)
_MOST_GIGA = 1000  # 10*9/L; no count is higher
_FEWEST_PER_LITRE = 10_000_000  # no count is lower


def cells(lower: str, lab: str, end: int, limit: int, number: float) -> tuple[str, float, int] | None:
    """Unit, factor and end of a number of cells per volume."""
    if match := _POWER.match(lower, end, limit):
        power = match["power"]
        if power == "6":
            return "/mm3", 1.0, match.end()
        if power == "3":
            return "10*3/uL", 1.0, match.end()
        return "10*9/L", 10.0 ** (int(power) - 9), match.end()
    if match := _THOUSANDS.match(lower, end, limit):
        return "10*9/L", 1.0, match.end()
    if match := _PLAIN.match(lower, end, limit):
        return *_plain_cells(lab, number, per_litre=match["litre"] is not None), match.end()
    return None


def _plain_cells(lab: str, number: float, *, per_litre: bool) -> tuple[str, float]:
    """Unit and factor of a bare count; the sign for micro ("1,500/ L") and thousands ("1.5/mm3") are easily lost."""
    if per_litre:
        return ("10*9/L" if number < _MOST_GIGA else "/mm3" if number < _FEWEST_PER_LITRE else "/L"), 1.0
    analyte = measures().analyte(lab)
    lost = analyte is not None and analyte.low is not None and number < analyte.low * 1000 / 5
    return "/mm3", 1000.0 if lost else 1.0
