"""A refresh that meets with faults: records that cannot be read, a registry that fails, another refresh beside it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import RefreshRefusedError, RegistryDownError
from indexer.index import SearchQuery, StudyIndex
from indexer.journal import Journal
from indexer.refresh import Progress, last_report, set_aside
from tests.indexer.fake_registry import FakeRegistry, answer
from tests.indexer.records import record
from tests.indexer.refreshing import Run, changed, in_view, listed


class TestWhatCannotBeRead:
    def test_it_is_set_aside_with_its_reason_and_counted(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        broken = record(2, eligibilityModule={"sex": ["FEMALE"]})
        registry.put(record(1), broken, record(3))
        report = run()
        assert (report.total, report.studies, report.aside) == (3, 2, 1)
        (kept,) = set_aside(local_index).items()
        assert kept[0] == "NCT90000002"
        assert kept[1]["reason"] == ("NCT90000002: protocolSection.eligibilityModule.sex: expected text, found a list")
        assert kept[1]["record"] == broken
        assert report.set_aside == {"NCT90000002": kept[1]["reason"]}
        assert last_report(local_index) == report

    def test_it_is_not_read_again_until_it_changes(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(record(1), record(2, eligibilityModule=[]))
        run()
        assert run("reconcile").read == 0
        assert run("delta").mode == "delta"
        registry.put(changed(2, 3))
        registry.move(3)
        report = run()
        assert (report.aside, report.new) == (0, 1)
        assert set_aside(local_index) == {}
        assert in_view(local_index) == listed(registry)

    def test_it_is_forgotten_when_it_leaves_view(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(record(1), record(2, eligibilityModule=[]))
        run()
        registry.remove("NCT90000002")
        run("reconcile")
        assert set_aside(local_index) == {}

    @pytest.mark.parametrize("broken", [{"protocolSection": {}}, {"x": 1}])
    def test_a_record_without_an_id_is_kept_too(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run, broken: Any
    ) -> None:
        registry.before = lambda path, asked: (
            answer({"studies": [record(1), broken], "totalCount": 2}) if path == "/studies" else None
        )
        assert run().aside == 1
        assert [kept["record"] for kept in set_aside(local_index).values()] == [broken]

    def test_a_fault_of_the_parser_loses_no_trial(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(text: str) -> None:
            raise ZeroDivisionError("by a criterion")

        monkeypatch.setattr("indexer.records.parse", fail)
        registry.put(record(1))
        report = run()
        assert report.warnings == ("NCT90000001: the parser failed on the criteria: ZeroDivisionError: by a criterion",)
        stored = local_index.get("NCT90000001")
        assert stored is not None
        assert stored.criteria().coverage == 0
        assert local_index.count(SearchQuery(text="ECOG")) == 1

    def test_odd_values_are_counted(self, registry: FakeRegistry, run: Run) -> None:
        item = record(1)
        item["protocolSection"]["statusModule"]["startDateStruct"] = {"date": "soon"}
        registry.put(item)
        assert run().odd == 1


class TestFailing:
    def test_a_registry_that_fails_leaves_the_index_as_it_was_and_the_next_run_goes_on(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 8)))
        registry.before = lambda path, asked: (503, {}, "down") if asked.get("pageToken") == "at4" else None
        with pytest.raises(RegistryDownError, match="503"):
            run()
        assert local_index.stamps() == {}
        registry.before = lambda path, asked: None
        registry.asked.clear()
        report = run()
        assert report.resumed
        assert in_view(local_index) == listed(registry)
        assert [asked.get("pageToken") for asked in registry.asked if asked["path"] == "/studies"] == ["at4", "at6"]

    def test_a_token_that_the_registry_no_longer_knows_begins_anew(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 8)))
        registry.before = lambda path, asked: (503, {}, "down") if asked.get("pageToken") == "at4" else None
        with pytest.raises(RegistryDownError):
            run()
        registry.move(2)
        registry.remove("NCT90000001")
        tokens = iter([(400, {}, "Invalid pageToken")])
        registry.before = lambda path, asked: next(tokens, None) if asked.get("pageToken") == "at4" else None
        assert run().resumed
        assert in_view(local_index) == listed(registry)

    def test_a_journal_of_something_else_is_not_gone_on_with(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 8)))
        registry.before = lambda path, asked: (503, {}, "down") if asked.get("pageToken") == "at4" else None
        with pytest.raises(RegistryDownError):
            run()
        registry.before = lambda path, asked: None
        assert not run(scope="breast").resumed

    def test_what_was_gathered_is_loaded_although_loading_failed_before(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        registry.put(*(record(n) for n in range(1, 4)))

        def fail(**_: object) -> None:
            raise RuntimeError("the power fails")

        with monkeypatch.context() as broken:
            broken.setattr(local_index, "change", fail)
            with pytest.raises(RuntimeError, match="power"):
                run()
        registry.asked.clear()
        assert run().resumed
        assert registry.asked == []
        assert in_view(local_index) == listed(registry)

    def test_an_unknown_mode_or_scope_is_refused(self, run: Run) -> None:
        with pytest.raises(ValueError, match="mode is one of auto, full, delta, reconcile"):
            run("quick")
        with pytest.raises(ValueError, match="a scope is"):
            run(scope=" ")


class TestOneAtATime:
    def test_a_second_refresh_is_refused_and_the_first_goes_on(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(record(1))
        local_index.lease("refresh", "elsewhere/12/1", 60)
        with pytest.raises(RefreshRefusedError, match=r"under way \(process 12 on elsewhere\)"):
            run()
        local_index.release("refresh", "elsewhere/12/1")
        assert run().new == 1

    def test_the_lease_of_a_dead_process_of_this_machine_is_taken_over(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("indexer.lease.socket.gethostname", lambda: "here")
        registry.put(record(1))
        local_index.lease("refresh", "here/4194399/1", 60)  # beyond the largest process id of Linux
        assert run().new == 1

    def test_the_lease_is_given_back_also_after_a_failure(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        with pytest.raises(RefreshRefusedError):
            run()
        assert local_index.lease("refresh", "someone", 60) is None

    @pytest.mark.parametrize("phase", ["crawling", "loading"])
    def test_one_that_was_taken_over_stops_before_it_writes_anything(
        self,
        registry: FakeRegistry,
        local_index: StudyIndex,
        run: Run,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        phase: str,
    ) -> None:
        monkeypatch.setattr("indexer.lease.SECONDS", 0)  # it runs out at once, as in a wait that was too long
        monkeypatch.setattr("indexer.loading.EVERY", 1)
        registry.put(*(record(n) for n in range(1, 6)))
        noted: list[int] = []

        def take_over(progress: Progress) -> None:
            if progress.phase == phase:
                noted.append(progress.done)
                local_index.lease("refresh", "elsewhere/12/1", 60)

        with pytest.raises(RefreshRefusedError, match="taken over by elsewhere/12/1"):
            run(progress=take_over, journal=tmp_path / "journal")
        assert len(noted) == 1
        assert local_index.stamps() == {}
        if phase == "crawling":
            with closing(Journal(tmp_path / "journal")) as journal:
                assert journal.counts()["records"] == 2, "the page that came after the takeover was not noted"
