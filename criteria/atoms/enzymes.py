"""Owns drugs named by the enzyme or transporter that they act on: inhibitors, inducers and substrates of CYP3A4, P-gp and so on."""

from __future__ import annotations

import re

_ENZYME = re.compile(
    r"(?:\bcyp(?:-|\s)?(?:p?450)?\s?(?P<cyp>\d[a-z]\d{0,2})(?:\s?/\s?(?:cyp)?\d?[a-z]?\d{1,2})?|\bcytochrome\s+(?:p-?\s?450\s*(?:\(\s?cyp\d*\s?\)\s*)?)(?:enzymes?\s+|iso-?(?:en)?zymes?\s+|family\s+)?(?P<cyp2>\d[a-z]\d{0,2})(?:/\d)?"
    r"|\b(?P<p450>cytochrome\s+p-?\s?450|cyp\s?450|cyp\s+enzymes?)(?![\s-]*\d)|\b(?P<pgp>p-?\s?gp|p-?\s?glycoprotein|mdr-?1|abcb1)\b|\b(?P<bcrp>bcrp|breast\s+cancer\s+resistance\s+protein|abcg2)\b"
    r"|\b(?P<oatp>oatp\d\w\d)\b|\b(?P<ugt>ugt\s?\d\w\d+)\b|\b(?P<mate>mate-?[12]\S*|oct-?[12]|bsep)\b)"
)
_ACTION = re.compile(
    r"\b(?:(?P<inhibitor>inhibit\w*)|(?P<either>interfer\w*)|(?P<inducer>induc(?:er|ers|ing|e|es|tion|tors?)\b)|(?P<substrate>substrates?|metaboli[sz]ed))"
)
_BREAK = re.compile(r"[;.]\s|\bbut\b|\bhowever\b")
_REACH = 60


def enzyme_drugs(lower: str) -> list[tuple[int, int, str]]:
    """Each kind of action on each enzyme that the words pair: start, end and concept ("CYP3A4 inhibitor").

    "Strong inhibitors or inducers of CYP3A4" names two; an enzyme takes the actions within reach of it, in its clause.
    """
    if (
        "cyp" not in lower
        and "cytochrome" not in lower
        and "gp" not in lower
        and "bcrp" not in lower
        and "glycoprotein" not in lower
        and "mdr" not in lower
    ):
        return []
    enzymes = [(m.start(), m.end(), _name(m)) for m in _ENZYME.finditer(lower)]
    if not enzymes:
        return []
    found: dict[str, tuple[int, int, str]] = {}
    actions = [(m.start(), m.end(), str(m.lastgroup)) for m in _ACTION.finditer(lower)]
    for place, (begin, end, enzyme) in enumerate(enzymes):
        if (
            enzyme == "CYP450"
            and place + 1 < len(enzymes)
            and not re.search(r"\b(?:or|and)\b", lower[end : enzymes[place + 1][0]])
        ):
            continue  # "cytochrome P450, family 3, subfamily A (CYP3A4)" names one enzyme
        for a, b, action in actions:
            left, right = (end, a) if a >= end else (b, begin)
            between = lower[left:right]
            if len(between) > _REACH or _BREAK.search(between):
                continue
            for kind in ("inhibitor", "inducer") if action == "either" else (action,):
                concept = f"{enzyme} {kind}"
                found.setdefault(concept, (min(a, begin), max(b, end), concept))
    return sorted(found.values())


def _name(match: re.Match[str]) -> str:
    if cyp := match["cyp"] or match["cyp2"]:
        return "CYP3A4" if cyp.startswith("3a") else f"CYP{cyp.upper()}"
    for group, name in (("p450", "CYP450"), ("pgp", "P-gp"), ("bcrp", "BCRP")):
        if match[group]:
            return name
    return match.group().upper().replace(" ", "")
