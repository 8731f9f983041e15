"""Owns adjectives of tumors that are said of another disease: "multifocal motor neuropathy"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention

_FOCAL = regex(r"multi-?focal")
# "multifocal, uncontrolled arrhythmias"
_OF_ANOTHER_DISEASE = regex(
    r",? (?:(?:uncontrolled|cardiac|ventricular|atrial|motor|ectopic|premature|symptomatic|and|or),? )*"
    r"(?:(?:ar|dys)rh?ythmi\w+|(?:\w+ )?tachycardi\w+|beats?|contractions?|neuropath\w+|leu[kc]oencephal\w+|seizures?"
    r"|pneumonias?|infiltrates?|strokes?)\b"
)


def is_of_no_tumor(passage: Passage, mention: Mention) -> bool:
    """Whether a bare "multifocal" is said of another disease than a tumor."""
    word = _FOCAL.fullmatch(passage.lower, mention.start, mention.end)
    return word is not None and _OF_ANOTHER_DISEASE.match(passage.lower, mention.end) is not None
