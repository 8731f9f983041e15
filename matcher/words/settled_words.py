"""Owns the words of what is settled in person or asks for nothing: unread, they keep no verdict open."""

from __future__ import annotations

import re

_ADMINISTRATIVE = re.compile(
    r"informed consent|\bconsent\b|willing|able to (?:comply|understand|read|speak|complete|adhere|attend|provide|follow)|"
    r"ability to (?:comply|understand|read|speak|complete|adhere|provide|follow)|\bcomply\b|complian|adhere|"
    r"investigator|opinion|judg[e]?ment|discretion|sponsor|contracepti|birth control|abstinen|abstain|intercourse"
    r"|vasectom|steriliz|surgically sterile|tubal|condom|intrauterine|follow[- ]up|"
    r"implants? (?:of|containing) levonorgestrel|injectable progest|cervical cap|male partner who (?:is|was|has been) sterile|"
    r"questionnaire|protocol|registration|register|insur|life expectancy|geographic|language|english|"
    r"enrol|participat|study (?:visit|procedure|staff|team|site)|tissue|specimen|archival|biops|paraffin"
    r"|tumou?r (?:\w+ )?blocks?\b|\b(?:same|representative|embedded|original|diagnostic|wax) blocks?\b"
    r"|\bblocks? (?:used|from|must|should|will|is|are)\b|"
    r"otherwise healthy|good (?:general )?health|slides|blood samples?|\bsign(?:ed)?\b(?! of\b)|"
    r"written|authori[sz]ation|hipaa|legal|guardian|prisoner|incarcerat|"
    r"\b(?:able to|ability to|(?:who|they|she) can|must) (?:come|travel|return|commute) (?:back )?to (?:the |our |a )?(?:[\w-]+ ){0,2}"
    r"(?:clinics?|hospitals?|cent(?:er|re)s?|sites?|pharmacy|laboratory)\b|"
    r"\b(?:able to|(?:who|they|she) can|must) visit the (?:\w+ )?(?:hospital|clinic|cent(?:er|re)|site)\b"
    r"|\b(?:provide|give) the (?:name|address|telephone number|contact details) of\b|"
    r"\b(?:no|insufficient|inadequate|lack of|sufficient|adequate) (?:\w+ ){0,3}(?:ffpe|formalin[- ]fixed(?:,? paraffin[- ]embedded)?) "
    r"(?:\w+ )?(?:material|tissues?|blocks?|slides|samples?|specimens?)\b|"
    r"\b(?:unable|inability) to (?:have blood drawn|(?:obtain|provide|give) (?:\w+ ){0,5}blood|be contacted)\b|\bcivil (?:conduct|capacity)\b|"
    r"social|psychological|family(?! (?:medical )?histor)|employee|availab|per (?:institution|local|recist)|"
    r"\b(?:is|are|was|were|be|been)(?: \w+){0,2} defined (?:as|by|below)|^\W*(?:[\w-]+ ){1,3}defined (?:as|by|below)|"
    r"\b(?:pre|peri|post)-?\s?menopausal\b[^.;]{0,10}\bdefined\b|"
    r"\bnote\b|see section|appendix|"
    r"\b(?:get|getting|become|becoming) pregnant (?:during|while|until|for|within|in the)\b"
    r"|\b(?:trying|attempting|intend\w*|wish\w*|desir\w*|plan\w*|expect\w*) to "
    r"(?:(?:become|get|be) pregnant|conceive|father)\b"
    r"|"
    r"\b(?:preclud|prevent|prohibit|interfer|limit|hinder|impair|compromis|preempt)\w*\b[^.;]{0,40}\b"
    r"(?:study|trial|participat\w+|complian\w+|complying|completion|follow-?up|consent)\b"
    r"|"
    r"\b(?:affect|confound|obscur|distort|influenc|complicat)\w*\b[^.;]{0,30}?\b"
    r"(?:interpretation|assessment|evaluation) of (?:the )?(?:study |trial |efficacy |safety |toxicity |treatment )*"
    r"(?:results|outcomes?|data|findings|efficacy|safety|toxicity)\b"
    r"|"
    r"\b(?:affect|confound|obscur|distort|influenc)\w* (?:the )?(?:study|trial) (?:results|outcomes?|data|findings)\b|"
    r"\b(?:risks?|threats?|danger) to (?:the |a )?(?:patient|subject|participant|individual)(?:['’]s|s['’]?)? (?:safety|well-?being)\b|"
    r"\bincompatible with (?:the |this )?(?:clinical |present )*(?:study|trial)\b",
    re.IGNORECASE,
)
# Sentences that explain, permit or title, and ask for nothing
_ASKS_NOTHING = re.compile(
    r"\bbecause\b|\beffects? of\b.*\bunknown\b|\bis known to be\b|\bevidence suggests\b|\bnecessary because\b|"
    r"\b(?:is|are|be) (?:also )?(?:allowed|permitted|acceptable|evaluable|recommended|encouraged)\b|\bnot (?:be )?"
    r"(?:required|mandatory|necessary)\b|\bnot specified\b|^\W*(?:(?:patient |disease )?characteristics|(?:main|key|major) (?:conditions|criteria))\W*$|"
    r"\bno limits?\b|\bequation\b|\brecorded as\b|\bnot\s+performed\b|\bshould be achieved\b|\bassessment\b.*\brequired\b|"
    r"\b(?:counts?|counted|considered) as\b|\brefers? to\b|\bwill be (?:repeated|collected|used|reviewed)\b|"
    r"\btaken into (?:consideration|account)\b|\bany (?:racial|ethnic|race|ethnicity)\b",
    re.IGNORECASE,
)
# Sentences that ask for nothing although they hold an "if" or a "not": they point elsewhere, or say what is done later
_NEVER_ASKS = re.compile(
    r"^\W*(?:please )?see (?:below|above|section|appendix|protocol|\w+ characteristics)\b|^\W*in (?:both|these|such|all) cases\W*$|"
    r"\b(?:provided|if|when|as long as) (?:all )?(?:the )?other (?:entry |eligibility |inclusion )?criteria (?:are|have been) (?:met|fulfilled|satisfied)\b|"
    r"\bif (?:the )?(?:baseline|screening) .{0,50}\bnot (?:been )?(?:performed|done|obtained)\b|"
    r"\bshould (?:inform|notify|tell|contact) (?:\w+ ){0,3}(?:physician|doctor|investigator|staff|team)\b|"
    r"\b(?:study (?:cent(?:er|re)|sites?|personnel|staff|team|doctors?)|investigator) will (?:determine|explain|discuss|tell|inform|decide)\b|"
    r"^\W*if you (?:do|do not|don't) qualify\b|^\W*you can then decide\b|\bnot intended to (?:be complete|contain all)\b|"
    r"\bconsidered (?:to be )?(?:of |as )?(?:non-?\s?)?child-?\s?bearing potential\b|"
    r"^\W*(?:is |are )?not an? (?:wocbp|pocbp|(?:woman|female|person|participant) of child-?\s?bearing potential(?: \(\w+\))?),? or\W*$|"
    r"\bcalculating days\b|\bconsidered day\b|\bin determining eligibility\b|"
    r"\bwill (?:have|undergo|be given) (?:an? )?(?:\w+ )?pregnancy test\b|^\W*\(?recist\)?(?: criteria)?[ v\d.]*$|"
    r"\bcancer staging (?:manual|handbook)\b|"
    r"\b(?:uniform|intense|circumferential) (?:\w+ )?membrane staining\b|\bher-?2\W{0,3}(?:to |: )?cep-?17\b|\bgene copy number\b|"
    r"^\W*an? (?:full |complete )?list of\b.*\b(?:is|can be|will be) (?:\w+ )?(?:provided|available|found|kept|given|maintained|included)\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"\bnot (?:be )?(?:allowed|permitted|eligible|acceptable)\b|\bineligible\b|\bexclu|\bunless\b|\bprovided\b|\bonly\b|\bif\b",
    re.IGNORECASE,
)
# What is done for the trial at screening; in an exclusion it may be the result that counts
_PROCEDURE = re.compile(
    r"\b(?:must|should|will|to|may) (?:have |be )?(?:been )?(?:performed|done|obtained|repeated|assessed|measured|completed)\b|"
    r"\b(?:complete blood count|cbc|metabolic panel|blood chemistr\w+|urinalysis|chest (?:x-ray|radiograph|ct)|bone scan)\b[^.;]{0,60}\bwithin\b|"
    r"\b(?:histolog|cytolog|patholog)\w+ (?:confirmation|verification|documentation|proof)\b|"
    r"\bassays?\b|\banalys[ie]s\b|\bexamination\b|\btesting\b|\b(?:device|smartphone|computer|internet|telephone)\b",
    re.IGNORECASE,
)
# cells of the patient's own that were kept for a transplant, a clip that shows where a node was: the team has them before it;
# how many there must be is a bound, and stays open
_KEPT_AT_THE_SITE = re.compile(
    r"^(?!.*\b(?:if|defined|less than|phase|relapse\w*|donors?)\b)(?!.*(?:[<>≤≥]|(?<!cd)(?<!cd3)\d)).*?(?:"
    r"\b(?:stem|progenitor|(?:bone )?marrow|cd34 ?\+?)(?: (?:or|and) bone marrow)?(?: cells?)?(?:/kg)?(?: \([^()]*\))?"
    r"(?: (?:have|has|had|been|were|was|is|are|must|be|previously|already|adequately|successfully))* "
    r"(?:collected|harvested|stored|cryopreserved|banked)\b"
    r"|\b(?:collections?|harvests?|storage) of (?:(?:an?|adequate|sufficient|autologous|number|amount|of|peripheral|blood) )*"
    r"(?:stem|progenitor|(?:bone )?marrow|cd34)\b"
    r"|\b(?:adequate|sufficient|successful) (?:\w+ ){0,3}(?:stem|progenitor) cells? (?:collection|harvest|mobili[sz]ation)\b"
    r"|\b(?:clips?|fiducials?|fiducial markers?)(?: (?:must|should|have|has|is|are|to|be|been|was|were))* (?:placed|inserted|implanted)\b"
    r"|\bnodes? (?:(?:must|should|have|has|is|are|be|been|was|were) )*(?:clipped|tattooed)\b)",
    re.IGNORECASE,
)
# whether a patient fits what she is scanned or treated with: nobody knows before it is tried; a bound of it stays open
_FITS = re.compile(
    r"^(?!.*[<>≤≥]).*?(?:\b(?:too (?:large|small|big|wide|thick|thin|heavy)|(?:does|do|will|would|can) ?not fit"
    r"|(?:not|cannot) (?:\w+ ){0,2}(?:encompassed|accommodated|covered)"
    r"|exceed\w* (?:the )?(?:size|weight)|(?:size|weight|dimensions?) (?:limits?|limitations?)|(?:unable|inability|able|ability) to (?:fit|enter|lie))\b"
    r"[^.;]{0,90}\b(?:scanners?|gantry|bore|coils?|tables?|field of view|receptors?|detectors?|applicators?|cuffs?|paddles?)\b"
    r"|\b(?:inability|unable|not possible|impossible|impossibility|cannot be|could not be) "
    r"(?:to )?(?:be )?(?:planned\b|plan (?:the )?(?:patients?|treatment|radio\w*|radiation)\b)"
    r"|\b(?:inability|unable) to (?:locali[sz]e|visuali[sz]e|delineate|identify|define)\b[^.;]{0,60}\b(?:on|by|for|with|at) (?:the )?(?:\w+ )?"
    r"(?:planning|simulation)\b"
    r"|\bcavit(?:y|ies)\b[^.;<>≤≥]{0,20}\b(?:not|poorly|cannot be) (?:\w+ ){0,2}(?:visuali[sz]ed|delineated|identified|defined|visible|seen)\b)",
    re.IGNORECASE,
)
# Where a person lives and is treated, what they own and speak: the study team sees it, and no record of the disease holds it
_AT_THE_DOOR = re.compile(
    r"\b(?:resid(?:e|es|ing|ence|ents?)|citizens?|inhabitants?|(?:live|lives|living) (?:in|within|near|at)|count(?:y|ies))\b(?![^.;]{0,20}\bhospice\b)|"
    r"\b(?:"
    r"receiv\w+|seek\w*|get(?:ting)?|obtain\w+|treated|followed|seen|refer(?:red|ral)|diagnosed|presenting|presented"
    r"|admitted|admission|consult\w*|care|patients?|members?)\b[^.;<>≥≤]{0,60}\b"
    r"(?:at|of|to|by|in|from|through|within|with)\b[^.;<>≥≤]{0,80}"
    r"\b(?:cent(?:er|re)s?|hospitals?|clinics?|institut(?:e|ion)s?|university|universities|medical school"
    r"|(?:care|cancer|hospital|practice) network|health (?:system|service|plan)|kaiser|mayo)\b"
    r"|"
    r"\b(?:phones?|e-?mails?|sms|text messag\w+|facebook|video\w*|webcam|wi-?fi|web|websites?|compact dis[ck]|(?:cd|dvd) players?|tablet computer)\b|"
    r"\b(?:speaks?|speaking) (?:and|or|,|fluent)"
    r"|\b(?:reads?|writes?) (?:and|or) (?:speaks?|understands?|writes?|comprehends?)\b"
    r"|\bread(?:ing)? (?:comprehension|ability|skills?|level)\b|\bliterate\b",
    re.IGNORECASE,
)

