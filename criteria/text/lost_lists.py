"""Owns lists that have lost their indentation: which of the lines that follow a line in its own column belong to it."""

from __future__ import annotations

import re
from typing import NamedTuple

from criteria.patterns import regex
from criteria.text.list_topics import TOPICS
from criteria.tree import Section
from criteria.words.condition_words import CANCER, names_condition
from criteria.words.treatment_words import names_treatment

# "No cardiac disease, including any of the following:" over lines that only name conditions
_DENIES_A_LIST = regex(
    r"\W*(?:no\b|not\b|none\b|without\b|absence of\b"
    # as in "Able to swallow, with no problems that impair absorption, including the following:"
    r"|(?:able|ability) to [^:;]{3,60}?,? (?:and )?(?:with|has|have)(?: \w+)? no\b|(?:patients?|subjects?|participants?) (?:must|may|should) not\b"
    # as in "At least 7 days since prior and no concurrent enzyme inducers, including these:"
    r"|(?:at least|more than|[>≥]=?) [^:;]{1,30} since (?:any |the |other )*(?:prior|last)"
    r"[^:;]{0,40} and no (?:other )?(?:concurrent|concomitant)\b)",
    re.IGNORECASE,
)
# "None of the following planned therapies:" over lines that only name treatments
_DENIES_WHAT_FOLLOWS = regex(
    r"\b(?:no|none|not|without|never)\b[^:]{0,60}\b(?:following|these|below)\b[^:]{0,400}:\W*$", re.IGNORECASE
)
# the same without its colon: "None of the following therapies (aspirin is allowed)"
_DENIES_ALL = regex(r"^\W*none of the following\b[^:.()]{3,90}(?:\([^()]*\)[^:.()]{0,60})*$", re.IGNORECASE)
# "Any of these within 4 weeks before the first dose:" over lines that only name treatments
_DATES_A_LIST = regex(
    r"(?:\b(?:within|less than|during|in the)\b|[<≤]\s?=?|=\s?\\?<)[^:]{0,40}\b(?:days?|weeks?|months?|years?|half-li\w+)\b[^:]{0,70}:\W*$",
    re.IGNORECASE,
)
# "Any of these heart conditions within the past 6 months:", "Uncontrolled illness, including any of the following:" over bare names
_DATES_CONDITIONS = regex(
    r"\b(?:following|these|conditions?|events?|diseases?|disorders?)\b[^:]{0,60}"
    r"(?:\bwithin\b|\bin the\b|\bduring\b|[<≤])[^:]{0,30}\b(?:days?|weeks?|months?|years?)\b[^:]{0,70}:\W*$",
    re.IGNORECASE,
)
_QUALIFIES_A_LIST = regex(
    r"\W*(?:"
    r"(?:any|other|patients?|subjects?|participants?|with|known|current|concurrent|severe|serious|significant|or|and)"
    r"\W+)*uncontrolled (?:[\w/-]+ ){0,3}(?:illness(?:es)?|diseases?|conditions?)\b[^:.]*\b"
    r"(?:includ\w+|such as|limited to|following|these)\b[^:.]*:\W*$",
    re.IGNORECASE,
)
_SAYS_WHEN_OR_WHO = regex(
    r"\W*(?:history|known|prior|previous|current|patients?|subjects?|participants?|hiv|pregnan\w+|inability|any|other"
    r"|concurrent|significant|peripheral neuropath\w+)\b",
    re.IGNORECASE,
)
# "No concurrent hormones except the following:" over lines that name what is excepted, among lines that begin with "No"
_EXCEPTS_A_LIST = regex(r"\W*no\b[^:]*\bexcept(?:ions?)?(?: for)?(?: the following)?\W*:\W*$", re.IGNORECASE)
# "Autoimmune disease, with these exceptions:" over lines that only name conditions
_EXCEPTS_CONDITIONS = regex(r"\bautoimmune\b[^:]{0,140}\bexceptions?\b[^:]{0,60}:\W*$", re.IGNORECASE)
_DEFINED_BELOW = regex(
    r"\bdefined (?:as|by)(?: follows| (?:any|one|either|all)(?: or more)? of (?:the following|these))?\s*:\W*$",
    re.IGNORECASE,
)
_OWN_SENTENCE = regex(
    r"(?:no|not|none|never|at least|(?:more|less|greater) than|able|ability|must|may|should|willing|fertile|women|men"
    r"|fe?male|recovered|see|aged?|ecog|karnofsky|who|life|negative|hiv|lvef|adequate|normal|measurable|evaluable"
    r"|histolog\w+|cytolog\w+|(?:pre|peri|post)-?menopaus\w+|concurrent (?:thera|use|treat)"
    r"|prior (?:thera|treat|chemo|radi|hormon|surg)|(?:patients?|subjects?|participants?) must|wbc|anc|platelets?"
    r"|h[ae]+moglobin|creatinine|bilirubin|ast|alt|sgot|serum|absolute)\b",
    re.IGNORECASE,
)
# what a line says that is more than the name of what is denied
_SAYS_MORE = regex(
    r"\d|[<>≥≤=]"
    r"|\b(?:allowed|permitted|eligible|required|must|should|may|ha[sv]e|had|is|are|was|were|been|negative|positive"
    r"|measurable|evaluable|confirmed|completed|received|known status)\b"
    r"|^\W*(?:"
    r"histolog|cytolog|diagnos|signed|written|informed|consent|(?:pre|peri|post)-?\s?menopaus|ambulatory|stage"
    r"|capable|understand|complet|receiv|eligib|performance|menopausal|hormone receptor|tumou?r size|breast cancer"
    r"|candidate)",
    re.IGNORECASE,
)
# "No metastases confirmed by 1 of the following methods:", of which the list stands nowhere or was not known for one
_DENIES_BEFORE_A_LIST = regex(
    r"\W*no\b(?!.*\b(?:except\w*|unless|other than|more than)\b)[^:.]*?"
    r"(?P<list>,? (?:(?:\w+ )?by|including|such as|based on|as)\b[^:]*):\W*$",
    re.IGNORECASE,
)
_DENIES_THE_FOLLOWING = regex(r"\b(?:following|these|below)\W*:\W*$", re.IGNORECASE)
_FEW_WORDS = 14  # of a line that only names something
_FIRST_WORDS = 120  # characters of a line in which the name of a condition stands
_GOES_ON = regex(r"(?:;|,)\s*(?:and|or|and/or)?\s*$|\b(?:and|or|and/or)\s*$", re.IGNORECASE)

