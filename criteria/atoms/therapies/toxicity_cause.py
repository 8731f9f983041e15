"""Owns the one treatment whose side effects must have passed: "recovered from the acute effects of radiotherapy"."""

from __future__ import annotations

from criteria.patterns import regex

_CLASSES = {
    "surgery": regex(r"\b(?:surger(?:y|ies)|surgical|operations?|operative|procedures?)\b"),
    "radiation therapy": regex(r"\b(?:radio-?therap\w*|radiation|irradiation|xrt|sbrt|rt\b)"),
    "corticosteroid": regex(r"\b(?:cortico)?steroids?\b"),
    "endocrine therapy": regex(r"\b(?:endocrine|hormon\w+|anti-?(?:o?estrogen|hormon)\w*)\b"),
}
# any other treatment, or treatment of whatever kind; not the "therapy" of "radiation therapy"
_OTHER = regex(
    r"\b(?:chemo\w*|systemic(?! (?:cortico)?steroids?)|immuno\w*|biologic\w*|targeted"
    r"|anti-?(?:cancer|neoplastic|tumou?r|body)\w*|agents?|drugs?|medications?|cytotoxic\w*|vaccin\w+|transplant\w*"
    r"|transfusions?|infusions?|inhibitors?|study"
    r"|(?<!radiation )(?<!endocrine )(?<!hormone )(?<!hormonal )(?<!steroid )(?<!such )(?<!this )"
    r"(?:therap(?:y|ies)|treatments?)"
    r"|treatment-related|therapy-related)\b"
)
# "side effects of such treatment", "from the intervention": of what is named before
_OF_THAT = regex(
    r"\b(?:such|this|that|these|those|the|its|their|resulting)\s+(?:an?\s+)?(?:intervention|treatment|therapy|procedure)s?\b"
)
_ENDS = regex(r"[.;]\s|\b(?:prior to|before|at the time|at baseline|at least|within|in order to)\b")


def cause(lower: str, start: int, end: int) -> str | None:
    """The only treatment to which the words say that the side effects from ``start`` to ``end`` are due; None where it is any."""
    over = _ENDS.search(lower, end)
    said = lower[start : over.start() if over else len(lower)]
    named = _only(said)
    if named is None and _OF_THAT.search(said) and not _named(said):
        begin = max(lower.rfind(". ", 0, start), lower.rfind("; ", 0, start), 0)
        return _only(lower[begin:start])
    return named


def _only(said: str) -> str | None:
    named = _named(said)
    return named[0] if len(named) == 1 and not _OTHER.search(said) else None


def _named(said: str) -> list[str]:
    return [one for one, words in _CLASSES.items() if words.search(said)]
