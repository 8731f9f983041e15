"""What any index of studies must do, whatever stores it."""

from __future__ import annotations

import pytest

from indexer.document import prepare
from indexer.errors import IndexMissingError
from indexer.index import SearchQuery, StudyIndex
from tests.indexer.index.loading import LATER, SEEN, found, load
from tests.indexer.records import record, status


class TestBeforeAnythingIsLoaded:
    def test_what_reads_studies_says_so(self, index: StudyIndex) -> None:
        for read in (
            lambda: index.search(SearchQuery()),
            lambda: list(index.scan()),
            lambda: index.get("NCT90000001"),
            lambda: index.status(),
            lambda: list(index.verify()),
            lambda: index.terms("status"),
        ):
            with pytest.raises(IndexMissingError, match="trialmatch refresh"):
                read()

    def test_there_are_no_stamps_and_no_documents(self, index: StudyIndex) -> None:
        assert index.stamps() == {}
        assert index.kept("report") == {}

    def test_documents_can_be_kept_and_still_nothing_is_loaded(self, index: StudyIndex) -> None:
        index.keep("report", "1", {"read": 3})
        assert index.kept("report") == {"1": {"read": 3}}
        with pytest.raises(IndexMissingError):
            index.search(SearchQuery())


class TestStoring:
    def test_a_study_comes_back_as_it_was(self, index: StudyIndex) -> None:
        item = record(1)
        load(index, item)
        stored = index.get("NCT90000001")
        assert stored is not None
        assert stored.record() == item
        assert stored.study().title == "Invented study 1"
        assert stored.criteria().text == item["protocolSection"]["eligibilityModule"]["eligibilityCriteria"]
        assert (stored.posted, stored.seen, stored.version, stored.withdrawn) == ("2026-01-02", SEEN, 1, None)

    def test_an_unknown_id_gives_nothing(self, index: StudyIndex) -> None:
        load(index, record(1))
        assert index.get("NCT99999999") is None

    def test_a_study_is_found_by_a_former_id_too(self, index: StudyIndex) -> None:
        item = record(1)
        item["protocolSection"]["identificationModule"]["nctIdAliases"] = ["NCT98888888"]
        load(index, item, record(2))
        stored = index.get("NCT98888888")
        assert stored is not None
        assert stored.nct_id == "NCT90000001"

    def test_loading_twice_doubles_nothing(self, index: StudyIndex) -> None:
        load(index, record(1), record(2))
        load(index, record(1), record(2), seen=LATER)
        assert found(index) == ["NCT90000002", "NCT90000001"]
        stored = index.get("NCT90000001")
        assert stored is not None
        assert (stored.version, stored.seen) == (1, SEEN)
        assert len(index.versions("NCT90000001")) == 1

    def test_a_changed_record_is_a_new_version_and_the_old_one_stays(self, index: StudyIndex) -> None:
        load(index, record(1))
        load(index, record(1, statusModule=status("COMPLETED", "2026-01-20")), seen=LATER)
        stored = index.get("NCT90000001")
        assert stored is not None
        assert (stored.version, stored.posted, stored.seen) == (2, "2026-01-20", LATER)
        versions = index.versions("NCT90000001")
        assert [(v.number, v.posted, v.seen) for v in versions] == [(1, "2026-01-02", SEEN), (2, "2026-01-20", LATER)]
        assert versions[0].record() == record(1)
        assert found(index, statuses=("RECRUITING",)) == []
        assert found(index, statuses=("COMPLETED",)) == ["NCT90000001"]

    def test_stamps_tell_what_is_current(self, index: StudyIndex) -> None:
        document = prepare(record(1), SEEN)
        load(index, record(1))
        stamp = index.stamps()["NCT90000001"]
        assert (stamp.posted, stamp.hash, stamp.parser) == ("2026-01-02", document.hash, document.parser)
        assert (stamp.version, stamp.seen, stamp.status, stamp.withdrawn) == (1, SEEN, "RECRUITING", None)

    def test_a_record_without_dates_or_status_is_stored(self, index: StudyIndex) -> None:
        load(index, record(1, statusModule=None), record(2))
        assert found(index) == ["NCT90000002", "NCT90000001"]
        stored = index.get("NCT90000001")
        assert stored is not None
        assert stored.posted is None


class TestWithdrawing:
    def test_a_withdrawn_study_leaves_search_and_can_still_be_read(self, index: StudyIndex) -> None:
        load(index, record(1), record(2))
        with index.change() as change:
            change.withdraw("NCT90000001", "2026-02-03")
        assert found(index) == ["NCT90000002"]
        assert found(index, text="letrozole") == ["NCT90000002"]
        assert index.terms("status") == {"RECRUITING": 1}
        assert [s.nct_id for s in index.scan()] == ["NCT90000002"]
        assert [(s.nct_id, s.withdrawn) for s in index.scan(withdrawn=True)] == [
            ("NCT90000001", "2026-02-03"),
            ("NCT90000002", None),
        ]
        stored = index.get("NCT90000001")
        assert stored is not None
        assert stored.record() == record(1)

    def test_the_first_day_of_absence_stands(self, index: StudyIndex) -> None:
        load(index, record(1))
        for day in ("2026-02-03", "2026-02-09"):
            with index.change() as change:
                change.withdraw("NCT90000001", day)
        assert index.stamps()["NCT90000001"].withdrawn == "2026-02-03"

    def test_a_study_that_returns_is_found_again(self, index: StudyIndex) -> None:
        load(index, record(1))
        with index.change() as change:
            change.withdraw("NCT90000001", "2026-02-03")
        load(index, record(1), seen=LATER)
        assert found(index) == ["NCT90000001"]
        assert index.stamps()["NCT90000001"].withdrawn is None
        assert len(index.versions("NCT90000001")) == 1

    def test_withdrawing_an_unknown_study_does_nothing(self, index: StudyIndex) -> None:
        load(index, record(1))
        with index.change() as change:
            change.withdraw("NCT99999999", "2026-02-03")
        assert list(index.stamps()) == ["NCT90000001"]


