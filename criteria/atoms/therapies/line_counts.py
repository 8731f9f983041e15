"""Owns how a number of lines, regimens or treatments is written: "one to three prior lines of chemotherapy", "≥ 2 regimens"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.words.numbers import AGAIN

_NUMBER = (
    r"(?:(?:zero|one|two|three|four|five|six)\b|\d{1,2}(?![\d%]|[.,/]\d|\s*(?:%|weeks|days|months|years|mg|cm|mm|x\b)))"
    + AGAIN
)
_COUNT = rf"(?<![\w.,/-]){_NUMBER}"
_FILL = (
    r"(?:(?:prior|previous(?:ly)?|additional|different|distinct|separate|systemic|cytotoxic|cytoreductive|chemo\w*"
    r"|hormon\w+|endocrine|anti-?\s?her-?2\S*|her-?2\S*|targeted|biologic(?:al)?"
    r"|salvage|palliative|standard|metastatic|total|consecutive|sequential|anti-?\s?cancer|anti-?\s?tumou?r"
    r"|anti-?\s?neoplastic|single|single-agent|combination|approved|fda-approved|adjuvant|neoadjuvant"
    r"|conventional|failed|drug|platinum|taxane|anthracycline|trastuzumab|immunotherap\w+|anti-?estrogen\w*|cancer"
    r"|investigational|known|medical|intravenous|complete|full|treatment|therapeutic|therapy|multi-?agent"
    r"|first-line|second-line|non-\w+|\w[\w/-]*[\s-](?:based|containing)|\w[\w/-]*-(?:directed|targeted|type)|\(\w+\)"
    r"|more|other|unique|cdk\s?-?4\s?/\s?6|based|containing|significant|whole|successive|of|or|and|and/or|the|their"
    r"|\(?[a-z]+\d*[/-]?[a-z\d]*\)?(?=\s+(?:lines?|regimens?|agents?|inhibitors?)\b))[\s,/-]+){0,6}?"
)
# what is counted: lines and regimens, or treatments themselves when they are called prior
_NOUN = (
    r"(?P<noun>(?:lines?(?:\(s\))?|regimens?(?:\(s\))?|forms?|types|schedules|programs)\b|(?:chemo)?therap(?:y|ies)\b"
    r"|treatments?(?:\(s\))?\b|chemotherap(?:y|ies)\b|hormonal(?:s|\s+agents?)\b|(?:agents?|drugs?|inhibitors?)\b)"
)
_OF = (
    r"(?P<of>(?:\s*(?:\(s\))?,?\s+(?:of|with|for|containing)\s+(?:"
    r"prior\s+|previous\s+|any\s+|[a-z]+-approved\s+|the\s+|systemic\s+|standard\s+|approved\s+|palliative\s+"
    r"|cytotoxic\s+|metastatic\s+|anti-?\s?cancer\s+|(?:\w+-)?her-?2\S*\s+|non-?\w+\s+"
    r"|[\w/-]+-(?:based|containing|targeted|directed)\s+|[a-z]\w+\s+){0,3}?"
    r"(?:chemo\w*|hormon\w+(?:\s+therap\w+)?|endocrine(?:\s+(?:therap\w+|treatment))?|therap(?:y|ies)|treatments?"
    r"|agents?|regimens?|inhibitors?|immunotherap\w+|et\b|adcs?\b|\w+mab\b|care\b))?)"
)
_OR_MORE = r"(?:\s*(?:\+|\(?(?:or|and)\s+(?P<after>more|greater|fewer|less|higher|beyond)\b\)?))?"
_RANGE_WORDS = (
    r"(?:\s*,?\s*\(?(?:but|and|or|to|-|through|up to)?\s*,?\s*(?:with\s+)?"
    r"(?:no(?:t)?\s+(?:more|greater)\s+than|no\s+more\s+that|up\s+to|≤|<\s?=|=\s?<|(?:a\s+)?maximum\s+of|at\s+most"
    r"|less\s+than\s+or\s+equal\s+to)\s*"
)
COUNTED = regex(
    rf"(?P<low>{_COUNT})(?:(?:\s+(?:prior\s+|previous\s+)?(?:lines?|regimens?)\b)?{_RANGE_WORDS}(?P<top>{_NUMBER})\)?)"
    rf"|(?:\s*,\s*{_NUMBER}(?=,?\s*(?:,|or\b|and\b)))?\s*,?\s*(?:-|to|or|and|/)\s*(?P<high>{_NUMBER})"
    rf")?{_OR_MORE}[\s,-]+(?P<fill>{_FILL}){_NOUN}(?:\s+or\s+(?P<behind>more|greater|fewer|less)\b(?!\s+than)"
    rf")?{_OF}(?P<tail>(?:(?:"
    rf"[\s/-]+(?:based|containing|and/or|or|and|treatment|therapy|cytotoxic|antibody-drug|conjugates?|adcs?|agents?)\b){{0,5}}?"
    r"[\s-]+(?:regimens?|lines?|treatments?)\b)?)"
)
# "at least one prior regimen, but not more than three": the other end of a count, behind what is counted
BUT_AT_MOST = regex(
    r"[^.;:,]{0,30}?,?\s*(?:but|and)\s+(?:not?\s+more\s+than|at\s+most|up\s+to|a\s+maximum\s+of|≤|<\s?=)\s*"
    rf"(?P<most>{_NUMBER})(?=\s*(?:$|[.;,)]|in\s+the\s+\w+\s+setting|for\s+(?:metastatic|advanced)))"
)
