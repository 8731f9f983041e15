"""Owns what a text says about the stage of disease: TNM categories, stage groups, and nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers import extent, extent_words, nodal_regions
from criteria.atoms.cancers.extent_ways import with_their_bounds
from criteria.atoms.cancers.no_category import is_no_category
from criteria.atoms.cancers.nodes_at_risk import with_their_risk
from criteria.atoms.cancers.stage_lists import (
    GROUP,
    GROUP_WITH_LETTERS,
    goes_on,
    letters_behind,
    merged,
    stage_list,
    tnm_list,
    with_the_rest,
)
from criteria.atoms.cancers.stage_nodes import nodes
from criteria.atoms.cancers.stage_ways import as_ways, with_the_other_way, with_their_stages
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_STAGE = regex(
    r"\b(?P<exact>"
    r"(?:clinical |pathologic(?:al)? |anatomic |ajcc |tnm |figo )?stages?:?\s*(?:(?:of|is|at|disease)\s+)?"
    r"(?:>=?\s?|≥\s?|≤\s?|<=?\s?)?(?P<groups>"
    rf"{GROUP_WITH_LETTERS}(?:\s*(?:,|/|-|to|or|and|through|and/or|, or|, and|, &|&)+\s*(?:stages?\s*)?"
    r"(?:operable\s+|inoperable\s+|resectable\s+|unresectable\s+|select(?:ed)?\s+)?(?:stages?\s*)?"
    rf"{GROUP_WITH_LETTERS}"
    rf"|\s*(?:to|-|through)\s+(?:in)?operable\s+stages?\s*{GROUP_WITH_LETTERS})*))(?!\s*(?:trial|study))"
)
_TNM = regex(
    r"""(?:(?<![a-z0-9])(?P<prefix>y?[cp])?|(?:(?<=[tn][0-4x])|(?<=[tn][0-4][a-d])|(?<=[0-4]-[0-4]))(?=[nm][0-3x]))
    (?P<letter>[tnm])\s?
    (?P<first>is\b|x\b|mic?\b|(?<=t)1\ mic?\b|(?<=n)\+(?!\w)|[0-4](?:mic?\b|[a-d](?:\b|(?=[nm][0-3x])))?)
    (?P<more>(?:\s*(?:(?:-|/|,|to|or|and|through)\s*)+(?:y?[cp])?(?P=letter)?\s?(?:x|is|(?<=n)\+|[0-4])(?:mic?\b|[a-d])?
        (?![\d%+]|\.\d|\s?(?:cm|mm|weeks|months|days|years|prior|or more|cycles)))*)
    (?=[nm][0-3x]|\W|$)""",
    re.VERBOSE,
)
_HINT_GROUPS = hints("stage", "node", "nodal", "axilla")
_HINT_TNM = regex(r"[tnm](?:(?<![a-z0-9].)|(?<=[cp0-4xa-d].))\s?(?:is\b|x\b|mic?\b|[0-4]|(?<=n)\+(?!\w))")
_AS_METASTATIC = regex(r"\b(?:metasta\w+|distant (?:disease|spread))(?: \w+){0,5} ?\(c?$")  # "metastatic disease (M1)"
# "stage IIA (T2N0)" is one stage
_SPELT_OUT = regex(
    r"(?: \w+){0,2} ?\((?!(?:except|excluding|other than)\b)(?![^()]*\b(?:at least|any(?! ?[tnm]\d))\b)[^()]*(?:\)|$)"
)
_OF_ANOTHER = regex(
    r"[\w ,]{0,20}\b(?:non-?breast|non-?mammary|other|another|second|different) ?(?:invasive |primary )?(?:malignan|cancer|tumou?r|neoplasm)"
    r"|\s*(?:invasive )?(?:cancers?|malignanc\w+|tumou?rs?) "
    r"(?:\(?other than breast|(?:from|for) which|(?:that (?:is|are) )?(?:currently )?in (?:complete )?remission)"
    r"|\s*(?:(?:or|to|and|-|/)\s*[5v]\s+)?(?:(?!(?:breast|cancers?|disease|tumou?rs?|and|or|with|without|who|no|not|but)\b)[\w-]+ ){0,4}lymph?edema\b"
    r"|\s*(?:invasive )?(?:cancers?|malignanc\w+) (?:(?:that (?:was|were) )?(?:diagnosed|treated|occurring) )?"
    r"(?:with)?in (?:(?:the )?(?:last |past |previous |preceding |prior )(?:\d+|[a-z]+)|\d+|three|five|ten) years?\b"
    r"|\s*(?:(?:or|to|and|-|/)\s*[5v]\s+)?(?:chronic |diastolic |congestive )?"
    r"(?:"
    r"neuropath|hypertens|heart|cardiac|kidney disease|renal|ckd|copd|lymph?edema|pressure|parkinson|fibrosis|edema"
    r"|ulcer|encephalopath|\(?(?:nyha|new york heart))"
)
_OTHER_SCALE = regex(
    r"\b(?:nyha|new york heart(?: association)?|ckd|kidney disease|renal (?:failure|disease|insufficiency|impairment)"
    r"|heart failure|chf|cardiac (?:failure|disease)|gold|hoehn and yahr|parkinson\w*|tanner|lymph?edema|neuropathy"
    r"|hypertension|copd|cirrhosis|isl|lymphology|fibrosis|metavir|ulcers?|encephalopathy)(?: disease)?[,:]?"
    r"(?: \(\w+\))?,?\s*\(?$"
)


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about stage and extent."""
    lower = passage.lower
    if not (
        _HINT_GROUPS.search(lower)
        or nodal_regions.HINTS.search(lower)
        or "stage" in passage.lead
        or _HINT_TNM.search(lower)
        or extent_words.HINTS.search(lower)
    ):
        return []
    groups = list(_stage_groups(passage))
    asides = [(g, aside.end() if (aside := _SPELT_OUT.match(lower, g.end)) else g.end) for g in groups]
    spelt = [
        a
        for a in (*_tnm(passage), *(_in_words(passage) if "stage" in lower or "categor" in lower else ()))
        if not any(g.start < a.start < spelt_end for g, spelt_end in asides)
        and not (a.requirement.concept == "M" and _AS_METASTATIC.search(passage.lower[: a.start]))
    ]
    atoms = [*as_ways(passage, merged(passage, [*groups, *spelt])), *nodes(passage)]
    taken = [(a.start, a.end) for a in atoms]
    atoms.extend(a for a in extent.read(passage) if all(a.end <= s or e <= a.start for s, e in taken))
    if nodal_regions.HINTS.search(lower):
        apart = (a for a in nodal_regions.regions(passage) if all(a.end <= o.start or o.end <= a.start for o in atoms))
        atoms.extend(list(apart))
    ways = with_the_other_way(passage, with_their_stages(passage, sorted(atoms, key=lambda a: a.start)))
    return with_their_risk(passage, with_their_bounds(passage, ways))


