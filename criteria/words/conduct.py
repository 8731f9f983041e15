"""Owns unread sentences whose subject is the trial, its tests, its staff or its words: what these do is asked of no patient."""

from __future__ import annotations

from criteria.patterns import either, regex

# what a trial does, writes or has done
_TRIALS = (
    r"(?:stud(?:y|ies)|trials?|protocols?|sponsors?|investigators?|(?<!who )surgeons?|(?:pre-?)?screening|randomi[sz]ation|stratification|accrual|enrol\w+|amendments?|substud(?:y|ies)|medical monitors?"
    r"|criteri(?:a|on)|requirements?|recommendations?|guidances?|guidelines?|windows?|timings?|time ?(?:frames?|points?|intervals?|windows?)|definitions?|classifications?|terminology|manuals?|content|information|(?:case report|consent) forms?|questionnaires?"
    r"|cut-?\s?offs?(?: (?:values?|levels?|points?))?|risk models?|models?|modality|modalities|techniques?|scales?|software|instruments?|devices?|formulas?|formulae|equations?|calculations?|processe?s?|procedures?|methods?|versions?|lists?|tables?|sections?|exceptions?|waivers?|nurses?|pharmacists?|personnel|staff|teams?|committees?|sites?|institutions?)"
)
_TESTS = (
    r"(?:tests?|testing|re-?testing|assays?|samples?|specimens?|slides?|blocks?|biops(?:y|ies)|scans?|imaging|images?|mris?|cts?|x-?rays?|radiographs?|radiograms?|sonograms?|(?:12-lead )?e[ck]gs?|electrocardiograms?|echocardiograms?|mugas?|mammogra(?:ms?|phy)|scintigra(?:phy|phies|ms?)|colonoscop(?:y|ies)|ultrasounds?|ultrasonography"
    r"|blood pressures?|heart rates?|exams?|examinations?|photograph(?:s|y)|photos|measurements?|evaluations?|assessments?|work-?ups?|results?|reports?|stainings?|staging|reads?|readings?|determinations?|blood draws?|laborator(?:y|ies)(?: (?:values|parameters))?|chemistr(?:y|ies)|urinalysis|panels?|counts?|profiles?|levels?"
    r"|(?:receptors?|hepatitis(?: [abc])?|hiv|her-?2(?:/neu)?|antigen|marker|biomarker|mutation\w*|nodal|menopausal|brca|expression|mismatch repair)(?: (?:\w+ )?(?:levels?|status))|criteria|disease sites|sites of disease|questionnaires?)"
)
# the head of the sentence and what hangs on it, none of which says who is meant or what was found
_VERBS = r"must|should|shall|will|would|can|cannot|may|might|is|are|was|were|has|have|had|who|whom|which|that|whose|no|not|without|if|unless|only"
_BEFORE = rf"(?:(?!\b(?:{_VERBS})\b)[^.;:,]){{0,90}}?"
_HANGS = rf"(?: ?\([^()]*\)| (?:used|taken|obtained|performed|of|for|from|in|at|by|on|with|within|prior to|before|after|and|or|to)\b(?:(?!\b(?:{_VERBS})\b)[^.;:,]){{1,90}}?)*"
_WILL = r"(?:,? (?:and/or|and|or|as well as) [^.;:,]{1,40})? (?:(?:must|should|shall|will|would|can|may|might|has to|have to|had to|needs? to)(?: (?:also|then|first|always|preferably|ideally|only))? (?:be|have been|have|be being)|is|are|was|were|(?:is |are )?to be)(?: not| also| then| first| only| preferably)? (?:\w+ly )?"
_DONE = (
    r"(?:performed|done|obtained|collected|acquired|taken|drawn|recorded|repeated|reviewed|re-?checked|re-?assessed|checked|submitted|sent|shipped|forwarded|assessed|evaluated|determined|scored|graded|reported|used|utili[sz]ed|employed|provided|analy[sz]ed|followed|measured|documented|completed|interpreted|tested|required|mandatory"
    r"|mandated|optional|needed|necessary|recommended|encouraged|advised|preferred|waived|carried out|conducted|stored|retained|calculated|estimated|photographed|noted|listed|separated|corrected|dependent|based|confirmed|verified|applied|updated|revised|amended|decided|made|adjusted|extended|defined|described|specified|counted|held|given|asked|inclusive|exclusive|approximate|staged|classified|scanned|imaged|pending|known|available|monitored|selected|identified|chosen)\b"
)
# what a test must have shown is a demand
_SHOWN = r"\b(?:positiv\w*|negativ\w*|normal\w*|abnormal\w*|no evidence|absen\w+|free of|show\w*|shown|demonstrat\w*|reveal\w*|prov(?:en|ed|ing)|(?:over-?)?express\w*|amplif\w*|mutat\w*|stable|intact|elevated|adequate|acceptable|resectable|within (?:the )?(?:range|limits?|institution\w*|normal)|without|rul(?:e|ed|ing) out|exclud\w*|eligib\w*|ineligible|less than|greater|more than|at least|no more|not exceed|progress\w*|ranges?|high|low|risk)\b|[<>≤≥]|\d ?(?:%|mm|cm|mg|g/|x )"
_UNSHOWN = rf"[^.;]*?(?:{_SHOWN})"
_PLAIN = rf"(?!{_SHOWN})(?:[^.;]|\.(?=\d))"
_PLAIN_REST = rf"(?:{_PLAIN})*"
_PLAIN_BEFORE = rf"(?:(?!{_SHOWN})(?!\b(?:{_VERBS})\b)[^.;:,]){{0,90}}?"
_WHEN = r"(?:(?:if|in (?:the )?(?:case|event) (?:of|that)|in cases? where|where|when|whenever|for (?:patients|participants|subjects|women|those|all patients)\b|otherwise|in addition|additionally|furthermore|moreover|however|also|note that|please note)[^.;,]{0,160}(?:, (?:and/or|and|or) [^.;,]{1,80})?, ?(?:then )?)?"
_PEOPLE = r"(?:(?:all|any|eligible|enrolled|the|female|male|both|study|such|these|(?:pre|peri|post)-?menopausal) )*(?:patients?|subjects?|participants?|women|candidates?|individuals?)(?: (?:with|on|in) [^.;:,]{2,60}?)?"
_PEOPLE_WITH = r"(?:(?:all|any) )?(?:patients|subjects|participants|women|candidates|individuals) (?:with|who have) (?:(?!\b(?:must|should|will|shall)\b)[^.;:]){2,200}?"
_NAMES_TEST = r"(?:" + _TESTS.replace("|criteria|", "|") + r"|lvef|ejection fraction|ki-?67|her-?2|tumou?r)"
_SENTENCE = either(
    # "A sample must be shipped to the central laboratory", "If the urine test is positive, a serum test will be required"
    rf"{_WHEN}{_PLAIN_BEFORE}\b{_TESTS}\b{_HANGS}{_WILL}{_DONE}{_PLAIN_REST}",
    rf"{_WHEN}{_BEFORE}\b(?:tests?|results?)\b (?:must|should|will) be (?:confirmed|followed|repeated|verified)\b{_PLAIN_REST}",
    rf"{_WHEN}{_BEFORE}\b{_TRIALS}\b{_HANGS}{_WILL}{_DONE}{_PLAIN_REST}",
    # "Hepatitis C status required", "Required laboratory values"
    rf"(?!{_UNSHOWN}){_BEFORE}\b{_TESTS}\b{_HANGS},? (?:required|mandatory|optional|recommended|encouraged|advised|requested|preferred|obtained|performed)\b{_PLAIN_REST}",
    rf"(?:required|optional|recommended|baseline|screening|pre-?treatment) (?:\w+ ){{0,3}}{_TESTS}\W*(?:\([^()]*\))?",
    # "Physical examination within the past 6 months", "Check serum potassium"
    rf"{_PLAIN_BEFORE}\b{_TESTS}\b(?: ?\([^()]*\))? within (?:the )?(?:(?:past|last|previous|prior) )?\d+ (?:days?|weeks?|months?)(?: (?:of|before|prior to|from) {_PLAIN_REST})?",
    rf"(?:check|obtain|perform|repeat|measure) (?!{_UNSHOWN}){_BEFORE}\b{_TESTS}\b{_PLAIN_REST}",
    # "Patients must have their LVEF assessed", "Patients with skin lesions will have photographs"
    rf"(?:[a-z0-9 ]{{3,30}}: )?{_PEOPLE} (?:must|should|shall|will|needs? to|ha(?:s|ve) to|are to) (?:also )?(?:have|undergo|complete|receive|get) (?:had |undergone )?(?:(?!{_SHOWN})[^.;:,]){{0,60}}?\b{_NAMES_TEST}\b(?:(?!\b(?:lesions?|tumou?rs?)\b){_PLAIN})*",
    # "Patients with a history of cardiac disease, or with symptoms of it, should have a risk assessment of cardiac function"
    rf"{_PEOPLE_WITH} (?:must|should|shall|will|needs? to) (?:also )?(?:have|undergo) (?:(?:an?|the|appropriate|thorough|[\w-]+al) )*(?:[\w-]+ ){{0,2}}?{_NAMES_TEST}\b(?!.*\b(?:must|better)\b){_PLAIN_REST}",
    rf"{_PEOPLE} (?:must|should|shall|will|needs? to|ha(?:s|ve) to|are to) (?:also )?(?:be|have been) (?:staged|tested|screened|imaged|asked|instructed|informed|told|photographed|followed|monitored|seen|aware)\b{_PLAIN_REST}",
    rf"{_PEOPLE} (?:must|should|shall|will|needs? to|ha(?:s|ve) to|are to) (?:also )?(?:be|have been) (?:tested|screened|genotyped) for (?!.*\b(?:positiv\w*|negativ\w*|and (?:be|have|found)|found)\b)[^.;]*",
)
_MORE = either(
    # "Other tests, as clinically indicated", "Local pathology is sufficient", "Fine-needle aspiration is not sufficient"
    rf"{_PLAIN_BEFORE}\b{_TESTS}\b(?: ?\([^()]*\))?[,:]? (?:only )?(?:as|if|when|where) (?:clinically |medically )?(?:indicated|needed|appropriate|necessary|warranted|applicable)",
    rf"{_BEFORE}\b(?:{_TESTS}|aspirat(?:es?|ion)(?: ?\([^()]*\))?|fna|cytology|pathology|histology|markers?|smears?)\b(?: alone| only)? (?:is|are) (?:not )?(?:sufficient|insufficient|enough|inadequate|adequate|acceptable|allowed|permitted)\b{_PLAIN_REST}",
    # "Skin lesions must be followed by photography", "Blastic lesions are non-measurable"
    rf"{_BEFORE}\b(?:lesions?|areas|sites)\b{_HANGS} (?:must|should|will|may|can|cannot)(?: not)?(?: also)? be (?:followed|photographed|documented|recorded|measured|used|selected|counted|noted|imaged|assessed)\b{_PLAIN_REST}",
    r"(?:(?:all|other|blastic|lytic|sclerotic|bone|bony|skin|cystic|small|non-?target|such|these|and|or|,) ?)+(?:lesions|disease|metastases) (?:is|are) (?:considered )?(?:non-?|un|not )?(?:measurable|evaluable|target lesions)",
    rf"{_WHEN}(?:its|the|their) (?:neoplastic|malignant|metastatic|benign) nature\b{_HANGS}{_WILL}(?:confirmed|verified|proven|established)\b[^.;]*",
    # who does what in the trial, and what will be done with whom
    rf"{_WHEN}(?:the |an? |each |all |treating |study |principal )*(?:surgeons?|investigators?|physicians?|oncologists?|radiologists?|pathologists?|sites?|institutions?|cent(?:er|re)s?|laborator(?:y|ies))\b{_HANGS} (?:will|may|can|should) (?:use|review|determine|decide|receive|consider|contact|perform|provide|obtain|assess|evaluate|select|submit|discuss)\b[^.;]*",
    r"(?:only|not all)\b(?:(?!\b(?:patients?|subjects?|participants?|women|those)\b)[^.;]){3,60} will be (?:studied|treated|analy[sz]ed|assessed|sampled|biopsied|irradiated|evaluated|used)\b[^.;]*",
    r"inclusion of (?:women|minorit\w+)\b.*",
    r"(?:[^.;]{3,60}: )?(?:entry|enrol\w+|this (?:study|trial)|the (?:study|trial))\b[^.;]*\bopen to\b[^.;]*\ball (?:racial|ethnic|races|ethnicities|genders)\b.*",
    r"(?!.*\b(?:must|should|may not|no|not|within|patients?|subjects?|participants?)\b)(?:however,? |furthermore,? )?(?:(?:pre-?clinical|animal|in vitro|prior|previous|recent) )?(?:studies|data|evidence|experiments)\b[^.;]* (?:have )?(?:indicat|suggest|show|demonstrat)\w*\b.*",
    # what is forbidden later: "It is not permitted while on study"
    r"(?:it|this|that|they|these|such \w+) (?:is|are|will be) not (?:permitted|allowed) (?:during|while|throughout)\b[^.;]*",
    # what a word means
    r"(?:(?!\b(?:must|should|patients?|subjects?|who|which|that)\b)[^.;:]){3,90} (?:is|are) (?:defined (?:as|by|an?|to)|categori[sz]ed as|described as|denoted|any (?:treatment|therapy|drug|agent|lesion|condition|disease|medication)s? (?:that|which|meant|used|given|intended))\b[^;]*",
    r"(?:asco|cap|nccn|recist|ajcc|who|eortc|nci|ctcae)[\w /-]{0,30} (?:guidelines?|criteria|manual)(?:,? \d+)?|[a-z-]+(?: et al\.?| and [a-z]+)?,? (?:19|20)\d\d\W*",
)
# "In addition, patients may be untreated or have had any number of regimens"
_MAY_BE = regex(
    rf"(?:[^.;:]{{3,60}}: )?(?:in addition,? |also,? )?{_PEOPLE} (?:may|can)(?: also| either)? (?:be|have)\b(?!.*\b(?:if|provided|unless|only|not|as long as|must|when|before|prior to|after)\b)(?!(?:[^.;]*)(?:\d|[<>≤≥])).*"
)
# what patients are told or know, and what is said of nobody's state
_KNOWS = regex(
    rf"(?:(?:{_PEOPLE} )?(?:(?:must|should|shall|will|needs? to|ha(?:s|ve) to|is|are) )?(?:be |have been )?)?(?:(?:fully|made|well) )?(?:aware|informed|advised|told|counsell?ed)\b(?: (?:of|that|about|on|as to|regarding)\b.*)"
)
_THIS = regex(
    r"(?:in addition,? |furthermore,? |moreover,? |however,? |therefore,? |thus,? )?(?:this|these|that|those|such|it)(?: (?:potential |possible |tissue |blood |\w+ )?(?:samples?|risks?|tests?|drugs?|agents?|results?|criteria|criterion|measurements?|assessments?|images?|content|information|data|timing|window|windows|interval|limit|rule|procedures?|events?|effects?|time ?(?:frame|point)|study|trial|protocol|section|requirement|restriction|exclusion|definition|approach|method|therapy|treatment|regimen|combination|schedule|dose))? "
    r"(?:is|are|was|were|will|would|can|could|may|might|allows?|depends|helps?|ensures?|involves?|includes?|means?|refers?|applies|apply|takes?|gives?|provides?|uses?|has been|have been|has|have)\b(?!(?<=may) not\b|(?<=can) not\b)(?!.*\b(?:must|should|excluded?|exclusion\w*|ineligible|prohibited|forbidden|contraindicated|not (?:be )?(?:eligible|allowed|permitted)|only if|unless|in order to)\b).*"
)
_WIDENS = regex(r"(?:this|these|it|such)\b[^.;]{0,40}? (?:would |will |may |can |could )?(?:also )?includes?\b")
_THERE = regex(
    r"there (?:is|are|will be|were|was) (?:no known|an? separate|currently no|no current|no (?:known )?(?:data|information|evidence|experience|reports?|studies|interactions?|eligibility)|insufficient|limited|little|a (?:risk|possibility|potential))\b(?!.*\b(?:metasta\w+|disease|recurrence|progression|tumou?r|involvement)\b).*"
)
# where what is named may be so or so: "positive, negative, or unknown", "any size primary tumor"
_EITHER = regex(
    r"(?:(?:any|either)\b[\w ,/-]{0,40}?)?(?:(?:primary|secondary|recurrent|metastatic|positive|negative|unknown|undetermined|treated|untreated|known|measurable|non-?measurable|evaluable|unilateral|bilateral|left|right|single|multiple|and/or|or|and|either)[ ,/]*){2,8}(?:disease|cancers?|tumou?rs?|status|receptors?)?"
    r"|any (?:size|grade|stage|histolog\w+|number|type|kind)(?: of)?(?: (?:the |primary |breast |invasive )*(?:tumou?rs?|cancers?|disease|lesions?|nodes))?|no (?:other )?(?:eligibility|inclusion|exclusion|specific|additional) (?:criteria|requirements?|restrictions?)"
)
_CHOICE = regex(r"\bor\b|/|,|\bany\b|\bno\b")
# what counts as what
_COUNTS = regex(
    rf"{_WHEN}(?:(?!\b(?:must|only if)\b)[^.;:]){{3,200}}? (?:(?:will|would|should|can|may|shall)(?: not| still| also)* be|is|are|(?:do|does|will|would|should)(?: not)?(?= (?:count|include|constitute)\b))(?: not| still| also)? (?:considered|regarded|counted|classified|count|include|constitute)\b"
    r"(?! (?:to be )?(?:\w+ )?(?:for|eligible|ineligible|suitable|candidates?|appropriate|unsuitable|high|at|in|on|by|safe|likely|unlikely|significant|curable|incurable|inoperable|operable|unresectable|resectable|necessary|medically|clinically|poor|good|stable)\b)(?!.*\b(?:eligib\w+|ineligible|exclu\w+|candidates?)\b).*"
)
# a formula, an address, the number of a section, a bracket that says of whom
_SIGNS = regex(
    r"(?:creatinine clearance|crcl|egfr|gfr)(?: \([^()]*\))?(?: (?:for|in) (?:(?:fe)?males?|(?:wo)?men))? ?= ?[\W_]*(?:0?\.\d+ x (?:the )?male value)?|\(?140 ?[-–] ?age\b[^<>]*|\(?72\)? ?[(x×*][^<>]*creatinine[^<>]*|(?:[^.;<>≤≥]{1,60})?=[^=<>≤≥]*(?:[×∙*]|\d ?x ?\(|\bx (?:weight|wt|\(|\d+ ?\))|\] ?x|\d-age|- ?age|/ ?\(|/ ?highest)[^<>]*|https?://\S+|(?:see|per) (?:above|below)?|\(?[ivx]{1,4}\)?"
    r"|[(\[](?:for )?(?:all|adult|\w+) (?:patients|subjects|participants|arms?|phase|cohorts?)(?: only)?\\?[)\]]"
)
# "Phase II entry: (closed as of March 2000)": in which parts of it the trial still takes patients
_CLOSED = regex(
    r"(?:[^.;]{1,60}[: (] ?)?\(?(?:(?:is|are|was|were|now|temporarily|permanently|currently) )*(?:closed|suspended|re-?opened|open|completed|on hold)(?: (?:to|for) (?:further |new )?(?:accrual|enrol\w+|recruitment|registration|entry|patients))?(?:,? (?:as of|effective|since) [\w/., -]{2,30})\)?"
    r"|(?:[^.;]{1,60}[: (] ?)?\(?(?:(?:is|are|was|were|now|temporarily|permanently|currently) )*(?:closed|suspended|re-?opened|on hold|open) (?:to|for) (?:further |new )?(?:accrual|enrol\w+|recruitment|registration|entry)\)?"
)
# under exclusions: whoever has the diagnosis has had it confirmed
_UNCONFIRMED = regex(
    r"(?:no|lack of|absence of|inability to obtain|unable to obtain|without|missing) (?:(?:an?|any|the|adequate|available|sufficient) )*(?:(?:histolog|cytolog|patholog|histopatholog)\w+|biopsy)(?:(?:/| or | and |/ )(?:histolog|cytolog|patholog)\w+)? (?:documentation|confirmation|proof|verification|available|(?:documented|confirmed|proven|diagnosed) (?:breast |invasive |adeno)*(?:carcinoma|cancer|malignancy)\b)[^.;]*"
)
# what is asked elsewhere: "must meet the criteria as outlined below", "within the ranges shown below"
_ELSEWHERE = regex(
    rf"(?:in addition,? |additionally,? )?(?:{_PEOPLE} |(?:and )?(?:alkaline phosphatase|ast|alt|sgot|sgpt|bilirubin|has|have|the|or|and|/|,|\s|\([^()]*\)|aspartate aminotransferase|alanine aminotransferase|creatinine|platelets?|hemoglobin|laborator(?:y|ies)|values?|results?|tests?|hematolog\w+|serum|chemistry|blood|parameters?|indices|must be|should be|are|is)+)?"
    r"(?:(?:must|should|will|has to|have to|continue to|also|still|be) ?)*(?:meet(?:s|ing)?|satisf(?:y|ies)|fulfil\w*|within|with|in)\b (?:all |each |one |any |of |the |following |these |following |required |eligibility |entry |laboratory |study |inclusion |defined |stated )*(?:criteri(?:a|on)|requirements?|ranges?|limits)\b"
    r"(?: (?:as )?(?:(?:out)?lined|outlined|shown|listed|given|specified|stated|defined|described|set out|above|below|in the (?:protocol|study|table)|allowing for eligibility|for (?:eligibility|entry|registration))\b)*"
)
# the text about itself: by whom its criteria are checked and answered for, where its lists can be found, whence patients come
_OF_THE_TEXT = either(
    r"(?:all |the |these )*(?:(?:inclusion|exclusion|eligibility)(?: and |/)?)+ ?criteri(?:a|on)\b[^;]{0,160}?\b(?:will|must|should|needs?(?: to)?|are to|is to)(?: to)? be (?:re-?)?(?:checked|assessed|verified|confirmed|reviewed|evaluated|documented)\b[^;]*",
    r"(?:(?:any|all) )?(?:questions|inquiries|queries|requests)\b[^;]{0,80}?\b(?:should|must|may|can) be (?:directed|addressed|sent|referred)\b.*",
    r"[^;]{0,80}\S+@\S+\.\w+[^;]{0,80}",
    r"(?:reasons?|justification) ?: ?(?!.*\b(?:must|excluded|ineligible)\b).*",
    r"(?:(?:from|based on|given|in) [^;,]{3,60},? )?(?:we|the investigators) (?:(?:can|will|do|also|would|strongly) )*(?:expect|encourage|anticipate|recommend|believe|hope|aim|plan|intend)\b.*",
    r"(?:the |this |our |present )+(?:study|trial|protocol|project|research) (?:utili[sz]es|uses|recruits|enrol\w*s|includes|studies|examines|evaluates|investigates|focuses|aims|seeks|tests|compares)\b(?!.*\b(?:must|should|excluded?|ineligible|not)\b).*",
    r"(?!.*\b(?:must|should|not|excluded|prohibited)\b)(?:(?:because|since|as) (?:the )?)?lists? (?:of|including|containing) (?:(?:these|such|those|the|prohibited|medications?|drugs?|agents?|substances?|inhibitors?|and|or) ?)+\b.*",
    r"(?!.*\b(?:must not|should not|excluded|prohibited)\b).*\bmedical reference(?:s| texts?| books?)\b.*",
    r"(?:if [^.;,]{3,160}, )?(?:the |any |these |all )*(?:patients?|subjects?|participants?|individuals?|women) (?:with [^.;,]{3,80} )?will be referred (?:to|for)\b[^.;]*",
    r"(?:such|these|this|those) (?:treatments?|therap(?:y|ies)|drugs?|medications?|agents?) (?:may|must|should|can|will) not be (?:resumed|begun|started|restarted|given|used|taken|continued)\b[^.;]{0,40}\b(?:after|during|while|until|throughout)\b[^.;]*",
    r"\(?(?:(?:current|the|national cancer institute|nci|by|per|using)\W+)*(?:common (?:terminology|toxicity) criteria(?: for adverse events)?|(?:nci[- ]?)?ctcae?)\W*(?:(?:\(?(?:nci[- ]?)?ctcae?\)?|version|v|\d(?:\.\d+)?)\b\W*)*",
    r"(?!.*\b(?:unless|within|must)\b)[^.;]*\b(?:screen[- ]?fail\w*|fail\w* screening|this criterion)\b[^.;]*\bre-?screen\w*\b[^.;]*|re-?screening\b[^.;]*\b(?:is|may be|will be|can be) (?:not )?(?:allowed|permitted|considered|possible)\b[^.;]*",
    r"(?:(?!\b(?:that|which|who|whose|whom|any|patients?|subjects?|participants?|women)\b)[^.;,]){3,80} (?:increases?|reduces?|raises?|lowers?|decreases?) the (?:risk|chance|likelihood|incidence|probability) of\b[^;]*",
    r"there (?:is|are) no (?:prohibitions?|exclusions?|exclusion (?:causes?|criteria|periods?|requirements?))\b.*|no exclusions?(?: criteria| requirements?| restrictions?)?\b(?! (?:met|criterion)\b).*",
)
_RECRUITED = regex(rf"{_PEOPLE}(?: (?:are|were|will be))? (?:recruited|identified|drawn) (?:from|through|via)\b[^.;]*")
# a remark in brackets of its own: "(This timing was chosen by the committee.)"
_BRACKETED = regex(r"[(\[]\s*(?P<inner>[^()\[\]]*?)[\s.;]*[)\]]")
_NOTED = regex(r"^\W*(?:please )?notes?(?: that)?\b ?[:,-]? ?")
_EDGES = " .;,*•\n\t"


