"""What is settled in person rules nobody out, so that no doubt of how it was read keeps a verdict open."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

WHOLE = {"complete": ["treatments", "medications", "conditions"]} | METASTATIC


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        ("* Mammogram within 3 months before randomization OR within 30 days after it", {}, Verdict.ELIGIBLE),
        ("* A biopsy showing cancer either in the skin OR in the breast itself", {}, Verdict.ELIGIBLE),
        ("* Willing to give blood. Intact zorbic outflow.", {}, Verdict.UNKNOWN),
    ],
)
def test_a_doubt_about_it_keeps_nothing_open(line: str, record: dict[str, Any], expected: Verdict) -> None:
    assert read(inclusion=line, **WHOLE, **record) is expected


def test_taking_part_in_another_trial_may_be_told_by_the_record() -> None:
    line = "* Not taking part in another trial OR in a registry of the zorbic kind"
    told = {"conditions": [{"name": "participation in another trial of a drug"}]}
    assert read(inclusion=line, **WHOLE, **told) is not Verdict.ELIGIBLE


def test_what_a_permission_beside_it_restricts_still_rules_out() -> None:
    line = (
        "* CT scan of the chest within 4 weeks. Patients with brain metastases are allowed as long as the disease "
        "has been treated and stable for at least 36 months."
    )
    lately = {"metastases": [{"site": "brain", "status": "stable", "treated": "2025-12"}], "complete": ["metastases"]}
    assert read(inclusion=line, **lately) is Verdict.INELIGIBLE
