"""Owns lines about the cancers of a person's relatives: "two first-degree relatives with breast cancer", "family history of ovarian cancer"."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue

_HINTS = hints("relative", "family", "familial")
_OPENING = (
    r"\W*(?:(?:the|all|any|patients?|subjects?|participants?|women|individuals?|those|who|must|should|has|have|had"
    r"|having|with|no|not|without|absence|of|known|documented|reported)\b ?)*"
)
_COUNT = r"(?:(?:at least|more than|no more than|[≥>]=?) ?)?(?:(?:an?|one|two|three|1|2|3|several|multiple|any)\b(?: or more\b)? ?)?"
_DEGREE = r"(?:first|second|third|1st|2nd|3rd)(?:[- ]degree|-)?"
_RELATIVES = (
    rf"{_DEGREE}(?:(?:,? (?:or|and|and/or) | ?/ ?| to ){_DEGREE})*"
    r"(?: (?:female|male|blood|biological|maternal|paternal|family))* (?:relatives?|family members?)(?: ?\(s\))?"
    r"(?: ?\([^()]{2,60}\))?"
)
_CANCER = r"(?:cancers?|carcinomas?|malignanc(?:y|ies)|dcis|leuk[a]?emia|lymphoma|melanoma|menopause)"
_ILL = (
    r"(?:with|who (?:have|has|had|developed|was|were|is|are)|having|diagnosed|affected|suffering|developing)\b"
    rf"[^.;:]{{1,100}}?\b{_CANCER}\b[^.;:]{{0,80}}"
)
_HISTORY = (
    r"(?:(?:strong|positive|significant|clear|an?) )*(?:family|familial) history "
    rf"(?:of|for) (?:(?:[\w/-]+,?|or|and) ){{0,8}}?(?:{_CANCER}|{_RELATIVES} {_ILL})(?: [^.;:]{{1,80}})?"
)
_LINE = regex(rf"{_OPENING}(?P<what>{_COUNT}{_RELATIVES} {_ILL}|{_HISTORY})\W*")
# a second statement beside that of the relatives: of the person, of a test, of what is to be done
_SAYS_MORE = regex(
    r"\b(?:must|should|will|may|can|unless|except|if|eligible|excluded|allowed|patients?|subjects?|participants?|personal|tests?|tested|testing"
    r"|mutations?|carriers?|genes?|variants?|syndromes?|biops\w+|hyperplasia|risk|score|model|aged|willing|enrolled|invited|plus|but|not|no|without)\b"
)
_ENDS = regex(r"^an? (?!first|second|third|1st|2nd|3rd)| (?:or|and)$")
_OTHER_KINDS = frozenset(Kind) - {Kind.CANCER, Kind.COMORBIDITY, Kind.STAGE, Kind.SEX, Kind.AGE}


def read(passage: Passage) -> list[Atom]:
    """What a line asks of the relatives and of nobody else, in its own words; the record's own words decide it.

    None of a person's own lists speaks of her relatives, so that silence leaves it open.
    """
    lower = passage.lower
    if not _HINTS.search(lower) or passage.base is Effect.ALLOW:
        return []
    found = _LINE.fullmatch(lower)
    if found is None or _SAYS_MORE.search(lower, *found.span("what")) is not None:
        return []
    start, end = found.span("what")
    if any(m.kind in _OTHER_KINDS and start <= m.start < end for m in passage.mentions) or any(
        scope.cue is not Cue.NEGATED for scope in passage.scopes.found
    ):
        return []
    words = _ENDS.sub("", re.sub(r"[\s,]+", " ", str(found["what"])).strip(" ."))
    return [Atom(start, end, Requirement(Kind.DISEASE_MEASURE, words), Polarity.FOLLOW)]
