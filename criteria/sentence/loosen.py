"""Owns the reading of a second, looser bound of the same lab as an exception to the first, and no bound of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from criteria.nodes import conjuncts, with_leaves
from criteria.patterns import regex
from criteria.sentence.permitted_bounds import of_its_cause, permitted_values
from criteria.sentence.whom_bounds import Group
from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Any,
    AtLeast,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Unless,
    Unparsed,
    walk,
)

# words that say for whom the second bound is meant
_FOR_SOME = regex(
    r"\b(?:gilbert|liver|hepatic|metasta|bone|if|in|for|with|when|unless|except|however|allowable|accepted|acceptable|allowed|permitted)\b",
    re.IGNORECASE,
)


# a bound that names no value: "Patients with liver metastases: ≤ 5 x ULN"
_BARE_BOUND = regex(
    r"(?:^\W*(?:or\b\W*)?"
    r"|(?:[<≤]\s?=?|=\s?<|less than(?: or equal to)?|no (?:more|greater|higher) than|not exceeding|up to)\s*)"
    r"(?P<number>\d{1,2}(?:\.\d+)?)\s*(?:-?\s?fold|x|×|\*|times)?\s*(?:(?:the|institutional|local|laboratory)\s+)*"
    r"(?:ULN|IULN|upper (?:institutional )?(?:limits? of normal|normal limits?))\b",
    re.IGNORECASE,
)
_UPPER_LIMIT = regex(r"uln|upper", re.IGNORECASE)
_OF_SOME = frozenset({Kind.METASTASIS, Kind.COMORBIDITY, Kind.CANCER})


def loosen(before: Node, after: Node, words: str, where: Span) -> Node | None:
    """``before`` with ``after`` as an exception to its bounds: "Patients with Gilbert's syndrome must have < 3 x ULN".

    ``words`` are those of ``after``, which stand at ``where``. None where ``after`` bounds anything that ``before`` does not, or more strictly.
    """
    loosened = _loosened(before, after, words, where)
    return None if loosened is None else _by_its_own_bound(loosened)


def _by_its_own_bound(node: Node) -> Node:
    """Bounds without the exception of those who have a bound of their own by now: "except in Gilbert's syndrome. With that, ≤ 3 x ULN"."""
    match node:
        case Unless(inner, Leaf(whom)) if all(_is_loosened_for(part, whom) for part in conjuncts(inner)):
            return inner
        case _:
            return node


def _is_loosened_for(node: Node, whom: Requirement) -> bool:
    match node:
        case Unless(_, All((Leaf(who), *_))):
            return who == whom
        case _:
            return False


def _loosened(before: Node, after: Node, words: str, where: Span) -> Node | None:
    """The same, still with the exception that ``before`` had."""
    if (loosened := permitted_values(before, after, words, where)) is not None:
        return loosened
    if (loosened := _loosened_by_bare_bound(before, after, words, where)) is not None:
        return loosened
    condition, core = (after.condition, after.node) if isinstance(after, If) else (None, after)
    condition = None if condition is None else of_its_cause(condition, words.lower(), where)
    single = core.node if isinstance(core, Not) else core
    if isinstance(single, Leaf) and _key(single) is None:
        return None
    bounds = _bounds(core)
    if not bounds or (condition is None and _FOR_SOME.search(words) is None):
        return None
    first = {_key(leaf): leaf for leaf in _of_all(before) if _key(leaf) is not None}
    if (part := _part_of_bilirubin(before, condition, bounds, first, where)) is not None:
        return part
    if (beyond := _permitted_beyond(before, core, first, condition, where)) is not None:
        return beyond
    bounds = [leaf for leaf in bounds if _key(leaf) in first] or bounds  # of others, another criterion speaks
    for leaf in bounds:
        earlier = first.get(_key(leaf))
        if earlier is None or not _is_looser(earlier, leaf, excluded=_same_sign(core, leaf) is not leaf):
            return None
    held = condition if condition is not None else Unparsed(where, "exception")
    exceptions = {_key(leaf): All((held, _same_sign(core, leaf)), where) for leaf in bounds}
    return _with(before, exceptions)


def _permitted_beyond(
    before: Node,
    core: Node,
    first: Mapping[tuple[str, str] | None, Leaf],
    condition: Node | None,
    where: Span,
) -> Node | None:
    """``before`` with a value beyond its bound permitted on a condition: "≥ 10 g/dL (< 10 is acceptable if it can be corrected)"."""
    match core:
        case Allow(Leaf(Requirement(concept=concept, value=Comparison(op=op))) as leaf) if condition is not None:
            other = (concept, "<" if op[0] == ">" else ">")
            if _key(leaf) is None or _key(leaf) in first or other not in first:
                return None
            return _with(before, {other: All((condition, leaf), where)})
        case _:
            return None


def _part_of_bilirubin(
    before: Node,
    condition: Node | None,
    bounds: Sequence[Leaf],
    first: Mapping[tuple[str, str] | None, Leaf],
    where: Span,
) -> Node | None:
    """``before`` with direct bilirubin in place of the whole for those with Gilbert's syndrome; None where it says nothing of it."""
    whole, (leaf, *others) = ("bilirubin", "<"), bounds
    gilbert = isinstance(condition, Leaf) and condition.requirement.concept == "gilbert's syndrome"
    if condition is None or not gilbert or others or whole not in first or _key(leaf) != ("direct bilirubin", "<"):
        return None
    return _with(before, {whole: All((condition, leaf), where)})


