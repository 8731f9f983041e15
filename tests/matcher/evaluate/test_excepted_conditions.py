"""An exception for some conditions lifts an exclusion where it covers all that the person has of what is excluded."""

from typing import Any

import pytest

from criteria import parse
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import patient


def verdict(line: str, *conditions: dict[str, Any], **record: Any) -> Verdict:
    person = patient(conditions=list(conditions), **{"complete": ["conditions", "treatments", "medications"], **record})
    return screen(person, parse(f"Exclusion Criteria:\n\n* {line}\n")).verdict


def has(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, **more}


AUTOIMMUNE = "Autoimmune disease, except vitiligo or psoriasis"
HIV = "HIV infection, unless the CD4 count is above 350 and the viral load is undetectable"


@pytest.mark.parametrize(
    ("line", "conditions", "expected"),
    [
        (AUTOIMMUNE, [], Verdict.ELIGIBLE),
        (AUTOIMMUNE, [has("vitiligo")], Verdict.ELIGIBLE),
        (AUTOIMMUNE, [has("vitiligo"), has("psoriasis")], Verdict.ELIGIBLE),
        (AUTOIMMUNE, [has("rheumatoid arthritis")], Verdict.INELIGIBLE),
        (AUTOIMMUNE, [has("fasciitis")], Verdict.UNKNOWN),
        (AUTOIMMUNE, [has("autoimmune disease")], Verdict.INELIGIBLE),
        (AUTOIMMUNE, [has("vitiligo"), has("autoimmune disease")], Verdict.INELIGIBLE),
        ("Hypertension, unless controlled by medication", [has("hypertension", status="stable")], Verdict.ELIGIBLE),
        (
            "Hypertension, unless controlled by medication",
            [has("hypertension", status="uncontrolled")],
            Verdict.INELIGIBLE,
        ),
        ("Hypertension, unless controlled by medication", [has("hypertension")], Verdict.UNKNOWN),
        (
            "Stroke or hypertension, unless stable",
            [has("hypertension", status="stable"), has("stroke")],
            Verdict.UNKNOWN,
        ),
        ("Asthma, unless mild", [has("asthma", status="severe")], Verdict.INELIGIBLE),
        ("Asthma, unless mild", [has("asthma", status="mild")], Verdict.ELIGIBLE),
        ("Gout, unless asymptomatic", [has("gout", status="asymptomatic")], Verdict.ELIGIBLE),
        ("Gout, unless resolved", [has("gout", status="resolved")], Verdict.ELIGIBLE),
        ("Gout, unless resolved", [has("gout", status="active")], Verdict.INELIGIBLE),
    ],
)
def test_conditions(line: str, conditions: list[dict[str, Any]], expected: Verdict) -> None:
    assert verdict(line, *conditions) is expected


TOXICITY = "Unresolved toxicity above grade 1, except alopecia. Neuropathy of grade 2 is allowed."


@pytest.mark.parametrize(("grade", "expected"), [(1, Verdict.ELIGIBLE), (2, Verdict.ELIGIBLE), (3, Verdict.INELIGIBLE)])
def test_what_a_later_sentence_excepts_is_excepted_with_the_rest(grade: int, expected: Verdict) -> None:
    lasting = has("alopecia", grade=2), has("peripheral neuropathy", grade=grade)
    assert verdict(TOXICITY, *lasting) is expected


@pytest.mark.parametrize(
    ("labs", "expected"),
    [
        ([("CD4 count", 500, "/mm3"), ("HIV viral load", "undetectable", None)], Verdict.ELIGIBLE),
        ([("CD4 count", 200, "/mm3"), ("HIV viral load", "undetectable", None)], Verdict.INELIGIBLE),
        ([("CD4 count", 500, "/mm3")], Verdict.UNKNOWN),
        ([], Verdict.UNKNOWN),
    ],
)
def test_an_infection_that_values_hold_in_check(labs: list[tuple[str, Any, str | None]], expected: Verdict) -> None:
    listed = [{"name": n, "value": v} | ({} if u is None else {"unit": u}) for n, v, u in labs]
    assert verdict(HIV, has("HIV infection"), labs=listed) is expected


def test_medicine_that_is_not_to_be_needed_may_be_taken_for_another_reason() -> None:
    line = "Psoriasis, except psoriasis without systemic corticosteroids"
    taken = [has("prednisone")]
    assert verdict(line, has("psoriasis"), medications=taken) is Verdict.UNKNOWN
    assert verdict(line, has("psoriasis")) is Verdict.ELIGIBLE


SETTLED = "Toxicities of earlier treatment have resolved to grade 1 or less, except {}"
HAIR = has("alopecia", grade=2)


@pytest.mark.parametrize(
    ("excepted", "others", "expected"),
    [
        ("alopecia", [], Verdict.ELIGIBLE),
        ("alopecia", [has("diarrhea", grade=3)], Verdict.INELIGIBLE),
        ("alopecia", [has("diarrhea", grade=1)], Verdict.ELIGIBLE),
        ("alopecia. Neuropathy of grade 2 is allowed.", [has("peripheral neuropathy", grade=2)], Verdict.ELIGIBLE),
        ("stable neuropathy of grade 2 and alopecia", [has("peripheral neuropathy", grade=3)], Verdict.INELIGIBLE),
        ("neuropathy of grade 1 and residual alopecia", [], Verdict.ELIGIBLE),
        ("alopecia. Neuropathy of grade 2 is allowed.", [has("peripheral neuropathy", grade=3)], Verdict.INELIGIBLE),
        (
            "alopecia and neuropathy, which must have resolved to grade 2",
            [has("peripheral neuropathy", grade=2)],
            Verdict.ELIGIBLE,
        ),
        (
            "alopecia and neuropathy, which must have resolved to grade 2",
            [has("peripheral neuropathy", grade=3)],
            Verdict.INELIGIBLE,
        ),
    ],
)
def test_what_a_demand_excepts_spares_no_other_toxicity(
    excepted: str, others: list[dict[str, Any]], expected: Verdict
) -> None:
    person = patient(conditions=[HAIR, *others], complete=["conditions", "treatments", "medications"])
    text = f"Inclusion Criteria:\n\n* {SETTLED.format(excepted)}\n"
    assert screen(person, parse(text)).verdict is expected


def test_a_permission_behind_the_demand_spares_what_it_names() -> None:
    text = (
        "Inclusion Criteria:\n\n* All toxicities must have resolved to grade 1. Patients with alopecia are eligible.\n"
    )
    record = ["conditions", "treatments", "medications"]
    assert screen(patient(conditions=[HAIR], complete=record), parse(text)).verdict is Verdict.ELIGIBLE
    worse = patient(conditions=[HAIR, has("diarrhea", grade=3)], complete=record)
    assert screen(worse, parse(text)).verdict is Verdict.INELIGIBLE
