"""Owns where a list of exclusions goes on behind an exception to one of its items.

"Prior exemestane, everolimus other than in a trial, or fulvestrant" excludes fulvestrant; "cancer other than of the
skin, the cervix, or the breast" excepts three. Words alone do not tell these apart: what tells is the preposition or
the opening word of the exclusion said again, or that the item is of another sort than the exception before it. Where
neither is so and the item is no kind of what is excepted from, the item is unsettled: it lifts nothing for sure, and
excludes nobody for sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from criteria.patterns import regex
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind
from criteria.vocabulary import load
from criteria.words.context import Cue, Scope, Scopes
from criteria.words.moods import Mood

_CUE = regex(
    r"(?:"
    r"except(?:ing|ions?)?|unless|other than|with the (?:single |sole |only )?exceptions? of|excluding|exclusive of"
    r"|apart from|aside from|save for|not including|but not including)\b"
)
_BRACKET = regex(r"[()\[\]]")
_SEPARATOR = regex(
    r",\s*(?P<last>(?:and/or|or|and)\s)?\s*(?=[a-z0-9(])|(?<=[)\]])\s*(?P<closed>(?:and/or|or|and)\s)\s*|\s(?P<next>(?:and/or|or|and)\s)"
)
_LIGHT = regex(r"(?:(?:an?|the|any|other|all|either|additional|further|agents?|drugs?|with|of)\s+)*")
_PREPOSITION = regex(r"(?:to|with|for|of|from|against)\b")
# what opens an item of a list of exclusions: said again, it opens the next
_OPENING = regex(
    r"(?:any\s+)?(?:(?:prior|previous|known|current|concurrent|concomitant|ongoing|planned|active|recent)\b"
    r"|(?:history|use|receipt|presence|evidence|diagnosis|treatment|therapy|exposure)\s+(?:of|with|to)\b)"
)
# what is let in is never called so
_SEVERE = regex(
    r"(?:other\s+|any\s+|an?\s+)?(?:clinically\s+)?(?:active|uncontrolled|serious|severe|significant|unstable|symptomatic)\b"
)
# "other than in a trial", "except for pain": when or what for, and not which
_CIRCUMSTANCE = regex(
    r"\s*(?:in|as|during|when|where|if|at|within|by|before|after|while|given|used"
    r"|for\s+(?:(?:the|local|symptom\w*|short|pain)\s+)*"
    r"(?:palliati\w+|pain|prevention|prophylaxis|treatment|management|relief|control))\b"
)
_ANY_THERAPY = frozenset({"anticancer therapy", "systemic therapy", "standard therapy", "supportive care"})


_LISTED = frozenset({Kind.THERAPY, Kind.COMORBIDITY})
_DRUGS = frozenset({"drug", "regimen"})
_ITEM_BEGINS = regex(r"(?:[,;(]|\b(?:and/or|or|and)\b)\s*(?:and/or\s|or\s|and\s)?\s*")
_SERIES = regex(r",\s")
_JOINED = regex(r"\b(?:or|and|plus|with)\b|/")
# "at least 4 weeks since A, B, or C": none of these must have been so lately
_SINCE = regex(
    r"\b(?:\d+|one|two|three|four|six)\s+(?:days?|weeks?|months?|years?)\b[^.;:]{0,30}\b(?:since|from|after)\b"
)
# an exception that is a clause of its own, which names no kinds
_CLAUSE = regex(
    r"unless\b|except\w*\s+(?:if|when|where|that|(?:for\s+)?(?:patients|subjects|participants|those|women))\b"
)


class _Belongs(StrEnum):
    """Where an item behind an exception belongs."""

    EXCEPTED = "excepted"
    EXCLUDED = "excluded"
    UNSETTLED = "unsettled"


class _Item(NamedTuple):
    """An item of the list behind the cue, from its separator ``at`` over its words ``start`` to ``end``."""

    at: int
    start: int
    end: int
    comma: bool


def with_lists_resumed(scopes: Scopes, lower: str, mentions: Sequence[Mention], base: Effect) -> Scopes:
    """The scopes, with exceptions that end where the list of exclusions goes on, and the items of which that is not sure."""
    found: list[Scope] = []
    unsettled: list[tuple[int, int]] = []
    for scope in scopes.found:
        if scope.cue is Cue.EXCEPTION and _may_resume(scopes, scope, lower, base):
            end, upto = _end(scope, lower, mentions)
            if end < upto:
                unsettled.append((end, upto))
            found.append(scope._replace(end=end))
            if end < scope.end and (denial := _denied_again(scopes, scope, end)) is not None:
                found.append(denial)
        else:
            found.append(scope)
    return scopes._replace(found=tuple(found), unsettled=tuple(unsettled))


def _may_resume(scopes: Scopes, scope: Scope, lower: str, base: Effect) -> bool:
    """Whether the exception stands in a list of exclusions, and in no bracket of its own."""
    if scope.at == 0 or scope.leads or _CUE.match(lower, scope.at) is None:
        return False
    if lower.count("(", 0, scope.at) > lower.count(")", 0, scope.at) or ":" in lower[scope.at : scope.end]:
        return False
    if any(c.mood is not Mood.PLAIN for c in scopes.clauses if c.start <= scope.at < c.end):
        return scopes.mood(scope.at) is Mood.FORBIDDEN
    excludes = base is Effect.EXCLUDE or _SINCE.search(lower, 0, scope.at) is not None
    return base is not Effect.ALLOW and excludes != (scopes.negations(scope.at - 1) % 2 == 1)


def _denied_again(scopes: Scopes, scope: Scope, end: int) -> Scope | None:
    """The denial before an exception that ended there, and is meant of what stands behind it as well."""
    if (scopes.negations(end) - scopes.negations(scope.at - 1)) % 2 == 0:
        return None
    before = [s for s in scopes.found if s.cue is Cue.NEGATED and s.start <= scope.at - 1 < s.end]
    return before[-1]._replace(start=end, end=scope.end) if before else None


def _end(scope: Scope, lower: str, mentions: Sequence[Mention]) -> tuple[int, int]:
    """Where the exception ends, and up to where it is not sure whether it does."""
    items = _items(lower, scope.start, scope.end)
    end = upto = scope.end
    for nth, item in enumerate(items[1:], 1):
        belongs = _belongs(lower, scope, items[:nth], item, mentions)
        if belongs is _Belongs.EXCLUDED:
            return min(end, item.at), item.at
        if belongs is _Belongs.UNSETTLED:
            end = min(end, item.at)
        elif end < scope.end:
            return scope.end, scope.end  # what stands behind it is excepted, and so is it
    return end, upto


def _items(lower: str, start: int, end: int) -> list[_Item]:
    """The items of the list from ``start`` on; a list without "or" or "and" before its last item is none."""
    cuts = [m for m in _SEPARATOR.finditer(lower, start, end) if not _is_open(lower, start, m.start())]
    found: list[_Item] = []
    at, first, comma = start, start, False
    for cut in cuts:
        found.append(_Item(at, first, cut.start(), comma))
        at, first, comma = cut.start(), cut.end(), cut["next"] is None
    found.append(_Item(at, first, end, comma))
    joined = bool(cuts) and any(cuts[-1][name] for name in ("last", "closed", "next"))
    return found if joined else [_Item(start, start, end, False)]


def _is_open(lower: str, start: int, at: int) -> bool:
    """Whether a bracket that opened behind ``start`` is still open."""
    return sum(1 if m.group() in "([" else -1 for m in _BRACKET.finditer(lower, start, at)) > 0


def _belongs(lower: str, scope: Scope, before: Sequence[_Item], item: _Item, mentions: Sequence[Mention]) -> _Belongs:
    """Where an item belongs, given the items of the exception ``before`` it."""
    own = [m for m in mentions if item.start <= m.start < item.end]
    excluded = [m for m in mentions if m.end <= scope.at]
    excepted = [m for m in mentions if scope.start <= m.start < item.at]
    if any(m.kind is Kind.CANCER for m in own) and any(m.kind is Kind.CANCER for m in (*excluded, *excepted)):
        return _Belongs.EXCEPTED  # one more cancer of a list of cancers
    if _repeats_preposition(lower, scope, item):
        return _Belongs.EXCLUDED
    if not item.comma or not own:
        return _Belongs.EXCEPTED
    of = _last_before(lower, scope, excluded)
    if any(m.kind is one.kind and load().is_a(m.kind, m.name, one.name) for m in own for one in of):
        return _Belongs.EXCEPTED  # one more kind of what is excepted from
    first = before[0].start + (lower[before[0].start] == " ")
    for words in (_SEVERE, _OPENING):
        again = words.match(lower, item.start) is not None and words.match(lower, first) is None
        if again and own[0].kind in _LISTED and (words is _SEVERE or words.search(lower, 0, scope.at)):
            return _Belongs.EXCLUDED
    if _closes_list(lower, scope, before, item, excluded, own[0]):
        return _Belongs.EXCLUDED
    clause = _CLAUSE.match(lower, scope.at) is not None
    head = _LIGHT.match(lower, item.start)
    named = own[0]
    if clause or named.kind is not Kind.THERAPY or head is None or head.end() != named.start:
        return _Belongs.EXCEPTED
    listed = [m for m in excluded if m.kind is Kind.THERAPY]
    return _by_sort(named, listed, [m for m in of if m.kind is Kind.THERAPY], excepted, _is_circumstance(lower, scope))


def _repeats_preposition(lower: str, scope: Scope, item: _Item) -> bool:
    """Whether an item begins with a preposition of the exclusion, and the exception has none such: "to A, to B except C, or to D"."""
    own = _PREPOSITION.match(lower, item.start)
    if own is None:
        return False
    again = regex(rf"\b{own.group()}\b")
    if again.search(lower, scope.at, item.at) is not None:
        return False
    if item.comma:
        return again.search(lower, 0, scope.at) is not None
    last = list(_ITEM_BEGINS.finditer(lower, 0, scope.at))
    return bool(last) and again.match(lower, last[-1].end()) is not None


def _closes_list(
    lower: str, scope: Scope, before: Sequence[_Item], item: _Item, excluded: Sequence[Mention], named: Mention
) -> bool:
    """Whether an item brings the "or" that the list before the exception still lacks: "A, B other than C, or D"."""
    listed = [m for m in excluded if m.kind is named.kind]
    if len(before) > 1 or len(listed) < 2 or named.kind not in _LISTED or item.end < scope.end:
        return False
    if lower[: scope.at].rstrip().endswith(",") or any(load().is_a(m.kind, named.name, m.name) for m in listed):
        return False
    series = lower[listed[-2].end : scope.at]
    return _SERIES.search(series) is not None and _JOINED.search(lower, listed[0].end, scope.at) is None


def _last_before(lower: str, scope: Scope, excluded: Sequence[Mention]) -> list[Mention]:
    """What the item right before the exception names."""
    upto = len(lower[: scope.at].rstrip(" ,"))
    cuts = list(_ITEM_BEGINS.finditer(lower, 0, upto))
    return [m for m in excluded if m.start >= (cuts[-1].end() if cuts else 0)]


def _is_circumstance(lower: str, scope: Scope) -> bool:
    """Whether the exception says when or what for, and not which."""
    cue = _CUE.match(lower, scope.at)
    return cue is not None and _CIRCUMSTANCE.match(lower, cue.end()) is not None


def _by_sort(
    named: Mention, listed: Sequence[Mention], of: Sequence[Mention], excepted: Sequence[Mention], circumstance: bool
) -> _Belongs:
    """Where a treatment belongs by what it is; ``of`` is excepted from, ``listed`` all that is excluded before it."""
    known = load()
    kinds = [m for m in excepted if m.kind is Kind.THERAPY and m.name not in _ANY_THERAPY]
    if any(known.is_a(Kind.THERAPY, named.name, one.name) for one in listed) or not of:
        return _Belongs.EXCEPTED
    same = all(any(one.name == whole.name for whole in of) for one in kinds)
    if (circumstance and not kinds) or (kinds and same):
        return (
            _Belongs.EXCLUDED
        )  # a treatment behind a circumstance of another: "in a trial", "palliative radiotherapy"
    of_it = [one for one in kinds if any(known.is_a(Kind.THERAPY, one.name, whole.name) for whole in of)]
    if not kinds or len(of_it) < len(kinds) or any(one.name in _ANY_THERAPY for one in of):
        return _Belongs.EXCEPTED  # the exception was never one of kinds alone
    if len(kinds) > 1 or (_is_drug(named) and all(map(_is_drug, kinds)) and not any(map(_is_drug, listed))):
        return _Belongs.UNSETTLED
    return _Belongs.EXCLUDED  # a class behind a drug of another class, or a drug where drugs are listed


def _is_drug(one: Mention) -> bool:
    """Whether it is a medicine with a name of its own, and no class or sort of treatment."""
    row = load().find(Kind.THERAPY, one.name)
    return row is not None and row.category in _DRUGS
