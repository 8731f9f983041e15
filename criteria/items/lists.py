"""Owns lists: which line introduces one, what it makes of each item, and what line and items come to together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from criteria.items.choices import is_choice, joined
from criteria.items.defining_lists import (
    ONLY_A_STATUS,
    is_defined_by,
    says_how_it_is_shown,
    says_in_whom_it_is_tested,
    says_what_a_word_means,
)
from criteria.items.diagnoses import labels_a_tumor, only_names_cancers
from criteria.items.listed_kinds import named_alike
from criteria.named import bare
from criteria.nodes import cover
from criteria.patterns import regex
from criteria.sentence import condition_exceptions
from criteria.sentence.afterthoughts import lets_back_in
from criteria.sentence.conditions import POPULATION
from criteria.sentence.loosen import loosen
from criteria.sentence.wider import NEARBY
from criteria.span import Span
from criteria.text.headings import is_condition
from criteria.text.lost_lists import denies_all
from criteria.text.remarks import REMARK
from criteria.tree import All, Allow, Any, Effect, If, Kind, Leaf, Node, Not, Unless, Unparsed, walk

_INTRODUCES = regex(
    r"(?::|\b(?:following|below|of these|either|including|such as|includes?|include|limited to|defined (?:as|by)|except(?: for)?|unless|other than|apart from|with the exceptions? of|excluding|(?:ha[sv]e|had|been) (?:received|undergone|progressed on)|receiv(?:ed|ing)|taking|treated with|progress(?:ed|ion) (?:on|after)|on or after))[\s.,]*$",
    re.IGNORECASE,
)
# under exclusion too, what stands under "Female participants must be either:" is asked for
_DEMANDS = regex(
    r"^\W*(?:(?:all|any|adult|male|female|eligible|study|the)\s+)*(?:patients?|participants?|subjects?|wom[ae]n|m[ae]n|individuals|females|males|persons)\b(?!.*\b(?:if|who|whom|that|which|excluded?|exclusion|ineligible|not|without|unless|except|considered|checked)\b)[^:.]*\b(?:must|have to|has to|need to|needs to|should)\s+(?:also\s+|either\s+)?(?:be|have|meet|fulfil\w*|satisfy|agree to|use)\b[^:.]{0,80}:\W*$",
    re.IGNORECASE,
)
_EXCEPTS = regex(
    r"\b(?:exceptions?|except(?:ing)?|exempt(?:ed|ions?)?|unless|other than|excluding)\b[^.]{0,60}$", re.IGNORECASE
)
_DENIES = regex(
    r"^\W*(?:no|none|not|without|absence of|never|free (?:of|from))\b(?! (?:more|less|limited))"
    r"|\b(?:no (?:evidence|history|prior|current|concurrent|known)|(?:must|may|should|can|do|does|will|shall) ?not (?:have|be|receive)|have not|has not|not have"
    r"|not (?:be )?(?:allowed|permitted|eligible)|(?:are|be|is) excluded|(?:exclude|preclude)s? (?:entry|enrol\w*|participation|patients?|eligibility)|prohibited|ineligible|none of)\b"
    r"|\b(?:following|these)\b[^:]{0,40}(?<!not )\b(?:exclude|preclude|disqualify|prohibit)s?\b[^:]{0,40}:\W*$",
    re.IGNORECASE,
)
_PERMITS = regex(
    r"\b(?:(?:is|are|be|may be) (?:allowed|permitted|eligible|acceptable|included)|does not exclude|not (?:be )?exclu\w+|allowed|permitted)\b",
    re.IGNORECASE,
)
# what lets in some patients under conditions, as in "Women with a pacemaker may join only if:"
_ADMITS_SOME = regex(
    r"\b(?:(?:allowed|permitted|eligible|acceptable|included)|(?:may|can) (?:also )?(?:participate|enrol\w*|enter|join))\b[^.:;]{0,60}\b(?:if|when|once|provided|providing|as long as|so long as)\b[^.:;]{0,80}:\W*$"
    r"|\b(?:provided|providing|as long as|so long as)\b[^.:;]{0,80}:\W*$",
    re.IGNORECASE,
)
# whom the trial takes at all: "Patients are eligible to be included only if all of the following apply:"
_ADMITS_EVERYBODY = regex(
    r"\W*(?:(?:all|a|an|the|any) )?(?:potential |study |female |male |adult )*(?:patients?|subjects?|participants?|individuals?|persons?|wom[ae]n|volunteers?|candidates?|s?he|you|they) (?:(?:is|are|will|may|can|must|be|considered|only|therefore) )+(?:eligible|included|enrolled|enroll?|recruited|admitted|participate|enter)\b[^:]*\b(?:if|when|who|provided)\b[^:]*\b(?:all|each|following|criteria)\b",
    re.IGNORECASE,
)
# a line over what is asked of those who lack something, as in "In the absence of liver metastases:"
_LACKING = regex(
    r"\W*(?:(?:and|or)\s+)?(?:(?:in|for|if|when|where)\s+)?(?:(?:the|there (?:is|are)|an?|all|any|other|patients?|subjects?|participants?|women|those|tumou?rs?|cancers?|disease|who|that|are|is|with|have|has|had|was|were)\s+)*"
    r"(?:absence of|without|no|not|never|free of|lacking|do(?:es)? not have)\b(?! (?:more|less|fewer|limited|only))",
    re.IGNORECASE,
)
# "if they meet all of the following criteria:", which says nothing but that a list follows
_ONLY_ANNOUNCES = re.compile(
    r"(?:\b(?:if|when|once|provided|providing|as long as|so long as|must|should|needs? to|ha(?:s|ve) to)\b|,)(?:[\s,]|\b(?:that|they|he|she|it|there|these|the|is|are|have|has|been|all|any|each|both|either|one|or more|of|with|have had|least|at|must|should|also|following|below|listed|criteria|criterion|conditions?|requirements?|eligibility|additional|specific|further|also|met|meets?|meeting"
    r"|fulfil\w*|satisf\w+|appl(?:y|ies)|true|patients?|participants?|subjects?|\d+|two|three|four)\b)*:\W*$",
    re.IGNORECASE,
)
_STATES = frozenset({Kind.LAB, Kind.METASTASIS, Kind.PERFORMANCE, Kind.DISEASE_MEASURE})
_ONE_WILL_DO = regex(r"\b(?:one|any|either|1)(?: or more)? of\b", re.IGNORECASE)
_ALL_OF = regex(
    r"\b(?:all|each) (?:of |the |these |following )+|\b(?:meet\w*|fulfil\w*|satisf\w*) (?:all |each |both )?(?:of )?(?:the |these )?(?:following )?(?:criteria|conditions|requirements)",
    re.IGNORECASE,
)
_SETS_CONDITIONS = regex(
    r"\bunless\b|\b(?:except|other than|exceptions?)\b[^:]*\b(?:if|when|who|those|that|which|whose|provided|meet\w*)\b",
    re.IGNORECASE,
)
_AT_ALL = ("any", "active")
_EVERYBODY = frozenset({Kind.ADMINISTRATIVE, Kind.AGE, Kind.SEX})


class Line(NamedTuple):
    """The line over a list: its words, what its last sentence comes to and where that stands.

    ``is_label`` says whether it is one of several lines that name a tumor each: "TNBC:", "HR-positive, HER2-negative:".
    """

    words: str
    node: Node | None = None
    where: Span | None = None
    is_label: bool = False


class Item(NamedTuple):
    """An item of a list: its words, its tree and where it stands."""

    words: str
    node: Node
    where: Span


def introduces(words: str, items: Sequence[str]) -> bool:
    """Whether a line introduces the list of the items under it, by its own words or by theirs."""
    return (
        _INTRODUCES.search(words) is not None
        or denies_all(words)
        or (len(items) > 1 and ONLY_A_STATUS.fullmatch(words) is not None)
        or is_choice(list(items))
        or only_names_cancers(items)
    )


def permits(words: str) -> bool:
    """Whether a line lets in what it names, or what is listed under it."""
    return _PERMITS.search(words) is not None


def effect_of_items(line: Line, base: Effect) -> Effect:
    """What becomes of the items under a line that introduces them, where ``base`` is what becomes of the line itself."""
    words = line.words
    if _EXCEPTS.search(words):
        return Effect.REQUIRE
    denies = _DENIES.search(words) is not None
    if base is Effect.EXCLUDE and _DEMANDS.match(words.rsplit(". ", 1)[-1]):
        return Effect.REQUIRE
    if not denies and _admits_some(line):
        return Effect.REQUIRE
    if not denies and permits(words):
        return base if base is Effect.REQUIRE and _ADMITS_EVERYBODY.match(words) else Effect.ALLOW
    return Effect.EXCLUDE if denies and base is not Effect.ALLOW else base


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
    elif items and _EXCEPTS.search(line.words):
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
    opening = _EXCEPTS.search(line.words)
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
    labels = line.node is not None and line.is_label and labels_a_tumor(line.node, listed)
    if _is_title(line, listed):
        where = line.node.span if line.node is not None else listed.span
        return [Allow(Unparsed(where, REMARK), where), listed]
    if not labels and not is_condition(line.words) and not _admits_some(line):
        return [listed] if line.node is None else [line.node, listed]
    condition = line.node or Unparsed(line.where or listed.span, "condition")
    whom = bare(_without_its_list(condition))
    if isinstance(whom, Leaf) and _LACKING.match(line.words) is not None:
        whom = Not(whom, whom.span)
    asked = _beside(whom, listed)
    match condition:
        case Unless(_, Unparsed() as said) if isinstance(whom, Leaf) and not _ONLY_ANNOUNCES.search(line.words):
            asked = All((said, asked), cover([said, asked]))  # "if on treatment, and they meet the following:"
        case If(who, said) if who is whom and not (isinstance(said, Unparsed) and _ONLY_ANNOUNCES.search(line.words)):
            asked = All((said, asked), cover([said, asked]))  # "men must use a condom, and meet the following:"
        case _:
            pass
    return [If(whom, asked, cover([condition, listed]))]


# "Other malignancies:" over lines that say which of them exclude
_TITLE = regex(r"\W*(?:[\w-]+ ){0,3}(?:malignanc(?:y|ies)|cancers?|neoplasms?|tumou?rs?)\s*:\W*", re.IGNORECASE)


def _is_title(line: Line, listed: Node) -> bool:
    """Whether a line only names what its list is about: other malignancies, of which the list says more."""
    match line.node:
        case Not(Leaf(requirement)) if requirement.concept == _OTHER and _TITLE.fullmatch(line.words):
            return any(isinstance(n, Leaf) and n.requirement.concept == _OTHER for n in walk(listed))
        case _:
            return False


_OTHER = "other malignancy"


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


def _admits_some(line: Line) -> bool:
    """Whether a line names some of the patients, whom it lets in if they are as its list says."""
    if line.node is None or _ADMITS_SOME.search(line.words) is None:
        return False
    named = [leaf.requirement for leaf in walk(line.node) if isinstance(leaf, Leaf)]
    return any(r.kind not in _EVERYBODY and r.concept not in POPULATION for r in named) and not any(
        r.concept == "other malignancy" or ("as", "other malignancy") in r.detail for r in named
    )


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
