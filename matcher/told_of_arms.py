"""Owns what single sentences of a line ask of one arm each: to the matcher, criteria of that arm and not of the trial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criteria, Criterion
from criteria.items.trial_arms import Arms
from criteria.nodes import OF_AN_ARM, all_of
from criteria.span import Span
from criteria.text.arms import arms_named, is_same, level, names_an_arm, sentence_limits
from criteria.tree import All, If, Node, Unparsed, walk

_BY_WHAT = "given"
_BEFORE, _NEXT = "x ", ": x"  # what stands around the name of an arm


def of_their_arms(criteria: Criteria) -> Criteria:
    """The criteria, of which a line that says in a sentence what is asked of one arm is a criterion of that arm there.

    "Evaluable disease. For phase 2, measurable disease" asks for measurable disease in phase 2 only. Left alone are lines
    of which not every arm was read, that name one arm twice, or whose arms do not divide the trial as its others do.
    """
    arms = Arms(list(criteria.arms), frozenset(criteria.arms))
    found: list[Criterion] = []
    for criterion in criteria.criteria:
        parts = _parts(criterion, criteria.text)
        if not parts or not _divide(parts, arms):
            found.append(criterion)
            continue
        general = [node for name, node in parts if name is None]
        found += [replace(criterion, node=all_of(general))] if general else []
        found += [replace(criterion, node=node, arm=arms.known_as(name)) for name, node in parts if name is not None]
    if len(arms.names) == len(criteria.arms) and len(found) == len(criteria.criteria):
        return criteria
    told = arms.told_apart(found)
    return replace(criteria, criteria=tuple(told), arms=tuple(arms.names))


def _parts(criterion: Criterion, text: str) -> list[tuple[str | None, Node]]:
    """What a criterion asks, each with the arm of which it asks it; none where it names no arm, or one that is not known."""
    if criterion.arm is not None or criterion.registry_field is not None:
        return []
    nodes = criterion.node.nodes if isinstance(criterion.node, All) else (criterion.node,)
    parts: list[tuple[str | None, Node]] = []
    for node in nodes:
        where = _arm(node)
        inner = node.node if isinstance(node, If) and where is not None else node
        if any(_arm(part) is not None for part in walk(inner)):
            return []
        parts.append((None if where is None else _name(where.of(text)), inner))
        if where is not None and parts[-1][0] is None:
            return []
    read = [where for where in map(_arm, nodes) if where is not None]
    return parts if read and not names_an_arm(_without(criterion.span, read, text)) else []


def _arm(node: Node) -> Span | None:
    """Where the arm is named that a node is limited to."""
    limit = node.condition if isinstance(node, If) else None
    return limit.span if isinstance(limit, Unparsed) and limit.why == OF_AN_ARM else None


def _name(words: str) -> str | None:
    """The arm that these words limit something to."""
    bare = words.strip(" ,:–-")
    limits = sentence_limits(bare + _NEXT) or sentence_limits(_BEFORE + bare)
    return limits[0].arm if len(limits) == 1 else None


def _without(whole: Span, parts: Sequence[Span], text: str) -> str:
    """The words of a criterion without those of some parts."""
    words, at = "", whole.start
    for part in sorted(parts):
        words += text[at : part.start] + " "
        at = max(at, part.end)
    return words + text[at : whole.end]


def _divide(parts: Sequence[tuple[str | None, Node]], arms: Arms) -> bool:
    """Whether the arms are told apart, each named once, and are those that divide the trial.

    Arms that are named by what is given, or to whom, may be the same in two ways: "HR-positive cohorts", "T-DXd cohorts".
    """
    if any(level(name) == _BY_WHAT for name, _ in parts if name is not None):
        return False
    named = [one for name, _ in parts if name is not None for one in arms_named(name)]
    twice = any(is_same(one, other) for place, one in enumerate(named) for other in named[:place])
    return not twice and all(arms.divide(name, None) for name, _ in parts if name is not None)
