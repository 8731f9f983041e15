"""Owns menopause that ovarian suppression stands in for: "postmenopausal, natural or induced by a GnRH agonist"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Requirement, Section, Unless, walk

_SUPPRESSED = regex(
    r"\b(?:ovarian\s+(?:function\s+)?(?:suppress|ablat)\w*|suppress\w*\s+(?:of\s+)?(?:the\s+|their\s+)?ovar\w+"
    r"|(?:gn-?rh|lh-?rh)\s+(?:agonist|analog|antagonist)\w*|goserelin|leuprol\w+|triptorelin"
    r"|(?:chemical|medical|pharmacologic|drug)\w*[\s-]induced)\b"
)
_ENDS = ".;\n"  # of the clause that speaks of it
# "no menses for a year in the absence of ovarian suppression": who is on it has not reached menopause so
_SPOKEN_AGAINST = regex(r"\b(?:not|no|without|absence|ineligible|exclu\w+|unless|except\w*)\b")
# "no menses for a year, or on an LHRH agonist": the second way is not denied by the words of the first
_ANOTHER_WAY = regex(
    r"\bor\s+(?:(?:is|are|was|were|currently|concurrently|medically)\s+)*"
    r"(?:on|receiving|taking|under|undergoing|treated|induced|suppress\w+|by)\b"
)
# "prior treatment with goserelin": it was given once, and need not be under way
_GIVEN_ONCE = regex(r"\b(?:prior(?!\s+to\b)|previous(?:ly)?)\s+(?:[\w-]+\s+){0,3}$")
_GIVEN = Requirement(Kind.THERAPY, "ovarian function suppression", "concurrent")
_BEFORE_IT = Requirement(Kind.MENOPAUSE, "premenopausal")
# "postmenopausal women or premenopausal women receiving ovarian suppression": of those before menopause, only these
_ONLY_SO = regex(
    r"\bpre-?\s?(?:(?:/|or|and)\s?peri-?\s?)?menopausal(?:\s+(?:women|patients|participants|subjects|females))?,?\s+"
    r"(?:(?:and|who\s+are|who|if|when|provided(?:\s+that)?|they|they\s+are)\s+)*(?:currently\s+)?(?:on|receiv(?:e|ing)|taking|under|undergoing|treated\s+with|with)\s+"
    r"(?:[\w-]+\s+){0,3}$"
)


def with_suppression(criterion: Criterion, text: str) -> Criterion:
    """The criterion with suppression that is under way as one way to be as after menopause, where it speaks of that."""
    if criterion.section is not Section.INCLUSION:
        return criterion
    words = criterion.span.of(text).lower()
    named = _SUPPRESSED.finditer(words) if "menopaus" in words else iter(())
    found = next((one for one in named if _stands_in(words, one)), None)
    if found is None:
        return criterion
    start = criterion.span.start
    said = Span(start + found.start(), start + found.end())
    node = _opened(criterion.node, said)
    if _lets_in_any(node) and _ONLY_SO.search(words, 0, found.start()) is not None:
        node = All((node, If(Leaf(_BEFORE_IT, said), Leaf(_GIVEN, said), said)), node.span.cover(said))
    return criterion if node is criterion.node else replace(criterion, node=node)


def _stands_in(words: str, found: re.Match[str]) -> bool:
    """Whether suppression is spoken of as a way to be as after menopause."""
    if _GIVEN_ONCE.search(words, 0, found.start()) is not None:
        return False
    return _SPOKEN_AGAINST.search(words, *_clause(words, found)) is None


def _clause(words: str, found: re.Match[str]) -> tuple[int, int]:
    """Where the clause begins and ends that holds what was found."""
    begin = max(words.rfind(end, 0, found.start()) for end in _ENDS) + 1
    begin = max((way.start() for way in _ANOTHER_WAY.finditer(words, begin, found.end())), default=begin)
    return begin, min((at for end in _ENDS if (at := words.find(end, found.end())) >= 0), default=len(words))


def _lets_in_any(node: Node) -> bool:
    """Whether a tree permits women of every status, and asks for none."""
    permitted = {leaf for part in walk(node) if isinstance(part, Allow) for leaf in _statuses(part)}
    return bool(permitted) and permitted == set(_statuses(node))


def _statuses(node: Node) -> Iterator[Leaf]:
    return (part for part in walk(node) if isinstance(part, Leaf) and part.requirement.kind is Kind.MENOPAUSE)


def _opened(node: Node, said: Span) -> Node:
    match node:
        case Leaf(Requirement(kind=Kind.MENOPAUSE, concept="postmenopausal")):
            return Any((node, Leaf(_GIVEN, said)), node.span)
        case All(nodes) | Any(nodes):
            parts = tuple(_opened(part, said) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case If(_, inner) | Unless(inner, _):
            new = _opened(inner, said)
            return node if new is inner else replace(node, node=new)
        case _:
            return node
