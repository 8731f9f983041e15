"""Owns what an exclusion names only to say what it means by something else: in a bracket, in a definition, as a consequence."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
from matcher.doubts.words.sentence import Around

_AILMENT = (
    r"(?:cancers?|carcinomas?|malignanc\w+|tumou?rs?|disease|diseases|disorders?|conditions?|syndromes?|infections?"
    r"|hypertension|pressure|failure|insufficiency|dysfunction|"
    r"resistan\w+|refractor\w+|recurrence|relapse|metasta\w+|toxicit\w+|neuropathy|illness(?:es)?)"
)
# "platinum-refractory ovarian cancer (i.e. progression within 6 months of platinum)": which cancer is meant
_THAT_IS = regex(
    rf"\b{_AILMENT}\s*\((?:i\.?\s?e\.?,?|that is,?|defined (?:as|by)|meaning|with(?! or without)\b)\s*[^(),;]{{0,80}}$",
    re.IGNORECASE,
)
# "malabsorption (damage to the intestine from infection, trauma, or surgery, …)": what it came from
_CAME_FROM = regex(
    r"\((?:[^()]*\b)?(?:damage|injur\w+|scarring|loss|removal|changes|swelling|inflammation|narrowing|weakness)"
    r"\b[^();]{0,60}\b(?:from|due to|caused by|because of|following|after|by)\s+[^();]*$",
    re.IGNORECASE,
)
_IS_A_DISEASE = regex(r"diseases?\b|(?:itis|osis)\b", re.IGNORECASE)
# "uncontrolled blood pressure, defined by systolic > 180 and taking three or more drugs": only together
_DEFINED_BY = regex(
    rf"\b{_AILMENT}\b[^.;]{{0,40}}\b(?:as\s+)?(?:defined|evidenced|shown|demonstrated|indicated)\s+(?:as|by)\b[^.;]{{0,160}}$",
    re.IGNORECASE,
)
_AND_WITH = regex(
    r"\b(?:and|while|whilst|despite)\s+(?:(?:is|are|being|still|also|currently|when|while)\s+)*"
    r"(?:on|taking|receiving|using|requiring|needing|treated with)\s+(?:[\w-]+\s+){0,6}$",
    re.IGNORECASE,
)
_GOES_ON_WITH = regex(
    r"^(?:[^.;,()]|\([^()]*\)){0,60}?\b(?:and|while|whilst|despite)\s+"
    r"(?:(?:is|are|being|still|also|currently|when|while)\s+)*"
    r"(?:on|taking|receiving|using|requiring|needing|treated with)\b"
    r"|^\s*(?:with|together with|in combination with|plus|along with)\s+(?:the\s+following|a\s+positive|positive|reactive|detectable|serolog\w+)",
    re.IGNORECASE,
)
# "more than 3 involved nodes, requiring adjuvant radiation": what follows from it
_MADE_NEEDED = regex(
    r"\b(?!(?:"
    r"patients?|subjects?|participants?|women|men|individuals?|persons?|people|those|who|and|or|currently|conditions?"
    r"|diseases?|illness(?:es)?|disorders?|anyone|not|if|also|but|reasons?|indications?|comorbidit\w+|medical)\b)"
    r"[a-z-]{3,}\)?,?\s+(?:requiring|needing|necessitating|warranting)\s+"
    r"(?:"
    r"(?:an?|the|any|further|additional|immediate|urgent|adjuvant|axillary|surgical|systemic|chronic|local|palliative"
    r"|intravenous|iv|oral|definitive|current|ongoing|treatment with|therapy with|use of)\s+){0,5}$",
    re.IGNORECASE,
)
# what follows an ejection fraction that is "tested in patients with arrhythmias or over 65"
_TESTED_IN = regex(
    r"\b(?:tested|measured|assessed|evaluated|determined|obtained) (?:only )?in "
    r"(?:(?:all|those|any|the|selected|clinical) )*(?:patients|subjects|participants|women)\b[^.;]*$",
    re.IGNORECASE,
)


def in_a_gloss(requirement: Requirement, words: Around) -> str | None:
    """Why what is excluded is only named to say what something else means; None where nothing speaks for that."""
    kind, before = requirement.kind, words.clause
    if _TESTED_IN.search(f"{words.heading} {before}"):
        return "it says in whom a test is made"
    cause = kind is Kind.THERAPY or (kind is Kind.COMORBIDITY and _IS_A_DISEASE.search(words.own) is None)
    if cause and "(" in before and _CAME_FROM.search(before):
        return "it is named as what something else comes from"
    if kind is Kind.LAB and _DEFINED_BY.search(before) and _GOES_ON_WITH.match(words.rest):
        return "it excludes only together with what follows it"
    if kind is not Kind.THERAPY:
        return None
    if "(" in before and _THAT_IS.search(before):
        return "it says what is meant by what stands before the bracket"
    if _DEFINED_BY.search(before) and _AND_WITH.search(before):
        return "it excludes only together with what stands before it"
    if "transplant" not in requirement.concept and _MADE_NEEDED.search(before):
        return "it is what something else makes needed"
    return None
