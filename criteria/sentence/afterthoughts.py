"""Owns what a sentence does to those before it: exceptions and permissions that follow what they loosen."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.labs.lab_bounds import IF_OUTSIDE
from criteria.named import bare, excludes, permitted
from criteria.nodes import all_of, can_be_lifted, conjuncts, cover, kinds_lifted, lifted, with_leaves
from criteria.patterns import regex
from criteria.sentence import also, condition_exceptions
from criteria.sentence.counted import elaborates
from criteria.sentence.given_up import given_up, over_if_had
from criteria.sentence.loosen import loosen
from criteria.sentence.not_treated_by import not_treated_by
from criteria.sentence.permitted_bounds import permitted_values
from criteria.sentence.taken_up import taken_up, taken_up_permission
from criteria.sentence.viral_loads import with_its_load
from criteria.sentence.wider import NEARBY, except_wider, in_its_role, lets_in_another, unconditioned
from criteria.span import Span
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk
from criteria.words.moods import LISTED_BEHIND

_IS_ONE = r"(?:(?:one|an|the (?:only|sole|single|following))\s+exceptions?\b|the\s+following\s+(?:are|is|will be)\s+(?:an\s+)?exceptions?\b)"
_AFTERTHOUGHT = regex(
    rf"^\W*(?:{_IS_ONE}|exceptions?\b|except\b|unless\b|with the exception\b|however\b|note\b|but\b|otherwise\b)",
    re.IGNORECASE,
)
_OPENS_EXCEPTION = regex(
    rf"^\W*(?:{_IS_ONE}|(?:note:?\s*)?(?:the )?exceptions?\b|except\b|unless\b|with the exception\b"
    r"|(?:(?:note|however)[:,]?\s*)?(?:the|this|that|these|it)"
    r"(?: (?:exclusion |inclusion )?(?:criteri(?:on|a)|exclusions?|requirements?|restrictions?|limits?|rules?))? "
    r"(?:does|do|will|shall) not (?:include|apply (?:to|for|in|if)|pertain to|concern)\b"
    r"|this excludes\b(?! (?:all |any )?(?:patients|subjects|participants|individuals|women|men|those|anyone|people)\b)"
    r"|(?:(?:does|do) not apply|(?:is |are )?not applicable|n/?a) (?:to|for|in|if)\b)",
    re.IGNORECASE,
)
_LABELLED = regex(
    rf"^\W*(?:{_IS_ONE}"
    rf"|exceptions? (?:may|can|will|could) be (?:granted|made|considered|allowed)\b"
    rf"|exceptions?(?: (?:to|from) (?:this|the above)[^:\n]{{0,30}})?"
    r"(?: (?:include|is|are)\b|(?: (?:include|is|are))? ?[:–-])"
    r"|(?:except|unless|with the exception)\b)",
    re.IGNORECASE,
)
_OF_PATIENTS = regex(
    r"\W*(?:however,? )?(?:patients?|subjects?|participants?|individuals|persons|women|those|they)\b", re.IGNORECASE
)
# what is to be done about a value outside its bound: "If greater, it must be treated before entry"
_IF_OUTSIDE = regex(
    rf"^\W*(?:note:?\s*)?(?:{IF_OUTSIDE}"
    r"|(?:if|in case|when|where) (?:(?:one|any|either|both|all|some)(?: or (?:both|more|all))? (?:of )?)?"
    r"(?:these|this|those|that|the above|the) (?:thresholds?|values?|limits?|levels?|parameters?|bounds?|results?)"
    r" (?:is|are|has been|have been) (?:exceeded|not met|above|higher|outside|elevated)\b)",
    re.IGNORECASE,
)
# "adjuvant therapies are not counted": how the lines of the sentence before are meant
_NOT_COUNTED = regex(
    r"^\W*(?:note:?\s*)?(?:however,?\s+)?(?:"
    r"prior\s+|any\s+|previous\s+|the\s+|lines?\s+|regimens?\s+|treatments?\s+|therap(?:y|ies)\s+|received\s+"
    r"|given\s+|in\s+|as\s+|of\s+)*(?:\(?neo-?\)?-?\s?/?\s?)?adjuvant\b[^.;]{0,80}?\b"
    r"(?:(?:is|are|will|should|does|do|would|shall|need)\s+not\s+(?:be\s+)?(?:count|includ|consider|regard)"
    r"|not\s+counted)\w*\b",
    re.IGNORECASE,
)
# "In these cases, …", "Such patients must …": it goes on about those whom the exception before lets in
_OF_THE_EXCEPTED = regex(
    r"\W*(?:(?:in|for) (?:both|all|these|those|such|either|this|that|the latter) "
    r"(?:cases?|situations?|instances?|patients|subjects|participants|individuals|women)"
    r"|(?:these|such|those) "
    r"(?:patients|subjects|participants|individuals|women|cancers|tumou?rs|malignancies|metastases|lesions) "
    r"(?:must|should|have to|need to))\b",
    re.IGNORECASE,
)

# "In such a case it must be stopped": it is asked of those of whom the sentence before speaks
_IN_SUCH_A_CASE = regex(
    r"\W*(?:in|under|for) (?:such|this|that|these|those) (?:an? )?(?:cases?|situations?|instances?|events?|circumstances?)\b",
    re.IGNORECASE,
)


def attach(nodes: list[Node], node: Node, words: str, where: Span, *, permits: bool) -> None:
    """Add a sentence to those before it; what permits something after an exclusion loosens that exclusion."""
    rest = _not_loosening(nodes, over_if_had(nodes, node, words), words, where)
    if rest is not None:
        _attach(nodes, rest, words, where, permits=permits)


def _attach(nodes: list[Node], node: Node, words: str, where: Span, *, permits: bool) -> None:
    """Add what does not loosen a bound by itself."""
    if (
        given_up(nodes, node, words, where)
        or _loosens(nodes, node, words, where)
        or _says_what_counts(nodes, words)
        or lets_back_in(nodes, node)
        or (permits and _lifts_an_earlier_one(nodes, node))
        or elaborates(nodes, node)
    ):
        return
    if nodes and (changed := _changed(nodes[-1], node, words, where)) is not None:
        nodes[-1] = changed
        return
    if nodes and _OPENS_EXCEPTION.search(words) and LISTED_BEHIND.match(words.lower()) is None:
        own_words = bare(node)
        choice = isinstance(own_words, All) and not isinstance(node, Allow)
        exception = Any(own_words.nodes, own_words.span) if choice and isinstance(own_words, All) else own_words
        nodes[-1] = Unless(nodes[-1], exception, cover([nodes[-1], exception]))
        return
    apart = permits and bool(nodes) and lets_in_another(nodes[-1], node)
    if nodes and not apart and (permits or _AFTERTHOUGHT.search(words)) and can_be_lifted(nodes[-1]):
        limits = _limits(node) if permits else ()
        if limits:
            parts = conjuncts(node)
            for limit in limits if len(limits) == len(parts) else ():
                except_wider(nodes, limit)
            for part in parts:
                attach(nodes, part, words, where, permits=part not in limits)
            return
        allowed = in_its_role(nodes[-1], with_its_load(permitted(node), words, where), words)
        kinds, own = kinds_lifted(nodes[-1]), kinds_lifted(node)
        if permits and (not own or own & kinds or _AFTERTHOUGHT.search(words)):
            for index in range(max(0, len(nodes) - NEARBY), len(nodes)):
                stated = kinds_lifted(nodes[index])
                if can_be_lifted(nodes[index]) and (index == len(nodes) - 1 or stated & own):
                    nodes[index] = lifted(nodes[index], allowed)
            return
        if permits and _OF_PATIENTS.match(words) and kinds == {Kind.COMORBIDITY} and own <= {Kind.THERAPY, Kind.LAB}:
            # "Patients who have completed treatment are eligible": of what they have been treated is not said again
            lifting = All((allowed, Unparsed(where, "whom it is about")), where)
            nodes[-1] = Unless(nodes[-1], lifting, cover([nodes[-1], lifting]))
            return
    nodes.append(_of_the_rest(nodes, node, words, where))


def _changed(before: Node, node: Node, words: str, where: Span) -> Node | None:
    """The sentence before as this one changes it: with another way in, or with what is asked of those whom it spares."""
    return (
        also.opened(before, node, words)
        or if_outside(before, words, where, node)
        or _limited(before, words, where)
        or not_treated_by(before, node, words, where)
    )


# "no other malignancy except basal cell carcinoma. Patients with other malignancies must be disease-free for 5 years"
_THE_OTHERS = regex(r"\W*(?:[\w-]+ ){0,5}?other (?:[\w-]+ ){0,2}(?:malignanc|cancer|neoplas|tumou?r)")


def _of_the_rest(nodes: list[Node], node: Node, words: str, where: Span) -> Node:
    """A sentence as what it asks of the others, or of those of whom the one before speaks.

    What is asked of other malignancies behind an exclusion of them is not asked of those that it excepts.
    """
    if nodes and not isinstance(node, Allow) and (case := _IN_SUCH_A_CASE.match(words)) is not None:
        return If(Unparsed(Span(where.start, min(where.start + case.end(), where.end)), "condition"), node, where)
    if nodes and (taken := taken_up(nodes[-1], node, words) or taken_up_permission(nodes[-1], node, words)) is not None:
        return taken
    others = _THE_OTHERS.match(words.lower()) is not None
    match nodes[-1] if nodes else None, node:
        case Unless(Not(Leaf(before)), exception), Not(Leaf(asked)):
            if others and asked.when is not None and before.concept == asked.concept == "other malignancy":
                return Unless(node, exception, cover([node, exception]))
        case Allow(exception), Not(Leaf(asked)) if others and asked.concept == "other malignancy":
            return Unless(node, exception, cover([node, exception]))
        case _:
            pass
    return node


def _not_loosening(nodes: list[Node], node: Node, words: str, where: Span) -> Node | None:
    """What is left of a sentence of several statements when those that loosen a bound before them have done so; None for nothing."""
    for index in range(max(0, len(nodes) - NEARBY), len(nodes)):
        if (loosened := permitted_values(nodes[index], node, words, where)) is not None:
            nodes[index] = loosened
            return None
    parts = _bounds_of_some(node) if nodes else [node]
    if len(parts) == 1:
        return node
    left = [part for part in parts if not _loosens(nodes, part, words, where)]
    return node if len(left) == len(parts) else all_of(left) if left else None


def _bounds_of_some(node: Node) -> list[Node]:
    """The statements of a sentence, each under the condition that it has: "with liver metastases: ALT ≤ 5 x ULN and with Gilbert's: …"."""
    match node:
        case All(nodes):
            return [piece for part in nodes for piece in _bounds_of_some(part)]
        case If(condition, All(nodes)) if any(isinstance(part, If) for part in nodes):
            pieces: list[Node] = []
            for part in nodes:
                alone = part if isinstance(part, If) else If(condition, part, node.span.cover(part.span))
                pieces.extend(_bounds_of_some(alone))
            return pieces
        case _:
            return [node]


def _limited(before: Node, words: str, where: Span) -> Node | None:
    """An exclusion with a sentence added to its exception that says what is asked of those whom it lets in."""
    if not isinstance(before, Unless) or not excludes(before.node) or _OF_THE_EXCEPTED.match(words) is None:
        return None
    asked = Unparsed(where, "what is asked of those whom the exception lets in")
    exception = All((before.exception, asked), before.exception.span.cover(where))
    return Unless(before.node, exception, before.span.cover(where))


def if_outside(before: Node, words: str, where: Span, node: Node | None = None) -> Node | None:
    """Bounds with a sentence, read as ``node``, as their exception that says what is to be done where they are not kept to."""
    if _IF_OUTSIDE.match(words) is None or not _is_bound(before):
        return None
    lifted: Node = Unparsed(where, "exception")
    match node:
        case If(Leaf(outside), Leaf(instead)) if outside.kind is instead.kind is Kind.LAB:
            lifted = All((node.condition, node.node), where)  # "If creatinine > 1.5 x ULN, clearance must be >= 60"
        case _:
            pass
    return Unless(before, lifted, before.span.cover(where))


def lets_back_in(nodes: list[Node], node: Node) -> bool:
    """Whether a node says what is asked of those whom the one before it excludes, which is then its exception.

    "No brain metastases. Patients with brain metastases must have stable ones."
    """
    match nodes[-1] if nodes else None, node:
        case Not(Leaf(excluded)), If(Leaf(whom), asked) if _is_the_same(excluded, whom):
            nodes[-1] = Unless(nodes[-1], asked, cover([nodes[-1], node]))
            return True
        case _:
            return False


def _is_the_same(excluded: Requirement, whom: Requirement) -> bool:
    plain = excluded.when is None and excluded.kind in (Kind.METASTASIS, Kind.COMORBIDITY)
    return plain and (excluded.kind, excluded.concept) == (whom.kind, whom.concept)


def _says_what_counts(nodes: list[Node], words: str) -> bool:
    """Whether the sentence says that early treatment is not counted; the lines before it are then those for metastatic disease."""
    if not nodes or not _NOT_COUNTED.match(words):
        return False
    counted = any(isinstance(leaf, Leaf) and leaf.requirement.kind is Kind.LINES for leaf in walk(nodes[-1]))
    nodes[-1] = with_leaves(nodes[-1], _of_metastatic_disease)
    return counted


def _of_metastatic_disease(leaf: Leaf) -> Leaf:
    requirement = leaf.requirement
    if requirement.kind is not Kind.LINES or requirement.setting is not None:
        return leaf
    return replace(leaf, requirement=replace(requirement, setting="metastatic"))


def _lifts_an_earlier_one(nodes: list[Node], node: Node) -> bool:
    """Whether a permission lifts what an earlier sentence excludes; that is then changed."""
    index = _excludes_the_same(nodes, node)
    if index is None:
        return False
    allowed = permitted(node)
    nodes[index] = Unless(nodes[index], allowed, cover([nodes[index], allowed]))
    return True


def _excludes_the_same(nodes: list[Node], node: Node) -> int | None:
    """Which sentence before the last one excludes the treatment that is permitted: "washout of a week is permitted for palliative ones"."""
    match node:
        case Allow(Leaf(Requirement(kind=Kind.THERAPY) as part)) if len(nodes) > 1:
            pass
        case _:
            return None
    last = {leaf.requirement.kind for leaf in walk(nodes[-1]) if isinstance(leaf, Leaf)}
    if Kind.THERAPY in last:
        return None
    for index in range(len(nodes) - 2, max(-1, len(nodes) - 1 - NEARBY), -1):
        for found in walk(nodes[index]):
            if (
                isinstance(found, Not)
                and isinstance(found.node, Leaf)
                and found.node.requirement.concept == part.concept
            ):
                return index
    return None


def opens_exception(words: str) -> bool:
    """Whether a line says of itself that it is the exception to the one before it: "Exception: treated and stable ones"."""
    return _LABELLED.match(words) is not None and LISTED_BEHIND.match(words.lower()) is None


def _loosens(nodes: list[Node], node: Node, words: str, where: Span) -> bool:
    """Whether the sentence loosens the bound of a value, or excepts from a condition, of one before it; that is then changed."""
    nearby = range(max(0, len(nodes) - NEARBY), len(nodes))
    for index in nearby:
        if (loosened := loosen(nodes[index], node, words, where)) is not None:
            nodes[index] = loosened
            return True
    for index in reversed(nearby):
        if (lifted := condition_exceptions.loosened(nodes[index], node, last=False)) is not None:
            nodes[index] = lifted
            return True
    if nodes and (lifted := condition_exceptions.loosened(nodes[-1], node, last=True)) is not None:
        nodes[-1] = lifted
        return True
    return False


def _is_bound(node: Node) -> bool:
    leaves = [leaf for leaf in walk(node) if isinstance(leaf, Leaf)]
    return bool(leaves) and all(leaf.requirement.kind is Kind.LAB for leaf in leaves)


def _limits(node: Node) -> tuple[Node, ...]:
    """What a permission forbids all the same: "adjuvant chemotherapy is allowed, taxanes only if over a year ago"."""
    parts = conjuncts(node)
    limits = tuple(part for part in parts if isinstance(unconditioned(part), Not) and _has_window(part))
    return limits if len(limits) == len(parts) or any(isinstance(part, Allow) for part in parts) else ()


def _has_window(node: Node) -> bool:
    return any(isinstance(leaf, Leaf) and leaf.requirement.when is not None for leaf in walk(node))
