"""Owns organs that share the noun before them: "diseases of the kidney, liver or heart", "illnesses of the cardiovascular or immune system"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria import vocabulary
from criteria.atoms.conditions.condition import Condition
from criteria.atoms.conditions.qualifiers import qualifiers
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind
from criteria.words.noun_phrases import Member

_ORGANS = {
    "cardiovascular": "cardiovascular disease", "heart": "cardiac disease", "cardiac": "cardiac disease", "lung": "lung disease",
    "lungs": "lung disease", "pulmonary": "lung disease", "respiratory": "respiratory disease", "liver": "liver disease",
    "hepatic": "liver disease", "kidney": "kidney disease", "kidneys": "kidney disease", "renal": "kidney disease",
    "endocrine": "endocrine system disease", "immune": "immune system disease", "nervous": "nervous system disease",
    "central nervous": "nervous system disease", "gastrointestinal": "gastrointestinal disease", "brain": "brain disease",
}  # fmt: skip
_ORGAN = r"(?:" + "|".join(sorted(_ORGANS, key=len, reverse=True)) + r")"
_NOUN = r"\b(?:diseases?|disorders?|illness(?:es)?|patholog(?:y|ies))"
_LISTED = regex(
    rf"{_NOUN} (?:of|affecting|involving) (?:the )?{_ORGAN}(?: system)?"
    rf"(?:,? (?:(?:and/or|or|and) )?(?:the )?{_ORGAN}(?: system)?\b)*,? (?:and/or|or|and) (?:the )?{_ORGAN}\b(?: systems?)?"
)
_ONE = regex(rf"\b{_ORGAN}\b")
_BEFORE = regex(r"[^,;.:()]*$")
_OF_CANCER = regex(
    r"\b(?:metasta\w+|malignan\w+|neoplas\w+|cancer\w*|residual|recurrent|relapsed|progressive|measurable|evaluable|advanced|breast|tumou?r) $"
)


def of_organs(passage: Passage) -> Iterator[Condition]:
    """A condition for each of such organs."""
    for found in _LISTED.finditer(passage.lower):
        if _OF_CANCER.search(passage.lower, 0, found.start()):
            continue
        before = _BEFORE.search(passage.lower, 0, found.start())
        start = found.start() if before is None else before.start()
        said, at = qualifiers(passage.lower[start : found.start()], ""), found.start()
        organs = list(_ONE.finditer(passage.lower, *found.span()))
        for organ in organs:
            name, end = _ORGANS[organ.group()], found.end() if organ is organs[-1] else organ.end()
            known = vocabulary.load().find(Kind.COMORBIDITY, name)
            yield Condition(at, end, name if known is None else known.name, said, Member(at, end, ""), known=True)
            at = end
