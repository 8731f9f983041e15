"""Owns which way the bound of a lab points: comparators that were lost, limits of normal, what a good value is."""

from __future__ import annotations

from criteria.atoms.atom import Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Value
from criteria.words.context import Cue
from criteria.words.lab_units import Quantity
from criteria.words.moods import Mood

# more is better: what is asked for is at least so much
LOW_IS_BAD = frozenset({
    "ANC", "WBC", "lymphocytes", "platelets", "hemoglobin", "hematocrit", "reticulocytes", "CD4 count", "LVEF", "weight",
    "creatinine clearance", "shortening fraction", "albumin", "total protein", "oxygen saturation", "PaO2", "FEV1", "FVC",
    "DLCO", "total lung capacity", "spirometry", "stem cell dose", "bone mineral density", "fibrinogen", "25-hydroxyvitamin D",
})  # fmt: skip
# both too much and too little are outside the limits of normal
BALANCED = frozenset({"potassium", "sodium", "calcium", "magnesium", "phosphate", "chloride", "ionized calcium"})
# a trial asks for these to be good; a requirement that they be bad has been misread
_NEVER_BAD = frozenset({
    "ANC", "platelets", "hemoglobin", "WBC", "bilirubin", "AST", "ALT", "alkaline phosphatase", "creatinine", "QTc", "INR",
    "creatinine clearance", "LVEF", "PT", "PTT", "CD4 count", "lymphocytes", "oxygen saturation",
    "systolic blood pressure", "diastolic blood pressure", "PR interval", "QRS duration", "FEV1", "FVC", "DLCO", "total lung capacity",
    "proteinuria", "urine protein/creatinine ratio", "lipase", "amylase",
})  # fmt: skip
# asked for to be high in some trials and low in others: a bound that has lost its sign is none
_EITHER_WAY = frozenset({"estradiol", "FSH", "LH", "25-hydroxyvitamin D", "breast density"})
_LOW_PRESSURE = {"systolic blood pressure": 120, "diastolic blood pressure": 70}  # mmHg


def values(passage: Passage, lab: str, quantity: Quantity) -> list[Value]:
    """The bounds that a quantity states for a lab, the comparator supplied where the text has lost it."""
    low_is_bad = lab in LOW_IS_BAD
    if quantity.unit == "normal":
        if lab in BALANCED and quantity.op is None:
            return [Comparison(">=", 1.0, "LLN"), Comparison("<=", 1.0, "ULN")]
        limit = "LLN" if low_is_bad else "ULN"
        if lab in BALANCED and quantity.op is not None:  # "potassium not below normal"
            limit = "LLN" if (quantity.op[0] == ">") is (passage.base is Effect.REQUIRE) else "ULN"
        return [Comparison(quantity.op or (">=" if low_is_bad else "<="), 1.0, limit)]
    if quantity.unit == "abnormal":
        return _out_of_range(passage.lower[quantity.start : quantity.end], lab)
    if quantity.high is not None:
        return [Between(quantity.number, quantity.high, quantity.unit)]
    op = quantity.op
    if lab in _EITHER_WAY and op is None:
        return []
    if lab == "weight" and op is None:
        heavy = _TOO_MUCH.search(passage.lower, max(0, quantity.start - _NEAR), quantity.start)
        return (
            [Comparison(">" if passage.base is Effect.EXCLUDE else "<=", quantity.number, quantity.unit)]
            if heavy
            else []
        )
    if op is None or op == "=":
        op = ">=" if low_is_bad or quantity.unit == "LLN" else "<="
        if passage.base is Effect.EXCLUDE or _is_said_of_what_is_denied(passage, quantity.start):
            op = "<" if op == ">=" else ">"
    return [Comparison(op, quantity.number, quantity.unit)]


def _is_said_of_what_is_denied(passage: Passage, at: int) -> bool:
    """Whether a bracket says what a denied state is: of "no hypertension (systolic 150 and/or diastolic 90)" neither may be above."""
    return _inside(passage.lower, at) and passage.scopes.negations(at, passage.claimed) % 2 == 1


_LOW = regex(r"\b(?:low|decreased|reduced)\b")
_HIGH = regex(r"\b(?:high|elevated|increased|raised)\b")


def _out_of_range(word: str, lab: str) -> list[Value]:
    """The bound that is passed where a value is called high, low or abnormal: by its word, else on the side that is bad."""
    below, above = Comparison("<", 1.0, "LLN"), Comparison(">", 1.0, "ULN")
    if lab in BALANCED:
        return [below] if _LOW.search(word) else [above] if _HIGH.search(word) else [below, above]
    return [below if lab in LOW_IS_BAD else above]


def polarity(passage: Passage, lab: str, value: Value, quantity: Quantity) -> Polarity | None:
    """How the bound counts; None for one that would ask for a bad value, which has been misread."""
    if lab not in _NEVER_BAD or not isinstance(value, Comparison):
        return Polarity.FOLLOW
    low = value.number < _LOW_PRESSURE.get(lab, 0)  # a low pressure is what is bad then
    too_many = value.unit == "ULN" and value.op[0] == ">" and passage.base is Effect.EXCLUDE  # "WBC > 2 x ULN"
    good = (value.op[0] == ">") == (lab in LOW_IS_BAD or low) and not too_many
    mood = passage.scopes.mood(quantity.start)
    negated = passage.scopes.negations(quantity.start, passage.claimed) % 2 == 1
    asked = (passage.base is Effect.REQUIRE and mood is not Mood.FORBIDDEN) != negated
    limit = passage.scopes.over(quantity.start, Cue.CONDITION)
    if asked and not good and limit is not None and limit.at == 0:
        return Polarity.FOLLOW  # "if AST is above normal, …": for whom the sentence is
    if lab == "LVEF" and good and value.number >= _HIGH_LVEF:
        return None  # a value to look at again, not one to ask for
    if mood is Mood.PERMITTED:  # what is permitted may be another thing: "hemoglobin ≥ 9 g/dL, transfusion allowed"
        itself = not good or _FOR_SOME.match(passage.lower) or _PERMITTED_SO.match(passage.lower, quantity.end)
        return Polarity.FOLLOW if itself or passage.base is not Effect.REQUIRE else Polarity.MUST
    if good and passage.base is Effect.EXCLUDE and quantity.unit == "normal" and _inside(passage.lower, quantity.start):
        return None  # only says which patients are meant: "(HBsAg positive with normal ALT)"
    if good:  # "ANC ≥ 1,500" listed under exclusion, or after a negation that belongs elsewhere, is still asked for
        return Polarity.MUST
    return None if asked else Polarity.MUST_NOT


# a weight "exceeding the limit of the table" has no sign
_TOO_MUCH = regex(r"\b(?:exceed\w*|over|above|limit|maximum|heavier)\b[^;.]*$")
_NEAR = 60


def _inside(lower: str, at: int) -> bool:
    """Whether the character stands in a parenthesis."""
    return lower.count("(", 0, at) > lower.count(")", 0, at)


_FOR_SOME = regex(
    r"\W*(?:note\W+)?(?:however\W+)?(?:for |in )?(?:patients?|subjects?|participants?|those|individuals?)\b"
)
_HIGH_LVEF = 65  # %
_PERMITTED_SO = regex(
    r"[\s)]+(?:(?:is|are|will|may|be|also|considered|still|levels?)\s+)*(?:allowed|permitted|acceptable|accepted|eligible)\b"
)
