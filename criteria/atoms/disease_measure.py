"""Owns what a text says about how disease can be measured: measurable, evaluable, residual, progressive, tumour size."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.context import Cue, Mood
from criteria.numbers import Found, bounds
from criteria.passage import Passage
from criteria.patterns import hints, regex
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value

_ASSESSABLE_HINTS = hints(
    "measurable",
    "mesurable",
    "measureable",
    "evaluable",
    "assessable",
    "be measured",
    "be accurately",
    "target lesion",
)


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about the measure of disease, each concept once (two bounds of size)."""
    lower = passage.lower
    atoms: list[Atom] = []
    if _ASSESSABLE_HINTS.search(lower):
        atoms += _assessable(passage)
    if "complete res" in lower or "complete rem" in lower:
        atoms += _complete_response(passage)
    if "node" in lower:
        atoms += _nodes(passage)
    if "residual" in lower:
        atoms += _residual(passage)
    if "progress" in lower:
        atoms += _progressive(passage)
    if ("cm" in lower or "mm" in lower or "met" in lower) and _LENGTH_GUARD.search(lower):
        atoms += _size(passage)
    return sorted(atoms, key=lambda a: a.start)


def _atom(concept: str, match: re.Match[str], value: Value | None = None) -> Atom:
    return Atom(match.start(), match.end(), Requirement(Kind.DISEASE_MEASURE, concept, value))


_DISEASE = r"(?:disease|lesions?|sites?|tumou?rs?|metasta\w+|mass(?:es)?|cancer|indicator|target|malignan\w+|parameters?|manifestations?|regions?|areas?)"
_MEASURABLE = regex(
    rf"""(?<!non)(?<!non-)(?<!non\ )(?<!not\ )(?<!un)\b(?:(?:uni|bi)-?\s?dimensional(?:ly)?[\s-])?(?:measur?able|mesurable)(?=(?:\W+(?!or\ non)\w+){{0,6}}?\W+{_DISEASE}\b|\W*$|\W+by\b|\W+per\b|\W+according)
    | \b(?:disease|lesions?|tumou?r)\ (?:(?:that|which)\ )?(?:(?:is|are|must\ be|should\ be)\ )?(?:(?!not\b)\w+\ )?measurable
    | \b(?:at\ least\ (?:one|1)|presence\ of\ an?)\ (?:\w+\ )?target\ lesions?\b
    | \blesions?\ (?:that|which)\ can\ be\ (?:accurately\ |serially\ )?(?:and\ \w+\ )?measured\b""",
    re.VERBOSE,
)
_EVALUABLE = regex(
    rf"""(?<!non)(?<!non-)(?<!non\ )(?<!not\ )(?<!\bis\ )(?<!\bare\ )(?<!\bbe\ )\b(?:evaluable|assessable)(?=(?:\W+(?!or\ non|tumou?r\ p)\w+){{0,4}}?\W+{_DISEASE}\b
      |\W*$|\W+(?:or|and)\W+(?:bi-?dimensionally\ )?measurable)""",
    re.VERBOSE,
)
# "measurable or non-measurable": either will do
_EITHER = regex(
    r"""measurable\b.{0,40}\b(?:and/or|or|and|/)\b.{0,24}\bnon-?\s?(?:measurable|target) | \bnon-?\s?measurable.{0,24}\b(?:and/or|or)\b.{0,24}\bmeasurable
    | evaluable.{0,14}\bnon-?\s?measurable\b.{0,10}\bmeasurable""",
    re.VERBOSE,
)
# measurable disease spoken of in passing: of what counts as measurable, of a treatment of the only such lesion
_IN_PASSING = regex(
    r"""\b(?:considered|deemed|defined\ as|counted?\ as|classified\ as|regarded\ as)\b[^.;]{0,40}$
    | \b(?:qualify|serve|used|selected|included|chosen|evaluated)\ as(?:\ an?)?\ $ | \b(?:only|sole)\ $
    | \b(?:sole|only|outside|irradiat\w+|radiotherapy|radiation|absence|lieu)\b[^.;]{0,24}\bof\W+(?:\w+\W+)?$""",
    re.VERBOSE,
)
_DEFINED = regex(
    r"(?:\W*\w+){0,3}?\W*(?:is|are) defined\b|(?:\W*\w+){0,2}?\W*includes?\b|[^.;]{0,40}\b(?:irradiated|treated|biopsied)\b[^.;]{0,20}\b(?:not|will|only)\b"
)
_MUST_HAVE = regex(r"\b(?:must|should|need to) (?:have|be)\b(?! not)(?:(?!\b(?:no|not|without)\b)[^.;,]){0,30}$")
_AT_LEAST_ONE = regex(r"\b(?:at least|minimum of|≥)\s*(?:one|1|a single)\b[^.;]{0,40}$")


