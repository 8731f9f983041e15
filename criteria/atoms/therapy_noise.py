"""Owns the mentions of therapies that ask nothing of the patient: allergies, side effects, study treatment, specimens, anchors."""

from __future__ import annotations

from criteria.atoms.therapy_name import Name
from criteria.atoms.therapy_other_disease import is_of_other_disease
from criteria.atoms.therapy_statement import Around, is_conduct
from criteria.atoms.therapy_womanhood import is_of_womanhood, near
from criteria.moods import Mood
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tree import Effect

# what the words before say of its consequences
_ALLERGY = regex(
    r"(?:\ballerg\w+|hypersensitiv\w+|\bsensitivity|anaphyla\w+|(?:infusion|adverse|severe|immune)[\s-]+reactions?|contra-?indicat\w+(?!\s+(?:\w+\s+)?(?:medications?|drugs?|agents?|therap|participation|conditions?\b)|s?\s+include))\b[^.;]{0,140}$"
)
_OR_RECEIVED = regex(r"\bor\s+(?:subjects|patients|participants|who|have|has|previous(?:ly)?|prior|received)\b")
_TOXICITY = regex(
    r"\b(?:toxicit(?:y|ies)|adverse\s+(?:events?|effects?|reactions?)|side[- ]effects?|\baes?\b|sequelae|complications?|recover(?:ed|y|ing)|resol(?:ved|ution)|effects?\s+of|induced\s+by|caused\s+by|(?:related|due|secondary|attribut\w+|owing)\s+to|associated\s+with|resulting\s+from|neuropathy|alopecia|reversed?)\b[^.;]{0,70}$|\b(?:lvef|ejection\s+fraction)\b[^.;]{0,40}\b(?:during|after|on|following|with)\s[^.;]{0,30}$"
)
_DATED = regex(r"\b(?:within|since|weeks|days|months)\b")
# moments that are counted from
_ANCHOR = regex(
    r"(?:\b(?:first|initial|final)\s+(?:(?:planned|scheduled)\s+)?(?:dose|day|administration|cycle|infusion|course|treatment|injection)\s+(?:of|with)"
    r"|\b(?:of|from|to|before|at|since|after|until|following|planned|between|and|day)\s+(?:the\s+)?(?:start(?:ing)?|initiat(?:ion|ing)|beginning|commenc\w+|administration|completing)\s+(?:(?:of\s+)?(?:treatment|therapy)\s+with|of|on)"
    r"|\b(?:of|before|to|after|at|since)\s+(?:starting|initiating|beginning|commencing)|\b(?:day\s+-?\d+|cycle\s+\d+|candidates?\s+for\s+the|absorption|metabolism|excretion|elimination)\s+of|\bpatient\s+on"
    r"|\bprior\s+to|\bbefore|\buntil|\btime\s+of|\bat|\bbetween|\bday\s+of)\s+"
    r"(?:(?:the|any|their|planned|scheduled|starting|start|initiation|of|receiving|first|neoadjuvant|adjuvant|study|protocol|definitive|surgical|breast|primary|index|dose|and\s+after|initiating|beginning|undergoing)\s+)*$"
)
_LAST_DOSE = regex(
    r"\b(?:since|after|from|following|of)\s+(?:the\s+|their\s+|completion\s+of\s+)?(?:last|final|most\s+recent)\b[^.;]{0,30}$"
)
# "before the end of adjuvant chemotherapy": a day by which something else is done
_BY_ITS_END = regex(
    r"\b(?:before|until|by|prior\s+to)\s+(?:the\s+)?(?:end|completion|conclusion|start|beginning)\s+of\s+(?:(?:the|their|any|adjuvant|neoadjuvant|planned)\s+)*$"
)
# what is there from an operation: "implants from previous breast surgery"
_LEFT_BY = regex(
    r"^(?!.*\b(?:weeks?|months?|days?|years?|time|elapsed|interval|period|passed|recover\w*|withdr\w*|off|respon\w*|remission|benefit\w*|progress\w*)\b).*\b\w{4,}\s+(?:resulting\s+)?from\s+(?:(?:a|an|any|the|their|prior|previous|earlier|past)\s+)+$"
)
_TALKING = regex(
    r"\b(?:accept\w*|commitment|behaviou?r\w*|cognitive|mindfulness|music|art|dance|yoga|massage|physical|occupational|speech|group|psycho\w*|family|couples?|sex|exercise|relaxation|dignity|pet|animal|light|compression|physio)[\s-]+$"
)
_UNTIL = regex(
    r"\b(?:after|following)\s+(?:the\s+|their\s+)?(?:last|final)\s+(?:dose|administration|infusion)\s+of\s+(?:\w+\s+){0,3}$"
)
_MUST_BE_AFTER = regex(r"\b(?:be|is|are)\s+after\s+(?:the\s+|their\s+)?(?:last|final)\b[^.;]{0,40}$")
_AFTER_LOCAL = regex(
    r"\b(?:after|following|(?<!status )(?<!status-)post(?!-?\s?operative)|during|at|since\s+the)\s*-?\s*(?:\w+\s+){0,2}$"
)
_EARLIER = regex(r"\b(?:previous|prior)\s+(?:\w+\s+)?$")
_TIME_AFTER = regex(r"\b(?:days?|weeks?|months?|years?)\s+(?:after|following|post|since|from)\W*(?:\w+\s+){0,2}$")
_IMPOSSIBLE = regex(
    r"[^.;,]{0,40}?\b(?:(?:is|are)\s+(?:not|no\s+longer)|(?:will|would)\s+not\s+be|cannot\s+be)\s+(?:\w+\s+)?(?:safe|feasible|possible|tolerable|an?\s+(?:\w+\s+)?option|options)\b"
)
# what might be, is listed, defined or limited
_FOR_IT = regex(r"\(\s*(?:(?:i\.?\s?e|e\.?\s?g)\.?,?\s*)?for\s+(?:\w+\s+){0,2}$")
_GIVES = regex(
    r"^\W+(?:is|are)\s+contraindicated\s+(?:in|for|if)\b|^\W+(?:should|must|may|can(?:not)?)\s+(?:not\s+)?be\s+(?:combined|co-?administered|given|used|taken)\s+(?:together\s+)?with\b"
    r"|^(?:\W+\w+){0,2}?\W+(?:can\s+be\s+(?:safely\s+)?(?:administered|given)|used\s+in\s+this\s+(?:study|trial)|would\s+not\s+(?:normally\s+)?be\s+considered|(?:may|might|could)\s+(?:cause|harm|affect))"
)
_RENDERED = regex(
    r"\b(?:render\w*|mak(?:e|es|ing)|deem\w*|prevent\w*|preclud\w*|prohibit\w*|limit\w*|ability\s+(?:of\s+[^.;,]{0,30})?to\s+(?:\w+\s+)?(?:receive|undergo)|contraindicating|interfer\w+|compromis\w+|tolerability\s+of|interact\w*\s+with|pharmacokinetics|safety\s+of|(?:profiles?|clearance|concentrations?|levels?|metabolism)\s+of|risks?\s+of|effects?\s+of|response\s+to|compliance\s+with|position\w*\s+for)\b[^.;,]{0,70}$"
)
_TREATABLE = regex(
    r"\b(?:can|could|should|would|might|may|that\s+is|cannot)\s+be\s+(?:safely\s+|adequately\s+)?(?:tr\w*ted|managed|cured|removed|controlled|excised|resected)\s+(?:\w+\s+){0,3}?(?:by|with|through|using)\s+(?:\w+\s+){0,2}$"
)
_RECOMMENDED = regex(
    r"\brecommended\s+(?:regimens?|options?)\b|\bchoice\s+of\b|\bbenefit\w*\s+from\b|\babsorption\s+of\b"
)
_OPTIONAL = regex(
    r"(?:\bwith\s+or\s+without|\bwhether\s+or\s+not\b[^.;,]{0,30}|\bregardless\s+of|\birrespective\s+of|\+\s?/\s?-|\+\s+or\s+-|±|\bno\s+(?:restrictions?|limit\w*|wash-?\s?out(?:\s+(?:period\s+)?(?:is\s+)?(?:required|needed|necessary))?)\s+(?:for|on|to|regarding))\s*(?:[\w()/-]+\s+){0,4}$"
)
# "within 2 weeks of eribulin treatment start", "before trastuzumab initiation"
_BEGINS = regex(r"^\s*(?:treatment\s+|therapy\s+|dosing\s+)?(?:start|initiation|commencement|administration|begins?)\b")
_COUNTED_TO = regex(r"\b(?:of|before|prior|to|from|until|preceding)\s+(?:the\s+|starting\s+)?$")
_LISTED = regex(
    r"\b(?:refus\w+|declin(?:e|es|ed|ing)|unwilling\w*|not\s+willing)\b[^.;,]{0,60}$|\blists?\s+of\b[^.;]{0,20}$|\belapsed\s+since\s+(?:\w+\s+){0,2}$"
)
_OR_INTOLERANT = regex(r"\bintoleran\w+\s+(?:to\s+)?(?:or|and)\b[^.;,]{0,30}$")
_LIMITED = regex(
    r"\b(?:any\s+number|unlimited\s+number)\s+of\s+(?:\w+\s+){0,3}$|(?:\b(?:no\s+more\s+than|up\s+to|(?:a\s+)?maximum\s+of|fewer\s+than|less\s+than|at\s+most|any\s+number\s+of|no\s+limit\s+(?:on|to)[^.;]{0,30}|unlimited)|≤|<)\s*(?:\w+\s+){0,4}?(?:lines?|regimens?|number)\s+(?:of\s+)?(?:\w+\s+){0,3}$"
)
_FOR = regex(r"\bfor\s+(?:the\s+)?(?:adjuvant|neoadjuvant|first-line|palliative)\s+$")
_CANDIDATE = regex(r"\b(?:candidate|eligible|suitable|scheduled|planned|indicat)")
_IN_WHICH = regex(r"\b(?:study|studies|trials?)\s+(?:in\s+which|where|that|whose)\b[^.;]{0,80}$")
_DEFINED = regex(
    r"^\W*(?:(?:use|treatment|therapy)\s+)?counts?\b|^\W*(?:(?:line|regimen)s?\s+(?:is|are)|(?:is|are|was|(?:will|should|would|must)(?:\s+not)?\s+be|does|do)\s+(?:not\s+)?(?:defined|considered|counted|count|regarded))\b"
)
_COUNTS = regex(
    r"^[^.;]{0,40}\b(?:will|should|would|must|is|are)\s+(?:not\s+)?(?:be\s+)?(?:considered|counted|regarded|count(?:s)?)\s+(?:as\s+)?(?:a\b|an\b|one\b|two\b|\d|separate)[^.;]{0,20}\b(?:lines?|regimens?|treatments?|therap\w+)"
)
# "prior conjugates count as a line of chemotherapy", "tamoxifen has no required washout"
_COUNTED_AS = regex(
    r"\b(?:counts?|counted|regarded|considered)\s+(?:as|to\s+be)\s+(?:an?\s+)?(?:(?:\w+\s+)?(?:lines?|regimens?|courses?|forms?)\s+of\s+)?(?:\w+\s+){0,2}$"
)
_NO_WASHOUT = regex(
    r"^[^.;]{0,30}\b(?:not\s+(?:have\s+|require\s+)(?:an?\s+)?(?:required\s+)?|no\s+(?:required\s+)?)wash-?\s?out\b"
)
_BECAUSE = regex(r"\bbecause\b[^.;,]{0,140}$")
_OR_BY_ITSELF = regex(r"\bor\s+(?:(?:who|that)\s+)?(?:requir\w+|need\w*|receiv\w+|taking|are\s+on|on)\b")
_SINCE = regex(r"\W*(?:since|as)\s+(?:the\s+)?$")
_SINCE_IT_IS = regex(r"\W*(?:since|as)\s+(?:\w+\s+){1,4}?(?:is|are|has|have|may|was|were)\b[^.;,]*$")
_IS = regex(r"\s+(?:is|are|has|have|may)\b")
_STOPPING = regex(r"\b(?:stop|discontinu|withdr|ceas|come\s+off|came\s+off)\w*\s+(?:\w+\s+){0,2}$")
_IF_STOPPED = regex(
    r"[^.;]{0,40}\b(?:if|provided|as\s+long\s+as|when|once)\s+(?:\w+\s+){0,2}?(?:stopped|discontinued|withdrawn|ceased)\b"
)
_OF_INFECTION = regex(
    r"^\s+(?:for|of|against)\s+(?:\w+\s+){0,3}?(?:infections?|autoimmune|hypertension|diabetes|asthma)\b"
)
_AS = regex(
    r"\b(?:as|is|are|considered|considered\s+to\s+be|trials?\s+of|studies\s+of|benefit\s+of)\s+(?:(?:a|an|the|their|his|her|part\s+of|first-line|adjuvant|neoadjuvant|any|either|or|and|and/or)(?:\s+|\s*/\s*))*$"
)
_TARGET_OF = regex(
    r"\b(?:endothelial|epidermal|fibroblast|like|derived|transforming|hepatocyte)\s+$|\btarget\s+of\s+$|^\W*see\s+$"
)
_REPLACEMENT = regex(
    r"^\W*(?:note:?\s*)?(?:replacement\s+therapy\b|hormone\s+replacement\s+therapy\s*\(?(?:e\.g\.?,?\s*)?(?:thyrox|insulin|physiolog))"
)
_ETHICS = regex(r"\birb\b|\bethics\b|\binstitutional review")
_NON = regex(r"\bnon-?\s?$")
# the name as an adjective, or of a lesion
_ADJECTIVE = regex(
    r"^[\s-]*(?:specimens?|samples?|tissues?|blocks?|margins?|fields?|ports?|areas?|sites?|volumes?|regions?|beds?|facilit\w+|planning|oncologists?|consult\w*|department|sensitiv\w+|guidelines?|dose\s+constraints|free\s+interval|related\s+(?:to\b)?|induced|associated|plan\b|pcr\b|package\s+insert|interactions?\b|tablets?\b|capsules?\b|clinical\s+(?:study|studies|trials?)|trials?|settings?\b|(?:or\s+drug\s+)?(?:study|studies)\b|protocol|recovery|decision|cavity|scars?|menopause|amenorrh\w+|castrat\w+|records?|pneumonitis|necrosis|dermatitis|oncolog\w+|hypersensitiv\w+|(?:\d\s+)?receptors?|like\b|deficien\w+|or\s+drug[- ]induced|independen\w+|purposes?\b|side[- ]effects?|portals?|toxicit\w+|effects?\b|arm\b|group\b|cohorts?\b)\b"
)
_PATIENTS = regex(r"^\s*(?:patients?|participants?|subjects?|recipients?|candidates?\s+only)\b")
_IRRADIATED = regex(
    r"^\s*(?:field|area|site|lesion|volume|region|tissue|bone|breast|port|target|disease|tumou?r|critical|skin|structure|node)s?\b"
)
_LESION = regex(
    r"\b(?:lesions?|disease|sites?|areas?|target|tumou?rs?|metastas[ei]s|nodes?)\b[^.;]{0,50}\b(?:not\s+|been\s+|previously\s+|prior\s+)*$"
    r"|\blesions?\b[^.;]{0,40}\b(?:treated|irradiated|resected)\s+(?:with|by)\s+[^.;]{0,20}$"
)
# "patients with stage III disease must have had no prior chemotherapy" speaks of the patients
_WHOSE = regex(r"\b(?:patients?|subjects?|participants?|women|individuals|those|for|who)\b")
_CAME_AFTER = regex(
    r"\b(?:progress\w*|after|following|fail\w*|refractory|despite|or\s+(?:any\s+)?(?:prior|previous|history|received))\b[^.;,]{0,40}$"
)
_OVARIAN_CANCER = regex(
    r"^[\s-]*(?:resistant|refractory|sensitive)\b[^.;]{0,40}\b(?:ovarian|hgsoc|fallopian|peritoneal)"
)
_CURABLE = regex(
    r"(?:\b(?:not|un|no\s+longer|non-?)\s*(?:be\s+)?(?:an?\s+)?(?:\w+\s+)?(?:amenable|accessible|suitable|eligible|resectable|feasible|candidates?)\s+(?:to|for|by|with)|\b(?:amenable|accessible|candidates?)\s+(?:to|for)\s+(?:\w+\s+){0,2}?(?:curative|local|surgical|resection)|\b(?:resectable|removable|operable|curable)\s+(?:by|with)|(?<!\w)(?:resectable|removable|accessible|operable)\b[^.;]{0,60}\b(?:using|through|via))\b[^.;]{0,70}$"
)
_CURATIVE = regex(r"\bcurative|\bresection|\bsurger|\blocal|radical")
# "Prior chemotherapy:" over a list
_DEFINITION = regex(r"\((?:which\s+is\s+)?defined\s+as\b[^()]*$")
_TITLE_ENDS = regex(r"\W*(?:(?:\w+\s+)?(?:requirements?|criteria|restrictions?|history|rules?)\W*)?")
_TITLE = regex(r"(?:(?:prior|previous|concurrent|concomitant|current|allowed|or|and|and/or)[\s/]+)*")
# the trial's own treatment
_STUDY = regex(
    r"(?<!non-)(?<!non\s)\b(?:study|protocol|trial|investigational\s+product)\s+(?:specified\s+|directed\s+)?$"
)
_OTHER = regex(r"\b(?:other|another|any|different|prior|previous)\s+$")
_THE = regex(r"\b(?:the|this|with\s+study)\s+$")
_COUNTS_LINES = regex(r"\b(?:lines?|regimens?|forms|therapies|treatments)\b|\d\s+(?:\w+\s+){0,3}(?:chemo)?therapy$")
# "no more than 2 prior regimens, including bevacizumab": it counts as one, and need not have been given
_AT_MOST = regex(
    r"(?:no|not)\s+more\s+than|up\s+to|(?:a\s+)?max\w*|at\s+most|≤|<|(?:less|fewer)\s+than|(?:0|zero|no)\b|\d+\s*(?:-|to)\s*\d"
)
_COUNTED_IN = regex(
    r"[^.;:]{0,60}?(?:\(|,|\b)\s*(?:includ\w+|counting)\b(?!\s+(?:an?\s|at\s+least|one\b|prior\b|previous\b))[^.;:]{0,60}"
)
_LOCAL_ONLY = frozenset(
    {"dental procedure", "lumpectomy", "mastectomy", "organ transplant", "radiation therapy", "stem cell transplant", "surgery",
     "transplant"}
)  # fmt: skip
_LOCAL = frozenset(
    {"ablation", "anticancer therapy", "chemotherapy", "curative therapy", "local therapy", "lumpectomy",
     "mastectomy", "radiation therapy", "standard therapy", "stereotactic radiosurgery", "surgery",
     "systemic therapy"}
)  # fmt: skip
_GENERAL = frozenset(
    {"anticancer therapy", "curative therapy", "investigational agent", "local therapy", "standard therapy",
     "systemic therapy"}
)  # fmt: skip
_SHORT = 3  # letters of a regimen's code ("EC"), which other things share
_NEAR = 300


