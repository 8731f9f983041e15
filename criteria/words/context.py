"""Owns the scopes of a sentence: what its words negate, except, permit, forbid or make conditional.

The cues follow the idea of ConText (Harkema et al., J Biomed Inform 2009), with the categories that eligibility needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from criteria.patterns import regex
from criteria.words.clauses import Clause, asides_of, clauses_of, goes_on_behind
from criteria.words.cue_ends import condition_end, end_of, exception_end, stop_of
from criteria.words.cues import (
    BY_ITSELF,
    CONDITION,
    EXAMPLES,
    EXCEPTED_ASIDE,
    HINTS_EXAMPLES,
    HINTS_NEGATION,
    LEFT_OUT,
    NEGATION,
    OR_FOR_SOME,
    WITH_EXAMPLES,
)
from criteria.words.moods import EXCEPTION, LEADING, LETTERS, LISTED_BEHIND, SET_OFF, Mood
from criteria.words.negation_ends import ends_of
from criteria.words.subjects import AT_ENTRY, SUBJECT

Matches = Sequence[re.Match[str]]


class Cue(StrEnum):
    """What a stretch of words does to the statements in it."""

    NEGATED = "negated"
    EXCEPTION = "exception"
    CONDITION = "condition"
    EXAMPLES = "examples"


class Scope(NamedTuple):
    """Characters ``start`` to ``end`` under a cue, which itself stands at ``cue`` to ``start``.

    ``leads`` is set for an exception that stands before what it is an exception to.
    """

    cue: Cue
    at: int
    start: int
    end: int
    leads: bool = False

    @property
    def is_lifted_from(self) -> bool:
        """Whether there is something in its sentence, before it or behind its comma, that it is an exception to."""
        return self.at > 0 or self.leads


class Scopes(NamedTuple):
    """All scopes of one sentence; ``asides`` are its parentheses that permit or forbid ("low-dose warfarin allowed").

    ``unsettled`` are items behind an exception of which nobody can say whether they are excepted or excluded.
    """

    found: tuple[Scope, ...]
    clauses: tuple[Clause, ...]
    asides: tuple[Clause, ...] = ()
    unsettled: tuple[tuple[int, int], ...] = ()

    def over(self, start: int, cue: Cue) -> Scope | None:
        """The innermost scope of that kind that holds the character, or None."""
        innermost = None
        for scope in self.found:
            holds = scope.cue is cue and scope.start <= start < scope.end
            if holds and (innermost is None or scope.start > innermost.start):
                innermost = scope
        return innermost

    def negations(self, start: int, read: Sequence[tuple[int, int]] = ()) -> int:
        """How many negations hold the character; a cue inside ``read`` words has said its say there.

        What brackets permit is not negated by what stands before them: "no anticoagulants (low-dose warfarin allowed)".
        """
        count = 0
        floor = next((a.start for a in self.asides if a.mood is Mood.PERMITTED and a.start <= start < a.end), 0)
        for scope in self.found:
            if scope.cue is Cue.NEGATED and scope.start <= start < scope.end and scope.at >= floor:
                count += all(not a <= scope.at < b for a, b in read)
        return count

    def mood(self, start: int) -> Mood:
        """The mood of the clause that holds the character."""
        for clauses in (self.asides, self.clauses):
            for clause in clauses:
                if clause.start <= start < clause.end:
                    return clause.mood
        return Mood.PLAIN

    def states(self, start: int) -> bool:
        """Whether what stands at the character is said of the patient, and is no condition, exception, example or permission."""
        aside = any(self.over(start, cue) is not None for cue in (Cue.CONDITION, Cue.EXCEPTION, Cue.EXAMPLES))
        return not aside and self.mood(start) is not Mood.PERMITTED


def scopes(lower: str, *, excludes: bool = False) -> Scopes:
    """The scopes of one sentence given in lower case; ``excludes`` says that it stands among what keeps out."""
    asides = [m for m in EXCEPTED_ASIDE.finditer(lower) if LETTERS.search(lower, 0, m.start())] if "(" in lower else []
    out = list(LEFT_OUT.finditer(lower)) if excludes else []
    clauses, inside = clauses_of(_without(lower, [*asides, *out])), () if out else asides_of(lower)
    instead = list(OR_FOR_SOME.finditer(lower))
    again = _OR_THE_SAME.search(lower)
    found = [*_exceptions(lower, asides, out, instead)]
    if again is not None:
        found.append(
            Scope(Cue.EXCEPTION, again.start("or"), again.end("or"), end_of(lower, again.start("or"), len(lower)))
        )
    numbered = _NUMBERED.match(lower) or AT_ENTRY.match(lower)
    first = numbered.end() if numbered else 0
    subject = SUBJECT.match(lower[first:] if first else lower)
    whom = first + subject.end() if subject is not None else None
    found.extend(_conditions(lower, whom, {match.end() for match in instead}))
    if whom is not None:
        found.append(Scope(Cue.CONDITION, 0, 0, whom))
    for match in EXAMPLES.finditer(lower) if HINTS_EXAMPLES.search(lower) else ():
        found.append(Scope(Cue.EXAMPLES, match.start(), match.end(), end_of(lower, match.start(), len(lower))))
    for match in NEGATION.finditer(lower) if HINTS_NEGATION.search(lower) else ():
        clause = next((c for c in (*inside, *clauses) if c.start <= match.start() < c.end), None)
        inside_condition = any(s.cue is Cue.CONDITION and s.at <= match.start() < s.end for s in found)
        forbids = clause is not None and clause.mood is Mood.FORBIDDEN and not inside_condition
        if clause is not None and forbids and not _judged_without(lower, match, clause):
            continue  # "no prior X allowed", "must not have": the mood says it already
        if match.group() == "nor" and any(s.cue is Cue.NEGATED and s.start <= match.start() < s.end for s in found):
            continue  # "neither A nor B" negates each once
        limit = end_of(lower, match.start(), len(lower))
        ends = ends_of(lower, match)
        limit = _within_condition(found, match, limit)
        if again is not None and match.start() < again.start("or"):
            limit = min(limit, again.start("or"))
        stop = stop_of(ends, lower, match.end(), limit)
        found.append(Scope(Cue.NEGATED, match.start(), match.end(), stop.start() if stop else limit))
        if stop is not None and (close := goes_on_behind(lower, match.end(), stop.start(), limit)) is not None:
            again_ends = ends.search(lower, close, limit)
            found.append(Scope(Cue.NEGATED, match.start(), close, again_ends.start() if again_ends else limit))
        examples = WITH_EXAMPLES.match(lower, stop.start(), limit) if stop else None
        if examples is not None:
            found.append(Scope(Cue.NEGATED, match.start(), examples.end(), limit))
    return Scopes(tuple(found), clauses, inside)


_NUMBERED = regex(r"\(?[a-h][.)] (?=\w)")  # "a. HER2-positive patients must …"
# "no HIV, or HIV with CD4 above 350", "no brain metastases, or brain metastases that are stable"
_OR_THE_SAME = regex(
    r"\b(?:no|without|absence of|free of) (?:(?:prior|previous|known|active|current|history of|evidence of|any|concurrent) )*"
    r"(?P<thing>[a-z]{3,})\b"
    r"(?:(?!\bor\b)[^.;:]){0,40}?(?P<or>,? or) (?:(?:known|with|have|has|had|documented|history of) )*(?P=thing)\b"
    r"(?=(?: [\w/-]+){0,3}? (?:with|that|which|if|is|are|was|treated|stable|controlled|under|on|more|well)\b)"
)


# "any other approved or investigational agents than trastuzumab"
_OTHER_THAN = regex(r"\b(?:an)?other (?:(?!than\b)[\w/-]+,? ){1,6}(?P<than>than)\b(?! (?:\d|one|two|three))")


def _exceptions(lower: str, asides: Matches, out: Matches, instead: Matches) -> Iterator[Scope]:
    """The scopes of exceptions: by their cue, in brackets that let in, of what is left out, and of what some must have instead."""
    leading = LISTED_BEHIND.match(lower)
    if leading is not None:
        yield Scope(Cue.EXCEPTION, leading.start("cue"), leading.end(), exception_end(lower, leading.end()))
    elif (leading := LEADING.match(lower)) is not None:
        yield Scope(Cue.EXCEPTION, leading.start("cue"), leading.end("cue"), leading.end("what"), leads=True)
    for match in EXCEPTION.finditer(lower, leading.end() if leading else 0):
        set_off = SET_OFF.match(lower, max(0, match.start() - 2))
        end = set_off.end() if set_off else exception_end(lower, match.start())
        yield Scope(Cue.EXCEPTION, match.start(), match.end(), end)
    for match in _OTHER_THAN.finditer(lower):
        yield Scope(Cue.EXCEPTION, match.start("than"), match.end(), exception_end(lower, match.start("than")))
    for match in instead:
        yield Scope(Cue.EXCEPTION, match.start(), match.end(), end_of(lower, match.start(), len(lower)))
    for match in out:
        what = "what" if match["what"] else "last"
        yield Scope(Cue.EXCEPTION, match.start(what), match.start(what), match.end(what))
    for match in asides:
        yield Scope(Cue.EXCEPTION, match.start(), match.start() + 1, match.end() - 1)


def _conditions(lower: str, subject: int | None, taken: set[int]) -> Iterator[Scope]:
    """The scopes of conditions but for those that begin at ``taken``; one that opens the sentence ends with its ``subject``."""
    for match in CONDITION.finditer(lower):
        at = match.start()
        if at in taken:
            continue
        inside = at + match.group().startswith("(")  # "(ovarian cancer only)" ends with its bracket
        alone = BY_ITSELF.match(lower, at)
        end = alone.end() if alone else condition_end(lower, inside, match.end())
        if subject is not None and at == 0:
            end = min(end, subject)
        yield Scope(Cue.CONDITION, at, match.end(), end)


def _within_condition(found: Sequence[Scope], negation: re.Match[str], limit: int) -> int:
    """Where a negation ends at the latest: with the condition that it stands in, or before the one that follows it."""
    for scope in found:
        if scope.cue is Cue.CONDITION and scope.at < limit:
            if scope.at <= negation.start() < scope.end:
                limit = min(limit, scope.end)
            elif negation.end() <= scope.at:
                limit = min(limit, scope.at)
    return limit


_WHO_LACK = regex(
    r"\b(?:patients?|subjects?|participants?|women|men|individuals?|those|persons?)(?: (?:with|who have|having|have))? $"
)
_ARE_OUT = regex(
    r"\b(?:(?:is|are|will be) (?:not eligible|ineligible|excluded|not allowed to participate)"
    r"|(?:(?:may|will|can|should|must) not|cannot) be (?:enroll?ed|included|eligible|allowed|accepted))\b"
)


def _judged_without(lower: str, negation: re.Match[str], clause: Clause) -> bool:
    """Whether who lacks something is turned away: "patients without measurable disease are not eligible"."""
    who = _WHO_LACK.search(lower, clause.start, negation.start())
    return (
        who is not None
        and who.end() == negation.start()
        and _ARE_OUT.search(lower, negation.end(), clause.end) is not None
    )


def _without(lower: str, asides: Sequence[re.Match[str]]) -> str:
    """The sentence with these stretches blanked."""
    for match in asides:
        lower = f"{lower[: match.start()]}{' ' * len(match.group())}{lower[match.end() :]}"
    return lower
