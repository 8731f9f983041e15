"""Owns treatment in general: of the cancer, systemic, standard, investigational, or its absence ("treatment-naive")."""

from __future__ import annotations

import re

from criteria import vocabulary
from criteria.atoms.therapies.therapy_name import Name, Taken
from criteria.patterns import regex
from criteria.tree import Kind

_FOR_DISEASE = (
    r"(?:of|for|(?:used\s+|given\s+)?to\s+(?:treat|control)|directed\s+at|against"
    r"|to(?=\s+(?:the\s+|an?\s+)?(?:primary\s+)?(?:malignan|tumou?r|cancer)))\s+"
    r"(?:(?:"
    r"the|their|this|his|her|current|underlying|treatment\s+of|currently\s+diagnosed|diagnosis\s+of|diagnosed|primary"
    r"|your|any|a|newly\s+diagnosed|currently|newly|or|known|invasive|operable|new|recurrent|relapsed|ipsilateral"
    r"|contralateral|present|study|index)\s+)*(?:"
    r"advanced|locally|loco-?regional|metasta|breast|mbc|abc|recurren|disease|cancer|early|malignan|stage"
    r"|unresectable|tumou?r|carcinoma|dcis|lcis|inoperable|incurable|solid|relapse|bc\b)"
)
_GENERIC = regex(
    rf"""\b(?:(?P<unapproved>(?:drugs?|agents?|treatments?|therap(?:y|ies)|products?)\s+(?:that|which)\s+
        (?:has|have|is|are)\s+not\s+(?:yet\s+)?(?:been\s+|received\s+)?(?:regulatory\s+)?approv\w+)
      | (?P<setting>(?:\(?neo-?\s?/?\)?-?adjuvant|adjuvant|pre-?operative)\s+(?:systemic\s+|medical\s+|standard\s+)?(?:therap(?:y|ies)|treatments?)\b)
      | (?P<nonexistent>standard(?:[ -]of[ -]care)?\s+(?:curative\s+|systemic\s+|available\s+)?
          (?:therap(?:y|ies)|treatments?|options?)\s+(?:either\s+)?
          (?:(?:do(?:es)?|did)\s+not\s+exist|(?:is|are)\s+
          (?:not\s+available|unavailable|no\s+longer\s+(?:effective|available)|ineffective|not\s+effective)
          |(?:has|have)\s+(?:failed|proven|been\s+exhausted)))
      | (?P<investigational>(?:investigational|experimental|unlicensed|unapproved|unmarketed|non-?approved)\s+
          (?:\([^()]{{3,60}}\)\s+)?(?:(?:anti-?\s?cancer|anti-?\s?neoplastic|medicinal|medical|study|new|systemic
          |biological?|drugs?|agents?|or|and|cancer|therapeutic|antibody|pharmaceutical|commercial|device)\s+){{0,4}}?
          (?:agents?|drugs?|therap(?:y|ies)|treatments?|products?|compounds?|medicines?|medications?|interventions?
          |regimens?)\b)
      | (?P<none_left>(?:no|lack(?:ing|s)?|without|exhausted\s+all|ran\s+out\s+of
          |(?<=\bor\s)(?:(?:are|is|be)\s+)?not\s+(?:(?:be|been|considered|deemed|an?)\s+)*(?:candidates?|eligible|suitable)\s+for
            (?=\s+(?:any\s+)?(?:standard|available|approved|established|conventional|effective)\b))\s+
          (?:other\s+|further\s+|more\s+|longer\s+(?:any\s+)?|any\s+)?(?:known\s+|currently\s+)?
          (?:(?:standard|available|effective|established|satisfactory|approved|curative|alternative|acceptable
          |appropriate|further|reasonable|beneficial|suitable|palliative|significantly|potentially|life-prolonging|proven
          |recogni[sz]ed|conventional|accepted|or|of|care|treatment|therapeutic|therapy)\s+)+
          (?:therap(?:y|ies)|treatments?|options?|regimens?|alternatives?)\b
          |(?<=\bor\s)(?:(?:are|is)\s+)?not\s+(?:(?:be|been|an?)\s+)*candidates?\s+for\s+(?:any\s+)?(?:therap(?:y|ies)|treatments?)\s+(?:of|with)\s+
          (?:proven|known|established)\s+(?:efficacy|benefit|value)\b)
      | (?P<anticancer>(?:anti-?\s?(?:cancer|tumou?r(?:al)?|neoplastic)|cancer|oncolog\w+|tumou?r|antitumor
          |malignancy)[ -]?(?:directed |specific |systemic |drug |targeted |related |medical )?
          (?:therap(?:y|ies)|treatments?|agents?|drugs?|medications?|medicines?|regimens?))
      | (?P<any_kind>local(?:ly)?\s*(?:/|and/or|or|and)\s*systemic(?:al)?\s+(?:anti-?\s?(?:cancer|tumou?r|neoplastic)\s+)?(?:therap(?:y|ies)|treatments?))
      | (?P<systemic>systemic\s+(?:anti-?\s?(?:cancer|tumou?r|neoplastic)\s+)?(?:drug\s+)?(?:therap(?:y|ies)|treatments?|regimens?))
      | (?P<standards>standard\s+(?:curative|palliative|systemic)\s+(?:and/or|or|and)\s+(?:curative|palliative|local)\s+(?:therap(?:y|ies)|treatments?)\b)
      | (?P<standard>(?:standard(?:[ -]of[ -]care)?(?:\s*\(soc\))?|established|conventional|approved|curative
          |effective|available|satisfactory|accepted)\s+
          (?:(?:standard|alternative|systemic|available|effective|approved|anti-?cancer|curative|treatment|therapeutic
          |therapy|life-prolonging)\s+)*(?:therap(?:y|ies)|treatments?|options?|regimens?|care)\b)
      | (?P<none_known>(?:no|without)\s+(?:other\s+|further\s+|any\s+)?
          (?:therap(?:y|ies)|treatments?)\s+known\s+to\s+(?:confer|provide|have|prolong|improve|offer)\b
          (?=\s+(?:an?\s+|any\s+|some\s+)?(?:clinical\w*|surviv\w+|life|overall|benefit\w*)))
      | (?P<beneficial>(?<!no\s)(?<!without\s)(?<!other\s)(?<!further\s)(?<!any\s)
          (?:therap(?:y|ies)|treatments?|regimens?)\s+(?:that\s+(?:is|are)\s+)?known\s+to\s+
          (?:confer|provide|have|prolong|improve|offer)\b
          (?=\s+(?:an?\s+|any\s+|some\s+)?(?:clinical\w*|surviv\w+|life|overall|benefit\w*)))
      | (?P<naive>(?:(?:completely\s+|previously\s+)untreated
          (?=,?\s*(?:[.;)]|$|(?:(?!(?:brain|cns|central|intracranial|or|and|and/or|except|other)\b
          |leptomening)[\w/-]+,?\s+){{0,4}}?(?:\([^()]{{1,12}}\)\s+)?
          (?:(?:breast|lung|ovarian|gastric|solid|malignant|ductal|lobular)\s+)*
          (?:cancers?|carcinomas?|adenocarcinomas?|malignanc(?:y|ies)|lymphomas?|leuk[ae]mias?|melanomas?|myelomas?
          |sarcomas?|tnbc)\b|(?:locally|loco|advanced|metasta|breast|invasive|primary|stage|early|disease|patients?|women
          |operable|inoperable|unresect|recurrent|inflammatory|her-?2|hr|er|tnbc|triple|histolog|with)\b
          |(?:locally|loco|metasta|unresect|histolog)))|(?:systemic\s+)?(?:treatment|therapy)[- ]na[iï]ve(?!\s+to\b)
          |(?:(?:previously\s+)?untreated|not\s+(?:been\s+)?(?:previously\s+)?treated)
            (?=\s+for\s+(?:(?:the|their|this)\s+)?(?:locally|advanced|metasta|recurrent|unresect|stage|mbc|breast|early|primary)))\b)
      | (?P<treated>(?:previously\s+|ever\s+been\s+)treated
          (?=\s+for\s+(?:(?:the|their|this)\s+)?(?:locally|advanced|metasta|recurrent|unresect|stage|mbc)))
      | (?P<bare>(?:prior|previous(?:ly)?|any|no|other|last|received|undergone|completed|finished|with|failed|recent
          |frontline|first-line|more)\s+(?:or\s+(?:current|concurrent|ongoing)\s+)?
          (?:(?:medical|drug|(?:first|1st|second|2nd)[- ]line|lines?\s+of|line|course\s+of|other|prior|previous
          |definitive|specific|primary|initial|cancer[- ]directed|active|all|their|the|pre-?operative)\s+)*
          (?:therap(?:y|ies)|treatments?)(?:\s+regimens?)?\s*
          (?:{_FOR_DISEASE}\w*|(?=in\s+(?:the|an?)\s+(?:(?:locally|advanced|metastatic|recurrent|or|and|and/or)[\s/]+){{1,4}}
              setting\s*(?:[.;,)]|$))
            |,?\s*\(?(?=(?:including|e\.g|such\s+as)\b)
          |\s*\((?=(?:surg|chemo|radi|endocrine|hormon|systemic|immuno|targeted))))
      | (?P<beside>(?:concurrent|concomitant|simultaneous|ongoing)\s+(?:(?:other|medical|drug)\s+)*(?:therap(?:y|ies)|treatments?)\s+{_FOR_DISEASE}\w*)
      | (?P<for_cancer>(?:medications?|drugs?|agents?|medicines?)(?:\s+or\s+(?:therap(?:y|ies)|treatments?))?\s+
          (?:that\s+(?:is|are)\s+)?(?:intended\s+|given\s+|used\s+)?
          (?:for|(?:with\s+(?:the\s+)?(?:intent|intention|goal|aim)\s+)?
          (?:to\s+(?:treat(?:\s+or\s+prevent)?|prevent\s+or\s+treat)|of\s+treating))\s+
          (?:(?:the|treatment|of|their|his|her|this|in\s+situ|or|invasive|patient'?s?'?|subject'?s?'?
          |participant'?s?'?)\s+)*(?:malignanc(?:y|ies)|cancer|breast\s+cancer|tumou?r)\b)
      | (?P<since>(?:(?:since|after|from|between|received|completed)\s+(?:the\s+|their\s+)?
          (?:(?:last\s+)?dose\s+of\s+(?=(?:any\s+|all\s+)?(?:prior|previous)\s))?
          (?:last\s+|any\s+|all\s+|prior\s+|previous\s+)+
          |(?:weeks?|months?|days?|years?)\s+(?:since|from)\s+(?:the\s+end\s+of\s+|completion\s+of\s+)?)
          (?:therap(?:y|ies)|treatments?)(?=\s*(?:[.;,()]|$|and\s+recover|at\s+the\s+time
              |and\s+(?:the\s+)?(?:start|first|initiation|study|random|enrol|regist|entry))))
      | (?P<ended>(?:(?:completed|finished|finishing|concluded
          |since\s+(?:the\s+|their\s+)?(?:completion|end|conclusion)\s+of)\s+
          (?:(?:all|any|the|their|his|her|its|prior|previous|initial|primary|active|definitive|main|acute|first-line
          |planned|medical|cancer-directed|adjuvant|curative)\s+)*
              | (?:completion|end|conclusion)\s+of\s+(?:(?:the|their|all|any)\s+)*
                  (?:(?:prior|previous|initial|primary|definitive|cancer-directed|adjuvant|curative)\s+)+)
            (?:therap(?:y|ies)|treatments?)(?=\s*(?:[.;,)]|$
                |except\b|other\s+than|excluding|\((?:except|excluding|with\s+the\s+exception)
                |(?:within|at\s+least|in\s+the|more\s+than|less\s+than|no\s+more|no\s+less
                |for\s+(?:breast|their|the\s+|early|non|cancer|primary|malignan|invasive|localized|at\s+least)|prior|before
                |between|[<>≤≥]|\d))))
      | (?P<off>off\s+(?:of\s+)?(?:(?:all|any|active|other|prior|cancer)\s+)*(?:therap(?:y|ies)|treatments?)
          (?=\s*(?:[.;,)]|$|\((?:except|excluding|with\s+the\s+exception)|except\b
              |(?:for|since|within|in\s+the|at\s+least|[<>≤≥]|\d))))
      | (?P<of_any>(?:therap(?:y|ies)|treatments?)\s+of\s+any\s+(?:kind|type|modality|sort|form)\b)
      | (?P<of_cancer>(?:^|(?:undergoing|receiving)\s+)(?:any\s+|other\s+|active\s+|further\s+|additional\s+)*
          (?:therap(?:y|ies)|treatments?)\s+{_FOR_DISEASE}\w*)
      | (?P<under>(?:currently|still|actively|\bor\s+(?:is|are))\s+(?:undergoing|receiving|on|in)\s+
          (?:any\s+|active\s+|cancer\s+)*(?:therap(?:y|ies)|treatments?)\s*(?=[.;,)]|$|or\b|and\b))
      | (?P<over>(?:^|(?<=[.;:]\s))(?:(?:any|all)\s+)?(?:prior|previous)\s+(?:cancer\s+)?
          (?:therap(?:y|ies)|treatments?)(?=\s+(?:must|should|has\s+to|have\s+to)\s+
          (?:(?:have\s+)?been\s+(?:completed|finished|stopped|discontinued|ended)|be\s+(?:completed|finished|ended|discontinued|stopped))\b))
      | (?P<alone>(?:no|without(?:\s+any)?|not\s+(?:have\s+)?received\s+any)\s+(?:prior|previous)\s+
          (?:cancer\s+|medical\s+|drug\s+)?(?:therap(?:y|ies)|treatments?)(?=\s*(?:[.;,)]|$|and\b|or\b)))
      | (?P<failed>(?:failed|failure\s+of|progress\w+\s+(?:on|after|following|during|despite)
          (?:\s+or\s+(?:within\s+[\w\s]{{1,16}}?\s+(?:of|after)|on|after|following|during|subsequent\s+to))?
          |refractory\s+to|after|subsequent\s+to|intoleran\w+\s+to|relapsed\s+after)\s+
          (?:all\s+|any\s+|at\s+least\s+one\s+|one\s+or\s+more\s+)?
          (?:prior|previous|last|latest|most\s+recent|their\s+last|the\s+last|(?:the|their)\s+latest
          |their\s+most\s+recent|the\s+most\s+recent)\s+(?:(?:prior|previous)\s+)?(?:line\s+of\s+|lines\s+of\s+)?
          (?:therap(?:y|ies)|treatments?|regimens?)))""",
    re.VERBOSE,
    apart=True,
)
_CONCEPT = {
    "unapproved": "investigational agent",
    "setting": "anticancer therapy",
    "nonexistent": "standard therapy",
    "investigational": "investigational agent",
    "none_left": "standard therapy",
    "anticancer": "anticancer therapy",
    "treated": "anticancer therapy",
    "any_kind": "anticancer therapy",
    "systemic": "systemic therapy",
    "standard": "standard therapy",
    "standards": "standard therapy",
    "beneficial": "standard therapy",
    "none_known": "standard therapy",
    "naive": "anticancer therapy",
    "alone": "anticancer therapy",
    "over": "anticancer therapy",
    "for_cancer": "anticancer therapy",
    "since": "anticancer therapy",
    "ended": "anticancer therapy",
    "off": "anticancer therapy",
    "of_any": "anticancer therapy",
    "of_cancer": "anticancer therapy",
    "under": "anticancer therapy",
    "bare": "anticancer therapy",
    "beside": "anticancer therapy",
    "failed": "anticancer therapy",
}
_HEAD = regex(
    r"(?:therap(?:y|ies)|treatments?|regimens?|options?|agents?|drugs?|medications?|medicines?|care|na[iï]ve|untreated)\b"
)
_HEADED = frozenset(
    {"alone", "over", "ended", "off", "since", "of_cancer", "under", "bare", "beside", "failed", "setting"}
)
_WIDER = frozenset({"any_kind", "standards", "investigational", "unapproved", "none_left", "none_known", "nonexistent"})
_HINTS = regex(r"therap|treat|regimen|cancer|standard|option|investigational|experimental|approv")
# "treatment with", "treatment for metastatic disease with"
_WITH = regex(
    r"(?:\s+(?:for|of|in)\s+(?:(?:the|their|any|prior)\s+)?(?:[\w-]+\s+){1,3}?(?:disease|cancers?|setting|malignanc\w+|tumou?rs?|recurrence))?"
    r"\s+(?:with|using|by)\s+(?!curative|intent)"
)
_SAID_BETTER = frozenset({"anticancer therapy", "systemic therapy", "standard therapy"})
# "chemotherapy with gemcitabine": chemotherapy that held it
_WITH_ONE = regex(
    r"\s+(?:with|using|containing|that\s+(?:contain|includ)(?:ed|s)|consisting\s+of)\s+(?:an?\s+|any\s+|the\s+|single-agent\s+)*"
)
# "carboplatin-based chemotherapy": chemotherapy of which it is the ground
_BASED_ON = regex(
    r"\s*(?:-|\s)\s*(?:based|containing)\s+(?:(?:systemic|combination|cytotoxic|prior|adjuvant|neo-?\s?adjuvant|standard|palliative|\(?neo\)?adjuvant"
    r"|metastatic|or|and|and/or)\s+)*"
)
_KINDS = frozenset(
    {
        "chemotherapy",
        "endocrine therapy",
        "immunotherapy",
        "targeted therapy",
        "biologic therapy",
        "small molecule inhibitor",
    }
)
_NEXT = 40  # characters within which the drug follows "treatment with"


