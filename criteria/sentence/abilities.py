"""Owns what a person must be able to do, have enough of or be steady in for a trial, as the lack of a condition."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Effect, If, Kind, Leaf, Node, Not, Requirement, Unparsed

# what a person must be able to do for a trial: whoever cannot has that among the conditions
_ABLE = regex(
    r"\W*(?:(?:the|all|any|each|study) )*(?:(?:patients?|subjects?|participants?|women|individuals?|candidates?)"
    r"(?: or (?:her|his|their) (?:caregiver|partner|proxy)s?)? )?"
    r"(?:(?:must|should|who|are|is|be|have|has|having|with|the|an?|physically|mentally|fully|and) )*"
    r"(?:able|ability|capable|capability|capacity)(?: to| of)? "
    r"(?P<what>(?:(?:\w+ly|self|and) )*(?:"
    r"hear\w*|see|seeing|read\w*|writ\w+|speak\w*|listen\w*|talk\w*|remember\w*|recall\w*|concentrat\w+|lie|lying|sit"
    r"|sitting|stand\w*|walk\w*|climb\w*|bend\w*|hold\w*|visit\w*|attend\w*|travel\w*|return\w*|com(?:e|ing)"
    r"|record\w*|report\w*|evaluat\w+|rate|rating|operat\w+|manag\w+|self-?administ\w+|administ\w+|inject\w*"
    r"|appl(?:y|ying)|communicat\w+|tolerat\w+(?! (?:[\w-]+ ){0,2}(?:mris?|imaging|scans?|scanning)\b)"
    r"|have (?:an? )?(?:adequate |daily |sufficient )*(?:oral |fluid |food )+intake|remain\w*|stay\w*|eat\w*|drink\w*|participat\w+|spend\w*|engag\w+"
    r"|exercis\w+"
    r")\b[^.;:]*)\W*"
)
_UNSURE_OF = regex(
    r"\b(?:or|unless|except|if|without|not|discontinu\w+|stop\w*|off|chemotherap\w*|surg\w+|radi\w+|therap\w+|drug|breath\w*|years?|months?)\b|[<>≤≥]"
)


def able(passage: Passage, where: Span) -> Node | None:
    """An ability that is asked for, as one whose lack a whole list of conditions would hold."""
    found = _ABLE.fullmatch(passage.lower) if passage.base is Effect.REQUIRE else None
    if found is None or _UNSURE_OF.search(passage.lower, found.start("what")) is not None:
        return None
    lack = Requirement(
        Kind.COMORBIDITY,
        f"inability to {' '.join(found['what'].split()).strip(' .,').replace('tolerating', 'tolerate')}",
    )
    return Not(Leaf(lack, where), where)


# "adequate oral intake", "hearing and vision that suffice for the sessions"
_INTAKE = r"(?:(?:oral|food|fluid|dietary|caloric|nutritional|daily) (?:(?:and|or|/) )?){1,3}(?:intake|status)|nutrition|hydration"
_SENSES = r"(?:hearing|vision|eyesight)(?:(?: (?:and|or|and/or) |/)(?:hearing|vision|eyesight))?"
_SUFFICES = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|women|must|should|who|have|has|with|maintain|be|having) )*"
    rf"(?:(?:adequate|sufficient|good|normal) (?P<intake>{_INTAKE})|(?:adequate |sufficient |good )?(?P<senses>{_SENSES})"
    r"(?=\W*$| (?:that|which|to|sufficient|adequate|good enough|for)\b)[^.;<>≤≥\d]*)"
    r"(?:\s*\([^()]*\))?\W*"
)


def suffices(passage: Passage, where: Span) -> Node | None:
    """That food or the senses suffice, as a condition that there must not be."""
    found = _SUFFICES.fullmatch(passage.lower) if passage.base is Effect.REQUIRE else None
    if found is None:
        return None
    what = found["intake"] or found["senses"]
    return Not(Leaf(Requirement(Kind.COMORBIDITY, f"inadequate {what}"), where), where)


# how someone must be who is not unstable, and may have been so for a time
_STABLE = regex(
    r"\W*"
    r"(?:(?:patients?|subjects?|participants?|must|should|who|are|is|be|have|been|remain|currently|clinically|and) )*"
    r"(?:(?:(?P<nerves>neurologically)|medically|ha?emodynamically) stable|(?:fully )?(?P<feet>ambulatory))"
    r"(?: (?:for )?(?:at least|[>≥]=?|a minimum of|more than) [\w ]{1,20}(?:days?|weeks?|months?)(?: (?:prior to|before)[^.;,]{3,40})?)?\W*"
)


def stable(passage: Passage, where: Span) -> Node | None:
    """That someone is stable or on their feet, as the lack of a condition; of the nerves it is open in whoever has metastases of the brain."""
    found = _STABLE.fullmatch(passage.lower)
    if found is None:
        return None
    lack = "neurological instability" if found["nerves"] else "medical instability"
    lack = "inability to walk" if found["feet"] else lack
    steady = Not(Leaf(Requirement(Kind.COMORBIDITY, lack), where), where)
    if found["nerves"] is None:
        return steady
    brain = Leaf(Requirement(Kind.METASTASIS, "brain", "any"), where)
    return All((steady, If(brain, Unparsed(where), where)), where)
