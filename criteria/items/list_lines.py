"""Owns the line over a list: whether it introduces one, whom it lets in, and what becomes of the items under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from criteria.items.choices import is_choice
from criteria.items.defining_lists import (
    ONLY_A_STATUS,
)
from criteria.items.diagnoses import only_names_cancers
from criteria.patterns import regex
from criteria.sentence.conditions import POPULATION
from criteria.span import Span
from criteria.text.lost_lists import denies_all
from criteria.tree import Effect, Kind, Leaf, Node, walk
from criteria.words.moods import WHO_MEET

_INTRODUCES = regex(
    r"(?::"
    r"|\b(?:following|below|of these|either|including|such as|includes?|include|limited to|defined (?:as|by)"
    r"|except(?: for)?|unless|other than|apart from|with the exceptions? of|excluding"
    r"|(?:ha[sv]e|had|been) (?:received|undergone|progressed on)|receiv(?:ed|ing)|taking|treated with"
    r"|progress(?:ed|ion) (?:on|after)|on or after))[\s.,]*$",
    re.IGNORECASE,
)
# under exclusion too, what stands under "Female participants must be either:" is asked for
_DEMANDS = regex(
    r"^\W*(?:(?:all|any|adult|male|female|eligible|study|the|[\w/-]+[- ](?:positive|infected))\s+)*"
    r"(?:patients?|participants?|subjects?|wom[ae]n|m[ae]n|individuals|females|males|persons)\b"
    r"(?!.*\b(?:if|who|whom|that|which|excluded?|exclusion|ineligible|not|without|unless|except|considered|checked)\b)"
    r"[^:.]*\b(?:must|have to|has to|need to|needs to|should)\s+(?:also\s+|either\s+)?"
    r"(?:be|have|meet|fulfil\w*|satisfy|agree to|use)\b[^:.]{0,80}:\W*$",
    re.IGNORECASE,
)
EXCEPTS = regex(
    r"\b(?:exceptions?|except(?:ing)?|exempt(?:ed|ions?)?|unless|other than|excluding)\b[^.]{0,60}$", re.IGNORECASE
)
_DENIES = regex(
    r"^\W*(?:no|none|not|without|absence of|never|free (?:of|from))\b(?! (?:more|less|limited))"
    r"|\b(?:no (?:evidence|history|prior|current|concurrent|known)"
    r"|(?:must|may|should|can|do|does|will|shall) ?not (?:have|be|receive)|have not|has not|not have"
    r"|not (?:be )?(?:allowed|permitted|eligible)|(?:are|be|is) excluded"
    r"|(?:exclude|preclude)s? (?:entry|enrol\w*|participation|patients?|eligibility)|prohibited|ineligible|none of)\b"
    r"|\band (?:(?:with|have|has|must have) )?no\b(?! (?:more|less|fewer)\b)(?:(?!\band\b)[^.;:]){3,140}\b(?:including|such as|following)\b[^.;:]{0,30}:\W*$"
    r"|\b(?:following|these)\b[^:]{0,40}(?<!not )\b(?:exclude|preclude|disqualify|prohibit)s?\b[^:]{0,40}:\W*$",
    re.IGNORECASE,
)
_PERMITS = regex(
    r"\b(?:(?:is|are|be|may be) (?:allowed|permitted|eligible|acceptable|included)|(?:may|can) (?:also )?be enrolled"
    r"|does not exclude|not (?:be )?exclu\w+|allowed|permitted)\b",
    re.IGNORECASE,
)
# what lets in some patients under conditions, as in "Women with a pacemaker may join only if:"
_ADMITS_SOME = regex(
    r"\b(?:"
    r"(?:allowed|permitted|eligible|acceptable|included)|(?:may|can) (?:also )?(?:participate|enrol\w*|enter|join))"
    r"\b[^.:;]{0,60}\b(?:if|when|once|provided|providing|as long as|so long as)\b[^.:;]{0,80}:\W*$"
    r"|\b(?:provided|providing|as long as|so long as)\b[^.:;]{0,80}:\W*$",
    re.IGNORECASE,
)
# whom the trial takes at all: "Patients are eligible to be included only if all of the following apply:"
_ADMITS_EVERYBODY = regex(
    rf"{WHO_MEET}|"
    r"\W*(?:(?:all|a|an|the|any) )?(?:potential |study |female |male |adult )*"
    r"(?:patients?|subjects?|participants?|individuals?|persons?|wom[ae]n|volunteers?|candidates?|s?he|you|they) "
    r"(?:(?:is|are|will|may|can|must|be|considered|only|therefore) )+"
    r"(?:eligible|included|enrolled|enroll?|recruited|admitted|participate|enter)\b[^:]*\b(?:if|when|who|provided)"
    r"\b[^:]*\b(?:all|each|following|criteria)\b",
    re.IGNORECASE,
)
_EVERYBODY = frozenset({Kind.ADMINISTRATIVE, Kind.AGE, Kind.SEX})


class Line(NamedTuple):
    """The line over a list: its words, what its last sentence comes to and where that stands.

    ``is_label`` says whether it is one of several lines that name a tumor each: "TNBC:", "HR-positive, HER2-negative:".
    """

    words: str
    node: Node | None = None
    where: Span | None = None
    is_label: bool = False


def introduces(words: str, items: Sequence[str]) -> bool:
    """Whether a line introduces the list of the items under it, by its own words or by theirs."""
    return (
        _INTRODUCES.search(words) is not None
        or denies_all(words)
        or (len(items) > 1 and ONLY_A_STATUS.fullmatch(words) is not None)
        or is_choice(list(items))
        or only_names_cancers(items)
    )


def permits(words: str) -> bool:
    """Whether a line lets in what it names, or what is listed under it."""
    return _PERMITS.search(words) is not None


def effect_of_items(line: Line, base: Effect) -> Effect:
    """What becomes of the items under a line that introduces them, where ``base`` is what becomes of the line itself."""
    words = line.words
    if EXCEPTS.search(words):
        return Effect.REQUIRE
    denies = _DENIES.search(words) is not None
    if base is Effect.EXCLUDE and _DEMANDS.match(words.rsplit(". ", 1)[-1]):
        return Effect.REQUIRE
    if not denies and admits_some(line):
        return Effect.REQUIRE
    if not denies and permits(words):
        return base if base is Effect.REQUIRE and _ADMITS_EVERYBODY.match(words.rsplit(". ", 1)[-1]) else Effect.ALLOW
    return Effect.EXCLUDE if denies and base is not Effect.ALLOW else base


def admits_some(line: Line) -> bool:
    """Whether a line names some of the patients, whom it lets in if they are as its list says."""
    if line.node is None or _ADMITS_SOME.search(line.words) is None:
        return False
    named = [leaf.requirement for leaf in walk(line.node) if isinstance(leaf, Leaf)]
    return any(r.kind not in _EVERYBODY and r.concept not in POPULATION for r in named) and not any(
        r.concept == "other malignancy" or ("as", "other malignancy") in r.detail for r in named
    )
