"""The gate before the patterns changes no answer: it keeps out only sentences in which the expression has no match."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import criteria
from criteria.literals import EDGE, required
from criteria.patterns import Either, Gate, Pattern, Words, either, regex

SPECS = Path(__file__).parent / "specs"


def needs(expression: str, flags: int = 0) -> list[list[str]]:
    """The sets of tests, with ``|`` where a word begins or ends."""
    return [sorted(test.replace(EDGE, "|") for test in tests) for tests in required(expression, flags).whole]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"measurable", [["measurable"]]),
        (r"\bmeasurable", [["|measurable"]]),
        (r"measurable\b", [["measurable|"]]),
        (r"prior (?:therapy|surgery)", [["|surgery", "|therapy"]]),
        (r"tumou?r", [["tumor", "tumour"]]),
        (r"(?:no|without)? allergy", [["|allergy"]]),
        (r"allerg\w* .{0,9} insulin", [["|insulin"], ["allerg"]]),
        (r"(?:hand|foot)+ syndrome", [["foot", "hand"], ["|syndrome"]]),
        (r"zorb\w* insulin|karb\w* metformin", [["|insulin", "|metformin"], ["karb", "zorb"]]),
        (r"patients denied", [["|denied"]]),
        (r"\d+ ?mg", [["mg"]]),
        (r"\d+", []),
        (r"[a-z]+|insulin", []),
        (r"(?:insulin)*", []),
        (r"(?!insulin)\w+", []),
        (r"(?=insulin)\w+", [["insulin"]]),
        (r"insulin(?!-like)", [["insulin"]]),
        (r"^insulin", [["|insulin"]]),
        (r"such as insulin", [["|insulin"]]),
        (r"\(insulin\)", [["|insulin|"]]),
        (r"≥", [["≥"]]),
    ],
)
def test_what_a_match_must_hold(expression: str, expected: list[list[str]]) -> None:
    assert needs(expression) == expected


def test_case_does_not_matter() -> None:
    assert needs("INSULIN") == needs("insulin", re.IGNORECASE) == [["insulin"]]


EXPRESSIONS = [
    r"\b(?:cm|mm)\b(?!\s?hg)",
    r"(?:^|[;,] )(?:no|not) (?:prior|previous) \w+",
    r"(?<!non)(?<!non-)measurable (?:disease|lesions?)$",
    r"\((?:[^()]*\b)?(?:allowed|permitted)\)",
    r"(?:≥|>\s?=|at least)\s*\d{1,3}(?:\.\d)?\s?%",
    r"her-?2(?:/neu)?[- ](?:positive|\+)",
    r"(?:mild|severe)(?:(?: or|/)(?:mild|severe)){1,3} \w*itis",
    r"[iv]{1,3}[ab]? stages?",
    r"\b(?:old insulin|new (?:metformin|zorb)\w*|both (?:drugs|kinds)\b)|^none\b",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_what_matches_is_let_through(expression: str, data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=5)) + data.draw(st.from_regex(expression)) + data.draw(st.text(max_size=5))
    for flags in (0, re.IGNORECASE):
        plain = re.compile(expression, flags)
        gate = Gate()
        patterns = [Pattern(expression, flags, gate, apart=apart) for apart in (False, True)]
        words = Words.of(text.lower(), gate).also(text)
        start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
        cut = [m.span() for m in plain.finditer(text[start:end])]
        within = [m.span() for m in plain.finditer(text, start, end)]
        for gated in patterns:
            assert [m.span() for m in gated.finditer(words)] == [m.span() for m in plain.finditer(text)]
            assert [m.span() for m in gated.finditer(words[start:end])] == cut
            assert [m.span() for m in gated.finditer(words, start, end)] == within


def test_each_branch_can_have_a_gate_of_its_own() -> None:
    gate = Gate()
    whole = Pattern(r"\b(?:old\w* insulin|new\w* metformin)", gate=gate)
    apart = Pattern(r"\b(?:old\w* insulin|new\w* metformin)", gate=gate, apart=True)
    sentence = Words.of("new insulin", gate)
    assert whole.may_occur(sentence)
    assert not apart.may_occur(sentence)
    assert apart.may_occur(Words.of("new metformin", gate))


def patterns() -> Iterator[Pattern]:
    """The patterns that the modules of the package hold."""
    for found in pkgutil.walk_packages(criteria.__path__, "criteria."):
        waiting = list(vars(importlib.import_module(found.name)).values())
        while waiting:
            value = waiting.pop()
            if isinstance(value, Pattern):
                yield value
            elif isinstance(value, Either):
                waiting.extend(value.patterns)
            elif isinstance(value, tuple | list):
                waiting.extend(value)


def sentences() -> list[str]:
    lines = [line for file in SPECS.glob("*.txt") for line in file.read_text().splitlines()]
    return sorted({line.partition("]")[2].strip() for line in lines if line.startswith("[")})


def test_the_patterns_of_the_package_miss_nothing_in_the_sentences_of_the_specifications() -> None:
    # compiled once: there are more than re keeps in mind
    known = [(p, re.compile(p.pattern, p.flags)) for p in {id(p): p for p in patterns()}.values()]
    assert len(known) > 400
    for text in sentences():
        words = Words.of(text.lower())
        for pattern, plain in known:
            if not pattern.may_occur(words):
                assert plain.search(words) is None
                assert plain.search(text) is None


@pytest.mark.parametrize("lower", ["on nothing", "pro-insuli n", "proinsulin"])
def test_a_sentence_without_the_words_is_kept_out(lower: str) -> None:
    gate = Gate()
    pattern = Pattern(r"\binsulin", gate=gate)
    assert not pattern.may_occur(Words.of(lower, gate))
    assert pattern.may_occur(Words.of("insulins", gate))


def test_a_pattern_that_comes_after_the_sentences_is_always_tried() -> None:
    gate = Gate()
    Pattern("insulin", gate=gate)
    sentence = Words.of("on metformin", gate)
    assert Pattern("metformin", gate=gate).search(sentence)


def test_a_plain_string_is_searched_as_ever() -> None:
    assert regex("insulin").search("on insulin")
    assert regex("insulin").search("on nothing") is None


def test_the_end_of_a_part_is_an_edge() -> None:
    gate = Gate()
    pattern = Pattern(r"\bor\b", gate=gate)
    sentence = Words.of("oral agents", gate)
    assert pattern.search(sentence) is None
    assert pattern.search(sentence[:2])
    assert pattern.search(sentence, 0, 2)


def test_a_sentence_is_a_string() -> None:
    sentence = Words.of("no prior surgery")
    assert sentence == "no prior surgery"
    assert sentence[3:8] == "prior"
    assert sentence[3:8].lacks == sentence.also("No prior surgery").lacks == sentence.lacks


def test_alternatives_are_asked_for_one_by_one() -> None:
    pattern = either(r"\binsulin", r"met\w+")
    assert pattern.match("metformin, insulin")
    assert pattern.match("no metformin") is None
    found = pattern.search("metformin, insulin")
    assert found is not None
    assert found.group() == "insulin"
    assert pattern.search("on nothing") is None
