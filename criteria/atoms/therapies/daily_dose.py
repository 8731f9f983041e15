"""Owns how much of a medicine is meant: "aspirin (> 325 mg/day)", "no more than 400 IU of vitamin E"."""

from __future__ import annotations

from typing import NamedTuple

from criteria.atoms.atom import Polarity
from criteria.atoms.therapies.therapy_statement import Around, Detail
from criteria.patterns import regex
from criteria.tree import Effect
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.numbers import NUMBER, comparator_before, number

_UNIT = (
    r"(?P<unit>mg|mcg|µg|grams?|g|iu|i\.u\.|international\s+units?|units?)\b(?!\s*(?:/|per)\s*(?:m|kg|sq|dl|l\b|body))"
)
_PER_DAY = r"(?:\s*(?:/\s*d(?:ay)?\b|per\s+day|daily|a\s+day|each\s+day|q\.?d\b))?"
_AMOUNT = rf"(?P<number>{NUMBER})\s*{_UNIT}{_PER_DAY}"
_BEHIND = regex(
    rf"\s*(?:therapy|use|intake|supplements?|supplementation)?\s*[(,]?\s*(?:(?:at|in|with)\s+)?(?:(?:a|daily|total)\s+)*(?:doses?\s+)?(?:of\s+)?"
    rf"(?P<sign>(?:(?!\b(?:except|unless|other\s+than|excluding)\b)[^\d.;,()]){{1,30}}?)\s*{_AMOUNT}"
)
_AHEAD = regex(rf"{_AMOUNT}\s+(?:of\s+)?(?:(?:oral|daily|supplemental|elemental)\s+)*$")
# "except low dose warfarin defined as 1 mg a day", "except for once-daily 81 mg aspirin": an exception holds up to what it names
_NAMED_BEHIND = regex(rf"\s*(?:[(,]|(?:defined|given)\s+as|at|of|i\.?e\.?)*\s*(?:(?:a|dose|of|the)\s+)*{_AMOUNT}")
_OR_SO_MUCH = regex(r"[\s,]*(?:\w+\s+){0,3}?(?:or|to|-)\s*(?:up\s+to\s+)?\d")
_LOW = regex(r"\b(?:low|mini|small)[- ]?doses?\s+(?:of\s+)?(?:(?:oral|daily|chronic|prophylactic)\s+)*$")
_HIGH = regex(r"\b(?:high|mega)[- ]?doses?\s+(?:of\s+)?$")
_UPPER = frozenset({"<", "<="})
_BEYOND = {"<": ">=", "<=": ">"}


class Dose(NamedTuple):
    """A bound on the amount, as in ``> 325 mg``."""

    op: str
    amount: str

    def __str__(self) -> str:
        return f"{self.op} {self.amount}"

    @property
    def is_limit(self) -> bool:
        """Whether it says how much there may be at most."""
        return self.op in _UPPER

    def beyond(self) -> Dose:
        """What an upper limit forbids."""
        return Dose(_BEYOND[self.op], self.amount)


def dosed(words: Around, polarity: Polarity) -> tuple[Detail, Polarity]:
    """The dose as a detail of the medicine, with the polarity: "no more than 400 IU of vitamin E" forbids more than that."""
    dose = daily_dose(words) or _up_to(words)
    if dose is None and _lets_in(words) and _LOW.search(words.own) is not None:
        return (("dose", "low"),), polarity
    if dose is None:
        is_high = words.name.concept != "high-dose chemotherapy" and _HIGH.search(words.own) is not None
        return ((("dose", "high"),) if is_high else ()), polarity
    asked = words.passage.base is Effect.REQUIRE and words.passage.scopes.mood(words.name.start) is not Mood.PERMITTED
    if dose.is_limit and asked:
        return (("dose", str(dose.beyond())),), Polarity.MUST_NOT
    return (("dose", str(dose)),), polarity


def _lets_in(words: Around) -> bool:
    scopes, at = words.passage.scopes, words.name.start
    return scopes.over(at, Cue.EXCEPTION) is not None or scopes.mood(at) is Mood.PERMITTED


def _up_to(words: Around) -> Dose | None:
    """The amount that an exception or a permission names without a sign, which is the most that it lets in."""
    if not _lets_in(words):
        return None
    behind = _NAMED_BEHIND.match(words.after)
    if behind is not None and _OR_SO_MUCH.match(words.after, behind.end()):
        return None
    named = behind or _AHEAD.search(words.own)
    return None if named is None else Dose("<=", f"{number(named['number']):g} {named['unit']}")


def daily_dose(words: Around) -> Dose | None:
    """The bound on the amount that stands right behind the medicine or right before it; None where there is none."""
    behind = _BEHIND.match(words.behind)
    if behind is not None:
        begin, op = comparator_before(words.behind, behind.start("number"))
        if op is None or begin > behind.start("sign") + len(behind["sign"]):
            return None
        return Dose(op, f"{number(behind['number']):g} {behind['unit']}")
    ahead = _AHEAD.search(words.own)
    if ahead is None:
        return None
    op = comparator_before(words.own, ahead.start("number"))[1]
    return Dose(op, f"{number(ahead['number']):g} {ahead['unit']}") if op is not None else None
