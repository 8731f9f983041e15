"""Owns how a requirement and a fact are written in one line of a terminal."""

from __future__ import annotations

from criteria.criterion import Fact
from criteria.tree import Between, Comparison, Requirement, Value, Window


def fact_words(fact: Fact, text: str) -> str:
    """The fact in a line: its effect, what it is about, and what narrows it."""
    narrowed = {
        "arm": fact.arm,
        "if": fact.condition and fact.condition.of(text),
        "except": fact.exception and fact.exception.of(text),
    }
    parts = [str(fact.effect), requirement_words(fact.requirement)]
    return ", ".join(
        [" ".join(parts), *(f"{key} “{' '.join(words.split())}”" for key, words in narrowed.items() if words)]
    )


def requirement_words(requirement: Requirement) -> str:
    """The requirement in a line, spelt as in ``Fact.record``."""
    parts = [str(requirement.kind), requirement.concept, _value(requirement.value), _window(requirement.when)]
    parts += [requirement.setting or "", *(f"{name} {value}" for name, value in requirement.detail)]
    if requirement.apart_from:
        parts.append("other than " + " or ".join(requirement_words(member) for member in requirement.apart_from))
    return " ".join(part for part in parts if part)


def _value(value: Value | None) -> str:
    match value:
        case Comparison(op, number, unit):
            return f"{op} {number:g} {unit}".strip()
        case Between(low, high, unit):
            return f"{low:g}–{high:g} {unit}".strip()
        case tuple():
            return ", ".join(value)
        case _:
            return value or ""


def _window(window: Window | None) -> str:
    if window is None:
        return ""
    half_lives = "" if window.half_lives is None else f" or {window.half_lives:g} half-lives"
    whichever = "" if window.whichever is None else f", whichever is {window.whichever}"
    return f"({window.op} {window.number:g} {window.unit}{half_lives} before {window.anchor}{whichever})"
