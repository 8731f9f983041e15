"""Owns what a step of a program can say, and how what its parts say is joined.

A state is an integer of bits, so that the states of parts are joined by "or": GOOD, BAD, or OPEN. What is open may BLOCK
the verdict; unless it is LOOSE it is taken to be as it should. The rules are those of ``matcher.logic``: BLOCKS is what
``blocks`` says, LOOSE the contrary of ``presumed``.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.answer import Answer, Weight
from matcher.at_once.program import Op
from matcher.truth import Truth

GOOD, BAD, OPEN, BLOCKS, LOOSE = 1, 2, 4, 8, 16


def state_of(answer: Answer, wanted: bool) -> int:
    """What an answer says where its requirement should be true (``wanted``), or false."""
    if answer.truth is Truth.UNKNOWN:
        if answer.weight is Weight.NEVER:
            return OPEN | LOOSE
        if answer.weight is Weight.SETTLED or (answer.weight is Weight.REQUIRED and not wanted):
            return OPEN
        return OPEN | LOOSE | BLOCKS
    return GOOD if (answer.truth is Truth.TRUE) is wanted else BAD


def joined(op: int, count: int, states: Sequence[int]) -> int:
    """What a step says whose parts say these states."""
    if op == Op.ALL:
        return all_good(states)
    if op == Op.ANY:
        return any_good(states)
    if op == Op.PERMITTED:
        return states[0] | LOOSE if states[0] & OPEN else states[0]
    if op == Op.AT_LEAST or op == Op.FEWER:
        return _counted(op == Op.AT_LEAST, count, states)
    return _paired(op, *states)


def all_good(states: Sequence[int]) -> int:
    """Whether every part is good."""
    joint = 0
    for state in states:
        joint |= state
    return BAD if joint & BAD else joint & ~GOOD or GOOD


def any_good(states: Sequence[int]) -> int:
    """Whether one part is good."""
    joint = 0
    for state in states:
        joint |= state
    return GOOD if joint & GOOD else none_good(joint, OPEN in states)


def none_good(joint: int, presumed: bool) -> int:
    """What it means that none of some parts is good: their states, joined, and if one is taken to be as it should."""
    if not joint & OPEN:
        return BAD
    if presumed:
        return OPEN
    return OPEN | LOOSE | (BLOCKS if joint & (BAD | BLOCKS) else 0)


def _counted(at_least: bool, count: int, states: Sequence[int]) -> int:
    """Whether ``count`` parts or more are good; or, where that is not wanted, whether fewer than ``count`` are bad."""
    reached, failed = (GOOD, BAD) if at_least else (BAD, GOOD)
    if sum(state == reached for state in states) >= count:
        return reached
    if sum(state != failed for state in states) < count:
        return failed
    joint = 0
    for state in states:
        joint |= state
    if at_least:
        return OPEN | LOOSE | (BLOCKS if joint & (BAD | BLOCKS) else 0)
    return OPEN | (joint & BLOCKS) | (LOOSE if joint & (LOOSE | BAD) else 0)


def _paired(op: int, first: int, second: int) -> int:
    """A requirement with an exception or a condition."""
    if op == Op.SPARED:
        if GOOD in (first, second):
            return GOOD
        if first == second == BAD:
            return BAD
        return OPEN | LOOSE | (BLOCKS if first & (BAD | BLOCKS) else 0)
    if op == Op.BOTH:
        if BAD in (first, second):
            return BAD
        if first == second == GOOD:
            return GOOD
        return OPEN | LOOSE | ((first | second) & BLOCKS)
    if first == GOOD or second == BAD:
        return BAD
    if first == BAD and second == GOOD:
        return GOOD
    return OPEN | LOOSE | (BLOCKS if first & (BAD | BLOCKS) or second & BLOCKS else 0)
