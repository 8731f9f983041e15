"""Owns the words for each extent of a cancer: early, operable, locally advanced, recurrent, metastatic and their kin."""

from __future__ import annotations

from criteria.patterns import Pattern, regex

WORDS: tuple[tuple[str, Pattern], ...] = (
    (
        "unresectable",
        regex(
            r"\b(?:(?:must|should) not be (?:\w+ )?(?:amenable|suitable|candidates?) (?:to|for) (?:[\w,]+ ){0,5}?"
            r"(?:resection|surgery)\b(?: with curative intent)?"
            r"|unresectable|non-?resectable|inoperable|non-?operable|un-?operable"
            r"|not (?:(?:considered|deemed|surgically|completely) )*(?:resectable|operable)"
            r"|can(?:not| not) be (?:surgically |completely )?(?:resected|removed|operated on)"
            r"|(?:not|non)[- ](?:considered |deemed )?amenable (?:to|for) (?:[\w,]+ ){0,5}?"
            r"(?:resection|surgery|surgical(?: resection| cure)?)\b(?: (?:or|and/or|and) (?:radiotherapy|radiation(?: therapy)?)\b)?"
            r"(?: (?:with|of) curative intent)?"
            r"|(?:not|non)[- ](?:considered |deemed )?(?:amenable|suitable) (?:to|for) (?:[\w,/]+ ){0,4}?curative "
            r"(?:\w+ ){0,2}?(?:therap(?:y|ies)|treatments?|intent|options?|radiotherapy|radiation)"
            r"|(?:(?:must|should) not be|not|non)[- ](?:considered |deemed )?(?:an? )?candidates? for "
            r"(?:(?:any|potentially|definitive|complete|radical|further) )*"
            r"(?:"
            r"curative (?:\w+ ){0,2}?(?:therap(?:y|ies)|treatments?|intent|options?|surgery|resection|radiotherapy|radiation)"
            r"|(?:surgical )?resection)"
            r"|(?:(?:must|should) )?not (?:be )?(?:eligible|candidates?) for (?:\w+ )?(?:therap(?:y|ies)|treatments?) "
            r"(?:of|with) (?:known )?curative potential"
            r"|incurable|not curable|irresectable)\b"
        ),
    ),
    (
        "locally advanced",
        regex(
            r"\b(?:loco-?\s?regional(?:ly)?|local(?:ly)?)[- ]?advanced\b|\blabc\b"
            r"|\b(?:locally|loco-?regionally)(?=,? or |/)(?! or (?:systemic|distant|elsewhere))"
        ),
    ),
    (
        "metastatic",
        regex(
            r"\b(?<!de novo )(?<!de-novo )(?:non-?\s?)?metastatic\b(?!"
            r" (?:visceral|sites?|tissues?|work|sentinel|axillary|lymph|nodes?|internal|supraclavicular|infraclavicular"
            r"|ipsilateral|spread to|involvement of|to the|tumou?r (?:tissue|sample)|samples?|specimen|biops"
            r"|disease (?:to|in) (?:the )?(?:brain|cns|central nervous|breast|bone marrow)))"
            r"|\b(?:"
            r"distant metasta\w+(?! (?:work|survey|evaluation|staging|screen|disease (?:work|survey)))|distantly metast\w+"
            r"|metastatic (?:lesions?|progression)|(?:tumou?r|suspicion of) metastasis(?: disease)?)\b"
            r"|(?<!\()\bmbc\b|(?<!\()\bm(?=tnbc\b)|\bdistant (?:disease|spread|recurrence)\b|\bevidence of metasta\w+"
            r"|\bmetastas[ei]s\b(?= (?:at (?:diagnosis|baseline|screening)|in (?:multiple|several)|other than|clinically"
            r"|on (?:routine|imaging|staging|ct|scan|x-ray)|by (?:imaging|ct|scan|x-ray)|detect\w+|elsewhere)"
            r"|\s?\(m|$|\.$)"
            r"|\bmetastasi[sz]ed\b"
            r"|\b(?:disease|cancer|tumou?r|spread)(?: (?:beyond|outside|spread beyond)(?: of)?)(?: the)? (?:ipsilateral )?"
            r"breast\b(?: (?:or|and|and/or) (?:the )?"
            r"(?:chest wall|(?:regional|axillary|ipsilateral|lymph|nodes?|axilla|nodal|area|tissues?|or|and) ?)+)?"
            r"(?:,? (?:except|other than|excluding)(?: for)?[^.;]{0,90}?\bnod(?:es?|al areas?)\b)?"
        ),
    ),
    (
        "recurrent",
        regex(
            r"\b(?:locally |loco-?\s?regional(?:ly)? |regional(?:ly)? |local |non-?\s?)?(?:recurrent|relapsed)\b"
            r"(?!"
            r" disease (?:while|whilst|(?:either )?during|(?:\w+ )?(?:or )?within \d+ (?:months?|years?) (?:of|after|from)) "
            r"(?:\w+ ){0,6}?(?:adjuvant|therapy|treatment))(?="
            r",? (?:or|and|breast|stage|disease|her2|metast|cancer|tumou?r|not|hr|er|solid|locally|advanced|triple|inoperable"
            r"|unresectable|carcinoma|adenocarcinoma|loco)"
            r"|/|,|\)|[.;]|$)"
            r"|\b(?:(?:local|regional) and/or )?(?:local|loco-?regional|regional|distant|systemic)(?: \([^()]*\))? "
            r"(?:recurrence|relapse)s?\b"
        ),
    ),
    (
        "advanced",
        regex(
            r"(?<!locally )(?<!locally-)(?<!regional )(?<!regionally )(?<!locoregionally )\badvanced\b"
            r"(?! (?:"
            r"\w*therap(?:y|ies)|age\b|maternal|imaging|techni\w+|directives?|practice|life|airway|degree|glycation|coronary"
            r"|heart|cardiac|cardiovascular|cerebrovascular|vascular|atherosclero\w+"
            r"|(?:[\w-]+ ){0,2}?"
            r"(?:liver|renal|kidney|pulmonary|obstructive|hepatic|lung|artery|valv\w+|neurologic\w*|psychiatric|parkinson\S*)"
            r" disease"
            r"|cirrhosis|dementia))(?=(?: \w+){0,2}?(?:[ /]+(?:"
            r"or|and|/|breast|disease|cancer|solid|tumou?rs?|metastatic|malignan\w+|unresectable|stage|her2|hr|er|triple"
            r"|carcinoma|tnbc|bc|invasive)"
            r"|/|,|\)| *$))"
            r"|(?<!complex \()\babc\b(?! (?:transporter|device|technique|system|method|breath))"
        ),
    ),
    (
        "early",
        regex(
            r"\bearly(?:[- ]stage)?\b(?=(?:,? \w+){0,3}? (?:breast|stage|disease|cancer|invasive|tnbc|triple))"
            r"|\bearly[- ]stage\b|(?<!not )\b(?:potentially )?curable\b|\bebc\b"
            r"|(?<!not )\bamenable (?:to|for) (?:\w+ ){0,3}curative\b[\w ]{0,20}"
        ),
    ),
)

HINTS = regex(
    r"(?:disease|tumou?rs?|cancers?|carcinomas?) (?:is |are |must be |that is |that are )?"
    r"(?:limited|confined|restricted|locali[sz]ed) to"
    r"|metasta|advanced|recurr|relaps|resect|operab|early|cura|mbc|abc|ebc|local|distant"
    r"|(?:outside|beyond) (?:of )?(?:the )?(?:ipsilateral )?breast"
)
