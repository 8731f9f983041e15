"""Owns how the statements of a sentence join: which neighbours are alternatives, which narrow each other, which all count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from criteria.atoms import Atom
from criteria.causes import has_it, is_caused_by, without_causes
from criteria.context import Cue
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.statement import effect, statement
from criteria.tree import All, Any, Effect, Kind, Node, Not, Unparsed
from criteria.vocabulary import load

_OR = regex(r"\b(?:or|and/or|either)\b|/")
_AND = regex(r"\b(?:and|with|plus|as well as|who|that)\b|\+|&")
# "measurable disease or at least one lytic bone lesion": a choice whatever the kinds are
_EITHER_OR = regex(r"(?:(?!\band\b|\bwho\b|\bwith\b)[^;()]){0,60}\bor\b(?:(?!\band\b)[^;.()]){0,40}")
# "for their locally advanced or metastatic cancer": two settings of one treatment, no choice between statements
_SETTING = r"(?:locally advanced|loco-?regionally advanced|advanced|inoperable|unresectable|recurrent|relapsed|metastatic|early|adjuvant|neo-?adjuvant|refractory)"
_OF_A_SETTING = regex(
    rf"\b(?:for|in|of)\b(?: (?:the|their|an?|his|her))?(?: {_SETTING},?)+(?:/| or | and/or )(?:{_SETTING}\b ?)+"
)
_COMMA = regex(r"\s*(?:\([^()]*\)\s*)?,\s*(?:(?:and/or|or)\s+)?(?:[\w-]+\s+){0,2}")
_OPENED_BEFORE = regex(r"^[^()]*\)")
_PARENTHESIS = regex(r"\([^()]*\)")
_OR_ELSE = regex(
    r"(?:[^,;.()]{0,30}(?:\([^()]*\))?)?,? or (?P<rest>(?!(?:older|more|greater|above|higher|over|less|below|lower|younger|better|equal|larger|smaller|longer|shorter|bigger)\b)[^,;.]{16,})"
)
_METHOD = regex(
    r"\b(?:by|using|via|with|on|measured|determined|assessed|calculated|estimated|evaluated|per|according)\b"
)
_SAYS_HOW = regex(r"(?:has|have|is|are|was|were|that|which)\b")
_BY_ASSAY = regex(
    r"(?:\w+ ){0,2}(?:amplif|ihc|ish|fish|cish|immuno|positiv|negativ|by |ratio|score|gene|staining|equal)"
)
_NARROWS = regex(r"^[^,;.]{0,30}\b(?:without|not|no|hasn't|haven't)\b")
_DESCRIBES = {Kind.STAGE, Kind.CANCER, Kind.BIOMARKER}
_ONE_PHRASE = regex(r"[\s(-]*(?:(?:primary|invasive|early|clinical|pathologic|known) )*")
_RECEPTORS = frozenset({"ER", "PR", "HR", "HER2", "TNBC"})
_ONE_TUMOR = regex(
    r"(?:\s*\([^()]*\))?[\s(/,&+-]*(?:and )?"
)  # "ER+/HER2-", "hormone receptor positive (HR+), HER2 negative"
_ANY_OR = regex(r"\bor\b|^\s*/\s*$")
_ELSE = regex(r"\bor\b")
_WITH = regex(r"\b(?:with|that|which)\b")
# a therapy that says how bad a condition is: "autoimmune disease that needed systemic treatment"
_TREATED_BY = regex(
    r"(?:(?!\bor\b)[^,;.()]){0,30}\b(?:requiring|needing|(?:that|which) (?:has |have |had )?(?:required|requires?|needed|needs?)|treated with|necessitating)\b[^,;.()]{0,30}"
)
_TREATMENT = regex(r"\b(?:treatments?|therap(?:y|ies)|modalit(?:y|ies)|interventions?)\s*$")
_HEAD_REACH = 30  # characters
_MODALITIES = frozenset(
    {"surgery", "mastectomy", "lumpectomy", "radiation therapy", "chemotherapy", "endocrine therapy", "systemic therapy", "targeted therapy",
     "immunotherapy", "biologic therapy"}
)  # fmt: skip
# two treatments of one combination: "radiotherapy in combination with capecitabine"
_COMBINED = regex(
    r"\s*(?:\+|\bplus\b|(?:\b(?:given|taken|used)\s+)?\b(?:in\s+)?combin(?:ed|ation)\s+with\b|\btogether\s+with\b)\s*(?:an?\s+)?"
)
_TREATABLE = frozenset({Kind.COMORBIDITY, Kind.CANCER})
_A_DISEASE_AND_ITS_TREATMENT = 2
# "treated with tamoxifen or with radiation": any of its treatments
_OR_WITH = regex(
    r"[\s,/]*(?:\([^()]*\)[\s,/]*)?(?:\bor\b|\band/or\b|[,/])(?:[\s,/]|\b(?:or|and/or|with|by|any|either|prior|other|adjuvant|an?|the|systemic)\b)*"
)
# "after letrozole for 2 years, and received another inhibitor"
_AFTER = regex(r"^\W*(?:(?:who|patients|have|has|been)\s+)*(?:after|following)\b")
_AND_THEN = regex(
    r"[^.;]{0,60}\band\s+(?:then\s+|who\s+)?(?:(?:have|has|had)\s+)?(?:received|taken|had|been\s+treated)\b[^.;]{0,20}"
)
_JUST_WITH = regex(r"\W*(?:disease\s+)?with\s+(?:an?\s+)?")
_WHOSE = frozenset({Kind.AGE, Kind.SEX, Kind.MENOPAUSE, Kind.BIOMARKER})
_REMARKED = frozenset({Kind.ADMINISTRATIVE, Kind.PREGNANCY, Kind.CONTRACEPTION})
_WHO_HAVE = regex(
    r"(?:(?!\b(?:or|with|who|and)\b)[^,;.:])*\b(?:with|who (?:have|has|had|are)|and)\b(?:(?!\b(?:or|and)\b)[^,;.:])*"
)
_DISEASE = {Kind.STAGE, Kind.CANCER, Kind.METASTASIS}


def join(passage: Passage, atoms: list[Atom]) -> Node | None:
    """Atoms joined by the words between them: neighbours with "or" are alternatives, the rest all count."""
    if not atoms:
        return None
    atoms = without_causes(passage, atoms)
    runs: list[list[Atom]] = []
    for atom in atoms:
        before = _read_before(runs, atom)
        choice = [run for run in runs if run[-1].together is not None and run[-1].alternatives == atom.alternatives]
        if before is not None and _alternatives(passage, before[-1], atom, before):
            before.append(atom)  # what was not read between two that were does not part them
        elif choice:  # "HR+/HER2- breast cancer, or HER2+ breast cancer": one choice, whatever stands between
            choice[-1].append(atom)
        elif runs and (
            _alternatives(passage, runs[-1][-1], atom, runs[-1]) or _excluded_together(passage, runs[-1], atom)
        ):
            runs[-1].append(atom)
        else:
            runs.append([atom])
    nodes: list[Node] = []
    for run in runs:
        if len(run) > 1 and run[-1].together is None and _excluded_together(passage, run[:-1], run[-1]):
            nodes.append(_together(passage, run))
        elif len(run) > 2 and _says_whom(passage, run[:1], run[1]):
            whom, *having = (statement(passage, a, Effect.REQUIRE) for a in run)
            span = whom.span.cover(having[-1].span)
            nodes.append(Not(All((whom, Any(tuple(having), span)), span), span))
        elif passage.base is Effect.REQUIRE and (other := _unread_alternative(passage, run)) is not None:
            node = _run(passage, run)
            nodes.append(Any((node, other), node.span.cover(other.span)))
        elif nodes and (narrowed := _narrowed(passage, runs, run, nodes[-1])) is not None:
            nodes[-1] = narrowed
        else:
            nodes.append(_run(passage, run))
    return all_of(nodes)


def _read_before(runs: list[list[Atom]], atom: Atom) -> list[Atom] | None:
    """The run before one of unread words that stands between it and what was read next; None where there is none."""
    if len(runs) < 2 or atom.is_unread or not all(a.is_unread for a in runs[-1]) or runs[-2][-1].is_unread:
        return None
    return runs[-2]


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
            parts.extend(_excluded_ways(passage, members))
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


def _excluded_ways(passage: Passage, members: list[Atom]) -> Iterator[Node]:
    """Each of several descriptions excluded as a whole: "T1 N2 or T4 N0" rules out neither T1 nor N0."""
    for together, group in groupby(members, key=lambda a: a.together or str(id(a))):
        way = list(group)
        if together is None or len(way) == 1:
            yield statement(passage, way[0], Effect.EXCLUDE)
            continue
        parts = [statement(passage, a, Effect.REQUIRE) for a in way]
        whole = all_of(parts)
        yield Not(whole, whole.span)


def _alternatives(passage: Passage, left: Atom, right: Atom, run: list[Atom]) -> bool:
    """Whether "or" joins two neighbours: by name, by the words between, or by the words that close their list."""
    if left.alternatives is not None or right.alternatives is not None:
        if _either_gene(passage, left, right):
            return True
        return left.alternatives == right.alternatives
    if effect(passage, left) is not effect(passage, right):
        return False
    if _describe_one_disease(passage, left, right, run) and passage.base is Effect.REQUIRE:
        return True
    between = passage.lower[left.end : right.start] if left.end <= right.start else ""
    if {left.requirement.concept, right.requirement.concept} <= _RECEPTORS:
        return _ELSE.search(_PARENTHESIS.sub("", between)) is not None
    outside = _OF_A_SETTING.sub(" ", _PARENTHESIS.sub("", _OPENED_BEFORE.sub("", between)))
    either = _EITHER_OR.fullmatch(outside) is not None or _kinds_of_treatment(passage.lower, left, right)
    if passage.base is Effect.REQUIRE and either:
        return True
    if not _of_one_list(left, right):
        return False
    if _exemplifies(passage, left, right):
        return True
    same = left.requirement == right.requirement and not left.is_unread
    if left.requirement.kind is Kind.LAB or same:
        return bool(_OR.search(between)) and left.requirement.concept != right.requirement.concept
    if _OR.search(between):
        return True
    if re.fullmatch(r"[\s,()]*", between) and "," in between:
        return _closes_with_or(passage, right)
    return False


def _exemplifies(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether the right one is an example of the left one, or both are examples in one bracket: "a taxane (eg, docetaxel, paclitaxel)"."""
    inner, outer = (passage.scopes.over(a.start, Cue.EXAMPLES) for a in (right, left))
    if inner is None:
        return False
    if inner != outer:
        return inner.at >= left.end
    return passage.base is Effect.REQUIRE and passage.lower[max(0, inner.at - 1) : inner.at] == "("


