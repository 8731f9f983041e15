"""Owns what the sentences of an item come to: their trees, and how many of their words were read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from criteria import atoms
from criteria.atoms import Atom
from criteria.named import permitted
from criteria.patterns import regex
from criteria.sentence.afterthoughts import attach, if_outside
from criteria.sentence.compose import compose
from criteria.sentence.counted import counts_too, names_others, refers_to_lines, widens
from criteria.sentence.denials import read_denied, read_unexcepted
from criteria.sentence.limited import compose_limited, read_beside
from criteria.sentence.of_one_part import of_one_part
from criteria.sentence.of_some import whom_it_excludes, whom_of_line
from criteria.sentence.only_in_a_setting import kept_to_its_setting
from criteria.sentence.permitted_amounts import beyond_the_permitted
from criteria.sentence.permitted_asides import with_permitted_asides
from criteria.sentence.unread_lines import unread_line
from criteria.span import Span
from criteria.text.arms import sentence_limits
from criteria.text.headings import is_condition
from criteria.text.other_people import asks_for_others
from criteria.text.passage import Passage
from criteria.text.remarks import (
    REMARK,
    defines_a_test,
    is_elsewhere,
    is_of_treated_lesions,
    is_of_unmeasured,
    is_remark,
    sets_no_limit,
    sorts,
    tells_how,
)
from criteria.tree import Allow, Any, Effect, If, Kind, Node, Unparsed
from criteria.words.labels import is_label, points_below
from criteria.words.moods import Mood
from criteria.words.unasked import asks_nothing

_SAYS_NOTHING = regex(
    r"^\W*(?:"
    r"(?:not|none) specified|see(?: .{0,60})?|also|\(?(?:see )?appendix .{0,20}|n/?a|none|not applicable|other|and|or"
    r"|any|both|inclusion|exclusion|unspecified|please see.*|disease characteristics|as above"
    r"|no (?:gender|sex|age|upper age) (?:limit|restriction)s?"
    r"|.*\btest(?:s|ing)\b.{0,40}\bnot (?:be )?(?:required|mandatory|mandated|necessary|needed)\b.*"
    r"|(?:male or female|female or male|both (?:genders|sexes)|any (?:sex|gender)))?\W*$",
    re.IGNORECASE,
)
# a heading whose list was lost, or a sentence that only says how something is reckoned
_EXPLAINS = regex(
    r":\W*$|^\W*this (?:exclusion|criterion|requirement|restriction) (?:is|applies)\b"
    r"|\b(?:is|are|will be) (?:calculated|estimated|corrected|determined) (?:using|by|with|according)\b",
    re.IGNORECASE,
)

_OR_ELSE = regex(r"\W*(?:OR|Or)\b,?\s")
# what limits a thing of a list of what is permitted
_LIMITS = regex(
    r"\b(?:if|provided|unless|except|only|must|should|as long as|no|not|within|until|at least|more than|less than|stable|once|when)\b|[<>≤≥]"
)
# "may have had one, but no more than one": what is permitted so far is asked beyond that
_NO_MORE_THAN = regex(r"\b(?:but|with|up to) (?:no|not) more than\b|\bbut at most\b")
# "ovariectomy for reasons other than cancer is allowed": permitted, though the permission stands behind an exception
_ENDS_ALLOWED = regex(
    r"(?!.*\b(?:no|not|nor|if|only|unless|provided|must|should|except|without|within|until|when|once)\b|.*[<>≤≥]).*\b(?:allowed|permitted)\W*"
)
# one of several parts of which only the last says what of them: "the use of ketoconazole; antacids; … should be avoided"
_FRAGMENT = regex(
    r"\W*(?:the )?(?:(?:concomitant|concurrent) )?use of "
    r"(?!.*\b(?:is|are|must|may|should|not|no|allowed|permitted|prohibited|required|will|can|has|have|been)\b)"
    r"[^.;]*;\W*$"
)


@dataclass(slots=True)
class Part:
    """What a sentence, or an item and all below it, came to: its tree, its words and how many of them were read."""

    node: Node | None = None
    words: int = 0
    read: int = 0

    def take(self, other: Part) -> None:
        """Count another part's words as this one's."""
        self.words += other.words
        self.read += other.read


def read_sentences(
    found: Sequence[Passage], part: Part, *, is_heading: bool, over_list: bool
) -> tuple[list[Node], Node | None]:
    """The trees of an item's sentences, and apart from them that of the last where it is the heading of a list.

    ``is_heading`` says whether the last sentence introduces a list, ``over_list`` whether items stand under it at all.
    The words are counted as those of ``part``.
    """
    nodes: list[Node] = []
    for passage in found:
        is_last = passage is found[-1]
        if not (is_heading and is_last) and _changes_lines(nodes, passage):
            count = len(passage.text.split())
            part.take(Part(None, count, count))
            continue
        sentence = _read(passage, is_heading=is_heading and is_last, over_list=over_list and is_last)
        part.take(sentence)
        if is_heading and is_last:
            return nodes, sentence.node
        if (
            nodes
            and (lifted := if_outside(nodes[-1], passage.text, passage.view.span(0, len(passage.text)), sentence.node))
            is not None
        ):
            nodes[-1] = lifted
        elif nodes and (limited := of_one_part(nodes, passage.text, passage.view.span(0, len(passage.text)))):
            nodes[:] = [limited]
        elif sentence.node is not None and is_remark(passage.lower, passage.base):
            nodes.append(sentence.node)
        elif sentence.node is not None and nodes and _is_another_way(passage, nodes[-1], sentence.node):
            nodes[-1] = Any((nodes[-1], sentence.node), nodes[-1].span.cover(sentence.node.span))
        elif sentence.node is not None:
            where = passage.view.span(0, len(passage.text))
            permits = passage.scopes.mood(0) is Mood.PERMITTED and not sets_no_limit(passage.lower)
            attach(nodes, sentence.node, passage.text, where, permits=permits)
            if permits and passage.base is Effect.REQUIRE and nodes[-1] is sentence.node:
                nodes[-1] = beyond_the_permitted(sentence.node)
    return nodes, None


def _is_another_way(passage: Passage, before: Node, node: Node) -> bool:
    """Whether a sentence is another way of meeting the one before it: "Prior taxane. OR not a candidate for one"."""
    asks = passage.base is Effect.REQUIRE and not isinstance(before, Allow) and not isinstance(node, Allow)
    return asks and _OR_ELSE.match(passage.text) is not None


def _changes_lines(nodes: list[Node], passage: Passage) -> bool:
    """Whether the sentence only says what counts among the lines asked for before it, or whom else they take in."""
    where = passage.view.span(0, len(passage.text))
    if refers_to_lines(nodes, passage.lower, where) or counts_too(nodes, passage):
        return True
    if passage.base is not Effect.REQUIRE or not names_others(passage.lower):
        return False
    return widens(nodes, compose(passage, atoms.read(passage)), where)


def _read(passage: Passage, *, is_heading: bool, over_list: bool) -> Part:
    """What a sentence comes to; words that ask for something but could not be read are ``Unparsed``."""
    if (told := _at_once(passage, is_heading=is_heading)) is not None:
        return told
    where = passage.view.span(0, len(passage.text))
    count = len(passage.text.split())
    is_part = passage.base is Effect.REQUIRE and _FRAGMENT.match(passage.lower) is not None
    of_others = passage.base is Effect.REQUIRE and asks_for_others(passage.lower)
    if is_part or of_others or is_elsewhere(passage.lower) or is_of_unmeasured(passage.lower):
        return Part(Unparsed(where), count)
    limits = sentence_limits(passage.text)
    found = atoms.read(passage) if not limits else read_beside(passage, limits)
    if over_list and all(a.requirement.concept == "organ function" for a in found):
        is_heading = True
    said = _without_empty_headings(found) if is_heading else found
    node = compose_limited(passage, said, limits) if limits else compose(passage, said)
    node = node if node is None else kept_to_its_setting(with_permitted_asides(passage, node), passage.lower)
    if isinstance(node, If) and isinstance(node.node, Unparsed) and asks_nothing(passage.lower, required=False):
        return Part(Allow(Unparsed(where, REMARK), where), count, count)
    if node is None and is_heading:
        node = whom_of_line(passage) if is_condition(passage.text) else whom_it_excludes(passage)
    if node is not None or is_heading or _SAYS_NOTHING.match(passage.text) or _EXPLAINS.search(passage.text):
        unread = sum(len(passage.text[a.start : a.end].split()) for a in found if a.is_unread)
        return Part(node, count, count - unread)
    return _of_nothing_read(passage, where, over_list=over_list)


def _of_nothing_read(passage: Passage, where: Span, *, over_list: bool) -> Part:
    """What a sentence comes to of which no recogniser has read anything that it asks for."""
    count = len(passage.text.split())
    if (node := read_denied(passage)) is not None:
        return Part(node, count, count)
    if is_label(passage.lower, excludes=passage.base is Effect.EXCLUDE and not over_list):
        return Part(Allow(Unparsed(where, REMARK), where), count, count)
    if tells_how(passage.lower) or (passage.base is Effect.REQUIRE and tells_how(passage.lead.rsplit(". ", 1)[-1])):
        return Part(Allow(Unparsed(where, REMARK), where), count, count)
    if asks_nothing(passage.lower, required=passage.base is Effect.REQUIRE):
        return Part(Allow(Unparsed(where, REMARK), where), count, count)
    listed = passage.base is Effect.ALLOW and _LIMITS.search(passage.lower) is None
    allowed = passage.base is Effect.REQUIRE and _ENDS_ALLOWED.fullmatch(passage.lower) is not None
    permitted_so = passage.scopes.mood(0) is Mood.PERMITTED and _NO_MORE_THAN.search(passage.lower) is None
    if listed or allowed or permitted_so:
        return Part(Allow(Unparsed(where), where), count)
    if (node := _again(passage, where)) is not None:
        return Part(node, count, count)
    return Part(unread_line(passage, where), count)


def _again(passage: Passage, where: Span) -> Node | None:
    """What a sentence asks for that only spells out a marker which the text has asked for before; a doubtful reading of it."""
    if passage.base is not Effect.REQUIRE or not passage.claimed:
        return None
    alone = replace(passage, asked=set(), claimed=[], excepted=[])
    node = compose(alone, atoms.read(alone))
    if node is None or not defines_a_test(node):
        return None
    return If(Unparsed(where, REMARK), node, where)


def _at_once(passage: Passage, *, is_heading: bool) -> Part | None:
    """A sentence whose form tells what it comes to: a remark, one that points at its list, one that denies an exception."""
    count = len(passage.text.split())
    points = points_below(passage.lower, excludes=passage.base is Effect.EXCLUDE)
    if not is_heading and (is_remark(passage.lower, passage.base) or points):
        return _remark(passage)
    if points:  # the list says which
        return Part(None, count, count)
    node = read_unexcepted(passage)
    return Part(node, count, count) if node is not None else None


def _remark(passage: Passage) -> Part:
    """The tree of a sentence that asks for nothing, though it may tell what the trial asks for elsewhere."""
    count = len(passage.text.split())
    where = passage.view.span(0, len(passage.text))
    node = compose(passage, atoms.read(passage))
    unread = Unparsed(where, REMARK)
    if node is not None and sorts(passage.lower):
        return Part(Allow(permitted(node), where), count, count)
    if node is not None and defines_a_test(node) and not is_of_treated_lesions(passage.lower):
        return Part(If(unread, node, where), count, count)
    return Part(Allow(unread, where), count, count)


def _without_empty_headings(found: list[Atom]) -> list[Atom]:
    """A heading like "Adequate organ function:" over a list of laboratory values says nothing of its own."""
    return [
        a for a in found if a.requirement.concept != "organ function" and a.requirement.kind is not Kind.ADMINISTRATIVE
    ]
