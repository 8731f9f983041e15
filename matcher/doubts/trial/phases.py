"""Owns criteria whose first words limit them to one phase or part of the trial."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import OF_AN_ARM
from criteria.patterns import regex
from criteria.text.arms import unnamed
from criteria.tree import All, Any, Node, Unparsed

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


_NAMED = regex(r"\b(?:part|cohort|arm|group|stage|module|phase)s?\s+(?:\d[a-d]?|[iv]+[ab]?|[a-h])\b", re.IGNORECASE)


def with_other_arms(criterion: Criterion, text: str) -> Criterion:
    """The criterion, open for whoever joins a part that its choice of parts leaves out: "Part D: …; Part E: …"."""
    node = criterion.node
    if not isinstance(node, Any) or criterion.registry_field is not None:
        return criterion
    named = [name for part in node.nodes for name in _arms(part, text)]
    if len(named) < len(node.nodes) or not unnamed(named):
        return criterion
    return replace(criterion, node=replace(node, nodes=(*node.nodes, Unparsed(node.span, "other parts are not named"))))


def _arms(part: Node, text: str) -> list[str]:
    """The arm that an alternative is limited to, if it is."""
    first = part.nodes[0] if isinstance(part, All) else None
    if not isinstance(first, Unparsed) or first.why != OF_AN_ARM:
        return []
    found = _NAMED.search(first.span.of(text))
    return [found.group()] if found else []
