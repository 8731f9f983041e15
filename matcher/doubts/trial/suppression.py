"""Owns ovarian suppression that a trial speaks of as running on: its washouts of other treatments do not mean it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Kind, Leaf, Node, Not, Requirement, Unless
from matcher.derive.therapy import ANTICANCER

# "premenopausal women on a GnRH agonist", "menopause induced by medicine"
_RUNS_ON = regex(
    r"\b(?:medical(?:ly)?|chemical(?:ly)?|pharmacological(?:ly)?|drug)[- ]induced (?:menopaus|post-?menopaus|ovarian)"
    r"\w*"
    r"|\binduce (?:chemical |medical )?menopause\b"
    r"|\b(?:on|with|receiving|taking|continue|continuing|concurrent|ongoing|treated with|under)\s+"
    r"(?:an? |the |monthly |stable |their )*"
    r"(?:LH-?RH|GnRH|luteinizing hormone|goserelin|leuprol\w+|triptorelin|ovarian (?:function )?suppress\w+)"
    r"|\b(?:LH-?RH|GnRH|goserelin|leuprol\w+|triptorelin|ovarian (?:function )?suppress\w+)\b[^.;\n]{0,80}\b"
    r"(?:allowed|permitted|must|required|continu\w+|acceptable|mandatory)\b",
    re.IGNORECASE,
)
_GENERAL = ANTICANCER | {"endocrine therapy"}
_SUPPRESSION = ("GnRH agonist", "ovarian function suppression")


def let_run_on(text: str) -> Callable[[Criterion], Criterion]:
    """What is made of each criterion of the text: exclusions of any treatment without the suppression it lets run on."""
    return _without if _RUNS_ON.search(text) is not None else lambda criterion: criterion


def _without(criterion: Criterion) -> Criterion:
    node = _apart(criterion.node)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _apart(node: Node) -> Node:
    match node:
        case Not(Leaf(requirement) as leaf) if _means_any(requirement):
            members = tuple(replace(requirement, concept=name, detail=(), apart_from=()) for name in _SUPPRESSION)
            wider = replace(requirement, apart_from=(*requirement.apart_from, *members))
            return replace(node, node=replace(leaf, requirement=wider))
        case All(nodes):
            parts = tuple(_apart(part) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case Unless(inner):
            new = _apart(inner)
            return node if new is inner else replace(node, node=new)
        case _:
            return node


def _means_any(requirement: Requirement) -> bool:
    """Whether it is any treatment of the cancer, had lately or now."""
    lately = requirement.value == "concurrent" or (
        requirement.value in (None, "prior") and requirement.when is not None
    )
    return requirement.kind is Kind.THERAPY and requirement.concept in _GENERAL and lately
