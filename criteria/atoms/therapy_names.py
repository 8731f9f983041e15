"""Owns which therapies a passage names: those of the vocabulary, open-named classes ("KIF18A inhibitor"), and treatment in general."""

from __future__ import annotations

import re
from dataclasses import dataclass

from criteria import vocabulary
from criteria.atoms.enzymes import enzyme_drugs
from criteria.atoms.therapy_qualified import widened
from criteria.passage import Passage
from criteria.tree import Kind


@dataclass(frozen=True, slots=True)
class Name:
    """A therapy named at characters ``start`` to ``end``, with what narrows it ("major", "live") as ``detail``.

    ``naive`` is set when the words deny it themselves ("treatment-naive"), ``none_left`` when they say that there is
    none to be had any more ("no standard therapy exists").
    """

    start: int
    end: int
    concept: str
    naive: bool = False
    none_left: bool = False
    detail: tuple[tuple[str, str], ...] = ()


_NOUN = r"inhibitors?|inhibition|antagonists?|agonists?|degraders?|blockers?|modulators?"
# "KIF18A inhibitor", "VEGF(R) inhibitors": the word before names the target
_OPEN_CLASS = re.compile(
    rf"(?<![\w/-])(?P<target>[a-z0-9α-ω][\wα-ω/+.()-]{{1,22}})[ -](?:pathway |kinase |receptor |signal(?:l?ing) )?(?P<noun>{_NOUN})\b"
)
_OPEN_ANTI = re.compile(
    r"(?<![\w-])anti-?\s?(?P<target>[a-z0-9][\w/-]{1,18})[ -](?:(?P<antibody>(?:monoclonal |targeting )?antibod(?:y|ies)|mab)|(?:targeted |directed |based )?(?:therap(?:y|ies)|agents?|drugs?|treatments?|regimens?|adc))\b"
)
_OPEN_TARGET = re.compile(
    r"(?:(?:drugs?|agents?|therap(?:y|ies)|antibod(?:y|ies)|adcs?|conjugates?|treatments?|products?|compounds?)\s+(?:\w+\s+){0,3}?(?:targeting|directed (?:against|at|to)|directed toward|(?:that|which)\s+(?:\w+\s+){0,3}?targets?)\s+(?:the\s+)?(?P<after>[a-z0-9][\w-]{1,12}(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s*/\s*|\s+(?:and/or|and|or)\s+)[a-z][\w-]{1,12}){0,4})"
    r"|(?<![\w-])(?P<before>[a-z]+[\w-]*\d[\w-]*|egfr|vegf|vegfr|fgfr|met|muc|b7-h\d)[ -](?:targeted|targeting|directed|directed)[ -](?:therap(?:y|ies)|agents?|drugs?|adcs?|treatments?|antibod(?:y|ies)|product))"
)
_NOT_A_TARGET = frozenset(
    """strong potent moderate weak other selective specific small any oral known clinical enzyme and or the of a an these such similar prior previous different
    dual new novel proteins protein molecule small-molecule growth covalent irreversible reversible concurrent either more certain both all with systemic direct
    competitive nonselective non-selective checkpoint using immune by current prohibited partial full inducing inhibiting with-an significant anti receptor
    kinase pathway signaling synthesis t-cell b-cell first-generation second-generation next-generation non-steroidal steroidal to treatment proton nuclear approved no pure""".split()
)  # fmt: skip