def is_noise(words: Around, start: int, *, dated: bool) -> bool:
    """Whether the therapy is only mentioned.

    ``start`` is where its statement starts, ``dated`` whether a window of time belongs to it.
    """
    return (
        is_study_treatment(words)
        or _is_hypothetical(words, dated=dated)
        or _is_defined_or_listed(words, start, dated=dated)
        or _is_given_up(words, dated=dated)
        or _is_a_reason(words)
        or _is_blamed(words)
        or _is_anchor(words, dated=dated)
        or _is_adjective(words)
        or is_of_womanhood(words)
        or _is_heading(words)
        or is_of_other_disease(words)
    )


def is_study_treatment(words: Around) -> bool:
    """Whether it is what the trial itself gives: "the investigational drug", "study treatment"."""
    spelt = words.passage.lower[words.name.start : words.name.end]
    if _STUDY.search(words.own[-40:]):
        return True
    if _OTHER.search(words.own[-25:]) or spelt.startswith("other"):
        return False
    return spelt.startswith("study") or is_study_drug(words)


def is_study_drug(words: Around) -> bool:
    """Whether it is "the investigational drug", beside which the trial's own drugs may stand in a parenthesis."""
    if words.name.concept != "investigational agent" or _THE.search(words.own) is None:
        return False
    return "study" not in words.passage.lower[words.name.start : words.name.end]


