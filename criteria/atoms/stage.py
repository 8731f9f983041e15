"""Owns what a text says about the extent of disease: TNM categories, stage groups, and the words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.stage_lists import GROUP, goes_on, merged, stage_list, tnm_list
from criteria.atoms.stage_ways import as_ways, with_their_stages
from criteria.passage import Passage
from criteria.patterns import Pattern, hints, regex
from criteria.tree import Kind, Requirement

_STAGE = regex(
    rf"\b(?P<exact>(?:clinical |pathologic(?:al)? |anatomic |ajcc |tnm |figo )?stages?:?\s*(?:(?:of|is|at|disease)\s+)?(?:>=?\s?|≥\s?|≤\s?|<=?\s?)?(?P<groups>{GROUP}(?:\s*(?:,|/|-|to|or|and|through|and/or|, or|, and|, &|&)+\s*(?:stages?\s*)?(?:operable\s+|inoperable\s+|resectable\s+|unresectable\s+)?{GROUP})*))(?!\s*(?:trial|study))"
)
_TNM = regex(
    r"""(?:(?<![a-z0-9])(?P<prefix>y?[cp])?|(?:(?<=[tn][0-4x])|(?<=[tn][0-4][a-d])|(?<=[0-4]-[0-4]))(?=[nm][0-3x]))(?P<letter>[tnm])\s?(?P<first>is\b|x\b|mi\b|[0-4](?:mi\b|[a-d]\b)?)(?P<more>(?:\s*(?:-|/|,|to|or|and|through)+\s*(?:y?[cp])?(?P=letter)?\s?(?:x|is|[0-4])(?:mi\b|[a-d])?(?![\d%+.]|\s?(?:cm|mm|weeks|months|days|years|prior|or more|cycles)))*)(?=[nm][0-3x]|\W|$)""",
    re.VERBOSE,
)
_WORDS: tuple[tuple[str, Pattern], ...] = (
    (
        "unresectable",
        regex(
            r"\b(?:unresectable|non-?resectable|inoperable|non-?operable|un-?operable|not (?:surgically )?(?:re)?sectable|can(?:not| not) be (?:surgically |completely )?(?:resected|removed|operated on)|not amenable to (?:[\w,]+ ){0,5}?(?:resection|surgery|surgical(?: resection| cure)?)\b(?: with curative intent)?|irresectable)\b"
        ),
    ),
    (
        "locally advanced",
        regex(
            r"\b(?:loco-?\s?regional(?:ly)?|local(?:ly)?)[- ]?advanced\b|\blabc\b|\b(?:locally|loco-?regionally)(?=,? or |/)"
        ),
    ),
    (
        "metastatic",
        regex(
            r"\b(?:non-?\s?)?metastatic\b(?! (?:visceral|sites?|tissues?|work|sentinel|axillary|lymph|nodes?|internal|supraclavicular|infraclavicular|ipsilateral|spread to|involvement of|to the|tumou?r (?:tissue|sample)|samples?|specimen|biops|disease (?:to|in) (?:the )?(?:brain|cns|central nervous|breast|bone marrow)))|\b(?:distant metasta\w+|distantly metast\w+|metastatic (?:lesions?|progression))\b|\bmbc\b|\bm(?=tnbc\b)|\bdistant (?:disease|spread|recurrence)\b|\bevidence of metasta\w+|\bmetastas[ei]s\b(?= (?:at (?:diagnosis|baseline|screening)|in (?:multiple|several)|other than)|\s?\(m|$|\.$)|\bmetastasi[sz]ed\b"
        ),
    ),
    (
        "recurrent",
        regex(
            r"\b(?:locally |loco-?\s?regional(?:ly)? |regional(?:ly)? |local )?(?:recurrent|relapsed)\b(?=,? (?:or|and|breast|disease|her2|metast|cancer|tumou?r|not|hr|er|solid|locally|advanced|triple|inoperable|unresectable|carcinoma|loco)|/|,|\)|$)|\b(?:local|loco-?regional|regional|distant) (?:recurrence|relapse)s?\b"
        ),
    ),
    (
        "advanced",
        regex(
            r"(?<!locally )(?<!locally-)(?<!regional )(?<!regionally )(?<!locoregionally )\badvanced\b(?=(?: \w+){0,2}?(?:[ /]+(?:or|and|/|breast|disease|cancer|solid|tumou?rs?|metastatic|malignan\w+|unresectable|stage|her2|hr|er|triple|carcinoma|tnbc|bc|invasive)|/|,|\)| *$))|\babc\b"
        ),
    ),
    (
        "operable",
        regex(
            r"\b(?<!non-)(?:operable|(?:surgically )?resectable)\b(?=(?:/|,? )(?:\w+[- ]){0,2}?(?:breast|disease|cancer|carcinoma|stage|tumou?r)|,? (?:or|and/or) (?:\w+[- ]){0,4}?(?:breast|disease|cancer|carcinoma|stage|tumou?r))"
        ),
    ),
    (
        "early",
        regex(
            r"\bearly(?:[- ]stage)?\b(?=(?:,? \w+){0,3}? (?:breast|stage|disease|cancer|invasive|tnbc|triple))|\bearly[- ]stage\b|(?<!not )\b(?:potentially )?curable\b|\bebc\b|(?<!not )\bamenable to (?:\w+ ){0,3}curative\b[\w ]{0,20}"
        ),
    ),
)
_HINT_GROUPS = hints("stage", "node", "nodal", "pn0")
_HINT_WORDS = regex(r"metasta|advanced|recurr|relaps|resect|operab|early|cura|mbc|abc|ebc|local|distant")
_HINT_TNM = regex(r"[tnm](?:(?<![a-z0-9].)|(?<=[cp0-4xa-d].))\s?(?:is\b|x\b|mi\b|[0-4])")
_THERAPY_BEFORE = regex(
    r"\b(?:therap(?:y|ies)|treatments?|treated|chemotherap\w*|regimens?|lines?|agents?|inhibitors?|surgery|radiation|radiotherapy|drugs?|received|taxanes?|anthracyclines?|trastuzumab|tamoxifen|prior)\b[^.;]{0,70}\b(?:for|in|of|to treat|against|within)\b(?: the)?(?: (?:treatment|management|first[- ]line|1st|2nd|second[- ]line|line|setting|their|his|her|any|a|an|inoperable|unresectable|locally|advanced|recurrent|metastatic|advanced/|or|and|and/or|early|relapsed|incurable|loco-?regional\w*|stage|iv|hr|er|positive|negative|her2|-|\+|/|of|,|\(?|\)))*[\s/,(+-]*$"
)
_ANCHOR = regex(
    r"\b(?:since|after|following|before|prior to|time of|date of|from|until|at|diagnosis of|development of|onset of|settings? of)\b(?: the)?(?: (?:initial|first|diagnosis|time|development|onset|of|original))*\s*$"
    r"|\bsettings? of (?:the )?(?:(?:locally )?[a-z]+(?: or | and |/))?$"
)
_DIAGNOSIS = regex(
    r"\b(?:diagnos\w+|histolog\w+|cytolog\w+|confirmed|documented|proven|patients? (?:with|who have)|women with|subjects? with|participants? with|must have|evidence of|presence of|has|have)\b"
)
# "tissue of the primary or metastatic tumor" speaks of the sample; "advanced, symptomatic, visceral spread" of a crisis
_PRIMARY_OR = regex(r"\bprimary(?: tumou?r| site| lesion| cancer)?(?: and/or| or|/| and)(?: the| a)? ?$")
_VISCERAL_SPREAD = regex(r"^(?:[/, ]+(?:metastatic|or|and|symptomatic|life-threatening))*[, ]+visceral (?:spread|cris)")
_ONLY_EVIDENCE = regex(
    r"\b(?:only|sole) (?:\w+ )?(?:evidence|sign|manifestation|site)s? of (?:the )?$|\bonly (?:local|regional) $"
)
_AS_METASTATIC = regex(r"\bmetastatic(?: \w+){0,5} ?\(c?$")  # "metastatic disease (M1)"
# "stage IIA (T2N0)" is one stage
_SPELT_OUT = regex(r"(?: \w+){0,2} ?\((?![^()]*\b(?:at least|any)\b)[^()]*(?:\)|$)")
_OF_ANOTHER = regex(
    r"[\w ,]{0,20}\b(?:non-breast|other|another|second) ?(?:invasive |primary )?(?:malignan|cancer|tumou?r|neoplasm)"
    r"|\s*(?:invasive )?(?:cancers?|malignanc\w+|tumou?rs?) (?:\(?other than breast|(?:from|for) which|(?:that (?:is|are) )?(?:currently )?in (?:complete )?remission)"
    r"|\s*(?:chronic |diastolic |congestive )?(?:neuropath|hypertens|heart|cardiac|kidney disease|renal|ckd|copd|lymph?edema|pressure|parkinson|fibrosis|edema|\(?(?:nyha|new york heart))"
)
_OTHER_SCALE = regex(
    r"\b(?:nyha|new york heart(?: association)?|ckd|kidney disease|renal (?:failure|disease|insufficiency|impairment)|heart failure|chf|cardiac (?:failure|disease)|gold|hoehn and yahr|parkinson\w*|tanner|lymph?edema|neuropathy|hypertension|copd|cirrhosis)(?: disease)?[,:]?(?: \(\w+\))?,?\s*$"
)
_SETTING = regex(r"^[\w /,-]{0,40}\bsettings?\b|^ (?:therap|treatment|chemotherap|endocrine|regimen|line)")
_COUNTED = regex(r"(?:\d+|one|two|three|four|more|fewer|any number of|number of) $")
# the words before "metastases" that name no organ
_OF_NO_SITE = regex(
    r"(?:^|[.:;,(]|\b(?:no|of|any|with|without|other|for|and|or|have|has|had|known|overt|evident|systemic|multiple|synchronous|visible|clinical|new|from|existing|documented|confirmed|developed|present|active|suspected|\w+[ai]ble))\W*$"
)
_ANY_NODES = regex(
    r"\bnod(?:e|al)s?[- ](?:negative|positive)(?:,? or |/)(?:(?:lymph )?nod(?:e|al)s?[- ])?(?:negative|positive)\b(?! ?(?:nodes|disease)? ?with| ?\()"
)
_NODE_NEGATIVE = regex(r"\b(?:lymph )?nod(?:e|al)s?[- ]negative\b|\bnegative (?:axillary )?(?:lymph )?nodes?\b|\bpn0\b")
_NODE_POSITIVE = regex(
    r"\b(?:lymph )?nod(?:e|al)s?[- ]positiv(?:e|ity)\b|\bpositive (?:axillary )?(?:lymph )?nodes?\b|\bnode\+|\b[cip]?n[1-3]?\+"
)
_OPENS = regex(
    r"\W*(?:(?!(?:time|since|prior|before|after|date|initial|original|first|from|until)\b)[\w/-]+ ){0,6}?diagnosis of (?:an? )?"
)
_EXTENT = "extent"
_IN_BRACKETS = regex(r"\([^()]*\)")
_OR = regex(r"\bor\b|^ ?/ ?$")
_NEW_STATEMENT = regex(r";|\b(?:and|with|who|that|no|not|without)\b")


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about stage and extent."""
    lower = passage.lower
    if not (_HINT_GROUPS.search(lower) or _HINT_TNM.search(lower) or _HINT_WORDS.search(lower)):
        return []
    groups = list(_stage_groups(passage))
    asides = [(g, aside.end() if (aside := _SPELT_OUT.match(lower, g.end)) else g.end) for g in groups]
    spelt = [
        a
        for a in _tnm(passage)
        if not any(g.start < a.start < spelt_end for g, spelt_end in asides)
        and not _AS_METASTATIC.search(passage.lower[: a.start])
    ]
    atoms = [*as_ways(passage, merged(passage, [*groups, *spelt])), *_nodes(passage)]
    taken = [(a.start, a.end) for a in atoms]
    atoms.extend(a for a in _words(passage) if all(a.end <= s or e <= a.start for s, e in taken))
    return with_their_stages(passage, sorted(atoms, key=lambda a: a.start))


