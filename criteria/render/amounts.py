"""Owns how figures are put in words: bounds and ranges with their units, and stretches of time."""

from __future__ import annotations

import re

from criteria.tree import CONTRARY, Between, Comparison, Window
from criteria.vocabulary import OVER_ULN

Bound = Comparison | Between

_OPS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "=": "exactly"}
_UNITS = {
    "%": "%", "+": "+", "/mm3": "/mm³", "10*9/L": " × 10⁹/L", "10*3/uL": " × 10³/µL", "10*12/L": " × 10¹²/L", "/uL": "/µL",
    "kg/m2": " kg/m²", "mg/m2": " mg/m²", "umol/L": " µmol/L", "g/24h": " g in 24 hours", "mg/24h": " mg in 24 hours",
    "/min": " a minute", "mut/Mb": " mutations/Mb", "SD": " standard deviations",
}  # fmt: skip
_LIMITS = {"ULN": "the upper limit of normal", "LLN": "the lower limit of normal"}
_ONE = {"years": "year", "months": "month", "weeks": "week", "days": "day", "hours": "hour", "half-lives": "half-life",
        "lines": "line", "cycles": "cycle", "courses": "course", "doses": "dose", "lesions": "lesion"}  # fmt: skip
_ROMAN = ("0", "I", "II", "III", "IV", "V")


def number(figure: float) -> str:
    """A figure with its thousands apart: "1,500", "0.5"."""
    return f"{figure:,.10g}"


def amount(figure: float, unit: str) -> str:
    """A figure with its unit: "1,500/mm³", "1 year", "1.5 times the upper limit of normal"."""
    if unit in _LIMITS:
        return _LIMITS[unit] if figure == 1 else f"{number(figure)} times {_LIMITS[unit]}"
    if figure == 1:
        unit = _ONE.get(unit, unit)
    if unit.endswith(OVER_ULN):
        return f"{amount(figure, unit.removesuffix(OVER_ULN))} above {_LIMITS['ULN']}"
    return number(figure) + _UNITS.get(unit, f" {unit}" if unit else "")


def bound(value: Bound) -> str:
    """A bound or range in words: "at least 1,500/mm³", "2 to 3 lines"."""
    match value:
        case Comparison(op, figure, unit):
            return f"{_OPS.get(op, op)} {amount(figure, unit)}"
        case Between(low, high, unit):
            apart = "or" if high - low == 1 and low == int(low) else "to"
            return f"{number(low)} {apart} {amount(high, unit)}"


def denied(value: Bound) -> str:
    """What is asked where a bound must not hold: "less than 50%" for "at least 50%"."""
    match value:
        case Comparison(op, figure, unit) if op in CONTRARY:
            return bound(Comparison(CONTRARY[op], figure, unit))
        case _:
            return f"not {bound(value)}"


def graded(value: Bound, scale: str, *, roman: bool = False) -> str:
    """A bound on a scale of whole steps: "of grade 2 or higher", "of NYHA class III or IV"."""

    def step(figure: float) -> str:
        return _ROMAN[int(figure)] if roman and figure in range(len(_ROMAN)) else number(figure)

    match value:
        case Between(low, high, _):
            return f"of {scale} {step(low)} {'or' if high - low == 1 else 'to'} {step(high)}"
        case Comparison(">", figure, _):
            return f"above {scale} {step(figure)}"
        case Comparison("<", figure, _):
            return f"below {scale} {step(figure)}"
        case Comparison(op, figure, _):
            return f"of {scale} {step(figure)}" + {">=": " or higher", "<=": " or lower"}.get(op, "")


def since(window: Window | None, *, patient: bool = False) -> str:
    """When something was, for the end of a phrase: " within 4 weeks", " at least 6 months ago"; empty without a window."""
    if window is None:
        return ""
    if not window.number and window.op == ">":
        return " begun before"
    stretch = amount(window.number, window.unit)
    if window.half_lives:
        whichever = f", whichever is {window.whichever}" if window.whichever else ""
        stretch += f" or {amount(window.half_lives, 'half-lives')}{whichever}"
    elsewhere = "" if window.anchor == "enrolment" else window.anchor
    if window.op in ("<=", "<"):
        if patient and not elsewhere:
            return f" in the last {stretch.removeprefix('1 ')}"
        return f" within {stretch}" + (f" of {elsewhere}" if elsewhere else "")
    ago = f" {_OPS.get(window.op, 'at least')} {stretch}"
    return f"{ago} before {elsewhere}" if elsewhere else f"{ago} ago"


_FIGURES = re.compile(r"(>=|<=|>|<) (?=\d)")


def spelt(words: str) -> str:
    """Words with their signs spelt out: "more than 10 mg prednisone" for "> 10 mg prednisone"."""
    return _FIGURES.sub(lambda sign: f"{_OPS[sign[1]]} ", words)


def after_its_end(words: str) -> str:
    """When the cancer came back, of a treatment: "within 12 months of its end or during it" for "<= 12 months or during"."""
    stretch = _FIGURES.sub("", words.removesuffix(" or during"))
    early = words.startswith("<")
    told = f"within {stretch} of its end" if early else f"{spelt(words.removesuffix(' or during'))} after its end"
    return f"{told} or during it" if words.endswith(" or during") else told
