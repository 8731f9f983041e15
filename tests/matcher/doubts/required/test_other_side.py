"""Words beside a requirement that let in its opposite as well, and diseases of which nobody has two."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

NEW = {
    "diagnosis": {
        "cancer": "breast cancer",
        "histology": "invasive ductal carcinoma",
        "stage": "IV",
        "n": "N1",
        "extent": "metastatic",
        "presentation": "de_novo",
    },
    "treatments": [],
    "complete": ["treatments", "medications", "conditions"],
}


@pytest.mark.parametrize(
    "line",
    [
        "* Newly diagnosed or locally recurrent breast cancer",
        "* Considering or having completed a mastectomy",
        "* Currently on or about to be started on an aromatase inhibitor",
        "* Axillary nodes negative, positive, or unknown",
        "* Stage IV disease, locally recurrent inoperable disease of the chest wall",
        "* Invasive ductal or tubular histology. Ductal carcinoma in situ.",
    ],
)
def test_the_other_side_is_let_in(line: str) -> None:
    assert read(inclusion=line, **NEW) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Locally recurrent breast cancer",
        "* Has completed a mastectomy",
        "* Axillary nodes negative",
        "* Ductal carcinoma in situ",
    ],
)
def test_one_side_alone_rules_out(line: str) -> None:
    assert read(inclusion=line, **NEW) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line", ["* Measurable disease by RECIST v1.1 and/or RANO-BM", "* Measurable disease per RECIST 1.1 or iRECIST"]
)
def test_two_sets_of_criteria_are_no_other_side(line: str) -> None:
    record = {"diagnosis": {"cancer": "breast cancer", "measurable_disease": False}}
    assert read(inclusion=line, **record) is Verdict.INELIGIBLE
