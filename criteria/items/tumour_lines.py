"""Owns neighbouring lines that begin with a tumor each: "NSCLC - progressed on platinum", "TNBC: at least 1 prior line".

Each line is asked of those with its tumor; whoever has none of them may yet be let in by another line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from criteria.criterion import Criterion
from criteria.items.lists import Item
from criteria.nodes import all_of, as_alternative
from criteria.patterns import regex
from criteria.span import Span
from criteria.text.clean import clean
from criteria.text.tag import mentions
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Requirement, Section, Unparsed, walk

_LABEL = regex(
    r"^\W*(?!(?:for|if|in|when|prior|previous|no|any)\b)(?P<tumor>[^:.;\n]{2,90}?)(?::|\s[-\u2013]|(?-i:(?<=[a-z]))-)[ \t]+(?=\S)",
    re.IGNORECASE,
)
_TUMOR = regex(
    r"(?i:\b(?:cancers?|\w*carcinomas?|lymphomas?|melanomas?|sarcomas?|myelomas?|mesotheliomas?|gliomas?|glioblastomas?|leuk[ae]mias?)\b)"
    r"|\b(?:TNBC|NSCLC|SCLC|H[NS]{2}CC|SCCHN|CRC|mCRC|RCC|HCC|PDAC|GBM|m?CRPC|EOC|HGSOC|UC|GEA|DLBCL|GIST)\b"
)
_ASIDE = regex(r"\([^()]*\)")
_A_NAME = regex(r"(?!.*\bbreast\b)[a-z][a-z -]{2,40} (?:cancer|carcinoma|melanoma|sarcoma|lymphoma)")
_MOST_WORDS = 10
_SAYS_MORE = regex(
    r"\b(?:must|should|have|has|had|is|are|who|defin\w+|confirm\w*|meet\w*|following|one of|any of|including|required"
    r"|history|diagnos\w+|treat\w*|therapy|measurable|status|criteria|stage)\b",
    re.IGNORECASE,
)
_STATE = regex(
    r"\b(?:relaps\w+|refractory|recurrent|resistant|progress\w+|primary|advanced|metastatic|early)\b", re.IGNORECASE
)
_A_TUMOR = frozenset({Kind.CANCER, Kind.BIOMARKER, Kind.STAGE})
ANOTHER = "another tumor that is let in"


class _Line(NamedTuple):
    """A line about one tumor: which it is, and what is asked of those who have it."""

    name: str
    where: Span
    tumor: Node
    asked: Node | None
    is_limited: bool  # whether the line was read as one of that tumor alone


def label_end(words: str) -> int | None:
    """Where the label of a line ends that begins with a tumor, "GIST - failure of imatinib"; None for any other line."""
    match = _LABEL.match(words)
    if match is None or len(match["tumor"].split()) > _MOST_WORDS:
        return None
    if _TUMOR.search(match["tumor"]) is None or _SAYS_MORE.search(match["tumor"]) is not None:
        return None
    return match.end()


def label_apart(words: str) -> int | None:
    """Where the label of such a line ends, if it names a tumor and no state of it: not "Relapsed melanoma: …"."""
    end = label_end(words)
    return None if end is None or _STATE.search(words, 0, end) is not None else end


def tells_apart(node: Node, end: int) -> bool:
    """Whether a line's tree tells its tumor, before ``end``, from what is asked of those who have it."""
    return _parts(node, end) is not None