def loosen_for(before: Node, found: Sequence[Group], where: Span) -> Node | None:
    """``before`` with bounds for some as exceptions to its own; None where one is not looser, or of another value."""
    first = {_key(leaf): leaf for leaf in _of_all(before) if _key(leaf) is not None}
    exceptions: dict[tuple[str, str] | None, Node] = {}
    for whose, bounds in found:
        if not whose or not bounds:
            return None
        who = whose[0] if len(whose) == 1 else Any(whose, where)
        for bound in bounds:
            leaf = bound.node if isinstance(bound, Not) else bound
            earlier = first.get(_key(leaf)) if isinstance(leaf, Leaf) else None
            if not isinstance(leaf, Leaf) or earlier is None:
                return None
            if not _is_looser(earlier, leaf, excluded=leaf is not bound):
                return None
            way = All((who, bound), where)
            known = exceptions.get(_key(leaf))
            exceptions[_key(leaf)] = way if known is None else Any((known, way), where)
    return _with(before, exceptions)


def provided(node: Node, held: Node, where: Span) -> Node:
    """A bound that is set for those with another value: "alkaline phosphatase ≤ 5 x ULN provided ALT ≤ 1.5 x ULN".

    What is asked of those without that value nobody says, unless theirs is within the limits of normal.
    """
    bounds = _bounds(node)
    if not bounds or any(isinstance(part, Allow | Not) for part in walk(node)):
        return If(held, node, where)
    span = node.span.cover(where)
    others = All((Not(held, where), Unparsed(where, "what is asked of the others")), where)
    ways: list[Node] = [All((node, held), span), others]
    values = [leaf.requirement.value for leaf in bounds]
    if all(isinstance(value, Comparison) and value.op[0] == "<" and value.unit == "ULN" for value in values):
        normal = with_leaves(
            node, lambda leaf: replace(leaf, requirement=replace(leaf.requirement, value=Comparison("<=", 1.0, "ULN")))
        )
        ways.append(normal)
    return Any(tuple(ways), span)


def loosened_within(node: Node, words: str) -> Node:
    """The tree of one sentence with a looser bound for some as an exception to the same bound before it.

    "Bilirubin ≤ 1.5 x ULN (bilirubin ≤ 3 x ULN in case of Gilbert's syndrome)"; ``words`` are those of the sentence.
    """
    if not isinstance(node, All):
        return node
    parts: list[Node] = []
    for part in (loosened_within(inner, words) for inner in node.nodes):
        for at in range(len(parts) - 1, -1, -1) if isinstance(part, If) else ():
            if (merged := loosen(parts[at], part, words, part.span)) is not None:
                parts[at] = merged
                break
        else:
            parts.append(part)
    return parts[0] if len(parts) == 1 else replace(node, nodes=tuple(parts))


