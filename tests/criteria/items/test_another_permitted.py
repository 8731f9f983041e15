"""Permissions of another treatment than the one that is kept out: they spare nobody that one."""

from __future__ import annotations

import pytest

from criteria.tree import Allow, Leaf, Not, Unless, walk
from tests.criteria.trees import trees


@pytest.mark.parametrize(
    "line",
    [
        "Use of heparin. Patients on aspirin are eligible",
        "Prior PD-1 inhibitors; previous trastuzumab is allowed",
        "Radiotherapy within 3 weeks or not recovered from side effects. No washout is required for letrozole",
        "Chemotherapy or biologic therapy (except trastuzumab) within 3 weeks. Tamoxifen may be continued",
    ],
)
def test_a_permission_of_another_treatment_spares_nothing(line: str) -> None:
    (tree,) = trees(f"Exclusion Criteria:\n\n* {line}")
    (allowed,) = [n for n in walk(tree) if isinstance(n, Allow)]
    assert isinstance(allowed.node, Leaf)
    assert any(isinstance(n, Not) for n in walk(tree))


@pytest.mark.parametrize(
    "line",
    [
        "Anticoagulants. Low molecular weight heparin is allowed",
        "Lumpectomy (these patients are eligible if they undergo mastectomy)",
        "Chronic corticosteroids (premedication for paclitaxel is allowed)",
        "Thrombosis. Patients on anticoagulants are eligible",
    ],
)
def test_a_permission_that_may_be_of_what_is_kept_out_is_an_exception(line: str) -> None:
    (tree,) = trees(f"Exclusion Criteria:\n\n* {line}")
    assert any(isinstance(n, Unless) for n in walk(tree))
