"""Owns criteria whose first words limit them to one phase or part of the trial."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criterion

_FOR_ONE = re.compile(
    r"\W*for (?:the )?(?P<arm>(?:phase|part|cohort|arm|group|stage)\s+(?:\d[ab]?|[iv]+[ab]?|[a-h])\b(?:\s+(?:only|patients|participants|subjects))?)\s*[,:]",
    re.IGNORECASE,
)


def limited(criterion: Criterion, text: str) -> Criterion:
    """The criterion with the arm that it begins with: "For phase II, up to 4 lines of chemotherapy"."""
    found = (
        _FOR_ONE.match(criterion.span.of(text)) if criterion.arm is None and criterion.registry_field is None else None
    )
    return criterion if found is None else replace(criterion, arm=found["arm"].split(" only")[0])
