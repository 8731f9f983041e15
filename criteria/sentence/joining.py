"""Owns how the statements of a sentence join: which make one run, and what each run comes to."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

from criteria.atoms import Atom
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.sentence.alternatives import are_alternatives
from criteria.sentence.causes import without_causes
from criteria.sentence.extents_elsewhere import with_their_own_cancers
from criteria.sentence.first_side import unread_first_side
from criteria.sentence.joint_exclusions import (
    excluded_together,
    has_with_it,
    says_whom,
    without_definitions,
)
from criteria.sentence.joint_nodes import excluded_ways, not_together, not_with_any, not_with_it
from criteria.sentence.joint_values import with_another_value
from criteria.sentence.said_of_excluded import said_of_excluded
from criteria.sentence.statement import effect, statement
from criteria.sentence.unread_alternative import unread_alternative
from criteria.sentence.value_ranges import with_ranges
from criteria.text.passage import Passage
from criteria.tree import All, Allow, Any, Effect, Kind, Node, Not, Unparsed
from criteria.vocabulary import load
from criteria.words.context import Cue
from criteria.words.plain_words import FILLERS

_OWN = "breast cancer"
_IN_PERSON = frozenset({Kind.ADMINISTRATIVE, Kind.CONTRACEPTION})
_OR_ANOTHER = regex(r",? or (?:with )?(?:an? )?")
_WITHOUT = regex(r"without|lacking|lack of|absence of")
_WORD = regex(r"[a-z][a-z'-]{2,}")
# "brain metastases without treatment", "plans for surgery, and does not leave time for chemotherapy"
_NARROWS = regex(
    r"^[^,;.]{0,30}\b(?:without|not|no|hasn't|haven't|in (?:the )?absence of)\b"
    r"|^[^,;.]{0,30},? and (?:(?:that|which|who) )?(?:does|do|did|is|are|was|were|has|have|had|will|would|can)(?:n't| ?not)\b"
)

# what was given alone, with the treatment that it lacks in a bracket
_IN_A_BRACKET = regex(r"[^,;.()]{0,20}\(\s*(?:i\.e\.,?\s*)?without\b")


def join(passage: Passage, atoms: list[Atom]) -> Node | None:
    """Atoms joined by the words between them: neighbours with "or" are alternatives, the rest all count."""
    if not atoms:
        return None
    atoms = without_definitions(passage, without_causes(passage, atoms))
    atoms = _by_the_bound(passage, _without_own_name_between(passage, atoms))
    atoms = with_their_own_cancers(passage, with_ranges(passage, atoms))
    runs: list[list[Atom]] = []
    for atom in atoms:
        before = _read_before(runs, atom) or _before_the_bracket(passage, runs, atom)
        choice = [run for run in runs if run[-1].together is not None and run[-1].alternatives == atom.alternatives]
        if before is not None and are_alternatives(passage, before[-1], atom, before):
            before.append(atom)  # what was not read between two that were does not part them
        elif choice:  # "HR+/HER2- breast cancer, or HER2+ breast cancer": one choice, whatever stands between
            choice[-1].append(atom)
        elif runs and (are_alternatives(passage, runs[-1][-1], atom, runs[-1]) or _together(passage, runs[-1], atom)):
            runs[-1].append(atom)
        else:
            runs.append([atom])
    nodes: list[Node] = []
    for run in runs:
        if len(run) > 1 and run[-1].together is None and _together(passage, run[:-1], run[-1]):
            any_of = has_with_it(passage, run[:-1], run[-1]) or with_another_value(passage, run[:-1], run[-1])
            joint = not_with_it if any_of else not_together
            nodes.append(joint(passage, run))
        elif len(run) > 2 and says_whom(passage, run[:1], run[1]):
            nodes.append(not_with_any(passage, run))
        elif passage.base is Effect.REQUIRE and (other := unread_alternative(passage, run)) is not None:
            nodes.append(_or_else(passage, run, other))
        elif nodes and (narrowed := _told_more_of(passage, runs, run, nodes[-1])) is not None:
            nodes[-1] = narrowed
        elif (lacking := _without_it(passage, runs[0][0], run)) is not None:
            nodes.append(lacking)
        else:
            nodes.append(_run(passage, run))
    return all_of([_with_its_first_side(passage, runs[0], nodes[0]), *nodes[1:]])


def _with_its_first_side(passage: Passage, run: list[Atom], node: Node) -> Node:
    """What is asked for first, or what stands before its "or" and was not read."""
    other = unread_first_side(passage, run) if passage.base is Effect.REQUIRE else None
    return node if other is None else Any((other, node), other.span.cover(node.span))


def _by_the_bound(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """Treatments of one list that have two bounds each, sorted by these: "1 to 5 years after treatment (surgery, chemotherapy)".

    What must not be so recent stands first, and what must be recent enough is then one list.
    """
    pairs = [
        place
        for place, (one, other) in enumerate(pairwise(atoms))
        if one.start == other.start and one.requirement.kind is other.requirement.kind is Kind.THERAPY
    ]
    first = next((p for p in pairs if p + 2 in pairs), None)
    if first is None:
        return atoms
    last = first
    while last + 2 in pairs:
        last += 2
    listed = sorted(atoms[first : last + 2], key=lambda a: effect(passage, a) is not Effect.EXCLUDE)
    return [*atoms[:first], *listed, *atoms[last + 2 :]]


def _or_else(passage: Passage, run: list[Atom], other: Unparsed) -> Node:
    """What is asked, or else what was not read; nothing else need be known beside what the trial settles in person."""
    node = _run(passage, run)
    span = node.span.cover(other.span)
    if all(a.requirement.kind in _IN_PERSON for a in run):
        return All((node, Allow(other, other.span)), span)
    return Any((node, other), span)


def _together(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether what was read excludes only with what stands before it."""
    return excluded_together(passage, run, atom) or with_another_value(passage, run, atom)