def _kinds_of_treatment(lower: str, left: Atom, right: Atom) -> bool:
    """Whether a bracket behind the word for treatment lists its kinds: "has finished treatment (surgery, radiotherapy)"."""
    if not left.requirement.kind is right.requirement.kind is Kind.THERAPY:
        return False
    opened = lower.rfind("(", 0, right.start)
    if (
        opened < 0
        or ")" in lower[opened : right.start]
        or _TREATMENT.search(lower, max(0, opened - 24), opened) is None
    ):
        return False
    if left.end <= opened:
        return _TREATMENT.search(lower, left.start, opened) is not None and opened - left.end < _HEAD_REACH
    return (
        "and" not in lower[left.end : right.start]
        or {left.requirement.concept, right.requirement.concept} <= _MODALITIES
    )


def _of_one_list(left: Atom, right: Atom) -> bool:
    """Whether two neighbours can be items of one list; a clause of its own is none."""
    kinds = {left.requirement.kind, right.requirement.kind}
    return (len(kinds) == 1 or kinds <= _DISEASE) and not (left.is_clause or right.is_clause)


def _either_gene(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether "or" stands between two lists of markers that are a choice each: "BRCA1/2 mutation and/or HRD"."""
    biomarkers = left.requirement.kind is right.requirement.kind is Kind.BIOMARKER
    genes = biomarkers and not {left.requirement.concept, right.requirement.concept} & _RECEPTORS
    between = passage.lower[left.end : right.start] if left.end <= right.start else ""
    outside = _PARENTHESIS.sub("", _OPENED_BEFORE.sub("", between))
    return genes and passage.base is Effect.REQUIRE and _ANY_OR.search(outside) is not None


def _describe_one_disease(passage: Passage, left: Atom, right: Atom, run: list[Atom]) -> bool:
    """Whether no patient can have both: two cancers, two stage groups, or a stage group and the TNM that spells it out."""
    kinds = {left.requirement.kind, right.requirement.kind}
    if kinds == {Kind.CANCER}:
        return not (left.is_clause or right.is_clause)
    if kinds == {Kind.CANCER, Kind.BIOMARKER}:  # "ovarian cancer, TNBC, gastric cancer"
        with_it = (
            left.requirement.kind is Kind.CANCER and _WITH.search(passage.lower[left.end : right.start]) is not None
        )
        listed = sum(a.requirement.kind is Kind.CANCER for a in run) > 1 or _opens_list(passage, left, right)
        return not with_it and listed
    listed = isinstance(left.requirement.value, tuple) and isinstance(right.requirement.value, tuple)
    concepts = {left.requirement.concept, right.requirement.concept}
    if len(concepts) > 1 and _JUST_WITH.fullmatch(passage.lower, left.end, max(left.end, right.start)):
        return False  # "stage IIA with N1"
    return kinds == {Kind.STAGE} and listed and ("stage" in concepts or len(concepts) == 1)


def _opens_list(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether a cancer that is named by its markers opens a list of others: "TNBC, gastric cancer, or …"."""
    if left.requirement.concept != "TNBC" or not _COMMA.fullmatch(passage.lower, left.end, right.start):
        return False
    return not load().is_a(Kind.CANCER, right.requirement.concept, "breast cancer") and _closes_with_or(passage, right)


def _closes_with_or(passage: Passage, atom: Atom) -> bool:
    """Whether the list that the atom stands in ends in "or": "A, B, or C"."""
    rest = passage.lower[atom.end : atom.end + 160]
    found = _OR.search(rest)
    stop = _AND.search(rest)
    return found is not None and (stop is None or found.start() <= stop.start())


def _excluded_together(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether an exclusion describes one disease in several words: "HER2-positive metastatic cancer", "stage IIA (T2N0)"."""
    left = run[-1]
    if left.is_unread or atom.is_unread:
        return False
    therapy = atom.requirement.kind is Kind.THERAPY and not (atom.exception or left.exception)
    if left.end > atom.start:
        return False
    if therapy and _treated_together(passage, run, atom):
        return True
    if _says_whom(passage, run, atom):
        return True
    if has_it(passage, left, atom) or is_caused_by(passage, left, atom):
        return len(run) == 1 and all(effect(passage, a) is Effect.EXCLUDE for a in (left, atom))
    if not {left.requirement.kind, atom.requirement.kind} <= _DESCRIBES:
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE for a in (*run, atom)) or atom.exception or left.exception:
        return False
    between = passage.lower[left.end : atom.start]
    receptors = {left.requirement.concept, atom.requirement.concept} <= _RECEPTORS
    return (_ONE_TUMOR if receptors else _ONE_PHRASE).fullmatch(between) is not None


def _says_whom(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether an exclusion is of those only of whom two things hold: "women over 60 with prior chemotherapy", "HER2-positive and an LVEF < 50%"."""
    left = run[-1]
    if left.requirement.kind not in _WHOSE or atom.requirement.kind in {left.requirement.kind, *_DESCRIBES, *_REMARKED}:
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE or a.exception for a in (*run, atom)):
        return False
    return _WHO_HAVE.fullmatch(passage.lower, left.end, atom.start) is not None


def _treated_together(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether a therapy excludes only with what stands before it: a disease that it treated, or a drug it was combined with."""
    left = run[-1]
    if any(effect(passage, a) is not Effect.EXCLUDE for a in (*run, atom)):
        return False
    between = passage.lower[left.end : atom.start]
    if left.requirement.kind in _TREATABLE:
        return len(run) == 1 and _TREATED_BY.fullmatch(between) is not None
    if left.requirement.kind is not Kind.THERAPY:
        return False
    if run[0].requirement.kind in _TREATABLE:
        return _OR_WITH.fullmatch(between) is not None
    if any(a.alternatives is not None for a in (*run, atom)):
        return False
    then = _AFTER.search(passage.lower, 0, run[0].start) is not None and _AND_THEN.fullmatch(between) is not None
    return then or _COMBINED.fullmatch(between) is not None


def _together(passage: Passage, run: list[Atom]) -> Node:
    """What excludes only in one and the same patient; of the treatments of a disease, any will do."""
    parts = tuple(statement(passage, a, Effect.REQUIRE) for a in run)
    span = parts[0].span.cover(parts[-1].span)
    if run[0].requirement.kind in _TREATABLE and len(parts) > _A_DISEASE_AND_ITS_TREATMENT:
        parts = (parts[0], Any(parts[1:], parts[1].span.cover(parts[-1].span)))
    return Not(All(parts, span), span)


def _unread_alternative(passage: Passage, run: list[Atom]) -> Unparsed | None:
    """What else would do, in words that were not read: "progressed on taxanes, or no standard therapy is left"."""
    match = _OR_ELSE.match(passage.lower, max(a.end for a in run))
    if match is None or any(effect(passage, a) is not Effect.REQUIRE for a in run):
        return None
    start, end = match.span("rest")
    if any(a.exception is not None and a.exception[0] <= start < a.exception[1] for a in run):
        return None
    if _METHOD.search(passage.lower, run[-1].end, start):
        return None  # "by echocardiogram or multigated acquisition" are two ways to measure, not two requirements
    if run[-1].requirement.kind is Kind.METASTASIS and _SAYS_HOW.match(passage.lower, start):
        return None  # "that is new, untreated, or has progressed": still what the state says
    if run[-1].requirement.kind is Kind.BIOMARKER and _BY_ASSAY.match(passage.lower, start):
        return None
    if any(a < end and start < b for a, b in passage.claimed) or passage.scopes.over(start, Cue.EXCEPTION) is not None:
        return None
    return Unparsed(passage.view.span(start, end), "alternative")


def _narrowed(passage: Passage, runs: list[list[Atom]], run: list[Atom], last: Node) -> Node | None:
    """An exclusion that a later "without …" narrows: HIV without antiretroviral therapy is excluded, HIV with it is not."""
    before = runs[runs.index(run) - 1][-1]
    between = passage.lower[before.end : run[0].start]
    if not isinstance(last, Not) or passage.base is not Effect.EXCLUDE or _NARROWS.search(between) is None:
        return None
    if run[0].is_unread or effect(passage, run[0]) is not Effect.REQUIRE:
        return None
    qualifiers = tuple(Not(statement(passage, a, Effect.REQUIRE), passage.view.span(a.start, a.end)) for a in run)
    span = last.span.cover(qualifiers[-1].span)
    return Not(All((last.node, *qualifiers), span), span)


def all_of(nodes: list[Node]) -> Node:
    """The nodes as one that holds when all do."""
    if len(nodes) == 1:
        return nodes[0]
    span = nodes[0].span
    for node in nodes[1:]:
        span = span.cover(node.span)
    return All(tuple(nodes), span)
