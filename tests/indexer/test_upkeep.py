"""Between refreshes an index can be proven sound, built anew from what it stores, and written out."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from indexer import upkeep
from indexer.document import prepare
from indexer.errors import IndexDamagedError, IndexerError, RefreshRefusedError
from indexer.index import SearchQuery, StudyIndex
from tests.indexer.records import record

Damage = Callable[[sqlite3.Connection], Any]


@pytest.fixture
def loaded(local_index: StudyIndex) -> StudyIndex:
    with local_index.change() as change:
        for n in (1, 2, 3):
            change.put(prepare(record(n), "2026-02-01T09:00:00"))
        change.withdraw("NCT90000003", "2026-02-05")
    return local_index


def damage(index: StudyIndex, sql: str, *parameters: Any) -> None:
    index.close()
    with sqlite3.connect(index.url.removeprefix("sqlite:")) as db:
        db.execute(sql, parameters)
    db.close()


class TestVerify:
    def test_a_sound_index_has_no_problems(self, loaded: StudyIndex) -> None:
        assert list(upkeep.verify(loaded)) == []

    def test_a_record_that_changed_under_us_is_found(self, loaded: StudyIndex) -> None:
        other = zlib.compress(json.dumps(record(7)).encode())
        damage(loaded, "UPDATE versions SET raw = ? WHERE nct_id = 'NCT90000001'", other)
        assert list(upkeep.verify(loaded)) == [
            "NCT90000001: version 1 is not the one that was stored",
            "NCT90000001: its record is not the one that was stored",
            "NCT90000001: its record is that of NCT90000007",
        ]

    def test_bytes_that_are_no_record_are_found(self, loaded: StudyIndex) -> None:
        damage(loaded, "UPDATE versions SET raw = ? WHERE nct_id = 'NCT90000001'", b"rubbish")
        assert any("NCT90000001: its record cannot be unpacked" in problem for problem in upkeep.verify(loaded))

    @pytest.mark.parametrize(
        ("sql", "problem"),
        [
            ("DELETE FROM versions WHERE number = 1", "version 1 is missing"),
            ("UPDATE versions SET raw = x'00' WHERE number = 1", "version 1 is not the one that was stored"),
        ],
    )
    def test_an_earlier_version_that_was_harmed_is_found(self, loaded: StudyIndex, sql: str, problem: str) -> None:
        with loaded.change() as change:
            change.put(prepare(record(2, statusModule=None), "2026-02-09T09:00:00"))
        damage(loaded, f"{sql} AND nct_id = 'NCT90000002'")
        assert list(upkeep.verify(loaded)) == [f"NCT90000002: {problem}"]

    def test_criteria_that_do_not_load_are_found(self, loaded: StudyIndex) -> None:
        damage(loaded, "UPDATE studies SET typed = ? WHERE nct_id = 'NCT90000002'", zlib.compress(b"[]"))
        (problem,) = upkeep.verify(loaded)
        assert problem.startswith("NCT90000002: these are not stored criteria")

    def test_words_that_are_missing_are_found(self, loaded: StudyIndex) -> None:
        damage(loaded, "DELETE FROM words WHERE rowid = 1")
        assert "NCT90000001: it is in view, and its words are not indexed" in list(upkeep.verify(loaded))

    def test_a_version_that_is_missing_is_found(self, loaded: StudyIndex) -> None:
        damage(loaded, "DELETE FROM versions WHERE nct_id = 'NCT90000001'")
        assert "NCT90000001: its version is not stored" in list(upkeep.verify(loaded))

    def test_an_outdated_parser_is_told(self, loaded: StudyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("indexer.upkeep.parser_version", lambda _: "newer")
        assert list(upkeep.verify(loaded)) == [
            "2 studies were read by another version of the parser: `trialmatch index rebuild`"
        ], "the one that is withdrawn need not be"


class TestRebuild:
    def test_everything_stays_and_is_read_anew(self, loaded: StudyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
        before = {s.nct_id: (s.hash, s.seen, s.version, s.withdrawn) for s in loaded.scan(withdrawn=True)}
        monkeypatch.setattr("indexer.document.parser_version", lambda _: "newer")
        assert upkeep.rebuild(loaded) == 3
        after = {s.nct_id: (s.hash, s.seen, s.version, s.withdrawn) for s in loaded.scan(withdrawn=True)}
        assert after == before
        assert {stamp.parser for stamp in loaded.stamps().values()} == {"newer"}
        assert loaded.search(SearchQuery(text="letrozole")).total == 2

    def test_an_index_of_another_layout_says_so_and_can_be_rebuilt(self, loaded: StudyIndex) -> None:
        damage(loaded, "PRAGMA user_version = 99")
        with pytest.raises(IndexDamagedError, match=r"layout 99.*trialmatch index rebuild"):
            loaded.search(SearchQuery())
        upkeep.rebuild(loaded)
        assert loaded.search(SearchQuery()).total == 2

    def test_a_record_that_can_no_longer_be_read_leaves_the_old_index(self, loaded: StudyIndex) -> None:
        broken = record(1, eligibilityModule=[])
        damage(
            loaded,
            "UPDATE versions SET raw = ? WHERE nct_id = 'NCT90000001'",
            zlib.compress(json.dumps(broken).encode()),
        )
        with pytest.raises(IndexerError, match="the index stays as it was: NCT90000001"):
            upkeep.rebuild(loaded)
        assert loaded.count(SearchQuery(text="letrozole")) == 2

    def test_it_does_not_meddle_with_a_refresh(self, loaded: StudyIndex) -> None:
        loaded.lease("refresh", "elsewhere/12/1", 60)
        with pytest.raises(RefreshRefusedError):
            upkeep.rebuild(loaded)


def test_space_is_not_given_back_while_a_refresh_needs_some_of_it(loaded: StudyIndex) -> None:
    loaded.lease("refresh", "elsewhere/12/1", 60)
    with pytest.raises(RefreshRefusedError):
        upkeep.compact(loaded)
    loaded.release("refresh", "elsewhere/12/1")
    upkeep.compact(loaded)
    assert list(upkeep.verify(loaded)) == []


def test_an_export_is_a_line_for_each_study_with_its_facts(loaded: StudyIndex) -> None:
    lines = [json.loads(line) for line in upkeep.export(loaded)]
    assert [line["nct_id"] for line in lines] == ["NCT90000001", "NCT90000002"]
    assert lines[0]["record"] == record(1)
    assert [fact["concept"] for fact in lines[0]["facts"]] == ["ECOG"]
    assert [json.loads(line)["nct_id"] for line in upkeep.export(loaded, SearchQuery(ids=("NCT90000002",)))] == [
        "NCT90000002"
    ]
