"""Owns treatments that are only named: what a trial begins with, what organs are fit for, a dose that rises."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex

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
_KINDS = frozenset({"monoclonal antibody", "tyrosine kinase inhibitor", "small molecule inhibitor"})


def is_beside(words: Around) -> bool:
    """Whether it only tells of something else that is asked, and nobody need have had it or not."""
    if words.name.concept in _KINDS and _OF_WHICH_KIND.search(words.own) is not None:
        return True
    told = (_BEGINS_WITH, _FIT_FOR, _DOSE_RISES, _IN_A_TRIAL_OF)
    return any(pattern.search(words.own) is not None for pattern in told)
