"""Owns sentences that ask for nothing: definitions, what is counted as what, reasons, how the trial sorts its patients."""

from __future__ import annotations

from criteria.patterns import Words, regex
from criteria.tree import Effect, Kind, Leaf, Node, walk
from criteria.words.sayings import any_of, sayings

_SAYINGS = sayings("remarks")
_DEFINES = any_of(_SAYINGS["defines"])
_REASONS = any_of(_SAYINGS["reasons"])
# who may take part in another trial, or in which arm of it: nothing of this one's patients
_ELSEWHERE = any_of(_SAYINGS["elsewhere"])
# what the trial does or calls things by: "subjects will have baseline imaging"
_TELLS = any_of(_SAYINGS["tells"])
# whole sentences about the conduct of the trial, its tests and its words; they may say "must" and still ask nothing of a patient now
_BESIDE = any_of(_SAYINGS["beside"])
# whole sentences about which lesions count once they were treated
_LESIONS = any_of(_SAYINGS["lesions"])
# a verdict or a demand in the sentence makes it more than a remark
_DEMANDS = regex(
    r"\b(?:must|should|shall|eligib\w*|ineligible|allow\w*|permit\w*|exclu(?:ded|des?)"
    r"|not (?:be )?(?:included|enrolled|participate|receive|have|enter|use|take)|require[sd]?|need(?:s|ed)?|cannot"
    r"|prohibit\w*|may (?:have|be|not|participate|enrol\w*|receive|continue)|have to|has to|at least|no more than"
    r"|exceptions?|qualif\w*|accepted|acceptabl\w*|can (?:be|have)|may"
    r"|not (?:be )?(?:considered|count\w*|regarded|classified|deemed|include\w*|apply))\b"
)
_BOUND = regex(r"\d ?(?:x|×|times) ?(?:the )?(?:institutional )?(?:uln|upper limits?)\b")
_NOTE = regex(r"\W*(?:\(?\s*(?:please )?notes?\b|n\.?b\.?\b)[^:]{0,30}:")
_FOR_THE_PURPOSE = regex(
    r"(?:\W*(?:notes?:?\s*))?(?:for|in) (?:the )?(?:"
    r"purposes? of (?:this|the|these|exclusion|eligib\w+|inclusion|determin\w+|enrol\w+)"
    r"|(?:this )?(?:study|trial|protocol) purposes?)\b"
)
_SORTS = regex(
    r"\W*(?:(?:patients|subjects|participants|randomi[sz]ation|enrol\w+) (?:will be |are |is )?"
    r"(?:stratif\w+|grouped|categori[sz]ed)\b"
    r"|stratification\b|stratified\b|strata\b|(?:age|ethnic|stage|risk) (?:groups?|categories|strata)\b(?=\W*:))"
)
# what is given in the trial to whom, and how the sites go about it
_ASSIGNS = regex(
    r"(?:(?!\b(?:must|should)\b)[^.;])*(?<!who )(?<!that )(?<!which )\bwill (?:then |also |instead )?"
    r"(?:receive|be (?:given|treated|assigned|offered|randomi[sz]ed))\b[^.;]*\b(?:instead of|in place of|rather than)"
    r"\b"
)
# "non-measurable disease includes ascites": a kind of lesion, and nothing to have
_UNMEASURED = regex(
    r"\W*(?:(?:all |other )?(?:lesions?|sites?|disease) (?:that|which) (?:is|are) (?:considered )?)?(?:truly )?"
    r"non-?measurable (?:disease |lesions? |sites? )*(?:includes?|are|is)\b"
)
_NO_UNMEASURED = regex(
    r"\W*(?:no|without|absence of) (?:only )?non-?\s?measurable (?:disease|lesions?)\b,? ?(?:\(|defined|such as|including|i\.?e\b|e\.?g\b)"
)
_THIS_INCLUDES = regex(
    r"\W*(?:this|these|it)(?: (?:category|group|definition|term))? (?:also |may |can |would )*includes?\b"
)
# "examples of live vaccines include measles and yellow fever": what these are against is no ailment
_VACCINES_ARE = regex(
    r"\W*(?:some )?examples?\b[^.;:]{0,40}?\b(?:include|are)\b.*\b(?:measles|mumps|rubella|varicella|zoster|yellow fever|rabies|bcg|typhoid)\b"
)
# strata by age: "under 2 years, 2-17 years, 18-64 years"
_AGES = regex(
    r"(?:^|[^\w.])(?:under |over )?\d{1,2}(?: ?(?:-|to) ?\d{1,2})? (?:years?|yrs?)(?: of age| old)?\s*[,;/]\s*"
    r"(?:under |over )?\d{1,2} ?(?:-|to|\+) ?(?:\d{1,2} )?(?:years?|yrs?)"
)
NOT_ACTIVE = regex(
    r"\bnot (?:be )?considered to have (?:an? )?[\"'“”]?(?:currently )?[\"'“”]?active[\"'“”]? "
    r"(?:second |other )?malignanc\w+ (?:if|when|provided|once)\b"
)
"""What says when another malignancy no longer counts as active."""
# how a state that is asked for elsewhere is found out: "HER2 status should be determined by an accredited laboratory"
_TELLS_HOW = regex(
    r"\W*(?:"
    r"(?:the|central|local|all|pre|post|peri|menopausal|post-?menopausal|pre-?menopausal|er|pg?r|hr|her-?2(?:/neu)?"
    r"|hormone|hormonal|o?estrogen|progesterone|receptor|biomarker|ki-?67|pd-?l1|triple|and|or)[ ,/-]+){1,8}"
    r"(?:status|tests?|testing|assays?|positivity|negativity|expression|results?|over-?expression|amplification)"
    r"(?: \([^()]*\))? (?:must|should|will|shall|has to|have to|is to|are to|needs? to) (?:be|have been) (?:\w+ly )?"
    r"(?:determined|confirmed|assessed|performed|done|tested|evaluated|measured|established|verified|carried out|conducted)\b"
)
# advice that nobody breaks: "the use of antacids is not recommended"
_ADVICE = regex(r"[^.;]{3,160} (?:is|are) (?:not (?:generally )?recommended|discouraged)\b[^.;]*")
# of any number there may have been: no exception to what stands before it
_NO_LIMIT = regex(
    r"\W*"
    r"(?:there (?:is|are|will be) |(?:patients?|subjects?|participants?|women) (?:may|can) have (?:had|received) )?"
    r"(?:no (?:upper )?(?:limits?|restrictions?|limitations?) (?:on|to|as to|in|regarding|for) (?:the )?(?:maximum )?"
    r"(?:number|amount|lines?)"
    r"|any number (?:of|prior|previous))\b"
)
_TURNS_AWAY = regex(
    r"\b(?:must|should(?! not be (?:counted|considered|included) (?:in|for|when) )|ineligible|excluded?|not (?:be )?(?:eligible|allowed|permitted))\b"
)
_NOTED = regex(r"^(?:please )?notes?\s?(?:that|:)\s*")
_EDGES = " .;*-•()\n\t"
REMARK = "a remark"
"""Why the words of a remark are unread: they ask for nothing."""

