"""Owns lines about the tumor, the breast or its images that no table has a name for: "left-sided breast cancer", "breast symptoms"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_HINTS = hints(
    "breast",
    "lesion",
    "tumor",
    "tumour",
    "disease",
    "foci",
    "mammogra",
    "quadrant",
    "cancer",
    "metasta",
    "malignan",
    "progress",
    "carcinoma",
    "risk",
)
# how a line begins that only names a finding; what denies it is for the scopes to tell
_OPENING = (
    r"\W*(?:(?:all|any|the|an?|study|eligible|patients?|subjects?|participants?|women|individuals?|those|must"
    r"|should|have|has|had"
    r"|having|with|who|whose|is|are|be|been|presence|evidence|clinical|radiologic(?:al)?|radiographic|signs?"
    r"|symptoms?|history|of|or|known|current"
    r"|documented|suspected|that|at|female|adult|healthy|(?:pre|peri|post)-?menopausal|no|not|without|absence"
    r"|lack|there|at the time of (?:study )?(?:entry|enrol\w+|registration)) ?(?:/ ?)?)*"
)
_CANCER = r"(?:cancers?|carcinomas?|tumou?rs?|disease|lesions?|dcis|malignanc(?:y|ies))"
_KIND = r"(?:(?:primary|invasive|early(?:[- ]stage)?|unilateral|malignant|breast|localized|operable|dominant|index|target|suspicious) )*"
_QUADRANTS = (
    r"(?:different|several|multiple|separate|other|more than one|two|two or more) quadrants?"
    r"(?: (?:of|in|within) (?:the )?(?:same |ipsilateral |affected |one )?breast)?"
)
_MORE_THAN_ONE = r"(?:multiple|several|more than one|(?:two|2) or more|> ?1)"
_IMAGE = r"(?:mammogra(?:m|phy)|mri|magnetic resonance imaging|ultrasound|tomosynthesis|(?:clinical )?breast (?:exam(?:ination)?|imaging)|imaging)"
# what a line goes on with without saying more
_TAIL = (
    r"(?: (?:prior to|before|at(?: the time of)?) (?:study )?(?:registration|enrol\w+|entry|randomi[sz]ation"
    r"|screening))?"
    r"(?: (?:is|are|will be) (?:not (?:be )?(?:eligible|allowed|permitted|included)|ineligible|excluded)(?:"
    r" (?:for|from) (?:this|the) (?:study|trial))?)?"
)
_REST = r"(?P<rest>[ ,]*\([^()]{1,120}\))?"  # what says the same in a bracket
# left or right, where in the breast, in one place or many
_OF_THE_TUMOUR = (
    r"active (?:(?:local|loco|regional)(?:[ /-]|/ ?| or | and | and/or )?)+(?:tumou?r|disease)",
    r"(?:disease|metasta\w+|lesions?|spread) (?:outside|beyond) (?:of )?(?:the )?(?:cns|brain"
    r"|central nervous system)(?: (?:is|must be|are) present)?",
    r"rapid(?:ly)? (?:clinical(?:ly)? )?(?:growing|progressing|progressive|progression(?: of"
    r" (?:the )?disease)?)(?: disease)?",
    r"(?:self-reported )?(?:(?:signs?|symptoms?)(?:(?: or | and |/)(?:signs?|symptoms?))? of breast (?:cancer|disease)|breast symptoms)",
)
# how the breasts are made, where that decides whether they can be imaged or treated
_OF_THE_BREASTS = (
    r"breast sizes? (?:is |are )?(?:compatible with|adapted to|suitable for|adequate for|appropriate for) [^.;]{3,160}",
)
_RISK = (
    r"(?:high|higher|increased|elevated|moderate|intermediate|average|low)(?:er)?(?:[- ]to[- ]\w+)?[- ]"
    r"(?:(?:genetic|hereditary|lifetime|familial|clinical) )?risk"
)
# what she may get
_OF_THE_RISK = (
    rf"{_RISK} (?:of|for) (?:(?:the )?develop(?:ing|ment of) |getting |having )?(?:an? )?(?:(?:invasive"
    rf"|hereditary|familial|primary) )?breast cancer",
    r"(?:(?:\w+ly|very) )?(?:low|high|intermediate)[- ]risk (?:of|for) (?:breast cancer |local |distant "
    r"|disease |tumou?r )*(?:death|recurrence|relapse|mortality)",
)
# what an image of the other breast shows: nothing
_OF_THE_IMAGES = (
    rf"(?:negative|normal|benign)(?: or (?:negative|normal|benign))* (?:[\w-]+ ){{0,3}}{_IMAGE}(?: \([^()]*\))?"
    rf"(?: and (?:(?:negative|normal|benign|or|an?) )*{_IMAGE})? of (?:the )?(?:contralateral|opposite|other"
    rf"|unaffected|both) breasts?"
    r"(?:,? (?:within|in|no more than|performed|obtained)\b[^.;]{3,60})?",
)
_WHAT = "|".join((*_OF_THE_TUMOUR, *_OF_THE_BREASTS, *_OF_THE_RISK, *_OF_THE_IMAGES))
_NAMED = regex(rf"{_OPENING}(?<![\w-])(?P<what>{_WHAT}){_REST}{_TAIL}\W*")
_IS_THERE = regex(r"\b(?:is|are|be) present$")  # whatever the list is of in which it stands
# one name for the wordings of one thing
_CALLED = (
    (regex(r"(?:disease|metasta\w+|lesions?|spread) (?:outside|beyond)"), "extracranial disease"),
    (regex(r"rapid"), "rapidly progressing disease"),
    (
        regex(r"(?:self-reported )?(?:(?:signs?|symptoms?)\b.* of )?breast (?:symptoms|cancer|disease)$"),
        "breast symptoms",
    ),
    (regex(r"(?:high|higher|increased|elevated)[- ]risk (?:of|for) "), "high risk of breast cancer"),
)
# on which side: said of a cancer before its noun or behind it
_SIDE = regex(
    rf"\b(?P<side>left|right)[- ]sided?(?= {_KIND}{_CANCER}\b)"
    rf"|\b{_KIND}{_CANCER} (?:(?:that|which|located|situated|is|are|must be|only) )*(?:in|of|on) (?:the |their "
    rf"|her )?(?P<breast>left|right) breast\b"
)
_EITHER_SIDE = regex(
    r"\bleft[- ]?(?:sided)?(?:,? (?:or|and|and/or) |/)(?:the )?right\b|\bright[- ]?(?:sided)?(?:,? (?:or|and"
    r"|and/or) |/)(?:the )?left\b"
)
_OF_HER_OWN = regex(
    rf"(?:{_OPENING}|(?:diagnos\w+|histolog\w+|patholog\w+|cytolog\w+|biopsy|proven|confirmed|newly|recently"
    rf"|stage|0|i{{1,3}}[abc]?|,|-) ?)*"
)
# more places than one, which the vocabulary has names for
_IN_QUADRANTS = regex(
    rf"\b(?:{_MORE_THAN_ONE} {_KIND}(?:{_CANCER}|foci)|(?:{_CANCER}|foci)) (?:(?:located|situated|present"
    rf"|that are) )*(?:in|within) {_QUADRANTS}"
)


def read(passage: Passage) -> list[Atom]:
    """What a line asks for or keeps out by its own words, as a measure of the disease; the record's own words decide it."""
    if not _HINTS.search(passage.lower) or passage.base is Effect.ALLOW:
        return []
    return list(_read(passage))


