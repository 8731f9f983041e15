"""Owns what qualifies a condition: control, activity, severity, grade, NYHA class, and the time it is limited to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from criteria.patterns import regex
from criteria.tree import Comparison
from criteria.words.numbers import COMPARATOR, operator

_QUALIFIERS = (
    ("uncontrolled", r"(?:difficult|hard)[- ]to[- ](?:control|manage|treat)|uncontrolled|uncontroll?able"
                     r"|(?:"
                     r"poorly|badly|inadequately|insufficiently|suboptimally|not (?:well |adequately |sufficiently |medically |optimally )?"
                     r"|cannot be |un|non)[- ]?(?:controlled|controllable|managed|regulated)"
                     r"|unmanageable|intractable|refractory|(?:un|de)compensated|labile"),
    ("unstable", r"unstable|instable|non-?stable"),
    ("active", r"active(?:ly)?|ongoing|unresolved|persistent|persisting"),
    ("current", r"current(?:ly)?|concurrent|concomitant|(?<!pre-)existing|present"),
    ("symptomatic", r"(?<!a)symptomatic"),
    ("untreated", r"untreated"),
    ("severe", r"severe(?:ly)?|serious(?:ly)?|life-?threatening|massive|marked|major"),
    ("significant", r"(?:clinically |medically )?(?:significant|relevant|important)"),
    ("acute", r"acute"),
    ("chronic", r"chronic"),
    ("recurrent", r"recurrent|recurring|repeated|frequent"),
    ("controlled", r"(?<!un)(?<!non)(?<!non-)(?<!poorly )(?<!not )(?:well[- ]|adequately )?controlled"),
)  # fmt: skip
_PATTERN = regex("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _QUALIFIERS))
_HISTORY = regex(r"\b(?:history|prior|previous(?:ly)?|past|ever)\b")
_REQUIRING = regex(
    r"(?:^\s*on(?=\s+(?:insulin|oral|metformin|ha?emodialysis|dialysis|oxygen)\b)"
    r"|\b(?:requir(?:ing|es?|ed)|need(?:ing|s)?"
    r"|(?:that|which|who) (?:is|are|was|were|has been|have been) (?:being )?treated (?:with|by)|treated (?:with|by)"
    r"|receiving))\s+(?P<what>(?:(?!"
    r"(?:given|because|within|prior|before|in the|at the|which|that|who|unless|except|are|is|for (?:those|patients)"
    r"|to (?!control|maintain)|will|must|may|during)\b)[^,;.()]){3,60})"
)
# "insulin-requiring diabetes", "steroid-dependent asthma": it needs the treatment
_NEEDS = r"(?<!non-)(?<!non )(?<![\w-])(?P<what>[a-z]{4,})[- ](?:dependent|requiring|needing)\s+"
_NEEDS_IT, _NEEDS_THIS = regex(_NEEDS), regex(rf"{_NEEDS}$")
# what can be required of a treatment; "requiring" before other words says nothing of the disease
_TREATMENT = regex(
    r"treat|therap|medic|drug|steroid|cortico|antibiotic|antiviral|antifungal|anti-|insulin|oxygen|anticoag|surg"
    r"|intervention|hospital|transfus|drain|dialysis|pacemaker|agents?\b|support|nutrition|inhal|suppl|infus"
    r"|immunosup|replacement|opioid|analges|ventilat|paracent|thoracent|management|stent|biphosph|bisphosph"
    r"|immunoglob|prophyla"
)
# "a history of, or active": whenever it was
_EVER = regex(
    r"\b(?:history of|prior|past|previous)(?:\s*,)?\s+(?:or|and/or)\s+(?:an?\s+)?(?:current(?:ly)?|active|ongoing|concurrent|present)\s*$"
    r"|\b(?:current|active|ongoing|concurrent|present)(?:\s*,)?\s+(?:or|and/or)\s+(?:an?\s+)?(?:prior|past|previous|history of)\s+$"
    r"|\b(?:current|active|ongoing|concurrent|present)(?:\s*,)?\s+(?:or|and/or)\s+(?:an?\s+)?(?:(?:prior|past|previous)\s+(?:medical\s+)?)?history\s+of\b"
)
# a clause that says how it is, as in: that are clinically significant and uncontrolled
_THAT_IS = regex(r"\s*,?\s*(?:that|which)\s+(?:(?:is|are|was|were|considered|deemed|judged|currently|either)\s+)+")
_JOINED = regex(r"\s+(?P<join>and/or|and|or)\s+")
# to the end of the clause, without the reason given for it: "are ineligible because …"
_OWN_CLAUSE = re.compile(r"(?:(?!\b(?:because|since they|as they|as are)\b)[^,;()])*")
_OR_MORE = r"(?P<up>\s*\(?(?:or (?:greater|higher|above|more|worse|over)|and (?:above|higher|greater|over)|\+))?"
_CLASSES = (
    r"(?P<low>iv|i{1,3}|[1-4])[ab]?\b(?:\s*(?:-|to|or|and|/|,)\s*(?:class |grade )?(?P<high>iv|i{1,3}|[1-4])[ab]?\b)?"
)
_LEVEL = r"(?:[0-5]|i{1,3}v?|iv|one|two|three|four|five)"
_GRADE = regex(
    rf"(?:{COMPARATOR}\s*)?(?:(?:nci[- ])?ctc(?:ae)?\s*(?:v?\d(?:\.\d)?)?\s*)?\b(?:grade|gr\.?|g(?=[1-4]\b))s?\s*"
    r"(?:of\s+|that is\s+|is\s+)?(?:[(\[]\s*(?=[≥≤<>]))?"
    r"(?:(?P<after>≥|≤|>\s*/?\s*=|<\s*/?\s*=|>|<)|(?P<least>(?:greater|higher|more) than or equal(?: to)?|at least|(?:no|not) (?:less|lower) than)"
    r"|(?P<most>(?:less|lower) than or equal(?: to)?|at most|(?:no|not) (?:more|greater|higher|worse) than|not exceeding|up to)"
    r"|(?P<beyond>greater than|higher than|more than|above|worse than|exceeding)"
    r"|(?P<under>less than|lower than|below))?\s*(?:\(\s*[≤≥<>]\s*/?\s*=?\s*\)\s*)?"
    rf"(?P<low>{_LEVEL})\b(?:\s*,\s*{_LEVEL}(?=,? or ))?(?:\s*(?:-|to|,? ?or|and|/)\s*(?:grade\s*)?(?P<high>(?!0){_LEVEL})\b)?"
    rf"{_OR_MORE}(?P<down>\s*\(?or (?:less|lower|below|better))?"
)
_NYHA = regex(
    r"(?P<before>≥|>\s*=|>|greater than)?\s*(?:nyha|(?:new york|ny) heart assoc(?:iation|\.)?|n\.y\.h\.a\.)"
    r"(?:\s*[(\[]nyha[)\]])?[\s,)\]:-]*(?:functional |heart failure |cardiac |chf )*"
    r"(?:classification|class|grade|stage|score|status|criteria|function)*s?\s*(?:of |is )?\(?"
    r"(?P<op>≥|≤|>\s*=|<\s*=|>|<|greater than or equal to|greater than|higher than|more than|above|at least)?\s*"
    r"(?:class |grade )?"
    rf"{_CLASSES}{_OR_MORE}"
)
_NYHA_BEFORE = regex(
    rf"(?P<op>≥|≤|>\s*=|>|<|greater than|higher than)?\s*\b(?:class(?:es)?|grades?|stages?)\s*(?P<op2>≥|>\s*=|>)?\s*{_CLASSES}{_OR_MORE}"
    r"[^;]{0,50}(?:nyha|(?:new york|ny) heart assoc)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_IN_WORDS = {"least": ">=", "most": "<=", "beyond": ">", "under": "<"}
_OPS = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", ">": ">", "<": "<"}


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What the words around a condition say of it, each in one form; ``requiring`` in the words of the text."""

    words: tuple[str, ...] = ()
    alternatives: bool = False  # "active or uncontrolled": one of them is enough
    history: bool = False
    requiring: str | None = None

    @property
    def value(self) -> str | None:
        """The qualifier that decides most, in the spelling of the guidelines; alternatives joined by "or"."""
        if not self.words:
            return f"requiring {self.requiring}" if self.requiring else None
        if self.alternatives:
            return " or ".join(self.words)
        return self.words[0]

    def detail(self) -> tuple[tuple[str, str], ...]:
        """Everything said, as the sorted pairs of a requirement."""
        pairs = []
        if self.history:
            pairs.append(("history", "history of"))
        if len(self.words) > 1 and not self.alternatives:
            pairs.append(("qualifiers", ", ".join(self.words)))
        if self.requiring:
            pairs.append(("requiring", self.requiring))
        return tuple(pairs)


