"""A registry record is read field by field: what is missing is empty, what is wrong names the study and the field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import StudyError
from indexer.fields import read_date
from indexer.records import read_study, record_date, record_id, typed_criteria
from indexer.study import Site, Study
from tests.indexer.records import record, site, status


def study(**modules: Any) -> Study:
    return read_study(record(1, **modules))


class TestReading:
    def test_a_whole_record(self) -> None:
        found = read_study(record(1))
        assert (found.nct_id, found.title, found.status) == ("NCT90000001", "Invented study 1", "RECRUITING")
        assert (found.sponsor, found.sponsor_class) == ("Invented Hospital", "OTHER")
        assert (found.conditions, found.keywords, found.phases) == (("Breast Cancer",), ("invented",), ("PHASE2",))
        assert [(i.type, i.name, i.other_names) for i in found.interventions] == [("DRUG", "Letrozole", ("Femara",))]
        assert (found.sex, found.minimum_age, found.maximum_age) == ("FEMALE", "18 Years", None)
        assert found.healthy_volunteers is False
        assert found.last_update_posted == "2026-01-02"
        assert found.open
        assert found.odd == ()

    def test_an_id_is_enough(self) -> None:
        found = read_study({"protocolSection": {"identificationModule": {"nctId": "NCT90000001"}}})
        assert (found.title, found.eligibility, found.status, found.sites) == ("NCT90000001", "", None, ())
        assert not found.open

    @pytest.mark.parametrize("module", [name for name in record(1)["protocolSection"] if name[0] != "i"])
    def test_any_other_module_may_be_missing_or_null(self, module: str) -> None:
        whole = record(1)
        del whole["protocolSection"][module]
        assert read_study(whole) == read_study(
            record(1) | {"protocolSection": whole["protocolSection"] | {module: None}}
        )

    def test_criteria_stand_as_they_are_but_for_newlines(self) -> None:
        text = "  Inclusion Criteria:\r\n\r\n* Age \\>= 18\r* ECOG 0 \n"
        assert study(eligibilityModule={"eligibilityCriteria": text}).eligibility == (
            "  Inclusion Criteria:\n\n* Age \\>= 18\n* ECOG 0 \n"
        )

    def test_sites_have_their_own_status_or_that_of_the_study(self) -> None:
        module = {"locations": [site("Boston", "United States", 42.36, -71.06, "COMPLETED"), {"city": "Paris"}]}
        found = study(contactsLocationsModule=module)
        assert [found.site_status(place) for place in found.sites] == ["COMPLETED", "RECRUITING"]
        assert found.sites[1] == Site(city="Paris")

    def test_contacts_with_their_extension(self) -> None:
        module = {"centralContacts": [{"name": "A. Nurse", "phone": "555-0100", "phoneExt": "12", "role": "CONTACT"}]}
        (contact,) = study(contactsLocationsModule=module).contacts
        assert (contact.name, contact.phone, contact.role) == ("A. Nurse", "555-0100 ext. 12", "CONTACT")

    def test_headings_of_the_registry(self) -> None:
        derived = {"conditionBrowseModule": {"meshes": [{"id": "D001943", "term": "Breast Neoplasms"}]}}
        found = read_study(record(1) | {"derivedSection": derived})
        assert found.mesh_terms == ("Breast Neoplasms",)

    def test_words_of_a_list_that_we_do_not_know_are_kept(self) -> None:
        assert study(statusModule=status("Paused for review", None)).status == "PAUSED_FOR_REVIEW"

    def test_a_single_text_counts_as_a_list_of_one(self) -> None:
        assert study(conditionsModule={"conditions": "Breast Cancer"}).conditions == ("Breast Cancer",)

    def test_what_no_file_can_hold_is_replaced(self) -> None:
        assert (
            study(eligibilityModule={"eligibilityCriteria": "a\x00b\ud800c"}).eligibility
            == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
        )


class TestOddValues:
    @pytest.mark.parametrize("date", ["2026-02-30", "2026-13", "soon", "0000-01-01", "12/03/2026"])
    def test_a_date_that_is_none_is_left_out_and_noted(self, date: str) -> None:
        found = study(statusModule={"startDateStruct": {"date": date}})
        assert found.start_date is None
        assert found.odd == (f"protocolSection.statusModule.startDateStruct.date: {date!r} is not a date",)

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("2026-03-09", "2026-03-09"),
            ("2026-03", "2026-03"),
            ("2026", "2026"),
            ("2026-3-9", "2026-03-09"),
            ("2026-03-09T10:00:00", "2026-03-09"),
            ("March 2026", "2026-03"),
            ("March 9, 2026", "2026-03-09"),
        ],
    )
    def test_dates_in_every_form_that_the_registry_has_used(self, written: str, read: str) -> None:
        assert read_date(written) == read

    def test_an_age_that_is_none_is_no_limit_and_noted(self) -> None:
        found = study(eligibilityModule={"minimumAge": "grown-up", "maximumAge": "N/A"})
        assert (found.minimum_age, found.maximum_age) == (None, None)
        assert found.odd == ("protocolSection.eligibilityModule.minimumAge: 'grown-up' is not an age",)

    def test_a_point_off_the_globe_is_left_out_and_noted(self) -> None:
        found = study(contactsLocationsModule={"locations": [site("Boston", "United States", 142.36, -71.06)]})
        assert (found.sites[0].lat, found.sites[0].lon) == (None, None)
        assert found.odd == (
            "protocolSection.contactsLocationsModule.locations[0].geoPoint.lat: 142.36 is not between -90 and 90",
        )


WRONG = [
    ("statusModule", [], "protocolSection.statusModule: expected an object, found a list"),
    ("statusModule", {"overallStatus": 3}, "protocolSection.statusModule.overallStatus: expected text, found a number"),
    (
        "statusModule",
        {"startDateStruct": "2026"},
        "protocolSection.statusModule.startDateStruct: expected an object, found text",
    ),
    (
        "conditionsModule",
        {"conditions": ["x", {}]},
        "protocolSection.conditionsModule.conditions[1]: expected text, found an object",
    ),
    (
        "conditionsModule",
        {"keywords": {}},
        "protocolSection.conditionsModule.keywords: expected a list of texts, found an object",
    ),
    (
        "eligibilityModule",
        {"eligibilityCriteria": ["x"]},
        "protocolSection.eligibilityModule.eligibilityCriteria: expected text, found a list",
    ),
    (
        "eligibilityModule",
        {"healthyVolunteers": "No"},
        "protocolSection.eligibilityModule.healthyVolunteers: expected true or false, found text",
    ),
    (
        "designModule",
        {"enrollmentInfo": {"count": True}},
        "protocolSection.designModule.enrollmentInfo.count: expected a whole number, found true or false",
    ),
    (
        "contactsLocationsModule",
        {"locations": [None]},
        "protocolSection.contactsLocationsModule.locations[0]: expected an object, found null",
    ),
    (
        "contactsLocationsModule",
        {"locations": [{"geoPoint": {"lat": "42", "lon": 3}}]},
        "protocolSection.contactsLocationsModule.locations[0].geoPoint.lat: expected a number, found text",
    ),
    (
        "armsInterventionsModule",
        {"interventions": [{"name": ["x"]}]},
        "protocolSection.armsInterventionsModule.interventions[0].name: expected text, found a list",
    ),
]


@pytest.mark.parametrize(("module", "value", "message"), WRONG)
def test_a_value_of_the_wrong_kind_names_study_and_field(module: str, value: Any, message: str) -> None:
    with pytest.raises(StudyError) as caught:
        study(**{module: value})
    assert str(caught.value) == f"NCT90000001: {message}"


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"protocolSection": None},
        {"protocolSection": []},
        {"protocolSection": {"identificationModule": {"nctId": 7}}},
        {"protocolSection": {"identificationModule": {"nctId": "NCT1"}}},
        [],
        None,
        "text",
    ],
)
def test_a_record_without_an_id_is_an_error(broken: Any) -> None:
    with pytest.raises(StudyError, match=r"NCT id|object"):
        read_study(broken)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(record(1)["protocolSection"])), json_values)
def test_any_json_is_read_or_refused_with_a_reason(module: str, value: Any) -> None:
    try:
        found = read_study(record(1, **{module: value}))
    except StudyError as error:
        assert error.path.startswith("protocolSection")  # noqa: PT017 – either outcome is right
    else:
        assert found.nct_id == "NCT90000001"


@given(json_values)
def test_id_and_date_are_found_in_anything(value: Any) -> None:
    assert record_id(value) is None
    assert record_date(value) is None
    assert record_date({"protocolSection": {"statusModule": value}}) is None


class TestTypedCriteria:
    def test_registry_fields_are_criteria_after_those_of_the_text(self) -> None:
        fields = [c.registry_field for c in typed_criteria(study()).criteria]
        assert [name for name in fields if name] == ["sex", "minimumAge", "conditions"]
        assert fields[0] is None

    def test_the_conditions_count_only_where_the_text_requires_no_diagnosis(self) -> None:
        named = {"eligibilityCriteria": "Inclusion Criteria:\n\n* Histologically confirmed breast cancer\n"}
        found = typed_criteria(study(eligibilityModule=named))
        assert "conditions" not in [c.registry_field for c in found.criteria]
