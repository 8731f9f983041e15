"""Owns unread inclusions that only say how the trial goes about things, what its drugs do or what may be given: nobody is asked anything."""

from __future__ import annotations

from criteria.patterns import either, regex

_PEOPLE = r"(?:patients?|subjects?|participants?|women|men|individuals?|persons?|those|she|he|they)"
_NOT_PEOPLE = rf"(?:(?!\b(?:{_PEOPLE}|who|whom|which|that|whose|must|should|not|no)\b)[^.;])"
_NO_MORE = r"(?!.*\b(?:must|excluded?|exclusion|ineligible|not eligible|only|unless|provided|prohibited)\b)"
_TESTS = r"(?:evaluations?|investigations?|assessments?|work-?ups?|staging|studies|tests?|testing|examinations?)"
_SHOWS = r"\b(?:positiv\w*|negativ\w*|normal\w*|abnormal\w*|no|not|without|free|show\w*|demonstrat\w*|confirm\w*|evidence|absen\w*)\b|[<>≤≥]"
_NOTHING = either(
    # "There will be no upper limit for age", "There are no restrictions as to prior therapy"
    r"(?:there (?:is|are|will be) )?no (?:[\w-]+ ){0,3}?(?:limits?|restrictions?) (?:for|on|to|as to|regarding|concerning|based on|with regard to) (?:the )?(?:(?:upper|maximum|number|amount|type|kind|of|prior|previous|any) )*(?:ages?|sex|gender|race|ethnic\w*|stage|size|grade|therap\w+|treatments?|lines?|regimens?|chemo\w+|enrol\w+|inclusion|eligib\w+|participation|histolog\w+|receptor|nod\w+|menopaus\w+|metasta\w+|lesions?|language)\b(?:(?!\b(?:if|provided|unless|except)\b)[^.;])*",
    r"there (?:is|are|will be) no (?:[\w-]+ ){0,4}?(?:limits?|restrictions?)(?: (?:for|in|of) (?:the|this) (?:\w+ )?(?:study|trial|protocol))?",
    r"(?:additional |the |our )*recommendations?(?: (?:is|are) (?:that|to|for)\b.*)?",
    rf"(?:these|the|this|such) (?:eligibility |inclusion )*criteri(?:a|on) (?:allows?|permits?|reflects?|ensures?)\b{_NO_MORE.replace('excluded?|', '')}[^;]*",
    r"(?:eligibility|enrol\w+|inclusion) (?:is |will be )?(?:based|determined|assessed|judged) (?:on|by|according|from)\b[^.;<>≤≥]*",
    r"[^.;]{3,240}\bwill not (?:serve|count|be (?:used|counted|regarded|considered)) as (?:an? )?exclusion\w*\b[^.;]*",
    r"(?:while|although|though) (?:fe)?(?:males?|men|women)\b[^.;]*\bnot (?:be )?(?:\w+ly )?excluded\b[^.;]*",
    # what the trial and its people do
    rf"we (?:will|have|may|plan|aim|intend)\b{_NO_MORE}(?!.*\brequir)[^;]*",
    rf"(?:the |all |each |participating |study |an? )*(?:sites?|company|companies|sponsor|institutions?|cent(?:er|re)s?|central (?:laboratory|reader))\b{_NOT_PEOPLE}{{0,80}}? will (?:provide|receive|submit|supply|support|collect|monitor)\b{_NO_MORE}[^;]*",
    rf"(?:the )?use of {_NOT_PEOPLE}{{3,80}}? will (?:\w+ly )?(?:result|lead|allow|ensure|help|facilitate)\b[^;]*",
    r"(?:the )?(?:lower|higher|lowest|highest|latest|most recent|worst|best|average|mean|larger|largest|smaller) (?:of\b|one\b|value|result|measurement|score)[^.;<>≤≥]{0,60} (?:should|must|will) be (?:used|taken|considered|recorded|reported)\b[^.;]*",
    r"(?:all )?results? (?:(?:are|is|will be|should be|must be) )?(?:recorded|reported|scored) as\b[^.;<>≤≥]*",
    r"(?:this (?:is|will be) )?(?:confirmed|verified|documented) by (?:(?:a|the) )?(?:review of|chart review|medical records?)\b[^.;]*",
    r"(?:(?:use of )?(?:concomitant|concurrent|other|all|any) (?:[\w-]+ ){0,2}?(?:medications?|drugs?|treatments?|therap(?:y|ies)|supplements?)) should be (?:avoided|minimi[sz]ed|limited|kept to a minimum)\b[^.;<>≤≥]*",
    rf"(?:if|when) (?:day|week|visit|cycle|a (?:visit|test|day))\b{_NOT_PEOPLE}{{3,80}}, the (?:limit|window|visit|test|deadline) (?:may|can|will) be\b[^.;]*",
    # what a drug is and does
    r"(?:[\w/-]+,? ){1,6}?(?:is|are) (?:an? )?(?:known |potential |possible |suspected |human )*(?:teratogen\w*|carcinogen\w*|mutagen\w*|abortifacients?)(?: (?:agents?|drugs?))?(?: in \w+)?",
    rf"{_NOT_PEOPLE}{{3,80}}? may (?:interfere|interact) with\b(?!.*\b(?:must|should|excluded|ineligible|not|stop\w*|discontinu\w*)\b)[^;]*",
    # what may be given, with no condition
    rf"{_NOT_PEOPLE}{{5,90}}? (?:may|can) be (?:for|given|administered|started|initiated|delivered|continued) (?!(?:if|only)\b)(?!.*\b(?:if (?!(?:clinically |medically )?(?:indicated|needed))|only|provided|unless|not|must|as long as|before|prior|after|within|until|no|when|once|at least|stable)\b)[^.;<>≤≥]*",
    r"alternatively,? [^.;<>≤≥]{3,80}? (?:can|may) be (?:performed|used|done|obtained)\b[^.;<>≤≥]*",
    # which tests there are to be, whatever they show
    r"required (?:laboratory|lab) (?:values?|tests?|studies)\b[^<>≤≥\d]*",
    rf"(?!.*(?:{_SHOWS}))(?:have )?complet(?:e|ed|ion of)(?: (?:all|of|the))* (?:[\w-]+,? ){{0,7}}?{_TESTS}(?: (?:within|before|prior to|during)\b[^.;]*)?",
    rf"(?!.*(?:{_SHOWS}))(?:chest|bones?|abdomen|abdominal|brain|head|pelvi[sc]|liver|skeleton|whole body)(?:[/, ]+(?:and )?\w+){{0,3}}: ?(?:[\w/-]+ ){{0,5}}?(?:ct|mri|x-?ray|scans?|ultrasound|scintigraphy|pet|radiograph)\b[^;:]*",
    # what is measurable: "nodes must be 15 mm in the short axis to be considered measurable"
    r"(?:[\w-]+ ){0,3}?(?:nodes?|lesions?|disease|metastases)(?: \([^()]*\))? (?:must|should|need to|have to) (?:be|have|measure)\b[^.;]{2,90}?\bto be (?:considered|assessed as|regarded as|counted as|deemed|defined as|classified as)\b[^.;]{0,40}\b(?:pathologic\w*|measurable|evaluable|target|malignant)\b[^.;]*",
)
_NOTED = regex(r"^\W*(?:please )?notes?(?: that)?\b ?[:,-]? ?")
_EDGES = " .;,*•()\n\t"


def asks_nobody(lower: str) -> bool:
    """Whether an inclusion, in lower case, of which nothing was read says nothing that a patient could meet or fail.

    >>> asks_nobody("Chemotherapy may be given weekly or every 3 weeks.".lower()), asks_nobody("chemotherapy may be given if zorbled")
    (True, False)
    """
    return _NOTHING.fullmatch(_NOTED.sub("", " ".join(lower.split()).strip(_EDGES))) is not None
