"""Owns what a text says about how disease can be measured: measurable, evaluable, residual, progressive, none left."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.complete_response import complete_response
from criteria.atoms.cancers.counted_nodes import counted_nodes
from criteria.atoms.cancers.disease_free import FREE, disease_free
from criteria.atoms.cancers.measured_for import measured_for
from criteria.atoms.cancers.palpable import palpable
from criteria.atoms.cancers.progression import progressive
from criteria.atoms.cancers.residual import residual
from criteria.atoms.cancers.tumor_size import LENGTH, asserted, sizes
from criteria.atoms.cancers.vessels import vessels
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Value
from criteria.words.context import Cue
from criteria.words.moods import Mood

_ASSESSABLE_HINTS = hints(
    "measurable",
    "mesurable",
    "measureable",
    "evaluable",
    "assessable",
    "be measured",
    "be evaluated",
    "be assessed",
    "be tracked",
    "be followed",
    "be accurately",
    "been accurately",
    "been measured",
    "to measure",
    "target lesion",
)


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about the measure of disease, each concept once (two bounds of size)."""
    lower = passage.lower
    atoms: list[Atom] = []
    if _ASSESSABLE_HINTS.search(lower):
        atoms += _assessable(passage)
    if (
        "complete res" in lower
        or "complete rem" in lower
        or "ogic cr" in lower
        or "ogical cr" in lower
        or "ypn0" in lower
    ):
        atoms += complete_response(passage)
    if "node" in lower:
        atoms += counted_nodes(passage)
    free = _none_left(passage)
    atoms += free
    if ("residual" in lower or "remain" in lower) and not free:
        atoms += residual(passage)
    if "palpable" in lower:
        atoms += palpable(passage)
    if "progress" in lower or "stable" in lower:
        atoms += progressive(passage)
    if FREE.search(lower):
        atoms += disease_free(passage)
    if "vessel" in lower or "arter" in lower:
        atoms += vessels(passage)
    if ("cm" in lower or "mm" in lower or "met" in lower) and LENGTH.search(lower):
        atoms += sizes(passage)
    return sorted(atoms, key=lambda a: a.start)


def _atom(concept: str, match: re.Match[str], value: Value | None = None) -> Atom:
    return Atom(match.start(), match.end(), Requirement(Kind.DISEASE_MEASURE, concept, value))


