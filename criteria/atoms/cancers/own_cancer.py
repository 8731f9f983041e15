"""Owns whether a cancer that is named is the patient's: no aim of a treatment, no anchor in time, no relative's and no mere suspicion."""

from __future__ import annotations

from criteria.atoms.cancers.cancer_names import is_breast
from criteria.atoms.cancers.other_cancer_words import STUDIED
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect
from criteria.words.context import Cue
from criteria.words.moods import Mood

_ANCHOR = regex(
    r"\b(?:"
    r"treat(?:ments?|ed|ing)?|therap(?:y|ies)|chemotherapy|surgery|radiotherapy|radiation|regimens?|lines?|agents?"
    r"|drugs?|medications?|received|indicated|approved|history of|risk|incidence|resection|prevention|developing"
    r"|recurrence|relapse|progression|related|due|secondary|from|other than|cause[ds]?|survivors?|disease-free)\b"
    r"(?: \w+){0,4}? (?:for|of|to|from|against|due to|by|with|in|than)"
    r"(?: (?:"
    r"the|their|her|his|current|this|any|a|an|early|advanced|metastatic|locally|invasive|primary|study|index|her2|or"
    r"|positive|negative|recurrent|hr|er|her2-positive|her2-negative|hr-positive|stage|iv|breast))*\s*$"
    r"|\b(?:recurrence|relapse|progression|treatment|onset) of (?:the |their |current |primary |metastatic )*$"
    r"|\b(?:since|after|from|before|prior to|following|time of|date of|at|within)\b[^.;,]{0,30}\bdiagnosis of "
    r"(?:the |their |current |primary |metastatic )*(?:\w+ )?$"
    r"|\b(?:enables?|allows?|permits?|sufficient for|supports?)\b[^.;,]{0,20}\bdiagnosis of (?:the |their )*$"
    r"|\b(?:screening|screened|tested) for (?:(?:breast|lung|prostate|colon|colorectal|cervical|ovarian|and|or|and/or)[ ,/]+)*$"
    r"|\b(?:risks?|probability|chances?|likelihood|odds) (?:of|for) (?:\w+ ){0,2}$|\bdeveloping (?:an? )?$"
    r"|\b(?:prior to|before|since|after|following|until|criteria in|criteria for) (?:the |their |initial |first )*$"
)
# "history of a previous diagnosis of": it was had
_DIAGNOSED_ONCE = regex(r"\bhistory of (?:an? |the |any )?(?:(?:prior|previous|past|earlier) )*diagnosis of (?:an? )?$")
# "first recurrence of glioblastoma": whoever has that has the cancer
_COMES_BACK = regex(
    r"\W*(?:(?:patients?|subjects?|with|the|an?|first|second|any|documented|confirmed|histologically"
    r"|proven) )*(?:recurrence|relapse) of (?:an? |the )?$"
)
# what a treatment is for
_INDICATION = regex(
    r"\b(?:therap(?:y|ies)|chemotherapy|medications?|drugs?|agents?|radiotherapy|inhibitors?|tamoxifen|treatments?"
    r"|regimens?) (?:for|against|to treat) (?:"
    r"(?:the|their|a|any|early|(?:locally )?advanced|labc|unresectable|inoperable|recurrent|metastatic|m(?=bc\b)"
    r"|breast (?:or|and)|or|and|/)[ /]*)*$"
)
# "chest irradiation, e.g. for lymphoma": why it was given
_REASON = regex(
    r"\b(?:ir)?(?:radiation|radiotherapy|chemotherapy|therapy|treatments?|field|transplant\w*)\b[\s,(]*"
    r"(?:e\.?\s?g\.?,?|i\.?\s?e\.?,?|such as|for example,?|including|mainly|usually)\s*(?:\w+ ){0,2}for "
    r"(?:the |an? |prior |previous )*$"
)
# "a lesion suspicious for breast cancer": nobody needs to have it yet
_ONLY_SUSPECTED = regex(
    r"\b(?:suspicious (?:for|of)|suspect(?:ed)? (?:to be|of being|of|for|to have)|suspicion (?:of|for)|suggestive of"
    r"|concern(?:ing)? for|possible|indicative of|positive screening(?: \w+)? for)"
    r"(?: (?:an?|the|having|invasive|primary|early|new))* (?:(?:breast|lung|prostate|colon|colorectal|cervical|ovarian|and|or|and/or)[ ,/]+)*$"
)
_OF_A_MARGIN = regex(r"\bmargins?\b[^.;]{0,100}\b(?:free|clear|negative|uninvolved)\b[^.;]{0,90}$")
# "extensive intraductal component, defined as DCIS in a quarter of the tumor": of what that consists
_OF_A_COMPONENT = regex(
    r"\b(?:extensive (?:intraductal|ductal|in[ -]situ)(?: in[ -]situ)? (?:components?|carcinoma)"
    r"|\beic\b)[^.;]{0,40}\b(?:defin\w+|i\.?e\b)(?:[^.;]|i\.e\.)*$"
)
_RELATIVES = regex(r"family|relative|first[- ]degree|mother|sister")
_ATTRIBUTE = regex(
    r"[- ](?:related|associated|induced|specific|directed|free|antigen|cells?\b|surger|therap|treatment|vaccin|risk"
    r"|susceptib|survivor|gene|diagnosis|recurrence|screening|[12]\b(?! ?(?:cm|mm|positive|-)))"
    r"|(?:(?:,|/| or| and| and/or)+ ?[a-z]+){1,4} cancer screening\b"
)
_DIAGNOSIS = regex(
    r"histolog|cytolog|patholog|confirmed|diagnos|proven|documented|biopsy|newly"
    r"|(?:women|men|patients|subjects|participants|individuals) with|have|has\b|must|:|following"
)
_PROVEN = regex(r"\b(?:histolog|cytolog|patholog)\w+\b[^.;:]*$")
_OPENS_DIAGNOSIS = regex(r" diagnos(?:is|ed)\b(?! (?:date|date of|within|after|before|at least|≥|>))")
OPENING = 24  # characters before a diagnosis that still opens its sentence: "confirmed primary"
# "prostate cancer patients must be castrated": a rule for some of the patients
_WHOSE = regex(
    r"(?: \([^()]*\))? (?:patients|subjects|participants)"
    r"(?:\b[^.;]{0,12}?\b(?:must|should|need|have|may|can|are|will)\b|:)"
    r"|(?: \([^()]*\))?(?::| -) (?:must|should|failure|resistan|progress|no)"
)
# words that only describe the cancer behind them: "ER-positive, human epidermal growth factor receptor 2 negative metastatic"
_DESCRIBED = regex(
    r"(?:(?!(?:for|of|to|with|from|after|before|since|treat\w*|therap\w*|prior|previous|by|than|no|not|without"
    r"|if|risk)\b)[\w+-]+(?:\W+|$)){1,16}"
)

