"""Exceptions to exclusions of treatments: each treatment is asked for by itself."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import patient

YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNKNOWN
WHOLE = ["treatments", "medications"]


def verdict(
    exclusion: str, treatments: list[dict[str, Any]], medications: list[dict[str, Any]] | None = None
) -> Verdict:
    """What one exclusion comes to for someone whose history is whole; the day is 15 March 2026."""
    who = patient(treatments=treatments, medications=medications or [], complete=WHOLE, diagnosis=RELAPSED)
    return screen(who, parse(f"Exclusion Criteria:\n\n* {exclusion}\n")).verdict


RELAPSED = {
    "cancer": "breast cancer",
    "extent": "metastatic",
    "presentation": "recurrent",
    "metastatic_since": "2024-06",
}


def drug(name: str, setting: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "setting": setting, "start": start, "end": end, "outcome": "completed"} | more


def takes(name: str, dose: str | None = None) -> dict[str, Any]:
    return {"name": name} | ({"dose": dose} if dose else {})


EARLY = drug("letrozole", "adjuvant", "2016-01", "2021-01")
SOON = drug("letrozole", "adjuvant", "2019-01", "2024-02")
LATE = drug("anastrozole", "metastatic", "2024-07", "2025-05")


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [([], YES), ([EARLY], YES), ([SOON], NO), ([LATE], NO), ([EARLY, LATE], NO)],
)
def test_a_setting_and_the_time_to_relapse_without_the_name(treatments: list[Any], expected: Verdict) -> None:
    text = "Prior aromatase inhibitor, unless in the adjuvant setting and completed more than 12 months before relapse"
    assert verdict(text, treatments) is expected


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        ([drug("docetaxel", "neoadjuvant", "2020-01", "2020-05")], YES),
        ([drug("docetaxel", "metastatic", "2024-08", "2025-01")], NO),
        (
            [
                drug("docetaxel", "neoadjuvant", "2020-01", "2020-05"),
                drug("paclitaxel", "metastatic", "2024-08", "2025-01"),
            ],
            NO,
        ),
    ],
)
def test_what_was_given_in_the_setting_is_let_in_and_no_more(treatments: list[Any], expected: Verdict) -> None:
    assert verdict("Prior taxane, unless given in the neoadjuvant setting", treatments) is expected
    assert verdict("Prior taxane, except as neoadjuvant therapy", treatments) is expected


@pytest.mark.parametrize(("end", "expected"), [("2019-05", YES), ("2024-05", NO)])
def test_time_that_has_passed(end: str, expected: Verdict) -> None:
    irradiated = drug("radiation therapy", "adjuvant", "2019-03", end, kind="radiation")
    assert verdict("Prior radiotherapy, unless completed at least 5 years ago", [irradiated]) is expected


@pytest.mark.parametrize(
    ("medications", "expected"),
    [
        ([takes("goserelin")], YES),
        ([takes("tamoxifen")], NO),
        ([takes("goserelin"), takes("tamoxifen")], NO),
    ],
)
def test_one_drug_of_the_class_lets_no_other_in(medications: list[Any], expected: Verdict) -> None:
    assert verdict("Concurrent hormonal therapy, other than LHRH agonists", [], medications) is expected


@pytest.mark.parametrize(
    ("medications", "expected"),
    [([takes("aspirin"), takes("heparin")], YES), ([takes("aspirin"), takes("warfarin")], NO)],
)
def test_each_of_two_exceptions_counts(medications: list[Any], expected: Verdict) -> None:
    assert verdict("Concurrent antithrombotic therapy, except aspirin or heparin", [], medications) is expected


@pytest.mark.parametrize(
    ("dose", "expected"),
    [("5 mg daily", YES), ("20 mg daily", NO), ("8 mg twice daily", NO), (None, OPEN), ("30 mg every 2 weeks", OPEN)],
)
def test_a_dose_of_steroids(dose: str | None, expected: Verdict) -> None:
    assert (
        verdict("Systemic corticosteroids at > 10 mg/day of prednisone or equivalent", [], [takes("prednisone", dose)])
        is expected
    )
    low = "Systemic corticosteroids, except low doses of corticosteroids (<= 10 mg prednisone equivalent)"
    assert verdict(low, [], [takes("prednisone", dose)]) in (expected, OPEN)


def test_a_dose_of_another_steroid_is_converted() -> None:
    text = "Corticosteroids exceeding 10 mg daily of prednisone equivalent"
    assert verdict(text, [], [takes("dexamethasone", "4 mg daily")]) is NO
    assert verdict(text, [], [takes("hydrocortisone", "20 mg daily")]) is YES


@pytest.mark.parametrize(("end", "expected"), [("2026-02-26", YES), ("2026-03-05", NO)])
def test_a_member_of_the_class_with_a_shorter_window(end: str, expected: Verdict) -> None:
    hormones = drug("letrozole", "metastatic", "2025-01", end)
    text = "Systemic anticancer therapy within 3 weeks (endocrine therapy within 2 weeks)"
    assert verdict(text, [hormones]) is expected
    assert verdict(text, [hormones, drug("capecitabine", "metastatic", "2025-01", "2026-02-26")]) is NO


def test_whoever_stops_is_told_so() -> None:
    text = "Use of hormone replacement therapy. Women who stop hormone replacement therapy before entry are eligible."
    assert verdict(text, [], [takes("hormone replacement therapy")]) is OPEN
    assert verdict(text, []) is YES


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        ([drug("docetaxel", "adjuvant", "2018-01", "2018-05")], YES),
        ([drug("docetaxel", "neoadjuvant", "2018-01", "2018-05")], OPEN),
        ([drug("docetaxel", "metastatic", "2024-08", "2025-01")], NO),
        (
            [
                drug("docetaxel", "adjuvant", "2018-01", "2018-05"),
                drug("paclitaxel", "metastatic", "2024-08", "2025-01"),
            ],
            NO,
        ),
    ],
)
def test_an_exception_for_a_list_is_one_for_each_of_it(treatments: list[Any], expected: Verdict) -> None:
    assert verdict("Earlier docetaxel or paclitaxel (except in the adjuvant setting)", treatments) is expected


@pytest.mark.parametrize(
    ("exclusion", "expected"),
    [
        ("Major surgery within 4 weeks, except if related to the breast cancer", YES),
        ("Surgery within 3 months other than for breast cancer", YES),
        ("Surgery within 3 months", NO),
    ],
)
def test_what_was_done_for_the_breast_cancer_is_excepted(exclusion: str, expected: Verdict) -> None:
    done = {"name": "mastectomy", "kind": "surgery", "start": "2026-03-01"}
    assert verdict(exclusion, [done]) is expected


@pytest.mark.parametrize("exclusion", ["Surgery within 3 months other than for breast cancer"])
def test_what_was_done_for_something_else_is_not(exclusion: str) -> None:
    done = {"name": "hip replacement", "kind": "surgery", "start": "2026-03-01", "indication": "osteoarthritis"}
    assert verdict(exclusion, [done]) is NO


def test_what_excludes_only_when_taken_with_something_else_lets_in_whoever_takes_one_of_them() -> None:
    taken = {"name": "letrozole", "setting": "metastatic", "start": "2026-01", "outcome": "ongoing"}
    exclusion = "Concomitant use of CDK4/6 inhibitors with aromatase inhibitors"
    assert verdict(exclusion, [taken]) is YES
    assert verdict(exclusion, [taken, {**taken, "name": "palbociclib"}]) is NO


@pytest.mark.parametrize(("months", "expected"), [("6 months", YES), ("24 months", NO)])
def test_how_soon_after_adjuvant_treatment_the_cancer_came_back_decides(months: str, expected: Verdict) -> None:
    given = [drug("docetaxel", "adjuvant", "2022-09", "2023-01")]
    assert verdict(f"Disease progression within {months} after adjuvant chemotherapy", given) is expected


def test_a_treatment_that_may_not_be_the_only_one_excludes_nobody_who_had_another() -> None:
    given = [
        drug("letrozole", "metastatic", "2024-07", "2025-01"),
        drug("docetaxel", "metastatic", "2025-02", "2025-06"),
    ]
    assert verdict("Hormone therapy alone is not allowed", given) is OPEN


TAXANE = drug("paclitaxel", "metastatic", "2025-10", "2026-02-26")
ANTHRACYCLINE = drug("doxorubicin", "metastatic", "2025-10", "2026-02-26")


@pytest.mark.parametrize(("treatments", "expected"), [([TAXANE], YES), ([ANTHRACYCLINE], NO)])
def test_a_shorter_time_in_a_bracket_holds_of_what_it_names(treatments: list[Any], expected: Verdict) -> None:
    text = "Chemotherapy within 3 weeks (6 weeks for mitomycin; 2 weeks for weekly paclitaxel) or radiotherapy within 2 weeks"
    assert verdict(text, treatments) is expected


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        ([drug("goserelin", "metastatic", "2024-07", "2026-03-10")], YES),
        ([drug("letrozole", "metastatic", "2024-07", "2026-03-10")], NO),
        ([drug("letrozole", "metastatic", "2024-07", "2026-01")], YES),
    ],
)
def test_what_must_have_ended_but_for_an_exception(treatments: list[Any], expected: Verdict) -> None:
    text = "All endocrine therapy, with the exception of goserelin, must stop 2 weeks before the first dose"
    assert verdict(text, treatments) is expected


@pytest.mark.parametrize(
    ("medications", "expected"),
    [([takes("clarithromycin")], NO), ([takes("diltiazem")], NO), ([takes("metformin")], YES)],
)
def test_moderate_or_strong_inhibitors(medications: list[Any], expected: Verdict) -> None:
    assert verdict("Use of moderate or strong CYP3A4 inhibitors", [], medications) is expected


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        ([drug("docetaxel", "adjuvant", "2016-01", "2016-05")], YES),
        ([drug("docetaxel", "metastatic", "2024-08", "2025-01")], NO),
    ],
)
def test_adjuvant_therapy_that_is_allowed_is_of_each_kind_that_was_excluded(
    treatments: list[Any], expected: Verdict
) -> None:
    text = "Prior chemotherapy or biologic therapy. Prior adjuvant therapy is allowed provided it was stopped at least 12 months before study entry."
    assert verdict(text, treatments) is expected


@pytest.mark.parametrize(("site", "expected"), [("brain", NO), ("left chest wall", YES), (None, OPEN)])
def test_radiation_for_metastases_of_one_organ(site: str | None, expected: Verdict) -> None:
    given = {"name": "radiation therapy", "kind": "radiation", "start": "2026-02", "end": "2026-02-20"}
    treatments = [given | ({"site": site} if site else {})]
    assert verdict("Surgery, radiation or other treatment for brain metastases within 3 months", treatments) is expected


@pytest.mark.parametrize(
    ("text", "medications", "expected"),
    [
        ("Intravenous bisphosphonates within 4 weeks", [takes("zoledronic acid")], NO),
        ("Intravenous bisphosphonates within 4 weeks", [takes("alendronate")], YES),
        ("Intravenous bisphosphonates within 4 weeks", [takes("ibandronate")], OPEN),
        ("Intravenous bisphosphonates within 4 weeks", [takes("ibandronate", "150 mg by mouth monthly")], YES),
        ("Concurrent intravenous antibiotics", [takes("ceftriaxone", "2 g IV daily")], NO),
        ("Concurrent intravenous antibiotics", [takes("amoxicillin", "500 mg tablets")], YES),
        ("Concurrent oral or intravenous antibiotics", [takes("amoxicillin")], NO),
    ],
)
def test_a_route(text: str, medications: list[Any], expected: Verdict) -> None:
    assert verdict(text, [], medications) is expected


def test_a_drug_that_nobody_has_listed_is_absent_where_the_record_is_whole() -> None:
    assert verdict("Prior treatment with ABX4417", [EARLY]) is not OPEN
    assert verdict("Prior treatment with ABX4417", [drug("ABX4417", "metastatic", "2025-01", "2025-03")]) is NO


@pytest.mark.parametrize(
    ("dose", "expected"), [("prednisone 5 mg daily", YES), ("prednisone 40 mg daily", NO), ("prednisone", OPEN)]
)
def test_replacement_of_steroids_is_a_low_dose(dose: str, expected: Verdict) -> None:
    name, _, amount = dose.partition(" ")
    text = "Systemic steroids; patients may receive physiologic steroid doses"
    assert verdict(text, [], [takes(name, amount or None)]) is expected


def test_radiation_against_pain_has_its_own_washout() -> None:
    given = {"kind": "radiation", "name": "radiation therapy", "start": "2026-03-03", "end": "2026-03-04"}
    text = (
        "Radiotherapy within 2 weeks. Participants must have recovered from all side effects. "
        "A 1-week washout is permitted for palliative radiation to non-CNS disease."
    )
    assert verdict(text, [given | {"setting": "metastatic"}]) is not NO
    assert verdict(text, [given | {"setting": "adjuvant"}]) is NO


PILL = [{"name": "ethinyl estradiol and levonorgestrel oral contraceptive pill"}]


def test_an_exception_to_a_class_is_one_to_the_examples_in_its_bracket() -> None:
    line = "Current use of sex hormones (estrogen, progesterone), unless part of oral contraceptive pills"
    assert verdict(line, [], PILL) is not NO
    assert verdict(line, [], [{"name": "estradiol"}]) is NO


def test_a_drug_by_its_plain_name_is_in_its_plain_form() -> None:
    plain = [{"name": "paclitaxel", "start": "2025-01", "end": "2025-05"}]
    assert verdict("Prior nab-paclitaxel", plain) is YES
    assert verdict("Prior paclitaxel", [{"name": "nab-paclitaxel", "start": "2025-01", "end": "2025-05"}]) is NO


def test_a_vaccination_is_over_on_its_day() -> None:
    line = "Any vaccine within 4 weeks"
    assert verdict(line, [{"name": "influenza vaccine", "start": "2025-10-06"}]) is YES
    assert verdict(line, [{"name": "influenza vaccine", "start": "2026-03-01"}]) is NO


def test_what_was_given_so_long_ago_and_is_let_in_keeps_nobody_out() -> None:
    line = (
        "Prior endocrine therapy for any cancer is not allowed. Endocrine therapy that was administered 4 years ago"
        " for the prevention of breast cancer is allowed."
    )
    long_ago = [{"name": "tamoxifen", "setting": "prevention", "start": "2012-03", "end": "2017-02"}]
    assert verdict(line, long_ago) is not NO


def test_how_long_it_was_given_decides_whatever_the_years_in_which_it_counts() -> None:
    line = "Prior zoledronic acid for more than 5 months during the past 2 years"
    assert verdict(line, [{"name": "zoledronic acid", "start": "2025-10", "end": "2025-11"}]) is OPEN
