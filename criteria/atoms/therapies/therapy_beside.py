"""Owns treatments that are only named: what a trial begins with, what organs are fit for, a dose that rises."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect, Kind

# "initiation of study (i.e. first vaccination)": the bracket says what the trial begins with
_BEGINS_WITH = regex(
    r"\b(?:study|trial|treatment|therapy|registration|enrol\w+|random\w+|day\s+[01]|start|entry)\s*\(\s*"
    r"(?:i\s*\.?\s*e\s*\.?\s*,?\s*)?(?:(?:the|date|day|of|on|with)\s+)*(?:first|initial|start|initiation)\s+"
    r"(?:(?:of|dose|infusion|injection|administration|day|cycle)\s+)*(?:[\w-]+\s+){0,2}$"
)
# "adequate renal function for treatment with platinum-based chemotherapy"
_FIT_FOR = regex(
    r"\b(?:(?:in)?adequate|sufficient|insufficient|acceptable|normal)\b[^.;,]{0,50}\b(?:functions?|reserve|capacity)\s+"
    r"(?:for|to\s+(?:receive|undergo|tolerate))\s+"
    r"(?:(?:the|an?|safe|planned|administration|receipt|treatment|therapy|of|with)\s+)*$"
)
# "no increase in corticosteroid dose within a week": asked of those who take it, which the line says unread
_DOSE_RISES = regex(
    r"(?<!non-)(?<!not )\b(?:increas(?:es?|ed|ing)|escalat\w+|up-?titrat\w+)\s+"
    r"(?:(?:in|of|the|their|daily|any|doses?|dosages?|requirements?|needs?|for|oral|systemic|concomitant)\s+)*$"
)
# "enrolment in another trial using an investigational treatment, including hormonal therapy": examples of what a trial gives
_IN_A_TRIAL_OF = regex(
    r"\b(?:enrol\w+|participat\w+|taking\s+part)\s+(?:in|on)\s+(?:[\w-]+\s+){0,5}?(?:trials?|stud(?:y|ies)|protocols?)\s+"
    r"(?:using|involving|of|with|testing|evaluating|that\s+uses?)\b[^.;]{0,60}\b(?:investigational|experimental)\b[^.;]{0,60}"
    r"\b(?:including|such\s+as|e\.?\s?g\b)[^.;]*$"
)
# "therapy targeting IGF-1R (either a monoclonal antibody or a tyrosine kinase inhibitor)": of which kind it may have been
_OF_WHICH_KIND = regex(
    r"\b(?:target(?:s|ing|ed)\b[^.;()]{2,60}|(?:targeted|directed)\s+(?:therap\w+|agents?|treatments?)|inhibitors?|antagonists?|blockers?)\s*"
    r"\((?:(?:either|including|such|as|e\.?\s?g\.?,?|i\.?\s?e\.?,?|an?|any|monoclonal|antibod(?:y|ies)|small|molecules?"
    r"|tyrosine|kinase|inhibitors?|tkis?|or|and|and/or|,|/)\s*)*$"
)
# "radiation within 4 weeks of leukapheresis": the day that the time is counted from, where a treatment before it is dated so
_WITHIN_SO_LONG_OF = regex(
    r"\b(?:within|(?:<|≤|<=|less\s+than|fewer\s+than))\s*(?:the\s+(?:last|past)\s+)?[\w.]+\s*(?:\([^()]{1,12}\)\s*)?"
    r"(?:hours?|days?|weeks?|months?)\s+(?:of|from|prior\s+to|before|preceding)\s+"
    r"(?:(?:the|their|planned|scheduled|definitive|primary|administration|receipt|receiving|of)\s+)*$"
)
_NEW_CLAUSE = regex(r"[.;:]")
_KINDS = frozenset({"monoclonal antibody", "tyrosine kinase inhibitor", "small molecule inhibitor"})


def is_beside(words: Around) -> bool:
    """Whether it only tells of something else that is asked, and nobody need have had it or not."""
    if words.name.concept in _KINDS and _OF_WHICH_KIND.search(words.own) is not None:
        return True
    if _is_counted_from(words):
        return True
    told = (_BEGINS_WITH, _FIT_FOR, _DOSE_RISES, _IN_A_TRIAL_OF)
    return any(pattern.search(words.own) is not None for pattern in told)


def _is_counted_from(words: Around) -> bool:
    """Whether it is the day by which an excluded treatment before it is dated."""
    passage, name = words.passage, words.name
    within = _WITHIN_SO_LONG_OF.search(passage.lower, 0, name.start)
    if within is None or (passage.base is not Effect.EXCLUDE and passage.scopes.negations(name.start) % 2 == 0):
        return False
    return any(
        m.end <= within.start() and not _NEW_CLAUSE.search(passage.lower, m.end, within.start())
        for m in passage.of_kind(Kind.THERAPY)
    )
