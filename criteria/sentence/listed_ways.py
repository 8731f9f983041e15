"""Owns the ways to be let in that a sentence lists: behind "one of these:", as pairs, as several sets of bounds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind
from criteria.words.context import Cue

_NO_BOUND = r"(?! (?:more|greater|larger|higher|above|less|lower|fewer|equal|worse|better|smaller|older|younger)\b)"
_BRACKETS = regex(r"\([^()]*\)")


class Ways(NamedTuple):
    """What is asked in every way, the atoms of each way, where the condition stands that opens one, and a way not read."""

    common: list[Atom]
    found: list[list[Atom]]
    opened: int | None = None
    unread: tuple[int, int] | None = None


# "at least one of the following: grade 3, Ki-67 > 20 %, or ER-negative", in one line
_ONE_OF_THESE = regex(
    r"\b(?:at least one|one or more|any one|any|one)(?: of)?(?:"
    r" (?:the|these|following|below|criteria|features?|factors?|high-risk|risk|characteristics?|conditions?"
    r"|categor(?:y|ies)|groups?|agents?|drugs?|medications?|medicines?|treatments?|therap(?:y|ies)|regimens?|procedures?"
    r"|operations?|classes|types?|approved|systemic|standard))* ?: ?(?=[^:]*$)"
)
# the same, whose list holds a list of its own: "in one of the following categories: 10 nodes 5 nodes and either: …"
_ONE_OF_THEM = regex(
    r"\b(?:at least one|one or more|any one|any|one) of (?:the |these )*(?:following )?"
    r"(?:criteria|features|factors|characteristics|conditions|categories|groups)? ?: ?"
)
_ASKS = regex(
    r"\s*(?!(?:as|per|by|within|at|in the|determined|confirmed|assessed|according|and|prior|before|based)\b)(?:\([^()]*\)\s*)?\w[^,;]{2,}"
)
_PARTS = regex(rf"[,;](?: (?:and/)?or\b{_NO_BOUND})?|\b(?:and/)?or\b{_NO_BOUND}")


def one_of_these(passage: Passage, atoms: list[Atom]) -> Ways | None:
    """The members of a list that a line holds behind "one of these:", each a way of its own."""
    opens = _ONE_OF_THESE.search(passage.lower) or _ONE_OF_THEM.search(passage.lower)
    behind = [a for a in atoms if opens is not None and a.start >= opens.end()]
    if opens is None or len(behind) < 2 or any(effect(passage, a) is Effect.EXCLUDE for a in behind):
        return None
    lower = str(passage.lower)
    inside = lower.count("(", 0, opens.start()) > lower.count(")", 0, opens.start())
    close = lower.find(")", opens.end()) if inside else len(lower)
    outside = _BRACKETS.sub(lambda m: " " * len(m.group()), lower)[: close if close > 0 else len(lower)]
    behind = [a for a in behind if a.start < len(outside)]
    ends = [m.start() for m in _PARTS.finditer(outside, opens.end())] + [len(outside)]
    found: list[list[Atom]] = []
    unread, reach, begin = None, opens.end(), opens.end()
    for end in ends:
        part = [a for a in behind if begin <= a.start < end]
        if part and found and {a.together for a in part} & {a.together for a in found[-1]} - {None}:
            found[-1].extend(part)
        elif part:
            found.append(part)
        elif begin >= reach and unread is None and _ASKS.match(outside, begin, end):
            unread = (begin, end)
        reach = max([reach, *(a.end for a in part)])
        begin = _PARTS.match(outside, end).end() if end < len(outside) else end  # type: ignore[union-attr]
    common = [a for a in atoms if a.start < opens.start() or a.start >= len(outside)]
    if any(effect(passage, a) is not Effect.REQUIRE for way in found for a in way) and len(found) > 1:
        return None
    if len(found) < 2 and len({a.start for a in behind}) > 1:
        return Ways(
            common, [behind], unread=(opens.end(), len(outside))
        )  # where one ends and the next begins is not shown
    if len(found) < 2:
        return None
    whose = [a for a in common if passage.scopes.over(a.start, Cue.CONDITION) is not None]
    return Ways([a for a in common if a not in whose], [whose + way for way in found], unread=unread)


_FEWEST_PAIRED = 4  # treatments of two pairs
_GAP = 4  # words between two pairs, brackets apart
_LEADS = regex(r"\b(?:including|include[sd]?|consist\w*|compris\w*|either|such as|i\.e\.|defined as|with|by|of)\b|:")
_NEXT_PAIR = regex(r",\s*(?:or\s+)?(?!and\b)|\s+or\s+")
_PAIRED = regex(r"\b(?:and|plus|with|followed by|combined with)\b|\+")


def of_pairs(passage: Passage, atoms: list[Atom]) -> Ways | None:
    """Treatments that a list joins in pairs, one of them in several: "A and B, A and C, or D and B"."""
    treated = [a for a in atoms if a.requirement.kind is Kind.THERAPY]
    if len(treated) < _FEWEST_PAIRED or any(effect(passage, a) is not Effect.REQUIRE for a in treated):
        return None
    outside = _BRACKETS.sub(lambda m: " " * len(m.group()), str(passage.lower))
    treated = [a for a in treated if outside[a.start : a.end].strip()]
    if len(treated) < _FEWEST_PAIRED:
        return None
    cuts = [m.start() for m in _NEXT_PAIR.finditer(outside, treated[0].end, treated[-1].start)]
    found: list[list[Atom]] = [[] for _ in range(len(cuts) + 1)]
    for atom in (*treated, *_named_again(passage, treated, outside)):
        found[sum(atom.start > cut for cut in cuts)].append(atom)
    found = [sorted(way, key=lambda a: a.start) for way in found]
    if len(found) < 2 or not all(found) or " or " not in outside[cuts[-1] : found[-1][0].start]:
        return None
    if any(len(outside[left[-1].end : right[0].start].split()) > _GAP for left, right in pairwise(found)):
        return None
    lead = [m.end() for m in _LEADS.finditer(outside, found[0][0].end, found[0][-1].start)]
    first = [a for a in found[0] if not lead or a.start >= lead[0]]
    found[0] = first if len(first) > 1 else found[0]
    pairs = [way for way in found if len(way) > 1 and _PAIRED.search(outside, way[0].end, way[-1].start)]
    named = [{a.requirement.concept for a in way} for way in found]
    twice = any(one & other and one != other for place, one in enumerate(named) for other in named[place + 1 :])
    if len(found[0]) < 2 or len(pairs) < 2 or not twice:
        return None
    listed = {id(a) for way in found for a in way}
    return Ways([a for a in atoms if id(a) not in listed and outside[a.start : a.end].strip()], found)


def _named_again(passage: Passage, treated: list[Atom], outside: str) -> list[Atom]:
    """The treatments that a later pair names again, which were read once."""
    known = {a.requirement.concept: a for a in treated}
    again = (m for m in passage.of_kind(Kind.THERAPY) if m.name in known and outside[m.start : m.end].strip())
    new = [
        m for m in again if treated[0].end < m.start and not any(a.start < m.end and m.start < a.end for a in treated)
    ]
    return [replace(known[m.name], start=m.start, end=m.end) for m in new]


_OR_BEFORE = regex(r"\bor\b[^.;,]{0,40}$")


def bounds_apart(passage: Passage, atoms: list[Atom]) -> list[int]:
    """Where another set of bounds begins that names the first value again: "ALP normal and AST ≤ 2.5, or ALP ≤ 2.5 and AST normal"."""
    labs = [a for a in atoms if a.requirement.kind is Kind.LAB]
    if len(labs) < len(atoms) or any(effect(passage, a) is not Effect.REQUIRE or a.exception for a in labs):
        return []
    cuts: list[int] = []
    for last, atom in pairwise(labs):
        again = atom.requirement.concept == labs[0].requirement.concept and atom.requirement != labs[0].requirement
        between = passage.lower[last.end : atom.start] if last.end <= atom.start else ""
        same = again and _is_upper(atom) == _is_upper(labs[0]) and last.requirement.concept != atom.requirement.concept
        if same and (joint := _OR_BEFORE.search(between)) is not None:
            cuts.append(last.end + joint.start())
    return cuts


def _is_upper(atom: Atom) -> bool:
    value = atom.requirement.value
    return isinstance(value, Comparison) and value.op[0] == "<"
