"""Owns what a text says about biomarkers: receptors, HER2, expression scores and gene alterations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from criteria.atoms import her2
from criteria.atoms.atom import Atom
from criteria.numbers import COMPARATOR, NUMBER, number, operator
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tree import Comparison, Kind, Requirement, Value

_RECEPTOR = r"(?:[- ]?(?:receptors?|rec))"
_NAMES: tuple[tuple[str, str], ...] = (
    ("TNBC", r"triple[- ]?negative(?: breast (?:cancer|carcinoma))?(?: \(?tnbc\)?)?|\bm?tnbc\b|triple receptor[- ]negative|\btripple negative"),
    ("HR", rf"(?:hormone|hormonal|horm\.|steroid){_RECEPTOR}s?|\bhor?r\b(?=\s?[+-]|[- /,)]|$)|\bhr\b(?=\s?[+(/-]|\s(?:positive|negative|and|or|status|\+|pos|neg))|\bhormone[- ](?=positive|negative|sensitive)"),
    ("ER", rf"(?:o?estrogen)(?:\s?(?:alpha|α))?{_RECEPTOR}s?(?:\s?(?:alpha|α))?|\ber(?:α|-?alpha)?\b(?=\s?[+(/,)-]|\s(?:and|or|positive|negative|status|≥|>|<|expression|staining|analysis|testing|assays?|\+|pos|neg|is|low|&|in|by))"),
    ("PR", rf"progest(?:erone|in|eron|ogen){_RECEPTOR}s?|\bpg?r\b(?=\s?[+(/,)-]|\s(?:and|or|positive|negative|status|≥|>|<|expression|staining|analysis|testing|assays?|\+|pos|neg|is|&|in|by|receptor)|$)"),
    ("HER2", r"\bher[- ]?2(?:[/ -]?neu)?\b|\bhuman epidermal growth factor(?: receptor)?[- ]?(?:type )?(?:2|ii)\b|\bhuman epidermal growth factor receptor(?= \(?(?:her2|negative|positive))|\berbb[- ]?2\b|\bc-?erb[- ]?b-?2\b|\bneu\b(?= (?:over|positive))"),
)  # fmt: skip
_NAME = regex("|".join(f"(?P<n{i}>{pattern})" for i, (_, pattern) in enumerate(_NAMES)))
_JOINS = regex(
    r"^(?:\s?\([^()]{0,80}\))?[\s(\[)\]]*(?:(?P<both>,? ?and/or|/|,? or|and or)|(?P<all>,? ?and|,|&|\+ and|-?,)|)[\s(\[)\]]*(?:the |either |a )?$"
)
_SAME = regex(r"^[\s(\[)\]/,-]*$")
_BEFORE_POSITIVE = regex(
    r"\b(?:positive for|expression of|over-?expression of|overexpress(?:es|ing)?|sur-?express(?:es|ing)?|expressing|express(?:es)?|amplification of|positivity (?:of|for))(?: the| either)?\s*$"
)
_BEFORE_NEGATIVE = regex(
    r"\b(?:negative for|lack of(?: expression of)?|absence of|lack|do(?:es)? not (?:over-?)?express|not (?:over-?)?express\w*|without (?:over-?)?expression of)(?: the| either)?\s*$"
)
_BEFORE_KNOWN = regex(
    r"\b(?:known|documented|determination of|determined|available|availability of|clear|status of|confirmed|assessed)(?: the| local| central)?\s*$"
)
_AT_MOST = regex(r"(?:≤|<=?|=<|less than(?: or equal to)?|up to|at most) ?(?P<number>\d{1,2}) ?%")
_MUST_BE_KNOWN = regex(
    r"[^.;]{0,20}\bstatus\b[^.;]{0,90}\b(?:must|should|has to|have to) (?:have been |be )(?:known|determined|documented|available|assessed)\b"
)
_TEST_OF = regex(r"\b(?:testing|test|tests|evaluable|assay) (?:of|for) (?:the )?$")
_STATE = regex(
    r"""^(?:[\s\])]*|[\s-]*)(?:\([^()]{0,40}\))?(?:[\s-]*(?:receptors?|tumou?rs?|disease|status|expression|protein|gene|breast\ cancers?|breast|cancer|carcinoma|oncogene|by\ (?:ihc|fish|ish)|staining|result)){0,4}
        [\s:,-]*(?:(?:must|should|has\ to)\s+be\s+|is\s+|are\s+|was\s+|be\s+|were\s+|being\s+|of\s+|\()?(?:locally\ |centrally\ |confirmed\ |either\ |defined\ as\ |strongly\ |known\ )*
        (?:(?P<ultralow>ultra-?\s?low)|(?P<low>(?:-|\s)?low\b(?!er))|(?P<zero>(?:-|\s)?(?:zero|null|0(?![\d.+]))\b)
          |(?P<known>(?:status\s+)?(?:is\s+|are\s+|be\s+|must\s+be\s+)?(?:known|determined|available|documented|evaluated|confirmed\b(?!\s+(?:positive|negative))))
          |(?P<performed>(?:analysis|testing|assays?)\s+(?:must\s+(?:also\s+)?be\s+|be\s+|was\s+)?(?:performed|done))
          |(?P<unknown>unknown|undetermined|not\ (?:known|available))
          |(?P<neg>neg(?:ative|ativity)?\b|non-?\s?(?:amplified|over-?express\w*)|not\ (?:over-?express\w*|amplified)|-(?!\s(?:and|or)\b)(?=[\s,;)/.\]]|$)|-ve\b|\(-\)|\(negative|unamplified|normal|poor\b)
          |(?P<pos>pos(?:itive|itivity)?\b|\+(?:ve)?|\(\+\)|over-?\s?express\w*|amplifi\w*|sur-?express\w*|express(?:ing|ed)|sensitive\b|rich\b|responsive\b|enriched))""",
    re.VERBOSE,
)
_PERCENT = regex(rf"^[^.;%]{{0,60}}?{COMPARATOR}\s*(?P<number>{NUMBER})\s*(?P<unit>%|percent|fmol/mg)")
_USUAL = {1.0}  # the cut-off of ASCO/CAP 2020, which only spells the word out
_WHEN_POSSIBLE = regex(r"\b(?:when|if|where|whenever) (?:possible|available|feasible)\b")
_NEAR = 80  # characters between a state and what spells it out
_DEFINES = regex(
    r"\b(?:is|are|was|will be|being) (?:\w+ )?defined\b|\bdefined (?:as|by)\b|\bmust be (?:confirmed|determined)\b|\b(?:is|are) considered\b|\bdefinition\b"
)
_ALTERNATIVES = "receptor"


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    concept: str


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about biomarkers."""
    lower = passage.lower
    atoms: list[Atom] = []
    for cluster, joined in _clusters(lower, _names(lower)):
        atoms.extend(_cluster(passage, cluster, joined))
    atoms = _without_definitions(lower, _merged(lower, atoms))
    atoms = _subtypes(atoms)
    if _WHEN_POSSIBLE.search(lower):
        atoms = [a for a in atoms if a.requirement.value != "known"]
    if _DEFINES.search(lower):
        atoms = [
            a for a in atoms if a.requirement.concept not in passage.asked or not _DEFINES.search(lower[a.start :])
        ]
    passage.asked.update(a.requirement.concept for a in atoms)
    taken = [(a.start, a.end) for a in atoms]
    from criteria.atoms import gene

    atoms.extend(a for a in gene.read(passage) if all(a.end <= s or e <= a.start for s, e in taken))
    return sorted(atoms, key=lambda a: a.start)


