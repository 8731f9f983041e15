"""Owns things that exclude only together: whoever has one of them passes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.items.organs_apart import is_elsewhere
from criteria.nodes import conjuncts
from criteria.patterns import regex
from criteria.tree import All, Any, If, Kind, Leaf, Node, Not, Unless, Unparsed, walk

CLAUSE_STOP = regex(r"[.;]\s|\n\s*(?:[*•-]|\d+[.)]|[a-z][.)])")
"""Where a statement ends: a full stop, a semicolon, the next item of a list."""
ONE_CLAUSE = 80
"""Characters between two parts of one statement, at most."""
_TOGETHER = regex(
    r"\s*(?:\+|plus|(?:given |taken )?(?:in )?combin(?:ed|ation) with|together with|concomitant(?:ly)? with|concurrent(?:ly)? with)\s*",
    re.IGNORECASE,
)
_TREATMENTS = frozenset({Kind.THERAPY, Kind.LINES})
_DISEASES = frozenset({Kind.CANCER, Kind.STAGE, Kind.COMORBIDITY})
# why something that is named excludes nobody by itself, and what it is said of
_SAID_OF = {
    "it says what the treatment was for": _TREATMENTS,
    "it only says when or where something else is": _TREATMENTS,
    "a point in time, not a treatment that is excluded": _TREATMENTS,
    "it says how long something took": _TREATMENTS,
    "it contradicts what the trial asks for elsewhere": _TREATMENTS,
    "it says how a disease was treated": _DISEASES,
    "it says how something was found": _DISEASES | {Kind.METASTASIS, Kind.BIOMARKER, Kind.LAB},
}
_IN_BRACKETS, _OF_ANOTHER = (
    "it says what is meant by what stands before the bracket",
    "it excludes patients of another cancer",
)
# "less than 3 months of letrozole for metastatic disease", "from the end of chemotherapy to relapse"
_HANGS = regex(
    r"\b(?:for|to|of|from|in|after|until|before|since|with|following|on|by|at)\s+(?:[\w/-]+,?\s+){0,6}$", re.IGNORECASE
)
_BOTH = regex(r"\bAND\b(?!/)")
_LOWER = regex(r"[a-z]{3}")


def given_together(node: All, text: str) -> All:
    """Excluded things that the text joins by a plus or an emphatic AND exclude together: whoever has one of them passes."""
    order = sorted(node.nodes, key=lambda part: part.span)
    parts: list[Node] = []
    for part in order:
        last = parts[-1] if parts else None
        if isinstance(last, Not) and isinstance(part, Not) and _goes_with(last, part, text):
            span = last.span.cover(part.span)
            parts = [_with_it(one, last, part) for one in parts[:-1]]
            parts.append(Not(All((last.node, part.node), span), span))
        else:
            parts.append(part)
    return node if len(parts) == len(node.nodes) else replace(node, nodes=tuple(parts))


# "concomitant use of ketoconazole with a statin"
_USE_OF = regex(
    r"\b(?:concomitant|concurrent|simultaneous|combined) (?:administration|use|intake) of\s+$", re.IGNORECASE
)
_WITH = regex(r"\s*,?\s*\bwith\s+(?:an?\s+|any\s+)?", re.IGNORECASE)


def used_at_once(nodes: Sequence[Node], text: str) -> Node | None:
    """The use of one treatment with another, either with its examples, which exclude together; None where the text says no such thing."""
    order = sorted(nodes, key=lambda part: part.span)
    apart = [
        place
        for place in range(1, len(order))
        if _WITH.fullmatch(text, order[place - 1].span.end, order[place].span.start)
    ]
    start = order[0].span.start if order else 0
    if len(apart) != 1 or _USE_OF.search(text, max(0, start - ONE_CLAUSE), start) is None:
        return None
    sides = [[part for one in side for part in conjuncts(one)] for side in (order[: apart[0]], order[apart[0] :])]
    # what the trial asks for was excepted from a side; both together exclude all the same
    bare = [[part.node if isinstance(part, Unless) else part for part in side] for side in sides]
    taken = [[part.node for part in side if isinstance(part, Not) and isinstance(part.node, Leaf)] for side in bare]
    if [len(side) for side in taken] != [len(side) for side in sides]:
        return None
    span = order[0].span.cover(order[-1].span)
    one, other = (side[0] if len(side) == 1 else Any(tuple(side), span) for side in taken)
    return Not(All((one, other), span), span)


def _with_it(one: Node, last: Not, other: Not) -> Node:
    """A lab under the bound of the last one, which goes with another as that does: "AST and ALT > 1.5 associated with ALP > 2.5"."""
    if not (isinstance(one, Not) and _is_lab(one) and _is_lab(last) and _is_lab(other)):
        return one
    bounds = [part.node.requirement.value for part in (one, last) if isinstance(part.node, Leaf)]
    span = one.span.cover(other.span)
    return Not(All((one.node, other.node), span), span) if bounds[0] == bounds[1] else one


def _goes_with(one: Not, other: Not, text: str) -> bool:
    gap = text[one.span.end : other.span.start]
    both_drugs = all(isinstance(n, Leaf) and n.requirement.kind is Kind.THERAPY for n in (one.node, other.node))
    if both_drugs and _TOGETHER.fullmatch(gap):
        return True
    if _is_lab(one) and _is_lab(other) and _AND_A.fullmatch(gap):
        return True
    sentence = text[one.span.start : other.span.end]
    return (
        len(gap) <= ONE_CLAUSE and not CLAUSE_STOP.search(gap) and bool(_BOTH.search(gap) and _LOWER.search(sentence))
    )


# "creatinine > 2 and a calcium > 12"
_AND_A = regex(r"\s*,?\s*\band\s+an?\s+", re.IGNORECASE)


def _is_lab(part: Not) -> bool:
    return isinstance(part.node, Leaf) and part.node.requirement.kind is Kind.LAB


_EXTENTS = frozenset({Kind.STAGE, Kind.METASTASIS})


def of_its_own_cancer(node: All) -> All:
    """How far a cancer of another organ has come, open: the record's own stage says nothing of it ("stage IV ovarian cancer")."""
    leaves = [part for part in node.nodes if isinstance(part, Leaf)]
    named = [part.requirement for part in leaves if part.requirement.kind is Kind.CANCER]
    if not named or not all(is_elsewhere(requirement) for requirement in named):
        return node
    why = "it is said of a cancer of another organ"
    parts = tuple(
        Unparsed(part.span, why) if isinstance(part, Leaf) and part.requirement.kind in _EXTENTS else part
        for part in node.nodes
    )
    return node if all(new is old for new, old in zip(parts, node.nodes, strict=True)) else replace(node, nodes=parts)


