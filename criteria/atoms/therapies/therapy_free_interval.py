"""Owns how long a patient must have been without a treatment: "a taxane-free interval of at least 12 months"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.windows import windows

_HINTS = hints("free interval", "free period", "free time", "free for")
_FREE = regex(
    r"[- ]free\s+(?:(?:interval|period|time)\s*(?:\([^()]*\)\s*)?(?:(?:of|:|is|was|must\s+be|should\s+be)\s*)?|(?=for\b))"
)
_REACH = 40  # characters in which the time is told
_AT_ONCE = 24  # characters before it: "of at least"
_OF_ANY = frozenset({"anticancer therapy", "systemic therapy", "standard therapy"})


def free_intervals(passage: Passage, names: Sequence[Name]) -> Iterator[Atom]:
    """What each name asks for behind which a time without it is told; how soon the disease came back is said otherwise."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return
    for name in names:
        found = _FREE.match(lower, name.end) if name.concept not in _OF_ANY else None
        if found is None:
            continue
        told = next(windows(lower, found.end(), min(len(lower), found.end() + _REACH), bare=">="), None)
        if told is None or told.start - found.end() > _AT_ONCE:
            continue
        asks = passage.base is Effect.REQUIRE
        longest = told.window.op in (">", ">=")
        if asks is not longest:
            continue
        when = replace(told.window, op="<") if longest else told.window
        requirement = Requirement(Kind.THERAPY, name.concept, "prior", when)
        yield Atom(name.start, told.end, requirement, Polarity.MUST_NOT if asks else Polarity.FOLLOW)
