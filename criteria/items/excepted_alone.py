"""Owns what an exception spares of several things that a sentence keeps out: where it names some of them, those alone."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.nodes import all_of, conjuncts
from criteria.patterns import regex
from criteria.tree import All, Any, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk
from criteria.vocabulary import load

# "unless treated and stable" goes on about all that stands before it, "except treated brain metastases" does not
_NAMES_THE_BRAIN = regex(r"\b(?:brain|cns|central nervous|cerebral|intra-?cranial)\b")
_NAMES_THE_MENINGES = regex(r"\b(?:lepto)?mening")
_REST_OF_CLAUSE = regex(r"[^.,;:()\n]{0,40}")
# "unless the brain metastases are treated": what is said of them may be all that was read as the exception
_BEGINS = regex(r"\b(?:unless|except\w*|if|when|once|provided|providing|as long as)\s(?:[\w'/()-]+\s+){1,7}$")
_LONGEST_BRACKET = 300  # characters
_OF_WHAT = frozenset({"as", "beside"})  # details that say what something is an exception to
# "active metastases, as indicated by cerebral edema": how what stands before it is known
_SAYS_HOW_KNOWN = regex(
    r"\b(?:(?:as )?(?:indicated|evidenced|shown|demonstrated|manifested|documented) by|defined (?:as|by))\b"
)
# what somebody has beside another thing; a value or a receptor may only say how that is known
_APART = frozenset({Kind.METASTASIS, Kind.THERAPY, Kind.LINES, Kind.COMORBIDITY, Kind.CANCER, Kind.STAGE})
_TOXICITY = "unresolved toxicity"


def spares_what_it_names(node: Node, text: str) -> Node:
    """The same tree, where "no brain or leptomeningeal metastases except treated brain metastases" spares nobody's meninges."""
    match node:
        case All(nodes, span):
            return All(tuple(spares_what_it_names(part, text) for part in nodes), span)
        case If(condition, asked, span):
            return If(condition, spares_what_it_names(asked, text), span)
        case Unless(If(condition, asked, where), exception, span):
            apart = spares_what_it_names(Unless(asked, exception, span), text)
            return node if isinstance(apart, Unless) else If(condition, apart, where)
        case Unless(Unless() as inner, exception, span):
            held = spares_what_it_names(inner, text)
            apart = Unless(held, exception, span)
            return apart if isinstance(held, Unless) else spares_what_it_names(apart, text)
        case Unless(All() as whole, exception, span):
            excluded = spares_what_it_names(whole, text)
            node = Unless(excluded, exception, span)
            excepting = [n for n in walk(exception) if isinstance(n, Leaf)]
            parts = conjuncts(excluded)
            left_over = _toxicities(parts, excepting)
            if not left_over and _is_read_in_part(exception):
                return node  # the words that were not read may name the others
            named = left_over or [
                part for part in parts if _keeps_out(part) and _is_named(part, excepting, exception, text)
            ]
            ids = {id(part) for part in named}
            unnamed = [part for part in parts if id(part) not in ids and _keeps_out(part)]
            others = [part for part in unnamed if not any(_belongs_to(one, part, text) for one in named)]
            if not named or not others:
                return node
            spared = all_of([part for part in parts if all(part is not other for other in others)])
            return all_of([Unless(spared, exception, spared.span.cover(exception.span)), *others])
        case _:
            return node


def _is_read_in_part(exception: Node) -> bool:
    return any(isinstance(way, Unparsed) for n in walk(exception) if isinstance(n, Any) for way in n.nodes)


def _toxicities(parts: Sequence[Node], excepting: Sequence[Leaf]) -> list[Node]:
    """What treatment may not have left behind, where an exception names a side effect.

    "4 weeks since chemotherapy, and recovered from it, except alopecia" spares nobody the 4 weeks.
    """
    if not excepting or any(leaf.requirement.kind is not Kind.COMORBIDITY for leaf in excepting):
        return []
    return [
        part for part in parts if any(isinstance(n, Leaf) and n.requirement.concept == _TOXICITY for n in walk(part))
    ]


def _keeps_out(part: Node) -> bool:
    """Whether a part keeps out what somebody may have beside another thing, with an exception of its own or without."""
    match part:
        case Unless(excluded):
            return _keeps_out(excluded)
        case Not(Leaf(requirement)):
            return requirement.kind in _APART
        case _:
            return False


def _belongs_to(one: Node, part: Node, text: str) -> bool:
    """Whether a part is an example in the bracket behind one that is named, "sex hormones (estrogen)", or says how that is known."""
    if not 0 < part.span.start - one.span.end < _LONGEST_BRACKET:
        return False
    between = text[one.span.end : part.span.start]
    if _SAYS_HOW_KNOWN.search(between.lower()) is not None:
        return True
    match one, part:
        case Not(Leaf(kind)), Not(Leaf(example)) if between.count("(") > between.count(")"):
            return is_of(example, kind)
        case _:
            return False


def _is_named(part: Node, excepting: Sequence[Leaf], exception: Node, text: str) -> bool:
    """Whether an exception names what a part keeps out, or some of it: its site, its treatment, its condition."""
    match part:
        case Unless(kept_out):
            return _is_named(kept_out, excepting, exception, text)
        case Not(Leaf(excluded)) if excluded.kind is Kind.METASTASIS:
            if excluded.concept == "leptomeningeal" and _NAMES_THE_MENINGES.search(_words_of(exception, text)):
                return True  # "asymptomatic brain or meningeal metastases are allowed"
            named = any(is_of(leaf.requirement, excluded) for leaf in excepting)
            if excluded.concept == "brain":
                return named and _NAMES_THE_BRAIN.search(_words_of(exception, text)) is not None
            return named
        case Not(Leaf(excluded)):
            return any(is_of(leaf.requirement, excluded) for leaf in excepting)
        case _:
            return False


def is_of(one: Requirement, excluded: Requirement) -> bool:
    """Whether something is what is excluded, one of its kind, or what that is one of."""
    if any(name in _OF_WHAT and excluded.concept in value.split("; ") for name, value in one.detail):
        return True
    kind = _kind(one)
    if kind is not _kind(excluded) or kind is Kind.METASTASIS:
        return one.concept == excluded.concept and kind is _kind(excluded)
    return load().is_a(kind, one.concept, excluded.concept) or load().is_a(kind, excluded.concept, one.concept)


def _kind(requirement: Requirement) -> Kind:
    """The kind of what a requirement is about: lines are lines of a treatment."""
    return Kind.THERAPY if requirement.kind is Kind.LINES else requirement.kind


def _words_of(exception: Node, text: str) -> str:
    """The words of an exception, from "unless" to the end of their clause: "treated brain metastases"."""
    rest = _REST_OF_CLAUSE.match(text, exception.span.end)
    end = exception.span.end if rest is None else rest.end()
    begins = _BEGINS.search(text[max(0, exception.span.start - 60) : exception.span.start].lower())
    return f"{begins.group() if begins else ''}{text[exception.span.start : end].lower()}"
