"""Owns what else would do, in words that were not read: "progressed on taxanes, or no standard therapy is left"."""

from __future__ import annotations

import re

from criteria.atoms import Atom
from criteria.atoms.markers.receptor_words import RECEPTORS
from criteria.atoms.therapies.setting import FoundSetting, settings
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Unparsed
from criteria.words.context import Cue
from criteria.words.or_words import ALONE_OR_WITH, FAILED_OR_CAME_BACK, IN_PLACES, OF_A_BOUND, OF_PROOF, ON_OR_AFTER

OF_ONE_THING = regex(rf"{IN_PLACES}|{OF_PROOF}|{ON_OR_AFTER}|{FAILED_OR_CAME_BACK}|{ALONE_OR_WITH}")
"""What an "or" joins that is one thing: two places of a disease, two ways to show it or to fail, two times of an event."""

_OR_ELSE = regex(
    r"(?:[^,;.()]{0,30}(?:\([^()]*\))?)?,? (?:and/)?or (?P<rest>(?!(?:"
    r"older|more|greater|above|higher|over|less|below|lower|younger|better|equal|larger|smaller|longer|shorter|bigger)"
    r"\b)(?:[^,;.]{16,}|(?:(?:tumou?r|histologic(?:al)?|nuclear|high) )?grade\b[^,;.]*))"
)
# "positive nodes, grade 3, or vascular invasion": a list that its last comma and "or" close
_OR_LISTED = regex(
    r"(?:\s?\([^()]*\))?(?:,\s(?!(?:and|who|with|or|must|no|not|but|as|by|within|if|per|at|in|on|for)\b)[^,;.()]{2,40}){0,3},\s(?:and/)?or\s"
    rf"(?P<rest>(?!{OF_A_BOUND}"
    r"|(?:both|if|as|at|in|on|by|with|without|within|who|that|which|whose|have|has|are|is|to|of|for|when|after|before"
    rf"|during|later|otherwise|equivalent|not|no)\b)[^,;.]{{4,}})"
)
# "at least one line of therapy or not be candidates for one", "had it, are not candidates for it, or …": who may go without it
_UNSUITED = regex(
    r"[^.;]{0,80}?(?:,(?=[^.;]*, or )|,? (?:and/)?or) (?P<rest>(?:(?:who|patients|subjects|participants|otherwise|must) )*(?:(?:are|were|be|is|was) )?"
    r"(?:not (?:(?:be|an?|considered|deemed|suitable|appropriate|good) )*(?:candidates?|eligible|suitable)|ineligible|unsuitable) "
    r"(?:for|to)\b[^.;]*)"
)
_METHOD = regex(
    r"\b(?:by|using|via|with|on|measured|determined|assessed|calculated|estimated|evaluated|per|according)\b"
)
_HOW_KNOWN = regex(r"\b(?:menses|amenorrh\w+|menstrua\w+|o+phorectom\w+|ovariectom\w+|castrat\w+|fsh|last period)\b")
# "toxicity of chemotherapy or radiotherapy", "resolved to baseline or grade 1": another cause of it, and how bad it may be
_CAUSE_OR_GRADE = regex(
    r"(?![^.;]*\b(?:may|can|except\w*|unless|other than)\b)(?:(?:any|all|other|prior|previous|to|nci|ctc|ctcae|a|an) )*"
    r"(?:grade|downgraded|[\w-]*(?:therap(?:y|ies)|treatments?)|radiation|surg\w+|procedures?)\b"
)
# of toxicities that "must have resolved to grade 1 or returned to baseline"
_OR_AS_BEFORE = regex(
    r"[^.;]{0,120}?\b(?:resolv|recover|improv|return)\w*[^.;]{0,40}? or "
    r"(?P<rest>(?:(?:have|has|must|been|be) )*(?:return|recover|resolv|improv)\w* to (?:[\w'’-]+ ){0,2}(?:baseline|pre-?treatment)\b[^.;,]*)"
)
_SAYS_HOW = regex(r"(?:has|have|is|are|was|were|that|which)\b")
_BY_ASSAY = regex(
    r"(?:[\w+]+ ){0,2}(?:amplif|ihc|ish|fish|cish|immuno|positiv|negativ|by |ratio|score|gene|staining|equal|laborator|assay|test\b|method)"
)
_TREATED = {Kind.THERAPY, Kind.LINES}
_DISEASE = {Kind.STAGE, Kind.CANCER, Kind.METASTASIS}
_OF_THE_DISEASE = {*_DISEASE, Kind.BIOMARKER, Kind.DISEASE_MEASURE}


