"""Owns what changed between two versions of a study: fields, sites, and criteria by what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from criteria.criterion import Criteria, Criterion, facts_of
from criteria.render import describe
from criteria.tree import All, Allow, AtLeast, If, Leaf, Node, Not, Unless, Unparsed
from criteria.tree import Any as Either
from indexer.index.base import StoredStudy, StudyIndex, Version
from indexer.records import read_study, typed_criteria
from indexer.study import Site, Study
from indexer.words import words

ALIKE = 0.6
"""Share of words that two criteria must have in common to be one criterion reworded and not two."""

FIELDS = (
    "title",
    "official_title",
    "status",
    "why_stopped",
    "study_type",
    "phases",
    "enrollment",
    "sponsor",
    "conditions",
    "keywords",
    "interventions",
    "arms",
    "sex",
    "minimum_age",
    "maximum_age",
    "healthy_volunteers",
    "start_date",
    "primary_completion_date",
    "completion_date",
    "contacts",
    "summary",
    "description",
)
"""Fields that are compared; the dates of posting change with every version and say nothing."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with another value."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A site that is new (no ``before``), gone (no ``after``), or has another status; both are statuses."""

    facility: str
    city: str | None
    country: str | None
    before: str | None
    after: str | None
    how: str


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """``how``: ``added``, ``removed``, ``changed`` in meaning, ``reworded`` with the same meaning.

    ``before`` and ``after`` are the words of the text. ``meaning`` says what changed, one plain line a requirement.
    """

    how: str
    section: str
    before: str | None
    after: str | None
    meaning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyDiff:
    """All that changed."""

    nct_id: str
    fields: tuple[FieldChange, ...]
    sites: tuple[SiteChange, ...]
    criteria: tuple[CriterionChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.sites or self.criteria)


def diff(before: dict[str, Any], after: dict[str, Any]) -> StudyDiff:
    """What changed from one record of a study to another; StudyError if one cannot be read."""
    old, new = read_study(before), read_study(after)
    changed = [FieldChange(name, getattr(old, name), getattr(new, name)) for name in FIELDS]
    return StudyDiff(
        nct_id=new.nct_id,
        fields=tuple(change for change in changed if change.before != change.after),
        sites=tuple(_sites(old, new)),
        criteria=tuple(diff_criteria(typed_criteria(old), typed_criteria(new))),
    )


def versions_in_force(index: StudyIndex, stored: StoredStudy) -> tuple[Version, ...]:
    """The versions of a study up to the one that readers see, oldest first.

    A later one may be stored already, by a refresh that is under way or was killed.
    """
    return tuple(version for version in index.versions(stored.nct_id) if version.number <= stored.version)


def changed_since(index: StudyIndex, since: str) -> Iterator[tuple[Version | None, Version | None]]:
    """The studies that changed on the day ``since`` or later, in the order of their ids.

    Given are the last version before that day, None for a study that is new, and the present one, None for a study
    that has left the registry's view.
    """
    for stored in index.scan(withdrawn=True):
        if (stored.withdrawn or stored.seen) < since:
            continue
        versions = versions_in_force(index, stored)
        earlier = [version for version in versions if version.seen < since]
        before, after = earlier[-1] if earlier else None, None if stored.withdrawn else versions[-1]
        if before or after:
            yield before, after


def version_at(versions: Sequence[Version], which: str) -> Version | None:
    """The version of that number, or the one in force at the end of that day; ``versions`` are in their order."""
    if which.isdecimal():
        return next((version for version in versions if version.number == int(which)), None)
    return next((version for version in reversed(versions) if version.seen[: len(which)] <= which), None)


def diff_criteria(old: Criteria, new: Criteria) -> Iterator[CriterionChange]:
    """What changed in the criteria, in the order of the new text, then what is gone."""
    left = [c for c in old.criteria if c.registry_field is None]
    added: list[Criterion] = []
    for criterion in (c for c in new.criteria if c.registry_field is None):
        same = next((c for c in left if _same(c, old, criterion, new)), None)
        if same is None:
            added.append(criterion)
        else:
            left.remove(same)
            before, after = same.span.of(old.text), criterion.span.of(new.text)
            if _text(before) != _text(after):
                yield CriterionChange("reworded", criterion.section, before, after)
    for criterion in added:
        match = _counterpart(criterion, new, left, old)
        if match is None:
            yield CriterionChange("added", criterion.section, None, criterion.span.of(new.text), _lines(criterion, "+"))
        else:
            left.remove(match)
            meaning = tuple(_meaning(match, criterion))
            yield CriterionChange(
                "changed" if meaning else "reworded",
                criterion.section,
                match.span.of(old.text),
                criterion.span.of(new.text),
                meaning,
            )
    for criterion in left:
        yield CriterionChange("removed", criterion.section, criterion.span.of(old.text), None, _lines(criterion, "-"))


def _same(one: Criterion, old: Criteria, other: Criterion, new: Criteria) -> bool:
    """Whether two criteria have the same words, or wholly read the same meaning."""
    if (one.section, one.arm) != (other.section, other.arm):
        return False
    if _text(one.span.of(old.text)) == _text(other.span.of(new.text)):
        return True
    return one.read == other.read == 1.0 and bare(one.node) == bare(other.node)


def _text(text: str) -> str:
    return " ".join(text.split())  # where the lines break says nothing; every sign may say much


def _counterpart(criterion: Criterion, new: Criteria, left: list[Criterion], old: Criteria) -> Criterion | None:
    """The criterion of the old text that this one was: about the same things, or in much the same words."""
    best, most = None, 0.0
    about, mine = _about(criterion), words(criterion.span.of(new.text))
    for other in left:
        alike = SequenceMatcher(None, words(other.span.of(old.text)), mine, autojunk=False).ratio()
        if about and _about(other) == about and other.arm == criterion.arm:
            alike += 1
        alike += 0.01 * (other.section == criterion.section)
        if alike >= ALIKE and alike > most:
            best, most = other, alike
    return best


def _about(criterion: Criterion) -> frozenset[tuple[str, str]]:
    return frozenset((f.requirement.kind, f.requirement.concept) for f in facts_of(criterion))


def _meaning(old: Criterion, new: Criterion) -> Iterator[str]:
    """One line for each requirement that changed; lines that only one side has are paired where about the same."""
    before, after = dict(_statements(old)), dict(_statements(new))
    gone = {line: topic for line, topic in before.items() if line not in after}
    come = {line: topic for line, topic in after.items() if line not in before}
    for line, topic in come.items():
        pair = next((other for other, its in gone.items() if its == topic), None)
        if pair is None:
            yield f"+ {line}"
        else:
            del gone[pair]
            yield f"{pair} → {line}"
    for line in gone:
        yield f"- {line}"
    if old.section != new.section and not (gone or come):
        yield f"{old.section} → {new.section}"
    if old.arm != new.arm:
        yield f"{old.arm or 'everyone'} → {new.arm or 'everyone'}"


def _statements(criterion: Criterion) -> list[tuple[str, tuple[str, str]]]:
    return [
        (f"{fact.effect}: {describe(fact.requirement)}", (fact.requirement.kind, fact.requirement.concept))
        for fact in facts_of(criterion)
    ]


def _lines(criterion: Criterion, sign: str) -> tuple[str, ...]:
    return tuple(f"{sign} {line}" for line, _ in _statements(criterion))


def bare(node: Node) -> object:
    """The meaning of a tree, without its places in the text; trees that mean the same are equal."""
    match node:
        case Leaf(requirement):
            return requirement
        case Unparsed(_, why):
            return ("unread", why, object())  # what was not read is like nothing else
        case Not(inner) | Allow(inner):
            return (type(node).__name__, bare(inner))
        case All(nodes) | Either(nodes):
            return (type(node).__name__, frozenset(map(bare, nodes)))
        case AtLeast(count, nodes):
            return ("AtLeast", count, frozenset(map(bare, nodes)))
        case Unless(inner, exception):
            return ("Unless", bare(inner), bare(exception))
        case If(condition, inner):
            return ("If", bare(condition), bare(inner))


def _sites(old: Study, new: Study) -> Iterator[SiteChange]:
    before = {_place(site): site for site in old.sites}
    after = {_place(site): site for site in new.sites}
    for place, site in after.items():
        status = new.site_status(site)
        if place not in before:
            yield SiteChange(*_shown(site), None, status, "added")
        elif before[place].status != site.status:
            yield SiteChange(*_shown(site), old.site_status(before[place]), status, "changed")
    for place, site in before.items():
        if place not in after:
            yield SiteChange(*_shown(site), old.site_status(site), None, "removed")


def _place(site: Site) -> Site:
    return replace(site, status=None, contacts=(), lat=None, lon=None)


def _shown(site: Site) -> tuple[str, str | None, str | None]:
    return site.facility or "an unnamed site", site.city, site.country
