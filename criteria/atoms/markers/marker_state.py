"""Owns the state of a gene or marker in the words around its name: mutated, high, a level, known, or of no concern."""

from __future__ import annotations

from criteria.patterns import Pattern, regex
from criteria.tree import Between, Comparison, Value
from criteria.words.numbers import COMPARATOR, bounds, comparator_after

# states in the words behind a name, in the order in which they are looked for
_AFTER: tuple[tuple[str, Pattern], ...] = (
    ("wild-type", regex(r"^[^,;.]{0,30}?(?:wild[- ]?type"
                        r"|\b(?:mutations?|variants?|alterations?)(?:[- ]negative"
                        r"| (?:is |are |was |were |being )?"
                        r"(?:absent|undetect\w+|not (?:been )?(?:detected|present|found|identified|detectable))))")),
    ("amplified", regex(r"^[^,;.]{0,25}?\bamplif")),
    ("fusion", regex(r"^[^,;.]{0,25}?\b(?:fusion|rearrange)")),
    ("loss", regex(r"^[^,;.]{0,25}?\b(?:loss|delet(?:ion|ed)|deficien|null)")),
    ("mutated", regex(r"^[^,;.]{0,60}?(?:"
                      r"\bmutat|\bmutant|\bmut\b|alter(?:ation|ed)|\baberrations?\b|\bvariants?\b|pathogenic|carrier|activating|hotspot"
                      r"|\bm\b)")),
    ("high", regex(r"^[^,;.]{0,20}?(?:-h\b|[- ]high\b|\(high\))")),
    ("low", regex(r"^[^,;.]{0,20}?[- ]low\b")),
    ("negative", regex(r"^[^,;.]{0,30}?(?:negativ|\babsent\b|\b(?:is|are|was|were) not (?:present|detected|identified|seen)\b"
                       r"|\bnot be (?:present|detected|identified|seen)\b|(?<!\s)-(?!\s(?:and|or)\b)(?=[\s,);]|$)|-$)")),
    ("positive", regex(r"^[^,;.]{0,30}?(?:positiv|\+|express|over-?express)")),
    ("known", regex(r"^[^,;.]{0,30}?\b(?:known|documented|available|(?:must|should|has to) (?:have been |be )?(?:determin|assess|tested|perform))")),
)  # fmt: skip
_BEFORE: tuple[tuple[str, Pattern], ...] = (
    ("wild-type", regex(r"wild[- ]?type[^,;.]{0,15}$")),
    ("amplified", regex(r"amplification (?:of|in)[^;.]{0,40}$")),
    ("fusion", regex(r"fusions? (?:of|in|involving)[^;.]{0,40}$")),
    ("loss", regex(r"(?:loss|deletion) (?:of|in)[^;.]{0,40}$")),
    ("mutated", regex(r"(?:mutations?|variants?|alterations?|mutated|deleterious|pathogenic)(?: \w+){0,2}(?: (?:of|in|for))?"
                      r"(?: (?:the|either|genes?))*[^;.]{0,40}$"
                      r"|\b(?:mutations?|(?:pathogenic|deleterious) variants?)\b[^.;]{0,90}"
                      r"(?:\b(?:such as|including|like|eg,?)|\be\.\s?g\.,?)\s*(?:the )?$")),
    ("positive", regex(r"(?:positive(?:ly)? for|expression of|expressing)[^;.]{0,15}$")),
)  # fmt: skip
# what a bare name asks for: nobody asks for stable microsatellites by "MSI"
_IMPLIED = {
    "dMMR": "positive", "MSI": "high", "hypermutator phenotype": "positive", "HRD": "positive",
    "lymphovascular invasion": "positive", "extensive intraductal component": "positive",
}  # fmt: skip
_IN_THE_NAME = {
    "pmmr": "negative", "mismatch repair proficient": "negative", "mss": "stable", "microsatellite stable": "stable",
    "non-carrier": "wild-type", "gene carrier": "mutated", "carrier": "mutated",
}  # fmt: skip
_OF_AN_ORGAN = regex(
    r" (?:of|into) "
)  # "vascular invasion of the portal vein" is none of the vessels within the tumour
_MUTATED_NAME = regex(r"brca(?:1/2|1|2)?m$|mutat|carrier|mutant")
_REPAIR = frozenset({"BRCA", "BRCA1", "BRCA2", "PALB2"})  # whose deficiency is a mutation
_NOT_MUTATED = frozenset(
    {"ctDNA", "circulating tumor cells", "disseminated tumor cells", "CA 15-3", "CA-125", *_IMPLIED}
)
_MARKERS = frozenset({
    "Ki-67", "PD-L1", "TMB", "MSI", "HRD", "Oncotype DX", "AR", "HER3", "TROP2", "MammaPrint", "dMMR", "TILs", "FAP", "CEACAM5", "NECTIN4",
})  # fmt: skip
# "PIK3CA mutation status", "results of MSI testing": what is asked for is that it be known
_STATUS = regex(
    r"\)?[- ]?(?:\(?\w+\)? )?(?:gene "
    r"|(?:and/or |and |or |/)?(?:"
    r"mutation(?:al|s)?|variants?|amplification|expression|germline|tumou?r|gene|positive tumou?r|labell?ing"
    r"|proliferation|methylation) "
    r"|cells? ){0,3}"
    r"(?:"
    r"status|results?|levels?|values?|scores?|percentage|index|testing|tests?|analysis|analyses|assessment|evaluation"
    r"|determination|sequencing|genotype|genotyping)\b"
)
_STATED_BY_STATUS = regex(
    rf"[^.;,]{{0,40}}?(?:{COMPARATOR}\s*\d|\bpositiv|\bnegativ|\bhigh\b|\blow\b|\bwild|\bmutated|\bdeficien|\d+\s?(?:-|to)\s?\d+|\b0\b)"
)
_TO_BE_KNOWN = regex(
    r"\b(?:"
    r"known|documented|documentation of|availab\w+(?: of)?|results? of|determination of|assessment of|percentage of"
    r"|clear|determined|confirmed|undergone)\b(?:[\w /,()-]{0,50})$"
)
_MUST_BE_KNOWN = regex(
    r"[^.;]{0,60}\b(?<!can be )(?<!may be )"
    r"(?:known|required|mandatory|available|documented|determined|performed|(?:must|should|has to) (?:have been |be )?\w+)\b"
)
_FOR_A_TEST = regex(
    r"\b(?:for|(?:to|for) (?:allow|permit|assess\w*|determin\w*|confirm\w*|central)\b[\w ]*)\s*(?:[\w-]+(?:/|,? or |,? and |, ))*$"
)  # "tissue available for testing"
_SHARE_OF = regex(r"\b(?:percentage|proportion|fraction) of (?:the )?$")
_UNKNOWN = regex(r"\bunknown (?:[\w/-]+ ){0,3}$")
_EITHER_WAY = regex(r"\bknown or unknown|\bunknown or known|\bwhether (?:or not )?known\b")
_ANY = regex(r"\b(?:regardless of|irrespective of|any|independent of)(?: the| their| patient)? (?:[\w/-]+ ){0,2}$")
# "must have had prior testing for mutations of BRAF": whatever it showed
_WAS_TESTED = regex(
    r"\b(?:had|undergone|completed|have been|has been|prior|previous)\b[^.;]{0,40}\b"
    r"(?:testing|sequencing|genotyping|analys[ei]s|tested)\b(?: performed)? (?:for|to)\b"
    r"(?:(?!positive|negative|confirm)[\w /,()-]){0,60}$"
)
_TEST_OF = regex(
    r"\b(?:evaluable|tested(?! (?:positive|negative))|testing|test|analysis|assays?|submit\w*|assess\w*|evaluat\w*"
    r"|determin\w*|for (?:the )?(?:detection|identification)|to confirm) (?:for|of)?\b[\w (-]{0,45}$"
)
_FARTHEST = 60  # characters between a marker and its level
_UNIT = regex(r"\s?(?P<unit>%|percent\b|mut(?:ations)?/mb)")
_TIME = regex(r"\s?(?:days?|weeks?|months?|years?|hours?)\b")
_BREAK = regex(r";|\.\s")


