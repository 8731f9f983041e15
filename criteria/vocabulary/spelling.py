"""Owns what makes two spellings one: case, dashes, quotes, plurals, American and British forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_MARKS = str.maketrans(
    {"®": "", "™": "", "©": "", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)
_SPACE = re.compile(r"[\s\-]+")
_GREEK = ("stases", "oses", "yses", "heses", "crises")
_LAST_WORD = re.compile(r"[a-z]{4,}$")

_BRITISH = tuple(
    (re.compile(american), british)
    for american, british in (
        (r"\btumor", "tumour"),
        (r"\bestr(?=ogen|adiol)", "oestr"),
        (r"\bhem(?=ato|og|or|oly|od|op|an|ic)", "haem"),
        (r"(?<=[a-z])emi(?=as?\b|c\b)", "aemi"),
        (r"\besophag", "oesophag"),
        (r"diarrhea", "diarrhoea"),
        (r"edema", "oedema"),
        (r"pnea\b", "pnoea"),
        (r"gynec", "gynaec"),
        (r"anesth", "anaesth"),
        (r"pedi(?=atric)", "paedi"),
        (r"orthoped", "orthopaed"),
        (r"iz(?=ation|ed|ing|e\b)", "is"),
        (r"\bfetal", "foetal"),
        (r"sulf", "sulph"),
        (r"\bcolor", "colour"),
        (r"\bfiber", "fibre"),
    )
)
_AMERICAN = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"\btumour", "tumor"),
        (r"\boestr", "estr"),
        (r"haem", "hem"),
        (r"aemi", "emi"),
        (r"\boesophag", "esophag"),
        (r"diarrhoea", "diarrhea"),
        (r"oedema", "edema"),
        (r"pnoea\b", "pnea"),
        (r"gynaec", "gynec"),
        (r"anaesth", "anesth"),
        (r"paed", "ped"),
        (r"is(?=ation|ational)", "iz"),
        (r"\bfoetal", "fetal"),
        (r"sulph", "sulf"),
        (r"\bcolour", "color"),
        (r"\bfibre", "fiber"),
    )
)


def plain(text: str) -> str:
    """The text without trade marks and typographic quotes and dashes, its white space single."""
    return " ".join(text.translate(_MARKS).split())


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What all spellings of one name share: lower case, no hyphens, American, singular."""
    return fold(text)


def fold(text: str) -> str:
    """As ``key``, without remembering the answer (for one pass over many names)."""
    folded = _SPACE.sub(" ", text.translate(_MARKS).lower()).strip()
    if (
        "ae" in folded
        or "oe" in folded
        or "our" in folded
        or "isation" in folded
        or "sulph" in folded
        or "br" in folded
    ):
        for british, american in _AMERICAN:
            folded = british.sub(american, folded)
    return _singular(folded)


def _singular(text: str) -> str:
    if text.endswith("ies") and len(text) > 5:
        return text[:-3] + "y"
    if text.endswith(_GREEK):
        return text[:-2] + "is"
    if text.endswith(("uses", "sses", "xes", "ches", "shes")):
        return text[:-2]
    if text.endswith("s") and _LAST_WORD.search(text) and not text.endswith(("ss", "us", "is")):
        return text[:-1]
    return text


def plural(text: str) -> str | None:
    """The plural of a phrase by its last word, or None where the last word forms none by rule."""
    if not _LAST_WORD.search(text):
        return None
    if text.endswith("sis"):
        return text[:-2] + "es"
    if text.endswith("s"):
        return None
    if text.endswith("y") and text[-2] not in "aeou":
        return text[:-1] + "ies"
    if text.endswith(("x", "ch", "sh")):
        return text + "es"
    return text + "s"


def variants(text: str) -> Iterator[str]:
    """A lower-case phrase and its other spellings: plural, British, without hyphens, other apostrophes."""
    base = [text]
    if (many := plural(text)) is not None:
        base.append(many)
    for form in tuple(base):
        british = form
        for american, replacement in _BRITISH:
            british = american.sub(replacement, british)
        if british != form:
            base.append(british)
    for form in tuple(base):
        if "-" in form and len(form) > 3:
            base.append(form.replace("-", " "))
        if "'s" in form:
            base += [form.replace("'s", "’s"), form.replace("'s", "s"), form.replace("'s", "")]
    yield from dict.fromkeys(base)
