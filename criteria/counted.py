"""Owns what a sentence does to a number of lines before it: what is not counted among them, and who is taken as well."""

from __future__ import annotations

from dataclasses import replace

from criteria.nodes import cover
from criteria.patterns import either, regex
from criteria.span import Span
from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Not, Unparsed, walk

_LINES = r"(?:lines?|regimens?|treatments?|therap(?:y|ies))\b"
# "hormonal therapy is not considered a line", "trastuzumab with and without chemotherapy counts as one regimen"
_COUNTS_LESS = either(
    rf"[^.;]{{2,200}}?\b(?:will|would|should|shall|is|are|do|does|to) not (?:to )?(?:be )?(?:considered|counted|regarded|count)(?: (?:as|to be|towards?|in|among))?(?: (?:an?|one|any|the|of|number|prior|previous|additional|separate|new|further|different|systemic|\w+apy|\d(?: to \d)?))* {_LINES}",
    rf"[^.;]{{2,200}}?\b(?:counts?|counted|considered|regarded)(?: (?:as|to be))?(?: only)? (?:one|a single|1|the same|part of)\b(?! of the following)[^.;]{{0,40}}?\b(?:{_LINES}|agents?\b)",
)
_EARLY = regex(r"\badjuvant\b[^.;]*\bnot\b")  # then the lines are those for metastatic disease
_SAYS_MORE = regex(r"\b(?:must|allowed|permitted|eligible|excluded|no more than|at most|up to|required)\b")
# "this would include patients who relapsed during adjuvant treatment"
_INCLUDES = regex(
    r"\W*(?:this|these) (?:also |may |can |will |would )*includes? (?:also )?(?:patients|subjects|participants|women|those) (?:who|with|whose)\b"
)
_OF_TREATMENT = frozenset({Kind.LINES, Kind.THERAPY})


def refers_to_lines(nodes: list[Node], words: str, where: Span) -> bool:
    """Whether a sentence says what does not count among the lines before it; who has had too many is then in doubt."""
    lower = words.lower()
    if not nodes or not _COUNTS_LESS.match(lower) or _SAYS_MORE.search(lower) or _EARLY.search(lower):
        return False
    doubted = _doubted(nodes[-1], where)
    if doubted is nodes[-1]:
        return False
    nodes[-1] = doubted
    return True


def names_others(lower: str) -> bool:
    """Whether a sentence, in lower case, names patients whom the one before it takes in: "this includes those who …"."""
    return _INCLUDES.match(lower) is not None


def widens(nodes: list[Node], node: Node | None, where: Span) -> bool:
    """Whether patients of whom ``node`` tells can be another way to have the treatment asked for before, which they then are."""
    if not nodes:
        return False
    kinds = {leaf.requirement.kind for leaf in walk(nodes[-1]) if isinstance(leaf, Leaf)}
    if not kinds or not kinds <= _OF_TREATMENT or any(isinstance(part, Not) for part in walk(nodes[-1])):
        return False
    named = {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)} if node is not None else set()
    also: Node = Unparsed(where, "who is taken as well")
    if node is not None and named and named <= _OF_TREATMENT:
        also = Any((node, also), where)
    nodes[-1] = Any((nodes[-1], also), cover([nodes[-1], also]))
    return True


def _doubted(node: Node, where: Span) -> Node:
    """The tree with its upper bounds of lines left open to whoever is beyond them."""
    match node:
        case Leaf(requirement, span) if requirement.kind is Kind.LINES and _is_upper(requirement.value):
            return Any((node, Unparsed(where, "what does not count as a line")), span)
        case Not(Leaf(requirement, span) as leaf) if requirement.kind is Kind.LINES:
            return Not(All((leaf, Unparsed(where, "what does not count as a line")), span), node.span)
        case All(nodes) | Any(nodes):
            parts = tuple(_doubted(part, where) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node


def _is_upper(value: object) -> bool:
    return isinstance(value, Between) or (isinstance(value, Comparison) and value.op in ("<", "<=", "="))
