"""Owns the first side of an "or" that was not read, where its second is a failed treatment or the size of a lesion."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.atoms.nothing_new import came_during
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Unparsed
from criteria.words.context import Cue
from criteria.words.plain_words import FILLERS

# "progression in the metastatic setting or relapse within …", "an effusion or a lesion of at least 2 cm"
_SIDE = regex(
    r"(?:^|[:;(]|, |\b(?:defined (?:as|by)|either|have|has|had|having|with) )\s*(?P<side>(?!(?:if|when|for|in)\b)[a-z][^,;:.()]{8,90}?),? or "
    r"(?:(?:an?|at least one|one|any|other)\b|(?:[\w-]+ly[ -])?accessible\b"
    r"|(?:documented |disease |early |local |distant )*(?:relaps|recur|progress)\w*|within\b)[^,;:.()]{0,60}$"
)
_WORD = regex(r"[a-z][a-z'-]{2,}")
_CAME_ON = regex(r"progress|relaps|recur|metasta")
_NO_STATE = regex(
    r"\b(?:confirmed|proven|documented|clinically|radiolog\w+|by|using|via|per|must|should|may|can|not|no|without|and)\b"
)
_FEWEST = 2  # words that say something


def unread_first_side(passage: Passage, run: list[Atom]) -> Unparsed | None:
    """What would do instead of the first thing that is asked for, in words before it that were not read."""
    first = run[0]
    if not _has_sides(first.requirement) or effect(passage, first) is not Effect.REQUIRE:
        return None
    match = _SIDE.search(passage.lower, 0, first.start)
    if match is None or match.end() != first.start:
        return None
    start, end = match.span("side")
    words = passage.lower[start:end]
    said = [word for word in _WORD.findall(words) if word not in FILLERS or _CAME_ON.match(word)]
    if len(said) < _FEWEST or (_NO_STATE.search(words) and not _CAME_ON.match(words)):
        return None
    if any(a < end and start < b for a, b in passage.claimed):
        return None
    progressed = first.requirement.kind is Kind.THERAPY and first.requirement.value == "progressed"
    if progressed and came_during(passage.lower, start, end):
        return None
    if any(passage.scopes.over(start, cue) is not None for cue in (Cue.EXCEPTION, Cue.CONDITION)):
        return None
    return Unparsed(passage.view.span(start, end), "alternative")


def _has_sides(requirement: Requirement) -> bool:
    """Whether it is one of the things that often have a second way beside them: a size, or a treatment that has failed."""
    if requirement.kind is Kind.THERAPY:
        return requirement.value == "progressed" or "relapse" in dict(requirement.detail)
    return requirement.concept == "tumor size"
