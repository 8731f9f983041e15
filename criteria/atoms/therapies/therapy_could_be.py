"""Owns therapies that nobody had or has: that could be given, would be unsafe, would have cured, or are given up."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_anchor import LOCAL
from criteria.atoms.therapies.therapy_outcome import responded
from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect
from criteria.words.moods import Mood

_IMPOSSIBLE = regex(
    r"[^.;,]{0,40}?\b(?:(?:is|are)\s+(?:not|no\s+longer)|(?:will|would)\s+not\s+be|cannot\s+be)\s+(?:\w+\s+)?"
    r"(?:safe|feasible|possible|tolerable|performed|delivered|an?\s+(?:\w+\s+)?option|options)\b"
)
_GIVES = regex(
    r"^\s+(?:(?:combination|combo|monotherapy|containing)\s+)*(?:arms?|cohorts?)\b(?!\s*:)"
    r"|^\W+(?:is|are)\s+contraindicated\s+(?:in|for|if)\b"
    r"|^\W+(?:should|must|may|can(?:not)?)\s+(?:not\s+)?be\s+(?:combined|co-?administered|given|used|taken)\s+"
    r"(?:together\s+)?with\b"
    r"|^(?:\W+(?!which\b|that\b)\w+){0,2}?\W+(?:"
    r"can\s+be\s+(?:safely\s+)?(?:administered|given)|used\s+in\s+this\s+(?:study|trial)"
    r"|would\s+not\s+(?:normally\s+)?be\s+considered|(?:may|might|could)\s+(?:cause|harm|affect))"
)
_RENDERED = regex(
    r"\b(?:preclud\w+|prohibit\w*|prevent\w*)\s+(?:the\s+)?(?:safe\s+)?(?:use|administration|receipt)\s+of\s+(?:[\w-]+(?:,\s*(?:(?:or|and)\s+)?|\s+)){0,6}$|"
    r"\b(?:(?:that|which)\s+(?:cannot|(?:must|should|may|can)\s+not)\s+be\s+(?:\w+\s+)?"
    r"(?:administered|given|combined|taken|used|co-?administered)\s+"
    r"(?:(?:in\s+combination|together|concurrently|concomitantly|simultaneously)\s+)?with"
    r"|render\w*|mak(?:e|es|ing)"
    r"|deem\w*(?!\s+(?:(?:to|not|be)\s+)*(?:\w+ly\s+)?(?:an?\s+)?(?:good\s+|suitable\s+|appropriate\s+)?"
    r"(?:appropriate|suitable|eligible|candidates?|fit)\s+(?:for|to)\b)"
    r"|prevent\w*|preclud\w*|prohibit\w*|(?<!not\s)(?<!no\s)limit\w*"
    r"|ability\s+(?:of\s+[^.;,]{0,30})?to\s+(?:\w+\s+)?(?:receive|undergo)|contraindicating|interfer\w+|compromis\w+"
    r"|tolerability\s+of|interact\w*\s+with|pharmacokinetics|safety(?:\s+(?:and|or)\s+\w+)?\s+of"
    r"|(?:profiles?|clearance|concentrations?|levels?|metabolism|excretion|elimination|disposition|bioavailability)"
    r"\s+of"
    r"|risks?\s+of|effects?\s+of|response\s+to|(?<!been\s)sensitiv(?:e|ity)\s+to|compliance\s+with|position\w*\s+for)"
    r"\b[^.;,]{0,70}$"
)
# "anticoagulants, which may affect the injection of fulvestrant or the use of goserelin": what they are feared to disturb
_MAY_DISTURB = regex(
    r"\b(?:that|which)\s+(?:may|might|could|would|can)\s+(?:\w+ly\s+)?"
    r"(?:affect|interfere|interact|alter|influence|impair|compromise|reduce|enhance|limit|preclude)\s[^.;,]{0,80}\b"
    r"(?:use|injection|administration|metabolism|absorption|effects?|effectiveness|tolerance|tolerability|efficacy"
    r"|activity|safety|actions?|clearance)\s+of\s+(?:[\w-]+\s+){0,3}(?:(?:or|and)\s+(?:[\w-]+\s+){0,3})?$"
)
_TREATABLE = regex(
    r"\b(?:can|could|should(?!\s+be\s+(?:removed|excised|resected))|would|might|may|that\s+is|cannot)\s+be\s+"
    r"(?:safely\s+|adequately\s+)?(?:tr\w*ted|managed|cured|removed|controlled|excised|resected)\s+(?:\w+\s+){0,3}?"
    r"(?:by|with|through|using)\s+(?:\w+\s+){0,2}$"
)
_RECOMMENDED = regex(
    r"\brecommended\s+(?:regimens?|options?)\b|\bchoice\s+of\b"
    r"|(?<!longer deriving )(?<!longer deriving clinical )(?<!no longer )\bbenefit\w*\s+from\b"
    r"|\bas\s+(?:a\s+)?part\s+of\s+(?:an?\s+|the\s+|their\s+|her\s+)?"
    r"(?:(?:prior|previous|any|standard|initial|first|1st|second|2nd|first-line|1st-line|second-line|line)\s+)*$"
    r"|\babsorption\s+of\b"
)
# "capecitabine as a prior therapy": what it was, and no other treatment
_GENERAL = frozenset({"anticancer therapy", "systemic therapy", "standard therapy"})
_AS_A = regex(
    r"\bas\s+(?:an?|the|their)\s+(?:(?:prior|previous|first-line|second-line|initial|only|last|primary)\s+)*$"
)
_STOPPING = regex(r"\b(?:stop|discontinu|withdr|ceas|come\s+off|came\s+off)\w*\s+(?:\w+\s+){0,2}$")
_IF_STOPPED = regex(
    r"[^.;]{0,40}\b(?:if|provided|as\s+long\s+as|when|once)\s+(?:\w+\s+){0,2}?(?:stopped|discontinued|withdrawn|ceased)\b"
)
_CURABLE = regex(
    r"(?:\b(?:not|un|no\s+longer|non-?)\s*(?:be\s+)?(?:an?\s+)?(?:\w+\s+)?"
    r"(?:amenable|accessible|suitable|eligible|resectable|feasible|candidates?)\s+(?:to|for|by|with)"
    r"|\b(?:amenable|accessible|candidates?)\s+(?:to|for)\s+(?:\w+\s+){0,2}?(?:curative|local|surgical|resection)"
    r"|\b(?:resectable|removable|operable|curable)\s+(?:by|with)"
    r"|(?<!\w)(?:resectable|removable|accessible|operable)\b[^.;]{0,60}\b(?:using|through|via))\b[^.;]{0,70}$"
)
_CURATIVE = regex(r"\bcurative|\bresection|\bsurger|\blocal|radical")
# "progressed on endocrine therapy, or inappropriate for endocrine therapy": another way, and nothing that was had
_OR_UNSUITED = regex(
    r"(?<!\bto )(?<!\bto, )(?<!\bon )(?<!\bon, )(?<!\bof )(?<!\bof, )(?<!\bafter )(?<!\bafter, )(?<!\bfor )\bor\b"
    r"(?:(?!\band\b)[^.;,]){0,60}\b(?:inappropriate|unsuitable|ineligible"
    r"|(?:not|no longer) (?:be )?"
    r"(?:(?:an?|considered|deemed|felt|thought|judged|to|be|good|appropriate|suitable) ){0,4}"
    r"(?:appropriate|suitable|eligible|candidates?))"
    r" (?:for|to receive)(?: [\w/+-]+){0,5} $"
)
# "unfit for surgery": it is the fitness that is spoken of
_FIT_FOR = regex(r"\b(?:un)?fit(?:\s+enough)?\s+(?:for|to\s+(?:undergo|receive|tolerate|have))\s[^.;:]{0,80}$")
# "adequate organ function to tolerate chemotherapy"
_FUNCTION_FOR = regex(
    r"\b(?:functions?|reserves?|fitness|condition|status)\b(?:[^.;,:]{0,40}|\s+of\s+the\s+[^.;:]{0,90})\b(?:to|for)"
    r"\s+(?:\w+\s+)?(?:tolerat(?:e|ing)|receiv(?:e|ing)|undergo(?:ing)?|allow|permit|support|withstand|safely\s+\w+)"
    r"\s+(?:[\w-]+\s+){0,4}$"
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
    r"\b(?:that|which|who|pressure|hypertension|diabetes|symptoms?|pain)\s+(?:cannot|can\s?not|could\s+not|is\s+not|are\s+not)\s+(?:be\s+)?(?:\w+ly\s+)?"
    r"(?:reduced|controlled|managed|corrected|normali[sz]ed|relieved|stabili[sz]ed|lowered)\b[^.;]{0,60}?\b"
    r"(?:by|with|after|despite|using|on|under|through)\s+(?:[\w-]+\s+){0,4}$"
)
# "appropriate for it based on the type of tumor and prior therapy": what the judgement looks at
_LOOKED_AT = regex(r"\b(?:based|depend\w+)\s+(?:up)?on\s+(?:(?!who\b|that\b|which\b)[\w-]+,?\s+){0,7}$")
# "must stop taking grapefruit juice while receiving lapatinib"
_WHILE_ON_STUDY = regex(
    r"\b(?:agree\w*|willing|discontinu\w+|stop|avoid|refrain|abstain)\b(?:[^.;]|\bst\.)*\b(?:while|whilst|during)\s+"
    r"(?:receiving|taking|on|treatment\s+with|therapy\s+with)\s+(?:the\s+|study\s+)?$"
)
_WISHES_TO_AVOID = regex(
    r"\b(?:wish\w*|desir\w*|prefer\w*|want\w*|choos\w+)\s+(?:to\s+avoid|not\s+to\s+(?:take|have|receive|use|undergo))\s+(?:\w+\s+){0,3}$"
)
# "a drug that cannot be switched to, or used together with, carvedilol"
_CANNOT_GO_WITH = regex(
    r"\b(?:cannot|can\s?not)\s+be\s+(?:safely\s+)?(?:"
    r"switched|transitioned|changed|converted|combined|co-?administered"
    r"|(?:used|given|taken|administered|delivered)\s+"
    r"(?:together|concurrently|concomitantly|in\s+combination|at\s+the\s+same\s+time))\b[^.;,]{0,60}\b(?:to|with|as)"
    r"\s+(?:\w+\s+)?$"
)
_FOR_TISSUE = regex(
    r"\W*(?:for|to (?:obtain|procure|collect)) (?:(?:the|fresh|tumou?r|research|study) )*(?:tissue|specimens?|samples?)\b"
)
# "patients with few metastases are frequently treated with radiosurgery": what is usual, and asked of nobody
_USUALLY = regex(
    r"\b(?:is|are|were|was|been|be)\s+"
    r"(?:frequently|commonly|usually|often|generally|typically|routinely|normally|sometimes|mostly|traditionally)\s+"
    r"(?:treated|managed|given|offered|irradiated|cured)\s+(?:with|by)?\s*(?:\w+\s+){0,3}$"
)
# "for example, cumulative doses of doxorubicin": a reason, and no amount
_DOSES_OF = regex(r"\b(?:cumulative|maximum|maximal|lifetime|total)\s+(?:\w+\s+)?doses?\s+of\s+(?:\w+\s+){0,2}$")
# "not planning to stop endocrine therapy": what is planned is not the treatment
_PLANS_TO_STOP = regex(
    r"\b(?:plan\w*|intend\w*|intention|expect\w*|wish\w*|about)\s+to\s+(?:(?:discontinue|stop|change|switch|interrupt|modify|alter)\b)"
    r"(?!\s+(?:to|from)\b)[^.;:]{0,80}$"
)
_RECEIVED = regex(r"\b(?:received|been\s+given|had)\b[^.;,]*\bminimum\b")
_DIGIT = regex(r"\d")


# among what excludes: "for whom upfront chemotherapy is judged appropriate", "in whom curative surgery is available"
_FOR_WHOM = regex(r"\b(?:for|in) whom\b[^.;]{0,60}$")
_AS_WHICH = regex(r"\b(?:for|in) whom\b[^.;]*\bas (?:[\w-]+ ){0,3}$")  # "as the best adjuvant treatment"
_IS_RIGHT = regex(
    r"[^.;,]{0,40}?\b(?:is|are|would be|remains?)\b(?:(?! (?:not|no|contra\w+)\b)[^.;,]){0,50}?\b(?:appropriate|indicated|available|recommended|preferred"
    r"|suitable|advisable|planned|the (?:best|optimal|preferred|most \w+) (?:option|choice|treatment|therapy)|standard of care|an option)\b"
)
# "abrupt discontinuation of alcohol or sedatives": that it ended so is what excludes
_ABRUPTLY = regex(r"\babrupt(?:ly)?\s+(?:discontinu\w+|withdraw\w+|cessation|stopp\w+)\b[^.;]*$")


def is_given_up(words: Around, *, dated: bool) -> bool:
    """Whether those are let in who stop it: "women who discontinue hormone replacement are eligible"."""
    if dated or words.passage.scopes.mood(words.name.start) is not Mood.PERMITTED:
        return False
    return _STOPPING.search(words.own[-40:]) is not None or _IF_STOPPED.match(words.after) is not None


def is_hypothetical(words: Around, *, dated: bool) -> bool:
    """Treatment that could be given, would be unsafe, or would have cured."""
    own, behind = words.own, words.behind
    if (
        _PLANS_TO_STOP.search(own[-160:])
        or _FIT_FOR.search(words.before[-120:])
        or _WISHES_TO_AVOID.search(words.own[-60:])
    ):
        return True
    if words.passage.base is Effect.REQUIRE and (
        _is_of_the_study(words) or _USUALLY.search(own) or _OR_UNSUITED.search(own[-160:])
    ):
        return True
    if words.name.concept in _GENERAL and (_AS_A.search(own) or _LOOKED_AT.search(own[-120:])):
        return True
    if words.passage.base is Effect.EXCLUDE and _would_be_right(own, behind):
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


def _would_be_right(own: str, behind: str) -> bool:
    """Whether an exclusion is of those for whom it would be in vain, or right, or who give it up at once."""
    if _IN_VAIN.search(own[-160:]) or _ABRUPTLY.search(own) or _AS_WHICH.search(own):
        return True
    return _FOR_WHOM.search(own) is not None and _IS_RIGHT.match(behind) is not None
