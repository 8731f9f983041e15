"""Owns the mood of a clause: whether what it names is permitted, forbidden, asked for, or only named."""

from __future__ import annotations

from enum import StrEnum

from criteria.patterns import Words, either, regex
from criteria.words.adjectives import ADJECTIVE


class Mood(StrEnum):
    """What the sentence as a whole says of its statements."""

    PLAIN = "plain"
    PERMITTED = "permitted"  # "is allowed", "are eligible", "does not exclude"
    FORBIDDEN = "forbidden"  # "not allowed", "are ineligible", "must not"
    REQUIRED = "required"  # "must have", "is required"


JOINS = (
    r"(?:may|can|will) (?:also |still )?(?:be (?:"
    r"included|enroll?ed|entered|registered|accrued|chosen|selected|treated(?= (?:on|in|under) (?:this|the) |[.;,]|$))"
    r"|enroll?|enter|participate|join|take part)"
)
"""How a sentence says that someone is let in; part of an expression."""
STOP = (
    r"(?:safely\s|temporarily\s)?(?:stop|discontinue|cease|withhold|interrupt|suspend|forgo|forego|avoid|do\swithout|(?:abstain|refrain)\sfrom"
    r"|(?:transition|switch|come|wean|taper|go)\soff|be\s(?:(?:taken|weaned|switched|tapered)\soff|stopped|discontinued|withheld|interrupted))\b"
)
"""How a sentence speaks of giving something up; part of an expression."""
MORE_THAN = r"(?:more|longer|later|greater|less|shorter|earlier|sooner|fewer)\ than\b"
"""What with a "no" or "not" before it is a bound, and denies nothing; part of an expression."""
NOT_COUNTED = (
    r"not (?:be )?(?:considered|regarded|counted|count|deemed|classified|viewed|seen|constitute|qualify)"
    r"(?: as| to be)?(?: an?| any)?(?: forms? of| lines? of| kinds? of)?"
    r"(?: (?:[a-z]+ or )?(?:"
    r"systemic|anti-?\s?cancer|anti-?neoplastic|cytotoxic|investigational|prior|previous|major|minor|non-?standard"
    r"|immunosuppressive|active|other|standard))* "
)
"""How a sentence says that something is not what a word behind it names; part of an expression."""
EXCEPTION = regex(
    # "≤ 1.5 x ULN, or if on anticoagulants, in range": the bound holds for all others
    r"\bor,? if (?="
    r"(?:the )?(?:patients?|subjects?|participants?)?,? ?(?:is|are)? ?(?:receiving|on|taking) (?:[\w-]+ ){0,2}"
    r"(?:anti-?\s?coag|warfarin|coumadin))"
    r"|\b(?:"
    r"except(?:ing|ions?(?! to (?:this|the|these|such) (?:rules?|criteri\w+|exclusions?|requirements?)\b)|ional)?"
    r"(?: (?:for|of|that|if|in(?![ -]situ)|when|to|where|include|includes|are|is))*"
    r"|unless|other than|with the (?:single |sole |only )?exceptions? of|with exceptions?|excluding|exclusive of"
    r"|apart from|aside from|but not including|not counting|without counting|exclud(?:es|ing)"
    r"|(?:(?:this|these|that|which|it) )?do(?:es)? not include"
    r"|(?:(?:the|this|these|that|which|it) )?"
    r"(?:(?:exclusion )?(?:criteri(?:on|a)|exclusions?|requirements?|restrictions?|limits?) )?"
    r"(?:do(?:es)?|(?:will|shall)) not apply (?:to|for|in|if)"
    r"|not including|save for|(?<=[\w)] )besides(?! (?:being|having|the (?:study|trial))\b))\b:?"
    r"|\b(?:adjusted|corrected) (?:for|by|to|according)\b[^.;()]{0,70}?\bfor "
    r"(?=(?:patients|subjects|participants|women|those)\b)"
)
"""What opens an exception."""
SET_OFF = regex(
    r"(?:,|(?<=\))|(?<=   )) (?:other than|except(?:ing)?(?: for)?|excluding|apart from|with the exceptions? of) [^,;:]*"
    r"(?=, (?:(?:that|who|which) (?:has|have|had|is|are|was|were) [^,;:]{3,90}? )?"
    r"(?:(?:is|are|will be|must be|may be|should be|may|should) )?(?:not |also |still |be )*"
    r"(?:allowed|permitted|acceptable|eligible|prohibited|forbidden|disallowed|excluded|ineligible)\b"
    r"|, (?:must|should|has to|have to|needs? to) (?:have )?(?:be(?:en)? )?(?:complet|discontinu|stop|finish|end|ceas|terminat))"
)
"""An exception between commas, behind which the sentence goes on: "aspirin, except for low doses, is not allowed"."""
LEADING = regex(
    r"\W*(?P<cue>except(?:ing)?(?: for)?|with the (?:single |sole |only )?exceptions? of|apart from|aside from|other than|excluding)"
    r"(?P<what>(?: (?!in\b|if\b|when\b|where\b)[\w/-]+| ?\([^()]*\)){1,10}), (?=[^,:]*[a-z]{3})"
)
"""An exception that stands before what it is an exception to: "except for tamoxifen, no prior endocrine therapy"."""
LISTED_BEHIND = regex(
    r"\W*except(?:ing|ions?)?(?: for)? (?:the following|those (?:listed|noted|named))(?: \w+){0,2}?,? [^:;.]{8,120}?(?P<cue>:)"
)
"""The same with a list behind the colon: "except for the following, no other malignancy is allowed: …"."""
LETTERS = regex(r"[a-z]{3}")
"""What says anything at all."""
# "Hormonal therapy may be ongoing", "patients who had a mastectomy may also receive radiotherapy": nothing is denied, set or asked before it
_MAY_GO_ON = (
    r"^\W*(?:(?:all |any )?(?:patients?|subjects?|participants?|women|those) (?:who|that) )?"
    r"(?:(?!\b(?:no|not|nor|never|neither|without|who|whom|that|which|whose|if|unless|where|when|must|should|only|this|these|it)\b)[^.;:])*?"
    r"\b(?:may|can|could) (?:(?:also|already|currently|still|then|additionally|either|concurrently) )*"
    r"(?:use|undergo|receive|have|continue|initiate"
    r"|be (?:(?:also|already|currently|still) )*(?:ongoing|performed|offered|continued|maintained|prescribed|initiated|begun|added|undergoing))\b"
)
_THE_RULE = (
    r"(?:this|these|that|those|the|the above|such|any)(?: \w+)? "
    r"(?:requirements?|criteri(?:on|a)|exclusions?|rules?|restrictions?|prohibitions?|limitations?|windows?"
    r"|wash-?\s?outs?|time ?(?:frames?|limits?|periods?))\b"
)
_PERMITTED = either(
    r"\b(?:(?:is|are|will be|may be|was|were|be|also|still|remain) )*"
    r"(?:(?<!than the )allowed|permitted|permissible"
    r"|acceptable"
    r"(?! \w* ?(?:method|form|contracept|birth|means|measure|limit|range|hepatic|renal|organ|level|function))"
    r"|(?<!not )authori[sz]ed(?! (?:representative|person|\w+ representative))"
    r"|(?<!if )(?<!not )eligible(?! ranges?\b)(?! (?:for|to receive|to undergo) (?!(?:the |this |our )?"
    r"(?:study|trial|enrol|inclusion|participat|entry|random|regist|screen|phase|part|cohort|arm|dose)))"
    r"|(?<!generally )(?<!locally )(?<!widely )accepted(?! to)(?! (?:and )?(?:\w+ )?(?:method|form|contracept|birth))"
    r"|allowable)\b",
    rf"\b(?:is|are|was|were|will be|be) (?:excluded|exempt(?:ed)?|excepted|omitted) from {_THE_RULE}",
    r"\b(?:is|are|will be) (?:exempt(?:ed)?|excepted)\b",
    r"\bshould (?:generally )?be reserved for\b",
    r"\b(?:cases?|exceptions?)\b[^.;]{0,80}\b(?:will|can|may|should|must) be discussed\b",
    r"\bmay or may not have (?:had|received|undergone|been treated)\b",
    r"\b(?:is|are|would be|will be|being) (?:an )?(?:examples? of (?:an )?)?exceptions? to (?:this|the|these|such) "
    r"(?:rules?|criteri\w+|exclusions?|requirements?)\b",
    r"\bmay (?:be|have been) (?:transfused|(?:supported|corrected) (?:by|with) (?:[\w-]+ ){0,3}?(?:transfusions?|growth factors?))\b",
    r"\bmay also be (?:treated|enrolled|included|entered|registered|accrued)\b",
    r"\b(?:does|do|will|shall|would|should) not (?:exclude|preclude|count|be (?:excluded|considered (?:an? )?exclu\w*))",
    r"\bnot (?:prohibited|forbidden|disallowed)\b",
    r"\bnot (?:be )?(?:a )?(?:grounds?|reasons?|causes?) (?:for|to)\b",
    r"\bnot (?:be )?(?:an? )?"
    r"(?:(?:explicitly|specifically|necessarily|automatically|specific|absolute|formal|strict|mandatory) )?"
    r"(?:exclusion\w*|excluded|exclusionary|contraindication\w*)",
    # "surgery that may have left a leak": what is thought possible, and permits nothing
    r"(?<!this )(?<!these )(?<!it )(?<!which )(?<!that )\bmay have\b",
    r"(?<!this )(?<!these )(?<!it )(?<!which )\bmay (?:"
    r"participate|enroll|enrol|enter|join|qualify(?! as\b)|take part|take(?= (?:[\w-]+ ){1,3})|go on|remain|stay"
    r"|be (?:included|enrolled|enroled|entered|eligible|allowed|on\b)|receive|start|begin|continue|still)\b",
    r"\b(?:may|can|could|might|need not) (?:also )?(?:have )?(?:include|involve|consist of|comprise|contain)(?:d)?\b",
    r"(?<!that )(?<!which )\b(?:may|can) be (?:safely |freely )?(?:continued|maintained|switched)\b",
    r"\b(?:is|are|will be|be) (?:left )?(?:at|up to|to) the (?:\w+ )?discretion of\b",
    r"\b(?:is|are|will be) optional\b|\boptional\W*$|\bshould be offered\b",
    r":\s*(?:no (?:limits?|restrictions?|limitations?)|any number|unlimited)\W*$",
    r"\bneeds? not (?:have|undergo)\b",
    r"(?<!that )(?<!which )(?<!who )(?<!and )\bdo(?:es)? not (?:require|need) (?!to\b)"
    r"(?!(?:\w+ ){0,2}"
    r"(?:treatment|therapy|medication|antibiotic|steroid|drug|surgery|transfusion|immunosuppress|intervention)\w*)",
    r"\bdo(?:es)? not (?:need|have) to (?:have (?:had|received|been)|undergo|be)\b",
    r"\bneeds? not (?:to )?be\b",
    r"\beligibility (?:is |will be )?(?:maintained|retained|unaffected|not (?:affected|lost))\b",
    r"\bstratif(?:y|ied|ication)\b",
    r"\b(?:can|may) be (?:currently |already |still )?(?:receiving|on|taking|using|treated)\b",
    r"\b(?:can|may) be (?:administered|given|used|taken(?! (?:into|off|from|as|together|to)\b))\b",
    _MAY_GO_ON,
    r"\bcan (?:be (?:included|enrolled|entered|allowed|chosen|selected)"
    r"|have (?:been|had|received|undergone"
    r"|(?:"
    r"concomitant|concurrent|known|stable|treated|asymptomatic|prior|previous|a history of|brain|cns|bone|liver|lung"
    r"|visceral) )"
    r"|participate|enter|join|take part|go on|remain|continue|receive|start)\b",
    # "retinal changes that are considered a risk" says which are meant and permits nothing
    r"(?<!that )(?<!which )(?<!who )\b(?:is|are|would be|would not be|will be|will not be) considered "
    r"(?:to have|as\b|an?\b(?! (?:appropriate|standard|(?:[\w-]+ ){0,3}(?:risks?|candidates?))\b)|one\b|the same"
    r"|measurable|evaluable|positive|negative|treatment(?![ -](?:refractory|resistant|na[iï]ve))|part)",
    r"\bwill not be (?:evaluated|assessed|measured|scored|counted|used|followed)\b",
    r"\b(?:is|are) not (?:(?:considered|regarded|counted|deemed|classified|defined|viewed|seen) (?:as |to be )?)?"
    r"(?:an? (?:form of )?)?(?:systemic|anti-?cancer|immunosuppressi\w+|prior) (?:treatment|therapy|therapies)\b",
    rf"\b(?:is|are|will|would|do|does|should|shall) {NOT_COUNTED}"
    r"(?:surg\w+|procedures?|operations?|chemotherap\w+|treatments?|therap(?:y|ies)|regimens?|drugs?|agents?)\b",
    r"\b(?:is|are|will be|be) not (?:(?:considered|regarded|counted|accepted|classified|defined) )?(?:to be |as )?"
    r"(?:being )?(?:an? )?(?:reliably )?(?:measurable|evaluable|target lesions?)\b",
    r"\b(?:is|are|will be) not (?:counted|regarded|classified) as\b",
    r"\b(?<!not )(?<!been )(?<!all )(?:recommended|encouraged|preferred)\b(?! (?:\w+ )?(?:therap|treatment|dos|daily|by\b))",
    r"\bwill be (?:both |all |also )?(?:included|allowed|permitted)\b|\beligibility (?:will|may|also) (?:also )?includes?\b",
    r"(?<!that )(?<!which )(?<!who )\b(?:could|might) (?:also )?be (?:eligible|allowed|permitted|(?:included|enrol+ed)"
    r"(?= ?[.;,)]| ?$| (?:in|into|on) (?:this|the) (?:study|trial)\b| (?:if|provided|as long|after|with)\b))\b",
    r"\b(?:can|may|will|could|might) (?:also )?be considered "
    r"(?:(?:to be )?eligible|for (?:the |this )?(?:enrol\w+|inclusion|entry|participation|study|trial))\b",
    r"\b(?:can|may|will) (?:also )?be considered(?= ?[.;)]| ?$"
    r"| (?:with|after|upon|on|by|following) (?:[\w-]+ ){0,4}"
    r"(?:approval|discussion|agreement|consultation|basis|review)\b)",
    r"\bnot (?:required|necessary|mandatory|(?:an? )?(?:requirement|prerequisite|precondition|necessity))\b",
    r"\b(?:will|does|do|would) not (?:render|make)\b[^.;]*\bineligible\b",
    r"\bno wash-?\s?out (?:(?:time )?periods? |times? )?(?:(?:for|from|of) [\w/ -]{3,40}? )?(?:(?:is|will be|are) )?(?:required|necessary|needed)\b",
    r"\bno (?:measurable|evaluable)(?: or (?:measurable|evaluable))? disease (?:(?:is|will be) )?(?:required|necessary|needed)\b",
    r"\bneither (?:\w+ )?(?:required|necessary|mandatory|excluded|prohibited|forbidden)\b",
    r"^\W*any (?:(?:prior|previous) )?number (?:of|prior|previous)\b"
    r"|\bno (?:upper )?(?:limits?|restrictions?|limitations?) (?:on|to|as to|in|regarding|for) (?:the )?"
    r"(?:number|amount|type|kind|lines?|prior|previous)\b"
    r"|\bregardless of (?:the )?number of\b",
    r"(?<!than the )(?<!maximum )(?<!maximal )(?<!maximally )\ballowed\b",
    r"\bpermitted\b",
    r"\b(?:is|are) (?:also )?(?:ok|okay|fine)\b(?! to)",
)
# "for whom chemotherapy is recommended" says who is meant and permits nothing
_ADVISED = regex(r"\b(?:whom|which)\b[^.;]*\b(?:is|are)\s+(?:recommended|preferred|acceptable|considered)\b")
_FORBIDDEN = either(
    r"\b(?:(?:is|are|will be|may be|be) )?(?:not|never) (?:be )?(?:considered )?"
    r"(?:allowed|permitted|permissible|acceptable"
    r"|eligible(?!,? (?:or )?(?:are )?intoleran"
    r"| (?:for|to receive|to undergo) (?!(?:the |this |our )?(?:(?!other|higher|another)[\w-]+ ){0,2}?"
    r"(?:study|trial|enrol|inclusion|participat|entry|random|regist|screen|phase|portion|part|cohort|arm|dose)"
    r"|(?:the|this|our) protocol))"
    r"|accepted|included|allowable)\b",
    r"\b(?:is|are|be) unacceptable\b",
    r"\bineligible\b(?! (?:for|to receive|to undergo) (?!(?:(?!according|per|by|as)[\w-]+ ){0,7}?(?:"
    r"study|trial|enrol|inclusion|participat|entry|random|regist|screen|phase|portion|part|cohort|arm|dose|protocol)))",
    r"^\W*(?:any of )?the following\b[^:]{0,60}\b(?:exclude|disqualif\w+|(?:are|were|is|was) (?:not eligible|exclusions?))\b[^:]{0,40}:",
    r"(?<!\bnot )\b(?:is|are|will be|be|must be|should be|also) (?:specifically |explicitly |automatically |therefore |generally )?"
    rf"excluded\b(?! from {_THE_RULE})",
    r"(?<!not )\bprohibited\b",
    r"\bexclude the patient\b",
    r"\b(?:alone|only) (?:is|are) not\W*$",
    r"^(?:(?!\b(?:not|neither|explicitly|specifically)\b)[\w\s/,+-]){2,60} excluded\W*$",
    r"\b(?:the following|these)(?: \w+){0,4} (?:will |would |shall )?exclude\b",
    r"(?<!not )\bforbidden\b",
    r"(?<!may or )\b(?!will not be (?:evaluated|assessed|measured|scored|counted|used|followed)\b)"
    r"(?:must|should|may|can|will|shall) not "
    r"(?:be|have|receive|take|undergo|participate|use|enroll|require|currently|previously)\b"
    rf"(?! (?:been )?{MORE_THAN}(?! ?(?:grade|[\d.]+ ?%)))"  # the grade or the share of what it denies
    r"(?<!\bbe(?= excluded\b))",
    r"\b(?:patients?|subjects?|participants?|women|they) cannot (?:be|have|receive)\b",
    r"\b(?:not|can ?not|can't) (?:be )?(?:included|enroll?ed)\b",
    r"(?<!patients with )(?<!subjects with )(?<!participants with )(?<!women with )\b(?:no|nor)\b"
    r"(?! curative intent| (?:more|greater) than"
    r"| (?:\w+ )?evidence of (?:\w+ )?(?:disease|recurren|relapse|malignan|cancer))"
    r"(?:[^.;,]*|[^.;]{1,120}, (?:or|nor) [^.;,]*)\b"
    r"(?:allowed|permitted|may (?:be )?(?:entered?|enroll?(?:ed)?|participate|included|join))\b",
    r"(?<!not )\bdisallowed\b",
    r"\b(?:should|must|shall|(?:is|are|has|have|needs?) to) (?:also |generally |strictly )?be avoided\b",
    r"\b(?:prior|previous|earlier) [^.;:]{3,60}? (?:(?:may|can|must|should|could|shall|will) not|cannot) (?:have )?"
    r"(?:includ|contain|compris|consist|involv)(?:e|ed|s|t of)?\b",
    r"(?:^|[.;] )(?:(?!\b(?:"
    r"unless|if|when|where|whom|who|which|that|except|provided|providing|as long as|(?:patient|participant|subject)s?)"
    r"\b)[^.;])*?(?<!not )\bcontraindicated\b",
)
# "for whom no therapy is left, or who are not eligible for it" forbids nothing
_NO_CANDIDATES = regex(
    r"\b(?:who|whom|that|which|or|and)\s(?:is|are|was|were)\s(?:either\s|also\s)?(?:not\s|in)eligible"
    r"(?=,| (?:for|to|or|and)\b|$)(?! for (?:the|this) (?:study|trial))"
    r"|\b(?:will|does|do|would)\snot\s(?:render|make)\b[^.;]*\bineligible\b"
    r"|\bor\s(?:(?:the\s|that\s)?(?:subjects?|patients?|participants?|she|he|they)\s)?(?:must\s|should\s)?be\s"
    r"(?:considered\s)?ineligible\s(?:for|to\sreceive)\b(?!\s(?:the|this)\s(?:study|trial))"
    r"|\b(?:which|that)\s(?:must|should|may|can)\snot\s(?:be|have)\b"
    r"|\bor\s(?:considered\s|deemed\s)?ineligible\s(?:for|to\sreceive)\b(?!\s(?:the|this)\s(?:study|trial))"
    r"|(?:^|\bwho\s(?:are|is)\s)\W*ineligible\s(?:for|to\sreceive)\s"
    r"(?!(?:the|this|our|any|study|trial|protocol|enrol\w*|inclusion|entry|participation|random\w*)\b)"
)
_REQUIRED = regex(
    r"\b(?:must|required|requires? that|is mandatory|are mandatory|has to|have to|need to|should (?:have|be))\b(?! not)"
)
# "patients on any drug other than a beta blocker are allowed": the exception stands within the subject
_OF_ALL = regex(
    r"(?:any |all |those )?(?:patients?|participants?|subjects?|women|individuals|people)"
    r"(?:(?!\b(?:no|not|must|should|are|is|may|will|can|never|without)\b)[^.;:])*?"
    r"\b(?:other than|except(?: for)?|excluding)\b(?:(?!\b(?:if|unless|who|which|that)\b)[^.;:,])*?\b"
    r"(?:are|is|may be|will be) (?:also |still )?(?:eligible|allowed|permitted|acceptable|included)\b"
)
# "prior chemotherapy other than anthracyclines is allowed": it stands within what is permitted
_OF_THINGS = regex(
    r"\W*(?:prior|previous|earlier|concurrent|concomitant|ongoing|(?:the )?use of)\b(?:(?!\b(?:no|not|must|should|without|never|if|unless)\b)[^.;:,])*?"
    r"\b(?:other than|except(?: for)?|excluding)\b(?:(?!\b(?:no|not|must|should|if|unless|who|which|that)\b)[^.;:])*?"
    r"\b(?:(?:is|are|will be|may be) )?(?:also |still )?(?:allowed|permitted|acceptable)\W*$"
)
# "chemotherapy other than anthracyclines is not allowed": it stands within what is forbidden
_OF_THE_FORBIDDEN = regex(
    r"(?:(?!\b(?:no|not|must|should|without|never|if|unless|may|can|allowed|permitted|eligible|acceptable)\b)[^.;:,])*?"
    r"\b(?:other than|except(?: for)?|excluding|apart from)\b(?:(?!\b(?:no|not|must|should|if|unless|who|which|that)\b)[^.;:])*?\b(?:is|are|will be) "
    r"(?:not (?:be )?(?:allowed|permitted|acceptable|eligible)|(?:strictly )?(?:prohibited|forbidden|ineligible)|excluded(?! from))\b"
)
_HINTS_MOOD = regex(
    r"discussed|reserved|any number|no limit|limitation|unlimited|optional|discretion|offered|no upper|no restriction"
    r"|regardless|authori|is ok|are ok|fine|allow|consider|recommend|encourag|prefer|permi|eligib|accept|may |can "
    r"|could |might |stratif|not |exclu|exempt|contra|avoid|cannot|requir|must|should|has to|have to|need to|prohib"
    r"|forbid|includ|neither|exception|excepted|wash"
)
WHO_MEET = (
    r"\W*(?:all )?(?:patients?|subjects?|participants?|individuals?|persons?|wom[ae]n|people|those) "
    r"(?:(?:who|that) )?(?:meet|fulfill?|satisfy)(?:ing)? (?:(?:all|each|every one) )?(?:of )?(?:the )?(?:following|these|below)\b"
)
"""Whom a line takes by the list under it: "patients who meet all of the following"; part of an expression."""
# "only women are eligible" asks for what it lets in, and so does "women who meet all of the following are eligible"
_NOBODY_ELSE = regex(
    rf"(?:[^:]*\.\s)?{WHO_MEET}|"
    r"\W*only (?:[\w-]+ ){0,4}?"
    r"(?:patients?|subjects?|participants?|wom[ae]n|m[ae]n|females?|males?|those|individuals|persons?|people)"
    r"\b[^,;:]*\b(?:eligible|included|enrolled|accepted|allowed|may|can|considered|participate)\b"
)
# on what a verdict hangs does not change it: "allowed provided that it will not be stopped"
_ON_CONDITION = regex(r"\b(?:provided|providing|(?:as|so) long as|only if|if|on condition|assuming)\b")
# "must have recovered to be eligible", "in order to be eligible, patients must …": what for it is asked
_SO_AS_TO_JOIN = regex(
    r"(?<!the patient )(?<!the participant )(?<!the subject )(?<!considered )(?<!deemed )(?<!found )(?<!judged )\bto be (?:considered )?eligible\b"
)
_INNER = regex(r"\((?:[^()]|\((?:i|mol) ?\+\))*\)")


