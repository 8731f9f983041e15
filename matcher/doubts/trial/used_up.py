"""Owns trials for those who have no standard treatment left: they take nobody who has had none yet."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Section, Unparsed, walk
from matcher.doubts.words.sentence import SENTENCE_END
from matcher.evaluate.used_up import FOR_CURE, OR_FAILED, STANDARD_USED_UP

_STANDARD = (
    r"(?:standard(?:[- ]of[- ]care)?|conventional|established|satisfactory|approved|effective|available|known|proven)"
)
_TREATMENT = r"(?:therap\w+|treatments?|regimens?|options?|measures?)"
_NONE_LEFT = regex(
    rf"\b(?:no|without|lack(?:ing|s)?|absence of|not (?:have|having)|exhausted)\b[^.;]{{0,40}}\b{_STANDARD}\b[^.;]{{0,40}}\b{_TREATMENT}\b|"
    rf"\b(?:standard|conventional|effective)\b[^.;]{{0,60}}\b{_TREATMENT}\b[^.;]{{0,30}}\b"
    r"(?:"
    r"do(?:es)? not exist|(?:is|are|was|were) not (?:available|effective)|no longer effective|unavailable|exhausted)"
    r"\b"
    r"|"
    rf"\bno (?:known |other |further |potentially )*curative {_TREATMENT}(?: options?)? (?:(?:is|are) )?(?:exists?|available|known|possible)\b"
)
# "no curative standard treatment": none is known for cancer that has spread
_OF_CURE = regex(r"\bcur(?:e|ative)\b")
_OF_LIFE = regex(r"\b(?:palliat\w+|life|surviv\w+|benefit|prolong\w*|effective)\b")
_BEHIND = 100  # characters that are looked at behind the words
_OR = regex(r"\W*or\b")
_OR_BETWEEN = regex(r"[^.;]*\bor\b[^.;]*", re.IGNORECASE)
_FIRST_JOINT = regex(r"\b(?:and|or|who|that|which|with|for)\b")
# who chooses against standard treatment, or may not have it, has not used it up
_MAY_GO_WITHOUT = regex(
    r"\b(?:"
    r"declin\w+|refus\w+|candidates?|appropriate|suitable|eligible|ineligible|unfit|contra-?indicat\w*|unless|except"
    r"|wish\w*|willing|choose|elect\w*|after|following|first|"
    r"for (?:patients|those|subjects|participants)|phase|part|cohort|arm|group|if)\b"
)
_FAILED = regex(r"\b(?:progress\w*|refractory|resistan\w+|relaps\w+|fail\w*|respond\w*|recur\w*|intoleran\w+)\b")


def for_whom_none_is_left(criterion: Criterion, text: str) -> Criterion:
    """The criterion, which also asks that standard treatment can have been used up where its words say that none is left."""
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    words = criterion.span.of(text).lower()
    said = _NONE_LEFT.search(words)
    if said is None or not _asks_it_of_all(criterion.node, said.start() + criterion.span.start, text):
        return criterion
    ends = (end.end() for end in SENTENCE_END.finditer(words, 0, said.start()))
    start = max((end for end in ends if not _OR.match(words, end)), default=0)
    end = SENTENCE_END.search(words, said.end())
    if _MAY_GO_WITHOUT.search(words[start : end.start() if end else len(words)]):
        return criterion
    asked = [OR_FAILED] if _FAILED.search(words) is not None else []
    stretch = said.start(), said.end() + _BEHIND
    if _OF_CURE.search(words, *stretch) and not _OF_LIFE.search(words, *stretch):
        asked.insert(0, FOR_CURE)
    used_up = Leaf(replace(STANDARD_USED_UP, detail=tuple(asked)), criterion.span)
    node = _with_the_other_way(criterion.node, said.start() + criterion.span.start, text)
    return replace(criterion, node=All((node, used_up), criterion.span))


def _with_the_other_way(node: Node, at: int, text: str) -> Node:
    """What has failed, which need not have where an "or" joins it to that none is left, said at ``at``."""
    match node:
        case Leaf(requirement, span) if _is_of_standard(node) and requirement.value == "progressed" and span.end <= at:
            if _OR_BETWEEN.fullmatch(text, span.end, at) is None:
                return node
            return Any((node, Unparsed(span, "or none is left")), span)
        case All(nodes):
            return replace(node, nodes=tuple(_with_the_other_way(part, at, text) for part in nodes))
        case _:
            return node


def _asks_it_of_all(node: Node, at: int, text: str) -> bool:
    """Whether no choice that holds what is said at ``at`` lets in others as well, for whom standard treatment is no matter."""
    match node:
        case All(nodes):
            return all(_asks_it_of_all(part, at, text) for part in nodes)
        case Leaf() | Unparsed():
            return True
        case _:
            leaves = [part for part in walk(node) if isinstance(part, Leaf)]
            if isinstance(node, Any) and (
                all(_is_of_standard(leaf) for leaf in leaves)
                or all(leaf.requirement.kind in (Kind.STAGE, Kind.CANCER) for leaf in leaves)
            ):
                return True
            return _is_said_elsewhere(node, at, text)


def _is_said_elsewhere(node: Node, at: int, text: str) -> bool:
    """Whether what is said at ``at`` stands outside a part of the criterion, and no "or" joins it to that."""
    spans = [part.span for part in walk(node) if isinstance(part, Leaf | Unparsed)]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if at < first:
        return SENTENCE_END.search(text[at:first]) is not None
    joint = _FIRST_JOINT.search(text, last, at) if last <= at else None
    return last <= at and (joint is None or joint[0] != "or")


def _is_of_standard(leaf: Leaf) -> bool:
    return leaf.requirement.concept == STANDARD_USED_UP.concept
