"""Owns therapies: which drug, class or modality a statement asks for or forbids, when, in which setting, and how it went."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies import dose
from criteria.atoms.therapies.daily_dose import dosed
from criteria.atoms.therapies.dated import assign, closing_bracket, dating_windows, lead_window, without_conditions
from criteria.atoms.therapies.regimens import as_choices
from criteria.atoms.therapies.setting import SEVERAL, in_brackets, set_in, setting_before
from criteria.atoms.therapies.therapy_again import is_abbreviated, is_measured, is_one_of_the_limited
from criteria.atoms.therapies.therapy_dated_behind import dated_before, dated_behind, is_behind_exception
from criteria.atoms.therapies.therapy_defined import explains_lines
from criteria.atoms.therapies.therapy_detail import amounts, narrowed, relapse
from criteria.atoms.therapies.therapy_ended import ended
from criteria.atoms.therapies.therapy_exception import circumstances, is_unnamed, with_permitted_forms
from criteria.atoms.therapies.therapy_free_interval import free_intervals
from criteria.atoms.therapies.therapy_governed import governed, offered, to_be_over
from criteria.atoms.therapies.therapy_in_role import When, in_role, is_supportive
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_names import names
from criteria.atoms.therapies.therapy_noise import is_noise, is_study_drug, responded
from criteria.atoms.therapies.therapy_role import Role, Said, is_ever_before, other_at_once, said
from criteria.atoms.therapies.therapy_shared import OF_ONE_PLACE, shares_setting
from criteria.atoms.therapies.therapy_spared import or_unsuited, with_spared
from criteria.atoms.therapies.therapy_statement import Around, Statement, around, lists, statements
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.windows import FoundWindow

# "undergoing surgery", "receiving first-line chemotherapy": it may have begun, or lie ahead
_BEGINNING = regex(
    r"(?<!currently )(?<!actively )(?<!already )\b(?:undergoing\b(?!\s+(?:treatment|therapy)\b)[^.;]{0,100}|(?:receiving|undergoing)\s+(?:\w+\s+)?(?:first|1st|second|2nd|third|3rd)[- ]line\s+(?:[\w-]+\s+){0,2})$"
)
_INTERVAL_SINCE = regex(r"\b(?:interval|time|period|window)\s+(?:between|from|since)\s+(?:\w+\s+){0,3}$")
_NO_PRIOR = regex(r"^\W*no (?:prior|previous|concurrent|current|concomitant|other|major|live)\b")
_THEN = regex(
    r"\b(?:or|and)\s+(?:(?:patients?|subjects?|participants?|those|women)\s+)?(?:who\s+|that\s+)?(?:(?:have|has|had)\s+(?:\w+\s+)?(?:received|been|undergone|taken|had|used|completed|finished)|completed|received|finished|underwent)\b"
)
_OR = regex(r"\bor\b|/|\be\.g\b|\bsuch\s+as\b|\bincluding\b")
_OR_BOTH = regex(r"\W*(?:or|and/or)\s+(?:both|all\b|(?:an?\s+)?combin(?:ed|ation))")
_NO_MORE = regex(r"\b(?:no|not)\s+(?:more|longer|greater)\s+than\b[^.;,]{0,40}$")
_AGAIN = 40  # characters within which one drug is named twice: "trastuzumab (Herceptin)"
# "is currently receiving A, or any other B": the whole list is what goes on
_OPENS_NOW = regex(
    r"\W*(?:(?:the\s+)?(?:patients?|subjects?|participants?|women)\s+(?:who\s+)?)?(?:(?:is|are)\s+)?(?:currently|presently)\s+(?:receiving|taking|using|on|being\s+treated|undergoing)\b"
)
_BEFORE_NOW = regex(r"\b(?:received|had|prior|previous(?:ly)?|past|history|within|since|planned|scheduled)\b")
_OF_ONE_SORT = regex(r"\b(?!(?:or|and|other|any|as|like|all|dietary|nutritional|the)\b)[a-z]{3,}\s$")
_OPENING = 20  # characters in which a line has hardly begun
_IN_GENERAL = frozenset({"anticancer therapy", "systemic therapy", "investigational agent"})
_HAD = frozenset({Role.PROGRESSED, Role.PRIOR})


def read(passage: Passage) -> list[Atom]:
    """The therapies that the passage speaks of, each with its role, window and setting."""
    named = [n for n in names(passage) if passage.is_free(n.start, n.end) and not _is_passed_over(passage, n)]
    if not named:
        return []
    doses = dose.read(passage, named)
    atoms = [*doses, *free_intervals(passage, named)]
    last: list[Name] = []
    upcoming = [name for name in named if not any(a.start <= name.start < a.end for a in atoms)]
    parts = list(statements(passage))
    for place, statement in enumerate(parts):
        inside: list[Name] = []
        while upcoming and upcoming[0].start < statement.end:
            inside.append(upcoming.pop(0))
        if not inside:
            if not is_behind_exception(passage, parts, place):
                atoms.extend(ended(passage, statement, last))
            continue
        last = inside
        if not (doses and dose.is_of_dose(passage.lower, statement.start, statement.end)):
            behind = dated_behind(passage, parts, place, upcoming) if place + 1 < len(parts) else None
            atoms.extend(_read(passage, statement, inside, behind, dated_before(passage, parts, place, inside)))
    atoms.extend(circumstances(passage, named, atoms))
    atoms = with_spared(passage, with_permitted_forms(passage, atoms))
    return as_choices(passage, sorted(atoms, key=lambda a: a.start))


def _is_passed_over(passage: Passage, name: Name) -> bool:
    """Whether the name only explains a count of lines, or stands for the therapy named before it."""
    return explains_lines(passage, name) or is_unnamed(passage, name)


def _read(
    passage: Passage,
    statement: Statement,
    named: list[Name],
    behind: FoundWindow | None,
    listed_on: dict[Name, FoundWindow],
) -> Iterator[Atom]:
    lower = passage.lower
    found = dating_windows(passage, statement)
    dated = without_conditions(passage, assign(lower, statement.start, named, found))
    if behind is not None:  # of what stands behind the last window of its own
        dated |= {name: behind for name in named if not found or (name not in dated and name.start > found[-1].end)}
    dated = listed_on | dated
    asides = all(closing_bracket(lower, statement.start, window) is not None for window in found)
    lead = lead_window(passage.lead) if asides else None
    phrases = set_in(passage, named, statement.start, statement.end)
    seen: dict[Requirement, int] = {}
    spelt_out = in_brackets(lower, named)
    head: tuple[Name, Said] | None = None
    for run in lists(lower, named):
        adjective: str | None = None
        choice = f"{run[0].start}" if _is_choice(lower, run) else ""
        for name in run:
            place = named.index(name)
            again = name is not run[0] and is_abbreviated(lower, run, name)
            if again or is_one_of_the_limited(passage, statement, run, name):
                continue
            if is_measured(lower, named[place - 1] if place else None, name):
                continue
            words = around(passage, statement, run, name)
            if is_noise(words, statement.start, dated=name in dated):
                if is_study_drug(words):
                    break  # what stands beside "the investigational drug" is what the trial itself gives
                continue
            told = _told(words, dated.get(name))
            if told is None:
                continue
            told = _as_its_head(lower, name, told, head)
            head = (name, told)
            own = setting_before(words.own, "" if name.detail else lower[name.start : name.end])
            several = phrases.get(name) == SEVERAL
            shared = not several and shares_setting(words, adjective, placed=name in phrases)
            adjective = own or (adjective if shared else None)
            when = When(_dating(words, told, dated.get(name), run[-1].end), lead)
            setting = adjective or phrases.get(name) or phrases.get(spelt_out.get(name, name)) or None
            phrases |= {name: setting} if setting else {}
            for atom in _atoms(words, told, when, setting, choice):
                if atom.start - seen.get(atom.requirement, -_AGAIN) >= _AGAIN:
                    yield atom
                elif name is not run[0] and run[run.index(name) - 1].concept == name.concept:
                    passage.claimed.append((name.start, name.end))  # "a lumpectomy or a quadrantectomy"
                seen[atom.requirement] = atom.end


def _as_its_head(lower: str, name: Name, told: Said, head: tuple[Name, Said] | None) -> Said:
    """An example in brackets is taken when what it exemplifies is: "antiemetics (e.g., metoclopramide, granisetron)"."""
    if told.sure or told.roles != (Role.PRIOR,) or head is None or head[1].roles != (Role.CONCURRENT,):
        return told
    opened = lower.rfind("(", 0, name.start)
    apart = ")" in lower[max(opened, 0) : name.start] or ")" in lower[head[0].end : name.start]
    return told if opened < 0 or apart else head[1]


def _is_choice(lower: str, run: list[Name]) -> bool:
    """Whether one of a list is enough: "A or B", "A, B, or both"."""
    if _OR.search(lower, run[0].end, run[-1].start):
        return True
    return len(run) > 1 and _OR_BOTH.match(lower, run[-1].end) is not None


def _told(words: Around, dated: FoundWindow | None) -> Said | None:
    """What is said of the therapy; None when it is named and nothing is asked of it.

    A time counted from it says enough ("3 years post surgery"). A bare name stands for a therapy had or taken under exclusion, under a topic of its own, in a list whose lead says
    so or dates it ("washout before entry: – surgery: 3 weeks"), and where an operation opens its line ("Lumpectomy …").
    """
    passage, name = words.passage, words.name
    supportive = is_supportive(name.concept)
    opens = words.first == name.start and passage.lower.startswith("other ", name.start)
    before = f"{words.before}other " if opens else words.before
    told = said(before, words.after, supportive=supportive)
    if (ruled := offered(words) or to_be_over(words, dated=dated is not None)) is not None:
        return ruled
    ever = supportive and is_ever_before(passage.lower, name.end, words.before)
    if ever or responded(words) is not None:
        return Said((Role.PRIOR,))
    if told.roles == (Role.PLANNED,) and name.concept in OF_ONE_PLACE and dated is not None and dated.ahead:
        return Said((Role.PRIOR,))  # "ready to begin within 12 weeks of surgery"
    if told.roles == (Role.CONCURRENT,) and passage.base is Effect.REQUIRE and _BEGINNING.search(words.before):
        return Said((Role.CONCURRENT, Role.PLANNED))  # who undergoes an operation has it before them
    if name.concept in _IN_GENERAL and told.roles == (Role.PRIOR,) and dated is None and other_at_once(before):
        return Said((Role.CONCURRENT,))
    counted = dated is not None and (passage.lead or dated.ahead or _INTERVAL_SINCE.search(words.own) is not None)
    if not told.sure and (_OPENS_NOW.match(words.before) and not _BEFORE_NOW.search(words.before)):
        return Said((Role.CONCURRENT,))
    if not told.sure and passage.base is Effect.REQUIRE and _is_of_the_denied(words):
        return told
    if told.sure or name.naive or name.none_left or counted or amounts(words):
        return told
    plain = passage.scopes.mood(0) is Mood.PLAIN
    if passage.lead:
        led = said(passage.lead + " ", "", supportive=supportive)
        if led.sure:
            dated_too = led.roles == (Role.PLANNED,) and lead_window(passage.lead) is not None
            return Said((Role.PRIOR, Role.PLANNED)) if dated_too and _OR.search(passage.lead) else led
    elif plain and name.concept in OF_ONE_PLACE and words.first < _OPENING:
        return told
    return told if passage.base is not Effect.REQUIRE or passage.topic or not plain else None


def _is_of_the_denied(words: Around) -> bool:
    """Whether it is an example of what must not have been had, or excepted from it: "except for tamoxifen, no …"."""
    passage, name = words.passage, words.name
    excepted = passage.scopes.over(name.start, Cue.EXCEPTION)
    if excepted is not None and excepted.leads:
        return True
    if name.concept == "dietary supplement" and _OF_ONE_SORT.search(words.own):
        return False  # "sage supplements"
    return passage.scopes.over(name.start, Cue.EXAMPLES) is not None and passage.scopes.negations(name.start) % 2 == 1


def _dating(words: Around, told: Said, found: FoundWindow | None, end: int) -> FoundWindow | None:
    """The window of the therapy, unless it belongs to what follows: "currently receiving X or have received Y within 4 weeks"."""
    if found is None or told.roles != (Role.CONCURRENT,):
        return found
    return None if _THEN.search(words.passage.lower, end, max(found.start, end)) else found


def _atoms(words: Around, told: Said, when: When, setting: str | None, choice: str) -> Iterator[Atom]:
    """The requirements of one name; ``choice`` names the list that it is in, where one of the list is enough."""
    passage, name = words.passage, words.name
    if name.none_left:
        requirement = Requirement(Kind.THERAPY, name.concept, str(Role.PROGRESSED), None, setting)
        yield Atom(name.start, name.end, requirement, Polarity.MUST)
        return
    if limited := _limited(words, told, setting):
        yield from limited
        return
    yield from _for_so_long(words, told, setting)
    polarity = Polarity.FLIP if told.denied or name.naive else Polarity.FOLLOW
    unsuited = or_unsuited(words) if _HAD & set(told.roles) else None
    if unsuited is not None:
        polarity = Polarity.MUST
    excepted = passage.scopes.over(name.start, Cue.EXCEPTION) is not None
    if passage.base is Effect.EXCLUDE and _NO_PRIOR.match(passage.lower) and not excepted:
        polarity = Polarity.MUST_NOT  # "No prior X" under exclusion is written for "prior X"
    detail, roles = narrowed(words), (Role.PRIOR,) if name.naive else told.roles
    if not detail:
        detail, polarity = dosed(words, polarity)
    if (outcome := responded(words)) is not None:
        detail = tuple(sorted((*detail, ("outcome", outcome))))
    if (after := relapse(words, when.found)) is not None:
        roles = (Role.PROGRESSED if after.startswith("<") else Role.PRIOR,)
        detail = tuple(sorted((*detail, ("relapse", after))))
        when = When(None, None)
    asked = governed(words, when.found.window if when.found else None, setting, detail)
    if asked and polarity is Polarity.FOLLOW:
        yield from asked
        return
    alternatives = f"therapy-{choice or name.start}" if len(roles) > 1 or name.shared else None
    for role in roles:
        dated = When(None, None) if _is_going_on(role, roles) else when
        yield from in_role(
            words,
            role,
            dated,
            Atom(
                name.start,
                name.end,
                Requirement(Kind.THERAPY, name.concept, None, None, setting, detail),
                polarity,
                alternatives,
                unsuited,
            ),
        )


def _limited(words: Around, told: Said, setting: str | None) -> list[Atom]:
    """The amounts of it that are meant; an upper limit binds wherever it stands."""
    if told.roles[0] in (Role.PROGRESSED, Role.INTOLERANT):
        return []
    if told.roles == (Role.PLANNED,) and words.passage.base is Effect.REQUIRE:
        return []  # what is planned has not been given so often yet
    found = []
    limits = amounts(words)
    either = f"amounts-{words.name.start}" if len(limits) > 1 and _OR.search(words.own[-80:]) else None
    for limit in limits:
        requirement = Requirement(Kind.THERAPY, words.name.concept, limit, None, setting, narrowed(words))
        binds = limit.op.startswith("<") and (
            words.passage.base is Effect.REQUIRE or _NO_MORE.search(words.own) is not None
        )
        polarity = Polarity.MUST if binds else Polarity.FOLLOW
        found.append(Atom(words.name.start, words.name.end, requirement, polarity, either))
    return found


def _for_so_long(words: Around, told: Said, setting: str | None) -> Iterator[Atom]:
    """How long it was given before the cancer progressed: "progression on 12 months or more of endocrine therapy" asks for both."""
    if told.roles[0] is not Role.PROGRESSED or told.denied or words.passage.base is not Effect.REQUIRE:
        return
    for limit in amounts(words):
        if limit.op.startswith(">"):
            requirement = Requirement(Kind.THERAPY, words.name.concept, limit, None, setting, narrowed(words))
            yield Atom(words.name.start, words.name.end, requirement)


def _is_going_on(role: Role, roles: tuple[Role, ...]) -> bool:
    """Whether a window belongs to another of the roles: "is receiving or has received X within 4 weeks"."""
    return role is Role.CONCURRENT and Role.PRIOR in roles