def _within(clause: str, words: str) -> str:
    """Words that were cut out of a clause, which lack what the clause lacks."""
    return clause[:].also(words) if isinstance(clause, Words) else words


def mood(clause: str) -> Mood:
    """The mood of a clause given in lower case; what stands in an exception or in brackets does not decide it."""
    if _HINTS_MOOD.search(clause) is None:
        return Mood.PLAIN
    outside = _INNER.sub(lambda m: " " * len(m.group()), clause) if "(" in clause else clause
    outside = outside if outside is clause or LETTERS.search(outside) else clause
    outside = SET_OFF.sub(" ", outside)
    outside = outside[leading.end() :] if (leading := LEADING.match(outside)) is not None else outside
    whole = any(pattern.match(outside) for pattern in (_OF_ALL, _OF_THINGS, _OF_THE_FORBIDDEN))
    main = _within(clause, outside if whole else EXCEPTION.split(outside)[0])
    if _SO_AS_TO_JOIN.search(main):
        main = _within(clause, _SO_AS_TO_JOIN.sub(" ", main))
    if ADJECTIVE.search(main):
        main = _within(clause, ADJECTIVE.sub(" ", main))
    first = _within(clause, _ON_CONDITION.split(main)[0])
    if first != main and _PERMITTED.search(first) and not (_FORBIDDEN.search(first) or _ADVISED.search(first)):
        return Mood.PERMITTED
    if _FORBIDDEN.search(main) and _FORBIDDEN.search(_NO_CANDIDATES.sub(" ", main)):
        return Mood.FORBIDDEN
    if _PERMITTED.search(main) and not _ADVISED.search(main):
        return Mood.REQUIRED if _NOBODY_ELSE.match(main) else Mood.PERMITTED
    return Mood.REQUIRED if _REQUIRED.search(main) else Mood.PLAIN
