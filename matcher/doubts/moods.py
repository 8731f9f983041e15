"""Owns the words by which a sentence permits, advises or remarks, and what only says more of a thing asked for."""

from __future__ import annotations

from criteria.patterns import regex

MOOD = regex(
    r"\b(?:considered(?!\s+(?:to\s+be\s+)?(?:incurable|unresectable|inoperable|resectable|operable)\b)|(?<!not )(?<!not be )eligible|except|note|(?<!, which )(?:may(?! not)|might|could)|regardless|instead)\b"
)
"""Moods in which a sentence neither asks for a thing nor forbids it, through all of the sentence."""
# "stage II for which chemotherapy is considered", "that is eligible for surgery": it says more of what stands before it
_SAYS_MORE = regex(
    r"\b(?:(?:for|in|of|to) wh(?:ich|om)\b(?:\s+[\w-]+){0,5}|(?:that|which|who)\s+(?:(?:is|are|was|were|has|have|been)\s+)*)\s*$"
)
_ANOTHER = regex(r"\b(?:or|and)\b")
NOBODY_ELSE = regex(
    r"\W*only\b[^,;:]*\b(?:eligible|included|enrolled|accepted|participate)\b"
    r"|[^,;:]{0,30}\b(?:who|that) (?:meet|fulfill?|satisfy) (?:all|each|every one) of (?:the )?(?:following|these|below)\b"
)
"""A sentence that asks for what it lets in: "only patients with … are eligible"."""
ADVISES = regex(r"\bshould\b")
"""A word that advises."""
SHOULD_HAVE = regex(
    r"\W*(?:all\s+)?(?:patients?|subjects?|participants?|women|tumou?rs?|the (?:patient|subject|participant|tumou?r))\s+should\s+(?:have|be)\s+(?:(?:an?|the|had|diagnosed|with|histologic\w*|cytologic\w*|patholog\w*|confirmed|proven|documented|newly|clinical(?:ly)?|evidence|of|or|and)\s+|[cp]?[tnm]\s?[0-4x][\dabcdx/,-]*\s*)*$"
)
"""Words that ask although they advise: "patients should have stage II disease"."""
_ONE_CLAUSE = 80  # characters that are looked at before a word


def says_more(between: str) -> bool:
    """Whether a word belongs to a clause that only says more of what was asked for; ``between`` the two stand these words."""
    clause = between[-_ONE_CLAUSE:]
    if clause.endswith("who "):
        return True
    return _SAYS_MORE.search(clause) is not None and _ANOTHER.search(clause) is None
