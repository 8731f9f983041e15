"""Owns cancers that a phrase names and no entry of the vocabulary does: any cancer at all, and kinds that share a later noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind

_KINDS = {
    "inflammatory": "inflammatory breast cancer", "bilateral": "bilateral breast cancer", "multicentric": "multicentric breast cancer",
    "multi-centric": "multicentric breast cancer", "multifocal": "multifocal breast cancer", "multi-focal": "multifocal breast cancer",
    "metaplastic": "metaplastic breast cancer", "ductal": "ductal carcinoma", "lobular": "lobular carcinoma", "medullary": "medullary breast cancer",
    "tubular": "tubular breast cancer", "mucinous": "mucinous breast cancer", "contralateral": "contralateral breast cancer",
    "apocrine": "apocrine breast cancer", "adenocystic": "adenoid cystic carcinoma of the breast", "papillary": "papillary breast cancer",
    "bilateral invasive": "bilateral breast cancer",
}  # fmt: skip
# "*bilateral* or inflammatory breast cancer", "*ductal* or lobular BC"
_SHARES = regex(
    r"\b(?P<kind>" + "|".join(_KINDS) + r")(?= bc\b|(?: \(?[a-z]{3,5}\))?(?:,|/| or| and| and/or|, or)+ ?"
    r"(?:(?:[a-z-]+)(?:,|/| or| and| and/or|, or)+ ?){0,3}(?:[\w+/-]+ ){0,3}"
    r"(?:breast (?:cancers?|carcinomas?|tumou?rs?)|bc\b|(?:invasive )?carcinomas?\b(?! in[ -]situ)"
    r"|(?:mammary|invasive) (?:cancers?|carcinomas?)|cancers? of the breast"
    r"|metastatic (?:cancers?|carcinomas?|tumou?rs?|disease)))"
)
# "invasive triple-negative breast cancer"
_INVASIVE = regex(
    r"\b(?P<kind>invasive|inflammatory|metaplastic)(?=,? (?:(?:[\w+/-]+) ){0,3}?(?:triple[- ]negative (?:breast (?:cancers?|carcinomas?))|tnbc\b))"
)
# "*invasive* or in situ breast cancer", "*in situ* or invasive carcinoma of the breast"
_EITHER = regex(
    r"\b(?P<kind>invasive|(?:non-?invasive|in[- ]situ))(?=,?(?:/| or| and/or) (?:non-?invasive|in[- ]situ|invasive) "
    r"(?:(?:breast|mammary) (?:cancers?|carcinomas?|disease)|(?:cancers?|carcinomas?) of the breast))"
    # asked for: "tumor size (*invasive* and/or DCIS)"
    r"|(?<=\()(?P<form>invasive)(?=(?:/| or| and/or) (?:dcis|ductal carcinoma in[ -]situ)\b[^()]{0,8}\))"
)
# "breast cancer that is locally advanced or *inflammatory*"
_THAT_IS = regex(
    r"\b(?:that|which) (?:is|are) (?:locally advanced|metastatic|operable|early)(?:,? or|/| and/or) (?P<kind>inflammatory)\b(?! (?:breast|carcinoma|cancer))"
)
_OF_TRIPLE = {"invasive": "invasive breast cancer", **_KINDS}
_ADJECTIVE = (
    r"(?:"
    r"(?:an?|any|the|advanced|metastatic|locally|local|loco-?regional\w*|unresectable|inoperable|incurable|refractory"
    r"|relapsed|recurrent|progressive|persistent|invasive|primary|active|solid"
    r"|previously|treated|untreated|late[- ]stage|stage|i{1,3}|iv|or|and|and/or|newly|diagnosed|systemic|epithelial"
    r"|[\w*]+-(?:altered|mutated|mutant|amplified|expressing|positive|deficient|driven))[\s/,]+)*"
)
_PROOF = (
    r"(?:(?:histolog|cytolog|patholog|histopatholog|biops|microscop)\w*(?:(?: or |/| and/or | and )\w+)?[ -]"
    r"(?:confirmed|proven|documented|verified|diagnosed|confirmation of|proof of|evidence of|diagnosis of)"
    r"|(?<!prior )(?<!previous )(?<!of )(?<!upon )(?<!initial )(?<!since )(?<!to )(?<!the )\bdiagnosis of"
    r"|(?:patients|subjects|participants|women|men|adults|individuals|persons) with|\bhave|\bhas|^)"
)
# a cancer of any organ is the diagnosis: "histologically confirmed metastatic malignancy"
_ANY = regex(
    rf"(?:\b|^){_PROOF}[\s,:(]*{_ADJECTIVE}(?P<noun>"
    r"(?:cancer|malignanc(?:y|ies)|malignant (?:disease|neoplasms?)|neoplasms?)\b"
    r"(?! ?(?:"
    r"of|in|at|within|other|except|\(other|therap\w+|treatment|patients?|center|cells?|care|pain|antigen|survivors?"
    r"|risk|site)\b)(?![-/(]))"
)
# "Have a diagnosis of cancer", "Diagnosis of a malignancy of any type": of the present disease, whichever it is
_DIAGNOSED = regex(
    r"\W*(?:(?:"
    r"the|all|any|patients?|subjects?|participants?|women|adults|individuals|who|that|must|should|have|has|with|been"
    r"|be|an?|current|confirmed|known|established|documented|proven|new|confirmation of"
    r"|(?:histolog|cytolog|patholog)\w+|or|and)[ ,/]+)*"
    r"(?:diagnosis of|diagnosed with) (?:an? |any |the |invasive |active )*(?P<noun>cancer|malignanc(?:y|ies))"
    r"(?: of any (?:type|kind|stage|site|origin|histolog\w+)(?: type)?| by (?!\d)[^.;:,<>]{3,60})?\W*"
)
_ADVANCED = regex(
    r"advanced|metasta|unresect|inoper|incur|refract|relaps|recurr|confirm|proven|document|proof|verif|stage|-\w+ed\b"
)


def phrases(passage: Passage, named: Sequence[Mention]) -> Iterator[Mention]:
    """The cancers of such phrases, in no order; ``named`` are those that the vocabulary has found."""
    for match in _SHARES.finditer(passage.lower):
        if not _within(named, match.start()):
            yield Mention(*match.span("kind"), Kind.CANCER, _KINDS[match["kind"]])
    for match in _INVASIVE.finditer(passage.lower):
        if not _within(named, match.start()):
            yield Mention(*match.span("kind"), Kind.CANCER, _OF_TRIPLE[match["kind"]])
    for match in _THAT_IS.finditer(passage.lower):
        yield Mention(*match.span("kind"), Kind.CANCER, _KINDS[match["kind"]])
    for match in _EITHER.finditer(passage.lower):
        if not _within(named, match.start()) and (match["kind"] or passage.base is Effect.REQUIRE):
            invasive = match["kind"] in ("invasive", None)
            name = "invasive breast cancer" if invasive else "carcinoma in situ of the breast"
            yield Mention(*match.span("kind" if match["kind"] else "form"), Kind.CANCER, name)
    if passage.base is not Effect.REQUIRE or passage.lead:
        return
    if (whole := _DIAGNOSED.fullmatch(passage.lower)) is not None:
        yield Mention(*whole.span("noun"), Kind.CANCER, "cancer")
    for match in _ANY.finditer(passage.lower):
        start, end = match.span("noun")
        if not _within(named, start) and _ADVANCED.search(passage.lower, match.start(), start):
            yield Mention(start, end, Kind.CANCER, "cancer")


def _within(named: Sequence[Mention], at: int) -> bool:
    return any(m.start <= at < m.end for m in named)
