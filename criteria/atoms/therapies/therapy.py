"""Owns therapies: which drug, class or modality a statement asks for or forbids, when, in which setting, and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies import dose
from criteria.atoms.therapies.daily_dose import dosed
from criteria.atoms.therapies.dated import (
    assign,
    closing_bracket,
    dating_windows,
    lead_window,
    without_conditions,
    without_those_before,
)
from criteria.atoms.therapies.own_washouts import with_own_washouts
from criteria.atoms.therapies.regimens import as_choices, kinds_in_brackets
from criteria.atoms.therapies.setting import SEVERAL, in_brackets, set_in, setting_before
from criteria.atoms.therapies.therapy_again import is_abbreviated, is_measured, is_one_of_the_limited
from criteria.atoms.therapies.therapy_dated_behind import dated_before, dated_behind, is_behind_exception
from criteria.atoms.therapies.therapy_defined import explains_lines
from criteria.atoms.therapies.therapy_detail import amounts, narrowed, relapse
from criteria.atoms.therapies.therapy_ended import ended
from criteria.atoms.therapies.therapy_exception import circumstances, is_unnamed, with_permitted_forms
from criteria.atoms.therapies.therapy_free_interval import free_intervals
from criteria.atoms.therapies.therapy_governed import governed
from criteria.atoms.therapies.therapy_in_role import When, in_role
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_names import names
from criteria.atoms.therapies.therapy_noise import is_noise, is_study_drug
from criteria.atoms.therapies.therapy_outcome import Role, Said, responded
from criteria.atoms.therapies.therapy_shared import shares_setting
from criteria.atoms.therapies.therapy_so_long import gone_on
from criteria.atoms.therapies.therapy_spared import or_unsuited, with_spared
from criteria.atoms.therapies.therapy_statement import Around, Statement, around, lists, statements
from criteria.atoms.therapies.therapy_told import OR, as_its_head, told_of
from criteria.atoms.therapies.therapy_until_relapse import until_relapse
from criteria.atoms.therapies.while_given import while_given
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.windows import FoundWindow

_NO_PRIOR = regex(
    r"^\W*no (?:prior|previous|concurrent|current|concomitant|other|major|minor|live|active|ongoing|regular|chronic|recent|history|anticipated need)\b"
)
_NOT_ON = regex(
    r"\W*(?:(?:the )?(?:patients?|subjects?|participants?) (?:(?:who )?(?:is|are) )?)?not (?:currently )?"
    r"(?:receiving|taking|using|on)\b(?! (?:an? )?(?:stable|decreasing|adequate))"
)
# "A and X, or B and X": the X of the second way is not that of the first
_AND_IT = regex(r"\b(?:and|with|plus)\s+(?:(?!or\b)[\w-]+\s+){0,4}[\w-]+$")
_OR_THAT_AND = regex(r"\)?,?\s+or\s+(?:[\w-]+\s+){1,4}(?:and|with|plus)\s+(?:(?:an?|the)\s+)?")
_NEVER_ASKED = frozenset(
    {"corticosteroid", "enzyme-inducing anticonvulsant", "anticonvulsant", "immunosuppressive therapy", "investigational agent",
     "CYP3A4 inhibitor", "CYP3A4 inducer"}
)  # fmt: skip
_THEN = regex(
    r"\b(?:or|and)\s+(?:(?:patients?|subjects?|participants?|those|women)\s+)?(?:who\s+|that\s+)?"
    r"(?:"
    r"(?:have|has|had)\s+(?:\w+\s+)?(?:received|been|undergone|taken|had|used|completed|finished)|completed|received"
    r"|finished|underwent)\b"
)
_OR_BOTH = regex(r"\W*(?:or|and/or)\s+(?:both|all\b|(?:an?\s+)?combin(?:ed|ation))")
_NO_MORE = regex(r"\b(?:no|not)\s+(?:more|longer|greater)\s+than\b[^.;,]{0,40}$")
_AGAIN = 40  # characters within which one drug is named twice: "trastuzumab (Herceptin)"
_HAD = frozenset({Role.PROGRESSED, Role.PRIOR})


def read(passage: Passage) -> list[Atom]:
    """The therapies that the passage speaks of, each with its role, window and setting."""
    named = [n for n in names(passage) if passage.is_free(n.start, n.end) and not _is_passed_over(passage, n)]
    if not named:
        return []
    doses = dose.read(passage, named)
    atoms = [*doses, *free_intervals(passage, named), *until_relapse(passage, named)]
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
    atoms = with_own_washouts(passage, with_spared(passage, with_permitted_forms(passage, atoms)))
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
    dated = without_those_before(passage, listed_on | dated)
    asides = all(closing_bracket(lower, statement.start, window) is not None for window in found)
    lead = lead_window(passage.lead) if asides else None
    phrases = set_in(passage, named, statement.start, statement.end)
    seen: dict[Requirement, int] = {}
    spelt_out = in_brackets(lower, named)
    head: tuple[Name, Said] | None = None
    for run in lists(lower, named):
        adjective: str | None = None
        choice = f"{run[0].start}" if _is_choice(lower, run) else ""
        kinds = kinds_in_brackets(lower, run)
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
            told = told_of(words, dated.get(name))
            if told is None:
                continue
            told = as_its_head(lower, name, told, head)
            head = (name, told)
            own = setting_before(words.own, "" if name.detail else lower[name.start : name.end])
            several = phrases.get(name) == SEVERAL
            shared = not several and shares_setting(words, adjective, placed=name in phrases)
            adjective = own or (adjective if shared else None)
            when = When(_dating(words, told, dated.get(name), run[-1].end), lead)
            setting = adjective or phrases.get(name) or phrases.get(spelt_out.get(name, name)) or None
            phrases |= {name: setting} if setting else {}
            of_it = _of_either(passage, name, list(_atoms(words, told, when, setting, choice)))
            for atom in _of_kinds(passage, kinds.get(name), _with_what_was_said(of_it, seen)):
                last = seen.get(atom.requirement, -_AGAIN)
                if atom.start - last >= _AGAIN or _is_of_another_way(passage, last, atom.start):
                    yield atom
                elif name is not run[0] and run[run.index(name) - 1].concept == name.concept:
                    passage.claimed.append((name.start, name.end))  # "a lumpectomy or a quadrantectomy"
                seen[atom.requirement] = atom.end


def _is_of_another_way(passage: Passage, last: int, start: int) -> bool:
    """Whether a therapy belongs to a second way too: "mastectomy and dissection, or lumpectomy and dissection"."""
    if passage.base is not Effect.REQUIRE or _AND_IT.search(passage.lower, 0, max(0, last)) is None:
        return False
    return _OR_THAT_AND.fullmatch(passage.lower, last, start) is not None


def _of_either(passage: Passage, name: Name, atoms: list[Atom]) -> list[Atom]:
    """What is asked of one of two classes that the same words name: "progression after two doses of a PD-1/PD-L1 inhibitor"."""
    counted = any(isinstance(a.requirement.value, Comparison) for a in atoms)
    denied = passage.scopes.negations(name.start) or any(a.polarity is not Polarity.FOLLOW for a in atoms)
    if not name.shared or not counted or denied or passage.base is not Effect.REQUIRE:
        return atoms
    return [replace(a, alternatives=f"classes-{name.start}", together=name.concept) for a in atoms]


def _with_what_was_said(atoms: list[Atom], seen: dict[Requirement, int]) -> list[Atom]:
    """The roles of one name; where all but one have just been said, that is no choice of its own but goes with them.

    "Progressed on standard therapy or intolerant of standard therapy": the words before the second name tell both.
    """
    new = [a for a in atoms if a.start - seen.get(a.requirement, -_AGAIN) >= _AGAIN]
    if len(new) != 1 or len(atoms) == 1 or new[0].alternatives != f"therapy-{new[0].start}":
        return atoms
    return [replace(a, alternatives=None) for a in atoms]


def _of_kinds(passage: Passage, choice: str | None, atoms: Iterable[Atom]) -> Iterator[Atom]:
    """The atoms, as one of the kinds of a class where they are: what is asked for may be any of these."""
    for atom in atoms:
        asked = atom.polarity is Polarity.FOLLOW and passage.base is Effect.REQUIRE
        yield replace(atom, alternatives=atom.alternatives or choice) if asked else atom


def _is_choice(lower: str, run: list[Name]) -> bool:
    """Whether one of a list is enough: "A or B", "A, B, or both"."""
    if OR.search(lower, run[0].end, run[-1].start):
        return True
    return len(run) > 1 and _OR_BOTH.match(lower, run[-1].end) is not None


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
    if limited := _limited(words, told, setting, when):
        yield from limited
        return
    yield from _for_so_long(words, told, setting)
    polarity = Polarity.FLIP if told.denied or name.naive else Polarity.FOLLOW
    unsuited = or_unsuited(words) if _HAD & set(told.roles) else None
    if unsuited is not None:
        polarity = Polarity.MUST
    excepted = passage.scopes.over(name.start, Cue.EXCEPTION) is not None
    if passage.base is Effect.EXCLUDE and not excepted and _is_denied_in_vain(words):
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
    elif roles[:1] == (Role.PROGRESSED,):
        detail = tuple(sorted((*detail, *while_given(words))))
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


def _is_denied_in_vain(words: Around) -> bool:
    """Whether an exclusion denies what it keeps out: "no prior X", "not receiving steroids", which nobody need take."""
    lower = words.passage.lower
    if _NO_PRIOR.match(lower):
        return True
    return words.name.concept in _NEVER_ASKED and _NOT_ON.match(lower) is not None


def _limited(words: Around, told: Said, setting: str | None, when: When) -> list[Atom]:
    """The amounts of it that are meant; an upper limit binds wherever it stands."""
    if told.roles[0] in (Role.PROGRESSED, Role.INTOLERANT):
        return []
    if told.roles == (Role.PLANNED,) and words.passage.base is Effect.REQUIRE:
        return []  # what is planned has not been given so often yet
    found = []
    limits = amounts(words)
    either = f"amounts-{words.name.start}" if len(limits) > 1 and OR.search(words.own[-80:]) else None
    detail = narrowed(words)
    after = relapse(words, when.found) if limits and words.passage.base is Effect.REQUIRE else None
    if after is not None and after.startswith(">"):
        # "2 years of tamoxifen, and a year free of disease after it"
        detail = tuple(sorted((*detail, ("relapse", after))))
    for limit in limits:
        requirement = Requirement(Kind.THERAPY, words.name.concept, limit, None, setting, detail)
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
    so_long = gone_on(words)
    behind = [Comparison(so_long.op, so_long.number, so_long.unit)] if so_long is not None else []
    for limit in amounts(words) or behind:
        if limit.op.startswith(">"):
            requirement = Requirement(Kind.THERAPY, words.name.concept, limit, None, setting, narrowed(words))
            yield Atom(words.name.start, words.name.end, requirement)


def _is_going_on(role: Role, roles: tuple[Role, ...]) -> bool:
    """Whether a window belongs to another of the roles: "is receiving or has received X within 4 weeks"."""
    return role is Role.CONCURRENT and Role.PRIOR in roles
