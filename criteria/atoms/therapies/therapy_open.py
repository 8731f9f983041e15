"""Owns therapies beyond the vocabulary: classes named by what they act on ("KIF18A inhibitor"), drugs by the stem of their name."""

from __future__ import annotations

import re

from criteria import vocabulary
from criteria.atoms.therapies.therapy_name import Name, Taken
from criteria.atoms.therapies.therapy_spelling import as_written
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Kind

_NOUN = r"inhibitors?|inhibition|antagonists?|agonists?|degraders?|blockers?|modulators?"
# "KIF18A inhibitor", "VEGF(R) inhibitors": the word before names the target
_OPEN_CLASS = regex(
    rf"(?<![\w/-])(?P<target>[a-z0-9α-ω][\wα-ω/+.()-]{{1,22}})[ -](?:\([a-z][^()]{{6,60}}\) )?"
    rf"(?:pathway |kinase |receptor |enzyme |signal(?:l?ing) )?(?P<noun>{_NOUN})\b"
)
_OPEN_ANTI = regex(
    r"(?<![\w-])anti(?:-\s?|\s)(?P<target>[a-z0-9][\w/-]{1,18})[ -]"
    r"(?:(?P<antibody>(?:monoclonal |targeting )?antibod(?:y|ies)|mab)"
    r"|(?:targeted |directed |based )?(?:therap(?:y|ies)|agents?|drugs?|treatments?|regimens?|adc))\b"
)
# "vascular endothelial growth factor (VEGF)": the short form in the bracket names it
_SPELT_OUT = r"(?:(?:[a-z\d-]+\s+){1,6}[a-z\d-]+\s*[\[(])?"
_LISTED = rf"(?:(?:\s*\([^()]{{2,40}}\))?(?:\s*,\s*(?:or\s+|and\s+)?|\s*/\s*|\s+(?:and/or|and|or)\s+){_SPELT_OUT}[a-z][\w-]{{1,12}}[\])]?){{0,4}}"
_OPEN_TARGET = regex(
    r"(?:(?:drugs?|agents?|therap(?:y|ies)|antibod(?:y|ies)|adcs?|conjugates?|treatments?|products?|compounds?)\s+"
    rf"(?:\w+\s+){{0,3}}?"
    rf"(?P<how>targeting|directed (?:against|at|to)|directed toward|(?:that|which)\s+(?:\w+\s+){{0,3}}?targets?)\s+"
    rf"(?:either\s+)?(?:the\s+)?(?P<after>{_SPELT_OUT}[a-z0-9][\w-]{{1,12}}[\])]?{_LISTED})"
    r"(?P<tail>(?:\s+(?:pathway|receptors?|family|kinases?|signall?ing|proteins?|ligands?)(?![\w-]))*)(?!\w)"
    r"|(?<![\w-])(?P<before>(?:[a-z]+[\w-]*?\d?[\w]*-?\s*(?:and/or\b|/|,|\bor\b|\band\b)\s*)?"
    r"(?:(?:"
    r"[a-z]+[\w-]*\d[\w-]*|er|ar|egfr|vegf|vegfr|fgfr|met|muc|b7-h\d|parp|atr|atm|akt|mtor|btk|hdac|raf|mek|jak|her)"
    r"(?=[ -](?:targeted|targeting|directed|inhibit))"
    r"|(?:pd-?l?1|ctla-?4|vegfr?|egfr|mtor|akt|parp)(?= (?:therap|treatment))))"
    r"(?:[ -](?:targeted|targeting|directed|inhibiting|inhibitory))?[ -]"
    r"(?:therap(?:y|ies)|agents?|drugs?|adcs?|treatments?|antibod(?:y|ies)|product))"
)
# "a B7-H4-directed antibody-drug conjugate", "anti-CEACAM5 ADC"
_TARGET = r"[a-z]\w*?(?:-?[a-z]?\d\w*)?"
_ADC = r"(?:antibody(?:[- ]|\s?[–—]\s?)drug[- ]conjugates?|adcs?)"
_CONJUGATE = regex(
    rf"(?<![\w/-])(?:anti-?\s?)?(?P<target>{_TARGET})(?:[- ](?:targeted|targeting|directed|specific|based|binding))?[- ]{_ADC}\b"
)
# "an ADC against TROP2 or HER3"
_CONJUGATE_OF = regex(
    rf"\b{_ADC}(?:\s*\(adcs?\))?\s+(?:(?:that|which)\s+)?(?:targets?|targeting|(?:directed\s+)?(?:against|towards?)|directed\s+(?:at|to))\s+(?:the\s+)?"
    rf"(?P<targets>{_TARGET}(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s*/\s*|\s+(?:and/or|and|or)\s+){_TARGET}(?![\w-])){{0,4}})(?![\w-])"
)
_SHARED_NOUNS = frozenset({"inhibitor", "agonist", "antagonist", "degrader"})
_HEAD_NOUN = regex(r"[ -](inhibitor|agonist|antagonist|degrader)s?$")
_BEFORE_IN_LIST = regex(
    r"(?<![\w/-])(?P<target>[a-z][\w/-]{0,13}\w)-?\s*(?:\([^()]{1,30}\)\s*)?(?:,\s*(?:or\s+|and\s+|and/or\s+)?|/|\+\s*|\bor\s+|\band\s+|\band/or\s+)$"
)
_GENE = regex(r"[A-Za-z][A-Za-z0-9/-]{2,11}")
_LIST_REACH = 60  # characters back to the member before
_NOUN_HINTS = hints("inhibit", "agonist", "degrader", "blocker", "modulator")
_TARGET_HINTS = hints(
    "target", "directed", "inhibit", "pd-1", "pd-l1", "pdl1", "ctla", "vegf", "egfr", "mtor", "akt", "parp"
)
_NOT_A_TARGET = frozenset(
    {"a", "all", "an", "and", "another", "anti", "any", "approved", "b-cell", "both", "by", "certain", "checkpoint",
     "clinical", "competitive", "concurrent", "covalent", "current", "different", "direct", "dual", "either",
     "enzyme", "first-generation", "full", "growth", "immune", "inducing", "inhibiting", "irreversible", "kinase",
     "known", "moderate", "molecule", "more", "new", "next-generation", "no", "non-selective", "non-steroidal",
     "nonselective", "novel", "nuclear", "of", "or", "oral", "other", "partial", "pathway", "potent", "previous",
     "prior", "prohibited", "protein", "proteins", "proton", "pure", "receptor", "reversible", "second-generation",
     "selective", "signaling", "significant", "similar", "small", "small-molecule", "specific", "steroidal",
     "strong", "such", "synthesis", "systemic", "t-cell", "the", "these", "to", "treatment", "using", "weak",
     "with", "with-an"}
)  # fmt: skip
# "inhibitors of PI3K, AKT or mTOR", "inhibitors such as CDK4/6"
_OF_TARGETS = regex(
    r"\b(?P<noun>inhibitors?|antagonists?|agonists?|degraders?)\s+(?:of|to|(?P<such>such\s+as|like|including))\s+"
    r"(?P<targets>(?:(?!\b(?:"
    r"for|within|are|is|was|that|which|in|with|prior|during|at|as|by|who|have|has|unless|except|should|must|will|may"
    r"|cyp\w*|cytochrome|p-?gp|p-glycoprotein)\b)[^.;:]){2,90})"
)
_SELECTIVE = regex(r"-(?:selective|specific)$")
_ANY_CANCER = ("anti-cancer", "anticancer", "anti-tum", "antitum", "anti-neo", "antineo")
_NOT_ANTI = (
    "cancer",
    "tumo",
    "neoplas",
    "viral",
    "retro",
    "hcv",
    "hbc",
    "hbs",
    "hbe",
    "hiv",
    "nuclear",
    "drug",
    "infect",
)
# stems of the WHO's list of international nonproprietary names
_STEM = regex(
    r"\b[a-z]{2,}(?:"
    r"tinib|ciclib|parib|lisib|sertib|rafenib|metinib|degib|zomib|limus|taxel|rubicin|platin|mab|strant|estrant"
    r"|vedotin|mertansine|deruxtecan|tecan|citabine|trexed|relin|relix|dronate|fenib|stat|nib|ximab)\b"
)
_NOT_DRUGS = frozenset({"stat", "thermostat", "inhibitor", "cystatin"})
# "Aurora A-targeted agents", "ErbB-2 targeted therapy", "VEGF) pathway-targeted", "anti-angiogenic small molecules": of what it is
_OF_WHAT = regex(
    r"(?<![\w-])(?:"
    r"(?P<target>[a-z][\w/]*(?:-[a-z]?\d)?(?:\s[a-z])?)\)?[- ](?:(?:pathway|family|kinase|receptor|signall?ing)[- ])*"
    r"|(?P<anti>anti-?[a-z]{4,}) )$"
)
# "HER2-targeted small molecules or antibodies": of whatever kind
_OR_ANTIBODIES = regex(r"\s+(?:or|and|and/or)\s+(?:monoclonal\s+)?antibod(?:y|ies)\b")
_OF_WHAT_REACH = 40  # characters
_PAYLOADS = frozenset({"MMAE", "MMAF", "DM1", "DM4", "SN38", "SN-38", "PBD", "TOP1", "TOPO1", "TOP1i", "TOPO1i"})
_ABBREVIATED = frozenset(
    {"fda", "bc", "mbc", "abc", "tnbc", "hr", "ii", "iii", "iv", "nsclc", "crc", "cns", "us", "eu", "who"}
)


