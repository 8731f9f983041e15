"""Owns what makes two spellings one: case, dashes, quotes, plurals, American and British forms."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = str.maketrans(
    {"®": "", "™": "", "©": "", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)
_GREEK = ("stases", "oses", "yses", "heses", "crises")

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
        (r"orthoped", "orthopaed"),
        (r"iz(?=ation|ed\b|ing\b|e\b)", "is"),
        (r"sulf", "sulph"),
        (r"\bcolor\b", "colour"),
        (r"\bfiber", "fibre"),
    )
)
_MAYBE_AMERICAN = re.compile(r"tumor|estr|hem|emi|esoph|rhea|edema|pnea|gynec|anesth|orthoped|iz[aei]|sulf|color|fiber")

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
        (r"orthopaed", "orthoped"),
        (r"is(?=ation)", "iz"),
        (r"sulph", "sulf"),
        (r"\bcolour\b", "color"),
        (r"\bfibre", "fiber"),
    )
)
_MAYBE_BRITISH = re.compile(r"tumour|oe|ae|isation|sulph|colour|fibre")


def plain(text: str) -> str:
    """The text without trade marks and typographic quotes and dashes, its white space single."""
    return " ".join((text if text.isascii() else text.translate(_MARKS)).split())


def fold(text: str) -> str:
    """What all spellings of one name share: lower case, no hyphens, American, singular."""
    folded = " ".join((text if text.isascii() else text.translate(_MARKS)).lower().replace("-", " ").split())
    if _MAYBE_BRITISH.search(folded):
        for british, american in _AMERICAN:
            folded = british.sub(american, folded)
    return _singular(folded)


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """As ``fold``, remembering the answer: for the few names that are asked for again and again."""
    return fold(text)


def _singular(text: str) -> str:
    if text.endswith("ies") and len(text) > 5:
        return text[:-3] + "y"
    if text.endswith(_GREEK):
        return text[:-2] + "is"
    if text.endswith(("uses", "sses", "xes", "ches", "shes")):
        return text[:-2]
    if text.endswith("s") and text[-4:].isalpha() and len(text) >= 4 and not text.endswith(("ss", "us", "is")):
        return text[:-1]
    return text


def plural(text: str) -> str | None:
    """The plural of a phrase by its last word, or None where the last word forms none by rule."""
    if not text[-4:].isalpha() or len(text) < 4 or not text[-4:].isascii():
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


def unhyphenated(text: str) -> tuple[str, ...]:
    """A phrase as it stands and with spaces for its hyphens ("t-dm1", "t dm1")."""
    return (text, text.replace("-", " ")) if "-" in text and len(text) > 3 else (text,)


def variants(text: str) -> tuple[str, ...]:
    """A lower-case phrase and its other spellings: plural, British, without hyphens, other apostrophes."""
    forms = [text]
    if (many := plural(text)) is not None:
        forms.append(many)
    head, of, whole = text.partition(" of ")
    if of and (many := plural(head)) is not None:  # "carcinomas of the skin"
        forms.append(many + of + whole)
    if _MAYBE_AMERICAN.search(text):
        forms += [_british(form) for form in forms]
    if "-" in text:
        forms += [form.replace("-", " ") for form in forms]
    if "in situ" in text:
        forms += [form.replace("in situ", "in-situ") for form in forms]
    if "'s" in text:
        forms += [form.replace("'s", other) for form in forms for other in ("’s", "s", "")]
    return tuple(dict.fromkeys(forms))


def _british(text: str) -> str:
    for american, british in _BRITISH:
        text = american.sub(british, text)
    return text
