"""Owns subjects of sentences that are only some of the patients: "patients over 65 must …", "melanoma: prior …"."""

from __future__ import annotations

from criteria.patterns import either, regex

_PEOPLE = r"(?:patients?|subjects?|participants?|women|men|individuals|persons?|females?|males?|those)"
_MUST = (
    r"(?=,? (?:must|should|need (?:to|at least|one)|have to|are required|is required|will be required|will need"
    r"|(?<!\bwho )(?<!\bthat )(?<!\bwhich )would (?:also )?(?:need|require|have to)"
    r"|(?<!\bwho )(?<!\bthat )(?<!\bwhich )(?<!\band )(?<!\bor )(?<!\bbut )will (?:also )?"
    r"(?:"
    r"be (?:eligible|allowed|permitted|able) to (?:receive|continue|undergo)|receive|use|be (?:offered|given|dosed))"
    r"|will (?:also )?have (?:been|had|received|undergone|failed|progressed))\b)"
)
# "metastatic disease must be documented" asks for it; "metastatic disease must be hormone-sensitive" is about some
_MUST_BE_SO = (
    r"(?=,? (?:must|should) (?:also )?(?:have|be|involve|not)\b(?! (?:been )?(?:"
    r"present|documented|confirmed|proven|verified|histolog\w+|cytolog\w+|patholog\w+|biopsy|evident|measurable"
    r"|evaluable|known|available|identified|detected|diagnosed)\b))"
)
_OLDER = r"(?:(?:older|younger|more|less|greater|smaller|larger) than|over|under|above|below|up to|at least|[<>≥≤]=?)"
# between two ages, of which few trials set both
_BETWEEN = (
    r"(?:(?:who are |aged? |between (?:the ages of )?)*"
    r"(?:[12]?\d(?: years?)? ?(?:to|-|\u2013|and) ?[1-5]\d|[3-9]\d(?: years?)? ?(?:to|-|\u2013|and) ?[3-9]\d)"
    r"(?: ?(?:years?|yrs?)(?: of age| old)?)?)"
)
_AGED = (
    rf"(?:{_BETWEEN}"
    rf"|(?:who are |aged? )*{_OLDER} ?(?:or equal to |the age of )?[3-9]\d\b(?: ?(?:years?|yrs?)(?: of age| old)?)?"
    r"|(?:who are |aged? )*[3-9]\d (?:(?:years?|yrs?)(?: of age| old)? )?(?:of age )?(?:or|and) "
    r"(?:older|over|above|younger))"
)
_TUMOR = (
    r"(?:cancers?|carcinomas?|adenocarcinomas?|lymphomas?|melanomas?|myelomas?|sarcomas?|leuka?emias?|mesotheliomas?"
    r"|gliomas?|glioblastomas?|n?sclc|m?crc|hnscc|scchn|hcc|rcc|pdac|m?crpc)"
)
_OTHER_THAN_BREAST = (
    r"(?![^.;:]*\b(?:"
    r"breast|following|types?|includ\w+|one of|diagnos\w+|history|prior|previous|other|no|confirmed|criteria|known"
    r"|second|concurrent|measurable|any|all|skin|in situ)\b[^.;:]*:)"
)
# a label that says what its line is about: "Chemotherapy: at least 4 weeks since …"
_TREATMENT = (
    r"(?:(?:prior|previous|concurrent|concomitant|or|and|and/or)[ /]+)*"
    r"(?:(?:chemo|radio|immuno|endocrine |hormon(?:e|al) |biologic(?:al)? |radiation |systemic |targeted )?therapy"
    r"|radiation|surgery|(?:prior )?treatments?)(?:(?: and |/)(?:surgery|radiotherapy|chemotherapy))?"
)
# a label of which every word names a matter, and none a patient: "Menopausal status: patients must be postmenopausal"
_TOPIC = (
    r"(?:"
    r"(?:prior|previous|concurrent|concomitant|other|clinical|pathologic(?:al)?|disease|tumou?r|menopausal|menopause"
    r"|hormone|hormonal|receptor|performance|axillary|sentinel|lymph|surgical|cardiac|renal|hepatic"
    r"|hematologic(?:al)?|bone|marrow"
    r"|systemic|anti-?cancer|staging|stage|patient|life|expected|nodal|nodes?|and|or|of|the|for|at|step \d|[,/&-])[ ,/&-]*)*"
    r"(?:"
    r"status|therap(?:y|ies)|treatments?|dissection|nodes?|functions?|characteristics?|histolog\w+|diagnosis|staging"
    r"|measurements?|assessments?|randomi[sz]ation|registration|margins?|reserve|expectancy|survival|requirements?"
    r"|criteria)"
)
_ORGANS = r"(?:liver|hepatic|bone|skeletal|brain|cns|lung|pulmonary)"

