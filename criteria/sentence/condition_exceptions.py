"""Owns the exceptions and permissions for conditions: which conditions they name, and from what these are excepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.condition_states import BESIDE, OTHERS, bare, no_worse, together
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Allow, Any, Comparison, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk
from criteria.vocabulary import load
from criteria.words.context import Cue, Scope
from criteria.words.moods import Mood

_SEPARATOR = regex(r"[,;:(/]|\b(?:and/or|or|and|as well as|plus)\b")
_JUDGED = r"\b(?:investigators?|judge?\w*|deem\w*|opinion|discretion|safety|considered|tolerable)\b"
# "except toxicities that the investigator judges no risk, such as alopecia": an example is excepted without more
_OF_A_SORT = regex(rf"[^;]*?{_JUDGED}[^;]*?\W(?:such as|e\.?g\.?,?|for example,?|including|like) ")
_AND_OTHERS = regex(
    rf",? (?:and|or) (?:any )?other (?:\w+ )?(?:toxicit\w+|events?|aes?|reactions?|effects?|conditions?)\b[^;]*?{_JUDGED}[^;]*$"
)
_ETC = regex(r"[,\s]*\b(?:etc|and so on|and the like)\b[\s.)]*$")
_SIDES = frozenset({Kind.COMORBIDITY, Kind.LAB, Kind.THERAPY, Kind.ADMINISTRATIVE})


def exception(passage: Passage, start: int, end: int, atoms: Sequence[Atom], of: Sequence[Requirement] = ()) -> Node:
    """What lifts the exclusion of ``of`` by the words at ``start`` to ``end``, among them ``atoms``.

    Conditions that are named are a choice, each with what its own words ask of it. Without a name the words are about
    ``of`` itself, which is then one. What was not read narrows what it stands beside.
    """
    where = passage.view.span(start, end)
    inside = [a for a in atoms if start <= a.start < end]
    heads = _heads(inside)
    heads = sorted([*heads, *_spread_listed(passage.lower, inside)], key=lambda a: a.start) if heads else []
    if not any(not a.is_unread for a in heads):
        of_itself = of[0] if len(of) == 1 else None
        return together(passage, start, end, inside, None, of_itself) or Unparsed(where, "exception")
    first, last = _named_within(passage.lower, start, end, heads)
    items: list[Node] = [
        Unparsed(passage.view.span(*rest), "exception")
        for rest in ((start, first), (last, end))
        if _says(passage.lower, rest)
    ]
    start, end = first, last
    names = sorted({_name(a.requirement) for a in _heads(heads) if not a.is_unread})
    cuts = _cuts(passage.lower, heads, start, end)
    for head, left, right in zip(heads, cuts, cuts[1:], strict=False):
        if head.is_unread:
            items.append(Unparsed(passage.view.span(head.start, head.end), "exception"))
            continue
        words = Unparsed(passage.view.span(left, right), "exception")
        if head.requirement.kind is Kind.METASTASIS:  # whoever has it may have what is excluded beside it
            items.append(All((Leaf(head.requirement, passage.view.span(head.start, head.end)), words), words.span))
            continue
        items.append(together(passage, left, right, inside, head, _excepted(head, of, names)) or words)
    return items[0] if len(items) == 1 else Any(tuple(items), where)


def _named_within(lower: str, start: int, end: int, heads: Sequence[Atom]) -> tuple[int, int]:
    """The part of an exception that only names conditions, without a sort that is left to judgement, and "etc."."""
    sort = _OF_A_SORT.match(lower, start, heads[0].start)
    others = _AND_OTHERS.search(lower, heads[-1].end, end) or _ETC.search(lower, heads[-1].end, end)
    return (sort.end() if sort is not None else start), (others.start() if others is not None else end)


def _says(lower: str, stretch: tuple[int, int]) -> bool:
    return stretch[0] < stretch[1] and _ETC.fullmatch(lower, *stretch) is None


def _name(excepted: Requirement) -> str:
    """The name of an excepted condition with its grade: "peripheral neuropathy <= 2 grade"."""
    if not isinstance(excepted.value, Comparison):
        return excepted.concept
    bound = no_worse(excepted.value)
    return f"{excepted.concept} {bound.op} {bound.number:g} {bound.unit}"


def _heads(atoms: Sequence[Atom]) -> list[Atom]:
    return sorted((a for a in atoms if a.requirement.kind is Kind.COMORBIDITY), key=lambda a: a.start)


_BEFORE_AN_ITEM = regex(r"(?:[,;]|\b(?:or|and/or))\s*$")
_BEHIND_AN_ITEM = regex(r"\s*(?:[,;)]|(?:or|and/or)\b|$)")


def _spread_listed(lower: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The metastases that are items of the list of conditions: "except gallstones, liver metastases, or fatty liver"."""
    return [
        a
        for a in atoms
        if a.requirement.kind is Kind.METASTASIS
        and _BEFORE_AN_ITEM.search(lower, 0, a.start)
        and _BEHIND_AN_ITEM.match(lower, a.end)
    ]


