"""Owns the words by which a line shows that it is a bare member of a list of treatments, and no sentence of its own."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind
from criteria.vocabulary import load

_SHORT = (
    5  # words of a line in which the name of a treatment says what it is: "aspirin or aspirin-containing combinations"
)
_LONGEST = 24  # words of a line that only names treatments
_NAMES = regex(
    r"\b(?:(?:chemo|radio|immuno|hormono)?-?therap(?:y|ies)|(?:chemo|immuno)?radiation|surger(?:y|ies)|transfusions?"
    r"|vaccin(?:es?|ations?)|inhibitors?|antibod(?:y|ies)"
    r"|drugs?|agents?|medications?|treatments?|inducers?|steroids?|corticosteroids|procedures?|transplant\w*"
    r"|products?|supplements?|growth factors?|cytokines?|analog(?:ue)?s|agonists?|antagonists?|modulators?"
    r"|contraceptives?|(?:anti-?)?(?:andro|estro|oestro|progesto)gens?|hormones?)\b",
    re.IGNORECASE,
)
# a member has no verb, no time and no history of its own
_SAYS_MORE = regex(
    r"^\W*(?:any (?:history|evidence)|no\b|not\b|patients?|subjects?|participants?|women|men|individuals|those|prior"
    r"|previous\w*|history|known|currently|current|concurrent|concomitant|ongoing|planned|unresolved|has\b|have\b"
    r"|receiving|received|must)"
    r"|\b(?:"
    r"must|should|is|are|was|were|has|have|had|will|may|can|within|days?|weeks?|months?|years?|half-li\w+|during"
    r"|history of|allerg\w+|hypersensitiv\w+|reactions?|toxicit\w+|contraindicat\w*|who)\b",
    re.IGNORECASE,
)


def names_treatment(words: str) -> bool:
    """Whether a line names treatments and says nothing more of them."""
    if len(words.split()) > _LONGEST or _SAYS_MORE.search(words) is not None:
        return False
    whole = words.strip(" .,;").lower()
    if _NAMES.search(words) is not None or _is_known(whole):
        return True
    parts = whole.split()
    return 1 < len(parts) <= _SHORT and (_is_known(parts[0]) or _is_known(parts[-1]))


def _is_known(name: str) -> bool:
    return load().find(Kind.THERAPY, name) is not None
