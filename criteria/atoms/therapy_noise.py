"""Owns the mentions of therapies that ask nothing of the patient: allergies, side effects, study treatment, specimens, anchors."""

from __future__ import annotations

import re

from criteria.atoms.therapy_names import Name
from criteria.passage import Passage
from criteria.tree import Effect, Kind

_ALLERGY = re.compile(
    r"(?:\ballerg\w+|hypersensitiv\w+|\bsensitivity|anaphyla\w+|(?:infusion|adverse|severe|immune)[\s-]+reactions?|contraindicat\w+)\b[^.;]{0,140}$"
)
_TOXICITY = re.compile(
    r"\b(?:toxicit(?:y|ies)|adverse\s+(?:events?|effects?|reactions?)|side[- ]effects?|\baes?\b|sequelae|complications?|recover(?:ed|y|ing)|resol(?:ved|ution)|effects?\s+of|induced\s+by|caused\s+by|(?:related|due|secondary|attribut\w+|owing)\s+to|associated\s+with|resulting\s+from|neuropathy|alopecia|reversed?)\b[^.;]{0,70}$"
)
_ANCHOR = re.compile(
    r"(?:\b(?:first|initial|final)\s+(?:dose|day|administration|cycle|infusion|course|treatment|injection)\s+(?:of|with)"
    r"|\b(?:of|from|to|before|at|since|after|until|following|planned|between|day)\s+(?:the\s+)?(?:start(?:ing)?|initiat(?:ion|ing)|beginning|commenc\w+|administration|completing)\s+(?:of|on)"
    r"|\b(?:day\s+-?\d+|cycle\s+\d+|candidates?\s+for\s+the|absorption|metabolism|excretion|elimination)\s+of|\bpatient\s+on"
    r"|\bprior\s+to|\bbefore|\buntil|\btime\s+of|\bat|\bbetween|\bday\s+of)\s+"
    r"(?:(?:the|any|their|planned|scheduled|starting|start|initiation|of|receiving|first|neoadjuvant|adjuvant|study|protocol|definitive|surgical|breast|primary|index|dose|and\s+after|initiating|beginning|undergoing)\s+)*$"
)
_AFTER_LOCAL = re.compile(r"\b(?:after|following|post|during|at|since\s+the)\s*-?\s*(?:\w+\s+){0,2}$")
_TIME_AFTER = re.compile(r"\b(?:days?|weeks?|months?|years?)\s+(?:after|following|post|since|from)\W*(?:\w+\s+){0,2}$")
_GIVES = re.compile(
    r"^(?:\W+\w+){0,2}?\W+(?:can\s+be\s+(?:safely\s+)?(?:administered|given)|used\s+in\s+this\s+(?:study|trial)|would\s+not\s+(?:normally\s+)?be\s+considered|(?:may|might|could)\s+(?:cause|harm|affect))"
)
_RENDERED = re.compile(
    r"\b(?:render\w*|mak(?:e|es|ing)|deem\w*|prevent\w*|preclud\w*|prohibit\w*|limit\w*|ability\s+(?:of\s+[^.;,]{0,30})?to\s+(?:\w+\s+)?(?:receive|undergo)|contraindicating|interfer\w+|compromis\w+|tolerability\s+of|safety\s+of|risks?\s+of|effects?\s+of|response\s+to|compliance\s+with)\b[^.;,]{0,70}$"
)
_PATIENTS = re.compile(r"^\s*(?:patients?|participants?|subjects?|recipients?|candidates?\s+only)\b")
_TARGET_OF = re.compile(r"\btarget\s+of\s+$|^\W*see\s+$")
_REPLACEMENT = re.compile(r"^\W*(?:note:?\s*)?(?:hormone\s+)?replacement\s+therapy\b")
_OR_RECEIVED = re.compile(r"\bor\s+(?:subjects|patients|participants|who|have|has|previous(?:ly)?|prior|received)\b")
_LISTED = re.compile(r"\blists?\s+of\b[^.;]{0,20}$|\belapsed\s+since\s+(?:\w+\s+){0,2}$")
_LIMITED = re.compile(
    r"(?:\b(?:no\s+more\s+than|up\s+to|(?:a\s+)?maximum\s+of|fewer\s+than|less\s+than|at\s+most|any\s+number\s+of|no\s+limit\s+(?:on|to)[^.;]{0,30}|unlimited)|≤|<)\s*(?:\w+\s+){0,4}?(?:courses?|cycles?|doses?|lines?|regimens?|number)\s+(?:of\s+)?(?:\w+\s+){0,3}$"
)
_ETHICS = re.compile(r"\birb\b|\bethics\b|\binstitutional review")
_AS = re.compile(
    r"\b(?:as|trials?\s+of|studies\s+of|benefit\s+of)\s+(?:(?:a|an|the|their|part\s+of|first-line|any)\s+)*$"
)
_DEFINED = re.compile(
    r"^\W*(?:is|are|was|will\s+be|does|do)\s+(?:not\s+)?(?:defined|considered|counted|count|regarded)\b"
)
_NON = re.compile(r"\bnon-?\s?$")
_TREATABLE = re.compile(
    r"\b(?:can|could|should|would|might|may|that\s+is|cannot)\s+be\s+(?:safely\s+|adequately\s+)?(?:tr\w*ted|managed|cured|removed|controlled|excised|resected)\s+(?:\w+\s+){0,3}?(?:by|with|through|using)\s+(?:\w+\s+){0,2}$"
)
_LAST_DOSE = re.compile(
    r"\b(?:since|after|from|following|of)\s+(?:the\s+|their\s+|completion\s+of\s+)?(?:last|final|most\s+recent)\b[^.;]{0,30}$"
)
_ADJECTIVE = re.compile(
    r"^[\s-]*(?:specimens?|samples?|tissues?|blocks?|margins?|fields?|ports?|areas?|sites?|volumes?|regions?|beds?|facilit\w+|planning|oncologists?|consult\w*|department|sensitiv\w+|guidelines?|dose\s+constraints|free\s+interval|related\s+(?:to\b)?|induced|associated|plan\b|trial|(?:or\s+drug\s+)?(?:study|studies)\b|protocol|recovery|decision|cavity|scars?|menopause|amenorrh\w+|castrat\w+|records?|pneumonitis|necrosis|dermatitis|oncolog\w+|hypersensitiv\w+|receptors?|deficien\w+|independen\w+|purposes?\b|side[- ]effects?|portals?|toxicit\w+|effects?\b|arm\b|group\b|cohorts?\b)\b"
)
_IRRADIATED = re.compile(
    r"^\s*(?:field|area|site|lesion|volume|region|tissue|bone|breast|port|target|disease|tumou?r|critical|skin|structure|node)s?\b"
)
_LESION = re.compile(
    r"\b(?:lesions?|disease|sites?|areas?|target|tumou?rs?|metastas[ei]s|nodes?)\b[^.;]{0,50}\b(?:not\s+|been\s+|previously\s+|prior\s+)*$"
)
_CURABLE = re.compile(
    r"(?:\b(?:not|un|no\s+longer|non-?)\s*(?:be\s+)?(?:amenable|accessible|suitable|eligible|resectable|feasible|candidates?)\s+(?:to|for|by|with)|\b(?:amenable|accessible|candidates?)\s+(?:to|for)\s+(?:\w+\s+){0,2}?(?:curative|local|surgical|resection)|\b(?:resectable|removable|operable)\s+by)\b[^.;]{0,70}$"
)
_CURATIVE = re.compile(r"\bcurative|\bresection|\bsurger|\blocal|radical")
_CONTRACEPTION = re.compile(
    r"contracepti|birth control|childbearing|child-bearing|steriliz|sterilis|postmenopaus|post-menopaus|menopausal|amenorrh"
)
_OVARIAN_FUNCTION = re.compile(
    r"amenorrh\w+.*\b(?:fsh|follicle|estradiol|months?|years?)\b|\bfsh\b.*\bpostmenopausal|\bmenses\b"
)
_METHOD = re.compile(
    r"(?:contracept|birth control).*\b(?:methods?|effective|adequate|agree|barrier|reliable|acceptable|use of)\b|\b(?:methods?|effective|adequate|agree|barrier|reliable|acceptable)\b.*(?:contracept|birth control)"
)
_BRAIN = re.compile(
    r"\b(?<!non-)(?<!non )(?:brain|cns|central nervous system|leptomening\w*|intracranial|cranial|spinal cord|cerebral)\b"
)
_BRAIN_THERAPY = frozenset({"whole brain radiation therapy", "stereotactic radiosurgery"})
_TREATS_CONDITION = re.compile(
    r"\b(?:requir\w+|needing|treated|controlled|manag\w+|despite|on|by|with|responsive|receiving|need\s+for|necessitat\w+|intervention)\b[^.;]{0,60}$"
)
_AHEAD = re.compile(r"\b(?:anticipat\w+|planned|scheduled|expected|prior|previous|any\s+condition)\b")
_OTHER_CANCER = re.compile(
    r"\b(?:malignanc\w+|(?<!ductal )(?<!lobular )carcinoma in situ|in[- ]situ (?:cervical|carcinoma of the (?:cervix|bladder))|skin cancer|basal cell|second(?:ary)? (?:primary|cancer)|other cancers?|cervix)\b"
)
_STUDY = re.compile(r"\b(?:study|protocol|trial|investigational\s+product)\s+(?:specified\s+|directed\s+)?$")
_HORMONAL = frozenset(
    {
        "endocrine therapy",
        "hormone replacement therapy",
        "estrogen",
        "progestin",
        "surgery",
        "surgical sterilization",
        "hysterectomy",
        "oophorectomy",
        "chemotherapy",
        "radiation therapy",
    }
)
_NEVER = frozenset(
    {
        "biopsy",
        "hysterectomy",
        "surgical sterilization",
        "first-line therapy",
        "prior therapy",
        "concomitant medication",
        "hormonal contraceptive",
        "radioactive tracer",
        "contrast agent",
        "psychotherapy",
        "vascular access device",
        "exercise program",
    }
)
_OVARIAN_CANCER = re.compile(
    r"^[\s-]*(?:resistant|refractory|sensitive)\b[^.;]{0,40}\b(?:ovarian|hgsoc|fallopian|peritoneal)"
)
_LOCAL_ONLY = frozenset(
    {
        "transplant",
        "stem cell transplant",
        "organ transplant",
        "surgery",
        "mastectomy",
        "lumpectomy",
        "radiation therapy",
    }
)
_OVARIAN = frozenset({"oophorectomy", "ovarian suppression", "ovarian irradiation"})
_MENOPAUSE = re.compile(
    r"menopaus|amenorr|menses|menstru|childbearing|child-bearing|years|fsh|follicle|reproductive|pregnan|contracep|steril"
)
_LOCAL = frozenset(
    {
        "surgery",
        "radiation therapy",
        "stereotactic radiosurgery",
        "local therapy",
        "curative therapy",
        "chemotherapy",
        "mastectomy",
        "lumpectomy",
        "ablation",
        "anticancer therapy",
        "systemic therapy",
        "standard therapy",
    }
)
_GENERAL = frozenset(
    {
        "anticancer therapy",
        "systemic therapy",
        "standard therapy",
        "investigational agent",
        "local therapy",
        "curative therapy",
    }
)
_OTHER = re.compile(r"\b(?:other|another|any|different|prior|previous)\s+$")
_DATED = re.compile(r"\b(?:within|since|weeks|days|months)\b")
_RECOMMENDED = re.compile(
    r"\brecommended\s+(?:regimens?|options?)\b|\bchoice\s+of\b|\bbenefit\w*\s+from\b|\babsorption\s+of\b"
)
_OR_ON = re.compile(
    r"\bor\s+(?:requir\w+\b|(?:(?:who\s+|that\s+)?(?:is|are|has|have|had)\s+)?(?:\w+\s+)?(?:receiv\w+|on\b|taking|treated|use\b|prior|previous|undergo\w+|history|any\s+(?:other\s+)?(?:form|prior)))|;"
)
_CONDITION_KINDS = (Kind.COMORBIDITY,)


