"""Owns the windows of the conditions that a sentence names: which time is whose."""

from __future__ import annotations

from criteria.atoms.conditions.condition import Condition
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Window
from criteria.words.context import Cue
from criteria.words.noun_phrases import follows_examples
from criteria.words.windows import windows

_LEADS = regex(
    r"\W*(?:"
    r"(?:any|the|of|following|history|with|had|has|have|patients?|subjects?|who|if|experienced|occurrence|one|current"
    r"|ongoing|recent|active|acute|new|or|and|in|ever|known|diagnosis|diagnosed|suspected)\W*)*"
)
# "bleeding on the baseline scan, or stroke within a year": the first is one of now
_AT_BASELINE = regex(r"\b(?:on|at|in) (?:the |their )?(?:baseline|screening|current|study entry)\b")


# "angina, arrhythmia, or with a history of infarction within 6 months": the time is that of the last
_WITH_A_HISTORY = regex(
    r"\b(?:or|and) (?:with|has|have|who (?:has|have|had)) (?:an? |any )?(?:prior |previous )?history of\b"
)


def _is_of_another_time(passage: Passage, condition: Condition, last: Condition) -> bool:
    """Whether the window behind the last of a list is not that of one before it."""
    if _AT_BASELINE.search(passage.lower, condition.end, condition.member.end):
        return True
    return _WITH_A_HISTORY.search(passage.lower, condition.end, last.start) is not None


# "immunodeficiency or receiving steroids within a week": between a condition and a time a treatment is given, and the time is of that
_GIVEN = regex(
    r"\b(?:or|and/or|and)\s+(?:(?:is|are|was|has|have|been|who|currently|prior|any|the|recent)\s+){0,3}"
    r"(?:receiving|received|receipt\s+of|taking|taken|treat(?:ed|ment)\s+with|use\s+of|using|administration\s+of|on)\s"
)
# what somebody has for good or for long, and of which no time is asked
_LASTS = regex(
    r"immuno-?(?:deficien|suppress|compromi)|\bhiv\b|diabet|crohn|colitis|bowel disease|hepatitis|cirrhosis|diathesis|coagulopath|epilep|malabsorption"
)


def _has_no_time(passage: Passage, condition: Condition, start: int) -> bool:
    """Whether a lasting condition, or one of now, stands before a treatment whose window begins at ``start``: its date lets in nobody."""
    if _GIVEN.search(passage.lower, condition.end, start) is None:
        return False
    return (
        not _OF_NOW.isdisjoint((*condition.said.words, *condition.concept.split()))
        or _LASTS.search(passage.lower, condition.start, condition.end) is not None
    )


# "infarction or unstable angina within 6 months, arrhythmia, …": the time is that of the pair, though the list goes on
_ONE_OR_OTHER = regex(r"\s*(?:\([^()]{1,12}\)\s*)?(?:or|and/or|/)\s*(?:an?\s+)?")


def _is_one_of_a_pair(passage: Passage, found: list[Condition], i: int) -> bool:
    """Whether nothing but "or" stands between a condition and the one before it."""
    return i > 0 and _ONE_OR_OTHER.fullmatch(passage.lower, found[i - 1].end, found[i].start) is not None


# a list of its own, as in: any of the following within 6 months before entry
_FOLLOWING = regex(r"\bfollowing(?:\s+[\w-]+){0,3}\s*,?\s*$")
_COLON = regex(r"(?:[^.;:()]|\(s\)){0,80}:")
# "events in the last year, including infarction, or uncontrolled hypertension": what is so now has no date
_OF_NOW = frozenset({"uncontrolled", "active", "current", "symptomatic", "untreated"})


# a time in a bracket before what it is said of, as in: active (in the past year) major depression, panic disorder
_SET_OFF = regex(r"\b(?:active|recent|current|history)\s*\(\s*$")
_THEN_NAMED = regex(r"[^().;:]{0,40}\)\s*(?:of\s+)?(?:an?\s+)?(?:[\w-]+\s+){0,2}")


def _listed_behind(passage: Passage, found: list[Condition], start: int, end: int) -> range:
    """The places of the conditions of a list that a time and a colon open: "any of the following within 6 months: …"."""
    opens = _FOLLOWING.search(passage.lower, 0, start)
    colon = _COLON.match(passage.lower, end) if opens else None
    if colon is None:
        return range(0)
    return range(next((i for i, c in enumerate(found) if c.start >= colon.end()), len(found)), len(found))


def _behind_its_window(passage: Passage, found: list[Condition], start: int, end: int) -> range:
    """The places of the conditions of a list before which a bracket sets their time."""
    first = next((i for i, c in enumerate(found) if c.start >= end), len(found))
    if first == len(found) or _SET_OFF.search(passage.lower, 0, start) is None:
        return range(0)
    if _THEN_NAMED.fullmatch(passage.lower, end, found[first].start) is None:
        return range(0)
    ends = (i for i in range(first + 1, len(found)) if set(";:") & set(found[i].member.separator))
    return range(first, next(ends, len(found)))


