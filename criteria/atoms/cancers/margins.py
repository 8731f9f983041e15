"""Owns what a text says about the margins of a resection: clear, or with tumor in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.tumor_size import LENGTH_UNIT
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.numbers import bounds

_HINT = hints("margin")
_HOW = (
    r"(?:"
    r"(?:gross(?:ly)?|macroscopic(?:ally)?|microscopic(?:ally)?|histologic(?:al|ally)?|pathologic(?:al|ally)?|final"
    r"|surgical|resection|excision|tumou?r|invasive|focally|ink(?:ed)?|or|and|and/or|lumpectomy|mastectomy|deep"
    r"|radial|the|widely|adequate(?:ly)?) )*"
)
_SAID_AGAIN = r"(?:\s?\([\"'“‘]?[\w -]{1,20}[\"'”’]?\))?"  # 'uninvolved ("clear")'
_CLEAR = r"(?:clear|negative|free|uninvolved|clean|tumou?r[- ]free|disease[- ]free|cancer[- ]free)"
_TUMOR = (
    r"(?:(?:gross|residual|invasive|non-?invasive|infiltrating|in-?situ|in situ|ductal|lobular|adeno|breast|any|both"
    r"|microscopic|all|the|or|and|and/or)[ ,/]*)*"
    r"(?:tumou?rs?|disease|cancers?|carcinomas?(?: in[- ]situ)?(?: \(dcis\))?|adenocarcinomas?|dcis|malignan\w+)"
)
_FREE_OF = rf"(?: (?:of|from|for|by) {_TUMOR}(?:[ ,/]*(?:and|or|and/or) {_TUMOR})*)?"
_BEHIND = (
    rf"margins?\b(?: (?:of|at|from|on|in) (?:(?!must|should|are|is|be|were|was\b)[\w/-]+ ){{0,8}}?)? ?"
    rf"(?:(?:must|should|need to|have to|has to|are|is|were|was|be|been|have|had|to|that) )*{_HOW}"
)
_TUMORS = rf"{_TUMOR}(?: \([^()]*\))?(?:,? (?:or|and|and/or) {_TUMOR}(?: \([^()]*\))?)*"
_NEGATIVE = regex(
    rf"\b{_HOW}{_CLEAR}{_SAID_AGAIN} \(?{_HOW}margins?\b"
    r"(?: (?:on|at|by) (?:the )?(?:final )?(?:patholog\w+|histolog\w+)(?: (?:report|examination|review|specimen))?)?"
    rf"{_FREE_OF}"
    rf"|\b(?:(?:surgical|resection|excision|mastectomy|lumpectomy) )?{_BEHIND}{_CLEAR}\b{_FREE_OF}"
)
_POSITIVE = regex(
    rf"\b{_HOW}(?:positive|involved) {_HOW}margins?\b(?! (?:is|are|were) (?:defined|considered))|\b{_BEHIND}(?:positive|involved)\b"
    r"|\bmargins?,? (?:that|which) (?:cannot|can not|could not) be [^.;,]{3,40}? or (?:that |which )?(?:are|is) (?:positive|involved)\b"
)
# there is none in the margins: "no evidence of tumor at the surgical margins"
_NONE_THERE = regex(
    r"\b(?:no|without|absence of|free of) "
    rf"(?:(?:evidence|sign|presence|of|any|gross|microscopic|residual|remaining|or|and) )*{_TUMORS}(?: \w+)? "
    rf"(?:at|in|on|involving) (?:the )?{_HOW}margins?\b"
)
# "inked margins >= 3 mm": free for so far
_BARE = regex(
    r"\b(?:(?:ink(?:ed)?|surgical|resection|excision|lumpectomy|pathologic(?:al)?) )*margins? ?(?:of |must be |by )?"
    r"(?=[≥>]|at least|greater than|more than|a minimum of)"
)
# "to obtain clear margins", "margins are defined as negative when": what is done, or what a word means
_IN_PASSING = regex(
    r"\b(?:"
    r"obtain|achiev\w+|attain|ensure|defin\w+|consider\w*|prefer\w*|recommend\w*|until|re-?excision (?:of|for)|if|not"
    r"|when|unable|fail\w*|counted|infiltrat\w+|pushing|costal|well-defined)\b[^.;]{0,40}$"
    r"|\bwith (?:\w+ ){0,2}$"
)
# "complete excision with negative margins": what was cut out has none, unless it is one way of several
_CUT_OUT_WITH = regex(
    r"^(?:(?!\b(?:or|if|not|when|who|which|re-?excision|allowed|eligible)\b)[^.;/])*\b"
    r"(?:excised|excision|resected|resection|removed|lumpectomy|mastectomy|quadrantectomy|surgery)\b"
    r"(?:(?!\b(?:or|if|not)\b)[^.;,/]){0,60}\bwith (?:\w+ ){0,2}$"
)
_EXPLAINS = regex(r"[^.;]{0,30}\b(?:defined|if|when|considered|preferable|preferred|recommended|infiltrat|pushing)\b")
_NEAR = 30  # characters behind it within which a width is that of the margins
_CONCEPT = "positive surgical margins"


def read(passage: Passage) -> list[Atom]:
    """That the margins are clear, or that there is tumor in them, once each."""
    return list(_atoms(passage)) if _HINT.search(passage.lower) else []


def _atoms(passage: Passage) -> Iterator[Atom]:
    none = _NONE_THERE.search(passage.lower) if passage.base is Effect.REQUIRE else None
    if none is not None and passage.scopes.mood(none.start()) in (Mood.PLAIN, Mood.REQUIRED):
        yield Atom(*none.span(), Requirement(Kind.DISEASE_MEASURE, _CONCEPT), Polarity.MUST_NOT)
        return
    found = False
    for pattern, clear in ((_NEGATIVE, True), (_POSITIVE, False)):
        match = next((m for m in pattern.finditer(passage.lower) if _is_stated(passage, m)), None)
        if match is None:
            continue
        found = True
        atom = Atom(match.start(), match.end(), Requirement(Kind.DISEASE_MEASURE, _CONCEPT))
        asked = _is_asked(passage, match.start())
        if clear and (wide := _width(passage, match)) is not None:
            yield replace(wide, polarity=Polarity.MUST if asked else Polarity.FOLLOW)
        elif clear:
            yield replace(atom, polarity=Polarity.MUST_NOT if asked else Polarity.FLIP)
        else:
            yield atom
    bare = None if found else _BARE.search(passage.lower)
    if bare is not None and _is_stated(passage, bare) and _is_asked(passage, bare.start()):
        yield from filter(None, [_width(passage, bare)])


def _is_asked(passage: Passage, at: int) -> bool:
    return passage.base is Effect.REQUIRE and passage.scopes.mood(at) in (Mood.PLAIN, Mood.REQUIRED)


def _width(passage: Passage, match: re.Match[str]) -> Atom | None:
    """How wide the margins must be, where the words behind them say it."""
    width = next(iter(bounds(passage.lower, match.end(), match.end() + _NEAR)), None)
    unit = None if width is None else LENGTH_UNIT.match(passage.lower, width.end)
    if width is None or unit is None or width.op is None:
        return None
    value = Comparison(width.op, width.number, unit["unit"][:2])
    return Atom(match.start(), unit.end(), Requirement(Kind.DISEASE_MEASURE, "surgical margins", value), Polarity.MUST)


def _is_stated(passage: Passage, match: re.Match[str]) -> bool:
    passing = _IN_PASSING.search(passage.lower, 0, match.start()) is not None
    if passing and _NEGATIVE.made(match) and passage.base is Effect.REQUIRE:
        passing = _CUT_OUT_WITH.match(passage.lower, 0, match.start()) is None
    if passing or _EXPLAINS.match(passage.lower, match.end()):
        return False
    scopes = passage.scopes
    return scopes.over(match.start(), Cue.EXCEPTION) is None and scopes.over(match.start(), Cue.CONDITION) is None
