"""Owns lists of stage groups and TNM categories: what a range holds, and which lists are one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement

_GROUPS = ("0", "I", "II", "III", "IV")
GROUP = r"(?:iv|i{1,3}|[0-4](?![\d.%+]|(?:\s?(?:-|to)\s?\d+)?\s?(?:years?|yrs?|months?|weeks?|cm|mm)\b))\s?[abc]?\d?\b"

# the letters of further groups of one number: "IIIA-C", "IIA/B", "III B or C"
_MORE_LETTERS = r"(?:\s?(?:-|/|,|to|or|and|, or)\s?[bc]\b(?![ -]cell|[.)]))"
GROUP_WITH_LETTERS = rf"{GROUP}(?:(?<=[abc]){_MORE_LETTERS}+)?"
_LETTERED = regex(rf"(?P<number>\b(?:iv|i{{1,3}}|[0-4]))\s?(?P<first>[abc])(?P<more>{_MORE_LETTERS}+)")
_LETTER = regex(r"\b[bc]\b")

_FURTHER = regex(
    r"\s*\([^()]*\)(?P<more>\s*(?:[,;]|or|and|/|, or|, and|and/or|to|-)\s*(?:iv|i{1,3})\s?[abc]?\d?\b"
    r"(?:\s*(?:,|or|and|/|, or|, and|and/or|to|-)\s*(?:iv|i{1,3})\s?[abc]?\d?\b)*)"
)


def goes_on(lower: str, at: int) -> tuple[int, str]:
    """How far a list of stage groups goes on behind asides that end at ``at``, and its words: "IIB (T3 N0) or IIIA (T3 N1)"."""
    words = ""
    while (match := _FURTHER.match(lower, at)) is not None:
        words, at = words + match["more"], match.end()
    return at, words


def stage_list(words: str, whole: str = "") -> tuple[str, ...]:
    """The stage groups that words like "II-IIIA" or "I, II or III" name, in order; a range holds what lies between."""
    found: list[str] = []
    end = 0
    words = _LETTERED.sub(_with_their_number, words)
    for match in re.finditer(GROUP, words):
        group = match.group().upper().replace(" ", "")
        group = _ROMAN.get(group[0], group[0]) + group[1:] if group[0].isdigit() else group
        group = "I" if group == "IC" else group  # "stage Ic-III": T1c, for there is no such group
        ranges = found and _TO.search(words, end, match.start()) and not _OR.search(words, end, match.start())
        found[-1 if ranges else len(found) :] = _range(found[-1], group) if ranges else (group,)
        end = match.end()
    if len(found) == 1 and _base(found[0]) in _GROUPS:
        if re.search(r"≥|>", whole):
            return and_higher(found)
        if re.search(r"≤|<", whole):
            return and_lower(found)
    return tuple(dict.fromkeys(found))


def with_the_rest(lower: str, at: int, groups: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """How far the words for the groups go that end at ``at``, and the groups: "IIB or worse", "IIIA or lower"."""
    behind = _OR_GREATER.match(lower, at) if groups else None
    if behind is None:
        return at, groups
    return behind.end(), (and_lower if behind["lower"] else and_higher)(groups)


_OR_GREATER = regex(
    r"\s*(?:or|and) (?:greater|higher|more(?: advanced)?|above|worse|(?P<lower>lower|less(?: advanced)?|below|earlier|better))\b(?! (?:than|risk|grade))"
)


def and_higher(groups: Sequence[str]) -> tuple[str, ...]:
    """The groups of "stage IIB or worse": with all that are higher than the last."""
    at = _GROUPS.index(_base(groups[-1])) if _base(groups[-1]) in _GROUPS else len(_GROUPS)
    return tuple(dict.fromkeys((*groups[:-1], *_to_the_end(groups[-1]), *_GROUPS[at + 1 :])))


def and_lower(groups: Sequence[str]) -> tuple[str, ...]:
    """The groups of "stage IIIA or lower": with all that are lower than the first, but disease in situ."""
    at = _GROUPS.index(_base(groups[0])) if _base(groups[0]) in _GROUPS else 0
    return tuple(dict.fromkeys((*_GROUPS[1:at], *_from_the_start(groups[0]), *groups[1:])))


def _with_their_number(match: re.Match[str]) -> str:
    """The letters behind a group as groups of their own: "iiia-c" is "iiia-iiic"."""
    more = _LETTER.sub(lambda letter: match["number"] + letter.group(), match["more"])
    return f"{match['number']}{match['first']}{more}"


def _range(first: str, last: str) -> tuple[str, ...]:
    """The groups from the one to the other."""
    low, high = _base(first), _base(last)
    if low in _GROUPS and high in _GROUPS and _GROUPS.index(low) < _GROUPS.index(high):
        between = _GROUPS[_GROUPS.index(low) + 1 : _GROUPS.index(high)]
        return (*_to_the_end(first), *between, *_from_the_start(last))
    return _letters(first, last)


_TO, _OR = regex(r"-|\bto\b|through"), regex(r"\bor\b|\band\b|,")
_ROMAN = {"0": "0", "1": "I", "2": "II", "3": "III", "4": "IV"}


def _base(group: str) -> str:
    return group.rstrip("ABC0123456789") or group


def _to_the_end(group: str) -> tuple[str, ...]:
    """A range that starts at IIA holds IIB too."""
    letters = _LETTERS.get(_base(group), "")
    return (
        tuple(_base(group) + letter for letter in letters[letters.index(group[-1]) :])
        if group[-1] in letters
        else (group,)
    )


def _from_the_start(group: str) -> tuple[str, ...]:
    """A range that ends at IIIB holds IIIA too."""
    letters = _LETTERS.get(_base(group), "")
    return (
        tuple(_base(group) + letter for letter in letters[: letters.index(group[-1]) + 1])
        if group[-1] in letters
        else (group,)
    )


_LETTERS = {"I": "AB", "II": "AB", "III": "ABC", "IV": "ABC"}


def _letters(first: str, last: str) -> tuple[str, ...]:
    """The groups of a range of letters: "IIIA-C" and "IIIA-IIIC" hold IIIB too."""
    if _base(first) == _base(last) and first[-1] in "ABC" and last[-1] in "ABC":
        return tuple(_base(first) + letter for letter in "ABC"["ABC".index(first[-1]) : "ABC".index(last[-1]) + 1])
    return (first, last)


def tnm_list(letter: str, first: str, more: str) -> tuple[str, ...]:
    """The categories of "T1c-3" or "N1 or N2": a range holds the whole categories between its ends."""
    ends = list(_WITH_SPREAD) if first == "+" else [first]
    for sign, end in _NEXT_CATEGORY.findall(more):
        if _RANGE.search(sign) and end[0].isdigit():
            ends += _between(letter, ends[-1], end)
        ends.extend(_WITH_SPREAD if end == "+" else (end,))
    return tuple(dict.fromkeys(f"{letter}{'X' if e == 'x' else e}" for e in ends))


def _between(letter: str, first: str, last: str) -> list[str]:
    """What lies between the ends of a range: "T1b-T4b" holds T1c, T2, T3 and T4a too."""
    if first[0] == last[0]:
        inside = _PARTS.get(letter + first[0], "")
        if first[1:] in inside and last[1:] in inside:
            return [
                first[0] + part for part in inside[inside.index(first[1:]) + 1 : inside.index(last[1:])] if first[1:]
            ]
        return []
    low = -1 if first == "x" else 0 if first == "is" else int(first[0])
    rest = _PARTS.get(letter + first[0], "").partition(first[1:])[2] if first[1:] in tuple("abcd") else ""
    before = _PARTS.get(letter + last[0], "").partition(last[1:])[0] if last[1:] in tuple("abcd") else ""
    whole = [str(n) for n in range(low + 1, int(last[0]))]
    return [*(first[0] + part for part in rest), *whole, *(last[0] + part for part in before)]


_PARTS = {"T1": "abc", "T2": "abc", "T3": "ab", "T4": "abcd", "N1": "abc", "N2": "ab", "N3": "abc"}
_WITH_SPREAD = ("1", "2", "3")  # "N+"
_NEXT_CATEGORY = regex(r"([^0-4]*?)(x|is|\+|[0-4](?:mi|[a-d])?)")
_RANGE = regex(r"-|\bto\b|through")
_NEXT_LETTER = regex(r"\s?(?P<sign>,\s?(?:or|and)|[,/-]|or|and)\s?(?P<letter>[b-d])(?![\w.'-]| cell)")


def letters_behind(lower: str, at: int, value: str) -> tuple[int, tuple[str, ...]]:
    """How far the letters of one category go on, and the categories they make: "T1b,c", "T4a-d"."""
    found: list[str] = []
    while value[-1] in "abcd" and (match := _NEXT_LETTER.match(lower, at)) is not None:
        last = (found or [value])[-1][-1]
        between = "abcd"["abcd".index(last) + 1 : "abcd".index(match["letter"])] if match["sign"] == "-" else ""
        found.extend(value[:-1] + letter for letter in (*between, match["letter"]))
        at = match.end()
    return at, tuple(found)


def merged(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """Lists of one category that an aside or an adjective parts: "N2 (matted nodes) or N3", "stage III or untreated stage IV"."""
    found: list[Atom] = []
    for atom in sorted(atoms, key=lambda a: a.start):
        last = found[-1] if found else None
        if last is not None and _is_one_list(passage, last, atom):
            values = (*_listed(last), *_listed(atom))
            requirement = Requirement(Kind.STAGE, atom.requirement.concept, tuple(dict.fromkeys(values)))
            found[-1] = Atom(last.start, atom.end, requirement)
        else:
            found.append(atom)
    return found


_ONE_LIST = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:,|/|;)?\s*(?:or|and/or)\s+(?:(?:previously|untreated|operable|clinical|any)\s+)*|\s*(?:\([^()]{1,30}\)\s*)?[,/]?\s*"
)


def _is_one_list(passage: Passage, left: Atom, right: Atom) -> bool:
    if left.requirement.concept != right.requirement.concept or left.end > right.start:
        return False
    return _ONE_LIST.fullmatch(passage.lower[left.end : right.start]) is not None


def _listed(atom: Atom) -> tuple[str, ...]:
    return atom.requirement.value if isinstance(atom.requirement.value, tuple) else ()
