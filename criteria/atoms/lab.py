"""Owns what a text says about laboratory values, heart function, blood pressure and body measures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from criteria import vocabulary
from criteria.atoms.atom import Atom
from criteria.atoms.lab_bounds import FOR_WHOM, Bounds, read_bounds
from criteria.atoms.organ_function import organ_function
from criteria.context import Cue
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tag import Mention
from criteria.tree import Kind, Requirement
from criteria.windows import FoundWindow, windows

_FUNCTIONS = frozenset({
    "organ function", "bone marrow function", "liver function", "renal function", "coagulation function",
    "thyroid function", "electrolytes",
})  # fmt: skip
# the levels of hormones define menopause, and definitions ask for nothing; the others are no bounds of a value
_NO_LABS = frozenset(
    {
        "FSH",
        "LH",
        "estradiol",
        "pregnancy test",
        "NYHA class",
        "urinalysis",
        "temperature",
        "height",
        "body surface area",
    }
)
_LIVER_ENZYMES = ("AST", "ALT")  # what multiples of normal for "liver function tests" are about


class _Group(NamedTuple):
    """Labs that share their bounds ("AST and ALT"); of those in ``either`` one is enough ("AST or ALT")."""

    start: int
    end: int
    labs: tuple[str, ...]
    either: frozenset[str] = frozenset()
    function: bool = False


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about labs, and about organ function where it is asked for without numbers."""
    formula = _FORMULA.search(passage.lower)
    end = formula.start() if formula else len(passage.lower)
    groups = [group for group in _groups(passage) if group.end <= end]
    if not groups:
        return organ_function(passage)
    if _NOT_BOTH.search(passage.lower):
        return []  # "may not both be above normal" rules out neither by itself
    atoms: list[Atom] = []
    last: list[Atom] = []  # those of the group before
    bounds = Bounds(passage)
    for index, group in enumerate(groups):
        floor = groups[index - 1].end if index else 0
        limit = groups[index + 1].start if index + 1 < len(groups) else end
        found = read_bounds(bounds, group.labs, group.start, group.end, floor, limit, multiples_only=group.function)
        found = [_named(atom, group, number) for number, atom in enumerate(found)]
        if found and last and _or_joins(passage.lower, last[-1].end, group.start, found[0].start):
            atoms = atoms[: -len(last)]
            if (loosened := _loosened(passage.lower, last, found, limit)) is not None:
                last, found = loosened, []
            else:
                shared = f"{last[-1].alternatives} or"
                last, found = ([replace(a, alternatives=shared) for a in part] for part in (last, found))
            atoms.extend(last)
        atoms.extend(found)
        last = found or last
    atoms = _dated(passage, atoms)
    return _with_patients(passage, atoms) + _undetectable(passage) or organ_function(passage)


# what stands between a bound and the window of another thing: "≥ 100,000 without transfusion within 7 days"
_OTHER_EVENT = regex(
    r"\b(?:transfus\w*|without|growth|support|g-csf|erythropo\w*|no|not|prior|treatment|therapy|history)\b|[;.]\s"
)
_FARTHEST_WINDOW = 90