_DISEASE = r"(?:disease|lesions?|sites?|tumou?rs?|metasta\w+|mass(?:es)?|cancer|indicator|target|malignan\w+|parameters?|manifestations?|regions?|areas?)"
_MEASURABLE = regex(
    rf"""(?<!non)(?<!non-)(?<!non\ )(?<!not\ )(?<!un)\b(?:(?:uni|bi)-?\s?dimensional(?:ly)?[\s-])?
        (?:measure?able|mesurable)(?=(?:\W+(?!or\ non)\w+){{0,6}}?\W+{_DISEASE}\b|\W*$
        |\W+(?:or\ (?:evaluable|assessable)\ )?(?:by|per|using|according)\b)
    | \b(?:disease|lesions?|tumou?r)\ (?:(?:that|which)\ )?(?:(?:is|are|must\ be|should\ be)\ )?(?:(?!not\b)\w+\ )?measure?able
    | (?:\b(?:at\ least\ (?:one|1)|presence\ of\ an?)|(?:≥|>=|=>)\ ?(?:one|1))\ (?:\w+\ )?target\ lesions?\b
    | \b(?:able|possible)\ to\ measure\ (?:the\ |their\ )?(?:disease|lesions?|tumou?rs?)\b
    | \b(?:lesions?|disease|tumou?rs?)(?:,\ not\ previously\ [^,.;]{{3,60}},?)?\ (?:that|which)\ (?:can|could)
        \ (?:be|have\ been)\ (?:accurately\ |serially\ )?(?:and\ \w+\ )?measured\b""",
    re.VERBOSE,
)
_EVALUABLE = regex(
    rf"""(?<!non)(?<!non-)(?<!non\ )(?<!not\ )(?<!\bis\ )(?<!\bare\ )(?<!\bbe\ )(?<!status\ )(?<!expression\ )\b
        (?:evaluable|assessable)(?!\W+tumou?r\ (?:p|biops|tissue|samp|spec|cells))
        (?=(?:\W+(?!or\ non|tumou?r\ (?:p|biops|tissue|samp|spec)
        |(?:new|core|tissue|biops\w+|sample|specimen)\b)\w+){{0,4}}?\W+{_DISEASE}\b
      |\W*$|(?<=measurable\ or\ evaluable)\W+(?:by|per|according)\b|\W+(?:or|and)\W+(?:bi-?dimensionally\ )?measurable)
    | (?<!measurable\ )\b(?:disease|tumou?rs?)\ (?:(?:that|which)\ )?(?:(?:is|are|must\ be)\ )?
        (?:evaluable|assessable)(?:(?=\ or\ measurable\b)|\ (?:for\ response|by|on|per|radiograph\w+|clinically)\b)
        (?!\ only)
    | \b(?:disease|cancer|lesions?|tumou?rs?)\ (?:(?:that|which|must)\ )?(?:can|could|may)\ be
        \ (?:accurately\ |reliably\ |objectively\ )?(?:evaluated|assessed|tracked|followed)\ (?:for\ response\ |objectively\ )?
        (?:according|by|per|using|with|under)\b
        (?=[^.;]{{0,40}}\b(?:recist|response\ evaluation|who\b))""",
    re.VERBOSE,
)
# "measurable or non-measurable": either will do
_EITHER = regex(
    r"""measurable\b.{0,40}\b(?:and/or|or|and|/)\b(?!\ (?:bone|skeletal|osseous)[ -]only).{0,24}\bnon-?\s?
        (?:measurable|target)(?![ ,-]+(?:bone|osseous)[ -]only)
        (?!(?:\ disease)?\ bone\ lesions?[^.;]{0,20}\ in\ (?:the\ )?absence)
        | \bnon-?\s?measurable.{0,24}\b(?:and/or|or)\b.{0,24}\bmeasurable
    | \bwith\ or\ without\ measurable\ (?:disease|lesions?)
    | evaluable.{0,14}\bnon-?\s?measurable\b.{0,10}\bmeasurable""",
    re.VERBOSE,
)
# measurable disease spoken of in passing: of what counts as measurable, of a treatment of the only such lesion
_IN_PASSING = regex(
    r"""\b(?:considered|deemed|defined\ as|counted?\ as|classified\ as|regarded\ as|accepted\ as)\b[^.;]{0,40}$
    | \b(?:qualify|serve|used|selected|included|chosen|evaluated)\ as(?:\ an?)?\ $ | \b(?:only|sole)\ $
    | \b(?:imaging|scans?|ct|mri|x-?rays?|studies|radiograph\w*|tests?|exam\w*)\b[^.;]{0,60}?\b(?:to|for)
        \ (?:(?:the\ )?(?:evaluat\w+|document\w*|assess\w*|measur\w+|monitor\w*|follow|detect\w*)
        (?:\ and\ |\ or\ |,\ |\ of\ |\ ))+[^.;]{0,20}$
    | \bdefinition\ of\b[^.;]{0,30}$ | \bdefin(?:ing|es?)\ (?:\w+\ )?$ | \b(?:may|might|could)\ (?:then\ |also\ )?(?:require|ask\ for|request)\ (?:\w+\ )?$
    | \b(?:sum|products?)\ of\b[^.;]{0,90}$ | \b(?:scans?|imaging|photo\w*)\ of\ (?:all\ )?(?:\w+\ )?(?:sites?\ of\ |areas?\ of\ )?$
    | \b(?:sole|only|outside|irradiat\w+|radiotherapy|radiation|absence|lieu)\b[^.;]{0,24}\bof\W+(?:\w+\W+)?$""",
    re.VERBOSE,
)
_DEFINED = regex(
    r"(?:\W*\w+){0,3}?\W*(?:is|are) defined\b|\W*(?:disease|lesions?)?\W*(?:is|are) (?:disease|lesions?|those|any)\b"
    r"|(?!(?: (?:disease|lesions?))? (?:that|which) includes)(?:\W*\w+){0,2}?\W*includes?\b"
    r"|[^.;]{0,40}\b(?:irradiated|treated|biopsied)\b[^.;]{0,20}\b(?:not|will|only)\b"
    r"|(?: (?:disease|lesions?|sites?|target))*(?:\(s\))? (?:must|should|may|can) ?not (?:be|have been)\b[^.;]{0,40}\b(?:ir)?radiated\b"
)


_CAN_BE = regex(
    r"(?:lesions?|disease|tumou?rs?)[^.;]* (?:that|which) (?:can|could) (?:be|have been)"
)  # under "measurable disease:" it says the same again
# "unless inflammatory, in which case measurable disease by physical exam is not required"; when that which there is must be measured
_NOT_NEEDED = regex(
    r"[^.;,:]{0,40}? (?:is|are) not (?:required|necessary|needed|mandatory)\b"
    r"|(?: (?:disease|lesions?|tumou?rs?|sites?|target))* (?:must|should|has to|have to) (?:be|have been) (?:re-?)?"
    r"(?:assessed|evaluated|imaged|measured|scanned)\b[^.;]{0,40}\b(?:within|prior to|before|every|at)\b"
)


