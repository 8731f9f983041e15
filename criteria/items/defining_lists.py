"""Owns lists that only say how what stands over them is shown, or what a word means: "Postmenopausal, defined as one of:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.patterns import regex
from criteria.text.list_topics import TESTED_IN
from criteria.tree import Kind, Leaf, Node, Not, walk

_DEFINED_BY_ITS_LIST = frozenset({Kind.MENOPAUSE, Kind.PREGNANCY, Kind.CONTRACEPTION, Kind.BIOMARKER, Kind.SEX})
# as in "If HER2-negative, it is defined as follows"
_DEFINES_IT = regex(
    r"\b(?:it|this|that|these|they|which) (?:is|are|was|will be) (?:further )?(?:defined|determined|established|shown) (?:as|by)\b[^:.;]{0,30}:\W*$",
    re.IGNORECASE,
)
# as in "A woman of childbearing potential is any woman who meets these criteria:"
_SAYS_WHO_IS_FERTILE = regex(
    r"(?:^|\. |: ?)(?:an? |any )?(?:"
    r"(?:fe?males?|wom[ae]n|patients?|participants?|subjects?|persons?|individuals?) (?:who (?:is|are) )?"
    r"(?:of |with )?)?(?:(?:non-?)?child-?\s?bearing potential|(?:wo|fo?|po)cbp)(?: ?\([^()]*\))? (?:is|are) "
    r"(?:defined as )?(?:any|an?|those|women|females|individuals|participants)\b"
    r"(?!.*\b(?:must|should|agree|eligible)\b)[^:]*(?::|\bwho)\W*$",
    re.IGNORECASE,
)
_IS_A_TEST_OF_HER2 = regex(
    r"\W*(?:(?:either|or|and|a|an|the|by|with|if|her-?2(?:/neu)?|negative|positive|score|result|status|of)\s+)*"
    r"(?:[0-3]\+?|IHC|FISH|C?ISH|DISH|SISH|immunohisto\w+|fluorescen\w+|(?:dual )?in[- ]situ)\b",
    re.IGNORECASE,
)
_ADDS = regex(
    r"\b(?:and|plus|with|meet(?:s|ing)?|fulfil\w*|satisfy\w*)\W+(?:(?:also|at|least|has|have|having|must|meets?) )*"
    r"(?:one|any|either|two|1|2)\b[^:]{0,60}:\W*$",
    re.IGNORECASE,
)
# "Postmenopausal" over lines that say who is
ONLY_A_STATUS = regex(
    r"\W*(?:(?:pre-?)?(?:registration|screening): )?(?:(?:women|patients|is|are|must be|be) )*"
    r"post-?\s?menopausal(?: (?:women|patients|status|only))?\W*",
    re.IGNORECASE,
)
# "lesion ≥ 10 mm on CT", under "Measurable disease, meeting one of these:"
_SAYS_HOW_LARGE = regex(
    r"\W*(?:(?:at least|one|two|\d|target|lytic|bone|skin|lymph|soft|tissue|visceral|a|an|any|single|or|and)\W+){0,5}"
    r"(?:lesions?|disease|nodes?|metastas[ei]s)\b[^.:]{0,60}?\d ?(?:mm|cm)\b",
    re.IGNORECASE,
)
_ADDS_MORE = regex(
    r"\b(?:and|plus|with|or)\W+(?:(?:also|at|least|has|have|having|must) )*(?:one|any|either|two|1|2)\b[^:]{0,60}:\W*$",
    re.IGNORECASE,
)
_AT_RISK = regex(r"\brisk\b", re.IGNORECASE)
_DEFINES = regex(
    r"\b(?:defin|evidenc|confirm|either|any of|one of|by|who|i\.? ?e\b|that is|meaning|criteri|as follows)",
    re.IGNORECASE,
)


def says_what_a_word_means(words: str) -> bool:
    """Whether the list under a line says who is of childbearing potential, of whom another line asks something."""
    return _SAYS_WHO_IS_FERTILE.search(words) is not None


def says_in_whom_it_is_tested(words: str) -> bool:
    """Whether the list under a line says in whom a test is made, which nobody needs to be."""
    return TESTED_IN.search(words) is not None


def says_how_it_is_shown(words: str) -> bool:
    """Whether the list under a line says how what stands before it is shown: "if negative, it is defined as follows:"."""
    return _DEFINES_IT.search(words) is not None


def is_defined_by(node: Node, words: str, items: Sequence[str]) -> bool:
    """Whether the list only says how what the line states is shown: "Postmenopausal, defined as one of:".

    "ER-positive and one of: grade 3; PR-negative" asks for more than what the line states. Under "HER2-negative:" lines
    that say what its tests show are how that is shown.
    """
    named = {leaf.requirement.concept for leaf in walk(node) if isinstance(leaf, Leaf)}
    if named == {"HER2"} and all(_IS_A_TEST_OF_HER2.match(item) for item in items):
        return True
    kinds = {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
    if kinds == {Kind.DISEASE_MEASURE} and len(items) > 1 and all(_SAYS_HOW_LARGE.match(item) for item in items):
        return _ADDS_MORE.search(words) is None
    if Kind.MENOPAUSE in kinds <= {Kind.MENOPAUSE, Kind.SEX} and ONLY_A_STATUS.fullmatch(words) is not None:
        return True
    if kinds == {Kind.SEX} and _AT_RISK.search(words) is not None:
        return False  # "women at increased risk by one of these:"
    adds = Kind.BIOMARKER in kinds and _ADDS.search(words) is not None
    return bool(_DEFINED_BY_ITS_LIST & kinds) and _DEFINES.search(words) is not None and not adds


# "Other malignancies:" over lines that say which of them exclude
_TITLE = regex(r"\W*(?:[\w-]+ ){0,3}(?:malignanc(?:y|ies)|cancers?|neoplasms?|tumou?rs?)\s*:\W*", re.IGNORECASE)
_OTHER = "other malignancy"


def is_title(words: str, node: Node | None, listed: Node) -> bool:
    """Whether a line only names what its list is about: other malignancies, of which the list says more."""
    match node:
        case Not(Leaf(requirement)) if requirement.concept == _OTHER and _TITLE.fullmatch(words):
            return any(isinstance(n, Leaf) and n.requirement.concept == _OTHER for n in walk(listed))
        case _:
            return False