AT_ENTRY = regex(
    r"(?:step [01]\b[^\w.;:]*)?(?:pre-?)?(?:registration|screening)(?: \([^()]{1,30}\))?(?: (?:eligibility|inclusion|exclusion|criteria))*: "
)
"""A label that says at which step of joining it is asked, which is of everybody: "PRE-REGISTRATION: patients must …"."""

SUBJECT = either(
    r"(?:for )?(?:all )?(?:males?|men"
    r"|(?:females?|women)(?=(?: (?:patients?|participants?|subjects?))?(?::| ?[-\u2013]) "
    r"(?!(?:aged?|between|over|older|with|who|of|yes|[<>≥≤\d])))"
    r"|(?:(?:pre|peri|post)-?menopausal )+(?:females?|women))(?: (?:patients?|participants?|subjects?))?"
    r"(?=(?::| ?[-\u2013]) \S)(?![^.]{0,200}\b(?:amenorrh|menses|menstrua|o+phorectom|ovariectom|fsh\b))",
    r"(?:for )?(?:(?:pre|peri|post)-?(?:menopausal)?(?: ?/ ?|, | or | and )?-?){1,3}menopausal "
    r"(?:women|patients|females|subjects|participants)\b[^.;:]{0,60}?"
    r"(?=,? (?:must|should|need to|have to|are required|will be required|will receive|receiving|agree|need)\b)",
    rf"(?:for )?(?:all )?(?:males?|men)(?: (?:patients?|participants?|subjects?))?(?: {_AGED})?{_MUST}",
    r"(?:for )?(?:(?:pre|peri|post)-?(?:menopausal)?(?: ?/ ?|, | or | and )?-?){1,3}menopausal "
    r"(?:women|patients|females|subjects|participants)(?= (?:receive|take|continue|undergo|have been|start)\b)",
    r"(?:in|for) [\w/+ -]{2,50}?(?:pre-?|previously )?(?:treated|naive|naïve|exposed|resistant|refractory) "
    r"(?:patients?|subjects?|participants?|women)\b(?=(?: \([^()]{1,40}\))?,)",
    r"(?:in|for) (?:both|these|such|this|that|those|either) (?:cases?|patients?|subjects?|participants?|women|situations?)\b,?",
    r"(?:these|such|those) (?:patients|subjects|participants|women|cases|individuals)\b",
    r"\(?(?:however,? |but |also,? |in addition,? |note: )?(?:all |any |those |the |an? |each )?(?:fe?male |adult )?"
    rf"{_PEOPLE},? (?:(?:currently|actively) )?(?:with|without|being treated"
    r"|(?:who|that) (?:"
    r"have|are|had|has|were|underwent|undergo|received|do|did|cannot|progress(?:ed)?|relapsed?|recur(?:red)?"
    r"|developed|develop|currently|take|receive)"
    r"|whose|in|on|receiving|taking|previously|having|presenting|diagnosed|treated|undergoing|requiring|unable|not)\b"
    rf"(?:[^.;:()]|\([^()]*\)|\be\.g\.|\bi\.e\.){{2,260}}?{_MUST}",
    # "for cohorts receiving pembrolizumab, the platelet count must be …"
    r"(?:for|in) (?:the )?(?:cohorts?|arms?|groups?) (?:of patients )?(?:that (?:are|will be) )?(?:receiving|treated with|given) [^.;:,]{2,90},",
    # "for any patient currently receiving strong inducers, they must stop", "for patients, who have had surgery, the wound must be healed"
    rf"for (?:any |all |each |an? )?{_PEOPLE}, (?:who|that) (?:have|has|had|are|were|is) [^.;:,]{{2,120}},",
    rf"for (?:any |all |each |an? )?{_PEOPLE} (?:currently |already )?(?:with|who|on|receiving|taking) [^.;:,]{{2,120}},(?= (?:they|these|he|she) )",
    # "patients enrolled to receive X must …", "participants enrolled in the expansion cohorts must …": nobody knows who will be
    rf"(?:for )?(?:all |any )?{_PEOPLE} (?:(?:who|that) (?:are|were|will be) |to be )?"
    r"(?:enroll?(?:ed|ing)|randomi[sz]ed|assigned|allocated|entering|entered|participating) "
    r"(?:(?:in|on|into|onto|for|to)(?!"
    r" (?:the |this |our |any |an? )?(?:clinical |present |current )?(?:stud(?:y|ies)|trials?|protocols?)\b"
    rf"(?! (?:arm|part|cohort|group)))) [^.;:]{{3,160}}?{_MUST}",
    # "patients (pancreatic cancer) must …"; what was had before, of which "must have a normal LVEF" is said
    rf"(?:for )?(?:all |any )?{_PEOPLE} \([^()]{{0,80}}\b{_TUMOR}(?: only)?\){_MUST}",
    r"(?:any )?(?:prior|previous) (?:(?:[\w/-]+|,) ){1,16}?(?=must have (?:an? )?(?:(?:adequate|normal|baseline) )*"
    r"(?:lvef|left ventricular|cardiac|ejection|echocardiogra|muga))",
    rf"(?:for )?(?:all |any )?{_PEOPLE} (?:who|that) are (?!(?:eligible|enrol\w+|included|willing|able|to)\b)[^.;:,]{{3,120}}?{_MUST}",
    rf"(?:for )?(?:all |any )?(?:fe?male |adult )?{_PEOPLE} {_AGED},?{_MUST}",
    r"(?!\W*(?:exceptions?|notes?|ages?|patient age|age range|sex|gender)\b)"
    rf"(?![^.;:]{{0,90}}\b(?:except\w*|other than|unless)\b)"
    rf"(?!{_TREATMENT}: (?!patients?|subjects?|participants?|individuals?|women|men))(?!{_TOPIC}: )(?:for )?"
    rf"[^.;:]{{2,90}}+(?="
    r": (?:patients?|subjects?|participants?|individuals?|women|men|must|should|have|has|progress\w*|at least|no more"
    r"|prior|received|previously|disease)\b)",
    rf"(?:for|in) (?:all |any )?(?:fe?male |adult )?{_PEOPLE} {_AGED}(?=,? (?:an? |the )?(?:[\w/-]+ ){{1,3}}(?:must|should|has to|needs to|of)\b)",
    r"(?:(?:clinical|pathologic(?:al)?|anatomic) )?stages? (?:iv|i{1,3}|[0-4])[abc]?"
    r"(?:(?:\s*(?:-|,|/|to|or|and|through)\s*)+(?:stages? )?(?:iv|i{1,3}|[0-4])[abc]?)*"
    r"(?: (?:breast cancer|disease|cancer|bc))?(?: (?:patients?|participants?|cohort|group|arm))?"
    r"(?=: (?:"
    r"has|have|had|is|are|be|being|able|must|should|may|patients?|participants?|subjects?|women|no|not|prior|previous"
    r"|at least|received|completed|diagnos\w+|initial|currently|planning|planned|willing\w*|within|treated)\b)",
    r"(?:tnbc|triple[- ]negative(?: breast cancer)?|[\w+/ -]{3,40} (?:cancers?|disease|tumou?rs?|carcinomas?|cohort))"
    r"(?= ?[-\u2013] ?(?:patients?|subjects?|participants?|women) (?:is|are|has|have|must|should|may|with|who)\b)",
    rf"(?:for )?{_OTHER_THAN_BREAST}[^.;:]{{0,50}}?\b{_TUMOR}(?: \([^()]*\))?(?: {_PEOPLE})?(?=: \S)",
    rf"(?:in (?:the )?(?:presence|absence) of|with|without|{_PEOPLE} with(?:out)?) (?:known |documented )?{_ORGANS}"
    rf"(?:(?: and/or | or | and |/){_ORGANS})? (?:metastas[ei]s|mets|metastatic disease|involvement|lesions?)(?=: \S)",
    rf"(?:in )?{_PEOPLE} with [^.;:,]{{3,60}}(?=: [^.;:]{{0,50}}?(?:[≤<≥>]=?|\bup to\b|\bat most\b|\bno (?:more|greater) than\b|\bless than\b) ?\d)",
    rf"(?!(?:all|any|these|the|female|male|adult|eligible|other)\b)(?:[\w+/-]+ ){{0,4}}?(?!breast ){_TUMOR} {_PEOPLE}{_MUST}",
    rf"(?:for )?(?!(?:all|any|these|the|such|invasive|primary|their)\b|[^.;:]{{0,80}}\bbreast\b)"
    rf"(?:(?!(?:and|with|who|that|of|or)\b)[\w+/-]+ ){{0,5}}?{_TUMOR}(?: \([^()]{{1,20}}\))?"
    rf"(?:,? (?:or|and) (?:[\w+/-]+ ){{0,4}}?{_TUMOR})*(?=,? must have (?:also |previously |had )*"
    r"(?:received|failed|progress\w*|relapsed|at least|no more|been (?:treated|refractory)|prior|previous)\b)",
    r"(?:all |any )?(?:(?:clinical |pathologic )?stage |(?:clinical |pathologic )?[cp]?t[0-4]\w*,? (?:or|and) )"
    rf"[^.;:]{{1,60}}? (?:breast cancers?|disease|tumou?rs?|{_PEOPLE}){_MUST_BE_SO}",
    rf"(?:for )?(?:all |any )?(?:clinical |pathologic )?stages? (?:iv|i{{1,3}}|[0-4])[abc]?"
    rf"(?:(?:\s*(?:-|,|/|to|or|and|through)\s*)+(?:stages? )?(?:iv|i{{1,3}}|[0-4])[abc]?)*(?: breast cancer)?"
    rf" {_PEOPLE}{_MUST}",
    r"(?:node[- ](?:negative|positive)|[cp]?t[0-4]\w*(?:[ ,]*[cp]?n\d\w*)?|inflammatory|multifocal|multicentric"
    rf"|bilateral|grade \w+) (?:breast )?(?:cancers?|disease|tumou?rs?|lesions?|carcinomas?|{_PEOPLE}){_MUST_BE_SO}",
    rf"(?:all |any )?(?:locally advanced|inoperable|operable|early[- ]stage|recurrent|metastatic) (?:breast cancer )?{_PEOPLE}{_MUST_BE_SO}",
    rf"(?:tumou?rs?|lesions?|cancers?) (?:that are |which are |measuring )?{_OLDER}[^.;:]{{1,30}}?{_MUST_BE_SO}",
    r"(?:the )?(?:locally advanced|loco-?regional(?:ly)? (?:advanced|recurrent)|locally recurrent"
    r"|(?:isolated )?(?:local|loco-?regional)(?: or regional)?(?:ly)? recurren(?:t|ces?))(?: breast)?"
    rf"(?: (?:cancers?|disease|tumou?rs?))?{_MUST_BE_SO}",
    r"(?:males?|men),? (?:and|or|and/or) (?:(?:pre|peri|post)-?(?:menopausal)?(?: ?/ ?|, | or | and )?-?){1,3}"
    r"menopausal (?:females?|wom[ae]n)(?: (?:patients?|participants?|subjects?))?"
    r"(?=,? (?:must|should|need to|have to|are required|will be required|will receive|who)\b)",
    r"(?:(?:pre|peri|post)-?(?:menopausal)?(?: ?/ ?|, | or | and )?-?){1,3}menopausal (?:females?|wom[ae]n),? "
    r"(?:and|or|and/or) (?:males?|men)(?: (?:patients?|participants?|subjects?))?"
    r"(?=,? (?:must|should|need to|have to|are required|will be required|will receive)\b)",
    r"for (?!(?:the|this|their|a|an|other|any|another)\b)[^.;:,]{2,60}? (?:disease|cancers?|tumou?rs?|carcinomas?|malignanc(?:y|ies))(?=, )",
    r"for (?:hormone|o?estrogen|progesterone|er|pr|hr|her-?2|human epidermal|triple|luminal)\b[^.;:]{2,160}? "
    r"(?:disease|cancers?|tumou?rs?|carcinomas?)"
    r"(?=, (?:patients?|participants?|subjects?|women|at least|prior|a minimum|there must|must)\b)",
    r"(?:for )?(?:hormone receptor|hormone-?(?: ?receptor)?[- ](?:positive|sensitive|responsive|negative)"
    r"|(?:o?estrogen|progesterone) receptors?|er|pr|hr|her-?2|tnbc|triple)[^.;:]{1,60}?"
    r"(?= (?:must|should|will)(?: also)? have (?:also )?(?:previously )?"
    r"(?:had|received|failed|relapsed|recurred|progress\w*|undergone|documented|demonstrated|been (?:treated|exposed)"
    r"|(?:endocrine|hormon\w+|trastuzumab)[- ](?:resistan|refractory)\w*))",
    r"(?:hormone receptor|er|pr|hr|her-?2|human epidermal growth|tnbc|triple)[^.;:]{2,60}? "
    r"(?:cancers?|disease|tumou?rs?|patients?|carcinomas?)"
    r"(?:,? (?:as )?defined (?:as|by) (?:[^.;:]|(?<=\d)\.(?=\d)){3,140}?,)?"
    r"(?="
    r" (?:must|should) (?:also )?(?:be (?:refractory|resistant|progress)|have (?:also )?(?:received|failed|progress)))",
    # "HR+/HER2+ patients should be men or postmenopausal women"
    r"(?:hormone receptor|er|pr|hr|her-?2|tnbc|triple)[^.;:,]{1,40}? (?:patients?|participants?|subjects?|women)"
    r"(?= (?:must|should) (?:also )?be "
    r"(?:willing|agreeable|able|prepared|men|wom[ae]n|(?:pre|peri|post)-?menopausal|receiving|on|treated)\b)",
)
"""What a sentence, in lower case, begins with where it speaks of some of the patients only."""