def _without_own_name_between(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The name of the disease behind its stage moved in front: "stage IV breast cancer, or locally advanced disease"."""
    for place in range(1, len(atoms) - 1):
        left, name, right = atoms[place - 1 : place + 2]
        stages = left.requirement.kind is right.requirement.kind is Kind.STAGE
        own = (
            stages and name.requirement.kind is Kind.CANCER and load().is_a(Kind.CANCER, name.requirement.concept, _OWN)
        )
        if own and _OR_ANOTHER.fullmatch(passage.lower, name.end, max(name.end, right.start)):
            if right.alternatives is not None and left.together is None:
                left = replace(left, alternatives=right.alternatives, together=f"stage {left.start}")
            return [*atoms[: place - 1], name, left, *_without_own_name_between(passage, atoms[place + 1 :])]
    return atoms


def _read_before(runs: list[list[Atom]], atom: Atom) -> list[Atom] | None:
    """The run before one of unread words that stands between it and what was read next; None where there is none."""
    if len(runs) < 2 or atom.is_unread or not all(a.is_unread for a in runs[-1]) or runs[-2][-1].is_unread:
        return None
    return runs[-2]


def _before_the_bracket(passage: Passage, runs: list[list[Atom]], atom: Atom) -> list[Atom] | None:
    """The run before one that a bracket behind it holds, which tells its kinds: "an anthracycline (A or B), or a taxane"."""
    if len(runs) < 2 or atom.requirement.kind is not runs[-2][-1].requirement.kind:
        return None
    head = max((a.end for a in runs[-2] if a.end <= runs[-1][0].start), default=runs[-1][0].start)
    opened = passage.lower.find("(", head, runs[-1][0].start)
    closed = passage.lower.find(")", runs[-1][-1].end, atom.start)
    return runs[-2] if 0 <= opened < closed and ")" not in passage.lower[opened : runs[-1][-1].end] else None


def _run(passage: Passage, atoms: list[Atom]) -> Node:
    if len(atoms) == 1:
        return statement(passage, atoms[0], effect(passage, atoms[0]))
    effects = {effect(passage, a) for a in atoms}
    if len(effects) > 1 and Effect.ALLOW not in effects and atoms[0].alternatives is not None:
        mixed = tuple(statement(passage, a, effect(passage, a)) for a in atoms)  # "postmenopausal or not pregnant"
        mixed = _bundled(atoms, mixed)
        return Any(mixed, mixed[0].span.cover(mixed[-1].span))
    parts: list[Node] = []
    for found, group in groupby(atoms, key=lambda a: effect(passage, a)):
        members = list(group)
        statements = tuple(statement(passage, a, found) for a in members)
        if found is Effect.REQUIRE and len(members) > 1:
            statements = _bundled(members, statements)
            one = len(statements) == 1
            parts.append(statements[0] if one else Any(statements, statements[0].span.cover(statements[-1].span)))
        elif found is Effect.EXCLUDE and any(a.together is not None for a in members):
            parts.extend(excluded_ways(passage, members))
        else:
            parts.extend(statements)
    return all_of(parts)


def _bundled(members: list[Atom], statements: tuple[Node, ...]) -> tuple[Node, ...]:
    """The alternatives, those that describe one of them together: "HR+ and HER2-, or triple-negative"."""
    bundled: list[Node] = []
    pairs = zip(members, statements, strict=True)
    for together, group in groupby(pairs, key=lambda pair: pair[0].together or str(id(pair[0]))):
        nodes = [node for _, node in group]
        bundled.append(nodes[0] if together is None or len(nodes) == 1 else all_of(nodes))
    return tuple(bundled)


def _without_it(passage: Passage, first: Atom, run: list[Atom]) -> Node | None:
    """An exclusion of something unread that lacks what was read: "rising markers without metastases" asks nobody to have these."""
    if passage.base is not Effect.EXCLUDE or any(effect(passage, a) is not Effect.REQUIRE for a in run):
        return None
    lacks = next((s for s in passage.scopes.found if s.cue is Cue.NEGATED and s.start <= run[0].start < s.end), None)
    if (
        lacks is None
        or first.start < lacks.at
        or _WITHOUT.match(passage.lower, lacks.at) is None
        or any(a.is_unread for a in run)
    ):
        return None
    said = {word for word in _WORD.findall(passage.lower[: lacks.at]) if word not in FILLERS}
    if not said:
        return None  # "patients without measurable disease"
    what = Unparsed(passage.view.span(0, lacks.at), "what excludes")
    lacking = tuple(Not(statement(passage, a, Effect.REQUIRE), passage.view.span(a.start, a.end)) for a in run)
    span = what.span.cover(lacking[-1].span)
    return Not(All((what, *lacking), span), span)


def _told_more_of(passage: Passage, runs: list[list[Atom]], run: list[Atom], last: Node) -> Node | None:
    """The statement before a run that goes on about it; None where the run stands for itself."""
    narrowed = _narrowed(passage, runs, run, last)
    return narrowed if narrowed is not None else said_of_excluded(passage, runs[: runs.index(run)], run, last)


def _narrowed(passage: Passage, runs: list[list[Atom]], run: list[Atom], last: Node) -> Node | None:
    """An exclusion that a later "without …" narrows: HIV without antiretroviral therapy is excluded, HIV with it is not."""
    before = runs[runs.index(run) - 1]
    between = passage.lower[before[-1].end : run[0].start]
    bracketed = _IN_A_BRACKET.match(between) is not None  # what a bracket denies has no mood of its own
    if _NARROWS.search(between) is None or not (passage.base is Effect.EXCLUDE or bracketed):
        return None
    denied = Effect.REQUIRE if passage.base is Effect.EXCLUDE else Effect.EXCLUDE
    if run[0].is_unread or effect(passage, run[0]) is not denied:
        return None
    excluded = last.nodes if isinstance(last, All) and len(before) > 1 else (last,)
    if not all(isinstance(one, Not) for one in excluded):
        return None
    qualifiers = tuple(Not(statement(passage, a, Effect.REQUIRE), passage.view.span(a.start, a.end)) for a in run)
    of_the_last = before[-1].requirement.kind is Kind.COMORBIDITY  # "diabetes, or hepatitis without treatment"
    *others, narrowed = excluded if of_the_last else [_either(excluded)]
    assert isinstance(narrowed, Not)  # noqa: S101  # as all of them are
    span = narrowed.span.cover(qualifiers[-1].span)
    return all_of([*others, Not(All((narrowed.node, *qualifiers), span), span)])


def _either(excluded: tuple[Node, ...]) -> Not:
    """One exclusion of what several exclude."""
    inner = tuple(one.node for one in excluded if isinstance(one, Not))
    span = excluded[0].span.cover(excluded[-1].span)
    return Not(inner[0] if len(inner) == 1 else Any(inner, span), span)
