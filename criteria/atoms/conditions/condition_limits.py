"""Owns conditions that an inclusion bounds without a "no": long enough ago ("at least 6 months since a stroke"), mild enough, or a normal finding."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.conditions.condition import Condition
from criteria.atoms.conditions.condition_amounts import amount_behind
from criteria.atoms.conditions.condition_lists import conditions
from criteria.atoms.conditions.condition_names import HEART_FAILURE
from criteria.atoms.conditions.condition_windows import condition_windows
from criteria.atoms.conditions.qualifiers import grade, nyha
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement, Section, Window
from criteria.words.context import Cue
from criteria.words.windows import windows

_SINCE = regex(
    r"(?:\W|\b(?:patients?|subjects?|participants?|must|should|be|have|has|passed|elapsed)\b)*"
    r"(?:at least|more than|greater than|over|a minimum of|minimum of|no less than|[>≥]\s?=?)[^,;.:]{1,30}?\b(?:since|from|after|following|past)\s+"
    r"(?:(?:the|an?|any|their|last|most recent|prior|previous|recent|history of|diagnosis of|resolution of|recovery from|documented|known)\s+)*"
)
_LIMIT = regex(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:(?:of|from|due to|with) (?:any|all|whatever) \w+\s*)?[:,]?\s*"
    r"(?:(?:if present|at baseline|at study entry|at entry|currently),?\s*)?"
    r"(?:(?:must|should|has to|needs to|may|can)\s+(?P<not>not\s+)?"
    r"(?:be\s+|have\s+been\s+|exceed\s+|(?:have\s+)?(?:recover|resolve|improve|return)(?:d|ed)?\s+to\s+)?(?:of\s+)?)?"
    r"(?=(?:ctcae |nci |ctc |common )?[\w\s.]{0,12}?(?:=?\s?[<≤>]|grade|no (?:greater|more|worse|higher)|less|at most|not exceed))"
)
# under the exclusions too: "any neuropathy must recover to grade 2 or less"
_MUST_GET_BETTER = regex(r"\b(?:must|should) (?:have )?(?:recover|resolve|improve|return)(?:d|ed)? to\b")
_UP_TO = frozenset({"<=", "<"})
_TURNED = {"<=": ">", "<": ">=", "=": ">"}
_REACH = 70  # characters behind a condition in which its grade stands


def limited(passage: Passage) -> list[Atom]:
    """The conditions that must lie long enough back, or be mild enough, in an inclusion that says nothing else; empty where it bounds none."""
    if passage.section is Section.EXCLUSION and _MUST_GET_BETTER.search(passage.lower) is not None:
        return _mild(passage)
    if passage.base is not Effect.REQUIRE or passage.section is not Section.INCLUSION:
        return []
    if passage.claimed:
        return _of_class_alone(passage)  # "to be eligible" is no statement of its own
    return _long_ago(passage) or _mild(passage) or _small(passage) or _of_class(passage)


def _long_ago(passage: Passage) -> list[Atom]:
    opening = _SINCE.match(passage.lower)
    if opening is None:
        return []
    found = next((w for w in windows(passage.lower, 0, opening.end()) if w.window.op in (">=", ">")), None)
    named = conditions(passage, opening.end()) if found is not None else []
    if found is None or not named or _is_far(passage, opening.end(), named[0].start):
        return []
    recent = replace(found.window, op="<" if found.window.op == ">=" else "<=")
    return [_atom(c, None, recent) for c in named]


def _is_far(passage: Passage, since: int, start: int) -> bool:
    """Whether more than a few qualifying words stand before the first condition, and it is no example of them."""
    return start > since + _FEW and _EXAMPLES.search(passage.lower, since, start) is None


_EXAMPLES = regex(r"\b(?:such as|including|like)\b|\be\.g|[:(]")
_FEW = 30  # characters of qualifying words between "since" and the condition


_BETTER = regex(r"\s*(?:\(?\s*(?:or|and)\s+(?:better|less|lower|below)\b)")


def _of_class(passage: Passage) -> list[Atom]:
    """Heart failure of a worse class than a statement of classes lets in: "NYHA class I or II", "class II or better"."""
    found = nyha(passage.lower)
    if found is None:
        return _of_class_alone(passage)
    bound, start, end = found
    if better := _BETTER.match(passage.lower, end):
        end = better.end()
        bound = Comparison("<=", bound.number, bound.unit)
    if bound.op not in _UP_TO or _OF_CLASS.fullmatch(passage.lower, 0, start) is None:
        return []
    worse = Comparison(_TURNED[bound.op], bound.number, bound.unit)
    return [Atom(start, end, Requirement(Kind.COMORBIDITY, HEART_FAILURE, worse), Polarity.MUST_NOT)]


def _of_class_alone(passage: Passage) -> list[Atom]:
    """The class that the sentence before says is of the heart: "to be eligible, patients should be class 2B or better"."""
    alone = _CLASS_ALONE.fullmatch(passage.lower)
    if alone is None:
        return []
    worse = Comparison(">", float(alone["class"]), "NYHA")
    return [
        Atom(
            *alone.span("of" if alone["assessed"] is None else 0),
            Requirement(Kind.COMORBIDITY, HEART_FAILURE, worse),
            Polarity.MUST_NOT,
        )
    ]


_CLASS_ALONE = regex(
    r"\W*(?:to be eligible(?: for (?:this|the) (?:trial|study))?,? )?(?:patients|participants|subjects)"
    r"(?P<assessed> with [^.;]{0,160}\brisk assessment of cardiac function\b[^.;]{0,60}\bfunctional classification,? and)?"
    r" (?:must|should) be (?P<of>class (?P<class>[1-4])[ab] or better)(?: to be eligible[^.;]{0,30})?\W*"
)
_OF_CLASS = regex(
    r"(?:\W"
    r"|\b(?:patients?|subjects?|participants?|must|should|have|has|be|is|are|in|of|a|an|with|cardiac|heart|function"
    r"|functional|status|failure|congestive|if|any)\b)*"
)


def _mild(passage: Passage) -> list[Atom]:
    if "grade" not in passage.lower:
        return []
    if (led := _NO_MORE.match(passage.lower)) is not None:
        if _DENIES_TOO.search(passage.lower, led.end()):
            return []  # "≤ grade 2 neuropathy and no infection"
        after = [c for c in conditions(passage, led.end()) if c.known]
        worse = Comparison(">=" if led["under"] else ">", float(led["grade"]), "grade")
        return [_atom(c, worse, None) for c in after if c.start - led.end() <= _QUALIFIED]
    named = [c for c in conditions(passage) if c.known]
    if len(named) != 1:
        return []
    (condition,) = named
    lead = _LIMIT.match(passage.lower, condition.end)
    if lead is None or _OPENING.fullmatch(passage.lower, 0, condition.start) is None:
        return []
    bound = grade(passage.lower[lead.start() : condition.end + _REACH])
    if bound is None or (bound.op not in _UP_TO and not (bound.op == "=" and bound.number <= 1)):
        return []
    return [_atom(condition, Comparison(_TURNED[bound.op], bound.number, "grade"), None)]


def _small(passage: Passage) -> list[Atom]:
    """The condition that there may be no more of: "weight loss no greater than 10 %"."""
    named = [c for c in conditions(passage) if c.known]
    if len(named) != 1 or _OPENING.fullmatch(passage.lower, 0, named[0].start) is None:
        return []
    bound = amount_behind(passage.lower, named[0].end)
    if bound is None or bound.op not in _UP_TO:
        return []
    return [
        _atom(named[0], Comparison(_TURNED[bound.op], bound.number, bound.unit), condition_windows(passage, named)[0])
    ]


# "no more than grade 1 neuropathy", "neuropathy" with words that qualify it
_NO_MORE = regex(
    r"[^\w<≤=]*(?:(?:patients?|subjects?|participants?|must|may|should|have|has) )*"
    r"(?:(?:no|not) (?:more|greater|worse|higher) than|≤|=\s?<|<\s?=|(?P<under><)) ?(?:(?:nci |ctc |ctcae )*grade ?)(?P<grade>[1-3])\b\s*"
)
_DENIES_TOO = regex(r"\b(?:no|not|without|never)\b")
_QUALIFIED = 24  # characters of qualifying words before the name
_OPENING = regex(
    r"(?:\W"
    r"|\b(?:"
    r"patients?|subjects?|participants?|with|any|have|has|must|all|pre-?existing|existing|current|baseline|prior"
    r"|residual|persistent|chronic|sensory|motor|peripheral)\b)*"
)


def _atom(condition: Condition, value: Comparison | None, when: Window | None) -> Atom:
    requirement = Requirement(Kind.COMORBIDITY, str(condition.concept), value, when, detail=condition.said.detail())
    return Atom(condition.start, condition.end, requirement, Polarity.MUST_NOT)


_ECG = r"(?:ecgs?|ekgs?|electrocardiogra(?:ms?|phy))"
# "a normal 12-lead ECG", "ECG without clinically relevant abnormalities"
_NORMAL_ECG = regex(
    rf"(?<!if )(?<!ab)\bnormal (?:(?:baseline|resting|screening|12-?\s?lead|cardiac|pre-?treatment)\s+)*{_ECG}\b"
    rf"|\b{_ECG}(?: \((?:ecg|ekg)\))? (?:(?:is|that is|must be) normal\b"
    r"|(?:without|with no|free of|showing no) (?:any )?(?:evidence of )?"
    r"(?P<bad>(?:clinically )?(?:relevant|significant) )?abnormalit\w+)"
)


def normal_ecg(passage: Passage) -> list[Atom]:
    """The abnormal electrocardiogram that nobody may have where a normal one is asked for."""
    if passage.base is not Effect.REQUIRE or passage.section is not Section.INCLUSION:
        return []
    found = _NORMAL_ECG.search(passage.lower)
    if found is None or passage.scopes.negations(found.start(), []):
        return []
    if any(passage.scopes.over(found.start(), cue) is not None for cue in (Cue.CONDITION, Cue.EXCEPTION)):
        return []
    value = "significant" if found["bad"] else None
    return [Atom(*found.span(), Requirement(Kind.COMORBIDITY, "abnormal ecg", value), Polarity.MUST_NOT)]
