"""Owns what a text says about age."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.person.adult import by_word
from criteria.atoms.person.age_words import JOINS, LEAD, OLDEST, UNIT, age_begins, could_be_age
from criteria.atoms.person.physiologic_age import physiologic_age
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value
from criteria.words.numbers import Found, bounds, comparator_after, number

_GUARD = regex(
    r"\bage|\bold|year|\byrs?\b|\by[./]?o\b|\bchildren\b|\badults?\b|\byounger\b|\belderly\b|\bbetween 1[68] and\b"
    r"|\b(?:over|above|under|below) (?:1[68]|[2-9]\d)\b(?=[,.;)]|$)|\band over\b|\bminors\b"
)
# menopause and childbearing potential are defined by age too
_DEFINITION = regex(
    r"\bamenorrh|\bthey (?:would |will |may |are )(?:be )?consider(?:ed)? (?:to be )?(?:pre|post)-?\s?menopaus"
    r"|\bfsh\b|follicle[- ]stimulating|o?estradiol|\bmenses\b|o+phorectom|ovariectom|menstrua|castrat|hysterectom"
    r"|sterili[sz]"
)
# "premenopausal women 50 years or younger with regular menses": hers, whatever says that she is premenopausal
_WHO = regex(
    r"(?:(?:healthy|must|be|are|an?|is|subjects?|patients?|participants?)\W+)*pre-?\s?menopausal "
    r"(?:wom[ae]n|females?)\W+(?:(?:who|are|is|of|age[ds]?|at|least|between)\W+)*"
)
_MENOPAUSE = regex(r"menopaus|child-?\s?bearing|reproductive potential|fertil")
_LIMIT = regex(r"\b(?:(?P<upper>upper|maximum|maximal)|(?P<lower>lower|minimum|minimal))\b[^.;,\d]{0,24}$")
# "≤ 70 years (those of 71 to 75 may be included if fit)": others to whom the bound does not apply
_FOR_OTHERS = regex(
    r"[\s,]*(?:years?|yrs?\.?|y\.?)?[\s,]*(?:of age|old)?\s*(?P<aside>\((?=[^()]*\d)"
    r"(?=[^()]*\b(?:for|in|or|up to|m[ae]n|wom[ae]n|males?|females?|patients?|subjects?|participants?|those"
    r"|if|unless|except\w*|may|can|eligible|allowed|included|accepted|fit)\b)[^()]*\))"
)
_SPELT = regex(r"\b(?:sixteen|eighteen|twenty-one|twenty|thirty|forty|fifty|sixty|seventy|eighty)\b(?! ?-)")
_SPELT_TWICE = regex(rf"{_SPELT.pattern}\s*\(\s*(\d+)\s*\)")  # "eighteen (18)"
# a bracket before the years: 18 "(or 19 where the law says so)" years of age
_OR_BY_LAW = regex(r"\b(\d\d)(\s*\((?:or|in|if|≥|>)\b[^()]*\))(?=\s*(?:years?|yrs?)\b)")


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about age."""
    topic = passage.topic == "age"
    if (not topic and not _GUARD.search(passage.lower)) or passage.topic.startswith("life expectancy"):
        return []
    if _MENOPAUSE.search(passage.lead) and "defin" in passage.lead:
        return []
    if "physiologic" in passage.lower and (judged := physiologic_age(passage)):
        return judged
    if "lansky" in passage.lower:  # the scale for children: the ages say who is graded on which scale
        return []
    if (of_age := by_word(passage)) is not None:
        return [of_age]
    lower = _in_digits(passage.lower)
    atoms: list[Atom] = []
    reach = 0 if topic else None  # where the last age ended
    waiting: list[Found] = []  # numbers without a unit, ages if the next one is: "≥ 18 and ≤ 75 years of age"
    for found in bounds(lower):
        begin = age_begins(passage, lower, found, follows=reach)
        if begin is None or in_definition(lower, found.start, found.end) and not _WHO.fullmatch(lower, 0, found.start):
            waiting = [found] if could_be_age(found) else []
            continue
        if waiting and JOINS.fullmatch(lower, waiting[0].end, found.start):
            atoms.append(_age(passage, lower, waiting[0].start, waiting[0]))
        atoms.append(_age(passage, lower, begin, found, atoms[-1] if atoms else None))
        reach, waiting = atoms[-1].end, []
    return _with_second_way(
        passage, _apart(passage, [_with_others(lower, atom) for atom in _of_each_sex(lower, atoms)])
    )


