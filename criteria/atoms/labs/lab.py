"""Owns what a text says about laboratory values, heart function, blood pressure and body measures."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import UNREAD, Atom
from criteria.atoms.labs import bone_density
from criteria.atoms.labs.ejection import by_another_method, fallen_before
from criteria.atoms.labs.lab_bounds import IF_OUTSIDE, Bounds, read_bounds
from criteria.atoms.labs.lab_names import Group, groups
from criteria.atoms.labs.looser_bounds import FOR_WHOM, named_again
from criteria.atoms.labs.lost_bounds import lost_bounds
from criteria.atoms.labs.not_both import NOT_BOTH, one_of_them
from criteria.atoms.labs.organ_function import organ_function
from criteria.atoms.labs.second_test import second_test, with_second
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.windows import FoundWindow, windows


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about labs, and about organ function where it is asked for without numbers."""
    formula = _FORMULA.search(passage.lower)
    second = second_test(passage)
    ends = [formula.start() if formula else None, second.start if second else None, len(passage.lower)]
    end = min(at for at in ends if at is not None)
    named = [group for group in groups(passage) if group.end <= end]
    if scored := bone_density.read(passage):
        return scored
    if not named:
        return organ_function(passage) or lost_bounds(passage)
    choice: list[Atom] = []
    if (both := NOT_BOTH.search(passage.lower)) is not None:
        choice = one_of_them(passage, named)
        end = max(passage.lower.rfind(sign, 0, both.start()) for sign in (";", ". ")) + 1
        named = [group for group in named if group.end <= end]
    atoms: list[Atom] = []
    last: list[Atom] = []  # those of the group before
    bounds = Bounds(passage)
    for index, group in enumerate(named):
        floor = max(named[index - 1].end if index else 0, *(a.end for a in last), 0)
        limit = named[index + 1].start if index + 1 < len(named) else end
        if last and (excepted := named_again(passage, last, group.labs, (group.start, group.end), limit)):
            atoms[-len(last) :] = last = excepted
            continue
        found = read_bounds(bounds, group.labs, group.start, group.end, floor, limit, multiples_only=group.function)
        found = [_named(atom, group, number) for number, atom in enumerate(found)]
        found = found or _unread_way(passage, last, group, limit)
        apart = bool(found and last) and _of_a_condition(passage, last[-1], found[0])
        either = bool(found and last) and (
            _or_joins(passage.lower, last[-1].end, group.start, found[0].start)
            or by_another_method(passage, last, group)
        )
        if either and not apart:
            atoms = atoms[: -len(last)]
            if (loosened := _loosened(passage.lower, last, found, limit)) is not None:
                last, found = loosened, []
            else:
                joined = str(last[-1].alternatives)
                shared = joined if joined.endswith(" or") else f"{joined} or"  # the third of a choice is in it too
                own = _of_the_kidney(last, found)
                last = [replace(a, alternatives=shared) if a in own else a for a in last]
                found = [replace(a, alternatives=shared) for a in found]
            atoms.extend(last)
        atoms.extend(found)
        last = found or last
    atoms = _without_repeats(passage, _dated(passage, [a for a in atoms if not _has_more_than_its_bound(passage, a)]))
    atoms = [a for a in atoms if not _is_spelt_out(passage.lower, a, atoms)] + choice
    atoms += fallen_before(passage, atoms)
    found_all = with_second(_with_patients(passage, atoms) + _undetectable(passage), second)
    return found_all or organ_function(passage) or lost_bounds(passage)


def _of_the_kidney(last: list[Atom], found: list[Atom]) -> list[Atom]:
    """Which values a further one stands in for: of "BUN and creatinine ≤ 1.5 x ULN, or clearance ≥ 50" the creatinine alone."""
    clearance = {a.requirement.concept for a in found} == {"creatinine clearance"}
    if not clearance or last[-1].requirement.concept != "creatinine":
        return last
    return [a for a in last if a.requirement.concept == "creatinine"]


_A_NUMBER = regex(r"[^.;,]{0,20}?\d[\d.,]*")


def _unread_way(passage: Passage, last: list[Atom], group: Group, limit: int) -> list[Atom]:
    """A lab behind an "or" whose bound has a unit that it is not measured in: the choice has a way that was not read."""
    another = (
        bool(last) and last[-1].requirement.concept not in group.labs
    )  # "by echocardiogram or MUGA within 4 weeks"
    bound = _A_NUMBER.match(passage.lower, group.end, limit) if another else None
    if bound is None or not _or_joins(passage.lower, last[-1].end, group.start, bound.end()):
        return []
    return [replace(last[-1], start=group.start, end=bound.end(), requirement=Requirement(Kind.LAB, UNREAD))]


