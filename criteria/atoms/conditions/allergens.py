"""Owns the things to which one may be allergic: drugs, their classes, excipients, and what is no thing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Kind
from criteria.words.condition_words import word_set
from criteria.words.noun_phrases import Member, members

_SIMILAR = (
    r"(?:compounds?|agents?|drugs?|substances?|products?|medications?)\s+(?:of|with|having)\s+(?:an?\s+)?"
    r"(?:similar|related)\s+(?:chemical|biologic\w*)?(?:\s*(?:or|and|and/or|/)\s*(?:biologic\w*|chemical\w*))?"
    r"(?:\s+(?:composition|structure)s?)?(?:\s+(?:to|as)\b)?"
)
_FILLER = regex(
    r"(?:\W"
    r"|\b(?:"
    rf"{_SIMILAR}|an?|the|any|all|one|both|either|or|and|several|some|of|known|other|similar|severe|its|their|his|her"
    r"|these|this|those|such|following|use of|administration of|receipt of|active|inactive|each|more|protocol|to|various"
    r"|specific|no|taking|receiving|prior|previous|components? of|component parts? of|constituents? of"
    r"|formulations? of|ingredients? (?:of|in)|excipients? (?:of|in)"
    r"|(?:similar )?(?:chemical|biologic\w*) (?:or (?:biologic\w*|chemical) )?composition (?:to|as)"
    r"|chemically (?:related|similar)(?: to)?)\b)+"
)
_SIMILAR_TO = regex(r"similar\s+(?:chemical|biologic\w*)\s*(?:or|and|and/or|/)\s*(?:biologic\w*|chemical\w*)")
_EXCIPIENTS = regex(r"\b(?:excipients?|ingredients?|additives?|inactive|vehicles?|solvents?|formulations?)\b")
_STUDY_DRUG = regex(
    r"\b(?:(?:"
    r"study|investigational|trial|protocol|experimental|test|therapeutic|planned|studied|assigned|active|above|these"
    r"|any|its|used|treatment|either|same|aforementioned)[- ]?(?:\w+[- ])?"
    r"(?:drugs?|treatments?|products?|medic(?:ations?|ines?)|agents?|compounds?|therap(?:y|ies)|interventions?|imps?"
    r"|substances?|devices?|regimens?|vaccines?)"
    r"|imps?\b|components?\b|study\b|compounds?\b|(?:drugs?|agents?) (?:used|given|administered)|composition"
    r"|analogu?es?|derivatives?|metabolites?|products?$)"
)
_STUDYS_OWN = regex(r"(?:investigational|study|trial|experimental|protocol|test)")  # "product" is cut off behind it
_TRAILING = regex(
    r"(?:\s+(?:used|given|administered|itself|in|for|of|and|or|to|the|this|study|as|such|etc|products?|preparations?"
    r"|containing|administrations?|injections?|based|any|trial|therapy|treatment))+\W*$"
    r"|\W+$"
)
_CLASS = regex(r"\s+(?:drugs?|agents?|class|analogu?es?|derivatives?|compounds|family)\b")

STUDY = "study drug"
OTHER_SUBSTANCES = "study drug excipients"
_LONGEST = 8  # words; what is longer names nothing in particular

NOT_THINGS = word_set(
    """
    known of has have had with or and severe a an any no history serious significant life-threatening clinically
    significant active grade type immediate prior previous uncontrolled documented multiple previously relevant
    major possible suspected acute hypersensitivity allergic acquired to the for other immune patients subjects
    seasonal ongoing delayed threatening unstable concurrent physical
    """
)


def plain(noun: str) -> str:
    """A noun in single blanks, without commas around it."""
    return re.sub(r"\s+", " ", noun).strip(" ,")


# "chimeric or humanized antibodies": both are antibodies
_OF_WHICH_SORT = regex(
    r"murine|mouse|chimeric|humani[sz]ed|(?:fully )?human|recombinant|bovine|porcine|monoclonal|polyclonal"
)
_SUBSTANCE = regex(r"\b(?:antibod(?:y|ies)|proteins?|products?)\b")


def things_named(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The things in the list that follows "allergy to", each once."""
    lower = passage.lower
    similar = [m.span() for m in _SIMILAR_TO.finditer(lower, start, end)]
    drugs = [m for m in passage.of_kind(Kind.THERAPY) if m.name != "investigational agent"]
    # "of similar chemical or biologic composition" names no biologic therapy
    drugs = [m for m in drugs if not any(a <= m.start < b for a, b in similar)]
    seen: set[str] = set()
    kept = [*((m.start, m.end) for m in drugs), *similar]
    listed = members(lower, start, end, kept)
    for member, behind in zip_longest(listed, listed[1:]):
        inside = [m for m in drugs if member.start <= m.start and m.end <= member.end]
        found = _thing(lower, passage.text, member, inside)
        if found is not None and behind is not None and behind.is_loose and _OF_WHICH_SORT.fullmatch(found[2]):
            noun = _SUBSTANCE.search(lower, behind.start, behind.end)
            found = found if noun is None else (found[0], found[1], f"{found[2]} {noun.group()}")
        if found is not None and found[2] not in seen:
            seen.add(found[2])
            yield found


