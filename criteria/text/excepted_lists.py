"""Owns whether a semicolon or a point only parts two cancers of a list that an exclusion of malignancies excepts."""

from __future__ import annotations

from criteria.patterns import regex

# "no other cancer except that of the skin; carcinoma in situ that was removed; or …": each is let in
_EXCEPTS_CANCERS = regex(
    r"\b(?:other|another|second|prior|previous|concurrent|any)\b[^.;:]{0,40}\b"
    r"(?:malignan\w+|cancers?|neoplasms?|carcinomas?)\b[^.]{0,80}?\b"
    r"(?:except\w*|other than|with the exceptions? of|excluding|unless)\b"
)
_EXCEPTED_TOO = regex(
    r"(?:and |or )?(?:(?!"
    r"(?:no|not|must|patients?|subjects?|participants?|women|known|history|active|concurrent|current|any|other|prior"
    r"|previous|has|have|had|is|are)\b)[\w/-]+[\s,]+){0,6}?"
    r"(?:[\w-]*cancers?|carcinomas?|tumou?rs?|melanomas?|lymphomas?|dcis|lcis|in[ -]situ|malignanc(?:y|ies)|leuka?emias?"
    r"|hodgkin\S* disease)\b"
)


# "except: (a) those treated; (b) skin cancer": the letters go on with what is excepted
_FIRST_LETTER = regex(r"[^.;()]{0,24}?\(?(?:a|1|i)\)\s")
_NEXT_LETTER = regex(r"(?:and |or )?\(?(?:[b-h]|[2-9]|i{2,3}|iv|v)\)\s")


def goes_on_excepting(lower: str, start: int, at: int, end: int) -> bool:
    """Whether a semicolon parts two cancers that an exclusion of other malignancies excepts."""
    lettered = _NEXT_LETTER.match(lower, end) is not None
    if not lettered and _EXCEPTED_TOO.match(lower, end) is None:
        return False
    excepts = _EXCEPTS_CANCERS.search(lower, start, at)
    return excepts is not None and (not lettered or _FIRST_LETTER.match(lower, excepts.end()) is not None)


# "no other malignancy except: Basal cell carcinoma. Cervical carcinoma in situ.": a list whose lines have run together
_EXCEPTS_A_LIST = regex(
    r"\b(?:malignan\w+|cancers?|neoplasms?|carcinomas?)\b[^.:]{0,80}?"
    r"\b(?:except\w*|other than|with the exceptions? of|excluding|unless)\b[^.:]{0,30}:\s"
)
_ONLY_NAMES = regex(
    r"(?!.*\b(?:is|are|was|were|be|been|has|have|must|should|may|can|will|not|no|who|allowed|permitted|eligible|excluded)\b)"
    r"[^.;:]{1,80}(?:\.|$)"
)


def names_one_excepted_more(lower: str, start: int, at: int, end: int) -> bool:
    """Whether a point only parts two cancers of a list that a colon has opened behind "except"."""
    after = lower.find(".", end) + 1 or len(lower)
    if _EXCEPTED_TOO.match(lower, end) is None or _ONLY_NAMES.fullmatch(lower, end, after) is None:
        return False
    return _EXCEPTS_A_LIST.search(lower, start, at) is not None