def _is_a_reason(words: Around) -> bool:
    """Whether it stands in the reason for something: "because olaparib may harm a fetus, …"."""
    because = _BECAUSE.search(words.before)
    if (because is not None and not _OR_BY_ITSELF.search(because.group())) or _SINCE_IT_IS.match(words.before):
        return True
    return _SINCE.fullmatch(words.before) is not None and _IS.match(words.behind) is not None


def _is_given_up(words: Around, *, dated: bool) -> bool:
    """Whether those are let in who stop it: "women who discontinue hormone replacement are eligible"."""
    if dated or words.passage.scopes.mood(words.name.start) is not Mood.PERMITTED:
        return False
    return _STOPPING.search(words.own[-40:]) is not None or _IF_STOPPED.match(words.after) is not None


def _is_hypothetical(words: Around, *, dated: bool) -> bool:
    """Treatment that could be given, would be unsafe, or would have cured."""
    own, behind = words.own, words.behind
    if _IMPOSSIBLE.match(words.after) and not words.name.none_left:
        return True
    if _GIVES.match(behind) or _TREATABLE.search(own) or (_RENDERED.search(own) and not dated):
        return True
    if _RECOMMENDED.search(own[-50:]) and "progress" not in own:
        return True
    return _CURABLE.search(own) is not None and (
        words.name.concept in _LOCAL or _CURATIVE.search(own[-70:]) is not None
    )


