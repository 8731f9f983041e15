"""Owns medicines that are named by what they do: "drugs known to affect the skeleton", "an agent with anticholinergic activity"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.patterns import hints, regex

_NOUN = r"(?:medication|medicine|drug|agent|compound|substance|preparation|supplement)(?:s|\(s\))?"
_DOES = (
    r"(?:"
    r"affect|interfer|interact|alter|influenc|impair|increas|decreas|reduc|lower|rais|elevat|inhibit|induc|suppress"
    r"|stimulat|prolong|caus|potentiat|modif|modulat"
    r"|enhanc|compromis|block|disturb|delay|worsen|exacerbat|mask)(?:e|es|s|ing)?"
)
# up to where more is said of it, or of someone else
_REST = (
    r"(?:(?!\b(?:"
    r"within|prior|before|during|while|unless|except|for|such|including|and/or|should|must|will|may|are|is|was|were"
    r"|cannot|can|who|which|that|not|and\s+(?:who|have|has|is|are|cannot)|at|if|in\s+the\s+(?:last|past))\b)"
    r"[^.;,:()<>≥≤])*"
)
_EFFECT = regex(
    rf"(?<![\w-])(?P<noun>{_NOUN})\s+(?:(?:that|which)\s+(?:are|is|have\s+been|has\s+been)\s+)?"
    rf"(?P<what>(?:known|likely|suspected|expected|reported|thought|shown)\s+to\s+(?:\w+ly\s+)?{_DOES}\s{_REST}"
    rf"|(?:that|which)\s+(?:(?:may|might|could|can)\s+)?(?:\w+ly\s+)?{_DOES}\s{_REST}"
    r"|(?:having|with)\s+(?:an?\s+)?(?:[\w-]+\s+){1,3}(?:potential(?!\s+[a-z])|effects?|activity|properties|interactions?)\b)"
)
_HINTS = hints(
    "that", "which", "known", "likely", "with", "having", "suspected", "expected", "reported", "thought", "shown"
)
# "drugs that alter it": the verb goes with the plural
_OF_MANY = regex(r"(?:that|which) (?!may|might|could|can)(?:\w+ly )?\w+[^s\W] ")
# one more of a list whose others are named: they say of what kind it is
_OTHER = regex(r"\b(?:other|another|similar|such)\s+(?:[\w-]+\s+){0,2}$")
# what is feared for the trial is for its team to say, and may be of more than medicines
_OF_THE_TRIAL = regex(
    r"\b(?:"
    r"participat\w*|stud(?:y|ies)|trials?|protocol|(?<!test )results?|interpret\w*|assess\w*|evaluat\w*|complian\w*"
    r"|safety|outcomes?|end-?points?|measure\w*)\b"
)
_BESIDE_AN_AILMENT = regex(
    r"\b(?:diseases?|conditions?|disorders?|illness(?:es)?|foods?|procedures?|factors?|allerg\w+|hypersensitiv\w+"
    r"|reactions?)\b[^.;,]{0,20}(?:\bor\b|\band\b|/)[^.;,]{0,20}$"
)
_NEAR = 60  # characters
_SAYS_WHAT = 3  # words, of which the last say on what it acts
_IS_ONE = regex(
    r"(?:medication|medicine|drug|agent|compound|substance|preparation|supplement)s? "
    r"(?:that|which|known|likely|suspected|expected|reported|thought|shown|with|having) \w"
)


def effects(lower: str) -> Iterator[tuple[int, int, str]]:
    """Each medicine that words in lower case name by its effect: start, end and what it would be called in a list.

    >>> [name for *_, name in effects("use of drugs known to affect the skeleton within a year")]
    ['drug known to affect the skeleton']
    """
    if not _HINTS.search(lower):
        return
    for match in _EFFECT.finditer(lower):
        what = " ".join(match["what"].split())
        near = lower[max(0, match.start() - _NEAR) : match.start()]
        if len(what.split()) < _SAYS_WHAT or _OTHER.search(near) or _BESIDE_AN_AILMENT.search(near):
            continue
        if _OF_THE_TRIAL.search(what) is not None:
            continue
        one = match["noun"].removesuffix("(s)").removesuffix("s")
        many = _OF_MANY.match(what) is not None and not match["noun"].startswith(f"{one}(")
        yield match.start(), match.start() + len(match.group().rstrip()), f"{one}{'s' if many else ''} {what}"


def is_named_by_effect(name: str) -> bool:
    """Whether a treatment is called by what it does, so that no other name tells if it is one.

    >>> is_named_by_effect("drug known to affect the skeleton"), is_named_by_effect("drug-eluting stent")
    (True, False)
    """
    return _IS_ONE.match(name) is not None
