"""Owns how text becomes search words, for documents and queries alike, so that every index finds the same.

The words are letters and digits of any script, without case or accents, plurals folded. An index only has to split
at blanks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

GAP = "_"
"""Stands between two texts of one field, so that no phrase is found across them; no word contains it."""

LONGEST = 40
"""Characters after which a word is cut; longer ones are sequences and addresses, which no one types whole."""

_WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'"([^"]*)"')
"""What a query asks for as a whole."""


def words(text: str) -> list[str]:
    """The search words of a text, in order."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [_singular(word[:LONGEST]) for word in _WORD.findall(text.casefold())]


def joined(texts: list[str | None]) -> str:
    """The search words of several texts as one, with a gap between them."""
    return f" {GAP} ".join(" ".join(words(text)) for text in texts if text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Search words that must stand together in this order; usually one."""

    words: tuple[str, ...]


def phrases(text: str) -> tuple[Phrase, ...]:
    """What a query asks for: each word by itself, and what stands in double quotes together; each once.

    A word that we split ("PD-L1") stays together.
    """
    chunks = [*QUOTED.findall(text), *QUOTED.sub(" ", text).split()]
    found = (Phrase(tuple(words(chunk))) for chunk in chunks)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase.words))


def _singular(word: str) -> str:
    # Harman's weak stemmer (J. Am. Soc. Inf. Sci. 1991): it folds plurals and nothing else
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else word[:-3] + "y"
    if word.endswith("es"):
        return word if word.endswith(("aes", "ees", "oes")) else word[:-1]
    return word if word.endswith(("us", "ss", "is")) else word[:-1]
