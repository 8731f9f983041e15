"""Owns therapies that a word narrows: "major surgery" is surgery, "a live vaccine" a vaccine, with the word kept as detail."""

from __future__ import annotations

from criteria.patterns import regex

# "unilateral or bilateral mastectomy": either will do
_OR_ONE = regex(r"\b(?:unilateral|single|one|one-sided)\s*(?:/|,?\s(?:and/or|or)\s)\s*$")
_BOTH_SIDES = (("side", "bilateral"),)
_NEAR = 24  # characters
_NARROWED: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "major surgery": ("surgery", (("extent", "major"),)),
    "elective surgery": ("surgery", (("extent", "elective"),)),
    "cancer surgery": ("surgery", (("for", "cancer"),)),
    "breast surgery": ("surgery", (("site", "breast"),)),
    "bilateral mastectomy": ("mastectomy", (("side", "bilateral"),)),
    "nipple-sparing mastectomy": ("mastectomy", (("technique", "nipple-sparing"),)),
    "live vaccine": ("vaccine", (("type", "live"),)),
    "inactivated vaccine": ("vaccine", (("type", "inactivated"),)),
    "influenza vaccine": ("vaccine", (("type", "influenza"),)),
    "COVID-19 vaccine": ("vaccine", (("type", "COVID-19"),)),
    "allogeneic stem cell transplant": ("stem cell transplant", (("donor", "allogeneic"),)),
    "autologous stem cell transplant": ("stem cell transplant", (("donor", "autologous"),)),
    "stereotactic body radiation therapy": ("radiation therapy", (("technique", "stereotactic body"),)),
    "intensity modulated radiation therapy": ("radiation therapy", (("technique", "intensity modulated"),)),
    "proton therapy": ("radiation therapy", (("technique", "proton"),)),
    "definitive radiation therapy": ("radiation therapy", (("intent", "curative"),)),
    "palliative radiation therapy": ("radiation therapy", (("intent", "palliative"),)),
    "post-mastectomy radiation therapy": ("radiation therapy", (("site", "chest wall"),)),
    "wide field radiation therapy": ("radiation therapy", (("extent", "wide field"),)),
    "breast radiation therapy": ("radiation therapy", (("site", "breast"),)),
    "chest radiation therapy": ("radiation therapy", (("site", "chest"),)),
    "pelvic radiation therapy": ("radiation therapy", (("site", "pelvis"),)),
    "brain radiation therapy": ("radiation therapy", (("site", "brain"),)),
    "regional nodal irradiation": ("radiation therapy", (("site", "regional nodes"),)),
    "strong CYP3A4 inhibitor": ("CYP3A4 inhibitor", (("strength", "strong"),)),
    "strong CYP3A4 inducer": ("CYP3A4 inducer", (("strength", "strong"),)),
    "nonsteroidal aromatase inhibitor": ("aromatase inhibitor", (("kind", "nonsteroidal aromatase inhibitor"),)),
    "steroidal aromatase inhibitor": ("aromatase inhibitor", (("kind", "steroidal aromatase inhibitor"),)),
    "targeted small molecule": ("targeted therapy", (("kind", "small molecule inhibitor"),)),
    "intravenous bisphosphonate": ("bisphosphonate", (("route", "intravenous"),)),
    "oral anticoagulant": ("anticoagulant", (("route", "oral"),)),
    "oral bisphosphonate": ("bisphosphonate", (("route", "oral"),)),
    "oral SERD": ("SERD", (("route", "oral"),)),
    "inhaled corticosteroid": ("corticosteroid", (("route", "inhaled"),)),
    "intra-articular corticosteroid": ("corticosteroid", (("route", "intra-articular"),)),
}


def widened(concept: str, lower: str = "", start: int = 0) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The therapy that criteria speak of and what narrows it; a concept that no word narrows is itself.

    Where the words from ``start`` on name but one of two sorts of it ("unilateral or bilateral mastectomy"), nothing does.
    """
    name, detail = _NARROWED.get(concept, (concept, ()))
    if detail == _BOTH_SIDES and _OR_ONE.search(lower, max(0, start - _NEAR), start) is not None:
        return name, ()
    return name, detail
