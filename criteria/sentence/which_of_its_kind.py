"""Owns the words that say which tumor of a marker, which drugs, allergy or fluid are excluded: not every one of the name."""

from __future__ import annotations

import re
from collections.abc import Callable

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind

Match = re.Match[str]
Range = tuple[int, int]

# "HER2-negative ipsilateral recurrence", "triple-negative contralateral lesion": of another tumor than the one in question
_OF_ANOTHER_TUMOUR = regex(
    r"\s+(?P<cue>"
    r"(?:ipsilateral|contralateral|local|loco-?regional|regional|second|synchronous|other)\b[^,;.()]{0,40}?\b"
    r"(?:recurrences?|relapses?|lesions?|tumou?rs?|disease|cancers?))\b"
)
# "locally advanced disease (stage IIB or III) that is ER-negative": of the disease before the bracket
_OF_THOSE_BEFORE = regex(
    r"\b(?:stages?|t[0-4])\b[^()]{0,30}\)\s+(?P<cue>(?:that|which)\s+(?:is|are|was|were))\s+(?:\w+\s+)?$"
)
_IN_THE_OTHER_BREAST = regex(
    r"(?:(?!\b(?:or|and)\b)[^;.]){0,80}?\b(?P<cue>in the (?:contralateral|opposite|other) breast)\b"
)
# "severe drug allergy", "multiple food and/or drug allergies"
_BAD_OR_MANY = regex(
    r"\b(?P<cue>severe|multiple|serious|significant|life-threatening|major)\s+(?:(?:food|environmental|seasonal)\s*(?:and/or|or|and|,|/)\s*)*$"
)
_ANY_ALLERGY = regex(r"(?:(?:drug|food|medication|environmental) )?allerg(?:y|ies)|allergic (?:reactions?|disorders?)")
# "pleural effusion or ascites only", "ascites as the only disease"
_NOTHING_ELSE = regex(
    r"(?:,? (?:or|and/or|and) (?:[\w-]+ ){0,3}?(?:effusions?|ascites|disease|marrow|lesions?|metastas[ei]s))*,? "
    r"(?P<cue>"
    r"only|alone|as (?:the |an? )?(?:only|sole) (?:site of )?(?:disease|site|manifestation|evidence|metastas[ei]s))\b"
    r"(?= disease\W*$|\W*$| (?:is|are) (?:not eligible|excluded|ineligible))"
)
_FLUID = regex(r"(?:malignant )?(?:(?:pleural|pericardial) effusions?|ascites)")
# "locally advanced cancer or a local relapse amenable to curative treatment"
_BOTH_TREATABLE = regex(
    r"(?: (?:breast|invasive|cancer|disease|carcinoma))*,? (?:or|and/or) (?:[\w-]+ ){1,4}"
    r"(?P<cue>(?:amenable|suitable|treatable|curable|resectable|accessible)\b[^,;.]*)"
)
# "any other malignancy that is considered in complete remission": it is not excluded, whatever it stands beside
_OVER = regex(
    r"\s*(?P<cue>"
    r"(?:that|which)\s+(?:is|are|was|were|has been|have been)\s+(?:considered\s+|deemed\s+|judged\s+)?(?:to be\s+)?"
    r"(?:in\s+(?:complete\s+|full\s+)?remission|cured|disease[- ]free)\b)"
)
# "another malignancy within 5 years, and is progressing or requires treatment"
_AND_IS = regex(
    r"(?:(?!\bor\b)[^.;()]){0,50}?,? (?P<cue>"
    r"and (?:(?:that|which) )?(?:is|are|has been|have been) (?:currently |still )?"
    r"(?:progressi\w+|active|requir\w+|uncontrolled)\b)"
)
_AND_MORE = regex(r"\s*(?P<cue>\+\s*\d+(?:\.\d+)?\s*(?:s|sec\w*)\b)")  # "PT > ULN + 4 seconds"
# "an elevated phosphatase or a hot spot that cannot be ruled out as metastatic": a value without a number, as a sign of something
_RAISED = regex(r"(?:elevated|abnormal|increased|raised)\b[^\d<>≥≤]*")
_NOT_RULED_OUT = regex(r"[^.;]{0,120}?\b(?P<cue>(?:that|which) cannot be (?:ruled out|excluded|explained))\b")
# "certain antibiotics", "select other anesthetics": not every one of the class
_SOME_OF_A_CLASS = regex(
    r"(?<!had )(?<!have )(?<!has )(?<!the )\b(?P<cue>certain|select|selected|some)\s+(?:other\s+)?$"
)
_ONLY = regex(r"(?: (?:disease|recurrences?|relapses?))? (?P<cue>only|alone)\b")
_NEAR = 50  # characters
_BEFORE = 140  # characters before a value in which it is said what it may be a sign of


def which_of_its_kind(passage: Passage, atom: Atom) -> Range | None:
    """The words that say which of what an atom names is excluded; None where all of it is."""
    which = _BY_KIND.get(atom.requirement.kind)
    found = None if which is None else which(passage.lower, atom)
    return None if found is None else found.span("cue")


def _marker(lower: str, atom: Atom) -> Match | None:
    whose = _OF_THOSE_BEFORE.search(lower, max(0, atom.start - _NEAR), atom.start)
    return whose or _OF_ANOTHER_TUMOUR.match(lower, atom.end) or _IN_THE_OTHER_BREAST.match(lower, atom.end)


def _treatment(lower: str, atom: Atom) -> Match | None:
    return _SOME_OF_A_CLASS.search(lower, max(0, atom.start - _NEAR), atom.start)


def _extent(lower: str, atom: Atom) -> Match | None:
    found = _ONLY.match(lower, atom.end) if atom.requirement.concept == "recurrent" else None
    found = found or _BOTH_TREATABLE.match(lower, atom.end)
    if found is None and isinstance(atom.requirement.value, tuple):
        return _IN_THE_OTHER_BREAST.match(lower, atom.end)
    return found


def _cancer(lower: str, atom: Atom) -> Match | None:
    over = _OVER.match(lower, atom.end)
    return over or (_AND_IS.match(lower, atom.end) if atom.requirement.concept == "other malignancy" else None)


def _value(lower: str, atom: Atom) -> Match | None:
    more = _AND_MORE.match(lower, atom.end)
    if more is not None or _RAISED.fullmatch(lower, atom.start, atom.end) is None:
        return more
    return _NOT_RULED_OUT.match(lower, atom.end) or _NOT_RULED_OUT.match(lower, max(0, atom.start - _BEFORE))


def _allergy(lower: str, atom: Atom) -> Match | None:
    if _ANY_ALLERGY.fullmatch(lower, atom.start, atom.end) is None:
        return None
    return _BAD_OR_MANY.search(lower, max(0, atom.start - _NEAR), atom.start)


def _fluid(lower: str, atom: Atom) -> Match | None:
    return None if _FLUID.fullmatch(lower, atom.start, atom.end) is None else _NOTHING_ELSE.match(lower, atom.end)


_BY_KIND: dict[Kind, Callable[[str, Atom], Match | None]] = {
    Kind.BIOMARKER: _marker,
    Kind.THERAPY: _treatment,
    Kind.STAGE: _extent,
    Kind.CANCER: _cancer,
    Kind.LAB: _value,
    Kind.ALLERGY: _allergy,
    Kind.COMORBIDITY: _fluid,
    Kind.METASTASIS: _fluid,
}