def _assessable(passage: Passage) -> list[Atom]:
    lower = passage.lower
    if either := _EITHER.search(lower):
        return _of_any_measure(passage, either)
    atoms = []
    for concept, pattern in (("measurable disease", _MEASURABLE), ("evaluable disease", _EVALUABLE)):
        match = next((m for m in pattern.finditer(lower) if _is_asked(lower, m)), None)
        if match is not None:
            atoms.append(_asserted(passage, _atom(concept, match)))
    return atoms


_ANY_MEASURE = "any measure"
_NOT_ASKED = regex(r"\bnot (?:considered|be considered|counted|count)\b|\bconsidered\b")


def _of_any_measure(passage: Passage, match: re.Match[str]) -> list[Atom]:
    """Measurable disease, or disease that cannot be measured and yet be evaluated."""
    if (
        passage.base is not Effect.REQUIRE
        or _NOT_ASKED.search(passage.lower)
        or _IN_PASSING.search(passage.lower, 0, match.start())
    ):
        return []
    found = [_atom(concept, match) for concept in ("measurable disease", "evaluable disease")]
    return [replace(atom, alternatives=_ANY_MEASURE) for atom in found]


def _is_asked(lower: str, match: re.Match[str]) -> bool:
    return not _IN_PASSING.search(lower, 0, match.start()) and not _DEFINED.match(lower, match.end())


def _asserted(passage: Passage, atom: Atom) -> Atom:
    """The atom required where "at least one" asks for it, however far a negation before it may seem to reach."""
    asked = passage.base is Effect.REQUIRE and passage.scopes.mood(atom.start) in (Mood.PLAIN, Mood.REQUIRED)
    if asked and (
        _MUST_HAVE.search(passage.lower, max(0, atom.start - 60), atom.start)
        or _AT_LEAST_ONE.search(passage.lower, max(0, atom.start - 60), atom.start)
    ):
        return replace(atom, polarity=Polarity.MUST)
    return atom


_RESIDUAL = regex(
    r"\b(?:residual|persistent)\b(?:\W+(?!toxic|symptom|effect|sequel|alop|neuro|side|hypo|in situ|or\b)\w+){0,3}?\W+(?:disease|tumou?r|cancer|carcinoma|malignancy|lesions?)\b"
    r"|\bresidual, (?:\w+\W+){1,4}(?:disease|cancer|tumou?r)\b"
)


def _residual(passage: Passage) -> list[Atom]:
    match = _RESIDUAL.search(passage.lower)
    return [_atom("residual disease", match)] if match else []


_COMPLETE_RESPONSE = regex(
    r"\b(?P<how>pathologic(?:al)?)(?:ally)? complete (?:response|remission)s?\b(?: \(pcr\))?(?! (?:rates?|as|is|will|endpoint))"
)
_NODES = regex(
    r"\s*(?:or (?:more|fewer|less|greater) )?(?:histologically |pathologically |clinically )*(?:positive|involved|metastatic)\s+(?P<where>(?:ipsilateral )?(?:axillary )?)(?:lymph )?nodes?\b"
)


