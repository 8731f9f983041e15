"""Verdicts per trial and per arm, with reasons, what is missing, and when time alone helps."""

from __future__ import annotations

from datetime import date
from typing import Any

from criteria.criterion import Criteria, Criterion
from criteria.span import NOWHERE, Span
from criteria.tree import All, Comparison, Kind, Node, Not, Section, Unparsed, Window
from matcher.reasons import met, reasons
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import leaf, patient

TEXT = "Women aged 18 or more. HER2-negative. No chemotherapy within 4 weeks. Able to whistle. Signed consent."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def criterion(node: Node, words: str, section: Section = Section.INCLUSION, arm: str | None = None) -> Criterion:
    return Criterion(at(words), section, node, arm)


AGE = criterion(leaf(Kind.AGE, "age", Comparison(">=", 18, "years")), "Women aged 18 or more")
HER2 = criterion(leaf(Kind.BIOMARKER, "HER2", "negative"), "HER2-negative")
WASHOUT = criterion(
    Not(
        leaf(Kind.THERAPY, "chemotherapy", "prior", when=Window("<=", 4, "weeks")), at("No chemotherapy within 4 weeks")
    ),
    "No chemotherapy within 4 weeks",
)
TEXT_SPAN = Span(0, len(TEXT))
UNREAD = criterion(Unparsed(at("Able to whistle")), "Able to whistle")
CONSENT = criterion(leaf(Kind.ADMINISTRATIVE, "consent"), "Signed consent")


def screened(*criteria: Criterion, arms: tuple[str, ...] = (), **record: Any) -> Any:
    return screen(patient(**record), Criteria(TEXT, criteria, arms, coverage=0.9))


def treated(end: str) -> dict[str, Any]:
    drug = {"name": "paclitaxel", "setting": "metastatic", "start": "2025-06", "end": end}
    return {"age": 60, "treatments": [drug], "complete": ["treatments"]}


def test_eligible_when_all_that_decides_is_met() -> None:
    found = screened(AGE, CONSENT, age=60)
    assert found.verdict is Verdict.ELIGIBLE
    assert found.score >= 0.75


def test_unknown_when_something_decisive_is_open() -> None:
    found = screened(AGE, HER2, age=60)
    assert found.verdict is Verdict.UNKNOWN
    assert 0 < found.score < 0.75
    assert [result.criterion for result in found.open] == [HER2]


def test_ineligible_when_one_criterion_is_contradicted() -> None:
    found = screened(AGE, HER2, age=17)
    assert found.verdict is Verdict.INELIGIBLE
    assert found.score == 0
    assert [result.criterion for result in found.contradicted] == [AGE]


def test_unread_words_keep_a_verdict_open_and_are_shown() -> None:
    found = screened(AGE, UNREAD, age=60)
    assert found.verdict is Verdict.UNKNOWN
    assert [TEXT[u["start"] : u["end"]] for u in found.record(TEXT)["unknown"]] == ["Able to whistle"]


def test_what_the_record_says_in_the_trials_own_words_settles_what_could_not_be_read() -> None:
    found = screened(UNREAD, conditions=[{"name": "able to whistle"}])
    assert found.verdict is Verdict.ELIGIBLE


def test_a_washout_tells_from_which_day_on_the_trial_is_open() -> None:
    found = screened(AGE, WASHOUT, **treated("2026-03-01"))
    assert found.verdict is Verdict.INELIGIBLE
    assert found.eligible_on == date(2026, 3, 30)
    assert found.near_miss


def test_time_does_not_help_where_something_else_stands_in_the_way() -> None:
    found = screened(AGE, WASHOUT, HER2, **treated("2026-03-01"), biomarkers=[{"name": "HER2", "ihc": "3+"}])
    assert found.eligible_on is None
    assert not found.near_miss


def test_the_record_holds_the_contract_of_the_command_line() -> None:
    record = screened(AGE, WASHOUT, HER2, **treated("2026-03-01")).record(TEXT)
    assert record["verdict"] == "ineligible"
    assert [TEXT[c["start"] : c["end"]] for c in record["contradicted"]] == ["No chemotherapy within 4 weeks"]
    assert "paclitaxel" in record["contradicted"][0]["why"]
    assert [TEXT[u["start"] : u["end"]] for u in record["unknown"]] == [
        TEXT[:5]
    ]  # the leaf that people.leaf() puts at 0
    assert record["coverage"] == 0.9


def test_a_field_of_the_registry_counts_but_has_no_words() -> None:
    field = Criterion(NOWHERE, Section.INCLUSION, leaf(Kind.SEX, "female"), registry_field="sex")
    field = Criterion(NOWHERE, Section.INCLUSION, field.node, registry_field="sex")
    found = screened(field, sex="male")
    assert found.verdict is Verdict.INELIGIBLE


def arm(name: str, concept: str) -> Criterion:
    return criterion(leaf(Kind.BIOMARKER, "HER2", concept), "HER2-negative", arm=name)


POSITIVE = {"biomarkers": [{"name": "HER2", "ihc": "3+"}]}


