"""Owns exclusions that other words of their sentence narrow: they rule out some of those whom their name fits."""

from __future__ import annotations

import re

from criteria.tree import Kind, Requirement

_CLAUSE_END = re.compile(r"[.;,:]\s|\s[-–]\s|\b(?:or|and|nor|unless|except\w*|other than)\b|\n\s*\n|$", re.IGNORECASE)
# what follows the name of a treatment and does not narrow it: the disease it was for, the time, the setting
_NO_LIMIT = re.compile(
    r"\((?:[^()]|\([^()]*\))*\)"
    r"|\b(?:for|of|in|against|to treat)\s+(?:the\s+|this\s+|their\s+|treatment\s+(?:of|for)\s+|any\s+(?:type|kind) of\s+)*(?:[\w/-]+\s+){0,4}?"
    r"(?:cancers?|carcinomas?|malignanc\w+|disease|tumou?rs?|setting|purposes?)\b"
    r"|\b(?:with)?in\s+(?:the\s+)?(?:past\s+|last\s+|previous\s+)?[^.;,]{0,40}?(?:days?|weeks?|months?|years?|half-lives)\b"
    r"|\b(?:prior to|before|since|at|upon|during|after|from)\s+(?:the\s+|study\s+|first\s+|start\w*\s+|initiation\s+|date\s+|time\s+|of\s+|any\s+|day\s+)*"
    r"(?:[\w-]+\s*){1,3}|\bas (?:described|defined|listed|part|per)\b.*|\bper (?:protocol|investigator)\b.*",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:to (?:the|any|more|an?|>|<)|of the (?!breast)|involving|encompassing|affecting|in excess of|exceeding|(?:greater|more|less|higher|lower) than|"
    r"at (?:a )?dos\w+|doses?|using|with (?!or without)|without|that|which|who|whose|where|requiring|resulting|leading|causing|due to|because|"
    r"interfer\w+|likely|daily)\b|[<>≤≥]\s*\d|\b\d+(?:\.\d+)?\s*(?:mg|g|gy|cgy|%)",
    re.IGNORECASE,
)
_KNOWN = frozenset({"dose", "site", "reason", "relapse", "planned", "route"})
# "not a candidate for X", "refuses X", "contraindication to X": having had it is not what excludes
_NOT_HAD = re.compile(
    r"\b(?:candidates? for|suitable for|eligible for|fit for|amenable to|refus\w+|declin\w+|contraindicat\w+ (?:to|for|of)|unwilling\w*|"
    r"unable to|inability to|ability to|intolera\w+ (?:to|of)|(?:hyper)?sensitiv\w+ to|allerg\w+ to|excipients?|components? of|response to)\b"
    r"[^.;]{0,160}$",
    re.IGNORECASE,
)
_LIES_AHEAD = re.compile(
    r"\W*(?:(?:is|are|that is|which is)\s+)?(?:planned|scheduled|anticipated|expected|foreseen)\b", re.IGNORECASE
)
# "patients with metastatic disease who …": whom the sentence is about, not what excludes them
_SUBJECT_OF = re.compile(
    r"^[\w\s/()-]{0,50}?(?:,\s*)?\b(?:who|whose|whom|with|without|that|which|requiring|after|if|when|and (?:who|who\w*|with|have|has))\b",
    re.IGNORECASE,
)
_DESCRIBES = (Kind.STAGE, Kind.CANCER, Kind.BIOMARKER)
_QUALIFIED = re.compile(
    r"\b(?:uncontrolled|unstable|severe|serious|significant\w*|active|symptomatic|poorly|decompensated|advanced|debilitating|life-threatening|"
    r"clinically|concurrent|intercurrent|major|acute|refractory|requir\w+|interfer\w+|could|would|might|may)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:e\.?\s?g\.?|i\.?\s?e\.?|such as|including|includes?|for example|like)(?!\w)[^.;]*$", re.IGNORECASE
)


def narrowed(requirement: Requirement, own: str, before: str, after: str) -> str | None:
    """Why an exclusion does not hold of everyone whom the requirement fits; None where nothing speaks against it.

    ``own`` are its words, ``before`` those of its sentence that stand before, ``after`` the text that follows.
    """
    if requirement.kind is Kind.THERAPY:
        if _NOT_HAD.search(before):
            return "having had the treatment is not what excludes"
        if requirement.value in (None, "prior", "concurrent") and _LIES_AHEAD.match(after):
            return "the treatment that excludes lies ahead"
        if not _KNOWN & {key for key, _ in requirement.detail} and _limited(after):
            return "the words behind it narrow the treatment"
    if requirement.kind is Kind.LINES and _NOT_HAD.search(before):
        return "having had the treatment is not what excludes"
    second = requirement.concept == "other malignancy"  # its states and exceptions are read by its own recogniser
    if requirement.kind in _DESCRIBES and not second and _SUBJECT_OF.match(after):
        return "the rest of the sentence says which of these patients are excluded"
    if requirement.kind is Kind.COMORBIDITY and requirement.value is None and _is_qualified_example(before, own):
        return "an example excludes only as what it is an example of"
    return None


def _limited(after: str) -> bool:
    """Whether the clause goes on with words that narrow a treatment, beyond when and for what it was given."""
    stop = _CLAUSE_END.search(after)
    clause = after[: stop.start()] if stop else after
    return _LIMITS.search(_NO_LIMIT.sub(" ", clause)) is not None


def _is_qualified_example(before: str, own: str) -> bool:
    example = _EXAMPLE.search(before)
    return (
        example is not None and _QUALIFIED.search(before[: example.start()]) is not None and not _QUALIFIED.search(own)
    )