def _has_more_than_its_bound(passage: Passage, atom: Atom) -> bool:
    """Whether a bound in the condition that opens the sentence has an exception there: nobody knows whom it describes."""
    limit = passage.scopes.over(atom.start, Cue.CONDITION)
    return atom.exception is not None and limit is not None and limit.at == 0


# "abnormal liver enzymes at screening (ALT > 2.5 x ULN)": the bracket says how abnormal
_ABNORMAL, _SPELT_OUT = regex(r"(?:abnormal|elevated|increased|raised)\w*\b"), regex(r"[^.;,()]{0,40}\([^()]*\d")


def _is_spelt_out(lower: str, atom: Atom, atoms: list[Atom]) -> bool:
    """Whether a value is only called abnormal, and a bracket behind it bounds it."""
    if _ABNORMAL.match(lower, atom.start) is None or _SPELT_OUT.match(lower, atom.end) is None:
        return False
    closes = lower.find(")", atom.end)
    lab = atom.requirement.concept
    return any(a.requirement.concept == lab and atom.end < a.start < closes for a in atoms)


def _without_repeats(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, of those that state one bound twice ("normal LVEF, that is ≥ LLN") the one that says when."""
    kept: list[Atom] = []
    for atom in atoms:
        bare = replace(atom.requirement, when=None)
        at = next(
            (i for i, k in enumerate(kept) if replace(k.requirement, when=None) == bare and _alike(k, atom)), None
        )
        if at is None:
            kept.append(atom)
            continue
        if any(atom.start <= m.start < atom.end for m in passage.of_kind(Kind.LAB)):
            passage.claimed.append((atom.start, atom.end))  # "… or a measured clearance ≥ 60" is named again
        if kept[at].requirement.when is None and atom.requirement.when is not None:
            kept[at] = replace(kept[at], requirement=atom.requirement)
    return kept


def _alike(left: Atom, right: Atom) -> bool:
    """Whether nothing narrows the one that does not narrow the other."""
    return left.condition == right.condition and left.polarity is right.polarity and not right.exception


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


# those of whom a bound is asked or for whom it is loosened, as far as a record of the patient can tell
_GILBERT = regex(r"\bgilbert(?:'?s)?(?: (?:syndrome|disease|disorder))?")
_DIABETIC = regex(r"\bdiabetics?\b(?: (?:patients|subjects|participants|women))?|\bdiabetes(?: mellitus)?\b")
_ANTICOAGULANT = regex(r"\b(?:anti-?\s?coagula(?:nts?|ted|tion)(?: (?:therapy|treatment))?|warfarin|coumadin)\b")
# "HIV-positive patients who have a CD4 count below 350": asked of these alone
_HIV = regex(
    r"\bhiv\b(?:[ -](?:positive|seropositive|infected|infection))*(?=(?: (?:patients|subjects|participants|women))? who\b)"
)
_LOOSENED_FOR = (
    (_GILBERT, frozenset({"bilirubin", "direct bilirubin"}), Requirement(Kind.COMORBIDITY, "gilbert's syndrome")),
    (_ANTICOAGULANT, frozenset({"INR", "PT", "PTT"}), Requirement(Kind.THERAPY, "anticoagulant", "concurrent")),
    (_DIABETIC, frozenset({"HbA1c", "glucose"}), Requirement(Kind.COMORBIDITY, "diabetes")),
    (_HIV, frozenset({"CD4 count"}), Requirement(Kind.COMORBIDITY, "hiv infection")),
)
_NEAR = 40  # characters between those words and the syndrome or medicine
_MUST = regex(
    r"\s*(?:patients|subjects|participants|women)?\s*(?:must|should|need to|have to)\b"
    r"|\s*(?:patients|subjects|participants|women)?\s*who\b"
)
_OF_PATIENTS = regex(r"\b(?:for|in|with)\b[^.;]*$")
# "INR > 1.5 in the absence of anticoagulation"
_WHO_LACK_IT = regex(r"\bin (?:the )?absence of (?:(?:known|documented|any|a|diagnosis of|history of|concurrent) )*$")


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
        elif _MUST.match(passage.lower, match.end()) or _OF_PATIENTS.search(
            passage.lower, max(0, start - _NEAR), start
        ):
            found = [replace(a, condition=whose) if a.requirement.concept in labs else a for a in found]
            if _WHO_LACK_IT.search(passage.lower, max(0, start - _NEAR), start):
                passage.claimed.append((start, match.end()))  # nobody must have it, or must not
    return found


_LOADS = {"HBV viral load": "hepatitis b", "HCV viral load": "hepatitis c", "HIV viral load": "hiv infection"}
_UNDETECTABLE = regex(
    r"undetect\w*|not detect\w*|non-?detect\w*|below (?:the )?(?:lower )?(?:limit of )?(?:detect|quantif)\w*"
)


# "HCV RNA negative", "a negative PCR for HBV DNA"
_NEGATIVE = regex(r"\s*(?:\([^()]*\)\s*)?(?:(?:is|are|be|was|must be|should be|test|pcr|assay|by pcr)\s+)*negative\b")
_NEGATIVE_FOR = regex(
    r"\bnegative\s+(?:(?:pcr|test|assay|result)\s+)?(?:for\s+)?(?:(?:the|serum|quantitative|qualitative)\s+)*$"
)


def _undetectable(passage: Passage) -> list[Atom]:
    """Viral loads that are to be undetectable, but for those that only a carrier named before them must have so."""
    found = []
    for mention in passage.of_kind(Kind.LAB):
        if mention.name not in _LOADS or _is_of_a_carrier(passage, mention):
            continue
        start, end = max(0, mention.start - 40), mention.end + 60
        found_none = _UNDETECTABLE.search(passage.lower, start, end)
        if found_none is None and passage.base is Effect.REQUIRE:
            found_none = _NEGATIVE.match(passage.lower, mention.end) or _NEGATIVE_FOR.search(
                passage.lower, start, mention.start
            )
        if match := found_none:
            begin, finish = min(match.start(), mention.start), max(match.end(), mention.end)
            found.append(
                Atom(begin, finish, Requirement(Kind.LAB, mention.name, "undetectable"), alternatives=f"lab {begin}")
            )
    return found


def _is_of_a_carrier(passage: Passage, load: Mention) -> bool:
    """Whether the infection is named before the load, and with it those of whom it is asked; its own reader asks it of them."""
    if passage.base is not Effect.REQUIRE:
        return False
    carried = [m for m in passage.of_kind(Kind.COMORBIDITY) if m.name == _LOADS[load.name] and m.end <= load.start]
    return any(_CARRIER.search(passage.lower, 0, m.start) is not None for m in carried)


# "for patients with evidence of chronic hepatitis B virus infection, …"
_CARRIER = regex(
    r"(?:patients?|subjects?|participants?|individuals|women|those|known) (?:with|who have|having|on)\b[^.;,]{0,60}$"
)


def _named(atom: Atom, group: Group, number: int) -> Atom:
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


def _of_a_condition(passage: Passage, first: Atom, second: Atom) -> bool:
    """Whether the first bound is only the condition of one before it: "ALT ≤ 2 x ULN if bilirubin ≤ ULN, or …"."""
    scope = passage.scopes.over(first.start, Cue.CONDITION)
    return scope is not None and scope.at > 0 and second.start >= scope.end


# the Cockcroft-Gault formula or a corrected calcium written out, not a requirement
_FORMULA = regex(
    r"=\s*[(\[]*\s*(?:"
    r"(?:measured|total|serum|observed)\s+(?:total\s+|serum\s+)?(?:calcium|ca)\s*(?:\([^()]*\))?\s*\+\s*[(\[]*\s*)?"
    r"0[.,]\d+\s*[x×*(\[]"
    r"|140\s*-\s*\[?age|\(\s*140\b|x\s*\(?140\b"
)
_OR = regex(r"\bor\b|\botherwise\b|\bif not\b|\bfailing which\b")
_OR_BEFORE = regex(r"\b(?:or|otherwise|if not|failing which)\b\W+(?:(?!and\b|plus\b)\w+\W+){0,4}$")


def _or_joins(lower: str, end: int, group: int, bound: int) -> bool:
    """Whether "or" stands just before the lab that follows: "creatinine ≤ 1.5 mg/dL or a measured clearance ≥ 60"."""
    start = min(group, bound)
    between = _IF_OUTSIDE.sub("", lower[end:start])
    return len(between) < _FARTHEST_OR and _OR_BEFORE.search(between) is not None and "," not in _OR.split(between)[-1]


# "creatinine ≤ 1.5 mg/dL or, if above, a clearance ≥ 50"
_IF_OUTSIDE = regex(rf"(?<=\bor) ?,? {IF_OUTSIDE}(?:[^,;.]|\.(?=\d)){{0,30}},")
_FARTHEST_OR = 120
