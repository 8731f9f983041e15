"""Owns unread words that go on about what was excluded before them: of whoever has nothing of that, they ask nothing.

"HIV and is on antivirals", "gout, but must have been weaned off", "brain metastases that have grown or need steroids".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect, statement
from criteria.text.passage import Passage
from criteria.tree import All, Any, Effect, Kind, Leaf, Node, Not, Unparsed
from criteria.words.moods import Mood

_OF_THESE = frozenset({Kind.COMORBIDITY, Kind.CANCER, Kind.METASTASIS, Kind.THERAPY, Kind.ALLERGY, Kind.STAGE})
_WHO = (
    r"(?:(?:patients?|subjects?|participants?|women|individuals|they|who|whom|that|which|it|these|this|those)\s+)*"
    r"(?:(?:has|have|had|is|are|was|were|be|been|being|also|then|not|currently|still|already|either|an?|the)\s+)*"
)
_AND = regex(rf"[^;.:]*(?:\b(?:and|but)|\s[-–]|,)\s+{_WHO}$")
_MUST_LINK = regex(
    r"[^;.:]*(?:\b(?:and|but)|\s[-–]|,)\s+"
    r"(?:(?:patients?|subjects?|participants?|women|individuals|they|who|which|it|these|this|all)\s+)*"
    r"(?:must|should|needs? to|has to|have to)\s+(?:(?:have|be|been|not|also|either|an?|the)\s+)*$"
)
_OR = regex(rf"[^;.:,]*\bor\s+{_WHO}$")
_AN_OR = regex(r"\bor\W+(?:\w+\s+){0,3}$")
_DENIED = regex(r"\b(?:not|never)\b[^;.:]*$")
_TOLD_OF_IT = regex(r"\b(?:that|which|who)\b")
_GOES_ON = regex(
    r"\W*(?:(?:have|has|had|been|is|are|were|was) )*(?:"
    r"requires?|required|needs?|needed|shown?|shows|progress\w*|grew|grown|caused?|causes|received?|symptomatic"
    r"|untreated|unstable|uncontrolled)\b"
)


# "HIV with a low CD4 count, or who are on antiretroviral therapy that may interact": what only those who carry the virus take
_ON_ANTIRETROVIRALS = regex(
    r"\W*(?:(?:who|and|or|is|are|has|have|been|currently|also|on|receiv\w+|taking|takes?|requir\w+|under|treated|with|an?|any|the"
    r"|effective|stable|suppressive|combination|highly|active|concomitant|hiv) )*(?:anti-?\s?retroviral|c?art\b|haart\b)"
)


def said_of_excluded(
    passage: Passage, before: Sequence[Sequence[Atom]], run: Sequence[Atom], last: Node
) -> Node | None:
    """The statement before some unread words together with what these say of it; None where they stand for themselves."""
    if passage.base is not Effect.EXCLUDE or len(run) != 1 or not run[0].is_unread:
        return None
    words = run[0]
    excluded = [a for atoms in before for a in atoms if a.end <= words.start and a.requirement.kind in _OF_THESE]
    excluded = [a for a in excluded if effect(passage, a) is Effect.EXCLUDE and not a.is_clause]
    carried = [a for a in excluded if a.requirement.concept == "hiv infection"]
    if carried and words.is_clause and _ON_ANTIRETROVIRALS.match(passage.lower, words.start, words.end):
        told = Unparsed(passage.view.span(words.start, words.end), "said of what is excluded before it")
        return _with(last, _at_all(carried[0], passage), told)
    if not excluded or excluded[-1] is not before[-1][-1]:
        return None
    link = passage.lower[excluded[-1].end : words.start]
    denied = _DENIED.search(link)  # "and is not on dialysis": with the "not" that stands before the words
    start = words.start if denied is None else excluded[-1].end + denied.start()
    unread = Unparsed(passage.view.span(start, words.end), "said of what is excluded before it")
    if words.is_clause and _MUST_LINK.fullmatch(link):
        return _with(last, _these(passage, excluded), Not(unread, unread.span))
    plain = passage.scopes.mood(excluded[-1].start) in (Mood.PLAIN, Mood.FORBIDDEN)
    if plain and words.is_clause and _AND.fullmatch(link) and not _AN_OR.search(link):
        if len(excluded) == 1 and isinstance(last, Not):
            span = last.span.cover(unread.span)
            return Not(All((last.node, unread), span), span)
        return _with(last, _these(passage, excluded), unread)
    if _OR.fullmatch(link) and _is_told_of(passage, excluded[-1], link, words):
        return _with(last, _at_all(excluded[-1], passage), unread)
    return None


def _is_told_of(passage: Passage, excluded: Atom, link: str, words: Atom) -> bool:
    """Whether the words are one more of the things that a "that …" says of what is excluded."""
    told = passage.lower[excluded.start : excluded.end] + link
    return _TOLD_OF_IT.search(told) is not None and (
        words.is_clause or _GOES_ON.match(passage.lower, words.start) is not None
    )


def _these(passage: Passage, excluded: Sequence[Atom]) -> Node:
    """Any of the things that are excluded before."""
    found: list[Node] = []
    for atom in excluded:
        node = statement(passage, atom, Effect.EXCLUDE)
        found.append(node.node if isinstance(node, Not) else node)
    return found[0] if len(found) == 1 else Any(tuple(found), found[0].span.cover(found[-1].span))


def _at_all(excluded: Atom, passage: Passage) -> Node:
    """The thing that is excluded in any state."""
    value = "any" if excluded.requirement.kind is Kind.METASTASIS else None
    return Leaf(replace(excluded.requirement, value=value, when=None), passage.view.span(excluded.start, excluded.end))


def _with(last: Node, these: Node, more: Node) -> Node:
    """What stands before, and that nobody has both what it names and what is said more of it."""
    span = these.span.cover(more.span)
    both = Not(All((these, more), span), span)
    nodes = last.nodes if isinstance(last, All) else (last,)
    return All((*nodes, both), last.span.cover(span))
