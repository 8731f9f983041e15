"""Owns the part of the body that the name of an operation tells, to say that it was not in another."""

from __future__ import annotations

import re
from functools import lru_cache

# what names the part itself, as trials ask for it, and which operations are surely in it and in no other
_PARTS: dict[str, tuple[str, str]] = {
    "gut": (
        r"gastr(?:ic|o)|stomach|\bgi\b|bowel|intestin|colon|colo-?rect|\brect(?:al|um)|o?esophag|digestive|alimentary",
        r"gastrectomy|colectomy|fundoplication|colostomy|ileostomy|appendectomy",
    ),
    "womb": (
        r"gyna?ecolog|uter(?:us|ine)|ovar(?:y|ian|ies)|vagin|vulva",
        r"hysterectomy|oophorectomy|ovariectomy|salpingectomy|tubal ligation|ca?esarean|conization|myomectomy|curettage",
    ),
    "urinary tract": (
        r"renal|kidney|urolog|bladder|prostat",
        r"nephrectomy|prostatectomy|bladder tumou?r|lithotripsy|orchiectomy|vasectomy",
    ),
    "bones and joints": (
        r"spin(?:e|al)|lumbar|vertebra|\bback\b|\bhips?\b|knee|joint|shoulder|limb|extremit|orthopa?edic",
        r"arthroplasty|arthroscopy|\b(?:hip|knee|shoulder) replacement|vertebroplasty|kyphoplasty|laminectomy|meniscectomy|carpal tunnel"
        r"|rotator cuff|cruciate",
    ),
    "eye": (r"ocular|\beyes?\b|ophthalm|cataract|retina|cornea|refractive", r"cataract|vitrectomy|keratoplasty"),
    "heart": (r"cardiac|heart|coronary|valv|aort", r"coronary artery bypass|valve replacement|pacemaker"),
    "neck": (r"thyroid|throat|\bneck\b", r"thyroidectomy|thyroid lobectomy|tonsillectomy|adenoidectomy"),
    "skin": (r"\bskin\b|cutaneous", r"\bskin (?:tag|lesion|biopsy)|mole removal"),
    "teeth": (r"dental|\bt(?:oo|ee)th\b|\bjaw\b", r"(?:tooth|teeth|dental) extraction"),
    "skull": (r"brain|crani", r"craniotomy"),
}  # fmt: skip
_ASKED = {part: re.compile(asked, re.IGNORECASE) for part, (asked, _) in _PARTS.items()}
_DONE = {part: re.compile(rf"\b(?:{done}|\w+(?:{done}))", re.IGNORECASE) for part, (_, done) in _PARTS.items()}
# what may lie anywhere in the trunk, and operations that reach into two parts
_WIDE = re.compile(r"abdom|pelvi|trunk|laparo|debulking|\band\b|\bwith\b|[+/]", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_in_another_part(operation: str, place: str) -> bool:
    """Whether an operation was in another part of the body than the place asked for; False where either is not told.

    >>> is_in_another_part("bilateral salpingo-oophorectomy", "gastrointestinal")
    True
    >>> is_in_another_part("hysterectomy", "abdominal")
    False
    """
    if _WIDE.search(operation) or _WIDE.search(place):
        return False
    asked = {part for part, named in _ASKED.items() if named.search(place)}
    done = {part for part, named in _DONE.items() if named.search(operation)}
    return bool(asked and done) and not asked & done
