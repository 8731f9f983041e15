"""Owns the regular expressions of the rules, and the gate that leaves a sentence alone where it lacks their words.

``regex(r"…")`` stands for ``re.compile``. It reads off the expression which words any match must hold ("no match without
*allerg…* or *hypersensitiv…*"). ``Words`` is a sentence that knows which of the words of all patterns it has; a pattern
asked about one that lacks its own answers at once. Over any other string it is the plain regular expression, and the
answers are the same always.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_
from typing import Any, Self, SupportsIndex

from ahocorasick_rs import AhoCorasick, Implementation

from criteria.literals import EDGE, TOKEN, Tests, compiled, ways

_END = sys.maxsize  # where a search ends that is to run to the end of its text
_NOTHING = 0  # no bit set: all patterns are tried
# characters that match an ASCII letter or digit of a pattern without being one
_STRANGE = re.compile(r"[ıſİK]|(?![0-9])\d")
_REMEMBERED = 50_000  # tokens; all texts of the registry on breast cancer have 30,000
_LONGEST = 40  # characters of a token that is remembered


class Gate(dict[str, int]):
    """The sets of tests that the patterns need, one bit each; as a mapping, from tokens to the sets that they satisfy."""

    def __init__(self) -> None:
        super().__init__()
        self._bits: dict[Tests, int] = {}
        self._automaton: AhoCorasick | None = None
        self._masks: tuple[int, ...] = ()
        self._every = 0  # all bits, once sentences are looked at

    def bits(self, needs: tuple[Tests, ...]) -> int:
        """The bits of these sets; 0, which keeps nothing out, once sentences have been looked at."""
        found = 0
        for tests in needs if self._automaton is None else ():
            found |= self._bits.setdefault(tests, 1 << len(self._bits))
        return found

    def lacks(self, lower: str) -> int:
        """The bits of the sets that no token of a sentence satisfies."""
        if not lower.isascii() and _STRANGE.search(lower):
            return _NOTHING
        return reduce(or_, map(self.__getitem__, TOKEN.findall(lower)), 0) ^ self._every

    def __missing__(self, token: str) -> int:
        automaton = self._automaton or self._build()
        found = 0
        for test, _, _ in automaton.find_matches_as_indexes(EDGE + token + EDGE, overlapping=True):
            found |= self._masks[test]
        if len(token) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[token] = found
        return found

    def _build(self) -> AhoCorasick:
        masks: dict[str, int] = {}
        for tests, bit in self._bits.items():
            for test in tests:
                masks[test] = masks.get(test, 0) | bit
        self._masks = tuple(masks.values())
        self._every = (1 << len(self._bits)) - 1
        self._automaton = AhoCorasick(list(masks), implementation=Implementation.ContiguousNFA)
        return self._automaton


_GATE = Gate()


class Words(str):
    """A sentence that remembers which words of the patterns it lacks; else a string like any other."""

    __slots__ = ("lacks",)
    lacks: int

    @classmethod
    def of(cls, lower: str, gate: Gate = _GATE) -> Words:
        """The sentence, which must be in lower case, with what it has."""
        words = cls(lower)
        words.lacks = gate.lacks(lower)
        return words

    def also(self, other: str) -> Self:
        """A string with the words of this one: the same in capitals, or with signs blanked."""
        words = self.__class__(other)
        words.lacks = self.lacks
        return words

    def __getitem__(self, key: SupportsIndex | slice) -> Part:
        part = _new(Part, _cut(self, key))
        part.lacks = self.lacks
        return part


class Part(Words):
    """A part of a sentence, which has no words but those of the sentence, though some may be cut short."""

    __slots__ = ()


_new, _cut = str.__new__, str.__getitem__


class Pattern:
    """A regular expression that is not tried on ``Words`` which lack what any match holds.

    The methods that most time goes into spell out what ``may_occur`` says.
    """

    __slots__ = (
        "_finditer",
        "_fullmatch",
        "_match",
        "_part",
        "_regex",
        "_search",
        "_ways",
        "flags",
        "pattern",
        "whole",
    )

    def __init__(self, expression: str, flags: int = 0, gate: Gate = _GATE, *, apart: bool = False) -> None:
        self.pattern, self.flags = expression, flags
        self._ways = (
            tuple((gate.bits(way.whole), gate.bits(way.part)) for way in ways(expression, flags)) if apart else ()
        )
        self._regex, needs = compiled(expression, flags)
        self.whole, self._part = gate.bits(needs.whole), gate.bits(needs.part)
        self._search, self._match = self._regex.search, self._regex.match
        self._fullmatch, self._finditer = self._regex.fullmatch, self._regex.finditer

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"

    def may_occur(self, text: str, end: int = _END) -> bool:
        """Whether the text up to ``end`` has the words without which there is no match; True where that is not known."""
        if text.__class__ is Words:
            need = self.whole if end is _END or end >= len(text) else self._part
            lacking = text.lacks & need
        else:
            lacking = text.__class__ is Part and text.lacks & self._part
        return not lacking and (not self._ways or self._has_a_way(text, end))

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        if text.__class__ is Words:
            need = self.whole if end is _END or end >= len(text) else self._part
            if text.lacks & need:
                return None
        elif text.__class__ is Part and text.lacks & self._part:
            return None
        if self._ways and not self._has_a_way(text, end):
            return None
        return self._search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """As ``re.Pattern.match``."""
        if text.__class__ is Words:
            need = self.whole if end is _END or end >= len(text) else self._part
            if text.lacks & need:
                return None
        elif text.__class__ is Part and text.lacks & self._part:
            return None
        return self._match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """As ``re.Pattern.fullmatch``."""
        if text.__class__ is Words:
            need = self.whole if end is _END or end >= len(text) else self._part
            if text.lacks & need:
                return None
        elif text.__class__ is Part and text.lacks & self._part:
            return None
        return self._fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        if text.__class__ is Words:
            need = self.whole if end is _END or end >= len(text) else self._part
            if text.lacks & need:
                return iter(())
        elif text.__class__ is Part and text.lacks & self._part:
            return iter(())
        if self._ways and not self._has_a_way(text, end):
            return iter(())
        return self._finditer(text, start, end)

    def _has_a_way(self, text: str, end: int) -> bool:
        """Whether the text has what one of the branches needs."""
        if text.__class__ is Words:
            whole = end is _END or end >= len(text)
            return any(not text.lacks & (of_whole if whole else of_part) for of_whole, of_part in self._ways)
        return text.__class__ is not Part or any(not text.lacks & of_part for _, of_part in self._ways)

    def findall(self, text: str) -> list[Any]:
        """As ``re.Pattern.findall``."""
        return self._regex.findall(text) if self.may_occur(text) else []

    def made(self, match: re.Match[str]) -> bool:
        """Whether the match is one of this pattern."""
        return match.re is self._regex

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """As ``re.Pattern.split``."""
        return self._regex.split(text, maxsplit) if self.may_occur(text) else [text]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As ``re.Pattern.sub``."""
        return self._regex.sub(by, text) if self.may_occur(text) else text


