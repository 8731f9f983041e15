"""Owns what the entry of a second cancer says to what singles out the cancers that are meant: their stage, kind and risk."""

from __future__ import annotations

import re

from criteria.atoms.cancers.other_cancer_words import AS_ANOTHER
from criteria.tree import Requirement
from matcher.patient.record import Condition
from matcher.truth import Truth

IN_SITU = re.compile(r"in situ|\bdcis\b|\blcis\b", re.IGNORECASE)
"""Words of an entry by which a cancer has not grown beyond where it arose."""
_NOT_INVASIVE = re.compile(
    r"\bnon-?\s?(?:muscle[- ])?invasive\b|\bsuperficial\b|\bintraepithelial\b|\bp?ta\b", re.IGNORECASE
)
_STAGE = re.compile(r"\bstage (?P<group>IV|I{1,3}|0)(?P<letter>[ABC]?)\d?\b", re.IGNORECASE)


def all_described(requirement: Requirement, condition: Condition) -> list[Truth]:
    """What the entry says to each particular that singles out the cancer that is meant."""
    return [
        _BY_KEY.get(key, _described)(text, condition) for key, text in requirement.detail if (key, text) != AS_ANOTHER
    ]


def _told(condition: Condition) -> str:
    return f"{condition.name}; {condition.status or ''}; {condition.note or ''}"


def _of_stage(text: str, condition: Condition) -> Truth:
    """Whether the cancer is of one of the stages; open where the entry tells none."""
    own = _STAGE.search(_told(condition))
    if own is None and not IN_SITU.search(condition.name):
        return Truth.UNKNOWN
    group, letter = ("0", "") if own is None else (own["group"].upper(), own["letter"].upper())
    asked = text.upper().split(" OR ")
    if group in asked or f"{group}{letter}" in asked:
        return Truth.TRUE
    return Truth.of(None if not letter and any(one.rstrip("ABC") == group for one in asked) else False)


def _described(text: str, condition: Condition) -> Truth:
    """Whether the entry says of the cancer what singles it out: "stage I", "low-grade"; open where it does not."""
    own = _told(condition).lower()
    asked = [part.strip().lower() for part in re.split(r",| or ", text)]
    if IN_SITU.search(condition.name):
        if asked == ["invasive"]:
            return Truth.FALSE
        own += " noninvasive non-invasive preinvasive in situ"
    elif asked == ["invasive"] and not _NOT_INVASIVE.search(own):
        return Truth.TRUE
    held = any(re.search(rf"(?<![\w-]){re.escape(part)}", own) for part in asked)
    return Truth.of(True if held else None)


_SKIN = re.compile(r"\b(?:basal|squamous)\W*cell\b|\bnon-?\s?melanoma\b|\bbasalioma\b", re.IGNORECASE)
_OF_SKIN_ALONE = re.compile(r"\bskin\b|cutaneous|\bbasal", re.IGNORECASE)
_SPREAD = re.compile(r"metasta|advanced|invad|recurr", re.IGNORECASE)


def _of_risk(text: str, condition: Condition) -> Truth:
    """Whether little is to be feared of the cancer: of one in situ, and of one of the skin but melanoma, everybody says so."""
    name = condition.name
    if _SPREAD.search(f"{name} {condition.status or ''}".replace("no recurr", "")):
        return Truth.UNKNOWN
    harmless = IN_SITU.search(name) or (_SKIN.search(name) and _OF_SKIN_ALONE.search(name))
    return Truth.of(True if harmless else None)


_BY_KEY = {"stage": _of_stage, "risk": _of_risk}
