"""Owns lists of sites that count only where they are all there is: "bone, effusions or ascites as the only site"."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.tree import Kind, Requirement

_SPREAD = r"(?: (?:metasta\w+|lesions?|disease|involvement|mets|recurrences?|relapse))*"
_NAMES: tuple[tuple[str, str], ...] = (
    ("bone marrow", rf"bone marrow{_SPREAD}"),
    ("bone", rf"(?:(?:lytic|blastic|sclerotic|osteoblastic)(?: or | and |/| ))*(?:bones?|bony|osseous|skeletal){_SPREAD}"),
    ("brain", rf"(?:brain|cns|central nervous system){_SPREAD}"),
    ("pleural effusion", r"(?:malignant )?(?:(?:ascitic|pleural|pericardial)(?:, ?(?:or |and )?| or | and |/))*(?:(?:pleural|pericardial) )?effusions?"),
    ("pericardial effusion", r"(?:malignant )?pericardial effusions?"),
    ("ascites", r"(?:malignant )?ascites"),
    ("lymphangitic", r"(?:pulmonary )?(?:carcinomatous )?lymphangi\w+"
                     rf"(?: (?:of the lungs?|lung|pulmonary|carcinomatosa|carcinomatosis|carcinomatous|spread))*{_SPREAD}"),
    ("skin", rf"(?:skin|cutaneous){_SPREAD}"),
    ("lymph node", rf"(?:regional |axillary )?(?:lymph )?nod(?:es?|al){_SPREAD}"),
    ("liver", rf"(?:liver|hepatic){_SPREAD}"),
    ("lung", rf"(?:lungs?|pulmonary){_SPREAD}"),
    ("leptomeningeal", rf"(?:lepto)?meningeal(?: carcinomatosis)?{_SPREAD}"),
    ("local", rf"loco-?regional{_SPREAD}"),
)  # fmt: skip
_NAME = "|".join(rf"(?P<n{i}>{pattern})" for i, (_, pattern) in enumerate(_NAMES))
_ONE = regex(rf"\b(?:{_NAME})\b", apart=True)
_PLAIN = "|".join(pattern for _, pattern in _NAMES)
_JOINED = r"(?:, ?(?:and/or |and |or )?| and/or | and | or | ?/ ?)"
# what such a list names beside the sites: "elevated serum enzymes", "radionuclide scans"
_FINDING = (
    r"(?:(?!(?:no|not|nor|without|with|who|which|that|if|unless|patients?|prior|must|have|has|is|are|as)\b)[\w/-]+ ){0,5}"
    r"(?:enzymes?|levels?|markers?|scans?|abnormalit\w+|biops(?:y|ies)|x-?rays?|cytolog\w+|uptake)"
)
_UNMEASURED = r"(?:(?:non-?|un)measurable (?:disease|lesions?|sites?))"
_ITEM = rf"(?:(?:{_PLAIN})(?: \([^()]*\))?|{_FINDING}|{_UNMEASURED})"
_LIST = regex(
    rf"(?:\b{_FINDING}{_JOINED})?\b(?:{_PLAIN})(?: \([^()]*\))?(?:{_JOINED}(?:the |other )?{_ITEM})*,?(?: (?:is|are) (?:not |un)acceptable)? ?$"
)
_TAIL = regex(
    r"\bas (?:the |their |an? )?(?:only|sole) (?:(?:measurable|evaluable|known|disease|metastatic|or|and) )*"
    r"(?:sites?|evidence|manifestations?|parameters?|signs?|(?:indicator|target|index) lesions?)\b(?:\(s\))?"
    r"(?: of (?:(?:the|their|any|measurable|evaluable|metastatic|recurrent|or|and) )*(?:disease|metasta\w+|cancer|recurrences?|tumou?r|malignancy|spread)\b)?"
)
_OTHER_UNMEASURED = regex(rf"\bother {_UNMEASURED}")
_OF_THE_BRAIN = regex(
    r" of (?:the )?(?:cns|central nervous system|brain)(?: \(cns\))?(?: (?:involvement|disease|metasta\w+|spread))?\b"
)
AMONG_THE_BRAIN = ("among", "central nervous system")
"""The detail of a site that must be the only one of the central nervous system, wherever else the cancer is."""
_REACH = 160  # characters before the words that a list is looked for in


def sole_sites(lower: str) -> list[Atom]:
    """Each site of such a list as "… only"; together they reach from the first name to the end of the words for it."""
    found: list[Atom] = []
    for tail in _TAIL.finditer(lower):
        floor = max(0, tail.start() - _REACH)
        listed = _LIST.search(lower[floor : tail.start()])
        if listed is None:
            continue
        names = list(_ONE.finditer(lower, floor + listed.start(), tail.start()))
        if (of_the_brain := _OF_THE_BRAIN.match(lower, tail.end())) is not None:
            found += _of_the_meninges(names, of_the_brain.end())
            continue
        for name in names:
            site = _NAMES[int((name.lastgroup or "n0")[1:])][0]
            end = tail.end() if name is names[-1] else name.end()
            found.append(Atom(name.start(), end, Requirement(Kind.METASTASIS, f"{site} only", "any"), Polarity.FOLLOW))
        if names and (other := _OTHER_UNMEASURED.search(lower, names[-1].start(), tail.start())) is not None:
            measured = Requirement(Kind.DISEASE_MEASURE, "measurable disease")  # there must be some that is measured
            found.append(Atom(other.start(), other.end(), measured, Polarity.FLIP))
    return found


def _of_the_meninges(names: list[re.Match[str]], end: int) -> list[Atom]:
    """The meninges alone, where they are to be all that is involved of the central nervous system."""
    if len(names) != 1 or _NAMES[int((names[0].lastgroup or "n0")[1:])][0] != "leptomeningeal":
        return []
    requirement = Requirement(Kind.METASTASIS, "leptomeningeal", "any", detail=(AMONG_THE_BRAIN,))
    return [Atom(names[0].start(), end, requirement, Polarity.FOLLOW)]
