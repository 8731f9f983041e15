"""Owns how much of a condition is meant, by a measure behind its name: "weight loss > 10 %", "pleural effusion of more than 500 mL"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.tree import Comparison
from criteria.words.numbers import bounds

# what may stand between a name and its bound
_TO_THE_BOUND = regex(
    r"\s*[(,:]?\s*(?:(?:that|which) (?:is|are|has been|was)\s+)?(?:(?:of|by|with|defined as|measuring|amounting to)\s+)?(?:an?\s+)?"
)
_UNIT = regex(r"\s*-?(?:(?P<share>%|percent\b|per cent\b)|(?P<unit>cm|mm|ml|kg|db)\b(?!\s?/|\s?hg\b))")
_SPELT = {"ml": "mL", "db": "dB"}
_DIGITS = regex(r"[\d.,]+")
_REACH = 60  # characters behind a name in which its measure stands


def amount_behind(lower: str, end: int) -> Comparison | None:
    """The bound with a unit of share, size, volume, weight or loudness right behind a condition that ends at ``end``; None without one."""
    found = next(iter(bounds(lower, end, min(len(lower), end + _REACH))), None)
    if found is None or found.op is None or _TO_THE_BOUND.fullmatch(lower, end, found.start) is None:
        return None
    digits = _DIGITS.match(lower, found.at)
    unit = _UNIT.match(lower, digits.end()) if digits is not None else None
    if unit is None:
        return None
    return Comparison(found.op, found.number, "%" if unit["share"] else _SPELT.get(unit["unit"], unit["unit"]))
