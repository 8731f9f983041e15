"""Owns the fourth pass within a sentence: atoms joined into a tree by and, or, negation, exception and condition."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from criteria.atoms import Atom, Polarity
from criteria.context import Cue, Mood
from criteria.passage import Passage
from criteria.span import Span
from criteria.tree import All, Allow, Any, Effect, If, Kind, Leaf, Node, Not, Unless, Unparsed

_CHOICE = re.compile(r"\bOR\b(?! HIGHER| GREATER)|\bor,? \(?(?:[2-9]|[b-e]|ii|iii)\)")
_NUMBERED = re.compile(r"\(?\b(?:1|a|i)\)")
_VERDICT = re.compile(r"eligible|excluded|allowed|permitted|included|acceptable")
_MOSTLY = 0.5  # of an exception's longer words must be read before it can fail a patient
_A_STATEMENT = 3  # words that it takes, beside a condition, to state something
_OR = re.compile(r"\b(?:or|and/or|either)\b|/")
_AND = re.compile(r"\b(?:and|with|plus|as well as|who|that)\b|\+|&")
# "measurable disease or at least one lytic bone lesion": a choice whatever the kinds are
_EITHER_OR = re.compile(r"(?:(?!\band\b|\bwho\b|\bwith\b)[^,;.]){0,40}\bor\b(?:(?!\band\b)[^,;.]){0,40}")
_OR_ELSE = re.compile(
    r"(?:[^,;.()]{0,30}(?:\([^()]*\))?)?,? or (?P<rest>(?!(?:older|more|greater|above|higher|over|less|below|lower|younger|better|equal)\b)[^,;.]{16,})"
)
_METHOD = re.compile(
    r"\b(?:by|using|via|with|on|measured|determined|assessed|calculated|estimated|evaluated|per|according)\b"
)
_A_FEW_LETTERS = 8
_SETS_NO_LIMIT = re.compile(
    r"(?:if|when|where) (?:applicable|available|indicated|possible|appropriate|needed|necessary|clinically|required)|for (?:all|women|men|patients|subjects|participants)\b(?! (?:with|who|whose|on|receiving|in))"
)
_NARROWS = re.compile(r"^[^,;.]{0,30}\b(?:without|not|no|hasn't|haven't)\b")
# no trial excludes measurable disease as such: the sentence says what does not count as measurable
_MEASURES = frozenset({"measurable disease", "evaluable disease"})
# a clause that narrows what it follows: "metastatic disease that can be resected", "bleeding requiring transfusion"
_QUALIFIES = re.compile(
    r"[\w /-]{0,25}?[ ,(]*(?P<cue>\b(?:that|which|whose|requiring|resulting in|causing|leading to|only (?:by|in|if|when)|amenable to|necessitating)\b)"
)
_QUALIFIER_ENDS = re.compile(r"[,;.)]|\bor\b|\band/or\b")
_MUST = re.compile(r"\b(?:must|has to|have to|need to|should)\b(?! not)")


def compose(passage: Passage, atoms: list[Atom]) -> Node | None:
    """The tree of one passage; None when there are no atoms."""
    if not atoms:
        return None
    ways = _ways(passage, _with_their_exceptions(atoms))
    nodes = [node for node in (_sentence(passage, way) for way in ways) if node is not None]
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return Any(tuple(nodes), _cover(nodes[0].span, nodes[-1].span))


def _ways(passage: Passage, atoms: list[Atom]) -> list[list[Atom]]:
    """The atoms of each of the ways that a sentence spells out: "1) … or 2) …", "… OR …"; one where it gives no choice."""
    cuts = [m.start() for m in _CHOICE.finditer(passage.text) if not _between_labs(atoms, m.start())]
    if not cuts or passage.base is not Effect.REQUIRE:
        return [atoms]
    ways: list[list[Atom]] = [[] for _ in range(len(cuts) + 1)]
    for atom in atoms:
        ways[sum(atom.start >= cut for cut in cuts)].append(atom)
    numbered = _NUMBERED.search(passage.text)
    if numbered is None or not all(ways):
        return ways if all(ways) else [atoms]
    common = [a for a in ways[0] if a.start < numbered.start()]
    return (
        [way if i else [a for a in way if a not in common] for i, way in enumerate(ways)]
        if not common
        else _with_common(common, ways)
    )


def _between_labs(atoms: list[Atom], cut: int) -> bool:
    """Whether labs stand on either side: their recogniser has said which of them are alternatives."""
    left = [a for a in atoms if a.start < cut]
    right = [a for a in atoms if a.start >= cut]
    return bool(left and right) and left[-1].requirement.kind is right[0].requirement.kind is Kind.LAB


def _with_common(common: list[Atom], ways: list[list[Atom]]) -> list[list[Atom]]:
    """What stands before the first number holds for every way."""
    first = [a for a in ways[0] if a not in common]
    return [common + way for way in (first, *ways[1:])] if first else [common]


def _sentence(passage: Passage, atoms: list[Atom]) -> Node | None:
    atoms = _examples_within(passage, atoms)
    main: list[Atom] = []
    exceptions: dict[tuple[int, int], list[Atom]] = {}
    conditions: dict[tuple[int, int], list[Atom]] = {}
    for atom in atoms:
        exception = passage.scopes.over(atom.start, Cue.EXCEPTION)
        condition = passage.scopes.over(atom.start, Cue.CONDITION)
        if exception is not None and exception.at > 0:
            exceptions.setdefault((exception.at, exception.end), []).append(atom)
        elif condition is not None and atom.exception is None and atom.polarity in (Polarity.FOLLOW, Polarity.FLIP):
            conditions.setdefault((condition.at, condition.end), []).append(atom)
        else:
            main.append(atom)
    if not main and conditions and _says_only_its_condition(passage, conditions):
        main = [a for found in conditions.values() for a in found]
        conditions = {}
    node = _join(passage, main)
    if node is None and not conditions:
        return None
    if node is None:
        node = Unparsed(passage.view.span(0, len(passage.text)))
    unread = _unread_condition(passage, conditions, main)
    if unread is not None:
        node = If(Unparsed(unread, "condition"), node, _cover(unread, node.span))
    for (start, end), found in conditions.items():
        node = If(_all([_as_condition(passage, a) for a in found]), node, passage.view.span(start, end))
    for scope in passage.scopes.found:
        if scope.cue is Cue.EXCEPTION and scope.at > 0 and any(a.start < scope.at for a in main):
            found = exceptions.get((scope.at, scope.end), [])
            where = passage.view.span(scope.at, scope.end)
            node = Unless(node, _exception(passage, found, where), _cover(node.span, where))
    return node


def _examples_within(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """Examples share the window of what they exemplify: "cancer therapy within 4 weeks (including chemotherapy)"."""
    found: list[Atom] = []
    head: Atom | None = None
    for atom in atoms:
        listed = passage.scopes.over(atom.start, Cue.EXAMPLES) is not None
        requirement = atom.requirement
        if not listed:
            head = atom
        elif (
            head is not None
            and requirement.kind is Kind.THERAPY
            and requirement.when is None
            and head.requirement.when is not None
            and requirement.value == head.requirement.value
        ):
            atom = replace(atom, requirement=replace(requirement, when=head.requirement.when), polarity=head.polarity)
        found.append(atom)
    return found


def _unread_condition(passage: Passage, read: dict[tuple[int, int], list[Atom]], main: list[Atom]) -> Span | None:
    """Where a condition stands that limits the statements to some patients in words that were not read."""
    for scope in passage.scopes.found:
        inside = any(scope.start <= a.start < scope.end for a in main) or any(
            a.exception is not None and a.exception[0] <= scope.at < a.exception[1] for a in main
        )
        aside = passage.scopes.over(scope.at, Cue.EXCEPTION)
        inside = inside or (aside is not None and aside.at > 0)  # the exception's own condition
        unread = scope.cue is Cue.CONDITION and (scope.at, scope.end) not in read and not inside
        if not unread or scope.end - scope.at <= _A_FEW_LETTERS or _SETS_NO_LIMIT.match(passage.lower, scope.at):
            continue
        if any(a.start >= scope.end or a.end <= scope.at for a in main):
            return passage.view.span(scope.at, scope.end)
    return None


def _says_only_its_condition(passage: Passage, conditions: dict[tuple[int, int], list[Atom]]) -> bool:
    """Whether the condition is the statement: "if pregnant", "not eligible if pregnant"."""
    rest = passage.lower
    for start, end in sorted(conditions, reverse=True):
        rest = rest[:start] + rest[end:]
    first = min(start for start, _ in conditions)
    words = re.findall(r"[a-z]{3,}", rest)
    judged = passage.scopes.mood(first) in (Mood.FORBIDDEN, Mood.PERMITTED) and _VERDICT.search(rest) is not None
    return judged or len(words) < _A_STATEMENT


def _is_who(atom: Atom) -> bool:
    """Whether the atom says who a condition is about, and so is not itself what the sentence asks."""
    return atom.requirement.kind in (Kind.SEX, Kind.MENOPAUSE, Kind.AGE)


def _with_their_exceptions(atoms: list[Atom]) -> list[Atom]:
    """The atoms with those that stand in the exception of another handed to it: "(≤ 5 x ULN if liver metastases)"."""
    stretches = {a.exception for a in atoms if a.exception is not None}
    if not stretches:
        return atoms
    held = [a for a in atoms if any(start <= a.start < end for start, end in stretches)]
    found = []
    for atom in atoms:
        if atom in held:
            continue
        if atom.exception is not None:
            start, end = atom.exception
            atom = replace(atom, unless=(*atom.unless, *(a for a in held if start <= a.start < end)))
        found.append(atom)
    return found


def _lifting(passage: Passage, atom: Atom, found: Effect, where: Span) -> Node:
    """What an exception that a recogniser has read asks for: its looser bounds, of those patients that it names."""
    bounds = [_statement(passage, a, found) for a in atom.unless if a.requirement.kind is Kind.LAB]
    whose = [_as_condition(passage, a) for a in atom.unless if a.requirement.kind is not Kind.LAB]
    who: Node = Unparsed(where, "exception")
    if whose:
        who = whose[0] if len(whose) == 1 else Any(tuple(whose), where)
    return All((who, *bounds), where) if bounds else who


def _exception(passage: Passage, atoms: list[Atom], where: Span) -> Node:
    """What lifts the criterion: any of the statements read there, or words that nobody can decide."""
    atoms = [a for a in atoms if a.requirement.kind is not Kind.ADMINISTRATIVE]
    if not atoms:
        return Unparsed(where, "exception")
    whole = _by_kind([(a.requirement.kind, _as_condition(passage, a)) for a in atoms], where)
    start, end = passage.view.place(where)
    words = re.findall(r"[a-z]{4,}", passage.lower[start:end])
    read = re.findall(r"[a-z]{4,}", " ".join(passage.lower[a.start : a.end] for a in atoms))
    if len(read) < _MOSTLY * (len(words) - 1):
        return Any((whole, Unparsed(where, "exception read in part")), where)
    return whole


def _by_kind(parts: list[tuple[Kind, Node]], where: Span) -> Node:
    """Statements of one kind are a choice, those of different kinds hold together: a treated tumor, of either sort."""
    groups: dict[Kind, list[Node]] = {}
    for kind, node in parts:
        groups.setdefault(kind, []).append(node)
    choices = [nodes[0] if len(nodes) == 1 else Any(tuple(nodes), where) for nodes in groups.values()]
    return choices[0] if len(choices) == 1 else All(tuple(choices), where)


def _as_condition(passage: Passage, atom: Atom) -> Node:
    """The atom as something that may hold or not, whatever the section it stands in."""
    return _statement(passage, atom, Effect.EXCLUDE if _is_negated(passage, atom) else Effect.REQUIRE)


def effect(passage: Passage, atom: Atom) -> Effect:
    """The net effect of an atom: where it stands, what negates it, and what its clause says."""
    if atom.polarity is Polarity.MUST:
        return Effect.REQUIRE
    if atom.polarity is Polarity.MUST_NOT:
        return Effect.EXCLUDE
    mood = passage.scopes.mood(atom.start)
    if mood is Mood.PERMITTED:
        return Effect.ALLOW
    if mood is Mood.FORBIDDEN:
        base = Effect.EXCLUDE
    elif mood is Mood.REQUIRED and (passage.base is Effect.REQUIRE or _MUST.search(passage.lower[: atom.start])):
        base = Effect.REQUIRE
    else:
        base = passage.base
    if base is Effect.ALLOW or not _is_negated(passage, atom):
        return base
    return Effect.EXCLUDE if base is Effect.REQUIRE else Effect.REQUIRE


def _is_negated(passage: Passage, atom: Atom) -> bool:
    return (passage.scopes.negations(atom.start, passage.claimed) + (atom.polarity is Polarity.FLIP)) % 2 == 1


def _join(passage: Passage, atoms: list[Atom]) -> Node | None:
    """Atoms joined by the words between them: neighbours with "or" are alternatives, the rest all count."""
    if not atoms:
        return None
    runs: list[list[Atom]] = []
    for atom in atoms:
        if runs and _alternatives(passage, runs[-1][-1], atom, runs[-1]):
            runs[-1].append(atom)
        else:
            runs.append([atom])
    nodes: list[Node] = []
    for run in runs:
        if passage.base is Effect.REQUIRE and (other := _unread_alternative(passage, run)) is not None:
            node = _run(passage, run)
            nodes.append(Any((node, other), _cover(node.span, other.span)))
        elif nodes and (narrowed := _narrowed(passage, runs, run, nodes[-1])) is not None:
            nodes[-1] = narrowed
        else:
            nodes.append(_run(passage, run))
    return _all(nodes)


def _unread_alternative(passage: Passage, run: list[Atom]) -> Unparsed | None:
    """What else would do, in words that were not read: "progressed on taxanes, or no standard therapy is left"."""
    match = _OR_ELSE.match(passage.lower, max(a.end for a in run))
    if match is None or any(effect(passage, a) is not Effect.REQUIRE for a in run):
        return None
    start, end = match.span("rest")
    if any(a.exception is not None and a.exception[0] <= start < a.exception[1] for a in run):
        return None
    if run[-1].requirement.kind is Kind.LAB and _METHOD.search(passage.lower, run[-1].end, start):
        return None  # "by echocardiogram or multigated acquisition" are two ways to measure, not two requirements
    if any(a < end and start < b for a, b in passage.claimed) or passage.scopes.over(start, Cue.EXCEPTION) is not None:
        return None
    return Unparsed(passage.view.span(start, end), "alternative")


def _narrowed(passage: Passage, runs: list[list[Atom]], run: list[Atom], last: Node) -> Node | None:
    """An exclusion that a later "without …" narrows: HIV without antiretroviral therapy is excluded, HIV with it is not."""
    before = runs[runs.index(run) - 1][-1]
    between = passage.lower[before.end : run[0].start]
    if not isinstance(last, Not) or passage.base is not Effect.EXCLUDE or _NARROWS.search(between) is None:
        return None
    if effect(passage, run[0]) is not Effect.REQUIRE:
        return None
    qualifiers = tuple(Not(_statement(passage, a, Effect.REQUIRE), passage.view.span(a.start, a.end)) for a in run)
    span = _cover(last.span, qualifiers[-1].span)
    return Not(All((last.node, *qualifiers), span), span)


def _run(passage: Passage, atoms: list[Atom]) -> Node:
    effects = {effect(passage, a) for a in atoms}
    if len(effects) > 1 and Effect.ALLOW not in effects and atoms[0].alternatives is not None:
        mixed = tuple(_statement(passage, a, effect(passage, a)) for a in atoms)  # "postmenopausal or not pregnant"
        return Any(mixed, _cover(mixed[0].span, mixed[-1].span))
    parts: list[Node] = []
    for found, group in groupby(atoms, key=lambda a: effect(passage, a)):
        members = list(group)
        statements = tuple(_statement(passage, a, found) for a in members)
        if found is Effect.REQUIRE and len(members) > 1:
            parts.append(Any(statements, _cover(statements[0].span, statements[-1].span)))
        else:
            parts.extend(statements)
    return _all(parts)


def _statement(passage: Passage, atom: Atom, found: Effect) -> Node:
    leaf = Leaf(atom.requirement, passage.view.span(atom.start, atom.end))
    node: Node = leaf
    if found is Effect.EXCLUDE:
        node = Not(_with_unread_qualifier(passage, atom, leaf), leaf.span)
    elif found is Effect.ALLOW:
        node = Allow(Not(leaf, leaf.span) if _is_negated(passage, atom) else leaf, leaf.span)
    if atom.exception is not None:
        where = passage.view.span(*atom.exception)
        node = Unless(node, _lifting(passage, atom, found, where), _cover(leaf.span, where))
    if atom.condition is not None:
        limit = _as_condition(passage, atom.condition)
        node = If(limit, node, _cover(node.span, limit.span))
    return node


def _with_unread_qualifier(passage: Passage, atom: Atom, leaf: Leaf) -> Node:
    """An excluded thing that a relative clause narrows in words that were not read is not excluded as such."""
    if atom.requirement.concept in _MEASURES:
        return All((leaf, Unparsed(leaf.span, "narrowed by its sentence")), leaf.span)
    match = _QUALIFIES.match(passage.lower, atom.end)
    if match is None:
        return leaf
    stop = _QUALIFIER_ENDS.search(passage.lower, match.end())
    end = stop.start() if stop else len(passage.lower)
    start = match.start("cue")
    if any(a < end and start < b for a, b in passage.claimed if b > atom.end):
        return leaf  # another statement, or the atom itself, has read it
    unread = Unparsed(passage.view.span(start, end), "narrows the exclusion")
    return All((leaf, unread), leaf.span.cover(unread.span))


def _alternatives(passage: Passage, left: Atom, right: Atom, run: list[Atom]) -> bool:
    """Whether "or" joins two neighbours: by name, by the words between, or by the words that close their list."""
    if left.alternatives is not None or right.alternatives is not None:
        return left.alternatives == right.alternatives
    if _describe_one_disease(left, right, run) and passage.base is Effect.REQUIRE:
        return True
    between = passage.lower[left.end : right.start] if left.end <= right.start else ""
    if passage.base is Effect.REQUIRE and _EITHER_OR.fullmatch(between):
        return True
    if (
        left.requirement.kind is not right.requirement.kind
        and not {left.requirement.kind, right.requirement.kind} <= _DISEASE
    ):
        return False
    if (
        passage.scopes.over(right.start, Cue.EXAMPLES) is not None
        and passage.scopes.over(left.start, Cue.EXAMPLES) is None
    ):
        return True
    if left.requirement.kind is Kind.LAB or left.requirement == right.requirement:
        return bool(_OR.search(between)) and left.requirement.concept != right.requirement.concept
    if _OR.search(between):
        return True
    if re.fullmatch(r"[\s,()]*", between) and "," in between:
        return _closes_with_or(passage, right)
    return False


def _describe_one_disease(left: Atom, right: Atom, run: list[Atom]) -> bool:
    """Whether no patient can have both: two cancers, two stage groups, or a stage group and the TNM that spells it out."""
    kinds = {left.requirement.kind, right.requirement.kind}
    if kinds == {Kind.CANCER}:
        return True
    if kinds == {Kind.CANCER, Kind.BIOMARKER}:  # "ovarian cancer, TNBC, gastric cancer"
        return sum(a.requirement.kind is Kind.CANCER for a in run) > 1
    listed = isinstance(left.requirement.value, tuple) and isinstance(right.requirement.value, tuple)
    concepts = {left.requirement.concept, right.requirement.concept}
    return kinds == {Kind.STAGE} and listed and ("stage" in concepts or len(concepts) == 1)


_DISEASE = {Kind.STAGE, Kind.CANCER, Kind.METASTASIS}


def _closes_with_or(passage: Passage, atom: Atom) -> bool:
    """Whether the list that the atom stands in ends in "or": "A, B, or C"."""
    rest = passage.lower[atom.end : atom.end + 160]
    found = _OR.search(rest)
    stop = _AND.search(rest)
    return found is not None and (stop is None or found.start() <= stop.start())


def _all(nodes: list[Node]) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    span = nodes[0].span
    for node in nodes[1:]:
        span = _cover(span, node.span)
    return All(tuple(nodes), span)


def _cover(left: Span, right: Span) -> Span:
    return left.cover(right)
