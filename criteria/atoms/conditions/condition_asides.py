"""Owns conditions that are named only beside what excludes: its signs and causes, what a drug did, what a treatment is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from criteria.atoms.conditions.condition import Condition
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind
from criteria.words.noun_phrases import follows_examples

# a bracket of causes, as in "pneumonitis due to any cause (infection, radiation or idiopathic)"
_CAUSES = regex(r"\b(?:causes?|etiolog\w+|aetiolog\w+|reasons?|origins?) ?(?P<listed>\([^()]*\))")
# by what a disease shows itself
_SIGN = regex(
    r"(?:(?:"
    r"severe|resting|exertional|dry|productive|chest|abdominal|joint|muscle|peripheral|pedal|leg|ankle|worsening|new"
    r"|persistent|active|symptomatic|orthostatic|shortness of) ?)*"
    r"(?:"
    r"breath(?:lessness)?|dyspno?ea|cough(?:ing)?|wheezing|o?edema|swelling|fatigue|fever|pyrexia|chills|malaise|pain"
    r"|nausea|vomiting|palpitations?|orthopno?ea|hypoxi?a|hypoxemia|numbness|tingling|weakness|dizziness|headaches?"
    r"|constipation|hypotension|sweats|redness|rash|syncope)"
    r"(?: (?:on exertion|at rest))?"
)
# what names a field of medicine or complaints: its examples are what excludes
_FIELD = regex(
    r"(?:diseases?|disorders?|illness(?:es)?|conditions?|dysfunctions?|impairments?|problems?|complications?"
    r"|abnormalit\w+|comorbidit\w+|symptoms?|toxicit\w+|events?|disturbances?|reactions?|intolerance)$"
)
_BRACKET = regex(r"\s*\((?P<listed>[^()]*)\)")
# "side effects of statins (e.g. myopathy)": what the drug did
_EFFECTS = regex(
    r"\b(?:adverse (?:\w+ )?(?:events?|effects?|reactions?)|side[- ]effects?|toxicit\w+|reactions?|complications?) "
    r"(?:\w+ )?"
    r"(?:of|from|to|with|due to|related to|resulting from|after|following|attribut\w+ to|caused by|associated with) "
    r"(?:(?!\b(?:recover|resol|grade|persist|ongoing)\w*)[^.;:()]){2,60}"
    r"(?P<listed>\((?!\s*(?:except|unless|excluding|other than|with the exception))[^()]*\))"
)
# "steroids for any condition (such as asthma)": what the drug is for
_INDICATIONS = regex(
    r"\b(?:"
    r"use|therapy|treatment|steroids?|corticosteroids?|medications?|drugs?|agents?|administration|taking|receiving"
    r"|required|needed|given|administered|used)\b[^.;()]{0,60}\bfor "
    r"(?:(?:"
    r"any|other|another|an?|some|all|chronic|underlying|concurrent|unrelated|medical|different|various|non-?malignant)"
    r" )*(?:conditions?|indications?|reasons?|purposes?|diseases?|disorders?) ?"
    r"(?P<listed>\((?!\s*(?:except|unless|excluding|other than|with the exception))[^()]*\))"
)
# "heart disease, specifically angina": of the first only the second
_SPECIFICALLY = regex(r"\s*[,(:;-]?\s*(?:specifically|namely|limited to|that is to say)[\s,:]")
# "steroids for asthma or arthritis": what a treatment is for beside the first
_ALSO_FOR = regex(
    r"[^.;:,()]{0,24}?\bfor(?! (?:all|any other|patients?|subjects?|participants?|women|those|at least|more|less|the past|the last)\b)"
    r"(?:(?! (?:"
    r"history|known|active|uncontrolled|patients?|who|with|without|have|had|has|prior|previous|within|days?|weeks?"
    r"|months?|years?|current|severe|significant|no|not)\b) [a-z][\w'-]*){1,6}"
    r"(?:(?:,? (?:or|and|and/or)|(?<!cancer),|/)(?: [a-z][\w'-]*(?: [a-z][\w'-]*)?,?(?: (?:or|and))?)?){1,3} ?$"
)
_REACH = 110  # characters between a treatment and what it is for


# "detained for treatment of a psychiatric or physical (e.g., infectious) illness": the law is spoken of
_DETAINED = regex(r"\bdetained for (?:the )?treatment of (?P<listed>(?:[^.;]|\.(?=[\w,])){0,80}?\billness(?:es)?\b)")


def without_asides(passage: Passage, named: list[Condition]) -> list[Condition]:
    """The conditions but for those that nobody needs to have for what the sentence says."""
    if not named:
        return named
    listed = [*_causes(passage), *_signs(passage, named)]
    passage.claimed.extend(listed)
    aside = [c for c in named if any(start <= c.start < end for start, end in listed)]
    aside += [*_purposes(passage, named), *_headings(passage, named)]
    passage.claimed.extend((c.start, c.end) for c in aside)
    return [c for c in named if c not in aside]


def _causes(passage: Passage) -> Iterator[tuple[int, int]]:
    """The brackets that list causes, what a drug did, or what it is for, and what somebody is detained for."""
    for match in _DETAINED.finditer(passage.lower):
        yield match.span("listed")
    for pattern in (_CAUSES, _EFFECTS, _INDICATIONS) if "(" in passage.lower else ():
        for match in pattern.finditer(passage.lower):
            yield match.span("listed")


def _signs(passage: Passage, named: Sequence[Condition]) -> Iterator[tuple[int, int]]:
    """The brackets behind a disease in which only its signs stand: "pneumonitis (e.g., cough, dyspnea)"."""
    for condition in named:
        bracket = _BRACKET.match(passage.lower, condition.end)
        if bracket is None or _FIELD.search(condition.concept) or _SIGN.fullmatch(condition.concept):
            continue
        inside = [c for c in named if bracket.start("listed") <= c.start < bracket.end("listed")]
        if inside and all(_SIGN.fullmatch(passage.lower[c.start : c.end].strip()) for c in inside):
            yield bracket.span("listed")


def _purposes(passage: Passage, named: Sequence[Condition]) -> Iterator[Condition]:
    """What a treatment is for beside the first: "steroids for asthma or arthritis"."""
    if " for " not in passage.lower:
        return
    ends = [mention.end for mention in passage.of_kind(Kind.THERAPY)]
    for condition in named:
        plain = not condition.said.words and not condition.said.history
        if plain and any(
            0 < condition.start - end < _REACH and _ALSO_FOR.fullmatch(passage.lower, end, condition.start)
            for end in ends
        ):
            yield condition


def _headings(passage: Passage, named: Sequence[Condition]) -> Iterator[Condition]:
    """What only introduces the kinds of it that are meant: "autoimmune disease, specifically lupus"."""
    for condition, following in pairwise(named):
        meant = _SPECIFICALLY.match(passage.lower, condition.end)
        if meant is not None and following.start >= meant.end() and not follows_examples(condition.member.separator):
            yield condition
