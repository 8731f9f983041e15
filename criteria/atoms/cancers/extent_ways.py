"""Owns which extents of a cancer are ways in of their own, and what bounds each: "stage IV, or locally recurrent and inoperable disease"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.cancer_names import is_breast, is_unnamed
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.words.context import Cue

_EXTENT = "extent"
_BOUND = "unresectable"
# only of these it is said that they cannot be operated on; who has metastatic disease need not show it
_LOCAL = frozenset({"locally advanced", "recurrent"})
_EXTENTS = frozenset({*_LOCAL, _BOUND, "advanced", "metastatic"})
# a clause behind the extents is said of all of them; an adjective of the next alone
_SAID_OF_ALL = ("not", "non", "cannot", "can not")
_NOUN = r"(?:(?:breast|mammary) )?(?:disease|cancers?|(?:adeno)?carcinomas?|tumou?rs?|lesions?|bc)(?: of the breast)?"
_BRACKETS = regex(r"\([^()]*\)")
_OR = regex(
    rf"(?: {_NOUN})?(?: and \w+)?(?: ?[,;])? ?(?:/|\b(?:or|and/or)\b)"
    r"(?: (?:has|have|with|an?|in|that|which|is|are|[\w-]+ly|progressive|symptomatic|de novo|locally[- ]advanced))*"
    rf"(?: {_NOUN})?(?: or)? ?"
)
_BESIDE = regex(rf"\)?(?: {_NOUN})? ")
_SAID = regex(rf"\)?(?: {_NOUN})?(?:,? (?:that|which) (?:is|are)|,? and(?: (?:is|are))?)? ")
_COMMA = regex(rf"(?: {_NOUN})?, ")
_AT_ONCE = regex(r"(?:(?!\bor\b)[^,/]){0,24}")
_NOUN_THEN = regex(rf" {_NOUN}")


def with_their_bounds(passage: Passage, atoms: Sequence[Atom]) -> list[Atom]:
    """The extents that "or" joins, each a way in with its stage and with what says that it cannot be operated on."""
    words = [a for a in atoms if a.requirement.kind is Kind.STAGE and a.requirement.concept in (*_EXTENTS, "stage")]
    concepts = {a.requirement.concept for a in words}
    if len(concepts) < 2 or not concepts & {_BOUND, "stage"} or concepts <= {_BOUND, "stage"}:
        return list(atoms)
    asked = passage.base is Effect.REQUIRE and all(_is_asked(passage, a) for a in words)
    ways = _ways(passage.lower, words) if asked and not _names_another(passage) else None
    if ways is None or len(ways) < 2:
        return [a for a in atoms if not _says_no_more(passage.lower, a, words)]
    ways = _each_bounded(passage.lower, ways)
    found = [a for a in atoms if a not in words]
    for number, way in enumerate(ways):
        found += [replace(a, alternatives=_EXTENT, together=f"{_EXTENT} of its own {number}") for a in way]
    return sorted(found, key=lambda a: a.start)


def _says_no_more(lower: str, bound: Atom, words: Sequence[Atom]) -> bool:
    """Whether it is said of metastatic disease alone that it cannot be operated on, which goes without saying."""
    if bound.requirement.concept != _BOUND or bound.polarity is not Polarity.FOLLOW:
        return False
    spread = (a for a in words if a.requirement.concept == "metastatic" and a.end < bound.start)
    return any(_AT_ONCE.fullmatch(lower, a.end, bound.start) for a in spread)


def _is_asked(passage: Passage, atom: Atom) -> bool:
    free = atom.polarity is Polarity.FOLLOW and atom.together is None and atom.alternatives in (None, _EXTENT)
    scopes = passage.scopes
    plain = free and scopes.negations(atom.start) == 0
    return plain and all(scopes.over(atom.start, cue) is None for cue in (Cue.EXCEPTION, Cue.CONDITION, Cue.EXAMPLES))


def _names_another(passage: Passage) -> bool:
    """Whether a cancer of another organ is spoken of, to which some of the extents may belong."""
    return any(not is_breast(m.name) and not is_unnamed(m.name) for m in passage.of_kind(Kind.CANCER))


def _ways(lower: str, words: Sequence[Atom]) -> list[list[Atom]] | None:
    """The words as the ways that they make; None where what stands between two of them was not understood."""
    ways = [[words[0]]]
    for place, (left, right) in enumerate(pairwise(words)):
        gap = _BRACKETS.sub("", lower[len(lower[: left.end].rstrip()) : right.start]).replace("  ", " ")
        bounds = _BOUND in (left.requirement.concept, right.requirement.concept)
        if _OR.fullmatch(gap):
            ways.append([right])
        elif _are_one(gap, left.requirement.concept, right.requirement.concept):
            ways[-1].append(right)
        elif not _COMMA.fullmatch(gap) or "stage" in (left.requirement.concept, right.requirement.concept):
            return None
        elif bounds and _closes(lower, words, place, closed=len(ways) > 1):
            ways[-1].append(right)
        else:
            ways.append([right])
    return ways


def _are_one(gap: str, left: str, right: str) -> bool:
    """Whether two words say how far one disease has come: "recurrent, and not amenable to surgery", "stage IV metastatic"."""
    if right == _BOUND:
        return _SAID.fullmatch(gap) is not None
    may_be_one = left in (_BOUND, "stage") or right == "stage" or {left, right} <= _LOCAL
    return may_be_one and _BESIDE.fullmatch(gap) is not None


def _closes(lower: str, words: Sequence[Atom], place: int, *, closed: bool) -> bool:
    """Whether a comma stands between adjectives of one disease, and not in a list: "metastatic or locally advanced, inoperable cancer"."""
    right = words[place + 1]
    if right.requirement.concept == _BOUND:
        return closed and place + 2 == len(words)
    return place == 0 and _NOUN_THEN.match(lower, right.end) is not None


def _each_bounded(lower: str, ways: list[list[Atom]]) -> list[list[Atom]]:
    """The ways, a bound of distant spread moved to those that it can be said of: "locally recurrent or metastatic, not amenable to surgery"."""
    local = [any(a.requirement.concept in _LOCAL for a in way) for way in ways]
    moved: Atom | None = None
    kept: list[list[Atom]] = []
    for way in ways:
        bound = next((a for a in way if a.requirement.concept == _BOUND), None)
        spread = bound is not None and any(a.requirement.concept == "metastatic" for a in way)
        clause = bound is not None and lower.startswith(_SAID_OF_ALL, bound.start)
        moved = bound if spread or clause else moved
        kept.append([a for a in way if a is not bound] if spread and any(local) else way)
    if moved is None:
        return kept
    return [_with(way, moved) if is_local else way for way, is_local in zip(kept, local, strict=True)]


def _with(way: list[Atom], bound: Atom) -> list[Atom]:
    """A way with a bound that stands elsewhere in its sentence."""
    if any(a.requirement.concept == _BOUND for a in way):
        return way
    return [*way, replace(bound, start=way[-1].start, end=way[-1].end)]