def _assessable(passage: Passage) -> list[Atom]:
    lower = passage.lower
    if either := _EITHER.search(lower):
        return _of_any_measure(passage, either)
    atoms = []
    if passage.base is Effect.EXCLUDE and (unmeasured := _ONLY_UNMEASURABLE.search(lower)) is not None:
        evaluable = "measur" not in unmeasured.group()
        concept = "evaluable disease" if evaluable else "measurable disease"
        return [replace(_atom(concept, unmeasured), polarity=Polarity.MUST)]
    for concept, pattern in (("measurable disease", _MEASURABLE), ("evaluable disease", _EVALUABLE)):
        match = next(
            (m for m in pattern.finditer(lower) if _is_asked(lower, m) and not _NOT_NEEDED.match(lower, m.end())), None
        )
        if match is not None and not (_CAN_BE.match(match.group()) and "measurable" in passage.lead):
            atoms.append(asserted(passage, measured_for(lower, _of_its_site(lower, _atom(concept, match)))))
    return atoms


# "measurable CNS disease", "a measurable brain metastasis", "measurable skin metastases": measurable there
_ITS_SITE = regex(
    r"\W*(?:disease (?:that|which) includes?(?:,? but is not limited to)?,? )?(?:(?:parenchymal|untreated|progressive|active|new|metastatic) )*"
    r"(?:(?P<brain>cns|central nervous system(?: \(cns\))?|brain|intra-?cranial)|(?:skin|(?:sub-?)?cutaneous|dermal)(?: or (?:sub-?)?cutaneous)?)\s+"
    r"(?:disease|lesions?|metasta\w+|nodules?|tumou?rs?)\b"
)


def _of_its_site(lower: str, atom: Atom) -> Atom:
    found = _ITS_SITE.match(lower, atom.end)
    if found is None:
        return atom
    site = "brain" if found["brain"] else "skin"
    return replace(atom, requirement=replace(atom.requirement, detail=(("site", site),)))


# who has nothing to measure is left out
_ONLY_UNMEASURABLE = regex(
    r"^(?:patients? (?:with|who have) )?(?:not |non-?\s?|un)(?:evaluable|assessable|measurable) disease\W*$"
    r"|^(?:patients? with )?(?:absence|lack) of (?:any )?measurable (?:disease|lesions?)(?! or\b)"
    r"|\b(?:only|solely|exclusively|just) (?:has |have |having |with )?(?:non-?\s?|un)measurable "
    r"(?:disease|lesions?|metasta\w+|tumou?rs?)"
    r"|\b(?:non-?\s?|un)measurable (?:disease|lesions?) (?:only|alone)\b"
    r"|\b(?:only|sole) sites? of (?:metastatic |the )?(?:disease|metasta\w+|cancer) (?:is|are) (?:un|non-?\s?|not )"
    r"measurable\b"
    r"|^\W*all (?:lesions?|disease|sites?)(?: of disease)? (?:is |are )?(?:un|non-?\s?|not )measurable\b"
)
# what cannot be measured, and examples of it in brackets
_UNMEASURED = regex(
    r"\b(?:no|without|absence of|lack of|not (?:\w+ )?|(?:non-?\s?|un)(?=measurable))\s?(?:\w+ )?measurable "
    r"(?:disease|lesions?)[^.;()]{0,50}\((?:e\.? ?g\.?|i\.? ?e\.?|such as|for example|for instance|including)"
    r"(?P<examples>[^()]*)\)"
)


# "only non-measurable disease, e.g. blastic lesions": the same without brackets
_ONLY_WITH_EXAMPLES = regex(
    r"\b(?:(?:only|solely|exclusively)\b[^.;()]{0,20}\b(?:non-?\s?|un)measurable|(?:non-?\s?|un)measurable) "
    r"(?:disease|lesions?)(?: only| alone)?,? "
    r"(?:e\.? ?g\.?|i\.? ?e\.?|such as|for example|for instance|including|like)(?P<examples>[^.;()]*)"
)


# "evaluable disease (e.g. bone lesions)": what there is to be evaluated, in brackets
_EVALUATED = regex(
    r"(?<!non-)(?<!non )(?<!not )(?<!in)\bevaluable(?: metastatic)?(?: disease| lesions?)? \("
    r"(?:(?:e\.? ?g\.?|i\.? ?e\.?|such as|for example|including)|(?=bone|pleural|ascites|skin))"
    r"(?P<examples>(?:(?!\b(?:no|not|must|measurable|at least|without|required|needed|mandatory|allowed)\b)[^()])*)\)"
)


