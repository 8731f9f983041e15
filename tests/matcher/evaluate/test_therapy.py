"""Treatments had, being given, progressed on, not tolerated; washouts; lines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from criteria.tree import Between, Comparison, Kind, Window
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS, ask, patient, treated, truth

PALBOCICLIB = {"name": "palbociclib", "setting": "metastatic", "line": 1, "start": "2024-01", "end": "2025-06",
               "outcome": "progression"}  # fmt: skip


def test_a_prior_drug_is_found_by_its_class() -> None:
    assert truth(treated(PALBOCICLIB), Kind.THERAPY, "CDK4/6 inhibitor", "prior") is Truth.TRUE
    assert truth(treated(PALBOCICLIB), Kind.THERAPY, "PARP inhibitor", "prior") is Truth.FALSE


def test_an_open_list_never_rules_a_treatment_out() -> None:
    assert truth(treated(PALBOCICLIB, complete=[]), Kind.THERAPY, "PARP inhibitor", "prior") is Truth.UNKNOWN


def test_a_drug_that_the_vocabulary_does_not_know_may_be_of_the_class() -> None:
    assert truth(treated({"name": "XYZ-4711"}), Kind.THERAPY, "PARP inhibitor", "prior") is Truth.UNKNOWN


def test_setting_narrows() -> None:
    assert truth(treated(PALBOCICLIB), Kind.THERAPY, "CDK4/6 inhibitor", "prior", setting="adjuvant") is Truth.FALSE


def drug(end: str | None, **more: Any) -> Any:
    return treated({"name": "capecitabine", "setting": "metastatic", "start": "2025-01", "end": end} | more)


@pytest.mark.parametrize(
    ("end", "window", "expected"),
    [
        ("2026-02-20", Window("<", 4, "weeks"), Truth.TRUE),
        ("2026-02-15", Window("<", 4, "weeks"), Truth.FALSE),
        ("2026-02-15", Window("<=", 28, "days"), Truth.TRUE),
        ("2026-02", Window("<=", 2, "weeks"), Truth.FALSE),
        ("2026-02", Window("<=", 4, "weeks"), Truth.UNKNOWN),
        ("2026-03", Window("<", 2, "weeks"), Truth.TRUE),
        (None, Window("<", 4, "weeks"), Truth.UNKNOWN),
    ],
)
def test_washout_by_day_and_by_month(end: str | None, window: Window, expected: Truth) -> None:
    assert truth(drug(end), Kind.THERAPY, "chemotherapy", "prior", when=window) is expected


def test_what_is_still_given_has_not_been_washed_out() -> None:
    window = Window("<", 2, "weeks")
    assert truth(drug(None, outcome="ongoing"), Kind.THERAPY, "chemotherapy", "prior", when=window) is Truth.TRUE


def test_a_washout_ends_on_a_day_that_can_be_named() -> None:
    inside = ask(drug("2026-03-01"), Kind.THERAPY, "chemotherapy", "prior", when=Window("<", 4, "weeks"))
    assert inside.until == date(2026, 3, 29)
    inside = ask(drug("2026-03-01"), Kind.THERAPY, "chemotherapy", "prior", when=Window("<=", 4, "weeks"))
    assert inside.until == date(2026, 3, 30)


def test_at_least_four_weeks_since_asks_nobody_to_have_had_it() -> None:
    window = Window(">=", 4, "weeks")
    assert truth(treated(), Kind.THERAPY, "chemotherapy", "prior", when=window) is Truth.TRUE
    assert truth(drug("2026-03-01"), Kind.THERAPY, "chemotherapy", "prior", when=window) is Truth.FALSE
    assert truth(drug("2026-01-01"), Kind.THERAPY, "chemotherapy", "prior", when=window) is Truth.TRUE


def test_concurrent_means_a_medicine_or_an_ongoing_treatment() -> None:
    person = patient(medications=[{"name": "warfarin"}], complete=["medications", "treatments"])
    assert truth(person, Kind.THERAPY, "anticoagulant", "concurrent") is Truth.TRUE
    assert truth(person, Kind.THERAPY, "corticosteroid", "concurrent") is Truth.FALSE
    assert truth(drug(None, outcome="ongoing"), Kind.THERAPY, "chemotherapy", "concurrent") is Truth.TRUE
    assert truth(drug("2025-12"), Kind.THERAPY, "chemotherapy", "concurrent") is Truth.FALSE


def test_a_medicine_is_open_where_the_list_of_medicines_is() -> None:
    assert truth(patient(complete=["treatments"]), Kind.THERAPY, "anticoagulant", "concurrent") is Truth.UNKNOWN


def test_progression_is_the_recorded_outcome() -> None:
    assert truth(treated(PALBOCICLIB), Kind.THERAPY, "CDK4/6 inhibitor", "progressed") is Truth.TRUE
    assert truth(drug("2025-12", outcome="completed"), Kind.THERAPY, "capecitabine", "progressed") is Truth.UNKNOWN
    assert truth(treated(), Kind.THERAPY, "capecitabine", "progressed") is Truth.FALSE


FIRST = {"cancer": "breast cancer", "extent": "locally advanced", "presentation": "primary"}
AROUND = {"name": "docetaxel", "setting": "neoadjuvant", "start": "2025-01", "end": "2025-05", "outcome": "completed"}


@pytest.mark.parametrize(
    ("diagnosis", "course", "setting", "expected"),
    [
        (FIRST, AROUND, None, Truth.FALSE),
        (FIRST, AROUND | {"outcome": "progression"}, None, Truth.TRUE),
        (FIRST, {k: v for k, v in AROUND.items() if k != "outcome"}, None, Truth.UNKNOWN),
        (FIRST | {"presentation": "recurrent"}, AROUND, None, Truth.UNKNOWN),
        (FIRST | {"extent": "metastatic"}, AROUND, None, Truth.UNKNOWN),
        (FIRST | {"residual_disease": True}, AROUND, "neoadjuvant", Truth.UNKNOWN),
        (FIRST | {"residual_disease": True}, AROUND, None, Truth.FALSE),
    ],
)
def test_a_first_cancer_has_not_progressed_after_what_was_completed_around_its_operation(
    diagnosis: dict[str, Any], course: dict[str, Any], setting: str | None, expected: Truth
) -> None:
    record = treated(course, diagnosis=diagnosis)
    assert truth(record, Kind.THERAPY, "taxane", "progressed", setting=setting) is expected


def test_a_length_that_is_asked_of_what_is_taken_now_is_not_met_by_what_has_ended() -> None:
    ended = drug("2025-06")
    assert truth(ended, Kind.THERAPY, "capecitabine", "concurrent", when=Window(">=", 2, "months")) is Truth.FALSE


def test_intolerance_is_the_recorded_outcome() -> None:
    assert truth(drug("2025-12", outcome="intolerance"), Kind.THERAPY, "capecitabine", "intolerant") is Truth.TRUE
    assert truth(drug("2025-12", outcome="progression"), Kind.THERAPY, "capecitabine", "intolerant") is Truth.FALSE


def test_a_cumulative_dose_is_compared_where_it_is_recorded() -> None:
    bound = Comparison(">", 360, "mg/m2")
    dosed = drug("2025-05", name="doxorubicin", cumulative_dose="240 mg/m2")
    assert truth(dosed, Kind.THERAPY, "doxorubicin", bound) is Truth.FALSE
    assert truth(drug("2025-05", name="doxorubicin"), Kind.THERAPY, "doxorubicin", bound) is Truth.UNKNOWN
    assert truth(treated(), Kind.THERAPY, "doxorubicin", bound) is Truth.FALSE


def test_a_length_of_treatment_runs_from_start_to_end() -> None:
    bound = Comparison(">=", 12, "months")
    assert truth(treated(PALBOCICLIB), Kind.THERAPY, "palbociclib", bound) is Truth.TRUE
    short = PALBOCICLIB | {"start": "2025-01"}
    assert truth(treated(short), Kind.THERAPY, "palbociclib", bound) is Truth.FALSE


def test_lines_without_a_setting_decide_only_where_every_reading_agrees() -> None:
    adjuvant = {"name": "paclitaxel", "setting": "adjuvant", "start": "2020-01"}
    metastatic = {"name": "capecitabine", "setting": "metastatic", "line": 1, "start": "2024-01"}
    person = treated(adjuvant, metastatic)
    assert truth(person, Kind.LINES, "chemotherapy", Comparison("<=", 1, "lines")) is Truth.UNKNOWN
    assert truth(person, Kind.LINES, "chemotherapy", Comparison("<=", 2, "lines")) is Truth.TRUE
    asked = truth(person, Kind.LINES, "chemotherapy", Comparison("<=", 1, "lines"), setting="metastatic")
    assert asked is Truth.TRUE
    whenever = (("settings", "all"),)
    assert truth(person, Kind.LINES, "chemotherapy", Comparison("<=", 1, "lines"), detail=whenever) is Truth.FALSE
    around = treated({**adjuvant, "setting": "neoadjuvant", "start": "2019-06"}, adjuvant)  # one line or two
    assert truth(around, Kind.LINES, "chemotherapy", Comparison("<=", 1, "lines"), detail=whenever) is Truth.UNKNOWN


def test_lines_of_early_and_of_advanced_disease_count_alike_where_the_trial_says_so() -> None:
    person = treated(
        {"name": "tamoxifen", "setting": "adjuvant", "start": "2018-01"},
        {"name": "fulvestrant", "setting": "metastatic", "line": 1, "start": "2024-01"},
    )
    two = Comparison(">=", 2, "lines")
    assert truth(person, Kind.LINES, "endocrine therapy", two) is Truth.UNKNOWN
    assert truth(person, Kind.LINES, "endocrine therapy", two, detail=(("settings", "all"),)) is Truth.TRUE


def test_of_who_has_no_metastatic_disease_any_line_may_be_the_one_on_which_it_progressed() -> None:
    had = {
        "name": "docetaxel",
        "setting": "neoadjuvant",
        "start": "2025-01",
        "end": "2025-05",
        "outcome": "progression",
    }
    asked = (Kind.LINES, "chemotherapy", Comparison(">=", 1, "lines"))
    for extent, expected in (("locally advanced", Truth.TRUE), ("metastatic", Truth.UNKNOWN)):
        person = treated(had, diagnosis={"cancer": "breast cancer", "extent": extent})
        assert truth(person, *asked, detail=(("outcome", "progression"),)) is expected
        assert truth(person, *asked) is Truth.UNKNOWN


def test_lines_on_which_the_cancer_must_have_progressed_are_open_where_no_outcome_tells() -> None:
    asked: dict[str, Any] = {"setting": "metastatic", "detail": (("outcome", "progression"),)}
    for outcome, expected in (("progression", Truth.TRUE), (None, Truth.UNKNOWN)):
        had = treated({"name": "letrozole", "setting": "metastatic", "line": 1, "start": "2024-01", "end": "2025-12", "outcome": outcome})  # fmt: skip
        assert truth(had, Kind.LINES, "endocrine therapy", Comparison(">=", 1, "lines"), **asked) is expected
    assert truth(treated(), Kind.LINES, "endocrine therapy", Comparison(">=", 1, "lines"), **asked) is Truth.FALSE


def test_what_was_given_to_the_other_breast_was_not_given_to_this_one() -> None:
    beams = treated({"name": "radiation therapy", "kind": "radiation", "site": "contralateral breast", "start": "2015"})
    sites = (("ipsilateral breast", Truth.FALSE), ("contralateral breast", Truth.TRUE))
    for site, expected in sites:
        assert truth(beams, Kind.THERAPY, "radiation therapy", "prior", detail=(("site", site),)) is expected


def test_radiation_of_metastases_was_not_given_to_cure_unless_it_was_aimed_at_few() -> None:
    cases = (("radiation therapy", "metastatic", Truth.FALSE), ("stereotactic body radiation therapy", "metastatic", Truth.UNKNOWN),
             ("radiation therapy", "adjuvant", Truth.UNKNOWN))  # fmt: skip
    for name, setting, expected in cases:
        had = treated({"name": name, "kind": "radiation", "setting": setting, "start": "2025-12", "end": "2025-12"})
        assert truth(had, Kind.THERAPY, "radiation therapy", "prior", detail=(("intent", "curative"),)) is expected


def test_the_side_of_the_cancer_tells_which_breast_is_meant() -> None:
    beams = {"name": "radiation therapy", "kind": "radiation", "site": "left breast", "start": "2015", "end": "2015"}
    record = patient(
        diagnosis={"cancer": "breast cancer", "note": "right breast"}, treatments=[beams], complete=["treatments"]
    )
    sites = (("ipsilateral breast", Truth.FALSE), ("contralateral breast", Truth.TRUE))
    for site, expected in sites:
        assert truth(record, Kind.THERAPY, "radiation therapy", "prior", detail=(("site", site),)) is expected


SHORTER = Window("<=", 28, "days", half_lives=5, whichever="shorter")
LONGER = Window("<=", 14, "days", half_lives=5, whichever="longer")
EITHER = Window("<=", 4, "weeks", half_lives=5)


@pytest.mark.parametrize(
    ("name", "end", "window", "expected"),
    [
        ("palbociclib", "2026-03-10", SHORTER, Truth.TRUE),  # 5 x 1.2 days
        ("palbociclib", "2026-03-01", SHORTER, Truth.FALSE),
        ("trastuzumab", "2026-02-20", SHORTER, Truth.TRUE),  # 28 days are less than 5 x 28
        ("trastuzumab", "2025-12-01", LONGER, Truth.TRUE),
        ("palbociclib", "2026-02-20", LONGER, Truth.FALSE),
        ("palbociclib", "2026-02-20", EITHER, Truth.UNKNOWN),  # the text does not say which counts
        ("tegafur", "2026-03-10", SHORTER, Truth.UNKNOWN),  # nobody knows its half-life
        ("tegafur", "2026-01-01", SHORTER, Truth.FALSE),
        ("tegafur", "2026-03-10", LONGER, Truth.TRUE),
        ("palbociclib", "2026-03-14", Window("<=", 5, "half-lives"), Truth.TRUE),
        ("palbociclib", "2026-02-20", Window("<=", 5, "half-lives"), Truth.FALSE),
    ],
)
def test_half_lives_count_where_the_vocabulary_knows_them(name: str, end: str, window: Window, expected: Truth) -> None:
    had = treated({"name": name, "setting": "metastatic", "start": "2025-01", "end": end})
    assert truth(had, Kind.THERAPY, name, "prior", when=window) is expected


def test_an_operation_has_no_half_lives() -> None:
    operated = treated({"name": "mastectomy", "kind": "surgery", "start": "2026-03-01", "end": "2026-03-01"})
    assert truth(operated, Kind.THERAPY, "mastectomy", "prior", when=SHORTER) is Truth.TRUE


def test_conjugates_count_as_chemotherapy_where_the_trial_says_so() -> None:
    had = treated(
        {"name": "capecitabine", "setting": "metastatic", "line": 1, "start": "2024-01", "end": "2024-08"},
        {"name": "trastuzumab deruxtecan", "setting": "metastatic", "line": 2, "start": "2024-09", "end": "2025-05"},
    )
    at_most_one = Comparison("<=", 1, "lines")
    counting = (("counting", "antibody-drug conjugate"),)
    assert truth(had, Kind.LINES, "chemotherapy", at_most_one, setting="metastatic") is Truth.UNKNOWN
    assert truth(had, Kind.LINES, "chemotherapy", at_most_one, setting="metastatic", detail=counting) is Truth.FALSE


def test_a_subclass_narrows_the_class() -> None:
    asked = (("kind", "nonsteroidal aromatase inhibitor"),)
    for name, expected in (
        ("letrozole", Truth.TRUE),
        ("exemestane", Truth.FALSE),
        ("aromatase inhibitor", Truth.UNKNOWN),
    ):
        had = treated({"name": name, "setting": "adjuvant", "start": "2020", "end": "2024"})
        assert truth(had, Kind.THERAPY, "aromatase inhibitor", "prior", detail=asked) is expected


def test_a_bare_count_rules_nobody_out() -> None:
    once = treated({"name": "capecitabine", "setting": "metastatic", "line": 1, "start": "2024-01", "end": "2024-08"})
    assert truth(once, Kind.LINES, "chemotherapy", Comparison("=", 1, "lines"), setting="metastatic") is Truth.TRUE
    assert truth(once, Kind.LINES, "chemotherapy", Comparison("=", 3, "lines"), setting="metastatic") is Truth.UNKNOWN


TAMOXIFEN = {"name": "tamoxifen", "setting": "adjuvant", "start": "2018-01", "end": "2023-01", "outcome": "completed"}


@pytest.mark.parametrize(
    ("diagnosis", "expected"),
    [
        ({"presentation": "recurrent", "metastatic_since": "2023-06"}, Truth.TRUE),
        ({"presentation": "recurrent", "metastatic_since": "2025-06"}, Truth.FALSE),
        ({"presentation": "recurrent"}, Truth.UNKNOWN),
        ({"presentation": "primary"}, Truth.FALSE),
    ],
)
def test_relapse_after_treatment_is_told_by_its_day(diagnosis: dict[str, str], expected: Truth) -> None:
    person = treated(TAMOXIFEN, diagnosis=diagnosis)
    found = truth(
        person,
        Kind.THERAPY,
        "endocrine therapy",
        "progressed",
        setting="adjuvant",
        detail=(("relapse", "<= 12 months"),),
    )
    assert found is expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [("<= 6 months of its start", Truth.FALSE), ("<= 6 months", Truth.UNKNOWN), ("> 6 months", Truth.TRUE)],
)
def test_how_long_a_treatment_held_may_be_counted_from_its_start_or_its_last_dose(held: str, expected: Truth) -> None:
    letrozole = {
        "name": "letrozole", "setting": "metastatic", "line": 1, "start": "2023-09", "end": "2026-02", "outcome": "progression",
    }  # fmt: skip
    more = {"setting": "metastatic", "detail": (("relapse", held),)}
    assert truth(treated(letrozole), Kind.THERAPY, "endocrine therapy", "progressed", **more) is expected


@pytest.mark.parametrize(("end", "expected"), [("2025-02", Truth.TRUE), ("2025-12", Truth.FALSE)])
def test_too_long_ago_is_of_those_who_had_it(end: str, expected: Truth) -> None:
    more = {"when": Window(">", 6, "months"), "detail": (("elapsed", "too long"),)}
    assert truth(drug(end), Kind.THERAPY, "chemotherapy", "prior", **more) is expected
    assert truth(treated(), Kind.THERAPY, "chemotherapy", "prior", **more) is Truth.FALSE


def test_a_course_for_early_disease_is_one_line() -> None:
    course = [
        {"name": "doxorubicin", "setting": "adjuvant", "start": "2020-03", "end": "2020-05"},
        {"name": "paclitaxel", "setting": "adjuvant", "start": "2020-06", "end": "2020-08"},
    ]
    again = {"name": "capecitabine", "setting": "adjuvant", "start": "2021-05", "end": "2021-08"}
    one = Comparison("<=", 1, "lines")
    assert truth(treated(*course), Kind.LINES, "chemotherapy", one, setting="early") is Truth.TRUE
    assert truth(treated(*course, again), Kind.LINES, "chemotherapy", one, setting="early") is Truth.FALSE


@pytest.mark.parametrize(
    ("line", "medicine", "verdict"),
    [
        ("Strong CYP3A4 inhibitors", "ketoconazole", Verdict.INELIGIBLE),
        ("Strong CYP3A4 inhibitors", "diltiazem", Verdict.ELIGIBLE),
        ("Potent inhibitors or inducers of CYP3A4", "diltiazem", Verdict.ELIGIBLE),
        ("Potent inhibitors or inducers of CYP3A4", "rifampin", Verdict.INELIGIBLE),
        ("Moderate or strong CYP3A4 inhibitors", "diltiazem", Verdict.INELIGIBLE),
        ("CYP3A4 inhibitors", "diltiazem", Verdict.INELIGIBLE),
    ],
)
def test_strong_inhibitors_are_the_strong_ones(line: str, medicine: str, verdict: Verdict) -> None:
    assert read(exclusion=line, medications=[{"name": medicine}], complete=ALL_LISTS) is verdict


def test_a_medicine_has_the_setting_of_its_treatment() -> None:
    adjuvant = {"name": "tamoxifen", "setting": "adjuvant", "start": "2025-12", "outcome": "ongoing"}
    both = patient(treatments=[adjuvant], medications=[{"name": "tamoxifen"}], complete=ALL_LISTS)
    alone = patient(medications=[{"name": "tamoxifen"}], complete=ALL_LISTS)
    assert truth(both, Kind.THERAPY, "endocrine therapy", "concurrent", setting="neoadjuvant") is Truth.FALSE
    assert truth(both, Kind.THERAPY, "endocrine therapy", "concurrent", setting="adjuvant") is Truth.TRUE
    assert truth(alone, Kind.THERAPY, "endocrine therapy", "concurrent", setting="neoadjuvant") is Truth.UNKNOWN


def test_lines_of_a_cancer_that_is_only_locally_advanced() -> None:
    """Lines that the record numbers are of advanced disease; a range takes in what was given before an operation."""
    advanced = {"cancer": "breast cancer", "extent": "locally advanced"}
    numbered = [{"name": "paclitaxel", "line": 1, "outcome": "progression"}]
    person = patient(diagnosis=advanced, treatments=numbered, complete=["treatments"])
    assert truth(person, Kind.LINES, "chemotherapy", Comparison(">=", 1, "lines")) is Truth.TRUE
    before = [{"name": "docetaxel", "setting": "neoadjuvant", "start": "2025-02", "outcome": "progression"}]
    person = patient(diagnosis=advanced, treatments=before, complete=["treatments"])
    assert truth(person, Kind.LINES, "chemotherapy", Between(1, 3, "lines")) is Truth.TRUE
    assert truth(person, Kind.LINES, "chemotherapy", Comparison(">", 0, "lines")) is Truth.UNKNOWN
