"""Owns what a sentence says of a therapy: had before, going on, progressed on, not tolerated, planned, or nothing at all."""

from __future__ import annotations

from criteria.atoms.therapies.role_words import (
    ALL_PLANNED,
    ANCHOR,
    ANY_OTHER,
    AS_PART_OF_PAST,
    AT_ONCE,
    BESIDE_THE_TRIAL,
    CONCURRENT,
    CONCURRENT_AFTER,
    COUNTS_AS_NONE,
    EVER_BEFORE,
    IS_REQUIRED,
    JOINT,
    JUDGED,
    LISTED_AFTER,
    MUST_NOT_TAKE,
    NEEDED,
    NEUTRAL,
    NOT_OVER,
    NOT_PLANNED_AFTER,
    NOW,
    ONCE_COMPLETED,
    OPENS_ON,
    OR_AFTER,
    OR_TO_START,
    OTHER,
    PART_OF_PLAN,
    PLANNED,
    PLANNED_AFTER,
    PRIOR,
    PRIOR_AFTER,
    TO_START,
    UNTREATED,
    WASHOUT,
)
from criteria.atoms.therapies.therapy_kept_out import is_kept_out_beside
from criteria.atoms.therapies.therapy_outcome import Role, Said, stopped_for, went
from criteria.patterns import regex

_REACH = 110


def said(before: str, after: str, *, supportive: bool) -> Said:
    """What the words before (up to the start of the statement) and after a therapy say of it.

    ``supportive`` medicines (steroids, anticoagulants, enzyme inhibitors) are what one takes now unless a word says
    otherwise; treatment of the cancer is what one has had.
    """
    near = ANCHOR.sub(" ", before[-_REACH:])
    if (told := went(near, after) or _either(near)) is not None:
        return told
    if JUDGED.search(before):
        return Said((Role.PLANNED,))
    if ALL_PLANNED.search(near) or PART_OF_PLAN.search(near):
        return Said((Role.PRIOR,))
    if OPENS_ON.match(before) or _must_not_take(near, after):
        return Said((Role.CONCURRENT,))
    if (lacking := next((role for words, role in _LACKING if words.search(near)), None)) is not None:
        return Said((lacking,), denied=True)
    if reasons := stopped_for(near, after):
        return Said(reasons)
    spoken = _spoken(near, supportive=supportive)
    if spoken == (Role.PRIOR,) and ONCE_COMPLETED.search(near) and (PLANNED.search(before) or TO_START.search(before)):
        return Said((Role.PRIOR, Role.PLANNED))
    return Said(spoken) if spoken else _told_behind(near, after, supportive=supportive)


def _told_behind(near: str, after: str, *, supportive: bool) -> Said:
    """What the words behind a therapy say of it, where none before it does."""
    if listed := LISTED_AFTER.match(after):
        return Said(_spoken(listed["times"], supportive=supportive))
    if NOT_PLANNED_AFTER.match(after):
        return Said((Role.PLANNED,), denied=True)
    if not PLANNED_AFTER.match(after) and is_kept_out_beside(near, after):
        return Said((Role.CONCURRENT,))
    for pattern, role in _AFTER:
        if pattern.match(after):
            return Said((Role.CONCURRENT if supportive and role is Role.PRIOR else role,))
    return Said((Role.CONCURRENT if supportive else Role.PRIOR,), sure=NEUTRAL.search(near) is not None)


def counts_as_none(after: str) -> bool:
    """Whether the words behind a therapy say that it is none of a kind: "is not considered chemotherapy"."""
    return COUNTS_AS_NONE.match(after) is not None


def is_ever_before(lower: str, at: int, before: str) -> bool:
    """Whether the words from ``at`` say of a medicine that it was taken at any time, and those before not that it is now."""
    return EVER_BEFORE.match(lower, at) is not None and NOW.search(before) is None


def _must_not_take(near: str, after: str) -> bool:
    """Whether it may not be taken beside the trial's own treatment."""
    forbidden = MUST_NOT_TAKE.search(near)
    if forbidden is None:
        return False
    if OTHER.search(forbidden.group()) is not None or BESIDE_THE_TRIAL.match(after) is not None:
        return True
    return AT_ONCE.match(after) is not None


def other_at_once(before: str) -> bool:
    """Whether treatment in general is meant beside that of the trial: "treatment with any other anticancer drug"."""
    return ANY_OTHER.search(before) is not None and PRIOR.search(before) is None


def _either(near: str) -> Said | None:
    """One of two roles, where the words say that either is enough."""
    return next((Said(roles) for pattern, roles in _EITHER if pattern.search(near)), None)


# "treatment or planned treatment with cyclophosphamide"
_OR_PLANNED = regex(
    r"\b(?:treatment|therapy|use|administration)\s+or\s+(?:planned|anticipated|scheduled|intended)\s+"
    r"(?:treatment|therapy|use|administration)\s+(?:with|of)\s+(?:(?:an?|the|any|[\w-]+,?|or)\s+){0,6}$"
)
_EITHER = (
    (_OR_PLANNED, (Role.CONCURRENT, Role.PLANNED)),
    (OR_TO_START, (Role.CONCURRENT, Role.PLANNED)),
    (OR_AFTER, (Role.PRIOR, Role.CONCURRENT)),
)
_LACKING = ((NOT_OVER, Role.PLANNED), (UNTREATED, Role.PRIOR))
_BEFORE = (
    (PLANNED, Role.PLANNED),
    (NEEDED, Role.PLANNED),
    (CONCURRENT, Role.CONCURRENT),
    (PRIOR, Role.PRIOR),
)
_AFTER = (
    (COUNTS_AS_NONE, Role.PRIOR),
    (PLANNED_AFTER, Role.PLANNED),
    (CONCURRENT_AFTER, Role.CONCURRENT),
    (PRIOR_AFTER, Role.PRIOR),
)


def _spoken(near: str, *, supportive: bool) -> tuple[Role, ...]:
    """The role of the last cue, with those that "or" joins to it: "prior, current or planned"."""
    cues = [
        (m.end(), m.start(), Role.CONCURRENT if pattern is NEEDED and supportive else role)
        for pattern, role in _BEFORE
        for m in pattern.finditer(near)
    ]
    cues = [cue for cue in cues if not IS_REQUIRED.search(near, 0, cue[0])] or cues
    if not cues:
        return ()
    if AS_PART_OF_PAST.search(near) or WASHOUT.search(near):
        return (Role.PRIOR,)
    cues.sort(key=lambda cue: (cue[0], -cue[1]), reverse=True)
    _, start, last = cues[0]
    roles = [last]
    for end, begin, role in cues:
        if end <= start and JOINT.fullmatch(near, end, start):
            roles.append(role)
            start = begin
        elif role is roles[-1] and begin < start and not near[end:start].strip():
            start = begin  # "planning" and "to receive" are one cue
    return tuple(role for role in Role if role in roles)
