"""Owns therapies: which drug, class or modality a statement asks for or forbids, when, in which setting, and how it went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from criteria import vocabulary
from criteria.atoms import dose
from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.setting import FoundSetting, setting_before, settings
from criteria.atoms.therapy_names import Name, names
from criteria.atoms.therapy_noise import is_noise
from criteria.atoms.therapy_role import Role, Said, said
from criteria.atoms.washout import assign, ended, waited
from criteria.context import Cue, Mood
from criteria.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.windows import FoundWindow, windows

_STATEMENT = re.compile(
    r"[;]\s|(?<=\w{4})\.\s+(?=[a-z(])|\s-\s|,?\s+but\s+|\s+however,?\s+|\bnote:\s|,\s+(?:although|though)\s|\s[*•]\s"
)
# words that may stand between the members of one list of therapies
_LINK = re.compile(
    r"(?:[\s,/()&+:-]|\b(?:and|or|and/or|including|includes?|such|as|like|with|plus|e\.?g\.?|i\.?e\.?|etc|either|both|but|not|limited|to|other|any|a|an|the|of|for|prior|previous|concurrent|systemic|high[- ]dose|agents?|drugs?|therap(?:y|ies)|treatments?|based|containing|regimens?|combinations?|in|combination|non|small|molecule|cytotoxic|palliative|adjuvant|neo|neoadjuvant|another|investigational|approved|anti-?cancer|oral|chronic|strong|moderate|potent|live|major|agent|drug)\b\.?)*"
)
_ENDS_THERAPY = re.compile(
    r"\b(?:discontinu\w*|stop(?:ped)?|held|withheld|completed|finished|off|wash-?\s?out|elaps\w*|passed|recovered)\b"
)
_STABLE = re.compile(r"\bstable\b|\bon\s+a\s+(?:fixed|constant)|\bconsistent\s+dose|\bunchanged")
_STOPPED = re.compile(
    r"^[^.;,]{0,40}?\b(?:(?:must|should|will|has\s+to|have\s+to)\s+(?:be\s+|have\s+(?:been\s+)?)?(?:discontinued?|stop(?:ped)?|held|withheld|ceased|withdrawn|completed?)\b"
    r"|(?:be\s+)?(?:discontinued|stopped|withdrawn)\s+(?:prior|before))"
)
_COUNTS_LINES = re.compile(r"\b(?:lines?|regimens?|forms|therapies|treatments)\b")
_NO_PRIOR = re.compile(r"^\W*no (?:prior|previous|concurrent|current|concomitant|other)\b")
_LASTED = re.compile(r"\bfor\s+(?:a\s+)?$")
_OR_DURING = re.compile(
    r"\bor\s+(?:at\s+any\s+time\s+|is\s+expected\s+|planned\s+)?(?:during|throughout)\s+(?:the\s+)?(?:course\s+of\s+(?:the\s+)?)?(?:study|trial|treatment)"
)
_MORE_OF = re.compile(
    r"(?P<amount>(?:more\s+than|greater\s+than|at\s+least|≥|>)\s*\w+\s+(?:full\s+)?(?:cycles?|courses?|doses?|weeks?|months?|years?|days?|fractions?))\s+(?:of|on)\s+(?:\w+\s+){0,3}$"
)
_WAITS = re.compile(r"\bwash-?\s?out|\belaps|\bsince\b|\bintervals?\b|\btime\s+from\b|\bdiscontinu|\bstopped")
_TO_SITE = re.compile(
    r"\s+(?:therapy\s+|treatment\s+)?(?:to|of|involving|on)\s+(?P<site>(?!(?:be|treat|start|enrol|study|random|control|receive)\b)[^.;,()]{3,70}?)(?=\s*(?:$|[.;,()]|\b(?:within|prior|before|in\s+the\s+(?:past|last)|is|are|was|for|or|and|less|at\s+least|that|which|with|during|allowed|permitted)\b(?!\s+more)))"
)
_THEN = re.compile(
    r"\b(?:or|and)\s+(?:who\s+|that\s+)?(?:have|has|had)\s+(?:\w+\s+)?(?:received|been|undergone|taken|had|used)\b"
)
_RELAPSED_JUST = re.compile(r"\b(?:relapsed|recurred|diagnosed)\s*$")
_RELAPSED = re.compile(
    r"\b(?:relaps\w*|recur\w*|progress\w*|disease[- ]free|(?:treatment|progression|chemotherapy)[- ]free|metasta\w+|interval)\b[^.;]{0,50}$"
)
_RUN_ON = re.compile(
    r"(?<=[a-z0-9)%]) (?=(?:No|At least|Prior|Concurrent|More than|Must|Recovered|Not|See|Greater than|Patients)\b [a-z0-9])"
)


@dataclass(frozen=True, slots=True)
class _Statement:
    """Characters ``start`` to ``end`` of a passage within which cues, windows and settings act."""

    start: int
    end: int


def read(passage: Passage) -> list[Atom]:
    """The therapies that the passage speaks of, each with its role, window and setting."""
    named = [n for n in names(passage) if passage.is_free(n.start, n.end) and not _explains_lines(passage, n)]
    if not named:
        return []
    doses = dose.read(passage, named)
    taken = {(a.start, a.end) for a in doses}
    atoms = list(doses)
    for statement in _statements(passage):
        inside = [
            n
            for n in named
            if statement.start <= n.start < statement.end and not any(a <= n.start < b for a, b in taken)
        ]
        if not inside:
            atoms.extend(ended(passage, statement.start, statement.end, named))
        elif not (doses and dose.is_of_dose(passage.lower, statement.start, statement.end)):
            atoms.extend(_read(passage, statement, inside))
    return sorted(atoms, key=lambda a: a.start)


def _statements(passage: Passage) -> Iterator[_Statement]:
    """The parts of a sentence; in hard-wrapped old texts a capital ("No prior", "At least") opens one without a stop."""
    lower = passage.lower
    found = {m.start() for m in _STATEMENT.finditer(lower)} | {m.start() for m in _RUN_ON.finditer(passage.text)}
    cuts = [0, *sorted(found), len(lower)]
    for start, end in zip(cuts, cuts[1:], strict=False):
        if start < end:
            yield _Statement(start, end)


def _read(passage: Passage, statement: _Statement, named: list[Name]) -> Iterator[Atom]:
    lower = passage.lower
    waits = ">=" if _WAITS.search(passage.lead) else None
    found = [
        w
        for w in windows(lower, statement.start, statement.end, bare=waits)
        if w.window.anchor == "enrolment" and not _RELAPSED_JUST.search(lower, max(0, w.start - 30), w.start)
    ]
    dated = assign(named, found)
    lead_window = None if found else _lead_window(passage.lead)
    placed = _placed(named, settings(lower, statement.start, statement.end))
    seen: set[Requirement] = set()
    for first, last in _groups(lower, named):
        before = lower[statement.start : named[first].start]
        after = lower[named[last].end : statement.end]
        adjective: str | None = None
        for place in range(first, last + 1):
            name = named[place]
            if is_noise(passage, statement.start, name, before, dated=place in dated):
                if name.concept == "investigational agent" and "study" not in lower[name.start : name.end]:
                    break  # "the investigational drug (paclitaxel, trastuzumab)": what the trial itself gives
                continue
            supportive = _is_supportive(name.concept)
            told = said(before, after, supportive=supportive)
            if not told.sure and not name.naive and not name.none_left:
                told = _by_habit(passage, name, told, supportive=supportive)
            if told is None:
                continue
            adjective = setting_before(lower, statement.start, name.start) or (
                adjective if name.concept not in _LOCAL else None
            )
            setting = adjective or placed.get(place)
            window = dated.get(place)
            if (
                window is not None
                and told.roles == (Role.CONCURRENT,)
                and _THEN.search(lower, named[last].end, max(window.start, named[last].end))
            ):
                window = None  # "currently receiving X or have received Y within 4 weeks"
            for atom in _atoms(passage, name, told, window, lead_window, setting, before, after):
                if atom.requirement not in seen:
                    seen.add(atom.requirement)
                    yield atom


def _by_habit(passage: Passage, name: Name, told: Said, *, supportive: bool) -> Said | None:
    """What a bare name stands for: under exclusion, or in a list whose lead says it, a therapy had or taken."""
    if passage.lead:
        led = said(passage.lead + " ", "", supportive=supportive)
        if led.sure:
            return led
    if name.concept in _LOCAL and name.start < _OPENING and not passage.lead and passage.scopes.mood(0) is Mood.PLAIN:
        return told  # "Lumpectomy with clear margins" opens a line: it has been done
    if passage.base is not Effect.REQUIRE or passage.topic or passage.scopes.mood(0) is not Mood.PLAIN:
        return told
    return None


def _atoms(
    passage: Passage,
    name: Name,
    told: Said,
    found: FoundWindow | None,
    lead_window: Window | None,
    setting: str | None,
    before: str,
    after: str,
) -> Iterator[Atom]:
    window = found.window if found else lead_window
    polarity = Polarity.FLIP if told.denied or name.naive else Polarity.FOLLOW
    if passage.base is Effect.EXCLUDE and _NO_PRIOR.match(passage.lower):
        polarity = Polarity.MUST_NOT  # "No prior X" under exclusion is written for "prior X"
    alternatives = f"{name.concept}-{name.start}" if len(told.roles) > 1 and Role.PROGRESSED in told.roles else None
    if name.none_left:
        yield Atom(
            name.start,
            name.end,
            Requirement(Kind.THERAPY, name.concept, str(Role.PROGRESSED), None, setting),
            Polarity.MUST,
        )
        return
    detail, roles = name.detail or _site(passage.lower, name) or _amount(before), told.roles
    if found is not None and (relapse := _relapse(passage.lower, name, found)) is not None:
        role = Role.PROGRESSED if found.window.op in ("<=", "<") else Role.PRIOR
        window, roles, detail = None, (role,), tuple(sorted((*detail, ("relapse", relapse))))
    for role in roles:
        when, how = window, polarity
        if when is not None and role in (Role.PRIOR, Role.CONCURRENT) and when.op in (">=", ">"):
            if _is_washout(passage, name, role, found, before, after):
                when, how, role = waited(when), Polarity.MUST_NOT, Role.PRIOR
        elif (
            when is None
            and role in (Role.PRIOR, Role.CONCURRENT)
            and passage.base is Effect.REQUIRE
            and _STOPPED.match(after)
        ):
            how, role = Polarity.MUST_NOT, Role.CONCURRENT
        if role is Role.CONCURRENT and how is not Polarity.MUST_NOT and when is not None and when.op in ("<=", "<"):
            role = Role.PRIOR  # what was taken within the window counts, even when it has been stopped since
        if when is not None and role in (Role.PROGRESSED, Role.INTOLERANT, Role.PLANNED):
            when = None
        if role is Role.PRIOR and when is not None and how is Polarity.FOLLOW and _OR_DURING.search(after[:120]):
            later = Requirement(Kind.THERAPY, name.concept, str(Role.PLANNED), None, setting, detail)
            yield Atom(name.start, name.end, later, how)
        requirement = Requirement(Kind.THERAPY, name.concept, str(role), when, setting, detail)
        yield Atom(name.start, name.end, requirement, how, alternatives)


def _is_washout(passage: Passage, name: Name, role: Role, found: FoundWindow | None, before: str, after: str) -> bool:
    """Whether "at least 4 weeks" is time that must have passed since the therapy, and not how long it lasted."""
    if _STABLE.search(before[-60:] + " " + after[:60]):
        return False
    if passage.scopes.negations(name.start) % 2 or passage.scopes.mood(name.start) is Mood.FORBIDDEN:
        return True  # "must not have taken X for at least 2 weeks before"
    if passage.scopes.mood(name.start) is Mood.PERMITTED:
        return passage.base is Effect.REQUIRE and _ENDS_THERAPY.search(before[-40:] + after[:90]) is not None
    if found is None:
        return True
    if (
        role is Role.CONCURRENT
        and _LASTED.search(passage.lower[max(0, found.start - 8) : found.start])
        and not _ENDS_THERAPY.search(before[-60:] + after[:90])
    ):
        return False  # "receiving goserelin for at least 4 weeks"
    if (
        passage.base is Effect.EXCLUDE
        and found.window.op == ">="
        and not _LASTED.search(passage.lower[max(0, found.start - 8) : found.start])
    ):
        return True  # "antibody-based therapy: ≥ 4 weeks" among washouts that were not kept
    return found.ahead or passage.base is Effect.REQUIRE or _ENDS_THERAPY.search(after[:90]) is not None


def _site(lower: str, name: Name) -> tuple[tuple[str, str], ...]:
    """Where radiation was given, as the words say it: "to more than 25% of bone marrow"."""
    match = _TO_SITE.match(lower, name.end) if name.concept == "radiation therapy" else None
    return (("site", match["site"].strip()),) if match else ()


def _amount(before: str) -> tuple[tuple[str, str], ...]:
    """How much of it is meant, when not any: "more than two cycles of" chemotherapy."""
    match = _MORE_OF.search(before)
    return (("amount", match["amount"]),) if match else ()


def _relapse(lower: str, name: Name, found: FoundWindow) -> str | None:
    """How long after the therapy the disease came back: "relapsed more than 12 months from completion of" it."""
    if found.end > name.start or not _RELAPSED.search(lower[max(0, found.start - 60) : found.start]):
        return None
    return f"{found.window.op} {found.window.number:g} {found.window.unit}"


def _placed(named: list[Name], found: list[FoundSetting]) -> dict[int, str]:
    """The setting of each name: that of the phrase which follows it, before the next phrase."""
    placed: dict[int, str] = {}
    floor = 0
    for phrase in found:
        for place, name in enumerate(named):
            if floor <= name.start < phrase.end and name.end <= phrase.start + 1 and phrase.setting is not None:
                placed[place] = phrase.setting
        floor = phrase.end
    return placed


def _groups(lower: str, named: list[Name]) -> Iterator[tuple[int, int]]:
    """Runs of names that make one list, as first and last place."""
    first = 0
    for place in range(1, len(named) + 1):
        if place < len(named):
            between = lower[named[place - 1].end : named[place].start]
            if len(between) < 80 and _LINK.fullmatch(between):
                continue
        yield first, place - 1
        first = place


def _lead_window(lead: str) -> Window | None:
    found = next((w for w in windows(lead) if w.window.anchor == "enrolment"), None) if lead else None
    return found.window if found else None


_OPENING = 20  # characters in which a line has hardly begun
_LOCAL = frozenset(
    {
        "surgery",
        "radiation therapy",
        "mastectomy",
        "lumpectomy",
        "axillary lymph node dissection",
        "sentinel lymph node biopsy",
    }
)
_SUPPORTIVE = frozenset(
    {"corticosteroid", "anticoagulant", "immunosuppressive therapy", "bisphosphonate", "antiplatelet agent", "QT-prolonging drug", "prohibited medication",
     "hormone replacement therapy", "herbal medication", "dietary supplement", "concomitant medication", "supplemental oxygen", "supportive care"}
)  # fmt: skip


def _is_supportive(concept: str) -> bool:
    if (
        concept in _SUPPORTIVE
        or concept.endswith((" inducer", " substrate"))
        or concept.startswith(("CYP", "P-gp", "BCRP"))
    ):
        return True
    return bool(vocabulary.load().ancestors(Kind.THERAPY, concept) & _SUPPORTIVE)


def _explains_lines(passage: Passage, name: Name) -> bool:
    """Whether the name stands in the parenthesis that explains a count: "one line of endocrine therapy (tamoxifen or …)"."""
    lower = passage.lower
    for start, end in passage.claimed:
        opened = lower.find("(", end, end + 3)
        if "of which" in lower[end : name.start] and _COUNTS_LINES.search(lower, start, end):
            return True
        if opened < 0 or not _COUNTS_LINES.search(lower, start, end):
            continue
        closed = lower.find(")", opened)
        if opened < name.start < (closed if closed > 0 else len(lower)):
            return True
    return False
