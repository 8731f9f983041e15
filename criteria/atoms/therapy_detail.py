"""Owns what narrows a therapy beyond its name: where radiation was given, how much is meant, how soon the disease came back."""

from __future__ import annotations

import re

from criteria.atoms.therapy_statement import Around
from criteria.windows import FoundWindow

Detail = tuple[tuple[str, str], ...]

_TO_SITE = re.compile(
    r"\s+(?:therapy\s+|treatment\s+)?(?:to|of|involving|on)\s+"
    r"(?P<site>(?!(?:be|treat|start|enrol|study|random|control|receive)\b)[^.;,()]{3,70}?)"
    r"(?=\s*(?:$|[.;,()]|\b(?:within|prior|before|in\s+the\s+(?:past|last)|is|are|was|for|or|and|less|at\s+least|that|which|with|during"
    r"|allowed|permitted)\b(?!\s+more)))"
)
_MORE_OF = re.compile(
    r"(?P<amount>(?:more\s+than|greater\s+than|at\s+least|≥|>)\s*\w+\s+(?:full\s+)?(?:cycles?|courses?|doses?|weeks?|months?|years?|days?|fractions?))"
    r"\s+(?:of|on)\s+(?:\w+\s+){0,3}$"
)
_RELAPSED = re.compile(
    r"\b(?:relaps\w*|recur\w*|progress\w*|disease[- ]free|(?:treatment|progression|chemotherapy)[- ]free|metasta\w+|interval)\b[^.;]{0,50}$"
)


def narrowed(words: Around) -> Detail:
    """The details of a therapy: its name's own, else the site of radiation, else how much of it is meant."""
    if words.name.detail:
        return words.name.detail
    site = _TO_SITE.match(words.behind) if words.name.concept == "radiation therapy" else None
    if site is not None:
        return (("site", site["site"].strip()),)
    amount = _MORE_OF.search(words.before)
    return (("amount", amount["amount"]),) if amount else ()


def relapse(words: Around, found: FoundWindow | None) -> str | None:
    """How long after the therapy the disease came back: "relapsed more than 12 months from completion of" it."""
    if found is None or found.end > words.name.start:
        return None
    lower = words.passage.lower
    if not _RELAPSED.search(lower[max(0, found.start - 60) : found.start]):
        return None
    return f"{found.window.op} {found.window.number:g} {found.window.unit}"
