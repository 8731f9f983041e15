"""Owns lines that are bare names nobody knows, between bare names of one kind: a list whose bullets or whose heading were lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Kind, Leaf, Node, Not, Section, Unless, Unparsed
from criteria.vocabulary import load
from criteria.words.exposures import may_be_a_class

_KINDS = frozenset({Kind.THERAPY, Kind.COMORBIDITY, Kind.ALLERGY})
_NAME = regex(r"[\W\d]*[^\W\d][\w/'’.®™^-]*(?: [\w/'’.®™^-]+){0,2}\W*")
_ASIDE = regex(r"\s*[(\[][^()\[\]]*[)\]]")
_TOO_SHORT = regex(r"\W*[a-z]{1,4}\W*")  # an abbreviation may stand for what a record calls by its name
# what says more than a name, or names what no list of a record holds: a value, a finding of the tumor
_MORE = regex(
    r"\b(?:"
    r"no|not|without|has|have|had|is|are|was|were|be|must|should|may|will|can|if|unless|who|that|which|except|other"
    r"|any|all|same|these|those|this|patients?|subjects?|participants?|women|men|eligible|allowed|stage|grade"
    r"|tumou?rs?|cancers?|carcinoma\w*|lesions?|nodes?"
    r"|margins?|invasion|metasta\w*|disease|nodules?|mass(?:es)?|skin|peau|satellite\w*|ulcerat\w*|breasts?|positive"
    r"|negative|scores?|levels?|tests?|values?|below|above|low|high|abnormal|elevated|de-?creased|increased|reduced"
    r"|normal|lvef|qtc?|ha?emoglobin|platelets?|bilirubin|creatinine|ast|alt|inr|wbc|anc|functions?"
    r"|pressure|count|e[ck]g|age|years?|weeks?|days?|months?|family|status|consent|stud(?:y|ies)|trial)\b|[<>≥≤=]|\d ?(?:%|mg|ml|cm|mm)"
)
_NO_NAME = "no name"


def of_their_run(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, where exclusions that are bare unread names have the kind of the bare names before and behind them."""
    kinds = [_kind_of_name(text, criterion) for criterion in criteria]
    if None not in kinds:
        return list(criteria)
    return [
        _kinded(criterion, _between(kinds, at)) if kinds[at] is None else criterion
        for at, criterion in enumerate(criteria)
    ]


def _kind_of_name(text: str, criterion: Criterion) -> Kind | str | None:
    """The kind of a criterion that is a bare name of what excludes, None where it was not read; else that it is no such name."""
    if criterion.section is not Section.EXCLUSION:
        return _NO_NAME
    words = " ".join(_ASIDE.sub("", criterion.span.of(text).lower()).split())
    if _NAME.fullmatch(words) is None or _MORE.search(words) is not None:
        return _NO_NAME
    if isinstance(criterion.node, Unparsed) and criterion.node.kind is None:
        open_to_others = _TOO_SHORT.fullmatch(words) or may_be_a_class(words) or _is_known(words)
        return _NO_NAME if open_to_others else None
    found = set(_excluded(criterion.node))
    only = next(iter(found)) if len(found) == 1 else None
    return only if only in _KINDS else _NO_NAME


def _is_known(words: str) -> bool:
    """Whether the vocabulary knows a treatment in it, which a record may hold under another name."""
    return any(load().begins_like_a_name(Kind.THERAPY, word) for word in words.split())


def _between(kinds: Sequence[Kind | str | None], at: int) -> Kind | None:
    """The kind of the names before and behind, where it is the same and nothing else stands between."""
    before = next((kind for kind in reversed(kinds[:at]) if kind is not None), None)
    behind = next((kind for kind in kinds[at + 1 :] if kind is not None), None)
    return before if isinstance(before, Kind) and before == behind else None


def _kinded(criterion: Criterion, kind: Kind | None) -> Criterion:
    where = criterion.node.span
    return criterion if kind is None else replace(criterion, node=Not(Unparsed(where, kind=kind), where))


def _excluded(node: Node) -> Iterator[Kind | None]:
    """The kinds of what a line excludes; None for what does not exclude."""
    match node:
        case Not(Leaf(requirement)):
            yield requirement.kind
        case Not(Unparsed(kind=kind)):
            yield kind
        case Not(All((Leaf(requirement), *_))):
            yield requirement.kind
        case Unless(inner):
            yield from _excluded(inner)
        case All(nodes):
            for part in nodes:
                yield from _excluded(part)
        case _:
            yield None
