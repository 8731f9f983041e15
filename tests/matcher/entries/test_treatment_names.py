"""What the entries of a record name: several treatments in one, how one was given, and what is only mentioned."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Comparison, Kind
from matcher.entries.treatment_names import named_in, told_of
from matcher.truth import Truth
from tests.matcher.people import ALL_LISTS, patient, truth


def given(name: str, kind: str = "drug", **more: Any) -> Any:
    return patient(
        treatments=[{"name": name, "kind": kind, "start": "2024-01", "end": "2024-06", **more}], complete=ALL_LISTS
    )


@pytest.mark.parametrize(
    ("entry", "kind", "asked", "expected"),
    [
        ("letrozole + palbociclib", "drug", "CDK4/6 inhibitor", Truth.TRUE),
        ("letrozole + palbociclib", "drug", "PARP inhibitor", Truth.FALSE),
        ("weekly paclitaxel x 12", "drug", "taxane", Truth.TRUE),
        ("letrozole + XYZ-4711", "drug", "PARP inhibitor", Truth.UNKNOWN),
        ("AC-T", "drug", "paclitaxel", Truth.UNKNOWN),
        ("AC followed by paclitaxel", "drug", "paclitaxel", Truth.TRUE),
        ("fulvestrant without palbociclib", "drug", "fulvestrant", Truth.TRUE),
        ("mastectomy with axillary dissection", "surgery", "axillary lymph node dissection", Truth.TRUE),
        ("modified radical mastectomy", "surgery", "axillary lymph node dissection", Truth.TRUE),
        ("port placement for radiosurgery", "surgery", "stereotactic radiosurgery", Truth.FALSE),
        ("palliative radiotherapy", "radiation", "whole brain radiation therapy", Truth.UNKNOWN),
        ("stereotactic radiosurgery", "radiation", "brain radiation therapy", Truth.TRUE),
    ],
)
def test_an_entry_is_all_that_it_names(entry: str, kind: str, asked: str, expected: Truth) -> None:
    assert truth(given(entry, kind), Kind.THERAPY, asked, "prior") is expected


def test_what_is_not_given_is_not_named() -> None:
    assert named_in("fulvestrant without palbociclib").treatments == ("fulvestrant",)


def test_a_cream_is_not_surely_of_its_class() -> None:
    cream = patient(medications=[{"name": "hydrocortisone cream"}], complete=ALL_LISTS)
    assert truth(cream, Kind.THERAPY, "corticosteroid", "concurrent") is not Truth.TRUE


@pytest.mark.parametrize(("site", "expected"), [("brain", Truth.TRUE), ("left femur", Truth.FALSE)])
def test_the_site_tells_which_radiation_it_was(site: str, expected: Truth) -> None:
    assert (
        truth(given("radiation therapy", "radiation", site=site), Kind.THERAPY, "brain radiation therapy", "prior")
        is expected
    )


def test_courses_of_radiation_are_counted() -> None:
    irradiated = given("whole brain radiotherapy", "radiation", setting="metastatic")
    assert truth(irradiated, Kind.LINES, "CNS-directed therapy", Comparison(">=", 1, "lines")) is Truth.TRUE
    assert truth(irradiated, Kind.LINES, "systemic therapy", Comparison(">=", 1, "lines")) is Truth.FALSE


@pytest.mark.parametrize(
    "entry",
    [
        "recovered from toxicity of prior radiotherapy",
        "target lesion outside the prior radiotherapy field",
        "measurable disease beyond the area of previous irradiation, lesion of 3 cm",
    ],
)
def test_a_treatment_that_is_only_mentioned_leaves_a_closed_list_closed(entry: str) -> None:
    person = patient(conditions=[{"name": entry}], complete=ALL_LISTS)
    assert truth(person, Kind.THERAPY, "radiation therapy", "prior") is Truth.FALSE


def test_an_operation_that_is_told_of_as_done_opens_it() -> None:
    assert told_of("failed splenectomy in the past") == {"splenectomy"}
    person = patient(conditions=[{"name": "failed splenectomy in the past"}], complete=ALL_LISTS)
    assert truth(person, Kind.THERAPY, "splenectomy", "prior") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("name", "kind", "asked", "detail", "expected"),
    [
        ("influenza vaccine, inactivated", "vaccine", "vaccine", ("type", "live"), Truth.FALSE),
        ("yellow fever vaccine", "vaccine", "vaccine", ("type", "live"), Truth.TRUE),
        ("influenza vaccine", "vaccine", "vaccine", ("type", "live"), Truth.UNKNOWN),
        ("FluMist", "vaccine", "vaccine", ("type", "live"), Truth.TRUE),
        ("COVID-19 vaccine", "vaccine", "vaccine", ("type", "live"), Truth.FALSE),
        ("Shingrix", "vaccine", "vaccine", ("type", "live"), Truth.FALSE),
        ("shingles vaccine", "vaccine", "vaccine", ("type", "live"), Truth.UNKNOWN),
        ("yellow fever vaccine", "vaccine", "vaccine", ("type", "inactivated"), Truth.FALSE),
        ("letrozole", "drug", "systemic therapy", ("not", "endocrine therapy"), Truth.FALSE),
        ("docetaxel", "drug", "systemic therapy", ("not", "endocrine therapy"), Truth.TRUE),
        ("total hip replacement", "surgery", "surgery", ("extent", "major"), Truth.TRUE),
        ("spinal fusion", "surgery", "surgery", ("extent", "major"), Truth.TRUE),
        ("port placement", "surgery", "surgery", ("extent", "major"), Truth.FALSE),
        ("mastectomy", "surgery", "mastectomy", ("side", "bilateral"), Truth.FALSE),
        ("bilateral mastectomy", "surgery", "mastectomy", ("side", "bilateral"), Truth.TRUE),
    ],
)
def test_what_a_name_tells_of_particulars(
    name: str, kind: str, asked: str, detail: tuple[str, str], expected: Truth
) -> None:
    assert truth(given(name, kind), Kind.THERAPY, asked, "prior", detail=(detail,)) is expected


def test_an_operation_on_the_breast_is_one_for_its_cancer() -> None:
    person = patient(
        diagnosis={"cancer": "breast cancer"},
        treatments=[{"name": "lumpectomy", "kind": "surgery", "start": "2025-01"}],
        conditions=[{"name": "melanoma", "date": "2001"}],
        complete=ALL_LISTS,
    )
    assert truth(person, Kind.THERAPY, "surgery", "prior", detail=(("for", "breast cancer"),)) is Truth.TRUE


def test_adjuvant_radiation_was_given_nowhere_far_from_the_breast() -> None:
    person = given("radiation therapy", "radiation", setting="adjuvant")
    asked = (("site", "more than 25% of bone marrow"),)
    assert truth(person, Kind.THERAPY, "radiation therapy", "prior", detail=asked) is Truth.FALSE


def test_how_much_marrow_lay_in_the_field_no_record_says() -> None:
    def to(site: str, asked: str) -> Truth:
        person = given("radiation therapy", "radiation", setting="metastatic", site=site)
        return truth(person, Kind.THERAPY, "radiation therapy", "prior", detail=(("site", asked),))

    assert to("bone", "more than 30% of bone marrow") is Truth.UNKNOWN
    assert to("pelvis", "more than 30% of bone marrow") is Truth.UNKNOWN
    assert to("brain", "more than 30% of bone marrow") is Truth.FALSE
    assert to("lumbar spine", "major bone marrow-containing areas") is Truth.UNKNOWN
    assert to("bone", "bone") is Truth.TRUE


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ("wide local excision", {}, Truth.TRUE),
        ("wide local excision", {"site": "left breast"}, Truth.TRUE),
        ("wide local excision", {"indication": "melanoma"}, Truth.FALSE),
        ("wide excision of the skin of the back", {}, Truth.FALSE),
        ("lumpectomy", {"indication": "contralateral ductal carcinoma"}, Truth.TRUE),
    ],
)
def test_an_excision_of_another_place_is_no_operation_of_the_breast(
    name: str, more: dict[str, str], expected: Truth
) -> None:
    assert truth(given(name, "surgery", **more), Kind.THERAPY, "lumpectomy") is expected
    assert truth(given(name, "surgery", **more), Kind.THERAPY, "surgery") is Truth.TRUE
