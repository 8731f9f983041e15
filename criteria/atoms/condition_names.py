"""Owns where a sentence names conditions: members of its lists that the vocabulary knows or whose head noun is a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from criteria.atoms.qualifiers import Qualifiers, nyha, qualifiers
from criteria.condition_words import CANCER, GENERAL, ORGANS, is_condition
from criteria.noun_phrases import Member, Name, follows_examples, leads_to_name, members, names
from criteria.passage import Passage
from criteria.tag import Mention
from criteria.tree import Comparison, Kind

HEART_FAILURE = "congestive heart failure"
_BY = r"investigators?|physicians?|pi\b|principal investigator|doctors?|oncologists?|clinicians?"
_INVESTIGATOR = re.compile(
    rf"\b(?:opinion|judge?ment|discretion|view|deemed|judged|considered|consider|determined|believes?|assessed)\b[^;]{{0,60}}\b(?:{_BY})"
    rf"|\b(?:investigator|physician)'?s?'?\b[^;]{{0,30}}\b(?:opinion|judge?ment|discretion|view|consider)"
)
# after these words a clause gives a reason, a cause or a consequence, and names no further condition of the person
_PURPOSE = re.compile(
    r"\b(?:(?:that|which)\b[^,;:()]{0,60}?\b(?:would|could|may|might|can|will|interfer\w*|limits?|precludes?|prevents?|affects?|reduces?|compromis\w*|impairs?|contraindicat\w*|makes?|increases?|places?|poses?|puts?"
    r"|confounds?|jeopardi\w*|render\w*)|(?:would|could|may|might|will|likely to|expected to|liable to|sufficient to|so as to)\b|such that|to the extent|interfering|precluding|limiting|preventing|making|rendering"
    r"|in the (?:opinion|judge?ment|view)|at the (?:judge?ment|discretion)|risk of|risk for|risks? (?:associated|factors?)|due to|because of|caused by|resulting from|secondary to|attributed to|related to"
    r"|not (?:due|related|attributed|associated)|in order to|as (?:judged|determined|assessed|deemed)|judged by|deemed|treatment (?:of|for)|indicated for|used for|medications? for)\b"
)
_TREATED = re.compile(
    r"\b(?:requir(?:es?|ed)|receiv\w+|undergo\w*|taking|use of|prophyla\w+|vaccin\w+|radiotherapy|chemotherapy|surgery|(?:therapy|treatment|premedication|medications?|agents?|drugs?) (?:for|of|to|that|which))\b"
)
_VERBS = re.compile(
    r"\W*(?:to |would |could |may |might |will |significantly )*(?:interfer|increas|impair (?:the|a|compl|ab)|compromis|limit|affect|mak|confound|plac|put|jeopardi|preclud|prevent|hinder|obscur|alter |reduc|complicat\w+ (?:the|inter)|pos|caus|result|lead|prohibit|influenc|imped"
    r"|constitut|adversely|contraindicat|unable|inability|able|willing|comply|risk|safety|ability|requir|receiv|use of|treatment|therap|medicat|prophyla|vaccin|test|screening|obtain|understand|participat|complian|agree|investigator|stud)"
)
_AFTER_NAME = re.compile(
    r"^\W*(?:(?:virus|viral|positiv\w*|sero-?positiv\w*|antibod\w+|antigen|status|carriers?|infections?|infected|diseases?|disorders?|type|mellitus|[12i]|ii|grade|symptoms?|history|events?|episodes?|attacks?|syndrome|pectoris|rna|dna|related|illness"
    r"|and|or|complications?|insufficiency|failure|abnormalit\w+|conditions?|exacerbations?|dysfunction|injury|reactive|surface|core|problems?|patients?|subjects?|participants?|individuals|mutation|deficiency|poorly|controlled|hcv|hbv|hiv|ab|ag|anti|impairment|crisis|infarction"
    r"|disturbances?|manifestations?|changes?|lesions?|pathology|active|simplex|zoster|pneumonia|effusions?)\b\W*)*$"
)
_LETTER = re.compile(r"^\W*([abcde])\b(?:\s+(?:virus|infection|viral infection|virus infection|hepatitis))*\W*$")
_ACRONYM = re.compile(r"^\W*[A-Za-z][A-Za-z0-9/-]{1,7}\W*$")
_STOPS = frozenset(
    [
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
        "might",
        "requiring",
        "requires",
        "required",
        "receiving",
        "taking",
        "using",
        "treated",
        "undergoing",
        "contraindicated",
    ]
)
_WITHOUT_RISK = re.compile(r"\brisks? (?:of|for|factors?)|\bat (?:\w+ )?risk|\bfamily\b|\bprevent|\bprophyla")
_SUBJECTS = re.compile(
    r"^(?:\W|\b(?:patients?|subjects?|participants?|women|individuals|persons?|with|who|have|has|having|any|other|an?|the|history|of|evidence|presence|known|had|those|from|suffering|is|are|no|not|without|absence|lack|free|must|be|also|all|for)\b)+"
)
_SPECIFIC = re.compile(
    r"\b(?:medical|illness\w*|systemic|concurrent|concomitant|intercurrent|inter-current|co-?morbid\w*|patholog\w+|uncontrolled|severe|serious|chronic|pre-?existing|underlying|complicat\w+|acute|debilitating|significant|unstable|major)\b"
)
_MEDICAL_OR_MENTAL = re.compile(
    r"^(?:\w+ )*?(?:psychiatric|psychological|mental|medical|physical|social|surgical|emotional)\b[^,;]*\b(?:conditions?|problems?|circumstances?|illness(?:es)?|disorders?|situations?|disease)$"
)
# names handled by the recognisers of allergy, ability and recovery
_ELSEWHERE = frozenset(
    {
        "able to swallow",
        "allergic reaction",
        "hypersensitivity reaction",
        "anaphylaxis",
        "family history of breast cancer",
    }
)
# concepts whose abbreviations and synonyms have no word in common with their name
_FIXED = frozenset(
    {"hiv infection", "myocardial infarction", HEART_FAILURE, "inability to swallow", "unresolved toxicity"}
)
_SHORT = re.compile(r"[A-Z]{2}|^[A-Z][a-z]?[A-Z]|^.{1,4}$")
_CONTENT = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset(
    [
        "disease",
        "disorder",
        "syndrome",
        "condition",
        "illness",
        "infection",
        "active",
        "severe",
        "uncontrolled",
        "chronic",
        "acute",
        "symptomatic",
        "significant",
        "unstable",
        "serious",
        "of",
        "the",
        "and",
        "or",
        "history",
        "injury",
    ]
)
_FEW = 3  # words of an adjective that waits for its noun: "central nervous", "upper gastrointestinal"
_LONGEST = 9  # words; what is longer is a clause and no name


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition read at ``start`` to ``end`` within ``member`` of a list; ``known`` to the vocabulary or by its own words."""

    start: int
    end: int
    concept: str
    said: Qualifiers
    member: Member
    known: bool
    value: Comparison | None = None


