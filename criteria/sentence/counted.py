"""Owns what a sentence does to a number of lines before it: what counts among them and what does not, and who is taken as well."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from criteria.atoms.therapies.lines_of import class_named
from criteria.nodes import cover, with_leaves
from criteria.patterns import either, regex
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Not, Unparsed, walk

_LINES = r"(?:lines?|regimens?|treatments?|therap(?:y|ies))\b"
_WORDS = r"(?:[^.;]|(?<=e)\.|(?<=\.g)\.|(?<=i)\.){2,200}?"
# "hormonal therapy is not considered a line", "trastuzumab with and without chemotherapy counts as one regimen"
_COUNTS_LESS = either(
    rf"{_WORDS}\b(?:will|would|should|shall|is|are|do|does|to) not (?:to )?(?:be )?"
    r"(?:considered|counted|regarded|count)(?: (?:as|to be|towards?|in|among))?"
    r"(?: (?:an?|one|any|the|of|number|prior|previous|additional|separate|new|further|different|systemic|\w+apy"
    rf"|\d(?: to \d)?))* {_LINES}",
    rf"{_WORDS}\b(?:counts?|counted|considered|regarded)(?: (?:as|to be))?(?: only)? "
    rf"(?:one|a single|1|the same|part of)\b(?! of the following)[^.;]{{0,40}}?\b(?:{_LINES}|agents?\b)",
)
# "hormonal therapy is not a line": which class that is
_NAMES_A_CLASS = regex(
    r"\W*(?:note:? )?(?:(?:prior|previous|any) )*(?P<class>"
    r"(?:endocrine|hormon\w+|biologic\w*|targeted|immuno\w*)(?:[ -](?:therap(?:y|ies)|treatments?|agents?|drugs?))*) "
    r"(?:(?:alone|monotherapy) )?(?:will|would|should|shall|is|are|do|does) not\b"
)
# "prior antibody-drug conjugates count as a line of chemotherapy": what stands around the name of the class
_BEFORE_COUNTED = regex(r"\W*(?:note:? )?(?:(?:prior|previous|any|all) )*")
_COUNTS = regex(
    r"s?(?: (?:use|exposure|drugs?|agents?|therap(?:y|ies)|treatments?))?(?: (?:will|would|should|is|are|also|be))* "
    r"(?:counts?|counted|considered|regarded)(?: (?:as|to be|towards?))?"
    rf"(?: (?:an?|one|1|prior|previous|separate|distinct|the))* {_LINES}(?: of (?P<of>[\w ]+?))?\W*"
)
_EARLY = regex(r"\badjuvant\b[^.;]*\bnot\b")  # then the lines are those for metastatic disease
_SAYS_MORE = regex(r"\b(?:must|allowed|permitted|eligible|excluded|no more than|at most|up to|required)\b")
# "this would include patients who relapsed during adjuvant treatment"
_INCLUDES = regex(
    r"\W*(?:this|these) (?:also |may |can |will |would )*includes? (?:also )?(?:patients|subjects|participants|women|those) (?:who|with|whose)\b"
)
_SEVERAL = 2  # counts
_NEARBY = 4  # sentences back that a count may stand
_OF_TREATMENT = frozenset({Kind.LINES, Kind.THERAPY})


def refers_to_lines(nodes: list[Node], words: str, where: Span) -> bool:
    """Whether a sentence says what does not count among the lines before it; who has had too many is then in doubt."""
    lower = words.lower()
    if not nodes or not any(stem in lower for stem in ("count", "consider", "regard")):
        return False
    if not _COUNTS_LESS.match(lower) or _SAYS_MORE.search(lower) or _EARLY.search(lower):
        return False
    named = _NAMES_A_CLASS.match(lower)
    without = class_named(named["class"]) if named is not None else None
    for place in range(len(nodes) - 1, max(-1, len(nodes) - 1 - _NEARBY), -1):
        if without is not None:
            changed = with_leaves(nodes[place], partial(_without, left_out=without))
        else:
            changed = _doubted(nodes[place], where)
        if changed != nodes[place]:
            nodes[place] = changed
            return True
    return False


def counts_too(nodes: list[Node], passage: Passage) -> bool:
    """Whether a sentence says that a class of drugs counts among the lines before it, which then count it."""
    named = next(iter(passage.of_kind(Kind.THERAPY)), None)
    if not nodes or named is None or _BEFORE_COUNTED.fullmatch(passage.lower, 0, named.start) is None:
        return False
    counted = _COUNTS.fullmatch(passage.lower, named.end)
    if counted is None:
        return False
    lines = class_named(counted["of"]) if counted["of"] else None
    for place in range(len(nodes) - 1, max(-1, len(nodes) - 1 - _NEARBY), -1):
        changed = with_leaves(nodes[place], partial(_counting, too=named.name, lines=lines))
        if changed != nodes[place]:
            nodes[place] = changed
            return True
    return False


def _counting(leaf: Leaf, too: str, lines: str | None) -> Leaf:
    """A count of the lines of a class, or of the one that is named, with those of another class that counts as well."""
    requirement = leaf.requirement
    if (
        requirement.kind is not Kind.LINES
        or lines not in (None, requirement.concept)
        or "counting" in dict(requirement.detail)
    ):
        return leaf
    return replace(leaf, requirement=replace(requirement, detail=(*requirement.detail, ("counting", too))))


def _without(leaf: Leaf, left_out: str) -> Leaf:
    """A count of lines without those of a class that does not count."""
    requirement = leaf.requirement
    if requirement.kind is not Kind.LINES or requirement.concept == left_out or "without" in dict(requirement.detail):
        return leaf
    return replace(leaf, requirement=replace(requirement, detail=(*requirement.detail, ("without", left_out))))


def elaborates(nodes: list[Node], node: Node) -> bool:
    """Whether exact counts only say how an upper bound before them comes about: "one adjuvant and one for metastatic disease, or two"."""
    most = _counts(nodes[-1]) if nodes else []
    told = _counts(node)
    if len(told) < _SEVERAL or not most or not all(c.op == "<=" for c in most):
        return False
    return all(c.op == "=" and c.number <= max(m.number for m in most) for c in told)


def _counts(node: Node) -> list[Comparison]:
    """The numbers of lines in a tree that holds nothing else; none where it does."""
    leaves = [part for part in walk(node) if not isinstance(part, All | Any)]
    values = [
        leaf.requirement.value for leaf in leaves if isinstance(leaf, Leaf) and leaf.requirement.kind is Kind.LINES
    ]
    counts = [value for value in values if isinstance(value, Comparison)]
    return counts if len(counts) == len(leaves) else []


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
