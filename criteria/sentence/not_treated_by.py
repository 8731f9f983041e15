"""Owns remarks on what is no treatment of a condition that excludes where it is treated: replacement therapy."""

from __future__ import annotations

import re

from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Allow, Kind, Leaf, Node, walk

# "Replacement therapy (e.g., thyroxine) is not considered a form of systemic treatment": what a condition is not treated by
_REPLACES = regex(
    r"^\W*(?:note:?\s*)?(?:hormone |physiologic(?:al)? )?(?:replacement|substitution)(?: therapy)?\b(?:[^.;()]|\([^()]*\)){0,200}?"
    r"\b(?:is|are) (?:allowed|permitted|acceptable|not (?:considered|regarded as|counted as) (?:to be )?(?:an? )?(?:form of )?systemic)\b",
    re.IGNORECASE,
)


def not_treated_by(before: Node, node: Node, words: str, where: Span) -> Node | None:
    """Conditions that exclude where they are treated, with a remark on what is no such treatment; None where it is another matter."""
    if _REPLACES.match(words) is None:
        return None
    found = [leaf.requirement for leaf in walk(before) if isinstance(leaf, Leaf)]
    treated = any(key == "requiring" for requirement in found for key, _ in requirement.detail)
    if not treated or any(requirement.kind is not Kind.COMORBIDITY for requirement in found):
        return None
    return all_of([before, node if isinstance(node, Allow) else Allow(node, where)])
