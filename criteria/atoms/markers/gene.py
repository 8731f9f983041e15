"""Owns gene alterations and markers other than the receptors: which are named, and the lists in which they share a state."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.markers.marker_state import marker_state
from criteria.atoms.markers.receptor_words import RECEPTORS
from criteria.atoms.markers.variants import named_variant
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind, Requirement, Value

_THERAPY = regex(
    r"^\s?-?\)?\s*(?:"
    r"inhibit|antibod|directed|targeted|targeting|block|agonist|antagonist|therap|\(?l?\)?1 inhib|tki|degrad"
    r"|checkpoint|agent|(?:/[\w-]+){1,3}[ -](?:inhibit|antibod|directed|targeted|block|therap|agent|pathway)|/[46]\b)"
    r"|^-\s*(?:,|/|\bor\b|\band\b)[^.;()]{0,40}?[\w/]-?\s?(?:inhibitors?|(?:targeted|directed|targeting|blocking)\s+(?:therap|agent|drug|treatment|antibod))"
)
# a gene symbol beyond the vocabulary counts where its alteration is named with it
_SYMBOL = regex(
    r"\b([A-Z][A-Z0-9]{2,7})\b(?:/[A-Z0-9]+)?(?: gene)?"
    r"(?=[ -](?:amplifi|mutation|mutated|mutant|fusion|rearrange|alteration|deletion|loss\b|pathogenic|overexpress))"
)
_HER2_MUTATION = regex(
    r"\b(?:erbb2|her-?2(?:/neu)?)(?=(?: gene)?[- ](?:activating |somatic |kinase domain )?muta(?:t|nt))"
)
_OR_2 = regex(r"\s?(?:/|or|and/or|and|&)\s?2\b")  # "BRCA1 or 2"
_OF_HER2 = regex(r"(?: receptor)? ?\(her\)[- ]?2\b")  # "human epidermal growth factor receptor (HER)2"
# "tissue available to compare the response with expression of EGFR": what the trial looks at
_LOOKED_AT = regex(
    r"\b(?:"
    r"compar(?:e|ed|ing|ison)|correlat\w+|associat\w+|relat(?:e|ed|ing|ion\w*)|examin\w+|investigat\w+|stud(?:y|ies)"
    r"|explor\w+) (?:[^.;]{0,80}? )?(?:of|with|to|between|and)\b[^.;]{0,40}\bexpressions? (?:levels? )?"
    r"of [\w, /-]{0,40}$"
)
_LIKELY = regex(r"\b(?:chance|risk|probability|likelihood)\b[^.;,]{0,40}\b(?:carrying|having|of an?)\b[^.;,]{0,30}$")
_UNCERTAIN = r"(?:(?:uncertain|unknown|undetermined|unclear) (?:clinical )?significance\b|\bvus\b)"
_UNCERTAIN_BEFORE = regex(
    rf"{_UNCERTAIN}(?: \(vus\))?(?: (?:in|of|for|the|either|a|any|gene))*[^\w.;,]*(?:brca1,? (?:or|and|/) ?)?$"
)
_UNCERTAIN_BEHIND = regex(
    rf"(?:/2)? ?(?:genes? |germline )?(?:variants?|mutations?|alterations?) of {_UNCERTAIN}|(?:/2)? ?vus\b"
)
_VARIANT = regex(r"[A-Z]\d+[A-Z]?")
_NO_GENES = frozenset({
    "DNA", "RNA", "HIV", "HBV", "HCV", "NGS", "PCR", "IHC", "FISH", "CNS", "MRI", "USA", "FDA", "CLIA", "NSCLC", "CRC", "TNBC", "HER", "ISH", "DISH",
    "SISH", "CISH", "SNP", "SNV", "CNV", "TMB", "MSI",
})  # fmt: skip
_LISTED = regex(r"-?\s*(?:,|/|or|and|and/or|,\s*(?:or|and)|\((?:or|and))\s*(?:the\s|a\s|either\s)?")


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about genes and markers; a name without a state states nothing."""
    found = _names(passage)
    if not found:
        return []
    shared = _shared(passage, found)
    atoms: list[Atom] = []
    for index, mention in enumerate(found):
        listed = _lists_genes(passage, mention, atoms)
        stated = _stated(passage, found, index, shared[index]) or (("mutated", mention.end) if listed else None)
        if stated is None or (mention.name == "ERBB2" and stated[0] != "mutated"):
            continue  # as a receptor it has been read
        value, end = stated
        genes = _members(passage, mention)
        origin = _origin(passage, mention) if value == "mutated" else ()
        variant = named_variant(passage, mention) if value == "mutated" and len(genes) == 1 else ()
        if origin == _GERMLINE:
            value = "germline mutated"
        either = "gene" if listed or len(genes) > 1 or _joined(passage, found, index) else None
        neither = either is not None and not listed and len(genes) > 1 and value in _UNALTERED
        together = None
        if neither and passage.base is Effect.REQUIRE:
            either = None  # "BRCA-negative", "BRCA wild-type": neither gene is mutated
        elif neither and passage.base is Effect.EXCLUDE:
            together = f"gene {mention.start}"
        if listed:
            pathway = "pathway" in passage.lower
            atoms = [
                replace(a, alternatives="gene") if pathway or a.requirement.concept in _OF_GENES else a for a in atoms
            ]
        polarity = Polarity.MAY if value == "any" else Polarity.FOLLOW
        for gene in genes:
            requirement = Requirement(Kind.BIOMARKER, gene, value, detail=(*origin, *variant))
            atoms.append(
                Atom(
                    mention.start, max(mention.end, end), requirement, polarity, alternatives=either, together=together
                )
            )
    return atoms


