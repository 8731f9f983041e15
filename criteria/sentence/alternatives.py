"""Owns which neighbours in a sentence are alternatives: by "or", as one list, as examples, as descriptions of one disease."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.atoms.cancers.tumor_grade import CONCEPT as GRADE
from criteria.atoms.markers.receptor_words import RECEPTORS
from criteria.patterns import regex
from criteria.sentence.both import both_are_asked
from criteria.sentence.conditions import POPULATION
from criteria.sentence.statement import effect
from criteria.sentence.unread_alternative import OF_ONE_THING
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind
from criteria.vocabulary import load
from criteria.words.context import Cue
from criteria.words.or_words import NONE_EXPRESSED

_OR = regex(r"\b(?:or|and/or|either)\b|/")
_OR_MORE = regex(r"\bor (?:more|longer|greater|fewer|less)\b(?! than\b)")  # "12 months or more of letrozole"
_AND = regex(r"\b(?:and|with|plus|as well as|who|that)\b|\+|&")
# "measurable disease or at least one lytic bone lesion": a choice whatever the kinds are
_EITHER_OR = regex(r"(?:(?!\band\b|\bwho\b|\bwith\b)[^;()]){0,60}\bor\b(?:(?!\band\b)[^;.()]){0,40}")
_AND_OR = regex(r"\s*and\s?/\s?or\s+(?:[\w-]+\s+){0,2}")  # with nothing else between the two
# "for their locally advanced or metastatic cancer": two settings of one treatment, no choice between statements
_SETTING = (
    r"(?:"
    r"locally advanced|loco-?regionally advanced|advanced|inoperable|unresectable|recurrent|relapsed|metastatic|early"
    r"|local|loco-?regional|adjuvant|neo-?adjuvant|refractory)"
)
_OF_A_SETTING = regex(
    rf"\b(?:for|in|of)\b(?: (?:the|their|an?|his|her))?(?: {_SETTING},?)+(?:/| or | and/or )(?:{_SETTING}\b ?)+"
)
# the settings of one treatment in brackets: "trastuzumab (adjuvant or metastatic) and lapatinib"
_IN_BRACKETS = regex(rf"\((?:{_SETTING}|settings?|disease|or|and|and/or|in|the|/|,|\s)+\)")
_COMMA = regex(r"\s*(?:\([^()]*\)\s*)?,\s*(?:(?:and/or|or)\s+)?(?:[\w-]+\s+){0,2}")
_ONLY_COMMA = regex(r"\w*(?:[\s,()]|\b(?:an?|the|any|either)\b)*")  # "an anthracycline, a taxane, or both"
_OPENED_BEFORE = regex(r"^[^()]*\)")
_PARENTHESIS = regex(r"\([^()]*\)")
# "de novo stage IV, or relapse more than 12 months after adjuvant chemotherapy"
_OR_CAME_BACK = regex(
    r"(?:(?!\band\b|\bwho\b|\bwith\b)[^;()]){0,60}\bor (?:\w+ ){0,3}?(?:relaps|recurr|progress)\w*(?:(?!\band\b)[^;.()]){0,80}"
)
_LACK_REACH = 140  # characters
_ANY_OR = regex(r"\bor\b|^\s*/\s*$")
_ELSE = regex(r"\bor\b")
_WITH = regex(r"\b(?:with|that|which)\b")
_TREATMENT = regex(r"\b(?:treatments?|therap(?:y|ies)|modalit(?:y|ies)|interventions?)\s*$")
_FEATURES = regex(r"\b(?:features?|factors?|criteria|criterion|characteristics?)\s*$")
_ALSO = regex(r"\band\b")
_HEAD_REACH = 30  # characters
_MODALITIES = frozenset(
    {"surgery", "mastectomy", "lumpectomy", "radiation therapy", "chemotherapy", "endocrine therapy",
     "systemic therapy", "targeted therapy", "small molecule inhibitor",
     "immunotherapy", "biologic therapy"}
)  # fmt: skip
_JUST_WITH = regex(r"\W*(?:disease\s+)?with\s+(?:an?\s+)?")
_DISEASE = {Kind.STAGE, Kind.CANCER, Kind.METASTASIS}
_BESIDE_A_GRADE = {Kind.BIOMARKER, Kind.DISEASE_MEASURE}  # "grade 3, Ki-67 ≥ 30 % or a tumor ≥ 4 cm"


def are_alternatives(passage: Passage, left: Atom, right: Atom, run: list[Atom]) -> bool:
    """Whether "or" joins two neighbours: by name, by the words between, or by the words that close their list."""
    if left.alternatives is not None or right.alternatives is not None:
        if _either_gene(passage, left, right) or _is_a_kind(passage, left, right):
            return True
        return left.alternatives == right.alternatives
    between = _between(passage, left, right)
    if (
        effect(passage, left) is not effect(passage, right)
        or both_are_asked(passage, left, right)
        or _counts_foci(passage, left, right, between)
    ):
        return False
    if passage.base is Effect.REQUIRE and (
        _describe_one_disease(passage, left, right, run) or _are_features(passage.lower, left, right)
    ):
        return True
    if {left.requirement.concept, right.requirement.concept} <= RECEPTORS:
        return _ELSE.search(_PARENTHESIS.sub("", between)) is not None and not _none_expressed(passage, left, right)
    outside = _OF_A_SETTING.sub(" ", _PARENTHESIS.sub("", _OPENED_BEFORE.sub("", between)))
    either = any(p.fullmatch(outside) for p in (_EITHER_OR, _AND_OR)) or _kinds_of_treatment(passage.lower, left, right)
    if passage.base is Effect.REQUIRE and (either or _OR_CAME_BACK.fullmatch(outside) is not None):
        return True
    if not _of_one_list(left, right):
        return False
    if _exemplifies(passage, left, right):
        return True
    if left.requirement.kind is Kind.LAB or (left.requirement == right.requirement and not left.is_unread):
        return _are_other_values(passage, left, right, between)
    described = len({left.requirement.kind, right.requirement.kind}) > 1  # "stage II (T2 or T3) ductal carcinoma"
    counted = left.requirement.kind is right.requirement.kind is Kind.LINES
    aside = described or counted or _goes_on_with_and(between)
    joins = _ELSE if counted else _OR  # the slash of "CDK4/6 inhibitor and one line of chemotherapy" joins no counts
    if joins.search(_PARENTHESIS.sub("", between) if aside else _IN_BRACKETS.sub(" ", _OF_A_SETTING.sub(" ", between))):
        return True
    if "," in between and _ONLY_COMMA.fullmatch(_PARENTHESIS.sub("", between)):
        return not _is_its_stage(passage.lower, left, right) and _closes_with_or(passage, right)
    return False


def _is_its_stage(lower: str, left: Atom, right: Atom) -> bool:
    """Whether a stage is that of the cancer before it, whatever ends with "or" behind both: "breast cancer, stage I, fit for A or B"."""
    named = left.requirement.kind is Kind.CANCER and left.requirement.concept in POPULATION
    return named and right.requirement.kind is Kind.STAGE and _OR_A_TUMOR.match(lower, right.end) is None


# "breast cancer, stage IV, or other solid tumors"
_OR_A_TUMOR = regex(
    r"[^.;:]{0,40}\bor (?:[\w-]+ ){0,3}(?:tumou?rs?|cancers?|carcinomas?|malignanc\w+|sarcomas?|melanomas?)\b"
)


_FOCI = frozenset(
    {"unifocal breast cancer", "unicentric breast cancer", "multifocal breast cancer", "multicentric breast cancer"}
)


def _counts_foci(passage: Passage, left: Atom, right: Atom, between: str) -> bool:
    """Whether one of two says in how many places the other is, and is no other cancer: "unicentric DCIS", "unicentric and unifocal cancer"."""
    if passage.base is not Effect.REQUIRE or not left.requirement.kind is right.requirement.kind is Kind.CANCER:
        return False
    if left.requirement.concept not in _FOCI or "," in between or _OR.search(between.split("(")[0]):
        return False
    return right.requirement.concept not in _FOCI or _ALSO.search(between) is not None


def _between(passage: Passage, left: Atom, right: Atom) -> str:
    """The words between two neighbours without an "or" that joins one thing, or ends the amount of a treatment."""
    between = OF_ONE_THING.sub(" ", passage.lower[left.end : right.start]) if left.end <= right.start else ""
    treatments = left.requirement.kind is right.requirement.kind is Kind.THERAPY
    return _OR_MORE.sub(" ", between) if treatments else between


def _goes_on_with_and(between: str) -> bool:
    """Whether the only "or" stands in a bracket, and an "and" or "with" outside: "mastectomy (total or radical) and axillary dissection"."""
    outside = _PARENTHESIS.sub("", between)
    return outside is not between and _AND.search(outside) is not None and _OR.search(outside) is None


def _none_expressed(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether one "no" takes back both receptors: "no expression of ER, PR or HER2"."""
    negative = left.requirement.value == right.requirement.value == "negative"
    return negative and NONE_EXPRESSED.search(passage.lower, max(0, right.start - _LACK_REACH), right.start) is not None


