"""Owns how many of the lines counted before may be of one class: "two lines, of which no more than one was chemotherapy"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.lines_of import class_named
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Kind, Requirement
from criteria.words.numbers import AGAIN, number

_NUMBER = r"(?:(?:one|two|three|four|five|six)\b|\d{1,2})" + AGAIN
_OF_WHICH = regex(
    r"\b(?:of\s+(?:which|these|those|them)|with)\s*,?\s+"
    rf"(?P<bound>(?:no|not)\s+more\s+than|at\s+most|only|up\s+to|a\s+maximum\s+of)\s+(?P<most>{_NUMBER})\s+"
    r"(?:prior\s+)?(?:lines?\s+|regimens?\s+)?"
    r"(?:was|were|is|being|can\s+be|may\s+be|may\s+have\s+been|must\s+be|should\s+be)\s+(?:an?\s+)?(?P<class>[\w-]+(?:\s+(?:therapy|treatment))?)"
)


def of_which(passage: Passage, counted: Sequence[Atom]) -> Iterator[Atom]:
    """The limits on one class, in the setting of the lines counted before that they are part of."""
    for match in _OF_WHICH.finditer(passage.lower):
        concept = class_named(match["class"])
        if concept is not None:
            whole = [atom for atom in counted if atom.end <= match.start()]
            setting = whole[-1].requirement.setting if whole else None
            most = Comparison("<=", number(match["most"]), "lines")
            requirement = Requirement(Kind.LINES, concept, most, None, setting)
            yield Atom(match.start("bound"), match.end(), requirement, Polarity.MUST)
