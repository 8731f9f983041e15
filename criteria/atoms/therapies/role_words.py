"""Owns the words by which a therapy was had before, goes on, lies ahead or is denied."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.words.moods import NOT_COUNTED, STOP

PLANNED = regex(
    r"\b(?:(?:plan(?:s|ned|ning)?|schedul(?:ed|ing))"
    r"(?!\s+(?:first|start|day|date|dose|visit|time|random|enrol|study|c1d1|initiation)\w*)"
    r"|will\s+(?:not\s+)?(?:"
    r"receive|undergo|require|be\s+(?:treated|receiving|undergoing|offered|given|prescribed|started)|have|get|start"
    r"|need|begin|proceed)"
    r"|to\s+(?:be\s+)?(?:receive|undergo(?:ing)?|start|begin|initiate|treated|get)"
    r"|candidates?\s+(?:for|to(?:\s+(?:receive|undergo|be\s+treated\s+with|start))?)|eligible\s+(?:for|to\s+receive)"
    r"|suitable\s+(?:for|to\s+receive)"
    r"|intend(?:s|ed|ing)?(?!\s+(?:to\s+(?:treat|cure|manage|control)|for\s+(?:the\s+)?(?:treatment|management)))"
    r"|recommends(?:\s+to\s+receive)?|(?<!curative )(?<!radical )(?<!palliative )intent(?:ion)?|indicat(?:ed|ion)\s+for"
    r"|require[sd]?\s+(?:immediate|urgent|imminent)"
    r"|need(?:s|ing)?\s+(?:of\s+)?(?:an?\s+immediate|immediate|urgent)|requiring\s+(?:immediate|imminent|urgent)"
    r"|in\s+need\s+of|amenable\s+(?:to|for)(?:\s+(?:being\s+treated|treatment)\s+(?:with|by))?"
    r"|anticipat\w+(?:\s+(?:of\s+)?(?:the\s+|a\s+)?(?:need|requirement)\s+(?:for|of))?|expect(?:ed|s|ing)"
    r"|elect(?:ed|ing)?\s+(?:to|for)"
    r"|willing(?:ness)?\s+(?:and\s+(?:\w+\s+)?able\s+)?to\s+(?:undergo|receive|have|accept|take|start|begin)"
    r"|appropriate\s+(?:for|to\s+receive|candidates?)"
    r"|consent(?:ing|ed)?\s+(?:to|for)(?:\s+(?:receive|undergo|have|start))?"
    r"|about\s+to(?:\s+(?:receive|undergo|start|begin|have))?|subject(?:ed)?\s+to|await\w+|option\s+for"
    r"|considered\s+for|(?:decision\s+(?:(?:has|had)\s+been\s+made\s+|was\s+made\s+|made\s+)?|decided\s+)to"
    r"|(?:areas?|regions?|fields?|sites?|lesions?|tumou?rs?|metastas[ei]s|disease|nodes?|breast|chest\s+wall)\s+(?:to|that\s+will|will)\s+be(?=\s*$)"
    r"|(?:must|should)\s+(?:"
    r"undergo|receive|(?:start|begin|initiate|commence)(?:\s+on)?(?![^.;]*\b(?:within|prior|before|after|later)\b)"
    r"|be\s+able\s+to\s+(?:undergo|receive))"
    r"|referred\s+for|preparing\s+for|preparation\s+for|may\s+(?:require|need)"
    r"|(?:starting|initiating|(?<!prior )(?<!previous )initiation\s+of|beginning)"
    r"(?!\s+(?:of\s+)?(?:study|protocol|trial|treatment|the))"
    r"|due\s+to\s+(?:start|undergo|receive)|presenting\s+for|clinically\s+indicated"
    r"|would\s+be\s+(?:\w+\s+)?(?:indicated|appropriate|suitable|considered)"
    r"|able\s+to\s+(?:receive|undergo|take|(?<!they are able to )tolerate)|agree\w*\s+to\s+(?:undergo|receive)"
    r"|prescribed(?!\s+(?:or|and|non|medic\w+|drugs?|agents?|treatments?|therap\w+)\b))\b"
)
PLANNED_AFTER = regex(
    r"^(?:\s*(?:\w+\s+)?candidates?\b)"
    r"|^(?:(?!\b(?:within|prior|before|days|weeks|months)\b)[^.;:]){0,45}?\b"
    r"(?:(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?(?:"
    r"planned|scheduled|indicated|intended|recommended|anticipated|considered|expected|feasible"
    r"|required\s+(?:during|after))"
    r"|(?<!the )(?<!of )planned\b"
    r"|(?:is|are)\s+(?:deemed\s+|felt\s+to\s+be\s+|judged\s+|thought\s+to\s+be\s+)?(?:appropriate|suitable|advisable)"
    r"\b"
    r"|is\s+an?\s+(?:\w+\s+)?(?:treatment\s+|therapeutic\s+)?(?:option|choice)"
    r"|(?:is|are)\s+the\s+(?:\w+\s+)?(?:goal|aim|intent|objective|plan)\b"
    r"|would\s+be\s+(?:\w+\s+)?(?:indicated|appropriate|suitable|considered)|is\s+clinically\s+judged"
    r"|(?<=\s)(?:begins|starts)(?=\s+within\b)|(?:must|should)\s+"
    r"(?:start|begin|commence|be\s+(?:started|initiated|begun|commenced)(?![^.;]{0,60}\b(?:before|prior\s+to)\b))"
    r"|during\s+(?:the\s+)?(?:course\s+of\s+)?(?:the\s+)?(?:study|trial)\b"
    r"|from\s+(?:the\s+)?(?:time\s+(?:point\s+)?of\s+)?(?:study\s+|trial\s+)?"
    r"(?:random\w+|enrol\w+|registration|entry|inclusion)\b[^.;]{0,20}\b(?:to|until|till|through\w*|onwards?)\b"
    r"|while\s+(?:on|participating)|must\s+be\s+feasible|as\s+(?:primary|initial|definitive)\s+treatment"
    r"|as\s+(?:the\s+|an?\s+)?(?:\w+\s+)?(?:goal|aim|intent|objective)\b"
    r"|options?\s+(?:with|that|which|for|to|left|available|remaining)\b)"
)
NOT_PLANNED_AFTER = regex(
    r"^[^.;:,]{0,30}?\b(?:(?:is|are|was|were|has|have)\s+(?:not|never)|isn't|aren't)\s+(?:been\s+)?(?:\w+\s+)?"
    r"(?:planned|scheduled|indicated|intended|recommended|anticipated"
    r"|considered"
    r"(?!\s+(?:as|to\s+be|an?|major|minor|anti\S*|systemic|chemo\w*|cytotoxic|prior|surg\w+|lines?|forms?)\b)"
    r"|expected)\b"
)
CONCURRENT = regex(
    r"\b(?:concurrent(?:ly)?|concomitant(?:ly)?|simultaneous(?:ly)?|co-?administ\w+"
    r"|currently\s+(?:being\s+)?treated(?:\s+with)?"
    r"|current(?:ly)?"
    r"(?!\s+(?:recommended|approved|available|accepted|diagnos|breast|cancer|malignan|disease|tumou?r))"
    r"|ongoing|on-?going|continu(?:e|es|ed|ing)|present(?:ly)?|active(?:ly)?|chronic(?:ally)?|long-?term|daily"
    r"|regular(?:ly)?|undergoing|(?<!finished\s)(?<!completed\s)receiving|(?<!if patient )(?<!if the patient )receives|taking|using"
    r"|(?:(?<!on\s)(?<!or\s)participating|(?:permitted|allowed)\s+to\s+participate"
    r"|(?:may|must|can|should|will)\s*not\s+participate)\s+in(?!\s+(?:or|and/or)\b)"
    r"|is\s+on|are\s+on|be\s+on|being\s+on|must\s+take|depend\w+\s+on|users?\s+of|be\s+combined\s+with"
    r"|"
    r"(?:patients?|subjects?|participants?|women|men|those|individuals|persons?|people|who(?:\s+are)?|already|and|or)"
    r"\s+on\b(?!\s+(?:(?:the|this|a|an|any|other|another)\s+)?(?:stud|trial|protocol|day|clinical|average))"
    r"|(?:is|are)\s+(?:being\s+)?treated\s+with|(?<!to\s)being\s+treated|whil(?:e|st)\s+on"
    r"|under\s+(?:current\s+)?(?:treatment|therapy|medication)\s+with|(?:has|have)\s+been\s+(?:on|receiving|taking)"
    r"|maintained\s+on|on\s+(?:a\s+)?(?:stable|chronic|oral|systemic|concomitant|concurrent|therapeutic|full)"
    r"|stable\s+doses?"
    r"|(?:unwilling|unable|inability|not\s+(?:be\s+)?(?:able|willing|prepared)|cannot|can't|can\s+not)\s+"
    rf"(?:(?:or|and/or)\s+\w+\s+)?(?:to\s+)?{STOP}"
    r"|at\s+the\s+(?:same\s+)?time)\b"
)
CONCURRENT_AFTER = regex(
    r"^[^.;:,]{0,50}?\b(?:"
    r"(?:concurrent(?:ly)?|concomitant(?:ly)?)\b(?!\s+or\s+(?:separate|sequential|consecutive))|ongoing|on-?going"
    r"|at\s+(?:the\s+)?(?:time\s+of\s+)?(?:study|enrol|regist|entry|random|screen)\w*"
    r"|cannot\s+be\s+(?:discontinued|stopped|changed)|currently(?!\s+diagnos)|at\s+the\s+same\s+time"
    r"|(?:must|should|will|has\s+to|needs\s+to)\s+(?:be\s+)?"
    r"(?:discontinue[d]?|stop(?:ped)?|held|withheld|continue[d]?)"
    r"|use\b|users?\b|dependen\w+)"
)
# "has not completed surgery or chemotherapy": it is still to come
NOT_OVER = regex(r"\b(?:not|never)\s+(?:yet\s+)?(?:completed|finished)\s+(?:\w+\s+){0,3}$")
# "prior treatment with any of the following is required": it tells nothing of when
IS_REQUIRED = regex(r"\b(?:is|are|be)\s+required$")
# what must be given: a medicine is being taken, treatment of the cancer lies ahead
NEEDED = regex(r"\b(?:(?<!not )requir(?:e|es|ing|ement)|(?:is|are|be)\s+required|need(?:s|ing)?)\b")
PRIOR = regex(
    r"\b(?:"
    r"(?<!is\s)(?<!are\s)(?<!be\s)(?<!the\s)required|prior(?!\s+to\b)|previous(?:ly)?(?!\s+to\b)|past|receiv(?:ed|e)|receipt"
    r"|had|undergone|underwent|treated|pre-?treated|history\s+of|exposure\s+to|exposed\s+to"
    r"|complet(?:ed|ion\s+of|ing)|(?:between|since|after|from)\s+(?:the\s+)?end\s+of|finish(?:ed|ing)|given|taken"
    r"|used|since|off|ever|discontinued|stopped|last\s+(?:dose|treatment|administration)|administered|started"
    r"|na[iï]ve\s+to|(?:has|have|had)\s+participated\s+in|immuni[sz]\w+|vaccinated|recent(?:ly)?|been|status[- ]post"
    r"|(?<!for )(?<!undergo )(?<!undergoing )(?<!planned )(?<!scheduled )surgical(?:ly)?\s+"
    r"(?:removal|resect\w+|excis\w+)"
    r"|(?<!be )(?:resected|excised|removed)\s+(?:by|with|through|via)"
    r"|(?<=should be )(?:resected|excised|removed)\s+by"
    r"|complete\s+(?:\w+\s+){0,2}(?:resection|excision|removal)\s+(?:of\s+(?:\w+\s+){1,4})?(?:by|with|via))\b"
)
# words that deny, count or introduce: something is said of the therapy, but not when it was or is
NEUTRAL = regex(
    r"\b(?:"
    r"no|not|never|without|any|treatment\s+with|therapy\s+with|use\s+of|uses?|administration\s+of|after|following"
    r"|from|must\s+have|evidence\s+of|contain\w+|includ\w+|participat\w+|enrol\w+)\b"
)
PRIOR_AFTER = regex(
    r"^[^.;:]{0,60}?\b(?:within\s+(?:the\s+|a\s+)?\w+|prior\s+to|before"
    r"|(?:days|weeks|months)\s+from\s+(?:the\s+)?(?:study|trial|enrol|random|regist|entry)\w*"
    r"|(?:was|were|has|have|must|had)\s+(?:been\s+)?(?:not\s+)?(?:be\s+)?(?:have\s+)?"
    r"(?:completed|received|given|administered|performed|used|finished|allowed|been)"
    r"|in\s+the\s+past|previously|completed|allowed|permitted|acceptable|naive|performed|pretreated|experienced"
    r"|treated|received|required|mandatory)\b"
)
# "bisphosphonates at any time before enrolment": not only what is taken now
EVER_BEFORE = regex(r"[^.;:,]{0,60}?\bat\s+any\s+(?:time|point)\s+(?:prior\s+to|before|previously|in\s+the\s+past)\b")
NOW = regex(r"\b(?:current|ongoing|concurrent|concomitant)")
# "denosumab is not considered systemic therapy": to have had it is let in
COUNTS_AS_NONE = regex(
    rf"\s*(?:\([^()]*\)\s*)?(?:therap(?:y|ies)\s+|treatments?\s+)?(?:alone\s+)?(?:is|are|will|would)\s{NOT_COUNTED}"
    r"(?:surg|procedur|operation|chemo|treatment|therap|regimen|drug|agent)"
)
# "prior high-dose chemotherapy requiring stem cell support"
AS_PART_OF_PAST = regex(
    r"\b(?:prior|previous|history)\b[^.;,]{0,60}\b(?:requiring|needing|necessitating|(?:that|which)\s+required)\s+(?:\w+\s+){0,3}$"
)
WASHOUT = regex(r"\bwash-?\s?out\b[^.;]{0,80}\b(?:required|needed)\b[^.;]{0,40}$")
# words that join two cues into one: "has had or is scheduled to have", "current and/or planned"
JOINT = regex(
    r"(?=.*(?:\bor\b|\band\b|/|,))(?:[\s,/()-]|\([^()]{3,40}\)"
    r"|\b(?:"
    r"or|and|and/or|is|are|was|were|be|been|has|have|had|who|patients|subjects|participants|use|anticipated|recent"
    r"|any|no|other|of|the)\b)+"
)
UNTREATED = regex(r"\b(?:untreated\s+(?:with|by)|na[iï]ve\s+(?:to|for|of))\s+(?:[\w-]+\s+){0,5}$")
# "statins, current or planned", "aspirin - prior or current use"
_TIMES = r"(?:current(?:ly)?|ongoing|concurrent|concomitant|prior|previous(?:ly)?|past|recent|planned|anticipated)"
LISTED_AFTER = regex(
    rf"^\W{{0,4}}(?:(?:use|therapy|treatment)\W{{0,4}})?(?P<times>{_TIMES}(?:(?:\s*/\s*|,\s*|,?\s+(?:or|and|and/or)\s+){_TIMES})+)\b"
)
# "candidates for surgery following completion of chemotherapy": it may be over, or still be to come
ONCE_COMPLETED = regex(r"\b(?:following|after|upon|on|at|once)\s+(?:the\s+)?complet\w+\s+(?:of\s+)?(?:\w+\s+){0,3}$")
TO_START = regex(r"\b(?:must|should|will|to)\s+(?:be\s+)?(?:start\w*|begin|commenc\w*|initiat\w*|given|deliver\w*)\b")
# "before starting the study" plans nothing
ANCHOR = regex(r"\b(?:prior\s+to|before)\s+(?:the\s+)?(?:start(?:ing)?|initiat\w+|beginning|receiving)\b(?:\s+of)?")
# "completion of all planned chemotherapy": it is over
ALL_PLANNED = regex(
    r"\b(?:complet(?:ed|ion\s+of)|finish(?:ed|ing))\s+(?:(?:all|the|their|any|of|full|course)\s+)*"
    r"(?:planned|prescribed|scheduled|intended|indicated|recommended)[\s/][^.;]{0,40}$"
)
# "may not receive any other hormones during the study": what goes on beside the trial's own treatment
MUST_NOT_TAKE = regex(
    r"\b(?:may|must|should|can|will|shall|do|does)\s*not\s+(?:"
    r"be\s+(?:given|treated\s+with|started\s+on|using|taking|receiving)"
    r"|(?:concurrently\s+|concomitantly\s+|also\s+)?(?:receive|take|use|undergo))\s+"
    r"(?:(?:any|other|another|additional|further|concurrent|systemic|an?|the)\s+)*(?:[\w-]+(?:,\s*|\s+(?:or|and|nor)\s+|\s+)){0,6}$"
)
BESIDE_THE_TRIAL = regex(
    r"[^.;:]{0,90}?\b(?:while|during|throughout|for\s+the\s+duration\s+of|in\s+the\s+course\s+of)\s+"
    r"(?:(?:on|in|the|this|any|their|its|course|entire|duration|period|time|of|participati\w+|enrolled|clinical|being"
    r"|treated|receiving)\s+)*(?:study|trial|protocol)\b"
)
AT_ONCE = regex(
    r"[^.;:]{0,60}?\b(?:concurrently|concomitantly|simultaneously|together|at\s+the\s+same\s+time)\W*(?:$|[.;,)]|with\b)"
)
OTHER = regex(r"\b(?:other|another|additional)\b")
# "treatment with any other anticancer drug": who had one before is not meant
ANY_OTHER = regex(
    r"\b(?:treatments?|therap(?:y|ies)|use|administration|receipt|intake)\s+(?:with|of)\s+(?:(?:any|all)\s+)?(?:other|another)\s+(?:[\w-]+\s+){0,2}$"
)
PART_OF_PLAN = regex(r"\d\s*%\s+of\s+(?:the\s+)?(?:planned|scheduled|prescribed|intended)\s+(?:\w+\s+){0,3}$")
OPENS_ON = regex(
    r"^\W*(?:(?:currently|already|be|being|must\s+be|is|are)\s+)*on\s+(?:(?:an?|the|stable|adjuvant|oral|daily|maintenance)\s+)*$"
    r"|^\W*(?:[\w-]+\s+){0,3}currently\s+(?:receiving|taking|using|undergoing|treated\s+with)\b"
    r"(?!.*\b(?:prior|previous\w*|history|past|has|have|had|received|within|who)\b).{100,}$"
)
# "currently on or are being started on", "starting or already on": one of the two is enough
OR_TO_START = regex(
    r"\b(?:on|receiving|taking)\s+or\s+(?:(?:who|that|are|is|will|be|being|about|to)\s+)*"
    r"(?:initiat\w+|start\w*|begin\w*|commenc\w+|placed)\s+(?:(?:on|with|an?|the|of)\s+)*(?:[\w-]+\s+){0,2}$"
    r"|\b(?:initiat\w+|start\w*|begin\w*)\s+or\s+(?:(?:have|has|who|already|recently)\s+)*"
    r"(?:started|begun|initiated|commenced|on|receiving|taking)\s+(?:[\w-]+\s+){0,2}$"
)
OR_AFTER = regex(
    r"\b(?:while\s+(?:on|receiving|taking)|during|currently\s+(?:on|receiving|taking))\s*,?\s+(?:or|and/or)\s+"
    r"(?:after|following|(?:have|has|had)\s+(?:\w+\s+)?(?:completed|finished|received))\s+"
    r"(?:(?:an?|the|any|prior|previous|adjuvant|completion|completing|of|receiving)\s+)*$"
)
# "the surgeon must determine that conservation would be feasible by the use of chemotherapy": it is still to come
JUDGED = regex(
    r"\b(?:surgeons?|investigators?|physicians?|oncologists?|clinicians?|doctors?|team)\s+(?:(?:must|should|has|have|had|will|also)\s+)*"
    r"(?:determine[sd]?|judge[sd]?|believe[sd]?|feels?|felt|considers?|deems?|decide[sd]?|agrees?)\s+that\b"
    r"(?![^.;]*\b(?:had|received|undergone|prior|previous\w*|completed|progress\w*|fail\w*|refractory|resistan\w+)\b)[^.;]*$"
)