_ENDS_WITH_OR = regex(r"\bor\W*$", re.IGNORECASE)
# "Prior therapy allowed (phase 2):" over lines that say how much of it
_OF_PRIOR_TREATMENT = regex(
    r"^\W*(?:prior|previous) (?:treatments?|therap(?:y|ies)|regimens?)\b[^:]{0,60}:\W*$", re.IGNORECASE
)
_SAYS_HOW_MUCH = regex(
    r"^\W*(?:(?:no more than|up to|at most|at least|any number of|[<>≥≤]) ?)?(?:\d|one|two|three|any)?\s*(?:prior|previous)\b",
    re.IGNORECASE,
)
_LEADS_TO_LIST = regex(
    r"\b(?:following|below|these|as follows|either|(?:one|any|all|each|both|two|three) of|defined (?:as|by)"
    r"|includ(?:e|es|ing)|such as|unless|except(?: for)?|provided(?: that)?|must have|must be|who|if|and|or|with|has"
    r"|have|had|not)\W*$"
    r"|\b(?:following|as follows|one of|any of|either of|all of)\b[^.]{0,60}\W*$"
    r"|^\W*no\b[^.]*$",
    re.IGNORECASE,
)
_BRACKET = regex(r"\s*\([^()]*\)")


class Around(NamedTuple):
    """What stands before a line: the line that announces a list, the one before that, and the last member so far.

    ``is_first`` is whether the line stands right below the first of these.
    """

    head: str
    before: str
    sibling: str | None
    section: Section
    is_first: bool


def is_member(around: Around, words: str) -> bool:
    """Whether a line belongs to the list that a line of its column announces."""
    head = around.head
    if (_DENIES_A_LIST.match(head) or _EXCEPTS_CONDITIONS.search(head)) and _names_a_condition(words):
        return True
    if _DENIES_A_LIST.match(head) and _DENIES_THE_FOLLOWING.search(head) and only_names(words):
        return True
    if _DENIES_WHAT_FOLLOWS.search(head) or denies_all(head):
        one_more = around.sibling is not None and len(words.split()) == 1  # a drug that the vocabulary lacks
        if one_more or (names_treatment(_BRACKET.sub("", words)) and not words.lower().startswith("no ")):
            return True
    if (_DATES_CONDITIONS.search(head) or _QUALIFIES_A_LIST.match(head)) and _is_an_ailment(words):
        return True
    if words[:1].islower() and head[:1].isupper():
        return True
    if _EXCEPTS_A_LIST.match(head) and _OWN_SENTENCE.match(words) is None:
        return around.section is Section.INCLUSION
    if _DATES_A_LIST.search(head) and names_treatment(words):
        return True
    if is_of_topic(head, words):
        return True
    if (
        _OF_PRIOR_TREATMENT.match(head)
        and _SAYS_HOW_MUCH.match(words)
        and (around.is_first or around.sibling is not None)
    ):
        return True
    if around.sibling is not None:
        return _GOES_ON.search(around.sibling) is not None
    ends = _ENDS_WITH_OR.search(words) is not None or words.endswith(";")
    return around.is_first and ends and not around.before.endswith(";")


