"""After a refresh the index is what the registry has in view, whatever happened on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import BadAnswerError, IndexMissingError, RefreshRefusedError, RegistryDownError
from indexer.index import SearchQuery, StudyIndex
from indexer.journal import Journal
from indexer.refresh import Progress, RefreshReport, last_report, refresh, reports, set_aside
from indexer.registry import RegistryClient
from tests.indexer.fake_registry import FakeRegistry, answer
from tests.indexer.records import record, status

Run = Callable[..., RefreshReport]


@pytest.fixture
def run(client: RegistryClient, local_index: StudyIndex, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Refreshes everything, two studies a page."""
    pages = client.pages
    monkeypatch.setattr(client, "pages", lambda query, token=None, size=2: pages(query, token, 2))

    def go(mode: str = "auto", scope: str = "all", **options: Any) -> RefreshReport:
        return refresh(client, local_index, scope, mode=mode, workers=1, **options)

    return go


def in_view(index: StudyIndex) -> dict[str, str | None]:
    return {nct_id: stamp.posted for nct_id, stamp in index.stamps().items() if stamp.withdrawn is None}


def listed(registry: FakeRegistry) -> dict[str, str]:
    return {
        nct_id: item["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"]
        for nct_id, item in registry.records.items()
    }


def changed(number: int, day: int, overall: str = "COMPLETED") -> dict[str, Any]:
    return record(number, statusModule=status(overall, f"2026-02-{day:02}"))


class TestFull:
    def test_the_index_holds_what_the_registry_shows(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 6)))
        report = run()
        assert in_view(local_index) == listed(registry)
        assert (report.mode, report.total, report.studies, report.read, report.new) == ("full", 5, 5, 5, 5)
        assert (report.stamp, report.requests, report.retries) == (registry.stamp, 5, 0)
        assert last_report(local_index) == report

    def test_again_changes_nothing(self, registry: FakeRegistry, local_index: StudyIndex, run: Run) -> None:
        registry.put(*(record(n) for n in range(1, 6)))
        run("full")
        generation = local_index.status().generation
        report = run("full")
        assert (report.new, report.changed, report.unchanged, report.withdrawn) == (0, 0, 5, 0)
        assert local_index.status().generation == generation

    def test_what_is_gone_is_withdrawn_and_what_changed_is_a_version(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 6)))
        run()
        registry.move(2)
        registry.remove("NCT90000003")
        registry.put(changed(1, 2), record(6))
        report = run("full")
        assert in_view(local_index) == listed(registry)
        assert (report.new, report.changed, report.unchanged, report.withdrawn, report.closed) == (1, 1, 3, 1, 2)
        assert local_index.stamps()["NCT90000003"].withdrawn == "2026-02-02"
        assert len(local_index.versions("NCT90000001")) == 2

    def test_a_registry_that_moves_meanwhile_is_read_again_where_it_differs(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 8)))

        def move_on(path: str, asked: dict[str, str]) -> None:
            if asked.get("pageToken") == "at2" and registry.stamp[8:10] == "01":
                registry.move(2)
                registry.remove("NCT90000001")  # so that the pages shift, and one record falls between them
                registry.put(changed(2, 2))

        registry.before = move_on
        report = run()
        assert in_view(local_index) == listed(registry)
        assert report.repaired
        assert (report.stamp, report.total, report.studies) == (registry.stamp, 6, 6)

    def test_a_registry_that_never_stands_still_is_given_up(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(record(1))
        day = iter(range(1, 1000))

        def move_on(path: str, asked: dict[str, str]) -> None:
            registry.stamp = f"2026-02-01T09:00:{next(day) % 60:02}"

        registry.before = move_on
        with pytest.raises(BadAnswerError, match="changed during each of 5 readings"):
            run()
        assert local_index.stamps() == {}
        assert len(registry.asked) < 50

    def test_an_empty_registry_is_not_believed(self, registry: FakeRegistry, local_index: StudyIndex, run: Run) -> None:
        with pytest.raises(RefreshRefusedError, match="shows no study at all for 'all'"):
            run()
        with pytest.raises(IndexMissingError):
            local_index.status()

    def test_most_of_the_index_is_not_given_up_unasked(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 101)))
        run()
        for n in range(1, 80):
            registry.remove(f"NCT9{n:07}")
        with pytest.raises(RefreshRefusedError, match="79 of 100 studies are missing"):
            run("full")
        assert len(in_view(local_index)) == 100
        assert run("full", allow_shrink=True).withdrawn == 79
        assert in_view(local_index) == listed(registry)

    def test_another_scope_is_read_in_full(self, registry: FakeRegistry, local_index: StudyIndex, run: Run) -> None:
        registry.put(*(record(n) for n in range(1, 4)))
        run()
        report = run(scope="lung cancer")
        assert (report.mode, report.scope) == ("full", "lung cancer")
        assert registry.asked[-2]["query.cond"] == "lung cancer"


