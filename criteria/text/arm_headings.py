"""Owns the wordings by which a heading, or the beginning of a line, limits what follows to an arm, a group or a tumor."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.text.headings import opens
from criteria.text.populations import adding_to, role

_ARM = regex(
    r"""^(?:for\ )?(?:the\ )?(?:patients?\ in\ |participants?\ in\ )?(?:additional\ )?
        (?P<name>(?:(?:dose[\s-])?(?:escalation|expansion|finding|optimi[sz]ation)|phase|part|arm|cohorts?
            |(?:sub-?)?groups?|designs?|stage|stratum|step|module|sub-?study|
        run-in|safety\ lead-in|healthy\ (?:control|volunteer)s?)\b.*)$""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED = regex(
    r"(?:\b(?:phase|part|arm|cohorts?|(?<!oncology )(?:sub-?)?groups?|stratum|step|module|sub-?study)"
    r"|(?:^|\()(?:phases|parts|arms|modules|designs?))\s*(?:[ivx]+[ab]?\b|\d+[a-z]?\b|[a-h]\d?[a-z]?\b|#\s*\d+)"
    r"|\bdose[\s-](?:escalation|expansion|finding|optimi[sz]ation)\b"
    r"|\b(?:expansion|escalation) (?:phase|cohorts?|part)\b|\bhealthy (?:control|volunteer)s?\b|\bsafety lead-in\b|\brun-in\b",
    re.IGNORECASE,
)
# "Exclusion criteria for Phase II" is about the same arm as its inclusion criteria, "for both phases" about no arm
_CRITERIA_FOR = regex(
    r"^(?:\w+ )?(?:(?:inclusion|exclusion|eligibility|selection) criteria\s*(?:for|of|in|[-–:])?"
    r"|(?:additional|specific|further) criteria (?:specific )?for)\s*(?:the\s+)?"
    r"(?:(?:inclusion|enrol\w+|entry) in(?:to)?\s+|exclusion from\s+)?",
    re.IGNORECASE,
)
# "Inclusion criteria for Phase Ib" and "Exclusion criteria for Phase Ib" are of one arm; "for both phases" of none
_OF_SECTION = regex(
    r"^.*?\b(?:criteria|criterion|inclusion|exclusion|eligibility)\b\s*(?:criteria\s*)?(?:for|of|in|-|:|\()?\s*"
    r"(?:the\s+)?(?:inclusion in(?:to)?\s+|exclusion from\s+)?",
    re.IGNORECASE,
)
# "Cohort A specific inclusion criteria" is about the same arm as "Cohort A specific exclusion criteria"
_CRITERIA_BEHIND = regex(
    r"[\s:,-]*(?:specific )?(?:inclusion|exclusion|eligibility|selection) criteria\W*$", re.IGNORECASE
)
_EVERY_ARM = regex(r"\b(?:both|all|each|every|any|either)\b", re.IGNORECASE)
# "Exclusion criteria for rectal cancer", "Inclusion criteria - healthy controls": of some of the participants only
_OF_SOME = regex(
    r"\b(?:criteria|criterion|exclusions?|inclusions?|eligibility)\b\s*(?:criteria\s*)?(?:for|of|[-\u2013])\s*(?:the\s+)?(?P<who>.+)$",
    re.IGNORECASE,
)
_SOME = regex(
    r"\b(?:cancers?|carcinoma|tumou?rs?|melanoma|controls?|physicians?|providers?|caregivers?|volunteers?|partners?"
    r"|donors?|healthy|component|sub-?study|extension)\b",
    re.IGNORECASE,
)
_ROLE = regex(
    r"^(?:key |main )?(?P<who>(?:healthy )?(?:controls?|providers?|physicians?|caregivers?|volunteers?|partners?|donors?|clinicians?))\b(?! of\b)",
    re.IGNORECASE,
)
_STAGE_OF_DISEASE = regex(r"^stage\b", re.IGNORECASE)


def arm_name(line: str) -> str | None:
    """The arm, cohort, part or phase that a heading names, in its own words; None when it names none."""
    if (only := adding_to(line)) is not None:
        return only
    words = _CRITERIA_FOR.sub("", line.strip().rstrip(":").strip(" *_"))
    if len(words) > 120 or _STAGE_OF_DISEASE.match(words) or _EVERY_ARM.search(words):
        return None
    numbered = _NUMBERED.search(words)
    if numbered is None:
        return _whose(line) if opens(line) is not None else role(line)
    if opens(line) is not None:
        return _bare(_OF_SECTION.sub("", words)) or _CRITERIA_BEHIND.sub("", words) or words
    return words if _ARM.match(words) or len(words) <= 60 else None


