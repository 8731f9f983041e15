"""Owns whether a text asks for contraception; hormones that are named as medicines are left to the therapies."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement

_CONTRACEPTIVE = regex(
    r"\bcontracept(?:ion|ives?|ive)\b|\bbirth[- ]control\b|\bbarrier methods?\b|\babstinence\b|\babstain(?:ing)? from (?:hetero|sex|inter)|\bcondoms?\b"
    r"|\b(?:avoid|prevent)(?:ing)? (?:a )?(?:becoming )?pregnan\w+"
)
_ASKED_FOR = regex(
    r"""\b(?:effective|adequate|acceptable|accepted|agree\w*|willing\w*|unwilling|must|should|practic\w+|measures?|methods?|forms?|highly|medically|reliable|appropriate|inadequate
      |fertile|child-?\s?bearing|reproductive|sexually\ active|barrier|require[ds]?|advised|refus\w+|precautions?|able\ to|unable|not\ us\w+|using|commit\w*|approved|double)\b""",
    re.VERBOSE,
)
# hormones as medicines, to be read as therapies
_HORMONES = regex(
    r"\b(?:oral|hormonal|hormone|injectable|implantable|estrogen-?\w*|steroidal|depot)\W+(?:based |containing )?(?:contraceptives?|contraception|birth control)\b"
)
_GIVES_UP = regex(
    r"\b(?:stop|discontinu\w+|withdraw|cease|forgo|abstain\w*\s+from|refrain\w*\s+from)\b[^.;]{0,90}\b(?:(?:hormonal|hormone|oral)\W+(?:contraceptives?|contraception|birth control)|birth control pills?)"
)
_DUTY = regex(
    r"\b(?:effective|adequate|acceptable|accepted|agree\w*|willing\w*|unwilling|refus\w+|reliable|appropriate|inadequate|fertile|child-?\s?bearing|reproductive|sexually active|barrier|must use|medically|highly)\b"
)


def contraception(passage: Passage) -> list[Atom]:
    """That contraception is used: one statement a passage, required wherever it stands."""
    match = _CONTRACEPTIVE.search(passage.lower)
    if match is None or not _ASKED_FOR.search(passage.lower):
        return []
    if _HORMONES.search(passage.lower) and (not _DUTY.search(passage.lower) or _GIVES_UP.search(passage.lower)):
        return []
    return [Atom(match.start(), match.end(), Requirement(Kind.CONTRACEPTION, "contraception"), Polarity.MUST)]