def _loosened_by_bare_bound(before: Node, after: Node, words: str, where: Span) -> Node | None:
    """The bounds before with a looser one, of whatever they bound, for those of whom ``after`` speaks."""
    found = _BARE_BOUND.search(words) if _UPPER_LIMIT.search(words) else None
    if found is None or _FOR_SOME.search(words) is None:
        return None
    if any(leaf.requirement.kind not in _OF_SOME for leaf in walk(after) if isinstance(leaf, Leaf)):
        return None
    looser: dict[tuple[str, str] | None, All] = {}
    for leaf in _bounds(before):
        value = leaf.requirement.value
        number = float(found["number"])
        if not isinstance(value, Comparison) or value.op[0] != "<" or value.unit != "ULN" or value.number >= number:
            return None
        wider = replace(leaf.requirement, value=replace(value, op="<=", number=number))
        looser[_key(leaf)] = All((_of_whom(after, where), Leaf(wider, where)), where)
    return _with(before, looser) if looser else None


def _of_whom(after: Node, where: Span) -> Node:
    """Those of whom a line speaks: as it was read, where that is one state; else by its words."""
    match after:
        case Leaf() as leaf:
            return leaf
        case If(Leaf() as leaf, _):
            return leaf
        case _:
            return Unparsed(where, "exception")


def _of_all(node: Node) -> Iterator[Leaf]:
    """The leaves that are asked of everybody, or of whom nobody knows; what is asked of some has no exception in others."""
    match node:
        case Leaf():
            yield node
        case If(condition) if not isinstance(condition, Unparsed):
            return
        case If(_, inner) | Unless(inner) | Not(inner):
            yield from _of_all(inner)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            for part in nodes:
                yield from _of_all(part)
        case _:
            return


def _bounds(core: Node) -> list[Leaf]:
    """The leaves of a tree that states nothing but bounds of labs; none of another."""
    found = []
    for leaf in walk(core):
        if isinstance(leaf, Leaf):
            if _key(leaf) is None:
                return []
            found.append(leaf)
    return found


def _key(leaf: Leaf) -> tuple[str, str] | None:
    value = leaf.requirement.value
    if leaf.requirement.kind is not Kind.LAB or not isinstance(value, Comparison):
        return None
    return leaf.requirement.concept, value.op[0]


def _is_looser(first: Leaf, second: Leaf, *, excluded: bool) -> bool:
    left, right = first.requirement.value, second.requirement.value
    if not isinstance(left, Comparison) or not isinstance(right, Comparison):
        return False
    if left.unit != right.unit:
        return not (right.op[0] == ">" and right.unit == "ULN")
    upward = (left.op[0] == "<") != excluded
    return right.number > left.number if upward else right.number < left.number


def _same_sign(core: Node, leaf: Leaf) -> Node:
    """The leaf as it stands in ``core``: negated where that excludes it."""
    return next((node for node in walk(core) if isinstance(node, Not) and node.node == leaf), leaf)


def _with(node: Node, exceptions: Mapping[tuple[str, str] | None, Node]) -> Node:
    """The tree with each bound that has an exception under an ``Unless``."""
    match node:
        case Leaf() | Not(Leaf()):
            leaf = node if isinstance(node, Leaf) else node.node
            exception = exceptions.get(_key(leaf)) if isinstance(leaf, Leaf) else None
            return node if exception is None else Unless(node, exception, node.span.cover(exception.span))
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return replace(node, nodes=tuple(_with(part, exceptions) for part in nodes))
        case If(condition) if not isinstance(condition, Unparsed):
            return node
        case If(_, inner) | Unless(inner):
            return replace(node, node=_with(inner, exceptions))
        case _:
            return node
