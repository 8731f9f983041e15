"""Owns what a text says about abilities, to swallow or to walk: whoever lacks them is kept out."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_HINTS = hints(
    "swallow",
    "oral",
    "tablet",
    "capsule",
    "alimentation",
    "nutrition",
    "feeding",
    "walk",
    "ambulat",
    "climb",
    "stand",
    "exercis",
    "get up",
    "upright",
    " arm",
    " lie on",
    " lie down",
    " lie in",
    " sit",
    " stay ",
    "remain",
    "breath",
    "engage in",
    "administ",
)
_MEDICINES = r"(?:and|whole|intact|study|the|administered|tablets?|capsules?|pills?|medications?|medicines?|drugs?|formulations?|dosage|oral\w*)"
# "tablets or capsules": forms of the one medicine
_FORMS = r"(?:(?:\s*(?:,|/)\s*|\s+(?:or|and/or|and)\s+)(?:(?:whole|intact|oral|large|the|or|and)\s+)*(?:tablets?|capsules?|pills?|caplets?|gelcaps?)\b)*"
_BY_MOUTH = (
    r"(?:swallow\w*|(?:tak|tolerat|ingest|receiv|retain|absorb|consum)\w*\s+(?:(?:and|or|and/or)\s+\w+\s+)?(?:the\s+)?"
    r"(?:oral\w*|capsules?|tablets?|pills?|(?:study )?(?:drugs?|medications?|medicines?) (?:orally|by mouth))|be administered oral\w*)"
)
# "swallow and tolerate oral medication", "take tablets and maintain hydration": one ability with what must stay down
_KEEPS = (
    r"(?:(?:\s*,|\s+and|\s+or|\s*/)+\s*(?:to\s+)?"
    r"(?:tolerat|retain|maintain|absorb|digest|keep|hydrat|ingest|take|receiv)\w*"
    r"(?:\s+(?:down|adequate|good|sufficient|oral|the|study|administered))*"
    r"(?:\s+(?:medications?|medicines?|drugs?|tablets?|capsules?|pills?|hydration|nutrition|fluids?|intake|food|diet|liquids)\b)?)*"
)
_HYDRATED = regex(
    r"(?:\s*,|\s+and|\s+or|\s*/)+\s*(?:to\s+)?(?P<what>(?:maintain|hydrat)\w*(?:\s+(?!and\b|or\b)\w+){0,3})"
)
_ABLE = regex(
    r"\b(?:able|ability|capable|can|willing(?:ness)?|capability|capacity|must)\b"
    r"(?:\s+(?:and\s+(?:willing|able)|or\s+\w+|to|of|safely|normally|orally|adequately|\w+ing|comply|,))*"
    rf"\s*{_BY_MOUTH}(?:\s+(?!and\s+(?:tolerat|maintain|retain)){_MEDICINES}\b)*{_FORMS}{_KEEPS}(?:\s+{_MEDICINES}\b)*"
    rf"{_FORMS}"
)
_UNABLE = regex(
    r"\b(?:"
    r"unable|inability|incapable|cannot|can ?not|can't|difficult(?:y|ies)|impossib\w+|unwilling\w*(?: or unable)?"
    r"|impair\w+|problems?|not (?:be )?able|disability|refus\w+)\b"
    rf"(?:\s+(?:to|in|with|of|or\s+\w+|and\s+\w+|be|orally|safely))*\s*{_BY_MOUTH}(?:\s+{_MEDICINES}\b)*{_FORMS}"
)
_FED = regex(
    r"\b(?:requirements?|need|dependen\w+|requir(?:es?|ing)|receiving|on)\s+(?:for\s+|of\s+|on\s+)?"
    r"(?P<what>"
    r"(?:total\s+)?(?:iv|intravenous(?:\s\(iv\))?|parenteral)\s+(?:alimentation|hyperalimentation|nutrition|feeding)"
    r"|(?:tube|enteral)\s+(?:feeding|nutrition))"
)

_MOVES = regex(
    r"(?P<no>\b(?:unable|inability|incapable|cannot|can ?not|can't|not (?:be )?able|difficulty|impaired ability)\b"
    r"|\b(?:able|ability|capable)\b)(?:\s+(?:to|of|in|\w+ly))*\s+"
    r"(?P<what>(?:walk|ambulat|climb|stand|(?:raise|lift) (?:the|their|his|her|an|one) arm|get up|sit(?:ting)?\b"
    r"|lie (?:on|down|in)"
    r"|(?:stay|remain) (?:still|supine|prone|in (?:the |a )?(?:supine|prone|same|sitting|lying)|motionless|upright)"
    r"|(?:hold|maintain) (?:the |their |her |his |an? )?(?:\d+[- ]second )?breath"
    r"|engage in (?:physical|moderate|regular|exercise)|self-?administ|exercis)\w*"
    r"(?:\s+(?!and\b|or\b|for\b|during\b|due\b|because\b|as\b|in\b|with\b|who\b|that\b)[\w-]+){0,4})"
)


def read(passage: Passage) -> list[Atom]:
    """The inability to swallow or to take oral medicine, to walk or to stand, and feeding by vein or tube."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    if passage.scopes.mood(0) is Mood.PERMITTED or "contracept" in lower:
        return []
    found = []
    match = _UNABLE.search(lower) or _ABLE.search(lower)
    if match is not None and not _is_limited(passage, match.start()):
        kept = _HYDRATED.search(lower, match.start(), match.end())
        found.append(
            _atom(match.start(), kept.start() if kept else match.end(), "inability to swallow oral medication")
        )
        if kept is not None:
            found.append(_atom(kept.start("what"), match.end(), f"inability to {kept['what']}"))
    moves = _MOVES.search(lower)
    if moves is not None and not _is_limited(passage, moves.start()):
        able = moves["no"] in ("able", "ability", "capable")
        if able is (passage.base is Effect.REQUIRE):
            found.append(_atom(moves.start(), moves.end(), f"inability to {_infinitive(moves['what'])}"))
    fed = _FED.search(lower)
    if fed is not None and passage.base is Effect.EXCLUDE and not _is_limited(passage, fed.start()):
        found.append(_atom(fed.start("what"), fed.end(), fed["what"]))
    return found


def _infinitive(what: str) -> str:
    verb, _, rest = what.partition(" ")
    plain = {
        "walking": "walk",
        "ambulating": "ambulate",
        "climbing": "climb",
        "standing": "stand",
        "exercising": "exercise",
        "sitting": "sit",
    }
    return f"{plain.get(verb, verb)} {rest}".strip()


def _is_limited(passage: Passage, start: int) -> bool:
    return (
        passage.scopes.over(start, Cue.EXCEPTION) is not None or passage.scopes.over(start, Cue.CONDITION) is not None
    )


def _atom(start: int, end: int, concept: str) -> Atom:
    return Atom(start, end, Requirement(Kind.COMORBIDITY, concept), Polarity.MUST_NOT)
