"""Owns duties of one sex: "male patients who agree to use contraception" asks nobody to be a man, and of women nothing."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.words.context import Cue

_DUTIES = frozenset({Kind.CONTRACEPTION, Kind.PREGNANCY})


def whose_duty(passage: Passage, atoms: list[Atom]) -> Atom | None:
    """The sex that says whose contraception, and maybe pregnancy, a sentence of the inclusion criteria speaks of.

    None where another thing is asked for: "women aged 18 or over who use contraception" limits the trial to women.
    """
    if passage.base is not Effect.REQUIRE or not atoms:
        return None
    sex, *duties = sorted(atoms, key=lambda atom: atom.start)
    if sex.requirement.kind is not Kind.SEX:
        return None
    if passage.scopes.over(sex.start, Cue.CONDITION) is not None:
        return None  # "male subjects: must use condoms" says it already
    read = {atom.requirement.kind for atom in duties if not atom.is_unread}
    return sex if Kind.CONTRACEPTION in read and read <= _DUTIES else None