def _bare(name: str) -> str:
    """A name without the signs around it; brackets within it stay whole."""
    name = name.strip(" -:")
    return name if "(" in name.lstrip("(") else name.strip("() ")


def _whose(line: str) -> str | None:
    """Of whom the criteria are that a heading of a section announces, where that is some of the participants."""
    words = line.strip().rstrip(":").strip(" *_")
    role, of_some = _ROLE.match(words), _OF_SOME.search(words)
    if role is not None:
        return role["who"]
    return of_some["who"] if of_some is not None and _SOME.search(of_some["who"]) else None


_PREFIX = regex(r"^\W{0,3}(?P<name>[^:.;\n]{3,60}?)(?:\s*:\s+|:(?=[A-Z][a-z])|\)\s*)(?=\S)")

# "Stratum 1 (hormonal): …": what a bracket says of the arm is part of its name
_PREFIX_WITH_ASIDE = regex(r"^\W{0,3}(?P<name>[\w\s,/&-]{3,40}\((?P<aside>[^:.;()\n]{3,60})\))\s*:\s+(?=\S)")


def arm_prefix(line: str) -> tuple[str, int] | None:
    """The arm that a line names before its colon ("Dose expansion: prior taxane"), and where the rest begins."""
    if ":" not in line and ")" not in line:
        return None
    match = _PREFIX.match(line)
    if match is not None and match.group().rstrip().endswith(")") and not match.group().lstrip(" *-").startswith("("):
        match = _PREFIX_WITH_ASIDE.match(line)
        match = match if match is not None and _NUMBERED.search(match["aside"]) is None else None
    if match is None:
        return None
    name = " ".join(match["name"].split())
    if line[: match.end()].rstrip().endswith(":") and role(name) is not None:
        return name, match.end()
    numbered = _NUMBERED.search(name)
    if numbered is None or _STAGE_OF_DISEASE.match(name) or not (_ARM.match(name) or numbered.start() == 0):
        return None
    return name, match.end()


# "For MBC participants:", "HR+/HER2- BC:": one of several groups of participants
_GROUP = regex(
    r"^(?:for |in )?(?:the )?(?:all |any )?(?P<name>[^:.;]{0,70}?\b(?:"
    r"participants|patients|subjects|cohorts?|groups?|arms?|populations?|combination treatment|monotherapy|disease|BC"
    r"|MBC|LABC|TNBC|mTNBC|cancers?|tumou?rs?))(?: only)?\s*:$",
    re.IGNORECASE,
)
_NO_GROUP = regex(
    r"\b(?:"
    r"liver|hepatic|bones?|brain|metastas\w+|(?:wo)?men|fe?male|menopaus\w*|aged?|child\w*|prior|previous|history"
    r"|following|criteria|inclu\w+|must|ha[sv]e|no|not|other|measurable|defin\w+|as|eligible|if|adequate|active"
    r"|concurrent|who|that|measur\w+|evaluable|histolog\w*|confirmed|diagnos\w*)\b",
    re.IGNORECASE,
)
_EVERYBODY = regex(r"^(?:for |in )?(?:all|both|any|every)\b", re.IGNORECASE)


def group_name(line: str) -> str | None:
    """The group of participants that a line in front of its criteria names; empty for everybody, None where it names none."""
    match = _GROUP.match(line.strip())
    if match is None or _NO_GROUP.search(line):
        return None
    return "" if _EVERYBODY.match(line.strip()) else match["name"]


_TUMOUR = regex(
    r"^[^.:;<>≤≥]{0,70}?(?:(?i:\b(?:"
    r"cancers?|carcinomas?|tumou?rs?|lymphomas?|melanomas?|sarcomas?|leuk[ae]mias?|myelomas?|gliomas?|mesotheliomas?)"
    r"\b)"
    r"|\b[A-Z0-9]{0,2}[A-Z]{2,6}\b)[^.:;<>≤≥]{0,40}$"
)
_NO_TUMOUR = regex(
    r"\b(?:ECOG|RECIST|CNS|LVEF|ANC|AST|ALT|ULN|HIV|HBV|HCV|must|ha(?:s|ve|d)|received|no|not|prior|with)\b",
    re.IGNORECASE,
)


def tumour_arm(line: str) -> tuple[str, str] | None:
    """The arm and the tumour of a line that names nothing else: "Phase 2 expansion: NSCLC"."""
    found = arm_prefix(line)
    if found is None:
        return None
    rest = line[found[1] :].strip()
    return (found[0], rest) if _TUMOUR.match(rest) and not _NO_TUMOUR.search(rest) else None
