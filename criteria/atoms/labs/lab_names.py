"""Owns which labs a sentence names: groups that share their bounds, names that count only in context, and asides."""

from __future__ import annotations

import re
from typing import NamedTuple

from criteria import vocabulary
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind
from criteria.words.context import Cue
from criteria.words.lab_units import OF_BREATH

_FUNCTIONS = frozenset({
    "organ function", "bone marrow function", "liver function", "renal function", "coagulation function",
    "thyroid function", "electrolytes",
})  # fmt: skip
# what has no bounds of a value
_NO_LABS = frozenset({"pregnancy test", "NYHA class", "urinalysis", "temperature", "height", "body surface area"})
# levels that define menopause wherever it is spoken of, and definitions ask for nothing
_OF_MENOPAUSE = frozenset({"FSH", "LH", "estradiol"})
_SPEAKS_OF_MENOPAUSE = regex(
    r"menopaus|amenorr|mens(?:es|tru)|childbearing|child-bearing|reproductive|fertil|oophorect|ovari|hysterect"
    r"|contracep|pregnan|steril|castrat|\bfsh\b.*\bestradiol|estradiol.*\bfsh\b|\byears\b"
)
_LIVER_ENZYMES = ("AST", "ALT")  # what multiples of normal for "liver function tests" are about


class Group(NamedTuple):
    """Labs that share their bounds ("AST and ALT"); of those in ``either`` one is enough ("AST or ALT")."""

    start: int
    end: int
    labs: tuple[str, ...]
    either: frozenset[str] = frozenset()
    function: bool = False


_JOINING = regex(
    r"""[\s,;/&()\[\]:+-]*(?:\b(?:and/or|and|or|the|serum|both|either|total|plasma|blood|fasting|levels?|counts?|values?|tests?
      |by|with|as|measured|using|a|an|interval|scan|corrected|assessed|calculated|determined|estimated|formula|function|activated)\b[\s,;/&()\[\]:+-]*)*""",
    re.VERBOSE,
)
# "AST and", then a name in full that is not known, then "(ALT)"
_SPELT_OUT = regex(r"[\s)\],]*(?:\b(?:and/or|and|or)\b|[,/&])\s*(?:[a-z-]+\s+){1,5}[(\[]\s*")
_OR = regex(r"(?<!and/)\bor\b")
_NAMES_ONE = regex(r"\s*(?:[(\[:]|(?:as )?(?:by|measured|assessed|determined)\b)")


def _is_no_lab(passage: Passage, name: str) -> bool:
    """Whether a name is that of no value that is asked for: a test without one, or what tells menopause."""
    if name in _OF_MENOPAUSE:
        return any(map(_SPEAKS_OF_MENOPAUSE.search, (passage.lower, passage.lead.lower(), passage.topic.lower())))
    return name in _NO_LABS


_FORMULA = regex(r"(?:the )?(?:modified )?(?:cockcroft|ckd|mdrd)")
# named again for those who have the spread without which its first bound is: "< 3 x ULN without liver metastases or AST < 5 x ULN with them"
_WITH_SPREAD = regex(
    r"\d[^.;]{0,60}?\b(?:without|no|absence of)\s+"
    r"(?:(?:known|documented|demonstrable|any|evidence of|presence of)\s+)*(?:liver|hepatic) "
    r"(?:metasta\w+|mets|involvement)"
    r"(?: (?:are |is )?present)?\W*(?:or|and|but)\W+(?:[a-z]+\W+(?:and|or)?\W*)?$"
)


def groups(passage: Passage) -> list[Group]:
    """The labs named, with those joined only by "and", "or", commas and parentheses together."""
    found: list[Group] = []
    for mention in _mentions(passage):
        if (
            _is_no_lab(passage, mention.name)
            or not passage.is_free(mention.start, mention.end)
            or _is_aside(passage, mention)
        ):
            continue
        formula = _FORMULA.match(passage.lower, mention.start, mention.end) is not None
        if formula and any(mention.name in group.labs for group in found):
            continue  # "clearance ≥ 50 mL/min (Cockcroft-Gault) or creatinine ≤ 1.5": how it is reckoned
        function = mention.name in _FUNCTIONS
        if function and mention.name != "liver function":
            continue
        labs = _LIVER_ENZYMES if function else _members(mention.name)
        chosen = len(labs) > 1 and _OR.search(passage.lower, mention.start, mention.end) is not None
        group = Group(mention.start, mention.end, labs, frozenset(labs if chosen else ()), function)
        last = found[-1] if found else None
        if last is not None and not (function or last.function):
            begin = min(last.end, mention.start)
            joining = _JOINING.fullmatch(passage.lower, begin, mention.start)
            joining = joining or _SPELT_OUT.fullmatch(passage.lower, begin, mention.start)
            if joining is not None and _is_meant(passage, last, labs) and _NAMES_ONE.match(joining.group()):
                of_some = passage.scopes.over(last.start, Cue.CONDITION)  # "if lung tests can be done: DLCO …"
                begin = mention.start if of_some is not None else last.start
                found[-1] = Group(begin, group.end, labs, group.either)  # "pulmonary function (DLCO)"
                continue
            if joining is not None:
                found[-1] = _joined(last, group, either=_OR.search(joining.group()) is not None)
                continue
        if (
            last is not None
            and set(labs) <= set(last.labs)
            and _WITH_SPREAD.search(passage.lower, last.end, group.start)
        ):
            continue
        found.append(group)
    return found