_FOR_DISEASE = r"(?:of|for|to treat|directed at|against)\s+(?:(?:the|their|this|his|her|current|currently\s+diagnosed|diagnosis\s+of|diagnosed|primary|your|any|a|newly diagnosed|known|invasive|operable|new|recurrent|relapsed|ipsilateral|contralateral|present|study|index)\s+)*(?:advanced|locally|loco-?regional|metasta|breast|mbc|abc|recurren|disease|cancer|early|malignan|stage|unresectable|tumou?r|carcinoma|dcis|lcis|inoperable|incurable|solid|relapse|bc\b)"
_GENERIC = re.compile(
    rf"""(?P<unapproved>\b(?:drugs?|agents?|treatments?|therap(?:y|ies)|products?)\s+(?:that|which)\s+(?:has|have|is|are)\s+not\s+(?:yet\s+)?(?:been\s+|received\s+)?(?:regulatory\s+)?approv\w+)
      | (?P<setting>\b(?:\(?neo-?\s?/?\)?-?adjuvant|adjuvant|pre-?operative)\s+(?:systemic\s+|medical\s+|standard\s+)?(?:therap(?:y|ies)|treatments?)\b)
      | (?P<nonexistent>\bstandard(?:[ -]of[ -]care)?\s+(?:curative\s+|systemic\s+|available\s+)?(?:therap(?:y|ies)|treatments?|options?)\s+(?:either\s+)?(?:(?:do(?:es)?|did)\s+not\s+exist|(?:is|are)\s+(?:not\s+available|unavailable|no\s+longer\s+(?:effective|available)|ineffective|not\s+effective)|(?:has|have)\s+(?:failed|proven|been\s+exhausted)))
      | (?P<investigational>\b(?:investigational|experimental|unlicensed|unapproved|unmarketed|non-?approved)\s+(?:(?:anti-?\s?cancer|anti-?\s?neoplastic|medicinal|medical|study|new|systemic|biological?|drugs?|agents?|or|and|cancer|therapeutic|antibody|pharmaceutical)\s+){{0,3}}?(?:agents?|drugs?|therap(?:y|ies)|treatments?|products?|compounds?|medicines?|medications?|interventions?|regimens?)\b)
      | (?P<none_left>\b(?:no|lack(?:ing|s)?|without|exhausted\s+all|ran\s+out\s+of)\s+(?:other\s+|further\s+|more\s+|longer\s+(?:any\s+)?|any\s+)?(?:known\s+|currently\s+)?(?:(?:standard|available|effective|established|satisfactory|approved|curative|alternative|acceptable|appropriate|further|reasonable|beneficial|suitable|or|of|care|treatment|therapeutic|therapy)\s+)+(?:therap(?:y|ies)|treatments?|options?|regimens?|alternatives?)\b)
      | (?P<anticancer>\b(?:anti-?\s?(?:cancer|tumou?r(?:al)?|neoplastic)|cancer|oncolog\w+|tumou?r|antitumor|malignancy)[ -]?(?:directed |specific |systemic |drug |targeted |related |medical )?(?:therap(?:y|ies)|treatments?|agents?|drugs?|medications?|medicines?|regimens?))
      | (?P<systemic>\bsystemic\s+(?:anti-?\s?(?:cancer|tumou?r|neoplastic)\s+)?(?:drug\s+)?(?:therap(?:y|ies)|treatments?|regimens?))
      | (?P<standard>\b(?:standard(?:[ -]of[ -]care)?|established|conventional|approved|curative|effective|available|satisfactory|accepted)\s+(?:(?:standard|alternative|systemic|available|effective|approved|anti-?cancer|curative|treatment|therapeutic|therapy|life-prolonging)\s+)*(?:therap(?:y|ies)|treatments?|options?|regimens?|care)\b)
      | (?P<naive>\b(?:(?:completely\s+|previously\s+)untreated|(?:systemic\s+)?(?:treatment|therapy)[- ]na[iï]ve)\b)
      | (?P<bare>\b(?:prior|previous(?:ly)?|any|no|other|last|received|undergone|with|failed|recent|frontline|first-line|more)\s+(?:or\s+(?:current|concurrent|ongoing)\s+)?(?:(?:medical|drug|lines?\s+of|line|course\s+of|other|prior|previous|definitive|specific|primary|initial|pre-?operative)\s+)*(?:therap(?:y|ies)|treatments?)\s*(?:{_FOR_DISEASE}\w*|,?\s*\(?(?=(?:including|e\.g|such\s+as)\b)))
      | (?P<alone>\b(?:no|without(?:\s+any)?|not\s+(?:have\s+)?received\s+any)\s+(?:prior|previous)\s+(?:cancer\s+|medical\s+|drug\s+)?(?:therap(?:y|ies)|treatments?)(?=\s*(?:[.;,)]|$|and\b|or\b)))
      | (?P<failed>\b(?:failed|failure\s+of|progress\w+\s+(?:on|after|following|during|despite)|refractory\s+to|after|intoleran\w+\s+to|relapsed\s+after)\s+(?:all\s+|any\s+|at\s+least\s+one\s+|one\s+or\s+more\s+)?(?:prior|previous|last|most\s+recent|their\s+last|the\s+last|the\s+most\s+recent)\s+(?:line\s+of\s+|lines\s+of\s+)?(?:therap(?:y|ies)|treatments?|regimens?))""",
    re.VERBOSE,
)
_GENERIC_CONCEPT = {
    "unapproved": "investigational agent", "setting": "anticancer therapy", "nonexistent": "standard therapy", "investigational": "investigational agent", "none_left": "standard therapy",
    "anticancer": "anticancer therapy", "systemic": "systemic therapy", "standard": "standard therapy", "naive": "anticancer therapy",
    "alone": "anticancer therapy", "bare": "anticancer therapy", "failed": "anticancer therapy",
}  # fmt: skip
_NAIVE = re.compile(r"(?:[- ]na[iï]ve)\b")
_GENERIC_HEAD = re.compile(
    r"(?:therap(?:y|ies)|treatments?|regimens?|options?|agents?|drugs?|medications?|medicines?|care|na[iï]ve|untreated)\b"
)
_WORDS = re.compile(
    r"(?P<estrogen>\bo?estrogens?(?=\s*(?:,|/|and\b|or\b|therap|use|treatment|replacement|supplement))(?!\s*(?:,|/|and/or|and|or)?\s*(?:progesterone\s+)?(?:and\s+progesterone\s+)?receptor))"
    r"|(?P<nitrate>\bnitrates?\b)|(?P<endocrine>\b(?:endocrine|hormonal)(?=\s*(?:,|/|\bor\b|\band\b)\s*(?!therap|treat)))"
    r"|(?P<hemibody>\bhemi-?(?:body)?(?:\s+(?:or|and|and/or)\s+(?:total|whole)[- ]body)?\s+(?:radiation|irradiation|radiotherapy))|(?P<whole>\b(?:total|whole)[- ]body\s+(?:radiation|irradiation|radiotherapy))"
    r"|(?P<biologic>\bbiologic(?:al)?(?=\s*(?:,|/|\bor\b|\band\b)\s*(?!therap|treat|agent|study)))|(?P<platinum>\bplatin-?\s?(?:based|containing)(?:\s+(?:chemo)?(?:therapy|regimens?|treatment))?)"
    r"|(?P<qt>\b(?:drugs?|medications?|agents?|substances?|medicines?|products?|compounds?|therap(?:y|ies))\b[^.;]{0,70}\b(?:prolong\w*\s+(?:of\s+)?(?:the\s+)?qt\w*|qt\w*\s+(?:interval\s+)?prolong\w*|torsades?))"
    r"|(?P<her2>\b(?:anti-?\s?)?her-?2\s?[/-]\s?neu[\s-]+(?:targeted|directed|based)?\s*(?:therap|treat|agent)\w*)"
    r"|(?P<based>\b(?:endocrine|hormon\w+)[- ](?:based|containing)\s+(?:systemic\s+)?(?:therap(?:y|ies)|treatments?|regimens?))"
    r"|(?P<organ>\b(?:allogen\w+\s+)?(?:solid\s+)?(?:organ|tissue)(?:\s*(?:/|or|and)\s*(?:solid\s+)?(?:organ|tissue))+\s+transplant\w*)"
    r"|(?P<stem>\b(?:stem[- ]cell|bone[- ]marrow|hematopoietic(?:\s+stem)?\s+cell)(?=\s*(?:,|/|or|and|and/or)\s*(?:solid\s+)?organ\s+transplant))"
    r"|(?P<topo>\btopoisomerase(?:[\s-]+(?:i|1))?[\s-]+(?:inhibitor[\s-]+)?(?:based|containing|payload)?[\s-]*(?:adcs?|antibody[- ]drug\s+conjugates?)\b|\b(?:adcs?|antibody[- ]drug\s+conjugates?)\b[^.;,]{0,60}?\b(?:topoisomerase(?:\s*-?\s*(?:i|1))?|topo\s?-?(?:i|1)|top1|exatecan|deruxtecan|camptothecin)\b(?:\s+inhibitors?)?(?:\s+(?:payloads?|toxins?))?)"
)
_WORD_CONCEPTS = {
    "estrogen": "estrogen", "nitrate": "nitrate", "endocrine": "endocrine therapy", "hemibody": "hemibody irradiation", "whole": "total body irradiation",
    "biologic": "biologic therapy", "platinum": "platinum-based chemotherapy", "qt": "QT-prolonging drug", "her2": "HER2-targeted therapy", "based": "endocrine therapy", "organ": "organ transplant", "stem": "stem cell transplant", "topo": "topoisomerase I inhibitor antibody-drug conjugate",
}  # fmt: skip
# stems of the WHO's list of international nonproprietary names
_STEM = re.compile(
    r"\b[a-z]{2,}(?:tinib|ciclib|parib|lisib|sertib|rafenib|metinib|degib|zomib|limus|taxel|rubicin|platin|mab|strant|estrant|vedotin|mertansine|deruxtecan|tecan|citabine|trexed|relin|relix|dronate|fenib|stat|nib|ximab)\b"
)
_NOT_DRUGS = frozenset({"stat", "thermostat", "inhibitor", "cystatin"})
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
_ET = re.compile(r"(?<![\w/-])ETs?(?![\w/-])")
_SAID_BY_GENERAL = frozenset({"first-line therapy", "prior therapy"})
_AS_WRITTEN = {"biological therapy": "biological therapy", "biological treatment": "biological therapy"}
_EQUIVALENT = re.compile(r"\s*(?:\(?or\s+)?(?:an?\s+)?(?:dose\s+)?equivalen|-equivalen")


