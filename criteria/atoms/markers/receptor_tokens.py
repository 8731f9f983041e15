"""Owns the tokens of one sentence as they follow each other: which close a parenthesis, which say nothing, which name is next."""

from __future__ import annotations

from criteria.atoms.markers.receptor_words import Token, tokens

# words between a receptor and its state that say nothing of their own
LIGHT = frozenset({
    "receptor", "receptors", "tumor", "tumors", "tumour", "tumours", "tumoral", "disease", "status", "protein", "gene", "breast", "cancer",
    "cancers", "carcinoma", "oncogene", "proto-oncogene", "protooncogene", "proto", "cells", "tissue", "primary", "invasive", "metastatic", "nuclear",
    "ihc", "fish", "ish", "sish", "cish", "immunohistochemistry", "immunoreactivity", "staining",
    "result", "results", "test", "testing", "tests", "analysis", "assay", "assays", "level", "levels", "score", "scores", "information", "data",
    "copy", "copies", "number", "numbers", "ratio", "signal", "signals", "average", "allred",
    "is", "are", "was", "were", "be", "being", "been", "must", "should", "has", "have", "to", "also", "considered", "determined", "present", "shown", "found",
    "locally", "centrally", "central", "local", "strongly", "weakly", "either", "both", "by", "as", "at", "with", "than", "that", "the", "a", "an",
})  # fmt: skip
_BETWEEN = frozenset({"the", "either", "a", "an", "both"})
_NOUNS = frozenset({"receptor", "receptors", "tumor", "tumors", "tumour", "disease", "status", "breast", "cancer", "cancers", "primary"})  # fmt: skip


class Tokens:
    """The tokens of one sentence in their order."""

    def __init__(self, lower: str) -> None:
        self.lower = lower
        self.words = tokens(lower)
        self.closing = _closing(self.words)

    def kind(self, at: int) -> str:
        """The kind of a token; empty beyond the last."""
        return self.words[at].kind if 0 <= at < len(self.words) else ""

    def text(self, at: int) -> str:
        """The words of a token; empty beyond the last."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def over(self, at: int, *kinds: str) -> int:
        """The first token from ``at`` on that is neither light nor of these kinds."""
        while at < len(self.words) and (self.text(at) in LIGHT or self.kind(at) in kinds):
            at += 1
        return at

    def next_in_list(self, at: int, *, stated: bool = False) -> tuple[int | None, str]:
        """The next name that only joining words part from token ``at``, and how they join it; more may stand behind a state."""
        joined = ""
        while at < len(self.words):
            token = self.words[at]
            if token.kind == "name":
                return at, joined
            if token.kind == "join":
                way = "or" if "or" in token.text.split("/")[-1] else token.text
                joined = way if joined != "or" else joined
            elif token.kind == "open" and stated and not self._names_inside(at):
                at = self.closing.get(at, at)
            elif (
                token.text not in _BETWEEN
                and token.text != "-"
                and not (stated and (token.kind == "close" or token.text in _NOUNS))
            ):
                return None, ""
            at += 1
        return None, ""

    def _names_inside(self, at: int) -> bool:
        return any(t.kind == "name" for t in self.words[at : self.closing.get(at, len(self.words))])


def _closing(words: list[Token]) -> dict[int, int]:
    """For each opening parenthesis the token that closes it."""
    found, stack = {}, []
    for index, token in enumerate(words):
        if token.kind == "open":
            stack.append(index)
        elif token.kind == "close" and stack:
            found[stack.pop()] = index
    return found
