"""Owns treatments that are permitted in one setting only: "prior chemotherapy is allowed only in the adjuvant setting" keeps out who had it later."""

from __future__ import annotations

from dataclasses import replace

from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.tree import Allow, Kind, Leaf, Node, Not, Requirement

_ALLOWED = r"(?:allowed|permitted|permissible|acceptable|accepted)"
_ADJUVANT = r"(?:\(?neo-?\)?-?\s?(?:/|or |and |and/or )?\s?)?adjuvant"
_ONLY_THERE = regex(
    rf"\b{_ALLOWED} only (?:in|as|if (?:it was )?(?:given|used|received)(?: in| as)?) (?:the |an? )?(?:prior )?{_ADJUVANT}\b"
    rf"|\b{_ALLOWED} (?:in|as) (?:the |an? )?{_ADJUVANT}(?: settings?| therapy| treatment)? only\b"
    rf"|\bonly (?:(?:prior|previous) )?{_ADJUVANT} [\w\s/-]{{3,40}}? (?:is|are|will be) {_ALLOWED}\b"
)
_EARLY = frozenset({"adjuvant", "neoadjuvant", "early"})


def kept_to_its_setting(node: Node, lower: str) -> Node:
    """The permission with what it keeps out, where the sentence, in lower case, permits a treatment of early disease only."""
    match node:
        case Allow(Leaf(Requirement(kind=Kind.THERAPY, value="prior") as had, span)):
            if had.setting in _EARLY and _ONLY_THERE.search(lower) is not None:
                return all_of([node, Not(Leaf(replace(had, setting="metastatic"), span), span)])
        case _:
            pass
    return node
