"""Owns how text becomes search words, for documents and queries alike, so that every index finds the same.

The words are letters and digits of any script, without case or accents, plurals folded. An index only has to split
at blanks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 40
"""Characters after which a word is cut; longer ones are sequences and addresses, which no one types whole."""

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]*)"')


def words(text: str) -> list[str]:
    """The search words of a text, in order."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [_singular(word[:LONGEST]) for word in _WORD.findall(text.casefold())]


def joined(texts: list[str | None]) -> str:
    """The search words of several texts, with a mark between them that keeps a phrase from spanning two."""
    return " \x1f ".join(" ".join(words(text)) for text in texts if text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Search words that must stand together in this order; usually one."""

    words: tuple[str, ...]


def phrases(text: str) -> tuple[Phrase, ...]:
    """What a query asks for: each word by itself, and what stands in double quotes together; each once.

    A word that we split ("PD-L1") stays together.
    """
    found: list[Phrase] = []
    rest = _QUOTED.sub(lambda quoted: found.append(Phrase(tuple(words(quoted[1])))) or " ", text)
    found += [Phrase(tuple(words(chunk))) for chunk in rest.split()]
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