@lru_cache(maxsize=8192)
def qualifiers(lead: str, tail: str) -> Qualifiers:
    """The qualifiers in the words before a name and in those after it."""
    found: list[str] = []
    at: list[int] = []
    for match in _PATTERN.finditer(lead):
        name = match.lastgroup or ""
        if name not in found:
            found.append(name)
            at.append(match.start())
    alternatives = len(at) > 1 and re.search(r"\bor\b", lead[at[0] :]) is not None
    if alternatives and set(found) == {"acute", "chronic"}:
        found, alternatives = [], False
    if _EVER.search(lead):
        found, alternatives = [], False
    close = _OWN_CLAUSE.match(tail)
    after = close.group() if close else ""
    late = _PATTERN.search(after)
    if (
        late
        and late.lastgroup in ("uncontrolled", "active", "symptomatic", "untreated")
        and late.lastgroup not in found
        and not (late.lastgroup == "symptomatic" and "asymptomatic" in after)
    ):
        found.append(late.lastgroup)
    if not at and (said := _said_in_clause(tail)) is not None:
        found, alternatives = said
    order = [name for name, _ in _QUALIFIERS]
    requiring = _REQUIRING.search(after)
    requiring = requiring or _NEEDS_IT.search(lead)
    if requiring is not None and _TREATMENT.search(requiring["what"]) is None:
        requiring = None
    return Qualifiers(
        tuple(sorted(found, key=order.index)),
        alternatives,
        _HISTORY.search(lead) is not None,
        requiring["what"].strip(" -") if requiring else None,
    )


