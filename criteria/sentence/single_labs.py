"""Owns the labs of a list that an exception or a condition narrows, and no other of the list."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence import conditions as conditions_of
from criteria.sentence import exceptions as exceptions_of
from criteria.sentence.joining import join
from criteria.sentence.of_some import unread_whom
from criteria.sentence.other_values import under
from criteria.text.passage import Passage
from criteria.tree import Effect, If, Kind, Node
from criteria.words.context import Cue, Scope

_NEXT_IN_LIST = regex(r"[,;]\s*(?:and\s+)?(?:(?:serum|total|an?|the)\s+)*$")


_WITH_EXCEPTION = (Kind.LINES, Kind.STAGE, Kind.CANCER, Kind.CONTRACEPTION)


def holds(atom: Atom, at: int) -> bool:
    """Whether a statement has read its exception: "two regimens (not including adjuvant therapy)", "no spread except to nodes"."""
    if atom.exception is not None and atom.exception[0] - 1 <= at < atom.exception[1]:
        return True
    return atom.requirement.kind in _WITH_EXCEPTION and atom.start <= at < atom.end


def of_single_labs(
    passage: Passage,
    main: list[Atom],
    exceptions: dict[tuple[int, int], list[Atom]],
    conditions: dict[tuple[int, int], list[Atom]],
) -> tuple[list[Node], list[Atom], dict[tuple[int, int], list[Atom]]]:
    """The labs of a list that an exception or condition behind them narrows, and no other.

    Their trees, the other atoms, and the exceptions and conditions that are thereby done with.

    "ANC ≥ 1,500, bilirubin ≤ 1.5 x ULN unless Gilbert's syndrome" asks for the neutrophils without exception.
    """
    apart: list[Node] = []
    done: dict[tuple[int, int], list[Atom]] = {}
    for scope in passage.scopes.found:
        if scope.cue not in (Cue.EXCEPTION, Cue.CONDITION) or scope.at == 0:
            continue
        nearest = _nearest_labs(main, scope.at, either=passage.base is Effect.REQUIRE)
        node = join(passage, nearest) if nearest else None
        if node is None:
            continue
        key, where = (scope.at, scope.end), passage.view.span(scope.at, scope.end)
        if scope.cue is Cue.EXCEPTION and any(holds(a, scope.at) for a in nearest):
            done[key] = []
            continue
        if scope.cue is Cue.EXCEPTION:
            node = exceptions_of.with_exception(passage, node, exceptions.pop(key, []), where)
        elif found := conditions.pop(key, []):
            node = under(passage, node, found, *key)
        elif conditions_of.unread_condition(passage, {}, nearest, only=scope) is not None:
            node = If(unread_whom(passage, where), node, node.span.cover(where))
        elif conditions_of.leads_to_another(passage, nearest, scope):
            continue
        apart.append(node)
        done[key] = []
        main = [a for a in main if a not in nearest]
    return apart, main, done


def _nearest_labs(main: list[Atom], at: int, *, either: bool) -> list[Atom]:
    """The labs that share the last bound before ``at``, with ``either`` their alternatives too; none where it is the only one."""
    labs = [a for a in main if a.requirement.kind is Kind.LAB and a.end <= at]
    if not labs or len(labs) < len([a for a in main if a.end <= at]):
        return []
    last = max(a.end for a in labs)
    names = {a.alternatives for a in labs if a.end == last}
    nearest = [a for a in labs if a.end == last or (either and a.alternatives is not None and a.alternatives in names)]
    return nearest if any(a.requirement.kind is Kind.LAB and a not in nearest for a in main) else []


def starts_anew(passage: Passage, atom: Atom, main: list[Atom], exception: Scope) -> bool:
    """Whether a list of labs goes on behind an exception: "unless due to marrow involvement, and creatinine ≤ 1.5"."""
    if atom.requirement.kind is not Kind.LAB or not main or main[-1].requirement.kind is not Kind.LAB:
        return False
    if passage.lower.startswith("or, ", exception.at):
        return False  # "or, in patients with Gilbert's syndrome, direct bilirubin ≤ 1"
    known = any(a.requirement.concept == atom.requirement.concept for a in main)
    return not known and _NEXT_IN_LIST.search(passage.lower, max(0, atom.start - 30), atom.start) is not None