def _is_defined_or_listed(words: Around, start: int, *, dated: bool) -> bool:
    """A definition, a list to look up, a number that only limits, another word of the same letters."""
    own, name = words.own, words.name
    if (
        (_LISTED.search(own) and not dated and not _OR_INTOLERANT.search(own))
        or _LIMITED.search(own)
        or _TARGET_OF.search(own)
    ):
        return True
    if _IN_WHICH.search(own) or _OPTIONAL.search(own) or _COUNTED_AS.search(own) or _NO_WASHOUT.match(words.after):
        return True
    if name.concept in _GENERAL and _OF_INFECTION.match(words.behind):
        return True
    if _DEFINED.match(words.behind) or _COUNTS.match(words.after) or (name.concept in _GENERAL and _AS.search(own)):
        return True
    if name.concept == "anticancer therapy" and _TALKING.search(own[-40:]):
        return True
    if name.concept == "anticancer therapy" and _FOR.search(own) and not _CANDIDATE.search(own[-70:]):
        return True
    if _REPLACEMENT.match(words.passage.lower, start) or (_NON.search(own) and not name.detail):
        return True
    if _DEFINITION.search(own) or _FOR_IT.search(own) or is_conduct(words.passage.lower):
        return True
    return name.end - name.start <= _SHORT and _ETHICS.search(near(words)) is not None


