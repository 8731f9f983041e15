"""Owns the words for another malignancy than the one that a trial is about."""

from __future__ import annotations

import re

from criteria.patterns import regex

_KIND = (
    r"(?:invasive|active|primary|recurrent|non-?breast|non-?mammary|known|concomitant|malignant|concurrent|current"
    r"|synchronous|(?:clinically )?(?:significant|evident)|progressing|uncontrolled|untreated"
    r"|(?:potentially )?(?:life[- ]threatening|fatal|lethal)|separate|persistent"
    r"|(?:actively|currently|presently) treated)"
)
_MALIGNANCY = (
    rf"(?:{_KIND},? )*(?:"
    r"malignan\w+(?: (?:disease|tumou?rs?|neoplasms?))?|cancers?|neoplas(?:m|ia)s?|primary(?= (?:within|in the))"
    r"|carcinomas?(?!t)|primary tumou?rs?|tumou?rs?)"
).replace(" ", r"\ ")  # stands in a verbose expression
OTHER = regex(
    rf"""\b(?:other|another|second(?:ary)?|additional|prior|previous|concurrent|concomitant|intercurrent
        |metachronous|different|synchronous|co-?existing|any|separate|simultaneous|non-?breast|non-?mammary|past|active
        |unrelated|multiple(?=\ primary)),?\s
        (?:(?:or|and|and/or|/|,|major|other|second(?:ary)?|active|concurrent|prior|previous|past|concomitant|additional
            |primary|recurrent|invasive|current|known|history\ of|history|an?|different|non-?breast|synchronous|multiple
            |current\ or\ prior|\(non-?breast\)|uncontrolled|untreated|unrelated)(?:,?\s|/))*{_MALIGNANCY}
      | \b(?:history|diagnosis|diagnosed|evidence)\s(?:of|with)\s
          (?:an?\ |any\ |another\ |other\ |a\ second\ |prior\ |invasive\ |active\ )*
          (?:malignanc\w+|malignant\ (?:disease|tumou?rs?|neoplasms?)
          |(?:cancers?|neoplasms?)(?=,?\ (?:other|within
          |in(?!\ (?:an?\ |the\ |any\ |her\ |one\ )?
          (?:(?:axillary|regional|ipsilateral|contralateral|sentinel|removed|other|same|resection)\ )*
          (?:lymph|nodes?\b|axilla|breasts?\b|margin|nipple|specimen|ducts?\b))|except|excluding|\(|who|that|with))
          |non-?breast\ (?:cancers?|malignanc\w+))
      | (?<!breast\ )(?<!bilateral\ )\bmalignanc(?:y|ies)\ (?:other|within|in\ the|during|except|treated|diagnosed)
      | \b(?:malignan\w+|cancers?|neoplasms?|tumou?rs?)
          (?:\ (?:at|of|in|from)\ (?:any|an)\ (?:anatomic(?:al)?\ |body\ |primary\ )?(?:sites?|organs?))?
          \ (?:other\ than|different\ (?:to|from))
      | \b(?:malignan\w+|cancers?|neoplasms?)\ (?:at|of|in|from)\ (?:any\ other|another|a\ different)
          \ (?:anatomic(?:al)?\ |body\ |primary\ )?(?:sites?|organs?)\b
      | ^(?:diagnosed\ with\ )?(?:any\ (?:(?:form|type|kind)s?\ of\ )?|known\ |a\ |current\ |an\ )?
          (?:invasive\ (?:or\ (?:non-?invasive|in[- ]situ)\ )?|active\ )?(?:cancers?|tumou?rs?)
          \ (?=(?:[^.;,]{{0,40}}\ )?(?:(?:with)?in\ the\ (?:past|last)|within\ \d|in\ the\ previous))
      | ^history\ of\ cancer\W*$ | \bnon-?skin\ (?:malignanc\w+|cancers?)
      | \bhistory\ of\ (?!(?:an?\ |prior\ )*ha?ematolog\w+\ (?:malignan|cancer|neoplas))(?:an?\ )?
          (?:(?:prior|ha?ematolog\w+|primary|solid|or|and|invasive|other|tumou?r|metastatic)\ )+
          (?:malignan\w+|cancers?|neoplasms?)
      | ^(?:any\ |known\ |a\ |current\ )?malignan(?:cy|cies|t\ (?:neoplasms?|tumou?rs?|disease))\b(?=\ ?\(|\ (?:other|within|except|in\ the|during)|,|$)
      | (?:(?<=\biii\ )|(?<=\biv\ ))(?:(?:invasive|active)\ )?(?:cancers?|malignanc(?:y|ies))
          (?=\ \(?other\ than\ breast|\ (?:with)?in\ (?:the\ )?(?:past|last|previous|\d))
      | (?:^|(?<=with\ )|(?<=has\ )|(?<=have\ )|(?<=had\ )|(?<=history\ of\ ))(?:two\ or\ more|2\ or\ more|more\ than\ one)
          \ (?:(?:different|separate|active|concurrent|simultaneous)\ )*(?:invasive|primary|active)\ (?:cancers?|malignanc\w+)
      | \bdouble\ primary | \bsecond\ primar(?:y|ies)""",
    re.VERBOSE,
    apart=True,
)
# what is said behind it is said of the noun before it: "previous cancers (including breast cancer) treated 5 years ago"
HERS_TOO = regex(
    r"\((?:including|other than|except(?: for)?|excluding) (?:prior |previous )?breast (?:cancers?|carcinomas?)\)"
)
STUDIED = regex(
    r"\s(?:(?:early|genetic|cancer|prevention|screening|detection|treatment|therapy|intervention(?:al)?|clinical|research|therapeutic|drug|imaging) )*"
    r"(?:stud(?:y|ies)|trials?|protocols?|registr(?:y|ies)|research|program(?:me)?s?|(?<=genetic )(?:tests?|testing|counsell?ing))\b"
)
"""What is about a cancer, right behind its name, and says that the patient has none: "another cancer prevention study"."""

AS_ANOTHER = ("as", "other malignancy")
"""The detail of a cancer that is had beside the trial's own: looked for in the history, not in the diagnosis."""

TREATED_FOR = regex(
    r"\b(?:therap\w*|treatments?|chemotherap\w*|drugs?|agents?|salts|radiation|irradiation|radiotherapy|surgery"
    r"|inhibitors?|\w+nib|\w+mab|taxanes?|anthracyclines?)(?:[^.;]|\be\.\s?g\.|\bi\.\s?e\.){0,60}\bfor "
    r"(?:(?:this|(?:the |this |their |her )?(?:breast )?(?:cancer|carcinoma|malignancy)),? (?:or|and)(?: for)? )?"
    r"(?:an?|the|any|their|her)? ?(?:underlying |breast )?$"
    r"|\b(?<!diagnosis or )(?<!diagnosis and )(?:treatment|management|therapy)s? of (?:an?|the|any)? ?"
    r"(?:underlying )?$"
)
"""What ends right before a cancer and says what is, or was, given for it: of it, and not of the patient, the name is then."""

HAD = regex(r"(?:history|diagnos\w+|evidence)\b")
"""How the words begin that name a cancer as had, be it behind a treatment for one: "treatment for cancer or history of cancer"."""
