"""Owns by which route a therapy is given, and whether no more of it than the body makes itself."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around, Detail
from criteria.patterns import regex

_ROUTE = regex(
    r"(?<![\w-])(?P<route>oral|intravenous|iv|i\.v\.|intramuscular|subcutaneous|topical|inhaled|ophthalmic)\s"
)
_OR_ROUTE = regex(r"(?:\b(?:or|and|and/or)\s+|[/,]\s*)$")
_ROUTES = {"iv": "intravenous", "i.v.": "intravenous"}
_BY_MANY_ROUTES = frozenset(
    {"antibiotic", "antifungal", "antiviral therapy", "anticoagulant", "corticosteroid", "iron supplement", "methotrexate", "immunosuppressive therapy",
     "opioid", "antiemetic", "bisphosphonate"}
)  # fmt: skip


_PHYSIOLOGIC = regex(
    r"\b(?:physiologic(?:al)?|replacement)\s+(?:(?:doses?|levels?|replacement|therapy)\s+)*(?:of\s+|with\s+)?(?:\w*steroids?\b|$)"
)


def physiologic(words: Around) -> bool:
    """Whether only what the body would make itself is meant, which is no more than 10 mg of prednisone a day."""
    lower, start = words.passage.lower, words.name.start
    return _PHYSIOLOGIC.search(lower, max(0, start - 40), words.name.end) is not None


def route(words: Around) -> Detail:
    """The route by which a medicine is given that can be given by several: "intravenous antibiotics"."""
    if words.name.concept not in _BY_MANY_ROUTES:
        return ()
    lower, start = words.passage.lower, words.name.start
    routes = list(_ROUTE.finditer(lower, max(0, start - 24), words.name.end))
    if len(routes) != 1 or _OR_ROUTE.search(lower, max(0, start - 24), routes[0].start()):
        return ()
    found = routes[0]
    if found.end() < start and lower[found.end() : start].strip():
        return ()
    return (("route", _ROUTES.get(found["route"], found["route"])),)


# "oral or intravenous bisphosphonates", "systemic, inhaled or topical steroids": by whichever route
_BODY_WIDE_OR = regex(
    r"\b(?:oral|intravenous|iv|i\.v\.|systemic|parenteral|intramuscular|subcutaneous|injected)\s*(?:,\s*[a-z-]+\s*)?"
    r"(?:,|/|\bor\b|\band\b|\band/or\b)\s*(?:(?:or|and|and/or)\s+)?$"
)


def is_by_either_route(words: Around) -> bool:
    """Whether a medicine that is named with its route is one by which it reaches all of the body as well."""
    routed = any(key == "route" for key, _ in words.name.detail)
    return routed and _BODY_WIDE_OR.search(words.passage.lower, 0, words.name.start) is not None
