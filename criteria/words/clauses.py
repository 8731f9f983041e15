"""Owns the clauses of a sentence, and its parentheses, each with its mood: whether it permits, forbids or requires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from criteria.patterns import regex
from criteria.words.moods import EXCEPTION, JOINS, Mood, mood

_ASIDE = regex(
    r"\(([^()]*\b(?:"
    r"allowed|permitted|acceptable|no (?:limit|restriction|maximum)s? (?:on|to|in|for|of|as to)|(?:is|are) accepted"
    r"|may (?:also |still )?(?:continue|stay on|remain on|be on|take|use)\b|may have (?:had|been|received|undergone)\b|not required"
    r"|no wash-?\s?out (?:periods? |times? )?(?:(?:is|will be|are) )?(?:required|needed|necessary)"
    r"|not (?:be )?(?:considered )?(?:an? )?exclusions?"
    r"|(?:is|are) not (?:considered|regarded|counted|deemed|classified)|not (?:an? )?(?:form of )?systemic"
    rf"|(?:may|can|could|might) (?:also )?(?:have )?included?|{JOINS}|excluded|prohibited|ineligible|disallowed"
    r"|(?:can|may|could|might) (?:also )?be (?:considered (?:eligible )?for|enrol+ed)"
    r"|(?:also )?eligible(?! for)|eligible for (?:the|this) (?:study|trial)|preferred(?=\)))\b[^()]*)\)"
)
# "Exception: treated and stable brain metastases": a sentence of its own that lets in what it names
_OPENS_EXCEPTION = regex(
    r"\W*(?:"
    r"(?:the |an? |with (?:the )?)?(?:only |following )?exceptions?(?: (?:to|from) (?:this|the above)[^:]{0,30})?"
    r"(?: (?:include|is|are|of|for))?\b"
    r"|except(?:ed)?(?: for)?) ?:"
)
_STOP = regex(r"; ")
_BRACKET = regex(r"[()]")
_LOST_END = 160  # characters from a bracket that never closes to the end of its sentence
_LONGEST_ASIDE = 400  # characters
_CLAUSE = regex(
    r"; | but (?=[^.;,]{3,90}\b(?:allowed|permitted|acceptable|(?:is|are)(?: not)?\W*$)(?:\b|$))| and (?=may (?:also )?have)"
    r"| (?=who may (?:also )?have (?:had|received|undergone|been)\b)"
    r"|,? and (?=(?:must|should|may|can|will|shall) not )|,? and (?=must (?:also )?(?:have|stop|discontinue|be (?:off|free)) )"
    r"|(?<!allowed)(?<!permitted),? and (?=must be (?:\w+ )?(?:candidates?|eligible|suitable|willing|able)\b)"
    r"|,? and (?=the (?:patient|subject|participant)s? must )"
    r"|,? (?:which|that) "
    r"(?=(?:may|can|could|might|need not) (?:also )?(?:have )?(?:includ|involv|consist|compris|contain)"
    r"|(?:do(?:es)? not (?:have|need) to|need not) (?:have been|be) the\b)"
    r"|,? with (?=(?:no (?:upper )?(?:limits?|restrictions?) (?:on|to|as)\b|any (?:number|duration|length) of [^.;,]*(?:permitted|allowed))"
    r"(?![^.;,]* (?:are|is|will|may)\b))"
    r"|, (?:but|however(?!, (?:is|are|was|were|may|can|must|should|will|has|have|not)\b)|though|although"
    r"|and (?:patients|subjects|participants))\b"
    r"|(?<!, )\bhowever,? "
)


_GOES_ON = regex(
    r"\)\s*(?:,|or\b|and/or\b|and\b(?! (?:must|have|has|is|are|able|willing|adequate|be|at least|a|with|no)\b))"
)
# "patients who take hormones; or are on tamoxifen are not eligible"
_WHO_ARE = regex(
    r"\W*(?:all |any )?(?:patients?|subjects?|participants?|women|individuals?|those) (?:who|with|on|taking|receiving)\b"
)


# a clause whose verb stands in the one before: "… is not allowed, but adjuvant chemotherapy is"
_SHORT = regex(r",? ?but [\w\s/-]{3,60} (?:is|are)(?P<no> not)?\W*")
# what goes on about those who stand before it: "patients with A, and those with B, are eligible", "… but without C are eligible"
_SAME_SUBJECT = (", and", ", but not ", " but without ", " but with ", " but who ")


class Clause(NamedTuple):
    """A part of the sentence with one mood."""

    start: int
    end: int
    mood: Mood


def asides_of(lower: str) -> tuple[Clause, ...]:
    """Parentheses that permit or forbid for themselves, which the clause around them does not share."""
    lower = _with_brackets_of_one_level(lower)
    inside = [part for m in _ASIDE.finditer(lower) for part in _parts(lower, *m.span())] if "(" in lower else []
    return tuple(clause for clause in inside if clause.mood in (Mood.PERMITTED, Mood.FORBIDDEN))


_NESTED = regex(r"\([^()]*\(")


def _with_brackets_of_one_level(lower: str) -> str:
    """The sentence, brackets within brackets as blanks: "(prior (neo-)adjuvant chemotherapy is allowed)" is one aside."""
    if "(" not in lower or _NESTED.search(lower) is None:
        return lower
    signs = list(lower)
    depth = 0
    for sign in _BRACKET.finditer(lower):
        opens = sign.group() == "("
        if (depth if opens else depth - 1) > 0:
            signs[sign.start()] = " "
        depth = max(0, depth + (1 if opens else -1))
    return "".join(signs) if depth == 0 else lower


def _parts(lower: str, start: int, end: int) -> Iterator[Clause]:
    """The parts of a bracket, each with its mood: "(e.g., prednisone; topical ones allowed)"."""
    cuts = [start, *(m.start() for m in _STOP.finditer(lower, start, end)), end]
    for a, b in pairwise(cuts):
        yield Clause(a, b, mood(lower[a + 1 : b - 1 if b == end else b]))


def outside_brackets(lower: str, cuts: Iterable[int]) -> Iterator[int]:
    """Those of the places, given in order, that stand in no bracket: "(e.g., aspirin; heparin allowed)" is one aside."""
    depth = at = 0
    last = lower.rfind(")") if "(" in lower else -1
    if last < lower.rfind("(") >= len(lower) - _LOST_END:
        last = len(lower)
    for cut in cuts:
        if cut > last:
            yield cut
            continue
        depth = max(0, depth + lower.count("(", at, cut) - lower.count(")", at, cut))
        at = cut
        if depth == 0 or not _closes(lower, cut):
            yield cut


def _closes(lower: str, at: int) -> bool:
    """Whether the bracket that stands open at ``at`` is closed soon, or lacks its end where the sentence ends soon."""
    depth = 0
    for sign in _BRACKET.finditer(lower, at, min(len(lower), at + _LONGEST_ASIDE)):
        depth += 1 if sign.group() == "(" else -1
        if depth < 0:
            return True
    return depth == 0 and len(lower) - at <= _LOST_END


def clauses_of(lower: str) -> tuple[Clause, ...]:
    """The sentence cut where another clause begins; one that only joins the next has its mood."""
    lower = _with_brackets_of_one_level(lower)
    cuts = [0, *outside_brackets(lower, (m.start() for m in _CLAUSE.finditer(lower))), len(lower)]
    found = [Clause(a, b, mood(lower[a:b])) for a, b in pairwise(cuts) if a < b]
    for i in range(1, len(found)):
        short = _SHORT.fullmatch(lower, found[i].start, found[i].end)
        contrary = None if short is None else Mood.FORBIDDEN if short["no"] else Mood.PERMITTED
        if contrary is not None and {found[i - 1].mood, contrary} == {Mood.FORBIDDEN, Mood.PERMITTED}:
            found[i] = found[i]._replace(mood=contrary)
    if found and found[0].mood in (Mood.PLAIN, Mood.REQUIRED) and _OPENS_EXCEPTION.match(lower):
        found[0] = Clause(found[0].start, found[0].end, Mood.PERMITTED)
    if len(found) < 2:
        return tuple(found)
    for i in range(len(found) - 2, -1, -1):  # "patients with A, and patients with B, are eligible": one verb for both
        following = found[i + 1]
        joined = lower.startswith(_SAME_SUBJECT, following.start)
        told = lower.startswith("; or ", following.start) and _WHO_ARE.match(lower, found[i].start) is not None
        if found[i].mood is Mood.PLAIN and (joined or (told and following.mood is Mood.FORBIDDEN)):
            found[i] = Clause(found[i].start, found[i].end, following.mood)
    return tuple(found)


def goes_on_behind(lower: str, start: int, stop: int, limit: int) -> int | None:
    """Where a list that begins at ``start`` goes on behind the bracket in which an exception stands at ``stop``; None for no list.

    "No aspirin (except low doses), ibuprofen or clopidogrel": the "no" is of all three.
    """
    opened = lower.rfind("(", start, stop)
    if opened < 0 or ")" in lower[opened:stop] or not EXCEPTION.match(lower, stop):
        return None
    goes_on = _GOES_ON.match(lower, lower.find(")", stop, limit))
    return goes_on.end() if goes_on is not None else None
