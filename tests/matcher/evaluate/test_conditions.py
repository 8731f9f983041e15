"""Conditions with their qualifiers, allergies, toxicity, and what is settled in person."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Comparison, Kind, Requirement, Window
from matcher.answer import Weight
from matcher.evaluate import other
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS, ask, patient, truth


def ill(*conditions: dict[str, Any], whole: bool = True) -> Any:
    return patient(conditions=list(conditions), complete=["conditions"] if whole else [])


def test_a_condition_of_the_list_is_present() -> None:
    assert truth(ill({"name": "HIV infection"}), Kind.COMORBIDITY, "hiv infection") is Truth.TRUE


def test_a_closed_list_rules_out_what_it_does_not_name_and_an_open_one_does_not() -> None:
    assert truth(ill(), Kind.COMORBIDITY, "hiv infection") is Truth.FALSE
    assert truth(ill(whole=False), Kind.COMORBIDITY, "hiv infection") is Truth.UNKNOWN


def test_a_known_absence_holds_in_an_open_list_too() -> None:
    absent = ill({"name": "interstitial lung disease", "present": False}, whole=False)
    assert truth(absent, Kind.COMORBIDITY, "interstitial lung disease") is Truth.FALSE


def test_a_negative_test_among_the_conditions_is_an_absence() -> None:
    tested = ill({"name": "hepatitis B surface antigen negative"}, whole=False)
    assert truth(tested, Kind.COMORBIDITY, "hepatitis b") is Truth.FALSE


def test_what_is_normal_is_not_abnormal() -> None:
    assert truth(ill({"name": "normal ECG in 2026-01"}), Kind.COMORBIDITY, "abnormal ecg") is Truth.FALSE
    for name in ("baseline ECG within 3 weeks, normal", "resting EKG without abnormalities", "ECG: normal"):
        assert truth(ill({"name": name}), Kind.COMORBIDITY, "abnormal ecg") is Truth.FALSE
    assert (
        truth(ill({"name": "ECG without relevant abnormalities"}), Kind.COMORBIDITY, "abnormal ecg") is not Truth.FALSE
    )
    assert truth(ill({"name": "ECG not normal"}), Kind.COMORBIDITY, "abnormal ecg") is Truth.UNKNOWN


def test_a_closed_list_does_not_speak_of_electrocardiograms() -> None:
    assert truth(ill(), Kind.COMORBIDITY, "abnormal ecg") is Truth.UNKNOWN


def test_a_normal_qtc_rules_out_its_prolongation() -> None:
    person = patient(labs=[{"name": "QTc", "value": 420, "unit": "ms"}])
    assert truth(person, Kind.COMORBIDITY, "qtc prolongation") is Truth.FALSE


def test_what_the_vocabulary_does_not_know_is_presumed_absent_where_it_is_excluded() -> None:
    answer = ask(ill(), Kind.COMORBIDITY, "ability to whistle")
    assert answer.truth is Truth.UNKNOWN
    assert answer.weight is Weight.REQUIRED


@pytest.mark.parametrize(
    ("status", "expected"), [("controlled", Truth.FALSE), ("uncontrolled", Truth.TRUE), (None, Truth.UNKNOWN)]
)
def test_control_decides_what_is_uncontrolled(status: str | None, expected: Truth) -> None:
    person = ill({"name": "hypertension", "status": status})
    assert truth(person, Kind.COMORBIDITY, "uncontrolled hypertension") is expected
    assert truth(person, Kind.COMORBIDITY, "hypertension", "uncontrolled") is expected


@pytest.mark.parametrize("status", ["never needed tablets", "ointments only, never systemic"])
def test_what_never_needed_something_is_there_all_the_same(status: str) -> None:
    assert truth(ill({"name": "psoriasis", "status": status}), Kind.COMORBIDITY, "psoriasis") is Truth.TRUE


@pytest.mark.parametrize(("status", "expected"), [("resolved", Truth.FALSE), (None, Truth.UNKNOWN)])
def test_a_resolved_disease_is_not_active(status: str | None, expected: Truth) -> None:
    assert truth(ill({"name": "hepatitis c", "status": status}), Kind.COMORBIDITY, "hepatitis c", "active") is expected


def test_a_history_counts_what_is_over() -> None:
    person = ill({"name": "pneumonitis", "status": "resolved"})
    assert truth(person, Kind.COMORBIDITY, "pneumonitis", detail=(("history", "history of"),)) is Truth.TRUE
    assert truth(person, Kind.COMORBIDITY, "pneumonitis") is Truth.UNKNOWN


@pytest.mark.parametrize(("nyha", "expected"), [("III", Truth.TRUE), ("II", Truth.FALSE), (None, Truth.UNKNOWN)])
@pytest.mark.parametrize("name", ["congestive heart failure", "heart failure"])
def test_nyha_class(name: str, nyha: str | None, expected: Truth) -> None:
    person = ill({"name": name, "nyha": nyha})
    assert truth(person, Kind.COMORBIDITY, "congestive heart failure", Comparison(">", 2, "NYHA")) is expected


@pytest.mark.parametrize(("grade", "expected"), [(2, Truth.TRUE), (1, Truth.FALSE)])
def test_grades(grade: int, expected: Truth) -> None:
    person = ill({"name": "peripheral neuropathy", "grade": grade})
    assert truth(person, Kind.COMORBIDITY, "peripheral neuropathy", Comparison(">=", 2, "grade")) is expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-01", Truth.TRUE), ("2024-01", Truth.FALSE), (None, Truth.UNKNOWN)]
)
def test_a_window_needs_the_date(day: str | None, expected: Truth) -> None:
    person = ill({"name": "deep vein thrombosis", "date": day})
    window = Window("<=", 6, "months")
    assert truth(person, Kind.COMORBIDITY, "deep vein thrombosis", when=window) is expected


def test_a_disease_that_is_held_in_check_leaves_its_field_open() -> None:
    answer = ask(
        ill({"name": "atrial fibrillation", "status": "controlled"}), Kind.COMORBIDITY, "cardiovascular disease"
    )
    assert answer.truth is Truth.UNKNOWN
    assert answer.weight is Weight.REQUIRED
    assert truth(ill({"name": "atrial fibrillation"}), Kind.COMORBIDITY, "cardiovascular disease") is Truth.TRUE


def test_an_ability_answers_for_its_lack() -> None:
    person = ill({"name": "able to swallow oral medication"}, whole=False)
    assert truth(person, Kind.COMORBIDITY, "inability to swallow oral medication") is Truth.FALSE


def test_unresolved_toxicity_is_the_worst_grade_that_treatment_left() -> None:
    bound = Comparison(">", 1, "grade")
    assert truth(ill(), Kind.COMORBIDITY, "unresolved toxicity", bound) is Truth.FALSE
    neuropathy = ill({"name": "peripheral neuropathy", "grade": 2})
    assert truth(neuropathy, Kind.COMORBIDITY, "unresolved toxicity", bound) is Truth.TRUE


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "hand-foot syndrome", "grade": 3}, Truth.FALSE),
        ({"name": "arthralgia", "grade": 2, "status": "ongoing, due to letrozole"}, Truth.FALSE),
        ({"name": "cisplatin-related tinnitus", "grade": 2}, Truth.FALSE),
        ({"name": "arthralgia", "grade": 2, "status": "due to osteoarthritis"}, Truth.TRUE),
    ],
)
def test_what_an_entry_blames_on_a_treatment_is_toxicity(entry: dict[str, Any], expected: Truth) -> None:
    mild = Comparison("<=", 1, "grade")
    assert truth(ill(entry), Kind.COMORBIDITY, "unresolved toxicity", mild) is expected


def test_of_the_toxicity_of_one_treatment_no_entry_tells_that_it_is_due_to_that() -> None:
    left = Requirement(
        Kind.COMORBIDITY, "unresolved toxicity", Comparison(">", 1, "grade"), detail=(("due to", "surgery"),)
    )
    assert other.condition(left, ill({"name": "peripheral neuropathy", "grade": 2})).truth is Truth.UNKNOWN
    assert other.condition(left, ill()).truth is Truth.FALSE


@pytest.mark.parametrize(
    ("kind", "concept"),
    [
        (Kind.ADMINISTRATIVE, "consent"),
        (Kind.CONTRACEPTION, "contraception"),
        (Kind.LIFE_EXPECTANCY, "life expectancy"),
    ],
)
def test_what_is_settled_in_person_never_keeps_a_verdict_open(kind: Kind, concept: str) -> None:
    assert ask(patient(), kind, concept).weight is Weight.NEVER


@pytest.mark.parametrize(
    "entry", ["hepatitis B surface antigen status known", "hepatitis B status documented", "hepatitis B tested"]
)
def test_that_a_status_is_known_does_not_tell_what_it_is(entry: str) -> None:
    assert truth(ill({"name": entry}, whole=False), Kind.COMORBIDITY, "hepatitis b") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("acute pneumonia", Truth.FALSE),
        ("tuberculosis", Truth.FALSE),
        ("hepatitis c", Truth.UNKNOWN),
        ("gout", Truth.UNKNOWN),
    ],
)
def test_an_infection_that_is_over_is_none_now(name: str, expected: Truth) -> None:
    person = ill({"name": name, "status": "resolved"})
    assert truth(person, Kind.COMORBIDITY, name.removeprefix("acute ")) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("active", Truth.TRUE),
        ("controlled with current therapy", Truth.UNKNOWN),
        ("on a stable dose of medication", Truth.UNKNOWN),
        ("resolved", Truth.FALSE),
    ],
)
def test_a_condition_is_not_current_because_its_therapy_is(status: str, expected: Truth) -> None:
    assert (
        truth(ill({"name": "hypothyroidism", "status": status}), Kind.COMORBIDITY, "active hypothyroidism") is expected
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "vaginal dryness", "status": "moderate", "date": "2024-11"}, Truth.TRUE),
        ({"name": "vaginal dryness", "status": "resolved", "date": "2024-11"}, Truth.FALSE),
        ({"name": "vaginal dryness", "date": "2024-11"}, Truth.FALSE),
    ],
)
def test_what_goes_on_is_had_now_whenever_it_began(entry: dict[str, Any], expected: Truth) -> None:
    lately = Window("<=", 2, "months")
    assert truth(ill(entry), Kind.COMORBIDITY, "vaginal dryness", when=lately) is expected


def test_what_happens_once_does_not_go_on_however_severe_it_was() -> None:
    infarct = ill({"name": "myocardial infarction", "status": "severe", "date": "2019-05"})
    assert truth(infarct, Kind.COMORBIDITY, "myocardial infarction", when=Window("<=", 6, "months")) is Truth.FALSE


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [
        ("resolved, off steroids", "active", Truth.FALSE),
        ("resolved, off steroids", None, Truth.UNKNOWN),
        ("under treatment", "active", Truth.UNKNOWN),
    ],
)
def test_a_disease_that_is_over_is_no_active_one_of_its_kind(status: str, value: str | None, expected: Truth) -> None:
    person = ill({"name": "interstitial lung disease", "status": status})
    assert truth(person, Kind.COMORBIDITY, "pneumonitis", value) is expected


def test_a_disease_that_was_only_looked_for_may_not_have_been_had() -> None:
    examined = {"name": "chest x-ray for suspicion of tuberculosis"}
    assert truth(ill(examined), Kind.COMORBIDITY, "tuberculosis") is Truth.UNKNOWN
    denied = ill(examined, {"name": "tuberculosis", "present": False})
    assert truth(denied, Kind.COMORBIDITY, "tuberculosis") is Truth.FALSE


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ("herpes zoster", "viral infection"),
        ("cellulitis", "bacterial infection"),
        ("candidiasis", "fungal infection"),
    ],
)
def test_an_infection_is_one_of_its_kind(entry: str, asked: str) -> None:
    assert truth(ill({"name": entry, "status": "active"}), Kind.COMORBIDITY, asked, "active") is not Truth.FALSE
    assert truth(ill({"name": entry}), Kind.COMORBIDITY, asked) is Truth.TRUE


def test_a_trial_that_the_record_tells_of_is_not_passed_over() -> None:
    took_part = ill({"name": "participation in a drug trial"})
    answer = ask(took_part, Kind.ADMINISTRATIVE, "enrolment in other trial")
    assert (answer.truth, answer.weight) == (Truth.UNKNOWN, Weight.ALWAYS)
    novel = ill({"name": "participating in a trial of a novel drug"})
    assert ask(novel, Kind.ADMINISTRATIVE, "enrolment in other trial").weight is Weight.ALWAYS
    willing = ill({"name": "willing to participate in a drug trial"})
    assert ask(willing, Kind.ADMINISTRATIVE, "enrolment in other trial").weight is Weight.REQUIRED


def test_who_must_have_been_in_another_trial_is_not_eligible_before_that_is_known() -> None:
    record = {"complete": ALL_LISTS}
    assert read(inclusion="* Must have been enrolled in the ZORB study", **record) is Verdict.UNKNOWN
    assert read(exclusion="* Participation in another clinical trial within 30 days", **record) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("stroke", "cerebrovascular accident"),
        ("cardiac disease", "heart disease"),
        ("thrombotic disorder", "deep vein thrombosis"),
        ("qt prolongation", "prolonged QT interval"),
        ("liver disease", "hepatic disease"),
        ("neurological disorder", "epilepsy"),
    ],
)
def test_a_condition_is_found_by_either_of_its_names(asked: str, told: str) -> None:
    assert truth(ill({"name": told}), Kind.COMORBIDITY, asked) is Truth.TRUE


def test_what_has_been_over_for_longer_was_not_had_lately() -> None:
    sober = patient(conditions=[{"name": "alcohol abuse", "status": "in remission since 2019"}])
    assert truth(sober, Kind.COMORBIDITY, "alcohol abuse", when=Window("<=", 1, "years")) is Truth.FALSE
    assert truth(sober, Kind.COMORBIDITY, "alcohol abuse", when=Window("<=", 10, "years")) is Truth.UNKNOWN


def test_a_date_that_no_calendar_has_tells_not_how_long_it_has_been_over() -> None:
    sober = patient(conditions=[{"name": "alcohol abuse", "status": "in remission since 2019-13"}])
    assert truth(sober, Kind.COMORBIDITY, "alcohol abuse", when=Window("<=", 1, "years")) is Truth.UNKNOWN


def test_the_class_of_anesthetists_is_told_by_no_list_of_conditions() -> None:
    assert truth(ill(), Kind.COMORBIDITY, "ASA physical status", Comparison(">=", 4)) is Truth.UNKNOWN


@pytest.mark.parametrize(("score", "expected"), [(7, Verdict.ELIGIBLE), (3, Verdict.INELIGIBLE)])
def test_the_score_of_a_complaint_stands_among_the_measurements(score: int, expected: Verdict) -> None:
    record = {"labs": [{"name": "worst pain", "value": score}], "conditions": [], "complete": ALL_LISTS}
    assert read(inclusion="* Worst pain score between 5 and 10", **record) is expected


def test_the_immediate_family_is_the_family() -> None:
    kin = ill({"name": "immediate family history of zorbic syndrome", "present": False})
    assert truth(kin, Kind.COMORBIDITY, "family history of zorbic syndrome") is Truth.FALSE


def test_a_denial_of_one_thing_or_another_is_one_of_each() -> None:
    neither = ill({"name": "xanthic palsy or zorbic fever", "present": False}, whole=False)
    assert truth(neither, Kind.COMORBIDITY, "zorbic fever") is Truth.FALSE
    kin = ill({"name": "family history of xanthic palsy or zorbic fever", "present": False})
    assert truth(kin, Kind.COMORBIDITY, "family history of zorbic fever") is Truth.FALSE


def test_a_denial_that_is_qualified_or_of_a_treatment_is_not_one_of_the_second_thing() -> None:
    for name in ("uncontrolled xanthic palsy or zorbic fever", "treatment for xanthic palsy or zorbic fever"):
        assert truth(ill({"name": name, "present": False}), Kind.COMORBIDITY, "zorbic fever") is not Truth.FALSE
