"""Owns the moods of a sentence: by which words it permits, advises, remarks or plainly asks, and what only says more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.patterns import regex
from criteria.sentence.conditions import SAYS_WHAT_THEN
from criteria.span import Span
from criteria.words.windows import IF_SO_LONG_AGO
from matcher.doubts.words.sentence import Range

MOOD = regex(
    r"\b(?:considered(?!\s+(?:to\s+be\s+)?(?:incurable|unresectable|inoperable|resectable|operable)\b)"
    r"|(?<!not )(?<!not be )eligible|except|note|(?<!, which )(?:may(?! not)|might|could)|regardless|instead)\b"
)
"""Moods in which a sentence neither asks for a thing nor forbids it, through all of the sentence."""
# "stage II for which chemotherapy is considered", "that is eligible for surgery": it says more of what stands before it
_SAYS_MORE = regex(
    r"\b(?:(?:for|in|of|to) wh(?:ich|om)\b(?:\s+[\w-]+){0,5}|(?:that|which|who)\s+(?:(?:is|are|was|were|has|have|been)\s+)*)\s*$"
)
# "or patients for whom": what is said more is said of these
_ANOTHER = regex(
    r"\b(?:or|and)\s+(?:(?:in|for|those|other)\s+)*(?:"
    r"patients?|subjects?|participants?|women|men|those|who|whom|that|if|stages?|disease|tumou?rs?|cancers?"
    r"|(?:t|n|m)\d)\b"
)
NOBODY_ELSE = regex(
    r"\W*only\b[^,;:]*\b(?:eligible|included|enrolled|accepted|participate)\b"
    r"|[^,;:]{0,30}\b(?:who|that) (?:meet|fulfill?|satisfy) (?:all|each|every one) of (?:the )?(?:following|these|below)\b"
)
"""A sentence that asks for what it lets in: "only patients with … are eligible"."""
ADVISES = regex(
    r"\bshould\b(?! (?:already )?have (?:been|occur+ed|undergone|completed|(?:received|had)(?! (?:at least|no|not|up to|one|two|three|[≥>]|\d)))\b"
    r"| be (?:completely )?(?:removed|resected|excised) by\b)"
)
"""A word that advises, and does not speak of what has been: "surgery should have been completed"."""
_ASKS = regex(r"\bnote\b[^.;]{0,100}\bmust have\b")  # "NOTE: if …, patients must have received two regimens"
# "must have had A and may have had B": the second predicate says nothing of the first
_NEXT_PREDICATE = regex(r"\b(?:and|but)(?:,?\s+(?:patients?|subjects?|participants?|they|he|she))?\s*$")
_MUST = regex(r"\b(?:must|(?:has|have|needs?) to|(?:is|are) required|(?:who|that) (?:has|have) been)\b")
LETS_IN_BESIDES = regex(
    r"\b(?:also|as well|additionally)\b(?:\s+\w+){0,3}\s+(?:eligible|considered|included|accepted)\b|\bbe (?:eligible|included) (?:also|as well)\b"
)
"""A sentence that lets in others than the one before it: "patients with B are also eligible"."""
SHOULD_HAVE = regex(
    r"\W*(?:all\s+)?(?:patients?|subjects?|participants?|women|tumou?rs?|the (?:patient|subject|participant|tumou?r))"
    r"\s+should\s+(?:have|be)\s+(?:"
    r"(?:an?|the|had|diagnosed|with|histologic\w*|cytologic\w*|patholog\w*|confirmed|proven|documented|newly"
    r"|clinical(?:ly)?|evidence|of|or|and)\s+"
    r"|[cp]?[tnm]\s?[0-4x][\dabcdx/,-]*\s*)*$"
)
"""Words that ask although they advise: "patients should have stage II disease"."""
CONDITION = regex(r"\b(?:(?<!even )if|when|whenever|provided)\b")
"""Words that open a condition, looked for up to the next comma only."""
OUT_IF = regex(
    r"\b(?:excluded|ineligible|not (?:be )?eligible)"
    r"(?: (?:from|for|to) (?:the |this )?(?:study|trial|participat\w+|enter|enrol\w*))? if "
    r"(?:(?:they|he|she|or|/|the|patients?|subjects?|participants?) ?)+\b"
    r"(?:have|has|had|are|is|were|received|use|take)\b"
)
"""Words by which whoever meets what follows is out: a condition only in form."""
SAYS_WHEN = regex(IF_SO_LONG_AGO)
"""A condition that only says how long ago."""
_IF_GIVEN = regex(
    r"if\s+(?:(?:the|an?|any|they|she|patients?|subjects?|participants?|prior|previous(?:ly)?|earlier|have|has|had|been|were|was"
    r"|received|treated|given|taken|undergone|with|adjuvant|neo-?adjuvant|systemic|treatment)\s+)*"
)
_WAS_GIVEN = regex(
    r"\w*(?:\s*\([^()]*\))?\s*(?:(?:therap(?:y|ies)|treatments?|previously|before|has|have|had|was|were|been|administered|given|received|used|taken)\s*)*,"
)


def only_if_given(words: str, at: int, start: int, end: int) -> bool:
    """Whether a condition at ``at`` is that the treatment from ``start`` to ``end`` was given: "if taxanes were given, at least 3 weeks ago"."""
    return at < start and _IF_GIVEN.fullmatch(words, at, start) is not None and _WAS_GIVEN.match(words, end) is not None


OF_SOME = regex(
    r"\((?:for |in |if )?(?:patients?|subjects?|participants?|women|men|those|if|when)\b|\([^()]*\b(?:describes?|denotes?|means|stands for|refers? to)\b"
)
"""A bracket that is said of some: "(patients who have had an anthracycline)"."""
ONE_OF_THEM = regex(r"\b(?:therap(?:y|ies)|treatments?|surger(?:y|ies)|procedures?|operations?|modalit(?:y|ies))\W*$")
"""Words before a bracket that names one of several: "definitive surgery (mastectomy; or lumpectomy)"."""
WAIVES = regex(r"\bnot (?:be )?required (?:if|when|in case)\b")
"""Words of a later sentence by which what was asked for is not asked of some: "not required if contraindicated"."""
BRACKET = regex(r"\([^()]*\)")
"""What stands in a bracket of its own."""
_RIGHT_BEHIND = regex(r"\s*(?:[\w-]+\s+){0,2}")
# what a bracket notes on tests: "note: imaging must have been performed within 6 weeks"
_NOTE_ON_TESTS = regex(
    r"\((?:note|nb)\b(?![^()]*\b(?:eligible|allowed|permitted|except\w*|excluded|ineligible|acceptable)\b)[^()]*\b"
    r"(?:imaging|scans?|tests?|testing|biops\w+|x-?rays?|mri|ct)\b[^()]*\b(?:must|should|will|is|are)\b[^()]*\)"
)
_ONE_CLAUSE = 80  # characters that are looked at before a word


def says_more(between: str) -> bool:
    """Whether a word belongs to a clause that only says more of what was asked for; ``between`` the two stand these words."""
    clause = between[-_ONE_CLAUSE:]
    if clause.endswith("who "):
        return True
    return _SAYS_MORE.search(clause) is not None and _ANOTHER.search(clause) is None


def of_another_predicate(words: str, sentence: Range, start: int, end: int, mood: int) -> bool:
    """Whether a mood is that of a further predicate, or of a note, of a sentence that asks in so many words for what stands at ``start``."""
    if _ASKS.match(words, mood, sentence[1]):
        return True
    if mood < end or _NEXT_PREDICATE.search(words, end, mood) is None:
        return False
    return _MUST.search(words, sentence[0], start) is not None


def asides(words: str, span: Span, sentence: Range, excepted: bool) -> Iterator[Range]:
    """The brackets in a sentence that belong to something else, or hold the exception that has been read."""
    for bracket in BRACKET.finditer(words, *sentence):
        around = bracket.start() < span.start and span.end < bracket.end()
        if not around and (
            excepted
            or SAYS_WHAT_THEN.fullmatch(words, *bracket.span())
            or _NOTE_ON_TESTS.match(words, *bracket.span())
            or not _RIGHT_BEHIND.fullmatch(words, span.end, bracket.start())
        ):
            yield bracket.span()


# up to the name of a treatment, without another choice or another subject
_UP_TO_IT = (
    r"(?:(?:during|on|clinical(?:ly)?|radi\w+)\s*(?:,\s*\w+\s*)?,?\s*or\s(?:patho\w+|clinical\w*|subsequent\w*|after|following|while)\b"
    r"|\bor\s+(?:an?\s+|the\s+)?$|(?<=\d)\.(?=\d)"
    r"|(?!\b(?:or|if|unless|not|no|who|whom|which|whose|for|adequate|planned)\b)[^.;:]){0,90}$"
)
_PLAINLY = regex(
    rf"\b(?:must|has to|have to|needs? to)\s+(?:(?:currently|already|previously)\s+)?"
    rf"(?:be\s+(?:(?:currently|already|stable)\s+)?(?:on|receiving|taking|using|treated with)"
    rf"|have\s+(?:(?:previously|already|also|been)\s+)*(?:received|completed|failed|progressed|taken|sensitive|exposed|excised|treated|had))\b{_UP_TO_IT}"
    rf"|\b(?<!who )(?<!that )(?<!if )(?:is|are|has been|have been) (?:currently )?(?:receiving|taking)\b{_UP_TO_IT}"
    r"|\b(?:no longer (?:deriv\w+ (?:\w+ )?benefit|benefit\w*|respon\w+) (?:from|to)|derived (?:\w+ )?benefit from"
    rf"|(?:intent|plans?|willing) to (?:resume|continue on))\b{_UP_TO_IT}"
)
_FROM_THE_START = regex(
    r"\W*(?:(?:"
    r"documented|prior|previous(?:ly)?|any|evidence of|history of|disease|tumou?r|clinical|radiographic\w*|objective"
    r"|must have|have|has|had|been)\s+)*"
    r"(?:failure (?:of|to|on)|failed|complet(?:ed|ion of)|progress(?:ion|ed|ive disease)\b|(?:treated|treatment|therapy) with|received|pre-?treated with)\b"
    rf"{_UP_TO_IT}"
)
_RESISTS = regex(r"(?:\s+therapy)?[\s-]+(?:resistant|refractory)\b")
_NOTHING_BEFORE = regex(r"\W*(?:\d+[.)]\s*)?")
# by which not everyone may be meant after all
_NOT_OF_ALL = regex(
    r"\b(?:if|unless|when|whenever|provided|eligible|phase|cohorts?|arms?|part|option(?:al)?|not required|contra-?indicat\w*|other than|except)\b"
    r"|\bor\b\W*(?:(?:in|for|to)\s+)?(?:"
    r"who(?:m|se)?|which|that|patients?|subjects?|participants?|those|an?|the|is|are|has|have|had|be|must|not|no"
    r"|un\w+|in\w+|refus\w+|specifically|alternative\w*|other\w*|another|any|equivalent|similar|prior|previous\w*"
    r"|evidence|documented|relaps\w+|recurr\w+)\b"
    r"|\bor\W*$|\bmalignancies\b"
)


def asks_plainly(words: str, sentence: Range, start: int, end: int) -> bool:
    """Whether a sentence asks everyone for the treatment that it names from ``start`` to ``end``.

    Words that were not read can then only narrow it, and whoever never had the treatment has not had it so.
    """
    asked = _PLAINLY.search(words, sentence[0], start) or _FROM_THE_START.match(words, sentence[0], start)
    if asked is None and not (_RESISTS.match(words, end) and _NOTHING_BEFORE.fullmatch(words, sentence[0], start)):
        return False
    return _NOT_OF_ALL.search(words, *sentence) is None


# "histologic documentation of metastatic disease is not required"
NOT_REQUIRED = regex(
    r"[^.;,]{0,60}?\b(?:is|are|will)\s+not\s+(?:be\s+)?(?:required|necessary|mandatory|needed)\b", re.IGNORECASE
)
"""What behind a proof says that nobody needs it."""
