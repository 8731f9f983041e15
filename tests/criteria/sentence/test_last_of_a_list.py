"""The last item of an exclusion is read, or shown as unread: it is never dropped."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, Unparsed, walk
from tests.criteria.trees import concepts, tree_of


@pytest.mark.parametrize(
    "line",
    [
        "Metastatic disease or planned elective surgery during follow-up",
        "Contraindications to exercise (e.g. unstable angina), metastatic disease or planned elective surgery",
        "Contraindications to exercise, metastatic disease or planned elective surgery",
    ],
)
def test_planned_surgery_behind_a_disease_is_read(line: str) -> None:
    found = [p.requirement for p in walk(tree_of(line, "Exclusion")) if isinstance(p, Leaf)]
    assert ("surgery", "planned") in {(r.concept, r.value) for r in found}
    assert "metastatic" in {r.concept for r in found}


def test_what_a_contraindication_is_to_is_not_planned() -> None:
    assert "endocrine therapy" not in concepts(
        tree_of(
            "Contraindication to the use of zorblinib, planned chemotherapy or planned endocrine therapy", "Exclusion"
        )
    )


@pytest.mark.parametrize("line", ["Metastatic disease or zorblification", "Stage IV disease or planned travel abroad"])
def test_an_unknown_item_behind_an_extent_is_shown_as_unread(line: str) -> None:
    assert any(isinstance(part, Unparsed) for part in walk(tree_of(line, "Exclusion")))


def test_a_second_word_for_the_extent_is_no_further_item() -> None:
    assert not any(isinstance(p, Unparsed) for p in walk(tree_of("Metastatic or widespread disease", "Exclusion")))
