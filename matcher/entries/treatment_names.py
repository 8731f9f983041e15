"""Owns which treatments the words of an entry name: each of several given together, and what is named only beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from criteria.tree import Kind
from criteria.vocabulary import load
from criteria.words.condition_words import word_set

_WORD = re.compile(r"[\w/+-]+")
_LONGEST = 4  # words of a name
_ABBREVIATION = 3  # letters
# "port placement for chemotherapy" is no chemotherapy, and "letrozole without ribociclib" no ribociclib
_BESIDE = re.compile(
    r"\b(?:for|after|before|prior to|following|due to|because of|since|without|no|not|never|except|instead of|rather than|other than|but)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:[/+,;→]|\band\b|\bplus\b|\bwith\b|\bthen\b|\bfollowed by\b)\s*", re.IGNORECASE)
# how, where, how often: words beside a name that can be no treatment themselves
_PLAIN = word_set(
    """
    the a of in to or by and with plus then followed per on at weekly biweekly daily monthly once twice qd bid
    tid q2w q3w dose doses dense dose-dense dd high low high-dose low-dose full reduced metronomic standard
    intermittent continuous oral orally po iv intravenous subcutaneous sc sq im intramuscular depot injection
    injections infusion tablet tablets capsule capsules patch cream gel ointment drops eye inhaler spray nasal
    suppository topical transdermal vaginal extended release xr xl sr cr long acting long-acting biosimilar
    generic cycle cycles course courses mg mcg g ml m2 gy left right bilateral left-sided right-sided adjuvant
    neoadjuvant palliative maintenance single single-agent agent agents monotherapy combination combined
    regimen therapy treatment based acetate hydrochloride sodium citrate mesylate phosphate tosylate maleate
    succinate tartrate laparoscopic open robotic total partial
    """
)
_NUMBER = re.compile(r"[x×]?\d[\d.,/x-]*(?:mg|mcg|g|ml|gy|x|st|nd|rd|th|%)?(?:/m2|/kg)?$", re.IGNORECASE)

_HOLDS = (
    (re.compile(r"\b(?:modified radical|radical mastectomy|MRM)\b", re.IGNORECASE), "axillary lymph node dissection"),
)
"""Operations that hold another: of a modified radical mastectomy the axillary nodes are a part."""


class Named(NamedTuple):
    """The treatments that an entry names beside one another, and whether its words name nothing else."""

    treatments: tuple[str, ...]
    nothing_else: bool


@lru_cache(maxsize=16384)
def named_in(entry: str) -> Named:
    """What the entry of a treatment or medicine names: "letrozole + palbociclib", "mastectomy with axillary dissection"."""
    beside = _BESIDE.search(entry)
    given = entry[: beside.start()] if beside is not None and beside.start() else entry
    found: list[str] = []
    left: list[str] = []
    for part in _JOINT.split(given):
        names, others = _scan(part)
        found += names
        left += others
    found += [removed for name, removed in _HOLDS if name.search(given)]
    plain = all(word in _PLAIN or _NUMBER.match(word) for word in left)
    return Named(tuple(dict.fromkeys(found)), plain and given == entry)


@lru_cache(maxsize=4096)
def treatments_named(entry: str) -> tuple[str, ...]:
    """The treatments of the vocabulary that an entry of a record names, the longest names first.

    An abbreviation of a few letters is one in capitals only: "AC" is a regimen, "at" is not.
    """
    return tuple(_scan(entry)[0])


def _scan(entry: str) -> tuple[list[str], list[str]]:
    """The treatments named in a run of words, and the words, in small letters, that are no part of their names."""
    written = _WORD.findall(entry)
    tokens = [word.lower() for word in written]
    found: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            concept = load().find(Kind.THERAPY, " ".join(tokens[at : at + size]))
            short = size == 1 and len(tokens[at]) <= _ABBREVIATION and written[at].islower()
            if concept is not None and not short:
                found.append(concept.name)
                at += size
                break
        else:
            left.append(tokens[at])
            at += 1
    return found, left


_HAPPENED = re.compile(r"\b(?:failed|history|past|prior|previous(?:ly)?|last|recent(?:ly)?|ago)\b", re.IGNORECASE)
_NOT_HAD = re.compile(
    r"\b(?:allerg\w*|hypersens\w*|contraindic\w*|intoleran\w*|planned|scheduled|candidate|benefit\w*|no longer|without|naive)\b",
    re.IGNORECASE,
)
# "recovered from prior surgery", "lesion outside the prior radiation field": the entry is about what came of the treatment, or lies beside it
_ABOUT_ELSE = re.compile(
    r"\b(?:recover\w*|resol\w+|unresolved|toxicit\w*|effects?|sequelae|complications?|outside|fields?|ports?|beds?|scars?|margins?|"
    r"lesions?|tumou?rs?|masses|mass|nodes?|metast\w+|measurable|evaluable|progress\w*|refractory|resistan\w*|recur\w*|relaps\w*|respon\w+|"
    r"tolerat\w+|able|unable|suitable|amenable|eligible|fit|time|interval|records?|reports?|specimens?|samples?|tissue (?:from|of)|blocks?|"
    r"due to|caused by|secondary to|induced|related)\b",
    re.IGNORECASE,
)
_DONE = frozenset({"modality"})


@lru_cache(maxsize=16384)
def told_of(entry: str) -> frozenset[str]:
    """The operations and procedures that an entry among the conditions says were done: "failed tissue expansion".

    An entry that is about something else and only mentions one tells of none that the treatments would lack.
    """
    if not _HAPPENED.search(entry) or _NOT_HAD.search(entry) or _ABOUT_ELSE.search(entry):
        return frozenset()
    parts = re.findall(r"[\w'-]+", entry.lower())
    spans = ((i, j) for i in range(len(parts)) for j in range(i + 1, min(i + _LONGEST, len(parts)) + 1))
    found = (load().find(Kind.THERAPY, " ".join(parts[i:j])) for i, j in spans)
    return frozenset(one.name for one in found if one is not None and one.category in _DONE)


_BEFORE_A_NAME = re.compile(r"^(?:history of|status post|s/p|prior|previous)\s+", re.IGNORECASE)


@lru_cache(maxsize=16384)
def operation_named(entry: str) -> frozenset[str]:
    """The operation or device that is all an entry among the conditions names, and what it is a kind of: "coronary stenting"."""
    if _NOT_HAD.search(entry):
        return frozenset()
    concept = load().find(Kind.THERAPY, _BEFORE_A_NAME.sub("", entry.strip()))
    if concept is None or concept.category not in _DONE:
        return frozenset()
    return load().ancestors(Kind.THERAPY, concept.name) | {concept.name}


@lru_cache(maxsize=4096)
def operation_in_conditions(condition: str) -> str | None:
    """The operation that a condition is called by, which lists of what impairs absorption name: "small bowel resection".

    >>> operation_in_conditions("small bowel resection"), operation_in_conditions("gout")
    ('small bowel resection', None)
    """
    known = load()
    if known.find(Kind.COMORBIDITY, condition) is None:
        return None
    concept = known.find(Kind.THERAPY, condition)
    return concept.name if concept is not None and known.is_a(Kind.THERAPY, concept.name, "surgery") else None


_NEEDS = re.compile(
    r"^(?:"
    r"(?:on|needs?|needing|requires?|requiring|receiving|takes|taking|uses|using|dependent on|currently|daily|regular"
    r"|continuous|chronic|long[- ]term)\s+)+",
    re.IGNORECASE,
)
_WHEN_NEEDED = re.compile(r"\s+(?:for|at|during|with|use|dependen\w+|requirements?)\b.*$", re.IGNORECASE)
_BESIDE_CANCER = "supportive"


@lru_cache(maxsize=16384)
def needed_now(entry: str) -> frozenset[str]:
    """What an entry among the conditions says is being given beside cancer treatment, and its kinds: "oxygen for daily activities"."""
    if _NOT_HAD.search(entry):
        return frozenset()
    what = _NEEDS.sub("", entry.strip())
    concept = load().find(Kind.THERAPY, what) or load().find(Kind.THERAPY, _WHEN_NEEDED.sub("", what))
    if concept is None or concept.category != _BESIDE_CANCER:
        return frozenset()
    return load().ancestors(Kind.THERAPY, concept.name) | {concept.name}


_ONE_DAY = re.compile(
    r"vaccin|immuni[sz]ation|transfusion|\bbiops(?:y|ies)\b|\baspirat(?:ion|e)\b|pleurodesis|(?:thoraco|para|pericardio)centesis|"
    r"\w+oscopy\b|lumbar puncture",
    re.IGNORECASE,
)


def is_of_one_day(kind: str, name: str) -> bool:
    """Whether a treatment is over on the day on which it is given: an operation, a biopsy, a vaccination, a transfusion."""
    return kind in ("surgery", "vaccine") or _ONE_DAY.search(name) is not None


_OF_THE_BREAST = re.compile(r"breast|mast|lump|mamm|quadrant|axill|\bdcis\b|chest", re.IGNORECASE)
_OF_ANOTHER_PLACE = re.compile(
    r"\bskin\b|melanoma|\bnaev|\bnev(?:us|i)\b|\b(?:back|neck|face|scalp|trunk|shoulder|arm|leg|thigh)\b", re.IGNORECASE
)


def is_of_no_breast(operation: str, site: str | None, indication: str | None) -> bool:
    """Whether an operation whose name could be one of the breast was of another place, by what else its entry tells.

    >>> is_of_no_breast("wide excision", None, "melanoma"), is_of_no_breast("wide excision", "left breast", None)
    (True, False)
    """
    told = f"{operation} {site or ''} {indication or ''}"
    if _OF_THE_BREAST.search(told):
        return False
    return indication is not None or _OF_ANOTHER_PLACE.search(told) is not None