def with_what_it_is_said_of(node: Node, text: str) -> Node:
    """What was only named of an excluded thing before it excludes together with that: whoever has not that passes."""
    if isinstance(node, Unless | If):
        inner = with_what_it_is_said_of(node.node, text)
        return node if inner is node.node else replace(node, node=inner)
    if not isinstance(node, All):
        return node
    parts = sorted(conjuncts(node), key=lambda part: part.span)
    joined = [
        _joined_to(_of_its_cancer(part, parts[:place], text), parts[:place], text) for place, part in enumerate(parts)
    ]
    return node if all(new is old for new, old in zip(joined, parts, strict=True)) else All(tuple(joined), node.span)


def _of_its_cancer(part: Node, before: list[Node], text: str) -> Node:
    """What excludes only with a cancer of another organ that is named before it, together with that cancer.

    "Refractory ovarian cancer (i.e. progression on platinum)", "lung cancer patients with ALK, EGFR or ROS1 alterations".
    """
    told = part.node.nodes if isinstance(part, Not) and isinstance(part.node, All) else ()
    why = next((one.why for one in told if isinstance(one, Unparsed)), None)
    if not isinstance(part, Not) or why not in (_IN_BRACKETS, _OF_ANOTHER):
        return part
    cancers = [
        leaf for one in before for leaf in walk(one) if isinstance(leaf, Leaf) and is_elsewhere(leaf.requirement)
    ]
    if len(cancers) != 1 or CLAUSE_STOP.search(text, cancers[0].span.end, part.span.start):
        return part
    if why == _OF_ANOTHER and not any(isinstance(n, Leaf) and n.requirement.kind is Kind.BIOMARKER for n in told):
        return part  # another treatment behind an "or" may be meant of everyone
    if why == _IN_BRACKETS and _OPENS.match(text, cancers[0].span.end) is None:
        return part
    return Not(All((cancers[0], *told), cancers[0].span.cover(part.span)), part.span)


_OPENS = regex(r"\s*\(")


def _joined_to(part: Node, before: list[Node], text: str) -> Node:
    why = _why(part)
    if not isinstance(part, Not) or why is None:
        return part
    things = (one for one in reversed(before) if isinstance(one, Not) and _why(one) is None)
    thing = next((one for one in things if one.span.end <= part.span.start), None)
    kinds = _SAID_OF[why]
    if thing is None or not any(isinstance(n, Leaf) and n.requirement.kind in kinds for n in walk(thing)):
        return part
    gap = text[thing.span.end : part.span.start]
    if CLAUSE_STOP.search(gap) or _HANGS.search(text, thing.span.start, part.span.start) is None:
        return part
    span = thing.span.cover(part.span)
    return Not(All((thing.node, part.node), span), span)


def _why(part: Node) -> str | None:
    """Why what a denial names excludes nobody by itself, where it is only said of something."""
    inner = part.node if isinstance(part, Not) else None
    told = inner.nodes if isinstance(inner, All) else (inner,)
    return next((one.why for one in told if isinstance(one, Unparsed) and one.why in _SAID_OF), None)
