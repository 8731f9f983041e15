"""Owns unread lines that exclude by what was done to someone: a treatment by its name, a diagnosis by the needle alone."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.tree import Kind
from criteria.vocabulary import load

_WHO = (
    r"(?:(?:the |any |all )?(?:(?:patients?|subjects?|participants?|women|individuals?|those) )?(?:who )?"
    r"(?:(?:has|have|had|is|are|being|ever|been|currently|previously|already|actively|(?:may|must|should) not|be) )*)"
)
_HAD = (
    r"(?:(?:(?:"
    r"any|prior|previous|past|current|concurrent|concomitant|ongoing|recent|known|history of|and|or|and/or|no|other)"
    r" ?)*(?:treatments?|therap(?:y|ies)|exposure|use|administration|receipt)(?: (?:with|to|of|using))"
    r"|(?:previously |currently |ever |already )*"
    r"(?:received|receiving|taking|taken|treated with|exposed to|using|undergoing)"
    r"(?: (?:any )?(?:prior|previous|earlier) (?:treatment|therapy|exposure) (?:with|to))?)"
)
# a class of drugs, or what a treatment is for, may hold what a record calls by a name of its own
_CLASS = regex(
    r"\b(?:"
    r"agents?|drugs?|medic\w+|inhibitors?|inducers?|modifiers?|modulators?|antagonists?|agonists?|analogs?|analogues?"
    r"|blockers?|substances?|compounds?|products?|antibod\w+|receptors?|target\w*|anti\w*|pathway|stud(?:y|ies)"
    r"|protocol|trials?|investigational|experimental"
    r"|other|another|cancer|malignan\w+|tumou?rs?|carcinoma|metasta\w+|disease|dose|doses|cumulative|chemo\w*"
    r"|hormon\w+|endocrine|estrogen\w*|radi\w+|surg\w+|immuno\w*|biologic\w*|vaccin\w*|steroids?|cortico\w+"
    r"|supplements?|transfus\w+|immediate\w*"
    r"|known|that|which|if|unless|except|including|e\.?g|such|should|must|may|cannot|no|without|allowed|permitted"
    r"|provided|days?|dur(?:ing|ation)|maximum|same|similar|this|these|those|any|all|one|two|both)\b|\d ?(?:mg|%)|\("
)
_TIME = (
    r"(?: ?\((?:regardless|irrespective) of [^()]{3,40}\))?"
    r"(?:,? (?:within|in|during|for|at|before|prior to|less than|more than|over|since)\b[^;]{0,80})?"
)
_ANY = r"(?:(?:the|an?|regular|regularly|any (?:types?|forms?|kinds?|sorts?) of) )*"
_EXPOSURE = regex(rf"\W*{_WHO}{_HAD} {_ANY}(?P<what>[\w-]+(?: [\w-]+){{0,3}}?){_TIME}\W*")
# what is put into or taken out of the body by a procedure that has a name of its own
_PROCEDURE = regex(
    rf"\W*{_WHO}(?:"
    rf"(?:that|which|who|{_HAD}|history of|prior|previous|major|any|undergone|recent|undergoing|an?|the|and|or|with"
    r"|scheduled to receive|is|are|has|infusion of|injection of|administration of) )*"
    r"(?:(?:contrast|radio-?contrast)(?: (?:agents?|medi(?:um|a)|materials?|dyes?))?"
    r"|(?:radio-?)?tracers?(?: injections?)?|radio-?labell?ed (?:compounds?|substances?|agents?|drugs?)"
    r"|radio-?isotopes?|(?:bone[- ]targeted )?radio-?nuclides?|radio-?pharmaceuticals?"
    r"|xeno-?transplant\w*|(?:(?:autologous|allogeneic|peripheral|blood) )*"
    r"(?:stem[- ]cell|bone marrow|organ) (?:harvest(?:ing)?|collection|mobili[sz]ation|donation)"
    r"|(?:gastric|stomach|(?:small |large )?bowel|intestinal|liver|hepatic|pancreatic|colon|lung) resections?"
    r"|(?:resection|removal|excision|bypass|transplant(?:ation)?) of (?:the )?"
    r"(?:stomach|small bowel|bowel|intestines?|small intestine|colon|liver|pancreas|lung|kidney|spleen|gallbladder)"
    r"|(?:hip|knee|joint|shoulder) (?:replacements?|prosthes[ie]s|arthroplast\w+))\b.*"
)
# "prior colonic lavage", "other concurrent phototherapy": a treatment by the noun at its end
_BY_ITS_NOUN = regex(
    r"\W*(?:(?:other|any|prior|previous|concurrent|concomitant|current|history of|or|and|and/or) )+"
    r"(?P<what>(?:(?!prior|previous|concurrent|concomitant|current|other|any|or|and)[\w-]+ ){0,4}"
    r"(?:dissections?|resections?|excisions?|lavages?|[a-z]*therap(?:y|ies)|injections?|infusions?|ablations?|emboli[sz]ations?"
    rf"|[a-z]+ectom(?:y|ies)|[a-z]+plast(?:y|ies)|[a-z]+otom(?:y|ies))){_TIME}\W*"
)
# what someone takes part in for their mind or body, and what is done for it without a drug
_PROGRAMME = regex(
    rf"\W*{_WHO}(?:(?:history of|prior|previous|current|regular|any|other|an?|the|of|and|or|formal|structured"
    r"|supervised|ongoing|individual|group|weekly|professional|(?:involve|particip|engage|enrol)\w* in|attend\w*"
    r"|receiv\w+|undergo\w*|had|completed|practi[cs]\w+|in|using|use of|is|are|be)\b ?)*"
    r"(?:(?:psycho-?therapy|(?:psychologic|psychiatric|psycho-?social)\w* (?:treatment|therapy|counsell?ing|support)"
    r"|counsell?ing|hypnosis|hypnotherapy|acupuncture|acupressure|massages?(?: therapy)?|yoga|tai chi|qi ?gong"
    r"|meditation|mindfulness|physio-?therapy|physical therapy|occupational therapy|support groups?|cbt(?:-i)?\b"
    r"|(?:cognitive[- ])?behaviou?ral[- ](?:based )?(?:therapy|treatment|programs?|programmes?|interventions?|counsell?ing|training)"
    r"|(?:weight[- ](?:loss|management|reduction|control)|exercise|physical activity|fitness|diet(?:ary)?|nutrition(?:al)?"
    r"|life-?style|smoking cessation|wellness|rehabilitation|stress[- ](?:reduction|management)|resistance|strength|aerobic)"
    r" (?:programs?|programmes?|interventions?|training|class(?:es)?|counsell?ing|groups?|regimens?|therap(?:y|ies)|sessions?))"
    r"(?: (?:programs?|programmes?|class(?:es)?|sessions?|treatment|therapy|practice|intervention))?(?:,? (?:and/or|or|and) |, |/)?)+"
    r"(?: (?:for|within|in|during|at|on|over|since|before|prior to|regularly|currently|of|to)\b[^.;]{0,100})?\W*"
)
_NOT_SO = regex(
    r"\b(?:no|not|without|unless|must|should|cannot|inability|unable|require\w*|need\w*|allerg\w*|reactions?"
    r"|contra-?indicat\w*|pregnan\w*|tumou?rs?|cancers?|metasta\w*)\b"
)
_SHORTEST = 5  # letters
_OF_AN_ORGAN = regex(
    r"(?:(?:vulvo-?)?vaginal|vulvar|dental|ophthalmic|ocular|orthodontic|fertility|infertility|orthopa?edic|cosmetic"
    r"|botulinum|dermatolog\w+|chiropractic|homeopathic) (?:treatments?|therap(?:y|ies)|procedures?)"
)
_NEEDLE = r"(?:an? )?(?:pre-?treatment )?(?:fine[- ]needle aspirat(?:es?|ion)(?: cytology)?(?: ?\(fna[bc]?\))?|fna[bc]?|cytology)"
_NEEDLE_ITSELF = regex(r"\baspirat(?:es?|ion)\b|\bfna[bc]?\b|\bcytology\b")  # a core is taken by a needle too
_BY_NEEDLE = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|women) )?(?:(?:who|that|have|has|had|were|was|diagnosed|by|only) )*"
    rf"(?:(?<=only ){_NEEDLE}|{_NEEDLE} (?:only|alone))(?: (?:to|for|as|in) [^.;]{{3,60}}?)?"
    r"(?: (?:are|is|will be) excluded)?\W*"
)
# "received more than the maximum dose of an anthracycline"
_DOSES = regex(
    rf"\W*{_WHO}{_HAD} (?:(?:more than|greater than|the|following|an?|allowed|total|prior|previous) )*"
    r"(?:(?:maximum|cumulative|total|lifetime|recommended|allowed) )+doses? of "
)


def names_exposure(lower: str) -> bool:
    """Whether an unread line, in lower case, only says that someone has had something by its name.

    >>> names_exposure("previous treatment with low level laser"), names_exposure("treatment with any drug that targets her2")
    (True, False)
    """
    line = " ".join(lower.split())
    found = _EXPOSURE.fullmatch(line) or _BY_ITS_NOUN.fullmatch(line)
    if found is None or _CLASS.search(found["what"]) is not None:
        return False
    if max(map(len, found["what"].split())) < _SHORTEST:
        return False  # an abbreviation may stand for what a record calls by its name
    if _OF_AN_ORGAN.fullmatch(found["what"]) is not None:  # "vulvovaginal treatment": all treatments there are one
        return True
    return not any(load().begins_like_a_name(Kind.THERAPY, word) for word in found["what"].split())


def names_procedure(lower: str) -> bool:
    """Whether an unread line, in lower case, is of a procedure that puts something into the body or takes an organ out of it.

    >>> names_procedure("received any contrast agent within 24 hours"), names_procedure("allergy to contrast agents")
    (True, False)
    """
    line = " ".join(lower.split())
    return _PROCEDURE.fullmatch(line) is not None and _NOT_SO.search(line) is None


def names_programme(lower: str) -> bool:
    """Whether an unread line, in lower case, is of what someone takes part in for mind or body: counselling, a course, a practice.

    >>> names_programme("currently receiving regular behavioral counseling"), names_programme("counselling of couples with no children")
    (True, False)
    """
    line = " ".join(lower.split())
    return _PROGRAMME.fullmatch(line) is not None and _NOT_SO.search(line) is None


def is_a_name(words: str) -> bool:
    """Whether a short line is a name that the vocabulary lacks, and neither a class nor a statement.

    >>> is_a_name("Zorbeprazole (Zorb)"), is_a_name("Zorbing agents"), is_a_name("Zorbeprazole was stopped")
    (True, False, False)
    """
    bare = _BRACKET.sub("", words.strip(" .,;*®\n")).strip().lower()
    if _A_NAME.fullmatch(bare) is None or _CLASS.search(bare) is not None or _IN_THE_PLURAL.search(bare) is not None:
        return False
    return max(map(len, bare.split())) >= _SHORTEST and not any(
        load().begins_like_a_name(Kind.THERAPY, word) for word in bare.split()
    )


_BRACKET = regex(r"\s*\([^()]*\)")
_A_NAME = regex(r"[a-z][a-z-]+(?:['’]s)?(?:[ -][a-z][a-z-]+(?:['’]s)?){0,2}(?: \d{1,2})?")
_IN_THE_PLURAL = regex(r"(?<!s)s\b(?!['’])|\b(?:therap|treatment|surg|radiat|procedur|medicin|supplement)\w*")


def may_be_a_class(lower: str) -> bool:
    """Whether words for a treatment, in lower case, may be a class or a purpose, and so mean what has a name of its own.

    >>> may_be_a_class("hormonal therapy"), may_be_a_class("low level laser therapy")
    (True, False)
    """
    return _CLASS.search(lower) is not None


def by_needle_alone(lower: str) -> tuple[int, int] | None:
    """Where an unread line, in lower case, names the needle, if it only says that nothing else proved the diagnosis."""
    if _BY_NEEDLE.fullmatch(" ".join(lower.split())) is None:
        return None
    found = _NEEDLE_ITSELF.search(lower)
    return found.span() if found is not None else None


def exceeded_doses(lower: str) -> bool:
    """Whether an unread line, in lower case, is of doses that have been had before, whose bounds it has lost.

    >>> exceeded_doses("history of exposure to cumulative doses of anthracyclines")
    True
    """
    return _DOSES.match(" ".join(lower.split())) is not None
