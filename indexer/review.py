"""Owns people's second look: which criteria to doubt first, and corrections that hold wherever the same words stand.

A correction is filed under the fingerprint of the criterion's words, so it applies to every trial that has them, now
and after any refresh. It is put into a study when the study is read into the index.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from criteria import serial
from criteria.criterion import Criteria, Criterion
from criteria.lint import lint
from criteria.span import Span
from criteria.tree import Node, Section, Unparsed, walk
from indexer.errors import IndexerError
from indexer.index.base import StudyIndex
from indexer.relocate import relocated

KIND = "correction"
"""The kind of document under which an index keeps corrections."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a criterion with this ``text`` means: ``tree`` is its node in stored form, placed in that text.

    ``text`` has single blanks, however the lines broke where it was seen. ``hash`` is the fingerprint of the text,
    ``nct_id`` the study in which the corrector saw it, ``when`` UTC.
    """

    hash: str
    text: str
    section: str
    tree: str
    nct_id: str
    who: str
    when: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A criterion worth a look: ``read`` is the share of its words that was read, ``studies`` have the same words."""

    hash: str
    text: str
    section: str
    read: float
    warnings: tuple[str, ...]
    studies: tuple[str, ...]


Corrections = Mapping[str, Correction]
"""By fingerprint."""


def fingerprint(section: str, text: str) -> str:
    """What a criterion is filed under: its section and its words, however its lines break."""
    words = f"{section}\n{' '.join(text.split())}"
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()


def fingerprints(criteria: Criteria) -> tuple[str, ...]:
    """Those of all criteria of a text."""
    found = (_fingerprint(c, criteria) for c in criteria.criteria if c.registry_field is None)
    return tuple(dict.fromkeys(found))


def correction(
    criteria: Criteria, criterion: Criterion, node: Node, *, nct_id: str, who: str, note: str = ""
) -> Correction:
    """The correction of one criterion of a study; ``node`` has the places of the study's whole text.

    ValueError if ``node`` reaches beyond the criterion, or no one is named.
    """
    if not who.strip():
        raise ValueError("a correction needs the name of who made it")
    text, places = _collapsed(criterion.span.of(criteria.text), criterion.span.start)
    return Correction(
        hash=_fingerprint(criterion, criteria),
        text=text,
        section=str(criterion.section),
        tree=_dump(node, criterion.span, places, text),
        nct_id=nct_id,
        who=who.strip(),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        note=note,
    )


def corrected(criteria: Criteria, corrections: Corrections) -> Criteria:
    """The criteria with every correction applied whose words they have; such a criterion counts as read."""
    if not corrections:
        return criteria
    found = tuple(_corrected(c, criteria, corrections) for c in criteria.criteria)
    if found == criteria.criteria:
        return criteria
    return replace(criteria, criteria=found, coverage=_coverage(found))


def corrections(index: StudyIndex) -> dict[str, Correction]:
    """All corrections that an index keeps, by fingerprint."""
    return {key: Correction(**value) for key, value in index.kept(KIND).items()}


def correct(index: StudyIndex, made: Iterable[Correction], reread: Callable[[list[str]], Any]) -> list[str]:
    """Keeps corrections and puts them into every study that has their words; the ids of those studies.

    ``reread`` reads the named studies into the index again (see ``indexer.upkeep.reread``). Its errors, such as that a
    refresh is under way, leave corrections and studies as they were.
    """
    stored = list(made)
    return _change(index, {each.hash: asdict(each) for each in stored}, reread)


def withdraw(index: StudyIndex, hash_: str, reread: Callable[[list[str]], Any]) -> list[str]:
    """Drops a correction; the ids of the studies that are read as before again."""
    return _change(index, {hash_: None}, reread)


def outdated(index: StudyIndex) -> list[Correction]:
    """Corrections whose words no longer stand in the study for which they were made; someone should look again."""
    found = []
    for each in corrections(index).values():
        stored = index.get(each.nct_id)
        if stored is None or stored.withdrawn or each.hash not in fingerprints(stored.criteria()):
            found.append(each)
    return found


