"""Owns bounds that cannot be meant as they were read: a slip of the sign, a number torn from its sign, a formula, a mere condition."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.tree import Between, Comparison, Kind, Requirement
from matcher.doubts.words.sentence import Around

_SIGN = r"\\?[<>≤≥]"
# as in "neutrophils 2 > 1000/mm3" and "creatinine 1.5 <= ULN"
_SIGN_BEHIND = regex(rf"^\s*{_SIGN}\s?=?\s*\d")
_SIGN_FIRST = regex(rf"^{_SIGN}")
_NUMBER_BEFORE = regex(r"[a-z)] \d+(?:\.\d+)?\s*$")
# the formula of Cockcroft and Gault
_FORMULA = regex(r"\b140\s?[-–]\s?age\b")
# as in "aged 30 years or older (30 years old)"
_AGAIN = regex(r"\b(?:older|above|over|more|greater|least)\s*\(\s*$")
_NO_SIGN = regex(r"^\d+(?: ?years?)?(?: old| of age)?$")
# "if AST and ALT are normal": a condition, cut off from what it is one of
_ONLY_IF = regex(r"\bif[\s*•-]+(?:(?:the|serum|both|total)\s+)*$")
# "clearance of 50 in patients weighing less than 45 kg"
_IN_PATIENTS = regex(
    r"\b(?:in|for) (?:the |those )?(?:patients?|subjects?|participants?|women|men|those|individuals)\s*$"
)
_KARNOFSKY = regex(r"^[^.;\n]{0,80}\bor\b[^.;\n]{0,30}\b(?:karnofsky|kps)\b")
_MOST_HEMOGLOBIN = 25  # g/dL
_ADULT = 21


def not_as_it_stands(requirement: Requirement, words: Around) -> str | None:
    """Why a bound that must be met may not be meant as it was read."""
    value = requirement.value
    op = value.op if isinstance(value, Comparison) else ""
    match requirement.kind:
        case Kind.PERFORMANCE if requirement.concept == "ECOG":
            if isinstance(value, Comparison) and op in (">", ">=") and value.number >= 1:
                return "a worse state is hardly asked for; the sign may be a slip"
            return "another scale stands behind it" if _KARNOFSKY.match(words.after.lower()) else None
        case Kind.AGE:
            own = words.own.strip().lower()
            if own.isdigit() and len(own) < len("140") and _FORMULA.search(words.sentence.lower()):
                return "it stands in a formula"
            if op in ("<", "<="):
                before = words.before.lower()
                again = _NO_SIGN.match(own) and _AGAIN.search(before)
                return "it is said of others, or again" if again or own.startswith("children") else None
        case Kind.LAB:
            return _garbled_value(requirement, words)
    return None


def _garbled_value(requirement: Requirement, words: Around) -> str | None:
    value = requirement.value
    if _ONLY_IF.search(words.before.lower()):
        return "it is the condition of another bound"
    if requirement.concept == "weight" and _IN_PATIENTS.search(words.before.lower()):
        return "it says of whom another bound is asked"
    if requirement.concept == "hemoglobin" and _is_too_much(value):
        return "nobody has so much"
    if _has_lost_its_minus(requirement):
        return _LOST_MINUS
    if not isinstance(value, Comparison):
        return None
    if words.own[-1:].isdigit() and _SIGN_BEHIND.match(words.after):
        return "another number stands behind it"
    torn = _SIGN_FIRST.match(words.own) and _NUMBER_BEFORE.search(words.before.lower())
    return "a number stands before its sign" if torn else None


_LOST_MINUS = "a T-score has lost its minus"


def _has_lost_its_minus(requirement: Requirement) -> bool:
    """Whether bone is compared with a T-score that hardly anybody reaches: "within 2 standard deviations of normal"."""
    value = requirement.value
    return requirement.concept == "bone mineral density" and isinstance(value, Comparison) and value.number >= 1


def _is_too_much(value: object) -> bool:
    """Whether hemoglobin is asked for in g/dL that is meant in g/L."""
    if isinstance(value, Between):
        return value.unit == "g/dL" and value.low > _MOST_HEMOGLOBIN
    least = isinstance(value, Comparison) and value.op in (">", ">=") and value.unit == "g/dL"
    return least and isinstance(value, Comparison) and value.number > _MOST_HEMOGLOBIN


# "concomitant elevations of bilirubin and ALT are not permitted"
_TOGETHER = regex(
    r"\b(?:concomitant|concurrent|simultaneous|combined)\s+(?:elevations?|increases?|rises?|abnormalit\w+)\b[^.;]*$"
)
# "the clearance is only measured when creatinine is > 1.5"
_WHEN_DONE = regex(
    r"\b(?:required|needed|necessary|mandatory|indicated|measured|performed|repeated)(?: only)? (?:when|if|where|in case)\b[^.;]{0,30}$"
)


def excludes_otherwise(requirement: Requirement, words: Around) -> str | None:
    """Why a bound that excludes may not exclude by itself, or not as it was read."""
    value = requirement.value
    if requirement.kind is Kind.AGE:
        adults = isinstance(value, Comparison) and value.op in (">", ">=") and value.number <= _ADULT
        return "nobody leaves out every adult" if adults else None
    if requirement.kind is not Kind.LAB:
        return None
    if _has_lost_its_minus(requirement):
        return _LOST_MINUS
    if _TOGETHER.search(words.clause.lower()):
        return "it excludes only together with another"
    return "it says when something is done" if _WHEN_DONE.search(words.clause.lower()) else None
