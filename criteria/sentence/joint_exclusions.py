"""Owns what an exclusion excludes only together: a disease with its markers or treatment, drugs combined, whom with what."""

from __future__ import annotations

from criteria.atoms import Atom, Polarity
from criteria.atoms.markers.receptor_words import RECEPTORS
from criteria.patterns import regex
from criteria.sentence.alternatives import looser_of_two
from criteria.sentence.causes import has_it, is_caused_by
from criteria.sentence.joint_measures import can_be_cured, categories_of_one, measured_with_it
from criteria.sentence.joint_values import found_in_it
from criteria.sentence.restrictive_clauses import restricts
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.words.context import Cue

_DESCRIBES = {Kind.STAGE, Kind.CANCER, Kind.BIOMARKER}
_ONE_PHRASE = regex(r"[\s()-]*(?:(?:primary|invasive|early|clinical|pathologic|known) )*")
# "TNBC with a tumor PD-L1 expression of 10 or more"
_WITH_A_MARKER = regex(
    r"(?: (?:breast|cancers?|carcinomas?|disease|tumou?rs?))* with (?:(?!\b(?:or|and|with|without|no|who)\b)[^,;.]){0,90}"
)
# "an ERBB2 mutation in the absence of HER2 overexpression"
_LACKING = regex(r"[^,;.()]{0,40}\bin (?:the )?absence of\b")
_ONE_TUMOR = regex(
    r"(?:\s*\([^()]*\))?[\s(/,&+-]*(?:and )?"
)  # "ER+/HER2-", "hormone receptor positive (HR+), HER2 negative"
# a therapy that says how bad a condition is: "autoimmune disease that needed systemic treatment"
_TREATED_BY = regex(
    r"(?:(?!\bor\b)[^,;.()]){0,30}\b(?:"
    r"requiring|needing|(?:that|which) (?:has |have |had )?(?:required|requires?|needed|needs?)|treated with"
    r"|necessitating|receiving|(?:currently |now )?taking"
    r"|on(?= (?:(?:combination|active|chronic|concurrent|current|effective|any|stable|an?) ?)*$))\b[^,;.()]{0,30}"
)
# two treatments of one combination: "radiotherapy in combination with capecitabine"
_COMBINED = regex(
    r"\s*(?:\+|\bplus\b|(?:\b(?:given|taken|used)\s+)?\b(?:in\s+)?combin(?:ed|ation)\s+with\b"
    r"|\b(?:together|concomitant(?:ly)?|concurrent(?:ly)?|simultaneous(?:ly)?)\s+with\b)\s*(?:an?\s+)?"
)
# "the combination of trastuzumab with hormonal therapy"
_COMBINATION_OF = regex(
    r"\bcombin(?:ation|ed\s+(?:use|therapy|treatment|administration))\s+of\s+(?:an?\s+|the\s+)?$|\bcombined\s+$|\bcombination\s+$"
)
_WITH_ONE = regex(r"(?:\s+(?:therapy|treatment))?\s+(?:with|and)\s+(?:an?\s+)?")
TREATABLE = frozenset({Kind.COMORBIDITY, Kind.CANCER})
# "treated with tamoxifen or with radiation": any of its treatments
_OR_WITH = regex(
    r"[\s,/]*(?:\([^()]*\)[\s,/]*)?(?:\bor\b|\band/or\b|[,/])(?:[\s,/]|\b(?:or|and/or|with|by|any|either|prior|other|adjuvant|an?|the|systemic)\b)*"
)
# "after letrozole for 2 years, and received another inhibitor"
_AFTER = regex(r"^\W*(?:(?:who|patients|have|has|been)\s+)*(?:after|following)\b")
_AND_THEN = regex(
    r"[^.;]{0,60}\band\s+(?:then\s+|who\s+)?(?:(?:have|has|had)\s+)?(?:received|taken|had|been\s+treated)\b[^.;]{0,20}"
)
# "HIV infection with a history of Kaposi sarcoma"
_ACCOMPANIED = regex(
    r"\s*(?:infections?\s*|infected\s*|(?:participants?|patients?|subjects?|individuals)\s*)*(?:\([^()]*\)\s*)?"
    r"(?:"
    r"(?:and|with) an? (?:history|evidence|diagnosis) of|with (?:history|evidence|signs|presence) of|complicated by"
    r"|accompanied by|in the presence of)\s+(?:an?\s+)?"
)
_BOTH = regex(r"\bboth\s+(?:an?\s+|prior\s+|previous\s+)*$")
# "concurrent active hepatitis B and hepatitis C infection", "co-infected with HIV and hepatitis C"
_AT_ONCE = regex(
    r"\b(?:(?:concurrent|simultaneous|dual|combined)(?:ly)? |co-?)(?:active )?(?:infect\w+ (?:with|by|of) )?(?:active )?$"
)
_AT_A_TIME = frozenset({Kind.COMORBIDITY, Kind.METASTASIS})
_BRACKET = r"\((?:[^()]|\([^()]*\))*\)"
_VIRUS = rf"(?:\s+(?:virus|infection))?(?:\s*{_BRACKET})*"
_DEFINED = regex(
    rf"(?:\s+(?:virus|infection))?(?:\s*{_BRACKET})?\s*(?P<aside>\(defined (?:as|by)\b(?:[^()]|\([^()]*\))*\))"
)
_AND_ANOTHER = regex(rf"{_VIRUS}\s+and\s+")
_AND = regex(r"\s+and\s+(?:an?\s+|prior\s+|previous\s+)*")
# "postmenopausal women with ER-negative disease"
_OF_HER = frozenset({Kind.AGE, Kind.MENOPAUSE})
_WITH_HER = regex(r"(?: (?:years?|old|of age|women|patients|subjects|participants))* (?:with|who have) (?:an? |any )?")
_WHOSE = frozenset({Kind.AGE, Kind.SEX, Kind.MENOPAUSE, Kind.BIOMARKER})
_REMARKED = frozenset({Kind.ADMINISTRATIVE, Kind.PREGNANCY, Kind.CONTRACEPTION})
_OF_HERS = {(Kind.SEX, Kind.ADMINISTRATIVE), (Kind.MENOPAUSE, Kind.PREGNANCY)}  # "premenopausal women with pregnancy"
_OWN = "breast cancer"
# "colorectal cancer participants with known KRAS or BRAF mutations"
_PATIENTS_WITH = regex(
    r"(?: \([^()]*\))?(?: (?:participants?|patients?|subjects?))? (?:with|who have|harbou?ring|carrying) "
    r"(?:(?:an?|any|known|documented|activating|targetable) )*"
)
_WHO_HAVE = regex(
    r"(?: \([^()]*\))?(?:(?!\b(?:or|with|who|and)\b)[^,;.:])*\b(?:with|who|and)\b(?:(?!\b(?:or|and)\b)[^,;.:])*"
)