class TestChanging:
    def test_nothing_is_seen_before_the_end(self, index: StudyIndex) -> None:
        load(index, record(1))
        with index.change() as change:
            change.put(prepare(record(2), LATER))
            change.withdraw("NCT90000001", "2026-02-03")
            assert found(index) == ["NCT90000001"]
        assert found(index) == ["NCT90000002"]

    def test_a_change_that_fails_leaves_all_as_it_was(self, index: StudyIndex) -> None:
        load(index, record(1))
        before = index.status()

        def fail_on_the_way() -> None:
            with index.change() as change:
                change.put(prepare(record(2), LATER))
                raise RuntimeError("on the way")

        with pytest.raises(RuntimeError, match="on the way"):
            fail_on_the_way()
        assert found(index) == ["NCT90000001"]
        assert index.status().generation == before.generation
        assert list(index.verify()) == []

    def test_a_scan_keeps_its_view_while_the_index_changes(self, index: StudyIndex) -> None:
        load(index, *(record(n) for n in range(1, 6)))
        scan = index.scan()
        first = next(scan)
        load(index, record(9), seen=LATER)
        assert [first.nct_id, *(s.nct_id for s in scan)] == [f"NCT9000000{n}" for n in range(1, 6)]

    def test_a_rebuild_starts_from_nothing_and_keeps_versions_and_documents(self, index: StudyIndex) -> None:
        load(index, record(1), record(2))
        index.keep("report", "1", {"read": 2})
        with index.change(rebuild=True) as change:
            change.put(prepare(record(1), LATER))
        assert found(index) == ["NCT90000001"]
        stored = index.get("NCT90000001")
        assert stored is not None
        assert (stored.version, stored.seen) == (1, SEEN)
        assert len(index.versions("NCT90000002")) == 1
        assert index.kept("report") == {"1": {"read": 2}}

    def test_each_change_is_another_generation(self, index: StudyIndex) -> None:
        load(index, record(1))
        first = index.status().generation
        load(index, record(2))
        assert index.status().generation != first


class TestDocuments:
    def test_they_are_kept_replaced_and_dropped(self, index: StudyIndex) -> None:
        index.keep("correction", "b", {"who": "A", "facts": [1, {"x": None}]})
        index.keep("correction", "a", {"who": "B"})
        index.keep("correction", "b", {"who": "C"})
        index.keep("search", "a", {"text": "x"})
        assert list(index.kept("correction").items()) == [("a", {"who": "B"}), ("b", {"who": "C"})]
        index.drop("correction", "b")
        index.drop("correction", "never there")
        assert list(index.kept("correction")) == ["a"]


class TestLeasing:
    def test_one_holder_at_a_time(self, index: StudyIndex) -> None:
        assert index.lease("refresh", "first", 60) is None
        assert index.lease("refresh", "second", 60) == "first"
        assert index.lease("refresh", "first", 60) is None, "its holder renews it"
        assert index.lease("other", "second", 60) is None
        index.release("refresh", "second")
        assert index.lease("refresh", "second", 60) == "first", "only its holder gives it back"
        index.release("refresh", "first")
        assert index.lease("refresh", "second", 60) is None

    def test_it_can_be_renewed_while_a_change_is_under_way(self, index: StudyIndex) -> None:
        load(index, record(1))
        assert index.lease("refresh", "first", 60) is None
        with index.change() as change:
            change.withdraw("NCT90000001", "2026-02-03")
            assert index.lease("refresh", "first", 600) is None
        assert index.lease("refresh", "second", 60) == "first"
        assert index.status().withdrawn == 1

    def test_a_lease_that_ran_out_is_free(self, index: StudyIndex) -> None:
        assert index.lease("refresh", "first", -1) is None
        assert index.lease("refresh", "second", 60) is None


class TestKeepingHouse:
    def test_the_status_counts(self, index: StudyIndex) -> None:
        load(index, record(1), record(2))
        load(index, record(1, statusModule=status("COMPLETED", "2026-01-20")), seen=LATER)
        with index.change() as change:
            change.withdraw("NCT90000002", "2026-02-03")
        found = index.status()
        assert (found.studies, found.withdrawn, found.versions) == (1, 1, 3)
        assert found.url == index.url
        assert list(found.parsers.values()) == [2]
        assert found.size > 0

    def test_a_sound_index_verifies_and_compacts(self, index: StudyIndex) -> None:
        for n in range(1, 5):
            load(index, record(n))
        assert list(index.verify()) == []
        index.compact()
        assert list(index.verify()) == []
        assert len(found(index)) == 4
