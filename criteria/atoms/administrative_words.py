"""Owns the words of lines that go beyond the patient's health: consent, compliance, tissue, imaging, other trials."""

from __future__ import annotations

from criteria.patterns import hints, regex

_WHO = r"(?:investigators?|physicians?|pi|principal investigator|doctors?|oncologists?|clinicians?|sponsor|surgeons?|radiologists?|study team)"

_LANGUAGES = (
    "english|spanish|french|german|italian|dutch|danish|swedish|norwegian|chinese|mandarin(?: chinese)?|cantonese"
    "|korean|japanese|hebrew|arabic|portuguese|hindi|turkish|languages?"
)
# as in "English or Spanish (for the questionnaires)"
_MORE_LANGUAGES = (
    rf"(?:\s*(?:,|/|\s(?:and/or|and|or)\s)\s*(?:(?:and/or|and|or|in|an?|the|other)\s+)*(?:{_LANGUAGES})\b)*"
    rf"(?:\s*\([^()]*\)|\s+in an? [\w -]{{3,30}}\b(?:context|setting)s?)?"
)
# what always decides a line; the first that is found names it
_STRONG = (
    ("consent", r"\b(?:informed|written|signed|patient|voluntar\w*)\s+(?:and\s+\w+\s+)?(?:study[- ]specific\s+)?(?:informed\s+)?"
                r"consent"
                r"|\bconsent(?:\s+(?:form|document)|ed\b)|\b(?:giv|provid|sign|obtain)\w*\s+(?:\w+\s+){0,4}?(?:consent|assent)"
                r"|\bassent (?:will|must|should) be (?:obtained|sought)\b|\bincapable of (?:giving )?consent"
                r"|\bunable to (?:give |provide )?consent|\bcomplete the (?:research |study )?consent"
                r"|\bconsent to (?:participate|take part|the study)|^\W*consent\W*$|\bcapacity to consent|\bguardian(?:ship)?\b"
                r"|\blegally (?:authori[sz]ed|acceptable)|\b(?:patient |hipaa )+authori[sz]ation\b"
                r"|\bauthori[sz]ation to (?:allow|permit|use|release|disclose)\b|\bsigned (?:and dated )?p?icf\b"
                r"|\b(?:(?:does|do|did) not|doesn't|don't) (?:wish|want|desire) to "
                r"(?:participate|take part|receive (?:the|this|study|protocol) (?:therapy|treatment))\b"
                r"|\b(?:desires?|wish(?:es)?|wants?) not to (?:participate|take part)\b"
                r"|\b(?:declin(?:es?|ed)|denial of) (?:to participate|participation)\b"
                r"|\b(?:under|placed under) (?:the )?(?:authority|supervision|care) of an? (?:legal )?(?:tutor|curator)\b"
                r"|\b(?:legal incapacity|limited legal capacity)\b"
                r"|\b(?:decisionally|cognitively) impaired (?:patients|subjects|participants|persons|adults|individuals)\b"
                r"|\b(?:patients|subjects|participants|persons|adults|individuals) (?:being )?decisionally impaired\b"),
    ("enrolment in other trial", r"\b(?:previous(?:ly)?|prior|already|earlier)\s+(?:been\s+)?"
                                 r"(?:included|enrol\w*|participat\w*|randomi[sz]\w*|participation|enrol\w*ment|inclusion|registered)"
                                 r"(?:\s+already)?\s+(?:in|into|on|onto)\s+(?:this|the present|the same|the current)\s+(?:\w+\s+){0,2}?"
                                 r"(?:study|trial|protocol)"
                                 r"|\bparticipated already in this (?:study|trial)"
                                 r"|\b(?:"
                                 r"participat\w*|enrol\w*|involve\w*|inclu\w*|entered|entry|randomi[sz]\w*|treated|receiving (?:treatment|therapy)"
                                 r"|treatment(?= in an? (?:different|other)\b))\b[^.;]{0,60}?\b(?:in|into|on|with)\b"
                                 r"(?!\s(?:this|the present|the current|the same)\b)[^.;]{0,30}?\b"
                                 r"(?:another|other|different|concurrent|concomitant|competing|any|investigational|interventional|experimental"
                                 r"|therapeutic|prior|previous|clinical|an?)\b[^.;]{0,40}?\b(?:trials?|stud(?:y|ies)|protocols?)\b"
                                 r"|\b(?:since|after) (?:(?:prior|previous|last|another|any|other|investigational|clinical) )+"
                                 r"(?:stud(?:y|ies)|trials?|protocols?)\W*$"
                                 r"|\b(?:another|other|concurrent|simultaneous)\s+(?:"
                                 r"(?!during|the\b|this|for\b|of\b|in\b|that|while|baseline|staging|screening|imaging|radiolog\w+|diagnostic"
                                 r"|laboratory|procedures?\b|prior\b)[\w-]+\s+){0,4}?(?:trials?|stud(?:y|ies))\b"
                                 r"(?! (?:drug|treatment|medic|procedure|requirement|site|staff|assess|visit))"),
    ("investigator judgement", r"\b(?:poor|bad|unacceptable|unusual) (?:medical|psychiatric|surgical|anesthetic|operative)"
                               r"(?:(?: or | and |/)(?:medical|psychiatric|surgical|anesthetic|operative))? risks?\b"
                               r"(?:(?: due to| because of) (?:"
                               r"(?:an?|the|any|other|serious|severe|significant|uncontrolled|unstable|concurrent|underlying|comorbid|medical"
                               r"|concomitant|intercurrent|non-?\s?malignant|systemic|or|and) ?"
                               r"|, ?)*(?:disorders?|conditions?|diseases?|illness(?:es)?)\b(?! of| that| which| in| like))?"
                               r"|\b(?:medical|psychiatric|psychological)(?:(?: or | and |/)(?:medical|psychiatric|psychological))? risks?"
                               rf"(?: factors?)?\b[^.;]{{0,90}}\b(?:that|which) (?:would|could|might|may) (?:preclude|prevent) "
                               r"(?:(?:study|trial|protocol) )?participation\b"
                               r"|\bgood (?:medical|psychiatric)(?:(?: or | and |/)(?:medical|psychiatric))? risks?\b"
                               r"|^\W*(?:(?:patients?|participants?|subjects?|must|should|be|is|are|in|of) )*good (?:general|overall) health\W*$"
                               r"|^\W*(?:(?:patients?|participants?|subjects?|who|is|are|critically[- ]ill|or) )*medically unstable"
                               r"(?: (?:patients?|participants?|subjects?))?\W*$"
                               r"|(?:\bany other\b|^\W*(?:evidence|history|presence) of (?:any )?(?:other )?"
                               r"|\bother (?:significant |serious )?(?:diseases?|conditions?|illness\w*)\b)[^;]*\breasonable suspicion\b[^;]*"
                               rf"|\b(?:opinion|judge?ment|discretion|view)\b[^.;]{{0,30}}?\b{_WHO}\b"
                               rf"|\b{_WHO}(?:'s|s')?\s+(?:\w+\s+){{0,2}}?(?:opinion|judge?ment|discretion|view)"
                               rf"|\b(?:deemed|considered|judged|determined|believed|assessed)\b[^.;]{{0,50}}?\bby\b[^.;]{{0,20}}?\b{_WHO}\b"
                               rf"|\b{_WHO}\s+(?:\w+\s+)?(?:considers?|believes?|deems?|feels?|judges?|determines?|decides?)\b"
                               rf"|\b{_WHO} (?:will|shall) make the final (?:determination|decision)\b"
                               rf"|\bfinal (?:determination|decision) (?:(?:will|shall|is|to) )+be (?:made|taken) by (?:the )?{_WHO}\b"
                               r"|\b(?:unsuitable|not suitable|inappropriate|unfit|ineligible)\s+(?:candidate\s+)?(?:for|to\s+receive)\s+"
                               rf"(?:\w+\s+){{0,3}}?(?:investigational|participation|inclusion|enrol\w+|stud(?:y|ies)|trial|entry|treatment)"
                               rf"|\bany (?:other )?(?:condition|reason|circumstance|factor|situation)s?\b[^.;]{{0,100}}?\b"
                               r"(?:interfer|preclud|prevent|compromis|participat|unsuitab|risk|complian|contraindicat|confound)"),
    ("language", r"\b"
                 r"(?:speaks?|reads?|understands?|fluen\w+|literate|litera\w+|proficien\w+|communicat\w+|comprehend|able to write)"
                 rf"\b[^.;]{{0,60}}?\b(?:{_LANGUAGES})\b{_MORE_LANGUAGES}"
                 r"|\b(?:english|spanish|french|german|mandarin|chinese|dutch)[- ](?:or[- ]\w+[- ])?"
                 r"(?:speaking|literate|proficien\w+|fluen\w+|language)"
                 rf"|\billitera\w+|\bnative speakers?\b|^\W*(?:in |spoken )?(?:{_LANGUAGES})\b{_MORE_LANGUAGES}\W*$"),
    ("tissue", r"\b(?:adequate|inadequate|poor|good|suitable|sufficient|insufficient|lack of) "
               r"(?:(?:peripheral|central|intravenous|iv|or) )*(?:venous|vein|iv|intravenous) access\b"
               r"|\b(?:suitable|appropriate|amenable|accessible) (?:for|to) (?:[\w/-]+ ){0,4}"
               r"(?:biops(?:y|ies)|(?:intra-?tumou?ral|direct) injections?)\b"
               r"|\b(?:inability|unable|failure) to (?:obtain|provide|get) (?:an? |any |the |adequate )*"
               r"(?:histolog|cytolog|patholog|biopsy|tissue)\w* (?:proof|confirmation|verification|diagnosis|material|samples?|specimens?)\b"
               r"|\b(?:histologic(?:al)?|pathologic(?:al)?) confirmation (?:shall|must|should|will) be by\b"),
    ("other", r"\b(?:partners?|spouses?)\b[^.;]{0,20}\bwho (?:is|are) [^.;a-z]{0,6}(?:at least |over |older than )?\d+"
              r"|\bliv(?:es?|ing) with (?:an? |the |their |his |her )*(?:romantic |intimate |committed |stable )*(?:partner|spouse)\b[^.;]*"),
    ("imaging", r"\b(?:scheduled|referred|presenting|invited|able to tolerate)(?: for|(?<=tolerate)) (?:(?:an?|their|the|annual|routine|screening|diagnostic"
                r"|unilateral|bilateral|digital|2d|3d|and|or|undergo|contrast-enhanced)[ ,/]+)*"
                r"(?:mammogra\w+|tomosynthesis|breast (?:mri|ultrasound|imaging|screening))"
                r"(?: exam(?:ination)?s?)?\b(?! (?:findings?|abnormalit|biops))"),
    ("consent", r"\b(?:inability|unable|incapable|not able)\b[^.;,]{0,20}\bto consent\b|\binform consent\b"
                r"|\bprovided (?:an? )?signed (?:study )?(?:icf|consent)\b"),
    ("enrolment in other trial", r"\b(?:must be|must have been|currently|already|are|were|not|co-?)\s?(?:co-?)?enroll?ed (?:in|on|onto|into) "
                                 r"(?!(?:this|these|the (?:present|current|same))\b|the (?:stud|trial|protocol))(?:[\w.-]+ ){0,6}?"
                                 r"(?:trials?|stud(?:y|ies)|protocols?|registry|registries)\b"
                                 r"(?: [\w-]*\d[\w-]*(?:(?: \([^()]*\))? or (?:this|the) same (?:study|trial|protocol)\b[^.;,]*)?)?"
                                 r"|\bparticipat\w+ (?:of the \w+ )?(?:in|at) (?:(?:an?|the) )?"
                                 r"(?:(?:pilot|parent|main|clinical|observational)[\w -]{0,20}(?:stud(?:y|ies)|trial)"
                                 r"|(?:stud(?:y|ies)|trial|protocol)s? \d[\w-]*|[\w-]+-based (?:stud(?:y|ies)|trials?)"
                                 r"|(?:formative )?focus groups?)\b"),
    ("language", rf"\b(?:{_LANGUAGES})[- ](?:reading|writing|spoken)\b|\bspoken languages?\b"
                 r"|^\W*(?:(?:must|able to|can|patients?|participants?) )*(?:speaks?|reads?|speaking|reading),? (?:and|or) "
                 r"(?:read|writ|speak|understand)\w*\W*$"),
    ("investigator judgement", rf"\b{_WHO}(?:'s|s'|’s)? (?:\w+ ){{0,2}}(?:clearance|permission|approval|consultation)\b"
                               rf"|\b(?:medically |not )*cleared (?:to|for)\b[^.;]{{0,60}}\bby\b[^.;]{{0,20}}\b{_WHO}\b"
                               rf"|\b(?:whose )?{_WHO}(?:'s|s'|’s)? (?:objects?|advises? against|refus\w+)\b"),
    # for whom a treatment would be right, and who cannot be imaged
    ("investigator judgement", r"^\W*(?:(?:all|any|patients?|participants?|subjects?|women|those) )*(?:for|in) whom (?!no\b|there\b)[^.;]{3,90}?"
                               r"\b(?:is|are|would be|remains?)\b(?! not\b)[^.;]{0,50}?\b(?:appropriate|indicated|available|recommended|preferred"
                               r"|suitable|advisable|judged|deemed|standard of care|an option)\b"),
    ("compliance", r"\b(?:cannot|can not|unable to|inability to|not able to) (?:receive|undergo|have|tolerate|complete) (?:[\w-]+ ){0,4}?"
                   r"(?:mri|mr|magnetic resonance|ct|pet|scans?|scanning|imaging|mammogra\w+|contrast(?! allerg))\b[^.;]{0,40}"),
    ("investigator judgement", r"^\W*(?:(?:patients?|participants?|subjects?|women|must|should|be|is|are|in) )*"
                               r"(?:generally |otherwise |general )?good health\W*$"),
    # how much one moves in a week
    ("other", r"\b(?:\d+|one|two|three|four|five|several)\s*(?:or (?:more|less) )?(?:hours?|minutes?|mins?|times|days|sessions)"
              r"\b[^.;]{0,30}\b(?:exercis\w+|physical(?:ly)? activ\w+|mvpa)\b[^.;]{0,30}?"
              r"(?:(?:/|\bper |\ba |\beach |\bevery )\s?(?:week|day)\b|\bweekly\b)"
              r"|\b(?:\d+|one|two|three|four|five|several)\s*(?:or (?:more|less) )?"
              r"(?:hours?|minutes?|mins?|times|days|sessions)\b[^.;]{0,20}?"
              r"(?:(?:/|\bper |\ba |\beach |\bevery |\bof )\s?(?:week|day|weekly)\b)[^.;]{0,30}?\b"
              r"(?:exercis\w+|physical(?:ly)? activ\w+|mvpa)\b"
              r"|\b(?:exercis\w+|physical(?:ly)? activ\w+|mvpa)\b[^.;]{0,40}?\d+\s*(?:or (?:more|less) )?"
              r"(?:hours?|minutes?|mins?|times|days|sessions)\s?(?:/|\bper |\ba |\beach |\bevery )\s?(?:week|day)\b"
              r"|\binsufficiently active\b[^.;]*"),
    # how one lives, which is asked of her and stands in no record: shifts, diet, what is practised at home
    ("other", r"^(?=[^.;]*\b(?:vegan|vegetarian|shift|diet|food|nutrition|exercis|physically active|sedentary|yoga|tai chi|meditation|mindful))"
              r"\W*(?:(?:patients?|subjects?|participants?|women|individuals|those|who|that|are|is|be|with|on|following|have|has|had|been|or|and|any|an?|the"
              r"|currently|regular(?:ly)?|already|actively|current|history of|permanent|strict|medical|special|other|more than|one|two|three"
              r"|per|month|week|on a regular basis|(?:vegans?|vegetarians?|vegan diets?|vegetarian diets?"
              r"|(?:(?:night|overnight|rotating|graveyard|swing|evening)[- ])?shift[- ]?work(?:ers?|ing)?"
              r"|work(?:s|ing)? (?:at |on |in )?(?:[\w-]+ ){0,5}?(?:night|overnight|rotating|graveyard|swing|evening)[- ]?shifts?"
              r"|(?:diet(?:ary)?|nutritional|food) restrictions?|(?:restricted|restrictive|ketogenic|low[- ]carb\w*|weight[- ]loss) diets?"
              r"|exercis(?:e|es|ing)(?: regularly| at home)?|physically active|sedentary|practi[cs](?:e|es|ed|ing) (?:yoga|tai chi|meditation|mindfulness)"
              r"|(?:yoga|tai chi|meditation) practi[cs]e))\b[ ,;/]*)+"
              r"(?:(?:are|is|will be) (?:also )?(?:excluded|not eligible|ineligible)|(?:with)?in the (?:past|last) [^.;]{3,20})?\W*$"),
    ("other", r"\bineligible for (?:an?\s+|other\s+|any\s+)*(?:high(?:er)?[- ]priority|other)\b[^.;]{0,40}\b"
              r"(?:stud(?:y|ies)|protocols?|trials?)"
              r"|\b(?:involvement in the planning|employees? of|study staff"
              r"|(?:investigat\w+|study|trial|sponsor)(?:'s)? (?:site )?(?:staff|personnel)\b[^.;]{0,40}\binvolved"
              r"|(?:relatives?|family members?) of "
              r"(?!(?:the )?(?:participants?|patients?|subjects?|people|persons?|women|individuals|those|probands?|carriers?|an?)\b)"
              r"|prisoners?|incarcerat\w+|deprived of (?:their )?(?:liberty|freedom)"
              r"|detained for (?:the )?treatment of (?:[^.;]|\.(?=[\w,])){0,80}\billness(?:es)?"
              r"|protected by law|involuntarily|insurance|social security|protocol[- ]defined"
              r"|other (?:inclusion|exclusion|eligibility|protocol)|health ?care (?:coverage|system)|internet"
              r"|access to (?:an? |the )?(?:[\w-]+ ){0,3}(?:phone|computer|tablet|(?:cd|dis[ck]) player)|smartphone|telephone"
              r"|e-?mail|wards? of the state|military|inmates|contra-?indications? (?:to|for|of|against)|donat\w+)\b"),
)  # fmt: skip
# what decides a line only where nothing else was read in it
_WEAK = (
    ("tissue", r"\b(?:(?<!connective )(?<!soft )tissue|biops(?:y|ies|ied)|archiv\w+|paraffin|ffpe|specimens?"
               r"|tumou?r (?:blocks?|samples?|material)|material(?= (?:for|available|to)\b)|blood (?:samples?|draws?|sampling)|slides?|samples?|venous access"
               r"|venipuncture|sampling|(?:department|laboratory) of pathology)\b"),
    ("follow-up", r"\b(?:follow(?:ed)?[- ]?up|geographic\w*|accessib\w+|available for|travel\w*"
                  r"|(?<!nursing home )resid(?:e|es|ing|ents?|ence|ency)|citizens?|liv(?:e|es|ing) (?:within|in|near)"
                  r"|(?:receiv\w+|undergoing) (?:[\w-]+ ){0,3}(?:care|treatment|therapy) (?:at|through) "
                  r"(?=[^.;]{0,60}\b(?:clinics?|hospitals?|cent(?:er|re)s?|institutes?|networks?|practices?)\b)"
                  r"|(?:patients?|members?|seen|treated|cared for) (?:at|of|by|in|through) (?:an? |the |one of )?[^.;,]{0,60}\b"
                  r"(?:clinics?|(?:medical|cancer) cent(?:er|re)s?|cancer institutes?|health systems?|oncologists?)\b(?! for\b)"
                  r"|(?:kaiser(?: permanente)?|health (?:plan|system|insurance)|hmo) (?:members?|enrollees?)"
                  r"|health plan members?|transport\w*|return(?:ing)? (?:to|for)|distance|reachable|reliab\w+)\b"),
    ("compliance", r"\b(?:compl(?:y|iance|iant|ies|ying)|non-?complian\w+|adher\w+|cooperat\w+|co-operat\w+|willing\w*|unwilling\w*"
                   r"|agree\w*|questionnaires?|diar(?:y|ies)|attend\w*|commit\w*|abstain\w*|refus\w+|motivated"
                   r"|able to (?:complete|follow|participate|perform|understand|attend|use|undergo|travel|communicate)"
                   r"|(?:unable|inability) to communicate"
                   r"|ability to (?:complete|follow|participate|perform|understand|attend|use|undergo)"
                   r"|inability to (?:complete|follow|participate|perform|understand|attend|undergo)"
                   r"|unable (?:or unwilling )?to (?:complete|follow|participate|perform|understand|attend|undergo|comply)|undergo\b"
                   r"|study (?:procedures|requirements|visits)|psycho-?social|psychological|social (?:situations?|circumstances?)"
                   r"|sun-?beds?|tanning|exposure to (?:the |strong |direct |excessive )*sun(?:light)?|sun exposure"
                   r"|sociological|familial|mentally competent|competent)\b"),
    ("imaging", r"\b(?:"
                r"mammogra\w+|mri\b|magnetic resonance|ct\b|computed tomography|imaging|x-?rays?|radiograph\w*|bone scans?|scans?"
                r"|echocardiogra\w+|pet\b|ultrasound|ultrasonograph\w+|sonograph\w+"
                r"|(?:ekg|ecg|electrocardiogra\w+)(?!\W+(?:\w+\W+)?(?:changes?|abnormalit))|muga|dxa|dexa|spect|tomography"
                r"|(?<!difficulty )(?:l(?:ie|ying)|sit|sitting|stay|hold)\b[^.;,]{0,20}\b(?:flat|still|prone)|pacemakers?"
                r"|defibrillators?|gadolinium|implants?(?=[^.;]*\b(?:mri?|magnet\w*|imaging|scan\w*)\b)|ferromagnetic|metal\w*"
                r"|clips?|aneurysm clip)\b"),
    ("other", r"\b(?:referred|scheduled|candidates? for|planned|planning|plans? to|plans? for pregnancy"
              r"|trying to (?:become|get) pregnant|eligible for|physical examination|examined|registered|registration"
              r"|randomi[sz]\w+|assessed|evaluated|determined|documented|documentation|approv\w+|prescri\w+|able to tolerate"
              r"|suitable for|amenable to|history and physical|genetic counsell?ing|patient portal"
              r"|(?:romantic|intimate) partners?|(?:partner (?:or|and|/) ?spouse|spouse (?:or|and|/) ?partner)(?: who| that|\W*$)"
              r"|(?:in|have|has|having) an? (?:[\w-]+ ){0,3}relationship|sexually active"
              r"|(?:responsible|adult|live-in) (?:adult |family )?(?:companions?|care-?givers?|carers?))\b"),
)  # fmt: skip
# words without which the long patterns need not be tried
_HINTS = {
    "consent": hints(
        "consent",
        "assent",
        "guardian",
        "legal",
        "authori",
        "impaired",
        "icf",
        "particip",
        "to receive",
        "tutor",
        "curator",
        "inform",
        "declin",
        "refus",
        "object",
    ),
    "enrolment in other trial": hints(
        "trial", "stud", "protocol", "registr", "focus group", "participants in", "patients in", "subjects in"
    ),
    "investigator judgement": hints(
        "whom",
        "investigator",
        "physician",
        "pi",
        "doctor",
        "oncologist",
        "clinician",
        "sponsor",
        "surgeon",
        "radiologist",
        "team",
        "suitable",
        "inappropriate",
        "unfit",
        "suspicion",
        "ineligible",
        " risk",
        "health",
        "unstable",
        "any ",
        "cleared",
        "clearance",
    ),
    "language": hints(
        "english",
        "spanish",
        "french",
        "german",
        "language",
        "litera",
        "speak",
        "italian",
        "dutch",
        "chinese",
        "mandarin",
        "japanese",
        "korean",
        "danish",
        "hebrew",
        "arabic",
        "portuguese",
    ),
}
# remarks and examinations that speak of a study: "for those participating in clinical studies", "other baseline studies"
NO_ENROLMENT = regex(
    r"\b(?:not intended to|considerations (?:relevant|related)|local regulations|other (?:inclusion|exclusion|eligibility) criteria|at the discretion)\b"
    r"|\bineligible for (?:an?\s+|other\s+|any\s+)*(?:high(?:er)?[- ]priority|other)\b"
    r"|\bother (?:(?:baseline|screening|imaging|staging|diagnostic|laboratory|lab|blood|radiologic\w*|radiographic|coagulation) )+studies\b"
)
STRONG_PATTERNS = tuple((name, _HINTS.get(name), regex(words)) for name, words in _STRONG)
WEAK_PATTERNS = tuple((name, regex(words)) for name, words in _WEAK)
