"""Owns what a time says of the therapy that it dates: a washout, how long it lasted, that it was too long ago."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.therapies.sooner import DAYS
from criteria.atoms.therapies.therapy_anchor import LOCAL
from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect, Window
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.numbers import NUMBER_OR_WORD
from criteria.words.windows import FoundWindow

_FLIPPED = {">=": "<", ">": "<="}
_ENDS = regex(
    r"\b(?:discontinu\w*|stop(?:ped)?|held|withheld|completed|finished|concluded|off|wash-?\s?out|elaps\w*|passed|recovered)\b"
)
_STABLE = regex(r"\bstable\b|\bon\s+a\s+(?:fixed|constant)|\bconsistent\s+dose|\bunchanged")
_ONLY_IF = regex(r"\b(?:if|provided|providing|as\s+long\s+as|when|after)\b")
_GOES_ON = regex(
    r"\bfor\s+(?:a\s+)?$|\b(?:start|beg[au]n|initiat|receiv|taking|stable|on\b|been\b|(?<!last )(?<!final )(?<!recent )dose\b|establish|unchanged|maintain)"
)
_AGO = regex(r"\s*ago\b")
_STARTED = regex(r"\b(?:start(?:ed|ing)?|beg[aiu]n|begun|initiated|commenced)\b(?!\s+of\b)")
_HAVING_STARTED = regex(r"\b(?:started|begun|initiated)\s+(?:(?:on|the|their|an?|any|taking|treatment|with)\s+)*$")
_WITHOUT = regex(r"\s*without\b")  # "for at least 6 months without progression"
# "recurrence after having completed tamoxifen for at least a year": that is how long it was taken
_AFTER_HAVING = regex(
    r"\b(?:recurr|relaps|progress)\w*\s+after\s+(?:having\s+)?(?:complet\w+|receiv\w+|taken|taking)\s+(?:[\w-]+\s+){0,3}$"
)
_LASTED = regex(r"\bfor\s+(?:a\s+)?$")
# "have discontinued all treatment for at least 3 weeks for antibodies": each of the treatments has its own time
_ALL_STOPPED = regex(r"\b(?:discontinued|stopped|ceased|off)\b[^.;]*$")
_FOR_THAT = regex(r"\s*(?:,\s*)?for\s+(?:(?:any|all|prior|previous|other|those|on|receiving)\s+)*")
# a window that says from when on one may join: "may enter after 6 weeks"
_LETS_IN = regex(r"(?:enter|enrol|join|participate|eligible|included|start|begin|register|randomi[sz])")


def waited(window: Window) -> Window:
    """The washout turned round: "at least 4 weeks since" forbids "less than 4 weeks ago"."""
    return replace(window, op=_FLIPPED.get(window.op, window.op))


def is_stable(words: Around) -> bool:
    """Whether a dose that does not change is spoken of."""
    return _STABLE.search(words.before[-60:] + " " + words.after[:60]) is not None


TOO_LONG_AGO = ("elapsed", "too long")
"""The detail of a therapy that excludes once more time than its window has passed since: "> 5 years post mastectomy"."""


def lasted(words: Around, found: FoundWindow | None) -> bool:
    """Whether a time among exclusions is how long it was given: "letrozole for more than 3 months before enrolment"."""
    if found is None or words.passage.base is not Effect.EXCLUDE or found.window.op not in _FLIPPED or found.ahead:
        return False
    return _LASTED.search(words.passage.lower, max(0, found.start - 8), found.start) is not None


def is_too_long_ago(words: Around, found: FoundWindow | None) -> bool:
    """Whether an exclusion is of those for whom it is too long ago; a washout is never that long, nor said so.

    "More than 4 weeks since chemotherapy" among exclusions is a washout that was put into the wrong list.
    """
    if found is None or words.passage.base is not Effect.EXCLUDE or found.window.op != ">":
        return False
    if not found.ahead and _AGO.match(words.passage.lower, found.end) is None:
        return False
    if (
        words.passage.scopes.negations(words.name.start)
        or words.passage.scopes.mood(words.name.start) is not Mood.PLAIN
    ):
        return False
    if words.passage.scopes.over(words.name.start, Cue.EXCEPTION) is not None:
        return False
    least = _LOCAL_DAYS if words.name.concept in LOCAL else _OTHER_DAYS
    return found.window.number * DAYS.get(found.window.unit, 0) >= least


# "is allowed, but the last dose of it must be more than 3 weeks from the first dose"
_LAST_MUST_BE = regex(
    r"\b(?:last|final|most\s+recent)\s+(?:dose|administration|infusion|treatment)\b[^.;]*\b"
    r"(?:must|should|has\s+to|needs\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?(?:given\s+)?$"
)
_LOCAL_DAYS, _OTHER_DAYS = 42, 84


# "is permitted at least 2 weeks before enrolment", "may have been given 4 weeks prior to entry"
_LET_IN_BEFORE = regex(
    r"(?:(?:at\s+least|a\s+minimum\s+of|more\s+than|greater\s+than|no\s+(?:less|sooner|later)\s+than|[>≥]\s?=?)\s+)?"
    rf"(?:{NUMBER_OR_WORD})(?:\s+(?:or\s+more|full))?[\s-]+(?:days?|weeks?|months?|years?)\s+(?:or\s+more\s+)?"
    r"(?:prior\s+to|before|preceding)\b"
)
_GOING_ON = regex(
    r"\b(?:"
    r"concurrent\w*|concomitant\w*|current\w*|ongoing|continu\w*|stable|dos(?:e|es|age)|maintenance|taking|receiving"
    r"|started|begun|began|initiated|be\s+(?:\w+ed|taken|given)|on|for(?=\s+(?:an?|up|the\s+last)\b|\s*$)|if|provided"
    r"|up\s+to|within|during|through|until)\b"
)


def let_in_before(words: Around, found: FoundWindow | None) -> bool:
    """Whether a permission says how long before the trial a therapy must have been: nobody is let in for having had it later.

    A bare time ("4 weeks before entry") is the least that must have passed as much as one with "at least".
    """
    passage, at = words.passage, words.name.start
    if found is None or passage.base is not Effect.REQUIRE or passage.scopes.mood(at) is not Mood.PERMITTED:
        return False
    if passage.scopes.negations(at) % 2 or _LET_IN_BEFORE.match(passage.lower, found.start) is None:
        return False
    if found.start < words.name.end or passage.scopes.over(found.start, Cue.EXCEPTION) is not None:
        return False
    return (
        _GOING_ON.search(passage.lower, words.name.end, found.start) is None
        and _GOING_ON.search(words.before[-40:]) is None
    )


def is_washout(words: Around, found: FoundWindow | None) -> bool:
    """Whether "at least 4 weeks" is time that must have passed since the therapy, and not how long it lasted."""
    passage, at = words.passage, words.name.start
    if is_stable(words):
        return False
    ends = _ENDS.search(words.before[-60:] + " " + words.after[:90]) is not None
    mood = passage.scopes.mood(at)
    if passage.base is Effect.EXCLUDE and passage.scopes.over(at, Cue.EXCEPTION) is not None:
        return False  # "except adjuvant tamoxifen completed at least 2 years before"
    if passage.scopes.negations(at) % 2 or mood is Mood.FORBIDDEN:
        return True  # "must not have taken X for at least 2 weeks before"
    if mood is Mood.PERMITTED:
        ends = ends or (found is not None and _LETS_IN.match(passage.lower, found.start) is not None)
        if found is not None and _ONLY_IF.search(passage.lower, words.name.end, found.start) is not None:
            return _GOES_ON.search(passage.lower, words.name.end, found.start) is None
        return ends and (passage.base is Effect.REQUIRE or _ONLY_IF.search(words.after[:60]) is not None)
    if found is None:
        return True
    if passage.base is Effect.REQUIRE and (
        _STARTED.search(passage.lower, words.name.end, found.start) or _HAVING_STARTED.search(words.before[-60:])
    ):
        return False  # "must have started it at least 3 months earlier"
    if _FOR_THAT.fullmatch(passage.lower, found.end, at) and _ALL_STOPPED.search(passage.lower, 0, found.start):
        return True
    lasted = _LASTED.search(passage.lower[max(0, found.start - 8) : found.start]) is not None
    if lasted and passage.base is Effect.REQUIRE and _AFTER_HAVING.search(words.before):
        return False
    if passage.base is Effect.EXCLUDE:
        if _LAST_MUST_BE.search(passage.lower, 0, found.start) is not None:
            return True
        # "antibody-based therapy: ≥ 4 weeks" among washouts that were not kept
        return found.ahead or ends or (found.window.op == ">=" and not lasted)
    ahead = found.ahead and not (lasted and _WITHOUT.match(passage.lower, found.end) is not None)
    return ahead or ends or not lasted  # "receiving goserelin for at least 4 weeks"