def queue(index: StudyIndex, limit: int = 100) -> list[Doubt]:
    """Criteria in the order of doubt: the least read first, then warnings, then those that most studies share.

    What has a correction is settled. Reads all criteria of the index, which takes seconds for each 10,000 studies.
    """
    seen: dict[str, Doubt] = {}
    for stored in index.scan():
        criteria = stored.criteria()
        warnings: dict[Span, list[str]] = {}
        for warning in lint(criteria):
            warnings.setdefault(warning.span, []).append(warning.message)
        for criterion in criteria.criteria:
            if criterion.registry_field is not None:
                continue
            about = tuple(m for span, found in warnings.items() if criterion.span.contains(span) for m in found)
            if criterion.read < 1 or about:
                _add(seen, criterion, criteria, about, stored.nct_id)
    settled = corrections(index)
    ranked = sorted(
        (doubt for key, doubt in seen.items() if key not in settled),
        key=lambda d: (d.read, -len(d.warnings), -len(d.studies), d.hash),
    )
    return ranked[:limit]


def export(index: StudyIndex) -> Iterator[str]:
    """Every correction as a line of JSON."""
    for each in corrections(index).values():
        yield json.dumps(asdict(each), ensure_ascii=False)


def read_lines(lines: Iterable[str]) -> list[Correction]:
    """The corrections that ``export`` wrote; IndexerError, naming the line, if one is not."""
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                each = Correction(**json.loads(line))
                _load(each)
            except (TypeError, ValueError, AttributeError) as error:
                raise IndexerError(f"line {number} is not a correction: {error}") from error
            if each.hash != fingerprint(each.section, each.text):
                raise IndexerError(f"line {number}: the fingerprint is not that of the text")
            found.append(each)
    return found


def _fingerprint(criterion: Criterion, criteria: Criteria) -> str:
    return fingerprint(str(criterion.section), criterion.span.of(criteria.text))


def _add(seen: dict[str, Doubt], criterion: Criterion, criteria: Criteria, about: tuple[str, ...], nct_id: str) -> None:
    key, text = _fingerprint(criterion, criteria), criterion.span.of(criteria.text)
    known = seen.get(key, Doubt(key, text, str(criterion.section), criterion.read, about, ()))
    seen[key] = replace(known, studies=(*known.studies, nct_id))


def _corrected(criterion: Criterion, criteria: Criteria, known: Corrections) -> Criterion:
    if criterion.registry_field is not None:
        return criterion
    found = known.get(_fingerprint(criterion, criteria))
    if found is None:
        return criterion
    _, places = _collapsed(criterion.span.of(criteria.text), criterion.span.start)
    node = relocated(_load(found), lambda span: Span(places[span.start], places[span.end]))
    return replace(criterion, node=node, read=0.0 if isinstance(node, Unparsed) else 1.0)


def _coverage(found: tuple[Criterion, ...]) -> float:
    """The share of words read, weighed by length, as the parser reckons it."""
    own = [c for c in found if c.registry_field is None]
    length = sum(c.span.end - c.span.start for c in own)
    return sum(c.read * (c.span.end - c.span.start) for c in own) / length if length else 1.0


def _collapsed(text: str, start: int) -> tuple[str, list[int]]:
    """A text with single blanks, and where each of its characters, and its end, stands in the whole."""
    kept: list[str] = []
    places: list[int] = []
    for word in _WORD.finditer(text):
        if kept:
            kept.append(" ")
            places.append(start + word.start() - 1)
        kept.append(word[0])
        places += range(start + word.start(), start + word.end())
    return "".join(kept), [*places, places[-1] + 1 if places else start]


_WORD = re.compile(r"\S+")


def _dump(node: Node, whole: Span, places: list[int], text: str) -> str:
    if any(not whole.contains(part.span) for part in walk(node)):
        raise ValueError("the corrected meaning points beyond the words of the criterion")
    placed = relocated(node, lambda span: Span(bisect_left(places, span.start), bisect_left(places, span.end)))
    return serial.dump(Criteria(text, (Criterion(Span(0, len(text)), Section.INCLUSION, placed),)))


def _load(found: Correction) -> Node:
    return serial.load(found.tree, found.text).criteria[0].node


def _change(
    index: StudyIndex, wanted: Mapping[str, Mapping[str, Any] | None], reread: Callable[[list[str]], Any]
) -> list[str]:
    """Keeps corrections, or drops those that are None, and reads the studies with their words; all of it or nothing."""
    before = index.kept(KIND)
    affected = [s.nct_id for s in index.scan() if wanted.keys() & set(fingerprints(s.criteria()))]
    _keep(index, wanted)
    try:
        if affected:
            reread(affected)
    except IndexerError:  # such as a refresh that is under way
        _keep(index, {key: before.get(key) for key in wanted})
        raise
    return affected


def _keep(index: StudyIndex, wanted: Mapping[str, Mapping[str, Any] | None]) -> None:
    for key, value in wanted.items():
        if value is None:
            index.drop(KIND, key)
        else:
            index.keep(KIND, key, value)
