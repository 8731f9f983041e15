"""Owns the ECG that must be normal in the words of an inclusion: "normal ECG", "ECG without relevant abnormality"."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue

_HINTS = hints("ecg", "ekg", "electrocardiogra")
_ECG = r"(?:ecg|ekg|electrocardiogra(?:m|phy))\b"
_QUALIFIED = r"(?:(?:12|twelve)-lead|baseline|resting|screening|cardiac|twelve|12|lead)"
_NORMAL = regex(
    rf"\bnormal(?:,? (?:or|and|/) ?(?:non-?specific|near-normal|stable))? (?:{_QUALIFIED} )*{_ECG}"
    rf"|\b{_ECG}(?: \((?:ecg|ekg)\))? without (?:(?:any|clinically|relevant|significant|major|serious) )*abnormalit(?:y|ies)\b"
)
_DENIED = regex(r"\b(?:not|no|without|unless|except|excluding)\b[^,;.]{0,30}$")


def read(passage: Passage) -> list[Atom]:
    """At most one atom: whoever has an abnormal ECG is kept out where an inclusion asks for a normal one."""
    lower = passage.lower
    if passage.base is not Effect.REQUIRE or not _HINTS.search(lower):
        return []
    match = _NORMAL.search(lower)
    if match is None or _DENIED.search(lower, 0, match.start()) is not None:
        return []
    if passage.scopes.over(match.start(), Cue.CONDITION) is not None or not passage.is_free(*match.span()):
        return []
    return [Atom(*match.span(), Requirement(Kind.COMORBIDITY, "abnormal ecg"), Polarity.MUST_NOT)]
