"""Owns conditions that exclude only as the words beside them say: of a grade, of an organ, as a cause, not held in check, but for whom brackets let in."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Comparison, Kind, Requirement
from matcher.doubts.words.sentence import Around

_GRADE = r"(?:[<>≤≥=]+\s*(?:ctcae\s+)?gr(?:ade|\.)|(?:ctcae\s+)?grade\s*[<>≤≥=]*\s*\d)"
# "neuropathy (motor or sensory) >= grade 2": of the name before the bracket, and of those in it
_GRADE_BEHIND = regex(rf"^(?:\s*\([^()]{{0,200}}|(?:[^.;()]|\b(?:or|and)\b){{0,160}})\)\s*(?:of\s+)?{_GRADE}")
# "hypertension and the blood pressure cannot be reduced"
_NOT_HELD = regex(
    r"^\s*,?\s*(?:and|which|that|but)\s+(?:[\w-]+\s+){0,3}?(?:cannot|can not|could not|is not|are not|was not)\s+(?:be\s+)?(?:\w+\s+){0,2}?"
    r"(?:controlled|reduced|managed|maintained|corrected|lowered|kept|normali[sz]ed)\b"
)
# "diabetes with current or past ulcers"
_WITH_ITS_HARM = regex(
    r"^\s+with\s+(?:an?\s+)?(?:current|active|present|prior|past|recent)\s+(?:and/)?or\s+(?:an?\s+)?(?:current|active|prior|past|previous|history of)\s+\w"
)
# "a disease that results in neuropathy or weakness": the disease excludes, and not what it does
_BROUGHT_ABOUT = regex(
    r"\b(?:diseases?|conditions?|disorders?|illness(?:es)?)\b[^.;]{0,40}?\b(?:that|which)\s+"
    r"(?:results? in|leads? to|(?:may|can|could)\s+(?:result in|cause|lead to))\s+"
    r"(?:[\w-]+,?\s+){0,6}$"
)
_THAT_RESULTS = regex(r"^[^.;()]{0,60}\)\s*(?:that|which)\s+(?:results? in|leads? to|causes?|may|can|could)\b")
_BRACKET = regex(r"\s?\([^()]*\)")
_EXAMPLES = regex(r"\((?:e\.?g\.?|such as|for example|including|like)[^()]*$")
# "neuropathy, e.g. due to diabetes or alcohol": the causes of what excludes
_AS_ITS_CAUSE = regex(
    r"\b(?:e\.\s?g\.?,?|such as|for example|including|(?:that|which) (?:is|are|was|were)|other than)\s+(?:those\s+)?"
    r"(?:due to|caused by|secondary to|resulting from|because of)\s+"
    r"(?:(?!\b(?:who|which|that|with|without|has|have)\b)[^.;:()]){0,60}$"
    r"|\b(?:due to|caused by|secondary to|resulting from)\s+"
    r"(?:(?!\b(?:who|which|that|with|without|has|have)\b)[^.;:()]){0,60}\b(?:conditions?|causes?|diseases?|illnesses)"
    r"\s+(?:such as|like|including|e\.g\.?,?)\s+(?:(?!\b(?:who|which|that|with|without|has|have)\b)[^.;:()]){0,60}$"
)
# what an example was a reaction to, as in: intolerance (such as an infusion reaction) or hypersensitivity to trastuzumab
_TO_WHAT = regex(r"^[^()]{0,30}\)\s*(?:(?:or|and)\s+(?:known\s+)?(?:[\w-]+\s+){1,2})?to\s")
# "a hematologic abnormality as evidenced by hemoglobin < 9"
_EVIDENCED = regex(
    r"^[^.;()]{0,50}?\bas (?:evidenced|shown|demonstrated|indicated) by\b[^.;]{0,60}?"
    r"(?:[<>≤≥]|\b(?:less|greater|more|higher|lower|below|above)\b)[^.;]{0,12}\d"
)
_GENERAL = regex(r"(?:abnormalit\w+|dysfunction|function|impairment|insufficiency|compromise|disorders?|diseases?)$")
_TOXICITY = frozenset({"unresolved toxicity", "toxicity", "unresolved adverse event"})
_ORGAN = regex(
    r"(?<!non)(?<!non[- ])\b(?:"
    r"h[a]?ematolog\w+|marrow|cns|neuro\w*|nervous system|cardiac|cardio\w*|pulmonary|lung|hepatic|liver|renal|skin"
    r"|dermatolog\w+|cutaneous|ocular|gastrointestinal|gi)[ -](?:\w+[ -])?(?:toxicit|adverse)"
)
# "not resolved to grade 0 for marrow toxicities or grade 1 for others"
_BY_KIND = regex(
    r"\bor\s+(?:to\s+)?(?:grade\s+(?:less than or equal to|[<>≤≥=]+)?\s*\d|[<>≤≥=]+\s*grade\s+\d)\s+(?:for|in)\s+\w"
    r"|\bgrade\s*[<>≤≥=]*\s*\d\s+(?:for|in)\s+(?:[\w-]+\s+){1,3}(?:toxicit\w+|events?|effects?)"
    r"[^.;]{0,12}\bor\b[^.;]{0,30}\bgrade\b"
)

# a bracket that lets in, as in: hepatitis C (if it has been treated and no virus is found, they can be eligible)
_LET_IN_IF = regex(
    r"^[^.;(),]{0,16}\((?:however,? )?(?:if|unless|when|provided)\b[^()]*\b(?<!not )(?:eligible|allowed|permitted|acceptable|included|enroll?ed)\b",
    re.IGNORECASE,
)
# "allergic reactions or intolerance attributed to compounds like the study drug"
_REACTION = regex(r"(?:severe )?(?:allergic|hypersensitivity|anaphylactic) reactions?|biologic therapy")
_TO_SOMETHING = regex(
    r"^[^.;,]{0,60}?\b(?:(?:attribut|contribut|relat|due|secondary)\w* to|composition)\b", re.IGNORECASE
)
_WHO = r"who (?:have|has|had|are|were|take|receive)\b"
_OR_WHO = regex(rf"{_WHO}[^.;]{{2,160}}?\bor who\b")
# those of whom a choice of clauses is said, up to the first of these: "HIV-positive patients who have …, or who are …"
_PEOPLE = r"(?:patients|subjects|participants|women|individuals|people)"
_SAID_OF = regex(rf"^(?:[- ](?:positive|infected))?(?: {_PEOPLE})? $")
_OF_THOSE = regex(rf"(?:\b{_PEOPLE} with [^.;]{{3,60}}|[- ](?:positive|infected) {_PEOPLE}) {_WHO}[^.;]*$")


def lets_some_in(requirement: Requirement, words: Around) -> str | None:
    """Why something excludes only some: by a choice of clauses, by what brackets let in, or by what the reaction was to."""
    if _of_a_choice(words.clause.lower(), words.rest.lower(), words.sentence.lower()):
        return "which of these patients are excluded two clauses say"
    if requirement.kind is Kind.COMORBIDITY and _LET_IN_IF.match(words.rest):
        return "what the brackets say lets in some"
    reaction = requirement.kind is Kind.ALLERGY and _REACTION.fullmatch(requirement.concept)
    return "what the reaction was to decides" if reaction and _TO_SOMETHING.match(words.rest) else None


def only_so(requirement: Requirement, words: Around) -> str | None:
    """Why a condition that excludes may exclude only some who have it; None where nothing beside it says so."""
    if requirement.kind is not Kind.COMORBIDITY:
        return None
    rest, own = words.rest.lower(), words.own.lower()
    if requirement.concept in _TOXICITY:
        if _ORGAN.search(own):
            return "it is said of one organ"
        return "its bound is that of one kind" if _BY_KIND.search(own + rest) else None
    if _TO_WHAT.match(rest) and _EXAMPLES.search(words.before.lower()):
        return "an example excludes only as what it is an example of"
    if not isinstance(requirement.value, Comparison) and _GRADE_BEHIND.match(rest):
        return "the grade behind the bracket may be asked of it"
    if _WITH_ITS_HARM.match(rest):
        return "it excludes with what stands behind it"
    if _NOT_HELD.match(rest):
        return "it excludes where it is not held in check"
    before = words.before.lower()
    if _AS_ITS_CAUSE.search(before):
        return "it is named as the cause of something else"
    if _BROUGHT_ABOUT.search(_BRACKET.sub("", before)):
        return "it is what another disease brings about"
    if _THAT_RESULTS.match(words.after.lower()) and _EXAMPLES.search(before):
        return "an example excludes only with what it brings about"
    if _GENERAL.search(own) and _EVIDENCED.match(rest):
        return "the values behind it say what is meant"
    return None


def _of_a_choice(before: str, rest: str, sentence: str) -> bool:
    """Whether a sentence excludes some of those with a condition by either of two clauses: nobody for any part of it alone."""
    said = _OR_WHO.search(sentence)
    if said is None:
        return False
    clauses = _OR_WHO.search(rest)
    return _OF_THOSE.search(before) is not None or (
        clauses is not None and _SAID_OF.match(rest[: clauses.start()]) is not None
    )
