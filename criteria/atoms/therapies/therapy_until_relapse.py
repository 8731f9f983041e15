"""Owns the time that must lie between a treatment and the relapse: "at least a year between adjuvant chemotherapy and recurrence"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.setting import setting_before
from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.windows import windows

_HINTS = hints("between")
# from the last of the treatment to the day on which the disease came back
_UNTIL = regex(
    r"\bbetween\s+(?:(?:the|their|date|time|of|last|final|doses?|end|completion|cessation|discontinuation|administration|cycle)\s+)*"
    r"(?P<what>(?:(?!\bbetween\b)[^.;]){3,80}?)\s+and\s+"
    r"(?:"
    r"(?:the|their|date|time|of|day|first|diagnosis|detection|documentation|documented|development|onset|occurrence"
    r"|disease|cancer|tumou?r|confirmed|distant|local)\s+)*"
    r"(?:relapse\w*|recurrence|recurrent|progression|metasta\w+)\b(?!\s+(?:therapy|treatment))(?:\s+(?:disease|(?:of|or)\s+(?:the\s+)?\w+))?"
)
_TAKEN_UP = regex(r"(?:(?:this|that|such|prior|previous|the|all|any)\s+)*(?:therap(?:y|ies)|treatments?)")
_PERMITTED = regex(r"\b(?:allowed|permitted|eligible|acceptable)\b")
_ASKED = regex(r"\s*(?:(?:must|should|have|has|is|are|required|needed|e?lapsed?|passed?|interval)\s*)*")
_REACH = 60  # characters before it in which the time is told


def until_relapse(passage: Passage, names: Sequence[Name]) -> Iterator[Atom]:
    """Each treatment after which the disease must not have come back so soon, and those after which it excludes that it did."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return
    for found in _UNTIL.finditer(lower):
        before = list(windows(lower, max(0, found.start() - _REACH), found.start(), bare=">="))
        if not before or _ASKED.fullmatch(lower, before[-1].end, found.start()) is None:
            continue
        window = before[-1].window
        longest = window.op in (">", ">=")
        if (passage.base is Effect.REQUIRE) is not longest or passage.scopes.over(found.start(), Cue.EXCEPTION):
            continue
        of = [name for name in names if found.start("what") <= name.start < found.end("what")]
        if not of or _TAKEN_UP.fullmatch(lower, found.start("what"), found.end("what")):
            of = [name for name in names if name.end <= found.start()][-1:]
        op = {">=": "<", ">": "<="}[window.op] if longest else window.op
        for name in of:
            first = _permitted_before(lower, names, name)
            setting = setting_before(lower[: first.start]) or setting_before(lower[: name.start])
            detail = (("relapse", f"{op} {window.number:g} {window.unit}"),)
            asked = Requirement(Kind.THERAPY, name.concept, "prior", None, setting, detail)
            yield Atom(first.start, found.end(), asked, Polarity.MUST_NOT if longest else Polarity.FOLLOW)


def _permitted_before(lower: str, names: Sequence[Name], name: Name) -> Name:
    """The mention in which the same treatment is permitted under this condition: "chemotherapy allowed if … of chemotherapy"."""
    for other in names:
        if (
            other.concept == name.concept
            and other.end <= name.start
            and _PERMITTED.search(lower, other.end, name.start)
        ):
            return other
    return name
