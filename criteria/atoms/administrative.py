"""Owns what a text says beyond the patient's health: consent, compliance, tissue, imaging, follow-up, other trials."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.administrative_words import NO_ENROLMENT, STRONG_PATTERNS, WEAK_PATTERNS
from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Kind, Requirement
from criteria.words.condition_words import names_condition
from criteria.words.context import Cue

_GIVES = regex(
    r"\b(?:"
    r"availab\w*|provid\w*|submi\w*|sufficient|adequate|archiv\w*|collect\w*|obtain\w*|willing\w*|agree\w*|undergo"
    r"|amenable|accessible|suppl(?:y|ied|ies))\b"
    r"|\b(?:required|mandatory|needed|necessary) (?:for|to)\b"
    r"|\bfor\b(?:(?! (?:patients?|those|whom)\b)[^.;]){0,70}\b(?:testing|analys[ie]s|assessments?|correlative|research)\b"
)
_MEDICAL = frozenset(
    {Kind.LAB, Kind.BIOMARKER, Kind.STAGE, Kind.METASTASIS, Kind.CANCER, Kind.THERAPY, Kind.COMORBIDITY}
)
_MEASURED = regex(
    r"\d\s?(?:%|percent\b)|\bpercent of\b|\b(?:must|should|was|were) (?:to )?(?:have )?(?:be(?:en)? )?(?:stop|end|discontinu|complet)\w*\b[^.;]*\d"
)
# "at least 4 weeks since participation in another trial"
_SINCE = regex(
    r"\b(?:days?|weeks?|months?|years?|half-li(?:fe|ves)) (?:(?:must |should )?(?:ha(?:ve|s) )?(?:passed|elapsed) )?(?:since|after|from)\b"
)
# "within 28 days before signing the consent form": the day from which the time of something else is counted
_DAY_OF_CONSENT = regex(
    r"\b(?:hours?|days?|weeks?|months?|years?)\s+(?:of|from|before|prior\s+to|preceding)\s+"
    r"(?:(?:the|their|signing|giving|providing|obtaining|date|time|day|of)\s+)*$"
)
_LONGEST = 60  # words; a longer sentence says more than one thing


def read(passage: Passage) -> list[Atom]:
    """At most one atom. What also names a drug, a laboratory value or a disease that no one has read is left alone."""
    lower = passage.lower
    for concept, hint, pattern in STRONG_PATTERNS:
        if hint is not None and not hint.search(lower):
            continue
        match = pattern.search(lower)
        if match is not None and _is_spoken_of(passage, concept, match.start()):
            continue
        if match is not None and passage.is_free(match.start(), match.end()):
            found = _atom(passage, match, concept)
            over = concept == "enrolment in other trial" and _SINCE.search(lower, 0, match.end()) is not None
            return [replace(found, polarity=Polarity.MUST_NOT) if over else found]
    if passage.claimed or len(lower.split()) > _LONGEST:
        return []
    unread = [m for m in passage.mentions if m.kind in _MEDICAL]
    for concept, pattern in WEAK_PATTERNS:
        match = pattern.search(lower)
        if match is None or _is_in_a_name(passage, match):
            continue
        if _is_about_more(concept, lower, match.start()) or (concept == "tissue" and _is_named(unread, match.end())):
            continue
        if concept in ("compliance", "follow-up"):
            return [_atom(passage, match, concept)]
        if concept == "tissue" and _GIVES.search(lower):
            return [_atom(passage, match, concept)]
        if not any(m.end <= match.start() or match.end() <= m.start for m in unread):
            return [_atom(passage, match, concept)]
    return []


def _is_spoken_of(passage: Passage, concept: str, at: int) -> bool:
    """Whether it is only named: another trial by a remark, what can be biopsied as that of which something is asked, consent as a day."""
    if concept == "consent":
        return _DAY_OF_CONSENT.search(passage.lower, 0, at) is not None
    if concept == "enrolment in other trial":
        return NO_ENROLMENT.search(passage.lower) is not None
    return concept == "tissue" and passage.scopes.over(at, Cue.CONDITION) is not None


def _is_named(unread: list[Mention], end: int) -> bool:
    """Whether a condition ends in the word that was taken for a specimen: "dense breast tissue"."""
    return any(m.kind is Kind.COMORBIDITY and m.end == end for m in unread)


def _is_about_more(concept: str, lower: str, at: int) -> bool:
    """Whether a line is not about the conduct that it names: "psychiatric illness that would limit compliance" is about the illness."""
    if concept == "other":
        return _MEASURED.search(lower) is not None  # "antigen on more than 30% of the cells, determined by …"
    return concept in ("compliance", "follow-up") and names_condition(lower[:at])


def _is_in_a_name(passage: Passage, match: re.Match[str]) -> bool:
    """Whether it ends the name of a condition: "abnormalities in the morphology of the ECG"."""
    named = passage.of_kind(Kind.COMORBIDITY)
    return any(m.start < match.start() and match.end() == m.end for m in named)


def _atom(passage: Passage, match: re.Match[str], concept: str) -> Atom:
    return Atom(match.start(), match.end(), Requirement(Kind.ADMINISTRATIVE, concept))
