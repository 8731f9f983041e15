"""Owns trials for those who have no standard treatment left: they take nobody who has had none yet."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Section, Unparsed, walk
from matcher.evaluate.used_up import OR_FAILED, STANDARD_USED_UP

_STANDARD = (
    r"(?:standard(?:[- ]of[- ]care)?|conventional|established|satisfactory|approved|effective|available|known|proven)"
)
_TREATMENT = r"(?:therap\w+|treatments?|regimens?|options?|measures?)"
_NONE_LEFT = regex(
    rf"\b(?:no|without|lack(?:ing|s)?|absence of|not (?:have|having)|exhausted)\b(?:(?!\bcurative\b)[^.;]){{0,40}}\b{_STANDARD}\b[^.;]{{0,40}}\b{_TREATMENT}\b|"
    rf"\b(?:standard|conventional|effective)\b[^.;]{{0,60}}\b{_TREATMENT}\b[^.;]{{0,30}}\b(?:do(?:es)? not exist|(?:is|are|was|were) not (?:available|effective)|no longer effective|unavailable|exhausted)\b"
)
# who chooses against standard treatment, or may not have it, has not used it up; "no curative treatment" may be left to many
_MAY_GO_WITHOUT = regex(
    r"\b(?:declin\w+|refus\w+|candidates?|appropriate|suitable|eligible|ineligible|unfit|contra-?indicat\w*|unless|except|wish\w*|willing|choose|elect\w*|after|following|first|"
    r"for (?:patients|those|subjects|participants)|phase|part|cohort|arm|group|if)\b"
)
_FAILED = regex(r"\b(?:progress\w*|refractory|resistan\w+|relaps\w+|fail\w*|respond\w*|recur\w*|intoleran\w+)\b")
_SENTENCE_END = regex(r"[.;]\s|\n\s*\n")


def for_whom_none_is_left(criterion: Criterion, text: str) -> Criterion:
    """The criterion, which also asks that standard treatment can have been used up where its words say that none is left."""
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    words = criterion.span.of(text).lower()
    said = _NONE_LEFT.search(words)
    if said is None or not _asks_it_of_all(criterion.node):
        return criterion
    start = max((end.end() for end in _SENTENCE_END.finditer(words, 0, said.start())), default=0)
    end = _SENTENCE_END.search(words, said.end())
    if _MAY_GO_WITHOUT.search(words[start : end.start() if end else len(words)]):
        return criterion
    failed = _FAILED.search(words) is not None
    asked = replace(STANDARD_USED_UP, detail=(OR_FAILED,)) if failed else STANDARD_USED_UP
    return replace(criterion, node=All((criterion.node, Leaf(asked, criterion.span)), criterion.span))


def _asks_it_of_all(node: Node) -> bool:
    """Whether no choice in it lets in others as well, for whom standard treatment is no matter."""
    match node:
        case All(nodes):
            return all(_asks_it_of_all(part) for part in nodes)
        case Any():
            leaves = [part for part in walk(node) if isinstance(part, Leaf)]
            plain = all(_is_of_standard(leaf) for leaf in leaves)
            return plain or all(leaf.requirement.kind in (Kind.STAGE, Kind.CANCER) for leaf in leaves)
        case Leaf() | Unparsed():
            return True
        case _:
            return False


def _is_of_standard(leaf: Leaf) -> bool:
    return leaf.requirement.concept == STANDARD_USED_UP.concept
