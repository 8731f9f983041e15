"""Owns conditions named by their treatment: "requiring ongoing therapy for asthma", "under treatment for gout"."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.conditions.condition_lists import conditions
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_TREATED_FOR = regex(
    r"(?:\W"
    r"|\b(?:"
    r"no|any|patients?|subjects?|participants?|individuals|who|that|are|is|be|with|currently|have|has|had|must|should"
    r"|may|not|actively|chronically|regularly|those|women)\b)*"
    r"(?:(?:receiving|requir\w+|undergoing|under|on|needing|need for|taking|use of)\s+"
    r"|(?=(?:(?:current|concurrent|concomitant|ongoing|active|chronic) )?(?:treatment|therapy|medication)\b))"
    r"(?P<how>(?:(?!for\b)[\w-]+\s+){0,4}?(?:treatments?|therap(?:y|ies)|medications?|medicines?|drugs?|management))"
    r"\s+(?:for|of)\s+"
)
_NO = regex(r"\b(?:no|not)\b")


def treated(passage: Passage) -> list[Atom]:
    """The conditions that exclude whoever is under treatment for them; empty where the sentence says anything else."""
    opening = _TREATED_FOR.match(passage.lower)
    if opening is None or passage.claimed:
        return []
    if passage.base is not Effect.EXCLUDE and not _NO.search(passage.lower, 0, opening.start("how")):
        return []
    found = []
    for condition in conditions(passage, opening.end()):
        if not condition.known:
            continue
        said = replace(condition.said, requiring=opening["how"])
        requirement = Requirement(Kind.COMORBIDITY, str(condition.concept), said.value, detail=said.detail())
        found.append(Atom(condition.start, condition.end, requirement, Polarity.MUST_NOT))
    if found and found[0].start - opening.end() > _FEW:
        return []
    return found


_FEW = 30  # characters of qualifying words before the first condition
