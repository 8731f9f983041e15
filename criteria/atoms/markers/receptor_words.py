"""Owns the words in which texts speak of ER, PR, HR, HER2 and triple negativity, as tokens of one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.patterns import regex
from criteria.tree import Between, Comparison
from criteria.words.numbers import bounds, comparator_after

RECEPTORS = frozenset({"ER", "PR", "HR", "HER2", "TNBC"})
"""The concepts that describe the receptors of one tumor; "TNBC" is the lack of all."""
# words without which a sentence names no receptor
HINT = regex(
    r"\b(?:pr|pgr|pgrp|hr|hor|er|erp|neu|tn|m?tnbc)\b|\berα|hormon|\bendocrine[- ](?:positive|sensitive|responsive)\b"
    r"|horm\.|steroid|receptor|\brec\b|her-? ?/?(?:2|ii)|erb-? ?b|tripp?le|human epi|progest|estrogen"
)
_RECEPTOR = r"(?:[- ]?(?:receptors?|rec\b))"
_SECOND = r"(?:[- ]?(?:type )?(?:2|ii)\b)"
_NAMES = (
    ("TNBC", r"(?<!non-)(?<!non )\b(?:"
             r"tripp?le[- ]?(?:receptor[- ]|hormone[- ])?negative(?: breast (?:cancers?|carcinomas?))?(?: ?\(m?tnbc\))?"
             r"|m?tnbc\b|\btn (?=breast|bc\b|disease|tumou?rs?)(?:breast cancers?|bc)?)"),
    ("HR", rf"\b(?:hormonal|hormone|horm\.|steroid(?: hormone)?){_RECEPTOR}s?"
           r"|\b(?:hormone|endocrine)[- ](?=(?:positive|negative|sensitive|responsive)\b)|(?<!\d)(?<!\d[ -])\bho?r\b"
           r"|(?:(?<=\bof )|(?<=\bfor )|(?<=\bin )|(?<=\bwith )|(?<=\bif )|^)receptor[- ](?=(?:positive|negative)\b)"
           r"|^\W*receptors?(?= (?:status|assays?|levels?)\b)"),
    ("HER2", rf"\bher[- /]?(?:2|ii)(?!\d|\.\d)(?:[- /]{{0,3}}neu\b)?(?:/?(?:cep-? ?17|chromosome 17|chr17))?"
             r"|\bhuman epi[a-z]* (?:growth )?(?:factor )?(?:growth )?(?:factor[- ]?)?"
             rf"(?:2[- ])?(?:receptors?\b)?(?: ?\(her\)[- ]?2\b)?{_SECOND}?(?:[- ]?receptors?\b)?|\bc?-?erb-? ?b-? ?2\b|\bp?185her2\b|\bneu\b"),
    ("ER", rf"\bo?estrogen(?:ic)?(?: ?(?:alpha|α))?{_RECEPTOR}(?: ?(?:alpha|α))?|\ber(?:α|-?alpha|p)?\b(?! ?visit)"),
    ("PR", rf"\bprogest(?:erone|erones|in|eron|ogen){_RECEPTOR}|\bpg?r\b(?! ?(?:interval|prolong|segment|\d))|\bpgrp?\b"),
    ("BARE_ER", r"\bo?estrogen\b"),
    ("BARE_PR", r"\bprogest(?:erone|in|ogen)\b"),
)  # fmt: skip
NAME = regex("|".join(pattern for _, pattern in _NAMES))
"""Any receptor; where it is not found, there is no need to take the sentence apart."""
_NOT = (
    r"(?:\bnon|\bnot|\bno|\bwithout|\babsence of|\black(?:s|ing)?(?: of)?|\bdo(?:es)? not|\bdid not|\bnever|\bun)[- ]?"
)
_EXPRESSED = r"(?:over-? ?express\w*|sur-? ?express\w*|amplifi\w*|express(?:ing|ed|es|\b))"
_OTHERS = (
    ("define", r"\bdefin(?:ed|ition|es|ing)\b|\bi\.?e\b\.?|\bthat is\b|\bmeaning\b|\bnamely\b|\b(?:is|are) considered\b"),
    ("any", r"\bany\b|\bnot specified\b|\bunspecified\b|\bnot (?:an? )?(?:criterion|required)\b|\bregardless of\b"
            r"|\birrespective of\b|\bindependent(?:ly)? of\b|\bmay or may not be\b|\bwithout regard to\b|\bwhatever\b"),
    ("unknown", r"\bunknown\b|\bundetermined\b|\bnot (?:known|available|determined|done|performed|evaluated)\b|\bmissing\b|\bindeterminate\b"),
    ("known", r"\bknown\b|\bdetermin(?:ed|ation)\b|\bavailab(?:le|ility)\b|\bdocument(?:ed|ation)\b|\bperformed\b|\bassess(?:ed|ment)\b|\bevaluated\b"
              r"|\bclear\b|\bmeasured\b|\breported\b|\brequired\b|\bdone\b|\bobtained\b|\brecorded\b|\bconfirm(?:ed|ation)\b"),
    ("altered", r"\bmut(?:at\w*|ant)\b|\balter(?:ed|ation)s?\b|\bactivating\b"),
    ("neg", rf"\bneg(?:ative|atives|ativity|\b)|{_NOT}{_EXPRESSED}|-ve\b|\(-(?:ve)?\)|(?<=\+/her2)-(?=(?:breast|bc)\b)"
            r"|(?<=\w)-(?=[\s,;)/.\]+(]|$)"
            r"(?!\)? (?:targeted|directed|based|amplif\w*|over-?express\w*|positive|negative|low)\b)"
            r"|(?<=[\w)] )-(?=[,;)/.\]]|$| (?:and|disease|tumou?rs?|breast|cancers?|patients?|bc|status)\b)|\bnormal\b"
            r"|\bpoor\b"),
    ("equivocal", r"\bequivocal\b|\bintermediate\b"),
    ("ultralow", r"\bultra-?\s?low\b"),
    ("low", r"\blow(?:-expressing)?\b(?! (?:tumou?r grade|nuclear|grade|risk|molecular|dose|normal|level|or (?:no|absent)))"),
    ("zero", r"\b(?:zero|null)\b|(?<=[a-z2)][- ])0(?=[\s,;)/]|\.$|$)(?!\s*(?:,|/|-|or|to|and)+\s*(?:ihc ?)?[1-3])"),
    ("pos", rf"\bpos(?:itive|itives|itivity|\b)|{_EXPRESSED}|(?<=[\w)\]])\+{{3}}|(?<=[\w)\]])\+(?:ve)?(?!\+)"
            r"|(?<=[\w)] )\+(?=[\s,;)/.\]]|$)|\(\+(?:ve)?\)|\b(?:sensitive|rich|responsive|enriched)\b"),
    ("open", r"[(\[]"),
    ("close", r"[)\]]"),
    ("stop", r";|\.(?=\s|$)|:"),
    ("join", r"\band ?/? ?or\b|\bor\b|\bnor\b|\band\b|,|/|&|\+ ?(?=\w)|\bplus\b"),
    ("anti", r"\banti-"),
    ("of", r"\b(?:for|of|in)\b"),
    ("expression", r"\bexpressions?\b"),
    ("lack", r"\black(?:s|ing)?(?: of)?\b|\babsence of\b|\bwithout\b|\bno\b|\bdo(?:es)? not\b"),
    ("sign", r"[-<>≥≤=%]"),
    ("word", r"\w[\w'.]*?(?=$|[^\w'.]|\.(?=\W|$))"),
)  # fmt: skip
_TOKEN = regex("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in (*_NAMES, *_OTHERS)))
_NAMED = {**{name: name for name, _ in _NAMES}, "BARE_ER": "ER", "BARE_PR": "PR"}
STATES = {
    "pos": "positive", "neg": "negative", "low": "low", "ultralow": "ultralow", "zero": "zero", "unknown": "unknown",
    "equivocal": "equivocal",
}  # fmt: skip
_UNIT = regex(r"\s?(?P<unit>%|percent\b|per cent\b|fmol(?:s|es)?(?:/\s?mg)?)")
# one of two assays, of which each finds the receptor: "at least 10 fmol/mg protein or positive by staining"
_OR_POSITIVE = regex(r"[^.;,()<>≥≤]{0,90}?,? or (?:receptor )?positive (?:by|on|with|in)\b")
_MORE = regex(r"\s?(?:or|and)\s?(?:more|greater|higher|above|over)\b")
_RATIO = regex(
    r"\b(?:ratio|copy number|copies|cep ?17|signals?)\b[^.;()\d]{0,40}$|\bamplification (?:ratio )?\(?[^.;()\d\w]{0,4}$"
)
_BETWEEN = regex(r"\bbetween\s+$")
_SCORE = regex(r"\b(?P<scale>allred|h-?score|quick-?score)\b[^.;()\d]{0,40}$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at characters ``start`` to ``end``. ``kind`` is that of its pattern, "name" for a receptor.

    ``value`` is the receptor of a name, the state of a "state", the bound of a "bound"; ``bare`` marks a hormone's name
    that stands for its receptor only beside another receptor ("estrogen and progesterone receptor").
    """

    kind: str
    start: int
    end: int
    text: str
    value: str | Comparison | Between = ""
    bare: bool = False


