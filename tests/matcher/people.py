"""Invented patients for the tests, and short ways to ask one requirement of them."""

from __future__ import annotations

from typing import Any

from criteria.span import Span
from criteria.tree import Kind, Leaf, Requirement
from matcher.answer import Answer
from matcher.evaluate import evaluate
from matcher.patient import Patient, load_patient
from matcher.truth import Truth

TODAY = "2026-03-15"
DUCTAL = {"cancer": "breast cancer", "histology": "invasive ductal carcinoma"}
ALL_LISTS = ["treatments", "conditions", "metastases", "medications", "biomarkers"]


def patient(**record: Any) -> Patient:
    """A patient of whom only what is given is known."""
    return load_patient({"id": "P1", "as_of": TODAY} | record)


def treated(*treatments: dict[str, Any], complete: list[str] | None = None, **more: Any) -> Any:
    """Someone who had these treatments, and no others unless ``complete`` says so."""
    return patient(treatments=list(treatments), complete=["treatments"] if complete is None else complete, **more)


def ask(person: Patient, kind: Kind, concept: str, value: Any = None, **more: Any) -> Answer:
    """The answer to one requirement."""
    return evaluate(Requirement(kind, concept, value, **more), person)


def truth(person: Patient, kind: Kind, concept: str, value: Any = None, **more: Any) -> Truth:
    """The truth of one requirement."""
    return ask(person, kind, concept, value, **more).truth


def leaf(kind: Kind, concept: str, value: Any = None, at: int = 0, **more: Any) -> Leaf:
    """A leaf that stands at ``at``."""
    return Leaf(Requirement(kind, concept, value, **more), Span(at, at + 5))
