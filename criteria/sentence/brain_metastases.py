"""Owns the exceptions and permissions for metastases of the brain: treated, stable, for how long, without steroids, as a tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import (
    All,
    Any,
    Comparison,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Unparsed,
    Window,
)
from criteria.words.exception_words import LIGHT
from criteria.words.numbers import NUMBER_OR_WORD, number

SITES = frozenset({"brain", "leptomeningeal"})
"""The sites that these exceptions are about."""

_STABLE = regex(
    r"(?<!un)\bstab(?:le|ility)\b(?! (?:dose|or (?:de|ta)))"
    r"|\b(?:no|without|not|absence of)\b(?: (?:"
    r"any|evidence|signs?|of|radiographic|radiologic\w*|clinical|or|and|imaging|new|subsequent|further|neurologic\w*"
    r"|intracranial|brain|cns|been|shown|had|disease|tumou?r|metastatic))* (?:progress\w*|enlargement|growth)"
    r"(?: (?:or|and) (?:new|hemorrhage|enlarging|recurrence)\w*)?"
    r"|(?<!un)(?<!not )(?<!poorly )\bcontrolled\b|\binactive\b|\bresponded\b|\bin response\b"
    r"|\bnot (?:active|progressing|progressive)\b|\bnon-? ?progressi(?:ng|ve)\b"
    r"|\bno (?:new|active|enlarging)\b(?: or \w+)? (?:brain |cns )?(?:lesions?|metasta\w+|disease)"
)
_TREATED = regex(
    r"(?<!un)(?<!not )(?<!not been )\b"
    r"(?:(?:previously|definitively|adequately|appropriately|locally|prior|successfully)[\s-]+)*"
    r"(?:treated|irradiated|resected)\b(?:"
    r" (?:with|by) (?:\w+[\s/-]*){1,4}?(?:radiation|radiotherapy|radiosurgery|surgery|therapy|resection|srs|wbrt))?"
    r"|\b(?:(?:local|definitive|prior|cns|brain|cns-directed|planned|radiation|all) )*"
    r"(?:therapy|treatment|radiotherapy|surgery) (?:was|has been|have been|were|is) (?:successfully )?completed\b"
    r"|\b(?:after|following|post|since|from|completed|completion of|received|undergone|had)\b"
    r"(?:"
    r" (?:the|all|any|last|prior|definitive|local|cns|brain|whole|completion|of|stereotactic|cranial|planned|directed"
    r"|cns-directed|(?:local )?central nervous system))* "
    r"(?:radiation|radiotherapy|radiosurgery|surgery|resection|treatment|therapy|irradiation|srs|wbrt)\b"
    r"(?:(?:,| or| and|/)+ ?(?:surgery|radiation|radiotherapy|resection|therapy|stereotactic radiosurgery))*"
)
_SILENT = regex(
    r"\basymptomatic\b"
    r"|\b(?:no|without|free of|not having|absence of)\b"
    r"(?: (?:any|ongoing|cns|neurologic\w*|significant|clinical|related|residual|current))* symptoms?\b"
    r"|\b(?:not|without being) (?:clinically )?symptomatic\b|\bneurologically (?:intact|stable)\b"
)
_STEROID = (
    r"(?:(?:systemic|chronic|ongoing|any|high[- ]dose|daily|concurrent|oral)\s+)*"
    r"(?:(?:cortico|glucocortico)?-?steroids?|glucocorticoids?|dexamethasone|decadron)"
    r"(?: (?:therapy|treatment|medication|use|requirement|dose)s?)?"
    r"(?: for (?:this|that|these|the) (?:indications?|purposes?|conditions?|reasons?))?"
)
_OFF_STEROIDS = regex(
    r"\b(?:no|not|without|off|discontinu\w+|free (?:of|from)|never|stopped|independent of|absence of|nor)\b"
    rf"(?:(?!\b(?:no|not|without)\b)[^.;,]){{0,60}}?{_STEROID}"
    rf"|{_STEROID}[- ]free|\b{_STEROID}[^.;,]{{0,24}}\b(?:not required|discontinued|stopped|withdrawn)\b"
)
_OFF_ANTICONVULSANTS = regex(
    r"\b(?:no|not|without|off|discontinu\w+|and/or|or|nor)\b[^.;,]{0,50}?(?:enzyme[- ]inducing )?"
    r"(?:anti-?(?:convulsant|epileptic|seizure)\w*|eiaeds?)(?: (?:medication|drug|agent|therap)\w*)?"
)
_ELSEWHERE = regex(
    r"\bnot (?:be )?(?:the )?(?:only|sole) site\b(?: of (?:metasta\w+|disease))?"
    r"|\b(?:disease|metasta\w+|lesions?) outside (?:of )?(?:the )?(?:cns|brain|central nervous system)\b"
    r"|\bextra-?cranial (?:disease|metasta\w+)\b"
)
_NO_LEPTOMENINGEAL = regex(
    r"\b(?:no|without|not have|absence of)\b[^.;,]{0,40}?\b(?:lepto-?meninge\w+|carcinomatous meningitis)"
    r"(?: (?:disease|metasta\w+|involvement|carcinomatosis))?"
)
_LENGTH = regex(
    r"(?:≥|>\s?=|>|\bat least|\bmore than|\bminimum of|\bover|\bfor|\bwithin(?: the)?(?: last| past)?"
    r"|\bin the (?:last|past))?\s*(?:at least |a |≥\s?|>\s?=?\s?|the (?:last|past) )?"
    rf"(?:period of |duration of |minimum of )?(?<![\w.])(?P<number>{NUMBER_OR_WORD})\s*(?:\(\s*\w+\s*\)\s*)?-?"
    r"(?P<unit>days?|weeks?|months?)\b"
)
_COUNT = regex(
    r"(?:≤|<\s?=|<|\bup to|\bno more than|\bfewer than|\bless than)\s*(?P<number>\d+|one|two|three|four|five)\s*"
    r"(?:or fewer )?(?:brain |cns |cerebral )?(?:lesions|metasta\w+|brain mets)"
    r"|\b(?P<few>\d+|one|two|three|four|five) or fewer (?:brain |cns )?(?:lesions|metasta\w+)"
)
_OR = re.compile(
    r"[\s,]*\b(?:or|and/or)\b[\s,]*(?:(?:who|that|which|have|has|are|is|been|clinically|be|those|with|previously)\s+)*"
)
_FILLER = regex(
    rf"\b(?:{LIGHT}|"
    r"providing|remain\w*|deemed|must|should|do|does|not|no|require|requiring|required|need|he|she|its|clinically|"
    r"radiographically|radiologically|neurologically|documented|imaging|mri|ct|scans?|repeat|baseline|magnetic|"
    r"resonance|computed|tomography|confirmed|demonstrated|shown|time|least|brain|cns|central|nervous|system|cerebral|"
    r"intracranial|parenchymal|metasta\w+|mets|bm|lesions?|disease|involvement|tumou?rs?|definitive|therapy|treatment|"
    r"local|radiation|radiotherapy|surgery|before|after|since|first|dose|drug|entry|registration|randomi[sz]ation|"
    r"screening|inclusion|complet\w+|start\w*|initiation|last|past|following|weeks?|days?|months?|criteria|met|currently|current|"
    r"ongoing|stable|treated|status|neurologic\w*)\b"
)
_WORD = regex(r"[a-z][a-z-]{2,}")


def exception(passage: Passage, start: int, end: int) -> Node:
    """What the words at ``start`` to ``end`` ask of metastases of the brain, all of it; what was not read stays in it."""
    words = passage.lower[start:end]
    where = passage.view.span(start, end)
    lengths = list(_LENGTH.finditer(words))
    steroids, rest = _without_steroids(passage, words, start, lengths)
    states, rest = _states(passage, rest, start, end, lengths)
    others, rest = _others(passage, rest, start)
    parts: list[Node] = [*states, *steroids, *others]
    if not parts:
        return Unparsed(where, "exception")
    rest = _FILLER.sub(" ", _LENGTH.sub(" ", rest))
    if _WORD.search(rest):
        parts.append(Unparsed(where, "exception read in part"))
    return parts[0] if len(parts) == 1 else All(tuple(parts), where)


def _states(
    passage: Passage, words: str, start: int, end: int, lengths: Sequence[re.Match[str]]
) -> tuple[list[Node], str]:
    """Treated, stable, without symptoms: one requirement, or one for each where "or" joins them."""
    found = sorted(
        (
            (m.start(), m.end(), name)
            for name, p in (("stable", _STABLE), ("treated", _TREATED), ("silent", _SILENT))
            for m in p.finditer(words)
        ),
    )
    free = [m for m in lengths if words[m.start() : m.end()].strip()]
    window = None
    if free:
        longest = max(free, key=lambda m: _window(m).number * _DAYS[_window(m).unit])
        window = _window(longest)
    rest = words
    for a, b, _ in found:
        rest = rest[:a] + " " * (b - a) + rest[b:]
    if not found:
        return [], words
    ways: list[set[str]] = [{found[0][2]}]
    for (_, left, _), (right, _, name) in pairwise(found):
        if _OR.fullmatch(words[left:right]):
            ways.append({name})
        else:
            ways[-1].add(name)
    where = passage.view.span(start + found[0][0], start + found[-1][1])
    leaves = tuple(Leaf(_requirement(way, window if way is ways[-1] else None), where) for way in ways)
    return [leaves[0] if len(leaves) == 1 else Any(leaves, where)], rest


def _requirement(way: set[str], window: Window | None) -> Requirement:
    detail = [("treated", "yes")] if "treated" in way else []
    if "silent" in way:
        detail.append(("symptoms", "none"))
    return Requirement(
        Kind.METASTASIS, "brain", "stable" if "stable" in way else "any", window, detail=tuple(sorted(detail))
    )


_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4375}


def _window(match: re.Match[str]) -> Window:
    return Window(">=", number(match["number"]), match["unit"].rstrip("s") + "s")


def _without_steroids(passage: Passage, words: str, start: int, lengths: list[re.Match[str]]) -> tuple[list[Node], str]:
    """No steroids or anticonvulsants, now or for as long as the words right behind them say."""
    nodes: list[Node] = []
    rest = words
    for pattern, concept in ((_OFF_STEROIDS, "corticosteroid"), (_OFF_ANTICONVULSANTS, "anticonvulsant")):
        match = pattern.search(words)
        if match is None:
            continue
        length = next((m for m in lengths if match.start() <= m.start() and m.start() - match.end() < _NEAR), None)
        end = match.end()
        requirement = Requirement(Kind.THERAPY, concept, "concurrent")
        if length is not None:
            lengths.remove(length)
            end = max(end, length.end())
            span = _window(length)
            requirement = Requirement(Kind.THERAPY, concept, "prior", Window("<", span.number, span.unit))
        where = passage.view.span(start + match.start(), start + end)
        nodes.append(Not(Leaf(requirement, where), where))
        rest = rest[: match.start()] + " " * (end - match.start()) + rest[end:]
    return nodes, rest


_NEAR = 14  # characters between "off steroids" and how long


def _others(passage: Passage, words: str, start: int) -> tuple[list[Node], str]:
    nodes: list[Node] = []
    rest = words
    for pattern, site in ((_ELSEWHERE, "brain only"), (_NO_LEPTOMENINGEAL, "leptomeningeal")):
        if match := pattern.search(words):
            where = passage.view.span(start + match.start(), start + match.end())
            nodes.append(Not(Leaf(Requirement(Kind.METASTASIS, site, "any"), where), where))
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    if match := _COUNT.search(words):
        where = passage.view.span(start + match.start(), start + match.end())
        strict = match["number"] is not None and re.match(r"<(?!\s?=)|fewer|less", match.group()) is not None
        bound = Comparison("<" if strict else "<=", number(match["number"] or match["few"]), "lesions")
        nodes.append(Leaf(Requirement(Kind.METASTASIS, "brain", bound), where))
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    return nodes, rest