def names(passage: Passage) -> list[Name]:
    """The therapies named, in order, none inside another."""
    lower = passage.lower
    found: list[Name] = [Name(begin, end, concept) for begin, end, concept in enzyme_drugs(lower)]
    found.extend(_words(passage))
    for mention in passage.of_kind(Kind.THERAPY):
        if mention.name in _SAID_BY_GENERAL:
            continue
        tail = _NAIVE.match(lower, mention.end)
        if _EQUIVALENT.match(lower, mention.end) and not lower[mention.start : mention.end].endswith("equivalent"):
            continue  # "10 mg of prednisone or equivalent" measures a dose
        concept, detail = widened(_AS_WRITTEN.get(lower[mention.start : mention.end], mention.name))
        if concept == "endocrine therapy" and lower[max(0, mention.start - 4) : mention.start].startswith("non"):
            concept, detail = "anticancer therapy", (("not", "endocrine therapy"),)
        if concept == "radiopharmaceutical" and re.search(r"radiotherap|radiation", lower[mention.start : mention.end]):
            concept, detail = "radiation therapy", (("extent", "systemic"),)
        found.append(
            Name(mention.start, tail.end() if tail else mention.end, concept, naive=tail is not None, detail=detail)
        )
    found.extend(_open(passage, found))
    found.extend(_by_stem(passage, found))
    found.extend(_general(lower, found))
    found = _apart(found)
    return [name for name in found if not _is_said_by_another(lower, name, found)]


