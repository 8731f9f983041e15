"""Owns alternatives in lines of their own: each is met by whoever meets one, or as many as are asked for, and what the line over them asks stays asked.

"Breast cancer meeting 1 of these: / T3 or T4 tumor / N2 nodal stage" keeps out whoever has neither, and whoever has no
breast cancer. It takes that the list plainly ends; where it may go on, or is asked of some only, all of it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from criteria.criterion import Criterion
from criteria.nodes import all_of, as_alternative, conjuncts, excludes
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Requirement, Unparsed, walk
from matcher.doubts.trial.opened import left_open

WHY = "one of several alternatives that a line announces"
# a line that is asked of some, forbids, or sets a condition: its list is not asked of everyone
_OF_SOME = regex(
    r"^\W*(?:for|in|if|among)\b|\b(?:if|unless|not|no|never|without|cannot|except|since|when\w*|where|provided|exclu\w+|prohibit\w+)\b"
    r"|\([^()]*$",
    re.IGNORECASE,
)
# "measurable disease, including one of these", "defined as one of these": the lines only say what counts as it
_EXAMPLES = regex(r"\b(?:includ\w+|defined|i\.e\.|that is)\b", re.IGNORECASE)
# "progression in the brain must meet one of these" does not ask for progression
_OF_A_THING = regex(
    r"^\W*(?!(?:patients?|subjects?|participants?|women|men|females?|must|should|has|have)\b)\w[^,;:]*\s"
    r"(?:must|should|shall|has to|have to|needs? to) (?:meet|be|fulfill?|satisfy|include|have|show)\b",
    re.IGNORECASE,
)
_DISEASE = frozenset(
    {Kind.CANCER, Kind.STAGE, Kind.METASTASIS, Kind.BIOMARKER, Kind.DISEASE_MEASURE, Kind.THERAPY, Kind.LINES}
)
# what no list about the disease goes on to: a line about it is a criterion of its own
_APART = frozenset({Kind.PERFORMANCE, Kind.LAB, Kind.LIFE_EXPECTANCY, Kind.PREGNANCY, Kind.CONTRACEPTION})
_MEASURED = "measurable disease"
_OTHERWISE = regex(r"\bor\s+(?:is\s+|are\s+|who\s+are\s+)?otherwise\b", re.IGNORECASE)  # a way that is judged
# a definition of menopause that takes in who is kept in it by a medicine
_SUPPRESSED = regex(
    r"\b(?:ovarian (?:function )?(?:suppression|ablation)|gnrh|lhrh|goserelin|leuprolide)\b", re.IGNORECASE
)
_FAR = 700  # characters of a list that are looked at


@dataclass
class Choice:
    """The alternatives that a line announces, as they are gathered; ``head`` are its words up to them.

    ``needed``: so many must be met. ``all_read``: no line holds another way in words that were not read, or may be a criterion of its own instead.
    """

    head: str
    needed: int = 1
    all_read: bool = True
    asked: dict[int, tuple[Node, ...]] = field(default_factory=dict)
    ways: dict[int, tuple[Node, ...]] = field(default_factory=dict)

    def announced_by(self, place: int, criterion: Criterion, at: int, text: str) -> Criterion:
        """The criterion at ``place`` that announces them, as far as it is asked for; its list begins at ``at``."""
        parts = conjuncts(criterion.node)
        head = [part for part in parts if part.span.end <= at]
        first = tuple(part for part in parts if part.span.start >= at)
        if not self._asks_everyone() or len(head) + len(first) < len(parts):
            return left_open(criterion, WHY)
        suppressed = _SUPPRESSED.search(text, at, at + _FAR) is not None
        asked = [part for part in head if self._is_asked(part) or (_is_menopause(part) and not suppressed)]
        doubtful = tuple(part for part in head if part not in asked)
        self.asked[place] = (*asked, *(Any((part, Unparsed(part.span, WHY)), part.span) for part in doubtful))
        self.ways[place] = first
        kept = list(self.asked[place])
        if first:
            either = All(first, criterion.span) if len(first) > 1 else first[0]
            kept.append(Any((either, Unparsed(criterion.span, WHY)), criterion.span))
        return _with(criterion, kept)

    def add(self, place: int, criterion: Criterion, words: str) -> Criterion:
        """A line that may be one of them, left open until it is known where they end."""
        if _OTHERWISE.search(words) or _is_of_another_matter(criterion.node):
            self.all_read = False
        if not isinstance(criterion.node, Allow):
            self.ways[place] = (as_alternative(criterion.node),)
        return left_open(criterion, WHY)

    def goes_on_with(self, criterion: Criterion) -> bool:
        """Whether a line may be one more of them: not one of another matter, as what is measured or how fit one is."""
        if _forbids(criterion.node):
            return False
        own = list(_requirements(criterion.node))
        before = [one for parts in self.ways.values() for part in parts for one in _requirements(part)]
        if not own or not before:
            return True
        if all(one.kind in _APART for one in own):
            return any(one.kind in _APART for one in before)
        return own[0].concept != _MEASURED or any(one.concept in (_MEASURED, "evaluable disease") for one in before)

    def close(self, changed: list[Criterion], whole: bool) -> None:
        """Let each line be met by whoever meets one of them, where the list is ``whole`` and asked of everyone."""
        ways = {place: nodes for place, nodes in self.ways.items() if nodes}
        lines = tuple(all_of(list(nodes)) for nodes in ways.values())
        either = tuple(way for line in lines for way in (line.nodes if isinstance(line, Any) else (line,)))
        if not (whole and self.all_read and self._asks_everyone()) or len(either) < 2:
            return
        for place in ways:
            span = changed[place].node.span
            choice: Node = Any(either, span)
            if self.needed > 1:  # too few of them is no reason to rule out: a line that was not read may be one more
                enough = Any((AtLeast(self.needed, lines, span), Unparsed(span, WHY)), span)
                choice = All((choice, enough), span)
            changed[place] = _with(changed[place], [*self.asked.get(place, ()), choice])

    def _asks_everyone(self) -> bool:
        return _OF_SOME.search(self.head) is None

    def _is_asked(self, part: Node) -> bool:
        """Whether what stands before the list is asked for whatever the list holds."""
        found = list(_requirements(part))
        if excludes(part) or not found or not all(one.kind in _DISEASE for one in found):
            return False
        if _EXAMPLES.search(self.head) and any(one.kind is Kind.DISEASE_MEASURE for one in found):
            return False
        return _OF_A_THING.match(self.head) is None


def _forbids(node: Node) -> bool:
    """Whether a line only says who is kept out: no way to be let in."""
    return all(excludes(part) for part in (node.nodes if isinstance(node, All) else (node,)))


def _is_of_another_matter(node: Node) -> bool:
    """Whether a line tells of the trial's conduct, or asks something of some: it need be no way to be let in."""
    found = list(_requirements(node))
    return isinstance(node, If) or (bool(found) and all(one.kind is Kind.ADMINISTRATIVE for one in found))


def _is_menopause(part: Node) -> bool:
    found = list(_requirements(part))
    return bool(found) and not excludes(part) and all(one.kind is Kind.MENOPAUSE for one in found)


def _requirements(node: Node) -> Iterator[Requirement]:
    return (part.requirement for part in walk(node) if isinstance(part, Leaf))


def _with(criterion: Criterion, parts: list[Node]) -> Criterion:
    if not parts:
        return left_open(criterion, WHY)
    node = parts[0] if len(parts) == 1 else All(tuple(parts), criterion.node.span)
    return replace(criterion, node=node)