def unread_alternative(passage: Passage, run: list[Atom]) -> Unparsed | None:
    """What else would do, in words that were not read: "progressed on taxanes, or no standard therapy is left"."""
    match = _or_else(passage.lower, run)
    if match is None or any(effect(passage, a) is not Effect.REQUIRE for a in run):
        return None
    start, end = match.span("rest")
    if passage.lower.endswith("and/or ", 0, start) and not _is_more_disease(passage, run, start, end):
        return None
    if any(m.start() < start < m.end() for m in OF_ONE_THING.finditer(passage.lower)):
        return None  # "disease in the breast or axilla"
    if any(s.start <= start < s.end for s in _settings_of(passage, run, end)):
        return None  # "for recurrent or metastatic disease"
    if any(a.exception is not None and a.exception[0] <= start < a.exception[1] for a in run):
        return None
    if run[-1].requirement.kind is Kind.MENOPAUSE and _HOW_KNOWN.search(passage.lower, start, end):
        return None  # "postmenopausal: age over 55, or no menses for a year" defines it
    if run[-1].requirement.kind is Kind.CANCER and _is_named_again(passage, run[-1], start, end):
        return None  # "meningioma or aggressive meningioma"
    if _METHOD.search(passage.lower, run[-1].end, start):
        return None  # "by echocardiogram or multigated acquisition" are two ways to measure, not two requirements
    if run[-1].requirement.kind is Kind.METASTASIS and _SAYS_HOW.match(passage.lower, start):
        return None  # "that is new, untreated, or has progressed": still what the state says
    measured = isinstance(run[-1].requirement.value, Comparison) and run[-1].requirement.concept not in RECEPTORS
    if run[-1].requirement.kind is Kind.BIOMARKER and not measured and _BY_ASSAY.match(passage.lower, start):
        return None
    if any(a < end and start < b for a, b in passage.claimed) or passage.scopes.over(start, Cue.EXCEPTION) is not None:
        return None
    return Unparsed(passage.view.span(start, end), "alternative")


def _or_else(lower: str, run: list[Atom]) -> re.Match[str] | None:
    """The "or" behind what was read, or the one that closes the list that it opens."""
    end = max(a.end for a in run)
    found = _OR_ELSE.match(lower, end)
    if found is None and run[-1].requirement.kind in _OF_THE_DISEASE:
        return _OR_LISTED.match(lower, end)
    if found is None and run[-1].requirement.kind in _TREATED:
        return _UNSUITED.match(lower, end)
    if run[-1].requirement.concept == "unresolved toxicity":
        found = found or _OR_AS_BEFORE.match(lower, end)
        return None if found is None or _CAUSE_OR_GRADE.match(lower, found.start("rest")) else found
    return found


def _is_more_disease(passage: Passage, run: list[Atom], start: int, end: int) -> bool:
    """Whether the disease may also be elsewhere: "metastatic disease and/or chest wall recurrence"."""
    return run[-1].requirement.kind in _DISEASE and _SPREAD.search(passage.lower, start, end) is not None


_SPREAD = regex(r"\b(?:recurren|relaps|metasta|involve)")


def _is_named_again(passage: Passage, cancer: Atom, start: int, end: int) -> bool:
    """Whether all that stands behind an "or" is the same cancer with a word that describes it: its other side asks no less."""
    again = [m for m in passage.of_kind(Kind.CANCER) if start <= m.start and m.end <= end]
    if len(again) != 1 or again[0].name != cancer.requirement.concept:
        return False
    around = passage.lower[start : again[0].start], passage.lower[again[0].end : end]
    return _DESCRIBES.fullmatch(around[0]) is not None and not around[1].strip(" .;")


# a word before the name of a cancer that makes it no other: "relapsed", "high-grade"
_DESCRIBES = regex(r"(?:(?!(?:and|or|of|with|no|not)\b)[\w-]+ ){0,2}")


def _settings_of(passage: Passage, run: list[Atom], end: int) -> list[FoundSetting]:
    """The settings told behind treatments."""
    if run[-1].requirement.kind not in (Kind.THERAPY, Kind.LINES):
        return []
    return settings(str(passage.lower), max(a.end for a in run), end)
