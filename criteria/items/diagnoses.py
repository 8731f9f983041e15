"""Owns lines that each name a diagnosis or a stage: flat lists of them under their head, and neighbours as alternatives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.criterion import Criterion
from criteria.nodes import as_alternative
from criteria.patterns import Pattern, regex
from criteria.sentence import second_cancers
from criteria.text.segments import Segment
from criteria.tree import Allow, Any, Kind, Leaf, Node, Not, Section, Unparsed, walk

_ANNOUNCES = regex(
    r"\b(?:one|1|any) of(?: the following)?[ :](?:[\w-]+ ){0,3}?"
    r"(?:indications?|diagnos[ei]s|cancers?|tumou?rs?|malignancies|disease|types|criteria|stages?|categor(?:y|ies)"
    r"|conditions|features|groups?)?\W*$"
    r"|\b(?:metastatic|advanced|unresectable|recurrent|refractory|disease|tumou?rs?|cancers?|malignanc(?:y|ies))\b[^:]{0,40}\b(?:in|of|with|from)\s*:\W*$",
    re.IGNORECASE,
)
_SAYS_A_CANCER = regex(
    r"cancer|carcinoma|tumou?r|melanoma|sarcoma|lymphoma|\b[A-Z]{1,3}BC\b|\bBC\b|NSCLC|\bCRC\b|PDAC|HNSCC|mesothelioma",
    re.IGNORECASE,
)
_SAYS_A_STAGE = regex(
    r"^\W*(?:any |either )?(?:"
    r"[cyp]{0,2}[TNM] ?(?:[0-4isx]|>|≥|any)|(?:anatomic |clinical |pathologic(?:al)? |AJCC )?stage\b"
    r"|(?:lymph )?node[- ](?:positive|negative)|tumou?r (?:size )?[<>≥≤\d])",
    re.IGNORECASE,
)
_LABEL_WORDS = 9
_VERBS = regex(
    r"\b(?:must|should|have|has|had|is|are|with|who|defin\w+|confirm\w*|meet\w*|following|one of|any of|including|no|not|prior|required)\b",
    re.IGNORECASE,
)
_OF_A_LABEL = frozenset({Kind.THERAPY, Kind.LINES, Kind.LAB, Kind.PERFORMANCE})
_FEW_WORDS = 14  # a line that names a diagnosis and no more is short


def adopt(text: str, segments: Sequence[Segment], below: dict[int | None, list[int]]) -> None:
    """Hang flat bullets under the line that announces them: "one of the following:", "no cancer except:", then one each.

    ``below`` holds the items under each item, those of the top under None, and is changed. The first bullet says what
    the list is made of, cancers or stages; the first that names none ends it.
    """
    kept: list[int] = []
    head: int | None = None
    before = ""
    members: tuple[Pattern, ...] = ()
    for index in below.get(None, []):
        words = segments[index].body.of(text)
        if head is not None and segments[index].section is segments[head].section:
            members = tuple(pattern for pattern in members if pattern.search(words))
            if members:
                below.setdefault(head, []).append(index)
                continue
        kept.append(index)
        announces = _ANNOUNCES.search(words) is not None
        plain = " ".join(words.lower().split())
        cancers = second_cancers.announces(plain) or (second_cancers.says_exceptions(plain, before))
        before = plain
        head = index if (announces or cancers) and index not in below else None
        members = (_SAYS_A_CANCER, _SAYS_A_STAGE) if announces else (_SAYS_A_CANCER,)
    below[None] = kept


def join_diagnoses(text: str, criteria: list[Criterion]) -> list[Criterion]:
    """The criteria, neighbours of one arm that each name a diagnosis made one of alternatives: no one has them all.

    A run starts with two lines that say nothing but a diagnosis; longer lines about further ones belong to it.
    """
    found: list[Criterion] = []
    run: list[Criterion] = []
    for criterion in criteria:
        if run and run[-1].arm != criterion.arm:
            found.extend(_choice(run))
            run = []
        words = criterion.span.of(text)
        further = len(run) > 1 and _asks_for_a_diagnosis(criterion.node, words)
        if criterion.section is Section.INCLUSION and (further or names_a_diagnosis(criterion.node, words)):
            run.append(criterion)
            continue
        found.extend([*_choice(run), criterion])
        run = []
    return [*found, *_choice(run)]


def _choice(run: list[Criterion]) -> list[Criterion]:
    if len(run) < 2 or _say_one_disease([c.node for c in run]):
        return run
    span = run[0].span.cover(run[-1].span)
    node = Any(tuple(as_alternative(c.node) for c in run), span)
    return [Criterion(span, Section.INCLUSION, node, run[0].arm, min(c.read for c in run))]


_PLAIN = frozenset({"breast cancer", "invasive breast cancer"})


def _say_one_disease(lines: Sequence[Node]) -> bool:
    """Whether the lines say more of one breast cancer, which somebody may have: "metastatic breast cancer", "TNBC".

    Two that say its extent, or its markers, may be meant as a choice.
    """
    asked = [[leaf.requirement for leaf in walk(line) if isinstance(leaf, Leaf)] for line in lines]
    if not {one.concept for line in asked for one in line if one.kind is Kind.CANCER} <= _PLAIN:
        return False
    return all(
        sum(any(one.kind is kind for one in line) for line in asked) < 2 for kind in (Kind.STAGE, Kind.BIOMARKER)
    )


def names_a_diagnosis(node: Node, words: str) -> bool:
    """Whether a line is short and says nothing but which disease it is."""
    if len(words.split()) > _FEW_WORDS:
        return False
    leaves = [leaf for leaf in walk(node) if isinstance(leaf, Leaf)]
    kinds = {leaf.requirement.kind for leaf in leaves}
    negative = any(isinstance(part, Not) for part in walk(node)) and Kind.BIOMARKER not in kinds
    permits = any(isinstance(part, Allow) for part in walk(node))
    return (
        bool(leaves)
        and not negative
        and not permits
        and (Kind.CANCER in kinds or any(leaf.requirement.concept == "TNBC" for leaf in leaves))
        and kinds <= {Kind.CANCER, Kind.BIOMARKER, Kind.STAGE}
    )


_DENIES = regex(r"\b(?:no|not(?! otherwise)|without|excluding|except|must|should)\b", re.IGNORECASE)
_ONLY_A_CANCER = regex(
    r"\W*(?!(?:no|not|prior|previous|other|history|recurrent|metastatic|second)\b)(?:[\w/-]+ ){0,4}?(?:[\w-]*carcinomas?|\w+oma|cancers?|tumou?rs?)"
    r"(?: (?:in situ|not otherwise specified|nos|multiforme|of (?:the )?breast))?(?: \([\w ,-]{1,24}\))?\W*",
    re.IGNORECASE,
)


def only_names_cancers(items: Sequence[str]) -> bool:
    """Whether each item is the name of a cancer and no more: kinds of what the line over them asks for."""
    return len(items) >= _FEWEST and all(_ONLY_A_CANCER.fullmatch(words.strip()) for words in items)


_FEWEST = 2  # diagnoses that were read, for those beside them to be taken for diagnoses too


def names_diagnoses(items: Sequence[tuple[str, Node]]) -> bool:
    """Whether the items of a list, given with their words, are diagnoses, though not each was read: nobody has them all."""
    named = [names_a_diagnosis(node, words) for words, node in items]
    if all(named):
        return True
    rest = [(words, node) for (words, node), is_named in zip(items, named, strict=True) if not is_named]
    return sum(named) >= _FEWEST and all(
        isinstance(node, Unparsed)
        and len(words.split()) <= _FEW_WORDS
        and _SAYS_A_CANCER.search(words)
        and _DENIES.search(words) is None
        for words, node in rest
    )


def is_label(words: str) -> bool:
    """Whether a line over a list is a name and no sentence: "Triple-negative breast cancer:"."""
    return words.endswith(":") and len(words.split()) <= _LABEL_WORDS and _VERBS.search(words) is None


def labels_a_tumor(node: Node, listed: Node) -> bool:
    """Whether a name over a list only says of which tumor the list is: it describes one, and the list asks for treatment or values."""
    named = {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
    asked = {leaf.requirement.kind for leaf in walk(listed) if isinstance(leaf, Leaf)}
    return bool(named) and named <= {Kind.CANCER, Kind.BIOMARKER, Kind.STAGE} and bool(asked & _OF_A_LABEL)


def _asks_for_a_diagnosis(node: Node, words: str) -> bool:
    """Whether a longer line is about a diagnosis: it says a cancer, and its first statement describes a disease."""
    first = next((leaf.requirement for leaf in walk(node) if isinstance(leaf, Leaf)), None)
    described = first is not None and first.kind in (Kind.CANCER, Kind.BIOMARKER, Kind.STAGE)
    return described and _SAYS_A_CANCER.search(words) is not None
