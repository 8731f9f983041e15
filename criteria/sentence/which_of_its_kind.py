"""Owns the words that say which tumor of a marker, which allergy or fluid is excluded: not every one of its name."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind

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
_ONLY = regex(r"(?: (?:disease|recurrences?|relapses?))? (?P<cue>only|alone)\b")
_NEAR = 50  # characters
_BEFORE = 140  # characters before a value in which it is said what it may be a sign of


def which_of_its_kind(passage: Passage, atom: Atom) -> Range | None:
    """The words that say which of what an atom names is excluded; None where all of it is."""
    lower, kind = passage.lower, atom.requirement.kind
    if kind is Kind.BIOMARKER:
        if (whose := _OF_THOSE_BEFORE.search(lower, max(0, atom.start - _NEAR), atom.start)) is not None:
            return whose.span("cue")
        behind = _OF_ANOTHER_TUMOUR.match(lower, atom.end) or _IN_THE_OTHER_BREAST.match(lower, atom.end)
        return None if behind is None else behind.span("cue")
    if kind is Kind.STAGE:
        alone = _ONLY.match(lower, atom.end) if atom.requirement.concept == "recurrent" else None
        if alone is not None:
            return alone.span("cue")
        found = _BOTH_TREATABLE.match(lower, atom.end)
        if found is None and isinstance(atom.requirement.value, tuple):
            found = _IN_THE_OTHER_BREAST.match(lower, atom.end)
        return None if found is None else found.span("cue")
    if kind is Kind.CANCER:
        over = _OVER.match(lower, atom.end)
        if over is None and atom.requirement.concept == "other malignancy":
            over = _AND_IS.match(lower, atom.end)
        return None if over is None else over.span("cue")
    if kind is Kind.LAB and (more := _AND_MORE.match(lower, atom.end)) is not None:
        return more.span("cue")
    if kind is Kind.LAB and _RAISED.fullmatch(lower, atom.start, atom.end):
        sign = _NOT_RULED_OUT.match(lower, atom.end) or _NOT_RULED_OUT.match(lower, max(0, atom.start - _BEFORE))
        return None if sign is None else sign.span("cue")
    if kind is Kind.ALLERGY and _ANY_ALLERGY.fullmatch(lower, atom.start, atom.end):
        before = _BAD_OR_MANY.search(lower, max(0, atom.start - _NEAR), atom.start)
        return None if before is None else before.span("cue")
    if kind in (Kind.COMORBIDITY, Kind.METASTASIS) and _FLUID.fullmatch(lower, atom.start, atom.end):
        alone = _NOTHING_ELSE.match(lower, atom.end)
        return None if alone is None else alone.span("cue")
    return None
