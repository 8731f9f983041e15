"""Owns parts that the tree joins by "and" and the text, or sense, by "or"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.items.organs_apart import is_elsewhere
from criteria.nodes import excludes
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Allow, Any, Comparison, Kind, Leaf, Node, Not, Requirement, Unparsed, walk
from criteria.words.or_words import (
    AND_ALSO,
    BOTH,
    FAILED_OR_CAME_BACK,
    IN_PLACES,
    NONE_EXPRESSED,
    OF_A_BOUND,
    ON_OR_AFTER,
)
from matcher.doubts.parts.asked_of_whom import for_whom_it_asks, requirements_of
from matcher.doubts.parts.either import bounded_twice, either_enzyme, on_either_scale
from matcher.doubts.parts.excluded_together import CLAUSE_STOP, ONE_CLAUSE, given_together
from matcher.doubts.parts.one_tumour import of_one_tumour
from matcher.doubts.parts.only_if_planned import only_if_planned
from matcher.doubts.parts.restated import with_the_first_exceptions
from matcher.doubts.parts.stages_let_in import asks_for_a_stage, disjoint_stages
from matcher.doubts.parts.two_extents import with_extents_apart

_OR = regex(r"(?:\band\s*/\s*)?\bor\b", re.IGNORECASE)
# "clinical and/or radiologic size", "histologically or cytologically confirmed", "uni- or bilateral"
_OF_MODIFIERS = r"\b\w+(?:ly|al|ic|ary|ive)\s+(?:and\s*/\s*)?or\s+\w+(?:ly|al|ic|ary|ive)\b|\b\w+-\s+(?:and\s*/\s*)?or\s+\w|\b(?:single or|alone or in) comb\w+"
_NO_ALTERNATIVE = regex(
    r"\([^()]*\)|,? or both\b|\b(?:greater|more|less|higher|lower|fewer|older|younger|equal|at|above|below|with|whether) (?:than )?or "
    r"(?:equal|not|without|above|below|greater|more|less|over)\b|"
    rf"\bor {OF_A_BOUND}|{_OF_MODIFIERS}|{IN_PLACES}|{ON_OR_AFTER}|{FAILED_OR_CAME_BACK}",
    re.IGNORECASE,
)
_ASIDE = regex(r"\([^()]*\)")
_BOTH = regex(BOTH, re.IGNORECASE)
_AND_ALSO = regex(AND_ALSO, re.IGNORECASE)
_WHY = "the text joins its parts by or"


def with_alternatives(node: All, text: str) -> Node:
    """The conjunction with such parts as alternatives, of which there may be more than were read."""
    node = with_the_first_exceptions(node)
    node = only_if_planned(on_either_scale(either_enzyme(of_one_tumour(node, text), text)), text)
    node = for_whom_it_asks(given_together(_without_excluding_everyone(node), text), text)
    node = with_extents_apart(node)
    joined, hanging = _joined_by_or(node.nodes, text)
    harmless = {place for place, part in enumerate(node.nodes) if _rules_nobody_out(part)}
    if joined <= harmless:  # "tamoxifen or raloxifene is permitted", "by CT or MRI"
        joined = set()
    read = joined | _exclusive(node.nodes)
    doubtful = (
        read
        | disjoint_stages(node.nodes)
        | _receptors_twice(node.nodes)
        | _cancers_and_receptors(node.nodes)
        | bounded_twice(node.nodes, text)
    )
    hanging -= doubtful
    if not doubtful and not hanging:
        return node
    strict = tuple(
        Any((part, Unparsed(part.span, _WHY)), part.span) if place in hanging else part
        for place, part in enumerate(node.nodes)
        if place not in doubtful
    )
    if not doubtful:
        return replace(node, nodes=strict)
    further = _asked_with_the_unread(node.nodes, text)
    loose = tuple(
        All((part, Unparsed(part.span, _WITH_IT)), part.span) if place in further else part
        for place, part in enumerate(node.nodes)
        if place in doubtful
    )
    ways = loose if read == doubtful and _are_all(loose, text) else (*loose, Unparsed(_cover(loose), _WHY))
    return replace(node, nodes=(*strict, Any(ways, node.span)))


# "larger than 2 cm, or larger than 1 cm and node-positive": the words between are a way in that was not read
_OR_MORE_AND = regex(r"\bor\b[^.;]*\w[^.;]*\band\b(?!\s*/)[\s\w-]{0,20}$", re.IGNORECASE)
_WITH_IT = "it is asked together with what was not read before it"


def _asked_with_the_unread(nodes: Sequence[Node], text: str) -> set[int]:
    """The places of parts that an "and" joins to an alternative of which nothing was read: they let in nobody by themselves."""
    order = sorted(range(len(nodes)), key=lambda place: nodes[place].span)
    gaps = {
        other: _NO_ALTERNATIVE.sub(" ", text[nodes[one].span.end : nodes[other].span.start])
        for one, other in pairwise(order)
    }
    return {place for place, gap in gaps.items() if len(gap) <= ONE_CLAUSE and _OR_MORE_AND.search(gap)}


# what may stand between alternatives of which there is no third: "T2 disease or patients with N1 disease"
_BARE = regex(
    r"(?:[\s,;()/-]"
    r"|\b(?:"
    r"and|or|diseases?|cancers?|breast|carcinomas?|tumou?rs?|lesions?|patients?|with|who|have|has|be|is|are|was|were"
    r"|an?|the|either|last|previous|prior|their|its|after|during|on|of|to|clinical|clinically|anatomic|pathologic"
    r"|pathological|intolerant|intolerance|refractory)\b)*",
    re.IGNORECASE,
)
_EXTENTS = frozenset({Kind.STAGE, Kind.METASTASIS, Kind.DISEASE_MEASURE})
_OUTCOMES = frozenset({"progressed", "intolerant"})


def _are_all(loose: Sequence[Node], text: str) -> bool:
    """Whether alternatives are all that the text names: states of one person, extents, or how treatment went, with nothing between."""
    inner = [one for part in loose for one in walk(part)]
    found = [one.requirement for one in inner if isinstance(one, Leaf)]
    kinds = {one.kind for one in found}
    if not found or not all(isinstance(one, Leaf | Any | All) for one in inner):
        return False
    if not (kinds <= _EXTENTS or len(kinds) == 1 and (kinds <= _STATES or all(r.value in _OUTCOMES for r in found))):
        return False
    spans = sorted(part.span for part in loose)
    return all(_BARE.fullmatch(text[one.end : other.start]) for one, other in pairwise(spans))


_STATES = frozenset({Kind.SEX, Kind.MENOPAUSE})


def _rules_nobody_out(node: Node) -> bool:
    """Whether a part is permitted, or settled with the study team: no other way than it is needed."""
    if isinstance(node, Leaf):
        return node.requirement.kind is Kind.ADMINISTRATIVE
    return isinstance(node, Allow)


def _cancers_and_receptors(nodes: Sequence[Node]) -> set[int]:
    """The places of cancers of other organs and of receptors of the breast: a list of tumour types, one of which it is."""
    other = {
        p
        for p, part in enumerate(nodes)
        if requirements_of(part) and all(is_elsewhere(r) for r in requirements_of(part))
    }
    receptor = {
        p
        for p, part in enumerate(nodes)
        if requirements_of(part)
        and all(r.kind is Kind.BIOMARKER and r.concept in _RECEPTORS for r in requirements_of(part))
    }
    return other | receptor if other and receptor else set()


_RECEPTORS = frozenset({"TNBC", "HR", "ER", "PR", "HER2"})


def _cover(nodes: Sequence[Node]) -> Span:
    span = nodes[0].span
    for node in nodes[1:]:
        span = span.cover(node.span)
    return span


def _share_a_ceiling(one: Node, other: Node) -> bool:
    """Whether two kinds of lines are counted up to the same number: of "no more than one line of A or B" each is bounded by it."""
    if not (isinstance(one, Leaf) and isinstance(other, Leaf)):
        return False
    values = {part.requirement.value for part in (one, other)}
    bound = one.requirement.value
    counted = one.requirement.kind is other.requirement.kind is Kind.LINES
    return counted and len(values) == 1 and isinstance(bound, Comparison) and bound.op in ("<", "<=")


def _joined_by_or(nodes: Sequence[Node], text: str) -> tuple[set[int], set[int]]:
    """The places of the parts that an "or" of the text joins, and of those before which it joins something unread to them."""
    order = sorted(range(len(nodes)), key=lambda place: nodes[place].span)
    found: set[int] = set()
    hanging: set[int] = set()
    for one, other in pairwise(order):
        if any(excludes(part) and not _is_operable(part, text) for part in (nodes[one], nodes[other])):
            continue  # "pregnancy or lactation" under exclusion does mean neither
        gap = text[nodes[one].span.end : nodes[other].span.start]
        if _share_a_ceiling(nodes[one], nodes[other]):
            continue
        if NONE_EXPRESSED.search(text, max(0, nodes[other].span.start - ONE_CLAUSE), nodes[other].span.start):
            continue
        if _BOTH.search(
            text, max(0, nodes[one].span.start - ONE_CLAUSE), nodes[one].span.start
        ) and _AND_ALSO.fullmatch(gap):
            continue  # "both a taxane, alone or with others, and trastuzumab"
        extents = _ASIDE.sub(" ", gap) if asks_for_a_stage(nodes[one]) and asks_for_a_stage(nodes[other]) else gap
        if len(extents) <= ONE_CLAUSE and not CLAUSE_STOP.search(gap):
            joints = list(_OR.finditer(between := _NO_ALTERNATIVE.sub(" ", extents)))
            elsewhere = any(
                map(is_elsewhere, requirements_of(nodes[one]))
            )  # it may be asked of those who have that cancer
            if (
                joints
                and not elsewhere
                and _says_what_disease(nodes[one])
                and _hangs_on(between[: joints[-1].start()], between[joints[-1].end() :])
            ):
                hanging.add(other)
            elif joints:
                found |= {one, other}
        if _are_sites_of_one(nodes[one], nodes[other]) and _OR.search(nodes[one].span.of(text)):
            found |= {one, other}
    return found, hanging


# "cancer that is refractory or …", "regimens for recurrent or …": the "or" is within what is said of the one before it
_RELATIVE = regex(r"\b(?:that|which|who|whom|whose)\b|\([^()]*$", re.IGNORECASE)
_ATTACHED = regex(r"\b(?:with|to|for|by|during|as|in|on|and)\b[^,;]*$", re.IGNORECASE)
_NUMBERED = r"\s*(?:\(?(?:\d|[a-e]|i{1,3}|iv)[).]\s*)?"
_NEW_SUBJECT = regex(
    _NUMBERED + r"(?:an?\s+)?(?:patients?|those|subjects?|participants?|women|with|evidence)\b", re.IGNORECASE
)
_NEW_CLAUSE = regex(
    _NUMBERED
    + r"(?:an?|the|who|that|have|has|had|be|is|are|was|were|received|within|if|when|progress\w+|relaps\w+|recurr\w+)\b",
    re.IGNORECASE,
)


_DISEASE = frozenset({Kind.CANCER, Kind.STAGE, Kind.METASTASIS, Kind.DISEASE_MEASURE, Kind.BIOMARKER})


def _says_what_disease(part: Node) -> bool:
    """Whether a part names a disease, which what is said of it does not replace."""
    found = [one.requirement.kind for one in walk(part) if isinstance(one, Leaf)]
    return bool(found) and all(kind in _DISEASE for kind in found)


def _hangs_on(before: str, behind: str) -> bool:
    """Whether an "or" with these words around it stands within a clause or phrase about what precedes them."""
    if _NEW_SUBJECT.match(behind):
        return False
    return _RELATIVE.search(before) is not None or (
        _ATTACHED.search(before) is not None and _NEW_CLAUSE.match(behind) is None
    )


def _are_sites_of_one(one: Node, other: Node) -> bool:
    """Whether two sites were read from the same words: "brain or leptomeningeal metastases"."""
    spread = all(isinstance(part, Leaf) and part.requirement.kind is Kind.METASTASIS for part in (one, other))
    return spread and one.span == other.span


def _is_operable(part: Node, text: str) -> bool:
    """Whether a denial is only how the tree holds that the disease can be operated on."""
    return (
        isinstance(part, Not)
        and isinstance(part.node, Leaf)
        and part.node.requirement.concept == "unresectable"
        and _OPERABLE.match(text, part.span.start) is not None
    )


_OPERABLE = regex(r"(?:surgically )?(?:operable|resectable)\b(?! or (?:\w+ )?(?:operable|resectable)\b)", re.IGNORECASE)


def _exclusive(nodes: Sequence[Node]) -> set[int]:
    """The places of states of which no one has two: female and male, pre- and postmenopausal, positive and negative."""
    seen: dict[tuple[str, str], dict[str, set[int]]] = {}
    for place, part in enumerate(nodes):
        if isinstance(part, Leaf) and (state := _state(part.requirement)) is not None:
            seen.setdefault(state[0], {}).setdefault(state[1], set()).add(place)
    return {place for states in seen.values() if len(states) > 1 for places in states.values() for place in places}


def _state(requirement: Requirement) -> tuple[tuple[str, str], str] | None:
    if requirement.kind in (Kind.SEX, Kind.MENOPAUSE):
        return (requirement.kind, ""), requirement.concept
    if requirement.kind is Kind.BIOMARKER and requirement.value in ("positive", "negative"):
        return (requirement.kind, requirement.concept), str(requirement.value)
    return None


def _without_excluding_everyone(node: All) -> All:
    """Drop the exclusion of women beside that of men: a sentence about both is about neither."""
    sexes = {
        part.node.requirement.concept: place
        for place, part in enumerate(node.nodes)
        if isinstance(part, Not) and isinstance(part.node, Leaf) and part.node.requirement.kind is Kind.SEX
    }
    if len(sexes) < 2:
        return node
    dropped = set(sexes.values())
    parts = tuple(Allow(n, n.span) if place in dropped else n for place, n in enumerate(node.nodes))
    return replace(node, nodes=parts)


def _receptors_twice(nodes: Sequence[Node]) -> set[int]:
    """The places of ER or PR beside HR, all positive: HR already means that one of the two is."""
    positive = {
        part.requirement.concept: place
        for place, part in enumerate(nodes)
        if isinstance(part, Leaf) and part.requirement.kind is Kind.BIOMARKER and part.requirement.value == "positive"
    }
    doubled = {positive[name] for name in ("ER", "PR") if name in positive}
    return doubled | {positive["HR"]} if "HR" in positive and doubled else set()
