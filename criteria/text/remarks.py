"""Owns sentences that ask for nothing: definitions, what is counted as what, reasons, how the trial sorts its patients."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.patterns import Words, either, regex
from criteria.text.segments import Role, Segment
from criteria.tree import Effect, Kind, Leaf, Node, Section, walk

# a verdict or a demand in the sentence makes it more than a remark
_DEMANDS = regex(
    r"\b(?:must|should|shall|eligib\w*|ineligible|allow\w*|permit\w*|exclu(?:ded|des?)|not (?:be )?(?:included|enrolled|participate|receive|have|enter|use|take)|require[sd]?|need(?:s|ed)?|cannot|prohibit\w*|may (?:have|be|not|participate|enrol\w*|receive|continue)|have to|has to|at least|no more than|exceptions?|qualif\w*|acceptabl\w*|can (?:be|have)|may|not (?:be )?(?:considered|count\w*|regarded|classified|deemed|include\w*|apply))\b"
)
_NOTE = regex(r"\W*(?:\(?\s*(?:please )?notes?\b|n\.?b\.?\b)[^:]{0,30}:")
_FOR_THE_PURPOSE = regex(
    r"(?:\W*(?:notes?:?\s*))?(?:for|in) (?:the )?(?:purposes? of (?:this|the|these|exclusion|eligib\w+|inclusion|determin\w+|enrol\w+)|(?:this )?(?:study|trial|protocol) purposes?)\b"
)
_SUBJECT = r"\W*(?:notes?:?\s*)?(?:(?!\b(?:must|should|who|whom|which|that|have|has|had|with|without|no|not|no more|at least|if|eligible|patient has)\b)(?:[^.;:,()]|\([^()]*\))){2,90}?"
# "LMD would be considered …", "regimens will be counted as one", "active infection is defined as …"
_DEFINES = either(
    rf"{_SUBJECT} (?:is|are|will be|would be|was|were|should be|can be|(?:is|are|was|were) to be) (?:also )?(?:defined (?:as|by|to be)|understood (?:as|to))\b",
    rf"{_SUBJECT} (?:is|are) (?:considered|regarded|classified|deemed|counted|scored)\b[^.;]*\b(?:if|when|only if)\b",
    rf"{_SUBJECT} (?:exists?|(?:is|can be|may be) (?:present|assumed|diagnosed|suspected)) (?:when|if)\b",
    r"(?:(?!\b(?:must|should|eligible|which|that|who|whose)\b)[^.;:(]){2,160}? (?:will|would|should|can) (?:be )?(?:considered|regarded|classified|deemed|counted?|scored)\b(?! (?:for|eligible|suitable|candidates?|appropriate|on an individual|if|after|in the|with the|by)\b)",
)
_REASONS = either(
    r"\W*(?:in addition,? |furthermore,? |moreover,? )?(?:the )?(?:effects?|safety|efficacy|pharmacokinetics?|teratogenic\w*|risks?) (?:and \w+ )?of\b[^.;]{3,140}\b(?:is|are|has|have|remains?) (?:not )?(?:been )?(?:unknown|known|established|studied|determined|evaluated|uncertain)\b",
    r"\W*rationale\b",
    r"\W*because (?:no|insufficient|limited|little|there (?:is|are) (?:no|insufficient|limited)) (?:\w+ ){0,2}?(?:dos(?:ing|age)|safety|adverse|data|information)\b",
    r"\W*for (?:the )?purposes? of (?:this|the) (?:study|trial|protocol),? [^.;]{3,60} (?:will|is|are|would) (?:not )?(?:be )?(?:considered|regarded|counted)\b",
    r"\W*(?:the )?(?:assays?|confirmation|testing|tests?)\b[^.;]{0,30}\b(?:fish|ish|cish|ihc|hybridi[sz]ation|immunohisto\w+)\b(?: \(\w+\))?[^.;]{0,20}\brequires?\b",
    r"\W*(?:there (?:is|will be) )?no wash-?\s?out(?: period)? (?:is |will be )?(?:required|needed|necessary)\b(?! for (?!all\b|any\b|the\b|these|those|this|th))",
    r"(?:(?!\b(?:must|patients?|subjects?|participants?)\b)[^.;])*\b(?:is|are) (?:usually|generally|often|typically|mostly) (?:negative|positive)\b",
    r"(?:(?!\b(?:must|should|eligible|whom?|patients?|subjects?|participants?)\b)[^.;]){3,80}(?:\b(?:is|are) (?:usually|generally|often|typically|mostly|routinely|commonly|normally)|\b(?:usually|generally|typically|routinely|commonly|normally) (?:is|are)) (?:indicated|recommended|advised|offered) (?:for|in|to)\b",
    r"\W*(?:in addition|furthermore|moreover),? (?:these|such|hiv-positive|affected) (?:patients|subjects|participants|individuals) (?:are|may be|have) (?:also )?(?:at )?(?:an? )?(?:increased|higher|high|greater|elevated) risk\b",
    r"\W*appropriate (?:studies|tests|testing|monitoring|evaluations?) will be (?:undertaken|performed|done|carried out)\b",
    r"\W*(?:in addition|furthermore|moreover|this is because),? (?!.*\b(?:patients?|subjects?|participants?)\b).*\bmay (?:alter|affect|change|increase|interfere)\b",
)
_SORTS = regex(
    r"\W*(?:(?:patients|subjects|participants|randomi[sz]ation|enrol\w+) (?:will be |are |is )?(?:stratif\w+|grouped|categori[sz]ed)\b|stratification\b|stratified\b|strata\b|(?:age|ethnic|stage|risk) (?:groups?|categories|strata)\b(?=\W*:))"
)
# what is given in the trial to whom, and how the sites go about it
_ASSIGNS = regex(
    r"(?:(?!\b(?:must|should)\b)[^.;])*(?<!who )(?<!that )(?<!which )\bwill (?:then |also |instead )?(?:receive|be (?:given|treated|assigned|offered|randomi[sz]ed))\b[^.;]*\b(?:instead of|in place of|rather than)\b"
)
# "non-measurable disease includes ascites": a kind of lesion, and nothing to have
_UNMEASURED = regex(
    r"\W*(?:(?:all |other )?(?:lesions?|sites?|disease) (?:that|which) (?:is|are) (?:considered )?)?(?:truly )?non-?measurable (?:disease |lesions? |sites? )*(?:includes?|are|is)\b"
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
    r"(?:^|[^\w.])(?:under |over )?\d{1,2}(?: ?(?:-|to) ?\d{1,2})? (?:years?|yrs?)(?: of age| old)?\s*[,;/]\s*(?:under |over )?\d{1,2} ?(?:-|to|\+) ?(?:\d{1,2} )?(?:years?|yrs?)"
)
# who may take part in another trial, or in which arm of it: nothing of this one's patients
_ELSEWHERE = either(
    r"[^.;]*\b(?:trials?|stud(?:y|ies)|protocols?) (?:where|in which|whose)\b[^.;]*\barms?\b",
    r"[^.;]*\bmay (?:also )?(?:not )?(?:also )?(?:be )?(?:participate|enrol\w*|enter\w*|registered?)(?: \w+)? (?:in|on|onto|to|into) (?:the )?[a-z][a-z-]*[.-]?\d[\w.-]*",
)
NOT_ACTIVE = regex(
    r"\bnot (?:be )?considered to have (?:an? )?[\"'“”]?(?:currently )?[\"'“”]?active[\"'“”]? (?:second |other )?malignanc\w+ (?:if|when|provided|once)\b"
)
"""What says when another malignancy no longer counts as active."""
# what the trial does or calls things by: "subjects will have baseline imaging", "examples of live vaccines include mumps"
_TELLS = either(
    r"\W*(?:if (?:they|a participant|participants|patients|subjects)\b[^.;,]{3,80}, )?(?:all )?(?:patients|subjects|participants|women|they|those)\b[^.;]{0,80}? will be (?:instructed|told|advised|counsell?ed|taught|encouraged|reminded|asked)\b.*",
    r"\W*(?:all )?(?:patients|subjects|participants|women|they) will (?:then |also )?be (?:followed|monitored|contacted|assessed|evaluated|seen|observed|interviewed|reimbursed|compensated)\b(?!.*\b(?:must|excluded|eligible|before|prior to)\b).*",
    r"[^.;]{0,80}\bshould not be (?:counted|considered|included) (?:in|for|when) (?:the )?(?:determin|assess|calculat|evaluat|measur)\w*\b.*",
    r"\W*(?:previously )?(?:ir)?radiated (?:lesions?|sites?|areas?|disease|fields?) (?:may|can|should|will|must|are|is|cannot)\b ?(?:not )?(?:be )?(?:used|serve|considered|counted|selected|evaluated|chosen|acceptable)\b[^.;]*",
    r"[^.;]{0,60}\b(?:biops(?:y|ies)|staging|confirmation|testing|pathology|imaging)(?: \w+)? (?:requirement|is|are|will be|may be|can be) (?:is |are |will be |may be )*waived\b[^.;]*",
    r"\W*(?:biopsy|confirmation|testing|staging) requirement waived\b[^.;]*",
    r"\W*examples? of [^.;:]{0,60}\b(?:vaccines?|vaccinations?|contracept\w+|birth control)\b",
    r"\W*(?:an? )?(?:new|former|older|current) (?:classification|terminology|nomenclature|staging system)\b.*",
    r"\W*(?:the )?(?:terminology|nomenclature) (?:of|used)\b.*",
    r"\W*however,? this (?:protocol|study|trial) uses\b.*",
    r"\W*(?:there are |there may be )?(?:other|additional|further|more)(?: protocol[- ]\w+| study[- ]\w+)? (?:in|ex)clusion(?:(?:/| and | or |/ )exclusion)? criteria(?: (?:may|will|can|could) (?:also )?apply| apply| exist)?\W*$",
    r"\W*(?:all )?(?:patients|subjects|participants|women|they) will (?:have|undergo|receive|complete) (?:an? |the )?(?:pre-?study|baseline|screening|initial|follow-?up|routine|standard)? ?(?:\w+ )?(?:tests?|testing|evaluations?|assessments?|imaging|scans?|blood (?:draws?|tests?)|examinations?|work-?up|mri|ct)\b(?!.*\b(?:must|before they|in order to|confirm\w*)\b).*",
)
_THOSE = r"(?:patients|subjects|participants|women|those)"
_NO_MORE_OF_THEM = (
    r"(?:(?!\b(?:who|that|which|whom|whose|not)\b)[^.;,])"  # a clause of their own would say who is meant
)
# whole sentences about the conduct of the trial, its tests and its words; they may say "must" and still ask nothing of a patient now
_BESIDE = either(
    r"(?:should|if) (?:an?|the|any|your|she|you|patients?|subjects?|participants?|wom[ae]n)\b[^.;]{0,60}?\b(?:becomes?|gets?) pregnant\b[^.;]*",
    r"(?!.*\b(?:positive|negative|known)\b)(?:the )?(?:(?:er|pg?r|hr|her-?2(?:/neu)?|hormone|hormonal|o?estrogen|progesterone|receptor|tumou?r|biomarker|and|or)[ ,/-]*){1,8}status\b[^.;]{0,30}\b(?:must|should|will) be (?:defined|scored|interpreted|reported)\b[^.;]*",
    r"(?:ihc|immunohistochemistry|fish|ish)\b[^.;]{0,20}\b(?:must|should|will) be used (?:for|to)\b[^.;]*",
    r"(?:the )?(?:surgical )?margins? (?:is|are) (?:considered )?(?:positive|negative|clear|close|involved) (?:if|when)\b[^.;]*",
    r"(?:positive|negative|clear|close) margins (?:is |are |will be )?(?:defined as|means?)\b[^.;]*",
    r"[^.;]{2,60} (?:is|are) not (?:considered|regarded|counted|defined)(?: as| to be)? (?:an? )?(?:positive|negative|involved|close) margins?\b[^.;]*",
    r"(?:for|to (?:get|obtain|receive)) (?:more|further|additional) information\b[^;]*",
    r"(?:gender|sex|race|ethnicity|ethnic background)(?:,? (?:and|or|and/or) (?:gender|sex|race|ethnicity|ethnic background))* (?:is|are) (?:not (?:an? )?(?:criteri(?:on|a)|restrict\w*|considered|limited)|no (?:criteri\w+|restriction))\b[^.;]*",
    r"(?!.*\b(?:positive|negative|normal|grade|stage|none|any|or|less|more)\b)[a-z][a-z0-9/-]{1,9} ?= ?(?:[a-z-]+ ){1,5}[a-z-]+",
    rf"(?:if )?{_NO_MORE_OF_THEM}{{3,120}}(?:, (?:they|she|these patients))?(?<!who)(?<!that)(?<!which) will (?:receive|begin|start|be (?:given|started|treated|dosed))\b[^.;]{{0,20}}\b(?:reduced|lower|adjusted|modified|half|higher) (?:starting )?(?:doses?|dosage|level)\b[^.;]*",
    rf"{_THOSE} (?:with|who){_NO_MORE_OF_THEM}{{3,120}} will (?:receive|begin|start|be (?:given|started|treated|dosed))\b[^.;]{{0,20}}\b(?:reduced|lower|adjusted|modified|half|higher) (?:starting )?(?:doses?|dosage|level)\b[^.;]*",
    r"(?:the |all )?(?:eligibility |inclusion |exclusion |and )+criteria\b[^.;]{0,40}\b(?:are|will be) (?:interpreted|applied)\b[^.;]*",
    r"(?:the |your )?(?:(?:study|trial|research|clinical|site) )?(?:center|centre|doctor|physician|staff|team|personnel|investigator)s? will (?:determine|decide|tell|explain|discuss|review|check|confirm)\b[^.;]*\b(?:you|criteria|eligib\w+|qualif\w+)\b[^.;]*",
    r"if you (?:do not|don't) (?:qualify|meet)\b[^.;]*",
    r"(?!all\b|eligible\b)[^.;:]{3,80} (?:patients|participants|subjects) (?:are|were|will be)(?: to be)? defined (?:as|by) [^;]*",
    r"(?!.*\b(?:prohibit\w*|exclu\w+|forbidden|not|avoid\w*)\b)(?:the )?(?:wash-?\s?out|details|definitions?|guidelines?|procedures?|instructions?|methods?)\b[^.;]{0,60}\b(?:is|are) (?:specified|described|listed|detailed|outlined|provided|defined|given) in (?:the )?(?:sections?|appendix|appendices|table|protocol|study|attachment)\b[^.;]*",
    r"every (?:attempt|effort) (?:should|will|must) be made\b[^.;]*",
    r"(?:(?:typically|usually|generally),? this is|this is (?:typically|usually|generally))\b[^;]*",
    r"[^.;]{0,40}\binformation is not intended to (?:contain|include|list|cover) all\b[^;]*",
    r"(?:wocbp|(?:wom[ae]n|females?) of child-?bearing potential)(?: \(\w+\))? (?:includes?|comprises?) (?:any|all|every|those|a)?\b ?(?:fe?male|wom[ae]n)\b[^;]*",
    r"(?:(?:her-?2|receptor|biomarker|pd-?l1|genetic|the) )*test(?:ing|s)? (?:may|can|could) be (?:performed|done|carried out) (?:in|on|at|using|with|from|by)\b[^.;]*",
    r"(?:[^.;]|\d\.\d){0,80}\bwill be (?:considered|classified|regarded|counted|staged|coded) (?:as |to be )?[cp]?[tnm][0-4]\w*\b[^.;]*",
    r"[a-z() ]{2,60} (?:can|may) (?:also )?be used (?:in place of|instead of|in lieu of)\b[^.;]*",
    r"(?:sequential|consecutive|successive|combination) [^.;]{0,60}\b(?:will|would|should) count as\b[^.;]*",
    r"(?:in order )?to (?:participate|be eligible|enter|enrol\w*|join|be included)\b[^.;:]{0,60}\bmust (?:meet|fulfil\w*|satisfy)\b[^.;:]{0,60}\bcriteria\b[^.;:]*",
    rf"{_THOSE} (?:who|with|that)\b{_NO_MORE_OF_THEM}{{3,80}} will be treated (?:with|by)\b[^.;]*",
    rf"{_THOSE} (?:who|with)\b{_NO_MORE_OF_THEM}{{3,80}} may (?:have|be) (?:decreased|increased|impaired|reduced|less|at)\b[^.;]*",
    r"[a-z]+(?: \w+)? (?:is|are) (?:classified as )?(?:an? )?pregnancy categor(?:y|ies)\b[^.;]*",
    r"(?:the )?(?:possible |potential )?(?:drug )?interactions? (?:of|between|with)\b[^.;]*\b(?:not|unknown)\b[^.;]*",
    r"(?!.*\b(?:patients?|subjects?|participants?|only)\b)this (?:time ?frame|time window|window|interval|period|cap|cut-?off|limit|range) (?:allows?|ensures?|permits?|gives|leaves|is (?:chosen|used|needed|based|to))\b[^;]*",
    r"(?:the |their |her )?(?:\w+ ){0,3}(?:results?|findings)(?: of [^.;]{2,40})? will be (?:provided|given|sent|communicated|disclosed|made available) to\b[^.;]*",
    r"there (?:is|are) no (?:restrictions?|limits?|limitations?) (?:(?:on|to|for|in) )?(?:eligibility |enrol\w+ )?(?:based on|according to|with respect to|regarding|with regard to|by)\b[^.;]*",
    rf"{_THOSE} randomi[sz]ed to\b{_NO_MORE_OF_THEM}* (?:may|can|will)\b(?! not)[^.;]*",
    r"(?:an? |the )?(?:\w+ )?symptoms? (?:is|are) (?:one that|considered|those that)\b[^.;]*",
    r"(?:the )?use of [^.;]{2,60} (?:should|may|can) be considered (?:in place of|instead of|as an alternative to)\b[^.;]*",
    r"for (?:example|instance),? (?:if|when|where|an?|the|in)\b[^;]*",
    r"(?:in order to [^.;,]{3,80}, )?(?:the |an? |each |all )?(?:(?:treating|study|subjects?'?s?|patients?'?s?|responsible|medical|radiation) )*(?:oncologists?|physicians?|investigators?|surgeons?|sites?|centers?|centres?|institutions?) (?:must|should|will|has to|have to) (?:have|be|demonstrate) (?:\w+ ){0,2}?(?:experienced?|trained|training|qualified|credential\w*|certified|expertise|familiar)\b[^.;]*",
    r"(?:permanent |surgical )?sterili[sz]ations? (?:methods? )?(?:includes?|means|is defined as)\b[^;]*",
    r"(?:(?:non-?)?measurable|target) (?:disease|lesions?)(?: \([^()]*\))? (?:is|are) defined (?:as|by)\b[^;]*",
    r"because [^.;]{3,200}, (?:children|pa?ediatric (?:patients|subjects)|minors|adolescents|infants)(?: and \w+)? (?:are|will be) (?:excluded|not (?:eligible|included))\b[^;]*",
    r"[^.;]{3,160}\b(?:does|do) not (?:by (?:itself|themselves) )?constitute\b[^.;]*",
    r"(?:all )?(?:areas|sites|lesions)(?: of (?:the )?disease)? (?:must|should|will) be (?:recorded|documented|measured|followed|photographed|identified)\b[^.;]*",
    # how many of whom the trial takes: "the number of patients with prior trastuzumab will not exceed 10"
    rf"(?:however,? )?(?:the )?(?:total |maximum |overall )*(?:number|proportion|percentage|enrol\w+|accrual) of (?:enrolled )?{_THOSE}\b[^.;]*\b(?:exceed|limited|capped|restricted)\b[^.;]*",
    rf"(?:however,? )?(?:no|not) more than (?:\d+ ?%?|one third|half)(?: of)?(?: the| all)? (?:enrolled |study |randomi[sz]ed )?{_THOSE}\b[^.;]*\b(?:will|may|can|should)\b[^.;]*",
    rf"(?:at least|up to|approximately|about|a (?:maximum|minimum) of) \d+ ?%?(?: of)?(?: the| all)? (?:enrolled |additional |further )?{_THOSE}\b[^.;]*\b(?:will|must|may|can|should) (?:be |have )[^.;]*",
    r"(?:we|the investigators|investigators|the (?:study )?team) (?:have )?(?:chose|chosen|selected|decided|believe|expect|hypothesi[sz]e|anticipate)\b[^.;]*",
)
# how a state that is asked for elsewhere is found out: "HER2 status should be determined by an accredited laboratory"
_TELLS_HOW = regex(
    r"\W*(?:(?:the|central|local|all|pre|post|peri|menopausal|post-?menopausal|pre-?menopausal|er|pg?r|hr|her-?2(?:/neu)?|hormone|hormonal|o?estrogen|progesterone|receptor|biomarker|ki-?67|pd-?l1|triple|and|or)[ ,/-]+){1,8}"
    r"(?:status|tests?|testing|assays?|positivity|negativity|expression|results?|over-?expression|amplification)(?: \([^()]*\))? (?:must|should|will|shall|has to|have to|is to|are to|needs? to) (?:be|have been) (?:\w+ly )?"
    r"(?:determined|confirmed|assessed|performed|done|tested|evaluated|measured|established|verified|carried out|conducted)\b"
)
# advice that nobody breaks: "the use of antacids is not recommended"
_ADVICE = regex(r"[^.;]{3,160} (?:is|are) (?:not (?:generally )?recommended|discouraged)\b[^.;]*")
# of any number there may have been: no exception to what stands before it
_NO_LIMIT = regex(
    r"\W*(?:there (?:is|are|will be) )?(?:no (?:upper )?(?:limits?|restrictions?|limitations?) (?:on|to|as to|in|regarding|for) (?:the )?(?:maximum )?(?:number|amount|lines?)|any number (?:of|prior|previous))\b"
)
_TURNS_AWAY = regex(
    r"\b(?:must|should(?! not be (?:counted|considered|included) (?:in|for|when) )|ineligible|excluded?|not (?:be )?(?:eligible|allowed|permitted))\b"
)
_NOTED = regex(r"^(?:please )?notes?\s?(?:that|:)\s*")
_EDGES = " .;*-•()\n\t"
REMARK = "a remark"
"""Why the words of a remark are unread: they ask for nothing."""
_HINTS = regex(
    r"note|n\.?b|purpose|defin|exists|assumed|diagnosed|considered|regarded|classified|deemed|count|scored|understood|effect|safety|efficacy|pharmaco|teratogen|risk|rationale|measurable|usually|generally|often|typically|mostly|routinely|commonly|normally|assay|confirmation|test|wash|includ|addition|furthermore|moreover|because|strat|categor|grouped|instead|in place|rather"
)

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
    if base is Effect.REQUIRE and _ADVICE.fullmatch(bare) is not None:
        return True
    if _VACCINES_ARE.match(lower) is not None:
        return True
    if _TELLS.match(lower) is not None and _TURNS_AWAY.search(lower) is None:
        return True
    if _HINTS.search(lower) is None or lower.rstrip().endswith(":"):
        return False
    if _REASONS.match(lower) or _SORTS.match(lower) or _ASSIGNS.match(lower):
        return True
    if NOT_ACTIVE.search(lower) is not None:
        return True
    if _DEMANDS.search(lower) is not None:
        return False
    if _UNMEASURED.match(lower) or (base is Effect.REQUIRE and _THIS_INCLUDES.match(lower)):
        return True
    return bool(_NOTE.match(lower) or _FOR_THE_PURPOSE.match(lower)) or _DEFINES.match(lower) is not None


_UNMEASURABLE = regex(
    r"\W*(?:(?:all )?(?:truly )?non-?measurable (?:disease|lesions)|small lesions?\b(?: \(.{1,60}\))?|(?:small |other |blastic |lytic |all )*bone (?:lesions?|metastas[ei]s|disease)(?: only)?|lepto-?meningeal (?:disease|metastas[ei]s|lesions)|ascites|(?:malignant )?(?:pleural|pericardial|peritoneal)(?:\W+(?:and/or|and|or)?\W*(?:pleural|pericardial|peritoneal))* effusions?|inflammatory breast (?:disease|cancer)|lymphangi[a-z]* (?:cutis|disease)(?:\W+(?:and/or|and|or)?\W*(?:pulmonis|cutis))?|lymphangi\w+ (?:carcinomatosis|spread|metastas[ei]s)|(?:cutis|pulmonis)|cystic lesions?|(?:cns|brain) (?:lesions|metastas[ei]s)|abdominal masses?\b.{0,90}|tumou?r lesions (?:situated|located|that are).{0,120}|groups of (?:small )?lesions.{0,60}|previously irradiated lesions.{0,80}|lesions in previously irradiated.{0,60}|diffuse \w+ (?:disease|involvement)|palpable lesions?.{0,60}|(?:elevated )?tumou?r markers?)\W*",
)
# what stands right under a line that says so may have any name of a lesion
_LESION = regex(
    r"\W*(?!.{0,60}\b(?:her-?2|receptor|positive|negative)\b)(?!(?:no|at least|measurable|evaluable|patients?|subjects?|participants?|history|known|progress\w*|stage|metastatic|histolog\w+)\b)(?:[\w()/,<>=≤≥.-]+ ){0,6}?(?:lesions?|disease|metastas[ei]s|effusions?|ascites|mass(?:es)?|lymphangi\w+|cysts?|tumou?r markers?)\b(?!.*\b(?:must|her-?2|receptors?|positive|allowed|ecog)\b).{0,170}",
    re.DOTALL,
)
_SURELY = regex(r"ascites|effusion|lymphangi|cystic|abdominal mass|previously irradiated")
UNMEASURABLE_HEAD = regex(
    r"\bnon-?measurable\b[^:]{0,60}:\W*$|\b(?:not|no longer) (?:be )?(?:considered |regarded (?:as )?|count(?:ed)? (?:as )?|qualify (?:as )?)?(?:to be )?(?:measurable|evaluable)\b[^:]{0,40}:\W*$"
    r"|\bunacceptable (?:as|for) (?:measurable|evaluable)\b[^:]{0,40}:\W*$"
)
"""A line over a list of lesions that are not measurable."""
_A_LESION = regex(
    r"(?!\W*(?:no|not|must|at least|patients?|history|known|prior|hormone|stage|metastatic|histolog\w+)\b)(?!.*\b(?:must|required|allowed|eligible|permitted|her-?2|receptors?|failed|progressed)\b)"
    r".*\b(?:lesions?|disease|metasta\w+|effusions?|ascites|mass(?:es)?|lymphangi\w+|lymph\w+|cysts?|markers?|sites?|involvement|infiltrat\w+|carcinomatosis|enlargement|\w*edema|levels?|changes|nodes?|nodal|marrow|\w+megaly|scan|abnormalit\w+|uptake)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORDS_OF_A_LESION = 24


def names_a_lesion(words: str) -> bool:
    """Whether a short line only names a finding, as one of a list of what is not measurable does."""
    return len(words.split()) <= _WORDS_OF_A_LESION and _A_LESION.match(words) is not None


_RUN = 3  # such lines beside each other are a list whose head may be lost
_LONGEST = 200  # characters


def unmeasurable(text: str, segments: Sequence[Segment]) -> frozenset[int]:
    """The items that only name lesions which are not measurable: no patient needs to have them.

    They stand under a line that says so, or are three or more inclusions beside each other whose head was lost.
    """
    found: set[int] = set()
    run: list[int] = []
    before = ""
    for index, segment in enumerate(segments):
        words = " ".join(segment.body.of(text).lower().split())
        listed = segment.role is Role.ITEM and len(words) <= _LONGEST
        headed = not UNMEASURABLE_HEAD.search(words) and UNMEASURABLE_HEAD.search(before) is not None
        if listed and (_UNMEASURABLE.fullmatch(words) or headed and _LESION.fullmatch(words)):
            run.append(index)
            continue
        if run:
            found.update(_list(text, segments, run, before))
        run, before = [], words
    found.update(_list(text, segments, run, before))
    for index, segment in enumerate(segments):
        if segment.parent is not None and segment.role is Role.ITEM and segment.section is Section.INCLUSION:
            over = " ".join(segments[segment.parent].body.of(text).lower().split())
            if segment.parent in found or UNMEASURABLE_HEAD.search(over) is not None:
                found.add(index)
    return frozenset(found)


def _list(text: str, segments: Sequence[Segment], run: Sequence[int], before: str) -> Sequence[int]:
    """The run of items, where it is a list of what is not measurable; none of it otherwise."""
    if UNMEASURABLE_HEAD.search(before) is not None:
        return run
    sure = any(_SURELY.search(segments[index].body.of(text).lower()) for index in run)
    inclusions = all(segments[index].section is Section.INCLUSION for index in run)
    return run if len(run) >= _RUN and sure and inclusions else ()