@dataclass(slots=True)
class _Reading:
    """What is remembered from member to member of a list."""

    found: list[Condition] = field(default_factory=list)
    shared: Qualifiers | None = None  # the qualifiers of the list's first member
    waiting: list[Member] = field(default_factory=list)  # adjectives without a noun so far
    blocked: bool = False  # inside a clause of purpose
    treated: bool = False  # inside a clause about a treatment


def conditions(passage: Passage) -> list[Condition]:
    """The conditions that a sentence names, in order; whether they are excluded is not asked here."""
    lower = passage.lower
    reading = _Reading()
    for member in members(lower, 0, len(lower), [(m.start, m.end) for m in _mentions(passage)]):
        _read_member(passage, member, reading)
    return _without_repeats(passage, reading.found)


def _mentions(passage: Passage) -> list[Mention]:
    """The vocabulary's finds; a whole list that it knows as one name is read member by member all the same."""
    return [
        m
        for m in passage.of_kind(Kind.COMORBIDITY)
        if " or " not in passage.lower[m.start : m.end] and m.name not in _ELSEWHERE
    ]


def _read_member(passage: Passage, member: Member, reading: _Reading) -> None:
    lower = passage.lower
    hard = any(sign in member.separator for sign in ";:.")
    if hard or follows_examples(member.separator) or "(" in member.separator:
        reading.blocked = False
    if hard or "," in member.separator:
        reading.treated = False
    if reading.treated or (reading.blocked and (member.is_loose or _VERBS.match(lower, member.start, member.end))):
        return
    if not member.is_loose and "," not in member.separator:
        reading.shared, reading.waiting = None, []
    if _is_bare_adjective(lower, member):
        reading.waiting.append(member)
        return
    got = _in_member(passage, member, reading.found[-1] if reading.found else None)
    if got is not None:
        for condition in _with_shared_noun(passage, _qualified(lower, member, got, reading), reading.waiting):
            reading.found.append(condition)
        reading.waiting = []
    elif "," not in member.separator:
        reading.waiting = []
    after = got.end if got is not None else member.start
    reading.blocked = (reading.blocked and got is None) or _PURPOSE.search(lower, after, member.end) is not None
    reading.treated = got is None and _TREATED.search(lower, member.start, member.end) is not None


