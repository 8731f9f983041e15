"""Owns an "or" between the clauses of a required sentence, which the tree has joined by "and": ways that are each enough.

"Adjuvant chemotherapy and stage III; or neoadjuvant chemotherapy and residual tumor" asks nobody for residual tumor
who had adjuvant chemotherapy. What stands before the first clause, or in another sentence, is asked of everybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from criteria.criterion import Criterion
from criteria.nodes import all_of, conjuncts, cover, excludes
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Section, Unless, Unparsed, walk
from criteria.vocabulary import load
from criteria.words.or_words import OF_A_BOUND
from matcher.evaluate.used_up import STANDARD_USED_UP

# an "or" behind which a clause begins: "; or", "OR", "or who have", "or clear evidence"
_OPENS_CLAUSE = regex(
    r"(?P<apart>;\s*or\b|(?<=\s)OR(?=\s))"
    # "relapsed on or are refractory to" is one clause of two verbs
    r"|(?<!\bon)(?<!\bto)(?<!\bin)(?<!\bafter)(?<!\bduring)(?<!\bfollowing)(?<!\bwith)(?<!\bfrom),?\s(?P<or>[Oo]r)\s+"
    r"(?:(?:else|if|alternatively),?\s+)?(?:an?\s+)?(?P<word>who|whom|whose|that|which|those|patients?|subjects?|participants?|women|"
    r"must|have|has|had|having|is|are|was|were|be|not|received|"
    r"clear|definite|failed|failure|documented|evidence|intoleran(?:t|ce)|unable|ineligible|refus\w+)\b(?! than)"
)
_COMMA_OR = regex(rf",\s*or\s+(?!both\b|{OF_A_BOUND})")
_BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_STOP = regex(r"\.\s+(?=[A-Z(])|;\s*(?!or\b)|\n\s*(?:[*•-]|\d{1,2}[.)])\s|:\s")
_OR = regex(r"\bor\b", re.IGNORECASE)
_SENTENCE_END = regex(r"\.\s+(?=[A-Z(])|:\s")
_ANOTHER_AND = regex(r",\s*and\b(?!/)")
_AND = regex(r"\band\b(?!\s?/)", re.IGNORECASE)
_NEW_SUBJECT = regex(
    r",?\s*or\s+(?:an?\s+)?(?:clear|definite|documented|evidence|failure|patients?|subjects?|participants?|women)\b"
)
# "stage IV disease that is refractory, or has come back after chemotherapy"
_CLAUSE = regex(
    r"[\s,)]*(?:(?!and\b)\w+\s+){0,2}?(?P<clause>\b(?P<relative>(?:that|which)\s+)?(?:who|must|have|has|are|is)\b(?:(?!\band\b)[^,;])*$)"
)
_SHUTS_OUT = regex(r"\b(?:not (?:be )?eligible|ineligible|excluded)(?=\W*$|[.;])", re.IGNORECASE)
# who has had no treatment yet has some left to have
_NO_CANDIDATE = regex(
    r"\bnot (?:be )?(?:an? )?candidates? for (?:\w+ ){0,2}(?:therap\w+|treatments?)(?: of| with)? (?:proven|known|established)"
    r"|\bnot (?:be )?(?:an? )?candidates? for (?:\w+ )?(?:standard|established|effective|proven)\b",
    re.IGNORECASE,
)
_EITHER = regex(r"\beither\b", re.IGNORECASE)
_VERBS = frozenset({"have", "has", "had", "is", "are", "was", "were", "be", "failed"})
_LOWER = regex(r"[a-z]{3}")
_NO = regex(r"\b(?:no|not|without|never|none|free of|absence of|nor|neither)\b", re.IGNORECASE)
_DESCRIBES = frozenset(
    {
        Kind.STAGE,
        Kind.CANCER,
        Kind.METASTASIS,
        Kind.DISEASE_MEASURE,
        Kind.THERAPY,
        Kind.LINES,
        Kind.BIOMARKER,
        Kind.MENOPAUSE,
        Kind.COMORBIDITY,
    }
)
# of these often one of two ways to tell them is read
_TOLD_IN_TWO_WAYS = frozenset({Kind.BIOMARKER, Kind.MENOPAUSE, Kind.DISEASE_MEASURE, Kind.METASTASIS})
# what goes on behind the "or": "must have completed or had progression on one line"
_GOES_ON = regex(
    r"(?:\b(?:refractory|resistant|intolerant|relapsed|prior|current|known|suspected|whether)|ed)$", re.IGNORECASE
)
_FEWEST = 3  # words of a side that says something of its own
_OF_EVERYONE = frozenset({Kind.SEX, Kind.AGE})
_WHY = "the text joins its clauses by or"


def with_clauses_apart(criterion: Criterion, text: str) -> Criterion:
    """The criterion with the clauses of its first such "or" as ways of meeting it, of which there may be more where it has another."""
    node = criterion.node.node if isinstance(criterion.node, Unless) else criterion.node
    if (
        criterion.section is not Section.INCLUSION
        or criterion.registry_field is not None
        or isinstance(node, Any | Allow)
    ):
        return criterion
    words = criterion.span.of(text)
    if " or " not in words.lower():
        return criterion
    outside = _BRACKETS.sub(lambda found: " " * len(found.group()), words)
    parts = sorted(conjuncts(node), key=lambda part: part.span)
    for joint in (*_OPENS_CLAUSE.finditer(outside), *_COMMA_OR.finditer(outside)):
        if joint.re.groups and joint["apart"] == "OR" and not _LOWER.search(outside):
            continue
        softer = _apart(parts, outside, joint, criterion.span.start)
        if softer is not None:
            changed = softer[0] if len(softer) == 1 else All(softer, node.span)
            own = replace(criterion.node, node=changed) if isinstance(criterion.node, Unless) else changed
            return replace(criterion, node=own)
    return criterion


class _Sides(NamedTuple):
    """What stands before and behind an "or", and what is asked beside both; ``across`` where it parts one choice in two."""

    left: list[Node]
    right: list[Node]
    strict: list[Node]
    across: bool


def _apart(parts: Sequence[Node], words: str, joint: re.Match[str], start: int) -> tuple[Node, ...] | None:
    """The parts with those on either side of ``joint`` as two ways; None where it joins no two clauses.

    ``words`` are those of the criterion, which begins at ``start``.
    """
    at = joint.start()
    opened = max((stop.end() for stop in _STOP.finditer(words, 0, at)), default=0)
    closed = stop.start() if (stop := _STOP.search(words, joint.end())) else len(words)
    clause = joint.re.groups > 0
    if clause and joint["apart"] is None:
        opened = _where_it_begins(words, opened, at, joint["word"])
        closed = further.start() if (further := _ANOTHER_AND.search(words, joint.end(), closed)) else closed
    sides = _sides(parts, Span(start + opened, start + at), Span(start + at, start + closed))
    if sides is not None and clause and joint["apart"] is None:
        sides = _with_what_is_unread(sides, words, joint, (opened, closed), start)
    if sides is None or not sides.left or not sides.right:
        return None
    left, right, strict, across = sides
    if not (_describes(left[-1]) and _describes(right[0])):
        return None
    if _SHUTS_OUT.search(words, joint.end(), closed):
        return None  # "who take A; or are taking B are not eligible"
    if across and not (clause or _are_pairs(words, opened, at, joint.end(), closed)):
        return None  # "A, B, or C" is one list
    if across and len(left) == len(right) == 1:
        return None  # they are alternatives already
    if not _holds_a_leaf((*left, *right)):
        return None
    if not (clause and joint["apart"]) and _mean_neither(left[-1], right[0], words[opened:at], joint):
        return None
    if not clause and "," in words[max(opened, left[-1].span.end - start) : at]:
        return None  # "by biopsy, examination, or aspiration"
    strict = [*strict, *(part for part in (*left, *right) if not _describes(part))]
    ways = (all_of([*filter(_describes, left)]), all_of([*filter(_describes, right)]))
    span = cover(ways)
    further = _SENTENCE_END.search(words, joint.end())
    ors = _OR.findall(words[opened : further.start() if further else len(words)])
    alone = len(ors) == 1 and _holds_a_leaf(left) and _holds_a_leaf(right)
    more = () if alone or _has_none_left(right[0]) else (Unparsed(span, _WHY),)
    either = Any((*ways, *more), span)
    return tuple(sorted((*strict, either), key=lambda part: part.span))


def _holds_a_leaf(parts: Sequence[Node]) -> bool:
    return any(isinstance(leaf, Leaf) for part in parts for leaf in walk(part))


def _sides(parts: Sequence[Node], before: Span, behind: Span) -> _Sides | None:
    """The parts by where they stand; None where one cannot be parted."""
    left: list[Node] = []
    right: list[Node] = []
    strict: list[Node] = []
    across = False
    for part in parts:
        if isinstance(part, Allow) or part.span.end <= before.start or part.span.start >= behind.end:
            strict.append(part)
        elif part.span.end <= before.end:
            (strict if _is_of_everyone(part) and not left else left).append(part)
        elif part.span.start >= behind.start:
            right.append(part)
        elif (halves := _halves(part, before.end)) is not None:
            right.append(halves[1])
            everyone = _is_of_everyone(halves[0])
            (strict if everyone else left).append(halves[0])
            across = across or not everyone
        else:
            return None
    return _Sides(left, right, strict, across)


def _with_what_is_unread(
    sides: _Sides, words: str, joint: re.Match[str], where: tuple[int, int], start: int
) -> _Sides | None:
    """The sides, one of which nothing was read as an unread one; None where it says nothing of its own."""
    left, right, strict, across = sides
    opened, at, closed = where[0], joint.start(), where[1]
    if bool(left) != bool(right):
        side = (opened, at) if right else (joint.start("word"), closed)
        unread = _unread_side(words, side, start, behind=bool(left))
        if unread is None or not _asks_for_one_thing((*left[-1:], *right)):
            return None
        if left and _EITHER.search(words, left[-1].span.end - start, at):
            return None  # the choice begins behind what was read
        return _Sides(left[-1:] or [unread], right or [unread], [*strict, *left[:-1]], across)
    before = [part for part in (*strict, *left) if start + opened < part.span.end <= start + at]
    if across or not before:
        return sides
    last = max(before, key=lambda part: part.span.end)
    clause = _CLAUSE.match(words, last.span.end - start, at)
    if clause is None or (clause["relative"] and (_is_treatment(last) or joint["word"] not in _VERBS)):
        return sides
    own = Unparsed(Span(start + clause.start("clause"), start + at), "alternative")
    return _Sides([own], right, [*strict, *left], across)


def _is_treatment(part: Node) -> bool:
    leaves = [leaf for leaf in walk(part) if isinstance(leaf, Leaf)]
    return bool(leaves) and all(leaf.requirement.kind in (Kind.THERAPY, Kind.LINES) for leaf in leaves)


def _has_none_left(part: Node) -> bool:
    return isinstance(part, Leaf) and part.requirement.concept == STANDARD_USED_UP.concept


def _unread_side(words: str, side: tuple[int, int], start: int, *, behind: bool) -> Unparsed | Leaf | None:
    """The side of an "or" of which nothing was read, if it says something of its own; ``behind`` where it is the second."""
    said = words[slice(*side)].strip(" ,;.")
    if len(said.split()) < _FEWEST or (not behind and _GOES_ON.search(said)):
        return None
    at = start + side[0] + words[slice(*side)].index(said)
    span = Span(at, at + len(said))
    return Leaf(STANDARD_USED_UP, span) if behind and _NO_CANDIDATE.search(said) else Unparsed(span, "alternative")


def _asks_for_one_thing(parts: Sequence[Node]) -> bool:
    """Whether the side that was read plainly asks for something, and nothing that is often told in two ways."""
    inner = [one for part in parts for one in walk(part)]
    plain = all(isinstance(one, Leaf | Any | All | Unparsed) for one in inner)
    return plain and not any(isinstance(one, Leaf) and one.requirement.kind in _TOLD_IN_TWO_WAYS for one in inner)


def _where_it_begins(words: str, opened: int, at: int, word: str) -> int:
    """Where the clause before the "or" begins: at the same word as the one behind it, where there is one."""
    same = [found.start() for found in re.finditer(rf"\b{re.escape(word)}\b", words[:at])]
    return next((place for place in same if place > opened), opened)


def _halves(part: Node, at: int) -> tuple[Node, Node] | None:
    """The alternatives of a part before and behind ``at``; None for any other part."""
    if not isinstance(part, Any):
        return None
    before = [one for one in part.nodes if one.span.end <= at]
    behind = [one for one in part.nodes if one.span.start >= at]
    if not before or not behind or len(before) + len(behind) < len(part.nodes):
        return None
    return _any_of(before), _any_of(behind)


def _any_of(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Any(tuple(nodes), cover(nodes))


def _mean_neither(left: Node, right: Node, words: str, joint: re.Match[str]) -> bool:
    """Whether both are kept out ("no pregnancy, or lactation"), or one by a word that may reach to the other."""
    if excludes(left) and excludes(right):
        return True
    if not (excludes(left) or excludes(right)) or _NO.search(words) is None:
        return False
    new = f"{words}{joint.group()[0]}".rstrip().endswith(",") and _NEW_SUBJECT.match(joint.group()) is not None
    return not new  # "which has not been irradiated, or a clear progression"


def _are_pairs(words: str, opened: int, at: int, behind: int, closed: int) -> bool:
    """Whether "A and B, or C and D" stands around the joint, and no list of more."""
    return (
        "," not in words[opened:at]
        and _AND.search(words, opened, at) is not None
        and _AND.search(words, behind, closed) is not None
    )


def _describes(part: Node) -> bool:
    """Whether all that a part says is of the disease and its treatment, read or not."""
    leaves = [leaf for leaf in walk(part) if isinstance(leaf, Leaf)]
    return all(leaf.requirement.kind in _DESCRIBES for leaf in leaves)


def _is_of_everyone(part: Node) -> bool:
    """Whether a part at the head of a sentence says whom all of it is about: women, breast cancer."""
    if not isinstance(part, Leaf):
        return False
    requirement = part.requirement
    if requirement.kind is Kind.CANCER:
        return load().is_a(Kind.CANCER, "breast cancer", requirement.concept)
    return requirement.kind in _OF_EVERYONE