def general_names(lower: str, taken: Taken, first: int) -> list[Name]:
    """Where the words speak of treatment without naming one; what is investigational or used up covers other names.

    ``first`` is where a therapy is named first: "the end of treatment" behind it is the end of that.
    """
    if not _HINTS.search(lower):
        return []
    found = []
    for match in _GENERIC.finditer(lower):
        group = str(match.lastgroup)
        start, end = match.span()
        if group == "ended" and first < start:
            continue
        if group == "under" and "viral load" in lower:
            continue  # "those on treatment need an undetectable viral load": treatment of the virus
        if group in _HEADED and "underlying" not in match.group():
            start, end = list(_HEAD.finditer(lower, start, end))[-1].span()
        if group in _WIDER or taken.is_free(start, end):
            none_left = group in ("none_left", "none_known", "nonexistent")
            found.append(Name(start, end, _CONCEPT[group], naive=group == "naive", none_left=none_left))
    return found


def is_based_on(lower: str, before: Name, name: Name) -> bool:
    """Whether the name that stands before it says what it consists of: "carboplatin-based chemotherapy"."""
    if name.concept not in _KINDS | _SAID_BETTER or before.concept == name.concept:
        return False
    return _BASED_ON.fullmatch(lower, before.end, name.start) is not None


_MUST_BE_STOPPED = regex(r"\s+(?:must|should|has\s+to|have\s+to)\s+be\s+(?:discontinued|stopped)\b")


def is_told_of_before(lower: str, name: Name) -> bool:
    """Whether it is what the sentence before names: "hormone replacement. Prior treatment must be stopped"."""
    return _MUST_BE_STOPPED.match(lower, name.end) is not None


def is_said_by(lower: str, name: Name, following: Name | None) -> bool:
    """Whether the name that follows says it better: "systemic treatment with corticosteroids"."""
    if following is None:
        return False
    if name.concept in _KINDS and vocabulary.load().is_a(Kind.THERAPY, following.concept, name.concept):
        return following.concept != name.concept and _WITH_ONE.fullmatch(lower, name.end, following.start) is not None
    if name.concept not in _SAID_BETTER:
        return False
    leads = _WITH.match(lower, name.end)
    return leads is not None and following.start - leads.end() < _NEXT
