"""Lines that may belong to a list which another line announces rule nobody out by themselves."""

from __future__ import annotations

from criteria import parse
from criteria.tree import Unparsed, walk
from matcher.doubts import beyond_doubt
from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

STAGED = {"diagnosis": {"cancer": "breast cancer", "t": "T2", "n": "N2", "m": "M0"}}
BRAIN = {
    "diagnosis": {"cancer": "breast cancer", "extent": "metastatic"},
    "metastases": [{"site": "brain", "status": "stable"}],
    "complete": ["metastases", "treatments", "medications", "conditions"],
}


def test_a_line_behind_one_of_the_following_may_be_one_of_them() -> None:
    lines = "  Breast cancer showing 1 of the following signs:\n  T3 or T4 primary tumor\n  N2 nodal stage\n"
    assert read(inclusion=lines, **STAGED) is not Verdict.INELIGIBLE
    assert read(inclusion="  Breast cancer\n  T3 or T4 primary tumor\n", **STAGED) is Verdict.INELIGIBLE


EARLY = {
    "diagnosis": {"cancer": "breast cancer", "stage": "IIA", "t": "T2", "n": "N0", "m": "M0", "extent": "early"},
    "metastases": [],
    "complete": ["metastases"],
}


def test_whoever_meets_none_of_the_alternatives_of_a_list_that_ends_is_ruled_out() -> None:
    lines = (
        "  Breast cancer meeting 1 of the following criteria:\n"
        "  Metastatic disease\n  HER2-positive tumor\n{}  ECOG 0-1\n"
    )
    negative = {"biomarkers": [{"name": "HER2", "ihc": "0"}], "ecog": 0, **EARLY}
    positive = {"biomarkers": [{"name": "HER2", "ihc": "3+"}], "ecog": 0, **EARLY}
    assert read(inclusion=lines.format(""), **negative) is Verdict.INELIGIBLE
    assert read(inclusion=lines.format(""), **positive) is Verdict.ELIGIBLE
    assert read(inclusion=lines.format("  Zorbled disease\n"), **negative) is Verdict.UNKNOWN
    a_list = "  Zorbled disease, all of these:\n  Wugged disease\n"
    assert read(inclusion=lines.format(a_list), **negative) is Verdict.UNKNOWN


def test_what_a_line_asks_before_its_list_is_asked_of_everyone() -> None:
    lines = "  Metastatic breast cancer meeting 1 of the following criteria:\n  Zorbled markers\n  Zorbled cells\n"
    assert read(inclusion=lines, **EARLY) is Verdict.INELIGIBLE
    some = "  If there is metastatic breast cancer, 1 of the following criteria is met:\n  Zorbled markers\n"
    assert read(inclusion=some, **EARLY) is not Verdict.INELIGIBLE


def test_a_line_that_names_the_last_of_its_alternatives_leaves_the_next_ones_alone() -> None:
    lines = "  One of the following cancers: zorblioma, wugoma, or zorbled sarcoma\n  Metastatic disease\n"
    assert read(inclusion=lines, **EARLY) is Verdict.INELIGIBLE


def test_all_parts_and_all_who_are_eligible_are_not_some() -> None:
    lines = "  {}:\n  Metastatic disease\n"
    for line in ("For all parts", "Men or women are eligible if they meet these criteria"):
        assert read(inclusion=lines.format(line), **EARLY) is Verdict.INELIGIBLE
    assert read(inclusion=lines.format("For part B"), **EARLY) is not Verdict.INELIGIBLE


def test_lines_that_say_when_one_may_join_all_the_same_do_not_exclude() -> None:
    lines = (
        "  Brain involvement. Whoever fulfils the following 2 criteria is eligible.\n"
        "  The metastases have been irradiated\n"
        "  Brain metastases are stable\n"
    )
    assert read(exclusion=lines, **BRAIN) is not Verdict.INELIGIBLE


def test_lines_under_whom_they_are_asked_of_ask_nothing_of_others() -> None:
    lines = "  For tumors that are ER-positive the following should be met:\n  Prior endocrine therapy\n"
    record = {"biomarkers": [{"name": "ER", "result": "negative"}, {"name": "PR", "result": "negative"}]}
    whole = {"treatments": [], "complete": ["treatments", "medications"]}
    assert read(inclusion=lines, **record, **whole) is not Verdict.INELIGIBLE


def test_a_line_that_asks_for_nothing_itself_announces_a_choice() -> None:
    lines = "  Fulfils at least 2 of the following criteria:\n  N2 nodal stage\n  T3 or T4 primary tumor\n"
    assert read(inclusion=lines, **STAGED) is not Verdict.INELIGIBLE
    assert read(inclusion=lines.replace("N2", "N3"), **STAGED) is Verdict.INELIGIBLE


def test_a_stage_over_flat_lines_says_whom_they_are_asked_of() -> None:
    lines = "  Stage IV disease, all of these:\n  Prior induction chemotherapy\n"
    whole = {"treatments": [], "complete": ["treatments", "medications"]}
    assert read(inclusion=lines, **STAGED, **whole) is not Verdict.INELIGIBLE