def marker_state(name: str, words: str, before: str, after: str) -> tuple[Value, int] | None:
    """What is said of the marker written as ``words``, and how many characters of ``after`` say it; None where nothing is."""
    if (status := _STATUS.match(after)) is not None and not _STATED_BY_STATUS.match(after, status.end()):
        return _known(before, after[status.end() :], status.end())
    if (any_of := _ANY.search(before)) is not None and not any_of.group().startswith("any"):
        return "any", 0
    if words in _IN_THE_NAME:
        return _IN_THE_NAME[words], 0
    if _WAS_TESTED.search(before):
        return "known", 0
    if _TEST_OF.search(before):
        return None
    if _SHARE_OF.search(before):
        return ("known", 0) if _TO_BE_KNOWN.search(before) else None
    if _MUTATED_NAME.search(words) and name not in _IMPLIED and name not in _MARKERS:
        return "mutated", 0
    if name in _MARKERS and (level := _level(after)) is not None:
        return level
    if ("high" in words or words.endswith("-h")) and name not in _IMPLIED:
        return "high", 0
    return _stated(name, before, after)


def _stated(name: str, before: str, after: str) -> tuple[Value, int] | None:
    for value, pattern in _AFTER:
        if found := pattern.match(after):
            repair = value == "loss" and name in _REPAIR and "deficien" in found.group()
            return "mutated" if repair else value, found.end()
    for value, pattern in _BEFORE:
        if pattern.search(before) and not (value == "mutated" and name in _NOT_MUTATED):
            return value, 0
    return (_IMPLIED[name], 0) if name in _IMPLIED and not _OF_AN_ORGAN.match(after) else None


def _known(before: str, after: str, end: int) -> tuple[Value, int] | None:
    """What a status, result or test asks for: that it be known, or unknown; nothing where it is only spoken of."""
    if _EITHER_WAY.search(before):
        return "any", end
    if _UNKNOWN.search(before) or after.startswith((" unknown", " not known", " is unknown")):
        return "unknown", end
    if _ANY.search(before):
        return "any", end
    if (_TO_BE_KNOWN.search(before) and not _FOR_A_TEST.search(before)) or _MUST_BE_KNOWN.match(after):
        return "known", end
    return None


def _level(after: str) -> tuple[Value, int] | None:
    """The first level behind a marker: a bound ("≥ 20 %") or a range ("11-25", "between 10 % and 35 %")."""
    for bound in bounds(after, 0, min(len(after), _FARTHEST + 12)):
        if bound.start > _FARTHEST or _BREAK.search(after, 0, bound.start):
            return None
        if _TIME.match(after, bound.end):
            continue  # "PD-L1 testing > 6 months old"
        unit = _UNIT.match(after, bound.end)
        end, op = (unit.end(), bound.op) if unit else (bound.end, bound.op)
        name = "" if unit is None else "%" if unit["unit"] in ("%", "percent") else "mut/Mb"
        if bound.high is not None:
            return Between(bound.number, bound.high, name), end
        if op is None:
            end, op = comparator_after(after, end)
        if op is not None and not after.startswith("+", bound.end):
            return Comparison(op, bound.number, name), end
    return None
