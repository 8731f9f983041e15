"""Owns whom else a condition names in words that were not read: "patients with asthma or older than 60 years"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Unparsed
from criteria.words.condition_words import word_set
from criteria.words.context import Cue, Scope
from criteria.words.plain_words import COMMON, FILLERS

# an "or" between two ways of saying who is meant, and none between two words of one of them ("adjuvant or metastatic")
_OR_WHO = regex(
    r"[,)]?\s+(?:and/)?or\s+(?=(?:if|for (?:all )?(?:patients|those|women|men)|in|with|who|whose|those|patients|subjects"
    r"|participants|women|men|older|younger|over|under|aged?|prior|previous|history|an?|any|receiving|taking|on|having"
    r"|ha[sv]e|had|treated|known|current)\b|[<>≥≤])"
)
_WORD = re.compile(r"[a-z][a-z-]{3,}")
_SAYS_ONLY_HOW = word_set(
    """
    aged older younger years having known history prior previous those either women female receiving treated taking current currently
    presence documented received diagnosed
    """
)


def others(passage: Passage, found: Sequence[Atom], start: int, end: int) -> Unparsed | None:
    """Whom the condition between ``start`` and ``end`` names beside what was read of it, ``found``; None if nobody."""
    start = min(
        [s.at for s in passage.scopes.found if s.cue is Cue.CONDITION and _goes_on(passage.lower, s, start)],
        default=start,
    )
    cuts = [
        m for m in _OR_WHO.finditer(passage.lower, start, end) if not any(a.start < m.end() <= a.end for a in found)
    ]
    edges = [start, *(at for m in cuts for at in m.span()), end]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if cuts and passage.is_free(left, right) and _says_something(passage.lower[left:right]):
            return Unparsed(passage.view.span(left, right), "condition")
    return None


def _goes_on(lower: str, before: Scope, at: int) -> bool:
    """Whether a condition goes on in the one at ``at``: "for patients with asthma or for patients over 60"."""
    return before.at < at and before.end >= at - len(" or ") and lower.endswith(" or ", before.at, at)


def _says_something(words: str) -> bool:
    return any(w not in FILLERS and w not in COMMON and w not in _SAYS_ONLY_HOW for w in _WORD.findall(words))
