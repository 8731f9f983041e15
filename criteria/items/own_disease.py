"""Owns the breast cancer of a text that asks for it nowhere by itself: it is named as what was operated on, treated or survived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import all_of, conjuncts
from criteria.patterns import regex
from criteria.span import Span
from criteria.text.other_people import asks_for_others
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Requirement, Section, Unless, walk

_NAMED = regex(
    r"\b(?P<invasive>invasive |infiltrating )?(?:breast (?:cancers?|(?:adeno)?carcinomas?)\b|(?:adeno)?carcinomas? of (?:the )?(?:female )?breast\b)"
)
# whose it is: "surgery for stage I breast cancer", "women able to comply, with metastatic breast cancer"
_HERS = regex(
    r"\b(?:"
    r"with|have|has|had|diagnos(?:is of|ed)|confirmed|proven|documented|newly|history of|survivors? of|treated for"
    r"|receiving|received|undergo|undergoing|undergone|underwent|scheduled for|planned|stage [0iv1-4-]+[abc]?"
    r"|(?:therapy|therapies|treatments?|chemotherapy|surgery|radiation|radiotherapy|mastectom(?:y|ies)|lumpectomy"
    r"|regimens?|irradiation|resection|reconstruction|operation) (?:for|of|in))\b[^.;:]{0,150}$"
    r"|(?:^|\bfemale |\bwom[ae]n |\bpatients? |\badult )(?:[\w/+-]+ ){0,3}$"
)
_SURVIVED = regex(r" (?:survivors?|surgery|treatment|diagnosis)\b")
# whom it does not say to have it
_NOT_HERS = regex(
    r"\b(?:"
    r"no|not|never|without|free of|risks?|chances?|prevent\w*|screening|suspect\w*|suspicio\w*|concern\w*|rule out"
    r"|except|excluding|other than|unless|if|whether|because of|fear of|died of|affected by|evaluation of|may have)"
    r"\b[^.;,]{0,80}$"
    r"|\b(?:or|and/or|,|/) ?$|\b(?:inflammatory|synchronous|bilateral|contralateral|second|occult|male|another|other) (?:primary |invasive )?$"
)
_OF_OTHERS = regex(
    r"\b(?:relatives?|family|families|familial|mothers?|sisters?|daughters?|parents?|spouses?|partners?|caregivers?"
    r"|physicians?|clinicians?|providers?|controls?|healthy|unaffected|mutation carriers?|screening|high[- ]risk"
    r"|increased risk|prevention|mammogra\w+|mammaprint|not eligible|ineligible|excluded|may have"
    r"|survivors (?:will|must|should|may)(?! be (?:included|eligible|enrolled)))\b"
)
_OF_SOMETHING_ELSE = regex(
    r"(?:(?: \([^()]*\))?,? ?(?:or|and/or|/)\b| \d|:"
    r"| (?:"
    r"gene|risk|screening|prevention|mutations?|susceptib|resistance|education|information|awareness|clinic|center"
    r"|centre|program|research|trials?|stud(?:y|ies)|cells?)\b"
    r"|[- ](?:related|specific|free))"
)
# what is said of those who have it, and is no more than allowed
_WHO = regex(
    r",? (?:who|that) (?!may\b|can\b)(?:(?!\b(?:may|can|could|regardless|irrespective|without|any|allowed|permitted|either|or|but|if|unless)\b)[^.;:\n])*$"
)
_OR_OTHERS = regex(r"[^.;\n]*\bor (?:patients|women|those|who|with)\b")
_OWN = frozenset({"breast cancer", "invasive breast cancer"})
_ENDS = regex(r"[.;](?=\s|$)|\n\s*\n|\n\s*[-*•]")


def with_own_disease(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, the first that says of everyone to have breast cancer asking for it, where none asks for any cancer."""
    found = list(criteria)
    if any(_asks_for_cancer(criterion.node) for criterion in criteria):
        return found
    for place, criterion in enumerate(found):
        if criterion.section is not Section.INCLUSION or criterion.arm is not None:
            continue
        leaf = _own_disease(text, criterion)
        node = None if leaf is None else _asking(text, criterion.node, leaf)
        if node is not None:
            found[place] = replace(criterion, node=node)
            break
    return found


def _asks_for_cancer(node: Node) -> bool:
    return any(
        r.kind is Kind.CANCER and r.concept != "other malignancy" or r.concept == "TNBC" and r.value == "positive"
        for r in _asked(node)
    )


def _asked(node: Node) -> Iterator[Requirement]:
    """What a tree asks for, of some at least."""
    match node:
        case Leaf(requirement):
            yield requirement
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            for part in nodes:
                yield from _asked(part)
        case If(_, inner) | Unless(inner, _):
            yield from _asked(inner)
        case _:
            return


def _own_disease(text: str, criterion: Criterion) -> Leaf | None:
    words = criterion.span.of(text).lower()
    for match in _NAMED.finditer(words):
        start = max((m.end() for m in _ENDS.finditer(words, 0, match.start())), default=0)
        end = next((m.start() for m in _ENDS.finditer(words, match.end())), len(words))
        before = " ".join(words[start : match.start()].split()) + " "
        others = _OF_OTHERS.search(words, start, end) is not None or asks_for_others(words[start:end])
        if others or _OF_SOMETHING_ELSE.match(words, match.end()):
            continue
        hers = _HERS.search(before.lstrip()) or _SURVIVED.match(words, match.end())
        if hers is None or _NOT_HERS.search(before):
            continue
        concept = "invasive breast cancer" if match["invasive"] else "breast cancer"
        where = Span(criterion.span.start + match.start(), criterion.span.start + match.end())
        return Leaf(Requirement(Kind.CANCER, concept), where)
    return None


def _asking(text: str, node: Node, leaf: Leaf) -> Node | None:
    """A criterion that asks for the disease, which it may have let in; None where it names it in a condition or an exception, or denies it.

    What it says of those who have the disease it asks for, too: "women with breast cancer who had a lumpectomy are eligible".
    """
    for part in walk(node):
        aside = part.condition if isinstance(part, If) else part.exception if isinstance(part, Unless) else None
        aside = part if isinstance(part, Not) else aside
        if aside is not None and aside.span.start <= leaf.span.start < aside.span.end:
            return None
    parts = conjuncts(node)
    if not any(_lets_in(part) for part in parts):
        return all_of([node, leaf])
    (own, *_) = (part.span for part in parts if _lets_in(part))
    return all_of([_asked_of_all(text, own, part) for part in parts])


def _asked_of_all(text: str, own: Span, part: Node) -> Node:
    """A part of a criterion that lets in those with the disease, named at ``own``, as it is asked of all of them."""
    if not isinstance(part, Allow):
        return part
    said_of_them = own.end <= part.span.start and _WHO.match(text[own.end : part.span.start].lower()) is not None
    others = _OR_OTHERS.match(text, part.span.end) is not None
    return part.node if _lets_in(part) or (said_of_them and not others) else part


def _lets_in(node: Node) -> bool:
    match node:
        case Allow(Leaf(requirement)):
            return requirement.kind is Kind.CANCER and requirement.concept in _OWN
        case _:
            return False
