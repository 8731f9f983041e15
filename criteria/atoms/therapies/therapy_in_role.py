"""Owns a therapy in one role, had or being had: its window, when it must be over, and what "or during the study" adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from criteria import vocabulary
from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.sooner import sooner
from criteria.atoms.therapies.therapy_governed import as_indicated
from criteria.atoms.therapies.therapy_lately import lately
from criteria.atoms.therapies.therapy_off import must_be_off, or_on_it
from criteria.atoms.therapies.therapy_outcome import Role
from criteria.atoms.therapies.therapy_so_long import begun, between, gone_on, is_denied, kept_on, over_the_past
from criteria.atoms.therapies.therapy_statement import Around
from criteria.atoms.therapies.washout import (
    TOO_LONG_AGO,
    is_stable,
    is_too_long_ago,
    is_washout,
    lasted,
    let_in_before,
    waited,
)
from criteria.patterns import regex
from criteria.tree import Comparison, Effect, Kind, Requirement, Window
from criteria.words.effects import is_named_by_effect
from criteria.words.moods import Mood
from criteria.words.windows import FoundWindow

_STOPPED = regex(
    r"^[^.;,]{0,40}?\b(?:(?:must|should|will|has\s+to|have\s+to)\s+(?:be\s+|have\s+(?:been\s+)?)?"
    r"(?:discontinued?|stop(?:ped)?|held|withheld|ceased|withdrawn|completed?)\b"
    r"|(?:be\s+)?(?:discontinued|stopped|withdrawn)\s+(?:prior|before))"
)
# "within 30 days of enrolment and while on the study", "14 days before, during, or 7 days after treatment"
_OR_DURING = regex(
    r"(?:\b(?:or|and|and/or)|,)\s+(?:at\s+any\s+time\s+|is\s+expected\s+|planned\s+)?"
    r"(?:(?:during|throughout|for(?=\s+the\s+(?:\w+\s+)?duration))\s+"
    r"(?:(?:the|this|entire|whole|planned|active|course|duration|period|of)\s+)*(?:study|trial|treatment)"
    r"|(?:while|whilst)\s+(?:(?:is|are|being|they|the|patients?|subjects?|participants?)\s+)*"
    r"(?:participating\s+in|enrolled\s+(?:in|on)|receiving|on)\s+(?:(?:the|this)\s+)?(?:study|trial|protocol)\b)"
    r"|\b(?:before|prior\s+to),?\s+(?:or\s+|and\s+)?during,?\s+(?:and|or)\s+(?:for\s+)?(?:up\s+to\s+)?(?:at\s+least\s+)?\d"
)
_OR_NOW = regex(r"\bor\s+(?:concurrent|concomitant|current|ongoing)\s+(?:use|treatment|therapy)\b")
# "within 2 weeks or planned within 6 months"
_OR_PLANNED = regex(
    r"^[^.;,]{0,80}?(?P<cue>\bor\s+(?:(?:is|are)\s+)?(?:planned|scheduled|anticipated|expected)\s+(?:with)?in\s+"
    r"(?:(?:the|next|first|following)\s+)*\w+\s+(?:days?|weeks?|months?)\b)"
)
_SUPPORTIVE = frozenset(
    {"corticosteroid", "anticoagulant", "immunosuppressive therapy", "bisphosphonate", "antiplatelet agent", "QT-prolonging drug",
     "prohibited medication", "hormone replacement therapy", "herbal medication", "dietary supplement", "concomitant medication",
     "supplemental oxygen", "supportive care"}
)  # fmt: skip


_STABLE_DOSE = regex(r"\b(?:stable|fixed|constant|unchanged)\b[^.;,]{0,40}$")
_HAVE_BEEN = regex(r"\bha(?:ve|s)\s+been\b[^.;,]{0,40}$")


class When(NamedTuple):
    """What dates a therapy: the window found beside it, or that of the words which introduce its list."""

    found: FoundWindow | None
    lead: Window | None

    @property
    def window(self) -> Window | None:
        """The window that counts."""
        return self.found.window if self.found else self.lead


def in_role(words: Around, asked: Role, when: When, plain: Atom) -> Iterator[Atom]:
    """The atom ``plain`` in one of the roles, with its window and condition, and what "or during the study" adds."""
    plain, asked, when = _as_begun(words, asked, when, plain)
    both = between(words, when.found) if asked in (Role.PRIOR, Role.CONCURRENT) else None
    if both is not None and plain.polarity is Polarity.FOLLOW:
        # "must have been receiving it" leaves open whether it has ended
        role = Role.PRIOR if _HAVE_BEEN.search(words.own) else asked
        yield from _of_length(plain, role, both)
        return
    role, window, how = _timed(words, asked, when, plain.polarity)
    length = _length(words, role, when, window, plain) if how is Polarity.FOLLOW else None
    if length is not None and role is Role.PRIOR:
        yield replace(plain, requirement=replace(plain.requirement, value=_amount(length)))
        return
    if length is not None:
        plain, window = _going_on(plain, length)
    requirement = replace(plain.requirement, value=str(role), when=window)
    if how is Polarity.FOLLOW and role is Role.PRIOR and is_too_long_ago(words, when.found):
        requirement = replace(requirement, detail=tuple(sorted((*requirement.detail, TOO_LONG_AGO))))
    excepted = sooner(words.passage, when.found) if window is not None else or_on_it(words)
    atom = replace(plain, requirement=requirement, polarity=how, exception=excepted or plain.exception)
    if how is not Polarity.FOLLOW:
        yield from _or_so_little(atom) if window is None else (atom,)
        yield from _at_most(words, atom, when)
        return
    if role is Role.PRIOR:
        limit = as_indicated(words)
        if limit is not None and not limit.is_unread:
            limit = replace(limit, requirement=replace(requirement, when=None))
        atom = replace(atom, condition=limit)
    elif role is Role.CONCURRENT and _is_of_takers(words):
        takes = replace(atom, requirement=replace(requirement, when=None), polarity=Polarity.MUST)
        atom = replace(atom, condition=takes)
    permits = words.passage.scopes.mood(words.name.start) is Mood.PERMITTED
    for_hours = when.found is not None and when.found.window.unit == "hours" and not permits
    if when.found is not None and for_hours and is_supportive(words.name.concept):
        atom = replace(atom, exception=(when.found.start, when.found.end))  # who takes it may leave it out for so long
    yield atom
    if role is Role.PRIOR and window is not None:
        yield from _also(words, requirement, how)


def _of_length(plain: Atom, role: Role, lengths: Sequence[Window]) -> Iterator[Atom]:
    """What went on for so long, or goes on for so long by now, as each of the lengths asks."""
    for length in lengths:
        if role is Role.PRIOR:
            yield replace(plain, requirement=replace(plain.requirement, value=_amount(length)))
            continue
        atom, window = _going_on(plain, length)
        yield replace(atom, requirement=replace(atom.requirement, value=str(role), when=window))


def _also(words: Around, requirement: Requirement, how: Polarity) -> Iterator[Atom]:
    """What "or during the study", "or current use" adds to a therapy that was had."""
    for pattern, also in ((_OR_DURING, Role.PLANNED), (_OR_NOW, Role.CONCURRENT), (_OR_PLANNED, Role.PLANNED)):
        if (again := pattern.search(words.after[:120])) is not None:
            more = replace(requirement, value=str(also), when=None)
            start = again.start("cue") if "cue" in again.groupdict() else again.start()
            yield Atom(words.last + start, words.last + again.end(), more, how)


def _as_begun(words: Around, asked: Role, when: When, plain: Atom) -> tuple[Atom, Role, When]:
    """The atom with the time of its start where the window is of that; what goes on is dated by it as by any window.

    What may not have been started lately counts even if it was stopped again.
    """
    if plain.polarity is not Polarity.FOLLOW or asked not in (Role.PRIOR, Role.CONCURRENT):
        return plain, asked, when
    since = begun(words, when.found, supportive=is_supportive(words.name.concept))
    if since is None or (asked is Role.CONCURRENT and since.startswith(">")):
        return plain, asked, when
    return _with_detail(plain, "begun", since), Role.PRIOR if is_denied(words) else asked, When(None, None)


def _length(words: Around, role: Role, when: When, window: Window | None, plain: Atom) -> Window | None:
    """How long it was given, or has been, where no window says so; how long a response to it lasted is another thing."""
    if window is not None:
        return window if role is Role.PRIOR and lasted(words, when.found) else None
    if role not in (Role.PRIOR, Role.CONCURRENT) or "outcome" in dict(plain.requirement.detail):
        return None
    return gone_on(words) or (kept_on(words) if role is Role.PRIOR else None)


def _amount(length: Window) -> Comparison:
    return Comparison(length.op, length.number, length.unit)


def _going_on(plain: Atom, length: Window) -> tuple[Atom, Window | None]:
    """What goes on, for at least or for less than so long: a window that is an upper limit would be one of its end."""
    if length.op in (">=", ">"):
        return plain, length
    return _with_detail(plain, "begun", f"{length.op} {length.number:g} {length.unit}"), None


def _with_detail(atom: Atom, key: str, value: str) -> Atom:
    """The atom with one more detail."""
    detail = tuple(sorted((*atom.requirement.detail, (key, value))))
    return replace(atom, requirement=replace(atom.requirement, detail=detail))


def _or_so_little(atom: Atom) -> Iterator[Atom]:
    """What must be off, or low: "off steroids or on no more than 10 mg" forbids more, and none but what is let in."""
    dose = dict(atom.requirement.detail).get("dose", "")
    others = tuple(pair for pair in atom.requirement.detail if pair[0] != "dose")
    if atom.exception is not None and dose[:1].isdigit():  # "off steroids, or on a stable dose of 10 mg"
        yield replace(atom, requirement=replace(atom.requirement, detail=others))
        return
    if atom.exception is None or not dose.startswith("<="):
        yield atom
        return
    more = ("dose", dose.replace("<=", ">", 1))
    yield replace(atom, requirement=replace(atom.requirement, detail=others))
    yield replace(atom, requirement=replace(atom.requirement, detail=tuple(sorted((*others, more)))), exception=None)


def _at_most(words: Around, atom: Atom, when: When) -> Iterator[Atom]:
    """The other end of a time with two: "between 1 and 5 years after surgery" asks for an operation in the last 5."""
    if when.found is not None and when.found.upper is not None and words.passage.base is Effect.REQUIRE:
        requirement = replace(atom.requirement, when=when.found.upper)
        yield replace(atom, requirement=requirement, polarity=Polarity.MUST)


def _is_of_takers(words: Around) -> bool:
    """Whether it only says how those take it who do: "stable dose of corticosteroids for at least 7 days"."""
    scopes, at = words.passage.scopes, words.name.start
    asked = (words.passage.base is Effect.REQUIRE) == (
        scopes.negations(at) % 2 == 0
    )  # excluded if not on a stable dose
    asked = asked and scopes.mood(at) is not Mood.PERMITTED
    return asked and is_supportive(words.name.concept) and is_stable(words)


def _timed(words: Around, role: Role, when: When, polarity: Polarity) -> tuple[Role, Window | None, Polarity]:
    """The role, window and polarity, once it is known whether the window is a washout."""
    window = None if _was_stable_in(words, when.window) else when.window
    if role is Role.CONCURRENT and polarity is Polarity.FOLLOW and (past := over_the_past(words, when.found)):
        return role, past, polarity
    if role is Role.PROGRESSED:
        return role, lately(words, when.found), polarity
    if role not in (Role.PRIOR, Role.CONCURRENT):
        return role, None, polarity
    if when.found is not None and when.found.upper is not None and words.passage.base is Effect.EXCLUDE:
        return Role.PRIOR, when.found.upper, polarity  # "chemotherapy between 1 and 5 years ago"
    if window is None:
        return _undated(words, role, polarity)
    if let_in_before(words, when.found):  # "is allowed 4 weeks before entry"
        return Role.PRIOR, replace(window, op="<=" if window.op == ">" else "<"), Polarity.MUST_NOT
    if window.op in (">=", ">"):
        if or_on_it(words) is not None:
            return Role.CONCURRENT, None, Polarity.MUST_NOT  # "off steroids, or on a stable dose for at least 2 weeks"
        if is_too_long_ago(words, when.found):
            return Role.PRIOR, window, polarity
        if is_washout(words, when.found):
            return Role.PRIOR, waited(window), Polarity.MUST_NOT
        lasted = role is Role.PRIOR and words.passage.base is Effect.REQUIRE
        return role, None if lasted else window, polarity  # "received tamoxifen for at least 3 months"
    if must_be_off(words):
        return Role.PRIOR, window, Polarity.MUST_NOT  # "off all therapy for the last 3 months"
    return Role.PRIOR, window, polarity  # what was taken within the window counts, even when it has been stopped since


def _was_stable_in(words: Around, window: Window | None) -> bool:
    """Whether a window only says for how long a dose must not have changed: "on a stable steroid dose for the last week"."""
    if window is None or window.op not in ("<", "<=") or not is_supportive(words.name.concept):
        return False
    return _STABLE_DOSE.search(words.own) is not None


def _undated(words: Around, role: Role, polarity: Polarity) -> tuple[Role, Window | None, Polarity]:
    """The role and polarity of what has no window: it may have to be over."""
    if must_be_off(words):
        return Role.CONCURRENT, None, Polarity.MUST_NOT  # "must be off steroids"
    again = words.passage.lower[words.name.start : words.name.end] in words.after
    asked = words.passage.scopes.mood(words.name.start) is Mood.REQUIRED
    if (words.passage.base is Effect.REQUIRE or asked) and not again and _STOPPED.match(words.after):
        return Role.CONCURRENT, None, Polarity.MUST_NOT  # "must be discontinued"
    return role, None, polarity


def is_supportive(concept: str) -> bool:
    """Whether it is a medicine that one takes beside the treatment of the cancer."""
    if concept in _SUPPORTIVE or concept.endswith((" inducer", " substrate")) or is_named_by_effect(concept):
        return True
    if concept.startswith(("CYP", "cytochrome", "P-gp", "BCRP")):
        return True
    known = vocabulary.load().find(Kind.THERAPY, concept)
    return known is not None and known.category == "supportive"
