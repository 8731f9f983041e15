"""Owns the mentions of therapies that ask nothing of the patient: study treatment, allergies, side effects, what could be given."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_anchor import LOCAL, is_adjective, is_anchor
from criteria.atoms.therapies.therapy_defined import is_defined, is_heading
from criteria.atoms.therapies.therapy_other_disease import is_of_other_disease
from criteria.atoms.therapies.therapy_role import counts_as_none
from criteria.atoms.therapies.therapy_statement import Around
from criteria.atoms.therapies.therapy_womanhood import is_of_womanhood
from criteria.patterns import regex
from criteria.tree import Effect
from criteria.words.moods import NOT_COUNTED, Mood

# what the words before say of its consequences
_ALLERGY = regex(
    r"(?:\ballerg\w+|hypersensitiv\w+|\bsensitivity|anaphyla\w+|(?:infusion|adverse|severe|immune)[\s-]+reactions?|contra-?indicat\w+(?!\s+(?:\w+\s+)?(?:medications?|drugs?|agents?|therap|participation|conditions?\b)|s?\s+include))\b(?:[^.;]|(?<=[( ][ie]\.[eg])\.|(?<=[( ][ie])\.|(?<=[( ]ie)\.|(?<=[( ]eg)\.){0,260}$"
)
_ALLERGY_BEHIND = regex(
    r"(?:\s*(?:,|/|\bor\b|\band\b)\s*(?:or\s+|and\s+)?[\w-]+){1,3}\s+(?:hypersensitivit(?:y|ies)|allerg(?:y|ies))\b"
)
_OR_RECEIVED = regex(r"\bor\s+(?:subjects|patients|participants|who|have|has|previous(?:ly)?|prior|received)\b")
_TOXICITY = regex(
    r"\b(?:toxicit(?:y|ies)|adverse\s+(?:events?|effects?|reactions?)|side[- ]effects?|\baes?\b|sequelae|complications?|recover(?:ed|y|ing)?|heal(?:ed|ing)\s+(?:from|of|after)|resol(?:ved|ution)|effects?\s+of|induced\s+by|caused\s+by|(?:related|due|secondary|attribut\w+|owing)\s+to|associated\s+with|resulting\s+from|neuropathy|alopecia|reversed?)\b[^.;]{0,70}$|\b(?:lvef|ejection\s+fraction)\b[^.;]{0,40}\b(?:during|after|on|following|with)\s[^.;]{0,30}$"
)
_DATED = regex(r"\b(?:within|since|weeks|days|months)\b")
_IMPOSSIBLE = regex(
    r"[^.;,]{0,40}?\b(?:(?:is|are)\s+(?:not|no\s+longer)|(?:will|would)\s+not\s+be|cannot\s+be)\s+(?:\w+\s+)?(?:safe|feasible|possible|tolerable|an?\s+(?:\w+\s+)?option|options)\b"
)
_GIVES = regex(
    r"^\s+(?:(?:combination|combo|monotherapy|containing)\s+)*(?:arms?|cohorts?)\b(?!\s*:)|^\W+(?:is|are)\s+contraindicated\s+(?:in|for|if)\b|^\W+(?:should|must|may|can(?:not)?)\s+(?:not\s+)?be\s+(?:combined|co-?administered|given|used|taken)\s+(?:together\s+)?with\b"
    r"|^(?:\W+(?!which\b|that\b)\w+){0,2}?\W+(?:can\s+be\s+(?:safely\s+)?(?:administered|given)|used\s+in\s+this\s+(?:study|trial)|would\s+not\s+(?:normally\s+)?be\s+considered|(?:may|might|could)\s+(?:cause|harm|affect))"
)
_RENDERED = regex(
    r"\b(?:preclud\w+|prohibit\w*|prevent\w*)\s+(?:the\s+)?(?:safe\s+)?(?:use|administration|receipt)\s+of\s+(?:[\w-]+(?:,\s*(?:(?:or|and)\s+)?|\s+)){0,6}$|"
    r"\b(?:(?:that|which)\s+(?:cannot|(?:must|should|may|can)\s+not)\s+be\s+(?:\w+\s+)?(?:administered|given|combined|taken|used|co-?administered)\s+(?:(?:in\s+combination|together|concurrently|concomitantly|simultaneously)\s+)?with|render\w*|mak(?:e|es|ing)|deem\w*|prevent\w*|preclud\w*|prohibit\w*|limit\w*|ability\s+(?:of\s+[^.;,]{0,30})?to\s+(?:\w+\s+)?(?:receive|undergo)|contraindicating|interfer\w+|compromis\w+|tolerability\s+of|interact\w*\s+with|pharmacokinetics|safety\s+of|(?:profiles?|clearance|concentrations?|levels?|metabolism|excretion|elimination|disposition|bioavailability)\s+of|risks?\s+of|effects?\s+of|response\s+to|compliance\s+with|position\w*\s+for)\b[^.;,]{0,70}$"
)
# "anticoagulants, which may affect the injection of fulvestrant or the use of goserelin": what they are feared to disturb
_MAY_DISTURB = regex(
    r"\b(?:that|which)\s+(?:may|might|could|would|can)\s+(?:\w+ly\s+)?(?:affect|interfere|interact|alter|influence|impair|compromise|reduce|enhance|limit|preclude)\s[^.;,]{0,80}\b"
    r"(?:use|injection|administration|metabolism|absorption|effects?|effectiveness|tolerance|tolerability|efficacy|activity|safety|actions?|clearance)\s+of\s+(?:[\w-]+\s+){0,3}(?:(?:or|and)\s+(?:[\w-]+\s+){0,3})?$"
)
_TREATABLE = regex(
    r"\b(?:can|could|should(?!\s+be\s+(?:removed|excised|resected))|would|might|may|that\s+is|cannot)\s+be\s+(?:safely\s+|adequately\s+)?(?:tr\w*ted|managed|cured|removed|controlled|excised|resected)\s+(?:\w+\s+){0,3}?(?:by|with|through|using)\s+(?:\w+\s+){0,2}$"
)
_RECOMMENDED = regex(
    r"\brecommended\s+(?:regimens?|options?)\b|\bchoice\s+of\b|(?<!longer deriving )(?<!longer deriving clinical )\bbenefit\w*\s+from\b|\bas\s+(?:a\s+)?part\s+of\s+(?:an?\s+|the\s+|their\s+|her\s+)?(?:(?:prior|previous|any|standard|initial|first|1st|second|2nd|first-line|1st-line|second-line|line)\s+)*$|\babsorption\s+of\b"
)
# "capecitabine as a prior therapy": what it was, and no other treatment
_GENERAL = frozenset({"anticancer therapy", "systemic therapy", "standard therapy"})
_AS_A = regex(
    r"\bas\s+(?:an?|the|their)\s+(?:(?:prior|previous|first-line|second-line|initial|only|last|primary)\s+)*$"
)
_BECAUSE = regex(r"\bbecause\b[^.;,]{0,140}$")
# "not pregnant, due to potential harm from the drugs and radiation": what is feared
_LEST_IT_HARMS = regex(
    r"\b(?:due\s+to|because\s+of|owing\s+to|given)\s+(?:the\s+|an?\s+)?(?:potential|possible|unknown|teratogenic|risks?)\b(?:(?!\b(?:patients?|subjects|participants|who|or\s+(?:prior|previous|current))\b)[^.;]){0,240}$"
)
_OR_BY_ITSELF = regex(r"\bor\s+(?:(?:who|that)\s+)?(?:requir\w+|need\w*|receiv\w+|taking|are\s+on|on)\b")
_SINCE = regex(r"\W*(?:since|as)\s+(?:the\s+)?$")
_SINCE_IT_IS = regex(r"\W*(?:since|as)\s+(?:\w+\s+){1,4}?(?:is|are|has|have|may|was|were)\b[^.;,]*$")
_IS = regex(r"\s+(?:is|are|has|have|may)\b")
_STOPPING = regex(r"\b(?:stop|discontinu|withdr|ceas|come\s+off|came\s+off)\w*\s+(?:\w+\s+){0,2}$")
_IF_STOPPED = regex(
    r"[^.;]{0,40}\b(?:if|provided|as\s+long\s+as|when|once)\s+(?:\w+\s+){0,2}?(?:stopped|discontinued|withdrawn|ceased)\b"
)
_CURABLE = regex(
    r"(?:\b(?:not|un|no\s+longer|non-?)\s*(?:be\s+)?(?:an?\s+)?(?:\w+\s+)?(?:amenable|accessible|suitable|eligible|resectable|feasible|candidates?)\s+(?:to|for|by|with)|\b(?:amenable|accessible|candidates?)\s+(?:to|for)\s+(?:\w+\s+){0,2}?(?:curative|local|surgical|resection)|\b(?:resectable|removable|operable|curable)\s+(?:by|with)|(?<!\w)(?:resectable|removable|accessible|operable)\b[^.;]{0,60}\b(?:using|through|via))\b[^.;]{0,70}$"
)
_CURATIVE = regex(r"\bcurative|\bresection|\bsurger|\blocal|radical")
# "progressed on endocrine therapy, or inappropriate for endocrine therapy": another way, and nothing that was had
_OR_UNSUITED = regex(
    r"(?<!\bto )(?<!\bto, )(?<!\bon )(?<!\bon, )(?<!\bof )(?<!\bof, )(?<!\bafter )(?<!\bafter, )(?<!\bfor )\bor\b(?:(?!\band\b)[^.;,]){0,60}\b(?:inappropriate|unsuitable|ineligible|(?:not|no longer) (?:be )?(?:(?:an?|considered|deemed|felt|thought|judged|to|be|good|appropriate|suitable) ){0,4}(?:appropriate|suitable|eligible|candidates?))"
    r" (?:for|to receive)(?: [\w/+-]+){0,5} $"
)
# the trial's own treatment
_STUDY = regex(
    r"(?<!non-)(?<!non\s)\b(?:study|protocol|trial|investigational\s+product)\s+(?:specified\s+|directed\s+)?$"
)
# "unfit for surgery": it is the fitness that is spoken of
_FIT_FOR = regex(r"\b(?:un)?fit(?:\s+enough)?\s+(?:for|to\s+(?:undergo|receive|tolerate|have))\s[^.;:]{0,80}$")
# "adequate organ function to tolerate chemotherapy"
_FUNCTION_FOR = regex(
    r"\b(?:functions?|reserves?|fitness|condition|status)\b(?:[^.;,:]{0,40}|\s+of\s+the\s+[^.;:]{0,90})\b(?:to|for)\s+(?:\w+\s+)?(?:tolerat(?:e|ing)|receiv(?:e|ing)|undergo(?:ing)?|allow|permit|support|withstand|safely\s+\w+)\s+(?:[\w-]+\s+){0,4}$"
)
# "the following minimum duration from prior therapy", without a time: it was not asked for
_COUNTED_FROM = regex(
    r"\b(?:minimum|following|required|specified|appropriate|adequate|recommended)\s+(?:\w+\s+){0,2}?(?:durations?|intervals?|times?|periods?|wash-?\s?outs?)"
    r"(?:\s+(?:of\s+time|periods?))?\s+(?:from|since|after|following)\s+(?:(?:the|last|any|all|prior|previous|dose|of|completion|end)\s+)*(?:anti-?\s?)?$"
)
# "unlikely to respond to chemotherapy or radiotherapy": what it would not respond to
_WOULD_NOT_RESPOND = regex(r"\bunlikely\s+to\s+(?:respond|benefit)\s+(?:to|from)\s[^.;]{0,90}$")
# "high blood pressure that cannot be reduced by antihypertensive drugs": what has not helped
_IN_VAIN = regex(
    r"\b(?:that|which|who)\s+(?:cannot|can\s?not|could\s+not|is\s+not|are\s+not)\s+(?:be\s+)?(?:\w+ly\s+)?"
    r"(?:reduced|controlled|managed|corrected|normali[sz]ed|relieved|stabili[sz]ed|lowered)\b[^.;]{0,60}?\b(?:by|with|after|despite|using|on|under|through)\s+(?:[\w-]+\s+){0,4}$"
)
# "appropriate for it based on the type of tumor and prior therapy": what the judgement looks at
_LOOKED_AT = regex(r"\b(?:based|depend\w+)\s+(?:up)?on\s+(?:(?!who\b|that\b|which\b)[\w-]+,?\s+){0,7}$")
# "must stop taking grapefruit juice while receiving lapatinib"
_WHILE_ON_STUDY = regex(
    r"\b(?:agree\w*|willing|discontinu\w+|stop|avoid|refrain|abstain)\b(?:[^.;]|\bst\.)*\b(?:while|whilst|during)\s+(?:receiving|taking|on|treatment\s+with|therapy\s+with)\s+(?:the\s+|study\s+)?$"
)
_WISHES_TO_AVOID = regex(
    r"\b(?:wish\w*|desir\w*|prefer\w*|want\w*|choos\w+)\s+(?:to\s+avoid|not\s+to\s+(?:take|have|receive|use|undergo))\s+(?:\w+\s+){0,3}$"
)
# "any therapy that allows for the addition of the study's own"
_ADDED = regex(
    r"\b(?:allow|permit)s?\s+(?:for\s+)?(?:the\s+)?(?:addition|combination|co-?administration|use)\s+(?:of|with)\b[^.;]*$"
)
# "a drug that cannot be switched to, or used together with, carvedilol"
_CANNOT_GO_WITH = regex(
    r"\b(?:cannot|can\s?not)\s+be\s+(?:safely\s+)?(?:switched|transitioned|changed|converted|combined|co-?administered|(?:used|given|taken|administered)\s+(?:together|concurrently|concomitantly|in\s+combination))\b[^.;,]{0,60}\b(?:to|with)\s+(?:\w+\s+)?$"
)
# "objective response to prior chemotherapy", "disease stabilization achieved following tamoxifen"
_RESPONDED = regex(
    r"\b(?:(?:achiev\w+|objective|partial|complete|ongoing|clinical|minor|major|documented|tumou?r|prior|previous|at\s+least|had|having|have|has|an?|[cp]r\)?|benefit(?:ed)?|\[|\()\s*[\w\s()/-]{0,50}?)?\b(?:respon(?:se|ses|ded|ding|d)|remissions?|stabili[sz]ation|stable\s+disease|benefit(?:ed)?)\b(?:\s+(?:or|and/or)\s+(?:stable\s+disease|stabili[sz]ation|better|disease\s+control))?(?:\s+(?:achieved|documented|obtained|lasting\s+[^.;,]{3,20}))?\s+(?:to|after|following|with|from|on|under)\s+(?:[\w/-]+,?\s+){0,7}$"
)
_NO_RESPONSE = regex(
    r"\b(?:no|not|non|without|lack|absence|fail\w*|poor|inadequate|insufficient|less\s+than|incomplete|prevent\w*|render\w*|unlikely|potential|predict\w*|recovered|immune|antibody|allergic|adverse|if|when|provided|unless|candidates?|expected|likely|eligible|appropriate)\b[^.;]{0,60}$"
)
_FOR_TISSUE = regex(
    r"\W*(?:for|to (?:obtain|procure|collect)) (?:(?:the|fresh|tumou?r|research|study) )*(?:tissue|specimens?|samples?)\b"
)
# as in: the first dose of blinded treatment, with letrozole or placebo
_OR_PLACEBO = regex(r"\s*(?:or|/|vs\.?|versus|and)\s*(?:matching\s+)?placebo\b")
_PLACEBO_OR = regex(r"\bplacebo\s*(?:or|/|vs\.?|versus)\s*$")
# "ASA class III", "ASA 4"
_SCORED = regex(
    r"[\s)>≥:-]*(?:(?:physical|class\w*|scores?|status|grades?|risk|ps)\b|(?:i{1,3}|iv|v|[1-5])\b(?!\s*mg))"
)
# "PT ≤ ULN (not on anticoagulants)", "FEV1 > 1 L (without bronchodilator)": how it is measured
_MEASURED_WITHOUT = regex(
    r"(?:\b(?:uln|normal|limits?)|\d\s*(?:%|[a-zµ][\w/³]*)?(?:\s+(?:uln|normal|predicted|baseline))?)\s*\(\s*(?:(?:if|when|while|in\s+(?:those|patients))\s+)?(?:not\s+(?:on|receiving|taking|using)|without|off|in\s+the\s+absence\s+of)\s+(?:[\w-]+\s+){0,2}$"
)
# "hormonal therapy and maintenance are not included as separate lines": what is not counted
_NO_LINE = regex(
    r"(?:[^.;]|(?<=\be)\.|(?<=\bg)\.)*?\b(?:is|are|will|does|do)\s+not\s+(?:be\s+)?(?:included?|counted|count|considered|regarded)\s+(?:as|in|towards?|among)\s+(?:(?:an?|the|separate|prior|previous|additional|distinct|number|total|count|of)\s+)*(?:lines?|regimens?)\b"
)
_ANTIBODY_BEFORE = regex(r"\b(?!monoclonal)[\w/-]{3,}\s+(?:monoclonal\s+)?antibod(?:y|ies)\s*[\[(]\s*$")
_OTHER = regex(r"\b(?:other|another|any|different|prior|previous)\s+$")
_THE = regex(r"\b(?:the|this|with\s+study)\s+$")


# "patients with few metastases are frequently treated with radiosurgery": what is usual, and asked of nobody
_USUALLY = regex(
    r"\b(?:is|are|were|was|been|be)\s+(?:frequently|commonly|usually|often|generally|typically|routinely|normally|sometimes|mostly|traditionally)\s+(?:treated|managed|given|offered|irradiated|cured)\s+(?:with|by)?\s*(?:\w+\s+){0,3}$"
)
# "hormonal therapy is not considered chemotherapy": what something is not
_WHAT_IT_IS_NOT = regex(rf"\b{NOT_COUNTED}$")
# "for example, cumulative doses of doxorubicin": a reason, and no amount
_DOSES_OF = regex(r"\b(?:cumulative|maximum|maximal|lifetime|total)\s+(?:\w+\s+)?doses?\s+of\s+(?:\w+\s+){0,2}$")
_RECEIVED = regex(r"\b(?:received|been\s+given|had)\b[^.;,]*\bminimum\b")
_DIGIT = regex(r"\d")


def is_noise(words: Around, start: int, *, dated: bool) -> bool:
    """Whether the therapy is only mentioned.

    ``start`` is where its statement starts, ``dated`` whether a window of time belongs to it.
    """
    return (
        is_study_treatment(words)
        or _WHAT_IT_IS_NOT.search(words.own[-120:]) is not None
        or _is_a_score(words)
        or _MEASURED_WITHOUT.search(words.passage.lower, 0, words.name.start) is not None
        or (words.passage.base is Effect.REQUIRE and _NO_LINE.match(words.passage.lower, words.name.end) is not None)
        or _is_an_allergen(words)
        or _is_its_own_short_form(words)
        or _is_hypothetical(words, dated=dated)
        or (is_defined(words, start, dated=dated) and not counts_as_none(words.after))
        or _is_given_up(words, dated=dated)
        or _is_a_reason(words)
        or _is_blamed(words)
        or is_anchor(words, dated=dated)
        or is_adjective(words)
        or is_of_womanhood(words)
        or is_heading(words)
        or is_of_other_disease(words)
    )


def _is_an_allergen(words: Around) -> bool:
    """Whether it is what one is allergic to, by the words behind its list: "platinum, paclitaxel or amifostine hypersensitivity"."""
    return _ALLERGY_BEHIND.match(words.after) is not None


def _is_its_own_short_form(words: Around) -> bool:
    """Whether it only shortens what stands before its bracket: "anti-B7 monoclonal antibody [mAb]"."""
    lower, name = words.passage.lower, words.name
    spelt = lower[name.start : name.end].rstrip("s")
    return spelt in ("mab", "moab") and _ANTIBODY_BEFORE.search(lower, 0, name.start) is not None


def _is_a_score(words: Around) -> bool:
    """Whether "ASA" is the class of the American Society of Anesthesiologists, and no aspirin."""
    lower, name = words.passage.lower, words.name
    if lower[name.start : name.end] != "asa":
        return False
    return "anesth" in lower or "anaesth" in lower or _SCORED.match(lower, name.end) is not None


def is_study_treatment(words: Around) -> bool:
    """Whether it is what the trial itself gives: "the investigational drug", "study treatment"."""
    spelt = words.passage.lower[words.name.start : words.name.end]
    if _STUDY.search(words.own[-40:]) or _ADDED.search(words.own[-90:]):
        return True
    if _OR_PLACEBO.match(words.behind) or _PLACEBO_OR.search(words.own):
        return True
    if _OTHER.search(words.own[-25:]) or spelt.startswith("other"):
        return False
    return spelt.startswith(("study", "trial ")) or is_study_drug(words)


def is_study_drug(words: Around) -> bool:
    """Whether it is "the investigational drug", beside which the trial's own drugs may stand in a parenthesis."""
    if words.name.concept != "investigational agent" or _THE.search(words.own) is None:
        return False
    return "study" not in words.passage.lower[words.name.start : words.name.end]


