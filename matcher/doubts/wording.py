"""Owns what the words around a single requirement say against its reading."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.span import Span
from criteria.tree import All, Allow, Any, Between, Comparison, Kind, Leaf, Node, Not, Requirement, Unparsed
from matcher.derive.therapy import ANTICANCER
from matcher.doubts.had import only_named
from matcher.doubts.narrowed import narrowed
from matcher.doubts.passing import an_earlier_cancer, excluded_in_passing, required_in_passing

_BEFORE = 400
_SENTENCE_END = re.compile(r"[.;]\s|\n\s*(?:[*•-]|\d+[.)])")
# Examples in a bracket ask for nothing of their own
_EXAMPLES = re.compile(r"\(\s*(?:which |that )?(?:includ\w*|e\.?g\.?|such as|i\.?e\.?|for example)\b", re.IGNORECASE)
# Sentences that define how something is counted, or that recommend
_DEFINES = re.compile(
    r"\bcount(?:s|ed)? as\b|\brecommended\b|\bmay be omitted\b|\btaken into (?:consideration|account)\b|"
    r"\bfeatures exclude\b",
    re.IGNORECASE,
)
# A bound that a bracket right after it changes for some: "<= 1.3 (or <= 3 on anticoagulants)"
_CHANGED = re.compile(
    r"\s*\((?:or\b|up to|unless|if\b|except|[≤<≥>]=?\s*[^)]*\b(?:if|in|for|with|when|on)\b)(?![^)]*\b(?:mm3|mcl|ul)\b)|"
    r"\s*\([^)]*\b(?:metasta|gilbert|liver|hepatic|unless|eligible|allowed|permitted|acceptable)\w*[^)]*\d",
    re.IGNORECASE,
)
# A requirement that the bracket after it limits to one arm: "(Treatment Group 1)"
_FOR_AN_ARM = re.compile(
    r"[^.;()\n]{0,40}\([^)]{0,40}\b(?:group|arm|cohort|part|phase)s?\s+(?:\d|[ivx]+\b|[a-h]\b)", re.IGNORECASE
)
# "measurable disease or …": the other side of the "or" has not been read
_OR_ELSE = re.compile(
    r"^[^.;,()\n]{0,40}?(?i:\b(?:and/)?or\b(?! (?:equal|higher|greater|more|less|lower|older|above|below|later)))|"
    r"^[^.;\n]{0,80}?\bAND/OR\b"
)
_WITH_ALTERNATIVES = (Kind.DISEASE_MEASURE, Kind.METASTASIS)
# "BMI > 30 (…) or body fat …", whatever the brackets hold
_OR_ANOTHER = re.compile(
    r"^\s*(?:\([^()]*\)\s*)*,?\s*(?:and/)?or\s+(?!equal|higher|greater|more|less|lower)[a-z]", re.IGNORECASE
)
# "candidate for, or currently on": the first side of the "or" has not been read
_OR_ON = re.compile(
    r"\bor\s+(?:is |are )?(?:currently|already|now)?\s*(?:on|receiving|taking)\b[\w\s]{0,30}$", re.IGNORECASE
)
_REGARDLESS = re.compile(r"\b(?:regardless|irrespective) of\b[^.;,]{0,40}$", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:scheduled|planned|planning|plans?|will|intend\w*)\b[^.;]{0,60}$", re.IGNORECASE)
# A sentence that says what a word means, or whom the study is for
_SAYS_WHAT_IS_MEANT = re.compile(
    r"\b(?:is|are) defined as\b|\bthe (?:study|trial) is (?:for|designed)\b", re.IGNORECASE
)
# A treatment that is named only to say when something else is: "no disease after completion of surgery"
_ANCHOR = re.compile(
    r"\b(?:after|following|since|upon|during)\s+(?:(?:the|completion|of|end|and|or|last|prior|[\w-]+ing|surgery|"
    r"chemotherapy|radiotherapy)\s+){0,5}$",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"\b(?:proof|diagnosis|confirmation|documentation) of\s+(?:\w+\s+){0,2}$|"
    r"\b(?:histolog|cytolog|patholog)\w+\s+(?:confirmed|proven|documented)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bwithout\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|not|none)\b", re.IGNORECASE)
_DEFINED = re.compile(r"\bdefined as\s*$", re.IGNORECASE)
_PURPOSE = re.compile(r"\bfor\s+(?:\w+\s+)?$", re.IGNORECASE)
_OTHER = re.compile(r"\bother\s+$", re.IGNORECASE)
_TRIAL_DRUG = re.compile(r"\binvestigational\b[^.;]*\bincluding\b", re.IGNORECASE)
_OLDEST = 100
_MUST = re.compile(r"\b(?:must|only patients|required)\b", re.IGNORECASE)
# The line above that introduces a list: "Patients must have received:"
_HEADING = re.compile(r"[^\n:]{0,160}:\s*(?:\n[^\n:]*){0,8}$")


def required_leaf(leaf: Leaf, text: str) -> Node:
    """A requirement that must be true, or what doubt leaves of it."""
    requirement, span = leaf.requirement, leaf.span
    before, after = text[max(0, span.start - _BEFORE) : span.start], text[span.end :]
    if _in_examples(before) or _DEFINES.search(_sentence(before, span, text)) or _REGARDLESS.search(before):
        return Allow(leaf, span)
    if required_in_passing(requirement, before[_last_end(before) :], after):
        return Allow(leaf, span)
    if requirement.kind is Kind.THERAPY and _DEFINED.search(before):
        return Allow(leaf, span)
    if requirement.kind is Kind.CANCER and requirement.concept == "other malignancy":
        return Not(leaf, span)  # no trial asks for a second cancer: "at least 5 years since another malignancy"
    if requirement.kind is Kind.THERAPY and _only_named(leaf, before, text):
        return Any((leaf, Unparsed(span, "whether one must have had it is not said")), span)
    if _impossible(requirement):
        return Unparsed(span, "no one could meet it")
    changed = requirement.kind is Kind.LAB and _CHANGED.match(after)
    limited = requirement.kind is Kind.LINES and _FOR_AN_ARM.match(after)
    halved = (requirement.kind in _WITH_ALTERNATIVES and _OR_ELSE.match(after)) or (
        requirement.kind is Kind.LAB and _OR_ANOTHER.match(after)
    )
    halved = halved or (requirement.kind is Kind.THERAPY and _OR_ON.search(before))
    only_bone = requirement.concept == "bone only" and not _MUST.search(_sentence(before, span, text))
    if changed or limited or halved or only_bone:
        return Any((leaf, Unparsed(span, "the words after it change it")), span)
    return leaf


def permitted_leaf(node: Allow, leaf: Leaf, text: str) -> Node:
    """A permission, or the requirement that it must be: no one needs proof of what is only permitted."""
    before = text[max(0, leaf.span.start - _BEFORE) : leaf.span.start]
    return leaf if leaf.requirement.kind in (Kind.STAGE, Kind.CANCER) and _PROOF.search(before) else node


def excluded_leaf(node: Not, leaf: Leaf, text: str) -> Node:
    """A requirement that must not be true, or what doubt leaves of its exclusion."""
    requirement, span = leaf.requirement, leaf.span
    before = text[max(0, span.start - _BEFORE) : span.start]
    doubled = _WITHOUT.search(before) and _NO.search(before[_last_end(before) :])
    if requirement.concept == "residual disease" or (requirement.kind is Kind.THERAPY and doubled):
        # what was left at surgery need not be there now; "without resection" excludes no resection
        return Not(Unparsed(span, "it may mean something else"), node.span)
    sentence = _sentence(before, span, text)
    if excluded_in_passing(requirement, before, sentence):
        return Not(Unparsed(span, "it may only be mentioned"), node.span)
    if an_earlier_cancer(requirement, before):
        return Not(All((leaf, Unparsed(span, "the earlier cancer need not be the present one")), span), node.span)
    why = narrowed(requirement, span.of(text), before[_last_end(before) :], text[span.end :])
    if why is not None:
        return Not(All((leaf, Unparsed(span, why)), span), node.span)
    if requirement.kind is not Kind.THERAPY:
        return node
    if _SAYS_WHAT_IS_MEANT.search(sentence) or _DEFINES.search(sentence) or _REGARDLESS.search(before):
        return Allow(node, span)
    if isinstance(requirement.value, Comparison | Between) and _PLANNED.search(before):
        planned = tuple(sorted({*requirement.detail, ("planned", "yes")}))
        return Not(Leaf(replace(requirement, detail=planned), span), node.span)
    if requirement.value not in (None, "prior", "concurrent"):
        return node
    clause = before[_last_end(before) :]
    general = requirement.concept in ANTICANCER
    if (general and _PURPOSE.search(before)) or (_TRIAL_DRUG.search(clause) and not general):
        return Allow(node, span)
    if requirement.when is None and requirement.value != "concurrent" and _ANCHOR.search(before):
        return Not(Unparsed(span, "a point in time, not a treatment that is excluded"), node.span)
    if general and _OTHER.search(before):
        # after others have been named, radiation and surgery among them, the rest is drugs
        return Not(Leaf(replace(requirement, concept="systemic therapy"), span), node.span)
    return node


def _in_examples(before: str) -> bool:
    opened = before.rfind("(")
    return opened > before.rfind(")") and bool(_EXAMPLES.match(before[opened:]))


def _sentence(before: str, span: Span, text: str) -> str:
    stop = _SENTENCE_END.search(text, span.end)
    return before[_last_end(before) :] + text[span.start : stop.start() if stop else len(text)]


def _last_end(before: str) -> int:
    return max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)


def _only_named(leaf: Leaf, before: str, text: str) -> bool:
    sentence = _sentence(before, leaf.span, text)
    own = before[_last_end(before) :]
    after = sentence[len(own) + leaf.span.end - leaf.span.start :]
    heading = _HEADING.search(before)
    return only_named(leaf.requirement, own, after, (heading[0] if heading else "") + sentence)


def _impossible(requirement: Requirement) -> bool:
    """An age that hardly anyone reaches."""
    value = requirement.value
    old = isinstance(value, Comparison) and value.op in (">", ">=") and value.number > _OLDEST
    return requirement.kind is Kind.AGE and old
