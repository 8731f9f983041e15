"""Owns what is said to have been taken out or to be there still: "resected breast cancer", "an intact breast", "only one breast"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.therapy_qualified import widened
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_HINT = hints("resect", "excis", "remov", "operated", "intact", "in place", "breast")
_HOW = (
    r"(?:(?:"
    r"surgically|completely|fully|adequately|radically|curatively|grossly|totally|macroscopically|previously|recently"
    r"|definitively|optimally|successfully)[ ,]+(?:and )?)*"
)
_OUT = r"(?:resected|excised|removed|operated)"
_TUMOR = r"(?:cancers?|(?<!lobular )carcinomas?|adenocarcinomas?|tumou?rs?|disease|malignanc(?:y|ies)|tnbc|dcis|(?:breast )?primary|sarcomas?)"
# what may stand between "resected" and the tumor; not where it had spread to
_KIND = (
    r"(?:(?!(?:"
    r"metasta\w*|brain|cns|skin|basal|squamous|cervi\w+|lung|liver|bone|nodes?|lymph|melanoma|from|by|with|in|at|on"
    r"|to|or|if|and|were|was|is|are|has|have|other|prior|second)\b)"
    r"[\w/+-]+,? (?:\([^()]*\) )?)"
)
_BEFORE_IT = regex(rf"(?<![\w-])(?P<out>{_HOW}{_OUT}),? {_KIND}{{0,7}}?{_TUMOR}\b")
_BEHIND_IT = regex(
    rf"\b{_TUMOR}(?: \([^()]*\))?(?: of the breast)?(?: \([^()]*\))?,? (?:that |which )?"
    rf"(?:(?:is|was|are|were|be|been|has|have|had|must|should) )*(?P<out>{_HOW}{_OUT})\b"
    r"(?! from (?:the |this )?(?:study|trial|protocol|list))"
)
_OPENS = regex(
    r"^\W*(?:(?:operable|and|invasive|early|localized|primary|has been|have been|must have been|must be)\W+)*"
    r"(?P<out>"
    r"(?:surgically|completely|fully|adequately|radically|grossly|macroscopically) (?:resected|excised|removed))\b"
)
_NOUN = regex(
    r"(?<![\w-])(?P<out>(?:macroscopic(?:ally)? |gross(?:ly)? )?(?:complete|total|radical) "
    r"(?:(?:macroscopic|gross|surgical|tumou?r|microscopic|local|total) )*(?:excision|resection|removal)"
    rf"(?: of (?:(?:all|the|their|gross|primary|invasive|known|locoregional|breast|visible|index) )*{_TUMOR})?)\b"
)
# an operation that has been, and not one that a test, a plan or the trial may bring
_UNDERGONE = regex(
    r"(?:^\W*(?:(?:the|prior|previous|patients?|subjects?|women|participants?|is|are|who|after|status post|s/p)\W+)*"
    r"|\b(?:underg(?:one|oing)|underwent|had|have|received|status post|s/p|performed)\W+"
    r"(?:(?:a|an|prior|previous)\W+)*)$"
)
_SECOND = regex(
    r"\b(?:metasta\w*|brain|cns|skin|basal|squamous|cervi\w+|in situ|melanoma|benign|second|other|prior malignanc\w+"
    r"|polyps?|cysts?|nodes?|lesions?)\b[^.;,]{0,40}$"
)
_OR_NOT_YET = regex(
    r"[^.;]{0,40}?\bor\b[^.;]{0,30}?\b(?:eligible|able|amenable|candidates?|plan\w*|schedul\w*|resectable|operable|unresect\w+|to be|will)\b"
)
# "at which it is to be", "in whom it cannot be", "tissue of the …"
_IN_PASSING = regex(
    r"\b(?:cannot|can|may|could|will|to be|not|never|in whom|if|when|unless|until|without|tissue|samples?|specimens?"
    r"|blocks?|material|willing\w*|plan\w*|schedul\w*|require\w*|prefer\w*|ability|risk of|treated in"
    r"|who(?:se)? (?:will|may))\b[^.;,]{0,40}$"
)
_REQUIREMENT = Requirement(
    Kind.THERAPY, widened("cancer surgery")[0], "prior", None, None, widened("cancer surgery")[1]
)
_MASTECTOMY = Requirement(Kind.THERAPY, "mastectomy", "prior")
# what has not been taken out: "intact breast", "must have an intact primary tumor", "the primary tumor must be in place"
_HAVING = r"^\W*(?:(?:patients?|participants?|subjects?|women|who|must|should|have|has|with|an?|the|their|both|two|bilateral|native) )*"
_BREAST = regex(
    rf"{_HAVING}(?P<what>intact breasts?)\b(?! (?:tumou?r|cancer|lesion|or\b|/))|{_HAVING}(?P<behind>breasts? (?:(?:must|should|are|is|be) )*intact)\b"
)
_PRIMARY = regex(
    rf"{_HAVING}(?P<what>intact (?:(?:primary|breast|in-breast) )+(?:tumou?rs?|cancers?|lesions?|disease))\b(?! will)"
    rf"|{_HAVING}(?P<behind>primary (?:breast )?(?:tumou?rs?|lesions?) (?:(?:must|should|are|is|be|still) )*(?:intact|in place))\b"
)
_ONE_BREAST = regex(
    r"^\W*(?:(?:patients?|participants?|subjects?|women|who|have|has|with|having) )*"
    r"(?P<what>(?:only one|a single|one) (?:remaining )?breast(?: remaining| left)?)\W*(?:$|[.;])"
)


def read(passage: Passage) -> list[Atom]:
    """That the cancer has been operated on, once in a sentence that names no operation; or that a breast is there, or is not."""
    if not _HINT.search(passage.lower):
        return []
    if passage.base is Effect.EXCLUDE:
        one = _ONE_BREAST.match(passage.lower)
        return [Atom(*one.span("what"), _MASTECTOMY)] if one is not None else []
    if passage.base is not Effect.REQUIRE:
        return []
    return next(([Atom(start, end, _REQUIREMENT)] for start, end in _said(passage)), []) or _still_there(passage)


def _still_there(passage: Passage) -> list[Atom]:
    for pattern, operations in ((_BREAST, ("mastectomy",)), (_PRIMARY, ("mastectomy", "lumpectomy"))):
        match = pattern.match(passage.lower)
        if match is not None and passage.scopes.mood(match.end() - 1) in (Mood.PLAIN, Mood.REQUIRED):
            where = match.span("what") if match["what"] else match.span("behind")
            asked = [replace(_MASTECTOMY, concept=operation) for operation in operations]
            return [Atom(*where, requirement, Polarity.MUST_NOT) for requirement in asked]
    return []


def _said(passage: Passage) -> Iterator[tuple[int, int]]:
    for pattern in (_BEFORE_IT, _BEHIND_IT, _OPENS, _NOUN):
        for match in pattern.finditer(passage.lower):
            if _is_stated(passage, match, noun=pattern is _NOUN) and passage.is_free(*match.span("out")):
                yield match.span("out")


def _is_stated(passage: Passage, match: re.Match[str], *, noun: bool) -> bool:
    lower, start = passage.lower, match.start("out")
    if noun and _UNDERGONE.search(lower, 0, start) is None:
        return False
    if (
        _SECOND.search(lower, 0, match.start())
        or _IN_PASSING.search(lower, 0, start)
        or _OR_NOT_YET.match(lower, match.end())
    ):
        return False
    scopes = passage.scopes
    if scopes.negations(start) % 2 or scopes.mood(start) not in (Mood.PLAIN, Mood.REQUIRED):
        return False
    return all(scopes.over(start, cue) is None for cue in (Cue.EXCEPTION, Cue.CONDITION, Cue.EXAMPLES))
