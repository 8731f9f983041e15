"""Owns the words around another malignancy that say which of those excludes: "likely to interfere", "significant", "on active treatment"."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage

_ACTS = (
    r"(?:interfere|preclude|affect|compromise|confound|impact|limit|influence|jeopardi[sz]e|complicate|impair|alter"
    r"|prevent|make|pose|require|shorten|hinder)\w*"
)
# behind it, and behind what it excepts: "other than skin cancer who are on active treatment"
_BEHIND = regex(
    r"(?:\s\([^()]{1,60}\))?(?:"
    r"[\w /-]{0,40}?|[\w /-]{0,60}?\b(?:other than|except(?: for)?|excluding)\b[^.;:]{1,120}?"
    r"|[^.;:()]{0,60}?,? (?:or|and/or|and) [\w -]{3,40}?),? "
    r"(?P<cue>(?:likely|liable|prone|expected|sufficient\w*|(?:severe|serious) enough) to\b"
    r"|(?:that|which),? in the (?:\w+ )?(?:opinion|judge?ment|view)\b"
    r"|(?:who|that|which) (?:is|are) (?:currently |still |presently )?(?:on|under|receiving|undergoing) "
    r"(?:(?:active|current|ongoing|systemic|anti-?cancer) )*(?:treatment|therapy)\b"
    r"|(?:that|which) (?:would|could|might|may|will|can|is likely to|are likely to|is expected to),? "
    rf"(?:in [^,.;]{{3,40}}, )?(?:(?:potentially|significantly|adversely|directly) )*{_ACTS}"
    r"|or (?:are |is |have been )?(?:deemed|considered|judged|felt|thought)(?: to be)? (?:at|of) low\b"
    r"|with (?:certain |some |protocol[\w -]{0,20} |the )?exceptions?(?=\W*$)"
    r"|as (?:specified|defined|described|outlined|detailed|listed) (?:in|by|per) the (?:study |trial |clinical )*protocol\b)"
)
_ENDS = regex(r"[;.)]")
_BEFORE = regex(
    r"\b(?P<cue>(?:clinically )?(?:significant|relevant)|serious) (?:(?:other|another|second|secondary|concurrent|additional|prior|concomitant|and|or) )*$"
)
# "a history of another active malignancy": whether one that is over counts is not said
_ONCE_ACTIVE = regex(
    r"\bhistory of (?:(?!\b(?:or|and)\b)[\w -]){0,40}?\b(?P<cue>active) (?:(?!\b(?:or|and|prior|previous|past)\b)[\w-]+ ?){1,4}$"
    r"|^\W*(?P<first>active),? (?:prior|previous|past|current|concurrent) (?:or|and) (?:prior|previous|past|current|concurrent) "
)
_NEAR = 50  # characters


def which_malignancies(passage: Passage, atom: Atom) -> tuple[int, int] | None:
    """Where it is said which other malignancies exclude, in words that were not read; None where any does."""
    if atom.requirement.concept != "other malignancy":
        return None
    lower = passage.lower
    if (behind := _BEHIND.match(lower, atom.end)) is not None:
        stop = _ENDS.search(lower, behind.end())
        return behind.start("cue"), len(lower[: stop.start() if stop else len(lower)].rstrip())
    near = max(0, atom.start - _NEAR)
    if (before := _BEFORE.search(lower, near, atom.start)) is not None:
        return before.span("cue")
    once = _ONCE_ACTIVE.search(lower, near, atom.end) if atom.requirement.value is None else None
    return None if once is None else once.span("cue" if once["cue"] else "first")
