"""Owns the state that stands before a list of receptors: "positive for", "lack of", "known", "any"."""

from __future__ import annotations

from criteria.atoms.markers.receptor_states import OF_STATUS, Sentence

_BEFORE_NAME = frozenset(
    {"the", "either", "both", "a", "an", "gene", "protein", "staining", "score", "evidence", "at", "least", "one",
     "immunohistochemical", "level", "levels", "tumor", "tumour"}
)  # fmt: skip


def before(sentence: Sentence, at: int) -> tuple[str, int] | None:
    """The state before the list that starts at token ``at`` ("positive for", "lack of", "known"), and where it begins."""
    back, linked, expressed, status = at - 1, False, False, False
    while back >= 0 and (
        sentence.kind(back) in ("of", "expression") or sentence.text(back) in _BEFORE_NAME | OF_STATUS
    ):
        linked = linked or sentence.kind(back) == "of"
        expressed = expressed or sentence.kind(back) == "expression"
        status = status or sentence.text(back) in OF_STATUS - _BEFORE_NAME
        back -= 1
    behind = _status_behind(sentence, at)
    alone = ("positive", sentence.words[back + 1].start) if expressed and linked and not behind else None
    if back < 0:
        return ("known", 0) if status and linked else alone
    token = sentence.words[back]
    match token.kind:
        case "state":
            return _state_before(sentence, back, behind=behind, linked=linked, expressed=expressed)
        case "lack" if token.text.startswith(("lack", "absence")) or (expressed and linked):
            return "negative", token.start
        case "any":
            return "any", token.start
        case "known" | "unknown" if behind or status or token.text in ("known", "unknown"):
            return token.kind, token.start
    return alone


def _state_before(
    sentence: Sentence, back: int, *, behind: bool, linked: bool, expressed: bool
) -> tuple[str, int] | None:
    token = sentence.words[back]
    value, start = str(token.value), token.start
    if sentence.kind(back - 1) == "any":  # "may or may not be positive for"
        return "any", sentence.words[back - 1].start
    if "express" in token.text or "amplif" in token.text:
        lacking = value == "positive" and sentence.kind(back - 1) == "lack"
        return ("negative", sentence.words[back - 1].start) if lacking else (value, start)
    if value == "unknown" and token.text in ("unknown", "undetermined", "missing"):
        whatever = sentence.kind(back - 1) == "join" and sentence.text(back - 2) == "known"  # "known or unknown"
        return ("any", sentence.words[back - 2].start) if whatever else (value, start)
    if token.text not in ("positive", "negative", "positivity", "negativity", "low"):
        return None
    if linked or (behind and not expressed):  # "positive for", "negative HER2 status"
        return value, start
    return None


def _status_behind(sentence: Sentence, at: int) -> bool:
    """Whether "status", "expression" or their like follow the list that starts at token ``at``."""
    while sentence.kind(at) in ("name", "join", "open", "close") or sentence.text(at) in ("receptor", "receptors", "-"):
        at += 1
    return sentence.text(at) in OF_STATUS or sentence.kind(at) == "expression"
