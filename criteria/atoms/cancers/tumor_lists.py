"""Owns lists of tumors in an inclusion: each is an alternative of the others, with the receptors and stage that are its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.cancer_names import JOINS, is_breast
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.words.context import Cue
from criteria.words.moods import Mood

_TUMORS = "tumors"
_UNNAMED = frozenset({"other malignancy", "cancer", "solid tumor"})
# what may stand between a receptor or a stage and the tumor that it describes
_DESCRIBES = regex(r"[\s/,+-]*(?:(?:and|or) )?(?:[\w+-]+ ){0,2}[\s(/-]*")
_BEHIND = regex(r"\s*\(\s*|\s*:\s*")  # "breast cancer (HR+/HER2-)"
_EITHER = regex(r"\bor\b")
_OR = regex(r"\s*(?:,|/|or|and/or|, or)\s*")
_SAME_TUMOR = regex(r"(?: (?:invasive|primary|metastatic|advanced|recurrent))* ")
_ITEM_ENDS = regex(r"[,;]|\b(?:or|and)\b")


@dataclass(frozen=True, slots=True)
class _Tumor:
    """One tumor of a list: the atom that names it, where the words about it end, and the atoms that describe it."""

    start: int
    end: int
    parts: tuple[Atom, ...]
    either: tuple[Atom, ...]  # stages of which one is enough: "locally advanced or metastatic melanoma"
    elsewhere: bool  # of another organ than the breast
    name: str


def as_alternatives(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, those of a list of tumors of several organs made alternatives: no one is asked to have them all."""
    if passage.base is Effect.REQUIRE:
        atoms = _with_examples(passage, atoms)
    if passage.base is not Effect.REQUIRE or sum(_names_a_tumor(passage, a) for a in atoms) < 2:
        return atoms
    ordered = sorted(atoms, key=lambda a: (a.start, a.end))
    changed: dict[int, Atom] = {}
    for run in _runs(passage, _tumors(passage, ordered)):
        if (
            len(run) < 2
            or _leaves_a_bracket(passage, run)
            or not (any(tumor.elsewhere for tumor in run) or _are_told_apart(run))
        ):
            continue
        if (general := _general(passage, ordered, run[0])) is not None:
            changed[id(general)] = replace(general, alternatives=_TUMORS, together=f"{_TUMORS} {general.start}")
        for number, tumor in enumerate(run):
            chosen = [] if tumor.elsewhere else _chosen(passage, tumor.parts)
            for part in tumor.parts:
                if part in chosen:
                    continue
                shared = part.requirement.kind is Kind.STAGE and number == 0
                if shared and not (any(map(_is_in_situ, run)) or _is_of_each_its_own(run)):
                    continue  # "advanced melanoma or breast cancer": of each of them
                changed[id(part)] = replace(part, alternatives=_TUMORS, together=f"{_TUMORS} {tumor.start}")
            for part in tumor.either if number else ():
                changed[id(part)] = replace(part, alternatives=_TUMORS, together=f"{_TUMORS} {part.start}")
    return [changed.get(id(a), a) for a in atoms]


def _chosen(passage: Passage, parts: Sequence[Atom]) -> list[Atom]:
    """The markers of a tumor of which one is enough: "HER2-positive or BRCA1-mutated breast or lung cancer"."""
    markers = [part for part in parts if part.requirement.kind is Kind.BIOMARKER]
    if any(marker.together is not None for marker in markers):
        return []  # of a subtype, which is a way of its own
    either = any(
        (left.alternatives is not None and left.alternatives == right.alternatives)
        or _EITHER.search(passage.lower, left.end, max(left.end, right.start))
        for left, right in pairwise(markers)
    )
    return markers if either else []


