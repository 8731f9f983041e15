"""An item of an exclusion, or of what is excepted from it, is read, or shown as unread: it is never dropped."""

from __future__ import annotations

import pytest

from criteria.tree import All, Allow, Any, Leaf, Not, Unless, Unparsed, walk
from tests.criteria.trees import concepts, tree_of


def test_planned_surgery_behind_a_disease_is_read() -> None:
    node = tree_of("Metastatic disease or planned elective surgery during follow-up", "Exclusion")
    found = [p.requirement for p in walk(node) if isinstance(p, Leaf)]
    assert ("surgery", "planned") in {(r.concept, r.value) for r in found}
    assert "metastatic" in {r.concept for r in found}


def test_what_a_contraindication_is_to_is_not_planned() -> None:
    assert "endocrine therapy" not in concepts(
        tree_of(
            "Contraindication to the use of zorblinib, planned chemotherapy or planned endocrine therapy", "Exclusion"
        )
    )


@pytest.mark.parametrize(
    "line",
    [
        "Metastatic disease or zorblification",
        "Stage IV disease or planned travel abroad",
        "Contraindications to exercise (e.g. unstable angina), metastatic disease or planned elective surgery",
    ],
)
def test_an_unread_item_behind_an_extent_is_shown_as_unread(line: str) -> None:
    assert any(isinstance(part, Unparsed) for part in walk(tree_of(line, "Exclusion")))


def test_a_second_word_for_the_extent_is_no_further_item() -> None:
    assert not any(isinstance(p, Unparsed) for p in walk(tree_of("Metastatic or widespread disease", "Exclusion")))


def test_a_value_with_which_a_condition_excludes_does_not_exclude_alone() -> None:
    node = tree_of("HIV infection with a baseline CD4 count below 250/mm3", "Exclusion")
    assert isinstance(node, Not)
    assert concepts(node) == {"hiv infection", "CD4 count"}


def test_what_ends_with_a_permission_is_permitted_in_spite_of_an_exception() -> None:
    node = tree_of("Prior oophorectomy for reasons other than malignancy allowed", "Inclusion")
    assert isinstance(node, Allow)


def test_an_unread_purpose_keeps_the_exception_open() -> None:
    node = tree_of("Radiation therapy other than for zorblification or brain metastasis", "Exclusion")
    assert isinstance(node, Unless)
    assert any(isinstance(p, Unparsed) for p in walk(node.exception))


def test_the_word_for_the_disease_among_other_exclusions_is_shown_as_unread() -> None:
    node = tree_of("Diabetes, cancer, or asthma", "Exclusion")
    assert {"diabetes", "asthma"} <= concepts(node)
    assert any(isinstance(part, Unparsed) for part in walk(node))


def test_an_unread_item_of_a_list_of_ways_in_stays_a_way_in() -> None:
    node = tree_of("Positive nodes, grade 3, or zorblified tumor")
    assert isinstance(node, Any)
    assert any(isinstance(part, Unparsed) for part in node.nodes)


def test_what_an_exclusion_does_not_include_is_no_requirement() -> None:
    node = tree_of(
        "Brain metastases (this does not include primary brain tumors) or leptomeningeal disease", "Exclusion"
    )
    assert concepts(node) == {"brain", "leptomeningeal"}
    assert any(isinstance(part, Unless) for part in walk(node))


def test_the_kinds_of_an_operation_in_its_bracket_are_no_further_items() -> None:
    node = tree_of("Prior mastectomy (total, skin-sparing, or nipple-sparing) or lumpectomy")
    assert concepts(node) == {"mastectomy", "lumpectomy"}
    assert not any(isinstance(part, Unparsed) for part in walk(node))


def test_a_note_right_behind_the_full_stop_is_a_sentence_of_its_own() -> None:
    node = tree_of("Gout or zorblification.(Note: insulin is allowed.)")
    assert isinstance(node, All)
    asked, noted = node.nodes
    assert not isinstance(asked, Allow)
    assert isinstance(noted, Allow)


def test_toxicities_may_have_returned_to_what_they_were_whatever_is_excepted_from_them() -> None:
    node = tree_of("All toxicities (except alopecia) must have resolved to grade 1 or returned to baseline")
    assert isinstance(node, Unless)
    match node.node:
        case Any((Leaf(read), Unparsed())):
            assert read.concept == "unresolved toxicity"
        case other:
            pytest.fail(f"no alternative: {other}")