# how well someone is, and what may be asked of them, in a doctor's judgement; who may not decide for themselves
_JUDGED = re.compile(
    r"\bmedically (?:stable|unstable|fit|unfit|cleared|ineligible|appropriate)\b|\bcritically[- ]ill\b"
    r"|\b(?:poor|good|acceptable|unacceptable|high) (?:psychiatric and |surgical and |and )*"
    r"(?:medical|surgical|an(?:a)?esthe\w+|operative) risks?\b"
    r"|\bto+ (?:sick|ill|frail|unwell) to\b|"
    r"\b(?:cleared|clearance|approval|approved|permission|permitted|consulted|referred)\b[^.;]{0,30}\b(?:by|from|of)"
    r"\b[^.;]{0,20}\b"
    r"(?:cardiologists?|physicians?|doctors?|oncologists?|surgeons?|specialists?|anesthesiologists?|md)\b"
    r"|\b(?:physician|oncologist|doctor|md|surgeon)(?:['’]s)? (?:\w+ ){0,4}"
    r"(?:permission|approval|clearance|advis\w+|permi\w+|refus\w+)\b"
    r"|"
    r"\b(?:venous|vascular|iv|intravenous) access\b(?! (?:device|port))|\bintravenous administration of study\b"
    r"|\binmates?\b|\btutor\b|\btutelage\b|\bcuratorship\b|\bdecisionally impaired\b|\blegal (?:in)?capacity\b"
    r"|\bdetention\b|\b(?:definition|age) of (?:an? )?(?:minor|majority)\b|\bnot yet adults?\b|"
    r"^\W*(?:or |and )?(?:has|have) not (?:undergone (?:an? )?(?:hysterectomy|bilateral oophorectomy)|been naturally post-?menopausal)\b|"
    r"\b(?:do(?:es)? not|did not|fail(?:s|ed|ure)? to) (?:present|show up|appear|report|come|return) (?:for|to|at) "
    r"(?:[\w-]+ ){0,4}?(?:visits?|appointments?|sessions?|clinic|examinations?|interviews?)\b"
    r"|\b(?:doctors?|physicians?|oncologists?|surgeons?|clinicians?|radiologists?|(?:study )?pi) "
    r"(?:thinks?|feels?|believes?|considers?|deems?|expects?|suspects?)\b"
    r"|\b(?:clinically|medically|surgically) (?:judged|deemed|considered|felt|thought)\b"
    r"|\b(?:(?:not )?(?:considered|deemed|judged|felt to be|thought to be)(?: to be)?(?: an?)?(?: [\w-]+)? candidates?) for\b"
    r"|\bdesires? not to\b|\bdenial of participation\b|\bdisruptive\b"
    r"|\b(?:failure to meet|deviat\w+ from|not (?:meet|fulfil\w*)|outside) (?:\w+ ){0,3}"
    r"(?:inclusion|eligibility|entry|specified|required|study)(?: criteria| requirements?| ranges?| limits?)\b",
    re.IGNORECASE,
)
# "Receiving ongoing oncology care at MGH", "Undergoing therapy at NTCRN sites": a place that is called by capitals
_CARED_FOR_AT = re.compile(
    r"\b(?i:receiv\w+|undergo\w*|seek\w*|getting|treated|followed|seen|care|therapy|patients?) (?:\w+ ){0,4}?"
    r"(?i:at|through) (?:(?i:the|an?) )?(?:[A-Z]{2,}|(?i:emergency (?:department|room)))\b"
    r"(?![^.;]*\b(?i:dose|with)\b)"
)


