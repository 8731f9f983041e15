"""Owns when the cancer came through a therapy, counted back from today: "failure of trastuzumab within the previous 6 months"."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Window
from criteria.words.window_relations import FROM_STUDY
from criteria.words.windows import FoundWindow

_LAST = regex(r"\b(?:last|past|previous|preceding|prior)\b")
_BEFORE_STUDY = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:ago\b|earlier\b"
    r"|(?:immediately\s+)?(?:prior\s+to|before|preceding)\s+(?:(?:"
    r"the|their|this|first|start|starting|beginning|initiation|initial|date|time|of|dose|day|signing|planned|informed)\s+)*"
    r"(?:study|trial|random|enrol|regist|screen|entry|inclusion|consent|treatment|protocol|baseline|dose|cycle)\w*)"
)
_REACH = 110  # characters behind a time in which it can say what it is counted from


def lately(words: Around, found: FoundWindow | None) -> Window | None:
    """The window of a progression that is counted back from the enrolment; None where the time is counted from the therapy.

    "Progression within 12 months of adjuvant therapy" is how long the therapy held, which is a detail.
    """
    if found is None or found.ahead or found.upper is not None or found.window.op not in ("<", "<="):
        return None
    lower = words.passage.lower
    counts_back = (
        _LAST.search(lower, found.start, found.end)
        or _BEFORE_STUDY.match(lower, found.end)
        or FROM_STUDY.match(lower[found.end : found.end + _REACH])
    )
    return found.window if counts_back else None