_BARE_GROUPS = regex(rf"\W*(?P<groups>(?:iv|i{{1,3}})\s?[abc]?\d?\b(?:\s*(?:,|/|-|to|or|and)+\s*{GROUP})*)\W*")


def _stage_groups(passage: Passage) -> Iterator[Atom]:
    if "stage" in passage.lead and (bare := _BARE_GROUPS.fullmatch(passage.lower)) is not None:
        yield Atom(*bare.span("groups"), Requirement(Kind.STAGE, "stage", stage_list(bare["groups"])))
        return
    for match in _BEFORE_STAGE.finditer(passage.lower):  # "IIB-IIIA stage"
        other = _OF_ANOTHER.match(passage.lower, match.end()) or _OTHER_SCALE.search(passage.lower, 0, match.start())
        if other is None:
            yield Atom(*match.span(), Requirement(Kind.STAGE, "stage", stage_list(match["groups"])))
    for match in _STAGE.finditer(passage.lower):
        if _LETTERED.search(passage.lower, 0, match.start()) or _of_the_tumor(passage, match):
            continue
        if _of_the_trial(passage.lower, match):
            passage.claimed.append(match.span())
            continue
        end, further = goes_on(passage.lower, match.end())
        groups = stage_list(match["groups"] + further, match["exact"])
        end, groups = with_the_rest(passage.lower, end, groups)
        other = _OF_ANOTHER.match(passage.lower, end) or _OTHER_SCALE.search(passage.lower, 0, match.start())
        if _TEST_OF.search(passage.lower, 0, match.start()):
            continue  # "a bone scan for stage III or higher"
        # what an exclusion says of a treatment is no stage of its own: "chemoradiation for stage III disease"
        last = all(group.startswith("IV") for group in groups) or passage.base is Effect.EXCLUDE
        if last and extent.is_setting(passage.lower, match.start(), match.end("exact")):
            continue  # "one line of chemotherapy for stage IV disease"
        if groups and other is None:
            hers = passage.base is Effect.REQUIRE and _OF_HERS.search(passage.lower, 0, match.start()) is not None
            polarity = Polarity.MUST if hers else Polarity.FOLLOW
            yield Atom(match.start(), end, Requirement(Kind.STAGE, "stage", groups), polarity)


