"""Biomarkers and laboratory values."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Between, Comparison, Kind, Window
from matcher.answer import Weight
from matcher.truth import Truth
from tests.matcher.people import ask, patient, truth


def marked(name: str, **result: Any) -> Any:
    return patient(biomarkers=[{"name": name} | result])


@pytest.mark.parametrize(
    ("result", "asked", "expected"),
    [
        ({"ihc": "1+"}, "negative", Truth.TRUE),
        ({"ihc": "1+"}, "low", Truth.TRUE),
        ({"ihc": "0"}, "low", Truth.FALSE),
        ({"ihc": "0"}, "ultralow", Truth.UNKNOWN),
        ({"ihc": "2+"}, "negative", Truth.UNKNOWN),
        ({"ihc": "2+", "ish": "negative"}, "negative", Truth.TRUE),
        ({"ihc": "3+"}, "negative", Truth.FALSE),
        ({"result": "negative"}, "low", Truth.UNKNOWN),
        ({"ihc": "2+"}, "known", Truth.UNKNOWN),
        ({"ihc": "2+"}, "equivocal", Truth.TRUE),
        ({"ihc": "2+", "ish": "negative"}, "equivocal", Truth.FALSE),
    ],
)
def test_her2(result: dict[str, str], asked: str, expected: Truth) -> None:
    assert truth(marked("HER2", **result), Kind.BIOMARKER, "HER2", asked) is expected


@pytest.mark.parametrize(
    ("percent", "bound", "expected"),
    [
        (5, "positive", Truth.TRUE),
        (5, Comparison(">=", 10, "%"), Truth.FALSE),
        (0, "negative", Truth.TRUE),
        (60, Between(1, 100, "%"), Truth.TRUE),
        (60, "low", Truth.FALSE),
    ],
)
def test_estrogen_receptor_by_percentage(percent: float, bound: Any, expected: Truth) -> None:
    assert truth(marked("ER", value=percent, unit="%"), Kind.BIOMARKER, "ER", bound) is expected


@pytest.mark.parametrize(
    ("er", "pr", "bound", "expected"),
    [
        (5, 0, Comparison(">=", 10, "%"), Truth.FALSE),
        (5, 20, Comparison(">=", 10, "%"), Truth.TRUE),
        (5, None, Comparison(">=", 10, "%"), Truth.UNKNOWN),
        (5, 20, Comparison("<", 10, "%"), Truth.FALSE),
        (5, 0, Comparison("<", 10, "%"), Truth.TRUE),
    ],
)
def test_a_share_of_hormone_receptors_is_of_either(er: float, pr: float | None, bound: Any, expected: Truth) -> None:
    markers = [{"name": "ER", "value": er, "unit": "%"}]
    markers += [{"name": "PR", "value": pr, "unit": "%"}] if pr is not None else []
    assert truth(patient(biomarkers=markers), Kind.BIOMARKER, "HR", bound) is expected


@pytest.mark.parametrize(
    ("er", "pr", "expected"),
    [(4, 0, Truth.TRUE), (0, 7, Truth.TRUE), (4, 30, Truth.UNKNOWN), (4, None, Truth.UNKNOWN), (40, 2, Truth.FALSE)],
)
def test_hormone_receptors_are_low_where_neither_is_in_many_cells(er: float, pr: float | None, expected: Truth) -> None:
    markers = [{"name": "ER", "value": er, "unit": "%"}]
    markers += [{"name": "PR", "value": pr, "unit": "%"}] if pr is not None else []
    assert truth(patient(biomarkers=markers), Kind.BIOMARKER, "HR", "low") is expected


def test_a_positive_receptor_without_a_percentage_leaves_a_threshold_open() -> None:
    assert truth(marked("ER", result="positive"), Kind.BIOMARKER, "ER", Comparison(">", 50, "%")) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("result", "detail", "expected"),
    [
        ({"result": "mutated", "origin": "germline"}, (), Truth.TRUE),
        ({"result": "wild-type", "origin": "germline"}, (), Truth.FALSE),
        ({"result": "wild-type", "origin": "germline"}, (("origin", "somatic"),), Truth.UNKNOWN),
        ({"result": "mutated", "origin": "somatic"}, (("origin", "germline"),), Truth.UNKNOWN),
    ],
)
def test_gene_variants_and_their_origin(result: dict[str, str], detail: Any, expected: Truth) -> None:
    assert truth(marked("BRCA2", **result), Kind.BIOMARKER, "BRCA2", "mutated", detail=detail) is expected


def test_a_marker_that_was_not_tested_is_open_and_names_the_report() -> None:
    answer = ask(patient(), Kind.BIOMARKER, "PIK3CA", "mutated")
    assert answer.truth is Truth.UNKNOWN
    assert "test report" in answer.missing[0].where


def test_who_is_positive_meets_a_bound_of_binding_assays_that_says_no_more() -> None:
    bound = Comparison(">=", 10, "fmol/mg")
    assert truth(marked("ER", result="positive", value=90, unit="%"), Kind.BIOMARKER, "ER", bound) is Truth.TRUE
    assert truth(marked("ER", result="positive", value=4, unit="%"), Kind.BIOMARKER, "ER", bound) is Truth.UNKNOWN
    assert truth(marked("ER", result="negative"), Kind.BIOMARKER, "ER", bound) is Truth.UNKNOWN
    beyond = Comparison(">=", 100, "fmol/mg")
    assert truth(marked("ER", result="positive"), Kind.BIOMARKER, "ER", beyond) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("name", "expected"), [("HLA-A*02:01", Truth.TRUE), ("HLA-A3", Truth.UNKNOWN), ("HLA-A1", Truth.UNKNOWN)]
)
def test_a_tissue_type_is_no_other(name: str, expected: Truth) -> None:
    assert truth(marked(name, result="positive"), Kind.BIOMARKER, "HLA-A2", "positive") is expected


def test_a_score_compares_with_its_own_kind_only() -> None:
    person = marked("PD-L1", score="CPS", value=15)
    assert truth(person, Kind.BIOMARKER, "PD-L1", Comparison(">=", 10, "CPS")) is Truth.TRUE
    assert truth(person, Kind.BIOMARKER, "PD-L1", Comparison(">=", 10, "%")) is Truth.UNKNOWN


def measured(name: str, value: Any, unit: str = "", **more: Any) -> Any:
    return patient(labs=[{"name": name, "value": value, "unit": unit} | more])


@pytest.mark.parametrize(
    ("lab", "bound", "expected"),
    [
        (("hemoglobin", 96, "g/L"), Comparison(">=", 9, "g/dL"), Truth.TRUE),
        (("hemoglobin", 9.4, "g/dL"), Comparison(">=", 6.2, "mmol/L"), Truth.FALSE),
        (("ANC", 1620, "/mm3"), Comparison(">=", 1.5, "10*9/L"), Truth.TRUE),
        (("bilirubin", 39, "umol/L"), Comparison("<=", 1.5, "ULN"), Truth.FALSE),
        (("AST", 60, "U/L"), Comparison("<=", 1.5, "ULN"), Truth.TRUE),
        (("AST", 61, "U/L"), Comparison("<=", 1.5, "ULN"), Truth.FALSE),
        (("creatinine", 106.08, "umol/L"), Comparison("<=", 1, "ULN"), Truth.TRUE),
        (("QTc", 471, "ms"), Comparison("<", 470, "ms"), Truth.FALSE),
        (("hemoglobin", 96, "mmHg"), Comparison(">=", 9, "g/dL"), Truth.UNKNOWN),
    ],
)
def test_labs_in_any_unit(lab: tuple[str, float, str], bound: Comparison, expected: Truth) -> None:
    assert truth(measured(*lab), Kind.LAB, lab[0], bound) is expected


@pytest.mark.parametrize(
    ("lab", "concept", "bound", "expected"),
    [
        (("granulocytes", 1900, "/uL"), "ANC", Comparison(">=", 1.5, "10*9/L"), Truth.TRUE),
        (("Absolute neutrophil count (ANC)", 900, "cells/mm3"), "ANC", Comparison(">=", 1.5, "10*9/L"), Truth.FALSE),
        (("diffusing capacity", 61, "% predicted"), "DLCO", Comparison(">=", 60, "%"), Truth.TRUE),
        (("25-OH vitamin D", 50, "nmol/L"), "25-hydroxyvitamin D", Comparison("<", 30, "ng/mL"), Truth.TRUE),
        (("free T4", 15, "pmol/L"), "free T4", Comparison("<=", 1, "ULN"), Truth.TRUE),
        (("SGOT", 3.2, "times the upper limit of normal"), "AST", Comparison("<=", 3, "ULN"), Truth.FALSE),
        (("LDL cholesterol", "within normal limits", ""), "LDL", Comparison(">", 190, "mg/dL"), Truth.FALSE),
        (("lipase", "normal", "U/L"), "lipase", Comparison("<=", 1.5, "ULN"), Truth.TRUE),
        (("eGFR", "> 60", "mL/min/1.73m2"), "creatinine clearance", Comparison(">=", 60, "mL/min"), Truth.TRUE),
        (("eGFR", "> 60", "mL/min/1.73m2"), "creatinine clearance", Comparison(">=", 80, "mL/min"), Truth.UNKNOWN),
        (("bilirubin", "<0.2", "mg/dL"), "bilirubin", Comparison(">", 1.5, "ULN"), Truth.FALSE),
        (("weight", 70, "% predicted"), "weight", Comparison(">=", 40, "kg"), Truth.UNKNOWN),
    ],
)
def test_labs_by_any_name_in_any_spelling_of_their_unit(
    lab: tuple[str, Any, str], concept: str, bound: Comparison, expected: Truth
) -> None:
    assert truth(measured(*lab), Kind.LAB, concept, bound) is expected


def test_a_tumour_marker_may_stand_among_the_labs() -> None:
    person = measured("carcinoembryonic antigen", 7.4, "ng/mL")
    assert truth(person, Kind.BIOMARKER, "CEACAM5", "known") is Truth.TRUE
    assert truth(person, Kind.BIOMARKER, "CEACAM5", Comparison("<", 5, "ng/mL")) is Truth.FALSE
    assert truth(person, Kind.BIOMARKER, "CA 15-3", "known") is Truth.UNKNOWN


def test_the_laboratorys_own_limit_goes_before_the_common_one() -> None:
    person = measured("AST", 61, "U/L", uln=50)
    assert truth(person, Kind.LAB, "AST", Comparison("<=", 1.5, "ULN")) is Truth.TRUE


@pytest.mark.parametrize(
    ("lab", "expected"),
    [
        ({"value": 1.4, "unit": "mg/dL"}, Truth.TRUE),
        ({"value": 1.7, "unit": "mg/dL"}, Truth.FALSE),
        ({"value": 1.4, "unit": "mg/dL", "uln": 0.9}, Truth.FALSE),
        ({"value": 24, "unit": "umol/L", "uln": 20}, Truth.TRUE),
        ({"value": "normal"}, Truth.TRUE),
        ({"value": 1.1, "unit": "U/L"}, Truth.UNKNOWN),
    ],
)
def test_a_bound_above_the_upper_limit_counts_from_the_laboratorys_own(lab: dict[str, Any], expected: Truth) -> None:
    known = patient(labs=[{"name": "bilirubin"} | lab])
    assert truth(known, Kind.LAB, "bilirubin", Comparison("<=", 0.3, "mg/dL over ULN")) is expected


@pytest.mark.parametrize(("unit", "expected"), [("L", Truth.TRUE), ("%", Truth.UNKNOWN)])
def test_lung_function_in_liters_compares_with_liters_alone(unit: str, expected: Truth) -> None:
    known = patient(labs=[{"name": "FEV1", "value": 80 if unit == "%" else 2.1, "unit": unit}])
    assert truth(known, Kind.LAB, "FEV1", Comparison(">=", 1.5, "L")) is expected


def test_an_absent_lab_is_open_and_says_where_to_look() -> None:
    answer = ask(patient(), Kind.LAB, "QTc", Comparison("<", 470, "ms"))
    assert answer.truth is Truth.UNKNOWN
    assert answer.missing[0].where == "an electrocardiogram report"


def test_when_a_lab_was_taken_does_not_decide() -> None:
    old = measured("ANC", 2.0, "10*9/L", date="2020-01-01")
    window = Window("<=", 14, "days")
    assert truth(old, Kind.LAB, "ANC", Comparison(">=", 1.5, "10*9/L"), when=window) is Truth.TRUE


def test_the_latest_dated_value_counts() -> None:
    labs = [
        {"name": "ANC", "value": 0.9, "unit": "10*9/L", "date": "2025-01"},
        {"name": "ANC", "value": 2.0, "unit": "10*9/L", "date": "2026-03"},
    ]
    assert truth(patient(labs=labs), Kind.LAB, "ANC", Comparison(">=", 1.5, "10*9/L")) is Truth.TRUE


def test_undated_values_that_disagree_leave_it_open() -> None:
    labs = [{"name": "ANC", "value": v, "unit": "10*9/L"} for v in (0.9, 2.0)]
    assert truth(patient(labs=labs), Kind.LAB, "ANC", Comparison(">=", 1.5, "10*9/L")) is Truth.UNKNOWN


def test_adequate_organ_function_without_numbers_decides_nothing() -> None:
    assert ask(patient(), Kind.LAB, "organ function", "adequate").weight is Weight.NEVER


def test_a_missing_clearance_is_estimated_where_its_parts_are_there() -> None:
    labs = [{"name": "creatinine", "value": 1.0, "unit": "mg/dL"}, {"name": "weight", "value": 72, "unit": "kg"}]
    answer = ask(
        patient(sex="male", age=60, labs=labs), Kind.LAB, "creatinine clearance", Comparison(">=", 60, "mL/min")
    )
    assert answer.truth is Truth.TRUE
    assert "Cockcroft" in answer.why


def test_protein_in_plus_signs() -> None:
    person = measured("proteinuria", "1+", "+")
    assert truth(person, Kind.LAB, "proteinuria", Comparison("<=", 2, "+")) is Truth.TRUE


def test_a_t_score_and_fibrinogen_are_compared() -> None:
    thin = patient(labs=[{"name": "T-score", "value": -2.7}, {"name": "fibrinogen", "value": 3.1, "unit": "g/L"}])
    assert truth(thin, Kind.LAB, "bone mineral density", Comparison("<", -2.5, "SD")) is Truth.TRUE
    assert truth(thin, Kind.LAB, "fibrinogen", Comparison(">", 1, "LLN")) is Truth.TRUE


@pytest.mark.parametrize(
    ("ihc", "ratio", "expected"),
    [("2+", 1.9, Truth.FALSE), ("2+", 1.5, Truth.TRUE), ("1+", 1.9, Truth.TRUE), ("3+", 1.5, Truth.FALSE)],
)
def test_her2_by_the_trials_own_limit_of_the_fish_ratio(ihc: str, ratio: float, expected: Truth) -> None:
    record = patient(
        biomarkers=[{"name": "HER2", "ihc": ihc} | ({"ish": "negative"} if ihc == "2+" else {})],
        labs=[{"name": "HER2 FISH ratio", "value": ratio, "unit": ""}],
    )
    assert truth(record, Kind.BIOMARKER, "HER2", "negative", detail=(("ratio", "< 1.8"),)) is expected


@pytest.mark.parametrize(("present", "expected"), [(False, Truth.FALSE), (True, Truth.TRUE)])
def test_residual_disease_is_read_off_an_entry_of_the_conditions(present: bool, expected: Truth) -> None:
    for name in ("residual tumor in the axilla", "measurable residual tumor in the breast"):
        record = patient(conditions=[{"name": name, "present": present}])
        assert truth(record, Kind.DISEASE_MEASURE, "residual disease") is expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ({"result": "mutated", "origin": "germline"}, Truth.TRUE),
        ({"result": "mutated"}, Truth.TRUE),
        ({"result": "mutated", "specimen": "tumor"}, Truth.UNKNOWN),
        ({"result": "wild-type", "specimen": "tumor"}, Truth.FALSE),
    ],
)
def test_a_mutation_of_the_tumor_need_not_be_in_the_germline(result: dict[str, Any], expected: Truth) -> None:
    assert truth(marked("BRCA2", **result), Kind.BIOMARKER, "BRCA2", "germline mutated") is expected


def test_a_gene_that_is_as_it_should_be_has_not_been_lost() -> None:
    assert truth(marked("RB1", result="wild-type"), Kind.BIOMARKER, "RB1", "loss") is Truth.FALSE


@pytest.mark.parametrize(("score", "expected"), [(8, Truth.TRUE), (2, Truth.FALSE)])
def test_a_score_of_a_receptor_is_compared_as_one(score: int, expected: Truth) -> None:
    scored = marked("ER", value=score, score="Allred")
    assert truth(scored, Kind.BIOMARKER, "ER", Comparison(">=", 3, "Allred")) is expected


def test_where_the_germline_was_tested_a_mutation_of_the_tumor_tells_no_more_of_it() -> None:
    both = [
        {"name": "BRCA2", "result": "mutated", "origin": "somatic"},
        {"name": "BRCA2", "result": "wild-type", "origin": "germline"},
    ]
    assert truth(patient(biomarkers=both), Kind.BIOMARKER, "BRCA2", "germline mutated") is Truth.FALSE
    assert truth(patient(biomarkers=both), Kind.BIOMARKER, "BRCA2", "mutated") is Truth.TRUE
    assert truth(patient(biomarkers=both[:1]), Kind.BIOMARKER, "BRCA2", "germline mutated") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("name", "value", "concept", "bound"),
    [
        ("femoral neck T-score", -1.7, "bone mineral density", Between(-2.5, -1, "SD")),
        ("DLCO corrected for hemoglobin", 71, "DLCO", Comparison(">=", 60, "%")),
        ("FEV1 % predicted", 84, "FEV1", Comparison(">", 60, "%")),
    ],
)
def test_what_a_name_says_of_how_a_value_is_given_is_no_part_of_it(
    name: str, value: float, concept: str, bound: Any
) -> None:
    measured = patient(labs=[{"name": name, "value": value, "unit": bound.unit}])
    assert truth(measured, Kind.LAB, concept, bound) is Truth.TRUE


@pytest.mark.parametrize(
    ("variant", "expected"), [("H1047R", Truth.TRUE), ("E542K", Truth.FALSE), ("exon 9", Truth.UNKNOWN)]
)
def test_a_change_that_is_named_must_be_the_one_that_was_found(variant: str, expected: Truth) -> None:
    named = (("variant", "E545K/H1047R"),)
    found = marked("PIK3CA", result="mutated", variant=variant)
    assert truth(found, Kind.BIOMARKER, "PIK3CA", "mutated", detail=named) is expected


def test_a_name_of_several_genes_is_altered_where_one_is_and_not_where_all_were_looked_at() -> None:
    def of(*genes: tuple[str, str]) -> Truth:
        record = patient(biomarkers=[{"name": name, "result": result} for name, result in genes])
        return truth(record, Kind.BIOMARKER, "NTRK", "mutated")

    assert of(("NTRK1", "wild-type"), ("NTRK2", "wild-type"), ("NTRK3", "wild-type")) is Truth.FALSE
    assert of(("NTRK1", "wild-type"), ("NTRK3", "mutated")) is Truth.TRUE
    assert of(("NTRK1", "wild-type"), ("NTRK3", "wild-type")) is Truth.UNKNOWN
