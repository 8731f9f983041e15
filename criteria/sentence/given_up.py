"""Owns sentences that say of treatments named before them that they must be over: "such agents must be discontinued"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Allow, If, Kind, Leaf, Node, Not, Unless, Unparsed, walk
from criteria.words.windows import windows

_THESE = (
    r"(?:(?:use|intake|administration)\s+of\s+|taking\s+|using\s+)?(?:(?:all|any\s+of)\s+)?"
    r"(?:these|such|the|those|this|said)\s+(?:\w+\s+)?"
    r"(?:agents?|drugs?|medications?|medicines?|therap(?:y|ies)|treatments?|compounds?|products?)"
)
_STOP = r"(?:discontinued?|stop(?:ped)?|ceased?|interrupt(?:ed)?|suspend(?:ed)?|terminated?|withdrawn|off)"
# as in: patients must discontinue these drugs a week before; prior treatment should be stopped before entry
_MUST_STOP = regex(
    r"^\W*(?:"
    r"(?:the\s+)?(?:patients?|subjects?|participants?|they|women)\s+(?:must|should|will|need\s+to|have\s+to)\s+"
    rf"(?:have\s+|be\s+)?{_STOP}\s+(?:from\s+)?{_THESE}"
    rf"|(?:(?:prior|previous)\s+treatment|{_THESE})\s+(?:must|should|will|need\s+to|have\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?{_STOP}"
    r"|(?:(?:patients?|subjects?|participants?|they|women)\s+)?(?:must|should|need\s+to|have\s+to)\s+(?:first\s+)?(?:discontinue|stop|cease)"
    r"(?:\s+(?:it|them|use))?\s+(?:prior\s+to|before)"
    r"|(?:the|an?)\s+(?:required\s+|minimum\s+)?(?:[\w-]+\s+)?wash-?\s?out\b(?:\s+period)?"
    r"(?:\s+(?:of|prior|before|for)\b[^.;]*?)?\s+(?:is|are)\s+"
    r"(?:required|at\s+least|a\s+minimum|\w+\s+(?:days|weeks|months)))\b[^.;]*\W*$"
)
_MUST_BE_OVER = regex(
    r"\b(?:must|should|has\s+to|have\s+to|needs?\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?(?:complet|finish|end|conclud)\w*"
)
# behind "adjuvant trastuzumab is allowed": "however, it must have been stopped more than a year ago"
_IT_MUST_HAVE_ENDED = regex(
    r"^\W*(?:however,?\s+|but\s+)?(?:it|they|(?:(?:the|this|that|such|prior|previous)\s+)?(?:treatments?|therap(?:y|ies)))\s+"
    r"(?:must|should|has\s+to|have\s+to|needs?\s+to|(?:was|were|is|are)\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?"
    r"(?:complet\w*|finish\w*|end(?:ed)?|conclud\w*|discontinu\w*|stop(?:ped)?|ceased?)\b"
)
# behind "prior fulvestrant is allowed": "however, a washout of 4 weeks is required before entry"
_IT_IS_WASHED_OUT = regex(
    r"^\W*(?:however,?\s+|but\s+)?(?:(?:before|prior\s+to)\s[^.;,]{3,50},\s+)?(?:(?:the|an?|this)\s+)?"
    r"(?:(?:required|minimum|minimal|adequate)\s+)*(?:\d+[\s-](?:day|week|month)s?\s+)?"
    r"wash-?\s?out(?:\s+(?:period|time|interval))?(?:\s+(?:for|from)\s+(?:these|such|this|the|prior)\s+"
    r"(?:medications?|drugs?|agents?|therap(?:y|ies)|treatments?|use))?\s+"
    r"(?:(?:of|is|are|at|least|must|should|be|required|needed|necessary|\d+|days?|weeks?|months?|[≥>]=?)\s*)+(?:(?:before|prior\s+to)\b[^.;]*)?\W*$"
)
# as in: patients are eligible only if these medications are discontinued before randomization
_LET_IN_IF_STOPPED = regex(
    r"^\W*(?:(?:these|such|those|the)\s+)?(?:patients?|subjects?|participants?|women|they|individuals)\s+"
    rf"(?:are|is|may\s+be|will\s+be|would\s+be)\s+(?:still\s+)?(?:eligible|allowed|included|enrolled)\b[^.;]{{0,50}}?"
    rf"\b(?:if|provided(?:\s+that)?|once|when)\s+(?:{_THESE}|it|they|this|use)\s+(?:is|are|has\s+been|have\s+been|was|were|can\s+be)\s+(?:\w+\s+)?{_STOP}\b"
)
_LONGER = (">=", ">")


def given_up(nodes: list[Node], node: Node, words: str, where: Span) -> bool:
    """Whether a sentence that was not read asks for what is excluded, or permitted, before it to have been stopped; it is then added.

    Without a time it asks no more than that none is taken now.
    """
    if nodes and _only_lets_in(node) and _LET_IN_IF_STOPPED.match(words.lower()) is not None:
        last = _unless_stopped(nodes[-1], where)
        if last is not nodes[-1]:
            nodes[-1] = last
            return True
    if not nodes or not _says_nothing_itself(node):
        return False
    lower = words.lower()
    washed_out = _IT_IS_WASHED_OUT.match(lower) is not None
    let_in = list(_taken_if(nodes[-1]) if washed_out else _permitted(nodes[-1]))
    permitted = bool(let_in) and (washed_out or _IT_MUST_HAVE_ENDED.match(lower) is not None)
    if not permitted and _MUST_STOP.match(lower) is None:
        return False
    had = let_in if permitted else list(_excluded(nodes[-1]))
    ways = ("prior", "concurrent") if washed_out and permitted else ("prior",) if permitted else ("concurrent",)
    taken = [leaf for leaf in had if leaf.requirement.value in ways]
    window = next((found.window for found in windows(lower, bare=">=") if found.window.op in _LONGER), None)
    if not had or (window is not None and not taken) or (permitted and window is None):
        return False
    if window is None:
        nodes.append(Allow(node, where))
        return True
    when = replace(window, op="<" if window.op == ">=" else "<=")
    nodes.extend(
        Not(Leaf(replace(leaf.requirement, value="prior", when=when), leaf.span), where)
        for leaf in {leaf.requirement: leaf for leaf in taken}.values()
    )
    return True


def _unless_stopped(node: Node, where: Span) -> Node:
    """An exclusion of treatments that lets in whoever stops them: it is of those who take them, and who will stop is not known."""
    match node:
        case Not(Leaf(requirement) as leaf) if requirement.kind is Kind.THERAPY:
            past = requirement.value == "prior" and requirement.when is None and requirement.setting is None
            if not past and requirement.value != "concurrent":
                return node
            taken = Not(replace(leaf, requirement=replace(requirement, value="concurrent")), node.span)
            return Unless(taken, Unparsed(where, "exception"), node.span.cover(where))
        case All(nodes):
            parts = tuple(_unless_stopped(part, where) for part in nodes)
            same = all(new is old for new, old in zip(parts, nodes, strict=True))
            return node if same else replace(node, nodes=parts)
        case _:
            return node


def _excluded(node: Node) -> Iterator[Leaf]:
    """The treatments that a sentence excludes, each by itself."""
    match node:
        case Not(Leaf(requirement) as leaf) if requirement.kind is Kind.THERAPY:
            yield leaf
        case All(nodes):
            for part in nodes:
                yield from _excluded(part)
        case _:
            return


def _permitted(node: Node) -> Iterator[Leaf]:
    """The treatments that a sentence permits."""
    found = (part.node for part in walk(node) if isinstance(part, Allow))
    return (leaf for leaf in found if isinstance(leaf, Leaf) and leaf.requirement.kind is Kind.THERAPY)


def _taken_if(node: Node) -> Iterator[Leaf]:
    """The treatments that a sentence permits, and those of which it says what must hold for whoever takes them."""
    yield from _permitted(node)
    conditions = (part.condition for part in walk(node) if isinstance(part, If))
    yield from (c for c in conditions if isinstance(c, Leaf) and c.requirement.kind is Kind.THERAPY)


def over_if_had(nodes: list[Node], node: Node, words: str) -> Node:
    """What is asked of those who had what was permitted before: "Radiation is allowed. Patients must have completed radiation"."""
    if not nodes or _MUST_BE_OVER.search(words.lower()) is None:
        return node
    allowed = {
        part.node.requirement.concept
        for earlier in nodes
        for part in walk(earlier)
        if isinstance(part, Allow) and isinstance(part.node, Leaf) and part.node.requirement.kind is Kind.THERAPY
    }
    return _without_asking(node, allowed) if allowed else node


def _without_asking(node: Node, allowed: set[str]) -> Node:
    match node:
        case Leaf(requirement) if requirement.kind is Kind.THERAPY and requirement.concept in allowed:
            return Allow(node, node.span) if requirement.value == "prior" and requirement.when is None else node
        case All(nodes):
            return replace(node, nodes=tuple(_without_asking(part, allowed) for part in nodes))
        case _:
            return node


def _only_lets_in(node: Node) -> bool:
    """Whether a sentence that is read as a permission names nothing that it permits."""
    match node:
        case If(_, inner) | Allow(inner):
            return _only_lets_in(inner)
        case _:
            return _says_nothing_itself(node)


def _says_nothing_itself(node: Node) -> bool:
    return isinstance(node, Unparsed) or (isinstance(node, Leaf) and node.requirement.kind is Kind.ADMINISTRATIVE)