def _deal_to_examples(found: list[Condition], dealt: list[Window | None]) -> None:
    """Give examples, and what a bracket lists, the window of what they exemplify: "events in the last year (stroke, embolism)"."""
    listing = False
    for i in range(1, len(found)):
        separator = found[i].member.separator
        opens = follows_examples(separator) or separator.endswith("(")
        if ")" in separator or ";" in separator or ":" in separator or dealt[i] is not None:
            listing = False
        elif opens or listing:
            listing = dealt[i - 1] is not None and not _OF_NOW & {*found[i].said.words, *found[i].concept.split()}
            dealt[i] = dealt[i - 1] if listing else None


# what happens once, and is over: "stroke, heart failure (NYHA III), or angina within 12 months"
_EVENT = regex(
    r"\b(?:infarctions?|strokes?|attacks?|accidents?|(?:thrombo)?embol\w+|thrombo(?:s[ei]s|tic)|mi|cva|tia|ha?emorrhages?|angina)\b"
)


def _is_event(passage: Passage, condition: Condition) -> bool:
    return _EVENT.search(passage.lower, condition.start, condition.end) is not None


_COMMA_OR, _COMMA = (
    regex(r"\s*(?:\([^()]{1,12}\)\s*)?,?\s*(?:or|and/or)\s*(?:an?\s+)?"),
    regex(r"\s*(?:\([^()]{1,12}\)\s*)?,\s*(?:an?\s+)?"),
)


def _closed_before(passage: Passage, found: list[Condition], last: int) -> set[int]:
    """The places of the events that an "or" joins to the condition at ``last``, which has a time and ends their list though another goes on.

    "Angina, infarction, or stroke within 6 months, or uncontrolled arrhythmia": each happens once, and so within the time.
    """
    if last == 0 or _COMMA_OR.fullmatch(passage.lower, found[last - 1].end, found[last].start) is None:
        return set()
    held: set[int] = set()
    for i in range(last - 1, -1, -1):
        if not _is_event(passage, found[i]) or found[i].value is not None:
            break
        if i < last - 1 and _COMMA.fullmatch(passage.lower, found[i].end, found[i + 1].start) is None:
            break
        held.add(i)
    return held


def _is_led_by(passage: Passage, condition: Condition, start: int) -> bool:
    """Whether the window that leads a sentence is a condition's: "4 weeks since surgery, and healed, except scars" dates no scars."""
    return passage.scopes.over(condition.start, Cue.EXCEPTION) is passage.scopes.over(start, Cue.EXCEPTION)


def condition_windows(passage: Passage, found: list[Condition]) -> list[Window | None]:
    """The window of each condition: its own, that of the list it closes, or the one that leads the list.

    In "A, B within 6 months, C" the window is B's; in "A or B within 6 months, C" that of both; in "A, B or C within 6 months" it is everyone's,
    and so it is in "A, B, or C within 6 months, D" where A and B happen once.
    """
    dealt: list[Window | None] = [None] * len(found)
    if not found:
        return dealt
    spans = list(windows(passage.lower))
    for window in spans:
        excepts = passage.scopes.over(window.start, Cue.EXCEPTION)
        at = (window.start, window.end)
        own = _listed_behind(passage, found, *at) or _behind_its_window(passage, found, *at)
        if own:
            dealt[own.start : own.stop] = [window.window] * len(own)
            continue
        before = [
            i
            for i, c in enumerate(found)
            if c.end <= window.start + 1
            and (excepts is None or c.start >= excepts.at)
            and ";" not in passage.lower[c.end : window.start]
            and not _has_no_time(passage, c, window.start)
        ]
        if not before:
            if _LEADS.fullmatch(passage.lower[: window.start]):
                dealt = [window.window if _is_led_by(passage, c, window.start) else None for c in found]
            continue
        ends_list = not any(c.start >= window.end for c in found)
        closed = set() if ends_list else _closed_before(passage, found, before[-1])
        for i in reversed(before):
            if dealt[i] is not None and i != before[-1]:
                break
            if i != before[-1] and _is_of_another_time(passage, found[i], found[before[-1]]):
                break
            dealt[i] = window.window
            valued = found[i].value is not None and i != before[-1] and not (ends_list and _is_event(passage, found[0]))
            apart = not ends_list and not found[i].member.is_loose or valued
            if apart and not (_is_one_of_a_pair(passage, found, i) or i - 1 in closed):
                break
    _deal_to_examples(found, dealt)
    if not spans and passage.lead:
        over = list(windows(passage.lead))
        dealt = [over[0].window] * len(found) if over else dealt
    return dealt