def _qualified(lower: str, member: Member, got: Condition, reading: _Reading) -> Condition:
    """The condition with the qualifiers of the list's first member, where it has none of its own."""
    bare = re.fullmatch(r"\W*(?:an?\s+|the\s+)?", lower[member.start : got.start]) is not None
    if reading.waiting and bare and not got.said.words:
        first = reading.waiting[0]
        name = next(names(lower, first))
        reading.shared = qualifiers(lower[first.start : name.start], "")
    if bare and reading.shared is not None and not got.said.words:
        shared = reading.shared
        return replace(
            got,
            said=replace(
                got.said,
                words=shared.words,
                alternatives=shared.alternatives,
                history=got.said.history or shared.history,
            ),
        )
    reading.shared = replace(got.said, requiring=None)
    return got


def _is_bare_adjective(lower: str, member: Member) -> bool:
    name = next(names(lower, member), None)
    if name is None:
        return False
    words = lower[name.start : name.end].split()
    return 0 < len(words) <= _FEW and words[-1] in ORGANS and not lower[name.tail[0] : name.tail[1]].strip(" .")


def _with_shared_noun(passage: Passage, found: Condition, waiting: list[Member]) -> Iterator[Condition]:
    """The adjectives of a list that share the noun of its last member ("renal, hepatic or metabolic disease"), then that."""
    lower = passage.lower
    last = lower[found.start : found.end].split()
    for member in waiting if len(last) > 1 else []:
        name = next(names(lower, member))
        adjective = lower[name.start : name.end]
        if passage.is_free(name.start, name.end) and not GENERAL.match(f"{adjective} {last[-1]}"):
            said = qualifiers(lower[member.start : name.start], lower[found.end : found.member.end])
            yield replace(
                found,
                start=name.start,
                concept=f"{adjective} {last[-1]}",
                said=said if said.words else found.said,
                known=False,
                member=member,
            )
    yield found


def _in_member(passage: Passage, member: Member, before: Condition | None) -> Condition | None:
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
    heart = nyha(lower[member.start : member.end])
    got = _named(passage, member)
    if heart is None:
        return got
    if got is not None:
        return replace(got, value=heart[0])
    if (
        before is not None
        and before.concept.endswith("heart failure")
        and lower[before.end : member.start].strip(" (") == ""
    ):
        return None  # the class stands in brackets after the name, and is read with it
    return Condition(
        member.start + heart[1],
        member.start + heart[2],
        HEART_FAILURE,
        Qualifiers(),
        member,
        known=True,
        value=heart[0],
    )


