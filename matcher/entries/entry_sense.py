"""Owns what an entry of a record that holds the words of a disease says of it: that it is had, is not had, or is only mentioned."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from matcher.entries.names import words


class Sense(Enum):
    """What an entry says of a disease whose words it holds."""

    HAD = "had"
    NOT_HAD = "not had"
    MENTIONED = "mentioned"


# "no menstrual bleeding", "normal skin testing", "intact uterus": nothing is the matter
_SOUND = re.compile(
    r"^(?:no|not|never|without|absence of|free of|negative for|denies|normal|intact|adequate)\b", re.IGNORECASE
)
# "lymphatic involvement without inflammatory changes"
_LACKED = re.compile(r"\b(?:without|no|not|never|absence of|free of|negative for)\b", re.IGNORECASE)
# what somebody can do, plans or was examined for
_ASIDE = re.compile(
    r"^(?:able|ability|capable|can|willing|agrees?|scheduled|planned|plans|suitable|"
    r"candidate|completed|evaluated|screened|tested|baseline|continuation|at risk|risk)\b",
    re.IGNORECASE,
)
# what a relative has or had: "mother with breast cancer at 46"
_OF_KIN = re.compile(
    r"\b(?:mothers?|fathers?|parents?|sisters?|brothers?|siblings?|aunts?|uncles?|cousins?|daughters?|sons?|grand\w+|relatives?|famil\w+)\b",
    re.IGNORECASE,
)
# "chest x-ray for suspicion of tuberculosis", "exposed to measles": it was looked for, or met
_LOOKED_FOR = re.compile(
    r"\b(?:(?:screen(?:ed|ing)|test(?:ed|ing)?|evaluat(?:ed|ion)|work-?up|investigat(?:ed|ion)|examin(?:ed|ation)"
    r"|rul(?:ed|ing)|scan|x-?ray|biopsy) (?:for|out)"
    r"|exposed to|exposure to|vaccinated against|vaccination (?:against|for)|immunity to|prophylaxis (?:for|of|against)|at risk (?:of|for))\b",
    re.IGNORECASE,
)
# "hepatitis B surface antibody positive after vaccination": what protects from it
_IMMUNE = re.compile(r"\bsurface antibod\w+|\banti-?hbs\b", re.IGNORECASE)
# "hepatitis B vaccination", "influenza vaccine": it was protected from
_PROTECTED_FROM = re.compile(
    r"^(?:(?!(?:after|following|due|from|since|by|to)\b)[\w-]+ ){1,3}(?:vaccin\w+|immuni[sz]\w+)\b(?!.*\b(?:reaction|after|due|induced|allergy)\b)",
    re.IGNORECASE,
)
# "suspected interstitial lung disease": nobody knows yet
_SUSPECTED = re.compile(r"\b(?:suspected|suspicion of|rule out)\b", re.IGNORECASE)
_ALLERGY = "allergy"
# words that name no disease by themselves
_GENERAL = frozenset(
    ["pathology", "state", "status", "impairment", "change", "finding", "process", "event", "problem", "complication"]
)
_ANAPHYLAXIS = re.compile(r"anaphyla", re.IGNORECASE)
_PAST_CONTACT = re.compile(
    r"\b(?:hepatitis b|hbv?) core (?:antibod\w+|ab)\b|\bhbcab\b|\banti-?hbc\b"
    r"|\b(?:past|previous|prior|remote) (?:hepatitis b|hbv)\b|\b(?:hepatitis b|hbv)(?: virus)? exposure\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?:\bhbs-?ag\b|surface antigen)\W*(?:is )?positive|\bdetectable\b|\b(?:active|chronic)\b", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def sense(entry: str, asked: str) -> Sense:
    """What an entry says of the disease that is asked for, all of whose words it holds.

    >>> sense("no menstrual bleeding for 12 months", "bleeding")
    <Sense.NOT_HAD: 'not had'>
    >>> sense("able to avoid persons with eczema", "eczema")
    <Sense.MENTIONED: 'mentioned'>
    """
    if words(asked) <= _GENERAL:
        return Sense.NOT_HAD
    if _OF_KIN.search(entry) and not _OF_KIN.search(asked):
        return Sense.NOT_HAD
    if _ASIDE.search(entry) and not _ASIDE.search(asked):
        return Sense.MENTIONED
    if not _SOUND.search(asked) and _is_lacked(entry, asked):
        return Sense.NOT_HAD
    if _ALLERGY in words(entry) - words(asked):
        return Sense.MENTIONED  # "penicillin allergy with rash"
    return Sense.MENTIONED if _other_place(entry, asked) else Sense.HAD


@lru_cache(maxsize=65536)
def is_only_looked_for(entry: str, asked: str) -> bool:
    """Whether an entry tells that a disease was looked for, met with or protected from, and not that it was had.

    >>> is_only_looked_for("chest x-ray for suspicion of tuberculosis", "tuberculosis")
    True
    """
    if _IMMUNE.search(entry) and not _IMMUNE.search(asked):
        return True
    if _PROTECTED_FROM.search(entry) and not _PROTECTED_FROM.search(asked):
        return True
    found = _LOOKED_FOR.search(entry)
    return found is not None and _LOOKED_FOR.search(asked) is None and words(asked) <= words(entry[found.end() :])


def is_only_suspected(entry: str, asked: str) -> bool:
    """Whether an entry tells that a disease may be there, and nothing that it is.

    >>> is_only_suspected("suspected pneumonitis", "pneumonitis")
    True
    """
    found = _SUSPECTED.search(entry)
    return found is not None and _SUSPECTED.search(asked) is None and words(asked) <= words(entry[found.end() :])


def _is_lacked(entry: str, asked: str) -> bool:
    if _SOUND.search(entry):
        return True
    found = _LACKED.search(entry)
    return found is not None and words(asked) <= words(entry[found.end() :]) - words(entry[: found.start()])


def _other_place(entry: str, asked: str) -> bool:
    """Whether what is asked for is told off from where it is: "lesion 2 cm from the skin" is none of the skin."""
    before, found, _ = entry.lower().partition(" from ")
    return bool(found) and not words(asked) <= words(before)


def is_milder(entry: str, asked: str) -> bool:
    """Whether an entry tells of an allergy that need not have been the anaphylaxis that is asked for."""
    return bool(_ANAPHYLAXIS.search(asked)) and not _ANAPHYLAXIS.search(entry)


def is_past_contact(told: str, asked: str) -> bool:
    """Whether all that a record tells of hepatitis B is the antibody that is left of an old one, where the virus is asked for."""
    if not _PAST_CONTACT.search(told) or _PRESENT.search(told.lower().replace("undetectable", "")):
        return False
    return not _PAST_CONTACT.search(asked) and "core" not in asked.lower()


# "non-smoker", "no history of stroke" among the conditions say that there is none
_DENIES = re.compile(
    r"(?:(?:life-?long|current(?:ly)?)\s+)?(?:(?:no(?! longer)|never|without|free (?:of|from)|absence of|denies)\b|non-?(?=\s?(?:smok|drink)))[-\s]*",
    re.IGNORECASE,
)


def denied_by_name(entry: str) -> str | None:
    """What an entry says that there is none of, where its name begins with a denial; None where it does not."""
    denies = _DENIES.match(entry)
    return None if denies is None else entry[denies.end() :]


# "normal ECG", "normal or nonspecific EKG", "ECG normal in January", "baseline ECG, normal", "ECG without abnormalities" among the conditions
_WHAT, _WHEN = r"(?P<{}>[\w-]+(?: [\w-]+){{0,2}}?)", r"(?: (?:within|on|in|at|from|of) .+)?"
_NORMAL = re.compile(
    rf"normal (?:(?:or|and) nonspecific )?(?!or\b|and\b){_WHAT.format('what')}{_WHEN}|{_WHAT.format('subject')} normal{_WHEN}"
    rf"|(?:(?:baseline|screening|resting|12-lead) )*{_WHAT.format('test')}{_WHEN}[,:] normal"
    rf"|(?:(?:baseline|screening|resting|12-lead) )*{_WHAT.format('found')}{_WHEN} (?:without|with no|shows? no|showed no) "
    r"(?:any )?abnormalit(?:y|ies)",
    re.IGNORECASE,
)
_NORMAL_OF = ("what", "subject", "test", "found")


@lru_cache(maxsize=65536)
def denied_in(entry: str) -> str | None:
    """What an entry denies by its name, or the abnormality that it denies by saying that something is normal."""
    if (denied := denied_by_name(entry)) is not None:
        return denied
    normal = _NORMAL.fullmatch(entry)
    return None if normal is None else f"abnormal {next(normal[name] for name in _NORMAL_OF if normal[name])}"


# "hepatitis B surface antigen negative" among the conditions tells of no hepatitis
_TESTED_NEGATIVE = re.compile(
    r"^(?!.*\b(?:positive|receptor|hr|er|pr|her-?2)\b)(?:.*\b(?:negative|undetectable)$|negative\b)", re.IGNORECASE
)
# "hepatitis B status known" tells of a test, and of no hepatitis
_STATUS_KNOWN = re.compile(
    r"\bstatus\b.*\b(?:known|documented|available|determined|recorded|reported)$|\b(?:tested|test(?:ing)? (?:done|performed|available))$",
    re.IGNORECASE,
)


def is_tested_negative(entry: str) -> bool:
    """Whether a name tells of a test that found nothing."""
    return _TESTED_NEGATIVE.search(entry) is not None


def is_of_a_test(entry: str) -> bool:
    """Whether a name tells only that a test was done."""
    return _STATUS_KNOWN.search(entry) is not None


_OR = re.compile(r"\s*,?\s+or\s+|\s*,\s+", re.IGNORECASE)
# "family history of", "treatment for": what goes before the first of several diseases is said of them all
_SHARED = re.compile(r"^.*\b(?:of|for|to|with|in|on|from|by|requiring|causing|affecting)\s+", re.IGNORECASE)


@lru_cache(maxsize=16384)
def each_of(entry: str) -> tuple[str, ...]:
    """Each of several conditions that an entry names with "or"; who is said to have none of them has not this one.

    >>> each_of("family history of xanthic palsy or zorbic fever")
    ('family history of xanthic palsy', 'family history of zorbic fever')
    """
    if " or " not in entry:
        return ()
    first, *others = _OR.split(entry)
    head = _SHARED.match(first)
    if head is not None and not words(head[0]):  # "treatment for"
        return ()
    return (first, *(f"{head[0] if head is not None else ''}{other}" for other in others))
