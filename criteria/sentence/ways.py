"""Owns the ways that a sentence spells out to be let in: numbered, by an emphatic OR, by states that exclude each other."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from criteria.atoms import Atom, Polarity
from criteria.atoms.markers.receptor_words import RECEPTORS
from criteria.patterns import regex
from criteria.sentence.listed_ways import Ways, bounds_apart, of_pairs, one_of_these
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind

_CHOICE = regex(r"\bOR\b(?! HIGHER| GREATER)|\bor,? \(?(?:[2-9]|[b-e]|ii|iii)\)")
_OR_STATUS = regex(r"\bor (?:(?:are|be|is|who|all|any|women|patients|natural|naturally|surgically|must|the|in) )*$")
_NUMBERED = regex(r"\(?\b(?:1|a|i)\)")
# a further way with its own condition: "ER-positive or, if negative, resistant to chemotherapy"
_OR_IF = regex(
    r"(?<!and/)\bor,? (?=(?:if|when|in case of) (?!(?:clinically |medically )?(?:indicated|needed|necessary|not|appropriate)\b))"
)
_NO_BOUND = r"(?! (?:more|greater|larger|higher|above|less|lower|fewer|equal|worse|better|smaller|older|younger)\b)"
_OR = regex(rf"\bor\b{_NO_BOUND}")
_BRACKETS = regex(r"\([^()]*\)")
_GOES_WITH = regex(
    r"\w*\W{0,2}"
    r"(?:(?:nodes?|disease|tumou?rs?|breast|cancers?|carcinomas?|patients|women|lymph|status|only)\b\W{0,2}){0,3}"
    r"(?:"
    r"\((?!\w+\))|(?:and (?=\S)|with|plus|who|whose|having|that|but|after|following|if|when|refractory|resistant)\b)"
    r"[^,;]*"
)
_WITH_THESE = regex(
    r"(?: (?:disease|tumou?rs?|breast|cancers?|patients|women))*,? (?:with|and|plus|having|who have|that have|that has)\b"
)
# a list goes on that a "with" has opened: "with a tumor > 2 cm, grade 3, or age < 35"
_LISTS_ON = regex(r"\)?,?\s+(?:(?:and/)?or\s+)?(?:an?\s+|the\s+)?(?:\w+\s+){0,2}|\)?,\s*")
_AND = regex(r"\band\b(?!/)")
_FEWEST = 3  # two states and what goes with one of them
_OF_THE_DISEASE = frozenset({Kind.STAGE, Kind.DISEASE_MEASURE, Kind.BIOMARKER, Kind.METASTASIS})
_OF_EVERYONE = frozenset({Kind.SEX, Kind.AGE, Kind.CANCER, Kind.PERFORMANCE})
_OF_THE_BREAST = frozenset({"lumpectomy", "mastectomy"})
"""Operations of which one is done: "lumpectomy with radiotherapy, or mastectomy"."""
_OPPOSITES = frozenset({"positive", "negative", "low", "mutated", "wild-type"})


def ways(passage: Passage, atoms: list[Atom]) -> Ways:
    """The ways of a sentence: "1) … or 2) …", "… OR …"; one way where there is no choice."""
    if passage.base is not Effect.REQUIRE:
        return Ways([], [atoms])
    cuts = [m.start() for m in _CHOICE.finditer(passage.text) if not _between_labs(atoms, m.start())]
    cuts = cuts or _between_statuses(passage, atoms) or bounds_apart(passage, atoms)
    if cuts:
        return Ways([], _cut(passage, atoms, cuts))
    return (
        _of_the_second(passage, one_of_these(passage, atoms))
        or of_pairs(passage, atoms)
        or _or_if(passage, atoms)
        or _opposites(passage, atoms)
        or Ways([], [atoms])
    )


def _of_the_second(passage: Passage, listed: Ways | None) -> Ways | None:
    """The listed ways, where they are of the second of two states: "N+, or N0 with one of these: …"."""
    if listed is None or len(listed.common) < 2 or not listed.found:
        return listed
    *common, left, right = listed.common
    behind = min(a.start for way in listed.found for a in way)
    if not _are_opposite(left, right) or _or_between(passage.lower, left, right) is None or behind < right.end:
        return listed
    if _WITH_THESE.match(passage.lower, right.end) is None:
        return listed
    return listed._replace(common=common, found=[[left], *([right, *way] for way in listed.found)])


def _cut(passage: Passage, atoms: list[Atom], cuts: list[int]) -> list[list[Atom]]:
    found: list[list[Atom]] = [[] for _ in range(len(cuts) + 1)]
    for atom in atoms:
        found[sum(atom.start >= cut for cut in cuts)].append(atom)
    numbered = _NUMBERED.search(passage.text)
    if numbered is None or not all(found):
        return found if all(found) else [atoms]
    common = [a for a in found[0] if a.start < numbered.start()]
    first = [a for a in found[0] if a not in common]
    return [common + way for way in (first, *found[1:])] if first or not common else [common]


def _between_labs(atoms: list[Atom], cut: int) -> bool:
    """Whether labs stand on either side: their recogniser has said which of them are alternatives."""
    left = [a for a in atoms if a.start < cut]
    right = [a for a in atoms if a.start >= cut]
    return bool(left and right) and left[-1].requirement.kind is right[0].requirement.kind is Kind.LAB


def _between_statuses(passage: Passage, atoms: list[Atom]) -> list[int]:
    """Where the second of two menopausal statuses begins, if more is asked of the first: "premenopausal and on X, or postmenopausal"."""
    last: Atom | None = None
    for index, atom in enumerate(atoms):
        if atom.requirement.kind is not Kind.MENOPAUSE:
            continue
        between = [] if last is None else atoms[atoms.index(last) + 1 : index]
        more = [a for a in between if a.requirement.kind not in (Kind.MENOPAUSE, Kind.SEX)]
        if more and (found := _OR_STATUS.search(passage.lower, more[-1].end, atom.start)) is not None:
            return [found.start()]
        last = atom
    return []


def _or_if(passage: Passage, atoms: list[Atom]) -> Ways | None:
    """The way that begins with a condition of its own behind an "or", beside all that stands before it."""
    match = _OR_IF.search(passage.lower)
    if match is None or passage.lower.count("(", 0, match.start()) > passage.lower.count(")", 0, match.start()):
        return None
    before = [a for a in atoms if a.start < match.start()]
    behind = [a for a in atoms if a.start >= match.start()]
    common = [a for a in before if a.requirement.kind in _OF_EVERYONE]
    first = [a for a in before if a not in common]
    if any(effect(passage, a) is Effect.ALLOW or a.requirement.value == "planned" for a in (*first, *behind)):
        return None  # who gets what is said of everybody
    asked = {a.requirement.kind for a in (*first, *behind)}
    if not first or not behind or not asked <= {*_OF_THE_DISEASE, Kind.THERAPY} or asked == {Kind.THERAPY}:
        return None
    return Ways(common, [first, behind], match.end())


def _opposites(passage: Passage, atoms: list[Atom]) -> Ways | None:
    """Two states that no patient has both of, joined by "or", with what each of them goes with: "N+, or N0 with a tumor > 2 cm".

    None where nothing goes with either: then they are simple alternatives.
    """
    if len(atoms) < _FEWEST or not _OR.search(passage.lower):
        return None
    pairs = [p for p in combinations(atoms, 2) if _are_opposite(*p) and _or_between(passage.lower, *p) is not None]
    pairs = [p for p in pairs if all(effect(passage, a) is Effect.REQUIRE for a in p)]
    if not pairs or len({(a.start, b.start) for a, b in pairs}) > 1:
        return _subtypes(passage, atoms) if pairs else None
    left, right = pairs[0]
    cut = _or_between(passage.lower, left, right)
    if cut is None:
        return None
    common: list[Atom] = []
    first, second = [left], [right]
    for atom in atoms:
        if atom is left or atom is right:
            continue
        if atom.start in (left.start, right.start):
            (first if atom.start == left.start else second).append(atom)
            continue
        if atom.start < left.start:
            own = atom.requirement.kind in _OF_THE_DISEASE and "," not in passage.lower[atom.end : left.start]
            (first if own else common).append(atom)
        elif atom.start < cut:
            first.append(atom)
        elif (
            atom.start < right.start
            or _is_in_its_bracket(passage.lower, right, atom)
            or not _is_behind(common, right)
            and (_goes_with(passage, second[-1], atom) or _lists_on(passage, right, second, atom))
        ):
            second.append(atom)
        else:
            common.append(atom)
    if all(a.start == left.start for a in first) and all(a.start == right.start for a in second):
        return None
    behind = all(a.start >= right.start for a in second)
    if left.requirement.kind is Kind.THERAPY and len(first) == 1 and behind and not _conserved(right, second):
        return None  # "lumpectomy or mastectomy with axillary dissection": the dissection is of both
    return Ways(common, [sorted(map(_of_one_way, way), key=lambda a: a.start) for way in (first, second)])


def _conserved(right: Atom, way: list[Atom]) -> bool:
    """Whether a way keeps the breast and irradiates it: "mastectomy, or lumpectomy plus radiotherapy"."""
    beside = {a.requirement.concept for a in way if a is not right}
    return right.requirement.concept == "lumpectomy" and beside == {"radiation therapy"}


def _subtypes(passage: Passage, atoms: list[Atom]) -> Ways | None:
    """Several subtypes of which one has more asked of it: "HR+ with Ki-67 ≥ 20 %, or HER2+, or TNBC"."""
    outside = _BRACKETS.sub(lambda m: " " * len(m.group()), str(passage.lower))
    cuts = [m.start() for m in _OR.finditer(outside) if any(a.end <= m.start() for a in atoms)]
    found: list[list[Atom]] = [[] for _ in range(len(cuts) + 1)]
    for atom in atoms:
        found[sum(atom.start >= cut for cut in cuts)].append(atom)
    marks = [[a for a in way if a.requirement.concept in RECEPTORS] for way in found]
    if not all(marks) or any(len({a.together for a in way}) > 1 for way in marks):
        return None
    if any(effect(passage, a) is not Effect.REQUIRE for way in found for a in way):
        return None
    common = [a for a in found[0] if a.requirement.kind in _OF_EVERYONE and a.start < marks[0][0].start]
    last = found[-1]
    behind = [a for a in last if a.start > marks[-1][-1].start and not _goes_with(passage, marks[-1][-1], a)]
    common += [a for a in behind if a.requirement.concept not in RECEPTORS]
    told = [[_of_one_way(a) for a in way if a not in common] for way in found]
    more = any(len(way) > len(mark) for way, mark in zip(told, marks, strict=True))
    return Ways(common, told) if more else None


def _of_one_way(atom: Atom) -> Atom:
    """The atom, which within its way is no alternative to the other receptors."""
    return replace(atom, alternatives=None, together=None) if atom.alternatives == "subtype" else atom


def _is_behind(common: list[Atom], right: Atom) -> bool:
    return any(a.start > right.start for a in common)


def _is_in_its_bracket(lower: str, right: Atom, atom: Atom) -> bool:
    """Whether a bracket that opens behind a state still holds the atom: "node negative with risk factors (grade 3, …)"."""
    return lower.count("(", right.end, atom.start) > lower.count(")", right.end, atom.start)


def _goes_with(passage: Passage, last: Atom, atom: Atom) -> bool:
    if last.end > atom.start:
        return True
    joined = _GOES_WITH.fullmatch(passage.lower, last.end, atom.start) is not None
    return joined and atom.requirement.kind in {*_OF_THE_DISEASE, Kind.THERAPY}


def _lists_on(passage: Passage, right: Atom, second: list[Atom], atom: Atom) -> bool:
    """Whether an atom is a further one of a list, closed by "or", of what goes with the second state."""
    lower, last = passage.lower, second[-1]
    if last is right or atom.requirement.kind not in {*_OF_THE_DISEASE, Kind.AGE} or last.end > atom.start:
        return False
    listed = _LISTS_ON.fullmatch(lower, last.end, atom.start) is not None
    rest = lower[last.end :]
    return listed and _OR.search(rest) is not None and _AND.search(rest) is None


def _or_between(lower: str, left: Atom, right: Atom) -> int | None:
    """Where the last "or" outside brackets stands between two statements."""
    if left.end > right.start:
        return None
    between = _BRACKETS.sub(lambda m: " " * len(m.group()), lower[left.end : right.start])
    if ";" in between:
        return None
    at = [m.start() for m in _OR.finditer(between)]
    if not at and "," in between and _OR.search(lower, right.start, right.end):
        at = [between.rfind(",")]  # "stage I with a tumor > 1 cm, stage II, or stage III"
    return left.end + at[-1] if at else None


def _are_opposite(left: Atom, right: Atom) -> bool:
    """Whether no patient has both."""
    one, other = left.requirement, right.requirement
    if one.kind is not other.kind or not _follow(left, right):
        return False
    if "TNBC" in (one.concept, other.concept):
        return one.value == other.value == "positive" and {one.concept, other.concept} <= RECEPTORS
    if one.kind is Kind.THERAPY:
        return {one.concept, other.concept} == _OF_THE_BREAST and one.value == other.value
    if one.concept != other.concept:
        return False
    if one.kind is Kind.STAGE and isinstance(one.value, tuple) and isinstance(other.value, tuple):
        return left.together is None and right.together is None and not _bare(one.value) & _bare(other.value)
    if one.kind is Kind.BIOMARKER:
        return one.value != other.value and {one.value, other.value} <= _OPPOSITES
    return one.concept == "tumor size" and _do_not_meet(one.value, other.value)


def _follow(left: Atom, right: Atom) -> bool:
    return left.polarity is right.polarity is Polarity.FOLLOW and left.exception is None and right.exception is None


def _bare(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(value.rstrip("abcABCmi123+()") if value[0] not in "TNM" else value[:2] for value in values)


def _do_not_meet(one: object, other: object) -> bool:
    """Whether two bounds of one length leave no number that keeps both."""
    if (
        not isinstance(one, Comparison | Between)
        or not isinstance(other, Comparison | Between)
        or one.unit != other.unit
    ):
        return False
    (low, high), (floor, ceiling) = _range(one), _range(other)
    return high <= floor or ceiling <= low


def _range(value: Comparison | Between) -> tuple[float, float]:
    if isinstance(value, Between):
        return value.low, value.high
    return (value.number, float("inf")) if value.op[0] == ">" else (0.0, value.number)
