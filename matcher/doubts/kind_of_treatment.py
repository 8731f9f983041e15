"""Owns treatments of which only one kind excludes, by their own words: "radical mastectomy", "regional radiotherapy"."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Requirement

# "definitive radiotherapy", "whole-brain radiation": some of it
_SOME_RADIATION = regex(
    r"\b(?:definitive|radical|extensive|wide[- ]?field|extended[- ]?field|whole[- ]brain|cranial|thoracic|pelvic|abdominal|mediastinal|mantle)\s+$",
    re.IGNORECASE,
)
# "radical mastectomy", "skin-sparing mastectomy": one kind of it
_OF_THE_REGION = regex(r"\b(?:regional|loco-?regional|(?:lymph[- ])?nodal)\s+$", re.IGNORECASE)  # of the nodes only
_ONE_MASTECTOMY = regex(
    r"^(?:radical|modified|skin|nipple|subcutaneous|prophylactic|simple|total|bilateral|unilateral|contralateral)\b",
    re.IGNORECASE,
)
_OF_ONE_SIDE = regex(r"\b(?:ipsilateral|contralateral|same|affected|treated|study|index|opposite)\b", re.IGNORECASE)


def one_kind(requirement: Requirement, own: str, before: str) -> str | None:
    """Why only one kind of the treatment excludes, by its own words and those right before it."""
    if requirement.concept == "mastectomy" and _ONE_MASTECTOMY.match(own):
        return "it is one kind of what its name means"
    return _some_radiation(requirement, own, before) if requirement.concept == "radiation therapy" else None


def _some_radiation(requirement: Requirement, own: str, before: str) -> str | None:
    """Why only some radiation excludes, by its own words and those right before it."""
    if _OF_ONE_SIDE.search(own):
        return "it excludes where it was given to one side"
    if requirement.setting is None and _SOME_RADIATION.search(before + own.split(" ")[0] + " "):
        return "the words before it narrow the treatment"
    if _OF_THE_REGION.search(before) and not any(key == "site" for key, _ in requirement.detail):
        return "the words before it narrow the treatment"
    return None
