"""Owns the class of physical status of the American Society of Anesthesiologists: "ASA class I-III"."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value

CONCEPT = "ASA physical status"
_HINTS = hints("asa", "anesth", "anaesth")
_LEVEL = r"(?:iv|i{1,3}|v|[1-5])"
# "ASA" alone is aspirin as well: it must be called a class, or have a Roman figure behind it
_CLASS = regex(
    r"\b(?:american society of ana?esthe\w+(?:['’]s?)?|asa(?=[\s:,-]*(?:\(american|physical|status|class|scor|grad|ps\b|risk|(?:iv|i{1,3}|v)\b)))"
    r"(?:[\s:,()'’-]"
    r"|\b(?:"
    r"american society of ana?esthe\w+|asa|physical|status|class(?:es|ification)?|scor(?:es?|ing)|grades?|grading|ps"
    r"|risk|category|system|of|is|be|must|should)\b)*"
    r"(?:(?P<most>≤|<\s?/?=|up to|(?:no|not) (?:more|greater|higher|worse) than|less than or equal to)"
    r"|(?P<under><|less than|below)|(?P<least>≥|>\s?/?=|at least|greater than or equal to)"
    r"|(?P<over>>|greater than|more than|above|higher than|worse than))?\s*"
    rf"(?:(?:class|grade)\s+)?(?P<levels>{_LEVEL}(?!\w|\.\d|%)"
    rf"(?:\s*(?:,\s*(?:and\b|or\b)?|[-–/&]|\b(?:to|or|and)\b)\s*(?:(?:asa|class|grade)\s+)?{_LEVEL}(?!\w|\.\d|%))*)"
    r"(?:\s*\(?(?:or|and) (?:(?P<less>less|lower|below|better)|(?P<more>more|greater|higher|above|worse))\b)?"
)
_FIGURE = re.compile(_LEVEL)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_SIGNS = {"most": "<=", "less": "<=", "under": "<", "least": ">=", "more": ">=", "over": ">"}


def read(passage: Passage) -> list[Atom]:
    """The classes that a passage lets in or keeps out; no scale of performance status tells them (gold guidelines, section 1)."""
    found = _CLASS.search(passage.lower) if _HINTS.search(passage.lower) else None
    if found is None:
        return []
    value = _value(found, excludes=passage.base is Effect.EXCLUDE)
    return [Atom(found.start(), found.end(), Requirement(Kind.COMORBIDITY, CONCEPT, value))]


def _value(found: re.Match[str], *, excludes: bool) -> Value:
    """The bound; a class without a sign is the worst that is let in, or the best that is kept out."""
    levels = sorted(float(_ROMAN.get(figure) or figure) for figure in _FIGURE.findall(found["levels"]))
    sign = next((op for name, op in _SIGNS.items() if found[name]), None)
    if sign is None and len(levels) > 1 and not excludes:
        return Between(levels[0], levels[-1])
    return Comparison(sign or (">=" if excludes else "<="), levels[0] if excludes else levels[-1])
