"""Owns counts of lines that may not be meant as read: a lost sign, more that counts, the count of one tumour or of some patients."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria import vocabulary
from criteria.patterns import regex
from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Requirement, Unparsed
from matcher.doubts.words.sentence import Around

# "at least one line for advanced disease (including adjuvant therapy)": more counts than the class and setting say
_COUNTS_TOO = regex(
    r"[^.;\n]{0,60}?(?:\(|,\s*)(?:\w+\s+){0,2}?(?:includ\w+|or|and/or|counting|either)\b[^).;]{0,60}\b(?:adjuvant|neo-?adjuvant|early|curative)\b",
    re.IGNORECASE,
)
# "relapse within 12 months of adjuvant therapy will count as one line", "conjugates count as a line of chemotherapy"
_COUNTS_AS = regex(
    r"(?P<what>(?:[^.;\n]|\n(?!\s*(?:[*•\n-]|\d+[.)]))){0,220})\b(?<!not )(?<!not be )"
    r"(?:counts?|counted|considered|regarded)\s+(?:as\s+|to\s+be\s+)?(?:an?|one|1)\s+"
    r"(?:(?:prior|previous|first|single|systemic)\s+)*(?:lines?|regimens?|therap(?:y|ies)|treatments?)\b",
    re.IGNORECASE,
)
# as in: at least one line for metastatic disease, that is, relapsed during adjuvant treatment or progressed on the first line
_IN_OTHER_WORDS = regex(
    r"[^.;:\n]{0,140}:\s*(?P<what>(?:[^.\n]|(?<=\d)\.(?=\d)){0,200}?\badjuvant\b)(?=[^.\n]*\bor\b)", re.IGNORECASE
)
_ADJUVANT = regex(r"\badjuvant\b|\bneo-?adjuvant\b|\bearly\b", re.IGNORECASE)
# "if it came back within 6 months of it": then only
_SO_SOON = regex(
    r"(?:within|in|during or within|less than|[<≤]=?)\s+(?P<number>\d+|six|twelve)\s*(?:\(\d+\)\s*)?(?P<unit>months?)\b",
    re.IGNORECASE,
)
_BEHIND = 100  # characters: "counts as one line if the relapse was within 6 months"
_IN_LETTERS = {"six": "6", "twelve": "12"}
# "sequential regimens count as one": which are one, and not what else is one
_MADE_ONE = regex(
    r"\b(?:sequential|consecutive|successive|multiple|followed by|combination|combined|maintenance)\b", re.IGNORECASE
)
_BESIDE_THE_NAME = regex(
    r"\b(?:prior|previous|any|all|use|treatment|therapy|with|of|would|will|should|also|can|be|single[- ]agent|agents?)\b",
    re.IGNORECASE,
)
# "1 prior treatments": a sign has been lost, "≤ 1" or "≥ 1"
_ONE_OF_SEVERAL = regex(r"\W*1\b[^.;]*(?<!s)s\b\W*$", re.IGNORECASE)
# "CRC: 2 or 3 lines; TNBC: 1 line": each is of one tumour
_OF_ONE_TUMOUR = regex(r"(?:^|[:;,.]|\band\b)\s*[a-z][\w-]{1,11}(?:\s+(?:cancer|patients))?\s?:\s*$", re.IGNORECASE)
# "patients who relapsed within a year are eligible after 0 or 1 regimens"
_OF_THOSE_NAMED = regex(
    r"\b(?<!only )(?:patients|subjects|participants|women|those)\s+(?:who|whose)\b[^.;]{10,}\b"
    r"(?:(?:is|are|be)\s+(?:also\s+)?(?:eligible|allowed|permitted|enrolled))\b[^.;]{0,30}$",
    re.IGNORECASE,
)


def otherwise_counted(requirement: Requirement, words: Around) -> bool:
    """Whether words beside a count of lines change it, or limit it to some."""
    if requirement.kind is not Kind.LINES:
        return False
    if _COUNTS_TOO.match(words.after) or _has_lost_its_bound(requirement, words):
        return True
    return _OF_ONE_TUMOUR.search(words.clause) is not None or _OF_THOSE_NAMED.search(words.clause) is not None


def also_counted(leaf: Leaf) -> bool:
    """Whether more may count for what is asked: at least so many lines, or treatment of metastatic disease."""
    match leaf.requirement:
        case Requirement(kind=Kind.LINES, value=Comparison(op=">=" | ">" | "=", number=number)):
            return number > 0
        case Requirement(kind=Kind.LINES, value=Between(low=low)):
            return low > 0
        case Requirement(kind=Kind.THERAPY, setting="metastatic", value="prior" | "progressed"):
            return True
    return False


def with_what_counts(leaf: Leaf, words: Around) -> Node | None:
    """The requirement, or what a later sentence says counts as well; None where none says so."""
    found = (_IN_OTHER_WORDS.match(words.after) or _unread_count(leaf, words)) if also_counted(leaf) else None
    if found is None or _MADE_ONE.search(found["what"]):
        return None
    requirement, span = leaf.requirement, leaf.span
    unread = Unparsed(span, "what else counts is said behind it")
    if _ADJUVANT.search(found["what"]):
        early = Requirement(Kind.THERAPY, requirement.concept, "prior", None, "early")
        if (soon := _SO_SOON.search(found.string[found.start() : found.end() + _BEHIND])) is not None:
            number = _IN_LETTERS.get(soon["number"].lower(), soon["number"])
            within = (("relapse", f"<= {number} months or during"),)
            early = replace(early, value="progressed", detail=within)
        return Any((leaf, All((Leaf(early, span), unread), span)), span)
    if requirement.kind is Kind.LINES and requirement.concept != "systemic therapy":
        counted = _named(found["what"])
        had = Requirement(Kind.THERAPY, counted, "prior") if counted is not None else None
        as_many = replace(requirement, concept="systemic therapy", value=_at_least(requirement), detail=())
        return Any((leaf, All((Leaf(had or as_many, span), unread), span)), span)
    return None


def _unread_count(leaf: Leaf, words: Around) -> re.Match[str] | None:
    """The first words that tell of something that counts, and that the requirement does not count already."""
    counting = dict(leaf.requirement.detail).get("counting")
    return next(
        (m for m in _COUNTS_AS.finditer(words.after) if counting is None or _named(m["what"]) != counting), None
    )


def _named(what: str) -> str | None:
    """The treatment that is all that a sentence says counts: "prior ADCs"; None where it says more, or names none."""
    bare = _BESIDE_THE_NAME.sub(" ", what.rsplit(".", 1)[-1]).strip(" \n*-•(),")
    known = vocabulary.load().find(Kind.THERAPY, bare) or vocabulary.load().find(Kind.THERAPY, bare.removesuffix("s"))
    return known.name if known is not None else None


def _at_least(requirement: Requirement) -> Comparison:
    """How many lines it asks for at least."""
    match requirement.value:
        case Between(low=low, unit=unit):
            return Comparison(">=", low, unit)
        case Comparison(op=op, number=number, unit=unit):
            return Comparison(">" if op == ">" else ">=", number, unit)
        case _:
            return Comparison(">=", 1, "lines")


def _has_lost_its_bound(requirement: Requirement, words: Around) -> bool:
    """Whether lines are counted without a word for more or fewer: "4 prior lines" may be as many at most, or at least."""
    value = requirement.value
    if not isinstance(value, Comparison) or value.op != "=":
        return False
    return value.number > 1 or _ONE_OF_SEVERAL.match(words.own) is not None


# "at most one line of chemotherapy and any line of hormonal therapy"
_ANY_NUMBER = regex(
    r"\b(?:any number of|(?:at most|maximal\w*|maximum|(?:no|not) more than|up to|[≤<])[^.;]*\b(?:and|but) any)\s+"
    r"(?:prior |previous )?(?:(?:lines?|regimens?|courses?) of )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)


def however_often(requirement: Requirement, before: str) -> bool:
    """Whether a treatment may have been had in any number of lines, of which none is one."""
    return requirement.kind is Kind.THERAPY and _ANY_NUMBER.search(before) is not None
