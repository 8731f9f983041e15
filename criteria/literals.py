"""Owns what a regular expression says about the words of its matches: sets of tests of which each match passes one.

A test is a run of letters or signs that a token of the text must hold, in lower case; ``EDGE`` before or after it says
that the token begins or ends there: ``|her|`` is the word, ``|her`` a word that begins so, ``her`` any that has it.

The way is that of the prefilters of RE2 and of Google Code Search (R. Cox, "Regular Expression Matching with a Trigram
Index", 2012): from the parse tree upwards, each part has the strings that it matches, where they are few, or else
sets of strings one of which must occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any as Tree

from criteria import firsts

Tests = frozenset[str]
EDGE = "\0"
"""Where a token begins or ends."""
TOKEN = re.compile(r"\w+|[^\w\s\0]+")
"""Words and runs of signs; a word's edges are where ``\\b`` matches."""

_WORD = re.compile(r"\w")
_WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)
_FEW_WAYS = 2  # branches that are spelt out further
_FEW = 64  # strings that a part may match and still be written out
_MANY = 600  # strings of which one must occur
_SETS = 3  # sets of one expression, all of which must occur
_RARE = 1.6  # expected finds in a sentence above which a set tells nothing
_SENTENCE = 120  # characters
_ASCII = 128
_DIGITS = "0123456789"
_FREQUENT = {EDGE: 0.18, **dict(zip("etaoinsrhldcumfpgwybvkxjqz", (
    0.1, 0.075, 0.065, 0.06, 0.06, 0.06, 0.05, 0.05, 0.04, 0.035, 0.03, 0.03, 0.025, 0.025, 0.02, 0.02, 0.015, 0.015,
    0.015, 0.012, 0.01, 0.007, 0.004, 0.002, 0.002, 0.002), strict=True))}  # fmt: skip
