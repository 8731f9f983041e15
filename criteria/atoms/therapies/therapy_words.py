"""Owns therapies whose words name one only beside the right neighbours: "estrogen", "endocrine", "total-body radiation"."""

from __future__ import annotations

import re

from criteria.atoms.therapies.donors import donor
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_statement import Detail
from criteria.atoms.therapies.therapy_wordings import RULES
from criteria.patterns import hints, regex
from criteria.text.passage import Passage

_HINTS = hints(*dict.fromkeys(hint for hint, _, _ in RULES))
_ORGANS = regex(
    r"\b(?:hepatic|renal|metabolic|gastrointestinal|respiratory|pulmonary|cardiovascular|neurologic\w*|psychiatric|h[a]?ematologic\w*)\b"
)
_ET = regex(r"(?<![\w/-])ETs?(?![\w/-])")


def word_names(passage: Passage) -> list[Name]:
    """The therapies that such words name."""
    lower = passage.lower
    found: list[Name] = []
    if _HINTS.search(lower):
        found += [
            Name(match.start(), match.end(), concept, detail=_whose(lower, match, concept))
            for hint, pattern, concepts in RULES
            if hint in lower
            for match in pattern.finditer(lower)
            for concept in concepts
            if not (hint == "endocrine" and _ORGANS.search(lower, max(0, match.start() - 40), match.end() + 40))
        ]
    if "ET" in passage.text:
        found.extend(Name(m.start(), m.end(), "endocrine therapy") for m in _ET.finditer(passage.text))
    return found


def _whose(lower: str, match: re.Match[str], concept: str) -> Detail:
    """Whose cells a transplant gives that shares its noun: "allogeneic stem cell or organ transplant"."""
    return donor(lower, match.start(), match.end()) if concept == "stem cell transplant" else ()
