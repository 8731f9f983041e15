"""Owns a progression that is told behind the treatment it came on: "must have received trastuzumab and progressed on it"."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect
from criteria.words.context import Cue
from criteria.words.moods import Mood

_HINTS = hints("progress", "recur", "relaps")
_PROGRESSED = r"progress(?:ed|ion)"
_CAME_BACK = rf"(?:{_PROGRESSED}|recurr(?:ed|ence)|relapsed?)"
_OF_DISEASE = r"(?:\s+of\s+(?:the\s+|their\s+)?(?:disease|cancer|tumou?r))?"
_IT = r"(?:(?:it|them|this|that|these|those|such|treatment|therapy)\b|the\s+(?:same|treatment|therapy|drug|regimen)\b)"
_AND_PROGRESSED = regex(
    r"(?:(?!\b(?:"
    r"or|and|but|with|without|who|if|unless|except|provided|allowed|permitted|no|not|never|prior\s+to|before|until)\b)"
    r"[^.;:]"
    r"|\bor\s+metastatic\b|\([^()]{0,60}\)){0,90}?"
    r"(?:,\s*)?(?:and|but|with|who)\s+(?:(?:"
    r"then|who|must|should|have|has|had|having|also|been|experienced|shown|show|subsequent(?:ly)?|either|documented"
    r"|radiographic(?:ally)?|radiologic(?:al|ally)?|objective|clinical|evidence|of|confirmed|disease|tumou?r|cancer"
    r"|systemic)\s+){0,7}"
    rf"(?:{_CAME_BACK}\s+(?:or|and/or)\s+(?:disease\s+)?)?"
    # a relapse that is not said to have come on it may have come years after
    rf"(?:{_PROGRESSED}{_OF_DISEASE}\s*(?:$|[.;,)])"
    rf"|{_CAME_BACK}{_OF_DISEASE}\s+(?:"
    r"(?:while|whilst)\s+(?:on|receiving|taking)|on|during|after|following|under|despite"
    rf"|within\s+[\w ]{{1,20}}\s+(?:of|after))\s+{_IT})"
    # "and either progressed on it or did not tolerate it": one of the two is enough
    r"(?![^.;]{0,70}\bor\b(?!\s+(?:within|after|following|during|recurr|progress|relaps)))"
)


def then_progressed(words: Around) -> bool:
    """Whether the words behind a treatment that is asked for say that the disease came back on it, or after it.

    Where another treatment is named as what it came back on, the progression is told of that one.
    """
    passage, at = words.passage, words.name.start
    if passage.base is not Effect.REQUIRE or not _HINTS.search(words.after) or _is_let_in(passage, at):
        return False
    return _AND_PROGRESSED.match(words.after) is not None


def _is_let_in(passage: Passage, at: int) -> bool:
    scopes = passage.scopes
    let_in = scopes.mood(at) is Mood.PERMITTED or scopes.over(at, Cue.EXCEPTION) is not None
    return let_in or scopes.over(at, Cue.CONDITION) is not None or scopes.negations(at) % 2 == 1
