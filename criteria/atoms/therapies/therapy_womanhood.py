"""Owns the therapies that only describe a woman: methods of contraception, definitions of menopause and childbearing potential."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect
from criteria.words.context import Cue
from criteria.words.moods import Mood

_CONTRACEPTION = regex(
    r"contracepti|birth control|childbearing|child-bearing|steriliz|sterilis|postmenopaus|post-menopaus|menopausal|amenorrh"
)
_ASKED_OF_THEM = regex(
    r"\bcandidates?\s+for\s+(?:\w+\s+){0,2}$"
    r"|\b(?:must|should|need\s+to|have\s+to|are\s+required\s+to|agree\s+to)\s+(?:(?:also|currently|either)\s+)?"
    r"(?:have\s+(?:undergone|had|received|concurrent|concomitant|ongoing)|undergo"
    r"|be\s+(?:on|receiving|taking|treated\s+with|willing\s+to\s+undergo)|receive)\b[^.;:]{0,60}$"
)
# "6 months between prior oophorectomy and entry": a time that must have passed
_PASSED_SINCE = regex(
    r"\b(?:days|weeks|months|years)\s+(?:between|since|from|after)\s+(?:prior|previous)\s+(?:bilateral\s+)?$"
)
_DEFINED = regex(
    r"\b(?:defin\w+|confirmed|considered|childbearing|contracepti\w*|birth\s+control|pregnan\w+|amenorrh\w+|fsh|postmenopausal|post-menopausal|steril\w+)\b"
)
_GOES_ON = regex(
    r"\W*(?:no\s+|not\s+)?(?:other\s+)?(?:concurrent|concomitant|current|ongoing|use\s+of|using|taking|receiving|prior|previous)\b"
)
_STOPS = regex(r"\b(?:discontinu|stop)\w*\b[^.;,]{0,30}$")
_STOPPED = regex(
    r"[^.;,]{0,40}?\b(?:must|should|have to|has to|need to)\s+(?:have\s+)?(?:be\s+|been\s+)?(?:discontinu|stop|ceas|withdr)\w*"
)
_METHOD = regex(
    r"(?:contracept|birth control).*\b(?:methods?|effective|adequate|agree|barrier|reliable|acceptable|use of)\b"
    r"|\b(?:methods?|effective|adequate|agree|barrier|reliable|acceptable)\b.*(?:contracept|birth control)"
)
_OVARIAN_FUNCTION = regex(
    r"amenorrh\w+.*\b(?:fsh|follicle|estradiol|months?|years?)\b|\bfsh\b.*\bpostmenopausal"
    r"|(?<!stop )(?<!stopping )(?<!suppress )(?<!suppressing )(?<!regulate )(?<!regulating )\bmenses\b"
)
_MENOPAUSE = regex(
    r"menopaus|amenorr|menses|menstru|childbearing|child-bearing|years|fsh|follicle|reproductive|pregnan|contracep|steril"
)
_OF_CANCER = regex(r"breast cancer|metastatic")
# "to become pregnant within 6 months after the last vaccination": by when is all that it says
_UNTIL_WHEN = regex(
    r"\b(?:pregnan\w+|conceiv\w+|conception|contracepti\w+|breast-?\s?feed\w*|father\w*)\b[^.;]*\b"
    r"(?:after|following|since)\s+(?:(?:"
    r"receiving|completing|completion|end|discontinuation|of|the|their|last|final|dose|administration|treatment|with)"
    r"\s+)*$"
)
_OF_A_STATE = regex(r"postmenopaus|post-menopaus|menopausal|amenorrh|childbearing|child-bearing|steriliz|sterilis")
_HORMONAL = frozenset(
    {"chemotherapy", "endocrine therapy", "estrogen", "hormone replacement therapy", "hysterectomy",
     "oophorectomy", "progestin", "radiation therapy", "surgery", "surgical sterilization"}
)  # fmt: skip
_OVARIAN = frozenset(
    {"oophorectomy", "ovarian irradiation", "ovarian suppression"}
)  # fmt: skip
_CONTRACEPTIVES = frozenset({"hormonal contraceptive", "hormonal intrauterine device", "oral contraceptive"})
# over lists: "acceptable contraceptive methods include:", "women must use contraception during treatment with:"
_OVER_METHODS = regex(
    r"(?!.*\b(?:prohibit|not\s+allowed|not\s+permitted|concomitant|concurrent|taking|receiving)).*\b"
    r"(?:contracepti\w+|birth\s+control)\b[^.;]*(?:\b(?:includ\w+|following|are|is|methods?)\b[^.;]{0,30}|:)\W*$"
    r"|.*\b(?:contracepti\w+|birth\s+control|pregnan\w+)\b.*\b(?:during|after|while|throughout|until)\b[^;]{0,60}\b(?:with|of|on|receiving|taking)\W*$"
)
# "postmenopausal women not taking hormone replacement"
_TAKES_NONE = regex(
    r"\b(?:wom[ae]n|patients?|subjects?|participants?|females?),?\s+(?:who\s+are\s+)?not\s+(?:currently\s+)?"
    r"(?:taking|using|on|receiving)\s+(?:any\s+)?$"
)
_DEFINES = regex(r"\b(?:amenorrh\w+|menses|menstrua\w+|fsh|defin\w+|contracepti\w+|child-?\s?bearing)\b")
_NEAR = 300


def is_of_womanhood(words: Around) -> bool:
    """A method of contraception, or a word in the definition of menopause or childbearing potential."""
    name, nearby = words.name, near(words)
    if words.passage.lead and _OVER_METHODS.match(words.passage.lead):
        return True
    if _ASKED_OF_THEM.search(words.before) and not _DEFINED.search(nearby):
        return False  # "premenopausal women must have undergone ovarian ablation"
    takes_none = _TAKES_NONE.search(words.before) is not None and not _DEFINES.search(nearby)
    if _PASSED_SINCE.search(words.own) or takes_none:
        return False
    if _UNTIL_WHEN.search(words.own):
        return True
    if name.concept == "oophorectomy" and words.passage.base is Effect.REQUIRE and not _OF_CANCER.search(nearby):
        return True
    if _OVARIAN_FUNCTION.search(nearby) or (
        name.concept in _OVARIAN and _MENOPAUSE.search(nearby + words.passage.lead)
    ):
        return True
    if _OF_CANCER.search(words.before[-60:]) or not _CONTRACEPTION.search(nearby):
        return False
    stops = words.passage.base is Effect.REQUIRE and (
        _STOPS.search(words.before) is not None or _STOPPED.match(words.after) is not None
    )
    forbids = (words.passage.base is Effect.EXCLUDE) != (words.passage.scopes.negations(name.start) % 2 == 1)
    if words.passage.scopes.mood(name.start) is Mood.FORBIDDEN:
        forbids = True
    if stops or (forbids and (_GOES_ON.match(words.before) or not words.before.strip())):
        return False  # "concurrent hormone therapy (hormonal contraceptives, hormone replacement)" forbids them all
    said_of_hormones = (
        name.concept != "endocrine therapy" and not _OF_A_STATE.search(nearby) and not _METHOD.search(nearby)
    )
    if forbids and said_of_hormones:
        return False  # "any sex hormones, e.g. birth control pills, hormone replacement" does, too
    if name.concept in _CONTRACEPTIVES:
        return not forbids or _METHOD.search(nearby) is not None
    return name.concept in _HORMONAL or _METHOD.search(nearby) is not None


def near(words: Around) -> str:
    """The passage within reach of the name, up to an exception from it."""
    end = words.name.end
    excepted = min(
        (s.at for s in words.passage.scopes.found if s.cue is Cue.EXCEPTION and s.at >= end), default=end + _NEAR
    )
    return words.passage.lower[max(0, words.name.start - _NEAR) : min(end + _NEAR, excepted)]
