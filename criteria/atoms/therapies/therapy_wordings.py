"""Owns the wordings that name a therapy only beside the right neighbours, as rules: a hint, an expression, what it names."""

from __future__ import annotations

from criteria.patterns import Pattern, regex

_DRUGS = r"\b(?:drugs?|medications?|agents?|substances?|medicines?|products?|compounds?|therap(?:y|ies))\b"
_ADC = r"(?:adcs?|antibody[- ]drug\s+conjugates?)"
# between a conjugate and what it carries: "an ADC (ADC) containing a", "conjugates with an"
_CARRYING = (
    rf"\b{_ADC}(?:\s*\(\s*adcs?\s*\))?\s+(?:(?:that|which)\s+)?(?:(?:is|are)\s+)?"
    r"(?:containing|contains?|with|consist(?:s|ing)?\s+of|carr(?:y|ies|ying)|based\s+on|ha(?:s|ve|ving)|linked\s+to)\s+(?:(?:an?|the)\s+)?"
)
_AS_ITS_PAYLOAD = (
    r"(?:\s*\(\s*(?:mmae|vedotin|cpt)\s*\))*(?:[\s-]+(?:based|containing|class|type))?"
    r"(?:\s+(?:inhibitors?|derivatives?|analog(?:ue)?s?))?"
    r"(?:\s+(?:cytotoxic\s+)?(?:payloads?|toxins?|warheads?|moiety|moieties))?"
)
_MMAE = r"(?:mono-?methyl\s?auristatin\s+e|mmae|vedotin)\b"
# an adjective in a list of therapies: "biologic, immune or hormonal therapy"
_LISTED = (
    r"(?=\s*(?:,|/|\bor\b|\band\b|\band/or\b)\s*(?!therap|treat|agent|drug|disease|condition|deficien|suppress)"
    r"[^.;:()]{0,40}?(?:therap|treatment|\bagents?\b))"
)
_BODY = r"(?:radiation|irradiation|radiotherapy)"
# a word without which the pattern cannot match, the pattern, and the therapies it names
# "EGFR-, VEGF- or HER2-inhibitors": the noun of the last is that of each
_SUSPENDED = (
    r"\s*(?:,|/|\bor\b|\band\b)[^.;()]{0,40}?[\w/]-?\s?"
    r"(?:inhibitors?|(?:targeted|directed|targeting|blocking)\s+(?:therap|agent|drug|treatment|antibod))"
)
RULES: tuple[tuple[str, Pattern, tuple[str, ...]], ...] = tuple(
    (hint, regex(pattern), concepts)
    for hint, pattern, concepts in (
        (
            "estrogen",
            r"\bo?estrogens?(?=\s*(?:,|/|and\b|or\b|therap|use|treatment|replacement|supplement))"
            r"(?!\s*-?\s*(?:or|and|and/or|/)\s*(?:/\s*or\s*)?progesterone[\s-]*receptor)"
            r"(?!\s*(?:,|/|and/or|and|or)?\s*(?:progesterone\s+)?(?:and\s+progesterone\s+)?receptor)",
            ("estrogen",),
        ),
        (
            "surgical",  # "surgical and/or radiation therapy"
            r"\bsurgical(?=\s*(?:and/or|or|and|/)\s*(?:radiation|radio\w*|irradiation|chemo\w*|endocrine|hormonal|systemic)\s+(?:therap|treatment))",
            ("surgery",),
        ),
        (
            "intent",  # "treated with curative intent", "treatment was given with radical intent"
            r"(?:(?<=^treated with )|(?<=been treated with )|(?<=(?:was|.is) given with ))(?:curative|radical)(?:\s*/\s*(?:curative|radical))?[ -]intent",
            ("curative therapy",),
        ),
        ("nitrate", r"\bnitrates?\b", ("nitrate",)),
        (
            "endocrine",
            r"\bendocrine(?:[\s-](?=refractory|resistan)"
            r"|(?=\s*(?:,|/|\bor\b|\band\b)\s*(?!therap|treat))(?!(?:(?!therap|treat|\bagents?\b|drugs?\b)[^.;:()]){0,80}?\b"
            r"(?:diseases?|disorders?|illness(?:es)?|dysfunctions?|abnormalit\w+|systems?)\b))"
            r"|\bendocrine[- ](?:based|containing)\s+(?:systemic\s+)?(?:therap(?:y|ies)|treatments?|regimens?)",
            ("endocrine therapy",),
        ),
        (
            "hormon",
            r"\bhormonal(?=\s*(?:,|/|\bor\b|\band\b)\s*(?!therap|treat))|\bhormon(?:e|al)(?=[\s-](?:refractory|resistan))"
            r"|\bhormone(?=\s*(?:,|/|\bor\b|\band\b)\s*(?:\w+[\s,/-]+){0,2}?(?:chemo|immun|radi|biolog)\w*)"
            r"|\bhormon\w+[- ](?:based|containing)\s+(?:systemic\s+)?(?:therap(?:y|ies)|treatments?|regimens?)"
            r"|(?<=no concurrent )hormones(?= for (?:the )?(?:treatment of )?(?:disease|neoplas|cancer|malignan))",
            ("endocrine therapy",),
        ),
        (
            "biologic",
            r"\bbiologic(?:al)?(?=\s*(?:,|/|\bor\b|\band\b)\s*(?!"
            r"therap|treat|agent|study|molecular|genetic|clinical|chemical|physical|psych|medical|marker|specimen|material"
            r"|sample|correlat|baseline|evaluat|assess|parameter|test|work|data|function))",
            ("biologic therapy",),
        ),
        ("target", rf"\btargeted{_LISTED}", ("targeted therapy",)),
        (
            "target",
            r"\b(?:molecular(?:ly)?[- ])?targeted\s+(?:systemic|biologic(?:al)?|molecular|anti-?\s?cancer)\s+"
            r"(?:anti-?\s?cancer\s+)?(?:therap(?:y|ies)|treatments?|agents?|drugs?)",
            ("targeted therapy",),
        ),
        (
            "ablat",
            r"\b(?:hormon(?:e|al)|androgen|o?estrogen)[- ]ablat(?:ion|ive)\s*(?:therap(?:y|ies)|treatments?)?",
            ("endocrine therapy",),
        ),
        (
            "transfusion",
            r"\b(?:red\s+)?blood(?:\s+cells?)?(?=\s*(?:,|/|\bor\b|\band\b|\band/or\b)\s*(?:platelets?|plasma)\s+transfusion)",
            ("blood transfusion",),
        ),
        (
            "herbal",
            r"\bherbals?(?=\s*(?:,|/|\bor\b|\band\b|\band/or\b|\()[^.;:]{0,40}?\b(?:medic|product|remed|supplement|therap|drug|prepar|treat))",
            ("herbal medication",),
        ),
        (
            "sentinel",
            r"\bsentinel(?:\s+lymph)?(?:[\s-]+nodes?)?(?="
            r"\s*(?:,|/|\bor\b|\band\b|\band/or\b)\s*(?:(?:complete|full|level\s+\w+)\s+)?axillary\s+(?:lymph[\s-]+)?"
            r"(?:nodes?\s+)?(?:"
            r"dissection|resection|clearance|biops|surgery|sampling|excision|removal|procedure|staging|evaluation"
            r"|lymphadenectomy))",
            ("sentinel lymph node biopsy",),
        ),
        (
            "axillary",  # the usual extent of it; what asks for the third level alone asks for more
            r"\blevels?\s+(?:i{1,2}|[12])(?:\s*(?:,|/|-|\band\b|\bor\b|\bto\b|\bwith\s+or\s+without(?:\s+an?)?)\s*(?:levels?\s+)?(?:i{1,3}|ll|[1-3])\b)*"
            r"\s+axillary\s+(?:lymph[\s-]+)?(?:nodes?\s+)?(?:dissections?|clearance)",
            ("axillary lymph node dissection",),
        ),
        ("vaccinat", r"\b(?:vaccinated|immunized|immunised)(?!\s+(?:with|against)\b)", ("vaccine",)),
        (
            "hormones",
            r"(?<=taking )hormones\b|(?<=other )hormones\b"
            r"|\bhormones(?=\s*\((?:such\s+as|e\.?g\.?|i\.?e\.?|including|like)?,?\s*"
            r"(?:tamoxifen|toremifene|aromatase|letrozole|anastrozole|exemestane|goserelin|fulvestrant))",
            ("endocrine therapy",),
        ),
        (
            "epidermal growth",
            r"\b(?:anti-?\s?)?epidermal growth factor receptors?(?:\s*\((?:egfr|her-?1|erbb-?1)\))?[\s-]+"
            r"(?:targeted|targeting|directed|inhibiting|blocking)\s+"
            r"(?:therap(?:y|ies)|agents?|drugs?|treatments?|antibod(?:y|ies))",
            ("EGFR-targeted therapy",),
        ),
        (
            "steroid",
            r"\b(?:physiologic(?:al)?|replacement|maintenance|inhaled|topical)\s+(?:doses\s+of\s+)?steroids?(?=\s+(?:doses|dosing|replacement|therapy|use)\b)",
            ("corticosteroid",),
        ),
        ("immuno", r"\bimmuno-(?=\s*(?:,|/|or\b|and\b))", ("immunotherapy",)),
        ("immun", rf"\bimmun(?:e|ologic(?:al)?){_LISTED}", ("immunotherapy",)),
        ("cancer", rf"(?<!cytotoxic )\banti-?\s?cancer{_LISTED}", ("anticancer therapy",)),
        ("cytotoxic", rf"\bcytotoxic\s+anti-?\s?(?:cancer|neoplastic|tumou?r){_LISTED}", ("chemotherapy",)),
        ("neoplastic", rf"(?<!cytotoxic )\banti-?\s?neoplastic{_LISTED}", ("anticancer therapy",)),
        ("cytotoxic", rf"\bcytotoxic{_LISTED}", ("chemotherapy",)),
        ("experimental", rf"\bexperimental{_LISTED}", ("investigational agent",)),
        ("investigational", rf"\binvestigational{_LISTED}", ("investigational agent",)),
        (
            "marrow",
            r"\bbone[- ]marrow(?="
            r"\s*(?:,|/|or|and|and/or)\s*(?:peripheral\s+)?(?:blood\s+)?(?:h[a]?ematopoietic\s+)?(?:progenitor|stem)"
            r"[- ]cell\s+(?:transplant|rescue|support))",
            ("bone marrow transplant",),
        ),
        (
            "implant",
            r"(?<=expander or )implants?(?:\s+(?:placement|insertion|surgery))|(?<=expander and/or )implants?(?:\s+(?:placement|insertion|surgery))",
            ("breast augmentation",),
        ),
        (
            "suppress",
            r"\b(?:suppress(?:ion|ing)|ablat(?:ion|ing))\s+(?:of\s+)?(?:the\s+)?(?:ovarian|ovary|ovaries)(?:\s+function)?\b",
            ("ovarian function suppression",),
        ),
        ("investigational", r"(?<=[,(] )investigational(?=\s*\))", ("investigational agent",)),
        (
            "hemi",
            rf"\bhemi-?(?:body)?\s+(?:or|and|and/or)\s+(?:total|whole)[- ]body\s+{_BODY}",
            ("hemibody irradiation", "total body irradiation"),
        ),
        ("hemi", rf"\bhemi-?\s?body\s+{_BODY}", ("hemibody irradiation",)),
        ("body", rf"\b(?:total|whole)[- ]body\s+{_BODY}", ("total body irradiation",)),
        (
            "platin",
            r"\bplatin-?\s?(?:based|containing)(?:\s+(?:chemo)?(?:therapy|regimens?|treatment))?",
            ("platinum-based chemotherapy",),
        ),
        (
            "qt",
            rf"{_DRUGS}[^.;]{{0,70}}\b(?:"
            r"prolong\w*\s+(?:of\s+)?(?:the\s+)?(?:corrected\s+)?qt\w*(?:\s*/\s*qt\w*)?(?:\s+intervals?)?"
            r"|qt\w*(?:\s*/\s*qt\w*)?\s+(?:interval\s+)?prolong\w*)",
            ("QT-prolonging drug",),
        ),
        (
            "torsade",
            rf"(?:{_DRUGS}[^.;]{{0,70}}|\bprolong\w*\s+(?:the\s+)?qt\w*(?:\s+interval)?\s*,?\s*(?:and/or|or|and)\s+(?:\w+\s+){{0,4}})"
            r"\btorsades?(?:\s+de\s+pointes?)?(?:\s*\(tdp\))?",
            ("QT-prolonging drug",),
        ),
        (
            "neu",
            r"\b(?:anti-?\s?)?her[- ]?2\s?[/-]\s?neu[\s-]+(?:targeted|directed|based)?\s*(?:therap|treat|agent)\w*",
            ("HER2-targeted therapy",),
        ),
        (
            "her 2",
            r"\b(?:anti-?\s?)?her 2[\s-]+(?:targeted|directed|targeting|blocking)?\s*(?:therap|treat|agent|drug|antibod)\w*",
            ("HER2-targeted therapy",),
        ),
        (
            "transplant",
            r"\b(?:allogen\w+\s+)?(?:solid\s+)?(?:organ|tissue)(?:\s*(?:/|or|and)\s*(?:solid\s+)?(?:organ|tissue))+\s+transplant\w*",
            ("organ transplant",),
        ),
        (
            "transplant",
            r"\b(?:stem[- ]cell|bone[- ]marrow|hematopoietic(?:\s+stem)?\s+cell)"
            r"(?=\s*(?:,|/|or|and|and/or)\s*(?:(?:other|any)\s+)?(?:solid\s+)?organ\s+transplant)",
            ("stem cell transplant",),
        ),
        (
            "transplant",
            r"\b(?:solid\s+)?organ(?=\s*(?:,|/|or|and|and/or)\s*(?:\w+\s+)?"
            r"(?:stem[- ]cell|bone[- ]marrow|h[a]?ematopoietic|h[a]?ematologic\w*|progenitor)[\s\w-]{0,20}?\s*transplant)",
            ("organ transplant",),
        ),
        (
            "tyrosine",
            r"\bher-?2\s+(?:\w+\s+)?tyrosine\s+kinase\s+inhibitors?",
            ("HER2 tyrosine kinase inhibitor",),
        ),
        (
            "pd-1",
            r"(?<!anti-)\bpd-1(?=\s*(?:,|/|\bor\b|\band\b)\s*[\w-]+\s+(?:targeted|directed|blocking)\b)"
            r"|\bpd-1[\s-]+(?:targeted|directed|pathway)\s+(?:therap(?:y|ies)|agents?|drugs?|antibod(?:y|ies))",
            ("PD-1 inhibitor",),
        ),
        (
            "ctla-4",
            r"\bctla-4\)?[\s-]+(?:targeted|directed)\s+(?:therap(?:y|ies)|agents?|drugs?|antibod(?:y|ies))",
            ("CTLA-4 inhibitor",),
        ),
        (
            "pd-l1",
            r"\bpd-l1\)?[\s-]+(?:targeted|directed)\s+(?:therap(?:y|ies)|agents?|drugs?|antibod(?:y|ies))",
            ("PD-L1 inhibitor",),
        ),
        (
            "antibod",
            r"(?<![\w-])antibod(?:y|ies)(?:[- ]based)?\s+(?:therap(?:y|ies)|treatments?)",
            ("monoclonal antibody",),
        ),
        (
            "biologic",  # "biologic therapy (e.g., antibodies)"
            r"(?:(?<=\()|(?<=\(e\.g\. )|(?<=\(e\.g\., )|(?<=\(eg, )|(?<=\(such as )|(?<=including ))antibodies(?=\s*(?:[,)]|$|or\b|and\b))",
            ("monoclonal antibody",),
        ),
        (
            "programmed",
            r"\banti-?\s?programmed\s+(?:cell\s+)?death(?:[\s-]+(?:protein|receptor))?(?![\s-]*(?:protein\s+)?ligand)(?:[\s-]*1)?(?:\s*\(pd(?:-1)?\)-?1?)?",
            ("PD-1 inhibitor",),
        ),
        (
            "programmed",
            r"\banti-?\s?programmed\s+(?:cell\s+)?death[\s-]+ligand[\s-]*1?(?:\s*\(pd-?l1?\)-?1?)?",
            ("PD-L1 inhibitor",),
        ),
        (
            "checkpoint",
            r"\b(?:antibod(?:y|ies)|drugs?|agents?|therap(?:y|ies)|treatments?)"
            r"(?:\s+(?:or|and/or)\s+(?:other\s+)?(?:drugs?|agents?|therap(?:y|ies)))?\s+(?:(?:that|which)\s+)?"
            r"(?:specifically\s+)?(?:target\w*|directed\s+(?:at|against))\s+(?:the\s+)?"
            r"(?:t-?\s?cell\s+co-?\s?(?:stimulat\w+|regulat\w+)\s+(?:or|and|and/or)\s+)?(?:immune\s+)?checkpoints?"
            r"(?:\s+(?:pathways?|proteins?|receptors?|molecules?))?",
            ("immune checkpoint inhibitor",),
        ),
        (
            "hysterectom",  # denied by itself; elsewhere it tells who can bear children
            r"(?:(?<=no prior )|(?<=no previous )|(?<=no history of )|(?<=no prior or concurrent ))hysterectomy"
            r"(?=(?:\s+(?:and/or|or|and)\s+(?:bilateral\s+)?(?:salpingo-?)?oophorectomy)?\W*$)",
            ("hysterectomy",),
        ),
        (
            "treated",  # "actively being treated for breast cancer"
            r"(?:(?<=\bbeing )|(?<=\bcurrently )|(?<=\bactively ))treated"
            r"(?=\s+for\s+(?:(?:the|this|their|an?|any|breast|invasive|primary|metastatic)\s+)*"
            r"(?:cancer|malignancy|carcinoma|tumou?r)\b)",
            ("anticancer therapy",),
        ),
        ("egfr-", rf"\begfr-(?={_SUSPENDED})", ("EGFR-targeted therapy",)),
        ("vegf-", rf"\bvegf-(?={_SUSPENDED})", ("angiogenesis inhibitor",)),
        (
            "receptor",
            r"\b(?:agents?|drugs?|antibod(?:y|ies)|therap(?:y|ies))\s+(?:\w+\s+){0,4}?"
            r"(?:co-?inhibitory|co-?stimulatory|stimulatory)\b[^.;,]{0,30}?\breceptors?",
            ("immunotherapy",),
        ),
        (
            "top",
            rf"\btopoisomerase(?:[\s-]+(?:i|1))?[\s-]+(?:inhibitor[\s-]+)?(?:based|containing|payload)?[\s-]*{_ADC}\b"
            rf"|\b{_ADC}\b[^.;,]{{0,60}}?\b(?:topoisomerase(?:\s*-?\s*(?:i|1))?|topo?\s?-?(?:i|1))\b"
            r"(?:\s+inhibitors?)?(?:\s+(?:payloads?|toxins?))?",
            ("topoisomerase I inhibitor antibody-drug conjugate",),
        ),
        (
            "camptothecin",
            rf"{_CARRYING}camptothecin\b{_AS_ITS_PAYLOAD}",
            ("topoisomerase I inhibitor antibody-drug conjugate",),
        ),
        *(
            (word, rf"{_CARRYING}{_MMAE}{_AS_ITS_PAYLOAD}", ("MMAE-containing drug",))
            for word in ("mmae", "auristatin", "vedotin")
        ),
        (
            "tubul",
            rf"{_CARRYING}(?:anti-?)?(?:micro-?tubules?|tubulin)\b{_AS_ITS_PAYLOAD}",
            ("tubulin inhibitor antibody-drug conjugate",),
        ),
    )
)
