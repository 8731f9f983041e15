"""Owns treatments that a criterion names without asking that anyone has had them: advice, plans, points in time."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Not, Requirement, Unparsed
from matcher.doubts.words.bounds import NO_MORE_THAN
from matcher.doubts.words.presupposed import goes_on, is_dated_back

# Words by which a sentence, or the heading over it, asks for treatment that has been had or is being taken
_HAD = regex(
    r"\b(?:prior|previous\w*|pre-?treat\w*|past|receiv\w+|treated|treatment with|undergone|underwent|had|has been|have been|"
    r"fail\w*|after|following|post\w*|since|complet\w+|progress\w*|refractory|resistan\w+|relaps\w+|recur\w+|intoleran\w+|"
    r"expos\w+|history|status post|s/p|on (?:a )?(?:stable|concurrent|current|adjuvant|maintenance)|tak(?:e|es|ing)|taken|current\w*|"
    r"ongoing|concurrent\w*|maintenance|naive|regimens?|lines?|already|response|respond\w*|benefit\w*|using|use of|user|"
    r"used|on (?:an? )?[\w-]+ (?:therapy|treatment|inhibitor)|adjuvant|administ\w+"
    r"|must have (?:\w+ed|had|taken|been|(?:an? |the )?(?:lumpectomy|mastectomy|surgery|resection|oophorectomy))"
    r"|initiated|started|discontinued|resected|excised|operated|removed"
    r"|(?:clear|negative|free|uninvolved) (?:\w+ )?margins?)\b",
    re.IGNORECASE,
)
# Words right before a treatment by which it lies ahead, is advised, is what the trial gives, or only dates something else
_AHEAD = regex(
    r"\b(?:(?:willing|agree\w*|able|plan\w*|scheduled|intend\w*|intent|expected|going|need|about|suitable|candidates?|eligible|fit|"
    r"appropriate|indicated|amenable|due|opt\w*|consider\w*|recommended|requir\w+|await\w*|offered|referred)\s+(?:to|for|on)\b"
    r"|(?:will|would|should|shall|may|can|could)\s+(?!have\b)(?:\w+\s+)?(?:any\s+)?(?:fda\s+)?(?:approved\s+)?"
    r"|prior to|before|(?:start|initiation|beginning|commencement|"
    r"first dose|day 1|cycle 1|for (?:the )?administration|time|course|duration|days?|weeks?"
    r"|months?) of|measures|return following|requiring|with or undergoing|undergoing|who (?:will )?undergo|planned|"
    r"(?:plans?|prescri\w+|requirements?|need|indications?|candidates?|area|regions?) (?:for|of|to be))"
    r"(?:\s+(?:the|a|an|their|additional|further|other|of|receive|take|undergo|have|be|get|start|begin|initiate|elective|definitive|standard|"
    r"use|treated with|surgical|breast|weekly|daily|oral|intravenous|and|or|any|all)){0,6}\s*\W*(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_ADVICE = regex(
    r"^[\w\s,()/-]{0,60}?\b(?:should|will|may|can) be (?!completed|stopped|discontinued)\w+"
    r"|^[\w\s,()/-]{0,60}?\b(?:must|should|will|has to|have to) (?:begin|start|commence|be (?:given|started|initiated|planned))\b"
    r"|^[^.;\n]{0,140}?\b(?:as part of|according to) (?:the |their |a )?(?:planned|intended)\b"
    r"|^[^.;\n]{0,100}?\bas (?:the |an? )?(?:\w+ )?(?:goal|aim|intent|objective)\b",
    re.IGNORECASE,
)
# "has discontinued all prior therapy, including X", "X must be completed": whoever never had it has nothing to stop
_STOPPED = regex(
    r"\b(?:discontinu\w+|stopp\w+|complet\w+|finish\w+|recover\w+ from)\s+(?:of\s+)?(?:all|any|their|every|(?:all |any )?(?:prior|previous|other))\b[^.;]*$",
    re.IGNORECASE,
)
_ELAPSED = regex(
    r"\belaps\w*\s+(?:since|from|after|between)\b[^.;]*$"
    r"|\b(?:elaps\w*|interval|pass(?:ed)?|wait\w*|period|recover\w*)\b[^.;]{0,60}\b"
    r"(?:after|since|from|following|between|of)\s+(?:[\w()/-]+\s+){0,6}(?:non-)?$",
    re.IGNORECASE,
)
_MUST_BE_OVER = regex(
    r"^[^.;\n]{0,120}?\b(?:must|should|has to|have to|needs? to)\s+(?:have )?be(?:en)?\s+(?:completed|stopped|discontinued|finished|resolved|over)\b",
    re.IGNORECASE,
)
# "any prior radiotherapy must have spared the liver": of those who had it
_ANY_EARLIER = regex(r"^\W*(?:any|all)\s+(?:prior|previous|earlier)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
# "bisphosphonates must have been started 4 weeks before": of those who take them
_SUBJECT = regex(
    r"^\W*(?:however,?\s+)?(?:(?:any|all|the|concurrent|concomitant|ongoing|permitted|allowed|prior|previous|adjuvant|use of|treatment with)\s+)*$",
    re.IGNORECASE,
)
_MUST_BE_BEGUN = regex(
    r"^\W*(?:\([^()]*\)\s*)?(?:(?:therapy|treatment|agents?|medications?|use|for bone metastases)\s+)*(?:must|should|has to|have to|needs? to)\s+"
    r"(?:have\s+)?(?:be(?:en)?\s+)?(?:initiated|started|begun|commenced|(?:at|on)\s+(?:an?\s+)?stable|stable)\b",
    re.IGNORECASE,
)
_MUST = regex(r"^[^.;\n]{0,60}?\b(?:must|should|has to|have to|needs? to)\b", re.IGNORECASE)
# "prior radiotherapy must have been to less than a quarter of the marrow": how much of it there may have been
_NO_MORE_OF_IT = regex(
    r"^\W*(?:(?:therapy|treatment|use|exposure)\s+)?(?:must|should|has to|have to|needs? to)\s+(?:not\s+)?have\s+"
    r"(?:been\s+(?:given\s+|administered\s+)?(?:only\s+)?in\s+the\s+[^.;]{0,60}\b(?:setting|only)\b"
    r"|(?:been\s+|involved\s+|included\s+|covered\s+|encompassed\s+|exceeded\s+|affected\s+)"
    r"(?:(?:given|administered|delivered|to|in)\s+)*"
    r"(?:[<≤]|less|fewer|no more|not more|at most|up to|limited|confined|restricted|under|below|an?y? (?:area|field|site)s?|\d))",
    re.IGNORECASE,
)
_AT_MOST_OF_IT = regex(
    r"^(?:[<≤]|less than|fewer than|no more than|not more than|at most|up to|under|below)", re.IGNORECASE
)
# "initiating a first aromatase inhibitor with any of the approved ones": what lies ahead, through the whole list
_BEGUN_NOW = regex(
    r"\b(?:initiating|starting|beginning|commencing|about to (?:start|begin|initiate|receive)"
    r"|(?:scheduled|planning|planned) to (?:start|begin|initiate|receive))\b"
    r"(?:(?!\b(?:prior|previous\w*|after|following|had|have|has|received|fail\w+|progress\w*|history)\b)[^.;:]){0,140}$",
    re.IGNORECASE,
)
# "must have completed vaccinations": whoever had none has nothing to complete
_OTHER_CARE = frozenset(
    {
        "vaccine",
        "immunosuppressive therapy",
        "corticosteroid",
        "antibiotic",
        "hormone replacement therapy",
        "anticoagulant",
    }
)
_ENDED = regex(r"\b(?:completed|finished|ended|stopped|discontinued)\b[^.;:]{0,60}$", re.IGNORECASE)
# "up to two prior regimens", "may additionally have been treated with X": none is as good
_NONE_WILL_DO = regex(
    rf"(?:{NO_MORE_THAN}|\b0\s*(?:-|–|to|or)\s*\d\b)(?:[^.;,]|(?<=\d)[.,](?=\d)){{0,40}}$"
    r"|\b(?:may|can|could) (?:\w+ )?have (?:been|had|received|undergone|taken)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
# "must start A plus B", "able to take A and B": what one is to do, through the whole list
_TO_BE_TAKEN = regex(
    r"\b(?:(?:able|willing|agree\w*|ability) to|must|should|will|has to|have to)\s+(?:take|start|begin|initiate|commence|swallow|tolerate)\b"
    r"[^.;:]{0,100}$|\b(?:decision|decided|intention)\b[^.;]{0,30}\bto (?:administer|give|treat|start|use)\b[^.;]{0,140}$"
    r"|\b(?:while|whilst)\s+(?:on|taking|receiving|using)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# "have completed X 14 days before the first dose and recovered": a time that must have passed since
_COMPLETED = regex(r"\b(?:ha(?:ve|s)|having) completed\b[^.;]{0,160}$", re.IGNORECASE)
_AND_RECOVERED = regex(
    r"^[^.;]{0,160}?\b\d+ (?:days?|weeks?|months?) (?:prior|before)\b[^.;]{0,120}\brecover", re.IGNORECASE
)
# "dental evaluation, including history of dental surgery": what is written down
_RECORDED = regex(
    r"\b(?:evaluations?|assessments?|examinations?|work-?ups?|(?:medical|treatment|clinical) histor(?:y|ies)"
    r"|history taking|interviews?|questionnaires?|checklists?|records?)\b"
    r"[^.;]{0,240}\b(?:including|includ(?:es|ed)|covering|comprising)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
# "can tolerate imaging and six months of tamoxifen": it lies ahead
_TO_TOLERATE = regex(
    r"\b(?:can|could|will|would|able to|expected to|likely to|fit to)\s+(?:\w+ly\s+)?tolerate\b[^.;:]{0,100}$",
    re.IGNORECASE,
)
# "adequate blood counts to receive chemotherapy", "a life expectancy sufficient to undergo surgery"
_WELL_ENOUGH = regex(
    r"\b(?:adequate|sufficient\w*|acceptable|satisfactory|enough)\b"
    r"(?:"
    r"(?!\b(?:scheduled|plan\w*|will|who|that|which|after|following|since|prior|previous\w*|must|has|have)\b)[^.;:]){0,80}"
    r"\b(?:(?:to|for)\s+(?:safely\s+)?"
    r"(?:receiv(?:e|ing)|be\s+treated\s+with|undergo(?:ing)?|tolerat(?:e|ing)|allow|permit|administration\s+of)"
    r"|(?:functions?|status|reserve|counts?|health|condition)\s+for(?:\s+receiving)?)\s+"
    r"(?:(?:an?|the|further|cytotoxic|systemic|cycle|course|of)\s+)*$",
    re.IGNORECASE,
)
# "a sentinel node biopsy will be performed before chemotherapy", "radiotherapy should be used according to guidelines"
_WILL_BE_GIVEN = regex(
    r"^[\w\s,()/-]{0,40}?\bwill (?:also |then |still |only )?be "
    r"(?:performed|done|carried out|given|offered|administered|provided|delivered|used|utili[sz]ed|continued|added)\b"
    r"|^[\w\s,()/-]{0,40}?\bshould be (?:considered|reserved for|declared|(?:used|utili[sz]ed)(?![^.;]*\b(?:before|prior to)\b))\b",
    re.IGNORECASE,
)
# "adjuvant chemotherapy must begin within 84 days of surgery"
_ITS_START = regex(
    r"^\W*(?:(?:the|any|all|study|protocol|trial|assigned|post-?operative|pre-?operative|systemic|neo-?adjuvant|adjuvant|standard)\s+)*$",
    re.IGNORECASE,
)
_IS_TO_BEGIN = regex(
    r"^\W*(?:therapy |treatment |regimen )?(?:must|should|will|has to|is to) "
    r"(?:begin|start|commence|be (?:started|begun|initiated|commenced)) "
    r"(?:within|no (?:later|earlier|sooner|more) than|not? (?:later|more) than|at least|\d|prior|before|after)\b"
    r"(?![^.;]*\b(?:enrol\w*|regist\w*|randomi\w*|study entry)\b)",
    re.IGNORECASE,
)
# what may have been, in brackets: "hemoglobin of 10 g/dL (this may have been corrected by transfusion)"
_MAY_IN_BRACKETS = regex(
    r"\((?:(?!\b(?:must|only|if|unless|no|not)\b)[^().;]){0,40}\b(?:may|can|could)\s+(?:have|be)\b(?:(?!\b(?:must|only|if|unless|no|not)\b)[^().;]){0,60}$",
    re.IGNORECASE,
)
# "Mastectomy: There should be no tumor at the margins": of what the line goes on to speak
_OPENS = regex(r"^\W*(?:(?:segmental|total|partial|simple|modified radical)\s+)*$", re.IGNORECASE)
_IS_A_LABEL = regex(r"^(?:\s*\([^()]*\))?\s*:\s*(?:there|the|all|margins?|surgical margins?)\b", re.IGNORECASE)
_OF_WHOM = regex(
    r"\b(?:who|whom|which|that|whose|no|not|must|only|candidates?|planned|scheduled|eligible)\b", re.IGNORECASE
)
# "X plus chemotherapy, or X alone"
_OR_ALONE = regex(
    r"^[^.;\n]{0,60}?\bor\b(?! in combination)(?P<what>[^.;\n]{0,60})\b(?:alone|monotherapy|as (?:an? )?(?:single|sole) agent)\b",
    re.IGNORECASE,
)
_LATER = (None, "prior", "concurrent")


def only_named(requirement: Requirement, before: str, after: str, sentence: str) -> bool:
    """Whether a treatment is named and nothing says that one must have had it.

    ``before`` and ``after`` are the words around it up to the ends of its sentence; ``sentence`` holds all three, and
    the heading over them where there is one.
    """
    if requirement.kind is not Kind.THERAPY or requirement.value not in _LATER:
        return False
    if any(key in ("planned", "relapse") for key, _ in requirement.detail):
        return False
    if _RECORDED.search(before) is not None:
        return True
    if _HAD.search(sentence) is None or _AHEAD.search(before) is not None or _ADVICE.match(after) is not None:
        return True
    if (_ANY_EARLIER.match(before) and _MUST.match(after)) or _is_limited(requirement, before, after):
        return True
    if requirement.concept in _OTHER_CARE and _ENDED.search(before):
        return True
    if _OR_ALONE.match(after) or (_COMPLETED.search(before) and _AND_RECOVERED.match(after)):
        return True
    return any(words.search(before) for words in (_STOPPED, _NONE_WILL_DO, _ELAPSED, _TO_BE_TAKEN, _BEGUN_NOW))


def _is_limited(requirement: Requirement, before: str, after: str) -> bool:
    """Whether it is said how much of a treatment there may have been, of which none will do as well."""
    if _SUBJECT.match(before) and _NO_MORE_OF_IT.match(after):
        return True
    return any(key == "site" and _AT_MOST_OF_IT.match(value) for key, value in requirement.detail)


def is_to_be_tolerated(before: str) -> bool:
    """Whether the words before a treatment ask that it can be borne, or that someone is well enough for it."""
    return _TO_TOLERATE.search(before) is not None or _WELL_ENOUGH.search(before) is not None


def is_given_by_the_trial(requirement: Requirement, before: str, after: str) -> bool:
    """Whether a sentence only says that a treatment will or may be given or when it is to begin, or bears its name as a label."""
    if _ITS_START.match(before) is not None and _IS_TO_BEGIN.match(after) is not None:
        return True
    if _MAY_IN_BRACKETS.search(before) is not None or (_OPENS.match(before) and _IS_A_LABEL.match(after)):
        return True
    told = requirement.when is None and _WILL_BE_GIVEN.match(after) is not None
    return told and _OF_WHOM.search(before) is None


_INCLUDING = regex(r"\b(?:including|includes?|such as|consisting of)\b[^.;]*$", re.IGNORECASE)
_WHERE_INDICATED = regex(
    r"^[^.;\n]{0,160}?\b(?:if|when|where|as|unless not)\s+(?:\w+\s+)?(?:indicated|appropriate|applicable|available|eligible|approved)\b",
    re.IGNORECASE,
)


def where_indicated(requirement: Requirement, before: str, after: str) -> str | None:
    """Why an example of treatment may not be asked of everyone: "therapy including X, Y and Z, if indicated"."""
    if requirement.kind is not Kind.THERAPY or _INCLUDING.search(before) is None or not _WHERE_INDICATED.match(after):
        return None
    return "it is asked of those for whom it is indicated"


def or_without_it(requirement: Requirement, own: str, after: str) -> str | None:
    """Why progress on a treatment may not be asked for: "after X plus chemotherapy, or X alone" is met without chemotherapy."""
    alone = _OR_ALONE.match(after) if requirement.kind is Kind.THERAPY and requirement.value not in _LATER else None
    if alone is None or own.lower() in alone["what"].lower():
        return None
    return "another treatment alone will do"


def had_or_not(leaf: Leaf, before: str, after: str) -> Any:
    """A treatment that one may have had, or that lies ahead; of whoever had it for the cancer, when it was is asked all the same.

    "Registered within 12 weeks of surgery" leaves out whom surgery lies further back of.
    """
    requirement, span = leaf.requirement, leaf.span
    ahead = Leaf(replace(requirement, value="planned", when=None, detail=()), span)
    unsaid = Unparsed(span, "whether one must have had it is not said")
    if goes_on(requirement, before):
        had = Leaf(replace(requirement, value="prior", when=None, detail=()), span)
        return Any((leaf, All((had, Any((ahead, unsaid), span)), span)), span)
    if not is_dated_back(requirement, before, after):
        return Any((leaf, ahead, unsaid), span)
    detail = tuple(sorted({*(pair for pair in requirement.detail if pair[0] != "for"), ("for", "breast cancer")}))
    never = Not(Leaf(replace(requirement, value="prior", when=None, detail=detail), span), span)
    return Any((leaf, All((never, Any((ahead, unsaid), span)), span)), span)


def asked_if_had(leaf: Leaf, before: str, after: str) -> Any | Not | None:
    """What is asked only of those who have the treatment: that it be over, or that it have been begun by then."""
    requirement, span = leaf.requirement, leaf.span
    if is_over(requirement, after):
        return Not(ongoing(leaf), span)
    if requirement.kind is not Kind.THERAPY or requirement.value not in _LATER:
        return None
    if _SUBJECT.match(before) is None or _MUST_BE_BEGUN.match(after) is None:
        return None
    never = replace(requirement, value="prior", when=None, setting=None, detail=())
    return Any((leaf, Not(Leaf(never, span), span)), span)


def is_over(requirement: Requirement, after: str) -> bool:
    """Whether the sentence goes on to say that the treatment must be over, and so neither asks for it nor forbids it."""
    return requirement.kind is Kind.THERAPY and requirement.when is None and _MUST_BE_OVER.match(after) is not None


def ongoing(leaf: Leaf) -> Leaf:
    """The treatment as one that is being given now, which is what "must be completed" excludes."""
    return replace(leaf, requirement=replace(leaf.requirement, value="concurrent"))


# "received a taxane 6 months prior to the study": no word says whether at least or at most
_SO_LONG_BEFORE = regex(
    r"^(?:(?!\b(?:within|last|past|previous|least|most|than|up to|during)\b)[^.;:<>≤≥]){0,120}?"
    r"(?<!within )(?<!last )(?<!past )(?<!in )(?<!the )(?<!for )(?<!previous )(?<!of )(?<!than )(?<!to )(?<!least )(?<!most )(?<!= )"
    r"\b(?:\d+|two|three|four|six|twelve) (?:days?|weeks?|months?|years?) (?:prior to|before) (?:the )?(?:study|registration|enrol|random|entry)",
    re.IGNORECASE,
)


def so_long_before(requirement: Requirement, after: str) -> str | None:
    """Why a treatment may not have to be so recent: how long before the trial it was is said without at least or at most."""
    if requirement.kind is not Kind.THERAPY or requirement.when is None or requirement.when.op != "<=":
        return None
    return "whether it must be so long ago, or no longer, is not said" if _SO_LONG_BEFORE.match(after) else None