def _is_meant(passage: Passage, last: Group, labs: tuple[str, ...]) -> bool:
    """Whether labs are what is meant by the name before them, which is one for all tests of the lung."""
    return names_lung_tests(passage, last.start, last.end) and set(labs) <= {*last.labs, "FVC"}


_OF_LUNGS = "spirometry"


def names_lung_tests(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are one name for all tests of the lung: "PFTs", "pulmonary function"."""
    named = vocabulary.load().find(Kind.LAB, passage.lower[start:end])
    return named is not None and named.name == _OF_LUNGS


_QT = regex(r"\bqt[cfb]*\b")
_TO_CREATININE = regex(r"[\s:/-]*(?:to |and )?creatinine(?: \(upc\))?(?: rati\w+)?")


def _mentions(passage: Passage) -> list[Mention]:
    """The labs named, also within the names of conditions ("QTc prolongation > 480 ms") and of ratios."""
    found = _by_context(passage)
    for mention in passage.mentions:
        if mention.kind is Kind.LAB and mention.name == "proteinuria":
            ratio = _TO_CREATININE.match(passage.lower, mention.end)
            if ratio is not None:
                mention = Mention(mention.start, ratio.end(), Kind.LAB, "urine protein/creatinine ratio")
        if mention.kind is Kind.LAB:
            found.append(mention)
        elif mention.kind is Kind.COMORBIDITY and (qt := _QT.search(passage.lower, mention.start, mention.end)):
            found.append(Mention(qt.start(), mention.end, Kind.LAB, "QTc"))
    return sorted(found, key=lambda m: m.start)


# names that mean a lab only before its bound, or beside another: "weight > 40 kg", "systolic < 140 and diastolic < 90"
_BY_CONTEXT = regex(
    r"\b(?P<weight>weigh(?:t|s|ing)?)(?=\s?:?\s?(?:(?:must|should) be |of |is )?(?:"
    r"at (?:least|most)|[<>≤≥=]|greater|less|more|over|under|above|below|no (?:more|less|greater)"
    r"|not (?:more|less|exceed|over)|exceed|between|up to|\d))"
    r"|\b(?P<hg>hg)\b(?=\s*(?:[<>≥≤=]|of|at least|must be)*\s*\d+(?:\.\d)?\s*(?:g|mg)\s*(?:/|%))"
    r"|\b(?P<fat>obes\w+|overweight)"
    r"(?=\s*[(,:]?\s*(?:[>≥]|over |more than |greater than |weigh)[^;.)]{0,24}\d\s*(?:pounds|lbs?\b|kg\b(?!\s*/)))"
    r"|\b(?:(?P<anc>neutropa?enia)|(?P<platelets>thrombocytopa?enia)|(?P<wbc>leuk?cop[ae]+nia|leukopa?enia)"
    r"|(?P<hb>ana?emia)|(?P<bili>hyperbilirubina?emia)|(?P<alb>hypoalbumina?emia))"
    r"(?=\s*[(,:]?\s*(?:of |defined as |i\.?e\.?,? |with )?(?:[<≤>≥]|less than|below|under|more than|above)\s*=?\s*\d"
    r"(?!\s*(?:grade|months?|weeks?|days?)))"
    r"|(?<!pulmonary )(?<!portal )\b(?P<bp>hypertension)(?="
    r"\s*[(,:]?\s*(?:defined as |i\.?e\.?,? |of |with )?(?:bp )?(?:[>≥]|greater than|more than|above|over|exceeding)"
    r"\s*=?\s*\d{3}\s*/\s*\d{2,3}\b)"
    # without its sign, where whoever has so much is kept out
    r"|(?<!pulmonary )(?<!portal )\b(?<!history of )(?P<high>hypertension)(?= (?:(?:of|with|bp) )*\d{3}\s?/\s?\d{2,3}\b)"
    r"|\b(?P<cl>clearance)"
    r"(?=\s*(?:(?:must|should) be |of |is )?(?:[<>≥≤]|above|over|at least|greater|more|below|less|under))"
    r"|\b(?P<pulse>pulse)(?=\s*(?:(?:must|should) be |of |is |: ?)*(?:[<>≥≤]|above|over|at (?:least|most)|greater|more|below|less|under|between|no )"
    r"[^.;,]{0,20}?\d+\s*(?:/\s*min|bpm|beats))"
    r"|(?<!pulmonary )(?<!artery )\b(?P<systolic>systolic)\b|\b(?P<diastolic>diastolic)\b"
)
_IN_FULL = {
    "weight": "weight",
    "fat": "weight",
    "hg": "hemoglobin",
    "bp": "blood pressure",
    "high": "blood pressure",
    "cl": "creatinine clearance",
    "pulse": "heart rate",
    "anc": "ANC",
    "platelets": "platelets",
    "wbc": "WBC",
    "hb": "hemoglobin",
    "bili": "bilirubin",
    "alb": "albumin",
    "systolic": "systolic blood pressure",
    "diastolic": "diastolic blood pressure",
}


_OF_PRESSURE = regex(r"hypertens|mm ?hg|\bbp\b")


def _by_context(passage: Passage) -> list[Mention]:
    """Labs that a common word names among the words of their bound."""
    found = list(_BY_CONTEXT.finditer(passage.lower))
    if not found:
        return []
    labs = passage.of_kind(Kind.LAB)
    matches = [m for m in found if all(m.end() <= lab.start or lab.end <= m.start() for lab in labs)]
    pressures = any(lab.name.endswith("pressure") for lab in labs) or _OF_PRESSURE.search(passage.lower) is not None
    return [
        Mention(m.start(), m.end(), Kind.LAB, _IN_FULL[m.lastgroup or ""])
        for m in matches
        if (m.lastgroup not in ("systolic", "diastolic") or pressures)
        and (m.lastgroup != "high" or passage.base is Effect.EXCLUDE)
        and (m.lastgroup != "cl" or "creatinine" in passage.lower)
    ]


_OF_RATIOS = frozenset({"ANC", "lymphocytes", "platelets", "WBC", "AST", "ALT", "albumin", "creatinine"})
_RATIO = regex(r"[\s/:-]*(?:to )?(?:\w+ )?ratio\b")
_PRESSURES = frozenset({"systolic blood pressure", "diastolic blood pressure"})
_OF_THE_LUNG = regex(r"\b(?:pulmonary|ventricular|intracranial)\s+(?:arter\w+\s+)?$")
_NEAR = 60  # characters before a lab in which what it is part of is named
# a GFR that may be used in place of creatinine or CrCl
_REPLACED = regex(
    r"\b(?:in place of|instead of|in lieu of)\s+(?:(?:the\s+)?(?:\w+\s+)?\w+\s+(?:or|and)\s+(?:\w+\s+){0,2})?[\[(]?$"
)
_OF_THE_LUNGS = OF_BREATH | {"DLCO"}
# a change of the value, or the one that is reckoned for after an operation
_NOT_ITSELF = regex(
    r"\b(?:(?:decreas|declin|reduc|increas|improve|chang)\w*|drop|fall|rise) (?:in|of) (?:(?:the|baseline|predicted) )*$"
    r"|\b(?:post-?\s?(?:operative|resection|pneumonectomy|lobectomy|surgical|treatment)|ppo|projected)\s(?:predicted )?$"
)
# "serum CA 15-3": no calcium
_OF_A_MARKER = regex(r"[\s-]*(?:15|27|125|19|50|72|549)\b(?!\s*m[gm])")
_PART_OF_RATIO = regex(r"\b(?:protein|albumin)[\s:/-]*(?:to )?$")
_ADJUSTED_FOR = regex(r"\b(?:adjusted|corrected|adjusting|correction)\s+(?:for\s+)?(?:serum\s+)?$")


def _is_aside(passage: Passage, mention: Mention) -> bool:
    """Whether a lab is named only within another, or is a tumor marker.

    The creatinine of a protein ratio is; so is what another stands in for, as in calcium adjusted for albumin.
    """
    lower = passage.lower
    short = mention.name == "calcium" and lower.endswith("ca", mention.start, mention.end)
    if short and _OF_A_MARKER.match(lower, mention.end):
        return True
    if mention.name in _OF_RATIOS and _RATIO.match(lower, mention.end):
        return True
    if mention.name in _PRESSURES and _OF_THE_LUNG.search(lower, max(0, mention.start - _NEAR), mention.start):
        return True
    if mention.name in _OF_THE_LUNGS and _NOT_ITSELF.search(lower, max(0, mention.start - _NEAR), mention.start):
        return True
    if _REPLACED.search(lower, max(0, mention.start - _NEAR), mention.start):
        return True
    if mention.name == "creatinine" and (_PART_OF_RATIO.search(lower, max(0, mention.start - _NEAR), mention.start)):
        return True
    return (
        mention.name in ("albumin", "hemoglobin")
        and _ADJUSTED_FOR.search(lower, max(0, mention.start - _NEAR), mention.start) is not None
    )


def _members(name: str) -> tuple[str, ...]:
    concept = vocabulary.load().find(Kind.LAB, name)
    return concept.members if concept is not None and concept.members else (name,)


def _joined(left: Group, right: Group, *, either: bool) -> Group:
    new = tuple(lab for lab in right.labs if lab not in left.labs)
    chosen = left.either | right.either
    if either and new:
        chosen |= {left.labs[-1], *new}
    return Group(left.start, right.end, left.labs + new, chosen)