def is_of_trial(lower: str, *, required: bool) -> bool:
    """Whether a sentence, in lower case, of which nothing was read asks nothing of the patient's state.

    ``required`` is whether a plain statement there must be true; under exclusions less is taken for such a sentence,
    since what a test finds or what counts may itself be what excludes.
    """
    bare = _NOTED.sub("", " ".join(lower.split()).strip(_EDGES))
    if (bracket := _BRACKETED.fullmatch(bare)) is not None and _SIGNS.fullmatch(bare) is None:
        bare = bracket["inner"]
    if _SIGNS.fullmatch(bare) is not None or _OF_THE_TEXT.fullmatch(bare) is not None:
        return True
    if not required and _RECRUITED.fullmatch(bare) is not None:
        return True
    if required and _EITHER.fullmatch(bare) is not None and _CHOICE.search(bare) is not None:
        return True
    if not required and _WIDENS.match(bare) is not None:
        return False
    if any(part.fullmatch(bare) is not None for part in (_SENTENCE, _MORE, _KNOWS, _THIS, _THERE, _CLOSED, _ELSEWHERE)):
        return True
    if not required and _UNCONFIRMED.fullmatch(bare) is not None:
        return True
    if required and _MAY_BE.fullmatch(bare) is not None:
        return True
    return required and _COUNTS.fullmatch(bare) is not None
