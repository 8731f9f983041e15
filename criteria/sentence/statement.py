"""Owns one statement: the net effect of an atom in its sentence, its exception and its condition."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms import Atom, Polarity
from criteria.patterns import regex
from criteria.sentence import condition_exceptions
from criteria.sentence.narrowing import with_unread_qualifier
from criteria.sentence.whom_bounds import Part, groups
from criteria.sentence.without_invasion import without_invasion
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Allow, Any, Effect, If, Kind, Leaf, Node, Not, Unless, Unparsed
from criteria.words.moods import Mood
from criteria.words.states_of_body import kind_of_item

_BOUNDED = frozenset({Kind.LAB, Kind.BIOMARKER, Kind.PERFORMANCE})
UNREAD_PART = "a part of the sentence that was not read"
# "with or without A, B or C", "regardless of A": either way will do
_EITHER_WAY = regex(
    r"(?:\bwith or without|\bwith/without|\bwith and without|\bw/ or w/o|\+ ?/ ?-|\+ or -|±|\bregardless of|\birrespective of)\s"
    r"(?:(?!\b(?:and who|who|but|must|should|have|has|with|without|after|following)\b)[^.;:()]){0,160}$"
)
# "surgery with or without radiotherapy, or radiotherapy alone": another way, of which nothing is left open
_ANOTHER_WAY = regex(
    r"(?<!with )(?<!and/)\bor (?!without\b)(?=(?:planned |scheduled )[\w-]+|(?:(?!or\b)[\w-]+ ){1,3}(?:alone|with(?:out)?)\b)"
)
_ITS_STATE = frozenset({Kind.THERAPY, Kind.METASTASIS, Kind.COMORBIDITY, Kind.STAGE, Kind.BIOMARKER, Kind.CANCER})
_MUST = regex(r"\b(?:must|has to|have to|needs? to|should)\b(?! not)")
_SO_AS_TO_JOIN = regex(
    r"\b(?:must|should|(?:has|have|had|needs?) to)\b[^.;]*\bto be (?:considered )?eligible\b"
    r"|\bto be (?:considered )?eligible\b[^.;]*\b(?:must|should|(?:has|have|had|needs?) to)\b"
)
_MUST_HAVE_BEEN = regex(
    r"[^.;,]{0,30}?\b(?:must|has to|needs? to) (?:have been|be) (?:performed|done|obtained|given|received|administered|documented)\b"
)
# among exclusions too, what "is required for" some is asked of them
_OF_SOME = regex(r"\W*for (?:all )?(?:patients|women|subjects|participants|those)\b[^,.;]{3,80}, ")
_IS_REQUIRED = regex(r"[^.;,]{0,20}\b(?:is|are) (?:required|mandatory)\W*$")
# "patients who must take warfarin", "need to take warfarin": the need is the patient's, and the trial asks for nothing
_OWN_NEED = regex(
    r"\b(?:who|whom|that|which)\b[^,.;:]*\b(?:must|has to|have to|needs? to|should)|^\W*(?:has to|have to|needs? to)"
)


def effect(passage: Passage, atom: Atom) -> Effect:
    """The net effect of an atom: where it stands, what negates it, and what its clause says."""
    if atom.polarity is Polarity.MUST:
        return Effect.REQUIRE
    if atom.polarity is Polarity.MUST_NOT:
        return Effect.EXCLUDE
    if atom.polarity is Polarity.MAY:
        return Effect.ALLOW
    mood = passage.scopes.mood(atom.start)
    if mood is Mood.PERMITTED or _either_way(passage, atom):
        return Effect.ALLOW
    if mood is Mood.FORBIDDEN:
        base = Effect.EXCLUDE
    elif mood is Mood.REQUIRED and (passage.base is Effect.REQUIRE or _is_demanded(passage, atom)):
        base = Effect.REQUIRE
    else:
        base = passage.base
    if base is Effect.ALLOW or not is_negated(passage, atom):
        return base
    if base is Effect.EXCLUDE and _says_no_again(passage, atom.start):
        return base
    return Effect.EXCLUDE if base is Effect.REQUIRE else Effect.REQUIRE


_BUT_NO = regex(r"[\s,;]*but (?:no|not|never|without)\b")


def _says_no_again(passage: Passage, at: int) -> bool:
    """Whether the "no" of a clause ends what the one before permits, and says what the heading says: "tamoxifen is allowed, but no letrozole"."""
    permits = False
    for clause in passage.scopes.clauses:
        if clause.start <= at < clause.end:
            return permits and _BUT_NO.match(passage.lower, clause.start) is not None
        permits = clause.mood is Mood.PERMITTED
    return False


def _is_demanded(passage: Passage, atom: Atom) -> bool:
    """Whether the words before the atom demand it of the patient, or those right behind it: "a mastectomy must have been performed"."""
    if _OF_SOME.match(passage.lower) and _IS_REQUIRED.match(passage.lower, atom.end):
        return True  # "For patients treated by lumpectomy, breast irradiation is required"
    if _SO_AS_TO_JOIN.search(passage.lower):
        return True
    before = _OWN_NEED.sub(" ", passage.lower[: atom.start])
    return _MUST.search(before) is not None or _MUST_HAVE_BEEN.match(passage.lower, atom.end) is not None


def _either_way(passage: Passage, atom: Atom) -> bool:
    """Whether the words before the atom say that it may be so or not."""
    if atom.requirement.kind not in _ITS_STATE or passage.base is not Effect.REQUIRE:
        return False
    either = _EITHER_WAY.search(passage.lower, 0, atom.start)
    if either is None:
        return False
    return not any(way.end() <= atom.start for way in _ANOTHER_WAY.finditer(passage.lower, either.start()))


def is_negated(passage: Passage, atom: Atom) -> bool:
    """Whether an odd number of negations, its own among them, turns the atom round."""
    return (passage.scopes.negations(atom.start, passage.claimed) + (atom.polarity is Polarity.FLIP)) % 2 == 1


def statement(passage: Passage, atom: Atom, found: Effect) -> Node:
    """The atom as a tree that must be TRUE, given its effect."""
    where = passage.view.span(atom.start, atom.end)
    if atom.is_unread:
        listed = atom.requirement.kind if found is Effect.EXCLUDE and not atom.is_clause else None
        if listed is not None:
            listed = kind_of_item(str(passage.lower[atom.start : atom.end]), listed)
        unread = Unparsed(where, UNREAD_PART, listed)
        if found is Effect.ALLOW:
            return Allow(unread, where)
        return Not(unread, where) if found is Effect.EXCLUDE and listed else unread
    leaf = Leaf(atom.requirement, where)
    node: Node = leaf
    if found is Effect.EXCLUDE:
        node = Not(without_invasion(passage, atom, leaf) or with_unread_qualifier(passage, atom, leaf), leaf.span)
    elif found is Effect.ALLOW:
        node = Allow(Not(leaf, leaf.span) if is_negated(passage, atom) else leaf, leaf.span)
    if atom.exception is not None:
        where = passage.view.span(*atom.exception)
        node = Unless(node, _lifting(passage, atom, found, where), leaf.span.cover(where))
    if atom.condition is not None:
        limit = as_condition(passage, atom.condition)
        node = If(limit, node, node.span.cover(limit.span))
    return node


def as_condition(passage: Passage, atom: Atom) -> Node:
    """The atom as something that may hold or not, whatever the section it stands in."""
    denied = atom.polarity is Polarity.MUST_NOT or (atom.polarity is not Polarity.MUST and is_negated(passage, atom))
    if atom.condition is not None and atom.condition.requirement == atom.requirement:
        atom = replace(
            atom, condition=None
        )  # "patients on warfarin must …": who takes it, and not "who takes it if they take it"
    return statement(passage, atom, Effect.EXCLUDE if denied else Effect.REQUIRE)


def _is_spread(node: Node) -> bool:
    parts = node.nodes if isinstance(node, All) else (node,)
    return any(isinstance(part, Leaf) and part.requirement.kind is Kind.METASTASIS for part in parts)


def _lifting(passage: Passage, atom: Atom, found: Effect, where: Span) -> Node:
    """What an exception that a recogniser has read asks for: its looser bounds, of those patients that it names."""
    if atom.requirement.kind is Kind.COMORBIDITY:
        return condition_exceptions.exception(passage, *(atom.exception or (0, 0)), atom.unless, [atom.requirement])
    looser = [a for a in atom.unless if a.requirement.kind is atom.requirement.kind and a.requirement.kind in _BOUNDED]
    bounds = [statement(passage, a, Effect.REQUIRE if a.polarity is Polarity.MUST else found) for a in looser]
    others = [a for a in atom.unless if a not in looser]
    whose = [(a.start, as_condition(passage, a)) for a in others]
    if bounds:  # "≤ 3 x ULN without liver metastases, ≤ 6 x ULN with": those without are not who is let in
        whose = [(at, node) for at, node in whose if not (isinstance(node, Not) and _is_spread(node.node))]
    if len(bounds) > 1 and whose:
        parts = [Part(at, node, is_bound=False) for at, node in whose]
        parts += [Part(a.start, node, is_bound=True) for a, node in zip(looser, bounds, strict=True)]
        ways = [_of_whom([*group.whose], [*group.bounds], where) for group in groups(parts)]
        return ways[0] if len(ways) == 1 else Any(tuple(ways), where)
    if not whose and _says_whose(passage, atom, looser):
        return All(tuple(bounds), where)
    who = _of_whom([node for _, node in whose], bounds, where)
    if atom.requirement.kind is Kind.AGE and whose:  # how fit they must be is not read
        return All((who, Unparsed(where, "exception")), where)
    return who


# in a bracket: at most 5 x ULN *if* alkaline phosphatase is normal
_IF_ANOTHER = regex(
    r"[\s,]*(?:only )?(?:if|provided|providing|when|as long as)(?: that)?(?: (?:the|both|serum|total))*\s*"
)
_EITHER = regex(r"\bor\b")
_BRACKET_ENDS = regex(r"(?: (?:is|are) (?:normal|not elevated))?[\s.,;]*\)?")


def _says_whose(passage: Passage, atom: Atom, bounds: list[Atom]) -> bool:
    """Whether a bracket holds a looser bound of a lab and the bounds that others must keep to for it, and nothing else."""
    stretch = atom.exception or (0, 0)
    own = [a for a in bounds if a.requirement.concept == atom.requirement.concept]
    others = [a for a in bounds if a not in own]
    if len(own) != 1 or not others or not passage.lower.startswith("(", stretch[0]):
        return False
    first, last = min(a.start for a in others), max(a.end for a in others)
    if _EITHER.search(passage.lower, first, last):
        return False
    joined = _IF_ANOTHER.fullmatch(passage.lower, own[0].end, first) is not None
    return joined and _BRACKET_ENDS.fullmatch(passage.lower, last, stretch[1]) is not None


def _of_whom(whose: list[Node], bounds: list[Node], where: Span) -> Node:
    """Any of these patients, each of whom keeps to the bounds."""
    who: Node = Unparsed(where, "exception")
    if whose:
        who = whose[0] if len(whose) == 1 else Any(tuple(whose), where)
    return All((who, *bounds), where) if bounds else who
