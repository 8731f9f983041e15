"""Owns quantities in text: numbers, comparators before and after them, and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from criteria.patterns import regex

_WORDS = {
    "zero": 0,
    "half": 0.5, "once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "eighteen": 18, "twenty": 20, "twenty-one": 21, "twenty one": 21, "twenty-four": 24,
    "twenty-eight": 28, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
# groups of three digits are thousands; a group "109" after a space is the power of ten in "100 109/L"
NUMBER = r"(?:\d{1,3}(?:[,.']\d{3}| (?!10[3692]\b)\d{3})+(?![\d.])|\d+[.,]\d+|\d+|\.\d+)"
AGAIN = r"(?:\s*[(\[]\s*(?:[<>≤≥]\s?=?\s*)?(?:0\s*(?:to|-|–)\s*)?(?:\d{1,2}|one|two|three|four|five|six)\s*[)\]])?"
"""The same count once more in brackets, with its sign or from none on: "two (2)", "more than two [> 2]"; part of an expression."""
NUMBER_OR_WORD = rf"(?:{NUMBER}|\b(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b)"

_NO = r"(?:no|not|nor|never)"
_GREATER = r"(?:greater|more|higher|larger|above|over|superior|bigger|longer|older)"
_SMALLER = r"(?:less|lower|fewer|smaller|below|under|inferior|shorter|younger|lesser)"
_EQUAL = r"(?:equal(?:s|ed)?(?: (?:to|than|or))?|=)"
_OR = r"(?:or|/|and/or|and)"
_GE = (
    rf"≥|>\s?/?\s?=|=\s?/?\s?>|>\s?(?:than )?(?:/|or)\s?{_EQUAL}"
    rf"|{_GREATER}(?: th[ae]n| to)?,?\s?{_OR}\s?{_EQUAL}(?: than)?"
    rf"|{_EQUAL}\s?(?:to )?{_OR}\s?(?:{_GREATER}|>|exceed(?:s|ed|ing)?)(?: than| to)?|at or (?:above|over)|at least|at a minimum(?: of)?"
    rf"|{_NO} (?:be )?{_SMALLER}(?: th[ae]n)?|{_NO} worse than|{_NO} <|(?:a )?minim(?:um|al)(?: of)?|minimally|min\."
    r"|starting (?:at|from)"
)
_LE = (
    rf"≤|<\s?/?\s?=|=\s?/?\s?<|<\s?(?:than )?(?:/|or)\s?{_EQUAL}"
    rf"|{_SMALLER}(?: th[ae]n| to)?,?\s?{_OR}\s?{_EQUAL}(?: than)?"
    rf"|{_EQUAL}\s?(?:to )?{_OR}\s?(?:{_SMALLER}|<)(?: than| to)?|at or (?:below|under)|at most|maximally"
    rf"|{_NO} (?:be )?{_GREATER}(?: th[ae]n)?|{_NO} >|(?:does |do |must |should |may |can |to )?not (?:to )?exceed(?:ing)?"
    rf"|cannot exceed|{_NO} beyond|without exceeding|up to(?: and including)?|(?:a )?maxim(?:um|al)(?: of)?|max\."
)
_GT = rf">|{_GREATER} th[ae]n|above|over|exceed(?:s|ed|ing)?|in excess of|superior to|beyond|better than|greater|more"
_LT = rf"<|{_SMALLER} th[ae]n|below|under|inferior to|worse than|less"
COMPARATOR = rf"(?:(?P<ge>{_GE})|(?P<le>{_LE})|(?P<gt>{_GT})|(?P<lt>{_LT})|(?P<eq>=|equal(?:s| to)?|exactly))"
_GLUE = r"(?:\bto\b\s*)?(?:the |an? |about |approximately |or equal to |age(?: of)? |of )*"
# the sign may stand behind the words that say it: "less than or equal to (≤) 1"
_BEFORE = regex(rf"(?:(?<![a-z])|(?=[<>=≥≤])){COMPARATOR}\s*(?:\(\s*[<>≤≥][\s/]*=?\s*\)\s*|\)\s*)?{_GLUE}$")
_NUMBER_AT = regex(rf"(?<![\w.,/^-])(?<!\d[,.']){NUMBER}|(?<=[<>=≥≤~]){NUMBER}|(?<=\bto){NUMBER}")
_AFTER = regex(
    rf"\s*[,(]?\s*(?:(?P<ge>(?:and|or|&)\s?(?:{_GREATER}|up(?:wards?)?|better|>|beyond)\b(?! than)|\+(?!\w))"
    rf"|(?P<le>(?:and|or|&)\s?(?:{_SMALLER}|<)\b(?! than)))"
)
# "between 3.0 mmol/L and 5.5 mmol/L"
_PER = r"(?:m?mol|meq|[mun]?g|pg|i?u|ml)/(?:l|dl|ml|min)|mm ?hg|bpm"
_RANGE = regex(
    r"(?:(?:\s?(?:%|(?:cm|mm|ms|kg|years?(?: old| of age)?|yrs?)\b)\.?)?\s*(?:-|~|to|through|and|until)"
    rf"|\s?(?:{_PER})\s+(?:to|and))\s*(?:<\s?=?|≤)?\s*(?P<high>{NUMBER})(?![\d/-])"
)
_UNIT_OF_A_LAB = regex(rf"^\s?(?:{_PER})(?=\s)")
_TURNED = regex(r"\s*(?:(?P<le>≥|>\s?=)|(?P<ge>≤|<\s?=)|(?P<lt>>)|(?P<gt><))\s*(?=[a-z])")
_REACH = 46  # characters in which the longest comparator fits
_OPS = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "eq": "="}


@dataclass(frozen=True, slots=True)
class Found:
    """A bound at characters ``start`` to ``end``, its first digit at ``at``.

    ``op`` is None where no comparator stands; ``high`` ends a range ("18 to 70", "0-2").
    """

    start: int
    end: int
    at: int
    op: str | None
    number: float
    high: float | None = None


def number(words: str) -> float:
    """The number that digits ("1,500", "1,5", "100.000") or a word ("two") stand for.

    Groups of three digits after a comma or a point are thousands, as laboratories of every country write them.
    """
    plain = words.strip().lower()
    if plain in _WORDS:
        return float(_WORDS[plain])
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[,' ]\d{3})+", plain)
    dotted = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", plain) and len(plain) >= len("10.000")
    if grouped or dotted:
        return float(re.sub(r"[,.' ]", "", plain))
    return float(plain.replace(",", ".").replace(" ", ""))


def operator(match: re.Match[str]) -> str | None:
    """Which comparator the named groups of ``COMPARATOR`` matched."""
    return next((op for name, op in _OPS.items() if match[name]), None)


def comparator_before(lower: str, at: int, floor: int = 0) -> tuple[int, str | None]:
    """Where the comparator that ends at ``at`` begins and which it is; ``at`` and None where there is none."""
    begin = max(floor, at - _REACH)
    words = lower[begin:at]
    match = _BEFORE.search(words)
    if match is not None and match["eq"] and "(" in match.group():  # "equal to (≥) 5": the sign says which side
        match = _BEFORE.search(words, match.end("eq"))
    return (begin + match.start(), operator(match)) if match else (at, None)


def comparator_after(lower: str, at: int) -> tuple[int, str | None]:
    """Where the comparator that follows ends ("or older", "or more", "+") and which it is."""
    match = _AFTER.match(lower, at)
    if match is None:
        return at, None
    return match.end(), ">=" if match["ge"] else "<="


def bounds(lower: str, start: int = 0, end: int | None = None) -> list[Found]:
    """Every number in digits between the offsets with its comparator; the two ends of a range are one."""
    limit = len(lower) if end is None else end
    found: list[Found] = []
    reach = start
    for match in _NUMBER_AT.finditer(lower, start, limit):
        if match.start() < reach:
            continue
        begin, op = comparator_before(lower, match.start(), reach)
        finish, high = match.end(), None
        ranged = _RANGE.match(lower, match.end(), limit) if op is None or op == ">=" else None
        if ranged is not None and _is_range(lower, begin, ranged, number(match.group())):
            finish, high = ranged.end(), number(ranged["high"])
            op = None
        elif op is None and (turned := _TURNED.match(lower, finish, limit)):  # "18 ≤ age"
            op = next(found_op for name, found_op in _OPS.items() if name != "eq" and turned[name])
        elif op is None:
            finish, op = comparator_after(lower, match.end())
        found.append(Found(begin, finish, match.start(), op, number(match.group()), high))
        reach = finish
    return found


def _is_range(lower: str, begin: int, ranged: re.Match[str], low: float) -> bool:
    """Whether two numbers are one: a range never falls, and "18 and 70" is one only after "between"."""
    joined = _UNIT_OF_A_LAB.sub("", ranged.group()).split()
    if joined[:1] == ["and"] and not re.search(r"\bbetween\b[\w\s]{0,16}$", lower[max(0, begin - 28) : begin]):
        return False
    return number(ranged["high"]) > low
