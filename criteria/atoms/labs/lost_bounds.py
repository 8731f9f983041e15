"""Owns labs that are asked for without a bound, which stood elsewhere or was lost: organ function, as where it is to be adequate."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Section

# what tells how well an organ works; a weight or a hormone without its bound may be asked for either way
_OF_ORGANS = frozenset({
    "ANC", "WBC", "platelets", "hemoglobin", "AST", "ALT", "transaminases", "bilirubin", "alkaline phosphatase", "albumin", "creatinine",
    "creatinine clearance", "LVEF", "INR", "PT", "PTT", "potassium", "magnesium", "calcium", "sodium", "phosphate", "QTc",
})  # fmt: skip
_MOST_WORDS = 40
_GOES_ON = regex(r"(?::|\b(?:or|and))\s*$")
_BESIDE = regex(
    r"(?:[\s,;:/&.()\[\]-]"
    r"|\b(?:and|or|and/or|the|serum|total|plasma|both|either|count|levels?|values?|estimated|calculated|measured|endogenous|coagulation|resting"
    r"|baseline|corrected(?: for)?|formula|by|using"
    r"|(?:as )?(?:by|using|with|measured by|assessed by|determined by|on) "
    r"(?:(?:the|an?|muga|mugas?|scans?|echo\w*|2d|or|and|cockcroft|gault|formula|equation|method|ckd-epi|mdrd)[ -]?)+"
    r"|(?:must|should|shall) (?:all )?be|(?:with)?in|are|is"
    r"|(?:an? |the )?(?:acceptable|allowed|adequate|allowable|eligible|permitted|required)(?: for eligibility)?"
    r"|(?:limits?|ranges?)(?: (?:allowing )?for (?:eligibility|participation|inclusion))?)\b)*"
)


def lost_bounds(passage: Passage) -> list[Atom]:
    """That labs are as they must be, where a line among what is asked for names them and nothing more."""
    lower = passage.lower
    if passage.base is not Effect.REQUIRE or passage.section is not Section.INCLUSION or _GOES_ON.search(lower):
        return []
    named = [m for m in passage.of_kind(Kind.LAB) if m.name in _OF_ORGANS]
    if not named or len(named) != len(passage.mentions) or lower.count(" ") > _MOST_WORDS:
        return []
    at = 0
    for mention in named:
        if _BESIDE.fullmatch(lower, min(at, mention.start), mention.start) is None:
            return []
        at = max(at, mention.end)
    if _BESIDE.fullmatch(lower, at) is None:
        return []
    return [Atom(named[0].start, named[-1].end, Requirement(Kind.LAB, "organ function"), Polarity.MUST)]
