"""A requirement in a sentence of another mood, or beside words that were not read, rules nobody out by itself."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

NOTHING = {"treatments": [], "complete": ["treatments", "medications", "conditions", "metastases"]} | METASTATIC
TAXANE = {"treatments": [{"name": "docetaxel", "setting": "metastatic", "start": "2024-01", "end": "2024-06"}]}
HAD = NOTHING | TAXANE
LIVER = NOTHING | {"metastases": [{"site": "liver"}]}


@pytest.mark.parametrize(
    "line",
    [
        "* Progressive disease after treatment which might have held a taxane",
        "* Patients after a taxane are considered as pretreated",
        "* Note: previous taxane therapy is documented at registration",
        "* Prior taxane if tolerated",
        "* Earlier systemic treatment should have held a taxane",
        "* LVEF within normal limits (patients who have received a taxane)",
        "* Completed definitive treatment (surgery, radiotherapy, taxane)",
        "* At least 1 line of taxane for metastatic disease (triple-negative patients only)",
        "* Patients have completed a taxane 14 days before the first dose and recovered from it",
        "* Progression after capecitabine plus a taxane, or capecitabine alone",
        "* Start of an antimitotic drug (docetaxel, eribulin) has been received",
    ],
)
def test_what_is_permitted_remarked_or_conditional_need_not_have_been_had(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Prior taxane of the zorbic type",
        "* Targeted or cytotoxic drugs such as zorbumab",
        "* Taxane, except weekly zorbol",
        "* Joined a taxane study regardless of having had a taxane",
        "* Note: taxane within the zorbic interval",
        "* Women over 60 with a prior taxane",
        "* Women over 60 years with a prior taxane",
        "* No good reason for or against giving more docetaxel",
        "* Liver metastases or pleural fluid as the only site",
        "* Zorbic infusions of an anthracycline, a vinca alkaloid or a taxane",
    ],
)
def test_an_exclusion_beside_unread_words_rules_nobody_out(line: str) -> None:
    assert read(exclusion=line, **(HAD | LIVER | TAXANE)) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("inclusion", "exclusion", "record"),
    [
        ("* Must have received a taxane", "", NOTHING),
        ("* Must have had a taxane for metastatic disease", "", NOTHING),
        ("* Prior taxane, with recovery from its effects (low-dose steroids are allowed if needed)", "", NOTHING),
        ("", "* Prior taxane", HAD),
        ("", "* Prior taxane, regardless of the interval", HAD),
        ("", "* Prior taxane or zorbic acid", HAD),
        ("", "* Prior anthracycline, vinca alkaloid or taxane", HAD),
        ("", "* Patients who had a taxane are not eligible", HAD),
        ("", "* Prior taxane, except as adjuvant treatment", HAD),
        ("", "* Liver metastases", LIVER),
        ("", "* No more than 2 lines may have been given; liver metastases", LIVER),
        ("", "* Liver metastases as evidenced by a scan of the abdomen", LIVER),
        ("", "* A taxane within 4 years of initiating ZRB0815", HAD),
        (
            "* Measurable disease by CT or MRI",
            "",
            NOTHING | {"diagnosis": {"cancer": "breast cancer", "measurable_disease": False}},
        ),
        (
            "* Measurable recurrent or metastatic disease",
            "",
            NOTHING | {"diagnosis": {"cancer": "breast cancer", "measurable_disease": False}},
        ),
    ],
)
def test_what_is_said_plainly_still_rules_out(inclusion: str, exclusion: str, record: dict[str, object]) -> None:
    assert read(inclusion=inclusion, exclusion=exclusion, **record) is Verdict.INELIGIBLE


def test_a_limit_on_what_is_permitted_rules_out_whoever_had_more() -> None:
    line = "* Patients may have received no more than 1 line of chemotherapy for metastatic disease"
    lines = [
        {"name": name, "setting": "metastatic", "line": number, "start": f"202{number}-01", "end": f"202{number}-06"}
        for number, name in enumerate(("docetaxel", "capecitabine", "eribulin"), start=1)
    ]
    assert read(inclusion=line, **(NOTHING | {"treatments": lines})) is Verdict.INELIGIBLE
    assert read(inclusion=line, **NOTHING) is not Verdict.INELIGIBLE


def test_an_amount_that_is_allowed_is_not_asked_for() -> None:
    assert read(inclusion="* Up to 4 weeks of tamoxifen allowed", **NOTHING) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "record"),
    [
        (
            "* Postmenopausal women, defined as one of: no menses for a year, or ovarian suppression with goserelin",
            {"sex": "female", "menopausal_status": "premenopausal"},
        ),
        ("* Postmenopausal: bilateral oophorectomy; age >= 60; amenorrhea for 12 months", {"age": 48, "sex": "female"}),
        (
            "* Tumor of any size. (If the tumor is smaller than 3 cm, ultrasound is used)",
            {"diagnosis": {"cancer": "breast cancer", "tumor_size_cm": 6}},
        ),
        (
            "* ALT 3 x ULN and bilirubin 1.25 x ULN (in liver involvement ALT 5 x ULN)",
            {"labs": [{"name": "ALT", "value": 150, "unit": "U/L"}]},
        ),
    ],
)
def test_a_definition_or_a_condition_asks_for_nothing_by_itself(line: str, record: dict[str, object]) -> None:
    assert read(inclusion=line, **record) is not Verdict.INELIGIBLE


def test_what_is_said_to_be_defined_is_not_asked_for() -> None:
    asked = "* Menopause is recorded; for this trial postmenopausal is defined as a year without menses"
    assert read(inclusion=asked, sex="female", menopausal_status="premenopausal") is not Verdict.INELIGIBLE
    assert read(inclusion="* Postmenopausal", sex="female", menopausal_status="premenopausal") is Verdict.INELIGIBLE


def test_a_disease_that_is_considered_incurable_is_asked_for() -> None:
    record = {"diagnosis": {"cancer": "breast cancer", "stage": "IIA", "extent": "early"}}
    assert (
        read(inclusion="* Stage IV breast cancer that is considered incurable by now", **record) is Verdict.INELIGIBLE
    )


@pytest.mark.parametrize(
    "line",
    [
        "* Patients should have stage IIA to IIIC breast cancer",
        "* Stage II or III disease for which preoperative treatment is considered essential",
        "* Breast cancer of stage I to IIIC that is eligible for resection",
        "* Stage II or III breast cancer (if she has had two, then that of the last one)",
    ],
)
def test_what_only_says_more_of_a_stage_leaves_it_asked_for(line: str) -> None:
    assert read(inclusion=line, diagnosis={"cancer": "breast cancer", "stage": "IV"}) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Patients with stage II disease who are considered for surgery are eligible",
        "* Stage II disease, or disease that may be down-staged",
    ],
)
def test_a_verdict_behind_such_a_clause_still_permits(line: str) -> None:
    assert read(inclusion=line, diagnosis={"cancer": "breast cancer", "stage": "IV"}) is not Verdict.INELIGIBLE


def test_new_or_progressive_brain_metastases_are_asked_for() -> None:
    line = "* New and/or progressive brain metastases on MRI"
    assert read(inclusion=line, complete=["metastases"], **METASTATIC) is Verdict.INELIGIBLE


CHEMOTHERAPY = {
    "treatments": [{"name": "docetaxel", "setting": "metastatic", "start": "2026-02-20", "end": "2026-03-10"}]
}
TO_BE_OPERATED = {"conditions": [{"name": "major surgery planned"}]}
SPINE = {
    "treatments": [
        {"name": "radiation therapy", "kind": "radiation", "setting": "metastatic", "site": "spine", "start": "2025-01"}
    ]
}


@pytest.mark.parametrize(
    ("exclusion", "record"),
    [
        ("* Chemotherapy within 3 weeks of the first dose of ZRB-1234", NOTHING | CHEMOTHERAPY),
        ("* Chemotherapy within 3 weeks of study intervention", NOTHING | CHEMOTHERAPY),
        ("* Taxane for MBC", HAD),
        ("* Anticipation of the need for major surgery during the course of the study", NOTHING | TO_BE_OPERATED),
        ("* Planning to have major surgery", NOTHING | TO_BE_OPERATED),
        ("* Earlier radiotherapy to the spine", NOTHING | SPINE),
    ],
)
def test_words_that_a_requirement_was_read_from_are_read(exclusion: str, record: dict[str, object]) -> None:
    assert read(exclusion=exclusion, **record) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "exclusion", ["* Planning to receive weekly chemotherapy", "* Earlier radiotherapy to the opposite spine"]
)
def test_a_rhythm_or_a_side_narrows(exclusion: str) -> None:
    record = NOTHING | SPINE | {"conditions": [{"name": "planned: 4 cycles of docetaxel every 3 weeks"}]}
    assert read(exclusion=exclusion, **record) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "inclusion",
    [
        "* Patients who have received a taxane and who will receive endocrine therapy",
        "* Prior treatment with a taxane and trastuzumab (trastuzumab may be omitted if contraindicated)",
    ],
)
def test_what_is_ahead_or_in_a_bracket_leaves_the_rest_of_a_sentence_asked_for(inclusion: str) -> None:
    assert read(inclusion=inclusion, **NOTHING) is Verdict.INELIGIBLE


OPERATED = NOTHING | {"treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2025-06-01"}]}


@pytest.mark.parametrize(
    ("record", "expected"),
    [(OPERATED, Verdict.INELIGIBLE), (NOTHING, Verdict.UNKNOWN)],
)
def test_how_soon_after_surgery_one_must_be_enrolled_is_asked_of_whoever_had_it(
    record: dict[str, object], expected: Verdict
) -> None:
    assert read(inclusion="* Registered within 84 days of mastectomy", **record) is expected


def test_what_a_group_will_be_eligible_to_receive_is_no_requirement() -> None:
    line = "* Women whose tumors are HER2 positive will be eligible to receive trastuzumab"
    negative = NOTHING | {"sex": "female", "biomarkers": [{"name": "HER2", "result": "negative", "ihc": "0"}]}
    assert read(inclusion=line, **negative) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Bisphosphonates must have been started at least 4 weeks before enrolment",
        "* Any concomitant corticosteroid must be at a stable dose",
        "* However, all endocrine agents must be initiated at least 1 month before enrolment",
    ],
)
def test_what_must_have_been_begun_is_asked_of_those_who_take_it(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE


UNTREATED = NOTHING | {"treatments": []}
ASKED_IN_SO_MANY_WORDS = [
    "* Must be receiving dose-dense docetaxel in the regimen of the hospital",
    "* Patients must currently be on docetaxel and have shown zorbic signs",
    "* Disease must have been sensitive to docetaxel or paclitaxel before it grew",
    "* Completed at least 2.5 zorbic years of adjuvant exemestane",
    "* Docetaxel-resistant disease of the zorbic type",
    "* Failure of taxane treatment(s) of the zorbic tumor",
    "* Must have had a taxane and may have had other zorbic agents as well",
    "* Must be on current treatment with a taxane and should not be planning to stop it",
    "* Must have received 2 courses of a taxane for disease that is considered incurable",
    "* Must have received both a taxane (i.e., docetaxel or paclitaxel) and an anthracycline (i.e., epirubicin)",
    "* Prior taxane. Patients who had capecitabine are also eligible",
    "* Women who have been treated with docetaxel and may benefit from continuation",
    "* Progression on docetaxel (or zorbol) as a single agent or in combination",
]


@pytest.mark.parametrize("line", ASKED_IN_SO_MANY_WORDS)
def test_what_is_asked_in_so_many_words_is_not_met_by_who_never_had_it(line: str) -> None:
    assert read(inclusion=line, **UNTREATED) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Must be receiving zorbic docetaxel or, in whom this is unsuitable, another drug",
        "* Must have received zorbic docetaxel if it was at hand",
        "* Condition adequate for receiving a zorbic taxane",
        "* Basal-like disease (zorbic, docetaxel-resistant)",
        "* Zorbic failure of docetaxel (phase II) or two earlier regimens (phase I)",
        "* Must have received a taxane (e.g., docetaxel). A taxane is not required if it was contraindicated",
        "* Women with zorbic disease, or women for whom a taxane is considered",
    ],
)
def test_unread_words_may_hold_another_way(line: str) -> None:
    assert read(inclusion=line, **UNTREATED) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Prior chemotherapy followed by regional radiotherapy or mastectomy is required",
        "* Prior treatment with one of the following is required: lumpectomy followed by radiotherapy or total mastectomy",
    ],
)
def test_where_and_after_what_a_treatment_was_is_no_other_name_of_it(line: str) -> None:
    assert read(inclusion=line, **UNTREATED) is Verdict.INELIGIBLE


@pytest.mark.parametrize("carried", ["as a toxin", "as its payload"])
def test_what_a_conjugate_carries_is_its_own_word(carried: str) -> None:
    line = f"* Prior antibody-drug conjugate with a topoisomerase I inhibitor {carried}"
    had = {
        "treatments": [
            {"name": "trastuzumab deruxtecan", "setting": "metastatic", "start": "2024-03", "end": "2025-03"}
        ]
    }
    assert read(exclusion=line, **had) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("If trastuzumab was given, it must have been stopped at least 6 weeks before entry", Verdict.INELIGIBLE),
        ("If patients have received prior trastuzumab, the last dose must have been > 6 weeks ago", Verdict.INELIGIBLE),
        ("If the LVEF fell on trastuzumab, it must have been stopped at least 6 weeks before entry", Verdict.UNKNOWN),
    ],
)
def test_a_washout_of_whom_it_was_given_to_is_asked_of_everyone(line: str, expected: Verdict) -> None:
    had = {"treatments": [{"name": "trastuzumab", "start": "2025-09", "end": "2026-03-01"}]}
    assert read(f"* {line}", **had) is expected


def test_who_had_more_than_what_one_may_have_had_is_ruled_out() -> None:
    line = "* Patients may have received up to 6 weeks of docetaxel before randomization"
    assert read(inclusion=line, **HAD) is Verdict.INELIGIBLE
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=f"{line} if no other drug is available", **HAD) is not Verdict.INELIGIBLE
