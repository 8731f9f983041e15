"""Owns what a list asks of some patients only, whom a condition within it names: "prior taxane and, if ER-positive, tamoxifen"."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.conditions import condition
from criteria.sentence.joining import join
from criteria.text.passage import Passage
from criteria.tree import Effect, If, Node, Unparsed

_AND = regex(r"\band,? $")
_IF_SO = regex(r"if (?:(?!must\b|may\b|should\b)[^,;()]|\([^()]*\)){2,50},")


def and_if(passage: Passage, found: list[Atom], at: int, end: int) -> Node | None:
    """What is asked behind the comma of the condition at ``at``, of those alone whom it names; None where it limits what stands before it.

    ``found`` are the atoms from there on to ``end``, where its clause does.
    """
    opens = _IF_SO.match(passage.lower, at)
    if passage.base is not Effect.REQUIRE or opens is None or _AND.search(passage.lower, 0, at) is None:
        return None
    comma = opens.end() - 1
    whose = [a for a in found if a.end <= comma]
    if any(a.start < comma < a.end for a in found):
        return None
    node = join(passage, [a for a in found if a.start > comma]) or Unparsed(passage.view.span(comma + 1, end))
    held = condition(passage, whose, at, comma) if whose else Unparsed(passage.view.span(at, comma), "condition")
    return If(held, node, held.span.cover(node.span))
