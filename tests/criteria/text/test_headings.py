"""Headings of every wording open sections, and name the arms and groups of what follows."""

from __future__ import annotations

import pytest

from criteria.text.segment import Role, segment
from criteria.tree import Section
from tests.criteria.text.outlines import outline


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Inclusion Criteria:", Section.INCLUSION),
        ("Key inclusion criteria", Section.INCLUSION),
        ("ELIGIBILITY CRITERIA:", Section.INCLUSION),
        ("Patients must meet all of the following:", Section.INCLUSION),
        ("The main inclusion criteria include but are not limited to the following:", Section.INCLUSION),
        ("Main Exclusion Criteria:", Section.EXCLUSION),
        ("Exclusion:", Section.EXCLUSION),
        ("Patients will be excluded if:", Section.EXCLUSION),
        ("Subjects with any of the following will NOT be eligible:", Section.EXCLUSION),
        ("Ineligible if:", Section.EXCLUSION),
        ("Contraindications:", Section.EXCLUSION),
        ("Non-inclusion Criteria", Section.EXCLUSION),
        ("Elimination criteria:", Section.EXCLUSION),
    ],
)
def test_headings_of_every_wording_open_their_section(heading: str, section: Section) -> None:
    items = [part for part in segment(f"{heading}\n\n* Pregnant women") if part.role is Role.ITEM]
    assert [part.section for part in items] == [section]


def test_a_sentence_that_speaks_of_eligibility_is_no_heading() -> None:
    text = "Exclusion Criteria:\n\n* Brain metastases\n* Patients with treated metastases are eligible.\n* Diabetes"
    assert [found[0] for found in outline(text)] == ["exc", "exc", "exc"]


def test_headings_inside_a_flattened_text_still_open_their_section() -> None:
    text = "Inclusion Criteria: Adults with breast cancer. Exclusion Criteria: Pregnancy."
    assert outline(text) == [("inc", 0, "Adults with breast cancer."), ("exc", 0, "Pregnancy.")]


def test_a_cohort_heading_names_the_arm_of_what_follows() -> None:
    text = "Inclusion Criteria:\n\n* Adults\n\nCohort B (HER2-low):\n\n* One prior line\n\nExclusion Criteria:\n\n* Pregnancy"
    assert [(part.arm, part.body.of(text)) for part in segment(text) if part.role is Role.ITEM] == [
        (None, "Adults"),
        ("Cohort B (HER2-low)", "One prior line"),
        (None, "Pregnancy"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Not meeting the inclusion criteria",
        "Failure to fulfil the requirements of the inclusion criteria",
        "See inclusion criteria",
        "Patients who had the following tumors are eligible if they were cured:",
        "Eligibility for radiosurgery confirmed by a neurosurgeon",
        "if all other eligibility criteria are met.",
    ],
)
def test_a_line_that_only_speaks_of_criteria_opens_no_section(line: str) -> None:
    text = f"Exclusion Criteria:\n\n* Pregnant women\n* {line}\n* Active infection"
    assert {part.section for part in segment(text)} == {Section.EXCLUSION}


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Patients not meeting the following criteria will be excluded:", Section.INCLUSION),
        ("Participants must not meet any of the following criteria:", Section.EXCLUSION),
        ("Exclusion Criteria Subjects who meet any of the following criteria:", Section.EXCLUSION),
        ("Exclusion Criteria Part A", Section.EXCLUSION),
    ],
)
def test_what_a_heading_denies_turns_its_section(heading: str, section: Section) -> None:
    items = [part for part in segment(f"{heading}\n\n* Age over 18") if part.role is Role.ITEM]
    assert [part.section for part in items] == [section]


def test_an_arm_with_sections_of_its_own_keeps_them() -> None:
    text = """Part A

Inclusion Criteria:

* Measurable disease

Exclusion Criteria:

* Active infection

Part B

Inclusion Criteria:

* Prior taxane
"""
    found = [(part.section.value[:2], part.arm) for part in segment(text) if part.role is Role.ITEM]
    assert found == [("in", "Part A"), ("ex", "Part A"), ("in", "Part B")]


def test_sections_of_one_disease_or_of_controls_are_arms() -> None:
    text = """Exclusion criteria for rectal cancer:

* Crohn's disease

Control Exclusion Criteria:

* Any cancer
"""
    assert [part.arm for part in segment(text) if part.role is Role.ITEM] == ["rectal cancer", "Control"]


def test_groups_of_participants_side_by_side_scope_what_follows() -> None:
    text = """Inclusion Criteria:

Signed consent

For MBC participants:

Progression within 3 months

For LABC participants:

Stage III

All participants:

Age over 18
"""
    found = [(" ".join(p.body.of(text).split()), p.arm) for p in segment(text) if p.role is Role.ITEM]
    assert found == [
        ("Signed consent", None),
        ("Progression within 3 months", "MBC participants"),
        ("Stage III", "LABC participants"),
        ("Age over 18", None),
    ]


def test_sections_that_are_named_beside_each_other_divide_the_trial() -> None:
    text = "Weekly Inclusion Criteria:\n* ECOG 0\nBiweekly Inclusion Criteria:\n* ECOG 1\nBiweekly Exclusion Criteria:\n* HIV\n"
    found = [part.arm for part in segment(text) if part.role is Role.ITEM]
    assert found == ["Weekly", "Biweekly", "Biweekly"]


def test_sections_of_more_or_less_weight_divide_nothing() -> None:
    text = "Main Inclusion Criteria:\n* ECOG 0\nOther Inclusion Criteria:\n* Age 18\nLaboratory Exclusion Criteria:\n* HIV\n"
    assert {part.arm for part in segment(text) if part.role is Role.ITEM} == {None}


def test_titles_that_name_a_tumour_and_its_patients_are_groups() -> None:
    text = "Exclusion Criteria:\n  Pregnancy\n  Sarcoma Patients\n  Prior radiotherapy\n  Breast Cancer Patients\n  Prior surgery\n"
    found = [part.arm for part in segment(text) if part.role is Role.ITEM]
    assert found == [None, "Sarcoma Patients", "Breast Cancer Patients"]


def test_a_line_that_adds_the_criteria_of_one_phase_is_its_heading() -> None:
    text = "Inclusion Criteria:\n  ECOG 0\n  Phase 2 Only: In addition to these, each patient must meet all of the following criteria to be enrolled in the phase 2 portion of the study:\n  Prior everolimus\n"
    assert [part.arm for part in segment(text) if part.role is Role.ITEM] == [None, "Phase 2"]
