"""What a refresh is compared with: what the index has in view, and what the registry lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from indexer.index import StudyIndex
from indexer.refresh import RefreshReport
from tests.indexer.fake_registry import FakeRegistry
from tests.indexer.records import record, status

Run = Callable[..., RefreshReport]


def in_view(index: StudyIndex) -> dict[str, str | None]:
    return {nct_id: stamp.posted for nct_id, stamp in index.stamps().items() if stamp.withdrawn is None}


def listed(registry: FakeRegistry) -> dict[str, str]:
    return {
        nct_id: item["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"]
        for nct_id, item in registry.records.items()
    }


def changed(number: int, day: int, overall: str = "COMPLETED") -> dict[str, Any]:
    return record(number, statusModule=status(overall, f"2026-02-{day:02}"))
