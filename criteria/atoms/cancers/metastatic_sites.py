"""Owns the words for the places to which cancer spreads, and which of them one noun can name together."""

from __future__ import annotations

from criteria.patterns import regex

_SPREAD = (
    r"(?:metasta\w+(?: disease)?|mets?\b|lesions?|involvement|disease|spread|tumou?rs?|deposits|secondaries|cancer"
    r"|progression|malignan\w+|relapse|recurrence)"
)
SITES: tuple[tuple[str, str], ...] = (
    ("leptomeningeal", r"lepto-?\s?meninge\w+(?: (?:disease|metasta\w+|carcinomatosis|involvement|spread|mets))?(?: \(lmd\))?"
                       r"|carcinomatous mening\w+|meningeal (?:carcinomatosis|metasta\w+|involvement|disease)|carcinomatous meningitis"
                       r"|\blmd\b|carcinomatosis meningitis"
                       r"|(?:involvement|metasta\w+|infiltration|spread|carcinomatosis) (?:of|to|in) (?:the )?(?:lepto-?)?mening"
                       r"(?:es|eal)\b"),
    ("visceral crisis", r"visceral cris[ei]s"
                        r"|life[- ]threatening,? (?:\w+,? )?visceral (?:disease|metasta\w+|involvement|spread|lesions?|crisis)"
                        r"|(?:rapidly progress\w+|extensive symptomatic|symptomatic,? extensive) visceral "
                        r"(?:disease|metasta\w+|involvement|spread|lesions?)"
                        r"|visceral (?:spread|disease|metasta\w+)[^.;]{0,40}(?:life[- ]threatening|risk of)"
                        r"|(?:rapidly progress\w+(?:,? (?:or|and) |, ?))?life[- ]threatening(?: or rapidly progress\w+)? metasta"
                        r"(?:ses|tic disease|sis)"
                        r"|rapidly progress\w+ (?:disease|metasta\w+) (?:in|of|to) (?:the )?(?:major|vital) organs?"),
    ("lymphangitic", r"(?:(?:pulmonary|lung) )?(?:carcinomatos\w* |carcinomatous )?lymphangi(?:tic|tis)"
                     r"(?: (?:(?:pulmonary|lung) )?(?:spread|carcinomatosis|involvement|metasta\w+|carcinomatosa|disease))?"
                     r"(?: carcinomatos\w+)?"
                     r"|lymphatic (?:pulmonary|lung) (?:metasta\w+|spread|involvement|disease)"),
    ("brain only", r"(?:brain|cns|central nervous system)[- ]only (?:disease|metasta\w+(?: disease)?)"
                   r"|(?:metasta\w+|disease) (?:confined|limited|restricted)(?: only)? to (?:the )?"
                   r"(?:brain|cns|central nervous system)\b"),
    ("brain", r"(?:metastatic )?(?:"
              r"(?:brain|cns ?\(central nervous system\)|\(?cns\)?|central nerv(?:ous|e) system|cerebral|intra-?cranial"
              r"|intracerebral|parenchymal brain|spinal cord)(?: \(cns\))?)(?: primary tumou?rs? or)?"
              r"(?:(?:\s?(?:/|(?:or|and|and/or)(?: other)?|,)\s?)"
              r"(?:brain|cns|central nervous system|spinal|leptomeningeal|meningeal|dural|subdural|epidural)(?: cord)?)?"
              rf"(?: parenchymal)?(?: |(?<=\))){_SPREAD}"
              r"|(?<!peripheral )(?<!autonomic )(?<!central )nervous system metasta\w+"
              rf"|parenchymal(?:,? (?:or|and/or|and) |/)(?:lepto-?)?meningeal (?:brain |cns )?{_SPREAD}"
              r"|metasta\w+ (?:on|by|seen on|in) (?:the |a )?(?:\w+ )?(?:brain|cranial|head) (?:ct|mri|imaging|scans?|magnetic)"
              r"\b"
              rf"|{_SPREAD} (?:to|in|of|within|involving|affecting) (?:the )?"
              r"(?:brain|cns|central nerv(?:ous|e) system|cerebr\w+)\b"
              r"|\bbrain mets\b|\bcerebral metasta\w+"),
    ("bone only", r"(?:bone|osseous|skeletal) (?:lesions?|sites?) only\b"
                  r"|(?:bone|osseous|skeletal)[- ](?:metasta\w+ )?only\b(?! if\b)(?: (?:disease|metasta\w+))?"
                  r"|(?:metasta\w+(?: disease)?|disease) (?:confined|limited|restricted)(?: only| solely)? to (?:the )?"
                  r"(?:bones?|skeleton)(?: only)?"
                  r"|only (?:bone|osseous) (?:metasta\w+|disease|lesions?)|bone metasta\w+ (?:only(?! if\b)|as the only)"
                  r"|(?:(?:lytic|blastic|mixed|sclerotic|predominantly)[ ,/]+(?:or |and )?){0,4}bone "
                  r"(?:lesions?|metasta\w+|disease)(?:[:,]? ?\(?(?:lytic|mixed)[^.;]{0,60})? in (?:the )?"
                  r"absence of measurable disease"
                  r"|bones? as (?:the |their )?(?:only|sole) site\b"
                  r"|(?:only|sole) site of (?:disease|metasta\w+) (?:is|in) (?:the )?bones?|non-measurable bone[- ]only"
                  r"|(?:only|sole) (?:evidence|site|manifestation) of (?:the )?(?:metasta\w+ )?(?:disease|metasta\w+) "
                  r"(?:is|being|was) (?:to|in|the) (?:the )?bones?\b"
                  r"|metasta\w+ (?:of|to|in) the bones? (?:as the only|only)"),
    ("bone marrow only", r"bone marrow[- ]only (?:metasta\w+|disease|involvement)"),
    ("bone marrow", r"(?<!adequate )(?:bone )?marrow (?:metasta\w+|involvement|infiltration)|metasta\w+(?: disease)? (?:to|in) (?:the )?bone marrow"),
    ("bone", rf"(?:bone|bony|osseous|skeletal)(?: {_SPREAD})|(?:lytic|blastic) (?:bone )?lesions?|{_SPREAD} (?:to|in) (?:the )?bones?\b(?! marrow)"),
    ("liver only", r"only liver metasta\w+|liver[- ]only (?:disease|metasta\w+)"
                   r"|(?:metasta\w+|disease) (?:only in|(?:confined|limited|restricted)(?: only)? to) the liver"),
    ("liver", r"(?:liver|hepatic|hepatobiliary) "
              r"(?:metasta\w+|mets?\b|lesions|involvement|tumou?r involvement|secondaries|deposits)"
              rf"|{_SPREAD} (?:to|in) the liver|(?:tumou?r|cancer|metastatic) involvement of (?:the )?liver"),
    ("lung", r"(?:lung|pulmonary) (?:metasta\w+|mets\b|secondaries)|metasta\w+ (?:to|in) the lungs?"
             r"|(?:tumou?r|cancer|metastatic) involvement of (?:the )?lungs?"),
    ("visceral", r"visceral (?:metasta\w+|disease|involvement|lesions?|mets)"),
    ("pleural effusion", r"malignant (?:pleural|pleural or pericardial) effusions?"),
    ("pericardial effusion", r"malignant pericardial effusions?"),
    ("ascites", r"malignant ascites"),
    ("peritoneal", r"peritoneal (?:carcinomatosis|metasta\w+|disease|involvement)|(?:abdominal|peritoneal) carcinomatosis"),
    ("oligometastatic", r"oligo-?metasta\w+(?: disease)?"),
)  # fmt: skip
SITE = regex(r"\b(?:" + "|".join(rf"(?P<s{i}>{pattern})" for i, (_, pattern) in enumerate(SITES)) + ")", apart=True)
# "*liver*, lung or bone metastases": sites that share the noun of the last
SHARING = {
    "liver": "liver", "hepatic": "liver", "lung": "lung", "pulmonary": "lung", "bone": "bone", "osseous": "bone", "visceral": "visceral",
    "brain": "brain", "cns": "brain", "leptomeningeal": "leptomeningeal", "peritoneal": "peritoneal",
}  # fmt: skip
SHARED = regex(
    rf"\b(?P<site>{'|'.join(SHARING)})(?=(?:,|/| or| nor| and| and/or|, or|, and)+ ?"
    rf"(?:(?:{'|'.join(SHARING)}|skin|lymph node|nodal)(?:,|/| or| nor| and| and/or|, or|, and)+ ?){{0,4}}$)"
)
