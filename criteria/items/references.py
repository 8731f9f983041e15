"""Owns lines that only change a criterion before them: its exception, a looser bound, cancers that it lets in."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import all_of
from criteria.sentence import also, condition_exceptions
from criteria.sentence.afterthoughts import attach, if_outside, lets_back_in, opens_exception
from criteria.sentence.counted import elaborates, refers_to_lines
from criteria.sentence.given_up import given_up
from criteria.sentence.loosen import loosen
from criteria.sentence.loosened_cancers import loosened
from criteria.sentence.wider import excludes_wider
from criteria.tree import All, Allow, Kind, Leaf, Not, Requirement, Unless, Unparsed, walk

_SHORTLY = 3  # criteria back that a permission for other malignancies may refer to


def refers_back(criteria: list[Criterion], criterion: Criterion, text: str) -> bool:
    """Whether a criterion only changes one of those before it, which is then changed in ``criteria``."""
    last = criteria[-1] if criteria else None
    if last is not None and _stand_together(last, criterion):
        changed = (
            _excepted(last, criterion, text)
            or _loosened(last, criterion, text)
            or _lifted_outside(last, criterion, text)
            or _permitted_after_all(last, criterion, text)
            or _let_back_in(last, criterion)
            or _condition_permitted(last, criterion)
            or _said_again(last, criterion)
            or _counted(last, criterion, text)
            or _sooner_for_some(last, criterion)
            or _opened(last, criterion, text)
            or _given_up(last, criterion, text)
        )
        if changed is not None:
            criteria[-1] = changed
            return True
    return _permits_other_cancers(criteria, criterion) or _permits_stable_ones(criteria, criterion, text)


def _stand_together(earlier: Criterion, criterion: Criterion) -> bool:
    return (earlier.arm, earlier.section) == (criterion.arm, criterion.section)


def _excepted(last: Criterion, criterion: Criterion, text: str) -> Criterion | None:
    """The criterion before with a line as its exception: "Exception: treated and stable"."""
    words = criterion.span.of(text)
    if not opens_exception(words):
        return None
    nodes = [last.node]
    attach(nodes, criterion.node, words, criterion.span, permits=True)
    return replace(last, span=last.span.cover(criterion.span), node=all_of(nodes), read=min(last.read, criterion.read))


def _let_back_in(last: Criterion, criterion: Criterion) -> Criterion | None:
    """The criterion before with a line as its exception that says what is asked of those whom it excludes."""
    nodes = [last.node]
    if not lets_back_in(nodes, criterion.node):
        return None
    return replace(last, span=last.span.cover(criterion.span), node=nodes[0], read=min(last.read, criterion.read))


def _condition_permitted(last: Criterion, criterion: Criterion) -> Criterion | None:
    """The criterion before with a line as its exception that permits the condition it excludes: "HIV patients may join if …"."""
    node = condition_exceptions.loosened(last.node, criterion.node, last=False)
    return None if node is None else replace(last, span=last.span.cover(criterion.span), node=node)


def _said_again(last: Criterion, criterion: Criterion) -> Criterion | None:
    """A line that excludes what the one before it did, with an exception that holds for both."""
    match last.node, criterion.node:
        case Not(Leaf(whole)), Unless(Not(Leaf(again)), _) if whole == again:
            return replace(criterion, span=last.span.cover(criterion.span), read=min(last.read, criterion.read))
        case _:
            return None


def _sooner_for_some(last: Criterion, criterion: Criterion) -> Criterion | None:
    """A time that must have passed, with a line that permits the same treatment sooner: "single doses allowed within 4 weeks".

    Which of it that is has been read only where the permission has a particular.
    """
    match last.node, criterion.node:
        case Not(Leaf(whole)), Allow(Leaf(part, span)) if _is_sooner(whole, part):
            form = Leaf(replace(part, when=None), span)
            lifted = form if part.detail else All((form, Unparsed(span, "which of it is permitted")), span)
            whole_span = last.span.cover(criterion.span)
            read = min(last.read, criterion.read)
            return replace(last, span=whole_span, node=Unless(last.node, lifted, whole_span), read=read)
        case _:
            return None


def _opened(last: Criterion, criterion: Criterion, text: str) -> Criterion | None:
    """The criterion before with those whom a line lets in as well as another way to meet it."""
    node = also.opened(last.node, criterion.node, criterion.span.of(text))
    if node is None:
        return None
    return replace(last, span=last.span.cover(criterion.span), node=node, read=min(last.read, criterion.read))


def _is_sooner(whole: Requirement, part: Requirement) -> bool:
    same = whole.kind is part.kind is Kind.THERAPY and whole.concept == part.concept and whole.value == part.value
    return same and whole.when is not None and part.when is not None and part.when.op.startswith("<")


def _given_up(last: Criterion, criterion: Criterion, text: str) -> Criterion | None:
    """The criterion before with a line that only says that the treatments it excludes must have been stopped."""
    nodes = [last.node]
    if not given_up(nodes, criterion.node, criterion.span.of(text), criterion.span):
        return None
    span = last.span.cover(criterion.span)
    return replace(last, span=span, node=all_of(nodes), read=min(last.read, criterion.read))


def _counted(last: Criterion, criterion: Criterion, text: str) -> Criterion | None:
    """The criterion before with a line that only says what does not count among its lines of treatment."""
    nodes = [last.node]
    if not (elaborates(nodes, criterion.node) or refers_to_lines(nodes, criterion.span.of(text), criterion.span)):
        return None
    return replace(last, span=last.span.cover(criterion.span), node=nodes[0])


def _permits_stable_ones(criteria: list[Criterion], criterion: Criterion, text: str) -> bool:
    """Whether the criterion only permits the treated or stable ones of the brain metastases that an earlier one excludes."""
    match criterion.node:
        case Allow(Leaf(Requirement(kind=Kind.METASTASIS, concept="brain")) | All() as permitted):
            about = [leaf.requirement for leaf in walk(permitted) if isinstance(leaf, Leaf)]
        case _:
            return False
    if len(about) != 1 or about[0].concept != "brain" or (about[0].value != "stable" and not about[0].detail):
        return False
    for place in range(len(criteria) - 1, -1, -1):
        earlier = criteria[place]
        match earlier.node:
            case Not(Leaf(Requirement(kind=Kind.METASTASIS, concept="brain", value="any"))) if _stand_together(
                earlier, criterion
            ):
                span = earlier.span.cover(criterion.span) if place == len(criteria) - 1 else earlier.span
                criteria[place] = replace(earlier, span=span, node=Unless(earlier.node, permitted, span))
                return place == len(criteria) - 1
            case _:
                continue
    return False


def _permitted_after_all(last: Criterion, criterion: Criterion, text: str) -> Criterion | None:
    """The criterion before with a line as its exception that permits a part of what it excludes: "Note: adjuvant ones are allowed"."""
    match criterion.node:
        case Allow(Leaf(Requirement() as part)) if excludes_wider(last.node, part):
            nodes = [last.node]
            attach(nodes, criterion.node, criterion.span.of(text), criterion.span, permits=True)
            if len(nodes) > 1:
                return None
            return replace(
                last, span=last.span.cover(criterion.span), node=nodes[0], read=min(last.read, criterion.read)
            )
        case _:
            return None


def _loosened(last: Criterion, criterion: Criterion, text: str) -> Criterion | None:
    """The criterion before with a line that only loosens its bound as its exception."""
    node = loosen(last.node, criterion.node, criterion.span.of(text), criterion.span)
    return None if node is None else replace(last, span=last.span.cover(criterion.span), node=node)


def _lifted_outside(last: Criterion, criterion: Criterion, text: str) -> Criterion | None:
    """The bounds before with a line as their exception: "If these limits are exceeded, patients may join on treatment"."""
    span = last.span.cover(criterion.span)
    node = if_outside(last.node, criterion.span.of(text), criterion.span, criterion.node)
    return None if node is None else replace(last, span=span, node=node, read=min(last.read, criterion.read))


def _permits_other_cancers(criteria: list[Criterion], criterion: Criterion) -> bool:
    """Whether the criterion only permits some of the other malignancies that one shortly before it excludes."""
    for place in range(len(criteria) - 1, max(-1, len(criteria) - 1 - _SHORTLY), -1):
        earlier = criteria[place]
        if not _stand_together(earlier, criterion):
            return False
        new = loosened(earlier.node, criterion.node)
        if new is not None:
            adjacent = place == len(criteria) - 1
            span = earlier.span.cover(criterion.span) if adjacent else earlier.span
            criteria[place] = replace(earlier, span=span, node=new)
            return adjacent
    return False
