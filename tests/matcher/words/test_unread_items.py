"""Unread items of lists that exclude, and unread words that go on about what was excluded before them."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Kind
from matcher.entries.names import words
from matcher.patient import load_patient
from matcher.screen import screen
from matcher.screening import Verdict
from matcher.words.unread_items import holds

_WHOLE = ["conditions", "treatments", "medications", "metastases"]


def _verdict(line: str, **record: object) -> Verdict:
    person = {"id": "p", "conditions": [], "treatments": [], "medications": [], "metastases": [], "complete": _WHOLE}
    return screen(load_patient({**person, **record}), parse(f"Exclusion Criteria:\n\n* {line}")).verdict


def _holds(kind: Kind, phrase: str, **record: object) -> bool:
    return holds(kind, phrase, words(phrase), load_patient({"id": "p", **record}))


def test_a_word_that_many_entries_share_does_not_tell_which_is_meant() -> None:
    irradiated = [{"name": "radiation therapy", "kind": "radiation", "start": "2020"}]
    assert not _holds(Kind.COMORBIDITY, "need of zorbled therapy at night", treatments=irradiated)
    assert not _holds(Kind.THERAPY, "zorbled vapour therapy", treatments=irradiated)
    assert _holds(Kind.COMORBIDITY, "need of zorbled therapy at night", conditions=[{"name": "zorbled at night"}])


def test_a_class_of_treatments_may_be_any_that_shares_a_word() -> None:
    irradiated = [{"name": "radiation therapy", "kind": "radiation", "start": "2020"}]
    assert _holds(Kind.THERAPY, "zorbled hormonal therapy", treatments=irradiated)


def test_a_drug_is_spoken_of_by_its_class() -> None:
    capecitabine = [{"name": "capecitabine", "start": "2025-12"}]
    assert _holds(Kind.THERAPY, "all zorbled chemotherapy", treatments=capecitabine)
    assert not _holds(Kind.THERAPY, "all zorbled immunotherapy", treatments=capecitabine)
    assert not _holds(Kind.THERAPY, "systemic zorbling", treatments=capecitabine)


@pytest.mark.parametrize(
    ("site", "expected"),
    [(None, Verdict.ELIGIBLE), ("liver", Verdict.ELIGIBLE), ("brain", Verdict.UNKNOWN)],
)
def test_an_unread_spread_is_that_to_the_site_it_names(site: str | None, expected: Verdict) -> None:
    spread = [] if site is None else [{"site": site}]
    assert _verdict("Leptomeningeal disease or zorbled CNS midline shifts", metastases=spread) is expected


def test_an_unread_spread_without_a_site_may_be_any() -> None:
    line = "Leptomeningeal disease, or widespread zorbles"
    assert _verdict(line) is Verdict.ELIGIBLE
    assert _verdict(line, metastases=[{"site": "bone"}]) is Verdict.UNKNOWN


def test_what_relatives_have_is_in_no_list() -> None:
    line = "Torsades de pointes, or zorbled death of a close relative"
    assert _verdict(line) is Verdict.UNKNOWN


def test_the_long_qt_syndrome_is_a_condition_and_a_long_qt_a_measurement() -> None:
    assert _verdict("Congenital long QT syndrome") is Verdict.ELIGIBLE
    assert _verdict("Prolonged QT interval") is Verdict.UNKNOWN
    assert _verdict("Family history of long QTc syndrome") is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "Chronic gout and is receiving zorbled tablets",
        "Epilepsy or gout, but must have been weaned off zorbles",
        "Any other malignancy that required treatment or has shown signs of zorbling",
        "Brain metastases that are symptomatic or require zorbled drainage",
    ],
)
def test_what_is_said_of_something_excluded_asks_nothing_of_whoever_has_it_not(line: str) -> None:
    assert _verdict(line) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("Chronic gout and is receiving zorbled tablets", {"conditions": [{"name": "gout"}]}),
        ("Gout, or has been zorbled twice", {}),
        ("Gout. Has been zorbled twice", {}),
    ],
)
def test_words_of_their_own_and_those_who_have_it_stay_open(line: str, record: dict[str, object]) -> None:
    assert _verdict(line, **record) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "A stem cell transplant following high-dose chemotherapy",
        "Lung cancer in situ treated with radiation",
        "Radiation to the pelvis within 4 weeks of investigational product",
    ],
)
def test_what_is_only_named_of_something_excluded_asks_nothing_of_whoever_has_not_that(line: str) -> None:
    assert _verdict(line) is Verdict.ELIGIBLE


def test_what_is_named_of_something_unread_stays_open() -> None:
    assert _verdict("Zorbling following high-dose chemotherapy") is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("No ongoing antiretroviral therapy", Verdict.ELIGIBLE),
        ("No minor surgery within 7 days", Verdict.ELIGIBLE),
        ("No lasting zorbles", Verdict.UNKNOWN),
    ],
)
def test_a_no_under_exclusion_repeats_the_heading_where_nobody_is_asked_for_such_a_thing(
    line: str, expected: Verdict
) -> None:
    assert _verdict(line) is expected


@pytest.mark.parametrize(
    "line",
    [
        "Chronic gout. Such gout must have been zorbled for a month",
        "Epilepsy. Individuals who fail due to this criterion may be zorbled again",
        "Brain metastases. Any lesions of the kind must be zorbled first",
    ],
)
def test_a_sentence_that_takes_up_what_was_excluded_asks_nothing_of_whoever_has_it_not(line: str) -> None:
    assert _verdict(line) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "Chronic gout. Whoever zorbles must pay for it",
        "Chronic gout. Gouty people who zorble are excluded, too",
        "Brain metastases. Must not have zorbling metastases",
    ],
)
def test_a_sentence_that_names_more_of_what_excludes_stays_open(line: str) -> None:
    assert _verdict(line) is Verdict.UNKNOWN


@pytest.mark.parametrize(("dose", "expected"), [("81 mg daily", Verdict.ELIGIBLE), (None, Verdict.UNKNOWN)])
def test_a_daily_dose_is_compared_in_milligrams(dose: str | None, expected: Verdict) -> None:
    taken = [{"name": "aspirin", **({"dose": dose} if dose else {})}]
    assert _verdict("Aspirin at more than 325 mg a day", medications=taken) is expected


def test_what_excludes_patients_of_another_cancer_is_nothing_to_whoever_has_it_not() -> None:
    assert _verdict("Liver cancer patients with known bowel obstruction") is Verdict.ELIGIBLE