def _stage_groups(passage: Passage) -> Iterator[Atom]:
    for match in _STAGE.finditer(passage.lower):
        end, further = goes_on(passage.lower, match.end())
        groups = stage_list(match["groups"] + further, match["exact"])
        other = _OF_ANOTHER.match(passage.lower, match.end()) or _OTHER_SCALE.search(passage.lower, 0, match.start())
        if groups and other is None:
            yield Atom(match.start(), end, Requirement(Kind.STAGE, "stage", groups))


def _tnm(passage: Passage) -> Iterator[Atom]:
    for match in _TNM.finditer(passage.lower) if _HINT_TNM.search(passage.lower) else ():
        if passage.text[match.start() : match.end()] == "PTX":
            continue  # paclitaxel
        letter = match["letter"].upper()
        if match["first"] == "x" and " " in match.group():
            continue  # "2 cm x 2 cm"
        if letter == "M" and match["first"] not in ("0", "1", "x") or match["first"] == "is" and letter != "T":
            continue
        before = passage.lower[max(0, match.start() - 6) : match.start()]
        if passage.lower.startswith("-weight", match.end()):
            continue
        if letter == "T" and re.search(r"\b(?:cd|anti-|b/)\s?$", before):
            continue
        if letter == "T" and passage.lower.startswith("t1/2", match.start()) and "half" in passage.lower:
            continue
        if letter == "M" and before.endswith("t-d"):
            continue  # "T-DM1" is a drug
        values = tnm_list(letter, match["first"], match["more"])
        if _OR_MORE.match(passage.lower[match.end() :]) or _AT_LEAST.search(passage.lower[: match.start()]):
            values = (
                values + tuple(f"{letter}{n}" for n in range(int(values[-1][1]) + 1, _HIGHEST[letter] + 1))
                if values[-1][1].isdigit()
                else values
            )
        yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, letter, values), alternatives=None)


