"""Two versions of a study differ in fields, sites, and in what their criteria mean."""

from __future__ import annotations

from typing import Any

from indexer.diff import CriterionChange, changed_since, diff, version_at
from indexer.document import prepare
from indexer.index import StudyIndex
from tests.indexer.records import record, site, status


def with_criteria(*lines: str, exclusion: tuple[str, ...] = ()) -> dict[str, Any]:
    text = "Inclusion Criteria:\n\n" + "".join(f"* {line}\n" for line in lines)
    if exclusion:
        text += "\nExclusion Criteria:\n\n" + "".join(f"* {line}\n" for line in exclusion)
    return record(1, eligibilityModule={"eligibilityCriteria": text})


def criteria_changes(before: dict[str, Any], after: dict[str, Any]) -> list[CriterionChange]:
    return list(diff(before, after).criteria)


def test_equal_records_do_not_differ() -> None:
    assert not diff(record(1), record(1))


def test_fields_with_both_values() -> None:
    found = diff(record(1), record(1, statusModule=status("COMPLETED", "2026-02-01")))
    assert [(c.name, c.before, c.after) for c in found.fields] == [("status", "RECRUITING", "COMPLETED")]
    assert found.criteria == ()


def test_sites_that_come_go_and_close() -> None:
    boston, paris = site("Boston", "United States", 42.36, -71.06), site("Paris", "France", 48.86, 2.35)
    closed = site("Boston", "United States", 42.36, -71.06, "WITHDRAWN")
    berlin = site("Berlin", "Germany", 52.52, 13.41)
    found = diff(
        record(1, contactsLocationsModule={"locations": [boston, paris]}),
        record(1, contactsLocationsModule={"locations": [berlin, closed]}),
    )
    assert [(c.how, c.city, c.before, c.after) for c in found.sites] == [
        ("added", "Berlin", None, "RECRUITING"),
        ("changed", "Boston", "RECRUITING", "WITHDRAWN"),
        ("removed", "Paris", "RECRUITING", None),
    ]


def test_a_threshold_that_moved_is_one_change_and_says_from_what_to_what() -> None:
    (change,) = criteria_changes(
        with_criteria("ECOG performance status 0 or 1", "Age 18 years or older"),
        with_criteria("ECOG performance status 0 to 2", "Age 18 years or older"),
    )
    assert (change.how, change.section) == ("changed", "inclusion")
    assert "0 or 1" in str(change.before)
    assert "0 to 2" in str(change.after)
    (line,) = change.meaning
    assert "ECOG" in line
    assert "→" in line


def test_a_sign_that_turned_is_a_change() -> None:
    (change,) = criteria_changes(with_criteria("LVEF > 50 %"), with_criteria("LVEF < 50 %"))
    assert change.how == "changed"


def test_criteria_that_are_added_and_removed() -> None:
    changes = criteria_changes(
        with_criteria("Age 18 years or older", exclusion=("Pregnant women",)),
        with_criteria("Age 18 years or older", "Measurable disease per RECIST 1.1"),
    )
    assert [(c.how, c.section) for c in changes] == [("added", "inclusion"), ("removed", "exclusion")]
    assert changes[0].meaning[0].startswith("+ require: measurable disease")
    assert changes[1].meaning[0].startswith("- exclude: pregnant")


def test_lines_that_break_elsewhere_and_another_order_are_no_change() -> None:
    before = with_criteria("Age 18 years or older", "ECOG performance status 0 or 1")
    after = with_criteria("ECOG performance\n  status 0 or 1", "Age 18 years or older")
    assert criteria_changes(before, after) == []


def test_other_words_for_the_same_are_reworded() -> None:
    changes = criteria_changes(with_criteria("Age 18 years or older"), with_criteria("Age ≥ 18 years"))
    assert [c.how for c in changes] == ["reworded"]


def test_versions_of_a_day_and_what_was_before(local_index: StudyIndex) -> None:
    with local_index.change() as change:
        for n in (1, 2):
            change.put(prepare(record(n), "2026-02-01T09:00:00"))
    with local_index.change() as change:
        change.put(prepare(record(2, statusModule=status("COMPLETED", "2026-02-03")), "2026-02-04T09:00:00"))
        change.put(prepare(record(3), "2026-02-04T09:00:00"))
    with local_index.change() as change:
        change.withdraw("NCT90000001", "2026-02-05")
    found = [
        (old and old.number, (new or old).nct_id, new and new.number)  # type: ignore[union-attr]
        for old, new in changed_since(local_index, "2026-02-04")
    ]
    assert found == [(1, "NCT90000001", None), (1, "NCT90000002", 2), (None, "NCT90000003", 1)]
    assert len(list(changed_since(local_index, "2026-02-05"))) == 1
    assert len(list(changed_since(local_index, "2026-02-06"))) == 0


def test_a_version_by_its_number_or_its_day(local_index: StudyIndex) -> None:
    for day, overall in (("01", "RECRUITING"), ("04", "COMPLETED")):
        with local_index.change() as change:
            change.put(prepare(record(1, statusModule=status(overall, f"2026-02-{day}")), f"2026-02-{day}T09:00:00"))
    versions = local_index.versions("NCT90000001")
    found = [
        version_at(versions, which) for which in ("1", "2", "3", "2026-01-31", "2026-02-01", "2026-02-04", "2027-01-01")
    ]
    assert [version and version.number for version in found] == [1, 2, None, None, 1, 2, 2]
