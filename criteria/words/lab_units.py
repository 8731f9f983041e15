"""Owns the quantities of laboratory values: a bound with its unit, multiples of the limits of normal, and "normal"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from criteria.patterns import Pattern, regex
from criteria.vocabulary import OVER_ULN, measures
from criteria.words.cell_counts import COUNTED, cells
from criteria.words.numbers import Found, bounds, comparator_after, comparator_before


@dataclass(frozen=True, slots=True)
class Quantity:
    """A bound with its unit at characters ``start`` to ``end``; ``unit`` is empty where the text gives none.

    ``op`` is None where no comparator stands; ``high`` ends a range. ``unit`` "normal" with number 1 is a result
    within the limits of normal, "abnormal" one outside them.
    """

    start: int
    end: int
    op: str | None
    number: float
    unit: str
    high: float | None = None


# "2.5 x the institution's upper limit of normal (ULN)": words that lead to the head, the head, words that belong to it
_OWNER = (
    r"(?:the|of|above|within|times|fold|x|a|an|each|local|central|site(?:'s)?|study|laborator(?:y|ies)(?:'s|')?"
    r"|lab(?:'s)?|hospital(?:'s)?|institution(?:al|'s|s)?"
    r"|institute(?:'s)?|international|reference|respective|normal|age-adjusted|participating|cent(?:er|re)(?:'s)?|specific|its|their|current|corresponding)"
)
_UPPER = (
    r"(?:(?:upper|up|higher|high|uper)(?="
    r"[\s-]+(?:institutional|laboratory|normal|limits?|level|range|value|reference|end|boundary|bound|of|serum|lab))"
    r"|i?ulns?|unl|ulr{0,2}|ulnrr?|lsn)"
)
_LOWER = r"(?:(?:lower|low)(?=[\s-]+(?:institutional|laboratory|normal|limits?|level|range|value|reference|end|boundary|of|lab))|i?llns?|lnl)"
_TAIL = (
    r"(?:limits?|levels?|range|values?|normal(?:ity|s)?|norm|of|the|institutional(?:ly)?|institution(?:'s)?"
    r"|laborator(?:y|ies)(?:'s|')?|lab(?:'s)?|local|reference|for"
    r"|end|boundary|bound|iuln|uln|unl|ulnr|lln|lnl|serum|and|study|site|this|that|our|each|center|testing|age|hospital|specified)"
)
_SEPARATOR = r"[\s-]+"
_LIMIT = regex(
    rf"(?:\b{_OWNER}{_SEPARATOR})*\b(?:(?P<upper>{_UPPER})|(?P<lower>{_LOWER}))\b"
    rf"(?:(?:{_SEPARATOR}|\s*[(\[]\s*(?:(?:upper|lower)\s+(?=limits?\b))?|\s*[)\]]\s+(?=of\b|for\b))\b{_TAIL}\b"
    r"(?:\s*[)\]])?)*"
)
_TIMES = r"[\s-]*(?:(?:x|times?,?|\*|fold|-fold)\s*)?"
_MULTIPLE = regex(rf"{_TIMES}(?P<limit>{_LIMIT.pattern})")
# "2 x normal", "3 x N"
_OF_NORMAL = regex(
    r"[\s-]*(?:x|times?|\*|fold)\s*(?:(?:above|of|the|institutional|laboratory|upper)\s+)*"
    r"(?:normal(?:\s+(?:limits?|range|values?|levels?|upper limit|institutional))*|n\b|nl\b)"
    r"|\s?n\b(?!\s?[\d=(+])"
)
_WORD_TIMES = regex(
    r"\b(?:(?P<two>twice|double|two times|two-fold|twofold)|(?P<three>three times|three-fold|thrice)"
    r"|(?P<five>five times|five-fold)|(?P<half>one and (?:a )?half times|one and one-half))\b"
)
_TIMES_VALUE = {"two": 2.0, "three": 3.0, "five": 5.0, "half": 1.5}
_WITHIN_NORMAL = regex(
    r"""\b(?:(?:with)?in\s+(?:the\s+)?(?:(?:institution(?:al|'s)?|laboratory|local|lab|reference|accepted)\s+)*
        (?:normal|reference)(?:\s+(?:institutional|laboratory|reference|lab|local))*
        (?:\s+(?:limits?|ranges?|values?|levels?|parameters))?
      | (?:with)?in\s+(?:the\s+)?(?:institutional|laboratory)\s+(?:limits?|ranges?)(?:\s+of\s+normal|\s+normal)?
      | (?:with)?in\s+(?:the\s+)?(?:limits?|range)\s+of\s+normal(?:ity)?
      | (?:institutional|laboratory)\s+limits?\s+of\s+normal
      | wnl | (?:(?:the\s+)?(?:institution(?:al|'s)?|laboratory|local)\s+)?(?<!variation\ of\ )
          (?<!variant\ of\ )normal(?!\s*(?:saline|volunteer|tissue|x\b)))\b(?:\s+(?:limits?|ranges?|values?))?""",
    re.VERBOSE,
)
_NOT_NORMAL = regex(
    r"\b(?:(?:abnormal|elevated|increased|raised)(?:ly)?|above normal|exceed\w* normal|out(?:side)? (?:of )?(?:the )?normal(?: range| limits)?)\b"
)

_PLAIN_NORMAL = regex(
    r"\s*(?:(?:the|a|of|above|institutional|upper)\s+)*normal(?:\s+(?:limits?|range|values?|upper|value))*"
)
_ENDS_WITHIN = regex(r"\b(?:with)?in(?: the)?\s*$")

_NEEDLESS = frozenset({"years", "grade", "lines", "class", "m", "SD", "mutations/Mb", "10*6/kg"})
_FLOW = regex(
    r"\s*(?:/\s*1[.,]73\s*(?:m\s?\^?2|sqm|square met\w+|m2|m)?|\s*per 1[.,]73\s*(?:m\s?\^?2|m2|square met\w+)?)"
)


@cache
def _unit_pattern() -> Pattern:
    units = measures()
    written = {
        " ".join(s.lower().replace("μ", "µ").split()) for s, name in units.spellings.items() if name not in _NEEDLESS
    }
    kept = sorted((s for s in written if len(s) > 1 or s == "%"), key=len, reverse=True)
    loose = (re.escape(s).replace(r"\ ", r"\s?").replace("/", r"\s?/\s?") for s in kept)
    return regex(r"[\s/-]*(?P<unit>" + "|".join(loose) + r")(?![a-z])")


def quantities(lower: str, lab: str, start: int, end: int) -> list[Quantity]:
    """What stands between the offsets that could bound ``lab``, in order; lengths of time and grades are left out."""
    found: list[Quantity] = []
    reach = start
    for bound in bounds(lower, start, end):
        if bound.at < reach:
            continue
        found.extend(_limits(lower, reach, bound.start))
        quantity = _with_unit(lower, lab, bound, end)
        times = found[-1] if found else None
        if (
            times is not None
            and quantity is not None
            and times.unit in ("ULN", "LLN")
            and _is_factor(lower, times.end, bound.at)
        ):
            found[-1] = replace(times, end=quantity.end, number=quantity.number)  # "ULN x 1.5"
            reach = quantity.end
        elif quantity is not None:
            found.append(quantity)
            reach = quantity.end
        else:
            reach = bound.end
    found.extend(_limits(lower, reach, end))
    return found


def _is_factor(lower: str, end: int, at: int) -> bool:
    return re.fullmatch(r"\s*(?:x|times|\*|by)\s*", lower[end:at]) is not None


_PERCENT = regex(r"\s*%\s*(?:of\s+)?(?:the\s+)?")  # "at least 50 % of the LLN"


def _with_unit(lower: str, lab: str, bound: Found, limit: int) -> Quantity | None:
    """The bound with the unit after it; None where it counts something else."""
    end = bound.end
    unit, number, high = "", bound.number, bound.high
    share = _PERCENT.match(lower, end, limit)
    if share is not None and (match := _LIMIT.match(lower, share.end(), limit)):
        unit, end, number = "ULN" if match["upper"] else "LLN", _limit_end(match), number / 100
    elif share is not None and _is_no_share(lab) and (match := _PLAIN_NORMAL.match(lower, share.end(), limit)):
        unit, end, number = "ULN" if (bound.op or ">")[0] == "<" else "LLN", match.end(), number / 100
    elif match := _MULTIPLE.match(lower, end, limit):
        unit, end = "ULN" if match["upper"] else "LLN", _limit_end(match)
    elif match := _OF_NORMAL.match(lower, end, limit):
        unit, end = "ULN", match.end()
    elif own := _of_this_lab(lower, lab, bound, end, limit):
        bound, unit, factor, end = own
        number, high = number * factor, high * factor if high is not None else None
    elif match := _unit_pattern().match(lower, end, limit):
        unit, end = _unit_named(match["unit"]), match.end()
        if match["unit"] == "mm" and lab.endswith("blood pressure"):
            unit = "mmHg"
        if unit.startswith("mL/min"):
            unit = "mL/min"
            flow = _FLOW.match(lower, end, limit)
            end = flow.end() if flow else end
    if unit and bound.op and (over := _OVER_LIMIT.match(lower, end, limit)) and over["upper"]:
        unit, end = unit + OVER_ULN, _limit_end(over)
    if _counts_something_else(lower, bound, unit, end) or _MARGIN.match(lower, end):
        return None
    op = bound.op
    if op is None and high is None:
        end, op = comparator_after(lower, end)
    return Quantity(bound.start, end, op, number, unit, high)


def _of_this_lab(lower: str, lab: str, bound: Found, end: int, limit: int) -> tuple[Found, str, float, int] | None:
    """The bound with a unit in which this lab alone is counted, what that multiplies it by, and where it ends."""
    if lab == "proteinuria" and (dipped := _by_dipstick(lower, bound, end)):
        return dipped, "+", 1.0, dipped.end
    if lab in OF_BREATH and (liters := _LITERS.match(lower, end, limit)):
        return bound, "L", 1.0, liters.end()
    counted = cells(lower, lab, end, limit, bound.number) if lab in COUNTED else None
    return (bound, *counted) if counted else None


OF_BREATH = frozenset({"FEV1", "FVC", "total lung capacity"})
"""What is given in liters as well as in per cent of what is predicted."""
# "1.5 L", and "1.5 L/sec" of what is breathed out in one second
_LITERS = regex(r"[\s-]?(?:l|lit(?:er|re)s?)\b(?:\s?(?:/|per)\s?(?:s|sec|seconds?|m|min|minutes?)\b)?(?![/^\d])")


# "proteinuria > +1": the sign of a dipstick before its number
_PLUS_BEFORE = regex(r"\+\s?$")
_NO_UNIT = regex(r"(?!\s*(?:m?g\b|%))")


def _by_dipstick(lower: str, bound: Found, end: int) -> Found | None:
    """The bound where it is a dipstick's "2+" or "+2", whose sign is no comparator; None where it is no such thing."""
    if "+" in lower[end - 1 : end + 1]:
        end += lower[end - 1] != "+"
        return replace(bound, end=end, op=None if bound.start == bound.at else bound.op)
    if _PLUS_BEFORE.search(lower, 0, bound.at) and _NO_UNIT.match(lower, end):
        return bound
    return None


def _is_no_share(lab: str) -> bool:
    """Whether the lab is not itself given in per cent of what is normal: a clearance, but no ejection fraction."""
    analyte = measures().analyte(lab)
    return analyte is not None and analyte.unit != "%"


_LOWERED = {"g/l": "g/L", "mm": "mmol/L", "µm": "umol/L"}


def _unit_named(words: str) -> str:
    """The unit's name; in lower case "g/l" is grams and "mm" millimoles, for what is not counted."""
    compact = words.replace(" ", "")
    if compact in _LOWERED:
        return _LOWERED[compact]
    named = measures().unit(words) or measures().unit(compact)
    return named.name if named else ""


# "no greater than 0.3 mg/dL above the ULN"
_OVER_LIMIT = regex(rf"\s*(?:above|over|more than|higher than)\s+{_LIMIT.pattern}")
_MARGIN = regex(
    r"\s*(?:above|over|more than|higher than)\s+(?:the\s+)?(?:institutional\s+)?(?:upper|uln|normal|baseline|limit)"
)
_TIME_OR_GRADE = regex(
    r"[\s-]*(?:(?:calendar|working|consecutive|full|business)\s+)?"
    r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?|hours?|hrs?|h\b|minutes?|mins?\b(?!/)"
    r"|(?:more|additional|other|further)\b|cycles?|doses?|patients|lesions?|times (?:daily|a|per)|units? of|drugs?"
    r"|mg(?!\s?[/%d])|packs?|prior|or more)\b(?!\s*/)"
)
_ORDINAL = regex(
    r"(?:"
    r"\bgrades?|\bversion|\bv|\bctcae|\bstages?|\bclass|\bcohort|\barm|\bphase|\bpart|\bday|\bcycle|\bnyha|\bage[ds]?"
    r"|\bappendix|\btable|\bsection|\btype|\bfactor|#|\bc)\s*(?:[≤<>≥=]\s*)*$"
)

# "for patients over 60", "if older than 65": their age
_OF_AN_AGE = regex(
    r"(?:\b(?:older|younger) than|\bage of|\b(?:patients|subjects|participants|women|men|those|adults) (?:who are )?(?:over|under|above|below))"
    r"\s*(?:(?:the )?age(?: of)?\s*)?$"
)
# the number of an item, as in: with this exception, 1) patients with …
_NUMBERS_ITEM = regex(r"[:;]\s\d\) [a-z]")


_LEAD = 48  # characters before a number in which it is said whose age it is


def _counts_something_else(lower: str, bound: Found, unit: str, end: int) -> bool:
    if unit in ("days", "weeks", "months", "hours"):
        return True
    if _ORDINAL.search(lower[max(0, bound.start - 12) : bound.start]):
        return True
    if not unit and _OF_AN_AGE.search(lower, max(0, bound.at - _LEAD), bound.at):
        return True
    if not unit and _NUMBERS_ITEM.search(lower, max(0, bound.start - 3), end + 3):
        return True
    return not unit and _TIME_OR_GRADE.match(lower, end) is not None


def _limits(lower: str, start: int, end: int) -> list[Quantity]:
    """The limits of normal between the offsets that no number multiplies, and words for normal results."""
    found: list[Quantity] = []
    at = start
    while at < end:
        matches = [m for p in (_LIMIT, _WITHIN_NORMAL, _NOT_NORMAL, _WORD_TIMES) if (m := p.search(lower, at, end))]
        if not matches:
            break
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        found.append(_limit(lower, match, start, end))
        at = found[-1].end
    return found


def _limit(lower: str, match: re.Match[str], floor: int, end: int) -> Quantity:
    begin, op = comparator_before(lower, match.start(), floor)
    if _WITHIN_NORMAL.made(match):
        return Quantity(begin, match.end(), op, 1.0, "normal")
    if _NOT_NORMAL.made(match):
        return Quantity(match.start(), match.end(), None, 1.0, "abnormal")
    if _WORD_TIMES.made(match):
        number = next(value for name, value in _TIMES_VALUE.items() if match[name])
        of = _MULTIPLE.match(lower, match.end(), end) or _PLAIN_NORMAL.match(lower, match.end(), end)
        op = "<=" if op is None and _ENDS_WITHIN.search(lower, floor, begin) else op
        return Quantity(begin, of.end() if of else match.end(), op, number, "ULN")
    if op is None and match.group().startswith(("above", "over ")):
        op = ">=" if lower.endswith(("at or ", "equal to or "), floor, match.start()) else ">"
    if op is None and _ENDS_WITHIN.search(lower, floor, begin):
        op = "<=" if match["upper"] else ">="
    return Quantity(begin, _limit_end(match), op, 1.0, "ULN" if match["upper"] else "LLN")


_DANGLING = regex(r"(?:[\s-]+(?:for|the|of|and|this|that|our|each|study|at))+$")


def _limit_end(match: re.Match[str]) -> int:
    """Where the words of a limit end, without those that lead on to something else: "ULN for" patients."""
    words = _DANGLING.sub("", match.group())
    return match.start() + len(words)
