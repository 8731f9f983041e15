"""Owns the words that open a scope: what negates, leaves out, gives examples or makes conditional."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.words.moods import JOINS, MORE_THAN, STOP

NEGATION = regex(
    rf"""\b(?:no\ longer(?!\ (?:than|benefit\w*|deriv\w+|sensitive))
      | no(?!\ (?:more(?!\ (?:\w+\ )?(?:chemo|therap|treatment|radio|surg|drugs))
          |longer\ (?:than|benefit\w*|deriv\w+|sensitive)|less|fewer|greater|later|earlier|lower|higher|worse|limit|upper
          |restriction|wash-?out|minimum|maximum|effective|available
          |(?:other\ )?(?:approved|satisfactory|curative|alternative|acceptable|suitable)
          |standard\ (?:of\ care|therapy|treatment))\b)(?!\.)
      | fail(?:s|ed|ing|ure)?\ to\ (?:show|demonstrate|reveal|disclose|detect|identify)
          (?=\ (?:\w+\ ){{0,3}}?(?:metasta|disease|evidence|spread|cancer|tumou?r|malignan))
      | not(?!\ (?:(?:(?:well|adequately|sufficiently|medically|optimally|fully)\ )?controlled\b|exist\b|apply\b
          |otherwise\ specified\b|render\b|(?:be\ )?(?:able|willing|prepared)\ to\ {STOP}
          |amenable|grounds|limited|(?:have\ )?(?:(?:been|be)\ )?{MORE_THAN}|more|less|fewer|greater|exceed
          |exclude|excluded|an?\ exclusion|a\ contraindication|considered|count|required|necessary|only|specified
          |mandatory|allowed|permitted|eligible|be\ eligible|acceptable|be\ allowed|be\ permitted|be\ excluded)\b)
      | (?<!with\ or\ )(?<!with/)(?<!and/or\ )without | never | none | neither | nor
          | absence\ of(?!\ (?:a\ |any\ )?(?:\w+\ )?(?:response|benefit|efficacy)\b)
          | lack\ of(?!\ (?:a\ |any\ )?(?:\w+\ )?(?:response|benefit|efficacy)\b) | lacking | free\ (?:of|from)
          | freedom\ from | (?:sero-?)?negative\ for
          | negative\ (?:[\w()-]+\ ){{1,9}}?(?:scans?|imaging|mri|x-?rays?|work-?up)\ for | denies
          | (?:cannot|can't)(?!\ {STOP}) | don't | doesn't | hasn't | haven't)(?!\w)""",
    re.VERBOSE,
)
# "no drug that acts on bone, including A and B": the examples are of what is negated
WITH_EXAMPLES = regex(r"(?:that|which|who)\b[^.;:()]*?,? (?:including|such as)(?=[ :])")
CONDITION = regex(
    r"\b(?:(?:(?<=^)|(?<=[,(;:] )|(?<=[(]))(?:if(?!,? (?:present|any)\b,?(?: (?:must|should|need|are|is)\b))"
    r"|(?:only )?for (?:all )?(?:patients?|subjects?|participants?|women|men|those|males?|females?)"
    r"(?: (?:with|who|in|on|whose|that|of|receiving|taking|undergoing|enrolled))?"
    r"|for (?:all )?tumou?rs? (?:with|that are|which are)"
    r"|(?:only )?in (?:(?:the )?(?:patients?|subjects?|participants?|women|men)|those|case|the case)(?: (?:with|who|of|on|whose))?|when"
    r"|where|in the (?:presence|absence) of|in the setting of)\b"
    r"|(?<=[(])(?:patients?|subjects?|participants?|women|men|those) (?:who|with|whose|on|receiving|taking)\b"
    r"(?=[^():<>≥≤]*\))(?!"
    r"[^()]*\b(?:eligible|allowed|permitted|acceptable|excluded?|exclusion|must|should|will|may|can|not|unless|only)"
    r"\b)"
    r"|(?<=[(])(?:patients?|subjects?|participants?|women|men|those) "
    r"(?=(?:aged? )?(?:[<>≤≥]=?|under|over|above|below|older than|younger than)\s?[3-9]\d\b[^()]{0,20}\))"
    r"|(?:(?<=[\d%)] )|(?<=uln )|(?<=lln )|(?<=predicted )|(?<=/[dmu]l )|(?<=/mm3 )|(?<=/l )|(?<=/min )|(?<=m2 )"
    r"|(?<=m\^2 )|(?<=required )|(?<=mandatory ))(?:only )?(?:for|in) (?:all )?"
    r"(?:patients?|subjects?|participants?|women|men|those|males?|females?) "
    r"(?:with(?:out)?|who|whose|on|not|receiving|taking|undergoing|treated|having|(?=aged)"
    r"|(?=(?:of )?(?:up to|over|under|above|below|older|younger|more than|less than)\b))\b"
    r"|(?:(?<=[\d%)] )|(?<=uln )|(?<=dl )|(?<=/l )|(?<=mmhg ))(?:in|for)(?= (?:known |all )?(?:diabetic|hypertensive|smoker|insulin|asian)\w*\b)"
    r"|(?:in|for)(?= (?:er|pr|hr|her-?2|hormone|receptor|endocrine|tnbc|triple)[\w/+, -]{0,30}?(?:patients|participants|subjects|women)\b)"
    r"|(?:in|for)(?= (?:all |any )?(?:clinical |pathologic(?:al)? )?stages? (?:iv|i{1,3}|[0-4])[abc]?\b[\w/, -]{0,20}?"
    r"(?:patients|participants|subjects|women)\W*$)"
    r"|(?:(?<=required )|(?<=mandatory )|(?<=necessary ))(?:for|of|in)"
    r"(?= (?:all )?(?:clinically |pathologically )?(?:"
    r"(?:[≥>]=? ?)?(?:\d|one|two|three|four)\+?(?: or more| to \d+)? (?:positive |involved )"
    r"|(?:"
    r"node|lymph[- ]node|receptor|hormone|er|pr|hr|her-?2|tnbc|triple|ihc|n[0-3]|t[1-4]|stage|equivocal|pre-?menopaus"
    r"|peri-?menopaus|post-?menopaus|positive|negative)\b[^.;:]{0,40}"
    r"(?:patients|participants|subjects|women|tumou?rs?|disease|cancers?|nodes|axilla|lesions)\b))"
    r"|(?<=[\w)] )(?:for|in) (?:the )?(?=(?:parts?|cohorts?|arms?|groups?) (?:[a-h]\d?|[ivx]{1,3}|\d)\b)"
    r"|(?:(?<=required )|(?<=mandatory )|(?<=necessary ))(?:for|in|of) "
    r"(?=(?:all )?(?:(?:patients|subjects|participants|those) with )?"
    r"(?:(?:acute|chronic|advanced|metastatic|recurrent|small|cell|non-hodgkin|[a-z]+al|[a-z]+ic|ovarian|lung|kidney"
    r"|bladder)[ -]+){0,3}(?:"
    r"leuka?emias?|lymphomas?|myelomas?|melanomas?|sarcomas?|mesotheliomas?|gliomas?|(?<=ian )cancers?"
    r"|(?<=lung )cancers?|(?<=ate )cancers?|(?<=der )cancers?|(?<=al )cancers?|(?<=ic )cancers?)\b)"
    r"|(?:(?<=diameter )|(?<=cm )|(?<=mm )|(?<=nodes )|(?<=size )|(?<=regimens )|(?<=lines ))for "
    r"(?=(?:(?:node|lymph node|hormone receptor|er|pr|hr|her-?2|estrogen receptor)[ -]?(?:negative|positive)"
    r"|triple[ -]negative|tnbc|inflammatory)\b[\w /-]*(?:disease|tumou?rs?|cancers?|patients|participants|women)\W*$)"
    r"|(?:(?<=entry )|(?<=registration )|(?<=enrollment )|(?<=enrolment )|(?<=randomization )|(?<=randomisation ))"
    r"(?:in|for) (?:all )?(?:patients|subjects|participants|women|those) (?:with|who|whose|on|receiving|taking)\b"
    r"|in (?:the )?(?:presence|absence) of (?=(?:known |documented )?(?:liver|hepatic|bone|brain)\b)"
    r"|(?:in|for) (?:patients|participants|subjects|women|those) "
    r"(?:to (?:receive|be treated)|who (?:will|are to) (?:receive|be treated)"
    r"|(?:scheduled|planned|assigned|randomi[sz]ed) to)\b"
    # "tumor of 5 cm or less for patients who are treated by lumpectomy"
    r"|(?<=[\w)] )for (?:all )?(?:patients|participants|subjects|women|men|those) "
    r"(?=(?:(?:who |that )?(?:(?:are|were|have been) )?(?:treated|managed|operated) (?:by|with)"
    r"|(?:who|that) (?:(?:have|had) (?:had|undergone)|underwent|undergo)|undergoing|having had)\b[^.,;:]*\W*$)"
    r"|by (?:patients|participants|subjects|women|those) (?=(?:with|who)\b)"
    r"|(?:as|when|where|whenever|wherever) (?=(?:clinically |medically )?"
    r"(?:applicable|indicated|appropriate|available|feasible|possible|needed|required|necessary)\b"
    r"(?! (?:by|for|in|to|from|therap|treatment)\b))"
    r"|(?:for|in) the first \d+ (?:patients|subjects|participants)\b"
    r"|(?:(?<!even )if(?!,? (?:present|any)\b,?(?: (?:must|should|need|are|is)\b))"
    r"|(?<!have )(?<!has )(?<!having )(?<!been )(?<!was )(?<!were )(?<!is )(?<!are )provided(?! (?:by|in|with|to)\b)"
    r"(?: that)?"
    r"|as long as|only if|providing|in (?:patients|subjects|participants|case|the presence|those) (?:with|of|who))\b)"
    # "(ovarian cancer only)", "(for ER-positive patients only)" behind what is asked of them
    r"|\((?:(?:for|in) )?(?=(?:[a-z][^()]{0,40}\b)?(?:"
    r"cancers?|carcinomas?|adenocarcinomas?|lymphomas?|myelomas?|leuka?emias?|melanomas?|sarcomas?|gliomas?"
    r"|mesotheliomas?|dlbcl|nsclc|sclc|crc|rcc|hcc|pdac|hnscc|gbm|crpc|tnbc|(?:positive|negative)"
    r"(?: (?:patients|participants|subjects|women|tumou?rs|disease|breast cancer))?"
    r") (?:(?:patients|participants|subjects) )?only\))"
)
EXAMPLES = regex(
    r"\b(?:e\.? ?g\.?|i\.? ?e\.?|ej(?=\.)|such as|for example"
    r"|including(?:,? but (?:is |are )?not (?:limited|confined|restricted) to)?"
    r"|(?!(?<=which )include[sd]? (?:an?|at least|both|one)\b)(?!(?<=that )include[sd]? (?:an?|at least|both|one)\b)"
    r"(?<!must )(?<!should )(?<!shall )(?<!has to )(?<!have to )include(?:s|d)?"
    r"(?:,? but (?:is |are )?not (?:limited|confined|restricted) to)?"
    r"|like|namely)\b[,:]?"
)

HINTS_NEGATION = regex(r"no|fail|without|never|absence|lack|free|negative|deni|can|doesn't|hasn't|haven't")
HINTS_EXAMPLES = regex(r"e\.g|ej\.|e\. g|eg|i\.e|such as|for example|includ|like|namely")
# an exception in brackets, one with a condition of its own, or what is under control: "hepatitis C (patients who have been cured are
# eligible)", "(ECOG 2 is allowed if due to pain)", as a whole sentence would be
EXCEPTED_ASIDE = regex(
    r"\((?:note:? )?(?:however,? )?(?:"
    r"(?:patients?|subjects?|participants?|individuals|those|women|persons?) (?:with|who|whose|on|in)\b"
    r"|they (?=(?:are|may be|will be) (?:eligible|allowed|permitted) (?:if|provided|once)))(?:[^()]|\([^()]*\))*?\b"
    rf"(?<!not )(?<!not be )(?:eligible|allowed|permitted|acceptable|not (?:be )?excluded|{JOINS})\b"
    r"(?:[^()]|\([^()]*\))*\)"
    rf"|\((?:note:? )?(?:[^().;:]|\([^()]*\)){{0,80}}?\b(?<!not )(?<!not be )(?:(?:eligible|allowed|permitted|acceptable)(?! for)|{JOINS})\b"
    r"[^().;]*?\b(?:if|when|provided|providing|as long as|so long as)\b"
    r"(?! (?:clinically |medically )?(?:indicated|needed|necessary|required|appropriate|applicable)\b)"
    r"(?:[^()]|\([^()]*\))*\)"
    r"|\((?:but|however),? (?=[^().;:]{4,80}\b(?:(?:can|may|will) (?:still |also )?be (?:enroll?ed|included|allowed)"
    r"|(?:is|are) (?:allowed|permitted|eligible|acceptable))\))[^()]*\)"
    r"|\((?=[^():]{4,80}\b(?:excepted|exempted)(?:\)|\s*[-–;,.]))[^()]*\)"
    r"|\((?=[^():;.]{2,80}(?<!that )(?<!which )(?<!who )(?<!they )\b(?:do|does) not (?:require|need)\b)[^()]*\)"
    r"|\((?:good |adequate |acceptable )?control(?:led)? (?:(?:is|as|being) )?"
    r"(?:indicated|defined|shown|evidenced|demonstrated|meaning) (?:with|by|as)\b(?:[^()]|\([^()]*\))*\)"
)
# "if indicated" says all that it says by itself
BY_ITSELF = regex(
    r"(?:if|as|when|where|whenever|wherever) (?:clinically |medically )?"
    r"(?:applicable|indicated|appropriate|feasible|possible|needed|necessary|available(?! (?:to|for|at|in)\b))\b"
)


# "toxicity above grade 1 (alopecia excluded)", "any neuropathy, alopecia excluded": under exclusion it is let in
LEFT_OUT = regex(
    r"\((?:with )?(?P<what>[^():;.]{3,60}?)(?<! not)(?<! are)(?<! is)(?<! be)(?<! were)(?<! was)(?<! been) "
    r"(?:excluded|exempt(?:ed)?|disregarded|not counted|not included)\)"
    r"|\b(?:any|all|other|toxicit\w+|grade \d)\b[^.;:]{0,60}, (?P<last>(?!and |or )(?:[\w/-]+ ){1,3}?)excluded(?=$|[.;)])"
)
# "bilirubin ≤ 1.5 or, in patients with Gilbert's syndrome, direct bilirubin ≤ 1", or so in a bracket, for the same lab: instead of the first
OR_FOR_SOME = regex(
    r"\bor,? (?=(?:in|for) (?:patients|subjects|participants|those) with [^.;,:]{3,60}, (?:an? |the )?"
    r"(?:total |direct |serum )*(?:bilirubin|ast\b|alt\b|creatinine|alkaline))"
    r"|\((?="
    r"(?:in|for) (?:patients|subjects|participants|those) with [^.;,:()]{3,60}, (?:an? |the )?(?:total |serum )*"
    r"(?:bilirubin|ast\b|alt\b|creatinine|alkaline))"
    r"|\bor, (?=(?:in|for) (?:the case of |case of |known |documented |patients |subjects |participants |those |women |men )+(?:with |who )?)"
)