# "no prior chemotherapy for their newly diagnosed stage II disease": what denies the treatment says nothing of that
_OF_HERS = regex(
    r"\b(?:for|of) (?:the|this|their|her|his) (?:newly|recently|currently)[- ]diagnosed (?:(?:primary|invasive|clinical|operable) )*$"
)
_ROMAN = r"(?:iv|i{1,3})[abc]?\b"
_BEFORE_STAGE = regex(
    r"(?<![\w.-])(?<!stage )(?<!stages )(?<!phase )(?<!grade )"
    rf"(?P<groups>{_ROMAN}(?:\s*(?:-|–|/|,|to|or|and)+\s*{_ROMAN})*)[ -]stages?\b(?!\s*:?\s*(?:[0-4]|i{{1,3}}|iv)\b)"
    r"(?! (?:trial|study))"
)
_TEST_OF = regex(
    r"\b(?:scans?|ct|pet|mri|imaging|work-?\s?up|x-?rays?|ultrasound|radiograph|staging)\b[^.;:]{0,40}\b(?:for|in) "
    r"(?:(?:all|any|those|patients|women|subjects|participants) )*(?:with |who have )?"
    r"(?:clinical |pathologic(?:al)? )?$"
)
_LETTERED = regex(r"(?:^|[^a-z])[tnm][- ]?$|\b(?:lymph )?nod(?:e|al) $")
_IN_WORDS = regex(
    r"(?:(?:^|(?<=[^a-z]))(?P<letter>[tnm])[- ]?stages?|\b(?:primary )?(?P<tumor>tumou?r) (?:stage|category|size)"
    r"|\b(?:lymph )?(?P<node>nod(?:e|al)s?)(?: (?:stage|category|status))?):? (?:of )?"
    r"(?P<first>[0-4][a-d]?|i{1,3}v?|iv)(?![\w.%]| ?(?:cm|mm))"
    r"(?P<more>(?:\s*(?:-|/|,|to|or|and|through)+\s*(?:(?P=letter)[- ]?stage )?[0-4][a-d]?"
    r"(?![\w.%]| ?(?:cm|mm|or more|positive|nodes|involved)))*)"
)
_DIGITS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def _of_the_tumor(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a "tumor stage" in figures is one of T: "tumor stage 1-3, nodes 0-2"."""
    figures = match["groups"][:1].isdigit() and passage.lower.endswith(("tumor ", "tumour "), 0, match.start())
    return figures and "nod" in passage.lower


# "able to begin Stage 2 treatment", "given during Stage 1", "Stages 1 and 2: …": parts of the trial, which no Roman figure numbers
_TRIAL_BEFORE = regex(
    r"\b(?:during|initiat\w+|begin\w*|discontinuation of|completion of|completed|entry into|entering|(?:start|end) of) $"
)
_TRIAL_BEHIND = regex(r"\s*(?:treatment\b|of (?:the|this) (?:study|trial)\b)")
_OF_A_CANCER = regex(r"\s*\)?,? (?:or \S+ )?(?:\w+ ){0,2}?(?:disease|cancers?|carcinomas?|tumou?rs?)\b")
_LABEL = regex(
    r"\W*stages? \d(?:(?: and |/|, )\d)*\s*:(?! ?[^.;]*\b(?:[tn]\d|tumou?rs?|cancers?|carcinomas?|nod\w+|cm|mm)\b)"
)


def _of_the_trial(lower: str, match: re.Match[str]) -> bool:
    """Whether a stage in figures is one of the trial."""
    if not match["groups"].strip()[:1].isdigit():
        return False
    label = _LABEL.match(lower)
    if label is not None and match.start() < label.end():
        return True
    if _OF_A_CANCER.match(lower, len(lower[: match.end()].rstrip())):
        return False
    return bool(_TRIAL_BEFORE.search(lower, 0, match.start()) or _TRIAL_BEHIND.match(lower, match.end()))


def _in_words(passage: Passage) -> Iterator[Atom]:
    """Categories by the word for their letter: "T stage 1-2", "nodal stage 0", "tumor stage 1-3, nodes 0-2"."""
    lettered = False
    for match in _IN_WORDS.finditer(passage.lower):
        if match["tumor"] and (not match["first"].isdigit() or "nod" not in passage.lower):
            continue
        if match["node"] and not lettered and "stage" not in match.group() and "category" not in match.group():
            continue
        letter = (match["letter"] or ("t" if match["tumor"] else "n")).upper()
        lettered = True
        values = tnm_list(letter, _DIGITS.get(match["first"], match["first"]), match["more"])
        yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, letter, values))


def _tnm(passage: Passage) -> Iterator[Atom]:
    for match in _TNM.finditer(passage.lower) if _HINT_TNM.search(passage.lower) else ():
        letter = match["letter"].upper()
        if (match["prefix"] or "").startswith("y") or is_no_category(passage, match, letter):
            continue  # what is left after treatment is no category of the disease as it was found
        first = match["first"].replace(" ", "").replace("mic", "mi")  # "T1mic" is the older name of "T1mi"
        values = tnm_list(letter, first, match["more"])
        end, further = letters_behind(passage.lower, match.end(), values[-1])
        values = (*values, *further)
        behind = _OR_MORE.match(passage.lower, match.end())
        end = behind.end() if behind is not None and not further else end
        if behind is not None or _AT_LEAST.search(passage.lower[: match.start()]):
            values = (
                values + tuple(f"{letter}{n}" for n in range(int(values[-1][1]) + 1, _HIGHEST[letter] + 1))
                if values[-1][1].isdigit()
                else values
            )
            above = _ABOVE.search(passage.lower, 0, match.start()) is not None and values[0][1:].isdigit()
            values = values[1:] if above and len(values) > 1 else values
        if _UP_TO.search(passage.lower, 0, match.start()) and values[0][1].isdigit() and letter != "M":
            values = (
                *(("Tis",) if letter == "T" else ()),
                *(f"{letter}{n}" for n in range(int(values[0][1]))),
                *values,
            )
        if letter == "N" and values[-1] == "N0" and (cells := _TUMOR_CELLS.match(passage.lower, end)) is not None:
            values, end = (*values[:-1], "N0(i+)"), cells.end()
        # "no involved nodes (N0)" asks for what the brackets say
        none = values == (f"{letter}0",) and _OPENS_ASIDE.search(passage.lower, 0, match.start()) is not None
        none = none or _restates(passage, match.start())
        none = none and passage.scopes.negations(match.start()) % 2 == 1
        none = none or values[0] == "M0" and _NO_METASTASES.search(passage.lower, 0, match.start()) is not None
        none = none and passage.base is Effect.REQUIRE
        none = (
            none or passage.base is Effect.EXCLUDE and _ALL_MUST_BE.search(passage.lower, 0, match.start()) is not None
        )
        polarity = Polarity.MUST if none else Polarity.FOLLOW
        yield Atom(match.start(), end, Requirement(Kind.STAGE, letter, values), polarity)


_TUMOR_CELLS = regex(r"\s?\(\s?(?:i|mol)\s?[+]\s?\)")  # isolated cells make a category of their own
_OPENS_ASIDE = regex(r"[(\[](?:i\.?e\.?,? |stage )?$")
_NO_SPREAD = regex(r"(?<![a-z])[cp]?(?:n0|m0)(?!\d)|[tn][0-4][ ,]?[nm]0")
# what the brackets ask of those whom the words before them keep out: "must not have metastases (must be M0)"
_NO_METASTASES = regex(
    r"\b(?:not|no|without)\b[^.;()]{0,40}\b(?:metasta\w+|distant disease|spread)(?: disease| spread)? ?[(\[](?:[^()\d]{0,40}[ ,])?[cp]?$"
)
# what an exclusion says of those who are let in: "(i.e., all patients should be N0)"
_ALL_MUST_BE = regex(
    r"\((?:i\.?e\.?,? )?(?:all )?(?:patients|subjects|participants) (?:should|must) (?:be|have)\b[^()]*$"
)
_ABOVE = regex(r"(?<![=≥])>\s?$")
_OR_MORE = regex(r"(?:\+| (?:or|and) (?:greater|higher|more|above|larger|bigger|worse|beyond)\b)")
_AT_LEAST = regex(
    r"(?:\bat least|\b(?:greater|higher|more|larger) than or equal to|\bequal to or (?:greater|higher|more|larger) than|≥|>=?) ?(?:stage |category |an? )?$"
)
_UP_TO = regex(
    r"(?:\bup to(?: and including)?|\bat most|\bno (?:more|greater|larger|higher) than|\bnot exceeding|≤|<=) ?(?:stage |category |an? )?$"
)
_HIGHEST = {"T": 4, "N": 3, "M": 1}


def _restates(passage: Passage, at: int) -> bool:
    """Whether the brackets around a category say in categories what a negation says: "no metastases (T1-2 N0 M0)"."""
    lower = passage.lower
    opened, closed = lower.rfind("(", 0, at), lower.rfind(")", 0, at)
    end = lower.find(")", at)
    return opened > closed and end > 0 and _NO_SPREAD.search(lower, opened, end) is not None
