"""Owns what an adjective says of the breast cancer that is asked for: of one breast only, not inflammatory, or one that has withstood its treatment."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.recurrence import HAS_WITHSTOOD
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_HINTS = hints("unilateral", "refractory", "inflammatory")
_MORE = (
    r"(?:(?:stage [\w-]{1,6}|[i]{1,3}[abc]?|iv|invasive|infiltrating|primary|early|early-stage|operable|ductal|lobular|locali[sz]ed"
    r"|metastatic|advanced|locally|unresectable|resectable|progressive|newly|diagnosed"
    r"|histologically|pathologically|confirmed|proven|her-?2\S*|er\S*|hr\S*|triple[- ]negative)"
    r",? ){0,4}?"
)
_BREAST = r"(?:(?:breast|mammary) (?:cancers?|(?:adeno)?carcinomas?|tumou?rs?)|(?:cancers?|(?:adeno)?carcinomas?) of (?:the )?breast)\b"
_IN_THE_BREAST = rf"(?:{_BREAST}|(?:invasive|ductal|lobular) (?:adeno)?carcinomas?\b(?! of (?!the breast))|dcis\b|ductal carcinoma in[ -]situ)"
_ONE_SIDED = regex(rf"(?<!or )(?<!/)\bunilateral(?=,? {_MORE}{_IN_THE_BREAST})")
_NOT_INFLAMMATORY = regex(
    rf"\b(?:invasive,? but )?non-?\s?inflammatory(?=(?: (?:or|and) [\w-]+)?,? {_MORE}(?:{_BREAST}|(?:invasive |breast )*(?:adeno)?carcinomas?\b))"
)
# "refractory stage IV breast cancer"; what is refractory to something, or one of two, is read elsewhere
_REFRACTORY = regex(
    rf"(?:^\W*|\b(?:with|have|has|having|confirmed|documented|of) (?:an? )?)(?P<all>refractory)(?=,? {_MORE}{_BREAST}(?! refractory))"
)
_NONE_OF_THESE = (
    (_ONE_SIDED, "bilateral breast cancer"),
    (_NOT_INFLAMMATORY, "inflammatory breast cancer"),
)


def said_of_it(passage: Passage) -> Iterator[Atom]:
    """What everyone must have, besides the cancer, where its adjectives ask for more: no cancer of both breasts, a failed treatment."""
    lower = passage.lower
    if passage.base is not Effect.REQUIRE or not _HINTS.search(lower):
        return
    for words, concept in _NONE_OF_THESE:
        found = words.search(lower)
        named = found is not None and any(m.start == found.start() for m in passage.of_kind(Kind.CANCER))
        if found is not None and not named and _is_asked(passage, found.start()):
            yield Atom(*found.span(), Requirement(Kind.CANCER, concept), Polarity.MUST_NOT)
    withstood = _REFRACTORY.search(lower)
    if withstood is not None and _is_asked(passage, withstood.start("all")):
        yield Atom(*withstood.span("all"), HAS_WITHSTOOD)


def _is_asked(passage: Passage, at: int) -> bool:
    scopes = passage.scopes
    plain = scopes.mood(at) in (Mood.PLAIN, Mood.REQUIRED) and scopes.negations(at) % 2 == 0
    return (
        plain
        and passage.is_free(at, at + 1)
        and all(scopes.over(at, cue) is None for cue in (Cue.EXCEPTION, Cue.CONDITION))
    )
