"""Owns how long a therapy must have gone on: "on letrozole for at least 6 months", "tamoxifen, started at least 60 days before"."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Window
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.numbers import NUMBER_OR_WORD, number
from criteria.words.windows import UNITS, FoundWindow

_OPS = {"least": ">=", "more": ">", "most": "<=", "less": "<"}
# words behind which a time is not that of the therapy: of another, of its end, of how it went
_OTHERWISE = (
    r"(?:since|after|following|without|stop\w*|discontinu\w*|complet\w*|finish\w*|ceas\w*|off|before|prior|preceding|not|never|no|held|withh\w+|hold"
    r"|progress\w*|relaps\w*|recur\w*|respon\w*|remission|disease|plan\w*|will|expect\w*|schedul\w*"
    r"|continu(?:e|ing|ation)|and|or|but|if|unless|except|start\w*|initiat\w*|begin\w*|begun|began|commenc\w*|first"
    r"|every|surviv\w*|life|follow\w*|observ\w*|monitor\w*|free)\b"
)
_TIME = rf"(?P<number>{NUMBER_OR_WORD})(?:\s*\(\s*\w+\s*\))?\s*-?\s*(?P<unit>days?|weeks?|wks?|months?|years?|yrs?)\b(?!\s+of\s+age\b)"
_SIGN = (
    r"(?:(?P<least>≥|>\s?=|at\s+least|(?:a\s+)?minimum(?:\s+of)?|(?:no|not)\s+less\s+than)"
    r"|(?P<most>≤|<\s?=|up\s+to|at\s+most|(?:no|not)\s+(?:more|longer)\s+than|(?:a\s+)?maximum(?:\s+of)?)"
    r"|(?P<more>>|(?:more|longer|greater)\s+than|over)|(?P<less><|(?:less|fewer|shorter)\s+than|under))"
)
# a time that is counted from something is a washout, or lies ahead
_NOT_COUNTED = (
    r"(?!\s*,?\s*(?:"
    r"since|after|following|from|without(?!\s+(?:disease\s+)?(?:progress|interrupt|relaps|recur))|off|free|ago"
    r"|earlier|post|out|of\s+(?:the\s+)?(?:stud|trial|protocol)|beyond|or\s+(?:\d|until|disease|progress)|per\b"
    r"|in\s+the\s+future))"
)
_FOR = regex(
    r"\)?(?:\s*\([^()]*\))?(?:\s*,)?(?:\s+alone)?(?:\s+(?:and/or|or)\s+in\s+combination)?"
    rf"(?:\s+(?!{_OTHERWISE})[\w./%-]+(?:\s*\([^()]*\))?){{0,9}}?\s*,?\s+(?:for|of(?=\s+[a≥>])|lasting)\s+"
    r"(?:(?:a|the|an?\s+total|total|the\s+(?:past|last|previous|preceding))\s+)?"
    r"(?:(?:period|duration|time|total)\s+of\s+)?"
    rf"(?:{_SIGN}\s*(?:the\s+(?:past|last|previous|preceding)\s+|an?\s+)?)?{_TIME}(?P<longer>\s*(?:,\s*)?or\s+(?:more|longer|greater)\b)?{_NOT_COUNTED}"
)
# "started", with what stands between it and a time
_STARTED_BEFORE = regex(
    r"\b(?:started|begun|began|initiated|commenced)\s+(?:"
    r"(?:on|the|their|an?|any|taking|treatment|therapy|with|receiving|adjuvant|neoadjuvant|oral|systemic|daily)\s+)*$"
)
_STARTED_BEHIND = regex(
    r"\b(?:started|begun|began|initiated|commenced)\s+(?:(?:on|the|their|treatment|therapy|it|this|or\s+changed)\s+)*$"
)


# what will be given for so long has not been yet
_AHEAD = regex(r"\b(?:plan\w*|will|scheduled|intend\w*|expect\w*|candidates?|going|willing|agree\w*|able)\b")
_BACK = regex(r"\bfor\s+(?:at\s+least\s+)?the\s+(?:past|last|previous|preceding)\s")
_NEAR = 30  # characters between a therapy that was started and the time of that


def gone_on(words: Around) -> Window | None:
    """How long what one is on, or had, has gone on, by the words behind it: "tamoxifen for at least 3 months"."""
    if not _is_asked(words) or _AHEAD.search(words.before[-60:]):
        return None
    told = _FOR.match(words.after)
    if told is None:
        return None
    op = next((sign for group, sign in _OPS.items() if told[group]), None)
    if op is None:
        op = ">=" if told["longer"] or _BACK.search(told.group()) else None
    if op is None:
        return None
    return Window(op, number(told["number"]), UNITS[told["unit"][0]])


_OTHER_END = regex(r"\s*,?\s*(?:and|but|to)?\s*(?:for\s+)?(?:an?\s+)?(?:maximum\s+(?:of\s+)?)?")


def between(words: Around, found: FoundWindow | None) -> tuple[Window, Window] | None:
    """Both ends of how long it has gone on, where a window tells the other: "for at least 2 years and no more than 3"."""
    least = gone_on(words)
    told = _FOR.match(words.after) if least is not None and found is not None else None
    if least is None or found is None or told is None:
        return None
    if not least.op.startswith(">") or not found.window.op.startswith("<") or found.start < words.last + told.end():
        return None
    apart = _OTHER_END.fullmatch(words.passage.lower, words.last + told.end(), found.start)
    return (least, found.window) if apart is not None else None


# right behind a treatment among exclusions: the length that keeps out, and no shorter one
_KEPT_ON = regex(
    r"(?:\s+(?:therapy|treatment|use|exposure|regimens?|agents?))?(?:\s*\([^()]*\))?\s+for\s+(?:a\s+)?(?:(?:total|period|duration)\s+(?:of\s+)?)*"
    rf"{_SIGN}\s*{_TIME}{_NOT_COUNTED}(?!\s+(?:in|during|within|prior|before|over)\b)"
)


# "must have discontinued radiotherapy for at least 3 weeks": how long it must be over
_IS_OVER = regex(
    r"\b(?:discontinu\w*|stop\w*|ceas\w*|off|without|free|held|withh\w+|interrupt\w*|break|delay\w*|no|not|never)\b"
)


# "tamoxifen or raloxifene for more than 6 months": as long for each
_OR_ANOTHER = regex(r"(?:\s+\([^()]*\))?\s*(?:,\s*(?:(?:or|and/or)\s+)?|\s(?:or|and/or)\s+)(?:an?\s+|any\s+)?")


_MEMBERS = 8  # of a list to whose end one is followed


def _end_of_list(passage: Passage, end: int) -> int:
    """Where the list of treatments ends that goes on behind one of them."""
    behind = (mention for mention in passage.of_kind(Kind.THERAPY) if mention.start > end)
    for mention in islice(behind, _MEMBERS):
        if _OR_ANOTHER.fullmatch(passage.lower, end, mention.start) is None:
            break
        end = mention.end
    return end


def kept_on(words: Around) -> Window | None:
    """How long what excludes was given: "prior endocrine therapy for more than 4 weeks"; None where it is let in or denied."""
    passage, at = words.passage, words.name.start
    denied = passage.scopes.negations(at) % 2 == 1 or passage.scopes.mood(at) in (Mood.PERMITTED, Mood.REQUIRED)
    if passage.base is not Effect.EXCLUDE or denied or passage.scopes.over(at, Cue.EXCEPTION) is not None:
        return None
    told = (
        None if _IS_OVER.search(words.before) else _KEPT_ON.match(passage.lower, _end_of_list(passage, words.name.end))
    )
    op = next((sign for group, sign in _OPS.items() if told[group]), None) if told else None
    if told is None or op is None or not op.startswith(">"):
        return None
    return Window(op, number(told["number"]), UNITS[told["unit"][0]])


def over_the_past(words: Around, found: FoundWindow | None) -> Window | None:
    """How long what one is on has gone on, where a window tells it: "taking letrozole for the past 3 months"."""
    if found is None or found.window.op != "<=" or found.ahead or not _is_asked(words):
        return None
    told = words.passage.lower[max(0, found.start - 24) : found.end]
    return replace(found.window, op=">=") if _BACK.search(told) else None


def begun(words: Around, found: FoundWindow | None, *, supportive: bool) -> str | None:
    """When it must, or may not, have been started, as a detail: "must have started the inhibitor at least 60 days before".

    None for no start. Of what may not be only medicines that one takes on and on are read so: of treatment of the cancer
    that was "started within 4 weeks", who has had it since longer is hardly let in.
    """
    if found is None or found.ahead or found.upper is not None:
        return None
    denied = is_denied(words)
    if not (_is_asked(words) or (supportive and found.window.op in ("<=", "<") and denied)):
        return None
    lower = words.passage.lower
    if found.start < words.last or found.window.half_lives is not None or found.window.anchor != "enrolment":
        return None
    between = lower[words.last : found.start]
    if denied and "chang" in between:
        return None  # "started or changed": who takes it on and on at another dose is meant too
    if not (_STARTED_BEHIND.search(between) or (_STARTED_BEFORE.search(words.before) and len(between) < _NEAR)):
        return None
    return f"{found.window.op} {found.window.number:g} {found.window.unit}"


def is_denied(words: Around) -> bool:
    """Whether those who join may not be on it, or have had it."""
    passage, at = words.passage, words.name.start
    mood = passage.scopes.mood(at)
    denied = (passage.base is Effect.EXCLUDE) != (passage.scopes.negations(at) % 2 == 1)
    return (
        (denied or mood is Mood.FORBIDDEN)
        and mood is not Mood.PERMITTED
        and passage.scopes.over(at, Cue.EXCEPTION) is None
    )


def _is_asked(words: Around) -> bool:
    """Whether the therapy is one that those who join must be on, or have had; what is let in or denied is not."""
    passage, at = words.passage, words.name.start
    if passage.base is not Effect.REQUIRE or passage.scopes.negations(at) % 2:
        return False
    return passage.scopes.mood(at) in (Mood.PLAIN, Mood.REQUIRED)
