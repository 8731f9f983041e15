"""Owns the tissue types that a text lists: "HLA-A2, A3 or A24 positive", "must be HLA-A*02:01"."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_TYPE = r"[abc](?:\*|-)?\d{1,2}(?::?\d{2})?(?:\.\d)?"
_NEXT = rf"\s*(?:,\s*(?:(?:and/)?or\s+)?|(?:and/)?or\s+|/\s*)(?:hla)?[\s-]?{_TYPE}"
_SENTENCE = regex(
    r"\W*(?:(?:all|the|patients?|subjects?|participants?|tumou?rs?)\s+)*"
    r"(?P<asked>(?:(?:must|should|be|is|are|have|has|express(?:es|ing)?|type|tissue|of|positive for|an?|the|at least one of)\s+)+)?"
    rf"(?P<types>hla[\s-]?{_TYPE}(?:{_NEXT})*)(?![\w*:])"
    r"\s*-?(?P<state>(?P<positive>positive|\+)|(?P<negative>negative)|(?:haplo|tissue |geno)?types?|antigens?|expression|)"
    r"\s*(?:\([^()\d]*\))?\W*"
)
_EACH = regex(r"(?P<locus>[abc])(?:\*|-)?(?P<digits>\d{1,4})(?::\d{2}|\.\d)?(?![\w])")


def tissue_types(passage: Passage) -> list[Atom]:
    """The types of a sentence that asks for one of them; none where it says anything else.

    Who is to be kept out for being negative for all of a list is asked to have one of it.
    """
    sentence = _SENTENCE.fullmatch(passage.lower) if "hla" in passage.lower else None
    if sentence is None:
        return []
    requires = passage.base is Effect.REQUIRE and (
        sentence["positive"] or (sentence["asked"] and not sentence["negative"])
    )
    if not requires and not (passage.base is Effect.EXCLUDE and sentence["negative"]):
        return []
    start, end = sentence.span("types")
    names = sorted({_name(match["locus"], match["digits"]) for match in _EACH.finditer(passage.lower, start, end)})
    either = f"hla {start}" if len(names) > 1 else None
    return [
        Atom(
            start,
            sentence.end("state"),
            Requirement(Kind.BIOMARKER, name, "positive"),
            Polarity.MUST,
            alternatives=either,
        )
        for name in names
    ]


_LENGTH = {1: 1, 2: 2, 3: 1, 4: 2}  # how many of so many figures name the family: "A2", "A24", "A201", "A0201"


def _name(locus: str, digits: str) -> str:
    """The name of the family of alleles: A*0201 and A*02:01 are of HLA-A2."""
    return f"HLA-{locus.upper()}{int(digits[: _LENGTH[len(digits)]])}"
