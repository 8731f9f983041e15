"""Owns exclusions of a cancer that resists a treatment: one that came back years after a course of it does not."""

from __future__ import annotations

from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
from matcher.doubts.words.sentence import Around
from matcher.evaluate.progressed import RESISTED

# "anthracycline-resistant disease", "resistance to taxanes", "resistant to prior trastuzumab"
_BEHIND = regex(r"[\s-]*(?:therapy[\s-]|treatment[\s-])?resistan(?:t|ce)\b")
_BEFORE = regex(r"\bresistan(?:t|ce) to (?:(?:an?|any|all|prior|previous|the) )*$")
_WITHIN = regex(r"\bresistan(?:t|ce)\b")


def as_resisted(requirement: Requirement, words: Around) -> Requirement | None:
    """What the cancer came through, as what it resists, where the words say so and say no time; None elsewhere."""
    if requirement.kind is not Kind.THERAPY or requirement.value != "progressed" or requirement.when is not None:
        return None
    if any(key == "relapse" for key, _ in requirement.detail):
        return None
    own, before, rest = words.own.lower(), words.before.lower(), words.rest.lower()
    if _WITHIN.search(own) or _BEHIND.match(rest) or _BEFORE.search(before):
        return replace(requirement, detail=(*requirement.detail, RESISTED))
    return None
