"""What a treatment is, when it was, and how many lines there were."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.derive.disease import disease_free_days, extent
from matcher.derive.lines import count_lines
from matcher.derive.therapy import in_setting, is_instance, latest
from matcher.patient.record import Treatment
from matcher.truth import Truth
from tests.matcher.people import patient


@pytest.mark.parametrize(
    ("drug", "concept", "expected"),
    [
        ("palbociclib", "CDK4/6 inhibitor", Truth.TRUE),
        ("palbociclib", "chemotherapy", Truth.FALSE),
        ("capecitabine", "chemotherapy", Truth.TRUE),
        ("letrozole", "aromatase inhibitor", Truth.TRUE),
        ("letrozole", "endocrine therapy", Truth.TRUE),
        ("trastuzumab deruxtecan", "antibody-drug conjugate", Truth.TRUE),
        ("trastuzumab deruxtecan", "HER2-targeted therapy", Truth.TRUE),
        ("trastuzumab deruxtecan", "trastuzumab", Truth.FALSE),
        ("Enhertu", "antibody-drug conjugate", Truth.TRUE),
        ("letrozole", "systemic therapy", Truth.TRUE),
        ("zoledronic acid", "anticancer therapy", Truth.FALSE),
        ("XYZ-4711", "CDK4/6 inhibitor", Truth.UNKNOWN),
        ("metformin", "drug known to affect the skeleton", Truth.UNKNOWN),
        ("metformin", "prohibited medication", Truth.UNKNOWN),
    ],
)
def test_membership_of_classes(drug: str, concept: str, expected: Truth) -> None:
    assert is_instance(Treatment(drug), concept) is expected


def test_an_antibody_drug_conjugate_may_or_may_not_count_as_chemotherapy() -> None:
    assert is_instance(Treatment("sacituzumab govitecan"), "chemotherapy") is Truth.UNKNOWN


def test_radiation_counts_as_anticancer_but_not_as_systemic_therapy() -> None:
    course = Treatment("radiation therapy", kind="radiation")
    assert is_instance(course, "anticancer therapy") is Truth.TRUE
    assert is_instance(course, "systemic therapy") is Truth.FALSE


def test_the_kind_of_the_record_makes_an_unknown_operation_surgery() -> None:
    assert is_instance(Treatment("craniotomy", kind="surgery"), "surgery") is Truth.TRUE


def test_a_minor_operation_may_or_may_not_be_what_a_trial_means_by_surgery() -> None:
    assert is_instance(Treatment("port placement", kind="surgery"), "surgery") is Truth.UNKNOWN


def test_treatment_for_another_disease_is_no_anticancer_therapy() -> None:
    assert (
        is_instance(Treatment("methotrexate", indication="rheumatoid arthritis"), "anticancer therapy") is Truth.FALSE
    )


def treated(*treatments: dict[str, Any], **more: Any) -> Any:
    return patient(treatments=list(treatments), complete=["treatments"], **more)


def test_drugs_of_one_line_number_are_one_line() -> None:
    person = treated(
        {"name": "letrozole", "setting": "metastatic", "line": 1, "start": "2024-01"},
        {"name": "ribociclib", "setting": "metastatic", "line": 1, "start": "2024-01"},
        {"name": "fulvestrant", "setting": "metastatic", "line": 2, "start": "2025-03"},
    )
    count = count_lines(person, "endocrine therapy", "metastatic")
    assert (count.least, count.most) == (2, 2)


def test_drugs_begun_together_are_one_line_where_the_record_numbers_none() -> None:
    person = treated(
        {"name": "doxorubicin", "setting": "adjuvant", "start": "2020-01"},
        {"name": "cyclophosphamide", "setting": "adjuvant", "start": "2020-01"},
        {"name": "paclitaxel", "setting": "adjuvant", "start": "2020-05"},
    )
    assert count_lines(person, "chemotherapy", "adjuvant").least == 2
    assert count_lines(person, "chemotherapy", "metastatic").most == 0


def test_an_open_list_has_no_upper_bound() -> None:
    assert count_lines(patient(), "chemotherapy", None).most >= 1000


def test_where_no_setting_is_recorded_the_day_of_metastasis_decides() -> None:
    person = patient(diagnosis={"metastatic_since": "2024-01"})
    after = Treatment("capecitabine", start=person.diagnosis.metastatic_since)
    assert in_setting(person, after, "adjuvant") is Truth.UNKNOWN
    late = treated({"name": "capecitabine", "start": "2024-06"}, diagnosis={"metastatic_since": "2024-01"})
    assert in_setting(late, late.treatments[0], "metastatic") is Truth.TRUE


def test_the_latest_regimen_is_that_of_the_highest_line() -> None:
    person = treated(
        {"name": "letrozole", "setting": "metastatic", "line": 1, "start": "2023-01"},
        {"name": "capecitabine", "setting": "metastatic", "line": 2, "start": "2025-01"},
    )
    assert [t.name for _, t in latest(person)] == ["capecitabine"]


def test_extent_follows_from_the_stage_where_it_is_not_recorded() -> None:
    assert extent(patient(diagnosis={"stage": "IV"}))[0] == "metastatic"
    assert extent(patient(diagnosis={"stage": "IIIB"}))[0] == "locally advanced"
    assert extent(patient(diagnosis={"stage": "IA"}))[0] == "early"
    assert extent(patient(metastases=[{"site": "liver"}]))[0] == "metastatic"
    assert extent(patient())[0] is None


def test_disease_free_interval_runs_from_the_last_adjuvant_treatment_to_relapse() -> None:
    person = treated(
        {"name": "mastectomy", "kind": "surgery", "start": "2020-01"},
        {"name": "tamoxifen", "setting": "adjuvant", "start": "2020-03", "end": "2022-12-31"},
        diagnosis={"presentation": "recurrent", "metastatic_since": "2024-01-01"},
    )
    assert disease_free_days(person) == (366, 366)
