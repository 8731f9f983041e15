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
            "All stage II or pathologic T4N1 or TxN3 patients must have received a taxane",
            "(stage II | (T T4 & N N1) | N N3)",
        ),
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


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        (
            "An ERBB2 mutation in the absence of HER2 overexpression",
            "-(ERBB2 mutated & HER2 negative)",
        ),
        (
            "Concurrent hepatitis B (defined as HBsAg reactive) and hepatitis C virus (HCV) (defined as detectable HCV RNA)",
            "-(hepatitis b current & hepatitis c)",
        ),
        ("Hemoglobin < 8 g/dL in the absence of transfusion", "-(hemoglobin <8 & -transfusion concurrent)"),
        ("Hepatitis B (defined as HBsAg reactive) or hepatitis C", "(-hepatitis b & -hepatitis c)"),
    ],
)
def test_what_excludes_only_with_another_excludes_nobody_alone(line: str, tree: str) -> None:
    assert shape(tree_of(line, "Exclusion")) == tree


def test_a_stage_behind_the_cancer_is_no_choice_beside_it() -> None:
    line = "Invasive breast cancer, stage I or IIA, planned for mastectomy or lumpectomy"
    assert shape(tree_of(line)) == "(invasive breast cancer & stage I/IIA & (mastectomy planned | lumpectomy planned))"
    assert shape(tree_of("DCIS, stage I, or stage II breast cancer")).startswith("(ductal carcinoma in situ |")
