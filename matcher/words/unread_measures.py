"""Owns what a measurement of the record says to unread words that bound it by its name: scores, scales, amounts of exercise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from criteria.tree import Between, Comparison
from criteria.vocabulary import measures
from criteria.words.numbers import bounds
from matcher.answer import Evidence
from matcher.bounds import satisfies
from matcher.entries.names import words
from matcher.patient.record import Lab, Patient
from matcher.patient.units import tidy
from matcher.truth import Truth

# words that name no measurement by themselves
_GENERIC = frozenset({
    "score", "scale", "level", "value", "test", "index", "total", "count", "rate", "risk", "questionnaire", "tool", "model", "number",
    "assessment", "result", "baseline", "item", "status", "function", "measure", "version", "point", "average", "mean", "cancer", "breast",
    "share", "proportion", "percentage", "fraction", "percent",
})  # fmt: skip
_NO_UNIT = frozenset({"", "point", "score"})
_NEGATED = re.compile(r"\b(?:not|cannot|no|without|never|nor)\b")
_EXACTLY = re.compile(r"(?:\b(?:be|is|of)|=)\s*$")
# a number of times a week, whose sign is lost or was never written, is how often at least
_A_TIME = re.compile(r"(?<![\d.,])[\d.,]+(?: [a-z-]+){0,6}?(?: (?:per|an?|each) |/)(?P<period>week|day)\b")
_DIGITS = re.compile(r"^[\d.,]+")
_UNIT = re.compile(r"^\s*(?P<unit>%|10\*6|[a-zµ]+(?:/[a-z\d]+)?)")
_MILLIONS = re.compile(r"\bmillion\b|(?<=\d)\s?[x×]\s?10\s?[\^*]\s?6\b")  # spelt as records spell it
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Bound:
    """The one bound of unread words, the unit-like word behind it, and whether the words around it negate."""

    asked: Comparison | Between
    unit: str
    negated: bool


def names_of(lab: Lab) -> frozenset[str]:
    """The words by which unread words may name a measurement; empty where the parser reads it as a lab."""
    return frozenset[str]().union(*_forms(lab.name))


def measured(text: str, content: frozenset[str], wanted: bool, patient: Patient) -> Evidence | None:
    """The measurement that unread words bound, if its value is as they want it; ``wanted`` is false in an exclusion."""
    for place, lab in enumerate(patient.labs):
        if not isinstance(lab.value, int | float) or not any(form <= content for form in _forms(lab.name)):
            continue
        found = bound(text)
        period = _A_TIME.search(text.lower())
        if found is None or not (
            period["period"] in f"{lab.name} {lab.unit}" if period else same_unit(found.unit, lab.unit or "")
        ):
            return None
        truth = satisfies(found.asked, lab.value, lab.value)
        if truth is Truth.of(wanted != found.negated):
            return Evidence(f"labs[{place}]", f"{lab.name} {lab.value:g} {lab.unit or ''}".strip())
    return None


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[frozenset[str], ...]:
    """The words of a name, of what stands before its bracket and of what stands in it, as far as each names something."""
    if measures().analyte(name) is not None:
        return ()
    written = (name, _BRACKET.sub(" ", name), *_BRACKET.findall(name))
    return tuple(dict.fromkeys(form for one in written if (form := words(one) - _GENERIC)))


@lru_cache(maxsize=65536)
def counts_times(phrase: str) -> bool:
    """Whether a phrase counts how often something comes: "28 times per week"."""
    return _A_TIME.search(phrase.lower()) is not None


@lru_cache(maxsize=65536)
def bound(text: str) -> Bound | None:
    """The one bound of a text; None where it holds none or several."""
    lower = _MILLIONS.sub(" 10*6", " ".join(text.lower().replace("\\", "").split()))
    found = bounds(lower)
    clear = [b for b in found if b.op is not None or b.high is not None]
    if not clear and len(found) == 1 and _EXACTLY.search(lower, 0, found[0].at):
        clear = found
    op = "="
    if not clear and len(found) == 1 and _A_TIME.match(lower, found[0].at):
        clear, op = found, ">="
    if len(clear) != 1:
        return None
    one = clear[0]
    asked = Comparison(one.op or op, one.number) if one.high is None else Between(one.number, one.high)
    unit = _UNIT.search(_DIGITS.sub("", lower[one.at :], count=1))
    around = lower[: one.start] + " " + lower[one.end :]
    return Bound(asked, unit["unit"] if unit else "", _NEGATED.search(around) is not None)


def same_unit(theirs: str, ours: str) -> bool:
    """Whether what stands behind a number can be the unit of the record; a word that is no unit is none."""
    left, right = (_one_form(unit) for unit in (theirs, ours))
    if left == right or not left:
        return True
    return right in _NO_UNIT and measures().unit(left) is None


def _one_form(unit: str) -> str:
    named = tidy(unit).split("/")[0].removesuffix("s")
    return {"min": "minute", "percent": "%", "hr": "hour"}.get(named, named)