def _words(passage: Passage) -> list[Name]:
    """Therapies whose names need the words beside them to be told from something else."""
    lower = passage.lower
    found = [Name(m.start(), m.end(), _WORD_CONCEPTS[str(m.lastgroup)]) for m in _WORDS.finditer(lower)]
    for name in list(found):
        if (
            name.concept == "hemibody irradiation"
            and "-body" in lower[name.start : name.end].replace(" body", "-body")[4:]
        ):
            found.append(Name(name.start, name.end, "total body irradiation"))
    found.extend(Name(m.start(), m.end(), "endocrine therapy") for m in _ET.finditer(passage.text))
    return found


def _open(passage: Passage, known: list[Name]) -> list[Name]:
    """Classes that the vocabulary does not hold, named by what they act on."""
    lower, found = passage.lower, []
    if any(noun in lower for noun in ("inhibit", "agonist", "degrader", "blocker", "modulator")):
        for match in _OPEN_CLASS.finditer(lower):
            target = match["target"].strip("().")
            if not _NOT_A_TARGET & {target, *target.split("/")} and _is_apart(match.start(), match.end(), known):
                noun = match["noun"].removesuffix("s").replace("inhibition", "inhibitor")
                found.append(
                    Name(match.start(), match.end(), f"{_spelt(passage, match, 'target').strip('().')} {noun}")
                )
    if "anti" in lower:
        for match in _OPEN_ANTI.finditer(lower):
            if _is_apart(match.start(), match.end(), known) and not match["target"].startswith(_NOT_ANTI):
                noun = "antibody" if match["antibody"] else "therapy"
                found.append(Name(match.start(), match.end(), f"anti-{_spelt(passage, match, 'target')} {noun}"))
    if "target" in lower or "directed" in lower:
        for match in _OPEN_TARGET.finditer(lower):
            found.extend(n for n in _targets(passage, match) if _is_apart(n.start, n.end, known))
    return found


