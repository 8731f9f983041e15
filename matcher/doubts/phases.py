"""Owns criteria whose first words limit them to one phase or part of the trial."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex

_PART = (
    r"(?:phase|part|cohort|arm|group|stage|module|segment|stratum|substudy)s?\s+(?:\d[a-d]?|[iv]+[ab]?|[a-h])\b"
    r"(?:\s*(?:,|and|or|&|/)\s*(?:(?:phase|part|cohort|arm|group|stage|module)s?\s+)?(?:\d[a-d]?|[iv]+[ab]?|[a-h])\b)*"
)
_PORTION = (
    r"(?:dose[- ]?)?(?:escalation|expansion|optimi[sz]ation)(?:[/ ](?:efficacy|expansion))?"
    r"(?:\s+(?:portions?|parts?|phases?|cohorts?|arms?|stages?))?"
)
_FOR_ONE = regex(
    rf"\W*(?:for|in|during) (?:the )?(?P<arm>(?:{_PART}|{_PORTION})(?:\s+(?:only|patients|participants|subjects))*)\s*[,:]",
    re.IGNORECASE,
)
_ONLY_IN_ONE = regex(
    rf"\b(?:for|in|during) (?:the )?(?P<arm>(?:{_PORTION}))(?:\s+only)?(?:\s+of (?:the|this) (?:study|trial))?\W*$",
    re.IGNORECASE,
)


def limited(criterion: Criterion, text: str) -> Criterion:
    """The criterion with the arm that it begins with: "For phase II, up to 4 lines of chemotherapy"."""
    if criterion.arm is not None or criterion.registry_field is not None:
        return criterion
    words = criterion.span.of(text)
    found = _FOR_ONE.match(words) or _ONLY_IN_ONE.search(words)
    return criterion if found is None else replace(criterion, arm=found["arm"].split(" only")[0])
