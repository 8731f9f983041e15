"""Owns the words for how far cancer has come: early, operable, locally advanced, recurrent, metastatic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.extent_words import HINTS, WORDS
from criteria.atoms.cancers.operable import OPERABLE, operable, was_operated_on
from criteria.atoms.cancers.recurrence import HAS_WITHSTOOD, REFRACTORY, is_no_extent, of_recurrence, of_resistance
from criteria.atoms.cancers.spread_in_passing import (
    SPELLS_IT_OUT,
    in_no_condition,
    is_denied_extent,
    is_of_another_thing,
)
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_THERAPY_BEFORE = regex(
    r"\b(?:\w*therap(?:y|ies)|treatments?|treated|chemotherap\w*|regimens?|lines?|agents?|inhibitors?|surgery|radiation"
    r"|radiotherapy|drugs?|medications?|received|given|administered|taxanes?|anthracyclines?|combinations?"
    r"|\w{3,}(?:mab|nib|ciclib|parib|zole|strant|taxel|platin|xifen|rubicin|abine|stane|relin|limus)"
    r"|prior(?! (?:diagnos|histor|malignan|cancers?\b)))\b[^.;]{0,70}\b(?:for|in|of|to treat|against|within)\b"
    r"(?: the)?(?:,(?= )|"
    r"[ -](?:treatment|management|first[- ]line|1st|2nd|second[- ]line|line|setting|their|his|her|any|a|an|inoperable"
    r"|unresectable|locally|advanced|recurrent|metastatic|labc|advanced/|or|and|and/or|early|la|locali[sz]ed|relapsed"
    r"|incurable|(?:loco-?)?regional\w*|local|stage|iv|hr|er|positive|negative|her2|-|\+|/|of|for|in|,|\(?|\)"
    r"|(?:breast )?(?:cancer|disease|carcinoma|(?:recurrence|relapse)s?)(?=,? (?:or|and/or) | (?:that|which) (?:is|was) )"
    r"|(?:that|which) (?:is|was)))*[\s/,(+-]*$"
)
_ANCHOR = regex(
    r"\b(?:since|after|following|before|prior to|time of|date of|from|until|at|diagnosis of|development of|onset of"
    r"|settings? of)\b(?: the| developing| becoming| being| diagnosed| with)*"
    r"(?: (?:initial|first|diagnosis|time|development|onset|of|original))*\s*$"
    r"|\b(?:after|once|since|when)\b[^.;,]{0,40}\b(?:become|became|becoming) $"
    r"|\bsettings? of (?:the )?(?:(?:locally )?[a-z]+(?: or | and |/))?$"
    r"|\b(?:interval|time)\b[^.;,]{0,90}\bto (?:(?:the|first|any|local|distant|or|and) )*$"
)
_DIAGNOSIS = regex(
    r"\b(?:diagnos\w+|histolog\w+|cytolog\w+|confirmed|documented|proven|patients? (?:with|who have)|women with"
    r"|subjects? with|participants? with|must have|evidence of|presence of"
    r"|(?:has|have)(?! (?:not |never )?(?:previously )?been (?:given|used|received|administered)))\b"
)
# "tissue of the primary or metastatic tumor" speaks of the sample; "advanced, symptomatic, visceral spread" of a crisis
_PRIMARY_OR = regex(
    r"\bprimary(?: tumou?r| site| lesion| cancer)?(?: and/or| or|/| and)(?: (?:on|in|from|at|of))?(?: the| a)? ?$"
    r"|\b(?:newly[- ]diagnosed|de novo|new)(?: and/or| or|/) ?$"
)
# "complications such as bleeding from locoregional or metastatic disease": what the disease does
_CAUSED_BY = regex(
    r"\b(?:"
    r"bleeding|ha?emorrhage|pain|fractures?|compromise|obstruction|compression|symptoms?|complications?|effusions?"
    r"|seizures?|hypercalc?emia|dyspnea|impairment) (?:\w+ )?"
    r"(?:from|due to|caused by|secondary to|resulting from|related to|of) "
    r"(?:(?:the|their|underlying|loco-?regional|local|locally|advanced|recurrent|primary|or|and|and/or)[ ,/]+)*$"
)
# "biopsy confirmation of recurrent tumors is required": asked of whoever has one
_PROOF_OF = regex(
    r"\b(?:confirmation|verification|proof|biops(?:y|ies)) (?:\w+ )?of (?:the |a |any |all |first |suspected )*$"
)
_PROOF_IS_ASKED = regex(
    r"(?: (?:disease|tumou?rs?|cancers?|lesions?|sites?))? (?:is |are |be )?(?:strongly )?"
    r"(?:required|mandatory|necessary|recommended|preferred|encouraged|must|should)\b"
)
# the spread of another cancer than hers: "metastatic disease from a non-breast malignancy"
_OF_ANOTHER_CANCER = regex(
    r"(?: (?:disease|spread|involvement|lesions?|cancer))? (?:from|of|due to|secondary to|caused by) (?:an?|any)? ?"
    r"(?:other|another|second|different|separate|non-?breast|non-?mammary) (?:\w+ )?"
    r"(?:malignanc|cancer|tumou?r|primar|neoplasm)"
)
_ONLY_EVIDENCE = regex(
    r"\bwithout (?:any )?other (?:(?:\w+ )?(?:evidence|sign|manifestation|site)s? of (?:the )?)?$"
    r"|\b(?:only|sole) (?:\w+ )?(?:evidence|sign|manifestation|site)s? of (?:the )?$|\bonly (?:local|regional) $"
)
_NO_PROOF = regex(
    r"\b(?:without|no|lack\w*(?: of)?)\b[^.;,]{0,40}\b(?:confirmation|documentation|proof|verification|biopsy|biopsies)\b of (?:the |their )?$"
)
# the disease that a sample is of: "a biopsy from unresectable or metastatic disease"
_SAMPLE_OF = regex(
    r"(?<!by )(?<!with )\b(?:biops(?:y|ies)|tissues?|samples?|specimens?|blocks?|(?:tumou?r|archival) material) "
    r"(?:\w+ )?(?:from|of) (?:"
    r"(?:an?|the|their|either|locally|advanced|unresectable|inoperable|recurrent|metastatic|primary|loco-?regional\w*"
    r"|disease|lesions?|tumou?rs?|or|and/or|and)[ ,/]+)*$"
)
_CONFIRMS = regex(r"\b(?:histolog|cytolog|patholog|confirm|prove|document|diagnos|demonstrat)")
# how soon after a treatment the disease came back, which is said of the treatment
_DEVELOPS = regex(r"\bdevelop(?:s|ed|ing)? (?:a |an |any )?$")
_SO_SOON = regex(
    r"(?: (?:disease|cancer|recurrence\w*|metastas[ei]s))? (?:within|in|during|less than|at least|more than|[=<>≤≥]+)"
    r" ?(?:or equal to )?[=<>≤≥ ]*\d+ (?:days?|weeks?|months?|years?) (?:after|of|from|following|since)\b"
)
# what is looked for, or treated: "CT to rule out metastatic disease", "to relieve metastatic bone pain"
_PURPOSE = regex(
    r"\b(?:rul(?:e|ed|es|ing) out|to (?:confirm or )?exclude|to (?:confirm or )?detect|screen(?:ing|ed)? for"
    r"|search(?:ing)? for)\b[^.;,]{0,40}$"
    r"|\b(?:chances?|risks?|likelihood|probability|rates?|incidence|prevention) (?:of|for) (?:\w+ ){0,2}$"
    r"|\bto (?:relieve|palliate|treat|control|manage) (?:the |their |any )?$|\b(?:inability|unable|failure) to (?:obtain|provide|get)\b[^.;,]{0,40}$"
)
_SETTING = regex(
    r"^[\w /,-]{0,40}\bsettings?\b|^ (?:therap|treatment|chemotherap|endocrine|regimen|line)"
    r"|^(?: (?:breast|cancer|disease|\(\w+\)))+ adjuvant(?! (?:chemo|endocrine|therap|treat|hormon|radio))"
)
_ADJUVANT_OR = regex(r"adjuvant\)?\s*(?:,\s*(?:or|and)?|/|\bor\b|\band/or\b|\band\b)\s*(?:the\s+)?$")
_OR_ADJUVANT = regex(
    r"\s*(?:,|/|\bor\b|\band/or\b|\band\b)\s*(?:\(?neo\)?-?\s?)?adjuvant\b(?! (?:chemo|endocrine|therap|treat|hormon|radio))"
)
_SITE = (
    r"(?:brain|cns|central nervous|leptomening\w+|mening\w+|intra-?cranial|cerebral|spinal|epidural|bone|osseous"
    r"|skeletal|liver|hepatic|lung|pulmonary|pleural|pericardial|peritoneal)"
)
# adjectives of one noun: "recurrent or growing brain metastases" speaks of the metastases, not of the cancer
_OF_A_SITE = regex(
    r"(?:(?:,? (?:or|and|and/or)|,|/) ?(?:\w+ly )?(?:"
    r"progressi\w+|progressing|active|new|untreated|symptomatic|uncontrolled|unstable|persistent|refractory|residual"
    rf"|growing|enlarging|recurrent|worsening|metastatic|advanced))* (?:or |and )?(?P<site>{_SITE})\b(?! cancer)"
)
# "CNS malignancy or metastases": the second noun is of the same site
_OTHER_NOUN_OF_A_SITE = regex(
    rf"\b{_SITE}(?: (?:nervous )?system)?(?: \([^()]*\))? "
    r"(?:malignanc\w+|tumou?rs?|cancers?|disease|lesions?|involvement|primar\w+)(?: \([^()]*\))? ?(?:or|and|and/or|/)"
    r" ?$"
)
# the words before "metastases" that name no organ
_OF_NO_SITE = regex(
    r"(?:^|[.:;,(]"
    r"|\b(?:"
    r"no|of|any|with|without|other|for|and|or|have|has|had|known|overt|evident|systemic|multiple|synchronous|visible"
    r"|clinical|new|from|existing|documented|confirmed|developed|present|active|suspected|\w+[ai]ble))\W*$"
)
_OPENS = regex(
    r"\W*(?:(?!(?:time|since|prior(?! diagnosis)|before|after|date|initial|original|first|from|until)\b)[\w/-]+ ){0,6}?diagnosis of (?:an? )?"
)
_EXTENT = "extent"
_KNOWN_SPREAD = regex(r"\bstage (?:iv|iii)|\bmetasta")
_OR_SPREAD = regex(r",? or (?:\w+ )?metasta")  # "incurable or metastatic disease" names two extents
_IN_BRACKETS = regex(r"\([^()]*\)")
_OR = regex(r"\bor\b|^ ?/ ?$")
_NEW_STATEMENT = regex(r";|\b(?:and|with|who|that|no|not|without)\b")


def read(passage: Passage) -> Iterator[Atom]:
    """The extents of a passage in order; several are alternatives."""
    lower = passage.lower
    if HINTS.search(lower) is None:
        return
    found = [(m, concept) for concept, pattern in WORDS for m in in_no_condition(passage, pattern.finditer(lower))]
    found += [(m, OPERABLE) for m in operable(lower)]
    kept: list[tuple[int, int, str]] = []
    setting_end = -1
    for match, concept in sorted(found, key=lambda f: f[0].start()):
        if kept and match.start() < kept[-1][1] or not passage.is_free(match.start(), match.end()):
            continue
        explains = lower[setting_end : match.start()] if setting_end >= 0 else ""
        if _is_setting(passage, match, concept) or SPELLS_IT_OUT.fullmatch(explains):
            setting_end = match.end()
            continue
        if match.group().endswith("bc") and lower.endswith("(", 0, match.start()) and kept and kept[-1][2] == concept:
            continue  # "metastatic breast cancer (MBC)"
        incurable = match.group().startswith(("incurable", "not curable"))
        if incurable and _KNOWN_SPREAD.search(lower) and not _OR_SPREAD.match(lower, match.end()):
            continue  # "stage IV disease that is considered incurable"
        if match.group().startswith("metastas") and not _OF_NO_SITE.search(lower, 0, match.start()):
            continue
        if "lesion" in match.group() and re.search(r"tissue|biops|sample|specimen", lower):
            continue
        if passage.base is Effect.REQUIRE and _CAUSED_BY.search(lower, 0, match.start()):
            continue
        if not _is_of_a_site(passage, match, concept) and not _says_no_extent(lower, match):
            kept.append((match.start(), match.end(), concept))
    if any(concept == "recurrent" for _, _, concept in kept):
        kept.extend(of_resistance(passage))
    yield from _stated(passage, sorted([*kept, *of_recurrence(passage, kept)]))


def _stated(passage: Passage, kept: list[tuple[int, int, str]]) -> Iterator[Atom]:
    """What the extents that were found ask for."""
    lower = passage.lower
    if not kept and (confined := _CONFINED.search(lower)) is not None and passage.base is Effect.REQUIRE:
        yield Atom(*confined.span(), Requirement(Kind.STAGE, "metastatic"), Polarity.FLIP)
    kept = [k for k in kept if not _is_said_by_another(lower, k, kept)]
    spread = bool(kept) and all(concept in _SPREADING for _, _, concept in kept)
    if spread and passage.base is Effect.REQUIRE and _LOCAL_TOO.search(lower, 0, kept[0][0]):
        yield _of_any_extent(kept)
        return
    for start, end, concept in kept:
        if concept == OPERABLE:  # what can be operated on is not unresectable
            choice = _EXTENT if any(_is_choice(lower, (start, end), k) for k in kept) else None
            yield Atom(start, end, Requirement(Kind.STAGE, "unresectable"), Polarity.FLIP, alternatives=choice)
            continue
        polarity = Polarity.FLIP if lower.startswith("non", start) and concept in _DENIED_BY_NON else Polarity.FOLLOW
        if lower.startswith(("must not", "should not"), start):
            polarity = Polarity.MUST  # "locally advanced disease must not be amenable to resection"
        if concept in _DENIED_BY_NON and polarity is Polarity.FOLLOW and is_denied_extent(passage, start):
            polarity = Polarity.MUST_NOT
        if concept == REFRACTORY:
            yield Atom(start, end, HAS_WITHSTOOD, polarity, alternatives=_EXTENT)
            continue
        local = concept == "recurrent" and lower.startswith(_LOCAL, start)
        requirement = Requirement(Kind.STAGE, concept, detail=(("where", "local"),) if local else ())
        yield Atom(start, end, requirement, polarity, alternatives=_EXTENT if len(kept) > 1 else None)


_DENIED_BY_NON = frozenset({"metastatic", "recurrent"})  # "nonmetastatic", "non-recurrent"
_LOCAL = ("local", "loco", "regional")
# what has not left the breast and its nodes
_CONFINED = regex(
    r"\b(?:disease|tumou?rs?|cancers?|carcinomas?) (?:that (?:is|are) |is |are |must be )?"
    r"(?:limited|confined|restricted|localized|localised) to (?:the |an? |one |either )?breasts?\b"
    r"(?: and(?:/or)? (?:the |its )?(?:ipsilateral |regional |axillary |loco-?regional )*(?:lymph )?"
    r"(?:nodes?|axilla|nodal \w+))?"
)
_SPREADING = frozenset({"locally advanced", "unresectable", "advanced", "metastatic"})
# "local, locally advanced or metastatic": the first of them is an extent too
_LOCAL_TOO = regex(
    r"\b(?:local|local-regional|loco-?\s?regional|regional|locali[sz]ed|early(?:[- ]stage)?|operable|resectable"
    r"|non-?metastatic)(?: (?:disease|breast cancer|cancer|stage))?(?:, ?(?:or |and )?| or | and | and/or |/)$"
)


def _of_any_extent(kept: list[tuple[int, int, str]]) -> Atom:
    """What a list of extents from the local one on asks for: nothing, or that the cancer has not spread."""
    start, end = kept[0][0], kept[-1][1]
    metastatic = Requirement(Kind.STAGE, "metastatic")
    spread = any(concept in ("metastatic", "advanced") for _, _, concept in kept)
    return Atom(start, end, metastatic, Polarity.MAY if spread else Polarity.FLIP)


def _is_of_a_site(passage: Passage, match: re.Match[str], concept: str) -> bool:
    """Whether the word describes, or is, the spread to a site: "recurrent brain metastases", "CNS malignancy or metastases"."""
    if concept == "recurrent" and is_no_extent(passage, *match.span()):
        return True
    site = _OF_A_SITE.match(passage.lower, match.end())
    if site is not None and (concept == "recurrent" or not passage.is_free(site.start("site"), site.end())):
        return True
    if _OTHER_NOUN_OF_A_SITE.search(passage.lower, 0, match.start()):
        passage.claimed.append(match.span())
        return True
    return False


def _says_no_extent(lower: str, match: re.Match[str]) -> bool:
    """Whether it is spoken of in passing: of a sample, of what is looked for, of what there is no proof of."""
    before = lower[: match.start()]
    return bool(
        _PRIMARY_OR.search(before)
        or is_of_another_thing(lower, match.start(), match.end())
        or _OF_ANOTHER_CANCER.match(lower, match.end())
        or (_PROOF_OF.search(before) and _PROOF_IS_ASKED.match(lower, match.end()))
        or _ONLY_EVIDENCE.search(before)
        or _NO_PROOF.search(before)
        or (_SAMPLE_OF.search(before) and not _CONFIRMS.search(before))
        or _PURPOSE.search(before)
        or (_DEVELOPS.search(before) and _SO_SOON.match(lower[match.end() :]))
    )


def _is_choice(lower: str, word: tuple[int, int], other: tuple[int, int, str]) -> bool:
    """Whether "or" stands between two extents, whatever stages they name: "operable (stage I-II) or locally advanced"."""
    between = lower[min(word[1], other[1]) : max(word[0], other[0])]
    outside = _IN_BRACKETS.sub("", between)
    return _OR.search(outside) is not None and _NEW_STATEMENT.search(outside) is None


def _is_said_by_another(lower: str, word: tuple[int, int, str], kept: list[tuple[int, int, str]]) -> bool:
    """Whether a neighbour says the same: "unresectable locally advanced" is the one fact unresectable; "unresectable advanced" and "metastatic
    unresectable" the facts advanced and metastatic (gold guidelines, section 3). "Advanced metastatic" is metastatic.
    """
    start, end, concept = word
    if concept == "advanced" and lower.startswith(" metastatic", end):
        return True
    for other_start, other_end, other in kept:
        between = lower[min(end, other_end) : max(start, other_start)]
        if len(between) > 24 or re.search(r"\bor\b|,|/|\bmust\b", between) or lower.startswith("must", other_start):
            continue
        if concept == "locally advanced" and other == "unresectable":
            return True
        if concept != "unresectable":
            continue
        local_too = any(k[2] in ("locally advanced", "recurrent") for k in kept)  # of which it is said then
        if (
            other == "advanced"
            and other_start > start
            or other == "metastatic"
            and other_start < start
            and not local_too
        ):
            return True
    return False


def _is_setting(passage: Passage, match: re.Match[str], concept: str) -> bool:
    operated_on = (
        concept == OPERABLE and passage.base is Effect.REQUIRE and was_operated_on(passage.lower, match.start())
    )
    return not operated_on and is_setting(passage.lower, match.start(), match.end())


def is_setting(lower: str, start: int, end: int) -> bool:
    """Whether the words name the setting of a treatment or a point in time, not the patient's disease."""
    if _SETTING.search(lower[end : end + 50]) or _OR_ADJUVANT.match(lower, end):
        return True
    if _ADJUVANT_OR.search(lower, max(0, start - 30), start):
        return True  # "prior taxane (adjuvant or metastatic)"
    before = lower[max(0, start - 130) : start]
    if _ANCHOR.search(before) and not _OPENS.fullmatch(lower[:start]):
        return not re.search(
            r"\b(?:histolog|cytolog|confirmed|newly|initial|has a|with a|have a|pathologic)\w*\b[^.;]*$", before[-60:]
        ) or bool(re.search(r"\b(?:since|prior to|before|time from|interval)\b[^.;]{0,30}$", before))
    before = _IN_BRACKETS.sub("", lower[max(0, start - 230) : start])[-130:]
    therapy = _THERAPY_BEFORE.search(before)
    if therapy is None:
        return False
    while (nearer := _THERAPY_BEFORE.search(before, therapy.start() + 1)) is not None:
        therapy = nearer
    return not _DIAGNOSIS.search(before[therapy.start() + 12 :])