# "18 years or older, or 12 to 17 years with the committee's approval"
_OR_ELSE = regex(r"[^.;]*\bor\b[^.;]*")


def _apart(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The ages, those that nobody has at once made alternatives where an "or" joins them."""
    if passage.base is not Effect.REQUIRE or len(atoms) != _BOTH or any(a.alternatives or a.condition for a in atoms):
        return atoms
    first, second = atoms
    spans = sorted(_years(a.requirement.value) for a in atoms)
    joined = _OR_ELSE.fullmatch(passage.lower, min(first.end, second.start), second.end)
    if spans[0][1] >= spans[1][0] or joined is None:
        return atoms
    return [replace(a, alternatives=f"age {first.start}") for a in atoms]


def _years(value: Value | None) -> tuple[float, float]:
    """The years between which an age lies."""
    match value:
        case Between(low, high):
            return low, high
        case Comparison(op, number):
            return (number, OLDEST) if op[0] == ">" else (0, number)
        case _:
            return 0, OLDEST


_SEX_OF_AGES = regex(
    r"\b(?P<sex>wom[ae]n|m[ae]n|females?|males?)\b[\s:,(]*"
    r"(?:(?:are|who are|age[ds]?|between|from|over|at least|older than|of|must be)\b[\s:]*)*[≥>≤<=]*\s*$"
)
_SEX_BEHIND = regex(r"[\s,(]*(?:(?:for|in|if)\s+)(?P<sex>wom[ae]n|m[ae]n|females?|males?)\b")


def _of_each_sex(lower: str, atoms: list[Atom]) -> list[Atom]:
    """The ages, each asked of its sex where the two have different ones: "women 50-75 years; men 40-75 years"."""
    if len(atoms) < _BOTH or not ("men" in lower or "male" in lower):
        return atoms
    found = []
    for atom in atoms:
        match = _SEX_OF_AGES.search(lower, 0, atom.start) or _SEX_BEHIND.match(lower, atom.end)
        if match is None:
            return atoms
        sex = "female" if match["sex"].startswith(("f", "w")) else "male"
        found.append(replace(atom, condition=Atom(*match.span("sex"), Requirement(Kind.SEX, sex))))
    return found if len({a.condition.requirement for a in found if a.condition}) == _BOTH else atoms


# "at least 70 years of age, or at least 60 with two risk factors"
_OR_YOUNGER = regex(r"(?:[^.;,()\d]|\([^()\d]*\)){0,90}(?:\([^()]*\))?,?\s*\b(?P<or>or)\b[^.;\d]{0,24}\d")


def _with_second_way(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The ages, of two in one direction that an "or" joins the looser as an exception with what is asked beside it."""
    if passage.base is not Effect.REQUIRE or not _BOTH <= len(atoms) <= _BOTH + 1:
        return atoms
    first, second, *most = atoms
    if most and not _is_a_range(second, most[0]):
        return atoms
    values = [a.requirement.value for a in (first, second)]
    same = len({value.op[0] if isinstance(value, Comparison) else value for value in values}) == 1
    joined = _OR_YOUNGER.match(passage.lower, first.end, second.end) if same and first.exception is None else None
    if most and _asks_more(values[0], values[1]):
        return atoms
    if joined is None or _HAS_ITS_CONDITION.search(passage.lower, joined.end()):
        return atoms
    if _asks_more(values[0], values[1]):  # "65 or older if frail, or 75 or older"
        narrowed = len(_LETTERS.findall(passage.lower[first.end : joined.start("or")])) > _FEW_WORDS
        own = (first.start, joined.start("or"))
        return [replace(second, start=joined.end("or") + 1, exception=own, unless=(first,))] if narrowed else atoms
    stretch = (joined.start("or"), len(passage.lower))
    return [replace(first, exception=stretch, unless=(replace(second, start=joined.end("or") + 1), *most))]


def _is_a_range(low: Atom, high: Atom) -> bool:
    """Whether two ages are the ends of one range: "≥ 12 and < 18 years"."""
    values = (low.requirement.value, high.requirement.value)
    ends = [v for v in values if isinstance(v, Comparison)]
    return len(ends) == _BOTH and ends[0].op[0] == ">" and ends[1].op[0] == "<" and ends[0].number < ends[1].number


_HAS_ITS_CONDITION = regex(r"\b(?:if|when|provided|as long as)\b")  # which is that of the last choice


def _asks_more(first: Value | None, second: Value | None) -> bool:
    """Whether the second of two ages in one direction lets in fewer than the first."""
    if not isinstance(first, Comparison) or not isinstance(second, Comparison):
        return False
    return second.number > first.number if first.op[0] == ">" else second.number < first.number


_BOTH = 2
_LETTERS, _FEW_WORDS = regex(r"[a-z]{3,}"), 2


def _with_others(lower: str, atom: Atom) -> Atom:
    """The age with the bracket behind it as its exception, where that gives another for some."""
    others = _FOR_OTHERS.match(lower, atom.end)
    return atom if others is None else replace(atom, exception=others.span("aside"))


def _in_digits(lower: str) -> str:
    """The words with the numbers that are spelt out in digits, at the same length: "eighteen years"."""
    lower = _OR_BY_LAW.sub(lambda match: match[1] + " " * len(match[2]), lower)
    lower = _SPELT_TWICE.sub(lambda match: match[1].ljust(len(match.group())), lower)
    return _SPELT.sub(lambda match: f"{number(match.group()):.0f}".ljust(len(match.group())), lower)


def in_definition(lower: str, start: int, end: int) -> bool:
    """Whether the words stand in the definition of menopause or of childbearing potential, which asks for nothing."""
    return _DEFINITION.search(lower, max(0, start - 160), end + 70) is not None


def _age(passage: Passage, lower: str, begin: int, found: Found, before: Atom | None = None) -> Atom:
    value, end = _age_value(passage, lower, found, before)
    polarity = Polarity.FOLLOW
    if isinstance(value, Between) and passage.base is Effect.EXCLUDE and _OUTSIDE.search(lower, 0, found.start):
        return Atom(begin, end, Requirement(Kind.AGE, "age", value), Polarity.MUST)
    if passage.base is Effect.EXCLUDE and isinstance(value, Comparison) and value.op[0] == "<":
        polarity = Polarity.MUST_NOT  # "no subject under 18" excludes, in whichever section it stands
    return Atom(begin, end, Requirement(Kind.AGE, "age", value), polarity)


def _age_value(passage: Passage, lower: str, found: Found, before: Atom | None) -> tuple[Value, int]:
    unit = UNIT.match(lower, found.end)
    end = unit.end() if unit else found.end
    if found.high is not None:
        return Between(found.number, found.high, "years"), end
    op = found.op
    if op is None:
        end, op = comparator_after(lower, end)
    limit = _LIMIT.search(lower, max(0, found.start - LEAD), found.start) if op is None else None
    if limit is not None and passage.base is Effect.REQUIRE:
        return Comparison("<=" if limit["upper"] else ">=", found.number, "years"), end
    if op is None or op == "=":  # the sign was lost on the way to the registry
        op = "<" if passage.base is Effect.EXCLUDE else ">="
        if before is not None and isinstance(first := before.requirement.value, Comparison):  # "< 18 or  75 years"
            op = {"<": ">", ">": "<="}[first.op[0]] if first.op != "=" else op
    return Comparison(op, found.number, "years"), end


# whoever is "outside the age range of" two ages is excluded
_OUTSIDE = regex(r"\b(?:outside|beyond|not (?:with)?in|not between)\b[^.;\d]{0,30}$")
