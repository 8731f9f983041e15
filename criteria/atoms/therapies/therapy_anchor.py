"""Owns the therapies that only tell of something else: the moment it is dated by, a specimen, a lesion, a resistance."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_beside import is_beside
from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect

# moments that are counted from
_ANCHOR = regex(
    r"(?:(?<!undergoing )(?<!receiving )(?<!starting )(?<!beginning )"
    r"\b(?:first|initial|final)\s+(?:(?:planned|scheduled)\s+)?(?:dose|day|administration|cycle|infusion|course|treatment|injection)\s+(?:of|with)"
    r"|\b(?:of|from|to|before|at|since|after|until|following|planned|between|and|day)\s+(?:the\s+)?"
    r"(?:start(?:ing)?|initiat(?:ion|ing)|beginning|commenc\w+|administration|completing)\s+"
    r"(?:(?:of\s+)?(?:treatment|therapy)\s+with|of|on)"
    r"|\b(?:of|before|to|after|at|since)\s+(?:starting|initiating|beginning|commencing)"
    r"|\b(?:day\s+-?\d+|cycle\s+\d+|candidates?\s+for\s+the|absorption|metabolism|excretion|elimination)\s+of"
    r"|\bpatient\s+on"
    r"|\b(?:days?|weeks?|months?)\s+(?:of|from)(?=\s+(?:the\s+|their\s+)?(?:planned|scheduled)\b)"
    r"|\bprior\s+to|\bbefore|\bprece?eding|\buntil|\btime\s+of|\bat|\bbetween|\bda(?:y|te)\s+of)\s+"
    r"(?:"
    r"(?:the|this|these|any|their|planned|scheduled|starting|start|initiation|of|receiving|first|neoadjuvant|adjuvant"
    r"|study|protocol|definitive|surgical|breast|primary|index|dose|and\s+after|initiating|beginning|undergoing"
    r"|conditioning|preparative|lympho-?deplet(?:ing|ion))\s+)*$"
)
# "treatment within 4 weeks or 5 half-lives of the regimen": how long what was named before stays
_HALF_LIVES_OF = regex(
    r"\bhalf[- ]?li(?:fe|ves)\s+(?:of|for)\s+(?:(?:the|their|that|this|each|any|its|such|individual|respective|last|prior|previous|used|most|recent)\s+)*$"
)
_LAST_DOSE = regex(
    r"\b(?:since|after|from|following|of)\s+(?:the\s+|their\s+|completion\s+of\s+)?(?:last|final|most\s+recent)\b[^.;]{0,30}$"
)
# "two weeks must have elapsed from the time of surgery"
_ELAPSED_SINCE = regex(
    r"\b(?:elapsed|passed|since|from)\s+(?:from\s+|since\s+)?the\s+(?:time|date|day)\s+of\s+(?:\w+\s+){0,3}$"
)
# "before the end of adjuvant chemotherapy": a day by which something else is done
_BY_ITS_END = regex(
    r"\b(?:before|until|till|by|to|through(?:out)?|prior\s+to)\s+(?:the\s+)?"
    r"(?:end|completion|conclusion|start|beginning)\s+of\s+(?:(?:the|their|any|adjuvant|neoadjuvant|planned)\s+)*$"
)
# what is there from an operation: "implants from previous breast surgery"
_LEFT_BY = regex(
    r"^(?!.*\b(?:"
    r"weeks?|months?|days?|years?|time|elapsed|interval|period|passed|recover\w*|withdr\w*|off|respon\w*|remission"
    r"|benefit\w*|progress\w*)\b).*\b\w{4,}\s+(?:resulting\s+)?from\s+"
    r"(?:(?:a|an|any|the|their|prior|previous|earlier|past)\s+)+$"
)
# "progression in any site after surgery or radiotherapy": which site is meant
_SITE_AFTER = regex(
    r"\b(?:sites?|lesions?|areas?)\s+(?:after|following)\s+(?:\w+\s+(?:or|and)\s+)?(?:prior\s+|previous\s+)?$"
)
# "birth control for 3 months after discontinuation of treatment with sorafenib"
_CONTRACEPTION_UNTIL = regex(
    r"\b(?:contracepti\w+|birth\s+control|abstain|abstinen\w+)\b[^;]*\b(?:after|following)\s+(?:the\s+)?"
    r"(?:discontinuation|completion|cessation|stopping|end)\s+of\s+(?:\w+\s+){0,3}$"
)
# "need for a vaccine during treatment or 5 months after the last dose of atezolizumab": how long nothing may be planned
_NOTHING_UNTIL = regex(
    r"\b(?:anticipat\w+|plan(?:s|ned|ning)?|expect\w*|intend\w*|intention|wish\w*|need)\b[^.;]*\b(?:after|following)\s+"
    r"(?:(?:the|their|last|final)\s+)*(?:discontinuation|completion|cessation|end|dose|administration|infusion)\s+of\s+(?:\w+\s+){0,2}$"
)
_UNTIL = regex(
    r"\b(?:after|following)\s+(?:the\s+|their\s+)?(?:last|final)\s+(?:dose|administration|infusion)\s+of\s+(?:\w+\s+){0,3}$"
)
# "3 weeks between surgery and registration", "the interval between surgery and entry": what the time is counted from
_TIME_BETWEEN = regex(
    r"\b(?:days?|weeks?|months?|years?|interval|period|time|gap|delay|window)\s+"
    r"(?:(?:must|should|is|are|be|have|has|required|needed|e?lapsed?|passed?|period|interval)\s+)*(?:between|from)\s+"
    r"(?:(?:the|any|their|end|completion|date|last|definitive|primary|breast|major|of)\s+)*$"
)
_MUST_BE_AFTER = regex(r"\b(?:be|is|are)\s+after\s+(?:the\s+|their\s+)?(?:last|final)\b[^.;]{0,40}$")
_AFTER_LOCAL = regex(
    r"\b(?:(?<!, or )(?<!\) or )after|following|(?<!status )(?<!status-)post(?!-?\s?operative)|during|at|since\s+the)\s*-?\s*(?:\w+\s+){0,2}$"
)
# "no concurrent hormones during the course of chemotherapy or radiotherapy": when something else may not be given
_BESIDE_DURING = regex(
    r"\b(?:concurrent|concomitant|simultaneous|additional|other|use|no)\b"
    r"(?:(?!\b(?:progress\w*|relaps\w*|recur\w*|toxic\w*|reactions?|response|or|disease)\b)[^.;:(]){4,80}"
    r"\b(?:during|throughout|for\s+the\s+duration\s+of)\s+(?:(?:the|their|this|its|planned|any|entire|course|period|duration|time|of)\s+)*(?:[\w-]+\s+){0,2}"
    r"(?:(?:or|and|and/or)\s+(?:[\w-]+\s+){0,2})?$"
)
# "recurrence after surgery or chemotherapy": as much as the other is, one of two
_OR_ANOTHER = regex(
    r"\s*(?:therapy\s+|treatment\s+)?(?:,\s*)?(?:and/or|or)\s+(?:\w+\s+){0,2}?(?:chemo|radi|systemic|hormon|endocrine|biolog|immuno)\w*"
)
_EARLIER = regex(r"\b(?:previous|prior)\s+(?:\w+\s+)?$")
_TIME_AFTER = regex(r"\b(?:days?|weeks?|months?|years?)\s+(?:after|following|post|since|from)\W*(?:\w+\s+){0,2}$")
# "within 2 weeks of eribulin treatment start", "before trastuzumab initiation"
_BEGINS = regex(r"^\s*(?:treatment\s+|therapy\s+|dosing\s+)?(?:start|initiation|commencement|administration|begins?)\b")
_COUNTED_TO = regex(r"\b(?:of|before|prior|to|from|until|preceding)\s+(?:the\s+|starting\s+)?$")
# the name as an adjective, or of a lesion
_ADJECTIVE = regex(
    r"^[\s-]*(?:"
    r"specimens?|samples?|tissues?|blocks?|margins?|fields?|ports?|areas?|sites?|volumes?|regions?|beds?|facilit\w+"
    r"|planning|oncologists?|consult\w*|department|sensitiv\w+|guidelines?|dose\s+constraints|free\s+interval"
    r"|related\s+(?:to\b)?|induced|associated(?!\s+with\s+(?:the|their|this|breast))|plan\b|pcr\b|package\s+insert"
    r"|interactions?\b|dates?\b|tablets?\b|capsules?\b|clinical\s+(?:study|studies|trials?)|trials?|settings?\b"
    r"|(?:or\s+drug\s+)?(?:study|studies)\b|protocol|recovery|decision|cavity|arthralg\w+|myalg\w+|musculoskeletal\b"
    r"|scars?|menopause|amenorrh\w+|castrat\w+|records?|pneumonitis|necrosis|dermatitis|oncolog\w+|hypersensitiv\w+"
    r"|(?:\d\s+)?receptors?|(?<=-)like\b|like\s+growth\b|deficien\w+|or\s+drug[- ]induced|independen\w+|purposes?\b"
    r"|side[- ]effects?|portals?|toxicit\w+|effects?\b|arm\b|group\b|cohorts?\b)\b"
)
# "steroid-dependent asthma": said of the asthma
_NEEDED_FOR = regex(r"^(?:[\s-]dependent|-(?:requiring|needing))\s+(?!on\b|of\b|upon\b)[a-z]")
_PATIENTS = regex(r"^\s*(?:patients?|participants?|subjects?|recipients?|candidates?\s+only)\b")
_IRRADIATED = regex(
    r"^\s*(?:(?:treatment|target)\s+)?(?:field|area|site|lesion|volume|region|tissue|bone|breast|port|target|disease|tumou?r|critical|skin|structure|node)s?\b"
)
# "previously irradiated or known new brain metastases": said of these, beside another adjective
_ADJECTIVES_OF_A_LESION = regex(
    r"^\s*(?:,|/|or\b|and\b|and/or\b)\s*(?:"
    r"(?:or|and|new|known|active|progressive|progressing|symptomatic|untreated|unstable|recurrent|suspected|growing"
    r"|enlarging|resected|treated|previously|newly|diagnosed|cns|brain|central|nervous|system|intracranial|cerebral"
    r"|liver|bone|lung|hepatic|skeletal|pulmonary|leptomeningeal|distant)\b[\s,/]*){0,7}"
    r"(?:metasta\w+|lesions?|tumou?rs?|disease|sites?|nodes?)\b"
)
_LESION = regex(
    r"\b(?:lesions?|disease|sites?|areas?|target|tumou?rs?|metastas[ei]s|nodes?)\b[^.;]{0,50}\b(?:not\s+|been\s+|previously\s+|prior\s+)*$"
    r"|\blesions?\b[^.;]{0,40}\b(?:un)?(?:treated|irradiated|resected)\s+(?:with|by)\s+[^.;]{0,20}$"
    r"|\blesions?\b[^.;]{0,110}\b(?:not|never)\s+(?:been\s+)?(?:previously\s+|prior\s+)?$"
    r"|\blesions?\b[^.;,]{0,70}\bor\s+(?:(?:are|is|being|has\s+been|have\s+been)\s+)?(?:scheduled|planned|intended)\s+(?:for|to\s+be)\s+$"
    r"|\b(?:one|1)\s+(?:\w+\s+)?breast\b[^.;]{0,30}\b(?:not|never)\s+[^.;]{0,60}$"
)
# "a lesion, as defined below, which has not been irradiated"
_LESION_WHICH = regex(
    r"\b(?:lesions?|sites?|target|metastas[ei]s|nodes?)\b[^;]{0,200}\b(?:which|that|or)\s+"
    r"(?:has|have|had|is|are|was|were|will|would)\s+(?:not|never)\s+(?:have\s+)?(?:(?:been|be)\s+)?"
    r"(?:previously\s+|prior\s+)?$"
)
# "tissue that was not irradiated", "patients with measurable disease not directly irradiated"
_NOT_IRRADIATED = regex(
    r"\b(?:lesions?|disease|sites?|areas?|tumou?rs?|tissues?|samples?|locations?|fields?|regions?)\s+"
    r"(?:(?:that|which)\s+(?:has|have|had|is|are|was|were)\s+)?(?:been\s+)?(?:not|never)\s+"
    r"(?:(?:been|previously|directly|yet|prior)\s+)*$"
)
# "lesions that have had radiotherapy must show progression": what they had, and not whom it is asked of
_LESIONS_HAD = regex(
    r"^\W*(?:[\w-]+\s+){0,3}lesions?\s+(?:that|which)\s+(?:(?:have|has)\s+(?:had|been|received|undergone)|were|was|are)\s+(?:(?:prior|previous|previously)\s+)?$"
)
_SENTENCE = 140  # characters within which a lesion is what is spoken of
# "patients with stage III disease must have had no prior chemotherapy" speaks of the patients
_WHOSE = regex(r"\b(?:patients?(?!['’])|subjects?(?!['’])|participants?(?!['’])|women|individuals|those|for|who)\b")
_CAME_AFTER = regex(
    r"\b(?:progress\w*|after|following|fail\w*|refractory|despite|or\s+(?:any\s+)?(?:prior|previous|history|received))\b[^.;,]{0,40}$"
)
_OVARIAN_CANCER = regex(
    r"^[\s-]*(?:resistant|refractory|sensitive|intolerant)\b"
    r"(?:\s*(?:,|/|\bor\b|\band\b)\s*-?(?:platinum[- ])?-?(?:resistant|refractory|sensitive|intolerant))*"
    r"[^.;]{0,40}\b(?:ovarian|hgsoc|fallopian|peritoneal)"
)
_LOCAL_ONLY = frozenset(
    {"dental procedure", "lumpectomy", "mastectomy", "organ transplant", "radiation therapy", "stem cell transplant", "surgery",
     "transplant"}
)  # fmt: skip
LOCAL = frozenset(
    {"ablation", "anticancer therapy", "chemotherapy", "curative therapy", "local therapy", "lumpectomy",
     "mastectomy", "radiation therapy", "standard therapy", "stereotactic radiosurgery", "surgery",
     "systemic therapy"}
)  # fmt: skip
"""Treatments of one place, and general names that can mean one: lesions, and what an operation leaves, are told by them."""


# "before the first dose of pazopanib and/or lapatinib", "prior to starting letrozole and palbociclib": one of those that begin then
_BESIDE_THE_FIRST = regex(
    r"\b(?:prior\s+to|before|preceding|of)\s+(?:(?:the|their)\s+)?"
    r"(?:(?:first|initial)\s+(?:doses?|administration|infusion)\s+of|start(?:ing)?(?:\s+of)?|initiati(?:on\s+of|ng)"
    r"|beginning)\s+"
    r"(?:(?!study\b|trial\b)[\w-]+)(?:\s*\([^()]{1,30}\))?\s*(?:and/or|or|and|plus|/|\+)\s*$"
    # "tested before T cell transfer or interleukin treatment"
    r"|\b(?:prior\s+to|before|preceding)\s+(?:"
    r"(?!(?:the|this|study|trial|entry|enrol\w*|regist\w*|random\w*|day|date|baseline|screening|start\w*|inclusion"
    r"|treatment|therapy|visit|or|and|with|without|other|having|being)\b)[\w-]+\s+){1,3}(?:or|and/or)\s+"
    r"(?:(?!prior|previous|any|no|who|have|has|had|use|history)[\w-]+\s+)?$"
)

# "no node involvement (sentinel biopsy or axillary dissection)": how the state of the nodes was found
_NODES_SHOWN_BY = regex(
    r"\bnod(?:es?|al)(?:\s+(?:metasta\w+|involvement|disease|invasion|spread|status|negativ\w+|positiv\w+)){0,2}\s*\("
    r"(?:(?!\b(?:no|not|without|prior|previous|had|received|underwent|undergone)\b)[^().;]){0,60}$"
)
_OF_NODES = frozenset({"sentinel lymph node biopsy", "axillary lymph node dissection"})


def is_anchor(words: Around, *, dated: bool) -> bool:
    """Whether it is a moment that something else is dated by: "before the first dose of trastuzumab", "after surgery"."""
    own = words.own
    if is_beside(words):
        return True
    if _BESIDE_THE_FIRST.search(words.passage.lower, 0, words.name.start) or _CONTRACEPTION_UNTIL.search(own):
        return True
    if words.name.concept in _OF_NODES and not dated and _NODES_SHOWN_BY.search(own):
        return True
    if _SITE_AFTER.search(own) or (not dated and _HALF_LIVES_OF.search(own)):
        return True
    if _BY_ITS_END.search(own) or (words.name.concept in LOCAL and not dated and _LEFT_BY.match(own[-80:])):
        return True
    denied = words.passage.base is Effect.EXCLUDE or words.passage.scopes.negations(words.name.start) % 2 == 1
    if denied and (_BESIDE_DURING.search(own[-160:]) or _NOTHING_UNTIL.search(own)):
        return True
    if _BEGINS.match(words.after) and _COUNTED_TO.search(words.before):
        return True
    counted = _LAST_DOSE.search(own) or (dated and (_TIME_BETWEEN.search(own) or _ELAPSED_SINCE.search(own)))
    if (_ANCHOR.search(own) and not counted) or (_UNTIL.search(own) and not (dated or _MUST_BE_AFTER.search(own))):
        return True
    another = words.passage.base is Effect.REQUIRE and _OR_ANOTHER.match(words.behind) is not None
    if dated or another or words.name.concept not in _LOCAL_ONLY:
        return False
    return _AFTER_LOCAL.search(own) is not None and not _TIME_AFTER.search(own) and not _EARLIER.search(own)


# "estrogen, progesterone and FSH levels", "biologic baseline evaluation": what is measured
_LEVELS = regex(
    r"\s*(?:(?:,|/|\band\b|\bor\b)\s*)*"
    r"(?:(?!therap|treat|replac|use\b|agent)[a-z-]+(?:\s*\([^()]*\))?[\s,/]+(?:(?:and|or)\s+)?){0,5}?"
    r"(?:(?:serum|blood|plasma)\s+)?(?:levels?|concentrations?)\b"
)
_EVALUATED = regex(r"\s+(?:\w+\s+)?(?:evaluations?|assessments?|work-?ups?|measurements?|markers?|samples?)\b")
_HORMONES = frozenset({"estrogen", "progestin", "androgen", "testosterone", "estradiol", "thyroid hormone"})


def _is_measured(words: Around) -> bool:
    """Whether it is what a test measures, or how a test is called."""
    name = words.name
    if name.concept in _HORMONES:
        return _LEVELS.match(words.behind) is not None
    return name.concept == "biologic therapy" and _EVALUATED.match(words.behind) is not None


# "aspirin or NSAID induced asthma", "radiation- or drug-related pneumonitis": what a disease comes from
_CAUSES = regex(
    r"-?\s*(?:(?:,|/|and/or|or|and)\s*(?:[a-z][\w-]*\s+){0,2}?[a-z]\w*)*(?:-|\s)"
    r"(?:induced|associated|related|exacerbated|provoked)(?<!cancer.related)(?<!disease.related)\s+"
    r"(?!with\b|to\b|by\b)[a-z]"
)


def is_adjective(words: Around) -> bool:
    """Whether it is part of another name: a surgical specimen, an irradiated field, platinum-resistant ovarian cancer."""
    name, own, behind = words.name, words.own, words.behind
    if (
        _ADJECTIVE.match(behind)
        or _NEEDED_FOR.match(behind)
        or _is_measured(words)
        or _CAUSES.match(behind)
        or (words.passage.base is Effect.REQUIRE and not name.naive and _PATIENTS.match(behind))
    ):
        return True
    if name.concept == "platinum-based chemotherapy" and _OVARIAN_CANCER.match(behind):
        return True
    if name.concept not in LOCAL:
        return False
    if name.concept in _LOCAL_ONLY and _LESION_WHICH.search(own):
        return True
    spelt = words.passage.lower[name.start : name.end]
    if spelt.endswith("ed") and _ADJECTIVES_OF_A_LESION.match(behind):
        return True
    asked = words.passage.base is Effect.REQUIRE
    if asked and (_LESIONS_HAD.match(own) or (spelt.endswith("irradiated") and _NOT_IRRADIATED.search(own))):
        return True
    lesion = _LESION.search(own[-_SENTENCE:])
    return _IRRADIATED.match(behind) is not None or (
        lesion is not None
        and _CAME_AFTER.search(own[-80:]) is None
        and _WHOSE.search(own, 0, len(own[:-_SENTENCE]) + lesion.start()) is None
    )
