"""Owns which statements have exceptions that are read as trees of their own: other malignancies, brain metastases, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms import Atom
from criteria.atoms.cancers.cancer_names import is_unnamed
from criteria.patterns import regex
from criteria.sentence import brain_permissions, condition_exceptions, second_cancers
from criteria.sentence.anticoagulated import in_range
from criteria.sentence.brain_metastases import SITES
from criteria.sentence.exception_parts import by_kind, unread_likes, values_together
from criteria.sentence.joining import join
from criteria.sentence.joint_nodes import excluded_ways
from criteria.sentence.loosen import loosen_for
from criteria.sentence.narrowed_exceptions import narrowed
from criteria.sentence.partly_excepted import spared_in_part
from criteria.sentence.statement import as_condition, effect, statement
from criteria.sentence.whom_bounds import Part, groups
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Any, Effect, Kind, Node, Not, Unless, Unparsed
from criteria.vocabulary import load
from criteria.words.context import Cue, Scope
from criteria.words.plain_words import FILLERS

Stretch = tuple[int, int]
_LIFTS = regex(r"unless|except(?:ions?)? (?:if|in|when|where|for (?:patients|subjects|participants|those|women)\b)|\(")
_EXCLUDING = regex(r"excluding|not including|exclusive of")
_MOSTLY = 0.5  # of an exception's longer words must be read before it can fail a patient
_WORD = regex(r"[a-z]{4,}")
_SETTING_WORDS = frozenset({"other", "than", "with", "adjuvant", "neoadjuvant", "setting", "prior", "previous"})
# what says that it is an exception, or of a dose how it is measured
_GRAMMAR = frozenset(
    {
        "except",
        "excepting",
        "exception",
        "exceptions",
        "unless",
        "excluding",
        "doses",
        "dose",
        "daily",
        "equivalent",
        "equivalents",
    }
)
_NUMBER = regex(r"\d+")
# "(older patients are eligible if fit)": who is let in, and not what is
_LETS_IN = regex(
    r"\W*(?:[\w-]+ ){0,3}(?:patients?|subjects?|participants?|women|men|those|they|persons?|individuals)\b"
)
# "(tumors under 5 mm do not require it)": who can do without what is asked for
_SPARES = regex(r"\b(?:do|does) not (?:require|need)\b")
_DIAGNOSIS = frozenset({Kind.CANCER, Kind.STAGE, Kind.BIOMARKER})
_OF_SOME = frozenset({Kind.METASTASIS, Kind.COMORBIDITY})
_BETWEEN = frozenset({Kind.CANCER, Kind.STAGE, Kind.THERAPY, Kind.ADMINISTRATIVE, Kind.METASTASIS})


def permission(passage: Passage, atoms: Sequence[Atom]) -> Node | None:
    """A sentence that only says which malignancies, brain metastases or conditions are no obstacle; None for any other."""
    if any(scope.leads for scope in passage.scopes.found):
        return None  # what it lets in stands before what it asks for
    if not passage.lead and not second_cancers.may_permit(passage):
        return brain_permissions.demanded(passage, atoms)
    return (
        second_cancers.permission(passage, atoms)
        or brain_permissions.demanded(passage, atoms)
        or brain_permissions.permission(passage, atoms)
        or condition_exceptions.permission(passage, atoms)
    )


def apart(
    passage: Passage, main: list[Atom], excepted: Sequence[Atom]
) -> tuple[list[Node], list[Atom], dict[Stretch, list[Atom]]]:
    """The statements whose exceptions are about them alone, with these; the other atoms; the exceptions so done with.

    ``excepted`` are the atoms that stand in exceptions.
    """
    left_out = _left_out(passage, main, excepted)
    if left_out is not None:
        return left_out
    second = [a for a in main if a.requirement.concept in second_cancers.BESIDE_HERS][:1]
    brain = [a for a in main if a.requirement.kind is Kind.METASTASIS and a.requirement.concept in SITES]
    for found, read in ((second, second_cancers.excepting), (brain, brain_permissions.excepting)):
        at = _exception_behind(passage, found, main)
        own = [a for a in found if at is not None and a.start < at]
        node = join(passage, own) if own else None
        if node is not None:
            lifted, done = read(passage, node, own[-1])
            return [lifted], [a for a in main if a not in own], {stretch: [] for stretch in done}
    return _conditions(passage, main, excepted)


def _left_out(
    passage: Passage, main: list[Atom], excepted: Sequence[Atom]
) -> tuple[list[Node], list[Atom], dict[Stretch, list[Atom]]] | None:
    """What is left out of a required diagnosis: "solid tumors, excluding sarcoma", "stage I to III, except T4d".

    None where nothing is left out.
    """
    for scope in passage.scopes.found if passage.base is Effect.REQUIRE else ():
        before = [a for a in main if a.end <= scope.at]
        if scope.cue is not Cue.EXCEPTION or not before or _LIFTS.match(passage.lower, scope.at):
            continue
        if not (_is_required_diagnosis(passage, before) or _of_any_kind(before)):
            continue
        within = [a for a in excepted if scope.at <= a.start < scope.end]
        done: dict[Stretch, list[Atom]] = {(scope.at, scope.end): []}
        if within and all(_can_be_left_out(a) for a in within):
            return list(excluded_ways(passage, within)), main, done
        if not within and _EXCLUDING.match(passage.lower, scope.at):
            return [Unparsed(passage.view.span(scope.at, scope.end), "exception")], main, done
    return None


def _is_required_diagnosis(passage: Passage, before: Sequence[Atom]) -> bool:
    """Whether the last thing asked for is a diagnosis, and a stage or a named cancer is part of it."""
    if before[-1].requirement.kind not in _DIAGNOSIS or any(effect(passage, a) is not Effect.REQUIRE for a in before):
        return False
    kinds = (a.requirement for a in before)
    return any(a.kind is Kind.STAGE or (a.kind is Kind.CANCER and not is_unnamed(a.concept)) for a in kinds)


def _can_be_left_out(atom: Atom) -> bool:
    """Whether it is a sort of disease: "other than brain metastases" asks for others beside, and excludes none."""
    return atom.requirement.kind in _DIAGNOSIS or atom.requirement.concept.endswith(" only")


def _of_any_kind(before: Sequence[Atom]) -> bool:
    """Whether the last thing asked for is a tumor of any kind."""
    return before[-1].requirement.kind is Kind.CANCER and before[-1].requirement.concept == "solid tumor"


def _conditions(
    passage: Passage, main: list[Atom], excepted: Sequence[Atom]
) -> tuple[list[Node], list[Atom], dict[Stretch, list[Atom]]]:
    """The same for the conditions of a list that an exception follows: it is about each of them alone."""
    own: list[Atom] = []
    behind = [s.at for s in passage.scopes.found if s.cue is Cue.EXCEPTION and main and s.at >= main[0].end]
    before = [a for a in main if behind and a.end <= min(behind)]
    for atom in reversed(before):
        listed = atom.requirement.kind is Kind.COMORBIDITY and atom.exception is None and not atom.is_clause
        if not listed or atom.alternatives is not None or effect(passage, atom) is not Effect.EXCLUDE:
            break
        own.insert(0, atom)
    if not own or len(own) < len(before):
        return [], main, {}
    stated = [(statement(passage, a, Effect.EXCLUDE), a.requirement) for a in own if not a.is_unread]
    if not stated:
        return [], main, {}
    nodes, done = condition_exceptions.excepting(passage, stated, excepted)
    nodes += [statement(passage, a, Effect.EXCLUDE) for a in own if a.is_unread]
    return nodes, [a for a in main if a not in own], {stretch: [] for stretch in done}


def _exception_behind(passage: Passage, found: list[Atom], main: list[Atom]) -> int | None:
    """Where an exception follows the atoms directly, with no statement about anything else before it."""
    if not found:
        return None
    end = found[0].end
    at = min((s.at for s in passage.scopes.found if s.cue is Cue.EXCEPTION and s.start >= end), default=None)
    other = at is not None and any(end <= a.start < at and a.requirement.kind not in _BETWEEN for a in main)
    return None if other else at


def permits_something_else(passage: Passage, found: Sequence[Atom], main: Sequence[Atom], scope: Scope) -> bool:
    """Whether brackets behind what is asked for permit another thing: "prior taxane (steroids are allowed if needed)"."""
    if not found or not passage.lower.startswith("(", scope.at) or _LETS_IN.match(passage.lower, scope.at):
        return False
    if _SPARES.search(passage.lower, scope.at, scope.end):
        return False
    asked = {_matter(a) for a in main}
    permitted = {_matter(a) for a in found}
    return not asked & permitted and any(effect(passage, a) is Effect.REQUIRE for a in main)


def _matter(atom: Atom) -> str:
    """What a statement is about: one scale of performance is as good as another."""
    kind = atom.requirement.kind
    return kind.value if kind is Kind.PERFORMANCE else atom.requirement.concept


# "except for palliation of bone pain, fractures, or brain metastases"
_FOR_ONE_OF = regex(
    r"\W*(?:except\w*|other\s+than|apart\s+from|excluding|unless|with\s+the\s+exceptions?\s+of)\s+(?:(?:if|when|given|used|that|is|as|for|the)\s+)*"
    r"(?:palliati\w+|treatment|treat|control|management|manage|relief|relieve|prevention|prevent|prophylaxis)\b[^.;]*\bor\b"
)


# "unless there are bone metastases in the absence of liver metastases"
_WITHOUT = regex(r"\b(?:in (?:the )?absence of|without)\b")
_OR = regex(r"\bor\b")


def lifting(passage: Passage, asked: Node, atoms: list[Atom], where: Span) -> Node:
    """What lifts the criterion ``asked``: any of the statements read there, or words that nobody can decide."""
    if (ranged := in_range(passage, where)) is not None:
        return ranged
    atoms = [a for a in atoms if a.requirement.kind is not Kind.ADMINISTRATIVE]
    if not atoms:
        return Unparsed(where, "exception")
    start, end = passage.view.place(where)
    atoms, end = _without_what_is_waived(passage, atoms, start, end)
    atoms, end = _without_what_is_excluded(passage, atoms, start, end)
    parts = [(a.requirement.kind, as_condition(passage, a)) for a in atoms]
    whole = by_kind(parts, where, together=values_together(passage, atoms))
    if len(parts) > 1 and _FOR_ONE_OF.match(passage.lower, start, end):
        whole = Any(tuple(node for _, node in parts), where)
    both = any(isinstance(node, Not) for _, node in parts) and _WITHOUT.search(passage.lower, start, end)
    if both and _OR.search(passage.lower, start, end) is None:
        whole = All(tuple(node for _, node in parts), where)
    words = [word for word in _WORD.findall(passage.lower[start:end]) if word not in _SETTING_WORDS | _GRAMMAR]
    own = " ".join(passage.lower[a.start : a.end] for a in atoms if not a.is_unread)
    read = _WORD.findall(own)
    unread = Unparsed(where, "exception read in part")
    if named := narrowed(passage, atoms, start, end):  # who has nothing of it has no exception
        return All((by_kind([(a.requirement.kind, as_condition(passage, a)) for a in named], where), unread), where)
    least = _MOSTLY * (len(words) - 1)
    if passage.lower.startswith("(", start):  # a sentence of its own, with words for who is let in
        least = min(least, _MOSTLY * sum(word not in FILLERS for word in words))
        if not set(_NUMBER.findall(passage.lower[start:end])) <= set(_NUMBER.findall(own)):
            return Any((All((whole, unread), where), unread), where)  # "(women above 70 are eligible if ECOG 0)"
    if len(read) < least:
        return spared_in_part(passage, asked, atoms, whole, unread)
    return Any((whole, unread), where) if _leaves_out_the_first(passage, atoms, start, end) else whole


# "other than for palliation or brain metastasis": the first of what it is for
_FIRST_OF_TWO = regex(
    r"\W*(?:except\w*|other\s+than|apart\s+from|excluding|unless)\s+(?:for|as)\s+(?P<first>[^,;()]{3,40}?)\s+or\s"
)


def _leaves_out_the_first(passage: Passage, atoms: Sequence[Atom], start: int, end: int) -> bool:
    """Whether nothing was read of the first of two things that an exception is for."""
    told = _FIRST_OF_TWO.match(passage.lower, start, end)
    if told is None or any(a.start < told.end("first") and a.end > told.start("first") for a in atoms):
        return False
    return not any("intent" in dict(a.requirement.detail) for a in atoms)


# "unless it is inflammatory, in which case a measurable mass is not required"
_IS_WAIVED = regex(r",?\s*\bin which case\b[^.;]*?\bnot (?:be )?(?:required|necessary|needed|mandatory|applicable)\b")


def _without_what_is_waived(passage: Passage, atoms: list[Atom], start: int, end: int) -> tuple[list[Atom], int]:
    """What an exception names, and its end, without the words behind it that say again what need not be."""
    cut = _IS_WAIVED.search(passage.lower, start, end)
    named = atoms if cut is None else [a for a in atoms if a.end <= cut.start()]
    return (atoms, end) if cut is None or not named else (named, cut.start())


# "HER2-targeted therapy other than trastuzumab (including but not limited to lapatinib)": examples of what is excluded
_EXAMPLES_OF_IT = regex(r",?\s*\(?\b(?:including|e\.g\.)")


def _without_what_is_excluded(passage: Passage, atoms: list[Atom], start: int, end: int) -> tuple[list[Atom], int]:
    """The treatments that an exception names, and its end, without the examples behind them that are none of these."""
    cut = _EXAMPLES_OF_IT.search(passage.lower, start, end)
    if cut is None or any(a.requirement.kind is not Kind.THERAPY for a in atoms):
        return atoms, end
    named = [a for a in atoms if a.end <= cut.start()]
    behind = [a for a in atoms if a.start >= cut.end()]
    known = load()
    drugs = [row for a in named if (row := known.find(Kind.THERAPY, a.requirement.concept)) and row.category == "drug"]
    if not named or len(drugs) < len(named) or any(a.is_unread for a in behind):
        return atoms, end  # a class is spelt out by its members
    return named, cut.start()


def is_named_again(excepted: Atom, main: Sequence[Atom]) -> bool:
    """Whether an exception names no less than what is excluded: "major surgery, other than (surgery) for diagnosis"."""
    one = excepted.requirement
    excluded = (a.requirement for a in main)
    return any(replace(r, detail=one.detail) == one and set(one.detail) <= set(r.detail) for r in excluded)


def with_exception(passage: Passage, node: Node, atoms: list[Atom], where: Span) -> Node:
    """The statement with its exception; where that has bounds of its own for some, each is one to the bound of the same value."""
    if (spared := condition_exceptions.of_toxicity(passage, node, atoms, where)) is not None:
        return spared
    bounds = [a for a in atoms if a.requirement.kind is Kind.LAB]
    others = [a for a in atoms if a not in bounds]
    if bounds and others and all(a.requirement.kind in _OF_SOME for a in others):
        parts = [Part(a.start, as_condition(passage, a), is_bound=a in bounds) for a in atoms]
        likes = unread_likes(passage, others, *passage.view.place(where))
        parts += [Part(passage.view.place(like.span)[0], like, is_bound=False) for like in likes]
        parts.sort(key=lambda part: part.start)
        if (loosened := loosen_for(node, groups(parts), where)) is not None:
            return loosened
    return Unless(node, lifting(passage, node, atoms, where), node.span.cover(where))
