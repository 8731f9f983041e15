"""Exclusions of a treatment that their sentence narrows to a place, a purpose, a finding or another trial."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

RADIATION = {
    "name": "radiation therapy",
    "kind": "radiation",
    "setting": "adjuvant",
    "start": "2019-05",
    "end": "2019-06",
}
SURGERY = {"name": "axillary lymph node dissection", "kind": "surgery", "start": "2024-05"}
TAMOXIFEN = {"name": "tamoxifen", "setting": "adjuvant", "start": "2024-12", "outcome": "ongoing"}
RECORD = {"treatments": [RADIATION, SURGERY, TAMOXIFEN], "complete": ["treatments", "medications", "conditions"]}


@pytest.mark.parametrize(
    "line",
    [
        "* Earlier radiotherapy or surgery of the symptomatic joint",
        "* Previous treatment (surgery or radiotherapy) to the affected side",
        "* Positive nodes found on axillary dissection",
        "* Anticancer therapy within another clinical trial",
        "* Definitive radiotherapy",
        "* Axillary surgery with immediate reconstruction",
        "* Radiotherapy in the adjuvant or neoadjuvant setting with relapse within a year",
        "* Initiation of treatment with tamoxifen or other hormones within 2 weeks",
        "* Patients for whom radiotherapy is available",
        "* Enrolled in a protocol in which axillary dissection is done",
        "* Radiotherapy, surgery, or study drugs, ≤ 14 days before day 1",
        "* Radiotherapy, surgery (save biopsies), use of any experimental drug within 30 days",
        "* Require immediate radiotherapy or surgery",
        "* More than 2 surgeries",
        "* Radiotherapy or surgery to the only measurable lesion",
        "* Recurrence within 3 years of adjuvant radiotherapy",
        "* Axillary radiation therapy > 6 weeks",
        "* Regional radiotherapy",
        "* Radiation as the last treatment before entry",
        "* Radiotherapy with a disease-free interval of less than a year",
        "* Patients with hepatitis who have not had radiotherapy",
        "* Therapy during the study. Anti-cancer therapies include radiotherapy and surgery.",
        "* Orchidectomy on the same day as radiotherapy",
        "* Radiotherapy on the same day as the first dose",
        "* Return for visits 3, 6 and 60 months after radiotherapy",
        "* A burn or wound at the site of surgery",
        "* Starting a new course of tamoxifen",
        "* Will not be willing to stop tamoxifen",
        "* The latest therapy received by the patient included either radiotherapy or mitomycin",
        "* A flare within 2 weeks of the start of study therapy (radiotherapy)",
        "* A planned change of dose or type of tamoxifen",
        "* Use of tamoxifen for longer than 5 years",
        "* Chronic use (> 10 days) of tamoxifen",
        "* Long-term treatment, over 3 months, with letrozole or tamoxifen",
        "* Use of certain endocrine therapy",
        "* Taking tamoxifen and the drug cannot be stopped or switched",
        "* Previously treated with tamoxifen and taken off treatment due to side effects",
        "* Any concurrent treatment that would disturb the study, including but not limited to radiotherapy",
        "* Radiotherapy, further surgery and/or chemotherapy within 30 weeks of the first dose of study drug and has not recovered to grade 1",
        "* Earlier cancers of the other breast. Those treated with radiation therapy are not eligible",
        "* Earlier surgery or radiotherapy to the operative site",
        "* Radiotherapy, ablation, or resection (save biopsies) to the liver",
        "* Radiotherapy or chemotherapy within 30 weeks of the anticipated operation",
        "* Radiotherapy within: 15 days or 5 elimination half-lives",
        "* The shortest washout for radiotherapy is 45 days",
        "* Myocarditis of any grade during a previous course of tamoxifen",
        "* Radiotherapy within 6 years for another cancer diagnosis",
    ],
)
def test_what_is_narrowed_rules_nobody_out(line: str) -> None:
    assert read(exclusion=line, **RECORD) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Earlier tamoxifen or radiotherapy to the liver",
        "* Earlier radiotherapy or chemotherapy",
        "* Axillary dissection",
        "* Anticancer therapy",
    ],
)
def test_what_is_not_narrowed_rules_out(line: str) -> None:
    assert read(exclusion=line, **RECORD) is Verdict.INELIGIBLE


def test_what_must_not_have_been_had_for_so_long_may_be_longer_ago() -> None:
    line = "* Must have had no radiotherapy, chemotherapy or tamoxifen for at least 30 weeks"
    past = {"treatments": [RADIATION], "complete": ["treatments"]}
    assert read(inclusion=line, **past) is not Verdict.INELIGIBLE
    assert read(inclusion="* Must have had no radiotherapy or chemotherapy", **past) is Verdict.INELIGIBLE


def test_whoever_has_recovered_is_not_kept_out_with_those_who_have_not() -> None:
    record = {
        "treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2026-02-20"}],
        "complete": ["treatments"],
    }
    assert read(exclusion="Major surgery within 6 weeks and not yet recovered", **record) is not Verdict.INELIGIBLE
    assert read(exclusion="Major surgery within 6 weeks", **record) is Verdict.INELIGIBLE


def test_a_class_that_acts_on_an_enzyme_only_in_some_of_its_members() -> None:
    record = RECORD | {"medications": [{"name": "amlodipine"}]}
    of_an_enzyme = "* CYP3A inhibitors, including:\n  * Calcium channel blockers (e.g., diltiazem, verapamil)"
    assert read(exclusion=of_an_enzyme, **record) is not Verdict.INELIGIBLE
    of_its_own = "* Calcium channel blockers (e.g., diltiazem, verapamil) taken at present"
    assert read(exclusion=of_its_own, **record) is Verdict.INELIGIBLE


def test_medicines_that_exclude_where_they_are_used_as_something_else() -> None:
    record = RECORD | {"medications": [{"name": "prednisone", "dose": "20 mg daily"}]}
    assert read(exclusion="* Current corticosteroids used solely as antiemetics", **record) is not Verdict.INELIGIBLE
    assert read(exclusion="* Current corticosteroids used at any dose", **record) is Verdict.INELIGIBLE


VENLAFAXINE = {"name": "venlafaxine", "dose": "75 mg daily for depression"}


@pytest.mark.parametrize(
    "line",
    [
        "* Current use of other agents for treating hot flashes (e.g., gabapentin, antidepressants)",
        "* Current acupuncture, antidepressants, or massage for hot flashes",
    ],
)
def test_medicines_for_one_condition_rule_out_nobody_who_takes_them_for_another(line: str) -> None:
    record = RECORD | {"medications": [VENLAFAXINE]}
    assert read(exclusion=line, **record) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Earlier systemic therapy for metastatic disease. This includes endocrine therapy and antibodies",
        "* Decreased LVEF or heart failure with previous adjuvant tamoxifen",
    ],
)
def test_what_a_sentence_takes_in_or_what_happened_under_it_is_not_excluded_by_itself(line: str) -> None:
    assert read(exclusion=line, **RECORD) is not Verdict.INELIGIBLE


def test_drugs_of_a_narrow_window_are_excluded_only_where_the_enzyme_breaks_them_down_too() -> None:
    record = RECORD | {"medications": [{"name": "lovastatin"}]}
    narrow = "* Drugs that have a narrow therapeutic index and are mainly metabolized by CYP3A4"
    assert read(exclusion="* Substrates of CYP3A4", **record) is Verdict.INELIGIBLE
    assert read(exclusion=narrow, **record) is not Verdict.INELIGIBLE


LAPATINIB = {"name": "lapatinib", "setting": "metastatic", "start": "2024-01", "end": "2024-09"}


@pytest.mark.parametrize(
    "line",
    [
        "* Anti-vascular endothelial growth factor (VEGF) or VEGF Receptor (VEGFR) tyrosine-kinase inhibitors",
        "* Therapy directed against IGF-1R (monoclonal antibody or tyrosine kinase inhibitor)",
        "* A tyrosine kinase inhibitor or antibody directed at FGFR2",
    ],
)
def test_one_target_of_a_class_of_agents_rules_out_nobody_who_had_another(line: str) -> None:
    record = RECORD | {"treatments": [LAPATINIB]}
    assert read(exclusion=line, **record) is not Verdict.INELIGIBLE


def test_the_class_itself_rules_out() -> None:
    record = RECORD | {"treatments": [LAPATINIB]}
    assert read(exclusion="* Any earlier tyrosine kinase inhibitor", **record) is Verdict.INELIGIBLE


def test_a_class_among_the_inhibitors_of_an_enzyme_is_those_that_inhibit_it() -> None:
    record = RECORD | {"medications": [{"name": "amoxicillin"}]}
    line = "* CYP3A4 inhibitors, including antibiotics (clarithromycin, telithromycin) and grapefruit"
    assert read(exclusion=line, **record) is not Verdict.INELIGIBLE
    assert read(exclusion="* Antibiotics (by mouth or vein)", **record) is Verdict.INELIGIBLE


def test_an_amount_in_brackets_says_how_much_of_it_excludes() -> None:
    record = RECORD | {"medications": [{"name": "clopidogrel"}]}
    assert read(exclusion="* Daily treatment with clopidogrel (75 mg)", **record) is not Verdict.INELIGIBLE
    assert read(exclusion="* Daily treatment with clopidogrel (Plavix)", **record) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("drug", "expected"),
    [("letrozole", Verdict.INELIGIBLE), ("sunitinib", Verdict.UNKNOWN), ("everolimus", Verdict.INELIGIBLE)],
)
def test_examples_narrow_only_the_last_of_several_treatments(drug: str, expected: Verdict) -> None:
    had = {"treatments": [{"name": drug, "start": "2024-03", "end": "2024-05"}]}
    assert read(exclusion="* Prior letrozole or kinase inhibitors such as everolimus", **had) is expected


def test_a_bracket_that_says_whom_it_concerns_narrows_no_treatment() -> None:
    had = {"treatments": [{"name": "tamoxifen", "start": "2019-03"}], "diagnosis": {"cancer": "invasive breast cancer"}}
    line = "* No prior tamoxifen (for women with DCIS or invasive breast cancer)"
    assert read(line, **had) is Verdict.INELIGIBLE
