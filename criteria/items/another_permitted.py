"""Owns permissions of another treatment than the one that is kept out: they spare nobody that one."""

from __future__ import annotations

from criteria.items.excepted_alone import is_of
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.tree import All, Allow, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk

# "patients on aspirin are eligible": a permission of its own, which asks nothing of whom it lets in
_PERMITS = regex(r"\b(?:allow(?:ed|able)|permi(?:tted|ssible)|acceptable|eligible|may|can|exceptions? to)\b")
_ON_CONDITION = regex(
    r"\b(?:if|unless|provided|providing|as long as|only|when|once|not|no|these|such|combin\w+|premedic\w+|topical|local|prevent\w+)\b"
)
_NO_WASHOUT = regex(
    r"\bno wash-?\s?out\b|\bwash-?\s?out\b[^.;]{0,60}\b(?:is|are|will be) not (?:required|needed|necessary)\b"
)
_TOXICITY = "unresolved toxicity"
_LEFT_BEHIND = "alopecia"  # which is never a reason to be treated
_OF_ANY_CLASS = frozenset(
    {
        "monoclonal antibody",
        "antibody-based therapy",
        "biologic therapy",
        "immunotherapy",
        "targeted therapy",
        "systemic therapy",
    }
)
_CLAUSE_ENDS = (". ", ";", "(", ")", ":", "\n")
_SAYS_NO_KIND = frozenset({"therapy", "treatment", "inhibitor", "agent", "drug", "antibody", "of", "and"})


def permits_beside(node: Node, text: str) -> Node:
    """The same tree, where "no heparin; patients on aspirin are eligible" lets in nobody who takes both."""
    match node:
        case All(nodes, span):
            return All(tuple(permits_beside(part, text) for part in nodes), span)
        case If(condition, asked, span):
            return If(condition, permits_beside(asked, text), span)
        case Unless(excluded, exception, span):
            held = permits_beside(excluded, text)
            if _permits_another(excluded, exception, text):
                return all_of([held, Allow(exception, exception.span)])
            return Unless(held, exception, span)
        case _:
            return node


def _permits_another(excluded: Node, exception: Node, text: str) -> bool:
    """Whether an exception only permits treatments none of which is one that is kept out: "heparin. Patients on aspirin are eligible"."""
    leaves = [n.node.requirement for n in walk(excluded) if isinstance(n, Not) and isinstance(n.node, Leaf)]
    kept_out = [r for r in leaves if r.concept != _TOXICITY]
    permitted = [n.requirement for n in walk(exception) if isinstance(n, Leaf)]
    if not kept_out or not permitted or any(isinstance(n, Unparsed | Not) for n in walk(exception)):
        return False
    if any(r.kind is not Kind.THERAPY for r in kept_out):
        return False
    if all(r.concept == _LEFT_BEHIND for r in permitted):
        # "surgery within 2 weeks and not recovered (except alopecia)" spares what was left behind
        return not any(isinstance(n, Leaf) and n.requirement.concept == _TOXICITY for n in walk(excluded))
    if any(r.kind is not Kind.THERAPY for r in permitted):
        return False  # "thrombosis; patients on anticoagulants are eligible"
    if any(r.concept in _OF_ANY_CLASS for r in permitted):
        return False  # antibodies may be the immunotherapy that is kept out
    if any(is_of(one, other) or _words(one) & _words(other) for one in permitted for other in kept_out):
        return False
    words = _own_clause(exception, text)
    if _NO_WASHOUT.search(words) is not None:
        return True
    return _PERMITS.search(words) is not None and _ON_CONDITION.search(words) is None


def _own_clause(exception: Node, text: str) -> str:
    """The words of the sentence, clause or bracket in which an exception stands."""
    start = max(text.rfind(mark, 0, exception.span.start) for mark in _CLAUSE_ENDS)
    ends = (text.find(mark, exception.span.end) for mark in _CLAUSE_ENDS)
    return text[start + 1 : min((end for end in ends if end >= 0), default=len(text))].lower()


def _words(requirement: Requirement) -> set[str]:
    return set(requirement.concept.lower().replace("-", " ").split()) - _SAYS_NO_KIND
