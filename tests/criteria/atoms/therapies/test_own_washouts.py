"""A shorter time for one treatment: that of its class does not hold for it."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, walk
from tests.criteria.trees import tree_of


def left_out(line: str, section: str, concept: str) -> list[str]:
    return [
        value
        for part in walk(tree_of(line, section))
        if isinstance(part, Leaf) and part.requirement.concept == concept
        for key, value in part.requirement.detail
        if key == "not"
    ]


@pytest.mark.parametrize(
    ("line", "section", "concept", "names"),
    [
        ("At least 4 weeks since chemotherapy (10 days for capecitabine)", "Inclusion", "chemotherapy", ["capecitabine"]),
        ("Any anticancer therapy within 4 weeks (2 weeks for endocrine therapy)", "Exclusion", "anticancer therapy", ["endocrine therapy"]),
        ("At least 4 weeks since chemotherapy (6 weeks for mitomycin)", "Inclusion", "chemotherapy", []),
        ("At least 4 weeks since chemotherapy (1 week for weekly paclitaxel)", "Inclusion", "chemotherapy", []),
        ("At least 4 weeks since antibodies (1 week for capecitabine)", "Inclusion", "monoclonal antibody", []),
    ],
)  # fmt: skip
def test_a_class_leaves_out_what_has_a_shorter_time(line: str, section: str, concept: str, names: list[str]) -> None:
    assert left_out(line, section, concept) == names
