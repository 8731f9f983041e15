"""The change of an amino acid that is named beside a gene, before or behind its other name."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, walk
from tests.criteria.trees import tree_of


@pytest.mark.parametrize(
    ("line", "variant"),
    [
        ("TP53 Y220C mutation", "Y220C"),
        ("BRAF V600E/K mutation", "V600E/V600K"),
        ("Kirsten rat sarcoma (KRAS) G12C mutation", "G12C"),
        ("KRAS (Kirsten rat sarcoma) G12C mutation", "G12C"),
        ("KRAS mutation", None),
        ("KRAS mutation (exon 2)", None),
    ],
)
def test_a_variant_stands_beside_its_gene(line: str, variant: str | None) -> None:
    leaves = [node.requirement for node in walk(tree_of(line)) if isinstance(node, Leaf)]
    assert {dict(one.detail).get("variant") for one in leaves} == {variant}
