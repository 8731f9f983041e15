"""A permission holds for its own clause or sentence: what an exclusion names before or beside it still excludes."""

from __future__ import annotations

import pytest

from criteria.tree import Allow, Leaf, Node, Not, Unless, Unparsed, walk
from tests.criteria.trees import concepts, tree_of, trees


def excluded(node: Node) -> set[str]:
    """What the tree excludes, outside what it permits or excepts."""
    match node:
        case Not(inner):
            return concepts(inner)
        case Unless(inner, _):
            return excluded(inner)
        case Allow() | Leaf() | Unparsed():
            return set()
        case _:
            return {name for part in getattr(node, "nodes", ()) for name in excluded(part)}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        # two points end a sentence as one does
        ("Taxanes within 3 weeks. . Patients with gout may receive allopurinol", {"taxane"}),
        # a bracket that lost its end does not hold the next clause
        ("Concurrent anticoagulants (e.g. heparin (Zorbin), warfarin; aspirin is allowed", {"anticoagulant", "warfarin"}),
        # what is said to be excluded behind what is allowed
        ("Patients with controlled asthma are eligible, however patients with gout are excluded", {"gout"}),
        ("Patients with skin cancer are eligible, while patients with other malignancies must have been free of them for 5 years", {"other malignancy"}),
        # "may have" that tells what is possible, and "eligible" that tells what is normal
        ("Gout or recent abdominal surgery that may have weakened the wall", {"gout"}),
        ("Gout or active hepatitis, even if the liver enzymes are in the eligible range", {"gout", "hepatitis"}),
    ],
)  # fmt: skip
def test_what_stands_before_a_permission_still_excludes(line: str, names: set[str]) -> None:
    assert names <= excluded(tree_of(line, "Exclusion"))


def test_what_is_permitted_is_not_excluded() -> None:
    node = tree_of("Concurrent anticoagulants (e.g. heparin (Zorbin), warfarin; aspirin is allowed", "Exclusion")
    assert "aspirin" not in excluded(node)


@pytest.mark.parametrize(
    "line",
    [
        "Prior tamoxifen, letrozole and anastrozole are allowed",
        "Patients with gout who take allopurinol are eligible",
        "Patients that may have had tamoxifen are eligible",
    ],
)
def test_a_whole_list_can_be_permitted(line: str) -> None:
    assert excluded(tree_of(line, "Exclusion")) == set()


def test_the_line_behind_a_bracket_that_lost_its_end_is_a_line_of_its_own() -> None:
    found = trees(
        "Exclusion Criteria:\n\n  concurrent chemotherapy\n  anticoagulants (e.g. heparin (Zorbin), warfarin; aspirin is allowed\n"
        "  gout (e.g. of the foot)\n  active asthma, stroke, or infections of any kind that need to be treated with drugs by mouth or by vein\n"
    )
    assert not any(isinstance(part, Allow) for node in found for part in walk(node) if "gout" in concepts(part))
    assert any("gout" in excluded(node) for node in found)


def test_who_will_both_be_included_is_permitted() -> None:
    node = tree_of("Women with early disease and women with DCIS will be both included")
    assert isinstance(node, Allow) or all(isinstance(part, Allow) for part in getattr(node, "nodes", ()))


@pytest.mark.parametrize(
    "behind",
    [
        ". Treatment must have been started before the first dose",
        ", however; therapy should be initiated prior to entry",
    ],
)
def test_whoever_takes_what_is_permitted_has_begun_it(behind: str) -> None:
    """What must have been begun before something to come asks nothing more of whoever takes it, nor of the others."""
    node = tree_of(f"Bisphosphonates are allowed{behind}")
    asked = [part for part in getattr(node, "nodes", ()) if not isinstance(part, Allow)]
    assert asked == []


def test_what_is_required_and_not_permitted_is_asked_further() -> None:
    node = tree_of("Prior bisphosphonates. Treatment must have been started before the first dose")
    assert any(isinstance(part, Unparsed) for part in getattr(node, "nodes", ()))
