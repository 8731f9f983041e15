"""Owns whom an exception that names metastases of the brain spares: not those who have what else the sentence keeps out."""

from __future__ import annotations

from criteria.nodes import all_of, conjuncts
from criteria.patterns import regex
from criteria.tree import All, Kind, Leaf, Node, Not, Unless, walk

# "unless treated and stable" goes on about all that stands before it, "except treated brain metastases" does not
_NAMES_THE_BRAIN = regex(r"\b(?:brain|cns|central nervous|cerebral|intra-?cranial)\b")
_REST_OF_CLAUSE = regex(r"[^.,;:()\n]{0,40}")


def of_the_sites_named(node: Node, text: str) -> Node:
    """The same tree, where "no brain or leptomeningeal metastases except treated brain metastases" spares nobody's meninges."""
    match node:
        case All(nodes, span):
            return All(tuple(of_the_sites_named(part, text) for part in nodes), span)
        case Unless(All() as excluded, exception):
            named = {n.requirement.concept for n in walk(exception) if isinstance(n, Leaf) and _is_a_site(n)}
            parts = conjuncts(excluded)
            others = [part for part in parts if _keeps_out_elsewhere(part, named)]
            if not others or not _names_the_brain(exception, text):
                return node
            spared = all_of([part for part in parts if part not in others])
            return all_of([Unless(spared, exception, spared.span.cover(exception.span)), *others])
        case _:
            return node


def _names_the_brain(exception: Node, text: str) -> bool:
    """Whether the words of an exception, to the end of their clause, name the brain: "treated brain metastases"."""
    rest = _REST_OF_CLAUSE.match(text, exception.span.end)
    end = exception.span.end if rest is None else rest.end()
    return _NAMES_THE_BRAIN.search(text[exception.span.start : end].lower()) is not None


def _is_a_site(leaf: Leaf) -> bool:
    return leaf.requirement.kind is Kind.METASTASIS


def _keeps_out_elsewhere(part: Node, named: set[str]) -> bool:
    """Whether a part keeps out metastases at another site than the brain, which is named."""
    match part:
        case Not(Leaf(excluded) as leaf):
            return "brain" in named and _is_a_site(leaf) and excluded.concept not in named
        case _:
            return False