def _are_other_values(passage: Passage, left: Atom, right: Atom, between: str) -> bool:
    """Whether two values are a choice: of two labs by "or", of one the looser of its bounds."""
    if effect(passage, left) is Effect.REQUIRE and looser_of_two(passage, left, right):
        return True
    return bool(_OR.search(between)) and left.requirement.concept != right.requirement.concept


# of two bounds of one value the looser, as in "at least 50 % or the lower limit, whichever is lower"
_WHICHEVER = regex(
    r"[^.;]{0,80}?\bwhichever (?:is |value is )?(?:the )?(?P<lower>lower|less|smaller|lowest)\b"
    r"|[^.;]{0,80}?\bwhichever (?:is |value is )?(?:the )?(?:higher|greater|larger|highest)\b"
)


def looser_of_two(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether two bounds of one value are a choice of the looser: either will do, and who is out is so by both."""
    if left.requirement.concept != right.requirement.concept or left.requirement.kind is not Kind.LAB:
        return False
    found = _WHICHEVER.match(passage.lower, right.end)
    ops = {value.op[0] for value in (left.requirement.value, right.requirement.value) if isinstance(value, Comparison)}
    if found is None or len(ops) != 1:
        return False
    excluded = effect(passage, left) is Effect.EXCLUDE
    return ops == {("<" if excluded else ">") if found["lower"] else (">" if excluded else "<")}


def _are_features(lower: str, left: Atom, right: Atom) -> bool:
    """Whether both stand in one bracket of features of which any will do: "high risk factors (grade 3, ER-negative or age < 35)"."""
    opened = lower.rfind("(", 0, left.start)
    if opened < 0 or ")" in lower[opened : right.start] or _FEATURES.search(lower, max(0, opened - 24), opened) is None:
        return False
    closed = lower.find(")", right.end)
    inside = lower[opened : closed if closed > 0 else len(lower)]
    return _ELSE.search(inside) is not None and _ALSO.search(inside) is None


_HOLDS = regex(r"[^,;:()]*\binclud(?:ing|ed|es?) (?:both )?(?:an?|the) ")
# "chemotherapy, including trastuzumab and a taxane": each of the list is asked for, as its end says
_LIST_HELD = regex(r"[^;:()]*(?<!which )\binclud(?:ing|ed|es?) (?:(?:both|prior|previous|treatment with|an?|the) )*")
_ANY = regex(r"\bany (?:prior |previous |other )?$")  # "any therapy, including A and B": whichever of them
_ENDS_WITH_AND = regex(r"(?:\s*\([^()]*\))?(?:,\s(?!(?:and|or)\b)[^,;.()]{2,30}){0,4},?\s+and\s+(?!/|or\b)")
_COMBINED = ({"T", "N"}, {"T", "M"}, {"N", "M"})  # "node-negative (i.e. T0-4, N0, M0)" is one combination


def _exemplifies(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether the right one is an example of the left one, or both are examples in one bracket: "a taxane (eg, docetaxel, paclitaxel)"."""
    inner, outer = (passage.scopes.over(a.start, Cue.EXAMPLES) for a in (right, left))
    if inner is None or {left.requirement.concept, right.requirement.concept} in _COMBINED:
        return False
    if left.requirement.kind is Kind.CANCER and right.requirement.kind is Kind.STAGE and inner.at >= left.end:
        return False  # "breast cancer (including stage IV)" is breast cancer
    if left.requirement.kind is right.requirement.kind is Kind.LINES and passage.lower.startswith("incl", inner.at):
        return False  # "at most 3 lines, including up to 1 of chemotherapy": both limits hold
    if passage.base is Effect.REQUIRE and _HOLDS.fullmatch(passage.lower, left.end, right.start):
        return False  # "chemotherapy including an anthracycline" asks for the anthracycline
    treated = left.requirement.kind is right.requirement.kind is Kind.THERAPY and passage.base is Effect.REQUIRE
    if treated and _LIST_HELD.fullmatch(passage.lower, left.end, right.start):
        any_of = _ANY.search(passage.lower, 0, left.start) is not None
        return any_of or _ENDS_WITH_AND.match(passage.lower, right.end) is None
    if inner.start <= left.start and "limited to" in passage.lower[inner.at : inner.start]:
        return passage.base is Effect.REQUIRE  # a list that is left open asks for none of its items
    if inner != outer:
        return inner.at >= left.end
    return passage.base is Effect.REQUIRE and passage.lower[max(0, inner.at - 1) : inner.at] == "("


def _is_a_kind(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether a cancer in brackets is an example of one that is an alternative: "or carcinoma in situ (including DCIS)"."""
    kinds = left.requirement.kind is right.requirement.kind is Kind.CANCER
    return (
        kinds and passage.base is Effect.REQUIRE and right.alternatives is None and _exemplifies(passage, left, right)
    )


def _kinds_of_treatment(lower: str, left: Atom, right: Atom) -> bool:
    """Whether a bracket behind the word for treatment lists its kinds: "has finished treatment (surgery, radiotherapy)"."""
    if not left.requirement.kind is right.requirement.kind is Kind.THERAPY:
        return False
    opened = lower.rfind("(", 0, right.start)
    if (
        opened < 0
        or ")" in lower[opened : right.start]
        or _TREATMENT.search(lower, max(0, opened - 24), opened) is None
    ):
        return False
    if left.end <= opened:
        return _TREATMENT.search(lower, left.start, opened) is not None and opened - left.end < _HEAD_REACH
    if _GIVEN_TOGETHER.fullmatch(lower, left.end, right.start) is not None:
        return False  # "(lumpectomy plus radiation, or mastectomy)"
    return (
        "and" not in lower[left.end : right.start]
        or {left.requirement.concept, right.requirement.concept} <= _MODALITIES
    )


_GIVEN_TOGETHER = regex(r"(?: \w+){0,2}? (?:plus|\+|with|followed by)(?: \w+){0,2}? ")


def _of_one_list(left: Atom, right: Atom) -> bool:
    """Whether two neighbours can be items of one list; a clause of its own is none."""
    kinds = {left.requirement.kind, right.requirement.kind}
    graded = GRADE in (left.requirement.concept, right.requirement.concept) and kinds <= _BESIDE_A_GRADE
    return (len(kinds) == 1 or kinds <= _DISEASE or graded) and not (left.is_clause or right.is_clause)


def _either_gene(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether "or" stands between two lists of markers that are a choice each: "BRCA1/2 mutation and/or HRD"."""
    biomarkers = left.requirement.kind is right.requirement.kind is Kind.BIOMARKER
    genes = biomarkers and not {left.requirement.concept, right.requirement.concept} & RECEPTORS
    between = passage.lower[left.end : right.start] if left.end <= right.start else ""
    outside = _PARENTHESIS.sub("", _OPENED_BEFORE.sub("", between))
    return genes and passage.base is Effect.REQUIRE and _ANY_OR.search(outside) is not None


def _describe_one_disease(passage: Passage, left: Atom, right: Atom, run: list[Atom]) -> bool:
    """Whether no patient can have both: two cancers, two stage groups, or a stage group and the TNM that spells it out."""
    kinds = {left.requirement.kind, right.requirement.kind}
    if kinds == {Kind.CANCER}:
        if left.requirement.when is not None and left.requirement.concept == right.requirement.concept:
            return False  # both ends of the time since a diagnosis
        return not (left.is_clause or right.is_clause)
    if kinds == {Kind.CANCER, Kind.BIOMARKER}:  # "ovarian cancer, TNBC, gastric cancer"
        with_it = (
            left.requirement.kind is Kind.CANCER and _WITH.search(passage.lower[left.end : right.start]) is not None
        )
        listed = sum(a.requirement.kind is Kind.CANCER for a in run) > 1 or _opens_list(passage, left, right)
        return not with_it and listed
    listed = isinstance(left.requirement.value, tuple) and isinstance(right.requirement.value, tuple)
    concepts = {left.requirement.concept, right.requirement.concept}
    if len(concepts) > 1 and _JUST_WITH.fullmatch(passage.lower, left.end, max(left.end, right.start)):
        return False  # "stage IIA with N1"
    return kinds == {Kind.STAGE} and listed and ("stage" in concepts or len(concepts) == 1)


def _opens_list(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether a cancer that is named by its markers opens a list of others: "TNBC, gastric cancer, or …"."""
    if left.requirement.concept != "TNBC" or not _COMMA.fullmatch(passage.lower, left.end, right.start):
        return False
    return not load().is_a(Kind.CANCER, right.requirement.concept, "breast cancer") and _closes_with_or(passage, right)


def _closes_with_or(passage: Passage, atom: Atom) -> bool:
    """Whether the list that the atom stands in ends in "or": "A, B, or C"."""
    rest = passage.lower[atom.end : atom.end + 160]
    found = _OR.search(rest)
    stop = _AND.search(rest)
    return found is not None and (stop is None or found.start() <= stop.start())
