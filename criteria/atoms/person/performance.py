"""Owns what a text says about performance status, on the scales of ECOG and Karnofsky."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.person.performance_described import described
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value
from criteria.words.numbers import NUMBER, comparator_after, comparator_before, number

_HINTS = hints(
    "performance",
    "ecog",
    "karno",
    "zubrod",
    "kps",
    " ps",
    "swog",
    "gog",
    "operative onc",
    "world health",
    "e.c.o.g",
    "calgb",
)
_WHO_SCALE = regex(r"\bwho[\s/-]*(?:\(|ps\b|perf|stat|scor|scal|grad|class|index|[0-4≤<≥>=])")
# WHO, Zubrod, SWOG, GOG and CALGB grade as ECOG does; Lansky grades children and has no concept here, unless it stands beside Karnofsky
_SCALE = regex(
    r"""\b(?:(?P<karnofsky>karno\w*|kps\b)
    | (?P<ecog>ecog|e\.c\.o\.g\.?|(?:\w+\ )?co-?operative\ onc\w*|zubrod|swog\b|gog\b|calgb\b|world\ health\ organi[sz]ation
      | (?<=\()who(?=\)) | who(?=[\s/-]*(?:\(|ps\b|perf|stat|scor|scal|grad|class|index|[0-4]\b|[≤<≥>=]|or\ |criteria)))
    | (?P<lansky>lansky))""",
    re.VERBOSE,
)
_STATUS = regex(r"\bperform\w* (?:status|state|score|scale|level|index)|\bps\b|\bperformance\b")
_FILLER = frozenset({
    "a", "according", "body", "condition", "fitness", "strength", "activity", "adequate", "an", "and", "as", "assessed", "assessment", "at", "baseline", "be",
    "between", "by", "c", "calgb", "class", "co", "co-operative", "cooperative", "criteria", "current", "currently",
    "defined", "determined", "e", "eastern", "ecog", "either", "equal", "equals", "evaluated", "first", "for", "from",
    "functional", "g", "general", "gog", "good", "grade", "grades", "group", "had", "has", "have", "having", "health",
    "in", "index", "into", "is", "karnofsky", "kps", "lansky", "least", "level", "levels", "measured", "must", "national", "nci", "ncic", "o",
    "of", "on", "oncology", "only", "or", "organisation", "organization", "participant", "participants", "patient",
    "patient's", "patients", "perfomance", "performance", "performans", "physical", "ps", "pst", "range", "ranging",
    "rating", "required", "s", "scale", "sakk", "score", "scored", "scores", "scoring", "screening", "shall", "should",
    "stage", "state", "status", "statuses", "study", "subject", "subjects", "swog", "system", "than", "that", "the",
    "their", "to", "using", "value", "values", "was", "were", "who", "will", "with", "world", "zps", "zubrod",
})  # fmt: skip
_FILLS = regex(r"[a-z][a-z'-]*")
_NUMBER = regex(NUMBER)
_LISTED = regex(r"(?<![\d.,])[0-4](?=,\s?[0-4](?!\d))")  # "0,1,2" is no decimal
_REFERENCE = regex(r"[(\[]\s*(?:see\s+)?(?:appendix|table|attachment|section)\b[^()\[\]]{0,20}[)\]]")
# "Lansky (< 16 years) or Karnofsky (≥ 16 years) of at least 50": who is graded on which scale
_GRADED_AGES = regex(r"\([^()\d]{0,30}\d\d? ?(?:years?|yrs?)\b[^()\d]{0,20}\)")
_REACH = 110  # characters between a scale's first word and its grade, its full name and abbreviation included
_GRADES = regex(
    r"[0-4](?:\s*(?:,\s*(?:and/or|or|and|to)?|and/or|or|and|to|through|[-/&~])\s*[0-4](?!\d|\.\d|,\d\d|\s?%))*"
)
# "Karnofsky or Lansky 60-100%": the one for adults, the other for children
_OF_EITHER_AGE = regex(
    r"\bkarno\w*(?: performance)?(?: (?:status|score|scale))?\W*(?:or|and|and/or)?\W*lansky|\blansky\W*(?:or|and|and/or)?\W*karno"
)
_PERCENT = regex(rf"(?P<low>{NUMBER})\s*%?(?:\s*(?:-|to|~|through|and)\s*(?P<high>{NUMBER})\s*%?)?")
_WORSE = regex(r"\bworse than\s*$")
_BETTER = regex(r"\bbetter than\s*$")
_GOOD_SIDE = regex(r"less|lower|below|better|under|smaller|fewer|<")
_NO = regex(r"\b(?:no|not)\s+$")
# "less than or equal to one", "two or less"; "one of the following" counts something else
_SPELT = regex(
    r"\b(?:zero|one|two|three|four)\b(?=\s*(?:"
    r"\(|[,;)]|\.(?:\s|$)|$|(?:or|to|and|through|-)\s+(?:zero|one|two|three|four|less|lower|below|better|fewer)\b"
    r"|(?:on|at|within|according|prior)\b))"
)
_LEAST_KARNOFSKY, _BEST_KARNOFSKY, _WORST_ECOG = 10, 100, 4


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about performance status; grades on two scales are alternatives."""
    topic = passage.topic.startswith("performance")
    lower: str = passage.lower
    hinted = topic or lower.startswith(("ps ", "ps:")) or _HINTS.search(lower)
    if not hinted and ("who" not in lower or not _WHO_SCALE.search(lower)):
        return described(passage)
    lower = _REFERENCE.sub(lambda m: " " * len(m.group()), lower)
    lower = _SPELT.sub(lambda m: f"{number(m.group()):.0f}".rjust(len(m.group())), lower)
    if "lansky" in lower:
        lower = _GRADED_AGES.sub(lambda m: " " * len(m.group()), lower)
    atoms: list[Atom] = []
    at = 0
    for start, end, named in _triggers(lower, topic=topic):
        atom = None if start < at else _statement(passage, lower, start, end, named=named)
        if atom is not None:
            atoms.append(atom)
            at = atom.end
    atoms = [_with_others(passage, lower, _of_any_part(lower, a)) for a in atoms]
    if atoms and set(_FILLS.findall(lower[: atoms[0].start])) <= _FILLER:  # "physical status score ECOG 0-1"
        passage.claimed.append((0, atoms[0].start))
    if passage.base is Effect.EXCLUDE:
        atoms = [replace(a, polarity=Polarity.MUST) if _holds_of_the_fittest(a) else a for a in atoms]
    if len({a.requirement.concept for a in atoms}) > 1:
        return [replace(a, alternatives=f"performance {atoms[0].start}") for a in atoms]
    return atoms


def _holds_of_the_fittest(atom: Atom) -> bool:
    """Whether the grade is one of the best: no trial excludes "ECOG 0-1", wherever the line stands."""
    best = 0 if atom.requirement.concept == "ECOG" else _BEST_KARNOFSKY
    match atom.requirement.value:
        case Between(low, high):
            return low <= best <= high
        case Comparison("<=" | "<"):
            return best == 0
        case Comparison(">=" | ">"):
            return best == _BEST_KARNOFSKY
        case _:
            return False


# "0-1 (phase I) or 0-2 (phase II)": who is too ill for the one part may join the other
_A_PART = r"\s*\((?:for |in )?(?:the )?(?:phases?|parts?|dose|cohorts?|arms?|groups?|expansion|escalation|stages?|steps?)\b[^()<>≤≥]{0,40}\)"
_OF_PARTS = regex(rf"{_A_PART},? (?:or|and) (?:[a-z]+ ){{0,2}}(?P<low>\d)(?: ?(?:-|to|or) ?(?P<high>\d))?{_A_PART}")


def _of_any_part(lower: str, atom: Atom) -> Atom:
    """The grade with what another part of the trial takes, where each of the two has its own."""
    value, other = atom.requirement.value, _OF_PARTS.match(lower, atom.end)
    if other is None or not isinstance(value, Between) or atom.requirement.concept != "ECOG":
        return atom
    grades = [value.low, value.high, float(other["low"]), float(other["high"] or other["low"])]
    return _atom(atom.start, other.end(), "ECOG", Between(min(grades), max(grades)))


# "ECOG 0-1 (2 allowed)", "≤ 2 (≤ 3 if due to pain)": others to whom the bound does not apply
_LETS_IN = r"(?:eligible|allowed|permitted|acceptable|accepted|considered)"
_FOR_OTHERS = regex(
    rf"\s*%?\s*(?P<aside>\((?=[^()]*\d)(?=[^()]*\b(?:for|in|if|when|wom[ae]n|patients?|subjects?|participants?|those|unless|except\w*|may|can|{_LETS_IN})\b)"
    rf"(?:(?=[^()]*\b{_LETS_IN}\b)|(?![^()]*\b(?:karnofsky|kps|scale|within|days|weeks|ecog|who|zubrod)\b))[^()]*\))"
)


_GRADE = regex(r"(?<![\w.])(?:[0-4] ?(?:-|to|or) ?)?(?P<most>[0-4])(?![\d.%])")
_NAMED = regex(r"\b(?:ps|performance status)\b")
# "Karnofsky 60-100 (for patients over 16 years)": of whom it is asked, and no other grade
_OF_AN_AGE = regex(
    r"\s*%?\s*\((?:for|in|if|when)\b[^()\d]*(?:\b(?:over|under|above|below|older|younger|aged?)\b|[<>≥≤])[^()\d]*\d+[^()\d]*\)"
)


def _with_others(passage: Passage, lower: str, atom: Atom) -> Atom:
    """The grade with the bracket behind it as its exception, where that gives another for some."""
    others = _FOR_OTHERS.match(lower, atom.end)
    scale = atom.requirement.concept.lower()
    if (
        others is None
        or _OF_AN_AGE.match(lower, atom.end)
        or any(m.lastgroup != scale for m in _SCALE.finditer(lower, *others.span("aside")))
    ):
        return atom
    start, end = others.span("aside")
    named = _SCALE.search(lower, start, end) or _NAMED.search(lower, start, end)
    grade = _GRADE.search(lower, start, end) if scale == "ecog" and named is None else None
    if grade is not None:
        worse = _atom(*grade.span(), "ECOG", Comparison("<=", float(grade["most"]), ""))
        return replace(atom, exception=(start, end), unless=(worse,))
    digits = _NUMBER.search(lower, start, end) if scale == "karnofsky" else None
    if digits is None or _FILLS.search(lower, start, digits.start()) is not None:
        return replace(atom, exception=(start, end))
    own = _karnofsky(passage, lower, digits.start(), digits.start(), None)  # "(70-80% allowed if …)"
    return replace(atom, exception=(start, end), unless=() if own is None else (own,))


# "0-1 for ECOG"
_GRADE_FIRST = regex(
    r"\W*(?=[0-4](?:\s*(?:-|to|or|,|~)\s*[0-4])?\s+(?:on|for|by|of|in)\s+(?:the\s+)?(?:ecog|who|zubrod|eastern)\b)"
)


def _triggers(lower: str, *, topic: bool) -> list[tuple[int, int, bool]]:
    """Where a scale is named, or "performance status" stands without one; a label over the line is one at its start."""
    found = [(m.start(), m.end(), True) for m in _SCALE.finditer(lower)]
    found += [(m.start(), m.end(), False) for m in _STATUS.finditer(lower) if lower[: m.start()][-7:] != "lansky "]
    if (first := _GRADE_FIRST.match(lower)) is not None:
        found.append((first.end(), first.end(), False))
    if topic and not any(start == 0 for start, _, _ in found):
        found.append((0, 0, False))
    return sorted(found)


def _statement(passage: Passage, lower: str, start: int, end: int, *, named: bool) -> Atom | None:
    """The grades that a scale leads to, over nothing but the words in which scales are spoken of."""
    digits = _NUMBER.search(lower, end, start + _REACH)
    if digits is not None:
        digits = _LISTED.match(lower, digits.start()) or digits
    if digits is None:
        return None
    begin, op = comparator_before(lower, digits.start(), end)
    if not set(_FILLS.findall(lower[end:begin])) <= _FILLER or re.search(r"[.;]\s", lower[end:begin]):
        return None
    scale = _scale(lower, start, digits.start(), digits.end(), named=named)
    grade = number(digits.group())
    if scale is None:
        scale = "karnofsky" if grade >= _LEAST_KARNOFSKY else "ecog"
    if scale == "karnofsky" and _LEAST_KARNOFSKY <= grade <= _BEST_KARNOFSKY:
        return _karnofsky(passage, lower, start, digits.start(), op)
    if scale == "ecog" and grade <= _WORST_ECOG and grade.is_integer():
        return _ecog(passage, lower, start, digits.start(), op)
    return None


def _scale(lower: str, start: int, at: int, after: int, *, named: bool) -> str | None:
    """The scale named nearest before the grade, or else just after it ("0-1 on the ECOG scale")."""
    before = [m.lastgroup for m in _SCALE.finditer(lower, start, at)]
    if before and before[-1] == "lansky" and _OF_EITHER_AGE.search(lower, start, at):
        return "karnofsky"
    if named or before:
        return before[-1] if before else None
    rest = regex(
        r"[\s\d,/%-]*(?:or|to|and)?[\s\d,]*[(\[]?\s*(?:on|for|by|per|according to|using|in|of)?\s*(?:the\s+)?"
    ).match(lower, after)
    follows = _SCALE.match(lower, rest.end()) if rest else None
    return follows.lastgroup if follows else None


def _karnofsky(passage: Passage, lower: str, start: int, at: int, op: str | None) -> Atom | None:
    match = _PERCENT.match(lower, at)
    if match is None:
        return None
    low, end = number(match["low"]), match.end()
    if match["high"] and op is None:
        high = number(match["high"])
        if _LEAST_KARNOFSKY <= high <= _BEST_KARNOFSKY:
            return _atom(start, end, "Karnofsky", Between(min(low, high), max(low, high)))
    if op is None:
        end, op = comparator_after(lower, end)
    return _atom(start, end, "Karnofsky", Comparison(op or _inferred(passage, ">="), low))


def _ecog(passage: Passage, lower: str, start: int, at: int, op: str | None) -> Atom | None:
    match = _GRADES.match(lower, at)
    if match is None:
        return None
    grades = sorted(float(digit) for digit in re.findall(r"\d", match.group()))
    end = match.end() if op is None or op == ">=" else at + 1
    if len(grades) > 1 and op in (None, "="):
        return _atom(start, match.end(), "ECOG", Between(grades[0], grades[-1]))
    if op is None:
        end, after = comparator_after(lower, match.end())
        if after is not None:  # the better grade is the lower one
            op = "<=" if _GOOD_SIDE.search(lower, match.end(), end) else ">="
    else:
        op = _turned(lower[:at], op)
    if op == ">=" and grades[0] == 0:
        return None
    if op == ">" and len(grades) > 1:
        return _atom(start, match.end(), "ECOG", Comparison(op, grades[-1]))  # "> 0-1"
    if op == "=" and grades[0] > 0:
        op = None  # "status = 2": the sign before it was lost
    return _atom(start, end, "ECOG", Comparison(op or _inferred(passage, "<="), grades[0]))


def _turned(before: str, op: str) -> str:
    """The comparator of a grade after "better than" or "worse than": an ECOG grade grows as the patient gets worse."""
    if better := _BETTER.search(before):
        return ">=" if _NO.search(before[: better.start()]) else "<"
    if worse := _WORSE.search(before):
        return "<=" if _NO.search(before[: worse.start()]) else ">"
    return op


def _inferred(passage: Passage, op: str) -> str:
    """The comparator of a bare grade, often lost on the way to the registry: good grades are asked for, bad excluded."""
    if passage.base is Effect.EXCLUDE:
        return "<" if op == ">=" else ">="
    return op


def _atom(start: int, end: int, concept: str, value: Value) -> Atom:
    return Atom(start, end, Requirement(Kind.PERFORMANCE, concept, value))
