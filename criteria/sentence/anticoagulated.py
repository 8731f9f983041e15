"""Owns the exception for whoever takes an anticoagulant and is in its range: "unless on anticoagulants with INR in range"."""

from __future__ import annotations

from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Requirement, Unparsed

_TESTS = (
    r"(?:(?:(?:the|their|his|her|or|and|and/or)[ ,]|/) ?"
    r"|(?:a?ptt|inr|pt|(?:activated )?(?:partial thromboplastin|prothrombin) time|international normali[sz]ed ratio"
    r"|(?:coagulation )?(?:parameters|values?))\b ?"
    r"|\([^()]*\) ?)+"
)
_IN_RANGE = regex(
    r"\W*(?:unless|except(?:ion)?(?: (?:for|in|if|when))?|or,? if|if)[, ]+"
    r"(?:(?:the|an?|study|patients?|subjects?|participants?|s?he|they|who|is|are|currently) )*(?:receiving|on|taking)"
    r" (?P<what>(?:(?:therapeutic|oral|stable|concurrent|full-dose) )*anti-?\s?coagula(?:nts?|tion)(?: (?:therapy|treatment))?)(?: or [\w-]+ therapy)?,?"
    rf" (?:as long as|so long as|and|provided(?: that)?|if|with|in which case) (?:that )?{_TESTS}"
    r"(?:(?:is|are|must be|should be|be|remains?|stable|and) )*with?in (?:(?:the|an?|their|its) )*"
    r"(?:(?:therapeutic|target|desired|acceptable|intended|appropriate) )+(?:range|limits?|levels?)\b"
    r"(?: (?:of|for)(?: (?:the|their|intended|use|of|anti-?\s?coagula(?:nts?|tion)|coagulants?|therapy|treatment)\b)+)?"
    r"(?: ?\([^()]*\)|,? (?:performed|assessed|obtained) [^.;]*)?\W*"
)
# what is aimed at under a vitamin K antagonist and under heparin; that of other drugs no laboratory value tells
_INR, _PTT = Between(2.0, 3.0, ""), Between(1.5, 2.5, "ULN")
_RANGE_OF = {"INR": ("INR", _INR), "PT": ("INR", _INR), "PTT": ("PTT", _PTT)}


def in_range(passage: Passage, where: Span) -> Node | None:
    """The exception as the medicine with the tests that are bound before it where they are meant to be; None for any other.

    A value beside that range leaves it open, for what is intended may be another one.
    """
    start, end = passage.view.place(where)
    found = _IN_RANGE.match(passage.lower, start, end)
    if found is None or found.end() < end:
        return None
    ranges = dict(_RANGE_OF[m.name] for m in passage.of_kind(Kind.LAB) if m.start < start and m.name in _RANGE_OF)
    if not ranges:
        return None
    ways = tuple(all_of([_bounded(lab, ranges[lab], where, within=lab == one) for lab in ranges]) for one in ranges)
    took = Leaf(Requirement(Kind.THERAPY, "anticoagulant", "concurrent"), passage.view.span(*found.span("what")))
    return All((took, Any((*ways, Unparsed(where, "exception read in part")), where)), where)


def _bounded(lab: str, meant: Between, where: Span, *, within: bool) -> Leaf:
    """A test within the range, or no higher: what the medicine acts on is raised, and the other test need not be."""
    value = meant if within else Comparison("<=", meant.high, meant.unit)
    return Leaf(Requirement(Kind.LAB, lab, value), where)