def open_names(passage: Passage, taken: Taken) -> list[Name]:
    """The classes and drugs that the vocabulary does not hold, read from what no other name has taken."""
    lower = passage.lower
    found: list[Name] = []
    if _NOUN_HINTS.search(lower):
        found += [_class(passage, m) for m in _OPEN_CLASS.finditer(lower) if _is_target(m["target"])]
        for match in _OF_TARGETS.finditer(lower):
            found += _acting_on(passage, match)
    if "anti" in lower:
        found += [_anti(passage, m) for m in _OPEN_ANTI.finditer(lower) if not m["target"].startswith(_NOT_ANTI)]
    if _TARGET_HINTS.search(lower):
        for match in _OPEN_TARGET.finditer(lower):
            found += _targets(passage, match)
    found += [Name(m.start(), m.end(), m.group()) for m in _STEM.finditer(lower) if m.group() not in _NOT_DRUGS]
    return [name for name in found if taken.is_free(name.start, name.end)]


def conjugates(passage: Passage) -> list[Name]:
    """The antibody-drug conjugates that are named by their target."""
    lower = passage.lower
    if "conjugate" not in lower and "adc" not in lower:
        return []
    found = []
    for match in _CONJUGATE.finditer(lower):
        if (concept := _conjugate(_spelt(passage, match, "target"))) is not None:
            found.append(Name(match.start(), match.end(), concept))
    for match in _CONJUGATE_OF.finditer(lower):
        first = match.start()
        for part in re.finditer(r"[A-Za-z][\w-]*", _spelt(passage, match, "targets")):
            if (concept := _conjugate(part.group())) is not None:
                end = match.start("targets") + part.end()
                found.append(Name(first, end, concept))
                first = end + 1
    return found


