"""Owns exceptions that say under which circumstances a therapy named before them is no obstacle, without naming it again.

"Prior taxane, unless in the adjuvant setting and completed more than 12 months before relapse" excepts adjuvant taxanes
after which the disease stayed away for so long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from criteria.atoms.atom import Atom
from criteria.atoms.therapies.setting import setting_in, settings
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.words.context import Cue, Scope
from criteria.words.moods import Mood
from criteria.words.windows import windows

_ALONE = regex(r"\s+(?P<how>alone|only)\b")
_LOCAL = frozenset({"surgery", "radiation therapy", "lumpectomy", "mastectomy"})
_RECEIVED = frozenset({"prior", "progressed"})
_GIVEN = frozenset({"prior", "concurrent", "planned"})
# between a therapy and the bracket that is about it
_NEXT_TO = regex(r"(?:(?!\b(?:or|and)\b)[^.;,()]){0,60}\(")
_UNNAMED = frozenset({"anticancer therapy", "systemic therapy", "standard therapy"})
# "except as adjuvant therapy", "unless adjuvant or neoadjuvant"
_AS_SETTING = regex(
    r"(?:\W|\b(?:if|it|this|that|these|was|were|is|are|had|been|given|used|received|administered|only|as|for|in|the|an?|part|of|when|prior|previous)\b)*"
    r"(?P<setting>"
    r"(?:\(?neo-?\)?-?\s?/?\s?)?adjuvant\w*(?:\s*(?:/|and/or|or|and)\s*(?:neo-?)?adjuvant\w*)?|neo-?adjuvant"
    r"|pre-?operative\w*|post-?operative\w*|curative)"
)
_THAT_IS = regex(
    r"\b(?:resistan\w+|refractor\w+|failure|sensitiv\w+)\b[^.;()]{0,30}\((?:i\.?\s?e\.?|that is|defined as|e\.?g\.?)[^()]*$"
)
_BEGUN = regex(r"\b(?:start|initiat|beg[aiu]n|commenc|stable|ongoing|current)")
_AGAINST_PAIN = regex(
    r"(?:\W"
    r"|\b(?:"
    r"for|in|the|of|with|if|when|given|as|to|a|an|limited|local|focal|single|fraction|use|used|treatment|therapy"
    r"|intent|only|metastatic|metastas[ei]s|bone|bony|painful|lesions?|sites?|purposes?|symptomatic|is|are|allowed"
    r"|permitted)\b)*"
    r"(?:palliati\w+|pain\s+(?:relief|control|management|palliation)|relief\s+of\s+(?:bone\s+)?pain|analges\w+)"
    r"(?:\W"
    r"|\b(?:"
    r"for|in|the|of|with|if|when|given|as|to|a|an|intent|purposes?|reasons?|bone|bony|pain|painful|metastas[ei]s"
    r"|lesions?|sites?|symptoms?|treatment|therapy|relief|control|only|symptomatic|metastatic|use|reasons?|allowed"
    r"|permitted|is|are)\b)*$"
)
_AGAINST_A_FIRST = regex(
    r"(?:\W|\b(?:for|in|the|as|if|when|given|used|taken|was|it|of|a|an|use|purposes?|breast|cancer|therapy|treatment|agents?|setting|only|primary)\b)*"
    r"\b(?:chemo-?)?(?:prevention|preventive|preventative|prophyla\w+)"
    r"(?:\W|\b(?:of|for|purposes?|breast|cancer|therapy|treatment|agents?|setting|trials?|stud(?:y|ies)|only|a|the)\b)*"
)
_FILLER = regex(
    r"\W|\d|\b(?:and|or|but|with|if|it|its|this|that|these|they|was|were|is|are|be|been|has|have|had|who|which|patients?|subjects?|participants?"
    r"|given|used|received|administered|completed?|completion|finished|ended|stopped|discontinued|elapsed|passed|last|final|dose|treatment|therapy"
    r"|only|as|for|in|the|an?|part|of|when|where|at|least|more|than|over|within|since|from|to|prior|before|after|ago|time|setting|use|intent|entire"
    r"|disease|breast|cancer|relapsed?|recurrence|recurrent|metastatic|first|diagnosis|provided|any|all|agents?|regimens?|chemotherapy"
    r"|adjuvant|neoadjuvant|neo|early|months?|weeks?|years?|days?)\b"
)


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """In which setting, how long ago, how long before the relapse; ``read`` is False where words are left over."""

    setting: str | None
    when: Window | None
    relapse: str | None
    read: bool


def is_unnamed(passage: Passage, name: Name) -> bool:
    """Whether a name in an exception only says "therapy", and means the one named before: "except as adjuvant therapy"."""
    if name.concept in _UNNAMED and _refers_back(passage, name):
        return True
    scope = passage.scopes.over(name.start, Cue.EXCEPTION)
    if scope is None or scope.at == 0 or name.concept not in _UNNAMED:
        return False
    before = _AS_SETTING.match(passage.lower, scope.start, scope.end)
    return before is not None and before.end() <= name.end + 1


def _refers_back(passage: Passage, name: Name) -> bool:
    """Whether a bracket says in other words what stands before it: "taxane resistance (i.e., progressed under adjuvant therapy)"."""
    that_is = _THAT_IS.search(passage.lower, 0, name.start)
    return that_is is not None and any(m.kind is Kind.THERAPY and m.end <= that_is.start() for m in passage.mentions)


def circumstances(passage: Passage, named: Sequence[Name], given: Sequence[Atom]) -> list[Atom]:
    """What the exceptions of the passage ask of the therapies named before them."""
    found: list[Atom] = []
    for scope in passage.scopes.found:
        if scope.cue is not Cue.EXCEPTION or scope.at == 0 or any(scope.at <= n.start < scope.end for n in named):
            continue
        excluded = [a for a in given if a.end <= scope.at and a.requirement.value in _RECEIVED and a.exception is None]
        if going_on := _going_on(passage.lower, scope, given):
            found += going_on
            continue
        said = _circumstances(passage.lower, scope) if excluded else None
        if said is None:
            found += _palliative(passage.lower, scope, excluded) or _preventive(passage.lower, scope, excluded)
            continue
        start = scope.start + (passage.lower[scope.start] == " ")
        end = scope.end if said.read else start + 1
        detail = (("relapse", said.relapse),) if said.relapse else ()
        for concept in dict.fromkeys(a.requirement.concept for a in excluded):
            requirement = Requirement(Kind.THERAPY, concept, "prior", said.when, said.setting, detail)
            found.append(Atom(start, end, requirement))
    return found


# "unless initiated more than 3 months before randomization", "unless it was started prior to the study"
_GOES_ON = regex(
    r"(?:\W"
    r"|\b(?:"
    r"unless|except|if|in|for|it|they|these|this|the|was|were|is|are|has|have|had|been|already|treatment|therapy|use"
    r"|drugs?|patients?|subjects?|who|that)\b)*"
    r"(?:initiated|started|begun|commenced)\b(?P<rest>[^;:]*)"
)
_BEFORE_THE_TRIAL = regex(
    r"\s*(?:prior to|before)\s+(?:the\s+)?(?:study|trial|protocol|enrol\w+|entry|registration|randomi[sz]ation)"
    r"(?:\s+(?:entry|enrol\w+|therapy|treatment|start|registration))?\W*"
)
_EARLIER = Window(">", 0, "days")
"""When began what was begun before the trial, however short a time."""
_WORDS_OF_TIME = regex(
    r"(?:\W"
    r"|\b(?:"
    r"at least|more than|greater than|a minimum of|\d+|days?|weeks?|months?|years?|one|two|three|four|six|prior to"
    r"|before|study|trial|protocol|enrol\w+|entry|start|first|dose|drug|"
    r"patient|registration|randomi[sz]ation|therapy|treatment|the|of)\b)*"
)


def _going_on(lower: str, scope: Scope, given: Sequence[Atom]) -> list[Atom]:
    """What is being taken that began before the trial, or so long before it, and was named last before the exception."""
    taken = [
        a for a in given if a.end <= scope.at and a.requirement.value == "concurrent" and a.requirement.when is None
    ]
    said = _GOES_ON.match(lower, scope.start, scope.end) if taken else None
    if said is None:
        return []
    times = [w.window for w in windows(lower, *said.span("rest"))]
    long_ago = len(times) == 1 and times[0].op in (">", ">=") and _WORDS_OF_TIME.fullmatch(lower, *said.span("rest"))
    if not long_ago and (times or _BEFORE_THE_TRIAL.fullmatch(lower, *said.span("rest")) is None):
        return []
    own = replace(taken[-1].requirement, when=times[0] if long_ago else _EARLIER)
    return [Atom(scope.start + (lower[scope.start] == " "), scope.end, own)]


def _palliative(lower: str, scope: Scope, excluded: Sequence[Atom]) -> list[Atom]:
    """Radiation against pain, where the exception speaks of nothing else: "except for bone pain relief"."""
    radiation = [a.requirement for a in excluded if a.requirement.concept == "radiation therapy"]
    said = _AGAINST_PAIN.match(lower, scope.start, scope.end) if radiation else None
    if said is None or not radiation:
        return []
    where = scope.start + (lower[scope.start] == " ")
    own = replace(radiation[-1], when=None, setting=None, detail=(("intent", "palliative"),))
    return [Atom(where, scope.end, own)]


def _preventive(lower: str, scope: Scope, excluded: Sequence[Atom]) -> list[Atom]:
    """Medicine against a first cancer, where the exception speaks of nothing else: "except for prevention"."""
    if _AGAINST_A_FIRST.fullmatch(lower, scope.start, scope.end) is None:
        return []
    where = scope.start + (lower[scope.start] == " ")
    own = dict.fromkeys(replace(a.requirement, when=None, setting="prevention") for a in excluded)
    return [Atom(where, scope.end, one) for one in own]


def _circumstances(lower: str, scope: Scope) -> _Circumstances | None:
    start, end = scope.start, scope.end
    if _BEGUN.search(lower, start, end):
        return None
    opening = _AS_SETTING.match(lower, start, end)
    phrases = [found.setting for found in settings(lower, start, end)]
    setting = setting_in(opening["setting"]) if opening else next(iter(phrases), None)
    when, relapse, rest = None, None, lower[start:end]
    for window in windows(lower, start, end):
        if window.window.anchor == "recurrence":
            relapse = f"{window.window.op} {window.window.number:g} {window.window.unit}"
        elif window.window.anchor == "enrolment":
            when = window.window
        else:
            return None
    if setting is None and when is None and relapse is None:
        return None
    return _Circumstances(setting, when, relapse, not _FILLER.sub("", rest))


# "birth control pills, hormone replacement (these patients are eligible if the therapy is stopped)": of the whole list
_OF_THEM_ALL = regex(
    r"\(\s*(?:these|such|those)\s|\([^()]{3,60}\b(?:if|provided|once|when)\s+(?:all\s+)?(?:these|such|those|this)\s"
)


def with_permitted_forms(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms with a bracket that lets in a form of what stands before it as its exception: "antibiotics (topical ones allowed)".

    Which form that is has not been read, so whoever has had the therapy is in doubt.
    """
    asides = [clause for clause in passage.scopes.asides if clause.mood is Mood.PERMITTED]
    if not asides:
        return atoms
    for aside in asides:
        opened = aside.start if passage.lower[aside.start] == "(" else passage.lower.rfind("(", 0, aside.start)
        within = {a.requirement.concept for a in atoms if aside.start <= a.start < aside.end}
        before = [
            a for a in atoms if _NEXT_TO.fullmatch(passage.lower, a.end, opened + 1) and _can_be_lifted(passage, a)
        ]
        examples = [a for a in atoms if opened < a.start < aside.start and _can_be_lifted(passage, a)]
        if before and within <= {before[-1].requirement.concept}:
            told = [
                a
                for a in atoms
                if aside.start <= a.start < aside.end and ("intent", "palliative") in a.requirement.detail
            ]
            lifted = [before[-1], *examples]
            if _OF_THEM_ALL.match(passage.lower, opened):
                lifted += [a for a in atoms if a.end <= before[-1].start and _can_be_lifted(passage, a)]
            atoms = [
                replace(a, exception=(aside.start, aside.end)) if a in lifted else a
                for a in atoms
                if a in told or not aside.start <= a.start < aside.end
            ]
    return atoms


def _can_be_lifted(passage: Passage, atom: Atom) -> bool:
    """Whether an atom excludes a therapy that was given, and has no exception yet."""
    excludes = (passage.base is Effect.EXCLUDE) != (passage.scopes.negations(atom.start) % 2 == 1)
    return excludes and atom.requirement.value in _GIVEN and not atom.exception


def is_all_that_lets_in(words: Around) -> bool:
    """Whether an exception is for those who had nothing else: "unless treated with surgery alone"."""
    alone = _ALONE.match(words.after)
    if alone is None or (alone["how"] == "only" and words.name.concept not in _LOCAL):
        return False
    scopes, at = words.passage.scopes, words.name.start
    return scopes.over(at, Cue.EXCEPTION) is not None or scopes.mood(at) is Mood.PERMITTED
