"""Owns what the words about nodes say of the stage: "node-positive", "no palpable nodes", "metastases found in the nodes"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.moods import Mood

_HINTS = hints("node", "nodal", "axilla")
_COUNTED = regex(r"(?:\d+|one|two|three|four|more|fewer|any number of|number of) $")
_ANY_NODES = regex(
    r"\bnod(?:e|al)s?[- ](?:negative|positive)(?:,? or |/)(?:(?:lymph )?nod(?:e|al)s?[- ])?(?:negative|positive)\b"
    r"(?! ?(?:nodes|disease)? ?(?:with|and (?:an? )?(?:primary )?(?:tumou?r|lesion|grade|age|t[1-4]|[>≥]|at least))| ?\()"
    r"|\bnod(?:e|al)s?[- ](?:status )?(?:negative|positive|unknown)(?:, (?:negative|positive|unknown))*,? (?:or|and/or) unknown\b"
    r"|\b(?:negative|positive)(?: or |/| and/or )(?:negative|positive) (?:axillary )?(?:lymph )?nod(?:es|al status)\b(?! with| ?\()"
)
# "no axillary nodal involvement", "without palpable nodes"
_NO_NODES = regex(
    r"\b(?:no|without)(?: (?:"
    r"clinical(?:ly)?|pathologic(?:al)?(?:ly)?|histologic(?:al)?(?:ly)?|radiologic(?:al)?(?:ly)?|known|evidence of"
    r"|evident|palpable|suspicious|enlarged|involved|axillary|regional|ipsilateral|any|or|and)(?!-))*"
    r" (?P<nodes>(?:lymph )?nod(?:e|al)(?P<plural>s)?(?: (?P<spread>involvement|metasta\w+|spread|disease))?)\b"
    r"(?! (?:larger|greater|>|dissection|biops|involvement|metasta|assess|beyond|outside|other than|above|in level))"
)
_FOUND_IN_NODES = regex(
    r"\b(?:axillary (?:(?:lymph )?nod(?:e|al) )?|(?<!clavicular )(?<!mammary )(?<!distant )(?:lymph )?nod(?:e|al) )"
    r"(?:involvement|metasta[st]\w+)\b"
    r"(?! (?:assess\w*|evaluat\w*|status|site|only|outside|beyond|or (?:metasta|distant)|tissue))"
)
# "metastasis in at least one lymph node", "a node containing metastatic carcinoma"
_NODES_HOLD = regex(
    r"\b(?:metasta[st]\w+|(?:adeno)?carcinoma)(?: (?:disease|(?:adeno)?carcinoma|deposits?|spread))? (?:in|to) "
    r"(?:(?:at least|the|one|two|three|\d+|or|more|regional|ipsilateral|axillary|sentinel) )*(?<!contralateral )"
    r"(?:lymph )?nodes?\b(?! (?:dissection|biops))"
    r"|\b(?:(?:axillary|sentinel|ipsilateral|regional) )*(?:lymph )?nodes? (?:containing|with|showing|positive for) "
    r"(?:metasta\w+|(?:adeno)?carcinoma|tumou?r cells)\b"
)
_SEEN = regex(r"\b(?:palpable|suspicious|enlarged|involved|evident)\b")
_PROVEN = regex(
    r"(?:^"
    r"|\b(?:"
    r"documented|proven|confirmed|with|positive|histologic\w*|cytologic\w*|pathologic\w*|evidence of|have|has|had"
    r"|clinical|and)\b)(?: \([^()]*\))?(?:"
    r" (?:ipsilateral|regional|clinical|positive|lymph|the|documented|histologically|cytologically|proven|confirmed"
    r"|biopsy-proven))*[ ]?$"
)
_UNPROVEN = regex(
    r"\b(?:no|not|without|if|whether|risk|assess\w*|determin\w+|size of|degree|regardless|irrespective|absence|extent"
    r"|unless|except|contralateral|number|when|identified|include[sd]?|definition)\b[^.;]{0,60}$"
)
_NODE_NEGATIVE = regex(
    r"\b(?:lymph )?nod(?:e|al)s?[- ]negative\b"
    r"|\bnegative (?:(?:ipsilateral|axillary|sentinel|regional) )*(?:lymph )?nodes?\b"
    r"|\b(?:clinically|radiologically|sonographically) negative axillae?\b"
    r"|\baxillae? (?:is |was )?clinically negative\b"
)
_OPENING = 8  # characters before the subject of a sentence
_ANY_SIZE = regex(
    r"(?: (?:patients|women|disease|tumou?rs?|cancers?|breast|subjects))*,? (?:with |of |may have |can have )?"
    r"(?:tumou?rs? of )?any (?:tumou?r |primary )?(?:size|t\b|diameter)[^,;]{0,12}$"
)
_NODE_POSITIVE = regex(
    r"\b(?:lymph )?nod(?:e|al)s?[- ]positiv(?:e|ity)\b"
    r"|\bpositive (?:(?:ipsilateral|axillary|regional|sentinel) )*(?:lymph )?nodes?\b(?! (?:biops|finding))|\bnode\+|\b[cip]?n[1-3]?\+"
)


def nodes(passage: Passage) -> Iterator[Atom]:
    """What is said of nodes without a category: that they are positive, negative, palpable, or hold metastases."""
    if not _HINTS.search(passage.lower):
        return
    if (whatever := _ANY_NODES.search(passage.lower)) is not None:
        passage.claimed.append(whatever.span())
        return
    for match in _NODE_NEGATIVE.finditer(passage.lower):
        yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "N", ("N0",)))
    for match in _NO_NODES.finditer(passage.lower):
        named = match["spread"] or match["plural"] and _SEEN.search(match.group())
        if named and "contralateral" not in passage.lower:
            # the "no" stays free for what follows: "no nodal metastases or distant spread"
            yield Atom(match.start("nodes"), match.end(), Requirement(Kind.STAGE, "N", ("N0",)), Polarity.FLIP)
    for match in _FOUND_IN_NODES.finditer(passage.lower) if passage.base is Effect.REQUIRE else ():
        if passage.scopes.mood(match.start()) in (Mood.FORBIDDEN, Mood.PERMITTED):
            continue  # "an occult primary with nodal involvement is not eligible"
        if not _UNPROVEN.search(passage.lower, 0, match.start()) and _PROVEN.search(passage.lower, 0, match.start()):
            yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "N", ("N1", "N2", "N3")))
    yield from _held_by_nodes(passage)
    for match in _NODE_POSITIVE.finditer(passage.lower):
        if _COUNTED.search(passage.lower[: match.start()]):
            continue  # "4 positive nodes": a number of nodes, no category
        whose = match.start() <= _OPENING and _ANY_SIZE.match(passage.lower, match.end()) is not None
        polarity = Polarity.MAY if whose else Polarity.FOLLOW  # "node-positive patients with any tumor size"
        yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "N", ("N1", "N2", "N3")), polarity)


def _held_by_nodes(passage: Passage) -> Iterator[Atom]:
    """Spread that the nodes hold: "metastasis in at least one lymph node"."""
    for match in _NODES_HOLD.finditer(passage.lower) if passage.base is Effect.REQUIRE else ():
        if passage.scopes.mood(match.start()) is Mood.PLAIN and not _UNPROVEN.search(passage.lower, 0, match.start()):
            yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "N", ("N1", "N2", "N3")))
