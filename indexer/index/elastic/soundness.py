"""Owns what must hold between the indexes in Elasticsearch: aliases, generations, versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from elasticsearch import Elasticsearch

from indexer.index.base import Stamp
from indexer.index.elastic.layout import Names, number_of
from indexer.index.elastic.load import generations
from indexer.index.elastic.versions import Versions
from indexer.index.proof import damaged


def problems(
    client: Elasticsearch, names: Names, present: str, versions: Versions, stamps: Mapping[str, Stamp]
) -> Iterator[str]:
    """One sentence for each thing that is wrong; ``present`` is the generation that readers see."""
    for alias in (names.studies, names.current):
        found = sorted(client.options(ignore_status=404).indices.get_alias(name=alias))
        if found != [present]:
            yield f"the alias {alias} leads to {' and '.join(found) or 'nothing'}, and should lead to {present}"
    for name in generations(client, names):
        if number_of(name) > number_of(present):
            yield (
                f"{name} is newer than {present}, which readers see: a refresh is filling it, or one that was killed "
                "left it (`trialmatch index compact` removes it)"
            )
    hashes = versions.hashes()
    for nct_id, stamp in stamps.items():
        if hashes.get((nct_id, stamp.version)) != stamp.hash:
            yield f"{nct_id}: its version is not stored"
    yield from damaged(versions.all())
