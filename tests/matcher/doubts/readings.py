"""Small trees over a sentence, and the verdict that they come to."""

from __future__ import annotations

from typing import Any

from criteria import parse
from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import All, Kind, Leaf, Node, Not, Requirement, Section
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import patient

METASTATIC = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}}


def node(text: str, words: str, kind: Kind, concept: str, value: Any = None, **more: Any) -> Leaf:
    start = text.index(words)
    return Leaf(Requirement(kind, concept, value, **more), Span(start, start + len(words)))


def verdict(text: str, *trees: Node, **record: Any) -> Verdict:
    criteria = tuple(Criterion(Span(0, len(text)), Section.INCLUSION, tree) for tree in trees)
    return screen(patient(**record), Criteria(text, criteria)).verdict


def excluded(leaf: Leaf) -> Not:
    return Not(leaf, leaf.span)


def both(*nodes: Node) -> All:
    return All(nodes, nodes[0].span.cover(nodes[-1].span))


def read(inclusion: str = "", exclusion: str = "", **record: Any) -> Verdict:
    """The verdict of a trial of these lines, as the parser reads them."""
    sections = (("Inclusion Criteria", inclusion), ("Exclusion Criteria", exclusion))
    text = "\n\n".join(f"{title}:\n\n{lines}" for title, lines in sections if lines)
    return screen(patient(**record), parse(text)).verdict
