"""Owns clauses of a required sentence that semicolons part and a last "or" joins: "A; B; or C" is three ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import all_of, alternatives, conjuncts, cover, excludes
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Section, Unparsed, walk

_BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
# the clauses of one sentence, none of which is a demand of its own
_LISTED = regex(
    r"(?:[^.;:\n]{0,30}\b(?:must|should)\s+(?:have|be)\s+)?"
    r"(?:(?!\b(?:must|should|not|no|without|unless|except|if)\b)[^.;:\n])+"
    r"(?P<more>(?:;(?!\s*or\b)(?:(?!\b(?:must|should|not|no|without|unless|except|if)\b)[^.;:\n])+)+)"
    r";\s*or\b(?:(?!\b(?:must|should|no|without|unless|except|if)\b)[^.;:\n])+\.?\s*$"
)
_DESCRIBES = frozenset(
    {Kind.STAGE, Kind.CANCER, Kind.METASTASIS, Kind.DISEASE_MEASURE, Kind.THERAPY, Kind.LINES, Kind.BIOMARKER}
)
_FEWEST = 2  # clauses of which something was read
_WHY = "the text joins its clauses by or"


def with_listed_clauses_apart(criterion: Criterion, text: str) -> Criterion:
    """The criterion with such clauses as ways of meeting it.

    Where they are not of the sort of the first, that may begin what all go on with, which is left open.
    """
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    node, words = criterion.node, criterion.span.of(text)
    if not isinstance(node, All) or "; or" not in words.lower():
        return criterion
    outside = _BRACKETS.sub(lambda found: " " * len(found.group()), words)
    if _LISTED.match(outside.lower()) is None:
        return criterion
    ends = [criterion.span.start + place for place, sign in enumerate(outside) if sign == ";"]
    asked: list[list[Node]] = [[] for _ in range(len(ends) + 1)]
    choices: list[list[Node]] = [[] for _ in range(len(ends) + 1)]
    for part, of_a_choice in _said(node, ends):
        first, last = _clause_of(part.span.start, ends), _clause_of(part.span.end, ends)
        if first != last or isinstance(part, Allow) or excludes(part) or not _describes(part):
            return criterion
        (choices if of_a_choice else asked)[first].append(part)
    clauses = [_clause(*both) for both in zip(asked, choices, strict=True)]
    said = [clause for clause in clauses if clause is not None]
    if clauses[0] is None or len(said) < _FEWEST:
        return criterion
    if not all(_kinds(clauses[0]) <= _kinds(clause) for clause in said):
        # "progression on taxanes in the adjuvant; metastatic; or …"
        return replace(criterion, node=Any((node, Unparsed(node.span, _WHY)), node.span))
    more = Unparsed(cover(said), _WHY)
    return replace(criterion, node=Any((*said, more), more.span))


def _clause(asked: list[Node], choice: list[Node]) -> Node | None:
    """What one clause says: what it asks, with one of the ways of a choice that it shares with its neighbours."""
    one = [Any(tuple(choice), cover(choice))] if len(choice) > 1 else choice
    return all_of([*one, *asked]) if asked or choice else None


def _clause_of(place: int, ends: Sequence[int]) -> int:
    return sum(end < place for end in ends)


def _said(node: All, ends: Sequence[int]) -> Iterator[tuple[Node, bool]]:
    """What must all be so, and the ways of choices that go over the end of a clause, each of which stands alone."""
    for part in conjuncts(node):
        if isinstance(part, Any) and _clause_of(part.span.start, ends) != _clause_of(part.span.end, ends):
            yield from ((way, True) for way in alternatives(part) if not isinstance(way, Unparsed))
        else:
            yield part, False


def _kinds(clause: Node) -> set[Kind]:
    return {one.requirement.kind for one in walk(clause) if isinstance(one, Leaf)}


def _describes(part: Node) -> bool:
    """Whether all that a part says is of the disease and its treatment."""
    leaves = [one for one in walk(part) if isinstance(one, Leaf)]
    return bool(leaves) and all(leaf.requirement.kind in _DESCRIBES for leaf in leaves)
