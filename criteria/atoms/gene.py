"""Owns gene alterations and expression markers other than the receptors: PIK3CA, BRCA1/2, PD-L1, Ki-67, MSI and their like."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom
from criteria.numbers import COMPARATOR, NUMBER, number, operator
from criteria.passage import Passage
from criteria.patterns import Pattern, regex
from criteria.tag import Mention
from criteria.tree import Between, Comparison, Kind, Requirement, Value

_RECEPTORS = frozenset({"ER", "PR", "HR", "HER2", "TNBC"})
_THERAPY = regex(
    r"^\s?-?\)?\s*(?:inhibit|antibod|directed|targeted|targeting|block|agonist|antagonist|therap|\(?l?\)?1 inhib|tki|degrad|checkpoint|agent|/|pathway)"
)
_AFTER: tuple[tuple[str, Pattern], ...] = (
    ("wild-type", regex(r"^[^,;.]{0,30}wild[- ]?type")),
    ("amplified", regex(r"^[^,;.]{0,25}\bamplif")),
    ("fusion", regex(r"^[^,;.]{0,25}\b(?:fusion|rearrange)")),
    ("loss", regex(r"^[^,;.]{0,25}\b(?:loss|delet(?:ion|ed)|deficien|null)")),
    (
        "mutated",
        regex(
            r"^[^,;.]{0,60}?(?:\bmutat|\bmut\b|alter(?:ation|ed)|\bvariants?\b|pathogenic|carrier|activating|hotspot|\bm\b)"
        ),
    ),
    ("high", regex(r"^[^,;.]{0,20}(?:-h\b|[- ]high\b|\(high\))")),
    ("low", regex(r"^[^,;.]{0,20}[- ]low\b")),
    ("negative", regex(r"^[^,;.]{0,30}(?:negativ|-(?!\s(?:and|or)\b)(?=[\s,);]|$))")),
    ("positive", regex(r"^[^,;.]{0,30}(?:positiv|\+|express|over-?express)")),
    ("known", regex(r"^[^,;.]{0,30}(?:status|known|determin|testing|assess|result)")),
)
_BEFORE: tuple[tuple[str, Pattern], ...] = (
    ("wild-type", regex(r"wild[- ]?type[^,;.]{0,15}$")),
    ("amplified", regex(r"amplification (?:of|in)[^;.]{0,40}$")),
    ("fusion", regex(r"fusions? (?:of|in|involving)[^;.]{0,40}$")),
    ("loss", regex(r"(?:loss|deletion) (?:of|in)[^;.]{0,40}$")),
    (
        "mutated",
        regex(
            r"(?:mutations?|variants?|alterations?|mutated|deleterious|pathogenic)(?: \w+){0,2}(?: (?:of|in|for))?(?: (?:the|either|genes?))*[^;.]{0,40}$"
        ),
    ),
    ("positive", regex(r"(?:positive for|expression of|expressing)[^;.]{0,15}$")),
    ("known", regex(r"(?:known|determined|percentage of|determination of)[^;.]{0,15}$")),
)
_LEVEL = regex(rf"^[^.;]{{0,60}}?{COMPARATOR}\s*(?P<number>{NUMBER})\s*(?P<unit>%|mut(?:ations)?/mb|percent)?")
# a gene symbol beyond the vocabulary counts where its alteration is named with it
_SYMBOL = regex(
    r"\b([A-Z][A-Z0-9]{2,7})\b(?:/[A-Z0-9]+)?(?: gene)?(?=[ -](?:amplifi|mutation|mutated|fusion|rearrange|alteration|deletion|loss\b|pathogenic|overexpress))"
)
_HER2_MUTATION = regex(r"\b(?:erbb2|her-?2(?:/neu)?)(?=(?: gene)?[- ](?:activating |somatic |kinase domain )?mutat)")
_VARIANT = regex(r"[A-Z]\d+[A-Z]?")
_NO_GENES = frozenset(
    [
        "DNA",
        "RNA",
        "HIV",
        "HBV",
        "HCV",
        "NGS",
        "PCR",
        "IHC",
        "FISH",
        "CNS",
        "MRI",
        "USA",
        "FDA",
        "CLIA",
        "NSCLC",
        "CRC",
        "TNBC",
        "HER",
        "ISH",
        "DISH",
        "SISH",
        "CISH",
        "PCR",
        "SNP",
        "SNV",
        "CNV",
        "TMB",
        "MSI",
    ]
)
_SPAN = regex(
    r"^(?:[\s:]|recurrence score|rs\b|score|must be|of|is|between|\(|\))*(?P<low>\d{1,3})\s?(?:-|to|and)\s?(?P<high>\d{1,3})\b(?!\s?%)"
)
_LISTED = regex(r"-?\s*(?:,|/|or|and|and/or|,\s*(?:or|and)|\((?:or|and))\s*(?:the\s|a\s|either\s)?")
_IMPLIED = {"dMMR": "positive", "MSI": "high", "hypermutator phenotype": "positive", "HRD": "positive"}
_MARKERS = frozenset(
    {
        "Ki-67",
        "PD-L1",
        "TMB",
        "MSI",
        "HRD",
        "Oncotype DX",
        "AR",
        "HER3",
        "TROP2",
        "MammaPrint",
        "dMMR",
        "TILs",
        "FAP",
        "CEACAM5",
        "Nectin-4",
    }
)


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about genes and markers; a name without a state states nothing."""
    found = _names(passage)
    atoms: list[Atom] = []
    for index, mention in enumerate(found):
        after, before = passage.lower[mention.end :], passage.lower[max(0, mention.start - 60) : mention.start]
        if _is_target(after, before):
            continue
        value, end = _value(mention, after, before, passage.lower[mention.start : mention.end])
        if value is None:
            value, end = _shared(passage, found, index)
        if value is None:
            continue
        genes = _members(passage, mention)
        if value == "mutated" and "germline" in passage.lower[max(0, mention.start - 50) : mention.end + 50]:
            value = "germline mutated"
        alternatives = "gene" if len(genes) > 1 or _joined(passage, found, index) else None
        for gene in genes:
            requirement = Requirement(Kind.BIOMARKER, gene, value, detail=_origin(passage, mention))
            atoms.append(Atom(mention.start, max(mention.end, end), requirement, alternatives=alternatives))
    return atoms