def excepting(
    passage: Passage, excluded: Sequence[tuple[Node, Requirement]], atoms: Sequence[Atom]
) -> tuple[list[Node], list[tuple[int, int]]]:
    """The exclusions of a list of conditions with the exceptions behind it, and the stretches of those that were read.

    Conditions that are named are excepted from all of the list; a state is asked of each of them alone.
    """
    nodes, of = [node for node, _ in excluded], [requirement for _, requirement in excluded]
    done: list[tuple[int, int]] = []
    at = passage.view.place(nodes[-1].span)[1]
    for scope in _exceptions_behind(passage, at):
        done.append((scope.at, scope.end))
        where = passage.view.span(scope.at, scope.end)
        if any(not a.is_unread for a in _heads([a for a in atoms if scope.start <= a.start < scope.end])):
            whole = _all(nodes)
            lifting = exception(passage, scope.start, scope.end, atoms, of)
            nodes = [Unless(whole, lifting, whole.span.cover(where))]
        elif len(nodes) == len(of):
            each = [exception(passage, scope.start, scope.end, atoms, [r]) for r in of]
            nodes = [Unless(n, lifting, n.span.cover(where)) for n, lifting in zip(nodes, each, strict=True)]
        else:
            whole = _all(nodes)
            nodes = [Unless(whole, Unparsed(where, "exception"), whole.span.cover(where))]
    return [_excepted_together(node) for node in nodes], done


def of_toxicity(passage: Passage, asked: Node, atoms: Sequence[Atom], where: Span) -> Node | None:
    """What asks that toxicity has settled with an exception that names some of it, and spares no other; None for anything else."""
    of = [leaf.requirement for leaf in _leaves_of(asked) if _is_settled_toxicity(leaf.requirement)]
    if not of or all(a.is_unread for a in _heads(atoms)):
        return None
    start, end = passage.view.place(where)
    spared = exception(passage, start, end, atoms, of)
    read = [(a.start, a.end) for a in _heads(atoms) if not a.is_unread]
    named = [m.start for m in passage.of_kind(Kind.COMORBIDITY) if start <= m.start < end]
    if any(not any(first <= at < last for first, last in read) for at in named):
        spared = Any((spared, Unparsed(where, "exception read in part")), where)  # another that it may name
    return _excepted_together(Unless(asked, spared, asked.span.cover(where)))


_TOXICITY = "unresolved toxicity"


def _is_settled_toxicity(asked: Requirement) -> bool:
    """Whether toxicity must have settled to grade 1 or better: more than that is toxicity still."""
    match asked.value:
        case Comparison(op, number):
            return asked.concept == _TOXICITY and (op, number) in {("<=", 1), ("<", 2), ("<", 1), ("<=", 0)}
        case _:
            return False


def _all(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes), nodes[0].span.cover(nodes[-1].span))


def _exceptions_behind(passage: Passage, at: int) -> list[Scope]:
    """The exceptions behind a character, without those that stand within another."""
    found: list[Scope] = []
    for scope in sorted(passage.scopes.found, key=lambda s: s.at):
        if scope.cue is Cue.EXCEPTION and scope.at >= at and (not found or scope.at >= found[-1].end):
            found.append(scope)
    return found


def permission(passage: Passage, atoms: Sequence[Atom]) -> Node | None:
    """A sentence that only says which conditions are no obstacle; None for any other."""
    if not atoms or any(a.requirement.kind not in _SIDES or a.exception is not None for a in atoms):
        return None
    first = min(atoms, key=lambda a: a.start)
    opening = next((s for s in passage.scopes.found if s.cue is Cue.EXCEPTION), None)
    opens = opening is not None and opening.at <= _OPENING
    permitted = passage.scopes.mood(first.start) is Mood.PERMITTED and opening is None
    if first.requirement.kind is not Kind.COMORBIDITY or first.is_unread or not (opens or permitted):
        return None
    forbidden = [c for c in passage.scopes.clauses if c.mood is Mood.FORBIDDEN]
    if any(c.start <= a.start < c.end for a in atoms for c in forbidden):
        return None  # "diet-controlled diabetes is allowed, however insulin-dependent diabetes is excluded"
    node = exception(passage, opening.start if opening and opens else 0, len(passage.text), atoms)
    return Allow(node, node.span)


_OPENING = 2  # characters before a word that opens a sentence


def loosened(before: Node, after: Node, *, last: bool) -> Node | None:
    """An exclusion with a permission for the same condition in a sentence of its own; None where it is another matter.

    The ``last`` sentence before it is meant even if what it excludes is not known to be the same or wider.
    """
    if not isinstance(after, Allow):
        return None
    heads = {leaf.requirement.concept for leaf in _leaves(after.node) if _is_excepted(leaf)}
    if not heads:
        return None
    found = _loosened(before, after.node, heads)
    if found is not None:
        return _excepted_together(found)
    excluded = [r for r in _excluded(before) if r.kind is Kind.COMORBIDITY] if last else []
    if not excluded:
        return None
    return _excepted_together(Unless(before, _beside(after.node, excluded), before.span.cover(after.span)))