def _complete_response(passage: Passage) -> list[Atom]:
    match = _COMPLETE_RESPONSE.search(passage.lower)
    return [_atom(f"{match['how']} complete response", match)] if match else []


def _nodes(passage: Passage) -> list[Atom]:
    """How many nodes hold cancer: "at least 4 positive axillary nodes"."""
    atoms: list[Atom] = []
    for found in bounds(passage.lower):
        match = _NODES.match(passage.lower, found.end)
        if match is None:
            continue
        concept = "positive axillary lymph nodes" if "axillary" in match["where"] else "positive lymph nodes"
        op = (
            found.op
            if found.op not in (None, "=")
            else ">="
            if "more" in match.group() or "greater" in match.group()
            else "<="
            if "fewer" in match.group() or "less" in match.group()
            else "="
        )
        value = (
            Between(found.number, found.high, "") if found.high is not None else Comparison(op or "=", found.number, "")
        )
        atoms.append(Atom(found.start, match.end(), Requirement(Kind.DISEASE_MEASURE, concept, value)))
    return atoms


_PROGRESSIVE = regex(
    r"\b(?:(?:documented|evidence of|evidence for|confirmed|clear|objective|radiographic(?:ally)?|radiologic(?:al)?|clinical|imaging)\W+(?:\w+\W+){0,3}?)?"
    r"(?:oligo-?progress(?:ive|ion)(?: (?:disease|metasta\w+|lesions?))?|(?:recurrent|relapsed|refractory)(?:, \w+)? or progressive disease|(?<=documented )progression of [^.;]{0,40}?(?:disease|cancer|[lm]bc|abc)|(?:disease|tumou?r) progression|progressive disease|progression of (?:the )?(?:disease|cancer|tumou?r)|evidence of progression)\b"
)
_OF_A_TREATMENT = regex(
    r"\b(?:on|after|during|following|while|under|to|despite|post|upon|through|with|since|within|prior|from|before|until|at least \d|line)\b"
)
_ABOUT_PROGRESSION = regex(
    r"\b(?:risk of|time to|until|at|free of|after|before|cns|brain|intracranial|leptomeningeal|without|no|not|if|assess\w*|definition of|rapid\w*|unless)\W+(?:\w+\W+){0,3}$"
)


def _progressive(passage: Passage) -> list[Atom]:
    """That disease is progressing now; progression on a treatment is the treatment's."""
    lower = passage.lower
    match = _PROGRESSIVE.search(lower)
    if match is None or passage.base is not Effect.REQUIRE or passage.of_kind(Kind.THERAPY):
        return []
    if _OF_A_TREATMENT.match(lower[match.end() :].lstrip(" ,(")) or _ABOUT_PROGRESSION.search(lower[: match.start()]):
        return []
    if passage.scopes.over(match.start(), Cue.EXCEPTION) or passage.scopes.over(match.start(), Cue.CONDITION):
        return []
    return [_atom("progressive disease", match)]


