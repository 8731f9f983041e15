"""Owns where an operation was that was on no breast: "abdominal surgery", "a resection of the stomach or small bowel"."""

from __future__ import annotations

from criteria.patterns import hints, regex

_ORGAN = (
    r"(?:abdom(?:en|inal)|abdominopelvic|gastro-?\s?intestinal|gi|digestive|alimentary|gastric|stomach|bowels?"
    r"|intestin(?:es?|al)|colon(?:ic)?|colorectal|rect(?:um|al)|o?esophag(?:us|eal)|pancrea(?:s|tic)|biliary|hepatic"
    r"|liver"
    r"|pelvi[sc]|gyna?ecologic(?:al)?|uter(?:us|ine)|ovar(?:y|ian|ies)|vagina(?:l)?|vulvar?|bartholin(?:['’]?s)?"
    r"|bladder|prostat(?:e|ic)|urologic(?:al)?|renal|kidneys?|cardiac|heart|coronary|valv(?:e|ular)|aort(?:a|ic)"
    r"|vascular|arter(?:y|ial)|carotid"
    r"|spin(?:e|al)|lumbar|lumbo-?sacral|cervical\s+spine|vertebral|back|hips?|knees?|joints?|shoulders?|hands?|foot"
    r"|feet|limbs?|(?:lower|upper)\s+(?:limbs?|extremit(?:y|ies))|orthopa?edic|(?:intra-?)?ocular"
    r"|ophthalm(?:ic|ologic)|eyes?|cataract|retinal?|cornea(?:l)?|refractive|dental|oral|jaws?|maxillofacial|nasal"
    r"|sinus|ear|throat|neck|para-?thyroid|thyroid|hernia|brain|(?:intra-?)?cranial)"
)
_PART = r"(?:\s+(?:tract|cavity|glands?|system|bypass|organs?|joints?))?"
_HOW = r"(?:(?:upper|lower|small|large|proximal|distal|radical|open|extensive)\s+)*"
_JOINT = r"\s*(?:,\s*(?:(?:and/or|or|and)\s+)?|/\s*|\b(?:and/or|or|and)\s+)"
_ORGANS = rf"{_ORGAN}{_PART}(?:{_JOINT}(?:(?:the|any|other)\s+)*{_HOW}{_ORGAN}{_PART})*"
_BEFORE = regex(rf"(?<![\w-])(?P<all>{_HOW}(?P<site>{_ORGANS}))\s+$")
_BEHIND = regex(
    r"(?:\(s\))?\s+(?:of|on|to|at|in|involving|affecting|within)\s+"
    rf"(?:(?:the|either|any|an?|his|her|their|your|affected|afflicted|involved)\s+)*{_HOW}(?P<site>{_ORGANS})"
    r"(?!\s*-?\s*(?:metasta|lesion|tumou?r|cancer|nodul|mass|disease))(?![\w-])"
)
# "breast or abdominal surgery", "surgery on the abdomen or chest": of the breast, too
_NEAR = r"(?:breasts?|chest|thora\w+|axilla\w*|mammary|nod(?:es?|al))"
_NEAR_BEFORE = regex(rf"\b{_NEAR}{_JOINT}(?:the\s+)?$")
_NEAR_BEHIND = regex(rf"{_JOINT}(?:(?:on|to|of|in)\s+)?(?:the\s+)?{_NEAR}\b")
# "abdominal surgery or radiotherapy": what goes before may be said of both
_SHARED = regex(rf"{_JOINT}(?:radio\w+|radiation|irradiation|rt)\b")
# "surgeries that may alter the absorption of study drug": those of the gut
_ABSORPTION = regex(
    r"(?:\(s\))?\)?,?\s+(?:(?:that|which)\s+)?(?:(?:may|might|could|would|can|will)\s+)?(?:[a-z]+ly\s+)?"
    r"(?:affect|alter|impair|interfer|compromis|influenc|limit|inhibit|preclud|prevent|reduc|impact)\w*\s+(?:with\s+)?"
    r"(?:(?:the|drug|oral|intestinal|gastrointestinal|adequate)\s+)*absorption\b"
)
_ELSEWHERE, _NEAR_IT = regex(rf"\b{_ORGAN}\b"), regex(rf"\b{_NEAR}\b")
_HINT = hints("surg", "operat", "resect", "procedure")
_REACH = 60  # characters


def place(lower: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Where an operation that is named from ``start`` to ``end`` was, with the stretch that tells it; None where nothing does.

    >>> place("prior abdominal surgery", 16, 23)
    (6, 23, 'abdominal')
    """
    if not _HINT.search(lower, start, end):
        return None
    if (before := _BEFORE.search(lower, max(0, start - _REACH), start)) is not None:
        first = before.start("all")
        shared = _NEAR_BEFORE.search(lower, 0, first) or _SHARED.match(lower, end)
        return None if shared else (first, end, before["site"])
    if (absorbs := _ABSORPTION.match(lower, end)) is not None:
        return start, absorbs.end(), "gastrointestinal"
    behind = _BEHIND.match(lower, end)
    if behind is None or _NEAR_BEHIND.match(lower, behind.end()):
        return None
    return start, behind.end(), behind["site"]


def is_elsewhere(site: str) -> bool:
    """Whether a site that is told of an operation is another than the breast and what lies about it."""
    return _ELSEWHERE.search(site) is not None and _NEAR_IT.search(site) is None
