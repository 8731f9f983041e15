"""Owns brackets that set several bounds anew for some patients: "(in case of liver involvement, ALT 5 x ULN and bilirubin 2 x ULN)"."""

from __future__ import annotations

from criteria.patterns import regex

_ULN = r"\d[\d.]* ?(?:x|×|times) ?(?:the )?(?:institutional )?(?:uln|unl|upper)"
# a bracket with a bound for those of whom a condition tells; one that opens with the bound is of the value before it
_WHOM = r"\b(?:if|in (?:the )?(?:cases?|presence|setting) of|(?:in|for) (?:patients|subjects|participants|those))\b"
_BRACKET = regex(
    rf"\((?!\W*(?:\d|no |not |less |up to|at most|under ))(?=[^()]*{_ULN})(?=[^()]*{_WHOM})[^()]{{20,240}}\)"
)
_LABS = regex(
    r"\b(?:(?P<alt>alt|sgpt|alanine)|(?P<ast>ast|sgot|aspartate)|(?P<bilirubin>bilirubin)"
    r"|(?P<alp>alp|alkaline|phosphatase)|(?P<creatinine>creatinine))\b"
)


def bounds_in_brackets(lower: str, start: int, end: int) -> list[int]:
    """Where what a bracket holds begins and ends that speaks of more than the value before it, between the offsets.

    >>> bounds_in_brackets("alt ≤ 3 x uln, bilirubin ≤ 1 x uln (if liver metastases, alt ≤ 5 x uln)", 0, 72)
    [36, 70]
    """
    cuts: list[int] = []
    for bracket in _BRACKET.finditer(lower, start, end):
        before = [match.lastgroup for match in _LABS.finditer(lower, start, bracket.start())]
        named = {match.lastgroup for match in _LABS.finditer(lower, *bracket.span())}
        if named and named <= set(before) and named != {before[-1]}:
            cuts += [bracket.start() + 1, bracket.end() - 1]
    return cuts
