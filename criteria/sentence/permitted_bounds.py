"""Owns the permission of a worse value for those in some state: "Patients with Gilbert's syndrome and bilirubin ≤ 3 x ULN are eligible"."""

from __future__ import annotations

from dataclasses import replace

from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Any,
    AtLeast,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Requirement,
    Unless,
    Unparsed,
    walk,
)

_PERMITS = regex(r"\b(?:allow\w*|permi\w+|accept\w*|eligible|may|can|enrol\w*|includ\w+)\b")
_FORBIDS = regex(r"\b(?:not|no|unless|except\w*|exclud\w+|ineligible|only|neither)\b")
_OF_STATES = frozenset({Kind.METASTASIS, Kind.COMORBIDITY})
# all that a permission may say besides: "In the case of known Gilbert's syndrome, a higher total bilirubin (< 2 x ULN) is allowed"
_LIGHT = regex(
    r"(?:\W|\d"
    r"|\b(?:an?|the|in|of|for|with|who|whose|those|have|has|had|is|are|be|by|to|up|as|and|if|may|can|will|case|cases"
    r"|setting|presence|known|documented|confirmed|history|diagnosis|due|secondary|related|attributed|attributable"
    r"|higher|elevated"
    r"|elevations?|increased|levels?|values?|total|serum|allowed|permitted|acceptable|accepted|eligible|included"
    r"|enrolled|enroll|patients?|subjects?|participants?|women|individuals|persons|however|note|also|x|times|uln|iuln"
    r"|upper|limits?|normal|institutional|institution|mg|dl)\b)*"
)
_OR = regex(r"\bor\b|/")
_DUE_TO = regex(r"\b(?:due|secondary|related|attributed|attributable) to\b|\bcaused by\b")
_Key = tuple[str, str]


def permitted_values(before: Node, after: Node, words: str, where: Span) -> Node | None:
    """``before`` with the values that ``after`` permits to those in a state as exceptions to its bounds.

    ``words`` are those of ``after``, which stand at ``where``. None where it permits anything else, or nothing worse than ``before``.
    """
    lower = words.lower()
    if _PERMITS.search(lower) is None or _FORBIDS.search(lower) is not None:
        return None
    states, bounds = _said(after, words, where)
    if not states or not bounds:
        return None
    first = {key: leaf for leaf in _asked_of_all(before) if (key := _key(leaf)) is not None}
    exceptions: dict[_Key, Node] = {}
    between = lower[states[0].span.end - where.start : states[-1].span.start - where.start]
    join = Any if _OR.search(between) else All
    who: Node = states[0] if len(states) == 1 else of_its_cause(join(tuple(states), where), lower, where)
    loosening = [leaf for leaf in bounds if _loosens(first, leaf)]
    # "with direct bilirubin within normal limits": what is asked of them besides
    besides = tuple(leaf for leaf in bounds if leaf not in loosening)
    if any((leaf.requirement.concept, sign) in first for leaf in besides for sign in "<>"):
        return None
    for leaf in loosening:
        concept, sign = leaf.requirement.concept, _sign(leaf)
        kept = first.get((concept, sign))
        key = (concept, sign) if kept is not None else (concept, "<" if sign == ">" else ">")
        exceptions[key] = All((who, leaf, *besides), where)
    return _with(before, exceptions) if exceptions else None


def of_its_cause(who: Node, words: str, where: Span) -> Node:
    """Whom worse values are permitted: "liver dysfunction due to metastases" names those with metastases, for the values are the dysfunction.

    ``words`` stand at ``where``.
    """
    match who:
        case All((Leaf(Requirement(kind=Kind.COMORBIDITY)) as first, Leaf(Requirement(kind=Kind.METASTASIS)) as cause)):
            between = words[first.span.end - where.start : cause.span.start - where.start]
            return cause if _DUE_TO.search(between) is not None else who
        case _:
            return who


def _said(after: Node, words: str, where: Span) -> tuple[list[Leaf], list[Leaf]]:
    """The states and the values of which a sentence speaks; neither where it says more than these."""
    states: list[Leaf] = []
    bounds: list[Leaf] = []
    rest = words.lower()
    permits = False
    for node in walk(after):
        match node:
            case Leaf(Requirement(kind=Kind.LAB, value=Comparison())) as leaf:
                bounds.append(leaf)
            case Leaf(Requirement(kind=kind, value=value, when=None)) as leaf if kind in _OF_STATES:
                if isinstance(value, Comparison):
                    return [], []
                states.append(replace(leaf, requirement=Requirement(kind, leaf.requirement.concept, value)))
            case Leaf(Requirement(kind=Kind.SEX)):
                pass  # "women with liver metastases may have …"
            case Leaf():
                return [], []
            case Allow():
                permits = True
            case All() | Any() | If() | Unparsed():
                pass
            case _:
                return [], []
    for leaf in (*states, *bounds):
        start, end = leaf.span.start - where.start, leaf.span.end - where.start
        if start >= 0 and end <= len(rest):
            rest = rest[:start] + " " * (end - start) + rest[end:]
    if not permits or _LIGHT.fullmatch(rest) is None:
        return [], []
    return list(dict.fromkeys(states)), bounds


def _loosens(first: dict[_Key, Leaf], leaf: Leaf) -> bool:
    """Whether a value is worse than what is asked of everybody, or is said to be beyond that bound."""
    concept, sign, permitted = leaf.requirement.concept, _sign(leaf), leaf.requirement.value
    kept = first.get((concept, sign))
    asked = kept.requirement.value if kept is not None else None
    if not isinstance(permitted, Comparison):
        return False
    if not isinstance(asked, Comparison):
        return (concept, "<" if sign == ">" else ">") in first
    if asked.unit != permitted.unit:
        return True
    return permitted.number > asked.number if sign == "<" else permitted.number < asked.number


def _key(leaf: Leaf) -> _Key | None:
    bounded = leaf.requirement.kind is Kind.LAB and isinstance(leaf.requirement.value, Comparison)
    return (leaf.requirement.concept, _sign(leaf)) if bounded else None


def _sign(leaf: Leaf) -> str:
    value = leaf.requirement.value
    return value.op[0] if isinstance(value, Comparison) else ""


def _asked_of_all(node: Node) -> list[Leaf]:
    """The bounds that are asked of everybody."""
    match node:
        case Leaf():
            return [node]
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return [leaf for part in nodes for leaf in _asked_of_all(part)]
        case Unless(inner):
            return _asked_of_all(inner)
        case _:
            return []


def _with(node: Node, exceptions: dict[_Key, Node]) -> Node:
    match node:
        case Leaf() if (exception := exceptions.get(_key(node) or ("", ""))) is not None:
            return Unless(node, exception, node.span.cover(exception.span))
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return replace(node, nodes=tuple(_with(part, exceptions) for part in nodes))
        case Unless(inner):
            return replace(node, node=_with(inner, exceptions))
        case _:
            return node
