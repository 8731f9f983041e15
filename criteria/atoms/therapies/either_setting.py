"""Owns treatments that may have failed in one of two settings.

"Progressed on A for metastatic disease or within 6 months after treatment for early disease".
"""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.atoms.therapies.therapy_outcome import Role
from criteria.atoms.therapies.therapy_statement import Around, Detail
from criteria.patterns import regex
from criteria.tree import Effect, Kind, Requirement
from criteria.words.numbers import NUMBER_OR_WORD, number

_PROGRESSED = regex(r"\b(?:progress\w*|relaps\w*|recur\w*)\s+(?:on|after|during|following|while)\b[^.;]{0,60}$")
_OR_SOON_AFTER = regex(
    r"[^.;]{0,80}?\b(?:advanced|metastatic|unresectable)\b(?P<gap>[^.;]{0,60}?),?\s+or\s+"
    rf"(?P<soon>within\s+(?P<number>{NUMBER_OR_WORD})\s*(?:\(\d+\)\s*)?(?P<unit>months|years|weeks)\s+"
    r"(?:of|after|from|following)\s+(?:the\s+)?(?:(?:completing|completion\s+of|end\s+of|finishing)\s+)?"
    r"(?:treatment|therapy)\s+(?:for|of)\s+(?:(?:their|an?|the|her2\S*)\s+)*(?:early|locali[sz]ed|non-?metastatic)(?:[\s-]+stage)?)\b"
)


def in_either_setting(words: Around, detail: Detail) -> list[Atom]:
    """The two ways in which the treatment may have failed, each with its setting; empty where the words tell no two."""
    if words.passage.base is not Effect.REQUIRE or _PROGRESSED.search(words.before) is None:
        return []
    found = _OR_SOON_AFTER.match(words.after)
    if found is None:
        return []
    name = words.name
    detail = tuple(pair for pair in detail if pair[0] != "relapse")
    words.passage.claimed.append((words.last + found.start("soon"), words.last + found.end("soon")))
    time = f"<= {number(found['number']):g} {found['unit']}"
    late = Requirement(Kind.THERAPY, name.concept, str(Role.PROGRESSED), None, "metastatic", detail)
    early_detail = tuple(sorted((*detail, ("relapse", f"{time} or during"))))
    early = Requirement(Kind.THERAPY, name.concept, str(Role.PROGRESSED), None, "early", early_detail)
    return [Atom(name.start, name.end, way, alternatives=f"settings-{name.start}") for way in (late, early)]
