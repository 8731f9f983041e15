"""What a condition, or a joint exclusion, names as a choice is one: either stage, either gene."""

from __future__ import annotations

import pytest

from criteria.tree import If
from tests.criteria.trees import shape, tree_of


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        (
            "Patients with HER2-positive locally advanced or metastatic disease must have received trastuzumab",
            "(HER2 positive & (locally advanced | metastatic))",
        ),
        ("Patients with an EGFR mutation or ALK rearrangement must have received a TKI", "(EGFR mutated | ALK fusion)"),
        (
            "Patients with stage II disease and a BRCA mutation must have received a PARP inhibitor",
            "(stage II & (BRCA1 mutated | BRCA2 mutated))",
        ),
    ],
)
def test_one_of_a_choice_makes_it_one_of_whom_more_is_asked(line: str, condition: str) -> None:
    asked = tree_of(line)
    assert isinstance(asked, If)
    assert shape(asked.condition) == condition


def test_either_gene_excludes_with_what_stands_beside_it() -> None:
    node = tree_of("BRCA mutation and has received a PARP inhibitor", "Exclusion")
    assert shape(node) == "-((BRCA1 mutated | BRCA2 mutated) & PARP inhibitor prior)"
