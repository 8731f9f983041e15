"""Owns which conditions of a record name a cancer other than the patient's breast cancer, by the shape of the name."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load
from matcher.entries.names import name as look_up

# words that say of which kind a cancer is, and such as only say that it is one
_KIND = (
    r"\w*(?:melanoma|lymphoma|leuka?emia|sarcoma|myeloma|glioma|blastoma|seminoma|mesothelioma|basalioma)s?"
    r"|\w+(?<!adeno)carcinomas?|hodgkin(?:'?s)? disease"
)
_ANY_KIND = r"cancers?|(?:adeno)?carcinomas?|malignanc(?:y|ies)|neoplasms?|tumou?rs?|malignant diseases?"
_IN_SITU = r"in-situ|dcis|lcis"
_TUMOUR = re.compile(r"tumou?rs?\b")  # one that is "in situ" has not been removed
_CANCER = re.compile(rf"(?<![\w-])(?:(?P<kind>{_KIND})|(?P<in_situ>{_IN_SITU})|{_ANY_KIND})(?![\w-])")

# "past history of", "stage II", "s/p": what stands before the name of a cancer without belonging to it
_BEFORE = re.compile(
    r"^(?:(?:past|prior|previous|personal|known|remote|medical|clinical)\s+)*(?:history|diagnosis|h/o|hx|s/p)(?:\s+of)?\s+"
    r"(?:diagnosis of\s+)?|^stage\s+[\divx]+[a-c]?\d?\s+"
)
# where the name of a condition ends and its particulars begin
_PARTICULARS = re.compile(
    r"[,;:()\[\]]|\s[-–]\s|\bs/p\b|(?<![\w-])(?:\d|(?:of|in|with|at|to|on|for|from|by|as|after|before|within|during|since|"
    r"without|besides|except|than|that|which|who|because|status|stage|grade|gleason)(?![\w-]))"
)
# what may stand between the cancer and its particulars: "completely resected", "metastatic", "left arm"
_STATE_BEHIND = re.compile(r"(?:\s+(?:[\w-]{2,}(?:ed|ly)|metastatic|in-situ))*\s*(?:\b(?:left|right)\b.*)?")
_DENIED = re.compile(r"^(?:no|not|without|negative|absence)\b|\b(?:benign|non-?malignant)\b")
_ANOTHER = re.compile(
    r"\b(?:(?:an)?other|second(?:ary)?|additional|prior|previous|past|history|h/o|hx|concurrent|non-?breast)\b"
)
_ON_THE_OTHER_SIDE = re.compile(r"\b(?:contra-?lateral|opposite|(?:other|second) (?:breast|side))\b")
_BREAST = re.compile(r"\b(?:breasts?|mammary|phyllodes)\b")
_IN_THE_BREAST = re.compile(r"(?:of|in)\b[^,;()]*\bbreasts?\b")
# words before "tumor" or "cancer" that say neither where it grows nor of which kind it is, most of them by their endings
_NO_SITE = re.compile(
    r"(?:an?|any|and|or|the|new|first|primary|small|large|gross|local|residual|intact|metastatic|synchronous|early|proven|"
    r"known|her-?2\S*|[a-z]+\d\w*|er|pr|hr|(?:o?estrogen|progesterone|hormone)|receptor|triple|axillary|nodal|"
    r"[\w-]+(?:ed|ly|ing|ive|[ai]ble|ent|ant|focal|centric|lateral|grade|free|naive))[+-]?"
)
_OF_ITS_OWN = re.compile(r"of (?:the |his |her |an? )?(?!(?:axilla|nodes?|primary)\b)[a-z]")
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{3,5}(?![\w-])")


@lru_cache(maxsize=65536)
def names_another(name: str) -> bool:
    """Whether a condition is called by the name of a cancer that is not the breast cancer of the record.

    What the name ends in before its particulars must be a cancer: "papillary thyroid carcinoma, 2011" is one,
    "biopsy of the tumor" and "cancer pain" are none. Of the breast, or of no organ, it is the patient's own unless it is
    said to be another. Carcinoma in situ is another but where both breasts have it.
    """
    text = _spelled_out(name)
    if _DENIED.search(text):
        return False
    lead = _BEFORE.match(text)
    start = lead.end() if lead else 0
    particulars = _PARTICULARS.search(text, start)
    end = particulars.start() if particulars else len(text)
    found = [match for match in _CANCER.finditer(text, start, end) if _STATE_BEHIND.fullmatch(text, match.end(), end)]
    if not found:
        return False
    if found[-1]["in_situ"] and not _TUMOUR.match(found[0][0]):
        return "bilateral" not in text
    if any(match["kind"] for match in found) or _ANOTHER.search(text, 0, end) or _ON_THE_OTHER_SIDE.search(text):
        return True
    joined = text[start : found[0].start()].split(" and ")
    return any(_is_elsewhere(before, found[0][0], text[end:]) for before in joined)


def _spelled_out(name: str) -> str:
    """The name in small letters, with what its abbreviations stand for."""
    text = re.sub(r"\s+", " ", _ABBREVIATION.sub(_in_full, name)).strip().lower()
    return re.sub(r"\bin[ -]+situ\b", "in-situ", text)


def _in_full(short: re.Match[str]) -> str:
    known = look_up(Kind.CANCER, short[0]).concept
    return known if known is not None and "in situ" not in known else short[0]


def _is_elsewhere(before: str, cancer: str, rest: str) -> bool:
    """Whether the words around "cancer" name an organ or a kind that is not of the breast."""
    if _BREAST.search(before) or _IN_THE_BREAST.match(rest):
        return False
    kinds = [word for word in before.split() if not _NO_SITE.fullmatch(word)]
    if any(_is_of_the_breast(" ".join((*words, cancer))) for words in (before.split(), kinds)):
        return False
    return bool(kinds) or _OF_ITS_OWN.match(rest) is not None


def _is_of_the_breast(name: str) -> bool:
    known = look_up(Kind.CANCER, name).concept
    concept = load().find(Kind.CANCER, known) if known else None
    return concept is not None and concept.category == "breast"
