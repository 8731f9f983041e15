"""Owns what is asked of people of whom a sentence says nothing else that was read: "women at high risk", "healthy volunteers"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from criteria.atoms.atom import Atom
from criteria.atoms.nothing_new import says_something
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

_OF_WHOM = frozenset({Kind.SEX, Kind.AGE, Kind.MENOPAUSE})
"""Kinds that say of whom a sentence is."""
_NARROWED = regex(
    r"\W*(?P<what>"
    r"who|with|without|at(?= (?:[\w-]+ ){0,3}risk)|having|scheduled|undergoing|awaiting|planning|presenting|referred|recalled"
    r"|receiving|suspected)\b"
)
_HEALTHY = regex(
    r"(?:healthy|normal)(?= (?:adult |female |male |pre-?menopausal |post-?menopausal )*"
    r"(?:volunteers?|controls?|subjects?|women|men|females?|males?|adults?|individuals|participants?)\b)"
)
# how the menopause is defined is no further demand
_OF_CYCLES = regex(
    r"\b(?:fsh|estradiol|estrogen|menses|menstrua\w*|amenorrh\w+|cycles?|ovar\w+|oophorectom\w+|uterus|hormon\w+|hysterectom\w+)\b"
)


def narrowing(passage: Passage, atoms: Sequence[Atom], gaps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The unread words, as start and end, that narrow down whom a required sentence is of; ``gaps`` are those that no atom holds."""
    lower = passage.lower
    if passage.base is not Effect.REQUIRE or not atoms or any(a.requirement.kind not in _OF_WHOM for a in atoms):
        return
    if (healthy := _HEALTHY.search(lower)) is not None:
        yield healthy.span()
    for start, end in gaps:
        found = _NARROWED.match(lower, start, end)
        if found is None or _OF_CYCLES.search(lower, start, end):
            continue
        if says_something(passage, lower[found.end() : end]):
            yield found.start("what"), end
