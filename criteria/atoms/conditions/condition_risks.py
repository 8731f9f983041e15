"""Owns what a person only is in danger of: "risk factors for torsades", "a predisposition to bleeding", "at high risk of seizures"."""

from __future__ import annotations

from criteria.atoms.conditions.condition import Condition, Sentence
from criteria.atoms.conditions.qualifiers import Qualifiers
from criteria.patterns import regex
from criteria.tree import Kind
from criteria.words.condition_words import CANCER, GENERAL, is_condition
from criteria.words.noun_phrases import Member, names

# whose danger it is and how it is known may stand before it; whatever else does makes it a reason or a consequence
_IN_DANGER = regex(
    r"\W*(?:"
    r"(?:patients?|subjects?|participants?|those|individuals|persons?|people|women|who|are|is|be|have|has|had|having"
    r"|with|at|in|an?|any|the|no|not|must|should|known|current(?:ly)?|additional|other|clinically|medically"
    r"|substantially|significant|major|personal|history|of|documented|suspected|evidence|presence|considered|or|and)"
    r"\W+)*"
    r"(?P<how>risk factors? (?:for|of)|(?:genetic |inherited |hereditary |familial )?predisposition (?:to|for)"
    r"|(?:medical )?(?:conditions?|disorders?|diseases?) (?:(?:that|which) )?(?:(?:may|might|could|can|would) )?"
    r"predispos(?:es?|ing) to"
    r"|(?P<more>(?:high|higher|increased|elevated|greater|substantial|significant) risks? (?:for|of)))\s+"
    r"(?:(?:the|an?|any|developing|development of|having|suffering|experiencing|occurrence of|severe|serious|repeated|recurrent)\s+)*"
)

_CODE = 4  # letters of an abbreviation: "TdP"


def in_danger(sentence: Sentence, member: Member) -> Condition | None:
    """The danger that a member of a list names, by what there is danger of; None where it names none, or one of cancer."""
    lower = sentence.lower
    found = _IN_DANGER.match(lower, member.start, member.end)
    name = next(names(lower, member._replace(start=found.end())), None) if found is not None else None
    if found is not None and found["more"] and "and" in member.separator:
        return None  # "… given their age and increased risk of infection": why someone is excluded
    if found is None or name is None or not sentence.passage.is_free(found.start("how"), name.end):
        return None
    words = lower[name.start : name.end].strip(" .,-")
    named = next((m for m in sentence.passage.of_kind(Kind.COMORBIDITY) if name.start <= m.start < name.end), None)
    if CANCER.search(words) or GENERAL.match(words) or not (named or is_condition(words)):
        return None
    if named is not None and len(words) <= _CODE:
        words = named.name
    return Condition(found.start("how"), name.end, f"{found['how']} {words}", Qualifiers(), member, known=False)
