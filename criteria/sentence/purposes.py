"""Owns exceptions that tell what a treatment was for: "no surgery within 4 weeks, except if related to the breast cancer"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Any, Effect, Kind, Leaf, Node, Requirement
from criteria.words.context import Scope

_OF_IT = r"(?:for|to treat|due to|because of|(?:related|relating) (?:to|with)|associated with|part of|as part of|in connection with)"
_THIS = r"(?:(?:the|this|their|her|current|present|primary|index|study|treatment of|diagnosis of|management of|therapy of|existing|newly diagnosed) )+"
_FOR_THE_CANCER = regex(
    r"(?:except(?: (?:for|if|when|where|in))*|unless|other than|excluding|apart from|with the exceptions? of)\W+"
    r"(?:(?:"
    r"it|they|this|was|were|is|are|that|those|given|done|performed|used|intended|received|surgery|treatment|therapy"
    r"|procedures?) )*"
    rf"{_OF_IT} (?:{_THIS})?(?:"
    r"breast (?:cancer|carcinoma|tumou?r|malignancy)|(?<=the )(?:cancer|tumou?r)|(?<=this )(?:cancer|tumou?r|disease)"
    r"|(?<=current )(?:cancer|tumou?r|disease)|(?<=study )(?:cancer|disease))(?: under study)?\W*"
)


def for_the_cancer(passage: Passage, main: Sequence[Atom], exception: Scope) -> Node | None:
    """The same treatments given for the breast cancer, where the exception says no more than that; None for any other."""
    before = [a for a in main if a.start < exception.at]
    if not before or _FOR_THE_CANCER.fullmatch(passage.lower, exception.at, exception.end) is None:
        return None
    treatments = [a for a in before if a.requirement.kind is Kind.THERAPY and not a.is_unread]
    if not treatments or any(effect(passage, a) is not Effect.EXCLUDE for a in before):
        return None
    where = passage.view.span(exception.at, exception.end)
    return Any(tuple(Leaf(_for_it(a.requirement), where) for a in treatments), where)


def _for_it(requirement: Requirement) -> Requirement:
    return replace(requirement, detail=tuple(sorted({*requirement.detail, ("for", "breast cancer")})))