def _names(passage: Passage) -> list[Mention]:
    """Markers of the vocabulary and gene symbols beyond it; "long name (SYMBOL)" is one."""
    found = [m for m in passage.of_kind(Kind.BIOMARKER) if m.name not in _RECEPTORS]
    for match in _HER2_MUTATION.finditer(passage.lower):
        found.append(Mention(match.start(), match.end(), Kind.BIOMARKER, "ERBB2"))
    known = [(m.start, m.end) for m in passage.mentions]
    for match in _SYMBOL.finditer(passage.text):
        start, end = match.start(1), match.end(1)
        if (
            match[1] not in _NO_GENES
            and not _VARIANT.fullmatch(match[1])
            and all(end <= a or b <= start for a, b in known)
        ):
            found.append(Mention(start, end, Kind.BIOMARKER, match[1]))
    found.sort(key=lambda m: m.start)
    merged: list[Mention] = []
    for mention in found:
        if (
            merged
            and merged[-1].name == mention.name
            and re.fullmatch(r"[\s(\[/-]*", passage.lower[merged[-1].end : mention.start])
        ):
            merged[-1] = Mention(merged[-1].start, mention.end, Kind.BIOMARKER, mention.name)
        else:
            merged.append(mention)
    return merged


def _members(passage: Passage, mention: Mention) -> tuple[str, ...]:
    """The genes that one mention stands for: "BRCA" is either of two, "PIK3CA/AKT1/PTEN" any of three."""
    listed = re.findall(r"[A-Z][A-Z0-9]{2,}", passage.text[mention.start : mention.end])
    if mention.name == "BRCA":
        return ("BRCA1", "BRCA2")
    return (
        tuple(listed)
        if "/" in passage.text[mention.start : mention.end] and len(listed) > 1 and mention.name not in listed
        else (mention.name,)
    )


