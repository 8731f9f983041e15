"""Owns what a statement that names no therapy asks of those named before it: "…, but must be completed 2 weeks before"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_outcome import Role
from criteria.atoms.therapies.therapy_statement import Statement
from criteria.atoms.therapies.washout import waited
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement
from criteria.words.windows import windows

# "but must be completed at least 2 weeks before", "must have been off such therapy for 2 weeks"
_MUST_END = regex(
    r"\b(?:must|should|has\s+to|have\s+to|needs?\s+to|(?:was|were)\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?"
    r"(?:completed?|discontinued?|stop(?:ped)?|off|ended|finished?|elapsed?)\b"
    r"|\b(?:must|should)\s+be\s+(?:at\s+least|[≥>]=?|more\s+than|a\s+minimum\s+of)\s*\S+\s+"
    r"(?:days?|weeks?|months?|years?)\s+(?:after|from|since|past|beyond|out\b)"
)
# "but must be started at least a month before enrolment"
_MUST_BEGIN = regex(
    r"\b(?:must|should|has\s+to|have\s+to|needs?\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?"
    r"(?:started|initiated|begun|commenced)\s+(?=at\s+least|[≥>]|more\s+than|(?:a\s+)?minimum|no\s+less)"
)
_UNNAMED = frozenset({"anticancer therapy", "systemic therapy", "standard therapy"})


def ended(passage: Passage, statement: Statement, named: Sequence[Name]) -> list[Atom]:
    """What a statement that names no therapy asks of those named last: to have ended, so long ago or at all.

    Beside others "adjuvant treatment" only says what these were.
    """
    told = [name for name in named if name.concept not in _UNNAMED] or list(named[-1:])
    match = _MUST_END.search(passage.lower, statement.start, statement.end) if told else None
    if match is None:
        return _started(passage, statement, told)
    found = next(
        (w.window for w in windows(passage.lower, statement.start, statement.end) if w.window.anchor == "enrolment"),
        None,
    )
    role = Role.CONCURRENT if found is None else Role.PRIOR
    when = replace(waited(found), op="<") if found else None
    asked = [Requirement(Kind.THERAPY, name.concept, str(role), when, None, name.detail) for name in told]
    return [Atom(match.start(), match.end(), one, Polarity.MUST_NOT) for one in dict.fromkeys(asked)]


def _started(passage: Passage, statement: Statement, told: Sequence[Name]) -> list[Atom]:
    """What it asks of who takes them: to have been started so long ago."""
    match = _MUST_BEGIN.search(passage.lower, statement.start, statement.end) if told else None
    if match is None:
        return []
    when = next((w.window for w in windows(passage.lower, match.start(), statement.end) if not w.ahead), None)
    if when is None or when.op not in (">=", ">") or when.anchor != "enrolment":
        return []
    taken = [Requirement(Kind.THERAPY, n.concept, str(Role.CONCURRENT), None, None, n.detail) for n in told]
    return [
        Atom(
            match.start(),
            match.end(),
            replace(one, when=when),
            Polarity.MUST,
            condition=Atom(match.start(), match.end(), one),
        )
        for one in dict.fromkeys(taken)
    ]
