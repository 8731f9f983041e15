"""Owns the toxicity grade that stands beside a condition with a bracket, or the name of the scale, between them."""

from __future__ import annotations

from criteria.atoms.conditions.qualifiers import grade
from criteria.patterns import regex
from criteria.tree import Comparison

_SCALE = (
    r"(?:(?:the\s+|current\s+)*(?:nci|national cancer institute(?:'s)?|common (?:toxicity|terminology) criteria|ctc(?:ae)?)\b"
    r"(?:[\s,()\[\]'-]|s\b|\b(?:nci|national cancer institute|common (?:toxicity|terminology) criteria|ctc(?:ae)?|for|adverse|events?|"
    r"version|v\.?\s?\d(?:\.\d)?|\d(?:\.\d)?|scale)\b)*)"
)
# between a name and its grade: neuropathy "(motor or sensory)" or "of NCI CTCAE, version 4.0"
_BEHIND = regex(
    rf"\s*(?:[(\[](?:(?!\bgr(?:ade)?\b)[^()\[\]]){{1,40}}[)\]]\s*)?(?:(?:of|with|at|that is|which is)\s+)?(?:an?\s+)?(?:{_SCALE})?\s*"
)
# the bracket behind infections "(> grade 2 NCI CTCAE)"
_IN_A_BRACKET = regex(
    rf"\s*[(\[]\s*(?:{_SCALE})?(?P<grade>[^()\[\]]{{0,28}}\b(?:grade|gr\.?)s?\s[^()\[\]]{{0,20}}?)"
    rf"(?:,?\s*(?:per|by|according to|as defined (?:by|in)|on|in|of|using)?\s*{_SCALE})?[)\]]"
)
# the bracket before a name: "(grade ≥ 2)" and peripheral vascular disease
_BEFORE = regex(r"[(\[]\s*(?P<grade>[^()\[\]]{0,20}\b(?:grade|gr\.?)s?\s?[^()\[\]]{0,20})[)\]]\s*(?:[\w-]+\s+){0,2}$")
# the grade before a bracket that says the same in words: "grade 2 or greater (moderate or worse) neuropathy"
_WITH_ITS_MEANING = regex(
    r"(?P<grade>\b(?:grade|gr\.?)s?\s[^().;,]{1,30}?)\s*\("
    r"(?:\W|\b(?:mild|moderate|severe|life-?threatening|or|worse|greater|higher|more|and|above|at|least|i\.?e\.?)\b)+"
    r"\)\s*(?:[\w-]+\s+){0,2}$"
)
_AT_ONCE = regex(
    r"(?:[<>=≥≤/]|\b(?:greater|higher|more|less|lower|above|below|exceeding|over|at|least|most|than|or|equal|to|no)\b|\s){0,12}(?:grade|gr\b)"
)
# the name of a disease goes on into that of the scale: "neuropathy of NCI-CTC"
_OWN_SCALE = regex(rf"\s(?:of|with|by)\s+(?={_SCALE})")
_REACH = 60  # characters before a condition in which a bracket with its grade stands
_ENOUGH = 70  # characters of a grade with its comparator


def grade_beside(lower: str, start: int, end: int) -> Comparison | None:
    """The grade that belongs to the condition at ``start`` to ``end``, with a bracket or a scale between; None without one."""
    if "gr" not in lower:
        return None
    if (scale := _OWN_SCALE.search(lower, start, end)) is not None:
        end = scale.start()
    if (inside := _IN_A_BRACKET.match(lower, end)) is not None:
        return grade(inside["grade"])
    behind = _BEHIND.match(lower, end)
    at = behind.end() if behind is not None else end
    if _AT_ONCE.match(lower, at) is not None:
        return grade(lower[at : at + _ENOUGH])
    floor = max(0, start - _REACH)
    before = _BEFORE.search(lower, floor, start) or _WITH_ITS_MEANING.search(lower, floor, start)
    return grade(before["grade"]) if before is not None else None