def of_each(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, inclusions that stand together and begin with a tumor each asked of those alone who have it."""
    found: list[Criterion] = []
    run: list[tuple[Criterion, _Line]] = []
    for criterion in criteria:
        where = criterion.span
        line = _line(where.of(text), where.start, criterion.node) if criterion.section is Section.INCLUSION else None
        if line is None or (run and run[-1][0].arm != criterion.arm):
            found.extend(_criteria(run))
            run = []
        if line is None:
            found.append(criterion)
        else:
            run.append((criterion, line))
    return [*found, *_criteria(run)]


def items_of_each(items: Sequence[Item]) -> list[Item]:
    """The items of a list, where all begin with a tumor each, asked of those alone who have it."""
    lines = [_line(item.words, item.where.start, item.node) for item in items]
    found = [line for line in lines if line is not None]
    if len(found) < len(lines) or not _are_several(found):
        return list(items)
    return [item._replace(node=node) for item, node in zip(items, _apart(found), strict=True)]


def _criteria(run: Sequence[tuple[Criterion, _Line]]) -> list[Criterion]:
    if not _are_several([line for _, line in run]):
        return [criterion for criterion, _ in run]
    nodes = _apart([line for _, line in run])
    return [replace(criterion, node=node) for (criterion, _), node in zip(run, nodes, strict=True)]


def _are_several(lines: Sequence[_Line]) -> bool:
    """Whether the lines name different tumors, and ask for something of one that is not known to be asked of it alone."""
    asks = any(line.asked is not None for line in lines) and not all(line.is_limited for line in lines)
    return asks and len({line.name for line in lines}) > 1


def _apart(lines: Sequence[_Line]) -> list[Node]:
    """What each line asks of its tumor; the first asks for one of the tumors as well, or another that is let in."""
    span = Span(lines[0].where.start, lines[-1].where.end)
    either = Any((*(as_alternative(line.tumor) for line in lines), Unparsed(lines[0].where, ANOTHER)), span)
    found: list[Node] = [
        either if line.asked is None else If(line.tumor, line.asked, line.tumor.span.cover(line.asked.span))
        for line in lines
    ]
    if found[0] is not either:
        found[0] = all_of([either, found[0]])
    return found


def _line(words: str, start: int, node: Node) -> _Line | None:
    """What a line, which begins at ``start``, says of a tumor; None where it does not begin with one."""
    match = _LABEL.match(words)
    if match is None or label_end(words) is None:
        return None
    where = Span(start + match.start("tumor"), start + match.end("tumor"))
    if (parts := _parts(node, start + match.end())) is None:
        return None
    tumor, asked = parts
    first = node.nodes[0] if isinstance(node, All) else node
    if any(isinstance(part, Allow) for one in tumor for part in walk(one)):
        return None
    kinds = {leaf.requirement.kind for node in tumor for leaf in walk(node) if isinstance(leaf, Leaf)}
    if not kinds <= _A_TUMOR:
        return None
    which = all_of(tumor) if kinds else _named(match["tumor"], where)
    return _Line(
        " ".join(match["tumor"].lower().split()), where, which, all_of(asked) if asked else None, isinstance(first, If)
    )


def _named(words: str, where: Span) -> Node:
    """The tumor that a label names, of which nothing was read; ``Unparsed`` where it is no cancer by its words."""
    found = [m.name for m in mentions(clean(words, Span(0, len(words)))) if m.kind is Kind.CANCER]
    plain = _ASIDE.sub("", words).strip().lower()
    if not found and _A_NAME.fullmatch(plain) is not None:
        found = [plain]
    nodes = tuple(Leaf(Requirement(Kind.CANCER, name), where) for name in found)
    return Unparsed(where, "condition") if not nodes else nodes[0] if len(nodes) == 1 else Any(nodes, where)


def _parts(node: Node, end: int) -> tuple[list[Node], list[Node]] | None:
    """What of a line's tree says its tumor, before ``end``, and what is asked; None where they cannot be told apart."""
    match node:
        case If(condition, inner) if condition.span.start < end:
            return [condition], [inner]
        case All(nodes):
            tumor, asked = [], []
            for part in nodes:
                if part.span.start >= end:
                    asked.append(part)
                    continue
                deeper = _parts(part, end)
                if deeper is None:
                    return None
                tumor += deeper[0]
                asked += deeper[1]
            return tumor, asked
        case _ if node.span.end <= end:
            return [node], []
        case _ if node.span.start >= end:
            return [], [node]
        case _:
            return None
