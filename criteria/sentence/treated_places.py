"""Owns unread sentences about places that were treated, "Previously irradiated lesions must …": asked of whoever had that treatment."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, If, Kind, Leaf, Node, Requirement, Unparsed

_PLACES = r"(?:(?:target|index|marker|measurable|tumou?r|bone|brain) )*(?:areas?|lesions?|sites?|fields?|disease|tumou?rs?)(?:\(s\))?"
_SAYS = r"(?: of (?:disease|tumou?r))? (?:must|should|shall|may|can|cannot|will|is|are)\b"
_IRRADIATED = regex(
    rf"\W*(?:(?:however|in addition|additionally|note),? |note: )?(?:any |all |the )?"
    rf"(?P<places>(?:(?:previously|prior) )?(?:ir)?radiated {_PLACES}"
    rf"|{_PLACES} (?:that|which) (?:have|has|had|were|was) (?:been )?(?:previously )?(?:ir)?radiated"
    rf"|{_PLACES} (?:that|which) (?:have|has) (?:had|received|undergone) (?:prior |previous )?(?:radiotherapy|(?:ir)?radiation(?: therapy)?)){_SAYS}"
)
# "the target lesions must not have been irradiated", "progression is required of irradiated lesions": met by whoever had none
_SPARED = regex(
    r"\W*(?:(?:the|all|any|at least|one|1|note|however|patients?|participants?|subjects?|must|should|have|has|an?)[:,]? )*"
    r"(?:sites? of )?(?:(?:only|sole|target|index|marker|indicator|sentinel|measurable) )+(?:lesions?|disease|sites?)"
    r"(?:\(s\))? (?:(?:must|should|has to|have to|needs? to|may|can) )?"
    r"(?:(?:have |has |were |was |are |is )?(?:not|cannot)(?: have| has)?(?: be| been)?(?: (?:previously|in|from|within|an?|the|any))* (?:ir)?radiated"
    r"|(?:(?:be|is|are|lie|located|situated) )*outside (?:of )?(?:(?:any|all|the|an?|previous(?:ly)?|prior) )*"
    r"(?:(?:ir)?radiat(?:ed|ion)|radiotherapy) (?:fields?|ports?|areas?))\b(?:[^.;:()]"
    r"|\([^()]*\)){0,120}\W*"
)
# "no previously irradiated lesions", "no lesions in an irradiated field except …": whoever had no radiotherapy has none
_NONE_IRRADIATED = regex(
    rf"\W*no (?:(?:(?:prior|previously) )?(?:ir)?radiated {_PLACES}"
    rf"|{_PLACES} (?:(?:with)?in|from) (?:(?:an?|any|the) )?(?:(?:prior|previous|previously) )?"
    r"(?:(?:ir)?radiat(?:ed|ion)|radiotherapy) (?:fields?|ports?|areas?|sites?))\b(?: (?:except|unless|other than)\b[^.;]{3,100})?\W*"
)
# "at least one lesion that was not irradiated": met by whoever has a lesion and had no radiotherapy
_ONE_SPARED = regex(
    rf"(?:(?!\b(?:who|patients?|or|if)\b)(?:[^.;]|\.(?=\d)))*\bat least (?:one|1) (?:\w+ )?{_PLACES} (?:that|which) "
    r"(?:was|is|has|had)(?: been)? not (?:been )?(?:(?:previously|prior) )?(?:ir)?radiated\W*"
)
# "a lesion previously irradiated only if it has grown since"
_ONLY_IF_GROWN = regex(
    rf"\W*(?:an? |any )?(?:(?:previously )?(?:ir)?radiated {_PLACES}|{_PLACES},? (?:previously )?(?:ir)?radiated,?) "
    r"only (?:if|when|with)\b[^.;]*\b(?:progress|grow|increas)\w*[^.;]*"
)
_GROWN = regex(
    r"\W*(?:(?:documented|subsequent|clear|definite|disease|tumou?r) )*progression (?:(?:is|must be|documented) )*"
    r"required (?:of|in|for|at) (?:(?:all|any|the) )?(?:previously )?(?:ir)?radiated (?:lesions?|sites?|areas?)\W*"
)

_SAID_WHOLE = (_SPARED, _GROWN, _NONE_IRRADIATED, _ONE_SPARED, _ONLY_IF_GROWN)


def of_whoever_was_irradiated(passage: Passage, unread: Unparsed) -> Node | None:
    """An unread sentence about irradiated places as asked of those who had radiotherapy; None for any other sentence."""
    if passage.base is not Effect.REQUIRE:
        return None
    match = _IRRADIATED.match(passage.lower)
    if match is None and not any(said.fullmatch(passage.lower) for said in _SAID_WHOLE):
        return None
    where = unread.span if match is None else passage.view.span(*match.span("places"))
    had = Leaf(Requirement(Kind.THERAPY, "radiation therapy", "prior"), where)
    return If(had, unread, unread.span)
