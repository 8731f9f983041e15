"""Owns the JSON in which versions, differences, flips and the review of criteria leave, by whichever interface."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.diff import StudyDiff
    from indexer.index.base import Version
    from indexer.review import Correction, Doubt
    from matcher.flips import Flip

Record = dict[str, Any]


def version_record(version: Version) -> Record:
    """When a version was first seen, and which one it is."""
    return {"number": version.number, "seen": version.seen, "posted": version.posted, "hash": version.hash}


def diff_record(before: Version, after: Version, changed: StudyDiff) -> Record:
    """All that changed from one version to another."""
    return {
        "nct_id": changed.nct_id,
        "from": version_record(before),
        "to": version_record(after),
        "fields": [{"name": f.name, "before": _plain(f.before), "after": _plain(f.after)} for f in changed.fields],
        "sites": [asdict(site) for site in changed.sites],
        "criteria": [asdict(criterion) for criterion in changed.criteria],
    }


def flip_record(flip: Flip) -> Record:
    """Whose standing with which trial changed, and why."""
    return {
        "patient": flip.patient_id,
        "nct_id": flip.nct_id,
        "title": flip.title,
        "before": str(flip.before),
        "now": str(flip.now),
        "because": list(flip.because),
    }


def doubt_record(doubt: Doubt) -> Record:
    """A criterion worth a look."""
    return asdict(doubt)


def correction_record(correction: Correction) -> Record:
    """What a person said that a criterion means, as ``review import`` takes it."""
    return asdict(correction)


def _plain(value: Any) -> Any:
    """A field's value as JSON: lists of names, and objects as what they hold."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
