"""Owns what words ask of another malignancy: that it was treated, has been gone for so long, is of a stage or kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from criteria.atoms.cancers.stage_lists import stage_list
from criteria.patterns import regex
from criteria.tree import Window
from criteria.words.exception_words import LIGHT
from criteria.words.numbers import NUMBER_OR_WORD, number

TREATED = regex(
    r"\b(?:(?:adequate|appropriate|effective|successful|curative|proper|definitive|complete|full|surgical|previous|radical|local|prior|optimal)(?:ly)?[\s-]+)*"
    r"(?:treated|resected|excised|cured|removed|irradiated|ablated|managed)\b"
    r"(?: (?:by|with|using) (?:curative intent|curative therapy|surgery(?: alone| only)?"
    r"|(?:local|surgical|wide)? ?(?:excision|resection)(?: alone| only)?|mastectomy(?: alone| only)?|cone biopsy))*"
    r"|\b(?:has|have|had)? ?(?:undergone|received|completed|following|after) "
    r"(?:(?:potentially|all|adequate|definitive|successful|complete) )*(?:curative|radical|definitive) "
    r"(?:therapy|treatment|surgery|resection|excision|intent)\b"
    r"|\b(?:potentially )?curative(?:ly)? (?:therapy|treatment|surgery|resection)\b|\bcurative intent\b"
    r"|\bcone[- ]biopsied\b|\b(?:complete|surgical|adequate) (?:resection|excision)\b"
    r"|\b(?:definitive |all |anti-?cancer |successful )*(?:treatment|therapy) (?:was |has been |been )*completed\b"
    r"|\bcompleted (?:all )?(?:treatment|therapy)\b"
    r"|\b(?:considered|deemed|regarded as|thought to be|presumed) (?:to be )?cured\b"
)
FREE = regex(
    r"\b(?:continuously |remained |clinically )*(?:disease|recurrence|relapse|cancer|event|tumou?r|progression)"
    r" ?[- ]free\b(?: (?:survival|interval|period|status))?"
    r"|\b(?:no|without|not)\b(?:"
    r" (?:any|known|subsequent|further|current|clinical|radiographic|active|been|shown|had|evidence|signs?|of|having"
    r"|there|since))*[\s-]+(?:recurrences?|relapsed?|recurred|disease|active disease|malignancy|cancer|evidence)\b"
    r"(?: (?:or|and) (?:recurrence|relapse|metasta\w+|progression|disease))?"
    r"(?: of (?:the |their |her |that |this )?(?:initial|first|original|prior|previous|earlier) "
    r"(?:primary )?(?:breast )?(?:cancers?|tumou?rs?|malignanc(?:y|ies)|disease))?"
    r"|\b(?:in )?(?:(?:complete|clinical|current(?:ly)?|full|durable) )*remission\b|\bned\b"
    r"|\bfree (?:of|from) (?:the )?(?:\w+ )?(?:disease|cancer|recurrence|relapse|malignancy|tumou?r)\b|\binactive\b"
)
_DIAGNOSED = regex(r"\b(?:was |were |been |is )?(?:first |initially )?diagnos(?:ed|is)\b|\bpost[- ]diagnosis\b")
_YEARS = regex(
    r"(?P<op>≥|>\s?/?=|=\s?>|>|≤|<\s?/?=?"
    r"|\b(?:less than|fewer than|at least|more than|greater than|over|minimum(?: of)?|longer than|a period of|up to"
    r"|no less than|last|past|previous|within)\b)?(?: the)?(?P<recent> (?:last|past|previous))?\s*(?:a |an )?"
    rf"(?<![\w.])(?P<number>{NUMBER_OR_WORD})\s*(?:\(\s*[\w≥>= ]+\s*\)\s*)?(?:\+\s*|or more\s+|full\s+)?-?\s*"
    r"(?P<unit>years?|yrs?|months?)\b(?: (?:or more|or longer|or greater|ago|earlier))*"
)
# "except melanoma in situ within the past 5 years" dates what is excluded, and not what is let in
_RECENTLY = frozenset({"last", "past", "previous", "within"})
_UNDER = ("<", "≤", "less", "fewer")
_UNTIMED = regex(
    r"\b(?:even if|regardless|irrespective)\b[^.;:]*?(?:years?|months?|interval|time)\b"
    r"|\b(?:have been |were )?diagnosed (?:and|or) treated within the (?:past|last) \S+ (?:years?|months?)"
)
# "5-year survival above 90%", "a chance of survival for more than 5 years": what is expected, and no time that has passed
_EXPECTED = regex(
    rf"(?<![\w.]){NUMBER_OR_WORD}[\s-]*(?:years?|yrs?)[\s-]+"
    r"(?:(?:overall|relative|expected|disease[- ]free|cancer[- ]specific|relapse[- ]free)[\s-]+)*"
    r"(?:survival|os|dfs|mortality)\b(?:\s+(?:rate|probability))?"
    r"|\b(?:chance|probability|likelihood|expectation)s? of (?:\w+ )?(?:survival|surviving|cure|recurrence|relapse)\b"
    rf"(?:[^.;,]{{0,30}}?{NUMBER_OR_WORD} ?years?)?"
)
# what is left to judge of a cancer that is treated or gone by the words beside it: "and of low risk of recurrence"
_LOW_RISK = regex(
    r"\b(?:(?:and|of|with|has|have|at|are|is|an?|felt|considered|deemed|to be"
    r"|by the (?:treating )?(?:investigator|physician)s?) )*(?:very |extremely )?low (?:potential |estimated )?"
    r"(?:risk|probability|likelihood|chance)s? (?:of|for) (?:cancer |disease |tumou?r )?(?:recurrence|relapse)\b"
)
# of negligible risk of metastasis or death, which a bracket may explain by the survival that is expected
_NEGLIGIBLE = regex(
    r"\b(?:(?:with|of|has|have|having|at|an?|are) )*(?:negligible|minimal) (?:potential )?risks? (?:of|for) "
    r"(?:metastas[ie]s|death|recurrence)(?:,? (?:and/or|or|and) (?:metastas[ie]s|death|recurrence))?"
    r"(?: \([^()]*\b(?:survival|os)\b(?:[^()]|\([^()]*\)){0,40}\))?(?:,? (?:and )?with (?:an )?(?:expected curative|curative expected) outcome)?"
)
NEGLIGIBLE_RISK = ("risk", "negligible")
"""The detail of a cancer that is excepted because little is to be feared of it."""
_EXPECTED_CURE = regex(r"\btreated with (?:an )?(?:expected curative|curative expected) (?:outcome|intent)\b")
STAGES = regex(
    r"\b(?:figo |clinical |tnm )?stages?\s+(?P<groups>"
    r"(?:iv|i{1,3}|[0-4])[abc]?\d?(?:\s*(?:-|,|/|or|to|and)+\s*(?:stages?\s+)?(?:iv|i{1,3}|[0-4])[abc]?\d?\b)*)\b"
    r"(?:,? grade (?:1|i|2)\b)?"
)
_KIND_OF = regex(
    r"\b(?:"
    r"(?:very |clinically )?low[- ](?:grade|risk|stage)|early(?:[- ]stage)?|locali[sz]ed|superficial|non-?\s?invasive"
    r"|non-?muscle[- ]invasive|papillary|follicular|indolent|incidental\w*|small|grade [12i]+"
    r"|(?<!contra- or )(?<!ipsi- or )(?:contralateral|ipsilateral)"
    r"(?! breast (?:adequately|effectively|surgically|curatively|successfully)\b)"
    r"|focal|minimally invasive|well[- ]differentiated|benign|organ[- ]confined|t1a?|ta|tis|cutaneous"
    r"|gleason\s*(?:scores?|grades?|sum|group|of|\s)*[≤<=]*\s*\d)\b"
)
_FILLER = regex(
    rf"\b(?:{LIGHT}|"
    r"participation|participating|participate|where|like|including|includes?|following|surgically|eg|e\.g|i\.e|etc|her|past|types?|forms?|cases?|allowable|"
    r"permissible|enter|excepting|excepted|exempt|exception|skin|uterine|uteri|uterus|cell|cells|carcinomas?|cancers?|"
    r"malignanc(?:y|ies)|malignant|tumou?rs?|neoplasms?|neoplasias?|lesions?|disease|situ|site|sites|organ|breast|"
    r"female|mammary|human|one|more|some|not|limited|currently|current|now|synchronous|metachronous|since|time|before|"
    r"entry|(?:pre-?)?registration|randomi[sz]ation|screening|ago|earlier|previously|diagnosed|diagnosis|first|dose|least|"
    r"definitive|therapy|treatment|interventions?|years?|months?|duration|invasive|histologically|confirmed|biopsy[- ]proven|pure)\b"
)
_WORD = regex(r"[a-z][a-z-]{2,}")


@dataclass(frozen=True, slots=True)
class State:
    """What words around a cancer ask of it; ``rest`` tells that some of them were not read."""

    treated: bool = False
    free: bool = False
    diagnosed: bool = False
    years: Window | None = None
    detail: tuple[tuple[str, str], ...] = ()
    rest: bool = False

    @property
    def value(self) -> str | None:
        """The state in one word, as ``Requirement.value`` has it."""
        if self.free:
            return "disease-free"
        if self.treated:
            return "treated"
        return "diagnosed" if self.years is not None else None

    def joined(self, other: State) -> State:
        """What both ask for together."""
        return State(
            self.treated or other.treated,
            self.free or other.free,
            self.diagnosed or other.diagnosed,
            self.years or other.years,
            tuple(sorted({*self.detail, *other.detail})),
            self.rest or other.rest,
        )


def _is_recent(years: re.Match[str]) -> bool:
    return years["op"] in _RECENTLY or years["recent"] is not None


def _is_under(years: re.Match[str]) -> bool:
    """Whether it is the longest time and not the shortest: "skin cancer, < 3 years before"."""
    return years["op"] is not None and years["op"].startswith(_UNDER)


def state_of(words: str) -> State:
    """What a stretch of words asks of the cancer that it stands beside."""
    told = _UNTIMED.sub(" ", words)
    if TREATED.search(told) or FREE.search(told):
        told = _LOW_RISK.sub(" ; ", told)
    detail = []
    if _NEGLIGIBLE.search(told):
        detail.append(NEGLIGIBLE_RISK)
        told = _EXPECTED_CURE.sub(" treated ", _NEGLIGIBLE.sub(" ; ", told))
    rest = _EXPECTED.sub(" prognosis ", told)
    found = {}
    for name, pattern in (("free", FREE), ("treated", TREATED), ("diagnosed", _DIAGNOSED)):
        found[name] = pattern.search(rest) is not None
        rest = pattern.sub(" ; ", rest)
    years = _YEARS.search(rest)
    window = None
    if years is not None and (found["free"] or (found["treated"] or not _is_recent(years)) and not _is_under(years)):
        op = ">" if years["op"] in (">", "more than", "greater than", "over", "longer than") else ">="
        window = Window(op, number(years["number"]), "months" if years["unit"].startswith("mo") else "years")
    rest = _YEARS.sub(" ; ", rest)
    if stage := STAGES.search(rest):
        detail.append(("stage", " or ".join(stage_list(stage["groups"]))))
        rest = STAGES.sub(" ; ", rest)
    if kinds := [m.group() for m in _KIND_OF.finditer(rest)]:
        detail.append(("extent", ", ".join(kinds)))
        rest = _KIND_OF.sub(" ; ", rest)
    rest = _FILLER.sub(" ", rest)
    return State(**found, years=window, detail=tuple(detail), rest=_WORD.search(rest) is not None)
