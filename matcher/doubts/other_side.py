"""Owns words right beside a requirement that let in its opposite as well: "newly diagnosed or recurrent", "node-negative, positive or unknown"."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Requirement

_NEW_OR = regex(
    r"\b(?:new(?:ly)?(?:[- ]diagnosed)?|initial(?:ly diagnosed)?|primary|first|de novo)(?:,| or| and/or|/)\s*(?:or )?(?:locally |local |a )?$",
    re.IGNORECASE,
)
_OR_NEW = regex(
    r"\s*(?:(?:disease|cancer|tumou?r)\s+)?(?:,|or|and/or|/)\s*(?:or )?(?:new(?:ly)?[- ]diagnosed|de novo|primary)\b",
    re.IGNORECASE,
)
# noninvasive or invasive disease, of which only the latter has the stage
_IN_SITU_OR = regex(
    r"\b(?:non-?invasive|in[- ]situ|dcis)\b(?: (?:disease|cancer|carcinoma))? (?:or|and/or) (?:invasive\b)?[^.;]{0,30}$",
    re.IGNORECASE,
)
_OR_THE_OTHER = regex(
    r"\s*(?:disease|status|tumou?rs?)?\s*(?:,|/|\bor\b)\s*(?:or )?(?:node[- ])?(?:positive|negative|involved)\b(?:,|/|\s|or)*(?:unknown|any)\b",
    re.IGNORECASE,
)
_AHEAD = (
    r"(?:consider\w*|plan(?:s|ned|ning)?|scheduled?|about|start(?:ing)?|initiat(?:ing|ed)|elect(?:ed|ing)|awaiting)"
)
_HAD = r"(?:complet(?:ed|ing)|undergone|underwent|undergoing|had|having|received|receiving|already|current(?:ly)?|taking|on)"
_SMALL = r"(?:\W+(?:to|for|be|being|been|is|are|who|have|has|having|had|will|undergo|receive|start|started|begin|take|the|a|an|on|in|of|(?:already|currently|recently|just)))"
# "considering or completing a mastectomy", "currently on or being initiated on letrozole"
_AHEAD_OR_HAD = regex(
    rf"\b(?:{_AHEAD}{_SMALL}{{0,4}}\W+or{_SMALL}{{0,4}}\W+{_HAD}|{_HAD}{_SMALL}{{0,3}}\W+or{_SMALL}{{0,4}}\W+{_AHEAD}){_SMALL}{{0,4}}\W*(?:[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)


def lets_in_the_other(requirement: Requirement, before: str, after: str) -> bool:
    """Whether the words before or behind a stage, or a treatment, name what it is not as good as well."""
    if requirement.kind is Kind.THERAPY:
        return requirement.value in ("prior", "concurrent", "planned") and _AHEAD_OR_HAD.search(before) is not None
    if requirement.kind is not Kind.STAGE:
        return False
    if requirement.concept == "recurrent":
        return _NEW_OR.search(before) is not None or _OR_NEW.match(after) is not None
    if requirement.concept == "N":
        return _OR_THE_OTHER.match(after) is not None
    return requirement.concept == "stage" and _IN_SITU_OR.search(before) is not None
