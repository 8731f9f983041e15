"""Owns what the head of a list is about, and the words by which a line belongs to it."""

from __future__ import annotations

import re

from criteria.patterns import regex

_TESTS = r"tests?|testing|scans?|echocardiogra\w+|muga|e[ck]g|mammogra\w+|x-?rays?|xrm"
_MADE = r"(?:required|needed|mandatory|obtained|performed|done)"
TESTED_IN = regex(
    rf"\b(?:{_TESTS}|tested|measured|assessed|evaluations?)\b[^.;:]{{0,60}}?"
    rf"(?:\b(?:is|are|must be|will be|should be)?\s*{_MADE}\s+)?\b(?:for|in)\s+(?:all\s+)?"
    r"(?:the following|(?:patients|subjects|participants|those|anyone)(?: (?:with|who|having)\b[^.;:]{0,40})?)\s*:\W*$"
    rf"|\b(?:{_TESTS})\b[^.;:]{{0,60}}?\b(?:{_MADE}\s+(?:for|if|in|when)|if(?=[^:]*\bfollowing\b))"
    r"(?:\s+(?:(?:any|one)(?: or more)? of|the|these|following|criteri(?:a|on)|conditions?|(?:risk )?factors?|signs|symptoms))*"
    r"(?:\s+(?:is|are))?(?:\s+(?:met|present|fulfilled|true))?\s*:\W*$",
    re.IGNORECASE,
)
"""Lines over whom a test is for: "an LVEF below 45%, tested in patients with:", "stress test required if any of these is present:"."""

TOPICS = (
    (
        TESTED_IN,
        regex(
            r"^\W*(?:patients? )?(?:is |are |with )?(?:over (?:age|\d)|age[ds]? (?:over|above|[>≥]|at least)|(?:older|younger) than \d"
            r"|(?:(?:prior|prolonged|known|significant|suggestive|positive|family|past) )*history\b|symptoms?\b|signs?\b|abnormal\b"
            r"|diabet\w+|hypertension\b|smok\w+)",
            re.IGNORECASE,
        ),
    ),
    (
        regex(r"\bpost-?\s?menopaus\w+[^:]{0,140}(?::|\bdefined (?:as|by))\W*$", re.IGNORECASE),
        regex(
            r"^(?!.*\b(?:pre|peri)-?\s?menopaus)(?:"
            r".*(?:amenorrh|oophorectom|ovariectom|\bFSH\b|follicle[- ]stimulating|o?estradiol|\bmenses\b|menstrua"
            r"|\bovar(?:y|ies|ian)\b|hysterectom|castration|\ba period\b)"
            r"|\W*age[ds]? 4\d ?(?:to|-|–) ?[56]\d\b"
            r"|\W*(?:(?:patients?|wom[ae]n|females?) )?(?:is )?(?:age[ds]?\b\W*)?"
            r"(?:over|under|at least|older than|younger than|greater than|less than)?\W*(?:5\d|60)\b(?! ?(?:%|mg|ml)))",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        regex(
            r"\bHER-?2\b[^:]{0,200}:\W*$",
            re.IGNORECASE,
        ),
        regex(
            r"^\W*(?:\w+\W+){0,3}?(?:IHC|FISH|C?ISH|immunohisto\w+|fluorescen\w+|in situ hybridi[sz]ation"
            r"|(?:HER-?2)\W.{0,30}\b(?:ratio|cop(?:y|ies)|gene|CEP\s?17|amplif\w+))\b"
            r"|^\W*[0-3]\+",
            re.IGNORECASE,
        ),
    ),
    (
        regex(r"\b(?:triple[- ]negative|TNBC)\b[^:]{0,200}:\W*$", re.IGNORECASE),
        regex(r"^\W*(?:o?estrogen|progesterone|ER\b|PR\b|PgR\b|HER-?2|human epidermal)", re.IGNORECASE),
    ),
    (
        regex(
            r"\b(?:brain|CNS|central nervous system|intracranial)\b[^:]{0,280}:\W*$",
            re.IGNORECASE,
        ),
        regex(
            r"^(?!.*\b(?:(?:non-?)?measurable|RECIST|liver|hepatic|bone|visceral|leptomeningeal)\b).*\b"
            r"(?:brain|CNS|central nervous system|(?:cortico)?steroids?|dexamethasone|neurolog\w+|anti-?(?:convuls|epilep)\w+"
            r"|seizures?|WBRT|SRS|radiosurgery|intracranial)\b"
            r"|^\W*no (?:(?:evidence|signs?) of )?(?:\w+ )?(?:PD|progress\w*|ha?emorrhage)\b",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        regex(r"\b(?:refractory|resistan\w+)\b[^:]{0,100}\bdefined (?:as|by)[^:]{0,30}:\W*$", re.IGNORECASE),
        regex(
            r"^\W*(?:documented |disease |early )?(?:recurrences?|relapses?|relapsed|recurred|progress\w+)\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(r"^(?!.*\b(?:not|no|non)\b).*\bmeasurable\b[^:]{0,160}:\W*$", re.IGNORECASE | re.DOTALL),
        regex(
            r"^\W*"
            r"(?:(?:at least|one|two|\d|target|lytic|bone|skin|lymph|soft|tissue|visceral|a|an|any|single|or|and)\W+){0,5}"
            r"(?:lesions?|disease|nodes?|metastas[ei]s)\b[^.:]{0,60}?\d ?(?:mm|cm)\b"
            r"(?!.*\b(?:stage|resect\w*|surg\w+|primary|irradiat\w+)\b)",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        regex(r"\brisk\b[^:]{0,120}\b(?:factors?|following|criteria)\b[^:]{0,40}:\W*$", re.IGNORECASE),
        regex(
            r"^\W*(?!no\b|not\b)[^:]*?\b(?:"
            r"gail|claus|tyrer|age[ds]?|family history|relatives?|BRCA\w*|atypi\w+|hyperplasia|LCIS|DCIS|in situ|carriers?"
            r"|mutation|breast densit\w+|lifetime risk|risk|previously diagnosed|prior diagnosis|personal history of breast"
            r"|(?:history of|prior) (?:chest|mediastinal|mantle|thoracic)\b[^:]*\b(?:ir)?radiation)\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(
            r"\b(?:contracepti\w+|birth control|abstinence|child-?\s?bearing|(?:wo|fo?|po)cbp)\b[^:]{0,160}:\W*$",
            re.IGNORECASE,
        ),
        regex(
            r"^\W*has (?:not been naturally|had menses)\b|contracepti|condom|diaphragm|intra-?uterine|\bIUDs?\b|abstinen"
            r"|vasectom|sterili[sz]|\btubal\b|spermicid|birth control|barrier method|hysterectom|oophorectom"
            r"|^\W*(?:is |are )?post-?\s?menopausal\b(?! (?:women|patients?|females?)\b)",
            re.IGNORECASE,
        ),
    ),
)
"""Heads that say what their lists are about, each with the words of a line of such a list."""