def _stated(
    passage: Passage, found: list[Mention], index: int, shared: tuple[Value, int] | None
) -> tuple[Value, int] | None:
    """The state of one name and where it ends: its own, or that of the list it stands in; what follows the next name is that one's."""
    mention = found[index]
    if (
        _is_target(passage, mention)
        or _LIKELY.search(passage.lower, 0, mention.start)
        or _LOOKED_AT.search(passage.lower, 0, mention.start)
        or _is_uncertain(passage, mention)
    ):
        return None
    if shared is not None and shared[0] in ("known", "unknown", "any"):
        return shared
    following = next((m.start for m in found[index + 1 :] if m.name != mention.name), len(passage.lower))
    return _own(passage, mention, following) or shared


def _is_uncertain(passage: Passage, mention: Mention) -> bool:
    """Whether a variant of the gene is spoken of whose meaning is not known, which is no mutation."""
    if _UNCERTAIN_BEFORE.search(passage.lower, max(0, mention.start - _BEFORE), mention.start):
        return True
    return _UNCERTAIN_BEHIND.match(passage.lower, mention.end) is not None


def _own(passage: Passage, mention: Mention, limit: int) -> tuple[Value, int] | None:
    lower = passage.lower
    before = lower[max(0, mention.start - _BEFORE) : mention.start]
    joined = limit < len(lower) and lower[mention.end : limit] == "-"
    # "the PI3K-AKT pathway": the hyphen joins two names, and says nothing of the first
    after = lower[limit if joined else mention.end : limit]
    state = marker_state(mention.name, lower[mention.start : mention.end], before, after)
    return None if state is None else (state[0], mention.end + state[1])


_BEFORE = 120  # characters before a name in which its state may stand
_UNALTERED = ("negative", "wild-type")
_GERMLINE = (("origin", "germline"),)
_OF_GENES = frozenset({"HRD", "HRR gene"})  # what a list of genes in parentheses spells out
_AS_FAR = 25  # characters between such a name and the parenthesis


