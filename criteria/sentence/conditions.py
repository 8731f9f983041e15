"""Owns the conditions of a sentence: whom they let its statements hold for, and which say nothing of the kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from criteria.atoms import Atom, Polarity
from criteria.atoms.labs.lab_bounds import IF_OUTSIDE
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.sentence.joined_by_or import are_a_choice, one_is_enough, with_choices
from criteria.sentence.one_by_one import are_one_of, each_altered, stage_ways
from criteria.sentence.statement import as_condition, effect, statement
from criteria.sentence.unread_whom import others
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import Any, Effect, If, Kind, Node, Not, Unparsed
from criteria.words.context import Cue, Scope
from criteria.words.moods import Mood
from criteria.words.windows import IF_SO_LONG_AGO

_VERDICT = regex(r"eligible|excluded|allowed|permitted|included|acceptable")
_A_STATEMENT = 3  # words that it takes, beside a condition, to state something
_A_FEW_LETTERS = 8
_TEST = regex(
    r"\b(?:scans?|ct|mri|x-rays?|ultrasound|imaging|tests?|testing|survey|echocardiogra\w+|muga|mammogra\w+)\b"
)
_SAYS_WHEN = regex(rf"(?:only\s+)?{IF_SO_LONG_AGO}[^,;]{{0,70}}$")
_SETS_NO_LIMIT = regex(
    r"(?:if|when|where|as|whenever|wherever) (?:clinically |medically )?"
    r"(?:applicable|available|indicated|possible|appropriate|needed|feasible|necessary|clinically|required|warranted"
    r"|given|received|performed|any\b(?! \w))"
    r"|for (?:all|women|men|patients|subjects|participants)\b(?!"
    r" (?:with|where|who|whose|on|receiving|in|over|under|above|below|aged?|older|younger|between|≥|>|<|≤"
    r"|of (?:over|at least|more)))"
)
POPULATION = frozenset({"breast cancer", "invasive breast cancer"})
"""Cancers that everybody has who is asked."""
# "creatinine ≤ 1.5 or clearance ≥ 60 for patients with creatinine above 1.5"
_ABOVE_IT = regex(
    r"(?:for|in) (?:all )?(?:patients?|subjects?|participants?|those) (?:with|whose) (?:an? |serum |total |elevated )*(?P<lab>creatinine|bilirubin)\b"
)
_OR_IF_OUTSIDE = regex(rf"\bor ?,? ?(?P<if>{IF_OUTSIDE})")
# "if a biopsy is not feasible": what cannot be is named, and no state of the patient
_OR = regex(r"\bor\b")
# what is judged is neither the patient nor the trial
_OF_WHOM = regex(r"(?:in|for|by) (?:all )?(?:patients?|participants?|subjects?|women|men|those|individuals)\b")
_WHAT_IS_JUDGED = regex(
    r"^\W*(?!(?:"
    r"patients?|participants?|subjects?|women|men|those|individuals|persons?|participation|enrol\w+|entry|inclusion"
    r"|it|this|they|not|not)\b)(?:[\w/-]+[ ,(]+(?!\()){1,14}?(?:is|are|may|must|should|can)\b"
)
_BOUND = regex(r"\d\s*(?:x|×|times)?\s*(?:the )?(?:institutional )?(?:uln|upper|lln)\b")
# "greater than 200,000 in patients aged 1 to 20": of whatever it is, a bound is stated
_A_VALUE = regex(
    r"(?:[<>≥≤]=?|\b(?:greater|less|more|higher|lower) than|\bat (?:least|most)|\bup to)\s*\d[\d.,]*"
    r"(?![\d.,]|\s*(?:hours?|days?|weeks?|months?|years?)\b)"
)
_ANYTHING = regex(r"\b(?:any|unlimited|irrespective|regardless|no limit|whatever)\b")
# "(if there were two cancers, then the later one)": brackets with a consequence of their own limit nothing around them
SAYS_WHAT_THEN = regex(r"\((?:if|when|where)\b[^(),;]+, (?:then )?(?!(?:and|or)\b)\w[^()]*\)")
_OF_AN_ASSAY = regex(
    r"(?:if|when|where|for|in (?:the )?cases? of|patients?|subjects?|participants?|tumou?rs?|those)\b"
    r"(?: (?:"
    r"the|an?|their|they|have|patients?|subjects?|participants?|tumou?rs?|with|whose|that|is|are|determination|result"
    r"|(?:over ?)?expression|her-?2(?:/neu)?|erbb2))* "
    r"(?:ihc|immunohistochem\w+|f?ish\b|cish|equivocal|indeterminate|intermediate|borderline|score|2 ?\+|\+ ?2\b)"
)
_DEFINITION = regex(r"\bdefined (?:as|by)\b")
# "invasive cancer of any stage provided it is over 2 cm", "triple-negative cancer in women with metastatic disease"
_ASKED_TOO = regex(
    r"provid(?:ed|ing)\b|in (?:[\w-]+ ){0,4}(?:women|patients|subjects|participants|men|adults|individuals) (?:with|who)\b"
)
_DIAGNOSES = frozenset({Kind.CANCER, Kind.STAGE, Kind.BIOMARKER, Kind.DISEASE_MEASURE})
# "postmenopausal, or without menses for 1 year if younger than 50": which way one is postmenopausal by
_OF_A_DEFINITION = regex(r"\b(?:amenorrh\w+|menses|menstrua\w+|fsh|oophorectom\w+|younger|older|under|over|aged?)\b")
_RESULT = regex(r"\b(?:positive|negative|involved|clear|residual)\b")
_CANNOT_BE = regex(
    r"\b(?:(?:is|are|was|were|be) not (?:\w+ )?"
    r"(?:indicated|feasible|possible|available|required|appropriate|needed|suitable)"
    r"|unable|cannot|infeasible|not able)\b"
)


def is_the_population(passage: Passage, atom: Atom, subject: Scope, beside: Sequence[Atom] = ()) -> bool:
    """Whether the subject of a sentence is everybody: "patients with advanced solid tumors must have received …".

    ``beside`` are the atoms of the sentence: whoever has breast cancer "or lung cancer" is not everybody.
    """
    requirement = atom.requirement
    if passage.base is not Effect.REQUIRE or requirement.kind is not Kind.CANCER:
        return False
    if any(_is_of_another_organ(a) and subject.at <= a.start < subject.end for a in beside):
        return False
    label = passage.lower.startswith(":", subject.end)  # "Breast cancer: …" beside other tumors
    return requirement.concept == "solid tumor" or (requirement.concept in POPULATION and not label)


def _is_of_another_organ(atom: Atom) -> bool:
    requirement = atom.requirement
    return requirement.kind is Kind.CANCER and requirement.concept not in POPULATION | {"solid tumor"}


def condition(passage: Passage, found: list[Atom], start: int, end: int) -> Node:
    """What limits a statement to some patients; nobody knows who they are where it names what cannot be done."""
    read = _condition(passage, found, start, end)
    unread = others(passage, found, start, end)
    return read if unread is None else Any((read, unread), read.span.cover(unread.span))


def _condition(passage: Passage, found: list[Atom], start: int, end: int) -> Node:
    if _CANNOT_BE.search(passage.lower, start, end) is not None:
        return Unparsed(passage.view.span(start, end), "condition")
    held = [_held(passage, a) for a in found]
    whole = [a for a in found if passage.scopes.over(a.start, Cue.EXAMPLES) is None]
    if whole and not any(isinstance(part, Not) for part in held):
        found, held = whole, [_held(passage, a) for a in whole]  # "a blood thinner such as warfarin" is any of these
    if all(a.requirement.kind is Kind.THERAPY for a in found) and _has_a_result(passage, found, start, end):
        return all_of([*held, Unparsed(passage.view.span(start, end), "condition")])
    if (ways := stage_ways(passage, found, held)) is not None:
        return ways
    lacking = all(isinstance(part, Not) for part in held)  # "without liver or bone metastases": with neither
    either = are_one_of(found) or each_altered(passage, found, end) or one_is_enough(passage, found)
    if len(held) > 1 and not lacking and either:
        return Any(tuple(held), held[0].span.cover(held[-1].span))
    return all_of(held if lacking else with_choices(found, held, partial(are_a_choice, passage)))


def _has_a_result(passage: Passage, found: list[Atom], start: int, end: int) -> bool:
    """Whether a condition is what a procedure has shown, and not that it was done: "whose sentinel node biopsy is positive"."""
    return any(
        not any(a.start <= m.start() < a.end for a in found) for m in _RESULT.finditer(passage.lower, start, end)
    )


def _held(passage: Passage, atom: Atom) -> Node:
    """What one statement of a condition comes to; a bound is as it stands, whichever way the section would turn it."""
    if atom.requirement.kind is Kind.LAB and atom.polarity is Polarity.MUST_NOT:
        return statement(passage, replace(atom, polarity=Polarity.FOLLOW), Effect.REQUIRE)
    return as_condition(passage, atom)


def _of_a_test(passage: Passage, main: list[Atom], at: int) -> bool:
    """Whether a condition says when a test is done by which something is shown: "…, by bone scan only if symptomatic"."""
    said = max((a.end for a in main if a.end <= at), default=at)
    return _TEST.search(passage.lower, said, at) is not None


def unread_condition(
    passage: Passage,
    read: dict[tuple[int, int], list[Atom]],
    main: list[Atom],
    opened: int | None = None,
    only: Scope | None = None,
) -> Span | None:
    """Where a condition stands that limits the statements to some patients in words that were not read.

    The one at ``opened`` limits none: it opens a way of its own. Where ``only`` one is given, no other is looked at.
    """
    for scope in passage.scopes.found if only is None else (only,):
        inside = any(scope.start <= a.start < scope.end for a in main) or any(
            a.exception is not None and a.exception[0] <= scope.at < a.exception[1] for a in main
        )
        inside = inside or any(  # the exception's own condition
            other.cue is Cue.EXCEPTION and 0 < other.at <= scope.at < other.end for other in passage.scopes.found
        )
        unread = scope.cue is Cue.CONDITION and (scope.at, scope.end) not in read and not inside
        if (
            not unread
            or scope.at == opened
            or scope.end - scope.at <= _A_FEW_LETTERS
            or _SETS_NO_LIMIT.match(passage.lower, scope.at)
        ):
            continue
        if _OF_AN_ASSAY.match(passage.lower, scope.at) and any(a.requirement.concept == "HER2" for a in main):
            continue  # it says which assay settles the state
        if _of_a_test(passage, main, scope.at) or SAYS_WHAT_THEN.match(passage.lower, max(0, scope.at - 1)):
            continue
        if is_of_another(passage, main, scope.at):
            continue
        above = _ABOVE_IT.match(passage.lower, scope.at)
        if above is not None and any(a.requirement.concept == above["lab"] for a in main):
            continue  # who has not the one has the other
        if leads_to_another(passage, main, scope) or limits_nothing(passage, scope.at):
            continue
        if _defines_menopause(passage, main, scope):
            continue
        if _SAYS_WHEN.match(passage.lower, scope.at, scope.end) and any(a.requirement.when is not None for a in main):
            continue  # the window holds it
        if any(a.start >= scope.end or a.end <= scope.at for a in main):
            return passage.words_of(scope)
    return None


def is_asked_for(passage: Passage, at: int, main: list[Atom]) -> bool:
    """Whether a condition behind a diagnosis is one more thing to meet."""
    stated = [a for a in main if effect(passage, a) is not Effect.ALLOW]
    asked = all(
        a.requirement.kind in _DIAGNOSES and effect(passage, a) is Effect.REQUIRE and not a.is_unread for a in stated
    )
    return any(a.end <= at for a in stated) and asked and _ASKED_TOO.match(passage.lower, at) is not None


def what_then(passage: Passage, found: list[Atom], at: int) -> Node | None:
    """What a bracket asks of those whom its own condition names, and of nobody around it, unread as it is."""
    said = SAYS_WHAT_THEN.match(passage.lower, max(0, at - 1))
    comma = passage.lower.find(",", at)
    whose = [a for a in found if said is not None and a.end <= comma]
    if said is None or not whose:
        return None
    where = passage.view.span(*said.span())
    return If(condition(passage, whose, at, comma), Unparsed(where), where)


def is_of_another(passage: Passage, main: list[Atom], at: int) -> bool:
    """Whether a condition only says when another will do: "docetaxel (or paclitaxel if docetaxel is not available)"."""
    opened = passage.lower.rfind("(", 0, at)
    if opened < 0 or ")" in passage.lower[opened:at] or not any(a.end <= opened for a in main):
        return False
    return any(_OR.search(passage.lower, opened, a.start) for a in main if opened < a.start < at)


def _defines_menopause(passage: Passage, main: list[Atom], scope: Scope) -> bool:
    """Whether a condition belongs to a definition of menopause: by its own words, or behind a "defined as"."""
    menopause = [a for a in main if a.requirement.kind is Kind.MENOPAUSE and a.end <= scope.at]
    if not menopause:
        return False
    defined = _DEFINITION.search(passage.lower, menopause[0].end, scope.at)
    return defined is not None or _OF_A_DEFINITION.search(passage.lower, scope.at, scope.end) is not None


def limits_nothing(passage: Passage, at: int) -> bool:
    """Whether a condition holds whether it is so or not: "heart failure, even if controlled"."""
    return passage.lower.endswith("even ", 0, at)


def leads_to_another(passage: Passage, main: list[Atom], scope: Scope) -> bool:
    """Whether a condition only says that the next bound does instead of the one before: "≤ 1.5 or, if above, …"."""
    said = any(m.start("if") == scope.at for m in _OR_IF_OUTSIDE.finditer(passage.lower))
    return said and any(a.requirement.kind is Kind.LAB and a.alternatives is not None for a in main)


def says_only_its_condition(passage: Passage, conditions: dict[tuple[int, int], list[Atom]]) -> bool:
    """Whether the condition is the statement: "if pregnant", "not eligible if pregnant"."""
    rest: str = passage.lower
    for start, end in sorted(conditions, reverse=True):
        rest = rest[:start] + rest[end:]
    first = min(start for start, _ in conditions)
    takes = all(a.requirement.kind is Kind.THERAPY for found in conditions.values() for a in found)
    if passage.lower.startswith("(", first):
        return False  # "testosterone as after castration (prostate cancer only)": what stands before it was not read
    if first == 0 and takes and passage.base is Effect.REQUIRE and passage.lower.startswith("if "):
        return False  # "if taking statins; willing to stay on them": nobody must take them
    words = re.findall(r"[a-z]{3,}", rest)
    if _OF_WHOM.match(passage.lower, first) and _WHAT_IS_JUDGED.search(passage.lower, 0, first):
        return False  # "hormonal contraceptives are not allowed in patients who are ER-positive"
    judged = passage.scopes.mood(first) in (Mood.FORBIDDEN, Mood.PERMITTED) and _VERDICT.search(rest) is not None
    if _BOUND.search(rest) is not None or (not judged and _states_a_value(passage, conditions)):
        return False  # "5 x ULN for subjects with liver metastases" goes on from the line before it
    if _ANYTHING.search(rest) is not None:
        return judged  # "any number if ER-negative"
    # of a subject something is said, even where it was not read
    subject = any(
        s.cue is Cue.CONDITION and s.at == s.start and (s.at, s.end) in conditions for s in passage.scopes.found
    )
    return judged or (len(words) < _A_STATEMENT and not subject)


def _states_a_value(passage: Passage, conditions: dict[tuple[int, int], list[Atom]]) -> bool:
    """Whether a bound stands outside the conditions that none of what was read in them takes in."""
    taken = [*conditions, *((a.start, a.end) for found in conditions.values() for a in found)]
    values = _A_VALUE.finditer(passage.lower)
    return any(not any(start <= value.start() < end for start, end in taken) for value in values)


def under_the_first(
    node: Node | None, conditions: dict[tuple[int, int], list[Atom]], own: list[Node], apart: list[Node]
) -> tuple[Node | None, list[Node]]:
    """What the conditions of a sentence hold for, and what stays apart from them.

    A sentence that opens with one has nothing else beside it: "if there was another cancer, complete recovery from all
    but alopecia" is asked of nobody else, though the statement, ``own``, has an exception of its own.
    """
    if node is not None or not own or all(start for start, _ in conditions):
        return node, apart
    return all_of(own), [part for part in apart if part not in own]