def excluded_together(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether an exclusion describes one disease in several words: "HER2-positive metastatic cancer", "stage IIA (T2N0)"."""
    left = run[-1]
    if left.is_unread or atom.is_unread:
        return False
    therapy = atom.requirement.kind is Kind.THERAPY and not (atom.exception or left.exception)
    if left.end > atom.start:
        return share_a_state(passage, run, atom)
    if therapy and _treated_together(passage, run, atom):
        return True
    if _are_both(passage, run, atom) or has_with_it(passage, run, atom) or measured_with_it(passage, run, atom):
        return True
    if says_whom(passage, run, atom) or (len(run) == 1 and responds_to(passage, left, atom)):
        return True
    if has_it(passage, left, atom) or is_caused_by(passage, left, atom):
        return len(run) == 1 and all(effect(passage, a) is Effect.EXCLUDE for a in (left, atom))
    if not {left.requirement.kind, atom.requirement.kind} <= _DESCRIBES:
        return False
    each = left.polarity is atom.polarity is Polarity.FLIP  # "non-metastatic operable": each word denies for itself
    if each or any(effect(passage, a) is not Effect.EXCLUDE for a in (*run, atom)) or atom.exception or left.exception:
        return False
    lacking = _LACKING.match(passage.lower, left.end, atom.end) is not None
    one = lacking or in_one_bracket(passage, run, atom) or categories_of_one(passage, run, atom)
    if one or can_be_cured(passage, left, atom):
        return True
    between = passage.lower[left.end : atom.start]
    if left.requirement.concept in RECEPTORS and atom.requirement.concept not in RECEPTORS:
        return _WITH_A_MARKER.fullmatch(between) is not None or _ONE_PHRASE.fullmatch(between) is not None
    receptors = {left.requirement.concept, atom.requirement.concept} <= RECEPTORS
    if not receptors:
        return _ONE_PHRASE.fullmatch(between) is not None
    # "HER2-positive, ER-positive, or PR-positive": any of the three
    one_of = between.strip() == "," and _COMMA_OR.search(passage.lower, atom.start, atom.end) is not None
    return not one_of and (_WITH_A_MARKER.fullmatch(between) or _ONE_TUMOR.fullmatch(between)) is not None


_COMMA_OR = regex(r", or ")
# "ER, PR and HER2 positive": what is said of one tumor
_AND_SHARES = regex(r"[^/;.:]*\band\b(?!/)[^/;.:]*")


def share_a_state(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether an "and" joins receptors that one word says to be in one state: "ER and PR negative" excludes no ER+/PR- tumor."""
    found = [*run, atom]
    if any(a.requirement.concept not in RECEPTORS or a.exception or a.end != atom.end for a in found):
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE for a in found) or len({a.requirement.value for a in found}) > 1:
        return False
    names = passage.lower[run[0].start : atom.end]
    return _AND_SHARES.fullmatch(names) is not None and _AN_OR.search(names) is None