def without_examples(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms but for examples of what cannot be measured, or what must be evaluable: "no measurable disease (e.g. ascites alone)"."""
    if "measurable" not in passage.lower and "evaluable" not in passage.lower:
        return atoms
    match = _UNMEASURED.search(passage.lower) or _ONLY_WITH_EXAMPLES.search(passage.lower)
    if match is None and passage.base is Effect.REQUIRE:
        match = _EVALUATED.search(passage.lower)
    if match is None:
        return atoms
    start, end = match.span("examples")
    return [a for a in atoms if not start <= a.start < end]


_ANY_MEASURE = "any measure"
_TO_BE_EVALUATED = regex(r"\bevalua\w+|\bassess\w+")
OR_NOT = (("measurable", "or not"),)
"""The detail of disease that may be measurable or not, whether it can be evaluated or not."""
_NOT_ASKED = regex(r"\bnot (?:considered|be considered|counted|count)\b|\bconsidered\b")


def _of_any_measure(passage: Passage, match: re.Match[str]) -> list[Atom]:
    """Measurable disease, or disease that cannot be measured and yet be evaluated."""
    if (
        passage.base is not Effect.REQUIRE
        or _NOT_ASKED.search(passage.lower)
        or _IN_PASSING.search(passage.lower, 0, match.start())
    ):
        return []
    measurable, other = (_atom(concept, match) for concept in ("measurable disease", "evaluable disease"))
    if not _TO_BE_EVALUATED.search(passage.lower):  # any disease at all
        other = replace(other, requirement=replace(other.requirement, detail=OR_NOT))
    return [replace(atom, alternatives=_ANY_MEASURE) for atom in (measurable, other)]


def _is_asked(lower: str, match: re.Match[str]) -> bool:
    return not _IN_PASSING.search(lower, 0, match.start()) and not _DEFINED.match(lower, match.end())


_NONE_LEFT = regex(
    r"\b(?:no|without(?: any)?)"
    r"(?: (?:current|clinical|radiological|radiographic|detectable|known|apparent|any|further|or|and))* "
    r"(?:evidence|signs?)(?: or (?:signs?|evidence|symptoms))? of"
    r"(?: (?:any|active|residual or(?= persist)|persistent|current|or|and|invasive|the))* "
    r"(?:disease|(?:breast )?cancer|tumou?r)\b"
    r"(?=\W*$|\W+(?:at|following|after|\(|per|by|on|present|and|but|since|present|currently|as|in addition))"
    r"|\bno detectable disease\b|\bned\b"
    r"|\b(?:currently|clinically|must be|be|remain) (?:disease|cancer|tumou?r|relapse)[- ]free\b"
    r"(?! survival| interval|[- ]margins?)"
    r"|^\W*(?:patients? (?:who are )?)?(?:disease|cancer)[- ]free\b"
    r"(?=\W*$| at (?:the )?(?:time|study|enrol|entry)\b| (?:after|following)\b| of breast)"
    r"|\bfree (?:of|from) (?:breast )?(?:cancer|disease)\b"
)
_IN_ONE_PLACE = regex(
    r" in (?:the |an? )?(?P<place>(?:other |opposite |remaining |contralateral |ipsilateral )?"
    r"(?:axilla|breast|nodes?|lymph|brain|cns|liver|lungs?|bones?|margins?)\w*)"
)
_OR_BE = regex(r"\bor (?:(?:be|are|is|have|has|had|with) )?$")
_ANOTHER_CANCER = hints(
    "marrow", "malignan", "other cancer", "melanoma", "brain", "prior cancer", "cns", "margin", "skin"
)


def _none_left(passage: Passage) -> list[Atom]:
    """That no cancer is to be found any more."""
    match = _NONE_LEFT.search(passage.lower) if passage.base is Effect.REQUIRE else None
    if match is None or _ANOTHER_CANCER.search(passage.lower) or _OR_BE.search(passage.lower, 0, match.start()):
        return []
    if passage.scopes.over(match.start(), Cue.EXCEPTION) or passage.scopes.over(match.start(), Cue.CONDITION):
        return []
    if passage.scopes.mood(match.start()) is Mood.PERMITTED:
        return []
    place = _IN_ONE_PLACE.match(passage.lower, match.end())
    detail = (("place", place["place"]),) if place is not None else ()
    atom = _atom("no evidence of disease", match)
    return [replace(atom, requirement=replace(atom.requirement, detail=detail), polarity=Polarity.MUST)]
