"""The form: what was typed becomes a patient record, or a message beside the field, and nothing typed is lost."""

from api.web.form import Form
from matcher.patient import load_patient

FULL = {
    "age": "58",
    "sex": "female",
    "menopausal_status": "postmenopausal",
    "ecog": "1",
    "extent": "metastatic",
    "stage": "IV",
    "brain": "none",
    "er": "positive",
    "er_percent": "90",
    "pr": "negative",
    "her2_ihc": "1+",
    "her2_ish": "negative",
    "country": "France",
    "km": "100",
    "treatment-0-name": "letrozole",
    "treatment-0-setting": "metastatic",
    "treatment-0-outcome": "progression",
    "treatment-0-end": "2026-01",
    "treatment-1-name": "",
    "treatment-2-name": "palbociclib",
    "all_treatments": "yes",
    "site-bone": "yes",
    "all_sites": "yes",
    "brca": "BRCA2",
    "pik3ca": "wild-type",
    "pd_l1": "12.5",
    "illnesses": "high blood pressure\r\n\r\n hepatitis B, ",
    "medicines": "amlodipine",
    "all_medicines": "yes",
}


def test_a_full_form_becomes_the_patient_record_that_it_describes() -> None:
    form = Form.read(FULL)
    assert form.errors == {}
    assert form.record() == {
        "id": "you",
        "age": 58,
        "sex": "female",
        "menopausal_status": "postmenopausal",
        "ecog": 1,
        "diagnosis": {"cancer": "breast cancer", "stage": "IV", "extent": "metastatic"},
        "metastases": [{"site": "bone"}, {"site": "brain", "present": False}],
        "biomarkers": [
            {"name": "ER", "result": "positive", "value": 90, "unit": "%"},
            {"name": "PR", "result": "negative"},
            {"name": "HER2", "ihc": "1+", "ish": "negative"},
            {"name": "BRCA2", "result": "mutated", "origin": "germline"},
            {"name": "PIK3CA", "result": "wild-type", "origin": "somatic"},
            {"name": "PD-L1", "score": "CPS", "value": 12.5},
        ],
        "treatments": [
            {"name": "letrozole", "setting": "metastatic", "outcome": "progression", "end": "2026-01"},
            {"name": "palbociclib"},
        ],
        "conditions": [{"name": "high blood pressure"}, {"name": "hepatitis B"}],
        "medications": [{"name": "amlodipine"}],
        "complete": ["treatments", "metastases", "medications"],
        "preferences": {"max_distance_km": 100},
    }
    assert load_patient(form.record()).age == 58


def test_the_answers_can_be_read_back_in_the_words_of_the_form() -> None:
    told = Form.read(FULL).told()
    assert ("Age", "58 years") in told
    assert ("HER2 by IHC", "1+") in told
    assert ("BRCA genes (inherited)", "Change in BRCA2") in told
    assert ("It has spread to", "Bones") in told
    assert ("Treatment", "letrozole, For metastatic disease, Cancer grew or came back, 2026-01") in told
    assert ("Ticked", "These are all the cancer treatments I have had") in told


def test_what_is_left_open_is_left_out_of_the_record_and_so_stays_unknown() -> None:
    assert Form.read({"age": "40"}).record() == {"id": "you", "age": 40, "diagnosis": {"cancer": "breast cancer"}}


def test_brain_metastases_are_active_or_stable_as_answered() -> None:
    assert Form.read({"brain": "stable"}).record()["metastases"] == [{"site": "brain", "status": "stable"}]
    assert Form.read({"brain": "active"}).record()["metastases"] == [{"site": "brain", "status": "active"}]


def test_brca_tested_without_a_finding_says_so_of_both_genes() -> None:
    assert Form.read({"brca": "none"}).record()["biomarkers"] == [
        {"name": "BRCA1", "result": "wild-type", "origin": "germline"},
        {"name": "BRCA2", "result": "wild-type", "origin": "germline"},
    ]


def test_an_operation_is_recorded_as_one() -> None:
    assert Form.read({"treatment-0-name": "Mastectomy"}).record()["treatments"] == [
        {"name": "Mastectomy", "kind": "surgery"}
    ]


def test_an_er_percentage_without_a_word_is_kept_as_measured() -> None:
    assert Form.read({"er_percent": "0.5"}).record()["biomarkers"] == [{"name": "ER", "value": 0.5, "unit": "%"}]


def test_each_answer_that_cannot_be_used_gets_its_own_message_and_stays_as_typed() -> None:
    sent = {
        "age": "fifty",
        "er_percent": "101",
        "sex": "F",
        "km": "nan",
        "treatment-0-name": "letrozole",
        "treatment-0-end": "last spring",
    }
    form = Form.read(sent)
    assert form.errors == {
        "age": "Give a whole number from 0 to 120.",
        "sex": "Choose one of the answers in the list.",
        "er_percent": "Give a number from 0 to 100.",
        "km": "Give a whole number from 1 to 20000.",
        "treatment-0-end": "Write the month as year and number: 2025-06.",
    }
    assert form.answers["age"] == "fifty"
    assert form.treatments[0]["end"] == "last spring"


def test_a_treatment_row_without_a_name_is_pointed_out() -> None:
    form = Form.read({"age": "40", "treatment-0-name": "", "treatment-0-outcome": "ongoing"})
    assert form.errors == {"treatment-0-name": "Name the treatment, or empty this row."}


def test_an_empty_form_is_asked_for_at_least_one_answer() -> None:
    assert list(Form.read({"age": " ", "treatment-0-name": ""}).errors) == ["age"]


def test_what_the_patient_record_refuses_stands_beside_the_row_that_it_came_from() -> None:
    form = Form.read({"treatment-0-name": "", "treatment-1-name": "letrozole", "treatment-1-end": "2025-13"})
    form.note_record_errors((("treatments[0].end", "expected a date"),))
    assert form.errors == {"treatment-1-end": "expected a date"}


def test_rows_keep_their_order_and_empty_ones_are_added_up_to_the_number_asked_for() -> None:
    form = Form.read({"treatment-5-name": "b", "treatment-2-name": "a"})
    assert [row["name"] for row in form.rows(4)] == ["a", "b", "", ""]
    assert [row["name"] for row in form.rows(1)] == ["a", "b"]
