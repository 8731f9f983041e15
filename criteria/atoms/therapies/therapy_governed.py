"""Owns the words that govern a therapy: it must be stopped, must be over, held for so long, was given only where indicated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import CLAUSE, UNREAD, Atom, Polarity
from criteria.atoms.therapies.either_setting import in_either_setting
from criteria.atoms.therapies.therapy_outcome import Role, Said
from criteria.atoms.therapies.therapy_statement import Around, Detail
from criteria.atoms.therapies.washout import waited
from criteria.patterns import regex
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.words.cues import EXAMPLES
from criteria.words.moods import Mood

_ITEM = (
    r"(?!"
    r"(?:and|or|to|if|when|before|after|until|then|but|for|all|who|must|should|will|may|ha(?:s|ve)|be|is|are|take|use"
    r"|receive|undergo|start|begin|continue|remain|complete|agree|comply|attend|provide|sign)\b)[a-z][a-z'.-]*"
)
# "must discontinue", "willing to withdraw from": nobody may be on it any more
_STOPS = regex(
    r"\b(?<!not )(?<!not be )(?P<willing>"
    r"(?:(?:willing(?:ness)?|agree\w*|able|prepared|consent\w*|accept\w*)\s+to|must|should|will|has\s+to|have\s+to"
    r"|needs?\s+to|required\s+to|asked\s+to)\s+(?:be\s+(?:willing|able|prepared)\s+to\s+|agree\s+to\s+)?(?:safely\s+)?"
    r"(?:discontinu\w+|stop\w*|withdraw\w*|cease|forgo|forego|abstain|refrain|avoid|hold|interrupt|suspend)\b)(?:\s+"
    r"(?:from|the|their|use|of|using|taking|receiving|all|any|other|current|concurrent|concomitant|treatment|therapy"
    r"|with|strong|moderate|weak|potent|prior|systemic|oral|chronic|daily)\b)*(?:\s+"
    r"(?!(?:and|or|to|if|when|before|after|until|then|but|for|all)\b)[a-z-]+)?"
    # "… calcium and/or": what stands first in the list need be no medicine
    rf"(?:(?:\s+{_ITEM})?(?:\s*\([^()]*\))?(?:\s*(?:,\s*(?:and/or|and|or)?|\band/or\b|\band\b|\bor\b|/)\s*(?:{_ITEM}\s+){{0,3}}){{1,3}})?"
    rf"(?:(?:\s+{_ITEM}){{0,2}}[\s,(]*{EXAMPLES.pattern}[.,]*)?\s*$"  # "… antibiotics, for example"
)
_OFFERED = regex(r"willing|agree|able|prepared|consent|accept")
# "has discontinued all other therapy", "must be after the last dose of" it: none may go on
_ENDED_BEFORE = regex(
    r"\b(?:(?:discontinu\w+|stopp\w+|ceas\w+|(?:been|be)\s+off|withdrawn\s+from)\s+(?:of\s+)?(?:all|any|their|every)"
    r"|(?:must|should)\s+have\s+(?:\w+ly\s+)?(?:discontinued|stopped|ceased))\b(?:(?!\b(?:prior\s+to|before|after|due|because)\b)[^.;])*$"
    r"|\b(?:be|is|are)\s+(?:after|past|beyond|off)\s+(?:(?:the|their|a)\s+)?(?:last|final|most\s+recent)\s+"
    r"(?:dose|cycle|course|administration|treatment|infusion|fraction)s?\s+of\b[^.;]{0,60}$"
)
# "stable for half a year on", "progression-free for more than a year during"
_HELD_FOR = regex(
    r"\b(?:(?:no|not|without|never)\b[^.;,]{0,30}\bprogress\w*|progress\w*[- ]free|stable\s+disease|(?:disease|clinical)\s+(?:control|benefit))[^.;,]{0,30}?"
    r"\b(?P<for>(?:for|during|over|of)\s+(?:the\s+first\s+)?"
    r"(?:at\s+least|more\s+than|greater\s+than|a\s+minimum\s+of|over|[≥>]=?)\s*[\w.]+\s+(?:weeks?|months?|years?))"
    r"\s+(?:"
    r"(?:or\s+(?:more|longer)|on|of|while|during|with|under|receiving|taking|to|treatment|therapy|first-line|prior"
    r"|previous|their|the|an?)\s+)*(?:\w+\s+){0,3}$"
)
# radiotherapy "if indicated", "where applicable", "as appropriate"
_AS_INDICATED = regex(
    r"(?:\s+(?:prior\s+to|before|within|at\s+least)\s[^.;,()]{1,50},)?[\s,(/]{0,3}"
    r"(?P<when>"
    r"(?:if|as|when|where)\s+(?:(?:it|they|this|clinically|medically|previously|ever|was|were|is|are|had|been)\s+){0,3}"
    r"(?:indicated|applicable|appropriate|given|received|performed|needed|required|necessary|warranted|administered|recommended|any)\b)"
)
# "radiation and chemotherapy (if indicated)": the bracket may mean both
_AND_THE_LAST = regex(r"\s*,?\s*(?:and/or|and|or|&|\+|/)\s*(?:(?!and\b|or\b)[\w-]+\s*){1,4}")
_IF_HAD = regex(r"\b(?:given|received|performed|administered|any)$")
_COMPLETED_ANY = regex(
    r"\b(?:must|should|has|have|had|recovered\s+from)\s+(?:(?:and|have|also|already|fully|to)\s+)*"
    r"(?:completed?|finished)\s+any\s+(?:"
    r"(?:and\s+all|planned|prescribed|prior|previous|necessary|required|indicated|recommended|standard|other|adjuvant"
    r"|neo-?adjuvant|pre-?operative|post-?operative|\(neo\)adjuvant|systemic|or|and|and/or)\s+)*$"
)
_HAD_ALREADY = regex(r"\b(?:prior|previous)\b")
_STILL_MEANT = regex(r"\b(?:planned|prescribed|necessary|required|indicated|recommended)\b")
_WHO = regex(r"\b(?:who|whom|that|which)\b")
# among what excludes: "patients must have finished adjuvant tamoxifen"
_MUST_BE_FINISHED = regex(
    r"\b(?:must|should|have\s+to|need\s+to)\s+have\s+(?:\w+ly\s+)?(?:finished|completed|discontinued|stopped)\s+(?:[\w-]+\s+){0,2}$"
)
_STOPS_WITHIN = 110  # characters before the list in which the verb can stand
_HELD_WITHIN = 160


def governed(words: Around, window: Window | None, setting: str | None, detail: Detail) -> list[Atom]:
    """What a verb before the therapy asks of it, where that is more than to have had it; empty where no verb does."""
    if ways := in_either_setting(words, detail):
        return ways
    stops = _STOPS.search(words.before[-_STOPS_WITHIN:])
    if stops is not None:
        return [_given_up(words, stops, window, setting, detail)]
    if window is None and _is_over(words):
        requirement = Requirement(Kind.THERAPY, words.name.concept, str(Role.CONCURRENT), None, setting, detail)
        return [Atom(words.name.start, words.name.end, requirement, Polarity.MUST_NOT)]
    held = _HELD_FOR.search(words.before[-_HELD_WITHIN:])
    return list(_without_progress(words, held, setting, detail)) if held is not None else []


def _given_up(words: Around, stops: re.Match[str], window: Window | None, setting: str | None, detail: Detail) -> Atom:
    """A therapy that must be stopped; whoever takes it and offers to stop is not ruled out."""
    name = words.name
    shift = words.first - (len(stops.string) - stops.start("willing"))
    role = Role.CONCURRENT if window is None else Role.PRIOR
    when = waited(window) if window else None
    requirement = Requirement(Kind.THERAPY, name.concept, str(role), when, setting, detail)
    offered = (shift, shift + len(stops["willing"])) if _OFFERED.search(stops["willing"]) and window is None else None
    return Atom(name.start, name.end, requirement, Polarity.MUST_NOT, exception=offered)


def _is_over(words: Around) -> bool:
    """Whether no such therapy may go on, whoever had it: "has stopped all other treatment", "must be past the last dose of"."""
    mood = words.passage.scopes.mood(words.name.start)
    if mood is Mood.PERMITTED or (words.passage.base is not Effect.REQUIRE and mood is not Mood.REQUIRED):
        return False
    return _ENDED_BEFORE.search(words.before) is not None


def _without_progress(words: Around, held: re.Match[str], setting: str | None, detail: Detail) -> Iterator[Atom]:
    """A therapy that held for so long: "no progression for at least 6 months on letrozole" asks for letrozole, and for more."""
    if words.passage.base is not Effect.REQUIRE:
        return
    name, shift = words.name, words.first - len(held.string)
    unread = Requirement(Kind.THERAPY, UNREAD, CLAUSE)
    yield Atom(shift + held.start("for"), shift + held.end("for"), unread, Polarity.MUST)
    requirement = Requirement(Kind.THERAPY, name.concept, str(Role.PRIOR), None, setting, detail)
    yield Atom(name.start, name.end, requirement, Polarity.MUST)


def as_indicated(words: Around) -> Atom | None:
    """The condition that only those must have had it for whom it was meant: "radiotherapy (if indicated)", "(if given)".

    For whom it is indicated is not read.
    """
    if words.passage.base is not Effect.REQUIRE:
        return None
    for behind, end in ((words.behind, words.name.end), (words.after, words.last)):
        found = _AS_INDICATED.match(behind)
        if found is not None and (end == words.name.end or "(" not in found.group() or _is_of_both(words, found)):
            limit = Requirement(Kind.THERAPY, UNREAD, CLAUSE)
            if _IF_HAD.search(found["when"]):
                limit = Requirement(Kind.THERAPY, words.name.concept, str(Role.PRIOR))
            return Atom(end + found.start("when"), end + found.end("when"), limit)
    return None


def _is_of_both(words: Around, found: re.Match[str]) -> bool:
    """Whether a bracket behind a list is of a member before the last: "(if applicable)", or one that an "and" joins to the last."""
    between = words.passage.lower[words.name.end : words.last]
    return found["when"].endswith("applicable") or _AND_THE_LAST.fullmatch(between) is not None


# "willing to change one's diet, come to visits, and take medicine": the verbs share what is offered
_WILL_TAKE = regex(
    r"^\W*(?:(?:patients?|subjects?|participants?|women|who|must|should|be|is|are)\s+)*"
    r"(?:willing(?:ness)?|agree\w*|ability|able|commit\w*|consent\w*)\s+(?:and\s+\w+\s+)?to\b[^.;]*(?:\b(?:and|or)|,)"
    r"\s*(?:to\s+)?(?:take|use|receive|undergo|start|begin)\s+(?:[\w-]+\s+){0,3}$"
)


def offered(words: Around) -> Said | None:
    """What is said of a therapy that one must be willing to have, behind other things that one must be willing to do."""
    asked = words.passage.base is Effect.REQUIRE and _WILL_TAKE.search(words.before) is not None
    return Said((Role.PLANNED,)) if asked else None


def to_be_over(words: Around, *, dated: bool) -> Said | None:
    """What is said of a therapy that must be over: whoever needs none has none to complete.

    What is still planned is not over, but it is none of the "prior" ones, nor of those that a time dates.
    """
    if words.passage.base is Effect.REQUIRE:
        any_of_it = _COMPLETED_ANY.search(words.own)
        if any_of_it is None:
            return None
        had = _HAD_ALREADY.search(any_of_it.group()) is not None or (
            dated and not _STILL_MEANT.search(any_of_it.group())
        )
        return Said((Role.CONCURRENT,) if had else (Role.CONCURRENT, Role.PLANNED), denied=True)
    finished = not dated and _MUST_BE_FINISHED.search(words.own) is not None and _WHO.search(words.own) is None
    return Said((Role.CONCURRENT,), denied=True) if finished else None