def _by_stem(passage: Passage, known: list[Name]) -> list[Name]:
    """Drugs that the vocabulary does not hold, told by the stem of their international name ("-tinib", "-mab")."""
    return [
        Name(m.start(), m.end(), m.group())
        for m in _STEM.finditer(passage.lower)
        if _is_apart(m.start(), m.end(), known) and m.group() not in _NOT_DRUGS
    ]


def _targets(passage: Passage, match: re.Match[str]) -> list[Name]:
    group = "after" if match["after"] else "before"
    start, end = match.span(group)
    found = []
    for part in re.finditer(r"[a-z0-9][\w-]*", passage.lower[start:end]):
        word = part.group()
        if (
            word in ("and", "or")
            or word in _NOT_A_TARGET
            or not (any(c.isdigit() for c in word) or passage.text[start + part.start()].isupper())
        ):
            continue
        spelt = passage.text[start + part.start() : start + part.end()]
        begin = match.start() if group == "before" else start + part.start()
        stop = match.end() if group == "before" else start + part.end()
        found.append(Name(begin, stop, _known(f"{spelt}-targeted therapy")))
    return found


def _is_said_by_another(lower: str, name: Name, found: list[Name]) -> bool:
    """ "Systemic treatment with corticosteroids": the drug that follows says it."""
    if name.concept not in _GENERAL_CONCEPTS or not _WITH.match(lower, name.end):
        return False
    return any(0 < other.start - name.end < _NEXT for other in found)


_GENERAL_CONCEPTS = frozenset({"anticancer therapy", "systemic therapy", "standard therapy"})
_NEXT = 40  # characters within which the drug follows "treatment with"


def _known(concept: str) -> str:
    """The vocabulary's spelling of an open name, where it knows it ("Trop-2-targeted therapy")."""
    found = vocabulary.load().find(Kind.THERAPY, re.sub(r"(?<=[A-Za-z])-(?=\d)", "", concept))
    return found.name if found else concept


def _general(lower: str, known: list[Name]) -> list[Name]:
    """Treatment in general: of the cancer, systemic, standard, investigational, or its absence ("treatment-naive")."""
    if not any(word in lower for word in _GENERAL_WORDS):
        return []
    found = []
    for match in _GENERIC.finditer(lower):
        group = str(match.lastgroup)
        start, end = match.span()
        if group in ("alone", "bare", "failed", "setting"):
            start, end = list(_GENERIC_HEAD.finditer(lower, start, end))[-1].span()
        if group in _WIDER or _is_apart(start, end, known):
            none_left = group in ("none_left", "nonexistent")
            found.append(Name(start, end, _GENERIC_CONCEPT[group], naive=group == "naive", none_left=none_left))
    return found


_WITH = re.compile(r"\s+(?:with|using|by)\s+(?!curative|intent)")
_GENERAL_WORDS = (
    "therap",
    "treat",
    "regimen",
    "cancer",
    "standard",
    "option",
    "investigational",
    "experimental",
    "approv",
)
_WIDER = frozenset({"investigational", "unapproved", "none_left", "nonexistent"})


def _spelt(passage: Passage, match: re.Match[str], group: str) -> str:
    return passage.text[match.start(group) : match.end(group)]


def _is_apart(start: int, end: int, known: list[Name]) -> bool:
    return all(end <= name.start or name.end <= start for name in known)


def _apart(found: list[Name]) -> list[Name]:
    """Names in order; of two at one place the longer stays, unless both are read from the same words."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if any(k.start < name.end and name.start < k.end and not _pair(k, name) for k in kept):
            continue
        kept.append(name)
    return kept


_SHARED = ("inhibitor", "inducer", "substrate", "body irradiation")


def _pair(left: Name, right: Name) -> bool:
    """Two therapies read from words that they share: actions on one enzyme, "hemi- or total-body irradiation"."""
    return left.concept != right.concept and left.concept.endswith(_SHARED) and right.concept.endswith(_SHARED)
