"""Owns the parts of a sentence within which cues, windows and settings act on therapies, and the words about each list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import Words, regex
from criteria.text.passage import Passage
from criteria.words.clauses import outside_brackets
from criteria.words.context import Cue

_PART = regex(
    r"[;]\s(?!(?:including|include[sd]?|e\.g|such\s+as|for\s+example|namely)\b)|(?<=\w{4})\.\s+(?=[a-z(])"
    r"|\s-\s(?!(?:either|current|prior|previous|past|planned|ongoing|concurrent|within|at\s+least|[<>≤≥])\b)"
    r"|,?\s+but\s+(?!(?:is\s+|are\s+)?not\s+(?:be\s+)?(?:limited|confined|restricted)\s+to\b"
    r"|(?:(?:no|not)\s+(?:more|longer|later|greater)\s+than|less\s+than|within|[<≤]=?)\s*\S+\s+"
    r"(?:days|weeks|months|years)\b)"
    r"|\s+however,?\s+(?!(?:is|are|was|were|may|can|must|should|will|has|have|not)\b)|\bnote:\s"
    r"|,\s+(?:although|though)\s|\s[*•]\s"
)
# hard-wrapped old texts run lines together: a capital opens the next one without a stop
_RUN_ON = regex(
    r"(?<=[a-z0-9)%]) (?=(?:No|At least|Prior|Concurrent|More than|Must|Recovered|Not|See|Greater than|Patients)\b [a-z0-9])"
)
# words that may stand between the members of one list of therapies
_LINK = regex(
    r"(?:[\s,/()&+:-]|\b(?:and|or|and/or|including|includes?|such|as|like|with|plus|e\.?g\.?|i\.?e\.?|etc|either|both|but|not|limited|to|other"
    r"|any|a|an|the|of|for|prior|previous|concurrent|systemic|high[- ]dose|agents?|drugs?|therap(?:y|ies)|treatments?|based|containing"
    r"|regimens?|combinations?|in|combination|non|small|molecule|cytotoxic|palliative|adjuvant|neo|neoadjuvant|another|investigational"
    r"|approved|anti-?cancer|oral|chronic|strong|moderate|potent|live|major)\b\.?)*"
)
_LONGEST_LINK = 80
_SHORT = ("e.g.", "i.e.", " eg.", "(eg.", " ie.", "(ie.")
_REACH = 320  # characters on either side in which a word can still speak of a therapy


# whom the trial gives what: "patients who had X will receive Y instead"
_CONDUCT = regex(
    r"\W*(?:all\s+|those\s+)?(?:patients?|subjects?|participants?|women|individuals)\s+(?:who|with|whose|that)"
    r"\b[^.;]*?(?<!who )(?<!that )\bwill\s+(?:"
    r"be\s+(?:treated|given|assigned|stratified|randomi[sz]ed|offered|started|monitored|followed)|receive|undergo"
    r"|start|continue)\b[^.;]*\b(?:instead|arm|group|cohort|stratum|per|according)\b"
)

Detail = tuple[tuple[str, str], ...]


class Statement(NamedTuple):
    """Characters ``start`` to ``end`` of a passage; cues speak to them from ``cues`` on.

    An exception dates and sets only what it holds, but the verb before it speaks of that too.
    """

    start: int
    end: int
    cues: int


class Around(NamedTuple):
    """A name with the words about it, within its statement and within reach.

    ``before`` and ``after`` stand about the whole list that it is in, from ``first`` to ``last``, ``own`` and ``behind``
    about the name itself.
    """

    passage: Passage
    name: Name
    before: str
    after: str
    own: str
    behind: str
    first: int
    last: int


def is_conduct(lower: str) -> bool:
    """Whether a sentence says what the trial will do with some of its patients, and asks nothing of them."""
    return _CONDUCT.match(lower) is not None


def statements(passage: Passage) -> Iterator[Statement]:
    """The parts of a sentence, in order."""
    lower = passage.lower
    parts = outside_brackets(lower, (m.start() for m in _PART.finditer(lower)))
    cuts = {0, *parts, *(m.start() for m in _RUN_ON.finditer(passage.text))}
    exceptions = [s for s in passage.scopes.found if s.cue is Cue.EXCEPTION and s.is_lifted_from]
    inner = {s.at for s in exceptions} | {s.end for s in exceptions}
    cues = 0
    for start, end in pairwise(sorted(cuts | inner | {len(lower)})):
        cues = start if start in cuts else cues
        yield Statement(start, end, cues)


def lists(lower: str, named: list[Name]) -> Iterator[list[Name]]:
    """Runs of names that make one list: "A, B or other C"."""
    run: list[Name] = []
    for name in named:
        between = lower[run[-1].end : name.start] if run else ""
        apart = bool(run) and run[-1].naive and not name.naive  # "HER2 therapy-naive, or on HER2-targeted therapy"
        if run and (apart or not (len(between) < _LONGEST_LINK and _LINK.fullmatch(between))):
            yield run
            run = []
        run.append(name)
    if run:
        yield run


def around(passage: Passage, statement: Statement, run: list[Name], name: Name) -> Around:
    """The words about a name of the list ``run``."""
    lower, first, last = passage.lower, run[0].start, run[-1].end
    return Around(
        passage,
        name,
        before=_without_stops(lower[max(statement.cues, first - _REACH) : first]),
        after=lower[last : min(statement.end, last + _REACH)],
        own=_without_stops(lower[max(statement.cues, name.start - _REACH) : name.start]),
        behind=lower[name.end : name.end + 80],
        first=first,
        last=last,
    )


def _without_stops(words: Words) -> Words:
    """The words with the stops of "e.g." and "i.e." blanked, so that they end nothing."""
    if not any(short in words for short in _SHORT):
        return words
    blanked: str = words
    for short in _SHORT:
        blanked = blanked.replace(short, short.replace(".", " "))
    return words.also(blanked)
