"""Owns lists under the line that introduces them: what line and items come to together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from criteria.items.choices import is_choice, joined
from criteria.items.defining_lists import (
    is_defined_by,
    is_title,
    says_how_it_is_shown,
    says_in_whom_it_is_tested,
    says_what_a_word_means,
)
from criteria.items.diagnoses import labels_a_tumor
from criteria.items.excluded_of_some import only_of_some
from criteria.items.list_lines import EXCEPTS, Line, admits_some
from criteria.items.listed_kinds import named_alike
from criteria.named import bare
from criteria.nodes import cover
from criteria.patterns import regex
from criteria.sentence import condition_exceptions
from criteria.sentence.afterthoughts import lets_back_in
from criteria.sentence.loosen import loosen
from criteria.sentence.wider import NEARBY
from criteria.span import Span
from criteria.text.headings import is_condition
from criteria.text.remarks import REMARK
from criteria.tree import All, Allow, Any, Effect, If, Kind, Leaf, Node, Not, Unless, Unparsed, walk

# a line over what is asked of those who lack something, as in "In the absence of liver metastases:"
_LACKING = regex(
    r"\W*(?:(?:and|or)\s+)?(?:(?:in|for|if|when|where)\s+)?(?:(?:"
    r"the|there (?:is|are)|an?|all|any|other|patients?|subjects?|participants?|women|those|tumou?rs?|cancers?|disease"
    r"|who|that|are|is|with|have|has|had|was|were)\s+)*"
    r"(?:absence of|without|no|not|never|free of|lacking|do(?:es)? not have)\b(?! (?:more|less|fewer|limited|only))",
    re.IGNORECASE,
)
# "if they meet all of the following criteria:", which says nothing but that a list follows
_ONLY_ANNOUNCES = re.compile(
    r"(?:\b(?:if|when|once|provided|providing|as long as|so long as|must|should|needs? to|ha(?:s|ve) to)\b|,)"
    r"(?:[\s,]"
    r"|\b(?:"
    r"that|they|he|she|it|there|these|the|is|are|have|has|been|all|any|each|both|either|one|or more|of|with|have had"
    r"|least|at|must|should|also|following|below|listed|criteria|criterion|conditions?|requirements?|eligibility"
    r"|additional|specific|further|also|met|meets?|meeting"
    r"|fulfil\w*|satisf\w+|appl(?:y|ies)|true|patients?|participants?|subjects?|\d+|two|three|four)\b)*:\W*$",
    re.IGNORECASE,
)
# what those with a condition must meet, all of a list
_MUST_MEET = regex(
    r"\b(?:patients?|participants?|subjects?|individuals|women|those)\b[^.:;]*\b(?:must|should|shall|ha(?:s|ve) to|needs? to)\s+(?:also\s+)?"
    r"(?:meet|fulfil\w*|satisfy)\b[^:]*:\W*$",
    re.IGNORECASE,
)
_STATES = frozenset({Kind.LAB, Kind.METASTASIS, Kind.PERFORMANCE, Kind.DISEASE_MEASURE})
_ONE_WILL_DO = regex(r"\b(?:one|any|either|1)(?: or more)? of\b", re.IGNORECASE)
_ALL_OF = regex(
    r"\b(?:all|each) (?:of |the |these |following )+"
    r"|\b(?:meet\w*|fulfil\w*|satisf\w*) (?:all |each |both )?(?:of )?(?:the |these )?(?:following )?"
    r"(?:criteria|conditions|requirements)",
    re.IGNORECASE,
)
_SETS_CONDITIONS = regex(
    r"\bunless\b|\b(?:except|other than|exceptions?)\b[^:]*\b(?:if|when|who|those|that|which|whose|provided|meet\w*)\b",
    re.IGNORECASE,
)
_AT_ALL = ("any", "active")
_HAD_BY_SOME = frozenset({Kind.COMORBIDITY, Kind.METASTASIS})


class Item(NamedTuple):
    """An item of a list: its words, its tree and where it stands."""

    words: str
    node: Node
    where: Span


def add_item(listed: list[Item], item: Item) -> None:
    """Add an item to those before it; one that only loosens the bound of another becomes its exception."""
    for index in range(max(0, len(listed) - NEARBY), len(listed)):
        if (loosened := loosen(listed[index].node, item.node, item.words, item.where)) is not None:
            listed[index] = listed[index]._replace(node=loosened)
            return
    listed.append(item)


def hang(nodes: list[Node], line: Line, items: Sequence[Item], base: Effect) -> None:
    """Add to ``nodes``, which stand before it, a list under the line that introduces it; ``base`` is what becomes of its items."""
    if line.node is not None and (
        not items
        or (is_defined_by(line.node, line.words, [item.words for item in items]) and not is_condition(line.words))
    ):
        nodes.append(line.node)
    elif items and (
        (says_how_it_is_shown(line.words) and (nodes or line.node is not None))
        or says_what_a_word_means(line.words)
        or says_in_whom_it_is_tested(line.words)
    ):
        if says_in_whom_it_is_tested(line.words) and (tested := line.node or (line.where and Unparsed(line.where))):
            nodes.append(tested)
        where = cover([item.node for item in items])
        nodes.append(Allow(Unparsed(where, REMARK), where))
    elif items and EXCEPTS.search(line.words):
        exception = _exception(line.words, items)
        whole = _before_its_exception(line) or (nodes.pop() if nodes else None)
        nodes.append(Unless(whole, exception, cover([whole, exception])) if whole else Allow(exception, exception.span))
    elif items:
        if base is Effect.EXCLUDE:
            alike = named_alike(line.words, line.node, [(item.words, item.node) for item in items])
            items = [item._replace(node=node) for item, node in zip(items, alike, strict=True)]
        limited = _limited(line, joined(line.words, [(i.words.strip(), i.node) for i in items], base))
        if len(limited) > 1 and (lifted := condition_exceptions.loosened(*limited, last=False)) is not None:
            limited = [lifted]  # "pneumonitis:" over "radiation pneumonitis is permitted"
        if len(limited) != 1 or not lets_back_in(nodes, limited[0]):
            nodes.extend(limited)


def _exception(words: str, items: Sequence[Item]) -> Node:
    """What a list of exceptions comes to: any of what it names, or all of what it sets as conditions."""
    listed = tuple(item.node for item in items)
    span = cover(listed)
    if len(listed) == 1 and isinstance(listed[0], All):
        listed = listed[0].nodes
    named = not any(isinstance(part, Not) or _is_a_state(part) for node in listed for part in walk(node))
    if len(items) == 1 and (named or not _SETS_CONDITIONS.search(words)):
        return Any((items[0].node,), span)
    if _ONE_WILL_DO.search(words) or is_choice([item.words for item in items]):
        return Any(listed, span)
    if not _ALL_OF.search(words) and (named or not _SETS_CONDITIONS.search(words)):
        return Any(listed, span)
    # all of them; who seems to meet only some is not let in, nor ruled out, for states are easily misread
    some = All((Any(listed, span), Unparsed(span, "exception")), span)
    return Any((All(listed, span), some), span)


def _is_a_state(node: Node) -> bool:
    """Whether a statement is of a state of what is excepted, and names nothing that could be had instead."""
    return isinstance(node, Leaf) and node.requirement.kind in _STATES


def _before_its_exception(line: Line) -> Node | None:
    """What a line states whose exceptions its list names: "Autoimmune disease, except for" over what is excepted."""
    opening = EXCEPTS.search(line.words)
    return line.node if line.node is None or opening is None else _unopened(line.node, len(opening.group()) + 2)


def _unopened(node: Node, longest: int) -> Node:
    """The node without the words that only open a list of exceptions, which stand at each member of its own list."""
    match node:
        case Unless(inner, Unparsed(span)) if span.end - span.start <= longest:
            return inner
        case All(nodes, span):
            return All(tuple(_unopened(part, longest) for part in nodes), span)
        case _:
            return node


def _limited(line: Line, listed: Node) -> list[Node]:
    """What line and list ask for: the list of whom the line names, where it is a condition or a label; else both."""
    if (some := only_of_some(line.words, line.node)) is not None:
        return [If(some, listed, cover([some, listed]))]
    labels = line.node is not None and line.is_label and labels_a_tumor(line.node, listed)
    if is_title(line.words, line.node, listed):
        where = line.node.span if line.node is not None else listed.span
        return [Allow(Unparsed(where, REMARK), where), listed]
    whose = _whose_list(line)
    if not labels and not is_condition(line.words) and not admits_some(line) and whose is None:
        return [listed] if line.node is None else [line.node, listed]
    condition = whose or line.node or Unparsed(line.where or listed.span, "condition")
    whom = bare(_without_its_list(condition))
    if isinstance(whom, Leaf) and _LACKING.match(line.words) is not None:
        whom = Not(whom, whom.span)
    asked = _beside(whom, listed)
    if whose is not None and isinstance(line.node, Allow):
        said_of_them = Unparsed(line.node.span, "narrows whom it lets in")
        asked = All((said_of_them, asked), cover([said_of_them, asked]))
    match condition:
        case Unless(_, Unparsed() as said) if isinstance(whom, Leaf) and not _ONLY_ANNOUNCES.search(line.words):
            asked = All((said, asked), cover([said, asked]))  # "if on treatment, and they meet the following:"
        case If(who, said) if who is whom and not (isinstance(said, Unparsed) and _ONLY_ANNOUNCES.search(line.words)):
            asked = All((said, asked), cover([said, asked]))  # "men must use a condom, and meet the following:"
        case _:
            pass
    return [If(whom, asked, cover([condition, listed]))]


def _whose_list(line: Line) -> Node | None:
    """Of whom a line asks its list, where it says no more: "patients with brain metastases must meet all of the following criteria:"."""
    if _ONLY_ANNOUNCES.search(line.words) is None or _MUST_MEET.search(line.words) is None:
        return None
    match line.node:
        case If(who, Unparsed()) | Unless(Not(who), Unparsed()) | Not(who):
            leaves = [part for part in walk(who) if isinstance(part, Leaf)]
            return who if leaves and all(leaf.requirement.kind in _HAD_BY_SOME for leaf in leaves) else None
        case Allow(All((Leaf(requirement) as who, Unparsed()))):
            # a list of whoever is permitted by it: "HIV is permitted in part 2, but patients with it must meet the following:"
            return who if requirement.kind in _HAD_BY_SOME else None
        case _:
            return None


def _beside(whom: Node, listed: Node) -> Node:
    """The list that is asked of some, where it only names again what they have left unread: it says more of that."""
    named = {leaf.requirement.concept for leaf in walk(whom) if isinstance(leaf, Leaf)}
    match listed:
        case Leaf(requirement, span) if requirement.concept in named and requirement.value in _AT_ALL:
            return Unparsed(span)
        case Not(Leaf(requirement, span)) if requirement.concept in named and requirement.value == "any":
            return Unparsed(span)
        case All(nodes) | Any(nodes):
            return replace(listed, nodes=tuple(_beside(whom, node) for node in nodes))
        case _:
            return listed


def _without_its_list(node: Node) -> Node:
    """What a line names without its "provided that:", which its list says."""
    match node:
        case If(Unparsed(), inner):
            return inner
        case If(who, _) if not any(isinstance(part, If) for part in walk(who)):
            return who
        case Unless(Not(inner), Unparsed()):  # "patients with HIV are eligible if they meet the following:"
            return inner
        case All(nodes) if nodes and all(isinstance(part, Unless) for part in nodes):
            named = tuple(_without_its_list(part) for part in nodes)
            return Any(named, node.span) if all(isinstance(part, Leaf) for part in named) else node
        case _:
            return node
