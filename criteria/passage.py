"""Owns the unit that recognisers read: one sentence or clause group of an item, with its mentions and surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from criteria.clean import Clean, clean
from criteria.context import Scopes, scopes
from criteria.patterns import Words, regex
from criteria.span import Span
from criteria.tag import Mention, mentions
from criteria.tree import Effect, Kind, Section

_BOUNDARY = regex(
    r"[.;](?<=[a-z0-9)\]%+\"'A-Z].)\)?\s+(?=[\"'(\[]?[A-Z0-9*-])|\.(?<=[a-z].)\d{1,2}(?:[,-]\d{1,2})*\s+(?=[A-Z])|;\s+|\.\s+(?=(?:however|note)\b)|\s+(?=(?:NOTE|Note|EXCEPTIONS?|Exceptions?)\s*:)"
)
_ABBREVIATION = regex(
    r"(?:\b(?:e\.?g|i\.?e|vs|approx|resp|no|dr|st|incl|excl|etc|sp|spp|inc|fig|ref|max|min|pts?|mets|ca|cf|wk|mo|yr|hr|inv|prof)|\b[a-z])$",
    re.IGNORECASE,
)
_LONGEST = 1500  # characters; the longest sentence of 1,679 breast-cancer texts of the registry has 1,286
_SHORT_MEMBER = 4  # words
# "hepatitis B or C.", "part A.": the letter is a name and the point ends the sentence
_NAMED_BY_LETTER = regex(
    r"\b(?:hepatitis|vitamin|cohort|arm|group|part|child-pugh|class)(?:,| |/|\b[a-e]\b|or|and|class|hepatitis){1,7}$",
    re.IGNORECASE,
)
_ENDS_LIST = regex(r"\b(?:etc)$", re.IGNORECASE)


@dataclass(slots=True)
class Passage:
    """One sentence of an item. Offsets that recognisers use count characters of ``text``.

    ``text`` are its words, single-spaced, ``lower`` the same in lower case.
    ``section`` is where it stands; ``base`` the effect of a plain statement there ("diabetes" under exclusion is
    EXCLUDE); ``topic`` the label over it and ``lead`` the words that introduce its list, both in lower case.
    ``excepted`` are the stretches of exceptions that recognisers have read; what stands there is theirs.
    ``asked`` is shared by all passages of a text: the diagnoses that it has asked for so far.
    """

    view: Clean
    text: Words
    lower: Words
    section: Section
    base: Effect
    topic: str
    lead: str
    mentions: tuple[Mention, ...]
    scopes: Scopes
    asked: set[str] = field(default_factory=set)
    claimed: list[tuple[int, int]] = field(default_factory=list)
    excepted: list[tuple[int, int]] = field(default_factory=list)

    def of_kind(self, *kinds: Kind) -> list[Mention]:
        """The dictionary's finds of these kinds, in order."""
        return [m for m in self.mentions if m.kind in kinds]

    def is_free(self, start: int, end: int) -> bool:
        """Whether no recogniser has yet read these characters."""
        return all(end <= a or b <= start for a, b in self.claimed)


def passages(
    source: str,
    body: Span,
    *,
    section: Section,
    base: Effect,
    topic: str = "",
    lead: str = "",
    asked: set[str] | None = None,
) -> list[Passage]:
    """The sentences of an item's body, in order; together they hold all of its words."""
    known = set() if asked is None else asked
    found = []
    for view in sentences(clean(source, body)):
        if view.text:
            lower = Words.of(view.lower)
            text = lower.also(view.text)
            found.append(Passage(view, text, lower, section, base, topic, lead, mentions(view), scopes(lower), known))
    return found


def sentences(view: Clean) -> list[Clean]:
    """The sentences of an item; abbreviations, decimals and parentheses do not end one."""
    cuts = [0]
    for match in _BOUNDARY.finditer(view.text):
        before = view.text[cuts[-1] : match.start()]
        shortened = _ABBREVIATION.search(before) and not _NAMED_BY_LETTER.search(before)
        if match.group().startswith(".") and shortened and not _ENDS_LIST.search(before):
            continue
        if _open_parentheses(before) and not match.group().startswith((". ", ".)")):
            continue
        if match.group().startswith(";") and _continues_list(before, view.text[match.end() :]):
            continue
        cuts.append(match.end())
    bounds = [bound for start, end in pairwise([*cuts, len(view.text)]) for bound in _stretches(view.text, start, end)]
    return [view.cut(start, end) for start, end in bounds]


def _continues_list(before: str, after: str) -> bool:
    """Whether a semicolon only parts the members of a list that a colon has opened: "one of: tamoxifen; letrozole"."""
    piece = re.split(r"[;.]", after, maxsplit=1)[0]
    last = before[before.rfind(":") + 1 :].rsplit(";", 1)[-1]
    return (
        ":" in before
        and len(piece.split()) <= _SHORT_MEMBER
        and len(last.split()) <= _SHORT_MEMBER
        and piece[:1].islower()
    )


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it stands, or cut at commas or spaces where it is longer than any sentence is."""
    found = []
    while end - start > _LONGEST:
        comma = text.rfind(", ", start + _LONGEST // 2, start + _LONGEST)
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = comma + 2 if comma > 0 else space + 1 if space > 0 else start + _LONGEST
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]


def _open_parentheses(words: str) -> bool:
    return words.count("(") > words.count(")")
