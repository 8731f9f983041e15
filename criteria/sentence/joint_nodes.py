"""Owns what an exclusion of things that exclude only together becomes: one denial of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from criteria.atoms import Atom
from criteria.nodes import all_of
from criteria.sentence.joined_by_or import with_choices
from criteria.sentence.joint_exclusions import TREATABLE
from criteria.sentence.statement import statement
from criteria.text.passage import Passage
from criteria.tree import All, Any, Effect, Node, Not

_A_DISEASE_AND_ITS_TREATMENT = 2


def not_with_it(passage: Passage, run: list[Atom]) -> Node:
    """Whoever has any of the run is excluded with the last of it."""
    *having, last = (statement(passage, a, Effect.REQUIRE) for a in run)
    span = having[0].span.cover(last.span)
    first = having[0] if len(having) == 1 else Any(tuple(having), having[0].span.cover(having[-1].span))
    return Not(All((first, last), span), span)


def not_together(passage: Passage, run: list[Atom]) -> Node:
    """The exclusion of what excludes only in one and the same patient; of the treatments of a disease, any will do."""
    parts = [statement(passage, a, Effect.REQUIRE) for a in run]
    if run[0].requirement.kind in TREATABLE and len(parts) > _A_DISEASE_AND_ITS_TREATMENT:
        parts = [parts[0], Any(tuple(parts[1:]), parts[1].span.cover(parts[-1].span))]
    else:
        parts = with_choices(run, parts)
    whole = all_of(parts)
    return Not(whole, whole.span)


def not_with_any(passage: Passage, run: list[Atom]) -> Node:
    """Whom the first of the run describes is excluded with any of the others: "men with heart failure or angina"."""
    whom, *having = (statement(passage, a, Effect.REQUIRE) for a in run)
    span = whom.span.cover(having[-1].span)
    return Not(All((whom, Any(tuple(having), span)), span), span)


def excluded_ways(passage: Passage, members: list[Atom]) -> Iterator[Node]:
    """Each of several descriptions excluded as a whole: "T1 N2 or T4 N0" rules out neither T1 nor N0."""
    for together, group in groupby(members, key=lambda a: a.together or str(id(a))):
        way = list(group)
        if together is None or len(way) == 1:
            yield statement(passage, way[0], Effect.EXCLUDE)
            continue
        parts = [statement(passage, a, Effect.REQUIRE) for a in way]
        whole = all_of(parts)
        yield Not(whole, whole.span)