def _excepted_together(node: Node) -> Node:
    """The tree in which what one exception names is excepted for the others too: alopecia, and neuropathy a sentence later."""
    spared = [leaf.requirement for leaf in _leaves_of(node) if _is_excepted(leaf)]
    graded = {one.concept for one in spared if isinstance(one.value, Comparison)}
    names = {_name(one) for one in spared if one.concept not in graded or isinstance(one.value, Comparison)}
    return _renamed(node, "; ".join(sorted(names)))


def _leaves_of(node: Node) -> list[Leaf]:
    return [part for part in walk(node) if isinstance(part, Leaf)]


def _renamed(node: Node, names: str) -> Node:
    match node:
        case Leaf(requirement, span) if _is_excepted(node):
            detail = tuple(sorted((key, names if key == OTHERS else value) for key, value in requirement.detail))
            return Leaf(replace(requirement, detail=detail), span)
        case All(nodes) | Any(nodes):
            return replace(node, nodes=tuple(_renamed(part, names) for part in nodes))
        case Unless(inner, exception_):
            return Unless(_renamed(inner, names), _renamed(exception_, names), node.span)
        case _:
            return node


def _excluded(node: Node) -> list[Requirement]:
    match node:
        case Leaf(requirement) if _is_settled_toxicity(requirement):
            return [requirement]
        case Not(inner):
            return [leaf.requirement for leaf in _leaves(inner)]
        case All(nodes):
            return [requirement for part in nodes for requirement in _excluded(part)]
        case Unless(inner):
            return _excluded(inner)
        case _:
            return []


def _is_excepted(leaf: Leaf) -> bool:
    return leaf.requirement.kind is Kind.COMORBIDITY and any(key == OTHERS for key, _ in leaf.requirement.detail)


def _leaves(node: Node) -> list[Leaf]:
    match node:
        case Leaf():
            return [node]
        case All(nodes) | Any(nodes):
            return [leaf for part in nodes for leaf in _leaves(part)]
        case _:
            return []


def _loosened(node: Node, lifting: Node, heads: set[str]) -> Node | None:
    match node:
        case Not(inner):
            of = next((leaf.requirement for leaf in _leaves(inner) if _covers(leaf.requirement, heads)), None)
            if of is None:
                return None
            return Unless(node, _beside(lifting, [of]), node.span.cover(lifting.span))
        case Unless(inner, exception_):
            new = _loosened(inner, lifting, heads)
            return None if new is None else Unless(new, exception_, node.span.cover(lifting.span))
        case All(nodes):
            parts = [(_loosened(part, lifting, heads) or part) for part in nodes]
            same = all(new is old for new, old in zip(parts, nodes, strict=True))
            return None if same else All(tuple(parts), node.span)
        case _:
            return None


def _covers(excluded: Requirement, heads: set[str]) -> bool:
    """Whether what is excluded is one of the conditions, or a wider one."""
    if excluded.kind is not Kind.COMORBIDITY:
        return False
    wider = any(load().is_a(Kind.COMORBIDITY, head, excluded.concept) for head in heads)
    return wider or excluded.concept in heads or bare(excluded.concept) in heads


def _beside(node: Node, of: Sequence[Requirement]) -> Node:
    """The excepted conditions with what they are excepted from."""
    match node:
        case Leaf(requirement, span) if _is_excepted(node):
            detail = {*requirement.detail, *_from(requirement.concept, of)}
            return Leaf(replace(requirement, detail=tuple(sorted(detail))), span)
        case All(nodes, span):
            return All(tuple(_beside(part, of) for part in nodes), span)
        case Any(nodes, span):
            return Any(tuple(_beside(part, of) for part in nodes), span)
        case _:
            return node


def _from(concept: str, of: Sequence[Requirement]) -> list[tuple[str, str]]:
    """The detail that names what a condition is excepted from, none where that is itself."""
    others = sorted({r.concept for r in of} - {concept})
    return [(BESIDE, "; ".join(others))] if others else []


def _cuts(lower: str, heads: Sequence[Atom], start: int, end: int) -> list[int]:
    """Where the words about each head begin: at the last sign or conjunction before it."""
    cuts = [start]
    for left, right in pairwise(heads):
        found = list(_SEPARATOR.finditer(lower, min(left.end, right.start), right.start))
        cuts.append(found[-1].start() if found else right.start)
    return [*cuts, end]


def _excepted(head: Atom, of: Sequence[Requirement], names: Sequence[str]) -> Requirement:
    """The condition of a head as one that is excepted, beside the others of its list."""
    own = head.requirement
    value = no_worse(own.value) if isinstance(own.value, Comparison) else None
    detail = {(OTHERS, "; ".join(names)), *_from(own.concept, of)}
    window = own.when if own.when is not None and own.when.op[0] == ">" else None
    return Requirement(Kind.COMORBIDITY, own.concept, value, window, detail=tuple(sorted(detail)))