# "measurable by RECIST or, for patients with lymphoma, by the Lugano criteria": by which scale the response of another tumor is told
_OF_A_SCALE = regex(
    r"\b(?:lugano|cheson|imwg|iwcll|iwwm|rano|pcwg\d?)\b[^.;]{0,40}\b(?:for|in)\s+"
    r"(?:(?:patients|subjects|participants|those)\s+with\s+)?(?:[\w-]+\s+){0,2}$"
)


def states_a_diagnosis(passage: Passage, mention: Mention) -> bool:
    """Whether the cancer is the patient's and not the aim of a treatment, an anchor in time or a relative's."""
    before = passage.lower[max(0, mention.start - 110) : mention.start]
    after = passage.lower[mention.end : mention.end + 40]
    if any(e == mention.end and not passage.lower[s].isalnum() for s, e in passage.claimed if s < mention.start):
        return False  # what a treatment was given for, read with the words between them
    if mention.start <= OPENING and _OPENS_DIAGNOSIS.match(after):
        return True
    if _WHOSE.match(passage.lower, mention.end) and not is_breast(mention.name) and passage.base is Effect.REQUIRE:
        # "melanoma patients must …": whom it limits
        return passage.scopes.over(mention.start, Cue.CONDITION) is not None
    if (
        "margin" in before
        or any(s <= mention.start and mention.end <= e and "margin" in passage.lower[s:e] for s, e in passage.claimed)
        or _OF_A_MARGIN.search(passage.lower, 0, mention.start)
        or _OF_A_COMPONENT.search(passage.lower, 0, mention.start)
        or _RELATIVES.search(before)
        or _OF_A_SCALE.search(before)
        or _ATTRIBUTE.match(passage.lower, mention.end)
        or STUDIED.match(passage.lower, mention.end)
    ):
        return False
    if passage.scopes.mood(mention.start) is Mood.PERMITTED and _INDICATION.search(before):
        return False
    if (
        passage.scopes.mood(mention.start) is Mood.PERMITTED
        or passage.scopes.over(mention.start, Cue.EXCEPTION) is not None
    ):
        return True
    if _was_had(passage, mention):
        return True
    if _ANCHOR.search(before) or _REASON.search(before):
        return False
    if passage.base is Effect.REQUIRE and _ONLY_SUSPECTED.search(before):
        return False
    if passage.base is Effect.REQUIRE and is_breast(mention.name) and _INDICATION.search(before):
        return False  # "progression after treatment for metastatic breast cancer"
    if passage.base is Effect.REQUIRE and not passage.lead:
        asked = _DIAGNOSIS.search(before) or _PROVEN.search(passage.lower[: mention.start])
        opens = mention.start < 60 or _DESCRIBED.fullmatch(passage.lower, 0, mention.start) is not None
        return asked is not None or opens or "diagnos" in after or "confirmed" in after
    return True


def _was_had(passage: Passage, mention: Mention) -> bool:
    """Whether words that are often an anchor say that the cancer is, or was, the patient's: "history of a diagnosis of", "first recurrence of"."""
    if passage.base is Effect.EXCLUDE:
        return _DIAGNOSED_ONCE.search(passage.lower, 0, mention.start) is not None
    return not is_breast(mention.name) and _COMES_BACK.fullmatch(passage.lower, 0, mention.start) is not None