def _conjugate(target: str) -> str | None:
    """What conjugates of a target are called; None where the word is no target."""
    if not _is_spelt_as_one(target) or not _is_target(target.lower()) or target in _PAYLOADS:
        return None
    return _known(f"{target} antibody-drug conjugate")


def of_its_target(passage: Passage, name: Name) -> Name:
    """Targeted therapy by the target that the words before it name, which is no targeted therapy in general."""
    if name.concept not in ("targeted therapy", "small molecule inhibitor"):
        return name
    if name.detail and (either := _OR_ANTIBODIES.match(passage.lower, name.end)):
        name = name._replace(end=either.end(), detail=())
    before = _OF_WHAT.search(passage.lower, max(0, name.start - _OF_WHAT_REACH), name.start)
    if before is None:
        return name
    if before["anti"]:
        if before["anti"].startswith(_ANY_CANCER):
            return name
        known = vocabulary.load().find(Kind.THERAPY, f"{before['anti']} therapy")
        return name._replace(start=before.start(), concept=known.name if known else f"{before['anti']} therapy")
    target = _spelt(passage, before, "target")
    if not _is_spelt_as_one(target) or not _is_target(before["target"]):
        return name
    # of two targets the last: "EGFR/HER2-targeted antibodies" are no EGFR/HER2 inhibitors, which are small molecules
    return name._replace(start=before.start(), concept=_targeting(target.rpartition("/")[2]))


def _is_spelt_as_one(word: str) -> bool:
    """Whether a word before "targeted" is written as a target: with a figure, in capitals, with one inside or a letter behind."""
    if word.lower() in _ABBREVIATED:
        return False
    letter = word.partition(" ")[2]
    return letter.isupper() if letter else any(c.isdigit() or c.isupper() for c in word[1:])


def shared_heads(passage: Passage, found: list[Name]) -> list[Name]:
    """The classes that share the noun of one named behind them: "PI3K, mTOR or AKT inhibitors"."""
    shared: list[Name] = []
    for name in found:
        noun = _HEAD_NOUN.search(passage.lower, name.start, name.end)
        if noun is None and name.concept.rpartition(" ")[2] not in _SHARED_NOUNS:
            continue
        head = noun[1] if noun is not None else name.concept.rpartition(" ")[2]
        end = name.start
        while (match := _BEFORE_IN_LIST.search(passage.lower, max(0, end - _LIST_REACH), end)) is not None:
            target = _spelt(passage, match, "target")
            concept = _class_of(target, head) if _is_target(target.lower()) else None
            if concept is None:
                break
            shared.append(Name(match.start("target"), match.end("target"), concept))
            end = match.start("target")
    taken = {(name.start, name.end) for name in found}
    return [name for name in shared if not any(a < name.end and name.start < b for a, b in taken)]


