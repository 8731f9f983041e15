"""Owns words right beside a requirement that let in its opposite as well: "newly diagnosed or recurrent", "node-negative, positive or unknown"."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
from criteria.words.or_words import IN_PLACES, OF_A_BOUND
from matcher.doubts.words.sentence import Around

_NEW_OR = regex(
    r"\b(?:new(?:ly)?(?:[- ]diagnosed)?|initial(?:ly diagnosed)?|primary|first|de novo)(?:,| or| and/or|/)\s*(?:or )?(?:locally |local |a )?$",
    re.IGNORECASE,
)
# noninvasive or invasive disease, of which only the latter has the stage
_IN_SITU_OR = regex(
    r"\b(?:non-?invasive|in[- ]situ|dcis)\b(?: (?:disease|cancer|carcinoma))? (?:or|and/or) (?:invasive\b)?[^.;]{0,30}$",
    re.IGNORECASE,
)
_AHEAD = (
    r"(?:consider\w*|plan(?:s|ned|ning)?|scheduled?|about|start(?:ing)?|initiat(?:ing|ed)|elect(?:ed|ing)|awaiting)"
)
_HAD = r"(?:complet(?:ed|ing)|undergone|underwent|undergoing|had|having|received|receiving|already|current(?:ly)?|taking|on)"
_SMALL = (
    r"(?:\W+(?:"
    r"to|for|be|being|been|is|are|who|have|has|having|had|will|undergo|receive|start|started|begin|take|the|a|an|on"
    r"|in|of|(?:already|currently|recently|just)))"
)
# "considering or completing a mastectomy", "currently on or being initiated on letrozole"
_AHEAD_OR_HAD = regex(
    rf"\b(?:{_AHEAD}{_SMALL}{{0,4}}\W+or{_SMALL}{{0,4}}\W+{_HAD}|{_HAD}{_SMALL}{{0,3}}\W+or{_SMALL}{{0,4}}\W+{_AHEAD}){_SMALL}{{0,4}}\W*(?:[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
# "measurable disease or …": the other side of the "or" has not been read
_OR_ELSE = regex(
    rf"^(?:[^.;,()\n]|(?<=\d)\.(?=\d)){{0,40}}?(?i:\b(?:and/)?or\b(?! {OF_A_BOUND}| (?:larger|smaller|bigger)\b(?! than)| not\b))|"
    r"^[^.;\n]{0,80}?\bAND/OR\b"
)
# "measurable disease by CT or MRI", "measurable recurrent or metastatic lesions", "2 cm or more": the "or" is of something else
_OR_OF_WORDS = regex(
    r"^[^.;,()\n]{0,30}?\b(?:by|on|with|using|via|per|according to)\b"
    r"(?:(?!\bor\b)(?:[^.;,()\n]|(?<=\d)\.(?=\d))){0,40}\bor\s+(?:by\s+|on\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:ct|mri?|us|pet\w*|scans?|imaging|images|ultraso\w+|x-?rays?|radio\w+|mammogra\w+|tomogra\w+|magnetic|palpat\w+|exam\w*|clinical\w*|"
    r"calipers?|photogra\w+|(?:i|im|m|ir)?recist|rano(?:-bm)?|irrc|lugano|pcwg-?3?|cheson|who|criteria)\b|"
    r"^\s*(?:locally\s+)?(?:recurrent|metastatic|advanced|progressive)\s+or\s+(?:locally\s+)?(?:recurrent|metastatic|advanced|progressive)\b|"
    r"^\s*(?:or|and/or)\s+(?:more|greater|larger|less|smaller)\b",
    re.IGNORECASE,
)
_OF_PLACES = regex(IN_PLACES, re.IGNORECASE)
_OR_BEFORE = regex(r"\bor\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
# "new and/or progressive brain metastases": the "or" joins what is said of them
_OR_OF_STATES = regex(
    r"\b(?:new(?:ly)?|progress\w+|active|untreated|symptomatic|enlarging|growing|recurrent|suspected|known|probable|measurable|evaluable|confirmed|existing)"
    r"\s+(?:and/)?or\s+[\w-]+\s+$",
    re.IGNORECASE,
)


def lets_in_the_other(requirement: Requirement, before: str, after: str) -> bool:
    """Whether the words before or behind a stage, or a treatment, name what it is not as good as well."""
    if requirement.kind is Kind.THERAPY:
        return requirement.value in ("prior", "concurrent", "planned") and _AHEAD_OR_HAD.search(before) is not None
    if requirement.kind is not Kind.STAGE:
        return False
    if requirement.concept == "recurrent":
        return _NEW_OR.search(before) is not None
    return requirement.concept == "stage" and _IN_SITU_OR.search(before) is not None


def is_bone_only(requirement: Requirement) -> bool:
    """Whether metastases in the bone and nowhere else are asked for."""
    return requirement.kind is Kind.METASTASIS and requirement.concept == "bone only"


def or_another_spread(words: Around) -> bool:
    """Whether an "or" before or behind a metastasis may join another choice to it."""
    another = _OR_BEFORE.search(words.before) and not _OR_OF_STATES.search(words.before)
    return or_else(words.after) or bool(another)


def or_else(after: str) -> bool:
    """Whether an "or" behind it may join another choice to it, and not two ways of finding it or two words for it."""
    after = _OF_PLACES.sub(" ", after)
    return _OR_ELSE.match(after) is not None and _OR_OF_WORDS.match(after) is None
