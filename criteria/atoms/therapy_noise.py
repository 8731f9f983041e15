"""Owns the mentions of therapies that ask nothing of the patient: allergies, side effects, study treatment, specimens, anchors."""

from __future__ import annotations

import re

from criteria.atoms.therapy_names import Name
from criteria.passage import Passage
from criteria.tree import Kind

_ALLERGY = re.compile(r"(?:\ballerg\w+|hypersensitiv\w+|\bsensitivity|anaphyla\w+|(?:infusion|adverse|severe|immune)[\s-]+reactions?|contraindicat\w+)\b[^.;]{0,140}$")
_TOXICITY = re.compile(
    r"\b(?:toxicit(?:y|ies)|adverse\s+(?:events?|effects?|reactions?)|side[- ]effects?|\baes?\b|sequelae|complications?|recover(?:ed|y|ing)|resol(?:ved|ution)|effects?\s+of|induced\s+by|caused\s+by|(?:related|due|secondary|attribut\w+|owing)\s+to|associated\s+with|resulting\s+from|neuropathy|alopecia|reversed?)\b[^.;]{0,70}$"
)
_ANCHOR = re.compile(
    r"(?:\b(?:first|initial|last|final)\s+(?:dose|day|administration|cycle|infusion|course)\s+of|\b(?:start|starting|initiat\w+|beginning|commenc\w+|day\s+-?\d+|administration|cycle\s+\d+|receiving|planned|scheduled)\s+(?:of\s+)?|\bprior\s+to|\bbefore|\buntil|\btime\s+of|\bat|\bday\s+of)\s+(?:the\s+|any\s+|their\s+|planned\s+|scheduled\s+|starting\s+|initiation\s+of\s+|start\s+of\s+|receiving\s+|first\s+|neoadjuvant\s+|adjuvant\s+|study\s+|protocol\s+|definitive\s+|surgical\s+|breast\s+|primary\s+|index\s+|dose\s+of\s+|and\s+after\s+)*$"
)
_LAST_DOSE = re.compile(r"\b(?:since|after|from|following|of)\s+(?:the\s+|their\s+|completion\s+of\s+)?(?:last|final|most\s+recent)\b[^.;]{0,30}$")
_ADJECTIVE = re.compile(r"^[\s-]*(?:specimens?|samples?|tissues?|blocks?|margins?|fields?|ports?|areas?|sites?|volumes?|regions?|beds?|facilit\w+|planning|oncologists?|consult\w*|department|sensitiv\w+|guidelines?|dose\s+constraints|free\s+interval|related\s+(?:to\b)?|induced|associated|plan\b|trial|protocol|recovery|decision|cavity|scars?|menopause|amenorrh\w+|castrat\w+|history|record|naive\s+lesions?)\b")
_IRRADIATED = re.compile(r"^\s*(?:field|area|site|lesion|volume|region|tissue|bone|breast|port|target|disease|tumou?r|critical|skin|structure|node)s?\b")
_LESION = re.compile(r"\b(?:lesions?|disease|sites?|areas?|target|tumou?rs?|metastas[ei]s|nodes?)\b[^.;]{0,50}\b(?:not\s+|been\s+|previously\s+|prior\s+)*$")
_CURABLE = re.compile(r"\b(?:amenable|resectable|suitable|accessible|candidates?)\s+(?:to|for|by|with)\s+(?:\w+\s+){0,6}?(?:cur(?:e|ative)|resect\w+|local|surgical)?\s*(?:\w+\s+){0,3}$")
_CONTRACEPTION = re.compile(r"contracepti|birth control|childbearing|child-bearing|steriliz|sterilis|postmenopaus|post-menopaus|menopausal|amenorrh")
_BRAIN = re.compile(r"\b(?:brain|cns|central nervous system|leptomening\w*|intracranial|cranial|spinal cord|cerebral)\b")
_BRAIN_THERAPY = frozenset({"whole brain radiation therapy", "stereotactic radiosurgery"})
_TREATS_CONDITION = re.compile(r"\b(?:requir\w+|needing|treated|controlled|manag\w+|despite|on|by|with|responsive|receiving|need\s+for|necessitat\w+|intervention)\b[^.;]{0,60}$")
_OTHER_CANCER = re.compile(r"\b(?:malignanc\w+|carcinoma in situ|in situ|skin cancer|basal cell|second(?:ary)? (?:primary|cancer)|other cancers?|cervix)\b")
_STUDY = re.compile(r"\b(?:study|protocol|trial|investigational\s+product)\s+(?:specified\s+|directed\s+)?$")
_HORMONAL = frozenset({"endocrine therapy", "hormone replacement therapy", "estrogen", "progestin", "surgery", "surgical sterilization", "hysterectomy", "oophorectomy", "chemotherapy", "radiation therapy"})
_CONDITION_KINDS = (Kind.COMORBIDITY,)


def is_noise(passage: Passage, start: int, name: Name, before: str, after: str) -> bool:
    """Whether the therapy is only mentioned; ``before`` and ``after`` are the words around its list in its statement."""
    lower = passage.lower
    own = lower[start : name.start]
    behind = lower[name.end : name.end + 60]
    if _ALLERGY.search(before) or (_TOXICITY.search(before) and not re.search(r"\b(?:within|since|weeks)\b", before[-40:])):
        return True
    if _ANCHOR.search(own) and not _LAST_DOSE.search(own):
        return True
    if _STUDY.search(own) or _ADJECTIVE.match(behind):
        return True
    if lower[name.start : name.end].endswith("irradiated") and (_IRRADIATED.match(behind) or _LESION.search(own)):
        return True
    if name.concept in _HORMONAL and _CONTRACEPTION.search(lower) and not re.search(r"breast cancer|metastatic", before[-60:]):
        return True
    return _is_of_other_disease(passage, start, name, before)


def _is_of_other_disease(passage: Passage, start: int, name: Name, before: str) -> bool:
    """Whether the therapy is that of a condition, a second cancer or a brain metastasis which the statement is about."""
    if name.concept not in _BRAIN_THERAPY and _BRAIN.search(before):
        return True
    if _OTHER_CANCER.search(before):
        return True
    if not _TREATS_CONDITION.search(before):
        return False
    return any(m.kind in _CONDITION_KINDS and start <= m.start < name.start for m in passage.mentions)