# "a score of at least 12 on the fatigue questionnaire": it is how the patient is that is asked, not that it be filled in
_SCORED = re.compile(
    r"\b(?:minimum|maximum|mean|total)?\s?scores?\b[^.;]{0,24}?(?:of|[<>≤≥=]+|than|least|above|below|over)\s*\d"
    r"|\brates? (?:[\w-]+ ){1,4}(?:[<>≤≥=]+|(?:greater|less|more) than|at (?:least|most)|above|below)[^.;]{0,14}\d",
    re.IGNORECASE,
)

# "a biopsy demonstrating a high content of macrophages": what the tissue shows is asked, not that there be some
_SHOWN = re.compile(
    r"\b(?:biops(?:y|ies)|tissues?|specimens?|samples?) (?:demonstrat|show|reveal|that (?:demonstrat|show|reveal)|with (?:high|low|elevated|absent)\b)"
    r"|\b(?:negative|positive|normal|benign|malignant|abnormal|atypical)(?: [\w-]+){0,5} (?:biops|cytolog)"
    r"|\bcytomorpholog\w+ evidence\b|\b(?:positive|abnormal) (?:screening|test|mammogra\w+) results?\b",
    re.IGNORECASE,
)

# "a histologically confirmed diagnosis of any type listed in the protocol": who has another disease is not asked for
_DIAGNOSED = re.compile(
    r"\b(?:histolog|cytolog|patholog)\w+[ -](?:\w+[ -])?(?:confirmed|proven|documented|verified) diagnos[ie]s\b",
    re.IGNORECASE,
)


