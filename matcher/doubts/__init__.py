"""Readings that are in doubt are made open here: wrongly calling someone ineligible is the worst error of all.

The typed criteria stay as they were read; what is softened is only what the matcher makes of them. A reading is in
doubt when the trial would rule out whom it asks for, when no one could meet it, or when the words around it say "or",
give examples, define or only name a point in time. The other way round, a permission with a condition restricts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial, reduce

from criteria.criterion import Criteria, Criterion
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Not, Unparsed
from matcher.doubts.criterion import softened
from matcher.doubts.parts.clause_or import with_clauses_apart
from matcher.doubts.parts.free_ways import without_free_ways
from matcher.doubts.parts.listed_clauses import with_listed_clauses_apart
from matcher.doubts.parts.or_sides import with_the_unread_side
from matcher.doubts.parts.stages_let_in import with_histologies_let_in
from matcher.doubts.parts.triple_negative import with_bounds_of_its_own
from matcher.doubts.parts.whole_clause import with_whole_clauses
from matcher.doubts.trial import listed, other_cancers, phases
from matcher.doubts.trial.active_cancers import only_if_active
from matcher.doubts.trial.alternative_lines import with_alternative_lines
from matcher.doubts.trial.contradictions import Asked, asked_for, without_contradictions, without_those_it_takes
from matcher.doubts.trial.groups_apart import without_other_ages, without_other_statuses
from matcher.doubts.trial.measures import either_will_do
from matcher.doubts.trial.other_status import let_in
from matcher.doubts.trial.own_thresholds import with_shares_of_their_own
from matcher.doubts.trial.raised_values import open_for_who_has_the_cause
from matcher.doubts.trial.receptors_apart import without_opposites
from matcher.doubts.trial.sibling_diseases import with_sibling_diseases
from matcher.doubts.trial.specifics import spoken_of, without_specifics
from matcher.doubts.trial.suppression import let_run_on
from matcher.doubts.trial.unsaid import says_something, with_what_arms_leave_unsaid, with_what_is_unsaid
from matcher.doubts.trial.used_up import for_whom_none_is_left
from matcher.evaluate.other import ENROLMENT
from matcher.primaries import as_primaries
from matcher.told_of_arms import of_their_arms
from matcher.unwrapped import with_whole_sentences
from matcher.whose_cancer import with_her_own

Pass = Callable[[Criterion], Criterion]


def beyond_doubt(criteria: Criteria) -> Criteria:
    """The criteria with every doubtful reading softened, so that it can no longer rule anyone out."""
    return with_whole_sentences(criteria, _beyond_doubt)


def _beyond_doubt(criteria: Criteria) -> Criteria:
    criteria = of_their_arms(criteria)
    text = criteria.text
    hers = with_her_own(criteria)
    consistent = _in_turn(hers.criteria, _beside_the_others(criteria, asked_for(hers, partial(softened, text=text))))
    shares = _in_turn(consistent, (partial(with_shares_of_their_own, text=text),))
    bounded = with_histologies_let_in(with_bounds_of_its_own(shares), text)
    compatible = without_other_ages(without_other_statuses(without_opposites(bounded, text)))
    softer = listed.with_announced_lists(_in_turn(compatible, _by_itself(criteria)), text)
    softer = with_sibling_diseases(with_alternative_lines(softer, text), text)
    softer = tuple(as_primaries(one, text) for one in softer)
    softer = tuple(map(_unless_settled_in_person, softer, criteria.criteria))
    same = all(new is old for new, old in zip(softer, criteria.criteria, strict=True))
    whole = criteria if same else replace(criteria, criteria=softer)
    return with_what_arms_leave_unsaid(whole) if says_something(criteria) else with_what_is_unsaid(whole)


_IN_PERSON = frozenset({Kind.ADMINISTRATIVE, Kind.CONTRACEPTION, Kind.LIFE_EXPECTANCY})


def _unless_settled_in_person(softer: Criterion, read: Criterion) -> Criterion:
    """A criterion as it was read where all of it is settled in person: it rules nobody out, and doubt would only keep it open.

    What a permission in it restricts stays as it is.
    """
    in_person = softer.arm == read.arm and _is_settled_in_person(read.node)
    return read if in_person and _is_settled_in_person(softer.node, doubted=True) else softer


def _is_settled_in_person(node: Node, *, doubted: bool = False) -> bool:
    match node:
        case Leaf(requirement):
            return requirement.kind in _IN_PERSON and requirement.concept != ENROLMENT
        case Unparsed():
            return doubted
        case Not(inner):
            return _is_settled_in_person(inner, doubted=doubted)
        case All(nodes) | Any(nodes):
            return all(isinstance(part, Allow) or _is_settled_in_person(part, doubted=doubted) for part in nodes)
        case _:
            return False


def _beside_the_others(criteria: Criteria, asked: Sequence[Asked]) -> tuple[Pass, ...]:
    """What is made of a criterion by what the trial says elsewhere, in this order; ``asked`` is what it asks of everyone."""
    text = criteria.text
    return (
        partial(phases.limited, text=text),
        partial(phases.with_other_arms, text=text),
        partial(without_contradictions, asked=asked, text=text),
        partial(without_those_it_takes, text=text),
        partial(without_specifics, spoken=spoken_of(criteria)),
        let_run_on(text),
        let_in(text),
        partial(other_cancers.one_of_several, text=text, hers=other_cancers.taking_hers(criteria)),
        partial(only_if_active, text=text),
        partial(open_for_who_has_the_cause, text=text),
    )


def _by_itself(criteria: Criteria) -> tuple[Pass, ...]:
    """What is made of a criterion by its own words, in this order; measurable disease is asked as the trial asks for it."""
    text = criteria.text
    return (
        partial(softened, text=text),
        either_will_do(criteria),
        partial(for_whom_none_is_left, text=text),
        partial(with_the_unread_side, text=text),
        partial(with_listed_clauses_apart, text=text),
        partial(with_clauses_apart, text=text),
        without_free_ways,
        partial(with_whole_clauses, text=text),
    )


def _in_turn(criteria: Iterable[Criterion], passes: Iterable[Pass]) -> tuple[Criterion, ...]:
    """Each criterion after all of these have been made of it, one after the other."""
    return tuple(reduce(lambda one, soften: soften(one), passes, criterion) for criterion in criteria)
