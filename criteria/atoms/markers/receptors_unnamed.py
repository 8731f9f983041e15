"""Owns receptors that a line does not name as usual: HER2 by its score alone, and assays "for estrogen and progesterone"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_HINTS = hints("3+", "3 +", "hybridi", "fish", "ish ", "ish-", "assay", "analys")
_METHOD = r"(?:immunohistochem\w+(?: \(ihc\))?|ihc)"
_HYBRIDISATION = r"(?:f?ish|cish|sish|(?:(?:fluorescen\w+|chromogenic)[ -])?in[ -]situ[ -]hybridi[sz]ation(?: tests?| assays?)?(?: \(f?c?ish\))?)"
# "IHC 3+ or FISH-amplified": no marker of breast cancer but HER2 is scored so
_TUMORS = r"\W*(?:(?:tumou?rs?|disease|cancers?|with|that|which|is|are)\s+)*"
_SCORE = regex(
    rf"{_TUMORS}(?:"
    rf"{_METHOD}[\s:=-]*(?:(?:score|staining|intensity|of) )*3\s?\+|3\s?\+ (?:\w+ ){{0,3}}(?:by|on|with) {_METHOD}\b"
    rf"|{_HYBRIDISATION}[- :]*(?:gene )?(?:positive|amplified|\+))"
    rf"(?:\W+(?:and/or|or|and)\W+(?:gene )?(?:(?:{_METHOD}[\s:=-]*)?3\s?\+|{_HYBRIDISATION}[- :]*(?:positive|amplified|\+)|amplified by {_HYBRIDISATION}))?"
)
_NOT_AMPLIFIED = r"(?:negative|non-? ?amplified|not amplified)"
# "IHC 0, 1+, or 2+ and ISH non-amplified"
_UNAMPLIFIED = regex(
    rf"{_TUMORS}{_METHOD}[\s:=-]*(?:score(?: of)? )?(?P<scores>(?:[01]\+?,?(?: ?(?:/|\bor\b|-|\bto\b))? ?)*2 ?\+)\W+(?:(?:and|with|but|plus|a) )*"
    rf"(?:{_NOT_AMPLIFIED} {_HYBRIDISATION}|{_HYBRIDISATION}[- :]*(?:is |was )?{_NOT_AMPLIFIED})"
)
_ASSAYS = regex(
    r"\breceptors? (?:assays?|status|levels?|analys[ie]s|tests?|determinations?) (?:for|of) (?:both )?o?estrogens?"
    r"(?P<both>,? (?:and|and/or|or) progest\w+)?(?: receptors?)?\b"
    r"|\banalys[ie]s of (?:both )?(?:the )?(?:er|o?estrogen)\b(?P<pair> and (?:the )?(?:pg?r|progest\w+))?(?: receptors?)?\b"
)


def unnamed(passage: Passage) -> Iterator[Atom]:
    """The statements of a passage about receptors that it does not name."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return
    if (score := _SCORE.match(lower)) is not None:
        yield Atom(score.start(), score.end(), Requirement(Kind.BIOMARKER, "HER2", "positive"))
    elif (unamplified := _UNAMPLIFIED.match(lower)) is not None:
        value = "negative" if "0" in unamplified["scores"] else "low"
        yield Atom(*unamplified.span(), Requirement(Kind.BIOMARKER, "HER2", value))
    assays = _ASSAYS.search(lower) if passage.base is Effect.REQUIRE else None
    if assays is not None:
        for concept in ("ER", "PR") if assays["both"] or assays["pair"] else ("ER",):
            yield Atom(assays.start(), assays.end(), Requirement(Kind.BIOMARKER, concept, "known"))
