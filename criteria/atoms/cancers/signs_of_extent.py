"""Owns what an exclusion names of a tumor of the breast that only a far one shows: fixed to the chest wall or nodes fixed to each other, peau d'orange."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import UNREAD, Atom
from criteria.atoms.cancers.nodal_regions import keeps_out
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement
from criteria.words.moods import Mood

HINTS = hints("peau", "chest", "satellite", "ulcer", "skin", "fixed", "matted", "nodes")
_BEHIND = r"(?: (?:of any magnitude|of the (?:skin|breast)|confined to (?:the )?(?:same|ipsilateral) breast))*(?! (?:recurren|metasta|relaps|radi|irradi|disease|wounds?|boost))"
# T4 by its signs (AJCC): each can be read off the category, but the category does not say which of them there was
_T4 = regex(
    r"\b(?:peau d.?orange(?: skin changes)?"
    r"|(?:tumou?rs?|carcinomas?|cancers?|mass(?:es)?)(?: that (?:is|are))? (?:deeply )?(?:fixed|adherent|attached) to (?:the )?chest wall"
    r"|fixation of (?:the )?(?:primary )?tumou?r to (?:the )?chest wall"
    r"|(?:direct )?(?:extension|invasion|infiltration) (?:to|in|into|of) (?:the )?(?:underlying )?chest wall(?: \(complete fixation\))?"
    r"|(?<=skin or )(?:the )?underlying chest wall(?: \(complete fixation\))?"
    r"|chest[- ]wall (?:fixation|invasion|extension)"
    r"|(?:ipsilateral )?satellite (?:(?:skin|breast) )?nodules?"
    r"|(?:skin (?:o?edema|ulcerations?)|o?edema of the skin|ulcerations? of the skin)(?: ?/ ?nodules| or nodules)?)"
    rf"{_BEHIND}"
)
# signs that other ailments of the skin have too: of the tumor only beside one of these
_OF_A_TUMOR = regex(r"\b(?:peau|chest[- ]wall|satellite|t4|tumou?rs?|inflammatory (?:breast|carcinoma))")
_OF_THE_SKIN_ALONE = regex(r"skin|o?edema|ulcer")
_FIXED_NODES = regex(
    r"\b(?:(?:deeply )?fixed|matted)(?: (?:or|and|and/or) (?:matted|fixed))? (?:axillary )?(?:(?:lymph )?nod(?:e|es|al disease)|(?:lymph)?adenopathy)\b"
    r"|\b(?:axillary )?(?:lymph )?nodes? (?:that (?:is|are) )?(?:(?:fixed|matted)(?: (?:or|and|and/or) (?:fixed|matted))?(?: to (?:one another|each other|the chest wall|chest wall)(?: or (?:to )?(?:the )?neurovascular (?:bundle|structures?))?)?)(?= ?[.,;)]|$| at )"
)
# nodes that look or feel involved, unless they are shown not to be: where none is involved it was so shown
_SUSPICIOUS = regex(
    r"\b(?:palpable|suspicious|enlarged)\b(?:(?!\bunless\b)[^.;()]){0,160}?\bnodes?\b"
    r"(?=,? unless (?:(?!\bunless\b)[^.;]){0,80}?\b(?:negative|benign|non-?malignant|not (?:to )?(?:be )?involved|uninvolved)\b)"
)
_NOT_BREAST = regex(
    r"\b(?:melanoma|in-?transit|sarcoma|head and neck|cervical|inguinal|pulmonary|lung|wounds?|leukemia)\b"
)
_CATEGORY = regex(
    r"[^.;,()]{0,30}\((?:stage |clinical |category )*[cp]?[tn][0-4]"
)  # "extension to the chest wall (T4a)" is that
_FAR_TUMOR = Requirement(Kind.STAGE, "T", ("T4",))
_FAR_NODES = Requirement(Kind.STAGE, "N", ("N2", "N3"))
_ANY_NODES = Requirement(Kind.STAGE, "N", ("N1", "N2", "N3"))
_SIGNS = ((_T4, _FAR_TUMOR), (_FIXED_NODES, _FAR_NODES), (_SUSPICIOUS, _ANY_NODES))


def signs(passage: Passage) -> Iterator[Atom]:
    """What only a T4 tumor or N2 nodes show, among what keeps out: asked of nobody with less, and open with these.

    The category decides for most patients: whoever has T2 has no tumor that is fixed to the chest wall.
    """
    lower = passage.lower
    if HINTS.search(lower) is None or _NOT_BREAST.search(lower) is not None:
        return
    for pattern, category in _SIGNS:
        for match in pattern.finditer(lower):
            skin = category is _FAR_TUMOR and _OF_THE_SKIN_ALONE.match(lower, match.start()) is not None
            if skin and _OF_A_TUMOR.search(lower) is None or not _is_ruled_out(passage, match.start()):
                continue
            if _CATEGORY.match(lower, match.end()) is not None:
                passage.claimed.append(match.span())  # the category is read
                continue
            held = Atom(*match.span(), category)
            yield Atom(*match.span(), Requirement(Kind.STAGE, UNREAD), condition=held)


def _is_ruled_out(passage: Passage, at: int) -> bool:
    mood = passage.scopes.mood(at)
    return mood is Mood.FORBIDDEN or mood is not Mood.PERMITTED and keeps_out(passage, at)