_LENGTH_GUARD = regex(r"\d\s?-?(?:cm|mm|centimet|millimet)")
_LENGTH = regex(r"[\s-]*(?P<unit>cm|centimet\w+|mm|millimet\w+)\b(?!\s?hg|/|\s?3|\^|\s?[x\*]\s?\d)")
_MEASURED = regex(
    r"\b(?:tumou?rs?|lesions?|mass(?:es)?|cancers?|carcinomas?|disease|size|invasi\w+ component|malignancy)\b"
)
# what else has a length: nodes, margins, places, the slices of a scanner, another organ's findings
_OTHER_LENGTH = regex(
    r"""\b(?:nod(?:e|es|al)|margins?|metasta\w+|brain|cns|short\ axis|slices?|sections?|thick\w*|endometri\w*|aneurysm|calcif\w*|liver|spleen|lung|apart|bone|aort\w*|cyst\w*|extracapsular|depth
      |conventional|spiral|recist|measurable|accurately|polyps?|ulcer\w*|effusion|pleural|intracranial|catheter|fibroid\w*|incision|distance|invasion|vascular|skin|scar|dcis|in\ situ|circumference|biops\w*)\b""",
    re.VERBOSE,
)
# what a length can also be of, named behind it: "at least 2 cm of residual disease", "3 cm in greatest diameter"
_OF_THE_TUMOUR = regex(
    r"\s*(?:of (?:residual |invasive )?(?:disease|tumou?r|cancer)\b|(?:in|at)(?: (?:the|its|at least|one))* (?:maxim\w+|largest|greatest|longest)(?: \w+)? (?:diameter|dimension|size|extent))"
)
# the lesions that count as measurable: "lesion >= 10 mm on CT scan"
_BY_SCANNER = regex(
    r"[^,;.]{0,40}?\b(?:on|by|with|using|for) (?:spiral |helical |conventional |plain |a |an |high[- ]resolution )*(?:ct\b|computed|chest|x-?ray|film|techniques?|imaging techniques?|calipers?|slice)"
)
_PLACE = regex(
    r"\s*(?:of|from|away|to(?! ?[≤<\d])|below|above|apart|margin|inside|outside|or more from|slices?|sections?|thick|cuts?|intervals?|short)\b"
)
_FAR = 90  # characters between a tumour and its size


def _size(passage: Passage) -> list[Atom]:
    """The bounds of the tumour's size."""
    lower = passage.lower
    atoms: list[Atom] = []
    for found in bounds(lower):
        unit = _LENGTH.match(lower, found.end) or _later_unit(lower, found)
        start = None if unit is None else _measured_from(lower, found, unit, atoms[-1].end if atoms else None)
        if unit is None or start is None:
            continue
        end = unit.end() if unit.start() == found.end else found.end
        name = "cm" if unit["unit"].startswith("c") else "mm"
        value = _length(passage, found.op, found.number, found.high, name)
        atom = Atom(start, end, Requirement(Kind.DISEASE_MEASURE, "tumor size", value))
        atoms.append(_asserted(passage, atom))
    return atoms


def _later_unit(lower: str, found: Found) -> re.Match[str] | None:
    """The unit of the bound that follows: "> 1 and ≤ 3 cm"."""
    if found.op is None or not re.match(r"\s*(?:and|but|to)\s", lower[found.end :]):
        return None
    following = next(iter(bounds(lower, found.end, found.end + 24)), None)
    return _LENGTH.match(lower, following.end) if following is not None and following.op else None


def _measured_from(lower: str, found: Found, unit: re.Match[str], last: int | None) -> int | None:
    """Where the words about a tumour's size begin; None where the length is another thing's.

    ``last`` is where the bound before it ended; a second one must follow it directly.
    """
    if last is not None:
        return found.start if re.fullmatch(r"[\s,]*(?:and|but|to)?\s*(?:is )?", lower[last : found.start]) else None
    nouns = list(_MEASURED.finditer(lower, max(0, found.start - _FAR), found.start))
    if not nouns and _OF_THE_TUMOUR.match(lower, unit.end()) and not _OTHER_LENGTH.search(lower):
        return found.start
    if nouns and nouns[-1].group().startswith("lesion") and _BY_SCANNER.match(lower, unit.end()):
        return None
    if not nouns or _PLACE.match(lower, unit.end()):
        return None
    start = nouns[-1].start()
    return None if _OTHER_LENGTH.search(lower, max(0, start - 24), found.start) else min(start, found.start)


def _length(passage: Passage, op: str | None, number: float, high: float | None, unit: str) -> Value:
    if high is not None:
        return Between(number, high, unit)
    if op is None or op == "=":
        op = "<" if passage.base is Effect.EXCLUDE else ">="
    return Comparison(op, number, unit)
