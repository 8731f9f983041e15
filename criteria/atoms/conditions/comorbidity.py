"""Owns what a text says about conditions: which of them keep a person out, since when, and which are accepted."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.conditions.condition import Condition
from criteria.atoms.conditions.condition_amounts import amount_behind
from criteria.atoms.conditions.condition_asides import without_asides
from criteria.atoms.conditions.condition_grades import with_shared_grades
from criteria.atoms.conditions.condition_limits import limited, normal_ecg
from criteria.atoms.conditions.condition_lists import EXCLUDED_IF, conditions
from criteria.atoms.conditions.condition_required import as_required, complained_of, is_required, may_be_required
from criteria.atoms.conditions.condition_treated import treated
from criteria.atoms.conditions.condition_windows import condition_windows
from criteria.atoms.conditions.grade_beside import grade_beside
from criteria.atoms.conditions.of_organs import of_organs
from criteria.atoms.conditions.qualifiers import grade, named_from
from criteria.atoms.conditions.shared_nouns import is_bare_adjective
from criteria.atoms.person import ability, habits
from criteria.atoms.therapies import recovery
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement, Section, Window
from criteria.words.context import Cue
from criteria.words.moods import Mood

_VIRAL = frozenset({"hiv infection", "hepatitis b", "hepatitis c", "hepatitis"})
_UNDER_CONTROL = regex(
    r"\b(?:"
    r"must|should|undetectable|(?:well[- ])?controlled|on (?:effective|stable|suppressive|anti)|stable|viral load|cd4"
    r"|cured|treated|completed|receiving|sustained|without|only)\b"
)
_ADMITTED = regex(r"\b(?:eligible|allowed|permitted|enrolled|included|participate|acceptable)\b")
_MUST_NOT = regex(r"\b(?:must|should|may|can|will|shall) not\b|\bcannot\b")
_KEPT_OUT = regex(
    r"\b(?:excluded|ineligible|exclusion|not (?:be )?(?:eligible|allowed|permitted|included|enrolled|acceptable)|prohibited|contraindicated)\b"
)
_MAY_BE_LIFTED = regex(r"\b(?:hiv|human immuno|hepatitis|hb[vs]|hcv)|negative")
# "hypertension that is well controlled": what is under control keeps no one out
# what is only to be done about a person: "women with pain will be tested"
_REMARK = regex(
    r"\b(?:will|should|must|may|shall) (?:also )?(?:be (?:"
    r"assessed|performed|tested|done|evaluated|monitored|discussed|repeated|obtained|measured|checked|determined"
    r"|conducted|collected|recorded)"
    r"|have (?:an? )?(?:screening|baseline|repeat))\b"
)
_HELD = regex(
    r"\s*(?:that |which |who )?(?:is |are |has been |have been )?(?:well|adequately|medically)[- ]controlled\b"
)
_QT = regex(r"\bqt")
_NEGATIVE = regex(r"\b(?:sero)?negative\b|\bnon-?reactive\b")
# "hepatitis B, C and HIV negative"
_ALL_NEGATIVE = regex(
    r"(?:\s*(?:,|/|\band/or\b|\band\b|\bor\b)\s*)*(?:"
    r"(?:hepatitis|hiv|h[bc]v|htlv(?:[ -]?(?:[12]|i{1,2}))?|cmv|hbsag|anti-\w+|[abcde]|virus|infection|antibod\w+"
    r"|antigen|surface|core)\b(?:\s*(?:,|/|\band/or\b|\band\b|\bor\b)\s*|\s+)*)*(?:(?:is|are|must be)\s+)?(?:sero)?"
    r"negative\b"
)
# "negative blood tests for HIV, hepatitis B and C"
_NEGATIVE_TESTS = regex(
    r"\bnegative (?:\w+ ){0,2}?(?:tests?|testing|results?|serolog\w+|antibod\w+|screen\w*)(?: results?)? (?:for|of|to)\b[^.;:]{0,60}$"
)


def read(passage: Passage) -> list[Atom]:
    """The conditions that a passage excludes, allows or makes an exception of, with unresolved toxicity and abilities."""
    found = [*recovery.read(passage), *ability.read(passage), *habits.read(passage), *normal_ecg(passage)]
    if not found and (bounded := limited(passage) or treated(passage)):
        return bounded
    if not _may_speak_of_conditions(passage):
        return found
    taken = [(a.start, a.end) for a in found]
    subject = min((a.start for a in found), default=len(passage.lower))
    organs = [c for c in of_organs(passage) if not any(a < c.end and c.start < b for a, b in taken)]
    taken += [(c.start, c.end) for c in organs]
    named = [
        c
        for c in conditions(passage)
        if not any(a < c.end and c.start < b for a, b in taken) and not _is_measured(passage, c)
    ]
    named = sorted([*named, *organs], key=lambda c: c.start)
    subject = min([subject, *(c.start for c in named)])
    named = [c for c in named if not _is_of_another_matter(passage, c, subject)]
    named = with_shared_grades(passage.lower, without_asides(passage, named), found)
    for condition, window in zip(named, condition_windows(passage, named), strict=True):
        if (lifted := _lifted(passage, condition)) is not None:
            plain = Requirement(Kind.COMORBIDITY, str(condition.concept))
            found.append(Atom(condition.start, condition.end, plain, Polarity.MUST_NOT, exception=lifted))
            continue
        requirement = _requirement(passage, condition, window)
        if (polarity := _polarity(passage, condition)) is not None:
            if polarity is Polarity.MUST:
                requirement, polarity = as_required(passage, condition, requirement)
            start = condition.start if condition.said.requiring is None else named_from(passage.lower, condition.start)
            found.append(Atom(start, condition.end, requirement, polarity))
    return found or complained_of(passage)


# the name of a questionnaire holds conditions that nobody has by it: "Hospital Anxiety and Depression Scale"
_SCALE = regex(
    r"(?:[ /&-]+(?!(?:by|using|with|on|per|as|measured|assessed|score\w*|or|who|that)\b)[\w'-]+){0,5}?[ /-]+"
    r"(?:scales?|questionnaires?|inventor(?:y|ies)|index|subscales?|screeners?|checklists?)\b"
)

_BOOK = regex(r"\b(?:manual|handbook|classification|journal) of (?:the )?$")


def _is_of_another_matter(passage: Passage, condition: Condition, subject: int) -> bool:
    """Whether a name that only its last word makes a condition stands in an exception from something else.

    "No cancer treatment other than hormonal blockade" excepts a treatment. What a treatment was for is no condition
    that is asked about: "raloxifene for any other indication (e.g. osteoporosis)".
    """
    if "vaccine" in passage.lower and passage.scopes.over(condition.start, Cue.EXAMPLES) is not None:
        return True  # what the examples of a vaccine protect from
    if _SCALE.match(passage.lower, condition.end) is not None or _BOOK.search(passage.lower, 0, condition.start):
        return True
    if _FOR_ANOTHER_REASON.search(passage.lower, max(0, condition.start - _REASON_REACH), condition.start):
        return True
    scope = passage.scopes.over(condition.start, Cue.EXCEPTION)
    return scope is not None and scope.at > _OPENING and not condition.known and subject >= scope.at


_FOR_ANOTHER_REASON = regex(
    r"\bfor\s+(?:(?:the\s+)?(?:treatment|prevention|management)\s+of\s+)?(?:any\s+|an\s+)?(?:other|another)\s+"
    r"(?:indications?|reasons?|purposes?|conditions?|uses?|disorders?)\b(?:[^.;]|\be\.g\.|\bi\.e\.){0,60}$"
)
_REASON_REACH = 120
_OPENING = 2  # characters before a word that opens a sentence


def _may_speak_of_conditions(passage: Passage) -> bool:
    if passage.base is not Effect.REQUIRE or passage.section is Section.EXCLUSION:
        return True
    if may_be_required(passage):
        return True
    if any(s.cue in (Cue.NEGATED, Cue.EXCEPTION) for s in passage.scopes.found):
        return True
    if any(c.mood in (Mood.FORBIDDEN, Mood.PERMITTED) for c in passage.scopes.clauses):
        return True
    return _MAY_BE_LIFTED.search(passage.lower) is not None or _MUST_BE_HELD.match(passage.lower) is not None


def _is_measured(passage: Passage, condition: Condition) -> bool:
    """Whether the words only introduce a figure that has been read: "prolongation of QTc > 480 ms"."""
    if not _QT.search(condition.concept) or condition.said.history or "syndrome" in condition.concept:
        return False
    return any(_QT.search(passage.lower, a, b) for a, b in passage.claimed)


def _requirement(passage: Passage, condition: Condition, window: Window | None) -> Requirement:
    words = passage.lower[condition.member.start : condition.member.end]
    if condition.concept in _VIRAL and _NEGATIVE_TESTS.search(passage.lower, 0, condition.start):
        window = None  # of the test
    beside = None if condition.value else grade_beside(passage.lower, condition.start, condition.end)
    bound = condition.value or grade(words) or _bare_grade(passage, condition) or beside
    bound = bound or amount_behind(passage.lower, condition.end)
    if bound is not None and bound.op == "=" and bound.number > 1 and _keeps_out(passage, condition):
        bound = Comparison(">=", bound.number, bound.unit)  # whoever has it worse is kept out too
    behind = _IN_BRACKETS.match(passage.lower, condition.end)
    state = behind["words"] if behind is not None and _STATE.fullmatch(behind["words"]) else None
    detail = condition.said.detail()
    if bound is not None and condition.said.words:
        detail = tuple(sorted({*detail, ("qualifiers", ", ".join(condition.said.words))}))
    return Requirement(
        Kind.COMORBIDITY, str(condition.concept), bound or condition.said.value or state, window, detail=detail
    )


def _keeps_out(passage: Passage, condition: Condition) -> bool:
    scopes = passage.scopes
    return scopes.over(condition.start, Cue.EXCEPTION) is None and scopes.mood(condition.start) is not Mood.PERMITTED


# how bad it must be, as in: asthma (severe)
_IN_BRACKETS = regex(r"\s*\((?P<words>[^()]{1,40})\)")
_STATE = regex(r"severe|uncontrolled|active|symptomatic|untreated|acute")
# what is graded so often that a number behind it is a grade: "neuropathy >/= 2"
_GRADED = regex(r"neuropathy|toxicit|diarrh|mucositis|ototox|neurotox")
_BARE_GRADE = regex(
    r"\s*(?:of\s+)?(?P<op>≥|>\s?/?\s?=|>)\s*(?P<grade>[1-4])(?![\d.,]|\s*(?:%|x\b|\w*(?:day|week|month|year|episode|stool)))"
)


def _bare_grade(passage: Passage, condition: Condition) -> Comparison | None:
    if not _GRADED.search(condition.concept):
        return None
    found = _BARE_GRADE.match(passage.lower, condition.end)
    if found is None:
        return None
    return Comparison(">" if found["op"] == ">" else ">=", float(found["grade"]), "grade")


# "effusions must be drained", "those with hypertension should be stable": whoever has it otherwise is kept out
_MUST_BE_HELD = regex(
    r"(?:(?!\b(?:which|that|who)\b)[^.;:]){0,50}?\b(?P<must>"
    r"(?:must|should|has to|have to) (?:be|have been) (?:\w+ly |well[- ])?"
    r"(?:stable|stabili[sz]ed|controlled|treated|drained|resolved|managed|corrected|cured|healed|recovered)\b)"
)


def _lifted(passage: Passage, condition: Condition) -> tuple[int, int] | None:
    """What lifts the exclusion that a conditional permission states: "HIV is eligible if controlled"; None elsewhere."""
    lower, scopes = passage.lower, passage.scopes
    held = _MUST_BE_HELD.match(lower, condition.end)
    if held is not None and not scopes.negations(condition.start) and not _is_negative(passage, condition):
        return held.start("must"), len(lower)
    if (
        passage.section is not Section.INCLUSION
        or passage.base is not Effect.REQUIRE
        or _is_negative(passage, condition)
    ):
        return None
    mood = scopes.mood(condition.start)
    scope = next((s for s in scopes.found if s.cue is Cue.CONDITION and s.at >= condition.end), None)
    if scope is not None and lower.count("(", condition.end, scope.at) > lower.count(")", condition.end, scope.at):
        scope = None  # a condition in brackets is that of the value before them
    if mood is Mood.PERMITTED and scope is not None and _ADMITTED.search(lower, condition.end, scope.start):
        return scope.at, len(lower)
    must = _UNDER_CONTROL.search(lower, condition.end)
    if condition.concept in _VIRAL and mood in (Mood.PERMITTED, Mood.REQUIRED) and must is not None:
        return must.start(), len(lower)
    return None


def _is_only_subject(lower: str, start: int) -> bool:
    """Whether something else is forbidden of what has the condition: "effusions may not have been drained"."""
    forbids = _MUST_NOT.search(lower)
    return forbids is not None and start < forbids.start() and _KEPT_OUT.search(lower, start) is None


def _is_negative(passage: Passage, condition: Condition) -> bool:
    lower, member = passage.lower, condition.member
    if _NEGATIVE.search(lower, member.start, member.end):
        return True
    if condition.concept not in _VIRAL:
        return False
    return _ALL_NEGATIVE.match(lower, condition.end) is not None or (
        _NEGATIVE_TESTS.search(lower, 0, condition.start) is not None
    )


def _polarity(passage: Passage, condition: Condition) -> Polarity | None:
    """No one is required to have a condition: what is not excluded, allowed or an exception is left out (None)."""
    scopes, start = passage.scopes, condition.start
    if scopes.over(start, Cue.EXCEPTION) is not None:
        return Polarity.FOLLOW
    mood = scopes.mood(start)
    if mood is Mood.PERMITTED:
        return Polarity.FOLLOW
    if _is_negative(passage, condition):
        return Polarity.MUST_NOT if passage.section is Section.INCLUSION and passage.base is Effect.REQUIRE else None
    if passage.base is Effect.EXCLUDE:
        if _HELD.match(passage.lower, condition.end) or (_REMARK.search(passage.lower) and mood is not Mood.FORBIDDEN):
            return None
        limit = scopes.over(start, Cue.CONDITION) if passage.section is Section.EXCLUSION else None
        narrowed = limit is not None and not (limit.at == limit.start and mood is Mood.FORBIDDEN)
        return None if narrowed and not EXCLUDED_IF.match(passage.lower) else Polarity.MUST_NOT
    if mood is Mood.FORBIDDEN:
        return None if _is_only_subject(passage.lower, start) else Polarity.FOLLOW
    if passage.base is Effect.ALLOW:
        return Polarity.FOLLOW
    examples = scopes.over(start, Cue.EXAMPLES)
    if scopes.negations(start) % 2 or (examples is not None and scopes.negations(max(0, examples.at - 2)) % 2):
        aside = "(" in condition.member.separator and examples is None
        # "no medical disorders (cardiac, renal)": an adjective is none, whose noun stands before the bracket
        return None if aside and not is_bare_adjective(passage.lower, condition.member) else Polarity.MUST_NOT
    if passage.section is Section.EXCLUSION:
        return Polarity.FOLLOW
    return Polarity.MUST if is_required(passage, condition) else None