def _is_blamed(words: Around) -> bool:
    """What one is allergic to, or what a side effect comes from."""
    if words.passage.lead and _ALLERGY.search(words.passage.lead):
        return True
    allergy = _ALLERGY.search(words.before)
    if allergy is not None and not _OR_RECEIVED.search(allergy.group()):
        return True
    toxicity = _TOXICITY.search(words.before)
    if toxicity is None or _OR_BY_ITSELF.search(toxicity.group()):
        return False
    return not _DATED.search(words.before[-40:])


def _is_anchor(words: Around, *, dated: bool) -> bool:
    """A moment that something else is dated by: "before the first dose of trastuzumab", "after surgery"."""
    own = words.own
    if _BY_ITS_END.search(own) or (words.name.concept in _LOCAL and not dated and _LEFT_BY.match(own[-80:])):
        return True
    if _BEGINS.match(words.after) and _COUNTED_TO.search(words.before):
        return True
    if (_ANCHOR.search(own) and not _LAST_DOSE.search(own)) or (
        _UNTIL.search(own) and not (dated or _MUST_BE_AFTER.search(own))
    ):
        return True
    if dated or words.name.concept not in _LOCAL_ONLY:
        return False
    return _AFTER_LOCAL.search(own) is not None and not _TIME_AFTER.search(own) and not _EARLIER.search(own)


