"""Owns whether the cancer of the record counts where a trial excludes who has had cancer: to most trials only an earlier one does."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from criteria.criterion import Criteria, Criterion
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Not, Requirement, Section, Unless, Unparsed, Window
from criteria.vocabulary import load
from criteria.words.windows import windows
from matcher.evaluate.cancer_times import HAD, HAD_BEFORE

_IN_SITU = regex(r"in situ|\bdcis\b|\blcis\b", apart=True)
# what an inclusion says of cancers that nobody who takes part needs to have
_OF_NO_PATIENT = regex(
    r"\b(?:no|not|without|never|free of|absence of)\b[^.;\n]*|\brisks?\b[^.;\n]*|\bfamil\w+[^.;\n]*|\brelatives?\b[^.;\n]*"
    r"|\bpredispos\w+[^.;\n]*"
)
_TO_PREVENT = regex(r"\b(?:screening|prevent\w+|prophyla\w+)\b")  # a sentence that says so is of nobody's cancer
_OF_A_PATIENT = regex(
    r"cancer|carcinoma|tumou?r|malignan|neoplas|\bdcis\b|\blcis\b|metasta|oncolog|chemotherap|mastectom|lumpectom"
    r"|surviv|radiother|radiation|\bbc\b|mass\b|lesion|leuk|lymphom|transplant"
)
# "at increased risk of developing breast cancer": not "of recurrence", which those have who had it
_AT_RISK = regex(
    r"\brisk\s+(?:of|for)\s+(?:[\w-]+\s+){0,3}?(?:breast\s+)?cancer\b(?!\s*(?:-|recur|relaps|progress|relat|spread|com|metas|death|mortal))"
)
_NOT_HIS = regex(r"\b(?:risks?|relatives?|famil\w+|mother|sister|screening)\b[^.;\n]*$")
_SCREENING = regex(r"[^.;\n]{0,20}\bscreening\b")
# a trial that takes disease which came back cannot mean that nobody had it before
_CAME_BACK = regex(
    r"(?<!non-)(?<!no )metasta|recur|relaps|(?<!locally )(?<!locally-)advanced|refractory|progress(?!\w*ly)"
    r"|stage (?:iv|4)|[- ]line\b|surviv|(?<!no )(?<!no prior )history of (?:\w+ )?(?:breast|cancer)|previously (?!un)"
    r"|(?<!no )prior (?:\w+ )?(?:diagnos|breast)"
)
_OTHER = regex(
    r"\b(?:"
    r"other|another|second\w*|additional|contra-?lateral|ipsi-?lateral|non-?breast|non-?study|concurrent|concomitant"
    r"|synchronous|simultaneous|different|distinct|two|unrelated|competing|index|current\w*|present|"
    r"stud(?:y|ied)|same|metachronous|bilateral|known to|treat\w*|therap\w*|recurrent)\b|\bwith\b[^.;]*\bwho (?:has|have|had)\b"
)
# "of the same breast", "other than the current one", "treated with …": which of them is meant
_SAYS_WHICH = regex(
    r"[^.;\n]{0,30}?\b(?:"
    r"(?:in|of|on) the other|same|contra-?lateral|opposite|other than|current\w*|and are|treat\w*|therap\w*"
    r"|study breast|stud(?:y|ied)|known|that|which|who|who\w*)\b"
)
_SENTENCE = regex(r"[.;\n]")
_WHO = r"(?:(?:women|patients|subjects|participants|individuals|persons|people|those|she|who|with|have|has|had|having|been|diagnosed)\s+)*"
_KIND = r"(?:(?:an?|any|known|current|prior|previous|past|personal|active|existing|new|invasive|form|type|kind|history|diagnosis|evidence|or|of|with)\s+)*"
_WHOLE = regex(
    rf"\W*{_WHO}{_KIND}(?:breast\s+)?(?:cancer|malignancy|carcinoma)s?(?:\s+diagnosis)?"
    rf"(?:\s*,?\s+(?:with)?in\s+the\s+(?:past|last|previous)\s+[\w ]{{1,20}}(?:months?|years?))?\W*"
)
_WHOLE_DENIED = regex(r"\W*(?:has\s+|have\s+|had\s+)?(?:no|never)\s+")


_PRESENT = "whether the present cancer is history to the trial is not said"


class _Counts(NamedTuple):
    """What "a history of breast cancer" asks of the cancer of the record, and whether any cancer that is named means it."""

    history: str
    any_cancer: bool


def with_her_own(criteria: Criteria) -> Criteria:
    """The criteria, with the cancer of the record among those that exclude where the trial means it.

    It does where the trial is for people who have no cancer; and of a cancer that has come back the first time was before, to
    a trial that takes none that came back.
    """
    words = " . ".join(
        one.span.of(criteria.text).lower()
        for one in criteria.criteria
        if one.section is Section.INCLUSION and one.registry_field is None
    )
    if not words:
        return criteria
    healthy = _for_people_without(criteria, words)
    if not healthy and _CAME_BACK.search(words):
        return criteria
    # what was found just now may not be history yet to a trial of imaging, and is none that a risk was asked for
    counts = _Counts(HAD if healthy and _AT_RISK.search(words) else HAD_BEFORE, any_cancer=healthy)
    changed = tuple(_counted(one, criteria.text, counts) for one in criteria.criteria)
    same = all(new is old for new, old in zip(changed, criteria.criteria, strict=True))
    return criteria if same else replace(criteria, criteria=changed)


def _for_people_without(criteria: Criteria, words: str) -> bool:
    """Whether nobody who takes part needs to have cancer, by the words of the inclusions."""
    inclusions = (one for one in criteria.criteria if one.section is Section.INCLUSION and one.registry_field is None)
    if any(_takes_cancer(one.node, criteria.text) for one in inclusions):
        return False
    if _AT_RISK.search(words) is not None:
        return True
    told = (sentence for sentence in _SENTENCE.split(words) if _TO_PREVENT.search(sentence) is None)
    return all(_OF_A_PATIENT.search(_OF_NO_PATIENT.sub(" ", sentence)) is None for sentence in told)


def _takes_cancer(node: Node, text: str) -> bool:
    match node:
        case Leaf(requirement, span):
            before, behind = text[max(0, span.start - 60) : span.start].lower(), text[span.end : span.end + 30].lower()
            if _NOT_HIS.search(before) or _SCREENING.match(behind):
                return False
            invasive = requirement.kind is Kind.CANCER and _IN_SITU.search(requirement.concept) is None
            return invasive or requirement.kind in (Kind.STAGE, Kind.METASTASIS, Kind.LINES)
        case All(nodes) | Any(nodes):
            return any(_takes_cancer(part, text) for part in nodes)
        case Unless(inner, _) | Allow(inner):
            return _takes_cancer(inner, text)
        case _:
            return False


def _counted(criterion: Criterion, text: str, counts: _Counts) -> Criterion:
    if criterion.registry_field is not None:
        return criterion
    node = _node(criterion.node, criterion, text, counts)
    if node is criterion.node and counts.any_cancer and isinstance(node, Unparsed):
        node = _read(criterion, text) or node
    return criterion if node is criterion.node else replace(criterion, node=node)


def _node(node: Node, within: Criterion, text: str, counts: _Counts) -> Node:
    match node:
        case Not(Leaf(requirement, span) as leaf):
            start, end = max(within.span.start, span.start - 50), min(within.span.end, span.end + 60)
            before, behind = text[start : span.end].lower(), text[span.end : end].lower()
            another = _OTHER.search(before) or _SAYS_WHICH.match(behind)
            means = None if another else _means_hers(requirement, counts, behind)
            if means is None:
                return node
            parts = (means,) if requirement.value == "prior" else (requirement, means)
            ways: tuple[Node, ...] = tuple(Leaf(one, span) for one in parts)
            if counts.any_cancer and means.value == HAD_BEFORE:
                present = Leaf(replace(means, value=HAD), span)
                ways = (*ways, All((present, Unparsed(span, _PRESENT)), span))
            return replace(node, node=ways[0] if len(ways) == 1 else Any(ways, leaf.span))
        case All(nodes):
            new = tuple(_node(part, within, text, counts) for part in nodes)
            return node if all(a is b for a, b in zip(new, nodes, strict=True)) else replace(node, nodes=new)
        case Unless(inner, exception) if "breast" not in _IN_SITU.sub("", exception.span.of(text).lower()):
            changed = _node(inner, within, text, counts)
            return node if changed is inner else replace(node, node=changed)
        case _:
            return node


_INVASIVE = (("extent", "invasive"),)


def _means_hers(requirement: Requirement, counts: _Counts, behind: str) -> Requirement | None:
    """What is asked of the cancer of the record, where an exclusion means it too."""
    if requirement.kind is not Kind.CANCER or requirement.detail not in ((), _INVASIVE):
        return None
    if requirement.value == "prior" and load().is_a(Kind.CANCER, requirement.concept, "breast cancer"):
        when = requirement.when or _window(_SENTENCE.split(behind)[0])
        return replace(requirement, concept="invasive breast cancer", value=counts.history, when=when)
    if counts.any_cancer and requirement.concept == "other malignancy" and requirement.value is None:
        return Requirement(Kind.CANCER, "invasive breast cancer", HAD, when=requirement.when)
    return None


def _read(criterion: Criterion, text: str) -> Node | None:
    """A line of which nothing was read since it could be about the trial's own disease, of a trial that has none."""
    words = criterion.span.of(text).lower()
    if criterion.section is Section.INCLUSION:
        denied = _WHOLE_DENIED.match(words)
        if denied is None:
            return None
        words = words[denied.end() :]
    if _WHOLE.fullmatch(words) is None:
        return None
    leaf = Leaf(Requirement(Kind.CANCER, "invasive breast cancer", HAD, when=_window(words)), criterion.span)
    return Not(leaf, criterion.span)


def _window(words: str) -> Window | None:
    return next((found.window for found in windows(words)), None)
