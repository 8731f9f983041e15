"""Owns unread sentences that take up what the sentence before them excludes or permits: they ask nothing of whoever has none of that.

"No brain metastases. Any symptoms of such metastases must have been stable for a month." "NYHA class III. They are at ease at rest."
"Bisphosphonates are allowed; however, treatment must have begun before entry."
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Not, Unless, Unparsed, walk

# by a pronoun, or by what is meant: "they", "such patients", "these lesions", "due to this criterion"
_BY_PRONOUN = regex(
    r"^\W*(?:notes?:?\s*)?(?:they|it|these|those|such|this|their|its)\b(?! who\b| with\b| that\b)"
    r"|\b(?:these|those|such|this) (?:"
    r"patients?|subjects?|participants?|women|individuals|criteri(?:on|a)|conditions?|diseases?|disorders?"
    r"|illness(?:es)?|lesions?|metastas[ei]s|symptoms?|events?|infections?|cancers?|malignanc(?:y|ies)|cases?)\b"
    r"(?! who\b| with\b)"
)
# a sentence that goes on says what is, may or must be; one that names more of what excludes stands for itself
_SAYS = regex(r"\b(?:must|should|may|might|can|will|would|is|are|was|were|has|have|do|does|need|needs|cause[sd]?)\b")
_EXCLUDES_MORE = regex(
    r"\b(?:exclu(?:ded|des?|sion)|ineligible"
    r"|not (?:be )?(?:eligible|allowed|permitted|enrol\w+|included|acceptable|considered for)"
    r"|(?:may|can|will) ?not (?:participate|enrol\w*|enter|join|take part|have|be receiving)|prohibited|forbidden"
    r"|contra-?indicat\w*|(?:must|should|may|can) ?not|no|also|similarly|likewise|in addition|additionally"
    r"|furthermore|moreover|any other|candidates?|eligib\w+|unless|except|only if|provided)\b"
)
# what goes on about what was permitted: "however, this must not be the only lesion", "but the dose must be stable"
_OF_THE_PERMITTED = regex(
    r"^\W*(?:(?:however|but|although|though),?\s+)?(?:if (?:used|so|given|taken|received|present|applicable|they do)\b"
    r"|(?:these|those|such|this|their|its|said)\b"
    r"(?!\s+(?:stud(?:y|ies)|trials?|protocols?|phases?|cohorts?|arms?|parts?)\b)(?! who\b| with\b| that\b)"
    r"|(?:it|they)\s+(?:must|should|may|can|will|need|is|are)\b)"
    r"|^\W*(?:however|but),?\s+(?:the\s+)?(?:"
    r"treatments?|therap(?:y|ies)|doses?|dosage|agents?|medications?|drugs?|lesions?|metastas[ei]s|patients?"
    r"|subjects?|participants?)\s+(?:must|should|may|can|will|needs?|is|are|has|have)\b"
)
# what forbids something else, or to others, stands for itself
_FORBIDS_MORE = regex(
    r"\b(?:exclu(?:ded|des?|sion)|ineligible|not (?:be )?(?:eligible|permitted|allowed|enrol\w+)|prohibited|forbidden"
    r"|no other|any other|other than|except|unless|concurrent\w*|also|all (?:patients|subjects|participants))\b"
)
# "treatment must be initiated before the first dose of study medication": who takes it has begun it
_BEGUN_BEFORE = regex(
    r"\W*(?:(?:however|but|although|though),?\s+)?(?:(?:the|this|such|these|their|any)\s+)?"
    r"(?:it|they|treatments?|therap(?:y|ies)|use|agents?|medications?|drugs?)\s+"
    r"(?:must|should|has to|have to|needs? to)\s+"
    r"(?:have\s+been\s+|be\s+|have\s+)?(?:initiated|started|begun|commenced)\s+(?:prior\s+to|before)\s+"
    r"(?:(?!\b(?:and|or|at least|if|unless)\b)[^.;:\d<>≥≤]){3,70}\W*"
)
_OF_THE_BODY = frozenset({Kind.COMORBIDITY, Kind.METASTASIS, Kind.ALLERGY})
_TAKEN_UP = _OF_THE_BODY | {Kind.CANCER, Kind.THERAPY}
_WORD = regex(r"[a-z]{5,}")
# words of many conditions, which do not tell that the same is meant
_OF_MANY = (
    "infect",
    "diseas",
    "disord",
    "condit",
    "illnes",
    "active",
    "severe",
    "chroni",
    "histor",
    "uncont",
    "signif",
    "sympto",
    "system",
)
_OF_SPREAD = ("metastas", "lesion")
_STEM = 6  # letters
_HAD = ("prior", "concurrent")


def taken_up(before: Node, node: Node, words: str) -> Node | None:
    """The unread sentence ``words`` as one about those who have what ``before`` excludes; None where it stands for itself."""
    if not isinstance(node, Unparsed) or node.kind is not None:
        return None
    lower = words.lower()
    if _SAYS.search(lower) is None or _EXCLUDES_MORE.search(lower) is not None:
        return None
    excluded = list(_excluded(before))
    kinds = {leaf.requirement.kind for thing in excluded for leaf in walk(thing) if isinstance(leaf, Leaf)}
    if not kinds or not kinds <= _TAKEN_UP:
        return None
    named = kinds <= _OF_THE_BODY and any(word.startswith(_stems(excluded)) for word in _WORD.findall(lower))
    if not named and _BY_PRONOUN.search(lower) is None:
        return None
    whoever = excluded[0] if len(excluded) == 1 else Any(tuple(excluded), before.span)
    span = before.span.cover(node.span)
    return Not(All((whoever, node), span), span)


def taken_up_permission(before: Node, node: Node, words: str) -> Node | None:
    """The unread sentence ``words`` as asked of those whom ``before`` lets in; None where it stands for itself."""
    parts = before.nodes if isinstance(before, All) else (before,)
    if not isinstance(node, Unparsed) or node.kind is not None or not all(isinstance(part, Allow) for part in parts):
        return None
    lower = words.lower()
    goes_on = _OF_THE_PERMITTED.match(lower) or _BEGUN_BEFORE.fullmatch(lower)
    if goes_on is None or _FORBIDS_MORE.search(lower) is not None:
        return None
    leaves = [part for part in walk(before) if isinstance(part, Leaf)]
    if not leaves or any(isinstance(part, Unparsed | If | Unless | Not) for part in walk(before)):
        return None  # it may be about what was not read
    if not {leaf.requirement.kind for leaf in leaves} <= _OF_THE_BODY | {Kind.THERAPY}:
        return None
    if _BEGUN_BEFORE.fullmatch(lower) and all(leaf.requirement.kind is Kind.THERAPY for leaf in leaves):
        return Allow(node, node.span)
    whoever = leaves[0] if len(leaves) == 1 else Any(tuple(leaves), before.span)
    return If(_at_any_time(whoever), node, before.span.cover(node.span))


def _at_any_time(node: Node) -> Node:
    """What is permitted, whenever it is or was had."""
    match node:
        case Leaf(requirement, span) if requirement.kind is Kind.THERAPY and requirement.value in _HAD:
            either = (replace(requirement, value=value) for value in _HAD)
            return Any(tuple(Leaf(one, span) for one in either), span)
        case Any(nodes):
            return replace(node, nodes=tuple(_at_any_time(part) for part in nodes))
        case _:
            return node


def _excluded(node: Node) -> Iterator[Node]:
    """Each thing that is excluded; nothing where the tree asks for something, too."""
    match node:
        case Not(inner):
            yield inner
        case Unless(inner, _) | If(_, inner):
            yield from _excluded(inner)
        case All(nodes) if all(isinstance(part, Not | Unless | All | Allow) for part in nodes):
            for part in nodes:
                yield from _excluded(part)


def _stems(excluded: list[Node]) -> tuple[str, ...]:
    """The beginnings of the words that name what is excluded."""
    leaves = [leaf.requirement for thing in excluded for leaf in walk(thing) if isinstance(leaf, Leaf)]
    stems = [word[:_STEM] for one in leaves for word in _WORD.findall(one.concept.lower())]
    stems = [stem for stem in stems if stem not in _OF_MANY]
    return (*stems, *(_OF_SPREAD if any(one.kind is Kind.METASTASIS for one in leaves) else ()))
