"""Owns whether words beside a requirement change it, or add an alternative to it that has not been read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Comparison, Kind, Leaf, Node, Requirement, Unparsed
from matcher.doubts.required.counted_lines import otherwise_counted
from matcher.doubts.required.other_side import or_another_spread, or_else
from matcher.doubts.words.bounds import age_of_some, may_be_passed
from matcher.doubts.words.passing import of_the_family
from matcher.doubts.words.sentence import Around

# "premenopausal at diagnosis": not what she is now
_THEN = regex(
    r"^\s*(?:status\s+|women\s+|patients\s+)?(?:\([^()]*\)\s*)?(?:at|before|prior to|when)\s+"
    r"(?:the\s+|her\s+|their\s+)?"
    r"(?:time of\s+|initial\s+|first\s+|primary\s+|start of\s+|initiation of\s+|adjuvant\s+|neoadjuvant\s+)*"
    r"(?:diagnos|chemotherap|presentation|surgery|treatment|therapy)",
    re.IGNORECASE,
)
# "stage I (larger than 1 cm), II or III": the size is of the one stage
_OF_ONE_STAGE = regex(r"\b(?:stages?\s+[\divx]+[abc]?|[cp]?t\d\w*(?:-\d)?)\s*\([^()]*$", re.IGNORECASE)
_MORE_STAGES = regex(
    r"^[^()]*\)\s*(?:,|/|or\b|and\b)[\s,]*(?:(?:or|and|stage)\s+)*(?:[ivx]+[abc]?|[cp]?[tn]\d)\b", re.IGNORECASE
)
_NO_BOUND = regex(
    r"[<>≤≥=]"
    r"|\b(?:"
    r"than|least|most|up to|over|under|above|below|(?:larger|greater|bigger|smaller|not more) (?:than )?|exceed\w*"
    r"|minimum|maximum|or (?:more|less|larger|smaller)|to|between)\b"
    r"|-|–|\+",
    re.I,
)
# "tumor of 3 cm or more"
_BOUND_BEHIND = regex(
    r"\s*,?\s*(?:(?:or|and) (?:more|greater|larger|bigger|over|above|less|smaller|fewer|under)\b|\+)", re.IGNORECASE
)
_WORDS_OF_A_SIZE = 30  # characters: "minimum primary tumor"
# "BRCA1/2 and/or genetic alterations": what follows has not been read
_OR_UNREAD = regex(
    r"^\s*(?:\([^()]*\)\s*)*,?\s*(?:and/)?or\s+(?:other|another|any|an?\s|genetic|alterations?|mutations? in|the presence|equivalent|similar)\b",
    re.IGNORECASE,
)
# "candidate for, or currently on": the first side of the "or" has not been read
_OR_ON = regex(
    r"\bor\s+(?:is |are )?(?:currently|already|now)?\s*(?:on|receiving|taking)\b[\w\s]{0,30}$", re.IGNORECASE
)
# "progressive or relapsed": a disease that has always been metastatic progresses and does not relapse
_NOT_YIELDING = r"(?:progressi\w+|progressed|resistant|residual|persistent|persisting|unresponsive)"
_OR_RECURRENT = regex(rf"\b{_NOT_YIELDING}(?:,|/|\s)+(?:\w+,? )?(?:and/)?(?:or)?\s*$", re.IGNORECASE)
_RECURRENT_OR = regex(
    rf"^(?:\s+(?:disease|cancer))?(?:,|/|\s)+(?:(?:and/)?or\s+)?(?:\w+, )?(?:or )?{_NOT_YIELDING}\b", re.IGNORECASE
)
# "relapsed or progressive disease after receiving an anthracycline": it may have come back later
_CAME_BACK_AFTER = regex(
    r"\b(?:recurr\w+|relaps\w+)\b[^.;]{0,60}\b(?:after|following)\s+"
    r"(?:receiving|receipt of|treatment with|having received|standard therapy with"
    r"|(?:prior|previous)\s+(?:treatment|therapy)\s+with)\b[^.;]*$",
    re.IGNORECASE,
)
MUST = regex(r"\b(?:must|(?<!bone )only patients|required)\b", re.IGNORECASE)


def changed(requirement: Requirement, words: Around, span: Span, text: str) -> bool:
    """Whether words beside it change a requirement, or add an alternative that has not been read."""
    after = words.after
    match requirement.kind:
        case Kind.LAB:
            found: object = may_be_passed(requirement, words)
        case Kind.AGE:
            found = age_of_some(words)
        case Kind.STAGE:
            found = requirement.concept == "recurrent" and (
                _OR_RECURRENT.search(words.before) or _RECURRENT_OR.match(after)
            )
        case Kind.LINES:
            found = otherwise_counted(requirement, words)
        case Kind.MENOPAUSE:
            found = _THEN.match(after)
        case Kind.THERAPY:
            found = _OR_ON.search(words.before) or _only_had(requirement, words)
        case Kind.BIOMARKER:
            # no trial asks for a state that nobody knows: it says what is to be done about it
            found = requirement.value == "unknown" or _OR_UNREAD.match(after)
            found = found or of_the_family(requirement, words.sentence)
        case Kind.DISEASE_MEASURE:
            of_one = _OF_ONE_STAGE.search(words.clause + words.own) and _MORE_STAGES.match(after)
            found = of_one or or_else(after) or _has_lost_its_sign(requirement, words)
        case Kind.METASTASIS:
            only = requirement.concept.endswith(" only") and not MUST.search(words.sentence)
            found = only or or_another_spread(words)
        case _:
            found = None
    return bool(found)


def _only_had(requirement: Requirement, words: Around) -> bool:
    """Whether the disease came back after a treatment, of which nothing says that it failed."""
    return requirement.value == "progressed" and _CAME_BACK_AFTER.search(words.clause) is not None


def _has_lost_its_sign(requirement: Requirement, words: Around) -> bool:
    """Whether a size stands without a word or sign for smaller or larger: "lesion 5 cm"."""
    if not isinstance(requirement.value, Comparison) or _BOUND_BEHIND.match(words.after):
        return False
    return not (_NO_BOUND.search(words.own) or _NO_BOUND.search(words.before[-_WORDS_OF_A_SIZE:]))


def one_more(nodes: Sequence[Node], text: str) -> Unparsed | None:
    """The further alternative of a list of biomarkers that ends in unread words: "BRCA1, BRCA2 or other genes"."""
    last = max(nodes, key=lambda part: part.span.end)
    if (
        not isinstance(last, Leaf)
        or last.requirement.kind is not Kind.BIOMARKER
        or not _OR_UNREAD.match(text[last.span.end :])
    ):
        return None
    return Unparsed(last.span, "the alternative behind it has not been read")