_AN_OR = regex(r"\bor\b")


def without_definitions(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms without what a bracket says of an infection that excludes only with another: "hepatitis B (defined as HBsAg positive)"."""
    if not any(a.requirement.kind in _AT_A_TIME and _AT_ONCE.search(passage.lower, 0, a.start) for a in atoms):
        return atoms
    defined = [found.span("aside") for a in atoms if (found := _DEFINED.match(passage.lower, a.end)) is not None]
    return [a for a in atoms if not any(start < a.start < end for start, end in defined)]


def _are_both(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether two of a kind exclude only together: "prior therapy with both an anthracycline and a taxane"."""
    left = run[-1]
    if len(run) > 1 or left.requirement.kind is not atom.requirement.kind or atom.exception or left.exception:
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE for a in (left, atom)):
        return False
    if left.requirement.kind in _AT_A_TIME and _AT_ONCE.search(passage.lower, 0, left.start):
        return _AND_ANOTHER.fullmatch(passage.lower, left.end, atom.start) is not None
    if looser_of_two(passage, left, atom):
        return True
    both = _BOTH.search(passage.lower, 0, left.start) is not None
    return both and _AND.fullmatch(passage.lower, left.end, atom.start) is not None


def says_whom(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether an exclusion is of those only of whom two things hold: "women older than 60 with prior chemotherapy", "HER2-positive and an LVEF < 50%"."""
    left = run[-1]
    if restricts(passage, run, atom):
        return True
    if any(effect(passage, a) is not Effect.EXCLUDE or a.exception for a in (*run, atom)):
        return False
    kinds = (left.requirement.kind, atom.requirement.kind)
    if kinds == (Kind.CANCER, Kind.BIOMARKER) and left.requirement.concept != _OWN:
        return len(run) == 1 and _PATIENTS_WITH.fullmatch(passage.lower, left.end, atom.start) is not None
    if left.requirement.kind is Kind.COMORBIDITY and atom.requirement.kind in TREATABLE:
        return len(run) == 1 and _ACCOMPANIED.fullmatch(passage.lower, left.end, atom.start) is not None
    if kinds == (Kind.COMORBIDITY, Kind.LAB):
        return len(run) == 1 and found_in_it(passage, left, atom)
    if left.requirement.kind in _OF_HER and atom.requirement.kind is Kind.BIOMARKER:
        return len(run) == 1 and _WITH_HER.fullmatch(passage.lower, left.end, atom.start) is not None
    who, what = left.requirement.kind, atom.requirement.kind
    apart = (what in _REMARKED and (who, what) not in _OF_HERS) or who not in _WHOSE or what in {who, *_DESCRIBES}
    return not apart and _WHO_HAVE.fullmatch(passage.lower, left.end, atom.start) is not None


# "a pathologic complete response after neoadjuvant therapy": the therapy says of what
_RESPONSE_TO = regex(r"(?: \([^()]*\))?(?: [\w/-]+){0,8}? (?:after|following|to|with|on)\b(?: [\w-]+){0,3} ?")
_RESPONSES = frozenset({"pathologic complete response", "pathological complete response", "residual disease"})


def responds_to(passage: Passage, left: Atom, atom: Atom) -> bool:
    """Whether an excluded response is one to the treatment named behind it."""
    treated = atom.requirement.kind is Kind.THERAPY and left.requirement.concept in _RESPONSES
    if not treated or any(effect(passage, a) is not Effect.EXCLUDE or a.exception for a in (left, atom)):
        return False
    return _RESPONSE_TO.fullmatch(passage.lower, left.end, atom.start) is not None


_SPREAD = frozenset({Kind.METASTASIS, Kind.STAGE, Kind.CANCER, Kind.BIOMARKER})
_WITH_IT = frozenset({Kind.COMORBIDITY, Kind.LAB, Kind.THERAPY})
# "liver metastases with organ dysfunction", "a carrier who considers mastectomy"
_HAVING = regex(
    r"(?: (?:disease|involvement|patients|carriers?|tumou?rs?|breast|cancers?))* "
    r"(?:with|accompanied by|and associated|associated with|causing|leading to|resulting in|considering|undergoing"
    r"|planning|(?:scheduled|planned) (?:for|to)|for (?:which|whom)|who (?:have|are|need|plan|consider|will))\b"
    r"(?:(?!\b(?:or|and|no|without)\b)[^,;.()]){0,40}"
)
# "luminal A tumors (ER+, HER2-, Ki-67 < 14 %)": what one bracket says is said of one tumor
_IN_ONE_BRACKET = regex(r"(?:[ ,;/&-]|\band\b)*")


def has_with_it(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether an excluded spread or marker excludes only with what it has brought, or what is planned for it."""
    left = run[-1]
    if (
        left.requirement.kind not in _SPREAD
        or atom.requirement.kind not in _WITH_IT
        or left.requirement.value == "prior"
    ):
        return False
    if left.requirement.concept == "other malignancy" or any(a.exception or a.is_unread for a in (*run, atom)):
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE or a.requirement.kind is not left.requirement.kind for a in run):
        return False
    return (
        effect(passage, atom) is Effect.EXCLUDE and _HAVING.fullmatch(passage.lower, left.end, atom.start) is not None
    )


