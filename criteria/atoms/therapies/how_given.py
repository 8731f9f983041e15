"""Owns words beside a treatment that only say how it is given or up to when its time is counted: a boost, a start of something else."""

from __future__ import annotations

from collections.abc import Iterable

from criteria.atoms.atom import Atom
from criteria.patterns import regex

# "plus a boost to the tumor bed", "tangential beams to 50 Gy", "a treatment plan consisting of 60 Gy"
_OF_THE_BEAM = regex(
    r"(?!.*\b(?:no|not|without|prior|previous|if)\b)"
    r"(?:\W*(?:[\w-]+ ){0,4}?(?:boosts?|beams?)\b.*|.*\b(?:treatment|radiation) plan (?:consisting of|of|for)\b.*\b\d+ ?c?gy\b.*)"
)
# "between chemotherapy and start of treatment with zorbine"
_BETWEEN = regex(r"\bbetween\s[^.;:]{3,80}\band\s*$")
_MOMENT = regex(
    r"(?:the )?(?:planned |expected )?(?:starts?|starting|initiation|beginning|commencement|first dose|day 1|date|time) of\b.*"
    r"|(?:the )?(?:study |baseline |first )*(?:entry|enrol\w+|registration|randomi[sz]ation|screening)\b.*"
)


def says_how_given(lower: str, start: int, words: str, atoms: Iterable[Atom]) -> bool:
    """Whether ``words``, which stand at ``start`` and were not read, say no more of the treatments of ``atoms``."""
    if _MOMENT.fullmatch(words.strip()) is not None and _BETWEEN.search(lower, 0, start) is not None:
        return True
    irradiated = any(a.requirement.concept == "radiation therapy" for a in atoms)
    return irradiated and _OF_THE_BEAM.fullmatch(words) is not None