def denies_all(head: str) -> bool:
    """Whether a line says of what follows that nobody has any of it, and ends in no colon."""
    return _DENIES_ALL.match(head) is not None


def end_of_what_is_denied(line: str) -> int | None:
    """Where ends what a line over a lost list denies by itself; None for any other line.

    >>> end_of_what_is_denied("No metastases shown by either of the following:"), end_of_what_is_denied("No metastases:")
    (13, None)
    """
    found = _DENIES_BEFORE_A_LIST.match(line)
    return None if found is None else found.start("list")


def is_defined_below(line: str) -> bool:
    """Whether a line only names what the lines behind it define, each for itself: "Invasive procedures, defined as follows:"."""
    return _DEFINED_BELOW.search(line) is not None


def is_of_topic(head: str, words: str) -> bool:
    """Whether a line speaks of what a head announces: how menopause is shown, what raises the risk, how HER2 was tested."""
    return any(announces.search(head) and of_it.search(words) for announces, of_it in TOPICS)


def leads_to_list(head: str) -> bool:
    """Whether a line that ends in no colon has a list under it by its words: "any of the following agents"."""
    return _LEADS_TO_LIST.search(head) is not None


def heads_treatments(words: str) -> bool:
    """Whether a line announces what of prior treatment is asked for or allowed, though it may name an arm in brackets."""
    return _OF_PRIOR_TREATMENT.match(words) is not None


def _names_a_condition(words: str) -> bool:
    """Whether a line is a bare member of a list of conditions, and no sentence of its own."""
    return _OWN_SENTENCE.match(words) is None and names_condition(words[:_FIRST_WORDS].lower())


def describes_a_condition(words: str) -> bool:
    """Whether a line names a condition with what is said of it, and neither asks for anything nor permits it.

    >>> describes_a_condition("Infarction within the past 3 months"), describes_a_condition("Gout allowed if controlled")
    (True, False)
    """
    return _names_a_condition(words) and _ASKS_OR_PERMITS.search(words) is None


# a number of its own makes a member of a list no statement ("infarction within 3 months"), a verb that permits or asks does
_ASKS_OR_PERMITS = regex(
    r"\b(?:"
    r"allowed|permitted|eligible|required|acceptable|must|should|may|can|has|have|had|negative|confirmed|completed"
    r"|received|controlled (?:by|with|on)|well[- ]controlled|no|not (?:required|excluded))\b"
    r"|^\W*(?:histolog|cytolog|diagnos|breast cancer|stage|metasta|bone|brain|prior|previous|concurrent|measurable|evaluable|tumou?r|disease\b)",
    re.IGNORECASE,
)


def _is_an_ailment(words: str) -> bool:
    """Whether a line is the short name of a condition, and says nothing more of it."""
    return _SAYS_WHEN_OR_WHO.match(words) is None and only_names(words) and _names_a_condition(words)


def only_names_a_state(words: str) -> bool:
    """Whether a member of a list of conditions is a short name as they are, and speaks of no cancer, test or treatment.

    >>> only_names_a_state("Lack of integrity of the upper bowel"), only_names_a_state("Prior bowel resection")
    (True, False)
    """
    return only_names(words) and _OF_NO_STATE.search(words) is None and CANCER.search(words.lower()) is None


_OF_NO_STATE = regex(
    r"\b(?:"
    r"biops\w+|scans?|mri|imaging|tests?|mammogra\w+|e[ck]g|lvef|ejection|levels?|count|counts|therap\w+|treat\w+"
    r"|surg\w+|resect\w+|\w+ectomy|transplant\w*|radi\w+|medic\w+|drugs?|agents?|use|vaccin\w*|nod(?:es?|al)|lymph\w*"
    r"|margins?|invasion|lesions?|disease|diseases|breasts?|skin|peau|nodules?|mass(?:es)?|satellite\w*|fix\w+"
    r"|stud(?:y|ies)|trials?"
    r"|any|other|others|women|men|patients?|subjects?|participants?|who|which|that|following|unless|except|if)\b",
    re.IGNORECASE,
)


def only_names(words: str) -> bool:
    """Whether a line is short, and a name without a statement: "Peau d'orange", "Prior operations on the stomach".

    >>> only_names("Prior operations on the stomach"), only_names("Normal blood count required")
    (True, False)
    """
    bare = _BRACKET.sub("", words)
    return len(bare.split()) <= _FEW_WORDS and _OWN_SENTENCE.match(words) is None and _SAYS_MORE.search(bare) is None
