"""Owns the setting in which a therapy is given: neoadjuvant, adjuvant, early (either) or metastatic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect
from criteria.words.context import Cue

_NEO = r"neo-?\s?adjuvant|pre-?operative|primary systemic"
_ADJUVANT = r"(?<!neo)(?<!neo-)(?<!neo )adjuvant|post-?operative"
_EARLY = (
    r"\(neo-?\)-?\s?adjuvant|neo-?\s?/\s?adjuvant|neo-?\s?\(adjuvant\)|\(neo-?\s?/\s?adjuvant\)|early(?:[- ]stage)?"
    r"|curative|peri-?operative|non-?metastatic|locali[sz]ed"
)
_METASTATIC = (
    r"(?:locally |loco-?regional(?:ly)? )?(?:advanced|recurrent|relapsed)|metasta\w+|m\+|stage iv|stage 4|mbc|abc"
    r"|labc(?:\s*/\s*mbc)?|non-?curative|palliative|unresectable|inoperable|incurable|locoregional(?:ly)? recurrent"
    r"|(?:recurrence|relapse)(?=[\s/](?:(?:and|or|and/or|metasta\w+)[\s/]){0,2}(?:setting|stage|phase)s?\b)"
)
_WORD = regex(
    rf"(?P<early>{_EARLY})|(?P<neoadjuvant>{_NEO})|(?P<adjuvant>{_ADJUVANT})|\b(?P<metastatic>(?<!non)(?<!non-){_METASTATIC})\b"
)
# "for metastatic disease", "in the adjuvant, locally advanced or metastatic setting", "to treat advanced breast cancer"
_PHRASE = regex(
    r"\b(?:for|in|(?<!diagnosis )of|within|to treat|against|during|since|as"
    r"|at(?=\s+(?:(?:the|an?)\s+)?(?:recurren|relaps|metasta|advanced|adjuvant|neo-?adjuvant)[\w\s/-]{0,30}\b(?:setting|stage|phase)s?\b))\s+"
    r"(?:"
    r"(?:a|an|the|their|this|either|both|treatment of|management of|any|her2\W*positive|her2\W*negative|her2\+|hr\+"
    r"|triple[- ]negative|hormone\S*|receptor\S*|er\S*|first[- ]line|second[- ]line|1st line|prior|previous|breast"
    r"|their breast|cancer(?= metasta)|disease in|diagnosis of|patients with|known|current|invasive|newly diagnosed"
    rf"|unresectable|inoperable|locally|stage|optimal|part of|initial)\s+){{0,4}}?"
    rf"(?P<first>{_EARLY}|{_NEO}|{_ADJUVANT}|{_METASTATIC})(?P<more>(?:[\s,/)(]+(?:"
    r"and|or|and/or|either|including(?=\s+neo)|the|in|for|as|in the|their|first[- ]line|1st[- ]line|later[- ]line|her2\S*|unresectable"
    r"|locally|disease|setting|incurable|therapy|treatment|(?:breast )?cancer(?=,? (?:and/)?or (?:as|in|for)\b)"
    rf"|{_EARLY}|{_NEO}|{_ADJUVANT}|{_METASTATIC})\b\)?)*)"
)
# "after the disease has spread", "once the cancer became metastatic", "since it recurred"
_ONCE_SPREAD = regex(
    r"\b(?:after|once|since|when|following)\s+(?:(?:the|their|your|her|breast)\s+)*(?:disease|cancer|tumou?r|it)\s+"
    r"(?:(?:has|had|have|is|was|been|considered|to|have|already)\s+){0,5}"
    r"(?:spread|metastasi[sz]ed|become\s+metastatic|became\s+metastatic|recurred|relapsed|come\s+back|came\s+back)\b"
)
# "in the metastatic setting or adjuvant trastuzumab": the last word is of what follows
_OF_THE_NEXT = regex(
    rf"(?<=setting|disease|.cancer) (?:or|and) (?:{_NEO}|{_ADJUVANT})(?=\s+(?!settings?\b|disease|cancer|treatment\b|therapy\b|breast|or\b|and\b))"
)
_ASIDE = regex(r"(?<=setting) \((?!neo\b)")
_END_OF = regex(
    r"\b(?:end|completion|start|course|prior|after|discontinuation|cessation|dose|cycle|infusion|days?|weeks?|months?|years?)\s*$"
)
# "on letrozole without evidence of metastatic disease": nothing was given for what is not there
_NOT_THERE = regex(
    r"\b(?:no|without(?: any)?|absence of)\s+(?:\w+\s+){0,3}(?:evidence|signs?|symptoms?|diagnosis|history|suspicion)\s*$"
)
_INCLUDING = regex(
    r"[^.;]{0,40}\b(?:including|includ\w+|contain\w+)\b[^.;]{0,40}"
    r"|(?:\s+breast)?\s+(?:disease|cancers?)?\s*(?:with|using|by)\s+(?:(?:an?|any|the|prior|previous)\s+)*"
)
_BEFORE = regex(
    rf"(?:{_EARLY}|{_NEO}|{_ADJUVANT}|palliative|metastatic)"
    rf"(?:[\s,/)(]+(?:and|or|and/or|systemic|{_EARLY}|{_NEO}|{_ADJUVANT})\b\)?)*[\s/-]*(?:breast cancer )?"
    r"(?:systemic |first[- ]line |cytotoxic |combination |intravenous |prior |previous |anti-?cancer "
    r"|standard(?:[ -]of[ -]care)? |soc |therapy with (?:an? )?|treatment with (?:an? )?)*$"
)


# "neoadjuvant chemotherapy containing an anthracycline": what it held was given in its setting
_HELD_IN = regex(
    r"\s+(?:chemotherap(?:y|ies)|therap(?:y|ies)|treatments?|regimens?)\s+"
    r"(?:with|containing|(?:that|which)\s+(?:contain|includ)(?:ed|s|es)|consisting\s+of)\s+(?:(?:an?|the|both)\s+)*$"
)
_OR_BEFORE = regex(r"(?:\b(?:or|and)|/)\s*$")  # "curative or palliative chemotherapy"
_HEADS_NAME = regex(rf"(?:{_NEO}|{_ADJUVANT}|palliative|metastatic)\b")


class FoundSetting(NamedTuple):
    """A phrase that names a setting; ``setting`` is None when it names several that do not make one."""

    start: int
    end: int
    setting: str | None


def settings(lower: str, start: int, end: int) -> list[FoundSetting]:
    """The phrases that say in which setting something was given, in order."""
    found = []
    for match in _PHRASE.finditer(lower, start, end):
        if _END_OF.search(lower, max(start, match.start() - 16), match.start()):
            continue  # "surgery at the end of neoadjuvant therapy"
        if _NOT_THERE.search(lower, max(0, match.start() - 60), match.start()):
            continue
        begin = match.start("first")
        aside = _ASIDE.search(lower, begin, match.end()) or _OF_THE_NEXT.search(lower, begin)
        aside = aside if aside and aside.end() <= match.end() else None
        end = aside.start() if aside else match.end()  # "in the metastatic setting (adjuvant chemotherapy allowed)"
        found.append(FoundSetting(match.start(), end, _one(lower[match.start("first") : end])))
    found += [FoundSetting(m.start(), m.end(), "metastatic") for m in _ONCE_SPREAD.finditer(lower, start, end)]
    return sorted(found)


def setting_before(own: str, name: str = "") -> str | None:
    """The setting that stands as an adjective right before a therapy, or at the head of its name: "palliative chemotherapy"."""
    if (within := _HEADS_NAME.match(name)) is not None and not _OR_BEFORE.search(own):
        return _one(within.group())
    if (held := _HOLDS_IT.search(name)) is not None:
        return _one(held["words"])
    words = _HELD_IN.sub(" ", own[-100:])[-60:]
    if "adjuvant" not in words and "operative" not in words and "palliative" not in words and "metastatic" not in words:
        return None
    match = _BEFORE.search(words)
    if match is None or match.group().count("(") < match.group().count(")"):
        return None  # "trastuzumab (adjuvant or metastatic) and lapatinib"
    return _one(match.group())


_OPENS_BRACKET = regex(
    r"[^.;()]{0,40}\((?:(?:e\.?\s?g\.?|i\.?\s?e\.?|such as|including|for example|namely)[,:]?\s*)?(?:[\w-]+\s+){0,2}"
)
# "lapatinib, or any previous chemotherapy for metastatic disease": the setting is that of the chemotherapy
# "a taxane and at least one chemotherapy regimen for metastatic disease": so it is that of the regimens which are counted
_ANEW = regex(
    r",\s*(?:or|and)\s+(?:(?:have|has|had|received)\s+)*any\s+(?:prior|previous)\b"
    r"|,?\s*\band\s+(?:(?:have|has|had|received)\s+)*"
    r"(?:(?:at\s+least|no\s+more\s+than|up\s+to|more\s+than|(?:an?\s+)?(?:maximum|minimum)\s+of|[≥≤<>]=?)\s*)?"
    r"(?:\d|one|two|three|four)\s+(?:or\s+more\s+)?(?:[\w-]+\s+){0,4}?(?:lines?|regimens?)\b"
)
_SAYS_MORE = regex(r"[^()]*\b(?:only|allowed|permitted|acceptable|must|not)\b")
# "endocrine therapy (adjuvant or metastatic)": the settings of that alone
_OWN_BRACKET = regex(
    r"\s*(?:-?\s?(?:pre-?)?treated\s+)?(?:patients\s*|therap(?:y|ies)\s*|treatments?\s*)?\("
    rf"(?:(?:either|in|the|for|given)\s+)*(?P<words>(?:{_EARLY}|{_NEO}|{_ADJUVANT}|{_METASTATIC})"
    rf"(?:(?:\s*[/,]\s*|\s+)(?:(?:or|and|and/or|settings?|disease|{_EARLY}|{_NEO}|{_ADJUVANT}|{_METASTATIC})\b)?)*)\)"
)
# "anthracycline-based adjuvant or neoadjuvant chemotherapy": what it holds was given in its setting
_HOLDS_IT = regex(
    rf"\s*-?\s?(?:based|containing)\s+(?P<words>(?:{_EARLY}|{_NEO}|{_ADJUVANT}|metastatic|palliative)"
    rf"(?:\s+(?:or|and|and/or)\s+(?:{_EARLY}|{_NEO}|{_ADJUVANT}|metastatic|palliative))*)\s+(?:systemic\s+)?"
    r"(?:chemotherap(?:y|ies)|therap(?:y|ies)|regimens?|treatments?)\b"
)
# between the members of a list: "for metastatic disease with capecitabine, lapatinib or inhibitors of EGFR"
_NEXT_MEMBER = regex(
    r"(?:\s*\([^()]*\))?\s*(?:,|/|\bor\b|\band/or\b|\band\b)\s*"
    r"(?:(?:or|and|any|other|an?|prior|previous|agents?|inhibitors?|of|the)\s+)*"
    r"(?:(?:inhibitors?|antagonists?|blockers?)\s+of\s+(?:[\w-]+\s+){0,4}\()?"
)
# "trastuzumab in any setting and a taxane in the metastatic setting"
_IN_ANY = regex(
    r"\s*(?:-?(?:based|containing)\s+)?(?:(?:therapy|treatment|regimens?)\s+)?\(?(?:in|for)\s+"
    r"(?:any|either|all|whichever)\s+(?:treatment\s+|disease\s+)?settings?\b"
)
_LISTED = 6  # members of a list that a phrase before it can set


SEVERAL = ""
"""The setting of what was given in any of several that do not make one: "in the early or metastatic setting"."""


def placed(
    lower: str,
    named: Sequence[Name],
    found: Sequence[FoundSetting],
    *,
    of_all: bool = False,
) -> dict[Name, str]:
    """The setting of each name; both sequences are in order. ``of_all``: a phrase before a list sets each of its members.

    It is that of the phrase which follows, before the next phrase, or of the phrase whose list the name is part of:
    "two lines in the metastatic setting, including a CDK4/6 inhibitor".
    """
    where: dict[Name, str] = {}
    waiting = list(named)
    for phrase in found:
        before: list[Name] = []
        while waiting and waiting[0].end <= phrase.start + 1:
            before.append(waiting.pop(0))
        if _opens_anew(lower, phrase, before, waiting):
            continue
        anew = [m.start() for m in _ANEW.finditer(lower, before[0].end, phrase.start)] if before else []
        for name in before:
            if name.end > max(anew, default=0):
                where[name] = phrase.setting or SEVERAL
        while waiting and waiting[0].start < phrase.end:
            waiting.pop(0)
        last: Name | None = None
        for name in waiting[:_LISTED]:
            if phrase.setting is None:
                continue
            listed = last is not None and of_all and _NEXT_MEMBER.fullmatch(lower, last.end, name.start) is not None
            if listed or _INCLUDING.fullmatch(lower, phrase.end, name.start):
                where[name], last = phrase.setting, name
    return where


def set_in(passage: Passage, named: Sequence[Name], start: int, end: int) -> dict[Name, str]:
    """The setting that phrases between the offsets give to each name: one in its own bracket to it alone, one behind to all before.

    Names that only say of whom the sentence speaks have none of what is behind their comma.
    """
    lower = passage.lower
    whom = next((s.end for s in passage.scopes.found if s.cue is Cue.CONDITION and s.at == 0), 0)
    whom = whom if any(name.start >= whom for name in named) else 0
    aside = {name: found for name in named if (found := _own_bracket(lower, name.end)) is not None}
    asked = [name for name in named if name.start >= whom and name not in aside]
    denied = passage.base is Effect.EXCLUDE or (bool(asked) and passage.scopes.negations(asked[0].start) % 2 == 1)
    phrases = list(settings(lower, start, end))
    noted = [phrase for phrase in phrases if _NOTE.search(lower, start, phrase.start) is not None]
    where = placed(lower, asked, [phrase for phrase in phrases if phrase not in noted], of_all=denied)
    for phrase in noted:
        opened = lower.rfind("(", start, phrase.start)
        where |= placed(lower, [name for name in asked if name.start > opened], [phrase], of_all=denied)
    where |= {name: found.setting for name, found in aside.items() if found.setting is not None}
    untreated = (name for name in named if name.naive and name not in where)
    return where | {name: "metastatic" for name in untreated if _SPREAD_BEHIND.match(lower, name.end)}


# "chemotherapy (note: adjuvant therapy is allowed)": a sentence of its own
_NOTE = regex(r"\(\s*(?:(?:please\s+)?note\b|n\.?b\.?:|(?:patients|participants|subjects)\s)[^()]*$")


def _own_bracket(lower: str, end: int) -> FoundSetting | None:
    """The settings that stand in a bracket right behind a name that ends at ``end``, or of what holds it, or that it was given in any."""
    if (whichever := _IN_ANY.match(lower, end)) is not None:
        return FoundSetting(whichever.start(), whichever.end(), None)
    found = _OWN_BRACKET.match(lower, end) or _HOLDS_IT.match(lower, end)
    return FoundSetting(found.start(), found.end(), _one(found["words"])) if found is not None else None


# "previously untreated metastatic disease": it is the spread that was not treated
_SPREAD_BEHIND = regex(
    r"[\s,]+(?:for\s+(?:the\s+|their\s+)?)?(?:(?:unresectable|inoperable|first-line|invasive|[\w+-]+-?(?:positive|negative))[\s,]+)*"
    r"(?:(?:locally\s+)?(?:advanced|recurrent)|metastatic|stage\s+iv)\b"
)
_FEW_WORDS = regex(r"\W{0,2}(?:[\w-]+\s+){0,2}")


def _opens_anew(lower: str, phrase: FoundSetting, before: Sequence[Name], behind: Sequence[Name]) -> bool:
    """Whether a phrase in a bracket is of the name right behind it: "radiotherapy (2 weeks for palliative radiation)"."""
    if not before or not behind:
        return False
    if behind[0].start > phrase.end and _FEW_WORDS.fullmatch(lower, phrase.end, behind[0].start) is None:
        return False
    return "(" in lower[before[-1].end : phrase.start] and ")" not in lower[before[-1].end : behind[0].start]


def in_brackets(lower: str, named: Sequence[Name]) -> dict[Name, Name]:
    """What stands before the bracket that a name is in: its members share the setting ("adjuvant taxanes (ie, docetaxel)")."""
    heads: dict[Name, Name] = {}
    for before, name in pairwise(named):
        between = lower[before.end : name.start]
        if _OPENS_BRACKET.fullmatch(between) and _SAYS_MORE.match(lower, name.end) is None:
            heads[name] = before
        elif before in heads and ")" not in between and "(" not in between:
            heads[name] = heads[before]
    return heads


def setting_in(words: str) -> str | None:
    """The setting that a few words name; None for none, or several that do not make one."""
    return _one(words)


def _one(words: str) -> str | None:
    named = {str(match.lastgroup) for match in _WORD.finditer(words)}
    if named == {"neoadjuvant", "adjuvant"} or ("early" in named and "metastatic" not in named):
        return "early"
    return named.pop() if len(named) == 1 else None
