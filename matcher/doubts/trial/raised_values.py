"""Owns liver values that are raised for a known cause: whoever has it is not ruled out by a bound that may not be meant for them.

"AST ≤ 2.5 x ULN (≤ 5 x ULN with liver metastases)" is read as two bounds in most wordings. Where a criterion speaks of
the cause but its looser bound did not reach the value, the bound stays open for those who have the cause. For all others
it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from criteria.criterion import Criterion
from criteria.patterns import Pattern, regex
from criteria.span import Span
from criteria.tree import All, Any, Comparison, Kind, Leaf, Node, Requirement, Unless, Unparsed, walk

_WHY = "its bound may be another with what raises it"
_LOOSER_BEHIND = 160  # characters behind a criterion in which a line may go on with the looser bound


@dataclass(frozen=True, slots=True)
class _Cause:
    """What raises some values, and how a text speaks of it."""

    requirement: Requirement
    raises: frozenset[str]
    named: Pattern


_CAUSES = (
    _Cause(
        Requirement(Kind.METASTASIS, "liver", "any"),
        frozenset({"AST", "ALT", "GGT", "alkaline phosphatase"}),
        regex(
            r"\b(?:liver|hepatic)\b[^.;\n]{0,25}\b(?:metasta\w+|mets|involvement|lesions?|tumou?rs?)\b|"
            r"\bmetasta\w+[^.;\n]{0,20}\b(?:liver|hepatic)\b|\bliver is involved\b"
        ),
    ),
    _Cause(
        Requirement(Kind.METASTASIS, "bone", "any"),
        frozenset({"alkaline phosphatase"}),
        regex(
            r"\bbone\b[^.;\n]{0,15}\b(?:metasta\w+|mets|involvement|disease|lesions?)\b|\bmetasta\w+[^.;\n]{0,20}\bbone\b"
        ),
    ),
    _Cause(
        Requirement(Kind.COMORBIDITY, "gilbert's syndrome"),
        frozenset({"bilirubin"}),
        regex(r"\bgilberts?\b"),
    ),
)
# "for patients with liver metastases a bilirubin of up to 3 x ULN is accepted", in a line behind
_BY_THE_LIVER = _Cause(_CAUSES[0].requirement, frozenset({"bilirubin"}), _CAUSES[0].named)
_ALLOWS_BILIRUBIN = regex(
    r"\b(?:for|in|if|with)\b[^.;\n]{0,30}\b(?:liver|hepatic) (?:metasta\w+|mets|involvement),? (?:are present,? )?(?:an? |the )?(?:serum |total )*bilirubin\b"
    r"(?:[^.;\n]|(?<=\d)\.(?=\d)){0,160}\b(?:accepted|acceptable|allowed|permitted)\b"
)
# "Patients with Gilbert's disease: bilirubin < 5 mg/dL", a line of its own after the bound for all
_FOR_SOME = regex(
    r"(?<=\n)[\W\d]*(?:(?:for|in|if)\s+)?(?:patients?|subjects?|participants?|those|known)\s+with\b[^\n]*\d[^\n]*"
)
_NOTE_BEHIND = 300  # characters behind a criterion in which a note may lift its bound
_BOUND_FIRST = regex(r"[(<≤=]|\d+(?:\.\d+)?\s?[x×]")
_RAISED = frozenset().union(*(cause.raises for cause in _CAUSES))
_UPPER = frozenset({"<", "<="})


def open_for_who_has_the_cause(criterion: Criterion, text: str) -> Criterion:
    """The criterion with each bound of a liver value open for those whose value a cause raises that it speaks of."""
    if criterion.registry_field is not None or not any(_is_bounded(part) for part in walk(criterion.node)):
        return criterion
    own = criterion.span.of(text).lower()
    behind = text[criterion.span.end : criterion.span.end + _LOOSER_BEHIND].lower()
    after = text[criterion.span.end : criterion.span.end + _NOTE_BEHIND].lower()
    words = "\n".join((own + _going_on(behind), *_FOR_SOME.findall(after)))
    spoken_of = tuple(c for c in _CAUSES if c.named.search(words) and not _is_read(criterion.node, c))
    if _ALLOWS_BILIRUBIN.search(own + after):
        spoken_of = (*spoken_of, _BY_THE_LIVER)
    node = _opened(criterion.node, spoken_of) if spoken_of else criterion.node
    return criterion if node is criterion.node else replace(criterion, node=node)


def _going_on(behind: str) -> str:
    """What stands behind a criterion as far as it goes on with bounds: a bracket, or a line that begins with a sign."""
    line = behind.lstrip(" \n*•-)").partition("\n")[0]
    return line if _BOUND_FIRST.match(line) else ""


def _is_read(node: Node, cause: _Cause) -> bool:
    """Whether one of the values has its own bound for those with the cause; it is then not meant for the others."""
    return any(
        isinstance(part, Unless)
        and isinstance(part.node, Leaf)
        and _settles(part.exception, cause, part.node.requirement.concept)
        for part in walk(node)
    )


def _opened(node: Node, causes: tuple[_Cause, ...]) -> Node:
    match node:
        case Leaf(requirement, span) if _is_bounded(node):
            return _unless(node, requirement.concept, span, causes)
        case Unless(Leaf(requirement, span) as leaf, exception) if _is_bounded(leaf):
            opened = _unless(leaf, requirement.concept, span, causes)
            if not isinstance(opened, Unless):
                return node
            return replace(node, exception=Any((exception, opened.exception), node.span))
        case All(nodes):
            parts = tuple(_opened(part, causes) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node


def _unless(leaf: Leaf, concept: str, span: Span, causes: tuple[_Cause, ...]) -> Node:
    """The bound, from which those who have one of the causes that raise the value may be spared."""
    spared = [
        All((Leaf(cause.requirement, span), Unparsed(span, _WHY)), span) for cause in causes if concept in cause.raises
    ]
    if not spared:
        return leaf
    return Unless(leaf, spared[0] if len(spared) == 1 else Any(tuple(spared), span), span)


def _settles(exception: Node, cause: _Cause, concept: str) -> bool:
    """Whether an exception says what holds with the cause, and asks of the value no more than one bound."""
    parts = exception.nodes if isinstance(exception, Any) else (exception,)
    for part in parts:
        leaves = [leaf for leaf in walk(part) if isinstance(leaf, Leaf)]
        others = [leaf for leaf in leaves if not _is_bounded(leaf) or leaf.requirement.concept != concept]
        if len(leaves) - len(others) <= 1 and [leaf.requirement.concept for leaf in others] == [
            cause.requirement.concept
        ]:
            return True
    return False


def _is_bounded(node: Node) -> bool:
    """Whether it is a value of the liver that may be so high at most."""
    if not isinstance(node, Leaf):
        return False
    requirement, value = node.requirement, node.requirement.value
    return requirement.concept in _RAISED and isinstance(value, Comparison) and value.op in _UPPER
