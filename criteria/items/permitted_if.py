"""Owns permissions of treatments and conditions that restrict: who has what is permitted is let in only on the condition of it."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import all_of, conjuncts, with_leaves
from criteria.patterns import Pattern, regex
from criteria.span import Span
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, Window, walk
from criteria.words.windows import windows

_CUE = r"(?:if|provided(?:\s+that)?|providing|(?:as|so)\s+long\s+as|on\s+(?:the\s+)?condition\s+that)"
# "is allowed provided", "may continue …, as long as": the words that let in, up to the condition
_LETS_IN = regex(
    r"\b(?:allowed|permitted|permissible|acceptable|accepted|eligible|enrolled|included|may|can)\b"
    r"(?:(?!\b(?:not|required|necessary|optional|recommended|preferred)\b|[.;](?:\s|$))[\s\S]){0,160}?"
    rf"\b(?P<if>{_CUE})\b"
)
_ENDS = regex(r"[.;](?=\s|$)|\n\s*\n")
# what is no proviso: everybody must meet the rest, lines below say it, or it is for her and her doctor to say
_BINDS_NOBODY = regex(
    r"\bfollowing\b|\b(?:other(?:wise)?|remaining)\b[^.;]{0,40}\b(?:criteria|eligib\w+)"
    r"|\b(?:discretion|indicated|appropriate|applicable|needed|necessary|desired|wish\w*|feasible|investigator|physician|planned|agree\w*|willing)\b"
)
# "if nobody stops it on study": what is to be done later, and nothing beside it
_LATER = regex(
    r"(?!.*\band\b).*\b(?:continu\w+|stop\w*|chang\w+|remain\w*|stay\w*)\b"
    r".*\b(?:(?:on|during|throughout|of) (?:the )?(?:study|trial|protocol)|study period)\b.*"
)
_FILLING = (
    r"\W|\b(?:the|an?|is|are|was|were|has|have|had|been|be|they|their|it|its|this|that|there|she|her|he|(?:patients?|subjects?|participants?)(?:'s)?|women"
    r"|who|which|with|of|in|into|on|for|to|at|and|still|also|however|disease)\b"
)
_STUDY = (
    r"|\b(?:prior|before|study|trial|protocol|therapy|treatment|medication|drug|agent|regimen|dose|start|entry|registration|initiation|day"
    r"|randomi[sz]ation|enrol\w+|beginning|least|more|greater|than|or|equal|for|earlier|ago)\b"
)
# words of a proviso that say nothing beside what was read of it
_LIGHT = regex(rf"(?:{_FILLING})*")
_BEGUN = regex(rf"(?:{_FILLING}{_STUDY}|\b(?:started|initiated|begun|began|established|stable|constant)\b)*")
_ENDED = regex(
    rf"(?:{_FILLING}{_STUDY}|\b(?:last|previous|latter|completed|completion|conclusion|received|given|administered|elapsed|passed|since|from|after|end)\b)*"
)
# what was discontinued before enrolment
_STOPPED = regex(
    rf"(?=.*\b(?:discontinued|stopped|ceased)\b)(?=.*\b(?:prior|before)\b)(?:{_FILLING}{_STUDY}|\b(?:discontinued|stopped|ceased)\b)*"
)
_BEGIN = regex(r"\b(?:started|initiated|begun|began)\b")
_AS_CONDITION = regex(rf"^\W*(?:but\s+)?(?:only\s+)?{_CUE}\b")
_OF_THOSE_WHO_HAVE_IT = frozenset({Kind.THERAPY, Kind.COMORBIDITY})
_ANY_TREATMENT = frozenset({"anticancer therapy", "systemic therapy"})
_TURNED = {">=": "<", ">": "<="}


def bound_by_provisos(criterion: Criterion, text: str) -> Criterion:
    """The criterion with each permission on a condition as an exclusion of what is permitted, with the condition as its exception.

    A condition that was not read to the word is left unread: it is open for those who have what is permitted, and for nobody else.
    """
    parts = conjuncts(criterion.node)
    bound = [_bound(part, text, criterion.span) for part in parts]
    if all(new is old for new, old in zip(bound, parts, strict=True)):
        return criterion
    return replace(criterion, node=all_of(bound))


def _bound(node: Node, text: str, within: Span) -> Node:
    match node:
        case If(condition, Allow(permitted, allowed)) if _is_of_some(permitted):
            where = _proviso(condition, allowed, text, within)
            return node if where is None else _unless(permitted, condition, where, text)
        case If(Unparsed(where), Not(Leaf(Requirement(kind=Kind.THERAPY, when=Window()))) as asked):
            # "allowed provided its completion was at least 12 months before": the time is the proviso
            return asked if _ended(_AS_CONDITION.sub("", where.of(text).lower())) is not None else node
        case _:
            return node


def _is_of_some(node: Node) -> bool:
    """Whether the record can tell who has what is permitted: a treatment or a condition that was read."""
    match node:
        case Leaf(requirement):
            known = requirement.kind in _OF_THOSE_WHO_HAVE_IT and requirement.concept not in _ANY_TREATMENT
            return known and requirement.value != "planned"
        case All(nodes):
            return any(map(_is_of_some, nodes)) and not any(isinstance(part, Any) for part in nodes)
        case Any(nodes):
            return all(map(_is_of_some, nodes))
        case _:
            return False


def _proviso(condition: Node, allowed: Span, text: str, within: Span) -> Span | None:
    """Where the words of a condition stand that binds a permission; None where it binds nobody."""
    opening = None
    for found in _LETS_IN.finditer(text[within.start : condition.span.end].lower()):
        opening = found
    if opening is None or within.start + opening.start("if") < allowed.end:
        return None
    start = within.start + opening.end()
    end = _ENDS.search(text, start, within.end)
    where = Span(start, end.start() if end is not None else within.end)
    words = " ".join(where.of(text).lower().split())
    return None if _BINDS_NOBODY.search(words) or _LATER.fullmatch(words) else where


def _unless(permitted: Node, condition: Node, where: Span, text: str) -> Node:
    """What is permitted as an exclusion, with the words of the proviso at ``where`` as its exception."""
    span = permitted.span.cover(where)
    words = where.of(text).lower()
    values = {part.requirement.value for part in walk(permitted) if isinstance(part, Leaf)}
    if values == {"concurrent"}:
        ever = _within(permitted, None)
        if (since := _long_ago(words, _BEGUN)) is not None:  # who takes it for less long is kept out
            long_enough = with_leaves(_within(permitted, since), lambda leaf: replace(leaf, span=where))
            return Unless(Not(ever, permitted.span), long_enough, span)
        if _BEGIN.search(words) is not None and _BEGUN.fullmatch(words) is not None:
            return Allow(ever, span)  # what is taken now was begun before
    if values == {"prior"} and _STOPPED.fullmatch(words) is not None:
        return Not(with_leaves(permitted, _taken_now), span)
    if values == {"prior"} and (since := _ended(words)) is not None:
        return Not(_within(permitted, since), span)
    return Unless(Not(permitted, permitted.span), _read(permitted, condition, where, words), span)


def _taken_now(leaf: Leaf) -> Node:
    return replace(leaf, requirement=replace(leaf.requirement, value="concurrent", when=None, setting=None))


def _within(node: Node, when: Window | None) -> Node:
    return with_leaves(node, lambda leaf: replace(leaf, requirement=replace(leaf.requirement, when=when)))


def _ended(words: str) -> Window | None:
    """The time within which nothing may have been had, of words that only say how long ago it must have ended."""
    since = _long_ago(words, _ENDED)
    return None if since is None else replace(since, op=_TURNED[since.op])


def _long_ago(words: str, filling: Pattern) -> Window | None:
    """The one time of words that say nothing beside it but ``filling``: at least so long ago."""
    found = list(windows(words, bare=">="))
    if len(found) != 1 or found[0].window.op not in _TURNED:
        return None
    rest = _without(words, [(found[0].start, found[0].end)])
    return found[0].window if filling.fullmatch(rest) is not None else None


def _read(permitted: Node, condition: Node, where: Span, words: str) -> Node:
    """The condition, if it was read to the word and is about something else; else its words unread."""
    parts = list(walk(condition))
    leaves = [part for part in parts if isinstance(part, Leaf)]
    same = {leaf.requirement.concept for leaf in walk(permitted) if isinstance(leaf, Leaf)}
    whole = leaves and not any(isinstance(part, Unparsed) for part in parts)
    if not whole or any(leaf.requirement.concept in same for leaf in leaves):
        return Unparsed(where, "condition")
    rest = _without(words, [(leaf.span.start - where.start, leaf.span.end - where.start) for leaf in leaves])
    return condition if _LIGHT.fullmatch(rest) is not None else Unparsed(where, "condition")


def _without(words: str, stretches: list[tuple[int, int]]) -> str:
    """The words with some stretches of them blank."""
    for start, end in stretches:
        words = words[: max(0, start)] + " " * (end - max(0, start)) + words[end:]
    return words
