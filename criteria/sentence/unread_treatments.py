"""Owns unread lines about a treatment by its name: one that must not be given for a time, and what is in the breast by surgery."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import Kind, Leaf, Node, Not, Requirement, Unparsed
from criteria.words.exposures import may_be_a_class

# "zorbine and zorbex should not be given within 6 weeks of entry", in whichever section
_NOT_TO_BE_GIVEN = regex(
    r"\W*(?:(?:prior|previous|concurrent|use of|the|any|treatment with|administration of) )*"
    r"(?P<what>[a-z][\w-]+(?:(?:,| or| and| and/or|/)+ ?[\w-]+| [\w-]+){0,4}?) "
    r"(?:(?:must|should|may|can|shall) not (?:have been |be )?(?:given|used|taken|administered|received|started|performed)"
    r"|(?:is|are) (?:not (?:allowed|permitted)|prohibited|forbidden))"
    r"(?: (?:with)?in| for| during| less than) (?:the )?(?:(?:last|past|previous|prior) )?"
    r"(?:\d+|one|two|three|four|six) (?:days?|weeks?|months?|hours?)\b[^.;]{0,60}"
)
# as in: implants in the operated breast; have reconstructed breast(s)
_IN_THE_BREAST = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|women|who|that|with|has|have|had|having|presence of|any|an?|the|prior"
    r"|previous|existing|bilateral) )*"
    r"(?:(?P<implant>(?:(?:breast|silicone|saline) )*(?:implants?|prosthes[ie]s)"
    r"(?: (?:in|of|on|within) (?:(?:the|either|her|their|one|both|operated|treated|affected|ipsilateral|index|study|same"
    r"|contralateral|involved|other) )*breasts?)?)"
    r"|(?:previously |surgically )?reconstructed breasts?(?:\(s\))?)\W*"
)


def not_to_be_given(passage: Passage, where: Span) -> Node | None:
    """A treatment by a name of its own that must not be given for a time; None where the line says anything else."""
    found = _NOT_TO_BE_GIVEN.fullmatch(passage.lower)
    if found is None or may_be_a_class(found["what"]):
        return None
    return Not(Unparsed(where, kind=Kind.THERAPY), where)


def in_the_breast(passage: Passage, where: Span) -> Node | None:
    """That the breast must hold no implant, and not be reconstructed; None where a line under exclusions says anything else."""
    found = _IN_THE_BREAST.fullmatch(passage.lower)
    if found is None:
        return None
    what = "breast implant" if found["implant"] else "breast reconstruction"
    return Not(Leaf(Requirement(Kind.THERAPY, what, "prior"), where), where)
