"""Owns classes of drugs that stand as examples of an effect: "drugs that prolong QT, such as antibiotics" keeps out only those that do."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk
from criteria.vocabulary import load

# "CYP3A4 inhibitor", "P-gp substrate", "QT-prolonging drug": what a drug does, whatever it is given for
_EFFECT = re.compile(
    r"(?:cyp\w*|p-gp|bcrp|mate\w*|oatp\w*|ugt\w*) (?:inhibitor|inducer|substrate)|qt-prolonging drug", re.IGNORECASE
)
_AS_EXAMPLES = regex(r"\b(?:such as|e\.?\s?g|for example|includ(?:e|es|ing)|like)\b|:", re.IGNORECASE)
_ENDS = regex(r"(?<!e\.g)(?<!i\.e)[.;]\s+(?=[A-Z(]|\w{1,3}[.)]\s)")
_NEW_LINE = regex(r"\n\s*(?:[*•–-]|\d{1,2}[.)])\s")
_OF_WHICH = "only those of the class that have the effect"


def only_with_the_effect(node: Node, text: str) -> Node:
    """The same tree, in which a class under an effect is not kept out as such; a drug that is named there is."""
    effects = [n.node.span.end for n in walk(node) if isinstance(n, Not) and _names(n.node, effect=True)]
    return _narrowed(node, text, min(effects)) if effects else node


def _narrowed(node: Node, text: str, behind: int) -> Node:
    match node:
        case Not(Leaf(_, span) as leaf, where) if _names(leaf, effect=False) and _is_example(text, behind, span):
            return Not(All((leaf, Unparsed(span, _OF_WHICH)), span), where)
        case All(nodes, span):
            return All(tuple(_narrowed(part, text, behind) for part in nodes), span)
        case Unless(inner, exception, span):
            return Unless(_narrowed(inner, text, behind), exception, span)
        case If(condition, inner, span):
            return If(condition, _narrowed(inner, text, behind), span)
        case _:
            return node


def _names(node: Node, *, effect: bool) -> bool:
    """Whether a node is a drug's effect, or else a class of drugs by what they are given for or made of."""
    match node:
        case Leaf(Requirement(Kind.THERAPY, concept)):
            acts = _EFFECT.fullmatch(concept) is not None
            return acts if effect else not acts and bool(load().descendants(Kind.THERAPY, concept))
        case _:
            return False


def _is_example(text: str, behind: int, span: Span) -> bool:
    """Whether words stand among the examples of the effect that is named up to ``behind``, and not behind their bracket."""
    if behind >= span.start or _ENDS.search(text, behind, span.start) is not None:
        return False
    begun = _NEW_LINE.search(text, behind, span.start)
    cues = _AS_EXAMPLES.finditer(text, behind, span.start if begun is None else begun.start())
    return any(not _is_closed(text[cue.end() : span.start]) for cue in cues)


def _is_closed(words: str) -> bool:
    """Whether a bracket that stood open before the words is closed by them."""
    opened = 0
    for sign in words:
        opened += (sign == "(") - (sign == ")")
        if opened < 0:
            return True
    return False
