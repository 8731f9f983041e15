"""Owns the members of a list in a sentence: noun phrases between commas, conjunctions and brackets, stripped to their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from criteria.patterns import regex

_LEVEL = r"(?:[0-5]|i{1,3}v?|iv|one|two|three|four|five)"
_SEPARATOR = regex(
    r"[,;:()\[\]]|\s[-+•*]\s|/|(?<!\b[a-z])\.\s|\?"
    r"|\b(?:and/or|and|or|nor|as well as|plus"
    r"|including(?:,? but (?:is |are )?not (?:be )?(?:limited|confined|restricted) to)?|includes?|included|such as"
    r"|for example|namely|i\.? ?e\.?|e\.? ?g\.?|like|versus|but)(?![\w-])"
)
_QUALIFIER = (
    r"(?:"
    r"acute|chronic|active|inactive|uncontrolled|severe|serious|symptomatic|asymptomatic|unstable|untreated|current"
    r"|prior|past|previous|known|suspected|significant|recurrent|ongoing|major|history|presence|evidence|concurrent"
    r"|concomitant|congenital|acquired|clinically|medically|poorly|badly|inadequately|uncontrollable|persistent|progressive"
    r"|unresolved|latent|pre-?existing|primary|secondary|massive|frequent|idiopathic|hereditary|inherited|familial"
    r"|partial|complete|unexplained|undiagnosed|unrecogni[sz]ed|mild|moderate|documented|confirmed|possible)"
)
_OR_QUALIFIER = rf"\b{_QUALIFIER}(?:,? (?:or|and|and/or)|/) ?(?={_QUALIFIER}\b)"
# "serious, uncontrolled, concomitant infection"
_HOW_BAD = (
    r"(?:"
    r"acute|chronic|active|uncontrolled|severe|serious|symptomatic|unstable|untreated|significant|recurrent|ongoing"
    r"|concurrent|concomitant|intercurrent|persistent|progressive|unresolved)"
)
_STRING_OF_QUALIFIERS = rf"(?<!, )(?<!,)\b{_HOW_BAD}(?:,? {_HOW_BAD})*, (?=(?:clinically )?{_HOW_BAD}\b)"
# "peripheral neuropathy - grade 2 or greater": the sign parts no members
_BEFORE_A_GRADE = (
    r"\s?[-–:,]\s(?=(?:(?:nci|ctcae|ctc|toxicity|of)[\s-]*(?:v?\d(?:\.\d)?)?\s*)*(?:[≥≤<>=]\s*)*grades?\s*(?:[≥≤<>=]\s*)*[1-4]"
    r"(?:\s*(?:-|to|or|and)\s*(?:grades?\s*)?[1-5])?(?:\s*\(?(?:or|and)\s+(?:higher|greater|more|above|worse|less|lower)\)?)?\s*(?:$|[.;,)]))"
)
# what stands together though it holds a conjunction: "grade 2 or greater", "class II or III"
_WHOLE = regex(
    rf"\b(?:(?:grades?|class(?:ification)?|stage|gr|nyha\)?)\s*(?:of\s+)?(?:[≥≤<>=]\s*)*{_LEVEL}\s*"
    rf"(?:\(?(?:or|and)\s+(?:grades?\s+)?(?:higher|greater|above|over|worse|more|less|lower|{_LEVEL}\b)\)?"
    rf"|(?:[-/,]\s*{_LEVEL}\b)+(?:,?\s+(?:or|and)\s+{_LEVEL}\b)?)"
    rf"|(?:grades?|gr\.?)\s*[1-5]\s*\((?:based on |per |by |according to )?(?:nci|ctcae|ctc)[^()]{{0,24}}\)"
    r"|(?:greater|less|more|higher) than or equal(?: to)?|equal to or (?:greater|less|higher|more) than"
    rf"|(?:two|three|2|3|1|one) or more\b|w/(?:in|o)?\b|moderate(?:[ -]to[ -]|/| or )severe\b|s/p\b|{_OR_QUALIFIER}"
    rf"|{_STRING_OF_QUALIFIERS}|n/a\b|he/she\b"
    rf"|his/her\b)|{_BEFORE_A_GRADE}|[(\[]nyha[)\]](?:\s*(?:i{{1,3}}v?|iv|[1-4])\s*(?:or|and|to|/|-)\s*"
    rf"(?:i{{1,3}}v?|iv|[1-4])\b)?|(?:(?:first|second|1st|2nd)(?:[ -]degree|-)?(?:,?\s+(?:or|and|to)\s+|,\s*|/)"
    r")+(?:second"
    r"|third|2nd|3rd)\b|(?<!non-central nervous system )\((?:av|gi|cns|gu|cv)\)(?=\s+(?!and\b|or\b)[a-z]+)|\b(?:half"
    r"|inter|anti|non|pre|post)\s-\s(?=[a-z])",
    apart=True,
)
_ROUND = {"[": "(", "]": ")"}
_EXAMPLES = regex(r"including|include|such|for|namely|e\.? ?g|i\.? ?e|like")
# where the name inside a member ends and its modifiers begin
_CUT = regex(
    r"(?<![\w-])(?:"
    r"w/in|w/|with(?:in|out)?|requir(?:ing|es?|ed)|need(?:ing|s)?|necessitating|that|which|who(?:se)?|in|prior|before"
    r"|during|at|as|defined|by|despite|for|on|due|because|if|unless|except|from|would|could|may|might|can|cannot|not"
    r"|no|than"
    r"|will|must|should|is|are|was|were|has|have|had|having|(?<!difficult )(?<!hard )(?<!tested )to|since|until|upon"
    r"|after|following|under|when|where(?! suspected\b)|while|making|causing|resulting|leading|occurring|occurred"
    r"|enough|diagnosed|treated|receiving|undergoing|taking|using|being|been|per|via|"
    r"other than|likely|preventing|precluding|interfering|affecting|limiting|impairing|rendering|secondary(?= to)"
    r"|related|attributed|attributable|associated|accompanied|characteri[sz]ed|caused|induced by|detected|identified"
    r"|confirmed|demonstrated"
    r"|documented by|determined|assessed|evaluated|judged|considered|deemed|believed|present|ongoing at|existing"
    r"|lasting|found|noted|seen|observed|(?<!poorly )(?<!inadequately )(?<!not )managed"
    r"|(?<!poorly )(?<!inadequately )(?<!adequately )(?<!well )(?<!medically )controlled|manifested|indicat(?:ed|ing)"
    r"|suggest\w*|grade|class|stage|regardless|irrespective|contraindicat\w+"
    r"|through|towards?|against|between|about|concerning|involving|compatible|more|greater|less|worse|equal|ctcae|nci"
    r"|national cancer institute|nyha|according|based|excluding|especially|particularly|even|only|this|these|it|they"
    r"|so|thus|then|recently|currently receiving|does|do|did|so|such|allowed|permitted|excluded|eligible|i\.e|e\.g"
    r"|beyond|over|above|below|of(?= (?:an? )?(?:severity|intensity)\b(?!\s*\d)))(?![\w-])"
    r"|[≥≤<>=%\"]|\d+(?:\.\d+)?\s*(?:days?|weeks?|months?|years?|%|mm|cm|mg|ml)|'(?!s)|(?<=\s)- (?!grade)"
)
_LEADS_TO_NAME = regex(
    r"^(?:must|should|shall|will|do|does|did|with|in|has|have|had|having|who|from|is|are|on|diagnosed|by|present|existing|currently|was|were|been)$"
)
_BOUND = r"(?:[≥≤<>=]\s*|(?:greater|more|higher) than (?:or equal(?: to)? )?|at least )*"
_GRADE = (
    rf"{_BOUND}(?:(?:nci[- ])?(?:ctcae|ctc|common toxicity criteria)\s*(?:v?\d(?:\.\d)?)?,?\s+|nci\s+)*(?:grades?|gr\.?|class)\s*{_BOUND}{_LEVEL}\b"
    rf"(?:\s*(?:-|/|to|or|and)\s*(?:grade\s*)?{_LEVEL}\b)?(?:\s*\(?(?:or|and)\s+(?:higher|greater|above|over|worse|more)\b\)?)?"
    r"(?:,?\s*\(?(?:per|by|according to|based on|as per|as defined by)\s+(?:the\s+)?(?:nci[- ]*)?(?:ctcae|ctc)\b(?:,?\s*(?:version|v)?\.?\s*\d(?:\.\d)?)?\)?)?"
)
_TESTED = (
    r"(?:meets?|meeting|met|fulfil\w*) (?:the )?(?:[\w-]+ )?criteria for"
    r"|(?:known )?(?:positive|negative) (?:\w+ ){0,2}?(?:tests?|testing|results?|serolog\w+|antibod\w+|screen\w*)"
    r"(?: results?)? (?:for|of|to)"
    r"|(?:tested|testing|tests?|screened|sero)[ -]?positive for|(?:positive|negative) for|positivity (?:for|of)"
    r"|for (?=(?:all |those )?(?:patients|participants|subjects|women|those|individuals)\b)"
    r"|sero(?:positiv|negativ)\w* (?:for|to)"
    r"|(?:ecg|ekg|electrocardiogra\w+|echocardiogra\w+|x-ray|biochemical|histologic\w*|microbiologic\w*|serologic\w*)(?= (?:evidence|signs?|proof))"
)
# words before a name that are no part of it: whose it is, how it is known, and what qualifies it
_FILLERS = (
    "an?|the|any|all|some|other|another|each|either|both|patients?|subjects?|participants?|persons?|people"
    "|individuals?|women|woman|men|females?|males?|volunteers?|those|candidates?|cases?|your?|you"
    "|known|documented|confirmed|established|diagnosed|pre-?existing|prior|previous(?:ly)?|past|recent(?:ly)?"
    "|current(?:ly)?|history|hx|evidence|presence|diagnos[ei]s(?: for)?|existence|signs?|symptoms?|episodes?"
    "|suspected"
    "|suspicion|proven|possible|probable|clear|clinical(?:ly)?|medical history|family history(?= of (?!$))"
    "|significant(?:ly)?|relevant|important|major|serious|severe|severely|moderate|moderately|mild"
    "|to (?=severe|have\\b)|uncontrolled"
    "|uncontrollable|unmanageable|active|actively|ongoing|untreated|symptomatic|asymptomatic|chronic|acute|unstable"
    "|stable|concurrent|concomitant|intercurrent|existing|present|new|recurrent|persistent|frequent|unresolved"
    "|unexplained|persisting|poorly|inadequately|insufficiently|not|well|adequately|managed|controlled|controllable"
    "|decompensated|refractory|intractable|life-?threatening|potentially|marked|massive|extensive|large|complicated"
    "|defined (?:as|by)|further|additional|associated|of|has|have|had|having|with|who|suffer(?:s|ed|ing)?|from"
    "|experienc(?:e|ed|ing)|develop(?:ed|ing)?|show(?:s|ing)?|is|are|being|no|to be"
    "|be (?:known to be|diagnosed with)"
    "|(?:more|greater) than (?:one|two|three|\\d)|also|e\\.?g\\.?|etc|personal|patient's|subject's|participant's|use"
    "|particular|certain|specific|following|grade|ctcae|nci|overt|manifest|clinically-significant|medically"
    "|free(?= (?:of|from)\\b)|absence(?= of\\b)|lack(?= of\\b)|laboratory|radiographic|radiological|imaging|degree"
    "|types?|kinds?|forms?|findings?|positive|detectable|diagnosable"
    "|(?:hospitali[sz]ations?|hospital admissions?|hospitali[sz]ed)(?: (?:for|due to|because of))?"
    "|primary(?= (?:immun|or sec))|i{1,3}v?|iv|baseline|at|in|on"
    "|(?:difficult|hard) to (?:control|manage|treat)|where(?= suspected\\b)|tested|v(?:ersion)?\\s?\\d(?:\\.\\d)?"
    "|two|three|least|one|more|multiple|several|non-?malignant|serologic\\w*|self-?reported|gross|overt|frank"
    "|impending|resting"
)
_FILLER = regex(
    rf"(?:{_GRADE}|\b(?:and/or|or|and)\b(?= {_QUALIFIER}\b)|[^\w≥≤<>=]|\b(?:{_TESTED}|{_FILLERS})\b(?:[.,]|'s)?)+"
)
_TRAILING = regex(
    r"(?:\s+(?:"
    r"patients?|subjects?|participants?|individuals|persons?|etc|present|documented|currently|ever|history|attack|of"
    r"|any|only|itself|alone|type|disease\)|status post|s/p|simultaneously|overall|such|clinically|prior|previous|at"
    r"|a|an|the|grade|class|recently|significantly|adversely|seriously|severely"
    r"|(?:poorly|not|inadequately|not well|not adequately)[ -]controlled|uncontrolled))+\W*$"
    r"|\W+$"
)


class Member(NamedTuple):
    """One member of a list at characters ``start`` to ``end``; ``separator`` is the word or sign before it."""

    start: int
    end: int
    separator: str

    @property
    def is_loose(self) -> bool:
        """Whether only a bare "and", "or" or "/" ties it to the member before."""
        return self.separator in ("and", "or", "/", "and/or", "nor")


class Name(NamedTuple):
    """A name inside a member: ``lead`` are the words before it, ``tail`` those after it; both may qualify it."""

    start: int
    end: int
    lead: tuple[int, int]
    tail: tuple[int, int]
    cue: str  # the word that cut it off from what stands before, "" when it opens the member


def members(lower: str, start: int, end: int, protected: Sequence[tuple[int, int]] = ()) -> list[Member]:
    """The members of the list in ``lower`` between the offsets; signs inside ``protected`` stretches part nothing."""
    found: list[Member] = []
    words = str(lower)
    at, separator = start, ""
    for opens, closes, sign in _signs(lower, start, end):
        if any(a < closes and opens < b for a, b in protected):
            continue
        if words[at:opens].strip(" ,"):
            found.append(Member(at, opens, separator))
            separator = sign
        else:
            separator = f"{separator} {sign}".strip()
        at = closes
    if words[at:end].strip(" ,."):
        found.append(Member(at, end, separator))
    return found


@lru_cache(maxsize=4)  # a sentence is looked at for its conditions and for what is left over
def _signs(lower: str, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
    """The signs and words that part members, each with where it begins and ends."""
    kept = [m.span() for m in _WHOLE.finditer(lower, start, end)]
    return tuple(
        (*match.span(), _sign(lower, start, match))
        for match in _SEPARATOR.finditer(lower, start, end)
        if not (kept and any(a < match.end() and match.start() < b for a, b in kept))
        and not _inside_number(lower, match)
    )


def _sign(lower: str, start: int, match: re.Match[str]) -> str:
    """The sign or word; a square bracket is a bracket like others where it stands in none of them."""
    sign = match.group().strip()
    if sign not in _ROUND or lower.count("(", start, match.start()) > lower.count(")", start, match.start()):
        return sign
    return _ROUND[sign]


def _inside_number(lower: str, match: re.Match[str]) -> bool:
    return (
        match.group() in ",/."
        and lower[match.start() - 1 : match.start()].isdigit()
        and lower[match.end() : match.end() + 1].isdigit()
    )


@lru_cache(maxsize=1024)
def follows_examples(separator: str) -> bool:
    """Whether the separator introduces examples: "including", "such as", "e.g."."""
    return _EXAMPLES.search(separator) is not None


def names(lower: str, member: Member) -> Iterator[Name]:
    """The noun phrases of one member in order: the one that opens it, then those after its prepositions and verbs."""
    at, cue = member.start, ""
    while at < member.end:
        lead = _FILLER.match(lower, at, member.end)
        begin = lead.end() if lead else at
        match = _CUT.search(lower, begin, member.end)
        stop = match.start() if match else member.end
        if lower[begin:stop].strip(" .-"):
            yield _stripped(lower, at, begin, stop, member, cue)
            cue = ""
        if match is None:
            return
        at, cue = match.end(), match.group()


def leads_to_name(cue: str) -> bool:
    """Whether a phrase after this word still says what the person has: "patients with X", "who have X"."""
    return not cue or _LEADS_TO_NAME.match(cue) is not None


def _stripped(lower: str, at: int, begin: int, stop: int, member: Member, cue: str) -> Name:
    trailing = _TRAILING.search(lower, begin, stop)
    finish = trailing.start() if trailing and trailing.start() > begin else stop
    return Name(begin, max(begin, finish), (at, begin), (finish, member.end), cue)
