"""Owns where a part of a list stands: which member it goes on from, and whether it is another name of what is beside it."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.words.noun_phrases import Member

_OR_BEHIND = regex(r"\)\s*,?\s*or\s*")
_ABBREVIATION = regex(r"(?P<short>[A-Z][A-Z0-9-]{1,7})\)")


def is_another_name(text: str, parts: list[Member], index: int, atoms: list[Atom]) -> bool:
    """Whether a part is named beside it: it stands alone in brackets, or its abbreviation that was read does."""
    return _is_apposition(parts, index) or _is_abbreviated(text, parts, index, atoms)


def _is_apposition(parts: list[Member], index: int) -> bool:
    closes = index + 1 == len(parts) or any(sign in parts[index + 1].separator for sign in ")]")
    opens = parts[index].separator.strip()
    return closes and opens.startswith(("(", "[")) and len(opens) == 1


def neighbour(parts: list[Member], index: int, atoms: list[Atom]) -> Atom | None:
    """What was read last before the part within its bracket or clause, or first behind it."""
    for step in (-1, 1):
        at = index
        while 0 <= at < len(parts):
            if step > 0 and _is_named_again(parts, at):
                at += 1  # "an abnormal screen (ABC), or current sertraline"
            opens = parts[at].separator if step < 0 else parts[at + 1].separator if at + 1 < len(parts) else ";"
            if step < 0 and _OR_BEHIND.fullmatch(opens):
                at = _opens_bracket(parts, at)  # "against ABC (A1 or A2) or another receptor"
            elif any(sign in opens for sign in "();:") and not (step > 0 and _OR_BEHIND.fullmatch(opens)):
                break
            at += step
            if at < 0:
                break
            held = [a for a in atoms if a.start < parts[at].end and parts[at].start < a.end]
            if held:
                return held[-1] if step < 0 else held[0]
    return None


def _opens_bracket(parts: list[Member], at: int) -> int:
    """The part with which the bracket opens that closes before the one at ``at``; 0 where it opens nowhere."""
    return next((n for n in range(at - 1, 0, -1) if "(" in parts[n].separator), 0)


def _is_named_again(parts: list[Member], at: int) -> bool:
    """Whether the part is named again in brackets behind it, and an "or" goes on behind these."""
    return (
        at + 2 < len(parts)
        and parts[at + 1].separator.strip() == "("
        and _OR_BEHIND.fullmatch(parts[at + 2].separator) is not None
    )


def _is_abbreviated(text: str, parts: list[Member], index: int, atoms: list[Atom]) -> bool:
    """Whether the bracket behind a part holds its abbreviation, which was read: "protein kinase B (AKT)"."""
    if index + 1 >= len(parts) or parts[index + 1].separator.strip() != "(":
        return False
    short = parts[index + 1]
    named = _ABBREVIATION.match(text, short.start)
    return named is not None and any(a.start < named.end("short") and named.start() < a.end for a in atoms)