_OR_MORE = regex(r"^(?:\+| or (?:greater|higher|more|above))")
_AT_LEAST = regex(r"(?:\bat least|≥|>=?) ?$")
_HIGHEST = {"T": 4, "N": 3, "M": 1}


def _nodes(passage: Passage) -> Iterator[Atom]:
    if "node" not in passage.lower and "nodal" not in passage.lower and "pn0" not in passage.lower:
        return
    if _ANY_NODES.search(passage.lower):
        return
    for match in _NODE_NEGATIVE.finditer(passage.lower):
        yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "N", ("N0",)))
    for match in _NODE_POSITIVE.finditer(passage.lower):
        if _COUNTED.search(passage.lower[: match.start()]):
            continue  # "4 positive nodes": a number of nodes, no category
        yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "N", ("N1", "N2", "N3")))


def _words(passage: Passage) -> Iterator[Atom]:
    lower = passage.lower
    if _HINT_WORDS.search(lower) is None:
        return
    found = sorted(
        ((m, concept) for concept, pattern in _WORDS for m in pattern.finditer(lower)), key=lambda f: f[0].start()
    )
    kept: list[tuple[int, int, str]] = []
    setting_end = -1
    for match, concept in found:
        if kept and match.start() < kept[-1][1] or not passage.is_free(match.start(), match.end()):
            continue
        explains = lower[setting_end : match.start()] if setting_end >= 0 else ""
        if _is_setting(lower, match.start(), match.end()) or re.fullmatch(r"[\w ]{0,24}\(", explains):
            setting_end = match.end()
            continue
        if match.group().endswith("bc") and lower.endswith("(", 0, match.start()) and kept and kept[-1][2] == concept:
            continue  # "metastatic breast cancer (MBC)"
        if match.group().startswith("metastas") and not _OF_NO_SITE.search(lower, 0, match.start()):
            continue
        if "lesion" in match.group() and re.search(r"tissue|biops|sample|specimen", lower):
            continue
        if (
            _PRIMARY_OR.search(lower[: match.start()])
            or _VISCERAL_SPREAD.match(lower[match.end() :])
            or _ONLY_EVIDENCE.search(lower[: match.start()])
        ):
            continue
        kept.append((match.start(), match.end(), concept))
    kept = [k for k in kept if not _is_said_by_another(lower, k, kept)]
    for start, end, concept in kept:
        if concept == "operable":  # what can be operated on is not unresectable
            choice = _EXTENT if any(_is_choice(lower, (start, end), k) for k in kept) else None
            yield Atom(start, end, Requirement(Kind.STAGE, "unresectable"), Polarity.FLIP, alternatives=choice)
            continue
        polarity = Polarity.FLIP if lower.startswith("non", start) and concept == "metastatic" else Polarity.FOLLOW
        yield Atom(
            start, end, Requirement(Kind.STAGE, concept), polarity, alternatives=_EXTENT if len(kept) > 1 else None
        )


