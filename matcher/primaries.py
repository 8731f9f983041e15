"""Owns which cancers a trial names as the disease of whom it takes, and which as one had before or beside it.

Whose disease is breast cancer is out of an arm for melanoma, even where nobody wrote down that she has no melanoma as
well. An exclusion, or a history that is asked for, is about the rest of her record.
"""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.items.organs_apart import is_elsewhere
from criteria.patterns import regex
from criteria.tree import All, Any, AtLeast, If, Kind, Leaf, Node, Requirement, Section, Unless
from criteria.vocabulary import load

AS_PRIMARY = ("as", "the disease")
"""The detail of a cancer that must be the one of the record."""

# what may be found beside breast cancer, or is a word for where it has spread
_BESIDE_HERS = ("carcinoma in situ", "non-melanoma skin cancer", "central nervous system tumor", "benign tumor")
_OF_THE_PAST = regex(
    r"\b(?:history|prior|previous(?:ly)?|past|earlier|survivors?|famil\w+|relatives?|(?<!high-)(?<!high )risk|another|had|concurrent|concomitant|"
    r"synchronous|second primary)\b[^.;:\n]*$"
)

# what is asked of a cancer that somebody has had: "patients with melanoma must have been free of it for five years"
_IS_OVER = regex(r"\b(?:free (?:of|from)|\w+-free|remission|cured?|curative\w*|no evidence of|years?)\b")

_LINE = 300  # characters


def as_primaries(criterion: Criterion, text: str) -> Criterion:
    """The criterion, with the cancers of other organs that it asks for marked as those that the trial treats."""
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    node = _marked(criterion.node, text, criterion.span.start)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _marked(node: Node, text: str, start: int) -> Node:
    """The tree with these leaves marked where they must be true; what is excluded or a condition stays as it is."""
    match node:
        case Leaf(requirement) if _is_treated(requirement) and not _OF_THE_PAST.search(
            text[start : node.span.start].lower()
        ):
            return replace(node, requirement=replace(requirement, detail=(AS_PRIMARY,)))
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            parts = tuple(_marked(part, text, start) for part in nodes)
            same = all(new is old for new, old in zip(parts, nodes, strict=True))
            return node if same else replace(node, nodes=parts)
        case If(condition, inner):
            line = text[node.span.start : node.span.start + _LINE].partition("\n")[0].lower()
            whom = condition if _IS_OVER.search(line) else _marked(condition, text, start)
            new = _marked(inner, text, start)
            return node if whom is condition and new is inner else replace(node, condition=whom, node=new)
        case Unless(inner, _):
            new = _marked(inner, text, start)
            return node if new is inner else replace(node, node=new)
        case _:
            return node


def _is_treated(requirement: Requirement) -> bool:
    if requirement.value is not None or requirement.when is not None or requirement.detail:
        return False
    return is_elsewhere(requirement) and not any(
        load().is_a(Kind.CANCER, requirement.concept, kind) for kind in _BESIDE_HERS
    )