def in_one_bracket(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether markers stand in one bracket without an "or": they say together which tumor is excluded."""
    left, lower = run[-1], passage.lower
    opened = lower.rfind("(", 0, run[0].start)
    if passage.scopes.over(atom.start, Cue.EXAMPLES) is not None:
        return False  # "(e.g. BRCA1, PALB2)"
    if opened < 0 or ")" in lower[opened : atom.start] or len(lower[:opened].split()) < 1:
        return False
    markers = all(a.requirement.kind is Kind.BIOMARKER for a in (*run, atom))
    return markers and _IN_ONE_BRACKET.fullmatch(lower, left.end, atom.start) is not None


def _treated_together(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether a therapy excludes only with what stands before it: a disease that it treated, or a drug it was combined with."""
    left = run[-1]
    if any(effect(passage, a) is not Effect.EXCLUDE for a in (*run, atom)):
        return False
    between = passage.lower[left.end : atom.start]
    if left.requirement.kind in TREATABLE:
        return len(run) == 1 and _TREATED_BY.fullmatch(between) is not None
    if left.requirement.kind is not Kind.THERAPY:
        return False
    if run[0].requirement.kind in TREATABLE:
        return _OR_WITH.fullmatch(between) is not None
    if any(a.alternatives is not None for a in (*run, atom)):
        return False
    if len(run) == 1 and _WITH_ONE.fullmatch(between) and _COMBINATION_OF.search(passage.lower, 0, left.start):
        # "combination chemotherapy and tamoxifen": chemotherapy with several drugs
        return left.requirement.concept != "chemotherapy" or passage.lower.startswith("of", left.start - 3)
    then = _AFTER.search(passage.lower, 0, run[0].start) is not None and _AND_THEN.fullmatch(between) is not None
    return then or _COMBINED.fullmatch(between) is not None
