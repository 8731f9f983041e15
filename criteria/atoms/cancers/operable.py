"""Owns whether a text says of the cancer that it can be operated on: before its noun, behind a verb, or in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.patterns import regex

OPERABLE = "operable"
_WORD = regex(r"\b(?<!non-)(?<!un-)(?<!in-)(?:operable|(?:surgically )?resectable)\b")
_CANCER = r"(?:breast|diseases?|cancers?|(?:adeno)?carcinomas?|stages?|tumou?rs?|malignan\w+|[cp]?t[0-4][a-d]?)\b"
# "operable, histologically confirmed adenocarcinoma", "resectable or borderline resectable disease"
_OF_A_CANCER = regex(rf"(?:/|,? )(?:(?!lesions?\b|metasta|must\b|with\b|by\b)[\w+/-]+,? ){{0,6}}?{_CANCER}")
# "carcinoma that is considered operable", "the tumor must be surgically resectable"
_SAID_OF_A_CANCER = regex(
    rf"\b{_CANCER}(?: of the (?:\w+ )?breast)?,?(?: (?:that|which|and))?(?: (?:is|are|was|were|has|have|must|should|be|been|being))+"
    r"(?: (?:considered|deemed|judged|felt|thought|regarded|as|to|be|potentially|primarily|clinically|initially))* [\"']?$"
)
_LINE = regex(r"\W*(?:primary |primarily |clinically )?$")
_ENDS_THERE = regex(r"(?: and\b|\W*$)")
# "lumpectomy with axillary dissection for operable breast cancer (T1-3, N0-1, M0)": the disease that was operated on
_OPERATED_FOR = regex(
    r"\b(?:"
    r"mastectomy|lumpectomy|(?:conserving|conservation|breast|definitive) (?:surgery|therapy)|dissection|resection"
    r"|assessment|biopsy|positive)\)? for (?:primary )?$"
)
_NEAR = 90  # characters of the words before it


def operable(lower: str) -> Iterator[re.Match[str]]:
    """Where the cancer is said to be operable.

    >>> [m.start() for m in operable("breast cancer that is considered operable, and a lesion that is resectable")]
    [33]
    """
    return (m for m in _WORD.finditer(lower) if _is_said_of_cancer(lower, *m.span()))


def _is_said_of_cancer(lower: str, start: int, end: int) -> bool:
    """Whether the word at ``start`` to ``end`` is said of the cancer, and not of a lesion or an organ."""
    if _OF_A_CANCER.match(lower, end) or _SAID_OF_A_CANCER.search(lower, max(0, start - _NEAR), start):
        return True
    return _LINE.match(lower, 0, start) is not None and _ENDS_THERE.match(lower, end) is not None


def was_operated_on(lower: str, start: int) -> bool:
    """Whether an operation is named for it: then it is the disease of the trial, and no setting of a treatment."""
    return _OPERATED_FOR.search(lower, max(0, start - _NEAR), start) is not None