# "active disease prior to registration", "excluded from participation": when, or what follows, and not what is asked
_AT_ENTRY = re.compile(
    r"\b(?:prior to|before|preceding|at (?:the )?time of|within|of|from|until|after|since|at|to) (?:the )?"
    r"(?:(?:study|trial|protocol|initial|their|this|first|step \d|patient) )*(?:registration|registering|enrol\w*|participation)\b",
    re.IGNORECASE,
)


def is_settled(phrase: str) -> bool:
    """Whether a phrase is of consent, compliance or a doctor's judgement, explains, permits or points elsewhere."""
    if any(asked.search(phrase) is not None for asked in (_SCORED, _SHOWN, _DIAGNOSED)):
        return False
    phrase = _AT_ENTRY.sub(" ", phrase)
    explains = bool(_ASKS_NOTHING.search(phrase)) and not _FORBIDS.search(phrase)
    return explains or any(part.search(phrase) is not None for part in (_NEVER_ASKS, _ADMINISTRATIVE, _JUDGED, _FITS))


def is_done_at_screening(phrase: str) -> bool:
    """Whether a phrase is of an examination that the trial makes, or of what it keeps or has put in place for the treatment."""
    return _PROCEDURE.search(phrase) is not None or _KEPT_AT_THE_SITE.search(phrase) is not None


def is_seen_at_the_door(phrase: str) -> bool:
    """Whether a phrase is of where someone lives or is treated, or of what they own or speak."""
    return _AT_THE_DOOR.search(phrase) is not None or _CARED_FOR_AT.search(phrase) is not None
