"""Owns how a registry record becomes the document that every index stores: checked, parsed, cut into search fields."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from criteria import serial
from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import Effect, Kind, Section, Unparsed
from indexer.concepts import marks_of_criteria, marks_of_texts, therapy_classes
from indexer.gates import NO_GATES, Gates
from indexer.index.base import Document, SitePoint
from indexer.records import read_study, typed_criteria
from indexer.review import Corrections, corrected
from indexer.scope import membership
from indexer.study import OPEN_STATUSES, Site, Study
from indexer.words import GAP, joined, words

PARSER_FAILED = "the parser failed on the criteria"
"""What the notes of a record say when the fault is ours."""

NEVER = 1000.0
"""The upper age, in years, of a study that has none."""

_READERS = ("concepts.py", "document.py", "fields.py", "gates.py", "records.py", "scope.py", "study.py", "words.py")

LONGEST_NAME = 200
"""Characters of a name that are stored for completion; no one types a longer one."""

LONGEST_VALUE = 1000
"""Characters of an exact value that are stored to filter by; storages have limits, and no code or place is longer."""

_YEARS = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25, "hour": 0.0, "minute": 0.0}


def prepare(
    record: dict[str, Any], seen: str, corrections: Corrections = MappingProxyType({}), gates: Gates = NO_GATES
) -> Document:
    """The document of one record; ``seen`` is the registry's timestamp. StudyError where the record cannot be read.

    ``corrections`` are put in the place of what the parser reads; ``gates`` says what alone rules a patient out.
    """
    study = read_study(record)
    typed, failed = _typed(study)
    typed = corrected(typed, corrections)
    softened = gates.softened(typed)
    raw = canonical(record)
    low, high = _ages(study)
    return Document(
        nct_id=study.nct_id,
        hash=digest(raw),
        posted=study.last_update_posted,
        seen=seen,
        parser=parser_version(gates),
        raw=zlib.compress(raw),
        typed=zlib.compress(serial.dump(typed, softened).encode()),
        coverage=typed.coverage,
        status=_cut(study.status),
        rank=rank(study.status),
        words=_words(study, typed),
        values=_values(study, typed) | {"gate": gates.keys(softened or typed)},
        sites=tuple(dict.fromkeys(_point(study, site) for site in study.sites)),
        age_low=low,
        age_high=high,
        odd=study.odd + failed,
    )


def _typed(study: Study) -> tuple[Criteria, tuple[str, ...]]:
    """The typed criteria; all of the text unread, and the reason noted, where the parser itself fails.

    A fault of ours must not lose a trial: unread text is shown, and keeps its verdict open.
    """
    try:
        return typed_criteria(study), ()
    except Exception as error:  # noqa: BLE001 – whatever the fault is, the record must get through
        whole = Span(0, len(study.eligibility))
        unread = Criterion(whole, Section.INCLUSION, Unparsed(whole, PARSER_FAILED), read=0.0)
        reason = f"{PARSER_FAILED}: {type(error).__name__}: {error}"
        return Criteria(study.eligibility, (unread,), coverage=0.0), (reason,)


def canonical(record: dict[str, Any]) -> bytes:
    """The record as JSON in one fixed spelling, so that equal records have equal bytes."""
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode()


def digest(raw: bytes) -> str:
    """The fingerprint of a record in its canonical spelling."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def rank(status: str | None) -> int:
    """Where studies of this overall status stand in a list: those that one can join first."""
    return OPEN_STATUSES.index(status) if status in OPEN_STATUSES else len(OPEN_STATUSES)


def parser_version(gates: Gates = NO_GATES) -> str:
    """A fingerprint of all that makes a document of a record; when it changes, records are read again."""
    return f"{_own_version()}+{gates.version}" if gates.version else _own_version()