def test_what_stands_behind_in_addition_is_asked_of_all() -> None:
    assert read(inclusion="  In addition:\n  T3 or T4 primary tumor\n", **STAGED) is Verdict.INELIGIBLE


def test_lines_under_either_are_alternatives_where_their_indentation_is_lost() -> None:
    text = "Patients must have either:\n  Measurable disease per RECIST\n  Bone lesions in the absence of measurable disease\n"
    record = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic", "measurable_disease": False}}
    assert read(inclusion=text, metastases=[{"site": "bone"}], **record) is not Verdict.INELIGIBLE


def test_a_line_that_holds_its_alternatives_announces_no_list() -> None:
    text = (
        "Inclusion Criteria:\n\n* One of the following: locally advanced disease, or metastatic disease\n* ECOG 0-1\n"
    )
    first, second = beyond_doubt(parse(text)).criteria
    assert not any(isinstance(part, Unparsed) for criterion in (first, second) for part in walk(criterion.node))


def test_the_heading_of_an_arm_announces_no_list() -> None:
    criteria = parse(
        "Inclusion Criteria:\n\nCohort A:\n\n* HER2-positive breast cancer\n\nCohort B:\n\n* Triple-negative breast cancer"
    )
    assert not any(isinstance(n, Unparsed) for c in beyond_doubt(criteria).criteria for n in walk(c.node))


def test_a_line_that_holds_its_list_announces_none() -> None:
    line = "  Had at least one of the following: docetaxel; paclitaxel; nab-paclitaxel\n"
    given = {"treatments": [{"name": "paclitaxel", "start": "2024-01", "end": "2024-04"}], "complete": ["treatments"]}
    assert read(inclusion=line, **given) is Verdict.ELIGIBLE


def test_whoever_has_one_of_the_tumours_that_a_line_announces_meets_each_of_their_lines() -> None:
    lines = (
        "* For the expansion, a diagnosis of the named tumor types:\n"
        "* BRCA1-mutated metastatic breast cancer\n* MSI-high metastatic solid tumors\n"
    )
    mutated = {
        "diagnosis": {"cancer": "breast cancer", "extent": "metastatic"},
        "biomarkers": [{"name": "BRCA1", "result": "mutated"}, {"name": "MSI", "result": "stable"}],
    }
    assert read(inclusion=lines, **mutated) is Verdict.ELIGIBLE


def test_what_a_list_only_shows_is_asked_for() -> None:
    shown = (
        "* Postmenopausal, demonstrated by at least one of the following:\n  * no menses for 1 year\n  * oophorectomy\n"
    )
    defined = "  Measurable disease defined as either of the following:\n  A lesion of 20 mm\n  Lytic bone lesions\n"
    assert read(inclusion=shown, menopausal_status="premenopausal") is Verdict.INELIGIBLE
    assert (
        read(inclusion=defined, diagnosis={"cancer": "breast cancer", "measurable_disease": False})
        is not Verdict.INELIGIBLE
    )


def test_lines_under_a_line_that_keeps_out_exclude() -> None:
    lines = "  Whoever shows any of the following is not eligible:\n  Brain metastases\n"
    assert read(exclusion=lines, **BRAIN) is Verdict.INELIGIBLE


WHOLE = {"metastases": [], "treatments": [], "complete": ["metastases", "treatments", "medications"]}


def test_lines_that_begin_with_patients_may_belong_to_a_list_for_some() -> None:
    lines = (
        "  For those patients whose disease is ER-positive one of these criteria should be met:\n"
        "  Patients with liver metastases\n"
        "  Patients who received endocrine therapy\n"
        "  ECOG 0 to 1"
    )
    assert read(inclusion=lines, ecog=0, **WHOLE) is not Verdict.INELIGIBLE
    assert read(inclusion=lines, ecog=3) is Verdict.INELIGIBLE


def test_who_is_let_in_only_by_criteria_shares_these_with_nobody() -> None:
    lines = (
        "  Subjects whose disease is hormone receptor-positive will only be included if they meet the following criteria:\n"
        "  They have liver metastases\n"
        "  Must have a life expectancy of 3 months"
    )
    assert read(inclusion=lines, **WHOLE) is not Verdict.INELIGIBLE


def test_women_of_whom_something_is_asked_elsewhere_are_not_excluded() -> None:
    woman = {"sex": "female", "menopausal_status": "premenopausal", "treatments": [], "complete": ["treatments"]}
    asked = "* Women of childbearing potential must use contraception\n"
    assert read(inclusion=asked, exclusion="* Women of childbearing potential\n", **woman) is not Verdict.INELIGIBLE
    assert read(exclusion="* Women of childbearing potential\n", **woman) is Verdict.INELIGIBLE


def test_groups_that_are_arms_are_each_asked_for_what_they_say() -> None:
    lines = (
        "* Adults who fit into one of the following groups:\n"
        "  * Group 1: HER2-positive breast cancer\n"
        "  * Group 2: melanoma\n"
    )
    record = {"diagnosis": {"cancer": "breast cancer"}, "biomarkers": [{"name": "HER2", "result": "negative"}]}
    assert read(inclusion=lines, **record) is Verdict.INELIGIBLE
    assert read(inclusion=lines, diagnosis={"cancer": "breast cancer"}) is not Verdict.INELIGIBLE