def test_a_trial_stays_open_while_one_arm_is() -> None:
    found = screened(AGE, arm("A", "positive"), arm("B", "negative"), age=60, **POSITIVE)
    assert found.verdict is Verdict.ELIGIBLE
    assert {a.arm: a.verdict for a in found.arms} == {"A": Verdict.ELIGIBLE, "B": Verdict.INELIGIBLE}
    assert found.contradicted == ()


def test_a_trial_is_closed_when_every_arm_is_and_says_why() -> None:
    found = screened(arm("A", "negative"), arm("B", "low"), **POSITIVE)
    assert found.verdict is Verdict.INELIGIBLE
    assert len(found.contradicted) == 2


def test_one_named_arm_leaves_the_rest_of_the_trial() -> None:
    assert screened(AGE, arm("A", "negative"), age=60, **POSITIVE).verdict is Verdict.ELIGIBLE


def test_an_arm_that_has_all_that_is_asked_leaves_no_rest() -> None:
    adults = Criterion(Span(0, 5), Section.INCLUSION, leaf(Kind.AGE, "age", Comparison(">=", 18, "years")), arm="A")
    assert screened(adults, arm("A", "negative"), age=60, **POSITIVE).verdict is Verdict.INELIGIBLE
    assert screened(arm("A", "negative"), **POSITIVE).verdict is not Verdict.INELIGIBLE


def test_additional_criteria_leave_those_without_them() -> None:
    further = [arm("Expansion, additional criteria", "negative"), arm("Cohort 3 additional", "low")]
    assert screened(AGE, *further, age=60, **POSITIVE).verdict is not Verdict.INELIGIBLE


def test_a_part_with_arms_is_entered_by_one_of_them() -> None:
    shared = Criterion(
        Span(0, 5), Section.INCLUSION, leaf(Kind.AGE, "age", Comparison(">=", 70, "years")), arm="Phase 1"
    )
    found = screened(shared, arm("Phase 1: A", "positive"), arm("Phase 1: B", "negative"), age=60, **POSITIVE)
    assert found.verdict is Verdict.INELIGIBLE
    assert {a.arm for a in found.arms} == {"Phase 1: A", "Phase 1: B"}
    assert (
        screened(shared, arm("Phase 1: A", "positive"), arm("Phase 1: B", "negative"), age=75, **POSITIVE).verdict
        is Verdict.ELIGIBLE
    )


def test_an_open_criterion_of_an_arm_that_is_closed_is_not_asked_about() -> None:
    other = criterion(leaf(Kind.SEX, "female"), "Women", arm="A")
    found = screened(arm("A", "negative"), other, arm("B", "positive"), **POSITIVE)
    assert found.open == ()


def test_reasons_for_a_clinician_name_the_fact_and_for_a_patient_say_it_plainly() -> None:
    result = screened(HER2, **POSITIVE).criteria[0]
    assert met(result) == "not met"
    assert reasons(result) == ("HER2 IHC 3+",)
    assert reasons(result, audience="patient") == ("You do not meet this. Your record says: HER2 IHC 3+.",)


def test_reasons_for_what_is_open_say_where_to_find_it() -> None:
    result = screened(HER2).criteria[0]
    assert met(result) == "open"
    (plain,) = reasons(result, audience="patient")
    assert "the pathology report" in plain


def test_what_is_settled_in_person_is_not_asked() -> None:
    result = screened(CONSENT).criteria[0]
    assert met(result) == "not asked"
    assert reasons(result, audience="patient") == ("The study team will go through this with you.",)


def test_the_full_record_has_each_criterion_with_words_sentence_and_facts() -> None:
    both = criterion(All((AGE.node, HER2.node), at("Women aged 18 or more")), "Women aged 18 or more")
    full = screened(both, age=60, **POSITIVE).full_record(TEXT, audience="patient")
    (one,) = full["criteria"]
    assert one["words"] == "Women aged 18 or more"
    assert one["met"] == "not met"
    assert {fact["path"] for fact in one["evidence"]} == {"age", "biomarkers[0]"}
    assert one["sentence"]
    assert full["verdict"] == "ineligible"


def test_words_beside_what_settles_them_are_not_asked_for() -> None:
    """Of whom has no heart failure, what kind of it excludes need not be known; of whom has, it must be."""
    which = Unparsed(at("Able to whistle"))
    heart = leaf(Kind.COMORBIDITY, "heart failure")
    excluded = criterion(Not(All((heart, which), at("Able to whistle")), at("Able to whistle")), "Able to whistle")
    lung = criterion(leaf(Kind.METASTASIS, "lung", "any"), "Signed consent")
    both = criterion(All((excluded.node, lung.node), TEXT_SPAN), "Able to whistle")

    def asked(*conditions: dict[str, Any]) -> list[bool]:
        (one,) = screened(both, conditions=list(conditions), complete=["conditions"]).criteria
        return [found.requirement is None for found in one.leaves if found.decisive]

    assert asked() == [False]
    assert asked({"name": "heart failure"}) == [True, False]
