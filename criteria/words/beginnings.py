"""Owns where a sentence begins behind one that no full stop ends: "ECOG 0-1 Life expectancy of 3 months No prior taxane"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.patterns import regex

# words that begin a criterion; those of a list may also be members of one that goes on
_OPENERS = (
    r"Able|Ability|Absence|Adequate|Aged?|At|Availability|Bilirubin|Breastfeeding|Complet(?:ed|ion)|Concurrent|Confirmed|Creatinine"
    r"|Cytolog(?:ical(?:ly)?|ic)|Diagnosis|Documented|Evaluable|Females?|Had|Has|Have|H[ae]+moglobin|Histolog(?:ical(?:ly)?|ic)|Inability|Informed"
    r"|Karnofsky|Last|Life|Males?|Measurable|Men|Metastatic|Minimum|Must|Negative|No|Normal|Not|Participants?|Patholog(?:ical(?:ly)?|ic)|Patients?"
    r"|Performance|Platelets?|Pregnancy|Previous(?:ly)?|Prior|Progressi(?:on|ve)|Rapidly|Received|Recover(?:ed|y)|Serum|Spinal"
    r"|Signed|Subjects?|Total|Treatment|Unable|Willing(?:ness)?|Women|Written|Zubrod"
)
_MEMBERS = r"Active|Any|Chronic|Current|Evidence|History|Known|Lactating|Nursing|Other|Presence|Pregnant|Serious|Severe|Symptomatic|Uncontrolled"
_BEGINS = regex(
    rf"(?:(?<=[a-z0-9%)])|(?<=[UL]LN)|(?<=UNL)) (?:(?:{_OPENERS}|(?P<member>{_MEMBERS}))(?= [a-z(<>≥≤=0-9])|(?P<scale>ECOG|WHO)\b"
    # behind a permission, enzymes begin a bound of their own, as in: those with Gilbert's are permitted ALT and AST: ≤ 3
    r"|(?:(?<=permitted )|(?<=allowed )|(?<=eligible ))(?:A[SL]T|SGOT|SGPT|ANC|WBC|INR)\b(?=[^.;()]{0,25}[:≤≥<>]))",
)
_LEADS_ON = frozenset({
    "a", "adult", "after", "all", "also", "an", "and", "and/or", "any", "are", "as", "at", "be", "before", "both", "but", "by", "documented", "during",
    "each", "either", "eligible", "female", "for", "from", "had", "has", "have", "if", "in", "including", "into", "is", "known", "least",
    "like", "male", "must", "neither", "new", "no", "nor", "not", "of", "on", "only", "or", "other", "patient", "patients", "per", "plus", "previous",
    "prior", "recent", "see", "serum", "should", "subject", "subjects", "than", "that", "the", "these", "this", "those", "to", "under", "until",
    "using", "versus", "via", "was", "were", "when", "where", "which", "who", "whose", "with", "within", "without",
})  # fmt: skip
# "Group 1 Patients", "(ii) Histologically": a number that names something
_NAMES = regex(
    r"\b(?:"
    r"groups?|cohorts?|phases?|parts?|arms?|strat(?:um|a)|steps?|types?|class|versions?|tables?|sections?|appendix"
    r"|cfr)\s*\S+$"
    r"|(?:^| )\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d+)+)[.)]$",
    re.IGNORECASE,
)
# "For patients over 70 ECOG must be 0": the subject of what follows
_OF_SOME = regex(
    r"\W*(?:for|in)\s+(?:all\s+|the\s+|those\s+)?(?:patients|subjects|participants|women|men|those)\b[^,:;]*$",
    re.IGNORECASE,
)
_LISTS = regex(r":|\b(?:including|such as|following|like|e\.g|namely)\b")
_BRACKET_ONLY = regex(r"\W*\([^()]*\)$")
_GRADED = frozenset({"score", "scores", "state", "status", "scale", "index"})  # "physical status score ECOG 0-1"
_LIMITS = frozenset({"ULN", "IULN", "UNL", "LLN"})  # words of a bound, which ends with them
_NEAR = 30  # characters in which the last words stand
_SHORTEST = 8  # characters of a sentence


def beginnings(text: str, start: int, end: int) -> Iterator[int]:
    """Where, from ``start`` to ``end`` of ``text`` in single spaces, sentences begin that only a capital tells.

    What stands in brackets begins none, nor does a member of a list.
    """
    opened, looked = 0, start
    for match in _BEGINS.finditer(text, start, end):
        at = match.start()
        opened += text.count("(", looked, at) - text.count(")", looked, at)
        looked = at
        if opened > 0 or at - start < _SHORTEST:
            continue
        before = text[max(start, at - _NEAR) : at]
        last = before.rsplit(" ", 1)[-1].lstrip("(\"'")
        if (
            last.lower() in _LEADS_ON
            or (last[:1].isupper() and last not in _LIMITS)
            or _NAMES.search(before) is not None
        ):
            continue
        if _OF_SOME.match(text, start, at) or (match["scale"] and last.lower() in _GRADED):
            continue
        if _BRACKET_ONLY.match(text, start, at) or (match["member"] and _LISTS.search(text, start, at)):
            continue
        yield at + 1
        start = at + 1