def _lists_genes(passage: Passage, mention: Mention, atoms: list[Atom]) -> bool:
    """Whether the gene stands in the parenthesis that says which repair genes are meant: "HRR gene mutation (ATM, BARD1)"."""
    opening = passage.lower.rfind("(", 0, mention.start)
    pathway = "pathway" in passage.lower
    heads = [a for a in atoms if (pathway or a.requirement.concept in _OF_GENES) and a.start < opening]
    closed = passage.lower.rfind(")", 0, mention.start) > opening
    return bool(heads) and not closed and opening - heads[-1].end <= _AS_FAR


def _names(passage: Passage) -> list[Mention]:
    """Markers of the vocabulary and gene symbols beyond it; "long name (SYMBOL)" is one."""
    found = [m for m in passage.of_kind(Kind.BIOMARKER) if m.name not in RECEPTORS]
    for match in _HER2_MUTATION.finditer(passage.lower):
        found.append(Mention(match.start(), match.end(), Kind.BIOMARKER, "ERBB2"))
    for match in _SYMBOL.finditer(passage.text):
        start, end = match.start(1), match.end(1)
        if (
            match[1] not in _NO_GENES
            and not _VARIANT.fullmatch(match[1])
            and all(end <= m.start or m.end <= start for m in passage.mentions)
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
    """The genes that one mention stands for: "BRCA" is either of two, "PIK3CA/AKT1/PTEN" any of three; "AKT" is AKT1, which is the one that is tested for."""
    listed = re.findall(r"[A-Z][A-Z0-9]{2,}", passage.text[mention.start : mention.end])
    if mention.name == "AKT" and "pathway" not in passage.lower:
        return ("AKT1",)
    if mention.name == "BRCA" or mention.name == "BRCA1" and _OR_2.match(passage.lower, mention.end):
        return ("BRCA1", "BRCA2")
    return (
        tuple(listed)
        if "/" in passage.text[mention.start : mention.end] and len(listed) > 1 and mention.name not in listed
        else (mention.name,)
    )


def _is_target(passage: Passage, mention: Mention) -> bool:
    """Whether the marker only names the target of a drug: "PARP inhibitor", "anti-PD-1"."""
    if mention.name == "EGFR" and _OF_HER2.match(passage.lower, mention.end):
        return True
    return passage.lower.endswith("anti-", 0, mention.start) or _THERAPY.match(passage.lower[mention.end :]) is not None


def _shared(passage: Passage, found: list[Mention]) -> list[tuple[Value, int] | None]:
    """For each name the state that a later member of its list carries: "PIK3CA, AKT1 or PTEN alteration"."""
    shared: list[tuple[Value, int] | None] = [None] * len(found)
    following = len(passage.lower)
    for k in range(len(found) - 1, 0, -1):
        if _LISTED.fullmatch(passage.lower, found[k - 1].end, found[k].start):
            shared[k - 1] = _own(passage, found[k], following) or shared[k]
        following = found[k].start
    _hand_on(passage, found, shared)
    return shared


def _hand_on(passage: Passage, found: list[Mention], shared: list[tuple[Value, int] | None]) -> None:
    """Give the later members of a list what the words in front of it say: "mutations in genes such as BRCA1, PALB2 or TP53", "positive for CD20 or CD22"."""
    for k in range(1, len(found)):
        left, right = found[k - 1], found[k]
        if shared[k] is not None or not _LISTED.fullmatch(passage.lower, left.end, right.start):
            continue
        limit = found[k + 1].start if k + 1 < len(found) else len(passage.lower)
        before = _own(passage, left, right.start) or shared[k - 1]
        if before is None or before[1] > left.end or before[0] not in ("mutated", "positive"):
            continue
        if _own(passage, right, limit) is None:
            shared[k] = (before[0], right.end)


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
    if (
        "germline" in around or "inherited" in around or passage.text.startswith("g", mention.start)
    ) and "somatic" not in around:
        return _GERMLINE
    if "germline" in around:
        return ()  # of either origin
    return (("origin", "somatic"),) if "somatic" in around else ()