def _class_of(target: str, noun: str) -> str | None:
    """What acts on a target: a class that the vocabulary knows, or one of a target spelt like a gene; else None."""
    known = vocabulary.load().find(Kind.THERAPY, f"{target} {noun}")
    if known is not None:
        return known.name
    is_gene = target.isupper() or any(c.isdigit() for c in target)
    return f"{target} {noun}" if is_gene and _is_target(target.lower()) and _GENE.fullmatch(target) else None


def _is_target(word: str) -> bool:
    target = word.strip("().")
    return target[:1].isalpha() and not _NOT_A_TARGET & {target, *target.split("/")}


def _class(passage: Passage, match: re.Match[str]) -> Name:
    noun = match["noun"].removesuffix("s").replace("inhibition", "inhibitor")
    target = _SELECTIVE.sub("", _spelt(passage, match, "target").strip("()."))
    return Name(match.start(), match.end(), _known(f"{target} {noun}"))


def _anti(passage: Passage, match: re.Match[str]) -> Name:
    noun = "antibody" if match["antibody"] else "therapy"
    return Name(match.start(), match.end(), _known(f"anti-{_spelt(passage, match, 'target')} {noun}"))


def _acting_on(passage: Passage, match: re.Match[str]) -> list[Name]:
    """Every class of "inhibitors of PI3K, AKT or mTOR": of targets that the vocabulary knows, or that are spelt like genes."""
    noun, (start, end) = match["noun"].removesuffix("s"), match.span("targets")
    found: list[Name] = []
    for part in re.finditer(r"[A-Za-z0-9][\w-]*(?:/\d)?", passage.text[start:end]):
        concept = _class_of(part.group(), noun) if _is_target(part.group().lower()) else None
        if concept is not None and match["such"] and vocabulary.load().find(Kind.THERAPY, concept) is None:
            continue  # "inhibitors such as ABX4417" are drugs
        if concept is not None and all(name.concept != concept for name in found):
            first = match.start() if match["such"] and not found else start + part.start()
            found.append(Name(first, start + part.end(), concept))
    return found


def _targets(passage: Passage, match: re.Match[str]) -> list[Name]:
    """Every target of a list: "an antibody targeting HER3 or EGFR"."""
    group = "after" if match["after"] else "before"
    start, end = match.span(group)
    # "any drug *that targets HER2*": the clause says no more than the name does
    whole = group == "after" and match["how"].startswith(("that", "which"))
    whole = whole and not passage.lower.endswith(("experimental ", "investigational "), 0, match.start())
    found: list[Name] = []
    for part in re.finditer(r"[a-z0-9][\w-]*", passage.lower[start:end]):
        word, first, last = part.group().rstrip("-"), start + part.start(), start + part.end()
        is_gene = any(c.isdigit() or c.isupper() for c in passage.text[first + 1 : last])
        if word in ("and", "or") or word in _NOT_A_TARGET or not is_gene or _is_aside(passage, start, first):
            continue
        if group == "before" and part.end() == end - start:
            last = match.end()
        spelt = passage.text[start + part.start() : start + part.end()].rstrip("-")
        if group == "after" and part.end() == end - start:
            last = match.end("tail")  # "the HER2 receptor family"
        if group == "after" and not found and (whole or first > start):  # behind what spells the target out
            first = match.start("how")
        found.append(Name(first, last, _targeting(spelt)))
    return found


def _is_aside(passage: Passage, start: int, at: int) -> bool:
    """Whether a word stands in brackets behind a target, which say more of that: "directed against TIGIT (as ABX12)"."""
    opened = passage.lower.rfind("(", start, at)
    if opened < 0 or ")" in passage.lower[opened:at]:
        return False
    before = str(passage.text[start:opened]).split()[-1:]
    return any(c.isdigit() or c.isupper() for word in before for c in word[1:])


def _targeting(target: str) -> str:
    """What acts on a target: the class that the vocabulary knows ("CDK2 inhibitor"), or an open one."""
    known = vocabulary.load()
    for concept in (f"{target}-targeted therapy", f"{target} inhibitor"):
        if found := known.find(Kind.THERAPY, concept):
            return as_written(concept.lower(), found.name)
    return _known(f"{target}-targeted therapy")


def _known(concept: str) -> str:
    """The vocabulary's spelling of an open name, where it knows it ("Trop-2-targeted therapy")."""
    found = vocabulary.load().find(Kind.THERAPY, re.sub(r"(?<=[A-Za-z])-(?=\d)", "", concept))
    return found.name if found else concept


def _spelt(passage: Passage, match: re.Match[str], group: str) -> str:
    return passage.text[match.start(group) : match.end(group)]
