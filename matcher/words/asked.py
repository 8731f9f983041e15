"""Owns whether it speaks for or against a patient to have what unread words name, from where they stand and how they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from criteria.span import Span
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Node, Not, Section, Unless, Unparsed

_BEFORE = 40
"""How many characters before unread words can deny them: "and no", "without any history of"."""
_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|without|never|nor|neither)\s+"
    r"(?:(?:any|other|an?|known|prior|previous|current|concurrent|history|evidence|of|have|had|been|be)\s+){0,3}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?<=\w)\s*\([^()]*\)")
_NEGATED = re.compile(r"\b(?:not|cannot|no|without|never|free of)\b", re.IGNORECASE)
# what rules out whoever the rest of its sentence is about, in whichever section it stands
_RULES_OUT = re.compile(
    r"\b(?:(?:is|are|be) (?:not (?:eligible|allowed|permitted)|(?<!not be )(?:ineligible|excluded|prohibited))|"
    r"(?:will|would) (?:\w+ ){1,4}ineligible|(?:must|should|may) not)\b",
    re.IGNORECASE,
)


def is_asked(text: str, span: Span, section: Section, listed: Kind | None, *, denied: bool = False) -> bool:
    """Whether a trial asks for what stands at ``span`` of its text: as an inclusion that no word before it denies.

    ``listed`` is set for an item of "no A, B or C", ``denied`` where the tree has it under a "not" that it does not say itself.
    """
    if section is Section.EXCLUSION or listed is not None or (denied and not is_negated(span.of(text))):
        return False
    return _DENIED_BEFORE.search(text, max(0, span.start - _BEFORE), span.start) is None


def denied_in(node: Node, *, wanted: bool = True) -> Iterator[Unparsed]:
    """The unread words of a tree that stand under an odd number of denials."""
    match node:
        case Unparsed():
            if not wanted:
                yield node
        case Not(inner):
            yield from denied_in(inner, wanted=not wanted)
        case Allow(inner):
            yield from denied_in(inner, wanted=wanted)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            for part in nodes:
                yield from denied_in(part, wanted=wanted)
        case Unless(first, second) | If(first, second):
            yield from denied_in(first, wanted=wanted)
            yield from denied_in(second, wanted=wanted)
        case _:
            return


@lru_cache(maxsize=65536)
def is_negated(phrase: str) -> bool:
    """Whether a phrase says "not", apart from what stands in brackets."""
    return _NEGATED.search(_ASIDE.sub("", phrase)) is not None


@lru_cache(maxsize=65536)
def is_wanted(phrase: str, *, asked: bool) -> bool:
    """Whether it speaks for a patient to have what a phrase names; a "not" turns round what is ``asked``.

    "Patients with a fistula are not eligible" says so even among the inclusions, "must not smoke" among the exclusions.
    """
    ruled_out = _RULES_OUT.search(phrase)
    if ruled_out is None:
        return asked is not is_negated(phrase)
    return is_negated(phrase[: ruled_out.start()] + phrase[ruled_out.end() :])
