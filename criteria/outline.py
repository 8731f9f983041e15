"""Owns the fourth pass between lines: items under their parents become criteria, alternatives, exceptions and arms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from criteria import atoms
from criteria.afterthoughts import NEARBY, attach, bare, excludes, opens_exception, permitted
from criteria.arms import is_same, limited_line, sentence_limits
from criteria.atoms import Atom
from criteria.choices import either, is_choice, joined, top_level
from criteria.compose import compose
from criteria.criterion import Criterion
from criteria.defined_extent import defined
from criteria.diagnoses import adopt, is_label, join_diagnoses, labels_a_tumor
from criteria.headings import arm_name, is_condition
from criteria.limited import compose_limited, of_arm, read_beside
from criteria.loosen import loosen
from criteria.moods import Mood
from criteria.nodes import cover, together
from criteria.passage import Passage, passages
from criteria.patterns import regex
from criteria.references import refers_back
from criteria.remarks import REMARK, defines_a_test, is_elsewhere, is_remark, sorts, unmeasurable
from criteria.segments import Role, Segment
from criteria.simplify import without_repeats
from criteria.span import Span
from criteria.stages_apart import joined as joined_stages
from criteria.stages_apart import lines_apart
from criteria.tree import Allow, Any, Effect, If, Kind, Leaf, Node, Section, Unless, Unparsed, walk
from criteria.trial_arms import Arms, is_within

_INTRODUCES = regex(
    r"(?::|\b(?:following|below|of these|either|including|such as|includes?|include|limited to))[\s.,]*$", re.IGNORECASE
)
_EXCEPTS = regex(r"\b(?:exceptions?|except(?:ing)?|unless|other than|excluding)\b[^.]{0,60}$", re.IGNORECASE)
_DENIES = regex(
    r"^\W*(?:no|none|not|without|absence of|never|free (?:of|from))\b(?! (?:more|less|limited))"
    r"|\b(?:no (?:evidence|history|prior|current|concurrent|known)|(?:must|may|should|can|do|does|will|shall) ?not (?:have|be|receive)|have not|has not|not have"
    r"|not (?:be )?(?:allowed|permitted|eligible)|(?:are|be) excluded|prohibited|ineligible|none of)\b",
    re.IGNORECASE,
)
_PERMITS = regex(
    r"\b(?:(?:is|are|be|may be) (?:allowed|permitted|eligible|acceptable|included)|does not exclude|not (?:be )?exclu\w+|allowed|permitted)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = regex(
    r"^\W*(?:(?:not|none) specified|see .{0,60}|n/?a|none|not applicable|other|and|or|any|both|inclusion|exclusion|unspecified|please see.*|disease characteristics|as above|no (?:gender|sex|age|upper age) (?:limit|restriction)s?|.*\btest(?:s|ing)\b.{0,40}\bnot (?:be )?(?:required|mandatory|mandated|necessary|needed)\b.*|(?:male or female|female or male|both (?:genders|sexes)|any (?:sex|gender)))?\W*$",
    re.IGNORECASE,
)
# a heading whose list was lost, or a sentence that only says how something is reckoned
_EXPLAINS = regex(
    r":\W*$|^\W*this (?:exclusion|criterion|requirement|restriction) (?:is|applies)\b|\b(?:is|are|will be) (?:calculated|estimated|corrected|determined) (?:using|by|with|according)\b",
    re.IGNORECASE,
)
_DEFINED_BY_ITS_LIST = frozenset({Kind.MENOPAUSE, Kind.PREGNANCY, Kind.CONTRACEPTION, Kind.BIOMARKER, Kind.SEX})
_SAYS_NO = regex(r"\W*no\b(?! (?:more|less|longer) than)", re.IGNORECASE)
_A_FEW = 3  # lines that begin with "no" and so show how a section is written


@dataclass(slots=True)
class Part:
    """What an item and all below it came to: its tree, its words and how many of them were read."""

    node: Node | None = None
    words: int = 0
    read: int = 0

    def take(self, other: Part) -> None:
        """Count another part's words as this one's."""
        self.words += other.words
        self.read += other.read


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
        self.arms.by_heading = any(segment.arm is not None for segment in self.segments)
        adopt(self.text, self.segments, self.below)
        for index, instead in top_level(self.text, self.segments, self.below):
            before = len(self.criteria)
            self.criterion(index, self.segments[index].arm)
            if instead and before and len(self.criteria) == before + 1:
                self.criteria[-2:] = either(*self.criteria[-2:])
        self.criteria = join_diagnoses(self.text, self.criteria)
        self.criteria = defined(lines_apart(self.arms.told_apart(self.criteria)))

    def criterion(self, index: int, arm: str | None) -> None:
        """Add the criterion of a top-level item (or of an item under an arm that a bullet names)."""
        segment = self.segments[index]
        words = segment.body.of(self.text)
        must = segment.section is Section.INCLUSION or (self._says_no and _SAYS_NO.match(words) is not None)
        base = Effect.REQUIRE if must else Effect.EXCLUDE
        own = self._arm_of(index, arm)
        self._add(index, own if self.arms.divide(own, arm) else arm, base, "")

    @cached_property
    def _unmeasurable(self) -> frozenset[int]:
        """The items that only name lesions which are not measurable."""
        return unmeasurable(self.text, self.segments)

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
        criterion = Criterion(body, self.segments[index].section, without_repeats(part.node), arm, round(share, 3))
        if not refers_back(self.criteria, criterion, self.text):
            self.criteria.append(criterion)

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
        if index in self._unmeasurable and index not in self.below:
            body = self.segments[index].body
            count = len(body.of(self.text).split())
            return Part(Allow(Unparsed(body, REMARK), body), count, count)
        return self._read_part(index, base, lead, arm)

    def _read_part(self, index: int, base: Effect, lead: str, arm: str | None) -> Part:
        segment = self.segments[index]
        kids = self.below.get(index, [])
        words = " ".join(segment.body.of(self.text).replace("\\", "").split())
        introduces = bool(kids) and (
            _INTRODUCES.search(words) is not None or is_choice([self.segments[kid].body.of(self.text) for kid in kids])
        )
        line = limited_line(segment.body.of(self.text))
        if line is None and kids and (name := arm_name(words)) and (introduces or len(words) < 40):
            for kid in kids:
                self._add(kid, self._arm_of(kid, f"{arm}: {name}" if arm else name), base, lead)
            return Part()
        kids = self._without_arms(kids, arm, base, lead) if introduces else kids
        body = segment.body
        if line is not None:
            body = Span(body.start + line.start, body.start + line.end)
        found = passages(
            self.text, body, section=segment.section, base=base, topic=segment.topic or "", lead=lead, asked=self.asked
        )
        part = Part()
        nodes: list[Node] = []
        heading: Node | None = None
        self._refer_back(found, index)
        for passage in found:
            is_heading = introduces and passage is found[-1]
            node = self._sentence(passage, part, is_heading=is_heading, over_list=bool(kids) and passage is found[-1])
            if is_heading:
                heading = node
            elif node is not None and is_remark(passage.lower, passage.base):
                nodes.append(node)
            elif node is not None:
                where = passage.view.span(0, len(passage.text))
                attach(nodes, node, passage.text, where, permits=passage.scopes.mood(0) is Mood.PERMITTED)
        if introduces:
            self._list(kids, found[-1] if found else None, heading, words, base, arm, part, nodes)
        else:
            for kid in kids:
                below = self._part(kid, base, lead, arm)
                part.take(below)
                if below.node is not None:
                    kid_words = self.segments[kid].body.of(self.text)
                    where = self.segments[kid].body
                    # an item that excludes something itself loosens only what it excludes
                    permits = _PERMITS.search(kid_words) is not None and not excludes(below.node)
                    attach(nodes, below.node, kid_words, where, permits=permits)
        part.node = together(joined_stages(nodes) if base is Effect.REQUIRE else nodes)
        if line is not None and part.node is not None and not is_within(line.arm, arm):
            part.node = of_arm(part.node, self._limiting(segment.body, body))
        return part

    def _limiting(self, whole: Span, rest: Span) -> Span:
        """The words of a line that limit the rest of it."""
        where = Span(whole.start, rest.start) if rest.start > whole.start else Span(rest.end, whole.end)
        return Span(where.start, where.start + len(where.of(self.text).rstrip(" \n\t:,-–")))

    def _sentence(self, passage: Passage, part: Part, *, is_heading: bool, over_list: bool) -> Node | None:
        """The tree of one sentence; words that ask for something but could not be read are ``Unparsed``."""
        if not is_heading and is_remark(passage.lower, passage.base):
            return self._remark(passage, part)
        if is_elsewhere(passage.lower):
            part.words += len(passage.text.split())
            return Unparsed(passage.view.span(0, len(passage.text)))
        limits = sentence_limits(passage.text)
        atoms_found = atoms.read(passage) if not limits else read_beside(passage, limits)
        count = len(passage.text.split())
        part.words += count
        if over_list and all(a.requirement.concept == "organ function" for a in atoms_found):
            is_heading = True
        said = _without_empty_headings(atoms_found) if is_heading else atoms_found
        node = compose_limited(passage, said, limits) if limits else compose(passage, said)
        if node is not None or is_heading or _SAYS_NOTHING.match(passage.text) or _EXPLAINS.search(passage.text):
            part.read += count - sum(len(passage.text[a.start : a.end].split()) for a in atoms_found if a.is_unread)
            return node
        where = passage.view.span(0, len(passage.text))
        unread = Unparsed(where)
        return Allow(unread, where) if passage.scopes.mood(0) is Mood.PERMITTED else unread

    def _remark(self, passage: Passage, part: Part) -> Node:
        """The tree of a sentence that asks for nothing, though it may tell what the trial asks for elsewhere."""
        count = len(passage.text.split())
        part.words += count
        part.read += count
        where = passage.view.span(0, len(passage.text))
        node = compose(passage, atoms.read(passage))
        unread = Unparsed(where, REMARK)
        if node is not None and sorts(passage.lower):
            return Allow(permitted(node), where)
        return If(unread, node, where) if node is not None and defines_a_test(node) else Allow(unread, where)

    def _list(
        self,
        kids: list[int],
        heading: Passage | None,
        node: Node | None,
        words: str,
        base: Effect,
        arm: str | None,
        part: Part,
        nodes: list[Node],
    ) -> None:
        """Hang a list under the sentence that introduces it."""
        inner, kid_base = words, base
        if _EXCEPTS.search(words):
            kid_base = Effect.REQUIRE
        elif _PERMITS.search(words) and not _DENIES.search(words):
            kid_base = Effect.ALLOW
        elif _DENIES.search(words) and base is not Effect.ALLOW and (heading is None or base is Effect.REQUIRE):
            kid_base = Effect.EXCLUDE
        below = self._below(kids, kid_base, inner.lower(), arm, part)
        if not below:
            if node is not None:
                nodes.append(node)
            return
        listed = [n for _, n in below]
        if (
            node is not None
            and _DEFINED_BY_ITS_LIST & {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
            and re.search(r"\b(?:defin|evidenc|confirm|either|any of|one of|by|who)", words, re.IGNORECASE)
        ):
            nodes.append(node)
            return
        if _EXCEPTS.search(words):
            exception = Any(tuple(listed), cover(listed))
            whole = node or (nodes.pop() if nodes else None)
            nodes.append(
                Unless(whole, exception, cover([whole, exception])) if whole else Allow(exception, exception.span)
            )
            return
        whole_list = joined(words, [(self.segments[i].body.of(self.text).strip(), n) for i, n in below], kid_base)
        if is_condition(words) or (node is not None and self._is_label(kids[0], node, whole_list)):
            condition: Node = node or Unparsed(
                heading.view.span(0, len(heading.text)) if heading else whole_list.span, "condition"
            )
            nodes.append(If(bare(condition), whole_list, cover([condition, whole_list])))
            return
        if node is not None:
            nodes.append(node)
        nodes.append(whole_list)

    def _is_label(self, kid: int, node: Node, listed: Node) -> bool:
        """Whether the line over a list is one of several that name a tumor each: "TNBC:", "HR-positive, HER2-negative:"."""
        index = self.segments[kid].parent
        beside = [] if index is None else self.below.get(self.segments[index].parent, [])
        labels = {i: self.segments[i].body.of(self.text).strip().lower() for i in beside if i in self.below}
        own = index is not None and index in labels and is_label(labels[index])
        return own and len({words for words in labels.values() if is_label(words)}) > 1 and labels_a_tumor(node, listed)

    def _below(self, kids: list[int], base: Effect, lead: str, arm: str | None, part: Part) -> list[tuple[int, Node]]:
        """The items of a list with their trees; one that only loosens the bound of another becomes its exception."""
        below: list[tuple[int, Node]] = []
        for kid in kids:
            got = self._part(kid, base, lead, arm)
            part.take(got)
            if got.node is None:
                continue
            words = self.segments[kid].body.of(self.text)
            for index in range(max(0, len(below) - NEARBY), len(below)):
                item, node = below[index]
                if (loosened := loosen(node, got.node, words, self.segments[kid].body)) is not None:
                    below[index] = (item, loosened)
                    break
            else:
                below.append((kid, got.node))
        return below


def _without_empty_headings(found: list[Atom]) -> list[Atom]:
    """A heading like "Adequate organ function:" over a list of laboratory values says nothing of its own."""
    return [
        a for a in found if a.requirement.concept != "organ function" and a.requirement.kind is not Kind.ADMINISTRATIVE
    ]