def _names(lower: str) -> list[_Named]:
    found: list[_Named] = []
    for match in _NAME.finditer(lower):
        concept = _NAMES[int((match.lastgroup or "n0")[1:])][0]
        if found and found[-1].concept == concept and _SAME.match(lower[found[-1].end : match.start()]):
            found[-1] = _Named(found[-1].start, match.end(), concept)
        else:
            found.append(_Named(match.start(), match.end(), concept))
    return found


def _clusters(lower: str, names: list[_Named]) -> Iterator[tuple[list[_Named], str]]:
    """Names that share the state behind them: "ER and/or PR positive"; and whether "or" joins them."""
    at = 0
    while at < len(names):
        cluster, joined = [names[at]], ""
        while at + 1 < len(names) and names[at].concept != "TNBC":
            between = _JOINS.match(lower[names[at].end : names[at + 1].start])
            if between is None or names[at + 1].concept == "TNBC":
                break
            joined = "or" if between["both"] else joined or "and"
            cluster.append(names[at + 1])
            at += 1
        yield cluster, joined
        at += 1


def _cluster(passage: Passage, cluster: list[_Named], joined: str) -> list[Atom]:
    lower = passage.lower
    start, end = cluster[0].start, cluster[-1].end
    if cluster[0].concept == "TNBC":
        return [_triple_negative(lower, start, end)]
    before, after = lower[max(0, start - 40) : start], lower[end : end + 140]
    if re.match(
        r"[\s-]*(?:targeted|directed|inhibit|antibod|tyrosine|blockade|therap|treat|agent|modulator|degrader|antagonist|down-?regulat|mutation|mutated)",
        after,
    ) or before.endswith("anti-"):
        return []
    state = _STATE.match(after)
    value, state_end = _value(state, before, after)
    if cluster[-1].concept == "HER2" and (value is None or state is None):
        scored = her2.before(before) or her2.by_assay(after)
        if scored:
            value, state_end = scored
    bound = _PERCENT.match(after)
    if bound is not None and _NAME.search(bound.group()) is not None:
        bound = None  # the bound of another receptor, which is named before it
    if value is None and bound is None:
        return []
    if (
        value is None
        or value == "positive"
        and bound
        and float(bound["number"].replace(",", ".")) not in _USUAL
        and cluster[-1].concept != "HER2"
    ):
        return _with_bound(cluster, joined, value, bound, end, state_end)
    finish = end + state_end
    return [
        Atom(
            n.start,
            max(finish, n.end),
            Requirement(Kind.BIOMARKER, n.concept, value),
            alternatives=_ALTERNATIVES if joined == "or" and len(cluster) > 1 and value != "negative" else None,
        )
        for n in cluster
    ]


