"""Owns the mentions of therapies that ask nothing of the patient: study treatment, allergies, side effects, reasons."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_anchor import is_adjective, is_anchor
from criteria.atoms.therapies.therapy_could_be import is_given_up, is_hypothetical
from criteria.atoms.therapies.therapy_defined import is_defined, is_heading
from criteria.atoms.therapies.therapy_obtainable import is_what_can_be_had
from criteria.atoms.therapies.therapy_other_disease import is_of_other_disease
from criteria.atoms.therapies.therapy_outcome import STOPPED_BY
from criteria.atoms.therapies.therapy_role import counts_as_none
from criteria.atoms.therapies.therapy_statement import Around
from criteria.atoms.therapies.therapy_unfit import is_unfit_for_a_tumor
from criteria.atoms.therapies.therapy_womanhood import is_of_womanhood
from criteria.patterns import regex
from criteria.tree import Effect, Kind
from criteria.words.moods import NOT_COUNTED, Mood
from criteria.words.states_of_body import IMPLANTS

# "concurrent anticancer treatment in another trial": that trial is what it is about
_IN_ANOTHER_TRIAL = regex(
    r"\s+(?:(?:given|received)\s+)?(?:with)?in\s+(?:another|an?\s+other|any\s+other|other)\s+(?:[\w-]+\s+){0,3}?(?:trials?|stud(?:y|ies)|protocols?)\b"
)
# "radiation is to be administered according to institutional guidelines": how, where it is given at all
_GIVEN_BY_RULE = regex(
    r"\s*(?:therapy\s+)?(?:\([^()]*\)\s*)?(?:after\s+\w+\s+)?(?:should|must|will|is\s+to|are\s+to|may|can)\s+be\s+"
    r"(?:used|administered|given|delivered|performed)\s+(?:according\s+to|in\s+accordance\s+with|as\s+per|per)\b"
)
# what the words before say of its consequences
_ALLERGY = regex(
    r"(?:\ballerg\w+|hypersensitiv\w+|\bsensitivity|anaphyla\w+|(?:infusion|adverse|severe|immune)[\s-]+reactions?"
    r"|\breactions?\s+to"
    r"|contra-?indicat\w+"
    r"(?!\s+(?:\w+\s+)?(?:medications?|drugs?|agents?|therap|participation|conditions?\b)|s?\s+include))\b"
    r"(?:[^.;]|(?<=[( ][ie]\.[eg])\.|(?<=[( ][ie])\.|(?<=[( ]ie)\.|(?<=[( ]eg)\.){0,260}$"
)
_ALLERGY_BEHIND = regex(
    r"(?:\s*(?:,|/|\bor\b|\band\b)\s*(?:or\s+|and\s+)?[\w-]+){1,3}\s+(?:hypersensitivit(?:y|ies)|allerg(?:y|ies))\b"
)
_OR_RECEIVED = regex(
    r"\bor\s+(?:an?\s+|any\s+)?(?:subjects|patients|participants|who|have|has|previous(?:ly)?|prior|received)\b"
)
_TOXICITY = regex(
    r"\b(?:"
    r"toxicit(?:y|ies)|adverse\s+(?:events?|effects?|reactions?)|side[- ]effects?|\baes?\b|sequelae|complications?"
    r"|recover(?:ed|y|ing)?|heal(?:ed|ing)\s+(?:from|of|after)|resol(?:ved|ution)|effects?\s+of|induced\s+by"
    r"|caused\s+by|(?:related|due|secondary|attribut\w+|owing)\s+to|associated\s+with|resulting\s+from|neuropathy"
    r"|alopecia|reversed?)\b[^.;]{0,70}$"
    r"|\b(?:lvef|ejection\s+fraction)\b[^.;]{0,40}\b(?:during|after|on|following|with)\s[^.;]{0,30}$"
)
_DATED = regex(r"\b(?:within|since|weeks|days|months)\b")
_NEAR = 80  # characters
_BECAUSE = regex(
    r"\bbecause\b(?:[^.;,]{0,140}"
    r"|[^.;,]{0,80}\b(?:is|are) an?\b"
    r"(?:(?!\b(?:patients?|participants?|subjects|women|those|who|any|no|prior|previous|current)\b)[^.;]){0,200})$"
)
# "not pregnant, due to potential harm from the drugs and radiation": what is feared
_LEST_IT_HARMS = regex(
    r"\b(?:due\s+to|because\s+of|owing\s+to|given)\s+(?:the\s+|an?\s+)?"
    r"(?:potential|possible|unknown|teratogenic|risks?)\b"
    r"(?:(?!\b(?:patients?|subjects|participants|who|or\s+(?:prior|previous|current))\b)[^.;]){0,240}$"
)
_OR_BY_ITSELF = regex(r"\bor\s+(?:(?:who|that)\s+)?(?:requir\w+|need\w*|receiv\w+|taking|are\s+on|on)\b")
_SINCE = regex(r"\W*(?:since|as)\s+(?:the\s+)?$")
_SINCE_IT_IS = regex(r"\W*(?:since|as)\s+(?:\w+\s+){1,4}?(?:is|are|has|have|may|was|were)\b[^.;,]*$")
_IS = regex(r"\s+(?:is|are|has|have|may)\b")
# the trial's own treatment
_STUDY = regex(
    r"(?<!non-)(?<!non\s)\b(?:study|protocol|trial|investigational\s+product)\s+(?:specified\s+|directed\s+)?$"
)
# "any therapy that allows for the addition of the study's own"
_ADDED = regex(
    r"\b(?:allow|permit)s?\s+(?:for\s+)?(?:the\s+)?(?:addition|combination|co-?administration|use)\s+(?:of|with)\b[^.;]*$"
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
    r"(?:\b(?:uln|normal|limits?)|\d\s*(?:%|[a-zµ][\w/³]*)?(?:\s+(?:uln|normal|predicted|baseline))?)\s*\(\s*"
    r"(?:(?:if|when|while|in\s+(?:those|patients))\s+)?"
    r"(?:not\s+(?:on|receiving|taking|using)|without|off|in\s+the\s+absence\s+of)\s+(?:[\w-]+\s+){0,2}$"
)
# "hormonal therapy and maintenance are not included as separate lines": what is not counted
_NO_LINE = regex(
    r"(?:[^.;]|(?<=\be)\.|(?<=\bg)\.)*?\b(?:is|are|will|does|do)\s+not\s+(?:be\s+)?"
    r"(?:included?|counted|count|considered|regarded)\s+(?:as|in|towards?|among)\s+"
    r"(?:(?:an?|the|separate|prior|previous|additional|distinct|number|total|count|of)\s+)*(?:lines?|regimens?)\b"
)
_ANTIBODY_BEFORE = regex(r"\b(?!monoclonal)[\w/-]{3,}\s+(?:monoclonal\s+)?antibod(?:y|ies)\s*[\[(]\s*$")
# "took part in a trial of experimental agents", "participation in an investigational drug study": what a trial gave was had
_TOOK_PART = regex(
    r"\b(?:participat\w*|enrol\w*|inclu(?:ded|sion)|entered|involve(?:d|ment)|(?:took|taken|taking)\s+part)\b"
    r"(?![^.;]*\b(?:this|present)\s+(?:clinical\s+)?(?:trial|study|protocol)\b)[^.;:]{0,100}$"
)
_OF_A_TRIAL = regex(
    r"\b(?:trials?|stud(?:y|ies)|protocols?)\s+"
    r"(?:(?:[\w-]+\s+){0,2}?(?:of|with|using|involving|testing|evaluating)|in\s+which|where|that)\s"
    r"(?:[^.;:]{0,60}\s)?$"
)
_HOW_LONG_AGO = regex(r"\b(?:recent(?:ly)?|days?|weeks?|months?|years?|half-?\s?li(?:fe|ves))\b")
_A_TRIAL_OF_IT = regex(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:"
    r"(?:,|/|or|and/or|and)\s*(?:medical\s+|investigational\s+)?(?:devices?|therap(?:y|ies)|vaccines?|biologics?)\s+)?"
    r"(?:[\w-]+\s+)?(?:trials?|stud(?:y|ies)|protocols?)\b(?!\s+(?:drugs?|treatments?|medic\w+))"
)
# "a study drug in a phase 0 trial", which is over
_OF_AN_EARLIER_STUDY = regex(
    r"\s+(?:with)?in\s+(?:an?|another|any)\s+(?:[\w/-]+\s+){0,3}?(?:[\w-]+/)?(?:phase\s+0|pilot|earlier|previous|prior|other)\s+(?:[\w/-]+\s+)?(?:stud(?:y|ies)|trials?)\b"
)
_OTHER = regex(r"\b(?:other|another|any|different|prior|previous)\s+$")
_THE = regex(r"\b(?:the|this|with\s+study)\s+$")


# "hormonal therapy is not considered chemotherapy": what something is not
_WHAT_IT_IS_NOT = regex(rf"\b{NOT_COUNTED}$")


def is_noise(words: Around, start: int, *, dated: bool) -> bool:
    """Whether the therapy is only mentioned.

    ``start`` is where its statement starts, ``dated`` whether a window of time belongs to it.
    """
    if _is_what_a_trial_gave(words, dated=dated):
        return False
    return (
        is_study_treatment(words)
        or (words.passage.base is Effect.REQUIRE and _GIVEN_BY_RULE.match(words.after) is not None)
        or _WHAT_IT_IS_NOT.search(words.own[-120:]) is not None
        or _is_a_score(words)
        or _MEASURED_WITHOUT.search(words.passage.lower, 0, words.name.start) is not None
        or (words.passage.base is Effect.REQUIRE and _NO_LINE.match(words.passage.lower, words.name.end) is not None)
        or _is_an_allergen(words)
        or _is_how_it_was_found(words)
        or _is_an_addition(words)
        or _is_its_own_short_form(words)
        or (
            not dated
            and words.name.concept == "anticancer therapy"
            and _IN_ANOTHER_TRIAL.match(words.behind) is not None
        )
        or is_hypothetical(words, dated=dated)
        or (is_defined(words, start, dated=dated) and not counts_as_none(words.after))
        or is_given_up(words, dated=dated)
        or is_unfit_for_a_tumor(words)
        or is_what_can_be_had(words)
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


# "a node identified by the sentinel node technique", "a dye used for sentinel node mapping"
_FOUND_BY = regex(
    r"\b(?:"
    r"(?:identified|detected|found|shown|visuali[sz]ed|located|diagnosed|assessed|determined|evaluated|staged|used)"
    r"\s+(?:by|on|at|with|via|through|using|for|in|during)"
    r"|dyes?\s+for)\s+(?:(?:an?|the|isotopic|routine|standard)\s+)*$"
)


# "a newly obtained core or excisional biopsy", "confirmed by core needle or incisional biopsy"
_ONE_KIND_OF_BIOPSY = regex(
    r"\b(?:core|needle|punch|aspirat\w+|fna)\b"
    r"(?:[\s,/()-]|\b(?:needle|biops\w+|aspirat\w+|fna|an?|either|through)\b)*\b(?:and/or|or)\s+(?:through\s+)?"
    r"(?:an?\s+)?$"
)


def _is_how_it_was_found(words: Around) -> bool:
    """Whether a biopsy only says how the nodes or the cancer were found or where the tissue is from, or what a dye is for."""
    lower, at = words.passage.lower, words.name.start
    if words.name.concept == "excisional biopsy":
        plain = words.passage.base is Effect.REQUIRE and words.passage.scopes.mood(at) is not Mood.PERMITTED
        return plain and _ONE_KIND_OF_BIOPSY.search(lower, 0, at) is not None
    return words.name.concept == "sentinel lymph node biopsy" and _FOUND_BY.search(lower, 0, at) is not None


# "trastuzumab, alone or in combination with chemotherapy"
_ALONE_OR_WITH = regex(
    r"\b(?:alone|monotherapy|single[- ]agent|by\s+itself),?\s+or\s+(?:in\s+combination|combined|together)\s+with\s+"
    r"(?:(?:(?!and\b)[\w/-]+,?|(?<!,\s)and|\([^()]*\))\s+){0,8}$"
)


def _is_an_addition(words: Around) -> bool:
    """Whether it may have been given with another treatment or not: "trastuzumab, alone or in combination with chemotherapy"."""
    if words.passage.scopes.mood(words.name.start) is Mood.PERMITTED:
        return False
    found = _ALONE_OR_WITH.search(words.passage.lower, 0, words.name.start)
    if found is not None:
        words.passage.claimed.append((found.start(), words.name.end))
    return found is not None


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
    if _OTHER.search(words.own[-25:]) or spelt.startswith("other") or _OF_AN_EARLIER_STUDY.match(words.behind):
        return False
    return spelt.startswith(("study", "trial ")) or is_study_drug(words)


def _is_what_a_trial_gave(words: Around, *, dated: bool) -> bool:
    """Whether it is what another trial was of, in which one took part: "participation in an investigational drug study".

    Where a time is named that was not read ("recent", "within 30 days of the operation"), the trial is all that is asked about.
    """
    if words.name.concept != "investigational agent" or _TOOK_PART.search(words.own) is None or is_study_drug(words):
        return False
    scopes, at = words.passage.scopes, words.name.start
    if words.passage.base is Effect.REQUIRE and scopes.negations(at) % 2 == 0 and scopes.mood(at) is not Mood.FORBIDDEN:
        return False  # "enrolled in a trial of an investigational agent" may be this one
    if not dated and _HOW_LONG_AGO.search(words.own + words.after):
        return False
    return _A_TRIAL_OF_IT.match(words.behind) is not None or _OF_A_TRIAL.search(words.own) is not None


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
    if _LEST_IT_HARMS.search(words.passage.lower, 0, words.name.start):
        return True
    return _SINCE.fullmatch(words.before) is not None and _IS.match(words.behind) is not None


def _is_blamed(words: Around) -> bool:
    """What one is allergic to, or what a side effect comes from."""
    if words.passage.lead and _ALLERGY.search(words.passage.lead):
        return True
    allergy = _ALLERGY.search(words.before)
    if allergy is not None and not _OR_RECEIVED.search(allergy.group()):
        return not _is_in_the_body(words, allergy.group())
    if _is_what_it_came_with(words):
        return True
    toxicity = _TOXICITY.search(words.before)
    if toxicity is None or STOPPED_BY.search(words.before) is not None or _OR_BY_ITSELF.search(toxicity.group()):
        return False
    return not _DATED.search(toxicity.group()[-40:])


# as in: symptomatic heart failure (CHF) with previous trastuzumab, or myocarditis during prior immunotherapy
_WITH_ITS_PRIOR = regex(
    r"\W*(?:\([^()]{1,12}\)\s*)?(?:with|during|on|from|to)\s+(?:(?:any|the|their)\s+)?(?:prior|previous)\s+"
    r"(?:(?:adjuvant|neoadjuvant|treatment|therapy|use|exposure|with|to|of|an?)\s+)*$"
)


def _is_what_it_came_with(words: Around) -> bool:
    """Whether it is the treatment under which a condition that keeps out came up."""
    passage = words.passage
    if passage.base is not Effect.EXCLUDE:
        return False
    ailments = [m for m in passage.of_kind(Kind.COMORBIDITY) if words.first - _NEAR < m.end <= words.first]
    return any(_WITH_ITS_PRIOR.fullmatch(passage.lower, m.end, words.first) is not None for m in ailments)


# "contraindication to MRI such as a pacemaker": what has been put into the body is why
_OF_IMAGING = regex(r"contra-?indicat\w+\b[^.;]{0,40}\b(?:mri|mr|magnetic|imaging)\b")


def _is_in_the_body(words: Around, against: str) -> bool:
    """Whether it is an implant for which an examination is contraindicated, and so kept out by itself."""
    if _OF_IMAGING.match(against) is None:
        return False
    return words.name.concept in IMPLANTS
