r"""Owns the characters that a match can begin with, and expressions compiled so that only these places are tried.

``re`` itself knows them where an expression begins with a letter or a class. Most rules begin with ``\b``, with a look
around or with branches, and ``re`` then tries every place of a text. The engine is the same for both; it is told more.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
from collections.abc import Iterable
from re import _compiler  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any as Tree

Items = list[tuple[Tree, Tree]]
"""The members of a class, as ``re`` writes them."""

_ASCII = 128
_NINE = ord("9")
_ALSO = {"i": "İı", "s": "ſ", "k": "\N{KELVIN SIGN}"}  # what matches an ASCII letter where case does not matter
_UNKNOWN, _CHARSET = 0, 4  # what the head of a compiled expression says of where it begins
_HEAD = 5  # numbers of the head, before what else it says: its name, its length, what it says, least and greatest width


def compiled(expression: str, flags: int, tree: Tree) -> re.Pattern[str]:
    """The expression, whose parse tree is given, as ``re.compile`` would give it; the tree may be changed."""
    flags |= tree.state.flags
    begins = first(tree)
    members = _in_either_case(begins) if begins and flags & re.IGNORECASE else begins
    code = _compiler._code(tree, flags)
    _, length, known, least, greatest = code[:_HEAD]
    if members and known == _UNKNOWN and least:
        block: list[int] = []
        _compiler._compile_charset(_compiler._optimize_charset(members)[0], flags & ~re.IGNORECASE, block)
        head = [code[0], _HEAD - 1 + len(block), _CHARSET, least, greatest]
        code = [*head, *block, *code[length + 1 :]]
    groups = tree.state.groupdict
    names: list[str | None] = [None] * tree.state.groups
    for name, number in groups.items():
        names[number] = name
    made: re.Pattern[str] = _sre.compile(expression, flags, code, tree.state.groups - 1, groups, tuple(names))
    return made


def first(tree: Iterable[tuple[Tree, Tree]]) -> Items | None:
    """The class of the characters that a match can begin with; None where that is not known, or a match can be empty."""
    members, empty = _sequence(tree)
    return None if empty or members is None else list(dict.fromkeys(members))


def items(tree: Iterable[tuple[Tree, Tree]]) -> Iterable[tuple[Tree, Tree]]:
    """The items of a part of a parse tree, as a plain list: ``re`` walks its own slowly."""
    data: Iterable[tuple[Tree, Tree]] = getattr(tree, "data", tree)
    return data


def _sequence(tree: Iterable[tuple[Tree, Tree]]) -> tuple[Items | None, bool]:
    """The first characters of the items one after the other, and whether these can match nothing."""
    found: Items = []
    for kind, given in items(tree):
        members, empty = _item(kind, given)
        if members is None:
            return None, False
        found += members
        if not empty:
            return found, False
    return found, True


def _item(kind: Tree, given: Tree) -> tuple[Items | None, bool]:
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return [], True
    if kind is op.LITERAL:
        return [(kind, given)], False
    if kind is op.IN and given[0][0] is not op.NEGATE:
        return list(given), False
    if kind is op.SUBPATTERN and not (given[1] or given[2]):  # no flags of its own
        return _sequence(given[-1])
    if kind is op.ATOMIC_GROUP:
        return _sequence(given)
    if kind is op.BRANCH:
        branches = [_sequence(branch) for branch in given[1]]
        if any(members is None for members, _ in branches):
            return None, False
        return [one for members, _ in branches for one in members or ()], any(empty for _, empty in branches)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _, repeated = given
        members, empty = _sequence(repeated)
        return members, empty or least == 0
    return None, False


def _in_either_case(members: Items) -> Items | None:
    """The members with their capitals and small letters; None where a member's are not plain."""
    found: Items = []
    for kind, given in members:
        if kind is op.LITERAL and given < _ASCII:
            letter = chr(given).lower()
            found += [(kind, ord(c)) for c in (letter, *letter.upper(), *_ALSO.get(letter, ""))]
        elif kind is op.CATEGORY or (kind is op.RANGE and given[1] <= _NINE):
            found.append((kind, given))
        else:
            return None
    return found
