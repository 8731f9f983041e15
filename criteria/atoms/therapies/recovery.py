"""Owns what a text says about side effects of earlier treatment that have not passed: "recovered to grade ≤ 1"."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.conditions.qualifiers import grade
from criteria.atoms.therapies.toxicity_cause import cause
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_EFFECTS = (
    r"(?:"
    r"(?:toxicit(?:y|ies)|toxic effects?|side[- ]effects?|adverse (?:events?|effects?|reactions?)|aes?\b|effects?\b"
    r"|complications?|sequelae|morbidity|reactions?))"
)
_RECOVERY = regex(
    r"""(?:(?P<no>\b(?:has|have|had|is|are|was|were|who|yet|fully|did|does|do)?\s*(?:not|never|n't)\s+(?:yet\s+)?
        (?:been\s+)?(?:\w+ly\s+)?|\bfail(?:ed|ure|ing|s)?\s+to\s+(?:have\s+)?(?:\w+ly\s+)?|\bwithout\s+|\black\s+of\s+
         |\b(?:inadequate|insufficient|incomplete)(?:ly)?\s+|\bstill\s+(?=recovering\b))?
         \b(?P<verb>recover(?:ed|y(?! time)|ing|s)?|healed(?=\ from\b)|resolve(?:d|s)?|resolving|resolution|returned|subsided|improved
         |(?:reduced|downgraded)(?=\ to\b))\b)""",
    re.VERBOSE,
)
_NOUN = regex(rf"\b{_EFFECTS}")
_TREATMENT = regex(
    r"\b(?:prior|previous|past|earlier|preceding|therap\w+|treatments?|chemotherap\w*|radi\w+|surg\w+|antineoplastic"
    r"|anti-?cancer|anti-?tumou?r|agents?|drugs?|study|induced|related|toxicit\w+|side[- ]effects)\b"
)
_UNRESOLVED = regex(
    r"\b(?:unresolved|persist(?:ent|ing)|on-?going|residual|un-?recovered|existing|clinically significant|significant"
    r"|active|current|acute|unstable)\b(?:(?!\b(?:disease|disorder|infection|risk|that|which)\b)[^;]){0,120}?\b"
    r"(?:aes?\b|toxicit(?:y(?! criteria)|ies)|toxic effects?|side[- ]effects?"
    r"|(?<!criteria for )(?<!criteria in )adverse (?:events?|effects?|reactions?))"
    r"|\bexperienc\w+ (?:\w+ ){0,2}?(?:[>≥]\s*)?(?:grade|gr)\s*(?:[>≥]\s*)?[1-4]\b[^.;,]{0,40}?\b"
    r"(?:aes?|adverse (?:events?|effects?)|side[- ]effects?)\b"
    r"|\btoxicit(?:y(?! criteria)|ies)\b(?! criteria)[^.;,]{0,80}?(?:>|≥|greater|higher|worse|above|more)"
    r"[^.;,]{0,20}?grade"
    r"|\b(?:grade\s*)?(?:>|≥)\s*(?:grade\s*)?[1-4][^.;,]{0,40}?\btoxicit(?:y(?! criteria)|ies)"
    r"|\btoxicit(?:y(?! criteria)|ies)\b[^.;,]{0,80}?grade\s*(?:>|≥)"
    r"|\bgrade\s*(?:≥|>)?\s*[2-4]\b[^.;,]{0,60}?\btoxicit(?:y(?! criteria)|ies)"
)
# "recovered from all prior chemotherapy"
_FROM_TREATMENT = regex(
    r"\s+from\s+(?:(?:all|any|other|prior|previous|their|the|last|recent|most|adjuvant|primary|initial)\s+)*"
    r"(?:chemo\w*|radio\w*|radiation|therap|treatment|(?:anti-?)?(?:cancer|tumou?r)\b|anti-?neoplastic|hormon\w*"
    r"|endocrine|systemic|immuno\w*|biologic\w*|targeted|gene|cytokine|investigational|experimental|agents|drugs"
    r"|taxane|anthracycline|interferon)"
)
_NOUN_OF_TREATMENT = regex(
    r"\b(?:chemo\w*|radio\w*|radiation|immuno-?\s?therapy|therap(?:y|ies)|treatments?|agents?|drugs?|taxanes?|anthracyclines?|interferons?|cytokines?)\b"
)
_OF_SURGERY = regex(r"(?<!side )\beffects? of (?:\w+ ){0,2}(?:surger\w*|surgical|operation)\b(?! or\b|,| and\b)")
_SURGERY = regex(r"\b(?:surger\w*|surgical|operation|procedures?)\b")
# "recovered from recent surgery and radiation therapy"
_AND_TREATMENT = regex(
    r"(?:\s*(?:,|and/or\b|and\b|or\b|/)\s*(?:(?:any|all|prior|previous|recent|other|the)\s+)*"
    r"(?:chemo\w*|radio\w*|radiation"
    r"|(?:hormon\w*|endocrine|systemic|anti-?cancer|anti-?neoplastic|immuno\w*|biologic\w*|targeted)"
    r"(?:\s+(?:therap(?:y|ies)|treatments?))?"
    r"|(?<=other )(?:therap(?:y|ies)|treatments?)))+\b"
)
# "at least 4 weeks since radiotherapy with full recovery", "at least 4 weeks since radiotherapy and recovered"
_FULL = regex(
    r"\b(?:since|after|from|following)\b[^.;]{0,40}?(?:"
    r"(?P<surgery>\bsurg\w+|\boperation)|\b(?:chemo|radio|immuno)?-?(?:therap\w+|treatments?|radiation|irradiation))"
    r"[^.;]{0,80}?,? (?P<full>"
    r"(?:with|and) (?:full|complete|adequate) recovery\b|and (?:has |have )?(?:fully )?recovered(?=\W*$|\s*[.;(]))"
)
# "all toxicities of prior treatment must be CTCAE grade 1 or less": a bound, and no word of recovery
_WITHIN = regex(
    rf"(?<!no )(?<!not )\b(?P<what>{_EFFECTS})[^.;:]{{0,60}}? (?:must|should|shall|has to|have to|needs? to) be "
    r"(?=(?:[\s()≤<=>/\\,.\d]|v\d"
    r"|\b(?:"
    r"of|at|an?|no|not|greater|more|higher|worse|than|less|lower|or|equal|to|within|maximum|most|nci|ctc|ctcae|common"
    r"|terminology|toxicity|criteria|for|adverse|events?|version|national|cancer|institute|baseline)\b)*\bgrade\b)"
)
_ANOTHER_GRADE = regex(r"\bor\b[^.;]{0,12}grade[^.;]{0,10}\d[^.;]{0,8}\b(?:for|in|of)\b")
_EXCEPTED = regex(r"\((?:except|excluding|other than|with the exception)[^()]*\)")
# what is excepted between the side effects and their verb, as in "toxicities other than alopecia must have resolved"
_EXCEPTED_BETWEEN = regex(r"\b(?:except|excluding|other than|with the exception)\b(?!.*\b(?:that|which)\b)")
_EXCEPTION = 120  # characters that an exception in brackets and the grade behind it take
# "from prior anticancer therapy of grade 3 or greater", "of chemotherapy or radiotherapy that is > grade 1"
_OF_A_GRADE = regex(
    r" (?:of|from|due to|related to)(?: (?!grade|or\b|and\b)[\w-]+"
    r"| (?:or|and)(?= (?:chemo|radio|radiation|surg|anti|hormon|endocrine|immuno|targeted|other)))"
    r"{1,8}?(?:,? i\.?e\.?,? | (?:of |(?:that|which) (?:is|are) |(?=(?:greater|higher|worse|more) than |above |[>≥])))"
    r"(?P<grade>(?:ctcae )?(?:grade|[>≥]|(?:greater|higher|worse|more) than |above )[^.;,()]{1,30})"
)
# whose grades they are, in so many words that they keep what is asked far from its verb
_SCALE = regex(
    r"(?:,? ?(?:\(|as (?:defined|graded|assessed) )?(?:by |per |according to )?(?:the )?)?"
    r"\bnational cancer institute['’s]*[, ]*(?:\(nci\) )?(?:common (?:terminology|toxicity) criteria (?:for adverse events ?)?)?"
    r"(?:[(\[](?:nci[- ]*)?ctc(?:ae)?[)\]])?(?:,? ?v(?:ersion)?\.? ?\d(?:\.\d+)?)?"
)
# "recovery to at least grade 1": that or better
_NO_WORSE_THAN = regex(r"\bto at least (?=(?:(?:nci|ctc|ctcae)[- ]*)*grade)")
_HINTS = hints("recover", "resol", "toxic", "adverse", "returned", "effects", "aes", "healed from")
# what is left where the grade to recover to is not reached; "not recovered (toxicity > grade 1)" says that at once
_FLIPPED = {"<=": ">", "<": ">="}


def read(passage: Passage) -> list[Atom]:
    """At most one atom: unresolved toxicity, or complications of surgery, with the grade that is still accepted."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    for match in _RECOVERY.finditer(lower):
        permitted = passage.scopes.mood(match.start()) is Mood.PERMITTED
        if permitted and passage.scopes.over(match.start(), Cue.CONDITION) is None:
            continue  # of "allowed, provided recovered" it is the condition
        found = _recovered(passage, match)
        if found is not None:
            return [found]
    if passage.base is Effect.REQUIRE and (full := _FULL.search(lower)) is not None:
        concept = "surgical complications" if full["surgery"] else "unresolved toxicity"
        return [_atom(passage, full.start("full"), full.end("full"), concept, None, Polarity.MUST_NOT)]
    if (within := _within(passage)) is not None:
        return [within]
    left = _UNRESOLVED.search(lower)
    if left is None or not _TREATMENT.search(lower):
        return []
    said = _EXCEPTED.sub(" ", _SCALE.sub(" ", lower[left.start() : left.end() + _EXCEPTION]))
    bound = grade(said[: left.end() - left.start() + 40]) or _grade_behind(lower, left.end())
    if _excludes(passage, left.start()) and passage.is_free(left.start(), left.end()):
        return [_atom(passage, left.start(), left.end(), "unresolved toxicity", bound, Polarity.MUST_NOT)]
    return []


def _within(passage: Passage) -> Atom | None:
    """Side effects that must be no worse than a grade; None where some of them may be of another one."""
    lower = passage.lower
    found = _WITHIN.search(lower) if passage.base is Effect.REQUIRE and "grade" in lower else None
    if found is None or not _TREATMENT.search(lower) or _ANOTHER_GRADE.search(lower, found.end()):
        return None
    bound = grade(lower[found.end() : found.end() + _EXCEPTION])
    if bound is None or bound.op in (">", ">=") or passage.scopes.over(found.start(), Cue.CONDITION) is not None:
        return None
    return _to_be_over(passage, *found.span("what"), "unresolved toxicity", bound)


def _recovered(passage: Passage, match: re.Match[str]) -> Atom | None:
    lower = passage.lower
    clause_start = max(lower.rfind(";", 0, match.start()), 0)
    around = lower[clause_start : match.end() + 120]
    noun = _NOUN.search(around)
    surgical = _SURGERY.search(lower, match.end(), min(len(lower), match.end() + 60))
    treated = _FROM_TREATMENT.match(lower, match.end())
    if noun is None and treated is not None:
        noun = _NOUN_OF_TREATMENT.search(around)
    if noun is None and surgical is None:
        return None
    if noun is not None and noun[0] == "effects" and not _TREATMENT.search(around):
        return None
    if re.match(r"\s*(?:of|in)\s+(?:the\s+)?(?:blood|bone|counts?|marrow|hemat|neutro)", lower[match.end() :]):
        return None
    if (
        noun is not None
        and surgical is not None
        and (noun[0].startswith(("compl", "sequel")) or _OF_SURGERY.search(around))
    ):
        noun = None
    concept = "unresolved toxicity" if noun is not None else "surgical complications"
    rest = _SCALE.sub(" ", lower[match.end() : match.end() + 300])[:160]
    rest = _NO_WORSE_THAN.sub("to at most ", rest)
    bound = None if re.match(r"\s*(?:\w+\s+){0,2}from\s+(?:(?!to\b)\w+\s+){0,3}grade", rest) else grade(rest)
    start = match.start()
    if noun is not None:
        start = min(start, clause_start + noun.start())
    whose = passage.scopes.over(start, Cue.CONDITION)
    if noun is not None and whose is not None and whose.end <= match.start("verb"):
        start, end = match.start("verb"), match.end()  # "those with side effects must have recovered"
    else:
        end = _end(lower, match, noun, clause_start, surgical)
    if surgical is not None and noun is None and (listed := _AND_TREATMENT.match(lower, end)) is not None:
        end = listed.end()
    unmet = (
        match["no"] is not None
        or re.search(r"\b(?:not|failed|without|n't|unless)\s+(?:\w+\s+){0,4}$", lower[: match.start("verb")])
        is not None
    )
    must = (
        re.search(r"\b(?:must|should|has to|have to|need to) (?:have |be |has )", lower[: match.start("verb")])
        is not None
    )
    if (passage.base is Effect.REQUIRE or must) and not unmet:
        return _to_be_over(passage, start, end, concept, bound)
    if unmet:
        still = (
            Comparison(_FLIPPED[bound.op], bound.number, bound.unit)
            if bound is not None and bound.op in _FLIPPED
            else bound
        )
        if bound is not None and bound.op == "=":
            still = Comparison(">", bound.number, bound.unit)
        return _atom(passage, start, end, concept, still, Polarity.MUST_NOT)
    return None


def _end(
    lower: str, match: re.Match[str], noun: re.Match[str] | None, clause_start: int, surgical: re.Match[str] | None
) -> int:
    """Where the words of the recovery end; what is excepted between side effects and their verb is left to be read."""
    if noun is None:
        return min(len(lower), max(match.end(), surgical.end() if surgical else 0))
    named = clause_start + noun.end()
    if _EXCEPTED_BETWEEN.search(lower, named, max(named, match.start())) is not None:
        return named
    return min(len(lower), max(match.end(), named))


def _to_be_over(passage: Passage, start: int, end: int, concept: str, bound: Comparison | None) -> Atom:
    """Side effects down to a grade, which may never have been any; complications of surgery beyond it exclude."""
    if bound is None or bound.op in (">", ">="):  # "recovered, and may not have any in excess of grade 1"
        return _atom(passage, start, end, concept, bound, Polarity.MUST_NOT)
    if concept == "surgical complications":
        return _atom(passage, start, end, concept, Comparison(">", bound.number, bound.unit), Polarity.MUST_NOT)
    bound = Comparison("<=", bound.number, bound.unit) if bound.op == "=" else bound
    return _atom(passage, start, end, concept, bound, Polarity.MUST)


def _grade_behind(lower: str, end: int) -> Comparison | None:
    """The grade behind what the side effects are of: "toxicity from prior anticancer therapy of grade 3 or greater"."""
    behind = _OF_A_GRADE.match(lower, end)
    return grade(behind["grade"]) if behind is not None else None


def _excludes(passage: Passage, start: int) -> bool:
    mood = passage.scopes.mood(start)
    if mood is Mood.PERMITTED:
        return False
    return passage.base is Effect.EXCLUDE or mood is Mood.FORBIDDEN or passage.scopes.negations(start) % 2 == 1


def _atom(passage: Passage, start: int, end: int, concept: str, bound: Comparison | None, polarity: Polarity) -> Atom:
    due = cause(passage.lower, start, end) if concept == "unresolved toxicity" else None
    detail = (("due to", due),) if due is not None else ()
    return Atom(start, end, Requirement(Kind.COMORBIDITY, concept, bound, detail=detail), polarity)
