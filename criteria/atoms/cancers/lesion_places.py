"""Owns how near lesions lie to what must be spared, how deep they are, and how many of a kind there are: each by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.numbers import COMPARATOR, NUMBER_OR_WORD, number, operator

_HINTS = hints("lesion", "tumor", "tumour", "metasta", "depth", "thickness", "sites", "nodules")
_LESION = r"(?:(?:index|target|brain|injected|injectable|primary|suspicious|metastatic|individual|treated) )*(?:tumou?rs?|lesions?|metastas[ei]s)(?:\(s\))?"
# what is spared when a lesion is irradiated, injected or measured
_SPARED = (
    r"(?:optic|chiasm|brain ?stem|arter(?:y|ies)|speech|motor|cortex|spinal cord|skin|surface|vessels?|nerves?|hilum|eloquent|airways?|heart"
    r"|nipple|chest wall|ventricles?|thalamus|basal ganglia|pons|medulla|midbrain)"
)
_NEAR = regex(
    rf"\W*(?:(?:patients?|subjects?|participants?|with|who|have|has|any|no|without|the|an?) )*(?P<what>(?P<noun>{_LESION}) "
    r"(?P<verbs>(?:(?:must|should|may|can|do|does|is|are|be|which|that|has|have) )*)(?P<no>(?:not|cannot)(?: be)? )?"
    r"(?P<near>(?:(?:located|situated|lying) )?(?:impinging (?:on|upon)|within|adjacent to|abutting|touching"
    r"|in contact with|encroaching on|closer than|close to"
    r"|(?:less|more) than|[<>≤≥]=?|(?:located|situated|lying) in) "
    rf"(?:[^.;]|\.(?=\d)){{0,80}}?\b{_SPARED}\b[^.;,]{{0,60}}))\W*"
)
_DEPTH = regex(
    rf"\b(?P<what>(?:breslow|lesion|tumou?r)(?:'s)? (?:depth|thickness))(?: (?:is|of|must be|should be|being|from the skin|[(][^()]*[)]))* ?{COMPARATOR}"
    r" ?(?P<number>\d+(?:[.,]\d+)?) ?(?P<unit>cm|mm)\b(?: (?:from|below|beneath|under) (?:the )?skin(?: surface)?)?"
)
_COUNTED = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|with|who|must|have|has|having|presence of|there (?:is|are)|an?|the) )*"
    rf"(?P<bound>{COMPARATOR} ?(?P<number>{NUMBER_OR_WORD})(?: ?\(\d+\))? )"
    r"(?P<what>(?:(?:cutaneous|sub-?cutaneous|skin|dermal|extra-?cranial|distant|distinct|separate|discrete|active|known|or|and|and/or) |, )*"
    r"(?:lesions|nodules|metastases|(?:metastatic |disease )?sites|sites of (?:oligo-?)?(?:progressive|metastatic|active|distant) disease|foci of disease)"
    r"(?: of (?:oligo-?)?(?:progressive|metastatic) disease)?)"
    r"(?P<rest>(?: in (?:the |all )?(?:organ sites|organs|sites)(?: combined)?)?)(?: (?:is|are|must be)? ?(?:required|present))?\W*"
)
# a length says that the sites are of something that is measured
_SIZE = regex(r"\d ?(?:cm|mm)\b")
_VOLUME = regex(
    rf"\b(?P<what>(?:individual |single |total |any )*(?:tumou?r|lesion)) (?:size|volume)(?: (?:is|of|must be))* ?{COMPARATOR} ?"
    r"(?P<number>\d+(?:[.,]\d+)?) ?(?P<unit>mm ?\^?3|cm ?\^?3|cc|ml)\b"
)


def read(passage: Passage) -> list[Atom]:
    """What is asked of the places of lesions, or keeps out by them; how many sites there may be in one organ is read elsewhere."""
    if not _HINTS.search(passage.lower) or passage.base is Effect.ALLOW:
        return []
    found = [*_near(passage), *_measured(passage), *_counted(passage)]
    return [a for a in found if passage.is_free(a.start, a.end) and passage.scopes.states(a.start)]


def _near(passage: Passage) -> Iterator[Atom]:
    match = _NEAR.fullmatch(passage.lower)
    if match is None:
        return
    concept = " ".join(f"{match['noun']} {match['near']}".split())
    polarity = Polarity.FOLLOW
    if match["no"]:
        polarity = Polarity.MUST_NOT if passage.base is Effect.REQUIRE else Polarity.FLIP
    yield Atom(*match.span("what"), Requirement(Kind.DISEASE_MEASURE, concept), polarity)


def _measured(passage: Passage) -> Iterator[Atom]:
    for pattern, suffix in ((_DEPTH, ""), (_VOLUME, " volume")):
        for match in pattern.finditer(passage.lower):
            if (op := operator(match)) is not None and op != "=":
                unit = re.sub(r"[ ^]", "", str(match["unit"]))
                bound = Comparison(op, number(match["number"]), unit)
                yield Atom(*match.span(), Requirement(Kind.DISEASE_MEASURE, f"{match['what']}{suffix}", bound))


def _counted(passage: Passage) -> Iterator[Atom]:
    match = _COUNTED.fullmatch(passage.lower)
    if match is None or _SIZE.search(passage.lower) or (op := operator(match)) is None:
        return
    bound = Comparison(op, number(match["number"]), "lesions")
    concept = " ".join(str(match["what"]).replace(",", " ").split())
    yield Atom(match.start("bound"), match.end("rest"), Requirement(Kind.DISEASE_MEASURE, concept, bound))
