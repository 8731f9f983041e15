"""Owns what asks something only of those with a condition, a spread or a treatment that it names, though it was not read."""

from __future__ import annotations

from criteria.atoms.conditions.condition_lists import conditions
from criteria.patterns import regex
from criteria.sentence.condition_states import together
from criteria.span import Span
from criteria.text.excludes_some import excluded_if
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import All, Any, Effect, If, Kind, Leaf, Node, Requirement, Unparsed, walk
from criteria.words.condition_words import CANCER, names_ailment
from criteria.words.context import Cue, Scope
from criteria.words.moods import Mood

# what says of whom; "provided that" and "only if" are demands
_WHOSE = regex(
    r"(?:if|when|where|whenever|in (?:the )?(?:case|event)|for|in|all|any|those|patients?|subjects?|participants?|women|men|individuals?|persons?|people)\b"
)
_EXCEPTS = regex(r"\W*(?:unless|except|other than|apart from)\b")
_EITHER = regex(r",|;|\bor\b|\band/or\b|/")
# what is still to come, denied, or only feared is no state that a record holds
_TO_COME = regex(
    r"\b(?:will|planned|plan|planning|scheduled|to|undergoing|assigned|randomi[sz]ed|eligible|candidates?|risk|family"
    r"|relatives?|no|not|without|absence|lack\w*|free|never|non|unless|except|other than|elevated|abnormal|suspected"
    r"|suspicion|possible|symptoms?|signs?)\b"
)
_TAKES = regex(r"\b(?:on|taking|take|takes|receiving|using|currently)\b")
_CONTENT = regex(r"[a-z]{3,}")
# "if the patient has a known history of", and nothing behind what is named: whoever has it is meant
_PLAINLY = regex(
    r"(?:\W"
    r"|\b(?:"
    r"if|for|in|all|any|the|an?|patients?|subjects?|participants?|women|individuals?|those|persons?|who|with|is|are"
    r"|has|have|had|there|known|documented|prior|previous|past|current|history|diagnosis|of)\b)*"
)
_NO_MORE = regex(r"(?:\W|\([^()]{1,12}\)|\b(?:infections?|disease|positiv\w+|seropositive|present)\b)*")
# a state that is shown or caused, or is that of a place or a sample, is not had by who has what is named
_OF_WHAT_ELSE = regex(
    r"\b(?:"
    r"due to|because of|caused by|related to|secondary to|associated with|margins?|doses?|arms?|cohorts?|biops\w+"
    r"|findings?|evidence|shows?|confirmed|documented by|allowed|permitted|treated|indicated|feasible|possible"
    r"|available|approved|licensed|reimbursed|accessible|standard of care|necessary|needed|required|appropriate)\b"
)

_IT_MUST_BE = regex(r"\W*(?:then )?(?:it|this|these|they) (?:must|should|has to|have to|needs? to) (?:have been|be)\b")


def of_some(passage: Passage, where: Span) -> Node | None:
    """The sentence as asked of those whom it names; None where it names nobody whom a record could tell.

    Nothing of it was read but them: whoever has none of what they have is asked nothing. Under exclusions only a demand
    is asked of some: "patients with goitre must zorble".
    """
    if passage.base is not Effect.REQUIRE and passage.scopes.mood(0) is not Mood.REQUIRED:
        return None
    scope = next((s for s in passage.scopes.found if s.cue is Cue.CONDITION), None)
    if scope is None or _WHOSE.match(passage.lower, scope.at) is None or _EXCEPTS.match(passage.lower):
        return None
    if passage.lower.endswith("only ", 0, scope.at):
        return None
    whose = _whose(passage, scope)
    start, end = (0, scope.at) if scope.at > len(passage.lower) - scope.end else (scope.end, len(passage.lower))
    if not whose or _CONTENT.search(passage.lower, start, end) is None:
        return None
    who = whose[0] if len(whose) == 1 else Any(tuple(whose), whose[0].span.cover(whose[-1].span))
    # the words of the condition are not asked: who has what it names has met nothing by that
    return If(who, _its_state(passage, who, start, end) or Unparsed(passage.view.span(start, end)), where)


def _its_state(passage: Passage, who: Node, start: int, end: int) -> Node | None:
    """What the condition itself must be like of those who have it: "if hypertension is present, it must be controlled".

    None where a sentence asks for something else of them, or for more.
    """
    said = _IT_MUST_BE.match(passage.lower, start, end)
    if said is None or not isinstance(who, Leaf) or who.requirement.kind is not Kind.COMORBIDITY:
        return None
    asked = together(passage, said.end(), end, (), None, who.requirement)
    return None if asked is None or any(isinstance(part, Unparsed) for part in walk(asked)) else asked


