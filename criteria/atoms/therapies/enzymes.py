"""Owns drugs named by the enzyme or transporter that they act on: inhibitors, inducers and substrates of CYP3A4, P-gp and so on."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from criteria.patterns import hints, regex

_ENZYME = regex(
    r"(?:\bcyp(?:-|\s)?(?:p?450)?\s?(?P<cyp>\d[a-z]\d{0,2})(?:\s?/\s?(?:cyp)?\d?[a-z]?\d{1,2})?"
    r"|\bcytochrome\s+(?:p-?\s?450\s*(?:\(\s?cyp\d*\s?\)\s*)?)(?:enzymes?\s+|iso-?(?:en)?zymes?\s+|family\s+)?"
    r"(?P<cyp2>\d[a-z]\d{0,2})(?:/\d)?"
    r"|\b(?P<p450>cytochrome\s+p-?\s?450|p-?\s?450\s+cytochromes?|cyp\s?450|cyp\s+enzymes?)(?![\s-]*\d)"
    r"|\b(?P<pgp>p-?\s?gp|p-?\s?glycoprotein|mdr-?1|abcb1)\b"
    r"|\b(?P<bcrp>bcrp|breast\s+cancer\s+resistance\s+protein|abcg2)\b"
    r"|\b(?P<oatp>oatp\d\w\d)\b|\b(?P<ugt>ugt\s?\d\w\d+)\b|\b(?P<mate>mate-?[12]\S*|oct-?[12]|bsep)\b)"
)
_ACTION = regex(
    r"\b(?:(?P<inhibitor>inhibit\w*)|(?P<either>interfer\w*|modifiers?\b)"
    r"|(?P<inducer>induc(?:er|ers|ing|e|es|tion|tors?)\b)|(?P<substrate>substrates?|metaboli[sz]ed))"
)
_BREAK = regex(r"[;.]\s|\bbut\b|\bhowever\b")
_JOINS = regex(
    r"(?:\([^()]{0,140}\)|[\s/,()-]|\b(?:enzymes?|iso-?(?:en)?zymes?|strong|moderate|potent|or|and|and/or)\b)*"
)
_OF = regex(r"\s+(?:of|for)\b")
_OR = regex(r"\b(?:or|and)\b")
_REACH = 60
_HINTS = hints("cyp", "cytochrome", "gp", "bcrp", "glycoprotein", "mdr")

# how strongly it must act: "strong or moderate inhibitors of"; what is said of the first of a list is said of each
_STRENGTH = regex(
    r"\b(?P<said>(?:(?:strong|potent|moderate|weak|mild)(?:ly)?(?:\s*/\s*|\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and|and/or|to)\s+))*(?:strong|potent|moderate))\s+"
    r"(?:(?:inhibit|induc)\w*(?:\s*/\s*|\s+(?:or|and|and/or)\s+))?$"
)

_Action = tuple[int, int, str]


def enzyme_drugs(lower: str) -> list[tuple[int, int, str]]:
    """Each kind of action on each enzyme that the words pair: start, end and concept ("CYP3A4 inhibitor").

    An enzyme takes the actions right behind it ("CYP3A4 inhibitors or inducers"); else those within reach of it in its
    clause that stand behind no other enzyme ("inhibitors or inducers of CYP3A4").
    """
    if not _HINTS.search(lower):
        return []
    enzymes = [(m.start(), m.end(), _name(m)) for m in _ENZYME.finditer(lower)]
    actions = [(m.start(), m.end(), str(m.lastgroup)) for m in _ACTION.finditer(lower)] if enzymes else []
    enzymes = _members(lower, enzymes)
    behind = {end: _right_behind(lower, end, actions) for _, end, _ in enzymes}
    for (_, end, _), (begin, following, _) in reversed(list(pairwise(enzymes))):
        if not behind[end] and _JOINS.fullmatch(lower, end, begin):
            behind[end] = behind[following]  # "CYP3A4 or CYP2D6 inhibitors"
    taken = {action for found in behind.values() for action in found}
    pairs: dict[str, tuple[int, int, str]] = {}
    floor = 0
    for begin, end, enzyme in enzymes:
        near = [a for a in actions if a not in taken and _reaches(lower, begin, end, a)]
        own = [a for a in near if floor <= a[0] < begin]  # "inducers of CYP3A4 or inhibitors of P-gp"
        floor = end
        for a, b, action in behind[end] or own or near:
            for kind in ("inhibitor", "inducer") if action == "either" else (action,):
                concept = f"{enzyme} {kind}"
                apart = "(" in (
                    lower[end:a] if a >= end else lower[b:begin]
                )  # "CYP3A4 inhibitors (e.g., ketoconazole) or inducers"
                pairs.setdefault(concept, (a, b, concept) if apart else (min(a, begin), max(b, end), concept))
    return sorted(pairs.values())


def strength(lower: str, start: int) -> str | None:
    """How strongly the drug named from ``start`` on must act to be meant: "strong", "moderate or strong"; None where any will do.

    A moderate one alone is not kept apart.
    """
    found = _STRENGTH.search(lower, max(0, start - 60), start)
    if found is None or "weak" in found["said"] or "mild" in found["said"]:
        return None
    moderate, strong = "moderate" in found["said"], "strong" in found["said"] or "potent" in found["said"]
    return ("moderate or strong" if moderate else "strong") if strong else None


def _right_behind(lower: str, end: int, actions: list[_Action]) -> list[_Action]:
    """The actions that follow an enzyme, joined by nothing but "or"."""
    found: list[_Action] = []
    for action in actions[bisect_left(actions, (end, 0, "")) :]:
        if not _JOINS.fullmatch(lower, end, action[0]) or _OF.match(lower, action[1]):
            break
        found.append(action)
        end = action[1]
    return found


def _reaches(lower: str, begin: int, end: int, action: _Action) -> bool:
    """Whether an action stands within reach of an enzyme, in one clause."""
    left, right = (end, action[0]) if action[0] >= end else (action[1], begin)
    return right - left <= _REACH and _BREAK.search(lower, left, right) is None


def _members(lower: str, enzymes: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The enzymes without the families that go on to name a member, which begins where its family does.

    "cytochrome P450, family 3, subfamily A (CYP3A4)" is one name.
    """
    found: list[tuple[int, int, str]] = []
    begin: int | None = None
    for place, (start, end, name) in enumerate(enzymes):
        begin = start if begin is None else begin
        following = enzymes[place + 1 : place + 2]
        if following and name == "cytochrome P450" and not _OR.search(lower, end, following[0][0]):
            continue
        found.append((begin, end, name))
        begin = None
    return found


def _name(match: re.Match[str]) -> str:
    if cyp := match["cyp"] or match["cyp2"]:
        return "CYP3A4" if cyp.startswith("3a") else f"CYP{cyp.upper()}"
    for group, name in (("p450", "cytochrome P450"), ("pgp", "P-gp"), ("bcrp", "BCRP")):
        if match[group]:
            return name
    return match.group().upper().replace(" ", "")
