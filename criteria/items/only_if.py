"""Owns permissions that restrict: who had another cancer, or an earlier one of the breast, is let in only on a condition."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import all_of, conjuncts
from criteria.patterns import regex
from criteria.sentence.cancer_states import state_of
from criteria.sentence.loosened_cancers import loosened
from criteria.span import Span
from criteria.tree import Allow, Any, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk

_OTHER = Requirement(Kind.CANCER, "other malignancy")
_LET_IN = r"\b(?:eligible|allowed|permitted|acceptable|included|enrolled|admitted)\b"
# "… are eligible if they have been disease-free for 5 years"
_ONLY_IF = regex(
    rf"{_LET_IN}[^.;:]{{0,40}}?[\s,(](?<!even )(?:if|when|provided|providing|(?:as|so) long as|on condition)\b"
)
_LETS_IN_ALL = regex(
    rf"\b(?:the|these) following (?:\w+ )?(?:cancers|malignanc|carcinomas|tumou?rs)|\b(?:not|never|in)-?\s?(?:be )?(?:considered )?{_LET_IN}|\bineligible\b"
)
# "patients with a prior history of breast cancer are eligible if …", which says no more
_HAD_THE_OWN = regex(
    r"\W*(?:patients|subjects|participants|women|individuals|those|a (?:patient|subject|participant)) "
    r"(?:with|who (?:have )?had)(?: an?)?(?: (?:prior|previous|past|earlier|personal))*"
    r"(?P<cancer>"
    r" (?:(?:history|diagnosis) of )?(?:an? )?(?:(?:prior|previous|invasive|primary|ipsilateral|contra-?lateral) )*"
    r"breast (?:cancer|carcinoma)s?)\b[^.;]*[.;]?\W*"
)
_EARLIER = regex(r"\b(?:prior|previous|past|earlier|history|had)\b")
_ENDS = regex(r"[.;](?=\s|$)|\n\s*\n")
_CONTRALATERAL = regex(r"contra-?lateral")


def restricted(criterion: Criterion, text: str, before: Criterion | None) -> Criterion:
    """The criterion with each permission of that kind as an exclusion with its exception.

    What the line ``before`` it, or another sentence of it, permits of other cancers is an exception to that too.
    """
    words = criterion.span.of(text).lower()
    if _ONLY_IF.search(words) is None:
        return criterion
    if (own := _of_the_own(criterion.node, words, criterion.span)) is not None:
        return replace(criterion, node=own)
    parts = conjuncts(criterion.node)
    ends = [criterion.span.start, *(m.end() for m in _ENDS.finditer(text, criterion.span.start, criterion.span.end))]
    changed = [_restricted(part, text, ends, criterion.span.end) for part in parts]
    found = [place for place, (old, new) in enumerate(zip(parts, changed, strict=True)) if new is not old]
    if len(found) != 1:
        return criterion
    beside = [part for part in changed if isinstance(part, Allow)]
    if before is not None and isinstance(before.node, Allow) and before.section is criterion.section:
        beside.append(before.node)
    only = changed[found[0]]
    for permission in beside:
        only = loosened(only, permission) or only
    kept = [part for part in changed if not (part in beside and loosened(only, part))]
    return replace(criterion, node=all_of([only if part is changed[found[0]] else part for part in kept]))


def _restricts(words: str) -> bool:
    return _ONLY_IF.search(words) is not None and _LETS_IN_ALL.search(words) is None


def _sentence(span: Span, text: str, ends: Sequence[int], limit: int) -> str:
    """The sentence around a stretch of a criterion, in lower case; sentences begin at the ``ends`` of those before them."""
    start = ends[max(0, bisect_right(ends, span.start) - 1)]
    behind = bisect_left(ends, max(span.start + 1, span.end))
    return text[start : ends[behind] if behind < len(ends) else limit].lower()


def _restricted(node: Node, text: str, ends: Sequence[int], limit: int) -> Node:
    match node:
        case Allow(inner, span) if _restricts(_sentence(span, text, ends, limit)):
            named = [part for part in walk(inner) if isinstance(part, Leaf)]
            head = next((leaf for leaf in named if leaf.requirement.concept == _OTHER.concept), None)
            if head is None or any(leaf.requirement.kind is not Kind.CANCER for leaf in named):
                return node
            return Unless(Not(Leaf(_OTHER, head.span), head.span), inner, span)
        case _:
            return node


def _of_the_own(node: Node, words: str, where: Span) -> Node | None:
    """What a line excludes that lets in those who had breast cancer before on a condition; it may ask for more than was read."""
    whom = _HAD_THE_OWN.fullmatch(words)
    if whom is None or not _restricts(words) or _EARLIER.search(words, 0, whom.end("cancer")) is None:
        return None
    if not any(isinstance(part, Allow | If) for part in walk(node)):
        return None
    span = Span(where.start + whom.start("cancer") + 1, where.start + whom.end("cancer"))
    other_side = _CONTRALATERAL.search(whom["cancer"]) is not None
    had = Requirement(Kind.CANCER, "contralateral breast cancer" if other_side else "breast cancer", "prior")
    behind = Unparsed(Span(span.end, where.end), "exception")
    read = _condition(node)
    exception: Node = behind if read is None else Any((read, behind), where)
    asked = _ONLY_IF.split(words, maxsplit=1)[-1]
    if isinstance(read, Leaf) and read.requirement.value == "disease-free" and not state_of(asked).rest:
        exception = read  # "… if they have no evidence of disease", which is all that it asks
    return Unless(Not(Leaf(had, span), span), exception, where)


def _condition(node: Node) -> Node | None:
    """What was read of the condition."""
    match node:
        case Allow(Leaf(Requirement(value="disease-free"))):
            return node.node
        case If(condition, _):
            return None if isinstance(condition, Unparsed) else condition
        case _:
            read: list[Node] = [part for part in conjuncts(node) if not isinstance(part, Allow | Unparsed)]
            return all_of(read) if read else None