def _dated(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms with the time within which their tests must have been made, where their own words say it."""
    if not atoms or "within" not in passage.lower:
        return atoms
    found = [w for w in windows(passage.lower) if w.window.op in ("<=", "<")]
    return [_with_window(passage.lower, atom, found) for atom in atoms]


def _with_window(lower: str, atom: Atom, found: list[FoundWindow]) -> Atom:
    for window in found:
        inside = atom.start <= window.start < atom.end
        follows = 0 <= window.start - atom.end <= _FARTHEST_WINDOW
        if inside or (follows and not _OTHER_EVENT.search(lower, atom.end, window.start)):
            return replace(atom, requirement=replace(atom.requirement, when=window.window))
    return atom


# those for whom a bound is loosened, as far as a record of the patient can tell
_GILBERT = regex(r"\bgilbert(?:'?s)?(?: (?:syndrome|disease|disorder))?")
_ANTICOAGULANT = regex(r"\b(?:anti-?\s?coagula(?:nts?|ted|tion)(?: (?:therapy|treatment))?|warfarin|coumadin)\b")
_LOOSENED_FOR = (
    (_GILBERT, frozenset({"bilirubin"}), Requirement(Kind.COMORBIDITY, "gilbert's syndrome")),
    (_ANTICOAGULANT, frozenset({"INR", "PT", "PTT"}), Requirement(Kind.THERAPY, "anticoagulant", "concurrent")),
)
_OF_PATIENTS = regex(r"\b(?:for|in|with)\b[^.;]*$")


def _with_patients(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms with the syndrome or medicine for which their bounds are loosened, and which is asked of nobody."""
    found = list(atoms)
    for pattern, labs, requirement in _LOOSENED_FOR:
        match = pattern.search(passage.lower) if any(a.requirement.concept in labs for a in atoms) else None
        if match is None:
            continue
        start, scopes = match.start(), passage.scopes
        whose = Atom(start, match.end(), requirement)
        excepted = any(a.exception is not None and a.exception[0] <= start < a.exception[1] for a in atoms)
        if excepted or scopes.over(start, Cue.EXCEPTION) or scopes.over(start, Cue.CONDITION):
            found.append(whose)
        elif _OF_PATIENTS.search(passage.lower, max(0, start - _NEAR), start):
            found = [replace(a, condition=whose) if a.requirement.concept in labs else a for a in found]
    return found


_LOADS = frozenset({"HBV viral load", "HCV viral load", "HIV viral load"})
_UNDETECTABLE = regex(
    r"undetect\w*|not detect\w*|non-?detect\w*|below (?:the )?(?:lower )?(?:limit of )?(?:detect|quantif)\w*"
)


def _undetectable(passage: Passage) -> list[Atom]:
    """Viral loads that are to be undetectable."""
    found = []
    for mention in passage.of_kind(Kind.LAB):
        if mention.name not in _LOADS:
            continue
        start, end = max(0, mention.start - 40), mention.end + 60
        if match := _UNDETECTABLE.search(passage.lower, start, end):
            begin, finish = min(match.start(), mention.start), max(match.end(), mention.end)
            found.append(
                Atom(begin, finish, Requirement(Kind.LAB, mention.name, "undetectable"), alternatives=f"lab {begin}")
            )
    return found


def _named(atom: Atom, group: _Group, number: int) -> Atom:
    """The atom with the name of its set of alternatives; a bound that counts by itself has one of its own."""
    if atom.alternatives is not None:
        return atom
    shared = atom.requirement.concept in group.either
    return replace(atom, alternatives=f"lab {group.start}" if shared else f"lab {group.start} {number}")


_CLAUSE_REST = regex(r"[^,;.)\d]*")


def _loosened(lower: str, first: list[Atom], second: list[Atom], limit: int) -> list[Atom] | None:
    """The first bounds with the second as their exception: "≤ 2.5 x ULN, or AST and ALT ≤ 5 x ULN if due to cancer"."""
    named = {a.requirement.concept for a in first}
    reach = _CLAUSE_REST.match(lower, limit)
    rest = re.split(r"[;.]", lower[second[-1].end : reach.end() if reach else limit])[0]
    if not {a.requirement.concept for a in second} <= named or not FOR_WHOM.search(rest):
        return None
    stretch = (first[-1].end, second[-1].end + len(rest))
    return [
        replace(a, exception=stretch, unless=tuple(b for b in second if b.requirement.concept == a.requirement.concept))
        for a in first
    ]


_NOT_BOTH = regex(r"\bnot both\b")
# the Cockcroft-Gault formula written out, not a requirement
_FORMULA = regex(r"140\s*-\s*\[?age|\(\s*140\b|x\s*\(?140\b")
_JOINING = regex(
    r"""[\s,;/&()\[\]:+-]*(?:\b(?:and/or|and|or|the|serum|both|either|total|plasma|blood|fasting|levels?|counts?|values?|tests?
      |by|with|as|measured|using|a|an|interval|scan|corrected|assessed|calculated|determined|estimated|formula|function|activated)\b[\s,;/&()\[\]:+-]*)*""",
    re.VERBOSE,
)
# "AST and", then a name in full that is not known, then "(ALT)"
_SPELT_OUT = regex(r"[\s)\],]*(?:\b(?:and/or|and|or)\b|[,/&])\s*(?:[a-z-]+\s+){1,5}[(\[]\s*")
_OR = regex(r"(?<!and/)\bor\b")


def _groups(passage: Passage) -> list[_Group]:
    """The labs named, with those joined only by "and", "or", commas and parentheses together."""
    groups: list[_Group] = []
    for mention in _mentions(passage):
        if mention.name in _NO_LABS or not passage.is_free(mention.start, mention.end) or _is_aside(passage, mention):
            continue
        function = mention.name in _FUNCTIONS
        if function and mention.name != "liver function":
            continue
        labs = _LIVER_ENZYMES if function else _members(mention.name)
        chosen = len(labs) > 1 and _OR.search(passage.lower, mention.start, mention.end) is not None
        group = _Group(mention.start, mention.end, labs, frozenset(labs if chosen else ()), function)
        last = groups[-1] if groups else None
        if last is not None and not (function or last.function):
            begin = min(last.end, mention.start)
            joining = _JOINING.fullmatch(passage.lower, begin, mention.start)
            joining = joining or _SPELT_OUT.fullmatch(passage.lower, begin, mention.start)
            if joining is not None:
                groups[-1] = _joined(last, group, either=_OR.search(joining.group()) is not None)
                continue
        groups.append(group)
    return groups


_QT = regex(r"\bqt[cfb]*\b")
_TO_CREATININE = regex(r"[\s:/-]*(?:to |and )?creatinine(?: \(upc\))?(?: rati\w+)?")


def _mentions(passage: Passage) -> list[Mention]:
    """The labs named, also within the names of conditions ("QTc prolongation > 480 ms") and of ratios."""
    found: list[Mention] = []
    for mention in passage.mentions:
        qt = _QT.search(passage.lower, mention.start, mention.end)
        if mention.kind is Kind.LAB and mention.name == "proteinuria":
            ratio = _TO_CREATININE.match(passage.lower, mention.end)
            if ratio is not None:
                mention = Mention(mention.start, ratio.end(), Kind.LAB, "urine protein/creatinine ratio")
        if mention.kind is Kind.LAB:
            found.append(mention)
        elif mention.kind is Kind.COMORBIDITY and qt is not None:
            found.append(Mention(qt.start(), mention.end, Kind.LAB, "QTc"))
    return found


_OF_RATIOS = frozenset({"ANC", "lymphocytes", "platelets", "WBC", "AST", "ALT", "albumin", "creatinine"})
_RATIO = regex(r"[\s/:-]*(?:to )?(?:\w+ )?ratio\b")
_NEAR = 40  # characters before a lab in which what it is part of is named
_PART_OF_RATIO = regex(r"\b(?:protein|albumin)[\s:/-]*(?:to )?$")
_ADJUSTED_FOR = regex(r"\b(?:adjusted|corrected|adjusting|correction)\s+(?:for\s+)?(?:serum\s+)?$")


def _is_aside(passage: Passage, mention: Mention) -> bool:
    """Whether a lab is named only within another: the creatinine of a protein ratio, calcium adjusted for albumin."""
    lower = passage.lower
    if mention.name in _OF_RATIOS and _RATIO.match(lower, mention.end):
        return True
    if mention.name == "creatinine" and (_PART_OF_RATIO.search(lower, max(0, mention.start - _NEAR), mention.start)):
        return True
    return (
        mention.name == "albumin"
        and _ADJUSTED_FOR.search(lower, max(0, mention.start - _NEAR), mention.start) is not None
    )


def _members(name: str) -> tuple[str, ...]:
    concept = vocabulary.load().find(Kind.LAB, name)
    return concept.members if concept is not None and concept.members else (name,)


def _joined(left: _Group, right: _Group, *, either: bool) -> _Group:
    new = tuple(lab for lab in right.labs if lab not in left.labs)
    chosen = left.either | right.either
    if either and new:
        chosen |= {left.labs[-1], *new}
    return _Group(left.start, right.end, left.labs + new, chosen)


_OR_BEFORE = regex(r"\bor\b\W+(?:(?!and\b|plus\b)\w+\W+){0,4}$")


def _or_joins(lower: str, end: int, group: int, bound: int) -> bool:
    """Whether "or" stands just before the lab that follows: "creatinine ≤ 1.5 mg/dL or a measured clearance ≥ 60"."""
    start = min(group, bound)
    between = lower[end:start]
    return len(between) < _FARTHEST_OR and _OR_BEFORE.search(between) is not None and "," not in between.split("or")[-1]


_FARTHEST_OR = 120