def whom_of_line(passage: Passage) -> Node | None:
    """Those whom a line over a list names, of which nothing else was read: "Patients with HIV should meet the following:"."""
    opening = (
        s for s in passage.scopes.found if s.cue is Cue.CONDITION and not str(passage.lower[: s.at]).strip(" *-")
    )
    scope = next(opening, None)
    whom = None if scope is None else unread_whom(passage, passage.view.span(scope.at, scope.end))
    return None if isinstance(whom, Unparsed) else whom


def whom_it_excludes(passage: Passage) -> Node | None:
    """Those whom a line over a list of what excludes them names: "Patients with goitre are excluded if they have any of:"."""
    end = excluded_if(passage.text)
    if end is None:
        return None
    named = [m for m in passage.of_kind(Kind.COMORBIDITY) if m.end <= end]
    plainly = len(named) == 1 and _PLAINLY.fullmatch(passage.lower, 0, named[0].start) is not None
    if plainly and _NO_MORE.fullmatch(passage.lower, named[0].end, end):
        where = passage.view.span(named[0].start, named[0].end)
        return Leaf(Requirement(Kind.COMORBIDITY, named[0].name), where)
    return Unparsed(passage.view.span(0, end), "condition")


def unread_whom(passage: Passage, where: Span) -> Node:
    """The unread condition at ``where`` as those of whom it speaks: whoever has none of what it names is not meant.

    "If history of heart failure, LVEF must be > 50%". Where it says more of them, who has it may be meant or not.
    """
    unread = Unparsed(where, "condition")
    scope = next((s for s in passage.scopes.found if passage.view.span(s.at, s.end) == where), None)
    if passage.base is not Effect.REQUIRE or scope is None or _WHOSE.match(passage.lower, scope.at) is None:
        return unread
    if passage.lower.endswith("only ", 0, scope.at) or _OF_WHAT_ELSE.search(passage.lower, scope.at, scope.end):
        return unread
    whose = _whose(passage, scope)
    if not whose:
        return unread
    who = whose[0] if len(whose) == 1 else Any(tuple(whose), whose[0].span.cover(whose[-1].span))
    if len(named := _named(passage, scope)) == 1:
        start, end, _ = named[0]
        if _PLAINLY.fullmatch(passage.lower, scope.at, start) and _NO_MORE.fullmatch(passage.lower, end, scope.end):
            return who
    return All((who, unread), where)


def _whose(passage: Passage, scope: Scope) -> list[Node]:
    """Each of the states of which one is enough to be meant; empty where one of them is not known."""
    lower = str(passage.lower)
    if _TO_COME.search(passage.lower, scope.at, scope.end) is not None:
        return []
    named = _named(passage, scope)
    at = scope.start
    for sign in [*(m.start() for m in _EITHER.finditer(passage.lower, scope.start, scope.end)), scope.end]:
        inside = any(start < sign and at < end for start, end, _ in named)
        if not inside and _CONTENT.search(lower, at, sign) is not None:
            return []  # "with diabetes, or who zorble": who zorbles is meant too
        at = sign + 1
    return [node for _, _, node in named]


def _named(passage: Passage, scope: Scope) -> list[tuple[int, int, Node]]:
    found: list[tuple[int, int, Node]] = []
    for one in conditions(passage, scope.start):
        words = str(passage.lower[one.start : one.end])
        if one.end <= scope.end and CANCER.search(words) is None and (one.known or names_ailment(words)):
            leaf = Leaf(Requirement(Kind.COMORBIDITY, one.concept), passage.view.span(one.start, one.end))
            found.append((one.start, one.end, leaf))
    for mention in passage.of_kind(Kind.THERAPY, Kind.METASTASIS):
        if scope.start <= mention.start and mention.end <= scope.end:
            found.append((mention.start, mention.end, _had(passage, scope, mention)))
    return sorted(found, key=lambda part: part[:2])


def _had(passage: Passage, scope: Scope, mention: Mention) -> Leaf:
    where = passage.view.span(mention.start, mention.end)
    if mention.kind is Kind.METASTASIS:
        return Leaf(Requirement(Kind.METASTASIS, mention.name, "any"), where)
    takes = _TAKES.search(passage.lower, scope.at, mention.start) is not None
    return Leaf(Requirement(Kind.THERAPY, mention.name, "concurrent" if takes else "prior"), where)
