"""Owns what a text says about organ function without numbers: "adequate bone marrow, liver and kidney function"."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_ORGAN = (
    r"(?:organs?|bone[\s-]marrow|marrow|ha?ematolog\w*|ha?ematopoietic|liver|hepatic|hepatobiliary|renal|kidney|end-organ|laborator(?:y|ies)|lab"
    r"|cardiac|heart|cardiovascular|pulmonary|lung|pituitary|adrenal|respiratory|cardio-?pulmonary|biological|biochemical|blood|coagulation|metabolic|physiologic\w*)"
)
_NOUN = (
    r"(?:"
    r"functions?|reserves?|values?|parameters?|tests?|results?|findings|profile|counts?|status|functioning|criteria"
    r"|levels?|assessments?|chemistr\w+|indices)"
)
_ADEQUATE = (
    r"(?:adequate\w*|sufficient|acceptable|normal|satisfactory|good|appropriate|preserved|proper|intact|reasonable"
    r"|stable|inadequate|insufficient|unacceptable|poor)"
)
# tests and systems that stand for an organ themselves: "complete blood count normal", "normal cardiovascular system"
_TESTS = (
    r"(?:urinalysis"
    r"|(?:complete |full |peripheral )*(?:blood (?:cell )?counts?|cbc)"
    r"(?:,? (?:and|with|plus) (?:a )?(?:white cell )?differential)?"
    r"|blood chemistr\w+"
    r"|(?:serum )?electrolytes|coagulation|(?:room air )?(?:arterial )?blood gas(?:es)?|pfts?|(?:cardiovascular|respiratory|pulmonary) system)"
)
_POOR = regex(r"\bpoor\b|\binadequate|\binsufficient|\bunacceptable|\b(?:not|without|no)\b")
_NOUN_HINTS = hints(
    "function",
    "reserve",
    "values",
    "parameters",
    "biolog",
    "laborator",
    "lab ",
    "counts",
    "blood c",
    "blood gas",
    "cbc",
    "pft",
    " system",
    "chemistr",
    "indices",
    "levels",
    "assessments",
    "results",
    "blood tests",
    "urinalysis",
    "electrolytes",
    "coagulation",
)
_STATE_HINTS = hints(
    "adequate", "sufficien", "acceptable", "normal", "satisf", "good", "appropriate", "preserved", "proper", "intact", "reasonable", "stable",
    "must", "should", "well", "poor", "protocol",
)  # fmt: skip
_STATED = regex(
    rf"\b{_ADEQUATE}\b(?:\W+\w[\w/-]*){{0,7}}?\W+{_ORGAN}\b(?:\W+(?!who\b|with\b)\w[\w/-]*){{0,8}}?\W+{_NOUN}\b"
    rf"|\b{_ORGAN}\b(?:\W+\w[\w/-]*){{0,7}}?\W+{_NOUN}\b\W+"
    r"(?:(?:levels?|tests?|must|is|are|be|should|will|results?)\W+)*"
    rf"(?:{_ADEQUATE}|(?:(?:must|should|that) )?meet(?:ing|s)?\b|(?:must|should) (?:be met|be within|fulfill?)"
    r"|(?:within|in) normal)"
    r"|\b(?:main|major|vital|important) organs? (?:(?:is|are|were|must|should|have|be|been) )*function\w*(?: \w+){0,2}? (?:normal|well|adequate)\w*"
    rf"|\b{_ADEQUATE} function(?:s|ing)? of (?:the )?{_ORGAN}\b"
    rf"|\b{_ADEQUATE}\s+{_TESTS}\b(?! system| of\b)"
    rf"|\b{_TESTS}\s+(?:(?:must|should|is|are|be|were)\s+)*"
    rf"(?:{_ADEQUATE}|(?:(?:with)?in )(?:(?:the|institutional)\s+)*normal)\b"
    # what the text leaves to the protocol: "laboratory values as the protocol asks for them"
    r"|\blab(?:oratory)?(?: test)? (?:values?|results?|parameters?)(?: (?:that|which))? "
    r"(?:within|in accordance with|meet(?:ing)?|per|as (?:specified|defined|required) (?:in|by|per))"
    r"\b[^.;<>≤≥\d]{0,40}\bprotocol\b"
    rf"|\bfunctions? of (?:the )?(?:major|main|vital|important)\s+organs?\b[^.;]{{0,30}}\b{_ADEQUATE}\b"
)


# "abnormal renal or hepatic function", where nothing else is said before it: that of a hepatitis is another matter
_ABNORMAL = regex(
    r"\W*(?:"
    r"(?:known|any|significant(?:ly)?|clinically|severely|grossly|patients?|participants?|subjects?|wom[ae]n|with|who"
    rf"|have|has|having)\W+)*abnormal(?:\W+(?!in\b|due\b|with\b)\w[\w/-]*){{0,3}}?\W+{_ORGAN}\b"
    rf"(?:\W+(?!who\b|with\b|or\b)\w[\w/-]*|\W+or {_ORGAN}){{0,3}}?\W+(?:functions?|tests?)\b"
)
_FOR_WHAT = regex(r" for (?:the )?[\w-]+(?: [\w-]+)?(?=:)")


# a thyroid that works as it should is a finding of its own: "normal thyroid function tests", "thyroid function within normal limits"
_THYROID = regex(
    r"\b(?:normal|adequate) (?P<named>thyroid functions?(?: tests?)?)\b(?! (?:defined|as)\b)"
    r"|\b(?P<first>thyroid functions?(?: tests?)?) (?:(?:must|should|be|is|are) )*(?:normal\b|(?:with)?in (?:the )?normal (?:limits?|range)\b)"
)
_OPENING = regex(
    r"(?:\W|\b(?:all|the|patients?|subjects?|participants?|women|must|should|have|has|with|clinically|documented)\b)*"
)


def _thyroid(passage: Passage) -> list[Atom]:
    """That the thyroid works as it should, where it is asked for without a test that is bounded."""
    found = _THYROID.search(passage.lower) if passage.base is Effect.REQUIRE else None
    if (
        found is None
        or _OPENING.fullmatch(passage.lower, 0, found.start()) is None
        or not passage.is_free(*found.span())
    ):
        return []
    return [Atom(*found.span(), Requirement(Kind.LAB, "thyroid function", "normal"), Polarity.MUST)]


def organ_function(passage: Passage) -> list[Atom]:
    """That organs work well enough, stated without a number; one a passage, none where its values are listed below."""
    lower = passage.lower
    if passage.base is Effect.EXCLUDE and (abnormal := _ABNORMAL.match(lower)) and passage.is_free(*abnormal.span()):
        start = lower.index("abnormal")
        return [Atom(start, abnormal.end(), Requirement(Kind.LAB, "organ function", "inadequate"))]
    if not _NOUN_HINTS.search(lower) or not _STATE_HINTS.search(lower):
        return []
    match = _STATED.search(passage.lower)
    heads = passage.text.endswith(":") or passage.text.istitle()
    if match is not None and heads and lower.endswith(":"):
        behind = _FOR_WHAT.match(lower, match.end())
        passage.claimed.append((match.start(), behind.end() if behind else match.end()))  # its values are listed below
    if match is None and not heads:
        return _thyroid(passage)
    if match is None or heads or not passage.is_free(match.start(), match.end()):
        return []
    poor = _POOR.search(match.group()) is not None
    requirement = Requirement(Kind.LAB, "organ function", "inadequate" if poor else None)
    return [Atom(match.start(), match.end(), requirement, Polarity.FOLLOW if poor else Polarity.MUST)]
