"""Owns criteria that are alternatives because the one before them announces a list of tumour types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import Any, Section, Unparsed

_ANNOUNCES = regex(
    r"\b(?:tumou?r types?|cancer types?|cancers?|tumou?rs?|malignancies|indications?|cohorts?)\b[^:]{0,80}:\s*$", re.I
)
_A_TUMOUR = regex(
    r"^(?!.*\b(?:must|should|have|has|had|is|are|be|were|received|no)\b).*\b(?:cancer|tumou?r|carcinoma)s?\b",
    re.I | re.S,
)
_WHY = "one of several tumour types that the criterion before announces"


def with_alternatives(criteria: Iterable[Criterion], text: str) -> tuple[Criterion, ...]:
    """The criteria, with each tumour type of an announced list left open where it is not the patient's."""
    changed, announced = [], False
    for criterion in criteria:
        words = criterion.span.of(text)
        announced = announced or bool(_ANNOUNCES.search(_line_before(criterion, text)))
        if _ANNOUNCES.search(words):
            announced = True
        elif announced and criterion.section is Section.INCLUSION and len(words) < 160 and _A_TUMOUR.match(words):
            either = Any((criterion.node, Unparsed(criterion.span, _WHY)), criterion.node.span)
            changed.append(replace(criterion, node=either))
            continue
        else:
            announced = False
        changed.append(criterion)
    return tuple(changed)


def _line_before(criterion: Criterion, text: str) -> str:
    lines = text[: criterion.span.start].rstrip(" \t*-•\n").splitlines()
    return lines[-1] if lines else ""
