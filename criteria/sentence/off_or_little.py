"""Owns steroids that must be left out, "or on no more than 10 mg of prednisone": what is asked is no higher dose, and no more than that."""

from __future__ import annotations

from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import All, Kind, Leaf, Node, Not, Unless, Unparsed

# what an alternative says beside its dose: that it may fall or stay says no more, that it must be stable would
_ON_A_DOSE = regex(
    r"\W*or\s+(?:(?:are|is|be|must|receiving|taking|on|at|an?|the|systemic|low|daily|total|equivalents?|dos(?:e|age)s?|of|steroids?|corticosteroids?|oral"
    r"|stable\s*(?:/|or|and/or)\s*(?:decreasing|tapering|reducing)|(?:decreasing|tapering)\s*(?:/|or|and/or)\s*stable)\b\s*)*"
    r"(?:[≤<]=?|=<|less than(?: or equal to)?|no more than|not more than|at most|up to|a maximum of)\s*[\d.]+\s*mg\s*"
    r"(?:(?:/\s*d(?:ay)?\b|per day|a day|daily|of|oral|methylprednisolone|prednisolone|prednisone|dexamethasone|hydrocortisone|equivalents?|or|an?|its)\b"
    r"[\s,()]*|[(,)]\s*)*\W*"
)


def off_or_little(passage: Passage, node: Node) -> Node:
    """The tree, "off steroids, or on ≤ 10 mg" as the exclusion of more than that."""
    if "mg" not in passage.lower or not isinstance(node, All):
        return node
    dosed = [part for part in node.nodes if _is_a_higher_dose(part)]
    if not dosed:
        return node
    kept = [part for part in node.nodes if not _leaves_out(passage, part)]
    return node if len(kept) == len(node.nodes) else all_of(kept)


def _is_a_higher_dose(node: Node) -> bool:
    match node:
        case Not(Leaf(requirement)):
            dose = dict(requirement.detail).get("dose", "")
            return requirement.kind is Kind.THERAPY and requirement.concept == "corticosteroid" and dose.startswith(">")
        case _:
            return False


def _leaves_out(passage: Passage, node: Node) -> bool:
    """Whether a part asks for no steroids but for a dose, and its exception says nothing beside that dose."""
    match node:
        case Unless(Not(Leaf(requirement)), Unparsed(span)) if requirement.concept == "corticosteroid":
            said = (passage.view.span(*found.span()) for found in _ON_A_DOSE.finditer(passage.lower))
            return not requirement.detail and any(one.start <= span.start and span.end <= one.end for one in said)
        case _:
            return False