_OTHER = 0.002  # how frequent digits and signs are


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an expression: all that it matches, where that is known and little; sets one of each must occur."""

    exact: frozenset[str] | None = None
    needs: tuple[Tests, ...] = ()


_NOTHING = _Part(frozenset([""]))
_EDGE = _Part(frozenset([EDGE]))
_ANYTHING = _Part()


@dataclass(frozen=True, slots=True)
class Needs:
    """What a match needs: ``whole`` are the tests where a whole text is searched, ``part`` where a cut of it is.

    A cut may begin or end within a token, and an expression sees an edge there; so the latter have no edges.
    """

    whole: tuple[Tests, ...]
    part: tuple[Tests, ...]


def required(expression: str, flags: int = 0) -> Needs:
    r"""Sets of tests: a text with a match has, for each of the sets, a token that passes one of its tests.

    >>> [sorted(tests) for tests in required(r"(?:allerg|hypersensitiv)\w* to \w+").whole]
    [['allerg', 'hypersensitiv'], ['\x00to\x00']]
    """
    return _required(_parser.parse(expression, flags))


def compiled(expression: str, flags: int = 0) -> tuple[re.Pattern[str], Needs]:
    """The regular expression and what it requires, of one reading. Raises re.error for what is none."""
    tree = _parser.parse(expression, flags)
    needs = _required(tree)  # before the compiler, which changes the tree
    return firsts.compiled(expression, flags, tree), needs


def ways(expression: str, flags: int = 0) -> tuple[Needs, ...]:
    r"""What each branch requires, of an expression that is a choice of branches.

    >>> [[sorted(tests) for tests in way.whole] for way in ways(r"\b(?:new allerg\w+|old insulin)")]
    [[['\x00allerg']], [['\x00insulin']]]
    """
    found = _spelt_out(list(_parser.parse(expression, flags)))
    if len(found) <= _FEW_WAYS:
        found = [way for branch in found for way in _spelt_out(branch)]
    return tuple(map(_required, found))


def _spelt_out(tree: list[tuple[Tree, Tree]]) -> list[list[tuple[Tree, Tree]]]:
    """The branches of the first choice that a match comes to, each with what stands before and after it."""
    at = next((n for n, (kind, _) in enumerate(tree) if kind not in _WIDTHLESS), None)
    if at is None:
        return [tree]
    kind, given = tree[at]
    if kind is op.SUBPATTERN:
        return _spelt_out([*tree[:at], *given[-1], *tree[at + 1 :]])
    return [[*tree[:at], *branch, *tree[at + 1 :]] for branch in given[1]] if kind is op.BRANCH else [tree]


def _required(tree: Iterable[tuple[Tree, Tree]]) -> Needs:
    whole = list(dict.fromkeys(_needs(_sequence(tree))))
    part = [_without_longer(test.strip(EDGE) for test in tests) for tests in whole]
    return Needs(_telling(whole), _telling(part))


def _telling(needs: Iterable[Tests]) -> tuple[Tests, ...]:
    rare = sorted((tests for tests in needs if _frequency(tests) < _RARE), key=_frequency)
    return tuple(rare[:_SETS])


def _sequence(items: Iterable[tuple[Tree, Tree]]) -> _Part:
    run, needs, exact, tail = _NOTHING.exact or frozenset(), [], True, ""
    for kind, given in firsts.items(items):
        if kind is op.LITERAL and given < _ASCII:
            tail += chr(given)
            continue
        part = _item(kind, given)
        if tail:
            run, tail = _followed(run, tail), ""
        if part.exact is not None and len(run) * len(part.exact) <= _FEW:
            run = part.exact if run == _NOTHING.exact else frozenset([a + b for a in run for b in part.exact])
            continue
        exact = False
        needs += [*_needs(_Part(run)), *part.needs]
        run = _NOTHING.exact or frozenset() if part.exact is None else part.exact
    if tail:
        run = _followed(run, tail)
    return _Part(run) if exact else _Part(None, (*needs, *_needs(_Part(run))))


def _followed(run: Tests, tail: str) -> Tests:
    lower = tail.lower()
    return frozenset([before + lower for before in run])


def _item(kind: Tree, given: Tree) -> _Part:
    if kind is op.LITERAL:
        return _character(given)
    if kind is op.IN:
        return _characters(given)
    if kind is op.SUBPATTERN:
        return _sequence(given[-1])
    if kind is op.ATOMIC_GROUP:
        return _sequence(given)
    if kind is op.BRANCH:
        return _branches([_sequence(branch) for branch in given[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeated(*given)
    if kind is op.AT and given in (op.AT_BOUNDARY, op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return _EDGE
    if kind in (op.AT, op.ASSERT_NOT):
        return _NOTHING
    if kind is op.ASSERT:
        return _Part(None, _needs(_sequence(given[1])))
    return _ANYTHING


def _character(code: int) -> _Part:
    character = chr(code).lower()
    certain = character.isascii() or character.upper() == character
    return _Part(frozenset([character])) if certain else _ANYTHING


def _characters(members: list[tuple[Tree, Tree]]) -> _Part:
    found: set[str] = set()
    for kind, given in members:
        if kind is op.LITERAL:
            codes = range(given, given + 1)
        elif kind is op.RANGE and given[1] - given[0] < len(_DIGITS):
            codes = range(given[0], given[1] + 1)
        elif kind is op.CATEGORY and given is op.CATEGORY_DIGIT:
            codes = range(ord("0"), ord("9") + 1)
        else:
            return _ANYTHING
        for code in codes:
            one = _character(code).exact
            if one is None:
                return _ANYTHING
            found |= one
    return _Part(frozenset(found))


def _branches(parts: list[_Part]) -> _Part:
    every = [part.exact for part in parts if part.exact is not None]
    if len(every) == len(parts):
        union = frozenset[str]().union(*every)
        if len(union) <= _FEW:
            return _Part(union)
    needs = [sorted(_needs(part), key=_frequency) for part in parts]
    if not all(needs):
        return _ANYTHING
    depth = min(_SETS, max(map(len, needs)))  # one test of the rarest set of each branch, one of the next, and so on
    unions = (frozenset[str]().union(*(sets[n] if n < len(sets) else sets[0] for sets in needs)) for n in range(depth))
    return _Part(None, tuple(_without_longer(union) for union in unions))


def _repeated(least: int, most: int, items: Iterable[tuple[Tree, Tree]]) -> _Part:
    part = _sequence(items)
    if (least, most) == (1, 1):
        return part
    if least:
        return _Part(None, _needs(part))
    return _Part(part.exact | {""}) if most == 1 and part.exact is not None else _ANYTHING


def _needs(part: _Part) -> tuple[Tests, ...]:
    if part.exact is None:
        return part.needs
    if len(part.exact) > _MANY:
        return ()
    if "" in part.exact:
        return ()
    tests = [_test(string) for string in part.exact]
    return (_without_longer(tests),) if all(tests) else ()


@cache
def _test(string: str) -> str:
    """The rarest token of a string that matches; nothing where it has none."""
    best = ""
    for token in TOKEN.finditer(string):
        start, end = token.span()
        test = token.group()
        if _WORD.match(test):
            if start:
                test = EDGE + test
            if end < len(string):
                test += EDGE
        if not best or _chance(test) < _chance(best):
            best = test
    return best


def _without_longer(tests: Iterable[str]) -> Tests:
    """The set without tests that hold another of it: what passes them passes that."""
    kept: list[str] = []
    for test in sorted(set(tests), key=len):
        if not any(shorter in test for shorter in kept):
            kept.append(test)
    return frozenset(kept)


def _frequency(tests: Tests) -> float:
    """A rough guess at how many tokens of a sentence pass one of the tests."""
    return sum(_chance(test) for test in tests)


@cache
def _chance(test: str) -> float:
    """How many tokens of a sentence pass: the frequent words that do, or as its letters would have it."""
    words, shares = _frequent_words()
    known, at = 0.0, words.find(test)
    while at >= 0:
        number = words.count("\n", 0, at)
        known += shares[number]
        at = words.find(test, words.find("\n", at))
    chance = float(_SENTENCE)
    for character in test:
        chance *= _FREQUENT.get(character, _OTHER)
    return min(max(chance, known), 1.0)


@cache
def _frequent_words() -> tuple[str, tuple[float, ...]]:
    """The words that stand in many sentences of 834 texts of the registry, one a line, and in which share of them."""
    table = files(__package__).joinpath("frequent_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return "".join(f"{EDGE}{word}{EDGE}\n" for word, _ in rows), tuple(float(share) for _, share in rows)
