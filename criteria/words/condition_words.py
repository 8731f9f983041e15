"""Owns the words by which a phrase shows that it names a state of health, whether or not the vocabulary knows it."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.patterns import regex


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


HEADS = word_set(
    """
    abscess abuse accident bruising dizziness drowsiness dysplasia dystonia eclampsia preeclampsia hypoxia infertility itching
    keloid lethargy paresthesia photosensitivity pruritus sciatica somnolence sore swelling wheezing anosmia cardiotoxicity lipoma
    myasthenia volvulus accumulation addiction aids ailment alcoholism alkalosis amputation anaphylaxis
    aneurysm angina angioedema anorexia anxiety aphasia apnea apnoea arrest arrhythmia arrythmia arthrosis ascites asthma
    ataxia attack autism bleed bleeding blindness block blockage blockade bradycardia breakdown bronchoconstriction bronchospasm bulimia burn
     cachexia calculi cataract cellulitis claudication claustrophobia clot coagulopathy coma complication
    compression compromise concussion confusion constipation contusion convulsion cough covid covid-19 cva copd chf mi dvt
    tia pe ild gvhd cramp cyst damage deafness debilitation decompensation defect deficiency deficit deformity degeneration
    dehydration dehiscence delirium dementia dependence dependency depression derangement detachment deterioration diabetes diathesis diatheses diasthesis
    diarrhea diarrhoea difficulty dilatation disability disease disorder disturbance diverticulosis
    dyscrasia dysfunction dysphagia dyspepsia dyspnea dyspnoea dysrhythmia eczema edema oedema effusion embolism emboli embolus
    emphysema empyema encephalopathy endometriosis enlargement epilepsy erosion eruption erythema erythematosus exacerbation
    failure falls fatigue fever fibrillation fibromyalgia fibrosis fissure fistula fistulae flutter fracture frailty
    gallstone gallstones gangrene glaucoma gout haematuria headache heartburn hemoptysis haemoptysis hemorrhage haemorrhage
    hemorrhoid hepatotoxicity hernia herpes hiv hives hydrocephalus hydrocele hydronephrosis hypertension hypertrophy
    hypotension hypothyroidism hyperthyroidism icterus ileus illness immunocompromise immunodeficiency
    immunosuppression impairment impotence incontinence incompetence infarct infarction infection infestation infiltrate infiltrates
    inflammation influenza injury insomnia instability insufficiency intoxication invalidity irritation ischemia
    ischaemia jaundice laceration leukopenia lithiasis lupus lymphedema lymphoedema malabsorption malaise malformation malnutrition
    limitation malaria measles melena mellitus migraine misuse morbidity comorbidity comorbidities co-morbidity co-morbidities murmur
    myelosuppression narrowing nausea necrosis neuralgia neurotoxicity numbness obesity obstruction occlusion onj osteonecrosis osteopenia
    osteoporosis overdose overload pain palpitations palsy paralysis paraplegia pathology pectoris perforation phlebitis phobia
    pneumonia pneumothorax pointes poisoning porphyria priapism problem prolapse prolongation
    psoriasis psychosis quadriplegia rash reflux regurgitation rejection retardation retention rigidity
    rupture rhabdomyolysis sarcoidosis scar scarring schizophrenia sclerosis scleroderma scoliosis seizure sepsis septicaemia septicemia shingles
    shock silicosis smoker irregularity lichen planus addict abuser abusing nephrotoxicity spacing spasm spasticity
    spondylitis stenosis stone stones stricture stroke suicide suicidality sweats
    shunt tenderness
    syncope syndrome syphilis tachycardia tachyarrhythmia tachyarrhythmias tamponade tendency tetany thalassemia thromboembolism thrombophilia thrombophlebitis
    thrombosis tinnitus transaminitis trauma tremor tuberculosis tbc ulcer ulceration urticaria vasculitis varices vertigo
    vitiligo vomiting weakness wound wounds xerostomia zoster
    """
)
"""Nouns that head the name of a condition, in the singular."""

# what looks like a condition by its last word and is none: tissue, lesions of the cancer, agents, the law
_NO_STATE = regex(
    r"^(?:treat|control|manage|prevent|reduce|relieve|cause|induce)\b"
    r"|^(?:agents?|drugs?|medications?|substances?|factors?|treatments?|products?|life expectancy|symptoms of)\b"
    r"(?! (?:abuse|misuse|dependen|addict|overdose|induced|use))"
    r"|\b(?:"
    r"nodes?|nodal|tissue|paraffin|tubal|legal|occupational|bone|lytic|blastic|sclerotic|breast|chest wall|partner)"
    r"\b[^,]*\b(?:lesions?|enlargement|blocks?|occlusion|capacity|problems?|changes?|abnormalit\w+|biops\w+)$"
    r"|\b(?:treatment|therapy) complications$|\b(?:cell|histologic\w*|local|central|surgical) patholog\w+$"
)
_NEEDS_MORE = word_set(
    """
    limitation limitations attack attacks block blockage compromise abuse accident complication complications
    compression damage defect deficiency deficit dependence dependency deterioration
    difficulty difficulties disability disease diseases disorder disorders condition conditions illness illnesses
    syndrome syndromes disturbance dysfunction enlargement exacerbation
    failure impairment incompetence inflammation injury injuries instability insufficiency intolerance overload
    pathology problem problems rejection retention rupture stone
    tendency weakness withdrawal prolongation comorbidity comorbidities co-morbidity co-morbidities morbidity loss
    lack difficulty obstruction perforation arrest spasm irregularity overdose discomfort
    accumulation addiction arrest bleed clot cyst degeneration detachment discontinuation polyps reflux scar scarring shock stones changes metabolism
    """
)
"""Heads that name nothing without another word."""

_ENDINGS = regex(
    r"(?:itis|itides|iasis|emia|aemia|penia|pathy|pathies|algia|plegia|paresis|pnoea|pnea|rrhea|rrhoea|rrhage|rrhages|sclerosis|megaly|trophy"
    r"|ectasia|ectasis|malacia|spasm|thorax|thyroidism|cardia|philia|phobia|cele|lepsy|osis|uria|odynia|kinesia|phasia|phagia|stasis|ism)$"
)
_NOT_CONDITIONS = word_set(
    """
    diagnosis diagnoses prognosis prognoses metastasis metastases mitosis apoptosis carcinomatosis hypothesis anastomosis
    osmosis dosis thorax hemithorax adenopathy lymphadenopathy anti-tachycardia organism organisms mechanism
    mechanisms metabolism polymorphism criticism tourism baptism mosaicism symbiosis
    carcinosis amniocentesis paracentesis thoracentesis proteinuria homeostasis hemostasis haemostasis
    microcalcification leukemia leukaemia academia schizotypal
    """
)

_WORD = regex(r"[a-z][a-z-]+")
_WITH_ADJECTIVE = word_set(
    """
    function functions interval intervals status healing state control reserve capacity coagulation vision hearing
    cognition gait system immunity pressure consciousness
    integrity swallowing mobility motility qt qtc qtcf ecg ekg electrocardiogram rhythm clotting absorption balance
    morphology metabolism abnormality abnormalities anomaly anomalies
    suppression change changes manifestation manifestations event events episode episodes condition conditions symptom symptoms
    finding findings issue issues lesion lesions dissection
    dissections loss history situation situations intolerance use user users consumption intake drinking
    """
)
ENDED_STATES = regex(
    r"^(?:"
    r"immuno-?\s?(?:compromised|suppressed|deficient)|immune-?\s?(?:compromised|suppressed)|diabetics?|alcoholics?"
    r"|smokers?|bedridden|(?:hiv|hcv|hbv)[- ]?(?:positive|infected|seropositive)"
    r"|obese|malnourished|epileptics?|claustrophobic|transplant-?recipients?|hypertensive|wheelchair[ -]bound|hospitali[sz]ed|institutionali[sz]ed)$"
)
"""Adjectives that stand for a condition of the person: "immunocompromised patients"."""

CANCER = regex(
    r"cancer|carcin|tumou?r|(?<!non)(?<!non-)(?<!non )malignan|neoplas|metasta|lymphoma|leuk[a]?emia|melanoma|sarcoma"
    r"|myeloma|glioma|\bdcis\b|\blcis\b|in situ|lymphangit|leptomening"
    r"|phyllodes|\bpaget|adenoma\b|blastoma|\bbreast disease|second primary|oncolog|visceral crisis|myelodysplas|\bmds\b|\baml\b"
)
"""Words of a cancer, which other recognisers read."""

_OF_THE_CANCER = regex(
    r"\b(?:measure?able|identifiable|detectable|responding|resistant|c?m1|loco-?regional|evaluable|residual"
    r"|(?:non-?)?progressive|progressing|metastatic|recurrent|advanced|inflammatory breast|visceral|extracranial"
    r"|intracranial|bone[- ]only|non-?measurable"
    r"|target|her-?2|hormone|er|pr|node|nodal|t4|stage|cns|bilateral|multicentric|multifocal|contralateral"
    r"|ipsilateral|primary|local|regional|invasive|minimal|microscopic"
    r"|bulky|inoperable|operable|resectable|unresectable|distant|index|underlying|stable|rapidly progressi\w+"
    r"|oligometastatic|lytic|leptomeningeal|parenchymal|chest wall|brca\d?|refractory"
    r"|luminal|triple[- ]negative|untreated brain|brain|bony?|skin-?only|only|early|breast|in-breast|axillary"
    r"|life-?threatening|oligoprogressive|tumou?r|symptomatic visceral|skeletal|diffuse|growing|confined"
    r"|extracapsular|extranodal|resected|gross|nonmetastatic|non-metastatic|disseminated)\b[^,;]*\bdiseases?$"
)

ORGANS = word_set(
    """
    abdominal adrenal allergic arterial atrial autoimmune auto-immune bacterial bladder bone bowel brain bronchial
    cardiac cardiological cardiopulmonary cardiovascular
    cardio-vascular central cerebral cerebrovascular cerebro-vascular cns cognitive coronary corneal cutaneous dermatologic dermatological diastolic
    digestive emotional endocrine endocrinologic endocrinological environmental esophageal fungal gallbladder gastric
    gastro-intestinal gastrointestinal geographic genetic genitourinary gi gynecologic gynecological haematologic
    haematological hearing heart hematologic hematological hematopoietic hepatic hepatobiliary immune immunologic immunological infectious inflammatory
    intestinal intracranial kidney liver lung lymphatic medical mental metabolic mitral motor muscular musculoskeletal mycobacterial myocardial
    neurologic neurological neuromuscular nervous non-infectious noninfectious nutritional ocular ophthalmic ophthalmologic ophthalmological orthopedic
    pancreatic parasitic pelvic pericardial peritoneal peripheral physical pleural psychiatric psychologic psychological psychotic pulmonary renal respiratory
    retinal rheumatologic rheumatological sensory skeletal skin social somatic spinal surgical systemic systolic thromboembolic thrombotic thyroid urinary
    urologic urological uterine valvular vascular venous ventricular vestibular viral visual visceral
    arrhythmic ischemic ischaemic hemorrhagic haemorrhagic ulcerative obstructive restrictive convulsive clotting
    coagulation connective drug alcohol substance opioid narcotic
    supraventricular nodal atrioventricular epileptic duodenal sensorial diabetic dysfunctional
    chemical lactose galactose fructose hereditary congenital familial thrombo-embolic embolic osteoarticular osseous
    joint gynaecological haemorrhagic hemorrhagic nephrological
    """
)
"""Adjectives that share the noun of the next member of a list: "renal, hepatic or metabolic disease"."""

GENERAL = regex(
    r"^(?:(?:any|other|medical|physical|systemic|concurrent|concomitant|intercurrent|inter ?- ?current|co-?existing"
    r"|co-?existent|underlying|non-?malignant|general|clinical|health|relevant|significant|serious|severe|major"
    r"|uncontroll(?:ed|able)"
    r"|active|chronic|acute|unstable|preexisting|pre-existing|additional|important|life-threatening|debilitating"
    r"|complicating|associated|current|co-?morbid|non-cancer|non-?neoplastic|non-oncologic\w*|or|and|and/or|organic"
    r"|internal|somatic|inherent|unresolved|poorly|badly|controlled|significant,|clinically|non-?breast|concomittant"
    r"|symptomatic|ongoing|known|coexisting|existing)\s+)*"
    r"(?:conditions?|illness(?:es)?|diseases?|disorders?|patholog(?:y|ies)|co-?morbidit(?:y|ies)|problems?"
    r"|comorbid conditions?|morbidit(?:y|ies)|complications?|abnormalit(?:y|ies)|ailments?|syndromes?|processes?)$"
)
"""Names of no condition in particular: "uncontrolled intercurrent illness"."""

_MODIFIED = regex(
    r"\b(?:impaired|abnormal|prolonged|decreased|reduced|poor|inadequate|altered|compromised|insufficient|limited"
    r"|diminished|deteriorat\w+|delayed|defective|marginal|low|elevated|raised|increased|irregular|incomplete|non-?"
    r"|weakened|suppressed|loss of|lack of|changes? (?:in|of))\b"
    r"[^,;()]*\b(?:"
    r"functions?|intervals?|status|healing|state|control|reserve|capacity|coagulation|vision|hearing|cognition|gait"
    r"|system|immunity|pressure|consciousness|integrity|swallowing|mobility|motility|qtc?f?|ecg|ekg|electrocardiogram"
    r"|rhythm|clotting|absorption|balance|morphology|metabolism)$"
)
_HABIT = regex(
    r"\b(?:alcohol|tobacco|nicotine|substance|marijuana|cannabis|cigarettes?|illicit|recreational|illegal|street)"
    r"\b[^,;()]*\b(?:use|consumption|intake|drinking|users?)$"
)
_ABNORMALITIES = regex(
    r"^(?:"
    r"abnormalit(?:y|ies)|anomal(?:y|ies)|changes?|manifestations?|events?|episodes?|conditions?|symptoms?|findings?"
    r"|issues?|lesions?|dissections?|loss|history|situations?)$"
)
_STATES = regex(r"^(?:states?|status|symptoms)$")  # "primary immunodeficiency state"
_NAMED = regex(
    r"\b(?:cardiac|cardiovascular|ecg|ekg|electrocardiogra\w+|conduction|repolari[sz]ation|rhythm|thrombo-?embolic"
    r"|thrombotic|cerebrovascular|cerebral|neurologic\w*|psychiatric|psychological|mental|pulmonary|respiratory"
    r"|hepatic|renal|gastrointestinal|gi|digestive|bowel|coronary|aortic|carotid"
    r"|ischa?emic|bleeding|ha?emorrhagic|embolic|vascular|endocrine|metabolic|coagulation|clotting|valv\w+|retinal"
    r"|corneal|ocular|eye|visual|hearing|vision|skin|immune|autoimmune|heart|lung|liver|kidney|weight|bone"
    r"|wall motion|arterial|venous|hematolog\w+|haematolog\w+|congenital|electrolyte"
    r"|infectious|inflammatory|genetic|thyroid|absorption|malabsorptive|arrhythmi[ac]|immunologic\w*|spinal"
    r"|interstitial|urinary|memory|cognitive|neuropsychiatric|dermatolog\w+|rheumat\w+|opportunistic|debilitating"
    r"|st-?t?|t-?wave|st segment|catarrhal|nutritional|traumatic|spacing)\b"
)


@lru_cache(maxsize=8192)
def is_condition(words: str) -> bool:
    """Whether a bare noun phrase in lower case names a condition by its head word.

    >>> is_condition("hereditary fructose intolerance"), is_condition("prior chemotherapy")
    (True, False)
    """
    head, _, complement = words.partition(" of ")
    last = head.split()[-1] if head.split() else ""
    if words in _NEEDS_MORE or _NO_STATE.search(words):
        return False
    if complement and last == "suppression":
        return re.search(r"\bmarrow\b|adrenal|immun|hematopoie|haematopoie", complement) is not None
    if complement and last in ("loss", "lack", "absence") and last != "absence":
        return bool(
            re.search(
                r"consciousness|integrity|vision|hearing|sight|memory|appetite|weight|bladder|sphincter|swallow",
                complement,
            )
        )
    if _is_head(last):
        return not (last.startswith("disease") and _OF_THE_CANCER.search(head))
    if _MODIFIED.search(words) or _MODIFIED.search(head) or _HABIT.search(words):
        return True
    if _ABNORMALITIES.match(last):
        return _NAMED.search(words) is not None
    if last == "intolerance":
        return not re.search(r"\b(?:drug|treatment|therapy|medication|chemotherapy)\b", words)
    if _STATES.match(last):
        return _is_head(head.split()[-2]) if len(head.split()) > 1 else False
    return ENDED_STATES.match(words) is not None


def names_condition(words: str) -> bool:
    """Whether any word of ``words`` names a condition by itself."""
    return any(_is_head(word) for word in _WORD.findall(words))


def names_ailment(words: str) -> bool:
    """Whether a word of ``words`` names a state of ill health by itself, and none names a cancer.

    >>> names_ailment("any agent that may cause splenomegaly"), names_ailment("evidence of disease beyond the breast")
    (True, False)
    """
    return CANCER.search(words) is None and any(
        _is_head(word) and not (word in _NEEDS_MORE or word.removesuffix("s") in _NEEDS_MORE)
        for word in _WORD.findall(words)
    )


def may_name_condition(words: str) -> bool:
    """Whether any word of ``words`` could head the name of a condition: a quick look before the phrase is taken apart."""
    return any(map(_could_head, _WORD.findall(words)))


@lru_cache(maxsize=16384)
def _could_head(word: str) -> bool:
    return _is_head(word) or word in _WITH_ADJECTIVE or ENDED_STATES.match(word) is not None


def _is_head(word: str) -> bool:
    if word in _NOT_CONDITIONS:
        return False
    if word in HEADS or _ENDINGS.search(word) is not None:
        return True
    singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return singular in HEADS or word.removesuffix("es") in HEADS
