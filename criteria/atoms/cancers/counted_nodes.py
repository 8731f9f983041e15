"""Owns how many nodes hold cancer: "at least 4 positive axillary nodes", "three or more positive sentinel nodes"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Kind, Requirement, Value
from criteria.words.numbers import Found, bounds, number

_NODES = regex(
    r"\s*(?:or (?:more|fewer|less|greater) )?(?:histologically |pathologically |clinically )*"
    r"(?:positive|involved|metastatic)\s+(?P<where>(?:ipsilateral )?(?:(?:axillary|sentinel|regional) )*)(?:lymph )?"
    r"nodes?\b"
    r"|\s*(?:or (?:more|fewer|less|greater) )?(?P<there>(?:ipsilateral )?(?:(?:axillary|sentinel|regional) )*)"
    r"(?:lymph )?nodes? (?:(?:that )?(?:are |were )?(?:histologically )?involved\b|(?:that )?(?:are |were )positive\b"
    r"|containing (?:tumou?r|cancer|metasta))(?: (?:with|by) (?:tumou?r|cancer|metasta\w+|malignancy|carcinoma))?"
)
_NUMBER = r"one|two|three|four|five|six|seven|eight|nine|ten"
# figures are found by ``bounds``; a number in words counts where more or fewer are meant, or a range
_IN_WORDS = regex(
    r"\b(?:(?P<least>at least|a minimum of)|(?P<most>at most|no more than|not more than|up to|a maximum of)"
    r"|(?P<more>(?:more|greater) than|over)|(?P<fewer>(?:fewer|less) than))? ?\b"
    rf"(?P<number>{_NUMBER})\b"
    rf"(?:(?: or | to |-)(?P<high>{_NUMBER})\b)?"
    r"(?: or (?:(?P<up>more|greater)|(?P<down>fewer|less)))?(?= (?:\w+ ){0,3}(?:lymph )?nodes?\b)"
)
_SIGNS = {"least": ">=", "up": ">=", "most": "<=", "down": "<=", "more": ">", "fewer": "<"}
_OF_A_CATEGORY = regex(r"\bp?n[1-3][a-c]?,? ?\((?:i\.?e\.?,? |with )?$")  # "N1 (1-3 positive nodes)" says what N1 is


def counted_nodes(passage: Passage) -> list[Atom]:
    """The counts of nodes that hold cancer, in the order of the words."""
    lower = passage.lower
    atoms: list[Atom] = []
    for found in (*bounds(lower), *_in_words(lower)):
        match = _NODES.match(lower, found.end)
        if match is None or _OF_A_CATEGORY.search(lower, 0, found.start):
            continue
        axillary = "axillary" in (match["where"] or match["there"] or "")
        concept = "positive axillary lymph nodes" if axillary else "positive lymph nodes"
        op = found.op if found.op not in (None, "=") else _op_behind(match.group())
        if match["there"] is not None and op == "=" and found.high is None:
            continue  # "1 axillary node involved": the sign may be lost
        value: Value = Comparison(op or "=", found.number, "")
        if found.high is not None:
            value = Between(found.number, found.high, "")
        atoms.append(Atom(found.start, match.end(), Requirement(Kind.DISEASE_MEASURE, concept, value)))
    return sorted(atoms, key=lambda atom: atom.start)


def _in_words(lower: str) -> Iterator[Found]:
    for match in _IN_WORDS.finditer(lower):
        sign = next((sign for name, sign in _SIGNS.items() if match[name]), None)
        if match["high"] and sign is None:
            ends = number(match["number"]), number(match["high"])
            yield Found(match.start(), match.end(), match.start("number"), None, *ends)
        elif sign is not None and not match["high"]:
            yield Found(match.start(), match.end(), match.start("number"), sign, number(match["number"]), None)


def _op_behind(words: str) -> str:
    """What "or more", "or fewer" between a number and its nodes say; without either just so many are meant."""
    if "more" in words or "greater" in words:
        return ">="
    return "<=" if "fewer" in words or "less" in words else "="
