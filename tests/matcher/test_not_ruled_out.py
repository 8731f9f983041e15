"""Whom the rest of a sentence, its other way or another line lets in is not ruled out by a part of it; who meets no way is."""

from __future__ import annotations

from typing import Any

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

OUT = Verdict.INELIGIBLE
HER2_NEGATIVE = {"name": "HER2", "result": "negative", "ihc": "0"}


def _markers(er: str, pr: str, her2: str = "negative") -> dict[str, Any]:
    return {"biomarkers": [{"name": n, "result": r} for n, r in (("ER", er), ("PR", pr), ("HER2", her2))]}


def _had(*names: str, **more: Any) -> dict[str, Any]:
    surgery = {"lumpectomy", "mastectomy", "sentinel lymph node biopsy", "axillary lymph node dissection"}
    treatments = [
        {"name": n, "start": "2025-06", "end": "2025-07"} | ({"kind": "surgery"} if n in surgery else {}) for n in names
    ]
    return {"as_of": "2026-01-15", "treatments": treatments, "complete": ALL_LISTS, **more}


def test_receptors_that_share_a_state_exclude_together() -> None:
    line = "* {} tumors"
    assert read("", line.format("ER and PR negative"), **_markers("positive", "negative")) is not OUT
    assert read("", line.format("ER, PR and HER2 positive"), **_markers("positive", "positive")) is not OUT
    assert read("", line.format("ER and PR negative"), **_markers("negative", "negative")) is OUT
    assert read("", line.format("ER or PR negative"), **_markers("positive", "negative")) is OUT


def test_a_marker_of_what_has_come_back_excludes_no_first_tumor() -> None:
    assert read("", "* HER2-negative relapse in the same breast", **_markers("positive", "positive")) is not OUT
    assert read("", "* HER2-negative ipsilateral breast recurrence", **_markers("positive", "positive")) is not OUT
    assert read("", "* HER2-negative breast cancer", **_markers("positive", "positive")) is OUT


def test_one_of_the_pairs_is_enough() -> None:
    line = "* Has had {} lumpectomy and sentinel node biopsy, lumpectomy and axillary dissection, or mastectomy and axillary dissection"
    for told in ("", "an operation consisting of"):
        pairs = line.format(told)
        assert read(pairs, **_had("lumpectomy", "sentinel lymph node biopsy")) is not OUT
        assert read(pairs, **_had("mastectomy", "axillary lymph node dissection")) is not OUT
        assert read(pairs, **_had("mastectomy")) is not Verdict.ELIGIBLE


def test_treatments_that_no_pairs_join_are_all_asked_for() -> None:
    assert read("* Prior treatment with doxorubicin, docetaxel, and capecitabine", **_had("doxorubicin")) is OUT


def test_another_set_of_bounds_is_another_way() -> None:
    line = "* Alkaline phosphatase normal and AST ≤ 2.5 x ULN, or alkaline phosphatase ≤ 4 x ULN and AST ≤ 1.5 x ULN"
    labs = [{"name": "alkaline phosphatase", "value": 2, "unit": "ULN"}, {"name": "AST", "value": 1, "unit": "ULN"}]
    assert read(line, labs=labs) is not OUT
    labs[1]["value"] = 2
    assert read(line, labs=labs) is OUT


def test_members_that_nothing_parts_leave_a_choice_open() -> None:
    line = "* Tumor in {} of the following categories: T3 tumor 4 or more positive nodes ER-negative tumor"
    small = {"diagnosis": {"cancer": "breast cancer", "t": "T1"}}
    assert read(line.format("one"), **small) is Verdict.UNKNOWN


def test_what_was_given_without_something_excludes_nobody_who_had_that() -> None:
    lines = "* Radiotherapy only or surgery only (without letrozole or chemotherapy) {}"
    assert read(lines.format("are not eligible"), **_had("mastectomy", "letrozole")) is not OUT
    assert read("", lines.format(""), **_had("mastectomy", "letrozole")) is not OUT
    assert read("", "* Lapatinib or neratinib without chemotherapy", **_had("mastectomy")) is not OUT
    assert read("", "* Lapatinib or neratinib without chemotherapy", **_had("lapatinib")) is OUT


