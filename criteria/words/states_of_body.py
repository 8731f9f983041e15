"""Owns words by which an unread line shows a state of the person other than the cancer: devices within, what the body cannot do, what befell it."""

from __future__ import annotations

from criteria.patterns import either, regex
from criteria.tree import Kind
from criteria.words.condition_words import CANCER, ORGANS, names_ailment

IMPLANTS = frozenset({"implanted device", "metal implant", "metallic foreign body", "neurostimulator", "pacemaker"})
"""What has been put into the body, by the names that the vocabulary of treatments has for it."""

_ORGANS = "|".join(
    sorted({*ORGANS, "dental", "jaw", "eye", "ear", "gynaecologic", "cardio-pulmonary"}, key=lambda o: (-len(o), o))
)
_STATE = either(
    # what has been put into the body, other than for the breast
    r".*\b(?:pace-?makers?|defibrillators?|neuro-?stimulators?|cochlear implants?|aneurysm clips?|shrapnel"
    r"|(?:artificial|prosthetic|mechanical) (?:heart |cardiac |hip |knee )?"
    r"(?:joints?|limbs?|heart|valves?|hips?|knees?)"
    r"|metal(?:lic)? (?:implants?|objects?|fragments?|plates?|hardware|foreign bod\w+)|prosthes[ie]s)\b.*",
    r".*\b(?:implant(?:s|ed|able)?|internal|indwelling|cardiac|electronic(?:ally)?|electrical|magnetic|ferromagnetic"
    r"|metallic)\b[^.;,]{0,40}\b(?:devices?|stimulators?|hardware)\b.*",
    r".*\b(?:devices?|cardiac|electronic|metal\w*|dental|cochlear) implants?\b.*",
    # what the body cannot do, and how ill someone is
    r".*\b(?:problems?|difficult(?:y|ies)|trouble|unable|inability|limitations?)\b"
    r"(?: (?:with|in|to|of|sleeping|eating|normal|everyday|daily|properly|or|and))* "
    r"(?:"
    r"walk|sit|stand|l(?:ie|ying)\b|breath|swallow|chew|hear|speak|climb|lift|mov|liv|drink|eat|sleep|ambulat|absorb"
    r"|tak\w+ (?:and/or|or|and) absorb)\w*\b.*",
    r".*\b(?:contra-?indications?|barriers?)(?:/barriers?)? to (?:taking )?oral (?:medic\w+|drugs?|therapy|agents?)\b.*",
    r".*\b(?:on life support|(?:in|on|to|at) (?:an? |the )?(?:intensive|critical) care(?: unit)?"
    r"|(?:intravenous|iv|parenteral|enteral|tube)(?: \(iv\))? (?:alimentation|nutrition|feeding|hydration|fluids))"
    r"\b.*",
    r".*\boxygen[- ](?:dependen\w+|requiring)\b.*",
    r".*\bhospitali[sz](?:ation|ed)\b.*\b(?:for|due to|because of)\b.*",
    r".*\bmentally (?:ill|disabled|retarded|impaired|handicapped|incompetent)\b.*",
    r".*\b(?:splenectomi[sz]ed|tracheostom\w+|colostom\w+|ileostom\w+|ostom(?:y|ies)|stoma(?:s|ta)?|amputees?)\b.*",
    r"\W*(?:[\w-]+ ){0,6}?(?:missing|amputated) (?:[\w-]+ ){0,2}?"
    r"(?:digits?|fingers?|toes?|limbs?|arms?|legs?|hands?|f[eo]+t|eyes?|teeth|ears?)\b.*",
    # what befell someone not long ago
    r"\W*(?:(?:patients?|subjects?|participants?|women|who|has|have|had|having|recently|ever|actively) )*"
    r"(?:vomited|fainted|collapsed|passed out|fallen|lost consciousness)\b(?! pregnant).*",
    r"\W*(?:[\w-]+ ){0,4}?(?:increased|high|higher|elevated|significant|substantial) risk (?:of|for) "
    r"(?:(?:early|premature|sudden|cardiac|or|and|serious|severe) )*(?:death|dying|mortality|complications)"
    r" (?:from|due to|because of|related to|associated with) "
    r"(?:[\w-]+ ){0,5}?(?:illness(?:es)?|conditions?|diseases?|disorders?|co-?morbidit(?:y|ies))\b.*",
    r"\W*(?:[\w-]+ ){0,4}?(?:fear of (?:needles?|blood|injections?|(?:en)?closed spaces|heights|flying)|wheelchairs?|dentures?)\b.*",
    # what has grown into a vein of an organ
    r"\W*(?:[\w-]+ ){0,3}?(?:(?:portal|hepatic|renal) vein|vena cava|venous) (?:tumou?r )?(?:invasion|thromb\w+|occlusion|involvement)\b.*",
    # what one smokes without a flame
    r"\W*(?:[\w-]+ ){0,5}?(?:vap(?:e|es|ed|er|ers|ing)|(?:e|electronic)[- ]?cigarettes?)\b.*",
    # an organ with something the matter with it, or at risk
    rf"\W*(?:[\w-]+ )*?(?:{_ORGANS})(?:(?:,|/|,? (?:or|and|and/or)) (?:{_ORGANS}|[\w-]+))* "
    r"(?:conditions?|diseases?|disorders?|illness(?:es)?|problems?|issues?|risk factors?|complications?|impairments?"
    r"|insufficiency)\b.*",
    r"\W*(?:[\w-]+ )*?(?:health|medical) (?:conditions?|problems?|issues?|concerns?)\b.*",
    r"\W*(?:[\w-]+ )*?(?:diseases?|conditions?|disorders?|illness(?:es)?|patholog(?:y|ies)) (?:(?:that|which) )?"
    r"(?:(?:may|can|could|would|might|is|are|known|likely|to|significantly) )*"
    r"(?:affect|effect|interfer|influenc|impair|alter|limit|preclud|predispos|caus|requir|prevent|compromis"
    r"|associated with)\w*\b.*",
    r"\W*(?:[\w-]+ )*?(?:conditions?|disorders?|illness(?:es)?|co-?morbidit(?:y|ies)"
    r"|(?:other|concurrent|concomitant|medical|systemic) diseases?) (?:(?:that|which) )?"
    r"(?:(?:may|can|could|would|might|is|are|likely|to) )*(?:"
    r"plac|implicated in|increase (?:the )?(?:surgical|operative|an[a]?esthe)|jeopardi|contra-?indicat|complicat"
    r"|endanger|hinder|prohibit|render|mak|put)\w*\b.*",
    # what is out of balance
    r"\W*(?:[\w-]+ )*?(?:unstable|labile|poorly controlled|impaired)\b[^.;,]{0,30}\b(?:rhythm|abilit(?:y|ies)|judg?ment|capacity|mental status)\b.*",
)
# "a positive urine screen for drugs of abuse": what the test finds is a habit, whatever else is called a test
_SCREENED = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|women|who|with|has|have|had|having|an?|any|known) )*positive "
    r"(?:(?:urine|urinary|blood|breath|saliva|hair|toxicology|drugs?|alcohol|nicotine|cotinine|substance|of|abuse|or|and) )*"
    r"(?:screen(?:s|ing)?|tests?|testing|toxicology|results?)(?: (?:tests?|results?))?"
    r"(?: (?:for|of) (?P<for>[^.;]{3,80}))?(?: (?:at|on|during|within|before|prior to) [^.;]{3,60})?\W*"
)
_ABUSED = regex(
    r"\b(?:drugs?|alcohol|cotinine|nicotine|opioids?|opiates?|cannab\w+|cocaine|amphetamines?|substances?|toxicology)\b"
)
_IS_TREATMENT = regex(
    r"\W*(?:(?!despite|other\b)[\w-]+ ){0,3}(?:\w*therap(?:y|ies)|treatments?|surger(?:y|ies)|medications?|drugs?)"
    r"(?: (?:during|within|before|while|throughout|in the course of)\b[^.;,]*)?\W*"
)
# "other diseases that require continuous oxygen"
_NAMES_DISEASES = regex(
    r"\W*(?:(?:any|other|another|all) )*(?:diseases?|conditions?|disorders?|illness(?:es)?) (?:that|which|requir\w+|caus\w+)\b"
)
# of the cancer or of the breast, of a value that is measured, of the family, or of what is to be done
_OTHER = regex(
    r"\b(?:"
    r"breasts?|nipples?|implant(?:s|ed)? (?:in|of|for) the|expanders?|reconstruct\w*|contracepti\w*|intra-?uterine"
    r"|target\w*|lesions?|famil\w+|relatives?|mother|father|sibling|parents?|hereditary|child(?:ren)?|infants?"
    r"|normal (?:range|limits?|values?|levels?)|levels?|values?|tests?|score|index|scans?|mri|mammogra\w*|imaging"
    r"|stud(?:y|ies)|trial|protocol"
    r"|sponsor|consent|caregivers?|no|not|without|never|unless|must|should|eligible|allowed|permitted|stage|grade"
    r"|extent|response|progress\w*|refractory|resistan\w+)\b|[<>≥≤=]|\d\s*(?:%|mg|cm|mm)"
)


def names_state(words: str) -> bool:
    """Whether a line in lower case is of a state of the body that a whole list of conditions would hold.

    >>> names_state("has an implanted electronic medical device"), names_state("presence of breast implants")
    (True, False)
    """
    line = " ".join(words.split())
    if _SCREENED.fullmatch(line) is not None and _ABUSED.search(line) is not None:
        return True
    return _STATE.fullmatch(line) is not None and CANCER.search(line) is None and _OTHER.search(line) is None


# what was read beside it tells little of an item that is an ailment by its own words
_OF_THE_CANCER = frozenset({Kind.CANCER, Kind.METASTASIS, Kind.STAGE})


def kind_of_item(words: str, beside: Kind) -> Kind:
    """The kind of an unread item in a list of what excludes, of which something of kind ``beside`` was read."""
    if beside is not Kind.ALLERGY and _IS_TREATMENT.fullmatch(words) is not None:
        return Kind.THERAPY
    if beside in _OF_THE_CANCER and (names_ailment(words) or names_state(words) or _NAMES_DISEASES.match(words)):
        return Kind.COMORBIDITY
    return beside
