"""Owns where the scope of a cue ends: a negation, an exception or a condition, with its clause or its bracket."""

from __future__ import annotations

import re

from criteria.patterns import Pattern, regex
from criteria.words.moods import LETTERS

# "if the tumor is HER2-positive (3+ by IHC) the patient must …": the condition ends where somebody must do something
_STOPS = regex(
    r"[,:;]| then "
    r"| (?=(?:the |a )?(?:calculated |estimated |measured )*(?:creatinine |cr)?(?:clearance|cl|egfr|gfr) "
    r"(?:must|should|has to|needs? to)\b)"
    r"|(?<=[\w)]{3})(?<!\bif)(?<!when)(?<!where) (?="
    r"(?:the |these |such |all )?(?:patients?|subjects?|participants?|women|she|they) "
    r"(?:must|should|has to|have to|need to|needs to|will need)\b)"
    # "if HER2 positive must have had trastuzumab", "if node positive, …"
    r"|(?:(?<=positive)|(?<=negative)|(?<=menopausal)|(?<=mutated)|(?<=amplified)|(?<=present)) "
    r"(?=(?:must|should|has to|have to)\b)"
    # "in patients with liver metastases ALT ≤ 5 x ULN"
    r"|(?:(?<=metastases)|(?<=metastasis)|(?<=involvement)) (?=(?:total |serum |both |the )*"
    r"(?:alt|ast|sg[op]t|alanine|aspartate|alkaline|bilirubin|transaminases?|alp)\b)"
)
_CLAUSE_ENDS = regex(
    r";"
    r"|,? (?:or|and) (?="
    r"(?:[<>≤≥]=?|up to|less than|no more than) ?\d[\d.]* ?(?:x|times)? ?(?:the )?(?:uln|upper|lln|institutional)\b)"
    r"|,? (?:or|and) (?=(?:[\w/-]+ ){1,3}(?:may|can) be (?:up to|as high|elevated|[<≤]))"
)
_NAMED = (
    r"(?: (?!(?:"
    r"the|they|she|it|patients?|subjects?|participants?|women|must|should|will|may|can|no|not|at|is|are|was|were|has"
    r"|have|had|there|any)\b)[\w/-]+){1,4}"
)
# "if taking A, B, or C, …", "if on another steroid, e.g., prednisone, …": a comma of the list that a condition names
_USES = regex(r"\b(?:taking|takes?|on|receiv(?:e|es|ed|ing)|using|(?:treated|treatment) with)(?: [\w/-]+){1,4}$")
_LIST_GOES_ON = regex(
    rf"(?:,{_NAMED}){{0,8}},? (?:or|and/or){_NAMED}(?=[,;:])|, (?:e\.g\.,?|such as|for example,?){_NAMED}(?=[,;:])"
)
# behind an exception the list goes on: "unless it progresses, and recovered", "except adjuvant, no prior radiotherapy"
_ASKS_AGAIN = regex(
    r",? and (?=(?:has |have |be |must have |must be )?(?:fully )?recovered\b)"
    r"|, (?:and )?(?=(?:no (?:prior|previous|concurrent|concomitant|history of|known|other)"
    r"|(?:must|able to|adequate|measurable disease|ecog|karnofsky))\b)"
    r"|,? or (?=anticipation of (?:the |a )?need\b)"
)
# "However, if it was started lately, …": such a word before a condition leaves it the opening of its sentence
_INTRODUCED = regex(
    r"\W*(?:(?:"
    r"therefore|however|also|but|and|or|note|furthermore|moreover|in addition|additionally|thus|hence|in particular"
    r"|specifically|alternatively)[,:]? )+"
)
_PARENTHESIS = regex(r"[()\[\]]")
_LETTER = regex(r"(?:\s|[,;:])(?:[a-h]|[1-9]|i{1,3}|iv|v)$")


def stop_of(ends: Pattern, lower: str, at: int, limit: int) -> re.Match[str] | None:
    """Where a negation from ``at`` on ends; a semicolon within a bracket does not end what stands around it."""
    start = at
    while (stop := ends.search(lower, at, limit)) is not None and stop.group() == ";":
        closes = lower.find(")", stop.end(), limit)
        if closes < 0 or lower.count("(", start, stop.start()) <= lower.count(")", start, stop.start()):
            return stop
        at = stop.end()
    return stop


def end_of(lower: str, at: int, limit: int) -> int:
    """Where a scope that begins at ``at`` ends: at the parenthesis that closes around it, or at the limit."""
    depth = 0
    inside = lower.count("(", 0, at) > lower.count(")", 0, at)
    for match in _PARENTHESIS.finditer(lower, at, limit):
        if not depth and not inside and match.group() == ")" and _LETTER.search(lower, at, match.start()):
            continue  # "except a) skin cancer, b) …"
        depth += 1 if match.group() in "([" else -1
        if depth < 0:
            return match.start()
    return limit


def exception_end(lower: str, at: int) -> int:
    """Where an exception ends: with its clause, or before what is asked of everybody again."""
    limit = end_of(lower, at, len(lower))
    again = _ASKS_AGAIN.search(lower, at, limit) if LETTERS.search(lower, 0, at) else None
    return again.start() if again else limit


def condition_end(lower: str, at: int, start: int) -> int:
    """A condition that opens the sentence ends at its comma or colon; one that follows runs to the end of its clause."""
    limit = end_of(lower, at, len(lower))
    leads = at == 0 or lower[at - 2 : at] in ("; ", ": ") or _INTRODUCED.fullmatch(lower, 0, at) is not None
    if not leads:
        stop = _CLAUSE_ENDS.search(lower, start, limit)
        return stop.start() if stop else limit
    at = start
    for stop in _STOPS.finditer(lower, start, limit):
        end = stop.start()
        if end < at or lower.count("(", start, end) > lower.count(")", start, end):
            continue
        if lower.endswith(("e.g.", "i.e."), start, end):
            continue
        goes_on = _LIST_GOES_ON.match(lower, end, limit)
        if goes_on is None or _USES.search(lower, start - 3, end) is None:
            return end
        at = goes_on.end()
    return limit
