"""Owns another cancer that is still treated, told by its treatment: "if there was a prior malignancy, they must not be receiving treatment for it"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement

_WORDS = r"(?:(?:other|any|active|specific|systemic|cancer[- ]specific|such as|or|and|ongoing|chemotherapy|anti-?hormonal|hormonal) )*"
_TREATED = regex(
    r"\b(?:must|may|should|can|are|is) not (?:be )?(?:currently |actively )*(?:receiving|undergoing|on) (?:any )?"
    rf"{_WORDS}(?:treatments?|therap(?:y|ies)|chemotherapy)(?: {_WORDS}(?:treatments?|therap(?:y|ies)|chemotherapy))?"
    r"(?: for (?:(?P<other>(?:an?|any|the|that|this) (?:prior|previous|other|second) )"
    r"|(?:their|the|that|this|her|such(?: an?)?) )(?:(?:prior|previous|other|second|malignan\w+) )*"
    r"(?:cancers?|malignanc(?:y|ies)|tumou?rs?)"
    r"|(?=\W*$))"
)
_ONCE_HAD = regex(
    r"\bif (?:there is |there was |they have |patients? ha(?:s|ve) |she has )?(?:an? |any )?"
    r"(?:(?:history|of|or|an?|any|prior|previous|other) )+(?:malignanc(?:y|ies)|cancers?)\b"
)


def still_treated(passage: Passage) -> Iterator[Atom]:
    """That whoever has had another malignancy is not treated for it any more, where a sentence asks for that."""
    found = _TREATED.search(passage.lower)
    if found is None or not (found["other"] or _ONCE_HAD.search(passage.lower, 0, found.start())):
        return
    passage.claimed.append(found.span())
    yield Atom(
        found.start(), found.end(), Requirement(Kind.CANCER, "other malignancy", "active"), polarity=Polarity.MUST_NOT
    )
