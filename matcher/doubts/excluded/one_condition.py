"""Owns medicines that exclude only where they are taken for one condition: "beta blockers for heart failure"."""

from __future__ import annotations

import re

from criteria.patterns import regex

# "beta blockers for heart failure": whoever takes them for something else is not meant
_CONDITION = (
    r"for (?:the (?:treatment|management|control) of )?(?!(?:the|their|this|that|her|his|your|an?|at|more|less|over|up|longer|"
    r"prolonged|whatever|any|other|another|breast|cancer|malignan\w*|metast\w*|tumou?rs?|advanced|early|invasive|primary|disease|study|current|the past|"
    r"\d+|one|two|three|four|six|months?|weeks?|days?|years?|entry|inclusion)\b)[a-z][a-z-]{2,}"
)
_FOR_A_CONDITION = regex(
    rf"^\s*(?:use |therapy |treatment )?(?:{_CONDITION}"
    r"|(?:(?:used|given|taken|administered)(?: (?:solely|only|exclusively|primarily))? )?as (?:an? )?"
    r"(?:anti-?\s?(?:cancer|emetic|edema|neoplastic|tumou?r)|cancer|appetite)\w*\b)",
    re.IGNORECASE,
)
# as in: other agents for treating hot flashes, and examples of them in brackets
_EXAMPLES_FOR_A_CONDITION = regex(
    r"\b(?:agents?|drugs?|medications?|medicines?|therap(?:y|ies)|treatments?|remedies)\s+(?:used\s+|given\s+)?"
    rf"{_CONDITION}[^.;()]{{0,50}}\((?:[^().;]|(?<=[ie])\.|(?<=[eg])\.)*$",
    re.IGNORECASE,
)
# "massage, herbal medicine or physiotherapy for hot flashes": what is said of the last of a list is said of each
_LIST_FOR_A_CONDITION = regex(
    rf"^(?:[^.;:()\n]{{0,80}}?[,\s](?:or|and|and/or)\s[^.;:,()\n]{{0,40}}?)\s{_CONDITION}", re.IGNORECASE
)


def for_one_condition(before: str, after: str) -> bool:
    """Whether the words around a medicine, or its list, say what it is taken for."""
    if _FOR_A_CONDITION.match(after) or _LIST_FOR_A_CONDITION.match(after):
        return True
    return _EXAMPLES_FOR_A_CONDITION.search(before) is not None
