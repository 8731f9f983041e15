"""Owns what is apart from an exclusion of treatments: the narrower ones that its exception, or a window of their own, lets in.

"No hormonal therapy other than LHRH agonists" still excludes whoever takes tamoxifen beside the LHRH agonist: each
treatment is asked for by itself, and only those that the exception speaks of do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, Window
from criteria.vocabulary import load
from matcher.bounds import window_days

_GIVEN = (None, "prior", "concurrent")


def apart_from_exception(node: Unless) -> Node:
    """The exclusion of one treatment with the exception drawn into it; the node itself where that cannot be done.

    Words of the exception that were not read stay an exception.
    """
    inner = node.node
    if not isinstance(inner, Not) or not isinstance(inner.node, Leaf):
        return node
    requirement = inner.node.requirement
    parts = tuple(_parts(node.exception))
    leaves = [part.requirement for part in parts if isinstance(part, Leaf)]
    unread = [part for part in parts if isinstance(part, Unparsed)]
    count = len(leaves) + len(unread)
    given = {leaf.concept for leaf in leaves if leaf.value in _GIVEN}
    leaves = [leaf for leaf in leaves if leaf.value in _GIVEN or leaf.concept not in given]  # failed: also given
    if not leaves or count < len(parts):
        return node
    if not all(_is_narrower(leaf, requirement) for leaf in leaves):
        return node
    excluded = _without(inner, inner.node, leaves)
    return replace(node, node=excluded, exception=unread[0]) if unread else excluded


def with_windows_of_their_own(node: All) -> All:
    """A class of treatments whose member has a shorter window: "within 3 weeks (endocrine therapy within 2 weeks)"."""
    dated = dict.fromkeys(requirement for requirement in _excluded(node) if requirement.when is not None)
    return _with_own_windows(node, list(dated))


# "steroids of more than 10 mg, or any other form of immunosuppressive therapy"
_ANY_OTHER = regex(
    r"\bother (?:(?:forms?|types?|kinds?|class(?:es)?|sorts?) of )?(?:systemic |chronic )?$", re.IGNORECASE
)
_BEFORE = 40  # characters


def with_others_than_dosed(node: All, text: str) -> All:
    """A class of treatments as the others of it than one that is excluded above a dose: of that one, less is let in."""
    dosed = [r for r in _excluded(node) if any(key == "dose" for key, _ in r.detail)]
    return _with_others_than(node, dosed, text) if dosed else node


def _with_others_than(node: All, dosed: list[Requirement], text: str) -> All:
    new: list[Node] = []
    for part in node.nodes:
        if isinstance(part, All):
            part = _with_others_than(part, dosed, text)
        elif isinstance(part, Not) and isinstance(part.node, Leaf):
            leaf = part.node
            members = (replace(r, when=None, detail=()) for r in dosed if _is_narrower(r, leaf.requirement))
            own = [member for member in members if member not in leaf.requirement.apart_from]
            start = leaf.span.start
            if own and not leaf.requirement.detail and _ANY_OTHER.search(text, max(0, start - _BEFORE), start):
                part = _without(part, leaf, own)
        new.append(part)
    return node if all(a is b for a, b in zip(new, node.nodes, strict=True)) else replace(node, nodes=tuple(new))


def _excluded(node: All) -> Iterator[Requirement]:
    """What is excluded by itself, at any depth of a list."""
    for part in node.nodes:
        if isinstance(part, All):
            yield from _excluded(part)
        elif isinstance(part, Not) and isinstance(part.node, Leaf):
            yield part.node.requirement


def _with_own_windows(node: All, dated: list[Requirement]) -> All:
    new: list[Node] = []
    for part in node.nodes:
        if isinstance(part, All):
            part = _with_own_windows(part, dated)
        elif isinstance(part, Not) and isinstance(part.node, Leaf):
            own = [replace(member, when=None) for member in dated if _is_sooner(member, part)]
            part = _without(part, part.node, own) if own else part
        new.append(part)
    return node if all(a is b for a, b in zip(new, node.nodes, strict=True)) else replace(node, nodes=tuple(new))


def _without(node: Not, leaf: Leaf, members: list[Requirement]) -> Not:
    requirement = replace(leaf.requirement, apart_from=(*leaf.requirement.apart_from, *members))
    return replace(node, node=replace(leaf, requirement=requirement))


def _parts(node: Node) -> Iterator[Node]:
    match node:
        case Any(nodes):
            for part in nodes:
                yield from _parts(part)
        case Allow(inner):
            yield from _parts(inner)
        case _:
            yield node


def _is_narrower(member: Requirement, whole: Requirement) -> bool:
    """Whether the one is a treatment, and some of those of the other only."""
    if member.kind is not Kind.THERAPY or whole.kind is not Kind.THERAPY:
        return False
    if member.value not in _GIVEN or whole.value not in _GIVEN:
        return False
    if member.concept == whole.concept:
        return (member.setting, member.when, member.detail) != (whole.setting, whole.when, whole.detail)
    return load().is_a(Kind.THERAPY, member.concept, whole.concept)


def _is_sooner(member: Requirement, whole: Not) -> bool:
    """Whether a member of the class that is excluded has a shorter window of its own."""
    if not isinstance(whole.node, Leaf):
        return False
    requirement = whole.node.requirement
    if member.concept == requirement.concept and not set(requirement.detail) < set(member.detail):
        return False
    if not _is_narrower(member, requirement):
        return False
    own, common = _days(member.when), _days(requirement.when)
    return own is not None and common is not None and own < common


def _days(window: Window | None) -> float | None:
    return (
        window_days(window) if window is not None and window.op in ("<", "<=") and window.half_lives is None else None
    )