def test_disease_that_may_be_elsewhere_as_well() -> None:
    early = {"diagnosis": {"cancer": "breast cancer", "extent": "early"}}
    assert read("* Metastatic disease and/or recurrence in the chest wall", **early) is not OUT
    assert read("* Metastatic disease confirmed by biopsy and/or imaging of the liver", **early) is OUT


def test_bounds_in_another_line_say_which_tumors_are_triple_negative() -> None:
    five = {"biomarkers": [{"name": n, "value": 5, "unit": "%", "result": "positive"} for n in ("ER", "PR")]}
    five["biomarkers"].append(HER2_NEGATIVE)
    assert read("* Triple-negative breast cancer\n* ER and PR below 10%", **five) is not OUT
    assert read("* Triple-negative breast cancer\n* ER or PR known", **five) is OUT
    many = {"biomarkers": [{"name": "ER", "value": 60, "unit": "%", "result": "positive"}, HER2_NEGATIVE]}
    assert read("* Triple-negative breast cancer\n* ER and PR below 10%", **many) is OUT


def test_a_line_with_a_condition_is_another_way_beside_the_opposite_nodes() -> None:
    lines = "* Node-positive breast cancer\n* Node-negative breast cancer if ER-negative"
    free = {"diagnosis": {"cancer": "breast cancer", "n": "N0"}}
    assert read(lines, **free, **_markers("negative", "negative")) is not OUT
    assert read(lines, **free, **_markers("positive", "negative")) is not Verdict.ELIGIBLE


def test_the_operation_that_a_trial_asks_for_does_not_exclude() -> None:
    line = "* Earlier breast cancer surgery"
    assert read("* Had a lumpectomy or mastectomy", line, **_had("mastectomy")) is not OUT
    assert read("* Early breast cancer", line, **_had("mastectomy")) is OUT


def test_a_treatment_of_which_some_may_go_on() -> None:
    allowed = "* Concurrent radiotherapy to painful bone lesions is allowed"
    taken = [{"name": "radiation therapy", "kind": "radiation", "start": "2026-01-08", "outcome": "ongoing"}]
    now = {"as_of": "2026-01-15", "treatments": taken, "complete": ALL_LISTS}
    assert read(allowed, "* Concurrent surgery, chemotherapy, or radiotherapy", **now) is not OUT
    assert read("* Early breast cancer", "* Concurrent surgery, chemotherapy, or radiotherapy", **now) is OUT


def test_the_kinds_in_a_bracket_are_those_that_exclude() -> None:
    taken = [{"name": "exemestane", "start": "2025-12-20", "outcome": "ongoing"}]
    now = {"as_of": "2026-01-15", "treatments": taken, "complete": ALL_LISTS}
    line = "* Concurrent anticancer therapy ({}chemotherapy, surgery, biologic therapy)"
    assert read("", line.format(""), **now) is Verdict.UNKNOWN
    assert read("", line.format("e.g. "), **now) is OUT


def test_what_goes_on_as_is_usual_is_asked_of_nobody() -> None:
    assert read("* Letrozole will continue per standard of care", **_had("mastectomy")) is Verdict.ELIGIBLE


def test_a_bracket_in_a_bracket_permits_no_more_than_stands_in_it() -> None:
    line = "* Advanced disease after at most one line of chemotherapy (earlier (neo-)adjuvant chemotherapy is accepted)"
    assert read(line, diagnosis={"cancer": "breast cancer", "extent": "early"}) is OUT


def test_an_unread_permission_right_behind_may_be_of_those_who_have_it_otherwise() -> None:
    some = {"diagnosis": {"cancer": "breast cancer", "n": "N1mi"}}
    assert read("* Node-negative disease. Patients with micrometastases are allowed", **some) is not OUT
    assert read("* Node-negative disease. Patients with micrometastases are not allowed", **some) is OUT
    assert read("* Node-negative disease. Patients with diaries of their own are welcome", **some) is OUT


