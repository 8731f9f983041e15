"""Owns the verdict on a compiled trial from what its steps say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from matcher.at_once.program import Compiled
from matcher.at_once.states import BAD, BLOCKS
from matcher.screening import Verdict

State = Callable[[int], int]


def verdict_of(compiled: Compiled, states: Sequence[int], state: State) -> tuple[Verdict, int] | None:
    """The verdict of ``matcher.screen`` with the number of open criteria that decide; None if it is ``ineligible``.

    ``states`` holds what the steps say, 0 where ``state`` has to find it.
    """
    general = _questions(compiled.general, states, state)
    if general is None:
        return None
    if not compiled.ways:
        return (Verdict.UNKNOWN if general else Verdict.ELIGIBLE), general
    ways = [own for steps in compiled.ways if (own := _questions(steps, states, state)) is not None]
    if not ways:
        return None
    return (Verdict.UNKNOWN if general + min(ways) else Verdict.ELIGIBLE), general + sum(ways)


def _questions(steps: Iterable[int], states: Sequence[int], state: State) -> int | None:
    """How many of the steps are open and keep a verdict open; None as soon as one is bad."""
    count = 0
    for step in steps:
        found = states[step] or state(step)
        if found == BAD:
            return None
        if found & BLOCKS:
            count += 1
    return count