def _is_adjective(words: Around) -> bool:
    """Part of another name: a surgical specimen, an irradiated field, platinum-resistant ovarian cancer."""
    name, own, behind = words.name, words.own, words.behind
    if _ADJECTIVE.match(behind) or (
        words.passage.base is Effect.REQUIRE and not name.naive and _PATIENTS.match(behind)
    ):
        return True
    if name.concept == "platinum-based chemotherapy" and _OVARIAN_CANCER.match(behind):
        return True
    if name.concept not in _LOCAL:
        return False
    lesion = _LESION.search(own[-80:])
    return _IRRADIATED.match(behind) is not None or (
        lesion is not None
        and _CAME_AFTER.search(own[-80:]) is None
        and _WHOSE.search(own, 0, len(own[:-80]) + lesion.start()) is None
    )


def _is_heading(words: Around) -> bool:
    """A heading: "Prior antitumor therapies:" over a list, or a topic that stands alone ("Chemotherapy")."""
    passage, name = words.passage, words.name
    if passage.text.endswith(":") and (name.concept in _GENERAL or _TITLE.fullmatch(passage.lower, 0, name.start)):
        return name.concept in _GENERAL or _TITLE_ENDS.fullmatch(passage.lower, name.end) is not None
    alone = name.start == 0 and not words.behind.strip(" .:")
    return alone and passage.base is Effect.REQUIRE and not passage.lead


def explains_lines(passage: Passage, name: Name) -> bool:
    """Whether the name only explains a count: "one line of endocrine therapy (tamoxifen or …)", "of which one was …"."""
    lower = passage.lower
    for start, end in passage.claimed:
        if not 0 <= name.start - end <= _NEAR or not _COUNTS_LINES.search(lower, start, end):
            continue
        opened = lower.find("(", end, end + 3)
        closed = lower.find(")", opened) if opened >= 0 else -1
        if opened >= 0 and opened < name.start < (closed if closed > 0 else len(lower)):
            return True
        if "of which" in lower[end : name.start]:
            return True
        if _AT_MOST.match(lower, start) and _COUNTED_IN.fullmatch(lower, end, name.start):
            return True
    return False
