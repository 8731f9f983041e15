"""Owns what a text says about a pathologic complete response: that it was reached, or was not."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement

_RESPONSE = regex(
    r"\b(?P<how>pathologic(?:al)?)(?:ally)? (?:complete (?:response|remission)s?|cr)\b(?: \(pcr\))?(?! (?:rates?|as|is|will|endpoint))"
    r"|\bypt0(?: ?(?:/|or) ?(?:ypt|t)?is)?,? ?(?:and |, )?ypn0\b"
)
_NOT_REACHED = regex(
    r"(?: \([^()]*\))? (?:(?:was|is|has|had|were|have) )?(?:not|never) (?:been )?(?:achieved|reached|obtained|attained|observed|seen|documented)\b"
)
# what its lack means, which is no statement of its own: "no pathologic complete response, i.e. residual disease in the breast"
_MEANING = regex(
    r"(?: (?:following|after|with|to|by) [^;,.()]{3,60})?\s?[,;:]?\s?(?P<bracket>[(\[]\s?)?(?:i\.? ?e\.?|that is|namely|meaning|defined as)(?![a-z])"
)


def complete_response(passage: Passage) -> list[Atom]:
    """The response that is asked for, or its lack, with the words behind it that say what the lack means."""
    match = _RESPONSE.search(passage.lower)
    if match is None:
        return []
    requirement = Requirement(Kind.DISEASE_MEASURE, f"{match['how'] or 'pathologic'} complete response")
    lacking = _NOT_REACHED.match(passage.lower, match.end())
    end = lacking.end() if lacking else match.end()
    denied = lacking is not None or passage.scopes.negations(match.start()) % 2 == 1
    if denied and (meaning := _MEANING.match(passage.lower, end)) is not None:
        end = _closing(passage.lower, meaning.end()) if meaning["bracket"] else len(passage.lower)
    return [Atom(match.start(), end, requirement, Polarity.FLIP if lacking else Polarity.FOLLOW)]


def _closing(lower: str, at: int) -> int:
    """Where the bracket closes in which ``at`` stands; the end of the sentence where it does not."""
    depth = 1
    for place in range(at, len(lower)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(lower[place], 0)
        if depth == 0:
            return place + 1
    return len(lower)


def without_its_meaning(atoms: list[Atom]) -> list[Atom]:
    """The atoms but for those in the words that only say what the lack of a complete response means."""
    responses = [a for a in atoms if a.requirement.concept.endswith("complete response")]
    return [a for a in atoms if not any(one.start < a.start < one.end for one in responses)]
