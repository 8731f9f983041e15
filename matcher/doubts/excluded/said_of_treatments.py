"""Owns the words before and behind the name of a treatment that narrow its exclusion, each with what they say."""

from __future__ import annotations

import re

from criteria.patterns import regex

# "not a candidate for X", "refuses X", "contraindication to X": having had it is not what excludes
NOT_HAD = regex(
    r"\b(?:requir\w* (?:immediate|urgent|emergen\w+|imminent)|need (?:for )?(?:immediate|urgent|emergen\w+|imminent)"
    r"|candidates? for|indications? (?:for|against)|suitable for|eligible for|fit for|amenable to|refus\w+|declin\w+"
    r"|contraindicat\w+ (?:to|for|of)|unwilling\w*|"
    r"unable to|cannot|can't|can not|not (?:be )?(?:able|willing|prepared) to|inability to|ability to"
    r"|intolera\w+ (?:to|of)|(?:hyper)?sensitiv\w+ to|allerg\w+ to|excipients?|components? of|response to)\b"
    r"[^.;]{0,160}$",
    re.IGNORECASE,
)
# "prior radiation or surgery to the painful site": what is said of the last of them is said of each
AT_ONE_PLACE = regex(
    r"^(?:[^.;\n]{0,80}?\b(?:or|and)\b)?[^.;,\n]{0,60}?\s(?:to|of|in|on|at) (?:the |an? |any |this |same )*"
    r"(?:involved|affected|only|sole|single|target|index|study|painful|symptomatic|same|ipsilateral|contralateral"
    r"|treated|planned|other|opposite|operative|surgical|proposed|intended|operated)\s+(?:\w+\s+)?"
    r"(?:other\s+|opposite\s+)?(?:sites?|breasts?|lesions?|areas?|regions?|fields?|axillae?|sides?|organs?|joints?|limbs?|arms?|nodes?|tumou?rs?|chest)\b",
    re.IGNORECASE,
)
# "radiotherapy, ablation, or resection to the liver": of treatments of one place, what is said behind the last
LISTED_AT_ONE_PLACE = regex(
    r"^(?=\s*(?:,|or\b|and/or\b|and\b))(?:[^.;:()\n]|\([^()]*\)){0,80}?\b(?:or|and/or|and)\s(?:[\w-]+\s){0,2}"
    r"(?:\([^()]*\)\s*)?(?<!prior )(?<!due )to (?:(?:the|any|an?|their|her|both) )?(?:[\w-]+ ){0,2}?"
    r"(?:liver|brain|neck|head|axilla\w*|pelvis|abdomen|chest|thorax|spine|bones?|prostate|lungs?|breasts?|eyes?|sites?|areas?|regions?)\b",
    re.IGNORECASE,
)
# "node-positive on axillary dissection": how it was found
_FOUND_BY = regex(
    r"\b(?:positive|negative|(?<!actively )involved|involvement|metasta\w+|found|detected|seen|identified|diagnosed)"
    r"\b[^.;]{0,40}\b(?:on|by|in|at|via|through)\s+(?:the |an? )?(?:(?:[\w-]+\s+){1,4}(?:or|and|and/or)\s+)?$",
    re.IGNORECASE,
)
# "treatment in another trial": what excludes is to take part in it
_IN_ANOTHER_TRIAL = regex(
    r"^[^.;,\n]{0,30}?\b(?:in|within|on|as part of|under) (?:an)?other (?:[\w-]+ ){0,2}(?:trial|stud(?:y|ies)|protocol)\b",
    re.IGNORECASE,
)
# "pamidronate or denosumab with raised calcium": what is said behind the last may be said of each
_LAST_WITH_A_SIGN = regex(
    r"^\s*(?:,|or\b|and/or\b)\s*(?:or\s+)?[\w-]+(?:\s+[\w-]+){0,2}\s+with\s+(?:an?\s+|the\s+)?"
    r"(?:"
    r"elevated|raised|abnormal|low|high|increased|decreased|uncontrolled|symptomatic|clinical|evidence|signs?|known)"
    r"\b",
    re.IGNORECASE,
)
# "mTOR inhibitors as the last treatment before entry": not whoever has had them
_AS_THE_LAST = regex(
    r"^[^.;,\n]{0,30}?\bas (?:the |their |an? )?(?:very )?(?:last|latest|most recent|final|immediate\w*)\b",
    re.IGNORECASE,
)
# "treatment of metastatic disease prior to initiation of induction therapy"
_BEFORE_ANOTHER = regex(
    r"^[^.;\n]{0,110}?\b(?:prior to|before) (?:the )?(?:initiation|start|starting|beginning|initiating) (?:of )?"
    r"(?:the )?(?:induction|maintenance|first-line|1st-line|index|previous|prior) (?:[\w-]+ )?"
    r"(?:therapy|chemotherapy|treatment)",
    re.IGNORECASE,
)
# "adjuvant chemotherapy with a disease-free interval of less than a year"
WITH_AN_INTERVAL = regex(
    r"^[^.;\n]{0,120}?\bwith (?:an? |the |subsequent |disease )*"
    r"(?:(?:disease|relapse|recurrence|progression|treatment)[- ]free (?:interval|period|survival|time)\b"
    r"|(?:relapse|recurrence|progression) (?:within|in less|less|<))",
    re.IGNORECASE,
)
# "any other anti-ABC antibody": an antibody, but of one target
_OF_ONE_TARGET = regex(
    r"(?:\banti-?[A-Z0-9][\w/-]*"
    r"|\b[\w/]+-(?:targeted|targeting|directed|specific|binding|blocking|conjugated|derived|based|containing)"
    r"|\b[A-Z]{2,}[\w/-]*\s+(?:targeting|direct\w*|specific|binding))\s+(?:monoclonal\s+)?$"
)
# "tamoxifen or letrozole for more than 30 days", "opioid use longer than four weeks"
SO_LONG = regex(
    r"^[^.;:()\n]{0,100}?\b(?:(?:for|of|lasting)\s+(?:a (?:duration|period) of\s+)?|use\s+)"
    r"(?:(?:(?:more|longer|greater)\s+than|exceeding|over|>|a (?:duration|period) exceeding)\s*[\w-]+\s+"
    r"(?:days?|weeks?|months?|years?)\b(?!\s+(?:ago|prior|before|from|after|since|earlier))"
    r"|(?:(?:at\s+least|≥|>=)\s*)?[\w-]+\s+(?:days?|weeks?|months?|years?)\s+(?:or\s+(?:more|longer)\s+)?"
    r"(?:during|within|in|over)\s+the\s+(?:past|last|previous|prior|preceding)\b)",
    re.IGNORECASE,
)
# "bisphosphonates must not be initiated", "therapy started or changed": its beginning excludes, not its going on
_BEGUN = regex(
    r"^(?:[\s,]+(?!(?:and|or|not)\b)[\w-]+){0,3}?\s+(?:(?:must|should|may|can|shall|will)(?: not)? be (?:newly )?(?:initiated|started|begun|introduced)"
    r"|(?:newly )?(?:initiated|started|begun),?\s*(?:/|or)\s*(?:(?:dose|newly)[- ])?(?:chang|alter|modif|increas|adjust))",
    re.IGNORECASE,
)
_ANOTHER = r"second|other|another|unrelated|different|previous|prior|earlier"
_FOR_ANOTHER = regex(
    rf"^\s*(?:therapy |treatment |agents? )?(?:within [^.;:,]{{0,50}}? )?(?:for|of|to treat)\s+"
    r"(?:an? |the |any |their )*(?:"
    rf"{_ANOTHER}|benign|non-?\w+|h[a]?ematolog\w+|blood|leuk[a]?emia|lymphoma|myeloma|melanoma|ovarian|lung"
    r"|colorectal|prostate|thyroid|skin)\b",
    re.IGNORECASE,
)
# "therapy for an earlier cancer, including chemotherapy": of that cancer, whichever treatment it names
_FOR_AN_EARLIER_CANCER = regex(
    rf"\bfor\s+(?:an? |the |any |their )*(?:{_ANOTHER})\s+(?:\w+\s+)?"
    r"(?:cancers?|malignanc\w+|tumou?rs?)\b",
    re.IGNORECASE,
)
# "relapse within a year of adjuvant docetaxel": how soon it came back excludes
HOW_SOON = regex(
    r"\b(?:recurrences?|recurr(?:ed|ing|ent)|relaps\w*|progress(?:ion|ed)|disease[- ]free interval)\b[^.;]{0,40}"
    r"(?:\bwithin\b|\bless than\b|\bsooner than\b|<|≤)[^.;,]{0,110}$",
    re.IGNORECASE,
)
# "an option with which she has not been treated before": it is said of the option
_OF_WHAT_IS_NAMED = regex(r"\b(?:with|to|for|by) which\b[^.;]*$", re.IGNORECASE)
# "initiation of treatment with growth factors or steroids within a week": not who has long taken them
_BEGUN_ONLY = regex(
    r"^\W*(?:[\w-]+\s+){0,3}(?:initiation|start|beginning) of (?:new )?(?:treatment|therapy) with (?:an? |any |new )*[^.;:]{0,160}$",
    re.IGNORECASE,
)
# what the words before a treatment, and those behind it, say of which of it excludes
# "unilateral reconstruction", "orthovoltage irradiation", "cardiotoxic chemotherapy": some of it
_OF_ONE_SORT = regex(
    r"\b(?:unilateral|bilateral|contralateral|ipsilateral|orthovoltage|cardiotoxic|nephrotoxic|hepatotoxic|ototoxic|emetogenic|intrathecal|intraperitoneal|"
    r"intra-?arterial|intravesical|topical|inhaled|intranasal|vaginal|low-dose|mini-?dose|metronomic|hypofractionated|intra-?operative|partial[- ]breast|"
    r"robotic|laparoscopic|minimally invasive|immediate|delayed)\s+(?:(?!or\b|and\b)[\w-]+\s+){0,1}$",
    re.IGNORECASE,
)
# "only endocrine therapy as adjuvant treatment": nothing else beside it
_ONLY = regex(
    r"^\W*(?:(?:patients|subjects|women|participants|who|have|had|received|treated|with|by)\s+)*only\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "tamoxifen, then letrozole and subsequently fulvestrant": who had one of them is not meant
_THEN_BEHIND = regex(
    r"^\s*(?:\([^()]*\))?(?:\s*(?:therapy|treatment))?,?\s*(?:and\s+)?(?:then|subsequently|followed by|thereafter)\s+"
    r"(?:by |with )?(?:an? )?(?!(?:by |with )?(?:disease|progress\w*|relaps\w*|recur\w*)\b)\w",
    re.IGNORECASE,
)
_THEN_BEFORE = regex(
    r"\b(?:and|or|,)\s*(?:then|subsequently|followed by|thereafter)\s+(?:(?:an?|by|with|non-?\w+|adjuvant|neoadjuvant)\s+){0,3}(?:[\w-]+\s+and\s+)?$",
    re.IGNORECASE,
)
# "a mammogram taken within 12 weeks after surgery"
_DATES_A_TEST = regex(
    r"\b(?:taken|performed|obtained|done|mammogra\w+|ultrasound|imaging|scans?|mri|ct|tests?|samples?)"
    r"\b[^.;,]{0,40}\b(?:after|since|following)\s+(?:(?:the|their|final|last|definitive|primary|initial)\s+)*$",
    re.IGNORECASE,
)
_GRAFT_REQUIRING = regex(
    r"\b(?:transplant\w*|(?:allo|auto)?grafts?)\s+(?:requiring|needing|(?:that|which)\s+requires?)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_IS_PROOF = regex(r"^[\s/\w,()-]{0,60}?\b(?:evidence|proof|confirmation|documentation)\s+of\b", re.IGNORECASE)
# "drugs that have a narrow therapeutic window and are metabolized by CYP3A4": only both together exclude
_OF_NARROW_WINDOW = regex(
    r"\bnarrow(?: therapeutic)? (?:windows?|ind\w+|ranges?|margins?)\s+(?:and|that|which|known)\b[^.;:,]{0,60}$",
    re.IGNORECASE,
)
# "last metastatic treatment with capecitabine, sunitinib, or sorafenib"
_LAST_WITH = regex(
    r"^\W*(?:(?:the|their|patients?|whose|with)\s+)*(?:last|most recent|latest)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:treatment|therapy|regimen|chemotherapy|line)\s+"
    r"(?:(?:received|given|administered|taken)\s+(?:by\s+(?:the\s+)?\w+\s+)?)?"
    r"(?:with|was|were|containing|included|includ\w+)\b(?=[^.;]*$)",
    re.IGNORECASE,
)
# "must be willing to stop endocrine therapy for 2 weeks", "able to be off steroids"
_TO_BE_STOPPED = regex(
    r"\b(?:willing|able|agree\w*|prepared|ready|needs?) to "
    r"(?:stop|discontinue|hold|interrupt|cease|be off|come off|go off)(?: (?:taking|using|use of|all|any|their|the))*"
    r"\s+(?:[\w-]+(?:,|/| or| and)*\s+){0,4}$",
    re.IGNORECASE,
)
# "chronic use (> 10 days) of tamoxifen", "long-term treatment (over 3 months) with tamoxifen": how long it was given excludes
_USED_SO_LONG = regex(
    r"\b(?:use|usage|treatment|therapy|administration|exposure|intake)\s*[(,]\s*(?:(?:defined as|i\.?e\.?,?|for|lasting)\s+)?"
    r"(?:(?:more|longer|greater)\s+than|exceeding|over|at\s+least|\\?[>≥]\s?=?)\s*[\w-]+\s+(?:consecutive\s+)?(?:days?|weeks?|months?|years?)\s*[),]\s+"
    r"(?:of|with|to)\s[^.;:]{0,100}$",
    re.IGNORECASE,
)
# "certain antibiotics": which, it does not say
_CERTAIN = regex(
    r"\bcertain\s+(?:(?:kinds|types|classes|forms)\s+of\s+)?(?:(?!or\b|and\b)[\w-]+\s+){0,2}$", re.IGNORECASE
)
SAID_BEFORE = (
    (_USED_SO_LONG, "how long it was given decides"),
    (_CERTAIN, "it does not say which of them"),
    (_OF_NARROW_WINDOW, "the words before it narrow the treatment"),
    (_LAST_WITH, "it excludes only as the last treatment"),
    (_TO_BE_STOPPED, "it excludes only who will not stop it"),
    (_BEGUN_ONLY, "it is when it was begun that excludes"),
    (_DATES_A_TEST, "it says when something was found or done"),
    (_GRAFT_REQUIRING, "it excludes together with the graft"),
    (_THEN_BEFORE, "it excludes who has had the one and then the other"),
    (_ONLY, "it excludes who had nothing else"),
    (NOT_HAD, "having had the treatment is not what excludes"),
    (_FOUND_BY, "it says how something was found"),
    (HOW_SOON, "it is how soon the disease came back that excludes"),
    (_OF_WHAT_IS_NAMED, "it is said of what stands before it"),
    (_FOR_AN_EARLIER_CANCER, "it was given for something else"),
    (_OF_ONE_TARGET, "the words before it narrow the treatment"),
    (_OF_ONE_SORT, "the words before it narrow the treatment"),
)
# "surgery within 3 weeks and not yet recovered": only both together exclude
_AND_NOT_RECOVERED = regex(
    r"^(?:[^.;\n]|(?<=\d)\.(?=\d)){0,160}?\b(?:and|but) "
    r"(?:(?:has|have|had|is|are|was|were|who|still|patients?|subjects?) ){0,3}(?:not|incomplete|without|yet to) "
    r"(?:[\w-]+ ){0,2}?recover",
    re.IGNORECASE,
)
# "no lapatinib since brain metastases were diagnosed": earlier treatment is not meant
_SINCE_IT_CAME = regex(
    r"^[^.;,\n]{0,25}?\bsince\s+(?:(?:the|their|her|a)\s+)?"
    r"(?:initial\s+|first\s+|breast\s+|cancer\s+|disease\s+){0,2}"
    r"(?:diagnosis|development|onset|detection|appearance|recurrence|relapse|progression|discovery|metasta\w+)\b",
    re.IGNORECASE,
)
# as of an investigational drug (half-life > 40 hours): 28 days
_OF_A_HALF_LIFE = regex(
    r"^\s*(?:/\s*)?(?:[\w-]+\s+){0,3}?\(?\s*(?:with\s+)?(?:an?\s+)?(?:\w+\s+)?half[- ]?li(?:fe|ves)\s*(?:of\s*)?"
    r"(?:\\?[<>≤≥=]|(?:more|less|greater|longer|shorter)\s+than|up\s+to|over)",
    re.IGNORECASE,
)
# "a taxane, platinum or thalidomide that has led to neuropathy": what came of it is said of each
_CAME_OF_IT = regex(
    r"^(?:-\w+(?: \w+)?)?(?:,|\s+(?:or|and|and/or|including|such as|like)\s)(?:[^.;:()\n]|\([^()]*\)){0,160}?\b"
    r"(?:or|and)\s[^.;:,()\n]{2,50}?\s(?:that|which)\s+(?:(?:has|have|had)\s+(?:been\s+)?)?"
    r"(?:result\w*|caus\w+|led|lead\w*|requir\w+|produc\w+|was|were)\s+"
    r"(?!(?:not\s+)?(?:allowed|permitted|eligible|excluded))",
    re.IGNORECASE,
)
# "oral anticoagulation with warfarin"
_WITH_A_DRUG = regex(
    r"^\s*(?:(?:therapy|treatment|agents?)\s+)?with (?!or without\b|(?:the )?exceptions?\b)", re.IGNORECASE
)
# "anthracyclines as part of first-line chemotherapy"
_IN_ONE_LINE = regex(
    r"^\s*(?:\([^()]*\)\s*)?as (?:an? )?(?:part|component) of (?:[\w-]+ ){0,3}?(?:first|second|third|1st|2nd|3rd)[- ]?line\b",
    re.IGNORECASE,
)
# "other anticancer therapy (chemotherapy, surgery, biologic therapy)": the bracket says which, and each of these is excluded
_KINDS_TOLD = regex(
    r"^(?:\s+(?:therap(?:y|ies)|treatments?|agents?))?\s*\("
    r"(?!\s*(?:e\.?\s?g|eg\b|for (?:example|instance)|such as|includ|i\.?\s?e|any\b|all\b|other))(?![^()]*\betc)"
    r"(?=[^()]*,)[^()]{0,200}?\b(?:chemotherapy|radiation|radiotherapy|surgery|immunotherapy|hormon\w+|endocrine|biologic\w*)\b[^()]*\)",
    re.IGNORECASE,
)
SAID_BEHIND = (
    (_KINDS_TOLD, "the bracket behind it says which of it excludes"),
    (WITH_AN_INTERVAL, "it is how soon the disease came back that excludes"),
    (_WITH_A_DRUG, "the words behind it narrow the treatment"),
    (_IN_ONE_LINE, "it excludes who had it in that line"),
    (_OF_A_HALF_LIFE, "it is only what stays so long in the body"),
    (_CAME_OF_IT, "the words behind the list narrow it"),
    (_IS_PROOF, "it says how something was found"),
    (_SINCE_IT_CAME, "it counts from when the disease came"),
    (_THEN_BEHIND, "it excludes who has had the one and then the other"),
    (SO_LONG, "how long it was given decides"),
    (_BEGUN, "it is its beginning that excludes"),
    (_AND_NOT_RECOVERED, "it excludes only who has not recovered"),
    (AT_ONE_PLACE, "it excludes where it was given to one place"),
    (_BEFORE_ANOTHER, "it counts to another moment than enrolment"),
    (_AS_THE_LAST, "it excludes as the last treatment"),
    (_IN_ANOTHER_TRIAL, "to take part in another trial is what excludes"),
    (_FOR_ANOTHER, "it was given for something else"),
    (_LAST_WITH_A_SIGN, "the words behind it narrow the treatment"),
)