def _is_choice(lower: str, word: tuple[int, int], other: tuple[int, int, str]) -> bool:
    """Whether "or" stands between two extents, whatever stages they name: "operable (stage I-II) or locally advanced"."""
    between = lower[min(word[1], other[1]) : max(word[0], other[0])]
    outside = _IN_BRACKETS.sub("", between)
    return _OR.search(outside) is not None and _NEW_STATEMENT.search(outside) is None


def _is_said_by_another(lower: str, word: tuple[int, int, str], kept: list[tuple[int, int, str]]) -> bool:
    """Whether a neighbour says the same: "unresectable locally advanced" is the one fact unresectable; "unresectable advanced" and "metastatic
    unresectable" the facts advanced and metastatic (gold guidelines, section 3).
    """
    start, end, concept = word
    for other_start, other_end, other in kept:
        between = lower[min(end, other_end) : max(start, other_start)]
        if len(between) > 24 or re.search(r"\bor\b|,|/", between):
            continue
        if concept == "locally advanced" and other == "unresectable":
            return True
        if concept == "unresectable" and (
            other == "advanced" and other_start > start or other == "metastatic" and other_start < start
        ):
            return True
    return False


def _is_setting(lower: str, start: int, end: int) -> bool:
    """Whether the words name the setting of a treatment or a point in time, not the patient's disease."""
    if _SETTING.search(lower[end : end + 50]):
        return True
    before = lower[max(0, start - 130) : start]
    if _ANCHOR.search(before) and not _OPENS.fullmatch(lower[:start]):
        return not re.search(
            r"\b(?:histolog|cytolog|confirmed|newly|initial|has a|with a|have a|pathologic)\w*\b[^.;]*$", before[-60:]
        ) or bool(re.search(r"\b(?:since|prior to|before|time from|interval)\b[^.;]{0,30}$", before))
    therapy = _THERAPY_BEFORE.search(before)
    if therapy is None:
        return False
    return not _DIAGNOSIS.search(before[therapy.start() + 12 :])
