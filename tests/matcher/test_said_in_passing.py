"""What a physician judges, a note on tests or an offer to stop says rules nobody out; the requirement beside it does."""

from __future__ import annotations

from typing import Any

from criteria import parse
from matcher.patient import load_patient
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

OUT = Verdict.INELIGIBLE
EARLY = {"cancer": "breast cancer", "stage": "IIA", "extent": "early", "m": "M0", "presentation": "primary"}
SPREAD = {"cancer": "breast cancer", "stage": "IV", "extent": "metastatic", "presentation": "de_novo"}


def _had(*names: str, **more: Any) -> dict[str, Any]:
    treatments = [{"name": n, "start": "2025-01", "end": "2025-12-30"} for n in names]
    return {"as_of": "2026-01-15", "treatments": treatments, "complete": ALL_LISTS} | more


def test_what_a_surgeon_must_judge_was_not_given() -> None:
    line = "* The operating surgeon must determine that breast conservation would become easier by shrinking it using chemotherapy"
    assert read(line, **_had()) is not OUT
    assert read("* The physician must determine that the patient has progressed on letrozole", **_had()) is OUT


def test_a_note_on_tests_does_not_take_back_what_excludes() -> None:
    note = "(Note: scans [mandatory] and other tests [if required] must have been done within 5 weeks)"
    assert read("", f"* Evidence of metastatic disease {note}", diagnosis=SPREAD) is OUT
    let_in = "(Note: patients in whom imaging is not clear are eligible)"
    assert read("", f"* Evidence of metastatic disease {let_in}", diagnosis=EARLY) is not OUT


def test_who_must_be_willing_to_stop_a_list_need_not_take_it() -> None:
    assert read("* Must be willing to stop taking zinc and vitamin D", **_had()) is not OUT
    assert read("* Must be taking zinc and vitamin D", **_had()) is OUT


def test_a_cancer_of_which_something_is_asked_is_not_excluded_by_name() -> None:
    had = {"conditions": [{"name": "melanoma"}], "complete": ALL_LISTS}
    assert (
        read("", "* Metastatic melanoma; melanoma of lower stage must have been absent for 4 years", **had) is not OUT
    )
    assert read("", "* Melanoma must have been resected 6 years ago", **had) is not OUT
    assert read("", "* Glaucoma; melanoma", **had) is OUT


def test_no_treatment_of_spread_lies_ahead_of_early_disease() -> None:
    line = "* Scheduled to start chemotherapy for metastatic breast cancer"
    assert read(line, **_had(diagnosis=EARLY)) is OUT
    assert read(line, **_had(diagnosis=SPREAD)) is not OUT
    assert read("* Scheduled to start chemotherapy", **_had(diagnosis=EARLY)) is not OUT


def test_a_score_of_two_may_be_enough_but_none_is_not() -> None:
    def scored(ihc: str) -> dict[str, Any]:
        result = {"0": "negative", "2+": "equivocal", "3+": "positive"}[ihc]
        return {"biomarkers": [{"name": "HER2", "result": result, "ihc": ihc}], "complete": ALL_LISTS}

    line = "* HER2 overexpression (IHC 2+ or 3+)"
    assert read(line, **scored("0")) is OUT
    assert read(line, **scored("2+")) is not OUT
    assert read(line, **scored("3+")) is not OUT


def test_bone_disease_that_is_let_in_if_measurable_asks_for_measurable_disease() -> None:
    unmeasurable = {"diagnosis": SPREAD | {"measurable_disease": False}, "metastases": [{"site": "bone"}]}
    for let_in in (
        "Bone-only disease is allowed if measurable",
        "Patients with measurable bone-only disease are eligible",
    ):
        assert read(f"* Measurable disease. {let_in}", **unmeasurable) is OUT
    assert read("* Measurable disease. Patients with bone-only disease are eligible", **unmeasurable) is not OUT


def test_who_failed_one_line_failed_at_least_one() -> None:
    line = "* Failed 1 line of chemotherapy for metastatic disease"
    lines = [
        {
            "name": n,
            "setting": "metastatic",
            "line": i,
            "start": f"202{i}-01",
            "end": f"202{i}-09",
            "outcome": "progression",
        }
        for i, n in enumerate(("capecitabine", "eribulin"), 1)
    ]
    spread = {"as_of": "2026-01-15", "diagnosis": SPREAD, "complete": ALL_LISTS}
    assert read(line, treatments=[], **spread) is OUT
    assert read(line, treatments=lines, **spread) is not OUT


def test_what_is_excluded_is_so_with_whatever_it_includes() -> None:
    assert read("", "* Evidence of metastatic cancer including zorbled nodes", diagnosis=SPREAD) is OUT
    assert read("", "* Evidence of zorbled metastatic cancer", diagnosis=SPREAD) is not OUT


def test_the_pill_by_its_ingredients_is_an_oral_contraceptive() -> None:
    takes = {"medications": [{"name": "levonorgestrel/ethinylestradiol"}], "complete": ALL_LISTS}
    assert read("", "* Concurrent use of oral contraceptives", **takes) is OUT
    assert read("", "* Concurrent use of oral contraceptives", medications=[], complete=ALL_LISTS) is not OUT


def test_titles_over_inclusions_are_groups() -> None:
    text = "[Adult participants]\n\nInclusion Criteria:\n\n* Age 18 years or older\n\n[Younger participants]\n\nInclusion Criteria:\n\n* Younger than 16 years"
    assert screen(load_patient({"id": "p", "age": 50}), parse(text)).verdict is not OUT
    one = text.replace("[Younger participants]\n\nInclusion Criteria:\n\n", "").replace("than 16", "than 40")
    assert screen(load_patient({"id": "p", "age": 50}), parse(one)).verdict is OUT