def _said_in_clause(tail: str) -> tuple[list[str], bool] | None:
    """What a clause right behind a name says of it, and whether any of it is enough; None where it says something else."""
    clause = _THAT_IS.match(tail)
    first = None if clause is None else _PATTERN.match(tail, clause.end())
    if first is None:
        return None
    join = _JOINED.match(tail, first.end())
    second = None if join is None else _PATTERN.match(tail, join.end())
    if second is None:
        return [first.lastgroup or ""], False
    return [first.lastgroup or "", second.lastgroup or ""], join is not None and "or" in join["join"]


def named_from(lower: str, start: int) -> int:
    """Where the words for a condition at ``start`` begin, what it needs among them.

    >>> named_from("gout, insulin-dependent diabetes", 24)
    6
    """
    needs = _NEEDS_THIS.search(lower, max(0, start - 40), start)
    return start if needs is None else needs.start()


def grade(words: str) -> Comparison | None:
    """The toxicity grade in the words: "> grade 1", "grade ≥ 2", "grade 3-4", "grade 2 or higher"."""
    match = _GRADE.search(words) if "gr" in words or " g" in words else None
    return None if match is None else _graded(match)


def grade_in_front(words: str) -> Comparison | None:
    """The grade that stands before the adjectives which lead to a name: "grade 2 or greater (CTCAE 4.0) motor or" neuropathy."""
    match = _GRADE.search(words) if "gr" in words else None
    return None if match is None or not _TO_ITS_NAME.fullmatch(words, match.end()) else _graded(match)


# whose grades they are, and adjectives of one name
_TO_ITS_NAME = regex(
    r"\s*[)\]]?\s*(?:"
    r"[(\[]?\s*(?:(?:per|by|according to|based on|as per)\s+)?(?:the\s+)?(?:national cancer institute['’s]*[,\s]+)?"
    r"(?:(?:nci[- ]*)?(?:ctcae|ctc)"
    r"|common (?:terminology|toxicity) criteria(?: for adverse events)?(?:\s*[\[(]?(?:nci[- ]*)?(?:ctcae|ctc)[\])]?)?)"
    r"[^()\[\];a-z]*(?:v(?:ersion)?\.?\s?[\d.]+)?\s*[)\]]?\s*)?"
    r"(?:(?:sensor\w+|motor|peripheral|autonomic|central|cranial|painful|acute|chronic|active|persistent|significant"
    r"|clinically|pre-?existing|neurologic\w*|(?:non-?)?ha?ematologic\w*"
    r"|gastrointestinal|cutaneous|dermatologic\w*|skin|renal|hepatic|cardiac|pulmonary"
    r"|(?:immune|treatment|drug|chemotherapy)-related)(?:\s*,\s*|\s*/\s*|\s+(?:(?:or|and|and/or)\s+)?))*"
)


def _graded(match: re.Match[str]) -> Comparison:
    op = _OPS.get((match["after"] or "").replace(" ", "").replace("/", "")) or operator(match)
    if "worse" in match.group() and not (match["most"] or match["beyond"]):  # than a grade: a higher one
        op = {"<": ">", ">=": "<="}.get(op or "", op)
    if op is None:
        op = next((sign for name, sign in _IN_WORDS.items() if match[name]), None)
    return _bound(match, op, "grade")


def nyha(words: str) -> tuple[Comparison, int, int] | None:
    """The NYHA class in the words and where it stands."""
    if "nyha" not in words and "ny heart" not in words and "new york heart" not in words and "n.y.h.a" not in words:
        return None
    match = _NYHA.search(words)
    if match is not None:
        op = match["op"] or match["before"]
        sign = (
            None if op is None else _OPS.get(op.replace(" ", "")) or (">=" if "equal" in op or "least" in op else ">")
        )
        return _bound(match, sign, "NYHA"), match.start(), match.end()
    match = _NYHA_BEFORE.search(words)
    if match is None:
        return None
    op = match["op"] or match["op2"]
    sign = None if op is None else _OPS.get(op.replace(" ", "")) or ">"
    return _bound(match, sign, "NYHA"), match.start(), match.end()


def _bound(match: re.Match[str], op: str | None, unit: str) -> Comparison:
    low = _number(match["low"])
    highest = 4
    if op is not None:
        return Comparison(op, low, unit)
    if match["up"] or match["high"] and _number(match["high"]) >= highest:
        return Comparison(">=", low, unit)
    if unit == "grade" and match["down"]:
        return Comparison("<=", low, unit)
    if match["high"]:
        return Comparison("<=", _number(match["high"]), unit) if low <= 1 else Comparison(">=", low, unit)
    return Comparison("=", low, unit)


def _number(words: str) -> float:
    return float(_ROMAN.get(words) or words)
