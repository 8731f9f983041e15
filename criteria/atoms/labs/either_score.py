"""Owns two scores of which one is enough: "a score of at least 3 on the A scale, or of 8 or more on the B index"."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.atoms.labs import open_scores
from criteria.patterns import Words, regex
from criteria.text.passage import Passage
from criteria.text.tag import mentions
from criteria.tree import Effect
from criteria.words.context import scopes

_OR = regex(r",?\s+(?:and/)?or\s+(?=[^.;]{0,80}\b(?:scores?|scale|index|inventory|questionnaire|form)\b)")
_EITHER = regex(r"\W*(?:must have |has |have )?either\s+")
_NUMBER = regex(r"\d")


def read(passage: Passage) -> list[Atom]:
    """The two bounds of a sentence that holds nothing but them, as alternatives; none where one of them cannot be read."""
    lower = passage.lower
    if passage.claimed or len(_NUMBER.findall(lower)) < len("ab"):
        return []
    joints = list(_OR.finditer(lower))
    if len(joints) != 1:
        return []
    opens = _EITHER.match(lower)
    start = opens.end() if opens is not None else 0
    sides = (start, joints[0].start()), (joints[0].end(), len(lower))
    found = [_bound(passage, *side) for side in sides]
    atoms = [atom for atom in found if atom is not None]
    return [replace(atom, alternatives=f"scores {start}") for atom in atoms] if len(atoms) == len(sides) else []


def _bound(passage: Passage, start: int, end: int) -> Atom | None:
    """The one bound of a part of a passage, where that part does nothing but bound a score."""
    view = passage.view.cut(start, end)
    lower = Words.of(view.lower)
    excludes = passage.base is Effect.EXCLUDE
    part = replace(
        passage,
        view=view,
        text=lower.also(view.text),
        lower=lower,
        mentions=mentions(view),
        scopes=scopes(lower, excludes=excludes),
        claimed=[],
        excepted=[],
    )
    atoms = open_scores.read(part)
    if len(atoms) != 1:
        return None
    return replace(atoms[0], start=start + atoms[0].start, end=start + atoms[0].end)
