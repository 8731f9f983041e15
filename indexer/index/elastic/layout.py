"""Owns the names, mappings and settings of our Elasticsearch indexes."""

from __future__ import annotations

from typing import Any

from indexer.index.ranking import WEIGHTS

SCHEMA = 1
"""Raised whenever the mapping changes; studies under another number must be rebuilt."""

_KEYWORD = {"type": "keyword"}
_STORED = {"type": "keyword", "index": False}
_BLOB = {"type": "binary"}
_TEXT = {"type": "text", "analyzer": "whitespace", "norms": False}
_DURABLE = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}

LOADING = {"refresh_interval": "-1", "auto_expand_replicas": False, "number_of_replicas": 0}
"""While a generation is filled: no copies, and nothing made visible until it is whole."""

SERVING = {"refresh_interval": "1s", "auto_expand_replicas": "0-1"}
"""Once it is whole: a copy on another node where there is one."""

STUDIES: dict[str, Any] = {
    "settings": {
        "number_of_shards": 1,
        "max_result_window": 1_000_000,
        "mapping.nested_objects.limit": 100_000,  # the largest trials have thousands of sites
        **LOADING,
    },
    "mappings": {
        "dynamic": "strict",
        # the words are made from the record, so there is no need to keep them twice
        "_source": {"excludes": ["words"]},
        "dynamic_templates": [{"values": {"path_match": "values.*", "mapping": _KEYWORD}}],
        "properties": {
            "nct_id": _KEYWORD,
            "hash": _STORED,
            "posted": _KEYWORD,
            "seen": _STORED,
            "version": {"type": "integer"},
            "parser": _KEYWORD,
            "coverage": {"type": "float"},
            "status": _STORED,
            "rank": {"type": "byte"},
            "withdrawn": _KEYWORD,
            "age_low": {"type": "double"},
            "age_high": {"type": "double"},
            "raw": _BLOB,
            "typed": _BLOB,
            "words": {"properties": dict.fromkeys(WEIGHTS, _TEXT)},
            "values": {"type": "object", "dynamic": True},
            "sites": {
                "type": "nested",
                "properties": {"country": _KEYWORD, "status": _KEYWORD, "point": {"type": "geo_point"}},
            },
        },
    },
}

VERSIONS: dict[str, Any] = {
    "settings": _DURABLE,
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "nct_id": _KEYWORD,
            "number": {"type": "integer"},
            "seen": _STORED,
            "posted": _STORED,
            "hash": _STORED,
            "raw": _BLOB,
        },
    },
}

DOCUMENTS: dict[str, Any] = {
    "settings": _DURABLE,
    "mappings": {
        "dynamic": "strict",
        "properties": {"kind": _KEYWORD, "key": _KEYWORD, "value": {"type": "object", "enabled": False}},
    },
}


class Names:
    """The names that one prefix gives: ``studies`` is the alias of the newest complete generation, of any layout.

    ``current`` is the alias of the same generation for readers that know its layout.
    """

    def __init__(self, prefix: str) -> None:
        self.studies = f"{prefix}-studies"
        self.current = f"{prefix}-studies-v{SCHEMA}"
        self.generations = f"{prefix}-studies-v*-*"
        self.versions = f"{prefix}-versions"
        self.documents = f"{prefix}-documents"

    def generation(self, number: int) -> str:
        """The name of a generation."""
        return f"{self.current}-{number:06}"


def number_of(generation: str) -> int:
    """The number of a generation, from its name."""
    return int(generation.rpartition("-")[2])