@cache
def _own_version() -> str:
    """The part of parser, vocabulary and this package's reading."""
    found = hashlib.blake2b(digest_size=8)
    package = files("criteria")
    for path in sorted(_sources(package), key=str):
        found.update(path.read_bytes())
    for name in _READERS:
        found.update(files("indexer").joinpath(name).read_bytes())
    return found.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for item in folder.iterdir():
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _sources(item)
        elif item.name.endswith((".py", ".tsv", ".json", ".yaml")):
            yield item


def _words(study: Study, typed: Criteria) -> dict[str, str]:
    treatments = [name for item in study.interventions for name in (item.name, *item.other_names)]
    treatments += [term.term for term in study.intervention_mesh]
    fields: dict[str, list[str | None]] = {
        "title": [study.nct_id, *study.aliases, study.title, study.official_title, study.acronym],
        "condition": [*study.conditions, *(term.term for term in study.condition_mesh)],
        "intervention": [*treatments],
        "keyword": [*study.keywords, *(arm.label for arm in study.arms)],
        "summary": [study.summary, study.sponsor],
        "criteria": [study.eligibility],
    }
    marks = {name: marks_of_texts(texts) for name, texts in fields.items() if name not in ("summary", "criteria")}
    marks["criteria"] = marks_of_criteria(typed)
    return {name: " ".join([joined(texts), GAP, *marks.get(name, ())]) for name, texts in fields.items()}


def _values(study: Study, typed: Criteria) -> dict[str, tuple[str, ...]]:
    treatments = [name for item in study.interventions for name in (item.name, *item.other_names)]
    found: dict[str, list[str | None]] = {
        "status": [study.status],
        "phase": [*study.phases],
        "country": [site.country for site in study.sites],
        "sponsor_class": [study.sponsor_class],
        "study_type": [study.study_type],
        "intervention_type": [item.type for item in study.interventions],
        "intervention_class": [*therapy_classes(treatments)],
        "biomarker": [*_biomarkers(typed)],
        "membership": [membership(study)],
        "sex": [study.sex if study.sex in ("FEMALE", "MALE") else "ALL"],
        "alias": [*study.aliases],
    }
    found = {name: [_cut(value) for value in values] for name, values in found.items()}
    found |= {
        "condition_name": [completion(name) for name in study.conditions],
        "intervention_name": [completion(name) for name in treatments],
        "place": [completion(f"{site.city}, {site.country}") for site in study.sites if site.city and site.country],
    }
    return {name: tuple(dict.fromkeys(value for value in values if value)) for name, values in found.items()}


def _biomarkers(typed: Criteria) -> Iterator[str]:
    """The biomarkers that a study asks for, with their state where it names one: ``HER2 negative``."""
    for fact in typed.facts():
        requirement = fact.requirement
        if requirement.kind is Kind.BIOMARKER and fact.effect is Effect.REQUIRE:
            state = requirement.value if isinstance(requirement.value, str) else None
            yield f"{requirement.concept} {state}" if state else requirement.concept


def completion(name: str) -> str:
    """How a name is stored for completion: as it is compared, a tab, as it is shown."""
    shown = " ".join(name.split())[:LONGEST_NAME]
    return f"{_cut(folded(shown))}\t{shown}"


def _point(study: Study, site: Site) -> SitePoint:
    return SitePoint(_cut(folded(site.country)), _cut(study.site_status(site)), site.lat, site.lon)


def _cut(value: str | None) -> str | None:
    return value and value[:LONGEST_VALUE]


def folded(name: str | None) -> str | None:
    """A name as it is compared: by its search words."""
    return " ".join(words(name)) if name else None


def _ages(study: Study) -> tuple[float, float]:
    """The registry's age limits in years: from the lower inclusive to the upper exclusive ("65 Years" ends at 66)."""
    low = _age(study.minimum_age, at_end=False) if study.minimum_age else 0.0
    return low, _age(study.maximum_age, at_end=True) if study.maximum_age else NEVER


def _age(value: str, *, at_end: bool) -> float:
    number, unit = value.split()
    return min((float(number) + at_end) * _YEARS[unit.lower().rstrip("s")], NEVER)
