"""Owns permissions with a condition, which restrict: "patients with stable brain metastases may be enrolled".

Source: gold guidelines, section 3, conditional permission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Allow, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk

_SENTENCE = regex(r"[^.;]+(?:[.;]|$)")
# one behind the other in a sentence, what lies between them does not matter
_PERMITS = (
    regex(r"\b(?:brain|cns|central nervous system)\b", re.IGNORECASE),
    regex(r"\b(?:metasta\w+|lesions?|disease|involvement)\b", re.IGNORECASE),
    regex(
        r"\b(?:may be (?:enrolled|included|eligible)|(?:are|is|will be) (?:eligible|allowed|permitted|acceptable))\b",
        re.IGNORECASE,
    ),
)
_WITH_A_CONDITION = regex(r"(?<!un)\btreated\b|\bstable\b|\basymptomatic\b|\bcontrolled\b|\binactive\b", re.IGNORECASE)
_FORBIDS = regex(r"\bnot\b|\bineligible\b|\bexcluded\b", re.IGNORECASE)
_ANY = Requirement(Kind.METASTASIS, "brain", "any")


def restricting(criterion: Criterion, text: str) -> Criterion:
    """The criterion with what its permissions leave out: other brain metastases, those of a disease who do not meet the condition."""
    words = criterion.span.of(text)
    added = tuple(
        _without(span, criterion.node)
        for span in _sentences(words, criterion.span.start)
        if _stands_alone(span, criterion.node)
    )
    added = (*added, *_provided(criterion.node))
    if not added:
        return criterion
    return replace(criterion, node=All((criterion.node, *added), criterion.node.span))


def _provided(node: Node) -> Iterator[Node]:
    """What is asked of those of whom a disease is said: "patients with stage IV disease are eligible provided …"."""
    match node:
        case All(nodes):
            for part in nodes:
                yield from _provided(part)
        case Unless(inner, _):
            yield from _provided(inner)
        case If(condition, permitted) if not any(isinstance(part, Unparsed) for part in walk(condition)):
            parts = permitted.nodes if isinstance(permitted, All) else (permitted,)
            diseases = tuple(part.node for part in parts if isinstance(part, Allow) and _is_a_disease(part.node))
            if len(diseases) == len(parts):
                whom = diseases[0] if len(diseases) == 1 else All(diseases, permitted.span)
                yield If(whom, condition, node.span)


def _is_a_disease(node: Node) -> bool:
    return isinstance(node, Leaf) and node.requirement.kind in (Kind.STAGE, Kind.CANCER)


def _sentences(words: str, start: int) -> Iterator[Span]:
    for found in _SENTENCE.finditer(words):
        sentence = found[0]
        if _permits(sentence) and _WITH_A_CONDITION.search(sentence) and not _FORBIDS.search(sentence):
            yield Span(start + found.start(), start + found.end())


def _permits(sentence: str) -> bool:
    """Whether brain metastases, and then that they are let in, are named in the sentence."""
    at = 0
    for words in _PERMITS:
        found = words.search(sentence, at)
        if found is None:
            return False
        at = found.end()
    return True


def _stands_alone(span: Span, node: Node) -> bool:
    """Whether the sentence is no exception to something that the criterion reads already."""
    for part in walk(node):
        if isinstance(part, Unless) and part.exception.span.overlaps(span):
            return False
        about_brain = isinstance(part, Leaf) and part.requirement.kind is Kind.METASTASIS
        if about_brain and not span.contains(part.span):
            return False
    allowed = [part for part in walk(node) if isinstance(part, Allow) and part.span.overlaps(span)]
    read = [part for part in walk(node) if isinstance(part, Leaf) and span.contains(part.span)]
    return not read or bool(allowed)


def _without(span: Span, node: Node) -> Node:
    """No brain metastases but those of the sentence: as it was read, or else by its words."""
    read = [part.node for part in walk(node) if isinstance(part, Allow) and span.overlaps(part.span)]
    states = [part for part in read if any(_narrows(leaf) for leaf in walk(part))]
    lifting = states[0] if len(states) == 1 else Unparsed(span, "a permission with a condition")
    return Unless(Not(Leaf(_ANY, span), span), lifting, span)


def _narrows(node: Node) -> bool:
    """Whether a metastasis of the brain is named in a state, or with more that is asked of it."""
    if not isinstance(node, Leaf) or node.requirement.kind is not Kind.METASTASIS:
        return False
    return node.requirement.value != "any" or bool(node.requirement.detail)