def _with_examples(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, a tumor that is an example of any tumor made an alternative of it: "solid tumors …, including sarcoma"."""
    cancers = [a for a in atoms if a.requirement.kind is Kind.CANCER and a.polarity is Polarity.FOLLOW]
    examples = [a for a in cancers if passage.scopes.over(a.start, Cue.EXAMPLES) is not None and a.alternatives is None]
    general = [a for a in cancers if a.requirement.concept in _UNNAMED and a not in examples]
    if not examples or not general or general[0].start > examples[0].start:
        return atoms
    chosen = {id(a) for a in (general[0], *examples)}
    return [replace(a, alternatives=_TUMORS, together=f"{_TUMORS} {a.start}") if id(a) in chosen else a for a in atoms]


def _leaves_a_bracket(passage: Passage, run: Sequence[_Tumor]) -> bool:
    """Whether the first only says in a bracket of which kind another is: "invasive cancer (ductal, lobular) or carcinoma in situ"."""
    between = passage.lower[run[0].start : run[-1].start]
    return between.count(")") > between.count("(")


def _is_of_each_its_own(run: Sequence[_Tumor]) -> bool:
    """Whether later tumors of the breast have stages too, so that the stage of the first is its own."""
    stages = any(part.requirement.kind is Kind.STAGE for tumor in run[1:] for part in tumor.parts)
    return stages and not any(tumor.elsewhere for tumor in run)


def _is_in_situ(tumor: _Tumor) -> bool:
    return any("in situ" in part.requirement.concept for part in tumor.parts)


def _are_told_apart(run: Sequence[_Tumor]) -> bool:
    """Whether tumors of the breast have stages or receptors of their own: "DCIS or stage I-III invasive cancer"."""
    if len({tumor.name for tumor in run}) < 2:
        return False
    own = any(len(tumor.parts) > 1 for tumor in run[1:])
    return own or any(len(t.parts) > 1 for t in run) and any(_is_in_situ(t) for t in run)


def _general(passage: Passage, atoms: Sequence[Atom], first: _Tumor) -> Atom | None:
    """The tumor of any kind of which a list right behind it gives kinds: "solid tumors, mainly melanoma or sarcoma"."""
    before = [a for a in atoms if a.end <= first.start and a.requirement.kind not in (Kind.STAGE, Kind.BIOMARKER)]
    if not before or before[-1].requirement.kind is not Kind.CANCER or before[-1].requirement.concept not in _UNNAMED:
        return None
    plain = before[-1].polarity is Polarity.FOLLOW and not passage.scopes.negations(before[-1].start)
    return before[-1] if plain and passage.scopes.over(before[-1].start, Cue.EXCEPTION) is None else None


def _names_a_tumor(passage: Passage, atom: Atom) -> bool:
    requirement = atom.requirement
    named = requirement.kind is Kind.CANCER and requirement.value is None and requirement.concept not in _UNNAMED
    return (
        (named or requirement.concept == "TNBC")
        and atom.polarity is Polarity.FOLLOW
        and passage.scopes.over(atom.start, Cue.EXCEPTION) is None
        and passage.scopes.over(atom.start, Cue.CONDITION) is None
        and passage.scopes.mood(atom.start) in (Mood.PLAIN, Mood.REQUIRED)
        and not passage.scopes.negations(atom.start)
    )


def _tumors(passage: Passage, atoms: Sequence[Atom]) -> list[_Tumor]:
    """The tumors of a passage in order, with what describes each."""
    lower = passage.lower
    found: list[_Tumor] = []
    for index, atom in enumerate(atoms):
        if not _names_a_tumor(passage, atom):
            continue
        if found and found[-1].end > atom.start:
            continue
        if found and _is_the_triple_negative(lower, found[-1], atom):
            found[-1] = replace(found[-1], end=atom.end, parts=(*found[-1].parts, atom))
            continue
        parts, start, end = [atom], atom.start, atom.end
        either: list[Atom] = []
        floor = found[-1].end if found else 0
        for before in reversed(atoms[:index]):
            if before.start < floor or before.end > start or not _is_description(before):
                break
            between = lower[before.end : start]
            stage = before.requirement.kind is Kind.STAGE
            if _DESCRIBES.fullmatch(between) is None or (stage and _ITEM_ENDS.search(between) and not either):
                if not stage or parts[0].requirement.kind is not Kind.STAGE or not _OR.fullmatch(between):
                    break
                either = [parts.pop(0)]
            (either if either and stage else parts).insert(0, before)
            start = before.start
        for behind in atoms[index + 1 :]:
            if not _is_description(behind) or behind.requirement.kind is Kind.STAGE:
                break
            opened = end > atom.end or _BEHIND.fullmatch(lower, end, behind.start) is not None
            closed = ")" in lower[end : behind.start]
            if not opened or closed:
                break
            parts.append(behind)
            end = behind.end
        organ = atom.requirement.kind is Kind.CANCER and not is_breast(atom.requirement.concept)
        found.append(_Tumor(start, end, tuple(parts), tuple(either), organ, atom.requirement.concept))
    return found


def _is_the_triple_negative(lower: str, last: _Tumor, atom: Atom) -> bool:
    """Whether the tumor is the one of which "triple negative" stands before it: "triple negative adenocarcinoma of the breast"."""
    return (
        last.name == "TNBC"
        and is_breast(atom.requirement.concept)
        and _SAME_TUMOR.fullmatch(lower, last.end, atom.start) is not None
    )


def _is_description(atom: Atom) -> bool:
    marker = atom.requirement.kind is Kind.BIOMARKER and atom.requirement.concept != "TNBC"
    return marker or atom.requirement.kind is Kind.STAGE


def _runs(passage: Passage, tumors: Sequence[_Tumor]) -> list[list[_Tumor]]:
    """The tumors that commas, "or" and "and" join."""
    runs: list[list[_Tumor]] = []
    for tumor in tumors:
        if runs and JOINS.fullmatch(passage.lower, runs[-1][-1].end, tumor.start) is not None:
            runs[-1].append(tumor)
        else:
            runs.append([tumor])
    return runs
