"""Exceptions that name one of several things: who has another of them as well is kept out all the same."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, Unless, walk
from tests.criteria.trees import trees


def spared(line: str, section: str = "Exclusion") -> dict[str, bool]:
    """What a line keeps out, and of each whether its exception is about it."""
    (tree,) = trees(f"{section} Criteria:\n\n* {line}")
    under = [n for u in walk(tree) if isinstance(u, Unless) for n in walk(u.node)]
    excepting = [n for u in walk(tree) if isinstance(u, Unless) for n in walk(u.exception)]
    return {n.requirement.concept: n in under for n in walk(tree) if isinstance(n, Leaf) and n not in excepting}


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("Exclusion", "Brain or leptomeningeal metastases, except treated brain metastases"),
        (
            "Exclusion",
            "Active CNS metastases or carcinomatous meningitis. Treated brain metastases may be enrolled if stable",
        ),
        ("Inclusion", "No cerebral or leptomeningeal metastases. Treated CNS metastases are allowed"),
        ("Exclusion", "Leptomeningeal or brain metastases unless the brain metastases have been irradiated"),
        ("Exclusion", "Brain or leptomeningeal metastases. Participants are eligible if CNS metastases are treated."),
        ("Exclusion", "For phase 2: brain or leptomeningeal metastases, except treated brain metastases"),
    ],
)
def test_an_exception_that_names_the_brain_does_not_spare_the_meninges(section: str, line: str) -> None:
    assert spared(line, section) == {"brain": True, "leptomeningeal": False}


@pytest.mark.parametrize(
    "line",
    [
        "Chemotherapy or radiotherapy within 3 weeks. Vincristine is allowed",
        "Chemotherapy or radiotherapy within 3 weeks. Vincristine is allowed. Leukapheresis with hydroxyurea is allowed to control counts",
    ],
)
def test_a_second_exception_spares_no_more_than_the_first(line: str) -> None:
    assert spared(line) == {"chemotherapy": True, "radiation therapy": False}


def test_one_that_names_the_meninges_too_spares_them() -> None:
    line = "Active brain metastases or carcinomatous meningitis. Treated brain metastases may be enrolled if stable. Stable brain or meningeal metastases on steroids are eligible"
    assert spared(line) == {"brain": True, "leptomeningeal": True}


def test_an_exception_that_names_no_site_is_about_all_before_it() -> None:
    line = "Brain or leptomeningeal metastases unless treated and stable"
    assert spared(line) == {"brain": True, "leptomeningeal": True}


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("Seizures or brain metastases. Patients with treated brain metastases are allowed", ["seizure disorder"]),
        ("Radiotherapy within 3 weeks, or not recovered from adverse events (except alopecia)", ["radiation therapy"]),
        ("Bleeding diathesis or anticoagulation (prophylactic heparin is allowed)", ["bleeding diathesis"]),
        ("Prior immunotherapy or radiotherapy, except palliative radiotherapy to bone", ["immunotherapy"]),
        (
            "Concurrent chemotherapy, radiotherapy or hormonal therapy, except LHRH agonists",
            ["chemotherapy", "radiation therapy"],
        ),
    ],
)
def test_an_exception_that_names_one_kind_of_thing_spares_no_other(line: str, others: list[str]) -> None:
    assert [concept for concept, is_spared in spared(line).items() if not is_spared] == others


def test_examples_of_what_an_exception_names_are_spared_with_it() -> None:
    line = "Current endocrine therapy such as tamoxifen or raloxifene, except endocrine therapy before surgery"
    assert all(spared(line).values())


@pytest.mark.parametrize(
    "line",
    [
        "Bradycardia defined as heart rate < 50/min. Patients with a pacemaker and a heart rate > 50/min are eligible",
        "Active brain metastases, as indicated by cerebral edema. Treated brain metastases are allowed",
    ],
)
def test_what_only_says_how_it_is_known_is_spared_with_it(line: str) -> None:
    assert all(spared(line).values())


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("Inclusion", "At least 3 weeks since chemotherapy, and recovered from all toxicities, except alopecia"),
        (
            "Inclusion",
            "At least 3 weeks since chemotherapy and recovered to grade 1 from toxicities (except neuropathy)",
        ),
        ("Exclusion", "Chemotherapy within 2 weeks or not recovered from side effects (excluding alopecia)"),
    ],
)
def test_a_side_effect_spares_nobody_the_time_since_the_treatment(section: str, line: str) -> None:
    assert spared(line, section) == {"unresolved toxicity": True, "chemotherapy": False}


def test_the_time_before_an_exception_is_not_that_of_a_side_effect() -> None:
    (tree,) = trees(
        "Inclusion Criteria:\n\n* At least 3 weeks since chemotherapy and recovered from it (except alopecia)"
    )
    whens = {n.requirement.concept: n.requirement.when for n in walk(tree) if isinstance(n, Leaf)}
    assert whens["alopecia"] is None


def test_an_exception_that_was_not_read_is_about_all_before_it() -> None:
    line = (
        "Recovered from the effects of surgery, and at least 12 weeks since radiotherapy, unless there are new lesions"
    )
    assert spared(line, "Inclusion") == {"unresolved toxicity": True, "radiation therapy": True}
