"""Radiation to one site or another: each of the sites counts, and a disease that stands behind one is none of them."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, Not, walk
from tests.criteria.trees import concepts, tree_of


def sites(line: str, section: str) -> str:
    (where,) = [
        value
        for part in walk(tree_of(line, section))
        if isinstance(part, Leaf) and part.requirement.concept == "radiation therapy"
        for key, value in part.requirement.detail
        if key == "site"
    ]
    return where


@pytest.mark.parametrize(
    ("line", "section", "names"),
    [
        ("Previous radiotherapy to the chest and/or to the upper abdomen", "Exclusion", ("chest", "abdomen")),
        ("Prior radiation to the breast, neck, or to the spine", "Exclusion", ("breast", "neck", "spine")),
        ("No prior radiotherapy to the brain or to the lower neck", "Inclusion", ("brain", "neck")),
    ],
)
def test_every_site_counts(line: str, section: str, names: tuple[str, ...]) -> None:
    assert all(name in sites(line, section) for name in names)
    assert isinstance(tree_of(line, section), Not)


def test_a_disease_of_an_organ_is_no_site() -> None:
    line = "Prior radiation to the chest, heart failure or gout"
    assert "heart" not in sites(line, "Exclusion")
    assert {"heart failure", "gout"} <= concepts(tree_of(line, "Exclusion"))


@pytest.mark.parametrize(
    ("line", "section", "names"),
    [
        ("Earlier radiotherapy or palliative surgery to the painful site", "Exclusion", {"painful site"}),
        ("Prior surgery, or radiation therapy to the other breast", "Exclusion", {"other breast", "the other breast"}),
        ("No prior external radiotherapy or laser therapy to the left breast", "Inclusion", {"left breast"}),
    ],
)
def test_the_place_behind_the_last_of_several_treatments_is_that_of_each(
    line: str, section: str, names: set[str]
) -> None:
    leaves = [part for part in walk(tree_of(line, section)) if isinstance(part, Leaf)]
    told = [value for leaf in leaves for key, value in leaf.requirement.detail if key == "site"]
    assert len(told) == len(leaves) > 1
    assert set(told) <= names


def test_what_was_operated_elsewhere_has_not_the_place_of_the_radiation() -> None:
    (surgery,) = [
        part
        for part in walk(tree_of("Major surgery or radiation to the pelvis within 4 weeks", "Exclusion"))
        if isinstance(part, Leaf) and part.requirement.concept == "surgery"
    ]
    assert surgery.requirement.detail == (("extent", "major"),)


@pytest.mark.parametrize("joint", ["of", "to", "for", "for the treatment of"])
def test_the_spread_that_was_treated_is_the_place_of_the_treatment(joint: str) -> None:
    (leaf,) = [n for n in walk(tree_of(f"Local therapy {joint} bone metastases", "Exclusion")) if isinstance(n, Leaf)]
    assert leaf.requirement.detail == (("site", "bone metastases"),)


@pytest.mark.parametrize(
    ("line", "fractions"),
    [
        ("Palliative radiotherapy (≤ 5 fractions) within 2 weeks", "<= 5"),
        ("Palliative radiation to bone in 8 fractions or fewer within 2 weeks", "<= 8"),
        ("Radiation therapy in 25 fractions", None),
    ],
)
def test_in_how_many_fractions_at_most_it_was_given(line: str, fractions: str | None) -> None:
    told = [dict(part.requirement.detail) for part in walk(tree_of(line, "Exclusion")) if isinstance(part, Leaf)]
    assert [one.get("fractions") for one in told] == [fractions]
