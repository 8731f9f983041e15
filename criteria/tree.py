"""Owns the typed form of eligibility criteria: requirements and the logic that joins them.

A criterion is a tree that must be TRUE for the patient to pass. Exclusions are negations: "pregnant women" under
exclusion is ``Not(Leaf(pregnant))``. What could not be read is an ``Unparsed`` node, which no one can decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from criteria.span import Span


class Kind(StrEnum):
    """What a requirement is about; the kinds of the gold guidelines, section 1."""

    AGE = "age"
    SEX = "sex"
    MENOPAUSE = "menopause"
    PREGNANCY = "pregnancy"
    CONTRACEPTION = "contraception"
    PERFORMANCE = "performance"
    LIFE_EXPECTANCY = "life_expectancy"
    CANCER = "cancer"
    STAGE = "stage"
    METASTASIS = "metastasis"
    DISEASE_MEASURE = "disease_measure"
    BIOMARKER = "biomarker"
    LAB = "lab"
    THERAPY = "therapy"
    LINES = "lines"
    COMORBIDITY = "comorbidity"
    ALLERGY = "allergy"
    ADMINISTRATIVE = "administrative"


class Section(StrEnum):
    """The part of the text that a criterion stands in."""

    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"


class Effect(StrEnum):
    """The net effect on a patient for whom the requirement is true."""

    REQUIRE = "require"
    EXCLUDE = "exclude"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A bound as the text has it: ``op`` is one of ``>= > <= < =``; number and unit are the text's own."""

    op: str
    number: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """A closed range as the text has it."""

    low: float
    high: float
    unit: str = ""


CONTRARY = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
"""The comparison that holds where another does not."""
Value = str | tuple[str, ...] | Comparison | Between
"""A state ("positive"), a list of states (stages, T categories), a bound or a range."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time before ``anchor``: ``<= 28 days`` is within 28 days, ``>=`` at least that long ago.

    ``half_lives`` holds the alternative "or 5 half-lives"; ``whichever`` is ``shorter``, ``longer`` or None.
    """

    op: str
    number: float
    unit: str
    anchor: str = "enrolment"
    half_lives: float | None = None
    whichever: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One atomic statement about a patient, free of its place in any text, so that equal ones can be shared.

    ``concept`` is spelt as the gold guidelines spell it. ``detail`` holds further qualifiers as sorted pairs, such as
    ``("origin", "germline")``, ``("line", "first")``, ``("severity", "grade 3")``. ``apart_from`` are narrower treatments
    that do not count; it is drawn from exceptions when a tree is evaluated, and no text is read to it.
    """

    kind: Kind
    concept: str
    value: Value | None = None
    when: Window | None = None
    setting: str | None = None
    detail: tuple[tuple[str, str], ...] = ()
    apart_from: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A requirement read at ``span``; TRUE when it is true of the patient."""

    requirement: Requirement
    span: Span


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Words that ask for something which could not be read; always UNKNOWN.

    ``kind`` is set for an item of a list of what excludes whose other items were read: it is of their kind.
    """

    span: Span
    why: str = "not read"
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """TRUE when ``node`` is FALSE."""

    node: Node
    span: Span


@dataclass(frozen=True, slots=True)
class All:
    """TRUE when every part is."""

    nodes: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Any:
    """TRUE when at least one part is."""

    nodes: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AtLeast:
    """TRUE when ``count`` or more parts are."""

    count: int
    nodes: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Unless:
    """``node``, or else ``exception``: "no brain metastases unless treated and stable"."""

    node: Node
    exception: Node
    span: Span


@dataclass(frozen=True, slots=True)
class If:
    """``node`` where ``condition`` holds; TRUE where it does not: "if HER2-positive, prior trastuzumab"."""

    condition: Node
    node: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Allow:
    """Something explicitly permitted; always TRUE, kept because the reader wants to see it."""

    node: Node
    span: Span


Node = Leaf | Unparsed | Not | All | Any | AtLeast | Unless | If | Allow


def children(node: Node) -> tuple[Node, ...]:
    """The parts that a node is made of; none for a leaf."""
    match node:
        case Leaf() | Unparsed():
            return ()
        case Not(inner) | Allow(inner):
            return (inner,)
        case All(nodes) | Any(nodes):
            return nodes
        case AtLeast(_, nodes):
            return nodes
        case Unless(inner, exception):
            return (inner, exception)
        case If(condition, inner):
            return (condition, inner)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first."""
    left = [node]
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, Leaf | Unparsed):
            left.extend(reversed(children(node)))
