"""Owns of what a count of lines is: the class of treatment that is counted, and the setting in which it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.atoms.therapies.setting import setting_in, settings
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Kind

_CLASSES = (
    (
        "HER2-targeted therapy",
        regex(
            r"her-?2[\s/-]*(?:neu)?[\s-]*(?:targeted|directed|based|therap|treat|regimen|agent|tki|block)|anti-?\s?her-?2|anti-erbb2"
        ),
    ),
    ("endocrine therapy", regex(r"endocrin|hormon|anti-?\s?o?estrogen|\bet\b")),
    ("chemotherapy", regex(r"chemo|cytotoxic|cytoreductive")),
    ("immunotherapy", regex(r"immunotherap|checkpoint")),
    ("systemic therapy", regex(r"systemic|targeted and|anti-?\s?cancer|anti-?\s?tumou?r")),
    ("targeted therapy", regex(r"\btargeted")),
    ("biologic therapy", regex(r"\bbiologic")),
)
_NOT_OF = regex(r"\bnon-?\s?(?P<class>endocrine|hormonal|chemotherapy)\b")
_TOPICS = {
    "chemotherapy": "chemotherapy",
    "endocrine therapy": "endocrine therapy",
    "biologic therapy": "biologic therapy",
}
_NON_ADJUVANT = regex(r"\bnon-?\s?adjuvant\b")
_BREAK = regex(r"[;]|\.\s|\bbut\b|\bhowever\b|,\s+(?:(?:at\s+least\s+)?(?:one|two|1|2)\s+of\s+)?which\b|\bincluding\b")
_OF_WHAT = regex(r"\s+(?:(?:of|containing)\s+)?(?:(?:prior|previous|any|an?)\s+)*")
_LABEL = regex(r"\W*(?:(?:number\s+of|prior|previous|lines?\s+of|any|systemic)\s+)*")
_OVER_A_COUNT = regex(
    r"\s*(?:regimens?\s*|lines?\s*)?(?:for\s+[^:;.]{3,40})?:\s*"
    r"(?:"
    r"(?:at\s+(?:most|least)|no\s+more\s+than|not\s+more\s+than|up\s+to|(?:a\s+)?(?:maximum|minimum)(?:\s+of)?|only"
    r"|[≤≥<>]=?)\s*)?(?:\d|zero\b|one\b|two\b|three\b|four\b)[^.;:]{0,40}?\b(?:lines?|regimens?)\b"
)
# "one chemotherapy as part of first-line therapy": lines are counted from the spread on
_AS_FIRST_LINE = regex(
    r"\s*(?:\([^()]*\)\s*)?as\s+(?:an?\s+)?(?:part|component)\s+of\s+(?:(?:the|their|any|prior|previous)\s+)*(?:first|1st)[- ]line\b"
)
_TREATED_WITH = regex(
    r"\s*(?:(?:breast|disease|cancer|setting)\s*)*\s(?:with|by)\s+(?:(?:at\s+most|at\s+least|no\s+more\s+than|up\s+to|only)\s+)?"
)
_AT_ONCE = 14  # characters between a count and what is counted
# "prior chemotherapy is allowed, up to two lines"
_LET_IN_SO_OFTEN = regex(
    r"\s*(?:is|are|may\s+be)\b[^.;:]{0,50}?\b(?:allowed|permitted|acceptable)\b[\s,(]*(?:but\s+|for\s+|with\s+)*"
    r"(?:up\s+to|at\s+most|no\s+more\s+than|(?:a\s+)?maximum|≤|<)"
)
_WHOLE = frozenset({"anticancer therapy", "standard therapy", "systemic therapy", "investigational agent"})


def class_named(words: str) -> str | None:
    """The class of treatment that words in lower case name; None where they name none."""
    return next((name for name, pattern in _CLASSES if pattern.search(words)), None)


def headed_class(passage: Passage) -> str | None:
    """The class that a label in front of a count names ("Prior chemotherapy: at most two regimens"), or what is let in so often."""
    first = next(iter(passage.of_kind(Kind.THERAPY)), None)
    if first is None or first.name in _WHOLE or not _LABEL.fullmatch(passage.lower, 0, first.start):
        return None
    counted = _OVER_A_COUNT.match(passage.lower, first.end) or _LET_IN_SO_OFTEN.match(passage.lower, first.end)
    return first.name if counted is not None else None


def counted_class(passage: Passage, match: re.Match[str]) -> str:
    """The class that is counted: named in the phrase, or by the topic over it, or else all systemic therapy."""
    words = passage.lower[match.start("fill") : match.end()]
    if other := _NOT_OF.search(words):
        return f"non-{other['class']} therapy"
    if (known := class_named(words)) is not None:
        return known
    behind = _OF_WHAT.match(passage.lower, match.end())
    end = behind.end() if behind else match.end()
    named = [m for m in passage.of_kind(Kind.THERAPY) if match.start("fill") <= m.start <= end and m.start < end + 1]
    if named and named[0].name not in _WHOLE:
        return named[0].name
    return _TOPICS.get(passage.topic, "systemic therapy")


# "a regimen containing an anthracycline or paclitaxel"
_OR_ANOTHER = regex(r"(?:s\b)?\s*(?:\([^()]*\)\s*)?,?\s*(?:[\w-]+\s*,\s*){0,3}(?:or|and/or)\s+(?:(?:an?|the)\s+)?")
_HOLDING = regex(r"[^.;,()]{0,12}?\b(?:contain\w+|includ\w+|with)\b[^.;,()]{0,20}$")


def names_a_choice(passage: Passage, concept: str, start: int) -> bool:
    """Whether the drug that a count behind ``start`` is of is one of several: "regimens containing a taxane or capecitabine"."""
    named = [m for m in passage.of_kind(Kind.THERAPY) if m.start >= start]
    for drug in named:
        if drug.name == concept and _HOLDING.match(passage.lower, start, drug.start):
            found = _OR_ANOTHER.match(passage.lower, drug.end)
            return found is not None and any(m.start == found.end() for m in named)
    return False


# "lines of chemotherapy and/or biologic therapy"
_ALSO = regex(
    r"\s*(?:and/or|or|/)\s*(?P<class>[a-z][\w-]+(?:[\s-](?:therap(?:y|ies)|treatments?|agents?))?)\b(?!\s+(?:lines?|regimens?))"
)


_AFTER = r"(?:on|during|after|following|with|while\s+(?:on|receiving|taking)|upon)"
# "disease progression on or after at least one line": the lines are those on which it came through
_PROGRESSED_ON = regex(
    rf"\bprogress\w*(?:\s+(?:disease|of\s+(?:the\s+)?(?:disease|cancer|tumou?r)))?\s+(?:{_AFTER}\s+(?:and/or|or)\s+)?{_AFTER}\s+$"
)
# what will do as well as progress: "completed or progressed on", "or were intolerant of it"
_OTHERWISE_OR = regex(r"\bor\s+(?:(?:had|have|has|with|an?|documented|experienced|shown|disease)\s+)*$")
_OR_OTHERWISE = regex(
    r"[^.;]{0,120}?\bor\b[^.;]{0,40}\b(?:intoleran\w+|tolerat\w+|toxicit\w+|discontinu\w+|refus\w+|unable|ineligible|contra-?indicat\w+|stable)\b"
)


def how_it_went(lower: str, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """Whether the cancer must have come through the lines that are counted from ``start`` to ``end``, and nothing else will do."""
    progressed = _PROGRESSED_ON.search(lower, 0, start)
    if progressed is None or _OTHERWISE_OR.search(lower, 0, progressed.start()) or _OR_OTHERWISE.match(lower, end):
        return ()
    return (("outcome", "progression"),)


_CLASS = r"(?P<class>(?:endocrine|hormon\w+|biologic\w*|targeted|immuno\w*|chemo\w*)(?:[\s-](?:therap(?:y|ies)|treatments?|agents?|drugs?))*)"
_LEFT_OUT = (
    regex(
        rf"[^.;()]{{0,70}}?[\s,(]+"
        r"(?:not\s+(?:including|counting)|excluding|exclusive\s+of|without\s+counting|other\s+than)\s+"
        rf"(?:(?:any|prior|previous|the|all)\s+)*{_CLASS}\s*(?=[).;,]|$)"
    ),
    regex(
        rf"[^.;()]{{0,70}}?\(\s*(?:prior\s+|previous\s+)?{_CLASS}\s+(?:does|do|is|are|will|should)\s+not\s+(?:be\s+)?"
        r"(?:count|includ|consider)\w*(?=[^.;()]*\))"
    ),
)
_WITH_CONJUGATES = regex(
    r"\s*\(?,?\s*(?:which\s+|that\s+)?(?:includ(?:es?|ing)|counting)\s+(?:prior\s+|any\s+)?(?:antibody[- ]drug\s+conjugates?|adcs?)\b"
)


def what_counts(lower: str, end: int, concept: str) -> tuple[tuple[tuple[str, str], ...], int]:
    """What the words behind a count say counts as well or does not, and where the latter end.

    "Chemotherapy (which includes antibody-drug conjugates)", "two lines (excluding hormonal therapy)".
    """
    counting = (("counting", "antibody-drug conjugate"),) if _WITH_CONJUGATES.match(lower, end) else ()
    found = next((m for pattern in _LEFT_OUT if (m := pattern.match(lower, end)) is not None), None)
    without = class_named(found["class"]) if found is not None else None
    if found is None or without is None:
        return counting, end
    return (*counting, ("without", without)) if without != concept else counting, found.end()


def with_another_class(passage: Passage, atom: Atom, end: int) -> Iterator[Atom]:
    """The count, and that of a second class which is counted with it: a few of either will do, no more than so many of each."""
    near = (
        m.end
        for m in passage.of_kind(Kind.THERAPY)
        if m.name == atom.requirement.concept and 0 <= m.start - end <= _AT_ONCE
    )
    also = _ALSO.match(passage.lower, max([end, *near]))
    other = class_named(also["class"]) if also is not None else None
    if also is None or other is None or {other, atom.requirement.concept} & _WHOLE or other == atom.requirement.concept:
        yield atom
        return
    passage.claimed.append((also.start("class"), also.end()))
    at_most = isinstance(atom.requirement.value, Comparison) and atom.requirement.value.op.startswith("<")
    choice = f"lines-{atom.start}"
    yield replace(atom, alternatives=choice)
    second = replace(atom.requirement, concept=other)
    choice = f"{choice}-{other}" if at_most else choice  # both bounds hold, though an "or" stands between
    yield replace(atom, start=also.start("class"), end=also.end(), requirement=second, alternatives=choice)


# "more than two regimens, including adjuvant therapy": this counts as well
_COUNTED_TOO = regex(
    r"(?:\s+(?:for|of)\s+(?:\w+\s+){1,3}?(?:disease|cancer))?[\s,(]+"
    r"(?P<what>(?:includ\w+|counting)\s+(?:(?:any|prior|previous|the)\s+)*"
    r"(?:\(?neo-?\)?-?\s?(?:adjuvant)?\s?(?:/|\band\b|\bor\b|\band/or\b)?\s?)?adjuvant\s+(?:\w+\s+)?"
    r"(?:therap(?:y|ies)|treatments?|regimens?|chemotherap(?:y|ies))"
    r"|including\s+(?:both\s+)?(?:endocrine|hormonal|hormone|chemotherapy|biologic|targeted)(?:\s+therap(?:y|ies))?"
    r"\s+(?:and|or|and/or)\s+(?:endocrine|hormonal|hormone|chemo|biologic|targeted|immuno)\s?-?(?:therap(?:y|ies))?)"
)


# "at least one line in the adjuvant or metastatic setting", "two lines in any setting"
_IN_ALL_SETTINGS = regex(
    r"(?:[^.;:,()]|\(s\)){0,40}?\(?\b(?:in|for)\s+(?:(?:the|either|both)\s+)*"
    r"(?:any\s+(?=settings?\b)"
    r"|(?=[^.;:()]{0,50}\badjuvant\b)(?=[^.;:()]{0,50}\b(?:metastatic|advanced)\b)"
    r"(?:neo-?adjuvant|adjuvant|early|locally|advanced|metastatic|recurrent|or|and|and/or|the|in|[\s,/])+)settings?\b"
)


ALL_SETTINGS = ("settings", "all")
"""The detail of lines that are counted whatever the disease was when they were given."""


def all_settings(lower: str, end: int, setting: str | None) -> tuple[tuple[str, str], ...]:
    """The detail of a count without a ``setting`` of which the words behind it say that early and advanced disease count alike."""
    return (ALL_SETTINGS,) if setting is None and _IN_ALL_SETTINGS.match(lower, end) is not None else ()


def with_early_lines(passage: Passage, end: int) -> tuple[tuple[str, str], ...]:
    """The detail of a count that ends at ``end`` by which the lines for early disease count as well; its words are claimed."""
    too = _COUNTED_TOO.match(passage.lower, end)
    if too is None:
        return ()
    passage.claimed.append((too.start("what"), too.end()))
    return (ALL_SETTINGS,) if "adjuvant" in too["what"] else ()


def counted_setting(lower: str, start: int, after: int, end: int, reach: int | None = None) -> str | None:
    """The setting named after the count, in its clause up to ``reach``; else by an adjective in it ("prior metastatic regimens")."""
    if _AS_FIRST_LINE.match(lower, end):
        return "metastatic"
    stop = _BREAK.search(lower, end)
    last = len(lower) if reach is None else reach
    found = settings(lower, after, min(stop.start() if stop else last, end + 120, last))
    own = setting_in(lower[start:end]) if "adjuvant" in lower[start:end] else None
    if found and not (
        own is not None and found[0].setting == "metastatic" and not _NON_ADJUVANT.search(lower, start, end)
    ):
        return found[0].setting
    if re.search(r"\b(?:metastatic|salvage|palliative)\b", lower[start:end]):
        return "metastatic"
    if _NON_ADJUVANT.search(lower, start, end):
        return "metastatic"
    if own is not None:
        return own  # "one adjuvant or neoadjuvant regimen"
    before = settings(lower, max(0, start - 70), start)
    if before and _TREATED_WITH.fullmatch(lower, before[-1].end, start):
        return before[-1].setting  # "prior treatment of metastatic disease with 1 regimen"
    return (
        before[-1].setting
        if before and re.search(r"\bsetting\b|^in\b", lower[before[-1].start : before[-1].end + 12])
        else None
    )