def test_a_histology_that_another_line_lets_in() -> None:
    tubular = {"diagnosis": {"cancer": "breast cancer", "histology": "tubular carcinoma"}}
    lines = "* Invasive ductal carcinoma\n* Age over 18\n* {}"
    assert read(lines.format("Tubular carcinoma is also permitted"), age=50, **tubular) is not OUT
    assert read(lines.format("Tubular, mucinous and medullary variants are permitted"), age=50, **tubular) is not OUT
    assert read(lines.format("Mucinous carcinoma is also permitted"), age=50, **tubular) is OUT


def test_what_somebody_else_will_decide_is_asked_of_nobody() -> None:
    line = "* Further axillary dissection will be {} by the surgeon"
    assert read(line.format("decided"), **_had("mastectomy")) is not OUT


def test_whom_a_test_is_made_in_is_not_who_is_excluded() -> None:
    line = "* LVEF of 45% or less, tested in patients who are 65 or older or have had prior treatment with doxorubicin"
    assert read("", line, **_had("doxorubicin")) is not OUT


def test_what_a_treatment_was_for_is_not_asked_for() -> None:
    line = "* Must have failed a taxane for bone only disease"
    spread = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}, "metastases": [{"site": "liver"}]}
    assert read(line, **_had("lapatinib")) is OUT
    failed = [{"name": "docetaxel", "start": "2025-06", "end": "2025-07", "outcome": "progression"}]
    assert read(line, treatments=failed, complete=ALL_LISTS, **spread) is not OUT
    assert read("* Bone only disease", treatments=failed, complete=ALL_LISTS, **spread) is OUT


def test_a_note_behind_lifts_the_bound_of_those_with_spread_to_the_liver() -> None:
    lines = "* Bilirubin within normal limits.\n* AST ≤ 1.5 x ULN. For patients with liver metastases a bilirubin of up to 1.5 x ULN is accepted."
    labs = [{"name": "bilirubin", "value": 1.3, "unit": "ULN"}, {"name": "AST", "value": 1, "unit": "ULN"}]
    liver = {"metastases": [{"site": "liver"}], "complete": ALL_LISTS}
    assert read(lines, labs=labs, **liver) is not OUT
    assert read(lines, labs=labs, complete=ALL_LISTS) is OUT


def test_whether_criteria_for_a_treatment_are_met_is_not_said() -> None:
    assert read("* Will meet the usual criteria for whole-breast radiotherapy", **_had("mastectomy")) is Verdict.UNKNOWN


def test_any_number_of_lines_may_be_none() -> None:
    line = "* Metastatic disease after at most one line of chemotherapy and {} hormonal therapy"
    spread = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}}
    assert read(line.format("any line of"), **_had("capecitabine"), **spread) is not OUT
    assert read(line.format("any number of lines of"), **_had("capecitabine"), **spread) is not OUT
    assert read("* Has received any line of hormonal therapy", **_had("capecitabine"), **spread) is OUT


def test_a_bracket_with_its_kinds_leaves_the_first_of_a_choice_one() -> None:
    line = "* Invasive breast cancer (ductal, lobular carcinoma) or carcinoma in situ"
    assert read(line, diagnosis={"cancer": "breast cancer", "histology": "ductal carcinoma in situ"}) is not OUT


def test_what_may_be_given_up_to_a_day_is_let_in_when_it_ended_before_it() -> None:
    line = "* Chemotherapy or hormonal therapy within 21 days before entry, except tamoxifen, which may be given up to 3 days before entry"
    ended = {"name": "tamoxifen", "start": "2025-06-01", "end": "2026-01-04", "setting": "adjuvant"}
    later = ended | {"end": "2026-01-14"}
    assert read("", line, as_of="2026-01-15", treatments=[ended], complete=ALL_LISTS) is not OUT
    assert read("", line, as_of="2026-01-15", treatments=[later], complete=ALL_LISTS) is not Verdict.ELIGIBLE


