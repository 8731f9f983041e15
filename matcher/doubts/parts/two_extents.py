"""Owns diseases of which nobody has two, asked for in one sentence: spread and only local, in situ and invasive.

"Stage IV disease, locally recurrent inoperable chest wall disease" lists whom the trial takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.nodes import cover
from criteria.tree import All, Any, Kind, Leaf, Node, Requirement, Unparsed
from criteria.vocabulary import load

_IN_SITU = "ductal carcinoma in situ"


def with_extents_apart(node: All) -> All:
    """The conjunction, with parts that ask for two such diseases as alternatives."""
    doubtful = _of_two_extents(node.nodes)
    if not doubtful:
        return node
    strict = tuple(part for place, part in enumerate(node.nodes) if place not in doubtful)
    loose = tuple(part for place, part in enumerate(node.nodes) if place in doubtful)
    return replace(node, nodes=(*strict, Any(loose, cover(loose))))


def _of_two_extents(nodes: Sequence[Node]) -> set[int]:
    """The places of parts of a conjunction of which one asks for spread disease and one for local disease only, or for two histologies."""
    asked = [_leaves(node) for node in nodes]
    spread = {place for place, found in enumerate(asked) if found and all(map(_is_spread, found))}
    local = {place for place, found in enumerate(asked) if _is_local(found)}
    in_situ = {place for place, found in enumerate(asked) if found and all(r.concept == _IN_SITU for r in found)}
    invasive = {place for place, found in enumerate(asked) if found and all(map(_is_invasive, found))}
    return (spread | local if spread and local else set()) | (in_situ | invasive if in_situ and invasive else set())


def _leaves(node: Node) -> list[Requirement]:
    """The requirements of a part that is a leaf or alternatives of leaves, some of which may be unread; none for anything else."""
    match node:
        case Leaf(requirement):
            return [requirement]
        case Any(nodes) if all(isinstance(part, Leaf | Unparsed) for part in nodes):
            return [part.requirement for part in nodes if isinstance(part, Leaf)]
        case _:
            return []


def _is_spread(requirement: Requirement) -> bool:
    return requirement.kind is Kind.STAGE and (
        requirement.concept == "metastatic" or (requirement.concept == "stage" and requirement.value == ("IV",))
    )


def _is_local(found: Sequence[Requirement]) -> bool:
    """Whether a part asks for disease that came back in its place, or cannot be operated on there."""
    stages = [r for r in found if r.kind is Kind.STAGE]
    if not found or len(stages) < len(found) or any(map(_is_spread, stages)):
        return False
    return any(r.concept == "recurrent" and dict(r.detail).get("where") == "local" for r in stages)


def _is_invasive(requirement: Requirement) -> bool:
    if requirement.kind is not Kind.CANCER or requirement.concept == _IN_SITU:
        return False
    own = load().is_a(Kind.CANCER, requirement.concept, "invasive breast cancer")
    return own or requirement.concept in ("ductal carcinoma", "lobular carcinoma", "mucinous breast cancer")