class TestDelta:
    def test_a_day_takes_few_requests(self, registry: FakeRegistry, local_index: StudyIndex, run: Run) -> None:
        registry.put(*(record(n, statusModule=status("RECRUITING", "2025-01-01")) for n in range(1, 8)))
        registry.put(changed(9, 1))
        run()
        registry.move(9)
        registry.put(changed(1, 9), changed(8, 9))
        registry.asked.clear()
        report = run()
        assert in_view(local_index) == listed(registry)
        assert (report.mode, report.new, report.changed, report.read, report.closed) == ("delta", 1, 1, 3, 1)
        assert [asked["path"] for asked in registry.asked] == ["/version", *["/studies"] * 3, "/version"]
        assert (report.requests, report.comparing) == (5, 0), "three were posted lately, which are two pages"

    def test_it_reaches_back_beyond_the_last_refresh(self, registry: FakeRegistry, run: Run) -> None:
        registry.put(changed(1, 1))
        run()
        registry.move(9)
        run("delta")
        since = [asked["filter.advanced"] for asked in registry.asked if "filter.advanced" in asked]
        assert since == [
            "(AREA[LastUpdatePostDate]RANGE[2026-01-29,MAX] OR AREA[LastUpdatePostDate]MISSING)",
            "AREA[LastUpdatePostDate]RANGE[MIN,2026-01-28]",
        ]

    def test_a_clock_that_ran_ahead_hides_nothing(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(changed(1, 1), changed(2, 1))
        registry.stamp = "2031-01-01T09:00:00"
        run()
        registry.move(3)
        registry.put(changed(1, 3, "TERMINATED"))
        run("delta")
        assert in_view(local_index) == listed(registry)

    def test_one_that_left_is_found_without_listing_all(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n, statusModule=status("RECRUITING", f"2025-01-{n:02}")) for n in range(1, 21)))
        registry.put(changed(21, 1))
        run()
        registry.move(9)
        registry.remove("NCT90000018")
        registry.asked.clear()
        report = run("delta")
        assert in_view(local_index) == listed(registry)
        assert (report.mode, report.withdrawn, report.total) == ("delta", 1, 20)
        assert [asked["path"] for asked in registry.asked] == ["/version", *["/studies"] * 3, "/version"]
        assert [asked.get("fields") for asked in registry.asked[2:4]] == ["NCTId,LastUpdatePostDate"] * 2
        assert (report.requests, report.comparing) == (5, 1), "one page more than tells that something left"

    def test_one_that_was_posted_lately_and_left_is_found_at_once(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(record(1), record(2), changed(3, 1), changed(4, 1))
        run()
        registry.remove("NCT90000003")
        assert run("delta").withdrawn == 1
        assert in_view(local_index) == listed(registry)

    def test_old_ones_are_listed_to_the_end_where_the_counts_do_not_explain_themselves(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 8)), changed(9, 2))
        run()
        registry.remove("NCT90000001")
        registry.put(record(20, statusModule=status("RECRUITING", "2020-01-01")))  # as one that is shown again
        report = run("delta")
        assert set(in_view(local_index)) ^ set(registry.records) == {"NCT90000001", "NCT90000020"}, "the counts agree"
        assert report.mode == "delta"
        registry.remove("NCT90000002")
        assert run("delta").withdrawn == 2
        assert in_view(local_index) == listed(registry)

    def test_a_registry_that_does_not_sort_costs_requests_and_no_trial(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.sorts = False
        registry.put(*(record(n, statusModule=status("RECRUITING", f"2025-01-{n:02}")) for n in range(1, 8)))
        registry.put(changed(9, 1))
        run()
        registry.remove("NCT90000006")
        report = run("delta")
        assert (report.mode, report.withdrawn) == ("delta and reconcile", 1)
        assert in_view(local_index) == listed(registry)

    def test_it_is_repeated_when_the_registry_moves_meanwhile(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 5)))
        run()
        registry.move(9)

        def move_on(path: str, asked: dict[str, str]) -> None:
            if "filter.advanced" in asked and registry.stamp[8:10] == "09":
                registry.move(10)
                registry.put(changed(4, 10))

        registry.before = move_on
        report = run("delta")
        assert in_view(local_index) == listed(registry)
        assert (report.repaired, report.stamp) == (True, registry.stamp)

    def test_without_an_earlier_refresh_all_is_read(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(record(1))
        report = run("delta")
        assert report.mode == "full"
        assert "no earlier refresh" in report.warnings[0]


class TestReconcile:
    def test_ids_and_dates_are_compared_and_what_differs_is_read(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run
    ) -> None:
        registry.put(*(record(n) for n in range(1, 8)))
        run()
        registry.move(2)
        registry.remove("NCT90000004")
        registry.put(record(20), changed(1, 2))
        report = run("reconcile")
        assert in_view(local_index) == listed(registry)
        assert (report.mode, report.read, report.new, report.changed, report.withdrawn) == ("reconcile", 2, 1, 1, 1)

    def test_what_comes_back_is_in_view_again(self, registry: FakeRegistry, local_index: StudyIndex, run: Run) -> None:
        registry.put(*(record(n) for n in range(1, 4)))
        run()
        registry.remove("NCT90000002")
        run("reconcile")
        registry.put(record(2))
        run("reconcile")
        assert in_view(local_index) == listed(registry)
        assert len(local_index.versions("NCT90000002")) == 1


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


class TestReporting:
    def test_progress_is_told_to_the_end(self, registry: FakeRegistry, run: Run) -> None:
        registry.put(*(record(n) for n in range(1, 6)))
        told: list[Progress] = []
        run(progress=told.append)
        assert [(p.phase, p.done, p.total) for p in told if p.phase == "crawling"] == [
            ("crawling", 2, 5),
            ("crawling", 4, 5),
            ("crawling", 5, 5),
        ]
        assert told[-1] == Progress("done", 5, 5)

    def test_reports_are_kept_newest_first(self, registry: FakeRegistry, local_index: StudyIndex, run: Run) -> None:
        registry.put(record(1))
        first, second = run(), run()
        assert reports(local_index) == [second, first]

    def test_the_journal_is_removed_at_the_end(
        self, registry: FakeRegistry, local_index: StudyIndex, run: Run, tmp_path: Path
    ) -> None:
        registry.put(record(1))
        run()
        assert [path.name for path in tmp_path.iterdir() if "refresh" in path.name] == []


def test_a_newer_parser_reads_stored_records_again_without_the_registry(
    registry: FakeRegistry, local_index: StudyIndex, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.put(*(record(n) for n in range(1, 4)))
    run()
    for module in ("indexer.document", "indexer.loading"):
        monkeypatch.setattr(f"{module}.parser_version", lambda _: "newer")
    registry.move(9)
    report = run("delta")
    assert (report.reread, report.new, report.changed) == (3, 0, 0)
    assert {stamp.parser for stamp in local_index.stamps().values()} == {"newer"}
    assert {stamp.version for stamp in local_index.stamps().values()} == {1}
    assert local_index.search(SearchQuery(text="letrozole")).total == 3
