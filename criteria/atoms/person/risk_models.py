"""Owns bounds of the risk to get breast cancer that a model has worked out: "a five-year Gail risk of at least 1.7%"."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.lab_units import quantities

_HINTS = hints("gail", "claus", "tyrer", "bcrat", "boadicea", "canrisk", "lifetime", "year")
# a line that says nothing but whose risk, of what, by which model and in which time
_MODEL = r"(?:gail|claus|tyrer[- ]?cuzick|bcrat|boadicea|canrisk)"
_HORIZON = r"(?:life-?time|(?:5|five|10|ten)[- ]?(?:years?|yr))"
_SAID = (
    rf"(?:{_MODEL}|{_HORIZON}|remaining|estimated|predicted|calculated|projected|absolute|modified|models?|scores?|risks?|risk assessment tool"
    r"|national cancer institute(?:'s)?|nci(?:'s)?|breast|invasive|cancer|developing|development|getting|patients?|women|subjects?|participants?"
    r"|individuals?|with|who|have|has|having|at|an?|the|of|for|to|in|on|over|next|by|per|using|use|according|as|is|be|must|based|basis|determined"
    r"|assessed|measured|family history|genetic test(?:ing)?|or)"
)
_PLAIN = regex(rf"(?:\W|\b{_SAID}\b)*")
_IS_A_RISK = regex(rf"\b(?:{_MODEL}|{_HORIZON}\b.*\brisk|risk\b.*\b{_HORIZON})\b")
_OF_WHICH = regex(rf"\b{_MODEL}\b")
_START = regex(
    rf"\b(?:{_MODEL}|{_HORIZON}|estimated|predicted|calculated|projected|absolute|modified|breast cancer risk)\b"
)
# the tool of the National Cancer Institute is the model of Gail
_CALLED = {"gail": "Gail", "bcrat": "Gail", "claus": "Claus", "boadicea": "BOADICEA", "canrisk": "BOADICEA"}
_WHEN = regex(
    r"\b(?:(?P<ever>life-?time)|(?P<n>5|five|10|ten)[- ]?(?:years?|yr)|(?:over|in|within) the next (?P<next>5|five|10|ten) (?:years?|yr))\b"
)
_RECURS = regex(r"\b(?:recurren\w*|relapse\w*|death|mortality|ovarian|contralateral|carr\w+)\b")
_YEARS = {"5": "5-year", "five": "5-year", "10": "10-year", "ten": "10-year"}
_UNITS = ("", "%")
_NAMED = regex(r"^(?:Gail|Claus|BOADICEA|Tyrer-Cuzick)\b.*\brisk$|\brisk of breast cancer$")


def read(passage: Passage) -> list[Atom]:
    """The one bound of a line that is about a risk by a model, or in a time, and says nothing else."""
    lower = passage.lower
    if passage.base is Effect.ALLOW or not _HINTS.search(lower) or not _IS_A_RISK.search(lower):
        return []
    if _RECURS.search(lower) or passage.scopes.found:
        return []
    bounds = [q for q in quantities(lower, "", 0, len(lower)) if q.unit in _UNITS and q.op not in (None, "=")]
    if len(bounds) != 1 or bounds[0].high is not None:
        return []
    bound = bounds[0]
    if not (_PLAIN.fullmatch(lower, 0, bound.start) and _PLAIN.fullmatch(lower, bound.end, len(lower))):
        return []
    value = Comparison(str(bound.op), bound.number, bound.unit or "%")
    named = _START.search(lower)
    start = bound.start if named is None else min(bound.start, named.start())
    return [Atom(start, len(lower.rstrip()), Requirement(Kind.LAB, _name(lower), value))]


def is_a_risk(requirement: Requirement) -> bool:
    """Whether it is such a risk that is bounded, by the name that is given to it here."""
    return requirement.kind is Kind.LAB and _NAMED.search(requirement.concept) is not None


def _name(lower: str) -> str:
    """The name of the risk: by its model, with the time for which it is worked out."""
    models = dict.fromkeys(_CALLED.get(m.group(), "Tyrer-Cuzick") for m in _OF_WHICH.finditer(lower))
    when = _WHEN.search(lower)
    time = None if when is None else "lifetime" if when["ever"] else _YEARS[when["n"] or when["next"]]
    parts = (" or ".join(models), time, "risk" if models else "risk of breast cancer")
    return " ".join(part for part in parts if part)