def responded(words: Around) -> str | None:
    """What is asked for of how the cancer responded to it: "objective response to prior chemotherapy"; None for nothing."""
    if words.passage.base is not Effect.REQUIRE or not any(
        stem in words.own for stem in ("respon", "stabil", "remission")
    ):
        return None
    found = None if "transplant" in words.name.concept else _RESPONDED.search(words.own)
    if found is None or _NO_RESPONSE.search(words.own) is not None:
        return None
    words.passage.claimed.append((words.name.start - len(words.own) + found.start(), words.name.start))
    return "complete response" if "complete" in found.group() and "partial" not in found.group() else "response"


def _is_a_reason(words: Around) -> bool:
    """Whether it stands in the reason for something: "because olaparib may harm a fetus, …"."""
    because = _BECAUSE.search(words.before)
    if (because is not None and not _OR_BY_ITSELF.search(because.group())) or _SINCE_IT_IS.match(words.before):
        return True
    if _LEST_IT_HARMS.search(words.passage.lower, 0, words.name.start):
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
    if _FIT_FOR.search(words.before[-120:]) or _WISHES_TO_AVOID.search(words.own[-60:]):
        return True
    if words.passage.base is Effect.REQUIRE and (
        _is_of_the_study(words) or _USUALLY.search(own) or _OR_UNSUITED.search(own[-160:])
    ):
        return True
    if words.name.concept in _GENERAL and (_AS_A.search(own) or _LOOKED_AT.search(own[-120:])):
        return True
    if words.passage.base is Effect.EXCLUDE and _IN_VAIN.search(own[-160:]):
        return True
    if not dated and (_COUNTED_FROM.search(own[-120:]) or _WOULD_NOT_RESPOND.search(own[-140:])):
        return True
    if _IMPOSSIBLE.match(words.after) and not words.name.none_left:
        return True
    if _CANNOT_GO_WITH.search(own) or _MAY_DISTURB.search(words.before):
        return True
    if (
        _DOSES_OF.search(own)
        and not _RECEIVED.search(own[-80:])
        and not _DIGIT.search(own[-60:])
        and not _DIGIT.search(behind[:60])
    ):
        return True
    if _GIVES.match(behind) or _TREATABLE.search(own) or _FOR_TISSUE.match(behind):
        return True
    if _RENDERED.search(own) and not dated and responded(words) is None:
        return True
    if _RECOMMENDED.search(own[-50:]) and "progress" not in own:
        return True
    return _CURABLE.search(own) is not None and (words.name.concept in LOCAL or _CURATIVE.search(own[-70:]) is not None)


def _is_of_the_study(words: Around) -> bool:
    """What the organs must be fit for, and the time of the trial's own treatment."""
    return _FUNCTION_FOR.search(words.before[-120:]) is not None or _WHILE_ON_STUDY.search(words.before) is not None


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
    return not _DATED.search(toxicity.group()[-40:])