def is_noise(passage: Passage, start: int, name: Name, before: str, *, dated: bool) -> bool:
    """Whether the therapy is only mentioned; ``before`` are the words before its list in its statement.

    ``start`` is where the statement starts, ``dated`` whether a window of time belongs to the therapy.
    """
    lower = passage.lower
    own, behind = lower[start : name.start], lower[name.end : name.end + 60]
    if name.concept in _NEVER or _is_study_treatment(lower, name, own) or (_NON.search(own) and not name.detail):
        return True
    if (
        (_LISTED.search(own) and not dated)
        or _LIMITED.search(own)
        or (name.end - name.start <= 3 and _ETHICS.search(lower))
    ):
        return True
    if (
        _GIVES.match(behind)
        or (_RENDERED.search(own) and not dated)
        or _DEFINED.match(behind)
        or (name.concept in _GENERAL and _AS.search(own))
    ):
        return True
    if name.concept == "platinum-based chemotherapy" and _OVARIAN_CANCER.match(behind):
        return True
    if passage.base is Effect.REQUIRE and _PATIENTS.match(behind):
        return True
    if name.concept in _LOCAL_ONLY and _AFTER_LOCAL.search(own) and not _TIME_AFTER.search(own):
        return True
    if _TARGET_OF.search(own) or _REPLACEMENT.match(lower, start):
        return True
    allergy = _ALLERGY.search(before)
    if (allergy and not _OR_RECEIVED.search(allergy.group())) or (
        _TOXICITY.search(before) and not _DATED.search(before[-40:])
    ):
        return True
    if (
        (_ANCHOR.search(own) and not _LAST_DOSE.search(own))
        or _ADJECTIVE.match(behind)
        or _TREATABLE.search(own)
        or (_RECOMMENDED.search(own[-50:]) and "progress" not in own)
    ):
        return True
    if _CURABLE.search(own) and (name.concept in _LOCAL or _CURATIVE.search(own[-70:])):
        return True
    if name.concept in _LOCAL and (
        _IRRADIATED.match(behind) or (_LESION.search(own[-80:]) and "progress" not in own[-40:])
    ):
        return True
    if name.concept in _OVARIAN and _MENOPAUSE.search(lower + passage.lead):
        return True
    if (
        _CONTRACEPTION.search(lower)
        and (name.concept in _HORMONAL or _METHOD.search(lower))
        and not re.search(r"breast cancer|metastatic", before[-60:])
    ):
        return True
    if passage.base is Effect.REQUIRE and not passage.lead and name.start == 0 and name.end >= len(lower.rstrip(" .:")):
        return True  # a topic that stands alone ("Chemotherapy")
    return _is_heading(passage, name) or _is_of_other_disease(passage, start, name, before)