def _named(passage: Passage, member: Member) -> Condition | None:
    lower = passage.lower
    general: Condition | None = None
    for name in names(lower, member):
        if not leads_to_name(name.cue):
            if name.start > member.start and name.cue in _STOPS:
                break
            continue
        if _WITHOUT_RISK.search(lower[name.lead[0] : name.end]) and "long qt" not in lower:
            break
        got = _known(passage, member, name) or _open(passage, member, name)
        if general is not None:
            return got if got is not None and got.known and name.cue in ("with", "by") else general
        if got is not None and got.concept.rstrip("s") != "infection":
            return got
        general = got  # "infection with hepatitis B": the next name says which
    return general


def _known(passage: Passage, member: Member, name: Name) -> Condition | None:
    lower = passage.lower
    inside = [m for m in _mentions(passage) if name.lead[0] <= m.start < name.end and m.end <= member.end]
    if not inside:
        return None
    mention = inside[-1]
    if not passage.is_free(mention.start, mention.end) or not _AFTER_NAME.match(lower[mention.end : name.end]):
        return None
    said = qualifiers(lower[member.start : mention.start], lower[mention.end : member.end])
    return Condition(mention.start, max(mention.end, name.end), _spelling(passage, mention), said, member, known=True)


def _spelling(passage: Passage, mention: Mention) -> str:
    """The vocabulary's name where the text has an abbreviation or nearly that name, else the words of the text.

    The matcher finds either; a reader recognises "pulmonary disease" where the text says so.
    """
    words = passage.lower[mention.start : mention.end]
    if mention.name in _FIXED or _SHORT.search(passage.text[mention.start : mention.end]):
        return mention.name
    own, theirs = set(_CONTENT.findall(words)), set(_CONTENT.findall(mention.name))
    return mention.name if (own & theirs) - _EMPTY else words


def _open(passage: Passage, member: Member, name: Name) -> Condition | None:
    lower = passage.lower
    words = lower[name.start : name.end].strip(" .-")
    whole = lower[member.start : name.end].strip()
    if not words or CANCER.search(whole) or not passage.is_free(name.start, name.end) or len(words.split()) > _LONGEST:
        return None
    if GENERAL.match(words) or GENERAL.match(whole):
        return _general(passage, member, name)
    if not is_condition(words):
        return None
    if _MEDICAL_OR_MENTAL.match(words) and _INVESTIGATOR.search(lower, name.end) and "medical" in lower[: name.end]:
        return None
    said = qualifiers(lower[member.start : name.start], lower[name.end : member.end])
    return Condition(name.start, name.end, re.sub(r"\s+", " ", words), said, member, known=False)


def _general(passage: Passage, member: Member, name: Name) -> Condition | None:
    """A condition in no particular: its qualifiers are all of its name. Left to the investigator, it is none."""
    lower = passage.lower
    lead = lower[member.start : name.end]
    if _INVESTIGATOR.search(lower, name.end) or ")" in member.separator:
        return None
    words = _SUBJECTS.sub("", lead)
    if (
        not _SPECIFIC.search(words)
        or len(words.split()) < 2
        and not words.startswith(("illness", "comorbid", "co-morbid"))
    ):
        return None
    return Condition(
        max(name.end - len(words), member.start), name.end, words.strip(" ."), Qualifiers(), member, known=False
    )


def _without_repeats(passage: Passage, found: list[Condition]) -> list[Condition]:
    """An abbreviation in brackets says nothing beyond the name before it."""
    kept: list[Condition] = []
    for condition in found:
        acronym = "(" in condition.member.separator and _ACRONYM.match(
            passage.text[condition.member.start : condition.member.end]
        )
        if kept and acronym and (condition.concept == kept[-1].concept or not condition.known):
            continue
        kept.append(condition)
    return kept
