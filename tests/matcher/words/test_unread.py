"""What unread words mean for a verdict: most keep it open; those that ask for nothing do not."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Section
from matcher.answer import Weight
from matcher.patient import load_patient
from matcher.screen import screen
from matcher.screening import Verdict
from matcher.truth import Truth
from matcher.words import unread, unread_items
from tests.matcher.people import patient


def weight(text: str, section: Section = Section.INCLUSION) -> Weight:
    return unread.evaluate(text, patient(), asked=section is Section.INCLUSION).weight


@pytest.mark.parametrize(
    "text",
    [
        "See below for the criteria of each phase",
        "In both cases,",
        "(Key conditions)",
        "Patients are not eligible if the baseline bone scan was not performed",
        "Patients may join provided all other criteria are met",
        "Whoever becomes pregnant should inform her study physician",
        "Other illnesses should be taken into consideration",
        "Results are recorded as positive or negative",
        "A list of these substances is kept by the pharmacy",
        "The study staff will explain all criteria to you",
        "If you do not qualify, we will tell you why",
        "Women of childbearing potential will have a serum pregnancy test",
        "This summary is not intended to contain all considerations",
        "Gets her care at the Northern Lakes hospital",
        "Lives in one of the four districts",
        "Has a phone that receives text messages",
        "Speaks and reads Tagalog",
        "Under oncology care at NLMC",
        "Is medically fit",
        "Cleared for exercise by her cardiologist",
        "Good surgical risk",
        "Suitable venous access",
        "Has not undergone a hysterectomy or bilateral oophorectomy; or",
        "A standard drink is defined as 10 g of alcohol",
        "Confirmed by biopsy within 60 days",
        "Family members of staff",
        "Signed form",
        "Women who can come to the clinic twice a month",
        "Enough CD34+ cells collected and stored",
        "An adequate number of stem cells must have been collected",
        "The biopsied node must have been clipped",
        "Provides the name of a family doctor",
    ],
)
def test_words_that_ask_for_nothing_keep_no_verdict_open(text: str) -> None:
    assert weight(text) is Weight.NEVER


@pytest.mark.parametrize(
    "text",
    [
        "Patients are not eligible if the baseline bone scan shows a fracture",
        "Patients with severe unheard-of disease",
        "Xanthic humour above the norm",
        "Other conditions of a xanthic kind",
        "Patients in early zorb relapse (less than 9% zorbs) if bone marrow was harvested",
        "Zorb count below 3 before stem cells are collected, if defined by zorbs",
        "A lump too large to be felt",
        "A collection of at least 3 million stem cells",
        "At least 3.1 million CD34+ cells/kg collected",
        "A histologically confirmed diagnosis of any zorb type that the protocol lists",
        "Family history of the zorb syndrome in two generations",
        "Presenting xanthism, defined by a zorb level below 11",
        "Benign zorb on breast biopsy",
        "No zorb as the only sign of disease",
        "Receives a positive screening result for zorbs at a study site",
        "Those who rate their unrest greater than 4 of 10 may participate",
        "Takes anything of a list of xanthic substances",
        "There is no known xanthic humour",
        "Xanthic block of the left bundle",
        "Xanthic humour within a year prior to study enrollment",
        "Anyone of a xanthic humour before registration",
        "A score of at least 12 on the fatigue questionnaire",
        "A moderate handicap with a minimum score of 25% by questionnaire",
        "A recent tumor biopsy demonstrating a high share of zorble cells",
    ],
)
def test_words_that_may_ask_for_something_keep_it_open(text: str) -> None:
    assert weight(text) is Weight.ALWAYS


@pytest.mark.parametrize(
    "text",
    [
        "Inmates",
        "Persons under the tutelage of others",
        "Any deviation from the inclusion criteria",
        "A condition that could confound the interpretation of study data",
        "A disorder that brings a risk to the safety of others or a threat to participant safety",
        "Persons expecting to father children within the year",
        "Unable to have blood drawn",
        "Shoulders too wide to be laid within the gantry",
        "The cavity is poorly visualized on planning CT",
        "A treatment volume that is not wholly covered by the applicator",
        "No formalin-fixed material",
    ],
)
def test_who_may_not_decide_and_boilerplate_exclude_nobody_by_a_record(text: str) -> None:
    assert weight(text, Section.EXCLUSION) is Weight.NEVER


@pytest.mark.parametrize(
    "text",
    [
        "A condition that affects the absorption of xanthine",
        "Unable to have xanthic blood",
        "A zorb too large to be removed",
        "The zorb cavity is not closed",
    ],
)
def test_a_condition_that_affects_something_else_may_be_in_anybody(text: str) -> None:
    assert weight(text, Section.EXCLUSION) is Weight.ALWAYS


def test_what_is_asked_of_those_with_a_condition_is_not_asked_where_the_record_denies_it() -> None:
    text = "If the gout is xanthic, then it must be zorblified"
    denied, had = ({"name": "gout", "present": present} for present in (False, True))
    assert unread.evaluate(text, patient(conditions=[denied]), asked=True).weight is Weight.NEVER
    assert unread.evaluate(text, patient(conditions=[had]), asked=True).weight is Weight.ALWAYS
    other = text.replace("xanthic", "xanthic or mauve")
    assert unread.evaluate(other, patient(conditions=[denied]), asked=True).weight is Weight.ALWAYS


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Previous treatment with zorbing light", Verdict.ELIGIBLE),
        ("Previous treatment with zorbing agents", Verdict.UNKNOWN),
        ("Previous treatment with trastuzumabe rays", Verdict.UNKNOWN),
        ("Women who are not receiving reflexology sessions", Verdict.UNKNOWN),
        ("History of exposure to cumulative doses of anthracyclines", Verdict.ELIGIBLE),
        ("History of exposure to cumulative doses of letrozole", Verdict.UNKNOWN),
        ("Fine needle aspiration alone for the diagnosis", Verdict.ELIGIBLE),
        ("Fine needle aspiration of the axilla", Verdict.UNKNOWN),
    ],
)
def test_an_unread_treatment_by_name_is_presumed_not_had_where_the_lists_are_whole(
    line: str, expected: Verdict
) -> None:
    record = {"id": "p", "treatments": [{"name": "letrozole", "start": "2024"}]}
    whole = {**record, "complete": ["treatments", "medications", "conditions"]}
    text = f"Exclusion Criteria:\n\n* {line}"
    assert screen(load_patient(whole), parse(text)).verdict is expected
    assert screen(load_patient(record), parse(text)).verdict is Verdict.UNKNOWN


def test_a_record_that_denies_all_of_a_narrowed_exclusion_settles_it() -> None:
    text = "Exclusion Criteria:\n\n* Has spleen only metastatic disease"
    record = {"id": "p", "diagnosis": {"extent": "metastatic"}, "conditions": []}
    denying = {**record, "conditions": [{"name": "spleen only metastatic disease", "present": False}]}
    assert screen(load_patient(record), parse(text)).verdict is Verdict.UNKNOWN
    assert screen(load_patient(denying), parse(text)).verdict is Verdict.ELIGIBLE


def test_an_unread_exclusion_of_an_ailment_is_presumed_absent_where_the_list_is_whole() -> None:
    text = "Exclusion Criteria:\n\n* Whatever brings about splenomegaly"
    record = {"id": "p", "conditions": [{"name": "splenomegaly"}], "complete": ["conditions"]}
    assert screen(load_patient(record), parse(text)).verdict is Verdict.UNKNOWN
    assert screen(load_patient({**record, "conditions": []}), parse(text)).verdict is Verdict.ELIGIBLE


def test_what_the_record_denies_is_nothing_like_the_unread_words() -> None:
    text = "Exclusion Criteria:\n\n* Whatever brings about splenomegaly"
    record = {"id": "p", "conditions": [{"name": "splenomegaly", "present": False}], "complete": ["conditions"]}
    assert screen(load_patient(record), parse(text)).verdict is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    "words",
    [
        "Cytologic confirmation of the relapse",
        "Cancer staging manual, 6th edition",
        "Uniform membrane staining in a tenth of the cells",
    ],
)
def test_proof_references_and_assays_are_no_obstacle(words: str) -> None:
    assert unread.evaluate(words, patient(), asked=True).weight is Weight.NEVER


def test_an_item_of_a_list_after_no_is_denied_by_a_record_that_denies_it() -> None:
    text = "Inclusion Criteria:\n\n* No gout, epilepsy, or zorblified catheter"
    record = {"id": "p", "conditions": [{"name": name, "present": False} for name in ("gout", "epilepsy")]}
    denied = [*record["conditions"], {"name": "zorblified catheter", "present": False}]
    assert screen(load_patient(record), parse(text)).verdict is Verdict.UNKNOWN
    assert screen(load_patient({**record, "conditions": denied}), parse(text)).verdict is Verdict.ELIGIBLE


def test_a_kind_of_a_condition_is_denied_by_its_own_words() -> None:
    text = "Exclusion Criteria:\n\n* Recent pancreatitis"
    had = {"id": "p", "conditions": [{"name": "pancreatitis", "date": "2019-05"}]}
    denied = [*had["conditions"], {"name": "recent pancreatitis episode", "present": False}]
    assert screen(load_patient(had), parse(text)).verdict is Verdict.UNKNOWN
    assert screen(load_patient({**had, "conditions": denied}), parse(text)).verdict is not Verdict.INELIGIBLE


def test_what_a_medicine_is_taken_for_may_be_what_the_unread_words_mean() -> None:
    text = "Exclusion Criteria:\n\n* Live vaccines or zorbic preparations against itching"
    whole = ["treatments", "medications", "conditions"]
    plain = load_patient({"id": "P", "medications": [{"name": "letrozole"}], "complete": whole})
    itching = load_patient({"id": "P", "medications": [{"name": "doxepin", "dose": "for itching"}], "complete": whole})
    assert unread_items.taken(itching) - unread_items.taken(plain) >= {"itching"}
    assert screen(plain, parse(text)).verdict is not Verdict.INELIGIBLE
    assert screen(itching, parse(text)).verdict is Verdict.UNKNOWN


def test_what_would_hinder_the_study_is_for_the_team_to_judge() -> None:
    hindered = "any circumstance of hers that would preclude "
    assert weight(hindered + "study", Section.EXCLUSION) is Weight.NEVER
    assert weight(hindered + "surgery", Section.EXCLUSION) is Weight.ALWAYS


@pytest.mark.parametrize(
    ("text", "section", "met"),
    [
        ("Zorb index of 12 or more", Section.INCLUSION, True),
        ("A score of the ZX below 10", Section.INCLUSION, False),
        ("No more than 14 on the Zorb index", Section.INCLUSION, True),
        ("Zorb index > 10", Section.EXCLUSION, False),
        ("(score < 8 on the ZX) at screening", Section.EXCLUSION, True),
        ("Zorb index 5-20", Section.INCLUSION, True),
        ("Zorb index of at least 12 %", Section.INCLUSION, False),
        ("Zorb index of at least 10, or of at least 8 after surgery", Section.INCLUSION, False),
        ("Quelp index of at least 10", Section.INCLUSION, False),
    ],
)
def test_a_score_of_the_record_settles_unread_words_that_bound_it_by_its_name(
    text: str, section: Section, met: bool
) -> None:
    person = patient(labs=[{"name": "Zorb index (ZX)", "value": 13, "unit": "points"}])
    answer = unread.evaluate(text, person, asked=section is Section.INCLUSION)
    assert answer.truth is Truth.UNKNOWN
    assert answer.weight is (Weight.NEVER if met else Weight.ALWAYS)


@pytest.mark.parametrize("amount", ["2 million zorb cells/kg", "2 x 10^6 zorb cells/kg"])
def test_millions_are_spelt_in_several_ways(amount: str) -> None:
    for value, weight in ((3.1, Weight.NEVER), (1.3, Weight.ALWAYS)):
        person = patient(labs=[{"name": "zorb cells collected", "value": value, "unit": "10*6/kg"}])
        assert unread.evaluate(f"At least {amount} collected", person, asked=True).weight is weight


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Her tumor has been assessed for estrogen-receptor (ER) and HER-2/neu", True),
        ("HER2 status is known", True),
        ("Known progesterone receptor status", False),
        ("HER2 must be determined as negative", False),
        ("ER status known, at least 10% of cells", False),
    ],
)
def test_a_receptor_that_need_only_be_known_is_where_the_record_has_its_result(text: str, met: bool) -> None:
    person = patient(biomarkers=[{"name": "ER", "result": "positive"}, {"name": "HER2", "ihc": "1+"}])
    answer = unread.evaluate(text, person, asked=True)
    assert answer.truth is Truth.UNKNOWN
    assert ("the record says" in answer.why) is met
    assert not unread.names(person).isdisjoint(unread.content(text)) or not met


@pytest.mark.parametrize(("status", "expected"), [("2015-05", Truth.TRUE), ("2015-13", Truth.UNKNOWN)])
def test_an_exception_for_years_free_of_disease_counts_from_a_date_that_calendars_have(
    status: str, expected: Truth
) -> None:
    excepted_from = parse("Exclusion Criteria:\n\n* Malignancy\n").criteria[0].node
    had = {"name": "melanoma", "status": f"disease-free since {status}"}
    free = patient(conditions=[had], complete=["conditions"])
    assert unread.exception("zorbic cancer disease-free for 5 years", excepted_from, free).truth is expected
