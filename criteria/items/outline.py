"""Owns the fourth pass between lines: items under their parents become criteria, alternatives, exceptions and arms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from criteria.criterion import Criterion
from criteria.items.another_permitted import permits_beside
from criteria.items.choices import either, one_of, opens_with_or, top_level
from criteria.items.classes_by_effect import only_with_the_effect
from criteria.items.diagnoses import adopt, is_label, join_diagnoses
from criteria.items.excepted_alone import spares_what_it_names
from criteria.items.let_in import except_items, lets_in
from criteria.items.list_lines import Line, effect_of_items, introduces, permits
from criteria.items.lists import Item, add_item, hang
from criteria.items.long_criteria import apart
from criteria.items.measure_lines import instead_of_measurable
from criteria.items.menopause_defined import without_definitions
from criteria.items.name_runs import of_their_run
from criteria.items.not_recovered import only_with_what_it_left
from criteria.items.only_if import restricted
from criteria.items.organs_apart import organs_apart
from criteria.items.own_disease import with_own_disease
from criteria.items.permitted_if import bound_by_provisos
from criteria.items.provisos import limits_whom_it_lets_in
from criteria.items.references import refers_back
from criteria.items.repeated import without_repeated
from criteria.items.stages_apart import joined as joined_stages
from criteria.items.stages_apart import lines_apart
from criteria.items.trial_arms import Arms, is_within
from criteria.items.tumour_lines import items_of_each, label_apart, of_each, tells_apart
from criteria.items.ways_on_condition import only_on_condition
from criteria.named import bare, excludes, lets_in_alone
from criteria.nodes import all_of, together
from criteria.patterns import regex
from criteria.sentence.afterthoughts import attach, opens_exception
from criteria.sentence.defined_extent import defined
from criteria.sentence.limited import of_arm
from criteria.sentence.loosen import loosen
from criteria.sentence.sentences import Part, read_sentences
from criteria.simplify import without_repeats
from criteria.span import Span
from criteria.text.arm_headings import arm_name
from criteria.text.arms import Line as ArmLine
from criteria.text.arms import is_same, limited_line
from criteria.text.headings import asks_of_some
from criteria.text.lost_lists import end_of_what_is_denied, is_defined_below
from criteria.text.passage import Passage, passages
from criteria.text.populations import LATER
from criteria.text.remarks import REMARK
from criteria.text.segments import Role, Segment
from criteria.text.status_shown import shown_below
from criteria.text.unmeasurable import unmeasurable
from criteria.tree import Allow, Any, Effect, Node, Section, Unparsed

_SAYS_NO = regex(r"\W*no\b(?! (?:more|less|longer) than)", re.IGNORECASE)
_EITHER_WAY = "whether it is asked for like the lines around it, or keeps out, is not clear"
_A_FEW = 3  # lines that begin with "no" and so show how a section is written


@dataclass
class Outline:
    """The criteria of one text, built from its segments."""

    text: str
    segments: tuple[Segment, ...]
    criteria: list[Criterion] = field(default_factory=list)
    arms: Arms = field(default_factory=Arms)
    below: dict[int | None, list[int]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    words: int = 0
    read: int = 0

    def build(self) -> None:
        """Fill ``criteria`` and ``arms`` in the order of the text."""
        for index, segment in enumerate(self.segments):
            if segment.role is Role.ITEM:
                self.below.setdefault(segment.parent, []).append(index)
        self.arms.headings = frozenset(segment.arm for segment in self.segments if segment.arm is not None)
        adopt(self.text, self.segments, self.below)
        for index, instead in top_level(self.text, self.segments, self.below):
            before = len(self.criteria)
            self.criterion(index, self.segments[index].arm)
            if instead and before and len(self.criteria) == before + 1:
                self.criteria[-2:] = either(*self.criteria[-2:])
        self.criteria = of_each(self.text, join_diagnoses(self.text, of_their_run(self.text, self.criteria)))
        self.criteria = apart(self.text, defined(lines_apart(self.arms.told_apart(self.criteria))))
        self.criteria = with_own_disease(self.text, without_repeated(self.text, self.criteria))
        self.criteria = instead_of_measurable(self.text, without_definitions(self.text, self.criteria))
        self.criteria = organs_apart(self.text, self.criteria)
        self.criteria = [replace(c, node=only_on_condition(c.node)) for c in self.criteria]

    def criterion(self, index: int, arm: str | None) -> None:
        """Add the criterion of a top-level item (or of an item under an arm that a bullet names)."""
        segment = self.segments[index]
        words = segment.body.of(self.text)
        must = segment.section is Section.INCLUSION or (self._says_no and _SAYS_NO.match(words) is not None)
        base = Effect.REQUIRE if must else Effect.EXCLUDE
        own = self._arm_of(index, arm)
        before = len(self.criteria)
        self._add(index, own if self.arms.divide(own, arm) else arm, base, "")
        if self._says_no and not must:
            self.criteria[before:] = map(_either_way, self.criteria[before:])

    @cached_property
    def _unasked(self) -> frozenset[int]:
        """The items that only name lesions which are not measurable, or how a status is known that is asked for."""
        return unmeasurable(self.text, self.segments) | shown_below(self.text, self.segments)

    @cached_property
    def _says_no(self) -> bool:
        """Whether the exclusions are written as what must be fulfilled: line for line "no metastases", "no pregnancy"."""
        lines = [
            s.body.of(self.text)
            for s in (self.segments[index] for index in self.below.get(None, []))
            if s.section is Section.EXCLUSION
        ]
        count = sum(_SAYS_NO.match(words) is not None for words in lines)
        return count >= _A_FEW and count > len(lines) / 2

    def _without_arms(self, kids: list[int], arm: str | None, base: Effect, lead: str) -> list[int]:
        """The items of a list; none where they name arms, which then have them as criteria of their own.

        "Prior taxane: * Cohort 1: must be naive * Cohort 2: must have had it".
        """
        if sum(limited_line(self.segments[kid].body.of(self.text)) is not None for kid in kids) < 2:
            return kids
        for kid in kids:
            self._add(kid, self._arm_of(kid, arm), base, lead)
        return []

    def _arm_of(self, index: int, arm: str | None) -> str | None:
        """The arm that an item names for itself, within the one that stands over it."""
        limited = limited_line(self.segments[index].body.of(self.text))
        if limited is None or (arm is not None and (is_same(arm, limited.arm) or arm.startswith(f"{limited.arm}: "))):
            return arm
        return f"{arm}: {limited.arm}" if arm else limited.arm

    def _add(self, index: int, arm: str | None, base: Effect, lead: str) -> None:
        arm = None if arm is None else self.arms.known_as(arm)
        part = self._part(index, base, lead, arm)
        self.words += part.words
        self.read += part.read
        if part.node is None:
            return
        last = index
        while kids := self.below.get(last, []):
            last = kids[-1]
        body = Span(self.segments[index].body.start, self.segments[last].body.end)
        share = part.read / part.words if part.words else 1.0
        node = only_with_what_it_left(without_repeats(part.node, self.text), self.text)
        node = spares_what_it_names(permits_beside(node, self.text), self.text)
        node = only_with_the_effect(node, self.text)
        node = limits_whom_it_lets_in(node, self.text)
        criterion = Criterion(body, self.segments[index].section, node, arm, round(share, 3))
        if not refers_back(self.criteria, criterion, self.text):
            before = self.criteria[-1] if self.criteria else None
            self.criteria.append(bound_by_provisos(restricted(criterion, self.text, before), self.text))

    def _refer_back(self, found: list[Passage], index: int) -> None:
        """Let each exception that is a sentence of its own know the sentence, or the item, before it."""
        for place, passage in enumerate(found):
            if opens_exception(passage.text):
                passage.lead = found[place - 1].lower if place else self._line_before(index).lower()

    def _line_before(self, index: int) -> str:
        """The words of the item before, or of the one over it where it is the first under that."""
        parent = self.segments[index].parent
        beside = self.below.get(parent, [])
        place = beside.index(index) if index in beside else 0
        before = beside[place - 1] if place else parent
        return "" if before is None else self.segments[before].body.of(self.text)

    def _part(self, index: int, base: Effect, lead: str, arm: str | None) -> Part:
        """The tree of an item with everything under it, which is known to be about ``arm``."""
        is_later = self.segments[index].topic == LATER
        if is_later or (index in self._unasked and index not in self.below):
            body = self.segments[index].body
            count = len(body.of(self.text).split())
            return Part(Allow(Unparsed(body, REMARK), body), count, count)
        return self._read_part(index, base, lead, arm)

    def _read_part(self, index: int, base: Effect, lead: str, arm: str | None, *, label: int = 0) -> Part:
        """The tree of an item that asks for something: its sentences, the list that it introduces, what stands below it.

        ``label`` is where its label ends, if that is read apart from what is asked.
        """
        segment = self.segments[index]
        kids = self.below.get(index, [])
        words = " ".join(segment.body.of(self.text).replace("\\", "").split())
        is_over_list = bool(kids) and introduces(words, [self.segments[kid].body.of(self.text) for kid in kids])
        line = limited_line(segment.body.of(self.text))
        if line is None and kids and (name := arm_name(words)) and (is_over_list or len(words) < 40):
            for kid in kids:
                self._add(kid, self._arm_of(kid, f"{arm}: {name}" if arm else name), base, lead)
            return Part()
        kids = self._without_arms(kids, arm, base, lead) if is_over_list else kids
        body = self._without_frame(segment.body, line, has_items=bool(kids))
        pieces = [body] if not label else [Span(body.start, body.start + label), Span(body.start + label, body.end)]
        topic = segment.topic or ""
        found = [
            passage
            for piece in pieces
            for passage in passages(
                self.text, piece, section=segment.section, base=base, topic=topic, lead=lead, asked=self.asked
            )
        ]
        part = Part()
        self._refer_back(found, index)
        nodes, heading = read_sentences(found, part, is_heading=is_over_list, over_list=bool(kids))
        if is_over_list:
            last = found[-1].view.span(0, len(found[-1].text)) if found else None
            over = Line(words, heading, last)
            asked = effect_of_items(over, base)
            items = self._items(kids, asked, words.lower(), arm, part)
            items = items_of_each(items) if asked is Effect.REQUIRE else items
            labeled = heading is not None and bool(items) and self._is_one_of_labels(kids[0])
            if lets_in(nodes, base, asked):
                except_items(nodes, items)
            else:
                hang(nodes, over._replace(is_label=labeled), items, asked)
        else:
            for kid in kids:
                below = self._part(kid, base, lead, arm)
                part.take(below)
                if below.node is not None:
                    kid_words = self.segments[kid].body.of(self.text)
                    if self._is_another_way(nodes, below.node, kid, base):
                        nodes[-1] = one_of(nodes[-1], below.node)
                        continue
                    where = self.segments[kid].body
                    # an item that excludes something itself loosens only what it excludes
                    loosens = permits(kid_words) and (not excludes(below.node) or lets_in_alone(below.node, kid_words))
                    attach(nodes, below.node, kid_words, where, permits=loosens)
        defined_below = segment.section is Section.EXCLUSION and is_defined_below(words)
        if not kids and len(found) == 1 and nodes and (defined_below or asks_of_some(words)):
            nodes = [Allow(bare(all_of(nodes)), body)]
        part.node = together(joined_stages(nodes) if base is Effect.REQUIRE else nodes)
        end = 0 if kids or label or part.node is None else self._label_end(index, body)
        if end and part.node is not None and not tells_apart(part.node, body.start + end):
            return self._read_part(index, base, lead, arm, label=end)
        if line is not None and part.node is not None and not is_within(line.arm, arm):
            part.node = of_arm(part.node, self._limiting(segment.body, body))
        return part

    def _without_frame(self, body: Span, line: ArmLine | None, *, has_items: bool) -> Span:
        """What an item says without the arm that it names, or without what announces a list that was lost."""
        if line is not None:
            return Span(body.start + line.start, body.start + line.end)
        end = None if has_items else end_of_what_is_denied(body.of(self.text))
        return body if end is None else Span(body.start, body.start + end)

    def _label_end(self, index: int, body: Span) -> int:
        """Where the tumor ends that an item begins with, beside another that begins with one; 0 for any other item."""
        if self.segments[index].section is not Section.INCLUSION or (end := label_apart(body.of(self.text))) is None:
            return 0
        beside = self.below.get(self.segments[index].parent, [])
        place = beside.index(index) if index in beside else 0
        near = (*beside[max(0, place - 1) : place], *beside[place + 1 : place + 2])
        labeled = any(label_apart(self.segments[other].body.of(self.text)) is not None for other in near)
        return end if labeled else 0

    def _is_another_way(self, nodes: list[Node], node: Node, kid: int, base: Effect) -> bool:
        """Whether an item below what is asked for says another way of meeting it: "or creatinine clearance ≥ 50"."""
        words, where = self.segments[kid].body.of(self.text), self.segments[kid].body
        if not nodes or base is not Effect.REQUIRE or not opens_with_or(words):
            return False
        return loosen(nodes[-1], node, words, where) is None

    def _limiting(self, whole: Span, rest: Span) -> Span:
        """The words of a line that limit the rest of it."""
        where = Span(whole.start, rest.start) if rest.start > whole.start else Span(rest.end, whole.end)
        return Span(where.start, where.start + len(where.of(self.text).rstrip(" \n\t:,-–")))

    def _is_one_of_labels(self, kid: int) -> bool:
        """Whether the line over an item is one of several that name a tumor each: "TNBC:", "HR-positive, HER2-negative:"."""
        index = self.segments[kid].parent
        beside = [] if index is None else self.below.get(self.segments[index].parent, [])
        labels = {i: self.segments[i].body.of(self.text).strip().lower() for i in beside if i in self.below}
        own = index is not None and index in labels and is_label(labels[index])
        return own and len({words for words in labels.values() if is_label(words)}) > 1

    def _items(self, kids: list[int], base: Effect, lead: str, arm: str | None, part: Part) -> list[Item]:
        """The items of a list with their trees; their words count as those of ``part``."""
        listed: list[Item] = []
        for kid in kids:
            below = self._part(kid, base, lead, arm)
            part.take(below)
            if below.node is not None:
                body = self.segments[kid].body
                add_item(listed, Item(body.of(self.text), below.node, body))
        return listed


def _either_way(criterion: Criterion) -> Criterion:
    """A line without a "no" among lines that begin with one: "life expectancy of more than 3 months" is asked for."""
    doubt = Unparsed(criterion.span, _EITHER_WAY)
    return replace(criterion, node=Any((criterion.node, doubt), criterion.node.span))