def _is_target(after: str, before: str) -> bool:
    """Whether the marker only names the target of a drug: "PARP inhibitor", "anti-PD-1"."""
    several = re.match(r"^/\w+(?:/\w+)*[^,;.]{0,20}(?:mutat|alter)", after)
    return before.endswith("anti-") or _THERAPY.match(after) is not None and several is None


def _value(mention: Mention, after: str, before: str, mention_text: str = "") -> tuple[Value | None, int]:
    marker = mention.name in _MARKERS
    if re.search(r"\b(?:known|documented|determination|percentage|assessment)\b[\w ]{0,20}$", before) and re.match(
        r"[- ]?(?:positive tumou?r|status|score|percentage|level|value|expression (?:level|status)|index|result)", after
    ):
        return "known", mention.end
    if mention.name in _IMPLIED and not re.match(r"[^,;.]{0,12}(?:negativ|low|stable|proficient)", after):
        return _IMPLIED[mention.name], mention.end
    if re.search(
        r"\b(?:evaluable|tested|testing|test|analysis|submit\w*|assess\w*|evaluat\w*) (?:for|of)\b[\w ]{0,30}$", before
    ):
        return None, 0
    if "mutat" in mention_text or "carrier" in mention_text:
        return ("wild-type" if "non-carrier" in mention_text else "mutated"), mention.end
    if marker and (span := _SPAN.match(after)):
        return Between(number(span["low"]), number(span["high"])), mention.end + span.end()
    if marker and (level := _LEVEL.match(after)):
        unit = "%" if level["unit"] in ("%", "percent") else level["unit"] or ""
        return Comparison(operator(level) or ">=", number(level["number"]), unit), mention.end + level.end()
    for value, pattern in _AFTER:
        if found := pattern.match(after):
            if value == "mutated" and mention.name == "HER2":
                continue
            return value, mention.end + found.end()
    for value, pattern in _BEFORE:
        if pattern.search(before):
            return value, mention.end
    return None, 0


def _shared(passage: Passage, found: list[Mention], index: int) -> tuple[Value | None, int]:
    """The state that a later member of the same list carries: "PIK3CA, AKT1 or PTEN alteration"."""
    for k in range(index + 1, len(found)):
        between = passage.lower[found[k - 1].end : found[k].start]
        if not re.fullmatch(r"-?\s*(?:,|/|or|and|and/or|,\s*(?:or|and))\s*", between):
            return None, 0
        after, before = passage.lower[found[k].end :], passage.lower[max(0, found[k].start - 60) : found[k].start]
        value, end = _value(found[k], after, before)
        if value is not None:
            return value, end
    return None, 0


def _joined(passage: Passage, found: list[Mention], index: int) -> bool:
    """Whether "or" or a slash joins the list that the mention stands in: of "BRCA1, BRCA2 or PALB2" one is enough."""
    first = last = index
    while first and _LISTED.fullmatch(passage.lower[found[first - 1].end : found[first].start]):
        first -= 1
    while last + 1 < len(found) and _LISTED.fullmatch(passage.lower[found[last].end : found[last + 1].start]):
        last += 1
    words = passage.lower[found[first].start : found[last].end]
    return first < last and re.search(r"\bor\b|/", words) is not None


def _origin(passage: Passage, mention: Mention) -> tuple[tuple[str, str], ...]:
    around = passage.lower[max(0, mention.start - 50) : mention.end + 50]
    if "germline" in around or "inherited" in around:
        return (("origin", "germline"),)
    return (("origin", "somatic"),) if "somatic" in around else ()
