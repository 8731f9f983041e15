"""Owns whether a bracket that was opened is closed again: registries lose the end of one now and then."""

from __future__ import annotations

from criteria.patterns import regex

_BRACKET = regex(r"[()]")


def never_closes(text: str, at: int) -> bool:
    """Whether a bracket that stands open at ``at`` is not closed behind it; brackets of their own behind it close themselves.

    >>> never_closes("drugs (e.g. A (B), C; aspirin is allowed (low dose)", 20)
    True
    >>> never_closes("drugs (e.g. A; aspirin is allowed) or B", 13)
    False
    """
    depth = 0
    for sign in _BRACKET.finditer(text, at):
        depth += 1 if sign.group() == "(" else -1
        if depth < 0:
            return False
    return True
