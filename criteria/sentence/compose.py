"""Owns the fourth pass within a sentence: atoms joined into a tree by and, or, negation, exception and condition."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from criteria.atoms import Atom
from criteria.nodes import all_of
from criteria.sentence import conditions as conditions_of
from criteria.sentence import exceptions as exceptions_of
from criteria.sentence.and_if import and_if
from criteria.sentence.bracketed_conditions import Bracket, bracket_of
from criteria.sentence.brain_permissions import condition_of_list
from criteria.sentence.exemplified import examples_within
from criteria.sentence.if_indicated import if_indicated
from criteria.sentence.joining import join
from criteria.sentence.last_choice import on_condition, with_more
from criteria.sentence.loosen import loosened_within
from criteria.sentence.named_only import of_those_it_names
from criteria.sentence.of_some import unread_whom
from criteria.sentence.off_or_little import off_or_little
from criteria.sentence.other_values import beyond_in_brackets, of_the_last_way, says_for_whom, under, with_whom
from criteria.sentence.purposes import for_the_cancer
from criteria.sentence.resumed_lists import unsettled, untouched, with_unsettled
from criteria.sentence.single_labs import holds, of_single_labs, starts_anew
from criteria.sentence.statement import effect, statement
from criteria.sentence.ways import ways
from criteria.sentence.whose_duty import whose_duty
from criteria.text.passage import Passage
from criteria.tree import All, Any, Effect, If, Kind, Node, Unless, Unparsed
from criteria.words.context import Cue
from criteria.words.or_words import NAIVE_OR


def compose(passage: Passage, atoms: list[Atom]) -> Node | None:
    """The tree of one passage; None when there are no atoms."""
    if all(a.is_unread for a in atoms) and (listed := condition_of_list(passage)) is not None:
        return listed
    if not atoms:
        return None
    permitted = exceptions_of.permission(passage, atoms)
    if permitted is not None:
        return permitted
    if (sex := whose_duty(passage, atoms)) is not None and (duty := compose(passage, _without(sex, atoms))) is not None:
        whom = statement(passage, sex, Effect.REQUIRE)
        return If(whom, duty, whom.span.cover(duty.span))
    together = partial(join, passage)
    if (choice := _untreated_or(passage, atoms) or on_condition(passage, atoms, together)) is not None:
        return choice
    common, found, opened, unread = ways(passage, _with_their_exceptions(atoms))
    common, found = with_whom(passage, common, found)
    if len(found) == 1 and (choice := with_more(passage, atoms, together)) is not None:
        return choice
    nodes = [node for node in (_sentence(passage, way, opened) for way in found) if node is not None]
    if not nodes:
        return None
    if unread is not None:
        nodes.append(Unparsed(passage.view.span(*unread), "alternative"))
    node = nodes[0] if len(nodes) == 1 else Any(tuple(nodes), nodes[0].span.cover(nodes[-1].span))
    everyone = _sentence(passage, common, opened) if common else None
    if everyone is not None:
        node = all_of(sorted([everyone, node], key=lambda n: n.span))
    return off_or_little(passage, loosened_within(node, passage.lower))


def _without(atom: Atom, atoms: list[Atom]) -> list[Atom]:
    return [a for a in atoms if a is not atom]


def _untreated_or(passage: Passage, atoms: list[Atom]) -> Node | None:
    """The choice between no treatment and one that was had: "chemotherapy-naive, or have received it over 5 years ago"."""
    found = NAIVE_OR.search(passage.lower) if passage.base is Effect.REQUIRE else None
    if found is None:
        return None
    start, cut = found.start(), found.start("or")
    untreated = [a for a in atoms if start < a.end and a.start < cut and a.requirement.kind is Kind.THERAPY]
    ways = [untreated, [a for a in atoms if a.start >= cut]]
    if not untreated or any(effect(passage, a) is not Effect.EXCLUDE for a in untreated):
        return None
    if not ways[1] and any(a.requirement.when is not None for a in untreated):
        return None  # "chemotherapy-naive, or had it over 5 years ago": the second way is the first one's window
    before = [a for a in atoms if a.start < cut and a not in untreated]
    nodes = [node for node in (_sentence(passage, _with_their_exceptions(way)) for way in ways) if node is not None]
    if not ways[1]:  # "treatment-naive or currently on X", of which nothing was read
        nodes.append(Unparsed(passage.view.span(cut, len(passage.lower)), "alternative"))
    either = Any(tuple(nodes), nodes[0].span.cover(nodes[-1].span))
    whom = _sentence(passage, before) if before else None
    return either if whom is None else all_of([whom, either])


def _sentence(passage: Passage, atoms: list[Atom], opened: int | None = None) -> Node | None:
    """The atoms as a tree; the condition at ``opened`` says for whom a way of its own is."""
    if not passage.scopes.found:
        return join(passage, atoms)  # nothing is excepted, conditional or an example
    doubtful = unsettled(passage, atoms)
    settled = [a for a in atoms if a not in doubtful]
    return with_unsettled(passage, _settled(passage, settled, opened), doubtful) if settled or doubtful else None


def _settled(passage: Passage, atoms: list[Atom], opened: int | None) -> Node | None:
    """The atoms as a tree, of which each is known to be excepted or not."""
    atoms = examples_within(passage, atoms)
    main: list[Atom] = []
    exceptions: dict[tuple[int, int], list[Atom]] = {}
    conditions: dict[tuple[int, int], list[Atom]] = {}
    for atom in atoms:
        exception = passage.scopes.over(atom.start, Cue.EXCEPTION)
        condition = passage.scopes.over(atom.start, Cue.CONDITION)
        if (
            condition is not None
            and condition.at == condition.start
            and conditions_of.is_the_population(passage, atom, condition, atoms)
        ):
            condition = None
        if condition is not None and condition.at == opened:
            condition = None
        if exception is not None and exception.is_lifted_from and not starts_anew(passage, atom, main, exception):
            exceptions.setdefault((exception.at, exception.end), []).append(atom)
        elif condition is not None and atom.exception is None and says_for_whom(passage, atom, condition, main):
            conditions.setdefault((condition.at, condition.end), []).append(atom)
        else:
            main.append(atom)
    if not main and conditions and conditions_of.says_only_its_condition(passage, conditions):
        main = [a for found in conditions.values() for a in found]
        conditions = {}
    indicated = if_indicated(passage, main)
    main = main if indicated is None else [a for a in main if a not in indicated[0]]
    own, main, lifted = exceptions_of.apart(passage, main, [a for found in exceptions.values() for a in found])
    exceptions = {key: found for key, found in exceptions.items() if key not in lifted}
    apart, main, done = of_single_labs(passage, main, exceptions, conditions)
    apart, done = [*own, *apart], done | lifted
    if indicated is not None and (treated := join(passage, indicated[0])) is not None:
        apart.append(If(Unparsed(indicated[1], "condition"), treated, indicated[1].cover(treated.span)))
    main = _around_exception(passage, main, exceptions, apart, _behind_exception(passage, main, done))
    node, apart = conditions_of.under_the_first(join(passage, main), conditions, own, apart)
    if node is None and not conditions:
        return all_of(apart) if apart else None
    if node is None:
        node, conditions = of_those_it_names(passage, conditions)
    node = _narrowed_by(passage, node, main, exceptions, conditions, done, opened)
    return all_of([node, *apart])


def _narrowed_by(
    passage: Passage,
    node: Node,
    main: list[Atom],
    exceptions: dict[tuple[int, int], list[Atom]],
    conditions: dict[tuple[int, int], list[Atom]],
    done: dict[tuple[int, int], list[Atom]],
    opened: int | None,
) -> Node:
    """The statements under the conditions and exceptions of their sentence, but for those of ``done``."""
    unread = conditions_of.unread_condition(passage, conditions | done, main, opened)
    if unread is not None:
        whom, start = unread_whom(passage, unread), passage.view.place(unread)[0]
        node = of_the_last_way(passage, main, whom, start) or If(whom, node, unread.cover(node.span))
    node = _under_conditions(passage, node, main, conditions)
    for scope in passage.scopes.found:
        whole = scope.cue is Cue.EXCEPTION and scope.is_lifted_from and (scope.at, scope.end) not in done
        whole = whole and not any(holds(a, scope.at) for a in main)
        if whole and any(scope.leads or a.start < scope.at for a in main):
            found = exceptions.get((scope.at, scope.end), [])
            if exceptions_of.permits_something_else(passage, found, main, scope):
                node = all_of([node, *(statement(passage, a, Effect.ALLOW) for a in found)])
                continue
            if passage.lower.startswith("(they ", scope.at):
                found = [a for a in found if not _is_itself(a, main)]
            where = passage.view.span(scope.at, scope.end)
            if (purpose := for_the_cancer(passage, main, scope)) is not None:
                node = Unless(node, purpose, node.span.cover(where))
                continue
            loosened = exceptions_of.with_exception(passage, node, found, where)
            if found and all(exceptions_of.is_named_again(a, main) for a in found):
                lifted = exceptions_of.lifting(passage, node, found, where)  # to name it again does not say
                lifted = All((lifted, Unparsed(where, "which of it is excepted")), where)
                loosened = Unless(node, lifted, node.span.cover(where))
            node = loosened
    return node


def _under_conditions(
    passage: Passage, node: Node, main: list[Atom], conditions: dict[tuple[int, int], list[Atom]]
) -> Node:
    """The statements under the conditions that were read, each of which may limit some of them, or none."""
    for (start, end), found in conditions.items():
        if conditions_of.limits_nothing(passage, start) or conditions_of.is_of_another(passage, main, start):
            continue
        if conditions_of.is_asked_for(passage, start, main):
            node = all_of([node, join(passage, found) or conditions_of.condition(passage, found, start, end)])
            continue
        if (aside := conditions_of.what_then(passage, found, start) or and_if(passage, found, start, end)) is not None:
            node = all_of([node, aside])
            continue
        if (beyond := beyond_in_brackets(passage, main, start)) is not None:
            node = Unless(node, Unparsed(beyond, "exception"), node.span.cover(beyond))
            continue
        held = conditions_of.condition(passage, found, start, end)
        if len(conditions) == 1 and (bracket := bracket_of(passage, main, start)) is not None:
            return _beside_bracket(passage, node, bracket, held)
        node = of_the_last_way(passage, main, held, start) or under(passage, node, found, start, end)
    return node


def _beside_bracket(passage: Passage, node: Node, bracket: Bracket, held: Node) -> Node:
    """What stands outside a bracket, and what the bracket says of those for whom its condition holds."""
    free, limited = join(passage, bracket.outside), join(passage, bracket.inside)
    aside = Unparsed(bracket.span, "condition") if limited is None else If(held, limited, bracket.span)
    return all_of([node if free is None else free, aside])


def _behind_exception(passage: Passage, main: list[Atom], done: dict[tuple[int, int], list[Atom]]) -> list[Atom]:
    """What is kept out beside something whose exception is over: "live vaccines (except for influenza) or steroids"."""
    ends = [s.end for s in passage.scopes.found if s.cue is Cue.EXCEPTION and s.at > 0 and (s.at, s.end) not in done]
    if len(ends) != 1 or any(effect(passage, a) is not Effect.EXCLUDE or a.alternatives is not None for a in main):
        return []
    behind = [a for a in main if a.start >= ends[0]]
    return behind if len(behind) < len(main) else []


def _around_exception(
    passage: Passage,
    main: list[Atom],
    exceptions: dict[tuple[int, int], list[Atom]],
    apart: list[Node],
    behind: list[Atom],
) -> list[Atom]:
    """What an exception within a list is about; what stands ``behind`` and before it goes to the statements ``apart``."""
    if behind and (rest := join(passage, behind)) is not None:
        main = [a for a in main if a not in behind]
        apart.append(rest)
        free = _before_exception(passage, main, exceptions)
        if free and (earlier := join(passage, free)) is not None:
            main = [a for a in main if a not in free]
            apart.insert(0, earlier)
    return main


def _before_exception(passage: Passage, main: list[Atom], exceptions: dict[tuple[int, int], list[Atom]]) -> list[Atom]:
    """What the exception within a list is not about: "chemotherapy, radiotherapy (except to the breast), or trastuzumab"."""
    at = next((s.at for s in passage.scopes.found if s.cue is Cue.EXCEPTION and s.at > 0), None)
    if any(s.cue is Cue.CONDITION for s in passage.scopes.found):
        return []  # whom it concerns is said of the whole list
    return [] if at is None else untouched(passage, main, [a for found in exceptions.values() for a in found], at)


def _is_itself(atom: Atom, main: list[Atom]) -> bool:
    """Whether an exception only names again what it excepts from: "warfarin (eligible if warfarin can be held)"."""
    return any(a.requirement == atom.requirement for a in main)


def _with_their_exceptions(atoms: list[Atom]) -> list[Atom]:
    """The atoms with those that stand in the exception of another handed to it: "(≤ 5 x ULN if liver metastases)"."""
    stretches = {a.exception for a in atoms if a.exception is not None}
    if not stretches:
        return atoms
    held = [a for a in atoms if any(start <= a.start < end for start, end in stretches)]
    found = []
    for atom in atoms:
        if atom in held:
            continue
        if atom.exception is not None:
            start, end = atom.exception
            atom = replace(atom, unless=(*atom.unless, *(a for a in held if start <= a.start < end)))
        found.append(atom)
    return found
