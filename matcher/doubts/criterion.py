"""Owns which parts of a criterion can rule a patient out by themselves, and has the doubts about each of them asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Not, Section, Unless, Unparsed, walk
from matcher.doubts.excluded.doubly_denied import doubly_denied, may_be_asked_for, repeats_the_heading
from matcher.doubts.excluded.leaf import excluded_leaf
from matcher.doubts.excluded.narrowed import SAYS_WHICH
from matcher.doubts.parts.apart import with_others_than_dosed, with_windows_of_their_own
from matcher.doubts.parts.by_suppression import with_suppression
from matcher.doubts.parts.defined_by_bounds import by_what_is_measured
from matcher.doubts.parts.either import by_its_own_scale
from matcher.doubts.parts.empty_exceptions import none_for_everyone
from matcher.doubts.parts.excluded_together import of_its_own_cancer, used_at_once, with_what_it_is_said_of
from matcher.doubts.parts.joined import with_alternatives
from matcher.doubts.parts.lost_shares import with_lost_shares
from matcher.doubts.parts.or_contraception import asked_of_the_fertile
from matcher.doubts.parts.own_exception import no_more_than_it_says, without_itself
from matcher.doubts.parts.permissions import restricting
from matcher.doubts.parts.permitted_unless import barred_by_exception
from matcher.doubts.parts.scoped import joined_states, kept_from_exception, scoped_exception
from matcher.doubts.parts.stages_let_in import with_stages_let_in
from matcher.doubts.parts.triple_negative import by_its_bounds
from matcher.doubts.parts.unsure import without_the_unsure
from matcher.doubts.required.cancer_asides import bone_disease, only_taken_in, open_part
from matcher.doubts.required.changed import one_more
from matcher.doubts.required.leaf import is_told, permitted_leaf, required_leaf
from matcher.doubts.words.named_arms import without_names_of_arms
from matcher.doubts.words.passing import lists_exceptions, of_relatives
from matcher.doubts.words.sentence import around, up_to
from matcher.doubts.words.suits import all_judged, as_judged_unfit


def softened(criterion: Criterion, text: str) -> Criterion:
    """The criterion, which stands in ``text``, with each part softened that the words in or around it speak against."""
    if criterion.registry_field is not None:
        return criterion
    criterion = with_stages_let_in(criterion, text)
    node = criterion.node
    text = without_names_of_arms(criterion, text)
    words = up_to(criterion.span, text)
    if criterion.section is Section.EXCLUSION:
        node = _once_denied(node, words, criterion.span.start)
    node = by_what_is_measured(_node(node, words, wanted=True), words)
    if criterion.section is Section.EXCLUSION:
        node = with_what_it_is_said_of(node, words)
    softer = criterion if node is criterion.node else replace(criterion, node=node)
    return with_suppression(with_lost_shares(without_the_unsure(restricting(softer, text), text), text), text)


def _maybe_kept_out(node: Node) -> Node:
    """What nobody is kept out for not taking, and who takes it may be."""
    unclear = Unparsed(node.span, "whether the no repeats the heading is not clear")
    return Not(All((node, unclear), node.span), node.span)


def _once_denied(node: Node, text: str, start: int) -> Node:
    """What is asked for by a "no" under exclusion, left open: "no anticoagulants" may mean that they exclude."""
    match node:
        case Leaf() if repeats_the_heading(node, text, start):
            return _maybe_kept_out(node)
        case Leaf() if doubly_denied(node, text, start):
            return Any((node, Unparsed(node.span, "whether the no repeats the heading is not clear")), node.span)
        case Not(Leaf() as leaf) if may_be_asked_for(leaf, text, start):
            return Not(
                All((leaf, Unparsed(leaf.span, "whether who lacks it is meant is not clear")), node.span), node.span
            )
        case If(_, inner):
            new = _once_denied(inner, text, start)
            return node if new is inner else replace(node, node=new)
        case All(nodes):
            parts = tuple(_once_denied(part, text, start) for part in nodes)
            return node if _same(parts, nodes) else replace(node, nodes=parts)
        case Any((Leaf() as first, *_) as nodes) if repeats_the_heading(first, text, start):
            return All(tuple(_maybe_kept_out(way) for way in nodes), node.span)  # "no transfusions or infusions lately"
        case Any(nodes):
            ways = [_once_denied(part, text, start) for part in nodes]
            opened = next((way for way, old in zip(ways, nodes, strict=True) if way is not old), None)
            return replace(node, nodes=(*nodes, opened.nodes[-1])) if isinstance(opened, Any) else node
        case _:
            return node


def _node(node: Node, text: str, *, wanted: bool) -> Node:
    """``text`` ends with the criterion; only what alone can rule a patient out is looked at."""
    match node:
        case Leaf() | Any() if wanted and _asks_for_nothing(node, text):
            return Allow(node, node.span)
        case Leaf() if wanted:
            return required_leaf(node, text)
        case Allow(Leaf() as leaf) if wanted:
            return permitted_leaf(node, leaf, text)
        case Not(Leaf() as leaf) if wanted:
            return excluded_leaf(node, leaf, text)
        case Not(inner):
            new = _denied(inner, text, wanted=not wanted)
            return node if new is inner else replace(node, node=new)
        case All() if wanted:
            return _whole(node, text)
        case Unless() if wanted and (scoped := _excepted(node, text)) is not node:
            return _node(scoped, text, wanted=wanted)
        case Unless(inner, _) if wanted:
            new = _under_exception(inner, text)
            return node if new is inner else replace(node, node=new)
        case If(_, inner) if wanted:
            new = _node(inner, text, wanted=wanted)
            return node if new is inner else replace(node, node=new)
        case Any() if wanted:
            return _choice(node, text)
        case Any(nodes) if not wanted:
            parts = tuple(_node(part, text, wanted=wanted) for part in nodes)
            return node if _same(parts, nodes) else replace(node, nodes=parts)
        case _:
            return node


def _whole(node: All, text: str) -> Node:
    """Parts that must all hold, each as doubtful as it is alone, and joined as the text joins them."""
    if (both := used_at_once(node.nodes, text)) is not None:
        return both
    bounded = by_its_bounds(node)
    parts = tuple(_node(part, text, wanted=True) for part in bounded.nodes)
    whole = bounded if _same(parts, bounded.nodes) else replace(bounded, nodes=parts)
    return with_alternatives(with_others_than_dosed(with_windows_of_their_own(whole), text), text)


def _choice(node: Any, text: str) -> Node:
    """Alternatives that must hold one that is met, as open as what they are said of leaves them."""
    if (fitting := all_judged(node.nodes, text)) is not None:
        return replace(node, nodes=fitting)
    if (fertile := asked_of_the_fertile(node, text)) is not None:
        return fertile
    if node.nodes and all(is_told(part, text) for part in node.nodes):
        return Allow(node, node.span)
    last: Node | None = one_more(node.nodes, text) if node.nodes else None
    last = (
        last
        or bone_disease(node.nodes, text)
        or next(_open_parts(node.nodes, text), None)
        or open_part(node.nodes, text)
    )
    if last is not None:
        return replace(node, nodes=(*node.nodes, last))
    return _inside_alternative(by_its_own_scale(node), text)


def _under_exception(inner: Node, text: str) -> Node:
    """What stands under an exception: one exclusion or cancer as anywhere, of a list the treatments."""
    if isinstance(inner, All):
        return _treatments(inner, text)
    return _node(inner, text, wanted=True) if isinstance(inner, Not | Unless) or _names_a_cancer(inner) else inner


def _treatments(node: Node, text: str) -> Node:
    """A list with an exception, and the treatments that it excludes as doubtful as they are without one."""
    match node:
        case Not(Leaf() as leaf) if leaf.requirement.kind is Kind.THERAPY:
            return excluded_leaf(node, leaf, text)
        case All(nodes):
            parts = tuple(_treatments(part, text) for part in nodes)
            return node if _same(parts, nodes) else replace(node, nodes=parts)
        case _:
            return node


def _asks_for_nothing(node: Leaf | Any, text: str) -> bool:
    return lists_exceptions(node) or (isinstance(node, Any) and only_taken_in(node.nodes, text))


def _excepted(node: Unless, text: str) -> Node:
    """An exclusion with what its exception lifts of it, or a permission with what its exception bars."""
    if (barred := barred_by_exception(node, text)) is not node:
        return barred
    lifted = no_more_than_it_says(without_itself(node))
    scoped = scoped_exception(lifted) if isinstance(lifted, Unless) else lifted
    return none_for_everyone(scoped) if isinstance(scoped, Unless) else scoped


def _denied(inner: Node, text: str, *, wanted: bool) -> Node:
    """What stands under a denial: things that exclude only together are as doubtful as any one of them."""
    if isinstance(inner, All) and not wanted:
        inner = of_its_own_cancer(inner)
    if isinstance(inner, All) and not wanted and (doubted := _doubted_part(inner.nodes, text)) is not None:
        return replace(inner, nodes=(*inner.nodes, doubted))
    return _node(inner, text, wanted=wanted)


def _doubted_part(nodes: Sequence[Node], text: str) -> Unparsed | None:
    """What doubt leaves of things that exclude only together: as much as of any one of them."""
    bounded = any(isinstance(part, Leaf) and part.requirement.kind is Kind.LAB for part in nodes)
    for part in nodes:
        if isinstance(part, Leaf) and not (bounded and part.requirement.kind in (Kind.COMORBIDITY, Kind.LAB)):
            alone = Not(part, part.span)
            softer = excluded_leaf(alone, part, text)
            if softer is alone or (_says_which(softer) and any(part.span.end <= n.span.start for n in nodes)):
                continue  # the rest of the sentence, which says who of them, has been read
            return Unparsed(part.span, "it may not be meant of everyone")
    return None


def _says_which(node: Node) -> bool:
    return any(isinstance(part, Unparsed) and part.why == SAYS_WHICH for part in walk(node))


def _open_parts(nodes: Sequence[Node], text: str) -> Iterator[Unparsed]:
    """What doubt leaves open of treatments, or amounts of protein, that are alternatives: as open as any one of them is the whole."""
    for part in nodes:
        if is_told(part, text):
            yield Unparsed(part.span, "one of the alternatives is asked of nobody")
        elif isinstance(part, Leaf) and (
            part.requirement.kind is Kind.THERAPY or part.requirement.concept == "proteinuria"
        ):
            match required_leaf(part, text):
                case Any((*_, Unparsed() as unread)):
                    yield unread


def _inside_alternative(node: Node, text: str) -> Node:
    """An alternative with the states in it joined as the text joins them; nothing in it is softened further."""
    match node:
        case Any() if (joined := joined_states(node, text)) is not node:
            return joined
        case All(nodes):
            parts = tuple(_inside_alternative(_if_asked(part, text), text) for part in of_relatives(nodes, text))
            return node if _same(parts, nodes) else replace(node, nodes=parts)
        case Any(nodes):
            parts = tuple(_inside_alternative(part, text) for part in nodes)
            return node if _same(parts, nodes) else replace(node, nodes=parts)
        case Not(Leaf() as leaf):
            return as_judged_unfit(node, leaf, around(leaf.span, text)) or node
        case Unless() if (kept := kept_from_exception(node, text)) is not node:
            return _inside_alternative(kept, text)
        case Unless(inner, _):
            new = _inside_alternative(inner, text)
            return node if new is inner else replace(node, node=new)
        case _:
            return node


def _if_asked(part: Node, text: str) -> Node:
    """Part of a way to be let in, only permitted where it is a list of examples."""
    return Allow(part, part.span) if isinstance(part, Any) and only_taken_in(part.nodes, text) else part


def _names_a_cancer(node: Node) -> bool:
    return isinstance(node, Leaf) and node.requirement.kind is Kind.CANCER


def _same(new: tuple[Node, ...], old: tuple[Node, ...]) -> bool:
    return all(one is other for one, other in zip(new, old, strict=True))
