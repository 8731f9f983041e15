"""Owns headings that divide a trial by what they name beside each other: "Q2W Inclusion Criteria" and "Q3W Inclusion Criteria"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.patterns import regex

_BEFORE = regex(
    r"^\W*(?P<name>[^:.;\n]{1,50}?)\s+(?P<section>inclusion|exclusion|eligibility)(?:\s+criteri(?:a|on))\s*:?$",
    re.IGNORECASE,
)
_BEHIND = regex(
    r"^\W*(?P<section>inclusion|exclusion|eligibility)\s+criteri(?:a|on)\s*(?:[-\u2013]|for(?: the)?\b|of\b)\s*(?P<name>[^:;\n]{2,80}?)\s*:?$",
    re.IGNORECASE,
)
# what names no group: everybody, the weight of the criteria, what they are about, or when they are looked at
_GENERAL = regex(
    r"\b(?:all|both|every|any|each|main|key|major|minor|general|other|additional|specific|further|common|basic|core"
    r"|primary|principal|important|selected|relative|absolute|following|these|this|the|protocol|study|trial|clinical"
    r"|laboratory|medical|cardiac|disease"
    r"|screening|treatment|procurement|enrol+ment|registration|pre-?registration|randomi[sz]ation|entry|inclusion"
    r"|exclusion|eligibility|step|meet\w*|see|not|no|must|patients?(?! with\b)(?=\s*$)|subjects?(?=\s*$)"
    r"|participants?(?=\s*$))\b",
    re.IGNORECASE,
)
_LETTER = regex(r"[^\W\d_]")
# "Melanoma Patients" as a line of its own
_TITLE = regex(
    r"^(?=(?-i:[A-Z0-9]))(?:[\w/+-]+ ){0,5}?[\w/+-]*(?:"
    r"cancers?|carcinomas?|melanomas?|lymphomas?|sarcomas?|tumou?rs?|tnbc|nsclc|her-?2\S*|hr\+\S*|er\+\S*"
    r"|triple-negative)(?: [\w/+-]+){0,2}? (?:patients|participants|subjects|cohort|group)$"
    r"|^(?:phase|part|stage) [\w/]{1,4} (?:[\w+/-]+ ){1,4}cohort(?: (?:[-\u2013(]|with ).{3,60})?$",
    re.IGNORECASE,
)
_PREGNANT_AND_LIKE = regex(
    r"\b(?:with|without|who|no|not|any|all|other|prior|previous|pregnant|healthy)\b", re.IGNORECASE
)

# "Adult patients" over the inclusion and exclusion criteria of these
_OVER = regex(
    r"^\W*(?P<name>(?:[\w/+'-]+ ){0,8}?(?:"
    r"patients|participants|subjects|volunteers|survivors|adults|children|controls|cohort|group|population"
    r"|(?:sub-?)?study|sub-?protocol \w{1,3}))(?: \([^()]{1,40}\))?\W*$",
    re.IGNORECASE,
)
_SAYS_MORE = regex(r"\b(?:is|are|was|were|will|must|may|can|has|have|had|who|all|any|no|not|this|the)\b", re.IGNORECASE)
_BARE_INCLUSION = regex(r"^\W*(?:key |main )?inclusion(?: criteri(?:a|on))?\W*$", re.IGNORECASE)


def over_sections(lines: Sequence[str]) -> dict[int, str]:
    """The groups that lines name right above their inclusion criteria, where each such heading stands under one.

    >>> over_sections(["[Adult patients]", "Inclusion Criteria:", "ECOG 0", "[Children]", "Inclusion Criteria:", "Lansky 50"])
    {0: 'Adult patients', 3: 'Children'}
    """
    heads = [number for number, line in enumerate(lines) if "nclusion" in line and _BARE_INCLUSION.match(line)]
    if len(heads) < 2:
        return {}
    above = {number - 1: _OVER.match(lines[number - 1]) for number in heads if number}
    found = {
        number: match["name"]
        for number, match in above.items()
        if match is not None and not _SAYS_MORE.search(match["name"])
    }
    return found if len(set(found.values())) == len(heads) else {}


def named_by_sections(lines: Sequence[str]) -> dict[int, str]:
    """The groups that headings of sections name, by the place of their line; none where one group alone has inclusions.

    >>> named_by_sections(["Q2W Inclusion Criteria:", "ECOG 0", "Q3W Inclusion Criteria:", "ECOG 1", "Q3W Exclusion Criteria:"])
    {0: 'Q2W', 2: 'Q3W', 4: 'Q3W'}
    """
    found: dict[int, str] = {}
    let_in: set[str] = set()
    for number, line in enumerate(lines):
        match = (_BEFORE.match(line) or _BEHIND.match(line)) if "riteri" in line or "RITERI" in line else None
        if match is None or _GENERAL.search(match["name"]) or _LETTER.search(match["name"]) is None:
            continue
        found[number] = match["name"].strip()
        if match["section"].lower() == "inclusion":
            let_in.add(found[number].lower())
    return found if len(let_in) > 1 else {}


def titles(lines: Sequence[str]) -> dict[int, str]:
    """The lines that are the name of a group and nothing else, where there are several: "Melanoma Patients"."""
    found = {
        number: line
        for number, line in enumerate(lines)
        if len(line) < 60 and _TITLE.match(line) and _PREGNANT_AND_LIKE.search(line) is None
    }
    return found if len({line.lower() for line in found.values()}) > 1 else {}
