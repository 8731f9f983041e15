"""Owns lines about a woman's periods: how long ago the last was, "no menses for 12 months", and whether they come regularly."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.numbers import COMPARATOR, NUMBER_OR_WORD, number, operator

REGULAR = "regular menstrual cycles"
"""The concept of periods that come regularly, which nobody has after menopause."""
SINCE_THE_LAST = "time since the last menstrual period"

_HINTS = hints("menses", "menstrua", "amenorr")
_OPENING = (
    r"\W*(?:(?:the|all|patients?|subjects?|participants?|women|females?|those|who|must|should|has|have|had|having"
    r"|with|is|are|be|been|an?|currently|documented)\b ?)*"
)
_PERIODS = r"(?:menses|menstruation|menstrual (?:periods?|cycles?|bleeding))"
_UNIT = r"(?P<unit>months?|years?|days?|weeks?)"
_LONG = (
    rf"(?:(?:a )?(?:period|duration) of )?(?:{COMPARATOR} ?)?(?P<number>{NUMBER_OR_WORD})(?: (?:consecutive|full))?[ -]{_UNIT}"
    r"(?P<more>(?:,? or (?:more|longer|greater)| and more)\b)?"
)
_BEFORE_ENTRY = (
    r"(?: (?:prior to|before|preceding|at(?: the time of)?) (?:(?:the|study|trial) )*"
    r"(?:entry|enrol\w+|registration|randomi[sz]ation|screening|inclusion))?"
)
_GONE = regex(
    rf"{_OPENING}(?P<what>(?:amenorrh(?:o?ea|o?eic|eal)|(?:no|without(?: any)?) {_PERIODS}|(?:complete |total )*(?:absence|cessation|lack) of {_PERIODS})"
    rf"(?: (?:for|of|in|within|over|during|the|past|last|previous))* {_LONG}){_BEFORE_ENTRY}\W*"
)
_LAST = regex(
    rf"{_OPENING}(?P<what>last (?:menses|menstruation|menstrual (?:period|cycle|bleeding))(?: (?:occurred|was|within|in|the|past|last|is|must be))* "
    rf"{_LONG})(?: (?:ago|earlier))?{_BEFORE_ENTRY}\W*"
)
_REGULARLY = regex(
    rf"{_OPENING}(?P<what>regular(?:ly)? (?:{_PERIODS}|menstrual|menstruating)"
    r"(?: ?\(?(?:(?:of|every|with|an?|interval|lasting|length|between|cycle|about|from) )*"
    r"(?P<low>\d\d)[- ]*(?:days?)?(?: ?- ?| ?to ?| ?and ?)(?P<high>\d\d)[- ]*days?(?:[ -](?:duration|long|apart|cycles?|interval))?\)?)?)\W*"
)
_OF_A_MONTH = (18, 45)  # days between which a cycle may last that is called regular


def read(passage: Passage) -> list[Atom]:
    """What a line asks of the periods and of nothing else; in a list that says what menopause is it asks nothing of its own."""
    lower = passage.lower
    if not _HINTS.search(lower) or passage.base is Effect.ALLOW or passage.topic:
        return []
    found = _gone(lower) or _regularly(lower)
    if found is None:
        return []
    (start, end), requirement = found
    polarity = Polarity.MUST_NOT if passage.base is Effect.EXCLUDE else Polarity.MUST
    return [Atom(start, end, requirement, polarity)]


def _gone(lower: str) -> tuple[tuple[int, int], Requirement] | None:
    """How long no period has come, or how lately the last one did."""
    gone = _GONE.fullmatch(lower)
    found = gone or _LAST.fullmatch(lower)
    if found is None:
        return None
    op = ">=" if found["more"] else operator(found)
    if op in (None, "="):
        op = ">=" if gone is not None else "<="  # gone for so long at least, seen within so long
    unit = str(found["unit"]).rstrip("s") + "s"
    return found.span("what"), Requirement(Kind.LAB, SINCE_THE_LAST, Comparison(str(op), number(found["number"]), unit))


def _regularly(lower: str) -> tuple[tuple[int, int], Requirement] | None:
    found = _REGULARLY.fullmatch(lower)
    if found is None:
        return None
    least, most = _OF_A_MONTH
    if found["low"] and not least <= int(found["low"]) < int(found["high"]) <= most:
        return None
    return found.span("what"), Requirement(Kind.DISEASE_MEASURE, REGULAR)