_TESTS = frozenset({Kind.BIOMARKER, Kind.MENOPAUSE, Kind.DISEASE_MEASURE, Kind.PREGNANCY, Kind.CONTRACEPTION, Kind.SEX})


def defines_a_test(node: Node | None) -> bool:
    """Whether a definition is one of what a trial most often asks for as well; it stays a doubtful reading of that."""
    kinds = {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)} if node is not None else set()
    return bool(kinds) and kinds <= _TESTS


def sorts(lower: str) -> bool:
    """Whether a sentence, in lower case, says how the trial sorts its patients: all of what it names may join."""
    return _SORTS.match(lower) is not None


def tells_how(lower: str) -> bool:
    """Whether a sentence, in lower case, of which nothing was read says how the state of a marker is found out."""
    return _TELLS_HOW.match(lower) is not None


def sets_no_limit(lower: str) -> bool:
    """Whether a sentence, in lower case, says that there may have been any number of something."""
    return _NO_LIMIT.match(lower) is not None


def is_elsewhere(lower: str) -> bool:
    """Whether a sentence, in lower case, speaks of who may be in other trials, and in which of their arms."""
    return _ELSEWHERE.match(lower) is not None


def is_of_unmeasured(lower: str) -> bool:
    """Whether a sentence, in lower case, leaves out disease that cannot be measured and says which: none of it is left out by itself."""
    return _NO_UNMEASURED.match(lower) is not None


def is_of_treated_lesions(lower: str) -> bool:
    """Whether a sentence, in lower case, says which lesions count once they were treated: none has to be measurable for that."""
    noted = _NOTED.sub("", lower.strip(_EDGES))
    return _LESIONS.fullmatch(lower.also(noted) if isinstance(lower, Words) else noted) is not None


def is_remark(lower: str, base: Effect) -> bool:
    """Whether a sentence, in lower case, says nothing that a patient could meet or fail.

    ``base`` is the effect of a plain statement where it stands; "this includes …" widens an exclusion.
    """
    bare = lower.strip(_EDGES)
    noted = _NOTED.sub("", bare)
    if isinstance(lower, Words):  # what was cut off is no part of a word
        bare, noted = lower.also(bare), lower.also(noted)
    if _AGES.search(lower) is not None or _BESIDE.fullmatch(noted) is not None:
        return True
    if is_of_treated_lesions(lower):
        return True
    if base is Effect.REQUIRE and _ADVICE.fullmatch(bare) is not None:
        return True
    if _VACCINES_ARE.match(lower) is not None:
        return True
    if _TELLS.match(lower) is not None and _TURNS_AWAY.search(lower) is None:
        return True
    if lower.rstrip().endswith(":"):
        return False
    if _REASONS.match(lower) or _SORTS.match(lower) or _ASSIGNS.match(lower):
        return True
    if NOT_ACTIVE.search(lower) is not None:
        return True
    if _DEMANDS.search(lower) is not None:
        return False
    if _UNMEASURED.match(lower) or (base is Effect.REQUIRE and _THIS_INCLUDES.match(lower)):
        return True
    noted_only = _NOTE.match(lower) is not None and _BOUND.search(lower) is None
    return noted_only or _FOR_THE_PURPOSE.match(lower) is not None or _DEFINES.match(lower) is not None