def test_treatment_that_was_over_before_the_cancer_was_found_may_have_been_for_an_earlier_one() -> None:
    given = {"name": "radiation therapy", "kind": "radiation", "setting": "adjuvant"}
    first = {"cancer": "breast cancer", "presentation": "primary", "diagnosed": "2025-10"}
    earlier, own = given | {"start": "2016-06", "end": "2016-07"}, given | {"start": "2025-12", "end": "2026-01"}
    line = "* No radiotherapy for this malignancy"
    assert read(line, treatments=[earlier], diagnosis=first, complete=ALL_LISTS) is not OUT
    assert read(line, treatments=[own], diagnosis=first, complete=ALL_LISTS) is OUT


def test_disease_that_is_limited_to_the_bone_is_one_thing() -> None:
    spread = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}, "complete": ALL_LISTS}
    line = "* Metastatic disease limited to bone is not eligible unless a lytic lesion is measurable"
    assert read(line, metastases=[{"site": "liver"}], **spread) is not OUT
    assert read("", "* Metastatic disease limited to bone", metastases=[{"site": "bone"}], **spread) is OUT


def test_a_permission_behind_lifts_what_excludes_and_not_what_is_asked_for_beside_it() -> None:
    line = "* Stage II (except T2N0) or stage III breast cancer. Staging for metastatic disease is not required"
    assert read(line, diagnosis={"cancer": "breast cancer", "stage": "IV", "extent": "metastatic"}) is OUT


def test_any_of_receptors_that_an_or_lists_may_exclude() -> None:
    line = "* HER2-positive, ER-positive, or PR-positive tumors"
    assert read("", line, **_markers("positive", "negative")) is not Verdict.ELIGIBLE
    assert read("", line, **_markers("negative", "negative")) is Verdict.ELIGIBLE
    together = "* HER2-negative, ER- and/or PR-positive tumors"
    assert read("", together, **_markers("positive", "negative", "positive")) is Verdict.ELIGIBLE


def test_what_is_asked_of_one_kind_of_breast_cancer_is_asked_of_no_other() -> None:
    line = "* For estrogen receptor (ER) and/or progesterone receptor (PR)-positive, HER2-negative breast cancer, patients must have received tamoxifen"
    assert read(line, **_had("docetaxel"), **_markers("negative", "negative")) is Verdict.ELIGIBLE
    assert read(line, **_had("docetaxel"), **_markers("positive", "positive")) is OUT


def test_kinds_of_a_cancer_are_a_choice() -> None:
    kinds = "* Confirmed invasive breast cancer\n  * Ductal carcinoma\n  * Lobular carcinoma\n  * Carcinoma not otherwise specified"
    ductal = {"cancer": "breast cancer", "histology": "invasive ductal carcinoma"}
    assert read(kinds, diagnosis=ductal) is not OUT
    assert read(kinds, diagnosis={"cancer": "ductal carcinoma in situ", "histology": "ductal carcinoma in situ"}) is OUT


def test_who_needs_no_proof_of_a_spread_needs_no_spread() -> None:
    early = {"cancer": "breast cancer", "extent": "early"}
    assert read("* Histologic proof of metastatic disease is not required", diagnosis=early) is not OUT
    assert read("* Histologic proof of metastatic disease", diagnosis=early) is OUT
    assert read("* Locoregional or metastatic disease", diagnosis=early) is not OUT


def test_a_line_that_only_names_a_recurrence_may_be_one_of_several_ways_in() -> None:
    lines = "* Stage II and radiotherapy within 2 years\n* Recurrence in the same breast after lumpectomy"
    never = {"diagnosis": {"cancer": "breast cancer", "stage": "II", "presentation": "primary"}}
    assert read(lines, **never) is not OUT
    assert read("* Must have locally recurrent breast cancer", **never) is OUT
