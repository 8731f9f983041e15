"""Owns what an exception asks of a condition: its state and grade, values and medicines beside it, all of it as a tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms import Atom, Polarity
from criteria.atoms.conditions.qualifiers import grade
from criteria.patterns import Pattern, regex
from criteria.text.passage import Passage
from criteria.tree import All, Any, Comparison, Kind, Leaf, Node, Not, Requirement, Unparsed
from criteria.vocabulary import load
from criteria.words.exception_words import LIGHT
from criteria.words.numbers import NUMBER_OR_WORD, bounds, number
from criteria.words.windows import windows

BESIDE = "beside"
"""The detail of an excepted condition that names what it is excepted from: "autoimmune disease"."""
OTHERS = "excepted"
"""The detail that names all the conditions that are excepted together with it."""


_TO_A_GRADE = (
    r"(?! (?:back )?to (?:[\w.]+ ){0,3}?(?:[≥≤<>=]+ ?)?gr(?:ade)?\b)"  # to be no worse than that is what is asked
)
_STATES = (
    ("controlled", r"(?:(?:rate|well|adequately|medically|sufficiently|optimally|currently|clinically)[- ]*)*(?<!un)(?<!not )"
                   r"(?<!poorly )controlled"
                   r"|under (?:good |adequate |medical |stable )*control|stabili[sz]ed"
                   r"|(?<!un)stable(?! (?:doses?|regimens?|therapy|medic\w+|anti))"),
    ("resolved", rf"(?:completely |fully |spontaneously )*resolved{_TO_A_GRADE}|cured|inactive|cleared|healed|recovered{_TO_A_GRADE}|eradicated"
                 r"|(?:in )?(?:complete |clinical |sustained )*remission"
                 r"|(?:successfully|adequately|completely|fully|definitively) treated|not active|no longer active"
                 r"|no evidence of (?:active )?(?:disease|infection)|sustained virologic(?:al)? response|svr\d*"),
    ("asymptomatic", r"asymptomatic|(?:no|without) (?:any )?(?:clinical )?symptoms|not symptomatic"),
    ("mild", r"mild|(?:not|non)[- ]?(?:clinically )?(?:severe|significant|serious)|clinically insignificant"),
    ("treated", r"(?<!un)treated|(?:completed|received|undergone|finished) (?:\w+ ){0,3}?(?:treatment|therapy)"),
)  # fmt: skip
_STATE = regex("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _STATES))
_UNDETECTABLE = regex(
    r"\b(?:undetectable|not (?:be )?detect\w+|non-?detectable|un-?detected"
    r"|(?:below|under|less than) (?:the )?(?:lower )?(?:limits?|levels?|threshold) of "
    r"(?:detection|quantification|quantitation)"
    r"|suppressed|negative)\b"
)
_DENIED = regex(r"\b(?:not?|without|never|nor|off|free (?:of|from)|discontinu\w+|stopped)\b[^,;.()]*$")
_OR = regex(r"(?:(?!\band\b)[^;.()])*\b(?:or|and/or)\b(?:(?!\band\b)[^;.()])*")
_GRADED = regex(
    r"(?:(?:resolved|recovered) (?:back )?to )?(?:ctcae\s*|nci\s*|v?\d\.\d\s*)*(?:[≥≤<>=]+\s*)?\bgr(?:ade)?s?\.?\s*(?:[≥≤<>=]+\s*)?(?:[0-4]|i{1,3}v?)\b"
    r"(?:\s*(?:-|to|or|and|/)\s*(?:grade\s*)?(?:[1-5]|i{1,3}v?|iv)\b)?"
    r"(?:\s*\(?or (?:less|lower|below|better|higher|greater|worse)\)?)?"
)
_FILLER = regex(
    rf"\b(?:{LIGHT}|"
    r"hepatitis [bc] virus|randomi[sz]ation|enrol+ment|study intervention|first dose|providing|like|including"
    r"|includes?|deemed|must|should|do|does|he|she|its|excepting|cases?|people|permissible|"
    r"enrolments?|enrollments?|enter|clinically|medically|grades?|documented|current(?:ly)?|now|"
    r"not an exclusion criterion|diseases?|disorders?|conditions?|infections?|infected|virus|positive|type|mellitus|"
    r"syndrome|cell|cells|counts?|levels?|load|copies|ml|mm3|ul|µl|/l|iu|hbv|hcv|hiv|dna|rna|pcr|polymerase|chain|"
    r"reaction|test(?:s|ed|ing)?|results?|serum|plasma|blood|medications?|medicines?|drugs?|treatments?|"
    r"therap(?:y|ies)|regimens?|doses?|agents?|stable|effective|appropriate|adequate|optimal|suppressive|combination|"
    r"standard|management|managed|replacement|receiv\w+|taken|taking|treated|using|use|started|start|stay|remain\w*|"
    r"(?<!no )residual|remaining|toxicit(?:y|ies)|such|established|maintained|continu\w+|related|due|caused|induced|associated|secondary|cancer|chemotherapy|"
    r"antineoplastic|anticancer)\b"
)
_WORD = regex(r"[a-z][a-z-]{2,}|\d")
# "undetectable within 6 months of registration", "… of the anticipated start of treatment": from when its time counts
_OF_THE_START = regex(
    r"\s*(?:of|from|prior to|before) (?:(?:the|date|of|anticipated|planned|start|first|dose|initiation|study|trial|protocol) )*"
    r"(?:registration|randomi[sz]ation|enrol+ments?|entry|treatment|therapy|screening|drug(?: start)?|start|consent|inclusion)\b"
)
_VIRUSES = {"hepatitis b": "HBV viral load", "hepatitis c": "HCV viral load", "hiv infection": "HIV viral load"}
_ANTIVIRAL = ("antiviral therapy", "antiretroviral therapy", "HBV antiviral therapy", "HCV antiviral therapy")
# names that mean a laboratory value only among words like those of these exceptions
_IN_CONTEXT = regex(r"\bcd4\b\+?(?: t[- ]?(?:cells?|lymphocytes?))?(?: counts?)?|\bviral loads?\b")
_MEASURED = frozenset({Kind.LAB, Kind.PERFORMANCE, Kind.AGE, Kind.BIOMARKER, Kind.METASTASIS, Kind.STAGE, Kind.CANCER})
_AHEAD = 60  # characters behind the name of a laboratory value in which its bound stands


_QUALIFIED = regex(
    r"^(?:uncontrolled|active|severe|chronic|acute|symptomatic|unstable|significant|current|poorly controlled)\s+"
)


def bare(concept: str) -> str:
    """The name of a condition without the qualifier that is part of it: "uncontrolled hypertension" is hypertension."""
    return _QUALIFIED.sub("", concept)


def no_worse(bound: Comparison) -> Comparison:
    """The bound as an exception means it: neuropathy "of grade 2" is excepted, and milder neuropathy with it."""
    return Comparison("<=", bound.number, bound.unit) if bound.op == "=" else bound


def together(
    passage: Passage, start: int, end: int, atoms: Sequence[Atom], head: Atom | None, of: Requirement | None
) -> Node | None:
    """All that the words ask of one condition; None where nothing of it was read."""
    lower, where = passage.lower, passage.view.span(start, end)
    read: list[tuple[int, int]] = [] if head is None else [(head.start, head.end)]
    parts: list[Node] = []
    own = [a for a in atoms if start <= a.start < end and not a.is_unread]
    labs = [_stated(passage, a) for a in own if a.requirement.kind in _MEASURED]
    for node, span in (*_labs(passage, start, end, of), *labs, *_treatments(passage, start, end)):
        if not any(a < span[1] and span[0] < b for a, b in read):
            parts.extend(node)
            read.append(span)
    state = _states(passage, start, end, head, of, read)
    if state is None and head is None and of is not None and not parts:
        state = _long_ago(passage, start, end, of, read)
    if state is not None:
        parts.insert(0, state)
    elif head is not None and of is not None:
        parts.insert(0, Leaf(of, passage.view.span(head.start, head.end)))
    if not parts:
        parts = [node for a in own if a.requirement.kind is Kind.THERAPY for node in _stated(passage, a)[0]]
    if not parts:
        return None
    since = [m.span() for _, last in read if (m := _OF_THE_START.match(lower, last, end))]
    rest = _blanked(lower, [*read, *since])[start:end]
    if _WORD.search(_FILLER.sub(" ", rest)):
        parts.append(Unparsed(where, "exception read in part"))
    return parts[0] if len(parts) == 1 else All(tuple(parts), where)


def _stated(passage: Passage, atom: Atom) -> tuple[list[Node], tuple[int, int]]:
    """What another recogniser has read there, as something that may hold or not."""
    leaf = Leaf(atom.requirement, passage.view.span(atom.start, atom.end))
    flips = passage.scopes.negations(atom.start, passage.claimed) + (atom.polarity is Polarity.FLIP)
    return [Not(leaf, leaf.span) if flips % 2 else leaf], (atom.start, atom.end)


def _blanked(lower: str, read: Sequence[tuple[int, int]]) -> str:
    for a, b in read:
        lower = lower[:a] + " " * (b - a) + lower[b:]
    return str(lower)


def _states(
    passage: Passage, start: int, end: int, head: Atom | None, of: Requirement | None, read: list[tuple[int, int]]
) -> Node | None:
    """The states and grades that are asked of the condition: one requirement each, a choice where "or" joins them."""
    if of is None:
        return None
    lower = passage.lower
    found: list[tuple[int, int, str | Comparison]] = [
        (m.start(), m.end(), str(m.lastgroup))
        for m in _STATE.finditer(lower, start, end)
        if not any(a < m.end() and m.start() < b for a, b in read)
    ]
    graded = _GRADED.search(lower, start, end)
    if graded is not None and (bound := grade(graded.group())) is not None:
        found.append((graded.start(), graded.end(), no_worse(bound)))
    found.sort(key=lambda item: item[:2])
    if not found:
        return None
    concept = bare(of.concept) if head is None else of.concept
    detail = tuple(pair for pair in of.detail if pair[0] in (BESIDE, OTHERS))
    nodes: list[Node] = []
    choice = False
    for index, (a, b, value) in enumerate(found):
        requirement = Requirement(
            Kind.COMORBIDITY, concept, value, of.when if head is not None else None, detail=detail
        )
        nodes.append(Leaf(requirement, passage.view.span(a, b)))
        choice = choice or (index > 0 and _OR.fullmatch(lower, found[index - 1][1], a) is not None)
        read.append((a, b))
    where = passage.view.span(found[0][0], found[-1][1])
    return nodes[0] if len(nodes) == 1 else (Any if choice else All)(tuple(nodes), where)


def _long_ago(passage: Passage, start: int, end: int, of: Requirement, read: list[tuple[int, int]]) -> Node | None:
    """That the condition itself is so long past: "unless more than 6 months ago"."""
    for found in windows(passage.lower[start:end]):
        if found.window.op[0] == ">":
            read.append((start + found.start, start + found.end))
            requirement = Requirement(Kind.COMORBIDITY, of.concept, None, found.window)
            return Leaf(requirement, passage.view.span(*read[-1]))
    return None


def _labs(passage: Passage, start: int, end: int, of: Requirement | None) -> list[tuple[list[Node], tuple[int, int]]]:
    """Laboratory values in the words, each with its bound or as undetectable."""
    lower = passage.lower
    mentions = [(m.start, m.end, m.name) for m in passage.of_kind(Kind.LAB) if start <= m.start < end]
    for match in _IN_CONTEXT.finditer(lower, start, end):
        if not any(a < match.end() and match.start() < b for a, b, _ in mentions):
            name = "CD4 count" if match.group().startswith("cd4") else "HIV viral load"
            mentions.append((*match.span(), name))
    mentions.sort()
    found: list[tuple[list[Node], tuple[int, int]]] = []
    for index, (begin, finish, name) in enumerate(mentions):
        before = mentions[index - 1][1] if index else start
        after = mentions[index + 1][0] if index + 1 < len(mentions) else end
        limit = min(after, end, finish + _AHEAD)
        if of is not None and "viral load" in name:
            name = _VIRUSES.get(of.concept, name)
        is_load = "viral load" in name
        clear = _UNDETECTABLE.search(lower, finish, limit) or _last(_UNDETECTABLE, lower, before, begin)
        bound = next((b for b in bounds(lower, finish, limit) if b.high is None), None)
        if is_load and clear is not None:
            span = min(begin, clear.start()), max(finish, clear.end())
            tested = next((w for w in windows(lower[span[1] : end]) if w.window.op[0] == "<"), None)
            if tested is not None and not lower[span[1] : span[1] + tested.start].strip(" ("):
                span = span[0], span[1] + tested.end
            requirement = Requirement(Kind.LAB, name, "undetectable", tested.window if tested is not None else None)
        elif bound is not None and bound.op is not None:
            span = begin, bound.end
            unit = "/mm3" if "CD4" in name else "copies/mL" if is_load else ""
            requirement = Requirement(Kind.LAB, name, Comparison(bound.op, bound.number, unit))
            if not unit:
                continue
        else:
            continue
        found.append(([Leaf(requirement, passage.view.span(*span))], span))
    return found


def _last(pattern: Pattern, lower: str, start: int, end: int) -> re.Match[str] | None:
    found = list(pattern.finditer(lower, start, end))
    return found[-1] if found else None


# "have received antiviral therapy for at least 4 weeks before the first dose"
_FOR_SO_LONG = regex(
    rf"\s*\bfor\s+(?:(?:at least|a minimum of|no less than|more than|over|[≥>]=?)\s*)?(?P<number>{NUMBER_OR_WORD})\s*(?P<unit>weeks|months)\b"
    r"(?:\s+(?:prior to|before)\s+(?:the\s+)?(?:"
    r"first dose(?: of [\w-]+(?: [\w-]+)?)?|randomi[sz]ation|enrol+ment|study entry|screening"
    r"|start of (?:study )?treatment))?"
)


def _for_so_long(passage: Passage, leaf: Leaf, at: int, end: int) -> tuple[list[Node], tuple[int, int]]:
    """A medicine that is taken, and since when where the words behind it ask for that."""
    begin = leaf.span
    start = passage.view.place(begin)[0]
    found = _FOR_SO_LONG.match(passage.lower, at, end)
    if found is None:
        return [leaf], (start, at)
    least = Comparison(">=", number(found["number"]), found["unit"])
    return [leaf, Leaf(replace(leaf.requirement, value=least), begin)], (start, found.end())


def _treatments(passage: Passage, start: int, end: int) -> list[tuple[list[Node], tuple[int, int]]]:
    """What the words ask of medicines: that a virus is treated, or that something is not needed.

    Whoever takes what is not to be needed may take it for another reason; other treatment only says how a condition is held.
    """
    lower = passage.lower
    found: list[tuple[list[Node], tuple[int, int]]] = []
    for mention in passage.of_kind(Kind.THERAPY):
        if not start <= mention.start < end:
            continue
        where = passage.view.span(mention.start, mention.end)
        leaf = Leaf(Requirement(Kind.THERAPY, mention.name, "concurrent"), where)
        denial = _DENIED.search(lower, start, mention.start)
        if denial is not None:
            unread = Unparsed(where, "what it is needed for")
            found.append(([Not(All((leaf, unread), where), where)], (denial.start(), mention.end)))
        elif any(load().is_a(Kind.THERAPY, mention.name, kind) for kind in _ANTIVIRAL):
            found.append(_for_so_long(passage, leaf, mention.end, end))
        else:
            found.append(([], (mention.start, mention.end)))
    return found