def _is_study_treatment(lower: str, name: Name, own: str) -> bool:
    """ "The investigational drug", "study treatment": what the trial itself gives."""
    if _STUDY.search(own[-40:]) or (lower[name.start : name.end].startswith("study") and not _OTHER.search(own[-25:])):
        return True
    if lower[name.start : name.end].startswith("other"):
        return False
    return (
        name.concept == "investigational agent"
        and re.search(r"\b(?:the|of|this|with\s+study)\s+$", own) is not None
        and not _OTHER.search(own[-25:])
    )


def _is_heading(passage: Passage, name: Name) -> bool:
    """ "Prior antitumor therapies:" over a list says nothing of its own."""
    return name.concept in _GENERAL and passage.text.rstrip().endswith(":")


def _is_of_other_disease(passage: Passage, start: int, name: Name, before: str) -> bool:
    """Whether the therapy is that of a condition, a second cancer or a brain metastasis which the statement is about."""
    if name.concept not in _BRAIN_THERAPY and _BRAIN.search(before):
        return True
    if _OTHER_CANCER.search(before):
        return True
    if not _TREATS_CONDITION.search(before) or _AHEAD.search(before[-60:]):
        return False
    conditions = [m.end for m in passage.mentions if m.kind in _CONDITION_KINDS and start <= m.start < name.start]
    return bool(conditions) and not _OR_ON.search(passage.lower, max(conditions), name.start)