def _read(passage: Passage) -> Iterator[Atom]:
    lower = passage.lower
    if "multicent" not in lower and "multi-cent" not in lower:
        for match in _IN_QUADRANTS.finditer(lower):
            if passage.scopes.states(match.start()) and passage.is_free(*match.span()):
                yield Atom(*match.span(), Requirement(Kind.CANCER, "multicentric breast cancer"))
    yield from _sides(passage)
    found = _NAMED.fullmatch(lower)
    if found is None or not passage.scopes.states(found.start("what")) or not passage.is_free(*found.span("what")):
        return
    words = re.sub(r"[\s,]+", " ", str(found["what"])).strip()
    concept = next((name for pattern, name in _CALLED if pattern.match(words)), words)
    if found["rest"]:
        passage.claimed.append(found.span("rest"))
    polarity = Polarity.MUST if _IS_THERE.search(words) else Polarity.FOLLOW
    yield Atom(*found.span("what"), Requirement(Kind.DISEASE_MEASURE, concept), polarity)


def _sides(passage: Passage) -> Iterator[Atom]:
    """The breast that the cancer must be in, or must not; "left or right" asks nothing."""
    found = list(_SIDE.finditer(passage.lower))
    if (
        len(found) != 1
        or _EITHER_SIDE.search(passage.lower)
        or not _OF_HER_OWN.fullmatch(passage.lower, 0, found[0].start())
    ):
        return
    match = found[0]
    start, end = match.span()
    if match["breast"]:  # the noun is read elsewhere
        start = passage.lower.rindex(" in ", start, end) + 1 if " in " in match.group() else match.start("breast")
    if passage.scopes.states(start):
        yield Atom(
            start, end, Requirement(Kind.DISEASE_MEASURE, f"{match['side'] or match['breast']}-sided breast cancer")
        )
