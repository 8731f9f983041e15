"""Owns the fourth pass between lines: items under their parents become criteria, alternatives, exceptions and arms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from criteria import atoms, second_cancers
from criteria.atoms import Atom
from criteria.compose import compose
from criteria.context import Mood
from criteria.criterion import Criterion
from criteria.headings import arm_name, arm_prefix, is_condition
from criteria.loosen import loosen
from criteria.passage import Passage, passages
from criteria.patterns import regex
from criteria.segment import Role, Segment
from criteria.simplify import without_repeats
from criteria.span import Span
from criteria.tree import All, Allow, Any, AtLeast, Effect, If, Kind, Leaf, Node, Not, Section, Unless, Unparsed, walk

_INTRODUCES = regex(
    r"(?::|\b(?:following|below|of these|either|including|such as|includes?|include|limited to))[\s.,]*$", re.IGNORECASE
)
_ONE_OF = regex(
    r"\b(?:(?:at least |only |any )?(?:one|1)(?: or more)?(?: \(1\))? of|any of|either|any one|one or more|any|or)\b",
    re.IGNORECASE,
)
_AT_LEAST = regex(r"\bat least (two|three|four|five|2|3|4|5)(?: \(\d\))? of\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_MAY_BE = regex(r"\bmay (?:be|have|include)\W*$", re.IGNORECASE)
_ENDS_WITH_OR = regex(r"(?<!and/)\bor[\s.,;]*$", re.IGNORECASE)
_OPENS_WITH_OR = regex(r"^\W*or\b", re.IGNORECASE)
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
_AFTERTHOUGHT = regex(
    r"^\W*(?:exceptions?\b|except\b|unless\b|with the exception\b|however\b|note\b|but\b|otherwise\b)", re.IGNORECASE
)
_OPENS_EXCEPTION = regex(r"^\W*(?:exceptions?\b|except\b|unless\b|with the exception\b)", re.IGNORECASE)
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
_ANNOUNCES = regex(
    r"\b(?:one|any) of(?: the following)?[ :](?:\w+ )?(?:indications?|diagnos[ei]s|cancers?|tumou?rs?|malignancies|disease|types)?\W*$",
    re.IGNORECASE,
)
_SAYS_A_CANCER = regex(
    r"cancer|carcinoma|tumou?r|melanoma|sarcoma|lymphoma|\b[A-Z]{1,3}BC\b|\bBC\b|NSCLC|\bCRC\b|PDAC|HNSCC|mesothelioma",
    re.IGNORECASE,
)
_SHORTLY = 3  # items back that a permission for other malignancies may refer to
_NEARBY = 16  # sentences or items back that a looser bound may refer to
_FEW_WORDS = 14  # a line that names a diagnosis and no more is short


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


@dataclass(slots=True)
class Outline:
    """The criteria of one text, built from its segments."""

    text: str
    segments: tuple[Segment, ...]
    criteria: list[Criterion] = field(default_factory=list)
    arms: list[str] = field(default_factory=list)
    below: dict[int | None, list[int]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    words: int = 0
    read: int = 0

    def build(self) -> None:
        """Fill ``criteria`` and ``arms`` in the order of the text."""
        for index, segment in enumerate(self.segments):
            if segment.role is Role.ITEM:
                self.below.setdefault(segment.parent, []).append(index)
        self._adopt()
        for index in self.below.get(None, []):
            self.criterion(index, self.segments[index].arm)
        self._join_diagnoses()

    def _adopt(self) -> None:
        """Hang flat bullets under the line that announces them: "one of the following:", "no cancer except:", then one each."""
        roots = self.below.get(None, [])
        kept: list[int] = []
        head: int | None = None
        for index in roots:
            words = self.segments[index].body.of(self.text)
            if (
                head is not None
                and self.segments[index].section is self.segments[head].section
                and _SAYS_A_CANCER.search(words)
            ):
                self.below.setdefault(head, []).append(index)
                continue
            kept.append(index)
            announces = _ANNOUNCES.search(words) is not None or second_cancers.announces(
                " ".join(words.lower().split())
            )
            head = index if announces and index not in self.below else None
        self.below[None] = kept

    def criterion(self, index: int, arm: str | None) -> None:
        """Add the criterion of a top-level item (or of an item under an arm that a bullet names)."""
        segment = self.segments[index]
        base = Effect.REQUIRE if segment.section is Section.INCLUSION else Effect.EXCLUDE
        prefix = arm_prefix(segment.body.of(self.text))
        self._add(index, arm if prefix is None else f"{arm}: {prefix[0]}" if arm else prefix[0], base, "")

    def _add(self, index: int, arm: str | None, base: Effect, lead: str) -> None:
        if arm is not None and arm not in self.arms:
            self.arms.append(arm)
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
        if not self._loosens_the_last(criterion) and not self._permits_other_cancers(criterion):
            self.criteria.append(criterion)

    def _permits_other_cancers(self, criterion: Criterion) -> bool:
        """Whether the criterion only permits some of the other malignancies that one shortly before it excludes."""
        for place in range(len(self.criteria) - 1, max(-1, len(self.criteria) - 1 - _SHORTLY), -1):
            earlier = self.criteria[place]
            if (earlier.arm, earlier.section) != (criterion.arm, criterion.section):
                return False
            loosened = second_cancers.loosened(earlier.node, criterion.node)
            if loosened is not None:
                adjacent = place == len(self.criteria) - 1
                span = earlier.span.cover(criterion.span) if adjacent else earlier.span
                self.criteria[place] = replace(earlier, span=span, node=loosened)
                return adjacent
        return False

    def _loosens_the_last(self, criterion: Criterion) -> bool:
        """Whether the criterion only loosens the bound of the one before it, which then takes it as an exception."""
        last = self.criteria[-1] if self.criteria else None
        if last is None or (last.arm, last.section) != (criterion.arm, criterion.section):
            return False
        loosened = loosen(last.node, criterion.node, criterion.span.of(self.text), criterion.span)
        if loosened is None:
            return False
        self.criteria[-1] = replace(last, span=last.span.cover(criterion.span), node=loosened)
        return True

    def _part(self, index: int, base: Effect, lead: str, arm: str | None) -> Part:
        """The tree of an item with everything under it."""
        segment = self.segments[index]
        kids = self.below.get(index, [])
        words = " ".join(segment.body.of(self.text).replace("\\", "").split())
        introduces = bool(kids) and (_INTRODUCES.search(words) is not None or self._is_choice(kids))
        if kids and (name := arm_name(words)) and (introduces or len(words) < 40):
            for kid in kids:
                self._add(kid, f"{arm}: {name}" if arm else name, base, lead)
            return Part()
        body = segment.body
        if (prefix := arm_prefix(body.of(self.text))) is not None:
            body = Span(body.start + prefix[1], body.end)
        found = passages(
            self.text, body, section=segment.section, base=base, topic=segment.topic or "", lead=lead, asked=self.asked
        )
        part = Part()
        nodes: list[Node] = []
        heading: Node | None = None
        for passage in found:
            is_heading = introduces and passage is found[-1]
            node = self._sentence(passage, part, is_heading=is_heading, over_list=bool(kids) and passage is found[-1])
            if is_heading:
                heading = node
            elif node is not None:
                where = passage.view.span(0, len(passage.text))
                _attach(nodes, node, passage.text, where, permits=passage.scopes.mood(0) is Mood.PERMITTED)
        if introduces:
            self._list(kids, found[-1] if found else None, heading, words, base, arm, part, nodes)
        else:
            for kid in kids:
                below = self._part(kid, base, lead, arm)
                part.take(below)
                if below.node is not None:
                    kid_words = self.segments[kid].body.of(self.text)
                    where = self.segments[kid].body
                    _attach(nodes, below.node, kid_words, where, permits=_PERMITS.search(kid_words) is not None)
        part.node = _all(nodes)
        return part

    def _is_choice(self, kids: list[int]) -> bool:
        """Whether the items say themselves that one of them is enough, by the "or" between them."""
        texts = [self.segments[kid].body.of(self.text) for kid in kids]
        return any(_ENDS_WITH_OR.search(t) for t in texts[:-1]) or any(_OPENS_WITH_OR.search(t) for t in texts[1:])

    def _sentence(self, passage: Passage, part: Part, *, is_heading: bool, over_list: bool) -> Node | None:
        """The tree of one sentence; words that ask for something but could not be read are ``Unparsed``."""
        atoms_found = atoms.read(passage)
        count = len(passage.text.split())
        part.words += count
        if over_list and all(a.requirement.concept == "organ function" for a in atoms_found):
            is_heading = True
        node = compose(passage, _without_empty_headings(atoms_found) if is_heading else atoms_found)
        if node is not None or is_heading or _SAYS_NOTHING.match(passage.text) or _EXPLAINS.search(passage.text):
            part.read += count
            return node
        where = passage.view.span(0, len(passage.text))
        unread = Unparsed(where)
        return Allow(unread, where) if passage.scopes.mood(0) is Mood.PERMITTED else unread

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
            exception = Any(tuple(listed), _cover(listed))
            whole = node or (nodes.pop() if nodes else None)
            nodes.append(
                Unless(whole, exception, _cover([whole, exception])) if whole else Allow(exception, exception.span)
            )
            return
        joined = self._joined(words, below, kid_base)
        if is_condition(words):
            condition: Node = node or Unparsed(
                heading.view.span(0, len(heading.text)) if heading else joined.span, "condition"
            )
            nodes.append(If(_bare(condition), joined, _cover([condition, joined])))
            return
        if node is not None:
            nodes.append(node)
        nodes.append(joined)

    def _below(self, kids: list[int], base: Effect, lead: str, arm: str | None, part: Part) -> list[tuple[int, Node]]:
        """The items of a list with their trees; one that only loosens the bound of another becomes its exception."""
        below: list[tuple[int, Node]] = []
        for kid in kids:
            got = self._part(kid, base, lead, arm)
            part.take(got)
            if got.node is None:
                continue
            words = self.segments[kid].body.of(self.text)
            for index in range(max(0, len(below) - _NEARBY), len(below)):
                item, node = below[index]
                if (loosened := loosen(node, got.node, words, self.segments[kid].body)) is not None:
                    below[index] = (item, loosened)
                    break
            else:
                below.append((kid, got.node))
        return below

    def _joined(self, words: str, below: list[tuple[int, Node]], base: Effect) -> Node:
        nodes = [n for _, n in below]
        if len(nodes) == 1:
            return nodes[0]
        span = _cover(nodes)
        if base is Effect.REQUIRE:
            if counted := _AT_LEAST.search(words):
                return AtLeast(_COUNTS.get(counted[1].lower()) or int(counted[1]), tuple(nodes), span)
            texts = [self.segments[i].body.of(self.text).strip() for i, _ in below]
            ored = any(_ENDS_WITH_OR.search(t) for t in texts[:-1]) or any(_OPENS_WITH_OR.search(t) for t in texts[1:])
            if (
                ored
                or _MAY_BE.search(words)
                or _ONE_OF.search(words[-90:])
                or all(_names_a_diagnosis(n, t) for n, t in zip(nodes, texts, strict=True))
            ):
                return Any(tuple(nodes), span)
        return All(tuple(nodes), span)

    def _join_diagnoses(self) -> None:
        """Neighbouring criteria of one arm that each name a diagnosis are alternatives: no one has them all.

        A run starts with two lines that say nothing but a diagnosis; longer lines about further ones belong to it.
        """
        joined: list[Criterion] = []
        run: list[Criterion] = []
        for criterion in self.criteria:
            if run and run[-1].arm != criterion.arm:
                joined.extend(self._choice(run))
                run = []
            plain = criterion.section is Section.INCLUSION and _names_a_diagnosis(
                criterion.node, criterion.span.of(self.text)
            )
            if plain or (
                len(run) > 1
                and criterion.section is Section.INCLUSION
                and _asks_for_a_diagnosis(criterion.node, criterion.span.of(self.text))
            ):
                run.append(criterion)
                continue
            joined.extend(self._choice(run))
            run = []
            joined.append(criterion)
        self.criteria = [*joined, *self._choice(run)]

    def _choice(self, run: list[Criterion]) -> list[Criterion]:
        if len(run) < 2:
            return run
        span = run[0].span.cover(run[-1].span)
        node = Any(tuple(c.node for c in run), span)
        return [Criterion(span, Section.INCLUSION, node, run[0].arm, min(c.read for c in run))]


def _attach(nodes: list[Node], node: Node, words: str, where: Span, *, permits: bool) -> None:
    """Add a sentence to those before it; what permits something after an exclusion loosens that exclusion."""
    for index in range(max(0, len(nodes) - _NEARBY), len(nodes)):
        if (loosened := loosen(nodes[index], node, words, where)) is not None:
            nodes[index] = loosened
            return
    if nodes and _OPENS_EXCEPTION.search(words):
        bare = _bare(node)
        exception = Any(bare.nodes, bare.span) if isinstance(bare, All) else bare
        nodes[-1] = Unless(nodes[-1], exception, _cover([nodes[-1], exception]))
        return
    if nodes and (permits or _AFTERTHOUGHT.search(words)) and _excludes(nodes[-1]):
        limits = _limits(node) if permits else ()
        if limits:
            for part in _flat(node):
                _attach(nodes, part, words, where, permits=part not in limits)
            return
        allowed = _permitted(node)
        kinds = {leaf.requirement.kind for leaf in walk(nodes[-1]) if isinstance(leaf, Leaf)}
        own = {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
        if permits and (not own or own & kinds or _AFTERTHOUGHT.search(words)):
            for index in range(max(0, len(nodes) - _NEARBY), len(nodes)):
                stated = {leaf.requirement.kind for leaf in walk(nodes[index]) if isinstance(leaf, Leaf)}
                if _excludes(nodes[index]) and (index == len(nodes) - 1 or stated & own):
                    nodes[index] = Unless(nodes[index], allowed, _cover([nodes[index], allowed]))
            return
    nodes.append(node)


def _limits(node: Node) -> tuple[Node, ...]:
    """What a permission forbids all the same: "adjuvant chemotherapy is allowed, taxanes only if over a year ago"."""
    parts = _flat(node)
    if not any(isinstance(part, Allow) for part in parts):
        return ()
    return tuple(part for part in parts if isinstance(part, Not) and _has_window(part))


def _flat(node: Node) -> tuple[Node, ...]:
    return tuple(part for inner in node.nodes for part in _flat(inner)) if isinstance(node, All) else (node,)


def _has_window(node: Node) -> bool:
    return any(isinstance(leaf, Leaf) and leaf.requirement.when is not None for leaf in walk(node))


def _excludes(node: Node) -> bool:
    return any(isinstance(part, Not) for part in walk(node))


def _permitted(node: Node) -> Node:
    """What a permission names, as a condition that may hold or not.

    Things of one kind are permitted each ("skin cancer or in situ cancer"); those of several kinds go together.
    """
    match node:
        case Allow(inner):
            return inner
        case All(nodes, span):
            parts = [_permitted(n) for n in nodes]
            kinds = {leaf.requirement.kind for part in parts for leaf in walk(part) if isinstance(leaf, Leaf)}
            return Any(tuple(parts), span) if len(kinds) == 1 else All(tuple(parts), span)
        case Any(nodes, span):
            return Any(tuple(_permitted(n) for n in nodes), span)
        case _:
            return node


def _bare(node: Node) -> Node:
    """The statements of a heading ("Patients with HER2-positive disease:") as a condition, whatever their section."""
    match node:
        case Not(inner):
            return inner
        case All(nodes, span):
            return All(tuple(_bare(n) for n in nodes), span)
        case _:
            return _permitted(node)


def _names_a_diagnosis(node: Node, words: str) -> bool:
    leaves = [leaf for leaf in walk(node) if isinstance(leaf, Leaf)]
    kinds = {leaf.requirement.kind for leaf in leaves}
    negative = any(isinstance(part, Not) for part in walk(node)) and Kind.BIOMARKER not in kinds
    return (
        bool(leaves)
        and not negative
        and len(words.split()) <= _FEW_WORDS
        and (Kind.CANCER in kinds or any(leaf.requirement.concept == "TNBC" for leaf in leaves))
        and kinds <= {Kind.CANCER, Kind.BIOMARKER, Kind.STAGE}
    )


def _asks_for_a_diagnosis(node: Node, words: str) -> bool:
    """Whether a longer line is about a diagnosis: it says a cancer, and its first statement describes a disease."""
    first = next((leaf.requirement for leaf in walk(node) if isinstance(leaf, Leaf)), None)
    return (
        first is not None
        and first.kind in (Kind.CANCER, Kind.BIOMARKER, Kind.STAGE)
        and _SAYS_A_CANCER.search(words) is not None
    )


def _without_empty_headings(found: list[Atom]) -> list[Atom]:
    """A heading like "Adequate organ function:" over a list of laboratory values says nothing of its own."""
    return [
        a for a in found if a.requirement.concept != "organ function" and a.requirement.kind is not Kind.ADMINISTRATIVE
    ]


def _all(nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes), _cover(nodes))


def _cover(nodes: Iterable[Node | None]) -> Span:
    spans = [n.span for n in nodes if n is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