def regex(expression: str, flags: int = 0, *, apart: bool = False) -> Pattern:
    """The regular expression, with the gate before it; to be called while modules load.

    ``apart`` is for a long choice whose branches share no words: each has a gate of its own, and the expression is tried
    where one of them is open. Raises re.error for what is none.
    """
    return Pattern(expression, flags, apart=apart)


class Either:
    """Several expressions, each behind a gate of its own, of which one must match."""

    __slots__ = ("patterns",)

    def __init__(self, *expressions: str, flags: int = 0) -> None:
        self.patterns = tuple(regex(expression, flags) for expression in expressions)

    def _open(self, text: str) -> Iterator[Pattern]:
        """The expressions that the words of the text do not keep out, looked at all at once."""
        if text.__class__ is not Words:
            return iter(self.patterns)
        lacks = text.lacks
        return (pattern for pattern in self.patterns if not lacks & pattern.whole)

    def search(self, text: str) -> re.Match[str] | None:
        """A match of the first of the expressions that has one anywhere."""
        for pattern in self._open(text):
            if (found := pattern.search(text)) is not None:
                return found
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """A match of the first of the expressions that has one where the text begins, as of one expression with branches."""
        for pattern in self._open(text):
            if (found := pattern.match(text)) is not None:
                return found
        return None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match of the first of the expressions that the whole text is one of."""
        for pattern in self._open(text):
            if (found := pattern.fullmatch(text)) is not None:
                return found
        return None


def either(*expressions: str, flags: int = 0) -> Either:
    """Alternatives that share no words, for a question that has nearly always no answer: most of them are not tried."""
    return Either(*expressions, flags=flags)


def hints(*words: str) -> Pattern:
    """A pattern that matches wherever one of the words stands, be it within another: a quick look before longer ones."""
    return regex("|".join(map(re.escape, words)))
