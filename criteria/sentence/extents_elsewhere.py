"""Owns how far an excluded cancer of another organ has come: the stage before its name is said of that cancer alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.vocabulary import load

_OWN = "breast cancer"
_OF_NO_ORGAN = frozenset({"solid tumor", "cancer", "carcinoma", "adenocarcinoma", "other malignancy"})
# "metastatic or recurrent colorectal cancer"
_ONE_PHRASE = regex(
    r"(?:[\s()/,-]|\b(?:or|and|primary|invasive|early|clinical|pathologic|known|recurrent|relapsed|unresectable|inoperable|progressive|refractory)\b)*"
)
# in "metastatic colorectal or breast cancer" one word names both
_NAMES_A_TUMOR = regex(r"(?:cancers?|carcinomas?|tumou?rs?|neoplasms?|malignanc(?:y|ies)|[a-z]{2,}omas?)$")
_WHOLE = "of another organ"


def with_their_own_cancers(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, the stage of another cancer and its name as one way to be excluded.

    "Metastatic colorectal cancer or stage III breast cancer" rules out no metastatic breast cancer.
    """
    if passage.base is not Effect.EXCLUDE or len(atoms) < 2:
        return atoms
    found = list(atoms)
    for place, (stage, name) in enumerate(pairwise(atoms)):
        before = atoms[place - 1] if place else None
        if _is_its_stage(passage, stage, name) and not _shares_it(passage, before, stage):
            whole = f"{_WHOLE} {stage.start}"
            shared = stage.alternatives or whole
            found[place] = replace(stage, together=whole, alternatives=shared)
            found[place + 1] = replace(name, together=whole, alternatives=shared)
    return found


def _is_its_stage(passage: Passage, stage: Atom, name: Atom) -> bool:
    if stage.requirement.kind is not Kind.STAGE or name.requirement.kind is not Kind.CANCER:
        return False
    if any(a.exception or a.condition or a.together or effect(passage, a) is not Effect.EXCLUDE for a in (stage, name)):
        return False
    concept = name.requirement.concept
    if concept in _OF_NO_ORGAN or load().is_a(Kind.CANCER, concept, _OWN) or load().is_a(Kind.CANCER, _OWN, concept):
        return False
    if _ONE_PHRASE.fullmatch(passage.lower, stage.end, name.start) is None:
        return False
    return _NAMES_A_TUMOR.search(passage.lower, name.start, name.end) is not None


def _shares_it(passage: Passage, before: Atom | None, stage: Atom) -> bool:
    """Whether another stage stands right before: "locally advanced or metastatic colorectal cancer" is one with either."""
    if before is None or before.requirement.kind is not Kind.STAGE:
        return False
    return before.end > stage.start or _ONE_PHRASE.fullmatch(passage.lower, before.end, stage.start) is not None
