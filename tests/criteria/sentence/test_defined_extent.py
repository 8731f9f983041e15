"""What a trial means by "locally advanced" is what its stages say, whatever a record calls it."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.sentence.defined_extent import DEFINED
from criteria.tree import Leaf, walk


def is_defined(*lines: str) -> bool:
    text = "Inclusion Criteria:\n\n" + "\n".join(f"* {line}" for line in lines)
    leaves = [n.requirement for c in parse(text).criteria for n in walk(c.node) if isinstance(n, Leaf)]
    (extent,) = [leaf for leaf in leaves if leaf.concept == "locally advanced"]
    return DEFINED in extent.detail


@pytest.mark.parametrize(
    "lines",
    [
        ("Locally advanced breast cancer (stage IIB-IIIC)",),
        ("Proven locally advanced breast cancer", "T3 or T4 tumor, or T2 tumor that is close to the skin"),
        ("Locally advanced disease, defined by any of:\n  * T3 tumor\n  * N2 disease",),
    ],
)
def test_stages_beside_it_define_it(lines: tuple[str, ...]) -> None:
    assert is_defined(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Locally advanced breast cancer", "ECOG 0-1"),
        ("Locally advanced or metastatic (stage IV) breast cancer",),
        ("Locally advanced breast cancer", "ECOG 0-1", "Age over 18 years", "T3 tumor"),
    ],
)
def test_elsewhere_the_word_counts(lines: tuple[str, ...]) -> None:
    assert not is_defined(*lines)