def _thing(lower: str, text: str, member: Member, drugs: list[Mention]) -> tuple[int, int, str] | None:
    """What one member of the list names, and where."""
    words = lower[member.start : member.end]
    if drugs and drugs[-1].name == "vaccine" and _STUDYS_OWN.search(lower, member.start, drugs[-1].start):
        return drugs[-1].start, drugs[-1].end, STUDY
    if drugs and not _CLASS.match(lower, drugs[-1].end, member.end):
        return drugs[-1].start, drugs[-1].end, spelling(lower, drugs[-1])
    lead = _FILLER.match(words)
    begin = member.start + (lead.end() if lead else 0)
    trailing = _TRAILING.search(lower, begin, member.end)
    finish = trailing.start() if trailing else member.end
    rest = lower[begin:finish]
    if _EXCIPIENTS.search(words) and (not rest or _EXCIPIENTS.search(rest) or _STUDY_DRUG.search(rest)):
        return member.start, member.end, OTHER_SUBSTANCES
    if (
        _STUDY_DRUG.search(rest)
        or _STUDYS_OWN.fullmatch(rest)
        or (not rest and re.search(r"compound|component|similar", words))
    ):
        return (begin, finish, STUDY) if rest else (member.start, member.end, STUDY)
    if _NO_NAME.fullmatch(rest) or (
        member.separator.endswith("(") and _ABBREVIATED.fullmatch(text, member.start, member.end)
    ):
        return None  # "vital blue dye (VBD)"
    if rest in _NAMELESS and _OF_THE_STUDY.search(lower, member.start, member.end + NEAR):
        return begin, finish, STUDY
    if not rest or rest in _NAMELESS or len(rest.split()) > _LONGEST or not re.search(r"[a-z]", rest):
        return None
    return begin, finish, rest


def spelling(lower: str, mention: Mention) -> str:
    """The vocabulary's name of a drug; a code name, and what the vocabulary only puts under an umbrella, as the text has it."""
    words = lower[mention.start : mention.end]
    return words if mention.name in _UMBRELLAS or _CODE.fullmatch(words) else mention.name


_OF_THE_STUDY = regex(r"\b(?:stud(?:y|ies)|trial|protocol|used|given|administered|regimen|arms?)\b")
NEAR = 40  # characters behind a name that say whose it is
_ABBREVIATED = regex(r"s|[A-Z][A-Z0-9-]{1,5}")
_NO_NAME = regex(r"etc|therapy|class|preparation|approved|(?:with|in a)\b.*")
_NAMELESS = frozenset({"agents", "drugs", "medications", "medicines", "substances", "products"})
_UMBRELLAS = frozenset(
    {"Cremophor", "androgen", "cannabinoid", "contrast agent", "dietary supplement", "tobacco product"}
)
_CODE = regex(r"[a-z]+-?\d{3,}|[a-z]+-[a-z]\d+[a-z]\d")
