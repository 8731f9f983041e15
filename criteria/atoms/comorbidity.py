"""Owns what a text says about conditions: those the vocabulary knows, and beyond it those that their own words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from criteria.atoms import ability, recovery
from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.qualifiers import Qualifiers, grade, nyha, qualifiers
from criteria.condition_words import CANCER, GENERAL, ORGANS, is_condition
from criteria.context import Cue, Mood
from criteria.noun_phrases import Member, Name, follows_examples, leads_to_name, members, names
from criteria.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.windows import windows

_HEART_FAILURE = "congestive heart failure"
_PURPOSE = re.compile(
    r"\b(?:(?:that|which)\b[^,;:()]{0,60}?\b(?:would|could|may|might|can|will|interfer\w*|limits?|precludes?|prevents?|affects?|reduces?|compromis\w*|impairs?|contraindicat\w*|makes?|increases?|places?|poses?|puts?|confounds?|jeopardi\w*|render\w*)"
    r"|(?:would|could|may|might|will|likely to|expected to|liable to|sufficient to|so as to)\b|such that|to the extent|interfering|precluding|limiting|preventing|making|rendering|in the (?:opinion|judge?ment|view)|at the (?:judge?ment|discretion)"
    r"|risk of|risk for|risks? (?:associated|factors?)|due to|because of|caused by|resulting from|secondary to|attributed to|related to|not (?:due|related|attributed|associated)|in order to|as (?:judged|determined|assessed|deemed)|judged by|deemed|unless|treatment (?:of|for)|indicated for|used for|medications? for)\b"
)
_VERBS = re.compile(
    r"\W*(?:to |would |could |may |might |will |significantly )*(?:interfer|increas|impair|compromis|limit|affect|mak|confound|plac|put|jeopardi|preclud|prevent|hinder|obscur|alter|reduc|complicat|pos|caus|result|lead|prohibit|influenc|imped|constitut|adversely|contraindicat|unable|inability|able|willing|comply|risk|safety|ability|requir|receiv|use of|treatment|therap|medicat|prophyla|vaccin|test|screening|obtain|understand|participat|complian|agree|investigator|stud)"
)
_AFTER_NAME = re.compile(
    r"^\W*(?:(?:virus|viral|positiv\w*|seropositiv\w*|sero-?positiv\w*|antibod\w+|antigen|status|carriers?|infections?|infected|disease|diseases|disorders?|type|mellitus|[12i]|ii|grade|symptoms?|history|events?|episodes?|attacks?|syndrome|pectoris|seropositivity|rna|dna|related|illness|test|and|or|complications?|insufficiency|failure|abnormalit\w+|conditions?|exacerbations?|dysfunction|injury|hiv-1/2|reactive|surface|core|dna\+?|\+|problems?)\b\W*)*$"
)
_LETTER = re.compile(r"^\W*([abcde])\b(?:\s+(?:virus|infection|viral infection|virus infection|hepatitis))*\W*$")
_ACRONYM = re.compile(r"^\W*[A-Za-z][A-Za-z0-9/-]{1,7}\W*$")
_INVESTIGATOR = re.compile(
    r"\b(?:opinion|judge?ment|discretion|view|deemed|judged|considered|consider|determined|believes?|assessed)\b[^;]{0,60}\b(?:investigators?|physicians?|pi|doctor|oncologist|clinician)|\binvestigator'?s?'?\b[^;]{0,30}\b(?:opinion|judge?ment|discretion|view|consider)|\b(?:physician|investigator)'?s? (?:opinion|judge?ment)"
)
_FEW = 3  # words of an adjective that waits for its noun: "central nervous", "upper gastrointestinal"


@dataclass(frozen=True, slots=True)
class _Found:
    """A condition read at ``start`` to ``end`` of a member, before time windows are dealt out."""

    start: int
    end: int
    concept: str
    said: Qualifiers
    member: Member
    known: bool
    value: object = None


def read(passage: Passage) -> list[Atom]:
    """The conditions that a passage excludes, allows or makes an exception of, with unresolved toxicity and abilities."""
    found = [*recovery.read(passage), *ability.read(passage)]
    taken = [(a.start, a.end) for a in found]
    if not _may_speak_of_conditions(passage):
        return found
    conditions = [c for c in _conditions(passage) if not any(a < c.end and c.start < b for a, b in taken)]
    dated = _windows(passage, conditions)
    for condition, window in zip(conditions, dated, strict=True):
        atom = _atom(passage, condition, window)
        if atom is not None:
            found.append(atom)
    return found


def _may_speak_of_conditions(passage: Passage) -> bool:
    if passage.base is not Effect.REQUIRE or passage.section == "exclusion":
        return True
    return any(s.cue in (Cue.NEGATED, Cue.EXCEPTION) for s in passage.scopes.found) or any(
        c.mood in (Mood.FORBIDDEN, Mood.PERMITTED) for c in passage.scopes.clauses
    )


def _conditions(passage: Passage) -> list[_Found]:
    lower = passage.lower
    known = list(passage.of_kind(Kind.COMORBIDITY))
    listed = members(lower, 0, len(lower), [(m.start, m.end) for m in known])
    found: list[_Found] = []
    blocked = False
    shared: Qualifiers | None = None
    waiting: list[Member] = []
    for member in listed:
        if follows_examples(member.separator) or any(sign in member.separator for sign in ";:(."):
            blocked = False
        elif blocked and (member.is_loose or _VERBS.match(lower, member.start, member.end)):
            continue
        if not member.is_loose and "," not in member.separator:
            shared, waiting = None, []
        if _is_bare_adjective(lower, member):
            waiting.append(member)
            continue
        got = _in_member(passage, member, found[-1] if found else None)
        if got is not None:
            own = got.said
            if not own.words and shared is not None and member.start == _name_start(lower, member, got):
                got = replace(
                    got,
                    said=replace(
                        own, words=shared.words, alternatives=shared.alternatives, history=own.history or shared.history
                    ),
                )
            else:
                shared = own
            found.extend(_with_shared_noun(passage, got, waiting))
            found.append(got)
            waiting = []
        elif "," not in member.separator:
            waiting = []
        blocked = (blocked and got is None) or _PURPOSE.search(
            lower, got.end if got else member.start, member.end
        ) is not None
    return _without_repeats(passage, found)


def _name_start(lower: str, member: Member, found: _Found) -> int:
    """Where the member starts, if no word but an article stands before its name."""
    return member.start if re.fullmatch(r"\W*(?:an?\s+|the\s+)?", lower[member.start : found.start]) else -1


def _is_bare_adjective(lower: str, member: Member) -> bool:
    name = next(names(lower, member), None)
    words = lower[name.start : name.end].split() if name is not None else []
    return (
        name is not None
        and 0 < len(words) <= _FEW
        and words[-1] in ORGANS
        and not lower[name.tail[0] : name.tail[1]].strip(" .")
    )


def _with_shared_noun(passage: Passage, found: _Found, waiting: list[Member]) -> Iterator[_Found]:
    """The adjectives of a list that share the noun of its last member: "renal, hepatic or metabolic disease"."""
    last = passage.lower[found.start : found.end].split()
    if len(last) < 2 or not waiting:
        return
    noun = last[-1]
    for member in waiting:
        name = list(names(passage.lower, member))[-1]
        adjective = passage.lower[name.start : name.end].split()
        if adjective and passage.is_free(name.start, name.end):
            said = qualifiers(passage.lower[member.start : name.start], passage.lower[found.end : found.member.end])
            yield replace(
                found,
                start=name.start,
                concept=_concept(passage, f"{' '.join(adjective[-2:])} {noun}"),
                said=said if said.words else found.said,
                known=False,
            )


def _in_member(passage: Passage, member: Member, before: _Found | None) -> _Found | None:
    """The condition that a member of a list names, or None."""
    lower = passage.lower
    if (
        before is not None
        and before.concept.startswith("hepatitis")
        and (letter := _LETTER.match(lower[member.start : member.end]))
    ):
        return replace(
            before,
            start=member.start + letter.start(1),
            end=member.end,
            concept=f"hepatitis {letter[1]}",
            member=member,
        )
    if (heart := nyha(lower[member.start : member.end])) and (
        before is None or before.concept != _HEART_FAILURE or not before.member.end >= member.start - 2
    ):
        got = _named(passage, member)
        if got is not None:
            return replace(got, value=heart[0])
        start, end = member.start + heart[1], member.start + heart[2]
        return _Found(start, end, _HEART_FAILURE, Qualifiers(), member, known=True, value=heart[0])
    return _named(passage, member)


def _named(passage: Passage, member: Member) -> _Found | None:
    lower = passage.lower
    for name in names(lower, member):
        if not leads_to_name(name.cue):
            if name.start > member.start and name.cue in (
                "not",
                "no",
                "without",
                "despite",
                "by",
                "due",
                "because",
                "if",
                "unless",
                "than",
                "to",
                "would",
                "could",
                "may",
                "requiring",
                "receiving",
                "taking",
                "using",
            ):
                return None
            continue
        if re.search(r"\brisks?\b|\bfamily\b", lower[name.lead[0] : name.end]) and "long qt" not in lower:
            return None
        got = _known(passage, member, name) or _open(passage, member, name)
        if got is not None:
            return got
    return None


def _known(passage: Passage, member: Member, name: Name) -> _Found | None:
    lower = passage.lower
    inside = [
        m for m in passage.of_kind(Kind.COMORBIDITY) if name.lead[0] <= m.start and m.end <= max(name.end, name.tail[0])
    ]
    if not inside:
        return None
    mention = inside[-1]
    if not passage.is_free(mention.start, mention.end) or not _AFTER_NAME.match(lower[mention.end : name.end]):
        return None
    said = qualifiers(lower[member.start : mention.start], lower[mention.end : member.end])
    return _Found(mention.start, max(mention.end, name.end), mention.name, said, member, known=True)


def _open(passage: Passage, member: Member, name: Name) -> _Found | None:
    lower = passage.lower
    words = lower[name.start : name.end].strip(" .-")
    whole = lower[member.start : name.end].strip()
    if not words:  # every word was a qualifier: "serious, uncontrolled"
        return None
    if CANCER.search(words) or not passage.is_free(name.start, name.end) or len(words.split()) > 9:
        return None
    if GENERAL.match(words) or GENERAL.match(whole):
        return _general(passage, member, name)
    if not is_condition(words):
        return None
    said = qualifiers(lower[member.start : name.start], lower[name.end : member.end])
    return _Found(name.start, name.end, _concept(passage, words), said, member, known=False)


def _general(passage: Passage, member: Member, name: Name) -> _Found | None:
    """A condition in no particular: its qualifiers are all of its name."""
    lower = passage.lower
    lead = lower[member.start : name.end]
    if _INVESTIGATOR.search(lower, name.end) or re.search(r"\bstudy conditions?|\bthe (?:condition|disease)$", lead):
        return None
    words = re.sub(
        r"^(?:\W|\b(?:patients?|subjects?|participants?|women|individuals|with|who|have|has|having|any|other|an?|the|history|of|evidence|presence|known|had|those|from|suffering|is|are)\b)+",
        "",
        lead,
    )
    if not re.search(
        r"\b(?:medical|illness\w*|disease|systemic|concurrent|concomitant|intercurrent|co-?morbid\w*|patholog\w+|uncontrolled|severe|serious|chronic|pre-?existing|disorders?|underlying|complicat\w+)\b",
        words,
    ):
        return None
    start = name.end - len(words)
    concept = words.strip(" .")
    return _Found(max(start, member.start), name.end, concept, Qualifiers(), member, known=False)


def _concept(passage: Passage, words: str) -> str:
    return re.sub(r"\s+", " ", words.strip(" .,-'\""))


def _without_repeats(passage: Passage, found: list[_Found]) -> list[_Found]:
    """An abbreviation in brackets says nothing beyond the name before it."""
    kept: list[_Found] = []
    for condition in found:
        bracketed = "(" in condition.member.separator
        if (
            kept
            and bracketed
            and _ACRONYM.match(passage.text[condition.member.start : condition.member.end])
            and (condition.concept == kept[-1].concept or not condition.known)
        ):
            continue
        kept.append(condition)
    return kept


def _windows(passage: Passage, found: list[_Found]) -> list[Window | None]:
    """The window of each condition: its own, that of the list it closes, or the one that leads the list."""
    dealt: list[Window | None] = [None] * len(found)
    spans = list(windows(passage.lower))
    if not spans and not found:
        return dealt
    for window in spans:
        before = [
            i
            for i, c in enumerate(found)
            if c.end <= window.start + 1 and ";" not in passage.lower[c.end : window.start]
        ]
        if not before:
            if re.fullmatch(
                r"\W*(?:(?:any|the|following|of|history|with|had|has|have|patients?|who)\W*)*",
                passage.lower[: window.start],
            ):
                dealt = [d or window.window for d in dealt]
            continue
        last = before[-1]
        ends_list = not any(c.start >= window.end for c in found)
        for i in reversed(before):
            if dealt[i] is not None:
                break
            dealt[i] = window.window
            if not ends_list and not found[i].member.is_loose or found[i].value is not None and i != last:
                break
    if not spans and passage.lead:
        over = list(windows(passage.lead))
        dealt = [over[0].window] * len(found) if over else dealt
    return dealt


def _atom(passage: Passage, condition: _Found, window: Window | None) -> Atom | None:
    lower = passage.lower
    value = condition.value
    if value is None:
        value = grade(lower[condition.member.start : condition.member.end]) or condition.said.value
    detail = condition.said.detail()
    if not isinstance(value, str) and value is not None and condition.said.words:
        detail = tuple(sorted({*detail, ("qualifiers", ", ".join(condition.said.words))}))
    requirement = Requirement(Kind.COMORBIDITY, condition.concept, value, window, detail=detail)  # type: ignore[arg-type]
    polarity = _polarity(passage, condition.start)
    return None if polarity is None else Atom(condition.start, condition.end, requirement, polarity)


def _polarity(passage: Passage, start: int) -> Polarity | None:
    """No one is required to have a condition: what is not excluded, allowed or an exception is left out (None)."""
    scopes = passage.scopes
    if scopes.over(start, Cue.EXCEPTION) is not None:
        return Polarity.FOLLOW
    mood = scopes.mood(start)
    if mood is Mood.PERMITTED:
        return Polarity.FOLLOW
    if passage.section == "exclusion" and passage.base is Effect.EXCLUDE:
        return None if scopes.over(start, Cue.CONDITION) is not None else Polarity.MUST_NOT
    if mood is Mood.FORBIDDEN or passage.base is not Effect.REQUIRE:
        return Polarity.FOLLOW
    if scopes.negations(start) % 2:
        return Polarity.MUST_NOT
    return Polarity.FOLLOW if passage.section == "exclusion" else None