def tokens(lower: str) -> list[Token]:
    """The sentence as tokens, in order."""
    found = _bounds(lower)
    taken = [(token.start, token.end) for token in found]
    for match in _TOKEN.finditer(lower):
        start, end = match.span()
        if any(start < b and a < end for a, b in taken):
            continue
        kind = match.lastgroup or "word"
        if kind in _NAMED:
            found.append(Token("name", start, end, match.group(), _NAMED[kind], bare=kind.startswith("BARE")))
        elif kind in STATES:
            found.append(Token("state", start, end, match.group(), STATES[kind]))
        else:
            found.append(Token(kind, start, end, match.group()))
    return sorted(found, key=lambda token: token.start)


def _bounds(lower: str) -> list[Token]:
    """Shares of cells, scores and ratios of gene copies with their comparators."""
    found = []
    for bound in bounds(lower):
        unit = _UNIT.match(lower, bound.end)
        begin, end, op = bound.start, unit.end() if unit else bound.end, bound.op
        if op is None and (more := _MORE.match(lower, end)):
            op, end = ">=", more.end()
        elif op is None and unit is not None:
            end, op = comparator_after(lower, end)
        words = lower[max(0, begin - 60) : begin]
        if unit is not None:
            name = "fmol/mg" if unit["unit"].startswith("fmol") else "%"
            if bound.high is not None:
                begin = between.start() if (between := _BETWEEN.search(lower, max(0, begin - 20), begin)) else begin
                found.append(Token("bound", begin, end, lower[begin:end], Between(bound.number, bound.high, name)))
            elif name == "fmol/mg" and op in (">", ">=") and (either := _OR_POSITIVE.match(lower, end)) is not None:
                found.append(Token("state", begin, either.end(), lower[begin : either.end()], "positive"))
            elif op is not None:
                found.append(Token("bound", begin, end, lower[begin:end], Comparison(op, bound.number, name)))
        elif op is not None and _RATIO.search(words):
            found.append(Token("ratio", begin, end, lower[begin:end], Comparison(op, bound.number, "ratio")))
        elif op is not None and (scale := _SCORE.search(words)):
            scored = "Allred" if scale["scale"] == "allred" else "H-score"
            found.append(Token("bound", begin, end, lower[begin:end], Comparison(op, bound.number, scored)))
    return found
