"""Owns which categories and extents of a sentence describe one patient together, and which are other ways to be let in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

_WAYS = "tnm"
_EXTENT = "extent"
_LETTERS = frozenset("TNM")
# "any N", "T any": a category that limits nobody, and yet shows where one combination ends
_ANY = regex(r"\bany[ -]?(?P<letter>[tnm])\b(?!-)|(?<![a-z])(?P<before>[tnm])[ -]?any\b")
_PARTS = regex(r"[\])(\[;]|\bor\b")  # "(T4, any N) or (any T, N3)"
_OR_ELSE = regex(r"\bor\b")
_COMMA = regex(r"\)?[,;] ?(?:all |and )?[cp]?")
_FAR = 40  # characters between two categories of one list
# between an extent and the stage groups that say which it is: "metastatic (stage IV)", "operable disease - stage I"
_SAID_BY = regex(
    r"(?: (?:breast|invasive|primary))*(?: (?:disease|cancers?|carcinomas?|tumou?rs?|bc))?\s*(?:[(\[:–,]|-+)\s*"
    r"(?:(?:clinical|ajcc|american joint committee (?:on|for) cancer(?: [\[(]ajcc[\])])?|i\.?e\.?|defined as|which is"
    r"|that is|including)[\s,:]*)*"
)


def as_ways(passage: Passage, atoms: Sequence[Atom]) -> list[Atom]:
    """Stage groups and categories, those of several combinations made alternatives: "T1N1, T2N0 or T2N1".

    A new combination begins where a letter comes again; a stage group before them is one way more.
    """
    listed = [a for a in atoms if isinstance(a.requirement.value, tuple)]
    categories = [a for a in listed if a.requirement.concept in _LETTERS]
    ways = [[atom] for atom in categories] if _is_flat(passage, categories) else _combinations(passage, categories)
    if len(ways) < 2 and not _are_one(passage, categories):
        return list(atoms)
    number = {id(atom): f"{_WAYS} {index}" for index, way in enumerate(ways) for atom in way}
    for index, group in enumerate(a for a in listed if a.requirement.concept == "stage"):
        if any(_is_near(passage, group, atom) for way in ways for atom in way):
            number[id(group)] = f"{_WAYS} group {index}"
    return [replace(a, alternatives=_WAYS, together=number[id(a)]) if id(a) in number else a for a in atoms]


# "T3, T4, N2 or N3", "T4, N3 or M1": one list of what each makes the disease advanced
_FLAT = regex(
    r"[cp]?t[34][a-d]?(?:,? [cp]?t[34][a-d]?)+,? (?:[cp]?n[1-3][a-c]?,? )*or [cp]?[nm][1-3][a-c]?(?: or [cp]?m1)?"
    r"|[cp]?t[34][a-d]?(?:(?:-|/| or )[cp]?t?[34][a-d]?)?, (?:[cp]?n[1-3][a-c]?(?:-[1-3])?,? )+or [cp]?m1[a-d]?"
)


def _is_flat(passage: Passage, categories: Sequence[Atom]) -> bool:
    """Whether the categories are one list of which any will do, with its one "or" before the last."""
    if len({a.requirement.concept for a in categories}) < 2:
        return False
    return _FLAT.fullmatch(passage.lower, categories[0].start, categories[-1].end) is not None


def _combinations(passage: Passage, categories: Sequence[Atom]) -> list[list[Atom]]:
    """The categories as the combinations that the words give; empty where they stand too far apart to be one list."""
    marks: list[tuple[int, int, str, Atom | None]] = [(a.start, a.end, a.requirement.concept, a) for a in categories]
    if len(marks) < 2:
        return []
    first, last = categories[0].start, categories[-1].end
    for match in _ANY.finditer(passage.lower, max(0, first - _FAR), min(len(passage.lower), last + _FAR)):
        letter = (match["letter"] or match["before"]).upper()
        marks.append((match.start(), match.end(), letter, None))
    marks.sort(key=lambda mark: mark[0])
    ways: list[list[Atom]] = [[]]
    letters, named = "", set[str]()
    reach = marks[0][0]
    for start, end, letter, atom in marks:
        if start - reach > _FAR:
            return []
        back = letters and "TNM".index(letter) < "TNM".index(letters[-1])
        other = bool(letters) and _OR_ELSE.search(passage.lower, reach, start) is not None
        listed = len(ways) > 1 and "," in passage.lower[reach:start]  # "T2 N1, T3 N0-1, N2-3, T4"
        if letter in letters or other or (back and (listed or _PARTS.search(passage.lower, reach, start))):
            ways.append([])
            letters = ""
        elif letter == "M" and len(ways) > 1 and "M" not in named and _COMMA.fullmatch(passage.lower, reach, start):
            break  # "T2 N1 or T3 N0, M0": of every way
        letters += letter
        named.add(letter)
        reach = end
        if atom is not None:
            ways[-1].append(atom)
    return [way for way in ways if way]


def _are_one(passage: Passage, categories: Sequence[Atom]) -> bool:
    """Whether categories of several letters are written as one: "T1N0", "T1b,N0M0"."""
    gaps = [passage.lower[a.end : b.start] for a, b in pairwise(categories)]
    return bool(gaps) and any(not gap.strip() for gap in gaps) and all(not gap.strip(" ,") for gap in gaps)


def _is_near(passage: Passage, group: Atom, category: Atom) -> bool:
    """Whether a category stands right behind a stage group or in front of it."""
    left, right = (group, category) if group.start < category.start else (category, group)
    return (
        left.end <= right.start and right.start - left.end <= _FAR and ";" not in passage.lower[left.end : right.start]
    )


def with_their_stages(passage: Passage, atoms: Sequence[Atom]) -> list[Atom]:
    """Several extents, each with the stage groups that say which it is: "metastatic (stage IV) or locally advanced (stage III)"."""
    words = [a for a in atoms if a.alternatives == _EXTENT and a.requirement.kind is Kind.STAGE]
    if len(words) < 2:
        return list(atoms)
    changed: dict[int, Atom] = {}
    for number, word in enumerate(words):
        said = next((a for a in atoms if a.start >= word.end and a.requirement.concept == "stage"), None)
        if said is None or said.alternatives is not None:
            continue
        # another extent has its stage in brackets: "metastatic (stage IV) or unresectable stage III"
        beside = bool(changed) and passage.lower[word.end : said.start] == " "
        if not beside and _SAID_BY.fullmatch(passage.lower, word.end, said.start) is None:
            continue
        changed[id(said)] = replace(said, alternatives=_EXTENT, together=f"{_EXTENT} {number}")
        changed[id(word)] = replace(word, together=f"{_EXTENT} {number}")
    if not changed:
        return list(atoms)
    for number, word in enumerate(words):
        changed.setdefault(id(word), replace(word, together=f"{_EXTENT} {number}"))
    return [changed.get(id(a), a) for a in atoms]


# the categories of an extent, behind it in brackets or with "with"
_OPENS = regex(
    r"(?: (?:breast|invasive|primary))*(?: (?:disease|cancers?|carcinomas?|tumou?rs?|bc))?(?: of the breast)?,?:? ?(?P<sign>\(|,? with (?:an? )?)"
)
_OR_THEN = regex(
    r"(?: (?:lesions?|tumou?rs?|disease|breast|cancer|carcinoma))*\)?,? or (?:(?!(?:and|with|who|that|not|no)\b)[\w-]+ ){0,4}"
)


def with_the_other_way(passage: Passage, atoms: Sequence[Atom]) -> list[Atom]:
    """An extent with its categories in brackets, "or" another extent behind these: each of them is a way in."""
    found = list(atoms)
    if passage.base is not Effect.REQUIRE:
        return found
    for index, word in enumerate(found[:-1]):
        opens = None if word.together is not None else _OPENS.match(passage.lower, word.end)
        if opens is None or word.requirement.concept in _LETTERS:
            continue
        last = index + 1
        if opens["sign"] == "(":
            end = passage.lower.find(")", opens.end()) + 1
            while end and last < len(found) and found[last].start < end:
                last += 1
        else:
            end = found[last].end if found[last].start == opens.end() else 0
            last += 1
        if not end or last in (index + 1, len(found)) or found[last].requirement.concept in _LETTERS:
            continue
        if _OR_THEN.fullmatch(passage.lower, end, found[last].start) and not _negated(passage, found[index : last + 1]):
            for place in range(index, last + 1):
                found[place] = replace(found[place], alternatives=_EXTENT, together=f"{_EXTENT} way {place}")
    return found


def _negated(passage: Passage, atoms: Sequence[Atom]) -> bool:
    return any(a.polarity is not Polarity.FOLLOW or passage.scopes.negations(a.start) for a in atoms)
