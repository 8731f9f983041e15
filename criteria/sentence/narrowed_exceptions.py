"""Owns exceptions whose unread words only narrow what they name: "unless on warfarin, as long as the INR is in range"."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.words.plain_words import FILLERS

# "…, in which case the INR must be in range"
_NARROWS = regex(
    r",?\s*\b(?:(?:(?:so|as) long as|provided(?: that)?|providing(?: that)?)\b(?! (?:by|in|with|to)\b)"
    r"|in which case\b(?=[^.;]*\b(?:must|should|needs? to|ha(?:s|ve) to)\b)"
    r"|(?:and|if) (?:the |his |her |their )?(?:inr|pt|ptt|aptt|values?|levels?|doses?)\b)"
)
# "… as long as the PT or PTT is in range" goes on about the one exception
_OR_ANOTHER = regex(r"\bor (?!(?:the )?(?:a?ptt|pt|inr|prothrombin|(?:activated )?partial)\b)")
_WORD = regex(r"[a-z]{4,}")
_OPENS = frozenset({"except", "exception", "exceptions", "unless", "taking", "receiving"})


def narrowed(passage: Passage, atoms: Sequence[Atom], start: int, end: int) -> list[Atom]:
    """What the exception at ``start`` to ``end`` names before words that narrow it; empty where nothing narrows it.

    What the unread words behind name again is the same thing ("the intended use of anticoagulants").
    """
    cut = _NARROWS.search(passage.lower, start, end)
    named = [] if cut is None else [a for a in atoms if a.end <= cut.start()]
    if cut is None or not named or any(a.is_unread for a in named):
        return []
    concepts = {a.requirement.concept for a in named}
    another = any(a.requirement.concept not in concepts for a in atoms if a not in named)
    if another or _OR_ANOTHER.search(passage.lower, start, end) is not None:
        return []
    own = " ".join(passage.lower[a.start : a.end] for a in named)
    words = _WORD.findall(passage.lower[start : cut.start()])
    return named if all(word in own or word in FILLERS | _OPENS for word in words) else []
