"""Owns what the words around a bound say of when it holds: only with another, only for some, or not if more follows."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import Any, Comparison, Kind, Leaf, Node, Not, Requirement, Unparsed
from criteria.words.or_words import OF_A_BOUND
from matcher.doubts.words.sentence import Around

_WITH = (
    r"(?:associated|concomitant(?:ly)?|concurrent(?:ly)?|together|combined|in combination|in conjunction|along"
    r"|accompanied|simultaneous(?:ly)?)\s+(?:with|by)"
)
_LIVER_VALUE = (
    r"(?:(?:an?|and|elevated|abnormal|increased|total|serum|direct|concurrent)\s+)*"
    r"(?:bilirubin|alkaline|alp\b|alk|ast\b|alt\b|transaminas\w+|creatinine|inr\b)"
)
_WITH_ANOTHER = regex(
    rf"^(?:[^.;\n]{{0,60}}?\b{_WITH}\b|[^.;,\n\w]{{0,3}}\bwith\s+{_LIVER_VALUE})[^;\n]*?\d", re.IGNORECASE
)
_AND_WITH = regex(rf"\d[^;,\n]{{0,24}}?\bwith\s+(?={_LIVER_VALUE})?[^.;,\d\n]{{0,30}}$", re.IGNORECASE)
# "body mass index above 45 with any uncontrolled condition", and no method by which it was measured
_WITH_A_STATE = regex(
    r"^\s*(?:\w*/[\w^*²]+|msec|ms|mm\s?hg)?\s+(?:with|in the presence of|accompanied by)\s+"
    r"(?!(?:an?|the|their|use|of)?\s*(?:"
    r"or without|without|echo|multi|muga|mri\b|ct\b|e[ck]g|normal|resting|fridericia|bazett|regard|respect|use of"
    r"|cockcroft|mdrd|ckd|dipstick|urin|institution|local|adequate|antihypertensive|maximal|optimal|medic|treat"
    r"|therap|\d))",
    re.IGNORECASE,
)
# "positive for hepatitis B with liver enzymes above 2 x ULN"
_PEOPLE = r"(?:patients?|subjects?|participants?|women|men|females?|males?|those|individuals?|persons?|people|anyone|candidates?)"
_HAVING = regex(
    rf"\b(?!{_PEOPLE}\b)[\w-]{{3,}}\s+with\s+(?:(?:an?|elevated|abnormal|increased|raised)\s+)*$", re.IGNORECASE
)
# "… may have ≥ 1.0; all others ≥ 1.5"
_ALL_OTHERS = regex(
    r"^\W*(?:for |in )?(?:all |the )?(?:others?|other patients|remaining patients|everyone else)\b", re.IGNORECASE
)
# A bound that a bracket right after it changes for some: "<= 1.3 (or <= 3 on anticoagulants)"
_IN_A_BRACKET = regex(
    r"\s*\((?:or\b|up to|unless|if\b|except|[≤<≥>]=?\s*[^)]*\b(?:if|in|for|with|when|on)\b)(?![^)]*\b(?:mm3|mcl|ul)\b)|"
    r"\s*\([^)]*\b(?:metasta|gilbert|liver|hepatic|unless|eligible|allowed|permitted|acceptable)\w*[^)]*\d"
    r"|\s*\([^)]*\d[^)]*\b(?:is|are|will be) (?:eligible|allowed|permitted|acceptable)\b",
    re.IGNORECASE,
)
# the same for all of a list of liver values: "ALT, AST <= 3 and bilirubin <= 1.5 (with liver metastases, <= 5)"
_IN_A_BRACKET_BEHIND = regex(
    r"(?:[^.;\n]|(?<=\d)\.(?=\d)){0,160}?\([^()]*\b(?:liver|hepatic|bone|gilbert)\w*\b[^()]*\d[^()]*(?:\([^()]*\)[^()]*)*\)",
    re.IGNORECASE,
)
# the same in the sentence that follows, by a disease or by a value: "In Gilbert's syndrome < 3 is allowed", "If it is
# higher, the clearance should be > 40"
_IN_THE_NEXT_SENTENCE = regex(
    r"[^.;\n]{0,30}[.;,]\s+(?:however,?\s+)?"
    r"(?:[^.;\n]{0,40}\b(?:gilbert|(?:liver|hepatic|bone) (?:metasta|involve)|anticoagula|transfus)\w*[^.;\n]{0,60}\d"
    r"|(?:if|when|in case|(?:for|in)?\s?(?:patients|participants|subjects|those|women) (?:with|on|whose|who))\b"
    r"[^.;\n]{0,80}?(?:[>≥]|\babove\b|\b(?:great|high)er\b|\bexceed\w*|\belevat\w+|\babnormal\b|\bmore than\b|\d\s?\+|\bincreased\b))",
    re.IGNORECASE,
)
# "< 2 x ULN* … *Unless imaging has shown no spread"
_STARRED = regex(
    r"^\s*\*+[^*]{0,600}\*+\W*(?:note\W*)?(?:unless|except\w*|if|for|patients|participants|subjects|those|may|not|or|in)\b",
    re.IGNORECASE,
)
# "BMI > 30 (…) or body fat …", whatever the brackets hold
_OR_ANOTHER = regex(rf"^\s*(?:\([^()]*\)\s*)*,?\s*(?:and/)?or\s+(?!{OF_A_BOUND})[a-z<≤]", re.IGNORECASE)
# "FEV1 and/or FVC at least 60 %": one of them will do
_EITHER_OF_THEM = regex(r"\band/or\b", re.IGNORECASE)
_OF_THE_LIVER = frozenset(
    {"AST", "ALT", "AST/ALT", "bilirubin", "ALP", "alkaline phosphatase", "total bilirubin", "direct bilirubin"}
)
_CLOTTING = frozenset({"INR", "PT", "PTT", "PT/INR", "aPTT", "prothrombin time"})
_ANTICOAGULATED = regex(r"\b(?:anti-?coagula\w+|warfarin|coumadin|heparin)\b", re.IGNORECASE)
# "patients aged 15-17 years must weigh at least 50 kg"
_THOSE_AGED = regex(
    r"\b(?:patients|participants|subjects|those|women|men|children|adolescents|individuals|people)\s+(?:who are\s+)?(?:(?:of )?age[ds]?\s*)?(?:between\s+)?$",
    re.IGNORECASE,
)
_MUST_DO = regex(
    r"^[^.;,\n]{0,20}?\b(?:must|should|need to|have to|has to|are required|weigh(?:ing|s)?|will)\b", re.IGNORECASE
)


NO_MORE_THAN = r"\b(?:up to|no more than|not more than|at most|(?:a )?maximum(?: of)?|fewer than|less than)\b"
"""What stands before the most that there may be of something, of which none will do as well; part of an expression."""
# "no more than 10 bone metastases"
_NO_MORE_OF_THEM = regex(rf"(?:{NO_MORE_THAN}|[<≤]=?)\s*\(?\w+\)?\s+(?:[\w-]+\s+){{0,3}}$", re.IGNORECASE)
# "prior cancer is allowed (there must be no evidence of disease)": a condition of what is allowed
_OF_WHAT_IS_ALLOWED = regex(r"\b(?:allowed|permitted|acceptable|eligible)\s*\([^()]*$", re.IGNORECASE)


def limits_a_number(leaf: Leaf, words: Around) -> Node | None:
    """What the most that there may be of metastases asks: how many there are is not read, and none will do."""
    if leaf.requirement.kind is not Kind.METASTASIS or _NO_MORE_OF_THEM.search(words.clause) is None:
        return None
    open_number = Unparsed(leaf.span, "how many there are decides")
    none = replace(leaf.requirement, value="any", when=None, detail=())
    return Any((Not(Leaf(none, leaf.span), leaf.span), open_number), leaf.span)


def of_what_is_allowed(words: Around) -> str | None:
    """Why a requirement may be a condition of the permission before its bracket."""
    return "it is a condition of what is allowed" if _OF_WHAT_IS_ALLOWED.search(words.clause) else None


# "ALT > 3 x ULN and bilirubin > 2 x ULN": injury to the liver shows in an enzyme and in what the bile clears
_ENZYMES = frozenset({"AST", "ALT", "AST/ALT"})
_ENZYME = r"(?:ast|alt|sgot|sgpt|transaminases?|aminotransferases?)"
_BILE = r"(?:(?:total|serum|direct)\s+)*(?:t?bili(?:rubin)?|tbl?|alkaline phosphatase|alp)"
_AND_BILE = regex(rf"^[^.;,\n]{{0,30}}?\band\s+(?:an?\s+)?{_BILE}\b[^.;,\n]{{0,30}}\d", re.IGNORECASE)
_AND_ENZYME = regex(rf"^[^.;,\n]{{0,30}}?\band\s+(?:an?\s+)?{_ENZYME}\b[^.;,\n]{{0,30}}\d", re.IGNORECASE)
_BOUND_AND = r"\b[^.;,\n]*\d(?:[^.;,\n]|\.\d)*\band\s+(?:(?:an?|total|serum|direct)\s+)*$"
_BILE_AND = regex(rf"\b{_BILE}{_BOUND_AND}", re.IGNORECASE)
_ENZYME_AND = regex(rf"\b{_ENZYME}{_BOUND_AND}", re.IGNORECASE)


def _shows_in_both(requirement: Requirement, words: Around) -> bool:
    """Whether a liver value is excluded with one of the other sort, each with its own bound."""
    if requirement.concept in _ENZYMES:
        return bool(_AND_BILE.match(words.rest) or _BILE_AND.search(words.clause))
    if requirement.concept in _OF_THE_LIVER:
        return bool(_AND_ENZYME.match(words.rest) or _ENZYME_AND.search(words.clause))
    return False


def only_with_another(requirement: Requirement, words: Around) -> str | None:
    """Why an excluded bound may exclude only beside another: "AST > 1.5 associated with ALP > 2.5"."""
    if requirement.kind is not Kind.LAB:
        return None
    beside = _WITH_ANOTHER.match(words.rest) or _AND_WITH.search(words.clause)
    if _HAVING.search(words.clause):
        return "it is said of those who are named before it"
    if beside or _shows_in_both(requirement, words):
        return "it excludes only together with another bound"
    if isinstance(requirement.value, Comparison) and _WITH_A_STATE.match(words.rest):
        return "it excludes only together with what stands behind it"
    return None


# more on the dipstick is no bar where a 24-hour collection holds little
_COLLECTED = regex(r"^[^\n]{0,200}?\b(?:24|twenty-four)[\s-]*h", re.IGNORECASE)


def may_be_passed(requirement: Requirement, words: Around) -> bool:
    """Whether what follows a bound lets in some who do not keep to it, or names another that will do."""
    if requirement.kind is not Kind.LAB:
        return False
    if _ALL_OTHERS.match(words.clause):
        return True
    if requirement.concept in _CLOTTING and _ANTICOAGULATED.search(words.after):
        return True
    if requirement.concept == "proteinuria" and _COLLECTED.search(words.after):
        return True
    if requirement.concept in _OF_THE_LIVER and _IN_A_BRACKET_BEHIND.match(words.after):
        return True
    if _is_at_least(requirement) and _EITHER_OF_THEM.search(words.own):
        return True
    changes = (_IN_A_BRACKET, _IN_THE_NEXT_SENTENCE, _STARRED, _OR_ANOTHER)
    return any(change.match(words.after) is not None for change in changes)


def _is_at_least(requirement: Requirement) -> bool:
    return isinstance(requirement.value, Comparison) and requirement.value.op in (">", ">=")


# an upper age limit "for the intensive arm" is not one for the other
_OF_AN_ARM = regex(
    r"^[^.;,\n\d]{0,40}?\b(?:for|in)\s+(?:the\s+|patients in the\s+)?(?:[\w-]+\s+){1,3}(?:arms?|groups?|cohorts?|parts?|phases?|strat(?:um|a))\b",
    re.IGNORECASE,
)
# "18-65 years. Older women may be included if fit"
_OLDER_TOO = regex(
    r"^[^.;\n]{0,24}[.;,]\s+(?:however,?\s+)?(?:fit\s+)?(?:older|elderly|patients|women|those|participants|subjects)"
    r"\b[^.;\n]{0,60}\b(?:may|can|eligible|allowed|accepted|included)\b",
    re.IGNORECASE,
)


# "aged 30 to 39 with a family history, or 40 to 70 without"
_OR_OTHER_AGES = regex(
    r"^(?:[^.;\n]|(?<=\d)\.(?=\d)){8,90}?\bor\s+(?:from\s+|between\s+|age[ds]?\s+|over\s+|at least\s+|[≥>]\s?)?\d\d\b(?!\s*(?:%|mg|days|weeks|months))",
    re.IGNORECASE,
)


# "≥ 50 years for women, ≥ 40 for men"
_OF_A_SEX = regex(r"^\s*(?:years?\s*)?(?:for|in|if)\s+(?:women|men|females?|males?)\b", re.IGNORECASE)


def age_of_some(words: Around) -> bool:
    """Whether the words behind an age say that it holds for one arm or sex only, or let in some of another age."""
    of_some = any(which.match(words.rest) for which in (_OF_A_SEX, _OF_AN_ARM, _OR_OTHER_AGES))
    return of_some or _OLDER_TOO.match(words.after) is not None


def of_those_aged(requirement: Requirement, words: Around) -> str | None:
    """Why an age may only say of whom the rest of its sentence is asked."""
    whom = requirement.kind is Kind.AGE and _THOSE_AGED.search(words.clause) and _MUST_DO.match(words.rest)
    return "it says of whom the rest of the sentence is asked" if whom else None
