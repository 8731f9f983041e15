"""After a refresh the index is what the registry has in view, whatever happened on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import BadAnswerError, IndexMissingError, RefreshRefusedError
from indexer.index import SearchQuery, StudyIndex
from indexer.refresh import Progress, last_report, reports
from tests.indexer.fake_registry import FakeRegistry
from tests.indexer.records import record, status
from tests.indexer.refreshing import Run, changed, in_view, listed


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
