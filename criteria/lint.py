"""Owns warnings about criteria that contradict themselves or the registry's fields, or whose figures are implausible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from criteria.criterion import Criteria, Fact, facts_of
from criteria.span import Span
from criteria.tree import CONTRARY, Between, Comparison, Effect, Kind

# (lowest, highest) figure that a careful author could mean, by concept and unit; beyond it the text or the reading is wrong
_PLAUSIBLE: dict[tuple[str, str], tuple[float, float]] = {
    ("age", "years"): (0, 120),
    ("ECOG", ""): (0, 5),
    ("Karnofsky", ""): (0, 100),
    ("Karnofsky", "%"): (0, 100),
    ("ANC", "/mm3"): (100, 20_000),
    ("ANC", "10*9/L"): (0.1, 20),
    ("platelets", "/mm3"): (5_000, 1_500_000),
    ("platelets", "10*9/L"): (5, 1_500),
    ("hemoglobin", "g/dL"): (4, 20),
    ("creatinine", "mg/dL"): (0.3, 10),
    ("creatinine clearance", "mL/min"): (10, 150),
    ("bilirubin", "mg/dL"): (0.3, 20),
    ("bilirubin", "ULN"): (0.5, 10),
    ("AST", "ULN"): (0.5, 20),
    ("ALT", "ULN"): (0.5, 20),
    ("LVEF", "%"): (20, 75),
    ("QTc", "ms"): (300, 600),
}


@dataclass(frozen=True, slots=True)
class LintWarning:
    """One thing that a reader should look at: which check found it, where, and what is odd."""

    check: str
    span: Span
    message: str


Check = Callable[[Criteria], Iterator[LintWarning]]


def lint(criteria: Criteria) -> tuple[LintWarning, ...]:
    """All warnings about one trial's criteria, in the order of its text."""
    found = [warning for check in CHECKS for warning in check(criteria)]
    return tuple(sorted(found, key=lambda w: (w.span, w.check, w.message)))


def empty_ranges(criteria: Criteria) -> Iterator[LintWarning]:
    """Bounds on one quantity that no patient can meet: age at least 70 and at most 65."""
    bounds: dict[tuple[str | None, str, str], list[tuple[str, float, Fact]]] = defaultdict(list)
    for fact in _all_facts(criteria):
        if fact.effect is Effect.ALLOW or fact.condition or fact.group or fact.exception:
            continue
        for op, number, unit in _bounds(fact):
            bounds[fact.arm, fact.requirement.concept, unit].append((op, number, fact))
    for (_, concept, unit), found in bounds.items():
        lows = [(n, f) for op, n, f in found if op in (">", ">=", "=")]
        highs = [(n, f) for op, n, f in found if op in ("<", "<=", "=")]
        if lows and highs:
            low, at = max(lows, key=lambda pair: pair[0])
            high, _ = min(highs, key=lambda pair: pair[0])
            if low > high:
                yield LintWarning(
                    "empty range", at.span, f"{concept} must be at least {low:g} and at most {high:g} {unit}".rstrip()
                )


def implausible_figures(criteria: Criteria) -> Iterator[LintWarning]:
    """Figures that no author could mean, such as hemoglobin at least 90 g/dL."""
    for fact in criteria.facts():
        for _, number, unit in _bounds(fact):
            limits = _PLAUSIBLE.get((fact.requirement.concept, unit))
            if limits is not None and not limits[0] <= number <= limits[1]:
                message = f"{fact.requirement.concept} {number:g} {unit} lies outside {limits[0]:g}–{limits[1]:g}"
                yield LintWarning("implausible figure", fact.span, message)


def contradictions(criteria: Criteria) -> Iterator[LintWarning]:
    """The same statement both required and excluded of every patient."""
    required: dict[object, Fact] = {}
    facts = [
        f for f in _all_facts(criteria) if f.effect is not Effect.ALLOW and not (f.condition or f.group or f.exception)
    ]
    for fact in facts:
        if fact.effect is Effect.REQUIRE:
            required.setdefault((fact.arm, fact.requirement), fact)
    for fact in facts:
        if fact.effect is Effect.EXCLUDE and (fact.arm, fact.requirement) in required:
            yield LintWarning("contradiction", fact.span, f"{fact.requirement.concept} is both required and excluded")


def differs_from_fields(criteria: Criteria) -> Iterator[LintWarning]:
    """A text whose sex or age is not the registry field's."""
    fields = {c.registry_field: fact for c in criteria.criteria if c.registry_field for fact in facts_of(c)}
    for fact in criteria.facts():
        if fact.effect is not Effect.REQUIRE or fact.condition or fact.arm:
            continue
        if (
            fact.requirement.kind is Kind.SEX
            and "sex" in fields
            and fields["sex"].requirement.concept != fact.requirement.concept
        ):
            yield LintWarning(
                "field differs",
                fact.span,
                f"the text asks for {fact.requirement.concept}, the registry's field for {fields['sex'].requirement.concept}",
            )
        if fact.requirement.kind is Kind.AGE:
            for op, number, _ in _bounds(fact):
                name = "minimumAge" if op in (">", ">=") else "maximumAge"
                other = fields.get(name)
                wanted = next(iter(_bounds(other)))[1] if other else None
                if wanted is not None and abs(wanted - number) > 1:
                    yield LintWarning(
                        "field differs", fact.span, f"the text says age {number:g}, the registry's field {wanted:g}"
                    )


CHECKS: tuple[Check, ...] = (empty_ranges, implausible_figures, contradictions, differs_from_fields)


def _all_facts(criteria: Criteria) -> list[Fact]:
    return [fact for criterion in criteria.criteria for fact in facts_of(criterion)]


def _bounds(fact: Fact) -> Iterator[tuple[str, float, str]]:
    """What a patient's figure must meet: an excluded "below x" is a required "x or above"."""
    match fact.requirement.value:
        case Comparison(op, number, unit):
            yield (CONTRARY.get(op, op) if fact.effect is Effect.EXCLUDE else op), number, unit
        case Between(low, high, unit) if fact.effect is not Effect.EXCLUDE:
            yield ">=", low, unit
            yield "<=", high, unit
