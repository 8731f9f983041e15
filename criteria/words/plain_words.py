"""Owns the words that are no content of their own: what a sentence can hold beside what was read and ask no more."""

from __future__ import annotations

from criteria.words.condition_words import word_set

FILLERS = word_set(
    """
    the and any all other than another one two three four five six seven eight nine ten least more less most fewer
    never free not non nor but for from with within without into onto upon
    per via each both either neither some such same this that these those there their they them his her hers its our
    your you who whom whose which what when where while
    after before until since during prior previous previously past last first next current currently recent recently time times ago
    are was were has have had having been being does did done can could may might must shall should will would cannot
    multi-agent multiagent single-agent
    patient patients subject subjects participant participants person persons people individual individuals women
    woman men man male males female females candidate
    candidates case cases volunteer volunteers adult adults
    managed seronegative seropositive
    known documented confirmed established proven proof evidence history presence present diagnosis diagnosed
    diagnoses histologically cytologically pathologically histologically- cytologically- pathologically- histological
    cytological
    histologic cytologic pathologic pathological pathology histology clinical clinically radiological radiologic
    radiographic radiologically radiographically histopathologically histopathological microscopically
    unequivocal unequivocally symptoms symptomatic asymptomatic significant significantly relevant important major
    minor serious severe mild moderate uncontrolled controlled active inactive ongoing untreated treated chronic
    acute unstable stable concurrent concomitant intercurrent new newly primary secondary persistent recurrent
    progressive unresolved suspected possible probable potential additional further
    similar several multiple different various certain specific particular particularly general related unrelated associated
    including include includes included includ limited example examples etc namely like
    days day weeks week months month years year hours hour date dates cycle
    enrolment enrollment enrolled randomization randomisation randomized randomised registration registered
    registering entry screening baseline start starting started treatment treatments therapy therapies
    participate participating participation study studies trial trials protocol drug drugs medication medications
    medicine medicines agent agents substance substances dose doses dosing administration regimen regimens
    investigator investigators investigator's physician physicians physician's doctor opinion judgment judgement discretion
    note notes however also only alone otherwise addition additionally following follows below above listed described defined definition according based
    eligible ineligible allowed permitted prohibited forbidden disallowed acceptable excluded exclude excludes
    exclusion exclusionary non-protocol inclusion criteria criterion required requires require requiring need needs
    needed needing requirement requirements necessary mandatory
    considered deemed determined measured assessed evaluated obtained performed tested demonstrated using used use
    grade class level levels value values range normal upper lower limit limits institutional greater higher equal over under between
    version ctcae recist nci asco cap who eortc rtog fda local central laboratory lab test tests testing
    disease diseases condition conditions disorder disorders illness cancer tumor tumors tumour tumours breast carcinoma malignancy neoplasm neoplasms
    cohort cohorts arm arms part phase group groups stage
    yes none unknown unless except exception exceptions otherwise whichever longer shorter
    able ability unable willing food foods fruit fruits juice juices
    metastatic recurrent adjuvant neoadjuvant setting settings half-lives half-life half-live progression progressing
    recurrence relapse recovered recovery equivalent equivalents objective
    advanced locally localized localised
    function functions modality modalities combination risk type plan plans result results procedure procedures reason reasons history
    ecg ekg electrocardiogram mri muga echo echocardiogram echocardiography ultrasound ultrasonography scan scans
    imaging mammography mammogram magnetic resonance tomography computed
    fish ihc ish cish immunohistochemistry hybridization hybridisation situ fluorescence x-ray radiography
    strong potent enzyme enzymes isoenzyme isoenzymes entering weak change changes natural medical comorbid general
    physical health edition diagnostic statistical manual dsm signs sign
    effects effect toxicities toxicity equivalents baseline
    approximately about even regardless long short later earlier early total very well whether then thus hence therefore still yet
    adequate adequately appropriate appropriately good
    completed complete completion received receiving receive undergone undergo undergoing taken taking take given administered
    type types kind form forms number
    completing relapsing disease-free treatment-free recurrence-free relapse-free progression-free chemotherapy-free
    whilst spite off post end ended ending finish finished finishing occur occurs occurred elapse elapsed pass passed
    lapsed minimum maximum interval intervals neo-adjuvant neo pretreated pretreatment washout wash-out period periods
    """
)
"""Words that ask for nothing: whose it is, since when, how known, how severe, what the trial calls itself."""
COMMON = word_set(
    """
    advanced unresectable resectable operable inoperable resected refractory resistant failed relapsed recurred
    progressed curative noncurative intent intended definitive
    target lesion lesions site sites brain bone marrow organ hepatic renal cardiac hematologic haematologic
    hematological lymph node nodes nodal axillary ipsilateral unilateral
    distant local locally regional local-regional surgery radiation radiotherapy chemotherapy systemic cytotoxic
    hormonal endocrine anti-cancer anticancer standard care
    metastases metastasis status invasive infiltrating primary tumors solid cell cells involvement involved measurable irradiated predominantly
    response absence evaluation expression staining score documentation document documented confirmation assessment examination cytology biopsied
    positive negative positivity receptor receptors hormone line lines regimen regimens receipt underwent contain
    contained containing pre-treated untreated naive discontinued
    pre-existing excess detectable detected malignant
    available visible amenable candidate candidates suitable indication presentation remission preexisting
    pre-existing exists excluding plus due meeting show shows specified represent provided
    guideline guidelines asco-cap american college society pathologists nccn joint committee ajcc tnm clear fully
    treat treating observe restricted antitumoral antitumor
    syngeneic immunotherapy biologic biological targeted hematopoietic haematopoietic peripheral stem progenitor delay gap
    formula equation estimated calculated measured cockcroft cockcroft-gault gault milliliters minute serum count
    counts blood institution institutions fasting corrected transfusion support
    assay kit core needle archival sample samples specimen requiring glucocorticoids corticosteroid corticosteroids
    steroids initiation duration post conservation
    infection infections infected co-infected coinfected co-infection simultaneous simultaneously dual combined iii
    ii-iv iii-iv i-iii acquired underlying hospitalization hospitalisation developed sufficient uncompensated
    experiencing experienced
    suffer suffers suffering beginning personal seropositivity serology serologic pre-registration on-going
    self-reported reported verified etiology persisting worse
    needing need half preceding grafting infarct recipient recipients allogeneic autologous intravenous iv episode episodes tablets mouth
    nyha classified proved planned scheduled intolerance intolerant become becoming induction achieve achieved partial
    respond responded fsh bony areas area single sole standard-of-care immunohistochemical accompanied gene
    amplification first-line second-line third-line cycles cycle cumulative lifetime life-time square meter metre
    exceeding exceed exceeds meets meet met interval prolong contained clear margins eye eyes exposure spread chest
    wall courses ecog daily prednisone therapeutic regular course healthy survivors side against conventional approved
    targeting encompassing involving cause causes parameters hypersensitivity allergy allergies allergic reaction
    reactions indicating
    subjective report reports reporting describe describes consistent frequent complaint complaints
    initiating initiated initiate begin begins began continue continues continued commenced commencing enrolling
    eligibility visit visits section existing latest consecutive ever
    nci-ctcae clinically-significant retain retaining swallow swallowing post-completion discontinuation stopped stop quit made evidenced detected visualized
    mammary pet biopsy post-radiation post-radiotherapy post-chemotherapy post-surgery post-operative postoperative
    already begun long-term longterm long-lasting full upfront beyond malignant curative-intent grow grown growing
    fulfilling fulfill fulfil staged excised post-treatment
    window windows indicated preparative ready patient's subject's participant's
    final identified recognized recognised noted observed manifested suffered sustained elective approved commercially
    licensed licenced marketed intramuscular infusions infusion injections injection
    """
)
"""Words that say how a thing was found, where it stands or what is done about it, and leave it what it is."""
