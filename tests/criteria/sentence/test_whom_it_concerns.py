"""Lines of which nothing was read, but whose words say who alone can have what they speak of."""

from __future__ import annotations

import pytest

from criteria.tree import Allow, If, Unparsed
from tests.criteria.trees import concepts, tree_of


@pytest.mark.parametrize(
    ("section", "line", "of"),
    [
        ("Inclusion", "Liver tumor burden below 40%", "liver"),
        ("Exclusion", "Tumor volume of more than 60% of the liver", "liver"),
        ("Inclusion", "No jaw or rib metastases", "metastatic"),
        ("Inclusion", "Target lesions must not have been irradiated", "radiation therapy"),
        ("Inclusion", "The indicator lesion must lie outside any prior radiation field", "radiation therapy"),
        ("Inclusion", "Progression is required of previously irradiated lesions", "radiation therapy"),
        ("Inclusion", "No lesions in an irradiated field except those that have grown", "radiation therapy"),
        ("Inclusion", "No previously irradiated lesions", "radiation therapy"),
        ("Inclusion", "Lesions that were irradiated must have grown since", "radiation therapy"),
        ("Inclusion", "A lesion previously irradiated only if it has grown since", "radiation therapy"),
        ("Inclusion", "Target lesions must include at least one lesion that was not irradiated", "radiation therapy"),
    ],
)
def test_is_asked_of_nobody_else(section: str, line: str, of: str) -> None:
    node = tree_of(line, section)
    assert isinstance(node, If)
    assert concepts(node.condition) == {of}
    assert isinstance(node.node, Unparsed)


@pytest.mark.parametrize("line", ["No zorbled lesions", "At least one lesion that was not biopsied"])
def test_lesions_of_which_no_treatment_is_told_are_asked_of_everybody(line: str) -> None:
    assert not isinstance(tree_of(line, "Inclusion"), If)


def test_a_share_of_the_liver_beside_something_else_stays_open_for_all() -> None:
    assert not isinstance(tree_of("Hepatic tumor burden of 40% or more, or zorbling", "Exclusion"), If)


@pytest.mark.parametrize(
    "line",
    [
        "Lesions that were irradiated cannot count as measurable disease unless they have grown",
        "Tumor lesions treated with local therapy will be considered measurable only if they have grown",
    ],
)
def test_what_counts_among_treated_lesions_is_asked_of_nobody(line: str) -> None:
    assert isinstance(tree_of(line), Allow)


def test_a_demand_of_patients_is_no_remark_on_lesions() -> None:
    assert not isinstance(tree_of("Patients with irradiated lesions must have measurable disease elsewhere"), Allow)
