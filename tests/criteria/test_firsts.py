"""An expression that is told where it can begin finds what it found before."""

from __future__ import annotations

import re
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.firsts import compiled, first
from tests.criteria.test_patterns import EXPRESSIONS, patterns, sentences


def begins(expression: str) -> str | None:
    """The single characters that a match can begin with."""
    members = first(_parser.parse(expression))
    return None if members is None else "".join(sorted({chr(given) for _, given in members}))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"insulin", "i"),
        (r"\binsulin", "i"),
        (r"(?:insulin|metformin)", "im"),
        (r"\b(?:insulin|met|(?:glip|gly)\w+)", "gim"),
        (r"(?<!pro)(?=in)insulin", "i"),
        (r"(?:new )?insulin", "in"),
        (r"(?:new )?(?:old )?", None),
        (r"[im]\w+", "im"),
        (r"[^im]\w+", None),
        (r".insulin", None),
        (r"(a)?\1b", None),
        (r"(?i:i)nsulin", None),
    ],
)
def test_what_a_match_begins_with(expression: str, expected: str | None) -> None:
    assert begins(expression) == expected


FURTHER = [
    r"\b(?:kg|[ms]l)\b",
    r"(?:^|\b)(?:sick|kin)?i?s",
    r"\b[a-c0-9]+\b|\d",
    r"\b(?:(?P<x>ok)|is)(?(x)k|s)",
    r"(?<=k)\W?s|\bs",
]


@pytest.mark.parametrize("expression", [*EXPRESSIONS, *FURTHER])
@given(data=st.data())
@settings(deadline=None, max_examples=40)
def test_the_same_is_found(expression: str, data: st.DataObject) -> None:
    letters = st.text("KkSsIiİıſ\N{KELVIN SIGN}lmnobc09≥ -(", max_size=8)
    text = data.draw(letters) + data.draw(st.from_regex(expression)) + data.draw(letters)
    for flags in (0, re.IGNORECASE):
        made = compiled(expression, flags, _parser.parse(expression, flags))
        plain = re.compile(expression, flags)
        assert (made.pattern, made.flags, made.groupindex) == (plain.pattern, plain.flags, plain.groupindex)
        for one in (text, text.upper()):
            assert [m.regs for m in made.finditer(one)] == [m.regs for m in plain.finditer(one)]


def test_the_patterns_of_the_package_find_the_same_in_sentences_of_the_specifications() -> None:
    some = [text for text in sentences()[::25] for text in (text, text.lower())]
    for pattern in {id(p): p for p in patterns()}.values():
        plain = re.compile(pattern.pattern, pattern.flags)
        for text in some:
            assert [m.regs for m in pattern.finditer(text)] == [m.regs for m in plain.finditer(text)]
