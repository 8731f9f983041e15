"""Owns what the items of a list come to: all of them, one of them, or at least so many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.items.diagnoses import names_a_diagnosis, names_diagnoses
from criteria.nodes import as_alternative, cover
from criteria.patterns import regex
from criteria.span import Span
from criteria.text.segments import Segment
from criteria.tree import All, Allow, Any, AtLeast, Effect, If, Kind, Leaf, Node, Requirement, Section, Unparsed, walk
from criteria.words.or_words import ENDS_WITH_AND_OR, ENDS_WITH_OR, OPENS_WITH_OR

_ONE_OF = regex(
    r"\b(?:(?:at least |only |any )?(?:one|1)(?: or more)?(?: \(1\))? of|any of|either|any one|one or more|any|or)\b"
    r"|\b(?:at least|meets?|meeting|fulfil\w*|satisf\w*) (?:one|1)"
    r"(?: (?:or more|(?:\w+ )?(?:criteri\w+|conditions?|features?|factors?|characteristics?|requirements?)))*\W*$",
    re.IGNORECASE,
)
# "patients with gout or asthma must meet all of the following criteria:": the "or" is of whom it is asked
_ALL_OF_THESE = regex(
    r"\b(?:all|each|both)(?: of)?(?: the| these)? following\b[^:.;]{0,40}\b"
    r"(?:criteria|conditions|requirements|apply|applies|met|true|fulfilled|satisfied)\W*$"
    r"|\b(?:meet\w*|fulfil\w*|satisf\w*)(?: all)?(?: of)? the following (?:\w+ )?(?:criteria|conditions|requirements)"
    r"\W*$",
    re.IGNORECASE,
)
_BARE_OR = regex(r"\bor\b(?! more\b)", re.IGNORECASE)
# "without transfusion or growth factors, with the following:" denies two things, and leaves no choice among its list
_DENIED_OR = regex(
    r"(\b(?:without|not|no|never)\b(?:(?!\b(?:any|one|either|if|unless|with|who|that|which)\b)(?:\([^()]*\)|[^,.;:()]))*)\bor\b"
    r"(?! (?:more|with|without|who|that|if|is|are|has|have|had|be|meets?|any|one|the following)\b)(?=[^.;:]* following\b)",
    re.IGNORECASE,
)
_ONE_OF_THESE = regex(r"\b(?:one|any|1) of the following\b", re.IGNORECASE)
# "one of the following by the joint committee", with a time behind it
_ONE_OF_THESE_OVER = regex(
    r"\b(?:one|any|1) of the following\b(?![^:]*\b(?:all|each|both|and)\b)[^.;:]{0,200}:\W*$", re.IGNORECASE
)
_AT_LEAST = regex(r"\bat least (two|three|four|five|2|3|4|5)(?: \(\d\))? of\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_MAY_BE = regex(r"\bmay (?:be|have|include)\W*$", re.IGNORECASE)
_ONLY_OR = regex(r"^\W*(?:and/)?or\W*$", re.IGNORECASE)
# a line of its own that is the other way of meeting the one before: "OR creatinine clearance ≥ 50 mL/min"
_OR_ELSE = regex(
    r"^\W*or\s+(?:an?\s+)?(?:(?:serum|total|direct|measured|calculated|estimated|absolute)\s+)*(?:creatinine|bilirubin|gfr|egfr|ast|alt|inr|pt\b|ldh|troponin)"
    r"|^\W*or\s+(?:be\s+)?(?:pre|peri|post)-?\s?menopaus",
    re.IGNORECASE,
)
_LEADS_ON = regex(r"\b(?:in|of|with|from|for|are|being|having)\s*:\W*$", re.IGNORECASE)
_SUBTYPES = frozenset({"TNBC", "HR", "ER", "HER2"})
# "resistance to hormones is defined as:" over lines that each say how it shows
_DEFINED_AS = regex(
    r"\b(?:is|are|was) defined (?:as|by)(?: either)?\W*:\W*$|(?:resistan(?:t|ce)|refractory)\b[^:.;]{0,60}:\W*$",
    re.IGNORECASE,
)
_ENDS_WITH_AND = regex(r"\band[\s.,;]*$", re.IGNORECASE)
_ASIDE_AT_THE_END = regex(r"\s\([^()]*\)(?=\W*$)")  # "any of the following (if several were done, …):"
_LAST_WORDS = 90  # characters of the line that introduces a list
_EARLIER_SENTENCES = regex(r"^.*[.;]\s+(?=[A-Z])", re.DOTALL)  # "ECOG 0 or 1. Breast cancer that:"


# "solid tumors, including but not limited to:" over some of them
_ONLY_EXAMPLES = regex(
    r"\b(?:tumou?rs?|cancers?|malignanc(?:y|ies)),? including,? but not (?:be )?limited to\b[^:]*:?\W*$", re.IGNORECASE
)


def _are_cancers(nodes: Sequence[Node]) -> bool:
    kinds = {part.requirement.kind for node in nodes for part in walk(node) if isinstance(part, Leaf)}
    return Kind.CANCER in kinds and kinds <= {Kind.CANCER, Kind.STAGE, Kind.BIOMARKER}


def is_choice(items: list[str]) -> bool:
    """Whether the items say themselves that one of them is enough, by the "or" between them."""
    ends = any(ENDS_WITH_OR.search(words) for words in items[:-1])
    ends = ends or (len(items) > 1 and all(ENDS_WITH_AND_OR.search(words) for words in items[:-1]))
    return ends or any(OPENS_WITH_OR.search(words) for words in items[1:])


def opens_with_or(words: str) -> bool:
    """Whether an item says that it is another way of meeting what stands before it."""
    return OPENS_WITH_OR.match(words) is not None


def one_of(one: Node, other: Node) -> Node:
    """Either of two; behind several bounds the other way is one of the last of them."""
    return _joined_with(one, other, one.span.cover(other.span))


def joined(words: str, items: list[tuple[str, Node]], base: Effect) -> Node:
    """The items, given with their words, as the line that introduces them says; there must be one."""
    words = _ASIDE_AT_THE_END.sub(" ", words)
    if base is Effect.REQUIRE and _ONE_OF.search(words[-_LAST_WORDS:]) is None:
        items = _labs_with_their_others(items)
    nodes = tuple(node for _, node in items)
    if len(nodes) == 1:
        return nodes[0]
    span = cover(nodes)
    if base is not Effect.REQUIRE:
        return All(nodes, span)
    if _ONLY_EXAMPLES.search(words) and _are_cancers(nodes):
        return Allow(Any(nodes, span), span)
    if counted := _AT_LEAST.search(words):
        return AtLeast(_COUNTS.get(counted[1].lower()) or int(counted[1]), nodes, span)
    defines = _DEFINED_AS.search(words) is not None and not _add_up(items)
    one = defines or is_choice([text for text, _ in items]) or _MAY_BE.search(words) or _says_one_of(words)
    far = _ONE_OF_THESE.search(words) is not None and _are_mostly_diagnoses(items)
    far = far or _ONE_OF_THESE_OVER.search(words) is not None
    if one or far or names_diagnoses(items) or _are_tumors(words, nodes):
        return _choice(nodes, span)
    return All(nodes, span)


def _says_one_of(words: str) -> bool:
    """Whether a line over a list says that one of its items is enough; an "or" says so where it does not ask for all of them."""
    words = _DENIED_OR.sub(r"\1", words)
    last = _EARLIER_SENTENCES.sub("", words[-_LAST_WORDS:])
    if _ALL_OF_THESE.search(words) is not None:
        last = _BARE_OR.sub(" ", last)
    return _ONE_OF.search(last) is not None


def _choice(nodes: Sequence[Node], span: Span) -> Node:
    """One of the items; what only permits something is no way to meet it, and stands beside the others."""
    ways = [node for node in nodes if not _only_permits(node)]
    if not ways or len(ways) == len(nodes):
        return Any(tuple(map(as_alternative, nodes)), span)
    rest = [node for node in nodes if _only_permits(node)]
    one = as_alternative(ways[0]) if len(ways) == 1 else Any(tuple(map(as_alternative, ways)), cover(ways))
    return All((one, *rest), span)


def _only_permits(node: Node) -> bool:
    """Whether a treatment is permitted, or asked for under a condition that was not read, and of nobody else."""
    match node:
        case If(Unparsed(), Leaf(requirement)):
            return requirement.kind is Kind.THERAPY
        case If(_, inner):
            return _only_permits(inner)
        case Allow(Leaf(requirement)):
            return requirement.kind is Kind.THERAPY
        case _:
            return False


def _add_up(items: list[tuple[str, Node]]) -> bool:
    """Whether the items of a definition hold together: values of the blood, or lines that end in "and"."""
    return any(_is_lab(node) or _ENDS_WITH_AND.search(text) is not None for text, node in items)


def _labs_with_their_others(items: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """The items, a lab and the "or" that follows it in an item of its own made one: nobody means the whole list by it."""
    found: list[tuple[str, Node]] = []
    for words, node in items:
        before = found[-1] if found else None
        joins = before is not None and (OPENS_WITH_OR.match(words) or ENDS_WITH_OR.search(before[0]))
        if before is None or not joins or not (_is_lab(before[1]) and _is_lab(node)):
            found.append((words, node))
        else:
            span = before[1].span.cover(node.span)
            text = ENDS_WITH_OR.sub("", before[0]) + (" or" if ENDS_WITH_OR.search(words) else "")
            found[-1] = (text, Any((*_ways(before[1]), node), span))
    return found


def _ways(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Any) else (node,)


def _is_lab(node: Node) -> bool:
    kinds = {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
    return Kind.LAB in kinds and kinds <= {Kind.LAB, Kind.METASTASIS}


def _are_mostly_diagnoses(items: Sequence[tuple[str, Node]]) -> bool:
    """Whether most items of a list are diagnoses, which "one of the following cancers" far before it means."""
    return 2 * sum(names_a_diagnosis(node, text) for text, node in items) > len(items)


def _are_tumors(words: str, nodes: Sequence[Node]) -> bool:
    """Whether a line that leads on to its list ("advanced disease and in:") has items that are a tumor each."""
    firsts = [next((leaf.requirement for leaf in walk(node) if isinstance(leaf, Leaf)), None) for node in nodes]
    tumors = [(r.concept, r.value) for r in firsts if r is not None and _names_a_tumor(r)]
    return _LEADS_ON.search(words) is not None and len(set(tumors)) >= max(2, len(nodes) - 1)


def _names_a_tumor(requirement: Requirement) -> bool:
    return requirement.kind is Kind.CANCER or requirement.concept in _SUBTYPES


def top_level(
    text: str, segments: Sequence[Segment], below: Mapping[int | None, list[int]]
) -> Iterator[tuple[int, bool]]:
    """The items of the top level, each with whether a line that says only "or" stands before it.

    Such a line gives no item of its own; items that hang under it are of the top level.
    """
    instead = False
    for index in below.get(None, []):
        words = segments[index].body.of(text)
        if not _ONLY_OR.match(words):
            yield index, instead or _OR_ELSE.match(words) is not None
            instead = index not in below and ENDS_WITH_AND_OR.search(words) is not None
            continue
        instead = True
        for kid in below.get(index, []):
            yield kid, instead
            instead = False


def either(one: Criterion, other: Criterion) -> tuple[Criterion, ...]:
    """One criterion of which either is enough, where both are inclusions of one arm; else both."""
    if one.arm != other.arm or one.section is not other.section or one.section is not Section.INCLUSION:
        return one, other
    span = one.span.cover(other.span)
    node = _joined_with(one.node, other.node, span)
    return (replace(one, span=span, node=node, read=min(one.read, other.read)),)


def _joined_with(one: Node, other: Node, span: Span) -> Node:
    """Either of two; behind a line of several bounds the other way is one of the last of them."""
    if isinstance(one, All) and _is_lab(other) and all(map(_is_lab, one.nodes)):
        last = Any((*_ways(one.nodes[-1]), as_alternative(other)), span)
        return All((*one.nodes[:-1], last), span)
    return Any((as_alternative(one), as_alternative(other)), span)
