"""Owns the lines of a flattened NCI registration, which has lost its line breaks."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.patterns import regex
from criteria.span import Span
from criteria.text.list_topics import TESTED_IN
from criteria.text.lost_lists import describes_a_condition, is_of_topic, only_names
from criteria.text.segments import Segment
from criteria.text.unmeasurable import UNMEASURABLE_HEAD, names_a_lesion

# where a flattened NCI text starts its next line: a capital after a word that ends no sentence
_RUN_ON = regex(
    r"(?:(?<=[a-z0-9)%])|(?<=[dmu/]L)|(?<=ULN))\s+(?="
    r"(?:[A-Z][a-z]+|No|At|HIV|ECOG|AST|ALT|WBC|SGOT|LVEF|FEV|PT|BUN)\b(?!\s*(?:'s|disease\b|syndrome\b|lymphoma\b)))"
    r"|(?<=[A-Z][A-Z])\s+(?=(?:No|Not|Must|At\s+least)\s+[a-z])"  # "any agent with Cremophor EL No uncontrolled infection"
)
_KEPT_TOGETHER = regex(
    r"New\s+York\s+Heart\s+Association|mm\s+Hg|American\s+Heart\s+Association|National\s+Cancer\s+Institute"
    r"|Soft\s+Tissue|See\s+Disease\s+Characteristics|See\s+Chemotherapy|Radiation\s+Therapy\s+Oncology\s+Group"
    r"|Eastern\s+Cooperative\s+Oncology\s+Group"
)
_LEADS_ON = frozenset({
    "a", "an", "and", "any", "as", "at", "by", "for", "from", "in", "into", "no", "nor", "not", "of", "on", "or", "other", "per", "prior", "see", "than",
    "that", "the", "to", "under", "using", "via", "with", "within", "without", "stage", "grade", "least", "concurrent", "recent", "previous",
    "contain", "contains", "containing", "include", "includes", "including", "involving", "receiving", "requiring", "use", "uses", "utilizes", "called",
    "against", "between", "both", "either", "neither", "if", "unless", "except", "versus", "whose",
})  # fmt: skip
# "No clinically significant New York Heart Association class III disease": what is denied has not been named yet
_UNNAMED = regex(
    r"(?:No|Not)(?:\s+(?:clinically|symptomatic|significant|severe|serious|active|uncontrolled|unstable|known|poorly\s+controlled|or|and))+\s*"
)
_ANNOUNCES = regex(
    r"\b(?:one|any)(?:\s+or\s+more)?\s+of\s+the\s+following\b[^:.;]{0,60}:"
    r"|\bfollowing\b[^:.;]{0,40}\b(?:excludes?|precludes?|prohibits?|disqualif\w+)\b[^:.;]{0,40}:"
    r"|\b(?:test|scan)\b[^:.;]{0,60}\brequired\s+(?:for|if)\b[^:.;]{0,40}:"
    r"|\bexcept(?:ions?)?(?:\s+for)?(?:\s+the\s+following)?:(?=\s+Patients\s+(?:who|with|in|on)\b)"
    r"|\b[Uu]nacceptable\s+(?:as|for)\s+(?:measurable|evaluable)\b[^:.;]{0,40}:"
    r"|\b(?:not|no\s+longer)\s+(?:be\s+)?(?:(?:considered|regarded|counted|acceptable)\s+)?(?:as\s+)?(?:measurable|evaluable)\b[^:.;]{0,40}:"
)
# "No autoimmune disease such as: Zorbitis Zorbosis": a denial over bare names, each of which it denies
_DENIES = regex(
    r"(?:No|None|Not|Without)\b(?!\s+(?:more|less|fewer|greater)\s+than\b)"
    r"(?:(?!\b(?:except|unless|allowed|permitted|eligible|sites?|locations?|regions?)\b)[^:.;])+?"
    r"\b(?:includ(?:ing|es?)|such\s+as|e\.g\.,?|limited\s+to|following)(?!\w)(?:(?!\b(?:except|unless|sites?|locations?|regions?)\b)[^:.;]){0,40}:"
)
_OF_SOME = regex(r"\((?:for|if|in|of)\b")  # "No gout (for those who are given zorbles), including: …"
_EXCLUDES = regex(r"\b(?:excludes?|precludes?|prohibits?|disqualif\w+)\b[^:.;]{0,40}:\s*$")
_ONE_OF = regex(r"\b(?:one|any)(?: or more)? of the following (?:therapies|treatments|procedures|operations)\b")
# "Chest wall irradiation allowed only …": a remark on the member before it, which ends no list
_NOTE = regex(r"\b(?:allowed|permitted|recommended|encouraged|optional|required (?:if|only))\b")
_EXCEPTS_PATIENTS = regex(r"\bexcept(?:ions?)?(?: for)?(?: the following)?:\s*$")
_PATIENTS = regex(r"Patients\s+(?:who|with|in|on)\b")
_LONG = 30  # words of a line that may be a member of a flattened list of what excludes
_LAST = 24  # characters in which the last word of a line stands
_FARTHEST_NAME = 60  # characters of a line that has not named what it denies
_SHORT = 14  # words of a line that may be a member of a flattened list
_NOT_LISTED = regex(
    r"(?:No|Not|Must|Clinical|Pathologic|Stage|Hormone|Prior|Measurable|Eligible|The following|At least|Able|Fertile)\b"
)
# how the members of a list of tolerated cancers begin, or where they name a cancer
_EXCEPTED = regex(
    r"(?!(?:"
    r"No|Not|At|Must|Prior therapy|Histolog\w+|Cytolog\w+|Patholog\w+|Measurable|Evaluable|Metastatic|Known|Hormone"
    r"|Diagnos\w+|Recurrent|Progressive|Bilateral|Inflammatory)\b)[A-Z][\w-]*(?:\s+[a-z][\w-]*){0,6}\s+"
    r"(?:cancers?|carc?inomas?|melanomas?|malignanc\w+|neoplasms?|tumou?rs?|hyperplasia)\b"
    r"(?!\s+(?:\w+\s+)?(?:allowed|permitted|required|eligible))"
    r"|Adequately|Curatively|Carc?inoma|Non-?melanoma|Basal|Squamous|Cervical|In situ|Surgically|Successfully|Stage|Localized|Ductal|Lobular"
)


def run_on(text: str, item: Segment, first: int) -> list[Segment]:
    """The lines of a flattened NCI text, which has lost its line breaks."""
    pieces: list[Segment] = []
    body = item.body.of(text)
    cuts: list[int] = []
    kept = [m.span() for m in _KEPT_TOGETHER.finditer(body)]
    kept.reverse()
    begun, looked, excepts = 0, 0, False  # where the line began, how far it was looked at, and whether it excepts
    for match in _RUN_ON.finditer(body):
        at, end = match.span()
        excepts = excepts or body.find("except:", max(begun, looked - len("except:")), at) >= 0
        looked = at
        while kept and kept[-1][1] <= end:
            kept.pop()
        listed = excepts and _EXCEPTED.match(body, end) is not None
        together = bool(kept) and kept[-1][0] < end
        unnamed = at - begun < _FARTHEST_NAME and _UNNAMED.fullmatch(body, begun, at) is not None
        leads_on = unnamed or _last_word(body[max(begun, at - _LAST) : at]) in _LEADS_ON
        if not leads_on and not listed and not together:
            cuts.append(end)
            begun, looked, excepts = end, end, False
    starts = [item.span.start, *(item.body.start + at for at in cuts)]
    ends = [*(item.body.start + at for at in cuts), item.span.end]
    head: int | None = None  # the piece that announces a choice, under which short pieces that follow hang
    for start, end in zip(starts, ends, strict=True):
        begin = max(start, item.body.start)
        finish = min(begin + len(text[begin:end].rstrip()), item.body.end)
        words = text[begin:finish]
        listed = head is not None and _is_listed(
            text[pieces[head - first].body.start : pieces[head - first].body.end], words
        )
        if not listed:
            head = None
        announced = _ANNOUNCES.search(words) or _denies(words)
        if announced is not None and words[announced.end() :].strip():
            middle = begin + announced.end()
            pieces.append(replace(item, span=Span(start, middle), body=Span(begin, middle)))
            head = first + len(pieces) - 1
            start = begin = middle + len(text[middle:finish]) - len(text[middle:finish].lstrip())
            pieces[-1] = replace(pieces[-1], span=Span(pieces[-1].span.start, start))
            listed = True
        pieces.append(
            replace(item, span=Span(start, end), body=Span(begin, finish), parent=head if listed else item.parent)
        )
    return pieces


def _is_listed(head: str, words: str) -> bool:
    """Whether a piece may be a member of the list that ``head`` announces."""
    if is_of_topic(head, words):
        return True
    flat = " ".join(head.split()).lower()
    if UNMEASURABLE_HEAD.search(flat) is not None:
        return names_a_lesion(words)
    if TESTED_IN.search(flat) is not None:
        return False
    if _EXCEPTS_PATIENTS.search(flat) is not None:
        return _PATIENTS.match(words) is not None
    if _ONE_OF.search(flat) is not None and _NOTE.search(words) is not None:
        return len(words.split()) <= _LONG
    if _DENIES.match(head) is not None and _ANNOUNCES.search(head) is None:
        return _is_denied(head, words)
    longest = _LONG if _EXCLUDES.search(flat) is not None else _SHORT
    return len(words.split()) <= longest and _NOT_LISTED.match(words) is None


def _denies(words: str) -> re.Match[str] | None:
    """The denial with which a piece announces a list, where its first member is a bare name."""
    found = _DENIES.match(words)
    return found if found is not None and _is_denied(found.group(), words[found.end() :].strip()) else None


def _is_denied(head: str, words: str) -> bool:
    """Whether a piece may be a member of a list of what nobody has: a bare name, or a condition with what is said of it."""
    if only_names(words):
        return True
    return _OF_SOME.search(head) is None and len(words.split()) <= _LONG and describes_a_condition(words)


def _last_word(words: str) -> str:
    return (words.split() or [""])[-1].lower().strip("(")
