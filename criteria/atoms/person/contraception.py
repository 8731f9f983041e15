"""Owns whether a text asks for contraception; hormones that are named as medicines are left to the therapies."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_CONTRACEPTIVE = regex(
    r"\bcontracept(?:ion|ives?|ive)\b|\bbirth[- ]control\b|\bbarrier methods?\b|\babstinence\b|\babstain(?:ing)? from (?:hetero|sex|inter)|\bcondoms?\b"
    r"|\b(?:avoid|prevent)(?:ing)? (?:a )?(?:becoming )?pregnan\w+"
    r"|\b(?:should|must) not (?:be)?(?:come|get) pregnant\b(?![^.;]*\b(?:nurs\w*|breast-?\s?feed\w*|lactat\w+))"
)
_ASKED_FOR = regex(
    r"""\b(?:effective|adequate|acceptable|accepted|agree\w*|willing\w*|unwilling|must|should|practic\w+|measures?
        |methods?|forms?|highly|medically|reliable|appropriate|inadequate
      |fertile|child-?\s?bearing|reproductive|sexually\ active|barrier|require[ds]?|advised|refus\w+|precautions?
          |able\ to|unable|not\ us\w+|using|commit\w*|approved|double)\b""",
    re.VERBOSE,
)
# hormones as medicines, to be read as therapies
_HORMONES = regex(
    r"\b(?:oral|hormonal|hormone|injectable|implantable|estrogen-?\w*|steroidal|depot)\W+(?:based |containing )?"
    r"(?:contraceptives?|contraception|birth control)\b"
)
_GIVES_UP = regex(
    r"\b(?:stop|discontinu\w+|withdraw|cease|forgo|abstain\w*\s+from|refrain\w*\s+from)\b[^.;]{0,90}\b"
    r"(?:(?:hormonal|hormone|oral)\W+(?:contraceptives?|contraception|birth control)|birth control pills?)"
)
# "women of childbearing potential, unless they use contraception": who uses it is not turned away
_WHO_COULD = regex(
    r"\b(?:wom[ae]n|females?|patients?|participants?|subjects?) of (?:child-?\s?bearing|reproductive) potential\b(?![^;]*\bpregnancy test)[^;]*?\bunless\b"
)
# a method that is named alone, in a list of those that a trial takes
_METHOD = regex(
    r"\W*(?:(?:and|or|any|an?|the|placement of|use of|established|approved)\s+){0,3}"
    r"(?:intra-?\s?uterine (?:contraceptive )?(?:hormone-?\s?releasing )?(?:devices?|systems?)\b"
    r"|bilateral tubal occlusion\b|vasectomi[sz]ed (?:male )?(?:sexual )?partners?\b|(?:male partner|female|male) sterili[sz]ation\b"
    r"|(?:(?:total|complete|true|sexual|heterosexual)\s+)+abstinence\b"
    r"|(?:combined|progest\w+[- ]only|progest\w+)\b[^.;:]{0,60}\bcontracepti(?:on|ves?)\b[^.;]{0,40}\binhibition of ovulation\b)"
    r"(?!.*\b(?:must|should|not|no|within|excluded?|prohibited|discontinu\w+|stop\w*)\b)"
)
_LONGEST_METHOD = 220  # characters
_DUTY = regex(
    r"\b(?:"
    r"effective|adequate|acceptable|accepted|agree\w*|willing\w*|unwilling|refus\w+|reliable|appropriate|inadequate"
    r"|fertile|child-?\s?bearing|reproductive|sexually active|barrier|must use|medically|highly)\b"
)


def contraception(passage: Passage) -> list[Atom]:
    """That contraception is used: one statement a passage, required wherever it stands."""
    requirement = Requirement(Kind.CONTRACEPTION, "contraception")
    method = _METHOD.match(passage.lower) if passage.base is Effect.REQUIRE else None
    if method is not None and len(passage.lower) <= _LONGEST_METHOD:
        return [Atom(method.start(), len(passage.lower), requirement, Polarity.MUST)]
    match = _CONTRACEPTIVE.search(passage.lower)
    if match is None or not _ASKED_FOR.search(passage.lower):
        return []
    if _HORMONES.search(passage.lower) and (not _DUTY.search(passage.lower) or _GIVES_UP.search(passage.lower)):
        return []
    unless = _WHO_COULD.search(passage.lower, 0, match.start())
    start = match.start() if unless is None else unless.start()
    return [Atom(start, match.end(), requirement, Polarity.MUST)]