def _triple_negative(lower: str, start: int, end: int) -> Atom:
    """Triple negative; a trial that counts more tumors as such ("ER ≤ 10 %") leaves those between open."""
    requirement = Requirement(Kind.BIOMARKER, "TNBC", "positive")
    match = _AT_MOST.search(lower, end, end + 120)
    if match is None or float(match["number"]) in _USUAL:
        return Atom(start, end, requirement)
    wider = Requirement(Kind.BIOMARKER, "ER", Comparison("<=", float(match["number"]), "%"))
    return Atom(start, end, requirement, exception=match.span(), unless=(Atom(*match.span(), wider),))


def _value(state: re.Match[str] | None, before: str, after: str) -> tuple[Value | None, int]:
    if _TEST_OF.search(before):
        return None, 0
    if _BEFORE_NEGATIVE.search(before):
        return "negative", 0
    if _BEFORE_POSITIVE.search(before):
        return "positive", 0
    if state is not None:
        name = state.lastgroup or ""
        return {"pos": "positive", "neg": "negative", "zero": "zero", "performed": "known"}.get(name, name), state.end()
    if _BEFORE_KNOWN.search(before) or _MUST_BE_KNOWN.match(after):
        return "known", 0
    return None, 0


def _with_bound(
    cluster: list[_Named], joined: str, value: Value | None, bound: re.Match[str] | None, end: int, state_end: int
) -> list[Atom]:
    atoms = []
    for name in cluster:
        if value is not None:
            atoms.append(
                Atom(name.start, max(end + state_end, name.end), Requirement(Kind.BIOMARKER, name.concept, value))
            )
        if bound is not None:
            level = Comparison(
                operator(bound) or ">=", number(bound["number"]), "%" if bound["unit"] != "fmol/mg" else "fmol/mg"
            )
            atoms.append(
                Atom(
                    name.start,
                    end + bound.end(),
                    Requirement(Kind.BIOMARKER, name.concept, level),
                    alternatives=_ALTERNATIVES if joined == "or" else None,
                )
            )
    return atoms


def _merged(lower: str, atoms: list[Atom]) -> list[Atom]:
    """ER and PR that both may be positive are the one requirement HR (gold guidelines, section 1)."""
    merged: list[Atom] = []
    for atom in atoms:
        last = merged[-1] if merged else None
        pair = last is not None and {last.requirement.concept, atom.requirement.concept} == {"ER", "PR"}
        if last is not None and pair and last.requirement.value == atom.requirement.value == "positive":
            between = lower[min(last.end, atom.start) : atom.start]
            either = last.alternatives or re.search(r"\bor\b|/", between) or len(between) <= 1
            if either:
                merged[-1] = Atom(last.start, atom.end, Requirement(Kind.BIOMARKER, "HR", "positive"))
                continue
        if (
            last is not None
            and last.requirement.concept == "HR"
            and atom.requirement.concept in ("ER", "PR", "HR")
            and atom.requirement.value == last.requirement.value
            and atom.start - last.end < 60
        ):
            continue  # "hormone receptor positive (ER and/or PR positive)": the definition of the same
        if last is not None and last.requirement.concept == "HR" and _spells_out(atom, lower[last.end : atom.start]):
            continue
        merged.append(atom)
    return merged


def _subtypes(atoms: list[Atom]) -> list[Atom]:
    """States that no tumor has together are a choice of subtypes: "TNBC, HR+/HER2-negative, or HER2+"."""
    stated: dict[str, set[object]] = {}
    for atom in atoms:
        if isinstance(atom.requirement.value, str):
            stated.setdefault(atom.requirement.concept, set()).add(atom.requirement.value)
    several = any(len(values) > 1 for values in stated.values())
    triple_and_more = "TNBC" in stated and any(
        "positive" in stated.get(name, ()) for name in ("HR", "ER", "PR", "HER2")
    )
    if not (several or triple_and_more):
        return atoms
    return [replace(atom, alternatives="subtype") for atom in atoms]


def _spells_out(atom: Atom, between: str) -> bool:
    """Whether a bound on ER or PR only says what the laboratory calls positive: "HR-positive (ER ≥ 1 %)"."""
    value = atom.requirement.value
    usual = isinstance(value, Comparison) and value.number in _USUAL
    return usual and atom.requirement.concept in ("ER", "PR") and len(between) < _NEAR


def _without_definitions(lower: str, atoms: list[Atom]) -> list[Atom]:
    """What spells out "triple negative" or repeats a state in parentheses is no requirement of its own."""
    kept: list[Atom] = []
    triple = next((a for a in atoms if a.requirement.concept == "TNBC"), None)
    for atom in atoms:
        concept, value = atom.requirement.concept, atom.requirement.value
        if (
            triple is not None
            and atom is not triple
            and concept in ("ER", "PR", "HER2", "HR")
            and (value in ("negative", "low") or not isinstance(value, str))
        ):
            continue
        if any(
            k.requirement == atom.requirement
            and re.search(r"\(|defined|i\.e|which|meaning", lower[k.start : atom.start])
            for k in kept
        ):
            continue
        if triple is not None and concept == "TNBC" and any(k.requirement.concept == "TNBC" for k in kept):
            continue
        kept.append(atom)
    return kept
